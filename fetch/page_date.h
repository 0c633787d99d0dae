/*
 * Everything an HTML page says about its dates outside its running text: data
 * blocks, meta names, microdata, <time>, date lines around the headline, its
 * own address and what its bearer said. core/dating.h reads the rest.
 *
 * Kinds and ranks are those of core/date.h; what a date means is decided in
 * dating_combine(), never here.
 */
#ifndef FETCH_PAGE_DATE_H
#define FETCH_PAGE_DATE_H

#include "fetch/meta.h"
#include "fetch/region.h"
#include "fetch/state.h"

/* What the reader of dates looks at. */
struct page_view {
	const struct dom	*dom;
	const struct layout	*layout;
	const struct regions	*regions;
	const struct meta	*meta;
	const struct page_hints	*hints;
};

/*
 * Append evidence to article->evidence, the most telling first. Needs url,
 * outlet, language and captured. room: as article_add_evidence() keeps it.
 */
bool page_dates(const struct page_view *view, struct article *article, size_t *room,
    struct arena *arena, struct fault *f) MUST_CHECK;

/* Has the page told a day on which it was published? */
bool page_is_dated(const struct article *article);

/*
 * Of a page that nothing has dated, and only then: what its scripts hold, else
 * the day that "Stand:" and its like give, else meta names that as often tell
 * when a page was made. Comes behind dating_read_text(). article and room: as
 * for page_dates().
 */
bool page_dates_in_reserve(const struct page_view *view, const struct state *state,
    struct article *article, size_t *room, struct arena *arena, struct fault *f) MUST_CHECK;

#endif
