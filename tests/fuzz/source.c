/*
 * Law: whatever the bytes, read as each kind of source they give articles
 * whose text is valid UTF-8 with its blocks inside it, or failures that have a
 * kind and begin with the source's name; as many of both as the progress says.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/utf8.h"
#include "fetch/source.h"

#define HOLDS(law) ((law) ? (void)0 : broken(#law))

static void
broken(const char *law)
{
	fprintf(stderr, "broken: %s\n", law);
	abort();
}

struct count {
	size_t	 articles, failures, done;
};

static bool
valid(struct span s)
{
	return s.n == 0 || utf8_valid(s);
}

static bool
on_article(void *context, const struct article *article, struct fault *f)
{
	struct count	*count = context;
	const char	*behind = article->text.p;

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
on_failed(void *context, struct span source, const struct fault *why)
{
	struct count	*count = context;

	count->failures++;
	HOLDS(why->kind != FAULT_NONE && why->kind != FAULT_INTERRUPTED);
	HOLDS(source.n > 0 && begins_with(why->text, source));
	return true;
}

static void
on_progress(void *context, struct span source, size_t done, size_t known)
{
	struct count	*count = context;

	(void)source;
	HOLDS(done == ++count->done && known >= done);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	for (int as = SOURCE_AUTO; as < SOURCE_KINDS; as++) {
		struct count		 count = { 0, 0, 0 };
		struct source_events	 events = { on_article, on_failed, on_progress, &count };
		struct source_options options = { .as = (enum source_kind)as,
			.http = http_defaults,
			.now = 1700000000 };
		struct fault		 f = FAULT_INIT;

		HOLDS(source_read_bytes(SPAN("bytes"), (struct span) { (const char *)bytes, size },
		    &options, &events, &f));
		HOLDS(f.kind == FAULT_NONE);
		HOLDS(count.articles + count.failures == count.done);
	}
	return 0;
}
