/* House rules: how each rule book judges each way in which these printings differ. */
#include <stdlib.h>

#include "cmd/section.h"

#define HOUSES_MAX 16 /* the known ones and one's own; a table of more is for nobody to read */
#define KINDS_MAX 60 /* ways to differ that have a row of their own */

/* Printings that differ in the same way are judged alike, and share a row. */
struct kind {
	const struct drift *drift;
	size_t		 first;	   /* index into members */
	size_t		 severity;
};

struct bench {
	struct house	 houses[HOUSES_MAX];
	size_t		 nhouses, chosen; /* the first of them judge printings here */
	struct kind	 kinds[KINDS_MAX];
	size_t		 nkinds;
	bool		 more;	   /* ways that have no row */
	bool		 crowded;  /* houses that have no column */
};

static bool
same_kind(const struct drift *a, const struct drift *b)
{
	return a->all == b->all && a->attribution == b->attribution && a->setting == b->setting;
}

static void
add_house(struct bench *bench, const struct house *house)
{
	for (size_t i = 0; i < bench->nhouses; i++) {
		if (span_eq(bench->houses[i].name, house->name))
			return;
	}
	if (bench->nhouses == HOUSES_MAX)
		bench->crowded = true;
	else
		bench->houses[bench->nhouses++] = *house;
}

/* Those that were chosen stand first; the known ones stand beside them for comparison. */
static void
gather_houses(struct bench *bench, const struct model *model)
{
	for (size_t i = 0; i < model->nmembers; i++) {
		if (model->members[i].house != NULL)
			add_house(bench, model->members[i].house);
	}
	bench->chosen = bench->nhouses;
	for (size_t i = 0; i < houses_count(); i++) {
		struct house	 house;

		house_at(i, &house);
		add_house(bench, &house);
	}
}

static void
gather_kinds(struct bench *bench, const struct model *model)
{
	for (size_t i = 0; i < model->nmembers; i++) {
		const struct drift	*drift = &model->members[i].drift;
		size_t			 k = 0;

		if (model->members[i].is_reference)
			continue;
		while (k < bench->nkinds && !same_kind(bench->kinds[k].drift, drift))
			k++;
		if (k == KINDS_MAX) {
			bench->more = true;
			continue;
		}
		if (k == bench->nkinds)
			bench->kinds[bench->nkinds++] =
			    (struct kind) { drift, i, (size_t)drift->severity };
	}
}

static int
furthest_first(const void *left, const void *right)
{
	const struct kind	*a = left, *b = right;

	if (a->severity != b->severity)
		return a->severity > b->severity ? -1 : 1;
	return a->first < b->first ? -1 : a->first > b->first;
}

/* "negation-changed, spliced; speaker reattributed" */
static void
add_ways(struct buf *out, const struct drift *drift)
{
	const char	*names[DRIFT_CLASSES];
	size_t		 n = drift_names(drift->all, names);

	for (size_t i = 0; i < n; i++)
		buf_print(out, "%s%s", i > 0 ? ", " : "", names[i]);
	if (drift->attribution != ATTRIBUTION_SAME)
		buf_print(out, "; speaker %s", drift_attributions[drift->attribution].name);
	if (drift->setting != SETTING_SAME)
		buf_print(out, "; setting %s", drift_settings[drift->setting].name);
}

static void
add_numbers(struct buf *out, const struct model *model, const struct kind *kind)
{
	size_t	 shown = 0, left = 0;

	for (size_t i = kind->first; i < model->nmembers; i++) {
		if (model->members[i].is_reference ||
		    !same_kind(&model->members[i].drift, kind->drift))
			continue;
		if (shown == SECTION_BARS_MAX) {
			left++;
			continue;
		}
		section_number(out, model, i);
		buf_char(out, ' ');
		shown++;
	}
	if (left > 0)
		buf_print(out, "and %zu more", left);
}

static void
add_row(struct buf *out, const struct bench *bench, const struct model *model,
    const struct kind *kind)
{
	buf_add(out, SPAN("<tr><th scope=\"row\" data-l=\"Printings\">"));
	add_numbers(out, model, kind);
	buf_add(out, SPAN("</th><td data-l=\"Differs\">"));
	add_ways(out, kind->drift);
	buf_add(out, SPAN("</td>"));
	for (size_t h = 0; h < bench->nhouses; h++) {
		struct house_opinion	 opinion;

		house_judge(&bench->houses[h], kind->drift, &opinion);
		buf_add(out, SPAN("<td data-l=\""));
		html_label(out, bench->houses[h].title);
		buf_add(out, SPAN("\">"));
		section_judgement(out, opinion.judgement);
		buf_add(out, SPAN("</td>"));
	}
	buf_add(out, SPAN("</tr>\n"));
}

static void
add_table(struct buf *out, const struct bench *bench, const struct model *model)
{
	buf_add(out,
	    SPAN("<table class=\"houses\"><thead><tr><th scope=\"col\">Printings</th>"
		 "<th scope=\"col\">How they differ</th>"));
	for (size_t h = 0; h < bench->nhouses; h++) {
		buf_add(out, SPAN("<th scope=\"col\">"));
		html_label(out, bench->houses[h].title);
		buf_add(out, SPAN("</th>"));
	}
	buf_add(out, SPAN("</tr></thead><tbody>\n"));
	for (size_t k = 0; k < bench->nkinds; k++)
		add_row(out, bench, model, &bench->kinds[k]);
	buf_add(out, SPAN("</tbody></table>\n"));
}

/* The rules of one house that speak about this family, each with what it is about and its source. */
static void
add_rules(struct buf *out, const struct bench *bench, const struct house *house, bool open)
{
	bool	 spoken[HOUSE_TOPICS] = { false };

	for (size_t k = 0; k < bench->nkinds; k++) {
		struct house_opinion	 opinion;

		house_judge(house, bench->kinds[k].drift, &opinion);
		for (size_t i = 0; i < opinion.ntopics; i++)
			spoken[opinion.topics[i]] = true;
	}
	buf_print(out, "<details%s><summary>The rules of ", open ? " open" : "");
	html_label(out, house->title);
	buf_add(out, SPAN(" that speak here</summary>\n<ul class=\"rules\">\n"));
	for (size_t topic = 0; topic < HOUSE_TOPICS; topic++) {
		const struct house_rule	*rule = &house->rules[topic];
		struct house_topic	 about = house_topic(topic);

		if (!spoken[topic] ||
		    (rule->judgement == HOUSE_ALLOWED && topic >= HOUSE_ATTRIBUTION))
			continue;
		buf_add(out, SPAN("<li>"));
		section_judgement(out, rule->judgement);
		buf_print(out, " <b>%s%s%s</b>: ", about.axis, about.axis[0] != '\0' ? " " : "",
		    about.name);
		html_printed(out, rule->rule);
		buf_add(out, SPAN(" <small>"));
		html_printed(out, rule->source);
		buf_add(out, SPAN("</small></li>\n"));
	}
	buf_add(out, SPAN("</ul></details>\n"));
}

void
section_house(struct buf *out, const struct model *model)
{
	struct bench	 bench = { .nhouses = 0 };

	gather_kinds(&bench, model);
	if (bench.nkinds == 0)
		return;
	gather_houses(&bench, model);
	qsort(bench.kinds, bench.nkinds, sizeof *bench.kinds, furthest_first);
	section_open(out, model, "house", "House rules");
	buf_print(out,
	    "<p class=\"note\">Each printing as the rule books see it when the %s form is what was "
	    "said. A rule book does not know which of two forms is true.</p>\n",
	    model->reference_name);
	add_table(out, &bench, model);
	if (bench.more)
		buf_print(out,
		    "<p class=\"note\">Only the first %d ways to differ are judged here.</p>\n",
		    KINDS_MAX);
	if (bench.crowded)
		buf_print(out, "<p class=\"note\">Only %d rule books are shown.</p>\n", HOUSES_MAX);
	for (size_t h = 0; h < bench.nhouses; h++)
		add_rules(out, &bench, &bench.houses[h], h < bench.chosen);
	buf_add(out, SECTION_CLOSE);
}
