#include "fetch/page.h"

#include <stdio.h>

#include "core/buf.h"
#include "core/credit.h"
#include "core/dating.h"
#include "core/language.h"
#include "core/masthead.h"
#include "fetch/address.h"
#include "fetch/byline.h"
#include "fetch/charset.h"
#include "fetch/gate.h"
#include "fetch/markup.h"
#include "fetch/order.h"
#include "fetch/page_date.h"
#include "fetch/page_text.h"
#include "fetch/state.h"
#include "fetch/title.h"
#include "fetch/url.h"

#define SCRATCH_MAX ((size_t)384 << 20)	/* tree, pieces and tables of one page */
#define SHOWN_MIN 500u			/* letters of running text that a page with an article shows */
#define FOOT_LINES 6u			/* pieces behind the body that may be one */
#define BYLINE_LINES 16u		/* pieces around the headline that may be a byline */

/* A page being read. */
struct reader {
	const struct page_hints	*hints;
	struct arena	*arena, *scratch;
	struct article	*article;
	struct dom	 dom;
	struct flow	 flow;
	struct meta	 meta;
	struct layout	 layout;
	struct regions	 regions;
	struct state	 state;	  /* read when it is needed, from `html` */
	bool		 stated;
	struct span	 html;
	struct span	 credits; /* the lines a byline was taken from, for credit_find() */
};

/* The title as the page prints it, and the site's name from what stands beside it. */
static bool
name_title(struct reader *r, struct span *site, struct fault *f)
{
	struct span	 headline = SPAN_NONE, title, split, beside;
	struct meta	*meta = &r->meta;

	if (r->regions.headline < r->flow.count)
		headline = r->flow.pieces[r->regions.headline].text;
	split = meta_split_title(meta->page_title, meta->site, headline, site);
	title = meta->title.n > 0 ? meta_split_title(meta->title, meta->site, headline, &beside) :
				    split;
	if (headline.n > 0 && (meta->title.n == 0 || title_alike(headline, title)))
		title = headline;
	return span_in(r->arena, title, &r->article->title, f);
}

/* Site name, what the title carries, registrable domain, host. */
static bool
name_outlet(struct reader *r, struct span from_title, struct fault *f)
{
	struct article	*a = r->article;
	struct span	 address = a->url.n > 0 ? a->url : a->canonical;

	if (r->hints->outlet.n > 0)
		return span_in(r->arena, r->hints->outlet, &a->outlet, f);
	if (r->meta.site.n > 0)
		return span_in(r->arena, r->meta.site, &a->outlet, f);
	if (from_title.n > 0 && from_title.n < 60)
		return span_in(r->arena, from_title, &a->outlet, f);
	return address.n == 0 || address_domain(address, r->arena, &a->outlet, f);
}

/* Is an element one that holds its author's name? */
static bool
is_author(const struct reader *r, uint32_t node)
{
	static const char *const words[] = { "author", "byline", "auteur", "autor" };
	struct span		 name = dom_attr(&r->dom, node, "class");

	if (span_eq(dom_attr(&r->dom, node, "rel"), SPAN("author")) ||
	    span_eq(dom_attr(&r->dom, node, "itemprop"), SPAN("author")))
		return true;
	for (size_t i = 0; i < LEN(words); i++) {
		if (span_find(name, span_of(words[i])) < name.n)
			return true;
	}
	return false;
}

/* Pieces from a little before the headline to the body's start: where bylines stand. */
static void
head_extent(const struct reader *r, uint32_t *from, uint32_t *to)
{
	uint32_t	 first = 0;

	while (first < r->flow.count &&
	    !(r->regions.in_text[first] && r->regions.of[first] == REGION_BODY))
		first++;
	*from = r->regions.headline < first ? r->regions.headline : first;
	*from = *from > 4 ? *from - 4 : 0;
	*to = first + 2 < r->flow.count ? first + 2 : r->flow.count;
	if (*to > *from + BYLINE_LINES)
		*from = *to - BYLINE_LINES;
}

/* A line of the head that begins with "By", and the labels around it, joined by " | ". */
static bool
printed_byline(struct reader *r, struct span *line, struct fault *f)
{
	struct buf	 lines = BUF(BYLINE_MAX * 4);
	struct span	 inside = SPAN_NONE;
	uint32_t	 from, to;

	*line = SPAN_NONE;
	head_extent(r, &from, &to);
	for (uint32_t i = from; i < to; i++) {
		const struct piece	*piece = &r->flow.pieces[i];
		bool			 by = byline_begins(piece->text);

		if (r->regions.in_text[i] || piece->text.n > BYLINE_MAX ||
		    r->layout.of[i] == HINT_TEASER || r->layout.of[i] == HINT_COMMENT)
			continue;
		if (by && line->n == 0)
			*line = piece->text;
		if (!by && r->layout.of[i] == HINT_BYLINE && inside.n == 0)
			inside = byline_inside(piece->text);
		/* Above the headline a name is the site's own, or a section's. */
		if ((!by && (i < r->regions.headline || !masthead_is_name(piece->text))) ||
		    lines.n > BYLINE_MAX)
			continue;
		if (lines.n > 0)
			buf_add(&lines, SPAN(" | "));
		buf_add(&lines, piece->text);
	}
	if (line->n == 0)
		*line = inside;
	return buf_end(&lines, r->arena, &r->credits, f);
}

/* What an element for authors prints; where that is links and no more, a comma between them. */
static bool
author_text(struct reader *r, uint32_t node, struct span *text, struct fault *f)
{
	struct buf	 names = BUF(BYLINE_MAX * 4);
	struct span	 link;

	for (uint32_t i = node; i < r->dom.nodes[node].end && names.n < BYLINE_MAX; i++) {
		if (r->dom.nodes[i].tag != DOM_A)
			continue;
		if (!dom_text(&r->dom, i, BYLINE_MAX, r->scratch, &link, f))
			return false;
		if (names.n > 0 && link.n > 0)
			buf_add(&names, SPAN(", "));
		buf_add(&names, link);
	}
	if (!buf_end(&names, r->scratch, &link, f) ||
	    !dom_text(&r->dom, node, BYLINE_MAX, r->scratch, text, f))
		return false;
	if (link.n >= text->n)
		*text = link;
	return true;
}

/* Names in elements made for them, around pieces [from, to). */
static bool
marked_authors(struct reader *r, uint32_t from, uint32_t to, struct span *authors, struct fault *f)
{
	struct buf	 names = BUF(BYLINE_MAX * 4);
	uint32_t	 first_node, last_node;

	first_node = from < r->flow.count ? r->flow.pieces[from].node : 0;
	last_node = to > 0 ? r->flow.pieces[to - 1].last : 0;
	for (uint32_t i = first_node; i <= last_node && i < r->dom.count; i++) {
		struct span	 text;

		if (r->dom.nodes[i].tag == DOM_TEXT || !is_author(r, i) ||
		    r->dom.nodes[i].end > last_node + 1)
			continue;
		if (!author_text(r, i, &text, f))
			return false;
		if (text.n == 0 || text.n >= BYLINE_MAX / 2 || names.n > BYLINE_MAX)
			continue;
		if (names.n > 0)
			buf_add(&names, SPAN(", "));
		buf_add(&names, text);
		i = r->dom.nodes[i].end - 1;
	}
	return buf_end(&names, r->scratch, authors, f);
}

/* Where no line of the head is one, the credits stand in what the page calls its authors. */
static bool
add_signature(struct reader *r, struct span authors, struct fault *f)
{
	struct span	 houses = r->meta.ld.houses;
	struct buf	 lines = BUF(BYLINE_MAX * 8);

	if (r->credits.n > 0 || authors.n + houses.n == 0 || authors.n + houses.n > BYLINE_MAX)
		return true;
	buf_add(&lines, authors);
	if (houses.n > 0 && !span_eq(houses, authors))
		buf_print(&lines, "\n%.*s", SPAN_ARG(houses));
	return buf_end(&lines, r->arena, &r->credits, f);
}

/* The pieces right behind the body, where some houses sign. */
static void
foot_extent(const struct reader *r, uint32_t *from, uint32_t *to)
{
	uint32_t	 last = r->flow.count;

	while (last > 0 && !(r->regions.in_text[last - 1] && r->regions.of[last - 1] == REGION_BODY))
		last--;
	*from = last;
	for (*to = last; *to < r->flow.count && *to < last + FOOT_LINES; ++*to) {
		if (r->layout.of[*to] == HINT_TEASER || r->layout.of[*to] == HINT_COMMENT)
			break;
	}
}

/* Where words stand in a line, in any capitals; line.n when nowhere. */
static size_t
find_case(struct span line, struct span words)
{
	for (size_t i = 0; i + words.n <= line.n; i++) {
		if (span_eq_case(span_cut(line, i, i + words.n), words))
			return i;
	}
	return line.n;
}

/* Does the head or the foot of the article print a name? */
static bool
is_printed(const struct reader *r, struct span name)
{
	uint32_t	 from, to, foot, end;

	head_extent(r, &from, &to);
	foot_extent(r, &foot, &end);
	for (uint32_t i = from; i < end; i = i + 1 == to && foot > to ? foot : i + 1) {
		if (find_case(r->flow.pieces[i].text, name) < r->flow.pieces[i].text.n)
			return true;
	}
	return false;
}

/*
 * Who wrote it, as the page prints that: elements made for authors, a line that
 * begins with "By" and holds more of them, and, where the head says nothing, the foot.
 */
static bool
printed_authors(struct reader *r, struct span line, struct span *authors, struct fault *f)
{
	uint32_t	 from, to;
	size_t		 at;

	head_extent(r, &from, &to);
	if (!marked_authors(r, from, to, authors, f))
		return false;
	at = find_case(line, *authors);
	if (authors->n == 0 ||
	    (at < line.n && byline_goes_on(span_cut(line, at + authors->n, line.n))))
		*authors = line;
	if (authors->n > 0)
		return true;
	foot_extent(r, &from, &to);
	return from == to || marked_authors(r, from, to, authors, f);
}

static bool
name_byline(struct reader *r, struct fault *f)
{
	struct span	 line, printed, authors = r->meta.authors;
	bool		 sure = r->meta.ld.authors.n + r->meta.ld.houses.n > 0;

	if (!printed_byline(r, &line, f))
		return false;
	/* A name that is printed nowhere may be the editor's, or the program's. */
	if (authors.n == 0 || (!sure && !is_printed(r, authors))) {
		if (!printed_authors(r, line, &printed, f))
			return false;
		authors = printed.n > 0 ? printed : authors;
	}
	return add_signature(r, authors, f) &&
	    byline_names(authors, r->arena, &r->article->byline, f);
}

/* Credits stand in the byline's own lines too, which keep employers that the names do without. */
static bool
find_credits(struct reader *r, struct fault *f)
{
	struct span	 byline = r->article->byline;
	bool		 ok;

	if (r->credits.n > 0)
		r->article->byline = r->credits;
	ok = credit_find(r->article, r->arena, f);
	r->article->byline = byline;
	return ok;
}

bool
page_identify(struct article *article, struct arena *arena, struct fault *f)
{
	if (!url_identity(article->url, article->canonical, arena, &article->identity, f))
		return false;
	if (article->identity.n == 0)
		article->identity = article->file;
	return true;
}

void
page_apply_settings(struct article *article, const struct page_hints *hints)
{
	struct span			 url = article->url.n > 0 ? article->url : article->canonical;
	const struct outlet_setting	*setting =
	    outlet_setting(hints->settings, address_host(url), article->outlet);

	if (setting == NULL)
		return;
	if (setting->name.n > 0)
		article->outlet = setting->name;
	article->zone = setting->zone;
}

static bool
copy_hints(struct reader *r, struct fault *f)
{
	const struct page_hints	*h = r->hints;
	struct article		*a = r->article;

	a->captured = h->captured;
	return (h->url.n == 0 || span_in(r->arena, h->url, &a->url, f)) &&
	    (h->requested.n == 0 || span_in(r->arena, h->requested, &a->requested, f)) &&
	    (h->file.n == 0 || span_in(r->arena, h->file, &a->file, f)) &&
	    (r->meta.canonical.n == 0 || span_in(r->arena, r->meta.canonical, &a->canonical, f)) &&
	    page_identify(a, r->arena, f);
}

/* Is there an article, and not something that stands before it? */
static bool
is_open(const struct reader *r, struct fault *f)
{
	enum gate gate =
	    gate_of(&r->flow, &r->regions, r->meta.page_title, meta_content(&r->dom, "generator"));

	return gate == GATE_NONE ||
	    fault_set(f, FAULT_INPUT, "no article here: %s", gate_names[gate]);
}

/* What the page's scripts hold of the article; read once, and of few pages at all. */
static bool
read_state(struct reader *r, struct fault *f)
{
	struct span site,
	    titles[] = { r->meta.title, r->meta.page_title,
		    meta_split_title(r->meta.page_title, r->meta.site, SPAN_NONE, &site) };

	if (r->stated)
		return true;
	r->stated = true;
	return state_read(r->html, titles, LEN(titles), r->scratch, &r->state, f);
}

/* The article's text as data, where the page shows too little to be all of it. */
static bool
read_data(struct reader *r, struct span *data, struct fault *f)
{
	uint64_t	 own = layout_own(&r->layout);

	*data = r->meta.ld.body;
	if (data->n == 0 && own < SHOWN_MIN) {
		if (!read_state(r, f))
			return false;
		*data = r->state.body;
	}
	if (!markup_is(*data))
		return true;
	if (data->n > own * 2)
		return markup_text(*data, r->scratch, r->scratch, data, f);
	*data = SPAN_NONE;
	return true;
}

static bool
read_blocks(struct reader *r, struct span html, struct fault *f)
{
	struct region_clues	 clues = { .title = SPAN_NONE };

	r->html = html;
	if (!dom_parse(html, r->hints->parser, r->scratch, &r->dom, f) ||
	    !flow_read(&r->dom, r->scratch, &r->flow, f) ||
	    !layout_read(&r->dom, &r->flow, r->scratch, &r->layout, f) ||
	    !meta_read(&r->dom, r->hints, r->scratch, &r->meta, f))
		return false;
	clues.title = r->meta.title.n > 0 ? r->meta.title : r->meta.page_title;
	clues.description = r->meta.description;
	clues.language = r->meta.language;
	return read_data(r, &clues.data, f) &&
	    region_mark(&r->layout, &clues, r->scratch, &r->regions, f) && is_open(r, f) &&
	    copy_hints(r, f) && page_text(&r->layout, &r->regions, r->arena, r->article, f);
}

static bool
read_facts(struct reader *r, struct fault *f)
{
	struct page_view	 view = { &r->dom, &r->layout, &r->regions, &r->meta, r->hints };
	struct article		*a = r->article;
	struct span		 site;
	size_t			 room = 0;

	if (!span_in(r->arena, language_settle(r->meta.language, a->text), &a->language, f))
		return false;
	a->order = order_of(&r->flow, a->url.n > 0 ? a->url : a->canonical, r->meta.country);
	if (!name_title(r, &site, f) || !name_outlet(r, site, f) || !name_byline(r, f))
		return false;
	page_apply_settings(a, r->hints);
	return page_dates(&view, a, &room, r->arena, f) &&
	    article_add_given(a, &room, r->hints->given, r->hints->ngiven, r->arena, f) &&
	    find_credits(r, f) && dating_read_text(a, &room, r->arena, f) &&
	    (page_is_dated(a) ||
		(read_state(r, f) &&
		    page_dates_in_reserve(&view, &r->state, a, &room, r->arena, f))) &&
	    dating_combine(a, r->hints->now, r->arena, f);
}

static struct span
source_name(const struct page_hints *hints)
{
	if (hints->url.n > 0)
		return hints->url;
	return hints->file.n > 0 ? hints->file : SPAN("page");
}

/* Whoever failed below does not know what it was reading. */
static bool
blame(const struct page_hints *hints, const struct fault *inner, struct fault *f)
{
	return fault_set(f, inner->kind, "%.*s: %s", SPAN_ARG(source_name(hints)), inner->text);
}

static size_t
count_controls(struct span s)
{
	size_t	 controls = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char	 c = (unsigned char)s.p[i];

		if (c < 0x20 || c == 0x7F)
			controls += c < '\t' || c > '\r';
	}
	return controls;
}

static bool
decode(struct span bytes, struct reader *r, struct span *html, struct fault *f)
{
	struct decoded	 decoded;

	if (bytes.n == 0)
		return fault_set(f, FAULT_INPUT, "empty page");
	if (bytes.n > PAGE_BYTES_MAX)
		return fault_set(f, FAULT_LIMIT, "larger than %zu bytes", PAGE_BYTES_MAX);
	if (!charset_decode(bytes, r->hints->charset, true, r->scratch, &decoded, f))
		return false;
	/* A picture or a program: text has few bytes that it cannot hold, and few controls. */
	if (decoded.replaced + count_controls(decoded.text) > 64 + bytes.n / 32)
		return fault_set(f, FAULT_INPUT, "not a text in any charset");
	r->article->replaced = decoded.replaced;
	r->article->charset = decoded.charset;
	*html = decoded.text;
	return true;
}

bool
page_read(struct span html, const struct page_hints *hints, struct arena *arena,
    struct article *article, struct fault *f)
{
	struct reader	 r = { .hints = hints, .arena = arena, .article = article };
	struct fault	 inner = FAULT_INIT;
	struct span	 text = SPAN_NONE;
	bool		 ok;

	*article = (struct article) { .captured = DATE_UNKNOWN };
	r.scratch = arena_new(SCRATCH_MAX);
	if (r.scratch == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = decode(html, &r, &text, &inner) && read_blocks(&r, text, &inner) &&
	    read_facts(&r, &inner);
	arena_free(r.scratch);
	return ok || blame(hints, &inner, f);
}
