/* Filing unquoted words that are those of a family. Private to store/. */
#ifndef STORE_UNQUOTED_H
#define STORE_UNQUOTED_H

#include "store/load.h"

/* It comes from corpus_carry() and has no row yet. */
bool quote_is_carried(const struct filed_quote *filed);

/* A row for each of the corpus that has none, which learns its number. */
bool unquoted_add(struct store *store, struct corpus *corpus, struct fault *f) MUST_CHECK;

/* The same in place of those that were filed before. */
bool unquoted_write(struct store *store, struct corpus *corpus, struct fault *f) MUST_CHECK;

#endif
