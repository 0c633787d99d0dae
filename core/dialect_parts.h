/*
 * What the parts of reading by a dialect share: core/dialect.c finds the words
 * that hand a quotation over, core/dialect_noun.c where among them the speaker
 * stands, core/dialect_who.c whom they mean. Nobody else needs it.
 */
#ifndef CORE_DIALECT_PARTS_H
#define CORE_DIALECT_PARTS_H

#include "core/dialect.h"
#include "core/resolve.h"
#include "core/rule.h"

/* A paragraph, read by the tables of its language. */
struct reading {
	const struct dialect	*dialect;
	const struct name_table	*table;
	const struct phrase	*phrase;
	size_t			 paragraph, word, start, end; /* the quotation, its sentence */
};

/* A cue and its speaker, words of one paragraph. */
struct handing {
	size_t		 verb, verb_end, from, to;
	bool		 direct;
	enum speaker_rule rule;
};

/* Is it one of these words? */
bool dialect_holds(const struct dialect_words *words, struct span folded);

/* Is item i one of these words? */
bool reading_is(const struct reading *r, size_t i, const struct dialect_words *words);

/* The verb group at i, "a déclaré", "sagte": one behind it, or i when none stands there. */
size_t reading_verb_group(const struct reading *r, size_t i);

/* One behind the noun phrase at `from`; behind "laut" a noun may have no article. */
size_t reading_subject_end(const struct reading *r, size_t from);
size_t reading_source_end(const struct reading *r, size_t from);

/* Fill in from..to with the words between a conjunction or the sentence's beginning and the verb. */
void reading_subject_before(const struct reading *r, struct handing *h);

/* Cut them behind the name of the one they begin with, where another verb stands. */
void reading_end_at_name(const struct reading *r, struct handing *h);

/* Cut them before a relative clause. */
void reading_drop_clause(const struct reading *r, struct handing *h);

/* Several words, and nothing says that they name a body. */
bool reading_is_full_name(const struct reading *r, const struct mention *m);

/* A small word: "Weil" is a name where "weil" is a conjunction. */
bool reading_opens(const struct reading *r, size_t i);

/* Is item i an office, or a compound that ends in one? */
bool reading_is_office(const struct reading *r, size_t i);

/* "selon", "de acuerdo con": one behind it, or i. */
size_t reading_behind_according(const struct reading *r, size_t i);

/* "a-t-il", "dit-elle": the verb in front of the first hyphen, the pronoun behind the last. */
enum gender reading_hanging(const struct reading *r, size_t i, struct span *verb,
    struct lexicon_room *room);

/* Of whom this word is a pronoun; GENDER_UNKNOWN when it is none. */
enum gender dialect_gender(const struct dialect *dialect, struct span folded);

/* Fill in whom the mention means: state, kind and name. */
void reading_resolve(const struct reading *r, const struct speaker_memory *memory,
    struct attribution *a);

/* The name of whoever speaks by a cue inside the marks, with the mention; NAME_NONE when there is none. */
size_t reading_inside(const struct reading *r, const struct speaker_memory *memory,
    struct span *mention);

#endif
