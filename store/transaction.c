/* Transactions, alone and held together. */
#include "store/queue.h"
#include "store/words.h"

static bool
say_lost(const struct store *store, struct fault *f)
{
	return fault_set(f, FAULT_DATABASE,
	    "%s: what was filed since the last commit is lost; the next run files it again",
	    store->path);
}

/* Put back what the file was; what goes wrong here has a reason that was told before. */
static void
roll_back(struct store *store, enum sql sql)
{
	struct fault	 ignored = FAULT_INIT;

	/* SQLite rolls back by itself after some failures. */
	if (!sqlite3_get_autocommit(store->db))
		(void)!query_do(store, sql, &ignored);
}

static bool
commit(struct store *store, struct fault *f)
{
	bool	 ok = words_flush(store, f) && query_do(store, SQL_COMMIT, f);

	if (!ok)
		roll_back(store, SQL_ROLLBACK);
	words_forget(store);
	return ok;
}

static void
lose(struct store *store)
{
	roll_back(store, SQL_ROLLBACK);
	words_forget(store);
	store->hold = HOLD_LOST;
}

/* One call among those that are held has ended well. */
static bool
keep(struct store *store, struct fault *f)
{
	if (!words_are_many(store) || words_flush(store, f))
		return true;
	lose(store);
	return false;
}

/* It has not. When it cannot be taken back alone, none of them stands. */
static void
take_back(struct store *store)
{
	struct fault	 ignored = FAULT_INIT;

	if (!sqlite3_get_autocommit(store->db) && query_do(store, SQL_SAVEPOINT_ROLLBACK, &ignored) &&
	    query_do(store, SQL_SAVEPOINT_RELEASE, &ignored))
		words_take_back(store);
	else
		lose(store);
}

static bool
begin(struct store *store, enum sql alone, struct fault *f)
{
	if (store->hold == HOLD_LOST)
		return say_lost(store, f);
	words_mark(store);
	return query_do(store, store->hold == HOLD_OPEN ? SQL_SAVEPOINT : alone, f);
}

bool
transaction_begin(struct store *store, struct fault *f)
{
	return begin(store, SQL_BEGIN_WRITING, f);
}

bool
transaction_end(struct store *store, bool ok, struct fault *f)
{
	bool	 held = store->hold == HOLD_OPEN;

	if (ok && !held)
		return commit(store, f);
	if (ok && query_do(store, SQL_SAVEPOINT_RELEASE, f))
		return keep(store, f);
	if (held) {
		take_back(store);
		return false;
	}
	roll_back(store, SQL_ROLLBACK);
	words_forget(store);
	return false;
}

bool
snapshot_begin(struct store *store, struct fault *f)
{
	return begin(store, SQL_BEGIN_READING, f);
}

bool
snapshot_end(struct store *store, bool ok, struct fault *f)
{
	return transaction_end(store, ok, f);
}

bool
store_hold(struct store *store, struct fault *f)
{
	struct fault	 ignored = FAULT_INIT;

	if (store->hold != HOLD_NOT)
		return store->hold == HOLD_OPEN || say_lost(store, f);
	if (query_do_anew(store, SQL_SET_UNDO_MEMORY, f) && query_do(store, SQL_BEGIN_WRITING, f)) {
		store->hold = HOLD_OPEN;
		return true;
	}
	(void)!query_do_anew(store, SQL_SET_UNDO_FILE, &ignored);
	return false;
}

bool
store_release(struct store *store, struct fault *f)
{
	struct fault	 ignored = FAULT_INIT;
	enum hold	 hold = store->hold;
	bool		 ok;

	if (hold == HOLD_NOT)
		return true;
	store->hold = HOLD_NOT;
	ok = hold == HOLD_OPEN ? commit(store, f) : say_lost(store, f);
	(void)!query_do_anew(store, SQL_SET_UNDO_FILE, &ignored);
	return ok;
}
