#include "fetch/url.h"

#include "fetch/octet.h"
#include "fetch/url_parts.h"

/* Up to the first of some octets, or all of it; *rest goes on there. */
static struct span
take_until(struct span *rest, const char *ends)
{
	struct span	 taken = *rest;
	size_t		 n = 0;

	while (n < rest->n && (rest->p[n] == '\0' || strchr(ends, rest->p[n]) == NULL))
		n++;
	taken.n = n;
	*rest = span_cut(*rest, n, rest->n);
	return taken;
}

/* Where a mark last stands in s; s.n when it does not. */
static size_t
find_last(struct span s, char mark)
{
	for (size_t at = s.n; at > 0; at--) {
		if (s.p[at - 1] == mark)
			return at - 1;
	}
	return s.n;
}

/* User, host and port. What stands before the last "@" is the user, as browsers have it. */
static void
split_authority(struct url *parts)
{
	struct span	 host = parts->authority;
	size_t		 at = find_last(host, '@');
	size_t		 colon;

	if (at < host.n) {
		parts->has_user = true;
		parts->user = span_cut(host, 0, at);
		host = span_cut(host, at + 1, host.n);
	}
	/* A bracketed literal holds colons of its own. */
	colon = find_last(host, ':');
	if (colon < host.n && span_find(span_cut(host, colon, host.n), SPAN("]")) == host.n - colon) {
		parts->port = span_cut(host, colon + 1, host.n);
		host.n = colon;
	}
	parts->host = host;
}

void
url_split(struct span url, struct url *parts)
{
	struct span	 rest = url, scheme;

	*parts = (struct url) { .scheme = SPAN_NONE };
	scheme = take_until(&rest, ":/?#");
	if (scheme.n > 0 && rest.n > 0 && rest.p[0] == ':') {
		parts->scheme = scheme;
		rest = span_cut(rest, 1, rest.n);
	} else {
		rest = url;
	}
	if (span_starts(rest, SPAN("//"))) {
		rest = span_cut(rest, 2, rest.n);
		parts->has_authority = true;
		parts->authority = take_until(&rest, "/?#");
		split_authority(parts);
	}
	parts->path = take_until(&rest, "?#");
	if (rest.n > 0 && rest.p[0] == '?') {
		rest = span_cut(rest, 1, rest.n);
		parts->has_query = true;
		parts->query = take_until(&rest, "#");
	}
	if (rest.n > 0) {
		parts->has_fragment = true;
		parts->fragment = span_cut(rest, 1, rest.n);
	}
}

struct span
url_target(struct span normal)
{
	struct url	 parts;

	url_split(normal, &parts);
	if (parts.path.n == 0)
		return SPAN("/");
	return parts.has_query ? span_join(parts.path, parts.query) : parts.path;
}

/* Section 3.1. What stands before a colon is else a part of a path: "10:30.html". */
static bool
is_scheme(struct span s)
{
	for (size_t i = 0; i < s.n; i++) {
		char	 c = octet_lower(s.p[i]);

		if (!(c >= 'a' && c <= 'z') &&
		    (i == 0 || !((c >= '0' && c <= '9') || memchr("+-.", c, 3) != NULL)))
			return false;
	}
	return s.n > 0;
}

/* Take back the last segment that stands behind `root`, and its slash. */
static void
drop_segment(struct buf *out, size_t root)
{
	size_t	 n = out->n;

	while (n > root && out->p[n - 1] != '/')
		n--;
	buf_cut(out, n > root ? n - 1 : root);
}

void
url_add_path(struct span path, struct buf *out)
{
	size_t	 root = out->n, at = 0;

	while (at < path.n) {
		size_t		 from = path.p[at] == '/' ? at + 1 : at;
		size_t		 to = from + span_find(span_cut(path, from, path.n), SPAN("/"));
		struct span	 segment = span_cut(path, from, to);
		bool		 up = span_eq(segment, SPAN(".."));

		if (!up && !span_eq(segment, SPAN("."))) {
			buf_add(out, span_cut(path, at, to));
			at = to;
			continue;
		}
		if (up)
			drop_segment(out, root);
		/* Dots at the end leave a directory; without a slash before them, they take the next. */
		if (from > at && to == path.n)
			buf_char(out, '/');
		at = from > at || to == path.n ? to : to + 1;
	}
}

void
url_add_clean(struct span url, struct buf *out)
{
	url = octet_trim(url);
	while (url.n > 0) {
		buf_add(out, take_until(&url, "\t\n\r"));
		url = span_cut(url, 1, url.n);
	}
}

/* Section 5.2.3: the reference takes the place of what follows the base's last slash. */
static void
add_merged(const struct url *base, struct span path, struct buf *out)
{
	size_t	 slash = find_last(base->path, '/');

	if (base->has_authority && base->path.n == 0)
		buf_char(out, '/');
	else if (slash < base->path.n)
		buf_add(out, span_cut(base->path, 0, slash + 1));
	buf_add(out, path);
}

/* A reference whose "scheme" is none is a path from its start. */
static void
split_reference(struct span text, struct url *parts)
{
	url_split(text, parts);
	if (parts->scheme.n == 0 || is_scheme(parts->scheme))
		return;
	parts->path = span_join(parts->scheme, parts->path);
	parts->scheme = parts->authority = SPAN_NONE;
	parts->has_authority = false;
}

/* Section 5.2.2, "Transform References", strict; scratch holds a merged path. */
static void
transform(const struct url *base, const struct url *reference, struct buf *scratch, struct buf *out)
{
	bool			 own_query = reference->has_query || reference->path.n > 0;
	const struct url	*authority = base, *query = reference;

	if (reference->scheme.n > 0 || reference->has_authority)
		authority = reference;
	else if (!own_query)
		query = base;
	if (reference->scheme.n > 0 || base->scheme.n > 0) {
		buf_add(out, reference->scheme.n > 0 ? reference->scheme : base->scheme);
		buf_char(out, ':');
	}
	if (authority->has_authority) {
		buf_add(out, SPAN("//"));
		buf_add(out, authority->authority);
	}
	if (authority == base && reference->path.n == 0) {
		buf_add(out, base->path);
	} else {
		if (authority == base && reference->path.p[0] != '/')
			add_merged(base, reference->path, scratch);
		else
			buf_add(scratch, reference->path);
		url_add_path(buf_span(scratch), out);
	}
	if (query->has_query) {
		buf_char(out, '?');
		buf_add(out, query->query);
	}
	if (reference->has_fragment) {
		buf_char(out, '#');
		buf_add(out, reference->fragment);
	}
}

bool
url_resolve(struct span base, struct span reference, struct arena *arena, struct span *target,
    struct fault *f)
{
	struct buf	 clean_base = BUF(base.n), clean = BUF(reference.n);
	struct buf	 path = BUF(base.n + reference.n + 1);
	struct buf	 out = BUF(base.n + reference.n + 8);
	struct url	 from, to;
	bool		 ok = false;

	url_add_clean(base, &clean_base);
	url_add_clean(reference, &clean);
	if (!buf_ok(&clean_base, f) || !buf_ok(&clean, f))
		goto done;
	url_split(buf_span(&clean_base), &from);
	split_reference(buf_span(&clean), &to);
	transform(&from, &to, &path, &out);
	ok = buf_ok(&path, f) && buf_end(&out, arena, target, f);
done:
	buf_free(&clean_base);
	buf_free(&clean);
	buf_free(&path);
	buf_free(&out);
	return ok;
}
