/*
 * The timeline: one bar a document, as wide as its date is uncertain. Positions
 * are percentages and text keeps its size, so that it reads on a phone as well.
 */
#include <limits.h>
#include <stdlib.h>

#include "cmd/cell.h"
#include "cmd/section.h"

#define ROW_PX 44
#define AXIS_PX 42
#define LEFT 4.0    /* percent of the width before the first moment */
#define SPREAD 90.0 /* percent between the first and the last */
#define BREAK 7.0   /* of it, what a stretch of time without any date is pressed into */
#define INSTANT 0.9 /* percent below which an interval is drawn as a point */
#define TICKS_MAX 6
#define NAME_COLUMNS 30
#define HINT_COLUMNS 48

/* A stretch of time drawn to scale, from..to in whole days, at left..left+width percent. */
struct scale {
	int64_t	 from, to;
	double	 left, width;
};

/* One scale, or two with a break between them. */
struct axis {
	struct scale	 scales[2];
	size_t		 n;
};

/* The last multiple of step at or before a moment, before 1970 too. */
static int64_t
floor_to(int64_t at, int64_t step)
{
	int64_t	 rest = at % step;

	return at - rest - (rest < 0 ? step : 0);
}

static double
place(const struct axis *axis, int64_t at)
{
	const struct scale	*first = &axis->scales[0], *last = &axis->scales[axis->n - 1];
	const struct scale	*scale = at <= first->to ? first : last;

	if (at > first->to && at < last->from)
		return (first->left + first->width + last->left) / 2;
	if (at <= scale->from)
		return scale->left;
	if (at >= scale->to)
		return scale->left + scale->width;
	return scale->left +
	    scale->width * (double)(at - scale->from) / (double)(scale->to - scale->from);
}

static int
by_time(const void *left, const void *right)
{
	int64_t	 a = *(const int64_t *)left, b = *(const int64_t *)right;

	return (a > b) - (a < b);
}

struct bounds {
	int64_t	 at[2 * SECTION_BARS_MAX];
	size_t	 n;
};

static void
add_bound(struct bounds *bounds, int64_t at, int64_t from, int64_t to)
{
	if (at != DATE_UNKNOWN && at >= from && at <= to && bounds->n < LEN(bounds->at))
		bounds->at[bounds->n++] = at;
}

/*
 * The moments the axis has to show: dates bounded on both sides, and of others
 * the bound, unless it is so far off that it would press the rest together;
 * such a bar ends in an arrow.
 */
static void
collect_bounds(const struct model *model, size_t shown, struct bounds *bounds)
{
	int64_t	 from = INT64_MIN, to = INT64_MAX;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < shown; i++) {
			struct interval	 date = model_reach(&model->members[i]);
			bool		 both = date.earliest != DATE_UNKNOWN && date.latest != DATE_UNKNOWN;

			if (both != (pass == 0))
				continue;
			add_bound(bounds, date.earliest, from, to);
			add_bound(bounds, date.latest, from, to);
		}
		qsort(bounds->at, bounds->n, sizeof *bounds->at, by_time);
		if (pass == 0 && bounds->n > 0) {
			int64_t	 room = bounds->at[bounds->n - 1] - bounds->at[0] + DATE_DAY;

			from = bounds->at[0] - room;
			to = bounds->at[bounds->n - 1] + room;
		}
	}
}

static struct scale
whole_days(int64_t from, int64_t to)
{
	struct scale scale = { floor_to(from, DATE_DAY), floor_to(to + DATE_DAY - 1, DATE_DAY),
		LEFT, SPREAD };

	if (scale.to == scale.from)
		scale.to += DATE_DAY;
	return scale;
}

/* False when there is nothing to draw. More than half of the time without a date is a break. */
static bool
find_axis(const struct model *model, size_t shown, struct axis *axis)
{
	struct bounds	 bounds = { .n = 0 };
	size_t		 gap = 0;
	int64_t		 all;
	double		 share;

	collect_bounds(model, shown, &bounds);
	if (bounds.n == 0)
		return false;
	all = bounds.at[bounds.n - 1] - bounds.at[0];
	*axis = (struct axis) { { whole_days(bounds.at[0], bounds.at[bounds.n - 1]) }, 1 };
	for (size_t i = 1; i < bounds.n; i++) {
		if (gap == 0 ||
		    bounds.at[i] - bounds.at[i - 1] > bounds.at[gap] - bounds.at[gap - 1])
			gap = i;
	}
	if (all < 8 * DATE_DAY || bounds.at[gap] - bounds.at[gap - 1] <= all / 2)
		return true;
	axis->scales[0] = whole_days(bounds.at[0], bounds.at[gap - 1]);
	axis->scales[1] = whole_days(bounds.at[gap], bounds.at[bounds.n - 1]);
	axis->n = 2;
	share = (double)(axis->scales[0].to - axis->scales[0].from) /
	    (double)(axis->scales[0].to - axis->scales[0].from + axis->scales[1].to -
		axis->scales[1].from);
	share = share < 0.3 ? 0.3 : share > 0.7 ? 0.7 : share;
	axis->scales[0].width = (SPREAD - BREAK) * share;
	axis->scales[1].width = (SPREAD - BREAK) * (1 - share);
	axis->scales[1].left = LEFT + axis->scales[0].width + BREAK;
	return true;
}

/* --- ticks --------------------------------------------------------------- */

struct ticks {
	const struct axis *axis;
	int64_t		 step;
	int		 year; /* of the tick before */
};

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
add_tick(struct buf *out, struct ticks *ticks, int64_t at)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
		"Aug", "Sep", "Oct", "Nov", "Dec" };
	int	 year, month, day;
	double	 x = place(ticks->axis, at);
	/* What stands at either end is not centred under its line: a phone would cut it. */
	const char	*edge = x < LEFT + 1 ? " first" : x > LEFT + SPREAD - 1 ? " last" : "";

	date_civil(floor_to(at, DATE_DAY) / DATE_DAY, &year, &month, &day);
	buf_print(out,
	    "<line class=\"tick\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"30\" y2=\"100%%\"/>"
	    "<text class=\"when%s\" x=\"%.2f%%\" y=\"12\">",
	    x, x, edge, x);
	if (ticks->step >= 365 * DATE_DAY)
		buf_print(out, "%d", year);
	else if (ticks->step >= 28 * DATE_DAY)
		buf_add(out, span_of(months[month - 1]));
	else if (at % DATE_DAY == 0)
		buf_print(out, "%d %s", day, months[month - 1]);
	else
		buf_print(out, "%02d:%02d", (int)(at % DATE_DAY / 3600), (int)(at % 3600 / 60));
	if (year != ticks->year && ticks->step < 365 * DATE_DAY)
		buf_print(out, "</text><text class=\"when%s\" x=\"%.2f%%\" y=\"25\">%d", edge, x,
		    year);
	buf_add(out, SPAN("</text>\n"));
	ticks->year = year;
}

/*
 * The finest step that leaves few ticks. Hours and days count from the first
 * day of the scale, which is a whole one; months and years by the calendar.
 */
static void
add_ticks(struct buf *out, const struct axis *axis, const struct scale *scale)
{
	static const int64_t seconds[] = { 3600, 3 * 3600, 6 * 3600, 12 * 3600, DATE_DAY,
		2 * DATE_DAY, 7 * DATE_DAY, 14 * DATE_DAY };
	static const int	 months[] = { 1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000 };
	struct ticks		 ticks = { axis, 0, INT_MIN };
	int			 most = (int)(TICKS_MAX * scale->width / SPREAD + 0.5), step = 0;

	for (size_t i = 0; i < LEN(seconds); i++) {
		ticks.step = seconds[i];
		if ((scale->to - scale->from) / ticks.step >= (most < 2 ? 2 : most))
			continue;
		for (int64_t at = scale->from; at <= scale->to; at += ticks.step)
			add_tick(out, &ticks, at);
		return;
	}
	for (size_t i = 0; i < LEN(months); i++) {
		step = months[i];
		if ((month_of(scale->to) - month_of(scale->from)) / step < (most < 2 ? 2 : most))
			break;
	}
	ticks.step = (int64_t)step * 365 / 12 * DATE_DAY;
	for (int month = month_of(scale->from) / step * step; month_start(month) <= scale->to;
	     month += step) {
		if (month_start(month) >= scale->from)
			add_tick(out, &ticks, month_start(month));
	}
	/* A stretch inside one month still needs a day to hold on to. */
	if (ticks.year == INT_MIN) {
		ticks.step = DATE_DAY;
		add_tick(out, &ticks, scale->from);
	}
}

/* A band where time is left out, which the note below puts into words. */
static void
add_break(struct buf *out, const struct axis *axis)
{
	double	 x = axis->scales[1].left - BREAK / 2;

	buf_print(out, "<line class=\"gap\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"30\" y2=\"100%%\"/>\n",
	    x, x);
}

static void
add_break_note(struct buf *out, const struct axis *axis)
{
	buf_print(out, "<p class=\"note\">The grey band stands for %lld days without a date.</p>\n",
	    (long long)((axis->scales[1].from - axis->scales[0].to) / DATE_DAY));
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
	const struct scale	*end = &axis->scales[axis->n - 1];
	struct interval	 date = model_reach(member);
	bool	 below = date.earliest == DATE_UNKNOWN || date.earliest < axis->scales[0].from;
	bool	 above = date.latest == DATE_UNKNOWN || date.latest > end->to;
	double	 left = below ? LEFT / 2 : place(axis, date.earliest);
	double	 right = above ? LEFT + SPREAD + 3 : place(axis, date.latest);

	if (!member->dated && member->floor == DATE_UNKNOWN) {
		buf_print(out,
		    "<line class=\"unknown\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"%zu\" y2=\"%zu\"/>",
		    LEFT, LEFT + SPREAD, y + 6, y + 6);
		return;
	}
	if (!below && !above && right - left < INSTANT) {
		buf_print(out, "<circle class=\"%s\" cx=\"%.2f%%\" cy=\"%zu\" r=\"6\"/>",
		    member->inferred ? "guess" : "known", (left + right) / 2, y + 6);
		return;
	}
	buf_print(out,
	    "<rect class=\"%s\" x=\"%.2f%%\" y=\"%zu\" width=\"%.2f%%\" height=\"12\"%s/>",
	    member->inferred ? "guess" :
		below || above ? "open" :
				 "known",
	    left, y, right - left, member->inferred ? " fill=\"url(#hatch)\"" : "");
	if (member->likely.earliest != DATE_UNKNOWN)
		buf_print(out,
		    "<rect class=\"known\" x=\"%.2f%%\" y=\"%zu\" width=\"%.2f%%\" height=\"12\"/>",
		    left, y, place(axis, member->likely.latest) - left);
	if (below)
		add_head(out, left, y, true);
	if (above)
		add_head(out, right, y, false);
}

/* Two quotations of one document appeared together: they share a bar, the first's. */
static bool
same_bar(const struct model *model, size_t i, size_t k)
{
	return model->members[i].filed->article == model->members[k].filed->article &&
	    model->members[i].counts == model->members[k].counts;
}

static void
add_numbers(struct buf *out, const struct model *model, size_t i)
{
	size_t	 told = 0;

	for (size_t k = i; k < model->nmembers && told < 4; k++) {
		if (same_bar(model, i, k))
			buf_print(out, told++ < 3 ? "[%zu] " : "... ", k + 1);
	}
}

static void
add_row(struct buf *out, const struct axis *axis, const struct model *model, size_t i, size_t row)
{
	const struct member	*member = &model->members[i];
	size_t			 y = AXIS_PX + row * ROW_PX;
	struct buf		 outlet = BUF((size_t)1 << 12), how = BUF((size_t)1 << 12);

	cell_add(&outlet, member->outlet.n > 0 ? member->outlet : member->place, NAME_COLUMNS);
	cell_add(&how, member->how, HINT_COLUMNS);
	buf_print(out, "<a href=\"#%.*s-%zu\"><title>", SPAN_ARG(model->id), i + 1);
	add_numbers(out, model, i);
	html_label(out, member->outlet);
	buf_add(out, SPAN(": "));
	html_label(out, member->when);
	buf_add(out, SPAN(", from "));
	html_label(out, member->how);
	buf_print(out,
	    "</title><rect class=\"hit\" x=\"0\" y=\"%zu\" width=\"100%%\" height=\"%d\"/>"
	    "<text class=\"name\" x=\"0\" y=\"%zu\">",
	    y, ROW_PX, y + 14);
	add_numbers(out, model, i);
	buf_add(out, SPAN("<tspan class=\"own\">"));
	html_label(out, buf_span(&outlet));
	buf_add(out, SPAN("</tspan> <tspan class=\"dim\">"));
	html_label(out, member->when);
	buf_print(out, "</tspan></text><text class=\"hint\" x=\"0\" y=\"%zu\">", y + 14);
	html_label(out, buf_span(&how));
	buf_add(out, SPAN("</text>"));
	add_bar(out, axis, member, y + 22);
	buf_add(out, SPAN("</a>\n"));
	buf_free(&outlet);
	buf_free(&how);
}

/* The first printing of each document, at most as many as a drawing holds; the rest is counted. */
static size_t
choose_bars(const struct model *model, size_t bars[SECTION_BARS_MAX], size_t *more)
{
	size_t	 n = 0;

	*more = 0;
	for (size_t p = 0; p < model->pick.n; p++) {
		size_t	 i = model->pick.members[p];
		bool	 seen = false;

		for (size_t k = 0; k < p && !seen; k++)
			seen = same_bar(model, i, model->pick.members[k]);
		if (!seen && n < SECTION_BARS_MAX)
			bars[n++] = i;
		else
			*more += !seen;
	}
	return n;
}

void
section_timeline(struct buf *out, const struct model *model)
{
	size_t		 bars[SECTION_BARS_MAX], more, n = choose_bars(model, bars, &more);
	struct axis	 axis;

	if (!find_axis(model, n > 0 ? bars[n - 1] + 1 : 0, &axis))
		return;
	section_open(out, model, "timeline", "Timeline");
	buf_print(out,
	    "<svg role=\"group\" aria-label=\"When each printing may have appeared, in UTC\" "
	    "width=\"100%%\" height=\"%zu\">\n",
	    AXIS_PX + n * ROW_PX + 4);
	for (size_t i = 0; i < axis.n; i++)
		add_ticks(out, &axis, &axis.scales[i]);
	if (axis.n > 1)
		add_break(out, &axis);
	for (size_t i = 0; i < n; i++)
		add_row(out, &axis, model, bars[i], i);
	buf_add(out,
	    SPAN(
		"</svg>\n<p class=\"note\">UTC. A bar spans every moment at which the document may "
		"have appeared; a dot is a known time. Hatched: inferred from other pages. An "
		"arrow: open on that "
		"side; the dark part of such a bar is the most likely. A dotted line: no date at "
		"all.</p>\n"));
	if (axis.n > 1)
		add_break_note(out, &axis);
	if (more > 0)
		buf_print(out, "<p class=\"note\">%zu more documents are in the table.</p>\n", more);
	buf_add(out, SECTION_CLOSE);
}
