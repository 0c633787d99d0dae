#include <criterion/criterion.h>

#include "tests/core/story.h"

/* Who said the last quotation of a French story. */
static const struct {
	const char	*what, *story, *speaker, *venue;
} rows[] = {
	{ "a past cue behind", "« Nous partons », a déclaré Ada Quill.", "Ada Quill", "" },
	{ "a present cue behind", "« Nous partons », raconte Ada Quill, vendeuse.", "Ada Quill", "" },
	{ "a day between cue and speaker, a name behind the office",
	    "« Nous partons », a déclaré vendredi le maire du port, Ada Quill, lors d’une allocution télévisée.",
	    "Ada Quill", "allocution télévisée" },
	{ "an interview", "« Nous partons », a dit Ada Quill dans un entretien.", "Ada Quill", "entretien" },
	{ "according to", "Le port serait « très bien tenu », selon Ada Quill.", "Ada Quill", "" },
	{ "according to, in front", "Selon Ada Quill, le port est « très bien tenu ».", "Ada Quill", "" },
	{ "a cue in front, with a colon", "Ada Quill a répondu : « Nous partons. »", "Ada Quill", "" },
	{ "a cue in front", "Ada Quill affirme que le port est « très bien tenu ».", "Ada Quill", "" },
	{ "a pronoun on the auxiliary",
	    "La maire Ada Quill a parlé hier.\n« Nous partons », a-t-elle ajouté.", "Ada Quill", "" },
	{ "a second half", "« Nous partons », a dit Ada Quill. « Maintenant ou jamais. »", "Ada Quill", "" },
	{ "an office named elsewhere",
	    "Le maire du port, Ada Quill, attendait.\n« Nous partons », a lancé le maire.", "Ada Quill", "" },
	{ "a headline's office", "# « Partir sans attendre » : à Wick, le maire durcit le ton", "", "" },
	{ "a courtesy is no initial", "Ada Quill attendait.\n« Nous partons », a dit Mme Quill.", "Ada Quill",
	    "" },
	{ "no words of hers", "Ada Quill parle de partir « sans attendre », selon les mots du port.",
	    "Ada Quill", "" },
};

Test(french, finds_who_said_it)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct story		 story;
		const struct quote	*q;

		story_read_in(&story, "fr", rows[i].story);
		cr_assert_gt(story.quotes.count, 0, "%s", rows[i].what);
		q = story_quote(&story, story.quotes.count - 1);
		cr_expect(same(q->speaker, rows[i].speaker), "%s: [%.*s] by [%.*s] (%s)",
		    rows[i].what, SPAN_ARG(q->speaker), SPAN_ARG(q->mention), q->speaker_rule);
		cr_expect(same(q->venue, rows[i].venue), "%s: in [%.*s]", rows[i].what,
		    SPAN_ARG(q->venue));
		cr_expect(quote_is_speech(q), "%s: %s", rows[i].what, q->form_rule);
		story_end(&story);
	}
}

Test(french, is_read_only_in_french_articles)
{
	struct story	 story;

	story_read(&story, "« Nous partons », a déclaré Ada Quill.");
	cr_expect(same(story_quote(&story, 0)->speaker, ""));
	story_end(&story);
}
