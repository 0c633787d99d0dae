/* From stretches between marks to quotations as others are handed them. */
#include "core/quote_parts.h"
#include "core/setting.h"

/* The parts of one quote joined: a space where a cue interrupts, a newline between paragraphs. */
static bool
join_text(const struct stretch *s, size_t n, struct arena *arena, struct quote *q, struct fault *f)
{
	struct span	*parts = arena_take(arena, n, sizeof *parts, f);
	size_t		 bytes = 0;
	char		*text;

	if (parts == NULL)
		return false;
	for (size_t i = 0; i < n; i++) {
		parts[i] = s[i].pair->inner;
		bytes += parts[i].n + 1;
	}
	q->parts = parts;
	q->nparts = n;
	q->text = parts[0];
	if (n == 1)
		return true;
	text = arena_take(arena, bytes, 1, f);
	if (text == NULL)
		return false;
	q->text = (struct span) { text, bytes - 1 };
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			*text++ = s[i].joined == AFTER_CUE ? ' ' : '\n';
		memcpy(text, parts[i].p, parts[i].n);
		text += parts[i].n;
	}
	return true;
}

/* Over several paragraphs the one that names the speaker decides. */
static const struct stretch *
best_attributed(const struct stretch *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i].by.direct && s[i].by.rule != NULL)
			return &s[i];
	}
	return s;
}

static bool
fill_speaker(const struct finding *find, const struct attribution *by, size_t paragraph,
    size_t word, struct arena *arena, struct quote *q, struct fault *f)
{
	const struct phrase	*phrase;

	q->state = by->rule == NULL ? SPEAKER_UNATTRIBUTED : by->state;
	q->kind = by->kind;
	q->speaker_rule = by->rule == NULL ? RULE_NOBODY : by->rule;
	q->confidence = by->confidence;
	if (by->rule == NULL)
		return true;
	phrase = &find->phrases[by->paragraph];
	q->cue = phrase_cut(phrase, by->verb, by->verb_end);
	q->mention = by->inside.n > 0 ? by->inside : phrase_cut(phrase, by->from, by->to);
	q->quoted_by = phrase_cut(&find->phrases[paragraph], by->inner_from, by->inner_to);
	if (by->name != NAME_NONE)
		q->speaker = find->names.names[by->name].full;
	/* One that was put together, around a nickname, goes with the names. */
	if (q->speaker.n > 0 && !span_within(q->speaker, find->article->text) &&
	    !span_in(arena, q->speaker, &q->speaker, f))
		return false;
	return setting_find(&find->names, by, paragraph, word, find->origins[paragraph].run, arena,
	    q, f);
}

/* "From the Harbour Ledger: 'q'" above a teaser says who printed it, not who spoke. */
static void
drop_label(struct quote *q)
{
	q->state = SPEAKER_UNATTRIBUTED;
	q->speaker = q->mention = q->cue = SPAN_NONE;
	q->speaker_rule = RULE_OUTLET;
	q->confidence = 0;
}

/* Of several blocks that are read as one paragraph, the one that holds this place. */
static size_t
block_of(const struct finding *find, const struct origin *o, const char *at)
{
	const struct article	*article = find->article;
	size_t			 i;

	if (o->outside)
		return (size_t)(o->block - article->outside);
	i = (size_t)(o->block - article->blocks);
	while (
	    i + 1 < article->nblocks && at >= article->blocks[i].text.p + article->blocks[i].text.n)
		i++;
	return i;
}

static bool
fill_quote(const struct finding *find, const struct stretch *s, size_t n, struct arena *arena,
    struct quote *q, struct fault *f)
{
	const struct origin	*o = &find->origins[s->paragraph];
	const struct stretch	*best = best_attributed(s, n);
	const size_t		 block = block_of(find, o, s->pair->whole.p);

	*q = (struct quote) { .outside = o->outside ? (ptrdiff_t)block : -1,
		.block = block,
		.region = o->block->region,
		.form = s->form,
		.form_rule = form_rules[s->form_rule].name };
	if (n > 1 && s->form == QUOTE_UNCLOSED && s[n - 1].form != QUOTE_UNCLOSED) {
		q->form = QUOTE_UTTERANCE;
		q->form_rule = form_rules[FORM_PARAGRAPHS].name;
	}
	q->whole = span_join(s[0].pair->whole, s[n - 1].pair->whole);
	if (!join_text(s, n, arena, q, f) ||
	    !fill_speaker(find, &best->by, best->paragraph, best->word, arena, q, f))
		return false;
	if (o->block->outlet.n > 0 && span_eq_case(q->speaker, o->block->outlet))
		drop_label(q);
	return true;
}

bool
quote_fill(const struct finding *find, struct arena *arena, struct quote_list *quotes,
    struct fault *f)
{
	size_t	 nquotes = 0;

	for (size_t i = 0; i < find->nstretches; i++)
		nquotes += find->stretches[i].joined == ALONE;
	quotes->items = arena_room(arena, nquotes, sizeof *quotes->items, f);
	if (quotes->items == NULL)
		return false;
	for (size_t i = 0, n; i < find->nstretches; i += n) {
		for (n = 1; i + n < find->nstretches && find->stretches[i + n].joined != ALONE; n++)
			;
		if (!fill_quote(find, &find->stretches[i], n, arena, &quotes->items[quotes->count],
			f))
			return false;
		quotes->count++;
	}
	return true;
}
