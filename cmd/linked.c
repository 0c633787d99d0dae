#include "cmd/linked.h"

#include "cmd/finding.h"
#include "cmd/html.h"
#include "cmd/pick.h"
#include "cmd/record.h"

#define IDENTIFIER_MAX 64
#define DESCRIPTION_BYTES_MAX ((size_t)64 << 10)

static void
put_text(struct buf *out, const char *name, struct span text)
{
	if (text.n > 0)
		json_put_string(out, name, text);
}

/* Something of a type of schema.org; the bracket stays open. */
static void
open_typed(struct buf *out, const char *name, const char *type)
{
	json_open(out, name, '{');
	json_put_string(out, "@type", span_of(type));
}

static void
put_named(struct buf *out, const char *name, const char *type, struct span called)
{
	open_typed(out, name, type);
	put_text(out, "name", called);
	json_close(out, '}');
}

/* An instant as such, a day as a day; a wide or inferred interval is no date schema.org could hold. */
static void
put_published(struct buf *out, const struct member *member)
{
	const struct dating	*dating = &member->article->article.published;

	if (!member->counts || member->inferred || !member->dated)
		return;
	if (member->date.earliest != DATE_UNKNOWN && member->date.latest != DATE_UNKNOWN &&
	    member->date.latest - member->date.earliest <= 120)
		record_time(out, "datePublished", member->date.earliest);
	else if (dating->rank > 0)
		put_text(out, "datePublished", dating->day);
}

static void
put_appearance(struct buf *out, const char *name, const struct member *member)
{
	const struct article	*article = &member->article->article;
	struct span		 address = article_identity(article);

	open_typed(out, name, "NewsArticle");
	put_text(out, html_is_web(address) ? "url" : "identifier", address);
	put_text(out, "headline", article->title);
	put_text(out, "inLanguage", article->language);
	if (article->outlet.n > 0)
		put_named(out, "publisher", "Organization", article->outlet);
	if (member->counts && member->republisher.n > 0)
		put_named(out, "sourceOrganization", "Organization", member->outlet);
	put_published(out, member);
	json_close(out, '}');
}

static enum speaker_kind
kind_of_speaker(const struct model *model)
{
	for (size_t i = 0; i < model->nmembers; i++) {
		const struct quote	*quote = &model->members[i].filed->quote;

		if (span_eq_case(quote->speaker, model->speaker))
			return quote->kind;
	}
	return SPEAKER_PERSON;
}

static void
put_speaker(struct buf *out, struct span name, enum speaker_kind kind)
{
	if (name.n > 0)
		put_named(out, "spokenByCharacter",
		    kind == SPEAKER_ORGANISATION ? "Organization" : "Person", name);
}

/* The name of an object of the graph. */
static void
put_id(struct buf *out, struct span id, const char *behind)
{
	char	 name[IDENTIFIER_MAX];

	snprintf(name, sizeof name, "#%.*s%s", SPAN_ARG(id), behind);
	json_put_string(out, "@id", span_of(name));
}

static void
put_reference(struct buf *out, const char *name, struct span id, const char *behind)
{
	json_open(out, name, '{');
	put_id(out, id, behind);
	json_close(out, '}');
}

static bool
is_claimed(const struct model *model)
{
	return model->family->verdict == VERDICT_PROVEN || model->family->verdict == VERDICT_LIKELY;
}

static void
add_quotation(struct buf *graph, const struct model *model)
{
	json_open(graph, NULL, '{');
	put_id(graph, model->id, "-quotation");
	json_put_string(graph, "@type", SPAN("Quotation"));
	put_text(graph, "text", model->reference_words);
	put_speaker(graph, model->speaker, kind_of_speaker(model));
	if (model->venue.n > 0)
		put_named(graph, "recordedIn", "Event", model->venue);
	if (is_claimed(model))
		put_appearance(graph, "isBasedOn", &model->members[0]);
	json_close(graph, '}');
}

/* The answer, and how far the words went: pages, and the origins they trace to. */
static void
put_description(struct buf *out, const struct model *model)
{
	struct buf	 text = BUF(DESCRIPTION_BYTES_MAX);

	buf_add(&text, model->sentence);
	buf_char(&text, ' ');
	finding_spread(&text, model);
	buf_char(&text, '.');
	put_text(out, "description", buf_span(&text));
	if (text.failed != FAULT_NONE)
		out->failed = text.failed;
	buf_free(&text);
}

static void
add_claim(struct buf *graph, const struct model *model)
{
	open_typed(graph, NULL, "Claim");
	put_text(graph, "text", model->reference_words);
	put_description(graph, model);
	put_reference(graph, "about", model->id, "-quotation");
	if (is_claimed(model))
		put_appearance(graph, "firstAppearance", &model->members[0]);
	json_open(graph, "appearance", '[');
	for (size_t i = 0; i < model->nmembers; i++) {
		if (model->members[i].counts && (model->pick.n == 0 || pick_holds(&model->pick, i)))
			put_appearance(graph, NULL, &model->members[i]);
	}
	json_close(graph, ']');
	json_close(graph, '}');
}

void
linked_add(struct buf *graph, const struct model *model)
{
	add_quotation(graph, model);
	buf_add(graph, SPAN(",\n"));
	add_claim(graph, model);
}

void
linked_add_printings(struct buf *graph, const struct model *model)
{
	const struct filed_family	*filed = model->filed;

	for (size_t i = 0; i < model->nmembers; i++) {
		const struct member	*member = &model->members[i];
		const struct quote	*quote = &member->filed->quote;
		size_t	 parent = filed->trail.placements[member->occurrence].parent;

		buf_add(graph, SPAN(",\n"));
		json_open(graph, NULL, '{');
		put_id(graph, member->filed->id, "");
		json_put_string(graph, "@type", SPAN("Quotation"));
		put_text(graph, "identifier", member->filed->id);
		put_text(graph, "text", quote->text);
		put_speaker(graph, quote->speaker, quote->kind);
		if (quote->venue.n > 0)
			put_named(graph, "recordedIn", "Event", quote->venue);
		put_appearance(graph, "isPartOf", member);
		if (parent != TRAIL_NONE)
			put_reference(graph, "isBasedOn", filed->corpus.quotes[parent].id, "");
		put_reference(graph, "exampleOfWork", model->id, "-quotation");
		json_close(graph, '}');
	}
}

void
linked_add_searched(struct buf *graph, const struct searched *searched)
{
	json_open(graph, NULL, '{');
	json_put_string(graph, "@id", SPAN("#searched"));
	json_put_string(graph, "@type", SPAN("Dataset"));
	put_text(graph, "name", SPAN("what was searched"));
	put_text(graph, "description", searched->line);
	json_close(graph, '}');
}
