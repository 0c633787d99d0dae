/*
 * Lists of other articles by their shape: several neighbours made alike, each
 * a linked headline with at most a short text.
 */
#ifndef FETCH_CARD_H
#define FETCH_CARD_H

#include "fetch/flow.h"

/*
 * Tell which elements are such cards: cards[i] turns true for the root of
 * each. prose has the running text before each piece, as in struct layout.
 * Lists that hold more than two fifths of it are left alone, for an article
 * may be a list, unless every text in them is cut short: it goes on elsewhere. cards has dom->count entries, all false.
 */
void card_find(const struct dom *dom, const struct flow *flow, const uint64_t *prose, bool *cards);

#endif
