/* Date lines: lines that are dates, labels and names, and no prose. */
#include "core/dating_text.h"
#include "core/unmarked.h"
#include "core/utf8.h"

#define SIGN_LABEL_MAX 6 /* ideographs before a colon */
#define LINE_MAX_BYTES 240
#define LINE_DATES_MAX 4 /* more is a calendar, or a list of other articles */

static bool
is_quotation_mark(uint32_t c)
{
	return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB;
}

/* Kinds of words that stand in date lines beside dates. */
static bool
is_neutral(enum date_word_kind kind)
{
	switch (kind) {
	case WORD_WEEKDAY:
	case WORD_UNIT:
	case WORD_NUMBER:
	case WORD_AGO_AFTER:
	case WORD_AT:
	case WORD_CLOCK:
	case WORD_OF:
	case WORD_LABEL:
		return true;
	default:
		return false;
	}
}

/* Does a mark cut a line into parts of its own: "By A. Writer | January 7 | 3 min"? */
static bool
is_divider(const struct lexeme *lexeme)
{
	if (lexeme->kind != LEXEME_MARK)
		return false;
	return lexeme->mark == '|' || lexeme->mark == 0xB7 || lexeme->mark == 0x2022 ||
	    (lexeme->mark == '-' && lexeme->spaced);
}

/* One word beside the dates; `first` when it opens the line or follows a mark. */
static void
look_at_word(const struct lexeme *lexeme, uint32_t languages, bool first, struct line_look *look)
{
	struct date_words	 words = date_words_of(lexeme->text);
	bool			 neutral = false;

	for (size_t i = 0; i < words.count; i++) {
		const struct date_word	*row = &words.rows[i];

		if ((row->languages & languages) == 0)
			continue;
		neutral |= is_neutral(row->kind) || row->kind == WORD_PUBLISHED ||
		    row->kind == WORD_UPDATED || (row->kind == WORD_BY && first);
		look->published |= row->kind == WORD_PUBLISHED;
		look->updated |= row->kind == WORD_UPDATED;
		look->by |= row->kind == WORD_BY && first;
	}
	if (neutral)
		return;
	if (lexeme->capital)
		look->names++;
	else
		look->plain++;
}

/* "Posted on:" in signs, each of which is a word to us: a few of them and a colon. */
static bool
is_sign_label(struct span gap)
{
	size_t	 count = 0;

	for (size_t at = 0; at < gap.n;) {
		uint32_t	 c = utf8_next(gap, &at);

		if (c == ':' || c == 0xFF1A)
			return count > 0 && count <= SIGN_LABEL_MAX &&
			    span_trim(span_cut(gap, at, gap.n)).n == 0;
		if (!utf8_is_ideograph(c))
			return false;
		count++;
	}
	return false;
}

/* Words before the first divider of a stretch and behind its last; equal when it has none. */
struct beside {
	size_t	 first, last;
};

/* The words of a stretch without dates. */
static struct beside
look_beside(struct span gap, uint32_t languages, struct line_look *look)
{
	struct beside	 words = { 0, 0 };
	bool		 first = true, divided = false;

	for (size_t at = 0; at < gap.n;) {
		struct lexeme	 lexeme = lexeme_next(gap, &at);

		if (lexeme.kind == LEXEME_WORD) {
			look_at_word(&lexeme, languages, first, look);
			words.first += !divided;
			words.last++;
		} else if (is_divider(&lexeme)) {
			divided = true;
			words.last = 0;
		} else if (lexeme.kind == LEXEME_MARK && is_quotation_mark(lexeme.mark)) {
			look->quoted = true;
		}
		first = lexeme.kind == LEXEME_MARK && lexeme.mark != '.';
	}
	return words;
}

static void
look_at_phrase(const struct date_phrase_found *found, struct line_look *look)
{
	look->dates++;
	if (found->is_age) {
		look->counted |= found->age.days_back >= 0;
		return;
	}
	look->clock |= found->moment.hour >= 0;
	look->weekday |= found->moment.weekday != 0;
	look->day |= found->moment.year != 0;
}

static struct line_look
look_at_line(struct span line, struct span language)
{
	struct date_context		 context = { .language = language, .anchor = DATE_UNKNOWN };
	struct line_look		 look = { .apart = true };
	struct date_phrase_found	 found;
	struct date_phrase		 p;
	struct beside			 beside;
	size_t				 at = 0, behind = 0;
	uint32_t			 labels;

	date_phrase_in_context(&p, &context);
	labels = p.languages == 0 ? UINT32_MAX : p.languages | date_languages(SPAN("en"));
	if (p.languages == 0)
		p.languages = date_languages(SPAN("en"));
	while (look.dates <= LINE_DATES_MAX && date_phrase_find(&p, line, &at, &found)) {
		struct span	 gap = span_cut(line, behind, (size_t)(found.text.p - line.p));

		beside =
		    is_sign_label(gap) ? (struct beside) { 0, 0 } : look_beside(gap, labels, &look);
		look.apart &= beside.last == 0 && (look.dates == 0 || beside.first == 0);
		look_at_phrase(&found, &look);
		behind = at;
	}
	if (look.dates == 0) /* as in most lines; their words need no look */
		return look;
	beside = look_beside(span_cut(line, behind, line.n), labels, &look);
	look.apart &= beside.first == 0;
	return look;
}

bool
line_is_date(struct span line, struct span language, struct line_look *look)
{
	*look = (struct line_look) { 0 };
	if (line.n == 0 || line.n > LINE_MAX_BYTES)
		return false;
	*look = look_at_line(line, language);
	if (look->dates == 0 || look->dates > LINE_DATES_MAX || look->quoted ||
	    dating_is_imprint(line))
		return false;
	/* The day of a post that the page quotes is not the page's. */
	if (unmarked_signs_post(line))
		return false;
	/* "Today" alone is a button. */
	if (look->counted && !look->day && !look->published && !look->updated)
		return false;
	if (look->by)
		return look->plain <= 4 && look->names <= 14;
	if (look->published || look->updated)
		return look->plain <= 3 && look->names <= 8;
	if (look->apart)
		return look->plain <= 3 && look->names <= 8;
	return look->plain == 0 && look->names <= 6;
}

/* A numeral of whatever script: what is not ASCII may be one. */
static bool
may_hold_numeral(struct span line)
{
	for (size_t i = 0; i < line.n; i++) {
		if ((unsigned char)line.p[i] >= 0x80 || utf8_is_digit((unsigned char)line.p[i]))
			return true;
	}
	return false;
}

bool
line_is_day(struct span line, struct span language, struct line_look *look)
{
	return may_hold_numeral(line) && line_is_date(line, language, look) && look->day;
}

bool
dating_is_imprint(struct span line)
{
	static const char *const signs[] = { "\u00A9", "(c) ", "(C) ", "opyright" };

	for (size_t i = 0; i < LEN(signs); i++) {
		size_t	 at = span_find(line, span_of(signs[i]));

		if (at == line.n)
			continue;
		for (at += strlen(signs[i]);
		     at < line.n && strchr(" :\xC2\xA9", line.p[at]) != NULL;)
			at++;
		if (at < line.n && line.p[at] >= '0' && line.p[at] <= '9')
			return true;
	}
	return false;
}

bool
dating_is_line(struct span line, struct span language)
{
	struct line_look	 look;

	return line_is_date(line, language, &look);
}
