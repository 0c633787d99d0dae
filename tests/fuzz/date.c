/*
 * Law: whatever the text, in every language and habit of writing dates, a date
 * found lies inside it and behind the one before; its bounds are in order and
 * hold the day it names; and what is read from a whole text's own words comes
 * to one interval whose sides are in order, with evidence inside the text.
 */
#include "core/buf.h"
#include "core/dating.h"
#include "core/utf8.h"
#include "tests/fuzz/law.h"

#define ROOM ((size_t)64 << 20)
#define TEXT_MAX ((size_t)1 << 20)
#define BLOCKS 64
#define NOW 1800000000

static bool
in_order(struct interval i)
{
	return i.earliest == DATE_UNKNOWN || i.latest == DATE_UNKNOWN || i.earliest <= i.latest;
}

static int64_t
day_of(struct span day)
{
	int	 parts[3] = { 0, 0, 0 }, part = 0;

	for (size_t i = 0; i < day.n; i++) {
		if (day.p[i] == '-')
			HOLDS(++part < 3);
		else
			parts[part] = parts[part] * 10 + day.p[i] - '0';
	}
	return date_days(parts[0], parts[1], parts[2]) * DATE_DAY;
}

static void
judge(const struct evidence *e, struct span text)
{
	HOLDS(e->found.n > 0 && span_within(e->found, text) && utf8_valid(e->found));
	HOLDS(in_order(e->when));
	HOLDS(e->zone.n > 0);
	HOLDS(e->day.n == 0 || e->day.n == 10);
	if (e->day.n > 0 && e->when.earliest != DATE_UNKNOWN)
		HOLDS(e->when.earliest >= day_of(e->day) - 14 * 3600);
	if (e->day.n > 0 && e->when.latest != DATE_UNKNOWN)
		HOLDS(e->when.latest < day_of(e->day) + DATE_DAY + 12 * 3600);
}

static void
find_all(struct span text, struct arena *arena)
{
	static const struct date_context	 contexts[] = {
		{ { NULL, 0 }, { NULL, 0 }, DATE_UNKNOWN, ORDER_UNKNOWN, { NULL, 0 } },
		{ { "TASS", 4 }, { "en", 2 }, 1641816000, ORDER_MONTH_FIRST, { NULL, 0 } },
		{ { "VOA", 3 }, { "de", 2 }, -1641816000, ORDER_UNKNOWN, { NULL, 0 } },
		{ { "x", 1 }, { "fr", 2 }, 0, ORDER_UNKNOWN, { NULL, 0 } },
		{ { NULL, 0 }, { "tr", 2 }, 4102444800, ORDER_DAY_FIRST, { NULL, 0 } },
	};

	for (size_t i = 0; i < LEN(contexts); i++) {
		struct fault	 fault = FAULT_INIT;
		struct evidence	 e;
		size_t		 at = 0, before = 0;

		while (date_find(text, &contexts[i], arena, &at, &e, &fault)) {
			judge(&e, text);
			HOLDS(e.found.p >= text.p + before);
			HOLDS(at > before && at <= text.n);
			before = at;
		}
		HOLDS(fault.kind == FAULT_NONE || fault.kind == FAULT_MEMORY);
		e = (struct evidence) { .when = INTERVAL_UNKNOWN };
		if (date_read(text, &contexts[i], arena, &e, &fault))
			judge(&e, text);
	}
}

/* Every line a block, with a region its first byte picks. */
static size_t
cut_blocks(struct span text, struct block blocks[BLOCKS])
{
	size_t	 count = 0, start = 0;

	for (size_t i = 0; i <= text.n && count < BLOCKS; i++) {
		struct span	 line = span_trim(span_cut(text, start, i));

		if (i < text.n && text.p[i] != '\n')
			continue;
		start = i + 1;
		if (line.n > 0)
			blocks[count++] = (struct block) { line, BLOCK_PARAGRAPH,
				(enum region)((unsigned char)line.p[0] % REGIONS), SPAN_NONE,
				REGION_BY_NOTHING };
	}
	return count;
}

static void
read_whole(struct span text, struct arena *arena)
{
	struct block	 blocks[BLOCKS];
	size_t		 count = cut_blocks(text, blocks), room = 0;
	struct article	 article = { .text = text,
		.blocks = blocks,
		.nblocks = count,
		.outside = blocks,
		.noutside = count,
		.captured = text.n % 2 ? DATE_UNKNOWN : NOW };
	struct fault	 fault = FAULT_INIT;

	if (!dating_read_text(&article, &room, arena, &fault)) {
		HOLDS(fault.kind == FAULT_MEMORY);
		return;
	}
	HOLDS(article.nevidence <= DATING_EVIDENCE_MAX);
	for (size_t i = 0; i < article.nevidence; i++) {
		HOLDS(span_within(article.evidence[i].found, text));
		HOLDS(in_order(article.evidence[i].when));
		HOLDS(article.evidence[i].place.n > 0);
	}
	HOLDS(dating_combine(&article, NOW, arena, &fault));
	HOLDS(dating_confidence(&article) >= 0 && dating_confidence(&article) <= 1);
	HOLDS(in_order(article.published.when));
	HOLDS(in_order(article.modified.when));
	HOLDS(article.published.rank == 0 || article.published.best < article.nevidence);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena	*arena = arena_new(ROOM);
	struct buf	 text = BUF(TEXT_MAX);

	if (arena == NULL)
		return 0;
	utf8_repair((struct span) { (const char *)bytes, size }, &text);
	if (text.failed == FAULT_NONE && text.n > 0) {
		find_all(buf_span(&text), arena);
		read_whole(buf_span(&text), arena);
	}
	buf_free(&text);
	arena_free(arena);
	return 0;
}
