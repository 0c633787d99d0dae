/* Filing unquoted words that are those of a family. Private to store/. */
#ifndef STORE_UNQUOTED_H
#define STORE_UNQUOTED_H

#include "store/load.h"

/* In place of those that were filed before: a row for each of the corpus, which learns its number. */
bool unquoted_write(struct store *store, struct corpus *corpus, struct fault *f) MUST_CHECK;

#endif
