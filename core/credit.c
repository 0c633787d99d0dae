#include "core/credit.h"

#include "core/agency.h"
#include "core/credit_cue.h"
#include "core/masthead.h"
#include "core/utf8.h"

#define DATELINE_MAX 120 /* bytes from a paragraph's start to its agency's end */
#define HEAD_WORDS_MAX 14 /* a longer line of the head is no byline */
#define LINE_WORDS_MAX 80 /* a longer paragraph is no credit line */
#define TAIL_BEFORE 4	  /* paragraphs of the body's end that may carry credits */
#define TAIL_BEHIND 8	  /* blocks behind the body that may */
#define OUTSIDE_MAX 400	  /* blocks outside that are looked at */
#define PROSE_MAX 400	  /* body paragraphs looked at for sources at second hand */
#define LOOK_MAX 4000	  /* bytes of one paragraph that are looked at */

/* Credits as they are found, before they are put in order. */
struct gather {
	struct article	*article;
	struct arena	*arena;
	struct fault	*f;
	size_t		 room;
	bool		 failed;
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

static size_t
count_words(struct span s)
{
	size_t	 words = 0;

	for (size_t i = 0; i < s.n; i++)
		words += s.p[i] != ' ' && s.p[i] != '\n' && (i == 0 || s.p[i - 1] == ' ' || s.p[i - 1] == '\n');
	return words;
}

/* The end of a paragraph, where credits stand, cut to what is looked at. */
static struct span
end_of(struct span s)
{
	size_t	 from = s.n > LOOK_MAX ? s.n - LOOK_MAX : 0;

	while (from < s.n && ((unsigned char)s.p[from] & 0xC0) == 0x80)
		from++;
	return span_cut(s, from, s.n);
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
	if (g->failed || name.n == 0 || (role != CREDIT_PHOTO && is_outlet_itself(a, name)))
		return;
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

/* Every agency named in s; returns how many. */
static size_t
add_all(struct gather *g, enum credit_role role, struct span s, struct span found)
{
	const struct agency	*agency;
	struct span		 name;
	size_t			 at = 0, n = 0;

	for (; (agency = agency_find(s, &at, &name)) != NULL && !g->failed; n++)
		add_agency(g, role, agency, found.n > 0 ? found : name, found.n > 0 ? found : name);
	return n;
}

/* Marks and little words that join names: "(AP, Reuters and AFP)". */
static bool
is_joint(struct span s)
{
	static const char *const joints[] = { "and", "und", "et", "y", "e", "en", "with", "avec", "mit",
		"con", "com", "met", "news", "agency", "agencies", "the", "by", "for", "via", "l" };
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
static size_t
only_agencies(struct span s)
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
	size_t	 at = 0, words = 0;

	if (s.n == 0)
		return true;
	if (!utf8_is_letter(utf8_next(s, &at)) || s.p[0] == '"')
		return false;
	words = count_words(s);
	at = 0;
	return words <= 3 || (words <= 10 && memchr(s.p, ',', s.n) != NULL) ||
	    memchr(s.p, '[', s.n) != NULL;
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

/* A dash, colon or stop hands over to the report; behind a place a capital does. */
static bool
hands_over(struct span s, size_t at, struct span place)
{
	uint32_t	 c;

	while (at < s.n && s.p[at] == ' ')
		at++;
	c = utf8_next(s, &at);
	return c == '-' || c == ':' || c == '.' || (c >= 0x2010 && c <= 0x2015) ||
	    (place.n > 0 && utf8_is_upper(c));
}

bool
credit_dateline(struct span paragraph, struct span *found)
{
	struct span	 before, inside;
	size_t		 end;

	if (paragraph.n == 0)
		return false;
	if (between(paragraph, '(', ')', &before, &inside, &end) && is_place(before) &&
	    only_agencies(inside) > 0 && hands_over(paragraph, end, before)) {
		*found = inside;
		return true;
	}
	if (between(paragraph, '/', '/', &before, &inside, &end) && is_place(before) &&
	    only_agencies(inside) > 0) {
		*found = inside;
		return true;
	}
	return false;
}

/* An agency's letters in a byline are capitals; "Tass" or "Lusa" alone may be somebody's name. */
static void
read_byline(struct gather *g, struct span byline)
{
	const struct agency	*agency;
	struct span		 name;
	size_t			 at = 0, n = 0;

	while ((agency = agency_find(byline, &at, &name)) != NULL) {
		if (name.n <= 5 && name.n > 1 && name.p[1] >= 'a' && name.p[1] <= 'z' &&
		    name.p[0] >= 'A' && name.p[0] <= 'Z')
			continue;
		add_agency(g, CREDIT_AGENCY, agency, name, name);
		n++;
	}
	byline = span_trim(byline);
	if (span_eq_case(span_cut(byline, 0, 3), SPAN("by ")))
		byline = span_trim(span_cut(byline, 3, byline.n));
	if (n > 0)
		return;
	/* "A. Writer, The Springfield Gazette": the part behind the last comma or bar. */
	for (size_t i = byline.n; i > 0; i--) {
		struct span	 part;

		if (i > 1 && byline.p[i - 1] != ',' && byline.p[i - 1] != '|')
			continue;
		part = span_trim(span_cut(byline, i == 1 ? 0 : i, byline.n));
		if (masthead_is_name(part))
			add(g, CREDIT_REPUBLISHED, credit_standard_name(part), part, part);
		break;
	}
	if (masthead_is_name(byline))
		add(g, CREDIT_REPUBLISHED, credit_standard_name(byline), byline, byline);
}

/* A line of its own between headline and body that names an outlet: whose page this was before. */
static void
read_label(struct gather *g, struct span line)
{
	struct span	 start = span_cut(line, 0, 3);

	if (count_words(line) > HEAD_WORDS_MAX)
		return;
	if (span_eq_case(start, SPAN("by ")) || only_agencies(line) > 0)
		read_byline(g, line);
	else if (masthead_is_name(line))
		add(g, CREDIT_REPUBLISHED, credit_standard_name(line), line, line);
}

/* What the names beside a cue come to. */
static void
read_cue(struct gather *g, const struct credit_cue *cue, struct span printed, struct span names)
{
	struct span	 found = names.p < printed.p ? span_join(names, printed) : span_join(printed, names);
	struct span	 name;

	if (cue->names == NAMES_STYLE) {
		add(g, cue->role, span_of(cue->name), printed, printed);
		return;
	}
	if (add_all(g, cue->role, names, span_trim(found)) > 0)
		return;
	name = credit_cue_name(names);
	if (name.n > 0 && ((cue->flags & CUE_ANY) != 0 ||
	    (cue->phrase[0] == 's' && masthead_is_name(name))))
		add(g, CREDIT_REPUBLISHED, credit_standard_name(name), span_trim(found), span_trim(found));
}

static void
read_cues(struct gather *g, struct span paragraph)
{
	const struct credit_cue	*cue;
	struct span		 printed, names;
	size_t			 at = 0;

	paragraph = end_of(paragraph);
	while (!g->failed && (cue = credit_cue_find(paragraph, &at, &printed, &names)) != NULL)
		read_cue(g, cue, printed, names);
}

bool
credit_is_line(struct span paragraph)
{
	const struct credit_cue	*cue;
	struct span		 printed, names, name;
	size_t			 at = 0, name_at = 0;

	if (paragraph.n > LOOK_MAX || count_words(paragraph) > LINE_WORDS_MAX)
		return false;
	cue = credit_cue_find(paragraph, &at, &printed, &names);
	if (cue == NULL)
		return false;
	/* Who contributed stands before the cue, all else behind it in the first words. */
	if (cue->names == NAMES_BEFORE)
		return names.p == paragraph.p;
	if ((size_t)(printed.p - paragraph.p) > 60)
		return false;
	return cue->role != CREDIT_AGENCY || cue->names == NAMES_STYLE || cue->phrase[0] == 'c' ||
	    (unsigned char)cue->phrase[0] >= 0x80 || cue->phrase[0] == '(' ||
	    agency_find(names, &name_at, &name) != NULL;
}

/* The last bracket of a paragraph, when the paragraph ends with it. */
static struct span
last_bracket(struct span s)
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
static struct span
last_words(struct span s)
{
	size_t	 from = s.n;

	while (from > 0 && s.n - from < 40 && strchr(".!?\"", s.p[from - 1]) == NULL)
		from--;
	while (from < s.n && ((unsigned char)s.p[from] & 0xC0) == 0x80)
		from++;
	return from > 0 && from < s.n ? span_trim(span_cut(s, from, s.n)) : SPAN_NONE;
}

/* Agencies that sign at the end of a paragraph, or as all of it. */
static void
read_signature(struct gather *g, struct span paragraph)
{
	const struct span	 end = end_of(paragraph);
	const struct span	 places[] = { last_bracket(end), last_words(end),
		paragraph.n < 200 ? paragraph : SPAN_NONE };

	for (size_t i = 0; i < LEN(places); i++) {
		size_t	 n = only_agencies(places[i]);
		bool	 inputs = span_find(places[i], SPAN("with ")) < places[i].n ||
		    span_find(places[i], SPAN("avec ")) < places[i].n ||
		    span_find(places[i], SPAN("mit ")) < places[i].n ||
		    span_find(places[i], SPAN("con ")) < places[i].n ||
		    span_find(places[i], SPAN("com ")) < places[i].n;

		if (n == 0)
			continue;
		add_all(g, inputs ? CREDIT_INPUTS : n == 1 ? CREDIT_AGENCY : CREDIT_CONTRIBUTED,
		    places[i], places[i]);
		return;
	}
}

/* The credit at the end of a caption: "(AP Photo/...)", "... via AP)", "Photo: dpa". */
static void
read_caption(struct gather *g, struct span caption)
{
	static const char *const marks[] = { "Photo", "PHOTO", "photo", "Foto", "FOTO", "Credit", "Image",
		"Picture", "via ", "©", "Handout" };
	struct span	 end;

	caption = end_of(caption);
	end = last_bracket(caption);
	if (end.n == 0)
		end = last_words(caption);
	if (add_all(g, CREDIT_PHOTO, end, SPAN_NONE) > 0)
		return;
	for (size_t i = 0; i < LEN(marks); i++) {
		size_t	 at = span_find(caption, span_of(marks[i]));

		if (at < caption.n && add_all(g, CREDIT_PHOTO, span_cut(caption, at, caption.n), SPAN_NONE) > 0)
			return;
	}
}

/* Is this "CNN reported" or "reported CNN", set off by commas or by the sentence's end? */
static bool
is_second_hand(struct span s, struct span name)
{
	static const char *const before[] = { "reported ", "reports ", "reported the ", "according to ",
		"according to the ", "citing ", "quoting " };
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

	paragraph = end_of(paragraph);
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

/* Labels between the headline and the body; before a headline stands the site's own name. */
static void
read_head(struct gather *g, size_t first)
{
	const struct article	*a = g->article;
	bool			 headline = false;

	read_byline(g, end_of(a->byline));
	for (size_t i = 0; i < first; i++) {
		const struct block	*b = &a->blocks[i];

		headline |= b->region == REGION_HEADLINE;
		if (headline && b->region == REGION_FURNITURE) {
			read_label(g, b->text);
			read_cues(g, b->text);
		}
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
		add_all(g, CREDIT_AGENCY, found, SPAN_NONE);
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

/* A source named in the prose counts where nothing stronger says whose copy it is. */
static void
read_second_hand(struct gather *g)
{
	const struct article	*a = g->article;
	size_t			 looked = 0;

	for (size_t i = 0; i < a->ncredits; i++) {
		if (a->credits[i].role != CREDIT_PHOTO)
			return;
	}
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
		read_second_hand(&g);
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
