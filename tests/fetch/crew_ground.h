/*
 * The ground under the tests of crews: a crew with what it needs, readers that
 * go wrong when the text says so, and a look at the processes there are.
 */
#ifndef TESTS_FETCH_CREW_GROUND_H
#define TESTS_FETCH_CREW_GROUND_H

#include <criterion/criterion.h>
#include <sys/types.h>

#include "fetch/crew.h"

struct ground {
	struct crew	*crew;
	struct arena	*arena;
	struct fault	 fault;
};

/* A text that is read well, with one quotation. */
#define GROUND_TEXT \
	"Storm over the harbour\n\n\"We will rebuild it before winter,\" said Mayor Ines Okoro.\n"

void ground_begin(struct ground *g);
void ground_end(struct ground *g); /* the crew too; it leaves nobody behind */

void ground_hire(struct ground *g, const struct crew_options *options);
void ground_give(struct ground *g, uint64_t ticket, const char *name, struct span bytes);
void ground_take(struct ground *g, struct crew_reading *reading); /* however long it takes */
/* All of a reading as text, for two of them to be compared. */
struct span ground_dump(struct ground *g, const struct article *article,
    const struct quote_list *quotes);

/* A text as a document. */
struct document ground_document(struct span name, struct span bytes);

/* In place of document_read(): what the text begins with decides what becomes of its reader. */
bool ground_read(const struct document *document, const struct quote_finder *finder,
    struct arena *arena, struct article *article, struct quote_list *quotes, struct fault *f)
    MUST_CHECK;

int64_t ground_clock_ms(void);

/* Has every child been taken leave of? */
bool ground_is_alone(void);

/* Processes that this one made and that are still known, zombies too. */
size_t ground_list_children(pid_t pids[], size_t most);

/* Is it running? A zombie is not. */
bool ground_is_alive(pid_t pid);
bool ground_all_gone(const pid_t pids[], size_t n, int64_t within_ms);

/* A suite each of whose tests has a ground of its own, called `g`; off: it is not run. */
#define GROUND_SUITE(name, off) \
	static struct ground	 g; \
	static void begin(void) { ground_begin(&g); } \
	static void end(void) { ground_end(&g); } \
	TestSuite(name, .init = begin, .fini = end, .timeout = 120, .disabled = (off))

#endif
