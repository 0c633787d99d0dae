/* The answer box: what was said, who printed it first as far as we can tell, and how to cite that. */
#include "cmd/finding.h"
#include "cmd/markdown.h"
#include "cmd/section.h"
#include "core/utf8.h"

#define CITE_BYTES_MAX ((size_t)1 << 20)
#define HEADLINE_MAX 400 /* bytes of a quotation that are shown whole */

static const char *const verdict_meanings[VERDICTS] = {
	[VERDICT_PROVEN] = "Its whole date range lies before that of every other printing here.",
	[VERDICT_LIKELY] =
	    "Its best estimate comes first, but other date ranges overlap it or are open.",
	[VERDICT_TIED] = "Another printing may be as early: the dates cannot tell them apart.",
	[VERDICT_UNDATED] = "No printing carries a date.",
};

static struct span
headline(const struct model *model)
{
	return model->reference_words.n <= HEADLINE_MAX ? model->reference_words : model->title;
}

static void
add_fact(struct buf *out, const char *label, struct span value, struct span how)
{
	buf_print(out, "<div><dt>%s</dt><dd>", label);
	if (value.n > 0)
		html_printed(out, value);
	else
		buf_add(out, SPAN("<span class=\"none\">not stated</span>"));
	if (how.n > 0) {
		buf_add(out, SPAN(" <small>"));
		html_told(out, how);
		buf_add(out, SPAN("</small>"));
	}
	buf_add(out, SPAN("</dd></div>\n"));
}

static void
add_count(struct buf *out, size_t count, const char *one, const char *many)
{
	buf_print(out, "%zu %s", count, count == 1 ? one : many);
}

static void
add_spread(struct buf *out, const struct model *model)
{
	buf_add(out, SPAN("<div><dt>Spread</dt><dd>"));
	add_count(out, model->printings, "printing", "printings");
	buf_add(out, SPAN(" in "));
	add_count(out, model->ndocuments, "document", "documents");
	buf_add(out, SPAN(", "));
	add_count(out, model->family->lineages, "independent lineage", "independent lineages");
	buf_print(out, " <small>family <code>%.*s</code></small>", SPAN_ARG(model->id));
	if (model->extent.n > 0) {
		buf_add(out, SPAN(" <small>"));
		html_label(out, model->extent);
		buf_add(out, SPAN("</small>"));
	}
	buf_add(out, SPAN("</dd></div>\n"));
}

static bool
add_worst(struct buf *out, const struct model *model, struct arena *arena, struct fault *f)
{
	struct span	 line;

	if (!finding_line(model, arena, &line, f))
		return false;
	buf_add(out, SPAN("<div><dt>Furthest drift</dt><dd>"));
	section_severity(out, finding_severity(model));
	if (line.n > 0) {
		buf_add(out, SPAN(" <small>"));
		html_told(out, line);
		buf_add(out, SPAN("</small>"));
	}
	buf_add(out, SPAN("</dd></div>\n"));
	return true;
}

/* --- cite ---------------------------------------------------------------- */

static void
cite_markdown(struct buf *cite, const struct model *model)
{
	const struct member	*first = &model->members[0];

	buf_add(cite, SPAN("> "));
	markdown_add(cite, model->reference_words);
	buf_add(cite, SPAN("\n>\n> \xE2\x80\x94 "));
	markdown_add(cite, model->speaker.n > 0 ? model->speaker : SPAN("speaker not named"));
	buf_add(cite, SPAN("\n\n"));
	markdown_add(cite, model->sentence);
	if (html_is_web(first->link)) {
		buf_char(cite, ' ');
		markdown_add_link(cite, SPAN("Source"), first->link);
	}
	buf_char(cite, '\n');
}

static void
cite_html(struct buf *cite, const struct model *model)
{
	const struct member	*first = &model->members[0];

	buf_add(cite, SPAN("<blockquote"));
	if (html_is_web(first->link)) {
		buf_add(cite, SPAN(" cite=\""));
		html_label(cite, first->link);
		buf_char(cite, '"');
	}
	buf_add(cite, SPAN("><p>"));
	html_label(cite, model->reference_words);
	buf_add(cite, SPAN("</p><footer>\xE2\x80\x94 "));
	html_label(cite, model->speaker.n > 0 ? model->speaker : SPAN("speaker not named"));
	buf_add(cite, SPAN("</footer></blockquote>\n<p>"));
	html_label(cite, model->sentence);
	buf_add(cite, SPAN("</p>\n"));
}

/* A field of BibTeX: braces would end it, and the characters that act in TeX are escaped. */
static void
add_field(struct buf *cite, const char *name, struct span value)
{
	if (value.n == 0)
		return;
	buf_print(cite, "  %-12s = {", name);
	for (size_t at = 0; at < value.n;) {
		uint32_t c = utf8_next(value, &at);

		if (c == '{' || c == '}' || c == '\\')
			continue;
		if (c < 0x80 && strchr("&%$#_~^", (int)c) != NULL && c != 0)
			buf_print(cite, "\\%c%s", (char)c, c == '~' || c == '^' ? "{}" : "");
		else
			buf_utf8(cite, c == '\n' ? ' ' : c);
	}
	buf_add(cite, SPAN("},\n"));
}

static void
cite_bibtex(struct buf *cite, const struct model *model)
{
	const struct member	*first = &model->members[0];
	struct span		 day = first->article->article.published.day;

	buf_print(cite, "@misc{%.*s,\n", SPAN_ARG(model->id));
	add_field(cite, "author", model->speaker);
	add_field(cite, "title", model->title);
	add_field(cite, "howpublished", first->outlet);
	if (!first->inferred && model->family->verdict != VERDICT_UNDATED)
		add_field(cite, "date", day);
	if (html_is_web(first->link))
		add_field(cite, "url", article_identity(&first->article->article));
	add_field(cite, "note", model->sentence);
	buf_add(cite, SPAN("}\n"));
}

static bool
add_cite(struct buf *out, const struct model *model, struct fault *f)
{
	static const struct {
		const char	*name;
		void		(*print)(struct buf *cite, const struct model *model);
	} styles[] = {
		{ "Markdown", cite_markdown },
		{ "HTML", cite_html },
		{ "BibTeX", cite_bibtex },
	};
	struct buf	 cite = BUF(CITE_BYTES_MAX);
	bool		 ok = true;

	buf_add(out, SPAN("<details class=\"cite\"><summary>Cite this</summary>\n"));
	for (size_t i = 0; i < LEN(styles) && ok; i++) {
		buf_cut(&cite, 0);
		styles[i].print(&cite, model);
		ok = buf_ok(&cite, f);
		buf_print(out, "<figure><figcaption>%s</figcaption><pre tabindex=\"0\">",
		    styles[i].name);
		html_label(out, buf_span(&cite));
		buf_add(out, SPAN("</pre></figure>\n"));
	}
	buf_add(out, SPAN("</details>\n"));
	buf_free(&cite);
	return ok;
}

bool
section_answer(struct buf *out, const struct model *model, struct arena *arena, struct fault *f)
{
	buf_print(out,
	    "<section class=\"answer\" aria-labelledby=\"%.*s-answer\">\n"
	    "<h2 id=\"%.*s-answer\"><q>",
	    SPAN_ARG(model->id), SPAN_ARG(model->id));
	html_printed(out, headline(model));
	buf_add(out, SPAN("</q></h2>\n<p class=\"finding\">"));
	section_verdict(out, model->family->verdict);
	buf_add(out, SPAN(" "));
	html_told(out, model->sentence);
	buf_print(out, "</p>\n<p class=\"doubt\">%s ", verdict_meanings[model->family->verdict]);
	if (model->doubt.n > 0)
		html_told(out, model->doubt);
	buf_add(out, SPAN("</p>\n<dl class=\"facts\">\n"));
	add_fact(out, "Speaker", model->speaker, model->speaker_how);
	if (model->office.n > 0)
		add_fact(out, "Office", model->office, SPAN_NONE);
	add_fact(out, "Said", model->said.line, model->said.how);
	if (model->said.language.n > 0)
		add_fact(out, "Language", model->said.language, SPAN_NONE);
	add_spread(out, model);
	if (!add_worst(out, model, arena, f))
		return false;
	buf_add(out, SPAN("</dl>\n"));
	if (!add_cite(out, model, f))
		return false;
	buf_add(out, SECTION_CLOSE);
	return true;
}
