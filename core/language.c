#include "core/language.h"

#include "core/utf8.h"

/*
 * The commonest words of running text, lower case, a space around each. The
 * neighbours of our languages stand for election too, so that a Swedish text
 * is nobody's rather than Dutch; a neighbour that wins gives the empty answer.
 */
static const struct {
	const char	*code, *words;
	bool		 ours;
} languages[] = {
	{ "en",
	    " the of and to in a is that for it was on with he as his be at by i had not "
	    "are but from or have an they which you were her all she there would their "
	    "we him been has when who will no more if said about after this than its ",
	    true },
	{ "de",
	    " der die und in den von zu das mit sich des auf für ist im dem nicht ein "
	    "eine als auch es an werden aus er hat dass sie nach wird bei einer um am "
	    "sind noch wie einem über einen so zum war haben nur oder aber vor zur bis ",
	    true },
	{ "fr",
	    " de la le et les des en un du une que est pour qui dans a par plus pas au "
	    "sur ne se ce il sont avec son sa l d qu n cette ont été mais aux ses leur "
	    "elle nous comme ou où deux être même fait après ",
	    true },
	{ "es",
	    " de la que el en y a los se del las un por con no una su para es al lo como "
	    "más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son "
	    "dos también fue había era muy años hasta desde está ",
	    true },
	{ "it",
	    " di e il la che in a un per del è della non i le con si da una sono dei al "
	    "nel alla gli anche delle lo più come l ha ma dell dal o su ai se all nella "
	    "degli questo era sul tra stato dalla due ",
	    true },
	{ "pt",
	    " de a o que e do da em um para com não uma os no se na por mais as dos como "
	    "mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até "
	    "isso ela entre depois sem mesmo aos são é foi ",
	    true },
	{ "nl",
	    " de van het een en in is dat op te zijn met voor niet die er aan ook als "
	    "maar om dan bij nog door naar heeft uit ze wordt over hij werd hebben was "
	    "worden deze meer kan al geen tot zich we wel ik ",
	    true },
	{ "sv",
	    " och i att det som en på är av för med den till inte har de ett om var jag "
	    "från vi så kan när men hade eller ska efter över vid sin man också han ",
	    false },
	{ "da",
	    " og i at det er en til af på der for med den de som ikke har et om var jeg "
	    "fra vi så kan men havde eller skal efter ved sig han også nu være blev ",
	    false },
	{ "no",
	    " og i det er en til av på for å med den de som ikke har et om var jeg fra "
	    "vi så kan men hadde eller skal etter ved seg han også ble være ",
	    false },
	{ "ca",
	    " de la que el i a en les els del per un una amb no al es ha va més dels com "
	    "són seva però també aquest l d ",
	    false },
	{ "ro",
	    " de și în a la pe cu o din care un nu că să pentru al fi mai este au fost "
	    "sunt prin după ce dar lui ",
	    false },
	{ "pl",
	    " w i na z się do nie że o to jest jak za od po co przez dla są tym był "
	    "także które ",
	    false },
	{ "cs",
	    " a v se na je že s z do o to za ve by pro jako podle ale jsou byl po také "
	    "který ",
	    false },
	{ "tr",
	    " ve bir bu da de için ile olarak çok daha olan gibi en kadar sonra göre "
	    "olduğu ",
	    false },
	{ "id",
	    " yang dan di dengan untuk dari ini itu dalam tidak pada akan ke oleh juga "
	    "telah ada karena mereka ",
	    false },
};

#define WORD_MAX 24	/* bytes; longer words are nobody's commonest */
#define WORDS_MIN 8
#define SURE_WORDS 40 /* enough to set a declaration aside */

/* The next word in lower case between spaces, ready to be looked up; 0 at the end. */
static size_t
next_word(struct span text, size_t *at, char out[WORD_MAX + 6])
{
	size_t	 n = 1;

	out[0] = ' ';
	while (*at < text.n) {
		size_t		 before = *at;
		uint32_t	 c = utf8_next(text, at);

		if (!utf8_is_letter(c)) {
			if (n > 1)
				break;
			continue;
		}
		if (n > WORD_MAX)
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
	if (n == 1)
		return 0;
	out[n++] = ' ';
	return n;
}

/*
 * Which languages a common word belongs to, a bit each, by a hash of the word.
 * Made anew for each text: that costs less than looking a few words up in the
 * lists. Two words that share a hash share their votes, which no vote notices.
 */
#define SLOTS 4096 /* a power of two, several times the words of all lists */

struct common {
	uint32_t hashes[SLOTS], languages[SLOTS];
};

static uint32_t
hash_word(const char *word, size_t n)
{
	uint32_t	 hash = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)word[i]) * 16777619u;
	return hash != 0 ? hash : 1;
}

static uint32_t *
languages_of(struct common *common, uint32_t hash)
{
	size_t	 slot = hash & (SLOTS - 1);

	while (common->hashes[slot] != 0 && common->hashes[slot] != hash)
		slot = (slot + 1) & (SLOTS - 1);
	common->hashes[slot] = hash;
	return &common->languages[slot];
}

static void
learn_words(struct common *common)
{
	memset(common, 0, sizeof *common);
	for (size_t i = 0; i < LEN(languages); i++) {
		const char	*word = languages[i].words + 1;

		for (size_t n; (n = strcspn(word, " ")) > 0; word += n + 1)
			*languages_of(common, hash_word(word, n)) |= 1u << i;
	}
}

static void
count_votes(struct common *common, struct span text, unsigned votes[], unsigned *words)
{
	char	 word[WORD_MAX + 6];
	size_t	 at = 0, n;

	while (*words < LANGUAGE_WORDS_MAX && (n = next_word(text, &at, word)) > 0) {
		uint32_t	 hash = hash_word(word + 1, n - 2);
		size_t		 slot = hash & (SLOTS - 1);

		++*words;
		while (common->hashes[slot] != 0 && common->hashes[slot] != hash)
			slot = (slot + 1) & (SLOTS - 1);
		for (uint32_t i = 0, bits = common->languages[slot]; bits != 0; i++, bits >>= 1)
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
	struct common	 common;

	*poll = (struct poll) { .first = 0, .second = 1 };
	learn_words(&common);
	count_votes(&common, text, poll->votes, &poll->words);
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

/* clang-format off */
static const struct {
	uint32_t	 from, to;
	enum script	 script;
} ranges[] = {
	{ 0x0041, 0x024F, SCRIPT_LATIN },	{ 0x0370, 0x03FF, SCRIPT_GREEK },
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
