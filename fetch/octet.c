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
octet_next(struct span s, size_t *at, bool *encoded)
{
	struct span	 digits = span_cut(s, *at + 1, *at + 3);
	int		 high = -1, low = -1;
	bool		 whole;

	if (s.p[*at] == '%' && digits.n == 2) {
		high = digit_of(digits.p[0]);
		low = digit_of(digits.p[1]);
	}
	whole = high >= 0 && low >= 0;
	if (encoded != NULL)
		*encoded = whole;
	*at += whole ? 3 : 1;
	return whole ? high * 16 + low : (unsigned char)s.p[*at - 1];
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
		bool	 encoded;
		int	 octet = octet_next(s, &at, &encoded);

		if (octet_is_unreserved(octet) || (!encoded && octet_is_bare(octet)))
			buf_char(out, (char)octet);
		else
			buf_print(out, "%%%02X", (unsigned)octet);
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
