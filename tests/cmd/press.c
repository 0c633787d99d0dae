/*
 * The invented press against its expected answer: tests/data/press/expected.json
 * was worked out by hand from the pages, and the run is held against it.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tests/fixture.h"

static struct fixture	 fixture;
static json_t		*expected;

static void
open_press(void)
{
	char		 path[512];
	json_error_t	 error;

	fixture_begin(&fixture);
	snprintf(path, sizeof path, "%s/tests/data/press/expected.json", fixture_root());
	expected = json_load_file(path, 0, &error);
	cr_assert_not_null(expected, "%s: %s", path, error.text);
}

static void
close_press(void)
{
	json_decref(expected);
	fixture_end(&fixture);
}

TestSuite(press, .init = open_press, .fini = close_press);

static const char *
file_of(const char *page, char path[512])
{
	snprintf(path, 512, "%s/tests/data/press/%s", fixture_root(), page);
	return path;
}

static json_t *
extract(const json_t *article)
{
	char	 path[512];

	cr_assert_eq(fixture_run(&fixture, "extract", file_of(json_text(article, "path"), path),
			 NULL),
	    EXIT_FOUND, "%s", fixture.err);
	return fixture_json(&fixture);
}

static void
same_text(const json_t *wanted, const json_t *got, const char *key, const char *page)
{
	cr_expect(strcasecmp(json_text(wanted, key), json_text(got, key)) == 0,
	    "%s: %s is \"%s\", not \"%s\"", page, key, json_text(got, key), json_text(wanted, key));
}

Test(press, each_page_says_who_printed_it_and_in_which_language)
{
	static const char *const keys[] = { "canonical", "outlet", "title", "language" };
	json_t	*article;
	size_t	 i;

	json_array_foreach(json_object_get(expected, "articles"), i, article)
	{
		json_t	*record = extract(article);

		for (size_t k = 0; k < LEN(keys); k++)
			same_text(article, record, keys[k], json_text(article, "path"));
		json_decref(record);
	}
}

Test(press, credits_run_from_the_origin_to_the_nearest_hand)
{
	json_t	*article;
	size_t	 i;

	json_array_foreach(json_object_get(expected, "articles"), i, article)
	{
		json_t	*record = extract(article);
		char	*got = json_dumps(json_object_get(record, "credits"), 0);
		char	*wanted = json_dumps(json_object_get(article, "credits"), 0);

		cr_expect_str_eq(got, wanted, "%s: credits %s, not %s", json_text(article, "path"),
		    got, wanted);
		free(got);
		free(wanted);
		json_decref(record);
	}
}

Test(press, dates_are_those_of_the_article_and_not_of_its_page)
{
	static const char *const keys[] = { "date", "earliest", "latest" };
	json_t	*article;
	size_t	 i;

	json_array_foreach(json_object_get(expected, "articles"), i, article)
	{
		json_t		*record = extract(article);
		const json_t	*wanted = json_object_get(article, "published");
		const json_t	*got = json_object_get(record, "published");

		/* An inferred day is not the page's own; the family test judges it. */
		if (json_is_true(json_object_get(article, "inferred")))
			wanted = NULL;
		for (size_t k = 0; k < LEN(keys); k++) {
			if (json_is_object(wanted))
				same_text(wanted, got, keys[k], json_text(article, "path"));
		}
		if (!json_is_object(wanted))
			cr_expect_str_eq(json_text(got, "date"), "", "%s: dated %s",
			    json_text(article, "path"), json_text(got, "date"));
		json_decref(record);
	}
}

/* The quotation of a record with this text, not used before. */
static json_t *
quote_with(json_t *quotes, const char *text)
{
	json_t	*quote;
	size_t	 i;

	json_array_foreach(quotes, i, quote)
	{
		if (strcmp(json_text(quote, "text"), text) == 0 &&
		    json_object_get(quote, "seen") == NULL) {
			json_object_set_new(quote, "seen", json_true());
			return quote;
		}
	}
	return NULL;
}

static void
check_quote(const json_t *wanted, json_t *quotes, const char *page)
{
	static const char *const keys[] = { "form", "region", "speaker" };
	const char	*text = json_text(wanted, "text"), *venue = json_text(wanted, "venue");
	json_t		*got = quote_with(quotes, text);

	cr_expect_not_null(got, "%s: \"%s\" is not found", page, text);
	if (got == NULL)
		return;
	for (size_t k = 0; k < LEN(keys); k++)
		cr_expect_str_eq(json_text(got, keys[k]), json_text(wanted, keys[k]),
		    "%s: \"%.40s\": %s is \"%s\", not \"%s\" (%s)", page, text, keys[k],
		    json_text(got, keys[k]), json_text(wanted, keys[k]),
		    json_text(got, "speaker_rule"));
	cr_expect_eq((json_int_t)json_array_size(json_object_get(got, "parts")),
	    json_integer_value(json_object_get(wanted, "parts")), "%s: \"%.40s\": %zu parts", page,
	    text, json_array_size(json_object_get(got, "parts")));
	/* A longer or shorter stretch around the same name is as good. */
	cr_expect(strstr(json_text(got, "venue"), venue) != NULL ||
		(json_text(got, "venue")[0] != '\0' &&
		    strstr(venue, json_text(got, "venue")) != NULL),
	    "%s: \"%.40s\": venue \"%s\", not \"%s\"", page, text, json_text(got, "venue"), venue);
}

Test(press, every_quotation_is_found_with_its_speaker)
{
	json_t	*article, *wanted, *got;
	size_t	 i, k;

	json_array_foreach(json_object_get(expected, "articles"), i, article)
	{
		json_t		*record = extract(article), *quotes = json_object_get(record, "quotes");
		const char	*page = json_text(article, "path");

		json_array_foreach(json_object_get(article, "quotes"), k, wanted)
		    check_quote(wanted, quotes, page);
		json_array_foreach(quotes, k, got)
		{
			const char	*form = json_text(got, "form");

			if (strcmp(form, "title") != 0 && strcmp(form, "scare") != 0)
				cr_expect_not_null(json_object_get(got, "seen"),
				    "%s: \"%s\" (%s, %s) is no speech of this article", page,
				    json_text(got, "text"), form, json_text(got, "region"));
		}
		json_decref(record);
	}
}

/* Does a record hold these words of a teaser, comment or furniture, and say whose they are? */
static bool
stands_outside(const json_t *record, const json_t *wanted, const char *words)
{
	json_t	*text, *quote;
	size_t	 i, k;

	json_array_foreach(json_object_get(record, "outside"), i, text)
	{
		if (strcmp(json_text(text, "region"), json_text(wanted, "region")) != 0 ||
		    strcmp(json_text(text, "outlet"), json_text(wanted, "outlet")) != 0)
			continue;
		json_array_foreach(json_object_get(text, "quotes"), k, quote)
		{
			if (strstr(json_text(quote, "text"), words) != NULL)
				return true;
		}
	}
	return false;
}

Test(press, words_of_others_stand_outside_with_their_outlet)
{
	json_t	*article, *wanted, *words;
	size_t	 i, k, n;

	json_array_foreach(json_object_get(expected, "articles"), i, article)
	{
		json_t	*record = extract(article);

		json_array_foreach(json_object_get(article, "outside"), k, wanted)
		{
			json_array_foreach(json_object_get(wanted, "quotes"), n, words)
			    cr_expect(stands_outside(record, wanted, json_string_value(words)),
				"%s: \"%s\" is in no %s of \"%s\"", json_text(article, "path"),
				json_string_value(words), json_text(wanted, "region"),
				json_text(wanted, "outlet"));
		}
		json_decref(record);
	}
}

/* --- families ------------------------------------------------------------ */

static json_t *
linked_report(void)
{
	const char	*pages[32];
	char		*paths[32], path[512];
	json_t		*article;
	size_t		 i, n = 0;

	json_array_foreach(json_object_get(expected, "articles"), i, article)
	{
		cr_assert_lt(n, LEN(pages));
		pages[n] = paths[n] = strdup(file_of(json_text(article, "path"), path));
		n++;
	}
	cr_assert_eq(fixture_run_list(&fixture, "batch", pages, n), EXIT_FOUND, "%s", fixture.err);
	while (n > 0)
		free(paths[--n]);
	cr_assert_eq(fixture_run(&fixture, "report", "--format", "json", NULL), EXIT_FOUND, "%s",
	    fixture.err);
	return fixture_json(&fixture);
}

static bool
stands_in(const json_t *occurrence, const char *page)
{
	const char	*file = json_text(occurrence, "file");

	return strlen(file) >= strlen(page) && strcmp(file + strlen(file) - strlen(page), page) == 0;
}

/* The occurrence of a page that begins with these words, and its family. */
static json_t *
occurrence_at(const json_t *report, const json_t *where, json_t **family)
{
	const char	*page = json_string_value(json_array_get(where, 0));
	const char	*words = json_string_value(json_array_get(where, 1));
	json_t		*candidate, *occurrence;
	size_t		 i, k;

	json_array_foreach(json_object_get(report, "families"), i,
	    candidate) { json_array_foreach(json_object_get(candidate, "occurrences"), k,
	    occurrence) { if (stands_in(occurrence, page) &&
	    strncmp(json_text(occurrence, "text"), words, strlen(words)) == 0) { *family = candidate;
	return occurrence;
}
}
}
*family = NULL;
return NULL;
}

/* A splice belongs to two families and is printed with the first. */
static bool
belongs_to(const json_t *occurrence, const json_t *family)
{
	json_t	*id;
	size_t	 i;

	json_array_foreach(json_object_get(occurrence, "families"), i, id)
	{
		if (strcmp(json_string_value(id), json_text(family, "family")) == 0)
			return true;
	}
	return false;
}

/* Is a page's printing of this family a splice that is printed with another one? */
static bool
is_second(const json_t *report, const json_t *family, const char *page)
{
	json_t	*other, *occurrence;
	size_t	 i, k;

	json_array_foreach(json_object_get(report, "families"), i, other)
	{
		json_array_foreach(json_object_get(other, "occurrences"), k, occurrence)
		{
			if (other != family && stands_in(occurrence, page) &&
			    belongs_to(occurrence, family))
				return true;
		}
	}
	return false;
}

Test(press, members_of_one_utterance_are_one_family)
{
	json_t	*report = linked_report(), *wanted, *member;
	size_t	 i, k;

	json_array_foreach(json_object_get(expected, "families"), i, wanted)
	{
		json_t	*first = NULL, *family, *occurrence;

		json_array_foreach(json_object_get(wanted, "members"), k, member)
		{
			const char	*page = json_string_value(json_array_get(member, 0));
			const char	*words = json_string_value(json_array_get(member, 1));

			occurrence = occurrence_at(report, member, &family);
			cr_expect_not_null(occurrence, "%s: %s \"%s\" is not there",
			    json_text(wanted, "label"), page, words);
			if (first == NULL)
				first = family;
			cr_expect(belongs_to(occurrence, first),
			    "%s: %s \"%s\" is in another family", json_text(wanted, "label"), page,
			    words);
		}
	}
	json_array_foreach(json_object_get(expected, "never_linked"), i, wanted)
	{
		json_t	*one, *other;

		occurrence_at(report, json_array_get(wanted, 0), &one);
		occurrence_at(report, json_array_get(wanted, 1), &other);
		cr_expect(one == NULL || one != other, "%s and %s are linked",
		    json_string_value(json_array_get(json_array_get(wanted, 0), 1)),
		    json_string_value(json_array_get(json_array_get(wanted, 1), 1)));
	}
	json_decref(report);
}

/* Axes that the expected answer leaves open are not judged. */
static void
check_drift(const json_t *wanted, const json_t *got, const char *label, const char *page)
{
	static const char *const keys[] = { "class", "attribution", "setting" };

	if (json_is_null(wanted)) {
		cr_expect(json_is_null(got), "%s: %s is not the reference", label, page);
		return;
	}
	for (size_t i = 0; i < LEN(keys); i++) {
		if (json_is_string(json_object_get(wanted, keys[i])))
			cr_expect_str_eq(json_text(got, keys[i]), json_text(wanted, keys[i]),
			    "%s: %s: %s is %s, not %s", label, page, keys[i],
			    json_text(got, keys[i]), json_text(wanted, keys[i]));
	}
	if (json_is_integer(json_object_get(wanted, "severity")))
		cr_expect_eq(json_integer_value(json_object_get(got, "severity")),
		    json_integer_value(json_object_get(wanted, "severity")), "%s: %s: severity %lld",
		    label, page, (long long)json_integer_value(json_object_get(got, "severity")));
}

/* The fullest occurrence of a page in this family: in its body, else in its headline or a caption. */
static const json_t *
fullest_of(const json_t *family, const char *page)
{
	const json_t	*fullest = NULL, *elsewhere = NULL;
	json_t		*occurrence;
	size_t		 i;

	json_array_foreach(json_object_get(family, "occurrences"), i, occurrence)
	{
		if (!stands_in(occurrence, page) ||
		    strcmp(json_text(occurrence, "region"), "teaser") == 0)
			continue;
		if (strcmp(json_text(occurrence, "region"), "body") != 0)
			elsewhere = occurrence;
		else if (fullest == NULL ||
		    strlen(json_text(occurrence, "text")) > strlen(json_text(fullest, "text")))
			fullest = occurrence;
	}
	return fullest != NULL ? fullest : elsewhere;
}

Test(press, each_family_has_its_earliest_verdict_and_drift)
{
	json_t		*report = linked_report(), *wanted, *drift;
	const char	*page;
	size_t		 i;

	json_array_foreach(json_object_get(expected, "families"), i, wanted)
	{
		const char	*label = json_text(wanted, "label");
		json_t		*family;
		const json_t	*first;

		occurrence_at(report, json_array_get(json_object_get(wanted, "members"), 0),
		    &family);
		cr_expect_not_null(family, "%s: no such family", label);
		if (family == NULL)
			continue;
		first = json_array_get(json_object_get(family, "occurrences"), 0);
		same_text(wanted, family, "verdict", label);
		same_text(wanted, family, "speaker", label);
		cr_expect(stands_in(first, json_text(wanted, "earliest")), "%s: earliest is %s",
		    label, json_text(first, "file"));
		json_object_foreach(json_object_get(wanted, "drift"), page, drift)
		{
			const json_t	*found = fullest_of(family, page);

			cr_expect(found != NULL || is_second(report, family, page),
			    "%s: %s has no printing", label, page);
			if (found != NULL)
				check_drift(drift, json_object_get(found, "drift"), label, page);
		}
	}
	json_decref(report);
}
