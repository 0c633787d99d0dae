#include "core/tongue.h"

#include "core/lexicon.h"
#include "core/utf8.h"

/* In byte order: the languages in which a country's officials speak at home. */
static const struct {
	const char	*land, *languages;
} lands[] = {
	{ "Afghanistan", "fa ps" },
	{ "Albania", "sq" },
	{ "Algeria", "ar fr" },
	{ "Angola", "pt" },
	{ "Argentina", "es" },
	{ "Armenia", "hy" },
	{ "Australia", "en" },
	{ "Austria", "de" },
	{ "Azerbaijan", "az" },
	{ "Bahrain", "ar" },
	{ "Bangladesh", "bn" },
	{ "Belarus", "be ru" },
	{ "Belgium", "de fr nl" },
	{ "Bolivia", "es" },
	{ "Bosnia", "bs hr sr" },
	{ "Botswana", "en" },
	{ "Brazil", "pt" },
	{ "Bulgaria", "bg" },
	{ "Burkina Faso", "fr" },
	{ "Burundi", "en fr rn" },
	{ "Cambodia", "km" },
	{ "Cameroon", "en fr" },
	{ "Canada", "en fr" },
	{ "Chad", "ar fr" },
	{ "Chile", "es" },
	{ "China", "zh" },
	{ "Colombia", "es" },
	{ "Congo", "fr" },
	{ "Costa Rica", "es" },
	{ "Croatia", "hr" },
	{ "Cuba", "es" },
	{ "Cyprus", "el tr" },
	{ "Czech Republic", "cs" },
	{ "Denmark", "da" },
	{ "Dominican Republic", "es" },
	{ "Ecuador", "es" },
	{ "Egypt", "ar" },
	{ "El Salvador", "es" },
	{ "Eritrea", "ar en ti" },
	{ "Estonia", "et" },
	{ "Ethiopia", "am" },
	{ "Finland", "fi sv" },
	{ "France", "fr" },
	{ "Georgia", "ka" },
	{ "Germany", "de" },
	{ "Ghana", "en" },
	{ "Greece", "el" },
	{ "Guatemala", "es" },
	{ "Guinea", "fr" },
	{ "Haiti", "fr ht" },
	{ "Honduras", "es" },
	{ "Hong Kong", "en zh" },
	{ "Hungary", "hu" },
	{ "Iceland", "is" },
	{ "India", "en hi" },
	{ "Indonesia", "id" },
	{ "Iran", "fa" },
	{ "Iraq", "ar ku" },
	{ "Ireland", "en ga" },
	{ "Israel", "he" },
	{ "Italy", "it" },
	{ "Ivory Coast", "fr" },
	{ "Jamaica", "en" },
	{ "Japan", "ja" },
	{ "Jordan", "ar" },
	{ "Kazakhstan", "kk ru" },
	{ "Kenya", "en sw" },
	{ "Kosovo", "sq sr" },
	{ "Kuwait", "ar" },
	{ "Kyrgyzstan", "ky ru" },
	{ "Laos", "lo" },
	{ "Latvia", "lv" },
	{ "Lebanon", "ar fr" },
	{ "Libya", "ar" },
	{ "Lithuania", "lt" },
	{ "Luxembourg", "de fr lb" },
	{ "Malaysia", "en ms" },
	{ "Mali", "fr" },
	{ "Malta", "en mt" },
	{ "Mexico", "es" },
	{ "Moldova", "ro" },
	{ "Mongolia", "mn" },
	{ "Montenegro", "sr" },
	{ "Morocco", "ar fr" },
	{ "Mozambique", "pt" },
	{ "Myanmar", "my" },
	{ "Namibia", "en" },
	{ "Nepal", "ne" },
	{ "Netherlands", "nl" },
	{ "New Zealand", "en mi" },
	{ "Nicaragua", "es" },
	{ "Niger", "fr" },
	{ "Nigeria", "en" },
	{ "North Korea", "ko" },
	{ "North Macedonia", "mk" },
	{ "Norway", "nb nn no" },
	{ "Oman", "ar" },
	{ "Pakistan", "en ur" },
	{ "Palestine", "ar" },
	{ "Panama", "es" },
	{ "Papua New Guinea", "en" },
	{ "Paraguay", "es gn" },
	{ "Peru", "es" },
	{ "Philippines", "en tl" },
	{ "Poland", "pl" },
	{ "Portugal", "pt" },
	{ "Qatar", "ar" },
	{ "Romania", "ro" },
	{ "Russia", "ru" },
	{ "Rwanda", "en fr rw" },
	{ "Saudi Arabia", "ar" },
	{ "Senegal", "fr" },
	{ "Serbia", "sr" },
	{ "Sierra Leone", "en" },
	{ "Singapore", "en ms ta zh" },
	{ "Slovakia", "sk" },
	{ "Slovenia", "sl" },
	{ "Somalia", "ar so" },
	{ "South Africa", "af en" },
	{ "South Korea", "ko" },
	{ "South Sudan", "ar en" },
	{ "Spain", "ca es" },
	{ "Sri Lanka", "en si ta" },
	{ "Sudan", "ar en" },
	{ "Sweden", "sv" },
	{ "Switzerland", "de fr it" },
	{ "Syria", "ar" },
	{ "Taiwan", "zh" },
	{ "Tajikistan", "ru tg" },
	{ "Tanzania", "en sw" },
	{ "Thailand", "th" },
	{ "Tunisia", "ar fr" },
	{ "Turkey", "tr" },
	{ "Turkmenistan", "tk" },
	{ "Uganda", "en sw" },
	{ "Ukraine", "uk" },
	{ "United Arab Emirates", "ar" },
	{ "United Kingdom", "cy en" },
	{ "United States", "en" },
	{ "Uruguay", "es" },
	{ "Uzbekistan", "uz" },
	{ "Venezuela", "es" },
	{ "Vietnam", "vi" },
	{ "Yemen", "ar" },
	{ "Zambia", "en" },
	{ "Zimbabwe", "en" },
};

/* In byte order: languages as English prints them, with their ISO 639-1 codes. */
static const struct {
	const char	*name, *code;
} names[] = {
	{ "Afrikaans", "af" },
	{ "Albanian", "sq" },
	{ "Amharic", "am" },
	{ "Arabic", "ar" },
	{ "Armenian", "hy" },
	{ "Azerbaijani", "az" },
	{ "Belarusian", "be" },
	{ "Bengali", "bn" },
	{ "Bosnian", "bs" },
	{ "Bulgarian", "bg" },
	{ "Burmese", "my" },
	{ "Catalan", "ca" },
	{ "Chinese", "zh" },
	{ "Croatian", "hr" },
	{ "Czech", "cs" },
	{ "Danish", "da" },
	{ "Dari", "fa" },
	{ "Dutch", "nl" },
	{ "English", "en" },
	{ "Estonian", "et" },
	{ "Farsi", "fa" },
	{ "Filipino", "tl" },
	{ "Finnish", "fi" },
	{ "French", "fr" },
	{ "Georgian", "ka" },
	{ "German", "de" },
	{ "Greek", "el" },
	{ "Hebrew", "he" },
	{ "Hindi", "hi" },
	{ "Hungarian", "hu" },
	{ "Icelandic", "is" },
	{ "Indonesian", "id" },
	{ "Irish", "ga" },
	{ "Italian", "it" },
	{ "Japanese", "ja" },
	{ "Kazakh", "kk" },
	{ "Khmer", "km" },
	{ "Korean", "ko" },
	{ "Kurdish", "ku" },
	{ "Kyrgyz", "ky" },
	{ "Lao", "lo" },
	{ "Latvian", "lv" },
	{ "Lithuanian", "lt" },
	{ "Macedonian", "mk" },
	{ "Malay", "ms" },
	{ "Maltese", "mt" },
	{ "Mandarin", "zh" },
	{ "Mongolian", "mn" },
	{ "Nepali", "ne" },
	{ "Norwegian", "no" },
	{ "Pashto", "ps" },
	{ "Persian", "fa" },
	{ "Polish", "pl" },
	{ "Portuguese", "pt" },
	{ "Romanian", "ro" },
	{ "Russian", "ru" },
	{ "Serbian", "sr" },
	{ "Sinhala", "si" },
	{ "Slovak", "sk" },
	{ "Slovenian", "sl" },
	{ "Somali", "so" },
	{ "Spanish", "es" },
	{ "Swahili", "sw" },
	{ "Swedish", "sv" },
	{ "Tagalog", "tl" },
	{ "Tajik", "tg" },
	{ "Tamil", "ta" },
	{ "Thai", "th" },
	{ "Tigrinya", "ti" },
	{ "Turkish", "tr" },
	{ "Turkmen", "tk" },
	{ "Ukrainian", "uk" },
	{ "Urdu", "ur" },
	{ "Uzbek", "uz" },
	{ "Vietnamese", "vi" },
	{ "Welsh", "cy" },
};

/* Who stands between a speaker and the words. */
static const char *const interpreters[] = { "interpreter", "interpreters", "translation",
	"translator", "translators" };

static const char *
languages_of(const struct land *land)
{
	for (size_t i = 0; land != NULL && i < LEN(lands); i++) {
		if (strcmp(lands[i].land, land->name) == 0)
			return lands[i].languages;
	}
	return NULL;
}

enum tongue_kinship
tongue_compare(const struct land *land, struct span language)
{
	const char	*spoken = languages_of(land);
	struct span	 rest = span_of(spoken);

	if (spoken == NULL || language.n < 2 ||
	    (language.n > 2 && language.p[2] != '-' && language.p[2] != '_'))
		return TONGUE_UNKNOWN;
	language = span_cut(language, 0, 2);
	for (; rest.n >= 2; rest = span_cut(rest, 3, rest.n)) {
		if (span_eq_case(span_cut(rest, 0, 2), language))
			return TONGUE_SAME;
	}
	return TONGUE_OTHER;
}

struct span
tongue_code(struct span name)
{
	for (size_t i = 0; i < LEN(names); i++) {
		if (span_eq(span_of(names[i].name), name))
			return span_of(names[i].code);
	}
	return SPAN_NONE;
}

size_t
tongue_land_count(void)
{
	return LEN(lands);
}

/* The word at or after byte *at with its end; empty when there is none. Hyphens are part of a word. */
static struct span
next_word(struct span text, size_t *at)
{
	size_t	 from, next;

	for (next = *at; next < text.n; *at = next) {
		if (utf8_is_letter(utf8_next(text, &next)))
			break;
	}
	from = *at;
	for (next = from; next < text.n; *at = next) {
		uint32_t	 c = utf8_next(text, &next);

		if (!utf8_is_letter(c) && c != '-')
			break;
	}
	return span_cut(text, from, *at);
}

/*
 * "in Russian," and "in Russian on Friday" name a language; "in Russian
 * hospitals" and "in Russian Karelia" name what the word belongs to.
 */
static bool
stands_alone(struct span text, size_t at)
{
	struct lexicon_room	 room;
	size_t	 next = at;
	struct span	 word;

	if (at >= text.n || !utf8_is_space(utf8_next(text, &next)))
		return true;
	word = next_word(text, &next);
	if ((size_t)(word.p - text.p) != at + 1)
		return true;
	return (lexicon_bits(lexicon_fold(word, &room)) &
		   (WORD_PREPOSITION | WORD_CONJUNCTION | WORD_SUBORDINATE | WORD_DAY |
		       WORD_RELATIVE | WORD_AUXILIARY | WORD_ADVERB | WORD_PRONOUN |
		       WORD_DETERMINER)) != 0;
}

static bool
is_interpreter(struct span word)
{
	for (size_t i = 0; i < LEN(interpreters); i++) {
		if (span_eq_case(word, span_of(interpreters[i])))
			return true;
	}
	return false;
}

static bool
is_one_of(struct span word, struct span a, struct span b, struct span c)
{
	return span_eq_case(word, a) || span_eq_case(word, b) || span_eq_case(word, c);
}

/* "through an interpreter", "according to a translation": the words that lead there. */
static bool
leads_to_interpreter(const struct span *before, size_t n)
{
	for (size_t i = 0; i < n && i < 3; i++) {
		if (is_one_of(before[i], SPAN("through"), SPAN("via"), SPAN("in")) ||
		    is_one_of(before[i], SPAN("with"), SPAN("by"), SPAN("to")))
			return true;
	}
	return false;
}

bool
tongue_stated(struct span text, struct tongue_statement *statement)
{
	struct span	 before[3] = { SPAN_NONE, SPAN_NONE, SPAN_NONE }, word;
	size_t	 n = 0;

	for (size_t at = 0; (word = next_word(text, &at)).n > 0;) {
		struct span	 code = tongue_code(word);
		bool	 from = span_eq_case(before[0], SPAN("from")) &&
		    (span_eq_case(before[1], SPAN("translated")) ||
			span_eq_case(before[1], SPAN("translation")));
		bool	 in = is_one_of(before[0], SPAN("in"), SPAN("speaking"), SPAN("into")) &&
		    stands_alone(text, at);

		*statement = (struct tongue_statement) {
			.found = span_join(before[0].n > 0 ? before[0] : word, word),
			.code = code,
		};
		if (code.n > 0 && from)
			return true;
		/* "translated into English" tells of the words printed, not of those spoken. */
		if (code.n > 0 && in && !span_eq_case(before[0], SPAN("into")) &&
		    !is_one_of(before[1], SPAN("translated"), SPAN("published"), SPAN("subtitled")))
			return true;
		statement->code = SPAN_NONE;
		if (is_interpreter(word) && leads_to_interpreter(before, n))
			return true;
		before[2] = before[1];
		before[1] = before[0];
		before[0] = word;
		n += n < 3;
	}
	return false;
}
