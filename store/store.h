/*
 * The database: one SQLite file that remembers evidence and holds conclusions.
 *
 * Evidence (what was fetched and printed) is written once, one article a
 * transaction, and never corrected. Conclusions (families, earliest, parents,
 * drift, inferred dates) are dropped and rebuilt from it by store_conclude().
 * The file says whose it is (application_id) and how old its schema is
 * (user_version); one of another application or of the future is refused with
 * FAULT_SCHEMA or FAULT_DATABASE and both numbers in the message.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "core/article.h"
#include "core/quote.h"
#include "core/trail.h"

struct store;

enum store_mode {
	STORE_READ,  /* must exist; nothing is written, not even a journal is left behind */
	STORE_WRITE, /* created when missing, migrated when old; WAL */
};

/* path ":memory:" is a private database that is gone at store_close(). */
bool store_open(const char *path, enum store_mode mode, struct store **store, struct fault *f)
    MUST_CHECK;
void store_close(struct store *store);

/* --- evidence ------------------------------------------------------------ */

enum store_added {
	STORE_NEW,	   /* the first version of an article not seen before */
	STORE_UNCHANGED,   /* the same text at the same address; the visit is noted */
	STORE_NEW_VERSION, /* another text at a known address; the old one stays */
};

/*
 * File an article with everything found in it, in one transaction. All forms
 * of quotations are kept. An alias (the address asked for, when it differs) is
 * noted. Nothing of it is there when this fails.
 */
bool store_add_article(struct store *store, const struct article *article,
    const struct quote_list *quotes, enum store_added *added, struct fault *f) MUST_CHECK;

enum visit_outcome { VISIT_READ, VISIT_UNCHANGED, VISIT_FAILED, VISIT_THROTTLED, VISITS };
extern const char *const visit_outcome_names[VISITS];

/* Note that a source gave no article, and why. `at` in seconds since 1970. */
bool store_add_failure(struct store *store, struct span source, enum visit_outcome outcome,
    struct span reason, int64_t at, struct fault *f) MUST_CHECK;

/* --- what is filed ------------------------------------------------------- */

struct filed_article {
	struct article	 article;  /* whole: text, blocks, outside, evidence, credits, dating */
	int64_t		 row;	   /* of this database only; never printed, orders nothing */
	struct span	 identity;
	struct span	 lineage;
	int		 version;  /* 1 is the first text seen at this address */
	bool		 newest;
	const struct span *aliases;
	size_t		 naliases;
};

struct filed_quote {
	struct quote	 quote;	   /* spans in its article's text, or in the outside block's */
	int64_t		 row;	   /* of this database only; never printed, orders nothing */
	struct span	 id;	   /* "q" and 12 hex digits */
	size_t		 article;  /* index into the corpus */
	size_t		 start, end; /* code points, as records print them */
	struct span	 family, second; /* ids; second empty unless it splices two */
	bool		 superseded; /* stands in an older version and no longer in the newest */
};

/* Articles and quotations in memory; quotes in the order of their ids. */
struct corpus {
	struct filed_article *articles;
	size_t		 narticles;
	struct filed_quote *quotes;
	size_t		 nquotes;
};

/*
 * Everything trail_follow() needs, without article texts, blocks and evidence:
 * all speech of each article's newest version, and of older versions what no
 * longer stands. Ordered by id, so that the order of arrival leaves no trace.
 */
bool store_load(struct store *store, struct arena *arena, struct corpus *corpus, struct fault *f)
    MUST_CHECK;

/*
 * The same articles and quotes as trail_follow() takes them, index for index.
 * An article of rank 0 brings its bounds; its weekday is that of its first
 * EVIDENCE_WEEKDAY.
 */
bool corpus_for_trail(const struct corpus *corpus, struct arena *arena,
    struct trail_article **articles, struct occurrence **occurrences, struct fault *f) MUST_CHECK;

/* --- conclusions --------------------------------------------------------- */

/*
 * Replace all conclusions by `trail`, which trail_follow() made from exactly
 * this corpus, in one transaction.
 */
bool store_conclude(struct store *store, const struct corpus *corpus, const struct trail *trail,
    struct fault *f) MUST_CHECK;

/* One family with all that is known about it: its articles whole, its quotations, a trail of one family. */
struct filed_family {
	struct span	 id;
	struct corpus	 corpus;
	struct trail	 trail;	   /* indices are those of this corpus; trail.families[0] */
	struct trail_article *dates;	   /* the same articles as the trail saw them */
	struct occurrence *occurrences;	   /* the same quotes as the trail saw them */
	/* refused pairs: occurrence in this family, other outside it (text and id given) */
	struct filed_near {
		size_t		 occurrence;
		struct span	 other, other_text, other_outlet, other_family;
		double		 bits, coverage;
		struct span	 reason;
	} * near;
	size_t		 nnear;
};

/* False with FAULT_MISSING when no family has this id. */
bool store_family(struct store *store, struct span id, struct arena *arena,
    struct filed_family *family, struct fault *f) MUST_CHECK;

/* The family an occurrence id belongs to; empty when there is none. */
bool store_family_of(struct store *store, struct span occurrence_id, struct arena *arena,
    struct span *family, struct fault *f) MUST_CHECK;

struct family_filter {
	struct span	 family;   /* this one only; empty: any */
	struct span	 speaker, outlet; /* folded substring match; empty: any */
	int64_t		 since, until;	  /* published of any member; DATE_UNKNOWN: any */
	int		 min_severity;
	size_t		 min_occurrences; /* 0 or 1: families of one included */
};

enum family_order { FAMILIES_BY_ID, FAMILIES_WORST_FIRST };

/* Walk the families that pass, in a stable order. each() returns false with f set to stop. */
bool store_each_family(struct store *store, const struct family_filter *filter,
    enum family_order order, bool (*each)(void *context, struct span id, struct fault *f),
    void *context, struct fault *f) MUST_CHECK;

/* An occurrence whose words may hold a query. */
struct store_candidate {
	struct span	 id, family, text;
};

/*
 * Candidates for a phrase, by full-text index: those that hold the folded
 * words in a row first, then those that share rare words with it; at most
 * `most`. *total says how many there are in all.
 */
bool store_find(struct store *store, struct span folded, size_t most, struct arena *arena,
    struct store_candidate **found, size_t *count, size_t *total, struct fault *f) MUST_CHECK;

/* Articles whose unquoted text shares rare words with the folded phrase; whole, at most `most`, in order of identity. */
bool store_find_articles(struct store *store, struct span folded, size_t most, struct arena *arena,
    struct corpus *corpus, struct fault *f) MUST_CHECK;

/* One article whole with its quotations, by row. */
bool store_article(struct store *store, int64_t row, struct arena *arena, struct corpus *corpus,
    struct fault *f) MUST_CHECK;

struct store_count {
	struct span	 name;
	int64_t		 count;
};

struct store_status {
	int64_t articles, versions, quotes, speech, families,
	    linked; /* linked: families in 2+ articles */
	int64_t		 undated, inferred, relative;
	int64_t		 hosts, lineages;
	int64_t		 failed, throttled; /* sources whose last visit gave nothing */
	int64_t		 captured_first, captured_last, published_first, published_last; /* DATE_UNKNOWN */
	int		 schema;
	bool		 settled;  /* conclusions rest on all the evidence */
	struct store_count *languages, *regions, *forms;
	size_t		 nlanguages, nregions, nforms;
	struct store_failure {
		struct span source, reason;
		enum visit_outcome outcome;
	} * failures;
	size_t		 nfailures; /* the newest 100 */
};

bool store_status(struct store *store, struct arena *arena, struct store_status *status,
    struct fault *f) MUST_CHECK;

/* "q" and 12 hex digits of SHA-256 over identity, start and the folded words, separated by newlines. */
bool store_occurrence_id(struct span identity, size_t start, struct span text, struct arena *arena,
    struct span *id, struct fault *f) MUST_CHECK;

#endif
