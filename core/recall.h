/*
 * Texts that were read of late, and the number each was given: a line is
 * printed again within days, mostly in the same bytes, and what was found out
 * about it need not be found again. Only the last ones are kept, in so much
 * memory and no more; long ones are not.
 */
#ifndef CORE_RECALL_H
#define CORE_RECALL_H

#include <stdint.h>

#include "core/fault.h"
#include "core/span.h"

struct recall;

/* NULL and a fault without memory; freeing NULL does nothing. */
struct recall *recall_new(struct fault *f);
void recall_free(struct recall *recall);

/* Was a text of these bytes kept, and not another in its place since? */
bool recall_find(const struct recall *recall, struct span text, uint32_t *number);
void recall_keep(struct recall *recall, struct span text, uint32_t number);

#endif
