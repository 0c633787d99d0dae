/*
 * How the words travelled: a tree from the speaker through origins and hands
 * to the pages, drawn once and told once more as a list.
 */
#include "cmd/cell.h"
#include "cmd/section.h"

#define BOX_W 168
#define BOX_H 40
#define COLUMN_PX 212
#define ROW_PX 52
#define NAME_COLUMNS 20
#define DEPTH_MAX 8 /* hands drawn in a row; the list names them all */
#define NONE SIZE_MAX

/* A box. Boxes of the same name with the same parent are one. */
struct node {
	struct span	 name;
	size_t		 parent, child, next; /* first child, next sibling */
	size_t		 depth, y;
	size_t		 member; /* the first printing that ends here, or NONE */
	bool		 credited; /* the arrow that leads here */
};

struct tree {
	struct node	*nodes;
	size_t		 count, rows, depth;
};

static size_t
child_named(struct tree *tree, size_t parent, struct span name)
{
	size_t	*link = &tree->nodes[parent].child;

	while (*link != NONE) {
		if (span_eq_case(tree->nodes[*link].name, name))
			return *link;
		link = &tree->nodes[*link].next;
	}
	*link = tree->count;
	tree->nodes[tree->count] = (struct node) { .name = name, .parent = parent, .child = NONE,
		.next = NONE, .depth = tree->nodes[parent].depth + 1, .member = NONE };
	return tree->count++;
}

static void
add_travel(struct tree *tree, const struct model *model, const struct travel *travel)
{
	size_t	 at = 0;

	if (travel->from.n > 0) {
		at = child_named(tree, at, travel->from);
		tree->nodes[at].credited |= travel->credited;
	}
	for (size_t i = 0; i < travel->nhands && tree->nodes[at].depth < DEPTH_MAX; i++) {
		at = child_named(tree, at, travel->hands[i]);
		tree->nodes[at].credited |= travel->credited;
	}
	if (at == 0)
		at = child_named(tree, at, model->members[travel->member].place);
	if (tree->nodes[at].member == NONE)
		tree->nodes[at].member = travel->member;
}

/* The node to visit after this one when children come before siblings; NONE at the end. */
static size_t
next_in_order(const struct tree *tree, size_t at)
{
	if (tree->nodes[at].child != NONE)
		return tree->nodes[at].child;
	while (at != 0 && tree->nodes[at].next == NONE)
		at = tree->nodes[at].parent;
	return at == 0 ? NONE : tree->nodes[at].next;
}

/* A leaf takes the next row; a parent stands level with its first child. */
static void
lay_out(struct tree *tree)
{
	for (size_t at = 0; at != NONE; at = next_in_order(tree, at)) {
		struct node	*node = &tree->nodes[at];

		node->y = tree->rows * ROW_PX;
		tree->rows += node->child == NONE;
		tree->depth = node->depth > tree->depth ? node->depth : tree->depth;
	}
}

static bool
build(struct tree *tree, const struct model *model, size_t shown, struct arena *arena,
    struct fault *f)
{
	size_t	 most = 1;

	for (size_t i = 0; i < shown; i++)
		most += model->travels[i].nhands + 2;
	tree->nodes = arena_take(arena, most, sizeof *tree->nodes, f);
	if (tree->nodes == NULL)
		return false;
	tree->nodes[0] = (struct node) { .name = model->speaker, .parent = NONE, .child = NONE,
		.next = NONE, .member = NONE };
	tree->count = 1;
	for (size_t i = 0; i < shown; i++)
		add_travel(tree, model, &model->travels[i]);
	lay_out(tree);
	return true;
}

/* --- drawing ------------------------------------------------------------- */

static void
add_edge(struct buf *out, const struct node *from, const struct node *to)
{
	size_t	 x1 = from->depth * COLUMN_PX + BOX_W, x2 = to->depth * COLUMN_PX;
	size_t	 y1 = from->y + BOX_H / 2, y2 = to->y + BOX_H / 2;
	size_t	 middle = (x1 + x2) / 2;

	buf_print(out, "<path class=\"%s\" d=\"M%zu %zuC%zu %zu %zu %zu %zu %zu\"/>\n",
	    to->credited ? "credited" : "inferred", x1, y1, middle, y1, middle, y2, x2, y2);
}

static void
add_box(struct buf *out, const struct model *model, const struct node *node)
{
	struct buf	 name = BUF((size_t)1 << 12);
	size_t		 x = node->depth * COLUMN_PX;
	bool		 root = node->depth == 0;

	cell_add(&name, node->name.n > 0 ? node->name : SPAN("speaker not named"), NAME_COLUMNS);
	if (node->member != NONE)
		buf_print(out, "<a href=\"#%.*s-%zu\">", SPAN_ARG(model->id), node->member + 1);
	buf_add(out, SPAN("<g><title>"));
	html_label(out, node->name);
	buf_print(out, "</title><rect class=\"%s\" x=\"%zu\" y=\"%zu\" width=\"%d\" height=\"%d\" rx=\"%d\"/>"
	    "<text x=\"%zu\" y=\"%zu\">", root ? "root" : "box", x, node->y, BOX_W, BOX_H,
	    root ? BOX_H / 2 : 4, x + 12, node->y + 17);
	html_label(out, buf_span(&name));
	buf_print(out, "</text><text class=\"dim\" x=\"%zu\" y=\"%zu\">", x + 12, node->y + 32);
	if (node->member != NONE)
		buf_print(out, "[%zu]%s", node->member + 1, node->credited || node->depth > 1 ? "" :
		    " no credit found");
	else
		buf_add(out, root ? SPAN("spoke") : SPAN("not read here"));
	buf_add(out, SPAN("</text></g>"));
	buf_add(out, node->member != NONE ? SPAN("</a>\n") : SPAN("\n"));
	buf_free(&name);
}

static void
draw(struct buf *out, const struct model *model, const struct tree *tree)
{
	size_t	 width = tree->depth * COLUMN_PX + BOX_W + 4, height = tree->rows * ROW_PX;

	buf_print(out, "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Graph of how it travelled; "
	    "the list below says the same\">\n<svg class=\"graph\" viewBox=\"-2 -2 %zu %zu\" width=\"%zu\" "
	    "height=\"%zu\">\n", width, height, width, height);
	for (size_t i = 1; i < tree->count; i++)
		add_edge(out, &tree->nodes[tree->nodes[i].parent], &tree->nodes[i]);
	for (size_t i = 0; i < tree->count; i++)
		add_box(out, model, &tree->nodes[i]);
	buf_add(out, SPAN("</svg></div>\n"));
}

/* --- the list ------------------------------------------------------------ */

static void
add_item(struct buf *out, const struct model *model, const struct travel *travel)
{
	size_t	 steps = 0;

	buf_print(out, "<li><a href=\"#%.*s-%zu\">[%zu]</a> ", SPAN_ARG(model->id), travel->member + 1,
	    travel->member + 1);
	if (travel->from.n > 0) {
		html_printed(out, travel->from);
		steps++;
	}
	for (size_t i = 0; i < travel->nhands; i++) {
		if (steps++ > 0)
			buf_add(out, SPAN(" <span class=\"arrow\">to</span> "));
		html_printed(out, travel->hands[i]);
	}
	if (steps == 0)
		html_printed(out, model->members[travel->member].place);
	buf_add(out, travel->credited ? SPAN(" <small>credited") : SPAN(" <small>not credited"));
	if (travel->note.n > 0) {
		buf_add(out, SPAN("; "));
		html_printed(out, travel->note);
	}
	buf_add(out, SPAN("</small></li>\n"));
}

bool
section_travel(struct buf *out, const struct model *model, struct arena *arena, struct fault *f)
{
	size_t		 shown = model->ntravels < SECTION_BARS_MAX ? model->ntravels : SECTION_BARS_MAX;
	size_t		 listed = model->ntravels < SECTION_ROWS_MAX ? model->ntravels : SECTION_ROWS_MAX;
	struct tree	 tree = { NULL, 0, 0, 0 };

	if (shown == 0)
		return true;
	if (!build(&tree, model, shown, arena, f))
		return false;
	section_open(out, model, "travel", "How it travelled");
	draw(out, model, &tree);
	buf_add(out, SPAN("<p class=\"note\">Solid lines are credited on the page; dotted ones are inferred.</p>\n"
	    "<ol class=\"plain\">\n"));
	for (size_t i = 0; i < listed; i++)
		add_item(out, model, &model->travels[i]);
	buf_add(out, SPAN("</ol>\n"));
	if (shown < model->ntravels)
		buf_print(out, "<p class=\"note\">The drawing shows %zu of %zu.</p>\n", shown, model->ntravels);
	buf_add(out, SECTION_CLOSE);
	return true;
}
