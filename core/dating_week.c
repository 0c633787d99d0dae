/* Weekdays in running text: which are told as past, and what they bound. */
#include "core/dating_text.h"
#include "core/past.h"
#include "core/sentence.h"
#include "core/utf8.h"

#define WEEKDAY_BYTES_MIN 5 /* abbreviations are no names in prose */
#define SENTENCE_SIDE 1000  /* bytes to either side; longer sentences are cut */
#define OPENING_PROSE 3	    /* paragraphs whose weekday is the report's */
#define PARAGRAPHS_MAX 400
#define PLACES_MAX 4000	    /* names counted */
#define MAIN_SHARE 3	    /* the story's place holds a third of the names */
#define NEAR_DAYS 6	    /* a bare weekday is within six days, by house style */

/*
 * Words of a sentence that tells of what is planned, or puts the weekday at its far end.
 * In byte order.
 */
static const char *const future_words[] = {
	"ahead", "awaits", "coming", "expects", "plan", "planning", "plans", "scheduled", "shall",
	"slated", "till", "tomorrow", "tonight", "until", "upcoming", "will", "would",
};

/* These do so behind a form of "be": "was to speak on Friday", not "he expected". In byte order. */
static const char *const future_participles[] = {
	"due", "expected", "planned", "set", "to",
};
static const char *const forms_of_be[] = {
	"are", "be", "been", "is", "was", "were",
};

/* Words before a weekday that make it another than the last one. */
static const char *const other_weekday[] = {
	"a", "an", "another", "any", "before", "by", "each", "every", "following", "from", "her",
	"his", "its", "last", "my", "next", "of", "one", "our", "previous", "since", "that", "the",
	"their", "this", "through", "to",
};

/*
 * What stands before a weekday told as past, in languages whose prose we can tell so far.
 * NULL: anything.
 */
static const struct {
	const char	*language, *before;
} before_weekday[] = {
	{ "de", "am" },
	{ "es", "el" },
	{ "fr", NULL },
	{ "id", "hari" },
	{ "it", NULL },
	{ "nl", NULL },
	{ "pl", "w" },
	{ "pt", "na" },
	{ "pt", "no" },
	{ "ru", "\u0432" },
	{ "sv", "p\u00E5" },
};

static bool
is_one_of(struct span word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (span_is_case(word, words[i]))
			return true;
	}
	return false;
}

struct span
week_sentence(struct span text, size_t at)
{
	size_t	 start = at > SENTENCE_SIDE ? at - SENTENCE_SIDE : 0;
	size_t	 limit = text.n - at > SENTENCE_SIDE ? at + SENTENCE_SIDE : text.n, end = limit;

	for (size_t i = start; i + 1 < limit; i++) {
		if ((text.p[i] != '.' && text.p[i] != '!' && text.p[i] != '?') ||
		    (text.p[i + 1] != ' ' && text.p[i + 1] != '\n') || !sentence_ends(text, i + 1))
			continue;
		if (i + 1 > at) {
			end = i + 1;
			break;
		}
		start = i + 1;
	}
	/* Cut by bytes, then back to whole characters. */
	while (start < end && ((unsigned char)text.p[start] & 0xC0) == 0x80)
		start++;
	while (end > start && end < text.n && ((unsigned char)text.p[end] & 0xC0) == 0x80)
		end--;
	return span_cut(text, start, end);
}

/* Is one of its words of the list? */
static bool
says_one_of(struct span sentence, const char *const *words, size_t count)
{
	for (size_t at = 0; at < sentence.n;) {
		struct lexeme	 lexeme = lexeme_next(sentence, &at);

		if (lexeme.kind == LEXEME_WORD && is_one_of(lexeme.text, words, count))
			return true;
	}
	return false;
}

bool
week_is_future(struct span sentence)
{
	struct span	 before = SPAN_NONE;

	for (size_t at = 0; at < sentence.n;) {
		struct lexeme	 lexeme = lexeme_next(sentence, &at);

		if (lexeme.kind != LEXEME_WORD)
			continue;
		if (is_one_of(before, forms_of_be, LEN(forms_of_be)) &&
		    is_one_of(lexeme.text, future_participles, LEN(future_participles)))
			return true;
		before = lexeme.text;
	}
	return says_one_of(sentence, future_words, LEN(future_words));
}

static bool
tells_past(struct span sentence)
{
	for (size_t at = 0; at < sentence.n;) {
		struct lexeme	 lexeme = lexeme_next(sentence, &at);

		if (lexeme.kind == LEXEME_WORD &&
		    (lexeme.capital ? past_is_irregular(lexeme.text) : past_is(lexeme.text)))
			return true;
	}
	return false;
}

/* The weekday a word names in full, in the given language; 0 when none. */
static int
weekday_named(const struct lexeme *lexeme, uint32_t language)
{
	const struct date_word	*row;

	if (lexeme->kind != LEXEME_WORD || lexeme->text.n < WEEKDAY_BYTES_MIN)
		return 0;
	row = date_word_as(date_words_of(lexeme->text), WORD_WEEKDAY, language);
	return row != NULL && (row->languages & language) != 0 ? row->value : 0;
}

/* "Friday's", "Friday-night", "Friday/Saturday": part of another word or phrase. */
static bool
is_joined_on(const struct lexeme *after)
{
	return after->kind == LEXEME_MARK && !after->spaced &&
	    (after->mark == '\'' || after->mark == '-' || after->mark == '/');
}

/*
 * English: "said Friday", "on Friday"; not "last Friday", "the Friday prayers", "ABC
 * Sunday talk show", "Friday's".
 */
static bool
is_bare_english(const struct week_walk *w, const struct lexeme *weekday, const struct lexeme *after)
{
	static const char *const	 articles[] = { "a", "an", "one" };
	const struct lexeme		*before = &w->before;

	if (!weekday->capital)
		return false;
	if (before->kind == LEXEME_WORD &&
	    (before->capital || is_one_of(before->text, other_weekday, LEN(other_weekday))) &&
	    !span_eq(before->text, SPAN("On")))
		return false;
	/* "on a rainy Friday" */
	if (is_one_of(w->earlier.text, articles, LEN(articles)) &&
	    span_eq_case(w->earliest.text, SPAN("on")))
		return false;
	if (before->kind == LEXEME_MARK && (before->mark == '-' || before->mark == '/') &&
	    !weekday->spaced)
		return false;
	return !is_joined_on(after) && (after->kind != LEXEME_WORD || !after->capital);
}

static bool
is_bare_foreign(const struct lexeme *before, struct span language)
{
	struct span	 primary = span_cut(language, 0, 2);

	for (size_t i = 0; i < LEN(before_weekday); i++) {
		if (!span_eq_case(span_of(before_weekday[i].language), primary))
			continue;
		if (before_weekday[i].before == NULL ||
		    span_eq_case(span_of(before_weekday[i].before), before->text))
			return true;
	}
	return false;
}

/* Inside marks of quotation somebody else's Friday is meant. */
static int
quote_depth(int depth, uint32_t mark)
{
	switch (mark) {
	case 0x201C:
	case 0xAB:
		return depth + 1;
	case 0x201D:
	case 0xBB:
		return depth > 0 ? depth - 1 : 0;
	case '"':
		return depth > 0 ? depth - 1 : depth + 1;
	default:
		return depth;
	}
}

/* Hour of the part of the day behind an English weekday: "Friday night"; -1 when none follows. */
static int
part_of_day(const struct lexeme *after, uint32_t english)
{
	const struct date_word	*part;

	if (after->kind != LEXEME_WORD || after->capital)
		return -1;
	part = date_word_as(date_words_of(after->text), WORD_PART, english);
	return part != NULL && (part->languages & english) != 0 ? part->value : -1;
}

void
week_begin(struct week_walk *w, struct span paragraph, struct span language)
{
	uint32_t	 english = date_languages(SPAN("en"));

	*w = (struct week_walk) { .paragraph = paragraph,
		.language = language,
		.own = date_languages(language) };
	if (w->own == 0)
		w->own = english;
	w->english = w->own == english;
}

/* The part of the day behind an English weekday, when it is told of that day itself. */
static void
read_part(const struct week_walk *w, size_t behind, const struct lexeme *weekday,
    const struct lexeme *after, struct week_hit *hit)
{
	struct lexeme	 next = lexeme_next(w->paragraph, &behind);

	hit->hour = w->english ? part_of_day(after, w->own) : -1;
	if (is_joined_on(&next))
		hit->hour = -1;
	hit->found = hit->hour < 0 ? weekday->text : span_join(weekday->text, after->text);
}

/* Is the weekday just walked over told as past? */
static bool
is_hit(const struct week_walk *w, const struct lexeme *weekday, struct week_hit *hit)
{
	size_t		 behind = w->at;
	struct lexeme	 after = lexeme_next(w->paragraph, &behind);

	if (!(w->english ? is_bare_english(w, weekday, &after) :
			   is_bare_foreign(&w->before, w->language)))
		return false;
	hit->sentence = week_sentence(w->paragraph, w->at);
	if (w->english && (week_is_future(hit->sentence) || !tells_past(hit->sentence)))
		return false;
	read_part(w, behind, weekday, &after, hit);
	return true;
}

bool
week_next(struct week_walk *w, struct week_hit *hit)
{
	while (w->at < w->paragraph.n) {
		struct lexeme	 lexeme = lexeme_next(w->paragraph, &w->at);
		bool		 found;

		if (lexeme.kind == LEXEME_MARK)
			w->depth = quote_depth(w->depth, lexeme.mark);
		hit->weekday = w->depth > 0 ? 0 : weekday_named(&lexeme, w->own);
		found = hit->weekday != 0 && is_hit(w, &lexeme, hit);
		w->earliest = w->earlier;
		w->earlier = w->before;
		w->before = lexeme;
		if (found)
			return true;
	}
	return false;
}

bool
text_read_weekday(struct text_reading *r)
{
	const struct article	*article = r->article;
	size_t			 prose = 0;

	for (size_t i = 0; i < article->nblocks && prose < OPENING_PROSE; i++) {
		const struct block	*block = &article->blocks[i];
		struct evidence e = { .kind = EVIDENCE_WEEKDAY,
			.says = SAYS_NOT_BEFORE,
			.when = INTERVAL_UNKNOWN,
			.zone = SPAN("unknown") };
		struct week_hit		 hit;
		struct week_walk	 walk;

		if (!text_is_prose(block))
			continue;
		prose++;
		week_begin(&walk, block->text, article->language);
		if (!week_next(&walk, &hit))
			continue;
		e.found = hit.found;
		e.weekday = hit.weekday;
		return text_add(r, &e, "body");
	}
	return true;
}

/* The land most of the story's names belong to; NULL when none holds a third of them. */
static const struct land *
main_land(const struct article *article)
{
	size_t			 counts[256] = { 0 }, all = 0, best = 0;
	const struct land	*land, *rows = land_row(0);

	if (land_count() > LEN(counts))
		return NULL;
	for (size_t i = 0; i < article->nblocks; i++) {
		const struct block	*block = &article->blocks[i];

		if (block->region == REGION_TEASER || block->region == REGION_COMMENT ||
		    block->region == REGION_FURNITURE)
			continue;
		for (size_t at = 0;
		     all < PLACES_MAX && (land = land_next(block->text, &at)) != NULL; all++)
			counts[land - rows]++;
	}
	for (size_t i = 1; i < land_count(); i++)
		best = counts[i] > counts[best] ? i : best;
	return all > 0 && counts[best] * MAIN_SHARE >= all ? land_row(best) : NULL;
}

/*
 * Of the story's place and the sentence's own the one with the largest offset; NULL when
 * unknown.
 */
static const struct land *
eastmost(const struct land *story, struct span sentence)
{
	const struct land	*own = land_eastmost(sentence);

	return story != NULL && own != NULL && own->most > story->most ? own : story;
}

/* The first such weekday a story written on `day` or later can mean. */
static int64_t
first_since(int64_t day, int weekday)
{
	return day + (weekday - date_weekday(day) + 7) % 7;
}

static bool
add_part_of_day(struct text_reading *r, const struct week_hit *hit, const struct land *story)
{
	struct evidence e = { .kind = EVIDENCE_EVENT,
		.says = SAYS_NOT_BEFORE,
		.when = INTERVAL_UNKNOWN,
		.found = hit->found,
		.zone = SPAN("unknown") };
	int64_t		 day = first_since(r->event_day - NEAR_DAYS, hit->weekday);
	char		 text[DATE_TEXT_MAX];

	e.when.earliest = day * DATE_DAY + hit->hour * 3600;
	date_print(day * DATE_DAY, text);
	return span_in(r->arena, span_cut(span_of(text), 0, 10), &e.day, r->f) &&
	    text_place(r, &e, eastmost(story, hit->sentence)) && text_add(r, &e, "body");
}

bool
text_read_parts_of_day(struct text_reading *r)
{
	const struct article	*article = r->article;
	const struct land	*story = NULL;
	bool			 looked = false;

	if (r->event_day == DATE_UNKNOWN)
		return true;
	for (size_t i = 0; i < article->nblocks && i < PARAGRAPHS_MAX; i++) {
		const struct block	*block = &article->blocks[i];
		struct week_hit		 hit;
		struct week_walk	 walk;

		if (block->region != REGION_BODY || !text_is_prose(block))
			continue;
		week_begin(&walk, block->text, article->language);
		while (r->added < DATING_EVIDENCE_MAX && week_next(&walk, &hit)) {
			if (hit.hour < 0)
				continue;
			if (!looked)
				story = main_land(article);
			looked = true;
			if (!add_part_of_day(r, &hit, story))
				return false;
		}
	}
	return true;
}
