/*
 * What a text calls a person beside the name: "US Secretary of State Antony
 * Blinken", "Xi Jinping, president of China," "Kazakhstan's president". The
 * office of a country tells whose clocks and whose language the person's words
 * at home were spoken by.
 */
#ifndef CORE_DESCRIPTION_H
#define CORE_DESCRIPTION_H

#include "core/arena.h"
#include "core/land.h"

struct description {
	struct span	 printed; /* "Kazakhstan's President", without the name */
	struct span	 office;  /* "President", when it stands beside its land and nothing else does */
	const struct land *land;  /* whose office it is; NULL unless it is one of a whole country */
};

/*
 * The next description of `name` in text, at or after byte *at, which moves
 * behind the name. False when there is none left. A surname counts when an
 * office stands before it.
 */
bool description_next(struct span text, struct span name, size_t *at, struct description *d);

/* The same for words that stand for a person or hold the name: "Kazakhstan's president". */
bool description_read(struct span mention, struct span name, struct description *d);

/* One form for all of one office: "President of Kazakhstan"; what is no country's, as printed. */
bool description_print(const struct description *d, struct arena *arena, struct span *text,
    struct fault *f) MUST_CHECK;

#endif
