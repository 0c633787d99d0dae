#include "fetch/octet.h"

static const char unreserved[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
static const char delimiters[] = ":/?#[]@!$&'()*+,;=";

bool
octet_is_unreserved(int octet)
{
	return memchr(unreserved, octet, sizeof unreserved - 1) != NULL;
}

bool
octet_is_bare(int octet)
{
	return octet_is_unreserved(octet) ||
	    memchr(delimiters, octet, sizeof delimiters - 1) != NULL;
}

static int
digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = octet_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int
octet_encoded(struct span s, size_t at)
{
	int	 high, low;

	if (at + 2 >= s.n || s.p[at] != '%')
		return -1;
	high = digit_of(s.p[at + 1]);
	low = digit_of(s.p[at + 2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

char
octet_lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

void
octet_fold(struct span s, struct buf *out)
{
	for (size_t at = 0; at < s.n;) {
		int	 encoded = octet_encoded(s, at);
		int	 octet = encoded < 0 ? (unsigned char)s.p[at] : encoded;

		if (octet_is_unreserved(octet) || (encoded < 0 && octet_is_bare(octet)))
			buf_char(out, (char)octet);
		else
			buf_print(out, "%%%02X", (unsigned)octet);
		at += encoded < 0 ? 1 : 3;
	}
}

struct span
octet_trim(struct span s)
{
	while (s.n > 0 && (unsigned char)s.p[0] <= ' ')
		s = span_cut(s, 1, s.n);
	while (s.n > 0 && (unsigned char)s.p[s.n - 1] <= ' ')
		s.n--;
	return s;
}
