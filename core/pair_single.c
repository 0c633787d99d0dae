/* Single marks: apostrophes told from quotations. */
#include "core/pair_parts.h"

/* A word that begins with an apostrophe, not a quotation: 'em, 'tis, '90s. */
static bool
is_elision(struct span after)
{
	static const char	*const elided[] = { "em", "til", "tis", "twas", "cause", "round", "bout",
		"cuz", "n", "nuff", "un", "ere", "kay" };
	size_t			 n = 0;

	if (after.n > 1 && utf8_is_digit((unsigned char)after.p[0]) &&
	    utf8_is_digit((unsigned char)after.p[1]))
		return after.n < 4 || after.p[2] == 's' || !utf8_is_digit((unsigned char)after.p[2]);
	while (n < after.n && after.p[n] >= 'a' && after.p[n] <= 'z')
		n++;
	for (size_t i = 0; i < LEN(elided); i++) {
		if (span_eq(span_cut(after, 0, n), span_of(elided[i])))
			return true;
	}
	return false;
}

static bool
single_opens(struct span s, const struct mark *mark, uint32_t glyph)
{
	uint32_t	 left, right;

	pair_neighbours(s, mark, &left, &right);
	if (!(utf8_is_space(left) || pair_opens_bracket(left) || pair_is_dash(left) || left == ':') ||
	    utf8_is_space(right) || pair_is_stop(right))
		return false;
	if (glyph == 0x2019 && !utf8_is_upper(right))
		return false;
	return !is_elision(span_cut(s, mark->at + mark->n, s.n));
}

enum closer { CLOSER_NONE, CLOSER_WEAK, CLOSER_STRONG };

/* Weak: the plural possessive or a dropped letter would look the same. */
static enum closer
single_closes(struct span s, const struct mark *mark, uint32_t glyph)
{
	uint32_t	 left, right;

	pair_neighbours(s, mark, &left, &right);
	if (glyph == 0x2018 || glyph == '`' || glyph == 0x201A || utf8_is_space(left))
		return CLOSER_NONE;
	if (utf8_is_letter(right) || utf8_is_digit(right))
		return CLOSER_NONE;
	if (pair_is_stop(left) || !utf8_is_space(right) || mark->at + mark->n == s.n)
		return CLOSER_STRONG;
	if (left == 's' || left == 'z' || left == 'x')
		return CLOSER_WEAK;
	return left == 'n' && mark->at > 1 && s.p[mark->at - 2] == 'i' ? CLOSER_WEAK : CLOSER_STRONG;
}

/* A pair of single marks takes the place of the double pairs inside it. */
static void
place_single(const struct mark *open, const struct mark *close, size_t inside,
    struct pairing *singles, struct pairing *doubles)
{
	const size_t	 from = (size_t)open->at + open->n, to = (size_t)close->at + close->n;

	if (close->at - from < 2 || !pair_add(singles, open->at, to, from, close->at, PAIR_CLOSED))
		return;
	singles->items[singles->count - 1].single = true;
	for (size_t i = inside;
	     i < doubles->count && doubles->items[i].whole.p < doubles->text.p + close->at; i++)
		doubles->items[i].inner.n = 0;
}

bool
pair_begins_with_single(struct span paragraph)
{
	struct span	 s = span_trim(paragraph);
	struct mark	 mark = { 0, 0, GLYPH_STRAIGHT, ROLE_UNKNOWN };
	size_t		 behind = 0;
	uint32_t	 c;

	if (s.n == 0)
		return false;
	c = utf8_next(s, &behind);
	mark.n = (uint8_t)behind;
	return pair_is_single(c) && single_opens(s, &mark, c);
}

/* A sentence of speech that no mark closes before the next paragraph opens one again. */
static bool
goes_on(struct span s, const struct mark *open, struct span next)
{
	size_t	 at = (size_t)open->at + open->n, end = s.n;

	return pair_is_stop(utf8_prev(s, &end)) && utf8_is_upper(utf8_next(s, &at)) &&
	    pair_begins_with_single(next);
}

/* Pairs of single marks outside the double ones. One pass: each opening mark drops the one before it. */
void
pair_find_singles(const struct mark_list *marks, struct span next, struct pairing *doubles,
    struct pairing *singles)
{
	const struct span	 s = doubles->text;
	struct mark	 open = { 0, 0, GLYPH_STRAIGHT, ROLE_UNKNOWN }, weak = open;
	size_t		 d = 0, inside = 0, behind = 0;

	for (size_t i = 0; i < marks->count; i++) {
		const struct mark	*mark = &marks->items[i];
		size_t			 at = mark->at;
		const uint32_t		 c = utf8_next(s, &at);
		enum closer		 closer;

		for (; d < doubles->count && doubles->items[d].whole.p <= s.p + mark->at; d++) {
			const struct pair	*pair = &doubles->items[d];

			if (pair->state != PAIR_ORPHAN)
				behind = (size_t)(pair->whole.p + pair->whole.n - s.p);
		}
		if (mark->at < behind)
			continue;
		closer = open.n > 0 ? single_closes(s, mark, c) : CLOSER_NONE;
		if (closer == CLOSER_STRONG) {
			place_single(&open, mark, inside, singles, doubles);
			open.n = weak.n = 0;
		} else if (closer == CLOSER_WEAK) {
			if (weak.n == 0)
				weak = *mark;
		} else if (single_opens(s, mark, c)) {
			if (open.n > 0 && weak.n > 0)
				place_single(&open, &weak, inside, singles, doubles);
			open = *mark;
			weak.n = 0;
			inside = d;
		}
	}
	if (open.n > 0 && goes_on(s, &open, next)) {
		if (pair_add(singles, open.at, s.n, open.at + open.n, s.n, PAIR_OPEN)) {
			singles->items[singles->count - 1].single = true;
			for (size_t i = inside; i < doubles->count; i++)
				doubles->items[i].inner.n = 0;
		}
	} else if (open.n > 0 && weak.n > 0) {
		place_single(&open, &weak, inside, singles, doubles);
	}
}

void
pair_close_by_single(struct span s, const struct mark_list *marks, struct pairing *doubles)
{
	struct pair	*pair = doubles->count > 0 ? &doubles->items[doubles->count - 1] : NULL;
	size_t		 from;

	if (pair == NULL || pair->state != PAIR_OPEN)
		return;
	from = (size_t)(pair->inner.p - s.p);
	for (size_t i = 0; i < marks->count; i++) {
		const struct mark	*mark = &marks->items[i];
		size_t			 at = mark->at;
		const uint32_t		 c = utf8_next(s, &at);
		uint32_t		 left, right;

		if (mark->at <= from)
			continue;
		if (single_opens(s, mark, c))
			return;
		pair_neighbours(s, mark, &left, &right);
		if (single_closes(s, mark, c) != CLOSER_STRONG || !utf8_is_space(right) ||
		    !(left == ',' || left == '?' || left == '!'))
			continue;
		pair->inner = span_trim(span_cut(s, from, mark->at));
		pair->whole = span_cut(s, (size_t)(pair->whole.p - s.p), mark->at + mark->n);
		pair->state = PAIR_CLOSED;
		return;
	}
}
