/* House rules: every way to depart from a reference, under every house. */
#include <criterion/criterion.h>

#include "core/house.h"

/* What each house says to each class and value: '+' allowed, '?' query, '-' not allowed. */
static const struct { size_t topic; const char *ap_reuters_nyt_guardian; } books[] = {
	{ DRIFT_VERBATIM,		"++++" },
	{ DRIFT_TYPOGRAPHIC,		"++++" },
	{ DRIFT_ORTHOGRAPHIC,		"++++" },
	{ DRIFT_TRUNCATED_SENTENCE,	"++++" },
	{ DRIFT_EXPANDED,		"++++" },
	{ DRIFT_TRUNCATED_CLAUSE,	"???+" },
	{ DRIFT_FRAGMENT,		"???+" },
	{ DRIFT_BRACKETED,		"???+" },
	{ DRIFT_ELIDED_MARKED,		"?+?+" },
	{ DRIFT_ELIDED_UNMARKED,	"--?+" },
	{ DRIFT_INSERTED_UNMARKED,	"---+" },
	{ DRIFT_INFLECTED,		"-?-+" },
	{ DRIFT_REORDERED,		"----" },
	{ DRIFT_ELIDED_CONTENT,		"---?" },
	{ DRIFT_INSERTED_CONTENT,	"----" },
	{ DRIFT_SUBSTITUTED,		"----" },
	{ DRIFT_QUALIFIER_CHANGED,	"----" },
	{ DRIFT_NUMBER_CHANGED,		"----" },
	{ DRIFT_SPLICED,		"----" },
	{ DRIFT_NEGATION_CHANGED,	"----" },
	{ DRIFT_TRANSLATED_VARIANT,	"????" },
	{ HOUSE_ATTRIBUTION + ATTRIBUTION_SAME,		 "++++" },
	{ HOUSE_ATTRIBUTION + ATTRIBUTION_LESS_SPECIFIC, "????" },
	{ HOUSE_ATTRIBUTION + ATTRIBUTION_MORE_SPECIFIC, "++++" },
	{ HOUSE_ATTRIBUTION + ATTRIBUTION_UNATTRIBUTED,	 "?-??" },
	{ HOUSE_ATTRIBUTION + ATTRIBUTION_REATTRIBUTED,	 "----" },
	{ HOUSE_SETTING + SETTING_SAME,			 "++++" },
	{ HOUSE_SETTING + SETTING_UNSTATED,		 "+++?" },
	{ HOUSE_SETTING + SETTING_LESS_SPECIFIC,	 "????" },
	{ HOUSE_SETTING + SETTING_MEDIUM_CHANGED,	 "????" },
	{ HOUSE_SETTING + SETTING_DATE_CHANGED,		 "----" },
	{ HOUSE_SETTING + SETTING_REVENUED,		 "----" },
};

static const char signs[HOUSE_JUDGEMENTS] = { '+', '?', '-' };

Test(house, says_something_to_every_departure)
{
	cr_assert_eq(LEN(books), HOUSE_TOPICS);
	for (size_t i = 0; i < LEN(books); i++) {
		cr_assert_eq(books[i].topic, i);
		cr_assert_eq(strlen(books[i].ap_reuters_nyt_guardian), houses_count());
		for (size_t h = 0; h < houses_count(); h++) {
			struct house		 house;
			const struct house_rule	*rule;

			house_at(h, &house);
			rule = &house.rules[i];
			cr_expect_eq(signs[rule->judgement], books[i].ap_reuters_nyt_guardian[h],
			    "%s: %s is %s", house.name.p, house_topic(i).name,
			    house_judgement_names[rule->judgement]);
			cr_expect(rule->rule.n > 10 && span_ends(rule->rule, SPAN(".")),
			    "%s: %s has no rule", house.name.p, house_topic(i).name);
			cr_expect(rule->source.n > 0, "%s: %s has no source", house.name.p,
			    house_topic(i).name);
		}
	}
}

Test(house, is_known_by_its_name)
{
	struct house	 house;

	for (size_t h = 0; h < houses_count(); h++) {
		struct house	 same;

		house_at(h, &house);
		cr_expect(house_named(house.name, &same) && span_eq(same.title, house.title));
	}
	cr_expect_not(house_named(SPAN("gazette"), &house));
}

static const struct {
	const char		*what;
	uint32_t		 all;
	enum drift_attribution	 attribution;
	enum drift_setting	 setting;
	enum house_judgement	 ap;
	size_t			 topic; /* that speaks first */
} printings[] = {
	{ "the same words", 1u << DRIFT_VERBATIM, ATTRIBUTION_SAME, SETTING_SAME,
	    HOUSE_ALLOWED, DRIFT_VERBATIM },
	{ "the same words, of somebody else", 1u << DRIFT_VERBATIM, ATTRIBUTION_REATTRIBUTED,
	    SETTING_SAME, HOUSE_REFUSED, HOUSE_ATTRIBUTION + ATTRIBUTION_REATTRIBUTED },
	{ "the strictest rule speaks first",
	    1u << DRIFT_ELIDED_MARKED | 1u << DRIFT_NUMBER_CHANGED, ATTRIBUTION_SAME,
	    SETTING_MEDIUM_CHANGED, HOUSE_REFUSED, DRIFT_NUMBER_CHANGED },
	{ "of equals the furthest drifted speaks first",
	    1u << DRIFT_FRAGMENT | 1u << DRIFT_ELIDED_MARKED, ATTRIBUTION_SAME,
	    SETTING_MEDIUM_CHANGED, HOUSE_QUERY, DRIFT_ELIDED_MARKED },
	{ "a translator's words", 1u << DRIFT_SUBSTITUTED | 1u << DRIFT_TRANSLATED_VARIANT,
	    ATTRIBUTION_SAME, SETTING_SAME, HOUSE_QUERY, DRIFT_TRANSLATED_VARIANT },
	{ "no translator changes a number",
	    1u << DRIFT_NUMBER_CHANGED | 1u << DRIFT_TRANSLATED_VARIANT, ATTRIBUTION_SAME,
	    SETTING_SAME, HOUSE_REFUSED, DRIFT_NUMBER_CHANGED },
};

Test(house, judges_a_printing_by_its_strictest_rule)
{
	struct house	 ap;

	cr_assert(house_named(SPAN("AP"), &ap));
	for (size_t i = 0; i < LEN(printings); i++) {
		struct drift drift = { .all = printings[i].all,
			.attribution = printings[i].attribution,
			.setting = printings[i].setting };
		struct house_opinion	 opinion;

		house_judge(&ap, &drift, &opinion);
		cr_assert_gt(opinion.ntopics, 0, "%s", printings[i].what);
		cr_expect_eq(opinion.judgement, printings[i].ap, "%s: %s", printings[i].what,
		    house_judgement_names[opinion.judgement]);
		cr_expect_eq(opinion.topics[0], printings[i].topic, "%s: %s speaks",
		    printings[i].what, house_topic(opinion.topics[0]).name);
	}
}

static const struct {
	const char		*text;
	size_t			 topic;
	enum house_judgement	 judgement;
	const char		*rule;
} profiles[] = {
	{ "", DRIFT_VERBATIM, HOUSE_QUERY, "The profile has no rule for this." },
	{ "base guardian\n", DRIFT_INFLECTED, HOUSE_ALLOWED,
	    "Hesitation may go and bad grammar be mended, as long as the sense stays." },
	{ "# ours\n\n  elided-marked  not-allowed\tClose the quotation.\r\n", DRIFT_ELIDED_MARKED,
	    HOUSE_REFUSED, "Close the quotation." },
	{ "base ap\ninflected query Ask the desk.", DRIFT_INFLECTED, HOUSE_QUERY, "Ask the desk." },
	{ "re-venued allowed", HOUSE_SETTING + SETTING_REVENUED, HOUSE_ALLOWED,
	    "The profile gives no reason." },
	{ "setting-less-specific allowed So be it.", HOUSE_SETTING + SETTING_LESS_SPECIFIC,
	    HOUSE_ALLOWED, "So be it." },
	{ "setting-less-specific allowed So be it.", HOUSE_ATTRIBUTION + ATTRIBUTION_LESS_SPECIFIC,
	    HOUSE_QUERY, "The profile has no rule for this." },
};

Test(house, can_be_ones_own)
{
	for (size_t i = 0; i < LEN(profiles); i++) {
		struct fault		 f = FAULT_INIT;
		struct house		 house;
		const struct house_rule	*rule = &house.rules[profiles[i].topic];

		cr_assert(house_read(SPAN("desk.txt"), span_of(profiles[i].text), &house, &f), "%s",
		    f.text);
		cr_expect_eq(rule->judgement, profiles[i].judgement, "%s: %s", profiles[i].text,
		    house_judgement_names[rule->judgement]);
		cr_expect(span_eq(rule->rule, span_of(profiles[i].rule)), "%s: %.*s",
		    profiles[i].text, SPAN_ARG(rule->rule));
		cr_expect(span_eq(house.title, SPAN("desk.txt")));
	}
}

static const struct { const char *text, *line; } broken[] = {
	{ "verbatim perhaps Who knows.", "line 1" },
	{ "verbatim allowed\nshouting query Too loud.", "line 2" },
	{ "base nowhere", "line 1" },
	{ "verbatim allowed\nbase ap", "line 2" },
	{ "less-specific query Of whom?", "line 1" },
	{ "verbatim", "line 1" },
	{ "\xFF", "UTF-8" },
};

Test(house, refuses_a_profile_that_cannot_be_read_and_names_the_line)
{
	for (size_t i = 0; i < LEN(broken); i++) {
		struct fault	 f = FAULT_INIT;
		struct house	 house;

		cr_expect_not(house_read(SPAN("desk.txt"), span_of(broken[i].text), &house, &f),
		    "%s", broken[i].text);
		cr_expect_eq(f.kind, FAULT_USAGE);
		cr_expect(strstr(f.text, broken[i].line) != NULL, "%s: %s", broken[i].text, f.text);
	}
}
