/*
 * One document as text in blocks with regions, and everything it says about
 * itself. fetch/ makes it, core/ reads it, store/ keeps it.
 *
 * All spans are valid UTF-8 and live in the arena it was read into. Empty
 * spans mean "not stated". Offsets inside are bytes; people and records are
 * shown code points or words.
 */
#ifndef CORE_ARTICLE_H
#define CORE_ARTICLE_H

#include "core/date.h"
#include "core/span.h"

enum region {
	REGION_HEADLINE,
	REGION_STANDFIRST,
	REGION_BODY,
	REGION_CAPTION,
	REGION_TEASER,	  /* another article's words on this page */
	REGION_COMMENT,	  /* a reader's */
	REGION_FURNITURE, /* masthead, navigation, newsletter box, footer */
	REGIONS
};
extern const char *const region_names[REGIONS]; /* "headline", "standfirst", ... */

/* What showed a block's region. */
enum region_rule {
	REGION_BY_NOTHING, /* a record that does not say */
	REGION_BY_TITLE,
	REGION_BY_H1,
	REGION_BY_DESCRIPTION,
	REGION_BY_MICRODATA,
	REGION_BY_BODY_NAME,
	REGION_BY_ARTICLE,
	REGION_BY_WORTH,
	REGION_BY_DATA,
	REGION_BY_NAME,
	REGION_BY_SHAPE,
	REGION_BY_HIDDEN,
	REGION_BY_MARKS,
	REGION_BY_LINKS,
	REGION_BY_HEAD,
	REGION_BY_WORDS,
	REGION_BY_OPENER,
	REGION_BY_DOUBLE,
	REGION_BY_PLACE,
	REGION_RULES
};

struct region_rule_row {
	const char	*name;	  /* "title", "worth"; in records and the database */
	const char	*meaning; /* for people, behind "stands in the body:" */
};
extern const struct region_rule_row region_rules[REGION_RULES]; /* no two have one name */

enum block_kind {
	BLOCK_PARAGRAPH,
	BLOCK_HEADING,
	BLOCK_CAPTION,
	BLOCK_QUOTATION, /* a block quotation, with or without marks */
	BLOCK_ITEM,	 /* of a list, or a table cell */
	BLOCK_KINDS
};
extern const char *const block_kind_names[BLOCK_KINDS]; /* "paragraph", "heading", ... */

struct block {
	struct span	 text;	 /* without white space at its ends; may hold newlines (hard-wrapped text) */
	enum block_kind	 kind;
	enum region	 region;
	struct span	 outlet; /* whose words a teaser shows, when it says; else empty */
	enum region_rule rule;	 /* what showed the region; of several blocks outside, of the first */
};

enum credit_role {
	CREDIT_AGENCY,	    /* this is that agency's copy: "MOSCOW (AP) -" */
	CREDIT_REPUBLISHED, /* taken whole from another outlet: "By VOA News" elsewhere, "FOX 16 News" */
	CREDIT_CONTRIBUTED, /* "some information came from ...": which part is unknown */
	CREDIT_INPUTS,	    /* "(with inputs from ANI)" */
	CREDIT_SECOND_HAND, /* "reported the news portal", "media reported" */
	CREDIT_PHOTO,	    /* of a picture; never of the words */
	CREDIT_ROLES
};
extern const char *const credit_role_names[CREDIT_ROLES];

struct credit {
	enum credit_role	 role;
	struct span	 name;	/* short standard name: "AP"; as printed when unknown to the table */
	struct span	 found; /* the cue as printed */
	struct span	 where; /* in article->text; empty when outside */
};

struct article {
	struct span	 url;	    /* where it was found, after redirects; empty for a bare file */
	struct span	 requested; /* what was asked for, when that differs */
	struct span	 canonical; /* the page's own word on its address */
	struct span	 file;	    /* the path as the person named it; empty when fetched */
	struct span	 identity;  /* by which address it is this document and no other; filled in by
				       whoever reads it */

	struct span	 outlet;    /* the site's name, else registrable domain, else host; empty when unknown */
	struct span	 zone;	    /* the outlet's, IANA, where a person has set one; else empty */
	struct span	 title, byline;
	struct span	 language;  /* "en" */
	enum date_order	 order;	    /* how the page prints 1/7/2022, where it shows that */

	struct span		 text;	 /* main article; a plain-text source unchanged */
	const struct block	*blocks; /* in reading order; their text lies in `text`, nothing overlaps */
	size_t			 nblocks;
	const struct block	*outside; /* of an HTML page: teasers, comments, furniture; each its own text */
	size_t			 noutside;

	struct evidence	*evidence; /* of dates, in the order found */
	size_t		 nevidence;
	struct credit	*credits; /* from the origin to the nearest hand, the outlet itself left out */
	size_t		 ncredits;

	int64_t		 captured; /* DATE_UNKNOWN unless the fetch or the record says */
	struct dating	 published, modified; /* by dating_combine() */

	size_t		 replaced;  /* ill-formed byte sequences replaced while decoding */
	const char	*charset;   /* what it was decoded from, static: "windows-1252" */
};

/*
 * Up to any place a text has so many paragraphs and one for so many bytes.
 * Where they are more, as in a column of words, each is set behind the one
 * before, as a hard-wrapped line is.
 */
#define ARTICLE_BLOCKS_FREE 2048u
#define ARTICLE_BLOCK_BYTES 32u

static inline bool
article_is_crowded(size_t blocks, size_t bytes)
{
	return blocks >= ARTICLE_BLOCKS_FREE + bytes / ARTICLE_BLOCK_BYTES;
}

/* What makes it this document and no other: its identity, else canonical address, url or file. */
struct span article_identity(const struct article *article);

/* Append one item in the arena, for lists that are built step by step; *room belongs to the caller. */
bool article_add_evidence(struct article *article, size_t *room, const struct evidence *e,
    struct arena *arena, struct fault *f) MUST_CHECK;

/*
 * Append evidence that somebody else gave of this article, each in a copy: it
 * stands outside the text, and nothing has been concluded from it.
 */
bool article_add_given(struct article *article, size_t *room, const struct evidence *given,
    size_t count, struct arena *arena, struct fault *f) MUST_CHECK;

bool article_add_credit(struct article *article, size_t *room, const struct credit *credit,
    struct arena *arena, struct fault *f) MUST_CHECK;

#endif
