#include "store/query.h"

#include <assert.h>
#include <errno.h>

#include "core/date.h"
#include "core/utf8.h"

static const char *const statements[SQL_COUNT] = {
#include "store/queries.inc"
};

/* The first line of what quick_check says, so that "damaged" comes with a place. */
static void
describe_damage(struct store *store, char *said, size_t room)
{
	sqlite3_stmt	*check = NULL;

	sqlite3_snprintf((int)room, said, "%s", sqlite3_errmsg(store->db));
	if (sqlite3_prepare_v2(store->db, "PRAGMA quick_check(1)", -1, &check, NULL) == SQLITE_OK &&
	    sqlite3_step(check) == SQLITE_ROW) {
		const unsigned char	*line = sqlite3_column_text(check, 0);

		if (line != NULL && strcmp((const char *)line, "ok") != 0)
			sqlite3_snprintf((int)room, said, "%s", line);
	}
	sqlite3_finalize(check);
}

bool
query_fault(struct store *store, int code, struct fault *f)
{
	int	 error = sqlite3_system_errno(store->db);
	char	 said[256];

	store->code = code & 0xff;
	if (code == SQLITE_CONSTRAINT_FUNCTION) /* store/holds.h */
		return fault_set(f, FAULT_LIMIT, "%s", sqlite3_errmsg(store->db));
	switch (store->code) {
	case SQLITE_NOMEM:
		return fault_set(f, FAULT_MEMORY, "out of memory");
	case SQLITE_FULL:
		return fault_set(f, FAULT_DATABASE, "%s: disk full", store->path);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return fault_set(f, FAULT_DATABASE, "%s: locked by another process", store->path);
	case SQLITE_READONLY:
		return fault_set(f, FAULT_DATABASE, "%s: cannot be written to", store->path);
	case SQLITE_TOOBIG:
		return fault_set(f, FAULT_LIMIT, "%s: a text is larger than a row may be",
		    store->path);
	case SQLITE_NOTADB:
		return fault_set(f, FAULT_DATABASE, "%s: not a quotrail database", store->path);
	case SQLITE_CORRUPT:
		describe_damage(store, said, sizeof said);
		return fault_set(f, FAULT_DATABASE, "%s: damaged: %s", store->path, said);
	case SQLITE_IOERR:
		if (error == ENOSPC || error == EDQUOT)
			return fault_set(f, FAULT_DATABASE, "%s: disk full", store->path);
		/* fall through */
	case SQLITE_CANTOPEN:
		return fault_set(f, FAULT_DATABASE, "%s: %s", store->path,
		    error != 0 ? strerror(error) : sqlite3_errstr(code));
	default:
		return fault_set(f, FAULT_DATABASE, "%s: %s", store->path,
		    sqlite3_errmsg(store->db));
	}
}

/* Remember what went wrong, unless something did before. */
static void
note(struct query *q, int code)
{
	if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
		query_fault(q->store, code, &q->fault);
}

void
query_damage(struct query *q, const char *what)
{
	fault_set(&q->fault, FAULT_DATABASE, "%s: damaged: %s", q->store->path, what);
}

struct query
query_begin(struct store *store, enum sql sql)
{
	struct query	 q = { .store = store, .sql = sql, .fault = FAULT_INIT };

	assert(!store->busy[sql]);
	store->busy[sql] = true;
	if (store->statements[sql] == NULL)
		note(&q,
		    sqlite3_prepare_v3(store->db, statements[sql], -1, SQLITE_PREPARE_PERSISTENT,
			&store->statements[sql], NULL));
	q.statement = store->statements[sql];
	return q;
}

/*
 * The number of a parameter; a name the statement does not know is our mistake.
 * SQLite compares names one by one, for every value of every row.
 */
static int
parameter(struct query *q, const char *name)
{
	size_t place = ((uintptr_t)name + (size_t)q->sql * 31) % PARAMETERS_KEPT;
	struct parameter *known = &q->store->parameters[place];

	if (known->name != name || known->sql != q->sql || known->index == 0)
		*known = (struct parameter) { name, q->sql,
			sqlite3_bind_parameter_index(q->statement, name) };
	assert(q->statement == NULL || known->index > 0);
	return known->index;
}

void
query_int(struct query *q, const char *name, int64_t value)
{
	if (q->fault.kind == FAULT_NONE)
		note(q, sqlite3_bind_int64(q->statement, parameter(q, name), value));
}

void
query_size(struct query *q, const char *name, size_t value)
{
	query_int(q, name, (int64_t)value);
}

void
query_real(struct query *q, const char *name, double value)
{
	if (q->fault.kind == FAULT_NONE)
		note(q, sqlite3_bind_double(q->statement, parameter(q, name), value));
}

static void
bind_null(struct query *q, const char *name)
{
	if (q->fault.kind == FAULT_NONE)
		note(q, sqlite3_bind_null(q->statement, parameter(q, name)));
}

void
query_text(struct query *q, const char *name, struct span value)
{
	if (value.n == 0)
		bind_null(q, name);
	else if (q->fault.kind == FAULT_NONE)
		note(q,
		    sqlite3_bind_text64(q->statement, parameter(q, name), value.p, value.n,
			SQLITE_STATIC, SQLITE_UTF8));
}

void
query_blob(struct query *q, const char *name, struct span value)
{
	if (value.n == 0)
		bind_null(q, name);
	else if (q->fault.kind == FAULT_NONE)
		note(q,
		    sqlite3_bind_blob64(q->statement, parameter(q, name), value.p, value.n,
			SQLITE_STATIC));
}

void
query_time(struct query *q, const char *name, int64_t at)
{
	if (at == DATE_UNKNOWN)
		bind_null(q, name);
	else
		query_int(q, name, at);
}

bool
query_row(struct query *q)
{
	int	 code;

	if (q->fault.kind != FAULT_NONE)
		return false;
	code = sqlite3_step(q->statement);
	note(q, code);
	q->column = 0;
	return code == SQLITE_ROW;
}

void
query_run(struct query *q)
{
	while (query_row(q))
		;
	if (q->statement != NULL)
		sqlite3_reset(q->statement);
}

int64_t
query_insert(struct query *q)
{
	query_run(q);
	return sqlite3_last_insert_rowid(q->store->db);
}

bool
query_is_null(const struct query *q)
{
	return sqlite3_column_type(q->statement, q->column) == SQLITE_NULL;
}

void
query_skip(struct query *q)
{
	q->column++;
}

int64_t
query_take_int(struct query *q)
{
	return sqlite3_column_int64(q->statement, q->column++);
}

/* Sizes are filed from size_t; a negative one is damage, not a very large size. */
size_t
query_take_size(struct query *q)
{
	int64_t	 value = query_take_int(q);

	if (value < 0)
		query_damage(q, "a size below nothing");
	return value < 0 ? 0 : (size_t)value;
}

int
query_take_small(struct query *q, int most)
{
	int64_t	 value = query_take_int(q);
	bool	 fits = value >= 0 && value <= most;

	if (!fits)
		query_damage(q, "a number out of its range");
	return fits ? (int)value : 0;
}

bool
query_take_bool(struct query *q)
{
	return query_take_int(q) != 0;
}

double
query_take_real(struct query *q)
{
	return sqlite3_column_double(q->statement, q->column++);
}

int64_t
query_take_time(struct query *q)
{
	if (!query_is_null(q))
		return query_take_int(q);
	query_skip(q);
	return DATE_UNKNOWN;
}

struct span
query_take_blob(struct query *q)
{
	const void	*bytes = sqlite3_column_blob(q->statement, q->column);
	int		 length = sqlite3_column_bytes(q->statement, q->column);

	q->column++;
	if (bytes == NULL || length <= 0)
		return SPAN_NONE;
	return (struct span) { bytes, (size_t)length };
}

struct span
query_take_text(struct query *q, struct arena *arena)
{
	struct span	 bytes, copy = SPAN_NONE;

	/* NULL is none; an empty text is a text, and stays one. */
	if (query_is_null(q)) {
		query_skip(q);
		return SPAN_NONE;
	}
	bytes = query_take_blob(q);
	/* What was filed was valid; core sees nothing else. */
	if (!utf8_valid(bytes)) {
		query_damage(q, "a text is not UTF-8");
		return SPAN_NONE;
	}
	if (!span_in(arena, bytes, &copy, &q->fault))
		return SPAN_NONE;
	return copy;
}

size_t
query_name(struct query *q, struct span word, const void *rows, size_t size, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char	*name;

		memcpy(&name, (const char *)rows + i * size, sizeof name);
		if (span_eq(word, span_of(name)))
			return i;
	}
	fault_set(&q->fault, FAULT_DATABASE, "%s: damaged: '%.*s' means nothing here",
	    q->store->path, SPAN_ARG(word));
	return 0;
}

size_t
query_take_name(struct query *q, const void *rows, size_t size, size_t count)
{
	return query_name(q, query_take_blob(q), rows, size, count);
}

bool
query_end(struct query *q, struct fault *f)
{
	if (q->statement != NULL) {
		sqlite3_reset(q->statement);
		sqlite3_clear_bindings(q->statement);
	}
	q->store->busy[q->sql] = false;
	if (q->fault.kind == FAULT_NONE)
		return true;
	return fault_set(f, q->fault.kind, "%s", q->fault.text);
}

bool
query_do(struct store *store, enum sql sql, struct fault *f)
{
	struct query	 q = query_begin(store, sql);

	query_run(&q);
	return query_end(&q, f);
}

bool
query_do_anew(struct store *store, enum sql sql, struct fault *f)
{
	sqlite3_finalize(store->statements[sql]);
	store->statements[sql] = NULL;
	return query_do(store, sql, f);
}
