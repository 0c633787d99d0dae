/*
 * The steps of feed_read(), between its own files: what an element is, what an
 * entry is made of, and how a document that is nearly XML becomes some.
 * Nobody else includes this.
 */
#ifndef FETCH_FEED_PARTS_H
#define FETCH_FEED_PARTS_H

#include "core/buf.h"
#include "fetch/feed.h"

/* --- what an element is -------------------------------------------------- */

/* What an element is to us. Those up to ROLE_SOURCE hold others; the rest hold text. */
enum feed_role {
	ROLE_NONE, /* nothing in it is looked at */
	ROLE_TOP, /* the document itself */
	ROLE_ROOT,
	ROLE_FEED,
	ROLE_ENTRY,
	ROLE_SITEMAP, /* an entry that names a sitemap */
	ROLE_NEWS,
	ROLE_PUBLICATION,
	ROLE_SOURCE, /* holds a title, or is one */
	ROLE_FEED_TITLE,
	ROLE_FEED_LANGUAGE,
	ROLE_TITLE,
	ROLE_OUTLET,
	ROLE_LANGUAGE, /* of one entry */
	ROLE_PUBLISHED,
	ROLE_MODIFIED,
	ROLE_GUID,
	ROLE_LINK,
	ROLE_LOC,
	ROLE_ORIGINAL, /* the address behind one that counts clicks */
};

struct feed_rule {
	enum feed_role	 in;
	unsigned	 spaces; /* of which its name may be: bits of enum feed_space */
	const char	*name;
	enum feed_role	 role;
	const char	*place; /* of a date, for people */
};

/* Whose word a name is. */
enum feed_space {
	SPACE_OWN, /* of RSS, Atom and sitemaps, or of no namespace that is known */
	SPACE_DC, /* Dublin Core, elements and terms */
	SPACE_NEWS, /* of the news extension of sitemaps */
	SPACE_RDF,
	SPACE_CLICK, /* of those who count clicks */
	SPACE_OTHER, /* pictures, films, podcasts, pages */
};

#define FEED_BOUND_MAX 64 /* namespaces at one place */

/* The prefixes bound at this place in the document. */
struct feed_names {
	struct feed_bound {
		char		 prefix[16]; /* "" is the default; no prefix of ours is longer */
		enum feed_space	 space;
		bool		 known; /* by its address */
		size_t		 depth;
	} bound[FEED_BOUND_MAX];
	size_t	 nbound;
	char	 root[16]; /* the root element's prefix */
};

/* Bind what an element's attributes declare; FAULT_LIMIT past FEED_BOUND_MAX. */
bool feed_names_bind(struct feed_names *names, size_t depth, const char *const *attributes,
    struct fault *f) MUST_CHECK;

/* Forget what was bound at this depth. */
void feed_names_release(struct feed_names *names, size_t depth);

/* What an element `name` ("dc:date") is that stands in one of role `in`; NULL: nothing to us. */
const struct feed_rule *feed_rule_of(struct feed_names *names, enum feed_role in, const char *name);

/* An attribute by its printed name, ASCII case aside; empty when absent. */
struct span feed_attribute(const char *const *attributes, const char *name);

/* --- what an entry is made of ---------------------------------------------- */

#define FEED_DATES_MAX 8 /* pieces of evidence of one entry */

/* How telling an address is. */
enum feed_rank { RANK_NONE, RANK_ABOUT, RANK_GUID, RANK_FILE, RANK_LINK, RANK_LOC, RANK_ORIGINAL };

/* A feed in the making. */
struct feed_draft {
	struct arena		*arena, *scratch; /* scratch is reset after every address */
	struct feed		*feed;
	size_t			 room; /* of entries */
	struct feed_entry	*entries;
	struct feed_entry	 entry; /* the one being read ... */
	enum feed_rank		 rank; /* ... and how its url was told */
	struct evidence		 dates[FEED_DATES_MAX];
	struct span		 language; /* that all entries share */
	bool			 mixed; /* they do not share one */
};

/* An entry begins. */
void feed_entry_begin(struct feed_draft *draft, bool feed);

/* An address is told: taken when it is a web URL and more telling than the one before. */
bool feed_entry_address(struct feed_draft *draft, enum feed_rank rank, struct span reference,
    struct span base, struct fault *f) MUST_CHECK;

/* A value that an element of this rule holds, white space at its ends aside. */
bool feed_value(struct feed_draft *draft, const struct feed_rule *rule, struct span value,
    struct fault *f) MUST_CHECK;

/* An entry ends: it is kept, or passed over. FAULT_LIMIT past FEED_ENTRIES_MAX. */
bool feed_entry_end(struct feed_draft *draft, struct fault *f) MUST_CHECK;

/* --- what is nearly XML ------------------------------------------------------ */

/*
 * The text with what HTML allows and XML does not put right: entities of HTML
 * become their characters, other stray "&" and "<" become "&amp;" and "&lt;",
 * control characters blanks. Comments, CDATA and instructions keep theirs but
 * for the control characters. False when nothing was wrong or out is full.
 */
bool feed_mend(struct span text, struct buf *out) MUST_CHECK;

#endif
