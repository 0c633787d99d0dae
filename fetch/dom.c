#include "fetch/dom.h"

#include <myhtml/myhtml.h>
#include <stdlib.h>

#include "core/utf8.h"

/* The library's tags and ours; raw: what stands inside is no markup to its tokenizer. */
static const struct {
	enum dom_tag	 tag;
	bool		 raw;
} tags[MyHTML_TAG_LAST_ENTRY] = {
	[MyHTML_TAG__TEXT] = { DOM_TEXT, false },
	[MyHTML_TAG_A] = { DOM_A, false },
	[MyHTML_TAG_ABBR] = { DOM_ABBR, false },
	[MyHTML_TAG_ADDRESS] = { DOM_ADDRESS, false },
	[MyHTML_TAG_ARTICLE] = { DOM_ARTICLE, false },
	[MyHTML_TAG_ASIDE] = { DOM_ASIDE, false },
	[MyHTML_TAG_AUDIO] = { DOM_AUDIO, false },
	[MyHTML_TAG_B] = { DOM_B, false },
	[MyHTML_TAG_BASE] = { DOM_BASE, false },
	[MyHTML_TAG_BLOCKQUOTE] = { DOM_BLOCKQUOTE, false },
	[MyHTML_TAG_BODY] = { DOM_BODY, false },
	[MyHTML_TAG_BR] = { DOM_BR, false },
	[MyHTML_TAG_BUTTON] = { DOM_BUTTON, false },
	[MyHTML_TAG_CANVAS] = { DOM_CANVAS, false },
	[MyHTML_TAG_CAPTION] = { DOM_CAPTION, false },
	[MyHTML_TAG_CENTER] = { DOM_CENTER, false },
	[MyHTML_TAG_CITE] = { DOM_CITE, false },
	[MyHTML_TAG_CODE] = { DOM_CODE, false },
	[MyHTML_TAG_DD] = { DOM_DD, false },
	[MyHTML_TAG_DETAILS] = { DOM_DETAILS, false },
	[MyHTML_TAG_DIALOG] = { DOM_DIALOG, false },
	[MyHTML_TAG_DIV] = { DOM_DIV, false },
	[MyHTML_TAG_DL] = { DOM_DL, false },
	[MyHTML_TAG_DT] = { DOM_DT, false },
	[MyHTML_TAG_EM] = { DOM_EM, false },
	[MyHTML_TAG_EMBED] = { DOM_EMBED, false },
	[MyHTML_TAG_FIELDSET] = { DOM_FIELDSET, false },
	[MyHTML_TAG_FIGCAPTION] = { DOM_FIGCAPTION, false },
	[MyHTML_TAG_FIGURE] = { DOM_FIGURE, false },
	[MyHTML_TAG_FOOTER] = { DOM_FOOTER, false },
	[MyHTML_TAG_FORM] = { DOM_FORM, false },
	[MyHTML_TAG_FRAMESET] = { DOM_FRAMESET, false },
	[MyHTML_TAG_H1] = { DOM_H1, false },
	[MyHTML_TAG_H2] = { DOM_H2, false },
	[MyHTML_TAG_H3] = { DOM_H3, false },
	[MyHTML_TAG_H4] = { DOM_H4, false },
	[MyHTML_TAG_H5] = { DOM_H5, false },
	[MyHTML_TAG_H6] = { DOM_H6, false },
	[MyHTML_TAG_HEAD] = { DOM_HEAD, false },
	[MyHTML_TAG_HEADER] = { DOM_HEADER, false },
	[MyHTML_TAG_HGROUP] = { DOM_HGROUP, false },
	[MyHTML_TAG_HR] = { DOM_HR, false },
	[MyHTML_TAG_HTML] = { DOM_HTML, false },
	[MyHTML_TAG_IFRAME] = { DOM_IFRAME, true },
	[MyHTML_TAG_IMG] = { DOM_IMG, false },
	[MyHTML_TAG_INPUT] = { DOM_INPUT, false },
	[MyHTML_TAG_LEGEND] = { DOM_LEGEND, false },
	[MyHTML_TAG_LI] = { DOM_LI, false },
	[MyHTML_TAG_LINK] = { DOM_LINK, false },
	[MyHTML_TAG_MAIN] = { DOM_MAIN, false },
	[MyHTML_TAG_MATH] = { DOM_MATH, false },
	[MyHTML_TAG_META] = { DOM_META, false },
	[MyHTML_TAG_NAV] = { DOM_NAV, false },
	[MyHTML_TAG_NOEMBED] = { DOM_OTHER, true },
	[MyHTML_TAG_NOFRAMES] = { DOM_OTHER, true },
	[MyHTML_TAG_NOSCRIPT] = { DOM_NOSCRIPT, true },
	[MyHTML_TAG_OBJECT] = { DOM_OBJECT, false },
	[MyHTML_TAG_OL] = { DOM_OL, false },
	[MyHTML_TAG_OPTION] = { DOM_OPTION, false },
	[MyHTML_TAG_P] = { DOM_P, false },
	[MyHTML_TAG_PLAINTEXT] = { DOM_PRE, true },
	[MyHTML_TAG_PRE] = { DOM_PRE, false },
	[MyHTML_TAG_Q] = { DOM_Q, false },
	[MyHTML_TAG_RP] = { DOM_RP, false },
	[MyHTML_TAG_RT] = { DOM_RT, false },
	[MyHTML_TAG_SCRIPT] = { DOM_SCRIPT, true },
	[MyHTML_TAG_SECTION] = { DOM_SECTION, false },
	[MyHTML_TAG_SELECT] = { DOM_SELECT, false },
	[MyHTML_TAG_SMALL] = { DOM_SMALL, false },
	[MyHTML_TAG_SPAN] = { DOM_SPAN, false },
	[MyHTML_TAG_STRONG] = { DOM_STRONG, false },
	[MyHTML_TAG_STYLE] = { DOM_STYLE, true },
	[MyHTML_TAG_SUMMARY] = { DOM_SUMMARY, false },
	[MyHTML_TAG_SUP] = { DOM_SUP, false },
	[MyHTML_TAG_SVG] = { DOM_SVG, false },
	[MyHTML_TAG_TABLE] = { DOM_TABLE, false },
	[MyHTML_TAG_TBODY] = { DOM_TBODY, false },
	[MyHTML_TAG_TD] = { DOM_TD, false },
	[MyHTML_TAG_TEMPLATE] = { DOM_TEMPLATE, false },
	[MyHTML_TAG_TEXTAREA] = { DOM_TEXTAREA, true },
	[MyHTML_TAG_TFOOT] = { DOM_TFOOT, false },
	[MyHTML_TAG_TH] = { DOM_TH, false },
	[MyHTML_TAG_THEAD] = { DOM_THEAD, false },
	[MyHTML_TAG_TIME] = { DOM_TIME, false },
	[MyHTML_TAG_TITLE] = { DOM_TITLE, true },
	[MyHTML_TAG_TR] = { DOM_TR, false },
	[MyHTML_TAG_UL] = { DOM_UL, false },
	[MyHTML_TAG_VIDEO] = { DOM_VIDEO, false },
	[MyHTML_TAG_XMP] = { DOM_PRE, true },
};

/* Formatting elements ("b", "font") open at once; each new paragraph copies all of them. */
#define FORMATTING_MAX 16u

/* Bytes that may be copied because a text was made longer, before its next piece is parted from it. */
#define COPIED_MAX ((size_t)256 << 10)
/* The same, where nothing parts them. */
#define SPILLED_MAX ((size_t)64 << 20)

struct guard {
	struct span	 html;
	size_t		 nodes, flattened;
	size_t		 settled; /* nodes there were behind the last text */
	bool		 texted;  /* the last token was a text */
	size_t		 run;	  /* bytes of the text that was last made longer */
	size_t		 copied;  /* bytes that making it longer has copied */
	bool		 spilled; /* text was left out: the page is refused */
};

static enum dom_tag
tag_of(myhtml_tag_id_t id)
{
	return id < LEN(tags) ? tags[id].tag : DOM_OTHER;
}

static void
count_node(myhtml_tree_t *tree, myhtml_tree_node_t *node, void *unused)
{
	struct guard	*guard = tree->context;

	(void)node;
	(void)unused;
	guard->nodes++;
}

static bool
formatting_full(const myhtml_tree_t *tree)
{
	const myhtml_tree_list_t	*list = tree->active_formatting;
	size_t				 open = 0;

	while (open < list->length && open < FORMATTING_MAX &&
	    list->list[list->length - 1 - open] != tree->myhtml->marker)
		open++;
	return open == FORMATTING_MAX;
}

/* Is text put before the table it stands in, whatever tag came between? */
static bool
is_fostering(const myhtml_tree_t *tree)
{
	switch (tree->insert_mode) {
	case MyHTML_INSERTION_MODE_IN_TABLE:
	case MyHTML_INSERTION_MODE_IN_TABLE_TEXT:
	case MyHTML_INSERTION_MODE_IN_COLUMN_GROUP:
	case MyHTML_INSERTION_MODE_IN_TABLE_BODY:
	case MyHTML_INSERTION_MODE_IN_ROW:
		return true;
	default:
		return false;
	}
}

/* Does the tree ignore nearly every tag where it is? */
static bool
is_deaf(const myhtml_tree_t *tree)
{
	switch (tree->insert_mode) {
	case MyHTML_INSERTION_MODE_IN_SELECT:
	case MyHTML_INSERTION_MODE_IN_SELECT_IN_TABLE:
	case MyHTML_INSERTION_MODE_IN_FRAMESET:
	case MyHTML_INSERTION_MODE_AFTER_FRAMESET:
		return true;
	default:
		return false;
	}
}

/*
 * A text that follows a text is made one with it, which copies both. What that
 * has cost is counted; in a list of choices, where no tag can part two texts,
 * and none is read, it ends there.
 */
static void
guard_text(const myhtml_tree_t *tree, struct guard *guard, myhtml_token_node_t *token)
{
	struct span text =
	    span_cut(guard->html, token->raw_begin, token->raw_begin + token->raw_length);
	bool		 fostered = is_fostering(tree);

	if (fostered && span_trim(text).n == 0)
		return;
	guard->texted = true;
	if (!fostered && guard->nodes != guard->settled) {
		guard->run = text.n;
		return;
	}
	guard->run += text.n;
	guard->copied += guard->run;
	if (guard->copied <= (is_deaf(tree) ? COPIED_MAX : SPILLED_MAX))
		return;
	guard->spilled |= !is_deaf(tree);
	token->tag_id = MyHTML_TAG__COMMENT;
}

/* A tag in whose place a line break parts two texts that would become one. */
static bool
parts_texts(const myhtml_tree_t *tree, struct guard *guard, myhtml_token_node_t *token)
{
	if (guard->copied <= COPIED_MAX || is_deaf(tree))
		return false;
	token->tag_id = MyHTML_TAG_BR;
	token->type &=
	    ~(enum myhtml_token_type)(MyHTML_TOKEN_TYPE_CLOSE | MyHTML_TOKEN_TYPE_COMMENT);
	guard->run = guard->copied = 0;
	guard->flattened++;
	return true;
}

/*
 * What costs the tree builder more than its share is made harmless before it
 * gets there: an element below the depth cap becomes a line break, which keeps
 * words apart and holds nothing open, and formatting past its cap a mere
 * opportunity for one. Their text goes to what holds them.
 */
static void *
guard_token(myhtml_tree_t *tree, myhtml_token_node_t *token, void *unused)
{
	struct guard	*guard = tree->context;
	bool		 spent = guard->nodes > DOM_NODES_MAX;
	myhtml_tag_id_t	 id = token->tag_id;

	(void)unused;
	if (id == MyHTML_TAG__END_OF_FILE)
		return NULL;
	if (guard->texted)
		guard->settled = guard->nodes;
	guard->texted = false;
	if (id == MyHTML_TAG__TEXT)
		guard_text(tree, guard, token);
	if (id == MyHTML_TAG__TEXT || (id < LEN(tags) && tags[id].raw) ||
	    parts_texts(tree, guard, token))
		return NULL;
	if ((token->type & MyHTML_TOKEN_TYPE_CLOSE) != 0 || id <= MyHTML_TAG__DOCTYPE)
		return NULL;
	if (spent)
		tree->active_formatting->length = 0;
	if (spent || tree->open_elements->length > DOM_DEPTH_MAX) {
		token->tag_id = MyHTML_TAG_BR;
		guard->flattened++;
	} else if (!dom_is_block(tag_of(id)) && formatting_full(tree)) {
		token->tag_id = MyHTML_TAG_WBR;
		guard->flattened++;
	}
	return NULL;
}

/* Entities may name what UTF-8 cannot hold (&#xD800;). */
static bool
copy_text(const char *p, size_t n, struct arena *arena, struct span *copy, struct fault *f)
{
	struct span	 s = { p, n };
	struct buf	 good = BUF(n * 3 + 1);

	*copy = SPAN_NONE;
	if (p == NULL || n == 0)
		return true;
	if (memchr(p, '\0', n) == NULL && utf8_valid(s))
		return span_in(arena, s, copy, f);
	utf8_repair(s, &good);
	return buf_end(&good, arena, copy, f);
}

static bool
copy_attrs(myhtml_tree_node_t *from, struct arena *arena, struct dom_node *node, struct fault *f)
{
	myhtml_tree_attr_t	*attr;
	struct dom_attr		*attrs;
	uint32_t		 count = 0;

	for (attr = myhtml_node_attribute_first(from); attr != NULL; attr = attr->next)
		count += count < DOM_ATTRS_MAX;
	if (count == 0)
		return true;
	attrs = arena_take(arena, count, sizeof *attrs, f);
	if (attrs == NULL)
		return false;
	node->attrs = attrs;
	for (attr = myhtml_node_attribute_first(from); node->nattrs < count; attr = attr->next) {
		struct dom_attr	*to = &attrs[node->nattrs++];

		if (!copy_text(attr->key.data, attr->key.length, arena, &to->name, f) ||
		    !copy_text(attr->value.data, attr->value.length, arena, &to->value, f))
			return false;
	}
	return true;
}

static bool
is_json_ld(const struct dom *dom, uint32_t node)
{
	struct span	 type = dom_attr(dom, node, "type");

	return span_find(type, SPAN("ld+json")) < type.n;
}

/* Is this node one to keep, below the parent already kept? */
static bool
is_kept(const struct dom *dom, myhtml_tree_node_t *from, uint32_t parent)
{
	enum dom_tag	 above = dom->nodes[parent].tag;

	if (from->tag_id == MyHTML_TAG__COMMENT || from->tag_id == MyHTML_TAG__DOCTYPE)
		return false;
	if (above == DOM_STYLE)
		return false;
	return above != DOM_SCRIPT || is_json_ld(dom, parent);
}

/* Copy the tree in document order. */
static bool
flatten(myhtml_tree_node_t *root, struct dom_node *nodes, size_t room, struct arena *arena,
    struct dom *dom, struct fault *f)
{
	myhtml_tree_node_t	*from = root->child;
	uint32_t		 parent = 0;

	nodes[0].tag = DOM_DOCUMENT;
	dom->nodes = nodes;
	dom->count = 1;
	while (from != NULL) {
		bool	 kept = dom->count < room && is_kept(dom, from, parent);

		if (kept) {
			struct dom_node	*node = &nodes[dom->count];

			node->tag = tag_of(from->tag_id);
			node->parent = parent;
			if (node->tag == DOM_TEXT && from->token != NULL &&
			    !copy_text(from->token->str.data, from->token->str.length, arena,
				&node->text, f))
				return false;
			if (node->tag != DOM_TEXT && from->token != NULL &&
			    !copy_attrs(from, arena, node, f))
				return false;
			dom->count++;
		}
		if (kept && from->child != NULL) {
			parent = dom->count - 1;
			from = from->child;
			continue;
		}
		if (kept)
			nodes[dom->count - 1].end = dom->count;
		while (from->next == NULL && from->parent != NULL && from->parent != root) {
			from = from->parent;
			nodes[parent].end = dom->count;
			parent = nodes[parent].parent;
		}
		from = from->next;
	}
	nodes[0].end = dom->count;
	return true;
}

/* How many nodes hang below root. */
static size_t
count_nodes(const myhtml_tree_node_t *root)
{
	const myhtml_tree_node_t	*node = root;
	size_t				 count = 1;

	while (node != NULL) {
		if (node->child != NULL) {
			node = node->child;
		} else {
			while (node != root && node->next == NULL)
				node = node->parent;
			node = node == root ? NULL : node->next;
		}
		count += node != NULL;
	}
	return count;
}

/* Where the <meta> are, which are asked for by many names. */
static bool
list_metas(struct dom *dom, struct arena *arena, struct fault *f)
{
	static const char *const keys[] = { "property", "name", "itemprop" };
	struct dom_meta		*metas;
	size_t			 room = 0;

	for (uint32_t i = 0; i < dom->count; i++)
		room += dom->nodes[i].tag == DOM_META;
	metas = arena_take(arena, room + 1, sizeof *metas, f);
	if (metas == NULL)
		return false;
	for (uint32_t i = 0; i < dom->count; i++) {
		struct dom_meta	*meta = &metas[dom->nmetas];

		if (dom->nodes[i].tag != DOM_META)
			continue;
		for (size_t k = 0; k < LEN(keys); k++)
			meta->keys[k] = dom_attr(dom, i, keys[k]);
		meta->content = span_trim(dom_attr(dom, i, "content"));
		dom->nmetas++;
	}
	dom->metas = metas;
	return true;
}

static bool
too_many(struct fault *f)
{
	return fault_set(f, FAULT_LIMIT, "page: more than %u elements and texts", DOM_NODES_MAX);
}

/* Tags, comments and what only looks like them. */
static size_t
count_tags(struct span html)
{
	size_t	 count = 0;

	for (size_t at = 0; (at += span_find(span_cut(html, at, html.n), SPAN("<"))) < html.n; at++)
		count++;
	return count;
}

static bool
read_tree(myhtml_tree_t *tree, struct span html, struct arena *arena, struct dom *dom,
    struct fault *f)
{
	struct guard	 guard = { .html = html };
	struct dom_node	*nodes;
	mystatus_t	 status;
	size_t		 count;

	/* The library hands a token callback the wrong context, so it travels in the tree. */
	tree->context = &guard;
	myhtml_callback_after_token_done_set(tree, guard_token, NULL);
	myhtml_callback_tree_node_insert_set(tree, count_node, NULL);
	status = myhtml_parse_single(tree, MyENCODING_UTF_8, html.n > 0 ? html.p : "", html.n);
	if (guard.nodes > DOM_NODES_MAX)
		return too_many(f);
	if (guard.spilled)
		return fault_set(f, FAULT_LIMIT, "page: text strewn between the cells of a table");
	if (status != MyHTML_STATUS_OK || tree->document == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	count = count_nodes(tree->document);
	nodes = arena_take(arena, count, sizeof *nodes, f);
	if (nodes == NULL)
		return false;
	dom->flattened = guard.flattened;
	return flatten(tree->document, nodes, count, arena, dom, f) && list_metas(dom, arena, f);
}

/* --- parsers ----------------------------------------------------------------------------- */

/* The library's own parts; both are there, or neither. */
struct dom_parser {
	myhtml_t	*library;
	myhtml_tree_t	*tree;
};

/* Pages that leave no more room behind than most will need. */
#define KEPT_BYTES ((size_t)1 << 20)

static void
take_down(struct dom_parser *parser)
{
	myhtml_tree_destroy(parser->tree);
	myhtml_destroy(parser->library);
	*parser = (struct dom_parser) { NULL, NULL };
}

static bool
set_up(struct dom_parser *parser, struct fault *f)
{
	if (parser->tree != NULL)
		return true;
	parser->library = myhtml_create();
	parser->tree = myhtml_tree_create();
	if (parser->library != NULL && parser->tree != NULL &&
	    myhtml_init(parser->library, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0) == MyHTML_STATUS_OK &&
	    myhtml_tree_init(parser->tree, parser->library) == MyHTML_STATUS_OK)
		return true;
	take_down(parser);
	fault_set(f, FAULT_MEMORY, "out of memory");
	return false;
}

struct dom_parser *
dom_parser_new(struct fault *f)
{
	struct dom_parser	*parser = calloc(1, sizeof *parser);

	if (parser == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	return parser;
}

void
dom_parser_free(struct dom_parser *parser)
{
	if (parser == NULL)
		return;
	take_down(parser);
	free(parser);
}

bool
dom_parse(struct span html, struct dom_parser *parser, struct arena *arena, struct dom *dom,
    struct fault *f)
{
	struct dom_parser	 own = { NULL, NULL };
	bool			 ok;

	*dom = (struct dom) { .nodes = NULL };
	if (count_tags(html) > DOM_NODES_MAX)
		return too_many(f);
	if (parser == NULL)
		parser = &own;
	ok = set_up(parser, f) && read_tree(parser->tree, html, arena, dom, f);
	/* Who was broken off in the middle, or has much to carry, begins anew. */
	if (ok && parser != &own && html.n <= KEPT_BYTES)
		myhtml_tree_clean(parser->tree);
	else
		take_down(parser);
	return ok;
}

/* --- looking ----------------------------------------------------------------------------- */

static const struct dom_attr *
find_attr(const struct dom *dom, uint32_t node, const char *name)
{
	const struct dom_node	*n = &dom->nodes[node];

	for (uint32_t i = 0; i < n->nattrs; i++) {
		if (span_is(n->attrs[i].name, name))
			return &n->attrs[i];
	}
	return NULL;
}

struct span
dom_attr(const struct dom *dom, uint32_t node, const char *name)
{
	const struct dom_attr	*attr = find_attr(dom, node, name);

	return attr != NULL ? attr->value : SPAN_NONE;
}

bool
dom_has_attr(const struct dom *dom, uint32_t node, const char *name)
{
	return find_attr(dom, node, name) != NULL;
}

uint32_t
dom_holder(const struct dom *dom, uint32_t node, enum dom_tag tag)
{
	while (node != 0 && dom->nodes[node].tag != tag)
		node = dom->nodes[node].parent;
	return node;
}

/* The block a node stands in. */
static uint32_t
block_of(const struct dom *dom, uint32_t node)
{
	while (node != 0 && !dom_is_block(dom->nodes[node].tag))
		node = dom->nodes[node].parent;
	return node;
}

bool
dom_text(const struct dom *dom, uint32_t node, size_t max_bytes, struct arena *arena,
    struct span *text, struct fault *f)
{
	struct buf	 b = BUF(max_bytes + 8);
	uint32_t	 last = node;
	bool		 gap = false;

	for (uint32_t i = node; i < dom->nodes[node].end && b.n < max_bytes; i++) {
		struct span	 s = dom->nodes[i].text;

		gap |= dom->nodes[i].tag == DOM_BR;
		if (s.n > 0) {
			gap |= block_of(dom, i) != block_of(dom, last);
			last = i;
		}
		for (size_t at = 0; at < s.n && b.n < max_bytes;) {
			uint32_t	 c = utf8_next(s, &at);

			if (utf8_is_space(c)) {
				gap = true;
				continue;
			}
			if (gap && b.n > 0)
				buf_char(&b, ' ');
			gap = false;
			buf_utf8(&b, c);
		}
	}
	return buf_end(&b, arena, text, f);
}
