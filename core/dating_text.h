/*
 * Between the files that read dates from an article's own words; nobody else
 * needs it.
 */
#ifndef CORE_DATING_TEXT_H
#define CORE_DATING_TEXT_H

#include "core/date_phrase.h"
#include "core/dating.h"
#include "core/land.h"

/* One reading of one article. */
struct text_reading {
	struct article	*article;
	size_t		*room;
	struct arena	*arena;
	struct fault	*f;
	size_t		 added;
	int64_t		 event_day; /* the latest day the text tells as past, since 1970; else DATE_UNKNOWN */
};

/*
 * Add evidence found in a block, unless it is there already or the cap is
 * reached. `place` says for people where it stands; the line is put behind it.
 */
bool text_add(struct text_reading *r, struct evidence *e, const char *place) MUST_CHECK;

/*
 * Shift e's earliest, given on the clock of the place, to UTC by the largest
 * offset the place may have, and say so. NULL: anywhere.
 */
bool text_place(struct text_reading *r, struct evidence *e, const struct land *land) MUST_CHECK;

/* The moment a phrase without a year is near to: what is known best by now. */
int64_t text_anchor(const struct text_reading *r);

/* A paragraph of running text in the body or before it. */
bool text_is_prose(const struct block *block);

/* The evidence of each place, see core/dating.h. */
bool text_read_head(struct text_reading *r) MUST_CHECK;
bool text_read_captions(struct text_reading *r) MUST_CHECK;
bool text_read_datelines(struct text_reading *r) MUST_CHECK;
bool text_read_parts_of_day(struct text_reading *r) MUST_CHECK;
bool text_read_weekday(struct text_reading *r) MUST_CHECK;
bool text_read_notes(struct text_reading *r) MUST_CHECK;
bool text_read_mastheads(struct text_reading *r) MUST_CHECK;
bool text_read_teasers(struct text_reading *r) MUST_CHECK;

/* A line's date phrases against its other words; see dating_is_line(). */
struct line_look {
	size_t	 dates, names, plain; /* phrases; other words with a capital; without */
	bool	 by, published, updated; /* "By", "Posted on", "Updated" stand in it */
	bool	 clock;	  /* a phrase has a time of day */
	bool	 weekday; /* a phrase names its weekday */
	bool	 day;	  /* a phrase is a full date */
	bool	 counted; /* the only phrases are bare "today" or "yesterday" */
	bool	 apart;	  /* dividers cut its dates off from the words beside them */
	bool	 quoted;
};
/* What *look says of the words beside the dates counts only when it is true. */
bool line_is_date(struct span line, struct span language, struct line_look *look);

/* Such a line with a full date in it, which takes numerals: most lines need no second look. */
bool line_is_day(struct span line, struct span language, struct line_look *look);

/* The agency dateline a paragraph opens with; e->found empty when there is none. */
bool dateline_find(struct text_reading *r, struct span paragraph, struct evidence *e) MUST_CHECK;

/* A weekday told as past, outside quotation marks. */
struct week_hit {
	int		 weekday; /* 1 to 7 */
	int		 hour;	  /* at which its printed part of the day begins; -1: the whole day */
	struct span	 found;
	struct span	 sentence;
};
/* A walk over one paragraph; language empty reads English. */
struct week_walk {
	struct span	 paragraph, language;
	uint32_t	 own;	/* its bit, see core/date_word.h */
	bool		 english;
	size_t		 at;
	int		 depth; /* of quotation marks */
	struct lexeme	 earliest, earlier, before; /* the three lexemes behind us */
};
void week_begin(struct week_walk *w, struct span paragraph, struct span language);
bool week_next(struct week_walk *w, struct week_hit *hit);

/* Does the sentence tell of what is still to come? */
bool week_is_future(struct span sentence);

/* The sentence of text that holds byte `at`. */
struct span week_sentence(struct span text, size_t at);

#endif
