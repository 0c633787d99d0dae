/* The SQL function holds(text, folded): do text's folded words contain this? Private to store/. */
#ifndef STORE_HOLDS_H
#define STORE_HOLDS_H

#include <sqlite3.h>

/* Returns SQLite's code. */
int holds_register(sqlite3 *db);

#endif
