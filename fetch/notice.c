#include "fetch/notice.h"

#include "core/utf8.h"

#define NOTICE_BYTES_MAX 400

/* How such lines begin, compared without ASCII case. */
static const struct {
	const char	*start;
	enum notice	 notice;
} starts[] = {
	{ "\xC2\xA9", NOTICE_SERVICE },
	{ "Advertisement", NOTICE_SERVICE },
	{ "Advertising", NOTICE_SERVICE },
	{ "All rights reserved", NOTICE_SERVICE },
	{ "Alle Rechte vorbehalten", NOTICE_SERVICE },
	{ "Already a subscriber", NOTICE_SERVICE },
	{ "Also read", NOTICE_SERVICE },
	{ "Anzeige", NOTICE_SERVICE },
	{ "Article continues below", NOTICE_SERVICE },
	{ "Back to Gallery", NOTICE_SERVICE },
	{ "Bild: ", NOTICE_PICTURE },
	{ "Bildquelle", NOTICE_PICTURE },
	{ "Click here to ", NOTICE_SERVICE },
	{ "Copyright ", NOTICE_SERVICE },
	{ "Credit: ", NOTICE_PICTURE },
	{ "Cr\xC3\xA9""dit photo", NOTICE_PICTURE },
	{ "Czytaj te\xC5\xBC", NOTICE_SERVICE },
	{ "Das k\xC3\xB6nnte Sie auch interessieren", NOTICE_SERVICE },
	{ "Explore further", NOTICE_SERVICE },
	{ "Follow us", NOTICE_SERVICE },
	{ "Foto: ", NOTICE_PICTURE },
	{ "Foto \xC2\xA9", NOTICE_PICTURE },
	{ "Get the latest ", NOTICE_SERVICE },
	{ "Image: ", NOTICE_PICTURE },
	{ "Image credit", NOTICE_PICTURE },
	{ "Leggi anche", NOTICE_SERVICE },
	{ "Lesen Sie auch", NOTICE_SERVICE },
	{ "Like us on Facebook", NOTICE_SERVICE },
	{ "Lire aussi", NOTICE_SERVICE },
	{ "Listen to this article", NOTICE_SERVICE },
	{ "Mehr zum Thema", NOTICE_SERVICE },
	{ "More on this story", NOTICE_SERVICE },
	{ "Never miss ", NOTICE_SERVICE },
	{ "Photo: ", NOTICE_PICTURE },
	{ "Photo by ", NOTICE_PICTURE },
	{ "Photo credit", NOTICE_PICTURE },
	{ "Photograph: ", NOTICE_PICTURE },
	{ "Photos: ", NOTICE_PICTURE },
	{ "Picture: ", NOTICE_PICTURE },
	{ "Read also", NOTICE_SERVICE },
	{ "Read more", NOTICE_SERVICE },
	{ "Read next", NOTICE_SERVICE },
	{ "Recommended for you", NOTICE_SERVICE },
	{ "Related: ", NOTICE_SERVICE },
	{ "Related articles", NOTICE_SERVICE },
	{ "Related stories", NOTICE_SERVICE },
	{ "Scroll down for ", NOTICE_SERVICE },
	{ "See also: ", NOTICE_SERVICE },
	{ "Share this ", NOTICE_SERVICE },
	{ "Sign up for ", NOTICE_SERVICE },
	{ "Sign up to ", NOTICE_SERVICE },
	{ "Sponsored", NOTICE_SERVICE },
	{ "Story continues below", NOTICE_SERVICE },
	{ "Subscribe to ", NOTICE_SERVICE },
	{ "Support our journalism", NOTICE_SERVICE },
	{ "Te puede interesar", NOTICE_SERVICE },
	{ "This article is for subscribers", NOTICE_SERVICE },
	{ "This document is subject to copyright", NOTICE_SERVICE },
	{ "To continue reading", NOTICE_SERVICE },
	{ "To read the full ", NOTICE_SERVICE },
	{ "Weiterlesen", NOTICE_SERVICE },
	{ "Zum Weiterlesen", NOTICE_SERVICE },
};

/* Does the line begin with start, and a new word behind it? */
static bool
begins(struct span line, const char *start)
{
	size_t	 at;

	if (!span_begins_case(line, start))
		return false;
	at = strlen(start);
	return start[at - 1] == ' ' || at == line.n || !utf8_is_letter(utf8_next(line, &at));
}

/* An address and nothing else. */
static bool
is_address(struct span line)
{
	return (span_eq_case(span_cut(line, 0, 7), SPAN("http://")) ||
		   span_eq_case(span_cut(line, 0, 8), SPAN("https://"))) &&
	    span_find(line, SPAN(" ")) == line.n;
}

enum notice
notice_of(struct span line)
{
	if (line.n > NOTICE_BYTES_MAX)
		return NOTICE_NONE;
	if (is_address(line))
		return NOTICE_SERVICE;
	for (size_t i = 0; i < LEN(starts); i++) {
		if (begins(line, starts[i].start))
			return starts[i].notice;
	}
	return NOTICE_NONE;
}
