#include "core/bearer.h"

#include "core/token.h"

#define SLOTS_MIN 256u /* powers of two */
#define SLOTS_MAX 8192u
#define WORDS_A_SLOT 8 /* of the article */

/* Of a name: the next one in each of its chains, counted from one, and a bit for each of its words. */
struct bearer {
	uint16_t	 last, first;
	bool		 doubtful; /* its full printing is */
	uint64_t	 words;
};

bool
bearers_begin(struct bearers *b, struct name_table *table, size_t words, struct arena *arena,
    struct fault *f)
{
	*b = (struct bearers) { .table = table, .arena = arena, .nslots = SLOTS_MIN };
	while (b->nslots < SLOTS_MAX && b->nslots < words / WORDS_A_SLOT)
		b->nslots *= 2;
	b->by_last = arena_take(arena, b->nslots, sizeof *b->by_last, f);
	b->by_first = arena_take(arena, b->nslots, sizeof *b->by_first, f);
	return b->by_last != NULL && b->by_first != NULL;
}

size_t
bearers_slot(const struct bearers *b, struct span word)
{
	struct lexicon_room	 room;

	return token_hash(lexicon_fold(word, &room)) & (b->nslots - 1);
}

/* A bit for each word, ASCII letters taken without case: all words of a name can stand in another only when its bits do. */
static uint64_t
bits_of(struct span name)
{
	uint64_t	 bits = 0, hash = TOKEN_HASH_NOTHING;

	for (size_t i = 0; i <= name.n; i++) {
		if (i == name.n || name.p[i] == ' ') {
			bits |= UINT64_C(1) << (hash >> 58);
			hash = TOKEN_HASH_NOTHING;
		} else {
			hash = token_hash_mix(hash, span_lower(name.p[i]));
		}
	}
	return bits;
}

/* Do the words of `part` all occur in `whole`, in order? An initial stands for its word. */
static bool
words_in(struct span part, struct span whole)
{
	size_t	 at = 0;

	for (size_t i = 0; i < part.n;) {
		size_t		 end = i;
		struct span	 word;
		bool		 found = false;

		while (end < part.n && part.p[end] != ' ')
			end++;
		word = span_cut(part, i, end);
		while (at < whole.n && !found) {
			size_t	 stop = at;

			while (stop < whole.n && whole.p[stop] != ' ')
				stop++;
			found = span_eq_case(word, span_cut(whole, at, stop));
			at = stop + 1;
		}
		if (!found)
			return false;
		i = end + 1;
	}
	return true;
}

static struct span
first_word(struct span name)
{
	const char	*space = name.n > 0 ? memchr(name.p, ' ', name.n) : NULL;

	return space != NULL ? span_cut(name, 0, (size_t)(space - name.p)) : name;
}

/* One person under two printings: one has all the words of the other, or they differ by middle names. */
static bool
same_name(struct span a, struct span b)
{
	struct span	 fa = first_word(a), fb = first_word(b);

	if (words_in(a, b) || words_in(b, a))
		return true;
	return fa.n < a.n && fb.n < b.n && span_eq_case(fa, fb);
}

/* Can this name go by a title of that gender? */
static bool
takes_title(const struct name *name, enum gender title)
{
	return title == GENDER_UNKNOWN ||
	    (!name->minor && (name->gender == GENDER_UNKNOWN || name->gender == title));
}

/* Can the printings with these words be one name's? first: the bit of the first word of `bits`. */
static bool
may_be_same(uint64_t bits, uint64_t first, uint64_t others)
{
	return (bits & ~others) == 0 || (others & ~bits) == 0 || (first & others) != 0;
}

/* The name, and how many share its slot: so many were looked at when there is none. */
static size_t
find_name(const struct bearers *b, size_t slot, const struct printing *as, size_t *shared)
{
	const uint64_t	 bits = bits_of(as->full), first = bits_of(first_word(as->full));

	*shared = 0;
	for (size_t next = b->by_last[slot]; next != 0; next = b->links[next - 1].last) {
		const struct name	*name = &b->table->names[next - 1];

		++*shared;
		if (may_be_same(bits, first, b->links[next - 1].words) &&
		    span_eq_case(name->last, as->last) && same_name(as->full, name->full) &&
		    takes_title(name, as->title))
			return next - 1;
	}
	return NAME_NONE;
}

/* Is `longer` the other with one word before it? */
static bool
is_behind_first(struct span shorter, struct span longer)
{
	const size_t	 first = first_word(longer).n;

	return first < longer.n && span_eq_case(span_cut(longer, first + 1, longer.n), shorter);
}

/* The fullest printing stays; a doubtful first word goes once the name is printed without it. */
static void
print_again(struct bearers *b, size_t at, const struct printing *as)
{
	struct name	*name = &b->table->names[at];
	bool fuller =
	    as->full.n > name->full.n && !(as->doubtful && is_behind_first(name->full, as->full));

	if (b->links[at].doubtful && is_behind_first(as->full, name->full))
		fuller = true;
	if (fuller) {
		name->full = as->full;
		b->links[at].words = bits_of(as->full);
		b->links[at].doubtful = as->doubtful;
	} else if (as->full.n == name->full.n) {
		b->links[at].doubtful &= as->doubtful;
	}
}

size_t
bearers_add(struct bearers *b, size_t slot, const struct printing *as, struct fault *f)
{
	struct name_table	*table = b->table;
	size_t			 shared, at = find_name(b, slot, as, &shared);

	if (at != NAME_NONE) {
		print_again(b, at, as);
		return at;
	}
	if (table->nnames >= NAME_MAX_NAMES || shared >= NAME_MAX_BEARERS)
		return NAME_NONE;
	if (!arena_grow(b->arena, &table->names, table->nnames, &b->names_room,
		sizeof *table->names, f) ||
	    !arena_grow(b->arena, &b->links, table->nnames, &b->links_room, sizeof *b->links, f))
		return NAME_NONE;
	at = table->nnames++;
	table->names[at] = (struct name) { .full = as->full, .last = as->last };
	b->links[at] = (struct bearer) { b->by_last[slot], 0, as->doubtful, bits_of(as->full) };
	b->by_last[slot] = (uint16_t)(at + 1);
	return at;
}

/* "PEÑALVER", "Peñalver": one word, in capitals beyond ASCII too. */
static bool
is_same_word(struct span a, struct span b)
{
	struct lexicon_room	 one, other;

	if (a.n != b.n || span_eq_case(a, b))
		return a.n == b.n;
	for (size_t i = 0; i < a.n; i++) {
		if ((unsigned char)a.p[i] >= 0x80)
			return span_eq(lexicon_fold(a, &one), lexicon_fold(b, &other));
	}
	return false;
}

/* The name a single word is the last word of. */
static size_t
complete_last(const struct bearers *b, size_t slot, struct span word, enum gender gender)
{
	const struct name_table	*table = b->table;
	size_t			 best = NAME_NONE;

	for (size_t next = b->by_last[slot]; next != 0; next = b->links[next - 1].last) {
		const struct name	*name = &table->names[next - 1];

		if (!is_same_word(name->last, word))
			continue;
		if (!takes_title(name, gender))
			continue;
		/* The most mentioned bearer of a surname is who goes by it alone. */
		if (best == NAME_NONE || name->mentions >= table->names[best].mentions)
			best = next - 1;
	}
	return best;
}

/* The name that `word` alone means as its first, and how many share its slot. */
static size_t
complete_first(const struct bearers *b, size_t slot, struct span word, size_t *shared)
{
	*shared = 0;
	for (size_t next = b->by_first[slot]; next != 0; next = b->links[next - 1].first) {
		++*shared;
		if (span_eq_case(first_word(b->table->names[next - 1].full), word))
			return next - 1;
	}
	return NAME_NONE;
}

void
bearers_lead(struct bearers *b, size_t at, size_t slot)
{
	const struct name	*name = &b->table->names[at];
	size_t			 shared;

	if ((name->organisation && !name_is_company(name)) ||
	    complete_first(b, slot, first_word(name->full), &shared) != NAME_NONE ||
	    shared >= NAME_MAX_BEARERS)
		return;
	b->links[at].first = b->by_first[slot];
	b->by_first[slot] = (uint16_t)(at + 1);
}

void
bearers_lead_all(struct bearers *b)
{
	for (size_t i = 0; i < b->table->nnames; i++)
		bearers_lead(b, i, bearers_slot(b, first_word(b->table->names[i].full)));
}

size_t
bearers_complete(const struct bearers *b, size_t slot, struct span word, enum gender gender)
{
	const size_t	 at = complete_last(b, slot, word, gender);
	size_t		 shared;

	return at != NAME_NONE ? at : complete_first(b, slot, word, &shared);
}
