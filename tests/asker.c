#include "tests/asker.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <time.h>

#include "core/date.h"

const struct exchange_request asker_plain = { .known.last_modified = DATE_UNKNOWN };

void
asker_set_up(struct asker *asker)
{
	static const char *const	 dated[] = { "--dated", "yes", NULL };

	asker->folder = folder_new();
	folder_write(asker->folder, "page.html", ASKER_PAGE, sizeof ASKER_PAGE - 1);
	loopback_start_with(&asker->server, asker->folder, dated);
	asker->arena = arena_new((size_t)256 << 20);
	cr_assert(asker->arena != NULL);
	asker->options = exchange_defaults;
}

void
asker_tear_down(struct asker *asker)
{
	exchanges_free(asker->exchanges);
	loopback_stop(&asker->server);
	folder_remove(asker->folder);
	arena_free(asker->arena);
}

void
asker_begin(struct asker *asker)
{
	exchanges_free(asker->exchanges);
	fault_clear(&asker->fault);
	asker->exchanges = exchanges_new(&asker->options, &asker->fault);
	cr_assert(asker->exchanges != NULL, "%s", asker->fault.text);
}

const char *
asker_url(const struct asker *asker, const char *path, char url[512])
{
	bool	 whole = strncmp(path, "http", 4) == 0;

	snprintf(url, 512, "%s%s", whole ? "" : asker->server.url, path);
	return url;
}

void
asker_start(struct asker *asker, const char *path, struct exchange_request request)
{
	char	 url[512];

	request.url = span_of(asker_url(asker, path, url));
	cr_assert(exchange_start(asker->exchanges, &request, &asker->fault), "%s",
	    asker->fault.text);
}

struct exchange_response
asker_next(struct asker *asker)
{
	struct exchange_response	 response;
	bool				 ended = false;

	for (int64_t end = asker_clock_ms() + 10000; !ended && asker_clock_ms() < end;)
		cr_assert(exchanges_step(asker->exchanges, 100, NULL, 0, asker->arena, &response,
			      &ended, &asker->fault),
		    "%s", asker->fault.text);
	cr_assert(ended, "nothing ends");
	return response;
}

struct exchange_response
asker_ask(struct asker *asker, const char *path, struct exchange_request request)
{
	asker_start(asker, path, request);
	return asker_next(asker);
}

struct exchange_response
asker_get(struct asker *asker, const char *path)
{
	return asker_ask(asker, path,
	    (struct exchange_request) { .known.last_modified = DATE_UNKNOWN });
}

void
asker_judge(const struct asker *asker, const struct ending *want,
    const struct exchange_response *got)
{
	char	 url[512];

	asker_url(asker, want->path, url);
	cr_expect(span_eq(got->url, span_of(url)), "%s: answered for %s", url, got->url.p);
	cr_expect_eq(got->status, want->status, "%s: status %ld", url, got->status);
	cr_expect_eq(got->why.kind, want->kind, "%s: kind %d: %s", url, (int)got->why.kind,
	    got->why.text);
	cr_expect_eq(got->retry, want->retry, "%s: retry: %s", url, got->why.text);
	cr_expect(strstr(got->why.text, want->says) != NULL, "%s: \"%s\" says nothing of \"%s\"",
	    url, got->why.text, want->says);
	cr_expect(got->why.kind == FAULT_NONE || span_starts(span_of(got->why.text), span_of(url)),
	    "%s: \"%s\" names it not", url, got->why.text);
}

void
asker_expect(struct asker *asker, const struct ending *endings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		asker_start(asker, endings[i].path,
		    (struct exchange_request) { .known.last_modified = DATE_UNKNOWN,
			.owner = (void *)(uintptr_t)(i + 1) });
	for (size_t i = 0; i < count; i++) {
		struct exchange_response	 response = asker_next(asker);

		asker_judge(asker, &endings[(uintptr_t)response.owner - 1], &response);
	}
	cr_expect_eq(exchanges_running(asker->exchanges), 0);
}

int64_t
asker_clock_ms(void)
{
	struct timespec	 now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
