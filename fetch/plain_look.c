#include <utf8proc.h>

#include "core/agency.h"
#include "core/credit.h"
#include "core/dating.h"
#include "core/sentence.h"
#include "core/utf8.h"
#include "fetch/byline.h"
#include "fetch/plain.h"
#include "fetch/plain_words.h"

#define PHRASE_MAX 64	    /* bytes of the longest phrase, letters only */
#define LABEL_WORDS_MAX 8   /* a whole line that is a phrase is short */
#define BYLINE_WORDS_MAX 22
#define DATE_WORDS_MAX 20
#define STARTS_WORDS_MAX 40 /* a line that begins with a phrase and is longer is prose */
#define PROSE_WORDS 18
#define LONG_WORDS 28	    /* as many words in one line are prose whatever ends them */
#define SENTENCE_LOOK 600   /* bytes of a line in which a first sentence may end */

/* Small words of reports in the past, in byte order; a headline speaks in the present. */
static const struct {
	const char	*word;
} told[] = {
	{ "according" }, { "did" }, { "had" }, { "said" }, { "told" }, { "was" }, { "were" },
};

#include "fetch/plain_look_index.inc"

#define TOLD_MIN 3 /* letters of the shortest */
#define TOLD_MAX 9

static bool
is_cjk(uint32_t c)
{
	return (c >= 0x2E80 && c <= 0xD7FF) || (c >= 0x20000 && c <= 0x3FFFF) ||
	    (c >= 0xF900 && c <= 0xFAFF);
}

static bool
is_mark(uint32_t c)
{
	return c == '"' || c == 0x00AB || c == 0x00BB || (c >= 0x201C && c <= 0x201F) ||
	    c == 0x300C || c == 0x300E;
}

static bool
is_end(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 ||
	    c == 0xFF1F || c == 0x06D4 || c == 0x061F || c == 0x0964;
}

/* Closing marks and brackets, which may stand behind a sentence's end. */
static bool
is_closing(uint32_t c)
{
	return is_mark(c) || c == '\'' || c == 0x2019 || c == ')' || c == ']' || c == 0x300D ||
	    c == 0x300F || c == ' ';
}

static bool
ends_sentence(struct span s)
{
	size_t	 at = s.n;
	uint32_t c = utf8_prev(s, &at);

	/* "... the end. (with inputs from X)" ends inside its bracket's shadow. */
	if (c == ')') {
		while (at > 0 && s.p[at] != '(')
			at--;
		s = span_trim(span_cut(s, 0, at));
		at = s.n;
		c = utf8_prev(s, &at);
		if (is_end(c))
			return true;
	}
	while (at > 0 && is_closing(c))
		c = utf8_prev(s, &at);
	return is_end(c);
}

/* Does a sentence end inside s, before its own end? Only the first bytes are asked. */
static bool
ends_inside(struct span s)
{
	for (size_t i = 1; i + 1 < s.n && i < SENTENCE_LOOK; i++) {
		if (s.p[i] == ' ' && strchr(".!?\"\x9D", s.p[i - 1]) != NULL && sentence_ends(s, i))
			return true;
	}
	return false;
}

/* Words, and of the longer ones how many begin with a capital. */
struct tally {
	size_t	 words, longer, capital;
	bool	 told, quoted;
};

/* The word at *at, which moves behind the space that ends it. */
static void
tally_word(struct tally *t, struct span s, size_t *at)
{
	size_t		 from = *at, to = from, cjk = 0, letters = 0;
	uint32_t	 head = 0;
	struct span	 word;

	while (*at < s.n) {
		const uint32_t	 c = utf8_next(s, at);

		if (utf8_is_word(c)) {
			if (letters++ == 0)
				head = c;
		} else if (utf8_is_space(c)) {
			break;
		} else {
			t->quoted |= is_mark(c);
		}
		cjk += c >= 0x80 && is_cjk(c);
		to = *at;
	}
	/* Two ideographs make about a word. */
	t->words += cjk > 0 ? (cjk + 1) / 2 : letters > 0;
	if (letters >= 4 && cjk == 0 && !utf8_is_digit(head)) {
		t->longer++;
		t->capital += utf8_is_upper(head);
	}
	if (letters < TOLD_MIN || letters > TOLD_MAX)
		return;
	while (to > from && strchr(".,;:!?", s.p[to - 1]) != NULL)
		to--;
	word = span_cut(s, from, to);
	t->told |= word.n == letters && row_find(&told_rows, word) != NULL;
}

static struct tally
tally(struct span s)
{
	struct tally	 t = { 0 };

	for (size_t at = 0; at < s.n;)
		tally_word(&t, s, &at);
	return t;
}

/* The letters of a line, small, without all else; 0 when they are too many to be a phrase. */
static size_t
squeeze(struct span s, char out[PHRASE_MAX + 4])
{
	size_t	 n = 0, at = 0;

	while (at < s.n) {
		uint32_t	 c = utf8_next(s, &at);

		if (!utf8_is_letter(c))
			continue;
		if (n >= PHRASE_MAX)
			return 0;
		n += utf8_put((uint32_t)utf8proc_tolower((utf8proc_int32_t)c), out + n);
	}
	return n;
}

/* A character as the phrases spell it: small, its apostrophe straight. */
static uint32_t
fold(uint32_t c)
{
	if (c == 0x2019)
		return '\'';
	return c < 0x80 ? span_lower((char)c) : (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

/* Does the line begin with the phrase, in any capitals, as whole words? *behind is the rest. */
static bool
starts_with(struct span line, struct span phrase, struct span *behind)
{
	size_t	 at = 0, want = 0;

	while (want < phrase.n) {
		uint32_t	 c = utf8_next(line, &at), w = utf8_next(phrase, &want);

		if (fold(c) != w)
			return false;
	}
	*behind = span_cut(line, at, line.n);
	if (behind->n > 0 && utf8_is_letter(utf8_prev(line, &at))) {
		size_t	 next = 0;

		return !utf8_is_letter(utf8_next(*behind, &next));
	}
	return true;
}

static unsigned char
start_byte(size_t i)
{
	return (unsigned char)plain_starts[i].words[0];
}

/* What the starts begin with that a line, which holds something, may begin with. */
static unsigned char
first_byte(struct span line)
{
	size_t	 at = 0;
	char	 folded[4];

	utf8_put(fold(utf8_next(line, &at)), folded);
	return (unsigned char)folded[0];
}

/* The first of the starts that begin with this byte; they are in byte order, so the others follow. */
static size_t
first_start(unsigned char byte)
{
	size_t	 from = 0, to = plain_starts_count;

	while (from < to) {
		const size_t	 middle = from + (to - from) / 2;

		if (start_byte(middle) < byte)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* "ALSO READ-...", "Related: ...": the phrase hands over with a mark. */
static bool
hands_over(struct span behind)
{
	size_t	 at = 0;
	uint32_t c;

	behind = span_trim(behind);
	c = utf8_next(behind, &at);
	return c == ':' || c == '-' || c == '|' || c == '>' || c == 0xBB ||
	    (c >= 0x2010 && c <= 0x2015) || c == 0xFF1A;
}

static unsigned
look_up(struct span line, size_t words)
{
	char		 letters[PHRASE_MAX + 4];
	size_t		 n = words <= LABEL_WORDS_MAX ? squeeze(line, letters) : 0;
	struct span	 behind;
	unsigned	 looks = 0;
	const struct phrase *whole = row_find(&plain_wholes_rows, (struct span) { letters, n });
	const unsigned char	 first = first_byte(line);

	if (whole != NULL)
		return whole->looks;
	for (size_t i = first_start(first); i < plain_starts_count && start_byte(i) == first; i++) {
		const struct phrase	*p = &plain_starts[i];

		if (words > STARTS_WORDS_MAX && p->looks != LOOKS_CAPTION)
			continue;
		if (!starts_with(line, span_of(p->words), &behind))
			continue;
		if (p->looks == LOOKS_ALSO && !hands_over(behind))
			continue;
		if ((p->looks & (LOOKS_RELATED | LOOKS_LABEL)) != 0 && words > LABEL_WORDS_MAX)
			continue;
		looks |= p->looks;
	}
	return looks;
}

static bool
is_address(struct span s)
{
	struct span	 behind;

	if (!starts_with(s, SPAN("http://"), &behind) &&
	    !starts_with(s, SPAN("https://"), &behind) && !starts_with(s, SPAN("www."), &behind))
		return false;
	return memchr(s.p, ' ', s.n) == NULL;
}

/* An end that credits a picture: "(AP Photo/...)", "(... via AP)", "/Getty Images". */
static bool
credits_picture(struct span s)
{
	static const char *const words[] = { "Photo", "photo", "PHOTO", "Foto", "Image", " via ",
		"Getty", "Handout", "handout", "Shutterstock", "Screenshot", "screengrab", "Pool/",
		"/Pool" };
	size_t	 from = s.n;
	struct span	 bracket;

	if (s.n == 0)
		return false;
	if (span_ends(s, SPAN("Getty Images")) || span_ends(s, SPAN("/AFP")) ||
	    span_ends(s, SPAN("/Reuters")) || span_ends(s, SPAN("/REUTERS")) ||
	    span_ends(s, SPAN("/AP")))
		return true;
	if (s.p[s.n - 1] != ')')
		return false;
	while (from > 0 && s.n - from < 160 && s.p[from - 1] != '(')
		from--;
	bracket = span_cut(s, from, s.n);
	for (size_t i = 0; i < LEN(words); i++) {
		if (span_find(bracket, span_of(words[i])) < bracket.n)
			return true;
	}
	return false;
}

/* "By Jane Doe", "By JOHN ROE Some Agency"; a sentence may begin with "By" as well. */
static bool
is_byline(struct span s, size_t words, bool sentence)
{
	struct tally	 t;

	if (words < 2 || words > BYLINE_WORDS_MAX || s.n > BYLINE_MAX || !byline_begins(s))
		return false;
	t = tally(s);
	return words <= LABEL_WORDS_MAX ? !sentence || t.longer == t.capital :
					  !sentence && t.longer <= 2 * t.capital;
}

static bool
is_item(struct span s)
{
	size_t	 at = 0;
	uint32_t c = utf8_next(s, &at);

	if (c == 0x2022 || c == 0x25CF || c == 0x25AA || c == 0x25A0 || c == 0x2023 || c == 0xB7)
		return true;
	if ((c == '*' || c == '-' || c == 0x2013) && at < s.n && s.p[at] == ' ')
		return true;
	while (utf8_is_digit(c) && at <= 3)
		c = utf8_next(s, &at);
	return at > 1 && at + 1 < s.n && (c == '.' || c == ')') && s.p[at] == ' ';
}

static void
look_at(struct plain_line *line, struct span language)
{
	struct span	 s = line->text, found;
	struct tally	 t = tally(s);
	unsigned	 looks = 0;

	line->words = t.words;
	if (ends_sentence(s))
		looks |= LOOKS_SENTENCE;
	if (t.longer >= 3 && t.capital * 4 >= t.longer * 3)
		looks |= LOOKS_TITLE;
	if (t.told)
		looks |= LOOKS_TOLD;
	if (t.quoted)
		looks |= LOOKS_QUOTED;
	if (is_address(s)) {
		line->looks = looks | LOOKS_ADDRESS;
		return;
	}
	if (t.words == 0 ||
	    (t.longer == 0 && t.words <= 2 && s.n <= 8 && s.p[0] >= '0' && s.p[0] <= '9'))
		looks |= LOOKS_LABEL;
	looks |= look_up(s, t.words);
	if (s.p[0] == '#' && memchr(s.p + 1, '#', s.n - 1) != NULL)
		looks |= LOOKS_LABEL;
	if (credits_picture(s))
		looks |= LOOKS_CAPTION;
	if (t.words <= DATE_WORDS_MAX && dating_is_line(s, language))
		looks |= LOOKS_DATE;
	if (is_byline(s, t.words, (looks & LOOKS_SENTENCE) != 0))
		looks |= LOOKS_BYLINE;
	if (credit_dateline(s, &found))
		looks |= LOOKS_DATELINE;
	else if (credit_is_line(s))
		looks |= LOOKS_CREDIT;
	if (is_item(s))
		looks |= LOOKS_ITEM;
	if ((looks & LOOKS_APART) == 0 &&
	    ((t.words >= PROSE_WORDS && (looks & LOOKS_SENTENCE) != 0 && (looks & LOOKS_TITLE) == 0) ||
		t.words >= LONG_WORDS ||
		(t.words >= 8 && (looks & LOOKS_SENTENCE) != 0 && ends_inside(s))))
		looks |= LOOKS_PROSE;
	line->looks = looks;
}

void
plain_look(struct plain_text *plain, struct span language)
{
	for (size_t i = 0; i < plain->count; i++)
		look_at(&plain->lines[i], language);
}

bool
plain_byline(struct span line, struct span language, struct arena *arena, struct span *byline,
    struct fault *f)
{
	struct date_context	 context = { .language = language, .anchor = DATE_UNKNOWN };
	struct evidence		 date;
	size_t			 at = 0;

	/* What dates the line stands behind the names. */
	if (date_find(line, &context, arena, &at, &date, f))
		line = span_trim(span_cut(line, 0, (size_t)(date.found.p - line.p)));
	else if (f->kind != FAULT_NONE)
		return false;
	line = span_trim(span_cut(line, 0, span_find(line, SPAN("("))));
	while (line.n > 0 && strchr(",|-/", line.p[line.n - 1]) != NULL)
		line = span_trim(span_cut(line, 0, line.n - 1));
	return byline_names(line, arena, byline, f);
}
