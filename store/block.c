#include "store/block.h"

#include "store/load.h"

#define BLOCKS_BYTES_MAX ((size_t)512 << 20)

/* --- writing ----------------------------------------------------------------------------- */

static void
print_block(struct buf *out, const struct block *block, size_t start)
{
	const struct span words[] = { span_of(block_kind_names[block->kind]),
		span_of(region_names[block->region]), span_of(region_rules[block->rule].name) };

	for (size_t i = 0; i < LEN(words); i++) {
		buf_add(out, words[i]);
		buf_char(out, ' ');
	}
	buf_int(out, (int64_t)start);
	buf_char(out, ' ');
	buf_int(out, (int64_t)block->text.n);
	buf_char(out, ' ');
	buf_int(out, (int64_t)block->outlet.n);
	buf_char(out, '\n');
	buf_add(out, block->outlet);
}

static void
print_inside(struct buf *out, const struct article *article)
{
	for (size_t i = 0; i < article->nblocks; i++) {
		const struct block	*block = &article->blocks[i];

		print_block(out, block, (size_t)(block->text.p - article->text.p));
	}
}

static void
print_outside(struct buf *out, const struct article *article)
{
	for (size_t i = 0; i < article->noutside; i++) {
		print_block(out, &article->outside[i], 0);
		buf_add(out, article->outside[i].text);
	}
}

bool
blocks_add(struct store *store, int64_t version, const struct article *article, struct fault *f)
{
	struct buf	 inside = BUF(BLOCKS_BYTES_MAX), outside = BUF(BLOCKS_BYTES_MAX);
	struct query	 q = query_begin(store, SQL_BLOCKS_ADD);
	bool		 ok;

	print_inside(&inside, article);
	print_outside(&outside, article);
	query_int(&q, ":version", version);
	query_text(&q, ":inside", buf_span(&inside));
	query_text(&q, ":outside", buf_span(&outside));
	ok = buf_ok(&inside, f) && buf_ok(&outside, f);
	if (ok)
		query_run(&q);
	ok = query_end(&q, f) && ok;
	buf_free(&inside);
	buf_free(&outside);
	return ok;
}

/* --- reading ----------------------------------------------------------------------------- */

/* What stands before a space, and the space. */
static struct span
take_word(struct span *rest)
{
	size_t		 n = span_find(*rest, SPAN(" "));
	struct span	 word = span_cut(*rest, 0, n);

	*rest = span_cut(*rest, n + 1, rest->n);
	return word;
}

/* The next so many bytes; too few, or half a character, are damage. */
static struct span
take_text(struct query *q, struct span *rest, size_t n)
{
	struct span	 text;

	if (n == 0)
		return SPAN_NONE;
	if (!stretch_fits(*rest, 0, n)) {
		query_damage(q, "a block is cut short");
		return SPAN_NONE;
	}
	text = span_cut(*rest, 0, n);
	*rest = span_cut(*rest, n, rest->n);
	return text;
}

/* `text` is the version's, or none when the block brings its own. */
static struct block
take_block(struct query *q, struct span *rest, const struct span *text)
{
	struct block	 block = { .text = SPAN_NONE };
	size_t		 start, length, outlet;
	bool		 good = true;

	block.kind = (enum block_kind)QUERY_NAME(q, take_word(rest), block_kind_names);
	block.region = (enum region)QUERY_NAME(q, take_word(rest), region_names);
	block.rule = (enum region_rule)QUERY_NAME(q, take_word(rest), region_rules);
	start = load_number(rest, ' ', &good);
	length = load_number(rest, ' ', &good);
	outlet = load_number(rest, '\n', &good);
	if (!good || (text != NULL && !stretch_fits(*text, start, start + length))) {
		query_damage(q, "a block lies outside its text");
		return block;
	}
	block.outlet = take_text(q, rest, outlet);
	block.text =
	    text != NULL ? span_cut(*text, start, start + length) : take_text(q, rest, length);
	return block;
}

static void
take_blocks(struct query *q, struct arena *arena, const struct span *text,
    const struct block **blocks, size_t *count)
{
	struct span	 rest = query_take_text(q, arena);
	struct block	*list = NULL;
	size_t		 room = 0;

	while (rest.n > 0 && q->fault.kind == FAULT_NONE) {
		if (!arena_grow(arena, &list, *count, &room, sizeof *list, &q->fault))
			break;
		list[(*count)++] = take_block(q, &rest, text);
	}
	*blocks = list;
}

void
blocks_take_inside(struct query *q, struct arena *arena, struct article *article)
{
	take_blocks(q, arena, &article->text, &article->blocks, &article->nblocks);
}

bool
blocks_load(struct store *store, int64_t version, struct arena *arena, struct article *article,
    struct fault *f)
{
	struct query	 q = query_begin(store, SQL_BLOCKS_GET);

	query_int(&q, ":version", version);
	if (query_row(&q)) {
		blocks_take_inside(&q, arena, article);
		take_blocks(&q, arena, NULL, &article->outside, &article->noutside);
	}
	return query_end(&q, f);
}
