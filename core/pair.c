#include "core/pair_parts.h"

#define SHORTENED_MAX 4 /* letters behind the mark that shortens a Hebrew word */
#define TAG_MAX 2048 /* bytes; a longer one is a stray sign */

static bool
double_glyph(uint32_t c, uint8_t *glyph)
{
	switch (c) {
	case '"':
	case 0xFF02:
		*glyph = GLYPH_STRAIGHT;
		return true;
	case 0x201C:
	case 0x300C: /* corner brackets */
	case 0x300E:
	case 0x301D:
		*glyph = GLYPH_OPENS;
		return true;
	case 0x201D:
	case 0x300D:
	case 0x300F:
	case 0x301E:
		*glyph = GLYPH_CLOSES;
		return true;
	case 0x201E:
	case 0x201F:
		*glyph = GLYPH_LOW;
		return true;
	case 0xAB:
		*glyph = GLYPH_LEFT;
		return true;
	case 0xBB:
		*glyph = GLYPH_RIGHT;
		return true;
	default:
		return false;
	}
}

bool
pair_is_mark(uint32_t c)
{
	uint8_t	 glyph;

	return c < 0x80 ? c == '"' || c == '\'' || c == '`' :
			  double_glyph(c, &glyph) || pair_is_single(c);
}

/* The double mark at *at, which moves behind it: one character, or exactly two single ones in a row. */
static bool
double_mark(struct span s, size_t *at, struct mark *mark)
{
	size_t		 from = *at, next = *at, third, before = *at;
	uint32_t	 c = utf8_next(s, &next);

	*at = next;
	*mark =
	    (struct mark) { (uint32_t)from, (uint8_t)(next - from), GLYPH_STRAIGHT, ROLE_UNKNOWN };
	if (double_glyph(c, &mark->glyph))
		return true;
	if (c != '\'' && c != '`' && c != 0x2018 && c != 0x2019)
		return false;
	third = next;
	if (utf8_next(s, &third) != c)
		return false;
	mark->n = (uint8_t)(third - from);
	mark->glyph = c == 0x2018 || c == '`' ? GLYPH_OPENS :
	    c == 0x2019 ? GLYPH_CLOSES :
						GLYPH_STRAIGHT;
	/* Three in a row are a single mark inside a double one: the later two are the double one. */
	next = third;
	if (utf8_next(s, &next) == c && utf8_prev(s, &before) != c)
		return false;
	*at = third;
	return true;
}

static bool
begins_with_mark(struct span paragraph)
{
	struct span	 s = span_trim(paragraph);
	struct mark	 mark;
	size_t		 at = 0;

	return s.n > 0 && double_mark(s, &at, &mark);
}

/* Bytes that a mark begins with, or a tag. */
static const bool begins_mark[256] = {
	['"'] = true,
	['\''] = true,
	['`'] = true,
	['<'] = true, /* ASCII */
	[0xC2] = true, /* guillemets */
	[0xE2] = true, /* General Punctuation */
	[0xE3] = true, /* corner brackets */
	[0xEF] = true, /* full width */
};

/* The first byte at `at` or behind it that may begin one; the length of s when there is none. */
static size_t
next_mark(struct span s, size_t at)
{
	while (at < s.n && !begins_mark[(unsigned char)s.p[at]])
		at++;
	return at;
}

static bool
is_hebrew(uint32_t c)
{
	return c >= 0x5D0 && c <= 0x5EA;
}

/* A straight mark before the last letters of a Hebrew word shortens it and quotes nothing. */
static bool
is_gershayim(struct span s, size_t at)
{
	size_t		 before = at, next = at + 1;
	uint32_t	 c;

	if (at == 0 || (unsigned char)s.p[at - 1] < 0x80 || s.p[at] != '"' ||
	    !is_hebrew(utf8_prev(s, &before)))
		return false;
	for (int letters = 0; letters <= SHORTENED_MAX; letters++) {
		c = utf8_next(s, &next);
		if (!is_hebrew(c))
			return letters > 0 && !pair_is_mark(c);
	}
	return false;
}

/* All marks of a paragraph; a doubled single one stands in both lists. */
struct marks {
	struct mark_list	 doubles, singles;
};

/*
 * Left-over markup: a mark inside <a href="..."> quotes nothing. Returns where
 * the tag that begins at `at` ends, or `at`. *close is the last '>' that was
 * looked for, so that each byte is looked at once.
 */
static size_t
skip_tag(struct span s, size_t at, size_t *close)
{
	const char	*found;
	unsigned char	 next = at + 1 < s.n ? (unsigned char)s.p[at + 1] : (unsigned char)' ';

	if (s.p[at] != '<' || !(utf8_is_letter(next) || next == '/'))
		return at;
	if (*close <= at) {
		found = memchr(s.p + at, '>', s.n - at);
		*close = found != NULL ? (size_t)(found - s.p) : s.n;
	}
	return *close < s.n && *close - at < TAG_MAX ? *close + 1 : at;
}

static void
marks_begin(struct mark_list *list)
{
	list->items = list->few;
	list->count = 0;
	list->room = PAIR_AT_FIRST;
}

static bool
add_mark(struct mark_list *list, struct mark mark, struct arena *scratch, struct fault *f)
{
	if (list->count == list->room &&
	    !arena_grow(scratch, &list->items, list->count, &list->room, sizeof mark, f))
		return false;
	list->items[list->count++] = mark;
	return true;
}

static bool
read_marks(struct span s, struct arena *scratch, struct marks *marks, struct fault *f)
{
	size_t	 next, behind = 0, close = 0;

	for (size_t at = next_mark(s, 0); at < s.n; at = next_mark(s, next)) {
		struct mark	 mark = { (uint32_t)at, 0, GLYPH_STRAIGHT, ROLE_UNKNOWN };
		size_t		 end = at;

		next = at + 1;
		if (is_gershayim(s, at))
			continue;
		if (s.p[at] == '"') {
			mark.n = 1;
			if (at >= behind && !add_mark(&marks->doubles, mark, scratch, f))
				return false;
			continue;
		}
		next = at;
		if (pair_is_single(utf8_next(s, &next))) {
			mark.n = (uint8_t)(next - at);
			if (!add_mark(&marks->singles, mark, scratch, f))
				return false;
		}
		/* Inside a tag, or the second half of a doubled mark. */
		if (at < behind)
			continue;
		behind = skip_tag(s, at, &close);
		if (behind > at)
			continue;
		if (double_mark(s, &end, &mark) && !add_mark(&marks->doubles, mark, scratch, f))
			return false;
		behind = end;
	}
	return true;
}

static enum role
glyph_role(enum glyph glyph, bool guillemets_face_in)
{
	switch (glyph) {
	case GLYPH_OPENS:
	case GLYPH_LOW:
		return ROLE_OPENS;
	case GLYPH_CLOSES:
		return ROLE_CLOSES;
	case GLYPH_LEFT:
		return guillemets_face_in ? ROLE_CLOSES : ROLE_OPENS;
	case GLYPH_RIGHT:
		return guillemets_face_in ? ROLE_OPENS : ROLE_CLOSES;
	case GLYPH_STRAIGHT:
		break;
	}
	return ROLE_UNKNOWN;
}

static enum role
mark_role(struct span s, const struct mark *mark, bool first, bool guillemets_face_in)
{
	uint32_t	 left, right;
	bool		 space_left, space_right;
	enum role	 drawn = glyph_role((enum glyph)mark->glyph, guillemets_face_in);

	pair_neighbours(s, mark, &left, &right);
	space_left = utf8_is_space(left);
	space_right = utf8_is_space(right);
	/* Guillemets and low marks are never printed the wrong way round, and French sets spaces inside. */
	if (mark->glyph == GLYPH_LEFT || mark->glyph == GLYPH_RIGHT || mark->glyph == GLYPH_LOW)
		return drawn;
	if (first && mark->at + mark->n < s.n && span_trim(span_cut(s, 0, mark->at)).n == 0)
		return ROLE_OPENS;
	if (space_left && !space_right)
		return ROLE_OPENS;
	if (!space_left && space_right && !pair_opens_bracket(left))
		return ROLE_CLOSES;
	if (pair_is_stop(right) && !space_left && !pair_is_dash(left) && !pair_opens_bracket(left))
		return ROLE_CLOSES;
	if (drawn != ROLE_UNKNOWN)
		return drawn;
	if (pair_opens_bracket(left))
		return ROLE_OPENS;
	return ROLE_UNKNOWN;
}

static void
judge_marks(struct span s, struct mark_list *marks)
{
	bool	 face_in = false, low_open = false;

	for (size_t i = 0; i < marks->count; i++) {
		if (marks->items[i].glyph == GLYPH_LEFT || marks->items[i].glyph == GLYPH_RIGHT) {
			face_in = marks->items[i].glyph == GLYPH_RIGHT;
			break;
		}
	}
	for (size_t i = 0; i < marks->count; i++) {
		struct mark	*mark = &marks->items[i];

		mark->role = (uint8_t)mark_role(s, mark, i == 0, face_in);
		/* Behind a low mark the high one that looks as if it opened closes. */
		if (low_open && (mark->glyph == GLYPH_OPENS || mark->glyph == GLYPH_STRAIGHT))
			mark->role = ROLE_CLOSES;
		if (mark->glyph == GLYPH_LOW)
			low_open = true;
		else if (mark->role == ROLE_CLOSES)
			low_open = false;
	}
}

static bool
has_word(struct span inner)
{
	for (size_t at = 0; at < inner.n;) {
		uint32_t	 c = utf8_next(inner, &at);

		if (utf8_is_word(c))
			return true;
	}
	return false;
}

bool
pair_add(struct pairing *pairs, size_t from, size_t to, size_t inner_from, size_t inner_to,
    enum pair_state state)
{
	struct span	 inner = span_trim(span_cut(pairs->text, inner_from, inner_to));

	if (!has_word(inner))
		return false;
	pairs->items[pairs->count++] =
	    (struct pair) { inner, span_cut(pairs->text, from, to), state, false, false };
	return true;
}

/*
 * One pass over the marks. Nested: an opening mark inside an open pair is a
 * quotation inside it. Flat: it tells that the closing one before it is
 * missing. Returns how many pairs are open at the end.
 */
static size_t
pair_marks(const struct mark_list *marks, bool nested, struct pairing *pairs)
{
	const struct mark	*outer = NULL;
	size_t			 depth = 0, inner = 0;

	pairs->count = 0;
	for (size_t i = 0; i < marks->count; i++) {
		const struct mark	*mark = &marks->items[i];
		const size_t		 end = (size_t)mark->at + mark->n;
		enum role		 role = (enum role)mark->role;

		if (role == ROLE_UNKNOWN)
			role = depth > 0 ? ROLE_CLOSES : ROLE_OPENS;
		if (role == ROLE_OPENS) {
			if (depth > 0 && !nested) {
				pair_add(pairs, outer->at, mark->at, inner, mark->at, PAIR_CUT);
				depth = 0;
			}
			if (depth++ == 0) {
				outer = mark;
				inner = end;
			}
		} else if (depth > 0) {
			if (--depth == 0)
				pair_add(pairs, outer->at, end, inner, mark->at, PAIR_CLOSED);
		} else if (i == 0) {
			pair_add(pairs, 0, end, 0, mark->at, PAIR_ORPHAN);
		}
	}
	if (depth > 0)
		pair_add(pairs, outer->at, pairs->text.n, inner, pairs->text.n, PAIR_OPEN);
	return depth;
}

/* Both lists are in reading order; doubles that a single pair swallowed have no words left. */
static bool
merge_pairs(const struct pairing *doubles, const struct pairing *singles, struct arena *arena,
    struct pair_list *out, struct fault *f)
{
	size_t	 d = 0, i = 0;

	out->items = arena_room(arena, doubles->count + singles->count, sizeof *out->items, f);
	if (out->items == NULL)
		return false;
	while (d < doubles->count || i < singles->count) {
		bool	 single = d >= doubles->count ||
		    (i < singles->count && singles->items[i].whole.p < doubles->items[d].whole.p);
		const struct pair	*pair = single ? &singles->items[i++] : &doubles->items[d++];

		if (pair->inner.n > 0)
			out->items[out->count++] = *pair;
	}
	return true;
}

/* Room for one pair a mark; the few are left as they are. */
static bool
pairing_begin(struct pairing *pairs, struct span text, size_t nmarks, struct arena *scratch,
    struct fault *f)
{
	pairs->text = text;
	pairs->count = 0;
	pairs->items = nmarks <= PAIR_AT_FIRST ?
	    pairs->few :
	    arena_room(scratch, nmarks, sizeof *pairs->items, f);
	return pairs->items != NULL;
}

static bool
pair_up(struct span paragraph, struct span next, struct marks *marks, struct arena *scratch,
    struct arena *arena, struct pair_list *pairs, struct fault *f)
{
	struct pairing	 doubles, singles;
	size_t		 depth;

	if (!pairing_begin(&doubles, paragraph, marks->doubles.count, scratch, f) ||
	    !pairing_begin(&singles, paragraph, marks->singles.count, scratch, f))
		return false;
	judge_marks(paragraph, &marks->doubles);
	depth = pair_marks(&marks->doubles, true, &doubles);
	/* Left open with nothing to go on: no nesting, a closing mark is missing somewhere. */
	if (depth > 1 || (depth == 1 && !begins_with_mark(next)))
		pair_marks(&marks->doubles, false, &doubles);
	if (marks->singles.count > 0) {
		pair_close_by_single(paragraph, &marks->singles, &doubles);
		pair_find_singles(&marks->singles, next, &doubles, &singles);
	}
	return doubles.count + singles.count == 0 ||
	    merge_pairs(&doubles, &singles, arena, pairs, f);
}

bool
pair_find(struct span paragraph, struct span next, struct arena *scratch, struct arena *arena,
    struct pair_list *pairs, struct fault *f)
{
	struct marks	 marks;

	*pairs = (struct pair_list) { NULL, 0 };
	if (paragraph.n > PAIR_MAX_BYTES)
		return fault_set(f, FAULT_LIMIT, "a paragraph of %zu bytes", paragraph.n);
	marks_begin(&marks.doubles);
	marks_begin(&marks.singles);
	if (!read_marks(paragraph, scratch, &marks, f))
		return false;
	if (marks.doubles.count == 0 &&
	    (marks.singles.count == 0 ||
		(marks.singles.count == 1 && !pair_begins_with_single(next))))
		return true;
	return pair_up(paragraph, next, &marks, scratch, arena, pairs, f);
}
