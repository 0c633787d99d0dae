#include "fetch/head.h"

#include "core/buf.h"
#include "core/date.h"
#include "core/utf8.h"
#include "core/zone.h"

#define VALUE_MAX ((size_t)64 * 1024) /* bytes of one that is folded */
#define DATE_TEXT_BYTES 64 /* no machine date is longer */
#define DIGITS_MAX 18 /* fit 64 bits */

size_t
head_length(struct span bytes)
{
	for (size_t at = 0; at < bytes.n;) {
		struct span	 rest = span_cut(bytes, at, bytes.n);
		const char	*end = memchr(rest.p, '\n', rest.n);

		if (end == NULL)
			break;
		at += (size_t)(end - rest.p) + 1;
		if (end == rest.p || (end == rest.p + 1 && *rest.p == '\r'))
			return at;
	}
	return 0;
}

struct span
head_line(struct span head, size_t *at)
{
	struct span	 rest = span_cut(head, *at, head.n);
	const char	*end = rest.n > 0 ? memchr(rest.p, '\n', rest.n) : NULL;
	struct span	 line = span_cut(rest, 0, end != NULL ? (size_t)(end - rest.p) : rest.n);

	*at += line.n + (end != NULL);
	return span_ends(line, SPAN("\r")) ? span_cut(line, 0, line.n - 1) : line;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct span
trim_blanks(struct span s)
{
	while (s.n > 0 && is_blank(s.p[0]))
		s = span_cut(s, 1, s.n);
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* Does the line at `at` go on with the one above? */
static bool
is_folded(struct span head, size_t at)
{
	size_t	 next = at;

	return at < head.n && is_blank(head.p[at]) && trim_blanks(head_line(head, &next)).n > 0;
}

static bool
join_lines(struct span head, size_t *at, struct arena *arena, struct span *value, struct fault *f)
{
	struct buf	 text = BUF(VALUE_MAX);

	buf_add(&text, trim_blanks(*value));
	while (is_folded(head, *at)) {
		buf_char(&text, ' ');
		buf_add(&text, trim_blanks(head_line(head, at)));
	}
	return buf_end(&text, arena, value, f);
}

bool
head_next(struct span head, size_t *at, struct arena *arena, struct head_field *field, bool *found,
    struct fault *f)
{
	*found = false;
	while (*at < head.n) {
		struct span	 line = head_line(head, at);
		size_t		 colon = span_find(line, SPAN(":"));

		if (colon == 0 || colon == line.n)
			continue;
		*found = true;
		field->name = trim_blanks(span_cut(line, 0, colon));
		field->value = span_cut(line, colon + 1, line.n);
		if (field->value.n > 0 && is_blank(field->value.p[0]))
			field->value = span_cut(field->value, 1, field->value.n);
		return !is_folded(head, *at) || join_lines(head, at, arena, &field->value, f);
	}
	return true;
}

struct span
head_text(struct span value)
{
	value = trim_blanks(value);
	return utf8_valid(value) && span_find(value, SPAN("\0")) == value.n ? value : SPAN_NONE;
}

bool
head_date(struct span value, struct arena *arena, int64_t *at, struct fault *f)
{
	const struct date_context	 context = { .anchor = DATE_UNKNOWN };
	struct evidence			 e = { .when = INTERVAL_UNKNOWN };
	struct span			 text = head_text(value);

	*at = DATE_UNKNOWN;
	if (text.n == 0 || text.n > DATE_TEXT_BYTES || !date_read(text, &context, arena, &e, f))
		return f->kind == FAULT_NONE;
	*at = e.when.latest;
	if (*at != DATE_UNKNOWN && span_eq(e.zone, SPAN("unknown")))
		*at += ZONE_ANY.least;
	return true;
}

bool
head_number(struct span value, uint64_t *number)
{
	*number = 0;
	value = trim_blanks(value);
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] < '0' || value.p[i] > '9' || i == DIGITS_MAX)
			return false;
		*number = *number * 10 + (uint64_t)(value.p[i] - '0');
	}
	return value.n > 0;
}
