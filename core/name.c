#include "core/name.h"

#include "core/bearer.h"
#include "core/row.h"
#include "core/run.h"
#include "core/utf8.h"

/* The table while it grows. */
struct builder {
	const struct vocabulary	*vocabulary;
	struct name_table	*table;
	struct arena		*scratch, *arena;
	size_t			 mentions_room, offices_room;
	struct bearers		 bearers;
	size_t			 paragraph;
	bool			 quoted;
};

static bool
add_office(struct builder *b, size_t from, size_t to, size_t name, struct fault *f)
{
	struct name_table	*table = b->table;

	if (table->noffices >= NAME_MAX_OFFICES || name == NAME_NONE)
		return true;
	if (!arena_grow(b->arena, &table->offices, table->noffices, &b->offices_room,
		sizeof *table->offices, f))
		return false;
	table->offices[table->noffices++] = (struct office) { b->paragraph, from, to, name,
		name_office_head(&table->paragraphs[b->paragraph], from, to) };
	return true;
}

/* "Ben Quill, 17, said": an age behind the comma, and it is no grown-up's. */
static bool
is_minor(const struct phrase *phrase, size_t comma)
{
	struct span	 age;

	if (comma + 2 >= phrase->count || phrase->words[comma].kind != WORD_COMMA ||
	    phrase->words[comma + 2].kind != WORD_COMMA)
		return false;
	age = phrase_word(phrase, comma + 1);
	return (age.n == 1 && age.p[0] >= '1' && age.p[0] <= '9') ||
	    (age.n == 2 && age.p[0] == '1' && age.p[1] >= '0' && age.p[1] < '8');
}

static bool
is_participle(const struct phrase *phrase, size_t i)
{
	return i < phrase->count && phrase->words[i].kind == WORD_TEXT && phrase->words[i].n > 5 &&
	    !phrase_has(phrase, i, WORD_CAPITAL | WORD_TITLE) &&
	    span_ends(phrase_word(phrase, i), SPAN("ing"));
}

/* "Mr Quill's lawyer": of the lawyer the words before tell nothing. */
static enum gender
described_gender(const struct phrase *phrase, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (phrase_has(phrase, i, WORD_POSSESSIVE))
			from = i + 1;
	}
	return run_title_gender(phrase, from, to);
}

/* "Ursula Berg, the commission president, said": words behind the comma name her office. */
static bool
read_apposition(struct builder *b, const struct phrase *phrase, size_t to, size_t name,
    struct fault *f)
{
	size_t	 i = to + 1;

	/* "Ada Berg, representing Mr Quill, said": the title behind the participle is his. */
	if (to >= phrase->count || phrase->words[to].kind != WORD_COMMA || is_participle(phrase, i))
		return true;
	for (; i < phrase->count && i - to < 12; i++) {
		const struct word	*word = &phrase->words[i];

		if (word->kind != WORD_TEXT || (word->bits & WORD_RELATIVE) != 0)
			break;
		if (run_before_verb(phrase, i))
			return true;
	}
	if (i < phrase->count && phrase->words[i].kind != WORD_COMMA &&
	    phrase->words[i].kind != WORD_STOP && phrase->words[i].kind != WORD_DASH)
		return true;
	if (!run_has_title(phrase, to + 1, i))
		return true;
	if (b->table->names[name].gender == GENDER_UNKNOWN)
		b->table->names[name].gender = described_gender(phrase, to + 1, i);
	b->table->names[name].person = true;
	return add_office(b, to + 1, i, name, f);
}

/* "The company's founder, Odd Berg, now 88, was": where the words before the comma begin, or `comma`. */
static size_t
description_start(const struct phrase *phrase, size_t comma)
{
	size_t	 i = comma, start = phrase_sentence_start(phrase, comma);

	while (i > start && comma - i < 10 && phrase->words[i - 1].kind == WORD_TEXT &&
	    !phrase_has(phrase, i - 1, WORD_AUXILIARY | WORD_RELATIVE | WORD_CONJUNCTION) &&
	    !run_before_verb(phrase, i - 1)) {
		i--;
		if (phrase_has(phrase, i, WORD_DETERMINER) && !phrase_has(phrase, i, WORD_CAPITAL))
			break;
	}
	return i < comma && (phrase_has(phrase, i, WORD_DETERMINER) || i == start) ? i : comma;
}

/* "The mayor of Wick", "A singer from Wick": one behind the noun that the preposition hangs on, or `to`. */
static size_t
behind_noun(const struct phrase *phrase, size_t from, size_t to)
{
	size_t	 i = from;

	while (i < to && !phrase_has(phrase, i, WORD_PREPOSITION))
		i++;
	return i > from + 1 && phrase_has(phrase, i - 1, WORD_TITLE) ? i : to;
}

/* Words before the comma name the office of whoever stands between two: "her boss, Ann Berg, said". */
static bool
read_description(struct builder *b, const struct phrase *phrase, const struct run *run, size_t name,
    struct fault *f)
{
	size_t	 comma = run_comma(phrase, run), from;

	if (comma == 0 ||
	    (run->to < phrase->count && phrase->words[run->to].kind != WORD_COMMA &&
		phrase->words[run->to].kind != WORD_STOP))
		return true;
	from = description_start(phrase, comma);
	if (from == comma || !phrase_has(phrase, behind_noun(phrase, from, comma) - 1, WORD_TITLE))
		return true;
	if (b->table->names[name].gender == GENDER_UNKNOWN)
		b->table->names[name].gender = described_gender(phrase, from, comma);
	b->table->names[name].person = true;
	return add_office(b, from, comma, name, f);
}

/* Whoever says, adds or tells is somebody, unless a body's name says otherwise. */
static bool
speaks(const struct phrase *phrase, size_t behind)
{
	return behind < phrase->count && phrase_has(phrase, behind, WORD_SPEECH) &&
	    phrase_has(phrase, behind, WORD_FINITE) &&
	    !phrase_has(phrase, behind, WORD_CAPITAL | WORD_CUE_NOUN) &&
	    !phrase_has(phrase, behind - 1, WORD_BODY | WORD_PLACE | WORD_POSSESSIVE);
}

static void
judge_name(struct name *name, const struct phrase *phrase, const struct mention *m, bool titled)
{
	struct lexicon_room	 room;
	const struct given_name	*given;
	bool			 given_first = (phrase->words[m->at.word].bits & WORD_GIVEN) != 0;

	if (m->gender != GENDER_UNKNOWN)
		name->gender = m->gender;
	if (m->end.word - m->at.word > 1 && given_first) {
		name->person = true;
		given = given_find(phrase_fold(phrase, m->at.word, &room));
		if (given == NULL) {
			struct span	 s = phrase_word(phrase, m->at.word);

			given = given_find(
			    lexicon_fold(span_cut(s, 0, span_find(s, SPAN("-"))), &room));
		}
		if (name->gender == GENDER_UNKNOWN && given != NULL)
			name->gender = given->gender;
	}
	if (titled || speaks(phrase, m->end.word))
		name->person = true;
	name->minor |= is_minor(phrase, m->end.word);
	if ((phrase->words[m->end.word - 1].bits & WORD_BODY) != 0 && !titled)
		name->organisation = true;
	/* "Berg & Quill": partners, not a person. */
	for (size_t i = m->at.word + 1; i + 1 < m->end.word; i++) {
		if (phrase->text.p[phrase->words[i].at] == '&') {
			name->organisation = true;
			name->person = false;
		}
	}
}

/* "geographer", "ombudsman": by its ending a noun for a person, whom no table needs to know. */
static bool
ends_like_trade(struct span word)
{
	static const char	*const endings[] = { "er", "ian", "ist", "man", "or" };

	for (size_t i = 0; i < LEN(endings) && word.n > 6; i++) {
		if (span_ends(word, span_of(endings[i])))
			return true;
	}
	return false;
}

static bool
are_of_trade(struct span word)
{
	return word.n > 8 && word.p[word.n - 1] == 's' &&
	    ends_like_trade(span_cut(word, 0, word.n - 1));
}

/* "Porthaven teacher Ann Berg": what stands before a title and a name is neither's subject. */
static bool
is_attributive(const struct phrase *phrase, const struct run *run)
{
	const size_t	 title = run->to;

	return run->to - run->from == 1 && title + 1 < phrase->count &&
	    phrase->words[title].kind == WORD_TEXT &&
	    !phrase_has(phrase, title, WORD_CAPITAL | WORD_FUNCTION) &&
	    (phrase_has(phrase, title, WORD_TITLE | WORD_TRADE) ||
		ends_like_trade(phrase_word(phrase, title))) &&
	    phrase_has(phrase, title + 1, WORD_CAPITAL);
}

#define NICKNAME_BYTES 24

/* "Barry 'The Fridge' Entwistle": a few words in marks between a given name and a surname. */
static bool
is_nicknamed(const struct phrase *phrase, const struct run *given, const struct run *surname)
{
	return given->to - given->from <= 2 && phrase_has(phrase, given->from, WORD_GIVEN) &&
	    !phrase_has(phrase, given->to - 1, WORD_POSSESSIVE) &&
	    phrase->words[given->to].kind == WORD_QUOTE && surname->from == given->to + 1 &&
	    surname->title == surname->from && surname->to - surname->from <= 2 &&
	    phrase->pairs[phrase->words[given->to].pair].inner.n <= NICKNAME_BYTES;
}

/* The name that words are printed with, without what stands in marks among them. */
static struct span
full_name(struct builder *b, const struct phrase *phrase, const struct run *run, struct fault *f)
{
	const size_t	 to = run_named(phrase, run);
	size_t		 mark = run->from;
	struct span	 given, surname;
	char		*full;

	while (mark < to && phrase->words[mark].kind != WORD_QUOTE)
		mark++;
	if (mark == to)
		return phrase_stem(phrase, run->from, to);
	given = phrase_cut(phrase, run->from, mark);
	surname = phrase_stem(phrase, mark + 1, to);
	full = arena_take(b->arena, given.n + 1 + surname.n, 1, f);
	if (full == NULL)
		return SPAN_NONE;
	memcpy(full, given.p, given.n);
	full[given.n] = ' ';
	memcpy(full + given.n + 1, surname.p, surname.n);
	return (struct span) { full, given.n + 1 + surname.n };
}

static bool
add_mention(struct builder *b, const struct phrase *phrase, const struct run *run, struct fault *f)
{
	struct name_table	*table = b->table;
	size_t			 title = run->title, from = run->from, to = run->to;
	bool			 titled = run_has_title(phrase, title, from);
	struct mention		 m = { { b->paragraph, from }, { b->paragraph, to }, NAME_NONE, title,
		run_is_subject(phrase, run),
		phrase_has(phrase, to - 1, WORD_POSSESSIVE) || is_attributive(phrase, run),
		run_title_gender(phrase, title, from) };

	/* One word alone is named later, when the full names are known. */
	if (to - from > 1) {
		const struct printing as = { full_name(b, phrase, run, f), run_last(phrase, run),
			m.gender,
			to - from > 2 && from == phrase_sentence_start(phrase, from) &&
			    !phrase_has(phrase, from, WORD_GIVEN) };

		m.name = bearers_add(&b->bearers, bearers_slot(&b->bearers, as.last), &as, f);
		if (f->kind != FAULT_NONE)
			return false;
		if (m.name != NAME_NONE) {
			judge_name(&table->names[m.name], phrase, &m, titled);
			table->names[m.name].mentions++;
			if (titled && !b->quoted && !add_office(b, title, from, m.name, f))
				return false;
			if (!b->quoted &&
			    !(read_apposition(b, phrase, to, m.name, f) &&
				read_description(b, phrase, run, m.name, f)))
				return false;
		}
	}
	if (!arena_grow(b->arena, &table->mentions, table->nmentions, &b->mentions_room, sizeof m, f))
		return false;
	table->mentions[table->nmentions++] = m;
	return true;
}

static bool
read_phrase(struct builder *b, const struct phrase *phrase, struct fault *f)
{
	struct run	 run, next;
	size_t		 at = 0;

	for (bool more = run_next(phrase, &at, &run); more; run = next) {
		more = run_next(phrase, &at, &next);
		if (more && is_nicknamed(phrase, &run, &next)) {
			run.to = next.to;
			more = run_next(phrase, &at, &next);
		}
		if (!add_mention(b, phrase, &run, f))
			return false;
	}
	return true;
}

/* Could a word of a name begin here? Not with a small letter of ASCII, nor with a curly mark; "I" is none. */
static bool
may_begin_name(struct span text, size_t i)
{
	const unsigned char	 c = (unsigned char)text.p[i];

	if (c < '@' || (c > 'Z' && c < 0xC2))
		return false;
	if (c == 'I' && i + 1 < text.n && text.p[i + 1] == ' ')
		return false;
	if (i > 0 && (unsigned char)text.p[i - 1] < 0x80 &&
	    utf8_is_word((unsigned char)text.p[i - 1]))
		return false;
	return !span_starts(span_cut(text, i, text.n), SPAN("\xE2\x80"));
}

/* Could these words hold a name of two words or more? */
static bool
may_name(struct span text)
{
	size_t	 n = 0;

	for (size_t i = 0; i < text.n && n < 2; i++)
		n += may_begin_name(text, i);
	return n == 2;
}

/* Names said inside quotations complete others, but hold no office and answer no pronoun. */
static bool
read_quoted(struct builder *b, const struct phrase *phrase, struct fault *f)
{
	for (size_t i = 0; i < phrase->npairs; i++) {
		struct phrase	 inner = { .text = phrase->pairs[i].inner };
		size_t		 from = b->table->nmentions;

		if (phrase->pairs[i].state == PAIR_ORPHAN ||
		    phrase->pairs[i].state == PAIR_PASSED || !may_name(inner.text))
			continue;
		/* No name points at its words. */
		arena_reset(b->scratch);
		if (!phrase_read(b->vocabulary, &inner, 1, b->scratch, f))
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

/* "Harbour Foods Inc." goes by its first word. */
bool
name_is_company(const struct name *name)
{
	static const char	*const forms[] = { "ag", "airlines", "airways", "co", "corp",
		"corporation", "foods", "gmbh", "group", "holdings", "inc", "industries", "llc",
		"ltd", "motors", "nv", "partners", "plc", "sa", "se", "systems" };
	struct lexicon_room	 room;

	return ROW_HALVE(forms, lexicon_fold(name->last, &room)) != NULL;
}

/* Could a lone word that completes no full name be a name all the same? */
static bool
stands_for_itself(const struct phrase *phrase, const struct mention *m, bool titled)
{
	size_t	 behind = m->end.word;

	/* "THE CHAIR (MS. QUILL):" */
	if (behind + 1 < phrase->count && phrase->words[behind].kind == WORD_CLOSES)
		behind++;
	/* A first word is capital anyway: only a title, a verb, a colon or ", who" makes it a name. */
	if (m->at.word == phrase_sentence_start(phrase, m->at.word) && !titled &&
	    !run_before_verb(phrase, behind) &&
	    !(behind < phrase->count && phrase->words[behind].kind == WORD_COLON) &&
	    !(behind + 1 < phrase->count && phrase->words[behind].kind == WORD_COMMA &&
		phrase_is(phrase, behind + 1, "who")))
		return false;
	/* "Regulators had": people in the plural, of a kind that no table need know. */
	if (m->at.word == phrase_sentence_start(phrase, m->at.word) && !titled &&
	    are_of_trade(phrase_word(phrase, m->at.word)))
		return false;
	/* "Bill" is somebody only where a full name says so. */
	return titled || !phrase_has(phrase, m->at.word, WORD_BODY | WORD_TITLE | WORD_DOCUMENT);
}

/* The name of a lone word: one that it completes, or else itself; m->name stays when it is none. */
static bool
name_lone_word(struct builder *b, const struct phrase *phrase, bool titled, struct mention *m,
    struct fault *f)
{
	const struct span	 word = phrase_stem(phrase, m->at.word, m->end.word);
	const size_t		 slot = bearers_slot(&b->bearers, word);

	m->name = bearers_complete(&b->bearers, slot, word, m->gender);
	if (m->name != NAME_NONE || !stands_for_itself(phrase, m, titled))
		return true;
	m->name =
	    bearers_add(&b->bearers, slot, &(struct printing) { word, word, m->gender, false }, f);
	if (m->name == NAME_NONE)
		return f->kind == FAULT_NONE;
	bearers_lead(&b->bearers, m->name, slot);
	b->table->names[m->name].person |= (phrase->words[m->at.word].bits & WORD_GIVEN) != 0;
	return true;
}

/* Now that all full names are known, give every lone word its name, or make it one. */
static bool
name_lone_words(struct builder *b, struct fault *f)
{
	struct name_table	*table = b->table;

	bearers_lead_all(&b->bearers);
	for (size_t i = 0; i < table->nmentions; i++) {
		struct mention		*m = &table->mentions[i];
		const struct phrase	*phrase = &table->paragraphs[m->at.paragraph];
		bool			 titled;

		if (m->name != NAME_NONE || m->end.word - m->at.word > 1)
			continue;
		titled = run_has_title(phrase, m->title, m->at.word);
		if (!name_lone_word(b, phrase, titled, m, f))
			return false;
		if (m->name == NAME_NONE)
			continue;
		table->names[m->name].mentions++;
		if (m->gender != GENDER_UNKNOWN && table->names[m->name].gender == GENDER_UNKNOWN)
			table->names[m->name].gender = m->gender;
		if (titled || speaks(phrase, m->end.word))
			table->names[m->name].person = true;
		b->paragraph = m->at.paragraph;
		if (titled && !add_office(b, m->title, m->at.word, m->name, f))
			return false;
		/* "His wife, Greta, told" */
		if (!read_description(b, phrase,
			&(struct run) { m->title, m->at.word, m->end.word }, m->name, f))
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
name_table_read(const struct vocabulary *vocabulary, struct phrase *paragraphs, size_t n,
    struct arena *scratch, struct arena *arena, struct name_table *table, struct fault *f)
{
	struct builder	 b = { .vocabulary = vocabulary,
		.table = table,
		.scratch = scratch,
		.arena = arena };
	size_t		 words = 0;

	*table = (struct name_table) { .paragraphs = paragraphs, .nparagraphs = n };
	for (size_t i = 0; i < n; i++)
		words += paragraphs[i].count;
	if (!bearers_begin(&b.bearers, table, words, arena, f))
		return false;
	for (b.paragraph = 0; b.paragraph < n; b.paragraph++) {
		if (!read_phrase(&b, &paragraphs[b.paragraph], f) ||
		    !read_quoted(&b, &paragraphs[b.paragraph], f))
			return false;
	}
	if (!name_lone_words(&b, f) || !index_mentions(table, arena, f))
		return false;
	name_learn_genders(table);
	return name_find_referents(table, arena, f);
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
