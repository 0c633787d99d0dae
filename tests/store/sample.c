#include "tests/store/sample.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/query.h"

void
sample_begin(struct sample *s)
{
	const char	*folder = getenv("TMPDIR");
	int		 fd;

	*s = (struct sample) { .f = FAULT_INIT };
	snprintf(s->path, sizeof s->path, "%s/store.XXXXXX", folder != NULL ? folder : "/tmp");
	fd = mkstemp(s->path);
	cr_assert(fd >= 0);
	close(fd);
	unlink(s->path);
	s->arena = arena_new((size_t)256 << 20);
	cr_assert_not_null(s->arena);
}

void
sample_open(struct sample *s, enum store_mode mode)
{
	cr_assert(store_open(s->path, mode, &s->store, &s->f), "%s", s->f.text);
}

void
sample_start(struct sample *s)
{
	sample_begin(s);
	sample_open(s, STORE_WRITE);
}

void
sample_close(struct sample *s)
{
	store_close(s->store);
	s->store = NULL;
}

void
sample_end(struct sample *s)
{
	static const char *const beside[] = { "-wal", "-shm", "-journal" };

	sample_close(s);
	for (size_t i = 0; i < LEN(beside); i++) {
		char		 name[300];
		struct stat	 st;

		snprintf(name, sizeof name, "%s%s", s->path, beside[i]);
		cr_expect(stat(name, &st) != 0, "%s was left behind", name);
		unlink(name);
	}
	unlink(s->path);
	arena_free(s->arena);
}

static void *
take(struct sample *s, size_t count, size_t size)
{
	void	*taken = arena_take(s->arena, count, size, &s->f);

	cr_assert_not_null(taken, "%s", s->f.text);
	return taken;
}

static void
set_date(struct sample *s, struct article *article, enum evidence_says says, struct interval when,
    struct dating *dating, size_t *room)
{
	struct evidence	 e = { .kind = EVIDENCE_META,
		.says = says,
		.found = SPAN("some day"),
		.place = SPAN("meta article:published_time"),
		.when = when,
		.used = true };

	*dating = (struct dating) { .when = e.when, .rank = 2, .best = article->nevidence };
	cr_assert(article_add_evidence(article, room, &e, s->arena, &s->f));
}

static void
set_dates(struct sample *s, struct article *article, const struct sample_article *row)
{
	size_t	 room = 0;

	article->published.when = INTERVAL_UNKNOWN;
	article->modified.when = INTERVAL_UNKNOWN;
	if (row->published != 0)
		set_date(s, article, SAYS_PUBLISHED,
		    (struct interval) { row->published, row->published + DATE_DAY },
		    &article->published, &room);
	if (row->modified != 0)
		set_date(s, article, SAYS_MODIFIED,
		    (struct interval) { row->modified, row->modified }, &article->modified, &room);
}

static struct quote
make_quote(struct sample *s, struct span host, struct span said, const char *speaker)
{
	struct span	*part = take(s, 1, sizeof *part);
	size_t		 at = span_find(host, said);

	cr_assert(at < host.n || said.n == 0, "'%.*s' is not in its text", SPAN_ARG(said));
	*part = span_cut(host, at, at + said.n);
	return (struct quote) { .parts = part,
		.nparts = 1,
		.text = *part,
		.whole = *part,
		.outside = -1,
		.region = REGION_BODY,
		.form = QUOTE_UTTERANCE,
		.form_rule = "by hand",
		.speaker = span_of(speaker),
		.mention = span_of(speaker),
		.state = SPEAKER_RESOLVED,
		.speaker_rule = "by hand",
		.confidence = 0.5 };
}

void
sample_make(struct sample *s, const struct sample_article *row, struct article *article,
    struct quote_list *quotes)
{
	struct block	*blocks = take(s, 2, sizeof *blocks);

	*article = (struct article) { .url = span_of(row->url),
		.outlet = span_of(row->outlet),
		.text = span_of(row->text),
		.blocks = blocks,
		.nblocks = 1,
		.language = SPAN("en"),
		.captured = row->captured == 0 ? DATE_UNKNOWN : row->captured };
	blocks[0] = (struct block) { .text = article->text, .region = REGION_BODY };
	article->canonical = span_of(row->canonical);
	set_dates(s, article, row);
	quotes->items = take(s, LEN(row->said) + 1, sizeof *quotes->items);
	quotes->count = 0;
	for (size_t i = 0; i < LEN(row->said) && row->said[i] != NULL; i++)
		quotes->items[quotes->count++] =
		    make_quote(s, article->text, span_of(row->said[i]), row->speaker);
	if (row->teaser == NULL)
		return;
	blocks[1] = (struct block) { .text = span_of(row->teaser),
		.region = REGION_TEASER,
		.outlet = SPAN("The Elsewhere Post") };
	article->outside = &blocks[1];
	article->noutside = 1;
	quotes->items[quotes->count] = make_quote(s, blocks[1].text, blocks[1].text, row->speaker);
	quotes->items[quotes->count].outside = 0;
	quotes->items[quotes->count++].region = REGION_TEASER;
}

enum store_added
sample_add(struct sample *s, const struct sample_article *row)
{
	struct article		 article;
	struct quote_list	 quotes;
	enum store_added	 added;

	sample_make(s, row, &article, &quotes);
	cr_assert(store_add_article(s->store, &article, &quotes, &added, &s->f), "%s: %s", row->url,
	    s->f.text);
	return added;
}

struct sample_article
sample_page(const struct sample_article *row, int i, char url[64])
{
	struct sample_article	 page = *row;

	snprintf(url, 64, "https://one.example/%d", i);
	page.url = url;
	return page;
}

static void
set_room(struct sample *s, int pages)
{
	char	 pragma[64];

	snprintf(pragma, sizeof pragma, "PRAGMA max_page_count = %d", pages);
	cr_assert_eq(sqlite3_exec(s->store->db, pragma, NULL, NULL, NULL), SQLITE_OK);
}

/* Is there room for page i? s->f says why not. */
static bool
add_page(struct sample *s, const struct sample_article *row, int i, enum store_added *added)
{
	struct sample_article	 page;
	struct article		 article;
	struct quote_list	 quotes;
	char			 url[64];

	page = sample_page(row, i, url);
	sample_make(s, &page, &article, &quotes);
	return store_add_article(s->store, &article, &quotes, added, &s->f);
}

int
sample_fill(struct sample *s, const struct sample_article *row, int pages)
{
	enum store_added added;
	int		 filed = 0;

	set_room(s, pages);
	while (filed < 10000 && add_page(s, row, filed, &added))
		filed++;
	cr_expect_eq(s->f.kind, FAULT_DATABASE);
	cr_expect_not_null(strstr(s->f.text, "disk full"), "%s", s->f.text);
	cr_expect(filed > 3, "%d", filed);
	fault_clear(&s->f);
	return filed;
}

void
sample_give_room(struct sample *s, const struct sample_article *row, int filed)
{
	enum store_added	 added;

	set_room(s, 100000);
	cr_expect(add_page(s, row, filed, &added), "%s", s->f.text);
	cr_expect_eq(added, STORE_NEW);
}

void
sample_kill_writer(struct sample *s, void (*write)(struct sample *s))
{
	pid_t	 child = fork();
	int	 died;

	cr_assert(child >= 0);
	if (child == 0) {
		sample_open(s, STORE_WRITE);
		write(s);
		raise(SIGKILL);
	}
	cr_assert_eq(waitpid(child, &died, 0), child);
	cr_assert(WIFSIGNALED(died));
}

/* The family of an occurrence is the first one with its speaker. */
static size_t
family_of(const struct corpus *corpus, const size_t *founders, size_t count, size_t i)
{
	size_t	 k = 0;

	while (k < count &&
	    !span_eq(corpus->quotes[founders[k]].quote.speaker, corpus->quotes[i].quote.speaker))
		k++;
	return k;
}

static void
place(struct sample *s, const struct corpus *corpus, struct trail *trail, size_t i, size_t founder)
{
	struct placement	*p = &trail->placements[i];
	struct printing		 reference = { .text = corpus->quotes[founder].quote.text };
	struct printing		 variant = { .text = corpus->quotes[i].quote.text };

	p->second = TRAIL_NONE;
	p->parent = i == founder ? TRAIL_NONE : founder;
	p->carriers = i == founder ? 0 : 1;
	p->bits = i == founder ? 0 : 17.25;
	p->rule = i == founder ? "founder" : "by hand";
	if (i != founder)
		cr_assert(drift_measure(&reference, &variant, s->arena, &p->drift, &s->f), "%s",
		    s->f.text);
}

/* As struct family has them: by date, then by id, which is the order of the corpus. */
static void
sort_members(struct sample *s, const struct corpus *corpus, const struct trail *trail,
    const struct family *family, size_t *members)
{
	struct trail_article	*articles;
	struct occurrence	*occurrences;
	struct interval		*when = take(s, family->nmembers, sizeof *when);

	cr_assert(corpus_for_trail(corpus, s->arena, &articles, &occurrences, &s->f));
	for (size_t i = 0; i < family->nmembers; i++) {
		const size_t	 member = members[i];
		bool		 inferred;
		const struct interval	 date =
		    trail_date(articles, occurrences, trail, member, &inferred);
		size_t		 at = i;

		for (; at > 0 && member != family->earliest && members[at - 1] != family->earliest &&
		     (trail_moment(date) < trail_moment(when[at - 1]) ||
			 (trail_moment(date) == trail_moment(when[at - 1]) &&
			     date.earliest < when[at - 1].earliest));
		     at--) {
			members[at] = members[at - 1];
			when[at] = when[at - 1];
		}
		members[at] = member;
		when[at] = date;
	}
}

static void
make_families(struct sample *s, const struct corpus *corpus, struct trail *trail,
    const size_t *founders)
{
	for (size_t k = 0; k < trail->nfamilies; k++) {
		struct family	*family = &trail->families[k];
		size_t		*members = take(s, corpus->nquotes, sizeof *members);

		*family = (struct family) { .members = members,
			.earliest = founders[k],
			.fullest = founders[k],
			.verdict = VERDICT_LIKELY,
			.overlap = 7,
			.rival = TRAIL_NONE,
			.lineages = 1,
			.speaker = corpus->quotes[founders[k]].quote.speaker };
		for (size_t i = 0; i < corpus->nquotes; i++) {
			if (trail->placements[i].family != k)
				continue;
			members[family->nmembers++] = i;
			if (i != family->earliest)
				family->rival = i;
			if (trail->placements[i].drift.severity > family->severity)
				family->severity = trail->placements[i].drift.severity;
		}
		sort_members(s, corpus, trail, family, members);
	}
}

void
sample_trail(struct sample *s, const struct corpus *corpus, struct trail *trail)
{
	size_t	*founders = take(s, corpus->nquotes, sizeof *founders);

	*trail = (struct trail) {
		.placements = take(s, corpus->nquotes, sizeof *trail->placements),
		.inferred = take(s, corpus->narticles, sizeof *trail->inferred),
		.near = take(s, corpus->nquotes, sizeof *trail->near),
	};
	for (size_t i = 0; i < corpus->narticles; i++)
		trail->inferred[i] = corpus->articles[i].article.published.rank > 0 ?
		    INTERVAL_UNKNOWN :
		    (struct interval) { 1000, 2000 };
	for (size_t i = 0; i < corpus->nquotes; i++) {
		size_t	 k = family_of(corpus, founders, trail->nfamilies, i);

		if (k == trail->nfamilies) {
			founders[trail->nfamilies++] = i;
			if (i > 0)
				trail->near[trail->nnear++] = (struct near_miss) { i - 1, i, 3.5,
					0.25, "too little information shared" };
		}
		trail->placements[i].family = k;
		place(s, corpus, trail, i, founders[k]);
	}
	trail->families = take(s, trail->nfamilies, sizeof *trail->families);
	make_families(s, corpus, trail, founders);
}

void
sample_conclude(struct sample *s)
{
	struct corpus	 corpus;
	struct trail	 trail;

	cr_assert(store_load(s->store, s->arena, &corpus, &s->f), "%s", s->f.text);
	sample_trail(s, &corpus, &trail);
	cr_assert(store_conclude(s->store, &corpus, &trail, &s->f), "%s", s->f.text);
}

void
sample_each_family(struct sample *s, bool (*visit)(void *context, struct span id, struct fault *f),
    void *context)
{
	static const struct family_filter any = { .since = DATE_UNKNOWN, .until = DATE_UNKNOWN };

	cr_assert(store_each_family(s->store, &any, FAMILIES_BY_ID, visit, context, &s->f), "%s",
	    s->f.text);
}

unsigned
sample_draw(uint64_t *seed, unsigned below)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(*seed >> 33) % below;
}

void
sample_invent(uint64_t *seed, char *line, size_t room)
{
	static const char *const parts[] = { "ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no",
		"pu", "ra", "se", "ti", "vo", "zu" };
	const size_t	 n = strlen(line);

	snprintf(line + n, room - n, "%s%s%s%s", n > 0 ? " " : "",
	    parts[sample_draw(seed, LEN(parts))], parts[sample_draw(seed, LEN(parts))],
	    parts[sample_draw(seed, LEN(parts))]);
}
