#include "cmd/record.h"

#include "core/credit.h"
#include "core/utf8.h"

void
record_time(struct buf *out, const char *name, int64_t at)
{
	char	 text[DATE_TEXT_MAX] = "";

	if (at != DATE_UNKNOWN)
		date_print(at, text);
	json_put_text(out, name, span_of(text));
}

void
record_texts(struct buf *out, const char *name, const struct span *items, size_t count)
{
	json_open(out, name, '[');
	for (size_t i = 0; i < count; i++)
		json_put_text(out, NULL, items[i]);
	json_close(out, ']');
}

/* The text a quotation's spans point into. */
static struct span
host_of(const struct article *article, const struct quote *quote)
{
	return quote->outside < 0 ? article->text : article->outside[quote->outside].text;
}

static void
put_place(struct buf *out, const char *name, const struct utf8_index *index, const char *at)
{
	json_put_size(out, name, utf8_index_at(index, (size_t)(at - index->text.p)));
}

/* "start" and "end" of a stretch of the indexed text; null when it stands elsewhere. */
static void
put_stretch(struct buf *out, const struct utf8_index *index, struct span stretch)
{
	if (span_within(stretch, index->text)) {
		put_place(out, "start", index, stretch.p);
		put_place(out, "end", index, stretch.p + stretch.n);
	} else {
		json_put_null(out, "start");
		json_put_null(out, "end");
	}
}

static void
put_name(struct buf *out, const char *name, const char *word)
{
	json_put_string(out, name, span_of(word));
}

static void
put_evidence(struct buf *out, const struct evidence *e, const struct utf8_index *index)
{
	const struct evidence_row	*row = &evidence_kinds[e->kind];

	json_open(out, NULL, '{');
	if (row->rank > 0)
		json_put_int(out, "rank", row->rank);
	else
		json_put_null(out, "rank");
	put_name(out, "kind", row->name);
	put_name(out, "says", evidence_says_names[e->says]);
	json_put_text(out, "found", e->found);
	put_stretch(out, index, e->where);
	json_put_text(out, "place", e->place);
	record_time(out, "earliest", e->when.earliest);
	record_time(out, "latest", e->when.latest);
	json_put_text(out, "day", e->day);
	json_put_text(out, "zone", e->zone);
	if (e->weekday != 0)
		json_put_int(out, "weekday", e->weekday);
	json_put_bool(out, "used", e->used);
	json_close(out, '}');
}

/* "published" or "modified": null when the article says nothing about it. */
static void
put_dating(struct buf *out, const char *name, const struct article *article,
    const struct dating *dating, bool modified, const struct utf8_index *index)
{
	size_t	 told = 0;

	for (size_t i = 0; i < article->nevidence; i++)
		told += (article->evidence[i].says == SAYS_MODIFIED) == modified;
	if (told == 0 && dating->when.earliest == DATE_UNKNOWN &&
	    dating->when.latest == DATE_UNKNOWN) {
		json_put_null(out, name);
		return;
	}
	json_open(out, name, '{');
	json_put_text(out, "date", dating->day);
	record_time(out, "earliest", dating->when.earliest);
	record_time(out, "latest", dating->when.latest);
	if (!modified && dating->rank > 0)
		json_put_real(out, "confidence", dating_confidence(article));
	if (dating->conflict)
		json_put_bool(out, "conflict", true);
	json_open(out, "evidence", '[');
	for (size_t i = 0; i < article->nevidence; i++) {
		if ((article->evidence[i].says == SAYS_MODIFIED) == modified)
			put_evidence(out, &article->evidence[i], index);
	}
	json_close(out, ']');
	json_close(out, '}');
}

/* Names in chain order, each once; photo credits are of pictures, not of words. */
static void
put_credits(struct buf *out, const struct article *article)
{
	json_open(out, "credits", '[');
	for (size_t i = 0; i < article->ncredits; i++) {
		if (article->credits[i].role != CREDIT_PHOTO)
			json_put_text(out, NULL, article->credits[i].name);
	}
	json_close(out, ']');
}

static void
put_head(struct buf *out, const struct article *article, struct span url,
    const struct utf8_index *index)
{
	json_put_text(out, "url", url);
	if (article->requested.n > 0)
		json_put_text(out, "requested", article->requested);
	json_put_text(out, "canonical", article->canonical);
	json_put_text(out, "file", article->file);
	json_put_text(out, "outlet", article->outlet);
	json_put_text(out, "title", article->title);
	json_put_text(out, "byline", article->byline);
	put_credits(out, article);
	json_put_text(out, "language", article->language);
	record_time(out, "captured", article->captured);
	put_dating(out, "published", article, &article->published, false, index);
	put_dating(out, "modified", article, &article->modified, true, index);
}

bool
record_head(struct buf *out, const struct article *article, struct span url, struct arena *arena,
    struct fault *f)
{
	struct utf8_index	 index;

	if (!utf8_index_build(article->text, arena, &index, f))
		return false;
	put_head(out, article, url, &index);
	return true;
}

static void
put_credit_cues(struct buf *out, const struct article *article, const struct utf8_index *index)
{
	json_open(out, "credit_cues", '[');
	for (size_t i = 0; i < article->ncredits; i++) {
		const struct credit	*credit = &article->credits[i];

		json_open(out, NULL, '{');
		put_name(out, "role", credit_role_names[credit->role]);
		json_put_text(out, "name", credit->name);
		json_put_text(out, "found", credit->found);
		put_stretch(out, index, credit->where);
		json_close(out, '}');
	}
	json_close(out, ']');
}

/* Where it stands, and what showed that. */
static void
put_region(struct buf *out, const struct block *block)
{
	put_name(out, "region", region_names[block->region]);
	if (block->rule == REGION_BY_NOTHING)
		json_put_null(out, "rule");
	else
		put_name(out, "rule", region_rules[block->rule].name);
}

static void
put_blocks(struct buf *out, const struct article *article, const struct utf8_index *index)
{
	json_open(out, "blocks", '[');
	for (size_t i = 0; i < article->nblocks; i++) {
		const struct block	*block = &article->blocks[i];

		json_open(out, NULL, '{');
		put_stretch(out, index, block->text);
		put_name(out, "kind", block_kind_names[block->kind]);
		put_region(out, block);
		if (block->outlet.n > 0)
			json_put_text(out, "outlet", block->outlet);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
put_parts(struct buf *out, const struct quote *quote, const struct utf8_index *index)
{
	json_open(out, "parts", '[');
	for (size_t i = 0; i < quote->nparts; i++) {
		json_open(out, NULL, '[');
		put_place(out, NULL, index, quote->parts[i].p);
		put_place(out, NULL, index, quote->parts[i].p + quote->parts[i].n);
		json_close(out, ']');
	}
	json_close(out, ']');
}

static void
put_speaker(struct buf *out, const struct quote *quote)
{
	json_put_text(out, "speaker", quote->speaker);
	json_put_text(out, "speaker_mention", quote->mention);
	put_name(out, "speaker_state", speaker_state_names[quote->state]);
	if (quote->state == SPEAKER_UNATTRIBUTED)
		json_put_null(out, "speaker_kind");
	else
		put_name(out, "speaker_kind", speaker_kind_names[quote->kind]);
	json_put_text(out, "speaker_rule", span_of(quote->speaker_rule));
	json_put_real(out, "confidence", quote->confidence);
	json_put_text(out, "quoted_by", quote->quoted_by);
	json_put_text(out, "cue", quote->cue);
	json_put_text(out, "venue", quote->venue);
	json_put_text(out, "venue_name", quote->venue_name);
	json_put_text(out, "said_on", quote->said_on);
}

static void
put_quote(struct buf *out, const struct quote *quote, const struct utf8_index *index)
{
	const struct span	*last = &quote->parts[quote->nparts - 1];

	put_place(out, "start", index, quote->parts[0].p);
	put_place(out, "end", index, last->p + last->n);
	json_put_string(out, "text", quote->text);
	put_parts(out, quote, index);
	put_name(out, "form", quote_form_names[quote->form]);
	json_put_text(out, "form_rule", span_of(quote->form_rule));
	put_name(out, "region", region_names[quote->region]);
	put_speaker(out, quote);
}

bool
record_quote(struct buf *out, const struct article *article, const struct quote *quote,
    struct arena *arena, struct fault *f)
{
	struct utf8_index	 index;

	if (!utf8_index_build(host_of(article, quote), arena, &index, f))
		return false;
	put_quote(out, quote, &index);
	return true;
}

static void
put_quotes(struct buf *out, const struct quote_list *quotes, ptrdiff_t outside,
    const struct utf8_index *index)
{
	json_open(out, "quotes", '[');
	for (size_t i = 0; i < quotes->count; i++) {
		if (quotes->items[i].outside != outside)
			continue;
		json_open(out, NULL, '{');
		put_quote(out, &quotes->items[i], index);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static bool
put_outside(struct buf *out, const struct article *article, const struct quote_list *quotes,
    struct arena *arena, struct fault *f)
{
	json_open(out, "outside", '[');
	for (size_t i = 0; i < article->noutside; i++) {
		const struct block	*block = &article->outside[i];
		struct utf8_index	 index;

		if (!utf8_index_build(block->text, arena, &index, f))
			return false;
		json_open(out, NULL, '{');
		json_put_string(out, "text", block->text);
		put_region(out, block);
		json_put_text(out, "outlet", block->outlet);
		put_quotes(out, quotes, (ptrdiff_t)i, &index);
		json_close(out, '}');
	}
	json_close(out, ']');
	return true;
}

bool
record_article(struct buf *out, const struct article *article, const struct quote_list *quotes,
    struct arena *arena, struct fault *f)
{
	struct utf8_index	 index;

	if (!utf8_index_build(article->text, arena, &index, f))
		return false;
	json_open(out, NULL, '{');
	json_put_int(out, "quotrail", RECORD_FORMAT);
	put_head(out, article, article->url, &index);
	json_put_string(out, "text", article->text);
	put_blocks(out, article, &index);
	put_quotes(out, quotes, -1, &index);
	if (!put_outside(out, article, quotes, arena, f))
		return false;
	put_credit_cues(out, article, &index);
	json_put_text(out, "charset", span_of(article->charset));
	json_put_size(out, "replaced", article->replaced);
	if (quotes->passed > 0)
		json_put_size(out, "passed_over", quotes->passed);
	json_close(out, '}');
	return true;
}

static void
put_edit(struct buf *out, const struct edit *edit)
{
	json_open(out, NULL, '{');
	put_name(out, "op", edit_op_names[edit->op]);
	json_put_size(out, "at", edit->at);
	json_put_text(out, "text", edit->text);
	if (edit->was.n > 0)
		json_put_text(out, "was", edit->was);
	if (edit->edge)
		json_put_bool(out, "edge", true);
	if (edit->marked)
		json_put_bool(out, "marked", true);
	json_close(out, '}');
}

/* All but similarity and edits; the bracket stays open. */
static void
open_drift(struct buf *out, const char *name, const struct drift *drift)
{
	const char	*names[DRIFT_CLASSES];
	size_t		 n = drift_names(drift->all, names);

	json_open(out, name, '{');
	put_name(out, "class", drift_classes[drift->primary].name);
	json_put_int(out, "severity", drift->severity);
	json_open(out, "all", '[');
	for (size_t i = 0; i < n; i++)
		put_name(out, NULL, names[i]);
	json_close(out, ']');
	put_name(out, "attribution", drift_attributions[drift->attribution].name);
	put_name(out, "setting", drift_settings[drift->setting].name);
}

void
record_edits(struct buf *out, const struct drift *drift)
{
	/* Four digits are what the alignment can mean; more would only differ by machine. */
	json_put_real(out, "similarity",
	    (double)(long)(drift->similarity * 10000.0 + 0.5) / 10000.0);
	json_open(out, "edits", '[');
	for (size_t i = 0; i < drift->nedits; i++) {
		if (drift->edits[i].op != EDIT_KEEP)
			put_edit(out, &drift->edits[i]);
	}
	json_close(out, ']');
}

void
record_drift_with(struct buf *out, const char *name, const struct drift *drift, struct span edits)
{
	open_drift(out, name, drift);
	json_put_raw(out, NULL, edits);
	json_close(out, '}');
}

void
record_drift(struct buf *out, const char *name, const struct drift *drift)
{
	open_drift(out, name, drift);
	record_edits(out, drift);
	json_close(out, '}');
}

void
record_judgement(struct buf *out, const struct house *house, const struct drift *drift)
{
	struct house_opinion	 opinion;

	house_judge(house, drift, &opinion);
	json_open(out, "house", '{');
	json_put_text(out, "name", house->name);
	json_put_string(out, "judgement", span_of(house_judgement_names[opinion.judgement]));
	json_open(out, "rules", '[');
	for (size_t i = 0; i < opinion.ntopics; i++) {
		const struct house_rule	*rule = &house->rules[opinion.topics[i]];
		struct house_topic	 topic = house_topic(opinion.topics[i]);

		json_open(out, NULL, '{');
		json_put_string(out, "axis",
		    topic.axis[0] != '\0' ? span_of(topic.axis) : SPAN("wording"));
		json_put_string(out, "of", span_of(topic.name));
		json_put_string(out, "judgement", span_of(house_judgement_names[rule->judgement]));
		json_put_text(out, "rule", rule->rule);
		json_put_text(out, "source", rule->source);
		json_close(out, '}');
	}
	json_close(out, ']');
	json_close(out, '}');
}
