#include "fetch/tap.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#define STEP_BYTES ((size_t)64 * 1024) /* the least a read has room for */
#define ROOM_BYTES (TAP_BACK_BYTES + TAP_DRAW_MAX + 2 * STEP_BYTES)

static bool
error_fault(int error, struct fault *f)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
		return fault_set(f, FAULT_MISSING, "no such file");
	case EACCES:
		return fault_set(f, FAULT_IO, "may not be read: permission denied");
	case ELOOP:
		return fault_set(f, FAULT_IO, "links that lead in a circle");
	default:
		return fault_set(f, FAULT_IO, "cannot be read: %s", strerror(error));
	}
}

bool
tap_open(struct tap *tap, struct span path, const volatile int *stop, struct fault *f)
{
	char	 file[PATH_MAX];

	*tap = (struct tap) { .fd = -1, .stop = stop };
	if (path.n == 0 || path.n >= sizeof file || memchr(path.p, '\0', path.n) != NULL)
		return fault_set(f, FAULT_INPUT, "not a path");
	memcpy(file, path.p, path.n);
	file[path.n] = '\0';
	tap->fd =
	    span_eq(path, SPAN("-")) ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (tap->fd < 0)
		return error_fault(errno, f);
	tap->size = ROOM_BYTES;
	tap->room = malloc(tap->size);
	tap->given.p = tap->room;
	return tap->room != NULL || fault_set(f, FAULT_MEMORY, "out of memory");
}

void
tap_of(struct tap *tap, struct span bytes)
{
	*tap = (struct tap) { .fd = -1, .given = bytes, .dry = true };
}

void
tap_close(struct tap *tap)
{
	if (tap->fd > STDIN_FILENO)
		close(tap->fd);
	free(tap->room);
	*tap = (struct tap) { .fd = -1 };
}

/* Room for a step behind `given`; what was taken long ago makes way. Returns how much there is. */
static size_t
make_room(struct tap *tap)
{
	size_t	 used = (size_t)(tap->given.p - tap->room) + tap->given.n;

	if (tap->size - used < STEP_BYTES) {
		if (tap->back > TAP_BACK_BYTES)
			tap->back = TAP_BACK_BYTES;
		used = tap->back + tap->given.n;
		memmove(tap->room, tap->given.p - tap->back, used);
		tap->given.p = tap->room + tap->back;
	}
	return tap->size - used;
}

bool
tap_draw(struct tap *tap, size_t least, struct fault *f)
{
	while (tap->given.n < least && !tap->dry) {
		size_t	 room = make_room(tap);
		ssize_t	 got = read(tap->fd, tap->room + (tap->size - room), room);

		if (got > 0)
			tap->given.n += (size_t)got;
		else if (got == 0)
			tap->dry = true;
		else if (errno == EINTR && tap->stop != NULL && *tap->stop)
			return fault_set(f, FAULT_INTERRUPTED, "interrupted");
		else if (errno != EINTR)
			return error_fault(errno, f);
	}
	return true;
}

void
tap_take(struct tap *tap, size_t n)
{
	tap->given = span_cut(tap->given, n, tap->given.n);
	tap->at += n;
	tap->back += n;
}

void
tap_back(struct tap *tap, size_t n)
{
	if (n > tap->back)
		n = tap->back;
	if (n == 0)
		return;
	tap->given = (struct span) { tap->given.p - n, tap->given.n + n };
	tap->at -= n;
	tap->back -= n;
}

bool
tap_return(struct tap *tap, struct span bytes, struct fault *f)
{
	size_t	 size = bytes.n + tap->given.n + ROOM_BYTES;
	char	*room;

	if (bytes.n <= tap->back) {
		tap_back(tap, bytes.n);
		return true;
	}
	room = malloc(size);
	if (room == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	memcpy(room, bytes.p, bytes.n);
	memcpy(room + bytes.n, tap->given.p, tap->given.n);
	free(tap->room);
	tap->room = room;
	tap->size = size;
	tap->given = (struct span) { room, bytes.n + tap->given.n };
	tap->at -= bytes.n;
	tap->back = 0;
	return true;
}
