#include "core/credit_line.h"

#include "core/agency.h"
#include "core/credit.h"
#include "core/credit_cue.h"
#include "core/utf8.h"

#define DATELINE_MAX 120  /* bytes from a paragraph's start to its agency's end */
#define CUE_BEGINS_MAX 60 /* bytes before the cue of a credit line */
#define LINE_WORDS_MAX 80 /* a longer paragraph is no credit line */

size_t
credit_words(struct span s)
{
	size_t	 words = 0;

	for (size_t i = 0; i < s.n; i++)
		words += s.p[i] != ' ' && s.p[i] != '\n' &&
		    (i == 0 || s.p[i - 1] == ' ' || s.p[i - 1] == '\n');
	return words;
}

/* The end of a paragraph, where credits stand, cut to what is looked at. */
struct span
credit_end(struct span s)
{
	size_t	 from = s.n > CREDIT_LOOK_MAX ? s.n - CREDIT_LOOK_MAX : 0;

	while (from < s.n && ((unsigned char)s.p[from] & 0xC0) == 0x80)
		from++;
	return span_cut(s, from, s.n);
}

/* Words that say a name helped with the text rather than wrote it: "(avec AFP)". */
static const char *const helpers[] = {
	"with", "avec", "mit", "con", "com", "met",
};

struct span
credit_helper(struct span s)
{
	for (size_t i = 0; i < LEN(helpers); i++) {
		struct span	 word = span_of(helpers[i]);

		if (span_eq_case(span_cut(s, 0, word.n), word) && s.n > word.n + 1 &&
		    s.p[word.n] == ' ')
			return span_trim(span_cut(s, word.n, s.n));
	}
	return SPAN_NONE;
}

bool
credit_ends_with_helper(struct span s)
{
	s = span_trim(s);
	if (span_ends(s, SPAN("l'")) || span_ends(s, SPAN("l\u2019")))
		s = span_trim(span_cut(s, 0, s.n - (s.p[s.n - 1] == '\'' ? 2 : 4)));
	for (size_t i = 0; i < LEN(helpers); i++) {
		size_t		 n = strlen(helpers[i]);
		struct span	 end = span_cut(s, s.n > n ? s.n - n : 0, s.n);

		if (span_eq_case(end, span_of(helpers[i])) &&
		    (s.n == n || strchr(" (,\n", s.p[s.n - n - 1]) != NULL))
			return true;
	}
	return false;
}

/* Marks and little words that join names: "(AP, Reuters and AFP)". */
static bool
is_joint(struct span s)
{
	static const char *const joints[] = { "and", "und", "et", "y", "e", "en", "with", "avec",
		"mit", "con", "com", "met", "news", "agency", "agencies", "the", "by", "for", "via",
		"l" };
	size_t	 at = 0;

	while (at < s.n) {
		size_t		 from = at;
		uint32_t	 c = utf8_next(s, &at);
		bool		 known = false;

		if (!utf8_is_letter(c) && !utf8_is_digit(c))
			continue;
		while (at < s.n) {
			size_t	 next = at;

			c = utf8_next(s, &next);
			if (!utf8_is_letter(c) && !utf8_is_digit(c))
				break;
			at = next;
		}
		for (size_t i = 0; i < LEN(joints); i++)
			known |= span_eq_case(span_cut(s, from, at), span_of(joints[i]));
		if (!known)
			return false;
	}
	return true;
}

/* Nothing but agencies and what joins them; returns how many there are, 0 when anything else is. */
size_t
credit_only_agencies(struct span s)
{
	struct span	 name;
	size_t		 at = 0, end = 0, n = 0;

	while (agency_find(s, &at, &name) != NULL) {
		size_t	 from = (size_t)(name.p - s.p);

		if (!is_joint(span_cut(s, end, from)))
			return 0;
		end = at;
		n++;
	}
	/* A regional desk may sign behind its agency: "dpa/lby", "PTI ABC". */
	return n > 0 && (s.n - end <= 8 || is_joint(span_cut(s, end, s.n))) ? n : 0;
}

/* Could this open a dateline: a place, perhaps a day, in one short stretch? */
static bool
is_place(struct span s)
{
	size_t	 at = 0, words = credit_words(s);

	if (s.n == 0)
		return true;
	if (!utf8_is_letter(utf8_next(s, &at)))
		return false;
	return words <= 3 || (words <= 10 && memchr(s.p, ',', s.n) != NULL) ||
	    memchr(s.p, '[', s.n) != NULL;
}

/* Datelines shout their place: no small letter in the first word. */
static bool
is_shouted(struct span place)
{
	size_t	 at = 0, letters = 0;

	while (at < place.n) {
		uint32_t	 c = utf8_next(place, &at);

		if (utf8_is_lower(c))
			return false;
		if (!utf8_is_letter(c))
			break;
		letters++;
	}
	return letters >= 3;
}

/* One to three capitalised words, as an agency no table knows would sign. */
static bool
may_be_agency(struct span s)
{
	bool	 begins = true;

	if (s.n < 2 || s.n > 32 || credit_words(s) > 3)
		return false;
	for (size_t at = 0; at < s.n;) {
		uint32_t	 c = utf8_next(s, &at);

		if (!utf8_is_letter(c) && c != ' ' && c != '-')
			return false;
		if (begins && !utf8_is_upper(c))
			return false;
		begins = c == ' ';
	}
	return true;
}

/* What stands between the marks `open` and `close`, the first time in the head of s. */
static bool
between(struct span s, char open, char close, struct span *before, struct span *inside, size_t *end)
{
	struct span	 head = span_cut(s, 0, DATELINE_MAX);
	const char	*from = memchr(head.p, open, head.n), *to;

	if (from == NULL)
		return false;
	to = memchr(from + 1, close, head.n - (size_t)(from + 1 - head.p));
	if (to == NULL)
		return false;
	*before = span_trim(span_cut(s, 0, (size_t)(from - s.p)));
	*inside = span_cut(s, (size_t)(from + 1 - s.p), (size_t)(to - s.p));
	*end = (size_t)(to + 1 - s.p);
	return true;
}

/* What hands over to the report behind the bracket: a dash, colon, stop; 0 when nothing does. */
static uint32_t
handover(struct span s, size_t at)
{
	uint32_t	 c;

	while (at < s.n && s.p[at] == ' ')
		at++;
	c = utf8_next(s, &at);
	if (c >= 0x2010 && c <= 0x2015)
		return '-';
	return c == '-' || c == ':' || c == '.' || utf8_is_upper(c) ? c : 0;
}

bool
credit_dateline(struct span paragraph, struct span *found)
{
	struct span	 place, inside;
	size_t		 end;

	if (paragraph.n == 0)
		return false;
	if (between(paragraph, '(', ')', &place, &inside, &end) && is_place(place)) {
		uint32_t	 hand = handover(paragraph, end);
		bool		 mark = hand == '-' || hand == ':' || hand == '.';

		*found = inside;
		if (credit_only_agencies(inside) > 0 && (mark || (place.n > 0 && hand != 0)))
			return true;
		if (hand == '-' && is_shouted(place) && may_be_agency(inside))
			return true;
	}
	if (between(paragraph, '/', '/', &place, &inside, &end) && is_place(place) &&
	    credit_only_agencies(inside) > 0) {
		*found = inside;
		return true;
	}
	return false;
}

bool
credit_is_line(struct span paragraph)
{
	const struct credit_cue	*cue;
	struct span		 printed, names, name;
	size_t			 at = 0, name_at = 0, cue_at;

	if (paragraph.n > CREDIT_LOOK_MAX)
		return false;
	cue = credit_cue_find(paragraph, &at, &printed, &names);
	if (cue == NULL || credit_words(paragraph) > LINE_WORDS_MAX)
		return false;
	/* Who contributed stands before the cue, all else behind it in the first words. */
	if (cue->names == NAMES_BEFORE)
		return names.p == paragraph.p;
	cue_at = (size_t)(printed.p - paragraph.p);
	if (cue_at > CUE_BEGINS_MAX ||
	    span_find(span_cut(paragraph, 0, cue_at), SPAN(". ")) < cue_at)
		return false;
	return cue->role != CREDIT_AGENCY || cue->names == NAMES_STYLE || cue->phrase[0] == 'c' ||
	    (unsigned char)cue->phrase[0] >= 0x80 || cue->phrase[0] == '(' ||
	    agency_find(names, &name_at, &name) != NULL;
}

/* The last bracket of a paragraph, when the paragraph ends with it. */
struct span
credit_last_bracket(struct span s)
{
	size_t	 to = s.n, from;

	while (to > 0 && (s.p[to - 1] == '.' || s.p[to - 1] == ' '))
		to--;
	if (to == 0 || s.p[to - 1] != ')')
		return SPAN_NONE;
	for (from = to - 1; from > 0 && s.p[from - 1] != '('; from--)
		;
	return from == 0 ? SPAN_NONE : span_cut(s, from, to - 1);
}

/* The few bytes behind a paragraph's last sentence: "- AFP", "/dpa". */
struct span
credit_last_words(struct span s)
{
	size_t	 from = s.n;

	while (from > 0 && s.n - from < 40 && strchr(".!?\"", s.p[from - 1]) == NULL)
		from--;
	while (from < s.n && ((unsigned char)s.p[from] & 0xC0) == 0x80)
		from++;
	return from > 0 && from < s.n ? span_trim(span_cut(s, from, s.n)) : SPAN_NONE;
}
