/*
 * The machine formats: ndjson prints one occurrence a line, json one object
 * with families, occurrences and what was searched. trace --format json is the
 * same printer with a query.
 */
#include "cmd/html.h"
#include "cmd/output.h"
#include "cmd/pick.h"
#include "cmd/record.h"
#include "cmd/report.h"

#include "core/utf8.h"

static void
put_bounds(struct buf *out, struct interval i)
{
	record_time(out, "earliest", i.earliest);
	record_time(out, "latest", i.latest);
}

static void
put_interval(struct buf *out, const char *name, struct interval i)
{
	json_open(out, name, '{');
	put_bounds(out, i);
	json_close(out, '}');
}

/*
 * Twins are one article, whichever of them was read: "url" is the address that
 * they share, "requested" what was asked for, "aliases" all others it was found at.
 */
static bool
put_addresses(struct buf *out, const struct filed_article *filed, struct arena *arena,
    struct fault *f)
{
	const struct article	*article = &filed->article;
	bool twin = html_is_web(filed->identity) && !span_eq(filed->identity, article->url);

	if (!record_head(out, article, twin ? filed->identity : article->url, arena, f))
		return false;
	if (twin && article->requested.n == 0 && article->url.n > 0)
		json_put_text(out, "requested", article->url);
	if (filed->naliases > 0)
		record_texts(out, "aliases", filed->aliases, filed->naliases);
	return true;
}

static void
put_wording(struct buf *out, const char *name, const struct filed_wording *wording)
{
	if (wording->id.n == 0) {
		json_put_null(out, name);
		return;
	}
	json_open(out, name, '{');
	json_put_text(out, "id", wording->id);
	json_put_text(out, "text", wording->text);
	json_put_text(out, "family", wording->family);
	json_put_int(out, "version", wording->version);
	json_close(out, '}');
}

/*
 * A wording that its outlet changed: was, now (null when it was taken out), the
 * moments after and before which that happened, stated when the page itself
 * gives the later one, ordered false when nothing tells which came first, and
 * the drift from was to now.
 */
static void
put_change(struct buf *out, const struct change *change)
{
	const struct filed_change	*filed = change->filed;

	json_open(out, NULL, '{');
	put_wording(out, "was", &filed->was);
	put_wording(out, "now", &filed->now);
	record_time(out, "after", filed->after);
	record_time(out, "before", filed->before);
	json_put_bool(out, "stated", filed->stated);
	json_put_bool(out, "ordered", filed->ordered);
	if (filed->now.id.n > 0)
		record_drift(out, "drift", &change->drift);
	else
		json_put_null(out, "drift");
	json_put_text(out, "line", change->line);
	json_close(out, '}');
}

/* The changes that concern one member, or all when it is TRAIL_NONE. */
static void
put_changes(struct buf *out, const char *name, const struct model *model, size_t member)
{
	json_open(out, name, '[');
	for (size_t i = 0; i < model->nchanges; i++) {
		if (member == TRAIL_NONE || model->changes[i].member == member ||
		    model->changes[i].by == member)
			put_change(out, &model->changes[i]);
	}
	json_close(out, ']');
}

/* What was concluded about an occurrence. */
static void
put_placement(struct buf *out, const struct model *model, const struct member *member)
{
	const struct filed_quote	*filed = member->filed, *quotes = model->filed->corpus.quotes;
	const struct placement *placement = &model->filed->trail.placements[member->occurrence];
	const struct span		 families[2] = { filed->family, filed->second };

	json_put_text(out, "family", filed->family);
	record_texts(out, "families", families, filed->second.n > 0 ? 2 : 1);
	json_put_text(out, "source", quotes[model->family->earliest].id);
	json_put_text(out, "parent",
	    placement->parent == TRAIL_NONE ? SPAN_NONE : quotes[placement->parent].id);
	json_put_string(out, "verdict", span_of(verdict_names[model->family->verdict]));
	if (member->is_reference)
		json_put_null(out, "drift");
	else
		record_drift(out, "drift", &member->drift);
	if (member->house != NULL)
		record_judgement(out, member->house, &member->drift);
}

/*
 * An occurrence with its article's fields joined in: DESIGN's quote record.
 * Beside its own dates stand
 *   inferred            bounds that other documents with the same quotations suggest
 *   most_likely         when copy like it usually appears; only where its own date is open
 *   lineage_not_before  the first moment of the day on which the words are claimed to have been
 *                       said: no printing in any version precedes it. Null without such a day.
 *   changed             what its outlet changed of it afterwards, or changed into it; absent
 *                       when it stands as printed
 *   house               what the profile that --house names, or its outlet's, says to its drift;
 *                       absent without one and on the reference
 * None of the first three has a voice in the verdict but `inferred`.
 */
static bool
put_occurrence(struct buf *out, const struct model *model, const struct member *member,
    struct arena *arena, struct fault *f)
{
	const struct filed_quote	*filed = member->filed;
	const struct article		*article = &member->article->article;

	json_put_text(out, "id", filed->id);
	if (!put_addresses(out, member->article, arena, f))
		return false;
	json_put_text(out, "lineage", member->article->lineage);
	json_put_int(out, "version", member->article->version);
	if (filed->superseded)
		json_put_bool(out, "superseded", true);
	if (member->change.n > 0)
		put_changes(out, "changed", model, (size_t)(member - model->members));
	if (member->inferred)
		put_interval(out, "inferred", member->date);
	if (member->likely.earliest != DATE_UNKNOWN)
		put_interval(out, "most_likely", member->likely);
	record_time(out, "lineage_not_before", model->said.when.earliest);
	if (!record_quote(out, article, &filed->quote, arena, f))
		return false;
	if (filed->quote.outside >= 0)
		json_put_text(out, "outside_outlet", article->outside[filed->quote.outside].outlet);
	put_placement(out, model, member);
	return true;
}

bool
ndjson_family(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f)
{
	for (size_t i = 0; i < model->nmembers; i++) {
		struct buf	 out = BUF(RECORD_BYTES_MAX);

		json_open(&out, NULL, '{');
		json_put_int(&out, "quotrail", RECORD_FORMAT);
		if (!put_occurrence(&out, model, &model->members[i], arena, f)) {
			buf_free(&out);
			return false;
		}
		json_put_size(&out, "documents", model->ndocuments);
		json_put_size(&out, "lineages", model->family->lineages);
		json_put_text(&out, "standing", model->standing);
		json_close(&out, '}');
		if (!json_print(&out, printer->out, f))
			return false;
	}
	return true;
}

static void
put_near(struct buf *out, const struct model *model)
{
	for (size_t i = 0; i < model->filed->nnear; i++) {
		const struct filed_near	*near = &model->filed->near[i];

		json_open(out, NULL, '{');
		json_put_text(out, "occurrence", model->filed->corpus.quotes[near->occurrence].id);
		json_put_text(out, "other", near->other);
		json_put_text(out, "text", near->other_text);
		json_put_text(out, "outlet", near->other_outlet);
		json_put_text(out, "family", near->other_family);
		json_put_real(out, "bits", (double)(long)(near->bits * 10 + .5) / 10);
		json_put_real(out, "coverage", (double)(long)(near->coverage * 1000 + .5) / 1000);
		json_put_text(out, "reason", near->reason);
		json_close(out, '}');
	}
}

static void
put_warnings(struct buf *out, const struct model *model)
{
	json_open(out, "warnings", '[');
	for (size_t i = 0; i < model->nwarnings; i++) {
		json_open(out, NULL, '{');
		json_put_text(out, "document", model->warnings[i].document);
		json_put_text(out, "text", model->warnings[i].text);
		json_close(out, '}');
	}
	json_close(out, ']');
}

/* The ways of the printings that are carried. */
static bool
put_travels(struct buf *out, const struct model *model, const struct pick *pick,
    struct arena *arena, struct fault *f)
{
	bool	*carried = arena_take(arena, model->nmembers, sizeof *carried, f);

	if (carried == NULL)
		return false;
	for (size_t i = 0; i < pick->n; i++)
		carried[model->members[pick->members[i]].document] = true;
	json_open(out, "travel", '[');
	for (size_t i = 0; i < model->ntravels; i++) {
		const struct travel	*travel = &model->travels[i];

		if (!carried[travel->member])
			continue;
		json_open(out, NULL, '{');
		json_put_text(out, "id", model->members[travel->member].filed->id);
		json_put_text(out, "from", travel->from);
		record_texts(out, "hands", travel->hands, travel->nhands);
		json_put_bool(out, "credited", travel->credited);
		json_put_text(out, "note", travel->note);
		json_close(out, '}');
	}
	json_close(out, ']');
	return true;
}

static void
put_asides(struct buf *out, const struct model *model)
{
	json_open(out, "paraphrases", '[');
	for (size_t i = 0; i < model->nasides; i++) {
		json_open(out, NULL, '{');
		json_put_text(out, "place", model->asides[i].place);
		json_put_text(out, "outlet", model->asides[i].outlet);
		json_put_text(out, "text", model->asides[i].sentence);
		json_put_real(out, "share",
		    (double)(long)(model->asides[i].share * 1000 + .5) / 1000);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
put_language(struct buf *out, const struct said *said)
{
	json_open(out, "language", '{');
	json_put_text(out, "spoken", said->spoken);
	json_put_size(out, "documents", said->nspoken);
	json_put_bool(out, "translated", said->translated);
	json_put_bool(out, "may_be_translated", said->may_be_translated);
	json_put_text(out, "line", said->language);
	json_close(out, '}');
}

/*
 * "said": what the documents claim about the utterance.
 *   setting   as most of them print it; null when none does
 *   date      the one day that fits all claims, else null; earliest and latest are its bounds,
 *             zone is whose clocks they assume
 *   claims    each document's word on the day, and the date it comes to beside that document's own
 *   conflict  some claims exclude each other
 *   language  spoken ("ru") as stated by `documents`; translated: they say so; may_be_translated:
 *             nobody says it, and the speaker's country or the pages' languages suggest it
 */
static void
put_said(struct buf *out, const struct model *model)
{
	const struct said	*said = &model->said;

	json_open(out, "said", '{');
	put_bounds(out, said->when);
	json_put_text(out, "setting", said->setting);
	json_put_text(out, "date", said->day);
	json_put_text(out, "zone", said->zone);
	json_open(out, "claims", '[');
	for (size_t i = 0; i < said->nclaims; i++) {
		json_open(out, NULL, '{');
		json_put_text(out, "id", model->members[said->claims[i].member].filed->id);
		json_put_text(out, "said_on", said->claims[i].said_on);
		json_put_text(out, "date", said->claims[i].day);
		json_close(out, '}');
	}
	json_close(out, ']');
	json_put_bool(out, "conflict", said->conflict);
	json_put_text(out, "line", said->line);
	json_put_text(out, "how", said->how);
	put_language(out, said);
	json_close(out, '}');
}

/* The family's own fields, without lists. */
static void
put_answer(struct buf *out, const struct model *model)
{
	json_put_text(out, "family", model->id);
	json_put_text(out, "speaker", model->speaker);
	json_put_text(out, "speaker_office", model->office);
	json_put_text(out, "venue", model->venue);
	put_said(out, model);
	json_put_string(out, "verdict", span_of(verdict_names[model->family->verdict]));
	json_put_int(out, "overlap_hours", (model->family->overlap + 1800) / 3600);
	json_put_size(out, "lineages", model->family->lineages);
	json_put_size(out, "documents", model->ndocuments);
	json_put_int(out, "severity", model->family->severity);
	json_put_text(out, "reference",
	    model->reference == TRAIL_NONE ? SPAN_NONE : model->members[model->reference].filed->id);
	json_put_text(out, "reference_text", model->reference_words);
	json_put_string(out, "against", span_of(model->reference_name));
	json_put_text(out, "answer", model->sentence);
	json_put_text(out, "agreement", model->agreement);
}

static bool
put_family(struct buf *out, const struct model *model, size_t most, struct arena *arena,
    struct fault *f)
{
	struct pick	 pick;

	if (!pick_members(model, most, arena, &pick, f))
		return false;
	json_open(out, NULL, '{');
	put_answer(out, model);
	json_open(out, "occurrences", '[');
	for (size_t i = 0; i < pick.n; i++) {
		json_open(out, NULL, '{');
		if (!put_occurrence(out, model, &model->members[pick.members[i]], arena, f))
			return false;
		json_close(out, '}');
	}
	json_close(out, ']');
	if (pick.n < model->printings)
		json_put_size(out, "occurrences_left_out", model->printings - pick.n);
	if (!put_travels(out, model, &pick, arena, f))
		return false;
	put_asides(out, model);
	json_open(out, "near", '[');
	put_near(out, model);
	json_close(out, ']');
	put_changes(out, "changes", model, TRAIL_NONE);
	put_warnings(out, model);
	json_close(out, '}');
	return true;
}

void
record_searched(struct buf *out, const char *name, const struct searched *searched)
{
	const struct store_status	*status = &searched->status;

	json_open(out, name, '{');
	json_put_int(out, "documents", status->articles);
	json_put_int(out, "hosts", status->hosts);
	json_put_int(out, "failed", status->failed);
	json_put_int(out, "throttled", status->throttled);
	record_time(out, "captured_first", status->captured_first);
	record_time(out, "captured_last", status->captured_last);
	json_open(out, "languages", '{');
	for (size_t i = 0; i < status->nlanguages; i++) {
		struct span	 language = status->languages[i].name;

		json_name(out, language.n > 0 ? language : SPAN("unknown"));
		json_put_int(out, NULL, status->languages[i].count);
	}
	json_close(out, '}');
	json_put_bool(out, "settled", status->settled);
	json_put_int(out, "attached", status->attached);
	json_put_text(out, "standing", searched->standing);
	json_put_text(out, "line", searched->line);
	json_close(out, '}');
}

/* What stands before the families and behind them is an object that is not closed yet. */
bool
json_begin(struct printer *printer, struct fault *f)
{
	struct buf	 out = BUF(RECORD_BYTES_MAX);
	bool		 ok;

	json_open(&out, NULL, '{');
	json_put_int(&out, "quotrail", RECORD_FORMAT);
	json_put_text(&out, "query", printer->query);
	json_open(&out, "families", '[');
	ok = output_flush(&out, printer->out, f);
	buf_free(&out);
	return ok;
}

/* One family at a time, so that a report of a million families never stands in memory whole. */
bool
json_family(struct printer *printer, const struct model *model, struct arena *arena, struct fault *f)
{
	struct buf	 out = BUF(RECORD_BYTES_MAX);

	if (printer->printed > 0)
		buf_add(&out, SPAN(",\n"));
	if (printer->near != NULL)
		put_near(printer->near, model);
	if (put_family(&out, model, printer->most, arena, f))
		return json_print(&out, printer->out, f);
	buf_free(&out);
	return false;
}

bool
json_end(struct printer *printer, struct fault *f)
{
	struct buf	 out = BUF(RECORD_BYTES_MAX);

	json_close(&out, ']');
	if (printer->near != NULL) {
		json_open(&out, "near", '[');
		buf_add(&out, buf_span(printer->near));
		json_close(&out, ']');
	}
	if (printer->left_out > 0)
		json_put_size(&out, "left_out", printer->left_out);
	record_searched(&out, "searched", printer->searched);
	json_close(&out, '}');
	return json_print(&out, printer->out, f);
}
