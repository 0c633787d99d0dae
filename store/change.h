/* What outlets changed from version to version: found when linking, read with a family. Private to store/. */
#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

#include "store/news.h"

/* Find and file the changes of all quotations of the corpus that are superseded. Working room in the arena. */
bool changes_write(struct store *store, const struct corpus *corpus, const struct trail *trail,
    struct arena *arena, struct fault *f) MUST_CHECK;

/* How grave these families are now: the worst of their members, and of what outlets changed. */
bool families_weigh(struct store *store, const struct row_list *families, struct arena *arena,
    struct fault *f) MUST_CHECK;

/* The changes that quotations of a family took part in: a list of their rows; index finds them. */
bool changes_read(struct store *store, struct span quotes, const struct row_index *index,
    struct arena *arena, struct filed_family *filed, struct fault *f) MUST_CHECK;

#endif
