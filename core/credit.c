#include "core/credit.h"

#include "core/agency.h"
#include "core/credit_cue.h"
#include "core/credit_line.h"
#include "core/date_word.h"
#include "core/masthead.h"
#include "core/utf8.h"

#define HEAD_WORDS_MAX 24 /* a longer line of the head is no byline */
#define HEAD_LINES_MAX 20 /* between headline and body; more is a menu */
#define TAIL_BEFORE 4	  /* paragraphs of the body's end that may carry credits */
#define TAIL_BEHIND 8	  /* blocks behind the body that may */
#define OUTSIDE_MAX 400	  /* blocks outside that are looked at */
#define PROSE_MAX 400	  /* body paragraphs looked at for sources at second hand */

/* Credits as they are found, before they are put in order. */
struct gather {
	struct article	*article;
	struct arena	*arena;
	struct fault	*f;
	size_t		 room;
	bool		 failed;
	bool		 own;	/* a cue named the outlet itself */
	struct credit	 habit; /* what a habit of signing suggests, if nothing else does */
};

/* Where each role stands in the chain from the origin to the nearest hand. */
static const int chain[CREDIT_ROLES] = {
	[CREDIT_AGENCY] = 0,
	[CREDIT_CONTRIBUTED] = 1,
	[CREDIT_INPUTS] = 2,
	[CREDIT_SECOND_HAND] = 3,
	[CREDIT_REPUBLISHED] = 4,
	[CREDIT_PHOTO] = 5,
};

struct span
credit_standard_name(struct span s)
{
	const struct agency	*agency = agency_get(s);

	if (agency == NULL && span_eq_case(span_cut(s, 0, 4), SPAN("www.")))
		agency = agency_get(span_cut(s, 4, s.n));
	return agency != NULL ? span_of(agency->name) : masthead_short(s);
}

bool
credit_is_agency(struct span s)
{
	const struct agency	*agency = agency_get(s);

	return agency != NULL && agency->kind == AGENCY_WIRE;
}

static bool
is_outlet_itself(const struct article *article, struct span name)
{
	struct span	 outlet = credit_standard_name(article->outlet);

	return outlet.n > 0 && (span_eq_case(outlet, name) || masthead_same(outlet, name));
}

/* File a credit; of two that name the same hand the stronger role stays. */
static void
add(struct gather *g, enum credit_role role, struct span name, struct span found, struct span where)
{
	struct article	*a = g->article;
	struct credit	 credit = { .role = role, .name = name, .found = found };

	if (span_within(where, a->text))
		credit.where = where;
	if (g->failed || name.n == 0)
		return;
	if (role != CREDIT_PHOTO && is_outlet_itself(a, name)) {
		g->own = true;
		return;
	}
	for (size_t i = 0; i < a->ncredits; i++) {
		struct credit	*other = &a->credits[i];

		if (!masthead_same(other->name, name) ||
		    (other->role == CREDIT_PHOTO) != (role == CREDIT_PHOTO))
			continue;
		if (role < other->role)
			*other = credit;
		return;
	}
	if (a->ncredits < CREDITS_MAX)
		g->failed = !article_add_credit(a, &g->room, &credit, g->arena, g->f);
}

/* An agency's own copy is never a broadcaster's: that one was reprinted. */
static void
add_agency(struct gather *g, enum credit_role role, const struct agency *agency, struct span found,
    struct span where)
{
	if (agency->kind == AGENCY_PHOTO && role != CREDIT_PHOTO)
		return;
	if (agency->kind == AGENCY_OUTLET && role == CREDIT_AGENCY)
		role = CREDIT_REPUBLISHED;
	add(g, role, span_of(agency->name), found, where);
}

/* How far a name that no table knows is believed, by where it stands. */
enum trust {
	TRUST_KNOWN,	/* not at all */
	TRUST_MASTHEAD, /* when it reads like an outlet's */
	TRUST_WORD,	/* when it is one capitalised word, too: people have two */
	TRUST_ANY,	/* always: the cue speaks of outlets only */
};

/* The stretch up to the next comma, bar, "and" or their kin. */
static struct span
next_part(struct span s, size_t *at)
{
	static const char *const joints[] = { " and ", " und ", " et ", " y ", " e ", " & ", ",",
		";", "|", "\n", "(", ")", "\u00B7", "\u2022", "/" };
	struct span	 rest = span_cut(s, *at, s.n);
	size_t		 end = rest.n, behind = rest.n;

	for (size_t i = 0; i < LEN(joints); i++) {
		size_t	 joint = span_find(rest, span_of(joints[i]));

		if (joint < end) {
			end = joint;
			behind = joint + strlen(joints[i]);
		}
	}
	*at += behind;
	return span_trim(span_cut(rest, 0, end));
}

/* One capitalised word of three letters or more. */
static bool
is_one_word(struct span s)
{
	size_t	 at = 0;

	if (s.n < 3 || !utf8_is_upper(utf8_next(s, &at)))
		return false;
	while (at < s.n) {
		if (!utf8_is_letter(utf8_next(s, &at)))
			return false;
	}
	return true;
}

/* "First published on November 20" names a day. */
static bool
is_day(struct span s)
{
	struct span		 first = span_cut(s, 0, span_find(s, SPAN(" ")));
	struct date_words	 words = date_words_of(first);

	return (date_word_as(words, WORD_MONTH, 0) != NULL ||
		   date_word_as(words, WORD_WEEKDAY, 0) != NULL) &&
	    !masthead_is_name(s);
}

/* "by Some Paper", "via Some Paper": the paper. */
static struct span
behind_preposition(struct span part)
{
	static const char *const words[] = { "by ", "via " };

	for (size_t i = 0; i < LEN(words); i++) {
		size_t	 n = strlen(words[i]);

		if (span_eq_case(span_cut(part, 0, n), span_of(words[i])))
			return span_trim(span_cut(part, n, part.n));
	}
	return part;
}

/* Names that no table knows, in a stretch between those it does. */
static void
add_unknown(struct gather *g, enum credit_role role, struct span s, struct span found,
    enum trust trust)
{
	size_t	 at = 0;

	while (trust != TRUST_KNOWN && at < s.n && !g->failed) {
		struct span	 part = next_part(s, &at), helped = credit_helper(part);
		enum credit_role	 as = helped.n > 0 ? CREDIT_INPUTS : role;
		enum trust	 how = helped.n > 0 && trust < TRUST_WORD ? TRUST_WORD : trust;

		part = helped.n > 0 ? helped : part;
		part = behind_preposition(part);
		while (part.n > 0 && part.p[part.n - 1] == '.')
			part.n--;
		if (is_day(part) && trust == TRUST_ANY)
			return;
		if (how == TRUST_ANY)
			part = credit_cue_name(part);
		else if (!masthead_is_name(part) && !(how == TRUST_WORD && is_one_word(part)))
			continue;
		if (as == CREDIT_AGENCY)
			as = CREDIT_REPUBLISHED;
		add(g, as, credit_standard_name(part), found.n > 0 ? found : part,
		    found.n > 0 ? found : part);
		if (trust == TRUST_ANY)
			return;
	}
}

/* An agency's letters are capitals; "Tass" or "Lusa" alone may be somebody's name. */
static bool
may_be_person(struct span name)
{
	return name.n <= 5 && name.n > 1 && name.p[0] >= 'A' && name.p[0] <= 'Z' &&
	    name.p[1] >= 'a' && name.p[1] <= 'z';
}

/*
 * Every agency and outlet named in s.
 *   found   the cue to show; empty: each name is its own
 */
static void
add_names(struct gather *g, enum credit_role role, struct span s, struct span found,
    enum trust trust)
{
	const struct agency	*agency;
	struct span		 name;
	size_t			 at = 0, end = 0;

	while ((agency = agency_find(s, &at, &name)) != NULL && !g->failed) {
		struct span	 gap = span_cut(s, end, (size_t)(name.p - s.p));
		bool		 helps = credit_ends_with_helper(gap);

		end = at;
		if (trust == TRUST_MASTHEAD && found.n == 0 && may_be_person(name))
			continue;
		if (trust != TRUST_ANY)
			add_unknown(g, role, gap, found, trust);
		add_agency(g, helps && role == CREDIT_AGENCY ? CREDIT_INPUTS : role, agency,
		    found.n > 0 ? found : name, found.n > 0 ? found : name);
	}
	if (trust != TRUST_ANY || end == 0)
		add_unknown(g, role, span_cut(s, end, s.n), found, trust);
}

/* Bylines and labels between headline and body: who wrote it for whom, whose page it was before. */
static void
read_labels(struct gather *g, struct span lines)
{
	size_t	 at = 0;

	while (at < lines.n) {
		size_t		 to = at + span_find(span_cut(lines, at, lines.n), SPAN("\n"));
		struct span	 line = span_trim(span_cut(lines, at, to));

		at = to + 1;
		if (credit_words(line) > HEAD_WORDS_MAX || span_find(line, SPAN("://")) < line.n)
			continue;
		add_names(g, CREDIT_AGENCY, line, SPAN_NONE, TRUST_MASTHEAD);
	}
}

/* What the names beside a cue come to. */
static void
read_cue(struct gather *g, const struct credit_cue *cue, struct span printed, struct span names)
{
	struct span found =
	    names.p < printed.p ? span_join(names, printed) : span_join(printed, names);
	enum trust	 trust = TRUST_KNOWN;

	if ((cue->flags & CUE_STYLE) != 0) {
		g->habit = (struct credit) { .role = cue->role,
			.name = span_of(cue->name),
			.found = printed };
		return;
	}
	if (cue->names == NAMES_STYLE) {
		add(g, cue->role, span_of(cue->name), printed, printed);
		return;
	}
	if ((cue->flags & CUE_ANY) != 0)
		trust = TRUST_ANY;
	else if ((cue->flags & CUE_WORD) != 0)
		trust = TRUST_WORD;
	else if ((cue->flags & CUE_HOLDER) == 0)
		trust = TRUST_MASTHEAD;
	add_names(g, cue->role, names, span_trim(found), trust);
}

static void
read_cues(struct gather *g, struct span paragraph)
{
	const struct credit_cue	*cue;
	struct span		 printed, names;
	size_t			 at = 0;

	paragraph = credit_end(paragraph);
	while (!g->failed && (cue = credit_cue_find(paragraph, &at, &printed, &names)) != NULL)
		read_cue(g, cue, printed, names);
}

/* Agencies that sign at the end of a paragraph, or as all of it. */
static void
read_signature(struct gather *g, struct span paragraph)
{
	const struct span	 end = credit_end(paragraph);
	const struct span	 places[] = { credit_last_bracket(end), credit_last_words(end),
		paragraph.n < 200 ? paragraph : SPAN_NONE };

	for (size_t i = 0; i < LEN(places); i++) {
		size_t	 n = credit_only_agencies(places[i]);

		if (n == 0)
			continue;
		add_names(g, n == 1 ? CREDIT_AGENCY : CREDIT_CONTRIBUTED, places[i], SPAN_NONE,
		    TRUST_KNOWN);
		return;
	}
}

/* The credit at the end of a caption: "(AP Photo/...)", "... via AP)", "Photo: dpa". */
static void
read_caption(struct gather *g, struct span caption)
{
	static const char *const marks[] = { "Photo", "PHOTO", "photo", "Foto", "FOTO", "Credit",
		"Image", "Picture", "via ", "©", "Handout" };
	struct span	 end;

	caption = credit_end(caption);
	end = credit_last_bracket(caption);
	if (end.n == 0)
		end = credit_last_words(caption);
	add_names(g, CREDIT_PHOTO, end, SPAN_NONE, TRUST_KNOWN);
	for (size_t i = 0; i < LEN(marks); i++) {
		size_t	 at = span_find(caption, span_of(marks[i]));

		if (at < caption.n)
			add_names(g, CREDIT_PHOTO, span_cut(caption, at, caption.n), SPAN_NONE,
			    TRUST_KNOWN);
	}
}

/* Is this "CNN reported" or "reported CNN", set off by commas or by the sentence's end? */
static bool
is_second_hand(struct span s, struct span name)
{
	static const char *const before[] = { "reported ", "reports ", "reported the ",
		"according to ", "according to the ", "citing ", "quoting " };
	struct span	 head = span_cut(s, 0, (size_t)(name.p - s.p));
	struct span	 tail = span_cut(s, head.n + name.n, s.n);
	bool		 behind = false;

	for (size_t i = 0; i < LEN(before); i++)
		behind |= span_ends(head, span_of(before[i]));
	if (behind)
		return tail.n == 0 || strchr(".,;", tail.p[0]) != NULL;
	if (!span_ends(head, SPAN(", ")) && !span_ends(head, SPAN(", the ")))
		return false;
	if (span_starts(tail, SPAN(" news agency")))
		tail = span_cut(tail, 12, tail.n);
	if (!span_starts(tail, SPAN(" reported")) && !span_starts(tail, SPAN(" reports")))
		return false;
	tail = span_cut(tail, tail.n > 9 && tail.p[8] == 'd' ? 9 : 8, tail.n);
	return tail.n == 0 || strchr(".,;", tail.p[0]) != NULL || span_starts(tail, SPAN(" on "));
}

static void
read_prose(struct gather *g, struct span paragraph)
{
	const struct agency	*agency;
	struct span		 name;
	size_t			 at = 0;

	paragraph = credit_end(paragraph);
	while (!g->failed && (agency = agency_find(paragraph, &at, &name)) != NULL) {
		if (is_second_hand(paragraph, name))
			add_agency(g, CREDIT_SECOND_HAND, agency, name, name);
	}
}

/* The body's first and last block, one past the end when there is none. */
static void
body_bounds(const struct article *a, size_t *first, size_t *last)
{
	*first = *last = a->nblocks;
	for (size_t i = 0; i < a->nblocks; i++) {
		if (a->blocks[i].region != REGION_BODY)
			continue;
		if (*first == a->nblocks)
			*first = i;
		*last = i;
	}
}

/* Labels between the headline and the body stand near either; a menu between them is no credit. */
static void
read_head(struct gather *g, size_t first)
{
	const struct article	*a = g->article;
	size_t			 headline = first;

	read_labels(g, credit_end(a->byline));
	for (size_t i = 0; i < first; i++) {
		const struct block	*b = &a->blocks[i];

		if (b->region == REGION_HEADLINE)
			headline = i;
		if (b->region != REGION_FURNITURE || i < headline)
			continue;
		read_cues(g, b->text);
		if (first - headline <= HEAD_LINES_MAX || span_within(a->byline, b->text))
			read_labels(g, b->text);
	}
}

static void
read_datelines(struct gather *g, size_t first)
{
	const struct article	*a = g->article;
	size_t			 looked = 0;

	for (size_t i = 0; i < a->nblocks && looked < 3; i++) {
		const struct block	*b = &a->blocks[i];
		struct span		 found;

		if (b->region != REGION_BODY && b->region != REGION_STANDFIRST)
			continue;
		looked += i >= first;
		if (!credit_dateline(b->text, &found))
			continue;
		if (credit_only_agencies(found) > 0)
			add_names(g, CREDIT_AGENCY, found, SPAN_NONE, TRUST_KNOWN);
		else
			add(g, CREDIT_AGENCY, credit_standard_name(found), found, found);
		return;
	}
}

static void
read_tail(struct gather *g, size_t last)
{
	const struct article	*a = g->article;
	size_t			 from = last > TAIL_BEFORE ? last - TAIL_BEFORE : 0;

	for (size_t i = from; i < a->nblocks && i <= last + TAIL_BEHIND; i++) {
		const struct block	*b = &a->blocks[i];

		if (b->region != REGION_BODY && b->region != REGION_FURNITURE)
			continue;
		read_cues(g, b->text);
		if (i + 1 >= last && i <= last + 2 && b->region == REGION_BODY)
			read_signature(g, b->text);
	}
	for (size_t i = 0; i < a->noutside && i < OUTSIDE_MAX; i++) {
		const struct block	*b = &a->outside[i];

		if (b->region == REGION_FURNITURE && credit_is_line(b->text))
			read_cues(g, b->text);
	}
}

/* Does anything say already whose words these are? */
static bool
is_credited(const struct article *a)
{
	for (size_t i = 0; i < a->ncredits; i++) {
		if (a->credits[i].role != CREDIT_PHOTO)
			return true;
	}
	return false;
}

/* Where nothing else says whose copy it is: a habit of signing, then sources in the prose. */
static void
read_weak(struct gather *g)
{
	const struct article	*a = g->article;
	size_t			 looked = 0;

	if (!is_credited(a) && !g->own && g->habit.name.n > 0)
		add(g, g->habit.role, g->habit.name, g->habit.found, g->habit.found);
	if (is_credited(a))
		return;
	for (size_t i = 0; i < a->nblocks && looked < PROSE_MAX; i++) {
		if (a->blocks[i].region != REGION_BODY)
			continue;
		looked++;
		read_prose(g, a->blocks[i].text);
	}
}

/* Origin first; what stands alike in the chain stays as found. */
static void
sort_chain(struct article *a)
{
	for (size_t i = 1; i < a->ncredits; i++) {
		struct credit	 moved = a->credits[i];
		size_t		 j = i;

		for (; j > 0 && chain[a->credits[j - 1].role] > chain[moved.role]; j--)
			a->credits[j] = a->credits[j - 1];
		a->credits[j] = moved;
	}
}

bool
credit_find(struct article *article, struct arena *arena, struct fault *f)
{
	struct gather	 g = { .article = article, .arena = arena, .f = f };
	size_t		 first, last;

	article->credits = NULL;
	article->ncredits = 0;
	body_bounds(article, &first, &last);
	read_datelines(&g, first);
	read_head(&g, first);
	read_tail(&g, last);
	for (size_t i = 0; i < article->nblocks; i++) {
		if (article->blocks[i].region == REGION_CAPTION)
			read_caption(&g, article->blocks[i].text);
	}
	if (!g.failed)
		read_weak(&g);
	sort_chain(article);
	return !g.failed;
}

struct span
credit_lineage(const struct article *article)
{
	for (size_t i = 0; i < article->ncredits; i++) {
		enum credit_role	 role = article->credits[i].role;

		if (role == CREDIT_AGENCY || role == CREDIT_REPUBLISHED)
			return article->credits[i].name;
	}
	if (article->outlet.n > 0)
		return credit_standard_name(article->outlet);
	return article_identity(article);
}
