/*
 * The steps of plain_read(), between its own files: lines, what they look
 * like, where they stand, whose page it is. Nobody else includes this.
 */
#ifndef FETCH_PLAIN_H
#define FETCH_PLAIN_H

#include "core/article.h"

/* What a line looks like, before anyone asks where it stands. */
enum {
	LOOKS_SENTENCE = 1 << 0,  /* ends like a sentence */
	LOOKS_PROSE = 1 << 1,	  /* a paragraph of running text */
	LOOKS_TITLE = 1 << 2,	  /* nearly all its longer words begin with a capital */
	LOOKS_TOLD = 1 << 3,	  /* tells what happened: "said", "was"; no headline does */
	LOOKS_DATE = 1 << 4,	  /* dates, ages and reading times alone */
	LOOKS_BYLINE = 1 << 5,	  /* "By ..." */
	LOOKS_DATELINE = 1 << 6,  /* opens with an agency's dateline */
	LOOKS_ADDRESS = 1 << 7,	  /* a bare URL */
	LOOKS_CAPTION = 1 << 8,	  /* "In this photo", "(... Photo/...)" */
	LOOKS_LABEL = 1 << 9,	  /* a button, a section, a count, a mark */
	LOOKS_CREDIT = 1 << 10,	  /* who contributed, who holds the copyright */
	LOOKS_PROMO = 1 << 11,	  /* "Sign up for our newsletter" */
	LOOKS_ALSO = 1 << 12,	  /* "ALSO READ: ...", one line about another article */
	LOOKS_RELATED = 1 << 13,  /* heading behind which other articles stand */
	LOOKS_COMMENTS = 1 << 14, /* heading behind which readers' comments stand */
	LOOKS_FOOTER = 1 << 15,	  /* heading behind which the site speaks of itself */
	LOOKS_ITEM = 1 << 16,	  /* begins with a bullet */
	LOOKS_QUOTED = 1 << 17,	  /* holds a quotation mark */
};

/* Lines that open a part which is no longer the article. */
#define LOOKS_OPENER (LOOKS_RELATED | LOOKS_COMMENTS | LOOKS_FOOTER)
/* Lines that are never a headline, a standfirst or a body paragraph. */
#define LOOKS_APART \
	(LOOKS_DATE | LOOKS_BYLINE | LOOKS_ADDRESS | LOOKS_CAPTION | LOOKS_LABEL | LOOKS_CREDIT | \
	    LOOKS_PROMO | LOOKS_ALSO | LOOKS_OPENER)

enum plain_zone { ZONE_HEAD, ZONE_BODY, ZONE_TAIL };

/* A block in the making: one line, or the lines of one hard-wrapped paragraph. */
struct plain_line {
	struct span	 text;	 /* without white space at its ends */
	size_t		 chars;	 /* of its last printed line, in code points */
	size_t		 first;	 /* of its first word */
	size_t		 indent; /* bytes of white space before it */
	size_t		 words;
	unsigned	 looks;
	bool		 gap;	 /* a blank line stands before it */
	enum plain_zone	 zone;
	enum block_kind	 kind;
	enum region	 region;
	enum region_rule rule;
	struct span	 outlet;
};

struct plain_text {
	struct span		 text;
	struct plain_line	*lines;
	size_t			 count;
	size_t			 main;	/* where the heaviest stretch of text begins */
	size_t			 end;	/* one past that stretch */
	size_t			 lead;	/* first line of the body; count when there is none */
	size_t			 title; /* the headline's line; count when there is none */
};

#define PLAIN_LINES_MAX ((size_t)1 << 20)

#define PLAIN_NONE SIZE_MAX

/*
 * Cut a text into lines, hard-wrapped ones joined, and those too dense for
 * paragraphs (core/article.h); in a file that is named as Markdown all lines of
 * a paragraph. FAULT_LIMIT past PLAIN_LINES_MAX names `name`.
 */
bool plain_split(struct span text, struct span name, struct arena *arena, struct plain_text *plain,
    struct fault *f) MUST_CHECK;

/* Fill in words and looks of every line. */
void plain_look(struct plain_text *plain, struct span language);

/* The names of a byline, without the date behind them. Fails with FAULT_MEMORY. */
bool plain_byline(struct span line, struct span language, struct arena *arena, struct span *byline,
    struct fault *f) MUST_CHECK;

/* Find the heaviest stretch of text: fills in main and end. */
void plain_find_main(struct plain_text *plain);

/* Once the zones are known: put the end where the body's text ends; returns the words before it. */
size_t plain_settle_end(struct plain_text *plain);

/* Give every line its region, kind and teaser outlet. */
void plain_judge(struct plain_text *plain);

/*
 * Whose page it is, by its own words: a span of the text, or static; empty
 * when it does not say.
 *   domain   of its address, whose printed form among the labels is the name; may be empty
 */
struct span plain_outlet(const struct plain_text *plain, struct span domain);

/* Whose page it is when nothing names the site: an organisation's byline, a dateline in slashes. */
struct span plain_outlet_guess(const struct plain_text *plain, struct span byline);

#endif
