/* Misbehaviour that HTTP allows. */
#include "tests/web/web.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COOKIES 200
#define COOKIE_BYTES 1000

static long
number(const struct call *call)
{
	return strtol(call->rest, NULL, 10);
}

static enum MHD_Result
any_status(struct call *call)
{
	long	 status = number(call);

	return say(call, status >= 200 && status <= 599 ? (unsigned)status : MHD_HTTP_BAD_REQUEST,
	    "as you asked\n");
}

/* --- elsewhere ------------------------------------------------------------------------------- */

static enum MHD_Result
go_to(struct call *call, const char *where)
{
	return answer(call, MHD_HTTP_FOUND, NULL, MHD_HTTP_HEADER_LOCATION, where,
	    text_response("elsewhere\n"));
}

static enum MHD_Result
redirect(struct call *call)
{
	const char	*to = MHD_lookup_connection_value(call->connection, MHD_GET_ARGUMENT_KIND, "to");

	if (to == NULL && *call->rest != '\0')
		to = call->rest + (strncmp(call->rest, "?to=", 4) == 0 ? 4 : 0);
	return to != NULL ? go_to(call, to) : say(call, MHD_HTTP_BAD_REQUEST, "to?\n");
}

static enum MHD_Result
redirect_file(struct call *call)
{
	return go_to(call, "file:///etc/passwd");
}

static enum MHD_Result
redirect_loop(struct call *call)
{
	return go_to(call, *call->rest == '\0' ? "/_/redirect-loop/back" : "/_/redirect-loop");
}

static enum MHD_Result
redirects(struct call *call)
{
	long	 left = number(call);
	char	 next[64];

	if (left <= 0 || left > 1000)
		return say_page(call,
		    "<!doctype html><title>Arrived</title><p>At last, the end.</p>");
	snprintf(next, sizeof next, "/_/redirects/%ld", left - 1);
	return go_to(call, next);
}

static enum MHD_Result
redirect_self(struct call *call)
{
	struct MHD_Response	*response;

	if (MHD_lookup_connection_value(call->connection, MHD_COOKIE_KIND, "seen") != NULL)
		return say_page(call,
		    "<!doctype html><title>Seen</title><p>Now you may read it.</p>");
	response = text_response("again\n");
	if (response != NULL)
		MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, "/_/self");
	return answer(call, MHD_HTTP_FOUND, NULL, MHD_HTTP_HEADER_SET_COOKIE, "seen=yes; Path=/",
	    response);
}

/* Many cookies, or more than anybody should take; then says how much was brought back. */
static enum MHD_Result
cookies(struct call *call)
{
	struct MHD_Response	*response;
	const char		*brought = asked(call, MHD_HTTP_HEADER_COOKIE);
	char			 cookie[COOKIE_BYTES + 64];
	long			 count = *call->rest != '\0' ? number(call) : COOKIES;

	if (strcmp(call->rest, "eaten") == 0) {
		snprintf(cookie, sizeof cookie, "%zu bytes of cookies\n",
		    brought != NULL ? strlen(brought) : 0);
		return say(call, MHD_HTTP_OK, cookie);
	}
	response = text_response("have some\n");
	for (int i = 0; response != NULL && i < count; i++) {
		int	 n = snprintf(cookie, sizeof cookie, "c%d=", i);

		memset(cookie + n, 'c', COOKIE_BYTES);
		snprintf(cookie + n + COOKIE_BYTES, 10, "; Path=/");
		MHD_add_response_header(response, MHD_HTTP_HEADER_SET_COOKIE, cookie);
	}
	return answer(call, MHD_HTTP_FOUND, NULL, MHD_HTTP_HEADER_LOCATION, "/_/cookies/eaten",
	    response);
}

/* --- without end ----------------------------------------------------------------------------- */

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
	return answer(call, MHD_HTTP_OK, "text/html", NULL, NULL,
	    MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 65536, give_blanks, NULL, NULL));
}

/* It says how much will come. */
static enum MHD_Result
promised(struct call *call)
{
	return answer(call, MHD_HTTP_OK, "text/html", NULL, NULL,
	    MHD_create_response_from_callback((uint64_t)1 << 40, 65536, give_blanks, NULL, NULL));
}

struct drip {
	const struct site	*site;
	long			 pause_ms;
};

static ssize_t
give_drop(void *context, uint64_t at, char *bytes, size_t max)
{
	const struct drip	*drip = context;

	(void)at;
	if (max == 0)
		return 0;
	doze(drip->site, drip->pause_ms);
	if (atomic_load(&drip->site->stopping))
		return MHD_CONTENT_READER_END_WITH_ERROR;
	*bytes = '.';
	return 1;
}

static enum MHD_Result
drip_each(struct call *call, long pause_ms)
{
	struct drip	*drip = malloc(sizeof *drip);

	if (drip == NULL)
		return MHD_NO;
	*drip = (struct drip) { call->site, pause_ms };
	return answer(call, MHD_HTTP_OK, "text/html", NULL, NULL,
	    MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 1024, give_drop, drip, free));
}

static enum MHD_Result
slow(struct call *call)
{
	return drip_each(call, 200);
}

static enum MHD_Result
drip(struct call *call)
{
	return drip_each(call, number(call));
}

/* A whole page, and then silence. */
static ssize_t
give_page(void *context, uint64_t at, char *bytes, size_t max)
{
	static const char	 page[] = "<!doctype html><title>Unended</title><p>All is said.</p>";

	if (at >= sizeof page - 1 || max < sizeof page) {
		doze(context, 30000);
		return MHD_CONTENT_READER_END_WITH_ERROR;
	}
	memcpy(bytes, page, sizeof page - 1);
	return (ssize_t)(sizeof page - 1);
}

static enum MHD_Result
no_end(struct call *call)
{
	return answer(call, MHD_HTTP_OK, "text/html", NULL, NULL,
	    MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 1024, give_page, call->site, NULL));
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
	return answer(call, MHD_HTTP_OK, "text/html", NULL, NULL,
	    MHD_create_response_from_callback(1000, 64, give_some, NULL, NULL));
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
	return answer(call, MHD_HTTP_OK, "text/html", NULL, NULL, response);
}

/* --- not now --------------------------------------------------------------------------------- */

static enum MHD_Result
wait_first(struct call *call)
{
	doze(call->site, number(call));
	return say_page(call, "<!doctype html><title>Late</title><p>Better late than never.</p>");
}

static enum MHD_Result
retry_after(struct call *call)
{
	return answer(call, MHD_HTTP_TOO_MANY_REQUESTS, "text/plain", MHD_HTTP_HEADER_RETRY_AFTER,
	    call->rest, text_response("too many\n"));
}

static enum MHD_Result
retry_date(struct call *call)
{
	time_t		 at = time(NULL) + number(call);
	char		 date[64];
	struct tm	 tm;

	gmtime_r(&at, &tm);
	strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", &tm);
	return answer(call, MHD_HTTP_SERVICE_UNAVAILABLE, "text/plain", MHD_HTTP_HEADER_RETRY_AFTER,
	    date, text_response("later\n"));
}

/* "2/page.html": busy twice, then the page. */
static enum MHD_Result
flaky(struct call *call)
{
	const char	*path = strchr(call->rest, '/');

	if ((long)count_path(call->site, call->path) < number(call))
		return answer(call, MHD_HTTP_SERVICE_UNAVAILABLE, "text/plain",
		    MHD_HTTP_HEADER_RETRY_AFTER, "0", text_response("busy\n"));
	return serve_file(call, path != NULL ? path + 1 : "");
}

/* --- what is said of a page ------------------------------------------------------------------ */

static enum MHD_Result
any_type(struct call *call)
{
	return answer(call, MHD_HTTP_OK, *call->rest != '\0' ? call->rest : "image/png", NULL, NULL,
	    text_response("Words that a page could hold, if this were one.\n"));
}

static enum MHD_Result
coding(struct call *call)
{
	return answer(call, MHD_HTTP_OK, "text/html", MHD_HTTP_HEADER_CONTENT_ENCODING, call->rest,
	    text_response("<p>It is not packed at all."));
}

static enum MHD_Result
no_type(struct call *call)
{
	return answer(call, MHD_HTTP_OK, NULL, NULL, NULL,
	    text_response(
		"<!doctype html><title>Untyped</title><p>It is a page all the same.</p>"));
}

static enum MHD_Result
latin1(struct call *call)
{
	return answer(call, MHD_HTTP_OK, "text/html; charset=\"windows-1252\"", NULL, NULL,
	    text_response("<!doctype html><title>Caf\xe9</title><p>\x93"
			  "D\xe9j\xe0 vu,\x94 he said.</p>"));
}

static enum MHD_Result
agent(struct call *call)
{
	const char	*name = asked(call, MHD_HTTP_HEADER_USER_AGENT);

	return say(call, MHD_HTTP_OK, name != NULL ? name : "nobody\n");
}

static enum MHD_Result
any_header(struct call *call)
{
	const char	*value = asked(call, call->rest);

	return say(call, MHD_HTTP_OK, value != NULL ? value : "-");
}

static enum MHD_Result
port(struct call *call)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(call->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	struct sockaddr_in	 in;
	char			 text[16];

	if (info == NULL)
		return MHD_NO;
	memcpy(&in, info->client_addr, sizeof in);
	snprintf(text, sizeof text, "%u", (unsigned)ntohs(in.sin_port));
	return say(call, MHD_HTTP_OK, text);
}

static enum MHD_Result
dated(struct call *call)
{
	static const char	 date[] = "Sun, 09 Jan 2022 19:09:00 GMT";
	const char		*tag = asked(call, MHD_HTTP_HEADER_IF_NONE_MATCH);
	const char		*since = asked(call, MHD_HTTP_HEADER_IF_MODIFIED_SINCE);
	bool same =
	    tag != NULL ? strcmp(tag, "\"v1\"") == 0 : since != NULL && strcmp(since, date) == 0;
	struct MHD_Response	*response = text_response(
	    same ? "" : "<!doctype html><title>Dated</title><p>Last changed in January.</p>");

	if (response != NULL)
		MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG, "\"v1\"");
	return answer(call, same ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK, "text/html; charset=utf-8",
	    MHD_HTTP_HEADER_LAST_MODIFIED, date, response);
}

static enum MHD_Result
changing(struct call *call)
{
	unsigned	 version = count_path(call->site, call->path) + 1;
	char		 tag[32], page[256];

	snprintf(tag, sizeof tag, "W/\"v%u\"", version);
	snprintf(page, sizeof page,
	    "<!doctype html><title>Version %u</title><p>The mayor, Ana Moro, said: "
	    "\"We have changed our mind %u times by now.\"</p>",
	    version, version);
	return answer(call, MHD_HTTP_OK, "text/html", MHD_HTTP_HEADER_ETAG, tag,
	    text_response(page));
}

static const struct act acts[] = {
	{ "agent", agent },
	{ "bad-gzip", bad_gzip },
	{ "bad-length", raw_bad_length },
	{ "bomb10g", gzip_bomb_10g },
	{ "br", br_page },
	{ "br-bomb", br_bomb },
	{ "changing", changing },
	{ "coding", coding },
	{ "cookies", cookies },
	{ "cut", cut },
	{ "cut-chunk", raw_cut_chunk },
	{ "dated", dated },
	{ "drip", drip },
	{ "empty", raw_empty },
	{ "endless-headers", raw_endless_headers },
	{ "flaky", flaky },
	{ "garbage", raw_garbage },
	{ "gzip-bomb", gzip_bomb },
	{ "gzip-often", gzip_often },
	{ "header", any_header },
	{ "headers", many_headers },
	{ "huge", huge },
	{ "interim", raw_interim },
	{ "latin1", latin1 },
	{ "long-header", raw_long_header },
	{ "no-end", no_end },
	{ "no-type", no_type },
	{ "port", port },
	{ "promised", promised },
	{ "redirect", redirect },
	{ "redirect-file", redirect_file },
	{ "redirect-loop", redirect_loop },
	{ "redirects", redirects },
	{ "reset", raw_reset },
	{ "reset-late", raw_reset_late },
	{ "retry-after", retry_after },
	{ "retry-date", retry_date },
	{ "self", redirect_self },
	{ "slow", slow },
	{ "status", any_status },
	{ "type", any_type },
	{ "wait", wait_first },
};

enum MHD_Result
misbehave(struct call *call, const char *name)
{
	size_t	 n = strcspn(name, "/?");

	for (size_t i = 0; i < LEN(acts); i++) {
		if (strlen(acts[i].name) != n || strncmp(acts[i].name, name, n) != 0)
			continue;
		call->rest = name + n + (name[n] == '/' ? 1 : 0);
		return acts[i].act(call);
	}
	return say(call, MHD_HTTP_NOT_FOUND, "no such misbehaviour\n");
}
