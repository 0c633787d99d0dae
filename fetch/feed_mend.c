/* A document that is nearly XML: what HTML allows and XML does not is put right. */
#include "fetch/feed_parts.h"

#include <stdlib.h>

#include "core/utf8.h"

#define REFERENCE_MAX 24u /* bytes of the longest reference that is one */

/* Source: HTML 4.01, section 24, "Character entity references"; in byte order. */
static const struct entity {
	const char	*name;
	uint32_t	 character;
} entities[] = {
	{ "AElig", 198 }, { "Aacute", 193 }, { "Acirc", 194 }, { "Agrave", 192 }, { "Alpha", 913 },
	{ "Aring", 197 }, { "Atilde", 195 }, { "Auml", 196 }, { "Beta", 914 }, { "Ccedil", 199 },
	{ "Chi", 935 }, { "Dagger", 8225 }, { "Delta", 916 }, { "ETH", 208 }, { "Eacute", 201 },
	{ "Ecirc", 202 }, { "Egrave", 200 }, { "Epsilon", 917 }, { "Eta", 919 }, { "Euml", 203 },
	{ "Gamma", 915 }, { "Iacute", 205 }, { "Icirc", 206 }, { "Igrave", 204 }, { "Iota", 921 },
	{ "Iuml", 207 }, { "Kappa", 922 }, { "Lambda", 923 }, { "Mu", 924 }, { "Ntilde", 209 },
	{ "Nu", 925 }, { "OElig", 338 }, { "Oacute", 211 }, { "Ocirc", 212 }, { "Ograve", 210 },
	{ "Omega", 937 }, { "Omicron", 927 }, { "Oslash", 216 }, { "Otilde", 213 },
	{ "Ouml", 214 }, { "Phi", 934 }, { "Pi", 928 }, { "Prime", 8243 }, { "Psi", 936 },
	{ "Rho", 929 }, { "Scaron", 352 }, { "Sigma", 931 }, { "THORN", 222 }, { "Tau", 932 },
	{ "Theta", 920 }, { "Uacute", 218 }, { "Ucirc", 219 }, { "Ugrave", 217 },
	{ "Upsilon", 933 }, { "Uuml", 220 }, { "Xi", 926 }, { "Yacute", 221 }, { "Yuml", 376 },
	{ "Zeta", 918 }, { "aacute", 225 }, { "acirc", 226 }, { "acute", 180 }, { "aelig", 230 },
	{ "agrave", 224 }, { "alefsym", 8501 }, { "alpha", 945 }, { "and", 8743 },
	{ "ang", 8736 }, { "aring", 229 }, { "asymp", 8776 }, { "atilde", 227 }, { "auml", 228 },
	{ "bdquo", 8222 }, { "beta", 946 }, { "brvbar", 166 }, { "bull", 8226 }, { "cap", 8745 },
	{ "ccedil", 231 }, { "cedil", 184 }, { "cent", 162 }, { "chi", 967 }, { "circ", 710 },
	{ "clubs", 9827 }, { "cong", 8773 }, { "copy", 169 }, { "crarr", 8629 }, { "cup", 8746 },
	{ "curren", 164 }, { "dArr", 8659 }, { "dagger", 8224 }, { "darr", 8595 }, { "deg", 176 },
	{ "delta", 948 }, { "diams", 9830 }, { "divide", 247 }, { "eacute", 233 },
	{ "ecirc", 234 }, { "egrave", 232 }, { "empty", 8709 }, { "emsp", 8195 }, { "ensp", 8194 },
	{ "epsilon", 949 }, { "equiv", 8801 }, { "eta", 951 }, { "eth", 240 }, { "euml", 235 },
	{ "euro", 8364 }, { "exist", 8707 }, { "fnof", 402 }, { "forall", 8704 },
	{ "frac12", 189 }, { "frac14", 188 }, { "frac34", 190 }, { "frasl", 8260 },
	{ "gamma", 947 }, { "ge", 8805 }, { "hArr", 8660 }, { "harr", 8596 },
	{ "hearts", 9829 }, { "hellip", 8230 }, { "iacute", 237 }, { "icirc", 238 },
	{ "iexcl", 161 }, { "igrave", 236 }, { "image", 8465 }, { "infin", 8734 }, { "int", 8747 },
	{ "iota", 953 }, { "iquest", 191 }, { "isin", 8712 }, { "iuml", 239 }, { "kappa", 954 },
	{ "lArr", 8656 }, { "lambda", 955 }, { "lang", 9001 }, { "laquo", 171 }, { "larr", 8592 },
	{ "lceil", 8968 }, { "ldquo", 8220 }, { "le", 8804 }, { "lfloor", 8970 },
	{ "lowast", 8727 }, { "loz", 9674 }, { "lrm", 8206 }, { "lsaquo", 8249 },
	{ "lsquo", 8216 }, { "macr", 175 }, { "mdash", 8212 }, { "micro", 181 },
	{ "middot", 183 }, { "minus", 8722 }, { "mu", 956 }, { "nabla", 8711 }, { "nbsp", 160 },
	{ "ndash", 8211 }, { "ne", 8800 }, { "ni", 8715 }, { "not", 172 }, { "notin", 8713 },
	{ "nsub", 8836 }, { "ntilde", 241 }, { "nu", 957 }, { "oacute", 243 }, { "ocirc", 244 },
	{ "oelig", 339 }, { "ograve", 242 }, { "oline", 8254 }, { "omega", 969 },
	{ "omicron", 959 }, { "oplus", 8853 }, { "or", 8744 }, { "ordf", 170 }, { "ordm", 186 },
	{ "oslash", 248 }, { "otilde", 245 }, { "otimes", 8855 }, { "ouml", 246 }, { "para", 182 },
	{ "part", 8706 }, { "permil", 8240 }, { "perp", 8869 }, { "phi", 966 }, { "pi", 960 },
	{ "piv", 982 }, { "plusmn", 177 }, { "pound", 163 }, { "prime", 8242 }, { "prod", 8719 },
	{ "prop", 8733 }, { "psi", 968 }, { "rArr", 8658 }, { "radic", 8730 },
	{ "rang", 9002 }, { "raquo", 187 }, { "rarr", 8594 }, { "rceil", 8969 }, { "rdquo", 8221 },
	{ "real", 8476 }, { "reg", 174 }, { "rfloor", 8971 }, { "rho", 961 }, { "rlm", 8207 },
	{ "rsaquo", 8250 }, { "rsquo", 8217 }, { "sbquo", 8218 }, { "scaron", 353 },
	{ "sdot", 8901 }, { "sect", 167 }, { "shy", 173 }, { "sigma", 963 }, { "sigmaf", 962 },
	{ "sim", 8764 }, { "spades", 9824 }, { "sub", 8834 }, { "sube", 8838 }, { "sum", 8721 },
	{ "sup", 8835 }, { "sup1", 185 }, { "sup2", 178 }, { "sup3", 179 }, { "supe", 8839 },
	{ "szlig", 223 }, { "tau", 964 }, { "there4", 8756 }, { "theta", 952 },
	{ "thetasym", 977 }, { "thinsp", 8201 }, { "thorn", 254 }, { "tilde", 732 },
	{ "times", 215 }, { "trade", 8482 }, { "uArr", 8657 }, { "uacute", 250 }, { "uarr", 8593 },
	{ "ucirc", 251 }, { "ugrave", 249 }, { "uml", 168 }, { "upsih", 978 }, { "upsilon", 965 },
	{ "uuml", 252 }, { "weierp", 8472 }, { "xi", 958 }, { "yacute", 253 }, { "yen", 165 },
	{ "yuml", 255 }, { "zeta", 950 }, { "zwj", 8205 }, { "zwnj", 8204 },
};

/* A text being put right. */
struct mending {
	struct span	 text;
	size_t		 at;
	struct buf	*out;
	bool		 changed;
};

static void
put(struct mending *m, struct span instead, size_t length)
{
	buf_add(m->out, instead);
	m->at += length;
	m->changed = true;
}

/* What no XML document holds becomes a blank; everything else stays. */
static void
copy(struct mending *m, size_t length)
{
	size_t	 end = m->at + length < m->text.n ? m->at + length : m->text.n, from = m->at;

	while (m->at < end) {
		unsigned char	 c = (unsigned char)m->text.p[m->at];
		bool odd = c == 0xEF &&
		    (span_eq(span_cut(m->text, m->at, m->at + 3), SPAN("\xEF\xBF\xBE")) ||
			span_eq(span_cut(m->text, m->at, m->at + 3), SPAN("\xEF\xBF\xBF")));

		if (!odd && (c >= 0x20 || c == '\t' || c == '\n' || c == '\r')) {
			m->at++;
			continue;
		}
		buf_add(m->out, span_cut(m->text, from, m->at));
		put(m, SPAN(" "), odd ? 3 : 1);
		from = m->at;
	}
	buf_add(m->out, span_cut(m->text, from, m->at));
}

static int
compare(const void *name, const void *row)
{
	return span_cmp(*(const struct span *)name, span_of(((const struct entity *)row)->name));
}

/* May this character be named by number in XML? */
static bool
is_character(uint32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) ||
	    (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c <= 0x10FFFF);
}

/* The number behind "&#"; false when it is none. */
static bool
read_number(struct span s, uint32_t *number)
{
	bool	 hex = s.n > 0 && (s.p[0] == 'x' || s.p[0] == 'X');

	*number = 0;
	for (size_t i = hex; i < s.n; i++) {
		uint32_t	 c = (unsigned char)s.p[i], digit = c - '0';

		if (hex && digit > 9)
			digit = (c | 0x20) - 'a' < 6 ? (c | 0x20) - 'a' + 10 : 16;
		if (digit >= (hex ? 16u : 10u))
			return false;
		if (*number < 0x110000)
			*number = *number * (hex ? 16 : 10) + digit;
	}
	return s.n > (size_t)hex;
}

/* "&amp;" and its kin stay, entities of HTML become characters, any other "&" is itself. */
static void
mend_reference(struct mending *m)
{
	static const struct span	 own[] = {
		{ "apos", 4 }, 
	};
	struct span		 rest = span_cut(m->text, m->at + 1, m->at + REFERENCE_MAX), name;
	const struct entity	*entity;
	uint32_t		 number;
	size_t			 end = span_find(rest, SPAN(";"));

	name = span_cut(rest, 0, end);
	if (end == rest.n) {
		put(m, SPAN("&amp;"), 1);
		return;
	}
	for (size_t i = 0; i < LEN(own); i++) {
		if (span_eq(name, own[i])) {
			copy(m, end + 2);
			return;
		}
	}
	if (span_starts(name, SPAN("#")) && read_number(span_cut(name, 1, name.n), &number)) {
		if (!is_character(number))
			put(m, SPAN("\xEF\xBF\xBD"), end + 2);
		else if (name.p[1] == 'X')
			put(m, SPAN("&#x"), 3);
		else
			copy(m, end + 2);
		return;
	}
	entity = bsearch(&name, entities, LEN(entities), sizeof *entities, compare);
	if (entity == NULL) {
		put(m, SPAN("&amp;"), 1);
		return;
	}
	buf_utf8(m->out, entity->character);
	put(m, SPAN_NONE, end + 2);
}

/* A comment, CDATA or an instruction as a whole, a tag's "<", or one that stands for itself. */
static void
mend_angle(struct mending *m)
{
	static const struct {
		struct span	 open, close;
	} kept[] = {
		{ { "<!--", 4 }, { "-->", 3 } },
		{ { "<![CDATA[", 9 }, { "]]>", 3 } },
		{ { "<?", 2 }, { "?>", 2 } },
	};
	struct span	 rest = span_cut(m->text, m->at, m->text.n);
	unsigned char	 next = rest.n > 1 ? (unsigned char)rest.p[1] : '\0';

	for (size_t i = 0; i < LEN(kept); i++) {
		if (span_starts(rest, kept[i].open)) {
			copy(m, span_find(rest, kept[i].close) + kept[i].close.n);
			return;
		}
	}
	if (next >= 0x80 || strchr("/!_:", next) != NULL || utf8_is_letter(next))
		copy(m, 1);
	else
		put(m, SPAN("&lt;"), 1);
}

bool
feed_mend(struct span text, struct buf *out)
{
	struct mending	 m = { text, 0, out, false };

	while (m.at < text.n && out->failed == FAULT_NONE) {
		size_t	 from = m.at, to = from;

		while (to < text.n && text.p[to] != '&' && text.p[to] != '<')
			to++;
		copy(&m, to - from);
		if (to < text.n && text.p[to] == '&')
			mend_reference(&m);
		else if (to < text.n)
			mend_angle(&m);
	}
	return m.changed && out->failed == FAULT_NONE;
}
