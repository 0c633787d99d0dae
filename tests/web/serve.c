/*
 * The web of the tests: serves a directory on the loopback, and misbehaves on
 * request.
 *
 *   serve --root DIR [--port N] [--log FILE] [--dated yes] [--tls CERT.pem --key KEY.pem]
 *       [--urls PATHS.txt --write OUT.txt [--hosts N]] [--latency MS]
 *
 * Every address of 127.0.0.0/8 is served, each a host of its own to whoever
 * asks, and nobody outside. Prints "http://127.0.0.1:PORT/" when it is ready
 * (port 0, the default: any free one; https with --tls) and serves until
 * SIGTERM. OUT.txt gets a full URL for each path in PATHS.txt, over N hosts in
 * turn (127.0.0.1, 127.0.0.2, ...; default 1). FILE gets a line for each
 * request that ended, "START END HOST TARGET STATUS AGENT": milliseconds of
 * CLOCK_MONOTONIC, the Host header, path and query, 0 when there was no
 * answer, and who asked. Every answer begins MS late. Types go by endings; pages carry no charset, and with --dated an ETag
 * and Last-Modified, for which there is 304. A host's /robots.txt is the file
 * robots-HOST.txt (robots-127.0.0.7.txt), else robots.txt, else 404; when the
 * first of these is a line like "/_/status/503", then what it says. A proxy's
 * requests (GET http://host/path) are answered as if the host were here.
 *
 *   /_/status/503          that status         /_/agent          says who asked
 *   /_/type/TYPE/SUBTYPE   bytes of that type  /_/no-type        a page without a type
 *   /_/latin1              a page in windows-1252, declared
 *   /_/port                says from which port it was asked
 *   /_/header/NAME         says what was sent as that header
 *   /_/dated               with Last-Modified, ETag and Date, and 304
 *   /_/changing            another page each time, with a weak ETag
 *
 *   /_/redirect?to=URL, /_/redirect/URL  there  /_/redirect-loop  in a circle of two
 *   /_/redirects/3         3 more, then root   /_/self           once to itself, with a cookie
 *   /_/redirect-file       to file:///etc/passwd
 *   /_/cookies, /_/cookies/50  200 KB of them, 50 KB; leads to where it is said how many came back
 *
 *   /_/slow                a byte five times a second, no end
 *   /_/drip/MS             a byte each MS, no end
 *   /_/wait/MS             a page after MS     /_/no-end         a page, then silence
 *   /_/huge                a body without end  /_/promised       1 TiB, it says, and begins
 *   /_/cut                 promises more than comes
 *   /_/headers             800 KB of headers
 *
 *   /_/retry-after/TEXT    429, Retry-After: TEXT
 *   /_/retry-date/N        503, Retry-After: the date in N seconds
 *   /_/flaky/N/PATH        503, Retry-After: 0 for the first N requests, then the file
 *
 *   /_/gzip-bomb           1 GiB of blanks     /_/bomb10g        10 GiB of them
 *   /_/bad-gzip            packed, it says     /_/gzip-often     four times packed, it says
 *   /_/br                  a page              /_/br-bomb        256 MiB of blanks
 *   /_/coding/NAME         a page not packed, with that Content-Encoding
 *
 * and, only without TLS, what is not HTTP:
 *
 *   /_/empty               hangs up            /_/garbage        greets like a mail server
 *   /_/reset               resets              /_/reset-late     resets within the body
 *   /_/long-header         one line of 1 MiB   /_/endless-headers, /_/interim  as they say
 *   /_/bad-length          Content-Length: many
 *   /_/cut-chunk           ends within a chunk
 */
#define _XOPEN_SOURCE 700 /* realpath() */

#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/web/web.h"

#define CONNECTIONS_MAX 900u /* of the thousand files that a process may usually open */
#define PEM_MAX 65536

static void
die(const char *what)
{
	fprintf(stderr, "serve: %s: %s\n", what, strerror(errno));
	exit(EXIT_FAILURE);
}

/* --- requests -------------------------------------------------------------------------------- */

/* The first that is known of a request, and as it was sent. */
static void *
on_target(void *context, const char *target, struct MHD_Connection *connection)
{
	struct visit	*visit = calloc(1, sizeof *visit);

	(void)context;
	(void)connection;
	if (visit != NULL) {
		visit->start_ms = clock_ms();
		snprintf(visit->target, sizeof visit->target, "%s", target);
	}
	return visit;
}

static enum MHD_Result
on_request(void *context, struct MHD_Connection *connection, const char *url, const char *method,
    /* NOLINTNEXTLINE(readability-non-const-parameter): the type is libmicrohttpd's. */
    const char *version, const char *upload, size_t *upload_size, void **state)
{
	struct call call = { .site = context, .connection = connection, .visit = *state, .path = url };
	const char	*host = asked(&call, MHD_HTTP_HEADER_HOST);
	const char	*agent = asked(&call, MHD_HTTP_HEADER_USER_AGENT);

	(void)version;
	(void)upload;
	(void)upload_size;
	if (call.visit == NULL)
		return MHD_NO;
	if (!call.visit->whole) { /* an answer before the request is whole closes the connection */
		call.visit->whole = true;
		return MHD_YES;
	}
	snprintf(call.visit->host, sizeof call.visit->host, "%s", host != NULL ? host : "-");
	snprintf(call.visit->agent, sizeof call.visit->agent, "%s", agent != NULL ? agent : "-");
	doze(call.site, call.site->latency_ms);
	if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
		return say(&call, MHD_HTTP_METHOD_NOT_ALLOWED, "GET or HEAD\n");
	if (strncmp(url, "http://", 7) == 0) {
		url = strchr(url + 7, '/');
		if (url == NULL)
			return say(&call, MHD_HTTP_BAD_REQUEST, "no path\n");
	}
	if (strncmp(url, "/_/", 3) == 0)
		return misbehave(&call, url + 3);
	return serve_file(&call, url + 1);
}

static void
on_end(void *context, struct MHD_Connection *connection, void **state,
    enum MHD_RequestTerminationCode code)
{
	const struct site	*site = context;
	struct visit		*visit = *state;

	(void)connection;
	(void)code;
	if (visit != NULL && site->log != NULL)
		fprintf(site->log, "%lld %lld %s %s %u %s\n", (long long)visit->start_ms,
		    (long long)clock_ms(), visit->host, visit->target, visit->status, visit->agent);
	free(visit);
	*state = NULL;
}

/* Only the loopback is let in, though every address is listened on. */
static enum MHD_Result
on_connect(void *context, const struct sockaddr *address, socklen_t length)
{
	struct sockaddr_in	 in;

	(void)context;
	if (length < sizeof in || address->sa_family != AF_INET)
		return MHD_NO;
	memcpy(&in, address, sizeof in);
	return ntohl(in.sin_addr.s_addr) >> 24 == 127 ? MHD_YES : MHD_NO;
}

/* --- the daemon ------------------------------------------------------------------------------ */

struct plan {
	const char	*root, *urls, *write, *log, *cert, *key, *dated;
	unsigned	 port, hosts, latency;
};

static unsigned
read_number(const char *text)
{
	return (unsigned)strtoul(text, NULL, 10);
}

static struct plan
read_plan(int argc, char **argv)
{
	struct plan	 plan = { .hosts = 1 };
	const struct {
		const char	*name, **text;
		unsigned	*number;
	} options[] = {
		{ "--root", &plan.root, NULL },
		{ "--urls", &plan.urls, NULL },
		{ "--write", &plan.write, NULL },
		{ "--log", &plan.log, NULL },
		{ "--dated", &plan.dated, NULL },
		{ "--tls", &plan.cert, NULL },
		{ "--key", &plan.key, NULL },
		{ "--port", NULL, &plan.port },
		{ "--hosts", NULL, &plan.hosts },
		{ "--latency", NULL, &plan.latency },
	};

	for (int i = 1; i + 1 < argc; i += 2) {
		size_t	 k = 0;

		while (k < LEN(options) && strcmp(argv[i], options[k].name) != 0)
			k++;
		if (k == LEN(options))
			plan.port = 65536;
		else if (options[k].text != NULL)
			*options[k].text = argv[i + 1];
		else
			*options[k].number = read_number(argv[i + 1]);
	}
	if (argc % 2 == 0 || plan.root == NULL || plan.port > 65535 || plan.hosts - 1 >= 60000 ||
	    (plan.urls == NULL) != (plan.write == NULL) ||
	    (plan.cert == NULL) != (plan.key == NULL)) {
		fprintf(stderr,
		    "usage: serve --root DIR [--port N] [--log FILE] [--dated yes]\n"
		    "    [--tls CERT.pem --key KEY.pem]"
		    " [--urls PATHS.txt --write OUT.txt [--hosts N]] [--latency MS]\n");
		exit(2);
	}
	return plan;
}

/* A full URL for each path that a file names, one a line. */
static void
write_urls(const struct plan *plan, unsigned port)
{
	FILE		*paths = fopen(plan->urls, "r"), *urls = fopen(plan->write, "w");
	char		 line[PATH_BYTES];
	unsigned	 host = 0;

	if (paths == NULL)
		die(plan->urls);
	if (urls == NULL)
		die(plan->write);
	while (fgets(line, sizeof line, paths) != NULL) {
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] == '\0' || line[0] == '#')
			continue;
		fprintf(urls, "%s://127.0.%u.%u:%u/%s\n", plan->cert != NULL ? "https" : "http",
		    host / 250, host % 250 + 1, port, line + (line[0] == '/' ? 1 : 0));
		host = (host + 1) % plan->hosts;
	}
	fclose(paths);
	if (fclose(urls) != 0)
		die(plan->write);
}

static char *
read_pem(const char *name)
{
	FILE	*file = fopen(name, "r");
	char	*pem = calloc(1, PEM_MAX);

	if (file == NULL || pem == NULL || fread(pem, 1, PEM_MAX - 1, file) == 0)
		die(name);
	fclose(file);
	return pem;
}

static struct MHD_Daemon *
start(struct site *site, const struct plan *plan)
{
	struct MHD_OptionItem	 tls[] = {
		{ MHD_OPTION_END, 0, NULL },
		{ MHD_OPTION_HTTPS_MEM_KEY, 0, NULL },
		{ MHD_OPTION_END, 0, NULL },
	};
	unsigned flags =
	    MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL;
	struct MHD_Daemon	*daemon;

	if (plan->cert != NULL) {
		flags |= MHD_USE_TLS;
		tls[0] =
		    (struct MHD_OptionItem) { MHD_OPTION_HTTPS_MEM_CERT, 0, read_pem(plan->cert) };
		tls[1].ptr_value = read_pem(plan->key);
	}
	daemon = MHD_start_daemon(flags, (uint16_t)plan->port, on_connect, NULL, on_request, site,
	    MHD_OPTION_ARRAY, tls, MHD_OPTION_URI_LOG_CALLBACK, on_target, NULL,
	    MHD_OPTION_NOTIFY_COMPLETED, on_end, site, MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MAX,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)2 << 20, MHD_OPTION_CONNECTION_TIMEOUT, 30u,
	    MHD_OPTION_END);
	if (daemon == NULL)
		die("cannot listen");
	free(tls[0].ptr_value);
	free(tls[1].ptr_value);
	return daemon;
}

static void
close_site(struct site *site)
{
	struct count	*next;

	if (site->log != NULL && fclose(site->log) != 0)
		die("log");
	for (struct count *count = site->counts; count != NULL; count = next) {
		next = count->next;
		free(count);
	}
	pthread_mutex_destroy(&site->lock);
	free(site->root);
}

/* Blocked before there are threads, so that a wait is the only place where they arrive. */
static sigset_t
block_signals(void)
{
	sigset_t	 ends;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &ends, NULL);
	signal(SIGPIPE, SIG_IGN);
	return ends;
}

int
main(int argc, char **argv)
{
	struct plan	 plan = read_plan(argc, argv);
	struct site		 site = {
		.root = realpath(plan.root, NULL),
		.dated = plan.dated != NULL,
		.latency_ms = plan.latency,
	};
	const sigset_t			 ends = block_signals();
	const union MHD_DaemonInfo	*info;
	struct MHD_Daemon		*daemon;
	int				 got;

	if (site.root == NULL)
		die(plan.root);
	if (plan.log != NULL && (site.log = fopen(plan.log, "a")) == NULL)
		die(plan.log);
	if (site.log != NULL)
		setvbuf(site.log, NULL, _IOLBF, BUFSIZ);
	pthread_mutex_init(&site.lock, NULL);
	daemon = start(&site, &plan);
	info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
	if (plan.urls != NULL)
		write_urls(&plan, info->port);
	printf("%s://127.0.0.1:%u/\n", plan.cert != NULL ? "https" : "http", (unsigned)info->port);
	fflush(stdout);
	sigwait(&ends, &got);
	atomic_store(&site.stopping, true);
	MHD_stop_daemon(daemon);
	close_site(&site);
	return EXIT_SUCCESS;
}
