/*
 * Any bytes give a feed or a fault that says why. Law: every entry has a web
 * URL, valid words and ordered dates of a feed's kind; there are no more of
 * them than are allowed; reading again gives the same.
 */
#include "core/utf8.h"
#include "fetch/feed.h"
#include "fetch/url.h"
#include "tests/fuzz/law.h"

#define ARENA_MAX ((size_t)64 << 20)

static void
check_evidence(const struct evidence *e)
{
	HOLDS(e->kind == EVIDENCE_FEED);
	HOLDS(e->says == SAYS_PUBLISHED || e->says == SAYS_MODIFIED);
	HOLDS(e->when.earliest != DATE_UNKNOWN || e->when.latest != DATE_UNKNOWN);
	HOLDS(e->when.latest == DATE_UNKNOWN || e->when.earliest <= e->when.latest);
	HOLDS(e->found.n > 0 && utf8_valid(e->found));
	HOLDS(e->place.n > 0 && e->where.n == 0 && utf8_valid(e->zone) && utf8_valid(e->day));
}

static void
check_feed(const struct feed *feed)
{
	HOLDS(utf8_valid(feed->title) && utf8_valid(feed->language));
	HOLDS(feed->nentries <= FEED_ENTRIES_MAX);
	for (size_t i = 0; i < feed->nentries; i++) {
		const struct feed_entry	*entry = &feed->entries[i];

		HOLDS(url_is_web(entry->url) && utf8_valid(entry->url));
		HOLDS(utf8_valid(entry->title) && utf8_valid(entry->outlet));
		for (size_t k = 0; k < entry->nevidence; k++)
			check_evidence(&entry->evidence[k]);
	}
}

static void
check_same(const struct feed *a, const struct feed *b)
{
	HOLDS(span_eq(a->title, b->title) && span_eq(a->language, b->language));
	HOLDS(a->nentries == b->nentries && a->passed_over == b->passed_over);
	for (size_t i = 0; i < a->nentries; i++) {
		const struct feed_entry	*one = &a->entries[i], *two = &b->entries[i];

		HOLDS(span_eq(one->url, two->url) && span_eq(one->title, two->title));
		HOLDS(span_eq(one->outlet, two->outlet) && one->feed == two->feed);
		HOLDS(one->nevidence == two->nevidence);
		for (size_t k = 0; k < one->nevidence; k++) {
			HOLDS(one->evidence[k].when.earliest == two->evidence[k].when.earliest);
			HOLDS(one->evidence[k].when.latest == two->evidence[k].when.latest);
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct span	 document = { (const char *)bytes, size };
	struct span	 base = SPAN("https://feeds.example/all/rss.xml");
	struct arena	*arena = arena_new(ARENA_MAX);
	struct feed	 first, second;
	struct fault	 fault = FAULT_INIT, again = FAULT_INIT;
	bool		 ok;

	HOLDS(arena != NULL);
	ok = feed_read(document, SPAN_NONE, base, arena, &first, &fault);
	HOLDS(feed_read(document, SPAN_NONE, base, arena, &second, &again) == ok);
	HOLDS(ok == (fault.kind == FAULT_NONE) && fault.kind == again.kind);
	HOLDS(ok || fault.text[0] != '\0');
	check_feed(&first);
	check_same(&first, &second);
	arena_free(arena);
	return 0;
}
