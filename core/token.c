#include "core/token.h"

#include <utf8proc.h>

#include "core/sentence.h"
#include "core/utf8.h"

#define BRACKET_MAX 400 /* bytes an editor's bracket may hold; a longer one is a stray mark */

/* One pass over a text: where it stands and what the next word will be told. */
struct reader {
	struct span	 text;
	size_t		 at;
	unsigned	 pending;  /* flags for the next word */
	size_t		 bracket;  /* where the open bracket ends; 0 outside */
	char		*fold;	   /* room for the folded words that are ASCII */
	size_t		 folded;
	struct arena	*arena;
	struct token	*items;
	size_t		 count, room;
};

#define BYTES_A_WORD 5 /* with the space behind it; in most texts they are more */

static uint32_t
peek(struct span s, size_t at)
{
	return utf8_next(s, &at);
}

static bool
is_hyphen(uint32_t c)
{
	return c == '-' || c == 0x2010 || c == 0x2011;
}

/* Soft hyphens and joiners stand inside words and are no part of them. */
static bool
is_ignorable(uint32_t c)
{
	return c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060;
}

/* Letters and digits of ASCII, which most texts consist of, in lower case; 0 for all else. */
static const char plain[256] = {
	['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4',
	['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9',
	['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f', ['g'] = 'g',
	['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n',
	['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't', ['u'] = 'u',
	['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z',
	['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g',
	['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n',
	['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't', ['U'] = 'u',
	['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z',
};

static char
plain_of(char c)
{
	return plain[(unsigned char)c];
}

/* Length of the ellipsis at `at`, brackets around it included; 0 when there is none. */
static size_t
ellipsis_at(struct span text, size_t at)
{
	size_t		 from = at, dots = 0, end = at;
	uint32_t	 open = peek(text, at);

	if (open == '[' || open == '(') {
		at++;
		while (at < text.n && text.p[at] == ' ')
			at++;
	}
	while (at < text.n) {
		size_t	 behind = at;
		uint32_t c = utf8_next(text, &behind);

		if (c == 0x2026)
			dots += 3;
		else if (c == '.')
			dots++;
		else if ((c == ' ' || c == 0xA0) && dots > 0 && dots < 4 &&
		    peek(text, behind) == '.') {
			at = behind;
			continue;
		} else
			break;
		at = end = behind;
	}
	if (dots < 3)
		return 0;
	if (open != '[' && open != '(')
		return end - from;
	while (end < text.n && text.p[end] == ' ')
		end++;
	return end < text.n && text.p[end] == (open == '[' ? ']' : ')') ? end + 1 - from : 0;
}

/* Where the editor's bracket that opens at `at` closes; 0 when it is a stray mark. */
static size_t
bracket_end(struct span text, size_t at)
{
	for (size_t i = at + 1; i < text.n && i - at < BRACKET_MAX; i++) {
		if (text.p[i] == '[' || text.p[i] == '\n')
			return 0;
		if (text.p[i] == ']')
			return i;
	}
	return 0;
}

/* Three digits and no fourth behind a comma or thin space: one number goes on. */
static bool
digit_group(struct span text, size_t at)
{
	for (size_t i = 0; i < 3; i++) {
		if (at + i >= text.n || text.p[at + i] < '0' || text.p[at + i] > '9')
			return false;
	}
	return at + 3 >= text.n || text.p[at + 3] < '0' || text.p[at + 3] > '9';
}

/* "U.S.", "p.m.": the dot at `at` joins single letters. `from` is where this letter began. */
static bool
acronym_dot(struct span text, size_t from, size_t at)
{
	size_t	 next = at + 1, letter = from;

	utf8_next(text, &letter);
	if (letter != at || !utf8_is_letter(peek(text, next)))
		return false;
	utf8_next(text, &next);
	return next >= text.n || text.p[next] == '.' || !utf8_is_word(peek(text, next));
}

struct word {
	size_t	 from, to;	/* bytes in the text */
	size_t	 letter;	/* where the run since the last dot began */
	bool	 ascii, plain;	/* plain: bytes of the text are the word but for case */
	bool	 digit, bracket;
};

/*
 * Does the word go on behind the character at w->to, which is no letter or digit? Returns bytes
 * to skip.
 */
static size_t
word_joint(const struct reader *r, const struct word *w, uint32_t c, size_t behind)
{
	struct span	 text = r->text;
	uint32_t	 next = peek(text, behind);
	bool		 after_digit = text.p[w->to - 1] >= '0' && text.p[w->to - 1] <= '9';

	if (utf8_is_apostrophe(c))
		return utf8_is_letter(next) || (after_digit && utf8_is_letter(next)) ?
		    behind - w->to :
		    0;
	if ((c == ',' || c == 0xA0 || c == 0x2009 || c == 0x202F) && after_digit && w->digit)
		return digit_group(text, behind) ? behind - w->to : 0;
	if (c == '.' && after_digit && utf8_is_digit(next))
		return behind - w->to;
	if (c == '.' && acronym_dot(text, w->letter, w->to))
		return behind - w->to;
	if ((c == '[' && bracket_end(text, w->to) > 0) || (c == ']' && r->bracket == w->to))
		return utf8_is_word(next) ? behind - w->to : 0;
	return is_ignorable(c) ? behind - w->to : 0;
}

static struct word
find_word(struct reader *r, size_t from)
{
	struct word	 w = { from, from, from, true, true, false, r->bracket > 0 };

	while (w.to < r->text.n) {
		size_t	 behind = w.to, skip;
		uint32_t c;

		if (plain_of(r->text.p[w.to]) != '\0') {
			w.digit |= r->text.p[w.to] <= '9';
			w.to++;
			continue;
		}
		c = utf8_next(r->text, &behind);
		if (utf8_is_word(c)) {
			if (utf8_is_ideograph(c) && w.to > from)
				break;
			w.digit |= utf8_is_digit(c);
			w.ascii &= c < 0x80;
			w.to = behind;
			if (utf8_is_ideograph(c))
				break;
			continue;
		}
		if (w.to == from || (skip = word_joint(r, &w, c, behind)) == 0)
			break;
		if (c == '[') {
			r->bracket = bracket_end(r->text, w.to);
			w.bracket = true;
		} else if (c == ']')
			r->bracket = 0;
		w.ascii &= c < 0x80 || utf8_is_apostrophe(c);
		w.plain = false;
		w.to += skip;
		w.letter = w.to;
	}
	return w;
}

/* Case folding and composition for what is not ASCII (Unicode Standard 3.13 and 3.11). */
static bool
fold_unicode(struct arena *arena, struct span in, struct span *out, struct fault *f)
{
	const utf8proc_option_t options =
	    UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STABLE;
	utf8proc_ssize_t	 room = (utf8proc_ssize_t)in.n, n, bytes;
	utf8proc_int32_t	*points;

	/* Few words have more characters than they had bytes; those are decomposed again. */
	for (;; room = n) {
		points = arena_take(arena, (size_t)room + 1, sizeof *points, f);
		if (points == NULL)
			return false;
		n = utf8proc_decompose((const utf8proc_uint8_t *)in.p, (utf8proc_ssize_t)in.n,
		    points, room, options);
		if (n < 0)
			return fault_set(f, FAULT_INPUT, "a word is not valid UTF-8");
		if (n <= room)
			break;
	}
	bytes = utf8proc_reencode(points, n, options);
	*out = (struct span) { (const char *)points, bytes > 0 ? (size_t)bytes : 0 };
	return true;
}

/* The word as it is compared: case, inner brackets, digit commas and acronym dots gone. */
static bool
fold_word(struct reader *r, const struct word *w, struct span *out, struct fault *f)
{
	struct span	 text = r->text;
	char		*p = r->fold + r->folded;
	size_t		 n = 0;

	for (size_t at = w->from; at < w->to;) {
		size_t	 behind = at;
		char	 folded = plain_of(text.p[at]);
		uint32_t c;

		if (folded != '\0') {
			p[n++] = folded;
			at++;
			continue;
		}
		c = utf8_next(text, &behind);
		if (utf8_is_apostrophe(c))
			p[n++] = '\'';
		else if (c == '.' && at > w->from && utf8_is_digit((unsigned char)text.p[at - 1]))
			p[n++] = '.';
		else if (c >= 0x80 && (utf8_is_word(c) || is_ignorable(c))) {
			memcpy(p + n, text.p + at, behind - at);
			n += behind - at;
		}
		at = behind;
	}
	*out = (struct span) { p, n };
	if (w->ascii) {
		r->folded += n;
		return true;
	}
	return fold_unicode(r->arena, *out, out, f);
}

uint64_t
token_hash_more(uint64_t hash, struct span bytes)
{
	for (size_t i = 0; i < bytes.n; i++)
		hash = token_hash_byte(hash, bytes.p[i]);
	return hash;
}

uint64_t
token_hash(struct span word)
{
	return token_hash_more(TOKEN_HASH_NOTHING, word);
}

uint64_t
token_hash_text(struct span text)
{
	uint64_t	 hash = text.n, bytes = 0;
	size_t		 i = 0;

	for (; i + sizeof bytes <= text.n; i += sizeof bytes) {
		memcpy(&bytes, text.p + i, sizeof bytes);
		hash = token_hash_mix(hash, bytes);
	}
	bytes = 0;
	for (; i < text.n; i++)
		bytes = bytes << 8 | (unsigned char)text.p[i];
	return token_hash_mix(hash, bytes);
}

int
token_hash_compare(const void *left, const void *right)
{
	const uint64_t	*a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static bool
add_token(struct reader *r, struct span printed, struct span word, unsigned flags, struct fault *f)
{
	size_t	 first = 0;

	if (word.n == 0)
		return true;
	if (!arena_grow(r->arena, &r->items, r->count, &r->room, sizeof *r->items, f))
		return false;
	if (utf8_is_upper(peek(printed, first)) ||
	    (printed.p[0] == '[' && utf8_is_upper(peek(printed, 1))))
		flags |= TOKEN_CAPITAL;
	r->items[r->count++] = (struct token) {
		printed,
		word,
		token_hash(word),
		flags | r->pending,
	};
	r->pending = 0;
	return true;
}

static bool
read_word(struct reader *r, struct fault *f)
{
	bool		 opened = r->bracket > 0 && r->at > 0 && r->text.p[r->at - 1] == '[';
	struct word	 w = find_word(r, r->at);
	struct span	 printed = span_cut(r->text, w.from, w.to), word;
	unsigned	 flags = w.digit ? TOKEN_NUMBER : 0;
	size_t		 before = w.from;

	/* "[t]he" and "trail[s]" are printed with their brackets, "[the trail]" without. */
	if (opened && memchr(printed.p, ']', printed.n) != NULL)
		printed = span_cut(r->text, w.from - 1, w.to);
	else if (r->bracket == w.to && memchr(printed.p, '[', printed.n) != NULL)
		printed = span_cut(r->text, w.from, w.to + 1);
	if (w.bracket)
		flags |= TOKEN_BRACKETED;
	if (w.from > 0 && is_hyphen(utf8_prev(r->text, &before)) && before > 0 && r->count > 0) {
		const struct span	 last = r->items[r->count - 1].printed;

		if (last.p + last.n == r->text.p + before)
			flags |= TOKEN_COMPOUND;
	}
	if (!fold_word(r, &w, &word, f))
		return false;
	r->at = w.to;
	return add_token(r, printed, word, flags, f);
}

/* Does a word of letters and digits of ASCII end at `to`, whatever follows behind the next byte? */
static bool
ends_plain(struct span text, size_t from, size_t to)
{
	if (to == text.n || text.p[to] == ' ' || text.p[to] == '\n')
		return true;
	/* Within a number, and between the letters of "U.S.", these are part of a word. */
	return (text.p[to] == ',' || text.p[to] == '.') && to - from > 1 && text.p[to - 1] > '9';
}

/*
 * Most words are letters and digits of ASCII, and what stands before them and
 * behind does not matter: those are found, folded and hashed in one pass. False
 * when this is none of them, and read_word() has to look at it.
 */
static bool
read_plain(struct reader *r)
{
	const struct span	 text = r->text;
	char			*fold = r->fold + r->folded;
	uint64_t		 hash = TOKEN_HASH_NOTHING;
	size_t			 at = r->at;
	bool			 digit = false;
	char			 c;

	if (r->bracket > 0 || r->count == r->room ||
	    (at > 0 && ((unsigned char)text.p[at - 1] >= 0x80 || text.p[at - 1] == '-')))
		return false;
	for (; at < text.n && (c = plain_of(text.p[at])) != '\0'; at++) {
		digit |= c <= '9';
		hash = token_hash_byte(hash, c);
		*fold++ = c;
	}
	if (at == r->at || !ends_plain(text, r->at, at))
		return false;
	r->items[r->count++] = (struct token) {
		{ text.p + r->at, at - r->at },
		{ r->fold + r->folded, at - r->at },
		hash,
		r->pending | (digit ? TOKEN_NUMBER : 0) |
		    (text.p[r->at] >= 'A' && text.p[r->at] <= 'Z' ? TOKEN_CAPITAL : 0),
	};
	r->pending = 0;
	r->folded += at - r->at;
	r->at = at;
	return true;
}

/* "&" alone is the word "and"; "%" is a word of its own behind a number. */
static bool
read_sign(struct reader *r, uint32_t c, struct fault *f)
{
	struct span	 printed = span_cut(r->text, r->at, r->at + 1);
	unsigned	 flags = r->bracket > 0 ? TOKEN_BRACKETED : 0;
	bool		 alone = (r->at == 0 || r->text.p[r->at - 1] == ' ') &&
	    (r->at + 1 >= r->text.n || r->text.p[r->at + 1] == ' ');

	r->at++;
	if (c == '%')
		return add_token(r, printed, SPAN("%"), flags, f);
	return alone ? add_token(r, printed, SPAN("and"), flags, f) : true;
}

/* A stop, the stops that follow it and the marks that close behind it. */
static void
read_stop(struct reader *r)
{
	while (r->at < r->text.n) {
		size_t	 behind = r->at;
		uint32_t c = utf8_next(r->text, &behind);

		if (!sentence_is_stop(c) && !sentence_is_closing(c))
			break;
		if (sentence_is_stop(c) && ellipsis_at(r->text, r->at) > 0)
			break;
		if (r->bracket == r->at)
			r->bracket = 0;
		r->at = behind;
	}
	if (sentence_ends(r->text, r->at))
		r->pending |= TOKEN_SENTENCE;
}

/* A blank line parts paragraphs; a single line break does only behind a sentence. */
static void
read_newline(struct reader *r)
{
	size_t	 breaks = 0;

	for (; r->at < r->text.n; r->at++) {
		char	 c = r->text.p[r->at];

		if (c == '\n')
			breaks++;
		else if (c != ' ' && c != '\t' && c != '\r')
			break;
	}
	if (breaks > 1 || r->pending & TOKEN_SENTENCE)
		r->pending |= TOKEN_PARAGRAPH | TOKEN_SENTENCE;
}

static bool
read_mark(struct reader *r, uint32_t c, size_t behind, struct fault *f)
{
	size_t ellipsis =
	    c == '[' || c == '(' || c == '.' || c == 0x2026 ? ellipsis_at(r->text, r->at) : 0;

	if (ellipsis > 0) {
		r->at += ellipsis;
		r->pending |= TOKEN_GAP_BEFORE;
		if (c != '[' && c != '(' && r->count > 0 && sentence_ends(r->text, r->at))
			r->pending |= TOKEN_SENTENCE;
		return true;
	}
	if (c == '&' || c == '%')
		return read_sign(r, c, f);
	if (c == '\n') {
		read_newline(r);
		return true;
	}
	if (sentence_is_stop(c)) {
		read_stop(r);
		return true;
	}
	if (c == '[')
		r->bracket = bracket_end(r->text, r->at);
	else if (c == ']')
		r->bracket = 0;
	r->at = behind;
	return true;
}

bool
token_read(struct span text, struct arena *arena, struct token_list *tokens, struct fault *f)
{
	struct reader	 r = { .text = text, .arena = arena };

	*tokens = (struct token_list) { NULL, 0, false };
	if (text.n > TOKEN_MAX_TEXT)
		return fault_set(f, FAULT_LIMIT, "text of %zu bytes: too long to compare", text.n);
	r.fold = arena_room(arena, text.n + 1, 1, f);
	r.room = text.n / BYTES_A_WORD + 1;
	r.items = arena_room(arena, r.room, sizeof *r.items, f);
	if (r.fold == NULL || r.items == NULL)
		return false;
	r.pending = TOKEN_SENTENCE | TOKEN_PARAGRAPH;
	while (r.at < text.n) {
		size_t	 behind = r.at;
		uint32_t c;

		if (text.p[r.at] == ' ') {
			r.at++;
			continue;
		}
		if (read_plain(&r))
			continue;
		c = utf8_next(text, &behind);
		if (utf8_is_word(c) ? !read_word(&r, f) : !read_mark(&r, c, behind, f))
			return false;
	}
	*tokens = (struct token_list) { r.items, r.count, (r.pending & TOKEN_GAP_BEFORE) != 0 };
	return true;
}

bool
token_fold(struct span text, struct arena *arena, struct span *folded, struct fault *f)
{
	struct token_list	 tokens;
	size_t			 room = 1, n = 0;
	char			*out;

	if (!token_read(text, arena, &tokens, f))
		return false;
	for (size_t i = 0; i < tokens.count; i++)
		room += tokens.items[i].word.n + 1;
	out = arena_room(arena, room, 1, f);
	if (out == NULL)
		return false;
	for (size_t i = 0; i < tokens.count; i++) {
		const struct span	 word = tokens.items[i].word;

		if (i > 0)
			out[n++] = ' ';
		memcpy(out + n, word.p, word.n);
		n += word.n;
	}
	out[n] = '\0';
	*folded = (struct span) { out, n };
	return true;
}

struct span
token_next(struct span *folded)
{
	struct span	 word = span_cut(*folded, 0, span_find(*folded, SPAN(" ")));

	*folded = span_cut(*folded, word.n < folded->n ? word.n + 1 : word.n, folded->n);
	return word;
}

bool
token_unfold(struct span folded, struct arena *arena, struct token_list *tokens, struct fault *f)
{
	struct token	*items = NULL;
	size_t		 count = 0, room = 0;

	while (folded.n > 0) {
		const struct span	 word = token_next(&folded);

		if (!arena_grow(arena, &items, count, &room, sizeof *items, f))
			return false;
		items[count++] = (struct token) { .word = word, .hash = token_hash(word) };
	}
	*tokens = (struct token_list) { .items = items, .count = count };
	return true;
}
