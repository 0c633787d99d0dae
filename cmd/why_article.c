/* What the page says of itself: its date, and whose copy it is. */
#include "cmd/model_parts.h"
#include "cmd/why.h"

struct span
why_interval(struct why *why, struct interval when)
{
	char		 from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];
	struct span	 text = SPAN("at an unknown time");
	bool		 ok = true;

	if (when.earliest != DATE_UNKNOWN)
		model_minute(when.earliest, from);
	if (when.latest != DATE_UNKNOWN)
		model_minute(when.latest, to);
	if (when.earliest != DATE_UNKNOWN && when.latest != DATE_UNKNOWN)
		ok = strcmp(from, to) == 0 ?
		    span_print(why->arena, &text, why->f, "at %s", from) :
		    span_print(why->arena, &text, why->f, "between %s and %s", from, to);
	else if (when.earliest != DATE_UNKNOWN)
		ok = span_print(why->arena, &text, why->f, "not before %s", from);
	else if (when.latest != DATE_UNKNOWN)
		ok = span_print(why->arena, &text, why->f, "not after %s", to);
	return ok ? text : SPAN_NONE;
}

/* --- the date ------------------------------------------------------------ */

/* What became of a piece of evidence; each is told by what the combined date looks like. */
static const char *
use_of(const struct article *article, const struct evidence *e)
{
	const struct dating	*published = &article->published;
	int			 rank = evidence_kinds[e->kind].rank;

	if (e->used)
		return "It is used.";
	if (e->when.earliest == DATE_UNKNOWN && e->when.latest == DATE_UNKNOWN)
		return "Nothing on the page ties it to a day, so it gives no bounds.";
	if (e->says == SAYS_MODIFIED)
		return "It is about the last change and not the first publication.";
	if (e->says == SAYS_CAPTURED)
		return "It is about when the page was fetched.";
	if (e->says == SAYS_PUBLISHED && published->rank > 0 && rank > published->rank)
		return "It is not used: there is evidence of a better rank.";
	if (e->says == SAYS_PUBLISHED && published->rank > rank && !published->conflict)
		return "It is not used: it stands alone against the page's head and its lines.";
	if (e->says == SAYS_PUBLISHED && published->conflict)
		return "It is not used: it contradicts the bounds that the rest sets.";
	return "It does not narrow what the rest says.";
}

static void
add_evidence(struct why *why, const struct evidence *e)
{
	static const char *const verbs[SAYS_KINDS] = {
		[SAYS_PUBLISHED] = "it appeared",
		[SAYS_MODIFIED] = "it was last changed",
		[SAYS_NOT_BEFORE] = "it appeared",
		[SAYS_NOT_AFTER] = "it had appeared",
		[SAYS_CAPTURED] = "the page was fetched",
	};
	const struct evidence_row	*row = &evidence_kinds[e->kind];
	struct span			 rule, when = SPAN_NONE;
	bool	 ok;

	if (e->when.earliest != DATE_UNKNOWN || e->when.latest != DATE_UNKNOWN)
		when = why_interval(why, e->when);
	ok = row->rank > 0 ?
	    span_print(why->arena, &rule, why->f, "%s, rank %d of 9", row->name, row->rank) :
	    span_print(why->arena, &rule, why->f, "%s, a bound", row->name);
	if (!ok)
		return;
	why_add(why, WHY_DATE, rule, e->where.n > 0 ? e->where : e->found,
	    "%c%s%s%.*s%s%s%s%s%.*s%s%.*s. %s", row->meaning[0] - 'a' + 'A', row->meaning + 1,
	    e->place.n > 0 ? " (" : "", SPAN_ARG(e->place), e->place.n > 0 ? ")" : "",
	    when.n > 0 ? ", so " : "", when.n > 0 ? verbs[e->says] : "", when.n > 0 ? " " : "",
	    SPAN_ARG(when), e->zone.n > 0 ? ", zone " : "", SPAN_ARG(e->zone),
	    use_of(&why->member->article->article, e));
}

/* Whose dates an inferred one rests on. */
static void
add_twins(struct why *why)
{
	const struct model	*model = why->model;
	struct buf		 out = BUF((size_t)4096);
	size_t			 told = 0;
	bool	*named = arena_take(why->arena, model->nmembers, sizeof *named, why->f);

	for (size_t i = 0; i < model->nmembers && named != NULL; i++) {
		const struct member	*member = &model->members[i];

		if (member == why->member || !member->dated || member->inferred ||
		    named[member->origin])
			continue;
		named[member->origin] = true;
		tell_name(&out, &told, member->outlet);
	}
	tell_rest(&out, told);
	why_add(why, WHY_DATE, SPAN("corpus"), SPAN_NONE,
	    "The page has no date of its own. Other pages with quotations of it have one%s%.*s, "
	    "and from "
	    "these it is inferred that it appeared %.*s. Such a date is marked ~ and proves "
	    "nothing.",
	    told > 0 ? ", in this family " : "", SPAN_ARG(buf_span(&out)),
	    SPAN_ARG(why_interval(why, why->member->date)));
	buf_free(&out);
}

/* The same words at two places of the page that have one name, say above and below it. */
static bool
is_told(const struct article *article, size_t i)
{
	const struct evidence	*e = &article->evidence[i];

	for (size_t k = 0; k < i; k++) {
		const struct evidence	*told = &article->evidence[k];

		if (told->kind == e->kind && told->says == e->says && told->used == e->used &&
		    told->when.earliest == e->when.earliest && told->when.latest == e->when.latest &&
		    span_eq(told->place, e->place) && span_eq(told->found, e->found))
			return true;
	}
	return false;
}

void
why_dated(struct why *why)
{
	const struct member	*member = why->member;
	const struct article	*article = &member->article->article;
	const struct dating	*published = &article->published;

	for (size_t i = 0; i < article->nevidence; i++) {
		if (!is_told(article, i))
			add_evidence(why, &article->evidence[i]);
	}
	if (published->conflict)
		why_add(why, WHY_DATE, SPAN("date-conflict"), SPAN_NONE,
		    "The page's dates contradict each other; what lies outside the bounds is kept "
		    "and not used.");
	if (!member->counts)
		why_add(why, WHY_DATE, span_of(region_names[member->filed->quote.region]), SPAN_NONE,
		    "It stands in a %s on the page of another article. Such a printing carries no "
		    "date "
		    "of its own, is never the earliest, and does not touch the verdict.",
		    region_names[member->filed->quote.region]);
	else if (member->inferred)
		add_twins(why);
	else if (!member->dated)
		why_add(why, WHY_DATE, SPAN("undated"), SPAN_NONE,
		    "Nothing on the page tells when it appeared, and no value is filled in.");
	else
		why_add(why, WHY_DATE, SPAN("combined"), SPAN_NONE,
		    "Taken together: it appeared %.*s, told to people as %.*s. With such evidence "
		    "the day is right on %.0f pages in 100.",
		    SPAN_ARG(why_interval(why, member->date)), SPAN_ARG(member->when),
		    dating_confidence(article) * 100);
}

/* --- credits ------------------------------------------------------------- */

void
why_credited(struct why *why)
{
	static const char *const meanings[CREDIT_ROLES] = {
		[CREDIT_AGENCY] = "this is that agency's copy",
		[CREDIT_REPUBLISHED] = "the piece is taken whole from there",
		[CREDIT_CONTRIBUTED] = "some of it came from there, which part is not told",
		[CREDIT_INPUTS] = "it was written with material from there",
		[CREDIT_SECOND_HAND] = "the page heard it at second hand",
		[CREDIT_PHOTO] = "a picture is from there, and no words",
	};
	const struct filed_article	*filed = why->member->article;
	const struct article		*article = &filed->article;

	for (size_t i = 0; i < article->ncredits; i++) {
		const struct credit	*credit = &article->credits[i];

		why_add(why, WHY_CREDIT, span_of(credit_role_names[credit->role]),
		    credit->where.n > 0 ? credit->where : credit->found, "%.*s is credited: %s.",
		    SPAN_ARG(credit->name), meanings[credit->role]);
	}
	if (article->ncredits == 0)
		why_add(why, WHY_CREDIT, SPAN("none"), SPAN_NONE, "The page credits nobody.");
	if (article->outlet.n > 0 && span_eq_case(filed->lineage, article->outlet))
		why_add(why, WHY_CREDIT, SPAN("lineage"), SPAN_NONE,
		    "No credit makes its copy another's, so it is a lineage of its own: %.*s.",
		    SPAN_ARG(filed->lineage));
	else
		why_add(why, WHY_CREDIT, SPAN("lineage"), SPAN_NONE,
		    "Its copy counts as that of %.*s: pages of one lineage have one voice.",
		    SPAN_ARG(filed->lineage));
}
