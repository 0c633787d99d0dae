/*
 * What stands where on a page: hints handed down the tree, and how much text
 * of which worth every element holds.
 */
#ifndef FETCH_LAYOUT_H
#define FETCH_LAYOUT_H

#include "core/article.h"
#include "fetch/flow.h"
#include "fetch/hint.h"

struct layout {
	const struct dom	*dom;
	const struct flow	*flow;
	const struct hints	*hints;	 /* of each node, as read */
	uint32_t		 voice;	 /* the article's text though a box around it is named for comments; or 0 */
	enum hint		 lifted; /* no names are believed that say this; HINT_NONE: all are */
	const unsigned char	*under;	 /* enum hint in force at each node: its own or inherited */
	const unsigned char	*by;	 /* enum region_rule that put it there; REGION_BY_NOTHING without one */
	const unsigned char	*of;	 /* enum hint in force for each piece */
	const unsigned char	*shown;	 /* and what put it there */
	const uint64_t		*prose;	 /* size of running text before each piece; flow->count + 1 */
	const uint64_t		*links;	 /* size of linked text before each piece; flow->count + 1 */
	const uint64_t		*named;	 /* running text of elements named for an article before each */
	const int64_t		*worth;	 /* worth before each piece; flow->count + 1 */
	const uint64_t		*text;	 /* size of unlinked words of its own before each; flow->count + 1 */
	const uint32_t		*titles; /* h1 elements before each node; dom->count + 1 */
};

/*
 * Read the hints of every element and drop those that cannot be meant: a name
 * for furniture on an element that holds most of the running text. Everything
 * lives in the arena; dom and flow must outlive it.
 */
bool layout_read(const struct dom *dom, const struct flow *flow, struct arena *arena,
    struct layout *layout, struct fault *f) MUST_CHECK;

/* Running text has at least this many letters and digits. */
#define LAYOUT_PROSE_MIN 50u

/* Is this running text: long enough, and not mostly links? */
bool layout_is_prose(const struct piece *piece);

/* Does a line end as sentences do, in any script, marks and brackets aside? */
bool layout_ends_sentence(struct span line);

/* Running text below a block element, and the worth of all its pieces. */
uint64_t layout_prose(const struct layout *layout, uint32_t node);
int64_t layout_worth(const struct layout *layout, uint32_t node);

/* Words below a block element that are neither links nor foreign nor headings. */
uint64_t layout_text(const struct layout *layout, uint32_t node);

/* Running text of the whole page that may be the article's own: neither foreign nor a notice. */
uint64_t layout_own(const struct layout *layout);

/* Is a hint one that keeps words out of the article? */
bool layout_is_foreign(enum hint hint);

/* Is there an h1 below node? */
bool layout_has_title(const struct layout *layout, uint32_t node);

/* Does node lie below above, or is it? */
bool layout_holds(const struct layout *layout, uint32_t above, uint32_t node);

#endif
