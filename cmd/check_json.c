/* A checked draft as one JSON object, one quotation after the other. Described by cmd/schema.json. */
#include "cmd/check.h"
#include "cmd/fact.h"
#include "cmd/output.h"
#include "cmd/record.h"

bool
check_json_begin(struct check *check, struct fault *f)
{
	fprintf(check->cli->out, "{\"quotrail\":%d,\"quotations\":[\n", RECORD_FORMAT);
	return output_sound(check->cli->out, f);
}

static void
put_printing(struct buf *out, const char *name, const struct member *member)
{
	const struct article	*article = &member->article->article;

	json_open(out, name, '{');
	json_put_text(out, "id", member->filed->id);
	json_put_text(out, "outlet", member->outlet);
	json_put_text(out, "title", article->title);
	json_put_text(out, "url", fact_address(member->article));
	json_put_text(out, "file", article->file);
	json_put_text(out, "link", member->link);
	json_put_text(out, "date", member->when);
	json_put_text(out, "dated_by", member->how);
	record_time(out, "earliest", member->date.earliest);
	record_time(out, "latest", member->date.latest);
	json_put_text(out, "text", member->filed->quote.text);
	json_close(out, '}');
}

static void
put_antecedent(struct buf *out, const struct check *check, const struct checked *checked,
    struct span caution)
{
	const struct model	*model = &checked->model;
	const struct member	*earliest = check_earliest(checked);

	json_put_text(out, "family", model->id);
	json_put_text(out, "family_speaker", model->speaker);
	json_put_text(out, "verdict", span_of(verdict_names[model->family->verdict]));
	json_put_text(out, "answer", model->sentence);
	record_drift(out, "drift", &checked->drift);
	json_put_text(out, "aligned", checked->aligned);
	put_printing(out, "closest", &model->members[checked->closest]);
	json_put_text(out, "caution", caution);
	if (earliest != NULL)
		put_printing(out, "earliest", earliest);
	else
		json_put_null(out, "earliest");
	if (check->house != NULL)
		record_judgement(out, check->house, &checked->drift);
}

bool
check_json(struct check *check, const struct checked *checked, struct fault *f)
{
	struct buf	 out = BUF(RECORD_BYTES_MAX);
	struct span	 caution = SPAN_NONE;
	bool		 ok;

	if (checked->standing != STANDS_ALONE && !check_caution(check, checked, &caution, f))
		return false;
	buf_add(&out, check->quotations > 0 ? SPAN(",\n") : SPAN(""));
	json_open(&out, NULL, '{');
	json_put_text(&out, "draft", article_identity(checked->draft));
	json_put_text(&out, "place", checked->place);
	ok = record_quote(&out, checked->draft, checked->quote, check->arena, f);
	json_put_text(&out, "standing", span_of(standing_names[checked->standing]));
	json_put_int(&out, "severity", checked->severity);
	json_put_size(&out, "judged", checked->judged);
	json_put_size(&out, "sharing", checked->total);
	if (checked->standing != STANDS_ALONE)
		put_antecedent(&out, check, checked, caution);
	json_close(&out, '}');
	ok = ok && output_flush(&out, check->cli->out, f);
	buf_free(&out);
	return ok;
}

bool
check_json_end(struct check *check, struct fault *f)
{
	struct buf	 out = BUF(RECORD_BYTES_MAX);
	bool		 ok;

	buf_add(&out, SPAN("]"));
	json_open(&out, "counts", '{');
	for (int i = 0; i < STANDINGS; i++)
		json_put_size(&out, standing_names[i], check->counts[i]);
	json_close(&out, '}');
	json_put_int(&out, "severity", check->worst);
	record_searched(&out, "searched", &check->searched);
	json_close(&out, '}');
	ok = json_print(&out, check->cli->out, f);
	buf_free(&out);
	return ok;
}
