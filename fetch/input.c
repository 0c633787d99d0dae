#include "fetch/input.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "fetch/tap.h"

#define STEP_BYTES ((size_t)64 * 1024)
#define MARKS_MAX 1024 /* beginnings of members between what was taken and what was looked at */
#define PROBE_BYTES TAP_DRAW_MAX /* of a member tell what it begins with */
#define SIGN_MAX 16
#define GZIP_WINDOW (15 + 16) /* zlib's way to say: the largest window, a gzip header */
#define GZIP_MAGIC SPAN("\x1f\x8b")

enum packing {
	PACKING_UNKNOWN, /* nothing was read yet */
	PACKING_NONE,
	PACKING_GZIP, /* inside a member */
	PACKING_BETWEEN, /* a member has ended; another may follow */
	PACKING_OTHER, /* it was the last: what follows is something else */
};

/* A gzip member: where its bytes begin in the stream, and where it lies in the file. */
struct mark {
	uint64_t	 at, offset;
};

struct input {
	struct span	 name;
	struct tap	 tap;

	enum packing	 packing;
	z_stream	 z;
	bool	 inflating; /* z wants inflateEnd() */
	struct mark	 member; /* the last one */
	struct mark	 marks[MARKS_MAX];
	size_t		 mark, nmarks; /* [mark, nmarks) are still to be taken */

	char		*bytes; /* unpacked: [from, to) are still to be taken */
	size_t		 from, to, room;
	uint64_t	 at; /* how many were taken before them */
	bool		 ended; /* nothing comes behind `to` */
	struct fault	 broken; /* why, when that is not the end of the stream; without the name */
	size_t		 lines; /* taken so far */
	char		 called[]; /* the name */
};

static bool
tell(struct span name, const struct fault *why, struct fault *f)
{
	return fault_set(f, why->kind, "%.*s: %s", SPAN_ARG(name), why->text);
}

static struct input *
input_new(struct span name, struct fault *f)
{
	struct input	*input = calloc(1, sizeof *input + name.n);

	if (input == NULL) {
		fault_set(f, FAULT_MEMORY, "%.*s: out of memory", SPAN_ARG(name));
		return NULL;
	}
	if (name.n > 0)
		memcpy(input->called, name.p, name.n);
	input->name = (struct span) { input->called, name.n };
	return input;
}

bool
input_open(struct span name, struct span path, const volatile int *stop, struct input **input,
    struct fault *f)
{
	struct fault	 why = FAULT_INIT;

	*input = input_new(name, f);
	if (*input == NULL)
		return false;
	if (tap_open(&(*input)->tap, path, stop, &why))
		return true;
	input_close(*input);
	*input = NULL;
	return tell(name, &why, f);
}

bool
input_of(struct span name, struct span bytes, struct input **input, struct fault *f)
{
	*input = input_new(name, f);
	if (*input == NULL)
		return false;
	tap_of(&(*input)->tap, bytes);
	return true;
}

void
input_close(struct input *input)
{
	if (input == NULL)
		return;
	if (input->inflating)
		inflateEnd(&input->z);
	tap_close(&input->tap);
	free(input->bytes);
	free(input);
}

/* --- unpacking --------------------------------------------------------------------------- */

/*
 * Room for one more step behind `to`. What was taken makes way first, once it
 * is so much that moving the rest costs no more than taking it did.
 */
static bool
make_room(struct input *input, struct fault *f)
{
	size_t	 room = input->room;
	char	*grown;

	if (input->room - input->to >= STEP_BYTES)
		return true;
	if (input->from > 0 && input->from >= input->to - input->from) {
		memcpy(input->bytes, input->bytes + input->from, input->to - input->from);
		input->to -= input->from;
		input->from = 0;
	}
	if (input->room - input->to >= STEP_BYTES)
		return true;
	room = room < 2 * STEP_BYTES ? 2 * STEP_BYTES : room + room / 2;
	grown = realloc(input->bytes, room);
	if (grown == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	input->bytes = grown;
	input->room = room;
	return true;
}

static bool
ready_to_inflate(struct input *input, struct fault *f)
{
	if (input->inflating)
		return inflateReset(&input->z) == Z_OK ||
		    fault_set(f, FAULT_MEMORY, "out of memory");
	if (inflateInit2(&input->z, GZIP_WINDOW) != Z_OK)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	input->inflating = true;
	return true;
}

/* Of so many members that there is no room for their marks, the last ones go without. */
static void
add_mark(struct input *input)
{
	struct mark	 mark = { input->at + (input->to - input->from), input->tap.at };

	input->member = mark;
	if (input->mark < input->nmarks && input->marks[input->nmarks - 1].at == mark.at)
		input->nmarks--; /* the one before was empty */
	if (input->nmarks == MARKS_MAX) {
		input->nmarks -= input->mark;
		memmove(input->marks, input->marks + input->mark,
		    input->nmarks * sizeof *input->marks);
		input->mark = 0;
	}
	if (input->nmarks < MARKS_MAX)
		input->marks[input->nmarks++] = mark;
}

static bool
begin_member(struct input *input, struct fault *f)
{
	input->packing = PACKING_GZIP;
	add_mark(input);
	return ready_to_inflate(input, f);
}

/* Is this gzip? Two bytes tell, and no text begins with them. */
static bool
know_packing(struct input *input, struct fault *f)
{
	if (!tap_draw(&input->tap, GZIP_MAGIC.n, f))
		return false;
	if (span_starts(input->tap.given, GZIP_MAGIC))
		return begin_member(input, f);
	input->packing = PACKING_NONE;
	return true;
}

/* Behind a member stands another, or padding with zeros, or the end, or something else. */
static bool
follow_member(struct input *input, struct fault *f)
{
	struct tap	*tap = &input->tap;

	if (!tap_draw(tap, 1, f))
		return false;
	while (tap->given.n > 0 && *tap->given.p == '\0')
		tap_take(tap, 1);
	if (tap->given.n == 0) {
		input->ended = tap->dry;
		return true;
	}
	if (!tap_draw(tap, GZIP_MAGIC.n, f))
		return false;
	if (span_starts(tap->given, GZIP_MAGIC))
		return begin_member(input, f);
	input->packing = PACKING_OTHER;
	input->ended = true;
	return true;
}

static void
feed_zlib(z_stream *z, struct span bytes)
{
	/* zlib only reads what next_in points at; its type is older than const. */
	memcpy(&z->next_in, &bytes.p, sizeof z->next_in);
	z->avail_in = bytes.n > INT_MAX ? INT_MAX : (uInt)bytes.n;
}

static bool
unpack(struct input *input, struct fault *f)
{
	struct tap	*tap = &input->tap;
	size_t		 room = input->room - input->to;
	int		 status;

	if (!tap_draw(tap, 1, f))
		return false;
	feed_zlib(&input->z, tap->given);
	input->z.next_out = (Bytef *)input->bytes + input->to;
	input->z.avail_out = room > INT_MAX ? INT_MAX : (uInt)room;
	room = input->z.avail_out;
	status = inflate(&input->z, Z_NO_FLUSH);
	input->to += room - input->z.avail_out;
	tap_take(tap, (size_t)((const char *)input->z.next_in - tap->given.p));
	switch (status) {
	case Z_STREAM_END:
		input->packing = PACKING_BETWEEN;
		return true;
	case Z_OK:
		return true;
	case Z_BUF_ERROR:
		return fault_set(f, FAULT_INPUT, "gzip data ends early (cut off)");
	case Z_MEM_ERROR:
		return fault_set(f, FAULT_MEMORY, "out of memory");
	default:
		return fault_set(f, FAULT_INPUT, "gzip data is damaged%s%s",
		    input->z.msg != NULL ? ": " : "", input->z.msg != NULL ? input->z.msg : "");
	}
}

static bool
copy(struct input *input, struct fault *f)
{
	struct tap	*tap = &input->tap;
	size_t		 n;

	if (!tap_draw(tap, 1, f))
		return false;
	n = tap->given.n < STEP_BYTES ? tap->given.n : STEP_BYTES;
	if (n > 0)
		memcpy(input->bytes + input->to, tap->given.p, n);
	input->to += n;
	tap_take(tap, n);
	input->ended = tap->given.n == 0 && tap->dry;
	return true;
}

/*
 * One step: some more bytes behind `to`, or `ended`, or neither (between two
 * members). What breaks the stream is kept until what came before it is taken.
 */
static void
fill(struct input *input)
{
	struct fault	*f = &input->broken;
	bool		 ok;

	if (input->packing == PACKING_UNKNOWN && !know_packing(input, f)) {
		input->ended = true;
		return;
	}
	if (!make_room(input, f))
		ok = false;
	else if (input->packing == PACKING_BETWEEN)
		ok = follow_member(input, f);
	else if (input->packing == PACKING_GZIP)
		ok = unpack(input, f);
	else
		ok = copy(input, f);
	if (!ok)
		input->ended = true;
}

/* Did the stream come to its own end, or is there more? What else there is would be lost by stopping. */
static bool
whole(const struct input *input, struct fault *f)
{
	if (input->broken.kind != FAULT_NONE)
		return tell(input->name, &input->broken, f);
	return input->packing != PACKING_OTHER ||
	    fault_set(f, FAULT_INPUT, "%.*s: gzip data, then something else", SPAN_ARG(input->name));
}

/* --- taking ------------------------------------------------------------------------------ */

bool
input_head(struct input *input, size_t want, struct span *head, struct fault *f)
{
	while (input->to - input->from < want && !input->ended)
		fill(input);
	*head = (struct span) { input->bytes + input->from, input->to - input->from };
	if (head->n > want)
		head->n = want;
	if (head->n > 0)
		return true;
	*head = SPAN("");
	return whole(input, f);
}

void
input_take(struct input *input, size_t n)
{
	input->from += n;
	input->at += n;
	while (input->mark < input->nmarks && input->marks[input->mark].at < input->at)
		input->mark++;
}

/* Look for the end of the line in what is there; *seen bytes of it were searched before. */
static bool
find_end(const struct input *input, size_t *seen, size_t *end)
{
	const char	*at = NULL;

	if (input->to - input->from > *seen)
		at = memchr(input->bytes + input->from + *seen, '\n',
		    input->to - input->from - *seen);
	*seen = input->to - input->from;
	*end = at != NULL ? (size_t)(at - (input->bytes + input->from)) : *seen;
	return at != NULL;
}

/* The line is longer than it may be: drop it up to its end. */
static bool
skip_line(struct input *input, struct input_line *line, struct fault *f)
{
	size_t	 seen, end;

	line->cut = true;
	do {
		seen = 0;
		if (find_end(input, &seen, &end)) {
			input_take(input, end + 1);
			return true;
		}
		input_take(input, input->to - input->from);
		if (!input->ended)
			fill(input);
	} while (!input->ended || input->from < input->to);
	return whole(input, f);
}

bool
input_next(struct input *input, size_t cap_bytes, struct input_line *line, struct fault *f)
{
	size_t	 seen = 0, end = 0;
	bool	 found;

	*line = (struct input_line) { .end = true };
	while (!(found = find_end(input, &seen, &end)) && end <= cap_bytes && !input->ended)
		fill(input);
	if (!found && input->ended && !whole(input, f))
		return false;
	if (!found && end == 0)
		return true;
	line->end = false;
	line->number = ++input->lines;
	if (end > cap_bytes)
		return skip_line(input, line, f);
	line->text = (struct span) { input->bytes + input->from, end };
	input_take(input, end + (found ? 1 : 0));
	if (span_ends(line->text, SPAN("\r")))
		line->text.n--;
	return true;
}

bool
input_rest(struct input *input, size_t cap_bytes, struct span *bytes, struct fault *f)
{
	if (!input_head(input, cap_bytes + 1, bytes, f) || !whole(input, f))
		return false;
	if (bytes->n > cap_bytes)
		return fault_set(f, FAULT_LIMIT,
		    "%.*s: larger than the %zu MiB that one page may have", SPAN_ARG(input->name),
		    cap_bytes >> 20);
	input_take(input, bytes->n);
	return true;
}

/* --- archives ---------------------------------------------------------------------------- */

/* The mark of the member that begins at this place in the stream, or NULL. */
static const struct mark *
find_mark(const struct input *input, uint64_t at)
{
	for (size_t i = input->mark; i < input->nmarks && input->marks[i].at <= at; i++) {
		if (input->marks[i].at == at)
			return &input->marks[i];
	}
	return NULL;
}

bool
input_begins(const struct input *input, size_t ahead)
{
	return find_mark(input, input->at + ahead) != NULL;
}

uint64_t
input_offset(const struct input *input)
{
	const struct mark	*mark = find_mark(input, input->at);

	if (mark != NULL)
		return mark->offset;
	if (input->packing == PACKING_NONE)
		return input->tap.at - (input->to - input->from);
	if (input->packing == PACKING_OTHER && input->from == input->to)
		return input->tap.at;
	return input->at;
}

uint64_t
input_taken(const struct input *input)
{
	return input->at;
}

const struct fault *
input_break(const struct input *input)
{
	return &input->broken;
}

/* Is this a gzip member that unpacks to the sign and more? */
static bool
unpacks_to(struct input *input, struct span bytes, struct span sign)
{
	Bytef		 out[SIGN_MAX];
	struct fault	 none = FAULT_INIT;

	if (!ready_to_inflate(input, &none))
		return false;
	feed_zlib(&input->z, span_cut(bytes, 0, PROBE_BYTES));
	input->z.next_out = out;
	input->z.avail_out = (uInt)sign.n;
	inflate(&input->z, Z_NO_FLUSH);
	return input->z.avail_out == 0 && memcmp(out, sign.p, sign.n) == 0;
}

/* Does a line or a member begin with the sign at byte p of what is there? */
static bool
begins_with(struct input *input, size_t p, struct span sign)
{
	struct span	 rest = { input->bytes + input->from + p, input->to - input->from - p };

	if (span_starts(rest, sign))
		return p == 0 || rest.p[-1] == '\n' || input_begins(input, p);
	return input->packing == PACKING_NONE && span_starts(rest, GZIP_MAGIC) &&
	    unpacks_to(input, rest, sign);
}

/*
 * Pass over bytes from *p on until the sign is found, and as long as enough is
 * there to tell. All but the byte before *p is then taken.
 */
static void
pass_over(struct input *input, size_t *p, struct span sign, struct input_passage *passed)
{
	size_t		 ahead = input->packing == PACKING_NONE ? PROBE_BYTES : sign.n;
	const char	*bytes = input->bytes + input->from;

	for (; *p + (input->ended ? 1 : ahead) <= input->to - input->from; ++*p) {
		char	 c = bytes[*p];

		if ((c == sign.p[0] || c == GZIP_MAGIC.p[0]) && begins_with(input, *p, sign)) {
			passed->found = true;
			input_take(input, *p);
			return;
		}
		if (c != '\r' && c != '\n')
			passed->skipped = true;
	}
	if (*p > 0) {
		input_take(input, *p - 1);
		*p = 1;
	}
}

static bool
broken_fault(const struct input *input, struct fault *f)
{
	return input->broken.kind == FAULT_NONE ||
	    fault_set(f, input->broken.kind, "%s", input->broken.text);
}

/* The gzip data ended or broke: what follows counts as plain until it shows to be packed. */
static bool
go_on_plain(struct input *input, struct input_passage *passed, struct fault *f)
{
	const uint64_t	 read = input->tap.at - input->member.offset;

	if (input->broken.kind != FAULT_INPUT && !broken_fault(input, f))
		return false;
	/* The next member may lie in what a broken one seemed to hold. */
	if (input->broken.kind == FAULT_INPUT) {
		passed->broke = true;
		passed->from = input->member.at;
		tap_back(&input->tap,
		    read > TAP_BACK_BYTES ? TAP_BACK_BYTES : (size_t)read - (read > 0));
	}
	fault_clear(&input->broken);
	input_take(input, input->to - input->from);
	input->mark = input->nmarks = 0;
	input->packing = PACKING_NONE;
	input->ended = false;
	return true;
}

/* Plain bytes that are found to be a member go back to where they came from. */
static bool
enter_member(struct input *input, struct fault *f)
{
	struct span	 rest = { input->bytes + input->from, input->to - input->from };

	if (input->packing != PACKING_NONE || !span_starts(rest, GZIP_MAGIC))
		return true;
	input->to = input->from;
	input->ended =
	    !tap_return(&input->tap, rest, &input->broken) || !begin_member(input, &input->broken);
	return broken_fault(input, f);
}

bool
input_seek(struct input *input, struct span sign, struct input_passage *passed, struct fault *f)
{
	size_t	 p = 0;

	*passed = (struct input_passage) { .found = false };
	for (;;) {
		pass_over(input, &p, sign, passed);
		if (passed->found)
			return enter_member(input, f);
		if (!input->ended) {
			fill(input);
		} else if (input->packing == PACKING_NONE || input->packing == PACKING_UNKNOWN) {
			input_take(input, input->to - input->from);
			return broken_fault(input, f);
		} else {
			p = 0;
			if (!go_on_plain(input, passed, f))
				return false;
		}
	}
}
