/*
 * House rules: what the rule book of a newsroom says to each way in which a
 * printing may depart from its reference.
 *
 * A profile has one rule for every class of drift in the words, and for every
 * value of the axes attribution and setting. Rules are in our own words; the
 * source names the book and the entry they rest on, or says that the book is
 * silent. Nothing here says who erred: a departure may be the reference's.
 *
 * Sources: Associated Press, Statement of News Values and Principles, and the
 * Stylebook's entry on quotations; Reuters, Handbook of Journalism; The New
 * York Times, Guidelines on Integrity; The Guardian, style guide.
 */
#ifndef CORE_HOUSE_H
#define CORE_HOUSE_H

#include "core/drift.h"

enum house_judgement { HOUSE_ALLOWED, HOUSE_QUERY, HOUSE_REFUSED, HOUSE_JUDGEMENTS };
extern const char *const house_judgement_names[HOUSE_JUDGEMENTS]; /* "allowed", "query", "not allowed" */

/* What a rule is about: classes of drift first, then values of attribution, then of setting. */
#define HOUSE_ATTRIBUTION ((size_t)DRIFT_CLASSES)
#define HOUSE_SETTING (HOUSE_ATTRIBUTION + ATTRIBUTIONS)
#define HOUSE_TOPICS (HOUSE_SETTING + SETTINGS)

/* "elided-marked", "speaker reattributed", "setting re-venued" */
struct house_topic {
	const char	*axis; /* "", "speaker", "setting" */
	const char	*name;
};
struct house_topic house_topic(size_t topic);

struct house_rule {
	enum house_judgement judgement;
	struct span	 rule;	 /* a sentence, in our words */
	struct span	 source; /* book and entry */
};

struct house {
	struct span	 name;	/* "ap", as the option takes it */
	struct span	 title; /* "AP" */
	struct house_rule rules[HOUSE_TOPICS];
};

/* The profiles known by name, in the order of `houses_count`. */
size_t houses_count(void);
void house_at(size_t i, struct house *house);

/* False when no profile has this name. */
bool house_named(struct span name, struct house *house);

/*
 * A profile of one's own, a rule a line: "TOPIC JUDGEMENT The rule in a
 * sentence.", TOPIC as its axis value or class is named ("elided-marked",
 * "reattributed", "re-venued"; "speaker-same" and "setting-same" tell the two
 * apart that share a name), JUDGEMENT allowed, query or not-allowed. "base NAME"
 * on the first line fills in the rest from a known profile; without it what is
 * not named is a query. Empty lines and lines that begin with # are passed over.
 *
 * Spans point into the text. A line that is neither fails with FAULT_USAGE,
 * its number and what it says.
 */
bool house_read(struct span name, struct span text, struct house *house, struct fault *f) MUST_CHECK;

/* What a profile says to one printing: the strictest judgement, and every rule that speaks. */
struct house_opinion {
	enum house_judgement judgement;
	size_t		 topics[HOUSE_TOPICS]; /* the strictest first, of equals the furthest drifted */
	size_t		 ntopics;	       /* 1 or more */
};

/*
 * Another translation explains changed words, as far as neither a number nor a
 * negation is among them: then the rule about translations speaks for them.
 */
void house_judge(const struct house *house, const struct drift *drift,
    struct house_opinion *opinion);

#endif
