#include "core/buf.h"
#include "core/date_phrase.h"
#include "core/dating.h"
#include "core/utf8.h"
#include "fetch/page_date_parts.h"

#define HEAD_LINES 12u	     /* pieces before the headline that may hold its date line */
#define LEAD_LINES 8u	     /* pieces behind the body's first that may */
#define TAIL_LINES 12u	     /* pieces behind the body that may */
#define NOTE_BYTES_MAX 900u  /* a note on the article's posting, with its categories */
#define NOTE_HEAD 60u	     /* bytes of it before the date, and behind it */
#define LINE_SIZE_MAX 200u   /* a longer piece is no date line */

/* Names of meta elements in the order of trust, and what they say. */
static const struct {
	const char	*name;
	enum evidence_says	 says;
} names[] = {
	{ "article:published_time", SAYS_PUBLISHED },
	{ "article:published", SAYS_PUBLISHED },
	{ "og:article:published_time", SAYS_PUBLISHED },
	{ "og:published_time", SAYS_PUBLISHED },
	{ "published_time", SAYS_PUBLISHED },
	{ "datePublished", SAYS_PUBLISHED },
	{ "parsely-pub-date", SAYS_PUBLISHED },
	{ "sailthru.date", SAYS_PUBLISHED },
	{ "rnews:datePublished", SAYS_PUBLISHED },
	{ "dcterms.issued", SAYS_PUBLISHED },
	{ "dc.date.issued", SAYS_PUBLISHED },
	{ "dc.date.published", SAYS_PUBLISHED },
	{ "dc.date.publication", SAYS_PUBLISHED },
	{ "pubdate", SAYS_PUBLISHED },
	{ "pub_date", SAYS_PUBLISHED },
	{ "publishdate", SAYS_PUBLISHED },
	{ "publish_date", SAYS_PUBLISHED },
	{ "publish-date", SAYS_PUBLISHED },
	{ "published_date", SAYS_PUBLISHED },
	{ "date_published", SAYS_PUBLISHED },
	{ "publication_date", SAYS_PUBLISHED },
	{ "article_date_original", SAYS_PUBLISHED },
	{ "originalpublicationdate", SAYS_PUBLISHED },
	{ "article.published", SAYS_PUBLISHED },
	{ "article:post_date", SAYS_PUBLISHED },
	{ "shareaholic:article_published_time", SAYS_PUBLISHED },
	{ "cxenseparse:recs:publishtime", SAYS_PUBLISHED },
	{ "bt:pubdate", SAYS_PUBLISHED },
	{ "prism.publicationDate", SAYS_PUBLISHED },
	{ "citation_publication_date", SAYS_PUBLISHED },
	{ "citation_date", SAYS_PUBLISHED },
	{ "bepress_citation_date", SAYS_PUBLISHED },
	{ "og:release_date", SAYS_PUBLISHED },
	{ "citation_online_date", SAYS_PUBLISHED },
	{ "article:modified_time", SAYS_MODIFIED },
	{ "article:modified", SAYS_MODIFIED },
	{ "og:updated_time", SAYS_MODIFIED },
	{ "dateModified", SAYS_MODIFIED },
	{ "dcterms.modified", SAYS_MODIFIED },
	{ "dc.date.modified", SAYS_MODIFIED },
	{ "lastmod", SAYS_MODIFIED },
	{ "last-modified", SAYS_MODIFIED },
	{ "last_updated_date", SAYS_MODIFIED },
	{ "article.updated", SAYS_MODIFIED },
	{ "revised", SAYS_MODIFIED },
	{ "dateUpdate", SAYS_MODIFIED },
}, weak_names[] = {
	/* As often the day an editor made the page, so they speak where nothing else does. */
	{ "dcterms.date", SAYS_PUBLISHED },
	{ "dc.date", SAYS_PUBLISHED },
	{ "dc:date", SAYS_PUBLISHED },
	{ "date", SAYS_PUBLISHED },
	{ "date.created", SAYS_PUBLISHED },
	{ "datecreated", SAYS_PUBLISHED },
	{ "created", SAYS_PUBLISHED },
	{ "createdate", SAYS_PUBLISHED },
	{ "uploadDate", SAYS_PUBLISHED },
	{ "video:release_date", SAYS_PUBLISHED },
	{ "dcterms.created", SAYS_PUBLISHED },
	{ "dc.date.created", SAYS_PUBLISHED },
	{ "dc.created", SAYS_PUBLISHED },
	{ "release_date", SAYS_PUBLISHED },
	{ "displaydate", SAYS_PUBLISHED },
	{ "article.created", SAYS_PUBLISHED },
};

struct around
page_around(const struct page_view *view)
{
	uint32_t	 count = view->layout->flow->count;
	struct around	 w = { view->regions->headline, count, count, 0 };

	for (uint32_t i = 0; i < count; i++) {
		if (!view->regions->in_text[i] || view->regions->of[i] != REGION_BODY)
			continue;
		if (w.first == count)
			w.first = i;
		w.last = i;
	}
	if (w.from == count)
		w.from = w.first;
	w.from = w.from > HEAD_LINES ? w.from - HEAD_LINES : 0;
	if (w.last + TAIL_LINES < w.to)
		w.to = w.last + TAIL_LINES;
	return w;
}

/* "meta article:published_time", in the arena. */
static bool
name_place(struct adder *a, const char *what, struct span name, struct span *place)
{
	struct buf	 b = BUF(PAGE_DATE_BYTES_MAX);

	buf_add(&b, span_of(what));
	if (name.n > 0)
		buf_char(&b, ' ');
	buf_add(&b, span_cut(name, 0, 100));
	return buf_end(&b, a->arena, place, a->f);
}

bool
page_add_value(struct adder *a, struct span value, enum evidence_kind kind, enum evidence_says says,
    const char *what, struct span name, bool *told)
{
	struct evidence	 e = { .kind = kind };
	size_t		 at = 0;

	*told = false;
	value = span_trim(span_cut(value, 0, PAGE_DATE_BYTES_MAX));
	if (value.n == 0)
		return true;
	if (!date_read(value, &a->context, a->arena, &e, a->f)) {
		if (a->f->kind != FAULT_NONE)
			return false;
		if (!date_find(value, &a->context, a->arena, &at, &e, a->f))
			return a->f->kind == FAULT_NONE;
		if (e.kind == EVIDENCE_RELATIVE)
			return true;
	}
	e.kind = kind;
	e.says = says;
	e.where = SPAN_NONE;
	*told = true;
	return span_in(a->arena, e.found, &e.found, a->f) && name_place(a, what, name, &e.place) &&
	    article_add_evidence(a->article, a->room, &e, a->arena, a->f);
}

/* The place of a day that says of which day the text is. */
static const struct span as_of_line = { "as-of line", 10 };

static bool
add_json_ld(struct adder *a)
{
	const struct jsonld	*ld = &a->view->meta->ld;
	bool			 told;

	return page_add_value(a, ld->published, EVIDENCE_JSON_LD, SAYS_PUBLISHED,
		   "json-ld datePublished", SPAN_NONE, &told) &&
	    page_add_value(a, ld->modified, EVIDENCE_JSON_LD, SAYS_MODIFIED, "json-ld dateModified",
		SPAN_NONE, &told);
}

static bool
add_meta(struct adder *a)
{
	for (size_t i = 0; i < LEN(names); i++) {
		struct span	 value = meta_content(a->view->dom, names[i].name);
		bool		 told;

		if (!page_add_value(a, value, EVIDENCE_META, names[i].says, "meta",
			span_of(names[i].name), &told))
			return false;
	}
	return true;
}

static bool
add_weak_meta(struct adder *a)
{
	bool	 told = false;

	for (size_t i = 0; i < LEN(weak_names) && !told; i++) {
		struct span	 value = meta_content(a->view->dom, weak_names[i].name);

		if (!page_add_value(a, value, EVIDENCE_META, weak_names[i].says, "meta",
			span_of(weak_names[i].name), &told))
			return false;
	}
	return true;
}

/* What the words right before a date, in its line, say of it. */
enum said {
	SAID_NOTHING,
	SAID_AS_OF,  /* "Stand:": of a text that may never have changed */
	SAID_UPDATED
};

static enum said
said_before(struct span line, size_t at)
{
	for (unsigned words = 0; words < 4 && at > 0; words++) {
		size_t			 end, from;
		struct date_words	 rows;

		while (at > 0 &&
		    !utf8_is_letter(
			(unsigned char)line.p[at - 1] < 0x80 ? (unsigned char)line.p[at - 1] : 'x')) {
			if (line.p[at - 1] == '|' || line.p[at - 1] == ';' ||
			    line.p[at - 1] == '\n' ||
			    (line.p[at - 1] >= '0' && line.p[at - 1] <= '9'))
				return SAID_NOTHING;
			at--;
		}
		end = from = at;
		while (from > 0 &&
		    ((unsigned char)line.p[from - 1] >= 0x80 ||
			utf8_is_letter((unsigned char)line.p[from - 1])))
			from--;
		rows = date_words_of(span_cut(line, from, end));
		for (size_t i = 0; i < rows.count; i++) {
			if (rows.rows[i].kind == WORD_UPDATED)
				return rows.rows[i].value == 1 ? SAID_AS_OF : SAID_UPDATED;
			if (rows.rows[i].kind == WORD_PUBLISHED)
				return SAID_NOTHING;
		}
		at = from;
	}
	return SAID_NOTHING;
}

bool
page_says_updated(struct span line, size_t at)
{
	return said_before(line, at) != SAID_NOTHING;
}

bool
page_is_dated(const struct article *article)
{
	for (size_t i = 0; i < article->nevidence; i++) {
		if (article->evidence[i].says == SAYS_PUBLISHED && article->evidence[i].day.n > 0 &&
		    article->evidence[i].kind != EVIDENCE_RELATIVE)
			return true;
	}
	return false;
}

/* Does a date line of change say in fewer words what a machine date said already? */
static bool
is_repeated(const struct article *article, const struct evidence *e)
{
	for (size_t i = 0; i < article->nevidence && e->says == SAYS_MODIFIED; i++) {
		const struct evidence	*said = &article->evidence[i];

		if (said->says == SAYS_MODIFIED && e->when.earliest != DATE_UNKNOWN &&
		    said->when.earliest >= e->when.earliest && said->when.latest <= e->when.latest)
			return true;
	}
	return false;
}

/*
 * The moment a day without a year is near to: what the page told of its own
 * publication, else half a year before its capture, for such days are of the
 * year that ends there.
 */
static int64_t
moment_near(const struct adder *a)
{
	const struct article	*article = a->article;

	for (size_t i = 0; i < article->nevidence; i++) {
		const struct evidence	*e = &article->evidence[i];

		if (e->says == SAYS_PUBLISHED && e->day.n > 0 && e->when.earliest != DATE_UNKNOWN)
			return e->when.earliest;
	}
	return article->captured != DATE_UNKNOWN ? article->captured - 182 * DATE_DAY : DATE_UNKNOWN;
}

/* The next date of a line; ages are told from the capture, and days without a year from a day. */
static bool
next_date(struct adder *a, struct span line, size_t *at, struct evidence *e)
{
	struct date_context	 near = a->context;
	size_t			 again = *at;

	near.anchor = moment_near(a);
	if (!date_find(line, &near, a->arena, at, e, a->f))
		return false;
	return e->kind != EVIDENCE_RELATIVE ||
	    date_find(line, &a->context, a->arena, &again, e, a->f);
}

/*
 * The dates of one line: of several days it was published on the first, unless
 * *published says that a line before it told already. A day without a year is
 * no news on a page that told its day.
 */
static bool
add_line(struct adder *a, struct span line, bool *published)
{
	struct evidence	 e = { .kind = EVIDENCE_BYLINE };
	size_t		 at = 0;

	while (next_date(a, line, &at, &e)) {
		enum said	 said = said_before(line, (size_t)(e.found.p - line.p));

		e.says = said == SAID_NOTHING ? SAYS_PUBLISHED : SAYS_MODIFIED;
		e.place = said == SAID_AS_OF ? as_of_line : SPAN("date line");
		e.where = SPAN_NONE;
		if ((e.says == SAYS_PUBLISHED && *published) || is_repeated(a->article, &e) ||
		    (e.kind != EVIDENCE_RELATIVE && e.day.n == 0 && page_is_dated(a->article)))
			continue;
		*published |= e.says == SAYS_PUBLISHED;
		if (!span_in(a->arena, e.found, &e.found, a->f) ||
		    !article_add_evidence(a->article, a->room, &e, a->arena, a->f))
			return false;
	}
	return a->f->kind == FAULT_NONE;
}

/* Is this a line in which a page tells when its article appeared? */
static bool
is_date_line(const struct adder *a, uint32_t i)
{
	const struct layout	*layout = a->view->layout;
	const struct piece	*piece = &layout->flow->pieces[i];
	enum hint		 hint = (enum hint)layout->of[i];

	if (a->view->regions->in_text[i] || piece->size > LINE_SIZE_MAX || hint == HINT_TEASER ||
	    hint == HINT_COMMENT)
		return false;
	return hint == HINT_BYLINE || dating_is_line(piece->text, a->article->language);
}

/* "This entry was posted on Monday, 14 January 2008 at 3:05 pm and is filed under ...": behind the body. */
static bool
is_posted_note(const struct adder *a, uint32_t i)
{
	const struct layout	*layout = a->view->layout;
	struct span		 line = layout->flow->pieces[i].text, near;
	struct evidence		 e;
	enum hint		 hint = (enum hint)layout->of[i];
	size_t			 at = 0;

	if (a->view->regions->in_text[i] || line.n > NOTE_BYTES_MAX || hint == HINT_TEASER ||
	    hint == HINT_COMMENT || !date_find(line, &a->context, a->arena, &at, &e, a->f) ||
	    e.day.n == 0 || (size_t)(e.found.p - line.p) > NOTE_HEAD)
		return false;
	near = span_cut(line, 0, at + NOTE_HEAD);
	for (at = 0; at < near.n;) {
		struct lexeme		 lexeme = lexeme_next(near, &at);
		struct date_words	 words = date_words_of(lexeme.text);

		for (size_t k = 0; lexeme.kind == LEXEME_WORD && k < words.count; k++) {
			if (words.rows[k].kind == WORD_PUBLISHED)
				return true;
		}
	}
	return false;
}

/* A short line that is not nothing but its date: "Saved by anna on 3 May 2021 - 10:12 | News". */
static bool
is_short_line(const struct adder *a, uint32_t i)
{
	const struct layout	*layout = a->view->layout;
	const struct piece	*piece = &layout->flow->pieces[i];
	enum hint		 hint = (enum hint)layout->of[i];

	return !a->view->regions->in_text[i] && piece->size <= LINE_SIZE_MAX &&
	    !dating_is_imprint(piece->text) && hint != HINT_TEASER && hint != HINT_COMMENT &&
	    piece->linked * 10 < piece->size * 9;
}

typedef bool line_test(const struct adder *, uint32_t);

/*
 * The date lines among pieces [from, to). Above the headline a weekday with its
 * date tells the day the page was served, unless its box is named for a date.
 */
static bool
add_range(struct adder *a, line_test *is_line, uint32_t from, uint32_t to, bool above,
    bool *published)
{
	for (uint32_t i = from; i < to; i++) {
		struct span	 line = a->view->layout->flow->pieces[i].text;

		if (!is_line(a, i) ||
		    (above && a->view->layout->of[i] != HINT_BYLINE &&
			dating_is_masthead(line, a->article->language)))
			continue;
		if (!add_line(a, line, published))
			return false;
	}
	return true;
}

/* From the headline into the body, then above the headline, then behind the body. */
static bool
add_lines(struct adder *a, line_test *is_line)
{
	struct around	 w = page_around(a->view);
	uint32_t	 head = a->view->regions->headline, lead = w.first + LEAD_LINES;
	bool		 published = false;

	if (head == a->view->layout->flow->count || head > w.to)
		head = w.from;
	if (lead > w.to)
		lead = w.to;
	return add_range(a, is_line, head, lead, false, &published) &&
	    add_range(a, is_line, w.from, head, true, &published) &&
	    add_range(a, is_line, w.last > lead ? w.last : lead, w.to, false, &published);
}

static bool
read_number(struct span s, size_t *at, size_t least, size_t most, int *number)
{
	size_t	 from = *at;

	*number = 0;
	while (*at < s.n && *at - from < most && s.p[*at] >= '0' && s.p[*at] <= '9')
		*number = *number * 10 + (s.p[(*at)++] - '0');
	if (*at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9')
		return false;
	return *at - from >= least;
}

/* "/2022/01/09/", "/2022-01-09-", "/20220109/" in an address. */
static struct span
date_in_address(struct span url, int *year, int *month, int *day)
{
	for (size_t i = 1; i + 8 <= url.n; i++) {
		size_t	 at = i;
		char	 bar;

		if (url.p[i - 1] >= '0' && url.p[i - 1] <= '9')
			continue;
		if (read_number(url, &at, 4, 4, year) && at < url.n) {
			bar = url.p[at++];
			if ((bar == '/' || bar == '-' || bar == '_' || bar == '.') &&
			    read_number(url, &at, 1, 2, month) && at < url.n &&
			    url.p[at++] == bar && read_number(url, &at, 1, 2, day) &&
			    (bar != '/' || at == url.n || url.p[at] == '/'))
				return span_cut(url, i, at);
		}
		at = i;
		if (read_number(url, &at, 8, 8, year)) {
			*day = *year % 100;
			*month = *year / 100 % 100;
			*year /= 10000;
			return span_cut(url, i, at);
		}
	}
	return SPAN_NONE;
}

static bool
add_address(struct adder *a, struct span url, const char *what)
{
	int		 year, month, day;
	struct span	 found = date_in_address(url, &year, &month, &day);
	struct buf	 iso = BUF(PAGE_DATE_BYTES_MAX);
	struct span	 value;
	size_t		 at;
	bool		 told;

	if (found.n == 0 || year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 ||
	    day > 31)
		return true;
	buf_print(&iso, "%04d-%02d-%02d", year, month, day);
	if (!buf_end(&iso, a->arena, &value, a->f))
		return false;
	at = a->article->nevidence;
	if (!page_add_value(a, value, EVIDENCE_URL, SAYS_PUBLISHED, what, SPAN_NONE, &told))
		return false;
	if (told)
		a->article->evidence[at].found = found;
	return true;
}

static bool
add_bearer(struct adder *a)
{
	const struct page_hints	*hints = a->view->hints;
	struct evidence		 e = { .kind = EVIDENCE_CAPTURE, .says = SAYS_NOT_AFTER };

	e.zone = SPAN("stated UTC");
	if (hints->captured != DATE_UNKNOWN) {
		e.when = (struct interval) { DATE_UNKNOWN, hints->captured };
		e.place = SPAN("capture");
		if (!article_add_evidence(a->article, a->room, &e, a->arena, a->f))
			return false;
	}
	if (hints->last_modified != DATE_UNKNOWN) {
		e.kind = EVIDENCE_MODIFIED;
		e.when = (struct interval) { DATE_UNKNOWN, hints->last_modified };
		e.place = SPAN("Last-Modified");
		return article_add_evidence(a->article, a->room, &e, a->arena, a->f);
	}
	return true;
}

static struct adder
begin(const struct page_view *view, struct article *article, size_t *room, struct arena *arena,
    struct fault *f)
{
	return (struct adder) {
		.view = view,
		.article = article,
		.context = { article->outlet, article->language, article->captured, article->order,
		    article->zone },
		.room = room,
		.arena = arena,
		.f = f,
	};
}

bool
page_dates(const struct page_view *view, struct article *article, size_t *room, struct arena *arena,
    struct fault *f)
{
	struct adder	 a = begin(view, article, room, arena, f);

	return add_bearer(&a) && add_json_ld(&a) && add_meta(&a) && page_add_stamps(&a) &&
	    add_address(&a, article->url, "url") &&
	    (span_eq(article->url, article->canonical) ||
		add_address(&a, article->canonical, "canonical")) &&
	    add_lines(&a, is_date_line) && (page_is_dated(article) || page_add_stamps_apart(&a)) &&
	    (page_is_dated(article) || add_lines(&a, is_posted_note)) &&
	    (page_is_dated(article) || add_lines(&a, is_short_line));
}

/* A text that says of which day it is, and of no other, appeared on it. */
static bool
add_as_of(struct adder *a)
{
	size_t	 count = a->article->nevidence;

	for (size_t i = 0; i < count; i++) {
		struct evidence	 e = a->article->evidence[i];

		if (e.says != SAYS_MODIFIED || !span_eq(e.place, as_of_line) || e.day.n == 0)
			continue;
		e.says = SAYS_PUBLISHED;
		return article_add_evidence(a->article, a->room, &e, a->arena, a->f);
	}
	return true;
}

/* What the page hands to its scripts is stated for machines, as in its meta elements. */
static bool
add_state(struct adder *a, const struct state *state)
{
	bool	 told;

	return page_add_value(a, state->published.text, EVIDENCE_META, SAYS_PUBLISHED, "script",
		   span_of(state->published.key), &told) &&
	    page_add_value(a, state->modified.text, EVIDENCE_META, SAYS_MODIFIED, "script",
		span_of(state->modified.key), &told);
}

bool
page_dates_in_reserve(const struct page_view *view, const struct state *state,
    struct article *article, size_t *room, struct arena *arena, struct fault *f)
{
	struct adder	 a = begin(view, article, room, arena, f);

	return add_state(&a, state) && (page_is_dated(article) || add_as_of(&a)) &&
	    (page_is_dated(article) || add_weak_meta(&a));
}
