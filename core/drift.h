/*
 * What happened to the words between a reference and a later printing.
 *
 * Words are aligned on folded tokens with affine gaps (Gotoh 1982); the classes
 * and their severities are one table, decided from the alignment alone.
 * Severity orders a review; it never says "misquote" (Masson v. New Yorker,
 * 501 U.S. 496, 1991: what counts is a material change of meaning).
 */
#ifndef CORE_DRIFT_H
#define CORE_DRIFT_H

#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"
#include "core/token.h"

/* In rising order: when severities tie, the later one is primary. */
enum drift_class {
	DRIFT_VERBATIM,
	DRIFT_TYPOGRAPHIC,
	DRIFT_ORTHOGRAPHIC,
	DRIFT_TRUNCATED_SENTENCE,
	DRIFT_EXPANDED,
	DRIFT_TRUNCATED_CLAUSE,
	DRIFT_FRAGMENT,
	DRIFT_BRACKETED,
	DRIFT_ELIDED_MARKED,
	DRIFT_ELIDED_UNMARKED,
	DRIFT_INSERTED_UNMARKED,
	DRIFT_INFLECTED,
	DRIFT_REORDERED,
	DRIFT_ELIDED_CONTENT,
	DRIFT_INSERTED_CONTENT,
	DRIFT_SUBSTITUTED,
	DRIFT_QUALIFIER_CHANGED,
	DRIFT_NUMBER_CHANGED,
	DRIFT_SPLICED,
	DRIFT_NEGATION_CHANGED,
	DRIFT_TRANSLATED_VARIANT,	/* a flag that caps severity at 3; never primary by itself unless nothing else is */
	DRIFT_CLASSES
};

struct drift_class_row {
	const char	*name;	   /* "inserted-content" */
	int		 severity; /* 0 to 5 */
	const char	*meaning;  /* one line for people, in our words */
};
extern const struct drift_class_row drift_classes[DRIFT_CLASSES];

/* 0 same, 1 trimmed, 2 edited and shown, 3 edited and not shown, 4 may change meaning, 5 changes who or whether */
extern const char *const drift_severity_words[6];

enum drift_attribution {
	ATTRIBUTION_SAME, ATTRIBUTION_LESS_SPECIFIC, ATTRIBUTION_MORE_SPECIFIC,
	ATTRIBUTION_UNATTRIBUTED, ATTRIBUTION_REATTRIBUTED, ATTRIBUTIONS
};
enum drift_setting {
	SETTING_SAME, SETTING_UNSTATED, SETTING_LESS_SPECIFIC, SETTING_MEDIUM_CHANGED,
	SETTING_DATE_CHANGED, SETTING_REVENUED, SETTINGS
};
struct drift_axis_row {
	const char	*name;
	int		 severity;
};
extern const struct drift_axis_row drift_attributions[ATTRIBUTIONS], drift_settings[SETTINGS];

enum edit_op { EDIT_KEEP, EDIT_INSERT, EDIT_DELETE, EDIT_SUBSTITUTE, EDIT_MOVE, EDIT_OPS };
extern const char *const edit_op_names[EDIT_OPS]; /* "keep", "insert", ... */

/* One stretch of the alignment, in reading order of the variant; keeps included. Counts are words. */
struct edit {
	enum edit_op	 op;
	size_t		 at, length;	     /* words of the reference it covers; length 0 for an insertion */
	size_t		 variant_at, variant_length; /* words of the variant; length 0 for a deletion */
	struct span	 text;		     /* the variant's printed words (insert, substitute, keep) or the reference's (delete) */
	struct span	 was;		     /* substitute: the reference's printed words */
	bool		 edge;		     /* before the first or behind the last aligned word */
	bool		 marked;	     /* shown by an ellipsis or brackets */
};

/* One printing as drift sees it. Spans may be empty. */
struct printing {
	struct span	 text;
	struct span	 speaker;  /* resolved name, else empty */
	struct span	 mention;  /* as printed */
	struct span	 venue;	   /* normalised */
	struct span	 said_on;  /* claimed day of utterance, "2022-01-07" or a weekday; may be empty */
	struct span	 language;
	bool		 unquoted; /* outside of quotation marks: it claims nothing of speaker and setting */
};

struct drift {
	enum drift_class	 primary;
	uint32_t		 all;	   /* bit 1 << class for every class that applies; verbatim only alone */
	int			 severity; /* the maximum over the axes */
	int			 wording_severity;
	enum drift_attribution	 attribution;
	enum drift_setting	 setting;
	double			 similarity; /* aligned words over the longer text's words, 0 to 1 */
	size_t			 shared, reference_words, variant_words;
	const struct edit	*edits;
	size_t			 nedits;
};

/*
 * Measure how `variant` differs from `reference`. Two texts without a shared
 * word are substituted as a whole. In the arena: the edits.
 */
bool drift_measure(const struct printing *reference, const struct printing *variant,
    struct arena *arena, struct drift *drift, struct fault *f) MUST_CHECK;

/* The same for whoever measures many: the glossary is one hand's. */
struct glossary;
bool drift_measure_with(struct glossary *glossary, const struct printing *reference,
    const struct printing *variant, struct arena *arena, struct drift *drift, struct fault *f)
    MUST_CHECK;

/* The drift of the same text in another printing: what it claims is measured anew. */
void drift_claim(struct drift *drift, const struct printing *reference,
    const struct printing *variant);

/*
 * Classes that an alignment with one reference cannot see (pieces of two
 * families): primary and severities follow from them as from measured ones.
 */
void drift_set_classes(struct drift *drift, uint32_t all);

/* Bits of `all` as names, most severe first; returns how many. */
size_t drift_names(uint32_t all, const char *names[DRIFT_CLASSES]);

#endif
