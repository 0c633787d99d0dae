/* Words whose part in a sentence the speaker rules must know. */
#include "core/lexicon.h"

#include <utf8proc.h>

#include "core/row.h"
#include "core/utf8.h"

enum {
	PRO = WORD_PRONOUN,
	OBJ = WORD_OBJECT,
	DET = WORD_DETERMINER,
	PREP = WORD_PREPOSITION,
	CONJ = WORD_CONJUNCTION,
	SUB = WORD_SUBORDINATE,
	REL = WORD_RELATIVE,
	AUX = WORD_AUXILIARY,
	ADV = WORD_ADVERB,
	DAY = WORD_DAY,
	BODY = WORD_BODY,
	DOC = WORD_DOCUMENT,
	ANON = WORD_ANONYMOUS,
	PART = WORD_PARTICLE,
	NOT = WORD_NOTNAME,
	SET = WORD_SETTING,
};

/* In byte order. */
static const struct lexicon_word words[] = {
	{ "'re", AUX }, { "'s", AUX }, { "'ve", AUX }, { "a", DET | NOT }, { "abc", BODY },
	{ "about", PREP }, { "abu", PART }, { "according", NOT }, { "aclu", BODY },
	{ "across", PREP }, { "actually", ADV }, { "ad", DOC }, { "administration", BODY },
	{ "advertisement", DOC }, { "adviser", ANON }, { "advisers", ANON }, { "af", PART },
	{ "affidavit", DOC }, { "afp", BODY }, { "after", PREP | SUB | NOT },
	{ "afterward", ADV }, { "afterwards", ADV }, { "again", ADV }, { "against", PREP },
	{ "agency", BODY }, { "ago", ADV }, { "agreement", DOC }, { "aide", ANON },
	{ "aides", ANON }, { "airline", BODY }, { "al", PART }, { "all", DET },
	{ "alliance", BODY }, { "almost", ADV }, { "along", PREP }, { "alongside", PREP },
	{ "already", ADV }, { "also", ADV | NOT }, { "although", SUB | NOT }, { "always", ADV },
	{ "am", AUX }, { "amazon", BODY }, { "amid", PREP | SUB }, { "among", PREP },
	{ "an", DET | NOT }, { "analyst", ANON }, { "analysts", ANON }, { "and", CONJ | NOT },
	{ "angrily", ADV }, { "another", DET }, { "any", DET }, { "anyone", PRO }, { "ap", BODY | PART },
	{ "apple", BODY }, { "apr", DAY }, { "apres", NOT }, { "april", DAY }, { "are", AUX },
	{ "aren't", AUX },
	{ "army", BODY }, { "around", PREP }, { "article", DOC }, { "as", SUB | NOT },
	{ "asked", SUB | NOT }, { "assembly", BODY }, { "association", BODY },
	{ "at", PREP | NOT | SET }, { "audit", DOC }, { "aug", DAY }, { "august", DAY }, { "authority", BODY },
	{ "back", ADV }, { "bank", BODY }, { "banner", DOC }, { "bbc", BODY }, { "be", AUX },
	{ "because", SUB | NOT }, { "been", AUX }, { "before", PREP | SUB | NOT | SET },
	{ "behind", PREP }, { "being", AUX }, { "ben", PART }, { "besides", PREP },
	{ "between", PREP }, { "beyond", PREP }, { "bill", DOC }, { "bin", PART },
	{ "bint", PART }, { "bloc", BODY }, { "blog", BODY }, { "bluntly", ADV },
	{ "board", BODY }, { "book", DOC }, { "both", PRO | DET }, { "brief", DOC },
	{ "bureau", BODY }, { "but", CONJ | NOT }, { "by", PREP | NOT }, { "cabinet", BODY },
	{ "campaign", BODY }, { "can", AUX }, { "can't", AUX }, { "caption", DOC },
	{ "card", DOC }, { "carmaker", BODY }, { "carrier", BODY }, { "caucus", BODY }, { "cbs", BODY },
	{ "cdc", BODY }, { "center", BODY }, { "centre", BODY }, { "cette", NOT },
	{ "channel", BODY },
	{ "chapter", DOC }, { "charter", DOC }, { "christmas", DAY }, { "church", BODY },
	{ "cia", BODY }, { "city", BODY }, { "club", BODY }, { "cnn", BODY },
	{ "coalition", BODY }, { "college", BODY }, { "column", DOC }, { "command", BODY },
	{ "commission", BODY }, { "committee", BODY }, { "community", BODY }, { "company", BODY },
	{ "complaint", DOC }, { "concerning", PREP }, { "conference", BODY },
	{ "congress", BODY }, { "constitution", DOC }, { "consulate", BODY }, { "contract", DOC },
	{ "corp", BODY }, { "corporation", BODY }, { "could", AUX }, { "couldn't", AUX },
	{ "council", BODY }, { "county", BODY }, { "court", BODY }, { "critic", ANON },
	{ "critics", ANON }, { "da", PART }, { "dans", NOT | SET }, { "das", PART }, { "de", PART }, { "dec", DAY },
	{ "december", DAY }, { "del", PART }, { "della", PART }, { "den", PART },
	{ "department", BODY }, { "depuis", NOT }, { "der", PART }, { "despite", PREP | SUB | NOT }, { "di", PART },
	{ "did", AUX }, { "didn't", AUX }, { "diplomat", ANON }, { "diplomats", ANON },
	{ "district", BODY }, { "dnc", BODY }, { "do", AUX }, { "document", DOC },
	{ "documents", DOC }, { "does", AUX }, { "doesn't", AUX }, { "doing", AUX },
	{ "doj", BODY }, { "don't", AUX }, { "dos", PART }, { "dossier", DOC }, { "down", PREP },
	{ "dozens", DET }, { "du", PART }, { "during", PREP | SUB | NOT | SET }, { "e", PART },
	{ "e-mail", DOC }, { "each", DET }, { "earlier", ADV }, { "easter", DAY },
	{ "editorial", DOC }, { "eight", DET }, { "el", PART }, { "email", DOC },
	{ "emails", DOC }, { "embassy", BODY }, { "epa", BODY }, { "essentially", ADV },
	{ "eu", BODY }, { "even", ADV | NOT }, { "ever", ADV }, { "every", DET },
	{ "everybody", PRO | ANON }, { "everyone", PRO | ANON }, { "expert", ANON },
	{ "experts", ANON }, { "facebook", BODY }, { "famously", ADV }, { "fbi", BODY },
	{ "fda", BODY }, { "feb", DAY }, { "february", DAY }, { "federation", BODY },
	{ "few", DET }, { "filing", DOC }, { "filings", DOC }, { "firm", BODY }, { "first", ADV },
	{ "five", DET }, { "flatly", ADV }, { "following", PREP | SUB | NOT },
	{ "for", PREP | NOT }, { "force", BODY }, { "forces", BODY }, { "foundation", BODY },
	{ "four", DET }, { "fox", BODY }, { "fri", DAY }, { "friday", DAY },
	{ "from", PREP | NOT | SET }, { "front", BODY }, { "fund", BODY }, { "further", ADV },
	{ "furthermore", ADV }, { "gazette", BODY }, { "globe", BODY }, { "google", BODY },
	{ "gop", BODY }, { "government", BODY }, { "group", BODY }, { "groups", BODY },
	{ "guard", BODY }, { "guardian", BODY }, { "had", AUX }, { "hadn't", AUX },
	{ "hamas", BODY }, { "has", AUX }, { "hasn't", AUX }, { "have", AUX }, { "haven't", AUX },
	{ "having", AUX }, { "he", PRO | NOT }, { "headline", DOC }, { "her", DET },
	{ "herald", BODY }, { "here", ADV | NOT }, { "herself", OBJ }, { "hezbollah", BODY },
	{ "him", OBJ }, { "himself", OBJ }, { "his", DET }, { "holdings", BODY },
	{ "hospital", BODY }, { "house", BODY }, { "how", SUB | NOT }, { "however", ADV | NOT },
	{ "i", PRO | NOT }, { "ibn", PART }, { "if", SUB | NOT }, { "in", PREP | NOT | SET },
	{ "inc", BODY }, { "including", PREP }, { "indictment", DOC }, { "industries", BODY },
	{ "initiative", BODY }, { "inside", PREP }, { "insider", ANON }, { "insiders", ANON },
	{ "instead", ADV }, { "institute", BODY }, { "into", PREP }, { "irs", BODY },
	{ "is", AUX }, { "isis", BODY }, { "isn't", AUX }, { "it", PRO | NOT }, { "its", DET },
	{ "itself", OBJ }, { "jan", DAY }, { "january", DAY }, { "jokingly", ADV },
	{ "journal", BODY }, { "jul", DAY }, { "july", DAY }, { "jun", DAY }, { "june", DAY },
	{ "jury", BODY }, { "just", ADV | NOT }, { "kremlin", BODY }, { "la", PART },
	{ "later", ADV }, { "law", DOC }, { "lawsuit", DOC }, { "le", PART }, { "leaflet", DOC },
	{ "league", BODY }, { "letter", DOC }, { "like", PREP }, { "lors", SET }, { "ltd", BODY },
	{ "magazine", BODY }, { "maker", BODY }, { "malgre", NOT }, { "man", ANON }, { "manifesto", DOC },
	{ "many", DET }, { "mar", DAY }, { "march", DAY }, { "may", AUX }, { "maybe", ADV },
	{ "me", OBJ }, { "meanwhile", ADV | NOT }, { "media", BODY }, { "memo", DOC },
	{ "memorandum", DOC }, { "menu", DOC }, { "message", DOC }, { "messages", DOC }, { "microsoft", BODY },
	{ "might", AUX }, { "militia", BODY }, { "ministry", BODY }, { "mission", BODY },
	{ "mon", DAY }, { "monday", DAY }, { "moreover", ADV }, { "most", DET }, { "motto", DOC },
	{ "movement", BODY }, { "msnbc", BODY }, { "must", AUX }, { "my", DET },
	{ "myself", OBJ }, { "narrator", DOC }, { "nation", BODY }, { "nato", BODY },
	{ "navy", BODY }, { "nbc", BODY }, { "near", PREP }, { "nearly", ADV },
	{ "network", BODY }, { "never", ADV }, { "news", BODY }, { "newspaper", BODY },
	{ "nine", DET }, { "no", DET | NOT }, { "nobody", PRO }, { "nor", CONJ },
	{ "not", ADV | NOT }, { "note", DOC }, { "notice", DOC }, { "nov", DAY }, { "november", DAY },
	{ "now", ADV | NOT }, { "nra", BODY }, { "nsa", BODY }, { "observer", ANON },
	{ "observers", ANON }, { "oct", DAY }, { "october", DAY }, { "of", PREP | NOT },
	{ "off", PREP }, { "office", BODY }, { "official", ANON }, { "officials", ANON },
	{ "often", ADV }, { "on", PREP | NOT | SET }, { "once", SUB | ADV }, { "one", PRO | DET },
	{ "online", ADV }, { "only", ADV | NOT }, { "onto", PREP }, { "op-ed", DOC },
	{ "operative", ANON }, { "operatives", ANON }, { "or", CONJ | NOT }, { "order", DOC },
	{ "organisation", BODY }, { "organization", BODY }, { "organizations", BODY },
	{ "other", DET }, { "our", DET }, { "ourselves", OBJ }, { "out", PREP },
	{ "outlet", BODY }, { "outside", PREP }, { "over", PREP }, { "pac", BODY },
	{ "pamphlet", DOC }, { "panel", BODY }, { "paper", BODY }, { "papers", DOC },
	{ "parliament", BODY }, { "party", BODY }, { "passage", DOC }, { "pentagon", BODY },
	{ "people", ANON }, { "per", PREP }, { "perhaps", ADV }, { "person", ANON },
	{ "personally", ADV }, { "petition", DOC }, { "placard", DOC }, { "plan", DOC }, { "plaque", DOC }, { "platform", BODY },
	{ "plus", CONJ }, { "police", BODY }, { "poll", DOC }, { "post", BODY | DOC },
	{ "poster", DOC }, { "posts", DOC }, { "press", BODY }, { "press-release", DOC }, { "previously", ADV },
	{ "privately", ADV }, { "project", BODY }, { "protester", ANON }, { "protesters", ANON },
	{ "publicly", ADV }, { "quickly", ADV }, { "quite", ADV }, { "radio", BODY },
	{ "really", ADV }, { "recently", ADV }, { "records", DOC }, { "regarding", PREP },
	{ "regime", BODY }, { "regulator", BODY }, { "release", DOC }, { "repeatedly", ADV },
	{ "report", DOC }, { "reportedly", ADV }, { "resident", ANON }, { "residents", ANON },
	{ "resolution", DOC }, { "retailer", BODY }, { "reuters", BODY }, { "review", DOC },
	{ "rnc", BODY }, { "ruling", DOC }, { "sat", DAY }, { "saturday", DAY },
	{ "school", BODY }, { "script", DOC }, { "selon", NOT }, { "senate", BODY }, { "sep", DAY },
	{ "sept", DAY }, { "september", DAY }, { "service", BODY }, { "services", BODY },
	{ "seven", DET }, { "several", DET }, { "shall", AUX }, { "she", PRO | NOT },
	{ "should", AUX }, { "shouldn't", AUX }, { "sign", DOC }, { "signs", DOC },
	{ "simply", ADV }, { "since", PREP | SUB | NOT }, { "site", BODY }, { "six", DET },
	{ "slogan", DOC }, { "so", CONJ | NOT }, { "society", BODY }, { "some", DET },
	{ "somebody", PRO }, { "someone", PRO | ANON }, { "sometimes", ADV }, { "soon", ADV },
	{ "source", ANON }, { "sources", ANON }, { "speaking", NOT }, { "specifically", ADV },
	{ "spokesman", ANON }, { "spokesperson", ANON }, { "spokeswoman", ANON },
	{ "staffer", ANON }, { "staffers", ANON }, { "startup", BODY }, { "state", BODY },
	{ "statement", DOC }, { "still", ADV | NOT }, { "story", DOC }, { "strategist", ANON },
	{ "strategists", ANON }, { "study", DOC }, { "such", DET }, { "summit", BODY },
	{ "sun", DAY }, { "sunday", DAY }, { "supporter", ANON }, { "supporters", ANON },
	{ "survey", DOC }, { "taliban", BODY }, { "team", BODY }, { "telegraph", BODY },
	{ "television", BODY }, { "ten", DET | PART }, { "ter", PART }, { "testimony", DOC },
	{ "text", DOC }, { "than", PREP | SUB }, { "that", DET | SUB | REL | NOT },
	{ "the", DET | NOT }, { "their", DET }, { "them", OBJ }, { "themselves", OBJ },
	{ "then", ADV | NOT }, { "there", ADV | NOT }, { "therefore", ADV },
	{ "these", DET | NOT }, { "they", PRO | NOT }, { "think-tank", BODY },
	{ "this", DET | NOT }, { "those", DET | NOT }, { "though", SUB | NOT }, { "three", DET },
	{ "through", PREP }, { "throughout", PREP }, { "thu", DAY }, { "thurs", DAY },
	{ "thursday", DAY }, { "thus", ADV }, { "times", BODY }, { "to", PREP | NOT | SET },
	{ "today", ADV }, { "tomorrow", ADV }, { "tonight", ADV }, { "too", ADV },
	{ "toward", PREP }, { "towards", PREP }, { "transcript", DOC }, { "treaty", DOC },
	{ "tribune", BODY }, { "trust", BODY }, { "tue", DAY }, { "tues", DAY },
	{ "tuesday", DAY }, { "tv", BODY }, { "tweet", DOC }, { "tweets", DOC },
	{ "twitter", BODY }, { "two", DET }, { "u.n", BODY }, { "un", BODY }, { "under", PREP },
	{ "unicef", BODY }, { "union", BODY }, { "university", BODY }, { "unless", SUB },
	{ "unlike", PREP }, { "until", PREP | SUB }, { "up", PREP }, { "upon", PREP },
	{ "us", OBJ }, { "van", PART }, { "very", ADV }, { "via", PREP | SET }, { "video", DOC },
	{ "von", PART }, { "voter", ANON }, { "voters", ANON }, { "warrant", DOC },
	{ "was", AUX }, { "wasn't", AUX }, { "watchdog", BODY }, { "we", PRO | NOT },
	{ "website", BODY }, { "wed", DAY }, { "wednesday", DAY }, { "were", AUX },
	{ "weren't", AUX }, { "what", DET | NOT }, { "when", SUB | NOT }, { "whenever", SUB },
	{ "where", SUB | REL | NOT }, { "whereas", SUB }, { "wherever", SUB }, { "whether", SUB },
	{ "which", REL | NOT }, { "while", SUB | NOT }, { "who", PRO | REL | BODY | NOT },
	{ "whoever", PRO }, { "whom", OBJ | REL }, { "whose", DET | REL }, { "why", SUB | NOT },
	{ "will", AUX }, { "with", PREP | NOT }, { "within", PREP }, { "without", PREP },
	{ "witness", ANON }, { "witnesses", ANON }, { "woman", ANON }, { "won't", AUX },
	{ "would", AUX }, { "wouldn't", AUX }, { "y", PART }, { "yes", NOT },
	{ "yesterday", ADV }, { "yet", CONJ | NOT }, { "you", PRO | NOT }, { "your", DET },
	{ "yourself", OBJ }, { "zu", PART }, { "zur", PART },
};

#include "core/lexicon_index.inc"

unsigned
lexicon_bits(struct span folded)
{
	const struct lexicon_word	*word = row_find(&words_rows, folded);

	return word != NULL ? word->bits : 0;
}

size_t
lexicon_list(const struct lexicon_word **list)
{
	*list = words;
	return LEN(words);
}

/* The base letter of one that is not ASCII, in lower case: "\u00C9" gives "e". Marks that combine with nothing give 0. */
static uint32_t
base_letter(uint32_t c)
{
	utf8proc_int32_t	 parts[8];
	int			 boundary = 0;
	utf8proc_ssize_t	 n;

	if (c == 0x2019 || c == 0x2018)
		return '\'';
	n = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 8,
	    UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &boundary);
	if (n <= 0 || n > 8)
		return n == 0 ? 0 : c;
	return (uint32_t)utf8proc_tolower(parts[0]);
}

struct span
lexicon_fold(struct span word, struct lexicon_room *room)
{
	const size_t	 most = sizeof room->bytes - 3; /* where a character still fits */
	size_t		 at = 0, n = 0;

	while (at < word.n && n < most) {
		uint32_t	 c;

		/* Of ASCII alone, as most words are, each byte is one. */
		while (at < word.n && n < most && (unsigned char)word.p[at] < 0x80)
			room->bytes[n++] = (char)span_lower(word.p[at++]);
		if (at == word.n || n == most)
			break;
		c = base_letter(utf8_next(word, &at));
		if (c != 0)
			n += utf8_put(c, room->bytes + n);
	}
	if (at < word.n)
		return SPAN_NONE; /* too long to be in any table */
	if (n > 1 && room->bytes[n - 1] == '.')
		n--;
	return (struct span) { room->bytes, n };
}
