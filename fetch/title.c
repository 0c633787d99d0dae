#include "fetch/title.h"

#include "core/utf8.h"

/* The next letter or digit at or behind *at, ASCII in lower case; 0 at the end. */
static uint32_t
next_letter(struct span s, size_t *at)
{
	while (*at < s.n) {
		uint32_t	 c = utf8_next(s, at);

		if (c >= 'A' && c <= 'Z')
			return c - 'A' + 'a';
		if (utf8_is_word(c))
			return c;
	}
	return 0;
}

static size_t
count_letters(struct span s, size_t at)
{
	size_t	 count = 0;

	while (next_letter(s, &at) != 0)
		count++;
	return count;
}

bool
title_alike(struct span a, struct span b)
{
	size_t		 i = 0, k = 0, same = 0;
	uint32_t	 c = next_letter(a, &i), d = next_letter(b, &k);

	for (; c == d && c != 0; same++) {
		c = next_letter(a, &i);
		d = next_letter(b, &k);
	}
	if (c != 0 && d != 0)
		return false;
	/* In letters: bytes would ask twice as much of Greek as of English. */
	return same > 0 &&
	    same * 10 >= (same + count_letters(a, i) + count_letters(b, k) + (c != d)) * 7;
}

bool
title_begins(struct span title, struct span words, struct span *rest)
{
	static const char *const bars[] = {
		"| ", "|", "- ", "-- ", "--", "\u2013 ", "\u2014 ", ":: ", "\u00BB ", "\u00AB ",
		"\u2022 ", "\u00B7 ", "_", "\uFF5C", "\uFF1A", "\uFF0F", "\uFF0D",
	};
	size_t		 i = 0, k = 0;
	uint32_t	 c = 0, d = next_letter(words, &k);

	for (*rest = SPAN_NONE; d != 0 && (c = next_letter(title, &i)) == d;)
		d = next_letter(words, &k);
	if (d != 0 || c == 0)
		return false;
	/* Marks the words end in, and the bar. */
	for (k = i; k < title.n && !utf8_is_word(utf8_next(title, &i)); k = i) {
		struct span	 here = span_cut(title, k, title.n);

		for (size_t b = 0; b < LEN(bars); b++) {
			if (span_starts(here, span_of(bars[b])))
				*rest = span_trim(span_cut(here, strlen(bars[b]), here.n));
		}
		if (rest->n > 0)
			return true;
	}
	return false;
}

bool
title_ends(struct span title, struct span words, const char *marks)
{
	for (size_t i = 1; i + 1 < title.n; i++) {
		if (title.p[i] == ' ' && strchr(marks, title.p[i - 1]) != NULL &&
		    title_alike(span_cut(title, i, title.n), words))
			return true;
	}
	return false;
}
