/*
 * Law: a drift read backwards swaps what was put in and what was left out, and
 * its edits cover every word of both texts once, the variant's in order. The
 * two texts stand in the input with a line of "--" between them.
 */
#include "core/drift.h"
#include "core/utf8.h"
#include "tests/fuzz/law.h"

#define TEXT_MAX 4096

static struct drift
measure(struct span reference, struct span variant, struct arena *arena)
{
	struct printing	 r = { .text = reference }, v = { .text = variant };
	struct fault	 fault = FAULT_INIT;
	struct drift	 drift;

	HOLDS(drift_measure(&r, &v, arena, &drift, &fault));
	return drift;
}

static void
demand_tiles(const struct drift *drift, struct arena *arena)
{
	struct fault	 fault = FAULT_INIT;
	unsigned char	*covered = arena_take(arena, drift->reference_words + 1, 1, &fault);
	size_t		 at = 0, words = 0;

	HOLDS(covered != NULL);
	for (size_t i = 0; i < drift->nedits; i++) {
		const struct edit	*e = &drift->edits[i];

		HOLDS(e->variant_length == 0 || e->variant_at == at);
		HOLDS(e->at + e->length <= drift->reference_words);
		at += e->variant_length;
		words += e->length;
		for (size_t k = e->at; k < e->at + e->length; k++)
			HOLDS(covered[k]++ == 0);
	}
	HOLDS(at == drift->variant_words);
	HOLDS(words == drift->reference_words);
}

static size_t
words_of(const struct drift *drift, enum edit_op op, bool variant)
{
	size_t	 words = 0;

	for (size_t i = 0; i < drift->nedits; i++) {
		if (drift->edits[i].op == op)
			words += variant ? drift->edits[i].variant_length : drift->edits[i].length;
	}
	return words;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct span	 all = { (const char *)bytes, size < TEXT_MAX ? size : TEXT_MAX };
	struct arena	*arena = arena_new((size_t)256 << 20);
	struct buf	 text = BUF(4 * TEXT_MAX);
	struct drift	 there, back;
	struct span	 reference, variant;
	size_t		 line;

	HOLDS(arena != NULL);
	utf8_repair(all, &text);
	line = span_find(buf_span(&text), SPAN("\n--\n"));
	reference = span_cut(buf_span(&text), 0, line);
	variant = span_cut(buf_span(&text), line + 4, buf_span(&text).n);
	there = measure(reference, variant, arena);
	back = measure(variant, reference, arena);
	demand_tiles(&there, arena);
	demand_tiles(&back, arena);
	HOLDS(there.shared == back.shared && there.similarity == back.similarity);
	HOLDS(words_of(&there, EDIT_KEEP, false) == words_of(&back, EDIT_KEEP, true));
	HOLDS(words_of(&there, EDIT_KEEP, true) == words_of(&back, EDIT_KEEP, false));
	HOLDS(there.all != 0 && there.severity >= 0 && there.severity <= 5);
	buf_free(&text);
	arena_free(arena);
	return 0;
}
