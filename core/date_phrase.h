/*
 * The grammar of printed dates, over lexemes: numbers, words and marks.
 *
 * A phrase is read at one place of a text and looks a few lexemes ahead, so
 * that a text is scanned in linear time. Functions that read move *i behind
 * what they took, and leave it alone when they return false.
 */
#ifndef CORE_DATE_PHRASE_H
#define CORE_DATE_PHRASE_H

#include "core/date_word.h"
#include "core/moment.h"

enum lexeme_kind { LEXEME_END, LEXEME_NUMBER, LEXEME_WORD, LEXEME_MARK };

struct lexeme {
	enum lexeme_kind  kind;
	struct span	  text;
	bool		  spaced;  /* white space before it, or the start of the text */
	bool		  capital; /* a word whose first letter is one */
	int		  value;   /* of a number; -1 when too long */
	size_t		  digits;
	uint32_t	  mark;	   /* dashes are '-', commas ',' */
	struct date_words words;
};

/* The next lexeme at or after byte *at, which moves behind it. Words are not looked up. */
struct lexeme lexeme_next(struct span s, size_t *at);

#define PHRASE_LEXEMES 32 /* no date is longer */

struct date_phrase {
	struct span	 s;
	size_t		 at;	   /* where lexing goes on */
	uint32_t	 languages; /* of the context; 0 unknown */
	const struct zone *home;	/* of the outlet; NULL unknown */
	bool		 month_first, day_first; /* how this house prints 1/7; neither: unknown */
	size_t		 count;
	struct lexeme	 lexemes[PHRASE_LEXEMES];
};

/* An empty phrase that knows the page's language, zone and habit of writing dates. */
void date_phrase_in_context(struct date_phrase *p, const struct date_context *context);

/* Begin to read at byte `at` of s. */
void date_phrase_begin(struct date_phrase *p, struct span s, size_t at);

/* The phrase's lexeme i, read when first asked for; an end lexeme behind the last. */
const struct lexeme *lexeme_read(struct date_phrase *p, size_t i);

static inline const struct lexeme *
lexeme_at(struct date_phrase *p, size_t i)
{
	return i < p->count ? &p->lexemes[i] : lexeme_read(p, i);
}

/* Its row of that kind in the phrase's languages, or NULL. */
const struct date_word *lexeme_as(struct date_phrase *p, size_t i, enum date_word_kind kind);

/* Two letters are a weekday only in the page's own language: "to" is the Finns' Thursday. */
static inline bool
date_phrase_weekday(const struct date_phrase *p, const struct date_word *weekday, struct span text)
{
	return text.n > 2 || (weekday->languages & p->languages) != 0;
}

/* Is it that mark? */
bool lexeme_is(struct date_phrase *p, size_t i, uint32_t mark);

/* A time of day with its zone, after a comma, a dash or "at": "at 9:15 p.m. EST", ", 19:00". */
bool date_phrase_clock(struct date_phrase *p, size_t *i, struct moment *m);

/* A zone: "EST", "GMT+3", "+06:00", "(MSK)", "Moscow time". */
bool date_phrase_zone(struct date_phrase *p, size_t *i, struct moment *m);

/* A day, with weekday and time of day where they stand. */
bool date_phrase_moment(struct date_phrase *p, size_t *i, struct moment *m);

/* An age or a day counted from today. */
struct age {
	int64_t	 count, unit;	/* 3, DATE_DAY */
	int	 days_back;	/* 0 today, 1 yesterday; -1 when it is count and unit */
};
bool date_phrase_age(struct date_phrase *p, size_t *i, struct age *age);

/* What stands at one place of a text: a moment or an age. */
struct date_phrase_found {
	struct span	 text;
	bool		 is_age;
	struct moment	 moment; /* without meaning when is_age */
	struct age	 age;	 /* without meaning unless is_age */
};

/*
 * The next date or age in s at or after byte *at, which moves behind it; false when there
 * is none left.
 */
bool date_phrase_find(struct date_phrase *p, struct span s, size_t *at,
    struct date_phrase_found *found);

#endif
