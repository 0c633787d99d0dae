/* The batch summary: counts of this run, then the families of the database, worst first. */
#include "cmd/summary.h"

#include "cmd/cell.h"
#include "cmd/finding.h"
#include "cmd/model.h"
#include "cmd/sheet.h"
#include "core/utf8.h"

#define FAMILY_BYTES_MAX ((size_t)512 << 20) /* what one family may take in memory */
#define KEPT_BYTES_MAX ((size_t)64 << 20)    /* rows and what the store says of itself */
#define LINE_BYTES_MAX ((size_t)64 << 10)
#define ROWS_MAX 10   /* families shown, */
#define PRINTINGS_READ 200 /* of each, and read for it: the first, and those that drifted furthest */
#define LOOK_MAX 5    /* of them, things to look at first */
#define CHAINS_MAX 6  /* chains of credits shown */
#define CHAINS_KEPT 64
#define INDENT 15     /* column of the first count */
#define DOT " \xC2\xB7 "

/* A family as one line of the table. */
struct row {
	struct span	 id, speaker, words, outlet, finding, document, warning;
	enum verdict	 verdict;
	size_t		 occurrences, documents;
	int		 severity;
};

struct summary {
	struct sheet	 sheet;
	struct store	*store;
	struct arena	*kept, *family;
	struct row	 rows[ROWS_MAX];
	struct span	 chains[CHAINS_KEPT]; /* of the families shown */
	size_t		 nchains, shown, families, occurrences;
};

/* --- the run ------------------------------------------------------------- */

/* Counts as one line: the words for one and for many stand beside each number. */
struct part {
	size_t		 count;
	const char	*one, *many;
	bool		 always; /* also when there are none */
};

static void
print_parts(const struct sheet *sheet, const char *label, const struct part *parts, size_t n)
{
	struct buf	 line = BUF(LINE_BYTES_MAX);

	for (size_t i = 0; i < n; i++) {
		if (parts[i].count > 0 || parts[i].always)
			buf_print(&line, "%s%zu %s", line.n > 0 ? DOT : "", parts[i].count,
			    parts[i].count == 1 ? parts[i].one : parts[i].many);
	}
	if (line.n > 0)
		sheet_labelled(sheet, label, INDENT, buf_span(&line));
	buf_free(&line);
}

static void
print_pages(const struct sheet *sheet, const struct filing_count *count)
{
	const struct part	 parts[] = {
		{ count->tally.read, "read", "read", true },
		{ count->tally.failed, "failed", "failed", true },
		{ count->tally.blocked, "blocked by robots.txt", "blocked by robots.txt", true },
		{ count->tally.throttled, "throttled", "throttled", false },
		{ count->unchanged, "unchanged", "unchanged", true },
		{ count->versions, "new version", "new versions", false },
	};
	const struct source_count *source = &count->tally.count;
	const struct part	 asides[] = {
		{ count->resumed, "done before the interruption", "done before the interruption", false },
		{ count->fresh, "visited lately", "visited lately", false },
		{ source->again, "address named again", "addresses named again", false },
		{ source->revisits, "revisit", "revisits", false },
		{ source->moved, "redirect", "redirects", false },
		{ source->others, "record that is no page", "records that are no pages", false },
	};

	print_parts(sheet, "  Pages", parts, LEN(parts));
	print_parts(sheet, "  Passed over", asides, LEN(asides));
}

static void
print_forms(const struct sheet *sheet, const struct filing_count *count)
{
	size_t		 aside = count->forms[QUOTE_TITLE] + count->forms[QUOTE_SCARE];
	struct buf	 line = BUF(LINE_BYTES_MAX);

	buf_print(&line, "%zu found: %zu quotation%s (%zu utterance%s, %zu partial, %zu unclosed)",
	    count->quotes, count->quotes - aside, count->quotes - aside == 1 ? "" : "s",
	    count->forms[QUOTE_UTTERANCE], count->forms[QUOTE_UTTERANCE] == 1 ? "" : "s",
	    count->forms[QUOTE_PARTIAL], count->forms[QUOTE_UNCLOSED]);
	if (aside > 0)
		buf_print(&line, "; %zu title%s and %zu scare quote%s set aside",
		    count->forms[QUOTE_TITLE], count->forms[QUOTE_TITLE] == 1 ? "" : "s",
		    count->forms[QUOTE_SCARE], count->forms[QUOTE_SCARE] == 1 ? "" : "s");
	sheet_labelled(sheet, "  Quoted spans", INDENT, buf_span(&line));
	buf_free(&line);
}

static void
print_regions(const struct sheet *sheet, const struct filing_count *count)
{
	struct buf	 line = BUF(LINE_BYTES_MAX);

	for (size_t i = 0; i < REGIONS; i++) {
		if (count->regions[i] == 0)
			continue;
		buf_print(&line, "%s%s %zu%s", line.n > 0 ? DOT : "", region_names[i],
		    count->regions[i], i == REGION_TEASER ? " (other articles' words)" : "");
	}
	if (line.n > 0)
		sheet_labelled(sheet, "  Where", INDENT, buf_span(&line));
	buf_free(&line);
}

/* --- the database -------------------------------------------------------- */

static void
print_linked(const struct summary *s, const struct store_status *status)
{
	const struct sheet	*sheet = &s->sheet;
	struct buf		 line = BUF(LINE_BYTES_MAX);
	int64_t			 once = status->families - (int64_t)s->families;

	buf_print(&line, "%lld famil%s in 2 or more documents", (long long)status->linked,
	    status->linked == 1 ? "y" : "ies");
	if ((int64_t)s->families > status->linked)
		buf_print(&line, ", %lld within one",
		    (long long)((int64_t)s->families - status->linked));
	buf_print(&line, "; %lld quotation%s seen once", (long long)once, once == 1 ? "" : "s");
	buf_add(&line, SPAN("; "));
	standing_print(&line, status);
	sheet_labelled(sheet, "  Linked", INDENT, buf_span(&line));
	buf_free(&line);
}

static void
print_dates(const struct sheet *sheet, const struct store_status *status)
{
	int64_t stated = status->articles - status->undated - status->inferred - status->relative;
	const struct part	 parts[] = {
		{ stated > 0 ? (size_t)stated : 0, "stated on the page", "stated on the page", true },
		{ (size_t)status->relative, "relative", "relative", true },
		{ (size_t)status->inferred, "inferred from other pages", "inferred from other pages", true },
		{ (size_t)status->undated, "undated", "undated", true },
	};

	print_parts(sheet, "  Dates", parts, LEN(parts));
}

static void
print_credits(const struct summary *s, const struct store_status *status)
{
	const struct sheet	*sheet = &s->sheet;
	struct buf		 line = BUF(LINE_BYTES_MAX);

	buf_print(&line, "%lld lineage%s in %lld document%s", (long long)status->lineages,
	    status->lineages == 1 ? "" : "s", (long long)status->articles,
	    status->articles == 1 ? "" : "s");
	for (size_t i = 0; i < s->nchains && i < CHAINS_MAX; i++) {
		buf_add(&line, SPAN(DOT));
		cell_add(&line, s->chains[i], 80);
	}
	if (s->nchains > CHAINS_MAX)
		buf_print(&line, "%sand %zu%s more chains", DOT, s->nchains - CHAINS_MAX,
		    s->nchains == CHAINS_KEPT ? " or" : "");
	sheet_labelled(sheet, "  Credits", INDENT, buf_span(&line));
	buf_free(&line);
}

/* "Northwire > KVLT 6 > NewsPool", from the origin to the page. */
static bool
chain_of(const struct article *article, struct arena *arena, struct span *chain, struct fault *f)
{
	struct buf	 out = BUF(LINE_BYTES_MAX);

	for (size_t i = 0; i < article->ncredits; i++) {
		enum credit_role	 role = article->credits[i].role;

		if (role == CREDIT_AGENCY || role == CREDIT_REPUBLISHED)
			buf_print(&out, "%.*s > ", SPAN_ARG(article->credits[i].name));
	}
	*chain = SPAN_NONE;
	if (out.n == 0)
		return true;
	buf_add(&out, article->outlet.n > 0 ? article->outlet : article_identity(article));
	return buf_end(&out, arena, chain, f);
}

static bool
keep_chains(struct summary *s, const struct corpus *corpus, struct fault *f)
{
	for (size_t i = 0; i < corpus->narticles && s->nchains < CHAINS_KEPT; i++) {
		struct span	 chain;
		bool		 known = false;

		if (!chain_of(&corpus->articles[i].article, s->kept, &chain, f))
			return false;
		for (size_t k = 0; k < s->nchains && !known; k++)
			known = span_eq(s->chains[k], chain);
		if (chain.n > 0 && !known)
			s->chains[s->nchains++] = chain;
	}
	return true;
}

/* The first warning that the finding does not tell already. */
static bool
keep_warning(const struct summary *s, const struct model *model, struct row *row, struct fault *f)
{
	const struct change	*told = finding_change(model);

	for (size_t i = 0; i < model->nwarnings; i++) {
		const struct warning	*warning = &model->warnings[i];

		if (told == NULL || warning->text.p != told->line.p)
			return span_in(s->kept, warning->document, &row->document, f) &&
			    span_in(s->kept, warning->text, &row->warning, f);
	}
	return true;
}

static bool
keep_row(struct summary *s, const struct model *model, struct fault *f)
{
	struct row		*row = &s->rows[s->shown];
	const struct member	*first = &model->members[0];
	struct span		 finding;

	*row = (struct row) { .verdict = model->family->verdict,
		.occurrences = model->printings,
		.documents = model->ndocuments,
		.severity = model->family->severity };
	if (!finding_line(model, s->family, &finding, f))
		return false;
	s->shown++;
	return keep_warning(s, model, row, f) && span_in(s->kept, model->id, &row->id, f) &&
	    span_in(s->kept, model->speaker, &row->speaker, f) &&
	    span_in(s->kept, model->title, &row->words, f) &&
	    span_in(s->kept, first->outlet, &row->outlet, f) &&
	    span_in(s->kept, finding, &row->finding, f);
}

static bool
keep_large(struct summary *s, struct span id, struct fault *f)
{
	struct row	*row = &s->rows[s->shown++];

	*row = (struct row) { .verdict = VERDICT_UNDATED,
		.words = SPAN("(more printings than can be shown here)") };
	return span_in(s->kept, id, &row->id, f);
}

static bool
see_family(void *context, struct span id, struct fault *f)
{
	struct summary		*s = context;
	struct reference	 reference = { .against = AGAINST_EARLIEST };
	struct filed_family	 filed;
	struct model		 model;

	arena_reset(s->family);
	if (store_family(s->store, id, STORE_OUTLINE, PRINTINGS_READ, s->family, &filed, f) &&
	    model_build(&filed, SPAN_NONE, &reference, s->family, &model, f))
		return keep_row(s, &model, f) && keep_chains(s, &filed.corpus, f);
	if (f->kind != FAULT_MEMORY && f->kind != FAULT_LIMIT)
		return false;
	/* What was read is filed; one family that is too large to show does not undo that. */
	fault_clear(f);
	return keep_large(s, id, f);
}

/* --- the table ----------------------------------------------------------- */

/* Columns with the two spaces before them; words and speaker share what is left of the line. */
#define SEVERITY_COLUMNS 5
#define ID_COLUMNS 15
#define COUNT_COLUMNS 5
#define OUTLET_COLUMNS 18
#define VERDICT_COLUMNS 9

/* A narrow terminal does without the speaker, then without the outlet. */
struct layout {
	size_t	 speaker, words, outlet;
};

static struct layout
lay_out(size_t width)
{
	size_t		 fixed = SEVERITY_COLUMNS + ID_COLUMNS + 2 * COUNT_COLUMNS + 1 + VERDICT_COLUMNS;
	struct layout	 layout = { 0, 0, width >= 80 ? OUTLET_COLUMNS : 0 };
	size_t left = width > fixed + layout.outlet + 20 ? width - fixed - layout.outlet : 20;

	layout.speaker = width >= 90 ? left / 3 : 0;
	layout.words = left - layout.speaker;
	return layout;
}

static void
add_column(struct buf *line, struct span text, size_t columns, bool right)
{
	if (columns == 0)
		return;
	buf_add(line, SPAN("  "));
	cell_pad(line, text, columns - 2, right);
}

/* A number is never cut: a wide one pushes the line out instead. */
static void
add_count(struct buf *line, size_t count, size_t columns)
{
	buf_print(line, " %*zu", (int)columns - 1, count);
}

/* A name that is too long loses its first words: "... Tokayev" tells more than "Kassym-J...". */
static void
add_name(struct buf *line, struct span name, size_t columns)
{
	struct buf	 tail = BUF(LINE_BYTES_MAX);
	size_t		 at = 0;

	while (at < name.n && terminal_columns(span_cut(name, at, name.n)) + 4 + 2 > columns) {
		at += span_find(span_cut(name, at, name.n), SPAN(" "));
		at += at < name.n;
	}
	if (columns > 0 && terminal_columns(name) + 2 > columns && at < name.n) {
		buf_add(&tail, SPAN("... "));
		buf_add(&tail, span_cut(name, at, name.n));
		name = buf_span(&tail);
	}
	add_column(line, name, columns, false);
	buf_free(&tail);
}

static void
add_row(struct buf *line, const struct layout *layout, const struct row *row)
{
	bool	 dated = row->verdict != VERDICT_UNDATED;

	buf_print(line, "%*d", SEVERITY_COLUMNS, row->severity);
	add_column(line, row->id, ID_COLUMNS, false);
	add_name(line, row->speaker.n > 0 ? row->speaker : SPAN("unnamed"), layout->speaker);
	add_column(line, row->words, layout->words, false);
	add_count(line, row->occurrences, COUNT_COLUMNS);
	add_count(line, row->documents, COUNT_COLUMNS + 1);
	add_column(line, dated ? row->outlet : SPAN("none dated"), layout->outlet, false);
	buf_print(line, "  %s\n", verdict_names[row->verdict]);
}

static void
put_lines(const struct sheet *sheet, struct span text)
{
	while (text.n > 0) {
		size_t	 end = span_find(text, SPAN("\n"));

		sheet_put(sheet, INK_PLAIN, span_cut(text, 0, end));
		fputc('\n', sheet->out);
		text = span_cut(text, end < text.n ? end + 1 : end, text.n);
	}
}

static void
print_rows(const struct summary *s)
{
	struct layout	 layout = lay_out(s->sheet.width);
	struct buf	 line = BUF(LINE_BYTES_MAX);

	add_column(&line, SPAN("sev"), SEVERITY_COLUMNS, false);
	add_column(&line, SPAN("id"), ID_COLUMNS, false);
	add_column(&line, SPAN("speaker"), layout.speaker, false);
	add_column(&line, SPAN("quotation"), layout.words, false);
	add_column(&line, SPAN("occ"), COUNT_COLUMNS, true);
	add_column(&line, SPAN("docs"), COUNT_COLUMNS + 1, true);
	add_column(&line, SPAN("earliest"), layout.outlet, false);
	buf_add(&line, SPAN("  verdict\n"));
	for (size_t i = 0; i < s->shown; i++)
		add_row(&line, &layout, &s->rows[i]);
	put_lines(&s->sheet, buf_span(&line));
	buf_free(&line);
}

/* A word as a shell takes it: in quotation marks only when it needs them. */
static void
add_shell_word(struct buf *line, struct span word)
{
	bool	 plain = word.n > 0;

	for (size_t i = 0; i < word.n; i++)
		plain = plain &&
		    ((word.p[i] >= '0' && word.p[i] <= '9') ||
			(word.p[i] >= 'A' && word.p[i] <= 'Z') ||
			(word.p[i] >= 'a' && word.p[i] <= 'z') || strchr("._/-", word.p[i]) != NULL);
	buf_add(line, plain ? SPAN("") : SPAN("'"));
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] == '\'')
			buf_add(line, SPAN("'\\''"));
		else
			buf_char(line, word.p[i]);
	}
	buf_add(line, plain ? SPAN(" ") : SPAN("' "));
}

/* The database in a command is only said when it is not the one the program takes by itself. */
static void
add_command(struct buf *line, const struct cli *cli, const char *command, struct span operand)
{
	struct buf	 path = BUF(LINE_BYTES_MAX);

	utf8_repair(span_of(cli->database), &path);
	buf_add(line, SPAN("quotrail "));
	if (!span_eq(buf_span(&path), SPAN("quotrail.db"))) {
		buf_add(line, SPAN("--db "));
		add_shell_word(line, buf_span(&path));
	}
	buf_print(line, "%s %.*s", command, SPAN_ARG(operand));
	buf_free(&path);
}

static void
print_families(const struct summary *s)
{
	const struct sheet	*sheet = &s->sheet;
	struct buf		 line = BUF(LINE_BYTES_MAX);

	fputc('\n', sheet->out);
	if (s->shown == 0) {
		sheet_wrap(sheet,
		    SPAN("No quotation stands in two places yet, so there is nothing to compare."),
		    0);
		return;
	}
	sheet_put(sheet, INK_BOLD, SPAN("FAMILIES"));
	fputs("   worst first\n", sheet->out);
	print_rows(s);
	if (s->families <= s->shown)
		return;
	buf_print(&line, "  and %zu more: ", s->families - s->shown);
	add_command(&line, sheet->cli, "report", SPAN("-o report.html"));
	buf_char(&line, '\n');
	put_lines(sheet, buf_span(&line));
	buf_free(&line);
}

static void
print_look(const struct sheet *sheet, size_t number, const struct row *row, struct span what)
{
	struct buf	 line = BUF(LINE_BYTES_MAX);
	char		 label[24];

	snprintf(label, sizeof label, "  %zu ", number);
	sheet_labelled(sheet, label, 4, what);
	add_command(&line, sheet->cli, "trace", row->id);
	sheet_pad(sheet, 6);
	sheet_put(sheet, INK_DIM, buf_span(&line));
	fputc('\n', sheet->out);
	buf_free(&line);
}

/* One document's date may trouble many families; it is one thing to look at. */
static bool
warned_before(const struct summary *s, size_t at)
{
	const struct row	*row = &s->rows[at];
	bool			 before = false;

	for (size_t i = 0; i < at && !before; i++)
		before = span_eq(s->rows[i].document, row->document) &&
		    span_eq(s->rows[i].warning, row->warning);
	return before;
}

/* What changed the words or the speaker first, then dates that need an eye. */
static void
print_looks(const struct summary *s)
{
	size_t		 told = 0;
	struct buf	 line = BUF(LINE_BYTES_MAX);

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < s->shown && told < LOOK_MAX; i++) {
			const struct row	*row = &s->rows[i];

			buf_cut(&line, 0);
			if (pass == 0 && row->severity >= 3 && row->finding.n > 0)
				buf_add(&line, row->finding);
			else if (pass == 1 && row->warning.n > 0 && !warned_before(s, i))
				buf_print(&line, "%.*s: %.*s", SPAN_ARG(row->document),
				    SPAN_ARG(row->warning));
			else
				continue;
			if (told++ == 0)
				sheet_heading(&s->sheet, "LOOK AT THESE FIRST");
			print_look(&s->sheet, told, row, buf_span(&line));
		}
	}
	buf_free(&line);
}

bool
summary_print(struct cli *cli, struct store *store, const struct filing_count *count,
    struct fault *f)
{
	struct summary		 s = { .sheet = sheet_of(cli, cli->out), .store = store };
	struct store_status	 status;
	bool			 ok = false;

	s.kept = arena_new(KEPT_BYTES_MAX);
	s.family = arena_new(FAMILY_BYTES_MAX);
	if (s.kept == NULL || s.family == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		goto done;
	}
	if (!store_status(store, s.kept, &status, f) ||
	    !store_worst_families(store, ROWS_MAX, see_family, &s, f))
		goto done;
	s.families = (size_t)status.repeated;
	fprintf(cli->out, "%sBATCH SUMMARY%s\n", terminal_ink(cli, INK_BOLD),
	    terminal_ink(cli, INK_PLAIN));
	print_pages(&s.sheet, count);
	print_forms(&s.sheet, count);
	print_regions(&s.sheet, count);
	print_linked(&s, &status);
	print_dates(&s.sheet, &status);
	print_credits(&s, &status);
	print_families(&s);
	print_looks(&s);
	ok = true;
done:
	arena_free(s.kept);
	arena_free(s.family);
	return ok;
}
