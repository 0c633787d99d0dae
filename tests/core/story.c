#include "tests/core/story.h"

#include <criterion/criterion.h>

static struct block
block_of(struct span line)
{
	struct block	 block = { .text = line, .kind = BLOCK_PARAGRAPH, .region = REGION_BODY };

	if (span_starts(line, SPAN("# "))) {
		block.kind = BLOCK_HEADING;
		block.region = REGION_HEADLINE;
		block.text = span_cut(line, 2, line.n);
	} else if (span_starts(line, SPAN("> "))) {
		block.region = REGION_TEASER;
		block.text = span_cut(line, 2, line.n);
	} else if (span_starts(line, SPAN("= "))) {
		block.kind = BLOCK_CAPTION;
		block.region = REGION_CAPTION;
		block.text = span_cut(line, 2, line.n);
	}
	return block;
}

void
story_read(struct story *story, const char *text)
{
	story_read_in(story, "en", text);
}

void
story_read_in(struct story *story, const char *language, const char *text)
{
	size_t	 from = 0;

	memset(story, 0, sizeof *story);
	story->article.language = span_of(language);
	story->article.text = span_of(text);
	story->article.blocks = story->blocks;
	for (size_t at = 0; at <= story->article.text.n; at++) {
		if (at < story->article.text.n && text[at] != '\n')
			continue;
		if (at > from) {
			cr_assert_lt(story->article.nblocks, STORY_LINES);
			story->blocks[story->article.nblocks++] =
			    block_of(span_cut(story->article.text, from, at));
		}
		from = at + 1;
	}
	story->arena = arena_new((size_t)64 << 20);
	story->finder = quote_finder_new(&story->fault);
	cr_assert_not_null(story->arena);
	cr_assert_not_null(story->finder);
	cr_assert(quote_find(story->finder, &story->article, story->arena, &story->quotes,
		      &story->fault),
	    "%s", story->fault.text);
}

void
story_end(struct story *story)
{
	arena_free(story->arena);
	quote_finder_free(story->finder);
}

const struct quote *
story_quote(const struct story *story, size_t n)
{
	static const struct quote	 none = { .text = SPAN_NONE, .form_rule = "", .speaker_rule = "" };

	return n < story->quotes.count ? &story->quotes.items[n] : &none;
}

bool
same(struct span s, const char *text)
{
	return span_eq(s, span_of(text));
}
