#include "core/setting.h"

#include "core/spoken.h"
#include "core/venue.h"

#define REACH 32 /* sentences looked back at in one paragraph */

/* A sentence with the setting it opens with. */
struct opening {
	const struct phrase	*phrase;
	size_t			 from, to;
	struct noun		 subject;
	struct venue		 venue;
};

/* Is this who the sentence speaks of? */
static bool
is_subject(const struct name_table *names, size_t paragraph, const struct noun *subject, size_t name)
{
	const struct mention	*m = name_last_in(names, paragraph, subject->from, subject->to);

	return m != NULL && m->name == name && name != NAME_NONE && !m->possessive;
}

/*
 * Read the sentence from..to: does it open with a setting of this speaker, or,
 * for listeners, with the hall they sat in?
 */
static bool
read_opening(const struct name_table *names, const struct attribution *by, size_t paragraph,
    bool listeners, struct arena *arena, struct opening *o, struct fault *f)
{
	o->venue = (struct venue) { .from = 0 };
	o->subject = (struct noun) { 0, 0 };
	if (listeners)
		return venue_place(o->phrase, o->from, o->to, arena, &o->venue, f);
	if (!venue_opening(o->phrase, o->from, o->to, arena, &o->venue, f))
		return false;
	if (o->venue.name.n > 0 &&
	    (!noun_subject(o->phrase, o->venue.to, o->to, &o->subject) ||
		!is_subject(names, paragraph, &o->subject, by->name)))
		o->venue = (struct venue) { .from = 0 };
	return true;
}

/* The nearest such sentence before sentence `k` of a paragraph. */
static bool
find_opening_before(const struct name_table *names, const struct attribution *by, size_t paragraph,
    size_t k, bool listeners, struct arena *arena, struct opening *o, struct fault *f)
{
	o->phrase = &names->paragraphs[paragraph];
	for (size_t reach = 0; k > 0 && reach < REACH; k--, reach++) {
		/* Most sentences have no preposition that leads to a setting, or their "at" no hall. */
		if ((o->phrase->sentences[k - 1].bits & WORD_SETTING) == 0)
			continue;
		o->from = o->phrase->sentences[k - 1].first;
		o->to = o->phrase->sentences[k].first;
		if (!read_opening(names, by, paragraph, listeners, arena, o, f))
			return false;
		if (o->venue.name.n > 0)
			break;
	}
	return true;
}

/* The nearest such sentence before the quotation, in its paragraph and the one before. */
static bool
find_opening(const struct name_table *names, const struct attribution *by, size_t paragraph,
    size_t word, size_t first, bool listeners, struct arena *arena, struct opening *o,
    struct fault *f)
{
	const struct phrase	*phrase = &names->paragraphs[paragraph];

	if (!find_opening_before(names, by, paragraph, phrase->words[word].sentence, listeners,
		arena, o, f))
		return false;
	if (o->venue.name.n > 0 || paragraph == first || phrase[-1].count == 0)
		return true;
	phrase--;
	return find_opening_before(names, by, paragraph - 1,
	    phrase->words[phrase->count - 1].sentence + 1, listeners, arena, o, f);
}

static bool
take_opening(const struct opening *o, struct arena *arena, struct quote *q, struct fault *f)
{
	struct spoken_clause clause = { .from = o->from,
		.to = o->to,
		.subject = o->subject,
		.venue = { o->venue.from, o->venue.to } };

	q->venue = o->venue.printed;
	q->venue_name = o->venue.name;
	return q->said_on.n > 0 || spoken_find(o->phrase, &clause, arena, &q->said_on, f);
}

bool
setting_find(const struct name_table *names, const struct attribution *by, size_t paragraph,
    size_t word, size_t first, struct arena *arena, struct quote *q, struct fault *f)
{
	const struct phrase	*phrase = &names->paragraphs[by->paragraph];
	struct spoken_clause clause = { .from = by->scope_from,
		.to = by->scope_to,
		.verb = by->scope_verb,
		.verb_end = by->scope_verb_end,
		.subject = { by->from, by->to } };
	struct venue		 venue;
	struct opening		 o = { .phrase = phrase };

	if (!venue_find(phrase, clause.from, clause.to, clause.verb, clause.verb_end, arena, &venue,
		f))
		return false;
	q->venue = venue.printed;
	q->venue_name = venue.name;
	clause.venue = (struct noun) { venue.from, venue.to };
	if (!spoken_find(phrase, &clause, arena, &q->said_on, f))
		return false;
	if ((venue.name.n > 0 && !venue.listeners) || by->paragraph > paragraph)
		return true;
	if (!find_opening(names, by, paragraph, word, first, venue.listeners, arena, &o, f))
		return false;
	return o.venue.name.n == 0 || take_opening(&o, arena, q, f);
}
