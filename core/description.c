#include "core/description.h"

#include "core/buf.h"
#include "core/lexicon.h"
#include "core/utf8.h"
#include "core/words.h"

#define WORDS_MAX 10 /* of a description */
#define WORD_BYTES_MAX 128 /* of one word; a run of marks may go on for pages */
#define SPACES_MAX 8	   /* between two words */
#define PRINT_MAX ((size_t)4096)

/* Offices that a whole country has, in the spelling of the table of titles. */
static const char *const national[] = { "chancellor", "diplomat", "emir", "emperor", "king",
	"minister", "monarch", "president", "prime minister", "queen", "sultan", "vice president" };

/* A secretary is a member of the government only here; elsewhere states and parties have them. */
static const char *const secretaries[] = { "United Kingdom", "United States" };

/* Lands whose names take an article. */
static const char *const with_article[] = { "Czech Republic", "Dominican Republic", "Netherlands",
	"Philippines", "United Arab Emirates", "United Kingdom", "United States" };

static bool
is_listed(const char *const *list, size_t n, struct span s)
{
	for (size_t i = 0; i < n; i++) {
		if (span_eq(span_of(list[i]), s))
			return true;
	}
	return false;
}

static bool
is_space_at(struct span text, size_t at)
{
	size_t	 next = at;

	return at >= text.n || utf8_is_space(utf8_next(text, &next));
}

/*
 * The word that ends before byte `end`, spaces skipped; empty at the start,
 * behind a line break, and where it is longer than any word of a description.
 */
static struct span
word_before(struct span text, size_t end)
{
	size_t	 from, at = end;

	for (size_t spaces = 0; at > 0; spaces++) {
		uint32_t	 c = utf8_prev(text, &at);

		if (c == '\n' || spaces > SPACES_MAX)
			return SPAN_NONE;
		if (!utf8_is_space(c))
			break;
		end = at;
	}
	for (from = at = end; at > 0;) {
		if (utf8_is_space(utf8_prev(text, &at)))
			break;
		from = at;
		if (end - from > WORD_BYTES_MAX)
			return SPAN_NONE;
	}
	return span_cut(text, from, end);
}

static bool
is_capital(struct span word)
{
	size_t	 at = 0;

	return word.n > 0 && utf8_is_upper(utf8_next(word, &at));
}

/* Without "'s" and what closes it: the dot of "U.S." stays. */
static struct span
bare(struct span word)
{
	static const char *const endings[] = { "'s", "\xE2\x80\x99s", ",", ";", ":", "'",
		"\xE2\x80\x99" };

	for (size_t i = 0; i < LEN(endings); i++) {
		if (span_ends(word, span_of(endings[i])))
			word.n -= strlen(endings[i]);
	}
	return word;
}

static const struct title *
title_of(struct span word)
{
	struct lexicon_room	 room;
	const struct title	*title = title_find(lexicon_fold(bare(word), &room));

	return title != NULL && title->use != TITLE_COURTESY && title->use != TITLE_PLURAL ? title :
											     NULL;
}

/* Does this word end a sentence or a clause, so that nothing before it belongs to the name? */
static bool
closes(struct span word)
{
	size_t	 end = word.n;
	uint32_t	 c = word.n > 0 ? utf8_prev(word, &end) : 0;

	if (c == '.')
		return memchr(word.p, '.', word.n - 1) == NULL &&
		    word_abbreviation(span_cut(word, 0, word.n - 1)) != ABBREVIATION_TITLE;
	return !utf8_is_letter(c) && !utf8_is_digit(c) && c != '\'' && c != 0x2019;
}

/* May the word be part of a description that stands before a name? */
static bool
describes(struct span word, struct span next)
{
	struct lexicon_room	 room;
	unsigned	 bits = lexicon_bits(lexicon_fold(bare(word), &room));

	if (span_eq(word, SPAN("of")) ||
	    (span_eq(word, SPAN("the")) && land_named(bare(next)) != NULL) || title_of(word) != NULL)
		return true;
	return is_capital(word) &&
	    (bits &
		(WORD_DAY | WORD_PRONOUN | WORD_DETERMINER | WORD_PREPOSITION | WORD_CONJUNCTION |
		    WORD_SUBORDINATE | WORD_RELATIVE | WORD_AUXILIARY | WORD_NOTNAME)) == 0;
}

/* The words of a description, first to last. */
struct words {
	struct span	 items[WORDS_MAX];
	size_t	 n;
};

static void
split(struct span s, struct words *words)
{
	struct span	 all[WORDS_MAX];
	size_t	 n = 0, end = s.n;

	while (n < WORDS_MAX && (all[n] = word_before(s, end)).n > 0) {
		end = (size_t)(all[n].p - s.p);
		n++;
	}
	words->n = n;
	for (size_t i = 0; i < n; i++)
		words->items[i] = all[n - 1 - i];
}

/* The land that words from..to are, possessive or not, "the" before it skipped; NULL when none. */
static const struct land *
land_of(const struct words *words, size_t from, size_t to)
{
	if (from < to && span_eq_case(words->items[from], SPAN("the")))
		from++;
	if (from >= to)
		return NULL;
	return land_named(bare(span_join(words->items[from], words->items[to - 1])));
}

static bool
is_office_of(const struct title *title, const struct land *land)
{
	struct span	 office = span_of(title->office);

	return is_listed(national, LEN(national), office) ||
	    (span_eq(office, SPAN("secretary")) &&
		is_listed(secretaries, LEN(secretaries), span_of(land->name)));
}

/*
 * "Kazakhstan's President": the land stands before the words of the office,
 * which begin at `from`. True when nothing stands before it.
 */
static bool
land_before(const struct words *words, size_t from, const struct title *title, struct description *d)
{
	for (size_t k = 1; k <= 3 && k <= from; k++) {
		const struct land	*land = land_of(words, from - k, from);

		/* The president of the University of Ghana is none of Ghana's. */
		if (land == NULL || !is_office_of(title, land) ||
		    (from > k && span_eq(words->items[from - k - 1], SPAN("of"))))
			continue;
		d->land = land;
		/* What stands before the land, "former", would be lost in the other order. */
		return from == k;
	}
	return false;
}

/* "President of Kazakhstan": the land ends the description. */
static bool
land_behind(const struct words *words, size_t to, const struct title *title, struct description *d)
{
	const struct land	*land;

	if (to >= words->n || !span_eq(words->items[to], SPAN("of")))
		return false;
	land = land_of(words, to + 1, words->n);
	if (land == NULL || !is_office_of(title, land))
		return false;
	d->land = land;
	return true;
}

/* The office among the words and whose it is. False when they name none. */
static bool
judge(struct span printed, struct description *d)
{
	struct words	 words;
	bool	 found = false;

	*d = (struct description) { .printed = printed };
	split(printed, &words);
	for (size_t i = 0; i < words.n && d->land == NULL; i++) {
		const struct title	*title = title_of(words.items[i]);
		size_t	 from = i;

		found |= title != NULL && title->use != TITLE_QUALIFIER;
		if (title == NULL || title->office == NULL)
			continue;
		while (from > 0 && title_of(words.items[from - 1]) != NULL)
			from--;
		if (land_before(&words, from, title, d) && i + 1 == words.n)
			d->office = span_join(words.items[from], words.items[i]);
		else if (d->land == NULL && land_behind(&words, i + 1, title, d) && from == 0)
			d->office = span_join(words.items[from], words.items[i]);
	}
	d->office = bare(d->office);
	/* A diplomat is of a country and has no office of it. */
	if (words.n > 0 && d->land != NULL && span_find(d->office, SPAN("diplomat")) < d->office.n)
		d->office = SPAN_NONE;
	return found;
}

/* Byte at which the description before byte `name` begins; `name` itself when there is none. */
static size_t
begin_before(struct span text, size_t name)
{
	struct span	 next = SPAN_NONE, word;
	size_t	 from = name;

	for (size_t n = 0; n < WORDS_MAX; n++) {
		word = word_before(text, from);
		if (word.n == 0 || closes(word) || !describes(word, next))
			break;
		from = (size_t)(word.p - text.p);
		next = word;
	}
	/* "of" and "the" only join what stands before them. */
	while (from < name) {
		struct span	 rest = span_cut(text, from, name);

		if (span_starts(rest, SPAN("of ")))
			from += 3;
		else if (span_starts(rest, SPAN("the ")))
			from += 4;
		else
			break;
	}
	return from;
}

/* ", president of China," behind the name. Empty when no such words follow. */
static struct span
behind(struct span text, size_t name_end)
{
	struct span	 rest = span_cut(text, name_end, text.n);
	size_t	 end = 0;
	struct words	 words;

	if (!span_starts(rest, SPAN(", ")))
		return SPAN_NONE;
	rest = span_cut(rest, 2, rest.n);
	while (end < rest.n && end < 120 && strchr(",;\n\"(", rest.p[end]) == NULL &&
	    !(rest.p[end] == '.' && is_space_at(rest, end + 1) && end > 1 && rest.p[end - 2] != '.'))
		end++;
	if (end == rest.n || end == 120)
		return SPAN_NONE;
	rest = span_cut(rest, 0, end);
	for (size_t i = 0; i < 3; i++) {
		static const char *const articles[] = { "the ", "a ", "an " };

		if (span_starts(rest, span_of(articles[i])))
			rest = span_cut(rest, strlen(articles[i]), rest.n);
	}
	split(rest, &words);
	if (words.n == 0 || words.n == WORDS_MAX)
		return SPAN_NONE;
	/* Somebody else's title is printed with a capital; an office behind a name is not, or leads to "of". */
	for (size_t i = 0; i < words.n; i++) {
		bool	 last = i + 1 == words.n;

		if (title_of(words.items[i]) != NULL &&
		    title_of(words.items[i])->use != TITLE_QUALIFIER &&
		    (last || span_eq(words.items[i + 1], SPAN("of"))) &&
		    (!is_capital(words.items[i]) || !last))
			return rest;
		if (!is_capital(words.items[i]) && title_of(words.items[i]) == NULL)
			return SPAN_NONE;
	}
	return SPAN_NONE;
}

/* Where the name begins that ends in the surname at byte `from`: its own words before it belong to it. */
static size_t
name_start(struct span text, size_t from, struct span name)
{
	struct words	 words;

	split(name, &words);
	for (size_t k = words.n; k-- > 1;) {
		struct span	 word = word_before(text, from);

		if (word.n == 0 || !span_eq(word, words.items[k - 1]))
			break;
		from = (size_t)(word.p - text.p);
	}
	return from;
}

static bool
is_whole_word(struct span text, size_t from, size_t to)
{
	size_t	 before = from, behind_it = to;

	return (from == 0 || !utf8_is_letter(utf8_prev(text, &before))) &&
	    (to >= text.n || !utf8_is_letter(utf8_next(text, &behind_it)));
}

bool
description_next(struct span text, struct span name, size_t *at, struct description *d)
{
	struct span	 last = word_before(name, name.n);

	while (last.n > 0 && *at < text.n) {
		struct span	 rest = span_cut(text, *at, text.n);
		size_t	 found = *at + span_find(rest, last), from, begin;

		*at = found < text.n ? found + last.n : text.n;
		if (found >= text.n)
			return false;
		if (!is_whole_word(text, found, *at))
			continue;
		from = name_start(text, found, name);
		begin = begin_before(text, from);
		if (begin < from && judge(span_trim(span_cut(text, begin, from)), d))
			return true;
		if (from < found || last.n == name.n) {
			struct span	 apposed = behind(text, *at);

			if (apposed.n > 0 && judge(apposed, d))
				return true;
		}
	}
	return false;
}

bool
description_read(struct span mention, struct span name, struct description *d)
{
	size_t	 at = 0;

	if (description_next(mention, name, &at, d))
		return true;
	if (mention.n > 0 && span_find(mention, word_before(name, name.n)) < mention.n)
		return false;
	if (span_starts(mention, SPAN("the ")) || span_starts(mention, SPAN("The ")))
		mention = span_cut(mention, 4, mention.n);
	return judge(mention, d) && d->land != NULL;
}

/* "prime minister" as "Prime Minister". */
static void
add_capitalised(struct buf *out, struct span words)
{
	for (size_t i = 0; i < words.n; i++) {
		char	 c = words.p[i];

		if ((i == 0 || words.p[i - 1] == ' ') && c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		buf_char(out, c);
	}
}

bool
description_print(const struct description *d, struct arena *arena, struct span *text,
    struct fault *f)
{
	struct buf	 out = BUF(PRINT_MAX);

	if (d->land == NULL || d->office.n == 0)
		return span_in(arena, bare(d->printed), text, f);
	add_capitalised(&out, d->office);
	buf_print(&out, " of %s%s",
	    is_listed(with_article, LEN(with_article), span_of(d->land->name)) ? "the " : "",
	    d->land->name);
	return buf_end(&out, arena, text, f);
}
