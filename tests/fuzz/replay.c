/*
 * Stands in for libFuzzer: hands each file named on the command line, and each
 * file of a directory named there, to the fuzz target this is linked with.
 * Replaying nothing is a failure, or a lost corpus would pass for a clean one.
 */
#include <dirent.h>
#include <sys/stat.h>

#include "tests/fuzz/law.h"

static void
die(const char *path)
{
	perror(path);
	exit(EXIT_FAILURE);
}

/* The copy has the file's exact size, so that a sanitizer sees one byte read too many. */
static void
replay_file(const char *path, size_t size)
{
	FILE	*file = fopen(path, "rb");
	uint8_t	*bytes = malloc(size > 0 ? size : 1);

	if (file == NULL || bytes == NULL || fread(bytes, 1, size, file) != size)
		die(path);
	fclose(file);
	LLVMFuzzerTestOneInput(bytes, size);
	free(bytes);
}

/* How many files stood at or below path. */
static size_t
replay(const char *path)
{
	struct stat	 st;
	DIR		*dir;
	struct dirent	*entry;
	size_t		 count = 0;

	if (stat(path, &st) != 0)
		die(path);
	if (!S_ISDIR(st.st_mode)) {
		replay_file(path, (size_t)st.st_size);
		return 1;
	}
	dir = opendir(path);
	if (dir == NULL)
		die(path);
	while ((entry = readdir(dir)) != NULL) {
		char	 name[4096];

		if (entry->d_name[0] == '.')
			continue;
		snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
		count += replay(name);
	}
	closedir(dir);
	return count;
}

int
main(int argc, char **argv)
{
	size_t	 count = 0;

	for (int i = 1; i < argc; i++)
		count += replay(argv[i]);
	printf("%s: %zu inputs replayed\n", argv[0], count);
	return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
