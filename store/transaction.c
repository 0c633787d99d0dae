/* Transactions, alone and held together. */
#include "store/query.h"
#include "store/queue.h"

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
	if (query_do(store, SQL_COMMIT, f))
		return true;
	roll_back(store, SQL_ROLLBACK);
	return false;
}

/* Take back one call among those that are held. When that cannot be, none of them stands. */
static void
take_back(struct store *store)
{
	struct fault	 ignored = FAULT_INIT;

	if (!sqlite3_get_autocommit(store->db) && query_do(store, SQL_SAVEPOINT_ROLLBACK, &ignored) &&
	    query_do(store, SQL_SAVEPOINT_RELEASE, &ignored))
		return;
	roll_back(store, SQL_ROLLBACK);
	store->hold = HOLD_LOST;
}

static bool
begin(struct store *store, enum sql alone, struct fault *f)
{
	if (store->hold == HOLD_LOST)
		return say_lost(store, f);
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
		return true;
	if (held)
		take_back(store);
	else
		roll_back(store, SQL_ROLLBACK);
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
	if (store->hold != HOLD_NOT)
		return store->hold == HOLD_OPEN || say_lost(store, f);
	if (!query_do(store, SQL_BEGIN_WRITING, f))
		return false;
	store->hold = HOLD_OPEN;
	return true;
}

bool
store_release(struct store *store, struct fault *f)
{
	enum hold	 hold = store->hold;

	store->hold = HOLD_NOT;
	if (hold == HOLD_LOST)
		return say_lost(store, f);
	return hold == HOLD_NOT || commit(store, f);
}
