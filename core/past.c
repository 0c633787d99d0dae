#include "core/past.h"

#include "core/row.h"

#define PAST_MAX 7 /* bytes of the longest */

/* Those that do not end in "ed", and two of three and four letters that do; in byte order. */
static const char *const past_words[] = {
	"became", "began", "bent", "bit", "bought", "broke", "brought", "built", "came", "caught",
	"chose", "crept", "cut", "dealt", "did", "died", "drank", "drew", "drove", "dug", "fed",
	"fell", "felt", "fled", "flew", "flung", "fought", "found", "froze", "gave", "got",
	"grew", "had", "heard", "held", "hid", "hit", "hung", "hurt", "kept", "knew", "laid",
	"lay", "led", "left", "lent", "lied", "lost", "made", "met", "paid", "put", "quit", "ran",
	"rang", "read", "rode", "rose", "said", "sang", "sank", "sat", "saw", "sent", "set",
	"shook", "shot", "shut", "slept", "slid", "sold", "sought", "spat", "spent", "spoke",
	"spread", "stole", "stood", "struck", "stuck", "swam", "swept", "swore", "taught",
	"thought", "threw", "told", "took", "was", "went", "were", "won", "wore", "wrote",
};

bool
past_is_irregular(struct span word)
{
	char	 small[PAST_MAX];

	if (word.n > sizeof small)
		return false;
	for (size_t i = 0; i < word.n; i++)
		small[i] = (char)span_lower(word.p[i]);
	return ROW_HALVE(past_words, ((struct span) { small, word.n })) != NULL;
}

bool
past_is(struct span word)
{
	return past_is_irregular(word) || (word.n > 4 && span_ends(word, SPAN("ed")));
}
