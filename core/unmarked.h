/*
 * Speech that stands without quotation marks, told by the layout alone: the
 * lines of a transcript or an interview ("BRISCOE: I did, Senator."), and block
 * quotations that a colon hands over or a name signs.
 *
 * A line is one of a transcript only among others: names before colons that
 * come again, sentences behind them, questions among these, and little else
 * between. A box of facts ("Where: the pier") is none.
 */
#ifndef CORE_UNMARKED_H
#define CORE_UNMARKED_H

#include "core/arena.h"
#include "core/article.h"

struct unmarked {
	struct span	 text;	/* in: a paragraph; out: without the links that end a block quotation */
	struct span	 words; /* out: what is spoken in it, inside text; empty when nothing tells so */
	enum block_kind	 kind;	/* in */
	bool		 goes_on; /* out: the next paragraph continues it */
	bool		 line;	/* out: of a transcript */
};

/* Labels told apart in one text; speakers of a transcript beyond them have no lines. */
#define UNMARKED_LABELS_MAX 64

/* Fill in what is spoken in the paragraphs of one stretch of a text, in reading order. Linear in the text. */
void unmarked_find(struct unmarked *paragraphs, size_t count);

/* "— Ada Berg (@berg) January 7, 2022": does the line sign a post, as networks have theirs embedded? */
bool unmarked_signs_post(struct span line);

#endif
