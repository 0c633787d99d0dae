#include "fetch/byline.h"

#include <utf8proc.h>

#include "core/buf.h"
#include "core/credit.h"
#include "core/date_phrase.h"
#include "core/utf8.h"

#define NAMES_MAX 12u
#define ECHO_MIN 8u /* bytes of a name that is said twice; "Lala" is one */

/* What stands before a name, in lower case. Each is followed by a space or a colon. */
static const char *const prefixes[] = {
	"by", "written by", "posted by", "published by", "story by", "reported by", "report by",
	"author", "von", "par", "por", "postado por", "publicado por", "escrito por", "di", "a cura di",
	"door", "av", "af", "text", "texto", "texte", "autor", "autorin", "auteur", "autore", "tekst",
	"przez", "podle", "szerz\xC3\xB6", "yazan", "oleh", "article by",
	"\u0391\u03C0\u03CC", "\u0410\u0432\u0442\u043E\u0440", "\u0422\u0435\u043A\u0441\u0442",
	"\u0643\u062A\u0628", "\u0643\u062A\u0628\u062A", "\u0628\u0642\u0644\u0645",
	"\u0646\u0648\u06CC\u0633\u0646\u062F\u0647",
};

/* Behind the prefix; 0 when the line has none. */
static size_t
prefix_length(struct span line)
{
	size_t	 best = 0;

	for (size_t i = 0; i < LEN(prefixes); i++) {
		size_t	 n;

		if (!span_begins_case(line, prefixes[i]))
			continue;
		n = strlen(prefixes[i]);
		if (n >= line.n)
			continue;
		if (line.p[n] == ':' || line.p[n] == ' ' || line.p[n] == '\n')
			best = n + 1 > best ? n + 1 : best;
	}
	return best;
}

/* Where the next name ends: at a comma, a bar, "and" and its kin, or another "By". */
static size_t
name_end(struct span s, size_t *behind)
{
	static const char *const joints[] = {
		", ", " and ", " & ", " und ", " et ", " y ", " e ", " en ", " og ", " och ", " i ",
		" | ", "; ", " \xC2\xB7 ", "\n", "/",
	};
	size_t	 end = s.n;

	*behind = s.n;
	for (size_t i = 0; i < LEN(joints); i++) {
		size_t	 at = span_find(s, span_of(joints[i]));

		if (at < end) {
			end = at;
			*behind = at + strlen(joints[i]);
		}
	}
	return end;
}

bool
byline_goes_on(struct span behind)
{
	size_t	 next;

	return behind.n > 0 && name_end(behind, &next) == 0;
}

struct span
byline_inside(struct span line)
{
	static const char *const joints[] = { " by ", " von ", " par ", " por ", " di ", " door ",
		" av ", " af ", " przez ", " oleh " };

	for (size_t i = 0; i < LEN(joints); i++) {
		size_t		 at = span_find(line, span_of(joints[i]));
		struct span	 rest = span_trim(span_cut(line, at, line.n));

		if (at < line.n && byline_begins(rest))
			return rest;
	}
	return SPAN_NONE;
}

bool
byline_begins(struct span line)
{
	size_t		 n = prefix_length(line), at = 0;
	uint32_t	 c;

	line = span_trim(span_cut(line, n, line.n));
	if (n == 0 || line.n == 0)
		return false;
	/* In a script without capitals every name may be one. */
	c = utf8_next(line, &at);
	return utf8_is_letter(c) && !utf8_is_lower(c);
}

/* Is a word all capitals, and more than an initial? */
static bool
is_shouted(struct span word)
{
	size_t	 letters = 0;

	for (size_t at = 0; at < word.n;) {
		uint32_t	 c = utf8_next(word, &at);

		if (utf8_is_lower(c))
			return false;
		letters += utf8_is_upper(c);
	}
	return letters >= 2;
}

static struct span
next_word(struct span s, size_t *at)
{
	size_t	 from;

	while (*at < s.n && (s.p[*at] == ' ' || s.p[*at] == '\n'))
		++*at;
	from = *at;
	while (*at < s.n && s.p[*at] != ' ' && s.p[*at] != '\n')
		++*at;
	return span_cut(s, from, *at);
}

/* A name in capitals, without the employer behind it; the whole when it is not so printed. */
static struct span
shouted_part(struct span name)
{
	size_t	 at = 0, end = 0;
	unsigned	 shouted = 0;

	while (at < name.n) {
		struct span	 word = next_word(name, &at);
		bool		 initial = word.n <= 2 && word.n > 0;

		if (word.n == 0 || (!is_shouted(word) && !(initial && shouted > 0)))
			break;
		shouted += is_shouted(word);
		end = at;
	}
	return shouted >= 2 ? span_cut(name, 0, end) : name;
}

/* "DASHA" as "Dasha", "O'BRIEN" as "O'Brien". */
static void
add_ordinary(struct buf *b, struct span name)
{
	bool	 inside = false;

	for (size_t at = 0; at < name.n;) {
		uint32_t	 c = utf8_next(name, &at);

		buf_utf8(b, inside ? (uint32_t)utf8proc_tolower((utf8proc_int32_t)c) : c);
		inside = utf8_is_letter(c);
	}
}

static bool
is_known(const struct span *names, size_t count, struct span name)
{
	for (size_t i = 0; i < count; i++) {
		if (span_eq_case(names[i], name))
			return true;
	}
	return false;
}

/* The line with a break in place of every date: those are no part of a name. */
static bool
without_dates(struct span line, struct arena *arena, struct span *rest, struct fault *f)
{
	const struct date_context	 context = { .anchor = DATE_UNKNOWN };
	struct date_phrase_found	 found;
	struct date_phrase		 p;
	struct buf			 b = BUF(BYLINE_MAX * 4);
	size_t				 at = 0, behind = 0;

	date_phrase_in_context(&p, &context);
	while (date_phrase_find(&p, line, &at, &found)) {
		buf_add(&b, span_cut(line, behind, (size_t)(found.text.p - line.p)));
		buf_char(&b, '\n');
		behind = at;
	}
	buf_add(&b, span_cut(line, behind, line.n));
	return buf_end(&b, arena, rest, f);
}

/* Is a word one that stands beside dates: "Updated", "Friday", "18.30", "Uhr"? */
static bool
is_date_word(struct span word)
{
	size_t		 at = 0;
	struct lexeme	 lexeme = lexeme_next(word, &at);

	while (lexeme.kind == LEXEME_MARK)
		lexeme = lexeme_next(word, &at);
	return lexeme.kind != LEXEME_WORD || date_words_of(lexeme.text).count > 0;
}

/*
 * Is this part of a byline no name: words that go with dates, or what somebody
 * is rather than who? Nobody is called "staff writer", in any capitals.
 */
static bool
is_no_name(struct span part)
{
	static const char *const offices[] = { "chief", "columnist", "contributor", "correspondent",
		"editor", "freelancer", "photographer", "producer", "redakteur", "redakteurin",
		"reporter", "reporters", "writer", "writers" };
	struct span		 word = SPAN_NONE;
	bool			 dates = true;

	for (size_t at = 0; at < part.n;) {
		word = next_word(part, &at);
		dates &= word.n == 0 || is_date_word(word);
	}
	if (span_eq_case(span_cut(part, 0, 4), SPAN("via ")))
		return true;	/* whose page it was before */
	for (size_t i = 0; i < LEN(offices) && !dates; i++) {
		if (span_eq_case(word, span_of(offices[i])))
			return true;
	}
	return dates;
}

/* Without a handle or an address of mail, and without the place somebody wrote from. */
static struct span
without_whereabouts(struct span name)
{
	size_t	 mail = span_find(name, SPAN("@")), in = span_find(name, SPAN(" in "));

	if (mail < name.n) {
		while (mail > 0 && name.p[mail - 1] != ' ')
			mail--;
		name = span_trim(span_cut(name, 0, mail));
	}
	/* One word before it is no name: "Staff in London". */
	return in < name.n && span_find(name, SPAN(" ")) < in ? span_cut(name, 0, in) : name;
}

/* What parted a name from the date that stood beside it. */
static struct span
without_marks(struct span name)
{
	name = span_trim(name);
	while (name.n > 0 && strchr(",;:|-/(", name.p[name.n - 1]) != NULL)
		name = span_trim(span_cut(name, 0, name.n - 1));
	while (name.n > 0 && strchr(",;:|-/)", name.p[0]) != NULL)
		name = span_trim(span_cut(name, 1, name.n));
	return name;
}

/* "Ann Lee Ann Lee", once for readers and once for a machine, as it is said. */
static struct span
without_echo(struct span name)
{
	size_t	 half = name.n / 2, behind = (name.n + 1) / 2;

	if (name.n < ECHO_MIN || (behind > half && name.p[half] != ' ') ||
	    !span_eq(span_cut(name, 0, half), span_cut(name, behind, name.n)))
		return name;
	return span_cut(name, 0, half);
}

/* A word in capitals behind a name is its house: "Ann Lee / TNN". */
static bool
is_house(struct span name)
{
	return is_shouted(name) && span_find(name, SPAN(" ")) == name.n;
}

bool
byline_names(struct span printed, struct arena *arena, struct span *names, struct fault *f)
{
	struct buf	 b = BUF(BYLINE_MAX * 4);
	struct span	 seen[NAMES_MAX], rest = span_trim(printed);
	size_t		 count = 0;
	bool		 shouted = false;

	*names = SPAN_NONE;
	if (rest.n > BYLINE_MAX)
		return true;
	if (!without_dates(rest, arena, &rest, f))
		return false;
	rest = span_trim(rest);
	while (rest.n > 0 && count < NAMES_MAX) {
		size_t		 behind, end;
		struct span	 name;

		rest = span_trim(span_cut(rest, prefix_length(rest), rest.n));
		end = name_end(rest, &behind);
		name = without_echo(without_whereabouts(without_marks(span_cut(rest, 0, end))));
		rest = span_trim(span_cut(rest, behind, rest.n));
		/* "ANNA WRITER, Some Agency": only names go on in capitals. */
		if (name.n == 0 || (shouted && shouted_part(name).n == name.n && !is_shouted(name)))
			continue;
		if (shouted_part(name).n < name.n || is_shouted(name))
			shouted = true;
		name = shouted_part(name);
		if (is_known(seen, count, name) || is_no_name(name) ||
		    (count > 0 && (credit_is_agency(name) || is_house(name))))
			continue;
		if (count > 0)
			buf_add(&b, SPAN(", "));
		if (is_shouted(name) && span_find(name, SPAN(" ")) < name.n)
			add_ordinary(&b, name);
		else
			buf_add(&b, name);
		seen[count++] = name;
	}
	return buf_end(&b, arena, names, f);
}
