/*
 * serve: the database in a browser. One daemon with a few threads, a desk for
 * each; whoever asks under a name that is not ours is not answered, so that no
 * page of a stranger can make a browser read here (DNS rebinding).
 */
#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "cmd/desk.h"
#include "cmd/frame.h"
#include "cmd/schema.h"
#include "cmd/shelf.h"

#define DESKS_MAX 8
#define SHELF_BYTES ((size_t)64 << 20)
#define CONNECTIONS_MAX 256u
#define IDLE_SECONDS 30u
#define CONNECTION_BYTES ((size_t)32 << 10) /* head of a request and of its reply */
#define TARGET_BYTES_MAX ((size_t)16 << 10)

const struct option_row serve_options[] = {
	{ "port", 'p', "N", "port (8010; 0: any free one)" },
	{ "bind", 0, "ADDRESS", "address of this machine to listen at (127.0.0.1)" },
	{ "schema", 0, NULL, "say what its JSON looks like, and do nothing else" },
	{ NULL, 0, NULL, NULL },
};

struct server {
	struct cli	*cli;
	struct desk	 desks[DESKS_MAX];
	struct desk	*free[DESKS_MAX]; /* those that nobody is at */
	size_t		 ndesks, nfree;
	pthread_mutex_t	 lock;
	pthread_cond_t	 left;		  /* a desk has become free */
	struct shelf	*shelf;
	struct buf	 policy;
	struct MHD_Daemon *daemon;
};

/* --- desks --------------------------------------------------------------- */

static struct desk *
take_desk(struct server *server)
{
	struct desk	*desk;

	pthread_mutex_lock(&server->lock);
	while (server->nfree == 0)
		pthread_cond_wait(&server->left, &server->lock);
	desk = server->free[--server->nfree];
	pthread_mutex_unlock(&server->lock);
	return desk;
}

static void
leave_desk(struct server *server, struct desk *desk)
{
	pthread_mutex_lock(&server->lock);
	server->free[server->nfree++] = desk;
	pthread_cond_signal(&server->left);
	pthread_mutex_unlock(&server->lock);
}

static bool
open_desks(struct server *server, struct fault *f)
{
	long	 cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t	 wanted = cores < 1 ? 1 : cores > DESKS_MAX ? DESKS_MAX : (size_t)cores;

	while (server->ndesks < wanted) {
		struct desk	*desk = &server->desks[server->ndesks++];

		if (!desk_open(desk, server->cli, f))
			return false;
		server->free[server->nfree++] = desk;
	}
	return true;
}

/* --- requests ------------------------------------------------------------ */

static enum MHD_Result
send_body(const struct server *server, struct MHD_Connection *connection, const struct reply *reply)
{
	struct MHD_Response	*response;
	enum MHD_Result		 queued;
	const struct { const char *name, *value; } headers[] = {
		{ "Content-Type", reply->type },
		{ "Content-Security-Policy", server->policy.p },
		{ "X-Content-Type-Options", "nosniff" },
		{ "X-Frame-Options", "DENY" },
		{ "Referrer-Policy", "no-referrer" },
		{ "Cross-Origin-Resource-Policy", "same-origin" },
		{ "Cross-Origin-Opener-Policy", "same-origin" },
		{ "Cache-Control", "no-cache" },
		{ "Location", reply->location[0] != '\0' ? reply->location : NULL },
		{ "Allow", reply->status == MHD_HTTP_METHOD_NOT_ALLOWED ? "GET, HEAD" : NULL },
	};

	response = MHD_create_response_from_buffer(reply->n, reply->body, MHD_RESPMEM_MUST_FREE);
	if (response == NULL) {
		free(reply->body);
		return MHD_NO;
	}
	for (size_t i = 0; i < LEN(headers); i++) {
		if (headers[i].value != NULL &&
		    MHD_add_response_header(response, headers[i].name, headers[i].value) != MHD_YES) {
			MHD_destroy_response(response);
			return MHD_NO;
		}
	}
	queued = MHD_queue_response(connection, reply->status, response);
	MHD_destroy_response(response);
	return queued;
}

static enum MHD_Result
refuse(const struct server *server, struct MHD_Connection *connection, unsigned status,
    const char *why)
{
	struct reply reply = { .status = status,
		.type = "text/plain; charset=utf-8",
		.body = strdup(why),
		.n = strlen(why) };

	return reply.body != NULL ? send_body(server, connection, &reply) : MHD_NO;
}

/*
 * A name can be made to lead here by whoever owns it, an address cannot: a
 * request is ours when it names localhost or an address, with or without a port.
 */
static bool
is_ours(const char *host)
{
	char		 name[INET6_ADDRSTRLEN + 2];
	unsigned char	 address[sizeof(struct in6_addr)];
	const char	*end;
	size_t		 n;

	if (host == NULL)
		return false;
	if (host[0] == '[') {
		end = strchr(host, ']');
		host++;
	} else
		end = host + strcspn(host, ":");
	if (end == NULL || (size_t)(end - host) >= sizeof name)
		return false;
	n = (size_t)(end - host);
	memcpy(name, host, n);
	name[n] = '\0';
	end += *end == ']';
	if (*end != '\0' && (*end != ':' || end[1 + strspn(end + 1, "0123456789")] != '\0'))
		return false;
	return strcasecmp(name, "localhost") == 0 || inet_pton(AF_INET, name, address) == 1 ||
	    inet_pton(AF_INET6, name, address) == 1;
}

/* What is read from the address of a request, one parameter after the other. */
struct reading {
	struct args	 args;
	struct buf	 target; /* path and parameters, in one form for each meaning */
	const char	*wrong;  /* a parameter that is not known, or was given twice */
};

static enum MHD_Result
on_parameter(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct reading	*reading = context;

	(void)kind;
	for (size_t i = 0; desk_parameters[i].name != NULL; i++) {
		if (strcmp(desk_parameters[i].name, name) != 0 || reading->args.values[i] != NULL)
			continue;
		/* An empty field of a form asks for nothing. */
		if (value != NULL && value[0] != '\0')
			reading->args.values[i] = value;
		return MHD_YES;
	}
	/* In which format that is told may stand behind it. */
	if (reading->wrong == NULL)
		reading->wrong = name;
	return MHD_YES;
}

static void
name_target(struct reading *reading, const char *path)
{
	buf_add(&reading->target, span_of(path));
	for (size_t i = 0; desk_parameters[i].name != NULL; i++) {
		buf_char(&reading->target, '\0');
		buf_add(&reading->target, span_of(reading->args.values[i]));
	}
}

/* From the shelf when the data are as they were, else made, and put there. */
static void
find_reply(struct server *server, const char *path, const struct reading *reading,
    struct reply *reply)
{
	struct desk	*desk = take_desk(server);
	struct fault	 f = FAULT_INIT;
	bool		 changed = false;
	uint64_t	 age;

	if (!desk_changed(desk, &changed, &f)) {
		desk_refuse(&reading->args, &f, reply);
		leave_desk(server, desk);
		return;
	}
	if (changed)
		shelf_clear(server->shelf);
	if (!shelf_get(server->shelf, buf_span(&reading->target), reply, &age)) {
		desk_answer(desk, path, &reading->args, reply);
		if (reply->status == MHD_HTTP_OK && reply->body != NULL)
			shelf_put(server->shelf, buf_span(&reading->target), reply, age);
	}
	leave_desk(server, desk);
}

static enum MHD_Result
on_request(void *context, struct MHD_Connection *connection, const char *path, const char *method,
    /* NOLINTNEXTLINE(readability-non-const-parameter): the type is libmicrohttpd's. */
    const char *version, const char *upload, size_t *upload_size, void **state)
{
	struct server	*server = context;
	struct reading reading = { .args = { .command = &desk_request },
		.target = BUF(TARGET_BYTES_MAX) };
	struct reply	 reply = { .status = MHD_HTTP_OK };
	struct fault	 f = FAULT_INIT;
	enum MHD_Result	 sent;

	(void)version;
	(void)upload;
	(void)upload_size;
	/* What is sent along is not waited for: an answer now closes the connection. */
	if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
		return *state != NULL ?
		    MHD_NO :
		    refuse(server, connection, MHD_HTTP_METHOD_NOT_ALLOWED, "GET or HEAD\n");
	if (*state == NULL) {
		*state = server;
		return MHD_YES;
	}
	if (!is_ours(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host")))
		return refuse(server, connection, MHD_HTTP_MISDIRECTED_REQUEST,
		    "This is asked for by an address, or as localhost.\n");
	(void)MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, on_parameter, &reading);
	name_target(&reading, path);
	if (reading.wrong != NULL)
		fault_set(&f, FAULT_USAGE, "there is no parameter '%s', or it was given twice",
		    reading.wrong);
	else if (reading.target.failed != FAULT_NONE)
		fault_set(&f, FAULT_USAGE, "that is too long to be asked");
	if (f.kind != FAULT_NONE)
		desk_refuse(&reading.args, &f, &reply);
	else
		find_reply(server, path, &reading, &reply);
	buf_free(&reading.target);
	sent = reply.body != NULL ? send_body(server, connection, &reply) : MHD_NO;
	return sent;
}

/* --- the daemon ---------------------------------------------------------- */

/* An address of this machine, as it is written: no name is looked up. */
static bool
read_address(const char *bind, long port, struct sockaddr_storage *address, struct fault *f)
{
	struct sockaddr_in	 in = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port) };

	memset(address, 0, sizeof *address);
	if (inet_pton(AF_INET, bind, &in.sin_addr) == 1)
		memcpy(address, &in, sizeof in);
	else if (inet_pton(AF_INET6, bind, &in6.sin6_addr) == 1)
		memcpy(address, &in6, sizeof in6);
	else
		return fault_set(f, FAULT_USAGE,
		    "--bind takes an address such as 127.0.0.1 or ::1, not '%s'", bind);
	return true;
}

static bool
start(struct server *server, const struct sockaddr_storage *address, const char *bind, long port,
    struct fault *f)
{
	unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL |
	    (address->ss_family == AF_INET6 ? MHD_USE_IPv6 : 0);

	server->daemon = MHD_start_daemon(flags, 0, NULL, NULL, on_request, server,
	    MHD_OPTION_SOCK_ADDR, (const struct sockaddr *)address, MHD_OPTION_THREAD_POOL_SIZE,
	    (unsigned)server->ndesks, MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MAX,
	    MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
	    CONNECTION_BYTES, MHD_OPTION_END);
	return server->daemon != NULL ||
	    fault_set(f, FAULT_IO,
		"cannot listen at %s, port %ld: %s; --port names another, and 0 takes any that is "
		"free",
		bind, port, strerror(errno));
}

static void
say_where(struct server *server, const char *bind)
{
	const union MHD_DaemonInfo	*info =
	    MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
	bool	 six = strchr(bind, ':') != NULL;

	fprintf(server->cli->out, "http://%s%s%s:%u/\n", six ? "[" : "", bind, six ? "]" : "",
	    info != NULL ? (unsigned)info->port : 0);
	fflush(server->cli->out);
}

static void
wait_for_end(const struct cli *cli)
{
	const struct timespec	 while_nothing_comes = { 0, 100000000 };

	while (!*cli->stop)
		nanosleep(&while_nothing_comes, NULL);
}

static enum exit_status
serve(struct cli *cli, const struct args *args)
{
	struct server server = { .cli = cli,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.left = PTHREAD_COND_INITIALIZER,
		.shelf = shelf_new(SHELF_BYTES),
		.policy = BUF((size_t)4096) };
	const char		*bind = args_get(args, "bind");
	struct sockaddr_storage	 address;
	struct fault		 f = FAULT_INIT;
	long			 port;
	bool			 ok;

	bind = bind != NULL ? bind : "127.0.0.1";
	frame_policy(&server.policy, true);
	buf_add(&server.policy, SPAN("; frame-ancestors 'none'"));
	buf_char(&server.policy, '\0');
	ok = server.shelf != NULL || fault_set(&f, FAULT_MEMORY, "out of memory");
	ok = ok && buf_ok(&server.policy, &f) &&
	    args_number(args, "port", 0, 65535, 8010, &port, &f) &&
	    read_address(bind, port, &address, &f) && open_desks(&server, &f) &&
	    start(&server, &address, bind, port, &f);
	if (ok) {
		say_where(&server, bind);
		wait_for_end(cli);
		MHD_stop_daemon(server.daemon);
	}
	for (size_t i = 0; i < server.ndesks; i++)
		desk_close(&server.desks[i]);
	shelf_free(server.shelf);
	buf_free(&server.policy);
	return ok ? EXIT_FOUND : cli_fail(cli, &f);
}

enum exit_status
cmd_serve(struct cli *cli, const struct args *args)
{
	struct fault	 f = FAULT_INIT;

	if (args_get(args, "schema") == NULL)
		return serve(cli, args);
	return schema_print(cli->out, "served", &f) ? EXIT_FOUND : cli_fail(cli, &f);
}
