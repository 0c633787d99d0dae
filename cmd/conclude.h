/*
 * From evidence to conclusions: load, follow, file. The result is a pure
 * function of the evidence, whoever calls and however the evidence came.
 */
#ifndef CMD_CONCLUDE_H
#define CMD_CONCLUDE_H

#include "store/store.h"

/* What relinking 1,000,000 occurrences may take. */
#define CONCLUDE_BYTES_MAX ((size_t)4 << 30)

bool conclude(struct store *store, struct fault *f) MUST_CHECK;

/* The same, unless nothing was filed since it was done last. */
bool conclude_news(struct store *store, struct fault *f) MUST_CHECK;

#endif
