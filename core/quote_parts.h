/* What core/quote.c and core/quote_fill.c share; nobody else needs it. */
#ifndef CORE_QUOTE_PARTS_H
#define CORE_QUOTE_PARTS_H

#include "core/form.h"
#include "core/quote.h"
#include "core/speaker.h"
#include "core/unmarked.h"

/* Which block a paragraph is, or is a line of; of several set together, the first. */
struct origin {
	const struct block	*block;
	size_t			 run;	  /* first paragraph of the stretch of one region it stands in */
	bool			 outside; /* one of article->outside */
};

/* One stretch between marks, judged; a quote is one of them or several in a row. */
struct stretch {
	size_t			 paragraph, word;
	const struct pair	*pair;
	struct attribution	 by;
	enum quote_form		 form;
	enum form_rule		 form_rule;
	enum { ALONE, AFTER_CUE, AFTER_BREAK } joined; /* to the one before */
};

struct finding {
	const struct article	*article;
	const struct vocabulary	*vocabulary;
	const struct dialect	*dialect;
	struct origin		*origins;
	struct phrase		*phrases;
	struct unmarked		*unmarked; /* of each paragraph */
	size_t			 nparagraphs;
	struct name_table	 names;
	struct stretch		*stretches;
	size_t			 nstretches;
	size_t			 listed; /* bytes of the paragraphs listed so far */
	size_t			 bytes, npairs; /* read so far, and the pairs of marks kept in them */
	size_t			 passed; /* pairs that were passed over */
	struct arena		*scratch; /* lasts as long as the search does */
	struct arena		*room;	  /* lasts as long as one paragraph does */
};

/* The stretches found become quotations in the arena: as many as begin one. */
bool quote_fill(const struct finding *find, struct arena *arena, struct quote_list *quotes,
    struct fault *f);

#endif
