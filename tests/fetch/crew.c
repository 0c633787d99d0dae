#include "fetch/crew.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "fetch/worker.h"
#include "fetch/hand.h"
#include "tests/fetch/crew_ground.h"

#define MANY 1000

GROUND_SUITE(crew, false);

static const struct {
	const char	*what, *bytes, *told;
	enum fault_kind	 kind;
} mishaps[] = {
	{ "aborts", "ABORT now", "bad.txt: its reader crashed (SIGABRT)", FAULT_INPUT },
	{ "crashes", "SEGV now", "bad.txt: its reader crashed (SIGSEGV)", FAULT_INPUT },
	{ "leaves with a status", "EXIT now", "bad.txt: its reader ended (status 7)", FAULT_INPUT },
	{ "leaves", "LEAVE now", "bad.txt: its reader ended without an answer", FAULT_INPUT },
	{ "hangs", "HANG now", "bad.txt: reading it took longer than 900 ms", FAULT_LIMIT },
	{ "babbles", "BABBLE now", "bad.txt: its reader gave no answer that can be read",
	    FAULT_INPUT },
	{ "promises more than there is", "HUGE one",
	    "bad.txt: its reader gave no answer that can be read", FAULT_INPUT },
	{ "asks for more than its own end", "STOP all", "bad.txt: everything must stop",
	    FAULT_INPUT },
	{ "finds nothing to read", "   ", "bad.txt: empty", FAULT_INPUT },
};

/* One worker, so that the good document stands in line behind the bad one. */
Test(crew, a_mishap_costs_its_document_and_no_other)
{
	struct crew_options options = { .workers = 1, .time_max_ms = 900, .read = ground_read };

	ground_hire(&g, &options);
	for (size_t i = 0; i < LEN(mishaps); i++) {
		struct crew_reading	 bad, next;

		ground_give(&g, 2 * i, "bad.txt", span_of(mishaps[i].bytes));
		ground_give(&g, 2 * i + 1, "good.txt", SPAN(GROUND_TEXT));
		cr_expect_eq(crew_room(g.crew), HAND_JOBS - 2);
		ground_take(&g, &bad);
		ground_take(&g, &next);
		cr_expect_eq(bad.ticket, 2 * i, "it %s", mishaps[i].what);
		cr_expect_str_eq(bad.why.text, mishaps[i].told, "it %s", mishaps[i].what);
		cr_expect_eq(bad.why.kind, mishaps[i].kind, "it %s", mishaps[i].what);
		cr_expect_eq(next.ticket, 2 * i + 1, "it %s", mishaps[i].what);
		cr_expect_eq(next.why.kind, FAULT_NONE, "it %s, and then: %s", mishaps[i].what,
		    next.why.text);
		cr_expect_eq(next.quotes.count, 1, "it %s", mishaps[i].what);
		cr_expect_eq(crew_busy(g.crew), 0);
	}
}

#if !WORKER_SANITIZED /* else the machine's memory is not ours to eat */
Test(crew, memory_that_a_document_may_not_have_costs_that_document)
{
	struct crew_options options = { .workers = 1,
		.memory_max_bytes = (size_t)256 << 20,
		.read = ground_read };
	struct crew_reading	 bad, next;

	ground_hire(&g, &options);
	ground_give(&g, 1, "bad.txt", SPAN("EAT all"));
	ground_give(&g, 2, "good.txt", SPAN(GROUND_TEXT));
	ground_take(&g, &bad);
	ground_take(&g, &next);
	cr_expect_eq(bad.why.kind, FAULT_MEMORY, "%s", bad.why.text);
	cr_expect_str_eq(bad.why.text, "bad.txt: out of memory");
	cr_expect_eq(next.ticket, 2);
}
#endif

/* --- many -------------------------------------------------------------------------------- */

static const char *const names[] = { "Ines Okoro", "Bo Lund", "Ada Pires", "Jo Ek" };
static const char *const endings[] = { "before winter", "by hand", "“stone by stone”", "alone" };

static struct span
write_document(size_t i)
{
	struct span	 text;

	cr_assert(span_print(g.arena, &text, &g.fault,
	    "Storm %zu over the harbour\n\nBy A. Writer\nJanuary %zu, 2022\n\n"
	    "PORTO (AP) — “We will rebuild pier %zu %s,” said Mayor %s.\n\n"
	    "It was the %zuth storm of the year.\n",
	    i, i % 28 + 1, i, endings[i / 4 % 4], names[i % 4], i));
	return text;
}

/* What reading it in this process gives. */
static struct span
read_here(const struct quote_finder *finder, size_t i)
{
	struct document		 document = ground_document(SPAN("many.txt"), write_document(i));
	struct article		 article;
	struct quote_list	 quotes;

	cr_assert(document_read(&document, finder, g.arena, &article, &quotes, &g.fault), "%s",
	    g.fault.text);
	cr_assert_eq(quotes.count > 0, true);
	return ground_dump(&g, &article, &quotes);
}

Test(crew, each_of_many_comes_back_once_as_if_it_were_read_here)
{
	struct crew_options	 options = crew_defaults;
	struct quote_finder	*finder = quote_finder_new(&g.fault);
	unsigned char		 seen[MANY] = { 0 };
	size_t			 given = 0, taken = 0;

	options.workers = 2;
	ground_hire(&g, &options);
	while (taken < MANY) {
		struct crew_reading	 reading;

		arena_reset(g.arena);
		while (given < MANY && crew_room(g.crew) > 0) {
			ground_give(&g, given, "many.txt", write_document(given));
			given++;
		}
		cr_assert_eq(crew_busy(g.crew), given - taken);
		ground_take(&g, &reading);
		cr_assert_lt(reading.ticket, MANY);
		cr_expect_eq(++seen[reading.ticket], 1, "%llu", (unsigned long long)reading.ticket);
		cr_expect_eq(reading.why.kind, FAULT_NONE, "%s", reading.why.text);
		cr_expect(span_eq(ground_dump(&g, &reading.article, &reading.quotes),
			      read_here(finder, reading.ticket)),
		    "%llu differs", (unsigned long long)reading.ticket);
		taken++;
	}
	cr_expect_eq(crew_busy(g.crew), 0);
	quote_finder_free(finder);
}

/* Whatever happens to the others, each has one answer. */
Test(crew, each_of_many_comes_back_once_whatever_becomes_of_the_workers)
{
	static const char	 good[] = GROUND_TEXT;
	static const char *const work[] = { "SLOW one", "ABORT now", good, "BABBLE now", good,
		"HANG now", good, "EXIT now", "HUGE one", "ABORT now", good };
	struct crew_options	 options = { .workers = 3, .time_max_ms = 1000, .read = ground_read };
	unsigned char		 seen[66] = { 0 };
	size_t			 given = 0;

	ground_hire(&g, &options);
	for (size_t taken = 0; taken < LEN(seen); taken++) {
		struct crew_reading	 reading;
		const char		*was;

		for (; given < LEN(seen) && crew_room(g.crew) > 0; given++)
			ground_give(&g, given, "some.txt", span_of(work[given % LEN(work)]));
		ground_take(&g, &reading);
		cr_assert_lt(reading.ticket, LEN(seen));
		was = work[reading.ticket % LEN(work)];
		cr_expect_eq(++seen[reading.ticket], 1);
		cr_expect_eq(reading.why.kind == FAULT_NONE, was == good || was == work[0],
		    "%s: %s", was, reading.why.text);
	}
	cr_expect_eq(crew_busy(g.crew), 0);
}

/* What lies ready for a worker is bounded in bytes too. */
Test(crew, a_line_of_large_documents_is_short)
{
	struct crew_options options = { .workers = 1, .read = ground_read };
	struct buf large = BUF((size_t)32 << 20);
	size_t given = 0;

	while (large.n < (size_t)9 << 20)
		buf_add(&large,
		    SPAN("SLOW and long, as a page may be that holds a whole book.\n\n"));
	ground_hire(&g, &options);
	for (; crew_room(g.crew) > 0; given++)
		ground_give(&g, given, "large.txt", buf_span(&large));
	cr_expect_eq(given, 2);
	while (given-- > 0) {
		struct crew_reading reading;

		ground_take(&g, &reading);
		cr_expect_eq(reading.why.kind, FAULT_NONE, "%s", reading.why.text);
	}
	cr_expect_eq(crew_room(g.crew), HAND_JOBS);
	buf_free(&large);
}

/* Beyond what any socket holds, beside small ones that are not held up by it. */
Test(crew, a_document_may_be_large)
{
	struct crew_options	 options = crew_defaults;
	struct buf		 large = BUF((size_t)16 << 20);
	size_t			 characters = 0;

	while (large.n < (size_t)8 << 20)
		buf_add(&large,
		    SPAN("The harbour was quiet again, and the ferries sailed on time.\n\n"));
	options.workers = 2;
	options.time_max_ms = 0;
	ground_hire(&g, &options);
	ground_give(&g, 0, "large.txt", buf_span(&large));
	for (uint64_t i = 1; i < 3; i++)
		ground_give(&g, i, "small.txt", SPAN(GROUND_TEXT));
	for (size_t i = 0; i < 3; i++) {
		struct crew_reading	 reading;

		ground_take(&g, &reading);
		cr_expect_eq(reading.why.kind, FAULT_NONE, "%s", reading.why.text);
		cr_expect_eq(reading.ticket == 0, i == 2, "the large one comes last");
		characters += reading.article.text.n;
	}
	cr_expect_eq(characters, large.n + 2 * strlen(GROUND_TEXT));
	buf_free(&large);
}
