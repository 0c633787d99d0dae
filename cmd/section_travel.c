/* How the words travelled: a tree from the speaker to the pages, told once more as a list. */
#include "cmd/cell.h"
#include "cmd/pick.h"
#include "cmd/route.h"
#include "cmd/section.h"

#define BOX_W 168
#define BOX_H 40
#define COLUMN_PX 212
#define ROW_PX 52
#define NAME_COLUMNS 20

/* --- drawing ------------------------------------------------------------- */

static void
add_edge(struct buf *out, const struct route_node *from, const struct route_node *to)
{
	size_t	 x1 = from->depth * COLUMN_PX + BOX_W, x2 = to->depth * COLUMN_PX;
	size_t	 y1 = from->row * ROW_PX + BOX_H / 2, y2 = to->row * ROW_PX + BOX_H / 2;
	size_t	 middle = (x1 + x2) / 2;

	buf_print(out, "<path class=\"%s\" d=\"M%zu %zuC%zu %zu %zu %zu %zu %zu\"/>\n",
	    to->credited ? "credited" : "inferred", x1, y1, middle, y1, middle, y2, x2, y2);
}

/* Under the name: which printing stands here, and what the page says about where it came from. */
static void
add_note(struct buf *out, const struct model *model, const struct route_node *node)
{
	if (node->member == ROUTE_NONE) {
		buf_add(out, node->depth == 0 ? SPAN("spoke") : SPAN("not among these pages"));
		return;
	}
	buf_print(out, "[%zu]", node->member + 1);
	if (node->more > 0)
		buf_print(out, " and %zu more", node->more);
	else if (!model->members[node->member].counts)
		buf_print(out, " %s",
		    region_names[model->members[node->member].filed->quote.region]);
	else if (!node->credited && node->depth == 1)
		buf_add(out, SPAN(" no credit found"));
}

static void
add_box(struct buf *out, const struct model *model, const struct route_node *node)
{
	struct buf	 name = BUF((size_t)1 << 12);
	size_t		 x = node->depth * COLUMN_PX, y = node->row * ROW_PX;
	bool		 root = node->depth == 0;
	bool linked = node->member != ROUTE_NONE && pick_holds(&model->pick, node->member);

	cell_add(&name, node->name.n > 0 ? node->name : SPAN("speaker not named"), NAME_COLUMNS);
	if (linked)
		buf_print(out, "<a href=\"#%.*s-%zu\">", SPAN_ARG(model->id), node->member + 1);
	buf_add(out, SPAN("<g><title>"));
	html_label(out, node->name);
	buf_print(out,
	    "</title><rect class=\"%s\" x=\"%zu\" y=\"%zu\" width=\"%d\" height=\"%d\" rx=\"%d\"/>"
	    "<text x=\"%zu\" y=\"%zu\">",
	    root ? "root" : "box", x, y, BOX_W, BOX_H, root ? BOX_H / 2 : 4, x + 12, y + 17);
	html_label(out, buf_span(&name));
	buf_print(out, "</text><text class=\"dim\" x=\"%zu\" y=\"%zu\">", x + 12, y + 32);
	add_note(out, model, node);
	buf_add(out, SPAN("</text></g>"));
	buf_add(out, linked ? SPAN("</a>\n") : SPAN("\n"));
	buf_free(&name);
}

static void
draw(struct buf *out, const struct model *model, const struct route *route)
{
	size_t	 width = route->depth * COLUMN_PX + BOX_W + 4, height = route->rows * ROW_PX;

	buf_print(out,
	    "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Graph of how it "
	    "travelled; "
	    "the list below says the same\">\n<svg class=\"graph\" viewBox=\"-2 -2 %zu %zu\" "
	    "width=\"%zu\" "
	    "height=\"%zu\">\n",
	    width, height, width, height);
	for (size_t i = 1; i < route->count; i++)
		add_edge(out, &route->nodes[route->nodes[i].parent], &route->nodes[i]);
	for (size_t i = 0; i < route->count; i++)
		add_box(out, model, &route->nodes[i]);
	buf_add(out, SPAN("</svg></div>\n"));
}

/* --- the list ------------------------------------------------------------ */

static void
add_item(struct buf *out, const struct model *model, const struct travel *travel)
{
	size_t	 steps = 0;

	buf_add(out, SPAN("<li>"));
	section_number(out, model, travel->member);
	buf_char(out, ' ');
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
	buf_add(out, SPAN(" <small>"));
	if (travel->note.n == 0)
		buf_add(out, travel->credited ? SPAN("credited") : SPAN("not credited"));
	html_told(out, travel->note);
	buf_add(out, SPAN("</small></li>\n"));
}

bool
section_travel(struct buf *out, const struct model *model, struct arena *arena, struct fault *f)
{
	size_t		 shown = model->ntravels < SECTION_BARS_MAX ? model->ntravels : SECTION_BARS_MAX;
	size_t		 left = 0;
	struct route	 route;

	if (shown == 0)
		return true;
	if (!route_build(model, shown, arena, &route, f))
		return false;
	section_open(out, model, "travel", "How it travelled");
	draw(out, model, &route);
	buf_add(out,
	    SPAN("<p class=\"note\">Solid lines are credited on the page; dotted ones are "
		 "inferred.</p>\n"
		 "<ol class=\"plain\">\n"));
	for (size_t i = 0; i < model->ntravels; i++) {
		if (pick_holds(&model->pick, model->travels[i].member))
			add_item(out, model, &model->travels[i]);
		else
			left++;
	}
	buf_add(out, SPAN("</ol>\n"));
	if (left > 0)
		buf_print(out, "<p class=\"note\">and %zu more ways.</p>\n", left);
	if (shown < model->ntravels)
		buf_print(out, "<p class=\"note\">The drawing shows %zu of %zu.</p>\n", shown,
		    model->ntravels);
	buf_add(out, SECTION_CLOSE);
	return true;
}
