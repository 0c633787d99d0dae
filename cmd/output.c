#define _XOPEN_SOURCE 700 /* realpath() */

#include "cmd/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
name_part(struct output *output, struct fault *f)
{
	size_t	 room = strlen(output->path) + sizeof ".part";

	output->part = malloc(room);
	if (output->part == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	snprintf(output->part, room, "%s.part", output->path);
	return true;
}

static void
forget(struct output *output)
{
	free(output->path);
	free(output->part);
	*output = (struct output) { .file = NULL };
}

bool
output_open(struct output *output, const char *path, struct fault *f)
{
	struct stat	 there;
	bool		 stands = stat(path, &there) == 0, straight = stands && !S_ISREG(there.st_mode);

	*output =
	    (struct output) { .path = stands && !straight ? realpath(path, NULL) : strdup(path) };
	if (output->path == NULL)
		return fault_set(f, FAULT_IO, "%s: %s", path, strerror(errno));
	if (!straight && !name_part(output, f)) {
		forget(output);
		return false;
	}
	output->file = fopen(output->part != NULL ? output->part : output->path, "w");
	if (output->file != NULL)
		return true;
	fault_set(f, FAULT_IO, "%s: cannot be written: %s", path, strerror(errno));
	forget(output);
	return false;
}

bool
output_possible(const char *path, struct fault *f)
{
	struct output	 probe;
	struct stat	 there;

	if (stat(path, &there) == 0 && !S_ISREG(there.st_mode) && !S_ISDIR(there.st_mode))
		return true; /* whoever reads a pipe would take its opening for the report */
	return output_open(&probe, path, f) && output_close(&probe, false, f);
}

bool
output_close(struct output *output, bool keep, struct fault *f)
{
	bool	 whole;

	if (output->file == NULL)
		return true;
	whole = ferror(output->file) == 0;
	if (fclose(output->file) != 0 || !whole)
		whole = fault_set(f, FAULT_IO, "%s: could not be written whole: %s", output->path,
		    strerror(errno));
	if (whole && keep && output->part != NULL && rename(output->part, output->path) != 0)
		whole = fault_set(f, FAULT_IO, "%s: %s", output->path, strerror(errno));
	if (output->part != NULL && (!keep || !whole))
		unlink(output->part);
	forget(output);
	return whole;
}

bool
output_sound(FILE *to, struct fault *f)
{
	return ferror(to) == 0 ||
	    fault_set(f, FAULT_IO, "could not be written whole: %s", strerror(errno));
}

bool
output_flush(struct buf *out, FILE *to, struct fault *f)
{
	if (!buf_ok(out, f))
		return false;
	if (out->n > 0)
		fwrite(out->p, 1, out->n, to);
	buf_cut(out, 0);
	return output_sound(to, f);
}
