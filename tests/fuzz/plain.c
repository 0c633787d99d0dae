/*
 * Any bytes give an article or a fault that says why. Law: blocks lie in the
 * text in order, do not overlap, begin and end without white space, and cover
 * every character that is none; credits are found where they say.
 */
#include "core/utf8.h"
#include "fetch/page.h"
#include "tests/fuzz/law.h"

#define ARENA_MAX ((size_t)64 << 20)

static void
check_gap(struct span gap)
{
	for (size_t at = 0; at < gap.n;)
		HOLDS(utf8_is_space(utf8_next(gap, &at)));
}

static void
check_blocks(const struct article *article)
{
	struct span	 text = article->text;
	size_t		 at = 0;

	for (size_t i = 0; i < article->nblocks; i++) {
		const struct block	*b = &article->blocks[i];
		size_t			 from = (size_t)(b->text.p - text.p);

		HOLDS(span_within(b->text, text) && from >= at);
		HOLDS(b->region < REGIONS && b->kind < BLOCK_KINDS);
		HOLDS(span_eq(span_trim(b->text), b->text));
		check_gap(span_cut(text, at, from));
		at = from + b->text.n;
	}
	check_gap(span_cut(text, at, text.n));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct page_hints hints = { .file = SPAN("fuzz.txt"),
		.captured = DATE_UNKNOWN,
		.last_modified = DATE_UNKNOWN,
		.now = 1780000000 };
	struct arena		*arena = arena_new(ARENA_MAX);
	struct article		 article;
	struct fault		 fault = FAULT_INIT;

	HOLDS(arena != NULL);
	if (plain_read((struct span) { (const char *)bytes, size }, &hints, arena, &article,
		&fault)) {
		HOLDS(utf8_valid(article.text) && utf8_valid(article.byline) &&
		    utf8_valid(article.outlet));
		check_blocks(&article);
		for (size_t i = 0; i < article.ncredits; i++) {
			HOLDS(article.credits[i].name.n > 0 && utf8_valid(article.credits[i].name));
			HOLDS(utf8_valid(article.credits[i].found));
		}
	} else {
		HOLDS(fault.kind != FAULT_NONE && fault.text[0] != '\0');
	}
	arena_free(arena);
	return 0;
}
