/*
 * Opening, judging, migrating and closing the file.
 *
 * A writer works in WAL with synchronous=FULL: a committed article outlives
 * kill -9 and a power cut. When it closes it puts the file back into rollback
 * mode, so that at rest the database is one file, which a reader opens without
 * leaving anything beside it, even where nothing can be written.
 */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/holds.h"
#include "store/query.h"

#define APPLICATION_ID 0x71745231 /* "qtR1" */
#define BUSY_MS 5000
#define SCRATCH_BYTES_MAX ((size_t)1 << 30)

/* The schema's steps; user_version counts those taken. */
static const char *const schema[] = {
#include "store/schema.inc"
};

#define SCHEMA_VERSION ((int)LEN(schema))

/* What a file says about itself before anything of it is trusted. */
struct stamp {
	int64_t	 application, version;
	bool	 blank; /* an empty file: a database that is still to be made */
};

static bool
read_number(struct store *store, enum sql sql, int64_t *number, struct fault *f)
{
	struct query	 q = query_begin(store, sql);

	*number = query_row(&q) ? query_take_int(&q) : 0;
	return query_end(&q, f);
}

/* A file that says nothing of itself may hold nothing, or another's tables. */
static bool
read_stamp(struct store *store, struct stamp *stamp, struct fault *f)
{
	int64_t	 tables = 0;

	if (!read_number(store, SQL_APPLICATION_GET, &stamp->application, f) ||
	    !read_number(store, SQL_SCHEMA_GET, &stamp->version, f))
		return false;
	stamp->blank = stamp->application == 0 && stamp->version == 0;
	if (stamp->blank && !read_number(store, SQL_TABLES_COUNT, &tables, f))
		return false;
	stamp->blank = stamp->blank && tables == 0;
	return true;
}

/* Ours and not of the future; nothing has been written yet when this refuses. */
static bool
judge_stamp(const struct store *store, const struct stamp *stamp, struct fault *f)
{
	if (stamp->blank && !store->writes)
		return fault_set(f, FAULT_DATABASE,
		    "no database at %s: it is empty; 'quotrail batch' fills it", store->path);
	if (stamp->blank)
		return true;
	if (stamp->application != APPLICATION_ID)
		return fault_set(f, FAULT_DATABASE,
		    "%s: another application's database (application id %lld, ours is %d)",
		    store->path, (long long)stamp->application, APPLICATION_ID);
	if (stamp->version > SCHEMA_VERSION)
		return fault_set(f, FAULT_SCHEMA,
		    "%s: made by a later quotrail (its schema is %lld, this one knows %d)",
		    store->path, (long long)stamp->version, SCHEMA_VERSION);
	if (stamp->version < SCHEMA_VERSION && !store->writes)
		return fault_set(f, FAULT_SCHEMA,
		    "%s: made by an earlier quotrail (its schema is %lld, this one needs %d); "
		    "'quotrail batch' brings it up to date",
		    store->path, (long long)stamp->version, SCHEMA_VERSION);
	return true;
}

/* One step of the schema, in a transaction of its own. Another process may have taken it. */
static bool
take_step(struct store *store, int step, struct fault *f)
{
	int64_t	 version;
	char	 marks[96];
	int	 code;
	bool	 ok;

	if (!transaction_begin(store, f))
		return false;
	ok = read_number(store, SQL_SCHEMA_GET, &version, f);
	if (ok && version == step) {
		sqlite3_snprintf(sizeof marks, marks,
		    "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID,
		    step + 1);
		code = sqlite3_exec(store->db, schema[step], NULL, NULL, NULL);
		if (code == SQLITE_OK)
			code = sqlite3_exec(store->db, marks, NULL, NULL, NULL);
		ok = code == SQLITE_OK || query_fault(store, code, f);
	}
	return transaction_end(store, ok, f);
}

static bool
prepare_writing(struct store *store, const struct stamp *stamp, struct fault *f)
{
	if (sqlite3_db_readonly(store->db, "main") == 1)
		return query_fault(store, SQLITE_READONLY, f);
	if (!query_do(store, SQL_SET_WAL, f))
		return false;
	store->in_wal = true;
	if (!query_do(store, SQL_SET_CELL_CHECKS, f) || !query_do(store, SQL_SET_SYNCHRONOUS, f) ||
	    !query_do(store, SQL_SET_DELETION, f) || !query_do(store, SQL_SET_CHECKPOINT, f))
		return false;
	for (int step = (int)stamp->version; step < SCHEMA_VERSION; step++) {
		if (!take_step(store, step, f))
			return false;
	}
	return true;
}

static bool
connect_to(struct store *store, const char *name, int flags, struct fault *f)
{
	int code = sqlite3_open_v2(name, &store->db,
	    flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	/* A hostile file's own triggers and views do nothing but read. */
	if (code == SQLITE_OK)
		code = sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_busy_timeout(store->db, BUSY_MS);
	if (code == SQLITE_OK)
		code = holds_register(store->db);
	if (code != SQLITE_OK)
		return query_fault(store, code, f);
	return query_do(store, store->cache, f);
}

static void
disconnect(struct store *store)
{
	for (size_t i = 0; i < SQL_COUNT; i++) {
		sqlite3_finalize(store->statements[i]);
		store->statements[i] = NULL;
		store->busy[i] = false;
	}
	sqlite3_close(store->db);
	store->db = NULL;
}

/* "FILE-wal" and its kin: is there anything in it? */
static bool
has_beside(const struct store *store, const char *suffix)
{
	char		*name = sqlite3_mprintf("%s%s", store->path, suffix);
	struct stat	 st;
	bool		 has = name == NULL || (stat(name, &st) == 0 && st.st_size > 0);

	sqlite3_free(name);
	return has;
}

/* The path as a URI that promises SQLite that nobody writes. */
static char *
immutable_name(const char *path)
{
	static const char	 hex[] = "0123456789abcdef";
	size_t			 n = strlen(path), at = 0;
	char			*escaped = malloc(n * 3 + 1), *name;

	if (escaped == NULL)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		unsigned char	 c = (unsigned char)path[i];

		if (strchr("%?#", c) != NULL || c <= ' ' || c >= 0x7f) {
			escaped[at++] = '%';
			escaped[at++] = hex[c >> 4];
			escaped[at++] = hex[c & 15];
		} else
			escaped[at++] = (char)c;
	}
	escaped[at] = '\0';
	name = sqlite3_mprintf("file:%s?immutable=1", escaped);
	free(escaped);
	return name;
}

/*
 * A file left in WAL mode by a killed writer asks for a lock file beside it.
 * Where none can be made, it can be read as it is, provided the writer left
 * nothing half done: words that wait in a journal are not to be passed over.
 */
static bool
open_immutable(struct store *store, struct stamp *stamp, struct fault *f)
{
	char	*name;
	bool	 ok;

	if (has_beside(store, "-wal") || has_beside(store, "-journal"))
		return fault_set(f, FAULT_DATABASE,
		    "%s: its last writer was cut off; open it once where it can be written to",
		    store->path);
	disconnect(store);
	name = immutable_name(store->path);
	if (name == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	ok = connect_to(store, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, f) &&
	    read_stamp(store, stamp, f);
	sqlite3_free(name);
	return ok;
}

/*
 * What a killed writer left half done is taken back by the next who may write,
 * which SQLite does when the file is read; then it can be read by whoever may not.
 */
static bool
open_mended(struct store *store, struct stamp *stamp)
{
	struct fault	 ignored = FAULT_INIT;
	bool		 ok;

	if (!has_beside(store, "-journal"))
		return false;
	disconnect(store);
	ok = connect_to(store, store->path, SQLITE_OPEN_READWRITE, &ignored) &&
	    read_stamp(store, stamp, &ignored);
	disconnect(store);
	return ok && connect_to(store, store->path, SQLITE_OPEN_READONLY, &ignored) &&
	    read_stamp(store, stamp, &ignored);
}

static bool
open_reading(struct store *store, struct stamp *stamp, struct fault *f)
{
	struct fault	 first = FAULT_INIT;
	struct stat	 st;

	if (stat(store->path, &st) != 0 && (errno == ENOENT || errno == ENOTDIR))
		return fault_set(f, FAULT_DATABASE, "no database at %s; 'quotrail batch' makes one",
		    store->path);
	if (connect_to(store, store->path, SQLITE_OPEN_READONLY, &first) &&
	    read_stamp(store, stamp, &first))
		return true;
	if (store->code != SQLITE_CANTOPEN && store->code != SQLITE_READONLY)
		return fault_set(f, first.kind, "%s", first.text);
	return open_mended(store, stamp) || open_immutable(store, stamp, f);
}

/* SQLite tries to read what it may not write or make, and forgets why it had to. */
static bool
open_writing(struct store *store, struct stamp *stamp, struct fault *f)
{
	struct fault	 first = FAULT_INIT;
	int		 probe;

	if (connect_to(store, store->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &first))
		return read_stamp(store, stamp, f);
	if (store->code != SQLITE_CANTOPEN)
		return fault_set(f, first.kind, "%s", first.text);
	probe = open(store->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (probe < 0)
		return fault_set(f, FAULT_DATABASE, "%s: %s", store->path, strerror(errno));
	close(probe);
	return fault_set(f, first.kind, "%s", first.text);
}

static bool
open_file(struct store *store, struct fault *f)
{
	struct stamp	 stamp = { 0, 0, false };
	struct stat	 st;

	if (stat(store->path, &st) == 0 && S_ISDIR(st.st_mode))
		return fault_set(f, FAULT_DATABASE, "%s: a directory, not a database", store->path);
	if (!store->writes)
		return open_reading(store, &stamp, f) && judge_stamp(store, &stamp, f);
	return open_writing(store, &stamp, f) && judge_stamp(store, &stamp, f) &&
	    prepare_writing(store, &stamp, f);
}

static const enum sql	 cache_settings[] = {
	[STORE_READ] = SQL_SET_CACHE_READING,
	[STORE_GLANCE] = SQL_SET_CACHE_GLANCE,
	[STORE_WRITE] = SQL_SET_CACHE,
};

bool
store_open(const char *path, enum store_mode mode, struct store **store, struct fault *f)
{
	struct store	*st = calloc(1, sizeof *st);
	/* SQLite takes "file:x" for a URI; a person means the file of that name. */
	const char	*before = strncmp(path, "file:", 5) == 0 ? "./" : "";

	*store = NULL;
	if (st == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	/*
	 * A store is one thread's, and nobody asks how much SQLite has allocated: no
	 * locks for either. Nor is a cache taken before there is something to keep in it.
	 * SQLite listens until its first work, which is to print a path.
	 */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	(void)sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
	st->writes = mode == STORE_WRITE;
	st->cache = cache_settings[mode];
	st->path = sqlite3_mprintf("%s%s", before, path);
	st->loaded = -1;
	st->scratch = arena_new(SCRATCH_BYTES_MAX);
	st->waiting.arena = arena_new(SCRATCH_BYTES_MAX);
	if (st->path == NULL || st->scratch == NULL || st->waiting.arena == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else if (path[0] == '\0')
		fault_set(f, FAULT_DATABASE, "no database: its name is empty");
	else if (open_file(st, f)) {
		*store = st;
		return true;
	}
	store_close(st);
	return false;
}

void
store_close(struct store *store)
{
	struct fault	 ignored = FAULT_INIT;

	if (store == NULL)
		return;
	if (store->db != NULL)
		(void)!store_release(store, &ignored);
	/* While others have it open it stays in WAL mode, and the last of them puts it to rest. */
	if (store->in_wal && store->db != NULL) {
		sqlite3_busy_timeout(store->db, 0);
		(void)!query_do(store, SQL_SET_REST, &ignored);
	}
	disconnect(store);
	arena_free(store->scratch);
	arena_free(store->waiting.arena);
	sqlite3_free(store->path);
	free(store);
}
