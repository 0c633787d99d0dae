/*
 * A checked draft as a page that loads nothing. The counts stand above the
 * quotations, so these wait in a file without a name until all are known.
 */
#include "cmd/check.h"
#include "cmd/finding.h"
#include "cmd/frame.h"
#include "cmd/output.h"
#include "cmd/profile.h"
#include "cmd/section.h"

#define PAGE_BYTES_MAX ((size_t)256 << 20)

bool
check_html_begin(struct check *check, struct fault *f)
{
	(void)f;
	check->body = part_begin();
	return true;
}

static void
add_fact(struct buf *out, const char *label, struct span value)
{
	if (value.n == 0)
		return;
	buf_print(out, "<div><dt>%s</dt><dd>", label);
	html_told(out, value);
	buf_add(out, SPAN("</dd></div>\n"));
}

/* The words between the marks of an alignment, until the one that closes; a mark without its partner is text. */
static size_t
add_marked(struct buf *out, struct span text, size_t at, const char *open, const char *close,
    const char *element)
{
	struct span	 rest = span_cut(text, at, text.n);
	size_t		 end;

	if (!span_starts(rest, span_of(open)))
		return at;
	end = 2 + span_find(span_cut(rest, 2, rest.n), span_of(close));
	if (end + 2 > rest.n)
		return at;
	buf_print(out, "<%s><i>%s</i>", element, open);
	html_stretch(out, span_cut(rest, 2, end));
	buf_print(out, "<i>%s</i></%s>", close, element);
	return at + end + 2;
}

static void
add_aligned(struct buf *out, struct span text)
{
	size_t	 from = 0;

	if (text.n == 0)
		return;
	buf_add(out, SPAN("<p class=\"finding\"><bdi dir=\"auto\">"));
	for (size_t at = 0; at < text.n;) {
		size_t		 next;
		struct buf	 marked = BUF(PAGE_BYTES_MAX);

		next = add_marked(&marked, text, at, "{+", "+}", "ins");
		if (next == at)
			next = add_marked(&marked, text, at, "[-", "-]", "del");
		if (next > at) {
			html_stretch(out, span_cut(text, from, at));
			buf_add(out, buf_span(&marked));
			from = at = next;
		} else
			at++;
		buf_free(&marked);
	}
	html_stretch(out, span_cut(text, from, text.n));
	buf_add(out, SPAN("</bdi></p>\n"));
}

static void
add_printing(struct buf *out, const char *label, const struct member *member)
{
	buf_print(out, "<div><dt>%s</dt><dd>", label);
	html_label(out, member->when);
	buf_add(out, SPAN(", "));
	section_outlet(out, member);
	buf_add(out, SPAN(" <small>"));
	html_told(out, member->how);
	buf_add(out, SPAN("</small> "));
	if (html_is_web(member->link))
		html_link(out, member->link, "to the words");
	else
		html_printed(out, member->place);
	buf_add(out, SPAN("</dd></div>\n"));
}

static bool
add_antecedent(struct buf *out, struct check *check, const struct checked *checked, struct fault *f)
{
	const struct model	*model = &checked->model;
	const struct member	*earliest = check_earliest(checked),
			    *closest = &model->members[checked->closest];
	struct span		 speaker, caution, house = SPAN_NONE;

	if (!check_speaker(check, checked, &speaker, f) ||
	    !check_caution(check, checked, &caution, f) ||
	    (check->house != NULL && checked->severity > 0 &&
		!profile_line(check->house, &checked->drift, check->arena, &house, f)))
		return false;
	add_aligned(out, checked->aligned);
	buf_add(out, SPAN("<dl class=\"facts\">\n"));
	add_fact(out, "Speaker", speaker);
	add_fact(out, "House", house);
	add_fact(out, "Caution, the closest has left the earliest", caution);
	if (closest != earliest)
		add_printing(out, "Closest", closest);
	if (earliest != NULL)
		add_printing(out, "Earliest", earliest);
	buf_add(out, SPAN("<div><dt>Verdict on the earliest</dt><dd>"));
	section_verdict(out, model->family->verdict);
	buf_add(out, SPAN("</dd></div>\n</dl>\n"));
	return true;
}

bool
check_html(struct check *check, const struct checked *checked, struct fault *f)
{
	struct buf	 out = BUF(PAGE_BYTES_MAX);
	bool		 ok = true;

	buf_add(&out, SPAN("<section>\n<h2>"));
	html_printed(&out, checked->place);
	buf_print(&out, ": %s ",
	    checked->standing == STANDS_ALONE ? "no antecedent" : standing_names[checked->standing]);
	if (checked->standing != STANDS_ALONE)
		section_severity(&out, checked->severity);
	else
		buf_print(&out, "<span class=\"sev s%d\"><b>%d</b> nothing like it was read</span>",
		    CHECK_NONE_SEVERITY, CHECK_NONE_SEVERITY);
	if (checked->standing != STANDS_ALONE && checked->severity > 0) {
		buf_add(&out, SPAN(" <small>"));
		check_classes(&out, checked);
		buf_add(&out, SPAN("</small>"));
	}
	buf_add(&out, SPAN("</h2>\n<p><q>"));
	html_printed(&out, checked->words);
	buf_add(&out, SPAN("</q></p>\n"));
	if (checked->standing != STANDS_ALONE)
		ok = add_antecedent(&out, check, checked, f);
	if (checked->brief && checked->standing == STANDS_ALONE)
		buf_add(&out,
		    SPAN("<p class=\"note\">So few words are looked for as an exact phrase "
			 "only.</p>\n"));
	if (checked->judged < checked->total)
		buf_print(&out,
		    "<p class=\"note\">%zu wordings share these words, %zu were judged.</p>\n",
		    checked->total, checked->judged);
	buf_add(&out, SPAN("</section>\n"));
	ok = ok && buf_ok(&out, f) && part_add(&check->body, buf_span(&out), f);
	buf_free(&out);
	return ok;
}

bool
check_html_end(struct check *check, struct fault *f)
{
	const struct frame frame = { .title = SPAN("A draft against what was printed") };
	struct buf	 out = BUF(PAGE_BYTES_MAX);
	FILE		*to = check->cli->out;
	bool		 ok;

	frame_open(&out, &frame);
	buf_add(&out, SPAN("<p><strong>"));
	check_counts(check, &out);
	buf_add(&out, SPAN(".</strong></p>\n"));
	ok = output_flush(&out, to, f) && part_copy(&check->body, NULL, to, f);
	section_searched(&out, &check->searched);
	buf_add(&out, SPAN("</main>\n"));
	frame_close(&out);
	ok = ok && output_flush(&out, to, f);
	buf_free(&out);
	return ok;
}
