/* Ages and days counted from today: "3 days ago", "vor 3 Tagen", "yesterday". */
#include "core/date_phrase.h"

#define AGE_PARTS_MAX 3	    /* "1 day, 3 hours ago" */
#define AGE_COUNT_MAX 100000

static bool
is_word(struct date_phrase *p, size_t i, struct span word)
{
	const struct lexeme	*lexeme = lexeme_at(p, i);

	return lexeme->kind == LEXEME_WORD && span_eq_case(lexeme->text, word);
}

/* "3 days", "an hour", "1 day, 3 hours"; the languages all words share go to *languages. */
static bool
read_amount(struct date_phrase *p, size_t *i, struct age *age, uint32_t *languages)
{
	size_t	 next = *i;
	int64_t	 seconds = 0;

	*languages = UINT32_MAX;
	for (int part = 0; part < AGE_PARTS_MAX; part++) {
		const struct lexeme	*number = lexeme_at(p, next);
		const struct date_word	*word = lexeme_as(p, next, WORD_NUMBER);
		const struct date_word	*unit;
		int64_t			 count = word != NULL ? word->value : -1;

		if (number->kind == LEXEME_NUMBER)
			count = number->value;
		if (count < 0 || count > AGE_COUNT_MAX || number->digits > 5)
			break;
		unit = lexeme_as(p, next + 1, WORD_UNIT);
		if (unit == NULL)
			break;
		*languages &= unit->languages;
		if (word != NULL)
			*languages &= word->languages;
		age->unit = unit->value;
		seconds += count * unit->value;
		next += 2;
		*i = next;
		if (lexeme_is(p, next, ',') || is_word(p, next, SPAN("and")))
			next++;
	}
	if (seconds == 0 && age->unit == 0)
		return false;
	age->count = seconds / age->unit;
	return *languages != 0;
}

static bool
read_age_after(struct date_phrase *p, size_t *i, struct age *age)
{
	const struct date_word	*ago;
	uint32_t		 languages;
	size_t			 next = *i;

	if (!read_amount(p, &next, age, &languages))
		return false;
	if (is_word(p, next, SPAN("yang")))
		next++;
	ago = lexeme_as(p, next, WORD_AGO_AFTER);
	if (ago == NULL || (ago->languages & languages) == 0)
		return false;
	*i = next + 1;
	return true;
}

static bool
read_age_before(struct date_phrase *p, size_t *i, struct age *age)
{
	const struct date_word	*ago = lexeme_as(p, *i, WORD_AGO_BEFORE);
	uint32_t		 languages, wanted;
	size_t			 next = *i + 1;

	if (is_word(p, *i, SPAN("il")) && is_word(p, *i + 1, SPAN("y")) &&
	    is_word(p, *i + 2, SPAN("a"))) {
		wanted = date_languages(SPAN("fr"));
		next = *i + 3;
	} else if (ago != NULL) {
		wanted = ago->languages;
	} else {
		return false;
	}
	if (!read_amount(p, &next, age, &languages) || (languages & wanted) == 0)
		return false;
	/* Swedish says it twice: "för 3 dagar sedan". */
	if (lexeme_as(p, next, WORD_AGO_AFTER) != NULL)
		next++;
	*i = next;
	return true;
}

static bool
read_days_back(struct date_phrase *p, size_t *i, struct age *age)
{
	const struct date_word	*word = lexeme_as(p, *i, WORD_DAYS_BACK);
	struct moment		 m = MOMENT_INIT;
	uint32_t		 wanted = p->languages | date_languages(SPAN("en"));

	if (word == NULL || (p->languages != 0 && (word->languages & wanted) == 0))
		return false;
	/* "today's" is no day line. */
	if (lexeme_is(p, *i + 1, '\'') && !lexeme_at(p, *i + 1)->spaced)
		return false;
	age->days_back = word->value;
	*i += 1;
	(void)date_phrase_clock(p, i, &m);
	return true;
}

bool
date_phrase_age(struct date_phrase *p, size_t *i, struct age *age)
{
	static bool	(*const forms[])(struct date_phrase *, size_t *, struct age *) = {
		read_age_after, read_age_before, read_days_back,
	};

	for (size_t k = 0; k < LEN(forms); k++) {
		*age = (struct age) { 0, 0, -1 };
		if (forms[k](p, i, age))
			return true;
	}
	return false;
}
