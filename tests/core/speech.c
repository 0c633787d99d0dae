/*
 * The invented articles of tests/data/speech, each with its right answers
 * below a line of dashes: a row for each quotation, its form, its speaker and
 * its first words. The README there says how they are written.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/buf.h"
#include "tests/core/story.h"

#define ARTICLE_MAX ((size_t)1 << 20)

struct row {
	struct span	 form, speaker, words;
};

struct score {
	size_t	 rows, right;
};

/* What the answers call the forms. */
static const char *const letters[QUOTE_FORMS] = { "u", "p", "t", "s", "o", "w" };

static bool
next_row(struct span answers, size_t *at, struct row *row)
{
	struct span	 cells[3], line;

	if (*at >= answers.n)
		return false;
	line =
	    span_cut(answers, *at, *at + span_find(span_cut(answers, *at, answers.n), SPAN("\n")));
	*at += line.n + 1;
	for (size_t i = 0; i < LEN(cells); i++) {
		cells[i] = span_cut(line, 0, span_find(line, SPAN(" | ")));
		line = span_cut(line, cells[i].n + 3 < line.n ? cells[i].n + 3 : line.n, line.n);
	}
	*row = (struct row) { cells[0], cells[1], cells[2] };
	return true;
}

/* A name is the speaker's; "~" and "*" come before a mention that names nobody, "-" is no speaker. */
static bool
is_speaker(const struct quote *q, struct span answer)
{
	if (same(answer, "-"))
		return q->state == SPEAKER_UNATTRIBUTED;
	if (span_starts(answer, SPAN("~")))
		return q->state == SPEAKER_MENTION_ONLY &&
		    span_eq(q->mention, span_cut(answer, 1, answer.n));
	if (span_starts(answer, SPAN("*")))
		return q->state == SPEAKER_ANONYMOUS &&
		    span_eq(q->mention, span_cut(answer, 1, answer.n));
	return q->state == SPEAKER_RESOLVED && span_eq(q->speaker, answer);
}

static void
tell(const char *file, const struct quote *q, const char *wanted, struct span answer)
{
	fprintf(stderr, "%s: [%.*s] %s by %s [%.*s] [%.*s] (%s; %s); %s %.*s\n", file,
	    (int)(q->text.n < 40 ? q->text.n : 40), q->text.p, letters[q->form],
	    speaker_state_names[q->state], SPAN_ARG(q->mention), SPAN_ARG(q->speaker),
	    q->speaker_rule, q->form_rule, wanted, SPAN_ARG(answer));
}

/* A quotation that no row names counts as a wrong one. */
static void
judge(const char *file, const struct story *story, struct span answers, struct score *score)
{
	size_t		 at = 0, n = 0;
	struct row	 row;

	while (next_row(answers, &at, &row)) {
		size_t			 i = n;
		const struct quote	*q;

		score->rows++;
		while (
		    i < story->quotes.count && !span_starts(story->quotes.items[i].text, row.words))
			i++;
		if (i == story->quotes.count) {
			fprintf(stderr, "%s: [%.*s] not found\n", file, SPAN_ARG(row.words));
			continue;
		}
		for (; n < i; n++, score->rows++)
			tell(file, story_quote(story, n), "is none", SPAN_NONE);
		q = story_quote(story, n++);
		if (same(row.form, letters[q->form]) && is_speaker(q, row.speaker))
			score->right++;
		else
			tell(file, q, "is by", row.speaker);
	}
	for (; n < story->quotes.count; n++, score->rows++)
		tell(file, story_quote(story, n), "is none", SPAN_NONE);
}

static void
read_file(const char *folder, const char *name, struct buf *text)
{
	char	 path[8192], block[4096];
	FILE	*file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "r");
	cr_assert_not_null(file, "%s", path);
	for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;)
		buf_add(text, (struct span) { block, n });
	fclose(file);
}

/* Every article of a folder whose name ends in ".LANGUAGE.txt". */
static struct score
judge_language(const char *set, const char *language)
{
	struct score	 score = { 0, 0 };
	char		 folder[4096], ending[16];
	DIR		*dir;

	snprintf(folder, sizeof folder, "%s/tests/data/%s", getenv("ROOT"), set);
	snprintf(ending, sizeof ending, ".%s.txt", language);
	dir = opendir(folder);
	cr_assert_not_null(dir, "%s", folder);
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		struct buf	 text = BUF(ARTICLE_MAX);
		struct span	 all;
		struct story	 story;
		size_t		 cut;

		if (!span_ends(span_of(entry->d_name), span_of(ending)))
			continue;
		read_file(folder, entry->d_name, &text);
		buf_add(&text, (struct span) { "", 1 });
		all = buf_span(&text);
		cut = span_find(all, SPAN("\n----\n"));
		cr_assert_lt(cut, all.n, "%s has no answers", entry->d_name);
		((char *)(uintptr_t)all.p)[cut] = '\0';
		story_read_in(&story, language, all.p);
		judge(entry->d_name, &story, span_cut(all, cut + 6, all.n - 1), &score);
		story_end(&story);
		buf_free(&text);
	}
	closedir(dir);
	return score;
}

static const struct {
	const char	*folder, *language;
	size_t		 quotations, percent; /* at least */
} sets[] = {
	{ "speech", "en", 320, 97 },
	{ "speech", "de", 25, 95 },
	{ "speech", "es", 25, 96 },
	{ "speech", "fr", 25, 96 },
	{ "speech/blind", "en", 560, 97 },
	{ "speech/blind", "de", 55, 91 },
	{ "speech/blind", "es", 55, 97 },
	{ "speech/blind", "fr", 50, 91 },
	{ "speech/fresh", "en", 440, 87 },
	{ "speech/fresh", "de", 33, 87 },
	{ "speech/fresh", "es", 30, 90 },
	{ "speech/fresh", "fr", 29, 86 },
	{ "speech/fifth", "en", 418, 91 },
	{ "speech/fifth", "de", 37, 91 },
	{ "speech/fifth", "es", 37, 91 },
	{ "speech/fifth", "fr", 38, 86 },
	{ "speech/sixth", "en", 197, 90 },
	{ "speech/sixth", "de", 78, 79 },
	{ "speech/sixth", "es", 77, 82 },
	{ "speech/sixth", "fr", 75, 78 },
};

Test(speech, is_read_as_the_answers_say)
{
	for (size_t i = 0; i < LEN(sets); i++) {
		struct score	 score = judge_language(sets[i].folder, sets[i].language);

		fprintf(stderr, "%s, %s: %zu of %zu\n", sets[i].folder, sets[i].language,
		    score.right, score.rows);
		cr_expect_geq(score.rows, sets[i].quotations, "%s, %s", sets[i].folder,
		    sets[i].language);
		cr_expect_geq(score.right * 100, score.rows * sets[i].percent,
		    "%s, %s: %zu of %zu quotations are right", sets[i].folder, sets[i].language,
		    score.right, score.rows);
	}
}
