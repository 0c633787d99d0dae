#include "fetch/hint.h"

#include "core/row.h"

#define NAME_WORDS_MAX 12u
#define NAME_BYTES_MAX 96u

struct word {
	const char	*word;
	enum hint	 hint;
};

/*
 * Words of class names in byte order, compared whole; two or three words of
 * one name are also tried run together, so "story__body", "storyBody" and
 * "story-body" are all "storybody". Those in other languages come from the
 * habits of newsrooms that name classes in their own.
 */
static const struct word words[] = {
	{ "aboutauthor", HINT_FURNITURE },
	{ "aboutme", HINT_FURNITURE },
	{ "abstract", HINT_STANDFIRST },
	{ "ad", HINT_FURNITURE },
	{ "addthis", HINT_FURNITURE },
	{ "ads", HINT_FURNITURE },
	{ "adslot", HINT_FURNITURE },
	{ "advert", HINT_FURNITURE },
	{ "advertisement", HINT_FURNITURE },
	{ "advertising", HINT_FURNITURE },
	{ "alsoread", HINT_TEASER },
	{ "articlebody", HINT_BODY },
	{ "articlecontent", HINT_BODY },
	{ "articledate", HINT_BYLINE },
	{ "articleinfo", HINT_BYLINE },
	{ "articlelead", HINT_STANDFIRST },
	{ "articlemeta", HINT_BYLINE },
	{ "articlesummary", HINT_STANDFIRST },
	{ "articletext", HINT_BODY },
	{ "artikelbody", HINT_BODY },
	{ "artikeltext", HINT_BODY },
	{ "auteur", HINT_BYLINE },
	{ "author", HINT_BYLINE },
	{ "authorbio", HINT_FURNITURE },
	{ "authorbox", HINT_FURNITURE },
	{ "authorinfo", HINT_FURNITURE },
	{ "authors", HINT_BYLINE },
	{ "bajada", HINT_STANDFIRST },
	{ "bildunterschrift", HINT_CAPTION },
	{ "bio", HINT_FURNITURE },
	{ "blogcontent", HINT_BODY },
	{ "bodycontent", HINT_BODY },
	{ "bodycopy", HINT_BODY },
	{ "bodytext", HINT_BODY },
	{ "breadcrumb", HINT_FURNITURE },
	{ "breadcrumbs", HINT_FURNITURE },
	{ "byline", HINT_BYLINE },
	{ "caption", HINT_CAPTION },
	{ "captions", HINT_CAPTION },
	{ "card", HINT_TEASER },
	{ "cards", HINT_TEASER },
	{ "catenaccio", HINT_STANDFIRST },
	{ "chapeau", HINT_STANDFIRST },
	{ "chapo", HINT_STANDFIRST },
	{ "comentarios", HINT_COMMENT },
	{ "comment", HINT_COMMENT },
	{ "commentaires", HINT_COMMENT },
	{ "commentarea", HINT_COMMENT },
	{ "commentform", HINT_COMMENT },
	{ "commentlist", HINT_COMMENT },
	{ "comments", HINT_COMMENT },
	{ "commentsarea", HINT_COMMENT },
	{ "consent", HINT_FURNITURE },
	{ "contentbody", HINT_BODY },
	{ "contenttext", HINT_BODY },
	{ "cookie", HINT_FURNITURE },
	{ "cookies", HINT_FURNITURE },
	{ "copete", HINT_STANDFIRST },
	{ "copyright", HINT_FURNITURE },
	{ "corpoarticolo", HINT_BODY },
	{ "crosssell", HINT_TEASER },
	{ "cutline", HINT_CAPTION },
	{ "date", HINT_BYLINE },
	{ "dateline", HINT_BYLINE },
	{ "datepublished", HINT_BYLINE },
	{ "datetime", HINT_BYLINE },
	{ "deck", HINT_STANDFIRST },
	{ "dek", HINT_STANDFIRST },
	{ "disqus", HINT_COMMENT },
	{ "donate", HINT_FURNITURE },
	{ "donation", HINT_FURNITURE },
	{ "entradilla", HINT_STANDFIRST },
	{ "entrybody", HINT_BODY },
	{ "entrycontent", HINT_BODY },
	{ "entrymeta", HINT_BYLINE },
	{ "entrytext", HINT_BODY },
	{ "excerpt", HINT_STANDFIRST },
	{ "fieldnamebody", HINT_BODY },
	{ "figcaption", HINT_CAPTION },
	{ "flyout", HINT_FURNITURE },
	{ "follow", HINT_FURNITURE },
	{ "footer", HINT_FURNITURE },
	{ "gdpr", HINT_FURNITURE },
	{ "imagecaption", HINT_CAPTION },
	{ "imagecredit", HINT_CAPTION },
	{ "ingress", HINT_STANDFIRST },
	{ "intro", HINT_STANDFIRST },
	{ "introtext", HINT_STANDFIRST },
	{ "jumpto", HINT_FURNITURE },
	{ "komentarze", HINT_COMMENT },
	{ "kommentar", HINT_COMMENT },
	{ "kommentare", HINT_COMMENT },
	{ "lastmodified", HINT_BYLINE },
	{ "latestnews", HINT_TEASER },
	{ "lead", HINT_STANDFIRST },
	{ "leadparagraph", HINT_STANDFIRST },
	{ "leadtext", HINT_STANDFIRST },
	{ "lede", HINT_STANDFIRST },
	{ "legende", HINT_CAPTION },
	{ "livefyre", HINT_COMMENT },
	{ "login", HINT_FURNITURE },
	{ "masthead", HINT_FURNITURE },
	{ "mediadesc", HINT_CAPTION },
	{ "menu", HINT_FURNITURE },
	{ "meta", HINT_BYLINE },
	{ "metadata", HINT_BYLINE },
	{ "modal", HINT_FURNITURE },
	{ "morefrom", HINT_TEASER },
	{ "morenews", HINT_TEASER },
	{ "moreon", HINT_TEASER },
	{ "morestories", HINT_TEASER },
	{ "mostpopular", HINT_TEASER },
	{ "mostread", HINT_TEASER },
	{ "mostviewed", HINT_TEASER },
	{ "nav", HINT_FURNITURE },
	{ "navbar", HINT_FURNITURE },
	{ "navigation", HINT_FURNITURE },
	{ "newsbody", HINT_BODY },
	{ "newscontent", HINT_BODY },
	{ "newsletter", HINT_FURNITURE },
	{ "newsletters", HINT_FURNITURE },
	{ "newsmeta", HINT_BYLINE },
	{ "newstext", HINT_BODY },
	{ "nextarticle", HINT_TEASER },
	{ "nextpost", HINT_TEASER },
	{ "occhiello", HINT_STANDFIRST },
	{ "outbrain", HINT_TEASER },
	{ "pager", HINT_FURNITURE },
	{ "pagination", HINT_FURNITURE },
	{ "photocaption", HINT_CAPTION },
	{ "photocredit", HINT_CAPTION },
	{ "popup", HINT_FURNITURE },
	{ "postbody", HINT_BODY },
	{ "postcontent", HINT_BODY },
	{ "postdate", HINT_BYLINE },
	{ "postedby", HINT_BYLINE },
	{ "postedon", HINT_BYLINE },
	{ "postinfo", HINT_BYLINE },
	{ "postmeta", HINT_BYLINE },
	{ "postnav", HINT_FURNITURE },
	{ "posttext", HINT_BODY },
	{ "preamble", HINT_STANDFIRST },
	{ "prevnext", HINT_FURNITURE },
	{ "promo", HINT_TEASER },
	{ "promobox", HINT_TEASER },
	{ "promos", HINT_TEASER },
	{ "promotion", HINT_TEASER },
	{ "pubdate", HINT_BYLINE },
	{ "publishdate", HINT_BYLINE },
	{ "publisheddate", HINT_BYLINE },
	{ "readalso", HINT_TEASER },
	{ "readmore", HINT_TEASER },
	{ "recirc", HINT_TEASER },
	{ "recirculation", HINT_TEASER },
	{ "recommend", HINT_TEASER },
	{ "recommendation", HINT_TEASER },
	{ "recommendations", HINT_TEASER },
	{ "recommended", HINT_TEASER },
	{ "related", HINT_TEASER },
	{ "relatedarticles", HINT_TEASER },
	{ "relatedcontent", HINT_TEASER },
	{ "relatedlinks", HINT_TEASER },
	{ "relatednews", HINT_TEASER },
	{ "relatedposts", HINT_TEASER },
	{ "relatedstories", HINT_TEASER },
	{ "respond", HINT_COMMENT },
	{ "screenreader", HINT_FURNITURE },
	{ "seealso", HINT_TEASER },
	{ "share", HINT_FURNITURE },
	{ "sharebar", HINT_FURNITURE },
	{ "sharebuttons", HINT_FURNITURE },
	{ "sharedaddy", HINT_FURNITURE },
	{ "sharethis", HINT_FURNITURE },
	{ "sharetools", HINT_FURNITURE },
	{ "sharing", HINT_FURNITURE },
	{ "sidebar", HINT_FURNITURE },
	{ "signup", HINT_FURNITURE },
	{ "similar", HINT_TEASER },
	{ "sitefooter", HINT_FURNITURE },
	{ "siteheader", HINT_FURNITURE },
	{ "skiplink", HINT_FURNITURE },
	{ "social", HINT_FURNITURE },
	{ "socialmedia", HINT_FURNITURE },
	{ "sommario", HINT_STANDFIRST },
	{ "sponsor", HINT_FURNITURE },
	{ "sponsored", HINT_FURNITURE },
	{ "sronly", HINT_FURNITURE },
	{ "standfirst", HINT_STANDFIRST },
	{ "storybody", HINT_BODY },
	{ "storycontent", HINT_BODY },
	{ "storymeta", HINT_BYLINE },
	{ "storytext", HINT_BODY },
	{ "subhead", HINT_STANDFIRST },
	{ "subheadline", HINT_STANDFIRST },
	{ "subscribe", HINT_FURNITURE },
	{ "subscription", HINT_FURNITURE },
	{ "subtitle", HINT_STANDFIRST },
	{ "summary", HINT_STANDFIRST },
	{ "taboola", HINT_TEASER },
	{ "tagcloud", HINT_FURNITURE },
	{ "taglist", HINT_FURNITURE },
	{ "tags", HINT_FURNITURE },
	{ "teaser", HINT_TEASER },
	{ "teasers", HINT_TEASER },
	{ "timestamp", HINT_BYLINE },
	{ "toolbar", HINT_FURNITURE },
	{ "topstories", HINT_TEASER },
	{ "trending", HINT_TEASER },
	{ "upnext", HINT_TEASER },
	{ "visuallyhidden", HINT_FURNITURE },
	{ "vorspann", HINT_STANDFIRST },
	{ "wpcaptiontext", HINT_CAPTION },
	{ "yarpp", HINT_TEASER },
};

/* Whole class names and ids that mean the article with its head and foot. */
static const char *const whole_names[] = {
	"article", "artikel", "blog-post", "entry", "full-story", "hentry", "news-article",
	"news-item", "newsitem", "post", "single-post", "story",
};

/* "has-sidebar" and its like say what stands elsewhere. */
static const char *const denials[] = {
	"has", "with", "no", "without", "hide", "show", "is", "layout", "col", "column", "container",
};

#include "fetch/hint_index.inc"

/* The words of one name, in lower case, each ended by a NUL. */
struct name {
	char	 bytes[NAME_BYTES_MAX];
	size_t	 starts[NAME_WORDS_MAX + 1]; /* the last is where the next would begin */
	size_t	 count;
};

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_letter(char c)
{
	return is_upper(c) || (c >= 'a' && c <= 'z');
}

/* Split at what is no letter and where capitals begin. */
static void
split(struct span s, struct name *name)
{
	size_t	 n = 0;
	bool	 in = false;

	name->count = 0;
	for (size_t i = 0; i < s.n && n + 2 < sizeof name->bytes; i++) {
		char	 c = s.p[i];
		bool	 fresh = is_upper(c) && i > 0 && !is_upper(s.p[i - 1]);

		if (in && (!is_letter(c) || fresh)) {
			name->bytes[n++] = '\0';
			in = false;
		}
		if (!is_letter(c))
			continue;
		if (!in) {
			if (name->count == NAME_WORDS_MAX)
				break;
			name->starts[name->count++] = n;
			in = true;
		}
		name->bytes[n++] = (char)(is_upper(c) ? c - 'A' + 'a' : c);
	}
	name->bytes[n] = '\0';
	name->starts[name->count] = in ? n + 1 : n;
}

/* Words first..first+many-1 run together. */
static enum hint
hint_of_run(const struct name *name, size_t first, size_t many)
{
	const struct word	*row;
	char			 joined[NAME_BYTES_MAX];
	size_t			 n = 0;

	for (size_t i = first; i < first + many; i++) {
		size_t	 length = name->starts[i + 1] - name->starts[i] - 1;

		memcpy(joined + n, name->bytes + name->starts[i], length);
		n += length;
	}
	row = row_find(&words_rows, (struct span) { joined, n });
	return row != NULL ? row->hint : HINT_NONE;
}

static bool
denies(const char *word)
{
	for (size_t i = 0; i < LEN(denials); i++) {
		if (strcmp(word, denials[i]) == 0)
			return true;
	}
	return false;
}

enum hint
hint_of_name(struct span s)
{
	enum hint	 best = HINT_NONE;
	struct name	 name;

	split(s, &name);
	if (name.count == 0 || (name.count > 1 && denies(name.bytes)))
		return HINT_NONE;
	for (size_t i = 0; i < name.count; i++) {
		for (size_t many = 1; many <= 3 && i + many <= name.count; many++) {
			enum hint	 hint = hint_of_run(&name, i, many);

			if (hint > best)
				best = hint;
		}
	}
	return best;
}

static bool
is_whole(struct span name)
{
	for (size_t i = 0; i < LEN(whole_names); i++) {
		if (span_eq_case(name, span_of(whole_names[i])))
			return true;
	}
	return false;
}

static void
read_names(struct span names, struct hints *hints)
{
	size_t	 from = 0;

	for (size_t i = 0; i <= names.n; i++) {
		if (i < names.n && (unsigned char)names.p[i] > ' ')
			continue;
		if (i > from) {
			enum hint	 hint = hint_of_name(span_cut(names, from, i));

			hints->bits |= 1u << hint;
			if (hint == HINT_BODY)
				hints->trust = 2;
			else if (hints->trust == 0 && is_whole(span_cut(names, from, i)))
				hints->trust = 1;
		}
		from = i + 1;
	}
}

enum hint
hint_of_tag(enum dom_tag tag)
{
	switch (tag) {
	case DOM_NAV:
	case DOM_FOOTER:
	case DOM_ASIDE:
	case DOM_FORM:
	case DOM_BUTTON:
	case DOM_FIELDSET:
	case DOM_DIALOG:
	case DOM_HEADER:
		return HINT_FURNITURE;
	case DOM_ADDRESS:
		return HINT_BYLINE;
	case DOM_FIGCAPTION:
	case DOM_FIGURE:
		return HINT_CAPTION;
	default:
		return HINT_NONE;
	}
}

static const struct {
	const char	*role;
	enum hint	 hint;
} roles[] = {
	{ "navigation", HINT_FURNITURE },
	{ "contentinfo", HINT_FURNITURE },
	{ "banner", HINT_FURNITURE },
	{ "complementary", HINT_FURNITURE },
	{ "search", HINT_FURNITURE },
	{ "dialog", HINT_FURNITURE },
	{ "menu", HINT_FURNITURE },
	{ "toolbar", HINT_FURNITURE },
}, properties[] = {
	{ "caption", HINT_CAPTION },
	{ "author", HINT_BYLINE },
	{ "datePublished", HINT_BYLINE },
	{ "dateModified", HINT_BYLINE },
	{ "publisher", HINT_FURNITURE },
	{ "alternativeHeadline", HINT_STANDFIRST },
	{ "description", HINT_STANDFIRST },
	{ "comment", HINT_COMMENT },
};

static bool
is_hidden(const struct dom *dom, uint32_t node)
{
	struct span	 style = dom_attr(dom, node, "style");
	size_t		 at = span_find(style, SPAN("display"));

	if (dom_has_attr(dom, node, "hidden"))
		return true;
	if (at == style.n)
		return false;
	for (at += strlen("display"); at < style.n; at++) {
		if (style.p[at] != ' ' && style.p[at] != ':')
			return span_starts(span_cut(style, at, style.n), SPAN("none"));
	}
	return false;
}

struct hints
hint_read(const struct dom *dom, uint32_t node)
{
	enum dom_tag	 tag = dom->nodes[node].tag;
	struct hints	 hints = { .bits = 0 };
	struct span	 role, property;

	/* The footer of a block quotation says who is quoted. */
	if (tag != DOM_FOOTER || dom_holder(dom, node, DOM_BLOCKQUOTE) == 0)
		hints.bits = 1u << hint_of_tag(tag);
	if (dom->nodes[node].nattrs == 0)
		return hints;
	read_names(dom_attr(dom, node, "class"), &hints);
	/* A heading's id is made of its words. */
	if (dom->nodes[node].tag < DOM_H1 || dom->nodes[node].tag > DOM_H6)
		read_names(dom_attr(dom, node, "id"), &hints);
	read_names(dom_attr(dom, node, "data-component"), &hints);
	role = dom_attr(dom, node, "role");
	property = dom_attr(dom, node, "itemprop");
	for (size_t i = 0; i < LEN(roles); i++) {
		if (span_is(role, roles[i].role))
			hints.bits |= 1u << roles[i].hint;
	}
	for (size_t i = 0; i < LEN(properties); i++) {
		if (span_is(property, properties[i].role))
			hints.bits |= 1u << properties[i].hint;
	}
	if (span_eq(property, SPAN("articleBody"))) {
		hints.bits |= 1u << HINT_BODY;
		hints.trust = 3;
	}
	/* Before style sheets, a box beside the story was a table that text flows around. */
	if (dom->nodes[node].tag == DOM_TABLE &&
	    (span_eq_case(dom_attr(dom, node, "align"), SPAN("right")) ||
		span_eq_case(dom_attr(dom, node, "align"), SPAN("left"))))
		hints.bits |= 1u << HINT_TEASER;
	hints.hidden = is_hidden(dom, node);
	return hints;
}
