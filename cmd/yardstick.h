/* Quotations that others of their families are measured against: they are needed out of order, and held. */
#ifndef CMD_YARDSTICK_H
#define CMD_YARDSTICK_H

#include "cmd/quotations.h"

struct yardstick {
	size_t		 number; /* of the quotation */
	struct span	 text, speaker;
};

struct yardsticks {
	struct yardstick *items; /* numbers rising */
	size_t		 count;
	struct arena	**arenas; /* of the texts */
	size_t		 narenas;
};

#define YARDSTICKS_EMPTY ((struct yardsticks) { .items = NULL })
void yardsticks_free(struct yardsticks *y);

/* The earliest and the fullest of every family of two or more; free them, read or not. */
bool yardsticks_read(const struct quotations *q, const struct hands *hands, struct yardsticks *y,
    struct fault *f) MUST_CHECK;

/* The one of that number, which there is. */
struct printing yardsticks_get(const struct yardsticks *y, size_t number);

#endif
