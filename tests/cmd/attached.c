/* The law of attaching: what is attached is nearly what linking anew makes of it, prose included. */
#include "cmd/conclude.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/store/sample.h"

#define LINES 40
#define ARTICLES 400
#define LATE 40 /* of them come when the others are linked */
#define MEMBERS_MAX 1000
#define DAY(n) ((n) * 86400 + 1600000000)

/* Invented words and lines; the same in every run. */
struct press {
	uint64_t seed;
	char	 lines[LINES][400];
};

static void
add_word(struct press *p, char *line, size_t room)
{
	static const char *const small[] = { "the", "of", "to", "and", "in", "that", "we", "for" };
	const size_t	 n = strlen(line);

	if (sample_draw(&p->seed, 5) < 2)
		snprintf(line + n, room - n, "%s%s", n > 0 ? " " : "",
		    small[sample_draw(&p->seed, LEN(small))]);
	else
		sample_invent(&p->seed, line, room);
}

static void
begin_press(struct press *p)
{
	*p = (struct press) { .seed = 7 };
	for (size_t i = 0; i < LINES; i++) {
		for (unsigned k = 12 + sample_draw(&p->seed, 10); k > 0; k--)
			add_word(p, p->lines[i], sizeof p->lines[i]);
	}
}

/* A line whole, cut, or in prose. */
static void
add_article(struct press *p, struct sample *s, int number)
{
	const unsigned	 line = sample_draw(&p->seed, LINES), kind = sample_draw(&p->seed, 8);
	char		 url[64], words[400], text[600];
	struct sample_article row = { .outlet = "The Paper",
		.text = text,
		.speaker = "Ada Warden",
		.published = DAY((int64_t)sample_draw(&p->seed, 30)) };

	snprintf(words, sizeof words, "%s", p->lines[line]);
	if (kind == 0)
		*strrchr(words, ' ') = '\0';
	snprintf(text, sizeof text, "On visit %d they heard that %s.", number, words);
	if (kind != 1)
		row.said[0] = words;
	row = sample_page(&row, number, url);
	sample_add(s, &row);
}

/* Every article with the family of what it prints: where prose begins and ends may hang on what it is held against. */
struct placed {
	struct sample	*sample;
	struct row {
		struct span	 article, family;
	} rows[MEMBERS_MAX];
	size_t		 count, unquoted;
};

static bool
add_family(void *context, struct span id, struct fault *f)
{
	struct placed		*placed = context;
	struct filed_family	 family;

	if (!store_family(placed->sample->store, id, STORE_OUTLINE, 0, placed->sample->arena,
		&family, f))
		return false;
	for (size_t i = 0; i < family.corpus.nquotes && placed->count < MEMBERS_MAX; i++) {
		placed->unquoted += family.corpus.quotes[i].quote.form == QUOTE_UNQUOTED;
		placed->rows[placed->count++] =
		    (struct row) { family.corpus.articles[family.corpus.quotes[i].article].identity,
			    family.id };
	}
	return true;
}

static struct placed *
place_all(struct sample *s)
{
	struct placed	*placed = calloc(1, sizeof *placed);

	cr_assert_not_null(placed);
	placed->sample = s;
	sample_each_family(s, add_family, placed);
	return placed;
}

static size_t
find_row(const struct placed *placed, struct span article)
{
	size_t	 i = 0;

	while (i < placed->count && !span_eq(placed->rows[i].article, article))
		i++;
	return i;
}

/* How much of i's family in one is also its family in the other. Source: Bagga and Baldwin, B-cubed (1998). */
static double
agreement(const struct placed *one, const struct placed *other)
{
	double	 sum = 0;

	for (size_t i = 0; i < one->count; i++) {
		const size_t	 at = find_row(other, one->rows[i].article);
		size_t		 mine = 0, both = 0;

		for (size_t k = 0; k < one->count; k++) {
			const bool together = span_eq(one->rows[k].family, one->rows[i].family);
			const size_t there = together ? find_row(other, one->rows[k].article) : 0;

			mine += together;
			both += together && at < other->count && there < other->count &&
			    span_eq(other->rows[there].family, other->rows[at].family);
		}
		sum += (double)both / (double)mine;
	}
	return sum / (double)one->count;
}

static void
file_some(struct press *p, struct sample *s, int from, int to)
{
	cr_assert(store_hold(s->store, &s->f), "%s", s->f.text);
	for (int i = from; i < to; i++)
		add_article(p, s, i);
	cr_assert(store_release(s->store, &s->f), "%s", s->f.text);
}

Test(attached, what_is_attached_is_nearly_what_linking_anew_makes_of_it)
{
	static const int	 steps[] = { LATE, 7 };

	for (size_t k = 0; k < LEN(steps); k++) {
		struct press	 press;
		struct placed	*attached, *linked;
		struct sample	 s;

		sample_start(&s);
		begin_press(&press);
		file_some(&press, &s, 0, ARTICLES - LATE);
		cr_assert(conclude(s.store, NULL, &s.f), "%s", s.f.text);
		for (int i = ARTICLES - LATE; i < ARTICLES; i += steps[k]) {
			file_some(&press, &s, i, i + steps[k] < ARTICLES ? i + steps[k] : ARTICLES);
			cr_assert(conclude_attach(s.store, NULL, &s.f), "%s", s.f.text);
		}
		attached = place_all(&s);
		cr_assert(conclude(s.store, NULL, &s.f), "%s", s.f.text);
		linked = place_all(&s);
		cr_assert_gt(linked->count, ARTICLES * 9 / 10);
		cr_expect_gt(linked->unquoted, ARTICLES / 16);
		cr_expect_eq(attached->unquoted, linked->unquoted, "%zu, not %zu",
		    attached->unquoted, linked->unquoted);
		cr_expect_geq(agreement(attached, linked), 0.995, "steps of %d: %f", steps[k],
		    agreement(attached, linked));
		cr_expect_geq(agreement(linked, attached), 0.995, "steps of %d: %f", steps[k],
		    agreement(attached, linked));
		free(attached);
		free(linked);
		sample_end(&s);
	}
}
