/*
 * What a text says of who spoke, on which day and in which language. The first
 * line is a name, the rest the text. Laws: a description lies in the text,
 * the search moves on, an office is printed whole; a statement of language
 * names one of the table; a claimed day fits the claim it was read from, and
 * claims agree on the same day in any order.
 */
#include "core/description.h"
#include "core/tongue.h"
#include "core/utf8.h"
#include "core/utterance.h"
#include "tests/fuzz/law.h"

#define ARENA_MAX ((size_t)64 << 20)
#define TEXT_MAX ((size_t)1 << 20)
#define CLAIMS 3

static void
check_descriptions(struct span text, struct span name, struct arena *arena)
{
	struct description	 d;
	struct fault		 fault = FAULT_INIT;
	struct span		 printed;
	size_t			 before = 0;

	for (size_t at = 0; description_next(text, name, &at, &d); before = at) {
		HOLDS(at > before && at <= text.n);
		HOLDS(span_within(d.printed, text) && d.printed.n > 0);
		HOLDS(d.office.n == 0 || (span_within(d.office, d.printed) && d.land != NULL));
		HOLDS(description_print(&d, arena, &printed, &fault) && utf8_valid(printed));
	}
}

static void
check_language(struct span text)
{
	struct tongue_statement	 statement;

	if (!tongue_stated(text, &statement))
		return;
	HOLDS(span_within(statement.found, text) && utf8_valid(statement.found));
	HOLDS(statement.code.n == 0 || statement.code.n == 2);
}

/* A claim out of ten bytes of text and two numbers that the bytes make. */
static struct utterance_claim
claim_of(struct span text, size_t i)
{
	struct utterance_claim	 claim = { .said_on = span_cut(text, i * 10, i * 10 + 10),
		.told = DATE_UNKNOWN };
	int64_t			 day = 0;

	for (size_t k = 0; k < claim.said_on.n; k++)
		day = (day * 31 + (unsigned char)claim.said_on.p[k]) % 100000;
	claim.published = (struct interval) { day * DATE_DAY, day * DATE_DAY + day % 9 * DATE_DAY };
	claim.inferred = day % 3 == 0;
	if (day % 5 == 0)
		claim.published.latest = DATE_UNKNOWN;
	if (day % 7 == 0)
		claim.told = day;
	if (claim.said_on.n > 2 && claim.said_on.n < 10)
		claim.said_on = SPAN("friday");
	utterance_read(&claim);
	return claim;
}

static void
check_days(struct span text)
{
	struct utterance_claim	 claims[CLAIMS], turned[CLAIMS];
	enum utterance_accord	 accord;
	int64_t			 day, other;

	for (size_t i = 0; i < CLAIMS; i++) {
		claims[i] = turned[CLAIMS - 1 - i] = claim_of(text, i);
		HOLDS(claims[i].ndays <= UTTERANCE_DAYS);
		for (size_t k = 0; k < claims[i].ndays; k++) {
			HOLDS(utterance_fits(&claims[i], claims[i].days[k]));
			HOLDS(k == 0 || claims[i].days[k] > claims[i].days[k - 1]);
		}
	}
	accord = utterance_agree(claims, CLAIMS, &day);
	HOLDS(accord == utterance_agree(turned, CLAIMS, &other) && day == other);
	HOLDS((accord == UTTERANCE_AGREED) == (day != DATE_UNKNOWN));
	for (size_t i = 0; accord == UTTERANCE_AGREED && i < CLAIMS; i++)
		HOLDS(utterance_fits(&claims[i], day));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena	*arena = arena_new(ARENA_MAX);
	struct buf	 text = BUF(TEXT_MAX * 3);
	struct span	 whole, name;
	size_t		 line;

	HOLDS(arena != NULL);
	utf8_repair((struct span) { (const char *)bytes, size < TEXT_MAX ? size : TEXT_MAX }, &text);
	whole = buf_span(&text);
	line = span_find(whole, SPAN("\n"));
	name = span_cut(whole, 0, line);
	whole = span_cut(whole, line < whole.n ? line + 1 : whole.n, whole.n);
	check_descriptions(whole, name, arena);
	check_language(whole);
	check_days(whole);
	buf_free(&text);
	arena_free(arena);
	return 0;
}
