#include "core/unmarked.h"

#include "core/pair.h"
#include "core/token.h"
#include "core/utf8.h"

#define LABEL_BYTES_MAX 100
#define LABEL_WORDS_MAX 6
#define PARTICLE_BYTES_MAX 3
#define ROLE_WORDS_MAX 3
#define LINES_MIN 4	    /* of a transcript */
#define LINES_PLENTY 6	    /* of one in which nobody asks */
#define SPEAKERS_MIN 2
#define SIGNATURE_BYTES_MAX 120

/* Who speaks, known by the last word of the label: "SEN. IDA KRESGE" is "KRESGE" later on. */
struct label {
	struct span	 key;
	uint64_t	 hash; /* of the key in small letters */
	size_t		 seen, lines;
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

/* "of", "du", "von": inside a name. */
static bool
is_particle(struct span word)
{
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] < 'a' || word.p[i] > 'z')
			return false;
	}
	return word.n > 1 && word.n <= PARTICLE_BYTES_MAX;
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

/* What begins a paragraph of a transcript: who speaks. */
struct heading {
	struct span	 key;	 /* the label's last word */
	size_t		 length; /* bytes, with the colon */
	bool		 bare;	 /* one word in capitals and lower case, or a few, which may be anything's label */
};

/* Words that all could be a name's: how many, and the last of them; 0 when one could not. */
static size_t
read_name(struct span name, struct span *last)
{
	size_t	 words = 0;

	for (size_t at = 0, end; at < name.n; at = end + 1, words++) {
		end = at + span_find(span_cut(name, at, name.n), SPAN(" "));
		*last = span_cut(name, at, end);
		if (words == LABEL_WORDS_MAX ||
		    !(is_name_word(*last) || (words > 0 && end < name.n && is_particle(*last))))
			return 0;
	}
	return words;
}

/* "First officer", "Cabin crew": words behind a capital one, which may be a role. */
static bool
read_role(struct span label, struct span *last)
{
	size_t	 words = 0;

	for (size_t at = 0, end; at < label.n; at = end + 1, words++) {
		end = at + span_find(span_cut(label, at, label.n), SPAN(" "));
		*last = span_cut(label, at, end);
		for (size_t i = 0; i < last->n; i++) {
			if (!utf8_is_letter((unsigned char)last->p[i]) && last->p[i] != '-')
				return false;
		}
	}
	return words > 1 && words <= ROLE_WORDS_MAX;
}

/* "Ann Berg (North Quay)", "The Minister for Ports (Ann Berg)": the name is before the brackets or in them. */
static bool
read_bracketed(struct span label, struct span *key)
{
	size_t		 open = span_find(label, SPAN(" ("));
	struct span	 seat;

	if (open == 0 || open + 3 >= label.n || label.p[label.n - 1] != ')')
		return false;
	seat = span_cut(label, open + 2, label.n - 1);
	if (span_starts(label, SPAN("The ")))
		return read_name(seat, key) > 1;
	return read_name(span_cut(label, 0, open), key) > 0;
}

/* "ADA QUILL, HOST": a programme prints in capitals who they are, and then what. */
static bool
read_ranked(struct span label, struct span *key)
{
	const size_t	 comma = span_find(label, SPAN(", "));

	return comma + 2 < label.n && is_capitals(label) &&
	    read_name(span_cut(label, 0, comma), key) > 1;
}

/* "CAPT. WALTER BRISCOE: I did" */
static bool
read_label(struct span text, struct heading *heading)
{
	struct span	 head = span_cut(text, 0, LABEL_BYTES_MAX), label;
	size_t		 first = 0, colon, words;

	if (!utf8_is_upper(utf8_next(head, &first)))
		return false;
	colon = span_find(head, SPAN(":"));
	if (colon + 1 >= head.n || head.p[colon + 1] != ' ')
		return false;
	/* French sets a space before it. */
	label = span_trim(span_cut(text, 0, colon));
	words = read_name(label, &heading->key);
	heading->length = colon + 1;
	heading->bare = words == 1 && !is_capitals(heading->key);
	if (words > 0 || read_bracketed(label, &heading->key) || read_ranked(label, &heading->key))
		return true;
	heading->bare = read_role(label, &heading->key);
	return heading->bare;
}

static struct label *
find_label(struct transcript *t, struct span key)
{
	uint64_t	 hash = TOKEN_HASH_NOTHING;

	for (size_t i = 0; i < key.n; i++)
		hash = token_hash_byte(hash, (char)span_lower(key.p[i]));
	for (size_t i = 0; i < t->nlabels; i++) {
		if (t->labels[i].hash == hash && span_eq_case(t->labels[i].key, key))
			return &t->labels[i];
	}
	if (t->nlabels == UNMARKED_LABELS_MAX)
		return NULL;
	t->labels[t->nlabels] = (struct label) { key, hash, 0, 0 };
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
count_label(struct transcript *t, const struct heading *heading)
{
	struct label	*label = find_label(t, heading->key);

	if (label != NULL)
		label->seen++;
}

/* A bare word is somebody's label when it comes again; "Where: the pier" comes once. */
static bool
begins_line(struct transcript *t, struct span text, struct heading *heading)
{
	const struct label	*label;

	if (!read_label(text, heading))
		return false;
	label = find_label(t, heading->key);
	return label != NULL && (!heading->bare || label->seen > 1);
}

static struct span
behind(struct span text, const struct heading *heading)
{
	return span_trim(span_cut(text, heading->length, text.n));
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

/* Several who speak more than once, in sentences, some of them questions unless they are many, and little between their lines. */
static bool
is_transcript(const struct transcript *t, const struct unmarked *paragraphs)
{
	size_t	 asides = 0; /* "(Laughter)" */

	if (t->lines < LINES_MIN || t->nlabels < SPEAKERS_MIN || t->repeated == 0 ||
	    4 * t->sentences < 3 * t->lines)
		return false;
	if (t->questions == 0 && (t->lines < LINES_PLENTY || t->repeated < 2))
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
	struct heading		 heading;

	for (size_t i = 0; i < count; i++) {
		if (read_label(paragraphs[i].text, &heading))
			count_label(&t, &heading);
	}
	if (t.nlabels < SPEAKERS_MIN)
		return;
	for (size_t i = 0; i < count; i++) {
		if (begins_line(&t, paragraphs[i].text, &heading))
			count_line(&t, i, heading.key, behind(paragraphs[i].text, &heading));
	}
	if (!is_transcript(&t, paragraphs))
		return;
	/* Between its lines whoever speaks once is heard too. */
	for (size_t i = t.first; i <= t.last; i++) {
		if (!read_label(paragraphs[i].text, &heading) || find_label(&t, heading.key) == NULL)
			continue;
		paragraphs[i].words = behind(paragraphs[i].text, &heading);
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
