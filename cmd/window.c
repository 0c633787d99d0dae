#include "cmd/window.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/pile.h"

#define BLOCK ((size_t)64 << 10)

void
window_free(struct window *w)
{
	free(w->bytes);
	*w = (struct window) { .from = w->from, .end = w->end };
}

/* Read on behind what is there; at the end of the file nothing is added. */
static bool
read_on(struct window *w, struct fault *f)
{
	ssize_t	 got;

	if (!pile_grow(&w->bytes, w->n, BLOCK, &w->room, 1, f))
		return false;
	do
		got = pread(w->from, w->bytes + w->n, BLOCK, (off_t)(w->at + w->n));
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return fault_set(f, FAULT_IO, "%s", strerror(errno));
	if (got == 0)
		w->end = w->at + w->n;
	w->n += (size_t)got;
	return true;
}

/* Let the window begin with this place. */
static void
move_to(struct window *w, uint64_t at)
{
	if (at >= w->at && at < w->at + w->n) {
		w->n -= (size_t)(at - w->at);
		memmove(w->bytes, w->bytes + (at - w->at), w->n);
	} else
		w->n = 0;
	w->at = at;
}

/* Where the line that fills the window ends. */
static bool
skip_line(struct window *w, uint64_t *next, struct fault *f)
{
	const char	*stop = NULL;

	while (stop == NULL && w->at + w->n < w->end) {
		move_to(w, w->at + w->n);
		if (!read_on(w, f))
			return false;
		stop = memchr(w->bytes, '\n', w->n);
	}
	*next = stop == NULL ? w->end : w->at + (size_t)(stop - w->bytes) + 1;
	return fault_set(f, FAULT_LIMIT, "is longer than %zu bytes", WINDOW_LINE_MAX);
}

bool
window_line(struct window *w, uint64_t at, struct span *line, uint64_t *next, struct fault *f)
{
	const bool	 within = at >= w->at && at < w->at + w->n;
	const size_t	 before = within ? (size_t)(at - w->at) : 0;
	const char	*stop = within ? memchr(w->bytes + before, '\n', w->n - before) : NULL;
	size_t		 searched;

	if (stop == NULL)
		move_to(w, at);
	while (stop == NULL && w->at + w->n < w->end) {
		searched = w->n;
		if (searched > WINDOW_LINE_MAX)
			return skip_line(w, next, f);
		if (!read_on(w, f))
			return false;
		stop = memchr(w->bytes + searched, '\n', w->n - searched);
	}
	*line = (struct span) { w->bytes + (at - w->at), w->n - (size_t)(at - w->at) };
	if (stop != NULL)
		line->n = (size_t)(stop - line->p);
	*next = at + line->n + (stop != NULL);
	return true;
}
