/*
 * One family as every printer shows it: members in their order with numbers,
 * dates, ways they travelled, warnings. Printers decide nothing.
 */
#ifndef CMD_MODEL_H
#define CMD_MODEL_H

#include "cmd/cli.h"
#include "core/buf.h"
#include "core/house.h"
#include "core/land.h"
#include "store/store.h"

/* A member of the family, in order of date; the earliest is the first. */
struct member {
	size_t			 occurrence; /* index into the corpus's quotes */
	size_t			 document;   /* the first member that stands in the same one: a page, in whatever version, or one teaser's outlet on it */
	size_t			 origin;     /* the first member with the same outlet */
	const struct filed_quote *filed;
	const struct filed_article *article;
	struct span		 outlet;    /* whose words: the teaser's outlet, else the origin of the copy */
	struct span		 republisher; /* the page's outlet when it is not the origin; else empty */
	struct span		 place;	    /* "003:L5", or the address with a text fragment */
	struct interval		 date;
	struct interval		 likely;    /* of an open date: when such copy usually appears; judges nothing */
	const struct evidence	*told;	    /* what `likely` rests on */
	int64_t			 floor;	    /* of a date open below: not before it was said; else DATE_UNKNOWN */
	struct span		 when;	    /* "2022-01-07", "2022-01-09 16:00Z", "~2022-01-09", "unknown" */
	struct span		 how;	    /* "byline line (zone assumed New York)" */
	struct drift		 drift;	    /* against the reference shown; unset on it */
	const struct house *
	    house; /* whose rules judge that drift; NULL on the reference, and when nobody was asked */
	struct span		 sentence;  /* the sentence or sentences around it, as printed */
	struct span		 change;    /* "changed by the outlet between ...; now [2]"; empty when it stands */
	struct span		 link;	    /* the address that jumps to the words; empty for a bare file */
	bool			 inferred, dated;
	bool			 replaced;   /* its outlet has other, newer words */
	bool			 is_reference;
	bool			 counts;    /* in body, headline, standfirst or caption: has a voice in the verdict */
};

/* A document's word on the day something was said. */
struct said_claim {
	size_t			 member;
	struct span		 said_on; /* as filed: "friday", "01-07", "2022-01-07" */
	struct span		 day;	  /* "2022-01-07" when only one fits; else empty */
};

/* What the documents say of the utterance itself. Nothing of it was observed. */
struct said {
	struct span		 line;	  /* "televised address to the nation, Fri 7 Jan 2022"; empty when nothing is stated */
	struct span		 how;	  /* "claimed by 3, the day by 1, no conflict" */
	struct span		 setting; /* as most documents print it, of equals the fullest; empty when none does */
	struct span		 day;	  /* "2022-01-07" when one day fits all claims; else empty */
	struct interval		 when;	  /* the moments of that day; unknown when a printing precedes it */
	struct span		 zone;	  /* "assumed Kazakhstan", "unknown"; empty without a day */
	const struct said_claim	*claims;
	size_t			 nclaims;
	bool			 conflict; /* no setting or no day fits all that is claimed */
	struct span		 language; /* what is said of the language spoken, as a line; empty when there is nothing to say */
	struct span		 spoken;   /* "ru" when a document states it */
	size_t			 nspoken;  /* documents that speak of the language or of a translation */
	bool			 translated;	    /* a document says so */
	bool			 may_be_translated; /* the speaker's country or the pages suggest it */
};

/* An arrow of the travel graph, from an origin to a hand. */
struct travel {
	size_t			 member;
	struct span		 from;	    /* origin: agency, outlet, or empty: no credit found */
	const struct span	*hands;	    /* through whom, ending with the page's outlet */
	size_t			 nhands;
	bool			 credited;  /* solid; else inferred, dotted */
	struct span		 note;	    /* "credits AP, Reuters, AFP"; "shares 41 % of its prose with [1]" */
};

struct warning {
	struct span	 document; /* short name */
	struct span	 text;
};

/* A wording that its outlet changed after it was printed. */
struct change {
	const struct filed_change *filed;
	size_t		 member;     /* that has the older wording; TRAIL_NONE: none of this family */
	size_t		 by;	     /* that has the newer one; TRAIL_NONE too when it was taken out */
	struct drift	 drift;	     /* from the older to the newer; unset when it was dropped */
	struct span	 between;    /* "between 2026-03-02 10:00Z and 2026-03-02 14:00Z" */
	struct span	 line;	     /* "changed by the outlet between ...: now reads \"We will {+not+} ...\"" */
};

struct aside {
	struct span	 place, sentence;
	struct span	 outlet;
	size_t		 document; /* asides of one document have one number */
	double		 share;	   /* of the content words asked about that it holds */
	size_t		 run;	   /* words in a row that it shares with them */
	bool		 leads;	   /* the closest of its document */
};

/* The printings that a page with room for a few shows: cmd/pick.h chooses them. */
struct pick {
	const size_t	*members; /* indices into the model's members, rising */
	size_t		 n;
};

struct model {
	struct span		 id;	    /* the family's */
	struct span		 query;	    /* what was asked for; empty in a report */
	struct span		 speaker, venue; /* venue normalised; said.setting is as printed */
	struct span		 speaker_how; /* "named 2, resolved 2 ("the president")" */
	struct span		 office;    /* "President of Kazakhstan": the fullest the documents give; or empty */
	const struct land	*land;	    /* whose office that is, or NULL */
	struct said		 said;
	struct span		 title;	    /* the quotation as a headline, shortened by words */
	const struct family	*family;
	struct member		*members;
	size_t			 nmembers; /* printings that were read */
	size_t			 printings, ndocuments; /* of the whole family, read or not */
	struct span		 extent;   /* "Of 24113 printings 200 were read: ... furthest."; empty when all were */
	size_t			*places;    /* of each quote of the corpus: the member that it is, or TRAIL_NONE */
	size_t			*pages;	    /* of each article of the corpus: the first version of it */
	size_t			 reference; /* index into members; TRAIL_NONE for a transcript */
	size_t			 fullest;   /* index into members, of the words compared */
	struct span		 reference_words; /* what variants are compared with: the reference's sentences that hold the query */
	const char		*reference_name; /* "earliest", "fullest", "transcript", or an id */
	struct span		 sentence;  /* the one-sentence answer, ready to cite */
	struct span		 agreement; /* which lineages have the words that differ */
	struct travel		*travels;
	size_t			 ntravels;
	struct aside		*asides;    /* paraphrases in other documents and in members, the closest first */
	size_t			 nasides;
	struct change		*changes;   /* as filed */
	size_t			 nchanges;
	struct warning		*warnings;
	size_t			 nwarnings;
	const struct filed_family *filed;
	struct span		 doubt;	    /* why the verdict is not `proven`, and what would settle it; empty when it is */
	const struct span	*names;	    /* short name of each article of the corpus */
	struct pick		 pick;	    /* of a printer that does not show all; else empty */
	const struct house	*house;	    /* whose rules judge every drift; NULL: each its outlet's, if any */
	struct span		 standing;  /* how far it is linked, see struct searched; empty where nobody asked */
};

/* The member that is this occurrence of the corpus; NULL when none is, as for TRAIL_NONE. */
const struct member *model_member(const struct model *model, size_t occurrence);

/* The moments at which a member may have appeared, as a drawing shows them: its date, open below only to its floor. */
struct interval model_reach(const struct member *member);

/* A date for people: "2022-01-07" as printed, "2022-01-09 16:00Z", "~2022-01-09", "unknown". */
bool model_when(struct interval date, bool inferred, struct span day, struct arena *arena,
    struct span *when, struct fault *f) MUST_CHECK;

/* Words as a headline, cut between two of them. */
bool model_title(struct span words, struct arena *arena, struct span *title, struct fault *f)
    MUST_CHECK;

/* Against what wording is measured. */
enum against { AGAINST_EARLIEST, AGAINST_FULLEST, AGAINST_TRANSCRIPT, AGAINST_ID };
struct reference {
	enum against	 against;
	struct span	 transcript; /* its text, for AGAINST_TRANSCRIPT */
	struct span	 id;	     /* for AGAINST_ID */
	const struct house *house;   /* whose rules judge every drift; NULL: each its outlet's ... */
	const struct outlet_settings *outlets; /* ... as the person's settings have it, or NULL */
	bool		 brief;	     /* without travels and asides */
	size_t		 shown;	     /* printings that are, see pick_members(): of others no place, link, dating and shared prose is told; 0: all */
	const struct elsewhere *elsewhere; /* where asides are looked for; NULL: nowhere */
};

/* Build the model of a filed family. Everything is in the arena; `filed` must outlive it. */
bool model_build(const struct filed_family *filed, struct span query,
    const struct reference *reference, struct arena *arena, struct model *model, struct fault *f)
    MUST_CHECK;

/*
 * Documents that may say in words of their own what was asked for: those that
 * share its rare words, and their sentences without quotation marks. Read once
 * for all the families of an answer; in the arena.
 */
struct elsewhere {
	struct corpus	 corpus;
	size_t		 passed;  /* documents that share less of those words, and were not read */
	struct span	*names;	  /* of its documents */
	struct told {
		struct trail_sentence *sentences;
		size_t	 count;
	} * told;		  /* document by document */
};
bool model_elsewhere(struct store *store, struct span query, struct arena *arena,
    struct elsewhere *elsewhere, struct fault *f) MUST_CHECK;

/*
 * How far what is told is linked, in the same words everywhere: "settled", "20000 attached since
 * the last relink", or that something is not linked yet.
 */
void standing_print(struct buf *out, const struct store_status *status);

/* What was searched, for every answer: documents, hosts, failures, window, languages. */
struct searched {
	struct store_status	 status;
	struct span		 standing; /* what standing_print() says of it */
	struct span		 line; /* "Searched 5 documents, 5 hosts, English only; ..." */
};
bool model_searched(struct store *store, struct arena *arena, struct searched *searched,
    struct fault *f) MUST_CHECK;

#endif
