/*
 * The blocks of a version as the two values of a row, for they are read all or
 * not at all, and are by far the most that an article consists of. A block is a
 * line of words with a space between them, and texts behind it:
 *
 *	KIND REGION RULE START LENGTH OUTLET-BYTES\n OUTLET TEXT
 *
 * START and LENGTH are bytes of the version's text. Outside of it START is 0 and
 * TEXT the LENGTH bytes that the block has; inside nothing stands for TEXT.
 * Private to store/.
 */
#ifndef STORE_BLOCK_H
#define STORE_BLOCK_H

#include "core/article.h"
#include "store/query.h"

bool blocks_add(struct store *store, int64_t version, const struct article *article,
    struct fault *f) MUST_CHECK;

/* Both lists of an article whose text is there. */
bool blocks_load(struct store *store, int64_t version, struct arena *arena, struct article *article,
    struct fault *f) MUST_CHECK;

/* The next column as the blocks inside the article's text. */
void blocks_take_inside(struct query *q, struct arena *arena, struct article *article);

#endif
