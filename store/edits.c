#include "store/edits.h"

#include "core/buf.h"
#include "store/load.h"

#define EDITS_BYTES_MAX ((size_t)64 << 20)
#define DIGITS_MAX 12 /* of a number in a cell: no text has as many bytes */

/* --- writing ------------------------------------------------------------- */

/* Each behind a comma. */
static void
print_numbers(struct buf *out, const size_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_char(out, ',');
		buf_int(out, (int64_t)numbers[i]);
	}
}

/* The words stand in one of the two. */
static void
print_stretch(struct buf *out, struct span words, struct span variant, struct span reference)
{
	const struct span	 sides[] = { variant, reference };

	for (size_t i = 0; i < LEN(sides); i++) {
		if (span_within(words, sides[i])) {
			size_t	 from = (size_t)(words.p - sides[i].p);

			print_numbers(out, (size_t[]) { i + 1, from, from + words.n }, 3);
			return;
		}
	}
	buf_add(out, SPAN(",0,0,0"));
}

bool
edits_print(const struct drift *drift, struct span variant, struct span reference,
    struct arena *arena, struct span *cell, struct fault *f)
{
	struct buf	 out = BUF(EDITS_BYTES_MAX);
	bool		 ok;

	buf_char(&out, '[');
	for (size_t i = 0; i < drift->nedits; i++) {
		const struct edit	*e = &drift->edits[i];
		const size_t numbers[] = { e->at, e->length, e->variant_at, e->variant_length,
			e->edge, e->marked };

		buf_add(&out, i > 0 ? SPAN(",[\"") : SPAN("[\""));
		buf_add(&out, span_of(edit_op_names[e->op]));
		buf_char(&out, '"');
		print_numbers(&out, numbers, LEN(numbers));
		print_stretch(&out, e->text, variant, reference);
		print_stretch(&out, e->was, variant, reference);
		buf_char(&out, ']');
	}
	buf_char(&out, ']');
	ok = buf_end(&out, arena, cell, f);
	buf_free(&out);
	return ok;
}

/* --- reading ------------------------------------------------------------- */

/* What is left of a cell, and whether it was as expected so far. */
struct reading {
	struct span	 rest;
	bool		 wrong;
};

static void
expect(struct reading *r, struct span mark)
{
	if (span_starts(r->rest, mark))
		r->rest = span_cut(r->rest, mark.n, r->rest.n);
	else
		r->wrong = true;
}

static size_t
take_number(struct reading *r)
{
	size_t	 value = 0, digits = 0;

	expect(r, SPAN(","));
	while (digits < r->rest.n && digits < DIGITS_MAX && r->rest.p[digits] >= '0' &&
	    r->rest.p[digits] <= '9')
		value = value * 10 + (size_t)(r->rest.p[digits++] - '0');
	r->wrong |= digits == 0;
	r->rest = span_cut(r->rest, digits, r->rest.n);
	return value;
}

static enum edit_op
take_op(struct reading *r)
{
	struct span	 name = span_cut(r->rest, 0, span_find(r->rest, SPAN("\"")));
	int		 op = 0;

	while (op < EDIT_OPS && !span_eq(name, span_of(edit_op_names[op])))
		op++;
	r->wrong |= op == EDIT_OPS;
	r->rest = span_cut(r->rest, name.n, r->rest.n);
	expect(r, SPAN("\""));
	return (enum edit_op)op;
}

static struct span
take_stretch(struct reading *r, struct span variant, struct span reference)
{
	size_t		 side = take_number(r), from = take_number(r), to = take_number(r);
	struct span	 host = side == 1 ? variant : reference;

	if (side == 0 || host.p == NULL)
		return SPAN_NONE;
	r->wrong |= side > 2 || !stretch_fits(host, from, to);
	return r->wrong ? SPAN_NONE : span_cut(host, from, to);
}

static struct edit
take_edit(struct reading *r, struct span variant, struct span reference)
{
	struct edit	 e = { .op = EDIT_KEEP };

	expect(r, SPAN("[\""));
	e.op = take_op(r);
	e.at = take_number(r);
	e.length = take_number(r);
	e.variant_at = take_number(r);
	e.variant_length = take_number(r);
	e.edge = take_number(r) != 0;
	e.marked = take_number(r) != 0;
	e.text = take_stretch(r, variant, reference);
	e.was = take_stretch(r, variant, reference);
	expect(r, SPAN("]"));
	return e;
}

void
edits_read(struct query *q, struct span cell, struct span variant, struct span reference,
    struct arena *arena, struct drift *drift)
{
	struct reading	 r = { .rest = cell };
	struct edit	*edits = NULL;
	size_t		 room = 0;

	expect(&r, SPAN("["));
	while (!r.wrong && !span_eq(r.rest, SPAN("]"))) {
		struct edit	 e;

		if (drift->nedits > 0)
			expect(&r, SPAN(","));
		e = take_edit(&r, variant, reference);
		if (r.wrong ||
		    !arena_grow(arena, &edits, drift->nedits, &room, sizeof *edits, &q->fault))
			break;
		edits[drift->nedits++] = e;
	}
	if (r.wrong)
		query_damage(q, "edits that cannot have been filed");
	drift->edits = edits;
}
