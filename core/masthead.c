#include "core/masthead.h"

#include "core/agency.h"
#include "core/utf8.h"

/* Words that make a name an outlet's wherever they stand in it. Lower case, in byte order. */
static const char *const outlet_words[] = {
	"advertiser", "advocate", "agency", "anzeiger", "argus", "broadcasting", "bulletin",
	"chronicle", "corriere", "courant", "courier", "courrier", "dagblad", "daily",
	"diario", "digest", "dispatch", "echo", "enquirer", "examiner", "gaceta", "gazeta",
	"gazette", "gazzetta", "giornale", "guardian", "herald", "heraldo", "independent",
	"inquirer", "insider", "jornal", "journal", "krant", "kurier", "ledger", "media",
	"monitor", "nachrichten", "news", "newspaper", "newspapers", "newswire", "noticias",
	"observer", "post-dispatch", "press", "presse", "radio", "rundschau", "sentinel",
	"tageblatt", "telegraph", "television", "times", "tribune", "tv", "weekly", "wire",
	"zeitung",
};

/* Words that do so only behind "The" or in a name of three: there are people called Post. */
static const char *const weak_words[] = {
	"globe", "magazine", "mail", "mirror", "network", "post", "register", "reporter",
	"review", "standard", "star", "sun", "today", "world",
};

/* Networks whose stations are called by a number. */
static const char *const networks[] = {
	"abc", "cbs", "channel", "cw", "fox", "kron", "my", "nbc", "pix",
};

/* Words of sections, desks and buttons: a name made of these alone is nobody's. */
static const char *const common_words[] = {
	"africa", "agencies", "agency", "all", "analysis", "asia", "breaking", "bureau",
	"business", "by", "community", "correspondent", "correspondents", "crime", "daily",
	"desk", "digital", "economy", "editor", "editorial", "editors", "education",
	"entertainment", "europe", "featured", "fox", "from", "general", "good", "health",
	"home", "in", "international", "latest", "lifestyle", "live", "local", "magazine",
	"market", "markets", "media", "money", "more", "national", "net", "network", "new",
	"news", "newspaper", "newspapers", "newsroom", "of", "online", "opinion", "other",
	"our", "political", "politics", "popular", "press", "radio", "recent", "regional",
	"related", "releases", "report", "reporter", "reporters", "reports", "room", "science",
	"service", "services", "social", "special", "sport", "sports", "staff", "state",
	"team", "tech", "technology", "television", "the", "times", "top", "trending", "tv",
	"uk", "us", "video", "weather", "web", "weekly", "wire", "wires", "world", "writer",
	"writers",
};

#define NAME_WORDS_MAX 6
#define NAME_BYTES_MAX 64
#define DOMAIN_END_MAX 8 /* letters of a top-level domain */

static bool
listed(struct span word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count && word.n > 0; i++) {
		if (span_lower(words[i][0]) == span_lower(word.p[0]) &&
		    span_eq_case(word, span_of(words[i])))
			return true;
	}
	return false;
}
#define LISTED(word, words) listed((word), (words), LEN(words))

/* The next word between spaces; empty at the end. */
static struct span
next_word(struct span s, size_t *at)
{
	size_t	 from;

	while (*at < s.n && s.p[*at] == ' ')
		(*at)++;
	from = *at;
	while (*at < s.n && s.p[*at] != ' ')
		(*at)++;
	return span_cut(s, from, *at);
}

static bool
has_digit(struct span s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	}
	return false;
}

/* K or W and two or three capitals: a North American station. */
static bool
is_call_sign(struct span word)
{
	if (word.n < 3 || word.n > 4 || (word.p[0] != 'K' && word.p[0] != 'W'))
		return false;
	for (size_t i = 1; i < word.n; i++) {
		if (word.p[i] < 'A' || word.p[i] > 'Z')
			return false;
	}
	return true;
}

/* "example.com": one word, a dot inside, letters behind the last one. */
static bool
is_domain(struct span s)
{
	size_t	 dot = s.n;

	while (dot > 0 && s.p[dot - 1] != '.')
		dot--;
	if (dot < 3 || s.n - dot < 2 || s.n - dot > DOMAIN_END_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		bool	 letter = (s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z';

		if (!letter && (i >= dot || strchr("0123456789.-", s.p[i]) == NULL))
			return false;
	}
	return true;
}

/* Marks that a name does not hold. */
static bool
has_mark(struct span word)
{
	for (size_t i = 0; i < word.n; i++) {
		if (strchr(",:;!?|\"()[]", word.p[i]) != NULL)
			return true;
	}
	return false;
}

static bool
is_capital(struct span word)
{
	size_t	 at = 0;
	uint32_t c = utf8_next(word, &at);

	return utf8_is_upper(c) || utf8_is_digit(c) ||
	    (utf8_is_letter(c) && !utf8_is_lower(c)); /* scripts without case */
}

/* "Northwire", "NewsPool": one word that has the trade in it. */
static bool
is_compound(struct span s)
{
	static const char *const ends[] = { "wire", "news", "press" };

	if (s.n < 7 || !is_capital(s) || memchr(s.p, ' ', s.n) != NULL)
		return false;
	if (span_starts(s, SPAN("News")) && s.p[4] >= 'A' && s.p[4] <= 'Z')
		return true;
	for (size_t i = 0; i < LEN(ends); i++) {
		if (span_ends(s, span_of(ends[i])) && !span_ends(s, SPAN("xpress")))
			return true;
	}
	return false;
}

bool
masthead_is_name(struct span line)
{
	static const char *const links[] = { "and", "de", "del", "della", "du", "for", "la", "of",
		"the" };
	bool	 strong = false, weak = false, network = false, station = false, own = false;
	size_t	 words = 0, at = 0;

	if (agency_get(line) != NULL)
		return true;
	if (line.n == 0 || line.n > NAME_BYTES_MAX || line.p[line.n - 1] == '.')
		return false;
	for (struct span word; (word = next_word(line, &at)).n > 0; words++) {
		if (has_mark(word))
			return false;
		if (!is_capital(word) && !LISTED(word, links) && !is_domain(word) &&
		    !span_eq(word, SPAN("&")))
			return false;
		strong |= LISTED(word, outlet_words);
		weak |= LISTED(word, weak_words);
		network |= LISTED(word, networks);
		station |= is_call_sign(word);
		own |= !LISTED(word, common_words) && !LISTED(word, links);
	}
	if (words > NAME_WORDS_MAX)
		return false;
	if (words == 1)
		return is_domain(line) || is_call_sign(line) || is_compound(line);
	if (words < 2)
		return false;
	if ((network || strong || (station && words <= 3)) && has_digit(line))
		return true;
	if (!own)
		return false;
	return strong || (station && words <= 3) ||
	    (weak && (words > 2 || span_eq_case(span_cut(line, 0, 4), SPAN("The "))));
}

struct span
masthead_short(struct span s)
{
	static const struct span tail = { " News", 5 };
	struct span		 rest = span_cut(s, 0, s.n - tail.n);

	if (s.n > tail.n && span_ends(s, tail) && (has_digit(rest) || is_call_sign(rest)))
		return rest;
	return s;
}

/* A name for comparing: letters and digits, no article, no domain's end, no "news". */
static size_t
squeeze(struct span s, char out[NAME_BYTES_MAX])
{
	size_t	 n = 0;

	if (span_eq_case(span_cut(s, 0, 4), SPAN("the ")) ||
	    span_eq_case(span_cut(s, 0, 4), SPAN("www.")))
		s = span_cut(s, 4, s.n);
	if (is_domain(s))
		s = span_cut(s, 0, (size_t)((const char *)memchr(s.p, '.', s.n) - s.p));
	for (size_t i = 0; i < s.n && n < NAME_BYTES_MAX; i++) {
		char	 c = s.p[i];

		if (c >= 'A' && c <= 'Z')
			out[n++] = (char)(c - 'A' + 'a');
		else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    (unsigned char)c >= 0x80)
			out[n++] = c;
	}
	if (n > 6 && memcmp(out + n - 4, "news", 4) == 0)
		n -= 4;
	return n;
}

bool
masthead_same(struct span a, struct span b)
{
	char	 x[NAME_BYTES_MAX], y[NAME_BYTES_MAX];
	size_t	 n = squeeze(a, x), m = squeeze(b, y);

	return n > 0 && n == m && memcmp(x, y, n) == 0;
}
