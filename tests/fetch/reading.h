/*
 * A reading as text, every field of it and where each span points, so that two
 * readings can be compared and their difference shown. Written out here and
 * not in a file of its own, since fuzz targets stand alone.
 */
#ifndef TESTS_FETCH_READING_H
#define TESTS_FETCH_READING_H

#include "core/buf.h"
#include "core/quote.h"

static inline void
dump_span(struct buf *out, const char *name, struct span s, struct span host)
{
	if (s.p == NULL) {
		buf_print(out, " %s=none", name);
		return;
	}
	buf_print(out, " %s=%zu'", name, s.n);
	buf_add(out, s);
	buf_char(out, '\'');
	if (span_within(s, host))
		buf_print(out, "@%td", s.p - host.p);
}

static inline void
dump_block(struct buf *out, const char *name, const struct block *b, struct span host)
{
	buf_print(out, "\n%s %d %d", name, (int)b->kind, (int)b->region);
	dump_span(out, "text", b->text, host);
	dump_span(out, "outlet", b->outlet, host);
}

static inline void
dump_evidence(struct buf *out, const struct evidence *e, struct span host)
{
	buf_print(out, "\nevidence %d %d %lld..%lld %d %d", (int)e->kind, (int)e->says,
	    (long long)e->when.earliest, (long long)e->when.latest, e->weekday, e->used);
	dump_span(out, "found", e->found, host);
	dump_span(out, "where", e->where, host);
	dump_span(out, "place", e->place, host);
	dump_span(out, "day", e->day, host);
	dump_span(out, "zone", e->zone, host);
}

static inline void
dump_dating(struct buf *out, const char *name, const struct dating *d, struct span host)
{
	buf_print(out, "\n%s %lld..%lld %d %zu %d %d", name, (long long)d->when.earliest,
	    (long long)d->when.latest, d->rank, d->best, d->conflict, d->inferred);
	dump_span(out, "day", d->day, host);
}

static inline void
dump_article(struct buf *out, const struct article *a)
{
	dump_span(out, "text", a->text, SPAN_NONE);
	dump_span(out, "url", a->url, a->text);
	dump_span(out, "requested", a->requested, a->text);
	dump_span(out, "canonical", a->canonical, a->text);
	dump_span(out, "file", a->file, a->text);
	dump_span(out, "identity", a->identity, a->text);
	dump_span(out, "outlet", a->outlet, a->text);
	dump_span(out, "title", a->title, a->text);
	dump_span(out, "byline", a->byline, a->text);
	dump_span(out, "language", a->language, a->text);
	for (size_t i = 0; i < a->nblocks; i++)
		dump_block(out, "block", &a->blocks[i], a->text);
	for (size_t i = 0; i < a->noutside; i++)
		dump_block(out, "outside", &a->outside[i], a->text);
	for (size_t i = 0; i < a->nevidence; i++)
		dump_evidence(out, &a->evidence[i], a->text);
	for (size_t i = 0; i < a->ncredits; i++) {
		const struct credit	*c = &a->credits[i];

		buf_print(out, "\ncredit %d", (int)c->role);
		dump_span(out, "name", c->name, a->text);
		dump_span(out, "found", c->found, a->text);
		dump_span(out, "where", c->where, a->text);
	}
	dump_dating(out, "published", &a->published, a->text);
	dump_dating(out, "modified", &a->modified, a->text);
	buf_print(out, "\ncaptured %lld replaced %zu charset %s", (long long)a->captured,
	    a->replaced, a->charset != NULL ? a->charset : "none");
}

static inline void
dump_quote(struct buf *out, const struct quote *q, const struct article *a)
{
	struct span	 host = q->outside < 0 ? a->text : a->outside[q->outside].text;

	buf_print(out, "\nquote outside %td block %zu %d %d %d %d %.17g", q->outside, q->block,
	    (int)q->region, (int)q->form, (int)q->state, (int)q->kind, q->confidence);
	for (size_t i = 0; i < q->nparts; i++)
		dump_span(out, "part", q->parts[i], host);
	dump_span(out, "text", q->text, host);
	dump_span(out, "whole", q->whole, host);
	dump_span(out, "cue", q->cue, host);
	dump_span(out, "mention", q->mention, host);
	dump_span(out, "speaker", q->speaker, host);
	dump_span(out, "quoted_by", q->quoted_by, host);
	dump_span(out, "venue", q->venue, host);
	dump_span(out, "venue_name", q->venue_name, host);
	dump_span(out, "said_on", q->said_on, host);
	dump_span(out, "form_rule", span_of(q->form_rule), host);
	dump_span(out, "speaker_rule", span_of(q->speaker_rule), host);
}

static inline void
dump_reading(struct buf *out, const struct article *article, const struct quote_list *quotes)
{
	dump_article(out, article);
	for (size_t i = 0; i < quotes->count; i++)
		dump_quote(out, &quotes->items[i], article);
	buf_print(out, "passed %zu\n", quotes->passed);
}

#endif
