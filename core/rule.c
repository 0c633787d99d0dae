#include "core/rule.h"

/*
 * Confidence is the share of right speakers among those that a rule named in
 * American news of 2015 and 2016 (PolNeAR v1, training part) and in the invented
 * articles of the tests, rounded; where it named fewer than twenty, the share of
 * its nearest kin weighs too.
 */
const struct rule speaker_rules[SPEAKER_RULES] = {
	[RULE_AFTER_SUBJECT] = { "cue-after: speaker, verb",
	    "behind the quotation stand a speaker and a verb of speech",
	    "\"We go,\" Ada Quill said.", 0.98, 0.95 },
	[RULE_AFTER_INVERTED] = { "cue-after: verb, speaker",
	    "behind the quotation stand a verb of speech and a speaker",
	    "\"We go,\" said Ada Quill.", 0.99, 0.95 },
	[RULE_AFTER_ACCORDING] = { "cue-after: according to",
	    "behind the quotation somebody is named as its source",
	    "The port is \"in very good hands\", according to Ada Quill.", 0.9, 0.8 },
	[RULE_AFTER_END] = { "cue-after: end of the sentence",
	    "the sentence goes on behind the quotation and ends in a speaker and a verb",
	    "The \"very good hands\" of the port are cold, Ada Quill said.", 0.92, 0.8 },
	[RULE_AFTER_AGENT] = { "cue-after: by",
	    "a passive verb stands before the quotation and whose words they are behind it",
	    "The port was branded \"a very silly idea\" by Ada Quill.", 0.85, 0.8 },
	[RULE_AFTER_COLON] = { "cue-after: headline, colon",
	    "a headline begins with the quotation, a colon and somebody's name",
	    "# 'We go, all of us': Ada Quill looks back", 0.8, 0.7 },
	[RULE_BEFORE_SUBJECT] = { "cue-before: speaker, verb",
	    "before the quotation stand a speaker and a verb; the outermost of several speaks",
	    "Ada Quill said, \"We go.\"", 0.91, 0.85 },
	[RULE_BEFORE_INHERITED] = { "cue-before: subject of the clause before",
	    "the verb before the quotation has no subject; that of the clause before is its subject",
	    "Ada Quill left early, saying the port was \"in very good hands\".", 0.88, 0.75 },
	[RULE_BEFORE_RELATIVE] = { "cue-before: relative clause",
	    "the verb before the quotation hangs on a pronoun, and that on a noun",
	    "They met Ada Quill, who called the port \"a very good hand\".", 0.6, 0.75 },
	[RULE_BEFORE_NOUN] = { "cue-before: noun",
	    "a noun for somebody's words stands before the quotation: claim, order, pledge",
	    "Ada Quill's claim that the port was \"in very good hands\" fell flat.", 0.25, 0.75 },
	[RULE_BEFORE_COLON] = { "cue-before: colon",
	    "a clause with a speaker ends in a colon before the quotation",
	    "Ada Quill replied: \"We go.\"", 0.88, 0.85 },
	[RULE_BEFORE_SOURCE] = { "cue-before: from, colon",
	    "before the quotation stand the one it is from and a colon",
	    "More from Ada Quill: \"We go.\"", 0.85, 0.8 },
	[RULE_LABEL] = { "label: name and colon", "a name and a colon, and nothing else, stand before it",
	    "QUILL: \"We go now, all of us.\"", 0.95, 0.85 },
	[RULE_LABEL_REPORTED] = { "label: name, colon, reported words",
	    "a sentence is somebody's by name and colon, and quotes inside",
	    "# Mayor Ada Quill: doors may 'shut at last'", 0.65, 0.7 },
	[RULE_SIGNATURE] = { "signature", "a dash and a name stand behind it",
	    "\"We go now, all of us.\" - Ada Quill", 0.9, 0.9 },
	[RULE_SIGNATURE_BELOW] = { "signature: in the next paragraph",
	    "a dash and a name are the next paragraph",
	    "\"We go now, all of us.\"\n- Ada Quill", 0.9, 0.85 },
	[RULE_SAME_PARAGRAPH] = { "second half: same paragraph",
	    "the speaker of the quotation before, in the same paragraph, goes on",
	    "\"We go,\" Ada Quill said. \"Now or never.\"", 0.97, 0.9 },
	[RULE_CONTINUATION] = { "continuation: the last speaker goes on",
	    "a paragraph is nothing but speech, and the last speaker's",
	    "\"We go,\" Ada Quill said.\n\"We go now, all of us together.\"", 0.75, 0.75 },
	[RULE_TURN] = { "dialogue: the other one's turn",
	    "two speak by turns, and a paragraph is nothing but a line that the other one says next",
	    "\"How many?\" Ada Quill asked.\n\"How many what?\" Ben Oster said.\n\"Boats.\"", 0.75, 0.75 },
	[RULE_ANSWER] = { "interview: whom it is about",
	    "a question stands bare before it, and whom the article is most about answers",
	    "Ada Quill is tired. Ada Quill goes home.\nWhy did you leave?\n\"I was late.\"", 0.75, 0.75 },
	[RULE_SENTENCE_BEFORE] = { "sentence before: its subject",
	    "the sentence before it is about somebody",
	    "Ada Quill began talking to Ben Oster. \"The boat is late.\"", 0.75, 0.6 },
	[RULE_PARAGRAPH_COLON] = { "paragraph before: colon", "the paragraph before ends in a colon",
	    "Ada Quill put it like this:\n\"We go now.\"", 0.88, 0.85 },
	[RULE_PARAGRAPH_SUBJECT] = { "paragraph before: its subject",
	    "the last sentence of the paragraph before is about somebody",
	    "Ada Quill was in a hurry.\n\"We go now, all of us together.\"", 0.35, 0.45 },
	[RULE_SENTENCE_SUBJECT] = { "sentence: its subject",
	    "no verb of speech is there; the sentence is about somebody",
	    "Ada Quill is \"in a great deal of trouble\".", 0.62, 0.4 },
	[RULE_REPEATED] = { "headline: words of the body",
	    "the body prints the headline's words too, and says whose they are",
	    "# 'We go there at dawn'\n\"We go there at dawn,\" Ada Quill said.", 0.95, 0.9 },
};

const struct rule form_rules[FORM_RULES] = {
	[FORM_LINE] = { "a line of a transcript", "a name and a colon stand before it, as before the lines around it",
	    "BERG: Who goes?\nQUILL: We go.\nBERG: And now?\nQUILL: We stay.", 0, 0 },
	[FORM_OPEN] = { "no closing mark", "the mark that would close it is missing",
	    "Ada Quill said: \"We go now.", 0, 0 },
	[FORM_NICKNAME] = { "inside a name", "it stands between a given name and a surname",
	    "Ada \"Birdie\" Quill left.", 0, 0 },
	[FORM_TITLE_INSIDE] = { "title-case inside a sentence",
	    "its words are capitals, and the sentence goes on around it",
	    "They saw \"The Long Way Home\" and left, Ada Quill said.", 0, 0 },
	[FORM_WHOLE] = { "handed over as a whole", "a comma or colon and a verb of speech hand it over",
	    "\"We go,\" Ada Quill said.", 0, 0 },
	[FORM_TITLE_CASE] = { "title-case", "its words are capitals, as a title's are",
	    "\"The Long Way Home\" is a film.", 0, 0 },
	[FORM_ANNOUNCED] = { "a title is announced", "the word before says that a title follows",
	    "They saw the film \"Boats at night\" again.", 0, 0 },
	[FORM_HELD_OFF] = { "a word looked at", "the word before says that a word follows",
	    "Ada Quill said the word \"boat\".", 0, 0 },
	[FORM_FEW_SAID] = { "few words, reported", "one or two words that somebody is said to have used",
	    "Ada Quill said it was \"Silly\" to go.", 0, 0 },
	[FORM_FEW] = { "few words, nobody says them", "a word or two held at arm's length",
	    "The \"boats\" were late.", 0, 0 },
	[FORM_OWN_SENTENCE] = { "a sentence of its own", "it begins a sentence and no cue is beside it",
	    "Ada Quill was blunt. \"The boat is late.\"", 0, 0 },
	[FORM_BEHIND_VERB] = { "a sentence behind its verb",
	    "it begins with a capital right behind a verb of speech",
	    "Ada Quill cheered \"We are all of us going home,\" and left.", 0, 0 },
	[FORM_PART] = { "part of a reported sentence", "its words complete a sentence about somebody's words",
	    "Ada Quill said the port was \"in very good hands\".", 0, 0 },
	[FORM_NOBODY] = { "words of nobody named", "it stands inside a sentence that names no speaker",
	    "There is \"no way out of here\" now.", 0, 0 },
	[FORM_PARAGRAPHS] = { "several paragraphs", "the next paragraph reopens it, and the last one closes it",
	    "Ada Quill said: \"We go now.\n\"We go, and we stay.\"", 0, 0 },
};

const struct rule *
rule_find(struct span name)
{
	for (size_t i = 0; i < SPEAKER_RULES; i++) {
		if (span_eq(name, span_of(speaker_rules[i].name)))
			return &speaker_rules[i];
	}
	for (size_t i = 0; i < FORM_RULES; i++) {
		if (span_eq(name, span_of(form_rules[i].name)))
			return &form_rules[i];
	}
	return NULL;
}
