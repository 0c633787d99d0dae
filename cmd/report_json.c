/*
 * The machine formats: ndjson prints one occurrence a line, json one object
 * with families, occurrences and what was searched. trace --format json is the
 * same printer with a query.
 */
#include "cmd/html.h"
#include "cmd/pick.h"
#include "cmd/record.h"
#include "cmd/report.h"

#include "core/utf8.h"

static json_t *
interval_record(struct interval i)
{
	json_t	*object = json_object();

	json_object_set_new(object, "earliest", record_time(i.earliest));
	json_object_set_new(object, "latest", record_time(i.latest));
	return object;
}

/*
 * Twins are one article, whichever of them was read: "url" is the address that
 * they share, "requested" what was asked for, "aliases" all others it was found at.
 */
static void
set_addresses(json_t *object, const struct filed_article *filed)
{
	const struct article	*article = &filed->article;

	if (html_is_web(filed->identity) && !span_eq(filed->identity, article->url)) {
		if (article->requested.n == 0 && article->url.n > 0)
			json_object_set_new(object, "requested", record_text(article->url));
		json_object_set_new(object, "url", record_text(filed->identity));
	}
	if (filed->naliases > 0)
		json_object_set_new(object, "aliases",
		    record_texts(filed->aliases, filed->naliases));
}

static json_t *
wording_record(const struct filed_wording *wording)
{
	json_t	*object;

	if (wording->id.n == 0)
		return json_null();
	object = json_object();
	json_object_set_new(object, "id", record_text(wording->id));
	json_object_set_new(object, "text", record_text(wording->text));
	json_object_set_new(object, "family", record_text(wording->family));
	json_object_set_new(object, "version", json_integer(wording->version));
	return object;
}

/*
 * A wording that its outlet changed: was, now (null when it was taken out), the
 * moments after and before which that happened, stated when the page itself
 * gives the later one, ordered false when nothing tells which came first, and
 * the drift from was to now.
 */
static json_t *
change_record(const struct change *change)
{
	const struct filed_change	*filed = change->filed;
	json_t				*object = json_object();

	json_object_set_new(object, "was", wording_record(&filed->was));
	json_object_set_new(object, "now", wording_record(&filed->now));
	json_object_set_new(object, "after", record_time(filed->after));
	json_object_set_new(object, "before", record_time(filed->before));
	json_object_set_new(object, "stated", json_boolean(filed->stated));
	json_object_set_new(object, "ordered", json_boolean(filed->ordered));
	json_object_set_new(object, "drift",
	    filed->now.id.n > 0 ? record_drift(&change->drift) : json_null());
	json_object_set_new(object, "line", record_text(change->line));
	return object;
}

/* The changes that concern one member, or all when it is TRAIL_NONE. */
static json_t *
change_records(const struct model *model, size_t member)
{
	json_t	*list = json_array();

	for (size_t i = 0; i < model->nchanges; i++) {
		if (member == TRAIL_NONE || model->changes[i].member == member ||
		    model->changes[i].by == member)
			json_array_append_new(list, change_record(&model->changes[i]));
	}
	return list;
}

/* What the house says: its judgement, and each rule that speaks, the strictest first. */
static json_t *
judgement_record(const struct house *house, const struct drift *drift)
{
	struct house_opinion	 opinion;
	json_t			*object = json_object(), *rules = json_array();

	house_judge(house, drift, &opinion);
	json_object_set_new(object, "name", record_text(house->name));
	json_object_set_new(object, "judgement",
	    json_string(house_judgement_names[opinion.judgement]));
	for (size_t i = 0; i < opinion.ntopics; i++) {
		const struct house_rule	*rule = &house->rules[opinion.topics[i]];
		struct house_topic	 topic = house_topic(opinion.topics[i]);
		json_t			*one = json_object();

		json_object_set_new(one, "axis",
		    json_string(topic.axis[0] != '\0' ? topic.axis : "wording"));
		json_object_set_new(one, "of", json_string(topic.name));
		json_object_set_new(one, "judgement",
		    json_string(house_judgement_names[rule->judgement]));
		json_object_set_new(one, "rule", record_text(rule->rule));
		json_object_set_new(one, "source", record_text(rule->source));
		json_array_append_new(rules, one);
	}
	json_object_set_new(object, "rules", rules);
	return object;
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
 *   house               what the profile that --house names says to its drift; absent without
 *                       --house and on the reference
 * None of the first three has a voice in the verdict but `inferred`.
 */
static json_t *
occurrence_record(const struct model *model, const struct member *member, struct arena *arena,
    struct fault *f)
{
	const struct filed_quote	*filed = member->filed;
	const struct placement *placement = &model->filed->trail.placements[member->occurrence];
	const struct filed_quote	*quotes = model->filed->corpus.quotes;
	json_t				*object = json_object(), *families, *quote;
	struct span			 ids[2] = { filed->family, filed->second };

	json_object_set_new(object, "quotrail", json_integer(RECORD_FORMAT));
	json_object_set_new(object, "id", record_text(filed->id));
	if (!record_head(object, &member->article->article, arena, f)) {
		json_decref(object);
		return NULL;
	}
	set_addresses(object, member->article);
	json_object_set_new(object, "lineage", record_text(member->article->lineage));
	json_object_set_new(object, "version", json_integer(member->article->version));
	if (filed->superseded)
		json_object_set_new(object, "superseded", json_true());
	if (member->change.n > 0)
		json_object_set_new(object, "changed",
		    change_records(model, (size_t)(member - model->members)));
	if (member->inferred)
		json_object_set_new(object, "inferred", interval_record(member->date));
	if (member->likely.earliest != DATE_UNKNOWN)
		json_object_set_new(object, "most_likely", interval_record(member->likely));
	json_object_set_new(object, "lineage_not_before", record_time(model->said.when.earliest));
	quote = record_quote(&member->article->article, &filed->quote, arena, f);
	if (quote == NULL) {
		json_decref(object);
		return NULL;
	}
	json_object_update(object, quote);
	json_decref(quote);
	if (filed->quote.outside >= 0) {
		const struct block	*block = &member->article->article.outside[filed->quote.outside];

		json_object_set_new(object, "outside_outlet", record_text(block->outlet));
	}
	families = record_texts(ids, filed->second.n > 0 ? 2 : 1);
	json_object_set_new(object, "family", record_text(filed->family));
	json_object_set_new(object, "families", families);
	json_object_set_new(object, "source", record_text(quotes[model->family->earliest].id));
	json_object_set_new(object, "parent",
	    placement->parent == TRAIL_NONE ? json_null() :
					      record_text(quotes[placement->parent].id));
	json_object_set_new(object, "verdict", json_string(verdict_names[model->family->verdict]));
	json_object_set_new(object, "drift",
	    member->is_reference ? json_null() : record_drift(&member->drift));
	if (model->house != NULL && !member->is_reference)
		json_object_set_new(object, "house", judgement_record(model->house, &member->drift));
	return object;
}

bool
ndjson_family(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f)
{
	for (size_t i = 0; i < model->nmembers; i++) {
		if (!record_print(occurrence_record(model, &model->members[i], arena, f),
			printer->out, f))
			return false;
	}
	return true;
}

static json_t *
near_records(const struct model *model)
{
	json_t	*list = json_array();

	for (size_t i = 0; i < model->filed->nnear; i++) {
		const struct filed_near	*near = &model->filed->near[i];
		json_t			*object = json_object();

		json_object_set_new(object, "occurrence",
		    record_text(model->filed->corpus.quotes[near->occurrence].id));
		json_object_set_new(object, "other", record_text(near->other));
		json_object_set_new(object, "text", record_text(near->other_text));
		json_object_set_new(object, "outlet", record_text(near->other_outlet));
		json_object_set_new(object, "family", record_text(near->other_family));
		json_object_set_new(object, "bits",
		    json_real((double)(long)(near->bits * 10 + .5) / 10));
		json_object_set_new(object, "coverage",
		    json_real((double)(long)(near->coverage * 1000 + .5) / 1000));
		json_object_set_new(object, "reason", record_text(near->reason));
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *
warning_records(const struct model *model)
{
	json_t	*list = json_array();

	for (size_t i = 0; i < model->nwarnings; i++) {
		json_t	*object = json_object();

		json_object_set_new(object, "document", record_text(model->warnings[i].document));
		json_object_set_new(object, "text", record_text(model->warnings[i].text));
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *
travel_records(const struct model *model)
{
	json_t	*list = json_array();

	for (size_t i = 0; i < model->ntravels; i++) {
		const struct travel	*travel = &model->travels[i];
		json_t			*object = json_object();

		json_object_set_new(object, "id",
		    record_text(model->members[travel->member].filed->id));
		json_object_set_new(object, "from", record_text(travel->from));
		json_object_set_new(object, "hands", record_texts(travel->hands, travel->nhands));
		json_object_set_new(object, "credited", json_boolean(travel->credited));
		json_object_set_new(object, "note", record_text(travel->note));
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *
aside_records(const struct model *model)
{
	json_t	*list = json_array();

	for (size_t i = 0; i < model->nasides; i++) {
		json_t	*object = json_object();

		json_object_set_new(object, "place", record_text(model->asides[i].place));
		json_object_set_new(object, "outlet", record_text(model->asides[i].outlet));
		json_object_set_new(object, "text", record_text(model->asides[i].sentence));
		json_object_set_new(object, "share",
		    json_real((double)(long)(model->asides[i].share * 1000 + .5) / 1000));
		json_array_append_new(list, object);
	}
	return list;
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
static json_t *
said_record(const struct model *model)
{
	const struct said	*said = &model->said;
	json_t	*object = interval_record(said->when), *claims = json_array(),
	       *language = json_object();

	json_object_set_new(object, "setting", record_text(said->setting));
	json_object_set_new(object, "date", record_text(said->day));
	json_object_set_new(object, "zone", record_text(said->zone));
	for (size_t i = 0; i < said->nclaims; i++) {
		json_t	*claim = json_object();

		json_object_set_new(claim, "id",
		    record_text(model->members[said->claims[i].member].filed->id));
		json_object_set_new(claim, "said_on", record_text(said->claims[i].said_on));
		json_object_set_new(claim, "date", record_text(said->claims[i].day));
		json_array_append_new(claims, claim);
	}
	json_object_set_new(object, "claims", claims);
	json_object_set_new(object, "conflict", json_boolean(said->conflict));
	json_object_set_new(object, "line", record_text(said->line));
	json_object_set_new(object, "how", record_text(said->how));
	json_object_set_new(language, "spoken", record_text(said->spoken));
	json_object_set_new(language, "documents", json_integer((json_int_t)said->nspoken));
	json_object_set_new(language, "translated", json_boolean(said->translated));
	json_object_set_new(language, "may_be_translated", json_boolean(said->may_be_translated));
	json_object_set_new(language, "line", record_text(said->language));
	json_object_set_new(object, "language", language);
	return object;
}

static json_t *
family_record(const struct model *model, size_t most, struct arena *arena, struct fault *f)
{
	json_t		*object = json_object(), *occurrences = json_array(), *one;
	struct pick	 pick;

	if (!pick_members(model, most, arena, &pick, f))
		goto failed;
	json_object_set_new(object, "family", record_text(model->id));
	json_object_set_new(object, "speaker", record_text(model->speaker));
	json_object_set_new(object, "speaker_office", record_text(model->office));
	json_object_set_new(object, "venue", record_text(model->venue));
	json_object_set_new(object, "said", said_record(model));
	json_object_set_new(object, "verdict", json_string(verdict_names[model->family->verdict]));
	json_object_set_new(object, "overlap_hours",
	    json_integer((json_int_t)((model->family->overlap + 1800) / 3600)));
	json_object_set_new(object, "lineages", json_integer((json_int_t)model->family->lineages));
	json_object_set_new(object, "documents", json_integer((json_int_t)model->ndocuments));
	json_object_set_new(object, "severity", json_integer(model->family->severity));
	json_object_set_new(object, "reference",
	    model->reference == TRAIL_NONE ?
		json_null() :
		record_text(model->members[model->reference].filed->id));
	json_object_set_new(object, "reference_text", record_text(model->reference_words));
	json_object_set_new(object, "against", json_string(model->reference_name));
	json_object_set_new(object, "answer", record_text(model->sentence));
	json_object_set_new(object, "agreement", record_text(model->agreement));
	for (size_t i = 0; i < pick.n; i++) {
		one = occurrence_record(model, &model->members[pick.members[i]], arena, f);
		if (one == NULL)
			goto failed;
		json_object_del(one, "quotrail");
		json_array_append_new(occurrences, one);
	}
	json_object_set_new(object, "occurrences", occurrences);
	if (pick.n < model->nmembers)
		json_object_set_new(object, "occurrences_left_out",
		    json_integer((json_int_t)(model->nmembers - pick.n)));
	json_object_set_new(object, "travel", travel_records(model));
	json_object_set_new(object, "paraphrases", aside_records(model));
	json_object_set_new(object, "near", near_records(model));
	json_object_set_new(object, "changes", change_records(model, TRAIL_NONE));
	json_object_set_new(object, "warnings", warning_records(model));
	return object;
failed:
	json_decref(occurrences);
	json_decref(object);
	return NULL;
}

json_t *
record_searched(const struct searched *searched)
{
	const struct store_status	*status = &searched->status;
	json_t				*object = json_object(), *languages = json_object();

	for (size_t i = 0; i < status->nlanguages; i++) {
		struct span	 name = status->languages[i].name;

		json_object_setn_new(languages, name.n > 0 ? name.p : "unknown",
		    name.n > 0 ? name.n : 7, json_integer(status->languages[i].count));
	}
	json_object_set_new(object, "documents", json_integer(status->articles));
	json_object_set_new(object, "hosts", json_integer(status->hosts));
	json_object_set_new(object, "failed", json_integer(status->failed));
	json_object_set_new(object, "throttled", json_integer(status->throttled));
	json_object_set_new(object, "captured_first", record_time(status->captured_first));
	json_object_set_new(object, "captured_last", record_time(status->captured_last));
	json_object_set_new(object, "languages", languages);
	json_object_set_new(object, "settled", json_boolean(status->settled));
	json_object_set_new(object, "line", record_text(searched->line));
	return object;
}

bool
json_begin(struct printer *printer, struct fault *f)
{
	fprintf(printer->out, "{\"quotrail\":%d,\"query\":", RECORD_FORMAT);
	return record_write(record_text(printer->query), printer->out, f) &&
	    (fputs(",\"families\":[", printer->out) != EOF ||
		fault_set(f, FAULT_IO, "could not write the result"));
}

/* One family at a time, so that a report of a million families never stands in memory whole. */
bool
json_family(struct printer *printer, const struct model *model, struct arena *arena, struct fault *f)
{
	if (printer->printed > 0)
		fputs(",\n", printer->out);
	if (printer->near != NULL) {
		json_t	*near = near_records(model);

		json_array_extend(printer->near, near);
		json_decref(near);
	}
	return record_print(family_record(model, printer->most, arena, f), printer->out, f);
}

bool
json_end(struct printer *printer, struct fault *f)
{
	fputs("]", printer->out);
	if (printer->near != NULL) {
		fputs(",\"near\":", printer->out);
		if (!record_write(json_incref(printer->near), printer->out, f))
			return false;
	}
	if (printer->left_out > 0)
		fprintf(printer->out, ",\"left_out\":%zu", printer->left_out);
	fputs(",\"searched\":", printer->out);
	return record_write(record_searched(printer->searched), printer->out, f) &&
	    (fputs("}\n", printer->out) != EOF ||
		fault_set(f, FAULT_IO, "could not write the result"));
}
