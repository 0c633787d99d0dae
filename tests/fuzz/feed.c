/*
 * Any bytes give a feed or a fault that says why. Law: every entry has a web
 * URL, valid words and ordered dates of a feed's kind; there are no more of
 * them than are allowed; reading again gives the same.
 */
#include <stdint.h>
#include <stdlib.h>

#include "core/utf8.h"
#include "fetch/feed.h"
#include "fetch/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define ARENA_MAX ((size_t)64 << 20)

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
check_evidence(const struct evidence *e)
{
	must(e->kind == EVIDENCE_FEED);
	must(e->says == SAYS_PUBLISHED || e->says == SAYS_MODIFIED);
	must(e->when.earliest != DATE_UNKNOWN || e->when.latest != DATE_UNKNOWN);
	must(e->when.latest == DATE_UNKNOWN || e->when.earliest <= e->when.latest);
	must(e->found.n > 0 && utf8_valid(e->found));
	must(e->place.n > 0 && e->where.n == 0 && utf8_valid(e->zone) && utf8_valid(e->day));
}

static void
check_feed(const struct feed *feed)
{
	must(utf8_valid(feed->title) && utf8_valid(feed->language));
	must(feed->nentries <= FEED_ENTRIES_MAX);
	for (size_t i = 0; i < feed->nentries; i++) {
		const struct feed_entry	*entry = &feed->entries[i];

		must(url_is_web(entry->url) && utf8_valid(entry->url));
		must(utf8_valid(entry->title) && utf8_valid(entry->outlet));
		for (size_t k = 0; k < entry->nevidence; k++)
			check_evidence(&entry->evidence[k]);
	}
}

static void
check_same(const struct feed *a, const struct feed *b)
{
	must(span_eq(a->title, b->title) && span_eq(a->language, b->language));
	must(a->nentries == b->nentries && a->passed_over == b->passed_over);
	for (size_t i = 0; i < a->nentries; i++) {
		const struct feed_entry	*one = &a->entries[i], *two = &b->entries[i];

		must(span_eq(one->url, two->url) && span_eq(one->title, two->title));
		must(span_eq(one->outlet, two->outlet) && one->feed == two->feed);
		must(one->nevidence == two->nevidence);
		for (size_t k = 0; k < one->nevidence; k++) {
			must(one->evidence[k].when.earliest == two->evidence[k].when.earliest);
			must(one->evidence[k].when.latest == two->evidence[k].when.latest);
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

	must(arena != NULL);
	ok = feed_read(document, SPAN_NONE, base, arena, &first, &fault);
	must(feed_read(document, SPAN_NONE, base, arena, &second, &again) == ok);
	must(ok == (fault.kind == FAULT_NONE) && fault.kind == again.kind);
	must(ok || fault.text[0] != '\0');
	check_feed(&first);
	check_same(&first, &second);
	arena_free(arena);
	return 0;
}
