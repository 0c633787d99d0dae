/*
 * The names of one article: who is mentioned where, under which office, and
 * whom a surname, a pronoun or "the president" means here.
 *
 * Everything comes from the article itself and from tables of given names,
 * titles and places; nobody's name is known beforehand. Pronouns go to the
 * subject first and to the nearest (Lappin and Leass, "An Algorithm for
 * Pronominal Anaphora Resolution", 1994, in spirit).
 */
#ifndef CORE_NAME_H
#define CORE_NAME_H

#include "core/phrase.h"
#include "core/quote.h"

#define NAME_NONE SIZE_MAX

/* Where in the article: which paragraph, which word of it. */
struct place_in {
	size_t	 paragraph, word;
};

struct name {
	struct span	 full;	/* the fullest printing, without titles */
	struct span	 last;	/* the word it is called by: a surname, or the only word */
	enum gender	 gender;
	bool		 person, organisation; /* what speaks for either; both may be false */
	bool		 minor; /* "Ben Quill, 17,": no Mr. Quill yet */
	size_t		 mentions;
	uint32_t	 he, she; /* pronouns that can mean nobody else, while the gender is unknown */
};

/* One appearance of a name. */
struct mention {
	struct place_in	 at, end; /* the words of the name itself */
	size_t		 name;	  /* index, or NAME_NONE */
	size_t		 title;	  /* first word of what stands before it: "US Secretary of State" */
	bool		 subject, possessive;
	enum gender	 gender;  /* of its title */
};

/* "US Secretary of State": words of one paragraph that tie an office to a name. */
struct office {
	size_t		 paragraph, from, to, name;
	struct span	 head; /* what it is in one spelling, static: "senator"; empty when unclear */
};

/* A sentence that begins with "he" or "the mayor", and who that is. */
struct referent {
	struct place_in	 at;
	size_t		 name;
};

struct name_table {
	struct phrase	*paragraphs;
	size_t		 nparagraphs;
	struct name	*names;
	size_t		 nnames;
	struct mention	*mentions; /* in reading order; those inside quotations left out */
	size_t		 nmentions;
	const size_t	*first;	   /* of each paragraph, its first mention; one more for the end */
	struct office	*offices;
	size_t		 noffices;
	struct referent	*referents; /* in reading order */
	size_t		 nreferents;
};

#define NAME_MAX_NAMES 4096u  /* later names of an article are not told apart from others */
#define NAME_MAX_BEARERS 32u /* nor are later ones of one surname */
#define NAME_MAX_OFFICES 256u

/*
 * Read the names of every paragraph. The table points into them and into the
 * arena. The scratch is working room and is reset.
 */
bool name_table_read(const struct vocabulary *vocabulary, struct phrase *paragraphs, size_t n,
    struct arena *scratch, struct arena *arena, struct name_table *table, struct fault *f)
    MUST_CHECK;

/* The mention that begins in words from..to of a paragraph: the first, or the last; NULL when none. */
const struct mention *name_first_in(const struct name_table *table, size_t paragraph, size_t from,
    size_t to);
const struct mention *name_last_in(const struct name_table *table, size_t paragraph, size_t from,
    size_t to);

/* Does its name say that it is a company: "Harbour Foods Inc."? */
bool name_is_company(const struct name *name);

/* How many mentions stand before this place: the last of them is the nearest. */
size_t name_before(const struct name_table *table, struct place_in at);

/* Nobody else was named before "she" in her paragraph: names without a gender get the pronoun's. */
void name_learn_genders(struct name_table *table);

/* Read whom the sentences are about that begin without a name. */
bool name_find_referents(struct name_table *table, struct arena *arena, struct fault *f) MUST_CHECK;

/* The head of words from..to as an office, in one spelling: static, or empty when none is. */
struct span name_office_head(const struct phrase *phrase, size_t from, size_t to);

/* Who spoke last, and where it was said of them; NAME_NONE when nobody did. */
struct last_spoken {
	size_t		 name;
	struct place_in	 at;
	size_t		 never;	/* whom the pronoun cannot mean, or NAME_NONE */
	bool		 direct; /* in words handed over as a whole */
	bool		 alone; /* the paragraph is a text of its own: nobody before it is meant */
};

/* Whom a pronoun at this place means. */
size_t name_of_pronoun(const struct name_table *table, struct place_in at, struct span folded,
    const struct last_spoken *last, double *confidence);

/* Whom "the Spaniard", words up to `to`, means: the person that the sentences before it in its paragraph are about. */
size_t name_of_native(const struct name_table *table, struct place_in at, size_t to);

/*
 * Whom an office means: words from..to, "the top US diplomat". Only when the
 * article itself ties it to a name.
 */
size_t name_of_office(const struct name_table *table, struct place_in at, size_t to,
    double *confidence);

#endif
