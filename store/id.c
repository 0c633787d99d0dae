#include "store/id.h"

#include <nettle/sha2.h>
#include <stdio.h>

#include "core/buf.h"
#include "core/token.h"
#include "core/utf8.h"
#include "store/store.h"

#define ID_DIGITS 12
#define HOST_DIGITS 16
#define FOLD_PIECE ((size_t)1 << 20) /* bytes folded at a time, well below TOKEN_MAX_TEXT */
#define FOLD_BYTES_MAX ((size_t)256 << 20)

static void
feed(struct sha256_ctx *sha, struct span s)
{
	if (s.n > 0)
		sha256_update(sha, s.n, (const uint8_t *)s.p);
}

/* Fields go in with their length before them, so that no two readings run together alike. */
static void
feed_field(struct sha256_ctx *sha, struct span s)
{
	char	 length[24];

	snprintf(length, sizeof length, "%zu:", s.n);
	feed(sha, span_of(length));
	feed(sha, s);
}

static void
feed_int(struct sha256_ctx *sha, int64_t value)
{
	char	 digits[24];

	snprintf(digits, sizeof digits, "%lld", (long long)value);
	feed_field(sha, span_of(digits));
}

static void
finish(struct sha256_ctx *sha, unsigned char digest[DIGEST_BYTES])
{
	sha256_digest(sha, DIGEST_BYTES, digest);
}

void
digest_text(struct span s, unsigned char digest[DIGEST_BYTES])
{
	struct sha256_ctx	 sha;

	sha256_init(&sha);
	feed(&sha, s);
	finish(&sha, digest);
}

/* A stretch of the text by its place, which the text's own digest makes mean the same. */
static void
feed_place(struct sha256_ctx *sha, struct span text, struct span s)
{
	feed_int(sha, span_within(s, text) ? s.p - text.p : -1);
	feed_int(sha, (int64_t)s.n);
}

static void
feed_blocks(struct sha256_ctx *sha, const struct article *article)
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
feed_evidence(struct sha256_ctx *sha, const struct article *article)
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
	struct sha256_ctx	 sha;

	sha256_init(&sha);
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

/* Append the first `digits` hex digits of SHA-256 over s. */
static void
add_hex(struct buf *out, struct span s, size_t digits)
{
	unsigned char	 digest[DIGEST_BYTES];

	digest_text(s, digest);
	for (size_t i = 0; i < digits / 2; i++)
		buf_print(out, "%02x", digest[i]);
}

bool
id_from_words(struct span identity, size_t start, struct span folded, struct arena *arena,
    struct span *id, struct fault *f)
{
	struct buf	 content = BUF(identity.n + folded.n + 32), name = BUF(ID_DIGITS + 1);
	bool		 ok;

	buf_add(&content, identity);
	buf_print(&content, "\n%zu\n", start);
	buf_add(&content, folded);
	buf_char(&name, 'q');
	add_hex(&name, buf_span(&content), ID_DIGITS);
	ok = buf_ok(&content, f) && buf_end(&name, arena, id, f);
	buf_free(&content);
	buf_free(&name);
	return ok;
}

bool
id_outside(struct span identity, struct span block_text, struct arena *arena, struct span *host,
    struct fault *f)
{
	struct buf	 name = BUF(identity.n + 1 + HOST_DIGITS);
	bool		 ok;

	buf_add(&name, identity);
	buf_char(&name, ' ');
	add_hex(&name, block_text, HOST_DIGITS);
	ok = buf_end(&name, arena, host, f);
	buf_free(&name);
	return ok;
}

bool
store_occurrence_id(struct span identity, size_t start, struct span text, struct arena *arena,
    struct span *id, struct fault *f)
{
	struct span	 folded = SPAN_NONE;

	return fold_words(text, arena, &folded, f) &&
	    id_from_words(identity, start, folded, arena, id, f);
}
