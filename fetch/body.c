#include "fetch/body.h"

#define ROOTS_MAX 64u
#define SIBLING_SHARE 4 /* what joins a body from beside it is worth a quarter of it */

/* Elements that may be chosen together. */
struct choice {
	uint32_t	 roots[ROOTS_MAX];
	size_t		 count;
	int64_t		 worth;
	bool		 named; /* by a publisher who means these and no others */
};

static void
choose(struct choice *choice, const struct layout *layout, uint32_t node)
{
	if (choice->count == ROOTS_MAX)
		return;
	choice->roots[choice->count++] = node;
	choice->worth += layout_worth(layout, node);
}

/* The element worth most, of equals the one that holds least; all of a page worth nothing. */
static struct choice
by_worth(const struct layout *layout)
{
	const struct dom	*dom = layout->dom;
	struct choice		 choice = { .count = 0 };
	uint32_t		 best = 0;

	for (uint32_t i = 1; i < dom->count; i++) {
		if (!dom_is_block(dom->nodes[i].tag))
			continue;
		if (best == 0 || layout_worth(layout, i) >= layout_worth(layout, best))
			best = i;
	}
	if (best != 0 && layout_worth(layout, best) <= 0) {
		for (best = 1; best + 1 < dom->count && dom->nodes[best].tag != DOM_BODY;)
			best++;
	}
	if (best != 0)
		choose(&choice, layout, best);
	return choice;
}

/* The outermost elements of this trust, foreign and worthless ones left out. */
static struct choice
by_trust(const struct layout *layout, unsigned trust)
{
	const struct dom	*dom = layout->dom;
	struct choice		 choice = { .count = 0 };

	for (uint32_t i = 1; i < dom->count; i++) {
		if (layout->hints[i].trust != trust || !dom_is_block(dom->nodes[i].tag) ||
		    layout_is_foreign((enum hint)layout->under[i]) || layout_text(layout, i) == 0)
			continue;
		choose(&choice, layout, i);
		i = dom->nodes[i].end - 1;
	}
	return choice;
}

/*
 * A page that scrolls on into the next article holds several bodies. Those
 * that stand in another <article> than the first of weight are not ours.
 */
static void
keep_one_article(const struct layout *layout, struct choice *choice)
{
	uint32_t	 ours = 0;
	size_t		 first = 0;
	struct choice	 kept = { .count = 0 };

	while (
	    first < choice->count && layout_worth(layout, choice->roots[first]) * 4 < choice->worth)
		first++;
	if (first == choice->count)
		return;
	ours = dom_holder(layout->dom, choice->roots[first], DOM_ARTICLE);
	for (size_t i = 0; i < choice->count; i++) {
		if (dom_holder(layout->dom, choice->roots[i], DOM_ARTICLE) == ours)
			choose(&kept, layout, choice->roots[i]);
	}
	*choice = kept;
}

/*
 * The one element called an article, by its tag or by trust 1, that is worth
 * most; or none. It is named when there is no other beside it.
 */
static struct choice
by_article(const struct layout *layout, bool tag)
{
	const struct dom	*dom = layout->dom;
	struct choice		 choice = { .named = true };
	uint32_t		 best = 0, end = 0;

	for (uint32_t i = 1; i < dom->count; i++) {
		bool	 named = tag ? dom->nodes[i].tag == DOM_ARTICLE :
				   layout->hints[i].trust == 1 && dom_is_block(dom->nodes[i].tag);

		if (!named || dom->nodes[i].tag == DOM_BODY || layout_text(layout, i) == 0)
			continue;
		choice.named &= best == 0 || i < end;
		end = dom->nodes[i].end > end ? dom->nodes[i].end : end;
		if (best == 0 || layout_worth(layout, i) > layout_worth(layout, best))
			best = i;
	}
	if (best != 0 && layout_text(layout, best) > 0)
		choose(&choice, layout, best);
	return choice;
}

static bool
settle(const struct choice *choice, enum region_rule rule, struct arena *arena, struct body *body,
    struct fault *f)
{
	uint32_t	*roots = arena_take(arena, choice->count, sizeof *roots, f);

	if (roots == NULL)
		return false;
	memcpy(roots, choice->roots, choice->count * sizeof *roots);
	*body = (struct body) { roots, choice->count, rule, choice->named };
	return true;
}

/*
 * What stands beside the element worth most under one parent and is running
 * text too: a body whose paragraphs have boxes of their own, with other things
 * in between that cost too much for the parent to win.
 */
static void
join_siblings(const struct layout *layout, struct choice *choice)
{
	const struct dom	*dom = layout->dom;
	uint32_t		 best = choice->roots[0], parent = dom->nodes[best].parent;
	struct choice		 joined = { .count = 0 };

	for (uint32_t i = parent + 1; i < dom->nodes[parent].end; i = dom->nodes[i].end) {
		if (i == best ||
		    (dom_is_block(dom->nodes[i].tag) &&
			!layout_is_foreign((enum hint)layout->under[i]) &&
			layout_worth(layout, i) * SIBLING_SHARE >= layout_worth(layout, best)))
			choose(&joined, layout, i);
	}
	*choice = joined;
}

/*
 * Are these elements, which a publisher names for an article's text, the body?
 * When they hold what is worth most, what they add is short; when that lies
 * elsewhere, it may be a longer text beside a short article; when it lies
 * around them, they must be nearly all of it.
 */
static bool
is_body(const struct layout *layout, const struct choice *named, const struct choice *best)
{
	uint64_t	 text = 0;
	bool		 around = false;

	for (size_t i = 0; i < named->count; i++) {
		if (layout_holds(layout, named->roots[i], best->roots[0]))
			return true;
		around |= layout_holds(layout, best->roots[0], named->roots[i]);
		text += layout_text(layout, named->roots[i]);
	}
	if (around && best->worth > 0)
		return named->worth * 10 > best->worth * 9;
	return (int64_t)text * SIBLING_SHARE > best->worth;
}

/* An article around what is worth most is settled by that; one inside it, or beside it, may be the body. */
static bool
is_article(const struct layout *layout, const struct choice *article, const struct choice *best)
{
	bool	 titled;

	if (article->count == 0 || layout_holds(layout, article->roots[0], best->roots[0]))
		return article->count > 0 && article->roots[0] == best->roots[0];
	if (!layout_holds(layout, best->roots[0], article->roots[0]))
		return article->named && is_body(layout, article, best);
	/* With the headline inside, less will do: what lies outside is another's. */
	titled = layout_has_title(layout, article->roots[0]);
	return article->worth * 4 > best->worth * (titled ? 2 : 3);
}

bool
body_find(const struct layout *layout, struct arena *arena, struct body *body, struct fault *f)
{
	struct choice	 best = by_worth(layout), named;

	*body = (struct body) { .count = 0 };
	if (best.count == 0)
		return true;
	for (unsigned trust = 3; trust >= 2; trust--) {
		named = by_trust(layout, trust);
		keep_one_article(layout, &named);
		named.named = true;
		if (is_body(layout, &named, &best))
			return settle(&named,
			    trust == 3 ? REGION_BY_MICRODATA : REGION_BY_BODY_NAME, arena, body, f);
	}
	for (int tag = 1; tag >= 0; tag--) {
		named = by_article(layout, tag == 1);
		if (is_article(layout, &named, &best)) {
			named.named = false;
			return settle(&named, REGION_BY_ARTICLE, arena, body, f);
		}
	}
	join_siblings(layout, &best);
	return settle(&best, REGION_BY_WORTH, arena, body, f);
}

bool
body_holds(const struct layout *layout, const struct body *body, uint32_t piece)
{
	for (size_t i = 0; i < body->count; i++) {
		if (layout_holds(layout, body->roots[i], layout->flow->pieces[piece].first))
			return true;
	}
	return false;
}
