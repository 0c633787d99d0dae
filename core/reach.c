#include "core/reach.h"

#include "core/wordlist.h"

#define REACH_WORDS 1 /* words that matter, between a negator and what it denies */
#define REACH_MAX 40  /* words of any kind; few clauses are longer */

static bool
is_condition(const struct unit *u)
{
	return (u->kinds & WORD_CLAUSE) != 0 && (u->kinds & WORD_QUALIFIER) != 0;
}

/* A clause that is what is said, thought or denied in the one before it. */
static bool
opens_complement(const struct side *s, const struct unit *u)
{
	static const char *const openers[] = { "if", "that", "whether" };

	return (u->kinds & WORD_CLAUSE) != 0 &&
	    ROW_HALVE(openers, s->tokens.items[u->at].word) != NULL;
}

static struct span
word_at(const struct side *s, size_t i)
{
	return s->tokens.items[s->units.items[i].at].word;
}

/* "At no cost" denies a phrase, "at no time" the clause. */
static bool
denies_phrase(const struct side *s, size_t i)
{
	static const char *const of_clause[] = {
		"account", "case", "circumstances", "event", "means", "point", "sense", "stage", "time", "way",
	};
	const struct unit	*items = s->units.items;

	return (items[i].kinds & WORD_NEGATOR) && items[i].group == GROUP_QUANTITY && i > 0 &&
	    i + 1 < s->units.count && !side_begins_sentence(s, i) &&
	    items[i - 1].group == GROUP_PREPOSITION &&
	    ROW_HALVE(of_clause, word_at(s, i + 1)) == NULL;
}

/* "There is no doubt | that the rule is wrong": to deny these is to assert. */
static bool
asserts(const struct side *s, size_t i)
{
	static const char *const doubts[] = {
		"denying", "doubt", "mistake", "mystery", "question", "secret", "surprise", "wonder",
	};

	return (s->units.items[i].kinds & WORD_NEGATOR) != 0 && i + 1 < s->units.count &&
	    !s->kept[i + 1] && ROW_HALVE(doubts, word_at(s, i + 1)) != NULL;
}

/*
 * How many words that matter may stand between; a phrase that is denied, modals
 * and prepositions have what is beside them.
 */
static size_t
words_over(const struct side *s, size_t i)
{
	const struct unit	*u = &s->units.items[i];

	if (u->group == GROUP_PREPOSITION || u->group == GROUP_MODAL || denies_phrase(s, i))
		return 0;
	return is_condition(u) ? REACH_MAX : REACH_WORDS;
}

/*
 * "I do not say that | the rule is wrong": the clause that is said is as near
 * as the verb that says it. "If it rains, | the ship stays": the clause that a
 * condition is for follows its own behind a mark.
 */
static bool
reaches_ahead(const struct side *s, size_t i)
{
	const struct unit	*items = s->units.items;
	bool			 passes = is_condition(&items[i]);
	size_t			 words = 0, over = words_over(s, i);

	for (size_t k = i + 1; k < s->units.count && k - i <= REACH_MAX; k++) {
		if (side_begins_sentence(s, k))
			return false;
		if (opens_complement(s, &items[k]))
			over++;
		else if (items[k].flags & UNIT_CLAUSE) {
			if (!passes || (items[k].kinds & WORD_CLAUSE))
				return false;
			passes = false;
		}
		if (s->kept[k])
			return words <= over;
		words += (items[k].flags & UNIT_CONTENT) != 0;
	}
	return false;
}

static bool
is_auxiliary(const struct unit *u)
{
	return u->group == GROUP_BE || u->group == GROUP_HAVE || u->group == GROUP_DO ||
	    u->group == GROUP_MODAL;
}

/*
 * "The ship will | not leave", "the ship will leave | for the north if it floats". "The ship |
 * will not leave" keeps nothing of what is denied.
 */
static bool
reaches_back(const struct side *s, size_t i)
{
	const struct unit	*items = s->units.items;
	const bool		 far = is_condition(&items[i]);
	const bool denies_alone =
	    (items[i].kinds & WORD_NEGATOR) && items[i].group != GROUP_PREPOSITION;

	if (items[i].group == GROUP_MODAL)
		return false;
	for (size_t k = i; k > 0 && i - k < REACH_MAX; k--) {
		if (side_begins_sentence(s, k))
			return false;
		/* "on the rich, not on the poor" leaves the rich as they were. */
		if ((items[k].flags & UNIT_CLAUSE) && (k < i || denies_alone))
			return false;
		if (s->kept[k - 1])
			return (items[k - 1].kinds & WORD_CLAUSE) == 0;
		if ((items[k - 1].flags & UNIT_CONTENT) && !far)
			return false;
		if (denies_alone && is_auxiliary(&items[k - 1]))
			return false;
	}
	return false;
}

enum reach
reach_kept(const struct side *s, size_t i)
{
	if (asserts(s, i))
		return REACH_NOTHING;
	if (reaches_ahead(s, i))
		return REACH_MEANING;
	if (!reaches_back(s, i))
		return REACH_NOTHING;
	return denies_phrase(s, i) ? REACH_LIMIT : REACH_MEANING;
}
