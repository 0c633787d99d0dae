#include <criterion/criterion.h>

#include "core/drift.h"
#include "tests/core/story.h"

/* The claimed day of each story's first quotation. */
static const struct {
	const char	*what, *story, *day;
} rows[] = {
	{ "behind the cue", "\"We go,\" Ada Quill said on Friday.", "friday" },
	{ "bare, behind the cue", "\"We go,\" Ada Quill said Friday.", "friday" },
	{ "behind whom she told", "\"We go,\" Ada Quill told CNN on Sunday.", "sunday" },
	{ "behind a show", "\"We go,\" Ada Quill told CNN's \"The Hour\" late on Sunday.", "sunday" },
	{ "behind an interview that was aired", "\"We go,\" Ada Quill said in an interview aired by CNN on Sunday.",
	    "sunday" },
	{ "behind a speaker behind the cue", "\"We go,\" said Ada Quill on Monday.", "monday" },
	{ "before the cue", "Ada Quill on Tuesday said: \"We go.\"", "tuesday" },
	{ "at the beginning", "On Wednesday, Ada Quill said: \"We go.\"", "wednesday" },
	{ "with the setting", "In a televised address late on Thursday, Ada Quill said that \"we go there now\".",
	    "thursday" },
	{ "with the setting, bare", "In a televised address Friday, Ada Quill said \"we go there now\".",
	    "friday" },
	{ "a date", "\"We go,\" Ada Quill told reporters on Jan. 7.", "01-07" },
	{ "a date with its weekday", "\"We go,\" Ada Quill said on Friday, January 7.", "01-07" },
	{ "a date with its year", "\"We go,\" Ada Quill said on 7 January 2022.", "2022-01-07" },
	{ "a date with its year behind a comma", "\"We go,\" Ada Quill said on January 7, 2022.",
	    "2022-01-07" },
	{ "a month that is a verb too", "\"We go,\" Ada Quill told reporters on 4 May.", "05-04" },
	{ "a verb that is a month too", "\"We go,\" Ada Quill said. May 4 people wait.", "" },
	{ "none", "\"We go,\" Ada Quill said.", "" },
	{ "the day of something else", "\"We go,\" Ada Quill said after Friday's vote.", "" },
	{ "until a day", "\"We go,\" Ada Quill said, and nobody moved until Friday.", "" },
	{ "a day of what was said", "Ada Quill said the bridge that fell on Friday was \"a very old hand\".",
	    "" },
	{ "a day of what was said, without that",
	    "Ada Quill said troops entered on Friday and that \"we go there now\".", "" },
	{ "a noun's day", "\"We go,\" Ada Quill said Friday prayers would be held.", "" },
	{ "a day that is no setting's", "After the fall of the bridge on Thursday, Ada Quill said: \"We go.\"", "" },
	{ "a month that is no date", "\"We go,\" Ada Quill said in January.", "" },
};

Test(spoken, reads_the_day_beside_the_cue)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct story		 story;
		const struct quote	*q;

		story_read(&story, rows[i].story);
		q = story_quote(&story, 0);
		cr_expect(same(q->said_on, rows[i].day), "%s: [%.*s]", rows[i].what,
		    SPAN_ARG(q->said_on));
		story_end(&story);
	}
}

Test(spoken, a_second_half_was_said_on_the_same_day)
{
	struct story	 story;

	story_read(&story, "\"We go,\" Ada Quill said on Friday. \"Now.\"");
	cr_expect(same(story_quote(&story, 1)->said_on, "friday"));
	story_end(&story);
}

static const struct {
	const char	*what, *day, *other;
	enum drift_setting setting;
} days[] = {
	{ "one weekday", "friday", "friday", SETTING_SAME },
	{ "two weekdays", "friday", "thursday", SETTING_DATE_CHANGED },
	{ "unstated", "friday", "", SETTING_SAME },
	{ "two dates", "01-07", "01-08", SETTING_DATE_CHANGED },
	{ "a date with and without its year", "01-07", "2022-01-07", SETTING_SAME },
	{ "another date with and without its year", "01-08", "2022-01-07", SETTING_DATE_CHANGED },
	{ "a date without its year has no weekday", "01-07", "monday", SETTING_SAME },
	{ "a date and its weekday", "2022-01-07", "friday", SETTING_SAME },
	{ "a date and another weekday", "2022-01-07", "monday", SETTING_DATE_CHANGED },
};

Test(spoken, two_days_are_another_setting)
{
	for (size_t i = 0; i < LEN(days); i++) {
		struct fault	 fault = { 0 };
		struct arena	*arena = arena_new((size_t)1 << 20);
		struct printing a = { .text = SPAN("we go"),
			.venue = SPAN("televised address"),
			.said_on = span_of(days[i].day) };
		struct printing	 b = a;
		struct drift	 drift;

		b.said_on = span_of(days[i].other);
		cr_assert(drift_measure(&a, &b, arena, &drift, &fault), "%s", fault.text);
		cr_expect_eq(drift.setting, days[i].setting, "%s: %s", days[i].what,
		    drift_settings[drift.setting].name);
		arena_free(arena);
	}
}
