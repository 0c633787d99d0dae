#include <criterion/criterion.h>

#include "core/tongue.h"

static const struct {
	const char		*land, *language;
	enum tongue_kinship	 kinship;
} kinships[] = {
	{ "Brazil", "pt", TONGUE_SAME },
	{ "Brazil", "pt-BR", TONGUE_SAME },
	{ "Brazil", "en", TONGUE_OTHER },
	{ "Kazakhstan", "ru", TONGUE_SAME },
	{ "Kazakhstan", "EN", TONGUE_OTHER },
	{ "Canada", "fr", TONGUE_SAME },
	{ "United States", "en-GB", TONGUE_SAME },
	{ "Japan", "", TONGUE_UNKNOWN },
	{ "Japan", "jpn", TONGUE_UNKNOWN },
};

Test(tongue, a_country_speaks_the_pages_language_or_not)
{
	for (size_t i = 0; i < LEN(kinships); i++) {
		const struct land	*land = land_named(span_of(kinships[i].land));

		cr_assert_not_null(land, "%s", kinships[i].land);
		cr_expect_eq(tongue_compare(land, span_of(kinships[i].language)),
		    kinships[i].kinship, "%s, %s", kinships[i].land, kinships[i].language);
	}
	cr_expect_eq(tongue_compare(NULL, SPAN("en")), TONGUE_UNKNOWN);
}

Test(tongue, every_land_has_its_languages)
{
	cr_expect_eq(tongue_land_count(), land_count());
	for (size_t i = 0; i < land_count(); i++)
		cr_expect_neq(tongue_compare(land_row(i), SPAN("xx")), TONGUE_UNKNOWN, "%s",
		    land_row(i)->name);
}

/* found is empty where nothing is stated. */
static const struct {
	const char	*text, *found, *code;
} statements[] = {
	{ "He spoke in Russian on Friday.", "in Russian", "ru" },
	{ "\"...,\" she said in Turkish.", "in Turkish", "tr" },
	{ "Speaking Arabic, the minister thanked them.", "Speaking Arabic", "ar" },
	{ "He addressed them in English and French.", "in English", "en" },
	{ "The words, translated from Japanese, were kind.", "from Japanese", "ja" },
	{ "a translation from Persian", "from Persian", "fa" },
	{ "he said through an interpreter", "an interpreter", "" },
	{ "according to a translation by the ministry", "a translation", "" },
	{ "he told us via a translator", "a translator", "" },
	{ "Fighting in Russian villages went on.", "", "" },
	{ "in Russian Karelia", "", "" },
	{ "in French Guiana", "", "" },
	{ "The book was translated into English, he said.", "", "" },
	{ "It was published in English, he said.", "", "" },
	{ "The translator left.", "", "" },
	{ "He said so in Berlin.", "", "" },
	{ "", "", "" },
};

Test(tongue, reads_what_a_text_says_of_the_language)
{
	for (size_t i = 0; i < LEN(statements); i++) {
		struct tongue_statement	 statement = { SPAN_NONE, SPAN_NONE };
		bool			 stated = tongue_stated(span_of(statements[i].text), &statement);

		cr_expect_eq(stated, statements[i].found[0] != '\0', "%s: [%.*s]",
		    statements[i].text, SPAN_ARG(statement.found));
		if (!stated)
			continue;
		cr_expect(span_eq(statement.found, span_of(statements[i].found)), "%s: [%.*s]",
		    statements[i].text, SPAN_ARG(statement.found));
		cr_expect(span_eq(statement.code, span_of(statements[i].code)), "%s: [%.*s]",
		    statements[i].text, SPAN_ARG(statement.code));
	}
}

Test(tongue, a_language_has_its_code)
{
	cr_expect(span_eq(tongue_code(SPAN("Kazakh")), SPAN("kk")));
	cr_expect_eq(tongue_code(SPAN("Klingon")).n, 0);
	cr_expect_eq(tongue_code(SPAN_NONE).n, 0);
}
