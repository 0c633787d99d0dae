/*
 * Things found by a hash of their name. The table holds nodes that lie in the
 * things; comparing names, and owning the things, is the caller's part.
 */
#ifndef FETCH_TABLE_H
#define FETCH_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "core/fault.h"

struct table_node {
	struct table_node	*next; /* in one bucket */
	uint64_t		 hash;
};

struct table {
	struct table_node	**buckets;
	size_t			  count, room;
};

/* FAULT_MEMORY. */
bool table_add(struct table *table, struct table_node *node, uint64_t hash, struct fault *f)
    MUST_CHECK;
void table_drop(struct table *table, struct table_node *node);

/* The first node of a hash, and the next one of the same; NULL when there is none. */
struct table_node *table_find(const struct table *table, uint64_t hash);
struct table_node *table_next(const struct table_node *node);

/* Every node in some order; each() may free the thing it lies in, and then the table is freed next. */
void table_each(const struct table *table, void (*each)(void *context, struct table_node *node),
    void *context);

void table_free(struct table *table);

#endif
