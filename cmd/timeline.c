#include "cmd/timeline.h"

#include <stdlib.h>

#include "cmd/sheet.h"

#define LABEL_COLUMNS 26
#define FAR_SPANS 5 /* a printing this many times the others' span away is shown by an arrow */

struct axis {
	int64_t	 from, to; /* seconds since 1970, whole days */
	int64_t	 step;	   /* days between ticks */
};

static void
stretch(struct axis *axis, int64_t at)
{
	if (at == DATE_UNKNOWN)
		return;
	if (axis->from == DATE_UNKNOWN || at < axis->from)
		axis->from = at;
	if (axis->to == DATE_UNKNOWN || at > axis->to)
		axis->to = at;
}

/* A bound that says only "not after some later year" must not flatten all the others. */
static bool
is_point(const struct member *member)
{
	return member->date.earliest != DATE_UNKNOWN && member->date.latest != DATE_UNKNOWN;
}

static int
by_time(const void *left, const void *right)
{
	int64_t	 a = *(const int64_t *)left, b = *(const int64_t *)right;

	return (a > b) - (a < b);
}

/*
 * The stretch that two in three printings lie in, widened by a few times itself:
 * one page dated years later must not squeeze all the others into a column.
 */
static bool
crowd(const struct model *model, struct arena *arena, struct interval *most, struct fault *f)
{
	int64_t	*middles = arena_take(arena, model->nmembers, sizeof *middles, f), span;
	size_t	 n = 0;

	*most = INTERVAL_UNKNOWN;
	if (middles == NULL)
		return false;
	for (size_t i = 0; i < model->nmembers; i++) {
		if (is_point(&model->members[i]))
			middles[n++] = interval_middle(model->members[i].date);
	}
	if (n == 0)
		return true;
	qsort(middles, n, sizeof *middles, by_time);
	most->earliest = middles[n / 6];
	most->latest = middles[n - 1 - n / 6];
	span = (most->latest - most->earliest + 7 * DATE_DAY) * FAR_SPANS;
	most->earliest -= span;
	most->latest += span;
	return true;
}

/* The moment of the utterance belongs on the axis when the dated printings are near it. */
static void
stretch_to_floors(const struct model *model, struct interval most, struct axis *axis)
{
	for (size_t k = 0; k < model->nmembers; k++) {
		int64_t	 floor = model->members[k].floor;

		if (floor != DATE_UNKNOWN &&
		    (most.earliest == DATE_UNKNOWN ||
			(floor >= most.earliest && floor <= most.latest)))
			stretch(axis, floor);
		stretch(axis, model->members[k].likely.latest);
	}
}

/* False when no member has a bound, or with f set. `ticks` is how many labels fit. */
static bool
axis_for(const struct model *model, size_t ticks, struct arena *arena, struct axis *axis,
    struct fault *f)
{
	/* Days from one tick to the next. */
	static const int64_t steps[] = { 1, 2, 7, 14, 30, 91, 182, 365, 730, 1826, 3652, 18262,
		36525 };
	struct interval	 most;
	size_t		 i = 0;

	*axis = (struct axis) { DATE_UNKNOWN, DATE_UNKNOWN, 1 };
	if (!crowd(model, arena, &most, f))
		return false;
	for (size_t k = 0; k < model->nmembers; k++) {
		if (is_point(&model->members[k]) && model->members[k].date.earliest <= most.latest &&
		    model->members[k].date.latest >= most.earliest) {
			stretch(axis, model->members[k].date.earliest);
			stretch(axis, model->members[k].date.latest);
		}
	}
	if (axis->from == DATE_UNKNOWN) {
		for (size_t k = 0; k < model->nmembers; k++) {
			stretch(axis, model->members[k].date.earliest);
			stretch(axis, model->members[k].date.latest);
		}
	}
	stretch_to_floors(model, most, axis);
	if (axis->from == DATE_UNKNOWN)
		return false;
	axis->from = date_day_at(axis->from) * DATE_DAY;
	axis->to = (date_day_at(axis->to) + 1) * DATE_DAY;
	if (ticks == 0)
		ticks = 1;
	while (i + 1 < LEN(steps) && (axis->to - axis->from) / DATE_DAY > steps[i] * (int64_t)ticks)
		i++;
	axis->step = steps[i];
	return true;
}

/* "7 Jan", or "Jan 2022" or "2022" on longer axes. */
static void
axis_label(const struct axis *axis, int64_t at, char label[16])
{
	static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
		"Sep", "Oct", "Nov", "Dec" };
	int	 year, month, day;

	date_civil(date_day_at(at), &year, &month, &day);
	if (axis->step < 30)
		snprintf(label, 16, "%d %s", day, months[month - 1]);
	else if (axis->step < 365)
		snprintf(label, 16, "%s %d", months[month - 1], year);
	else
		snprintf(label, 16, "%d", year);
}

static size_t
column_of(const struct axis *axis, int64_t at, size_t columns)
{
	if (at <= axis->from)
		return 0;
	if (at >= axis->to)
		return columns;
	return (
	    size_t)((double)(at - axis->from) / (double)(axis->to - axis->from) * (double)columns);
}

static void
print_axis(FILE *out, const struct axis *axis, size_t columns)
{
	size_t	 at = 0;

	fprintf(out, "%*s", LABEL_COLUMNS, "");
	for (int64_t tick = axis->from; tick < axis->to; tick += axis->step * DATE_DAY) {
		char	 label[16];
		size_t	 column = column_of(axis, tick, columns);

		axis_label(axis, tick, label);
		if (column + strlen(label) > columns || column < at)
			continue;
		fprintf(out, "%*s%s", (int)(column - at), "", label);
		at = column + strlen(label);
	}
	fputc('\n', out);
}

/* '#' where it is dated or most likely, '=' where other evidence allows it, arrows where it is open. */
static void
draw_bar(const struct axis *axis, const struct member *member, char *bar, size_t columns)
{
	struct interval	 date = model_reach(member);
	size_t		 from = date.earliest == DATE_UNKNOWN ? 0 : column_of(axis, date.earliest, columns);
	size_t		 to = date.latest == DATE_UNKNOWN ? columns : column_of(axis, date.latest, columns);
	bool		 stated = is_point(member) && !member->inferred;

	memset(bar, ' ', columns);
	bar[columns] = '\0';
	if (!member->dated && member->floor == DATE_UNKNOWN)
		return;
	if (from >= columns)
		from = columns - 1;
	if (to <= from)
		to = from + 1;
	memset(bar + from, stated ? '#' : '=', to - from);
	if (member->inferred) {
		/* The day itself, without the hours that the unknown zone adds on both sides. */
		int64_t	 middle = interval_middle(date);
		size_t	 day = column_of(axis, middle - DATE_DAY / 2, columns);
		size_t	 end = column_of(axis, middle + DATE_DAY / 2, columns);

		memset(bar + day, '#', end > day ? end - day : 1);
	} else if (member->likely.earliest != DATE_UNKNOWN) {
		size_t	 end = column_of(axis, member->likely.latest, columns);

		memset(bar + from, '#', end > from ? end - from : 1);
	}
	if (date.latest == DATE_UNKNOWN || date.latest > axis->to)
		bar[columns - 1] = '>';
	if (date.earliest == DATE_UNKNOWN || date.earliest < axis->from)
		bar[0] = '<';
}

bool
timeline_print(const struct cli *cli, FILE *out, const struct model *model, const struct pick *pick,
    size_t width, struct arena *arena, struct fault *f)
{
	const struct sheet	 sheet = sheet_of(cli, out);
	size_t			 columns = width - LABEL_COLUMNS - 1;
	struct axis		 axis;
	char			*bar = arena_take(arena, columns + 2, 1, f);

	if (bar == NULL)
		return false;
	if (!axis_for(model, columns / 10, arena, &axis, f)) {
		fputs("  no document gives a date\n", out);
		return f->kind == FAULT_NONE;
	}
	print_axis(out, &axis, columns);
	for (size_t i = 0; i < pick->n; i++) {
		const struct member	*member = &model->members[pick->members[i]];
		int			 label = fprintf(out, "  [%zu] ", pick->members[i] + 1);

		sheet_cell(&sheet, INK_PLAIN, member->outlet, (size_t)(LABEL_COLUMNS - 1 - label));
		fputc(' ', out);
		draw_bar(&axis, member, bar, columns);
		for (size_t end = strlen(bar); end > 0 && bar[end - 1] == ' '; end--)
			bar[end - 1] = '\0';
		fprintf(out, "%s\n", bar[0] != '\0' ? bar : "undated");
	}
	return true;
}
