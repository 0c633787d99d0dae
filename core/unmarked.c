#include "core/unmarked.h"

#include "core/pair.h"
#include "core/utf8.h"

#define LABEL_BYTES_MAX 60
#define LABEL_WORDS_MAX 6
#define LINES_MIN 4	    /* of a transcript */
#define SIGNATURE_BYTES_MAX 120

/* Who speaks, known by the last word of the label: "SEN. IDA KRESGE" is "KRESGE" later on. */
struct label {
	struct span	 key;
	size_t		 lines;
};

struct transcript {
	struct label	 labels[UNMARKED_LABELS_MAX];
	size_t		 nlabels, lines, repeated, sentences, questions;
	size_t		 first, last; /* paragraphs with a label */
};

/* --- lines of a transcript --------------------------------------------------------------- */

/* Letters with a capital first: part of a name, a title, or "Q". */
static bool
is_name_word(struct span word)
{
	size_t	 at = 0;

	if (!utf8_is_upper(utf8_next(word, &at)))
		return false;
	while (at < word.n) {
		uint32_t	 c = utf8_next(word, &at);

		if (!utf8_is_letter(c) && c != '.' && c != '-' && c != '\'' && c != 0x2019)
			return false;
	}
	return true;
}

static bool
is_capitals(struct span word)
{
	for (size_t at = 0; at < word.n;) {
		if (utf8_is_lower(utf8_next(word, &at)))
			return false;
	}
	return true;
}

/*
 * "CAPT. WALTER BRISCOE: I did": the label's last word, and how long it is with
 * its colon. One small word in capitals and lower case may be anything's label.
 */
static bool
read_label(struct span text, struct span *key, size_t *length)
{
	struct span	 head = span_cut(text, 0, LABEL_BYTES_MAX);
	size_t		 first = 0, colon, words = 0;

	if (!utf8_is_upper(utf8_next(head, &first)))
		return false;
	colon = span_find(head, SPAN(":"));
	if (colon + 1 >= head.n || head.p[colon + 1] != ' ')
		return false;
	for (size_t at = 0, end; at < colon; at = end + 1, words++) {
		struct span	 rest = span_cut(text, at, colon);

		end = at + span_find(rest, SPAN(" "));
		*key = span_cut(text, at, end);
		if (words == LABEL_WORDS_MAX || !is_name_word(*key))
			return false;
	}
	*length = colon + 1;
	return words > 1 || (words == 1 && is_capitals(*key));
}

static struct label *
find_label(struct transcript *t, struct span key)
{
	for (size_t i = 0; i < t->nlabels; i++) {
		if (span_eq_case(t->labels[i].key, key))
			return &t->labels[i];
	}
	if (t->nlabels == UNMARKED_LABELS_MAX)
		return NULL;
	t->labels[t->nlabels] = (struct label) { key, 0 };
	return &t->labels[t->nlabels++];
}

/* Quotation marks aside. */
static uint32_t
last_character(struct span text)
{
	uint32_t	 c = 0;

	for (size_t end = text.n; end > 0;) {
		c = utf8_prev(text, &end);
		if (!pair_is_mark(c))
			break;
	}
	return c;
}

static void
count_line(struct transcript *t, size_t paragraph, struct span key, struct span words)
{
	struct label	*label = find_label(t, key);
	uint32_t	 last = last_character(words);

	if (label == NULL)
		return;
	if (t->lines++ == 0)
		t->first = paragraph;
	t->last = paragraph;
	t->repeated += ++label->lines == 2;
	t->sentences += last == '.' || last == '?' || last == '!' || last == 0x2026 ||
	    last == '-' || last == 0x2014;
	t->questions += span_find(words, SPAN("?")) < words.n;
}

/* Several who speak more than once, in sentences, some of them questions, and little between their lines. */
static bool
is_transcript(const struct transcript *t, const struct unmarked *paragraphs)
{
	size_t	 asides = 0; /* "(Laughter)" */

	if (t->lines < LINES_MIN || t->nlabels < 2 || t->repeated == 0 || t->questions == 0 ||
	    4 * t->sentences < 3 * t->lines)
		return false;
	for (size_t i = t->first; i <= t->last; i++) {
		const struct span	 text = paragraphs[i].text;

		asides += text.n > 0 && (text.p[0] == '(' || text.p[0] == '[');
	}
	return 3 * t->lines >= 2 * (t->last - t->first + 1 - asides);
}

static void
find_lines(struct unmarked *paragraphs, size_t count)
{
	struct transcript	 t = { .nlabels = 0 };
	struct span		 key;
	size_t			 length;

	for (size_t i = 0; i < count; i++) {
		const struct span	 text = paragraphs[i].text;

		if (read_label(text, &key, &length))
			count_line(&t, i, key, span_trim(span_cut(text, length, text.n)));
	}
	if (!is_transcript(&t, paragraphs))
		return;
	for (size_t i = t.first; i <= t.last; i++) {
		const struct span	 text = paragraphs[i].text;

		if (!read_label(text, &key, &length))
			continue;
		paragraphs[i].words = span_trim(span_cut(text, length, text.n));
		paragraphs[i].line = true;
	}
}

/* --- block quotations -------------------------------------------------------------------- */

static bool
has_double_mark(struct span text)
{
	static const char *const marks[] = { "\"", "\u201C", "\u201D", "\u201E", "\u00AB",
		"\u00BB" };

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (span_find(text, span_of(marks[i])) < text.n)
			return true;
	}
	return false;
}

/* "— Ada Berg", "– Ada Berg (@berg) January 7, 2022" */
static bool
is_signature(struct span text)
{
	size_t		 at = 0;
	uint32_t	 dash = utf8_next(text, &at);
	struct span	 name = span_trim(span_cut(text, at, text.n));

	at = 0;
	return text.n <= SIGNATURE_BYTES_MAX && (dash == '-' || dash == 0x2013 || dash == 0x2014) &&
	    utf8_is_upper(utf8_next(name, &at));
}

bool
unmarked_signs_post(struct span line)
{
	return is_signature(line) && span_find(line, SPAN(" (@")) < line.n;
}

/* Addresses of pictures and links that a network sets behind a post. */
static struct span
without_links(struct span text)
{
	static const char	*const links[] = { "http", "pic.twitter.com/", "pic.x.com/" };

	for (bool more = true; more;) {
		size_t		 at = text.n;
		struct span	 last;

		while (at > 0 && text.p[at - 1] != ' ' && text.p[at - 1] != '\n')
			at--;
		last = span_cut(text, at, text.n);
		more = false;
		for (size_t i = 0; i < sizeof links / sizeof links[0] && at > 0; i++)
			more |= span_starts(last, span_of(links[i]));
		if (more)
			text = span_trim(span_cut(text, 0, at));
	}
	return text;
}

/* A post quoted whole in one paragraph with its signature: "Words. — Ada Berg (@berg) January 7, 2022". */
static struct span
post_words(struct span text)
{
	for (size_t at = span_find(text, SPAN(" (@")) % text.n; at > 0;) {
		if (utf8_prev(text, &at) != 0x2014)
			continue;
		return unmarked_signs_post(span_cut(text, at, text.n)) ?
		    without_links(span_trim(span_cut(text, 0, at))) :
		    SPAN_NONE;
	}
	return SPAN_NONE;
}

static bool
is_block(const struct unmarked *paragraph)
{
	return paragraph->kind == BLOCK_QUOTATION && !is_signature(paragraph->text) &&
	    !has_double_mark(paragraph->text) && paragraph->words.n == 0;
}

/* A colon before them, or a name behind them, says that somebody's words stand here. */
static void
find_block(struct unmarked *paragraphs, size_t count, size_t from, size_t to)
{
	bool	 announced = from > 0 && last_character(paragraphs[from - 1].text) == ':';
	bool	 cut = to < count && paragraphs[to].kind == BLOCK_QUOTATION &&
	    !is_signature(paragraphs[to].text); /* it goes on with marks, which tell better */

	if (cut || !(announced || (to < count && is_signature(paragraphs[to].text))))
		return;
	for (size_t i = from; i < to; i++) {
		paragraphs[i].text = without_links(span_trim(paragraphs[i].text));
		paragraphs[i].words = paragraphs[i].text;
		paragraphs[i].goes_on = i + 1 < to;
	}
}

void
unmarked_find(struct unmarked *paragraphs, size_t count)
{
	find_lines(paragraphs, count);
	for (size_t i = 0; i < count; i++) {
		if (paragraphs[i].kind == BLOCK_QUOTATION && paragraphs[i].text.n > 0)
			paragraphs[i].words = post_words(paragraphs[i].text);
	}
	for (size_t from = 0, to; from < count; from = to + 1) {
		to = from;
		while (to < count && is_block(&paragraphs[to]))
			to++;
		if (to > from)
			find_block(paragraphs, count, from, to);
	}
}
