#include "store/id.h"

#include <nettle/sha2.h>

#include "core/buf.h"
#include "core/token.h"
#include "core/utf8.h"
#include "store/store.h"

#define ID_DIGITS 12
#define HOST_DIGITS 16
#define FOLD_PIECE ((size_t)1 << 20) /* bytes folded at a time, well below TOKEN_MAX_TEXT */
#define FOLD_BYTES_MAX ((size_t)256 << 20)

/* A digest under way. Most of what goes in are a few bytes, which are gathered first. */
struct digest {
	struct sha256_ctx	 sha;
	char			 block[512];
	size_t			 n; /* bytes of block that wait */
};

static void
begin(struct digest *digest)
{
	sha256_init(&digest->sha);
	digest->n = 0;
}

static void
flush(struct digest *digest)
{
	sha256_update(&digest->sha, digest->n, (const uint8_t *)digest->block);
	digest->n = 0;
}

static void
feed(struct digest *digest, struct span s)
{
	if (s.n > sizeof digest->block - digest->n)
		flush(digest);
	if (s.n > sizeof digest->block) {
		sha256_update(&digest->sha, s.n, (const uint8_t *)s.p);
	} else if (s.n > 0) {
		memcpy(digest->block + digest->n, s.p, s.n);
		digest->n += s.n;
	}
}

static void
finish(struct digest *digest, unsigned char bytes[DIGEST_BYTES])
{
	flush(digest);
	sha256_digest(&digest->sha, DIGEST_BYTES, bytes);
}

static void
feed_digits(struct digest *digest, int64_t value)
{
	char	 room[SPAN_INT_MAX];

	feed(digest, span_int(value, room));
}

/* Fields go in with their length before them, so that no two readings run together alike. */
static void
feed_field(struct digest *digest, struct span s)
{
	feed_digits(digest, (int64_t)s.n);
	feed(digest, SPAN(":"));
	feed(digest, s);
}

static void
feed_int(struct digest *digest, int64_t value)
{
	char	 room[SPAN_INT_MAX];

	feed_field(digest, span_int(value, room));
}

void
digest_text(struct span s, unsigned char digest[DIGEST_BYTES])
{
	struct digest	 sha;

	begin(&sha);
	feed(&sha, s);
	finish(&sha, digest);
}

/* A stretch of the text by its place, which the text's own digest makes mean the same. */
static void
feed_place(struct digest *sha, struct span text, struct span s)
{
	feed_int(sha, span_within(s, text) ? s.p - text.p : -1);
	feed_int(sha, (int64_t)s.n);
}

static void
feed_blocks(struct digest *sha, const struct article *article)
{
	feed_int(sha, (int64_t)article->nblocks);
	for (size_t i = 0; i < article->nblocks; i++) {
		feed_place(sha, article->text, article->blocks[i].text);
		feed_int(sha, (int64_t)article->blocks[i].kind);
		feed_int(sha, (int64_t)article->blocks[i].region);
	}
	for (size_t i = 0; i < article->noutside; i++) {
		feed_field(sha, article->outside[i].text);
		feed_int(sha, (int64_t)article->outside[i].region);
		feed_field(sha, article->outside[i].outlet);
	}
}

static void
feed_evidence(struct digest *sha, const struct article *article)
{
	feed_int(sha, (int64_t)article->nevidence);
	for (size_t i = 0; i < article->nevidence; i++) {
		const struct evidence	*e = &article->evidence[i];

		feed_int(sha, (int64_t)e->kind);
		feed_int(sha, (int64_t)e->says);
		feed_field(sha, e->found);
		feed_field(sha, e->place);
		feed_int(sha, e->when.earliest);
		feed_int(sha, e->when.latest);
		feed_field(sha, e->zone);
	}
	for (size_t i = 0; i < article->ncredits; i++) {
		feed_int(sha, (int64_t)article->credits[i].role);
		feed_field(sha, article->credits[i].name);
		feed_field(sha, article->credits[i].found);
	}
}

void
digest_reading(const struct article *article, unsigned char digest[DIGEST_BYTES])
{
	const struct span	 stated[] = { article->url, article->requested, article->canonical,
		article->file, article->outlet, article->title, article->byline, article->language,
		article->published.day, article->modified.day, span_of(article->charset) };
	const int64_t		 times[] = { article->captured, article->published.when.earliest,
		article->published.when.latest, article->modified.when.earliest,
		article->modified.when.latest };
	struct digest		 sha;

	begin(&sha);
	for (size_t i = 0; i < LEN(stated); i++)
		feed_field(&sha, stated[i]);
	for (size_t i = 0; i < LEN(times); i++)
		feed_int(&sha, times[i]);
	feed_blocks(&sha, article);
	feed_evidence(&sha, article);
	finish(&sha, digest);
}

/* The end of a piece that starts at `from`: behind white space, or all that is left. */
static size_t
piece_end(struct span text, size_t from)
{
	size_t	 to = from + FOLD_PIECE;

	if (text.n - from <= FOLD_PIECE)
		return text.n;
	while (to > from && text.p[to - 1] != ' ' && text.p[to - 1] != '\n')
		to--;
	if (to > from)
		return to;
	/* A megabyte without a space is cut at a character. */
	for (to = from + FOLD_PIECE; ((unsigned char)text.p[to] & 0xc0) == 0x80; to--)
		;
	return to;
}

bool
fold_words(struct span text, struct arena *arena, struct span *folded, struct fault *f)
{
	struct buf	 words = BUF(FOLD_BYTES_MAX);
	struct arena	*piece;
	struct span	 some;
	bool		 ok = true;

	if (text.n <= FOLD_PIECE)
		return token_fold(text, arena, folded, f);
	piece = arena_new(FOLD_BYTES_MAX);
	if (piece == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (size_t at = 0, to; ok && at < text.n; at = to) {
		to = piece_end(text, at);
		arena_reset(piece);
		ok = token_fold(span_cut(text, at, to), piece, &some, f);
		if (ok && some.n > 0 && words.n > 0)
			buf_char(&words, ' ');
		if (ok)
			buf_add(&words, some);
	}
	ok = ok && buf_end(&words, arena, folded, f);
	buf_free(&words);
	arena_free(piece);
	return ok;
}

/* The first `digits` hex digits of a digest. */
static struct span
hex_of(struct digest *digest, size_t digits, char out[2 * DIGEST_BYTES])
{
	static const char	 hex[] = "0123456789abcdef";
	unsigned char		 bytes[DIGEST_BYTES];

	finish(digest, bytes);
	for (size_t i = 0; i < digits; i++)
		out[i] = hex[bytes[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15];
	return (struct span) { out, digits };
}

bool
id_from_words(struct span identity, size_t start, struct span folded, struct arena *arena,
    struct span *id, struct fault *f)
{
	struct digest	 content;
	char		 name[1 + 2 * DIGEST_BYTES] = "q";

	begin(&content);
	feed(&content, identity);
	feed(&content, SPAN("\n"));
	feed_digits(&content, (int64_t)start);
	feed(&content, SPAN("\n"));
	feed(&content, folded);
	(void)hex_of(&content, ID_DIGITS, name + 1);
	return span_in(arena, (struct span) { name, 1 + ID_DIGITS }, id, f);
}

int64_t
occurrence_number(struct span id)
{
	int64_t	 number = 0;

	for (size_t i = 1; i < id.n && i <= ID_DIGITS; i++)
		number = number * 16 + (id.p[i] <= '9' ? id.p[i] - '0' : id.p[i] - 'a' + 10);
	return number;
}

bool
id_outside(struct span identity, struct span block_text, struct arena *arena, struct span *host,
    struct fault *f)
{
	struct buf	 name = BUF(identity.n + 1 + HOST_DIGITS);
	struct digest	 digest;
	char		 hex[2 * DIGEST_BYTES];

	begin(&digest);
	feed(&digest, block_text);
	buf_add(&name, identity);
	buf_char(&name, ' ');
	buf_add(&name, hex_of(&digest, HOST_DIGITS, hex));
	return buf_end(&name, arena, host, f);
}

bool
store_occurrence_id(struct span identity, size_t start, struct span text, struct arena *arena,
    struct span *id, struct fault *f)
{
	struct span	 folded = SPAN_NONE;

	return fold_words(text, arena, &folded, f) &&
	    id_from_words(identity, start, folded, arena, id, f);
}
