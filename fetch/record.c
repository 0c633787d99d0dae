#include "fetch/record.h"

#include "core/buf.h"
#include "core/credit.h"
#include "fetch/field.h"
#include "fetch/recall.h"

/* One record under way. */
struct reading {
	json_t		*object;
	struct arena	*arena;
	struct article	*article;
	const struct page_hints *hints;
	size_t		 room; /* of article->evidence */
};

/* --- dates ------------------------------------------------------------------------------- */

/* A date in machine form, or one phrase for people that is all there is. */
static bool
read_date(const struct reading *r, const char *key, const json_t *value, struct evidence *e,
    struct fault *f)
{
	struct date_context	 context = { r->article->outlet, r->article->language, DATE_UNKNOWN,
		ORDER_UNKNOWN, r->article->zone };
	struct span		 s;
	size_t			 at = 0;

	if (!json_is_string(value))
		return fault_set(f, FAULT_INPUT, "\"%s\" is no date", key);
	if (!field_string(value, r->arena, &s, f))
		return false;
	s = span_trim(s);
	*e = (struct evidence) { .when = INTERVAL_UNKNOWN };
	if (date_read(s, &context, r->arena, e, f))
		return true;
	if (f->kind == FAULT_NONE && date_find(s, &context, r->arena, &at, e, f) &&
	    span_eq(e->found, s) && e->kind != EVIDENCE_RELATIVE)
		return true;
	return fault_set(f, FAULT_INPUT, "\"%s\" is no date: %.*s", key,
	    SPAN_ARG(span_cut(s, 0, 60)));
}

/* "earliest" or "latest" of an object; unknown when null or absent. */
static bool
read_bound(const struct reading *r, const json_t *object, const char *key, bool upper,
    int64_t *bound, struct fault *f)
{
	const json_t	*value = json_object_get(object, key);
	struct evidence	 e = { .when = INTERVAL_UNKNOWN };

	*bound = DATE_UNKNOWN;
	if (value == NULL || json_is_null(value))
		return true;
	if (!read_date(r, key, value, &e, f))
		return false;
	*bound = upper ? e.when.latest : e.when.earliest;
	return true;
}

static bool
read_bounds(const struct reading *r, const json_t *object, struct interval *when, struct fault *f)
{
	if (!read_bound(r, object, "earliest", false, &when->earliest, f) ||
	    !read_bound(r, object, "latest", true, &when->latest, f))
		return false;
	if (when->earliest != DATE_UNKNOWN && when->latest != DATE_UNKNOWN &&
	    when->earliest > when->latest)
		return fault_set(f, FAULT_INPUT, "\"earliest\" lies behind \"latest\"");
	return true;
}

/*
 * What "published" or "modified" states, as evidence: a string, or an object
 * with bounds, with a date, or with both. *stated tells whether it says
 * anything.
 */
static bool
read_stated(const struct reading *r, const char *key, struct evidence *e, bool *stated,
    struct fault *f)
{
	const json_t	*value = json_object_get(r->object, key), *date = NULL;
	struct interval	 when = INTERVAL_UNKNOWN;

	*stated = false;
	*e = (struct evidence) { .when = INTERVAL_UNKNOWN };
	if (json_is_object(value)) {
		if (!read_bounds(r, value, &when, f))
			return false;
		date = json_object_get(value, "date");
	} else {
		date = value;
	}
	if (date != NULL && !json_is_null(date) &&
	    !(json_is_string(date) && json_string_length(date) == 0)) {
		if (!read_date(r, key, date, e, f))
			return false;
		*stated = true;
	}
	if (when.earliest != DATE_UNKNOWN || when.latest != DATE_UNKNOWN) {
		e->when = when;
		*stated = true;
	}
	e->kind = EVIDENCE_RECORD;
	e->says = SAYS_PUBLISHED;
	e->place = SPAN("record field published");
	if (strcmp(key, "modified") == 0) {
		e->says = SAYS_MODIFIED;
		e->place = SPAN("record field modified");
	}
	return true;
}

/* Bounds that come from outside the text: these a stated date has to meet, too. */
static bool
is_outer(const struct evidence *e)
{
	return e->kind == EVIDENCE_CAPTURE || e->kind == EVIDENCE_ARCHIVE;
}

static bool
add_all(struct reading *r, const struct evidence *list, size_t count, bool outer, struct fault *f)
{
	for (size_t i = 0; i < count; i++) {
		struct evidence	 e = list[i];

		if (is_outer(&e) != outer)
			continue;
		e.used = false;
		if (!article_add_evidence(r->article, &r->room, &e, r->arena, f))
			return false;
	}
	return true;
}

/*
 * Put the record's own dates before what its text says. When it states when
 * the article was published, what the text says shapes that date no more, but
 * stays beside it as evidence.
 */
static bool
date_article(struct reading *r, struct fault *f)
{
	struct evidence	*list = r->article->evidence, published, modified;
	size_t		 count = r->article->nevidence;
	bool		 has_published, has_modified;

	if (!read_stated(r, "published", &published, &has_published, f) ||
	    !read_stated(r, "modified", &modified, &has_modified, f))
		return false;
	if (!has_published && !has_modified)
		return true;
	r->article->evidence = NULL;
	r->article->nevidence = r->room = 0;
	if (has_published && !article_add_evidence(r->article, &r->room, &published, r->arena, f))
		return false;
	if (has_modified && !article_add_evidence(r->article, &r->room, &modified, r->arena, f))
		return false;
	if (!add_all(r, list, count, true, f))
		return false;
	if (!has_published && !add_all(r, list, count, false, f))
		return false;
	if (!dating_combine(r->article, r->hints->now, r->arena, f))
		return false;
	r->room = r->article->nevidence;
	return !has_published || add_all(r, list, count, false, f);
}

/* --- what the record states of itself ---------------------------------------------------- */

/* Names given by hand: an agency's copy, or an outlet's. */
static bool
add_credit(struct reading *r, const json_t *value, size_t *room, struct fault *f)
{
	struct credit	 credit = { .role = CREDIT_REPUBLISHED };

	if (!json_is_string(value))
		return fault_set(f, FAULT_INPUT, "\"credits\" is no list of names");
	if (!field_string(value, r->arena, &credit.found, f))
		return false;
	credit.found = span_trim(credit.found);
	if (credit.found.n == 0)
		return true;
	credit.name = credit_standard_name(credit.found);
	if (credit_is_agency(credit.found))
		credit.role = CREDIT_AGENCY;
	return article_add_credit(r->article, room, &credit, r->arena, f);
}

/*
 * Credits stated stand over those the text shows; an outlet or byline stated
 * changes what the text's cues come to, so they are looked for again.
 */
static bool
credit_article(struct reading *r, bool changed, struct fault *f)
{
	const json_t	*list = json_object_get(r->object, "credits");
	size_t		 room = 0;

	if (list == NULL || json_is_null(list)) {
		if (!changed)
			return true;
		r->article->credits = NULL;
		r->article->ncredits = 0;
		return credit_find(r->article, r->arena, f);
	}
	r->article->credits = NULL;
	r->article->ncredits = 0;
	if (json_is_string(list))
		return add_credit(r, list, &room, f);
	if (!json_is_array(list))
		return fault_set(f, FAULT_INPUT, "\"credits\" is no list of names");
	for (size_t i = 0; i < json_array_size(list); i++) {
		if (!add_credit(r, json_array_get(list, i), &room, f))
			return false;
	}
	return true;
}

/* "byline" as a name, or as a list of them. */
static bool
read_byline(struct reading *r, struct fault *f)
{
	const json_t	*list = json_object_get(r->object, "byline");
	struct buf	 names = BUF((size_t)64 * 1024);
	struct span	 one = SPAN_NONE;
	bool		 ok = true;

	if (!json_is_array(list))
		return field_word(r->object, "byline", r->arena, &r->article->byline, f);
	for (size_t i = 0; ok && i < json_array_size(list); i++) {
		const json_t	*value = json_array_get(list, i);

		ok = json_is_string(value) ?
		    field_string(value, r->arena, &one, f) :
		    fault_set(f, FAULT_INPUT, "\"byline\" is no name and no list of names");
		if (ok && names.n > 0)
			buf_add(&names, SPAN(", "));
		if (ok)
			buf_add(&names, span_trim(one));
	}
	if (ok && names.n > 0)
		return buf_end(&names, r->arena, &r->article->byline, f);
	buf_free(&names);
	return ok;
}

static bool
name_article(struct reading *r, struct fault *f)
{
	struct article	*a = r->article;

	if (!field_word(r->object, "canonical", r->arena, &a->canonical, f) ||
	    !field_word(r->object, "outlet", r->arena, &a->outlet, f) ||
	    !field_word(r->object, "title", r->arena, &a->title, f) ||
	    !field_word(r->object, "language", r->arena, &a->language, f) || !read_byline(r, f))
		return false;
	page_apply_settings(a, r->hints);
	return true;
}

/* Where the document is from and when it was fetched, for reading its text. */
static bool
read_hints(struct reading *r, struct page_hints *hints, struct fault *f)
{
	const json_t	*captured = json_object_get(r->object, "captured");
	struct evidence	 e = { .when = INTERVAL_UNKNOWN };

	hints->charset = SPAN("utf-8");
	if (!field_word(r->object, "url", r->arena, &hints->url, f) ||
	    !field_word(r->object, "requested", r->arena, &hints->requested, f) ||
	    !field_word(r->object, "file", r->arena, &hints->file, f) ||
	    !field_word(r->object, "outlet", r->arena, &hints->outlet, f))
		return false;
	if (hints->url.n == 0 && hints->file.n == 0)
		return fault_set(f, FAULT_INPUT, "the record has neither \"url\" nor \"file\"");
	if (captured == NULL || json_is_null(captured))
		return true;
	/* Of a day without a time its end is certain to be behind the fetch. */
	if (!read_date(r, "captured", captured, &e, f))
		return false;
	hints->captured = e.when.latest;
	return true;
}

/* --- the record -------------------------------------------------------------------------- */

/* An article of our own: taken as it stands. */
static bool
recall(struct reading *r, const struct page_hints *hints, struct fault *f)
{
	bool	 recalled;

	*r->article = (struct article) { .url = hints->url,
		.requested = hints->requested,
		.file = hints->file,
		.captured = hints->captured };
	r->article->published.when = r->article->modified.when = INTERVAL_UNKNOWN;
	if (!recall_text(r->object, r->arena, r->article, f) || !name_article(r, f) ||
	    !recall_dates(r->object, r->arena, r->article, &recalled, f) ||
	    (!recalled && !date_article(r, f)))
		return false;
	return json_is_array(json_object_get(r->object, "credit_cues")) ?
	    recall_credits(r->object, r->arena, r->article, f) :
	    credit_article(r, true, f);
}

/* A page or a text: read, then corrected by what the record states. */
static bool
read_document(struct reading *r, const struct page_hints *hints, struct fault *f)
{
	struct span		 html = SPAN_NONE, text = SPAN_NONE, outlet, byline;
	struct page_hints	 decoded = *hints;
	bool			 changed;

	if (!field_text(r->object, "html", r->arena, &html, f) ||
	    !field_text(r->object, "text", r->arena, &text, f))
		return false;
	/* JSON has made it UTF-8, whatever the page was and still says that it is. */
	decoded.charset = SPAN("utf-8");
	if (span_trim(html).n > 0) {
		if (!page_read(html, &decoded, r->arena, r->article, f))
			return false;
	} else if (span_trim(text).n > 0) {
		if (!plain_read(text, hints, r->arena, r->article, f))
			return false;
	} else {
		return fault_set(f, FAULT_INPUT, "the record has neither \"html\" nor \"text\"");
	}
	outlet = r->article->outlet;
	byline = r->article->byline;
	if (!name_article(r, f))
		return false;
	changed = !span_eq(outlet, r->article->outlet) || !span_eq(byline, r->article->byline);
	return credit_article(r, changed, f) && date_article(r, f);
}

bool
record_read(struct span line, const struct page_hints *hints, struct arena *arena,
    struct article *article, struct fault *f)
{
	struct article		 draft = { .captured = DATE_UNKNOWN };
	struct page_hints	 own = *hints;
	struct reading		 r = { .arena = arena, .article = &draft, .hints = &own };
	bool			 ours, ok = false;

	if (!field_parse(line, &r.object, f) || !recall_is_own(r.object, &ours, f) ||
	    !read_hints(&r, &own, f))
		goto done;
	ok = (ours ? recall(&r, &own, f) : read_document(&r, &own, f)) &&
	    page_identify(&draft, arena, f);
	*article = draft;
done:
	json_decref(r.object);
	return ok;
}
