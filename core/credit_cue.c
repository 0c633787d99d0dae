#include "core/credit_cue.h"

#include "core/row.h"
#include "core/utf8.h"

/* In byte order, small letters; no phrase begins with another. */
static const struct credit_cue cues[] = {
	{ "(additional reporting by", CREDIT_AGENCY, NAMES_STYLE, CUE_STYLE, "Reuters" },
	{ "(c) 2", CREDIT_AGENCY, NAMES_BEHIND, CUE_OPENS | CUE_HOLDER, NULL },
	{ "(reporting by", CREDIT_AGENCY, NAMES_STYLE, CUE_STYLE, "Reuters" },
	{ "additional reporting by", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "appeared first on", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "article first appeared in", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "article first appeared on", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "based on reporting by", CREDIT_CONTRIBUTED, NAMES_BEHIND, 0, NULL },
	{ "bron:", CREDIT_AGENCY, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "com informações d", CREDIT_INPUTS, NAMES_BEHIND, CUE_WORD, NULL },
	{ "compiled from", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_WORD, NULL },
	{ "con informacion de", CREDIT_INPUTS, NAMES_BEHIND, CUE_WORD, NULL },
	{ "con información de", CREDIT_INPUTS, NAMES_BEHIND, CUE_WORD, NULL },
	{ "con informazioni di", CREDIT_INPUTS, NAMES_BEHIND, CUE_OPENS | CUE_WORD, NULL },
	{ "contributed reporting", CREDIT_CONTRIBUTED, NAMES_BEFORE, 0, NULL },
	{ "contributed to reporting", CREDIT_CONTRIBUTED, NAMES_BEFORE, 0, NULL },
	{ "contributed to the story", CREDIT_CONTRIBUTED, NAMES_BEFORE, 0, NULL },
	{ "contributed to this", CREDIT_CONTRIBUTED, NAMES_BEFORE, 0, NULL },
	{ "contributing: ", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "copyright", CREDIT_AGENCY, NAMES_BEHIND, CUE_OPENS | CUE_HOLDER, NULL },
	{ "first published by", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "first published in", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "first published on", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "fonte:", CREDIT_AGENCY, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "fuente:", CREDIT_AGENCY, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "generated from", CREDIT_AGENCY, NAMES_BEHIND, CUE_HOLDER, NULL },
	{ "includes information from", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_WORD, NULL },
	{ "includes material from", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_WORD, NULL },
	{ "includes reporting by", CREDIT_CONTRIBUTED, NAMES_BEHIND, 0, NULL },
	{ "inputs from", CREDIT_INPUTS, NAMES_BEHIND, CUE_OPENS | CUE_WORD, NULL },
	{ "met informatie van", CREDIT_INPUTS, NAMES_BEHIND, CUE_OPENS | CUE_WORD, NULL },
	{ "mit material der", CREDIT_INPUTS, NAMES_BEHIND, CUE_WORD, NULL },
	{ "mit material von", CREDIT_INPUTS, NAMES_BEHIND, CUE_WORD, NULL },
	{ "originally appeared at", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "originally appeared in", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "originally appeared on", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "originally published at", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "originally published by", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "originally published in", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "originally published on", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "quelle:", CREDIT_AGENCY, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "quellen:", CREDIT_AGENCY, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "read the full story at", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "read the full story on", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "read the original article at", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "read the original article on", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "read the original story", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "reprinted from", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "reprinted with permission from", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "reprinted with permission of", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "republished from", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "republished with permission from", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "republished with permission of", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "source :", CREDIT_AGENCY, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "source:", CREDIT_AGENCY, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "sources:", CREDIT_AGENCY, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "story first appeared in", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "story first appeared on", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_ANY, NULL },
	{ "this article came from", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_WORD, NULL },
	{ "this article comes from", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_WORD, NULL },
	{ "this article is from", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "this article was provided by", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_WORD, NULL },
	{ "this report came from", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_WORD, NULL },
	{ "this report comes from", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_WORD, NULL },
	{ "this report was provided by", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_WORD, NULL },
	{ "this story came from", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_WORD, NULL },
	{ "this story comes from", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_WORD, NULL },
	{ "this story is from", CREDIT_REPUBLISHED, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "this story was provided by", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_WORD, NULL },
	{ "thomson reuters trust principles", CREDIT_AGENCY, NAMES_STYLE, 0, "Reuters" },
	{ "with additional reporting by", CREDIT_CONTRIBUTED, NAMES_BEHIND, 0, NULL },
	{ "with agency inputs from", CREDIT_INPUTS, NAMES_BEHIND, CUE_WORD, NULL },
	{ "with files from", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_OPENS | CUE_WORD, NULL },
	{ "with information from", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_OPENS | CUE_WORD, NULL },
	{ "with input from", CREDIT_INPUTS, NAMES_BEHIND, CUE_WORD, NULL },
	{ "with inputs from", CREDIT_INPUTS, NAMES_BEHIND, CUE_WORD, NULL },
	{ "with material from", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_OPENS | CUE_WORD, NULL },
	{ "with reporting by", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "with reporting from", CREDIT_CONTRIBUTED, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "©", CREDIT_AGENCY, NAMES_BEHIND, CUE_HOLDER, NULL },
	{ "Источник:", CREDIT_AGENCY, NAMES_BEHIND, CUE_OPENS, NULL },
	{ "来源：", CREDIT_AGENCY, NAMES_BEHIND, CUE_OPENS, NULL },
};

#include "core/credit_cue_index.inc"

#define NAMES_MAX 240 /* bytes a stretch of names takes */

static bool
is_edge(struct span s, size_t at)
{
	size_t		 before = at;
	uint32_t	 c = utf8_prev(s, &before);

	return !utf8_is_letter(c) && !utf8_is_digit(c);
}

/* Does nothing but marks stand between the paragraph's start, or a bracket, and byte `at`? */
static bool
opens(struct span s, size_t at)
{
	while (at > 0) {
		uint32_t	 c = utf8_prev(s, &at);

		if (c == '(' || c == '[')
			return true;
		if (utf8_is_word(c))
			return false;
	}
	return true;
}

/* A full stop with a space behind it ends a sentence here unless a capital letter stands before. */
static bool
is_stop(struct span s, size_t at)
{
	if (s.p[at] != '.')
		return false;
	if (at + 1 < s.n && strchr(" \n\t)", s.p[at + 1]) == NULL)
		return false;
	return at == 0 || s.p[at - 1] < 'A' || s.p[at - 1] > 'Z' || at + 1 == s.n ||
	    (at > 1 && s.p[at - 2] >= 'A' && s.p[at - 2] <= 'Z');
}

static struct span
names_behind(struct span s, size_t from)
{
	size_t	 to = from;

	while (
	    to < s.n && to - from < NAMES_MAX && !is_stop(s, to) && strchr(")];", s.p[to]) == NULL)
		to++;
	while (to < s.n && ((unsigned char)s.p[to] & 0xC0) == 0x80)
		to++;
	return span_cut(s, from, to);
}

static struct span
names_before(struct span s, size_t to)
{
	size_t	 from = to;

	while (from > 0 && !is_stop(s, from - 1))
		from--;
	return span_cut(s, from, to);
}

/* Reuters signs its desk: reporters, then editors behind a semicolon, in one bracket. */
static bool
is_style(struct span s, size_t at)
{
	struct span	 rest = span_cut(s, at, s.n);
	size_t		 editor = span_find(rest, SPAN("diting by"));

	return s.p[at] != '(' || (editor < rest.n && memchr(rest.p, ';', editor) != NULL);
}

static const struct credit_cue *
cue_at(struct span s, size_t at)
{
	const struct credit_cue	*cue = ROW_BEGINS(cues, span_cut(s, at, s.n));

	if (cue == NULL || ((cue->flags & CUE_OPENS) != 0 && !opens(s, at)))
		return NULL;
	return cue->names != NAMES_STYLE || is_style(s, at) ? cue : NULL;
}

const struct credit_cue *
credit_cue_find(struct span paragraph, size_t *at, struct span *cue, struct span *names)
{
	while (*at < paragraph.n) {
		const size_t		 from = *at;
		const struct credit_cue	*hit;

		if (!row_may_begin(cues_begins, span_cut(paragraph, from, paragraph.n)) ||
		    !is_edge(paragraph, from) || (hit = cue_at(paragraph, from)) == NULL) {
			/* Inside a word no cue begins. */
			for (++*at; row_is_head(paragraph.p[from]) && *at < paragraph.n &&
			     row_is_head(paragraph.p[*at]);)
				++*at;
			continue;
		}
		*at += strlen(hit->phrase);
		*cue = span_cut(paragraph, from, *at);
		*names = hit->names == NAMES_BEFORE ? names_before(paragraph, from) :
						      names_behind(paragraph, *at);
		return hit;
	}
	return NULL;
}

struct span
credit_cue_name(struct span s)
{
	size_t	 at = 0, to = 0;

	s = span_trim(s);
	if (span_eq_case(span_cut(s, 0, 4), SPAN("the ")))
		s = span_trim(span_cut(s, 4, s.n));
	while (at < s.n) {
		size_t		 from = at;
		uint32_t	 c = utf8_next(s, &at);
		struct span	 word;

		while (at < s.n && strchr(" ,;:\n", s.p[at]) == NULL)
			at++;
		word = span_cut(s, from, at);
		if (!utf8_is_upper(c) && !utf8_is_digit(c) && !span_eq(word, SPAN("of")) &&
		    !span_eq(word, SPAN("&")) && memchr(word.p, '.', word.n) == NULL)
			break;
		if (utf8_is_upper(c) || utf8_is_digit(c) || memchr(word.p, '.', word.n) != NULL)
			to = at;
		if (at < s.n && s.p[at] != ' ')
			break;
		while (at < s.n && s.p[at] == ' ')
			at++;
	}
	while (to > 0 && s.p[to - 1] == '.')
		to--;
	return span_cut(s, 0, to);
}

size_t
credit_cue_list(const struct credit_cue **list)
{
	*list = cues;
	return LEN(cues);
}
