/* Outlets: what a person says of them, found by host or by name. */
#include <criterion/criterion.h>

#include "core/outlet.h"

static const struct outlet_setting items[] = {
	{ .key = SPAN("example.org"), .name = SPAN("The Example") },
	{ .key = SPAN("sport.example.org") },
	{ .key = SPAN("Harbour Post") },
	{ .key = SPAN("co.example"), .name = SPAN("Coastal") },
};
static const struct outlet_settings settings = { items, sizeof items / sizeof items[0] };

static const struct {
	const char	*host, *name, *key; /* key NULL: nothing is said of it */
} outlets[] = {
	{ "example.org", "", "example.org" },
	{ "www.example.org", "", "example.org" },
	{ "NEWS.Example.org", "", "example.org" },
	{ "sport.example.org", "", "sport.example.org" },
	{ "live.sport.example.org", "", "sport.example.org" },
	{ "anotherexample.org", "", NULL },
	{ "example.org.evil.example", "", NULL },
	{ "org", "", NULL },
	{ "", "harbour post", "Harbour Post" },
	{ "", "the example", "example.org" },
	{ "elsewhere.example", "Coastal", "co.example" },
	{ "", "Harbour", NULL },
	{ "", "", NULL },
};

Test(outlet, a_setting_is_found_by_the_longest_domain_or_the_name)
{
	for (size_t i = 0; i < sizeof outlets / sizeof outlets[0]; i++) {
		const struct outlet_setting	*setting =
		    outlet_setting(&settings, span_of(outlets[i].host), span_of(outlets[i].name));

		if (outlets[i].key == NULL)
			cr_expect_null(setting, "'%s', '%s'", outlets[i].host, outlets[i].name);
		else
			cr_expect(setting != NULL && span_eq(setting->key, span_of(outlets[i].key)),
			    "'%s', '%s'", outlets[i].host, outlets[i].name);
	}
}

Test(outlet, without_settings_nothing_is_said)
{
	cr_expect_null(outlet_setting(NULL, SPAN("example.org"), SPAN("The Example")));
}
