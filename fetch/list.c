#include "fetch/list.h"

#include <limits.h>
#include <sys/stat.h>

#define WORDS_ENOUGH 64u
#define MISSES_ENOUGH 2048u /* names of nothing, and this many for each that names something: */
#define MISSES_EACH 8u

bool
list_is_url(struct span s)
{
	return span_eq_case(span_cut(s, 0, 7), SPAN("http://")) ||
	    span_eq_case(span_cut(s, 0, 8), SPAN("https://"));
}

bool
list_has_scheme(struct span s)
{
	size_t	 end = span_find(s, SPAN("://"));

	if (end == 0 || end >= s.n)
		return false;
	for (size_t i = 0; i < end; i++) {
		char	 c = s.p[i];
		bool	 letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		bool	 inner = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';

		if (!letter && (i == 0 || !inner))
			return false;
	}
	return true;
}

static bool
has_space(struct span s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ' ' || s.p[i] == '\t')
			return true;
	}
	return false;
}

/* Trimmed of ASCII blanks only: a path may end in any other character. */
static struct span
trim(struct span line)
{
	while (line.n > 0 && memchr(" \t\r", line.p[0], 3) != NULL)
		line = span_cut(line, 1, line.n);
	while (line.n > 0 && memchr(" \t\r", line.p[line.n - 1], 3) != NULL)
		line.n--;
	return line;
}

/* folder and line as one path with a NUL behind it; "./" in front of the line says nothing. */
static bool
join(struct span folder, struct span line, struct arena *arena, struct span *path, struct fault *f)
{
	char	*bytes;

	while (span_starts(line, SPAN("./")) && line.n > 2)
		line = span_cut(line, 2, line.n);
	if (line.p[0] == '/')
		folder = SPAN_NONE;
	bytes = arena_take(arena, folder.n + line.n + 1, 1, f);
	if (bytes == NULL)
		return false;
	if (folder.n > 0)
		memcpy(bytes, folder.p, folder.n);
	memcpy(bytes + folder.n, line.p, line.n);
	*path = (struct span) { bytes, folder.n + line.n };
	return true;
}

bool
list_read(struct span line, struct span folder, struct arena *arena, enum list_entry *entry,
    struct span *path, struct fault *f)
{
	struct stat	 st;

	*path = SPAN_NONE;
	line = trim(line);
	if (line.n == 0 || line.p[0] == '#') {
		*entry = LIST_NOTHING;
		return true;
	}
	if (list_has_scheme(line)) {
		*entry = list_is_url(line) ? LIST_URL : LIST_SCHEME;
		if (has_space(line))
			*entry = LIST_UNKNOWN;
		return span_in(arena, line, path, f);
	}
	*entry = LIST_UNKNOWN;
	if (line.n + folder.n >= PATH_MAX || memchr(line.p, '\0', line.n) != NULL)
		return span_in(arena, line, path, f);
	if (!join(folder, line, arena, path, f))
		return false;
	if (stat(path->p, &st) == 0)
		*entry = LIST_PATH;
	return true;
}

/* Too many lines of words beside those that name something. */
static bool
is_text(size_t words, size_t named)
{
	return words > 0 && named / LIST_NAMES < words;
}

bool
list_recognise(struct span head, bool whole, struct span folder, struct arena *scratch, bool *list,
    struct fault *f)
{
	size_t	 named = 0, unknown = 0, words = 0, remarks = 0;

	*list = false;
	if (span_starts(head, SPAN("\xef\xbb\xbf")))
		head = span_cut(head, 3, head.n);
	while (head.n > 0) {
		size_t		 end = span_find(head, SPAN("\n"));
		struct span	 line = span_cut(head, 0, end), path;
		enum list_entry	 entry;

		if (end == head.n && !whole)
			break;
		head = span_cut(head, end + 1, head.n);
		if (!list_read(line, folder, scratch, &entry, &path, f))
			return false;
		words += entry == LIST_UNKNOWN && has_space(trim(line)) && !list_is_url(trim(line));
		/* No need to look for every line of a book on the disk, nor for every word of a column. */
		if ((words > WORDS_ENOUGH && is_text(words, named)) ||
		    (unknown > MISSES_ENOUGH && unknown / MISSES_EACH > named))
			return true;
		named += entry == LIST_URL || entry == LIST_SCHEME || entry == LIST_PATH;
		unknown += entry == LIST_UNKNOWN;
		remarks += entry == LIST_NOTHING && trim(line).n > 0;
	}
	*list = !is_text(words, named) &&
	    (named > unknown || (named == unknown && (named > 0 || remarks > 0)));
	return true;
}
