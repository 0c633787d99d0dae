#include "core/utf8.h"
#include "core/wording.h"

#define CONSONANTS_MIN 3 /* of a name that is known by them */

/*
 * The consonants of a name: spellings of a foreign one differ in the others
 * (Tokayev, Tokaïev). All of its letters when that leaves too few to tell
 * names apart.
 */
static uint64_t
name_hash(struct span name, bool whole)
{
	uint64_t	 hash = TOKEN_HASH_NOTHING;
	size_t		 kept = 0;

	for (size_t i = 0; i < name.n; i++) {
		char	 c = name.p[i];

		c = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
		if (!whole && (c < 'a' || c > 'z' || strchr("aeiouy", c) != NULL))
			continue;
		hash = token_hash_more(hash, (struct span) { &c, 1 });
		kept++;
	}
	return whole || kept >= CONSONANTS_MIN ? hash : name_hash(name, true);
}

uint64_t
wording_speaker(struct span name)
{
	size_t	 first = 0, from;

	name = span_trim(name);
	if (name.n == 0 || !utf8_is_upper(utf8_next(name, &first)))
		return 0;
	for (from = name.n; from > 0;) {
		size_t	 before = from;

		if (utf8_is_space(utf8_prev(name, &before)))
			break;
		from = before;
	}
	return name_hash(span_cut(name, from, name.n), false);
}
