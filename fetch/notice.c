#include "fetch/notice.h"

#include "core/row.h"
#include "core/utf8.h"

#define NOTICE_BYTES_MAX 400

/* How such lines begin, in small letters of ASCII and in byte order; none begins with another. */
static const struct start {
	const char	*words;
	enum notice	 notice;
} starts[] = {
	{ "advertisement", NOTICE_SERVICE },
	{ "advertising", NOTICE_SERVICE },
	{ "all rights reserved", NOTICE_SERVICE },
	{ "alle rechte vorbehalten", NOTICE_SERVICE },
	{ "already a subscriber", NOTICE_SERVICE },
	{ "also read", NOTICE_SERVICE },
	{ "anzeige", NOTICE_SERVICE },
	{ "article continues below", NOTICE_SERVICE },
	{ "back to gallery", NOTICE_SERVICE },
	{ "bild: ", NOTICE_PICTURE },
	{ "bildquelle", NOTICE_PICTURE },
	{ "click here to ", NOTICE_SERVICE },
	{ "copyright ", NOTICE_SERVICE },
	{ "credit: ", NOTICE_PICTURE },
	{ "crédit photo", NOTICE_PICTURE },
	{ "czytaj też", NOTICE_SERVICE },
	{ "das könnte sie auch interessieren", NOTICE_SERVICE },
	{ "explore further", NOTICE_SERVICE },
	{ "follow us", NOTICE_SERVICE },
	{ "foto ©", NOTICE_PICTURE },
	{ "foto: ", NOTICE_PICTURE },
	{ "get the latest ", NOTICE_SERVICE },
	{ "image credit", NOTICE_PICTURE },
	{ "image: ", NOTICE_PICTURE },
	{ "leggi anche", NOTICE_SERVICE },
	{ "lesen sie auch", NOTICE_SERVICE },
	{ "like us on facebook", NOTICE_SERVICE },
	{ "lire aussi", NOTICE_SERVICE },
	{ "listen to this article", NOTICE_SERVICE },
	{ "mehr zum thema", NOTICE_SERVICE },
	{ "more on this story", NOTICE_SERVICE },
	{ "never miss ", NOTICE_SERVICE },
	{ "photo by ", NOTICE_PICTURE },
	{ "photo credit", NOTICE_PICTURE },
	{ "photo: ", NOTICE_PICTURE },
	{ "photograph: ", NOTICE_PICTURE },
	{ "photos: ", NOTICE_PICTURE },
	{ "picture: ", NOTICE_PICTURE },
	{ "read also", NOTICE_SERVICE },
	{ "read more", NOTICE_SERVICE },
	{ "read next", NOTICE_SERVICE },
	{ "recommended for you", NOTICE_SERVICE },
	{ "related articles", NOTICE_SERVICE },
	{ "related stories", NOTICE_SERVICE },
	{ "related: ", NOTICE_SERVICE },
	{ "scroll down for ", NOTICE_SERVICE },
	{ "see also: ", NOTICE_SERVICE },
	{ "share this ", NOTICE_SERVICE },
	{ "sign up for ", NOTICE_SERVICE },
	{ "sign up to ", NOTICE_SERVICE },
	{ "sponsored", NOTICE_SERVICE },
	{ "story continues below", NOTICE_SERVICE },
	{ "subscribe to ", NOTICE_SERVICE },
	{ "support our journalism", NOTICE_SERVICE },
	{ "te puede interesar", NOTICE_SERVICE },
	{ "this article is for subscribers", NOTICE_SERVICE },
	{ "this document is subject to copyright", NOTICE_SERVICE },
	{ "to continue reading", NOTICE_SERVICE },
	{ "to read the full ", NOTICE_SERVICE },
	{ "weiterlesen", NOTICE_SERVICE },
	{ "zum weiterlesen", NOTICE_SERVICE },
	{ "©", NOTICE_SERVICE },
};

/* The start that the line has, with a new word behind it. */
static const struct start *
start_of(struct span line)
{
	const struct start	*start = ROW_BEGINS(starts, line);
	size_t			 at;

	if (start == NULL)
		return NULL;
	at = strlen(start->words);
	if (start->words[at - 1] == ' ' || at == line.n || !utf8_is_letter(utf8_next(line, &at)))
		return start;
	return NULL;
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
	const struct start	*start;

	if (line.n > NOTICE_BYTES_MAX)
		return NOTICE_NONE;
	if (is_address(line))
		return NOTICE_SERVICE;
	start = start_of(line);
	return start != NULL ? start->notice : NOTICE_NONE;
}
