#include "core/cue.h"

#include "core/row.h"

enum { S = CUE_SPEECH, J = CUE_JUDGES, N = CUE_NOUN, A = CUE_ADDRESSEE, B = CUE_BARE };

/* Base forms in byte order. */
static const struct cue cues[] = {
	{ "accept", J | B }, { "accuse", J }, { "acknowledge", S }, { "add", S },
	{ "admit", S }, { "admonish", S }, { "advise", S | N | A }, { "affirm", S },
	{ "agree", S }, { "allege", S }, { "announce", S }, { "answer", S | N },
	{ "apologise", S }, { "apologize", S }, { "appeal", S | N }, { "applaud", J },
	{ "argue", S }, { "ask", S | A }, { "assail", J }, { "assert", S },
	{ "assure", S | A }, { "attack", J | N }, { "attest", S }, { "bark", S },
	{ "bash", J }, { "beam", S }, { "beg", S }, { "begin", S | B }, { "believe", S },
	{ "bellow", S }, { "bemoan", S }, { "berate", J }, { "bill", J | N }, { "blame", J | N },
	{ "blast", J | N }, { "blog", S | N }, { "blurt", S }, { "boast", S },
	{ "boom", S | N }, { "brag", S }, { "brand", J | N }, { "broadcast", S | N },
	{ "cable", S | N }, { "cackle", S }, { "call", J | N }, { "caption", S | N },
	{ "caution", S | N }, { "certify", S }, { "challenge", S | N }, { "chant", S | N },
	{ "characterise", J }, { "characterize", J }, { "charge", J | N },
	{ "chastise", J }, { "cheer", S }, { "chide", J }, { "chime", S }, { "chirp", S },
	{ "chuckle", S }, { "cite", S | N }, { "claim", S | N }, { "clarify", S },
	{ "commend", J }, { "comment", S | N }, { "compare", J }, { "complain", S },
	{ "concede", S }, { "conclude", S }, { "concur", S }, { "condemn", J },
	{ "confess", S }, { "confide", S }, { "confirm", S }, { "congratulate", J },
	{ "contend", S }, { "continue", S }, { "coo", S }, { "correct", S | B },
	{ "counsel", S | N }, { "counter", S | N }, { "crack", S | N }, { "criticise", J },
	{ "criticize", J }, { "croon", S }, { "crow", S }, { "cry", S | N },
	{ "dare", S | N }, { "deadpan", S }, { "debate", J | N }, { "declare", S },
	{ "decry", J }, { "deem", J }, { "defend", J }, { "demand", J | N }, { "demur", S },
	{ "denounce", J }, { "deny", S }, { "depict", J }, { "deplore", J },
	{ "deride", J }, { "describe", J }, { "direct", J | N }, { "disagree", S },
	{ "disclose", S }, { "discuss", J }, { "dismiss", J }, { "divulge", S },
	{ "drawl", S }, { "dub", J }, { "echo", S }, { "editorialize", S },
	{ "elaborate", S }, { "email", S | N }, { "emphasise", S }, { "emphasize", S },
	{ "encourage", J }, { "endorse", J }, { "enquire", S }, { "enthuse", S },
	{ "estimate", S | N }, { "exclaim", S }, { "exhort", S }, { "explain", S },
	{ "explode", S }, { "expound", S }, { "express", J | N }, { "exult", S },
	{ "fault", J | N }, { "fax", S | N }, { "fear", J | N }, { "feel", J | N },
	{ "find", J | B }, { "fire", S | N }, { "forecast", S | N }, { "foretell", S },
	{ "fret", S }, { "fume", S }, { "gasp", S }, { "giggle", S }, { "gloat", S },
	{ "greet", J }, { "grin", J | N }, { "groan", S }, { "growl", S }, { "grumble", S },
	{ "grunt", S | N }, { "guess", S | N }, { "gush", S }, { "hail", J },
	{ "hammer", J }, { "headline", J | N }, { "hint", S | N }, { "hiss", S },
	{ "holler", S }, { "hope", J | N }, { "howl", S | N }, { "hypothesize", S },
	{ "implore", S }, { "imply", S }, { "indicate", S }, { "inform", S | A },
	{ "inquire", S }, { "insist", S }, { "instruct", S | A },
	{ "interject", S }, { "interpose", S }, { "interrupt", S },
	{ "interview", J | N | A }, { "intimate", S }, { "intone", S }, { "invite", J },
	{ "invoke", J }, { "jeer", S }, { "joke", S | N }, { "justify", J },
	{ "label", J | N }, { "lament", S }, { "lash", S }, { "laud", J },
	{ "laugh", S | N }, { "lecture", S | N }, { "liken", J }, { "maintain", S },
	{ "marvel", S }, { "mean", J }, { "mention", S | N }, { "message", S | N },
	{ "moan", S | N }, { "mock", J }, { "mumble", S }, { "murmur", S }, { "muse", S },
	{ "mutter", S }, { "narrate", S }, { "nod", J | N }, { "note", S | N },
	{ "notify", S | A }, { "object", S | N }, { "observe", S }, { "offer", J | N },
	{ "opine", S }, { "order", J | N }, { "outline", S }, { "paraphrase", S },
	{ "persist", S }, { "philosophize", S }, { "pipe", S }, { "plead", S },
	{ "pledge", S | N }, { "point", S | N }, { "ponder", S }, { "pontificate", S },
	{ "portray", J }, { "posit", S }, { "post", S | N }, { "praise", J | N },
	{ "preach", S }, { "predict", S }, { "press", S | N }, { "probe", S | N },
	{ "proclaim", S }, { "profess", S }, { "promise", S | N }, { "promote", J | N },
	{ "pronounce", S }, { "prophesy", S }, { "propose", S }, { "protest", S | N },
	{ "publish", J }, { "purr", S }, { "put", J | N }, { "query", S | N },
	{ "question", S | N }, { "quip", S }, { "quiz", S }, { "quote", S | N },
	{ "rage", S | N }, { "rail", S | N }, { "rant", S | N }, { "rationalize", S },
	{ "rave", S }, { "read", S }, { "reaffirm", S }, { "reason", S | N },
	{ "reassure", S | A }, { "rebuke", J | N }, { "rebut", S }, { "recall", S },
	{ "recite", S }, { "reckon", S }, { "recollect", S }, { "recommend", S },
	{ "recount", S }, { "refer", J }, { "reflect", S | B }, { "regard", J | N },
	{ "regret", S | N }, { "reiterate", S }, { "reject", J }, { "rejoice", S },
	{ "relay", S | N }, { "remark", S | N }, { "remember", S }, { "remind", S | A },
	{ "repeat", S }, { "reply", S | N }, { "report", S | N }, { "reprimand", J | N },
	{ "request", S | N }, { "respond", S }, { "retaliate", S }, { "retort", S },
	{ "retweet", S | N }, { "reveal", S }, { "ridicule", J }, { "riff", S },
	{ "rip", J }, { "roar", S }, { "rue", S }, { "rule", S | N }, { "salute", J | N },
	{ "say", S }, { "scoff", S }, { "scold", J }, { "scream", S | N }, { "seethe", S },
	{ "share", S | N | B }, { "shoot", S | N }, { "shout", S | N }, { "shriek", S | N },
	{ "shrug", J | N }, { "sigh", S | N }, { "signal", S | N }, { "sing", S },
	{ "skewer", J }, { "slam", J }, { "smile", J | N }, { "snap", S | N },
	{ "snarl", S | N }, { "sneer", S }, { "snort", S }, { "sob", S }, { "speak", J },
	{ "specify", S }, { "speculate", S }, { "splutter", S }, { "squeal", S | N },
	{ "stammer", S }, { "state", S | N }, { "stipulate", S }, { "stress", S | N },
	{ "stutter", S }, { "suggest", S }, { "sum", S }, { "summarise", S },
	{ "summarize", S }, { "suppose", S }, { "surmise", S }, { "swear", S },
	{ "talk", J | N }, { "taunt", S }, { "teach", J }, { "tease", S | N },
	{ "telegraph", S | N }, { "tell", S | A }, { "term", J | N }, { "testify", S },
	{ "text", S | N }, { "thank", J }, { "theorise", S }, { "theorize", S },
	{ "think", S }, { "threaten", J }, { "thunder", S }, { "title", J | N },
	{ "tout", J }, { "trill", S }, { "tut", S }, { "tweet", S }, { "underline", S },
	{ "underscore", S }, { "urge", S | A }, { "utter", S }, { "validate", S },
	{ "vent", S }, { "venture", S }, { "verify", S }, { "voice", S | N },
	{ "volunteer", S }, { "vow", S | N }, { "wail", S }, { "warn", S | A },
	{ "welcome", J | N }, { "whine", S }, { "whisper", S }, { "wonder", S | N },
	{ "worry", J | N | B }, { "write", S }, { "yell", S },
};

/* Forms that no ending rule gives, in byte order. */
static const struct irregular {
	const char	*name, *base;
	enum cue_tense	 tense;
} irregulars[] = {
	{ "admitted", "admit", CUE_PAST }, { "admitting", "admit", CUE_ING },
	{ "began", "begin", CUE_PAST }, { "begged", "beg", CUE_PAST },
	{ "beginning", "begin", CUE_ING }, { "blogged", "blog", CUE_PAST },
	{ "bragged", "brag", CUE_PAST }, { "bragging", "brag", CUE_ING },
	{ "broadcast", "broadcast", CUE_PAST }, { "confessed", "confess", CUE_PAST },
	{ "dubbed", "dub", CUE_PAST }, { "dubbing", "dub", CUE_ING },
	{ "felt", "feel", CUE_PAST }, { "foretold", "foretell", CUE_PAST },
	{ "found", "find", CUE_PAST }, { "fretted", "fret", CUE_PAST },
	{ "grinned", "grin", CUE_PAST }, { "meant", "mean", CUE_PAST },
	{ "nodded", "nod", CUE_PAST }, { "nodding", "nod", CUE_ING },
	{ "put", "put", CUE_PAST }, { "putting", "put", CUE_ING },
	{ "quipped", "quip", CUE_PAST }, { "quipping", "quip", CUE_ING },
	{ "quizzed", "quiz", CUE_PAST }, { "read", "read", CUE_PAST },
	{ "rebutted", "rebut", CUE_PAST }, { "referred", "refer", CUE_PAST },
	{ "referring", "refer", CUE_ING }, { "regretted", "regret", CUE_PAST },
	{ "ripped", "rip", CUE_PAST }, { "ripping", "rip", CUE_ING },
	{ "said", "say", CUE_PAST }, { "sang", "sing", CUE_PAST },
	{ "saying", "say", CUE_ING }, { "says", "say", CUE_PRESENT },
	{ "shot", "shoot", CUE_PAST }, { "shrugged", "shrug", CUE_PAST },
	{ "slammed", "slam", CUE_PAST }, { "slamming", "slam", CUE_ING },
	{ "snapped", "snap", CUE_PAST }, { "sobbed", "sob", CUE_PAST },
	{ "spoke", "speak", CUE_PAST }, { "spoken", "speak", CUE_PAST }, { "summed", "sum", CUE_PAST },
	{ "summing", "sum", CUE_ING }, { "swore", "swear", CUE_PAST },
	{ "taught", "teach", CUE_PAST }, { "thought", "think", CUE_PAST },
	{ "told", "tell", CUE_PAST }, { "tutted", "tut", CUE_PAST },
	{ "writing", "write", CUE_ING }, { "written", "write", CUE_PAST },
	{ "wrote", "write", CUE_PAST },
};

#include "core/cue_index.inc"

static const struct cue *
base_find(struct span base)
{
	return row_find(&cues_rows, base);
}

/* The base under a regular ending: stem, stem + "e", or stem with its last letter changed. */
static const struct cue *
stem_find(struct span stem, char last_was, const char *last_is)
{
	char			 word[32];
	const struct cue	*cue;

	if (stem.n < 2 || stem.n + 3 > sizeof word)
		return NULL;
	memcpy(word, stem.p, stem.n);
	if (stem.p[stem.n - 1] == last_was) {
		size_t	 n = strlen(last_is);

		memcpy(word + stem.n - 1, last_is, n);
		cue = base_find((struct span) { word, stem.n - 1 + n });
		memcpy(word, stem.p, stem.n);
		if (cue != NULL)
			return cue;
	}
	cue = base_find(stem);
	if (cue != NULL)
		return cue;
	word[stem.n] = 'e';
	return base_find((struct span) { word, stem.n + 1 });
}

const struct cue *
cue_find(struct span folded, enum cue_tense *tense)
{
	const struct irregular	*irregular;
	const struct cue	*cue;

	irregular = row_find(&irregulars_rows, folded);
	if (irregular != NULL) {
		*tense = irregular->tense;
		return base_find(span_of(irregular->base));
	}
	*tense = CUE_BASE;
	cue = base_find(folded);
	if (cue != NULL || folded.n < 4)
		return cue;
	if (span_ends(folded, SPAN("ing"))) {
		*tense = CUE_ING;
		return stem_find(span_cut(folded, 0, folded.n - 3), 0, "");
	}
	if (span_ends(folded, SPAN("ed"))) {
		*tense = CUE_PAST;
		return stem_find(span_cut(folded, 0, folded.n - 2), 'i', "y");
	}
	*tense = CUE_PRESENT;
	if (span_ends(folded, SPAN("es")) &&
	    (cue = stem_find(span_cut(folded, 0, folded.n - 2), 'i', "y")) != NULL)
		return cue;
	if (span_ends(folded, SPAN("s")) && !span_ends(folded, SPAN("ss")))
		return base_find(span_cut(folded, 0, folded.n - 1));
	return NULL;
}

/* Each ending that cue_find() takes off, and the last letter of the base it takes the place of. */
static const struct {
	const char	*ending;
	char		 last; /* 0: none, it stands behind the whole base */
} endings[] = {
	{ "", 0 }, { "s", 0 }, { "es", 0 }, { "ed", 0 }, { "ing", 0 }, { "es", 'e' },
	{ "ed", 'e' }, { "ing", 'e' }, { "ies", 'y' }, { "ied", 'y' },
};

size_t
cue_forms(void)
{
	return LEN(irregulars) + LEN(cues) * LEN(endings);
}

struct span
cue_form(size_t i, struct lexicon_room *room)
{
	struct span	 base, ending;
	char		 last;

	if (i < LEN(irregulars))
		return span_of(irregulars[i].name);
	i -= LEN(irregulars);
	base = span_of(cues[i / LEN(endings)].name);
	ending = span_of(endings[i % LEN(endings)].ending);
	last = endings[i % LEN(endings)].last;
	SPAN_HOLDS(base);
	SPAN_HOLDS(ending);
	if (last != 0 && base.p[base.n - 1] != last)
		return base;
	base.n -= last != 0;
	memcpy(room->bytes, base.p, base.n);
	memcpy(room->bytes + base.n, ending.p, ending.n);
	return (struct span) { room->bytes, base.n + ending.n };
}

size_t
cue_list(const struct cue **list)
{
	*list = cues;
	return LEN(cues);
}
