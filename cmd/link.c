/*
 * link: quotations in, quotations with their provenance out; no database.
 *
 * The input is read to its end before a line is printed, since the last may be
 * the earliest source of the first; then it is read again, and records come out
 * in the order they came in, other fields kept.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/measured.h"
#include "cmd/output.h"
#include "cmd/quotations.h"
#include "cmd/record.h"
#include "cmd/team.h"
#include "cmd/yardstick.h"
#include "core/gloss.h"

#define SCRATCH_MAX ((size_t)1 << 30)

const struct option_row link_options[] = {
	{ NULL, 0, NULL, NULL },
};

/* What is printed. */
struct linked {
	const struct quotations	*q;
	struct yardsticks	 yardsticks;
	struct measured		*measured;
	struct printed		*printed; /* a part of a round */
	size_t			 from;	  /* quotation with which the present round begins */
	size_t			 nparts;
	int			 side;	  /* on which the present round is printed */
	FILE			*to;
};

#define TOGETHER ((size_t)256) /* quotations that one hand prints at a time */
#define PARTS_A_HAND ((size_t)16)

/* What one hand prints; rest and scratch are reset for each quotation. */
struct printed {
	struct buf	 sides[2]; /* one is written while the other is filled, */
	struct buf	*out;	/* this one */
	struct buf	 edits;
	struct window	 window;
	struct glossary	*glossary;
	struct arena	*scratch;
};

/* A quotation on its way out. */
struct told {
	const struct linked	*linked;
	size_t			 number;
	struct quotation	 again;
};

static const struct following *
following_of(const struct told *told)
{
	return &told->linked->q->following;
}

static const struct family *
family_of(const struct told *told)
{
	return &following_of(told)->families[following_of(told)->family[told->number]];
}

static struct span
id_of(const struct told *told, size_t number)
{
	return number == FOLLOWING_NONE ? SPAN_NONE : ledger_id(&following_of(told)->ledger, number);
}

/* What was concluded about a quotation, one field each. */
static const char *const conclusions[] = { "family", "families", "source", "parent", "verdict",
	"drift" };

/* Measured, unless the same text of the family was. */
static bool
measure(struct printed *p, const struct told *told, const struct printing *earliest,
    const struct printing *variant, struct drift *drift, struct fault *f)
{
	const struct following	*w = following_of(told);
	const struct family	*family = family_of(told);
	/* The fullest is measured once, and not against itself as what is printed in its words is. */
	const bool	 fullest = family->fullest == told->number;
	const bool	 fuller = family->fullest != family->earliest && !fullest;
	const struct measured_key key = { .family = w->family[told->number],
		.spliced = w->second[told->number] != FOLLOWING_NONE,
		.text = variant->text };
	struct printing	 whole;

	buf_cut(&p->edits, 0);
	if (!fullest && measured_get(told->linked->measured, &key, drift, &p->edits)) {
		drift_claim(drift, earliest, variant);
		return true;
	}
	if (fuller)
		whole = yardsticks_get(&told->linked->yardsticks, family->fullest);
	if (!trail_measure(p->glossary, earliest, fuller ? &whole : NULL, variant, key.spliced,
		p->scratch, drift, f))
		return false;
	record_edits(&p->edits, drift);
	if (!fullest)
		measured_keep(told->linked->measured, &key, drift, buf_span(&p->edits));
	return true;
}

static bool
put_drift(struct printed *p, const struct told *told, struct fault *f)
{
	const struct family	*family = family_of(told);
	const struct occurrence	*said = &told->again.said;
	const struct printing	 variant = { .text = said->text,
		.speaker = said->speaker,
		.mention = said->mention };
	struct printing	 earliest;
	struct drift	 drift;

	if (told->number == family->earliest) {
		json_put_null(p->out, "drift");
		return true;
	}
	earliest = yardsticks_get(&told->linked->yardsticks, family->earliest);
	if (!measure(p, told, &earliest, &variant, &drift, f))
		return false;
	record_drift_with(p->out, "drift", &drift, buf_span(&p->edits));
	return buf_ok(&p->edits, f);
}

static bool
put_conclusion(struct printed *p, const char *name, const struct told *told, struct fault *f)
{
	const struct following	*w = following_of(told);
	const struct family	*family = family_of(told);
	const uint32_t		 second = w->second[told->number];
	struct span		 families[2] = { id_of(told, family->earliest) };

	if (second != FOLLOWING_NONE)
		families[1] = id_of(told, w->families[second].earliest);
	if (strcmp(name, "families") == 0)
		record_texts(p->out, name, families, second == FOLLOWING_NONE ? 1 : 2);
	else if (strcmp(name, "parent") == 0)
		json_put_text(p->out, name, id_of(told, w->parents[told->number]));
	else if (strcmp(name, "verdict") == 0)
		json_put_string(p->out, name, span_of(verdict_names[family->verdict]));
	else if (strcmp(name, "drift") == 0)
		return put_drift(p, told, f);
	else
		json_put_text(p->out, name, families[0]);
	return true;
}

static bool
put_carried(struct buf *out, const char *name, const json_t *value, struct fault *f)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(12));

	if (text == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	json_name(out, span_of(name));
	json_put_raw(out, NULL, span_of(text));
	free(text);
	return true;
}

/* The line as it came, with what was concluded about it: in its place when it came with such a field. */
static bool
put_object(struct printed *p, json_t *object, const struct told *told, struct fault *f)
{
	bool		 put[LEN(conclusions)] = { false };
	const char	*name;
	json_t		*value;

	json_open(p->out, NULL, '{');
	json_object_foreach(object, name, value)
	{
		size_t	 k = 0;

		while (k < LEN(conclusions) && strcmp(conclusions[k], name) != 0)
			k++;
		if (k == LEN(conclusions) && !put_carried(p->out, name, value, f))
			return false;
		if (k == LEN(conclusions))
			continue;
		if (!put_conclusion(p, conclusions[k], told, f))
			return false;
		put[k] = true;
	}
	for (size_t k = 0; k < LEN(conclusions); k++) {
		if (!put[k] && !put_conclusion(p, conclusions[k], told, f))
			return false;
	}
	json_close(p->out, '}');
	return true;
}

/* A plain line is carried as it stands, up to the brace that closes it. */
static bool
put_plain(struct printed *p, const struct told *told, struct fault *f)
{
	const struct span	 line = told->again.line;

	buf_add(p->out, span_trim(span_cut(line, 0, line.n - 1)));
	for (size_t k = 0; k < LEN(conclusions); k++) {
		if (!put_conclusion(p, conclusions[k], told, f))
			return false;
	}
	json_close(p->out, '}');
	return true;
}

static bool
put_odd(struct printed *p, const struct told *told, struct fault *f)
{
	const struct span	 line = told->again.line;
	json_t			*object = json_loadb(line.p, line.n, 0, NULL);
	bool			 ok;

	if (object == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = put_object(p, object, told, f);
	json_decref(object);
	return ok;
}

static bool
print_part(struct linked *linked, size_t part, struct fault *f)
{
	struct printed	*p = &linked->printed[part];
	const size_t	 from = linked->from + part * TOGETHER;

	p->out = &p->sides[linked->side];
	for (size_t i = from; i < linked->q->count && i < from + TOGETHER; i++) {
		struct told	 told = { .linked = linked, .number = i };

		arena_reset(p->scratch);
		if (!quotations_again(linked->q, i, &p->window, p->scratch, &told.again, f) ||
		    !(told.again.plain ? put_plain : put_odd)(p, &told, f))
			return false;
		buf_char(p->out, '\n');
	}
	return buf_ok(p->out, f);
}

/* What the round before has printed. */
static bool
write_round(struct linked *linked, struct fault *f)
{
	for (size_t k = 0; k < linked->nparts; k++) {
		if (!output_flush(&linked->printed[k].sides[!linked->side], linked->to, f))
			return false;
	}
	return true;
}

static bool
do_part(void *work, size_t part, struct fault *f)
{
	return part == 0 ? write_round(work, f) : print_part(work, part - 1, f);
}

/* In rounds, so that what waits to be written stays small; the last one has nothing left to print. */
static bool
print_all(struct linked *linked, const struct hands *hands, struct fault *f)
{
	const size_t	 round = linked->nparts * TOGETHER, count = linked->q->count;

	for (; linked->from < count + round; linked->from += round) {
		if (!hands_share(hands, do_part, linked, linked->nparts + 1, f))
			return false;
		linked->side = !linked->side;
	}
	return true;
}

static bool
begin_printed(struct linked *linked, size_t nparts, struct fault *f)
{
	linked->measured = measured_new(f);
	linked->printed = calloc(nparts, sizeof *linked->printed);
	if (linked->measured == NULL || linked->printed == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	while (linked->nparts < nparts) {
		struct printed	*p = &linked->printed[linked->nparts++];

		*p = (struct printed) {
			.sides = { BUF(RECORD_BYTES_MAX), BUF(RECORD_BYTES_MAX) },
			.edits = BUF(RECORD_BYTES_MAX),
			.window = quotations_window(linked->q),
			.glossary = glossary_new(f),
			.scratch = arena_new(SCRATCH_MAX),
		};
		if (p->glossary == NULL || p->scratch == NULL)
			return fault_set(f, FAULT_MEMORY, "out of memory");
	}
	return true;
}

static bool
print_linked(struct linked *linked, const struct hands *hands, struct fault *f)
{
	const bool	 ok = begin_printed(linked, hands_count(hands) * PARTS_A_HAND, f) &&
	    print_all(linked, hands, f);

	for (size_t k = 0; k < linked->nparts; k++) {
		buf_free(&linked->printed[k].sides[0]);
		buf_free(&linked->printed[k].sides[1]);
		buf_free(&linked->printed[k].edits);
		window_free(&linked->printed[k].window);
		glossary_free(linked->printed[k].glossary);
		arena_free(linked->printed[k].scratch);
	}
	free(linked->printed);
	measured_free(linked->measured);
	return ok;
}

/* Conclude, let go of the words, and read again what others are measured against. */
static bool
follow(struct quotations *q, const struct hands *hands, struct yardsticks *yardsticks,
    struct fault *f)
{
	if (!following_conclude(&q->following, hands, f))
		return false;
	families_free(&q->following.found);
	return yardsticks_read(q, hands, yardsticks, f);
}

enum exit_status
cmd_link(struct cli *cli, const struct args *args)
{
	const bool	 named = args->noperands > 0 && strcmp(args->operands[0], "-") != 0;
	struct quotations q = QUOTATIONS_EMPTY;
	struct linked	 linked = { .q = &q, .yardsticks = YARDSTICKS_EMPTY, .to = cli->out };
	struct fault	 f = FAULT_INIT;
	struct team	*team = team_new(0, &f);
	enum exit_status status = EXIT_FOUND;

	if (team == NULL ||
	    !quotations_read(cli, named ? args->operands[0] : NULL, team_hands(team), &q, &f) ||
	    !follow(&q, team_hands(team), &linked.yardsticks, &f) ||
	    !print_linked(&linked, team_hands(team), &f))
		status = cli_fail(cli, &f);
	else if (*cli->stop)
		status = EXIT_INTERRUPTED;
	else if (q.failed > 0)
		status = EXIT_SOURCES;
	if (q.undated > 0)
		cli_say(cli,
		    "%.*s: \"published\" is no date in %zu records; they are linked as undated",
		    SPAN_ARG(q.name), q.undated);
	yardsticks_free(&linked.yardsticks);
	quotations_free(&q);
	team_free(team);
	return status;
}
