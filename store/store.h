/*
 * The database: one SQLite file that remembers evidence and holds conclusions.
 *
 * Evidence (what was fetched and printed) is written once, one article a
 * transaction or several held together (store/queue.h), and never corrected. Conclusions (families, earliest, parents,
 * drift, inferred dates) are dropped and rebuilt from it by store_conclude().
 * The file says whose it is (application_id) and how old its schema is
 * (user_version); one of another application is refused with FAULT_DATABASE,
 * one of another schema with FAULT_SCHEMA, both numbers in the message. What
 * is damaged, locked, full or not writable is FAULT_DATABASE, with the reason.
 *
 * What a call has committed stays, whatever happens then: a writer works with a
 * write-ahead log, synced at every commit, since a page may read differently
 * the next time. At rest the database is one file.
 *
 * The order in which articles came leaves no trace in anything that is read
 * here, but for `row`: ids come from content, lists are sorted by it.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "core/article.h"
#include "core/quote.h"
#include "core/trail.h"
#include "core/unquoted.h"
#include "store/queue.h"

struct store;

enum store_mode {
	STORE_READ,  /* must exist; nothing is written, but what a killed writer left half done is taken back */
	STORE_GLANCE, /* as STORE_READ, for one short answer: little of what was read is kept */
	STORE_WRITE, /* created when missing, migrated when old; WAL */
};

/*
 * path ":memory:" is a private database that is gone at store_close(). Reading
 * asks that the file exists and is of this schema; an empty file counts as
 * none. A medium that cannot be written to is no obstacle to reading.
 */
bool store_open(const char *path, enum store_mode mode, struct store **store, struct fault *f)
    MUST_CHECK;
void store_close(struct store *store);

/* --- evidence ------------------------------------------------------------ */

enum store_added {
	STORE_NEW,	   /* the first version of an article not seen before */
	STORE_UNCHANGED,   /* the same text at the same address */
	STORE_NEW_VERSION, /* another text at a known address; the old one stays */
};

/*
 * File an article with everything found in it, in one transaction; the visit
 * that gave it is the caller's to note (store/queue.h). All forms
 * of quotations are kept; each needs a part, and its parts lie in its host.
 * Addresses it was asked for or found at, other than its identity, become
 * aliases. Nothing of it is there when this fails.
 *
 * The same text at the same identity is one version however often it is read.
 * Of its readings the one that stands is the dated before the undated, then
 * the earliest captured (it bounds best when the text appeared), then the one
 * of smaller digest; it brings its blocks, evidence, credits and quotations
 * with it, so that these always come from one moment. The first and the last
 * capture of the text are kept of all readings. Which version is newest
 * follows from the last captures; between versions without one from the change
 * they state, then from their digests.
 */
bool store_add_article(struct store *store, const struct article *article,
    const struct quote_list *quotes, enum store_added *added, struct fault *f) MUST_CHECK;

/* --- what is filed ------------------------------------------------------- */

struct filed_article {
	struct article	 article;  /* whole: text, blocks, outside, evidence, credits, dating */
	int64_t		 row;	   /* of this database only; never printed, orders nothing */
	struct span	 identity;
	struct span	 lineage;
	int		 version;  /* 1 is the oldest, see store_add_article() */
	bool		 newest;
	const struct span *aliases;
	size_t		 naliases;
	const struct span *quoted; /* of store_find_articles(): the stretches of its text between marks */
	size_t		 nquoted;
};

struct filed_quote {
	struct quote	 quote;	   /* spans in its article's text, or in the outside block's */
	int64_t		 row;	   /* of this database only; never printed, orders nothing */
	struct span	 id;	   /* "q" and 12 hex digits */
	size_t		 article;  /* index into the corpus */
	size_t		 start, end; /* code points, as records print them */
	struct span	 family, second; /* ids; second empty unless it splices two */
	bool		 superseded; /* stands in an older version and no longer in the newest */
	size_t		 carried_at; /* of unquoted words that are not filed yet: their byte offset in the text */
	struct span	 shown;	   /* whose words the block it begins in shows; empty when that is not said */
};

/* Articles and quotations in memory; quotes in the order of their ids. */
struct corpus {
	struct filed_article *articles;
	size_t		 narticles;
	struct filed_quote *quotes;
	size_t		 nquotes;
};

/*
 * Everything trail_follow() needs, without article texts, blocks and evidence
 * (a weekday apart): all speech of each article's newest version, and of older
 * versions what no newer one says, in whatever place: where `outside` tells that
 * it stands in a block outside, that block is not there. Articles come by identity
 * and version, quotations by id.
 */
bool store_load(struct store *store, struct arena *arena, struct corpus *corpus, struct fault *f)
    MUST_CHECK;

/*
 * The same articles and quotes as trail_follow() takes them, index for index.
 * An article of rank 0 brings its bounds; its weekday is that of its first
 * EVIDENCE_WEEKDAY. Versions of one article are articles of one identity here.
 */
bool corpus_for_trail(const struct corpus *corpus, struct arena *arena,
    struct trail_article **articles, struct occurrence **occurrences, struct fault *f) MUST_CHECK;

/* Whose words a quotation shows: a teaser those of the outlet it names, all else those of the origin of the copy. */
struct span filed_outlet(const struct filed_quote *quote, const struct filed_article *article);

/* --- conclusions --------------------------------------------------------- */

/* An article of the corpus by index: text, blocks, parts of its quotations; all of it dies with the call. */
typedef bool prose_visitor(void *context, size_t article, const struct article *text,
    const struct span *quoted, size_t nquoted, struct arena *scratch, struct fault *f);

/*
 * Visit the newest version of every article, in no order; with a list of versions, as struct
 * store_news has one, those alone. Nothing else may be asked meanwhile.
 */
bool store_each_prose(struct store *store, const struct corpus *corpus, struct span versions,
    prose_visitor *visit, void *context, struct fault *f) MUST_CHECK;

/*
 * Add unquoted words of a visited article to the corpus, behind its quotations,
 * as a quotation of form `unquoted`; *room as in arena_grow(), the corpus' own
 * count at first. store_conclude() files it.
 */
bool corpus_carry(struct corpus *corpus, size_t article, const struct article *text,
    const struct unquoted *unquoted, size_t *room, struct arena *arena, struct fault *f) MUST_CHECK;

/*
 * Replace all conclusions by `trail`, which trail_follow() or trail_settle()
 * made from exactly this corpus, the last one that store_load() gave for this
 * handle, in one transaction. FAULT_CHANGED when evidence was added since:
 * conclusions would claim to rest on what they have not seen.
 */
bool store_conclude(struct store *store, struct corpus *corpus, const struct trail *trail,
    struct fault *f) MUST_CHECK;

/*
 * Do the conclusions rest on all the evidence? Then there is nothing to
 * conclude; counts that visits have changed since are taken anew.
 */
bool store_settled(struct store *store, bool *settled, struct fault *f) MUST_CHECK;

/*
 * How things stand between evidence and conclusions: how many occurrences the
 * last relink knew, how many were attached since, how many quotations wait.
 */
struct store_standing {
	bool		 settled; /* the conclusions rest on all the evidence, linked or attached */
	int64_t		 linked, attached, waiting;
};
bool store_standing(struct store *store, struct store_standing *standing, struct fault *f)
    MUST_CHECK;

/*
 * What was filed since the last linking, to be attached to what is linked:
 * beside it in the corpus stand printings of families that it may be of, and
 * of each not more than a few, so that the work grows with the news alone.
 */
struct store_news {
	struct corpus	 corpus;   /* quotations by id, then those that were carried */
	bool		*fresh;	   /* one a quotation: it waits to be attached, */
	bool		*again;	   /* and was before, until its page was read anew */
	size_t		 count;	   /* of those */
	struct placement *
	    settled; /* one a quotation: its family by number, else TRAIL_NONE; trail_settle() takes it */
	int64_t		*families; /* of this database only, by number */
	size_t		 nfamilies;
	int64_t		*leaving;  /* printings that give way to newer versions, each before its family */
	size_t		 nleaving;
	struct span	 versions; /* whose prose may carry words of a family: a list for store_each_prose() */
	uint64_t	*shunned;  /* runs of that prose which stand in several families: unquoted_shun() takes them */
	size_t		 nshunned;
	/* refused pairs of the news and what it was held against, which may be of a family that is not read */
	struct store_near {
		int64_t		 quote, other; /* rows of this database only */
		double		 bits, coverage;
		const char	*reason;
	} * near;
	size_t		 nnear;
};

/*
 * The news, and one printing of each wording that shares most with it: trail_settle() places it.
 * Its prose is that of new articles, with printings of what they may carry, and of those others
 * that have rare words of what nothing was known to share.
 */
bool store_news(struct store *store, struct arena *arena, struct store_news *news, struct fault *f)
    MUST_CHECK;

/* What corpus_carry() added behind the quotations of news, with its families by the numbers of a trail. */
struct store_carried {
	const struct filed_quote *quotes;
	const struct placement *placements;
	size_t		 count;
};

/*
 * The news where `trail`, that of `placed`, has it, with the first printings of
 * the families it joined: trail_settle() and trail_measure_all() conclude. Of
 * what was carried, which comes behind the quotations, that is left out which
 * its article prints already.
 */
bool store_news_families(struct store *store, const struct store_news *placed,
    const struct trail *trail, const struct store_carried *carried, struct arena *arena,
    struct store_news *news, struct fault *f) MUST_CHECK;

/*
 * Add the news to the conclusions, which otherwise stay, in one transaction;
 * `trail` is that of store_news_families(). A family that gained or lost some
 * has its earliest, verdict and counts anew, as far as the printings that were
 * read tell. Changes of older versions wait for the next store_conclude(), whose
 * result does not depend on what was attached; one whose wording gave way is told
 * no more.
 * FAULT_CHANGED as there.
 */
bool store_attach(struct store *store, struct store_news *news, const struct trail *trail,
    struct fault *f) MUST_CHECK;

/* A wording of a change, told whether or not it stands in the family at hand. */
struct filed_wording {
	struct span	 id, text; /* of the quotation; empty: there is none */
	struct span	 family;   /* id */
	int		 version;  /* of the article: the last that has `was`, the next that has `now` */
};

/*
 * A quotation that its outlet changed after it was printed: a wording of an
 * older version of an article that the next version no longer has, and the new
 * one that stands in its place there: of those that came with that version the
 * one of the same family, else the one with the most words of it, best where
 * the same words stand around it. Both are of one article, so they are no two sources.
 * The change is told in the family of either; where both are in one family, once.
 *
 * It happened later than `after`, when the older version was last captured (or
 * confirmed by a 304), and not later than `before`, when the newer one was first
 * captured after that, or was changed by its own word. An outlet may bring an
 * old wording back; that is a change like any other.
 *
 * Told are quotations of the main text (headlines and captions are of it;
 * teasers and comments are not), as of the last linking; bounds are as of now.
 * Two addresses of one article that show two wordings side by side are no
 * change and are not told.
 */
struct filed_change {
	size_t		 quote, by;	/* the older and the newer wording: indices into the corpus;
					   TRAIL_NONE: not in this family, or, of `by`, dropped */
	struct filed_wording was, now;	/* the same; now.id is empty when it was dropped */
	int64_t		 after, before; /* after < before; DATE_UNKNOWN when not known */
	bool		 stated;	/* `before` is dateModified of the newer version */
	bool		 ordered;	/* false: neither captures nor dates tell which of the versions came
					   first; both bounds are unknown then */
};

/*
 * How much of a family is read. The outline is enough for a line of a table,
 * and a fraction of the work: articles without text, blocks and aliases,
 * quotations without places and parts, edits only of the worst drift, the first
 * of several. Of an article alone the prose may be asked for: its text and blocks,
 * without credits, aliases and what its dates rest on.
 */
enum store_depth { STORE_WHOLE, STORE_OUTLINE, STORE_PROSE };

/*
 * One family with all that is known about it: its articles whole, its
 * quotations, a trail of one family. Every placement says family 0 and second
 * TRAIL_NONE; the ids of both stand in the quotations.
 */
struct filed_family {
	struct span	 id;
	enum store_depth depth;
	bool		 cut;	   /* it has more printings than the corpus, see store_family() */
	size_t		 printings, documents; /* of all of it, as it was linked */
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
	struct filed_change *changes; /* by the id of the older wording */
	size_t		 nchanges;
};

/*
 * False with FAULT_MISSING when no family has this id. Of one with more than
 * `most` printings (0: all are read) those are read that came first, a quarter
 * of them those that drifted furthest, and its earliest, fullest and rival in
 * any case; what is said of the family as a whole stays true of the whole.
 */
bool store_family(struct store *store, struct span id, enum store_depth depth, size_t most,
    struct arena *arena, struct filed_family *family, struct fault *f) MUST_CHECK;

/* The family an occurrence id belongs to; empty when there is none. */
bool store_family_of(struct store *store, struct span occurrence_id, struct arena *arena,
    struct span *family, struct fault *f) MUST_CHECK;

struct family_filter {
	struct span	 family;   /* this one only; empty: any */
	struct span speaker,
	    outlet; /* a part of a name, or a pattern (core/pattern.h); empty: any. An outlet's
					     is that of a member's page, or of the origin of the copy */
	int64_t		 since, until;	  /* published of any member; DATE_UNKNOWN: any */
	int		 min_severity;
	size_t		 min_occurrences; /* 0 or 1: families of one included */
	size_t		 from;		  /* so many of those that pass are passed over */
};

enum family_order { FAMILIES_BY_ID, FAMILIES_WORST_FIRST };

/*
 * Walk the families that pass, in a stable order. each() returns false with f
 * set to stop; it may call all that reads, but for another walk. What the walk
 * began with is what it sees to its end.
 */
bool store_each_family(struct store *store, const struct family_filter *filter,
    enum family_order order, bool (*each)(void *context, struct span id, struct fault *f),
    void *context, struct fault *f) MUST_CHECK;

/* Those of two printings or more, the worst first, at most so many: without a look at the others. */
bool store_worst_families(struct store *store, size_t most,
    bool (*each)(void *context, struct span id, struct fault *f), void *context, struct fault *f)
    MUST_CHECK;

/* A family as a list shows it: one look at its row and its earliest, whatever its size. */
struct family_line {
	struct span	 id, speaker, said; /* said: the words of its earliest */
	struct span	 outlet, day;	 /* of its earliest: filed_outlet(), the day as printed */
	struct interval	 date;		 /* the date that counts for the earliest, see trail_date() */
	bool		 inferred;
	enum verdict	 verdict;
	int		 severity;
	size_t		 printings, documents, lineages;
	struct interval	 printed;	 /* from its first date to its last; open where one of these is */
};

/* False with FAULT_MISSING when no family has this id. In the arena. */
bool store_line(struct store *store, struct span id, struct arena *arena, struct family_line *line,
    struct fault *f) MUST_CHECK;

/* The outlets that a family can be chosen by, each once, in byte order; at most `most` of them. */
bool store_outlets(struct store *store, struct span id, size_t most, struct arena *arena,
    struct span **outlets, size_t *count, struct fault *f) MUST_CHECK;

/* A wording that may hold a query: equal words of one family are one wording. */
struct store_candidate {
	struct span	 words;		/* folded */
	size_t		 printings;
	int64_t		 family, quote; /* rows: its family, and its printing with the smallest id */
};

/*
 * Candidates for a phrase: the wordings that hold the folded words in a row, by
 * family and id, then those that may be near variants of it, for they hold enough of its
 * pairs of words and may hold enough of its words (trail_may_match()), the most
 * telling first; at most `most`. *total says how many wordings there are in all. Fewer than STORE_NEAR_WORDS words have no near
 * variants, and of a longer query the first STORE_QUERY_WORDS are looked at.
 * Only what is linked is found.
 */
#define STORE_NEAR_WORDS 5
#define STORE_QUERY_WORDS 64
bool store_find(struct store *store, struct span folded, size_t most, struct arena *arena,
    struct store_candidate **found, size_t *count, size_t *total, struct fault *f) MUST_CHECK;

/*
 * What was printed so, one a candidate. family is empty when nothing is left of it, id
 * and text when this printing was read anew since the last linking.
 */
struct store_printing {
	struct span	 family, id, text;
};
bool store_printings(struct store *store, const struct store_candidate *candidates, size_t count,
    struct arena *arena, struct store_printing **printings, struct fault *f) MUST_CHECK;

/*
 * Articles whose text shares rare words with the folded phrase, at least half
 * of those that are rare; at most `most`, the most telling chosen, in
 * order of identity. They are read as STORE_PROSE, and of their quotations only the
 * stretches are told: the corpus has none. Where all words are common nothing
 * is telling, and nothing is found; where many share equally little, nothing of
 * that. *passed counts the articles that share as much as is asked for and were
 * not chosen, their older versions among them.
 */
bool store_find_articles(struct store *store, struct span folded, size_t most, struct arena *arena,
    struct corpus *corpus, size_t *passed, struct fault *f) MUST_CHECK;

/* One article whole with its quotations, by row. */
bool store_article(struct store *store, int64_t row, struct arena *arena, struct corpus *corpus,
    struct fault *f) MUST_CHECK;

/* A document as a list of sources shows it. */
struct store_source {
	struct span	 identity, outlet, title, day; /* day: as its readers see its date; empty: none */
	int64_t		 quotes; /* speech of its newest version */
};

/* The documents whose identity comes behind `after` in byte order, at most `most`, in that order. */
bool store_sources(struct store *store, struct span after, size_t most, struct arena *arena,
    struct store_source **sources, size_t *count, struct fault *f) MUST_CHECK;

/*
 * A number that changes when another connection has written since this handle
 * last asked. Comparable with what the same handle said, and with nothing else.
 */
bool store_pulse(struct store *store, int64_t *pulse, struct fault *f) MUST_CHECK;

struct store_count {
	struct span	 name;
	int64_t		 count;
};

struct store_status {
	int64_t articles, versions, quotes, speech, families, linked,
	    repeated; /* linked: families in 2+ articles; repeated: of 2+ printings */
	int64_t		 undated, inferred, relative;
	int64_t		 hosts, lineages;
	int64_t		 failed, blocked, throttled; /* sources whose last visit gave nothing */
	/* DATE_UNKNOWN when nothing is known */
	int64_t		 captured_first, captured_last, published_first, published_last;
	int		 schema;
	bool		 settled;  /* conclusions rest on all the evidence, by a relink */
	bool		 waiting;  /* there is evidence that they do not rest on */
	int64_t		 attached; /* occurrences attached since the last relink; the counts above leave them out */
	struct store_count *languages, *regions, *forms;
	size_t		 nlanguages, nregions, nforms;
	struct store_failure {
		struct span source, reason;
		enum visit_outcome outcome;
	} * failures;
	size_t		 nfailures; /* the newest 100 */
};

#define STORE_STATUS_NONE                                                                          \
	((struct store_status) { .captured_first = DATE_UNKNOWN,                                   \
	    .captured_last = DATE_UNKNOWN,                                                         \
	    .published_first = DATE_UNKNOWN,                                                       \
	    .published_last = DATE_UNKNOWN })

/*
 * Counted when conclusions are written, and read from there as long as nothing
 * was filed since: then everything is walked.
 */
bool store_status(struct store *store, struct arena *arena, struct store_status *status,
    struct fault *f) MUST_CHECK;

/*
 * "q" and 12 hex digits of SHA-256 over identity, start (code points) and the
 * folded words, separated by newlines. For a quotation outside the text the
 * identity is followed by a space and 16 hex digits of SHA-256 over its
 * block's text, in which start counts: a teaser keeps its id wherever on the
 * page it stands, and shown twice it is one occurrence.
 */
bool store_occurrence_id(struct span identity, size_t start, struct span text, struct arena *arena,
    struct span *id, struct fault *f) MUST_CHECK;

#endif
