#include "fetch/errand.h"

#include <stdlib.h>

/* Point the spans into one new block that holds their bytes, behind `head` bytes for the caller. */
static void *
keep(struct span *const *spans, size_t count, size_t head, struct fault *f)
{
	size_t	 size = head + 1;
	char	*block, *at;

	for (size_t i = 0; i < count; i++)
		size += spans[i]->n;
	block = malloc(size);
	if (block == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		return NULL;
	}
	at = block + head;
	for (size_t i = 0; i < count; i++) {
		if (spans[i]->n == 0) {
			*spans[i] = SPAN_NONE;
			continue;
		}
		memcpy(at, spans[i]->p, spans[i]->n);
		spans[i]->p = at;
		at += spans[i]->n;
	}
	return block;
}

#define EVIDENCE_MAX 8u	 /* statements of a feed about one page */
#define EVIDENCE_SPANS 4u /* of each: found, place, day, zone */

/* What a feed says of a page stays with the errand until the page is read. */
static bool
keep_named(struct errand *errand, struct fault *f)
{
	struct source_visit	*visit = &errand->visit;
	struct evidence		 given[EVIDENCE_MAX], *copy;
	struct span *spans[3 + EVIDENCE_MAX * EVIDENCE_SPANS] = { &visit->source, &visit->named,
		&visit->within };
	size_t			 n = 3;

	if (errand->ngiven > EVIDENCE_MAX)
		errand->ngiven = EVIDENCE_MAX;
	for (size_t i = 0; i < errand->ngiven; i++) {
		given[i] = errand->given[i];
		given[i].where = SPAN_NONE;
		spans[n++] = &given[i].found;
		spans[n++] = &given[i].place;
		spans[n++] = &given[i].day;
		spans[n++] = &given[i].zone;
	}
	copy = errand->kept[0] = keep(spans, n, errand->ngiven * sizeof *given, f);
	if (copy == NULL)
		return false;
	if (errand->ngiven > 0)
		memcpy(copy, given, errand->ngiven * sizeof *given);
	errand->given = copy;
	return true;
}

struct errand *
errand_new(struct errands *line, struct errand *next, const struct source_visit *visit,
    const struct evidence *given, size_t ngiven, struct fault *f)
{
	struct errand	*errand = malloc(sizeof *errand);

	if (errand == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		return NULL;
	}
	*errand = (struct errand) { .after = next,
		.before = next != NULL ? next->before : line->last,
		.visit = *visit,
		.given = given,
		.ngiven = ngiven };
	if (!keep_named(errand, f)) {
		free(errand);
		return NULL;
	}
	*(errand->before != NULL ? &errand->before->after : &line->first) = errand;
	*(next != NULL ? &next->before : &line->last) = errand;
	line->count++;
	return errand;
}

bool
errand_answered(struct errand *errand, const struct source_visit *visit, struct fault *f)
{
	struct source_visit	*own = &errand->visit;
	struct span *const	 spans[] = { &own->found, &own->validators.etag };

	own->found = visit->found;
	own->validators = visit->validators;
	own->at = visit->at;
	free(errand->kept[1]);
	errand->kept[1] = keep(spans, LEN(spans), 0, f);
	return errand->kept[1] != NULL;
}

void
errand_free(struct errands *line, struct errand *errand)
{
	*(errand->before != NULL ? &errand->before->after : &line->first) = errand->after;
	*(errand->after != NULL ? &errand->after->before : &line->last) = errand->before;
	line->count--;
	arena_free(errand->arena);
	free(errand->kept[0]);
	free(errand->kept[1]);
	free(errand->why);
	free(errand);
}
