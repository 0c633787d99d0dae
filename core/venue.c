#include "core/venue.h"

#include "core/buf.h"
#include "core/cue.h"
#include "core/grammar.h"
#include "core/noun.h"
#include "core/row.h"
#include "core/utf8.h"

/* Words for a setting and the class they come to; "press" holds whatever is said to reporters at large. */
struct medium {
	const char	*name, *class;
};

/* In byte order. */
static const struct medium mediums[] = {
	{ "address", "address" }, { "allocution", "address" },
	{ "appearance", "appearance" }, { "article", "article" },
	{ "audience", "speech" }, { "autobiography", "book" }, { "blog", "blog" },
	{ "book", "book" }, { "briefing", "press" }, { "broadcast", "broadcast" },
	{ "call", "phone call" }, { "column", "article" }, { "communique", "statement" },
	{ "conference", "conference" }, { "crowd", "rally" }, { "debate", "debate" },
	{ "discours", "speech" }, { "e-mail", "email" }, { "editorial", "article" },
	{ "email", "email" }, { "entretien", "interview" }, { "essay", "article" },
	{ "facebook", "Facebook" }, { "forum", "forum" },
	{ "hearing", "hearing" }, { "instagram", "Instagram" }, { "interview", "interview" },
	{ "interviews", "interview" }, { "journalists", "press" }, { "keynote", "speech" },
	{ "lawmakers", "parliament" }, { "lecture", "speech" }, { "letter", "letter" },
	{ "memo", "memo" }, { "memoir", "book" }, { "message", "message" }, { "mps", "parliament" },
	{ "newsletter", "newsletter" }, { "op-ed", "article" }, { "parliament", "parliament" },
	{ "podcast", "podcast" }, { "post", "social media" }, { "posts", "social media" },
	{ "presser", "press" }, { "program", "broadcast" }, { "programme", "broadcast" },
	{ "rally", "rally" }, { "release", "statement" }, { "remarks", "remarks" },
	{ "reporters", "press" }, { "sermon", "speech" }, { "show", "broadcast" },
	{ "speech", "speech" }, { "speeches", "speech" }, { "statement", "statement" },
	{ "statements", "statement" }, { "supporters", "rally" }, { "telegram", "Telegram" },
	{ "testimony", "hearing" }, { "text", "message" }, { "tweet", "Twitter" },
	{ "tweets", "Twitter" }, { "twitter", "Twitter" }, { "video", "video" },
	{ "weibo", "Weibo" }, { "youtube", "YouTube" },
};

/* Words in the names of outlets, in byte order. */
static const char	*const outlet_words[] = { "abc", "afp", "ani", "ap", "ard", "axios", "bbc",
	"bloomberg", "breitbart", "broadcaster", "cbc", "cbs", "channel", "chronicle", "cnbc",
	"cnn", "courier", "daily", "der", "dispatch", "fox", "gazette", "globe", "guardian",
	"herald", "huffpost", "independent", "inquirer", "itv", "jazeera", "journal", "lci",
	"magazine", "mail", "monde", "msnbc", "nbc", "network", "news", "newshour", "newspaper",
	"newsweek", "npr", "pbs", "politico", "post", "press", "radio", "rai", "reuters", "rt",
	"rtl", "sky", "spiegel", "star", "sun", "tass", "telegraph", "television", "time", "times",
	"today", "tribune", "tv", "univision", "voa", "vox", "wsj", "zdf" };

/* The setting as it grows. */
struct setting {
	size_t			 from, to;
	size_t			 outlet_from, outlet_to; /* equal: none */
	size_t			 show_from, show_to;
	const struct medium	*medium;
	bool			 televised, video, news, told;
};

/* CNN, ZDF: two to five capitals that are no country. */
static bool
is_acronym(const struct phrase *phrase, size_t i)
{
	struct span	 s = phrase_word(phrase, i);
	size_t		 n = 0;

	while (n < s.n && s.p[n] >= 'A' && s.p[n] <= 'Z')
		n++;
	return n >= 2 && n <= 5 && (n == s.n || (phrase->words[i].bits & WORD_POSSESSIVE) != 0) &&
	    !phrase_has(phrase, i, WORD_PLACE);
}

static bool
is_outlet(const struct phrase *phrase, size_t i)
{
	struct lexicon_room	 room;

	if (!phrase_has(phrase, i, WORD_CAPITAL))
		return false;
	if (ROW_HALVE(outlet_words, phrase_fold(phrase, i, &room)) != NULL)
		return true;
	/* Other bodies go by capitals too: only an unknown one can be an outlet. */
	return is_acronym(phrase, i) && !phrase_has(phrase, i, WORD_BODY | WORD_TITLE);
}

static const struct medium *
medium_at(const struct phrase *phrase, size_t i)
{
	struct lexicon_room	 room;

	if (phrase->words[i].kind != WORD_TEXT)
		return NULL;
	return ROW_HALVE(mediums, phrase_fold(phrase, i, &room));
}

/* The capital words around an outlet's name: "The New York Times". */
static void
note_outlet(const struct phrase *phrase, size_t i, size_t end, struct setting *s)
{
	size_t	 from = i, to = i + 1;

	if (s->outlet_from < s->outlet_to)
		return;
	/* "a letter seen by Reuters" was not written to Reuters. */
	if (i > s->from + 1 && phrase_is(phrase, i - 1, "by") && !phrase_is(phrase, i - 2, "aired") &&
	    !phrase_is(phrase, i - 2, "published") && !phrase_is(phrase, i - 2, "broadcast"))
		return;
	if (!is_acronym(phrase, i)) {
		while (from > s->from && phrase_has(phrase, from - 1, WORD_CAPITAL) &&
		    !phrase_has(phrase, from - 1, WORD_DAY | WORD_NOTNAME | WORD_POSSESSIVE))
			from--;
		while (to < end && phrase_has(phrase, to, WORD_CAPITAL) &&
		    !phrase_has(phrase, to, WORD_DAY | WORD_GIVEN) &&
		    !phrase_has(phrase, to - 1, WORD_POSSESSIVE))
			to++;
	}
	s->outlet_from = from;
	s->outlet_to = to;
}

/* "CNN's State of the Union": what the outlet owns is a show, unless it is somebody. */
static void
note_owned_show(const struct phrase *phrase, struct setting *s)
{
	size_t	 from = s->outlet_to, to = from;

	if (from == s->outlet_from || !phrase_has(phrase, from - 1, WORD_POSSESSIVE))
		return;
	while (to < s->to && phrase->words[to].kind == WORD_TEXT &&
	    (phrase_has(phrase, to, WORD_CAPITAL) ||
		(to > from && to + 1 < s->to &&
		    phrase_has(phrase, to, WORD_PREPOSITION | WORD_DETERMINER))))
		to++;
	while (to > from && !phrase_has(phrase, to - 1, WORD_CAPITAL))
		to--;
	if (to > from && !phrase_has(phrase, from, WORD_GIVEN | WORD_TITLE | WORD_DAY)) {
		s->show_from = from;
		s->show_to = to;
	}
}

static bool
is_titled(const struct phrase *phrase, size_t i)
{
	struct span	 inner = phrase->pairs[phrase->words[i].pair].inner;
	size_t		 at = 0;

	return inner.n < 60 && utf8_is_upper(utf8_next(inner, &at));
}

static bool
ends_setting(const struct phrase *phrase, size_t i, const struct setting *s)
{
	const struct word	*word = &phrase->words[i];
	bool			 tied = s->medium != NULL || s->outlet_from < s->outlet_to;

	if (word->kind == WORD_QUOTE)
		return !is_titled(phrase, i) || !tied || s->show_from < s->show_to;
	if (word->kind != WORD_TEXT)
		return true;
	if ((word->bits & (WORD_CONJUNCTION | WORD_RELATIVE | WORD_PRONOUN | WORD_OBJECT)) != 0)
		return true;
	if (phrase_is(phrase, i, "after") || phrase_is(phrase, i, "before") ||
	    phrase_is(phrase, i, "that"))
		return true;
	return (word->bits & WORD_CUE) != 0 && (word->bits & (WORD_CAPITAL | WORD_CUE_NOUN)) == 0 &&
	    medium_at(phrase, i) == NULL && !phrase_is(phrase, i, "aired") &&
	    !phrase_is(phrase, i, "published") && !phrase_is(phrase, i, "posted") &&
	    !phrase_is(phrase, i, "broadcast");
}

static bool
is_televised(const struct phrase *phrase, size_t i)
{
	struct lexicon_room	 room;
	struct span		 folded = phrase_fold(phrase, i, &room);

	return span_eq(folded, SPAN("televised")) || span_eq(folded, SPAN("tv")) ||
	    span_eq(folded, SPAN("televise")) || span_eq(folded, SPAN("televisee"));
}

/* "a statement on March 2", "on 2 March": the date is no part of it. */
static void
trim_date(const struct phrase *phrase, struct setting *s)
{
	size_t	 i = s->from + 1;

	while (i + 2 < s->to &&
	    !(phrase_is(phrase, i, "on") &&
		(phrase_has(phrase, i + 1, WORD_DAY) || phrase_has(phrase, i + 2, WORD_DAY))))
		i++;
	if (i + 2 < s->to && i >= s->outlet_to && i >= s->show_to)
		s->to = i;
}

/* Read the noun phrase at s->from, with what hangs on it: "an interview aired by CNN". */
static void
read_setting(const struct phrase *phrase, size_t to, struct setting *s)
{
	size_t	 i = s->from, after = s->from;

	for (; i < to && i - s->from < 16 && !ends_setting(phrase, i, s); i++) {
		const struct medium	*medium = medium_at(phrase, i);

		s->to = i + 1;
		if (phrase->words[i].kind == WORD_QUOTE) {
			s->show_from = i;
			s->show_to = i + 1;
			i++;
			break;
		}
		s->televised |= is_televised(phrase, i);
		s->video |= phrase_is(phrase, i, "video");
		s->news |= phrase_is(phrase, i, "news") || phrase_is(phrase, i, "press");
		if (is_outlet(phrase, i))
			note_outlet(phrase, i, to, s);
		else if (medium != NULL && (s->medium == NULL || after == i)) {
			/* Of two in a row, "video message", the later one is the noun. */
			s->medium = medium;
			after = i + 1;
		}
		/* Behind the setting's noun only what belongs to it may follow. */
		if (s->medium != NULL && i + 1 < to && medium == s->medium &&
		    phrase_has(phrase, i + 1, WORD_CAPITAL) && !phrase_has(phrase, i + 1, WORD_DAY))
			break;
		if (i > s->from && phrase_has(phrase, i, WORD_PREPOSITION) && s->medium == NULL &&
		    s->outlet_from == s->outlet_to)
			break;
	}
	/* A name keeps its last word, "Channel Nine"; what says when and how is no part of it. */
	while (s->to > s->from + 1 && s->to > s->outlet_to && s->to > s->show_to &&
	    (grammar_adverb(phrase, s->to - 1) || grammar_day_lead(phrase, s->to - 1) ||
		grammar_time(phrase, s->to - 1) ||
		phrase_has(phrase, s->to - 1, WORD_PREPOSITION | WORD_DETERMINER)))
		s->to--;
	if (s->outlet_to > s->to)
		s->to = s->outlet_to;
	trim_date(phrase, s);
	if (s->outlet_from < s->outlet_to)
		note_owned_show(phrase, s);
}

/* "the audience at the Town Library": the hall, a name behind "at". */
static void
note_hall(const struct phrase *phrase, size_t to, struct setting *s)
{
	size_t	 i = s->from;

	while (i < s->to && !phrase_is(phrase, i, "at"))
		i++;
	if (i == s->to && i < to && !phrase_is(phrase, i, "at"))
		return;
	for (i++; i < to && phrase_has(phrase, i, WORD_DETERMINER) &&
	     !phrase_has(phrase, i, WORD_CAPITAL);
	     i++)
		;
	s->show_from = s->show_to = i;
	while (s->show_to < to && phrase_has(phrase, s->show_to, WORD_CAPITAL) &&
	    !phrase_has(phrase, s->show_to, WORD_DAY))
		s->show_to++;
	if (s->show_to > s->show_from && s->show_to > s->to)
		s->to = s->show_to;
}

static bool
is_listeners(const struct setting *s)
{
	return s->medium != NULL && s->outlet_from == s->outlet_to && s->show_from == s->show_to &&
	    (strcmp(s->medium->name, "audience") == 0 || strcmp(s->medium->name, "crowd") == 0);
}

/* "told CNN", "told reporters": whom the verb addresses. */
static bool
find_addressee(const struct phrase *phrase, size_t to, size_t verb, size_t verb_end,
    struct setting *s)
{
	struct lexicon_room	 room;
	enum cue_tense		 tense;
	const struct cue	*cue;

	if (verb >= verb_end || verb_end >= to)
		return false;
	cue = cue_find(phrase_fold(phrase, verb, &room), &tense);
	if (cue == NULL || (cue->flags & CUE_ADDRESSEE) == 0)
		return false;
	*s = (struct setting) { .from = verb_end, .to = verb_end, .told = true };
	read_setting(phrase, to, s);
	if (s->outlet_from < s->outlet_to)
		return true;
	if (s->medium == NULL)
		return false;
	if (is_listeners(s))
		note_hall(phrase, to, s);
	if (s->show_from == s->show_to)
		s->from = verb;
	return true;
}

/* The setting that the preposition at word i leads to. */
static bool
read_preposition(const struct phrase *phrase, size_t i, size_t to, struct setting *s)
{
	*s = (struct setting) { .from = i + 1, .to = i + 1 };
	if (i + 1 >= to || !phrase_has(phrase, i, WORD_SETTING))
		return false;
	/* "on to", "to call": no noun follows. */
	if (phrase_has(phrase, i + 1, WORD_PREPOSITION) ||
	    (phrase_is(phrase, i, "to") &&
		!phrase_has(phrase, i + 1, WORD_DETERMINER | WORD_CAPITAL)))
		return false;
	read_setting(phrase, to, s);
	/* "on Fox", but not "in the Times Square": an outlet alone is a setting only behind on. */
	return s->medium != NULL || (s->outlet_from < s->outlet_to && phrase_is(phrase, i, "on"));
}

static bool
find_preposition(const struct phrase *phrase, size_t from, size_t to, struct setting *s)
{
	for (size_t i = from; i + 1 < to; i++) {
		if (phrase_has(phrase, i, WORD_SETTING) && read_preposition(phrase, i, to, s))
			return true;
	}
	return false;
}

/* The verb alone can say it: "tweeted". */
static bool
find_verb(const struct phrase *phrase, size_t verb, size_t verb_end, struct setting *s)
{
	static const struct medium	 tweeting = { "tweet", "Twitter" };
	static const struct medium	 testifying = { "testify", "hearing" };
	struct lexicon_room		 room;
	enum cue_tense			 tense;
	const struct cue		*cue;

	if (verb >= verb_end)
		return false;
	cue = cue_find(phrase_fold(phrase, verb, &room), &tense);
	if (cue == NULL)
		return false;
	*s = (struct setting) { .from = verb, .to = verb_end };
	if (strcmp(cue->name, "tweet") == 0 || strcmp(cue->name, "retweet") == 0)
		s->medium = &tweeting;
	else if (strcmp(cue->name, "testify") == 0)
		s->medium = &testifying;
	return s->medium != NULL;
}

static const char *
class_of(const struct setting *s)
{
	const char	*class = s->medium->class;

	if (strcmp(class, "conference") == 0)
		return s->news ? "press" : s->video ? "video conference" : "conference";
	if (s->televised &&
	    (strcmp(class, "address") == 0 || strcmp(class, "speech") == 0 ||
		strcmp(class, "statement") == 0 || strcmp(class, "remarks") == 0 ||
		strcmp(class, "message") == 0))
		return "televised address";
	return class;
}

/* Letters of a name without a possessive ending, marks and final points. */
static struct span
plain(const struct phrase *phrase, size_t from, size_t to)
{
	struct span	 s = phrase_stem(phrase, from, to);

	if (to == from + 1 && phrase->words[from].kind == WORD_QUOTE)
		s = phrase->pairs[phrase->words[from].pair].inner;
	while (s.n > 0 && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ','))
		s.n--;
	if (span_starts(s, SPAN("The ")) || span_starts(s, SPAN("the ")))
		s = span_cut(s, 4, s.n);
	return s;
}

/* The class of a speech says more than who carried it: "an address aired by Radio Nine". */
static bool
is_carried(const struct setting *s)
{
	return s->medium != NULL && s->show_from == s->show_to && !s->told &&
	    (strcmp(s->medium->class, "address") == 0 || strcmp(s->medium->class, "speech") == 0);
}

static bool
print_name(const struct phrase *phrase, const struct setting *s, struct arena *arena,
    struct span *name, struct fault *f)
{
	struct buf	 out = BUF(1024);

	if (s->outlet_from < s->outlet_to && !is_carried(s))
		buf_add(&out, plain(phrase, s->outlet_from, s->outlet_to));
	if (s->show_from < s->show_to) {
		if (out.n > 0)
			buf_add(&out, SPAN(", "));
		buf_add(&out, plain(phrase, s->show_from, s->show_to));
	}
	if (out.n == 0 && s->medium != NULL)
		buf_add(&out, span_of(class_of(s)));
	return buf_end(&out, arena, name, f);
}

/* "the", "an", in French "une", "d'une"; with a capital it belongs to a name. */
static bool
is_article(const struct phrase *phrase, size_t i)
{
	static const char	*const articles[] = { "a", "an", "d'un", "d'une", "the", "un", "une" };
	struct lexicon_room	 room;

	return !phrase_has(phrase, i, WORD_CAPITAL) &&
	    ROW_HALVE(articles, phrase_fold(phrase, i, &room)) != NULL;
}

/* As printed, but the stop that stands inside the marks of a show belongs to the sentence. */
static bool
print_setting(const struct phrase *phrase, struct setting *s, struct arena *arena,
    struct venue *venue, struct fault *f)
{
	struct span	 text, show;
	struct buf	 out = BUF(4096);
	size_t		 from = s->from;

	if (from + 1 < s->to && is_article(phrase, from))
		from++;
	venue->from = s->from;
	venue->to = s->to;
	venue->listeners = is_listeners(s);
	text = phrase_cut(phrase, from, s->to);
	venue->printed = text;
	if (s->show_to == s->to && phrase->words[s->to - 1].kind == WORD_QUOTE) {
		show = phrase->pairs[phrase->words[s->to - 1].pair].inner;
		if (span_ends(show, SPAN(".")) || span_ends(show, SPAN(","))) {
			buf_add(&out,
			    (struct span) { text.p, (size_t)(show.p - text.p) + show.n - 1 });
			buf_add(&out,
			    (struct span) { show.p + show.n,
				(size_t)(text.p + text.n - show.p) - show.n });
			if (!buf_end(&out, arena, &venue->printed, f))
				return false;
		}
	}
	return print_name(phrase, s, arena, &venue->name, f);
}

bool
venue_find(const struct phrase *phrase, size_t from, size_t to, size_t verb, size_t verb_end,
    struct arena *arena, struct venue *venue, struct fault *f)
{
	struct setting	 whom, where, *s = NULL;
	bool		 addressed, placed;

	*venue = (struct venue) { .from = 0 };
	addressed = find_addressee(phrase, to, verb, verb_end, &whom);
	placed = find_preposition(phrase, from, to, &where);
	/* A named outlet says more than "reporters" or "an interview". */
	if (placed &&
	    !(addressed && (whom.outlet_from < whom.outlet_to || whom.show_from < whom.show_to)))
		s = &where;
	else if (addressed || find_verb(phrase, verb, verb_end, &whom))
		s = &whom;
	return s == NULL || print_setting(phrase, s, arena, venue, f);
}

bool
venue_opening(const struct phrase *phrase, size_t from, size_t to, struct arena *arena,
    struct venue *venue, struct fault *f)
{
	struct setting	 s;

	*venue = (struct venue) { .from = 0 };
	from = noun_lead(phrase, from, to);
	if (!read_preposition(phrase, from, to, &s))
		return true;
	return print_setting(phrase, &s, arena, venue, f);
}

bool
venue_place(const struct phrase *phrase, size_t from, size_t to, struct arena *arena,
    struct venue *venue, struct fault *f)
{
	struct setting	 s = { .from = from, .to = from };

	*venue = (struct venue) { .from = 0 };
	if (from >= to || !phrase_is(phrase, from, "at"))
		return true;
	note_hall(phrase, to, &s);
	/* One word is a town or a firm; a hall has a name of several. */
	if (s.show_to < s.show_from + 2)
		return true;
	s.from = s.show_from;
	return print_setting(phrase, &s, arena, venue, f);
}
