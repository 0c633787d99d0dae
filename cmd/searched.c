/* What an answer rests on: documents, hosts, failures, capture window, languages. */
#include "cmd/model.h"
#include "core/buf.h"

#define LINE_MAX_BYTES ((size_t)4096)

static void
add_languages(struct buf *out, const struct store_status *status)
{
	size_t	 named = 0;

	for (size_t i = 0; i < status->nlanguages; i++) {
		struct span	 name = status->languages[i].name;

		buf_print(out, "%s%.*s %lld", named++ == 0 ? "; languages: " : ", ",
		    SPAN_ARG(name.n > 0 ? name : SPAN("unknown")),
		    (long long)status->languages[i].count);
	}
}

static void
add_window(struct buf *out, const struct store_status *status)
{
	char	 from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];

	if (status->captured_first == DATE_UNKNOWN)
		return;
	date_print(status->captured_first, from);
	date_print(status->captured_last, to);
	buf_print(out, "; captured %.10s to %.10s", from, to);
}

void
standing_print(struct buf *out, const struct store_status *status)
{
	if (status->attached > 0)
		buf_print(out, "%lld attached since the last relink, which the counts leave out%s",
		    (long long)status->attached, status->waiting ? "; " : "");
	if (status->waiting)
		buf_add(out, SPAN("new evidence is not linked yet: quotrail relink"));
	else if (status->attached == 0)
		buf_add(out, SPAN("settled"));
}

static bool
tell_standing(const struct store_status *status, struct arena *arena, struct span *standing,
    struct fault *f)
{
	struct buf	 out = BUF(LINE_MAX_BYTES);
	bool		 ok;

	standing_print(&out, status);
	ok = buf_end(&out, arena, standing, f);
	buf_free(&out);
	return ok;
}

bool
model_searched(struct store *store, struct arena *arena, struct searched *searched, struct fault *f)
{
	struct store_status	*status = &searched->status;
	struct buf		 out = BUF(LINE_MAX_BYTES);
	int64_t			 silent;

	if (!store_status(store, arena, status, f) ||
	    !tell_standing(status, arena, &searched->standing, f))
		return false;
	silent = status->failed + status->throttled;
	buf_print(&out, "Searched %lld document%s", (long long)status->articles,
	    status->articles == 1 ? "" : "s");
	if (status->hosts > 0)
		buf_print(&out, " from %lld host%s", (long long)status->hosts,
		    status->hosts == 1 ? "" : "s");
	add_languages(&out, status);
	add_window(&out, status);
	if (silent > 0)
		buf_print(&out, "; %lld source%s gave nothing", (long long)silent,
		    silent == 1 ? "" : "s");
	buf_add(&out, SPAN("; "));
	buf_add(&out, searched->standing);
	buf_add(&out, SPAN(". Absence here is not absence elsewhere."));
	return buf_end(&out, arena, &searched->line, f);
}
