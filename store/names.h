/* Words of closed lists that only the database writes down. Private to store/. */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include "core/date.h"

extern const char *const says_names[SAYS_KINDS]; /* "published", "modified", ... */

#endif
