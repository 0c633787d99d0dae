#include <criterion/criterion.h>

#include "core/dating.h"

#define ROOM ((size_t)4 << 20)
#define HOUR 3600
#define NOW 1800000000
#define NEVER DATE_UNKNOWN
#define PIECES 6

/* 2022-01-07T00:00:00Z, so that rows count in hours from there. */
#define ZERO ((int64_t)18999 * 86400)

struct piece {
	enum evidence_kind	 kind;
	enum evidence_says	 says;
	int64_t		   from, to; /* hours from ZERO; NEVER open */
	bool		   used;
};

static const struct {
	const char	*what;
	int64_t		 captured;
	struct piece	 pieces[PIECES];
	size_t		 count;
	int64_t		 from, to;
	size_t		 best;
	int		 rank;
	bool		 conflict;
} articles[] = {
	{ "no evidence", NEVER, { { 0 } }, 0, NEVER, NEVER, 0, 0, false },
	{ "one date", NEVER, { { EVIDENCE_JSON_LD, SAYS_PUBLISHED, 5, 6, true } }, 1, 5, 6, 0, 1, false },
	{ "the better rank, wherever it stands", NEVER, {
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, -14, 36, false },
		{ EVIDENCE_META, SAYS_PUBLISHED, 5, 6, true } }, 2, 5, 6, 1, 2, false },
	{ "a masthead bounds and dates nothing", NEVER, {
		{ EVIDENCE_FURNITURE, SAYS_NOT_AFTER, 1000, 1050, true } }, 1, NEVER, 1050, 0, 0, false },
	{ "a caption bounds and dates nothing", NEVER, {
		{ EVIDENCE_EVENT, SAYS_NOT_BEFORE, 12, NEVER, true },
		{ EVIDENCE_EVENT, SAYS_NOT_BEFORE, -6, NEVER, false } }, 2, 12, NEVER, 0, 0, false },
	{ "a bound cuts a day", NEVER, {
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, -14, 36, true },
		{ EVIDENCE_EVENT, SAYS_NOT_BEFORE, 12, NEVER, true } }, 2, 12, 36, 0, 3, false },
	{ "the capture cuts a day", ZERO + 20 * HOUR, {
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, -14, 36, true } }, 1, -14, 20, 0, 3, false },
	{ "a date after the capture gives way to the next", ZERO, {
		{ EVIDENCE_JSON_LD, SAYS_PUBLISHED, 100, 101, false },
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, -50, -10, true } }, 2, -50, -10, 1, 3, true },
	{ "a date after the capture leaves nothing but the bound", ZERO, {
		{ EVIDENCE_META, SAYS_PUBLISHED, 100, 101, false } }, 1, NEVER, 0, 0, 0, true },
	{ "a date after the run is not used", NEVER, {
		{ EVIDENCE_META, SAYS_PUBLISHED, 100000, 100001, false } }, 1, NEVER, NEVER, 0, 0, true },
	{ "a date before what the text tells", NEVER, {
		{ EVIDENCE_URL, SAYS_PUBLISHED, -100, -50, false },
		{ EVIDENCE_EVENT, SAYS_NOT_BEFORE, 12, NEVER, true } }, 2, 12, NEVER, 0, 0, true },
	{ "unless the text is known to be a later version", NEVER, {
		{ EVIDENCE_META, SAYS_PUBLISHED, -100, -50, true },
		{ EVIDENCE_META, SAYS_MODIFIED, 20, 21, true },
		{ EVIDENCE_EVENT, SAYS_NOT_BEFORE, 12, NEVER, false } }, 3, -100, -50, 0, 2, false },
	{ "published comes before modified", NEVER, {
		{ EVIDENCE_JSON_LD, SAYS_PUBLISHED, 200, 201, false },
		{ EVIDENCE_JSON_LD, SAYS_MODIFIED, 5, 6, true },
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, 0, 24, true } }, 3, 0, 6, 2, 3, true },
	{ "but a draft may be planned long before", NEVER, {
		{ EVIDENCE_JSON_LD, SAYS_PUBLISHED, 200, 201, true },
		{ EVIDENCE_JSON_LD, SAYS_MODIFIED, 5, 6, true },
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, 190, 214, false } }, 3, 200, 201, 0, 1, true },
	{ "by less than a day it is a clock's error", NEVER, {
		{ EVIDENCE_JSON_LD, SAYS_PUBLISHED, 10, 11, true },
		{ EVIDENCE_JSON_LD, SAYS_MODIFIED, 5, 6, true } }, 2, 10, 11, 0, 1, false },
	{ "equals that overlap share", NEVER, {
		{ EVIDENCE_JSON_LD, SAYS_PUBLISHED, -14, 36, true },
		{ EVIDENCE_FEED, SAYS_PUBLISHED, 5, 6, true } }, 2, 5, 6, 0, 1, false },
	{ "equals that do not: the earlier", NEVER, {
		{ EVIDENCE_JSON_LD, SAYS_PUBLISHED, 50, 51, false },
		{ EVIDENCE_JSON_LD, SAYS_PUBLISHED, 5, 6, true } }, 2, 5, 6, 1, 1, false },
	{ "an age without a capture is kept and not used", NEVER, {
		{ EVIDENCE_RELATIVE, SAYS_PUBLISHED, NEVER, NEVER, false },
		{ EVIDENCE_EVENT, SAYS_NOT_BEFORE, 12, NEVER, true } }, 2, 12, NEVER, 0, 0, false },
	{ "a weekday and a teaser bound nothing", NEVER, {
		{ EVIDENCE_WEEKDAY, SAYS_NOT_BEFORE, NEVER, NEVER, false },
		{ EVIDENCE_TEASER, SAYS_CAPTURED, 60, NEVER, false } }, 2, NEVER, NEVER, 0, 0, false },
	{ "an event behind the capture was none", ZERO, {
		{ EVIDENCE_EVENT, SAYS_NOT_BEFORE, 12, NEVER, false },
		{ EVIDENCE_EVENT, SAYS_NOT_BEFORE, -12, NEVER, true } }, 2, -12, 0, 0, 0, false },
	{ "twins date what nothing else does", NEVER, {
		{ EVIDENCE_CORPUS, SAYS_PUBLISHED, 5, 60, true } }, 1, 5, 60, 0, 9, false },
};

static struct arena *arena;

static void
begin(void)
{
	arena = arena_new(ROOM);
	cr_assert_not_null(arena);
}

static void
end(void)
{
	arena_free(arena);
}

TestSuite(dating, .init = begin, .fini = end);

static int64_t
hours(int64_t h)
{
	return h == NEVER ? DATE_UNKNOWN : ZERO + h * HOUR;
}

Test(dating, combines_what_is_known)
{
	for (size_t i = 0; i < LEN(articles); i++) {
		struct evidence	 evidence[PIECES];
		struct article	 article = { .evidence = evidence,
			.nevidence = articles[i].count,
			.captured = articles[i].captured };
		struct fault	 fault = FAULT_INIT;

		for (size_t k = 0; k < articles[i].count; k++) {
			const struct piece	*piece = &articles[i].pieces[k];

			evidence[k] = (struct evidence) { .kind = piece->kind,
				.says = piece->says,
				.when = { hours(piece->from), hours(piece->to) },
				.used = !piece->used };
		}
		cr_assert(dating_combine(&article, NOW, arena, &fault));
		cr_expect_eq(article.published.when.earliest, hours(articles[i].from),
		    "%s: earliest %lld", articles[i].what,
		    (long long)(article.published.when.earliest - ZERO) / HOUR);
		cr_expect_eq(article.published.when.latest, hours(articles[i].to), "%s: latest %lld",
		    articles[i].what, (long long)(article.published.when.latest - ZERO) / HOUR);
		cr_expect_eq(article.published.rank, articles[i].rank, "%s", articles[i].what);
		cr_expect(article.published.rank == 0 || article.published.best == articles[i].best,
		    "%s", articles[i].what);
		cr_expect_eq(article.published.conflict, articles[i].conflict, "%s",
		    articles[i].what);
		cr_expect_eq(article.published.inferred, articles[i].rank == 9, "%s",
		    articles[i].what);
		for (size_t k = 0; k < articles[i].count; k++)
			cr_expect_eq(evidence[k].used, articles[i].pieces[k].used, "%s: piece %zu",
			    articles[i].what, k);
	}
}

static const struct { const char *what; int64_t hour; const char *zone, *day, *printed, *printed_zone; const char *comes_to; } days[] = {
	{ "evening in New York", 27, "stated +00:00", "2022-01-08", "2022-01-07", "unknown", "2022-01-07" },
	{ "after midnight in Berlin", 22, "stated +00:00", "2022-01-07", "2022-01-08", "stated +01:00", "2022-01-08" },
	{ "noon is the same day everywhere", 12, "stated +00:00", "2022-01-07", "2022-01-08", "unknown", "2022-01-07" },
	{ "a zone of its own", 27, "stated -05:00", "2022-01-07", "2022-01-08", "unknown", "2022-01-07" },
};

Test(dating, the_day_is_the_one_readers_see)
{
	for (size_t i = 0; i < LEN(days); i++) {
		struct evidence	 evidence[] = {
			{ .kind = EVIDENCE_JSON_LD, .when = { hours(days[i].hour), hours(days[i].hour) },
			    .day = span_of(days[i].day), .zone = span_of(days[i].zone) },
			{ .kind = EVIDENCE_BYLINE, .when = { hours(-20), hours(80) },
			    .day = span_of(days[i].printed), .zone = span_of(days[i].printed_zone) },
		};
		struct article	 article = { .evidence = evidence,
			.nevidence = LEN(evidence),
			.captured = DATE_UNKNOWN };
		struct fault	 fault = FAULT_INIT;

		cr_assert(dating_combine(&article, NOW, arena, &fault));
		cr_expect(span_eq(article.published.day, span_of(days[i].comes_to)), "%s: %.*s",
		    days[i].what, SPAN_ARG(article.published.day));
	}
}

struct saying {
	enum evidence_kind	 kind;
	enum evidence_says	 says;
	const char	*found, *day;
	int64_t		   from, to; /* hours from ZERO */
};

static const struct {
	const char	*what;
	struct saying	 sayings[3];
	size_t		 count;
	double		 least, most;
} sure[] = {
	{ "nothing", { { 0 } }, 0, 0, 0 },
	{ "a data block alone", {
		{ EVIDENCE_JSON_LD, SAYS_PUBLISHED, "2022-01-07", "2022-01-07", -14, 36 } }, 1, 0.7, 0.9 },
	{ "two that agree", {
		{ EVIDENCE_JSON_LD, SAYS_PUBLISHED, "2022-01-07T05:00Z", "2022-01-07", 5, 5 },
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, "7 January 2022", "2022-01-07", -14, 36 } }, 2, 0.95, 1 },
	{ "two of one hand are one", {
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, "7 January 2022", "2022-01-07", -14, 36 },
		{ EVIDENCE_DATELINE, SAYS_PUBLISHED, "Jan 7", "2022-01-07", -14, 36 } }, 2, 0.85, 0.94 },
	{ "two that agree and one that does not", {
		{ EVIDENCE_META, SAYS_PUBLISHED, "2022-01-07T05:00Z", "2022-01-07", 5, 5 },
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, "7 January 2022", "2022-01-07", -14, 36 },
		{ EVIDENCE_URL, SAYS_PUBLISHED, "2022/01/17", "2022-01-17", 226, 276 } }, 3, 0.8, 0.94 },
	{ "a printed day", {
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, "7 January 2022", "2022-01-07", -14, 36 } }, 1, 0.85, 0.94 },
	{ "a printed day and time", {
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, "7 January 2022, 19:00", "2022-01-07", 5, 31 } }, 1, 0.95, 1 },
	{ "a printed day without its year", {
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, "7 January", "2022-01-07", -14, 36 } }, 1, 0.1, 0.5 },
	{ "in two digits it is one", {
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, "07.01.22", "2022-01-07", -14, 36 } }, 1, 0.85, 0.94 },
	{ "a change on the day of publication agrees", {
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, "7 January 2022", "2022-01-07", -14, 36 },
		{ EVIDENCE_META, SAYS_MODIFIED, "2022-01-07T05:00Z", "2022-01-07", 5, 5 } }, 2, 0.95, 1 },
	{ "a change on another day says nothing", {
		{ EVIDENCE_BYLINE, SAYS_PUBLISHED, "7 January 2022", "2022-01-07", -14, 36 },
		{ EVIDENCE_META, SAYS_MODIFIED, "2022-02-07T05:00Z", "2022-02-07", 749, 749 } }, 2, 0.85, 0.94 },
	{ "a date after the change", {
		{ EVIDENCE_JSON_LD, SAYS_PUBLISHED, "2022-02-07T05:00Z", "2022-02-07", 749, 749 },
		{ EVIDENCE_META, SAYS_MODIFIED, "2022-01-07T05:00Z", "2022-01-07", 5, 5 } }, 2, 0.1, 0.5 },
};

Test(dating, says_how_sure_it_is)
{
	for (size_t i = 0; i < LEN(sure); i++) {
		struct evidence	 evidence[3] = { { .kind = EVIDENCE_JSON_LD } };
		struct article	 article = { .captured = DATE_UNKNOWN, .evidence = evidence };
		struct fault	 fault = FAULT_INIT;
		double		 confidence;

		article.nevidence = sure[i].count;
		for (size_t k = 0; k < sure[i].count; k++) {
			const struct saying	*s = &sure[i].sayings[k];

			evidence[k] = (struct evidence) { .kind = s->kind,
				.says = s->says,
				.found = span_of(s->found),
				.day = span_of(s->day),
				.when = { ZERO + s->from * HOUR, ZERO + s->to * HOUR } };
			evidence[k].zone =
			    s->from == s->to ? SPAN("stated +00:00") : SPAN("unknown");
		}
		cr_assert(dating_combine(&article, NOW, arena, &fault), "%s", fault.text);
		confidence = dating_confidence(&article);
		cr_expect(confidence >= sure[i].least && confidence <= sure[i].most, "%s: %.2f",
		    sure[i].what, confidence);
	}
}

Test(dating, modified_is_the_latest_stated_change)
{
	struct evidence	 evidence[] = {
		{ .kind = EVIDENCE_MODIFIED, .says = SAYS_MODIFIED, .when = { hours(90), hours(90) } },
		{ .kind = EVIDENCE_META, .says = SAYS_MODIFIED, .when = { hours(5), hours(5) } },
		{ .kind = EVIDENCE_BYLINE, .says = SAYS_MODIFIED, .when = { hours(7), hours(7) } },
		{ .kind = EVIDENCE_JSON_LD, .says = SAYS_MODIFIED, .when = { hours(300), hours(300) } },
	};
	struct article	 article = { .evidence = evidence,
		.nevidence = LEN(evidence),
		.captured = hours(200) };
	struct fault	 fault = FAULT_INIT;

	cr_assert(dating_combine(&article, NOW, arena, &fault));
	cr_expect_eq(article.modified.when.latest, hours(7), "a change after the capture is none");
	cr_expect_eq(article.modified.best, 2);
	cr_expect(evidence[2].used);
}

/* --- text ------------------------------------------------------------------------------------ */

struct line {
	enum region	 region;
	const char	*text;
};

#define LINES 8

static const struct {
	const char	*what, *outlet;
	struct line	 lines[LINES];
	enum evidence_kind	 kind; /* of the piece looked for */
	enum evidence_says	 says;
	const char	*found, *earliest, *latest; /* found NULL: there is no such piece */
} texts[] = {
	{ "a date line under the headline", "",
	    { { REGION_HEADLINE, "Harbour reopens" }, { REGION_FURNITURE, "By Ana Writer | January 10, 2022 | 2 min read" } },
	    EVIDENCE_BYLINE, SAYS_PUBLISHED, "January 10, 2022", "2022-01-09T10:00:00Z", "2022-01-11T11:59:59Z" },
	{ "a date line above it", "",
	    { { REGION_FURNITURE, "January 10, 2022" }, { REGION_HEADLINE, "Harbour reopens" } },
	    EVIDENCE_BYLINE, SAYS_PUBLISHED, "January 10, 2022", "2022-01-09T10:00:00Z", "2022-01-11T11:59:59Z" },
	{ "a change on the same line", "TASS",
	    { { REGION_FURNITURE, "9 Jan 2022, 19:00Updated at: 9 Jan 2022, 19:09" } },
	    EVIDENCE_BYLINE, SAYS_MODIFIED, "9 Jan 2022, 19:09", "2022-01-09T16:09:00Z", "2022-01-09T16:09:59Z" },
	{ "a change whose label stands above", "",
	    { { REGION_FURNITURE, "Last updated:" }, { REGION_FURNITURE, "9 Jan 2022, 19:09 GMT" } },
	    EVIDENCE_BYLINE, SAYS_MODIFIED, "9 Jan 2022, 19:09 GMT", "2022-01-09T19:09:00Z", "2022-01-09T19:09:59Z" },
	{ "the day of the house that is named", "The Unheard Of Gazette",
	    { { REGION_FURNITURE, "By VOA News January 07, 2022" } },
	    EVIDENCE_BYLINE, SAYS_PUBLISHED, "January 07, 2022", "2022-01-07T05:00:00Z", "2022-01-08T04:59:59Z" },
	{ "a date in a sentence is no date line", "",
	    { { REGION_STANDFIRST, "The bridge that fell on January 7, 2022 will be built anew this summer." } },
	    EVIDENCE_BYLINE, SAYS_PUBLISHED, NULL, NULL, NULL },
	{ "a date line behind the article", "",
	    { { REGION_BODY, "The bridge was opened by the mayor, who said that it would hold for a hundred years, at least." },
	      { REGION_BODY, "Nobody else spoke, and when the rain began the small crowd went home or to the harbour bar." },
	      { REGION_BODY, "The bridge had been closed since a storm tore away two of its pillars on a winter night." },
	      { REGION_FURNITURE, "March 3, 2021" } },
	    EVIDENCE_BYLINE, SAYS_PUBLISHED, NULL, NULL, NULL },
	{ "the masthead", "",
	    { { REGION_FURNITURE, "Saturday, Feb 22, 2025" }, { REGION_HEADLINE, "Harbour reopens" } },
	    EVIDENCE_FURNITURE, SAYS_NOT_AFTER, "Saturday, Feb 22, 2025", "2025-02-21T10:00:00Z", "2025-02-23T11:59:59Z" },
	{ "the masthead is no date line", "",
	    { { REGION_FURNITURE, "Saturday, Feb 22, 2025" }, { REGION_HEADLINE, "Harbour reopens" } },
	    EVIDENCE_BYLINE, SAYS_PUBLISHED, NULL, NULL, NULL },
	{ "what is older than the article is no masthead", "",
	    { { REGION_FURNITURE, "Saturday, Feb 22, 2020" }, { REGION_HEADLINE, "Harbour reopens" },
	      { REGION_FURNITURE, "January 10, 2022" } },
	    EVIDENCE_FURNITURE, SAYS_NOT_AFTER, NULL, NULL, NULL },
	{ "an age nobody can count", "",
	    { { REGION_FURNITURE, "3 days ago" } },
	    EVIDENCE_RELATIVE, SAYS_PUBLISHED, "3 days ago", "", "" },
	{ "a dateline near the date line", "",
	    { { REGION_FURNITURE, "10 Jan 2022" },
	      { REGION_BODY, "PORT QUILLON, Jan 9 (Northwire) - The harbour will open again, its master said after a long winter." } },
	    EVIDENCE_DATELINE, SAYS_PUBLISHED, "Jan 9", "2022-01-08T10:00:00Z", "2022-01-10T11:59:59Z" },
	{ "a dateline in slashes", "",
	    { { REGION_FURNITURE, "10 Jan 2022" },
	      { REGION_BODY, "PORT QUILLON, January 9. /NWA/. The harbour will open again, its master said after a long winter." } },
	    EVIDENCE_DATELINE, SAYS_PUBLISHED, "January 9", "2022-01-08T10:00:00Z", "2022-01-10T11:59:59Z" },
	{ "a dateline nothing anchors", "",
	    { { REGION_BODY, "PORT QUILLON, Jan 9 (Northwire) - The harbour will open again, its master said after a long winter." } },
	    EVIDENCE_DATELINE, SAYS_PUBLISHED, "Jan 9", "", "" },
	{ "a date in a first sentence is no dateline", "",
	    { { REGION_BODY, "On Jan. 5, the harbour (Northwire wrote) was closed by the storm, and nobody has opened it since." } },
	    EVIDENCE_DATELINE, SAYS_PUBLISHED, NULL, NULL, NULL },
	{ "a dated caption", "",
	    { { REGION_CAPTION, "Fishermen mend nets in Almaty, Kazakhstan, Friday, Jan. 7, 2022. (A. Lens/Northwire)" } },
	    EVIDENCE_EVENT, SAYS_NOT_BEFORE, "Friday, Jan. 7, 2022", "2022-01-06T18:00:00Z", "" },
	{ "a caption nowhere", "",
	    { { REGION_CAPTION, "Fishermen mend nets, Friday, Jan. 7, 2022. (A. Lens/Northwire)" } },
	    EVIDENCE_EVENT, SAYS_NOT_BEFORE, "Friday, Jan. 7, 2022", "2022-01-06T10:00:00Z", "" },
	{ "a caption that announces", "",
	    { { REGION_CAPTION, "The ferry that is expected to sail on Friday, Jan. 7, 2022." } },
	    EVIDENCE_EVENT, SAYS_NOT_BEFORE, NULL, NULL, NULL },
	{ "a night after a dated caption", "",
	    { { REGION_CAPTION, "Nets in Almaty, Kazakhstan, Friday, Jan. 7, 2022." },
	      { REGION_BODY, "Kazakhstan's harbour master, a Kazakh from Almaty, wrote on Friday night that the boats were back." } },
	    EVIDENCE_EVENT, SAYS_NOT_BEFORE, "Friday night", "2022-01-07T12:00:00Z", "" },
	{ "a night that is still to come", "",
	    { { REGION_CAPTION, "Nets in Almaty, Kazakhstan, Friday, Jan. 7, 2022." },
	      { REGION_BODY, "Kazakhstan's harbour master, a Kazakh from Almaty, said he will speak on Friday night to all boats." } },
	    EVIDENCE_EVENT, SAYS_NOT_BEFORE, "Friday, Jan. 7, 2022", "2022-01-06T18:00:00Z", "" },
	{ "a night nothing dates", "",
	    { { REGION_BODY, "Kazakhstan's harbour master, a Kazakh from Almaty, wrote on Friday night that the boats were back." } },
	    EVIDENCE_EVENT, SAYS_NOT_BEFORE, NULL, NULL, NULL },
	{ "a dateline in a teaser", "",
	    { { REGION_FURNITURE, "7 Jan 2022" }, { REGION_TEASER, "PORT QUILLON, Jan 10 (Northwire) - The boats are back." } },
	    EVIDENCE_TEASER, SAYS_CAPTURED, "Jan 10", "2022-01-09T10:00:00Z", "" },
	{ "a date in a teaser's prose", "",
	    { { REGION_FURNITURE, "7 Jan 2022" }, { REGION_TEASER, "The tariff will be lifted, beginning 1 September, the minister announced." } },
	    EVIDENCE_TEASER, SAYS_CAPTURED, NULL, NULL, NULL },
};

static bool
read_lines(const char *outlet, const struct line *lines, struct article *article, struct fault *f)
{
	static struct block	 blocks[LINES];
	static char		 text[4096];
	size_t			 room = 0, n = 0;

	*article = (struct article) { .outlet = span_of(outlet),
		.language = SPAN("en"),
		.blocks = blocks,
		.captured = DATE_UNKNOWN };
	for (size_t i = 0; i < LINES && lines[i].text != NULL; i++) {
		size_t	 length = strlen(lines[i].text);

		cr_assert_lt(n + length + 1, sizeof text);
		memcpy(text + n, lines[i].text, length);
		blocks[article->nblocks++] = (struct block) { { text + n, length },
			lines[i].region == REGION_CAPTION ? BLOCK_CAPTION : BLOCK_PARAGRAPH,
			lines[i].region, SPAN_NONE, REGION_BY_NOTHING };
		n += length;
		text[n++] = '\n';
	}
	article->text = (struct span) { text, n };
	return dating_read_text(article, &room, arena, f);
}

static const struct evidence *
last_of(const struct article *article, enum evidence_kind kind, enum evidence_says says)
{
	const struct evidence	*last = NULL;

	for (size_t i = 0; i < article->nevidence; i++) {
		if (article->evidence[i].kind == kind && article->evidence[i].says == says)
			last = &article->evidence[i];
	}
	return last;
}

Test(dating, reads_the_dates_of_a_text)
{
	for (size_t i = 0; i < LEN(texts); i++) {
		struct article		 article;
		struct fault		 fault = FAULT_INIT;
		const struct evidence	*e;
		char			 earliest[DATE_TEXT_MAX], latest[DATE_TEXT_MAX];

		cr_assert(read_lines(texts[i].outlet, texts[i].lines, &article, &fault), "%s",
		    fault.text);
		e = last_of(&article, texts[i].kind, texts[i].says);
		cr_expect_eq(e != NULL, texts[i].found != NULL, "%s", texts[i].what);
		if (e == NULL || texts[i].found == NULL)
			continue;
		date_print(e->when.earliest, earliest);
		date_print(e->when.latest, latest);
		cr_expect(span_eq(e->found, span_of(texts[i].found)), "%s: [%.*s]", texts[i].what,
		    SPAN_ARG(e->found));
		cr_expect(strcmp(earliest, texts[i].earliest) == 0 &&
			strcmp(latest, texts[i].latest) == 0,
		    "%s: %s to %s", texts[i].what, earliest, latest);
		cr_expect(span_within(e->where, article.text), "%s", texts[i].what);
		cr_expect_gt(e->place.n, 0, "%s", texts[i].what);
	}
}

static const struct { const char *language, *text; int weekday; } reports[] = {
	{ "en", "The master of the harbour on Sunday criticised the order that keeps all boats from going out.", 7 },
	{ "en", "The master of the harbour issued an order Friday for all boats that had been out in the storm.", 5 },
	{ "en", "The master told the Sunday show of the port's radio that all boats had come home with full nets.", 0 },
	{ "en", "The master said last Friday that all the boats of the port had come home with full nets again.", 0 },
	{ "en", "The master will speak on Friday to all the boats of the port that have come home with full nets.", 0 },
	{ "en", "\"We were out on Friday and came home on Monday with empty nets,\" the master of the port said.", 0 },
	{ "en", "Fearless Friday Highlights have been the most watched broadcast of the port's radio for years.", 0 },
	{ "de", "Der Hafenmeister hat am Freitag angeordnet, dass alle Boote im Hafen bleiben, bis der Sturm vorbei ist.", 5 },
	{ "de", "Der Hafenmeister hat bis Freitag angeordnet, dass alle Boote im Hafen bleiben, der Sturm sei stark.", 0 },
	{ "es", "El capit\xC3\xA1n del puerto orden\xC3\xB3 el viernes que todos los barcos se queden en el puerto por la tormenta.", 5 },
};

Test(dating, knows_the_weekday_a_report_is_about)
{
	for (size_t i = 0; i < LEN(reports); i++) {
		struct line		 lines[LINES] = { { REGION_BODY, reports[i].text } };
		struct article		 article;
		struct fault		 fault = FAULT_INIT;
		const struct evidence	*e;
		struct block		*blocks;

		cr_assert(read_lines("", lines, &article, &fault), "%s", fault.text);
		blocks = (struct block[]) { { article.blocks[0].text, BLOCK_PARAGRAPH, REGION_BODY,
		    SPAN_NONE, REGION_BY_NOTHING } };
		article = (struct article) { .text = article.text,
			.blocks = blocks,
			.nblocks = 1,
			.language = span_of(reports[i].language),
			.captured = DATE_UNKNOWN };
		cr_assert(dating_read_text(&article, &(size_t) { 0 }, arena, &fault));
		e = last_of(&article, EVIDENCE_WEEKDAY, SAYS_NOT_BEFORE);
		cr_expect_eq(e == NULL ? 0 : e->weekday, reports[i].weekday, "%s: %d",
		    reports[i].text, e == NULL ? 0 : e->weekday);
	}
}

static const struct { const char *language, *line; bool is; } lines[] = {
	{ "en", "January 10, 2022", true },
	{ "en", "9 Jan 2022, 19:00Updated at: 9 Jan 2022, 19:09", true },
	{ "en", "By A. Writer, senior political correspondent, January 7, 2022", true },
	{ "en", "Harbour Ledger | 7 January 2022 | 3 min read", true },
	{ "en", " 3 days ago", true },
	{ "de", "Ver\xC3\xB6" "ffentlicht am 7. Januar 2022 um 10:15 Uhr", true },
	{ "de", "Ein Artikel von Eva Beispiel | 27.01.2022 - 12:45", true },
	{ "fr", "Publi\xC3\xA9 le 7 janvier 2022 \xC3\xA0 10h30, mis \xC3\xA0 jour le 8 janvier 2022", true },
	{ "", "am 24. Juli 2017 - 18:55", true },
	{ "en", "Today", false },
	{ "en", "1 min read", false },
	{ "en", "Protests began in several cities on January 2, escalating a few days later", false },
	{ "en", "\"January 7, 2022\" is the title", false },
	{ "en", "Jan 1, 2022 Jan 2, 2022 Jan 3, 2022 Jan 4, 2022 Jan 5, 2022", false },
	{ "en", "", false },
};

Test(dating, tells_a_date_line_from_prose)
{
	for (size_t i = 0; i < LEN(lines); i++)
		cr_expect_eq(dating_is_line(span_of(lines[i].line), span_of(lines[i].language)),
		    lines[i].is, "%s", lines[i].line);
}

Test(dating, a_masthead_is_a_weekday_with_its_date_alone)
{
	cr_expect(dating_is_masthead(SPAN("Saturday, Feb 22, 2025"), SPAN("en")));
	cr_expect(dating_is_masthead(SPAN("Samstag, 22. Februar 2025"), SPAN("de")));
	cr_expect_not(dating_is_masthead(SPAN("Feb 22, 2025"), SPAN("en")));
	cr_expect_not(dating_is_masthead(SPAN("Published Saturday, Feb 22, 2025"), SPAN("en")));
	cr_expect_not(dating_is_masthead(SPAN("By A. Writer, Saturday, Feb 22, 2025"), SPAN("en")));
}

Test(dating, furniture_dates_a_page_that_names_one_day_only)
{
	struct block	 one[] = { { SPAN("28 January 2022"), BLOCK_PARAGRAPH, REGION_FURNITURE,
				   SPAN_NONE, REGION_BY_NOTHING },
		{ SPAN("Desk | 28.01.2022"), BLOCK_PARAGRAPH, REGION_FURNITURE, SPAN_NONE,
		    REGION_BY_NOTHING } };
	struct block	 two[] = { one[0],
		{ SPAN("27 January 2022"), BLOCK_PARAGRAPH, REGION_FURNITURE, SPAN_NONE,
		    REGION_BY_NOTHING } };
	struct article	 article = { .outside = one, .noutside = LEN(one), .captured = DATE_UNKNOWN };
	struct article	 list = { .outside = two, .noutside = LEN(two), .captured = DATE_UNKNOWN };
	struct fault	 fault = FAULT_INIT;
	size_t		 room = 0, none = 0;

	cr_assert(dating_read_text(&article, &room, arena, &fault));
	cr_assert_eq(article.nevidence, 1);
	cr_expect(span_eq(article.evidence[0].day, SPAN("2022-01-28")));
	cr_assert(dating_read_text(&list, &none, arena, &fault));
	cr_expect_eq(list.nevidence, 0);
}

Test(dating, a_paragraph_of_nothing_but_weekdays_ends_soon)
{
	static char	 text[1 << 20];
	const char	*phrase = "he said on Friday night, Jan. 7, 2022. ";
	struct block	 blocks[2];
	struct article	 article = { .blocks = blocks, .nblocks = 2, .captured = DATE_UNKNOWN };
	struct fault	 fault = FAULT_INIT;
	size_t		 room = 0, n = strlen(phrase);

	for (size_t i = 0; i < sizeof text; i++)
		text[i] = phrase[i % n];
	article.text = (struct span) { text, sizeof text };
	blocks[0] = (struct block) { span_cut(article.text, 0, sizeof text / 2), BLOCK_CAPTION,
		REGION_CAPTION, SPAN_NONE, REGION_BY_NOTHING };
	blocks[1] = (struct block) { span_cut(article.text, sizeof text / 2, sizeof text),
		BLOCK_PARAGRAPH, REGION_BODY, SPAN_NONE, REGION_BY_NOTHING };
	cr_assert(dating_read_text(&article, &room, arena, &fault));
	cr_expect_leq(article.nevidence, DATING_EVIDENCE_MAX);
}

Test(dating, reads_a_text_once)
{
	struct line	 head[LINES] = { { REGION_FURNITURE, "January 10, 2022" } };
	struct article	 article;
	struct fault	 fault = FAULT_INIT;
	size_t		 room, count;

	cr_assert(read_lines("", head, &article, &fault));
	count = room = article.nevidence;
	cr_assert_eq(count, 1);
	cr_assert(dating_read_text(&article, &room, arena, &fault));
	cr_expect_eq(article.nevidence, count);
}
