/* Filing an article: everything found in it, in one transaction. */
#include "store/store.h"

#include "core/credit.h"
#include "core/utf8.h"
#include "store/block.h"
#include "store/id.h"
#include "store/load.h"
#include "store/names.h"
#include "store/version.h"
#include "store/words.h"

#define HOST_BYTES_MAX 256
#define PARTS_BYTES_MAX ((size_t)1 << 20)

/* What the functions of this file hand each other about the article being filed. */
struct filing {
	struct store		*store;
	const struct article	*article;
	struct span		 identity;
	int64_t			 document, version; /* rows of article and version */
	unsigned char		 sha256[DIGEST_BYTES], reading[DIGEST_BYTES];
};

static struct span
digest_span(const unsigned char digest[DIGEST_BYTES])
{
	return (struct span) { (const char *)digest, DIGEST_BYTES };
}

/* Where inner begins in outer; as NULL when it stands elsewhere. */
static void
bind_place(struct query *q, const char *name, struct span inner, struct span outer)
{
	query_time(q, name, span_within(inner, outer) ? inner.p - outer.p : DATE_UNKNOWN);
}

static void
bind_length(struct query *q, const char *name, struct span inner, struct span outer)
{
	query_time(q, name, span_within(inner, outer) ? (int64_t)inner.n : DATE_UNKNOWN);
}

static void
bind_name(struct query *q, const char *parameter, const char *name)
{
	query_text(q, parameter, span_of(name));
}

/* Scheme, user and port off, ASCII letters small; empty for a file. */
static struct span
host_of(struct span identity, char out[HOST_BYTES_MAX])
{
	size_t		 at = span_find(identity, SPAN("://"));
	struct span	 host;

	if (at == identity.n)
		return SPAN_NONE;
	host = span_cut(identity, at + 3, identity.n);
	for (at = 0; at < host.n && strchr("/?#", host.p[at]) == NULL; at++)
		;
	host = span_cut(host, 0, at);
	for (at = host.n; at > 0 && host.p[at - 1] != '@'; at--)
		;
	host = span_cut(host, at, host.n);
	for (at = host.n; at > 0 && host.p[at - 1] >= '0' && host.p[at - 1] <= '9'; at--)
		;
	if (at > 0 && host.p[at - 1] == ':')
		host = span_cut(host, 0, at - 1);
	host = span_cut(host, 0, HOST_BYTES_MAX);
	for (at = 0; at < host.n; at++) {
		char	 c = host.p[at];

		out[at] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	return (struct span) { out, host.n };
}

static bool
find_document(struct filing *filing, bool *known, struct fault *f)
{
	struct query	 q = query_begin(filing->store, SQL_ARTICLE_ADD);
	char		 host[HOST_BYTES_MAX];

	query_text(&q, ":identity", filing->identity);
	query_text(&q, ":host", host_of(filing->identity, host));
	filing->document = query_insert(&q);
	*known = sqlite3_changes(filing->store->db) == 0;
	if (!query_end(&q, f) || !*known)
		return f->kind == FAULT_NONE;
	q = query_begin(filing->store, SQL_ARTICLE_FIND);
	query_text(&q, ":identity", filing->identity);
	if (query_row(&q))
		filing->document = query_take_int(&q);
	return query_end(&q, f);
}

/* The addresses it was asked for and found at, when its identity is another. */
static bool
add_aliases(const struct filing *filing, struct fault *f)
{
	const struct span	 addresses[] = { filing->article->url, filing->article->requested };
	struct query		 q = query_begin(filing->store, SQL_ALIAS_ADD);

	for (size_t i = 0; i < LEN(addresses); i++) {
		if (addresses[i].n == 0 || span_eq(addresses[i], filing->identity))
			continue;
		query_int(&q, ":article", filing->document);
		query_text(&q, ":address", addresses[i]);
		query_run(&q);
	}
	return query_end(&q, f);
}

/* The seven columns of a date; `names` are their parameters in the order of the schema. */
static void
bind_dating(struct query *q, const char *const names[7], const struct dating *d)
{
	query_time(q, names[0], d->when.earliest);
	query_time(q, names[1], d->when.latest);
	query_text(q, names[2], d->day);
	query_int(q, names[3], d->rank);
	query_size(q, names[4], d->best);
	query_int(q, names[5], d->conflict);
	query_int(q, names[6], d->inferred);
}

/* A new row, or in place of what stands in the version's. */
static bool
write_version(struct filing *filing, bool replaces, struct fault *f)
{
	static const char *const published[7] = { ":published_earliest", ":published_latest",
		":published_day", ":published_rank", ":published_best", ":published_conflict",
		":published_inferred" };
	static const char *const modified[7] = { ":modified_earliest", ":modified_latest",
		":modified_day", ":modified_rank", ":modified_best", ":modified_conflict",
		":modified_inferred" };
	const struct article	*a = filing->article;
	struct span		 lineage = credit_lineage(a);
	struct query		 q = query_begin(filing->store, SQL_VERSION_ADD);

	query_int(&q, ":article", filing->document);
	query_blob(&q, ":sha256", digest_span(filing->sha256));
	query_blob(&q, ":reading", digest_span(filing->reading));
	query_text(&q, ":url", a->url);
	query_text(&q, ":requested", a->requested);
	query_text(&q, ":canonical", a->canonical);
	query_text(&q, ":file", a->file);
	query_text(&q, ":outlet", a->outlet);
	query_text(&q, ":title", a->title);
	query_text(&q, ":byline", a->byline);
	query_text(&q, ":language", a->language);
	query_time(&q, ":captured", a->captured);
	bind_dating(&q, published, &a->published);
	bind_dating(&q, modified, &a->modified);
	query_int(&q, ":weekday", first_weekday(a));
	query_text(&q, ":lineage", lineage.n > 0 ? lineage : filing->identity);
	bind_name(&q, ":charset", a->charset);
	query_size(&q, ":replaced", a->replaced);
	query_text(&q, ":text", a->text);
	if (replaces)
		query_run(&q);
	else
		filing->version = query_insert(&q);
	return query_end(&q, f);
}

static bool
add_evidence(const struct filing *filing, struct fault *f)
{
	const struct article	*a = filing->article;
	struct query		 q = query_begin(filing->store, SQL_EVIDENCE_ADD);

	for (size_t i = 0; i < a->nevidence; i++) {
		const struct evidence	*e = &a->evidence[i];

		query_int(&q, ":version", filing->version);
		query_size(&q, ":position", i);
		bind_name(&q, ":kind", evidence_kinds[e->kind].name);
		bind_name(&q, ":says", says_names[e->says]);
		query_text(&q, ":found", e->found);
		bind_place(&q, ":start", e->where, a->text);
		bind_length(&q, ":length", e->where, a->text);
		query_text(&q, ":place", e->place);
		query_time(&q, ":earliest", e->when.earliest);
		query_time(&q, ":latest", e->when.latest);
		query_text(&q, ":day", e->day);
		query_text(&q, ":zone", e->zone);
		query_int(&q, ":weekday", e->weekday);
		query_int(&q, ":used", e->used);
		query_run(&q);
	}
	return query_end(&q, f);
}

static bool
add_credits(const struct filing *filing, struct fault *f)
{
	const struct article	*a = filing->article;
	struct query		 q = query_begin(filing->store, SQL_CREDIT_ADD);

	for (size_t i = 0; i < a->ncredits; i++) {
		query_int(&q, ":version", filing->version);
		query_size(&q, ":position", i);
		bind_name(&q, ":role", credit_role_names[a->credits[i].role]);
		query_text(&q, ":name", a->credits[i].name);
		query_text(&q, ":found", a->credits[i].found);
		bind_place(&q, ":start", a->credits[i].where, a->text);
		bind_length(&q, ":length", a->credits[i].where, a->text);
		query_run(&q);
	}
	return query_end(&q, f);
}

/* The text a quotation points into, and what stands for the identity in its id. */
struct host {
	ptrdiff_t		 outside; /* -1: article->text; below: none yet */
	struct span		 text, identity;
	struct utf8_index	 points;
};

static bool
find_host(const struct filing *filing, const struct quote *quote, struct host *host, struct fault *f)
{
	const struct article	*a = filing->article;
	struct arena		*arena = filing->store->scratch;

	if (host->outside == quote->outside)
		return true;
	host->outside = quote->outside;
	host->identity = filing->identity;
	host->text = a->text;
	if (quote->outside >= 0) {
		if ((size_t)quote->outside >= a->noutside)
			return fault_set(f, FAULT_INPUT, "%.*s: a quotation in no block",
			    SPAN_ARG(filing->identity));
		host->text = a->outside[quote->outside].text;
		if (!id_outside(filing->identity, host->text, arena, &host->identity, f))
			return false;
	}
	return utf8_index_build(host->text, arena, &host->points, f);
}

/* [[from,to],...] in bytes of the host. */
static bool
print_parts(const struct quote *quote, const struct host *host, struct arena *arena,
    struct span *parts, struct fault *f)
{
	struct buf	 out = BUF(PARTS_BYTES_MAX);
	bool		 ok;

	buf_char(&out, '[');
	for (size_t i = 0; i < quote->nparts; i++) {
		size_t	 from = (size_t)(quote->parts[i].p - host->text.p);

		buf_add(&out, i > 0 ? SPAN(",[") : SPAN("["));
		buf_int(&out, (int64_t)from);
		buf_char(&out, ',');
		buf_int(&out, (int64_t)(from + quote->parts[i].n));
		buf_char(&out, ']');
	}
	buf_char(&out, ']');
	ok = buf_end(&out, arena, parts, f);
	buf_free(&out);
	return ok;
}

/* A span of a quotation: its words, and where they stand in the host. */
static void
bind_words(struct query *q, const char *name, const char *place, struct span words,
    const struct host *host)
{
	query_text(q, name, words);
	bind_place(q, place, words, host->text);
}

static void
bind_speaker(struct query *q, const struct quote *quote, const struct host *host)
{
	bind_words(q, ":cue", ":cue_at", quote->cue, host);
	bind_words(q, ":mention", ":mention_at", quote->mention, host);
	bind_words(q, ":speaker", ":speaker_at", quote->speaker, host);
	bind_words(q, ":quoted_by", ":quoted_by_at", quote->quoted_by, host);
	bind_name(q, ":state", speaker_state_names[quote->state]);
	bind_name(q, ":kind", speaker_kind_names[quote->kind]);
	bind_name(q, ":speaker_rule", quote->speaker_rule);
	query_real(q, ":confidence", quote->confidence);
	bind_words(q, ":venue", ":venue_at", quote->venue, host);
	query_text(q, ":venue_name", quote->venue_name);
	query_text(q, ":said_on", quote->said_on);
}

/* Whose words the block shows that a quotation begins in. */
static struct span
shown_by(const struct article *article, const struct quote *quote)
{
	if (quote->outside >= 0)
		return article->outside[quote->outside].outlet;
	return quote->block < article->nblocks ? article->blocks[quote->block].outlet : SPAN_NONE;
}

static bool
add_quote(const struct filing *filing, const struct host *host, size_t position,
    const struct quote *quote, struct fault *f)
{
	struct arena	*arena = filing->store->scratch;
	struct span	 first = quote->parts[0], last = quote->parts[quote->nparts - 1];
	size_t		 start = utf8_index_at(&host->points, (size_t)(first.p - host->text.p));
	size_t		 end = utf8_index_at(&host->points, (size_t)(last.p - host->text.p) + last.n);
	struct span	 folded, id, parts;
	struct query	 q;

	if (!fold_words(quote->text, arena, &folded, f) ||
	    !id_from_words(host->identity, start, folded, arena, &id, f) ||
	    !print_parts(quote, host, arena, &parts, f))
		return false;
	q = query_begin(filing->store, SQL_QUOTE_ADD);
	query_int(&q, ":version", filing->version);
	query_size(&q, ":position", position);
	query_text(&q, ":occurrence", id);
	query_time(&q, ":outside", quote->outside >= 0 ? quote->outside : DATE_UNKNOWN);
	query_size(&q, ":block", quote->block);
	query_text(&q, ":shown", shown_by(filing->article, quote));
	query_size(&q, ":start", start);
	query_size(&q, ":end", end);
	query_text(&q, ":parts", parts);
	bind_place(&q, ":whole_at", quote->whole, host->text);
	bind_length(&q, ":whole_length", quote->whole, host->text);
	query_text(&q, ":said", quote->text);
	query_text(&q, ":folded", folded);
	bind_name(&q, ":region", region_names[quote->region]);
	bind_name(&q, ":form", quote_form_names[quote->form]);
	bind_name(&q, ":form_rule", quote->form_rule);
	query_int(&q, ":speech", quote_is_speech(quote));
	bind_speaker(&q, quote, host);
	query_run(&q);
	return query_end(&q, f);
}

static bool
add_quotes(const struct filing *filing, const struct quote_list *quotes, struct fault *f)
{
	struct host	 host = { .outside = -2 };

	for (size_t i = 0; i < quotes->count; i++) {
		const struct quote	*quote = &quotes->items[i];

		if (!find_host(filing, quote, &host, f))
			return false;
		for (size_t k = 0; k < quote->nparts; k++) {
			if (!span_within(quote->parts[k], host.text))
				return fault_set(f, FAULT_INPUT,
				    "%.*s: a quotation outside its text",
				    SPAN_ARG(filing->identity));
		}
		if (quote->nparts == 0)
			return fault_set(f, FAULT_INPUT, "%.*s: a quotation without words",
			    SPAN_ARG(filing->identity));
		if (!add_quote(filing, &host, i, quote, f))
			return false;
	}
	return true;
}

static bool
run(const struct filing *filing, enum sql sql, struct fault *f)
{
	struct query	 q = query_begin(filing->store, sql);

	query_int(&q, ":version", filing->version);
	query_run(&q);
	return query_end(&q, f);
}

/* All that hangs on a version, in place of what hangs there now. */
static bool
write_reading(struct filing *filing, const struct quote_list *quotes, bool replaces, struct fault *f)
{
	static const enum sql	 drops[] = { SQL_REREAD_ADD, SQL_FAMILIES_LOSE, SQL_BLOCKS_DROP,
		SQL_EVIDENCE_DROP, SQL_CREDITS_DROP, SQL_NEAR_LOSE, SQL_QUOTES_DROP };

	for (size_t i = 0; replaces && i < LEN(drops); i++) {
		if (!run(filing, drops[i], f))
			return false;
	}
	return write_version(filing, replaces, f) &&
	    blocks_add(filing->store, filing->version, filing->article, f) &&
	    add_evidence(filing, f) && add_credits(filing, f) && add_quotes(filing, quotes, f) &&
	    (!replaces || run(filing, SQL_QUOTES_RENUMBER, f));
}

/*
 * Of two readings of one text the dated stands before the undated, then the
 * earlier captured, then the one of smaller digest. It is a total order, so
 * whichever comes first, the same one is left standing.
 */
static bool
stands_before(const struct filing *filing, int64_t rank, int64_t captured, struct span reading)
{
	const struct article	*a = filing->article;

	if ((a->published.rank > 0) != (rank > 0))
		return a->published.rank > 0;
	if (a->captured != captured)
		return captured == DATE_UNKNOWN ||
		    (a->captured != DATE_UNKNOWN && a->captured < captured);
	return span_cmp(digest_span(filing->reading), reading) < 0;
}

static bool
find_version(struct filing *filing, bool *known, bool *better, struct fault *f)
{
	struct query	 q = query_begin(filing->store, SQL_VERSION_FIND);

	query_int(&q, ":article", filing->document);
	query_blob(&q, ":sha256", digest_span(filing->sha256));
	*known = query_row(&q);
	*better = !*known;
	if (*known) {
		int64_t	 rank, captured;

		filing->version = query_take_int(&q);
		rank = query_take_int(&q);
		captured = query_take_time(&q);
		*better = stands_before(filing, rank, captured, query_take_blob(&q));
	}
	return query_end(&q, f);
}

/* What was asked for, when it is not the address that all twins share. */
static bool
note_asked(const struct filing *filing, bool *changed, struct fault *f)
{
	const struct article	*a = filing->article;
	struct span		 asked = a->requested.n > 0 ? a->requested : a->url;
	struct query		 q;

	if (asked.n == 0 || span_eq(asked, filing->identity))
		return true;
	q = query_begin(filing->store, SQL_VERSION_ASKED);
	query_int(&q, ":version", filing->version);
	query_text(&q, ":asked", asked);
	query_run(&q);
	*changed |= sqlite3_changes(filing->store->db) > 0;
	return query_end(&q, f);
}

/* The words of the text, so that paraphrases can be found; the same for every reading of it. */
static bool
index_article(const struct filing *filing, struct fault *f)
{
	struct span	 folded;

	return fold_words(filing->article->text, filing->store->scratch, &folded, f) &&
	    words_add(filing->store, SQL_ARTICLE_WORDS_ADD, filing->version, folded, f);
}

static bool
file_article(struct filing *filing, const struct quote_list *quotes, enum store_added *added,
    struct fault *f)
{
	bool	 document_known, version_known = false, better = true, changed;

	if (!find_document(filing, &document_known, f) || !add_aliases(filing, f) ||
	    (document_known && !find_version(filing, &version_known, &better, f)))
		return false;
	*added = version_known ? STORE_UNCHANGED : document_known ? STORE_NEW_VERSION : STORE_NEW;
	if (better && !write_reading(filing, quotes, version_known, f))
		return false;
	if (version_known ?
		!version_seen(filing->store, filing->version, filing->article->captured, f) :
		!index_article(filing, f))
		return false;
	changed = better;
	return note_asked(filing, &changed, f) &&
	    (document_known ? versions_renew(filing->store, filing->document, &changed, f) :
			      version_first(filing->store, filing->document, filing->version, f)) &&
	    (!changed || query_do(filing->store, SQL_EVIDENCE_CHANGED, f));
}

bool
store_add_article(struct store *store, const struct article *article,
    const struct quote_list *quotes, enum store_added *added, struct fault *f)
{
	struct filing filing = { .store = store,
		.article = article,
		.identity = article_identity(article) };

	if (filing.identity.n == 0)
		return fault_set(f, FAULT_INPUT,
		    "an article without address or file cannot be filed");
	arena_reset(store->scratch);
	digest_text(article->text, filing.sha256);
	digest_reading(article, filing.reading);
	if (!transaction_begin(store, f))
		return false;
	return transaction_end(store, file_article(&filing, quotes, added, f), f);
}
