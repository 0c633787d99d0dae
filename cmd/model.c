/* Builds what every printer shows of a family: order, dates in words, drift against the reference. */
#include "cmd/model.h"

#include "cmd/alike.h"
#include "cmd/model_parts.h"
#include "cmd/pick.h"
#include "cmd/place.h"
#include "core/token.h"
#include "core/utf8.h"
#include "core/utterance.h"
#include "fetch/address.h"

static void
name_outlets(struct member *member)
{
	const struct article	*article = &member->article->article;

	member->outlet = filed_outlet(member->filed, member->article);
	if (article->outlet.n > 0 && !span_eq_case(member->outlet, article->outlet))
		member->republisher = article->outlet;
}

void
model_minute(int64_t at, char out[DATE_TEXT_MAX])
{
	date_print(at, out);
	out[10] = ' ';
	out[16] = 'Z';
	out[17] = '\0';
}

void
model_second(int64_t at, char out[DATE_TEXT_MAX])
{
	date_print(at, out);
	out[10] = ' ';
}

const struct member *
model_member(const struct model *model, size_t occurrence)
{
	size_t	 place = occurrence != TRAIL_NONE ? model->places[occurrence] : TRAIL_NONE;

	return place != TRAIL_NONE ? &model->members[place] : NULL;
}

struct interval
model_reach(const struct member *member)
{
	struct interval	 reach = member->date;

	if (reach.earliest == DATE_UNKNOWN)
		reach.earliest = member->floor;
	return reach;
}

bool
model_when(struct interval date, bool inferred, struct span day, struct arena *arena,
    struct span *when, struct fault *f)
{
	char	 from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];

	if (date.earliest == DATE_UNKNOWN && date.latest == DATE_UNKNOWN)
		return span_print(arena, when, f, "unknown");
	if (inferred) {
		date_print(interval_middle(date), from);
		return span_print(arena, when, f, "~%.10s", from);
	}
	if (date.latest == DATE_UNKNOWN) {
		model_minute(date.earliest, from);
		return span_print(arena, when, f, "from %s", from);
	}
	model_minute(date.latest, to);
	if (date.earliest == DATE_UNKNOWN)
		return span_print(arena, when, f, "until %s", to);
	model_minute(date.earliest, from);
	if (date.latest - date.earliest <= 120)
		return span_print(arena, when, f, "%s", from);
	if (day.n > 0)
		return span_print(arena, when, f, "%.*s", SPAN_ARG(day));
	return span_print(arena, when, f, "%s to %s", from, to);
}

static bool
when_text(struct member *member, struct arena *arena, struct fault *f)
{
	return model_when(member->date, member->inferred, member->article->article.published.day,
	    arena, &member->when, f);
}

/*
 * Copy that tells of "Friday night" and knows of nothing later is usually out
 * by the end of the next day, on the clocks of the place it tells of. Only for
 * a page without a date of its own whose bound rests on such words of its
 * running text; a caption may be old.
 */
static void
find_likely(struct member *member)
{
	const struct article	*article = &member->article->article;
	struct interval		 date = member->date;

	if (!member->counts || member->inferred || article->published.rank > 0 ||
	    date.earliest == DATE_UNKNOWN)
		return;
	for (size_t i = 0; i < article->nevidence; i++) {
		const struct evidence	*e = &article->evidence[i];
		struct interval		 next;

		if (e->kind != EVIDENCE_EVENT || !e->used || e->day.n != 10 ||
		    !span_starts(e->place, SPAN("body")) || e->when.earliest != date.earliest)
			continue;
		next = utterance_bounds(model_day(e->day) + 1,
		    span_starts(e->zone, SPAN("assumed ")) ?
			land_named(span_cut(e->zone, 8, e->zone.n)) :
			NULL,
		    INT32_MAX, INT32_MIN);
		if (date.latest != DATE_UNKNOWN && date.latest < next.latest)
			next.latest = date.latest;
		if (next.latest > date.earliest) {
			member->likely = (struct interval) { date.earliest, next.latest };
			member->told = e;
		}
	}
}

static bool
fill_member(const struct filed_family *filed, size_t occurrence, struct member *member,
    struct arena *arena, struct fault *f)
{
	const struct filed_quote	*quote = &filed->corpus.quotes[occurrence];
	const struct filed_article	*article = &filed->corpus.articles[quote->article];

	*member = (struct member) { .occurrence = occurrence,
		.filed = quote,
		.article = article,
		.floor = DATE_UNKNOWN,
		.likely = INTERVAL_UNKNOWN };
	member->counts = quote->quote.region != REGION_TEASER &&
	    quote->quote.region != REGION_COMMENT && quote->quote.region != REGION_FURNITURE;
	member->date = trail_date(filed->dates, filed->occurrences, &filed->trail, occurrence,
	    &member->inferred);
	member->dated = member->date.earliest != DATE_UNKNOWN || member->date.latest != DATE_UNKNOWN;
	name_outlets(member);
	/* A line of a table says when the earliest appeared. */
	if (filed->depth == STORE_OUTLINE)
		return occurrence != filed->trail.families[0].earliest ||
		    when_text(member, arena, f);
	find_likely(member);
	member->sentence = place_sentence(&article->article, &quote->quote);
	return when_text(member, arena, f);
}

/* Versions of one article, which stand side by side, are one page: the first of them. */
static bool
find_pages(struct model *model, const struct corpus *corpus, struct arena *arena, struct fault *f)
{
	model->pages = arena_take(arena, corpus->narticles, sizeof *model->pages, f);
	if (model->pages == NULL)
		return false;
	for (size_t i = 0; i < corpus->narticles; i++) {
		bool	 again = i > 0 &&
		    span_eq(corpus->articles[i - 1].identity, corpus->articles[i].identity);

		model->pages[i] = again ? model->pages[i - 1] : i;
	}
	return true;
}

/* The earliest first, then as the family orders them. */
static bool
fill_members(struct model *model, const struct filed_family *filed, struct arena *arena,
    struct fault *f)
{
	const struct family	*family = model->family;
	bool			*seen = arena_take(arena, filed->corpus.narticles + 1, sizeof *seen, f);
	size_t			 at = 1;

	model->members = arena_take(arena, family->nmembers, sizeof *model->members, f);
	model->places = arena_take(arena, filed->corpus.nquotes, sizeof *model->places, f);
	if (model->members == NULL || model->places == NULL || seen == NULL)
		return false;
	for (size_t i = 0; i < filed->corpus.nquotes; i++)
		model->places[i] = TRAIL_NONE;
	for (size_t i = 0; i < family->nmembers; i++) {
		size_t	 occurrence = family->members[i];
		size_t	 place = occurrence == family->earliest ? 0 : at++, page;

		if (place >= family->nmembers)
			return fault_set(f, FAULT_DATABASE,
			    "family %.*s does not hold its own earliest", SPAN_ARG(model->id));
		if (!fill_member(filed, occurrence, &model->members[place], arena, f))
			return false;
		model->places[occurrence] = place;
		page = model->pages[filed->corpus.quotes[occurrence].article];
		model->ndocuments += !seen[page];
		seen[page] = true;
	}
	model->nmembers = model->printings = family->nmembers;
	if (!filed->cut)
		return true;
	model->printings = filed->printings;
	model->ndocuments = filed->documents;
	return span_print(arena, &model->extent, f,
	    "Of %zu printings %zu were read: those that came first, and those that drifted "
	    "furthest.",
	    model->printings, model->nmembers);
}

/* What a page shows of other outlets' articles is a document of its own, one for each outlet. */
static struct alike
document_of(const struct model *model, const struct member *member)
{
	size_t	 page = model->pages[member->filed->article];

	return member->counts ? (struct alike) { .number = page * 2 } :
				(struct alike) { page * 2 + 1, member->outlet };
}

/* Which members share an outlet, and which a document. */
static bool
find_likes(struct model *model, struct arena *arena, struct fault *f)
{
	struct alike	*outlets = arena_take(arena, model->nmembers, sizeof *outlets, f);
	struct alike	*documents = arena_take(arena, model->nmembers, sizeof *documents, f);
	size_t		*outlet, *document;

	if (outlets == NULL || documents == NULL)
		return false;
	for (size_t i = 0; i < model->nmembers; i++) {
		outlets[i] = (struct alike) { .name = model->members[i].outlet };
		documents[i] = document_of(model, &model->members[i]);
	}
	if (!alike_firsts(outlets, model->nmembers, arena, &outlet, f) ||
	    !alike_firsts(documents, model->nmembers, arena, &document, f))
		return false;
	for (size_t i = 0; i < model->nmembers; i++) {
		model->members[i].origin = outlet[i];
		model->members[i].document = document[i];
	}
	return true;
}

static bool
choose_reference(struct model *model, const struct reference *reference, struct fault *f)
{
	static const char *const names[] = { "earliest", "fullest", "transcript", "id" };

	model->reference_name = names[reference->against];
	model->reference = reference->against == AGAINST_TRANSCRIPT ? TRAIL_NONE : 0;
	for (size_t i = 0; i < model->nmembers; i++) {
		if (reference->against == AGAINST_FULLEST &&
		    model->members[i].occurrence == model->family->fullest)
			model->reference = i;
		if (reference->against == AGAINST_ID &&
		    span_eq(model->members[i].filed->id, reference->id)) {
			model->reference = i;
			return true;
		}
	}
	return reference->against != AGAINST_ID ||
	    fault_set(f, FAULT_USAGE, "--against %.*s: no occurrence of this family",
		SPAN_ARG(reference->id));
}

/* Words from..to with the marks that touch them, up to the next space or the next word. */
struct span
model_words(struct span text, const struct token_list *words, size_t from, size_t to)
{
	const struct span	*first = &words->items[from].printed, *last = &words->items[to].printed;
	size_t			 start = (size_t)(first->p - text.p), end, low = 0, high = text.n, at;

	end = (size_t)(last->p - text.p) + last->n;
	if (from > 0)
		low = (size_t)(first[0].p - text.p) == 0 ?
		    0 :
		    (size_t)(words->items[from - 1].printed.p - text.p) +
			words->items[from - 1].printed.n;
	if (to + 1 < words->count)
		high = (size_t)(words->items[to + 1].printed.p - text.p);
	/* A hyphen stays with the word before it. */
	if (words->items[from].flags & TOKEN_COMPOUND)
		low = start;
	for (at = start; start > low && !utf8_is_space(utf8_prev(text, &at));)
		start = at;
	for (at = end; end < high && !utf8_is_space(utf8_next(text, &at));)
		end = at;
	return span_cut(text, start, end);
}

/*
 * What variants are compared with: the reference's sentences that the query
 * touches. A sentence nobody asked about does not make a copy of the other one
 * a truncation.
 */
static bool
focus(struct model *model, struct span text, struct arena *arena, struct fault *f)
{
	struct token_list	 query, words;
	struct trail_hit	 hit;
	size_t			 first, last;

	model->reference_words = text;
	if (model->query.n == 0)
		return true;
	if (!token_read(model->query, arena, &query, f) || !token_read(text, arena, &words, f))
		return false;
	if (!trail_match(&query, &words, arena, &hit, f) || hit.count == 0)
		return f->kind == FAULT_NONE;
	first = hit.first;
	while (first > 0 && (words.items[first].flags & TOKEN_SENTENCE) == 0)
		first--;
	last = hit.first + hit.count - 1;
	while (last + 1 < words.count && (words.items[last + 1].flags & TOKEN_SENTENCE) == 0)
		last++;
	model->reference_words = model_words(text, &words, first, last);
	return true;
}

struct printing
model_printing(const struct member *member)
{
	const struct quote	*quote = &member->filed->quote;

	return (struct printing) { .text = quote->text,
		.speaker = quote->speaker,
		.mention = quote->mention,
		.venue = quote->venue_name,
		.said_on = quote->said_on,
		.language = member->article->article.language,
		.unquoted = !quote_is_speech(quote) && quote->form == QUOTE_UNQUOTED };
}

/* More words, where of the reference only those compared with count. */
static bool
longer(const struct model *model, size_t i, size_t than)
{
	struct span a = model->members[i].filed->quote.text,
		    b = model->members[than].filed->quote.text;

	if (i == model->reference)
		a = model->reference_words;
	if (than == model->reference)
		b = model->reference_words;
	return a.n > b.n + 1; /* a final stop more is not a fuller form */
}

/*
 * Against the whole earliest wording the conclusions stand as they were filed;
 * against anything else they are measured here.
 */
static bool
measure_member(const struct model *model, struct member *member, const struct printing *against,
    const struct printing *variant, struct arena *arena, struct fault *f)
{
	const struct placement	*filed = &model->filed->trail.placements[member->occurrence];
	const struct member *base =
	    &model->members[model->reference == TRAIL_NONE ? 0 : model->reference];

	if (member->is_reference)
		return true;
	if (model->reference == 0 && span_eq(model->reference_words, base->filed->quote.text)) {
		member->drift = filed->drift;
		return true;
	}
	if (!drift_measure(against, variant, arena, &member->drift, f))
		return false;
	/* Pieces of two families stay a splice whatever they are held against. */
	if (member->filed->second.n > 0)
		drift_set_classes(&member->drift,
		    (member->drift.all & ~(uint32_t)1) | (uint32_t)1 << DRIFT_SPLICED);
	return true;
}

/* Whose rules a printing is judged by: those asked for, else those of the outlet whose page it is on. */
static const struct house *
house_of(const struct reference *reference, const struct member *member)
{
	const struct article		*article = &member->article->article;
	const struct outlet_setting	*setting;

	if (member->is_reference || reference->house != NULL)
		return member->is_reference ? NULL : reference->house;
	setting = outlet_setting(reference->outlets,
	    address_host(article->url.n > 0 ? article->url : article->canonical), article->outlet);
	return setting != NULL ? setting->house : NULL;
}

static bool
measure(struct model *model, const struct reference *reference, struct arena *arena, struct fault *f)
{
	struct printing	 against = { .text = reference->transcript };
	const struct member *base =
	    model->reference == TRAIL_NONE ? NULL : &model->members[model->reference];

	if (base != NULL)
		against = model_printing(base);
	if (!focus(model, against.text, arena, f))
		return false;
	against.text = model->reference_words;
	for (size_t i = 0; i < model->nmembers; i++) {
		struct member	*member = &model->members[i];
		struct printing	 variant = model_printing(member);

		if (member->counts && longer(model, i, model->fullest))
			model->fullest = i;
		member->is_reference = i == model->reference;
		member->house = house_of(reference, member);
		if (base == NULL) {
			/* A transcript says what was said, not who the papers said it was or where. */
			against.speaker = variant.speaker;
			against.mention = variant.mention;
			against.venue = variant.venue;
			against.said_on = variant.said_on;
		}
		if (!measure_member(model, member, &against, &variant, arena, f))
			return false;
	}
	return true;
}

/* Of those that are shown: how they are dated, and where the words stand. */
static bool
place_members(struct model *model, const struct pick *shown, struct arena *arena, struct fault *f)
{
	for (size_t i = 0; i < shown->n; i++) {
		struct member		*member = &model->members[shown->members[i]];
		const struct article	*article = &member->article->article;
		const struct filed_quote *filed = member->filed;

		if (!how_dated(member, arena, &member->how, f) ||
		    !place_of(model->names[filed->article], article, &filed->quote, arena,
			&member->place, f) ||
		    !place_link(article, &filed->quote, arena, &member->link, f))
			return false;
	}
	return true;
}

/* What a line of a table has no room for. */
static bool
describe(struct model *model, const struct reference *reference, struct arena *arena,
    struct fault *f)
{
	struct pick	 shown;

	return pick_members(model, reference->shown, arena, &shown, f) &&
	    place_members(model, &shown, arena, f) && find_likes(model, arena, f) &&
	    describe_people(model, arena, f) && describe_said(model, arena, f) &&
	    describe_answer(model, arena, f) && describe_agreement(model, arena, f) &&
	    (reference->brief || follow_travel(model, &shown, arena, f)) &&
	    (reference->brief || reference->elsewhere == NULL ||
		collect_asides(model, reference->elsewhere, arena, f));
}

bool
model_build(const struct filed_family *filed, struct span query, const struct reference *reference,
    struct arena *arena, struct model *model, struct fault *f)
{
	struct span	*names = NULL;

	*model = (struct model) { .id = filed->id,
		.query = query,
		.filed = filed,
		.family = &filed->trail.families[0],
		.house = reference->house };
	model->speaker = model->family->speaker;
	if (!place_names(&filed->corpus, arena, &names, f))
		return false;
	model->names = names;
	return find_pages(model, &filed->corpus, arena, f) && fill_members(model, filed, arena, f) &&
	    choose_reference(model, reference, f) && measure(model, reference, arena, f) &&
	    model_title(model->reference_words, arena, &model->title, f) &&
	    describe_changes(model, arena, f) &&
	    (filed->depth == STORE_OUTLINE || describe(model, reference, arena, f)) &&
	    collect_warnings(model, arena, f);
}
