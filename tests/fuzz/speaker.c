/*
 * Law: whatever a text says, in whatever language it is read, who spoke is
 * told as the tables have it. The rule has a name that the tables know; a
 * mention, and only one that somebody spoke by, is printed in the text; a
 * resolved speaker's name is made of words of the text; nobody speaks in a
 * title; and a paragraph that says nothing, set behind the text, changes no
 * quotation before it.
 */
#include "core/buf.h"
#include "core/quote.h"
#include "core/rule.h"
#include "core/utf8.h"
#include "tests/fuzz/law.h"

#define BLOCKS 48

static const char *const languages[] = { "en", "de", "es", "fr" };

/* Each line a paragraph; "#" begins a headline, "=" a caption. */
static void
lay_out(struct span text, struct block blocks[BLOCKS + 1], struct article *article)
{
	*article = (struct article) { .text = text, .blocks = blocks };
	for (size_t from = 0, to; from < text.n && article->nblocks < BLOCKS; from = to + 1) {
		struct span	 line;

		to = from + span_find(span_cut(text, from, text.n), SPAN("\n"));
		line = span_trim(span_cut(text, from, to));
		if (line.n == 0)
			continue;
		blocks[article->nblocks++] = (struct block) { .kind = BLOCK_PARAGRAPH,
			.text = line,
			.region = line.p[0] == '#' ? REGION_HEADLINE :
			    line.p[0] == '='	   ? REGION_CAPTION :
						     REGION_BODY };
	}
}

static bool
stands_in(struct span word, struct span text)
{
	return word.n == 0 || span_find(text, word) < text.n;
}

/* Every word of the name is printed somewhere. */
static bool
is_made_of(struct span name, struct span text)
{
	for (size_t from = 0, to; from < name.n; from = to + 1) {
		to = from + span_find(span_cut(name, from, name.n), SPAN(" "));
		if (!stands_in(span_cut(name, from, to), text))
			return false;
	}
	return true;
}

static void
judge(const struct quote *q, struct span text)
{
	const char	*rule = q->speaker_rule;

	HOLDS(rule_find(span_of(q->form_rule)) != NULL);
	HOLDS((q->state == SPEAKER_UNATTRIBUTED) == (strcmp(rule, RULE_NOBODY) == 0));
	HOLDS(q->state == SPEAKER_UNATTRIBUTED || rule_find(span_of(rule)) != NULL);
	HOLDS((q->mention.n > 0) == (q->state != SPEAKER_UNATTRIBUTED));
	HOLDS(stands_in(q->mention, text) && is_made_of(q->speaker, text));
	HOLDS(quote_is_speech(q) || q->state == SPEAKER_UNATTRIBUTED);
	HOLDS((q->state == SPEAKER_ANONYMOUS) == (q->kind == SPEAKER_UNNAMED) ||
	    q->state == SPEAKER_UNATTRIBUTED);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct buf		 text = BUF((size_t)1 << 20);
	struct block		 blocks[BLOCKS + 1];
	struct article		 article;
	struct fault		 f = FAULT_INIT;
	struct arena		*arena = arena_new((size_t)1 << 26);
	struct quote_list	 alone, followed;
	/* One for all inputs: its tables take longer to fill than most inputs to read. */
	static struct quote_finder	*finder;

	if (finder == NULL)
		HOLDS((finder = quote_finder_new(&f)) != NULL);
	utf8_repair((struct span) { (const char *)bytes, size }, &text);
	lay_out(buf_span(&text), blocks, &article);
	article.language = span_of(languages[size % LEN(languages)]);
	HOLDS(quote_find(finder, &article, arena, &alone, &f));
	for (size_t i = 0; i < alone.count; i++)
		judge(&alone.items[i], article.text);
	blocks[article.nblocks++] =
	    (struct block) { .text = SPAN("."), .kind = BLOCK_PARAGRAPH, .region = REGION_FURNITURE };
	HOLDS(quote_find(finder, &article, arena, &followed, &f) && alone.count == followed.count);
	for (size_t i = 0; i < alone.count; i++) {
		HOLDS(span_eq(alone.items[i].speaker, followed.items[i].speaker));
		HOLDS(alone.items[i].form == followed.items[i].form);
	}
	arena_free(arena);
	buf_free(&text);
	return 0;
}
