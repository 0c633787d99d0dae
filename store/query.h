/*
 * One named statement of queries.sql, step by step. It remembers its first
 * failure and tells it at query_end(), so the lines between read as prose:
 *
 *	struct query	 q = query_begin(store, SQL_ALIAS_ADD);
 *
 *	query_int(&q, ":article", row);
 *	query_text(&q, ":address", address);
 *	query_run(&q);
 *	return query_end(&q, f);
 *
 * Columns are taken from left to right, each once. Private to store/.
 */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include <sqlite3.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/fault.h"
#include "core/span.h"
#include "store/queries.h"

/* Whether calls are held to be committed together. */
enum hold {
	HOLD_NOT,
	HOLD_OPEN, /* in a transaction; each call is a savepoint of its own */
	HOLD_LOST, /* SQLite had to take all of it back: nothing until it is released */
};

/* Words that the full-text index is still to get; see store/words.h. */
struct waiting {
	struct arena	*arena;
	struct waiting_words {
		enum sql	 sql;
		int64_t		 row;
		struct span	 folded;
	} * items;
	size_t		 count, room, bytes;
	size_t		 done; /* the first so many are in the index, if the call under way ends well */
	size_t		 marked_count, marked_done; /* as the call found them */
};

/* Where a statement has a parameter, remembered by the address of its name. */
struct parameter {
	const char	*name;
	enum sql	 sql;
	int		 index;
};

#define PARAMETERS_KEPT 1024 /* a power of two; one that finds its place taken is looked up again */

struct store {
	sqlite3		*db;
	char		*path;	  /* as the person named it */
	bool		 writes;
	enum sql	 cache;	   /* says how much of it is kept in memory */
	bool		 in_wal;   /* this handle made it so */
	int		 code;	   /* SQLite's, of the last failure, without its extension */
	enum hold	 hold;
	int64_t		 loaded;   /* state.evidence when store_load() read it; -1: not yet */
	sqlite3_stmt	*statements[SQL_COUNT]; /* prepared on first use */
	bool		 busy[SQL_COUNT];	/* between query_begin() and query_end() */
	struct parameter parameters[PARAMETERS_KEPT];
	struct arena	*scratch; /* working room of one call */
	struct waiting	 waiting;
};

struct query {
	struct store	*store;
	sqlite3_stmt	*statement;
	enum sql	 sql;
	int		 column; /* the next one to take */
	struct fault	 fault;	 /* the first failure */
};

struct query query_begin(struct store *store, enum sql sql);

/*
 * Bind by name, a string that lives as long as the program and never changes.
 * An empty span and DATE_UNKNOWN bind NULL; bytes live until query_end().
 */
void query_int(struct query *q, const char *name, int64_t value);
void query_size(struct query *q, const char *name, size_t value);
void query_real(struct query *q, const char *name, double value);
void query_text(struct query *q, const char *name, struct span value);
void query_blob(struct query *q, const char *name, struct span value);
void query_time(struct query *q, const char *name, int64_t at);

/* The next row; false when there is none, or after a failure. */
bool query_row(struct query *q);

/* Run to the end; query_insert() gives the new row's id. After either, new values may be bound. */
void query_run(struct query *q);
int64_t query_insert(struct query *q);

/* Take the next column. NULL is 0, an empty span, DATE_UNKNOWN. Text gets a NUL behind it. */
int64_t query_take_int(struct query *q);
size_t query_take_size(struct query *q);
int query_take_small(struct query *q, int most); /* 0 to most; else it is damage */
bool query_take_bool(struct query *q);
double query_take_real(struct query *q);
int64_t query_take_time(struct query *q);
struct span query_take_text(struct query *q, struct arena *arena);
/* Bytes where SQLite keeps them: they die with the next row. */
struct span query_take_blob(struct query *q);

/* A text from a closed list whose rows begin with their name; one that is not in it is damage. */
size_t query_take_name(struct query *q, const void *rows, size_t size, size_t count);
#define QUERY_TAKE_NAME(q, rows) query_take_name((q), (rows), sizeof(rows)[0], LEN(rows))

/* The same of a word of a column. */
size_t query_name(struct query *q, struct span word, const void *rows, size_t size, size_t count);
#define QUERY_NAME(q, word, rows) query_name((q), (word), (rows), sizeof(rows)[0], LEN(rows))

/* True when the next column is NULL; it is not taken. */
bool query_is_null(const struct query *q);

/* Skip the next column. */
void query_skip(struct query *q);

/* What was read cannot have been filed: the database is damaged. The first failure is told. */
void query_damage(struct query *q, const char *what);

/* Reset, unbind, and tell the first failure. */
bool query_end(struct query *q, struct fault *f) MUST_CHECK;

/* Run a statement that takes and gives nothing. */
bool query_do(struct store *store, enum sql sql, struct fault *f) MUST_CHECK;

/* The same of a PRAGMA that takes effect while it is prepared, which is therefore done again. */
bool query_do_anew(struct store *store, enum sql sql, struct fault *f) MUST_CHECK;

/* What SQLite's code means to a person. Always false. */
bool query_fault(struct store *store, int code, struct fault *f);

/*
 * A transaction that writes. transaction_end() commits when ok, else rolls
 * back; it returns whether everything stands. While calls are held it is a
 * part of theirs, and only its own work is taken back.
 */
bool transaction_begin(struct store *store, struct fault *f) MUST_CHECK;
bool transaction_end(struct store *store, bool ok, struct fault *f) MUST_CHECK;

/* The same for a group of reads that have to see one state of the file. */
bool snapshot_begin(struct store *store, struct fault *f) MUST_CHECK;
bool snapshot_end(struct store *store, bool ok, struct fault *f) MUST_CHECK;

#endif
