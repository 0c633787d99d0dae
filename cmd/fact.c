#include "cmd/fact.h"

#include "cmd/html.h"
#include "cmd/record.h"

static void
add_time(struct buf *out, int64_t at)
{
	char	 text[DATE_TEXT_MAX];

	date_print(at, text);
	buf_add(out, span_of(text));
}

static void
add_flag(struct buf *out, bool flag)
{
	buf_add(out, flag ? SPAN("true") : SPAN("false"));
}

struct span
fact_address(const struct filed_article *filed)
{
	return html_is_web(filed->identity) ? filed->identity : filed->article.url;
}

/* Most facts stand in the model as they are; these say where. */
#define SHOWS(name, value) \
	static void add_##name(struct buf *out, const struct model *model, \
	    const struct member *member) \
	{ \
		(void)model; \
		(void)member; \
		value; \
	}
#define TEXT(name, text) SHOWS(name, buf_add(out, (text)))

TEXT(family, model->id)
TEXT(id, member->filed->id)
TEXT(source, model->filed->corpus.quotes[model->family->earliest].id)
TEXT(verdict, span_of(verdict_names[model->family->verdict]))
TEXT(text, member->filed->quote.text)
TEXT(form, span_of(quote_form_names[member->filed->quote.form]))
TEXT(region, span_of(region_names[member->filed->quote.region]))
SHOWS(start, buf_print(out, "%zu", member->filed->start))
SHOWS(end, buf_print(out, "%zu", member->filed->end))
TEXT(speaker, member->filed->quote.speaker)
TEXT(speaker_mention, member->filed->quote.mention)
TEXT(speaker_state, span_of(speaker_state_names[member->filed->quote.state]))
TEXT(cue, member->filed->quote.cue)
TEXT(venue, member->filed->quote.venue)
TEXT(said_on, member->filed->quote.said_on)
TEXT(printed_by, member->outlet)
TEXT(outlet, member->article->article.outlet)
TEXT(lineage, member->article->lineage)
TEXT(title, member->article->article.title)
TEXT(byline, member->article->article.byline)
TEXT(language, member->article->article.language)
TEXT(url, fact_address(member->article))
TEXT(link, member->link)
TEXT(file, member->article->article.file)
TEXT(date, member->article->article.published.day)
SHOWS(earliest, add_time(out, member->date.earliest))
SHOWS(latest, add_time(out, member->date.latest))
SHOWS(inferred, add_flag(out, member->inferred))
TEXT(dated_by, member->how)
SHOWS(captured, add_time(out, member->article->article.captured))
SHOWS(version, buf_print(out, "%d", member->article->version))
SHOWS(superseded, add_flag(out, member->filed->superseded))
TEXT(changed, member->change)

/* --- those that take a step ---------------------------------------------- */

static void
add_parent(struct buf *out, const struct model *model, const struct member *member)
{
	size_t	 parent = model->filed->trail.placements[member->occurrence].parent;

	if (parent != TRAIL_NONE)
		buf_add(out, model->filed->corpus.quotes[parent].id);
}

static void
add_credits(struct buf *out, const struct model *model, const struct member *member)
{
	const struct article	*article = &member->article->article;
	size_t			 n = 0;

	(void)model;
	for (size_t i = 0; i < article->ncredits; i++) {
		if (article->credits[i].role == CREDIT_PHOTO)
			continue;
		buf_add(out, n++ > 0 ? SPAN(" > ") : SPAN(""));
		buf_add(out, article->credits[i].name);
	}
}

/* Of the drift: nothing stands on the reference itself. */
#define DRIFT(name, value) SHOWS(name, member->is_reference ? (void)0 : (value))

DRIFT(drift, buf_add(out, span_of(drift_classes[member->drift.primary].name)))
DRIFT(severity, buf_print(out, "%d", member->drift.severity))
DRIFT(attribution, buf_add(out, span_of(drift_attributions[member->drift.attribution].name)))
DRIFT(setting, buf_add(out, span_of(drift_settings[member->drift.setting].name)))
DRIFT(similarity, buf_print(out, "%.4f", member->drift.similarity))

static void
add_drift_all(struct buf *out, const struct model *model, const struct member *member)
{
	const char	*names[DRIFT_CLASSES];
	size_t		 n = member->is_reference ? 0 : drift_names(member->drift.all, names);

	(void)model;
	for (size_t i = 0; i < n; i++)
		buf_print(out, "%s%s", i > 0 ? " " : "", names[i]);
}

/* Of the rule that speaks first, where a house judges. */
#define JUDGED(name, value) \
	SHOWS(name, if (member->house != NULL) { \
		const struct house_rule	*rule = first_rule(member); \
\
		buf_add(out, (value)); \
	})

static const struct house_rule *
first_rule(const struct member *member)
{
	struct house_opinion	 opinion;

	house_judge(member->house, &member->drift, &opinion);
	return &member->house->rules[opinion.topics[0]];
}

SHOWS(house, if (member->house != NULL) buf_add(out, member->house->name))
JUDGED(house_judgement, span_of(house_judgement_names[rule->judgement]))
JUDGED(house_rule, rule->rule)
JUDGED(house_source, rule->source)
SHOWS(documents, buf_print(out, "%zu", model->ndocuments))
SHOWS(lineages, buf_print(out, "%zu", model->family->lineages))
TEXT(standing, model->standing)

/* --- the table ----------------------------------------------------------- */

const struct fact facts[] = {
	{ "family", FACT_TEXT, "id of the family: that of its earliest occurrence", add_family },
	{ "id", FACT_TEXT, "id of this occurrence, the same in every database", add_id },
	{ "source", FACT_TEXT, "id of the family's earliest occurrence in this corpus", add_source },
	{ "parent", FACT_TEXT, "id of an earlier carrier of these words", add_parent },
	{ "verdict", FACT_TEXT, "on the family's earliest: proven, likely, tied or undated", add_verdict },
	{ "text", FACT_TEXT, "the words as printed, without their marks", add_text },
	{ "form", FACT_TEXT, "utterance, partial, title, scare, unclosed or unquoted", add_form },
	{ "region", FACT_TEXT, "headline, standfirst, body, caption, teaser, comment", add_region },
	{ "start", FACT_WHOLE, "where the words begin in the article's text, in code points", add_start },
	{ "end", FACT_WHOLE, "where they end", add_end },
	{ "speaker", FACT_TEXT, "the fullest name the article gives the speaker", add_speaker },
	{ "speaker_mention", FACT_TEXT, "the speaker as printed beside the words", add_speaker_mention },
	{ "speaker_state", FACT_TEXT, "resolved, mention-only, anonymous or unattributed", add_speaker_state },
	{ "cue", FACT_TEXT, "the words that hand the quotation to its speaker", add_cue },
	{ "venue", FACT_TEXT, "where it is claimed to have been said, as printed", add_venue },
	{ "said_on", FACT_TEXT, "the day on which it is claimed to have been said", add_said_on },
	{ "printed_by", FACT_TEXT, "whose words they are: the origin of the copy, a teaser's outlet", add_printed_by },
	{ "outlet", FACT_TEXT, "who published the page", add_outlet },
	{ "lineage", FACT_TEXT, "the origin its copy traces to", add_lineage },
	{ "credits", FACT_TEXT, "credits from the origin to the nearest hand, between \" > \"", add_credits },
	{ "title", FACT_TEXT, "the article's title", add_title },
	{ "byline", FACT_TEXT, "the article's byline", add_byline },
	{ "language", FACT_TEXT, "the article's language", add_language },
	{ "url", FACT_TEXT, "the article's address", add_url },
	{ "link", FACT_TEXT, "the address that jumps to the words", add_link },
	{ "file", FACT_TEXT, "the file it was read from", add_file },
	{ "date", FACT_TEXT, "the day of publication as its readers see it", add_date },
	{ "earliest", FACT_TIME, "not published before", add_earliest },
	{ "latest", FACT_TIME, "not published after", add_latest },
	{ "inferred", FACT_FLAG, "these bounds come from other documents", add_inferred },
	{ "dated_by", FACT_TEXT, "what the bounds were read from", add_dated_by },
	{ "captured", FACT_TIME, "when the page was fetched", add_captured },
	{ "version", FACT_WHOLE, "which text at this address; 1 is the oldest", add_version },
	{ "superseded", FACT_FLAG, "a newer version of the page no longer has these words", add_superseded },
	{ "changed", FACT_TEXT, "what the outlet changed afterwards", add_changed },
	{ "drift", FACT_TEXT, "the gravest class of what became of the words; none on the reference", add_drift },
	{ "severity", FACT_WHOLE, "0 same to 5 changes who or whether, over words, speaker and setting", add_severity },
	{ "drift_all", FACT_TEXT, "every class that applies, the gravest first", add_drift_all },
	{ "attribution", FACT_TEXT, "the speaker against the reference's", add_attribution },
	{ "setting", FACT_TEXT, "the claimed setting against the reference's", add_setting },
	{ "similarity", FACT_REAL, "aligned words over the longer wording's words, 0 to 1", add_similarity },
	{ "house", FACT_TEXT, "whose rules judge the drift: --house, else the outlet's settings", add_house },
	{ "house_judgement", FACT_TEXT, "allowed, query or not allowed", add_house_judgement },
	{ "house_rule", FACT_TEXT, "the strictest rule that speaks", add_house_rule },
	{ "house_source", FACT_TEXT, "what that rule rests on", add_house_source },
	{ "documents", FACT_WHOLE, "pages that print the family", add_documents },
	{ "lineages", FACT_WHOLE, "origins that credits and copied text trace these pages to", add_lineages },
	{ "standing", FACT_TEXT, "how far all of this is linked: settled, or attached since the last relink", add_standing },
	{ NULL, FACT_TEXT, NULL, NULL },
};

void
fact_describe(FILE *to)
{
	static const char *const types[FACT_TYPES] = { "text", "number", "number", "true or false",
		"time, RFC 3339 UTC" };

	for (const struct fact *fact = facts; fact->name != NULL; fact++)
		fprintf(to, "  %-16s %s (%s)\n", fact->name, fact->meaning, types[fact->type]);
}
