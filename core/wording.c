#include "core/wording.h"

#include <stdlib.h>

#include "core/utf8.h"
#include "core/words.h"

/* An occurrence on its way into a wording. */
struct reading {
	uint64_t	 hash;	 /* of its words, in order */
	uint64_t	 speaker;
	int64_t		 by;	 /* when its article had surely appeared; DATE_UNKNOWN */
	struct span	 id;
	const uint32_t	*words;
	const unsigned char *marks;
	size_t		 occurrence;
	uint32_t	 count;
	double		 own;
};

uint64_t
wording_speaker(struct span name)
{
	size_t		 first = 0, from, to;
	uint64_t	 hash = TOKEN_HASH_NOTHING;

	name = span_trim(name);
	if (name.n == 0 || !utf8_is_upper(utf8_next(name, &first)))
		return 0;
	for (from = to = name.n; from > 0;) {
		size_t	 before = from;

		if (utf8_is_space(utf8_prev(name, &before)))
			break;
		from = before;
	}
	for (; from < to; from++) {
		char	 c = name.p[from];

		c = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
		hash = token_hash_more(hash, (struct span) { &c, 1 });
	}
	return hash;
}

/* A text of any length is told from others by its beginning. */
static struct span
beginning(struct span text)
{
	size_t	 end = WORDING_BYTES_MAX;

	if (text.n <= end)
		return text;
	while (end > 0 && ((unsigned char)text.p[end] & 0xC0) == 0x80)
		end--;
	return span_cut(text, 0, end);
}

static bool
read_occurrence(const struct occurrence *o, struct info *info, struct arena *scratch,
    struct arena *arena, struct reading *r, struct fault *f)
{
	struct token_list	 tokens;
	uint32_t		*words;
	unsigned char		*marks;

	if (!token_read(beginning(o->text), scratch, &tokens, f))
		return false;
	words = arena_take(arena, tokens.count, sizeof *words + 1, f);
	if (words == NULL)
		return false;
	marks = (unsigned char *)(words + tokens.count);
	r->hash = tokens.count;
	r->own = 0;
	for (size_t i = 0; i < tokens.count; i++) {
		const struct token	*token = &tokens.items[i];

		words[i] = info_word(info, token, f);
		if (words[i] == 0)
			return false;
		marks[i] = (unsigned char)((token->flags & TOKEN_GAP_BEFORE ? KIN_GAP : 0) |
		    (token->flags & TOKEN_BRACKETED ? KIN_BRACKET : 0));
		r->hash = token_hash_mix(r->hash, info_hash(info, words[i]));
		r->own += info_bits(info, words[i]);
	}
	r->words = words;
	r->marks = marks;
	r->count = (uint32_t)tokens.count;
	return true;
}

/*
 * Who said it, as far as words alone leave it open. One or two words are nobody's,
 * and a light phrase without a speaker is not either: outside of its article
 * it is another one.
 */
static void
tell_apart(struct reading *r, const struct occurrence *o, struct span identity)
{
	r->speaker = wording_speaker(o->speaker);
	if (r->count >= WORDING_MIN && (r->speaker != 0 || r->own >= WORDING_SMALL))
		return;
	for (size_t i = 0; i < identity.n; i++)
		r->hash = token_hash_mix(r->hash, (unsigned char)identity.p[i]);
}

static int
compare_u64(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

/* An unknown date stands behind all known ones. */
static int
compare_dates(int64_t a, int64_t b)
{
	if (a == b)
		return 0;
	if (a == DATE_UNKNOWN || b == DATE_UNKNOWN)
		return a == DATE_UNKNOWN ? 1 : -1;
	return a < b ? -1 : 1;
}

static int
compare_readings(const void *left, const void *right)
{
	const struct reading	*a = left, *b = right;
	int			 order = compare_u64(a->hash, b->hash);

	if (order == 0)
		order = compare_u64(a->speaker, b->speaker);
	if (order == 0)
		order = compare_dates(a->by, b->by);
	return order != 0 ? order : span_cmp(a->id, b->id);
}

/* Longest first, then the earlier, then by the words: nothing depends on the order of the input. */
static int
compare_wordings(const void *left, const void *right)
{
	const struct wording	*a = left, *b = right;
	int			 order;

	order = compare_dates(a->from, b->from);
	if (order == 0 && a->count != b->count)
		return a->count > b->count ? -1 : 1;
	if (order == 0)
		order = compare_u64(a->hash, b->hash);
	return order != 0 ? order : compare_u64(a->speaker, b->speaker);
}

static void
add_printing(struct families *families, struct wording *w, const struct reading *r)
{
	families->next[r->occurrence] = w->first;
	w->first = r->occurrence;
	w->printings++;
	if (r->by == DATE_UNKNOWN)
		return;
	if (w->from == DATE_UNKNOWN || r->by < w->from)
		w->from = r->by;
	if (w->to == DATE_UNKNOWN || r->by > w->to)
		w->to = r->by;
}

static struct wording *
new_wording(struct families *families, const struct reading *r)
{
	struct wording	*w = &families->wordings[families->nwordings++];

	*w = (struct wording) {
		.words = r->words,
		.marks = r->marks,
		.count = r->count,
		.hash = r->hash,
		.own = r->own,
		.speaker = r->speaker,
		.from = DATE_UNKNOWN,
		.to = DATE_UNKNOWN,
		.first = TRAIL_NONE,
		.family = WORDING_NONE,
		.second = WORDING_NONE,
		.by = WORDING_NONE,
	};
	for (uint32_t i = 0; i < r->count; i++)
		w->plain += !(r->marks[i] & KIN_BRACKET);
	return w;
}

/* The speaker most of the readings name, all of equal words; ties to the smaller hash. */
static uint64_t
common_speaker(const struct reading *readings, size_t count)
{
	uint64_t	 best = 0;
	size_t		 most = 0;

	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && readings[end].speaker == readings[i].speaker; end++)
			;
		if (readings[i].speaker != 0 && end - i > most) {
			most = end - i;
			best = readings[i].speaker;
		}
	}
	return best;
}

/*
 * Readings of equal words, sorted by speaker. Words of weight are one wording
 * whoever says them; light ones are one for each speaker, and those without a
 * speaker go with the commonest.
 */
static void
collapse(struct families *families, const struct reading *readings, size_t count)
{
	const uint64_t	 common = common_speaker(readings, count);
	const bool	 shared = readings[0].own >= WORDING_SHARED && readings[0].count > 3;
	struct wording	*main_wording = NULL, *w = NULL;
	uint64_t	 speaker = 0;

	for (size_t i = 0; i < count; i++) {
		const struct reading	*r = &readings[i];
		const uint64_t		 key = shared || r->speaker == 0 ? common : r->speaker;

		if (key == common) {
			if (main_wording == NULL) {
				main_wording = new_wording(families, r);
				main_wording->speaker = common;
			}
			add_printing(families, main_wording, r);
			continue;
		}
		if (w == NULL || key != speaker)
			w = new_wording(families, r);
		speaker = key;
		add_printing(families, w, r);
	}
}

static void
number_wordings(struct families *families)
{
	for (size_t i = 0; i < families->nwordings; i++) {
		size_t	 o = families->wordings[i].first;

		for (; o != TRAIL_NONE; o = families->next[o])
			families->wording_of[o] = (uint32_t)i;
	}
}

bool
wording_read(const struct trail_article *articles, const struct occurrence *occurrences,
    size_t count, struct info *info, struct arena *arena, struct families *families, struct fault *f)
{
	struct arena	*scratch = arena_new(512 * WORDING_BYTES_MAX);
	struct reading	*readings = calloc(count + 1, sizeof *readings);
	bool		 ok = false;

	families->wordings = arena_take(arena, count, sizeof *families->wordings, f);
	families->next = arena_take(arena, count, sizeof *families->next, f);
	families->wording_of = arena_take(arena, count, sizeof *families->wording_of, f);
	if (scratch == NULL || readings == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		goto done;
	}
	if (families->wordings == NULL || families->next == NULL || families->wording_of == NULL)
		goto done;
	for (size_t i = 0; i < count; i++) {
		const struct occurrence	*o = &occurrences[i];
		struct reading		*r = &readings[i];

		r->occurrence = i;
		r->id = o->id;
		r->by = articles[o->article].rank > 0 ? articles[o->article].published.latest :
							DATE_UNKNOWN;
		arena_reset(scratch);
		if (!read_occurrence(o, info, scratch, arena, r, f))
			goto done;
		tell_apart(r, o, articles[o->article].identity);
	}
	qsort(readings, count, sizeof *readings, compare_readings);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && readings[end].hash == readings[i].hash &&
		     readings[end].count == readings[i].count;
		     end++)
			;
		collapse(families, readings + i, end - i);
	}
	qsort(families->wordings, families->nwordings, sizeof *families->wordings, compare_wordings);
	number_wordings(families);
	ok = true;
done:
	free(readings);
	arena_free(scratch);
	return ok;
}
