#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/query.h"
#include "tests/store/sample.h"

static const struct sample_article page = {
	.outlet = "One",
	.text = "The miller said: The wheel turns again.",
	.said = { "The wheel turns again." },
	.speaker = "Ida Miller",
	.captured = 1000,
};

static void
add_pages(struct sample *s, int from, int to)
{
	char	 url[64];

	for (int i = from; i < to; i++) {
		struct sample_article	 row = sample_page(&page, i, url);
		struct visit		 visit = { .outcome = VISIT_READ,
			.at = 1000,
			.last_modified = DATE_UNKNOWN };

		sample_add(s, &row);
		visit.source = span_of(url);
		cr_assert(store_visit(s->store, &visit, &s->f), "%s", s->f.text);
	}
}

static int64_t
count_articles(struct sample *s)
{
	struct store_status	 status;

	cr_assert(store_status(s->store, s->arena, &status, &s->f), "%s", s->f.text);
	cr_expect_eq(status.versions, status.articles);
	cr_expect_eq(status.quotes, status.articles);
	return status.articles;
}

/* Frames of the write-ahead log that end a transaction; each is one sync. */
static size_t
count_commits(const char *path)
{
	unsigned char	 head[32], frame[24];
	size_t		 commits = 0;
	char		 name[300];
	off_t		 size, at;
	int		 fd;

	snprintf(name, sizeof name, "%s-wal", path);
	fd = open(name, O_RDONLY);
	cr_assert(fd >= 0);
	cr_assert_eq(pread(fd, head, sizeof head, 0), (ssize_t)sizeof head);
	size = (off_t)(head[8] << 24 | head[9] << 16 | head[10] << 8 | head[11]);
	for (at = 32; pread(fd, frame, sizeof frame, at) == (ssize_t)sizeof frame; at += size + 24)
		commits += (frame[4] | frame[5] | frame[6] | frame[7]) != 0;
	close(fd);
	return commits;
}

Test(store_hold, what_is_held_costs_one_commit)
{
	struct visit	 again = { .source = SPAN("https://one.example/4"),
		.at = 5000,
		.last_modified = DATE_UNKNOWN };
	struct sample	 s;
	size_t		 before;

	sample_start(&s);
	add_pages(&s, 0, 1);
	before = count_commits(s.path);
	cr_expect(before > 2, "the log is not read: %zu", before);
	cr_assert(store_hold(s.store, &s.f), "%s", s.f.text);
	cr_assert(store_hold(s.store, &s.f), "twice is once");
	add_pages(&s, 1, 33);
	cr_assert(store_unchanged(s.store, &again, &s.f), "%s", s.f.text);
	cr_expect_eq(count_articles(&s), 33, "reading in between sees it");
	cr_expect_eq(count_commits(s.path), before);
	cr_assert(store_release(s.store, &s.f), "%s", s.f.text);
	cr_expect_eq(count_commits(s.path), before + 1);
	cr_assert(store_release(s.store, &s.f), "nothing is held");
	cr_expect_eq(count_commits(s.path), before + 1);
	add_pages(&s, 33, 34);
	cr_expect_eq(count_commits(s.path), before + 3, "an article and a visit");
	sample_end(&s);
}

Test(store_hold, a_held_call_that_fails_takes_back_its_own_work_alone)
{
	static const struct span elsewhere = { "elsewhere", 9 };
	struct sample_article	 row = page;
	struct quote		 items[2];
	struct quote_list	 quotes = { .items = items, .count = 2 };
	struct article		 article;
	enum store_added	 added;
	struct sample		 s;
	struct quote_list	 made;

	sample_start(&s);
	row.url = "https://one.example/bad";
	sample_make(&s, &row, &article, &made);
	items[0] = made.items[0];
	items[1] =
	    (struct quote) { .parts = &elsewhere, .nparts = 1, .text = elsewhere, .outside = -1 };
	cr_assert(store_hold(s.store, &s.f), "%s", s.f.text);
	add_pages(&s, 0, 3);
	cr_expect_not(store_add_article(s.store, &article, &quotes, &added, &s.f));
	cr_expect_eq(s.f.kind, FAULT_INPUT, "%s", s.f.text);
	fault_clear(&s.f);
	cr_expect_eq(count_articles(&s), 3);
	add_pages(&s, 3, 5);
	cr_assert(store_release(s.store, &s.f), "%s", s.f.text);
	sample_close(&s);
	sample_open(&s, STORE_READ);
	cr_expect_eq(count_articles(&s), 5);
	sample_end(&s);
}

static void
hold_and_release(struct sample *s)
{
	for (int i = 0; i < 40; i += 8) {
		cr_assert(store_hold(s->store, &s->f));
		add_pages(s, i, i + 8);
		if (i < 32)
			cr_assert(store_release(s->store, &s->f));
	}
}

Test(store_hold, a_killed_writer_loses_what_it_held_and_no_more)
{
	struct sample	 s;

	sample_begin(&s);
	sample_kill_writer(&s, hold_and_release);
	sample_open(&s, STORE_WRITE);
	cr_expect_eq(count_articles(&s), 32);
	sample_end(&s);
}

Test(store_hold, concluding_and_closing_release_what_is_held)
{
	struct sample	 s;
	size_t		 before;

	sample_start(&s);
	cr_assert(store_hold(s.store, &s.f), "%s", s.f.text);
	add_pages(&s, 0, 3);
	before = count_commits(s.path);
	sample_conclude(&s);
	cr_expect_eq(count_commits(s.path), before + 2);
	cr_assert(store_hold(s.store, &s.f), "%s", s.f.text);
	add_pages(&s, 3, 6);
	sample_close(&s);
	sample_open(&s, STORE_READ);
	cr_expect_eq(count_articles(&s), 6);
	sample_end(&s);
}

/* No room for the pages of a hold: what is there is whole articles, and work goes on with room. */
Test(store_hold, a_full_disk_within_a_hold_leaves_whole_articles)
{
	struct sample	 s;
	int		 filed;

	sample_start(&s);
	cr_assert(store_hold(s.store, &s.f), "%s", s.f.text);
	filed = sample_fill(&s, &page, 110);
	if (store_release(s.store, &s.f))
		cr_expect_eq(count_articles(&s), filed);
	else {
		cr_expect_not_null(strstr(s.f.text, "is lost"), "%s", s.f.text);
		fault_clear(&s.f);
		cr_expect_eq(count_articles(&s), 0);
	}
	sample_give_room(&s, &page, filed);
	sample_end(&s);
}

/* When SQLite takes all of it back by itself, every call says so until it is released. */
Test(store_hold, a_hold_that_was_lost_is_told)
{
	struct sample_article	 row = page;
	struct quote_list	 quotes;
	struct article		 article;
	enum store_added	 added;
	struct sample		 s;

	sample_start(&s);
	row.url = "https://one.example/0";
	sample_make(&s, &row, &article, &quotes);
	cr_assert(store_hold(s.store, &s.f), "%s", s.f.text);
	add_pages(&s, 0, 2);
	cr_assert_eq(sqlite3_exec(s.store->db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	for (int i = 0; i < 2; i++) {
		s.store->hold = HOLD_OPEN;
		cr_assert(transaction_begin(s.store, &s.f), "%s", s.f.text);
		cr_assert_eq(sqlite3_exec(s.store->db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
		cr_expect_not(transaction_end(s.store, false, &s.f));
		cr_expect_eq(s.store->hold, HOLD_LOST);
		cr_expect_not(store_add_article(s.store, &article, &quotes, &added, &s.f));
		cr_expect_not_null(strstr(s.f.text, "is lost"), "%s", s.f.text);
		fault_clear(&s.f);
		cr_expect_not(store_hold(s.store, &s.f));
		fault_clear(&s.f);
		cr_expect_not(store_release(s.store, &s.f));
		cr_expect_not_null(strstr(s.f.text, "is lost"), "%s", s.f.text);
		fault_clear(&s.f);
	}
	cr_expect_eq(count_articles(&s), 0);
	cr_expect(store_add_article(s.store, &article, &quotes, &added, &s.f), "%s", s.f.text);
	sample_end(&s);
}

/* --- the full-text index ------------------------------------------------- */

/* The index is in order, and has the words of every version and of nothing else. */
static void
expect_indexed(struct sample *s, const char *what)
{
	static const char strays[] =
	    "SELECT count(*) FROM (SELECT id FROM version UNION ALL "
	    "SELECT rowid FROM article_words WHERE article_words MATCH 'wheel') "
	    "AS row GROUP BY row.id HAVING count(*) <> 2";
	char			*error = NULL;
	sqlite3_stmt		*rows = NULL;

	cr_expect_eq(sqlite3_exec(s->store->db,
			 "INSERT INTO article_words (article_words) VALUES ('integrity-check')",
			 NULL, NULL, &error),
	    SQLITE_OK, "%s: %s", what, error);
	sqlite3_free(error);
	cr_assert_eq(sqlite3_prepare_v2(s->store->db, strays, -1, &rows, NULL), SQLITE_OK);
	cr_expect_eq(sqlite3_step(rows), SQLITE_DONE, "%s: the index has other rows", what);
	sqlite3_finalize(rows);
}

static size_t
find_pages(struct sample *s, const char *words)
{
	struct corpus	 corpus;
	size_t		 passed;

	cr_assert(store_find_articles(s->store, span_of(words), 100, s->arena, &corpus, &passed,
		      &s->f),
	    "%s", s->f.text);
	return corpus.narticles;
}

/* The page again, read earlier: this reading replaces the one there, or fails at its second quotation. */
static bool
add_earlier(struct sample *s, const char *url, int64_t captured, bool broken)
{
	static const struct span elsewhere = { "elsewhere", 9 };
	struct sample_article	 row = page;
	struct article		 article;
	struct quote_list	 quotes;
	enum store_added	 added;

	row.url = url;
	row.captured = captured;
	sample_make(s, &row, &article, &quotes);
	if (broken) {
		quotes.items[quotes.count] = quotes.items[0];
		quotes.items[quotes.count++].parts = &elsewhere;
	}
	return store_add_article(s->store, &article, &quotes, &added, &s->f);
}

Test(store_hold, what_is_held_is_found_by_its_words)
{
	struct sample	 s;

	sample_start(&s);
	add_pages(&s, 0, 2);
	cr_assert(store_hold(s.store, &s.f), "%s", s.f.text);
	add_pages(&s, 2, 5);
	cr_expect_eq(find_pages(&s, "the wheel turns again"), 5);
	add_pages(&s, 5, 7);
	cr_expect_eq(find_pages(&s, "the wheel turns again"), 7);
	cr_assert(store_release(s.store, &s.f), "%s", s.f.text);
	cr_expect_eq(find_pages(&s, "the wheel turns again"), 7);
	expect_indexed(&s, "after all");
	sample_end(&s);
}

Test(store_hold, the_index_follows_what_is_replaced_and_what_is_taken_back)
{
	struct sample	 s;

	sample_start(&s);
	add_pages(&s, 0, 1);
	cr_assert(store_hold(s.store, &s.f), "%s", s.f.text);
	add_pages(&s, 1, 4);
	cr_expect_not(add_earlier(&s, "https://one.example/2", 900, true));
	cr_expect_eq(s.f.kind, FAULT_INPUT, "%s", s.f.text);
	fault_clear(&s.f);
	cr_expect_not(add_earlier(&s, "https://one.example/0", 900, true));
	fault_clear(&s.f);
	cr_expect(add_earlier(&s, "https://one.example/1", 900, false), "%s", s.f.text);
	cr_expect_not(add_earlier(&s, "https://one.example/3", 900, true));
	fault_clear(&s.f);
	cr_expect_not(add_earlier(&s, "https://one.example/new", 900, true));
	fault_clear(&s.f);
	cr_expect(add_earlier(&s, "https://one.example/1", 800, false), "%s", s.f.text);
	add_pages(&s, 4, 6);
	cr_assert(store_release(s.store, &s.f), "%s", s.f.text);
	expect_indexed(&s, "replaced and taken back");
	cr_expect_eq(find_pages(&s, "the wheel turns again"), 6);
	cr_expect_eq(count_articles(&s), 6);
	sample_end(&s);
}

Test(store_hold, words_that_wait_are_not_without_bound)
{
	enum { PAGES = 6, BYTES = 2 << 20 };
	char		*text = malloc(BYTES + 1);
	struct sample	 s;

	cr_assert_not_null(text);
	for (size_t i = 0; i < BYTES; i++)
		text[i] = "wheel "[i % 6];
	text[BYTES] = '\0';
	sample_start(&s);
	cr_assert(store_hold(s.store, &s.f), "%s", s.f.text);
	for (int i = 0; i < PAGES; i++) {
		struct sample_article	 row = { .outlet = "One", .text = text, .captured = 1000 };
		char			 url[64];

		snprintf(url, sizeof url, "https://one.example/%d", i);
		row.url = url;
		sample_add(&s, &row);
		cr_expect(s.store->waiting.bytes <= 3 * BYTES, "%zu", s.store->waiting.bytes);
	}
	cr_assert(store_release(s.store, &s.f), "%s", s.f.text);
	cr_expect_eq(s.store->waiting.bytes, 0);
	cr_expect_eq(find_pages(&s, "wheel wheel wheel wheel wheel"), PAGES);
	sample_end(&s);
	free(text);
}
