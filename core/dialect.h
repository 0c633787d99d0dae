/*
 * Who said it, in articles of other languages than English: "« Q », a déclaré
 * X", "X sagte: „Q“", "Q, según X". One reader for all of them, because it is
 * the words that differ; what a language adds is a file of tables,
 * core/french.c, and a line in core/dialect.c.
 */
#ifndef CORE_DIALECT_H
#define CORE_DIALECT_H

#include "core/speaker.h"
#include "core/vocabulary.h"

/* Words as lexicon_fold() spells them (lower case, no diacritics), in any order. */
struct dialect_words {
	const char *const *items;
	size_t		   count;
};

struct dialect {
	const char	*code; /* "fr" */
	struct dialect_words verbs; /* forms that hand words over, participles too */
	struct dialect_words auxiliaries; /* before a participle: "a" déclaré */
	struct dialect_words openers; /* end a subject: prepositions, conjunctions, relatives */
	struct dialect_words adverbs; /* stand between a verb and the subject behind it */
	struct dialect_words offices; /* nouns for people, courtesies too: they are no part of a name */
	struct dialect_words according; /* "selon", "laut" X */
	struct dialect_words according_to; /* the same in several words: "de acuerdo con" */
	struct dialect_words wordings; /* behind those, they name words and not who says them */
	struct dialect_words male, female; /* pronouns; those that hang on a verb too: "t-il" */
	struct dialect_words articles; /* and possessives: no verb stands right behind them */
	struct dialect_words objects; /* "lui" a répondu: before the verb, and no subject */
	struct dialect_words indefinite; /* articles: "un" voisin is not named */
	struct dialect_words anonymous; /* nor is a "porte-parole" without a name */
	struct dialect_words stand_ins; /* whoever was just named: "la femme", "der Franzose" */
	struct dialect_words man_endings,
	    woman_endings; /* of nouns for people, which tell their gender: "-euse" */
	struct dialect_words copulas; /* and other verbs that hand nothing over but end a subject */
	struct dialect_words reported; /* forms that only reported speech has: "sei" */
	bool		   drops_subject; /* "«Q», murmuró": a verb alone means who was last spoken of */
	bool		   inflects; /* names too: behind "according" they stand in another case */
	bool		   compounds; /* "Hauptautorin": a word is an office that ends in one */
	bool		   cues_inside; /* "« Q, lâche Ada Quill. Q »": within the marks */
	struct dialect_words documents; /* speak, and are no persons: "Gutachten" */
	struct dialect_words works; /* announce a title: "roman", "Spielfilm" */
	struct dialect_words held_off; /* a word looked at: "soi-disant" */
	struct dialect_words views; /* "pour" X, with a comma behind: as X sees it */
	struct dialect_words datives; /* behind a bare name whoever was told: "sagte Weil der Zeitung" */
};

#define DIALECT_WORDS(words) { words, LEN(words) }

/* The tables of a language ("fr", "fr-CA"), or NULL: English and what has none. */
const struct dialect *dialect_find(struct span language);

/* All of them, for vocabularies and tests; NULL behind the last. */
const struct dialect *dialect_at(size_t i);

/*
 * Attribute the quotation at item `word` of a paragraph by a cue of its own
 * sentence or headline. False when there is none; `out` is then as it was.
 */
bool dialect_attribute(const struct name_table *table, size_t paragraph, size_t word,
    const struct speaker_memory *memory, struct attribution *out);

/* Does a word beside the quotation say that it is a title, or that it is a word looked at? */
bool dialect_announces(const struct dialect *dialect, const struct phrase *phrase, size_t word);
bool dialect_holds_off(const struct dialect *dialect, const struct phrase *phrase, size_t word);

/* Do the words before the quotation have a form of reported speech, "er sei": whoever spoke last goes on? */
bool dialect_reports(const struct dialect *dialect, const struct phrase *phrase, size_t word);

#endif
