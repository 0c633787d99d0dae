/* Invented articles for the tests of store/, and the dumps by which two databases are compared. */
#ifndef TESTS_STORE_SAMPLE_H
#define TESTS_STORE_SAMPLE_H

#include <criterion/criterion.h>

#include "core/buf.h"
#include "store/store.h"

struct sample {
	char		 path[256]; /* in $TMPDIR; the file is gone after sample_end() */
	struct arena	*arena;
	struct store	*store;
	struct fault	 f;
};

/* A fresh name, an arena, nothing open. */
void sample_begin(struct sample *s);
/* The same, opened to be written. */
void sample_start(struct sample *s);
/* Open, or fail the test; close and open again to see what was kept. */
void sample_open(struct sample *s, enum store_mode mode);
void sample_close(struct sample *s);
/* Close, take the file away, check that nothing stayed beside it. */
void sample_end(struct sample *s);

/* An article in a few words. */
struct sample_article {
	const char	*url, *outlet, *text;
	const char	*said[4];   /* stretches of text that are quotations; NULL ends them */
	const char	*speaker;   /* of all of them */
	int64_t		 captured;  /* 0: unknown */
	int64_t		 published, modified; /* points; 0: unknown */
	const char	*canonical; /* what it calls itself; NULL: nothing */
	const char	*teaser;    /* a block outside the text, quoted whole; NULL: none */
};

void sample_make(struct sample *s, const struct sample_article *row, struct article *article,
    struct quote_list *quotes);
enum store_added sample_add(struct sample *s, const struct sample_article *row);

/* The row as page i of https://one.example/, its address written to url. */
struct sample_article sample_page(const struct sample_article *row, int i, char url[64]);
/* Add pages 0, 1, ... to a database that may take so many of SQLite's pages: how many were filed. */
int sample_fill(struct sample *s, const struct sample_article *row, int pages);
/* Give it room again: the page that found none is filed. */
void sample_give_room(struct sample *s, const struct sample_article *row, int filed);

/* Let a process of its own open the sample and write, and be killed at the end of write(). */
void sample_kill_writer(struct sample *s, void (*write)(struct sample *s));

/*
 * A trail of the simplest kind: one family a speaker, its earliest the
 * smallest id, drift measured against it, every first miss of two families near.
 */
void sample_trail(struct sample *s, const struct corpus *corpus, struct trail *trail);
/* Load, follow as above, conclude. */
void sample_conclude(struct sample *s);

/* Every family by id. */
void sample_each_family(struct sample *s,
    bool (*visit)(void *context, struct span id, struct fault *f), void *context);

/* Numbers below a bound as if by lot, the same from the same seed; and a word that nobody says, added to a line. */
unsigned sample_draw(uint64_t *seed, unsigned below);
void sample_invent(uint64_t *seed, char *line, size_t room);

/* Everything of a corpus, of a family, but row numbers, as text in the arena. */
struct span sample_dump_corpus(struct sample *s, const struct corpus *corpus);
struct span sample_dump_family(struct sample *s, const struct filed_family *family);
/* What store_load() and every family give. */
struct span sample_dump(struct sample *s);

#endif
