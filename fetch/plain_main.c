#include "fetch/plain.h"

#define LABEL_WEIGHT 8	    /* words of text that outweigh one label */
#define WEIGHT_MAX 80	    /* words of one line that count */
#define NEARLY_PERCENT 50   /* of the greatest weight */
#define EXTEND_SHARE 4	    /* a quarter as much text behind the end moves it */
#define BOX_LINES 8	    /* of a newsletter's or a related article's box */

/*
 * What a line weighs when the article is looked for: the words of running
 * text, against so much for each button, section and headline.
 */
static long
weight(const struct plain_line *line)
{
	if ((line->looks & (LOOKS_LABEL | LOOKS_PROMO | LOOKS_OPENER)) != 0)
		return -LABEL_WEIGHT;
	if ((line->looks & (LOOKS_APART | LOOKS_ITEM)) != 0)
		return 0;
	if ((line->looks & (LOOKS_PROSE | LOOKS_SENTENCE)) != 0)
		return line->words < WEIGHT_MAX ? (long)line->words : WEIGHT_MAX;
	if ((line->looks & LOOKS_QUOTED) != 0 || span_find(line->text, SPAN(": ")) < line->text.n)
		return 0;
	return -LABEL_WEIGHT;
}

/*
 * The stretch that weighs most: Kadane's maximum sum, as Pasternack and Roth
 * cut articles from pages ("Extracting article text from the web with maximum
 * subsequence segmentation", WWW 2009). A sentence lost in a menu does not
 * begin the article, nor one in a footer end it. The first stretch of nearly
 * the greatest weight is taken, for behind an article stand others' words.
 */
static void
find_main(struct plain_text *p)
{
	long	 best = 0;

	for (int pass = 0; pass < 2; pass++) {
		long	 sum = 0, peak = 0;
		size_t	 from = 0;

		p->main = 0;
		p->end = p->count;
		for (size_t i = 0; i < p->count; i++) {
			long	 w = weight(&p->lines[i]);

			if (sum <= 0) {
				if (pass == 1 && peak * 100 >= best * NEARLY_PERCENT && best > 0)
					return;
				sum = peak = 0;
				from = i;
			}
			sum += w;
			if (sum <= peak)
				continue;
			peak = sum;
			if (pass == 0) {
				best = peak > best ? peak : best;
			} else {
				p->main = from;
				p->end = i + 1;
			}
		}
	}
}

/* A first paragraph that a box cuts off from the rest is the article's, too. */
static void
reach_over_box(struct plain_text *p)
{
	bool	 box = false;

	for (size_t i = p->main; i > 0 && p->main - i < BOX_LINES; i--) {
		const struct plain_line	*line = &p->lines[i - 1];

		box |= (line->looks & LOOKS_OPENER) != 0;
		if (box && (line->looks & LOOKS_APART) == 0 &&
		    (line->looks & (LOOKS_PROSE | LOOKS_SENTENCE)) != 0) {
			p->main = i - 1;
			return;
		}
	}
}

void
plain_find_main(struct plain_text *p)
{
	find_main(p);
	reach_over_box(p);
}

/* Words of running text in the body between two lines. */
static size_t
text_words(const struct plain_text *p, size_t from, size_t to, size_t *last)
{
	size_t	 words = 0;

	*last = from;
	for (size_t i = from; i < to; i++) {
		const struct plain_line	*line = &p->lines[i];

		if (line->zone != ZONE_BODY || (line->looks & (LOOKS_SENTENCE | LOOKS_PROSE)) == 0 ||
		    (line->looks & (LOOKS_CREDIT | LOOKS_PROMO | LOOKS_ALSO)) != 0)
			continue;
		words += line->words;
		*last = i + 1;
	}
	return words;
}

/* Much text behind the heaviest stretch is the article's, too: a recipe, a list of questions. */
size_t
plain_settle_end(struct plain_text *p)
{
	size_t	 last, unused, more, words;

	text_words(p, p->lead, p->count, &last);
	if (p->end > last)
		p->end = last;
	words = text_words(p, p->lead, p->end, &unused);
	more = text_words(p, p->end, p->count, &unused);
	if (more * EXTEND_SHARE > words)
		p->end = last;
	return words;
}
