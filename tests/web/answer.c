#define _XOPEN_SOURCE 700 /* realpath() */

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tests/web/web.h"

#define COUNTS_MAX 100000

int64_t
clock_ms(void)
{
	struct timespec	 now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
doze(const struct site *site, int64_t ms)
{
	int64_t	 end = clock_ms() + ms, left;

	while ((left = end - clock_ms()) > 0 && !atomic_load(&site->stopping)) {
		struct timespec	 pause = { 0, (left < 50 ? left : 50) * 1000000 };

		nanosleep(&pause, NULL);
	}
}

unsigned
count_path(struct site *site, const char *path)
{
	struct count	*count;
	size_t		 n = strlen(path) + 1;
	unsigned	 before = 0;

	pthread_mutex_lock(&site->lock);
	for (count = site->counts; count != NULL && strcmp(count->path, path) != 0;)
		count = count->next;
	if (count == NULL && site->ncounts < COUNTS_MAX &&
	    (count = calloc(1, sizeof *count + n)) != NULL) {
		memcpy(count->path, path, n);
		count->next = site->counts;
		site->counts = count;
		site->ncounts++;
	}
	if (count != NULL)
		before = count->times++;
	pthread_mutex_unlock(&site->lock);
	return before;
}

const char *
asked(const struct call *call, const char *name)
{
	return MHD_lookup_connection_value(call->connection, MHD_HEADER_KIND, name);
}

enum MHD_Result
answer(struct call *call, unsigned status, const char *type, const char *name, const char *value,
    struct MHD_Response *response)
{
	enum MHD_Result	 result;

	if (response == NULL)
		return MHD_NO;
	if (type != NULL)
		MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
	if (name != NULL)
		MHD_add_response_header(response, name, value);
	result = MHD_queue_response(call->connection, status, response);
	MHD_destroy_response(response);
	if (result == MHD_YES)
		call->visit->status = status;
	return result;
}

struct MHD_Response *
text_response(const char *text)
{
	char	*copy = strdup(text);

	return copy == NULL ?
	    NULL :
	    MHD_create_response_from_buffer(strlen(copy), copy, MHD_RESPMEM_MUST_FREE);
}

enum MHD_Result
say(struct call *call, unsigned status, const char *text)
{
	return answer(call, status, "text/plain", NULL, NULL, text_response(text));
}

enum MHD_Result
say_page(struct call *call, const char *html)
{
	return answer(call, MHD_HTTP_OK, "text/html", NULL, NULL, text_response(html));
}

/* --- files ------------------------------------------------------------------------------- */

static const struct {
	const char	*ending, *type;
} types[] = {
	{ ".html", "text/html" },
	{ ".htm", "text/html" },
	{ ".txt", "text/plain" },
	{ ".ndjson", "application/x-ndjson" },
	{ ".json", "application/json" },
	{ ".xml", "application/xml" },
	{ ".png", "image/png" },
	{ ".gz", "application/gzip" },
};

static const char *
type_of(const char *path)
{
	size_t	 n = strlen(path);

	for (size_t i = 0; i < LEN(types); i++) {
		size_t	 m = strlen(types[i].ending);

		if (n >= m && strcmp(path + n - m, types[i].ending) == 0)
			return types[i].type;
	}
	return "application/octet-stream";
}

/* The file's path with links resolved, when that still lies in the root. */
static bool
inside(const char *root, const char *path, char real[PATH_BYTES])
{
	char	 joined[PATH_BYTES];
	char	*resolved;
	size_t	 n = strlen(root);
	bool	 ok;

	if ((size_t)snprintf(joined, sizeof joined, "%s/%s", root, path) >= sizeof joined)
		return false;
	resolved = realpath(joined, NULL);
	if (resolved == NULL)
		return false;
	ok = strlen(resolved) < PATH_BYTES && strncmp(resolved, root, n) == 0 &&
	    (resolved[n] == '/' || resolved[n] == '\0');
	if (ok)
		memcpy(real, resolved, strlen(resolved) + 1);
	free(resolved);
	return ok;
}

/* A host may have a robots.txt of its own: the file robots-HOST.txt, which may name an act. */
static bool
choose_robots(const struct call *call, const char **path, char name[PATH_BYTES])
{
	const char	*host = call->visit->host;
	char		 real[PATH_BYTES];
	size_t		 n = strcspn(host, ":");

	if (strcmp(*path, "robots.txt") != 0 || strchr(host, '/') != NULL)
		return false;
	snprintf(name, PATH_BYTES, "robots-%.*s.txt", (int)n, host);
	if (!inside(call->site->root, name, real))
		return false;
	*path = name;
	return true;
}

/* The first line of a file, when it is "/_/" and more: which misbehaviour stands for the file. */
static bool
names_act(int fd, char act[PATH_BYTES])
{
	ssize_t	 n = pread(fd, act, PATH_BYTES - 1, 0);

	act[n > 0 ? n : 0] = '\0';
	act[strcspn(act, "\r\n")] = '\0';
	return strncmp(act, "/_/", 3) == 0;
}

/* ETag and Last-Modified of a file; true when the asker has this version already. */
static bool
date_file(const struct call *call, const struct stat *st, char tag[64], char date[64])
{
	const char	*tags = asked(call, MHD_HTTP_HEADER_IF_NONE_MATCH);
	const char	*since = asked(call, MHD_HTTP_HEADER_IF_MODIFIED_SINCE);
	struct tm	 tm;

	gmtime_r(&st->st_mtime, &tm);
	strftime(date, 64, "%a, %d %b %Y %H:%M:%S GMT", &tm);
	snprintf(tag, 64, "\"%llx-%llx\"", (unsigned long long)st->st_mtime,
	    (unsigned long long)st->st_size);
	if (tags != NULL) /* it outranks the date (RFC 9110, 13.2.2) */
		return strcmp(tags, tag) == 0;
	return since != NULL && strcmp(since, date) == 0;
}

enum MHD_Result
serve_file(struct call *call, const char *path)
{
	char			 real[PATH_BYTES], name[PATH_BYTES], tag[64], date[64];
	struct MHD_Response	*response;
	struct stat		 st;
	bool			 own_robots = choose_robots(call, &path, name), same = false;
	int			 fd;

	if (!inside(call->site->root, path, real) || (fd = open(real, O_RDONLY | O_CLOEXEC)) < 0)
		return say(call, MHD_HTTP_NOT_FOUND, "not here\n");
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return say(call, MHD_HTTP_NOT_FOUND, "no file\n");
	}
	if (own_robots && names_act(fd, name)) {
		close(fd);
		return misbehave(call, name + 3);
	}
	if (call->site->dated)
		same = date_file(call, &st, tag, date);
	if (same) {
		close(fd);
		response = text_response("");
	} else {
		response = MHD_create_response_from_fd64((uint64_t)st.st_size, fd);
	}
	if (call->site->dated && response != NULL) {
		MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG, tag);
		MHD_add_response_header(response, MHD_HTTP_HEADER_LAST_MODIFIED, date);
	}
	return answer(call, same ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK, type_of(real), NULL, NULL,
	    response);
}
