#include "tests/fetch/trial.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/date.h"

struct trial trial;

int64_t
trial_ms(void)
{
	struct timespec	 now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
trial_file(const char *name, const char *text)
{
	folder_write(trial.folder, name, text, strlen(text));
}

void
trial_open(void)
{
	const char	*log[] = { "--log", trial.log, NULL };

	trial.folder = folder_new();
	snprintf(trial.log, sizeof trial.log, "%s/log", trial.folder);
	trial_file("page.html", "<p>Seven words stand on this short page.");
	loopback_start_with(&trial.server, trial.folder, log);
	trial.port = (unsigned)strtoul(strrchr(trial.server.url, ':') + 1, NULL, 10);
	trial.arena = arena_new((size_t)64 << 20);
	cr_assert(trial.arena != NULL);
	trial.options = crawl_defaults;
	trial.options.delay_ms = 0;
	trial.options.backoff_ms = 10;
	trial.options.backoff_max_ms = 100;
	trial.options.exchange.timeout_ms = 5000;
}

void
trial_close(void)
{
	crawl_free(trial.crawl);
	loopback_stop(&trial.server);
	folder_remove(trial.folder);
	arena_free(trial.arena);
}

/* --- a crawl and its answers ---------------------------------------------------------------- */

struct span
trial_url(unsigned host, const char *path)
{
	static char	 urls[4][1024];
	static unsigned	 next;
	char		*url = urls[next++ % 4];

	if (strncmp(path, "http", 4) == 0)
		snprintf(url, sizeof urls[0], "%s", path);
	else
		snprintf(url, sizeof urls[0], "http://127.0.0.%u:%u/%s", host, trial.port, path);
	return span_of(url);
}

void
trial_begin(void)
{
	crawl_free(trial.crawl);
	fault_clear(&trial.fault);
	trial.crawl = crawl_new(&trial.options, &trial.events, &trial.fault);
	cr_assert(trial.crawl != NULL, "%s", trial.fault.text);
	memset(trial.outcomes, 0, sizeof trial.outcomes);
	trial.npages = trial.nanswers = 0;
	trial.logged += trial.counted.requests;
	trial.counted = (struct crawl_count) { .waiting = 0 };
	trial.began_ms = trial_ms();
}

struct outcome *
trial_add_page(struct span url, struct exchange_validators known, struct span known_url)
{
	struct crawl_page page = { .ticket = trial.npages,
		.url = url,
		.known = known,
		.known_url = known_url };

	cr_assert(trial.npages < TRIAL_PAGES_MAX);
	cr_assert(crawl_add(trial.crawl, &page, &trial.fault), "%s", trial.fault.text);
	return &trial.outcomes[trial.npages++];
}

struct outcome *
trial_add(unsigned host, const char *path)
{
	return trial_add_page(trial_url(host, path),
	    (struct exchange_validators) { SPAN_NONE, DATE_UNKNOWN }, SPAN_NONE);
}

static void
note(const struct crawl_answer *answer)
{
	struct outcome	*one = &trial.outcomes[answer->ticket];

	cr_assert(answer->ticket < trial.npages);
	cr_assert(!one->answered, "%zu: answered twice", (size_t)answer->ticket);
	one->answered = true;
	one->order = ++trial.nanswers;
	one->at_ms = trial_ms() - trial.began_ms;
	one->moved = answer->moved;
	one->status = answer->response.status;
	one->kind = answer->why.kind;
	snprintf(one->url, sizeof one->url, "%.*s", SPAN_ARG(answer->response.url));
	snprintf(one->text, sizeof one->text, "%s", answer->why.text);
}

void
trial_step(size_t answers)
{
	while (trial.nanswers < answers) {
		struct crawl_answer	 answer;
		bool			 any;

		arena_reset(trial.arena);
		cr_assert(crawl_step(trial.crawl, 1000, NULL, 0, trial.arena, &answer, &any,
			      &trial.fault),
		    "%s", trial.fault.text);
		if (any)
			note(&answer);
		cr_assert(trial_ms() - trial.began_ms < 30000, "no end");
	}
	crawl_count(trial.crawl, &trial.counted);
}

void
trial_run(void)
{
	trial_step(trial.npages);
	cr_expect_eq(trial.counted.waiting, 0);
	cr_expect_eq(trial.counted.running, 0);
}

/* --- the server's log ----------------------------------------------------------------------- */

/* "START END HOST TARGET STATUS" */
static bool
read_visit(const char *line, struct visit *visit)
{
	char	*at;

	visit->start = strtoll(line, &at, 10);
	visit->end = strtoll(at, &at, 10);
	if (*at != ' ')
		return false;
	snprintf(visit->host, sizeof visit->host, "%.*s", (int)strcspn(at + 1, ": "), at + 1);
	at = strchr(at + 1, ' ');
	if (at == NULL)
		return false;
	snprintf(visit->target, sizeof visit->target, "%.*s", (int)strcspn(at + 1, " "), at + 1);
	at = strchr(at + 1, ' ');
	visit->status = at != NULL ? (unsigned)strtoul(at, NULL, 10) : 0;
	return at != NULL;
}

static size_t
read_log(struct visit *visits, size_t most)
{
	size_t	 count = 0;
	char	 line[8192];
	FILE	*file = fopen(trial.log, "r");

	cr_assert(file != NULL);
	while (count < most && fgets(line, sizeof line, file) != NULL &&
	    read_visit(line, &visits[count]))
		count++;
	fclose(file);
	return count;
}

/* The last lines may come a moment after their answers. */
size_t
trial_log(struct visit *visits, size_t most)
{
	const struct timespec	 moment = { 0, 10000000 };
	size_t			 count = read_log(visits, most);

	for (int i = 0; i < 100 && count < trial.logged + trial.counted.requests; i++) {
		nanosleep(&moment, NULL);
		count = read_log(visits, most);
	}
	return count;
}

size_t
trial_visits(unsigned host, const char *target)
{
	static struct visit	 visits[1000];
	size_t			 total = trial_log(visits, LEN(visits)), count = 0;
	char			 name[64];

	snprintf(name, sizeof name, "127.0.0.%u", host);
	for (size_t i = 0; i < total; i++)
		count += strcmp(visits[i].host, name) == 0 && strcmp(visits[i].target, target) == 0;
	return count;
}
