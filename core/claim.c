#include "core/claim.h"

#include "core/date.h"
#include "core/lexicon.h"
#include "core/row.h"
#include "core/utf8.h"
#include "core/words.h"

const struct drift_axis_row drift_attributions[ATTRIBUTIONS] = {
	[ATTRIBUTION_SAME] = { "same", 0 },
	[ATTRIBUTION_LESS_SPECIFIC] = { "less-specific", 0 },
	[ATTRIBUTION_MORE_SPECIFIC] = { "more-specific", 0 },
	[ATTRIBUTION_UNATTRIBUTED] = { "unattributed", 2 },
	[ATTRIBUTION_REATTRIBUTED] = { "reattributed", 5 },
};

const struct drift_axis_row drift_settings[SETTINGS] = {
	[SETTING_SAME] = { "same", 0 },
	[SETTING_UNSTATED] = { "unstated", 0 },
	[SETTING_LESS_SPECIFIC] = { "less-specific", 1 },
	[SETTING_MEDIUM_CHANGED] = { "medium-changed", 3 },
	[SETTING_DATE_CHANGED] = { "date-changed", 4 },
	[SETTING_REVENUED] = { "re-venued", 4 },
};

#define NAME_WORDS 12
#define NAME_BYTES 128

/* A name or venue as folded words, without the small ones. */
struct name {
	struct span	 words[NAME_WORDS];
	size_t		 count;
	char		 bytes[NAME_BYTES];
};

static void
read_name(struct span s, struct name *n)
{
	size_t	 used = 0, from = 0;

	n->count = 0;
	for (size_t at = 0; at <= s.n;) {
		size_t	 behind = at;
		uint32_t c = utf8_next(s, &behind);
		bool	 word = c != 0 && utf8_is_word(c);

		if (word && used + (behind - at) <= NAME_BYTES) {
			for (; at < behind; at++)
				n->bytes[used++] =
				    (char)(s.p[at] >= 'A' && s.p[at] <= 'Z' ? s.p[at] - 'A' + 'a' :
									      s.p[at]);
			continue;
		}
		if (used > from && n->count < NAME_WORDS) {
			struct span	 w = { n->bytes + from, used - from };

			if (!(word_kinds(w) & WORD_FUNCTION))
				n->words[n->count++] = w;
		}
		from = used;
		if (c == 0)
			break;
		at = behind;
	}
}

static bool
name_has(const struct name *n, struct span word)
{
	for (size_t i = 0; i < n->count; i++) {
		if (span_eq(n->words[i], word))
			return true;
	}
	return false;
}

static size_t
names_share(const struct name *a, const struct name *b)
{
	size_t	 shared = 0;

	for (size_t i = 0; i < a->count; i++)
		shared += name_has(b, a->words[i]);
	return shared;
}

static bool
is_glide(char c)
{
	return c == 'y' || c == 'j' || c == 'i';
}

static bool
is_open_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'o' || c == 'u';
}

/*
 * The next letter of a folded name, with y and j as i, one for several of them
 * and none between other vowels ("Tokayev", "Tokaev"); 0 behind the end.
 */
static char
next_sound(struct span s, size_t *at)
{
	size_t	 from = *at;

	if (from >= s.n)
		return '\0';
	if (!is_glide(s.p[from]))
		return s.p[(*at)++];
	while (*at < s.n && is_glide(s.p[*at]))
		(*at)++;
	if (from > 0 && is_open_vowel(s.p[from - 1]) && *at < s.n && is_open_vowel(s.p[*at]))
		return s.p[(*at)++];
	return 'i';
}

/* One surname from another alphabet or tongue: "Tokayev", "Tokaïev"; "Zelensky", "Zelenskiy". */
static bool
sounds_same(struct span a, struct span b)
{
	struct lexicon_room	 room_a, room_b;
	size_t			 i = 0, j = 0;
	char			 c;

	a = lexicon_fold(a, &room_a);
	b = lexicon_fold(b, &room_b);
	if (a.n < 4 || b.n < 4)
		return false;
	do {
		c = next_sound(a, &i);
		if (c != next_sound(b, &j))
			return false;
	} while (c != '\0');
	return true;
}

/*
 * The last word of one name, its surname in most of the world's press, must be
 * in the other; two full names must not disagree in their first word as well.
 */
bool
claim_same_speaker(struct span a, struct span b)
{
	struct name	 x, y;
	struct span	 last_x, last_y;
	bool		 sound;

	if (span_eq_case(a, b))
		return true;
	read_name(a, &x);
	read_name(b, &y);
	if (x.count == 0 || y.count == 0)
		return false;
	last_x = x.words[x.count - 1];
	last_y = y.words[y.count - 1];
	sound = sounds_same(last_x, last_y);
	if (!sound && !name_has(&y, last_x) && !name_has(&x, last_y))
		return false;
	if (x.count < 2 || y.count < 2)
		return true;
	if (names_share(&x, &y) + (sound && !span_eq(last_x, last_y)) >= 2)
		return true;
	/*
	 * "Mr. Smith" and "Anna Smith", "Gen. Milley" and "Mark Milley": a title is no given
	 * name.
	 */
	return word_abbreviation(x.words[0]) == ABBREVIATION_TITLE ||
	    word_abbreviation(y.words[0]) == ABBREVIATION_TITLE || x.words[0].n == 1 ||
	    y.words[0].n == 1;
}

enum drift_attribution
claim_attribution(const struct printing *r, const struct printing *v)
{
	const bool	 named_r = r->speaker.n > 0, named_v = v->speaker.n > 0;
	const bool	 said_r = named_r || r->mention.n > 0, said_v = named_v || v->mention.n > 0;

	if (r->unquoted || v->unquoted)
		return ATTRIBUTION_SAME;
	if (!said_v)
		return said_r ? ATTRIBUTION_UNATTRIBUTED : ATTRIBUTION_SAME;
	if (!said_r)
		return ATTRIBUTION_MORE_SPECIFIC;
	if (named_r && named_v)
		return claim_same_speaker(r->speaker, v->speaker) ? ATTRIBUTION_SAME :
								    ATTRIBUTION_REATTRIBUTED;
	if (named_r)
		return ATTRIBUTION_LESS_SPECIFIC;
	return named_v ? ATTRIBUTION_MORE_SPECIFIC : ATTRIBUTION_SAME;
}

/* What a setting is made of, by the words that name it. */
enum medium {
	MEDIUM_NONE, MEDIUM_ADDRESS, MEDIUM_INTERVIEW, MEDIUM_POST, MEDIUM_STATEMENT, MEDIUM_CALL,
	MEDIUM_CONFERENCE, MEDIUM_LETTER, MEDIUM_HEARING, MEDIUM_DEBATE, MEDIUM_BOOK,
};

/* In byte order. */
static const struct medium_word { const char *word; enum medium medium; } media[] = {
	{ "address", MEDIUM_ADDRESS },
	{ "article", MEDIUM_BOOK },
	{ "blog", MEDIUM_POST },
	{ "book", MEDIUM_BOOK },
	{ "briefing", MEDIUM_CONFERENCE },
	{ "call", MEDIUM_CALL },
	{ "conference", MEDIUM_CONFERENCE },
	{ "court", MEDIUM_HEARING },
	{ "debate", MEDIUM_DEBATE },
	{ "email", MEDIUM_LETTER },
	{ "facebook", MEDIUM_POST },
	{ "hearing", MEDIUM_HEARING },
	{ "instagram", MEDIUM_POST },
	{ "interview", MEDIUM_INTERVIEW },
	{ "letter", MEDIUM_LETTER },
	{ "memoir", MEDIUM_BOOK },
	{ "phone", MEDIUM_CALL },
	{ "podcast", MEDIUM_INTERVIEW },
	{ "post", MEDIUM_POST },
	{ "rally", MEDIUM_ADDRESS },
	{ "remarks", MEDIUM_ADDRESS },
	{ "speech", MEDIUM_ADDRESS },
	{ "statement", MEDIUM_STATEMENT },
	{ "telegram", MEDIUM_POST },
	{ "telephone", MEDIUM_CALL },
	{ "testimony", MEDIUM_HEARING },
	{ "trial", MEDIUM_HEARING },
	{ "tweet", MEDIUM_POST },
	{ "tweets", MEDIUM_POST },
	{ "twitter", MEDIUM_POST },
};

static enum medium
medium_of(const struct name *n)
{
	enum medium	 medium = MEDIUM_NONE;

	for (size_t i = 0; i < n->count; i++) {
		const struct medium_word	*row = ROW_HALVE(media, n->words[i]);

		if (row != NULL)
			medium = row->medium;
	}
	return medium;
}

/* 1 Monday to 7 Sunday of a weekday's name or an ISO day; 0 when it is neither. */
static int
weekday_of(struct span s)
{
	static const char *const names[] = {
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
	};
	int	 number[10];

	for (size_t i = 0; i < LEN(names); i++) {
		if (span_eq_case(s, span_of(names[i])))
			return (int)i + 1;
	}
	if (s.n != 10)
		return 0;
	for (size_t i = 0; i < 10; i++) {
		number[i] = s.p[i] - '0';
		if ((number[i] < 0 || number[i] > 9) && i != 4 && i != 7)
			return 0;
	}
	return date_weekday(
	    date_days(number[0] * 1000 + number[1] * 100 + number[2] * 10 + number[3],
		number[5] * 10 + number[6], number[8] * 10 + number[9]));
}

static bool
is_yearless(struct span s)
{
	return s.n == 5 && s.p[2] == '-';
}

static bool
days_differ(struct span a, struct span b)
{
	if (a.n == 0 || b.n == 0 || span_eq_case(a, b))
		return false;
	if (a.n == 10 && b.n == 10 && weekday_of(a) > 0 && a.p[4] == '-' && b.p[4] == '-')
		return true;
	/* "01-07": without its year it can only be held against another date. */
	if (is_yearless(a) || is_yearless(b))
		return (is_yearless(a) || a.n == 10) && (is_yearless(b) || b.n == 10) &&
		    !span_eq(span_cut(a, a.n - 5, a.n), span_cut(b, b.n - 5, b.n));
	return weekday_of(a) != weekday_of(b) && weekday_of(a) > 0 && weekday_of(b) > 0;
}

static enum drift_setting
venues_compare(struct span reference, struct span variant)
{
	struct name	 r, v;
	size_t		 shared;
	enum medium	 medium_r, medium_v;

	if (reference.n == 0 || variant.n == 0)
		return SETTING_UNSTATED;
	read_name(reference, &r);
	read_name(variant, &v);
	shared = names_share(&v, &r);
	medium_r = medium_of(&r);
	medium_v = medium_of(&v);
	if (shared == v.count && names_share(&r, &v) == r.count)
		return SETTING_SAME;
	if (medium_r != medium_v && medium_r != MEDIUM_NONE && medium_v != MEDIUM_NONE)
		return SETTING_MEDIUM_CHANGED;
	if (shared == v.count)
		return SETTING_LESS_SPECIFIC;
	if (names_share(&r, &v) == r.count)
		return SETTING_SAME;
	/*
	 * Who addresses a nation does not tell it to one outlet; a speech may have been given
	 * anywhere.
	 */
	if (shared == 0 && name_has(medium_r == MEDIUM_NONE ? &v : &r, SPAN("address")) &&
	    medium_r != medium_v)
		return SETTING_REVENUED;
	/*
	 * They share a name or a medium and each adds something: two descriptions of one
	 * setting.
	 */
	return shared > 0 || medium_r != medium_v ? SETTING_SAME : SETTING_REVENUED;
}

enum drift_setting
claim_setting(const struct printing *reference, const struct printing *variant)
{
	enum drift_setting	 venue = venues_compare(reference->venue, variant->venue);

	if (reference->unquoted || variant->unquoted)
		return SETTING_SAME;
	if (venue < SETTING_DATE_CHANGED && days_differ(reference->said_on, variant->said_on))
		return SETTING_DATE_CHANGED;
	return venue;
}
