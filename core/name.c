#include "core/name.h"

#include "core/utf8.h"

/* The table while it grows. */
struct builder {
	struct name_table	*table;
	struct arena		*arena;
	size_t			 names_room, mentions_room, offices_room;
	size_t			*by_last; /* hash of the last word -> newest name + 1 */
	size_t			*older;	  /* of each name, the older one in its chain + 1 */
	size_t			 paragraph;
	bool			 quoted;
};

#define SLOTS 8192u /* a power of two */

static bool
is_particle(const struct word *word)
{
	return (word->bits & WORD_PARTICLE) != 0 && word->n <= 4;
}

/* Can this word be part of a name? */
static bool
is_namely(const struct word *word)
{
	return word->kind == WORD_TEXT && (word->bits & WORD_CAPITAL) != 0 &&
	    (word->bits & (WORD_NOTNAME | WORD_DAY)) == 0;
}

static size_t
hash_of(struct span folded)
{
	size_t	 hash = 5381;

	for (size_t i = 0; i < folded.n; i++)
		hash = hash * 33 + (unsigned char)folded.p[i];
	return hash & (SLOTS - 1);
}

/* Jr., Sr., III: behind the surname. */
static bool
is_suffix(struct span word)
{
	return span_eq(word, SPAN("Jr.")) || span_eq(word, SPAN("Jr")) || span_eq(word, SPAN("Sr.")) ||
	    span_eq(word, SPAN("II")) || span_eq(word, SPAN("III")) || span_eq(word, SPAN("IV"));
}

/* The name without a possessive ending. */
static struct span
printed(const struct phrase *phrase, size_t from, size_t to)
{
	struct span	 s = phrase_cut(phrase, from, to);
	size_t		 at = s.n;

	if ((phrase->words[to - 1].bits & WORD_POSSESSIVE) == 0)
		return s;
	if (utf8_prev(s, &at) == 's')
		utf8_prev(s, &at);
	return span_cut(s, 0, at);
}

static struct span
last_word(const struct phrase *phrase, size_t from, size_t to)
{
	if (to - from > 1 && is_suffix(phrase_word(phrase, to - 1)))
		to--;
	return printed(phrase, to - 1, to);
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

static size_t
find_name(struct builder *b, struct span full, struct span last, size_t *first_of_last)
{
	struct lexicon_room	 room;
	size_t			 slot = hash_of(lexicon_fold(last, &room));

	*first_of_last = NAME_NONE;
	for (size_t next = b->by_last[slot]; next != 0; next = b->older[next - 1]) {
		const struct name	*name = &b->table->names[next - 1];

		if (!span_eq_case(name->last, last))
			continue;
		*first_of_last = next - 1;
		if (same_name(full, name->full))
			return next - 1;
	}
	return NAME_NONE;
}

static size_t
add_name(struct builder *b, struct span full, struct span last, struct fault *f)
{
	struct name_table	*table = b->table;
	struct lexicon_room	 room;
	size_t			 other, slot, at = find_name(b, full, last, &other);

	if (at != NAME_NONE) {
		if (full.n > table->names[at].full.n)
			table->names[at].full = full;
		return at;
	}
	if (table->nnames >= NAME_MAX_NAMES)
		return NAME_NONE;
	if (!arena_grow(b->arena, &table->names, table->nnames, &b->names_room,
		sizeof *table->names, f))
		return NAME_NONE;
	at = table->nnames++;
	table->names[at] = (struct name) { full, last, GENDER_UNKNOWN, false, false, 0,
		other != NAME_NONE };
	if (other != NAME_NONE)
		table->names[other].several = true;
	slot = hash_of(lexicon_fold(last, &room));
	b->older[at] = b->by_last[slot];
	b->by_last[slot] = at + 1;
	return at;
}

/* The end of a run of words that could be one name; particles only between capitals. */
static size_t
run_end(const struct phrase *phrase, size_t from)
{
	size_t	 i = from;

	while (i < phrase->count && i - from < 16) {
		const struct word	*word = &phrase->words[i];

		/* Headlines print verbs with a capital: "Berg Says". */
		if (i > from && (word->bits & WORD_FINITE) != 0 &&
		    (word->bits & (WORD_CUE_NOUN | WORD_GIVEN)) == 0)
			break;
		if (is_namely(word)) {
			i++;
			if ((word->bits & WORD_POSSESSIVE) != 0)
				break;
			continue;
		}
		if (i > from && word->kind == WORD_TEXT && is_particle(word)) {
			size_t	 next = i + 1;

			while (next < phrase->count && is_particle(&phrase->words[next]) && next - i < 3)
				next++;
			if (next < phrase->count && is_namely(&phrase->words[next]) &&
			    (phrase->words[i - 1].bits & WORD_POSSESSIVE) == 0) {
				i = next;
				continue;
			}
		}
		break;
	}
	return i;
}

static bool
is_title(const struct phrase *phrase, size_t i)
{
	return (phrase->words[i].bits & WORD_TITLE) != 0 &&
	    (phrase->words[i].bits & WORD_GIVEN) == 0;
}

/* "Secretary of State X": behind of, the office's own words; returns where the name begins. */
static size_t
behind_of(const struct phrase *phrase, size_t from, size_t to)
{
	size_t	 i = from;

	while (i < to && (phrase->words[i].bits & WORD_GIVEN) == 0 &&
	    (i == from || (phrase->words[i].bits & (WORD_PLACE | WORD_BODY | WORD_CONJUNCTION)) != 0))
		i++;
	return i;
}

/* Inside a run, where the name begins: behind titles, places and bodies. */
static size_t
name_start(const struct phrase *phrase, size_t from, size_t to)
{
	size_t	 start = from;

	for (size_t i = from; i < to; i++) {
		if (is_title(phrase, i))
			start = i + 1;
	}
	if (start >= to) /* "Prime Minister": all title, no name */
		return to;
	while (to - start > 1 && (phrase->words[start].bits & (WORD_PLACE | WORD_BODY)) != 0 &&
	    (phrase->words[start].bits & WORD_GIVEN) == 0)
		start++;
	return start;
}

/* Words before the name that tell who it is: "US Secretary of State", "a Clinton campaign spokesman". */
static size_t
title_start(const struct phrase *phrase, size_t name)
{
	size_t	 i = name;

	while (i > 0 && name - i < 8) {
		const struct word	*word = &phrase->words[i - 1];

		if (word->kind != WORD_TEXT ||
		    (word->bits & (WORD_CONJUNCTION | WORD_AUXILIARY | WORD_DAY | WORD_PRONOUN |
				      WORD_RELATIVE)) != 0)
			break;
		if (span_eq(phrase_word(phrase, i - 1), SPAN("of"))) {
			/* "Secretary of State X", never "a friend of X". */
			if (i == name || i < 2 ||
			    (phrase->words[i - 2].bits & (WORD_TITLE | WORD_CAPITAL)) !=
				(WORD_TITLE | WORD_CAPITAL))
				break;
		} else if ((word->bits & (WORD_DETERMINER | WORD_NOTNAME | WORD_PREPOSITION)) != 0) {
			break;
		}
		/* An unknown small word belongs to the title only before another part of it. */
		if ((word->bits & (WORD_CAPITAL | WORD_TITLE | WORD_BODY | WORD_PREPOSITION)) == 0 &&
		    (i == name || (phrase->words[i].bits & (WORD_TITLE | WORD_BODY)) == 0 ||
			(phrase->words[i].bits & WORD_CAPITAL) != 0))
			break;
		if ((word->bits & (WORD_CUE | WORD_TITLE)) == WORD_CUE && (word->bits & WORD_CAPITAL) == 0 &&
		    (word->bits & WORD_CUE_NOUN) == 0)
			break;
		i--;
	}
	return i;
}

static bool
has_title(const struct phrase *phrase, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if ((phrase->words[i].bits & WORD_TITLE) != 0)
			return true;
	}
	return false;
}

static enum gender
title_gender(const struct phrase *phrase, size_t from, size_t to)
{
	struct lexicon_room	 room;

	for (size_t i = to; i > from; i--) {
		const struct title	*title = title_find(phrase_fold(phrase, i - 1, &room));

		if (title != NULL && title->gender != GENDER_UNKNOWN)
			return title->gender;
	}
	return GENDER_UNKNOWN;
}

/* A verb of some kind, as far as a word alone can tell. */
static bool
looks_finite(const struct phrase *phrase, size_t i)
{
	const struct word	*word;

	if (i >= phrase->count || phrase->words[i].kind != WORD_TEXT)
		return false;
	word = &phrase->words[i];
	if ((word->bits & WORD_CAPITAL) != 0)
		return false;
	return (word->bits & (WORD_AUXILIARY | WORD_FINITE)) != 0 ||
	    (word->n > 3 && span_ends(phrase_word(phrase, i), SPAN("ed")));
}

static bool
is_subject(const struct phrase *phrase, size_t title, size_t from, size_t to)
{
	size_t	 start = phrase_sentence_start(phrase, from);

	if ((phrase->words[to - 1].bits & WORD_POSSESSIVE) != 0)
		return false;
	if (looks_finite(phrase, to) ||
	    (to < phrase->count && (phrase->words[to].bits & WORD_ADVERB) != 0 &&
		looks_finite(phrase, to + 1)))
		return true;
	for (size_t i = start; i < from; i++) {
		if (phrase->words[i].kind != WORD_TEXT ||
		    (phrase->words[i].bits & WORD_PREPOSITION) != 0 || looks_finite(phrase, i) ||
		    (i < title && is_namely(&phrase->words[i])))
			return false;
	}
	return true;
}

static bool
add_office(struct builder *b, size_t from, size_t to, size_t name, struct fault *f)
{
	struct name_table	*table = b->table;

	if (table->noffices >= NAME_MAX_OFFICES || name == NAME_NONE)
		return true;
	if (!arena_grow(b->arena, &table->offices, table->noffices, &b->offices_room,
		sizeof *table->offices, f))
		return false;
	table->offices[table->noffices++] = (struct office) { b->paragraph, from, to, name };
	return true;
}

/* "Ursula Berg, the commission president, said": words behind the comma name her office. */
static bool
read_apposition(struct builder *b, const struct phrase *phrase, size_t to, size_t name, struct fault *f)
{
	size_t	 i = to + 1;

	if (to >= phrase->count || phrase->words[to].kind != WORD_COMMA)
		return true;
	for (; i < phrase->count && i - to < 12; i++) {
		const struct word	*word = &phrase->words[i];

		if (word->kind != WORD_TEXT || (word->bits & WORD_RELATIVE) != 0)
			break;
		if (looks_finite(phrase, i))
			return true;
	}
	if (i < phrase->count && phrase->words[i].kind != WORD_COMMA &&
	    phrase->words[i].kind != WORD_STOP && phrase->words[i].kind != WORD_DASH)
		return true;
	if (!has_title(phrase, to + 1, i))
		return true;
	if (b->table->names[name].gender == GENDER_UNKNOWN)
		b->table->names[name].gender = title_gender(phrase, to + 1, i);
	b->table->names[name].person = true;
	return add_office(b, to + 1, i, name, f);
}

static void
judge_name(struct name *name, const struct phrase *phrase, const struct mention *m, bool titled)
{
	struct lexicon_room	 room;
	const struct given_name *given =
	    given_find(phrase_fold(phrase, m->at.word, &room));
	bool			 given_first = (phrase->words[m->at.word].bits & WORD_GIVEN) != 0;

	if (m->gender != GENDER_UNKNOWN)
		name->gender = m->gender;
	if (m->end.word - m->at.word > 1 && given_first) {
		name->person = true;
		if (given == NULL) {
			struct span	 s = phrase_word(phrase, m->at.word);

			given = given_find(
			    lexicon_fold(span_cut(s, 0, span_find(s, SPAN("-"))), &room));
		}
		if (name->gender == GENDER_UNKNOWN && given != NULL)
			name->gender = given->gender;
	}
	if (titled)
		name->person = true;
	if ((phrase->words[m->end.word - 1].bits & WORD_BODY) != 0 && !titled)
		name->organisation = true;
}

static bool
add_mention(struct builder *b, const struct phrase *phrase, size_t from, size_t to, size_t title,
    struct fault *f)
{
	struct name_table	*table = b->table;
	bool			 titled = has_title(phrase, title, from);
	struct mention		 m = { { b->paragraph, from }, { b->paragraph, to }, NAME_NONE, title,
				 is_subject(phrase, title, from, to),
				 (phrase->words[to - 1].bits & WORD_POSSESSIVE) != 0, b->quoted,
				 title_gender(phrase, title, from) };

	/* One word alone is named later, when the full names are known. */
	if (to - from > 1) {
		m.name = add_name(b, printed(phrase, from, to), last_word(phrase, from, to), f);
		if (f->kind != FAULT_NONE)
			return false;
		if (m.name != NAME_NONE) {
			judge_name(&table->names[m.name], phrase, &m, titled);
			table->names[m.name].mentions++;
			if (titled && !b->quoted && !add_office(b, title, from, m.name, f))
				return false;
			if (!b->quoted && !read_apposition(b, phrase, to, m.name, f))
				return false;
		}
	}
	if (!arena_grow(b->arena, &table->mentions, table->nmentions, &b->mentions_room,
		sizeof m, f))
		return false;
	table->mentions[table->nmentions++] = m;
	return true;
}

/* One word that opens a sentence is a name only when more speaks for it. */
static bool
is_lone_name(const struct phrase *phrase, size_t i, size_t title)
{
	const struct word	*word = &phrase->words[i];

	if ((word->bits & (WORD_PLACE | WORD_BODY | WORD_TITLE | WORD_DOCUMENT)) != 0 || word->n < 2)
		return has_title(phrase, title, i) && (word->bits & WORD_GIVEN) != 0;
	if ((word->bits & (WORD_ADVERB | WORD_PREPOSITION | WORD_CUE)) != 0 &&
	    (word->bits & WORD_GIVEN) == 0)
		return false;
	return true;
}

static bool
read_run(struct builder *b, const struct phrase *phrase, size_t from, size_t to, struct fault *f)
{
	size_t	 start = name_start(phrase, from, to), title, behind;

	/* "Secretary" alone, then "of State Antony Blinken". */
	if (start == to) {
		size_t	 of = to;

		if (of + 1 >= phrase->count || !span_eq(phrase_word(phrase, of), SPAN("of")))
			return true;
		behind = of + 1;
		if (span_eq(phrase_word(phrase, behind), SPAN("the")))
			behind++;
		if (behind >= phrase->count || !is_namely(&phrase->words[behind]))
			return true;
		to = run_end(phrase, behind);
		start = behind_of(phrase, behind, to);
		if (start >= to)
			return true;
		if (to - start == 1 && (phrase->words[start].bits & (WORD_PLACE | WORD_BODY)) != 0)
			return true;
	}
	if (to - start > 5)
		return true;
	title = title_start(phrase, start);
	if (to - start == 1 && !is_lone_name(phrase, start, title))
		return true;
	return add_mention(b, phrase, start, to, title, f);
}

static bool
read_phrase(struct builder *b, const struct phrase *phrase, struct fault *f)
{
	for (size_t i = 0; i < phrase->count;) {
		size_t	 end;

		/* "Will X win?" asks; only inside a sentence is Will somebody. */
		if (!is_namely(&phrase->words[i]) ||
		    ((phrase->words[i].bits & WORD_AUXILIARY) != 0 &&
			(i == 0 || phrase_ends_sentence(phrase, i - 1)))) {
			i++;
			continue;
		}
		end = run_end(phrase, i);
		if (!read_run(b, phrase, i, end, f))
			return false;
		i = end;
	}
	return true;
}

/* Names said inside quotations complete others, but hold no office and answer no pronoun. */
static bool
read_quoted(struct builder *b, const struct phrase *phrase, struct fault *f)
{
	const struct pair_list	 none = { NULL, 0 };

	for (size_t i = 0; i < phrase->npairs; i++) {
		struct phrase	 inner;
		size_t		 from = b->table->nmentions;

		if (phrase->pairs[i].state == PAIR_ORPHAN)
			continue;
		if (!phrase_read(phrase->pairs[i].inner, &none, b->arena, &inner, f))
			return false;
		b->quoted = true;
		if (!read_phrase(b, &inner, f))
			return false;
		b->quoted = false;
		/* They have given their names; as mentions they stand nowhere. */
		b->table->nmentions = from;
	}
	return true;
}

/* The name a single word is the last, or the first, word of. */
static size_t
complete(struct builder *b, struct span word, enum gender gender)
{
	struct name_table	*table = b->table;
	struct lexicon_room	 room;
	size_t			 best = NAME_NONE;

	for (size_t next = b->by_last[hash_of(lexicon_fold(word, &room))]; next != 0;
	    next = b->older[next - 1]) {
		const struct name	*name = &table->names[next - 1];

		if (!span_eq_case(name->last, word))
			continue;
		if (gender != GENDER_UNKNOWN && name->gender != GENDER_UNKNOWN && name->gender != gender)
			continue;
		/* The most mentioned bearer of a surname is who goes by it alone. */
		if (best == NAME_NONE || name->mentions >= table->names[best].mentions)
			best = next - 1;
	}
	return best;
}

static size_t
complete_first(const struct name_table *table, struct span word)
{
	for (size_t i = 0; i < table->nnames && i < 512; i++) {
		if (!table->names[i].organisation && span_eq_case(first_word(table->names[i].full), word))
			return i;
	}
	return NAME_NONE;
}

/* Now that all full names are known, give every lone word its name, or make it one. */
static bool
name_lone_words(struct builder *b, struct fault *f)
{
	struct name_table	*table = b->table;

	for (size_t i = 0; i < table->nmentions; i++) {
		struct mention		*m = &table->mentions[i];
		const struct phrase	*phrase = &table->paragraphs[m->at.paragraph];
		struct span		 word = printed(phrase, m->at.word, m->end.word);
		bool			 titled;

		if (m->name != NAME_NONE || m->end.word - m->at.word > 1)
			continue;
		titled = has_title(phrase, m->title, m->at.word);
		m->name = complete(b, word, m->gender);
		if (m->name == NAME_NONE)
			m->name = complete_first(table, word);
		if (m->name == NAME_NONE) {
			bool	 opens = m->at.word == phrase_sentence_start(phrase, m->at.word);

			/* A first word is capital anyway: only a title, a verb or a colon makes it a name. */
			if (opens && !titled && !looks_finite(phrase, m->end.word) &&
			    !(m->end.word < phrase->count &&
				phrase->words[m->end.word].kind == WORD_COLON))
				continue;
			m->name = add_name(b, word, word, f);
			if (f->kind != FAULT_NONE)
				return false;
			if (m->name == NAME_NONE)
				continue;
			if ((phrase->words[m->at.word].bits & WORD_GIVEN) != 0)
				table->names[m->name].person = true;
		}
		table->names[m->name].mentions++;
		if (m->gender != GENDER_UNKNOWN && table->names[m->name].gender == GENDER_UNKNOWN)
			table->names[m->name].gender = m->gender;
		if (titled)
			table->names[m->name].person = true;
		b->paragraph = m->at.paragraph;
		if (titled && !add_office(b, m->title, m->at.word, m->name, f))
			return false;
	}
	return true;
}

static bool
index_mentions(struct name_table *table, struct arena *arena, struct fault *f)
{
	size_t	*first = arena_take(arena, table->nparagraphs + 1, sizeof *first, f);
	size_t	 m = 0;

	if (first == NULL)
		return false;
	for (size_t p = 0; p <= table->nparagraphs; p++) {
		while (m < table->nmentions && table->mentions[m].at.paragraph < p)
			m++;
		first[p] = m;
	}
	table->first = first;
	return true;
}

bool
name_table_read(struct phrase *paragraphs, size_t n, struct arena *arena, struct name_table *table,
    struct fault *f)
{
	struct builder	 b = { .table = table, .arena = arena };

	*table = (struct name_table) { .paragraphs = paragraphs, .nparagraphs = n };
	b.by_last = arena_take(arena, SLOTS, sizeof *b.by_last, f);
	b.older = arena_take(arena, NAME_MAX_NAMES, sizeof *b.older, f);
	if (b.by_last == NULL || b.older == NULL)
		return false;
	for (b.paragraph = 0; b.paragraph < n; b.paragraph++) {
		if (!read_phrase(&b, &paragraphs[b.paragraph], f) ||
		    !read_quoted(&b, &paragraphs[b.paragraph], f))
			return false;
	}
	return name_lone_words(&b, f) && index_mentions(table, arena, f);
}

/* The first mention of a paragraph that begins at word `from` or later. */
static size_t
mention_at(const struct name_table *table, size_t paragraph, size_t from)
{
	size_t	 low = table->first[paragraph], high = table->first[paragraph + 1];

	while (low < high) {
		size_t	 middle = low + (high - low) / 2;

		if (table->mentions[middle].at.word < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct mention *
name_first_in(const struct name_table *table, size_t paragraph, size_t from, size_t to)
{
	for (size_t i = mention_at(table, paragraph, from); i < table->first[paragraph + 1]; i++) {
		if (table->mentions[i].at.word >= to)
			break;
		if (table->mentions[i].name != NAME_NONE)
			return &table->mentions[i];
	}
	return NULL;
}

const struct mention *
name_last_in(const struct name_table *table, size_t paragraph, size_t from, size_t to)
{
	for (size_t i = mention_at(table, paragraph, to); i > table->first[paragraph]; i--) {
		if (table->mentions[i - 1].at.word < from)
			break;
		if (table->mentions[i - 1].name != NAME_NONE)
			return &table->mentions[i - 1];
	}
	return NULL;
}

size_t
name_before(const struct name_table *table, struct place_in at)
{
	return mention_at(table, at.paragraph, at.word);
}
