/*
 * What a mistyped name may have meant. Names are offered one after the other,
 * and the nearest stays. Near is what few slips of a finger make of it: a
 * letter too many, missing, another or two swapped, one for each three letters;
 * the beginning of a name is nearest.
 * Source: Damerau, "A technique for computer detection and correction of
 * spelling errors" (CACM 1964).
 */
#ifndef CMD_GUESS_H
#define CMD_GUESS_H

#include <stddef.h>

struct guess {
	const char	*typed;
	const char	*best; /* NULL as long as none is near */
	size_t		 slips; /* between the two */
};

void guess_offer(struct guess *guess, const char *name);

#endif
