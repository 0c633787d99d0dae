#include "core/gloss.h"
#include "core/trail.h"

#define SCRATCH_MAX ((size_t)1 << 30)

/* Everything there is to know of a printing, and of what was concluded about it. */
struct measuring {
	const struct trail_article *articles;
	const struct occurrence	*occurrences;
	struct trail		*trail;
	size_t			*measured; /* by text (open addressing): 1 + an occurrence; 0 */
	size_t			 nslots;
	struct glossary		*glossary;
	struct arena *arena, *scratch,
	    *table; /* scratch is reset for each text, table for each family */
};

static struct printing
printing_of(const struct trail_article *articles, const struct occurrence *o)
{
	return (struct printing) {
		.text = o->text,
		.speaker = o->speaker,
		.mention = o->mention,
		.venue = o->venue,
		.said_on = o->said_on,
		.language = articles[o->article].language,
		.unquoted = o->form == QUOTE_UNQUOTED && o->mention.n == 0,
	};
}

/* Fewer words in common with the reference are met by chance. */
#define APART_WORDS 3

/* Words of its own that a variant must have before a fuller printing is asked about them. */
#define OWN_WORDS 4

/*
 * Only a fuller printing holds together what the reference has and what this
 * printing has besides. They may be different sentences of one statement: then
 * this one has more of it, and nothing was replaced. Or it joins two passages
 * that stand apart in the statement.
 */
static bool
measure_apart(struct glossary *glossary, const struct printing *whole, const struct printing *part,
    struct arena *arena, struct drift *drift, struct fault *f)
{
	struct drift	 against;

	if (!drift_measure_with(glossary, whole, part, arena, &against, f))
		return false;
	if (drift->shared < APART_WORDS) {
		if (against.wording_severity <= drift_classes[DRIFT_FRAGMENT].severity)
			drift_set_classes(drift, (uint32_t)1 << DRIFT_EXPANDED);
	} else if ((against.all >> DRIFT_SPLICED & 1) != 0 &&
	    against.shared >= drift->shared + OWN_WORDS)
		drift_set_classes(drift,
		    (drift->all & (against.all | ~((uint32_t)1 << DRIFT_SUBSTITUTED))) |
			(uint32_t)1 << DRIFT_SPLICED);
	return true;
}

bool
trail_measure(struct glossary *glossary, const struct printing *earliest,
    const struct printing *whole, const struct printing *variant, bool spliced, struct arena *arena,
    struct drift *drift, struct fault *f)
{
	if (!drift_measure_with(glossary, earliest, variant, arena, drift, f))
		return false;
	if (spliced) {
		drift_set_classes(drift, (drift->all & ~(uint32_t)1) | (uint32_t)1 << DRIFT_SPLICED);
		return true;
	}
	if (whole == NULL ||
	    (drift->shared >= APART_WORDS && drift->shared + OWN_WORDS > drift->variant_words))
		return true;
	return measure_apart(glossary, whole, variant, arena, drift, f);
}

/* Equal spans of another copy of the same text, moved into this copy. */
static struct span
rebase(struct span s, struct span from, struct span to)
{
	if (!span_within(s, from))
		return s;
	return (struct span) { to.p + (s.p - from.p), s.n };
}

static bool
keep_edits(struct measuring *m, const struct drift *drift, struct span from, struct span to,
    struct drift *kept, struct fault *f)
{
	struct edit	*edits = arena_take(m->arena, drift->nedits, sizeof *edits, f);

	if (edits == NULL)
		return false;
	for (size_t i = 0; i < drift->nedits; i++) {
		edits[i] = drift->edits[i];
		edits[i].text = rebase(edits[i].text, from, to);
	}
	*kept = *drift;
	kept->edits = edits;
	return true;
}

/* The same bytes were measured before in this family: only the claims may differ. */
static bool
measure_again(struct measuring *m, const struct family *family, size_t i, size_t before,
    struct fault *f)
{
	const struct printing reference =
	    printing_of(m->articles, &m->occurrences[family->earliest]);
	const struct printing	 variant = printing_of(m->articles, &m->occurrences[i]);
	struct drift		*drift = &m->trail->placements[i].drift;

	if (!keep_edits(m, &m->trail->placements[before].drift, m->occurrences[before].text,
		variant.text, drift, f))
		return false;
	drift_claim(drift, &reference, &variant);
	return true;
}

static bool
measure(struct measuring *m, const struct family *family, size_t i, struct fault *f)
{
	struct placement	*placement = &m->trail->placements[i];
	const bool		 fuller = family->fullest != family->earliest && family->fullest != i;
	const struct printing earliest = printing_of(m->articles, &m->occurrences[family->earliest]);
	const struct printing	 whole = printing_of(m->articles, &m->occurrences[family->fullest]);
	const struct printing	 variant = printing_of(m->articles, &m->occurrences[i]);
	struct drift		 drift;

	arena_reset(m->scratch);
	return trail_measure(m->glossary, &earliest, fuller ? &whole : NULL, &variant,
		   placement->second != TRAIL_NONE, m->scratch, &drift, f) &&
	    keep_edits(m, &drift, SPAN_NONE, SPAN_NONE, &placement->drift, f);
}

/* Do these two differ from a reference in the same way, claims left out? */
static bool
same_text(const struct measuring *m, size_t a, size_t b)
{
	const struct occurrence	*x = &m->occurrences[a], *y = &m->occurrences[b];

	return span_eq(x->text, y->text) &&
	    span_eq(m->articles[x->article].language, m->articles[y->article].language) &&
	    m->trail->placements[a].second == m->trail->placements[b].second;
}

/* Where the text of occurrence i is noted, or would be. */
static size_t *
slot_of(const struct measuring *m, size_t i)
{
	size_t	 at = (size_t)token_hash_mix(token_hash(m->occurrences[i].text), 0) % m->nslots;

	while (m->measured[at] != 0 && !same_text(m, m->measured[at] - 1, i))
		at = (at + 1) % m->nslots;
	return &m->measured[at];
}

static bool
measure_family(struct measuring *m, struct family *family, struct fault *f)
{
	arena_reset(m->table);
	m->nslots = family->nmembers * 2;
	m->measured = arena_take(m->table, m->nslots, sizeof *m->measured, f);
	if (m->measured == NULL)
		return false;
	family->severity = 0;
	for (size_t k = 0; k < family->nmembers; k++) {
		const size_t	 i = family->members[k];
		size_t		*before = slot_of(m, i);

		if (*before == 0 || i == family->earliest) {
			if (!measure(m, family, i, f))
				return false;
		} else if (!measure_again(m, family, i, *before - 1, f))
			return false;
		*before = i + 1;
		if (i != family->earliest &&
		    m->trail->placements[i].drift.severity > family->severity)
			family->severity = m->trail->placements[i].drift.severity;
	}
	return true;
}

bool
trail_measure_all(const struct trail_article *articles, const struct occurrence *occurrences,
    struct arena *arena, struct trail *trail, struct fault *f)
{
	struct measuring m = { .articles = articles,
		.occurrences = occurrences,
		.trail = trail,
		.glossary = glossary_new(f),
		.arena = arena,
		.scratch = arena_new(SCRATCH_MAX),
		.table = arena_new(SCRATCH_MAX) };
	bool			 ok = m.glossary != NULL;

	if (m.scratch == NULL || m.table == NULL)
		ok = fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t i = 0; ok && i < trail->nfamilies; i++)
		ok = measure_family(&m, &trail->families[i], f);
	glossary_free(m.glossary);
	arena_free(m.scratch);
	arena_free(m.table);
	return ok;
}
