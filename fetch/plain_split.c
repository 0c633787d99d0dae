#include "core/utf8.h"
#include "fetch/plain.h"

#define WRAP_MIN 40	/* code points of the widest lines, for a text wrapped by hand */
#define WRAP_MAX 100
#define WRAP_SLACK 8	/* a wrapper that balances its lines stops this much early */
#define WRAP_PAIRS_MIN 3

/* The line that begins at *at, which moves behind its end mark. */
static struct span
next_line(struct span text, size_t *at)
{
	size_t	 from = *at, to;

	for (to = from; to < text.n && text.p[to] != '\n' && text.p[to] != '\r'; to++)
		;
	*at = to + (to < text.n);
	if (*at < text.n && text.p[to] == '\r' && text.p[*at] == '\n')
		++*at;
	return span_cut(text, from, to);
}

static size_t
first_word(struct span s)
{
	size_t	 at = 0, n = 0;

	while (at < s.n && !utf8_is_space(utf8_next(s, &at)))
		n++;
	return n;
}

/* The next line becomes part of this one. */
static void
join(struct plain_line *line, const struct plain_line *next)
{
	line->text = span_join(line->text, next->text);
	line->chars = next->chars;
	line->indent = next->indent;
}

/* Lines that are not blank, each with what joining needs to know. */
static bool
read_lines(struct span text, struct span name, struct arena *arena, struct plain_text *plain,
    struct fault *f)
{
	size_t	 room = 0, at = 0;
	bool	 gap = false;

	while (at < text.n) {
		struct span		 raw = next_line(text, &at), line = span_trim(raw);
		struct plain_line	 l;

		if (line.n == 0) {
			gap = true;
			continue;
		}
		l = (struct plain_line) { .text = line,
			.chars = utf8_count(line),
			.first = first_word(line),
			.indent = (size_t)(line.p - raw.p),
			.gap = gap };
		gap = false;
		if (article_is_crowded(plain->count, at)) {
			join(&plain->lines[plain->count - 1], &l);
			continue;
		}
		if (plain->count == PLAIN_LINES_MAX)
			return fault_set(f, FAULT_LIMIT, "%.*s: more than %zu lines",
			    SPAN_ARG(name), PLAIN_LINES_MAX);
		if (!arena_grow(arena, &plain->lines, plain->count, &room, sizeof l, f))
			return false;
		plain->lines[plain->count++] = l;
	}
	return true;
}

/* The width that all but one line in twenty keep. */
static size_t
wrap_width(const struct plain_text *plain)
{
	size_t	 lengths[WRAP_MAX + 2] = { 0 }, within = 0, width;

	for (size_t i = 0; i < plain->count; i++) {
		size_t	 chars = plain->lines[i].chars;

		lengths[chars > WRAP_MAX ? WRAP_MAX + 1 : chars]++;
	}
	for (width = 0; width <= WRAP_MAX; width++) {
		within += lengths[width];
		if (within * 20 >= plain->count * 19)
			break;
	}
	return width;
}

static bool
is_bullet(struct span s)
{
	return s.n > 1 && (s.p[0] == '*' || s.p[0] == '-') && s.p[1] == ' ';
}

/* Was the line broken because the next one's first word did not fit any more? */
static bool
is_full(const struct plain_line *line, const struct plain_line *next, size_t width)
{
	return !next->gap && next->indent <= line->indent && !is_bullet(next->text) &&
	    line->chars + 1 + next->first + WRAP_SLACK > width;
}

/* A line of Markdown that is a block of its own, or begins one. Source: CommonMark 0.30, section 4. */
static bool
opens_block(struct span s)
{
	size_t	 digits = 0;

	while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
		digits++;
	return is_bullet(s) || (s.n > 0 && strchr("#|`~", s.p[0]) != NULL) ||
	    (digits > 0 && digits < s.n && (s.p[digits] == '.' || s.p[digits] == ')'));
}

/* In Markdown a line goes on with its paragraph, unless one of the two is something else. */
static bool
is_soft(const struct plain_line *line, const struct plain_line *next)
{
	return !next->gap && !opens_block(next->text) && line->text.p[0] != '#' &&
	    (line->text.p[0] == '>' || next->text.p[0] != '>');
}

static bool
is_wrapped(const struct plain_text *plain, size_t width)
{
	size_t	 pairs = 0, full = 0;

	if (width < WRAP_MIN || width > WRAP_MAX)
		return false;
	for (size_t i = 0; i + 1 < plain->count; i++) {
		if (plain->lines[i + 1].gap)
			continue;
		pairs++;
		full += is_full(&plain->lines[i], &plain->lines[i + 1], width);
	}
	return full >= WRAP_PAIRS_MIN && full * 5 >= pairs * 3;
}

static bool
is_markdown(struct span name)
{
	return span_eq_case(span_cut(name, name.n < 3 ? 0 : name.n - 3, name.n), SPAN(".md")) ||
	    span_eq_case(span_cut(name, name.n < 9 ? 0 : name.n - 9, name.n), SPAN(".markdown"));
}

/*
 * Hard-wrapped text is told by its breaks: the next line's first word would
 * not have fitted. A list of headlines breaks anywhere. Markdown says by its
 * marks where a paragraph ends.
 */
static void
join_wrapped(struct plain_text *plain, bool markdown)
{
	size_t	 width = wrap_width(plain), kept = 0;

	if (!markdown && !is_wrapped(plain, width))
		return;
	for (size_t i = 1; i < plain->count; i++) {
		struct plain_line	*line = &plain->lines[kept], *next = &plain->lines[i];

		if (markdown ? is_soft(line, next) : is_full(line, next, width))
			join(line, next);
		else
			plain->lines[++kept] = *next;
	}
	plain->count = kept + 1;
}

bool
plain_split(struct span text, struct span name, struct arena *arena, struct plain_text *plain,
    struct fault *f)
{
	*plain = (struct plain_text) { .text = text };
	if (!read_lines(text, name, arena, plain, f))
		return false;
	if (plain->count > 1)
		join_wrapped(plain, is_markdown(name));
	return true;
}
