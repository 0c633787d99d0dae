/* Lists that grow in memory of their own, where an arena would keep every size they had. */
#ifndef CORE_PILE_H
#define CORE_PILE_H

#include <stddef.h>

#include "core/fault.h"

/*
 * Room for `more` items beside the `count` that *items holds; both *items and
 * *room change when it moves (doubling). New room is not cleared. The list is
 * from malloc(), and the caller's to free. Fails with FAULT_MEMORY.
 */
bool pile_grow(void *items, size_t count, size_t more, size_t *room, size_t size, struct fault *f)
    MUST_CHECK;

#endif
