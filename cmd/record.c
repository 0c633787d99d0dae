#include "cmd/record.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/credit.h"
#include "core/utf8.h"

json_t *
record_text(struct span s)
{
	return s.n == 0 ? json_null() : json_stringn(s.p, s.n);
}

json_t *
record_time(int64_t at)
{
	char	 text[DATE_TEXT_MAX];

	if (at == DATE_UNKNOWN)
		return json_null();
	date_print(at, text);
	return json_string(text);
}

json_t *
record_texts(const struct span *items, size_t count)
{
	json_t	*list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, record_text(items[i]));
	return list;
}

/* The text a quotation's spans point into. */
static struct span
host_of(const struct article *article, const struct quote *quote)
{
	return quote->outside < 0 ? article->text : article->outside[quote->outside].text;
}

static json_t *
code_points(const struct utf8_index *index, const char *at)
{
	return json_integer((json_int_t)utf8_index_at(index, (size_t)(at - index->text.p)));
}

/* "start" and "end" of a stretch of the indexed text; null when it stands elsewhere. */
static void
set_stretch(json_t *object, const struct utf8_index *index, struct span stretch)
{
	if (span_within(stretch, index->text)) {
		json_object_set_new(object, "start", code_points(index, stretch.p));
		json_object_set_new(object, "end", code_points(index, stretch.p + stretch.n));
	} else {
		json_object_set_new(object, "start", json_null());
		json_object_set_new(object, "end", json_null());
	}
}

static json_t *
evidence_record(const struct evidence *e, const struct utf8_index *index)
{
	const struct evidence_row *row = &evidence_kinds[e->kind];
	json_t			  *object = json_object();

	json_object_set_new(object, "rank", row->rank > 0 ? json_integer(row->rank) : json_null());
	json_object_set_new(object, "kind", json_string(row->name));
	json_object_set_new(object, "says", json_string(evidence_says_names[e->says]));
	json_object_set_new(object, "found", record_text(e->found));
	set_stretch(object, index, e->where);
	json_object_set_new(object, "place", record_text(e->place));
	json_object_set_new(object, "earliest", record_time(e->when.earliest));
	json_object_set_new(object, "latest", record_time(e->when.latest));
	json_object_set_new(object, "day", record_text(e->day));
	json_object_set_new(object, "zone", record_text(e->zone));
	if (e->weekday != 0)
		json_object_set_new(object, "weekday", json_integer(e->weekday));
	json_object_set_new(object, "used", json_boolean(e->used));
	return object;
}

json_t *
record_dating(const struct article *article, const struct dating *dating, bool modified,
    struct arena *arena, struct fault *f)
{
	struct utf8_index index;
	json_t		 *object, *evidence;

	if (!utf8_index_build(article->text, arena, &index, f))
		return NULL;
	evidence = json_array();
	for (size_t i = 0; i < article->nevidence; i++) {
		if ((article->evidence[i].says == SAYS_MODIFIED) == modified)
			json_array_append_new(evidence,
			    evidence_record(&article->evidence[i], &index));
	}
	if (json_array_size(evidence) == 0 && dating->when.earliest == DATE_UNKNOWN &&
	    dating->when.latest == DATE_UNKNOWN) {
		json_decref(evidence);
		return json_null();
	}
	object = json_object();
	json_object_set_new(object, "date", record_text(dating->day));
	json_object_set_new(object, "earliest", record_time(dating->when.earliest));
	json_object_set_new(object, "latest", record_time(dating->when.latest));
	if (dating->conflict)
		json_object_set_new(object, "conflict", json_true());
	json_object_set_new(object, "evidence", evidence);
	return object;
}

/* Names in chain order, each once; photo credits are of pictures, not of words. */
static json_t *
credit_names(const struct article *article)
{
	json_t	*list = json_array();

	for (size_t i = 0; i < article->ncredits; i++) {
		if (article->credits[i].role != CREDIT_PHOTO)
			json_array_append_new(list, record_text(article->credits[i].name));
	}
	return list;
}

bool
record_head(json_t *object, const struct article *article, struct arena *arena, struct fault *f)
{
	json_t	*published, *modified;

	json_object_set_new(object, "url", record_text(article->url));
	if (article->requested.n > 0)
		json_object_set_new(object, "requested", record_text(article->requested));
	json_object_set_new(object, "canonical", record_text(article->canonical));
	json_object_set_new(object, "file", record_text(article->file));
	json_object_set_new(object, "outlet", record_text(article->outlet));
	json_object_set_new(object, "title", record_text(article->title));
	json_object_set_new(object, "byline", record_text(article->byline));
	json_object_set_new(object, "credits", credit_names(article));
	json_object_set_new(object, "language", record_text(article->language));
	json_object_set_new(object, "captured", record_time(article->captured));
	published = record_dating(article, &article->published, false, arena, f);
	if (published == NULL)
		return false;
	json_object_set_new(object, "published", published);
	modified = record_dating(article, &article->modified, true, arena, f);
	if (modified == NULL)
		return false;
	json_object_set_new(object, "modified", modified);
	return true;
}

static json_t *
credit_cues(const struct article *article, const struct utf8_index *index)
{
	json_t	*list = json_array();

	for (size_t i = 0; i < article->ncredits; i++) {
		const struct credit	*credit = &article->credits[i];
		json_t			*object = json_object();

		json_object_set_new(object, "role", json_string(credit_role_names[credit->role]));
		json_object_set_new(object, "name", record_text(credit->name));
		json_object_set_new(object, "found", record_text(credit->found));
		set_stretch(object, index, credit->where);
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *
block_records(const struct article *article, const struct utf8_index *index)
{
	json_t	*list = json_array();

	for (size_t i = 0; i < article->nblocks; i++) {
		const struct block	*block = &article->blocks[i];
		json_t			*object = json_object();

		set_stretch(object, index, block->text);
		json_object_set_new(object, "kind", json_string(block_kind_names[block->kind]));
		json_object_set_new(object, "region", json_string(region_names[block->region]));
		if (block->outlet.n > 0)
			json_object_set_new(object, "outlet", record_text(block->outlet));
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *
quote_record(const struct quote *quote, const struct utf8_index *index)
{
	const struct span *last = &quote->parts[quote->nparts - 1];
	json_t		  *object = json_object(), *parts = json_array();

	json_object_set_new(object, "start", code_points(index, quote->parts[0].p));
	json_object_set_new(object, "end", code_points(index, last->p + last->n));
	json_object_set_new(object, "text", json_stringn(quote->text.p, quote->text.n));
	for (size_t i = 0; i < quote->nparts; i++) {
		json_t	*pair = json_array();

		json_array_append_new(pair, code_points(index, quote->parts[i].p));
		json_array_append_new(pair,
		    code_points(index, quote->parts[i].p + quote->parts[i].n));
		json_array_append_new(parts, pair);
	}
	json_object_set_new(object, "parts", parts);
	json_object_set_new(object, "form", json_string(quote_form_names[quote->form]));
	json_object_set_new(object, "form_rule", record_text(span_of(quote->form_rule)));
	json_object_set_new(object, "region", json_string(region_names[quote->region]));
	json_object_set_new(object, "speaker", record_text(quote->speaker));
	json_object_set_new(object, "speaker_mention", record_text(quote->mention));
	json_object_set_new(object, "speaker_state", json_string(speaker_state_names[quote->state]));
	json_object_set_new(object, "speaker_kind",
	    quote->state == SPEAKER_UNATTRIBUTED ? json_null() :
						   json_string(speaker_kind_names[quote->kind]));
	json_object_set_new(object, "speaker_rule", record_text(span_of(quote->speaker_rule)));
	json_object_set_new(object, "confidence", json_real(quote->confidence));
	json_object_set_new(object, "quoted_by", record_text(quote->quoted_by));
	json_object_set_new(object, "cue", record_text(quote->cue));
	json_object_set_new(object, "venue", record_text(quote->venue));
	json_object_set_new(object, "venue_name", record_text(quote->venue_name));
	json_object_set_new(object, "said_on", record_text(quote->said_on));
	return object;
}

json_t *
record_quote(const struct article *article, const struct quote *quote, struct arena *arena,
    struct fault *f)
{
	struct utf8_index index;

	if (!utf8_index_build(host_of(article, quote), arena, &index, f))
		return NULL;
	return quote_record(quote, &index);
}

static json_t *
quotes_of(const struct article *article, const struct quote_list *quotes, ptrdiff_t outside,
    struct arena *arena, struct fault *f)
{
	struct utf8_index index;
	struct span	  host = outside < 0 ? article->text : article->outside[outside].text;
	json_t		 *list;

	if (!utf8_index_build(host, arena, &index, f))
		return NULL;
	list = json_array();
	for (size_t i = 0; i < quotes->count; i++) {
		if (quotes->items[i].outside == outside)
			json_array_append_new(list, quote_record(&quotes->items[i], &index));
	}
	return list;
}

static json_t *
outside_records(const struct article *article, const struct quote_list *quotes, struct arena *arena,
    struct fault *f)
{
	json_t	*list = json_array();

	for (size_t i = 0; i < article->noutside; i++) {
		const struct block	*block = &article->outside[i];
		json_t			*object, *inner;

		inner = quotes_of(article, quotes, (ptrdiff_t)i, arena, f);
		if (inner == NULL) {
			json_decref(list);
			return NULL;
		}
		object = json_object();
		json_object_set_new(object, "text", json_stringn(block->text.p, block->text.n));
		json_object_set_new(object, "region", json_string(region_names[block->region]));
		json_object_set_new(object, "outlet", record_text(block->outlet));
		json_object_set_new(object, "quotes", inner);
		json_array_append_new(list, object);
	}
	return list;
}

json_t *
record_article(const struct article *article, const struct quote_list *quotes, struct arena *arena,
    struct fault *f)
{
	struct utf8_index index;
	json_t		 *object = json_object(), *list;

	json_object_set_new(object, "quotrail", json_integer(RECORD_FORMAT));
	if (!record_head(object, article, arena, f) ||
	    !utf8_index_build(article->text, arena, &index, f))
		goto failed;
	json_object_set_new(object, "text", json_stringn(article->text.p, article->text.n));
	json_object_set_new(object, "blocks", block_records(article, &index));
	list = quotes_of(article, quotes, -1, arena, f);
	if (list == NULL)
		goto failed;
	json_object_set_new(object, "quotes", list);
	list = outside_records(article, quotes, arena, f);
	if (list == NULL)
		goto failed;
	json_object_set_new(object, "outside", list);
	json_object_set_new(object, "credit_cues", credit_cues(article, &index));
	json_object_set_new(object, "charset", record_text(span_of(article->charset)));
	json_object_set_new(object, "replaced", json_integer((json_int_t)article->replaced));
	return object;
failed:
	json_decref(object);
	return NULL;
}

static json_t *
edit_record(const struct edit *edit)
{
	json_t	*object = json_object();

	json_object_set_new(object, "op", json_string(edit_op_names[edit->op]));
	json_object_set_new(object, "at", json_integer((json_int_t)edit->at));
	json_object_set_new(object, "text", record_text(edit->text));
	if (edit->was.n > 0)
		json_object_set_new(object, "was", record_text(edit->was));
	if (edit->edge)
		json_object_set_new(object, "edge", json_true());
	if (edit->marked)
		json_object_set_new(object, "marked", json_true());
	return object;
}

json_t *
record_drift(const struct drift *drift)
{
	const char	*names[DRIFT_CLASSES];
	size_t		 n = drift_names(drift->all, names);
	json_t		*object = json_object(), *all = json_array(), *edits = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(all, json_string(names[i]));
	for (size_t i = 0; i < drift->nedits; i++) {
		if (drift->edits[i].op != EDIT_KEEP)
			json_array_append_new(edits, edit_record(&drift->edits[i]));
	}
	json_object_set_new(object, "class", json_string(drift_classes[drift->primary].name));
	json_object_set_new(object, "severity", json_integer(drift->severity));
	json_object_set_new(object, "all", all);
	json_object_set_new(object, "attribution",
	    json_string(drift_attributions[drift->attribution].name));
	json_object_set_new(object, "setting", json_string(drift_settings[drift->setting].name));
	/* Four digits are what the alignment can mean; more would only differ by machine. */
	json_object_set_new(object, "similarity",
	    json_real((double)(long)(drift->similarity * 10000.0 + 0.5) / 10000.0));
	json_object_set_new(object, "edits", edits);
	return object;
}

/*
 * Outside its strings JSON is ASCII, so a character that acts can stand as an
 * escape wherever it is met: a reader gets it back, a terminal does not.
 */
static void
add_inert(struct buf *out, struct span json)
{
	size_t	 from = 0;

	for (size_t at = 0; at < json.n;) {
		size_t	 here = at;
		uint32_t c = utf8_next(json, &at);

		if (c < 0x7F || !utf8_acts(c))
			continue;
		buf_add(out, span_cut(json, from, here));
		buf_print(out, "\\u%04" PRIX32, c);
		from = at;
	}
	buf_add(out, span_cut(json, from, json.n));
}

void
record_add(struct buf *out, const json_t *value)
{
	/* Whole, for json_dumpf() writes every sign and word by itself. */
	char	*text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(12));

	if (text != NULL)
		add_inert(out, span_of(text));
	else if (out->failed == FAULT_NONE)
		out->failed = FAULT_MEMORY;
	free(text);
}

bool
record_write(json_t *value, FILE *to, struct fault *f)
{
	struct buf	 out = BUF(RECORD_BYTES_MAX);
	bool		 ok;

	if (value == NULL)
		return f->kind != FAULT_NONE ? false : fault_set(f, FAULT_MEMORY, "out of memory");
	record_add(&out, value);
	json_decref(value);
	ok = buf_ok(&out, f) &&
	    (fwrite(out.p, 1, out.n, to) == out.n ||
		fault_set(f, FAULT_IO, "could not write the result"));
	buf_free(&out);
	return ok;
}

bool
record_print(json_t *object, FILE *to, struct fault *f)
{
	return record_write(object, to, f) &&
	    (fputc('\n', to) != EOF || fault_set(f, FAULT_IO, "could not write the result"));
}
