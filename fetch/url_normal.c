#include <arpa/inet.h>
#include <idn2.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "fetch/octet.h"
#include "fetch/tracker.h"
#include "fetch/url_parts.h"

#define PORT_MAX 65535
#define NAME_MAX_BYTES 1024 /* of a host as written; DNS ends at 253 */

/* Schemes we ask for, and the port that each means. */
static const struct scheme {
	struct span	 name;
	unsigned	 port;
} schemes[] = {
	{ { "http", 4 }, 80 },
	{ { "https", 5 }, 443 },
};

static const struct scheme *
scheme_find(struct span name)
{
	for (size_t i = 0; i < LEN(schemes); i++) {
		if (span_eq_case(name, schemes[i].name))
			return &schemes[i];
	}
	return NULL;
}

/* Digits with any zeros before them; an empty port is the scheme's own. */
static bool
read_port(const struct url *parts, unsigned *port)
{
	const struct scheme	*scheme = scheme_find(parts->scheme);

	*port = 0;
	if (scheme == NULL)
		return false;
	if (parts->port.n == 0)
		*port = scheme->port;
	for (size_t i = 0; i < parts->port.n; i++) {
		char	 c = parts->port.p[i];

		if (c < '0' || c > '9')
			return false;
		*port = *port * 10 + (unsigned)(c - '0');
		if (*port > PORT_MAX)
			return false;
	}
	return true;
}

/* A backslash in the authority is where readers differ about the host: nobody's honest URL. */
static bool
is_web(const struct url *parts)
{
	unsigned	 port;

	return parts->host.n > 0 && read_port(parts, &port) &&
	    span_find(parts->authority, SPAN("\\")) == parts->authority.n;
}

bool
url_is_web(struct span url)
{
	struct url	 parts;

	url_split(octet_trim(url), &parts);
	return is_web(&parts);
}

/* "[::1]" in the shortest form (RFC 5952); false when it is no IPv6 address. */
static bool
add_literal(struct span host, struct buf *out)
{
	char		 digits[INET6_ADDRSTRLEN];
	struct in6_addr	 address;

	if (host.n < 2 || host.n - 2 >= sizeof digits || host.p[host.n - 1] != ']')
		return false;
	memcpy(digits, host.p + 1, host.n - 2);
	digits[host.n - 2] = '\0';
	if (inet_pton(AF_INET6, digits, &address) != 1 ||
	    inet_ntop(AF_INET6, &address, digits, sizeof digits) == NULL)
		return false;
	buf_char(out, '[');
	buf_add(out, span_of(digits));
	buf_char(out, ']');
	return true;
}

/* Could it be looked up: ASCII, and nothing in it that ends a host or must be encoded? */
static bool
is_name(struct span host)
{
	for (size_t i = 0; i < host.n; i++) {
		if (host.p[i] <= ' ' || host.p[i] >= 0x7f ||
		    strchr("\"#%/:<>?@[\\]^`{|}", host.p[i]) != NULL)
			return false;
	}
	return host.n > 0;
}

static bool
is_ascii(struct span s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	}
	return true;
}

/* A decoded name by IDNA, into `out`; *known says whether there is such a name. */
static bool
add_name(struct span host, struct buf *out, bool *known, struct fault *f)
{
	size_t	 start = out->n;
	char	*ascii = NULL;
	int	 result = IDN2_OK;

	*known = false;
	/* Case is all that IDNA changes in ASCII. */
	if (is_ascii(host)) {
		buf_add(out, host);
	} else if (host.n <= NAME_MAX_BYTES && memchr(host.p, '\0', host.n) == NULL) {
		result = idn2_to_ascii_8z(host.p, &ascii, IDN2_NONTRANSITIONAL);
		buf_add(out, span_of(ascii));
		idn2_free(ascii);
	}
	if (result == IDN2_MALLOC)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	if (!buf_ok(out, f))
		return false;
	for (size_t i = start; i < out->n; i++)
		out->p[i] = octet_lower(out->p[i]);
	/* "example.org." is the same host, said more exactly. */
	while (out->n > start && out->p[out->n - 1] == '.')
		buf_cut(out, out->n - 1);
	*known = is_name(span_cut(buf_span(out), start, out->n));
	return true;
}

static bool
add_host(struct span host, struct buf *out, bool *known, struct fault *f)
{
	struct buf	 name = BUF(host.n);
	bool		 ok;

	if (host.p[0] == '[') {
		*known = add_literal(host, out);
		return true;
	}
	for (size_t at = 0; at < host.n;)
		buf_char(&name, (char)octet_next(host, &at, NULL));
	ok = buf_ok(&name, f) && add_name(buf_span(&name), out, known, f);
	buf_free(&name);
	return ok;
}

/* Scheme, host and port. */
static bool
add_origin(const struct url *parts, struct span url, struct buf *out, struct fault *f)
{
	const struct scheme	*scheme = scheme_find(parts->scheme);
	bool			 known = false;
	unsigned		 port;

	if (!is_web(parts) || !read_port(parts, &port))
		return fault_set(f, FAULT_INPUT, "%.*s: no http or https URL", SPAN_ARG(url));
	buf_add(out, scheme->name);
	buf_add(out, SPAN("://"));
	if (!add_host(parts->host, out, &known, f))
		return false;
	if (!known)
		return fault_set(f, FAULT_INPUT, "%.*s: no host can have the name %.*s",
		    SPAN_ARG(url), SPAN_ARG(parts->host));
	if (port != scheme->port)
		buf_print(out, ":%u", port);
	return true;
}

/* Path and query; scratch holds the path while its dots are still in it. */
static void
add_target(const struct url *parts, struct buf *scratch, struct buf *out)
{
	const char	*before = "?";
	size_t		 start;

	octet_fold(parts->path, scratch);
	url_add_path(scratch->n > 0 ? buf_span(scratch) : SPAN("/"), out);
	start = out->n;
	for (size_t from = 0; parts->has_query && from <= parts->query.n;) {
		struct span	 rest = span_cut(parts->query, from, parts->query.n);
		struct span	 parameter = span_cut(rest, 0, span_find(rest, SPAN("&")));

		if (!tracker_is(parameter)) {
			buf_add(out, span_of(before));
			octet_fold(parameter, out);
			before = "&";
		}
		from += parameter.n + 1;
	}
	/* A query without a word asks for nothing. */
	if (out->n == start + 1)
		buf_cut(out, start);
}

/* How much of the normal form is wanted. */
enum extent { ORIGIN, WHOLE };

static bool
normalise(struct span url, enum extent extent, struct arena *arena, struct span *normal,
    struct fault *f)
{
	struct buf	 clean = BUF(url.n), path = BUF(url.n * 3);
	struct buf	 out = BUF(url.n * 3 + NAME_MAX_BYTES);
	struct url	 parts;
	bool		 ok = false;

	url_add_clean(url, &clean);
	if (!buf_ok(&clean, f))
		goto done;
	url_split(buf_span(&clean), &parts);
	if (!add_origin(&parts, buf_span(&clean), &out, f))
		goto done;
	if (extent == WHOLE)
		add_target(&parts, &path, &out);
	ok = buf_ok(&path, f) && buf_end(&out, arena, normal, f);
done:
	buf_free(&clean);
	buf_free(&path);
	buf_free(&out);
	return ok;
}

bool
url_normal(struct span url, struct arena *arena, struct span *normal, struct fault *f)
{
	return normalise(url, WHOLE, arena, normal, f);
}

bool
url_origin(struct span url, struct arena *arena, struct span *origin, struct fault *f)
{
	return normalise(url, ORIGIN, arena, origin, f);
}
