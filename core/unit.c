#include "core/unit.h"

#include <stdio.h>

#include "core/utf8.h"
#include "core/words.h"

#define NUMBER_STEM 1 /* all numbers pair with each other */
#define NUMBER_WORDS_MAX 8

struct unit_reader {
	const struct token_list	*tokens;
	const struct span	*words;
	const struct gloss	*glosses;
	const struct unit_text	*other;
	struct unit_list	*units;
	size_t			 room, pairs_room;
	size_t			 phrase_end; /* token behind the qualifying phrase we are in */
	struct arena		*arena;
};

/* Where a hash stands, or would. */
static uint64_t *
slot_of(const struct unit_text *text, uint64_t hash)
{
	size_t	 at = (size_t)(hash >> 32) & (text->nslots - 1);

	while (text->set[at] != 0 && text->set[at] != hash)
		at = (at + 1) & (text->nslots - 1);
	return &text->set[at];
}

bool
unit_text_read(const struct token_list *tokens, struct glossary *glossary, struct arena *arena,
    struct unit_text *text, struct fault *f)
{
	const size_t	 n = tokens->count;

	text->tokens = tokens;
	text->words = arena_take(arena, n, sizeof *text->words, f);
	text->glosses = arena_take(arena, n, sizeof *text->glosses, f);
	for (text->nslots = 16; text->nslots < 2 * n; text->nslots *= 2)
		;
	text->set = arena_take(arena, text->nslots, sizeof *text->set, f);
	if (text->words == NULL || text->glosses == NULL || text->set == NULL)
		return false;
	for (size_t i = 0; i < n; i++) {
		struct gloss	*gloss = &text->glosses[i];

		if (!gloss_word(glossary, &tokens->items[i], arena, gloss, f))
			return false;
		text->words[i] = gloss->word;
		*slot_of(text, gloss->hash) = gloss->hash;
	}
	return true;
}

static bool
other_has(const struct unit_reader *r, uint64_t hash)
{
	return *slot_of(r->other, hash) != 0;
}

/* Does a mark of punctuation that parts clauses stand before token i? */
static bool
mark_before(const struct token_list *tokens, size_t i)
{
	const char	*p, *end;

	if (i == 0)
		return true;
	p = tokens->items[i - 1].printed.p + tokens->items[i - 1].printed.n;
	for (end = tokens->items[i].printed.p; p < end; p++) {
		if (*p == ',' || *p == ';' || *p == ':' || (unsigned char)*p == 0xE2 ||
		    (*p == '-' && p + 1 < end && p[1] == '-'))
			return true;
	}
	return false;
}

static bool
add_unit(struct unit_reader *r, size_t at, size_t length, const struct gloss *gloss, uint64_t hash,
    struct fault *f)
{
	struct unit_list	*units = r->units;
	const struct token	*token = &r->tokens->items[at];
	const bool		 inside = units->count > 0 && units->items[units->count - 1].at == at;
	struct unit u = { .at = at, .length = length, .kinds = gloss->kinds, .group = gloss->group };
	struct align_unit	 pair = { hash, hash, gloss->stem, ALIGN_CONTENT, false };
	unsigned		 token_flags = token->flags;

	if (!inside && token_flags & TOKEN_SENTENCE) {
		u.flags |= UNIT_SENTENCE;
		units->sentences++;
	}
	if (!inside && token_flags & TOKEN_GAP_BEFORE)
		u.flags |= UNIT_GAP;
	if (token_flags & TOKEN_BRACKETED)
		u.flags |= UNIT_BRACKETED;
	if (!inside && (u.kinds & WORD_CLAUSE || mark_before(r->tokens, at)))
		u.flags |= UNIT_CLAUSE;
	if (!(u.kinds & WORD_FUNCTION))
		u.flags |= UNIT_CONTENT;
	if (at < r->phrase_end)
		u.kinds |= WORD_QUALIFIER;
	if (u.kinds & WORD_FUNCTION)
		pair.gain = ALIGN_FUNCTION;
	pair.gap_before = (u.flags & UNIT_GAP) != 0;
	u.sentence = units->sentences > 0 ? units->sentences - 1 : 0;
	if (!arena_grow(r->arena, &units->items, units->count, &r->room, sizeof u, f) ||
	    !arena_grow(r->arena, &units->pairs, units->count, &r->pairs_room, sizeof pair, f))
		return false;
	units->items[units->count] = u;
	units->pairs[units->count++] = pair;
	return true;
}

/* "twenty one" and "21": one unit with the value's hash. Returns the tokens taken in *taken. */
static bool
read_number(struct unit_reader *r, size_t at, size_t *taken, struct fault *f)
{
	size_t	 left = r->tokens->count - at, n = 0;
	int64_t	 value;
	bool	 ordinal, soft;
	char	 text[40];

	*taken = 0;
	if (!r->glosses[at].number)
		return true;
	if (left > NUMBER_WORDS_MAX)
		left = NUMBER_WORDS_MAX;
	/* A number does not run over the end of its sentence or through a mark. */
	for (n = 1; n < left && !mark_before(r->tokens, at + n) &&
	     !(r->tokens->items[at + n].flags & (TOKEN_SENTENCE | TOKEN_GAP_BEFORE));
	     n++)
		;
	n = word_number(r->words + at, n, &value, &ordinal);
	soft = n == 1 && !(r->tokens->items[at].flags & TOKEN_NUMBER) && (ordinal || value == 1000);
	snprintf(text, sizeof text, "#%lld%s", (long long)value, ordinal ? "th" : "");
	*taken = n;
	if (!add_unit(r, at, n, &r->glosses[at], token_hash(span_of(text)), f))
		return false;
	r->units->items[r->units->count - 1].flags |= UNIT_CONTENT | (soft ? 0 : UNIT_NUMBER);
	r->units->pairs[r->units->count - 1].stem = NUMBER_STEM;
	r->units->pairs[r->units->count - 1].gain = ALIGN_CONTENT;
	return true;
}

/* The second reading of what an apostrophe left open. */
static uint64_t
other_reading(struct span part)
{
	if (span_eq(part, SPAN("'s")))
		return token_hash(SPAN("has"));
	return span_eq(part, SPAN("'d")) ? token_hash(SPAN("had")) : 0;
}

static bool
read_contraction(struct unit_reader *r, size_t at, size_t count, const struct span *parts,
    struct fault *f)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t	 other = other_reading(parts[i]);
		struct span	 word = parts[i];
		struct gloss	 gloss;

		if (other != 0)
			word = span_eq(word, SPAN("'s")) ? SPAN("is") : SPAN("would");
		gloss_standard(word, token_hash(word), &gloss);
		if (!add_unit(r, at, 1, &gloss, gloss.hash, f))
			return false;
		if (other != 0)
			r->units->pairs[r->units->count - 1].other = other;
	}
	return true;
}

/* Tokens at..at+n-1 whose initials are an all-capital word of the other text; 0 when none are. */
static size_t
spelled_out(const struct unit_reader *r, size_t at, uint64_t *hash)
{
	char	 initials[6];
	size_t	 n = 0;

	if (!(r->tokens->items[at].flags & TOKEN_CAPITAL))
		return 0;
	while (n < sizeof initials && at + n < r->tokens->count) {
		const struct token	*token = &r->tokens->items[at + n];

		if ((unsigned char)token->word.p[0] >= 0x80 ||
		    (n > 0 && token->flags & (TOKEN_SENTENCE | TOKEN_GAP_BEFORE)))
			break;
		initials[n++] = token->word.p[0];
		if (n < 2 || !(token->flags & TOKEN_CAPITAL))
			continue;
		*hash = token_hash((struct span) { initials, n });
		if (!other_has(r, *hash))
			continue;
		for (size_t i = 0; i < r->other->tokens->count; i++) {
			const struct token	*o = &r->other->tokens->items[i];
			size_t			 second = 1;

			if (o->hash == *hash && o->flags & TOKEN_CAPITAL && o->printed.n >= n &&
			    (o->printed.p[1] == '.' || utf8_is_upper(utf8_next(o->printed, &second))))
				return n;
		}
	}
	return 0;
}

/* Two words that the other text writes as one, and does not hold apart. */
static bool
joined(const struct unit_reader *r, size_t at, uint64_t *hash)
{
	if (at + 1 >= r->tokens->count ||
	    r->tokens->items[at + 1].flags & (TOKEN_SENTENCE | TOKEN_GAP_BEFORE))
		return false;
	*hash = token_hash_more(r->glosses[at].hash, r->words[at + 1]);
	return other_has(r, *hash) &&
	    !(other_has(r, r->glosses[at].hash) && other_has(r, r->glosses[at + 1].hash));
}

static bool
read_at(struct unit_reader *r, size_t at, size_t *taken, struct fault *f)
{
	const struct gloss	*gloss = &r->glosses[at];
	struct span		 parts[WORD_PARTS_MAX];
	size_t			 n = 0;
	uint64_t		 hash;

	if (gloss->phrase)
		n = word_qualifier_phrase(r->words + at, r->tokens->count - at);
	if (n > 0 && at + n > r->phrase_end)
		r->phrase_end = at + n;
	if (!read_number(r, at, taken, f))
		return false;
	if (*taken > 0)
		return true;
	*taken = 1;
	if (gloss->contraction) {
		n = word_expand(r->words[at], parts);
		return read_contraction(r, at, n, parts, f);
	}
	n = spelled_out(r, at, &hash);
	if (n == 0 && joined(r, at, &hash))
		n = 2;
	if (n > 0)
		*taken = n;
	else
		hash = gloss->hash;
	return add_unit(r, at, *taken, gloss, hash, f);
}

bool
unit_read(const struct unit_text *text, const struct unit_text *other, struct arena *arena,
    struct unit_list *units, struct fault *f)
{
	struct unit_reader r = { .tokens = text->tokens,
		.words = text->words,
		.glosses = text->glosses,
		.other = other,
		.units = units,
		.arena = arena };

	*units = (struct unit_list) { NULL, NULL, 0, 0 };
	/* Most tokens are a unit. */
	r.room = r.pairs_room = text->tokens->count;
	units->items = arena_take(arena, r.room, sizeof *units->items, f);
	units->pairs = arena_take(arena, r.room, sizeof *units->pairs, f);
	if (units->items == NULL || units->pairs == NULL)
		return false;
	for (size_t at = 0, taken; at < text->tokens->count; at += taken) {
		if (!read_at(&r, at, &taken, f))
			return false;
	}
	return true;
}
