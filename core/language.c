#include "core/language.h"

#include "core/row.h"
#include "core/utf8.h"

/*
 * Languages that are told by their words. The neighbours of ours stand for
 * election too, so that a Swedish text is nobody's rather than Dutch; a
 * neighbour that wins gives the empty answer.
 */
static const struct {
	const char	*code;
	bool		 ours;
} languages[] = {
	{ "en", true },
	{ "de", true },
	{ "fr", true },
	{ "es", true },
	{ "it", true },
	{ "pt", true },
	{ "nl", true },
	{ "sv", false },
	{ "da", false },
	{ "no", false },
	{ "ca", false },
	{ "ro", false },
	{ "pl", false },
	{ "cs", false },
	{ "tr", false },
	{ "id", false },
};

/* A bit for each of them. */
enum {
	EN = 1u << 0, DE = 1u << 1, FR = 1u << 2, ES = 1u << 3, IT = 1u << 4, PT = 1u << 5,
	NL = 1u << 6, SV = 1u << 7, DA = 1u << 8, NO = 1u << 9, CA = 1u << 10, RO = 1u << 11,
	PL = 1u << 12, CS = 1u << 13, TR = 1u << 14, ID = 1u << 15,
};

/* The commonest words of running text, lower case, in byte order, and whose they are. */
/* clang-format off */
static const struct word {
	const char	*word;
	unsigned	 languages;
} words[] = {
	{ "a", EN | FR | ES | IT | PT | CA | RO | CS }, { "aan", NL }, { "aber", DE },
	{ "about", EN }, { "ada", ID }, { "af", DA }, { "after", EN }, { "ai", IT },
	{ "akan", ID }, { "al", ES | IT | NL | CA | RO }, { "ale", CS }, { "all", EN | IT },
	{ "alla", IT }, { "als", DE | NL }, { "am", DE }, { "amb", CA }, { "an", EN | DE },
	{ "anche", IT }, { "and", EN }, { "ao", PT }, { "aos", PT }, { "après", FR },
	{ "aquest", CA }, { "are", EN }, { "as", EN | PT }, { "at", EN | DA }, { "att", SV },
	{ "até", PT }, { "au", FR | RO }, { "auch", DE }, { "auf", DE }, { "aus", DE },
	{ "aux", FR }, { "av", SV | NO }, { "avec", FR }, { "años", ES }, { "be", EN },
	{ "been", EN }, { "bei", DE }, { "bij", NL }, { "bir", TR }, { "bis", DE }, { "ble", NO },
	{ "blev", DA }, { "bu", TR }, { "but", EN }, { "by", EN | CS }, { "byl", CS },
	{ "był", PL }, { "care", RO }, { "ce", FR | RO }, { "cette", FR }, { "che", IT },
	{ "co", PL }, { "com", PT | CA }, { "come", IT }, { "comme", FR }, { "como", ES | PT },
	{ "con", ES | IT }, { "cu", RO }, { "cuando", ES }, { "că", RO }, { "d", FR | CA },
	{ "da", IT | PT | TR }, { "daha", TR }, { "dal", IT }, { "dalam", ID }, { "dalla", IT },
	{ "dan", NL | ID }, { "dans", FR }, { "dar", RO }, { "dari", ID }, { "das", DE | PT },
	{ "dass", DE }, { "dat", NL }, { "de", FR | ES | PT | NL | SV | DA | NO | CA | RO | TR },
	{ "degli", IT }, { "dei", IT }, { "del", ES | IT | CA }, { "dell", IT }, { "della", IT },
	{ "delle", IT }, { "dels", CA }, { "dem", DE }, { "den", DE | SV | DA | NO },
	{ "dengan", ID }, { "depois", PT }, { "der", DE | DA }, { "des", DE | FR },
	{ "desde", ES }, { "det", SV | DA | NO }, { "deux", FR }, { "deze", NL },
	{ "di", IT | ID }, { "die", DE | NL }, { "din", RO }, { "dla", PL },
	{ "do", PT | PL | CS }, { "door", NL }, { "dos", ES | PT }, { "du", FR }, { "due", IT },
	{ "după", RO }, { "e", IT | PT }, { "een", NL }, { "efter", SV | DA }, { "ein", DE },
	{ "eine", DE }, { "einem", DE }, { "einen", DE }, { "einer", DE }, { "el", ES | CA },
	{ "ela", PT }, { "ele", PT }, { "elle", FR }, { "eller", SV | DA | NO }, { "els", CA },
	{ "em", PT }, { "en", FR | ES | NL | SV | DA | NO | CA | TR }, { "entre", ES | PT },
	{ "er", DE | NL | DA | NO }, { "era", ES | IT }, { "es", DE | ES | CA }, { "est", FR },
	{ "esta", ES }, { "este", ES | RO }, { "está", ES }, { "et", FR | DA | NO }, { "ett", SV },
	{ "etter", NO }, { "eu", PT }, { "fait", FR }, { "fi", RO }, { "foi", PT },
	{ "for", EN | DA | NO }, { "fost", RO }, { "fra", DA | NO }, { "from", EN },
	{ "från", SV }, { "fue", ES }, { "för", SV }, { "für", DE }, { "geen", NL },
	{ "gibi", TR }, { "gli", IT }, { "göre", TR }, { "ha", ES | IT | CA }, { "haben", DE },
	{ "había", ES }, { "had", EN }, { "hadde", NO }, { "hade", SV }, { "han", SV | DA | NO },
	{ "har", SV | DA | NO }, { "has", EN }, { "hasta", ES }, { "hat", DE }, { "havde", DA },
	{ "have", EN }, { "he", EN }, { "hebben", NL }, { "heeft", NL }, { "her", EN },
	{ "het", NL }, { "hij", NL }, { "him", EN }, { "his", EN },
	{ "i", EN | IT | SV | DA | NO | CA | PL }, { "if", EN }, { "ik", NL }, { "ikke", DA | NO },
	{ "il", FR | IT }, { "ile", TR }, { "im", DE }, { "in", EN | DE | IT | NL }, { "ini", ID },
	{ "inte", SV }, { "is", EN | NL }, { "isso", PT }, { "ist", DE }, { "it", EN },
	{ "its", EN }, { "itu", ID }, { "için", TR }, { "jag", SV }, { "jak", PL }, { "jako", CS },
	{ "je", CS }, { "jeg", DA | NO }, { "jest", PL }, { "jsou", CS }, { "juga", ID },
	{ "já", PT }, { "kadar", TR }, { "kan", NL | SV | DA | NO }, { "karena", ID },
	{ "ke", ID }, { "který", CS }, { "które", PL }, { "l", FR | IT | CA },
	{ "la", FR | ES | IT | CA | RO }, { "las", ES }, { "le", FR | ES | IT },
	{ "les", FR | CA }, { "leur", FR }, { "lo", ES | IT }, { "los", ES }, { "lui", RO },
	{ "ma", IT }, { "maar", NL }, { "mai", RO }, { "mais", FR | PT }, { "man", SV },
	{ "mas", PT }, { "me", ES }, { "med", SV | DA | NO }, { "meer", NL },
	{ "men", SV | DA | NO }, { "mereka", ID }, { "mesmo", PT }, { "met", NL }, { "mit", DE },
	{ "more", EN }, { "muito", PT }, { "muy", ES }, { "más", ES }, { "més", CA },
	{ "même", FR }, { "n", FR }, { "na", PT | PL | CS }, { "naar", NL }, { "nach", DE },
	{ "ne", FR }, { "nel", IT }, { "nella", IT }, { "nicht", DE }, { "nie", PL },
	{ "niet", NL }, { "no", EN | ES | PT | CA }, { "noch", DE }, { "nog", NL }, { "non", IT },
	{ "nos", PT }, { "not", EN }, { "nous", FR }, { "nu", DA | RO }, { "nur", DE },
	{ "não", PT }, { "när", SV }, { "o", ES | IT | PT | RO | PL | CS }, { "och", SV },
	{ "också", SV }, { "od", PL }, { "oder", DE }, { "of", EN }, { "og", DA | NO },
	{ "også", DA | NO }, { "olan", TR }, { "olarak", TR }, { "olduğu", TR }, { "oleh", ID },
	{ "om", NL | SV | DA | NO }, { "on", EN }, { "ont", FR }, { "ook", NL }, { "op", NL },
	{ "or", EN }, { "os", PT }, { "ou", FR | PT }, { "over", NL }, { "où", FR },
	{ "pada", ID }, { "par", FR }, { "para", ES | PT }, { "pas", FR }, { "pe", RO },
	{ "pela", PT }, { "pelo", PT }, { "pentru", RO }, { "per", IT | CA }, { "pero", ES },
	{ "però", CA }, { "più", IT }, { "plus", FR }, { "po", PL | CS }, { "podle", CS },
	{ "por", ES | PT }, { "pour", FR }, { "prin", RO }, { "pro", CS }, { "przez", PL },
	{ "på", SV | DA | NO }, { "qu", FR }, { "quando", PT }, { "que", FR | ES | PT | CA },
	{ "questo", IT }, { "qui", FR }, { "s", CS }, { "sa", FR }, { "said", EN },
	{ "se", FR | ES | IT | PT | CS }, { "seg", NO }, { "sem", PT }, { "ser", ES },
	{ "ses", FR }, { "seu", PT }, { "seva", CA }, { "she", EN }, { "si", ES | IT },
	{ "sich", DE }, { "sie", DE }, { "sig", DA }, { "sin", ES | SV }, { "sind", DE },
	{ "się", PL }, { "ska", SV }, { "skal", DA | NO }, { "so", DE }, { "sobre", ES },
	{ "som", SV | DA | NO }, { "son", FR | ES }, { "sono", IT }, { "sonra", TR },
	{ "sont", FR }, { "stato", IT }, { "su", ES | IT }, { "sua", PT }, { "sul", IT },
	{ "sunt", RO }, { "sur", FR }, { "sus", ES }, { "são", PT }, { "så", SV | DA | NO },
	{ "só", PT }, { "són", CA }, { "să", RO }, { "są", PL }, { "také", CS }, { "także", PL },
	{ "también", ES }, { "també", CA }, { "também", PT }, { "te", NL }, { "telah", ID },
	{ "than", EN }, { "that", EN }, { "the", EN }, { "their", EN }, { "there", EN },
	{ "they", EN }, { "this", EN }, { "tidak", ID }, { "til", DA | NO }, { "till", SV },
	{ "to", EN | PL | CS }, { "todo", ES }, { "tot", NL }, { "tra", IT }, { "tym", PL },
	{ "uit", NL }, { "um", DE | PT }, { "uma", PT }, { "un", FR | ES | IT | CA | RO },
	{ "una", ES | IT | CA }, { "und", DE }, { "une", FR }, { "untuk", ID }, { "v", CS },
	{ "va", CA }, { "van", NL }, { "var", SV | DA | NO }, { "ve", CS | TR },
	{ "ved", DA | NO }, { "vi", SV | DA | NO }, { "vid", SV }, { "von", DE }, { "voor", NL },
	{ "vor", DE }, { "være", DA | NO }, { "w", PL }, { "war", DE }, { "was", EN | NL },
	{ "we", EN | NL }, { "wel", NL }, { "werd", NL }, { "werden", DE }, { "were", EN },
	{ "when", EN }, { "which", EN }, { "who", EN }, { "wie", DE }, { "will", EN },
	{ "wird", DE }, { "with", EN }, { "worden", NL }, { "wordt", NL }, { "would", EN },
	{ "y", ES }, { "ya", ES }, { "yang", ID }, { "you", EN }, { "z", PL | CS },
	{ "za", PL | CS }, { "ze", NL }, { "zich", NL }, { "zijn", NL }, { "zu", DE },
	{ "zum", DE }, { "zur", DE }, { "à", PT }, { "är", SV }, { "å", NO }, { "çok", TR },
	{ "è", IT }, { "é", PT }, { "été", FR }, { "être", FR }, { "în", RO }, { "över", SV },
	{ "über", DE }, { "że", PL }, { "že", CS }, { "și", RO },
};
/* clang-format on */

#include "core/language_index.inc"

#define WORD_MAX 24	/* bytes; longer words are nobody's commonest */
#define WORDS_MIN 8
#define SURE_WORDS 40 /* enough to set a declaration aside */

/* The next word in lower case; empty at the end. */
static struct span
next_word(struct span text, size_t *at, char out[WORD_MAX + 4])
{
	size_t	 n = 0;

	while (*at < text.n) {
		size_t		 before = *at;
		uint32_t	 c = utf8_next(text, at);

		if (!utf8_is_letter(c)) {
			if (n > 0)
				break;
			continue;
		}
		if (n >= WORD_MAX)
			continue;
		if (c < 0x80)
			out[n++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
		else if (c >= 0xC0 && c <= 0xDE)
			n += utf8_put(c + 0x20, out + n);
		else {
			memcpy(out + n, text.p + before, *at - before);
			n += *at - before;
		}
	}
	return (struct span) { out, n };
}

static void
count_votes(struct span text, unsigned votes[], unsigned *count)
{
	char		 room[WORD_MAX + 4];
	struct span	 word;
	size_t		 at = 0;

	while (*count < LANGUAGE_WORDS_MAX && (word = next_word(text, &at, room)).n > 0) {
		const struct word	*known = row_find(&words_rows, word);
		unsigned		 bits = known != NULL ? known->languages : 0;

		++*count;
		for (size_t i = 0; bits != 0; i++, bits >>= 1)
			votes[i] += bits & 1;
	}
}

/* The two languages with most votes, and how many there were. */
struct poll {
	unsigned	 votes[LEN(languages)], words;
	size_t		 first, second;
};

static void
take_poll(struct span text, struct poll *poll)
{
	*poll = (struct poll) { .first = 0, .second = 1 };
	count_votes(text, poll->votes, &poll->words);
	for (size_t i = 1; i < LEN(languages); i++) {
		if (poll->votes[i] > poll->votes[poll->first]) {
			poll->second = poll->first;
			poll->first = i;
		} else if (poll->second == poll->first ||
		    poll->votes[i] > poll->votes[poll->second]) {
			poll->second = i;
		}
	}
}

/* One word in five is the least that running text of any of them has. */
static struct span
elected(const struct poll *poll)
{
	if (poll->words < WORDS_MIN || poll->votes[poll->first] * 5 < poll->words ||
	    !languages[poll->first].ours ||
	    poll->votes[poll->second] * 6 > poll->votes[poll->first] * 5)
		return SPAN_NONE;
	return span_of(languages[poll->first].code);
}

enum script {
	SCRIPT_LATIN, SCRIPT_KANA, SCRIPT_HAN, SCRIPT_HANGUL, SCRIPT_ARABIC, SCRIPT_HEBREW,
	SCRIPT_GREEK, SCRIPT_THAI, SCRIPT_DEVANAGARI, SCRIPT_CYRILLIC, SCRIPTS
};

#define LATIN_END 0x0250 /* letters up to there are Latin */

/* clang-format off */
static const struct {
	uint32_t	 from, to;
	enum script	 script;
} ranges[] = {
	{ 0x0370, 0x03FF, SCRIPT_GREEK },
	{ 0x0400, 0x052F, SCRIPT_CYRILLIC },	{ 0x05D0, 0x05EA, SCRIPT_HEBREW },
	{ 0x0620, 0x06D5, SCRIPT_ARABIC },	{ 0x0900, 0x0963, SCRIPT_DEVANAGARI },
	{ 0x0E01, 0x0E4E, SCRIPT_THAI },	{ 0x3041, 0x30FF, SCRIPT_KANA },
	{ 0x3400, 0x9FFF, SCRIPT_HAN },		{ 0xAC00, 0xD7A3, SCRIPT_HANGUL },
};

/* Languages by their script; where several share one, by letters that the others lack. */
static const struct {
	const char	*code;
	enum script	 script;
	const char	*letters; /* one in a hundred at least; empty: none are asked for */
} readers[] = {
	{ "ur", SCRIPT_ARABIC,	 "\u0679\u0688\u0691\u06BA\u06D2" },
	{ "fa", SCRIPT_ARABIC,	 "\u067E\u0686\u0698\u06AF" },
	{ "ar", SCRIPT_ARABIC,	 "" },
	{ "uk", SCRIPT_CYRILLIC, "\u0454\u0456\u0457" },
	{ "ru", SCRIPT_CYRILLIC, "\u044B\u044D" },
	{ "hi", SCRIPT_DEVANAGARI, "" },
	{ "el", SCRIPT_GREEK,	 "" },
	{ "he", SCRIPT_HEBREW,	 "" },
	{ "ja", SCRIPT_KANA,	 "" },
	{ "ko", SCRIPT_HANGUL,	 "" },
	{ "th", SCRIPT_THAI,	 "" },
	{ "zh", SCRIPT_HAN,	 "" },
};
/* clang-format on */

#define LETTERS_MAX 2000u /* looked at */
#define LETTERS_MIN 20u

/* Letters by their script, and those that tell languages of one script apart. */
struct census {
	unsigned	 scripts[SCRIPTS], telling[LEN(readers)], all;
};

static void
count_letters(struct span text, struct census *census)
{
	*census = (struct census) { .all = 0 };
	for (size_t at = 0; at < text.n && census->all < LETTERS_MAX;) {
		size_t		 from = at;
		uint32_t	 c = utf8_next(text, &at);

		if (!utf8_is_letter(c))
			continue;
		census->all++;
		if (c < LATIN_END) {
			census->scripts[SCRIPT_LATIN]++;
			continue;
		}
		for (size_t i = 0; i < LEN(ranges); i++)
			census->scripts[ranges[i].script] +=
			    c >= ranges[i].from && c <= ranges[i].to;
		for (size_t i = 0; c >= 0x400 && i < LEN(readers); i++) {
			struct span	 letters = span_of(readers[i].letters);

			census->telling[i] += letters.n > 0 &&
			    span_find(letters, span_cut(text, from, at)) < letters.n;
		}
	}
}

/* By the script that most letters are of; empty for Latin ones. */
static struct span
by_script(struct span text)
{
	struct census	 census;

	count_letters(text, &census);
	/* Japanese is told by its kana, however many of its letters are Chinese. */
	if (census.scripts[SCRIPT_KANA] * 10 > census.scripts[SCRIPT_HAN])
		census.scripts[SCRIPT_KANA] += census.scripts[SCRIPT_HAN];
	for (size_t i = 0; i < LEN(readers) && census.all >= LETTERS_MIN; i++) {
		if (census.scripts[readers[i].script] * 2 > census.all &&
		    (readers[i].letters[0] == '\0' || census.telling[i] * 100 >= census.all))
			return span_of(readers[i].code);
	}
	return SPAN_NONE;
}

struct span
language_detect(struct span text)
{
	struct span	 code = by_script(text);
	struct poll	 poll;

	if (code.n > 0)
		return code;
	take_poll(text, &poll);
	return elected(&poll);
}

/* May a text declared to be in this language be found to be in another? */
static bool
may_be_wrong(struct span declared, const struct poll *poll)
{
	for (size_t i = 0; i < LEN(languages); i++) {
		if (span_eq(declared, span_of(languages[i].code)))
			return poll->words >= SURE_WORDS &&
			    poll->votes[i] * 2 < poll->votes[poll->first];
	}
	return false;
}

struct span
language_settle(struct span declared, struct span text)
{
	struct span	 code = by_script(text);
	struct poll	 poll;
	bool		 latin = false;

	if (declared.n == 0)
		return language_detect(text);
	for (size_t i = 0; i < LEN(languages); i++)
		latin |= span_eq(declared, span_of(languages[i].code));
	if (code.n > 0)
		return latin ? code : declared;
	take_poll(text, &poll);
	code = elected(&poll);
	return code.n > 0 && may_be_wrong(declared, &poll) ? code : declared;
}

bool
language_is_foreign(struct span text)
{
	struct poll	 poll;

	take_poll(text, &poll);
	return !languages[poll.first].ours && poll.words >= WORDS_MIN &&
	    poll.votes[poll.first] * 5 >= poll.words;
}
