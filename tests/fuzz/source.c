/*
 * Law: whatever the bytes, read as each kind of source they give articles
 * whose text is valid UTF-8 with its blocks inside it, or failures that have a
 * kind and begin with the source's name; as many of both as the progress says.
 */
#include <string.h>

#include "core/utf8.h"
#include "fetch/source.h"
#include "tests/fuzz/law.h"

struct count {
	size_t	 articles, failures;
};

static bool
valid(struct span s)
{
	return s.n == 0 || utf8_valid(s);
}

static bool
on_article(void *context, const struct source_reading *reading, struct fault *f)
{
	const struct article	*article = reading->article;
	struct count		*count = context;
	const char		*behind = article->text.p;

	count->articles++;
	HOLDS(f->kind == FAULT_NONE);
	HOLDS(article_identity(article).n > 0);
	HOLDS(valid(article->text) && valid(article->url) && valid(article->canonical) &&
	    valid(article->title) && valid(article->outlet) && valid(article->byline));
	for (size_t i = 0; i < article->nblocks; i++) {
		struct span	 text = article->blocks[i].text;

		HOLDS(text.n == 0 ||
		    (span_within(text, article->text) && text.p >= behind && utf8_valid(text)));
		behind = text.n == 0 ? behind : text.p + text.n;
	}
	for (size_t i = 0; i < article->noutside; i++)
		HOLDS(valid(article->outside[i].text));
	for (size_t i = 0; i < article->nevidence; i++)
		HOLDS(article->evidence[i].where.n == 0 ||
		    span_within(article->evidence[i].where, article->text));
	return true;
}

/* A fault is one line: control characters of a name are blanks in it. */
static bool
begins_with(const char *text, struct span name)
{
	for (size_t i = 0; i < name.n && i < 400; i++) {
		unsigned char	 c = (unsigned char)name.p[i];

		if (text[i] != (c < 0x20 || c == 0x7f ? ' ' : name.p[i]))
			return false;
	}
	return true;
}

static bool
on_failed(void *context, const struct source_visit *visit, const struct fault *why, struct fault *f)
{
	struct count	*count = context;

	count->failures++;
	HOLDS(f->kind == FAULT_NONE);
	HOLDS(why->kind != FAULT_NONE && why->kind != FAULT_INTERRUPTED);
	HOLDS(visit->named.n > 0 && begins_with(why->text, visit->named));
	return true;
}

static bool
on_progress(void *context, const struct source_count *counted, struct fault *f)
{
	const struct count	*count = context;

	HOLDS(f->kind == FAULT_NONE);
	HOLDS(counted->done == count->articles + count->failures);
	HOLDS(counted->known >= counted->done);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	for (int as = SOURCE_AUTO; as < SOURCE_KINDS; as++) {
		struct count		 count = { 0, 0 };
		struct source_events	 events = { .article = on_article,
			.failed = on_failed,
			.progress = on_progress,
			.context = &count };
		struct source_options	 options = { .as = (enum source_kind)as,
			.crawl = crawl_defaults,
			.now = 1700000000 };
		struct fault		 f = FAULT_INIT;

		HOLDS(source_read_bytes(SPAN("bytes"), (struct span) { (const char *)bytes, size },
		    &options, &events, &f));
		HOLDS(f.kind == FAULT_NONE);
	}
	return 0;
}
