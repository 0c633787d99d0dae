#include "core/agency.h"
#include "core/masthead.h"
#include "core/utf8.h"
#include "fetch/plain.h"

#define TITLE_WORDS_MIN 3
#define MENU_LINES 10	    /* between headline and article that speak against it */
#define TITLE_WORDS_MAX 30
#define STANDFIRST_WORDS_MIN 6
#define HEADLINE_WORDS 24  /* the most a first line may have to be a headline of sentences */
#define SHORT_WORDS 12	    /* as few are one even when they tell what was */
#define TEASER_WORDS_MIN 4  /* a shorter line among teasers is a label */
#define LABEL_WORDS_MAX 4
#define HEAD_LOOK 4	    /* lines behind the first prose that may still belong to the head */
#define RESUME_LOOK 60	    /* lines behind an opener in which the article may go on */
#define RESUME_RUN 3	    /* paragraphs in a row that say it does */
#define RESUME_PROSE 2	    /* of them, long ones */
#define CREDIT_LOOK 8	    /* credit lines stand this near to the body's end */
#define LIST_RUN 3	    /* lines in a row that are a list of other headlines */
#define REPEAT_WORDS 10	    /* words by which one paragraph is known to open as another */
#define REPEAT_LOOK 40
#define LIST_WORDS 40	    /* of text, for a list behind it to be another matter */

/* A quotation mark opens it and a sentence ends inside: somebody speaks, and is named behind. */
static bool
opens_speech(struct span s)
{
	return span_starts(s, SPAN("\"")) || span_starts(s, SPAN("\u201C")) ||
	    span_starts(s, SPAN("\u00AB"));
}

static bool
is_candidate(const struct plain_line *line)
{
	return (line->looks & LOOKS_APART) == 0 && line->words > 0 && line->words <= TITLE_WORDS_MAX;
}

/*
 * The first line of a text is a headline more often than not, even one of two
 * sentences: a first paragraph is longer, or tells what happened.
 */
static void
spare_headline(struct plain_text *p)
{
	for (size_t i = 0; i + 1 < p->count; i++) {
		struct plain_line	*line = &p->lines[i], *next = &p->lines[i + 1];

		if ((line->looks & LOOKS_APART) != 0)
			continue;
		if (line->words <= HEADLINE_WORDS && (line->looks & LOOKS_DATELINE) == 0 &&
		    !opens_speech(line->text) &&
		    (next->words > line->words || (next->looks & (LOOKS_BYLINE | LOOKS_DATE)) != 0)) {
			if ((line->looks & LOOKS_TOLD) == 0)
				line->looks &= ~(unsigned)LOOKS_PROSE;
			if (line->words <= SHORT_WORDS)
				line->looks &= ~(unsigned)(LOOKS_PROSE | LOOKS_TOLD);
		}
		return;
	}
}

/* A line that ends like a sentence may still be a headline, unless it tells a story. */
static bool
may_be_title(const struct plain_line *line)
{
	if (!is_candidate(line))
		return false;
	if ((line->looks & (LOOKS_SENTENCE | LOOKS_TITLE)) == LOOKS_SENTENCE)
		return (line->looks & (LOOKS_TOLD | LOOKS_PROSE)) == 0;
	return (line->looks & LOOKS_DATELINE) == 0;
}

/* The first line that can only be the article's own text. */
static size_t
first_prose(const struct plain_text *p)
{
	for (size_t i = p->main; i < p->count; i++) {
		const struct plain_line	*line = &p->lines[i];
		bool under_image =
		    i > 0 && !line->gap && (p->lines[i - 1].looks & LOOKS_ADDRESS) != 0;

		if ((line->looks & LOOKS_DATELINE) != 0)
			return i;
		if (under_image || (line->looks & LOOKS_APART) != 0)
			continue;
		if ((line->looks & LOOKS_PROSE) != 0 ||
		    (line->looks & (LOOKS_SENTENCE | LOOKS_TOLD)) == (LOOKS_SENTENCE | LOOKS_TOLD))
			return i;
	}
	return p->count;
}

/* The first words of s behind its marks, folded, so that two openings can be compared. */
static size_t
opening(struct span s, char out[160])
{
	size_t	 n = 0, words = 0;
	bool	 inside = false;

	for (size_t i = 0; i < s.n && n < 160; i++) {
		unsigned char	 c = (unsigned char)s.p[i];
		bool		 letter = (c | 32) >= 'a' && (c | 32) <= 'z';

		if (!letter && (c < '0' || c > '9')) {
			inside = inside && c != ' ';
			continue;
		}
		if (!inside && ++words > REPEAT_WORDS)
			break;
		inside = true;
		out[n++] = (char)(letter ? c | 32 : c);
	}
	return words > REPEAT_WORDS ? n : 0;
}

/* Does a later paragraph open with the same words? Then this one was set above the article. */
static bool
is_repeated(const struct plain_text *p, size_t i)
{
	char	 own[160], other[160];
	size_t	 n = opening(p->lines[i].text, own), to = i + REPEAT_LOOK;

	for (size_t j = i + 1; n > 0 && j < p->count && j < to; j++) {
		if (opening(p->lines[j].text, other) == n && memcmp(own, other, n) == 0)
			return true;
	}
	return false;
}

/*
 * Where the body begins. Prose above a byline, above a paragraph with an
 * agency's dateline, or repeated word by word further down is the standfirst.
 */
static size_t
find_lead(const struct plain_text *p)
{
	size_t	 lead = first_prose(p), moved = lead;

	for (size_t i = lead; i < p->count && i < lead + HEAD_LOOK; i++) {
		const struct plain_line	*line = &p->lines[i];

		if ((line->looks & LOOKS_DATELINE) != 0) {
			moved = i;
			break;
		}
		if ((line->looks & LOOKS_BYLINE) != 0 && lead > 0) {
			for (moved = i + 1; moved < p->count &&
			     (p->lines[moved].looks & (LOOKS_PROSE | LOOKS_SENTENCE)) == 0;
			     moved++)
				;
			break;
		}
	}
	if (moved < p->count)
		lead = moved;
	for (size_t i = 0; i < 2 && lead + 1 < p->count && is_repeated(p, lead); i++)
		lead++;
	return lead;
}

static bool
is_same_line(struct span a, struct span b)
{
	return span_eq_case(a, b);
}

/* How much the line at i is like a headline; the places of byline and double speak for it. */
static int
title_score(const struct plain_text *p, size_t i)
{
	const struct plain_line	*line = &p->lines[i];
	int			 score = 0;

	if (line->words >= TITLE_WORDS_MIN)
		score += line->words >= 4 ? 4 : 2;
	else
		score -= line->words == 1 ? 2 : 0;
	score += line->words >= 6;
	/* Menus are long; a headline is near its article. */
	score -= (p->lead - i) / MENU_LINES > 6 ? 6 : (int)((p->lead - i) / MENU_LINES);
	if (line->words > 22)
		score -= 3;
	if ((line->looks & LOOKS_SENTENCE) == 0)
		score += 1;
	if (masthead_is_name(line->text))
		score -= 4;
	/* An archive's copy sets the lower deck on a line of its own behind a semicolon. */
	if (span_ends(line->text, SPAN(";")))
		score += 3;
	for (size_t j = i + 1; j < p->lead && j < i + 6; j++) {
		if (is_same_line(line->text, p->lines[j].text))
			score += 4;
	}
	/* A date above a headline is the page's; below one, the article's. */
	if (i + 1 < p->lead && (p->lines[i + 1].looks & LOOKS_BYLINE) != 0)
		score += 3;
	if (i + 1 < p->lead && (p->lines[i + 1].looks & LOOKS_DATE) != 0)
		score += line->words >= 6 ? 2 : 0;
	/* Right below the site's name stands its tag line. */
	if (i == 1 && is_candidate(&p->lines[0]) && p->lines[0].words <= LABEL_WORDS_MAX - 1)
		score -= 2;
	if (i > 0 && is_candidate(&p->lines[i - 1]) && p->lines[i - 1].words >= 4 &&
	    !is_same_line(line->text, p->lines[i - 1].text))
		score -= 3;
	return score;
}

static size_t
find_title(const struct plain_text *p)
{
	size_t	 best = p->count;
	int	 best_score = 0;
	bool	 byline = false;

	for (size_t i = 0; i < p->lead && i < p->count; i++) {
		const struct plain_line	*line = &p->lines[i];
		int			 score;

		byline |= (line->looks & LOOKS_BYLINE) != 0;
		if (!may_be_title(line) || (byline && best < p->count))
			continue;
		score = title_score(p, i);
		if (best == p->count || score > best_score) {
			best = i;
			best_score = score;
		}
	}
	return best;
}

static void
set(struct plain_line *line, enum region region, enum block_kind kind, enum region_rule rule)
{
	line->region = region;
	line->kind = kind;
	line->rule = rule;
}

/* What shows the region of a line that is told by how it looks, or else by where it stands. */
static enum region_rule
rule_of_looks(const struct plain_line *line)
{
	if ((line->looks & (LOOKS_DATE | LOOKS_BYLINE)) != 0)
		return REGION_BY_HEAD;
	return (line->looks & LOOKS_APART) != 0 ? REGION_BY_WORDS : REGION_BY_PLACE;
}

/* Is the line at i the words under a picture? */
static bool
is_caption(const struct plain_text *p, size_t i)
{
	const struct plain_line	*line = &p->lines[i];

	if ((line->looks & LOOKS_CAPTION) != 0)
		return true;
	if (i == 0 || line->gap || (p->lines[i - 1].looks & LOOKS_ADDRESS) == 0 ||
	    (line->looks & LOOKS_APART) != 0)
		return false;
	return i + 1 == p->count || p->lines[i + 1].gap ||
	    (p->lines[i + 1].looks & LOOKS_ADDRESS) != 0;
}

static void
judge_head(struct plain_text *p)
{
	for (size_t i = 0; i < p->lead && i < p->count; i++) {
		struct plain_line	*line = &p->lines[i];
		bool			 own = is_candidate(line) || (line->looks & LOOKS_PROSE) != 0;

		if (i == p->title)
			set(line, REGION_HEADLINE, BLOCK_HEADING, REGION_BY_PLACE);
		else if (is_caption(p, i))
			set(line, REGION_CAPTION, BLOCK_CAPTION, rule_of_looks(line));
		else if (i > p->title && own && (line->looks & LOOKS_APART) == 0 &&
		    !is_same_line(line->text, p->lines[p->title].text) &&
		    (line->words >= STANDFIRST_WORDS_MIN || (line->looks & LOOKS_SENTENCE) != 0) &&
		    !masthead_is_name(line->text))
			set(line, REGION_STANDFIRST, BLOCK_PARAGRAPH, REGION_BY_PLACE);
		else if ((line->looks & LOOKS_PROSE) != 0)
			set(line, REGION_STANDFIRST, BLOCK_PARAGRAPH, REGION_BY_PLACE);
		else
			set(line, REGION_FURNITURE, BLOCK_PARAGRAPH, rule_of_looks(line));
	}
}

/* Lines set between paragraphs, which do not end a run of them. */
#define LOOKS_SET (LOOKS_ADDRESS | LOOKS_CAPTION | LOOKS_LABEL | LOOKS_ALSO | LOOKS_PROMO)

/* The line with which the article goes on behind an inserted box; count when it does not. */
static size_t
resumes_at(const struct plain_text *p, size_t opener)
{
	size_t	 run = 0, prose = 0, from = p->count;
	/* Small print has paragraphs of its own. */
	size_t	 more = (p->lines[opener].looks & LOOKS_OPENER) == 0;

	if ((p->lines[opener].looks & LOOKS_COMMENTS) != 0)
		return p->count;
	for (size_t i = opener + 1; i < p->count && i < opener + RESUME_LOOK; i++) {
		unsigned	 looks = p->lines[i].looks;

		if ((looks & LOOKS_COMMENTS) != 0)
			break;
		if ((looks & LOOKS_SET) != 0)
			continue;
		if ((looks & LOOKS_APART) != 0 || (looks & (LOOKS_SENTENCE | LOOKS_PROSE)) == 0) {
			run = prose = 0;
			from = p->count;
			continue;
		}
		if (run++ == 0)
			from = i;
		prose += (looks & LOOKS_PROSE) != 0;
		if (run >= RESUME_RUN + more && prose >= RESUME_PROSE + more)
			return from;
	}
	return p->count;
}

/* A copyright line with its year; without one it may be a picture's. */
static bool
is_copyright(const struct plain_line *line)
{
	struct span	 s = line->text;
	bool		 year = false;

	if ((line->looks & LOOKS_CREDIT) == 0 ||
	    (!span_eq_case(span_cut(s, 0, 9), SPAN("copyright")) &&
		!span_starts(s, SPAN("\u00A9")) && !span_eq_case(span_cut(s, 0, 3), SPAN("(c)"))))
		return false;
	for (size_t i = 0; i < s.n && i < 20; i++)
		year |= s.p[i] >= '0' && s.p[i] <= '9';
	return year;
}

/* Cut what stands behind the head into the article and what is not the article any more. */
static void
zone(struct plain_text *p)
{
	bool	 begun = false;

	for (size_t i = 0; i < p->lead && i < p->count; i++)
		p->lines[i].zone = ZONE_HEAD;
	for (size_t i = p->lead; i < p->count;) {
		struct plain_line	*line = &p->lines[i];
		bool			 opens = (line->looks & LOOKS_OPENER) != 0 || is_copyright(line);
		size_t			 to;

		if (!opens || !begun) {
			begun |= (line->looks & (LOOKS_SENTENCE | LOOKS_PROSE)) != 0;
			line->zone = ZONE_BODY;
			i++;
			continue;
		}
		for (to = resumes_at(p, i); i < to; i++)
			p->lines[i].zone = ZONE_TAIL;
	}
}

/* A line of the body: text, unless it is plainly something set between or behind it. */
static void
judge_body_line(struct plain_text *p, size_t i, size_t end)
{
	struct plain_line	*line = &p->lines[i];
	bool			 near_end = i + CREDIT_LOOK >= end;
	enum region_rule	 main = i >= p->main && i < end ? REGION_BY_WORTH : REGION_BY_PLACE;

	if ((line->looks & LOOKS_ADDRESS) != 0)
		set(line, REGION_FURNITURE, BLOCK_PARAGRAPH, REGION_BY_WORDS);
	else if (is_caption(p, i))
		set(line, REGION_CAPTION, BLOCK_CAPTION, rule_of_looks(line));
	else if ((line->looks & LOOKS_ALSO) != 0 && line->words > 2)
		set(line, REGION_TEASER, BLOCK_PARAGRAPH, REGION_BY_WORDS);
	else if ((line->looks & (LOOKS_LABEL | LOOKS_ALSO)) != 0)
		set(line, REGION_FURNITURE, BLOCK_PARAGRAPH, REGION_BY_WORDS);
	else if ((line->looks & (LOOKS_CREDIT | LOOKS_PROMO)) != 0 && near_end &&
	    (line->looks & LOOKS_QUOTED) == 0)
		set(line, REGION_FURNITURE, BLOCK_PARAGRAPH, REGION_BY_WORDS);
	else if ((line->looks & LOOKS_ITEM) != 0)
		set(line, REGION_BODY, BLOCK_ITEM, main);
	else if ((line->looks & (LOOKS_SENTENCE | LOOKS_PROSE | LOOKS_QUOTED)) == 0 &&
	    line->words <= SHORT_WORDS && i + 1 < end &&
	    span_find(line->text, SPAN(": ")) == line->text.n)
		set(line, REGION_BODY, BLOCK_HEADING, main);
	else
		set(line, REGION_BODY, BLOCK_PARAGRAPH, main);
}

/* Behind the article's end stand other articles: headlines, teasers, labels. */
static void
judge_list(struct plain_text *p)
{
	for (size_t i = p->end; i < p->count; i++) {
		struct plain_line	*line = &p->lines[i];
		bool			 text = (line->looks & (LOOKS_PROSE | LOOKS_SENTENCE)) != 0;

		if (line->zone != ZONE_BODY || line->region != REGION_BODY)
			continue;
		if (line->words >= TEASER_WORDS_MIN)
			set(line, REGION_TEASER, text ? BLOCK_PARAGRAPH : BLOCK_HEADING,
			    REGION_BY_PLACE);
		else
			set(line, REGION_FURNITURE, BLOCK_PARAGRAPH, REGION_BY_PLACE);
	}
}

static void
judge_body(struct plain_text *p)
{
	size_t	 behind = 0, words = plain_settle_end(p);

	for (size_t i = p->lead; i < p->count; i++) {
		if (p->lines[i].zone != ZONE_BODY)
			continue;
		judge_body_line(p, i, p->end);
		behind += i >= p->end && p->lines[i].region == REGION_BODY &&
		    p->lines[i].kind != BLOCK_ITEM;
	}
	if (words >= LIST_WORDS && behind >= LIST_RUN)
		judge_list(p);
}

/* A short line directly above a teaser's headline and text: the outlet it is from. */
static bool
is_teaser_outlet(const struct plain_text *p, size_t i)
{
	const struct plain_line	*line = &p->lines[i];
	bool			 small = false;

	if (line->words == 0 || line->words > LABEL_WORDS_MAX || i + 2 >= p->count ||
	    (line->looks & LOOKS_APART & ~(unsigned)LOOKS_LABEL) != 0)
		return false;
	if ((p->lines[i + 1].looks & LOOKS_APART) != 0 ||
	    p->lines[i + 1].words < TEASER_WORDS_MIN || (p->lines[i + 2].looks & LOOKS_PROSE) == 0)
		return false;
	if (agency_get(line->text) != NULL || masthead_is_name(line->text))
		return true;
	if ((p->lines[i + 1].looks & LOOKS_PROSE) != 0)
		return false;
	/* Unknown to every table: a name in capitals and small letters; sections shout. */
	for (size_t j = 0; j < line->text.n; j++)
		small |= line->text.p[j] >= 'a' && line->text.p[j] <= 'z';
	return small && (line->looks & LOOKS_LABEL) == 0 && line->words >= 2;
}

static void
judge_tail(struct plain_text *p)
{
	unsigned	 part = 0;
	struct span	 outlet = SPAN_NONE;

	for (size_t i = p->lead; i < p->count; i++) {
		struct plain_line	*line = &p->lines[i];
		bool text = line->words >= TEASER_WORDS_MIN || (line->looks & LOOKS_PROSE) != 0 ||
		    (line->looks & LOOKS_SENTENCE) != 0;

		if (line->zone != ZONE_TAIL) {
			part = 0;
			continue;
		}
		set(line, REGION_FURNITURE, BLOCK_PARAGRAPH, REGION_BY_OPENER);
		if ((line->looks & LOOKS_OPENER) != 0 || part == 0) {
			part = (line->looks & LOOKS_OPENER) != 0 ? line->looks & LOOKS_OPENER :
								   LOOKS_FOOTER;
			outlet = SPAN_NONE;
		} else if (is_teaser_outlet(p, i)) {
			part = LOOKS_RELATED;
			outlet = line->text;
		} else if ((line->looks & LOOKS_ALSO) != 0)
			set(line, REGION_TEASER, BLOCK_PARAGRAPH, REGION_BY_WORDS);
		else if (!text || (line->looks & LOOKS_APART & ~(unsigned)LOOKS_CAPTION) != 0)
			outlet = SPAN_NONE;
		else if (part == LOOKS_COMMENTS)
			set(line, REGION_COMMENT, BLOCK_PARAGRAPH, REGION_BY_OPENER);
		else if (part == LOOKS_RELATED) {
			bool	 heading = (line->looks & (LOOKS_PROSE | LOOKS_SENTENCE)) == 0;

			set(line, REGION_TEASER, heading ? BLOCK_HEADING : BLOCK_PARAGRAPH,
			    REGION_BY_OPENER);
			line->outlet = outlet;
		}
	}
}

/* Text without a single sentence: all of it is the body, its first line the headline. */
static void
judge_bare(struct plain_text *p)
{
	p->lead = p->count > 1 && is_candidate(&p->lines[0]) && p->lines[0].words >= 2;
	p->title = p->lead == 1 ? 0 : p->count;
	if (p->lead == 1)
		set(&p->lines[0], REGION_HEADLINE, BLOCK_HEADING, REGION_BY_PLACE);
	for (size_t i = p->lead; i < p->count; i++) {
		p->lines[i].zone = ZONE_BODY;
		judge_body_line(p, i, p->count);
	}
}

void
plain_judge(struct plain_text *p)
{
	spare_headline(p);
	plain_find_main(p);
	p->lead = find_lead(p);
	if (p->lead == p->count) {
		judge_bare(p);
		return;
	}
	p->title = find_title(p);
	zone(p);
	judge_head(p);
	judge_body(p);
	judge_tail(p);
}
