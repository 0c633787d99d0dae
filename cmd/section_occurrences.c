/* The table of printings; each opens to its sentence, dates, credits and the rules behind it. */
#include "cmd/section.h"

static const char *const says_words[] = {
	[SAYS_PUBLISHED] = "published",
	[SAYS_MODIFIED] = "changed",
	[SAYS_NOT_BEFORE] = "not before",
	[SAYS_NOT_AFTER] = "not after",
	[SAYS_CAPTURED] = "captured not before",
};

/* "2022-01-07 05:00:00Z": what date_print() gives, for a reader. */
static void
add_moment(struct buf *out, int64_t at)
{
	char	 text[DATE_TEXT_MAX];

	date_print(at, text);
	if (text[0] == '\0') {
		buf_add(out, SPAN("open"));
		return;
	}
	buf_print(out, "<time datetime=\"%s\">%.10s %s</time>", text, text, text + 11);
}

/* A word of ours with its meaning at hand. */
static void
add_term(struct buf *out, const char *name, const char *meaning)
{
	buf_add(out, SPAN("<abbr title=\""));
	html_label(out, span_of(meaning));
	buf_add(out, SPAN("\">"));
	html_label(out, span_of(name));
	buf_add(out, SPAN("</abbr>"));
}

/* --- what a row opens to ------------------------------------------------- */

/* The sentence as printed, with the quoted stretches marked in it. */
static void
add_context(struct buf *out, const struct member *member)
{
	const struct quote	*quote = &member->filed->quote;
	struct span		 sentence = member->sentence;
	size_t			 at = 0;

	buf_add(out, SPAN("<blockquote class=\"context\" lang=\""));
	html_label(out, member->article->article.language);
	buf_add(out, SPAN("\"><bdi dir=\"auto\">"));
	for (size_t i = 0; i < quote->nparts; i++) {
		size_t	 from;

		if (!span_within(quote->parts[i], sentence))
			continue;
		from = (size_t)(quote->parts[i].p - sentence.p);
		if (from < at)
			continue;
		html_stretch(out, span_cut(sentence, at, from));
		buf_add(out, SPAN("<mark>"));
		html_stretch(out, quote->parts[i]);
		buf_add(out, SPAN("</mark>"));
		at = from + quote->parts[i].n;
	}
	html_stretch(out, span_cut(sentence, at, sentence.n));
	buf_add(out, SPAN("</bdi></blockquote>\n"));
}

/* One bound, both, or the instant that they are. */
static void
add_when(struct buf *out, const struct evidence *e)
{
	bool	 range = e->says == SAYS_PUBLISHED || e->says == SAYS_MODIFIED;

	add_moment(out, e->says == SAYS_NOT_AFTER ? e->when.latest : e->when.earliest);
	if (range && e->when.latest != e->when.earliest) {
		buf_add(out, SPAN(" to "));
		add_moment(out, e->when.latest);
	}
}

static void
add_candidate(struct buf *out, const struct evidence *e)
{
	const struct evidence_row	*row = &evidence_kinds[e->kind];

	buf_print(out, "<tr%s><td data-l=\"Used\">%s</td><td data-l=\"Rank\">",
	    e->used ? " class=\"used\"" : "", e->used ? "\xE2\x9C\x93 used" : "not used");
	if (row->rank > 0)
		buf_print(out, "%d", row->rank);
	else
		buf_add(out, SPAN("bound"));
	buf_add(out, SPAN("</td><td data-l=\"Kind\">"));
	add_term(out, row->name, row->meaning);
	buf_add(out, SPAN("</td><td data-l=\"Found\">"));
	if (e->found.n > 0)
		html_printed(out, e->found);
	if (e->place.n > 0) {
		buf_add(out, SPAN(" <small>"));
		html_told(out, e->place);
		buf_add(out, SPAN("</small>"));
	}
	buf_print(out, "</td><td data-l=\"Says\">%s ", says_words[e->says]);
	add_when(out, e);
	buf_add(out, SPAN("</td><td data-l=\"Zone\">"));
	if (e->zone.n > 0)
		html_printed(out, e->zone);
	buf_add(out, SPAN("</td></tr>\n"));
}

static void
add_candidates(struct buf *out, const struct member *member)
{
	const struct article	*article = &member->article->article;

	if (article->nevidence == 0) {
		buf_add(out, SPAN("<p>The page carries no date of any kind.</p>\n"));
		return;
	}
	buf_add(out,
	    SPAN("<table class=\"small\"><caption>Every date on the page; rank 1 is best</caption>"
		 "<thead><tr><th scope=\"col\">Used</th><th scope=\"col\">Rank</th><th "
		 "scope=\"col\">Kind</th>"
		 "<th scope=\"col\">Found</th><th scope=\"col\">Says (UTC)</th><th "
		 "scope=\"col\">Zone</th></tr>"
		 "</thead><tbody>\n"));
	for (size_t i = 0; i < article->nevidence; i++)
		add_candidate(out, &article->evidence[i]);
	buf_add(out, SPAN("</tbody></table>\n"));
}

static void
add_credits(struct buf *out, const struct article *article)
{
	buf_add(out, SPAN("<dt>Credits</dt><dd>"));
	if (article->ncredits == 0)
		buf_add(out, SPAN("none found on the page"));
	for (size_t i = 0; i < article->ncredits; i++) {
		const struct credit	*credit = &article->credits[i];

		buf_print(out, "<div>%s ", credit_role_names[credit->role]);
		html_printed(out, credit->name);
		if (credit->found.n > 0) {
			buf_add(out, SPAN(" <small>"));
			html_printed(out, credit->found);
			buf_add(out, SPAN("</small>"));
		}
		buf_add(out, SPAN("</div>"));
	}
	buf_add(out, SPAN("</dd>\n"));
}

static void
add_speaker_rule(struct buf *out, const struct quote *quote)
{
	buf_add(out, SPAN("<dt>Speaker</dt><dd>"));
	if (quote->mention.n > 0) {
		buf_add(out, SPAN("printed as "));
		html_printed(out, quote->mention);
	} else
		buf_add(out, SPAN("nobody is said to have said it"));
	if (quote->speaker.n > 0 && !span_eq(quote->speaker, quote->mention)) {
		buf_add(out, SPAN(", read as "));
		html_printed(out, quote->speaker);
	}
	buf_add(out, SPAN(" <small>"));
	html_label(out, span_of(speaker_state_names[quote->state]));
	if (quote->speaker_rule != NULL) {
		buf_add(out, SPAN("; rule: "));
		html_label(out, span_of(quote->speaker_rule));
	}
	if (quote->state == SPEAKER_RESOLVED)
		buf_print(out, "; confidence %.2f", quote->confidence);
	if (quote->cue.n > 0) {
		buf_add(out, SPAN("; cue "));
		html_printed(out, quote->cue);
	}
	buf_add(out, SPAN("</small></dd>\n"));
}

static void
add_link_rule(struct buf *out, const struct model *model, const struct member *member)
{
	const struct placement	*placement = &model->filed->trail.placements[member->occurrence];
	const struct member	*parent = model_member(model, placement->parent);

	buf_add(out, SPAN("<dt>Linked by</dt><dd>"));
	html_label(out, span_of(placement->rule != NULL ? placement->rule : "same words"));
	buf_print(out, " <small>occurrence <code>%.*s</code>", SPAN_ARG(member->filed->id));
	if (parent != NULL)
		buf_print(out, "; most likely taken from [%zu]",
		    (size_t)(parent - model->members) + 1);
	if (member->filed->second.n > 0)
		buf_print(out, "; joins words of family <code>%.*s</code>",
		    SPAN_ARG(member->filed->second));
	if (member->filed->superseded)
		buf_add(out, SPAN("; stood in an earlier version of the page and no longer does"));
	buf_add(out, SPAN("</small></dd>\n"));
}

/* Where others may have kept the page as it was. */
static void
add_archive(struct buf *out, struct span address)
{
	struct buf	 archive = BUF((size_t)1 << 16);

	buf_add(&archive, SPAN("https://web.archive.org/web/*/"));
	buf_add(&archive, address);
	buf_add(out, SPAN(", "));
	html_link(out, buf_span(&archive), "look for archived copies");
	buf_free(&archive);
}

static void
add_anchor(struct buf *out, const struct member *member)
{
	struct span	 address = article_identity(&member->article->article);

	buf_add(out, SPAN("<dt>Where</dt><dd>"));
	if (html_is_web(member->link)) {
		html_link(out, member->link, "open the page at these words");
		add_archive(out, address);
		buf_add(out, SPAN(" <small class=\"address\">"));
		html_label(out, address);
		buf_add(out, SPAN("</small>"));
	} else {
		html_printed(out, member->place);
		buf_add(out, SPAN(" <small class=\"address\">"));
		html_label(out, address);
		buf_add(out, SPAN("</small>"));
	}
	if (member->article->article.title.n > 0) {
		buf_add(out, SPAN("<cite>"));
		html_printed(out, member->article->article.title);
		buf_add(out, SPAN("</cite>"));
	}
	buf_add(out, SPAN("</dd>\n"));
}

static void
add_details(struct buf *out, const struct model *model, const struct member *member)
{
	const struct quote	*quote = &member->filed->quote;

	buf_print(out,
	    "<tr class=\"more\"><td colspan=\"6\"><details><summary>Evidence for [%zu]</summary>\n",
	    (size_t)(member - model->members) + 1);
	add_context(out, member);
	buf_add(out, SPAN("<dl class=\"evidence\">\n"));
	add_anchor(out, member);
	add_speaker_rule(out, quote);
	if (quote->venue.n > 0) {
		buf_add(out, SPAN("<dt>Setting</dt><dd>"));
		html_printed(out, quote->venue);
		buf_add(out, SPAN("</dd>\n"));
	}
	add_credits(out, &member->article->article);
	add_link_rule(out, model, member);
	buf_add(out, SPAN("</dl>\n"));
	add_candidates(out, member);
	buf_add(out, SPAN("</details></td></tr>\n"));
}

/* --- the row ------------------------------------------------------------- */

/* Undated sorts last; an open start sorts by its end. */
static int64_t
sort_time(const struct member *member)
{
	if (member->date.earliest != DATE_UNKNOWN)
		return member->date.earliest;
	return member->date.latest != DATE_UNKNOWN ? member->date.latest : INT64_C(99999999999);
}

static void
add_wording(struct buf *out, const struct member *member)
{
	const struct drift	*drift = &member->drift;

	if (member->is_reference) {
		buf_add(out, SPAN("<span class=\"sev ref\">reference</span>"));
		return;
	}
	section_severity(out, drift->severity);
	buf_add(out, SPAN(" <small>"));
	add_term(out, drift_classes[drift->primary].name, drift_classes[drift->primary].meaning);
	if (drift->attribution != ATTRIBUTION_SAME)
		buf_print(out, ", speaker %s", drift_attributions[drift->attribution].name);
	if (drift->setting != SETTING_SAME)
		buf_print(out, ", setting %s", drift_settings[drift->setting].name);
	buf_add(out, SPAN("</small>"));
	if (member->house != NULL) {
		struct house_opinion	 opinion;

		house_judge(member->house, drift, &opinion);
		buf_add(out, SPAN(" <small>"));
		html_label(out, member->house->title);
		buf_add(out, SPAN(": "));
		section_judgement(out, opinion.judgement);
		buf_add(out, SPAN("</small>"));
	}
}

static void
add_row(struct buf *out, const struct model *model, size_t i)
{
	const struct member	*member = &model->members[i];

	buf_print(out,
	    "<tbody id=\"%.*s-%zu\"><tr><th scope=\"row\" data-v=\"%zu\">[%zu]</th>"
	    "<td data-l=\"Published\" data-v=\"%lld\"%s>",
	    SPAN_ARG(model->id), i + 1, i + 1, i + 1, (long long)sort_time(member),
	    member->inferred ? " class=\"inferred\"" : "");
	html_told(out, member->when);
	buf_add(out, SPAN("</td><td data-l=\"Outlet\">"));
	section_outlet(out, member);
	buf_add(out, SPAN("</td><td data-l=\"How we know\">"));
	html_told(out, member->how);
	if (member->change.n > 0) {
		buf_add(out, SPAN(" <strong class=\"flag\">! "));
		html_told(out, member->change);
		buf_add(out, SPAN("</strong>"));
	}
	buf_print(out, "</td><td data-l=\"Region\" data-f=\"%s\">%s%s%s</td><td data-l=\"Wording\" data-v=\"%d\">",
	    region_names[member->filed->quote.region], region_names[member->filed->quote.region],
	    member->filed->quote.form == QUOTE_UNQUOTED ? " <small>unquoted</small>" : "",
	    member->counts ? "" : " <small>not counted</small>",
	    member->is_reference ? -1 : member->drift.severity);
	add_wording(out, member);
	buf_add(out, SPAN("</td></tr>\n"));
	add_details(out, model, member);
	buf_add(out, SPAN("</tbody>\n"));
}

void
section_occurrences(struct buf *out, const struct model *model)
{
	size_t	 left = model->printings - model->pick.n;

	section_open(out, model, "occurrences", "Printings");
	buf_add(out,
	    SPAN("<table class=\"sortable\"><thead><tr>"
		 "<th scope=\"col\" data-sort=\"number\">#</th>"
		 "<th scope=\"col\" data-sort=\"number\">Published</th>"
		 "<th scope=\"col\" data-sort=\"text\" data-filter=\"text\">Outlet</th>"
		 "<th scope=\"col\" data-sort=\"text\" data-filter=\"text\">How we know</th>"
		 "<th scope=\"col\" data-sort=\"text\" data-filter=\"choice\">Region</th>"
		 "<th scope=\"col\" data-sort=\"number\" data-filter=\"text least\" "
		 "data-name=\"Class\">"
		 "Wording</th></tr></thead>\n"));
	for (size_t i = 0; i < model->pick.n; i++)
		add_row(out, model, model->pick.members[i]);
	buf_add(out, SPAN("</table>\n"));
	if (left > 0)
		buf_print(out,
		    "<p class=\"note\">and %zu more: the first by date and the furthest drifted "
		    "stand here. <code>quotrail report --family %.*s --format ndjson</code> gives "
		    "every one.</p>\n",
		    left, SPAN_ARG(model->id));
	buf_add(out, SECTION_CLOSE);
}
