/*
 * Any bytes as an HTML page. The law: a fault with a word for it, or an article
 * whose every text is valid UTF-8, whose blocks lie in its text in order, and
 * which a second reading gives again.
 */
#include "core/utf8.h"
#include "fetch/page.h"
#include "tests/fuzz/law.h"

#define NOW 1641800000 /* a day in January 2022 */

static void
judge_blocks(const struct article *a)
{
	size_t	 at = 0;

	for (size_t i = 0; i < a->nblocks; i++) {
		const struct block	*b = &a->blocks[i];
		size_t			 from = (size_t)(b->text.p - a->text.p);

		HOLDS(b->text.n > 0 && from >= at && from + b->text.n <= a->text.n);
		HOLDS(i == 0 ? from == 0 : from == at + 1 && a->text.p[at] == '\n');
		HOLDS(b->region < REGION_TEASER && b->rule != REGION_BY_NOTHING);
		HOLDS(utf8_valid(b->text));
		at = from + b->text.n;
	}
	HOLDS(at == a->text.n);
	for (size_t i = 0; i < a->noutside; i++) {
		HOLDS(a->outside[i].text.n > 0 && a->outside[i].region < REGIONS);
		HOLDS(a->outside[i].rule != REGION_BY_NOTHING);
		HOLDS(utf8_valid(a->outside[i].text) && utf8_valid(a->outside[i].outlet));
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
		HOLDS(utf8_valid(facts[i]));
	for (size_t i = 0; i < a->nevidence; i++) {
		const struct evidence	*e = &a->evidence[i];

		HOLDS(utf8_valid(e->found) && utf8_valid(e->place) && utf8_valid(e->day));
		HOLDS(e->where.n == 0 || span_within(e->where, a->text));
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

	HOLDS(arena != NULL && again != NULL);
	read = page_read(html, &hints, arena, &a, &f);
	HOLDS(read == page_read(html, &hints, again, &b, &g));
	HOLDS(read == (f.kind == FAULT_NONE) && f.kind == g.kind);
	HOLDS(read || f.text[0] != '\0');
	if (read) {
		judge_blocks(&a);
		judge_facts(&a);
		HOLDS(span_eq(a.text, b.text) && a.nevidence == b.nevidence);
	}
	arena_free(arena);
	arena_free(again);
	return 0;
}
