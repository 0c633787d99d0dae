#include "fetch/table.h"

#include <stdlib.h>

static struct table_node **
bucket(const struct table *table, uint64_t hash)
{
	return &table->buckets[(hash ^ hash >> 32) & (table->room - 1)];
}

static bool
widen(struct table *table, struct fault *f)
{
	struct table	 wide = { .count = table->count };

	wide.room = table->room == 0 ? 64 : table->room * 2;
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): they are pointers. */
	wide.buckets = calloc(wide.room, sizeof *wide.buckets);
	if (wide.buckets == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t i = 0; i < table->room; i++) {
		struct table_node	*node = table->buckets[i], *next;

		for (; node != NULL; node = next) {
			struct table_node	**home = bucket(&wide, node->hash);

			next = node->next;
			node->next = *home;
			*home = node;
		}
	}
	free(table->buckets);
	*table = wide;
	return true;
}

bool
table_add(struct table *table, struct table_node *node, uint64_t hash, struct fault *f)
{
	struct table_node	**home;

	if (table->count >= table->room && !widen(table, f))
		return false;
	home = bucket(table, hash);
	*node = (struct table_node) { *home, hash };
	*home = node;
	table->count++;
	return true;
}

void
table_drop(struct table *table, struct table_node *node)
{
	struct table_node	**at = bucket(table, node->hash);

	while (*at != node)
		at = &(*at)->next;
	*at = node->next;
	table->count--;
}

static struct table_node *
first_of(struct table_node *node, uint64_t hash)
{
	while (node != NULL && node->hash != hash)
		node = node->next;
	return node;
}

struct table_node *
table_find(const struct table *table, uint64_t hash)
{
	return table->room == 0 ? NULL : first_of(*bucket(table, hash), hash);
}

struct table_node *
table_next(const struct table_node *node)
{
	return first_of(node->next, node->hash);
}

void
table_each(const struct table *table, void (*each)(void *context, struct table_node *node),
    void *context)
{
	for (size_t i = 0; i < table->room; i++) {
		struct table_node	*node = table->buckets[i], *next;

		for (; node != NULL; node = next) {
			next = node->next;
			each(context, node);
		}
	}
}

void
table_free(struct table *table)
{
	free(table->buckets);
	*table = (struct table) { .buckets = NULL };
}
