#include "core/info.h"

#include <math.h>
#include <stdlib.h>

#include "core/pile.h"
#include "core/words.h"

#define BACKGROUND_WEIGHT 1e5	/* words of running text the background counts for */
#define SMALL_SHARE 0.002	/* of running text: a word this common is a small word */
#define TRUST 0.7		/* at most, in a pair or triple seen often */
#define TRUST_HALF 2.0		/* uses at which trust is half of that */
#define LEFT_OUT 2.0		/* uses that are those of the wording itself and of the family it is held against */
#define UNDATED INT16_MIN
#define SEASON_DAYS 60		/* between two uses that were not copied from each other */
#define WAYS_DAYS 5		/* between two ways to go on that are not slips of one copy or the other */
#define FORMS_MAX 4095
#define USES_MAX ((1u << 20) - 1)
#define TAG_MASK ((1u << 26) - 1)

#define PARTITIONS 4		/* of the grams, counted apart; more hands than these would idle */
#define FILTER_BITS 8		/* of a filter, a row of words */
#define SLOTS_MIN 1024

/* Grams whose keys begin alike: open addressing. */
struct partition {
	struct gram	*slots;
	size_t		 nslots, count;
};

struct word_count {
	uint32_t	 uses;
	float		 bits;	/* of the word alone, all counts taken */
	float		 share;	/* without LEFT_OUT */
};

struct info {
	const struct wordings	*wordings;
	struct word_count	*words;	/* by number */
	double			 counted; /* uses of all words */
	struct partition	 partitions[PARTITIONS];
};

/* Which keys of a partition came once, and which again: most never do. */
struct filter {
	struct {
		uint64_t once, again;
	} * seen;
	size_t		 mask;
};

struct counter {
	struct info	*info;
	struct last_use	*last;	/* of words */
	size_t		 nrows;	/* words of all wordings */
};

static uint64_t
hash_of(const struct info *info, uint32_t word)
{
	return info->wordings->numbering.words[word].hash;
}

/* Keys do not depend on how words are numbered. That of a triple goes on where its pair's ends. */
static uint64_t
pair_key(const struct info *info, const uint32_t *words)
{
	return token_hash_mix(token_hash_mix(0, hash_of(info, words[0])), hash_of(info, words[1]));
}

static uint64_t
triple_key(const struct info *info, const uint32_t *words, uint64_t pair)
{
	return token_hash_mix(pair, hash_of(info, words[2]));
}

/* By its first word, so that most grams of other partitions need no key. */
static size_t
partition_of(const struct info *info, uint32_t first)
{
	return (size_t)(token_hash_mix(0, hash_of(info, first)) >> 30) % PARTITIONS;
}

/* Does a gram of n words start at i: no ellipsis inside? */
static bool
gram_at(const struct wording *w, size_t i, size_t n)
{
	if (i + n > w->count)
		return false;
	for (size_t k = 1; k < n; k++) {
		if (wording_mark(w, i + k) & WORDING_GAP)
			return false;
	}
	return true;
}

/* The key's slot or the free one where it belongs; there always is a free one. */
static struct gram *
slot_of(const struct partition *p, uint64_t key)
{
	const uint32_t	 tag = (uint32_t)key & TAG_MASK;
	size_t		 at = (size_t)((key >> 32) * p->nslots >> 32);

	while (p->slots[at].uses != 0 && p->slots[at].tag != tag)
		at = at + 1 < p->nslots ? at + 1 : 0;
	return &p->slots[at];
}

/* A gram is soon looked for: let it be on its way from memory. */
static void
fetch(const struct partition *p, uint64_t key)
{
	__builtin_prefetch(&p->slots[(key >> 32) * p->nslots >> 32]);
}

static bool
differ(uint16_t a, uint16_t b)
{
	return a != 0 && b != 0 && a != b;
}

static bool
are_apart(const struct last_use *a, const struct last_use *b, int days)
{
	return a->day != UNDATED && b->day != UNDATED &&
	    (a->day - b->day >= days || b->day - a->day >= days);
}

/*
 * Is this use of a row of words another than the one last counted, or a copy
 * of it? Many printings of one line must not make it common, so another wording
 * alone proves nothing.
 */
static bool
independent(const struct last_use *last, const struct last_use *now, size_t n)
{
	return differ(last->speaker, now->speaker) ||
	    (n == 1 && differ(last->left, now->left) && differ(last->right, now->right)) ||
	    are_apart(last, now, SEASON_DAYS);
}

/*
 * Does the text go on in another way, at another time? One word exchanged, put
 * in or left out is a copy's slip.
 */
static bool
goes_on_otherwise(const struct last_use *last, const struct last_use *now)
{
	return differ(last->left, now->left) && differ(last->right, now->right) &&
	    differ(last->left, now->right) && differ(last->right, now->left) &&
	    are_apart(last, now, WAYS_DAYS);
}

/*
 * Take note of a use; is it to be counted? A copy tells what the one it was
 * made from left open.
 */
static bool
note_use(struct last_use *last, bool known, const struct last_use *now, size_t n)
{
	if (!known || independent(last, now, n)) {
		*last = *now;
		return true;
	}
	if (last->speaker == 0)
		last->speaker = now->speaker;
	if (last->left == 0)
		last->left = now->left;
	if (last->right == 0)
		last->right = now->right;
	if (last->day == UNDATED)
		last->day = now->day;
	return false;
}

/* A part of a hash that is never 0, which says that nothing is known. */
static uint16_t
brief(uint64_t hash)
{
	const uint16_t	 top = (uint16_t)(token_hash_mix(hash, 0) >> 48);

	return hash == 0 ? 0 : top == 0 ? 1 : top;
}

/* The word there, beside a row; behind an ellipsis or a sentence's end it is not. */
static uint16_t
beside(const struct info *info, const struct wording *w, size_t i)
{
	const unsigned	 apart = WORDING_GAP | WORDING_SENTENCE;

	return i < w->count && !(wording_mark(w, i) & apart) ? brief(hash_of(info, w->words[i])) : 0;
}

/* Words i to i+n-1 as a wording uses them. */
static struct last_use
use_of(const struct info *info, const struct wording *w, size_t i, size_t n)
{
	const int64_t	 day = w->from == DATE_UNKNOWN ? UNDATED : w->from / DATE_DAY;
	struct last_use	 use = { .speaker = brief(w->speaker), .day = UNDATED };

	if (day > UNDATED && day <= INT16_MAX)
		use.day = (int16_t)day;
	if (n == 1) {
		use.left = i > 0 ? brief(hash_of(info, w->words[i - 1])) : 0;
		use.right = i + 1 < w->count ? brief(hash_of(info, w->words[i + 1])) : 0;
	} else {
		use.left = beside(info, w, i + n);
		use.right = use.left == 0 ? 0 : beside(info, w, i + n + 1);
	}
	return use;
}

struct gram_count {
	const struct info	*info;
	struct partition	*partition;
	struct filter		 filter;
	size_t			 again; /* rows that came again, but for those that share a bit */
};

static size_t
filter_at(const struct filter *filter, uint64_t key)
{
	return (size_t)(key ^ key >> 27) & filter->mask;
}

/* A gram on its way through the tables: n words from i on. */
struct passing {
	const struct wording	*w;
	uint32_t		 i, n;
	uint64_t		 key;
};

/*
 * What is done with grams of a partition, some at a time, so that what they
 * need is on its way from memory together. False when it cannot go on.
 */
typedef bool gram_visitor(struct gram_count *c, struct passing *grams, size_t count);

#define TOGETHER 64

/* The grams that begin with a word; returns how many. */
static size_t
list_grams(const struct gram_count *c, const struct wording *w, uint32_t i, struct passing grams[2])
{
	uint64_t	 key;

	if (!gram_at(w, i, 2))
		return 0;
	key = pair_key(c->info, w->words + i);
	__builtin_prefetch(&c->filter.seen[filter_at(&c->filter, key) / 64]);
	grams[0] = (struct passing) { w, i, 2, key };
	if (!gram_at(w, i, 3))
		return 1;
	key = triple_key(c->info, w->words + i, key);
	__builtin_prefetch(&c->filter.seen[filter_at(&c->filter, key) / 64]);
	grams[1] = (struct passing) { w, i, 3, key };
	return 2;
}

/* In the order of the wordings. */
static bool
visit_grams(struct gram_count *c, size_t part, gram_visitor *visit)
{
	const struct info	*info = c->info;
	struct passing		 grams[TOGETHER + 1];
	size_t			 count = 0;

	for (size_t k = 0; k < info->wordings->count; k++) {
		const struct wording	*w = &info->wordings->items[k];

		for (uint32_t i = 0; i + 1 < w->count; i++) {
			if (partition_of(info, w->words[i]) != part)
				continue;
			count += list_grams(c, w, i, grams + count);
			if (count < TOGETHER)
				continue;
			if (!visit(c, grams, count))
				return false;
			count = 0;
		}
	}
	return visit(c, grams, count);
}

static bool
sift(struct gram_count *c, struct passing *grams, size_t count)
{
	for (size_t k = 0; k < count; k++) {
		const size_t	 at = filter_at(&c->filter, grams[k].key);
		const uint64_t	 bit = (uint64_t)1 << at % 64;
		uint64_t	*seen = &c->filter.seen[at / 64].once;
		uint64_t	*again = &c->filter.seen[at / 64].again;

		c->again += (*seen & bit) != 0 && (*again & bit) == 0;
		*again |= *seen & bit;
		*seen |= bit;
	}
	return true;
}

/* False when the table is too small. */
static bool
count_gram(struct gram_count *c, const struct passing *g)
{
	struct partition	*p = c->partition;
	const uint64_t		 key = g->key;
	struct gram		*gram = slot_of(p, key);
	const struct last_use	 use = use_of(c->info, g->w, g->i, g->n);

	if (gram->uses == 0 && ++p->count > p->nslots / 8 * 7)
		return false;
	gram->tag = (uint32_t)key & TAG_MASK;
	if (gram->uses != 0 && gram->ways < INFO_WAYS_MAX && goes_on_otherwise(&gram->last, &use)) {
		gram->ways++;
		gram->last.left = use.left;
		gram->last.right = use.right;
	}
	if (gram->forms < FORMS_MAX)
		gram->forms++;
	if (gram->uses < USES_MAX)
		gram->uses += note_use(&gram->last, gram->uses != 0, &use, g->n);
	return true;
}

/* Those that came again. */
static bool
count_together(struct gram_count *c, struct passing *grams, size_t count)
{
	size_t	 kept = 0;

	for (size_t k = 0; k < count; k++) {
		const size_t	 at = filter_at(&c->filter, grams[k].key);

		if (!(c->filter.seen[at / 64].again >> at % 64 & 1))
			continue;
		fetch(c->partition, grams[k].key);
		grams[kept++] = grams[k];
	}
	for (size_t k = 0; k < kept; k++) {
		if (!count_gram(c, &grams[k]))
			return false;
	}
	return true;
}

static bool
begin_filter(struct filter *filter, size_t nrows, struct fault *f)
{
	size_t	 bits = SLOTS_MIN;

	while (bits < nrows * FILTER_BITS)
		bits *= 2;
	filter->mask = bits - 1;
	filter->seen = calloc(bits / 64, sizeof *filter->seen);
	return filter->seen != NULL || fault_set(f, FAULT_MEMORY, "out of memory");
}

static bool
count_grams(struct counter *counter, size_t part, struct fault *f)
{
	struct info		*info = counter->info;
	struct gram_count	 c = { .info = info, .partition = &info->partitions[part] };
	struct partition	*p = c.partition;
	bool			 done = false;

	if (!begin_filter(&c.filter, counter->nrows * 2 / PARTITIONS, f))
		return false;
	visit_grams(&c, part, sift);
	/* Rows that share a bit of the filter are few; should they be many, once more with room. */
	for (p->nslots = c.again * 7 / 4 + SLOTS_MIN; !done; p->nslots *= done ? 1 : 2) {
		free(p->slots);
		p->count = 0;
		p->slots = calloc(p->nslots, sizeof *p->slots);
		if (p->slots == NULL) {
			fault_set(f, FAULT_MEMORY, "out of memory");
			break;
		}
		done = visit_grams(&c, part, count_together);
	}
	free(c.filter.seen);
	for (size_t i = 0; done && i < p->nslots; i++) {
		atomic_init(&p->slots[i].list, 0);
		atomic_init(&p->slots[i].changed, 0);
	}
	return done;
}

static void
count_words(struct counter *counter, size_t part)
{
	struct info	*info = counter->info;

	for (size_t k = 0; k < info->wordings->count; k++) {
		const struct wording	*w = &info->wordings->items[k];

		for (size_t i = 0; i < w->count; i++) {
			const uint32_t	 word = w->words[i];
			struct last_use	 use;

			if (word % PARTITIONS != part)
				continue;
			use = use_of(info, w, i, 1);
			info->words[word].uses +=
			    note_use(&counter->last[word], info->words[word].uses != 0, &use, 1);
		}
	}
}

static bool
count_part(void *work, size_t part, struct fault *f)
{
	count_words(work, part);
	return count_grams(work, part, f);
}

static double
capped(double probability)
{
	double	 bits = -log2(probability);

	return bits > NUMBERING_CAP ? NUMBERING_CAP : bits < 0 ? 0 : bits;
}

static double
share(const struct info *info, uint32_t word, double left_out)
{
	const double	 uses = info->words[word].uses;
	const double	 seen = uses > left_out ? uses - left_out : 0;

	return (seen + BACKGROUND_WEIGHT * info->wordings->numbering.words[word].share) /
	    (info->counted + BACKGROUND_WEIGHT);
}

static void
weigh_words(struct info *info)
{
	const size_t	 n = info->wordings->numbering.count;

	for (size_t i = 1; i < n; i++)
		info->counted += info->words[i].uses;
	for (uint32_t i = 1; i < n; i++) {
		info->words[i].bits = (float)capped(share(info, i, 0));
		info->words[i].share = (float)share(info, i, LEFT_OUT);
	}
}

bool
info_new(const struct wordings *wordings, const struct hands *hands, struct info **result,
    struct fault *f)
{
	struct info	*info = calloc(1, sizeof *info);
	struct counter	 counter = { .info = info };
	const size_t	 n = wordings->numbering.count + 1;
	bool		 ok = false;

	if (info == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	info->wordings = wordings;
	info->words = calloc(n, sizeof *info->words);
	counter.last = calloc(n, sizeof *counter.last);
	for (size_t i = 0; i < wordings->count; i++)
		counter.nrows += wordings->items[i].count;
	if (info->words == NULL || counter.last == NULL)
		fault_set(f, FAULT_MEMORY, "out of memory");
	else
		ok = hands_share(hands, count_part, &counter, PARTITIONS, f);
	free(counter.last);
	if (ok) {
		weigh_words(info);
		*result = info;
	} else
		info_free(info);
	return ok;
}

void
info_free(struct info *info)
{
	if (info == NULL)
		return;
	for (size_t i = 0; i < PARTITIONS; i++)
		free(info->partitions[i].slots);
	free(info->words);
	free(info);
}

double
info_bits(const struct info *info, uint32_t word)
{
	return info->words[word].bits;
}

static struct gram *
find(const struct partition *p, uint64_t key)
{
	struct gram	*gram = slot_of(p, key);

	return gram->uses != 0 ? gram : NULL;
}

#define AHEAD 8 /* words whose grams are on their way from memory */

void
info_look_up(const struct info *info, struct info_row *row, const struct wording *w)
{
	struct {
		const struct partition *in;
		uint64_t pair, triple;
	} ahead[AHEAD];

	for (size_t i = 0; i < w->count + AHEAD; i++) {
		const size_t	 slot = i % AHEAD, at = i - AHEAD;

		if (i >= AHEAD) {
			row->pairs[at] =
			    gram_at(w, at, 2) ? find(ahead[slot].in, ahead[slot].pair) : NULL;
			row->triples[at] =
			    gram_at(w, at, 3) ? find(ahead[slot].in, ahead[slot].triple) : NULL;
		}
		if (i < w->count && gram_at(w, i, 2)) {
			ahead[slot].in = &info->partitions[partition_of(info, w->words[i])];
			ahead[slot].pair = pair_key(info, w->words + i);
			fetch(ahead[slot].in, ahead[slot].pair);
		}
		if (i < w->count && gram_at(w, i, 3)) {
			ahead[slot].triple = triple_key(info, w->words + i, ahead[slot].pair);
			fetch(ahead[slot].in, ahead[slot].triple);
		}
	}
}

void
info_rows_free(struct info_rows *rows)
{
	free(rows->items);
	free(rows->grams);
	*rows = (struct info_rows) { .items = NULL };
}

bool
info_rows_begin(struct info_rows *rows, const struct wording *w, size_t count, struct fault *f)
{
	size_t	 nwords = 0, at = 0;

	for (size_t i = 0; i < count; i++)
		nwords += w[i].count;
	rows->count = 0;
	if (!pile_grow(&rows->items, 0, count, &rows->room, sizeof *rows->items, f) ||
	    !pile_grow(&rows->grams, 0, 2 * nwords, &rows->grams_room, sizeof(struct gram *), f))
		return false;
	for (; rows->count < count; rows->count++) {
		const struct wording	*wording = &w[rows->count];
		struct gram		**grams = rows->grams + at;

		rows->items[rows->count] = (struct info_row) {
			.words = wording->words,
			.count = wording->count,
			.pairs = grams,
			.triples = grams + wording->count,
		};
		at += 2 * (size_t)wording->count;
	}
	return true;
}

static double
uses_of(const struct gram *gram)
{
	return gram == NULL ? 0 : gram->uses;
}

double
info_surprisal(const struct info *info, const struct info_row *row, size_t at, size_t context)
{
	double	 p = info->words[row->words[at]].share;

	/* Small words behind others of their phrase follow from grammar. */
	if (context > 0 && p > SMALL_SHARE)
		p = sqrt(p);
	for (size_t n = 1; n <= context; n++) {
		const double rows =
		    n == 1 ? info->words[row->words[at - 1]].uses : uses_of(row->pairs[at - 2]);
		const double	 before = rows - LEFT_OUT;
		const double	 both =
		    uses_of(n == 1 ? row->pairs[at - 1] : row->triples[at - 2]) - LEFT_OUT;
		double		 trust;

		if (before <= 0)
			break;
		trust = TRUST * before / (before + TRUST_HALF);
		p = (both > 0 ? trust * both / before : 0) + (1 - trust) * p;
	}
	return capped(p);
}
