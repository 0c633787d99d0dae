/*
 * The rules that say what a quotation is and who said it: one table of each,
 * from which records, explanations and counts take their names.
 */
#ifndef CORE_RULE_H
#define CORE_RULE_H

#include "core/span.h"

struct rule {
	const char	*name;	  /* as in records: "cue-after: verb, speaker" */
	const char	*meaning; /* one line */
	const char	*example; /* an article it applies to, each line a paragraph, "# " a headline */
	double		 confidence; /* of speaker rules: how often the words it takes are the speaker */
	double		 handed; /* of speaker rules: how surely anybody is said to speak, by which forms are judged */
};

enum speaker_rule {
	RULE_AFTER_SUBJECT,
	RULE_AFTER_INVERTED,
	RULE_AFTER_ACCORDING,
	RULE_AFTER_END,
	RULE_AFTER_AGENT,
	RULE_AFTER_COLON,
	RULE_BEFORE_SUBJECT,
	RULE_BEFORE_INHERITED,
	RULE_BEFORE_RELATIVE,
	RULE_BEFORE_NOUN,
	RULE_BEFORE_COLON,
	RULE_BEFORE_SOURCE,
	RULE_LABEL,
	RULE_LABEL_REPORTED,
	RULE_SIGNATURE,
	RULE_SIGNATURE_BELOW,
	RULE_SAME_PARAGRAPH,
	RULE_CONTINUATION,
	RULE_TURN,
	RULE_ANSWER,
	RULE_SENTENCE_BEFORE,
	RULE_PARAGRAPH_COLON,
	RULE_PARAGRAPH_SUBJECT,
	RULE_SENTENCE_SUBJECT,
	RULE_REPEATED,
	SPEAKER_RULES
};
extern const struct rule speaker_rules[SPEAKER_RULES];

/* When none of them applies. */
#define RULE_NOBODY "nobody is said to have said it"
#define RULE_OUTLET "the label names the teaser's outlet"

enum form_rule {
	FORM_LINE,
	FORM_OPEN,
	FORM_NICKNAME,
	FORM_TITLE_INSIDE,
	FORM_WHOLE,
	FORM_TITLE_CASE,
	FORM_ANNOUNCED,
	FORM_HELD_OFF,
	FORM_FEW_SAID,
	FORM_FEW,
	FORM_OWN_SENTENCE,
	FORM_BEHIND_VERB,
	FORM_PART,
	FORM_NOBODY,
	FORM_PARAGRAPHS,
	FORM_RULES
};
extern const struct rule form_rules[FORM_RULES];

/* The rule of that name, speaker's or form's, or NULL. */
const struct rule *rule_find(struct span name);

#endif
