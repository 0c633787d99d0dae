/* A family in words: how each date is known, who said it where, the answer and its doubt. */
#include <stdlib.h>

#include "cmd/model_parts.h"
#include "core/claim.h"
#include "core/description.h"

#define TEXT_MAX ((size_t)16 << 10)
#define NAME_BYTES 200 /* of a name in a list */
#define TITLE_BYTES 110 /* of the words shown as a headline */
#define OFFICES_MAX 40 /* descriptions of one speaker that are told apart */
#define NAMES_MAX 40 /* appearances of the name that are looked at in one document */
#define DESCRIBED_MAX 50 /* members whose documents are asked what they call the speaker */

/* "line 3", "json-ld": where it stands, when that adds something to its kind. */
static void
add_evidence(struct buf *out, const struct evidence *e)
{
	const struct evidence_row *row = &evidence_kinds[e->kind];

	if (out->n > 0)
		buf_add(out, SPAN(" + "));
	buf_print(out, "%s", row->name);
	if (e->found.n > 0)
		buf_print(out, " \"%.*s\"", SPAN_ARG(e->found));
}

static void
add_zone(struct buf *out, const struct evidence *e)
{
	if (span_starts(e->zone, SPAN("assumed ")))
		buf_print(out, " (zone %.*s)", SPAN_ARG(e->zone));
	else if (span_starts(e->zone, SPAN("unknown")))
		buf_add(out, SPAN(" (zone unknown)"));
}

/* A page may print the same words more than once; they are told once. */
static bool
is_repeated(const struct article *article, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (article->evidence[k].kind == article->evidence[i].kind &&
		    span_eq(article->evidence[k].found, article->evidence[i].found))
			return true;
	}
	return false;
}

/* "; most likely 2022-01-07 or the day after" */
static void
add_likely(struct buf *out, const struct evidence *told)
{
	buf_print(out, "; most likely %.*s or the day after", SPAN_ARG(told->day));
}

void
tell_name(struct buf *out, size_t *told, struct span name)
{
	if ((*told)++ >= TOLD_MAX)
		return;
	if (*told > 1)
		buf_add(out, SPAN(", "));
	buf_add(out, span_cut(name, 0, NAME_BYTES));
}

void
tell_rest(struct buf *out, size_t told)
{
	if (told > TOLD_MAX)
		buf_print(out, " and %zu more", told - TOLD_MAX);
}

bool
how_dated(const struct member *member, struct arena *arena, struct span *how, struct fault *f)
{
	const struct article	*article = &member->article->article;
	const struct dating	*dating = &article->published;
	struct buf		 out = BUF(TEXT_MAX);

	if (!member->counts && !member->dated) {
		buf_print(&out, "%s on the page of another article",
		    region_names[member->filed->quote.region]);
	} else if (dating->rank > 0 && !member->inferred && dating->best < article->nevidence) {
		add_evidence(&out, &article->evidence[dating->best]);
		add_zone(&out, &article->evidence[dating->best]);
	} else {
		for (size_t i = 0, told = 0; i < article->nevidence && told < TOLD_MAX; i++) {
			const struct evidence	*e = &article->evidence[i];

			if (is_repeated(article, i))
				continue;
			if (e->used || (member->inferred && e->kind == EVIDENCE_WEEKDAY) ||
			    e->kind == EVIDENCE_RELATIVE) {
				add_evidence(&out, e);
				told++;
			}
		}
		if (member->inferred)
			buf_add(&out, SPAN(" + the dates of pages with the same quotations"));
	}
	if (out.n == 0)
		buf_add(&out, SPAN("no date on the page"));
	if (member->told != NULL)
		add_likely(&out, member->told);
	return buf_end(&out, arena, how, f);
}

/* --- who and where ------------------------------------------------------- */

struct tally {
	struct span	 name;
	size_t		 count;
};

static void
count_name(struct tally *tallies, size_t *n, struct span name)
{
	for (size_t i = 0; i < *n; i++) {
		if (span_eq_case(tallies[i].name, name)) {
			tallies[i].count++;
			return;
		}
	}
	tallies[(*n)++] = (struct tally) { name, 1 };
}

static int
most_first(const void *left, const void *right)
{
	const struct tally	*a = left, *b = right;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return span_cmp(a->name, b->name);
}

/* Other spellings of the speaker's name, or other people the words are given to. */
static void
add_others(struct buf *out, const struct model *model, const struct tally *tallies, size_t n,
    bool same)
{
	size_t	 told = 0;

	for (size_t i = 0; i < n; i++) {
		if (span_eq_case(tallies[i].name, model->speaker) ||
		    claim_same_speaker(tallies[i].name, model->speaker) != same)
			continue;
		if (told++ >= TOLD_MAX)
			continue;
		buf_print(out, "%s ",
		    told > 1 ? "," :
			same ? "; also printed as" :
			       "; also given to");
		buf_add(out, span_cut(tallies[i].name, 0, NAME_BYTES));
		buf_print(out, " (%zu)", tallies[i].count);
	}
	tell_rest(out, told);
}

static bool
describe_speaker(struct model *model, struct tally *tallies, struct arena *arena, struct fault *f)
{
	struct span	 mention = SPAN_NONE;
	struct buf	 out = BUF(TEXT_MAX);
	size_t		 n = 0, named = 0, resolved = 0;

	for (size_t i = 0; i < model->nmembers; i++) {
		const struct quote	*quote = &model->members[i].filed->quote;

		if (quote->speaker.n == 0)
			continue;
		count_name(tallies, &n, quote->speaker);
		if (span_find(quote->speaker, quote->mention) < quote->speaker.n ||
		    span_find(quote->mention, quote->speaker) < quote->mention.n)
			named++;
		else {
			resolved++;
			mention = quote->mention;
		}
	}
	qsort(tallies, n, sizeof *tallies, most_first);
	if (n == 0)
		buf_add(&out, SPAN("named by no document"));
	else
		buf_print(&out, "named %zu, resolved %zu", named, resolved);
	if (mention.n > 0)
		buf_print(&out, " (\"%.*s\")", SPAN_ARG(mention));
	add_others(&out, model, tallies, n, true);
	add_others(&out, model, tallies, n, false);
	return buf_end(&out, arena, &model->speaker_how, f);
}

/* A description of the speaker in one form, and how many documents give it. */
struct office {
	struct span	 text;
	const struct land	*land;
	size_t	 documents, last; /* last: the member that gave it last */
};

struct offices {
	struct office	 items[OFFICES_MAX];
	size_t	 n;
};

static bool
add_office(const struct model *model, size_t i, const struct description *d,
    struct offices *offices, struct arena *arena, struct fault *f)
{
	struct office	*office = offices->items;
	struct span	 text;

	if (!description_print(d, arena, &text, f))
		return false;
	while (office < offices->items + offices->n && !span_eq_case(office->text, text))
		office++;
	if (office == offices->items + OFFICES_MAX)
		return true;
	if (office == offices->items + offices->n) {
		*office = (struct office) { text, d->land, 1, i };
		offices->n++;
	} else if (model->members[office->last].document != model->members[i].document) {
		office->documents++;
		office->last = i;
	}
	return true;
}

/* What member i's document calls the speaker: at the quotation, and wherever it prints the name. */
static bool
offices_of(const struct model *model, size_t i, struct offices *offices, struct arena *arena,
    struct fault *f)
{
	const struct member	*member = &model->members[i];
	const struct quote	*quote = &member->filed->quote;
	struct span	 text = quote->outside >= 0 ?
	    member->article->article.outside[quote->outside].text :
	    member->article->article.text;
	struct description	 d;

	if (quote->speaker.n > 0 && !span_eq_case(quote->speaker, model->speaker))
		return true;
	if (description_read(quote->mention, model->speaker, &d) &&
	    !add_office(model, i, &d, offices, arena, f))
		return false;
	for (size_t k = 0; k < i; k++) {
		if (model->members[k].filed->article == member->filed->article)
			return true;
	}
	for (size_t at = 0, n = 0; n < NAMES_MAX && description_next(text, model->speaker, &at, &d);
	     n++) {
		if (!add_office(model, i, &d, offices, arena, f))
			return false;
	}
	return true;
}

/* A country's office before others, then what more documents give, then the fuller, then byte order. */
static bool
better_office(const struct office *a, const struct office *b)
{
	if ((a->land != NULL) != (b->land != NULL))
		return a->land != NULL;
	if (a->documents != b->documents)
		return a->documents > b->documents;
	return a->text.n != b->text.n ? a->text.n > b->text.n : span_cmp(a->text, b->text) < 0;
}

static bool
describe_office(struct model *model, struct arena *arena, struct fault *f)
{
	struct offices	*offices = arena_take(arena, 1, sizeof *offices, f);
	const struct office	*best = NULL;

	if (offices == NULL)
		return false;
	if (model->speaker.n == 0)
		return true;
	for (size_t i = 0; i < model->nmembers && i < DESCRIBED_MAX; i++) {
		if (!offices_of(model, i, offices, arena, f))
			return false;
	}
	for (size_t i = 0; i < offices->n; i++) {
		if (best == NULL || better_office(&offices->items[i], best))
			best = &offices->items[i];
	}
	if (best != NULL) {
		model->office = best->text;
		model->land = best->land;
	}
	return true;
}

bool
describe_people(struct model *model, struct arena *arena, struct fault *f)
{
	struct tally	*tallies = arena_take(arena, model->nmembers, sizeof *tallies, f);

	return tallies != NULL && describe_speaker(model, tallies, arena, f) &&
	    describe_office(model, arena, f);
}

/* --- the answer ---------------------------------------------------------- */

/* A copy of the earliest's own story is known by the page that printed it. */
static struct span
name_of_rival(const struct model *model, const struct member *rival)
{
	return rival->republisher.n > 0 && span_eq_case(rival->outlet, model->members[0].outlet) ?
	    rival->republisher :
	    rival->outlet;
}

static size_t
number_of(const struct model *model, const struct member *member)
{
	return (size_t)(member - model->members) + 1;
}

/* What stands between the verdict and `proven`, and what would settle it. */
static bool
describe_doubt(struct model *model, struct arena *arena, struct fault *f)
{
	const struct family	*family = model->family;
	const struct member	*first = &model->members[0], *rival = NULL;
	struct buf		 out = BUF(TEXT_MAX);
	size_t			 open = 0;

	if (family->verdict == VERDICT_PROVEN) {
		model->doubt = SPAN_NONE;
		return true;
	}
	if (family->rival != TRAIL_NONE)
		rival = model_member(model, family->rival);
	if (rival != NULL && family->overlap >= 1800)
		buf_print(&out, "Overlaps [%zu] %.*s by %lld h. ", number_of(model, rival),
		    SPAN_ARG(name_of_rival(model, rival)),
		    (long long)((family->overlap + 1800) / 3600));
	else if (rival != NULL && family->overlap > 0)
		buf_print(&out, "Its time lies inside the range of [%zu] %.*s. ",
		    number_of(model, rival), SPAN_ARG(name_of_rival(model, rival)));
	for (size_t i = 1; i < model->nmembers; i++) {
		const struct member	*member = &model->members[i];

		if (!member->counts || (member->date.earliest != DATE_UNKNOWN && !member->inferred))
			continue;
		if (open++ < TOLD_MAX)
			buf_print(&out, open == 1 ? "No date of its own for [%zu]" : ", [%zu]",
			    i + 1);
	}
	tell_rest(&out, open);
	if (open > 0)
		buf_add(&out, SPAN(". "));
	if (rival != NULL && family->overlap > 0) {
		buf_print(&out, "Would settle it: %s for [1]",
		    first->date.latest != DATE_UNKNOWN && first->date.earliest != DATE_UNKNOWN &&
			    first->date.latest - first->date.earliest > 3600 ?
			"a time of day" :
			"a capture time");
		buf_print(&out, ", %s for [%zu].",
		    rival->article->article.captured == DATE_UNKNOWN ?
			"a capture time or an earlier version" :
			"a time of day and zone",
		    number_of(model, rival));
	} else if (open > 0)
		buf_add(&out, SPAN("A date or capture time for these would settle it."));
	return buf_end(&out, arena, &model->doubt, f);
}

bool
model_title(struct span words, struct arena *arena, struct span *title, struct fault *f)
{
	struct span	 fit = span_fit(words, TITLE_BYTES);

	/* The comma belongs to the sentence around the quotation. */
	if (fit.n == words.n && span_ends(words, SPAN(",")))
		fit.n--;
	return span_print(arena, title, f, "%.*s%s", SPAN_ARG(fit),
	    words.n > TITLE_BYTES ? " ..." : "");
}

/* "The earliest dated appearance in this corpus is ..."; never a bare "first". */
bool
describe_answer(struct model *model, struct arena *arena, struct fault *f)
{
	const struct member	*first = &model->members[0], *rival = NULL;
	struct buf		 out = BUF(TEXT_MAX);

	if (!describe_doubt(model, arena, f))
		return false;
	if (model->family->verdict == VERDICT_UNDATED) {
		if (model->ndocuments == 1)
			buf_add(&out,
			    SPAN("The one document in this corpus that prints it gives no date."));
		else
			buf_print(&out,
			    "Of the %zu documents in this corpus that print it none is dated, "
			    "so none can be called the earliest.",
			    model->ndocuments);
		return buf_end(&out, arena, &model->sentence, f);
	}
	buf_print(&out, "The earliest dated appearance in this corpus is %.*s",
	    SPAN_ARG(first->outlet));
	buf_print(&out, " (%.*s, from %.*s).", SPAN_ARG(first->when), SPAN_ARG(first->how));
	if (model->family->rival != TRAIL_NONE)
		rival = model_member(model, model->family->rival);
	if (rival != NULL && model->family->overlap > 0)
		buf_print(&out, " %.*s may be as early or earlier: the two date ranges overlap",
		    SPAN_ARG(name_of_rival(model, rival)));
	if (rival != NULL && model->family->overlap >= 1800)
		buf_print(&out, " by %lld hours",
		    (long long)((model->family->overlap + 1800) / 3600));
	if (rival != NULL && model->family->overlap > 0)
		buf_char(&out, '.');
	return buf_end(&out, arena, &model->sentence, f);
}

/* --- agreement ----------------------------------------------------------- */

/* The worst edit inside the words of any member: the one a reader asks about. */
static const struct edit *
worst_edit(const struct model *model, const struct member **holder)
{
	const struct edit	*worst = NULL;
	int			 severity = -1;

	for (size_t i = 0; i < model->nmembers; i++) {
		const struct member	*member = &model->members[i];

		if (member->is_reference || !member->counts ||
		    member->drift.wording_severity <= severity)
			continue;
		for (size_t k = 0; k < member->drift.nedits; k++) {
			const struct edit	*edit = &member->drift.edits[k];

			if (edit->op == EDIT_KEEP || edit->edge || edit->marked)
				continue;
			worst = edit;
			*holder = member;
			severity = member->drift.wording_severity;
			break;
		}
	}
	return worst;
}

static bool
holds_words(const struct member *member, const struct token_list *words, struct arena *arena,
    bool *holds, struct fault *f)
{
	struct token_list	 printed;

	*holds = false;
	if (!token_read(member->filed->quote.text, arena, &printed, f))
		return false;
	for (size_t i = 0; i + words->count <= printed.count && !*holds; i++) {
		size_t	 k = 0;

		while (k < words->count && printed.items[i + k].hash == words->items[k].hash &&
		    span_eq(printed.items[i + k].word, words->items[k].word))
			k++;
		*holds = k == words->count;
	}
	return true;
}

/* A few words cannot show what they lack; only printings of most of the reference vote. */
static bool
long_enough(const struct model *model, const struct member *member)
{
	return member->counts &&
	    (member->is_reference || member->drift.shared * 5 >= member->drift.reference_words * 3) &&
	    model->reference != TRAIL_NONE;
}

bool
model_voters(const struct model *model, struct arena *arena, const size_t **voters, size_t *count,
    struct fault *f)
{
	size_t	*list = arena_take(arena, model->nmembers, sizeof *list, f), n = 0;
	bool	*spoken = arena_take(arena, model->nmembers, sizeof *spoken, f);

	if (list == NULL || spoken == NULL)
		return false;
	for (size_t i = 0; i < model->nmembers; i++) {
		const struct member	*member = &model->members[i];

		if (spoken[member->origin] || member->replaced || !long_enough(model, member))
			continue;
		list[n++] = i;
		spoken[member->origin] = true;
	}
	*voters = list;
	*count = n;
	return true;
}

bool
describe_agreement(struct model *model, struct arena *arena, struct fault *f)
{
	const struct member	*holder = NULL;
	const struct edit	*edit = worst_edit(model, &holder);
	struct buf		 with = BUF(TEXT_MAX), without = BUF(TEXT_MAX);
	struct token_list	 words;
	const size_t		*voters;
	size_t			 nvoters, nwith = 0, nwithout = 0;
	bool			 ok = false;

	model->agreement = SPAN_NONE;
	if (edit == NULL || edit->text.n == 0)
		return true;
	if (!token_read(edit->text, arena, &words, f) || words.count == 0)
		return f->kind == FAULT_NONE;
	if (!model_voters(model, arena, &voters, &nvoters, f))
		return false;
	for (size_t i = 0; i < nvoters; i++) {
		const struct member	*member = &model->members[voters[i]];
		bool			 holds;

		if (!holds_words(member, &words, arena, &holds, f))
			goto done;
		tell_name(holds ? &with : &without, holds ? &nwith : &nwithout, member->outlet);
	}
	tell_rest(&with, nwith);
	tell_rest(&without, nwithout);
	/* Where no form is whole enough to speak for its lineage, there is nothing to count. */
	ok = nvoters == 0 ||
	    span_print(arena, &model->agreement, f,
		"Independent lineages that have \"%.*s\": %zu of %zu%s%.*s%s%s%.*s.",
		SPAN_ARG(edit->text), nwith, nwith + nwithout, nwith > 0 ? " (" : "", (int)with.n,
		with.n > 0 ? with.p : "", nwith > 0 ? ")" : "", nwithout > 0 ? "; without: " : "",
		(int)without.n, without.n > 0 ? without.p : "");
done:
	buf_free(&with);
	buf_free(&without);
	return ok;
}
