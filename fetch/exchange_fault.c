/* Why an exchange failed, in words for people; statuses, too. */
#include <errno.h>
#include <netdb.h>

#include "fetch/exchange_parts.h"

/* Statuses that people meet, in the words of RFC 9110, section 15, RFC 6585 and RFC 7725. */
static const struct {
	long		 status;
	const char	*words;
	enum fault_kind	 kind;
} statuses[] = {
	{ 204, "no content", FAULT_NETWORK },
	{ 400, "bad request", FAULT_NETWORK },
	{ 401, "wants a login", FAULT_NETWORK },
	{ 402, "wants payment", FAULT_NETWORK },
	{ 403, "forbidden", FAULT_NETWORK },
	{ 404, "not found", FAULT_MISSING },
	{ 406, "not acceptable", FAULT_NETWORK },
	{ 407, "the proxy wants a login", FAULT_NETWORK },
	{ 408, "request timeout", FAULT_NETWORK },
	{ 410, "gone", FAULT_MISSING },
	{ 421, "misdirected request", FAULT_NETWORK },
	{ 425, "too early", FAULT_NETWORK },
	{ 429, "too many requests", FAULT_THROTTLED },
	{ 451, "unavailable for legal reasons", FAULT_NETWORK },
	{ 500, "internal server error", FAULT_NETWORK },
	{ 502, "bad gateway", FAULT_NETWORK },
	{ 503, "service unavailable", FAULT_THROTTLED },
	{ 504, "gateway timeout", FAULT_NETWORK },
};

bool
exchange_status_fault(long status, struct span url, struct fault *f)
{
	for (size_t i = 0; i < LEN(statuses); i++) {
		if (statuses[i].status == status)
			return fault_set(f, statuses[i].kind, "%.*s: the server answers %ld (%s)",
			    SPAN_ARG(url), status, statuses[i].words);
	}
	return fault_set(f, FAULT_NETWORK, "%.*s: the server answers %ld", SPAN_ARG(url), status);
}

/* Why a connection failed. A port that refuses does so again a moment later. */
static const struct {
	int		 error;
	bool		 retry;
	const char	*words;
} connects[] = {
	{ ECONNREFUSED,		false,	"connection refused" },
	{ ECONNRESET,		true,	"connection reset" },
	{ EHOSTUNREACH,		true,	"no route to the host" },
	{ ENETUNREACH,		true,	"network unreachable" },
	{ ETIMEDOUT,		true,	"no answer" },
	{ EACCES,		false,	"not permitted here" },
	{ EPERM,		false,	"not permitted here" },
	{ EMFILE,		true,	"too many open files" },
	{ ENFILE,		true,	"too many open files" },
	{ 0,			false,	"no address answers" },
};

/* What OpenSSL finds wrong with a certificate, by its X509_V_ERR numbers. */
static const struct {
	long		 number;
	const char	*words;
} certificates[] = {
	{ 9,	"it is not valid yet" },
	{ 10,	"it has expired" },
	{ 18,	"it vouches for itself" },
	{ 19,	"its issuer is unknown" },
	{ 20,	"its issuer is unknown" },
	{ 21,	"its issuer is unknown" },
	{ 23,	"it was revoked" },
	{ 26,	"it is not meant for servers" },
	{ 62,	"it is for another host" },
	{ 64,	"it is for another address" },
	{ 66,	"its key is too weak" },
	{ 67,	"its issuer's key is too weak" },
	{ 68,	"its signature is too weak" },
};

/* What libcurl found; codes that need more to say it are not here. */
static const struct {
	CURLcode	 code;
	enum fault_kind	 kind;
	bool		 retry;
	const char	*words;
} transfers[] = {
	{ CURLE_OK,			FAULT_NETWORK,	false,	"the answer is no sound HTTP" },
	{ CURLE_URL_MALFORMAT,		FAULT_INPUT,	false,	"not a URL that can be fetched" },
	{ CURLE_COULDNT_RESOLVE_PROXY,	FAULT_MISSING,	false,	"the proxy: no such host" },
	{ CURLE_GOT_NOTHING,		FAULT_NETWORK,	true,	"the server hung up without an answer" },
	{ CURLE_HTTP2,			FAULT_NETWORK,	true,	"the connection broke (HTTP/2)" },
	{ CURLE_HTTP2_STREAM,		FAULT_NETWORK,	true,	"the answer broke off (HTTP/2)" },
	{ CURLE_UNSUPPORTED_PROTOCOL,	FAULT_NETWORK,	false,	"the answer is not HTTP" },
	{ CURLE_SSL_CACERT_BADFILE,	FAULT_INPUT,	false,
	    "the file of trusted certificates holds none" },
	{ CURLE_BAD_CONTENT_ENCODING,	FAULT_NETWORK,	false,
	    "the body is not packed as its Content-Encoding says" },
};

struct told {
	const struct exchange	*x;
	struct span		 url;
	bool			*retry;
	struct fault		*f;
};

static curl_off_t
info(const struct exchange *x, CURLINFO which)
{
	curl_off_t	 value = 0;

	curl_easy_getinfo(x->curl, which, &value);
	return value;
}

static const char *
curl_words(const struct exchange *x, CURLcode code)
{
	return x->problem[0] != '\0' ? x->problem : curl_easy_strerror(code);
}

static long
os_error(const struct exchange *x)
{
	long	 error = 0;

	curl_easy_getinfo(x->curl, CURLINFO_OS_ERRNO, &error);
	return error != 0 ? error : x->socket_error;
}

static bool
cause_fault(const struct told *t)
{
	const struct exchange_options	*options = &t->x->home->options;
	struct span			 url = t->url;

	switch (t->x->cause) {
	case CAUSE_BODY:
		return fault_set(t->f, FAULT_LIMIT, "%.*s: body larger than %zu bytes as sent",
		    SPAN_ARG(url), options->body_max_bytes);
	case CAUSE_UNPACKED:
		if (t->x->body.failed == FAULT_MEMORY)
			return fault_set(t->f, FAULT_MEMORY, "%.*s: out of memory", SPAN_ARG(url));
		return fault_set(t->f, FAULT_LIMIT, "%.*s: body larger than %zu bytes unpacked",
		    SPAN_ARG(url), options->unpacked_max_bytes);
	case CAUSE_HEADERS:
		return fault_set(t->f, FAULT_LIMIT, "%.*s: headers larger than %zu bytes",
		    SPAN_ARG(url), HEADERS_MAX);
	case CAUSE_COOKIES:
		return fault_set(t->f, FAULT_LIMIT, "%.*s: sets more than %zu bytes of cookies",
		    SPAN_ARG(url), COOKIES_SET_MAX);
	case CAUSE_CROWD:
		*t->retry = true;
		return fault_set(t->f, FAULT_LIMIT,
		    "%.*s: no room for its body beside the others, which take %zu bytes",
		    SPAN_ARG(url), t->x->home->bodies_max);
	case CAUSE_UNASKED:
		return fault_set(t->f, FAULT_NETWORK,
		    "%.*s: packed in a way that was not asked for", SPAN_ARG(url));
	case CAUSE_CODINGS:
		return fault_set(t->f, FAULT_LIMIT, "%.*s: body packed more than %d times over",
		    SPAN_ARG(url), CODINGS_MAX);
	default:
		return fault_set(t->f, FAULT_NETWORK,
		    "%.*s: a private address that a public one redirects to (see --allow-private)",
		    SPAN_ARG(url));
	}
}

static bool
connect_fault(const struct told *t)
{
	long	 error = os_error(t->x);
	size_t	 i = 0;

	while (connects[i].error != error && connects[i].error != 0)
		i++;
	*t->retry = connects[i].retry;
	return fault_set(t->f, FAULT_NETWORK, "%.*s: could not connect%s: %s", SPAN_ARG(t->url),
	    t->x->home->options.proxy != NULL ? " to the proxy" : "", connects[i].words);
}

/* A name that is found now, or that nobody could say anything of, may be found later. */
static bool
name_fault(const struct told *t)
{
	int	 error = t->x->name_error;

	*t->retry = error == 0 || error == EAI_AGAIN || error == EAI_MEMORY || error == EAI_SYSTEM;
	return *t->retry ?
	    fault_set(t->f, FAULT_NETWORK, "%.*s: the name servers did not say where its host is",
		SPAN_ARG(t->url)) :
	    fault_set(t->f, FAULT_MISSING, "%.*s: no such host", SPAN_ARG(t->url));
}

/* The last thing that happened tells what was waited for. */
static bool
timeout_fault(const struct told *t)
{
	const struct exchange_options	*options = &t->x->home->options;
	struct span			 url = t->url;
	curl_off_t			 sent = info(t->x, CURLINFO_SIZE_DOWNLOAD_T);
	char				*remote = NULL;

	*t->retry = true;
	curl_easy_getinfo(t->x->curl, CURLINFO_PRIMARY_IP, &remote);
	if (info(t->x, CURLINFO_NAMELOOKUP_TIME_T) == 0)
		return fault_set(t->f, FAULT_NETWORK, "%.*s: its host is not found in time",
		    SPAN_ARG(url));
	if (remote == NULL || *remote == '\0')
		return fault_set(t->f, FAULT_NETWORK, "%.*s: could not connect: no answer in time",
		    SPAN_ARG(url));
	if (info(t->x, CURLINFO_PRETRANSFER_TIME_T) == 0)
		return fault_set(t->f, FAULT_NETWORK, "%.*s: no secure connection in time",
		    SPAN_ARG(url));
	if (!t->x->headers_end)
		return fault_set(t->f, FAULT_NETWORK, "%.*s: connected, but no answer in time",
		    SPAN_ARG(url));
	if (strncmp(t->x->problem, "Operation too slow", 18) == 0)
		return fault_set(t->f, FAULT_NETWORK,
		    "%.*s: too slow: less than %ld bytes a second for %ld seconds", SPAN_ARG(url),
		    options->slow_bytes_per_s, options->slow_s);
	return fault_set(t->f, FAULT_NETWORK, "%.*s: too slow: %lld bytes came before time was up",
	    SPAN_ARG(url), (long long)sent);
}

static bool
broken_fault(const struct told *t)
{
	const char	*what = os_error(t->x) == ECONNRESET ? "was reset" : "broke";
	struct span	 url = t->url;
	long long	 sent = info(t->x, CURLINFO_SIZE_DOWNLOAD_T);
	long long	 length = info(t->x, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T);
	long		 refusal = 0;

	curl_easy_getinfo(t->x->curl, CURLINFO_HTTP_CONNECTCODE, &refusal);
	if (refusal >= 300)
		return fault_set(t->f, FAULT_NETWORK, "%.*s: the proxy answers %ld", SPAN_ARG(url),
		    refusal);
	*t->retry = true;
	if (!t->x->headers_end)
		return fault_set(t->f, FAULT_NETWORK, "%.*s: the connection %s before an answer",
		    SPAN_ARG(url), what);
	if (length > 0)
		return fault_set(t->f, FAULT_NETWORK,
		    "%.*s: the connection %s after %lld of %lld bytes", SPAN_ARG(url), what, sent,
		    length);
	return fault_set(t->f, FAULT_NETWORK, "%.*s: the connection %s after %lld bytes",
	    SPAN_ARG(url), what, sent);
}

/* That a name does not fit is libcurl's own finding, and has no number. */
static bool
trust_fault(const struct told *t)
{
	const char	*words = curl_words(t->x, CURLE_PEER_FAILED_VERIFICATION);
	long		 number = 0;

	curl_easy_getinfo(t->x->curl, CURLINFO_SSL_VERIFYRESULT, &number);
	if (strstr(words, "match") != NULL)
		words = "it is for another host";
	for (size_t i = 0; i < LEN(certificates); i++) {
		if (certificates[i].number == number)
			words = certificates[i].words;
	}
	return fault_set(t->f, FAULT_NETWORK, "%.*s: the certificate is not to be trusted: %s",
	    SPAN_ARG(t->url), words);
}

/* A line of the headers that libcurl finds too long is out of memory to it. */
static bool
memory_fault(const struct told *t)
{
	if (info(t->x, CURLINFO_PRETRANSFER_TIME_T) > 0 && !t->x->headers_end)
		return fault_set(t->f, FAULT_LIMIT, "%.*s: a header longer than %zu bytes",
		    SPAN_ARG(t->url), HEADER_LINE_MAX);
	return fault_set(t->f, FAULT_MEMORY, "%.*s: out of memory", SPAN_ARG(t->url));
}

static bool
transfer_fault(const struct told *t, CURLcode code)
{
	for (size_t i = 0; i < LEN(transfers); i++) {
		if (transfers[i].code != code)
			continue;
		*t->retry = transfers[i].retry;
		return fault_set(t->f, transfers[i].kind, "%.*s: %s", SPAN_ARG(t->url),
		    transfers[i].words);
	}
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return name_fault(t);
	case CURLE_COULDNT_CONNECT:
		return connect_fault(t);
	case CURLE_OPERATION_TIMEDOUT:
		return timeout_fault(t);
	case CURLE_PARTIAL_FILE:
	case CURLE_RECV_ERROR:
	case CURLE_SEND_ERROR:
		return broken_fault(t);
	case CURLE_PEER_FAILED_VERIFICATION:
		return trust_fault(t);
	case CURLE_OUT_OF_MEMORY:
		return memory_fault(t);
	case CURLE_WEIRD_SERVER_REPLY:
		return fault_set(t->f, FAULT_NETWORK, "%.*s: the answer is no sound HTTP: %s",
		    SPAN_ARG(t->url), curl_words(t->x, code));
	case CURLE_SSL_CONNECT_ERROR:
		*t->retry = os_error(t->x) == ECONNRESET;
		return fault_set(t->f, FAULT_NETWORK, "%.*s: no secure connection: %s",
		    SPAN_ARG(t->url), curl_words(t->x, code));
	default:
		return fault_set(t->f, FAULT_NETWORK, "%.*s: %s", SPAN_ARG(t->url),
		    curl_words(t->x, code));
	}
}

void
exchange_explain(const struct exchange *x, bool *retry, bool *reached, struct fault *why)
{
	struct told	 t = { x, buf_span(&x->url), retry, why };

	*retry = false;
	*reached = info(x, CURLINFO_PRETRANSFER_TIME_T) > 0;
	if (x->cause != CAUSE_NONE)
		cause_fault(&t);
	else
		transfer_fault(&t, x->code);
}
