/*
 * Law: in any text, however it falls into blocks, every quotation has parts
 * that lie inside its host in reading order, hold something, begin and end on
 * character boundaries and add up to its text; what is said of the speaker
 * lies in the host too; the same bytes give the same answer twice.
 */
#include "core/buf.h"
#include "core/quote.h"
#include "core/utf8.h"
#include "tests/fuzz/law.h"

#define BLOCKS 64

static bool
inside(struct span s, struct span host)
{
	return s.n == 0 || (span_within(s, host) && utf8_valid(s));
}

static void
judge(const struct quote *q, const struct article *article)
{
	struct span	 host = q->outside < 0 ? article->text : article->outside[q->outside].text;
	size_t		 bytes = q->nparts - 1;

	HOLDS(q->nparts > 0 && q->form < QUOTE_FORMS && q->form_rule != NULL);
	for (size_t i = 0; i < q->nparts; i++) {
		HOLDS(q->parts[i].n > 0 && inside(q->parts[i], host) &&
		    span_within(q->parts[i], q->whole));
		HOLDS(i == 0 || q->parts[i - 1].p + q->parts[i - 1].n < q->parts[i].p);
		bytes += q->parts[i].n;
	}
	HOLDS(q->text.n == bytes && utf8_valid(q->text));
	HOLDS(inside(q->whole, host) && inside(q->cue, host) && inside(q->mention, host));
	HOLDS(inside(q->quoted_by, host));
	HOLDS(q->venue.n == 0 || utf8_valid(q->venue));
	HOLDS(q->said_on.n == 0 || utf8_valid(q->said_on));
	HOLDS((q->speaker.n > 0) == (q->state == SPEAKER_RESOLVED) && q->speaker_rule != NULL);
	HOLDS(q->speaker.n == 0 || utf8_valid(q->speaker));
	HOLDS(q->venue_name.n == 0 || utf8_valid(q->venue_name));
	HOLDS(q->confidence >= 0 && q->confidence <= 1);
}

/* Each line a block; a line's first byte says of which region, and whether it stands outside. */
static void
lay_out(struct span text, struct block inside_blocks[BLOCKS], struct block outside_blocks[BLOCKS],
    struct article *article)
{
	size_t	 from = 0;

	*article =
	    (struct article) { .text = text, .blocks = inside_blocks, .outside = outside_blocks };
	for (size_t at = 0; at <= text.n; at++) {
		struct block	 block = { .kind = BLOCK_PARAGRAPH };

		if (at < text.n && text.p[at] != '\n')
			continue;
		block.text = span_trim(span_cut(text, from, at));
		from = at + 1;
		if (block.text.n == 0)
			continue;
		block.region = (enum region)((unsigned char)block.text.p[0] % REGIONS);
		if (block.text.p[0] == '>' && article->noutside < BLOCKS)
			outside_blocks[article->noutside++] = block;
		else if (article->nblocks < BLOCKS)
			inside_blocks[article->nblocks++] = block;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct buf		 text = BUF((size_t)1 << 22);
	struct block		 blocks[BLOCKS], outside[BLOCKS];
	struct article		 article;
	struct fault		 f = FAULT_INIT;
	struct arena		*arena = arena_new((size_t)1 << 26);
	struct quote_list	 once, twice;
	/* One for all inputs: its tables take longer to fill than most inputs to read. */
	static struct quote_finder	*finder;

	if (finder == NULL)
		HOLDS((finder = quote_finder_new(&f)) != NULL);
	utf8_repair((struct span) { (const char *)bytes, size }, &text);
	lay_out(buf_span(&text), blocks, outside, &article);
	article.language = size % 2 == 0 ? SPAN("en") : SPAN("fr");
	HOLDS(quote_find(finder, &article, arena, &once, &f));
	for (size_t i = 0; i < once.count; i++)
		judge(&once.items[i], &article);
	HOLDS(quote_find(finder, &article, arena, &twice, &f) && once.count == twice.count);
	for (size_t i = 0; i < once.count; i++) {
		HOLDS(span_eq(once.items[i].text, twice.items[i].text));
		HOLDS(span_eq(once.items[i].speaker, twice.items[i].speaker));
	}
	arena_free(arena);
	buf_free(&text);
	return 0;
}
