#include "core/phrase.h"

#include "core/row.h"
#include "core/utf8.h"

/* What a paragraph is read with: the next character and the next quotation. */
struct reader {
	const struct vocabulary	*vocabulary;
	struct span		 text;
	const struct pair_list	*pairs;
	size_t			 at, pair;
	struct word		*words;
	size_t			 count, room;
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

/* Short forms, in byte order, that keep their dot: it ends no sentence. */
static bool
keeps_dot(struct span word)
{
	static const char	*const shortened[] = { "Adm", "Amb", "Apr", "Assn", "Aug", "Ave", "Brig",
		"Capt", "Cllr", "Cmdr", "Co", "Col", "Corp", "Cpl", "Dec", "Det", "Dr", "Feb", "Fr",
		"Ft", "Gen", "Gov", "Hon", "Inc", "Insp", "Jan", "Jr", "Jul", "Jun", "Lt", "Ltd",
		"Maj", "Mar", "Messrs", "Mr", "Mrs", "Ms", "Mt", "No", "Nov", "Oct", "Prof", "Pvt",
		"Rep", "Reps", "Rev", "Sen", "Sens", "Sept", "Sgt", "Sr", "St", "Supt", "vs" };
	size_t			 letters = utf8_count(word);

	if (letters == 1 && utf8_is_upper((unsigned char)word.p[0]))
		return true;
	if (memchr(word.p, '.', word.n) != NULL)
		return true;
	return ROW_HALVE(shortened, word) != NULL;
}

/* Letters and digits with apostrophes, hyphens and dots between them; "@" and "#" before them. */
static size_t
word_end(struct span text, size_t at)
{
	size_t	 end = at;

	if (at < text.n && (text.p[at] == '@' || text.p[at] == '#'))
		at++;

	while (at < text.n) {
		size_t		 next = at;
		uint32_t	 c = utf8_next(text, &next);

		if (!utf8_is_word(c)) {
			size_t	 peek = next;

			if (!is_inner(c) || next >= text.n || !utf8_is_word(utf8_next(text, &peek)))
				break;
		}
		at = end = next;
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

static void
judge_word(const struct vocabulary *vocabulary, struct span text, struct word *word)
{
	struct lexicon_room	 room;
	struct span		 s;
	size_t			 first = 0, last;
	uint32_t		 letter;
	const char		*hyphen;

	judge_possessive(text, word);
	s = without_possessive(span_cut(text, word->at, word->at + word->n), word->bits);
	letter = utf8_next(s, &first);
	if (utf8_is_upper(letter) || letter == '@')
		word->bits |= WORD_CAPITAL;
	word->bits |= vocabulary_bits(vocabulary, lexicon_fold(s, &room));
	/* "may" is no month and "us" no country; "US" and "WHO" are no pronouns. */
	if ((word->bits & WORD_CAPITAL) == 0)
		word->bits &= ~(uint32_t)(WORD_DAY | WORD_PLACE | WORD_GIVEN);
	else if (s.n > 1 && utf8_is_upper((unsigned char)s.p[1]))
		word->bits &= ~(uint32_t)WORD_FUNCTION;
	/* "Kassym-Jomart" begins with a given name, "vice-president" ends in a title. */
	hyphen = memchr(s.p, '-', s.n);
	if (hyphen == NULL || hyphen == s.p)
		return;
	if ((word->bits & WORD_CAPITAL) != 0)
		word->bits |= WORD_GIVEN &
		    vocabulary_bits(vocabulary,
			lexicon_fold((struct span) { s.p, (size_t)(hyphen - s.p) }, &room));
	for (last = s.n; s.p[last - 1] != '-'; last--)
		;
	word->bits |=
	    WORD_TITLE & vocabulary_bits(vocabulary, lexicon_fold(span_cut(s, last, s.n), &room));
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
		return WORD_STOP;
	case ':':
		return WORD_COLON;
	case ';':
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

static bool
add_word(struct reader *r, struct word word, struct arena *arena, struct fault *f)
{
	if (!arena_grow(arena, &r->words, r->count, &r->room, sizeof word, f))
		return false;
	r->words[r->count++] = word;
	return true;
}

/* The quotation that begins here becomes one item. */
static bool
read_quote(struct reader *r, struct arena *arena, struct fault *f)
{
	const struct pair	*pair = &r->pairs->items[r->pair];
	struct word		 word = { (uint32_t)r->at, (uint32_t)pair->whole.n, 0, (uint32_t)r->pair,
		WORD_QUOTE };

	r->pair++;
	r->at += pair->whole.n;
	return add_word(r, word, arena, f);
}

static bool
read_text(struct reader *r, size_t end, struct arena *arena, struct fault *f)
{
	struct word	 word = { (uint32_t)r->at, 0, 0, 0, WORD_TEXT };
	struct span	 s = span_cut(r->text, r->at, end);

	if (end < r->text.n && r->text.p[end] == '.' && keeps_dot(s))
		end++;
	word.n = (uint32_t)(end - r->at);
	judge_word(r->vocabulary, r->text, &word);
	r->at += word.n;
	return add_word(r, word, arena, f);
}

static bool
read_sign(struct reader *r, uint32_t c, size_t next, struct arena *arena, struct fault *f)
{
	struct word	 word = { (uint32_t)r->at, (uint32_t)(next - r->at), 0, 0, punctuation(c) };
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
	r->at += word.n;
	return word.kind == WORD_OTHER && pair_is_mark(c) ? true : add_word(r, word, arena, f);
}

/* A stop ends a sentence unless a small letter goes on behind it. */
static void
judge_stops(struct reader *r)
{
	for (size_t i = 0; i < r->count; i++) {
		struct word		*word = &r->words[i];
		const struct word	*next = i + 1 < r->count ? word + 1 : NULL;

		if (word->kind != WORD_STOP)
			continue;
		if (next == NULL || next->kind == WORD_QUOTE || next->kind == WORD_OPENS ||
		    next->kind == WORD_DASH)
			word->bits |= WORD_ENDS;
		else if (next->kind == WORD_TEXT) {
			size_t		 at = next->at;
			uint32_t	 c = utf8_next(r->text, &at);

			if (!utf8_is_lower(c))
				word->bits |= WORD_ENDS;
		}
	}
}

bool
phrase_read(const struct vocabulary *vocabulary, struct span text, const struct pair_list *pairs,
    struct arena *arena, struct phrase *phrase, struct fault *f)
{
	struct reader	 r = { vocabulary, text, pairs, 0, 0, NULL, 0, 0 };

	*phrase = (struct phrase) { text, NULL, 0, pairs->items, pairs->count };
	if (text.n > PHRASE_MAX_BYTES)
		return fault_set(f, FAULT_LIMIT, "a paragraph of %zu bytes", text.n);
	while (r.at < text.n) {
		size_t		 next = r.at, end;
		uint32_t	 c;
		bool		 ok = true;

		while (r.pair < pairs->count && pairs->items[r.pair].state == PAIR_ORPHAN)
			r.pair++;
		c = utf8_next(text, &next);
		if (r.pair < pairs->count && text.p + r.at == pairs->items[r.pair].whole.p)
			ok = read_quote(&r, arena, f);
		else if ((end = word_end(text, r.at)) > r.at)
			ok = read_text(&r, end, arena, f);
		else if (utf8_is_space(c))
			r.at = next;
		else
			ok = read_sign(&r, c, next, arena, f);
		if (!ok)
			return false;
	}
	judge_stops(&r);
	phrase->words = r.words;
	phrase->count = r.count;
	return true;
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

bool
phrase_ends_sentence(const struct phrase *phrase, size_t i)
{
	const struct word	*word = &phrase->words[i], *next = word + 1;
	struct span		 inner;
	size_t			 at;
	uint32_t		 c;

	if (word->kind == WORD_STOP)
		return (word->bits & WORD_ENDS) != 0;
	if (word->kind != WORD_QUOTE)
		return false;
	inner = phrase->pairs[word->pair].inner;
	at = inner.n;
	do
		c = utf8_prev(inner, &at);
	while (at > 0 && pair_is_mark(c));
	if (c != '.' && c != '!' && c != '?' && c != 0x2026)
		return false;
	if (i + 1 == phrase->count)
		return true;
	return next->kind == WORD_QUOTE ||
	    (next->kind == WORD_TEXT && (next->bits & WORD_CAPITAL) != 0);
}

size_t
phrase_sentence_start(const struct phrase *phrase, size_t i)
{
	size_t	 stop = i > PHRASE_SENTENCE_MAX ? i - PHRASE_SENTENCE_MAX : 0;

	while (i > stop && !phrase_ends_sentence(phrase, i - 1))
		i--;
	return i;
}

size_t
phrase_sentence_end(const struct phrase *phrase, size_t i)
{
	size_t	 stop =
	    phrase->count - i > PHRASE_SENTENCE_MAX ? i + PHRASE_SENTENCE_MAX : phrase->count;

	while (i < stop && !phrase_ends_sentence(phrase, i))
		i++;
	return i < stop ? i + 1 : i;
}

struct span
phrase_stem(const struct phrase *phrase, size_t from, size_t to)
{
	return from < to ?
	    without_possessive(phrase_cut(phrase, from, to), phrase->words[to - 1].bits) :
	    SPAN_NONE;
}
