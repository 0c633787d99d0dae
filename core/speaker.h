/*
 * Who said it: the clause that hands a quotation over, its cue and speaker as
 * printed, and the name the article knows the speaker by.
 *
 * The outermost speaker is the speaker: in "X said Y once called it", X, with
 * Y kept as quoted_by.
 */
#ifndef CORE_SPEAKER_H
#define CORE_SPEAKER_H

#include "core/clause.h"
#include "core/name.h"

struct dialect;

struct attribution {
	size_t		 paragraph;    /* the one its words are in; may be an earlier one */
	size_t		 from, to;     /* words of the mention; equal when unattributed */
	struct span	 inside;       /* the mention where words do not bound it: inside the marks, or before
					  the ending of "Berg's advice"; else empty */
	size_t		 verb, verb_end; /* words of the cue; equal when there is none */
	size_t		 inner_from, inner_to; /* words of the inner speaker, in the quotation's paragraph */
	size_t		 scope_from, scope_to; /* words of the sentence that hands it over */
	size_t		 scope_verb, scope_verb_end; /* its cue, even when this quotation only goes on */
	size_t		 name;	       /* index into the names, or NAME_NONE */
	const char	*rule;	       /* static; NULL when unattributed */
	double		 confidence;
	double		 handed;       /* of that, how sure it is that the mention speaks at all */
	bool		 direct;       /* handed over as a whole: "Q," X said; X said: "Q" */
	bool		 own_sentence; /* the quotation begins a sentence of its paragraph */
	enum speaker_state state;
	enum speaker_kind  kind;
};

/* What the paragraphs before and the quotations before in this one leave behind. */
struct speaker_memory {
	struct attribution	 last;	     /* of the newest quotation that was speech */
	size_t			 last_word;  /* its item in its paragraph */
	size_t			 last_paragraph; /* NAME_NONE: nobody spoke yet */
	struct attribution	 other;	     /* who spoke in the paragraph before it; only when turns > 0 */
	size_t			 turns;	     /* paragraphs in a row in which these two take turns */
	bool			 interview; /* a bare question was answered by whom the article is about */
	bool			 asked, answered; /* the newest quotation is a question; it follows one of the other's */
	size_t			 first, end; /* paragraphs of this stretch of one text and region; one behind */
	bool			 alone; /* a caption, teaser or one of several headlines: no pronoun of it looks outside */
	const struct dialect	*dialect;    /* of the article's language; NULL when it is read as English */
};

/*
 * Attribute the quotation at item `word` of a paragraph.
 *   memory   of the quotations before; not changed, see speaker_remember().
 */
void speaker_find(const struct name_table *table, size_t paragraph, size_t word,
    const struct speaker_memory *memory, struct attribution *out);

/* Words printed a second time are by whom they were by the first time. */
void speaker_repeat(const struct attribution *first, struct attribution *out);

/* A quotation found to be speech becomes what later ones continue. */
void speaker_remember(struct speaker_memory *memory, const struct name_table *table,
    size_t paragraph, size_t word, const struct attribution *attribution);

#endif
