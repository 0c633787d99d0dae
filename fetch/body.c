#include "fetch/body.h"

#define ROOTS_MAX 64u
#define SIBLING_SHARE 4 /* what joins a body from beside it is worth a quarter of it */

/* Elements that may be chosen together. */
struct choice {
	uint32_t	 roots[ROOTS_MAX];
	size_t		 count;
	int64_t		 worth;
	bool		 named;
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
		    layout_is_foreign((enum hint)layout->under[i]) || layout_worth(layout, i) <= 0)
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
	bool		 found = false;
	struct choice	 kept = { .count = 0 };

	for (size_t i = 0; i < choice->count; i++) {
		uint32_t	 article = dom_holder(layout->dom, choice->roots[i], DOM_ARTICLE);

		if (!found && layout_worth(layout, choice->roots[i]) * 4 < choice->worth)
			continue;
		if (!found)
			ours = article;
		found = true;
		if (article == ours)
			choose(&kept, layout, choice->roots[i]);
	}
	if (found)
		*choice = kept;
}

/* The one element called an article, by its tag or by trust 1, that is worth most; or none. */
static struct choice
by_article(const struct layout *layout, bool tag)
{
	const struct dom	*dom = layout->dom;
	struct choice		 choice = { .count = 0 };
	uint32_t		 best = 0;

	for (uint32_t i = 1; i < dom->count; i++) {
		bool	 named = tag ? dom->nodes[i].tag == DOM_ARTICLE :
				   layout->hints[i].trust == 1 && dom_is_block(dom->nodes[i].tag);

		if (named && (best == 0 || layout_worth(layout, i) > layout_worth(layout, best)))
			best = i;
	}
	if (best != 0 && layout_worth(layout, best) > 0)
		choose(&choice, layout, best);
	return choice;
}

static bool
settle(const struct choice *choice, const char *rule, struct arena *arena, struct body *body,
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

bool
body_find(const struct layout *layout, struct arena *arena, struct body *body, struct fault *f)
{
	struct choice	 best = by_worth(layout), named;

	*body = (struct body) { NULL, 0, "none", false };
	if (best.count == 0)
		return true;
	for (unsigned trust = 3; trust >= 2; trust--) {
		named = by_trust(layout, trust);
		keep_one_article(layout, &named);
		named.named = true;
		if (named.count > 0 && named.worth * 10 > best.worth * 9)
			return settle(&named, trust == 3 ? "articleBody" : "named", arena, body, f);
	}
	for (int tag = 1; tag >= 0; tag--) {
		named = by_article(layout, tag == 1);
		/* With the headline inside, less will do: what lies outside is another's. */
		if (named.count > 0 && layout_holds(layout, best.roots[0], named.roots[0]) &&
		    named.worth * 4 > best.worth * (layout_has_title(layout, named.roots[0]) ? 2 : 3))
			return settle(&named, "article", arena, body, f);
	}
	join_siblings(layout, &best);
	return settle(&best, "worth", arena, body, f);
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
