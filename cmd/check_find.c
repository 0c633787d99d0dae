/*
 * The antecedent of a draft's quotation: the families that trace would answer
 * with, and of their wordings the one from which the draft departs least.
 */
#include <stdlib.h>

#include "cmd/check.h"
#include "cmd/finding.h"
#include "cmd/inquiry.h"
#include "cmd/markdown.h"
#include "cmd/place.h"
#include "cmd/wording.h"
#include "core/token.h"

#define SPEAKER_SURE 0.6 /* of a draft: below, its speaker is an office or a pronoun that may be another */
#define FAMILIES_JUDGED 8 /* the best that the words lead to */
#define CAUTION_SEVERITY 3 /* of the closest printing: changed without showing it, or graver */
#define WORDS_BYTES_MAX ((size_t)1 << 20)

const char *const standing_names[STANDINGS] = { "verbatim", "differs", "fragment", "none" };

/* --- the closest wording of a family ------------------------------------- */

/* A copy of the draft itself in the database is no antecedent of it. */
static bool
is_draft(const struct member *member, const struct article *draft)
{
	return span_eq(member->article->identity, article_identity(draft));
}

struct wordings {
	const struct model *model;
	size_t		*members; /* the first of each wording */
	size_t		 count;
};

struct entry {
	struct span	 text;
	size_t		 member;
};

static int
by_text(const void *left, const void *right)
{
	const struct entry	*a = left, *b = right;
	int			 order = span_cmp(a->text, b->text);

	return order != 0 ? order : (a->member > b->member) - (a->member < b->member);
}

/* Thousands of printings may have few wordings; each is measured once, at its earliest printing. */
static bool
list_wordings(const struct model *model, const struct article *draft, struct arena *arena,
    struct wordings *wordings, struct fault *f)
{
	struct entry	*entries = arena_take(arena, model->nmembers + 1, sizeof *entries, f);
	size_t		 n = 0;

	*wordings = (struct wordings) { .model = model };
	wordings->members = arena_take(arena, model->nmembers + 1, sizeof *wordings->members, f);
	if (entries == NULL || wordings->members == NULL)
		return false;
	for (size_t i = 0; i < model->nmembers; i++) {
		if (!is_draft(&model->members[i], draft))
			entries[n++] = (struct entry) { model->members[i].filed->quote.text, i };
	}
	qsort(entries, n, sizeof *entries, by_text);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || !span_eq(entries[i].text, entries[i - 1].text))
			wordings->members[wordings->count++] = entries[i].member;
	}
	return true;
}

/* Nothing but words left off at its ends. */
static bool
is_part(const struct drift *drift)
{
	for (size_t i = 0; i < drift->nedits; i++) {
		const struct edit	*edit = &drift->edits[i];

		if (edit->op != EDIT_KEEP && (edit->op != EDIT_DELETE || !edit->edge))
			return false;
	}
	return true;
}

static enum standing
standing_of(const struct drift *drift)
{
	return drift->primary <= DRIFT_TYPOGRAPHIC ? STANDS_VERBATIM :
	    is_part(drift)			   ? STANDS_FRAGMENT :
						     STANDS_DIFFERS;
}

/*
 * The same words before a part of them before others, then the most words in
 * common, then the speaker: two people may have said the same. How grave a
 * difference is decides last, or a wording would be excused by another outlet's slip.
 */
static int
compare(const struct drift *a, const struct drift *b)
{
	static const int
	    ranks[STANDINGS] = { [STANDS_VERBATIM] = 0, [STANDS_FRAGMENT] = 1, [STANDS_DIFFERS] = 2 };
	int			 rank_a = ranks[standing_of(a)], rank_b = ranks[standing_of(b)];
	int			 speaker_a = drift_attributions[a->attribution].severity;
	int			 speaker_b = drift_attributions[b->attribution].severity;

	if (rank_a != rank_b)
		return rank_a - rank_b;
	if (a->similarity < b->similarity || a->similarity > b->similarity)
		return a->similarity > b->similarity ? -1 : 1;
	if (speaker_a != speaker_b)
		return speaker_a - speaker_b;
	return a->wording_severity - b->wording_severity;
}

/* A name that was guessed for "the minister" contradicts nobody: the words that stand there may. */
static struct span
sure_speaker(const struct quote *quote)
{
	return quote->confidence >= SPEAKER_SURE ? quote->speaker : SPAN_NONE;
}

static struct printing
draft_printing(const struct checked *checked)
{
	const struct quote	*quote = checked->quote;

	return (struct printing) { .text = checked->words,
		.speaker = sure_speaker(quote),
		.mention = quote->mention,
		.venue = quote->venue_name,
		.said_on = quote->said_on,
		.language = checked->draft->language };
}

/* As this member prints it, said by whom the family's documents say. */
static struct printing
member_printing(const struct model *model, const struct member *member)
{
	const struct quote	*quote = &member->filed->quote;

	return (struct printing) { .text = quote->text,
		.speaker = model->speaker,
		.mention = model->speaker.n > 0 ? model->speaker : quote->mention,
		.venue = quote->venue_name,
		.said_on = quote->said_on,
		.language = member->article->article.language };
}

/* Take the family when one of its wordings is closer than what was found before. */
static bool
judge_family(struct check *check, struct span id, struct checked *checked, bool *any,
    struct fault *f)
{
	struct reference	 reference = { .against = AGAINST_EARLIEST, .brief = true };
	struct filed_family	*filed = arena_take(check->arena, 1, sizeof *filed, f);
	struct printing		 variant = draft_printing(checked);
	struct wordings		 wordings;
	struct model		 model;
	bool			 taken = false;

	if (filed == NULL ||
	    !store_family(check->store, id, STORE_WHOLE, 0, check->arena, filed, f) ||
	    !model_build(filed, SPAN_NONE, &reference, check->arena, &model, f) ||
	    !list_wordings(&model, checked->draft, check->arena, &wordings, f))
		return false;
	for (size_t i = 0; i < wordings.count; i++) {
		struct printing	 against =
		    member_printing(&model, &model.members[wordings.members[i]]);
		struct drift	 drift;
		int		 order;

		if (!drift_measure(&against, &variant, check->arena, &drift, f))
			return false;
		order = *any ? compare(&drift, &checked->drift) : -1;
		if (order > 0 || (order == 0 && (!taken || wordings.members[i] > checked->closest)))
			continue;
		*any = taken = true;
		checked->closest = wordings.members[i];
		checked->drift = drift;
	}
	if (taken)
		checked->model = model;
	return true;
}

/* --- what it comes to ---------------------------------------------------- */

static bool
conclude_quote(struct check *check, struct checked *checked, struct fault *f)
{
	const struct member	*closest = &checked->model.members[checked->closest];

	checked->severity = checked->drift.severity;
	checked->standing = standing_of(&checked->drift);
	return checked->standing == STANDS_VERBATIM ||
	    wording_pair(closest->filed->quote.text, checked->words, &checked->drift, check->arena,
		&checked->aligned, f);
}

/* A file by its name, standard input as such. */
static bool
find_place(struct check *check, struct checked *checked, struct fault *f)
{
	struct span	 name = article_identity(checked->draft);
	size_t		 from = name.n;

	while (from > 0 && name.p[from - 1] != '/')
		from--;
	return place_of(span_cut(name, from, name.n), checked->draft, checked->quote, check->arena,
	    &checked->place, f);
}

static bool
read_words(struct check *check, struct checked *checked, struct fault *f)
{
	struct buf	 out = BUF(WORDS_BYTES_MAX);

	markdown_strip(&out, checked->quote->text);
	return buf_end(&out, check->arena, &checked->words, f);
}

bool
check_find(struct check *check, const struct article *draft, const struct quote *quote,
    struct checked *checked, struct fault *f)
{
	struct inquiry		 inquiry;
	struct token_list	 words;
	bool			 any = false;

	*checked = (struct checked) { .draft = draft,
		.quote = quote,
		.standing = STANDS_ALONE,
		.severity = CHECK_NONE_SEVERITY };
	if (!read_words(check, checked, f) || !find_place(check, checked, f) ||
	    !token_read(checked->words, check->arena, &words, f))
		return false;
	if (words.count == 0)
		return true;
	if (!inquiry_read(checked->words, check->arena, &inquiry, f) ||
	    !inquiry_search(check->store, &inquiry, check->arena, f))
		return false;
	checked->brief = words.count < INQUIRY_PHRASE_WORDS;
	checked->judged = inquiry.judged;
	checked->total = inquiry.total;
	for (size_t i = 0; i < inquiry.answers && i < FAMILIES_JUDGED; i++) {
		if (!judge_family(check, inquiry.found[i].family, checked, &any, f))
			return false;
	}
	return !any || conclude_quote(check, checked, f);
}

/* --- in words ------------------------------------------------------------ */

const struct member *
check_earliest(const struct checked *checked)
{
	const struct model	*model = &checked->model;

	return model->family->verdict != VERDICT_UNDATED ? &model->members[0] : NULL;
}

bool
check_caution(struct check *check, const struct checked *checked, struct span *line, struct fault *f)
{
	const struct member	*closest = &checked->model.members[checked->closest];

	*line = SPAN_NONE;
	return closest->is_reference || closest->drift.wording_severity < CAUTION_SEVERITY ||
	    finding_of(closest, check->arena, line, f);
}

void
check_classes(struct buf *out, const struct checked *checked)
{
	if (checked->standing == STANDS_VERBATIM && checked->drift.primary == DRIFT_VERBATIM)
		finding_axes(out, &checked->drift, "");
	else
		finding_classes(out, &checked->drift);
}

bool
check_speaker(struct check *check, const struct checked *checked, struct span *line, struct fault *f)
{
	const struct quote	*quote = checked->quote;
	struct span sure = sure_speaker(quote), name = sure.n > 0 ? sure : quote->mention,
		    family = checked->model.speaker;

	*line = SPAN_NONE;
	if (checked->drift.attribution == ATTRIBUTION_SAME)
		return true;
	if (family.n == 0)
		return span_print(check->arena, line, f, "%.*s; the printings name nobody",
		    SPAN_ARG(name));
	if (name.n == 0)
		return span_print(check->arena, line, f,
		    "nobody is named (%s); the printings name %.*s",
		    drift_attributions[checked->drift.attribution].name, SPAN_ARG(family));
	return span_print(check->arena, line, f, "%.*s (%s); the printings name %.*s",
	    SPAN_ARG(name), drift_attributions[checked->drift.attribution].name, SPAN_ARG(family));
}

void
check_counts(const struct check *check, struct buf *out)
{
	static const char *const words[STANDINGS] = { "verbatim", "differing", "fragment",
		"without an antecedent" };
	const char	*between = ": ";

	buf_print(out, "%zu quotation%s", check->quotations, check->quotations == 1 ? "" : "s");
	for (int i = 0; i < STANDINGS; i++) {
		if (check->counts[i] == 0)
			continue;
		buf_print(out, "%s%zu %s", between, check->counts[i], words[i]);
		between = ", ";
	}
}
