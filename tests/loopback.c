#define _XOPEN_SOURCE 700 /* mkdtemp(), nftw() */

#include "tests/loopback.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* The words of the command; execv() asks for strings that could be written to. */
static void
serve(const char *program, const char *root, const char *const *options)
{
	char	*words[12] = { strdup(program), strdup("--root"), strdup(root) };

	for (size_t i = 0; i < 8 && options[i] != NULL; i++)
		words[3 + i] = strdup(options[i]);
	execv(program, words);
	_exit(127);
}

void
loopback_start(struct loopback *server, const char *root)
{
	static const char *const	 none[] = { NULL };

	loopback_start_with(server, root, none);
}

void
loopback_start_with(struct loopback *server, const char *root, const char *const *options)
{
	const char	*program = getenv("SERVE");
	FILE		*said;
	int		 ends[2];

	cr_assert(program != NULL, "SERVE names no program (make check sets it)");
	cr_assert(pipe(ends) == 0, "no pipe");
	server->pid = fork();
	cr_assert(server->pid >= 0, "no child");
	if (server->pid == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		serve(program, root, options);
	}
	close(ends[1]);
	said = fdopen(ends[0], "r");
	cr_assert(said != NULL && fgets(server->url, sizeof server->url, said) != NULL,
	    "%s did not start", program);
	server->url[strcspn(server->url, "\n")] = '\0';
	fclose(said);
}

void
loopback_stop(struct loopback *server)
{
	kill(server->pid, SIGTERM);
	waitpid(server->pid, NULL, 0);
}

char *
folder_new(void)
{
	const char	*where = getenv("TMPDIR");
	char		 name[4096], *copy;

	snprintf(name, sizeof name, "%s/quotrail.XXXXXX", where != NULL ? where : "/tmp");
	cr_assert(mkdtemp(name) != NULL, "%s: no folder", name);
	copy = strdup(name);
	cr_assert(copy != NULL);
	return copy;
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
	(void)st;
	(void)kind;
	(void)walk;
	return remove(path);
}

void
folder_remove(char *folder)
{
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(folder);
}

void
folder_write(const char *folder, const char *name, const void *bytes, size_t size)
{
	char	 path[4096];
	FILE	*file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
		*slash = '\0';
		mkdir(path, 0777);
		*slash = '/';
	}
	file = fopen(path, "wb");
	cr_assert(file != NULL, "%s: not written", path);
	cr_assert(fwrite(bytes, 1, size, file) == size, "%s: not written", path);
	cr_assert(fclose(file) == 0, "%s: not written", path);
}
