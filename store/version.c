#include "store/version.h"

#include "core/date.h"

bool
version_seen(struct store *store, int64_t version, int64_t at, struct fault *f)
{
	struct query	 q;

	if (at == DATE_UNKNOWN)
		return true;
	q = query_begin(store, SQL_VERSION_SEEN);
	query_int(&q, ":version", version);
	query_int(&q, ":at", at);
	query_run(&q);
	return query_end(&q, f) &&
	    (sqlite3_changes(store->db) == 0 || query_do(store, SQL_TALLY_VOID, f));
}

bool
version_first(struct store *store, int64_t article, int64_t version, struct fault *f)
{
	struct query	 q = query_begin(store, SQL_ARTICLE_FIRST);

	query_int(&q, ":article", article);
	query_int(&q, ":version", version);
	query_run(&q);
	return query_end(&q, f);
}

bool
versions_renew(struct store *store, int64_t article, bool *changed, struct fault *f)
{
	static const enum sql	 steps[] = { SQL_VERSION_NUMBER, SQL_ARTICLE_RENEW };

	for (size_t i = 0; i < LEN(steps); i++) {
		struct query	 q = query_begin(store, steps[i]);

		query_int(&q, ":article", article);
		query_run(&q);
		*changed |= sqlite3_changes(store->db) > 0;
		if (!query_end(&q, f))
			return false;
	}
	return true;
}
