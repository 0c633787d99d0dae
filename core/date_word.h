/*
 * The words dates are printed with: months, weekdays, units, "ago", "updated",
 * parts of the day, in one table for all languages.
 *
 * Rows are compared folded: lower case, Latin and Greek letters without their
 * marks. A word may have several rows ("mar" is a month and a weekday).
 */
#ifndef CORE_DATE_WORD_H
#define CORE_DATE_WORD_H

#include <stdint.h>

#include "core/span.h"

enum date_word_kind {
	WORD_MONTH,	 /* 1 to 12 */
	WORD_WEEKDAY,	 /* 1 Monday to 7 Sunday */
	WORD_UNIT,	 /* of age, in seconds; months and years in their usual length */
	WORD_NUMBER,	 /* 1 to 12 */
	WORD_AGO_BEFORE, /* "vor", "hace" */
	WORD_AGO_AFTER,	 /* "ago", "fa" */
	WORD_ERA,	 /* first sign of a Japanese era: the year before its first */
	WORD_DAYS_BACK,	 /* 0 today, 1 yesterday, 2 the day before */
	WORD_AT,	 /* between date and time: "at", "um" */
	WORD_CLOCK,	 /* "Uhr", "h" */
	WORD_OF,	 /* inside a date: "of", "de" */
	WORD_PART,	 /* of the day: hour at which it begins */
	WORD_PUBLISHED,
	WORD_UPDATED,	 /* 1: of which day the text is, 0: that it changed */
	WORD_BY,
	WORD_LABEL,	 /* stands in date lines and says nothing: "min", "read" */
	WORD_NO_DATE,	 /* what follows is a number of another kind: "version", "Art." */
	WORD_CJK,	 /* 1 year, 2 month, 3 day, 4 hour, 5 minute sign behind its number */
	WORD_ORDINAL,	 /* behind a day: "th", "er" */
	WORD_KINDS
};

#define DATE_WORD_MAX 48 /* bytes of a folded word; longer ones are no date words */

struct date_word {
	const char	   *word;
	uint32_t	    languages; /* set of bits, as date_languages() gives them */
	enum date_word_kind	 kind;
	int		    value;
};

/* All rows of one word; count 0 when it is none of ours. */
struct date_words {
	const struct date_word	*rows;
	size_t			count;
};

/* The table itself, in byte order of words, for tests. */
extern const struct date_word date_word_table[];
extern const size_t date_word_count;

/* The bit of "en" or "en-GB"; 0 for a language the table does not know, or none. */
uint32_t date_languages(struct span language);

/* Fold into out, NUL behind it, and return the length; 0 when the word is too long or empty. */
size_t date_word_fold(struct span word, char out[DATE_WORD_MAX]);

struct date_words date_words_of(struct span word);
struct date_words date_words_of_ascii(
    struct span word); /* the same of one that is known to be of ASCII */

/*
 * The row of that kind, preferring the given languages (0 for none). NULL when
 * the word is none of that kind, or other languages disagree about its value
 * ("listopad" is October or November).
 */
const struct date_word *date_word_as(struct date_words words, enum date_word_kind kind,
    uint32_t wanted);

#endif
