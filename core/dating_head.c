/* The head of an article: its date lines and the masthead above it. */
#include "core/credit.h"
#include "core/dating_text.h"
#include "core/outlet.h"

#define HEAD_PROSE_MAX 2   /* a date line stands above the third paragraph at the latest */
#define LABEL_BYTES_MAX 40 /* of a line that only says "Updated:" */
#define OUTSIDE_MAX 400	   /* blocks outside that are looked at */
#define NAME_WORDS_MAX 6

/* What the words before a date say about it; `before` when they say nothing. */
static enum evidence_says
label_says(struct span gap, struct span language, enum evidence_says before)
{
	uint32_t	 languages = date_languages(language) | date_languages(SPAN("en"));

	for (size_t at = 0; at < gap.n;) {
		struct lexeme		 lexeme = lexeme_next(gap, &at);
		struct date_words	 words = date_words_of(lexeme.text);

		for (size_t i = 0; lexeme.kind == LEXEME_WORD && i < words.count; i++) {
			if ((words.rows[i].languages & languages) == 0)
				continue;
			if (words.rows[i].kind == WORD_UPDATED)
				before = SAYS_MODIFIED;
			else if (words.rows[i].kind == WORD_PUBLISHED)
				before = SAYS_PUBLISHED;
		}
	}
	return before;
}

/* The house named behind "By" or elsewhere in the line: its longest run of words with a profile. */
static struct span
house_in_line(struct span line)
{
	for (size_t at = 0; at < line.n;) {
		struct lexeme	 first = lexeme_next(line, &at);
		struct span	 house = SPAN_NONE;
		size_t		 next = at;
		struct lexeme	 last = first;

		if (first.kind != LEXEME_WORD || !first.capital)
			continue;
		for (int words = 0; words < NAME_WORDS_MAX && last.kind == LEXEME_WORD; words++) {
			struct span	 run = span_join(first.text, last.text);

			if (run.n > 2 && outlet_profile(run) != NULL)
				house = run;
			last = lexeme_next(line, &next);
		}
		if (house.n > 0)
			return house;
	}
	return SPAN_NONE;
}

/*
 * Whose date is it? A page that republishes "By Harbour Radio, January 7" prints
 * that house's day; any other date line is the page's own.
 */
static struct span
house_of(const struct article *article, struct span line)
{
	struct span	 house = house_in_line(line);

	for (size_t i = 0; i < article->ncredits; i++) {
		const struct credit	*credit = &article->credits[i];

		if ((credit->role != CREDIT_REPUBLISHED && credit->role != CREDIT_AGENCY) ||
		    !(span_within(credit->found, line) || span_within(credit->where, line)))
			continue;
		if (outlet_profile(credit->name) != NULL)
			return credit->name;
		if (credit->role == CREDIT_REPUBLISHED && house.n == 0)
			return SPAN_NONE;	/* the day of a house whose zone nobody knows */
	}
	return house.n > 0 ? house : article->outlet;
}

/* How the dates of a line are read; a zone that a person has set is that of the page's own outlet. */
static struct date_context
context_of(const struct article *article, struct span line, int64_t anchor)
{
	struct span	 house = house_of(article, line);

	return (struct date_context) { house, article->language, anchor, article->order,
		span_eq(house, article->outlet) ? article->zone : SPAN_NONE };
}

static bool
read_line(struct text_reading *r, struct span line, enum evidence_says says)
{
	const struct article	*article = r->article;
	struct date_context	 context = context_of(article, line, text_anchor(r));
	struct evidence		 e;
	size_t			 at = 0, behind = 0;

	while (date_find(line, &context, r->arena, &at, &e, r->f)) {
		size_t	 start = (size_t)(e.found.p - line.p), again = start;

		says = label_says(span_cut(line, behind, start), article->language, says);
		if (e.kind == EVIDENCE_RELATIVE) {
			struct date_context	 captured = context;

			captured.anchor = article->captured;
			if (!date_find(line, &captured, r->arena, &again, &e, r->f))
				return r->f->kind == FAULT_NONE;
		}
		e.says = says;
		if (!text_add(r, &e, span_within(line, article->text) ? "" : "furniture"))
			return false;
		behind = at;
		says = SAYS_PUBLISHED;
	}
	return r->f->kind == FAULT_NONE;
}

/*
 * A line above the headline that names weekday and day and nothing else is the day the
 * page was served.
 */
static bool
is_masthead(const struct line_look *look)
{
	return look->weekday && look->day && look->dates == 1 && !look->by && !look->published &&
	    !look->updated;
}

bool
dating_is_masthead(struct span line, struct span language)
{
	struct line_look	 look;

	return line_is_day(line, language, &look) && is_masthead(&look);
}

static size_t
headline_of(const struct article *article)
{
	size_t	 i = 0;

	while (i < article->nblocks && article->blocks[i].region != REGION_HEADLINE)
		i++;
	return i;
}

static bool
add_masthead(struct text_reading *r, struct span line)
{
	struct date_context context = { .language = r->article->language,
		.anchor = text_anchor(r),
		.order = r->article->order };
	struct evidence		 e;
	size_t			 at = 0;

	if (!date_find(line, &context, r->arena, &at, &e, r->f))
		return r->f->kind == FAULT_NONE;
	if (e.when.latest == DATE_UNKNOWN)
		return true;
	/* What is older than the article's own date was not today's date. */
	for (size_t i = 0; i < r->article->nevidence; i++) {
		const struct evidence	*known = &r->article->evidence[i];

		if (known->says == SAYS_PUBLISHED && known->when.earliest != DATE_UNKNOWN &&
		    known->when.earliest > e.when.latest)
			return true;
	}
	e.kind = EVIDENCE_FURNITURE;
	e.says = SAYS_NOT_AFTER;
	return text_add(r, &e, "masthead");
}

bool
text_read_mastheads(struct text_reading *r)
{
	const struct article	*article = r->article;
	struct line_look	 look;
	size_t			 headline = headline_of(article);

	for (size_t i = 0; i < headline && headline < article->nblocks; i++) {
		if (article->blocks[i].region == REGION_FURNITURE &&
		    dating_is_masthead(article->blocks[i].text, article->language) &&
		    !add_masthead(r, article->blocks[i].text))
			return false;
	}
	for (size_t i = 0; i < article->noutside && i < OUTSIDE_MAX; i++) {
		if (article->outside[i].region == REGION_FURNITURE &&
		    line_is_day(article->outside[i].text, article->language, &look) &&
		    is_masthead(&look) && look.names == 0 &&
		    !add_masthead(r, article->outside[i].text))
			return false;
	}
	return true;
}

/* May this block carry the article's date line? */
static bool
is_own_line(const struct block *block)
{
	return block->kind != BLOCK_CAPTION && block->region != REGION_CAPTION &&
	    block->region != REGION_HEADLINE && block->region != REGION_TEASER &&
	    block->region != REGION_COMMENT;
}

static bool
has_date(const struct article *article)
{
	for (size_t i = 0; i < article->nevidence; i++) {
		if (article->evidence[i].says == SAYS_PUBLISHED &&
		    article->evidence[i].when.earliest != DATE_UNKNOWN)
			return true;
	}
	return false;
}

/*
 * A page that dates itself nowhere else may do so in its furniture: when all
 * date lines out there name one and the same day, that is the article's. Two
 * days are a list of other things.
 */
static bool
read_outside(struct text_reading *r)
{
	const struct article	*article = r->article;
	struct span		 only = SPAN_NONE, day = SPAN_NONE;

	if (has_date(article))
		return true;
	for (size_t i = 0; i < article->noutside && i < OUTSIDE_MAX; i++) {
		struct span		 line = article->outside[i].text;
		struct date_context	 context = context_of(article, line, DATE_UNKNOWN);
		struct line_look	 look;
		struct evidence		 e;
		size_t			 at = 0;

		if (article->outside[i].region != REGION_FURNITURE ||
		    !line_is_day(line, article->language, &look) || look.updated ||
		    is_masthead(&look))
			continue;
		while (date_find(line, &context, r->arena, &at, &e, r->f)) {
			if (e.day.n > 0 && day.n > 0 && !span_eq(e.day, day))
				return true;
			if (e.day.n > 0 && day.n == 0) {
				day = e.day;
				only = line;
			}
		}
		if (r->f->kind != FAULT_NONE)
			return false;
	}
	return only.n == 0 || read_line(r, only, SAYS_PUBLISHED);
}

bool
text_read_head(struct text_reading *r)
{
	const struct article	*article = r->article;
	size_t			 prose = 0, headline = headline_of(article);
	bool			 below = headline == article->nblocks;

	for (size_t i = 0; i < article->nblocks; i++) {
		const struct block	*block = &article->blocks[i];
		enum evidence_says	 says = SAYS_PUBLISHED;
		struct line_look	 look;

		below |= i == headline;
		if (block->region == REGION_BODY && text_is_prose(block))
			prose++;
		/* Behind the head only a line of the body that says what it dates. */
		if (!is_own_line(block) || (prose > HEAD_PROSE_MAX && block->region != REGION_BODY) ||
		    !line_is_date(block->text, article->language, &look) ||
		    (prose > HEAD_PROSE_MAX && !(look.published || look.updated)))
			continue;
		if (!below && block->region == REGION_FURNITURE && is_masthead(&look))
			continue;
		if (i > 0 && article->blocks[i - 1].text.n <= LABEL_BYTES_MAX)
			says = label_says(article->blocks[i - 1].text, article->language, says);
		if (!read_line(r, block->text, says))
			return false;
	}
	return read_outside(r);
}
