#include "fetch/robots.h"

#include "fetch/octet.h"

/* Comparisons that one question may cost. An honest file needs a thousandth of them. */
#define STEPS_MAX ((size_t)1 << 26)

enum key { KEY_NONE, KEY_AGENT, KEY_ALLOW, KEY_DISALLOW, KEY_DELAY, KEY_SITEMAP };

/* Keys and the misspellings of them that webmasters mean and search engines read. */
static const struct {
	const char	*name;
	enum key	 key;
} keys[] = {
	{ "user-agent", KEY_AGENT },
	{ "useragent", KEY_AGENT },
	{ "user agent", KEY_AGENT },
	{ "allow", KEY_ALLOW },
	{ "disallow", KEY_DISALLOW },
	{ "dissallow", KEY_DISALLOW },
	{ "dissalow", KEY_DISALLOW },
	{ "disalow", KEY_DISALLOW },
	{ "diasllow", KEY_DISALLOW },
	{ "disallaw", KEY_DISALLOW },
	{ "crawl-delay", KEY_DELAY },
	{ "crawldelay", KEY_DELAY },
	{ "crawl delay", KEY_DELAY },
	{ "sitemap", KEY_SITEMAP },
	{ "site-map", KEY_SITEMAP },
};

struct line {
	enum key	 key;
	struct span	 value;
	bool		 blank;
};

/* The rules that stand under some name, from wherever in the file. */
struct group {
	bool			 named; /* by a User-agent line */
	struct robots_rule	*rules;
	size_t			 nrules, room;
	int64_t			 delay_ms;
};

enum { GROUP_OURS, GROUP_ANYONE, GROUPS };

/* Whom the lines that follow are for. A User-agent line behind a member of a group begins anew. */
struct heading {
	bool	 open;
	bool	 names[GROUPS];
};

struct parser {
	struct span	 agent;
	struct arena	*arena;
	struct group	 groups[GROUPS];
	struct heading	 rules, delay;
	struct span	*sitemaps;
	size_t		 nsitemaps, sitemaps_room;
};

static bool
is_end(char c)
{
	return c == '\n' || c == '\r';
}

/* What counts of a file: no byte order mark, no half line where it is cut. */
static struct span
take_text(struct span text)
{
	size_t	 n = ROBOTS_BYTES_MAX;

	if (text.n > n) {
		while (n > 0 && !is_end(text.p[n]))
			n--;
		text.n = n;
	}
	return span_starts(text, SPAN("\xEF\xBB\xBF")) ? span_cut(text, 3, text.n) : text;
}

/* The next line without its end: CR, LF or both. */
static struct span
take_line(struct span *rest)
{
	struct span	 line = *rest;
	size_t		 n = 0;

	while (n < rest->n && !is_end(rest->p[n]))
		n++;
	line.n = n;
	if (n + 1 < rest->n && rest->p[n] == '\r' && rest->p[n + 1] == '\n')
		n++;
	*rest = span_cut(*rest, n + 1, rest->n);
	return line;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Where key and value part: a colon, or blanks when just two words stand there. */
static size_t
find_separator(struct span s)
{
	size_t	 colon = span_find(s, SPAN(":")), at = 0, value;

	if (colon < s.n)
		return colon;
	while (at < s.n && !is_blank(s.p[at]))
		at++;
	for (value = at; value < s.n && is_blank(s.p[value]);)
		value++;
	while (value < s.n && !is_blank(s.p[value]))
		value++;
	return value < s.n ? s.n : at;
}

static struct line
read_line(struct span text)
{
	struct line	 line = { KEY_NONE, SPAN_NONE, octet_trim(text).n == 0 };
	struct span	 s = octet_trim(span_cut(text, 0, span_find(text, SPAN("#"))));
	size_t		 separator = find_separator(s);
	struct span	 key = octet_trim(span_cut(s, 0, separator));

	line.value = octet_trim(span_cut(s, separator + 1, s.n));
	for (size_t i = 0; i < LEN(keys) && separator < s.n; i++) {
		if (span_eq_case(key, span_of(keys[i].name)))
			line.key = keys[i].key;
	}
	return line;
}

/* "quotrail" of "Quotrail/1.0 (+https://example.org)". */
static struct span
product_token(struct span agent)
{
	size_t	 n = 0;

	while (n < agent.n && octet_is_unreserved((unsigned char)agent.p[n]) && agent.p[n] != '.' &&
	    agent.p[n] != '~')
		n++;
	return span_cut(agent, 0, n);
}

static void
name_group(struct heading *heading, const bool names[GROUPS])
{
	if (!heading->open)
		*heading = (struct heading) { .open = true };
	for (size_t g = 0; g < GROUPS; g++)
		heading->names[g] |= names[g];
}

static void
add_agent(struct parser *p, struct span value)
{
	bool	 names[GROUPS] = { false };

	names[GROUP_OURS] = p->agent.n > 0 && span_eq_case(product_token(value), p->agent);
	names[GROUP_ANYONE] =
	    span_starts(value, SPAN("*")) && (value.n == 1 || is_blank(value.p[1]));
	for (size_t g = 0; g < GROUPS; g++)
		p->groups[g].named |= names[g];
	name_group(&p->rules, names);
	name_group(&p->delay, names);
}

/* An empty path forbids nothing; one that begins neither at the root nor with a star is none. */
static bool
add_rule(struct parser *p, const struct line *line, struct fault *f)
{
	struct robots_rule	 rule = { SPAN_NONE, line->key == KEY_ALLOW };
	struct buf		 path = BUF(line->value.n * 3);
	bool			 wanted = false;

	p->rules.open = p->delay.open = false;
	for (size_t g = 0; g < GROUPS; g++)
		wanted |= p->rules.names[g];
	if (!wanted || line->value.n == 0 || memchr("/*", line->value.p[0], 2) == NULL)
		return true;
	octet_fold(line->value, &path);
	if (!buf_end(&path, p->arena, &rule.path, f))
		return false;
	for (size_t g = 0; g < GROUPS; g++) {
		struct group	*group = &p->groups[g];

		if (!p->rules.names[g])
			continue;
		if (!arena_grow(p->arena, &group->rules, group->nrules, &group->room, sizeof rule, f))
			return false;
		group->rules[group->nrules++] = rule;
	}
	return true;
}

/* Decimal seconds as milliseconds, rounded up and clamped; -1 when it is no number. */
static int64_t
read_delay(struct span s)
{
	bool	 negative = span_starts(s, SPAN("-")), fraction = false, more = false;
	int64_t	 ms = 0, unit_ms = 1000;
	size_t	 digits = 0;

	for (size_t at = negative; at < s.n; at++) {
		int64_t	 digit = s.p[at] - '0';

		if (s.p[at] == '.' && !fraction) {
			fraction = true;
			continue;
		}
		if (digit < 0 || digit > 9)
			return -1;
		digits++;
		if (fraction) {
			unit_ms /= 10;
			more |= unit_ms == 0 && digit > 0;
			ms = ms > INT64_MAX - digit * unit_ms ? INT64_MAX : ms + digit * unit_ms;
		} else {
			ms = ms > (INT64_MAX - digit * 1000) / 10 ? INT64_MAX :
								    ms * 10 + digit * 1000;
		}
	}
	if (digits == 0)
		return -1;
	return negative ? 0 : ms + (more && ms < INT64_MAX);
}

/* Of several delays the largest counts. */
static void
add_delay(struct parser *p, struct span value)
{
	int64_t	 delay_ms = read_delay(value);

	p->delay.open = false;
	for (size_t g = 0; g < GROUPS; g++) {
		if (p->delay.names[g] && delay_ms > p->groups[g].delay_ms)
			p->groups[g].delay_ms = delay_ms;
	}
}

static bool
add_sitemap(struct parser *p, struct span value, struct fault *f)
{
	if (value.n == 0)
		return true;
	if (!arena_grow(p->arena, &p->sitemaps, p->nsitemaps, &p->sitemaps_room, sizeof value, f))
		return false;
	return span_in(p->arena, value, &p->sitemaps[p->nsitemaps++], f);
}

/*
 * Only a rule ends a heading (RFC 9309, 2.2.4): a User-agent line right behind a
 * delay or a sitemap names one more reader of the same group. But a delay with
 * an empty line behind it is a group of its own by any older reading.
 */
static bool
add_line(struct parser *p, const struct line *line, struct fault *f)
{
	switch (line->key) {
	case KEY_AGENT:
		add_agent(p, line->value);
		return true;
	case KEY_ALLOW:
	case KEY_DISALLOW:
		return add_rule(p, line, f);
	case KEY_DELAY:
		add_delay(p, line->value);
		return true;
	case KEY_SITEMAP:
		return add_sitemap(p, line->value, f);
	case KEY_NONE:
		break;
	}
	if (line->blank && !p->delay.open)
		p->rules.open = false;
	return true;
}

bool
robots_parse(struct span text, struct span agent, struct arena *arena, struct robots *robots,
    struct fault *f)
{
	struct parser		 p = { .agent = product_token(agent), .arena = arena };
	const struct group	*group;

	*robots = (struct robots) { .delay_ms = -1 };
	for (size_t g = 0; g < GROUPS; g++)
		p.groups[g].delay_ms = -1;
	for (struct span rest = take_text(text); rest.n > 0;) {
		struct line	 line = read_line(take_line(&rest));

		if (!add_line(&p, &line, f))
			return false;
	}
	group = &p.groups[p.groups[GROUP_OURS].named ? GROUP_OURS : GROUP_ANYONE];
	*robots = (struct robots) { group->rules, group->nrules, group->delay_ms, p.sitemaps,
		p.nsitemaps };
	return true;
}

/* What is asked for, and how many comparisons are left for the answer. */
struct question {
	struct span	 target;
	size_t		 query; /* where its "?" stands; target.n without one */
	size_t		 steps;
};

/*
 * Both octets are the same, and both move on. The spelling makes a difference only
 * where a bare octet delimits (section 2.2.2): "%2F" is no "/" in a path, but it
 * is behind a "?"; so is "%3A" a ":" everywhere.
 */
static bool
take_same(struct span path, size_t *p, const struct question *q, size_t *t)
{
	size_t		 next_p = *p, next_t = *t;
	const char	*delimiters = *t > q->query ? "&=+;" : "/?";
	bool		 path_encoded, target_encoded;
	int		 octet;

	/* Most octets are bare on both sides. */
	if (path.p[*p] != '%' && q->target.p[*t] != '%') {
		bool	 same = path.p[*p] == q->target.p[*t];

		*p += same;
		*t += same;
		return same;
	}
	octet = octet_next(path, &next_p, &path_encoded);
	if (octet != octet_next(q->target, &next_t, &target_encoded))
		return false;
	if (path_encoded != target_encoded && octet != '\0' && strchr(delimiters, octet) != NULL)
		return false;
	*p = next_p;
	*t = next_t;
	return true;
}

/*
 * Does a rule's path lead to the target? A star takes as little as it can; when
 * what follows does not fit, only the last star takes one octet more, for the
 * ones before it have found the earliest fit already. A rule too costly to
 * judge is taken for what the site would mind least: it forbids, or is none.
 */
static bool
matches(const struct robots_rule *rule, struct question *q)
{
	struct span	 path = rule->path;
	bool		 anchored = span_ends(path, SPAN("$")), starred = false;
	size_t		 p = 0, t = 0, behind_star = 0, retry = 0;

	if (anchored)
		path.n--;
	while (p < path.n || (anchored && t < q->target.n)) {
		if (q->steps == 0)
			return !rule->allow;
		q->steps--;
		if (p < path.n && path.p[p] == '*') {
			starred = true;
			behind_star = ++p;
			retry = t;
			continue;
		}
		if (t == q->target.n)
			return false;
		if (p < path.n && take_same(path, &p, q, &t))
			continue;
		if (!starred)
			return false;
		octet_next(q->target, &retry, NULL);
		p = behind_star;
		t = retry;
	}
	return true;
}

static bool
outweighs(const struct robots_rule *rule, const struct robots_rule *best)
{
	return best == NULL || rule->path.n > best->path.n ||
	    (rule->path.n == best->path.n && rule->allow && !best->allow);
}

bool
robots_allow(const struct robots *robots, struct span target, const struct robots_rule **rule)
{
	const struct robots_rule	*best = NULL;
	bool				 exempt = span_eq(target, SPAN("/robots.txt"));
	struct question			 q = { target, span_find(target, SPAN("?")), STEPS_MAX };

	for (size_t i = 0; i < robots->nrules && !exempt; i++) {
		const struct robots_rule	*candidate = &robots->rules[i];

		if (outweighs(candidate, best) && matches(candidate, &q))
			best = candidate;
	}
	if (rule != NULL)
		*rule = best;
	return best == NULL || best->allow;
}
