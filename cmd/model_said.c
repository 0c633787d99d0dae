/* The utterance as the documents claim it: where, on which day, and from which moment on. */
#include <stdlib.h>

#include "cmd/model_parts.h"
#include "core/claim.h"
#include "core/outlet.h"
#include "core/utterance.h"
#include "core/zone.h"

#define TEXT_MAX ((size_t)4096)
#define CLAIMS_MAX 100 /* documents whose claims are held against each other; the first by date */

/* --- where --------------------------------------------------------------- */

/* A setting in one normal form, and how documents print it. */
struct setting {
	struct span	 name, printed;
	size_t	 documents, printings; /* printings: documents that print `printed` */
};

static int
most_first(const void *left, const void *right)
{
	const struct setting	*a = left, *b = right;

	if (a->documents != b->documents)
		return a->documents > b->documents ? -1 : 1;
	return span_cmp(a->name, b->name);
}

/* Did an earlier member of the same document claim the same? `printed` asks for the same words. */
static bool
claimed_before(const struct model *model, size_t i, bool printed)
{
	const struct quote	*quote = &model->members[i].filed->quote;

	for (size_t k = 0; k < i; k++) {
		const struct quote	*other = &model->members[k].filed->quote;

		if (span_eq_case(other->venue_name, quote->venue_name) &&
		    (!printed || span_eq_case(other->venue, quote->venue)) &&
		    model->members[k].document == model->members[i].document)
			return true;
	}
	return false;
}

/* Documents that print the setting in the words of member i. */
static size_t
count_printings(const struct model *model, size_t i)
{
	size_t	 count = 0;

	for (size_t k = 0; k < model->nmembers && k < CLAIMS_MAX; k++)
		count += span_eq_case(model->members[k].filed->quote.venue,
			     model->members[i].filed->quote.venue) &&
		    !claimed_before(model, k, true);
	return count;
}

static void
add_setting(const struct model *model, size_t i, struct setting *settings, size_t *n)
{
	const struct quote	*quote = &model->members[i].filed->quote;
	struct setting	*setting = settings;
	size_t	 printings;

	while (setting < settings + *n && !span_eq_case(setting->name, quote->venue_name))
		setting++;
	if (setting == settings + *n)
		settings[(*n)++] = (struct setting) { .name = quote->venue_name };
	setting->documents += !claimed_before(model, i, false);
	printings = count_printings(model, i);
	if (printings > setting->printings ||
	    (printings == setting->printings && quote->venue.n > setting->printed.n)) {
		setting->printed = quote->venue;
		setting->printings = printings;
	}
}

/* One setting told more or less exactly is no conflict; two exclusive ones are. */
static bool
settings_agree(const struct setting *a, const struct setting *b)
{
	struct printing	 x = { .venue = a->name }, y = { .venue = b->name };

	return claim_setting(&x, &y) <= SETTING_LESS_SPECIFIC ||
	    claim_setting(&y, &x) <= SETTING_LESS_SPECIFIC;
}

/*
 * The setting as a line shows it: a name made of proper names is clearer than
 * the words around it ("ABC, This Week"), a common noun is shown as printed.
 */
static struct span
shown_setting(const struct setting *setting)
{
	bool	 common = setting->name.n > 0 && setting->name.p[0] >= 'a' && setting->name.p[0] <= 'z';

	return common && setting->printed.n > 0 ? setting->printed : setting->name;
}

static bool
describe_setting(struct model *model, struct buf *how, struct arena *arena, struct fault *f)
{
	struct setting	*settings = arena_take(arena, model->nmembers, sizeof *settings, f);
	size_t	 n = 0;

	if (settings == NULL)
		return false;
	for (size_t i = 0; i < model->nmembers && i < CLAIMS_MAX; i++) {
		if (model->members[i].filed->quote.venue_name.n > 0)
			add_setting(model, i, settings, &n);
	}
	qsort(settings, n, sizeof *settings, most_first);
	if (n == 0)
		return true;
	model->venue = settings[0].name;
	model->said.setting = shown_setting(&settings[0]);
	buf_print(how, "claimed by %zu", settings[0].documents);
	for (size_t i = 1; i < n; i++) {
		model->said.conflict |= !settings_agree(&settings[0], &settings[i]);
		if (i < TOLD_MAX)
			buf_print(how, "%s %.*s (%zu)", i == 1 ? "; also" : ",",
			    SPAN_ARG(settings[i].name), settings[i].documents);
	}
	if (n > TOLD_MAX)
		buf_print(how, " and %zu more", n - TOLD_MAX);
	return true;
}

/* --- when ---------------------------------------------------------------- */

int64_t
model_day(struct span day)
{
	int	 value[3] = { 0, 0, 0 };

	for (size_t i = 0, part = 0; i < day.n && part < 3; i++) {
		if (day.p[i] == '-')
			part++;
		else
			value[part] = value[part] * 10 + (day.p[i] - '0');
	}
	return date_days(value[0], value[1], value[2]);
}

/* The latest day an article tells as past, for one without a date of its own. */
static int64_t
told_day(const struct article *article)
{
	int64_t	 told = DATE_UNKNOWN;

	for (size_t i = 0; i < article->nevidence; i++) {
		const struct evidence	*e = &article->evidence[i];

		if (e->kind == EVIDENCE_EVENT && e->day.n == 10 && model_day(e->day) > told)
			told = model_day(e->day);
	}
	return told;
}

static struct utterance_claim
claim_of(const struct member *member, struct span said_on)
{
	const struct dating	*dating = &member->article->article.published;
	struct utterance_claim	 claim = { .said_on = said_on,
		.published = member->date,
		.inferred = member->inferred,
		.told = DATE_UNKNOWN };

	if (member->counts && dating->rank > 0)
		claim.day = dating->day;
	if (member->counts && dating->rank == 0 && !member->inferred)
		claim.told = told_day(&member->article->article);
	utterance_read(&claim);
	return claim;
}

struct claims {
	struct utterance_claim	*read;
	struct said_claim	*said;
	size_t	 n;
};

static bool
collect_claims(const struct model *model, struct claims *claims, struct arena *arena,
    struct fault *f)
{
	size_t	 most = model->nmembers < CLAIMS_MAX ? model->nmembers : CLAIMS_MAX;

	claims->read = arena_take(arena, most, sizeof *claims->read, f);
	claims->said = arena_take(arena, most, sizeof *claims->said, f);
	claims->n = 0;
	if (claims->read == NULL || claims->said == NULL)
		return false;
	for (size_t i = 0; i < most; i++) {
		const struct member	*member = &model->members[i];
		struct span	 said_on = member->filed->quote.said_on;
		struct said_claim	*said = &claims->said[claims->n];
		bool	 known = said_on.n == 0;
		char	 day[DATE_TEXT_MAX];

		for (size_t k = 0; k < claims->n && !known; k++)
			known = span_eq(claims->said[k].said_on, said_on) &&
			    model->members[claims->said[k].member].document == member->document;
		if (known)
			continue;
		claims->read[claims->n] = claim_of(member, said_on);
		*said = (struct said_claim) { .member = i, .said_on = said_on };
		if (claims->read[claims->n].ndays == 1) {
			date_print(claims->read[claims->n].days[0] * DATE_DAY, day);
			if (!span_print(arena, &said->day, f, "%.10s", day))
				return false;
		}
		claims->n++;
	}
	return true;
}

static int
two_digits(const char *p)
{
	return (p[0] - '0') * 10 + (p[1] - '0');
}

/* "Friday", "7 Jan", "Fri 7 Jan 2022": a claim as a reader sees it. */
static void
add_claim(struct buf *out, const struct utterance_claim *claim)
{
	char	 text[DATE_TEXT_MAX];
	size_t	 from = 0;

	if (claim->ndays == 1) {
		utterance_print(claim->days[0], text);
		buf_add(out, span_of(text));
	} else if (claim->said_on.n == 5 && claim->said_on.p[2] == '-') {
		/* Any leap year does for a day without a year: only its day and month are shown. */
		utterance_print(date_days(2000, two_digits(claim->said_on.p),
				    two_digits(claim->said_on.p + 3)),
		    text);
		from = (size_t)(strchr(text, ' ') - text) + 1;
		buf_add(out, span_cut(span_of(text), from, strlen(text) - 5));
	} else {
		buf_char(out, (char)(claim->said_on.p[0] - 'a' + 'A'));
		buf_add(out, span_cut(claim->said_on, 1, claim->said_on.n));
	}
}

static bool
same_claim(const struct utterance_claim *a, const struct utterance_claim *b)
{
	return a->ndays == 1 && b->ndays == 1 ? a->days[0] == b->days[0] :
						span_eq(a->said_on, b->said_on);
}

/* "Fri 7 Jan 2022 (2), Thursday (1)" */
static void
add_all_claims(struct buf *out, const struct claims *claims, bool counted)
{
	size_t	 told = 0;

	for (size_t i = 0; i < claims->n; i++) {
		size_t	 count = 0;
		bool	 known = false;

		for (size_t k = 0; k < i && !known; k++)
			known = same_claim(&claims->read[k], &claims->read[i]);
		for (size_t k = i; k < claims->n; k++)
			count += same_claim(&claims->read[k], &claims->read[i]);
		if (known || told == TOLD_MAX)
			continue;
		buf_add(out, told++ > 0 ? SPAN(", ") : SPAN(""));
		add_claim(out, &claims->read[i]);
		if (counted)
			buf_print(out, " (%zu)", count);
	}
}

/* Documents that claim no day for the words, and whose first paragraphs report on that day. */
static size_t
count_reports(const struct model *model, const struct claims *claims, int64_t day)
{
	static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday", "friday",
		"saturday", "sunday" };
	size_t	 count = 0;

	for (size_t i = 0; i < model->nmembers && i < CLAIMS_MAX; i++) {
		const struct member	*member = &model->members[i];
		const struct article	*article = &member->article->article;
		bool	 known = !member->counts || member->document < i;

		for (size_t k = 0; k < claims->n && !known; k++)
			known = model->members[claims->said[k].member].document == member->document;
		for (size_t k = 0; k < article->nevidence && !known; k++) {
			const struct evidence	*e = &article->evidence[k];
			struct utterance_claim	 claim;

			if (e->kind != EVIDENCE_WEEKDAY || e->weekday < 1 || e->weekday > 7)
				continue;
			claim = claim_of(member, span_of(names[e->weekday - 1]));
			known = claim.ndays == 1 && claim.days[0] == day;
			count += known;
		}
	}
	return count;
}

/* --- from which moment on ------------------------------------------------ */

static bool
holds_word(struct span s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (span_find(s, span_of(words[i])) < s.n)
			return true;
	}
	return false;
}

/*
 * Whose clocks count. A setting may name its place. Who addresses the nation
 * does so at home; who meets reporters may do it anywhere, and then no clock
 * is assumed.
 */
static const struct land *
place_of_utterance(const struct model *model)
{
	static const char *const home[] = { "address", "nation", "parliament" };
	static const char *const away[] = { "U.N.", "UN ", "United Nations", "General Assembly",
		"summit", "visit", "EU " };
	const struct land	*land = NULL;

	for (size_t i = 0; i < model->nmembers && i < CLAIMS_MAX; i++) {
		const struct land	*named = land_eastmost(model->members[i].filed->quote.venue);

		if (named != NULL && (land == NULL || named->most > land->most))
			land = named;
	}
	if (land != NULL || !holds_word(model->venue, home, LEN(home)) ||
	    holds_word(model->said.setting, away, LEN(away)))
		return land;
	return model->land;
}

/* A paper further east may mean its own Friday. */
static void
widen_by_outlets(const struct model *model, const struct claims *claims, int64_t day, int *least,
    int *most)
{
	for (size_t i = 0; i < claims->n; i++) {
		const struct member	*member = &model->members[claims->said[i].member];
		const struct span	 outlets[] = { member->outlet, member->article->article.outlet };

		for (size_t k = 0; k < LEN(outlets); k++) {
			const struct outlet_profile	*profile = outlet_profile(outlets[k]);
			const struct zone	*zone =
			    profile != NULL ? zone_named(span_of(profile->zone)) : NULL;
			struct zone_range	 range;

			if (zone == NULL)
				continue;
			range = zone_at(zone, day * DATE_DAY);
			*least = range.least < *least ? range.least : *least;
			*most = range.most > *most ? range.most : *most;
		}
	}
}

/* A printing that had surely appeared before that day: one of the two is wrong. TRAIL_NONE: none had. */
static size_t
printed_before(const struct model *model)
{
	for (size_t i = 0; i < model->nmembers; i++) {
		const struct member	*member = &model->members[i];

		if (member->counts && !member->inferred && member->date.latest != DATE_UNKNOWN &&
		    member->date.latest < model->said.when.earliest)
			return i;
	}
	return TRAIL_NONE;
}

static bool
place_day(struct model *model, const struct claims *claims, int64_t day, struct arena *arena,
    struct fault *f)
{
	struct said	*said = &model->said;
	const struct land	*land = place_of_utterance(model);
	int	 least = INT32_MAX, most = INT32_MIN;
	char	 text[DATE_TEXT_MAX];

	widen_by_outlets(model, claims, day, &least, &most);
	said->when = utterance_bounds(day, land, least, most);
	date_print(day * DATE_DAY, text);
	return span_print(arena, &said->day, f, "%.10s", text) &&
	    span_print(arena, &said->zone, f, "%s%s", land != NULL ? "assumed " : "unknown",
		land != NULL ? land->name : "");
}

/* Words are not printed before they are spoken: an undated printing has this much of a date. */
static bool
set_floors(struct model *model, struct arena *arena, struct fault *f)
{
	char	 text[DATE_TEXT_MAX];

	for (size_t i = 0; i < model->nmembers; i++) {
		struct member	*member = &model->members[i];

		if (member->date.earliest != DATE_UNKNOWN)
			continue;
		member->floor = model->said.when.earliest;
		if (member->dated)
			continue;
		model_minute(member->floor, text);
		if (!span_print(arena, &member->when, f, "unknown, >= %s", text))
			return false;
	}
	return true;
}

/* --- the line ------------------------------------------------------------ */

/* What the claims come to, in words behind the setting. */
static bool
describe_day(struct model *model, struct claims *claims, struct buf *line, struct buf *how,
    struct arena *arena, struct fault *f)
{
	struct said	*said = &model->said;
	int64_t	 day;
	size_t	 reports, before;
	const char	*comma = how->n > 0 ? ", the day by" : "claimed by";

	switch (utterance_agree(claims->read, claims->n, &day)) {
	case UTTERANCE_UNSTATED:
		return true;
	case UTTERANCE_CONFLICT:
		said->conflict = true;
		buf_add(how, how->n > 0 ? SPAN("; days claimed: ") : SPAN("days claimed: "));
		add_all_claims(how, claims, true);
		return true;
	case UTTERANCE_OPEN:
		buf_add(line, line->n > 0 ? SPAN(", ") : SPAN(""));
		add_all_claims(line, claims, false);
		buf_print(how, "%s %zu, in which week no date tells", comma, claims->n);
		return true;
	case UTTERANCE_AGREED:
		break;
	}
	buf_add(line, line->n > 0 ? SPAN(", ") : SPAN(""));
	add_claim(line, &(struct utterance_claim) { .days = { day }, .ndays = 1 });
	buf_print(how, "%s %zu", comma, claims->n);
	if ((reports = count_reports(model, claims, day)) > 0)
		buf_print(how, " (%zu more report%s on that day)", reports, reports == 1 ? "s" : "");
	if (!place_day(model, claims, day, arena, f))
		return false;
	if ((before = printed_before(model)) == TRAIL_NONE)
		return set_floors(model, arena, f);
	buf_print(how, "; but [%zu] appeared before that day", before + 1);
	said->when = INTERVAL_UNKNOWN;
	said->conflict = true;
	return true;
}

bool
describe_said(struct model *model, struct arena *arena, struct fault *f)
{
	struct said	*said = &model->said;
	struct claims	 claims;
	struct buf	 line = BUF(TEXT_MAX), how = BUF(TEXT_MAX);
	bool	 ok = false;

	*said = (struct said) { .when = INTERVAL_UNKNOWN };
	if (!collect_claims(model, &claims, arena, f) || !describe_setting(model, &how, arena, f))
		goto done;
	said->claims = claims.said;
	said->nclaims = claims.n;
	buf_add(&line, said->setting);
	if (!describe_day(model, &claims, &line, &how, arena, f) ||
	    !describe_language(model, place_of_utterance(model), arena, f))
		goto done;
	if (how.n > 0)
		buf_add(&how, said->conflict ? SPAN(": conflict") : SPAN(", no conflict"));
	ok = buf_end(&line, arena, &said->line, f) && buf_end(&how, arena, &said->how, f);
done:
	buf_free(&line);
	buf_free(&how);
	return ok;
}
