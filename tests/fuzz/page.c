/*
 * Any bytes as an HTML page. The law: a fault with a word for it, or an article
 * whose every text is valid UTF-8, whose blocks lie in its text in order, and
 * which a second reading gives again.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/utf8.h"
#include "fetch/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define NOW 1641800000 /* a day in January 2022 */

static void
judge_blocks(const struct article *a)
{
	size_t	 at = 0;

	for (size_t i = 0; i < a->nblocks; i++) {
		const struct block	*b = &a->blocks[i];
		size_t			 from = (size_t)(b->text.p - a->text.p);

		assert(b->text.n > 0 && from >= at && from + b->text.n <= a->text.n);
		assert(i == 0 ? from == 0 : from == at + 1 && a->text.p[at] == '\n');
		assert(b->region < REGION_TEASER);
		assert(utf8_valid(b->text));
		at = from + b->text.n;
	}
	assert(at == a->text.n);
	for (size_t i = 0; i < a->noutside; i++) {
		assert(a->outside[i].text.n > 0 && a->outside[i].region < REGIONS);
		assert(utf8_valid(a->outside[i].text) && utf8_valid(a->outside[i].outlet));
	}
}

static void
judge_facts(const struct article *a)
{
	const struct span	 facts[] = {
		a->text, a->url, a->canonical, a->outlet, a->title, a->byline, a->language,
		a->published.day, a->modified.day,
	};

	for (size_t i = 0; i < LEN(facts); i++)
		assert(utf8_valid(facts[i]));
	for (size_t i = 0; i < a->nevidence; i++) {
		const struct evidence	*e = &a->evidence[i];

		assert(utf8_valid(e->found) && utf8_valid(e->place) && utf8_valid(e->day));
		assert(e->where.n == 0 || span_within(e->where, a->text));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct span		 html = { (const char *)bytes, size };
	struct page_hints	 hints = { .url = SPAN("https://news.example/2022/01/09/page.html"),
		.captured = NOW,
		.last_modified = DATE_UNKNOWN,
		.now = NOW };
	struct arena		*arena = arena_new(PAGE_ARENA_MAX);
	struct arena		*again = arena_new(PAGE_ARENA_MAX);
	struct article		 a, b;
	struct fault		 f = FAULT_INIT, g = FAULT_INIT;
	bool			 read;

	assert(arena != NULL && again != NULL);
	read = page_read(html, &hints, arena, &a, &f);
	assert(read == page_read(html, &hints, again, &b, &g));
	assert(read == (f.kind == FAULT_NONE) && f.kind == g.kind);
	assert(read || f.text[0] != '\0');
	if (read) {
		judge_blocks(&a);
		judge_facts(&a);
		assert(span_eq(a.text, b.text) && a.nevidence == b.nevidence);
	}
	arena_free(arena);
	arena_free(again);
	return 0;
}
