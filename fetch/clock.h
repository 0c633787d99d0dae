/* The clock that limits and pauses are measured by. */
#ifndef FETCH_CLOCK_H
#define FETCH_CLOCK_H

#include <stdint.h>

/* Milliseconds that pass whatever is done to the wall clock; only differences mean anything. */
int64_t clock_ms(void);

#endif
