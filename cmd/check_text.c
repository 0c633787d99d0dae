/* A checked draft on a terminal: what stands is a line, what does not is shown with its antecedent. */
#include "cmd/check.h"
#include "cmd/finding.h"
#include "cmd/output.h"
#include "cmd/profile.h"
#include "cmd/sheet.h"

#define LINE_BYTES_MAX ((size_t)1 << 16)

bool
check_text_begin(struct check *check, struct fault *f)
{
	(void)check;
	(void)f;
	return true;
}

/* "VERBATIM", "DIFFERS: 4 inserted-content, reattributed" */
static void
put_standing(const struct sheet *sheet, const struct checked *checked)
{
	static const char *const words[STANDINGS] = {
		[STANDS_VERBATIM] = "VERBATIM",
		[STANDS_DIFFERS] = "DIFFERS",
		[STANDS_FRAGMENT] = "FRAGMENT",
		[STANDS_ALONE] = "NO ANTECEDENT",
	};
	struct buf	 cell = BUF(LINE_BYTES_MAX);

	sheet_put(sheet, INK_BOLD, checked->place);
	sheet_pad(sheet, 2);
	sheet_put(sheet, checked->severity == 0 ? INK_GOOD : INK_WARN,
	    span_of(words[checked->standing]));
	if (checked->standing != STANDS_ALONE && checked->severity > 0) {
		buf_print(&cell, "%d ", checked->severity);
		check_classes(&cell, checked);
		fputs(": ", sheet->out);
		sheet_put(sheet, checked->severity >= 4 ? INK_WARN : INK_PLAIN, buf_span(&cell));
	}
	fputc('\n', sheet->out);
	buf_free(&cell);
}

static void
put_label(const struct sheet *sheet, const char *label, struct span text)
{
	fprintf(sheet->out, "  %-10s", label);
	sheet_wrap(sheet, text, 12);
}

/* "Northwire (northwire.example), 2022-01-07 07:41Z, likely", then the address that jumps to it. */
static bool
put_printing(struct check *check, const struct sheet *sheet, const char *label,
    const struct member *member, const char *verdict, struct fault *f)
{
	struct span	 line;

	if (!span_print(check->arena, &line, f, "%.*s (%.*s), %.*s%s%s", SPAN_ARG(member->outlet),
		SPAN_ARG(member->place), SPAN_ARG(member->when), verdict != NULL ? ", " : "",
		verdict != NULL ? verdict : ""))
		return false;
	put_label(sheet, label, line);
	if (member->link.n > 0) {
		sheet_pad(sheet, 12);
		sheet_put(sheet, INK_DIM, member->link);
		fputc('\n', sheet->out);
	}
	return true;
}

static bool
put_antecedent(struct check *check, const struct sheet *sheet, const struct checked *checked,
    struct fault *f)
{
	const struct model	*model = &checked->model;
	const struct member	*closest = &model->members[checked->closest],
			    *earliest = check_earliest(checked);
	struct span		 line;

	if (checked->aligned.n > 0)
		put_label(sheet, "Wording", checked->aligned);
	if (!check_speaker(check, checked, &line, f))
		return false;
	if (line.n > 0)
		put_label(sheet, "Speaker", line);
	if (!check_caution(check, checked, &line, f))
		return false;
	if (line.n > 0)
		put_label(sheet, "Caution", line);
	if (check->house != NULL && checked->severity > 0) {
		if (!profile_line(check->house, &checked->drift, check->arena, &line, f))
			return false;
		put_label(sheet, "House", line);
	}
	if (closest != earliest &&
	    (!span_eq(closest->filed->quote.text, model->members[0].filed->quote.text) ||
		earliest == NULL) &&
	    !put_printing(check, sheet, "Closest", closest, NULL, f))
		return false;
	if (earliest == NULL) {
		put_label(sheet, "Earliest", SPAN("no printing has a date"));
		return true;
	}
	return put_printing(check, sheet, "Earliest", earliest,
	    verdict_names[model->family->verdict], f);
}

bool
check_text(struct check *check, const struct checked *checked, struct fault *f)
{
	struct sheet	 sheet = sheet_of(check->cli, check->cli->out);
	struct span	 line;

	put_standing(&sheet, checked);
	if (!span_print(check->arena, &line, f, "\"%.*s\"", SPAN_ARG(checked->words)))
		return false;
	sheet_pad(&sheet, 2);
	sheet_wrap(&sheet, line, 2);
	if (checked->standing != STANDS_ALONE && !put_antecedent(check, &sheet, checked, f))
		return false;
	if (checked->brief && checked->standing == STANDS_ALONE)
		put_label(&sheet, "Limit",
		    SPAN("so few words are looked for as an exact phrase only"));
	if (checked->judged < checked->total) {
		if (!span_print(check->arena, &line, f,
			"%zu wordings share these words, %zu were judged", checked->total,
			checked->judged))
			return false;
		put_label(&sheet, "Limit", line);
	}
	fputc('\n', sheet.out);
	return output_sound(sheet.out, f);
}

bool
check_text_end(struct check *check, struct fault *f)
{
	struct sheet	 sheet = sheet_of(check->cli, check->cli->out);
	struct buf	 line = BUF(LINE_BYTES_MAX);

	check_counts(check, &line);
	buf_char(&line, '.');
	sheet_wrap(&sheet, buf_span(&line), 0);
	sheet_wrap(&sheet, check->searched.line, 0);
	buf_free(&line);
	return output_sound(sheet.out, f);
}
