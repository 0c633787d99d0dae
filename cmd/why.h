/*
 * Why an answer is what it is: the rules and stretches of text behind one
 * occurrence's date, form, speaker, credits, links and drift, the pairs that
 * were refused, and the verdict on its family; in sentences that can be quoted.
 */
#ifndef CMD_WHY_H
#define CMD_WHY_H

#include "cmd/model.h"

enum why_about {
	WHY_DATE, WHY_FORM, WHY_SPEAKER, WHY_SETTING, WHY_CREDIT, WHY_LINK, WHY_DRIFT, WHY_REFUSAL,
	WHY_VERDICT, WHY_CHANGE, WHY_ABOUTS
};
extern const char *const why_about_names[WHY_ABOUTS]; /* "date", "form", "speaker", ... */

/* One step of a chain. */
struct reason {
	enum why_about	 about;
	struct span	 rule;	/* by its name: "byline", "cue-before: speaker, verb"; may be empty */
	struct span	 says;	/* a sentence or two */
	struct span	 found; /* the words it rests on, as printed; empty: none */
	bool		 placed; /* they stand in the article's text (a teaser's in its own) ... */
	size_t		 start, end; /* ... from code point to code point */
};

/* Being filled; the first failure is remembered in f. */
struct why {
	const struct model *model;
	const struct member *member; /* the occurrence asked about */
	const struct member *other;  /* and the one it is held against, maybe of another family; NULL: none */
	struct span	 other_family; /* of that one */
	struct arena	*arena;
	struct fault	*f;
	struct span	 standing; /* how far it is linked, see struct searched */
	struct reason	*reasons; /* by what they are about, in the order of the enumeration */
	size_t		 nreasons, room;
};

/* Add a reason whose sentence is printed from fmt; `found` may be empty. */
void why_add(struct why *why, enum why_about about, struct span rule, struct span found,
    const char *fmt, ...) PRINTF_LIKE(5, 6);

/* "between 2022-01-07 05:00Z and 2022-01-08 04:59Z", "not before ...", "at ...", "at an unknown time" */
struct span why_interval(struct why *why, struct interval when);

/* The parts, in the order of the enumeration. */
void why_dated(struct why *why);
void why_quoted(struct why *why);
void why_credited(struct why *why);
void why_linked(struct why *why);
void why_judged(struct why *why);

/* How a member came into the family of why->model. */
void why_placed(struct why *why, const struct member *member);

/* How why->member's words differ, where it is measured against what `against` names. */
void why_drifted(struct why *why, const struct drift *drift, struct span cell, struct span against);

/* In place of the parts above: what why->member and why->other have to do with each other. */
void why_paired(struct why *why);

#endif
