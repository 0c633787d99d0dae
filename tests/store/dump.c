/* Dumps by which two databases are compared: sample_dump() and its kin. */
#include <criterion/criterion.h>

#include "tests/store/sample.h"

#define DUMP_BYTES_MAX ((size_t)64 << 20)

static void
dump_span(struct buf *out, const char *name, struct span s)
{
	if (s.p == NULL)
		return;
	buf_print(out, " %s=", name);
	buf_add(out, s);
}

static void
dump_dating(struct buf *out, const char *name, const struct dating *d)
{
	buf_print(out, " %s=%lld..%lld,%d,%zu,%d,%d", name, (long long)d->when.earliest,
	    (long long)d->when.latest, d->rank, d->best, d->conflict, d->inferred);
	dump_span(out, "day", d->day);
}

static void
dump_article(struct buf *out, const struct filed_article *filed)
{
	const struct article	*a = &filed->article;

	buf_add(out, SPAN("article"));
	dump_span(out, "identity", filed->identity);
	dump_span(out, "lineage", filed->lineage);
	buf_print(out, " version=%d newest=%d captured=%lld replaced=%zu", filed->version,
	    filed->newest, (long long)a->captured, a->replaced);
	for (size_t i = 0; i < filed->naliases; i++)
		dump_span(out, "alias", filed->aliases[i]);
	dump_span(out, "url", a->url);
	dump_span(out, "requested", a->requested);
	dump_span(out, "canonical", a->canonical);
	dump_span(out, "file", a->file);
	dump_span(out, "outlet", a->outlet);
	dump_span(out, "title", a->title);
	dump_span(out, "byline", a->byline);
	dump_span(out, "language", a->language);
	dump_span(out, "charset", span_of(a->charset));
	dump_dating(out, "published", &a->published);
	dump_dating(out, "modified", &a->modified);
	dump_span(out, "text", a->text);
	for (size_t i = 0; i < a->nblocks + a->noutside; i++) {
		const struct block	*b = i < a->nblocks ? &a->blocks[i] : &a->outside[i - a->nblocks];

		buf_print(out, "\n block %s %s %s", block_kind_names[b->kind],
		    region_names[b->region], region_rules[b->rule].name);
		if (i < a->nblocks)
			buf_print(out, " at=%td", b->text.p - a->text.p);
		dump_span(out, "text", b->text);
		dump_span(out, "outlet", b->outlet);
	}
	for (size_t i = 0; i < a->nevidence; i++) {
		const struct evidence	*e = &a->evidence[i];

		buf_print(out, "\n evidence %s %d %lld..%lld weekday=%d used=%d",
		    evidence_kinds[e->kind].name, (int)e->says, (long long)e->when.earliest,
		    (long long)e->when.latest, e->weekday, e->used);
		if (e->where.p != NULL)
			buf_print(out, " at=%td", e->where.p - a->text.p);
		dump_span(out, "found", e->found);
		dump_span(out, "where", e->where);
		dump_span(out, "place", e->place);
		dump_span(out, "day", e->day);
		dump_span(out, "zone", e->zone);
	}
	for (size_t i = 0; i < a->ncredits; i++) {
		buf_print(out, "\n credit %s", credit_role_names[a->credits[i].role]);
		dump_span(out, "name", a->credits[i].name);
		dump_span(out, "found", a->credits[i].found);
		dump_span(out, "where", a->credits[i].where);
	}
	buf_char(out, '\n');
}

static void
dump_words(struct buf *out, const char *name, struct span words, struct span host)
{
	dump_span(out, name, words);
	if (span_within(words, host))
		buf_print(out, "@%td", words.p - host.p);
}

static void
dump_quote(struct buf *out, const struct corpus *corpus, const struct filed_quote *filed)
{
	const struct quote	*q = &filed->quote;
	const struct article	*a = &corpus->articles[filed->article].article;
	const bool		 inside = q->outside < 0 || a->noutside == 0;
	struct span		 host = inside ? a->text : a->outside[q->outside].text;

	buf_add(out, SPAN("quote"));
	dump_span(out, "id", filed->id);
	dump_span(out, "family", filed->family);
	dump_span(out, "second", filed->second);
	dump_span(out, "in", corpus->articles[filed->article].identity);
	buf_print(out, " version=%d %zu..%zu superseded=%d outside=%td block=%zu %s %s %s %s %g",
	    corpus->articles[filed->article].version, filed->start, filed->end, filed->superseded,
	    q->outside, q->block, region_names[q->region], quote_form_names[q->form],
	    speaker_state_names[q->state], speaker_kind_names[q->kind], q->confidence);
	for (size_t i = 0; i < q->nparts; i++)
		dump_words(out, "part", q->parts[i], host);
	dump_words(out, "text", q->text, host);
	dump_words(out, "whole", q->whole, host);
	dump_span(out, "form_rule", span_of(q->form_rule));
	dump_words(out, "cue", q->cue, host);
	dump_words(out, "mention", q->mention, host);
	dump_words(out, "speaker", q->speaker, host);
	dump_words(out, "quoted_by", q->quoted_by, host);
	dump_span(out, "speaker_rule", span_of(q->speaker_rule));
	dump_words(out, "venue", q->venue, host);
	dump_span(out, "venue_name", q->venue_name);
	dump_span(out, "said_on", q->said_on);
	buf_char(out, '\n');
}

static void
dump_corpus(struct buf *out, const struct corpus *corpus)
{
	for (size_t i = 0; i < corpus->narticles; i++)
		dump_article(out, &corpus->articles[i]);
	for (size_t i = 0; i < corpus->nquotes; i++)
		dump_quote(out, corpus, &corpus->quotes[i]);
}

static void
dump_drift(struct buf *out, const struct drift *d)
{
	buf_print(out, " %s %x %d %d %s %s %g %zu %zu %zu", drift_classes[d->primary].name,
	    (unsigned)d->all, d->severity, d->wording_severity,
	    drift_attributions[d->attribution].name, drift_settings[d->setting].name, d->similarity,
	    d->shared, d->reference_words, d->variant_words);
	for (size_t i = 0; i < d->nedits; i++) {
		const struct edit	*e = &d->edits[i];

		buf_print(out, "\n  edit %s %zu+%zu %zu+%zu %d %d", edit_op_names[e->op], e->at,
		    e->length, e->variant_at, e->variant_length, e->edge, e->marked);
		dump_span(out, "text", e->text);
		dump_span(out, "was", e->was);
	}
}

static void
dump_trail(struct buf *out, const struct corpus *corpus, const struct trail *trail)
{
	for (size_t k = 0; k < trail->nfamilies; k++) {
		const struct family	*family = &trail->families[k];

		buf_print(out, "family %s overlap=%lld lineages=%zu severity=%d",
		    verdict_names[family->verdict], (long long)family->overlap, family->lineages,
		    family->severity);
		dump_span(out, "speaker", family->speaker);
		dump_span(out, "earliest", corpus->quotes[family->earliest].id);
		dump_span(out, "fullest", corpus->quotes[family->fullest].id);
		if (family->rival != TRAIL_NONE)
			dump_span(out, "rival", corpus->quotes[family->rival].id);
		for (size_t i = 0; i < family->nmembers; i++) {
			const struct placement	*p = &trail->placements[family->members[i]];

			buf_add(out, SPAN("\n member"));
			dump_span(out, "id", corpus->quotes[family->members[i]].id);
			if (p->parent != TRAIL_NONE)
				dump_span(out, "parent", corpus->quotes[p->parent].id);
			dump_span(out, "rule", span_of(p->rule));
			buf_print(out, " %zu %g", p->carriers, p->bits);
			if (family->members[i] != family->earliest)
				dump_drift(out, &p->drift);
		}
		buf_char(out, '\n');
	}
	for (size_t i = 0; i < corpus->narticles; i++)
		buf_print(out, "inferred %lld..%lld\n", (long long)trail->inferred[i].earliest,
		    (long long)trail->inferred[i].latest);
}

static struct span
end_dump(struct sample *s, struct buf *out)
{
	struct span	 dump;

	cr_assert(buf_end(out, s->arena, &dump, &s->f), "%s", s->f.text);
	buf_free(out);
	return dump;
}

struct span
sample_dump_corpus(struct sample *s, const struct corpus *corpus)
{
	struct buf	 out = BUF(DUMP_BYTES_MAX);

	dump_corpus(&out, corpus);
	return end_dump(s, &out);
}

static void
dump_wording(struct buf *out, const struct corpus *corpus, size_t at,
    const struct filed_wording *wording)
{
	dump_span(out, at == TRAIL_NONE ? "other" : "id", wording->id);
	dump_span(out, "text", wording->text);
	dump_span(out, "family", wording->family);
	buf_print(out, " version=%d", wording->version);
	cr_expect(at == TRAIL_NONE || span_eq(corpus->quotes[at].id, wording->id));
	cr_expect(at == TRAIL_NONE || span_eq(corpus->quotes[at].quote.text, wording->text));
}

static void
dump_change(struct buf *out, const struct corpus *corpus, const struct filed_change *change)
{
	buf_add(out, SPAN("change"));
	dump_wording(out, corpus, change->quote, &change->was);
	dump_wording(out, corpus, change->by, &change->now);
	buf_print(out, " %lld..%lld stated=%d ordered=%d\n", (long long)change->after,
	    (long long)change->before, change->stated, change->ordered);
}

struct span
sample_dump_family(struct sample *s, const struct filed_family *family)
{
	struct buf	 out = BUF(DUMP_BYTES_MAX);

	dump_span(&out, "id", family->id);
	buf_char(&out, '\n');
	dump_corpus(&out, &family->corpus);
	dump_trail(&out, &family->corpus, &family->trail);
	for (size_t i = 0; i < family->nnear; i++) {
		const struct filed_near	*near = &family->near[i];

		buf_add(&out, SPAN("near"));
		dump_span(&out, "id", family->corpus.quotes[near->occurrence].id);
		dump_span(&out, "other", near->other);
		dump_span(&out, "text", near->other_text);
		dump_span(&out, "outlet", near->other_outlet);
		dump_span(&out, "family", near->other_family);
		dump_span(&out, "reason", near->reason);
		buf_print(&out, " %g %g\n", near->bits, near->coverage);
	}
	for (size_t i = 0; i < family->nchanges; i++)
		dump_change(&out, &family->corpus, &family->changes[i]);
	return end_dump(s, &out);
}

struct dumping {
	struct sample	*s;
	struct buf	 out;
};

static bool
dump_each(void *context, struct span id, struct fault *f)
{
	struct dumping		*dumping = context;
	struct filed_family	 family;

	if (!store_family(dumping->s->store, id, STORE_WHOLE, 0, dumping->s->arena, &family, f))
		return false;
	buf_add(&dumping->out, sample_dump_family(dumping->s, &family));
	return true;
}

struct span
sample_dump(struct sample *s)
{
	struct dumping		 dumping = { s, BUF(DUMP_BYTES_MAX) };
	struct corpus		 corpus;

	cr_assert(store_load(s->store, s->arena, &corpus, &s->f), "%s", s->f.text);
	dump_corpus(&dumping.out, &corpus);
	sample_each_family(s, dump_each, &dumping);
	return end_dump(s, &dumping.out);
}
