#include "core/credit.h"

#include <criterion/criterion.h>
#include <ctype.h>

#include "core/agency.h"
#include "core/buf.h"
#include "core/credit_cue.h"
#include "core/masthead.h"
#include "core/row.h"
#include "tests/arena_suite.h"

#define ARENA_MAX ((size_t)1 << 20)
#define BLOCKS_MAX 32

ARENA_SUITE(credit, ARENA_MAX);

/* An article in lines, each behind a letter for its region. */
static void
read_article(const char *lines, const char *outlet, const char *byline, struct article *article)
{
	static const char letters[REGIONS] = { 'H', 'S', 'B', 'C', 'T', 'R', 'F' };
	struct block	*blocks = arena_take(arena, BLOCKS_MAX, sizeof *blocks, &fault);
	struct span	 text = span_of(lines);

	cr_assert_not_null(blocks);
	*article = (struct article) { .text = text,
		.outlet = span_of(outlet),
		.byline = span_of(byline),
		.blocks = blocks,
		.file = SPAN("file.txt") };
	for (size_t at = 0; at < text.n;) {
		size_t		 to = at + span_find(span_cut(text, at, text.n), SPAN("\n"));
		const char	*letter = memchr(letters, text.p[at], REGIONS);

		cr_assert(letter != NULL && article->nblocks < BLOCKS_MAX, "%s", lines + at);
		blocks[article->nblocks++] = (struct block) {
			.text = span_cut(text, at + 2, to),
			.region = (enum region)(letter - letters),
		};
		at = to + 1;
	}
}

/* "agency AP, photo Getty Images" */
static const char *
chain(const struct article *article)
{
	struct buf	 b = BUF(4096);
	struct span	 out;

	for (size_t i = 0; i < article->ncredits; i++) {
		const struct credit	*c = &article->credits[i];

		buf_print(&b, "%s%s %.*s", i > 0 ? ", " : "", credit_role_names[c->role],
		    SPAN_ARG(c->name));
	}
	buf_char(&b, '\0');
	cr_assert(buf_end(&b, arena, &out, &fault), "%s", fault.text);
	return out.p;
}

static const struct { const char *cue, *outlet, *byline, *lines, *expected; } articles[] = {
	{ "a bare article credits nobody", "Mill River Echo", NULL,
	    "H Bridge to close\nB The bridge will close on Monday, the county said.", "" },
	{ "a dateline names the agency", "Mill River Echo", NULL,
	    "H Bridge to close\nB ALMATY (AP) \u2014 The bridge will close.", "agency AP" },
	{ "with a day in it", "Mill River Echo", NULL,
	    "B ALMATY, Jan 9 (Reuters) - The bridge will close.", "agency Reuters" },
	{ "between slashes", "Mill River Echo", NULL,
	    "B ALMATY, January 9. /TASS/. The bridge will close.", "agency TASS" },
	{ "without a place", "Mill River Echo", NULL, "B (Reuters) - The bridge will close.",
	    "agency Reuters" },
	{ "in a language with small letters", "Mill River Echo", NULL,
	    "B Berlin (dpa) - Die Br\u00fccke wird gesperrt.", "agency dpa" },
	{ "from an agency no table knows", "Mill River Echo", NULL,
	    "B ALMATY, Jan 9 (Hillwire) \u2014 The bridge will close.", "agency Hillwire" },
	{ "and none is a bracket in a sentence", "Mill River Echo", NULL,
	    "B The council (AP) said so.\nB MILTON (Ohio is meant) closed it - again.", "" },
	{ "two agencies share a dateline", "Mill River Echo", NULL,
	    "B Berlin/Paris (dpa/AFP) - Die Br\u00fccke wird gesperrt.", "agency dpa, agency AFP" },
	{ "an outlet's own dateline is no credit", "Reuters", NULL,
	    "B ALMATY, Jan 9 (Reuters) - The bridge will close.", "" },
	{ "nor is it under the outlet's domain", "apnews.com", NULL,
	    "B ALMATY (AP) \u2014 The bridge will close.", "" },
	{ "a byline names whom a reporter works for", "News Break",
	    "By Ann Smith, By JOAN ROE Associated Press",
	    "H Bridge to close\nF FOX 99 News\nB ALMATY (AP) \u2014 The bridge will close.",
	    "agency AP, republished FOX 99" },
	{ "an agency may sign as a whole", "Mill River Echo", "By Reuters", "B The bridge will close.",
	    "agency Reuters" },
	{ "an outlet that signs was reprinted", "somesite.org", "By VOA News", "B The bridge will close.",
	    "republished VOA" },
	{ "so was a paper behind a comma", "somesite.org", "Ann Smith, The Springfield Gazette",
	    "B The bridge will close.", "republished The Springfield Gazette" },
	{ "a person is no paper", "somesite.org", "By Emily Post", "B The bridge will close.", "" },
	{ "a desk is no paper", "somesite.org", "By News Desk",
	    "H Bridge\nF World News\nF Staff Report\nB The bridge will close.", "" },
	{ "an agency in a bracket helped", "Mill River Echo", "Par Jeanne Roux (avec AFP)",
	    "B Le pont sera ferm\u00e9.", "inputs AFP" },
	{ "so did one no table knows", "Mill River Echo", "Par Jeanne Roux (avec Hillwire)",
	    "B Le pont sera ferm\u00e9.", "inputs Hillwire" },
	{ "inputs stand at the body's end", "Mill River Echo", NULL,
	    "B The bridge will close. (with inputs from ANI)", "inputs ANI" },
	{ "of agencies without a name there are none", "Mill River Echo", NULL,
	    "B The bridge will close. (With inputs from agencies)", "" },
	{ "contributors are named in a line", "somesite.org", "By VOA News",
	    "B It will close.\nF Some information for this report came from The Associated Press, "
	    "Reuters and Agence France-Presse.",
	    "contributed AP, contributed Reuters, contributed AFP, republished VOA" },
	{ "known or not", "Mill River Echo", NULL,
	    "B It will close.\nF Some information for this report came from Hillwire and Steppe Press.",
	    "contributed Hillwire, contributed Steppe Press" },
	{ "an agency's writers confirm what the dateline says", "Mill River Echo", NULL,
	    "B ALMATY (AP) \u2014 It will close.\n"
	    "F Associated Press writers Jo Roe in Moscow and Al Smith in Berlin contributed to this report.",
	    "agency AP" },
	{ "people contribute, too, and are no agencies", "Mill River Echo", NULL,
	    "B It will close.\nF Jo Roe and Al Smith contributed to this report.", "" },
	{ "an agency signs behind the last sentence", "Mill River Echo", NULL,
	    "B It will close.\nB The county said so on Monday. \u2014 AFP", "agency AFP" },
	{ "or on a line of its own", "Mill River Echo", NULL, "B It will close.\nB (Reuters)",
	    "agency Reuters" },
	{ "with a regional desk behind it", "Mill River Echo", NULL,
	    "B Sie wird gesperrt.\nB Das sagte die Stadt. (dpa/lby)", "agency dpa" },
	{ "several that sign share the work", "Mill River Echo", NULL,
	    "B It will close.\nB The county said so. (AFP, Reuters)",
	    "contributed AFP, contributed Reuters" },
	{ "a source line names the origin", "Mill River Echo", NULL, "B It will close.\nF Source: Xinhua",
	    "agency Xinhua" },
	{ "in German", "Mill River Echo", NULL, "B Sie wird gesperrt.\nF Quelle: dpa", "agency dpa" },
	{ "but a ministry is none", "Mill River Echo", NULL,
	    "B It will close.\nF Source: Ministry of Health", "" },
	{ "a copyright line does for an agency", "Mill River Echo", NULL,
	    "B It will close.\nF \u00a9 2022 Reuters. All rights reserved.", "agency Reuters" },
	{ "not for a station's owner", "KVLT 6", NULL,
	    "B It will close.\nF Copyright 2022 Corrigan Valley Media Inc. All rights reserved.", "" },
	{ "a first printing elsewhere is named", "Mill River Echo", NULL,
	    "B It will close.\nF This story was originally published by CalCities.",
	    "republished CalCities" },
	{ "the article in the name left out", "Mill River Echo", NULL,
	    "B It will close.\nF This article first appeared in the Springfield Gazette.",
	    "republished Springfield Gazette" },
	{ "but not the day of it", "Mill River Echo", NULL,
	    "B It will close.\nF First published on November 20, 2019 / 1:07 AM", "" },
	{ "a menu between headline and body is no credit", "Mill River Echo", NULL,
	    "H Bridge\nF 1\nF 2\nF 3\nF 4\nF 5\nF 6\nF 7\nF 8\nF 9\nF 10\nF 11\nF 12\nF 13\nF 14\nF 15\n"
	    "F 16\nF 17\nF The Daily Dish\nF 18\nF 19\nF 20\nB It will close.", "" },
	{ "what the prose says CNN reported is second hand", "Mill River Echo", NULL,
	    "B The bridge is to close, reported CNN.\nB It opened in 1901.", "second-hand CNN" },
	{ "unless something stronger names the origin", "Mill River Echo", NULL,
	    "B ALMATY (AP) \u2014 The bridge is to close, reported CNN.", "agency AP" },
	{ "whom somebody told is where it was said", "Mill River Echo", NULL,
	    "B \"It will close,\" she told CNN. She spoke to Reuters.", "" },
	{ "a picture's credit is kept apart", "Mill River Echo", NULL,
	    "C The bridge on Friday. (AP Photo/Joan Roe)\nB It will close.", "photo AP" },
	{ "with a word on whom it came through", "Mill River Echo", NULL,
	    "C The bridge on Friday. (County Press Service via AP)\nB It will close.", "photo AP" },
	{ "an agency's habit of signing is enough", "Mill River Echo", NULL,
	    "B It will close.\nF (Reporting by Jo Roe in Almaty; Editing by Al Smith)", "agency Reuters" },
	{ "where no other signs", "Mill River Echo", NULL,
	    "B ALMATY (Hillwire) - It will close.\nF (Reporting by Jo Roe; Editing by Al Smith)",
	    "agency Hillwire" },
};

Test(credit, chain_runs_from_the_origin_to_the_nearest_hand)
{
	for (size_t i = 0; i < LEN(articles); i++) {
		struct article	 article;

		read_article(articles[i].lines, articles[i].outlet, articles[i].byline, &article);
		cr_assert(credit_find(&article, arena, &fault), "%s", fault.text);
		cr_expect_str_eq(chain(&article), articles[i].expected, "%s: %s", articles[i].cue,
		    chain(&article));
		for (size_t c = 0; c < article.ncredits; c++)
			cr_expect(article.credits[c].found.n > 0, "%s: shows no cue",
			    articles[i].cue);
	}
}

static const struct { const char *outlet, *byline, *lines, *expected; } lineages[] = {
	{ "Mill River Echo", NULL, "B It will close.", "Mill River Echo" },
	{ "", NULL, "B It will close.", "file.txt" },
	{ "AP News", NULL, "B It will close.", "AP" },
	{ "News Break", NULL, "H Bridge\nF FOX 99 News\nB ALMATY (AP) - It will close.", "AP" },
	{ "News Break", NULL, "H Bridge\nF FOX 99 News\nB It will close.", "FOX 99" },
	{ "Mill River Echo", NULL, "B It will close. (with inputs from ANI)", "Mill River Echo" },
	{ "somesite.org", "By VOA News", "B It will close.\nF With reporting by Reuters.", "VOA" },
};

Test(credit, lineage_is_the_origin_of_the_copy)
{
	for (size_t i = 0; i < LEN(lineages); i++) {
		struct article	 article;
		struct span	 lineage;

		read_article(lineages[i].lines, lineages[i].outlet, lineages[i].byline, &article);
		cr_assert(credit_find(&article, arena, &fault), "%s", fault.text);
		lineage = credit_lineage(&article);
		cr_expect(span_eq(lineage, span_of(lineages[i].expected)), "%s: %.*s",
		    lineages[i].expected, SPAN_ARG(lineage));
	}
}

Test(credit, fails_cleanly_under_every_cap)
{
	bool	 done = false;

	for (size_t cap = 0; !done; cap += 64) {
		struct arena	*small = arena_new(cap);
		struct article	 article;

		cr_assert_leq(cap, ARENA_MAX);
		fault_clear(&fault);
		if (small == NULL)
			continue;
		read_article("B (AP) - It will close. (AFP, Reuters)", "Mill River Echo", "By CNN",
		    &article);
		done = credit_find(&article, small, &fault);
		cr_expect(done || fault.kind == FAULT_MEMORY, "cap %zu: %s", cap, fault.text);
		arena_free(small);
	}
}

static const struct { const char *printed, *expected; } names[] = {
	{ "The Associated Press", "AP" },
	{ "ASSOCIATED PRESS", "AP" },
	{ "www.apnews.com", "AP" },
	{ "Tass", "TASS" },
	{ "FOX 16 News", "FOX 16" },
	{ "WGN News", "WGN" },
	{ "Voice of America", "VOA" },
	{ "Mill River Echo", "Mill River Echo" },
	{ "Arab News", "Arab News" },
	{ "", "" },
};

Test(credit, names_are_short_and_standard)
{
	for (size_t i = 0; i < LEN(names); i++) {
		struct span	 name = credit_standard_name(span_of(names[i].printed));

		cr_expect(span_eq(name, span_of(names[i].expected)), "%s: %.*s", names[i].printed,
		    SPAN_ARG(name));
	}
	cr_expect(credit_is_agency(SPAN("Reuters")));
	cr_expect_not(credit_is_agency(SPAN("BBC")), "prints for itself");
	cr_expect_not(credit_is_agency(SPAN("Getty Images")), "sells no words");
}

static const struct { const char *text; bool is_credit; } lines[] = {
	{ "The Associated Press contributed to this report.", true },
	{ "Copyright 2022 Corrigan Valley Media Inc. All rights reserved.", true },
	{ "\u00a9 2022 Mill River Echo", true },
	{ "(Reporting by Jo Roe; Editing by Al Smith)", true },
	{ "This story was originally published by CalCities.", true },
	{ "Source: Xinhua", true },
	{ "The bridge will close on Monday, the county said. (with inputs from ANI)", false },
	{ "He said the copyright of the plan was his.", false },
	{ "Source: a guide to what the county will not say", false },
	{ "", false },
};

Test(credit, a_line_of_credits_is_told_from_prose_with_one)
{
	for (size_t i = 0; i < LEN(lines); i++)
		cr_expect_eq(credit_is_line(span_of(lines[i].text)), lines[i].is_credit, "%s",
		    lines[i].text);
}

Test(credit, agencies_are_in_order_and_each_spelling_is_one_agency)
{
	for (size_t i = 0; i < agencies_count; i++) {
		struct span		 spelling = span_of(agencies[i].spelling);
		const struct agency	*got = agency_get(spelling);

		cr_assert(spelling.n > 1, "row %zu", i);
		cr_expect(row_is_head(spelling.p[0]) || (unsigned char)spelling.p[0] >= 0x80,
		    "%s begins with a mark", spelling.p);
		cr_assert_not_null(got, "%s is not found: the table is out of order",
		    agencies[i].spelling);
		cr_expect_str_eq(got->name, agencies[i].name, "%s is two agencies",
		    agencies[i].spelling);
		for (size_t j = i + 1; j < agencies_count && j < i + 4; j++)
			cr_expect_str_neq(agencies[i].spelling, agencies[j].spelling);
	}
}

static const struct { const char *text, *expected; } mentions[] = {
	{ "The Associated Press", "The Associated Press" },
	{ "by THE ASSOCIATED PRESS staff", "THE ASSOCIATED PRESS" },
	{ "Radio Free Europe/Radio Liberty said", "Radio Free Europe/Radio Liberty" },
	{ "an APT and a CAP", "" },
	{ "in the times of old", "" },
	{ "\u65b0\u534e\u793e\u5317\u4eac", "\u65b0\u534e\u793e" },
	{ "(AP)", "AP" },
};

Test(credit, an_agency_stands_as_a_word_of_its_own)
{
	for (size_t i = 0; i < LEN(mentions); i++) {
		struct span	 found = SPAN_NONE;
		size_t		 at = 0;

		agency_find(span_of(mentions[i].text), &at, &found);
		cr_expect(span_eq(found, span_of(mentions[i].expected)), "%s: %.*s",
		    mentions[i].text, SPAN_ARG(found));
	}
}

static const struct { const char *line; bool is_name; } mastheads[] = {
	{ "FOX 16 News", true },
	{ "KVLT 6", true },
	{ "WGN News", true },
	{ "The Springfield Gazette", true },
	{ "La Gazette du Fleuve", true },
	{ "globalnews.example", true },
	{ "Hillwire", true },
	{ "BBC", true },
	{ "World News", false },
	{ "Top News", false },
	{ "News Desk", false },
	{ "Emily Post", false },
	{ "Protests", false },
	{ "Bridge closes, says Springfield Gazette", false },
	{ "Express", false },
	{ "WHAT THE MAYOR KNEW IN 1999", false },
	{ "", false },
};

Test(credit, an_outlets_name_is_told_from_a_section_and_a_person)
{
	for (size_t i = 0; i < LEN(mastheads); i++)
		cr_expect_eq(masthead_is_name(span_of(mastheads[i].line)), mastheads[i].is_name,
		    "%s", mastheads[i].line);
	cr_expect(masthead_same(SPAN("Asian Lite News"), SPAN("asianlite.com")));
	cr_expect(masthead_same(SPAN("The Hill"), SPAN("hill")));
	cr_expect_not(masthead_same(SPAN("Echo"), SPAN("Echo Two")));
	cr_expect_not(masthead_same(SPAN(""), SPAN("")));
}

Test(credit, phrases_are_in_order_and_none_begins_with_another)
{
	const struct credit_cue	*cues;
	size_t			 count = credit_cue_list(&cues);

	for (size_t i = 1; i < count; i++) {
		struct span	 before = span_of(cues[i - 1].phrase), phrase = span_of(cues[i].phrase);

		cr_expect_lt(span_cmp(before, phrase), 0, "%s, %s", before.p, phrase.p);
		cr_expect_not(span_starts(phrase, before), "%s, %s", before.p, phrase.p);
	}
}

Test(credit, finds_every_phrase_in_small_letters)
{
	const struct credit_cue	*cues;
	size_t			 count = credit_cue_list(&cues);

	for (size_t i = 0; i < count; i++) {
		struct span	 cue, beside;
		size_t		 at = 0;

		if (cues[i].names == NAMES_STYLE) /* Reuters signs with an editor behind it */
			continue;
		cr_expect_eq(credit_cue_find(span_of(cues[i].phrase), &at, &cue, &beside), &cues[i],
		    "%s", cues[i].phrase);
	}
}

Test(credit, finds_every_phrase_in_capitals_behind_a_bracket)
{
	const struct credit_cue	*cues;
	size_t			 count = credit_cue_list(&cues);

	for (size_t i = 0; i < count; i++) {
		char		 line[128] = "Harbour\u2019s desk (";
		const size_t	 from = strlen(line);
		struct span	 cue, beside;
		size_t		 at = 0;

		if (cues[i].names == NAMES_STYLE)
			continue;
		for (size_t k = 0; cues[i].phrase[k] != '\0'; k++) {
			const char	 c = cues[i].phrase[k];

			cr_assert_lt(from + k + 1, sizeof line);
			line[from + k] = (char)toupper((unsigned char)c);
		}
		cr_expect_eq(credit_cue_find(span_of(line), &at, &cue, &beside), &cues[i], "%s",
		    line);
	}
}
