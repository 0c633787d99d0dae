#include "cmd/linked.h"

#include "cmd/html.h"
#include "cmd/record.h"

#define IDENTIFIER_MAX 64

static void
set_text(json_t *object, const char *name, struct span text)
{
	if (text.n > 0)
		json_object_set_new(object, name, record_text(text));
}

static json_t *
named(const char *type, struct span name)
{
	json_t	*object = json_object();

	json_object_set_new(object, "@type", json_string(type));
	set_text(object, "name", name);
	return object;
}

/* An instant as such, a day as a day; a wide or inferred interval is no date schema.org could hold. */
static json_t *
published(const struct member *member)
{
	const struct dating	*dating = &member->article->article.published;

	if (!member->counts || member->inferred || !member->dated)
		return NULL;
	if (member->date.earliest != DATE_UNKNOWN && member->date.latest != DATE_UNKNOWN &&
	    member->date.latest - member->date.earliest <= 120)
		return record_time(member->date.earliest);
	return dating->rank > 0 && dating->day.n > 0 ? record_text(dating->day) : NULL;
}

static json_t *
appearance(const struct member *member)
{
	const struct article	*article = &member->article->article;
	struct span		 address = article_identity(article);
	json_t			*object = json_object(), *date = published(member);

	json_object_set_new(object, "@type", json_string("NewsArticle"));
	if (html_is_web(address))
		json_object_set_new(object, "url", record_text(address));
	else
		set_text(object, "identifier", address);
	set_text(object, "headline", article->title);
	set_text(object, "inLanguage", article->language);
	if (article->outlet.n > 0)
		json_object_set_new(object, "publisher", named("Organization", article->outlet));
	if (member->counts && member->republisher.n > 0)
		json_object_set_new(object, "sourceOrganization",
		    named("Organization", member->outlet));
	if (date != NULL)
		json_object_set_new(object, "datePublished", date);
	return object;
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
set_speaker(json_t *quotation, struct span name, enum speaker_kind kind)
{
	if (name.n > 0)
		json_object_set_new(quotation, "spokenByCharacter",
		    named(kind == SPEAKER_ORGANISATION ? "Organization" : "Person", name));
}

/* A reference to another object of the graph. */
static json_t *
refers(struct span id, const char *behind)
{
	char	 name[IDENTIFIER_MAX];
	json_t	*object = json_object();

	snprintf(name, sizeof name, "#%.*s%s", SPAN_ARG(id), behind);
	json_object_set_new(object, "@id", json_string(name));
	return object;
}

void
linked_add(json_t *graph, const struct model *model)
{
	bool claimed =
	    model->family->verdict == VERDICT_PROVEN || model->family->verdict == VERDICT_LIKELY;
	json_t	*quotation = json_object(), *claim = json_object(), *appearances = json_array();

	json_object_update_new(quotation, refers(model->id, "-quotation"));
	json_object_set_new(quotation, "@type", json_string("Quotation"));
	set_text(quotation, "text", model->reference_words);
	set_speaker(quotation, model->speaker, kind_of_speaker(model));
	if (model->venue.n > 0)
		json_object_set_new(quotation, "recordedIn", named("Event", model->venue));
	if (claimed)
		json_object_set_new(quotation, "isBasedOn", appearance(&model->members[0]));
	json_array_append_new(graph, quotation);

	json_object_set_new(claim, "@type", json_string("Claim"));
	set_text(claim, "text", model->reference_words);
	set_text(claim, "description", model->sentence);
	json_object_set_new(claim, "about", refers(model->id, "-quotation"));
	if (claimed)
		json_object_set_new(claim, "firstAppearance", appearance(&model->members[0]));
	for (size_t i = 0; i < model->nmembers; i++) {
		if (model->members[i].counts)
			json_array_append_new(appearances, appearance(&model->members[i]));
	}
	json_object_set_new(claim, "appearance", appearances);
	json_array_append_new(graph, claim);
}

void
linked_add_printings(json_t *graph, const struct model *model)
{
	const struct filed_family	*filed = model->filed;

	for (size_t i = 0; i < model->nmembers; i++) {
		const struct member	*member = &model->members[i];
		const struct quote	*quote = &member->filed->quote;
		size_t	 parent = filed->trail.placements[member->occurrence].parent;
		json_t	*object = refers(member->filed->id, "");

		json_object_set_new(object, "@type", json_string("Quotation"));
		set_text(object, "identifier", member->filed->id);
		set_text(object, "text", quote->text);
		set_speaker(object, quote->speaker, quote->kind);
		if (quote->venue.n > 0)
			json_object_set_new(object, "recordedIn", named("Event", quote->venue));
		json_object_set_new(object, "isPartOf", appearance(member));
		if (parent != TRAIL_NONE)
			json_object_set_new(object, "isBasedOn",
			    refers(filed->corpus.quotes[parent].id, ""));
		json_object_set_new(object, "exampleOfWork", refers(model->id, "-quotation"));
		json_array_append_new(graph, object);
	}
}
