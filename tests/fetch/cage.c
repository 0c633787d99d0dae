#define _GNU_SOURCE
#include "fetch/cage.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fetch/charset_labels.h"
#include "fetch/worker.h"
#include "tests/fetch/crew_ground.h"

/* With a sanitizer there is no cage: see fetch/worker.h. */
GROUND_SUITE(cage, WORKER_SANITIZED);

/* --- what is forbidden ------------------------------------------------------------------- */

static void
open_file(void)
{
	(void)!open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void
create_file(void)
{
	(void)!creat("/dev/null", 0600);
}

static void
remove_file(void)
{
	unlink("/nothing/that/is/there");
}

static void
make_socket(void)
{
	(void)!socket(AF_INET, SOCK_STREAM, 0);
}

/* The socket of a worker is the first descriptor above standard error, or nearly. */
static void
connect_socket(void)
{
	struct sockaddr_in	 to = { .sin_family = AF_INET };

	(void)!connect(3, (struct sockaddr *)&to, sizeof to);
}

static void
make_process(void)
{
	if (fork() == 0)
		_exit(0);
}

static void
run_program(void)
{
	execl("/bin/true", "true", (char *)NULL);
}

static void
start_program(void)
{
	char	*arguments[] = { (char[]) { "true" }, NULL };

	(void)!posix_spawn(NULL, "/bin/true", NULL, NULL, arguments, NULL);
}

static void
end_parent(void)
{
	kill(getpid() - 1, 0);
}

static void
look_into_another(void)
{
	ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static void
listen_to_terminal(void)
{
	char	 byte;

	(void)!read(STDERR_FILENO, &byte, 0);
}

static void
map_code(void)
{
	(void)mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void
map_file(void)
{
	(void)mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, STDERR_FILENO, 0);
}

static void
make_code(void)
{
	static char	 page[8192];
	char		*start = page + 4096 - (uintptr_t)page % 4096;

	mprotect(start, 4096, PROT_READ | PROT_EXEC);
}

static void
raise_limit(void)
{
	static const struct rlimit	 more = { 64, 64 };

	setrlimit(RLIMIT_NOFILE, &more);
}

static const struct escape { const char *what; void (*attempt)(void); } escapes[] = {
	{ "opens a file",			open_file },
	{ "makes a file",			create_file },
	{ "removes a file",			remove_file },
	{ "makes a socket",			make_socket },
	{ "connects its own",			connect_socket },
	{ "makes a process",			make_process },
	{ "becomes another program",		run_program },
	{ "starts another program",		start_program },
	{ "signals another process",		end_parent },
	{ "traces",				look_into_another },
	{ "reads what it was not given",	listen_to_terminal },
	{ "maps memory that can be run",	map_code },
	{ "maps a file",			map_file },
	{ "makes its memory such as can be run", make_code },
	{ "takes back a limit",			raise_limit },
};

/* A document that begins "ESCAPE c" tries row c of them. */
static bool
read_escaping(const struct document *document, const struct quote_finder *finder,
    struct arena *arena, struct article *article, struct quote_list *quotes, struct fault *f)
{
	struct span	 bytes = document->bytes;

	if (bytes.n == 8 && span_starts(bytes, SPAN("ESCAPE ")))
		escapes[(size_t)(bytes.p[7] - 'a')].attempt();
	return document_read(document, finder, arena, article, quotes, f);
}

Test(cage, ends_a_reader_that_asks_for_more_and_costs_its_document_alone)
{
	struct crew_options	 options = { .workers = 1, .read = read_escaping };
	char			 text[] = "ESCAPE a";

	cr_assert(cage_possible(), "no cage on this system");
	ground_hire(&g, &options);
	for (size_t i = 0; i < LEN(escapes); i++) {
		struct crew_reading	 bad, next;

		text[7] = (char)('a' + i);
		ground_give(&g, 2 * i, "bad.txt", span_of(text));
		ground_give(&g, 2 * i + 1, "good.txt", SPAN(GROUND_TEXT));
		ground_take(&g, &bad);
		ground_take(&g, &next);
		cr_expect_eq(bad.ticket, 2 * i, "it %s", escapes[i].what);
		cr_expect_eq(bad.why.kind, FAULT_INPUT, "it %s", escapes[i].what);
		cr_expect_str_eq(bad.why.text,
		    "bad.txt: its reader was stopped (SIGSYS: it asked the system for what no page "
		    "needs)",
		    "it %s", escapes[i].what);
		cr_expect_eq(next.why.kind, FAULT_NONE, "it %s, and then: %s", escapes[i].what,
		    next.why.text);
		cr_expect_eq(next.quotes.count, 1, "it %s", escapes[i].what);
	}
}

/* --- what is not ------------------------------------------------------------------------- */

/* Two bytes or more beyond ASCII in most encodings, and a sentence that is a page in any. */
#define FOREIGN "\xC4\xE3\xBA\xC3 \xA4\xA2\xB0\xA1 \x1B$B$\"\x1B(B"

static struct span
write_page(const char *charset)
{
	struct span	 page;

	cr_assert(span_print(g.arena, &page, &g.fault,
	    "<!doctype html><meta charset=\"%s\"><title>Storm over the harbour</title>"
	    "<article><p>\"We will rebuild it before winter,\" said Mayor Ines Okoro. " FOREIGN
	    "</p></article>",
	    charset));
	return page;
}

Test(cage, leaves_room_for_every_charset)
{
	struct crew_options	 options = { .workers = 1 };
	struct quote_finder	*finder = quote_finder_new(&g.fault);
	const struct charset	*charset;

	ground_hire(&g, &options);
	for (size_t i = 0; (charset = charset_row(i)) != NULL; i++) {
		struct document		 document = ground_document(SPAN_NONE, write_page(charset->name));
		struct article		 article;
		struct quote_list	 quotes;
		struct crew_reading	 reading;

		document.kind = DOCUMENT_HTML;
		cr_assert(crew_give(g.crew, i, &document, &g.fault), "%s", g.fault.text);
		ground_take(&g, &reading);
		cr_assert(document_read(&document, finder, g.arena, &article, &quotes, &g.fault));
		cr_expect_eq(reading.why.kind, FAULT_NONE, "%s: %s", charset->name,
		    reading.why.text);
		cr_expect(span_eq(ground_dump(&g, &reading.article, &reading.quotes),
			      ground_dump(&g, &article, &quotes)),
		    "%s is read otherwise in a cage", charset->name);
	}
	quote_finder_free(finder);
}

/* An allocator that found no more memory looks for other ways to it, then and later. */
Test(cage, holds_a_reader_that_ran_out_of_memory_and_goes_on)
{
	struct crew_options	 options = { .workers = 1,
		.memory_max_bytes = (size_t)256 << 20,
		.read = ground_read };
	struct buf		 large = BUF((size_t)8 << 20);
	struct crew_reading	 reading;
	pid_t			 before, after;

	while (large.n < (size_t)2 << 20)
		buf_add(&large, SPAN("The harbour was quiet again, and the ferries sailed.\n\n"));
	ground_hire(&g, &options);
	for (uint64_t i = 0; i < 6; i += 2) {
		ground_give(&g, i, "bad.txt", SPAN("EAT all"));
		cr_assert_eq(ground_list_children(i == 0 ? &before : &after, 1), 1);
		ground_give(&g, i + 1, "large.txt", buf_span(&large));
		ground_take(&g, &reading);
		cr_expect_str_eq(reading.why.text, "bad.txt: out of memory");
		ground_take(&g, &reading);
		cr_expect_eq(reading.why.kind, FAULT_NONE, "%s", reading.why.text);
	}
	cr_expect_eq(before, after, "it was ended");
	buf_free(&large);
}
