/*
 * What an element's tag, class, id, role and itemprop say about the words
 * inside it. Publishers' names are hints, never proofs: whoever deletes by
 * them first asks how much of the page would go.
 */
#ifndef FETCH_HINT_H
#define FETCH_HINT_H

#include "fetch/dom.h"

enum hint {
	HINT_NONE,
	HINT_BODY,	 /* names the article's text: "article-body", "entry-content" */
	HINT_BYLINE,	 /* author and date lines */
	HINT_STANDFIRST, /* "standfirst", "dek", "chapo" */
	HINT_CAPTION,
	HINT_FURNITURE,	 /* navigation, share bars, newsletter boxes, cookie notes */
	HINT_TEASER,	 /* related and recommended articles */
	HINT_COMMENT,	 /* readers' */
	HINTS
};

/* One element: a bit (1u << HINT_...) for each hint; of one name's several the last of the enum. */
struct hints {
	unsigned	 bits;
	unsigned	 trust; /* 3 microdata, 2 a name for an article's text, 1 for all of it; else 0 */
	bool		 hidden; /* hidden or style="display:none" */
	bool		 card;	 /* a teaser by its shape, which fetch/card.h tells */
};

/* What the tag alone says. */
enum hint hint_of_tag(enum dom_tag tag);

/* Read one element. */
struct hints hint_read(const struct dom *dom, uint32_t node);

/* What one class name or id says, split at case and punctuation: "storyBody", "story__body". */
enum hint hint_of_name(struct span s);

#endif
