#include "cmd/guess.h"

#include <stdbool.h>
#include <string.h>

#define NAME_BYTES_MAX 32 /* no name of ours is longer */

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Rows are the prefixes of a, columns those of b; a swap looks two rows back. */
static size_t
slips_between(const char *a, size_t na, const char *b, size_t nb)
{
	size_t	 rows[3][NAME_BYTES_MAX + 1];

	for (size_t j = 0; j <= nb; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t	*row = rows[i % 3], *above = rows[(i - 1) % 3];

		row[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			row[j] = least(above[j - 1] + (a[i - 1] != b[j - 1]),
			    least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], rows[(i - 2) % 3][j - 2] + 1);
		}
	}
	return rows[na % 3][nb];
}

void
guess_offer(struct guess *guess, const char *name)
{
	size_t	 typed = strlen(guess->typed), named = strlen(name), slips;

	if (typed > NAME_BYTES_MAX || named > NAME_BYTES_MAX)
		return;
	slips = typed > 1 && strncmp(guess->typed, name, typed) == 0 ?
	    0 :
	    slips_between(guess->typed, typed, name, named);
	if (slips > (typed + 2) / 3 || slips >= named ||
	    (guess->best != NULL && slips >= guess->slips))
		return;
	guess->best = name;
	guess->slips = slips;
}
