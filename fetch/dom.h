/*
 * An HTML page as a tree, whatever library parsed it: fetch/dom.c is the one
 * file that knows which. The tree is flat: nodes stand in document order, so a
 * subtree is a range of indices and a walk is a loop, never a recursion.
 *
 * Source: HTML Standard 13.2 (parsing), as MyHTML builds it.
 */
#ifndef FETCH_DOM_H
#define FETCH_DOM_H

#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

/*
 * The elements we tell apart: first those that stand in a line, then, from
 * DOM_ADDRESS on, those that begin and end lines. Any other is DOM_OTHER.
 */
enum dom_tag {
	DOM_OTHER, DOM_TEXT, DOM_DOCUMENT, DOM_A, DOM_ABBR, DOM_AUDIO, DOM_B, DOM_BASE, DOM_BR,
	DOM_CANVAS, DOM_CITE, DOM_CODE, DOM_EM, DOM_EMBED, DOM_IFRAME, DOM_IMG, DOM_INPUT,
	DOM_LINK, DOM_MATH, DOM_META, DOM_NOSCRIPT, DOM_OBJECT, DOM_Q, DOM_RP, DOM_RT, DOM_SCRIPT,
	DOM_SMALL, DOM_SPAN, DOM_STRONG, DOM_STYLE, DOM_SUP, DOM_SVG, DOM_TEXTAREA, DOM_TIME,
	DOM_TITLE, DOM_VIDEO,

	DOM_ADDRESS, DOM_ARTICLE, DOM_ASIDE, DOM_BLOCKQUOTE, DOM_BODY, DOM_BUTTON, DOM_CAPTION,
	DOM_CENTER, DOM_DD, DOM_DETAILS, DOM_DIALOG, DOM_DIV, DOM_DL, DOM_DT, DOM_FIELDSET,
	DOM_FIGCAPTION, DOM_FIGURE, DOM_FOOTER, DOM_FORM, DOM_FRAMESET, DOM_H1, DOM_H2, DOM_H3,
	DOM_H4, DOM_H5, DOM_H6, DOM_HEAD, DOM_HEADER, DOM_HGROUP, DOM_HR, DOM_HTML, DOM_LEGEND,
	DOM_LI, DOM_MAIN, DOM_NAV, DOM_OL, DOM_OPTION, DOM_P, DOM_PRE, DOM_SECTION, DOM_SELECT,
	DOM_SUMMARY, DOM_TABLE, DOM_TBODY, DOM_TD, DOM_TEMPLATE, DOM_TFOOT, DOM_TH, DOM_THEAD,
	DOM_TR, DOM_UL,
	DOM_TAGS
};

struct dom_attr {
	struct span	 name; /* in lower case */
	struct span	 value; /* entities decoded; empty when there is none */
};

struct dom_node {
	enum dom_tag	 tag;
	uint32_t	 parent; /* the document is its own */
	uint32_t	 end;	 /* behind its last descendant: children lie in (i, end) */
	uint32_t	 nattrs;
	const struct dom_attr *attrs;
	struct span	 text; /* of DOM_TEXT, entities decoded, white space as written */
};

/* A <meta>: what it is of, by whichever attribute says so, and what it says. */
struct dom_meta {
	struct span	 keys[3]; /* property, name, itemprop */
	struct span	 content;
};

/* Node 0 is the document. Everything lives in the arena it was parsed into. */
struct dom {
	const struct dom_node *nodes;
	uint32_t	 count;
	const struct dom_meta *metas; /* in the order of the page */
	size_t		 nmetas;
	size_t		 flattened; /* elements that lay too deep and had their border kept, not their box */
};

#define DOM_DEPTH_MAX 512u	 /* as in browsers; what lies deeper is flattened, never dropped */
#define DOM_ATTRS_MAX 64u	 /* of one element; more are not looked at */
#define DOM_NODES_MAX 1000000u	 /* tags in the page, or nodes in its tree; more is FAULT_LIMIT */

/*
 * What parses, kept warm from page to page: to set it up takes as long as to
 * parse a small page. It serves one page at a time and keeps nothing of any.
 */
struct dom_parser;
struct dom_parser *dom_parser_new(struct fault *f);
void dom_parser_free(struct dom_parser *parser);

/*
 * Parse a page. html is valid UTF-8; any text is a page to HTML5. Comments are
 * left out, and so is the text of script and style, except for JSON-LD. With
 * NULL the parser is one for this page alone. Fails with FAULT_MEMORY, or
 * FAULT_LIMIT past DOM_NODES_MAX.
 */
bool dom_parse(struct span html, struct dom_parser *parser, struct arena *arena, struct dom *dom,
    struct fault *f) MUST_CHECK;

/* The value of an attribute; empty when it is missing or has none. */
struct span dom_attr(const struct dom *dom, uint32_t node, const char *name);

bool dom_has_attr(const struct dom *dom, uint32_t node, const char *name);

/* The nearest element with this tag that holds node or is it; 0 when there is none. */
uint32_t dom_holder(const struct dom *dom, uint32_t node, enum dom_tag tag);

/* Does an element begin and end a line of its own? */
static inline bool
dom_is_block(enum dom_tag tag)
{
	return tag >= DOM_ADDRESS;
}

/* All text below node with white space collapsed, in the arena; at most max_bytes of it. */
bool dom_text(const struct dom *dom, uint32_t node, size_t max_bytes, struct arena *arena,
    struct span *text, struct fault *f) MUST_CHECK;

#endif
