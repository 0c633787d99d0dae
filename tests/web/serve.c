/*
 * The web of the tests: serves a directory on the loopback, and misbehaves on
 * request.
 *
 *   serve --root DIR [--port N] [--urls PATHS.txt --write OUT.txt]
 *
 * Prints "http://127.0.0.1:PORT/" when it is ready (port 0, the default: any
 * free one), writes OUT.txt with a full URL for each path in PATHS.txt, and
 * serves until SIGTERM. Types go by endings; pages carry no charset.
 *
 *   /_/status/503          that status         /_/slow           a byte now and then
 *   /_/redirect?to=URL     there               /_/redirect-loop  in a circle of two
 *   /_/redirects/3         3 more, then root   /_/self           once to itself, with a cookie
 *   /_/huge                a body without end  /_/gzip-bomb      158 MiB of blanks in one
 *   /_/bad-gzip            packed, it says     /_/cut            promises more than comes
 *   /_/type/TYPE/SUBTYPE   bytes of that type  /_/no-type        a page without a type
 *   /_/latin1              a page in windows-1252, declared
 *   /_/headers             headers without end /_/agent          says who asked
 *   /_/dated               with Last-Modified, ETag and Date
 */
#define _XOPEN_SOURCE 700 /* realpath() */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PATH_BYTES 4096
#define BOMB_BYTES ((size_t)1 << 20)
#define CONNECTIONS_MAX 256u
#define LEN(array) (sizeof(array) / sizeof(array)[0])

struct bomb {
	char	*bytes;
	size_t	 size;
};

struct site {
	char		*root; /* resolved */
	struct bomb	 bomb;
};

struct call {
	const struct site	*site;
	struct MHD_Connection	*connection;
	const char		*rest; /* of the path, behind the name of the misbehaviour */
};

static void
die(const char *what)
{
	fprintf(stderr, "serve: %s: %s\n", what, strerror(errno));
	exit(EXIT_FAILURE);
}

/* --- answers ----------------------------------------------------------------------------- */

static enum MHD_Result
answer(struct MHD_Connection *connection, unsigned status, const char *type, const char *name,
    const char *value, struct MHD_Response *response)
{
	enum MHD_Result	 result = MHD_NO;

	if (response == NULL)
		return MHD_NO;
	if (type != NULL)
		MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
	if (name != NULL)
		MHD_add_response_header(response, name, value);
	result = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return result;
}

static struct MHD_Response *
text_response(const char *text)
{
	char	*copy = strdup(text);

	return copy == NULL ?
	    NULL :
	    MHD_create_response_from_buffer(strlen(copy), copy, MHD_RESPMEM_MUST_FREE);
}

static enum MHD_Result
say(struct MHD_Connection *connection, unsigned status, const char *text)
{
	return answer(connection, status, "text/plain", NULL, NULL, text_response(text));
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

static enum MHD_Result
serve_file(const struct site *site, struct MHD_Connection *connection, const char *path)
{
	char		 real[PATH_BYTES];
	struct stat	 st;
	int		 fd;

	if (!inside(site->root, path, real) || (fd = open(real, O_RDONLY | O_CLOEXEC)) < 0)
		return say(connection, MHD_HTTP_NOT_FOUND, "not here\n");
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return say(connection, MHD_HTTP_NOT_FOUND, "no file\n");
	}
	return answer(connection, MHD_HTTP_OK, type_of(real), NULL, NULL,
	    MHD_create_response_from_fd64((uint64_t)st.st_size, fd));
}

/* --- misbehaviour ------------------------------------------------------------------------ */

static enum MHD_Result
any_status(struct call *call)
{
	long	 status = strtol(call->rest, NULL, 10);

	return say(call->connection,
	    status >= 200 && status <= 599 ? (unsigned)status : MHD_HTTP_BAD_REQUEST,
	    "as you asked\n");
}

static enum MHD_Result
go_to(struct call *call, const char *where)
{
	return answer(call->connection, MHD_HTTP_FOUND, NULL, MHD_HTTP_HEADER_LOCATION, where,
	    text_response("elsewhere\n"));
}

static enum MHD_Result
redirect(struct call *call)
{
	const char *to = MHD_lookup_connection_value(call->connection, MHD_GET_ARGUMENT_KIND, "to");

	return to != NULL ? go_to(call, to) : say(call->connection, MHD_HTTP_BAD_REQUEST, "to?\n");
}

static enum MHD_Result
redirect_loop(struct call *call)
{
	return go_to(call, *call->rest == '\0' ? "/_/redirect-loop/back" : "/_/redirect-loop");
}

static enum MHD_Result
redirects(struct call *call)
{
	long	 left = strtol(call->rest, NULL, 10);
	char	 next[64];

	if (left <= 0 || left > 1000)
		return answer(call->connection, MHD_HTTP_OK, "text/html", NULL, NULL,
		    text_response("<!doctype html><title>Arrived</title><p>At last, the end.</p>"));
	snprintf(next, sizeof next, "/_/redirects/%ld", left - 1);
	return go_to(call, next);
}

static enum MHD_Result
redirect_self(struct call *call)
{
	struct MHD_Response	*response;

	if (MHD_lookup_connection_value(call->connection, MHD_COOKIE_KIND, "seen") != NULL)
		return answer(call->connection, MHD_HTTP_OK, "text/html", NULL, NULL,
		    text_response("<!doctype html><title>Seen</title><p>Now you may read it.</p>"));
	response = text_response("again\n");
	if (response != NULL)
		MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, "/_/self");
	return answer(call->connection, MHD_HTTP_FOUND, NULL, MHD_HTTP_HEADER_SET_COOKIE,
	    "seen=yes; Path=/", response);
}

/* Blanks for as long as anybody reads. */
static ssize_t
give_blanks(void *context, uint64_t at, char *bytes, size_t max)
{
	(void)context;
	(void)at;
	memset(bytes, ' ', max);
	return (ssize_t)max;
}

static enum MHD_Result
huge(struct call *call)
{
	return answer(call->connection, MHD_HTTP_OK, "text/html", NULL, NULL,
	    MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 65536, give_blanks, NULL, NULL));
}

/* One byte in a fifth of a second. */
static ssize_t
give_slowly(void *context, uint64_t at, char *bytes, size_t max)
{
	struct timespec	 pause = { 0, 200000000 };

	(void)context;
	(void)at;
	if (max == 0)
		return 0;
	nanosleep(&pause, NULL);
	*bytes = '.';
	return 1;
}

static enum MHD_Result
slow(struct call *call)
{
	return answer(call->connection, MHD_HTTP_OK, "text/html", NULL, NULL,
	    MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 1024, give_slowly, NULL, NULL));
}

/* Promises a thousand bytes and breaks off after a hundred. */
static ssize_t
give_some(void *context, uint64_t at, char *bytes, size_t max)
{
	(void)context;
	if (at >= 100 || max == 0)
		return MHD_CONTENT_READER_END_WITH_ERROR;
	if (max > 100 - at)
		max = (size_t)(100 - at);
	memset(bytes, 'x', max);
	return (ssize_t)max;
}

static enum MHD_Result
cut(struct call *call)
{
	return answer(call->connection, MHD_HTTP_OK, "text/html", NULL, NULL,
	    MHD_create_response_from_callback(1000, 64, give_some, NULL, NULL));
}

static enum MHD_Result
gzip_bomb(struct call *call)
{
	const struct bomb	*bomb = &call->site->bomb;

	return answer(call->connection, MHD_HTTP_OK, "text/html", MHD_HTTP_HEADER_CONTENT_ENCODING,
	    "gzip",
	    MHD_create_response_from_buffer(bomb->size, bomb->bytes, MHD_RESPMEM_PERSISTENT));
}

static enum MHD_Result
bad_gzip(struct call *call)
{
	return answer(call->connection, MHD_HTTP_OK, "text/html", MHD_HTTP_HEADER_CONTENT_ENCODING,
	    "gzip", text_response("<p>not packed at all</p>"));
}

static enum MHD_Result
any_type(struct call *call)
{
	return answer(call->connection, MHD_HTTP_OK, *call->rest != '\0' ? call->rest : "image/png",
	    NULL, NULL, text_response("Words that a page could hold, if this were one.\n"));
}

static enum MHD_Result
no_type(struct call *call)
{
	return answer(call->connection, MHD_HTTP_OK, NULL, NULL, NULL,
	    text_response(
		"<!doctype html><title>Untyped</title><p>It is a page all the same.</p>"));
}

static enum MHD_Result
latin1(struct call *call)
{
	return answer(call->connection, MHD_HTTP_OK, "text/html; charset=\"windows-1252\"", NULL,
	    NULL,
	    text_response("<!doctype html><title>Caf\xe9</title><p>\x93"
			  "D\xe9j\xe0 vu,\x94 he said.</p>"));
}

static enum MHD_Result
many_headers(struct call *call)
{
	struct MHD_Response	*response = text_response("so many\n");
	char			 name[32], value[2001];

	memset(value, 'v', sizeof value - 1);
	value[sizeof value - 1] = '\0';
	for (int i = 0; response != NULL && i < 400; i++) {
		snprintf(name, sizeof name, "X-Header-%d", i);
		MHD_add_response_header(response, name, value);
	}
	return answer(call->connection, MHD_HTTP_OK, "text/html", NULL, NULL, response);
}

static enum MHD_Result
agent(struct call *call)
{
	const char	*name = MHD_lookup_connection_value(call->connection, MHD_HEADER_KIND,
	    MHD_HTTP_HEADER_USER_AGENT);

	return say(call->connection, MHD_HTTP_OK, name != NULL ? name : "nobody\n");
}

static enum MHD_Result
dated(struct call *call)
{
	struct MHD_Response	*response =
	    text_response("<!doctype html><title>Dated</title><p>Last changed in January.</p>");

	if (response != NULL)
		MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG, "\"v1\"");
	return answer(call->connection, MHD_HTTP_OK, "text/html; charset=utf-8",
	    MHD_HTTP_HEADER_LAST_MODIFIED, "Sun, 09 Jan 2022 19:09:00 GMT", response);
}

static const struct {
	const char	*name;
	enum MHD_Result	(*act)(struct call *call);
} acts[] = {
	{ "agent", agent },
	{ "bad-gzip", bad_gzip },
	{ "cut", cut },
	{ "dated", dated },
	{ "gzip-bomb", gzip_bomb },
	{ "headers", many_headers },
	{ "huge", huge },
	{ "latin1", latin1 },
	{ "no-type", no_type },
	{ "redirect", redirect },
	{ "redirect-loop", redirect_loop },
	{ "redirects", redirects },
	{ "self", redirect_self },
	{ "slow", slow },
	{ "status", any_status },
	{ "type", any_type },
};

static enum MHD_Result
misbehave(struct call *call, const char *name)
{
	size_t	 n = strcspn(name, "/");

	for (size_t i = 0; i < LEN(acts); i++) {
		if (strlen(acts[i].name) != n || strncmp(acts[i].name, name, n) != 0)
			continue;
		call->rest = name[n] == '/' ? name + n + 1 : "";
		return acts[i].act(call);
	}
	return say(call->connection, MHD_HTTP_NOT_FOUND, "no such misbehaviour\n");
}

/* --- the daemon -------------------------------------------------------------------------- */

static enum MHD_Result
on_request(void *context, struct MHD_Connection *connection, const char *url, const char *method,
    /* NOLINTNEXTLINE(readability-non-const-parameter): the type is libmicrohttpd's. */
    const char *version, const char *upload, size_t *upload_size, void **state)
{
	struct call	 call = { .site = context, .connection = connection };

	(void)version;
	(void)upload;
	(void)upload_size;
	(void)state;
	if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
		return say(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "GET or HEAD\n");
	if (strncmp(url, "/_/", 3) == 0)
		return misbehave(&call, url + 3);
	return serve_file(call.site, connection, url + 1);
}

/* Append a Huffman code, its first bit first (RFC 1951, 3.1.1). */
static void
put_code(struct bomb *bomb, size_t *bit, unsigned code, unsigned length)
{
	while (length-- > 0) {
		if ((code >> length & 1) != 0)
			bomb->bytes[*bit / 8] = (char)(bomb->bytes[*bit / 8] | 1 << *bit % 8);
		++*bit;
	}
}

/*
 * One blank, then "258 bytes from 1 back" in 13 bits, over and over: 1 MiB
 * that unfolds into 158. It has no end; nobody should come that far.
 */
static struct bomb
build_bomb(void)
{
	static const char head[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03";
	struct bomb	  bomb = { calloc(1, BOMB_BYTES), BOMB_BYTES };
	size_t		  bit = (sizeof head - 1) * 8;

	if (bomb.bytes == NULL)
		die("gzip bomb");
	memcpy(bomb.bytes, head, sizeof head - 1);
	put_code(&bomb, &bit, 2, 3); /* not the last block, fixed codes (RFC 1951, 3.2.6) */
	put_code(&bomb, &bit, 0x30 + ' ', 8);
	while (bit + 13 <= BOMB_BYTES * 8)
		put_code(&bomb, &bit, 0xc5 << 5, 13);
	return bomb;
}

/* A full URL for each path that a file names, one a line. */
static void
write_urls(const char *from, const char *to, unsigned port)
{
	FILE	*paths = fopen(from, "r"), *urls = fopen(to, "w");
	char	 line[PATH_BYTES];

	if (paths == NULL)
		die(from);
	if (urls == NULL)
		die(to);
	while (fgets(line, sizeof line, paths) != NULL) {
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] != '\0' && line[0] != '#')
			fprintf(urls, "http://127.0.0.1:%u/%s\n", port,
			    line + (line[0] == '/' ? 1 : 0));
	}
	fclose(paths);
	if (fclose(urls) != 0)
		die(to);
}

static struct MHD_Daemon *
start(struct site *site, unsigned port)
{
	struct sockaddr_in	 at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return MHD_start_daemon(MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD,
	    (uint16_t)port, NULL, NULL, on_request, site, MHD_OPTION_SOCK_ADDR,
	    (struct sockaddr *)&at, MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MAX,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)2 << 20, MHD_OPTION_CONNECTION_TIMEOUT, 30u,
	    MHD_OPTION_END);
}

struct plan {
	const char	*root, *urls, *write;
	unsigned	 port;
};

static struct plan
read_plan(int argc, char **argv)
{
	struct plan	 plan = { 0 };

	for (int i = 1; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--root") == 0)
			plan.root = argv[i + 1];
		else if (strcmp(argv[i], "--port") == 0)
			plan.port = (unsigned)strtoul(argv[i + 1], NULL, 10);
		else if (strcmp(argv[i], "--urls") == 0)
			plan.urls = argv[i + 1];
		else if (strcmp(argv[i], "--write") == 0)
			plan.write = argv[i + 1];
		else
			plan.port = 65536;
	}
	if (argc % 2 == 0 || plan.root == NULL || plan.port > 65535 ||
	    (plan.urls == NULL) != (plan.write == NULL)) {
		fprintf(stderr,
		    "usage: serve --root DIR [--port N] [--urls PATHS.txt --write OUT.txt]\n");
		exit(2);
	}
	return plan;
}

int
main(int argc, char **argv)
{
	struct plan		 plan = read_plan(argc, argv);
	struct site		 site = { .root = realpath(plan.root, NULL) };
	const union MHD_DaemonInfo *info;
	struct MHD_Daemon	*daemon;
	sigset_t		 ends;
	int			 got;

	if (site.root == NULL)
		die(plan.root);
	/* Blocked before there are threads, so that the wait below is the only place they arrive. */
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &ends, NULL);
	signal(SIGPIPE, SIG_IGN);
	site.bomb = build_bomb();
	daemon = start(&site, plan.port);
	if (daemon == NULL)
		die("cannot listen");
	info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
	if (plan.urls != NULL)
		write_urls(plan.urls, plan.write, info->port);
	printf("http://127.0.0.1:%u/\n", (unsigned)info->port);
	fflush(stdout);
	sigwait(&ends, &got);
	MHD_stop_daemon(daemon);
	free(site.bomb.bytes);
	free(site.root);
	return EXIT_SUCCESS;
}
