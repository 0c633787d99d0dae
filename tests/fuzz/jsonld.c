/*
 * Law: whatever stands in a page's data block, what is taken from it is valid
 * and alike when it is read again; and a comma that closes an object which was
 * sound without it changes nothing.
 */
#include <jansson.h>

#include "core/utf8.h"
#include "fetch/jsonld.h"
#include "tests/fuzz/law.h"

#define ROOM ((size_t)128 << 20)
#define TEXT_MAX ((size_t)1 << 20)

static const struct span address = { "https://courier.example/ferry", 29 };
static const struct span title = { "Ferry tied up for a third day", 29 };

static void
check_words(const struct jsonld *ld)
{
	const struct span words[] = { ld->headline, ld->description, ld->published, ld->modified,
		ld->authors, ld->publisher, ld->language, ld->url };

	for (size_t i = 0; i < LEN(words); i++)
		HOLDS(utf8_valid(words[i]));
}

static void
check_same(const struct jsonld *a, const struct jsonld *b)
{
	HOLDS(span_eq(a->headline, b->headline) && span_eq(a->description, b->description));
	HOLDS(span_eq(a->published, b->published) && span_eq(a->modified, b->modified));
	HOLDS(span_eq(a->authors, b->authors) && span_eq(a->publisher, b->publisher));
	HOLDS(span_eq(a->language, b->language) && span_eq(a->url, b->url));
}

/* A page whose one data block is a stretch, a mark and another stretch. */
static struct jsonld
read_block(struct span before, const char *mark, struct span behind, struct arena *arena)
{
	struct fault	 fault = FAULT_INIT;
	struct buf	 page = BUF(TEXT_MAX * 4);
	struct jsonld	 ld;
	struct span	 html;
	struct dom	 dom;

	buf_add(&page, SPAN("<script type=\"application/ld+json\">"));
	buf_add(&page, before);
	buf_add(&page, span_of(mark));
	buf_add(&page, behind);
	buf_add(&page, SPAN("</script><p>The ferry is tied up.</p>"));
	HOLDS(buf_end(&page, arena, &html, &fault));
	HOLDS(dom_parse(html, NULL, arena, &dom, &fault) || fault.kind == FAULT_LIMIT);
	if (fault.kind == FAULT_LIMIT)
		return (struct jsonld) { .headline = SPAN_NONE };
	HOLDS(jsonld_read(&dom, address, title, arena, &ld, &fault));
	return ld;
}

/* Is it an object with something in it, and nothing that HTML would read otherwise? */
static bool
is_sound(struct span text)
{
	json_t	*document = NULL;
	bool	 sound;

	if (text.n > 0 && text.p[0] == '{' && span_find(text, SPAN("<")) == text.n)
		document = json_loadb(text.p, text.n, JSON_ALLOW_NUL, NULL);
	sound = json_object_size(document) > 0;
	json_decref(document);
	return sound;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena	*arena = arena_new(ROOM);
	struct fault	 fault = FAULT_INIT;
	struct buf	 good = BUF(TEXT_MAX * 3);
	struct jsonld	 once, again;
	struct span	 text;
	size_t		 last;

	HOLDS(arena != NULL);
	(void)utf8_repair((struct span) { (const char *)bytes, size < TEXT_MAX ? size : TEXT_MAX },
	    &good);
	HOLDS(buf_end(&good, arena, &text, &fault));
	once = read_block(text, "", SPAN_NONE, arena);
	check_words(&once);
	again = read_block(text, "", SPAN_NONE, arena);
	check_same(&once, &again);
	if (is_sound(text)) {
		for (last = text.n - 1; text.p[last] != '}';)
			last--;
		again = read_block(span_cut(text, 0, last), " ,\n", span_cut(text, last, text.n),
		    arena);
		check_same(&once, &again);
	}
	arena_free(arena);
	return 0;
}
