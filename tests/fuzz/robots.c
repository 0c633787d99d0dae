/*
 * The first line is what is asked for, the rest a robots.txt. Laws: any bytes
 * give rules, twice the same; an empty file allows all; a robots.txt may be
 * read; and the rule that decides is the one that a table of all prefixes
 * of path and target finds, slowly.
 */
#include "core/buf.h"
#include "fetch/octet.h"
#include "fetch/robots.h"
#include "fetch/url.h"
#include "tests/fuzz/law.h"

#define ARENA_MAX ((size_t)64 << 20)
#define UNITS_MAX 256
#define RULES_MAX 64

struct unit {
	int	 octet;
	bool	 encoded, star;
};

struct units {
	struct unit	 list[UNITS_MAX];
	size_t		 count;
};

/* False when there is no room for all of them. */
static bool
read_units(struct span s, struct units *units)
{
	units->count = 0;
	for (size_t at = 0; at < s.n; units->count++) {
		struct unit	*unit = &units->list[units->count];

		if (units->count == UNITS_MAX)
			return false;
		unit->star = s.p[at] == '*';
		unit->octet = octet_next(s, &at, &unit->encoded);
	}
	return true;
}

static bool
same(const struct unit *path, const struct unit *target, bool in_query)
{
	int	 octet = path->octet;
	bool	 delimits = in_query ? octet == '&' || octet == '=' || octet == '+' || octet == ';' :
				   octet == '/' || octet == '?';

	return octet == target->octet && (path->encoded == target->encoded || !delimits);
}

/* reach[t]: so much of the path as was read leads to the first t units of the target. */
static bool
leads(struct span path, const struct units *target)
{
	bool		 anchored = path.n > 0 && path.p[path.n - 1] == '$';
	bool		 reach[UNITS_MAX + 1] = { true }, any = false, star = false;
	struct units	 units;

	HOLDS(read_units(span_cut(path, 0, path.n - anchored), &units));
	for (size_t p = 0; p < units.count; p++) {
		bool	 next[UNITS_MAX + 1] = { false }, in_query = false;

		star = units.list[p].star;
		for (size_t t = 0; t <= target->count; t++) {
			if (star)
				next[t] = reach[t] || (t > 0 && next[t - 1]);
			else if (t > 0)
				next[t] = reach[t - 1] &&
				    same(&units.list[p], &target->list[t - 1], in_query);
			in_query = in_query ||
			    (t > 0 && target->list[t - 1].octet == '?' &&
				!target->list[t - 1].encoded);
		}
		memcpy(reach, next, sizeof reach);
	}
	for (size_t t = 0; t <= target->count; t++)
		any = any || reach[t];
	return anchored ? reach[target->count] : any;
}

static const struct robots_rule *
decide(const struct robots *robots, const struct units *target)
{
	const struct robots_rule	*best = NULL;

	for (size_t i = 0; i < robots->nrules; i++) {
		const struct robots_rule	*rule = &robots->rules[i];

		if (!leads(rule->path, target))
			continue;
		if (best == NULL || rule->path.n > best->path.n ||
		    (rule->path.n == best->path.n && rule->allow > best->allow))
			best = rule;
	}
	return best;
}

static bool
is_small(const struct robots *robots)
{
	bool	 small = robots->nrules <= RULES_MAX;

	for (size_t i = 0; i < robots->nrules; i++)
		small = small && robots->rules[i].path.n <= UNITS_MAX;
	return small;
}

static void
check_rules(const struct robots *robots, const struct robots *again, struct span text)
{
	HOLDS(robots->nrules == again->nrules && robots->nsitemaps == again->nsitemaps);
	HOLDS(robots->delay_ms == again->delay_ms && robots->delay_ms >= -1);
	for (size_t i = 0; i < robots->nrules; i++) {
		struct span	 path = robots->rules[i].path;
		struct buf	 fold = BUF(path.n * 3);

		HOLDS(robots->rules[i].allow == again->rules[i].allow);
		HOLDS(span_eq(path, again->rules[i].path) && path.n > 0);
		octet_fold(path, &fold);
		HOLDS(span_eq(buf_span(&fold), path));
		buf_free(&fold);
	}
	for (size_t i = 0; i < robots->nsitemaps; i++) {
		HOLDS(span_eq(robots->sitemaps[i], again->sitemaps[i]));
		HOLDS(robots->sitemaps[i].n > 0);
		HOLDS(span_find(text, robots->sitemaps[i]) < text.n);
	}
}

static void
check_target(const struct robots *robots, struct span target)
{
	struct robots			 none = { .delay_ms = -1 };
	const struct robots_rule	*rule, *expected;
	struct units			 units;

	HOLDS(robots_allow(&none, target, &rule) && rule == NULL);
	HOLDS(robots_allow(robots, SPAN("/robots.txt"), &rule) && rule == NULL);
	HOLDS(robots_allow(robots, target, NULL) == robots_allow(robots, target, &rule));
	HOLDS(robots_allow(robots, target, NULL) == (rule == NULL || rule->allow));
	if (!is_small(robots) || !read_units(target, &units) || span_eq(target, SPAN("/robots.txt")))
		return;
	expected = decide(robots, &units);
	HOLDS((rule == NULL) == (expected == NULL));
	HOLDS(rule == NULL || (rule->path.n == expected->path.n && rule->allow == expected->allow));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct span	 input = { (const char *)bytes, size };
	size_t		 line = span_find(input, SPAN("\n"));
	struct span	 text = span_cut(input, line + 1, input.n), url, normal;
	struct arena	*arena = arena_new(ARENA_MAX);
	struct robots	 robots, again;
	struct fault	 f = FAULT_INIT;

	HOLDS(arena != NULL);
	HOLDS(robots_parse(text, SPAN(ROBOTS_AGENT), arena, &robots, &f));
	HOLDS(robots_parse(text, SPAN("QUOTRAIL/9.9 (x)"), arena, &again, &f));
	check_rules(&robots, &again, text);
	HOLDS(robots_parse(SPAN_NONE, SPAN(ROBOTS_AGENT), arena, &again, &f) && again.nrules == 0);
	HOLDS(span_print(arena, &url, &f, "http://h/%.*s", SPAN_ARG(span_cut(input, 0, line))));
	if (url_normal(url, arena, &normal, &f))
		check_target(&robots, url_target(normal));
	arena_free(arena);
	return 0;
}
