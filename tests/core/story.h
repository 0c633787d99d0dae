/* An invented article, each line a paragraph, and the quotations found in it. */
#ifndef TESTS_CORE_STORY_H
#define TESTS_CORE_STORY_H

#include "core/quote.h"

#define STORY_LINES 64

struct story {
	struct article		 article;
	struct block		 blocks[STORY_LINES];
	struct arena		*arena;
	struct quote_finder	*finder;
	struct quote_list	 quotes;
	struct fault		 fault;
};

/* "# " before a line makes it a headline, "> " a teaser, "= " a caption. Fails the test when the text cannot be read. */
void story_read(struct story *story, const char *text);
void story_read_in(struct story *story, const char *language, const char *text);
void story_end(struct story *story);

/* The n-th quotation's text, speaker, mention, venue name...; "" when there are fewer. */
const struct quote *story_quote(const struct story *story, size_t n);

/* For messages and comparisons: a span against a C string. */
bool same(struct span s, const char *text);

#endif
