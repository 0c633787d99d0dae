#include "fetch/input.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#define PACKED_BYTES ((size_t)64 * 1024)
#define STEP_BYTES ((size_t)64 * 1024)
#define GZIP_WINDOW (15 + 16) /* zlib's way to say: the largest window, a gzip header */

enum packing {
	PACKING_UNKNOWN, /* nothing was read yet */
	PACKING_NONE,
	PACKING_GZIP,	 /* inside a member */
	PACKING_BETWEEN, /* a member has ended; another may follow */
};

struct input {
	struct span	 name;
	int		 fd;	/* -1: memory only */
	const volatile int *stop;

	struct span	 given;	 /* bytes as they came, not yet unpacked or taken */
	char		*packed; /* where they lie when they came from a file */
	bool		 dry;	 /* the file gives no more */

	enum packing	 packing;
	z_stream	 z;
	bool		 inflating; /* z wants inflateEnd() */

	char		*bytes; /* unpacked: [from, to) are still to be taken */
	size_t		 from, to, room;
	bool		 ended;	 /* nothing comes behind `to` */
	struct fault	 broken; /* why, when that is not the end of the stream */
	size_t		 lines;	 /* taken so far */
};

static struct input *
input_new(struct span name, struct fault *f)
{
	struct input	*input = calloc(1, sizeof *input);

	if (input == NULL) {
		fault_set(f, FAULT_MEMORY, "%.*s: out of memory", SPAN_ARG(name));
		return NULL;
	}
	input->name = name;
	input->fd = -1;
	return input;
}

static bool
open_fault(struct span name, int error, struct fault *f)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
		return fault_set(f, FAULT_MISSING, "%.*s: no such file", SPAN_ARG(name));
	case EACCES:
		return fault_set(f, FAULT_IO, "%.*s: may not be read: permission denied",
		    SPAN_ARG(name));
	case ELOOP:
		return fault_set(f, FAULT_IO, "%.*s: links that lead in a circle", SPAN_ARG(name));
	default:
		return fault_set(f, FAULT_IO, "%.*s: cannot be read: %s", SPAN_ARG(name),
		    strerror(error));
	}
}

bool
input_open(struct span name, struct span path, const volatile int *stop, struct input **input,
    struct fault *f)
{
	char	 file[PATH_MAX];

	*input = NULL;
	if (path.n == 0 || path.n >= sizeof file || memchr(path.p, '\0', path.n) != NULL)
		return fault_set(f, FAULT_INPUT, "%.*s: not a path", SPAN_ARG(name));
	*input = input_new(name, f);
	if (*input == NULL)
		return false;
	memcpy(file, path.p, path.n);
	file[path.n] = '\0';
	(*input)->stop = stop;
	(*input)->fd =
	    span_eq(path, SPAN("-")) ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if ((*input)->fd < 0) {
		open_fault(name, errno, f);
		goto failed;
	}
	(*input)->packed = malloc(PACKED_BYTES);
	if ((*input)->packed == NULL) {
		fault_set(f, FAULT_MEMORY, "%.*s: out of memory", SPAN_ARG(name));
		goto failed;
	}
	return true;
failed:
	input_close(*input);
	*input = NULL;
	return false;
}

bool
input_of(struct span name, struct span bytes, struct input **input, struct fault *f)
{
	*input = input_new(name, f);
	if (*input == NULL)
		return false;
	(*input)->given = bytes;
	(*input)->dry = true;
	return true;
}

void
input_close(struct input *input)
{
	if (input == NULL)
		return;
	if (input->inflating)
		inflateEnd(&input->z);
	if (input->fd > STDIN_FILENO)
		close(input->fd);
	free(input->packed);
	free(input->bytes);
	free(input);
}

/* Have at least `least` bytes in `given`, unless the file ends before. */
static bool
draw(struct input *input, size_t least, struct fault *f)
{
	while (input->given.n < least && !input->dry) {
		ssize_t	 got;

		if (input->given.n > 0)
			memmove(input->packed, input->given.p, input->given.n);
		input->given.p = input->packed;
		got = read(input->fd, input->packed + input->given.n, PACKED_BYTES - input->given.n);
		if (got > 0)
			input->given.n += (size_t)got;
		else if (got == 0)
			input->dry = true;
		else if (errno == EINTR && input->stop != NULL && *input->stop)
			return fault_set(f, FAULT_INTERRUPTED, "%.*s: interrupted",
			    SPAN_ARG(input->name));
		else if (errno != EINTR)
			return open_fault(input->name, errno, f);
	}
	return true;
}

/* Room for one more step behind `to`. What was taken makes way first. */
static bool
make_room(struct input *input, struct fault *f)
{
	size_t	 room = input->room;
	char	*grown;

	if (input->from > 0) {
		memmove(input->bytes, input->bytes + input->from, input->to - input->from);
		input->to -= input->from;
		input->from = 0;
	}
	if (input->room - input->to >= STEP_BYTES)
		return true;
	room = room < 2 * STEP_BYTES ? 2 * STEP_BYTES : room + room / 2;
	grown = realloc(input->bytes, room);
	if (grown == NULL)
		return fault_set(f, FAULT_MEMORY, "%.*s: out of memory", SPAN_ARG(input->name));
	input->bytes = grown;
	input->room = room;
	return true;
}

/* Is this gzip? Two bytes tell, and no text begins with them. */
static bool
know_packing(struct input *input, struct fault *f)
{
	if (!draw(input, 2, f))
		return false;
	if (!span_starts(input->given, SPAN("\x1f\x8b"))) {
		input->packing = PACKING_NONE;
		return true;
	}
	if (inflateInit2(&input->z, GZIP_WINDOW) != Z_OK)
		return fault_set(f, FAULT_MEMORY, "%.*s: out of memory", SPAN_ARG(input->name));
	input->inflating = true;
	input->packing = PACKING_GZIP;
	return true;
}

/*
 * Behind a member stands another, or padding with zeros, or the end. Anything
 * else would be lost by stopping here, so it is a fault.
 */
static bool
begin_member(struct input *input, struct fault *f)
{
	if (!draw(input, 1, f))
		return false;
	while (input->given.n > 0 && *input->given.p == '\0')
		input->given = span_cut(input->given, 1, input->given.n);
	if (input->given.n == 0) {
		input->ended = input->dry;
		return true;
	}
	if (!draw(input, 2, f))
		return false;
	if (!span_starts(input->given, SPAN("\x1f\x8b")))
		return fault_set(f, FAULT_INPUT, "%.*s: gzip data, then something else",
		    SPAN_ARG(input->name));
	input->packing = PACKING_GZIP;
	return inflateReset(&input->z) == Z_OK ||
	    fault_set(f, FAULT_INPUT, "%.*s: gzip data is damaged", SPAN_ARG(input->name));
}

static bool
unpack(struct input *input, struct fault *f)
{
	size_t	 room = input->room - input->to;
	int	 status;

	if (!draw(input, 1, f))
		return false;
	/* zlib only reads what next_in points at; its type is older than const. */
	memcpy(&input->z.next_in, &input->given.p, sizeof input->z.next_in);
	input->z.avail_in = input->given.n > INT_MAX ? INT_MAX : (uInt)input->given.n;
	input->z.next_out = (Bytef *)input->bytes + input->to;
	input->z.avail_out = room > INT_MAX ? INT_MAX : (uInt)room;
	room = input->z.avail_out;
	status = inflate(&input->z, Z_NO_FLUSH);
	input->to += room - input->z.avail_out;
	input->given = span_cut(input->given,
	    (size_t)((const char *)input->z.next_in - input->given.p), input->given.n);
	switch (status) {
	case Z_STREAM_END:
		input->packing = PACKING_BETWEEN;
		return true;
	case Z_OK:
		return true;
	case Z_BUF_ERROR:
		return fault_set(f, FAULT_INPUT, "%.*s: gzip data ends early (cut off)",
		    SPAN_ARG(input->name));
	case Z_MEM_ERROR:
		return fault_set(f, FAULT_MEMORY, "%.*s: out of memory", SPAN_ARG(input->name));
	default:
		return fault_set(f, FAULT_INPUT, "%.*s: gzip data is damaged%s%s",
		    SPAN_ARG(input->name), input->z.msg != NULL ? ": " : "",
		    input->z.msg != NULL ? input->z.msg : "");
	}
}

static bool
copy(struct input *input, struct fault *f)
{
	size_t	 n;

	if (!draw(input, 1, f))
		return false;
	n = input->given.n < STEP_BYTES ? input->given.n : STEP_BYTES;
	if (n > 0)
		memcpy(input->bytes + input->to, input->given.p, n);
	input->to += n;
	input->given = span_cut(input->given, n, input->given.n);
	input->ended = input->given.n == 0 && input->dry;
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
		ok = begin_member(input, f);
	else if (input->packing == PACKING_GZIP)
		ok = unpack(input, f);
	else
		ok = copy(input, f);
	if (!ok)
		input->ended = true;
}

/* Did the stream come to its own end, or is there more? */
static bool
whole(const struct input *input, struct fault *f)
{
	return input->broken.kind == FAULT_NONE ||
	    fault_set(f, input->broken.kind, "%s", input->broken.text);
}

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
			input->from += end + 1;
			return true;
		}
		input->from = input->to;
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
	input->from += end + (found ? 1 : 0);
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
	input->from += bytes->n;
	return true;
}
