#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/query.h"
#include "tests/store/sample.h"

static const struct sample_article plain = {
	.url = "https://one.example/a",
	.outlet = "One",
	.captured = 5000,
	.published = 4000,
	.text = "The warden said: We open the gate at dawn and not before.",
	.said = { "We open the gate at dawn and not before." },
	.speaker = "Ada Warden",
};

static void
write_bytes(const char *path, const void *bytes, size_t n)
{
	FILE	*file = fopen(path, "wb");

	cr_assert_not_null(file);
	cr_assert_eq(fwrite(bytes, 1, n, file), n);
	cr_assert_eq(fclose(file), 0);
}

static void
run_sql(const char *path, const char *sql)
{
	sqlite3	*db = NULL;
	char	*error = NULL;

	cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
	cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, &error), SQLITE_OK, "%s", error);
	sqlite3_close(db);
}

static void
make_nothing(struct sample *s)
{
	(void)s;
}

static void
make_empty(struct sample *s)
{
	write_bytes(s->path, "", 0);
}

static void
make_text(struct sample *s)
{
	char	 text[4096];

	memset(text, 'x', sizeof text);
	write_bytes(s->path, text, sizeof text);
}

static void
make_folder(struct sample *s)
{
	cr_assert_eq(mkdir(s->path, 0700), 0);
}

static void
make_foreign(struct sample *s)
{
	run_sql(s->path, "PRAGMA application_id = 77; PRAGMA user_version = 1; CREATE TABLE t (x)");
}

static void
make_nameless(struct sample *s)
{
	run_sql(s->path, "CREATE TABLE article (id)");
}

static void
make_ours(struct sample *s)
{
	sample_open(s, STORE_WRITE);
	for (int i = 0; i < 40; i++) {
		struct sample_article	 row = plain;
		char			 url[64];

		snprintf(url, sizeof url, "https://one.example/%d", i);
		row.url = url;
		sample_add(s, &row);
	}
	sample_close(s);
}

static void
make_future(struct sample *s)
{
	make_ours(s);
	run_sql(s->path, "PRAGMA user_version = 4711");
}

static void
make_past(struct sample *s)
{
	make_ours(s);
	run_sql(s->path, "PRAGMA user_version = 0");
}

static void
make_short(struct sample *s)
{
	make_ours(s);
	cr_assert_eq(truncate(s->path, 3 * 4096 + 100), 0);
}

/* Every page but the first becomes noise. */
static void
make_noise(struct sample *s)
{
	struct stat	 st;
	int		 fd;

	make_ours(s);
	fd = open(s->path, O_WRONLY);
	cr_assert(fd >= 0 && fstat(fd, &st) == 0);
	for (off_t at = 4096; at < st.st_size; at++)
		cr_assert_eq(pwrite(fd, &(char) { (char)(at * 7 + 13) }, 1, at), 1);
	close(fd);
}

static const struct {
	const char	*what;
	void		(*make)(struct sample *s);
	enum fault_kind	 reading, writing;  /* what opening it ends in */
	const char	*says;		    /* part of the reading fault's words */
} files[] = {
	{ "a missing file",	make_nothing,	FAULT_DATABASE,	FAULT_NONE,	"no database at" },
	{ "an empty file",	make_empty,	FAULT_DATABASE,	FAULT_NONE,	"it is empty" },
	{ "a text",		make_text,	FAULT_DATABASE,	FAULT_DATABASE,	"not a quotrail database" },
	{ "a folder",		make_folder,	FAULT_DATABASE,	FAULT_DATABASE,	"a directory" },
	{ "another's file",	make_foreign,	FAULT_DATABASE,	FAULT_DATABASE,	"application id 77, ours" },
	{ "a nameless one",	make_nameless,	FAULT_DATABASE,	FAULT_DATABASE,	"application id 0, ours" },
	{ "one of the future", make_future, FAULT_SCHEMA, FAULT_SCHEMA,
	    "schema is 4711, this one knows" },
	{ "a file cut short",	make_short,	FAULT_DATABASE,	FAULT_DATABASE,	"damaged" },
	{ "our own",		make_ours,	FAULT_NONE,	FAULT_NONE,	"" },
};

Test(store, opens_what_is_ours_and_says_what_the_rest_is)
{
	for (size_t i = 0; i < LEN(files); i++) {
		for (int mode = STORE_READ; mode <= STORE_WRITE; mode++) {
			struct sample	 s;
			enum fault_kind wanted =
			    mode == STORE_WRITE ? files[i].writing : files[i].reading;
			bool		 ok;

			sample_begin(&s);
			files[i].make(&s);
			ok = store_open(s.path, (enum store_mode)mode, &s.store, &s.f);
			cr_expect_eq(ok, wanted == FAULT_NONE, "%s, mode %d: %s", files[i].what,
			    mode, s.f.text);
			cr_expect_eq(s.f.kind, wanted, "%s, mode %d: %s", files[i].what, mode,
			    s.f.text);
			cr_expect_eq(s.store == NULL, !ok, "%s: half a store", files[i].what);
			if (mode != STORE_WRITE)
				cr_expect_not_null(strstr(s.f.text, files[i].says), "%s: %s",
				    files[i].what, s.f.text);
			if (files[i].make == make_folder)
				rmdir(s.path);
			sample_end(&s);
		}
	}
}

Test(store, reading_never_makes_a_file)
{
	struct sample	 s;
	struct stat	 st;

	sample_begin(&s);
	cr_expect_not(store_open(s.path, STORE_READ, &s.store, &s.f));
	cr_expect(stat(s.path, &st) != 0 && errno == ENOENT);
	sample_end(&s);
}

Test(store, an_earlier_schema_is_for_writers_to_bring_up_to_date)
{
	struct sample	 s;

	sample_begin(&s);
	make_past(&s);
	cr_expect_not(store_open(s.path, STORE_READ, &s.store, &s.f));
	cr_expect_eq(s.f.kind, FAULT_SCHEMA, "%s", s.f.text);
	cr_expect_not_null(strstr(s.f.text, "schema is 0"), "%s", s.f.text);
	sample_end(&s);
}

/* What is wrong inside is told when it is met, as damage, never as an empty answer. */
Test(store, damage_met_later_is_told_as_damage)
{
	struct store_status	 status;
	struct sample		 s;

	sample_begin(&s);
	make_noise(&s);
	if (store_open(s.path, STORE_READ, &s.store, &s.f))
		cr_expect_not(store_status(s.store, s.arena, &status, &s.f));
	cr_expect_eq(s.f.kind, FAULT_DATABASE, "%s", s.f.text);
	cr_expect_not_null(strstr(s.f.text, "damaged"), "%s", s.f.text);
	sample_end(&s);
}

static struct span
schema_of(struct sample *s)
{
	struct buf	 out = BUF((size_t)1 << 20);
	sqlite3_stmt	*rows = NULL;
	struct span	 text;

	cr_assert_eq(sqlite3_prepare_v2(s->store->db,
			 "SELECT type || name || ifnull(sql, '') FROM sqlite_schema ORDER BY type, "
			 "name",
			 -1, &rows, NULL),
	    SQLITE_OK);
	while (sqlite3_step(rows) == SQLITE_ROW)
		buf_add(&out, span_of((const char *)sqlite3_column_text(rows, 0)));
	sqlite3_finalize(rows);
	cr_assert(buf_end(&out, s->arena, &text, &s->f));
	return text;
}

Test(store, an_empty_file_becomes_what_a_missing_one_becomes)
{
	struct sample	 fresh, empty;

	sample_begin(&fresh);
	sample_begin(&empty);
	make_empty(&empty);
	sample_open(&fresh, STORE_WRITE);
	sample_open(&empty, STORE_WRITE);
	cr_expect(span_eq(schema_of(&fresh), schema_of(&empty)));
	cr_expect(schema_of(&fresh).n > 1000);
	sample_end(&fresh);
	sample_end(&empty);
}

Test(store, opening_twice_for_writing_changes_nothing)
{
	struct sample	 s;
	struct span	 first;

	sample_begin(&s);
	make_ours(&s);
	sample_open(&s, STORE_WRITE);
	first = sample_dump(&s);
	sample_close(&s);
	sample_open(&s, STORE_WRITE);
	cr_expect(span_eq(sample_dump(&s), first));
	sample_end(&s);
}

Test(store, a_name_that_looks_like_an_address_is_a_file)
{
	struct sample	 s;
	char		 folder[256];
	struct stat	 st;

	sample_begin(&s);
	cr_assert_not_null(getcwd(folder, sizeof folder));
	cr_assert_eq(mkdir(s.path, 0700), 0);
	cr_assert_eq(chdir(s.path), 0);
	cr_assert(store_open("file:x?mode=memory", STORE_WRITE, &s.store, &s.f), "%s", s.f.text);
	sample_close(&s);
	cr_expect_eq(stat("file:x?mode=memory", &st), 0);
	unlink("./file:x?mode=memory");
	cr_assert_eq(chdir(folder), 0);
	rmdir(s.path);
	sample_end(&s);
}

Test(store, readers_see_what_a_writer_has_committed)
{
	struct store_status	 status;
	struct sample		 s;
	struct store		*reader = NULL;

	sample_start(&s);
	sample_add(&s, &plain);
	cr_assert(store_open(s.path, STORE_READ, &reader, &s.f), "%s", s.f.text);
	cr_assert(store_status(reader, s.arena, &status, &s.f), "%s", s.f.text);
	cr_expect_eq(status.articles, 1);
	store_close(reader);
	sample_end(&s);
}

Test(store, a_reader_cannot_add)
{
	struct quote_list	 quotes;
	struct article		 article;
	enum store_added	 added;
	struct sample		 s;

	sample_begin(&s);
	make_ours(&s);
	sample_open(&s, STORE_READ);
	sample_make(&s, &plain, &article, &quotes);
	cr_expect_not(store_add_article(s.store, &article, &quotes, &added, &s.f));
	cr_expect_eq(s.f.kind, FAULT_DATABASE, "%s", s.f.text);
	cr_expect_not_null(strstr(s.f.text, "cannot be written"), "%s", s.f.text);
	sample_end(&s);
}

Test(store, a_lock_held_too_long_is_told)
{
	struct quote_list	 quotes;
	struct article		 article;
	enum store_added	 added;
	struct sample		 s;
	sqlite3			*other = NULL;

	sample_start(&s);
	cr_assert_eq(sqlite3_open(s.path, &other), SQLITE_OK);
	cr_assert_eq(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	sample_make(&s, &plain, &article, &quotes);
	sqlite3_busy_timeout(s.store->db, 50);
	cr_expect_not(store_add_article(s.store, &article, &quotes, &added, &s.f));
	cr_expect_eq(s.f.kind, FAULT_DATABASE);
	cr_expect_not_null(strstr(s.f.text, "locked by another process"), "%s", s.f.text);
	sqlite3_close(other);
	fault_clear(&s.f);
	cr_expect(store_add_article(s.store, &article, &quotes, &added, &s.f), "%s", s.f.text);
	sample_end(&s);
}

static void
commit_twenty(struct sample *s)
{
	char	 url[64];

	for (int i = 0; i < 20; i++) {
		struct sample_article	 row = sample_page(&plain, i, url);

		sample_add(s, &row);
	}
	cr_assert(transaction_begin(s->store, &s->f));
}

Test(store, what_was_committed_outlives_a_killed_writer)
{
	struct store_status	 status;
	struct sample		 s;

	sample_begin(&s);
	sample_kill_writer(&s, commit_twenty);
	sample_open(&s, STORE_READ);
	cr_assert(store_status(s.store, s.arena, &status, &s.f), "%s", s.f.text);
	cr_expect_eq(status.articles, 20);
	cr_expect_eq(status.quotes, 20);
	sample_close(&s);
	sample_open(&s, STORE_WRITE);	/* puts it to rest */
	sample_end(&s);
}

/* The walks that are meant: linking, reporting and counting look at everything. */
static const enum sql walks[] = {
	SQL_TABLES_COUNT,
	SQL_CORPUS_COUNT,
	SQL_ARTICLES_LOAD,
	SQL_QUOTES_LOAD,
	SQL_NAMES_MATCH,
	SQL_FAMILIES_EACH,
	SQL_STATUS_ARTICLES,
	SQL_STATUS_VERSIONS,
	SQL_STATUS_RELATIVE,
	SQL_STATUS_QUOTES,
	SQL_STATUS_FAMILIES,
	SQL_STATUS_LANGUAGES,
	SQL_TALLY_CLEAR,
	SQL_FOLDED_LOAD,
	SQL_PROSE_LOAD,
	SQL_UNQUOTED_CLEAR,
	SQL_WORDING_CLEAR,
	SQL_GRAM_CLEAR,
	SQL_CHANGE_CLEAR,
	SQL_NEAR_CLEAR,
	SQL_INFERRED_CLEAR,
	SQL_DRIFT_CLEAR,
	SQL_MEMBER_CLEAR,
	SQL_PLACEMENT_CLEAR,
	SQL_NAMED_CLEAR,
	SQL_NAME_CLEAR,
	SQL_STRETCH_CLEAR,
	SQL_FAMILY_CLEAR,
};

static const char *const statements[] = {
#include "store/queries.inc"
};

static bool
is_walk(enum sql sql)
{
	for (size_t i = 0; i < LEN(walks); i++) {
		if (walks[i] == sql)
			return true;
	}
	return false;
}

/* Dies in the midst of a change that has reached the file, with a journal to take it back by. */
static _Noreturn void
die_writing(const char *path)
{
	sqlite3	*db;

	if (sqlite3_open(path, &db) == SQLITE_OK)
		sqlite3_exec(db,
		    "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN IMMEDIATE;"
		    "UPDATE version SET title = hex(zeroblob(20000)), text = hex(zeroblob(20000));"
		    "CREATE TABLE spilt (text); INSERT INTO spilt VALUES (hex(zeroblob(90000)));",
		    NULL, NULL, NULL);
	_exit(0);
}

Test(store, reading_takes_back_what_a_killed_writer_left_half_done)
{
	struct sample	 s;
	struct span	 before;
	char		 journal[300];
	struct stat	 st;
	pid_t		 writer;

	sample_start(&s);
	sample_add(&s, &plain);
	before = sample_dump(&s);
	sample_close(&s);
	writer = fork();
	cr_assert_geq(writer, 0);
	if (writer == 0)
		die_writing(s.path);
	cr_assert_eq(waitpid(writer, NULL, 0), writer);
	snprintf(journal, sizeof journal, "%s-journal", s.path);
	cr_assert(stat(journal, &st) == 0 && st.st_size > 0, "no journal was left");
	sample_open(&s, STORE_READ);
	cr_expect(span_eq(sample_dump(&s), before));
	sample_end(&s);
}

/* "SCAN q" is a walk over a table; "SCAN t VIRTUAL TABLE" is an index or a list at work. */
static bool
scans(const char *detail)
{
	return strncmp(detail, "SCAN ", 5) == 0 && strstr(detail, "VIRTUAL TABLE") == NULL &&
	    strcmp(detail, "SCAN CONSTANT ROW") != 0 && strncmp(detail, "SCAN hit", 8) != 0 &&
	    strncmp(detail, "SCAN (", 6) != 0 && strcmp(detail, "SCAN n") != 0 &&
	    strncmp(detail, "SCAN later", 10) != 0;
}

Test(store, no_statement_walks_a_table_that_grows)
{
	struct sample	 s;

	sample_start(&s);
	for (size_t i = 0; i < LEN(statements); i++) {
		char		*sql = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", statements[i]);
		sqlite3_stmt	*plan = NULL;
		bool		 scanned = false;

		cr_assert_not_null(sql);
		/* PRAGMA and COMMIT have no plan. */
		if (sqlite3_prepare_v2(s.store->db, sql, -1, &plan, NULL) == SQLITE_OK) {
			while (sqlite3_step(plan) == SQLITE_ROW) {
				const char	*detail = (const char *)sqlite3_column_text(plan, 3);

				if (!scans(detail))
					continue;
				scanned = true;
				cr_expect(is_walk((enum sql)i), "%s in:\n%s", detail, statements[i]);
			}
		}
		cr_expect(scanned || !is_walk((enum sql)i) ||
			strncmp(statements[i], "DELETE", 6) == 0,
		    "named as a walk and is none:\n%s", statements[i]);
		sqlite3_finalize(plan);
		sqlite3_free(sql);
	}
	sample_end(&s);
}
