#include "cmd/section.h"

#include "cmd/pick.h"

void
section_open(struct buf *out, const struct model *model, const char *name, const char *heading)
{
	buf_print(out, "<section class=\"%s\">\n<h3 id=\"%.*s-%s\">%s</h3>\n", name,
	    SPAN_ARG(model->id), name, heading);
}

void
section_verdict(struct buf *out, enum verdict verdict)
{
	static const char *const signs[VERDICTS] = {
		[VERDICT_PROVEN] = "\xE2\x9C\x93",
		[VERDICT_LIKELY] = "\xE2\x89\x88",
		[VERDICT_TIED] = "=",
		[VERDICT_UNDATED] = "?",
	};

	buf_print(out,
	    "<strong class=\"verdict %s\"><span aria-hidden=\"true\">%s</span> %s</strong>",
	    verdict_names[verdict], signs[verdict], verdict_names[verdict]);
}

void
section_severity(struct buf *out, int severity)
{
	buf_print(out, "<span class=\"sev s%d\"><b>%d</b> %s</span>", severity, severity,
	    drift_severity_words[severity]);
}

void
section_judgement(struct buf *out, enum house_judgement judgement)
{
	static const char *const signs[HOUSE_JUDGEMENTS] = {
		[HOUSE_ALLOWED] = "\xE2\x9C\x93",
		[HOUSE_QUERY] = "?",
		[HOUSE_REFUSED] = "\xE2\x9C\x97",
	};

	buf_print(out, "<span class=\"judged j%d\"><b aria-hidden=\"true\">%s</b> %s</span>",
	    (int)judgement, signs[judgement], house_judgement_names[judgement]);
}

void
section_number(struct buf *out, const struct model *model, size_t member)
{
	if (pick_holds(&model->pick, member))
		buf_print(out, "<a href=\"#%.*s-%zu\">[%zu]</a>", SPAN_ARG(model->id), member + 1,
		    member + 1);
	else
		buf_print(out, "[%zu]", member + 1);
}

void
section_outlet(struct buf *out, const struct member *member)
{
	html_printed(out, member->outlet.n > 0 ? member->outlet : member->place);
	if (member->republisher.n > 0) {
		buf_add(out, SPAN(" <span class=\"via\">on "));
		html_printed(out, member->republisher);
		buf_add(out, SPAN("</span>"));
	}
}
