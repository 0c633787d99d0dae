/*
 * The language of the utterance, as far as documents tell. "May be a
 * translation" is printed on evidence only: the speaker holds an office of a
 * country where officials speak another language than the page's, or the words
 * stand in several languages. What a document states comes first.
 */
#include "cmd/model_parts.h"
#include "cmd/place.h"
#include "core/tongue.h"

#define TEXT_MAX ((size_t)1024)
#define MEMBERS_MAX 100 /* printings whose sentences are read */

/* What a stretch of prose says, its quoted words left out. */
static bool
stated_around(struct span sentence, const struct quote *quote, struct tongue_statement *statement)
{
	size_t	 at = 0;

	for (size_t i = 0; i < quote->nparts; i++) {
		size_t	 from;

		if (!span_within(quote->parts[i], sentence))
			continue;
		from = (size_t)(quote->parts[i].p - sentence.p);
		if (from >= at && tongue_stated(span_cut(sentence, at, from), statement))
			return true;
		at = from + quote->parts[i].n;
	}
	return tongue_stated(span_cut(sentence, at, sentence.n), statement);
}

/* The sentence that hands the words over says it, or the one that opens with their setting. */
static bool
stated_by(const struct member *member, struct tongue_statement *statement)
{
	const struct quote	*quote = &member->filed->quote;
	struct quote	 opening = *quote;

	if (stated_around(member->sentence, quote, statement))
		return true;
	if (quote->venue.n == 0 || span_within(quote->venue, member->sentence))
		return false;
	opening.whole = quote->venue;
	return stated_around(place_sentence(&member->article->article, &opening), quote, statement);
}

/* Every statement, once a document: "in Russian (2), through an interpreter (1)". */
static size_t
add_statements(struct model *model, struct buf *line)
{
	struct span	 told[MEMBERS_MAX];
	bool	 heard[MEMBERS_MAX] = { false };
	size_t	 ntold = 0, count = 0;

	for (size_t i = 0; i < model->nmembers && i < MEMBERS_MAX; i++) {
		const struct member	*member = &model->members[i];
		struct tongue_statement	 statement;
		bool	 known = false;

		if (heard[member->document] || !stated_by(member, &statement))
			continue;
		heard[member->document] = true;
		count++;
		model->said.translated |= statement.code.n == 0 ||
		    !span_starts(model->members[i].article->article.language, statement.code);
		if (model->said.spoken.n == 0)
			model->said.spoken = statement.code;
		for (size_t k = 0; k < ntold && !known; k++)
			known = span_eq_case(told[k], statement.found);
		if (known)
			continue;
		told[ntold] = statement.found;
		buf_print(line, "%s\"%.*s\"", ntold++ == 0 ? "" : ", ", SPAN_ARG(statement.found));
	}
	return count;
}

/* The languages of the pages that print it; one that differs from the first, or empty. */
static struct span
other_language(const struct model *model, struct span *first)
{
	*first = SPAN_NONE;
	for (size_t i = 0; i < model->nmembers; i++) {
		struct span	 language = model->members[i].article->article.language;

		if (language.n == 0)
			continue;
		if (first->n == 0)
			*first = language;
		else if (!span_eq_case(span_cut(language, 0, 2), span_cut(*first, 0, 2)))
			return language;
	}
	return SPAN_NONE;
}

/* Nobody states it: what the country and the pages suggest. */
static void
add_suggestion(struct model *model, const struct land *land, struct buf *line)
{
	struct span	 first, other = other_language(model, &first);
	enum tongue_kinship	 kinship = tongue_compare(land, first);

	if (other.n > 0) {
		model->said.may_be_translated = true;
		buf_print(line, "not stated by any document; printed in %.*s and %.*s, so at least one is a translation",
		    SPAN_ARG(first), SPAN_ARG(other));
	} else if (kinship == TONGUE_OTHER) {
		model->said.may_be_translated = true;
		buf_print(line,
		    "not stated by any document; may be a translation, since the speaker's country "
		    "is %s "
		    "(--against transcript:FILE to compare)",
		    land->name);
	} else if (kinship == TONGUE_UNKNOWN)
		buf_add(line, SPAN("not stated by any document"));
}

bool
describe_language(struct model *model, const struct land *place, struct arena *arena,
    struct fault *f)
{
	const struct land	*land = model->land != NULL ? model->land : place;
	struct buf	 line = BUF(TEXT_MAX);
	size_t	 count = add_statements(model, &line);

	model->said.nspoken = count;
	if (count == 0)
		add_suggestion(model, land, &line);
	else
		buf_print(&line, " in %zu document%s%s", count, count == 1 ? "" : "s",
		    model->said.translated ? "; the words printed are a translation" : "");
	return buf_end(&line, arena, &model->said.language, f);
}
