#include "core/house.h"

#include "core/utf8.h"

const char *const house_judgement_names[HOUSE_JUDGEMENTS] = {
	[HOUSE_ALLOWED] = "allowed",
	[HOUSE_QUERY] = "query",
	[HOUSE_REFUSED] = "not allowed",
};

/* What a row speaks of, as bits. */
#define W(class) (UINT64_C(1) << DRIFT_##class)
#define A(value) (UINT64_C(1) << (HOUSE_ATTRIBUTION + ATTRIBUTION_##value))
#define S(value) (UINT64_C(1) << (HOUSE_SETTING + SETTING_##value))

#define SAME_CLAIMS (A(SAME) | A(MORE_SPECIFIC) | S(SAME))
#define WHOLE_SENTENCES (W(TRUNCATED_SENTENCE) | W(EXPANDED))
#define SMALL_WORDS (W(ELIDED_UNMARKED) | W(INSERTED_UNMARKED) | W(INFLECTED))
#define OTHER_WORDS (W(INSERTED_CONTENT) | W(SUBSTITUTED) | W(REORDERED))
#define OTHER_SENSE (W(QUALIFIER_CHANGED) | W(NUMBER_CHANGED) | W(NEGATION_CHANGED))
#define OTHER_PLACE (S(DATE_CHANGED) | S(REVENUED))

struct row {
	uint64_t	 topics;
	enum house_judgement judgement;
	const char	*rule, *source;
};

#define SILENT "the book is silent; what any desk would ask"

/* clang-format off */
static const struct row ap_rows[] = {
	{ W(VERBATIM) | W(TYPOGRAPHIC), HOUSE_ALLOWED,
	    "The words stand as they were spoken.",
	    "AP, News Values and Principles, quotations" },
	{ W(ORTHOGRAPHIC), HOUSE_ALLOWED,
	    "Spelling, numbers and abbreviations follow AP style; the spoken words stay.",
	    "AP Stylebook, quotations in the news" },
	{ WHOLE_SENTENCES, HOUSE_ALLOWED,
	    "Part of a speech may be quoted, as long as it stands for what was meant.",
	    "AP, News Values and Principles, quotations" },
	{ W(TRUNCATED_CLAUSE) | W(FRAGMENT), HOUSE_QUERY,
	    "Avoid pieces of a sentence; a striking phrase must keep what limits it.",
	    "AP Stylebook, quotations in the news" },
	{ W(BRACKETED), HOUSE_QUERY,
	    "Words put in brackets are a last resort: paraphrase, or quote what is clear.",
	    "AP Stylebook, parentheses; quotations in the news" },
	{ W(ELIDED_MARKED), HOUSE_QUERY,
	    "An ellipsis takes great care: what it hides must not bend the sense.",
	    "AP, News Values and Principles, quotations" },
	{ SMALL_WORDS | W(ELIDED_CONTENT) | OTHER_WORDS, HOUSE_REFUSED,
	    "A quotation is never altered, not even to put grammar right; paraphrase instead.",
	    "AP, News Values and Principles, quotations" },
	{ OTHER_SENSE, HOUSE_REFUSED,
	    "A remark without its qualifier, or with another sense, misrepresents the speaker.",
	    "AP Stylebook, quotations in the news" },
	{ W(SPLICED), HOUSE_REFUSED,
	    "Passages spoken apart are not joined inside one pair of marks.",
	    "AP, News Values and Principles, quotations" },
	{ W(TRANSLATED_VARIANT), HOUSE_QUERY,
	    "A translation must be faithful; say which language was spoken.",
	    "AP, News Values and Principles, quotations" },
	{ SAME_CLAIMS | S(UNSTATED), HOUSE_ALLOWED,
	    "Speaker and setting are told as before, or more fully, or the setting is left out.",
	    SILENT },
	{ A(LESS_SPECIFIC) | A(UNATTRIBUTED), HOUSE_QUERY,
	    "Name the source as fully as can be, or say why not.",
	    "AP, News Values and Principles, anonymous sources" },
	{ A(REATTRIBUTED), HOUSE_REFUSED,
	    "The words belong to whoever spoke them.",
	    "AP, News Values and Principles, quotations" },
	{ S(LESS_SPECIFIC), HOUSE_QUERY,
	    "Whoever gathered the words is credited, and the occasion with them.",
	    "AP memo on attribution, 2010" },
	{ S(MEDIUM_CHANGED), HOUSE_QUERY,
	    "Say by which medium the words came: heard, written or posted.",
	    "AP, News Values and Principles, quotations" },
	{ OTHER_PLACE, HOUSE_REFUSED,
	    "Place and day are facts like any other, and must be right.",
	    "AP, News Values and Principles, accuracy" },
};

static const struct row reuters_rows[] = {
	{ W(VERBATIM) | W(TYPOGRAPHIC) | W(ORTHOGRAPHIC), HOUSE_ALLOWED,
	    "The words stand; style may settle how they are spelled.",
	    "Reuters Handbook, quotes" },
	{ WHOLE_SENTENCES, HOUSE_ALLOWED,
	    "A part may be chosen when it is true to the whole.",
	    "Reuters Handbook, quotes" },
	{ W(TRUNCATED_CLAUSE) | W(FRAGMENT), HOUSE_QUERY,
	    "Scraps of quotation are best avoided: quote whole sentences or paraphrase.",
	    "Reuters Handbook, quotes" },
	{ W(BRACKETED), HOUSE_QUERY,
	    "An explanation put into a quotation interrupts it; set it before or behind.",
	    "Reuters Handbook, quotes" },
	{ W(ELIDED_MARKED), HOUSE_ALLOWED,
	    "A word or clause that is not needed may go, shown by three dots, when the sense stays.",
	    "Reuters Handbook, quotes" },
	{ W(ELIDED_UNMARKED) | W(ELIDED_CONTENT), HOUSE_REFUSED,
	    "What is left out must be shown by three dots with spaces.",
	    "Reuters Handbook, quotes" },
	{ W(INFLECTED), HOUSE_QUERY,
	    "A slip of grammar may be mended; another phrase may not.",
	    "Reuters standards on quotations, as reprinted" },
	{ W(INSERTED_UNMARKED) | OTHER_WORDS, HOUSE_REFUSED,
	    "Quotes are sacred: nothing is added, moved or reworded.",
	    "Reuters Handbook, quotes" },
	{ OTHER_SENSE, HOUSE_REFUSED,
	    "No change may touch the sense.",
	    "Reuters Handbook, quotes" },
	{ W(SPLICED), HOUSE_REFUSED,
	    "Separate passages are separate quotes.",
	    "Reuters Handbook, quotes" },
	{ W(TRANSLATED_VARIANT), HOUSE_QUERY,
	    "Translate into idiom, and beware of a quote that is translated back.",
	    "Reuters Handbook, quotes and translation" },
	{ SAME_CLAIMS | S(UNSTATED), HOUSE_ALLOWED,
	    "Speaker and setting are told as before, or more fully, or the setting is left out.",
	    SILENT },
	{ A(LESS_SPECIFIC), HOUSE_QUERY,
	    "A named source is the better one: as much is said of it as can be.",
	    "Reuters Handbook, sourcing" },
	{ A(UNATTRIBUTED), HOUSE_REFUSED,
	    "Every quotation says who spoke, or what kind of source it was.",
	    "Reuters Handbook, sourcing" },
	{ A(REATTRIBUTED), HOUSE_REFUSED,
	    "The words belong to whoever spoke them.",
	    "Reuters Handbook, sourcing" },
	{ S(LESS_SPECIFIC), HOUSE_QUERY,
	    "Say where the words were spoken and who had them first.",
	    "Reuters Handbook, sourcing" },
	{ S(MEDIUM_CHANGED), HOUSE_QUERY,
	    "Say by which medium the words came.",
	    "Reuters Handbook, sourcing" },
	{ OTHER_PLACE, HOUSE_REFUSED,
	    "Place and day must be right.",
	    "Reuters Handbook, accuracy" },
};

static const struct row nyt_rows[] = {
	{ W(VERBATIM), HOUSE_ALLOWED,
	    "Every word between the marks is what was said.",
	    "NYT, Guidelines on Integrity, quotations" },
	{ W(TYPOGRAPHIC) | W(ORTHOGRAPHIC), HOUSE_ALLOWED,
	    "Spelling, punctuation, capitals and abbreviations may follow the house.",
	    "NYT, Guidelines on Integrity, quotations" },
	{ WHOLE_SENTENCES, HOUSE_ALLOWED,
	    "A part may be quoted when the speaker's intent is kept.",
	    "NYT, Guidelines on Integrity, quotations" },
	{ W(TRUNCATED_CLAUSE) | W(FRAGMENT), HOUSE_QUERY,
	    "A cut inside a sentence needs two pairs of eyes: the sense must survive it.",
	    "NYT, Guidelines on Integrity, quotations" },
	{ W(BRACKETED), HOUSE_QUERY,
	    "Words that were not spoken are better told outside the marks.",
	    SILENT },
	{ W(ELIDED_MARKED), HOUSE_QUERY,
	    "To leave words out, close the quotation, attribute anew and open another.",
	    "NYT, Guidelines on Integrity, quotations" },
	{ W(ELIDED_UNMARKED), HOUSE_QUERY,
	    "Only hesitation and false starts may go without a sign.",
	    "NYT, Guidelines on Integrity, quotations" },
	{ W(INSERTED_UNMARKED) | W(INFLECTED) | W(ELIDED_CONTENT) | OTHER_WORDS, HOUSE_REFUSED,
	    "Quotations are not cleaned up; what is only about right is not quoted.",
	    "NYT, Guidelines on Integrity, quotations" },
	{ OTHER_SENSE, HOUSE_REFUSED,
	    "The intent of the speaker must be preserved.",
	    "NYT, Guidelines on Integrity, quotations" },
	{ W(SPLICED), HOUSE_REFUSED,
	    "Close the quotation where the speaker went on to something else.",
	    "NYT, Guidelines on Integrity, quotations" },
	{ W(TRANSLATED_VARIANT), HOUSE_QUERY,
	    "A translation is an approximation: readers should know of it.",
	    SILENT },
	{ SAME_CLAIMS | S(UNSTATED), HOUSE_ALLOWED,
	    "Speaker and setting are told as before, or more fully, or the setting is left out.",
	    SILENT },
	{ A(LESS_SPECIFIC) | A(UNATTRIBUTED), HOUSE_QUERY,
	    "Anonymity is a last resort: name the speaker.",
	    "NYT, Guidelines on Integrity, anonymity" },
	{ A(REATTRIBUTED), HOUSE_REFUSED,
	    "The words belong to whoever spoke them.",
	    "NYT, Guidelines on Integrity, quotations" },
	{ S(LESS_SPECIFIC), HOUSE_QUERY,
	    "Words that others gathered are credited to them.",
	    "NYT, Guidelines on Integrity, other people's reporting" },
	{ S(MEDIUM_CHANGED), HOUSE_QUERY,
	    "Say how the words came: spoken, by telephone, in writing.",
	    SILENT },
	{ OTHER_PLACE, HOUSE_REFUSED,
	    "Place and day are facts, and checked as such.",
	    "NYT, Guidelines on Integrity, fact checking" },
};

static const struct row guardian_rows[] = {
	{ W(VERBATIM) | W(TYPOGRAPHIC) | W(ORTHOGRAPHIC), HOUSE_ALLOWED,
	    "The words stand; marks and spelling follow the house.",
	    "Guardian style guide, quotation marks" },
	{ WHOLE_SENTENCES | W(TRUNCATED_CLAUSE) | W(FRAGMENT), HOUSE_ALLOWED,
	    "A speech may be cut to what matters, and a phrase quoted.",
	    "Guardian style guide, quotes" },
	{ W(BRACKETED), HOUSE_ALLOWED,
	    "Words put in for the reader's sake stand in square brackets.",
	    "Guardian style guide, brackets" },
	{ W(ELIDED_MARKED), HOUSE_ALLOWED,
	    "A gap is shown by an ellipsis.",
	    "Guardian style guide, quotes" },
	{ SMALL_WORDS, HOUSE_ALLOWED,
	    "Hesitation may go and bad grammar be mended, as long as the sense stays.",
	    "Guardian style guide, quotes" },
	{ W(ELIDED_CONTENT), HOUSE_QUERY,
	    "A gap needs an ellipsis, or \"he added\".",
	    "Guardian style guide, quotes" },
	{ W(SPLICED), HOUSE_REFUSED,
	    "Passages far apart need \"he added\" or an ellipsis between them.",
	    "Guardian style guide, quotes" },
	{ OTHER_WORDS, HOUSE_REFUSED,
	    "Mending grammar is no licence for other words.",
	    "Guardian style guide, quotes" },
	{ OTHER_SENSE, HOUSE_REFUSED,
	    "The sense must stay.",
	    "Guardian style guide, quotes" },
	{ W(TRANSLATED_VARIANT), HOUSE_QUERY,
	    "Compare with the words in the language spoken.",
	    SILENT },
	{ SAME_CLAIMS, HOUSE_ALLOWED,
	    "Speaker and setting are told as before, or more fully.",
	    "Guardian editorial code, accuracy" },
	{ A(LESS_SPECIFIC) | A(UNATTRIBUTED), HOUSE_QUERY,
	    "Sources are named wherever they can be.",
	    "Guardian editorial code, anonymous quotations" },
	{ A(REATTRIBUTED), HOUSE_REFUSED,
	    "The words belong to whoever spoke them.",
	    "Guardian editorial code, accuracy" },
	{ S(UNSTATED) | S(LESS_SPECIFIC), HOUSE_QUERY,
	    "Words from another's programme or paper are credited to it.",
	    "Guardian style guide, quotes" },
	{ S(MEDIUM_CHANGED), HOUSE_QUERY,
	    "Say by which medium the words came.",
	    SILENT },
	{ OTHER_PLACE, HOUSE_REFUSED,
	    "Place and day must be right.",
	    "Guardian editorial code, accuracy" },
};

static const struct { const char *name, *title; const struct row *rows; size_t nrows; } houses[] = {
	{ "ap",       "AP",       ap_rows,       LEN(ap_rows) },
	{ "reuters",  "Reuters",  reuters_rows,  LEN(reuters_rows) },
	{ "nyt",      "NYT",      nyt_rows,      LEN(nyt_rows) },
	{ "guardian", "Guardian", guardian_rows, LEN(guardian_rows) },
};
/* clang-format on */

struct house_topic
house_topic(size_t topic)
{
	if (topic < HOUSE_ATTRIBUTION)
		return (struct house_topic) { "", drift_classes[topic].name };
	if (topic < HOUSE_SETTING)
		return (struct house_topic) { "speaker",
			drift_attributions[topic - HOUSE_ATTRIBUTION].name };
	return (struct house_topic) { "setting", drift_settings[topic - HOUSE_SETTING].name };
}

size_t
houses_count(void)
{
	return LEN(houses);
}

void
house_at(size_t i, struct house *house)
{
	*house =
	    (struct house) { .name = span_of(houses[i].name), .title = span_of(houses[i].title) };
	for (size_t r = 0; r < houses[i].nrows; r++) {
		const struct row	*row = &houses[i].rows[r];

		for (size_t topic = 0; topic < HOUSE_TOPICS; topic++) {
			if ((row->topics >> topic & 1) != 0)
				house->rules[topic] = (struct house_rule) { row->judgement,
					span_of(row->rule), span_of(row->source) };
		}
	}
}

bool
house_named(struct span name, struct house *house)
{
	for (size_t i = 0; i < LEN(houses); i++) {
		if (span_eq_case(name, span_of(houses[i].name))) {
			house_at(i, house);
			return true;
		}
	}
	return false;
}

/* --- a profile of one's own ---------------------------------------------- */

/* The line that begins at *at, without what ends it; *at moves behind it. */
static struct span
next_line(struct span text, size_t *at)
{
	size_t	 end = *at + span_find(span_cut(text, *at, text.n), SPAN("\n"));
	struct span line = span_trim(span_cut(text, *at, end));

	*at = end + 1;
	return line;
}

/* The word at the start of a line; the line goes on behind it. */
static struct span
take_word(struct span *line)
{
	size_t	 n = 0;
	struct span word;

	while (n < line->n && line->p[n] != ' ' && line->p[n] != '\t')
		n++;
	word = span_cut(*line, 0, n);
	*line = span_trim(span_cut(*line, n, line->n));
	return word;
}

/* Two axes call a value "same" or "less-specific": there the axis is named first. */
static bool
topic_named(struct span word, size_t topic)
{
	struct house_topic	 t = house_topic(topic);
	struct span		 axis = span_of(t.axis);

	if (span_starts(word, axis) && axis.n > 0 && word.n > axis.n && word.p[axis.n] == '-')
		return span_eq(span_cut(word, axis.n + 1, word.n), span_of(t.name));
	return span_eq(word, span_of(t.name)) && strcmp(t.name, "same") != 0 &&
	    strcmp(t.name, "less-specific") != 0;
}

static bool
read_judgement(struct span word, enum house_judgement *judgement)
{
	for (int i = 0; i < HOUSE_JUDGEMENTS; i++) {
		struct span	 name = span_of(house_judgement_names[i]);

		if (span_eq(word, name) ||
		    (i == HOUSE_REFUSED && span_eq(word, SPAN("not-allowed")))) {
			*judgement = (enum house_judgement)i;
			return true;
		}
	}
	return false;
}

static bool
read_rule(struct span line, struct house *house)
{
	struct span		 word = take_word(&line), verdict = take_word(&line);
	enum house_judgement	 judgement;
	bool			 known = false;

	if (!read_judgement(verdict, &judgement))
		return false;
	for (size_t topic = 0; topic < HOUSE_TOPICS; topic++) {
		if (!topic_named(word, topic))
			continue;
		house->rules[topic] = (struct house_rule) { judgement,
			line.n > 0 ? line : SPAN("The profile gives no reason."), house->title };
		known = true;
	}
	return known;
}

bool
house_read(struct span name, struct span text, struct house *house, struct fault *f)
{
	size_t	 number = 0;
	bool	 begun = false;

	*house = (struct house) { .name = SPAN("own"), .title = name };
	for (size_t topic = 0; topic < HOUSE_TOPICS; topic++)
		house->rules[topic] = (struct house_rule) { HOUSE_QUERY,
			SPAN("The profile has no rule for this."), name };
	if (!utf8_valid(text))
		return fault_set(f, FAULT_USAGE, "%.*s: not UTF-8", SPAN_ARG(name));
	for (size_t at = 0; at < text.n;) {
		struct span	 line = next_line(text, &at), rest = line;

		number++;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (!begun && span_eq(take_word(&rest), SPAN("base")) && house_named(rest, house)) {
			house->name = SPAN("own");
			house->title = name;
		} else if (!read_rule(line, house))
			return fault_set(f, FAULT_USAGE,
			    "%.*s: line %zu: '%.*s' is no rule: a topic, then allowed, query or "
			    "not-allowed, then the reason",
			    SPAN_ARG(name), number, SPAN_ARG(line));
		begun = true;
	}
	return true;
}

/* --- judging ------------------------------------------------------------- */

/* Is this class a matter of the words that another translation chose? */
static bool
is_translators(size_t topic)
{
	return topic != DRIFT_TRANSLATED_VARIANT && topic != DRIFT_NUMBER_CHANGED &&
	    topic != DRIFT_NEGATION_CHANGED;
}

/* Does a rule about this topic speak to a printing? */
static bool
applies(const struct drift *drift, size_t topic)
{
	bool	 translated = (drift->all & W(TRANSLATED_VARIANT)) != 0;

	if (topic < HOUSE_ATTRIBUTION)
		return (drift->all >> topic & 1) != 0 && !(translated && is_translators(topic));
	return topic == HOUSE_ATTRIBUTION + (size_t)drift->attribution ||
	    topic == HOUSE_SETTING + (size_t)drift->setting;
}

void
house_judge(const struct house *house, const struct drift *drift, struct house_opinion *opinion)
{
	*opinion = (struct house_opinion) { .ntopics = 0 };
	for (int judgement = HOUSE_REFUSED; judgement >= HOUSE_ALLOWED; judgement--) {
		for (size_t i = 0; i < HOUSE_TOPICS; i++) {
			/* Classes stand in rising order: the last of them matters most. */
			size_t	 topic = i < HOUSE_ATTRIBUTION ? HOUSE_ATTRIBUTION - 1 - i : i;

			if (!applies(drift, topic) ||
			    (int)house->rules[topic].judgement != judgement)
				continue;
			if (opinion->ntopics == 0)
				opinion->judgement = (enum house_judgement)judgement;
			opinion->topics[opinion->ntopics++] = topic;
		}
	}
}
