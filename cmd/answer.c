#include "cmd/answer.h"

#include <string.h>

#include "cmd/json.h"
#include "cmd/record.h"

#define FAMILY_BYTES_MAX ((size_t)1 << 30)
#define ID_BYTES 13 /* "q" and 12 hex digits */

static bool
add_notice(struct answer *answer, struct span text)
{
	if (answer->nnotices < ANSWER_NOTICES_MAX)
		answer->notices[answer->nnotices++] = text;
	return true;
}

/* "qeaa63880d368": nobody means that as a word. */
static bool
is_like_id(struct span query)
{
	bool	 like = query.n == ID_BYTES && query.p[0] == 'q';

	for (size_t i = 1; i < query.n && like; i++)
		like = strchr("0123456789abcdef", query.p[i]) != NULL;
	return like;
}

/* Nothing was found: say so, and what might help. */
static bool
notice_nothing(const struct inquiry *inquiry, struct arena *arena, struct answer *answer,
    struct fault *f)
{
	struct span	 text;

	if (!span_print(arena, &text, f,
		is_like_id(inquiry->query) ?
		    "%.*s: no occurrence or family of this corpus has this id" :
		    "\"%.*s\": nothing matched in this corpus",
		SPAN_ARG(inquiry->query)))
		return false;
	add_notice(answer, text);
	if (is_like_id(inquiry->query))
		return true;
	return inquiry->words.count >= INQUIRY_PHRASE_WORDS ||
	    add_notice(answer, SPAN("fewer than five words are searched as an exact phrase"));
}

static bool
notice_limits(const struct inquiry *inquiry, const struct printer *printer, size_t shown,
    const struct elsewhere *elsewhere, struct arena *arena, struct answer *answer, struct fault *f)
{
	struct span	 text;

	if (inquiry->found[0].hit.missing > 0) {
		if (!span_print(arena, &text, f,
			"no printing has all of these words; the closest lacks %zu of %zu",
			inquiry->found[0].hit.missing, inquiry->words.count))
			return false;
		add_notice(answer, text);
	}
	if (shown < inquiry->answers) {
		if (!span_print(arena, &text, f,
			"%zu more families hold these words; %smore words tell them apart",
			inquiry->answers - shown, printer->served ? "" : "--all shows them, "))
			return false;
		add_notice(answer, text);
	}
	if (inquiry->judged < inquiry->total) {
		if (!span_print(arena, &text, f,
			"too common to tell apart: %zu wordings share these words, %zu were judged",
			inquiry->total, inquiry->judged))
			return false;
		add_notice(answer, text);
	}
	if (elsewhere != NULL && elsewhere->passed > 0) {
		if (!span_print(arena, &text, f,
			"other words for it were looked for in %zu documents that share most of "
			"these "
			"words; %zu more share only some",
			elsewhere->corpus.narticles, elsewhere->passed))
			return false;
		add_notice(answer, text);
	}
	return true;
}

/* Families that share only part of the phrase, for json's list of near misses. */
static void
add_near(const struct inquiry *inquiry, struct buf *near)
{
	for (size_t i = inquiry->answers; i < inquiry->nfound; i++) {
		const struct found	*found = &inquiry->found[i];

		json_open(near, NULL, '{');
		json_put_text(near, "family", found->family);
		json_put_text(near, "text", found->text);
		json_put_size(near, "matched", found->hit.matched);
		json_put_size(near, "missing", found->hit.missing);
		json_put_text(near, "reason", found->near);
		json_close(near, '}');
	}
}

bool
answer_print(const struct inquiry *inquiry, struct printer *printer,
    const struct report_format *format, const struct reference *reference, size_t most,
    struct arena *arena, struct answer *answer, struct fault *f)
{
	struct arena		*family = arena_new(FAMILY_BYTES_MAX);
	struct reference	 against = *reference;
	struct elsewhere	 elsewhere;
	struct buf		 near = BUF(RECORD_BYTES_MAX);
	size_t			 shown = 0;
	bool			 ok;

	*answer = (struct answer) { .nnotices = 0 };
	printer->query = inquiry->query;
	printer->near = &near;
	printer->inquiry = inquiry;
	ok = family != NULL || fault_set(f, FAULT_MEMORY, "out of memory");
	ok = ok && (format->begin == NULL || format->begin(printer, f));
	/* An id asks for the whole wording; a phrase only for the sentences it touches. */
	if (inquiry->is_id)
		printer->query = SPAN_NONE;
	else if (ok && inquiry->answers > 0 && !reference->brief) {
		ok = model_elsewhere(printer->store, inquiry->query, arena, &elsewhere, f);
		against.elsewhere = &elsewhere;
	}
	for (; ok && shown < inquiry->answers && shown < most; shown++)
		ok = report_family(printer, format, inquiry->found[shown].family, &against, family,
		    f);
	add_near(inquiry, &near);
	ok = ok &&
	    (inquiry->nfound == 0 ?
		    notice_nothing(inquiry, arena, answer, f) :
		    notice_limits(inquiry, printer, shown, against.elsewhere, arena, answer, f));
	printer->notices = answer->notices;
	printer->nnotices = answer->nnotices;
	ok = ok && (format->end == NULL || format->end(printer, f));
	printer_drop(printer);
	buf_free(&near);
	printer->near = NULL;
	printer->inquiry = NULL;
	arena_free(family);
	return ok;
}
