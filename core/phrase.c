#include "core/phrase.h"

#include "core/row.h"
#include "core/token.h"
#include "core/utf8.h"

#define WORD_BYTES 5 /* of text for each word or sign, on the average of prose; it may be less */

/* What a paragraph is read with: the next character and the next quotation. */
struct reader {
	const struct vocabulary	*vocabulary;
	struct span		 text;
	const struct pair	*pairs;
	size_t			 npairs, at, pair;
	const char		*quote; /* where that one begins; NULL when there is none */
	struct word		*words; /* of all paragraphs */
	size_t			 count, room;
};

/* What was seen of a word when its end was looked for. */
struct seen {
	uint64_t	 hash;	 /* of its small letters of ASCII: token_hash() of the word when all are such */
	bool		 small;	 /* all are, as in most words */
	bool		 alone;	 /* all are, and a space or nothing stands behind */
	bool		 joined; /* there are signs inside */
};

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019;
}

static bool
is_inner(uint32_t c)
{
	return is_apostrophe(c) || c == '-' || c == '.' || c == '&' || c == '_' || c == 0x2010 ||
	    c == 0x2011 || c == '/';
}

/* The colon of "17:42". */
static bool
is_clock(struct span text, size_t colon)
{
	return text.p[colon] == ':' && colon > 0 &&
	    utf8_is_digit((unsigned char)text.p[colon - 1]) &&
	    utf8_is_digit((unsigned char)text.p[colon + 1]);
}

/* Short forms, in byte order, that keep their dot: it ends no sentence. */
static const struct { const char *word; } shortened[] = {
	{ "Adm" }, { "Amb" }, { "Apr" }, { "Assn" }, { "Aug" }, { "Ave" }, { "Brig" },
	{ "Capt" }, { "Cllr" }, { "Cmdr" }, { "Co" }, { "Col" }, { "Corp" }, { "Cpl" },
	{ "Dec" }, { "Det" }, { "Dr" }, { "Feb" }, { "Fr" }, { "Ft" }, { "Gen" }, { "Gov" },
	{ "Hon" }, { "Inc" }, { "Insp" }, { "Jan" }, { "Jr" }, { "Jul" }, { "Jun" }, { "Lt" },
	{ "Ltd" }, { "Maj" }, { "Mar" }, { "Messrs" }, { "Mr" }, { "Mrs" }, { "Ms" }, { "Mt" },
	{ "No" }, { "Nov" }, { "Oct" }, { "Prof" }, { "Pvt" }, { "Rep" }, { "Reps" },
	{ "Rev" }, { "Sen" }, { "Sens" }, { "Sept" }, { "Sgt" }, { "Sr" }, { "St" },
	{ "Supt" }, { "vs" },
};

#include "core/phrase_index.inc"

static bool
keeps_dot(struct span word)
{
	if (utf8_is_upper((unsigned char)word.p[0]) && utf8_count(word) == 1)
		return true;
	/* "at 7.1." ends one. */
	if (utf8_is_digit((unsigned char)word.p[0]))
		return false;
	return memchr(word.p, '.', word.n) != NULL || row_find(&shortened_rows, word) != NULL;
}

/* Does the sign c, from `at` to `next`, stand inside a word? So it does in "K.-J.". */
static bool
joins(struct span text, size_t at, uint32_t c, size_t next)
{
	size_t	 peek = next;

	if (next < text.n && utf8_is_word(utf8_next(text, &peek)))
		return is_inner(c) || is_clock(text, at);
	return c == '.' && next + 1 < text.n && text.p[next] == '-' &&
	    utf8_is_upper((unsigned char)text.p[next + 1]);
}

/*
 * Letters and digits with apostrophes, hyphens and dots between them, or the colon of a clock; "@" and
 * "#" before them.
 */
static size_t
word_end(struct span text, size_t at, struct seen *seen)
{
	size_t	 end = at;

	*seen = (struct seen) { TOKEN_HASH_NOTHING, false, false, false };
	for (; end < text.n && text.p[end] >= 'a' && text.p[end] <= 'z'; end++)
		seen->hash = token_hash_byte(seen->hash, text.p[end]);
	seen->small = end > at;
	/* Most words end at a space. */
	seen->alone = seen->small && (end == text.n || text.p[end] == ' ');
	if (seen->alone || end == text.n)
		return end;
	if (end == at && (text.p[at] == '@' || text.p[at] == '#'))
		at++;
	else
		at = end;
	while (at < text.n) {
		size_t		 next = at;
		uint32_t	 c = utf8_next(text, &next);

		if (!utf8_is_word(c)) {
			if (!joins(text, at, c, next))
				break;
			seen->joined = true;
		}
		at = end = next;
		seen->small = false;
	}
	return end;
}

static void
judge_possessive(struct span text, struct word *word)
{
	struct span	 s = span_cut(text, word->at, word->at + word->n);
	size_t		 behind = word->at + word->n, at;
	uint32_t	 c;

	if (s.n > 2 && s.p[s.n - 1] == 's') {
		at = s.n - 1;
		c = utf8_prev(s, &at);
		if (is_apostrophe(c))
			word->bits |= WORD_POSSESSIVE;
	} else if (s.n > 2 && behind < text.n) {
		c = utf8_next(text, &behind);
		if (is_apostrophe(c) &&
		    (s.p[s.n - 1] == 's' || s.p[s.n - 1] == 'x' || s.p[s.n - 1] == 'z')) {
			word->bits |= WORD_POSSESSIVE;
			word->n = (uint32_t)(behind - word->at);
		}
	}
}

static struct span
without_possessive(struct span word, uint32_t bits)
{
	size_t	 at = word.n;

	if ((bits & WORD_POSSESSIVE) == 0)
		return word;
	if (utf8_prev(word, &at) == 's')
		utf8_prev(word, &at);
	return span_cut(word, 0, at);
}

/* "I've", "They'll": what stands before the apostrophe is no name, so the whole is none. */
static uint32_t
contracted(const struct vocabulary *vocabulary, struct span s)
{
	struct lexicon_room	 room;
	size_t			 straight = span_find(s, SPAN("'")), curly = span_find(s, SPAN("\u2019"));
	size_t			 at = straight < curly ? straight : curly;

	return at == 0 || at == s.n ?
	    0 :
	    WORD_NOTNAME & vocabulary_bits(vocabulary, lexicon_fold(span_cut(s, 0, at), &room));
}

/* "L'historienne": what stands behind an article that lost its vowel; all of it when there is none. */
static struct span
behind_elision(struct span s)
{
	size_t	 at = 1, letter;

	if (s.n < 4 || (s.p[0] != 'L' && s.p[0] != 'l' && s.p[0] != 'D' && s.p[0] != 'd') ||
	    !is_apostrophe(utf8_next(s, &at)) || at == s.n)
		return s;
	letter = at;
	/* "D'Arcy", "L'Aquila" */
	return (s.p[0] == 'L' || s.p[0] == 'D') && utf8_is_upper(utf8_next(s, &letter)) ?
	    s :
	    span_cut(s, at, s.n);
}

/* "may" is no month and "us" no country. */
#define NEEDS_CAPITAL ((uint32_t)(WORD_DAY | WORD_PLACE | WORD_GIVEN))

static void
judge_printed(const struct vocabulary *vocabulary, struct span s, bool joined, struct word *word)
{
	struct lexicon_room	 room;
	size_t			 first = 0, last;
	uint32_t		 letter, tail;
	const char		*hyphen;

	if (joined && behind_elision(s).n < s.n) {
		s = behind_elision(s);
		/* "Ada d'Arles": part of a name, and not where one begins. */
		if (utf8_is_upper(utf8_next(s, &first)))
			word->bits |= WORD_ELIDED;
		word->bits |= vocabulary_bits(vocabulary, lexicon_fold(s, &room)) & WORD_TITLE;
		return;
	}
	letter = utf8_next(s, &first);
	if (utf8_is_upper(letter) || letter == '@')
		word->bits |= WORD_CAPITAL;
	word->bits |= vocabulary_bits(vocabulary, lexicon_fold(s, &room));
	if (joined)
		word->bits |= contracted(vocabulary, s);
	/* "US" and "WHO" are no pronouns. */
	if ((word->bits & WORD_CAPITAL) == 0)
		word->bits &= ~NEEDS_CAPITAL;
	else if (s.n > 1 && utf8_is_upper((unsigned char)s.p[1]))
		word->bits &= ~(uint32_t)WORD_FUNCTION;
	/* "Kassym-Jomart" begins with a given name, "vice-president" ends in a title. */
	hyphen = joined ? memchr(s.p, '-', s.n) : NULL;
	if (hyphen == NULL || hyphen == s.p)
		return;
	if ((word->bits & WORD_CAPITAL) != 0)
		word->bits |= WORD_GIVEN &
		    vocabulary_bits(vocabulary,
			lexicon_fold((struct span) { s.p, (size_t)(hyphen - s.p) }, &room));
	for (last = s.n; s.p[last - 1] != '-'; last--)
		;
	tail = vocabulary_bits(vocabulary, lexicon_fold(span_cut(s, last, s.n), &room));
	/* "the Franco-Belgian" */
	word->bits |=
	    tail & ((word->bits & WORD_CAPITAL) != 0 ? WORD_TITLE | WORD_PLACE : WORD_TITLE);
}

static void
judge_word(const struct vocabulary *vocabulary, struct span text, const struct seen *seen,
    struct word *word)
{
	struct span	 s = span_cut(text, word->at, word->at + word->n);

	if (!seen->alone)
		judge_possessive(text, word);
	/* A word in small letters is spelled as the tables have it. */
	if (seen->small) {
		word->bits |= vocabulary_bits_at(vocabulary, s, seen->hash) & ~NEEDS_CAPITAL;
	} else {
		s = span_cut(text, word->at, word->at + word->n);
		judge_printed(vocabulary, without_possessive(s, word->bits), seen->joined, word);
	}
	if ((word->bits & (WORD_TRADE | WORD_CAPITAL)) == WORD_TRADE)
		word->bits |= WORD_TITLE;
}

static enum word_kind
punctuation(uint32_t c)
{
	switch (c) {
	case ',':
	case 0x3001:
	case 0xFF0C:
		return WORD_COMMA;
	case '.':
	case '!':
	case '?':
	case 0x2026:
	case 0x3002:
	case 0xFF01:
	case 0xFF1F:
		return WORD_STOP;
	case ':':
	case 0xFF1A:
		return WORD_COLON;
	case ';':
	case 0xFF1B:
		return WORD_SEMICOLON;
	case '(':
	case '[':
		return WORD_OPENS;
	case ')':
	case ']':
		return WORD_CLOSES;
	default:
		return c >= 0x2012 && c <= 0x2015 ? WORD_DASH : WORD_OTHER;
	}
}

/* A sign that begins no word, and is one by itself wherever it stands. */
static bool
is_plain_sign(char c)
{
	return c == ',' || c == ':' || c == ';' || c == '!' || c == '?' || c == '(' || c == ')' ||
	    c == '[' || c == ']';
}

/* The pairs come in reading order; orphaned marks are read over. */
static void
find_quote(struct reader *r)
{
	while (r->pair < r->npairs && r->pairs[r->pair].state == PAIR_ORPHAN)
		r->pair++;
	r->quote = r->pair < r->npairs ? r->pairs[r->pair].whole.p : NULL;
}

/* The quotation that begins here becomes one item. */
static void
read_quote(struct reader *r, struct word *word)
{
	const struct pair	*pair = &r->pairs[r->pair];

	*word = (struct word) { (uint32_t)r->at, (uint32_t)pair->whole.n, 0, 0, (uint32_t)r->pair,
		WORD_QUOTE };
	r->at += word->n;
	r->pair++;
	find_quote(r);
}

static void
read_text(struct reader *r, size_t end, struct seen *seen, struct word *word)
{
	if (end < r->text.n && r->text.p[end] == '.' && keeps_dot(span_cut(r->text, r->at, end))) {
		end++;
		seen->small = false;
	}
	*word = (struct word) { (uint32_t)r->at, (uint32_t)(end - r->at), 0, 0, 0, WORD_TEXT };
	judge_word(r->vocabulary, r->text, seen, word);
	r->at += word->n;
}

static void
read_plain_sign(struct reader *r, struct word *word)
{
	*word = (struct word) { (uint32_t)r->at, 1, 0, 0, 0,
		punctuation((unsigned char)r->text.p[r->at]) };
	r->at++;
}

static struct word
read_sign(const struct reader *r, uint32_t c, size_t next)
{
	struct word	 word = { (uint32_t)r->at, (uint32_t)(next - r->at), 0, 0, 0, punctuation(c) };
	bool		 space_left = r->at == 0 || r->text.p[r->at - 1] == ' ';
	size_t		 more = next;

	/* A hyphen between spaces, or two of them, is a dash. */
	if (c == '-' &&
	    ((space_left && next < r->text.n && r->text.p[next] == ' ') ||
		(next < r->text.n && r->text.p[next] == '-'))) {
		word.kind = WORD_DASH;
		while (more < r->text.n && r->text.p[more] == '-')
			more++;
		word.n = (uint32_t)(more - r->at);
	}
	return word;
}

/* The next word, quotation or sign; false when a space or a mark without a partner stands there. */
static bool
read_item(struct reader *r, struct word *word)
{
	size_t		 next = r->at, end;
	uint32_t	 c;
	struct seen	 seen;

	if (r->text.p + r->at == r->quote) {
		read_quote(r, word);
		return true;
	}
	end = word_end(r->text, r->at, &seen);
	if (end > r->at) {
		read_text(r, end, &seen, word);
		return true;
	}
	c = utf8_next(r->text, &next);
	if (utf8_is_space(c)) {
		r->at = next;
		return false;
	}
	*word = read_sign(r, c, next);
	r->at += word->n;
	return word->kind != WORD_OTHER || !pair_is_mark(c);
}

/* A stop ends a sentence unless a small letter goes on behind it. */
static bool
stop_ends(const struct phrase *phrase, size_t i)
{
	const struct word	*next = &phrase->words[i + 1];
	size_t			 at;

	if (i + 1 == phrase->count || next->kind == WORD_QUOTE || next->kind == WORD_OPENS ||
	    next->kind == WORD_DASH)
		return true;
	at = next->at;
	return next->kind == WORD_TEXT && !utf8_is_lower(utf8_next(phrase->text, &at));
}

/* A quotation with a stop inside ends one when something new begins behind it. */
static bool
quote_ends(const struct phrase *phrase, size_t i)
{
	const struct span	 inner = phrase->pairs[phrase->words[i].pair].inner;
	const struct word	*next = &phrase->words[i + 1];
	size_t			 at = inner.n;
	uint32_t		 c;

	do
		c = utf8_prev(inner, &at);
	while (at > 0 && pair_is_mark(c));
	if (c != '.' && c != '!' && c != '?' && c != 0x2026)
		return false;
	return i + 1 == phrase->count || next->kind == WORD_QUOTE ||
	    (next->kind == WORD_TEXT && (next->bits & WORD_CAPITAL) != 0);
}

/* Sentences while they are split: those of one paragraph behind those of the one before. */
struct sentences {
	struct phrase_sentence	*items;
	size_t			 count, room;
};

static bool
add_sentence(struct sentences *list, size_t first, struct arena *arena, struct fault *f)
{
	if (list->count == list->room &&
	    !arena_grow(arena, &list->items, list->count, &list->room, sizeof *list->items, f))
		return false;
	list->items[list->count++] = (struct phrase_sentence) { (uint32_t)first, 0 };
	return true;
}

/* Tell each word its sentence. */
static bool
split_sentences(const struct phrase *phrase, struct word *words, struct sentences *list,
    struct arena *arena, struct fault *f)
{
	const size_t	 first = list->count;
	size_t		 quotes = 0;
	bool		 ended = true;

	for (size_t i = 0; i < phrase->count; i++) {
		struct word		*word = &words[i];
		struct phrase_sentence	*sentence;

		if (ended) {
			if (!add_sentence(list, i, arena, f))
				return false;
			quotes = 0;
		}
		sentence = &list->items[list->count - 1];
		word->sentence = (uint32_t)(list->count - 1 - first);
		quotes += word->kind == WORD_QUOTE;
		if ((word->kind == WORD_STOP && stop_ends(phrase, i)) ||
		    (word->kind == WORD_QUOTE && quote_ends(phrase, i)))
			word->bits |= WORD_ENDS;
		sentence->bits |= word->bits;
		ended = (word->bits & WORD_ENDS) != 0 || quotes == PHRASE_SENTENCE_QUOTES_MAX ||
		    i + 1 - sentence->first == PHRASE_SENTENCE_MAX;
	}
	return add_sentence(list, phrase->count, arena, f);
}

static bool
split_all(struct phrase *phrases, size_t n, struct word *words, struct arena *arena, struct fault *f)
{
	struct sentences		 list = { NULL, 0, n * 2 };
	const struct phrase_sentence	*at;

	list.items = arena_room(arena, list.room, sizeof *list.items, f);
	if (list.items == NULL)
		return false;
	for (size_t i = 0; i < n; words += phrases[i++].count) {
		phrases[i].words = words;
		if (!split_sentences(&phrases[i], words, &list, arena, f))
			return false;
	}
	arena_trim(arena, list.items, list.count, list.room, sizeof *list.items);
	at = list.items;
	for (size_t i = 0; i < n; i++) {
		phrases[i].sentences = at;
		if (phrases[i].count > 0)
			at += phrases[i].words[phrases[i].count - 1].sentence + 1;
		at++;
	}
	return true;
}

/*
 * Room for more words than prose has. A paragraph of signs gets at once all
 * that it can need: a list that doubles would be moved, and cleared, over and over.
 */
static bool
make_room(struct reader *r, struct arena *arena, struct fault *f)
{
	struct word	*words;
	size_t		 wanted = r->count + 1;

	/* A word ends at what is no small letter, or is that itself. */
	for (size_t i = r->at; i < r->text.n; i++)
		wanted += !(r->text.p[i] >= 'a' && r->text.p[i] <= 'z');
	if (wanted <= 2 * r->room)
		return arena_grow(arena, &r->words, r->count, &r->room, sizeof *r->words, f);
	words = arena_room(arena, wanted, sizeof *words, f);
	if (words == NULL)
		return false;
	memcpy(words, r->words, r->count * sizeof *words);
	r->words = words;
	r->room = wanted;
	return true;
}

static bool
is_name_word(const struct word *word)
{
	return word->kind == WORD_TEXT && (word->bits & WORD_CAPITAL) != 0 &&
	    (word->bits & WORD_TITLE) == 0;
}

/* "Kämmerer Goran Quill": of three capital words the first is a title when it looks like a noun for a person. */
static void
mark_bearers(struct reader *r, size_t from)
{
	struct lexicon_room	 room;

	for (size_t i = from; i + 2 < r->count; i++) {
		struct word	*word = &r->words[i];

		if (is_name_word(word) && is_name_word(word + 1) && is_name_word(word + 2) &&
		    (word->bits & WORD_GIVEN) == 0 &&
		    vocabulary_is_bearer(r->vocabulary,
			lexicon_fold(span_cut(r->text, word->at, word->at + word->n), &room)))
			word->bits |= WORD_TITLE;
	}
}

/* The words of one paragraph, behind those of the one before. */
static bool
read_words(struct reader *r, struct phrase *phrase, struct arena *arena, struct fault *f)
{
	const size_t	 before = r->count;

	if (phrase->text.n > PAIR_MAX_BYTES)
		return fault_set(f, FAULT_LIMIT, "a paragraph of %zu bytes", phrase->text.n);
	r->text = phrase->text;
	r->pairs = phrase->pairs;
	r->npairs = phrase->npairs;
	r->at = r->pair = 0;
	find_quote(r);
	while (r->at < r->text.n) {
		if (r->text.p[r->at] == ' ' ||
		    (r->text.p[r->at] == '"' && r->text.p + r->at != r->quote)) {
			r->at++;
			continue;
		}
		if (r->count == r->room && !make_room(r, arena, f))
			return false;
		if (is_plain_sign(r->text.p[r->at]) && r->text.p + r->at != r->quote)
			read_plain_sign(r, &r->words[r->count++]);
		else
			r->count += read_item(r, &r->words[r->count]);
	}
	phrase->count = (uint32_t)(r->count - before);
	mark_bearers(r, before);
	return true;
}

bool
phrase_read(const struct vocabulary *vocabulary, struct phrase *phrases, size_t n,
    struct arena *arena, struct fault *f)
{
	struct reader	 r = { .vocabulary = vocabulary, .room = 1 };

	for (size_t i = 0; i < n; i++)
		r.room += phrases[i].text.n / WORD_BYTES + 1;
	r.words = arena_room(arena, r.room, sizeof *r.words, f);
	if (r.words == NULL)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!read_words(&r, &phrases[i], arena, f))
			return false;
	}
	arena_trim(arena, r.words, r.count, r.room, sizeof *r.words);
	return split_all(phrases, n, r.words, arena, f);
}

struct span
phrase_cut(const struct phrase *phrase, size_t from, size_t to)
{
	const struct word	*last;

	if (from >= to)
		return SPAN_NONE;
	last = &phrase->words[to - 1];
	return span_cut(phrase->text, phrase->words[from].at, last->at + last->n);
}

struct span
phrase_fold(const struct phrase *phrase, size_t i, struct lexicon_room *room)
{
	return lexicon_fold(without_possessive(phrase_word(phrase, i), phrase->words[i].bits), room);
}

struct span
phrase_stem(const struct phrase *phrase, size_t from, size_t to)
{
	return from < to ?
	    without_possessive(phrase_cut(phrase, from, to), phrase->words[to - 1].bits) :
	    SPAN_NONE;
}
