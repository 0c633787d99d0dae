/* Which words of an article stand between quotation marks. */
#ifndef CORE_QUOTED_H
#define CORE_QUOTED_H

#include "core/article.h"

/* Byte ranges of an article's text, in order. */
struct quoted {
	struct quoted_range {
		size_t	 from, to;
	} * items;
	size_t	 count, next; /* next: the first that a byte to come may lie in */
};

/* Of the parts of quotations, those that lie in article->text. In the arena. */
bool quoted_read(const struct article *article, const struct span *parts, size_t nparts,
    struct arena *arena, struct quoted *quoted, struct fault *f) MUST_CHECK;

/* Is byte `at` quoted? It is asked in rising order. */
bool quoted_at(struct quoted *quoted, size_t at);

/* The article's own words: headline, standfirst, body, caption. */
bool quoted_is_main(enum region region);

#endif
