/*
 * The SQL function holds(name, folded, part): does a name's folded form contain
 * the part, which is folded; or, when that is a pattern (core/pattern.h), does
 * it match the name? One that takes too long ends the statement by
 * SQLITE_CONSTRAINT_FUNCTION, its fault's text as the message. Private to store/.
 */
#ifndef STORE_HOLDS_H
#define STORE_HOLDS_H

#include <sqlite3.h>

/* Returns SQLite's code. */
int holds_register(sqlite3 *db);

#endif
