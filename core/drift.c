#include "core/drift.h"

#include "core/claim.h"
#include "core/comparison.h"
#include "core/edit.h"
#include "core/move.h"
#include "core/reach.h"
#include "core/words.h"

const struct drift_class_row drift_classes[DRIFT_CLASSES] = {
	[DRIFT_VERBATIM] = { "verbatim", 0, "the same words, marks and capitals" },
	[DRIFT_TYPOGRAPHIC] = { "typographic", 0, "the same words; marks, spaces or capitals differ" },
	[DRIFT_ORTHOGRAPHIC] = { "orthographic", 1,
	    "the same words, spelled, contracted or counted another way" },
	[DRIFT_TRUNCATED_SENTENCE] = { "truncated-sentence", 1, "whole sentences left out at an end" },
	[DRIFT_EXPANDED] = { "expanded", 1, "more of the speech than the reference has" },
	[DRIFT_TRUNCATED_CLAUSE] = { "truncated-clause", 2, "cut inside a sentence" },
	[DRIFT_FRAGMENT] = { "fragment", 2, "a few words out of the middle" },
	[DRIFT_BRACKETED] = { "bracketed", 2, "changed inside square brackets" },
	[DRIFT_ELIDED_MARKED] = { "elided-marked", 2, "words left out, shown by an ellipsis" },
	[DRIFT_ELIDED_UNMARKED] = { "elided-unmarked", 3, "small words left out without a mark" },
	[DRIFT_INSERTED_UNMARKED] = { "inserted-unmarked", 3, "small words put in without a mark" },
	[DRIFT_INFLECTED] = { "inflected", 3, "another form of the same word" },
	[DRIFT_REORDERED] = { "reordered", 3, "the same words in another order" },
	[DRIFT_ELIDED_CONTENT] = { "elided-content", 4, "words that matter left out without a mark" },
	[DRIFT_INSERTED_CONTENT] = { "inserted-content", 4, "words that matter put in without a mark" },
	[DRIFT_SUBSTITUTED] = { "substituted", 4, "words replaced by others" },
	[DRIFT_QUALIFIER_CHANGED] = { "qualifier-changed", 4,
	    "a word that limits the claim came or went" },
	[DRIFT_NUMBER_CHANGED] = { "number-changed", 4, "a number differs" },
	[DRIFT_SPLICED] = { "spliced", 4, "separate passages joined as one" },
	[DRIFT_NEGATION_CHANGED] = { "negation-changed", 5, "a negation came or went" },
	[DRIFT_TRANSLATED_VARIANT] = { "translated-variant", 3, "another translation of the words" },
};

const char *const drift_severity_words[6] = {
	"same", "trimmed", "edited and shown", "edited and not shown", "may change meaning",
	"changes who or whether",
};

const char *const edit_op_names[EDIT_OPS] = {
	[EDIT_KEEP] = "keep",
	[EDIT_INSERT] = "insert",
	[EDIT_DELETE] = "delete",
	[EDIT_SUBSTITUTE] = "substitute",
	[EDIT_MOVE] = "move",
};

#define FRAGMENT_WORDS 5
#define FRAGMENT_PERCENT 40
#define TRANSLATED_CAP 3
#define REWORDED_PLACES 3
#define REWORDED_SHARE 3

static void
record(struct comparison *c, enum drift_class class)
{
	c->classes |= (uint32_t)1 << class;
}

static bool
recorded(const struct comparison *c, enum drift_class class)
{
	return (c->classes >> class & 1) != 0;
}

static bool
content(const struct side *s, size_t i)
{
	return (s->units.items[i].flags & UNIT_CONTENT) != 0;
}

/* A number that stands in from..to-1 and has no partner. */
static bool
loses_number(const struct side *s, size_t from, size_t to)
{
	return side_flagged(s, from, to, UNIT_NUMBER) > 0;
}

/* Function words exchanged one for one within their group: "in" for "on". */
static bool
same_groups(const struct comparison *c, const struct block *b)
{
	size_t	 i = b->a, j = b->b;

	for (;; i++, j++) {
		while (i < b->a_end && c->reference.kept[i])
			i++;
		while (j < b->b_end && c->variant.kept[j])
			j++;
		if (i >= b->a_end || j >= b->b_end)
			return i >= b->a_end && j >= b->b_end;
		if (c->reference.units.items[i].group == 0 ||
		    c->reference.units.items[i].group != c->variant.units.items[j].group)
			return false;
	}
}

static void
judge_gap(struct comparison *c, const struct side *s, size_t from, size_t to, bool marked,
    const enum drift_class classes[3])
{
	if (side_changed(s, from, to) == 0)
		return;
	if (marked)
		record(c, classes[0]);
	else if (side_flagged(s, from, to, UNIT_CONTENT) > 0)
		record(c, classes[2]);
	else
		record(c, classes[1]);
	if (!marked && loses_number(s, from, to))
		record(c, DRIFT_NUMBER_CHANGED);
}

static const enum drift_class elided[] = {
	DRIFT_ELIDED_MARKED, DRIFT_ELIDED_UNMARKED, DRIFT_ELIDED_CONTENT,
};
static const enum drift_class inserted[] = {
	DRIFT_EXPANDED, DRIFT_INSERTED_UNMARKED, DRIFT_INSERTED_CONTENT,
};

/* Both sides of a block have units of their own. */
static void
judge_substitution(struct comparison *c, const struct block *b)
{
	const struct side	*r = &c->reference, *v = &c->variant;
	const size_t		 contents = side_flagged(r, b->a, b->a_end, UNIT_CONTENT) +
	    side_flagged(v, b->b, b->b_end, UNIT_CONTENT);

	if (loses_number(r, b->a, b->a_end) || loses_number(v, b->b, b->b_end))
		record(c, DRIFT_NUMBER_CHANGED);
	if (contents > 0)
		record(c, DRIFT_SUBSTITUTED);
	else if (same_groups(c, b))
		record(c, DRIFT_INFLECTED);
	else {
		record(c, DRIFT_ELIDED_UNMARKED);
		record(c, DRIFT_INSERTED_UNMARKED);
	}
}

/* A block between two pairs. */
static void
judge_inner(struct comparison *c, const struct block *b)
{
	const struct side	*r = &c->reference, *v = &c->variant;
	const size_t		 lost = side_changed(r, b->a, b->a_end);
	const size_t		 gained = side_changed(v, b->b, b->b_end);

	if (lost + gained == 0)
		return;
	if (side_bracketed(v, b->b, b->b_end) || (gained == 0 && side_bracketed(r, b->a, b->a_end))) {
		record(c, DRIFT_BRACKETED);
		return;
	}
	if (lost > 0 && comparison_gap(c, b)) {
		record(c, DRIFT_ELIDED_MARKED);
		judge_gap(c, v, b->b, b->b_end, false, inserted);
	} else if (comparison_joins(c, b)) {
		record(c, DRIFT_SPLICED);
		judge_gap(c, v, b->b, b->b_end, false, inserted);
	} else if (lost > 0 && gained > 0)
		judge_substitution(c, b);
	else {
		judge_gap(c, r, b->a, b->a_end, false, elided);
		judge_gap(c, v, b->b, b->b_end, side_gap(r, b->a, b->a_end), inserted);
	}
}

static void
judge_edge(struct comparison *c, const struct block *edge, bool *cut_inside)
{
	const struct side	*r = &c->reference, *v = &c->variant;
	struct block		 near = *edge, rest;

	comparison_split(c, &near, &rest);
	judge_inner(c, &near);
	if (side_changed(v, rest.b, rest.b_end) > 0)
		record(c, side_bracketed(v, rest.b, rest.b_end) ? DRIFT_BRACKETED : DRIFT_EXPANDED);
	if (edge->trailing && c->goes_on < v->units.count)
		record(c, DRIFT_SPLICED);
	if (side_changed(r, rest.a, rest.a_end) == 0)
		return;
	if (side_begins_sentence(r, edge->leading ? rest.a_end : rest.a))
		record(c, DRIFT_TRUNCATED_SENTENCE);
	else
		*cut_inside = true;
}

/* The same word, misspelt or spelled another way. */
static bool
is_slip(const struct comparison *c, const struct align_column *column)
{
	return column->op == ALIGN_KIN &&
	    c->reference.units.pairs[column->a].stem != c->variant.units.pairs[column->b].stem;
}

/* Words that only one text has in brackets, inflected ones, misspelt ones, numbers that differ. */
static void
judge_pairs(struct comparison *c)
{
	const struct unit_list	*r = &c->reference.units, *v = &c->variant.units;

	for (size_t i = 0; i < c->alignment.count; i++) {
		const struct align_column	*column = &c->alignment.columns[i];
		unsigned			 either, differing;

		if (column->op > ALIGN_KIN)
			continue;
		either = r->items[column->a].flags | v->items[column->b].flags;
		differing = r->items[column->a].flags ^ v->items[column->b].flags;
		if (differing & UNIT_BRACKETED)
			record(c, DRIFT_BRACKETED);
		else if (column->op == ALIGN_KEEP)
			continue;
		else if (either & UNIT_NUMBER)
			record(c, DRIFT_NUMBER_CHANGED);
		else
			record(c, is_slip(c, column) ? DRIFT_ORTHOGRAPHIC : DRIFT_INFLECTED);
	}
}

/*
 * Words that count for negation and qualification: changed, not in a sentence left out or added
 * whole, and about something that both texts have. A phrase denied by itself is a qualification.
 */
static bool
touched(const struct side *s, size_t i, unsigned kind)
{
	const unsigned	 kinds = s->units.items[i].kinds & (WORD_NEGATOR | WORD_QUALIFIER);
	enum reach	 reach;

	if (kinds == 0 || s->partner[i] != MOVE_NONE || side_foreign(s, i))
		return false;
	reach = reach_kept(s, i);
	if (reach == REACH_LIMIT)
		return kind == WORD_QUALIFIER;
	return reach == REACH_MEANING && (kinds & kind) != 0;
}

/*
 * Replaced in many places, as by another translator or by somebody who tells it
 * again: then words that limit go and come with the words they stand among, and
 * what was denied may be said in another word.
 */
static bool
reworded(const struct comparison *c)
{
	struct block	 b;
	size_t		 places = 0, replaced = 0, kept = 0;

	for (size_t at = 0; comparison_block(c, &at, &b);) {
		const size_t	 lost = side_changed(&c->reference, b.a, b.a_end);
		const size_t	 gained = side_changed(&c->variant, b.b, b.b_end);

		if (b.leading || b.trailing)
			continue;
		places += lost > 0 && gained > 0;
		replaced += lost > gained ? lost : gained;
	}
	for (size_t i = 0; i < c->alignment.count; i++)
		kept += c->alignment.columns[i].op <= ALIGN_KIN;
	return places >= REWORDED_PLACES && replaced * REWORDED_SHARE > kept;
}

/* The columns from i on up to the next pair lose units with these flags, if any, and put others in. */
static bool
replaces(const struct comparison *c, size_t i, unsigned flags)
{
	bool	 lost = false, gained = false;

	for (; i < c->alignment.count && c->alignment.columns[i].op > ALIGN_KIN; i++) {
		const struct align_column	*column = &c->alignment.columns[i];

		if (column->op == ALIGN_DELETE)
			lost |= (~c->reference.units.items[column->a].flags & flags) == 0;
		else
			gained |= (~c->variant.units.items[column->b].flags & flags) == 0;
	}
	return lost && gained;
}

/* The number of negators in a clause changes by an odd number; any edit touches a qualifier. */
static void
judge_meaning(struct comparison *c)
{
	const bool		 anew = reworded(c);
	bool			 replaced = false, denied = false;
	const struct side	*r = &c->reference, *v = &c->variant;
	long			 negators = 0;

	for (size_t i = 0; i <= c->alignment.count; i++) {
		const struct align_column	*column = &c->alignment.columns[i];
		const bool			 end = i == c->alignment.count;

		if (end ||
		    (column->op == ALIGN_KEEP &&
			r->units.items[column->a].flags & v->units.items[column->b].flags &
			    UNIT_CLAUSE)) {
			if (negators % 2 != 0)
				record(c, DRIFT_NEGATION_CHANGED);
			negators = 0;
			if (end)
				break;
		}
		if (column->op == ALIGN_KEEP || is_slip(c, column))
			continue;
		if (i == 0 || column[-1].op <= ALIGN_KIN) {
			replaced = anew && replaces(c, i, 0);
			denied = replaced && replaces(c, i, UNIT_CONTENT);
		}
		if (column->op != ALIGN_INSERT) {
			negators -= !denied && touched(r, column->a, WORD_NEGATOR);
			if (!replaced && touched(r, column->a, WORD_QUALIFIER))
				record(c, DRIFT_QUALIFIER_CHANGED);
		}
		if (column->op != ALIGN_DELETE && column->b < c->goes_on) {
			negators += !denied && touched(v, column->b, WORD_NEGATOR);
			if (!replaced && touched(v, column->b, WORD_QUALIFIER))
				record(c, DRIFT_QUALIFIER_CHANGED);
		}
	}
}

/* Passages that changed places: spliced when something between them was lost, else reordered. */
static void
judge_moves(struct comparison *c)
{
	const struct side	*r = &c->reference;

	if (!c->moves)
		return;
	for (size_t i = 1; i < r->units.count; i++) {
		if (side_gap(r, i, i) && side_begins_sentence(r, i)) {
			record(c, DRIFT_SPLICED);
			return;
		}
	}
	for (size_t i = 1; i + 1 < r->units.count; i++) {
		size_t	 end = i + 1;

		if (!side_begins_sentence(r, i) || !side_foreign(r, i))
			continue;
		while (!side_begins_sentence(r, end))
			end++;
		if (end < r->units.count) {
			record(c, DRIFT_SPLICED);
			return;
		}
	}
	record(c, DRIFT_REORDERED);
}

/* Equal words throughout: what kind of equal? */
static void
judge_equal(struct comparison *c)
{
	const struct token_list	*r = &c->reference.tokens, *v = &c->variant.tokens;
	struct span		 a = span_trim(c->reference.text), b = span_trim(c->variant.text);

	if (r->count != v->count) {
		record(c, DRIFT_ORTHOGRAPHIC);
		return;
	}
	for (size_t i = 0; i < r->count; i++) {
		if (r->items[i].hash != v->items[i].hash) {
			record(c, DRIFT_ORTHOGRAPHIC);
			return;
		}
	}
	/* House style puts a comma or a stop inside the closing mark. */
	if (a.n > 0 && (a.p[a.n - 1] == ',' || a.p[a.n - 1] == '.') && !span_ends(a, SPAN("..")))
		a.n--;
	if (b.n > 0 && (b.p[b.n - 1] == ',' || b.p[b.n - 1] == '.') && !span_ends(b, SPAN("..")))
		b.n--;
	record(c, span_eq(a, b) ? DRIFT_VERBATIM : DRIFT_TYPOGRAPHIC);
}

static void
judge_words(struct comparison *c)
{
	struct block	 b;
	bool		 cut_inside = false;
	const size_t	 said = c->variant.tokens.count, whole = c->reference.tokens.count;

	judge_pairs(c);
	for (size_t at = 0; comparison_block(c, &at, &b);) {
		if (c->alignment.first >= c->alignment.count)
			record(c, DRIFT_SUBSTITUTED);
		else if (b.leading || b.trailing)
			judge_edge(c, &b, &cut_inside);
		else
			judge_inner(c, &b);
	}
	judge_meaning(c);
	judge_moves(c);
	if (cut_inside && !recorded(c, DRIFT_SPLICED)) {
		c->classes &= ~((uint32_t)1 << DRIFT_TRUNCATED_SENTENCE);
		record(c,
		    said <= FRAGMENT_WORDS || said * 100 < whole * FRAGMENT_PERCENT ?
			DRIFT_FRAGMENT :
			DRIFT_TRUNCATED_CLAUSE);
	}
	if (c->classes == 0)
		judge_equal(c);
}

/* Content words that both have, in percent of the richer side's. */
static size_t
content_overlap(const struct comparison *c)
{
	size_t	 shared = 0, in_reference = 0, in_variant = 0, most;

	for (size_t i = 0; i < c->reference.units.count; i++) {
		in_reference += content(&c->reference, i);
		shared += content(&c->reference, i) && c->reference.kept[i];
	}
	for (size_t i = 0; i < c->variant.units.count; i++)
		in_variant += content(&c->variant, i);
	most = in_reference > in_variant ? in_reference : in_variant;
	return most == 0 ? 0 : shared * 100 / most;
}

static bool
languages_differ(struct span a, struct span b)
{
	a = span_cut(a, 0, 2);
	b = span_cut(b, 0, 2);
	return a.n == 2 && b.n == 2 && !span_eq_case(a, b);
}

static void
conclude(const struct comparison *c, const struct printing *reference,
    const struct printing *variant, struct drift *drift)
{
	int	 claims;

	drift->all = c->classes;
	drift->primary = DRIFT_VERBATIM;
	for (int i = 0; i < DRIFT_TRANSLATED_VARIANT; i++) {
		if (recorded(c, (enum drift_class)i) &&
		    drift_classes[i].severity >= drift_classes[drift->primary].severity)
			drift->primary = (enum drift_class)i;
	}
	drift->wording_severity = drift_classes[drift->primary].severity;
	drift->attribution = claim_attribution(reference, variant);
	drift->setting = claim_setting(reference, variant);
	claims = drift_attributions[drift->attribution].severity;
	if (drift_settings[drift->setting].severity > claims)
		claims = drift_settings[drift->setting].severity;
	if (languages_differ(reference->language, variant->language) && content_overlap(c) >= 30 &&
	    content_overlap(c) <= 90) {
		drift->all |= (uint32_t)1 << DRIFT_TRANSLATED_VARIANT;
		if (drift->wording_severity > TRANSLATED_CAP &&
		    !recorded(c, DRIFT_NEGATION_CHANGED) && !recorded(c, DRIFT_NUMBER_CHANGED) &&
		    drift->attribution != ATTRIBUTION_REATTRIBUTED)
			drift->wording_severity = TRANSLATED_CAP;
	}
	drift->severity = claims > drift->wording_severity ? claims : drift->wording_severity;
}

/* How many tokens of s lie wholly in kept units. */
static size_t
kept_tokens(const struct side *s)
{
	size_t	 count = 0, i = 0;

	for (size_t t = 0; t < s->tokens.count; t++) {
		bool	 all = true;

		while (i < s->units.count && s->units.items[i].at + s->units.items[i].length <= t)
			i++;
		for (size_t k = i; k < s->units.count && s->units.items[k].at <= t; k++)
			all &= s->kept[k];
		count += all;
	}
	return count;
}

static void
measure_size(const struct comparison *c, struct drift *drift)
{
	const size_t	 in_reference = kept_tokens(&c->reference);
	const size_t	 in_variant = kept_tokens(&c->variant);

	drift->reference_words = c->reference.tokens.count;
	drift->variant_words = c->variant.tokens.count;
	if (drift->reference_words > drift->variant_words)
		drift->shared = in_reference;
	else if (drift->reference_words < drift->variant_words)
		drift->shared = in_variant;
	else
		drift->shared = in_reference > in_variant ? in_reference : in_variant;
	drift->similarity = drift->reference_words + drift->variant_words == 0 ?
	    1.0 :
	    (double)drift->shared /
		(double)(drift->reference_words > drift->variant_words ? drift->reference_words :
									 drift->variant_words);
}

/* Most printings are the same bytes, and need no alignment. */
static bool
measure_same(const struct printing *reference, const struct printing *variant, struct arena *arena,
    struct drift *drift, struct fault *f)
{
	struct token_list	 tokens;
	struct edit		*keep = arena_take(arena, 1, sizeof *keep, f);

	if (keep == NULL || !token_read(variant->text, arena, &tokens, f))
		return false;
	drift->attribution = claim_attribution(reference, variant);
	drift->setting = claim_setting(reference, variant);
	drift_set_classes(drift, (uint32_t)1 << DRIFT_VERBATIM);
	drift->shared = drift->reference_words = drift->variant_words = tokens.count;
	drift->similarity = 1.0;
	if (tokens.count == 0)
		return true;
	*keep = (struct edit) { .op = EDIT_KEEP,
		.length = tokens.count,
		.variant_length = tokens.count,
		.text = span_join(tokens.items[0].printed, tokens.items[tokens.count - 1].printed) };
	drift->edits = keep;
	drift->nedits = 1;
	return true;
}

bool
drift_measure(const struct printing *reference, const struct printing *variant, struct arena *arena,
    struct drift *drift, struct fault *f)
{
	return drift_measure_with(NULL, reference, variant, arena, drift, f);
}

bool
drift_measure_with(struct glossary *glossary, const struct printing *reference,
    const struct printing *variant, struct arena *arena, struct drift *drift, struct fault *f)
{
	struct comparison	 c;

	memset(drift, 0, sizeof *drift);
	if (span_eq(reference->text, variant->text) &&
	    !languages_differ(reference->language, variant->language))
		return measure_same(reference, variant, arena, drift, f);
	if (!comparison_make(reference->text, variant->text, glossary, arena, &c, f))
		return false;
	judge_words(&c);
	conclude(&c, reference, variant, drift);
	measure_size(&c, drift);
	return edit_list(&c, arena, drift, f);
}

void
drift_claim(struct drift *drift, const struct printing *reference, const struct printing *variant)
{
	drift->attribution = claim_attribution(reference, variant);
	drift->setting = claim_setting(reference, variant);
	drift_set_classes(drift, drift->all);
}

size_t
drift_names(uint32_t all, const char *names[DRIFT_CLASSES])
{
	size_t	 count = 0;

	for (int severity = 5; severity >= 0; severity--) {
		for (int i = DRIFT_CLASSES - 1; i >= 0; i--) {
			if ((all >> i & 1) != 0 && drift_classes[i].severity == severity)
				names[count++] = drift_classes[i].name;
		}
	}
	return count;
}

void
drift_set_classes(struct drift *drift, uint32_t all)
{
	const int	 claims = drift_attributions[drift->attribution].severity >
		drift_settings[drift->setting].severity ?
	    drift_attributions[drift->attribution].severity :
	    drift_settings[drift->setting].severity;

	drift->all = all;
	drift->primary = DRIFT_VERBATIM;
	for (int i = 0; i < DRIFT_TRANSLATED_VARIANT; i++) {
		if ((all >> i & 1) != 0 &&
		    drift_classes[i].severity >= drift_classes[drift->primary].severity)
			drift->primary = (enum drift_class)i;
	}
	if ((all >> DRIFT_TRANSLATED_VARIANT & 1) == 0)
		drift->wording_severity = drift_classes[drift->primary].severity;
	drift->severity = claims > drift->wording_severity ? claims : drift->wording_severity;
}
