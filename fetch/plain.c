#include "fetch/plain.h"

#include "core/agency.h"
#include "core/credit.h"
#include "core/dating.h"
#include "core/language.h"
#include "core/masthead.h"
#include "core/utf8.h"
#include "fetch/address.h"
#include "fetch/charset.h"
#include "fetch/page.h"

#define BINARY_LOOK ((size_t)64 << 10) /* bytes looked at for what no text holds */
#define CONTROLS_MAX 2		       /* strays a text may have, however short */
#define HEAD_LINES 40		       /* lines from the start in which a byline may stand */

/* What a person would call this source. */
static struct span
source_name(const struct page_hints *hints)
{
	if (hints->file.n > 0)
		return hints->file;
	return hints->url.n > 0 ? hints->url : SPAN("text");
}

/* More than one control byte in thirty: a picture, an archive, a program. UTF-16 has its mark. */
static bool
is_binary(struct span bytes, struct span charset)
{
	size_t	 controls = 0, n = bytes.n < BINARY_LOOK ? bytes.n : BINARY_LOOK;

	if (span_starts(bytes, SPAN("\xFF\xFE")) || span_starts(bytes, SPAN("\xFE\xFF")) ||
	    span_eq_case(span_cut(charset, 0, 6), SPAN("utf-16")))
		return false;
	for (size_t i = 0; i < n; i++) {
		unsigned char	 c = (unsigned char)bytes.p[i];

		controls +=
		    c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B;
	}
	return controls > CONTROLS_MAX && controls * 30 > n;
}

static bool
decode(struct span bytes, const struct page_hints *hints, struct arena *arena,
    struct article *article, struct fault *f)
{
	struct span	 name = source_name(hints);
	struct decoded	 decoded;

	if (bytes.n > PAGE_BYTES_MAX)
		return fault_set(f, FAULT_LIMIT, "%.*s: larger than %zu bytes", SPAN_ARG(name),
		    PAGE_BYTES_MAX);
	if (is_binary(bytes, hints->charset))
		return fault_set(f, FAULT_INPUT, "%.*s: not a text", SPAN_ARG(name));
	if (!charset_decode(bytes, hints->charset, false, arena, &decoded, f))
		return false;
	if (span_trim(decoded.text).n == 0)
		return fault_set(f, FAULT_INPUT, "%.*s: empty", SPAN_ARG(name));
	article->text = decoded.text;
	article->charset = decoded.charset;
	article->replaced = decoded.replaced;
	return true;
}

/* Two to four capitalised words beside a date line: a name that stands without its "By". */
static bool
is_bare_name(const struct plain_text *plain, size_t i)
{
	const struct plain_line	*line = &plain->lines[i];
	size_t			 at = 0;
	bool			 begins = true, dated;

	dated = (i > 0 && (plain->lines[i - 1].looks & LOOKS_DATE) != 0) ||
	    (i + 1 < plain->count && (plain->lines[i + 1].looks & LOOKS_DATE) != 0);
	if (!dated || i <= plain->title || line->region != REGION_FURNITURE || line->words < 2 ||
	    line->words > 4 || (line->looks & LOOKS_APART) != 0 || masthead_is_name(line->text))
		return false;
	while (at < line->text.n) {
		uint32_t	 c = utf8_next(line->text, &at);

		if ((begins && !utf8_is_upper(c)) || utf8_is_digit(c))
			return false;
		begins = c == ' ';
	}
	return true;
}

/* The first byline of the head; empty when there is none. */
static struct span
find_byline(const struct plain_text *plain)
{
	for (size_t i = 0; i < plain->count && i < HEAD_LINES; i++) {
		const struct plain_line	*line = &plain->lines[i];

		if (line->zone == ZONE_HEAD && (line->looks & LOOKS_BYLINE) != 0)
			return line->text;
	}
	for (size_t i = 0; i < plain->lead && i < HEAD_LINES; i++) {
		if (is_bare_name(plain, i))
			return plain->lines[i].text;
	}
	return SPAN_NONE;
}

/* The site's own word on its name, else the address, else what the article's signature suggests. */
static bool
read_outlet(const struct plain_text *plain, struct arena *arena, struct article *article,
    struct fault *f)
{
	const struct agency	*known;
	struct span		 domain;

	if (article->outlet.n > 0)
		return true;
	if (!address_domain(article->url, arena, &domain, f))
		return false;
	article->outlet = plain_outlet(plain, domain);
	if (article->outlet.n > 0)
		return true;
	known = agency_get(domain);
	article->outlet = known != NULL ? span_of(known->name) : domain;
	if (article->outlet.n == 0)
		article->outlet = plain_outlet_guess(plain, article->byline);
	return true;
}

static bool
copy_blocks(const struct plain_text *plain, struct arena *arena, struct article *article,
    struct fault *f)
{
	struct block	*blocks = arena_take(arena, plain->count, sizeof *blocks, f);

	if (blocks == NULL)
		return false;
	for (size_t i = 0; i < plain->count; i++) {
		const struct plain_line	*line = &plain->lines[i];

		blocks[i] = (struct block) { line->text, line->kind, line->region, line->outlet,
			line->rule };
	}
	article->blocks = blocks;
	article->nblocks = plain->count;
	if (plain->title < plain->count)
		article->title = plain->lines[plain->title].text;
	return true;
}

/* The line says who employs them; the byline has the names alone. */
static bool
find_credits(struct span line, struct arena *arena, struct article *article, struct fault *f)
{
	struct span	 names = article->byline;
	bool		 ok;

	article->byline = line;
	ok = credit_find(article, arena, f);
	article->byline = names;
	return ok;
}

static bool
read_text(const struct page_hints *hints, struct arena *arena, struct article *article,
    struct fault *f)
{
	struct plain_text	 plain;
	struct span		 byline;

	article->language = language_detect(article->text);
	if (!plain_split(article->text, source_name(hints), arena, &plain, f))
		return false;
	plain_look(&plain, article->language);
	plain_judge(&plain);
	byline = find_byline(&plain);
	if (byline.n > 0 && !plain_byline(byline, article->language, arena, &article->byline, f))
		return false;
	if (!read_outlet(&plain, arena, article, f))
		return false;
	page_apply_settings(article, hints);
	return copy_blocks(&plain, arena, article, f) && find_credits(byline, arena, article, f);
}

/* What only the response knows bounds the day of publication from above. */
static bool
add_bounds(const struct page_hints *hints, size_t *room, struct arena *arena,
    struct article *article, struct fault *f)
{
	const struct {
		int64_t		 at;
		enum evidence_kind kind;
		struct span	 place;
	} bounds[] = {
		{ hints->captured, EVIDENCE_CAPTURE, SPAN("capture") },
		{ hints->last_modified, EVIDENCE_MODIFIED, SPAN("Last-Modified") },
	};

	for (size_t i = 0; i < LEN(bounds); i++) {
		struct evidence e = { .kind = bounds[i].kind,
			.says = SAYS_NOT_AFTER,
			.place = bounds[i].place,
			.when = { DATE_UNKNOWN, bounds[i].at } };
		char		 at[DATE_TEXT_MAX];

		if (bounds[i].at == DATE_UNKNOWN)
			continue;
		date_print(bounds[i].at, at);
		if (!span_in(arena, span_of(at), &e.found, f) ||
		    !article_add_evidence(article, room, &e, arena, f))
			return false;
	}
	return true;
}

/* The caller's spans may die before the article does. */
static bool
copy_hints(const struct page_hints *hints, struct arena *arena, struct article *article,
    struct fault *f)
{
	return (hints->outlet.n == 0 || span_in(arena, hints->outlet, &article->outlet, f)) &&
	    (hints->file.n == 0 || span_in(arena, hints->file, &article->file, f)) &&
	    (hints->url.n == 0 || span_in(arena, hints->url, &article->url, f)) &&
	    (hints->requested.n == 0 || span_in(arena, hints->requested, &article->requested, f)) &&
	    page_identify(article, arena, f);
}

bool
plain_read(struct span bytes, const struct page_hints *hints, struct arena *arena,
    struct article *article, struct fault *f)
{
	size_t	 room = 0;

	*article = (struct article) {
		.captured = hints->captured,
		.published = { .when = INTERVAL_UNKNOWN },
		.modified = { .when = INTERVAL_UNKNOWN },
	};
	return copy_hints(hints, arena, article, f) && decode(bytes, hints, arena, article, f) &&
	    read_text(hints, arena, article, f) && add_bounds(hints, &room, arena, article, f) &&
	    article_add_given(article, &room, hints->given, hints->ngiven, arena, f) &&
	    dating_read_text(article, &room, arena, f) &&
	    dating_combine(article, hints->now, arena, f);
}
