#include "fetch/document.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/token.h"

static struct arena *arena;
static struct quote_finder *finder;
static struct fault fault;

static void
begin(void)
{
	fault_clear(&fault);
	cr_assert_not_null(arena = arena_new((size_t)64 << 20));
	cr_assert_not_null(finder = quote_finder_new(&fault));
}

static void
end(void)
{
	quote_finder_free(finder);
	arena_free(arena);
}

TestSuite(document, .init = begin, .fini = end);

static struct document
document_of(enum document_kind kind, const char *bytes)
{
	return (struct document) { .kind = kind,
		.name = SPAN("shelf.txt:7"),
		.hints = { .file = SPAN("storm.txt"),
		    .captured = DATE_UNKNOWN,
		    .last_modified = DATE_UNKNOWN,
		    .now = 1780000000 },
		.bytes = span_of(bytes) };
}

#define SAID "\"We will rebuild the harbour before winter,\" said Mayor Ines Okoro."

static const struct {
	const char		*what;
	enum document_kind	 kind;
	const char		*bytes;
} readable[] = {
	{ "a page", DOCUMENT_HTML,
	    "<!doctype html><title>Storm</title><article><h1>Storm over the harbour</h1><p>" SAID
	    "</p></article>" },
	{ "a text", DOCUMENT_TEXT, "Storm over the harbour\n\n" SAID "\n" },
	{ "a record", DOCUMENT_RECORD,
	    "{\"file\":\"storm.txt\",\"text\":\"Storm over the harbour\\n\\n\\u201cWe will rebuild "
	    "the harbour before winter,\\u201d said Mayor Ines Okoro.\"}" },
};

Test(document, is_read_as_what_it_is_and_its_quotations_are_found)
{
	for (size_t i = 0; i < LEN(readable); i++) {
		struct document		 document = document_of(readable[i].kind, readable[i].bytes);
		struct article		 article;
		struct quote_list	 quotes;

		cr_assert(document_read(&document, finder, arena, &article, &quotes, &fault),
		    "%s: %s", readable[i].what, fault.text);
		cr_expect_eq(quotes.count, 1, "%s: %zu quotations", readable[i].what, quotes.count);
		cr_expect(quotes.count == 1 && span_eq(quotes.items->speaker, SPAN("Ines Okoro")),
		    "%s", readable[i].what);
	}
}

static const struct {
	const char		*what;
	enum document_kind	 kind;
	const char		*bytes;
} broken[] = {
	{ "an empty page, which names the file", DOCUMENT_HTML, "" },
	{ "an empty text", DOCUMENT_TEXT, " \n" },
	{ "no record, which names nobody", DOCUMENT_RECORD, "{\"text\":" },
};

Test(document, a_fault_begins_with_its_name_and_does_not_say_it_twice)
{
	for (size_t i = 0; i < LEN(broken); i++) {
		struct document		 document = document_of(broken[i].kind, broken[i].bytes);
		struct article		 article;
		struct quote_list	 quotes;

		fault_clear(&fault);
		cr_assert_not(document_read(&document, finder, arena, &article, &quotes, &fault),
		    "%s", broken[i].what);
		cr_expect(span_starts(span_of(fault.text), SPAN("shelf.txt:7: ")), "%s: %s",
		    broken[i].what, fault.text);

		/* Under the name that the reader below knows it by. */
		document.name = document.hints.file;
		fault_clear(&fault);
		cr_assert_not(document_read(&document, finder, arena, &article, &quotes, &fault));
		cr_expect(span_starts(span_of(fault.text), SPAN("storm.txt: ")) &&
			!span_starts(span_of(fault.text), SPAN("storm.txt: storm.txt")),
		    "%s: %s", broken[i].what, fault.text);
	}
}

Test(document, a_limit_hit_while_looking_for_quotations_is_its_own_failure)
{
	size_t	 hit = 0;

	for (size_t cap = 1024; cap < (size_t)1 << 20; cap += cap / 8) {
		struct document		 document = document_of(readable[1].kind, readable[1].bytes);
		struct arena		*small = arena_new(cap);
		struct article		 article;
		struct quote_list	 quotes;

		cr_assert_not_null(small);
		fault_clear(&fault);
		if (!document_read(&document, finder, small, &article, &quotes, &fault)) {
			cr_expect_eq(fault.kind, FAULT_MEMORY, "%zu: %s", cap, fault.text);
			cr_expect(span_starts(span_of(fault.text), SPAN("shelf.txt:7: ")), "%s",
			    fault.text);
			hit++;
		} else {
			cr_expect_eq(quotes.count, 1, "%zu: a quotation was lost", cap);
		}
		arena_free(small);
	}
	cr_expect_gt(hit, 0);
}

Test(document, a_quotation_too_long_to_compare_is_a_failure_and_no_shorter_one)
{
	for (size_t more = 0; more < 2; more++) {
		char			*text = malloc(TOKEN_MAX_TEXT + 64);
		size_t			 n = 0;
		struct document		 document;
		struct article		 article;
		struct quote_list	 quotes;
		struct arena		*room = arena_new((size_t)1 << 30);
		bool			 ok;

		cr_assert(text != NULL && room != NULL);
		text[n++] = '"';
		for (size_t i = 0; i + 1 < TOKEN_MAX_TEXT + more; i++)
			text[n++] = "harbo "[i % 6];
		memcpy(text + n, ".\" she said.", sizeof ".\" she said.");
		document = document_of(DOCUMENT_TEXT, text);
		fault_clear(&fault);
		ok = document_read(&document, finder, room, &article, &quotes, &fault);
		cr_expect_eq(ok, more == 0, "%zu: %s", more, fault.text);
		if (more > 0)
			cr_expect(fault.kind == FAULT_LIMIT &&
				span_starts(span_of(fault.text), SPAN("shelf.txt:7: quotation of ")),
			    "%s", fault.text);
		arena_free(room);
		free(text);
	}
}
