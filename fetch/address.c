#include "fetch/address.h"

#include <libpsl.h>

struct span
address_host(struct span url)
{
	static const struct span schemes[] = {
		{ "http://", 7 },
		{ "https://", 8 },
	};
	size_t	 from = 0, to;

	for (size_t i = 0; i < LEN(schemes); i++) {
		if (span_eq_case(span_cut(url, 0, schemes[i].n), schemes[i]))
			from = schemes[i].n;
	}
	if (from == 0)
		return SPAN_NONE;
	for (to = from; to < url.n && strchr("/?#\\", url.p[to]) == NULL; to++) {
		if (url.p[to] == '@')
			from = to + 1;
	}
	/* A bracketed literal holds colons of its own. */
	for (size_t i = to; i > from && url.p[i - 1] != ']'; i--) {
		if (url.p[i - 1] == ':')
			to = i - 1;
	}
	return span_cut(url, from, to);
}

/* Digits and dots, or a bracketed literal: an address has no registrable part. */
static bool
is_numeric(struct span host)
{
	for (size_t i = 0; i < host.n; i++) {
		if (host.p[i] == '[')
			return true;
		if (host.p[i] != '.' && (host.p[i] < '0' || host.p[i] > '9'))
			return false;
	}
	return true;
}

bool
address_domain(struct span url, struct arena *arena, struct span *domain, struct fault *f)
{
	struct span	 host = address_host(url);
	char		*lower;
	const char	*registrable;

	*domain = SPAN_NONE;
	while (host.n > 0 && host.p[host.n - 1] == '.')
		host.n--;
	if (host.n == 0)
		return true;
	if ((lower = arena_take(arena, host.n + 1, 1, f)) == NULL)
		return false;
	for (size_t i = 0; i < host.n; i++) {
		char	 c = host.p[i];

		lower[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	*domain = (struct span) { lower, host.n };
	if (is_numeric(host) || memchr(lower, '\0', host.n) != NULL)
		return true;
	registrable = psl_registrable_domain(psl_builtin(), lower);
	if (registrable != NULL)
		*domain = span_of(registrable);
	return true;
}
