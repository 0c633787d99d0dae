#include "fetch/region.h"

#include "core/dating.h"
#include "core/unmarked.h"
#include "core/utf8.h"
#include "fetch/body.h"
#include "fetch/byline.h"
#include "fetch/marks.h"
#include "fetch/notice.h"
#include "fetch/title.h"

#define DOUBLE_MIN 100u	/* letters of a paragraph that is not repeated on purpose */
#define SIGNATURE_MAX 40u /* letters of a line that begins with "By" and names who wrote it */
#define STANDFIRST_MAX 130u /* letters of a summary, some 160 characters, as search engines show them */
#define UNPRINTED_MIN 250u /* bytes of a text as data that may stand for the page's */
#define BETWEEN_MAX 3u /* lines that lead elsewhere between two paragraphs */
#define LABEL_MAX 25u /* letters of "You may also like:" before a link */
#define LEAD_IN_MAX 60u /* letters of a line ending in a colon that heads what follows */

/* What is known of a piece, which is read once however many rules want to know. */
enum { DATED_UNREAD, DATED_NO, DATED_YES };

/* A page being judged. */
struct judge {
	const struct layout *layout;
	const struct region_clues *clues;
	struct body	 body;
	unsigned char	*of, *by;
	bool		*in_text;
	uint32_t	 headline, headline_end;
	bool		*other; /* does a piece stand in another paper's box? */
	unsigned char	*dated; /* is a piece a date line? DATED_... */
	uint32_t	 first, last; /* body pieces lie in [first, last) */
};

static enum dom_tag
tag_of(const struct judge *j, uint32_t piece)
{
	return j->layout->dom->nodes[j->layout->flow->pieces[piece].node].tag;
}

static bool
is_heading(enum dom_tag tag)
{
	return tag >= DOM_H1 && tag <= DOM_H6;
}

static bool
is_item(enum dom_tag tag)
{
	return tag == DOM_LI || tag == DOM_TD || tag == DOM_TH || tag == DOM_DT || tag == DOM_DD;
}

/* A heading, or a short line, in bold or with a colon, that stands over something. */
static bool
is_over(const struct judge *j, uint32_t i)
{
	const struct piece	*piece = &j->layout->flow->pieces[i];

	return is_heading(tag_of(j, i)) ||
	    (piece->size <= LEAD_IN_MAX &&
		(piece->bold == piece->size || span_ends(piece->text, SPAN(":"))));
}

static enum hint
hint_of(const struct judge *j, uint32_t piece)
{
	return j->other[piece] ? HINT_TEASER : (enum hint)j->layout->of[piece];
}

static bool
holds_quotation(struct span s)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t	 c = utf8_next(s, &at);

		if (c == '"' || c == 0xAB || (c >= 0x201C && c <= 0x201F))
			return true;
	}
	return false;
}

/* Mostly links, and not a paragraph that happens to be rich in them, nor who signs a post. */
static bool
is_links(const struct piece *piece)
{
	if (piece->linked * 2 < piece->size || unmarked_signs_post(piece->text))
		return false;
	if (piece->linked * 10 >= piece->size * 9)
		return !(holds_quotation(piece->text) && layout_ends_sentence(piece->text) &&
		    piece->size >= 60);
	/* "Read also: Mayor: 'We will rebuild'" ends no sentence, whomever it quotes. */
	return !layout_ends_sentence(piece->text) &&
	    (!holds_quotation(piece->text) || piece->size - piece->linked <= LABEL_MAX);
}

static bool
is_date_line(const struct judge *j, uint32_t i)
{
	struct span	 line = j->layout->flow->pieces[i].text;

	if (j->dated[i] == DATED_UNREAD)
		j->dated[i] = dating_is_line(line, j->clues->language) ? DATED_YES : DATED_NO;
	return j->dated[i] == DATED_YES;
}

/* A line of its head or foot: who, when. */
static bool
is_byline(const struct judge *j, uint32_t i)
{
	const struct piece	*piece = &j->layout->flow->pieces[i];

	if (piece->size > 160)
		return false;
	/* Around the first paragraph; further down "By the sea" may be the story's. */
	if (i < j->first + 3 && piece->size <= SIGNATURE_MAX && byline_begins(piece->text) &&
	    !layout_ends_sentence(piece->text))
		return true;
	return hint_of(j, i) == HINT_BYLINE || is_date_line(j, i);
}

/* Is this piece one of the body, its neighbours aside? */
static bool
is_body(const struct judge *j, uint32_t i)
{
	const struct piece	*piece = &j->layout->flow->pieces[i];
	enum hint		 hint = hint_of(j, i);

	if (!body_holds(j->layout, &j->body, i) || layout_is_foreign(hint) || hint == HINT_CAPTION)
		return false;
	if (notice_of(piece->text) != NOTICE_NONE && !holds_quotation(piece->text))
		return false;
	return !is_links(piece) && !is_byline(j, i);
}

static void
take_in(struct judge *j, uint32_t i, enum region region, enum region_rule rule)
{
	j->of[i] = (unsigned char)region;
	j->by[i] = (unsigned char)rule;
	j->in_text[i] = true;
}

/*
 * Does it say what the page calls itself? Or how that ends: in bold, or as a
 * heading, "Site: Words", while a heading of what stands behind a bar is the site's.
 */
static bool
says_title(const struct judge *j, uint32_t i)
{
	const struct piece	*piece = &j->layout->flow->pieces[i];

	return title_alike(piece->text, j->clues->title) ||
	    (piece->bold == piece->size && title_ends(j->clues->title, piece->text, ":|-\x93\x94")) ||
	    (is_heading(tag_of(j, i)) && title_ends(j->clues->title, piece->text, ":"));
}

/* How likely a piece is the headline; 0 not at all. */
static int
headline_score(const struct judge *j, uint32_t i)
{
	const struct piece	*piece = &j->layout->flow->pieces[i];
	uint32_t		 h1 = dom_holder(j->layout->dom, piece->node, DOM_H1);
	enum hint		 hint = hint_of(j, i);
	struct span		 site;
	int			 score = 0;

	if (hint == HINT_COMMENT || piece->size > 400)
		return 0;
	if (says_title(j, i))
		score += h1 != 0 ? 100 : is_heading(tag_of(j, i)) ? 60 : 20;
	/* A short headline before a long name; before a headline it would be the site's. */
	else if (h1 == 0 && is_heading(tag_of(j, i)) &&
	    title_begins(j->clues->title, piece->text, &site))
		score += 25;
	if (h1 != 0)
		score += 30;
	if (i > j->first && score < 60)
		return 0;
	if (hint == HINT_TEASER || piece->linked * 2 > piece->size)
		score -= 25;
	return score;
}

static void
find_headline(struct judge *j)
{
	uint32_t	 count = j->layout->flow->count, best = count;
	int		 score = 4;

	for (uint32_t i = 0; i < count && i <= j->last; i++) {
		int	 s = headline_score(j, i);

		/* Of equals the one nearest before the body. */
		if (s > score || (s == score && i <= j->first)) {
			best = i;
			score = s;
		}
	}
	j->headline = best;
	j->headline_end = best < count ? best + 1 : 0;
	if (best == count)
		return;
	take_in(j, best, REGION_HEADLINE, says_title(j, best) ? REGION_BY_TITLE : REGION_BY_H1);
}

/* Where the body begins and ends, by its running text. */
static void
find_extent(struct judge *j)
{
	uint32_t	 count = j->layout->flow->count;

	j->first = j->last = count;
	for (uint32_t i = 0; i < count; i++) {
		if (!is_body(j, i) || j->layout->flow->pieces[i].size < LAYOUT_PROSE_MIN)
			continue;
		/* A paragraph called lead is the story's first; a box called so stands over it. */
		if (j->first == count &&
		    (j->body.named || hint_of(j, i) != HINT_STANDFIRST || tag_of(j, i) == DOM_P))
			j->first = i;
		j->last = i + 1;
	}
	/* A body of short lines only. */
	for (uint32_t i = 0; i < count && j->first == count; i++) {
		if (is_body(j, i)) {
			j->first = i;
			j->last = count;
		}
	}
}

/*
 * From the end, because a heading stays only when text of the body follows it:
 * the one over a list of links goes with the list.
 */
static void
mark_body(struct judge *j)
{
	bool	 follows = false;

	for (uint32_t i = j->last; i-- > j->first;) {
		bool	 body = !j->in_text[i] && is_body(j, i);

		if (body && is_over(j, i)) {
			body = follows;
		} else if (body) {
			follows = true;
		} else if (!j->in_text[i] &&
		    (j->layout->flow->pieces[i].size >= 30 || !layout_is_foreign(hint_of(j, i)))) {
			follows = false;
		}
		if (body)
			take_in(j, i, REGION_BODY, j->body.rule);
	}
}

/* Nor does the body begin only where its first long paragraph does. */
static void
extend_up(struct judge *j)
{
	while (j->first > 0 && j->first > j->headline_end && !j->in_text[j->first - 1] &&
	    is_body(j, j->first - 1)) {
		const struct piece	*piece = &j->layout->flow->pieces[j->first - 1];

		if (piece->linked > 0 ||
		    (!layout_ends_sentence(piece->text) && !is_heading(tag_of(j, j->first - 1))))
			break;
		j->first--;
	}
}

/* Do two pieces stand in one element, or in neighbours of one? */
static bool
are_neighbours(const struct judge *j, uint32_t a, uint32_t b)
{
	const struct dom_node	*nodes = j->layout->dom->nodes;
	uint32_t		 x = j->layout->flow->pieces[a].node;
	uint32_t		 y = j->layout->flow->pieces[b].node;

	return x == y || nodes[x].parent == nodes[y].parent;
}

/*
 * Short lines right behind the last running text belong to it while they end a
 * sentence, or are items of a list in an element named for the body. There
 * they may stand behind anything, elsewhere behind a heading beside them, or,
 * as paragraphs beside the last, behind a few lines that lead elsewhere.
 */
static void
extend_body(struct judge *j)
{
	uint32_t	 skipped = 0;

	for (uint32_t i = j->last; i < j->layout->flow->count; i++) {
		const struct piece	*piece = &j->layout->flow->pieces[i];
		bool			 item = j->body.named && is_item(tag_of(j, i));
		bool			 beside = are_neighbours(j, i, j->last - 1);

		if (is_body(j, i) && !is_over(j, i) && piece->linked == 0 &&
		    (item || layout_ends_sentence(piece->text))) {
			if (skipped > 0 && (!beside || tag_of(j, i) != DOM_P))
				break;
			j->last = i + 1;
			skipped = 0;
		} else if (!body_holds(j->layout, &j->body, i)) {
			break;
		} else if (!j->body.named && (!is_over(j, i) || !beside) && ++skipped > BETWEEN_MAX) {
			break;
		}
	}
}

/* What shows that a piece is a standfirst; REGION_BY_NOTHING when it is none. */
static enum region_rule
standfirst_rule(const struct judge *j, uint32_t i)
{
	const struct piece	*piece = &j->layout->flow->pieces[i];
	enum hint		 hint = hint_of(j, i);
	enum dom_tag		 tag = tag_of(j, i);

	if (piece->size < 25 || piece->size > 800 || piece->linked * 2 > piece->size ||
	    is_byline(j, i))
		return REGION_BY_NOTHING;
	if (hint == HINT_TEASER || hint == HINT_COMMENT || hint == HINT_CAPTION)
		return REGION_BY_NOTHING;
	if (hint == HINT_STANDFIRST)
		return REGION_BY_NAME;
	if (title_alike(piece->text, j->clues->description))
		return REGION_BY_DESCRIPTION;
	if (hint == HINT_FURNITURE)
		return REGION_BY_NOTHING;
	return j->headline < j->layout->flow->count && i == j->headline_end &&
		(is_heading(tag) || piece->size >= 40) ?
	    REGION_BY_PLACE :
	    REGION_BY_NOTHING;
}

/*
 * Between headline and body. A standfirst sums up in a line what follows; a
 * paragraph that says more, whatever it is called, is where the text begins.
 */
static void
mark_head(struct judge *j)
{
	for (uint32_t i = j->headline_end; i < j->first; i++) {
		bool			 more = j->layout->flow->pieces[i].size > STANDFIRST_MAX;
		enum region_rule	 rule = standfirst_rule(j, i);

		if (rule != REGION_BY_NOTHING)
			take_in(j, i, more ? REGION_BODY : REGION_STANDFIRST,
			    more ? REGION_BY_PLACE : rule);
	}
}

static void
mark_captions(struct judge *j)
{
	uint32_t	 count = j->layout->flow->count;
	uint32_t	 from = j->headline < count ? j->headline : j->first;

	for (uint32_t i = from; i < count; i++) {
		const struct piece	*piece = &j->layout->flow->pieces[i];

		/* A gallery behind the text is the article's right there, or in its element. */
		if (i >= j->last && hint_of(j, i) != HINT_CAPTION &&
		    (j->body.rule == REGION_BY_WORTH || !body_holds(j->layout, &j->body, i)))
			break;
		if (j->in_text[i] || piece->size < 12)
			continue;
		if (hint_of(j, i) == HINT_CAPTION)
			take_in(j, i, REGION_CAPTION, REGION_BY_NAME);
		else if (!layout_is_foreign(hint_of(j, i)) &&
		    notice_of(piece->text) == NOTICE_PICTURE)
			take_in(j, i, REGION_CAPTION, REGION_BY_WORDS);
	}
}

/* A line outside that no element names: links lead to other articles. */
static void
mark_nameless(struct judge *j, uint32_t i)
{
	const struct piece	*piece = &j->layout->flow->pieces[i];

	j->of[i] = REGION_FURNITURE;
	j->by[i] = REGION_BY_PLACE;
	if (is_byline(j, i)) {
		j->by[i] = REGION_BY_HEAD;
	} else if (piece->linked * 2 > piece->size && piece->size >= 25) {
		j->of[i] = REGION_TEASER;
		j->by[i] = REGION_BY_LINKS;
	} else if (notice_of(piece->text) != NOTICE_NONE) {
		j->by[i] = REGION_BY_WORDS;
	}
}

/* What is no part of the article. */
static void
mark_outside(struct judge *j)
{
	for (uint32_t i = 0; i < j->layout->flow->count; i++) {
		if (j->in_text[i] || j->by[i] == REGION_BY_DOUBLE)
			continue;
		j->by[i] = j->other[i] ? REGION_BY_MARKS : j->layout->shown[i];
		switch (hint_of(j, i)) {
		case HINT_COMMENT:
			j->of[i] = REGION_COMMENT;
			break;
		case HINT_TEASER:
			j->of[i] = REGION_TEASER;
			break;
		case HINT_FURNITURE:
			j->of[i] = REGION_FURNITURE;
			break;
		default:
			mark_nameless(j, i);
			break;
		}
	}
}

static uint64_t
hash_of(struct span s)
{
	uint64_t	 hash = 0xCBF29CE484222325u;

	for (size_t i = 0; i < s.n; i++)
		hash = (hash ^ (unsigned char)s.p[i]) * 0x100000001B3u;
	return hash;
}

/*
 * A paragraph printed twice, for two widths of screen, is kept once. Lists,
 * questions and recipes repeat themselves and mean it.
 */
static bool
drop_doubles(struct judge *j, struct arena *arena, struct fault *f)
{
	uint32_t	 count = j->layout->flow->count, slots = 16;
	uint32_t	*table;

	while (slots < count * 2)
		slots *= 2;
	table = arena_take(arena, slots, sizeof *table, f);
	if (table == NULL)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		struct span	 s = j->layout->flow->pieces[i].text;
		uint32_t	 at = (uint32_t)hash_of(s) & (slots - 1);

		if (!j->in_text[i] ||
		    (j->of[i] == REGION_BODY &&
			(j->layout->flow->pieces[i].size < DOUBLE_MIN || !layout_ends_sentence(s))))
			continue;
		while (table[at] != 0 && !span_eq(j->layout->flow->pieces[table[at] - 1].text, s))
			at = (at + 1) & (slots - 1);
		if (table[at] == 0) {
			table[at] = i + 1;
			continue;
		}
		j->in_text[i] = false;
		j->of[i] = REGION_FURNITURE;
		j->by[i] = REGION_BY_DOUBLE;
	}
	return true;
}

/*
 * The text that the page carries as data, when it prints but a small part of
 * it. What it prints is that text's beginning then, or a word to who waits.
 */
static struct span
unprinted(struct judge *j)
{
	struct span	 data = j->clues->data;
	size_t		 printed = 0;

	for (uint32_t i = 0; i < j->layout->flow->count; i++) {
		if (j->in_text[i] && j->of[i] == REGION_BODY)
			printed += j->layout->flow->pieces[i].text.n;
	}
	if (data.n < UNPRINTED_MIN || printed * 3 > data.n)
		return SPAN_NONE;
	for (uint32_t i = 0; i < j->layout->flow->count; i++)
		j->in_text[i] &= j->of[i] != REGION_BODY;
	return data;
}

bool
region_mark(const struct layout *layout, const struct region_clues *clues, struct arena *arena,
    struct regions *regions, struct fault *f)
{
	struct judge	 j = { .layout = layout, .clues = clues };

	*regions = (struct regions) { .headline = layout->flow->count };
	j.of = arena_take(arena, (size_t)layout->flow->count + 1, 1, f);
	j.by = arena_take(arena, (size_t)layout->flow->count + 1, 1, f);
	j.in_text = arena_take(arena, (size_t)layout->flow->count + 1, sizeof *j.in_text, f);
	j.dated = arena_take(arena, (size_t)layout->flow->count + 1, 1, f);
	j.other = arena_take(arena, (size_t)layout->flow->count + 1, sizeof *j.other, f);
	if (j.of == NULL || j.by == NULL || j.in_text == NULL || j.dated == NULL ||
	    j.other == NULL || !body_find(layout, arena, &j.body, f))
		return false;
	find_extent(&j);
	find_headline(&j);
	marks_find(layout, j.first, j.last, j.other);
	extend_body(&j);
	extend_up(&j);
	mark_head(&j);
	mark_captions(&j);
	mark_body(&j);
	if (!drop_doubles(&j, arena, f))
		return false;
	regions->unprinted = unprinted(&j);
	mark_outside(&j);
	regions->of = j.of;
	regions->by = j.by;
	regions->in_text = j.in_text;
	regions->headline = j.headline;
	return true;
}
