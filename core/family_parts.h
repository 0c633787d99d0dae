/* The parts of family_find(): a wording is held against others, weighed, and placed. */
#ifndef CORE_FAMILY_PARTS_H
#define CORE_FAMILY_PARTS_H

#include "core/candidate.h"
#include "core/circumstance.h"
#include "core/family.h"
#include "core/kin.h"

#define COMPARED_MAX 6	/* of the candidates are aligned */
#define FIT_NEAR_BITS 14.0 /* a refused pair that shares this much is told */
#define WORN_SHARE 0.5	    /* of a worn phrase's bits, when it may be quoted or said again */
#define PARTED_WORDS 4 /* or more, in which texts go on behind what they share */
#define SPEAKER_TEXTS_MAX 256 /* of a speaker are looked through; the last placed */

/* What is known of a family so far: numbers of wordings. */
struct circle {
	_Atomic uint64_t speaker; /* the first known; 0 */
	int64_t		 since; /* when the first had surely appeared; DATE_UNKNOWN */
	_Atomic uint32_t fullest, main; /* the longest one, and the one most printed */
	uint32_t	 printings; /* of all of them */
	uint32_t	 changed; /* how many were placed when it had another speaker, fullest or main */
};

/* How a wording fits another. */
struct fit {
	struct kinship	 kin;
	uint32_t	 other;
	double		 evidence; /* bits with speaker and time, over what is asked for */
	enum wording_tie tie;	/* what the evidence rests on */
	const char	*refused;  /* NULL when it may join */
	bool		 piece;	   /* the wording begins with a piece of the other: half of a splice */
};

/* Words at an end of a wording that another of its family, by which it was placed, leaves unexplained. */
struct loose_end {
	uint32_t	 number; /* of the wording, */
	uint32_t	 of;	/* and of the one that leaves them */
	uint32_t	 from, count; /* the words; count 0: too few */
	uint32_t	 other;	 /* the wording of another family that explains them; WORDING_NONE */
	float		 bits;	 /* shared with it */
	bool		 copied; /* it has nearly all of the other wording */
};

/*
 * Families as they are so far, and one hand's room to hold a wording against
 * them. A copy with kin and votes of its own serves another hand, which may
 * search while the first one places.
 */
struct placer {
	struct families		*families;
	struct wording		*wordings;
	size_t			 nwordings;
	struct info		*info;
	struct kin		*kin;
	struct votes		 votes;
	struct candidates	*candidates;
	struct circumstances	 circumstances;
	struct circle		*circles; /* a family; room for one of each wording's own */
	uint32_t		*before; /* a wording: the one its speaker was named with before, from 1; 0 */
	const struct info_row	*row;	/* of the wording being placed, */
	struct speaker_count	*speaker; /* its speaker; NULL */
	double			 agreement, nearby; /* bits when its speaker, its days agree */
	struct loose_end	*ends;	/* in the order of their wordings, those of founders behind */
	size_t			 nends, nfollowers; /* the ends of what was placed by another */
	size_t			 near_room, ends_room;
	struct arena		*arena;
};

/* The wordings that one may be a printing of, as far as they were compared. */
struct search {
	struct candidate candidates[CANDIDATES_MAX]; /* the likeliest first */
	size_t		 ncandidates;
	uint32_t	 met;	/* wordings that had been placed when it began */
	struct fit	 fits[COMPARED_MAX];
	size_t		 count;
	struct fit	 recent; /* what its speaker said of late */
	const struct fit *best, *nearest; /* the one to join; the one it comes closest to */
	const struct fit *rest; /* with halves: the one that has what best leaves; NULL */
	const struct info_row *row; /* what the placer has of the wording */
	struct speaker_count *speaker;
	double		 agreement, nearby;
};

/* Hold a wording against those that were placed. Of the placer only its kin and votes change. */
bool family_search(struct placer *p, uint32_t number, const struct info_row *row, struct search *s,
    struct fault *f) MUST_CHECK;

/* Was something placed since the search began that it would have met? */
bool family_overtaken(const struct placer *p, const struct search *s);

/* Place a wording where its search has it. */
bool family_place(struct placer *p, uint32_t number, struct search *s, struct fault *f) MUST_CHECK;

/* Take a wording that has a family as placed there. */
bool family_settle(struct placer *p, uint32_t number, const struct info_row *row, struct fault *f)
    MUST_CHECK;

/* Place all of them, first those that have a family, in their order: all hands search, one at a time places. */
bool family_place_all(struct placer *p, const struct hands *hands, struct fault *f) MUST_CHECK;

/* Few words, and of a long text: two speeches may hold them. */
bool fit_is_fragment(const struct wording *few, const struct wording *text);

/* What the speakers, and the times, of a wording and of a family or a wording in it say. */
double fit_speaker_bits(const struct placer *p, const struct wording *w, uint32_t family);
double fit_time_bits(const struct placer *p, const struct wording *w, uint32_t other);

/* No more than this can the evidence be for words that say so many bits. */
double fit_bound(const struct placer *p, const struct wording *w, uint32_t other, double bits);

/* Weigh fit->kin: fills evidence and refused. */
void fit_weigh(const struct placer *p, const struct wording *w, struct fit *fit);

/* Does the wording break off behind the words they share, where the other goes on? */
bool piece_is_broken_off(const struct wording *w, const struct wording *other,
    const struct kinship *k);

/*
 * How much speaks for a piece of the other text with which a wording begins, over what is asked
 * for; speaker and time: bits of theirs. Below 0: it is none.
 */
double piece_evidence(const struct wording *w, const struct wording *other, const struct kinship *k,
    double speaker, double time);

/* Is it no opening that its speaker likes, by what was placed? Of the hand that places. */
bool piece_holds(const struct placer *p, const struct wording *w, const struct fit *fit);

/*
 * The same for what another family leaves of a wording, which is weighed as a quotation of its own;
 * and what the evidence cannot exceed, before they are aligned.
 */
void fit_weigh_rest(const struct placer *p, const struct wording *rest, struct fit *fit);
double fit_bound_rest(const struct placer *p, const struct wording *rest, uint32_t other);

/* Place w where this fit has it. */
void fit_join(const struct placer *p, const struct fit *fit, struct wording *w);

/*
 * Splices: the end that is loose when a wording is placed is noted, for what
 * explains it may be placed behind it. What a splice was made from may be, too:
 * then the splice has founded its family, of which those below nsettled were
 * there before. When all are placed every end is explained by itself, with room
 * for its rows and only kin and votes of the placer changed; then all are joined.
 */
bool family_note_end(struct placer *p, uint32_t number, const struct fit *fit,
    const struct fit *rest, struct fault *f) MUST_CHECK;
bool family_note_founders(struct placer *p, size_t nsettled, struct info_rows *rows,
    struct fault *f) MUST_CHECK;
bool family_explain_end(struct placer *p, struct loose_end *end, struct info_rows *rows,
    struct fault *f) MUST_CHECK;
void family_join_ends(const struct placer *p);

/*
 * When no text has enough of a wording, two may have all of it: fills best, the one it begins with,
 * and rest.
 */
void family_find_halves(const struct placer *p, const struct wording *w, struct search *s);

/*
 * A few common words do not tell where they are from, but who said them and
 * when leaves few texts that they can be from. Finding none is refused.
 */
bool family_find_recent(struct placer *p, const struct wording *w, struct fit *fit, struct fault *f)
    MUST_CHECK;

#endif
