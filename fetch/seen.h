/*
 * Addresses met in one run, so that none is asked for twice. Kept are digests
 * (the first 16 bytes of SHA-256), so a million take 32 MiB whatever their length.
 */
#ifndef FETCH_SEEN_H
#define FETCH_SEEN_H

#include "core/fault.h"
#include "core/span.h"

#define SEEN_MAX ((size_t)1 << 22) /* addresses; 128 MiB */

struct seen;

/* NULL when there is no memory. */
struct seen *seen_new(void);
void seen_free(struct seen *seen);

/* Add an address; *again tells whether it was there. FAULT_LIMIT past SEEN_MAX, FAULT_MEMORY. */
bool seen_add(struct seen *seen, struct span address, bool *again, struct fault *f) MUST_CHECK;

#endif
