/*
 * From printings to provenance: families, earliest, verdict, parents, drift.
 *
 * trail_follow() is a pure function of its input: the same occurrences in any
 * order give the same result, word for word. It attaches each wording to at
 * most one family (two for a splice) and never unites two families through one
 * quotation. Source: Leskovec, Backstrom, Kleinberg, "Meme-tracking and the
 * Dynamics of the News Cycle" (KDD 2009), for one parent a phrase; information
 * in place of length or ratio is ours.
 */
#ifndef CORE_TRAIL_H
#define CORE_TRAIL_H

#include "core/article.h"
#include "core/drift.h"
#include "core/hands.h"
#include "core/quote.h"

#define TRAIL_NONE SIZE_MAX

/* An article as the trail sees it. */
struct trail_article {
	struct span	 identity; /* canonical address, url or file; unique but for versions */
	struct span	 outlet;
	struct span	 lineage;  /* credit_lineage() */
	struct span	 language;
	struct interval	 published; /* point or bounds; either side may be open */
	int		 rank;	    /* of the best evidence, 1 to 8; 0: no point evidence, `published` holds bounds only */
	int		 weekday;   /* 1 to 7: the weekday its first paragraphs report on; 0 none */
	int		 version;   /* articles of one identity are its versions: the lower printed first */
};

/* A quotation as the trail sees it. */
struct occurrence {
	struct span	 id;	  /* unique; orders what nothing else can */
	size_t		 article; /* index */
	size_t		 start;	  /* in the article, code points; orders quotations of one article */
	struct span	 text;
	struct span	 speaker, mention, venue;
	struct span	 said_on; /* quote.h */
	enum quote_form	 form;
	enum region	 region;
};

/* What was concluded about an occurrence. */
struct placement {
	size_t		 family;  /* index into families; every occurrence has one, perhaps alone */
	size_t		 second;  /* the other family of a splice, or TRAIL_NONE */
	size_t		 parent;  /* an earlier carrier of these words, or TRAIL_NONE */
	size_t		 carriers; /* how many earlier occurrences carry the parent's words, itself included */
	struct drift	 drift;	  /* trail_measure_all(): against the family's earliest; meaningless on the reference itself */
	double		 bits;	  /* information shared with the wording it was attached by; 0 for a founder */
	const char	*rule;	  /* static: "same words", "attached: 34.1 bits shared", "founder", "splice" */
};

enum verdict { VERDICT_PROVEN, VERDICT_LIKELY, VERDICT_TIED, VERDICT_UNDATED, VERDICTS };
extern const char *const verdict_names[VERDICTS];

struct family {
	const size_t	*members; /* occurrence indices: by published (unknown last), then id */
	size_t		 nmembers;
	size_t		 earliest; /* occurrence; with the smallest id when undated */
	size_t		 fullest;  /* the most words; ties to the earlier */
	enum verdict	 verdict;
	int64_t		 overlap;  /* seconds the earliest's interval shares with its closest rival; 0 when none */
	size_t		 rival;	   /* occurrence it overlaps with, or TRAIL_NONE */
	size_t		 lineages; /* distinct origins outside teasers and comments */
	struct span	 speaker;  /* the one most lineages name; ties to the more, then to byte order */
	int		 severity; /* the worst of its members; trail_measure_all() */
};

/* A pair that came close and was refused, with the reason, so that an editor can overrule. */
struct near_miss {
	size_t		 occurrence, other;
	double		 bits, coverage;
	const char	*reason; /* static: "too little information shared", "printed before what shares it" */
};

struct trail {
	struct placement	*placements; /* one an occurrence, same index */
	struct family		*families;   /* by published of the earliest, then id */
	size_t			 nfamilies;
	struct interval		*inferred;   /* one an article: rank 9 date from dated twins, or unknown */
	struct near_miss	*near;
	size_t			 nnear;
};

/*
 * Follow every quotation, drift left out. Only speech is to be given.
 * Everything in the result lives in the arena.
 */
bool trail_follow(const struct trail_article *articles, size_t narticles,
    const struct occurrence *occurrences, size_t count, const struct hands *hands,
    struct arena *arena, struct trail *trail, struct fault *f) MUST_CHECK;

/*
 * The same where it is known of some occurrences which family they are of:
 * settled[i] tells it by number, below nfamilies, with second, bits and rule,
 * which stay; TRAIL_NONE leaves it open, and occurrence i is placed among the
 * families there are, or founds one. Earliest, verdict, parents and dates are
 * concluded from all of them. Equal words that are settled in two families stay
 * in both, and an open occurrence of them goes to the one of smaller number.
 */
bool trail_settle(const struct trail_article *articles, size_t narticles,
    const struct occurrence *occurrences, size_t count, const struct placement *settled,
    size_t nfamilies, const struct hands *hands, struct arena *arena, struct trail *trail,
    struct fault *f) MUST_CHECK;

/*
 * How a member of a family differs from its earliest. `whole` is the fullest, or NULL when
 * that is the earliest or the variant itself: it tells how words that the earliest lacks stand
 * to those it has. spliced: it has a second family. In the arena:
 * the edits. The glossary is one hand's.
 */
struct glossary;
bool trail_measure(struct glossary *glossary, const struct printing *earliest,
    const struct printing *whole, const struct printing *variant, bool spliced, struct arena *arena,
    struct drift *drift, struct fault *f) MUST_CHECK;

/* The drift of every occurrence, and with it the severity of every family. In the arena: the edits. */
bool trail_measure_all(const struct trail_article *articles, const struct occurrence *occurrences,
    struct arena *arena, struct trail *trail, struct fault *f) MUST_CHECK;

/* Words of another article on the page, or a reader's: they have no date of their own. */
bool trail_is_aside(const struct occurrence *o);

/* The date that counts for occurrence i: its article's own, else the inferred one (*inferred true), unknown for teasers and comments. */
struct interval trail_date(const struct trail_article *articles,
    const struct occurrence *occurrences, const struct trail *trail, size_t i, bool *inferred);

/* Where a date stands among the members of a family: by this, then by its lower bound, then by id. */
int64_t trail_moment(struct interval i);

/* How a quote typed by a person sits in a printed one. */
struct trail_hit {
	size_t		 first, count; /* words of the printed text it covers */
	size_t		 matched, missing; /* words of the query found and not found */
	double		 bits;	       /* information of the matched words */
	bool		 exact;	       /* all words, in a row */
};

/*
 * Does the printed text hold the query? exact phrases of any length; near variants from five words up,
 * by the information rule. False with no fault when it does not.
 */
bool trail_match(const struct token_list *query, const struct token_list *printed,
    struct arena *scratch, struct trail_hit *hit, struct fault *f) MUST_CHECK;

#define TRAIL_WORDS_TOLD 64

/*
 * May a text be a near variant of a query that it lacks words of? False is
 * certain: trail_match() would say so, wherever the others stand.
 *
 *   bits     of each word of the query (numbering_background())
 *   count    of those, at most TRAIL_WORDS_TOLD
 *   lacking  a bit for each that the text has not, that of the first word the lowest
 *   apart    a bit for each that the text nowhere has right before the next one of the query
 */
bool trail_may_match(const double *bits, size_t count, uint64_t lacking, uint64_t apart);

/* --- text beyond the quotations ------------------------------------------ */

/* A sentence of an article's prose without a quoted word, as trail_paraphrases() compares it. */
struct trail_sentence {
	struct span	 text;	/* in the article */
	const uint64_t	*stems;	/* of its words, in their order */
	size_t		 nstems;
};

/* The sentences of an article in reading order; `quoted` are the stretches of its text between marks. */
bool trail_sentences_read(const struct article *article, const struct span *quoted, size_t nquoted,
    struct arena *arena, struct arena *scratch, struct trail_sentence **sentences, size_t *count,
    struct fault *f) MUST_CHECK;

/* Sentences that say the same (form "paraphrase"): at least half of the reference's content words in one. */
struct paraphrase {
	size_t	 sentence; /* index */
	double	 share;	   /* of the content words */
};
bool trail_paraphrases(const struct trail_sentence *sentences, size_t count, struct span reference,
    struct arena *arena, struct paraphrase **found, size_t *nfound, struct fault *f) MUST_CHECK;

#define TRAIL_RUNS_WORDS_MAX ((size_t)20000) /* of a text that are compared; the rest of a book is not */

/* The words of an article's text in runs of eight. */
struct trail_runs {
	const struct article *article;
	const uint64_t	*hashes; /* of the run that ends with word i; the first seven are of less than one */
	const size_t	*at;	 /* word i in the text, in bytes */
	size_t		 nwords;
	bool		 cut;	 /* the text has more words */
};
bool trail_runs_read(const struct article *article, struct arena *arena, struct arena *scratch,
    struct trail_runs *runs, struct fault *f) MUST_CHECK;

/* In which of some articles each run stands: a table by the run's hash. */
#define TRAIL_PROSE_MAX 64
struct trail_prose {
	struct trail_slot {
		uint64_t hash,
		    where; /* a bit for each article that has the run, the first the lowest; 0: empty */
	} * slots;
	size_t		 nslots;	/* a power of two */
	size_t		 narticles;
};

/* At most TRAIL_PROSE_MAX articles. */
bool trail_prose_read(const struct trail_runs *articles, size_t count, struct arena *arena,
    struct trail_prose *prose, struct fault *f) MUST_CHECK;

/*
 * Words of a's own prose (outside its quotations) that stand in each of these
 * articles in runs of eight words or more, over all words of a's prose: how
 * much of a may be a copy. shares[i] of the i-th article is 0 to 1.
 * Source of the rolling hash: Karp and Rabin, "Efficient randomized
 * pattern-matching algorithms" (1987).
 */
bool trail_reuse(const struct trail_runs *a, const struct span *quoted, size_t nquoted,
    const struct trail_prose *prose, struct arena *scratch, double shares[TRAIL_PROSE_MAX],
    struct fault *f) MUST_CHECK;

#endif
