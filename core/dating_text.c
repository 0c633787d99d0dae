#include "core/dating_text.h"

#include <stdio.h>

#include "core/utf8.h"

#define PROSE_BYTES_MIN 80
#define PLACE_MAX 64
#define DATELINE_BYTES 160 /* a dateline ends within these bytes of its paragraph */
#define DATELINE_WORDS 10  /* words of place before the date */
#define AGENCY_BYTES 60
#define NOTE_BYTES_MAX 1000 /* of a note on a change */
#define NOTE_HEAD_MAX 40    /* its date stands within these bytes */
#define NOTE_WORDS 6	    /* and within these words what became of "this article" */
#define OPENING_PROSE 3	   /* paragraphs that may open with a dateline */
#define CAPTIONS_MAX 24
#define WIDEST (14 * 3600) /* the largest offset from UTC */

bool
text_is_prose(const struct block *block)
{
	return block->text.n >= PROSE_BYTES_MIN && block->kind != BLOCK_CAPTION &&
	    block->kind != BLOCK_HEADING &&
	    (block->region == REGION_BODY || block->region == REGION_STANDFIRST);
}

static bool
is_there(const struct article *article, const struct evidence *e)
{
	for (size_t i = 0; i < article->nevidence; i++) {
		const struct evidence	*known = &article->evidence[i];

		if (known->kind == e->kind && known->says == e->says && e->where.n > 0 &&
		    known->where.p == e->where.p && known->where.n == e->where.n)
			return true;
	}
	return false;
}

bool
text_add(struct text_reading *r, struct evidence *e, const char *place)
{
	struct article	*article = r->article;
	char		 text[PLACE_MAX];
	size_t		 line = 1;

	if (r->added >= DATING_EVIDENCE_MAX)
		return true;
	e->where = span_within(e->found, article->text) ? e->found : SPAN_NONE;
	if (is_there(article, e))
		return true;
	for (const char *c = article->text.p; e->where.n > 0 && c < e->where.p; c++)
		line += *c == '\n';
	if (e->where.n == 0)
		snprintf(text, sizeof text, "%s", place);
	else
		snprintf(text, sizeof text, "%s%sline %zu", place, place[0] != '\0' ? ", " : "",
		    line);
	if (!span_in(r->arena, span_of(text), &e->place, r->f))
		return false;
	r->added++;
	return article_add_evidence(article, r->room, e, r->arena, r->f);
}

bool
text_place(struct text_reading *r, struct evidence *e, const struct land *land)
{
	char	 text[PLACE_MAX];

	e->when.earliest -= land == NULL ? WIDEST : land->most * 60;
	if (land == NULL)
		return true;
	snprintf(text, sizeof text, "assumed %s", land->name);
	return span_in(r->arena, span_of(text), &e->zone, r->f);
}

int64_t
text_anchor(const struct text_reading *r)
{
	int64_t	 anchor = DATE_UNKNOWN;
	int	 best = 0;

	for (size_t i = 0; i < r->article->nevidence; i++) {
		const struct evidence	*e = &r->article->evidence[i];
		int			 rank = evidence_kinds[e->kind].rank;

		if (rank == 0 || e->when.earliest == DATE_UNKNOWN ||
		    (e->says != SAYS_PUBLISHED && e->says != SAYS_NOT_BEFORE))
			continue;
		/* Of captions the latest counts: it is nearest to the story. */
		if (best == 0 || rank < best ||
		    (rank == best && e->says == SAYS_NOT_BEFORE && e->when.earliest > anchor)) {
			best = rank;
			anchor = e->when.earliest;
		}
	}
	return anchor;
}

/*
 * "NEW YORK, ", "New Delhi [India], ", "LITTLE ROCK, Ark., ": names with a mark behind
 * them, or nothing.
 */
static bool
is_dateline_place(struct span before)
{
	struct span	 s = span_trim(before);
	size_t		 words = 0;

	if (s.n == 0)
		return true;
	if (strchr(",.:;(-/", s.p[s.n - 1]) == NULL)
		return false;
	for (size_t at = 0; at < s.n;) {
		struct lexeme	 lexeme = lexeme_next(s, &at);

		if (lexeme.kind == LEXEME_NUMBER)
			return false;
		if (lexeme.kind != LEXEME_WORD)
			continue;
		words++;
		if (!lexeme.capital && lexeme.text.n > 3)
			return false;
	}
	return words > 0 && words <= DATELINE_WORDS;
}

/* "(Reuters) -", "/TASS/", " - ", "(AFP)": an agency in brackets, or a dash behind a place. */
static bool
is_dateline_agency(struct span after, bool has_place)
{
	size_t		 at = 0;
	struct lexeme	 lexeme = lexeme_next(after, &at);
	uint32_t	 close;

	if (lexeme.kind == LEXEME_MARK && (lexeme.mark == '.' || lexeme.mark == ','))
		lexeme = lexeme_next(after, &at);
	if (lexeme.kind != LEXEME_MARK)
		return false;
	if (lexeme.mark == '-')
		return has_place && lexeme.spaced;
	if (lexeme.mark != '(' && lexeme.mark != '/')
		return false;
	close = lexeme.mark == '(' ? ')' : '/';
	lexeme = lexeme_next(after, &at);
	if (lexeme.kind != LEXEME_WORD || !lexeme.capital)
		return false;
	while (at < after.n && at < AGENCY_BYTES) {
		lexeme = lexeme_next(after, &at);
		if (lexeme.kind == LEXEME_MARK && lexeme.mark == close)
			return true;
	}
	return false;
}

/* "27.1.2022 - Words", "(18.01.2018) Words": a whole date opens the paragraph, and a mark cuts it off. */
static bool
is_bare_dateline(struct span before, struct span after)
{
	size_t		 at = 0;
	struct lexeme	 first, mark = lexeme_next(after, &at);

	before = span_trim(before);
	if (mark.kind != LEXEME_MARK)
		return false;
	if (before.n == 0)
		return mark.spaced && (mark.mark == '-' || mark.mark == '|');
	at = 0;
	first = lexeme_next(before, &at);
	return at == before.n && first.kind == LEXEME_MARK &&
	    ((first.mark == '(' && mark.mark == ')') || (first.mark == '[' && mark.mark == ']'));
}

/* Is a year printed in it: would it be a day without anything near to tell one? */
static bool
has_year(struct text_reading *r, struct span date)
{
	struct date_context context = { .language = r->article->language,
		.anchor = DATE_UNKNOWN,
		.order = r->article->order };
	struct evidence		 e = { .kind = EVIDENCE_BYLINE };

	return date_read(date, &context, r->arena, &e, r->f) && e.day.n > 0;
}

bool
dateline_find(struct text_reading *r, struct span paragraph, struct evidence *e)
{
	struct date_context context = { .language = r->article->language,
		.anchor = text_anchor(r),
		.order = r->article->order };
	struct span		 head = span_cut(paragraph, 0, DATELINE_BYTES);
	struct span		 before, after;
	size_t			 at = 0;

	while (head.n > 0 && head.n < paragraph.n && (paragraph.p[head.n] & 0xC0) == 0x80)
		head.n--;
	if (!date_find(head, &context, r->arena, &at, e, r->f)) {
		e->found = SPAN_NONE;
		return r->f->kind == FAULT_NONE;
	}
	before = span_cut(head, 0, (size_t)(e->found.p - head.p));
	after = span_cut(paragraph, at, at + DATELINE_BYTES);
	while (
	    after.n > 0 && at + after.n < paragraph.n && (paragraph.p[at + after.n] & 0xC0) == 0x80)
		after.n--;
	if (e->kind == EVIDENCE_RELATIVE ||
	    !((is_dateline_place(before) && is_dateline_agency(after, span_trim(before).n > 0)) ||
		(is_bare_dateline(before, after) && has_year(r, e->found))))
		e->found = SPAN_NONE;
	e->kind = EVIDENCE_DATELINE;
	return r->f->kind == FAULT_NONE;
}

/* The printed day of evidence whose zone is unknown, since 1970. */
static int64_t
local_day(const struct evidence *e)
{
	return date_day_at(e->when.earliest + WIDEST);
}

static void
note_day(struct text_reading *r, int64_t day)
{
	if (r->event_day == DATE_UNKNOWN || day > r->event_day)
		r->event_day = day;
}

bool
text_read_datelines(struct text_reading *r)
{
	const struct article	*article = r->article;
	size_t			 prose = 0;

	for (size_t i = 0; i < article->nblocks && prose < OPENING_PROSE; i++) {
		struct evidence	 e;

		if (!text_is_prose(&article->blocks[i]))
			continue;
		prose++;
		if (!dateline_find(r, article->blocks[i].text, &e))
			return false;
		if (e.found.n == 0)
			continue;
		e.says = SAYS_PUBLISHED;
		if (!text_add(r, &e, "dateline"))
			return false;
		if (e.day.n > 0)
			note_day(r, local_day(&e));
		break;
	}
	return true;
}

static bool
read_caption(struct text_reading *r, struct span caption)
{
	struct date_context context = { .language = r->article->language,
		.anchor = DATE_UNKNOWN,
		.order = r->article->order };
	const struct land	*land = land_eastmost(caption);
	struct evidence		 e;
	size_t			 at = 0;

	while (r->added < DATING_EVIDENCE_MAX &&
	    date_find(caption, &context, r->arena, &at, &e, r->f)) {
		struct span	 sentence = week_sentence(caption, at);

		if (e.kind == EVIDENCE_RELATIVE || e.day.n == 0 || week_is_future(sentence))
			continue;
		if (span_eq(e.zone, SPAN("unknown"))) {
			note_day(r, local_day(&e));
			e.when.earliest += WIDEST;
			if (!text_place(r, &e, land))
				return false;
		}
		e.when.latest = DATE_UNKNOWN;
		e.kind = EVIDENCE_EVENT;
		e.says = SAYS_NOT_BEFORE;
		if (!text_add(r, &e, "caption"))
			return false;
	}
	return r->f->kind == FAULT_NONE;
}

bool
text_read_captions(struct text_reading *r)
{
	const struct article	*article = r->article;
	size_t			 captions = 0;

	for (size_t i = 0; i < article->nblocks && captions < CAPTIONS_MAX; i++) {
		const struct block	*block = &article->blocks[i];

		if (block->region != REGION_CAPTION &&
		    !(block->kind == BLOCK_CAPTION && block->region == REGION_BODY))
			continue;
		captions++;
		if (!read_caption(r, block->text))
			return false;
	}
	return true;
}

/* How an article speaks of itself where it says that it was changed. */
static const char	*const selves[] = { "this article", "this piece", "this post", "this report",
	"this story", "dieser artikel", "dieser beitrag", "dieser text", "cet article",
	"este art\u00EDculo", "esta noticia", "este artigo", "questo articolo", "dit artikel" };

static bool
speaks_of_itself(struct span paragraph)
{
	for (size_t i = 0; i < LEN(selves); i++) {
		if (span_begins_case(paragraph, selves[i]))
			return true;
	}
	return false;
}

/*
 * Does a note on a change open the paragraph: "Correction, 9 January: An
 * earlier version ...", "This article was amended on 9 January ..."?
 */
static bool
is_note(struct span paragraph, struct span language)
{
	uint32_t	 languages = date_languages(language) | date_languages(SPAN("en"));
	size_t		 looked = speaks_of_itself(paragraph) ? NOTE_WORDS : 1;

	for (size_t at = 0; looked > 0 && at < paragraph.n;) {
		struct lexeme		 lexeme = lexeme_next(paragraph, &at);
		struct date_words	 words;

		if (lexeme.kind == LEXEME_MARK)
			continue;
		if (lexeme.kind != LEXEME_WORD)
			return false;
		looked--;
		words = date_words_of(lexeme.text);
		for (size_t i = 0; i < words.count; i++) {
			if (words.rows[i].kind == WORD_UPDATED &&
			    (words.rows[i].languages & languages) != 0)
				return true;
		}
	}
	return false;
}

/* Notes on corrections and updates: the day they give is one of change. */
bool
text_read_notes(struct text_reading *r)
{
	const struct article	*article = r->article;

	for (size_t i = 0; i < article->nblocks; i++) {
		struct span		 paragraph = article->blocks[i].text;
		struct date_context	 context = { article->outlet, article->language, text_anchor(r),
			article->order, article->zone };
		struct evidence		 e;
		size_t			 at = 0;

		if (article->blocks[i].region != REGION_BODY || paragraph.n > NOTE_BYTES_MAX ||
		    !is_note(paragraph, article->language))
			continue;
		if (!date_find(paragraph, &context, r->arena, &at, &e, r->f)) {
			if (r->f->kind != FAULT_NONE)
				return false;
			continue;
		}
		e.says = SAYS_MODIFIED;
		if (e.kind == EVIDENCE_RELATIVE || e.found.p - paragraph.p > NOTE_HEAD_MAX)
			continue;
		if (!text_add(r, &e, "note"))
			return false;
	}
	return true;
}

bool
dating_read_text(struct article *article, size_t *evidence_room, struct arena *arena,
    struct fault *f)
{
	static bool	(*const readers[])(struct text_reading *) = {
		text_read_head, text_read_captions, text_read_datelines, text_read_parts_of_day,
		text_read_weekday, text_read_notes, text_read_mastheads, text_read_teasers,
	};
	struct text_reading	 r = { .article = article,
		.arena = arena,
		.f = f,
		.event_day = DATE_UNKNOWN };

	r.room = evidence_room;
	for (size_t i = 0; i < LEN(readers); i++) {
		if (!readers[i](&r))
			return false;
	}
	return true;
}
