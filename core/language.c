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

struct span
language_detect(struct span text)
{
	unsigned	 votes[LEN(languages)] = { 0 }, words = 0;
	size_t		 first = 0, second = 1;
	struct common	 common;

	learn_words(&common);
	count_votes(&common, text, votes, &words);
	for (size_t i = 1; i < LEN(languages); i++) {
		if (votes[i] > votes[first]) {
			second = first;
			first = i;
		} else if (i != first && (second == first || votes[i] > votes[second]))
			second = i;
	}
	/* One word in five is the least that running text of any of them has. */
	if (words < WORDS_MIN || votes[first] * 5 < words || !languages[first].ours ||
	    votes[second] * 6 > votes[first] * 5)
		return SPAN_NONE;
	return span_of(languages[first].code);
}
