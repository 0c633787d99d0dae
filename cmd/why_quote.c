/* What was read in the sentence: the form, who said it, where. And what was concluded from all of it. */
#include "cmd/finding.h"
#include "cmd/why.h"

/* --- the sentence -------------------------------------------------------- */

static void
add_form(struct why *why)
{
	static const char *const meanings[QUOTE_FORMS] = {
		[QUOTE_UTTERANCE] = "a sentence of speech or more",
		[QUOTE_PARTIAL] = "quoted words inside somebody's reported speech",
		[QUOTE_TITLE] = "a name or title in marks, and no speech",
		[QUOTE_SCARE] = "a word held at arm's length, and no speech",
		[QUOTE_UNCLOSED] = "speech whose closing mark is missing; its end is a guess",
		[QUOTE_UNQUOTED] = "no quotation marks: a line of a transcript, or eight words in a row, or as much information, of a known quotation",
	};
	const struct quote	*quote = &why->member->filed->quote;
	const struct article	*article = &why->member->article->article;
	const struct block	*blocks = quote->outside < 0 ? article->blocks : article->outside;
	const struct block	*block = &blocks[quote->block];

	why_add(why, WHY_FORM, span_of(quote->form_rule), quote->whole, "Read as %s: %s.",
	    quote_form_names[quote->form], meanings[quote->form]);
	why_add(why, WHY_FORM, span_of(region_rules[block->rule].name), SPAN_NONE,
	    "It stands in the %s: %s.", region_names[quote->region],
	    region_rules[block->rule].meaning);
}

static void
add_speaker(struct why *why)
{
	const struct quote	*quote = &why->member->filed->quote;
	struct span		 rule = span_of(quote->speaker_rule);

	if (quote->cue.n > 0)
		why_add(why, WHY_SPEAKER, SPAN("cue"), quote->cue, "These words hand it over.");
	switch (quote->state) {
	case SPEAKER_RESOLVED:
		why_add(why, WHY_SPEAKER, rule, quote->mention,
		    "The speaker is %.*s%s: the fullest name the article has for whom these words "
		    "mean. "
		    "How sure that is: %.0f %%.",
		    SPAN_ARG(quote->speaker),
		    span_eq(quote->speaker, quote->mention) ? ", as printed here" : "",
		    quote->confidence * 100);
		break;
	case SPEAKER_MENTION_ONLY:
		why_add(why, WHY_SPEAKER, rule, quote->mention,
		    "The article has no name for the speaker, only these words.");
		break;
	case SPEAKER_ANONYMOUS:
		why_add(why, WHY_SPEAKER, rule, quote->mention,
		    "The speaker is not to be named, by the article's own words.");
		break;
	default:
		why_add(why, WHY_SPEAKER, rule, SPAN_NONE, "Nobody is said to have said it.");
		break;
	}
	if (quote->quoted_by.n > 0)
		why_add(why, WHY_SPEAKER, SPAN("inner speaker"), quote->quoted_by,
		    "The sentence says that this speaker reports another's words.");
	why_add(why, WHY_SPEAKER, SPAN("family"), SPAN_NONE, "The family's speaker is %.*s%s%.*s.",
	    SPAN_ARG(why->model->speaker.n > 0 ? why->model->speaker : SPAN("nobody")),
	    why->model->speaker_how.n > 0 ? ", whom most lineages name: " : "",
	    SPAN_ARG(why->model->speaker_how));
}

void
why_quoted(struct why *why)
{
	const struct quote	*quote = &why->member->filed->quote;

	add_form(why);
	add_speaker(why);
	if (quote->venue.n > 0)
		why_add(why, WHY_SETTING, SPAN("venue"), quote->venue,
		    "It is claimed to have been said there; compared as \"%.*s\".",
		    SPAN_ARG(quote->venue_name));
	/* A weekday is filed in small letters. */
	if (quote->said_on.n > 0 && quote->said_on.p[0] >= 'a')
		why_add(why, WHY_SETTING, SPAN("said on"), SPAN_NONE,
		    "It is claimed to have been said on %c%.*s.", quote->said_on.p[0] - 'a' + 'A',
		    SPAN_ARG(span_cut(quote->said_on, 1, quote->said_on.n)));
	else if (quote->said_on.n > 0)
		why_add(why, WHY_SETTING, SPAN("said on"), SPAN_NONE,
		    "It is claimed to have been said on %.*s (month and day, with the year where "
		    "one is named).",
		    SPAN_ARG(quote->said_on));
}

/* --- links and drift ----------------------------------------------------- */

static void
add_parent(struct why *why, const struct placement *placement)
{
	const struct member	*parent = model_member(why->model, placement->parent);

	if (parent == NULL)
		why_add(why, WHY_LINK, SPAN("no parent"), SPAN_NONE,
		    "No printing that is surely earlier carries these words.");
	else if (placement->carriers == 1)
		why_add(why, WHY_LINK, SPAN("parent"), parent->filed->quote.text,
		    "Its parent is %.*s (%.*s, %.*s), the one earlier printing with these words.",
		    SPAN_ARG(parent->filed->id), SPAN_ARG(parent->outlet), SPAN_ARG(parent->when));
	else
		why_add(why, WHY_LINK, SPAN("parent"), parent->filed->quote.text,
		    "Its parent is %.*s (%.*s, %.*s): of the %zu earlier printings with these "
		    "words the likeliest source.",
		    SPAN_ARG(parent->filed->id), SPAN_ARG(parent->outlet), SPAN_ARG(parent->when),
		    placement->carriers);
}

/* The words by which one recognises the reference in it. */
static void
add_shared(struct why *why)
{
	const struct drift	*drift = &why->member->drift;
	const struct edit	*longest = NULL;

	for (size_t i = 0; i < drift->nedits; i++) {
		const struct edit	*edit = &drift->edits[i];

		if ((edit->op == EDIT_KEEP || edit->op == EDIT_MOVE) &&
		    (longest == NULL || edit->variant_length > longest->variant_length))
			longest = edit;
	}
	if (longest != NULL)
		why_add(why, WHY_LINK, SPAN("shared words"), longest->text,
		    "It has %zu words in common with the reference, these in one stretch.",
		    drift->shared);
}

void
why_drifted(struct why *why, const struct drift *drift, struct span cell, struct span against)
{
	static const char *const verbs[EDIT_OPS] = {
		[EDIT_INSERT] = "Put in",
		[EDIT_DELETE] = "Left out",
		[EDIT_SUBSTITUTE] = "Exchanged",
		[EDIT_MOVE] = "Moved",
	};

	why_add(why, WHY_DRIFT, span_of(drift_classes[drift->primary].name), SPAN_NONE,
	    "Against %.*s: %.*s. %zu of its %zu words stand in the reference's %zu.",
	    SPAN_ARG(against), SPAN_ARG(cell), drift->shared, drift->variant_words,
	    drift->reference_words);
	for (int i = DRIFT_CLASSES - 1; i >= 0; i--) {
		if ((drift->all >> i & 1) != 0)
			why_add(why, WHY_DRIFT, span_of(drift_classes[i].name), SPAN_NONE,
			    "Severity %d: %s.", drift_classes[i].severity, drift_classes[i].meaning);
	}
	for (size_t i = 0; i < drift->nedits; i++) {
		const struct edit	*edit = &drift->edits[i];
		struct span		 place;

		if (edit->op == EDIT_KEEP)
			continue;
		if (edit->at == 0)
			place = SPAN("before the first word");
		else if (!span_print(why->arena, &place, why->f, "behind word %zu", edit->at))
			return;
		why_add(why, WHY_DRIFT, span_of(edit_op_names[edit->op]), edit->text,
		    "%s %.*s of the reference%s%s%.*s%s%s.", verbs[edit->op], SPAN_ARG(place),
		    edit->edge ? ", at the edge" : "", edit->was.n > 0 ? ", in place of \"" : "",
		    SPAN_ARG(edit->was), edit->was.n > 0 ? "\"" : "",
		    edit->marked ? ", and shown by an ellipsis or brackets" : "");
	}
}

static void
add_drift(struct why *why)
{
	const struct member	*member = why->member;
	struct buf		 cell = BUF((size_t)4096);

	if (member->is_reference) {
		why_add(why, WHY_DRIFT, SPAN("reference"), SPAN_NONE,
		    "It is what the others are compared with.");
		return;
	}
	finding_drift(&cell, member);
	why_drifted(why, &member->drift, buf_span(&cell), SPAN("the earliest"));
	buf_free(&cell);
}

void
why_placed(struct why *why, const struct member *member)
{
	const struct model	*model = why->model;
	const struct placement	*placement = &model->filed->trail.placements[member->occurrence];

	if (placement->bits > 0)
		why_add(why, WHY_LINK, span_of(placement->rule), SPAN_NONE,
		    "%s belongs to family %.*s: it shares %.1f bits with the wording it was "
		    "attached by, and each bit halves how often chance would print such words.",
		    member == why->member ? "It" : "The other", SPAN_ARG(model->id),
		    placement->bits);
	else if (model->nmembers > 1)
		why_add(why, WHY_LINK, span_of(placement->rule), SPAN_NONE,
		    "%s belongs to family %.*s, whose other wordings are compared with its words.",
		    member == why->member ? "It" : "The other", SPAN_ARG(model->id));
	else
		why_add(why, WHY_LINK, span_of(placement->rule), SPAN_NONE,
		    "Family %.*s is this printing alone.", SPAN_ARG(model->id));
}

void
why_linked(struct why *why)
{
	const struct model	*model = why->model;
	const struct member	*member = why->member;
	const struct placement	*placement = &model->filed->trail.placements[member->occurrence];

	why_placed(why, member);
	if (!member->is_reference)
		add_shared(why);
	if (member->filed->second.n > 0)
		why_add(why, WHY_LINK, SPAN("second family"), SPAN_NONE,
		    "A part of it that this family does not explain stands in family %.*s.",
		    SPAN_ARG(member->filed->second));
	add_parent(why, placement);
	add_drift(why);
	for (size_t i = 0; i < model->filed->nnear; i++) {
		const struct filed_near	*near = &model->filed->near[i];

		if (near->occurrence == member->occurrence)
			why_add(why, WHY_REFUSAL, near->reason, near->other_text,
			    "%.*s (%.*s) of family %.*s came close and was not linked: %.1f bits "
			    "shared, %.0f %% covered.",
			    SPAN_ARG(near->other), SPAN_ARG(near->other_outlet),
			    SPAN_ARG(near->other_family), near->bits, near->coverage * 100);
	}
}

/* --- the verdict --------------------------------------------------------- */

void
why_judged(struct why *why)
{
	static const char *const rules[VERDICTS] = {
		[VERDICT_PROVEN] = "the last moment at which the earliest may have appeared lies before "
				   "the first of every other",
		[VERDICT_LIKELY] = "the first moment and the middle of the earliest's range lie before "
				   "those of every other, but ranges overlap or a printing lacks a lower bound",
		[VERDICT_TIED] = "another printing may be as early, and the dates cannot tell; the one named "
				 "is the likeliest by how soon the others followed and how many print its "
				 "words",
		[VERDICT_UNDATED] = "no printing has a date",
	};
	const struct model	*model = why->model;
	enum verdict		 verdict = model->family->verdict;

	why_add(why, WHY_VERDICT, span_of(verdict_names[verdict]), SPAN_NONE,
	    "The verdict on the family's earliest is %s: %s.", verdict_names[verdict],
	    verdict == VERDICT_PROVEN && model->ndocuments == 1 ?
		"one document prints it, and that has a date" :
		rules[verdict]);
	why_add(why, WHY_VERDICT, SPAN("answer"), SPAN_NONE, "%.*s", SPAN_ARG(model->sentence));
	if (model->doubt.n > 0)
		why_add(why, WHY_VERDICT, SPAN("doubt"), SPAN_NONE,
		    "%.*s Numbers are those of trace %.*s.", SPAN_ARG(model->doubt),
		    SPAN_ARG(model->id));
	if (why->member != &model->members[0] && why->member->counts && verdict != VERDICT_UNDATED)
		why_add(why, WHY_VERDICT, SPAN("against it"), SPAN_NONE,
		    "This printing appeared %.*s, the earliest %.*s.",
		    SPAN_ARG(why_interval(why, why->member->date)),
		    SPAN_ARG(why_interval(why, model->members[0].date)));
	if (why->member->change.n > 0)
		why_add(why, WHY_CHANGE, SPAN("version"), SPAN_NONE, "It was %.*s.",
		    SPAN_ARG(why->member->change));
}
