#include "core/words.h"

#include "core/token.h"
#include "core/wordlist.h"

/* ASCII letters of a printed word in lower case; empty when it is longer than the room. */
static struct span
lower(struct span printed, char room[WORD_ROOM])
{
	if (printed.n > WORD_ROOM)
		return SPAN_NONE;
	for (size_t i = 0; i < printed.n; i++) {
		char	 c = printed.p[i];

		room[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	return (struct span) { room, printed.n };
}

enum abbreviation
word_abbreviation(struct span printed)
{
	char				 room[WORD_ROOM];
	const struct abbreviated	*row;

	row = row_find(&abbreviations_rows, lower(printed, room));
	return row == NULL ? ABBREVIATION_NONE : row->kind;
}

bool
word_opens_sentence(struct span printed)
{
	char	 room[WORD_ROOM];

	if (printed.n == 0 || printed.p[0] < 'A' || printed.p[0] > 'Z')
		return false;
	return (word_kinds(lower(printed, room)) & WORD_FUNCTION) != 0;
}

unsigned
word_kinds(struct span word)
{
	unsigned	 group;

	return word_class(word, &group);
}

unsigned
word_class(struct span word, unsigned *group)
{
	const struct lexeme	*row = row_find(&lexemes_rows, word);

	*group = row == NULL ? 0 : (unsigned)row->group;
	return row == NULL ? 0 : row->kinds;
}

/* Endings of inflection, longest first; what they leave must still be a stem. */
static const struct { char text[5], last; } endings[] = {
	{ "'s", 's' }, { "ings", 's' }, { "ing", 'g' }, { "ers", 's' }, { "est", 't' },
	{ "ed", 'd' }, { "er", 'r' }, { "es", 's' }, { "ly", 'y' }, { "s", 's' }, { "e", 'e' },
};

#define STEM_MIN 3

static struct span
strip_ending(struct span word)
{
	for (size_t i = 0; i < LEN(endings) && word.n > STEM_MIN; i++) {
		struct span	 ending;

		if (word.p[word.n - 1] != endings[i].last)
			continue;
		ending = span_of(endings[i].text);
		if (word.n >= ending.n + STEM_MIN && span_ends(word, ending)) {
			word.n -= ending.n;
			break;
		}
	}
	/* "stopped" and "stop"; "agreed" and "agree". */
	if (word.n > STEM_MIN && word.p[word.n - 1] == word.p[word.n - 2])
		word.n--;
	while (word.n > STEM_MIN && word.p[word.n - 1] == 'e')
		word.n--;
	return word;
}

uint64_t
word_stem_hash(struct span word)
{
	const struct word_pair	*row = row_find(&irregulars_rows, word);

	if (row != NULL)
		word = span_of(row->other);
	word = strip_ending(word);
	/* "carry" and "carries". */
	if (word.n > 1 && word.p[word.n - 1] == 'y')
		return token_hash_more(token_hash(span_cut(word, 0, word.n - 1)), SPAN("i"));
	return token_hash(word);
}

size_t
word_expand(struct span word, struct span parts[WORD_PARTS_MAX])
{
	const struct word_pair	*row = row_find(&contractions_rows, word);
	struct span		 rest;
	size_t			 count = 0;

	if (row == NULL)
		return 0;
	for (rest = span_of(row->other); rest.n > 0 && count < WORD_PARTS_MAX; count++) {
		size_t	 space = span_find(rest, SPAN(" "));

		parts[count] = span_cut(rest, 0, space);
		rest = span_cut(rest, space + 1, rest.n);
	}
	return count;
}

/*
 * A stem of the list that the word begins with, up to and with the first byte
 * of `joint`, behind which the rest of it stands. Its length; 0 for none.
 */
static size_t
stem_before(struct span word, const char *joint, const char *const *stems, size_t count)
{
	const size_t	 n = strlen(joint);

	for (size_t at = 1; at + n <= word.n; at++) {
		if (word.p[at] == joint[0] && memcmp(word.p + at, joint, n) == 0 &&
		    row_halve(stems, count, sizeof *stems, span_cut(word, 0, at + 1)) != NULL)
			return at + 1;
	}
	return 0;
}

/* The word without the byte at `at`, or with another one there. */
static struct span
without_byte(struct span word, size_t at, char room[WORD_ROOM])
{
	memcpy(room, word.p, at);
	memcpy(room + at, word.p + at + 1, word.n - at - 1);
	return (struct span) { room, word.n - 1 };
}

static struct span
with_byte(struct span word, size_t at, char c, char room[WORD_ROOM])
{
	memcpy(room, word.p, word.n);
	room[at] = c;
	return (struct span) { room, word.n };
}

/* Where the "s" of a British "-ise" or "-yse" ending stands; 0 when there is none. */
static size_t
ise_ending(struct span word)
{
	static const char *const tails[] = {
		"able", "ation", "ational", "ations", "e", "ed", "er", "ers", "es", "ing",
	};

	for (size_t at = 4; at + 1 < word.n; at++) {
		if (word.p[at] == 's' && (word.p[at - 1] == 'i' || word.p[at - 1] == 'y') &&
		    ROW_HALVE(tails, span_cut(word, at + 1, word.n)) != NULL)
			return at;
	}
	return 0;
}

struct span
word_standard(struct span word, char room[WORD_ROOM])
{
	const struct word_pair	*row = row_find(&spellings_rows, word);
	size_t			 at;

	if (row != NULL)
		return span_of(row->other);
	if (word.n < 4 || word.n >= WORD_ROOM)
		return word;
	at = stem_before(word, "our", our_stems, our_stem_count);
	if (at == 0)
		at = stem_before(word, "lle", doubling_stems, doubling_stem_count);
	if (at == 0)
		at = stem_before(word, "lli", doubling_stems, doubling_stem_count);
	if (at > 0)
		return without_byte(word, at, room);
	at = ise_ending(word);
	return at > 0 ? with_byte(word, at, 'z', room) : word;
}

/* A phrase that begins with it; others may stand before and behind. */
static const struct phrase *
find_phrase(struct span word)
{
	return row_halve(qualifier_phrases, qualifier_phrase_count, sizeof *qualifier_phrases, word);
}

bool
word_begins_phrase(struct span word)
{
	return find_phrase(word) != NULL;
}

size_t
word_qualifier_phrase(const struct span *words, size_t count)
{
	const struct phrase	*phrase = count == 0 ? NULL : find_phrase(words[0]);
	size_t			 longest = 0;

	/* Phrases that begin alike stand together. */
	while (phrase != NULL && phrase > qualifier_phrases &&
	    span_eq(span_of(phrase[-1].words[0]), words[0]))
		phrase--;
	for (; phrase != NULL && phrase < qualifier_phrases + qualifier_phrase_count; phrase++) {
		size_t	 n = 0;

		while (n < LEN(phrase->words) && phrase->words[n] != NULL && n < count &&
		    span_eq(words[n], span_of(phrase->words[n])))
			n++;
		if (n == 0)
			break;
		if ((n == LEN(phrase->words) || phrase->words[n] == NULL) && n > longest)
			longest = n;
	}
	return longest;
}

#define NUMBER_MAX ((int64_t)1000000000000000)

/* Digits, with at most three decimals counted and an ordinal ending allowed. */
static bool
read_digits(struct span word, int64_t *thousandths, bool *ordinal)
{
	int64_t		 value = 0;
	size_t		 at = 0, decimals = 0;
	struct span	 tail;

	for (; at < word.n && word.p[at] >= '0' && word.p[at] <= '9'; at++) {
		if (value >= NUMBER_MAX / 10000)
			return false;
		value = value * 10 + (word.p[at] - '0');
	}
	if (at == 0)
		return false;
	value *= 1000;
	if (at < word.n && word.p[at] == '.') {
		int64_t	 unit = 100;

		for (at++; at < word.n && word.p[at] >= '0' && word.p[at] <= '9'; at++, decimals++) {
			value += unit * (word.p[at] - '0');
			unit /= 10;
		}
		if (decimals == 0)
			return false;
	}
	tail = span_cut(word, at, word.n);
	*ordinal = span_eq(tail, SPAN("st")) || span_eq(tail, SPAN("nd")) ||
	    span_eq(tail, SPAN("rd")) || span_eq(tail, SPAN("th"));
	*thousandths = value;
	return tail.n == 0 || *ordinal;
}

size_t
word_number(const struct span *words, size_t count, int64_t *thousandths, bool *ordinal)
{
	int64_t	 total = 0, group = 0, last = 0;
	size_t	 n = 0;
	bool	 digits = false, any = false;

	*ordinal = false;
	for (; n < count && !*ordinal; n++) {
		const struct number_word	*row;
		int64_t				 value;

		if (n == 0 && read_digits(words[0], &value, ordinal)) {
			group = value;
			digits = any = true;
			continue;
		}
		row = row_find(&number_words_rows, words[n]);
		if (row == NULL) {
			/* "two hundred and ten": the "and" counts when a number follows. */
			if (any && !digits && last >= 100 && n + 1 < count &&
			    span_eq(words[n], SPAN("and")) &&
			    row_find(&number_words_rows, words[n + 1]) != NULL)
				continue;
			break;
		}
		value = row->value;
		if (row->ordinal && n > 0 && !(last >= 20 && value < 10))
			break;
		if (value >= 100) {
			if (!any)
				group = 1000;
			if (group >= NUMBER_MAX / value)
				break;
			group *= value;
			if (value >= 1000) {
				total += group;
				group = 0;
			}
		} else if (digits ||
		    (any && !(last >= 100 || (last >= 20 && value < 10 && value > 0))))
			break;
		else
			group += value * 1000;
		*ordinal = row->ordinal;
		last = value;
		any = true;
	}
	*thousandths = total + group;
	return any ? n : 0;
}
