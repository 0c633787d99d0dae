/*
 * For tests that fetch: the program of tests/web/serve.c as a child, and
 * folders to keep files in. $SERVE names that program, $TMPDIR where folders go.
 */
#ifndef TESTS_LOOPBACK_H
#define TESTS_LOOPBACK_H

#include <sys/types.h>

struct loopback {
	pid_t	 pid;
	char	 url[64]; /* "http://127.0.0.1:40000/" */
};

/*
 * Serve a folder until loopback_stop(); a failure fails the test. More of the
 * program's options may be given, at most eight and then NULL.
 */
void loopback_start(struct loopback *server, const char *root);
void loopback_start_with(struct loopback *server, const char *root, const char *const *options);
void loopback_stop(struct loopback *server);

/* A new folder; its name is to be freed. folder_remove() takes what is in it along. */
char *folder_new(void);
void folder_remove(char *folder);

/* Write a file below the folder, in a folder of its own when the name says so. */
void folder_write(const char *folder, const char *name, const void *bytes, size_t size);

#endif
