#include "fetch/directory.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

static bool
read_fault(struct span name, int error, struct fault *f)
{
	if (error == ENOENT)
		return fault_set(f, FAULT_MISSING, "%.*s: no such directory", SPAN_ARG(name));
	return fault_set(f, FAULT_IO, "%.*s: directory cannot be read: %s", SPAN_ARG(name),
	    strerror(error));
}

/* prefix and name, and "/" when it is a folder, so that sorting puts what is in it where it belongs. */
static bool
join(struct span prefix, struct span name, struct arena *arena, struct span *path, struct fault *f)
{
	bool		 slash = !span_ends(prefix, SPAN("/"));
	size_t		 n = prefix.n + slash + name.n;
	char		*bytes = arena_take(arena, n + 2, 1, f);
	struct stat	 st;

	if (bytes == NULL)
		return false;
	memcpy(bytes, prefix.p, prefix.n);
	if (slash)
		bytes[prefix.n] = '/';
	memcpy(bytes + prefix.n + slash, name.p, name.n);
	if (stat(bytes, &st) == 0 && S_ISDIR(st.st_mode))
		bytes[n++] = '/';
	*path = (struct span) { bytes, n };
	return true;
}

static int
by_bytes(const void *a, const void *b)
{
	return span_cmp(*(const struct span *)a, *(const struct span *)b);
}

bool
directory_read(struct span name, struct span path, struct arena *arena, struct directory *directory,
    struct fault *f)
{
	struct span	 folder;
	struct dirent	*entry;
	DIR		*dir = NULL;
	size_t		 room = 0;
	bool		 ok = false;

	*directory = (struct directory) { NULL, 0 };
	if (!span_in(arena, path, &folder, f))
		return false;
	dir = opendir(folder.p);
	if (dir == NULL)
		return read_fault(name, errno, f);
	while (errno = 0, (entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		if (!arena_grow(arena, &directory->paths, directory->count, &room,
			sizeof *directory->paths, f) ||
		    !join(path, span_of(entry->d_name), arena, &directory->paths[directory->count],
			f))
			goto done;
		directory->count++;
	}
	if (errno != 0) {
		read_fault(name, errno, f);
		goto done;
	}
	if (directory->count > 1)
		qsort(directory->paths, directory->count, sizeof *directory->paths, by_bytes);
	ok = true;
done:
	closedir(dir);
	return ok;
}
