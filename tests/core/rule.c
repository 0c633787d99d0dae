#include "core/rule.h"

#include <criterion/criterion.h>

#include "tests/core/story.h"

/* The rule must be that of a quotation of its example. */
static bool
applies(const struct story *story, const struct rule *rule, bool form)
{
	for (size_t i = 0; i < story->quotes.count; i++) {
		const struct quote	*q = &story->quotes.items[i];

		if (strcmp(form ? q->form_rule : q->speaker_rule, rule->name) == 0)
			return true;
	}
	return false;
}

static void
try_all(const struct rule *rules, size_t n, bool form)
{
	for (size_t i = 0; i < n; i++) {
		struct story	 story;

		cr_expect(rules[i].name != NULL && rules[i].meaning != NULL, "rule %zu", i);
		cr_expect(rule_find(span_of(rules[i].name)) == &rules[i], "%s", rules[i].name);
		story_read(&story, rules[i].example);
		cr_expect(applies(&story, &rules[i], form), "%s: not in %s, but %s", rules[i].name,
		    rules[i].example,
		    form ? story_quote(&story, story.quotes.count - 1)->form_rule :
			   story_quote(&story, story.quotes.count - 1)->speaker_rule);
		story_end(&story);
	}
}

Test(rule, of_speakers_does_what_its_example_says)
{
	try_all(speaker_rules, SPEAKER_RULES, false);
}

Test(rule, of_forms_does_what_its_example_says)
{
	try_all(form_rules, FORM_RULES, true);
}

Test(rule, is_not_known_by_another_name)
{
	cr_expect_null(rule_find(SPAN("cue")));
	cr_expect_null(rule_find(SPAN_NONE));
}

Test(rule, of_a_speaker_is_as_sure_as_a_share_can_be)
{
	for (size_t i = 0; i < SPEAKER_RULES; i++) {
		cr_expect(speaker_rules[i].confidence > 0 && speaker_rules[i].confidence <= 1, "%s",
		    speaker_rules[i].name);
		cr_expect(speaker_rules[i].handed > 0 && speaker_rules[i].handed <= 1, "%s",
		    speaker_rules[i].name);
	}
}
