#include "cmd/place.h"

#include <stdlib.h>

#include "core/sentence.h"
#include "core/token.h"
#include "core/utf8.h"
#include "fetch/address.h"

#define NAME_MIN 3
#define LINK_BYTES_MAX 8192
#define FRAGMENT_WORDS 6 /* words given at each end of a long quotation */

/* How many bytes two names share at the start, on a character boundary. */
static size_t
shared(struct span a, struct span b)
{
	size_t	 n = 0;

	while (n < a.n && n < b.n && a.p[n] == b.p[n])
		n++;
	while (n > 0 && n < a.n && ((unsigned char)a.p[n] & 0xC0) == 0x80)
		n--;
	return n;
}

/* A name and what it shares at most with another one: a host is short as it is. */
struct named {
	struct span	 whole;
	size_t		 shared, article;
	bool		 host;
};

static int
by_name(const void *left, const void *right)
{
	const struct named	*a = left, *b = right;

	return span_cmp(a->whole, b->whole);
}

/* In byte order the name that shares most with a name stands beside it. */
static void
share_names(struct named *names, size_t count)
{
	qsort(names, count, sizeof *names, by_name);
	for (size_t i = 1, from = 0; i <= count; i++) {
		size_t	 both;

		if (i < count && span_eq(names[i].whole, names[from].whole))
			continue;
		both = i < count ? shared(names[from].whole, names[i].whole) + 1 : 0;
		for (; from < i; from++) {
			if (both > names[from].shared)
				names[from].shared = both;
		}
		for (size_t k = i; k < count && span_eq(names[k].whole, names[i].whole); k++)
			names[k].shared = both;
	}
}

/* A host without its "www."; else the shortest start that no other file begins with. */
static struct span
short_name(const struct named *named)
{
	struct span	 name = named->whole;
	size_t		 need = named->shared > NAME_MIN ? named->shared : NAME_MIN;

	if (named->host)
		return span_starts(name, SPAN("www.")) ? span_cut(name, 4, name.n) : name;
	while (need < name.n && ((unsigned char)name.p[need] & 0xC0) == 0x80)
		need++;
	/* A word is not cut in two: "gulfco" says less than "gulfcourier". */
	while (need < name.n) {
		size_t	 at = need;
		uint32_t c = utf8_next(name, &at);

		if (!utf8_is_letter(c) && !utf8_is_digit(c))
			break;
		need = at;
	}
	return span_cut(name, 0, need);
}

bool
place_names(const struct corpus *corpus, struct arena *arena, struct span **names, struct fault *f)
{
	struct named	*sorted = arena_take(arena, corpus->narticles, sizeof *sorted, f);

	*names = arena_take(arena, corpus->narticles, sizeof **names, f);
	if (sorted == NULL || *names == NULL)
		return false;
	for (size_t i = 0; i < corpus->narticles; i++) {
		struct span	 identity = article_identity(&corpus->articles[i].article);
		struct span	 host = address_host(identity);

		sorted[i] = (struct named) { .whole = host.n > 0 ? host : span_tail(identity, '/'),
			.article = i,
			.host = host.n > 0 };
	}
	share_names(sorted, corpus->narticles);
	for (size_t i = 0; i < corpus->narticles; i++)
		(*names)[sorted[i].article] = short_name(&sorted[i]);
	return true;
}

static struct span
host_text(const struct article *article, const struct quote *quote)
{
	return quote->outside < 0 ? article->text : article->outside[quote->outside].text;
}

bool
place_of(struct span name, const struct article *article, const struct quote *quote,
    struct arena *arena, struct span *place, struct fault *f)
{
	struct buf	 out = BUF(LINK_BYTES_MAX);
	size_t		 line = 1;

	buf_add(&out, name);
	/* Only a plain text has lines that a person can go to. */
	if (article->file.n > 0 && article->url.n == 0 && article->noutside == 0 &&
	    quote->outside < 0) {
		for (const char *c = article->text.p; c < quote->whole.p; c++)
			line += *c == '\n';
		buf_print(&out, ":L%zu", line);
	}
	return buf_end(&out, arena, place, f);
}

static bool
is_plain(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	    c == '.' || c == '_' || c == '~';
}

void
place_encode(struct buf *out, struct span text)
{
	static const char	 hex[] = "0123456789ABCDEF";
	size_t			 from = 0;

	for (size_t i = 0; i < text.n; i++) {
		const unsigned char	 c = (unsigned char)text.p[i];

		if (is_plain(c))
			continue;
		buf_add(out, span_cut(text, from, i));
		buf_add(out, (struct span) { (const char[]) { '%', hex[c >> 4], hex[c & 15] }, 3 });
		from = i + 1;
	}
	buf_add(out, span_cut(text, from, text.n));
}

bool
place_link(const struct article *article, const struct quote *quote, struct arena *arena,
    struct span *link, struct fault *f)
{
	struct span		 address = article_identity(article);
	struct buf		 out = BUF(LINK_BYTES_MAX);
	struct token_list	 head, tail;

	*link = SPAN_NONE;
	if (!span_starts(address, SPAN("http://")) && !span_starts(address, SPAN("https://")))
		return true;
	address = span_cut(address, 0, span_find(address, SPAN("#")));
	if (!token_read(quote->parts[0], arena, &head, f))
		return false;
	tail = head;
	if (quote->nparts > 1 && !token_read(quote->parts[quote->nparts - 1], arena, &tail, f))
		return false;
	buf_add(&out, address);
	buf_add(&out, SPAN("#:~:text="));
	if (head.count <= 2 * FRAGMENT_WORDS && quote->nparts == 1)
		place_encode(&out, quote->text);
	else if (head.count > 0 && tail.count > 0) {
		size_t	 n = head.count < FRAGMENT_WORDS ? head.count : FRAGMENT_WORDS;
		size_t	 m = tail.count < FRAGMENT_WORDS ? tail.count : FRAGMENT_WORDS;

		place_encode(&out, span_join(head.items[0].printed, head.items[n - 1].printed));
		buf_char(&out, ',');
		place_encode(&out,
		    span_join(tail.items[tail.count - m].printed,
			tail.items[tail.count - 1].printed));
	}
	return buf_end(&out, arena, link, f);
}

/* The beginning of the sentence that `at` stands in or behind. */
static size_t
sentence_begin(struct span text, size_t at)
{
	while (at > 0 && text.p[at - 1] != '\n' &&
	    !(text.p[at - 1] == ' ' && sentence_ends(text, at - 1)))
		at--;
	return at;
}

static size_t
sentence_end(struct span text, size_t at)
{
	while (at < text.n && text.p[at] != '\n' && !(text.p[at] == ' ' && sentence_ends(text, at)))
		at++;
	return at;
}

static bool
is_gap(char c)
{
	return c == ' ' || c == '\n';
}

struct span
place_context(const struct article *article, const struct quote *quote, size_t more)
{
	struct span	 text = host_text(article, quote);
	size_t		 from, to;

	if (!span_within(quote->whole, text))
		return quote->text;
	from = (size_t)(quote->whole.p - text.p);
	to = sentence_end(text, from + quote->whole.n);
	from = sentence_begin(text, from);
	for (size_t i = 0; i < more; i++) {
		while (from > 0 && is_gap(text.p[from - 1]))
			from--;
		while (to < text.n && is_gap(text.p[to]))
			to++;
		from = sentence_begin(text, from);
		to = sentence_end(text, to);
	}
	return span_trim(span_cut(text, from, to));
}

struct span
place_sentence(const struct article *article, const struct quote *quote)
{
	return place_context(article, quote, 0);
}
