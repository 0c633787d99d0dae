#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/credit.h"
#include "fetch/page.h"
#include "fetch/plain.h"
#include "fetch/plain_words.h"
#include "tests/fixture.h"
#include "tests/arena_suite.h"

#define ARENA_MAX ((size_t)64 << 20)
#define NOW ((int64_t)1780000000)

/* One letter for each region, in their order; '+' goes on with the block above. */
static const char letters[REGIONS + 1] = "HSBCTRF";

ARENA_SUITE(plain, ARENA_MAX);

static bool
read_url(struct span bytes, const char *url, struct article *article)
{
	struct page_hints	 hints = { .file = SPAN("page.txt"),
		.url = span_of(url),
		.captured = DATE_UNKNOWN,
		.last_modified = DATE_UNKNOWN,
		.now = NOW };

	fault_clear(&fault);
	return plain_read(bytes, &hints, arena, article, &fault);
}

static bool
read(const char *text, struct article *article)
{
	return read_url(span_of(text), NULL, article);
}

/* The text as it would be marked: each line behind the letter of its block's region. */
static struct span
mark(const struct article *article)
{
	struct buf	 b = BUF(1 << 20);
	struct span	 text = article->text, out;
	size_t		 block = 0;

	for (size_t at = 0; at < text.n;) {
		size_t		 to = at + span_find(span_cut(text, at, text.n), SPAN("\n"));
		struct span	 line = span_trim(span_cut(text, at, to));

		while (block < article->nblocks &&
		    article->blocks[block].text.p + article->blocks[block].text.n <= line.p)
			block++;
		if (line.n > 0) {
			const struct block	*host = &article->blocks[block];

			cr_assert(block < article->nblocks && span_within(line, host->text),
			    "\"%.*s\" is in no block", SPAN_ARG(line));
			buf_add(&b,
			    host->text.p == line.p ?
				span_cut(span_of(letters), host->region, (size_t)host->region + 1) :
				SPAN("+"));
			buf_char(&b, ' ');
			buf_add(&b, line);
		}
		buf_char(&b, '\n');
		at = to + 1;
	}
	cr_assert(buf_end(&b, arena, &out, &fault), "%s", fault.text);
	return out;
}

/* The text without its marks. */
static struct span
unmark(struct span marked)
{
	struct buf	 b = BUF(1 << 20);
	struct span	 out;

	for (size_t at = 0; at < marked.n;) {
		size_t	 to = at + span_find(span_cut(marked, at, marked.n), SPAN("\n"));

		buf_add(&b, span_cut(marked, at + 2 < to ? at + 2 : to, to));
		buf_char(&b, '\n');
		at = to + 1;
	}
	cr_assert(buf_end(&b, arena, &out, &fault), "%s", fault.text);
	return out;
}

#define BODY \
	"B The county board voted on Monday to close the old iron bridge over the Mill River for nine " \
	"weekends, so that crews can replace the deck.\n\n" \
	"B \"We have waited long enough,\" said Ruth Abbott, who chairs the board.\n\n" \
	"B The work will cost $2.1 million, most of it from a state fund that was set up after a flood.\n\n"
#define TITLE "H Council votes to close iron bridge\n\n"

static const struct { const char *habit, *marked; } pages[] = {
	{ "bare paragraphs are all body", BODY "B She sat down.\n" },
	{ "a headline stands above them", TITLE BODY },
	{ "it may end with a stop", "H Council votes to close iron bridge.\n\n" BODY },
	{ "or be of two sentences", "H The old bridge is tired. Now it rests, too.\n\n" BODY },
	{ "printed twice it is one", TITLE "F Council votes to close iron bridge\n\n" BODY },
	{ "between the site's name and a byline",
	    "F The Daily Orchard\nF News | Sport | Weather\n" TITLE
	    "F By Jane Roe\nF Jan 10, 2022\n\n" BODY },
	{ "below the page's day",
	    "F January 10, 2022\nF 1 min read\n\n" TITLE BODY },
	{ "a deck below it is the standfirst",
	    TITLE "S Crews will replace the deck over nine weekends from March\n\nF By Jane Roe\n\n" BODY },
	{ "so is prose above an agency's dateline",
	    TITLE "S Traffic over the Mill River, which carries nine thousand cars on a working day, will "
	    "have to go by the old road from March until the end of May.\n\n"
	    "B MILTON, January 9. /TASS/. The county board voted on Monday to close the old bridge.\n\n" BODY },
	{ "and a paragraph that the article repeats",
	    TITLE "S \"We have waited long enough for this, and now it will be done,\" Ruth Abbott said.\n"
	    "B The county board voted on Monday to close the bridge, its chairwoman told the people.\n\n"
	    "B \"We have waited long enough for this, and now it will be done,\" said Ruth Abbott, who "
	    "chairs the board.\n\n" },
	{ "pictures have captions",
	    TITLE "F https://img.example/image.php?u=1\nC The old iron bridge on Friday, Jan. 7, 2022.\n\n"
	    BODY "C In this photo from the county, a crew looks at the deck. (AP Photo/Joan Roe)\n\n"
	    "B Cyclists may use a footbridge a mile to the north, the county said on Monday.\n" },
	{ "a subheading is part of the body",
	    TITLE BODY "B What comes next\n\n"
	    "B Cyclists may use a footbridge a mile to the north, the county said on Monday.\n" },
	{ "credits stand behind the body",
	    TITLE BODY "F The Associated Press contributed to this report.\n\n"
	    "F Copyright 2022 Corrigan Valley Media Inc. All rights reserved.\n\n"
	    "F For the latest news, weather and sports, head to KVLT6.com.\n" },
	{ "what is related is a teaser",
	    TITLE BODY "F Related Articles\n\nT Food pantry looks for drivers\n"
	    "T Mayor will not seek third term\nF Close\n" },
	{ "so is one line inside",
	    TITLE BODY "T READ MORE: Food pantry looks for drivers\n\n"
	    "B Cyclists may use a footbridge a mile to the north, the county said on Monday.\n" },
	{ "an inserted box does not end the article",
	    TITLE "B The county said on Monday that the old bridge has to close.\n\n"
	    "F Newsletter\nF Sign up for our morning newsletter\nF Enter your email\n\n" BODY },
	{ "readers comment behind it",
	    TITLE BODY "F 3 Comments\n\nF OldTrapper\nR I told them \"ten years\" ago that it would happen.\n\n"
	    "F Most Read\nT Mayor will not seek third term\n" },
	{ "a bare list behind the body is of other articles",
	    TITLE BODY "T Food pantry looks for drivers\nT Mayor will not seek third term\n"
	    "T School board hires new chief\nF Back to top\n" },
	{ "a list with bullets is the article's",
	    TITLE BODY "B - two firms sent bids\nB - one more was asked\nB - none is from the county\n" },
	{ "a comment link above the body is no end",
	    TITLE "F By Jane Roe\nF Comments\nF Share\n\n" BODY },
	{ "a sentence lost in a menu does not begin the article",
	    "F Home\nF Get all the news of the valley in your inbox, every day before the sun is up.\n"
	    "F Politics\nF Congress\nF Campaigns\nF White House\nF Policy\nF Energy\nF Courts\n\n" TITLE
	    "F By Jane Roe\n\n" BODY },
	{ "a list of steps does not end it",
	    TITLE BODY "B First day\n\nB The crew takes up the first nine yards of the deck and carries them off.\n\n"
	    "B Second day\n\nB It lays the new planks, which are of oak, and bolts each of them to the beams.\n\n" },
	{ "wrapped by hand, a paragraph is one block",
	    "H Council votes to close iron bridge\n\n"
	    "B The county board voted on Monday to close the old iron bridge over the\n"
	    "+ Mill River for nine weekends so that crews can replace the deck, which\n"
	    "+ engineers called \"tired but honest\" in a report to the board.\n\n"
	    "B \"We have waited long enough,\" said Ruth Abbott, who chairs the board. \"If\n"
	    "+ we wait for another winter the choice will be made for us, and nobody is\n"
	    "+ going to like it.\"\n" },
	{ "an interview is all body",
	    "H \"I never wanted the job\": a talk with Ruth Abbott\n\nB Q: When did you know?\n\n"
	    "B A: The day I saw the report. It was raining.\n\nB Q: Were you angry?\n\nB A: No.\n" },
	{ "so is a transcript",
	    "H BOARD MEETING TRANSCRIPT\n\nB CHAIR ABBOTT: Good evening. We will begin.\n\n"
	    "B MR. MOSS: Madam Chair, I move that we close the bridge\n\nB MS. ROWE: Second\n" },
	{ "of a list without a sentence the first line is the headline",
	    "H Bridge to close for nine weekends\nB Food pantry looks for drivers\nB Rain expected\n" },
	{ "German labels are labels",
	    "F Startseite\nH Br\u00fccke wird gesperrt\nF Von Anna Schreiber\nF 10.01.2022, 14:35 Uhr\n"
	    "B Berlin (dpa) - Die alte Eisenbr\u00fccke wird gesperrt, wie die Stadt am Montag mitteilte.\n"
	    "B Fu\u00dfg\u00e4nger k\u00f6nnen einen Steg benutzen, der einen Kilometer weiter n\u00f6rdlich "
	    "liegt und jeden Tag ge\u00f6ffnet ist.\nF Mehr zum Thema\nT Neue Fahrr\u00e4der f\u00fcr die Polizei\n" },
};

Test(plain, every_line_has_its_region)
{
	for (size_t i = 0; i < LEN(pages); i++) {
		struct span	 marked = span_of(pages[i].marked), got;
		struct article	 article;

		cr_assert(read_url(unmark(marked), NULL, &article), "%s: %s", pages[i].habit,
		    fault.text);
		got = mark(&article);
		cr_expect(span_eq(span_trim(got), span_trim(marked)), "%s:\n%.*s", pages[i].habit,
		    (int)got.n, got.p);
	}
}

/* Short enough that its breaks alone would tell nothing. */
static const char draft[] =
    "# A draft\n\n"
    "The mayor said: \"We will open the bridge\nin May, when the floods\nare over.\"\n"
    "> \"We will not,\" said\n> her deputy.\n"
    "- one item\n- another\n\n1. first\n2. second\n";

Test(plain, a_paragraph_of_markdown_is_one_block)
{
	static const char *const blocks[] = { "# A draft",
		"The mayor said: \"We will open the bridge\nin May, when the floods\nare over.\"",
		"> \"We will not,\" said\n> her deputy.", "- one item", "- another", "1. first",
		"2. second" };
	struct page_hints	 hints = { .file = SPAN("draft.md"),
		.captured = DATE_UNKNOWN,
		.last_modified = DATE_UNKNOWN,
		.now = NOW };
	struct article		 article;

	cr_assert(plain_read(SPAN(draft), &hints, arena, &article, &fault), "%s", fault.text);
	cr_assert_eq(article.nblocks, LEN(blocks));
	for (size_t i = 0; i < LEN(blocks); i++)
		cr_expect(span_eq(article.blocks[i].text, span_of(blocks[i])), "block %zu: %.*s", i,
		    SPAN_ARG(article.blocks[i].text));
}

/* Letters, one a line, three times as many as lines are free, with and without blank lines; and then prose. */
Test(plain, a_column_of_letters_is_set_together_and_prose_behind_it_is_not)
{
	static const char	*const units[] = { "a\n", "a\n\n", "\"a\n", "\xC3\xA9\r\n" };
	static const char	 prose[] = "The bridge will open on Monday, the mayor said.";

	for (size_t i = 0; i < LEN(units); i++) {
		struct buf	 text = BUF(1 << 20);
		struct article	 article;
		size_t		 column;

		for (size_t n = 0; n < 3 * ARTICLE_BLOCKS_FREE; n++)
			buf_add(&text, span_of(units[i]));
		column = text.n;
		for (size_t n = 0; n < ARTICLE_BLOCKS_FREE; n++)
			buf_print(&text, "%s\n\n", prose);
		cr_assert(read_url(buf_span(&text), NULL, &article), "%s", fault.text);
		cr_expect_gt(article.nblocks, ARTICLE_BLOCKS_FREE, "%zu", article.nblocks);
		cr_expect_lt(article.nblocks,
		    2 * ARTICLE_BLOCKS_FREE + column / ARTICLE_BLOCK_BYTES + 2, "%zu",
		    article.nblocks);
		cr_expect(span_eq(article.blocks[0].text, span_trim(span_of(units[i]))));
		cr_expect(span_eq(article.blocks[article.nblocks - 1].text, SPAN(prose)));
		buf_free(&text);
	}
}

Test(plain, phrases_are_in_order_and_found)
{
	for (size_t i = 0; i < plain_wholes_count; i++) {
		const struct phrase	*phrase = &plain_wholes[i];

		cr_expect_eq(row_find(&plain_wholes_rows, span_of(phrase->words)), phrase, "%s",
		    phrase->words);
		cr_expect(i == 0 || strcmp(phrase[-1].words, phrase->words) < 0, "%s",
		    phrase->words);
	}
	for (size_t i = 1; i < plain_starts_count; i++)
		cr_expect_lt(strcmp(plain_starts[i - 1].words, plain_starts[i].words), 0, "%s",
		    plain_starts[i].words);
}

Test(plain, text_is_the_source_unchanged)
{
	static const char text[] =
	    " \tTitle of a page \r\n\r\n\tIt was said on Monday that it rained. \r\n";
	struct article		 article;

	cr_assert(read(text, &article), "%s", fault.text);
	cr_expect(span_eq(article.text, SPAN(text)));
	cr_expect_eq(article.nblocks, 2);
	cr_expect_eq(article.blocks[1].text.p - article.text.p, 23);
}

#define LEAD "The county board voted on Monday to close the old iron bridge over the Mill River, it said.\n"

static const struct { const char *habit, *url, *text, *outlet, *byline, *title, *lineage; } heads[] = {
	{ "nothing is made up", NULL, LEAD, "", "", "", "page.txt" },
	{ "an address without a name gives its domain", "https://news.millriver.co.uk/a", LEAD,
	    "millriver.co.uk", "", "", "millriver.co.uk" },
	{ "unless a table knows it", "https://tass.com/world/1", LEAD, "TASS", "", "", "TASS" },
	{ "a label prints it as the site does", "https://www.millriverecho.com/a",
	    "Mill River Echo\n\nBridge to close\n\n" LEAD, "Mill River Echo", "", "Bridge to close",
	    "Mill River Echo" },
	{ "the first line names the site, a tag line below",
	    NULL, "Orchard Post\n\nOrchards and the world\nSaturday, Feb 22, 2025\n\nBridge to close soon\n\n" LEAD
	    "\nRelated Articles\n\nOrchard Post\nClose\n", "Orchard Post", "", "Bridge to close soon",
	    "Orchard Post" },
	{ "a mailing list names it", NULL,
	    "Bridge to close soon\nBy VOA News January 07, 2022\n" LEAD LEAD
	    "NEWSLETTER\n|\nJoin the GlobalWatch.org mailing list |\n", "GlobalWatch.org", "VOA News",
	    "Bridge to close soon", "VOA" },
	{ "its own report does", NULL,
	    "Bridge to close soon\n\nThe old bridge, which has been there for ninety years, will close while "
	    "crews replace the deck from one end to the other\u2026reports Hill Lite News\n\nBy Jane Roe\n\n" LEAD,
	    "Hill Lite News", "Jane Roe", "Bridge to close soon", "Hill Lite News" },
	{ "an aggregator's buttons do, and the station stays a hand", NULL,
	    "Bridge to close soon\n\nBy Ann Smith, By JOAN ROE Associated Press\nFOX 99 News\n 3 days ago\n\n"
	    LEAD LEAD "\nRelated\nNewsBreak\nAdvocacy\nNewsBreak\nWorld\n", "News Break",
	    "Ann Smith, Joan Roe", "Bridge to close soon", "AP" },
	{ "so do its pictures, in any script", NULL,
	    "Bridge to close soon\nJane Roe\nJan 10, 2022\n\n" LEAD LEAD
	    "\nhttps://imgnews.pstatic.net/image/001/bridge.jpg\n", "Naver News", "Jane Roe",
	    "Bridge to close soon", "Naver News" },
	{ "a button to share with does not", NULL,
	    "Bridge to close soon\nJane Roe\nJan 10, 2022\n\nFlipboard\nPocket\n\n" LEAD LEAD
	    "\nFlipboard\nPocket\n", "", "Jane Roe", "Bridge to close soon", "page.txt" },
	{ "a dateline in slashes does when nothing else will", NULL,
	    "Bridge to close soon\n\nMILTON, January 9. /TASS/. " LEAD, "TASS", "", "Bridge to close soon",
	    "TASS" },
	{ "one in brackets is anybody's copy", NULL, "Bridge to close soon\n\nMILTON (AP) - " LEAD, "", "",
	    "Bridge to close soon", "AP" },
	{ "an outlet that signs alone is the site", NULL, "Bridge to close soon\nBy VOA News\n\n" LEAD,
	    "VOA", "VOA News", "Bridge to close soon", "VOA" },
	{ "a name beside the date is a byline", NULL,
	    "Bridge to close soon\nJane Roe\nJan 10, 2022\n\n" LEAD, "", "Jane Roe", "Bridge to close soon",
	    "page.txt" },
};

Test(plain, head_and_tail_say_whose_page_it_is)
{
	for (size_t i = 0; i < LEN(heads); i++) {
		struct article	 a;

		cr_assert(read_url(span_of(heads[i].text), heads[i].url, &a), "%s: %s",
		    heads[i].habit, fault.text);
		cr_expect(span_eq(a.outlet, span_of(heads[i].outlet)), "%s: outlet %.*s",
		    heads[i].habit, SPAN_ARG(a.outlet));
		cr_expect(span_eq(a.byline, span_of(heads[i].byline)), "%s: byline %.*s",
		    heads[i].habit, SPAN_ARG(a.byline));
		cr_expect(span_eq(a.title, span_of(heads[i].title)), "%s: title %.*s",
		    heads[i].habit, SPAN_ARG(a.title));
		cr_expect(span_eq(credit_lineage(&a), span_of(heads[i].lineage)),
		    "%s: lineage %.*s", heads[i].habit, SPAN_ARG(credit_lineage(&a)));
	}
}

Test(plain, a_teaser_knows_whose_words_it_shows)
{
	static const char text[] =
	    "Bridge to close soon\n\n" LEAD LEAD LEAD "Related\nReuters\n\n"
	    "Pantry looks for drivers with trucks\n\nMILTON, Jan 9 (Reuters) - The pantry said on "
	    "Sunday that "
	    "it needs a dozen drivers with trucks of their own before the end of the "
	    "month...\nWORLD\n"
	    "The Independent\n\nMayor will not seek a third term\n\nThe mayor said on Sunday that "
	    "two terms are "
	    "enough for any man, and that he would rather spend his days in a boat on the river.\n";
	static const char *const outlets[] = { "Reuters", "Reuters", "The Independent",
		"The Independent" };
	struct article		 article;
	size_t			 teasers = 0;

	cr_assert(read(text, &article), "%s", fault.text);
	for (size_t i = 0; i < article.nblocks; i++) {
		const struct block	*b = &article.blocks[i];

		if (b->region != REGION_TEASER)
			continue;
		cr_assert_lt(teasers, LEN(outlets));
		cr_expect(span_eq(b->outlet, span_of(outlets[teasers])), "%.*s: %.*s",
		    SPAN_ARG(b->text), SPAN_ARG(b->outlet));
		teasers++;
	}
	cr_expect_eq(teasers, LEN(outlets));
}

static const struct { const char *what; struct span bytes; enum fault_kind kind; const char *says; } refused[] = {
	{ "nothing", { "", 0 }, FAULT_INPUT, "page.txt: empty" },
	{ "white space", { " \n\t\n\xEF\xBB\xBF \n", 8 }, FAULT_INPUT, "page.txt: empty" },
	{ "a picture", { "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\1\0\0\0\0", 29 }, FAULT_INPUT,
	    "page.txt: not a text" },
};

Test(plain, what_is_no_text_is_refused_by_name)
{
	struct article	 article;
	char		*large = calloc(1, PAGE_BYTES_MAX + 1);

	for (size_t i = 0; i < LEN(refused); i++) {
		cr_expect_not(read_url(refused[i].bytes, NULL, &article), "%s", refused[i].what);
		cr_expect_eq(fault.kind, refused[i].kind, "%s", refused[i].what);
		cr_expect_str_eq(fault.text, refused[i].says, "%s: %s", refused[i].what, fault.text);
	}
	cr_assert_not_null(large);
	memset(large, 'a', PAGE_BYTES_MAX + 1);
	cr_expect_not(read_url((struct span) { large, PAGE_BYTES_MAX + 1 }, NULL, &article));
	cr_expect_eq(fault.kind, FAULT_LIMIT);
	free(large);
}

Test(plain, one_stray_control_is_still_a_text)
{
	struct article	 article;

	cr_assert(read_url((struct span) { "A\0B\n\nIt was said on Monday.\n", 28 }, NULL, &article),
	    "%s", fault.text);
	cr_expect_eq(article.replaced, 1);
}

Test(plain, what_the_response_knows_bounds_the_day)
{
	struct page_hints	 hints = { .captured = 1641800000, .last_modified = 1641700000, .now = NOW };
	struct article		 article;
	size_t			 bounds = 0;

	cr_assert(plain_read(SPAN(LEAD), &hints, arena, &article, &fault), "%s", fault.text);
	for (size_t i = 0; i < article.nevidence; i++) {
		bounds += article.evidence[i].says == SAYS_NOT_AFTER &&
		    (article.evidence[i].kind == EVIDENCE_CAPTURE ||
			article.evidence[i].kind == EVIDENCE_MODIFIED);
	}
	cr_expect_eq(bounds, 2);
	cr_expect_eq(article.published.when.latest, 1641700000);
	cr_expect_eq(article.captured, 1641800000);
}

Test(plain, takes_the_word_of_the_feed_that_named_it)
{
	struct evidence		 given = { .kind = EVIDENCE_FEED,
		.says = SAYS_PUBLISHED,
		.found = SPAN("2022-01-07T09:00:00Z"),
		.place = SPAN("sitemap news:publication_date"),
		.when = { 1641546000, 1641546000 },
		.day = SPAN("2022-01-07"),
		.zone = SPAN("stated +00:00") };
	struct page_hints	 hints = { .url = SPAN("https://A.example/x?utm_source=feed"),
		.captured = DATE_UNKNOWN,
		.last_modified = DATE_UNKNOWN,
		.now = NOW,
		.given = &given,
		.ngiven = 1 };
	struct article		 article;
	const struct evidence	*best;

	cr_assert(plain_read(SPAN("Bridge\nBy VOA News Jan 7, 2022\n" LEAD), &hints, arena,
		      &article, &fault),
	    "%s", fault.text);
	memset(&given, 0, sizeof given);
	cr_assert_eq(article.published.rank, 1);
	best = &article.evidence[article.published.best];
	cr_expect_eq(best->kind, EVIDENCE_FEED);
	cr_expect(span_eq(best->place, SPAN("sitemap news:publication_date")));
	cr_expect_eq(article.published.when.earliest, 1641546000);
	cr_expect(span_eq(article_identity(&article), SPAN("https://a.example/x")));
	cr_expect(span_eq(article.url, hints.url));
}

Test(plain, fails_cleanly_under_every_cap)
{
	bool	 done = false;

	for (size_t cap = 0; !done; cap += 997) {
		struct page_hints	 hints = { .captured = DATE_UNKNOWN,
			.last_modified = DATE_UNKNOWN,
			.now = NOW };
		struct arena		*small = arena_new(cap);
		struct article		 article;

		cr_assert_leq(cap, ARENA_MAX);
		fault_clear(&fault);
		if (small == NULL)
			continue;
		done = plain_read(SPAN("Bridge\nBy VOA News Jan 7, 2022\n" LEAD), &hints, small,
		    &article, &fault);
		cr_expect(done || fault.kind == FAULT_MEMORY, "cap %zu: %s", cap, fault.text);
		arena_free(small);
	}
}

/* The line with this number, counted from 1. */
static struct span
line_of(struct span text, size_t number)
{
	size_t	 at = 0;

	while (--number > 0)
		at += span_find(span_cut(text, at, text.n), SPAN("\n")) + 1;
	return span_trim(span_cut(text, at, at + span_find(span_cut(text, at, text.n), SPAN("\n"))));
}

/* What stands where in the real articles: from line to line. */
static const struct { size_t seed, from, to; enum region region; } stretches[] = {
	{ 0, 1, 4, REGION_FURNITURE },	 { 0, 6, 6, REGION_HEADLINE },	  { 0, 10, 10, REGION_STANDFIRST },
	{ 0, 11, 35, REGION_BODY },	 { 0, 36, 43, REGION_FURNITURE }, { 0, 44, 93, REGION_TEASER },
	{ 1, 1, 2, REGION_FURNITURE },	 { 1, 4, 4, REGION_HEADLINE },	  { 1, 6, 6, REGION_STANDFIRST },
	{ 1, 8, 24, REGION_BODY },	 { 1, 26, 26, REGION_TEASER },	  { 1, 38, 44, REGION_TEASER },
	{ 2, 1, 2, REGION_FURNITURE },	 { 2, 4, 4, REGION_HEADLINE },	  { 2, 6, 6, REGION_STANDFIRST },
	{ 2, 8, 18, REGION_BODY },	 { 3, 2, 2, REGION_HEADLINE },	  { 3, 3, 3, REGION_FURNITURE },
	{ 3, 4, 13, REGION_BODY },	 { 3, 14, 17, REGION_FURNITURE }, { 4, 1, 2, REGION_FURNITURE },
	{ 4, 4, 4, REGION_HEADLINE },	 { 4, 6, 11, REGION_FURNITURE },  { 4, 14, 14, REGION_CAPTION },
	{ 4, 16, 30, REGION_BODY },	 { 4, 33, 33, REGION_CAPTION },	  { 4, 69, 69, REGION_CAPTION },
	{ 4, 71, 77, REGION_BODY },	 { 4, 80, 80, REGION_CAPTION },	  { 4, 82, 87, REGION_BODY },
	{ 4, 89, 98, REGION_FURNITURE }, { 4, 100, 102, REGION_TEASER },  { 4, 205, 207, REGION_TEASER },
	{ 4, 221, 239, REGION_FURNITURE },
};

static struct span
read_seed(const char *path)
{
	FILE	*file = fopen(path, "rb");
	char	*bytes = arena_take(arena, 1 << 16, 1, &fault);
	size_t	 n;

	cr_assert(file != NULL && bytes != NULL, "%s", path);
	n = fread(bytes, 1, 1 << 16, file);
	fclose(file);
	return (struct span) { bytes, n };
}

Test(plain, real_articles_are_cut_where_an_editor_would)
{
	struct article	 articles[5];
	char		*paths[5];

	if (!fixture_seeds(paths))
		cr_skip_test("the real articles are not at hand");
	for (size_t i = 0; i < LEN(articles); i++)
		cr_assert(read_url(read_seed(paths[i]), NULL, &articles[i]), "%s", fault.text);
	for (size_t i = 0; i < LEN(paths); i++)
		free(paths[i]);
	for (size_t i = 0; i < LEN(stretches); i++) {
		const struct article	*a = &articles[stretches[i].seed];

		for (size_t number = stretches[i].from; number <= stretches[i].to; number++) {
			struct span	 line = line_of(a->text, number);

			for (size_t b = 0; b < a->nblocks; b++) {
				if (span_within(line, a->blocks[b].text))
					cr_expect_eq(a->blocks[b].region, stretches[i].region,
					    "%zu: line %zu is %s", stretches[i].seed, number,
					    region_names[a->blocks[b].region]);
			}
		}
	}
}
