/*
 * The timeline: one bar a printing, as wide as its date is uncertain. Positions
 * are percentages and text keeps its size, so that it reads on a phone as well.
 */
#include "cmd/cell.h"
#include "cmd/section.h"

#define ROW_PX 44
#define AXIS_PX 30
#define LEFT 4.0   /* percent of the width before the first moment */
#define SPREAD 90.0 /* percent between the first and the last */
#define INSTANT 0.9 /* percent below which an interval is drawn as a point */
#define TICKS_MAX 6
#define LABEL_COLUMNS 48

struct axis {
	int64_t	 from, to;
};

static double
place(const struct axis *axis, int64_t at)
{
	double	 part = (double)(at - axis->from) / (double)(axis->to - axis->from);

	return LEFT + SPREAD * (part < 0 ? 0 : part > 1 ? 1 : part);
}

/* The last multiple of step at or before a moment, before 1970 too. */
static int64_t
floor_to(int64_t at, int64_t step)
{
	int64_t	 rest = at % step;

	return at - rest - (rest < 0 ? step : 0);
}

static void
stretch(struct axis *axis, int64_t at)
{
	if (axis->from == DATE_UNKNOWN || at < axis->from)
		axis->from = at;
	if (axis->to == DATE_UNKNOWN || at > axis->to)
		axis->to = at;
}

/*
 * From the first to the last moment of the dates that are bounded on both
 * sides. A bound without its other side widens the axis only as far as it does
 * not press the rest together; beyond, its bar ends in an arrow.
 */
static bool
find_axis(const struct model *model, size_t shown, struct axis *axis)
{
	int64_t	 room;

	*axis = (struct axis) { DATE_UNKNOWN, DATE_UNKNOWN };
	for (int pass = 0; pass < 2; pass++) {
		room = axis->from == DATE_UNKNOWN ? INT64_MAX : axis->to - axis->from + DATE_DAY;
		for (size_t i = 0; i < shown; i++) {
			struct interval	 date = model->members[i].date;
			bool		 both = date.earliest != DATE_UNKNOWN && date.latest != DATE_UNKNOWN;

			if (both != (pass == 0))
				continue;
			if (date.earliest != DATE_UNKNOWN &&
			    (both || room == INT64_MAX || (date.earliest > axis->from - room &&
			    date.earliest < axis->to + room)))
				stretch(axis, date.earliest);
			if (date.latest != DATE_UNKNOWN &&
			    (both || room == INT64_MAX || (date.latest > axis->from - room &&
			    date.latest < axis->to + room)))
				stretch(axis, date.latest);
		}
	}
	if (axis->from == DATE_UNKNOWN)
		return false;
	/* Whole days, so that the first has its tick; a single moment stands in the middle of its day. */
	axis->from = floor_to(axis->from, DATE_DAY);
	axis->to = floor_to(axis->to + DATE_DAY - 1, DATE_DAY);
	if (axis->to == axis->from)
		axis->to += DATE_DAY;
	return true;
}

/* --- ticks --------------------------------------------------------------- */

/* The first moment of a month, counted from January of year 0. */
static int64_t
month_start(int month)
{
	return date_days(month / 12, month % 12 + 1, 1) * DATE_DAY;
}

static int
month_of(int64_t at)
{
	int	 year, month, day;

	date_civil(floor_to(at, DATE_DAY) / DATE_DAY, &year, &month, &day);
	return year * 12 + month - 1;
}

static void
add_tick(struct buf *out, const struct axis *axis, int64_t at, int64_t step)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
		"Sep", "Oct", "Nov", "Dec" };
	int	 year, month, day;
	double	 x = place(axis, at);

	date_civil(floor_to(at, DATE_DAY) / DATE_DAY, &year, &month, &day);
	buf_print(out, "<line class=\"tick\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"18\" y2=\"100%%\"/>"
	    "<text class=\"when\" x=\"%.2f%%\" y=\"12\">", x, x, x);
	if (step >= 365 * DATE_DAY)
		buf_print(out, "%d", year);
	else if (step >= 28 * DATE_DAY)
		buf_print(out, "%s %d", months[month - 1], year);
	else if (at % DATE_DAY == 0)
		buf_print(out, "%d %s", day, months[month - 1]);
	else
		buf_print(out, "%02d:%02d", (int)(at % DATE_DAY / 3600), (int)(at % 3600 / 60));
	buf_add(out, SPAN("</text>\n"));
}

/* The finest step that leaves few ticks; days and hours by the clock, months by the calendar. */
static void
add_ticks(struct buf *out, const struct axis *axis)
{
	static const int64_t	 seconds[] = { 3600, 3 * 3600, 6 * 3600, 12 * 3600, DATE_DAY, 2 * DATE_DAY,
		7 * DATE_DAY, 14 * DATE_DAY };
	static const int	 months[] = { 1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000 };
	int64_t			 span = axis->to - axis->from;

	for (size_t i = 0; i < LEN(seconds); i++) {
		if (span / seconds[i] >= TICKS_MAX)
			continue;
		for (int64_t at = floor_to(axis->from + seconds[i] - 1, seconds[i]); at <= axis->to;
		    at += seconds[i])
			add_tick(out, axis, at, seconds[i]);
		return;
	}
	for (size_t i = 0; i < LEN(months); i++) {
		int	 first = month_of(axis->from) / months[i] * months[i];
		int	 last = month_of(axis->to);

		if ((last - first) / months[i] >= TICKS_MAX && i + 1 < LEN(months))
			continue;
		for (int month = first; month <= last; month += months[i]) {
			if (month_start(month) >= axis->from)
				add_tick(out, axis, month_start(month), months[i] * 30 * DATE_DAY + months[i] / 12 * 5 * DATE_DAY);
		}
		return;
	}
}

/* --- bars ---------------------------------------------------------------- */

/* An arrow head at the edge: the date goes on from here. */
static void
add_head(struct buf *out, double x, size_t y, bool left)
{
	buf_print(out, "<svg x=\"%.2f%%\" y=\"%zu\" overflow=\"visible\"><path class=\"head\" d=\"%s\"/></svg>",
	    x, y, left ? "M0 0v12l-9 -6z" : "M0 0v12l9 -6z");
}

static void
add_bar(struct buf *out, const struct axis *axis, const struct member *member, size_t y)
{
	bool	 below = member->date.earliest == DATE_UNKNOWN || member->date.earliest < axis->from;
	bool	 above = member->date.latest == DATE_UNKNOWN || member->date.latest > axis->to;
	double	 left = below ? LEFT / 2 : place(axis, member->date.earliest);
	double	 right = above ? LEFT + SPREAD + 3 : place(axis, member->date.latest);

	if (!member->dated) {
		buf_print(out, "<line class=\"unknown\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"%zu\" y2=\"%zu\"/>",
		    LEFT, LEFT + SPREAD, y + 6, y + 6);
		return;
	}
	if (!below && !above && right - left < INSTANT) {
		buf_print(out, "<circle class=\"%s\" cx=\"%.2f%%\" cy=\"%zu\" r=\"6\"/>",
		    member->inferred ? "guess" : "known", (left + right) / 2, y + 6);
		return;
	}
	buf_print(out, "<rect class=\"%s\" x=\"%.2f%%\" y=\"%zu\" width=\"%.2f%%\" height=\"12\"%s/>",
	    member->inferred ? "guess" : below || above ? "open" : "known", left, y, right - left,
	    member->inferred ? " fill=\"url(#hatch)\"" : "");
	if (below)
		add_head(out, left, y, true);
	if (above)
		add_head(out, right, y, false);
}

static void
add_row(struct buf *out, const struct axis *axis, const struct model *model, size_t i)
{
	const struct member	*member = &model->members[i];
	size_t			 y = AXIS_PX + i * ROW_PX;
	struct buf		 outlet = BUF((size_t)1 << 12), how = BUF((size_t)1 << 12);

	cell_add(&outlet, member->outlet.n > 0 ? member->outlet : member->place, 30);
	cell_add(&how, member->how, LABEL_COLUMNS);
	buf_print(out, "<a href=\"#%.*s-%zu\"><title>[%zu] ", SPAN_ARG(model->id), i + 1, i + 1);
	html_label(out, member->outlet);
	buf_add(out, SPAN(": "));
	html_label(out, member->when);
	buf_add(out, SPAN(", from "));
	html_label(out, member->how);
	buf_print(out, "</title><rect class=\"hit\" x=\"0\" y=\"%zu\" width=\"100%%\" height=\"%d\"/>"
	    "<text class=\"name\" x=\"0\" y=\"%zu\">[%zu] ", y, ROW_PX, y + 14, i + 1);
	html_label(out, buf_span(&outlet));
	buf_add(out, SPAN(" <tspan class=\"dim\">"));
	html_label(out, member->when);
	buf_print(out, "</tspan></text><text class=\"hint\" x=\"0\" y=\"%zu\">", y + 14);
	html_label(out, buf_span(&how));
	buf_add(out, SPAN("</text>"));
	add_bar(out, axis, member, y + 22);
	buf_add(out, SPAN("</a>\n"));
	buf_free(&outlet);
	buf_free(&how);
}

void
section_timeline(struct buf *out, const struct model *model)
{
	size_t		 shown = model->nmembers < SECTION_BARS_MAX ? model->nmembers : SECTION_BARS_MAX;
	struct axis	 axis;

	if (!find_axis(model, shown, &axis))
		return;
	section_open(out, model, "timeline", "Timeline");
	buf_print(out, "<svg role=\"group\" aria-label=\"When each printing may have appeared, in UTC\" "
	    "width=\"100%%\" height=\"%zu\">\n", AXIS_PX + shown * ROW_PX + 4);
	add_ticks(out, &axis);
	for (size_t i = 0; i < shown; i++)
		add_row(out, &axis, model, i);
	buf_add(out, SPAN("</svg>\n<p class=\"note\">UTC. A bar spans every moment at which the printing may "
	    "have appeared; a dot is a known time. Hatched: inferred from other pages. An arrow: open on that "
	    "side. A dotted line: no date at all.</p>\n"));
	if (shown < model->nmembers)
		buf_print(out, "<p class=\"note\">and %zu more in the table.</p>\n", model->nmembers - shown);
	buf_add(out, SECTION_CLOSE);
}
