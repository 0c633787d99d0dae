/*
 * The first line is a base, the second a reference. Laws: what was split can
 * be put together again; folding twice gives the same, and nothing in it that a
 * request line could not bear; a normal URL leads to itself from anywhere; an
 * identity stays one.
 */
#include "core/buf.h"
#include "fetch/url.h"
#include "tests/fuzz/law.h"

#define ARENA_MAX ((size_t)64 << 20)

static void
add_after(struct buf *out, bool present, const char *mark, struct span s)
{
	HOLDS(present || s.n == 0);
	if (present) {
		buf_add(out, span_of(mark));
		buf_add(out, s);
	}
}

static void
check_split(struct span url)
{
	struct buf	 again = BUF(url.n), authority = BUF(url.n);
	struct url	 parts;

	url_split(url, &parts);
	buf_add(&again, parts.scheme);
	if (parts.scheme.n > 0)
		buf_char(&again, ':');
	add_after(&again, parts.has_authority, "//", parts.authority);
	buf_add(&again, parts.path);
	add_after(&again, parts.has_query, "?", parts.query);
	add_after(&again, parts.has_fragment, "#", parts.fragment);
	HOLDS(again.failed == FAULT_NONE && span_eq(buf_span(&again), url));
	buf_add(&authority, parts.user);
	if (parts.has_user)
		buf_char(&authority, '@');
	buf_add(&authority, parts.host);
	if (parts.port.n > 0)
		add_after(&authority, true, ":", parts.port);
	else if (authority.n < parts.authority.n)
		buf_char(&authority, ':');
	HOLDS(span_eq(buf_span(&authority), parts.authority));
	buf_free(&again);
	buf_free(&authority);
}

static void
check_bytes(struct span normal)
{
	struct url	 parts;

	for (size_t i = 0; i < normal.n; i++)
		HOLDS(normal.p[i] > ' ' && normal.p[i] < 0x7f &&
		    strchr("\"\\<>^`{|}", normal.p[i]) == NULL);
	url_split(normal, &parts);
	HOLDS(parts.host.n > 0 && !parts.has_user && !parts.has_fragment);
	HOLDS(parts.has_query == (parts.query.n > 0));
	HOLDS(parts.path.n > 0 && parts.path.p[0] == '/');
	HOLDS(span_find(parts.path, SPAN("/./")) == parts.path.n);
	HOLDS(span_find(parts.path, SPAN("/../")) == parts.path.n);
	HOLDS(!span_ends(parts.path, SPAN("/.")) && !span_ends(parts.path, SPAN("/..")));
}

/* False when it has no normal form. */
static bool
check_normal(struct span url, struct span from, struct arena *arena, struct span *normal)
{
	struct span	 again, origin, target;
	struct fault	 f = FAULT_INIT;

	if (!url_normal(url, arena, normal, &f)) {
		HOLDS(f.kind == FAULT_INPUT && f.text[0] != '\0');
		HOLDS(!url_origin(url, arena, &origin, &f));
		return false;
	}
	check_bytes(*normal);
	HOLDS(url_is_web(*normal));
	HOLDS(url_normal(*normal, arena, &again, &f) && span_eq(again, *normal));
	target = url_target(*normal);
	HOLDS(target.n > 0 && span_within(target, *normal));
	HOLDS(url_origin(url, arena, &origin, &f));
	HOLDS(span_starts(*normal, origin) && origin.n + target.n == normal->n);
	HOLDS(url_resolve(from, *normal, arena, &again, &f) && span_eq(again, *normal));
	HOLDS(url_resolve(*normal, SPAN_NONE, arena, &again, &f) && span_eq(again, *normal));
	if (!span_starts(target, SPAN("//")))
		HOLDS(url_resolve(*normal, target, arena, &again, &f) && span_eq(again, *normal));
	return true;
}

static void
check_identity(struct span url, struct span canonical, struct arena *arena)
{
	struct span	 identity, again, own, said;
	struct fault	 f = FAULT_INIT;

	HOLDS(url_identity(url, canonical, arena, &identity, &f));
	if (!url_normal(url, arena, &own, &f))
		own = url;
	if (!url_normal(canonical, arena, &said, &f))
		said = canonical;
	HOLDS(span_eq(identity, own) || span_eq(identity, said));
	HOLDS(url_identity(identity, SPAN_NONE, arena, &again, &f) && span_eq(again, identity));
	HOLDS(url_identity(identity, identity, arena, &again, &f) && span_eq(again, identity));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct span	 input = { (const char *)bytes, size };
	size_t		 line = span_find(input, SPAN("\n"));
	struct span	 base = span_cut(input, 0, line), target, normal;
	struct span	 reference = span_cut(input, line + 1, input.n);
	struct arena	*arena = arena_new(ARENA_MAX);
	struct fault	 f = FAULT_INIT;

	HOLDS(arena != NULL);
	check_split(base);
	check_split(reference);
	HOLDS(url_resolve(base, reference, arena, &target, &f));
	check_normal(base, reference, arena, &normal);
	check_normal(target, base, arena, &normal);
	check_identity(base, reference, arena);
	check_identity(base, target, arena);
	arena_free(arena);
	return 0;
}
