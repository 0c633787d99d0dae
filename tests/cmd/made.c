#include "tests/cmd/made.h"

#include <stdlib.h>

#include "core/buf.h"

#define MADE_BYTES_MAX ((size_t)64 << 20)

static struct interval
interval_of(const struct made *row)
{
	if (row->earliest == 0 && row->latest == 0)
		return INTERVAL_UNKNOWN;
	return (struct interval) { row->earliest, row->latest };
}

static bool
make_article(const struct made *row, struct arena *arena, struct filed_article *filed,
    struct fault *f)
{
	struct article	*article = &filed->article;
	struct block	*block = arena_take(arena, 1, sizeof *block, f);
	struct evidence	*evidence = arena_take(arena, 1, sizeof *evidence, f);
	struct credit	*credit = arena_take(arena, 1, sizeof *credit, f);

	if (block == NULL || evidence == NULL || credit == NULL)
		return false;
	*article = (struct article) { .url = span_of(row->url),
		.outlet = span_of(row->outlet),
		.title = span_of(row->title),
		.text = span_of(row->text),
		.blocks = block,
		.nblocks = 1,
		.language = SPAN("en"),
		.captured = DATE_UNKNOWN };
	*block = (struct block) { .text = article->text, .region = row->region };
	article->published.when = article->modified.when = INTERVAL_UNKNOWN;
	if (row->found != NULL && !row->inferred) {
		*evidence = (struct evidence) { .kind = EVIDENCE_BYLINE,
			.found = span_of(row->found),
			.when = interval_of(row),
			.zone = SPAN("unknown"),
			.used = true,
			.day = span_of(row->day) };
		article->evidence = evidence;
		article->nevidence = 1;
		article->published =
		    (struct dating) { .when = interval_of(row), .day = span_of(row->day), .rank = 3 };
	}
	if (row->credit != NULL) {
		*credit = (struct credit) { .role = CREDIT_AGENCY,
			.name = span_of(row->credit),
			.found = span_of(row->credit) };
		article->credits = credit;
		article->ncredits = 1;
	}
	filed->identity = article->url;
	filed->lineage = span_of(row->credit != NULL ? row->credit : row->outlet);
	filed->version = 1;
	filed->newest = true;
	return true;
}

static bool
make_quote(const struct made *row, size_t i, const struct article *article, struct arena *arena,
    struct filed_quote *filed, struct fault *f)
{
	struct quote	*quote = &filed->quote;
	struct span	*part = arena_take(arena, 1, sizeof *part, f);
	size_t		 at = span_find(article->text, span_of(row->words));

	if (part == NULL)
		return false;
	if (at == article->text.n)
		return fault_set(f, FAULT_INPUT, "the words of row %zu are not in its text", i);
	*part = span_cut(article->text, at, at + strlen(row->words));
	*quote = (struct quote) { .parts = part,
		.nparts = 1,
		.text = *part,
		.whole = *part,
		.outside = -1,
		.region = row->region,
		.form = QUOTE_UTTERANCE,
		.form_rule = "made",
		.mention = span_of(row->mention),
		.speaker = span_of(row->speaker),
		.state = row->speaker != NULL ? SPEAKER_RESOLVED : SPEAKER_UNATTRIBUTED,
		.speaker_rule = "made",
		.confidence = 0.9,
		.venue = span_of(row->venue),
		.venue_name = span_of(row->venue) };
	filed->article = i;
	filed->start = at;
	filed->end = at + strlen(row->words);
	return span_print(arena, &filed->id, f, "q%012zx", i + 1);
}

static void
conclude_family(const struct made *rows, size_t n, enum verdict verdict, struct family *family,
    size_t *members, struct filed_family *filed)
{
	*family = (struct family) { .members = members,
		.nmembers = n,
		.verdict = verdict,
		.rival = TRAIL_NONE,
		.lineages = n,
		.speaker = span_of(rows[0].speaker),
		.severity = 4 };
	for (size_t i = 0; i < n; i++) {
		members[i] = i;
		filed->corpus.quotes[i].family = filed->id;
		filed->trail.placements[i] = (struct placement) { .second = TRAIL_NONE,
			.parent = i > 0 ? 0 : TRAIL_NONE,
			.rule = i > 0 ? "same words" : "founder" };
		if (strlen(rows[i].words) > strlen(rows[family->fullest].words))
			family->fullest = i;
	}
}

static struct printing
printing_of(const struct filed_quote *filed)
{
	return (struct printing) { .text = filed->quote.text,
		.speaker = filed->quote.speaker,
		.mention = filed->quote.mention,
		.venue = filed->quote.venue_name };
}

static bool
measure_drift(struct filed_family *filed, struct arena *arena, struct fault *f)
{
	const struct printing	 reference = printing_of(&filed->corpus.quotes[0]);

	for (size_t i = 1; i < filed->corpus.nquotes; i++) {
		const struct printing	 variant = printing_of(&filed->corpus.quotes[i]);

		if (!drift_measure(&reference, &variant, arena, &filed->trail.placements[i].drift, f))
			return false;
	}
	return true;
}

/* As trail_for sees the same rows. */
static void
make_dates(const struct made *rows, size_t n, struct filed_family *filed)
{
	for (size_t i = 0; i < n; i++) {
		filed->dates[i] = (struct trail_article) { .identity = span_of(rows[i].url),
			.outlet = span_of(rows[i].outlet),
			.published = INTERVAL_UNKNOWN };
		filed->trail.inferred[i] = INTERVAL_UNKNOWN;
		if (rows[i].inferred)
			filed->trail.inferred[i] = interval_of(&rows[i]);
		else {
			filed->dates[i].published = interval_of(&rows[i]);
			filed->dates[i].rank = rows[i].found != NULL ? 3 : 0;
		}
		filed->occurrences[i] = (struct occurrence) { .id = filed->corpus.quotes[i].id,
			.article = i,
			.text = filed->corpus.quotes[i].quote.text,
			.region = rows[i].region };
	}
}

bool
made_family(const struct made *rows, size_t n, enum verdict verdict, struct arena *arena,
    struct filed_family *filed, struct fault *f)
{
	struct family	*family = arena_take(arena, 1, sizeof *family, f);
	size_t		*members = arena_take(arena, n, sizeof *members, f);

	*filed = (struct filed_family) { .id = SPAN("q000000000001") };
	filed->corpus.articles = arena_take(arena, n, sizeof *filed->corpus.articles, f);
	filed->corpus.quotes = arena_take(arena, n, sizeof *filed->corpus.quotes, f);
	filed->trail.placements = arena_take(arena, n, sizeof *filed->trail.placements, f);
	filed->trail.inferred = arena_take(arena, n, sizeof *filed->trail.inferred, f);
	filed->dates = arena_take(arena, n, sizeof *filed->dates, f);
	filed->occurrences = arena_take(arena, n, sizeof *filed->occurrences, f);
	if (family == NULL || members == NULL || f->kind != FAULT_NONE)
		return false;
	filed->corpus.narticles = filed->corpus.nquotes = n;
	filed->trail.families = family;
	filed->trail.nfamilies = 1;
	for (size_t i = 0; i < n; i++) {
		if (!make_article(&rows[i], arena, &filed->corpus.articles[i], f) ||
		    !make_quote(&rows[i], i, &filed->corpus.articles[i].article, arena,
			&filed->corpus.quotes[i], f))
			return false;
	}
	conclude_family(rows, n, verdict, family, members, filed);
	make_dates(rows, n, filed);
	return measure_drift(filed, arena, f);
}

char *
made_report(const struct report_format *format, const struct made *rows, size_t n,
    enum verdict verdict, struct fault *f)
{
	static volatile int	 stop;
	struct cli		 cli = { .stop = &stop, .width = 100, .database = "made.db" };
	struct searched searched = { .status = { .articles = (int64_t)n,
					 .settled = true,
					 .captured_first = DATE_UNKNOWN,
					 .captured_last = DATE_UNKNOWN,
					 .published_first = DATE_UNKNOWN,
					 .published_last = DATE_UNKNOWN },
		.standing = SPAN("settled"),
		.line = SPAN("Searched what was made; settled.") };
	struct printer		 printer = { .cli = &cli, .searched = &searched };
	struct reference	 reference = { .against = AGAINST_EARLIEST };
	struct arena		*arena = arena_new(MADE_BYTES_MAX);
	struct filed_family	 filed;
	struct model		 model;
	char			*text = NULL;
	size_t			 size = 0;
	bool			 ok;

	printer.out = open_memstream(&text, &size);
	if (arena == NULL || printer.out == NULL)
		abort();
	ok = made_family(rows, n, verdict, arena, &filed, f) &&
	    model_build(&filed, SPAN_NONE, &reference, arena, &model, f) &&
	    (format->begin == NULL || format->begin(&printer, f));
	model.standing = searched.standing;
	ok = ok && format->family(&printer, &model, arena, f);
	printer.printed = 1;
	ok = ok && (format->end == NULL || format->end(&printer, f));
	fclose(printer.out);
	printer_drop(&printer);
	arena_free(arena);
	if (!ok) {
		free(text);
		return NULL;
	}
	return text;
}
