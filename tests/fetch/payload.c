#include "fetch/payload.h"

#include <criterion/criterion.h>

#include "tests/fetch/archive.h"

struct unpacked {
	struct arena	*arena;
	struct span	 body;
	bool		 cut, ok;
	struct fault	 why;
};

static struct unpacked
read_body(struct span stored, const char *content, const char *transfer)
{
	struct payload_codings	 contents = { .count = 0 }, transfers = { .count = 0 };
	struct unpacked		 r = { .arena = arena_new(ARCHIVE_MAX), .why = FAULT_INIT };

	cr_assert(r.arena != NULL);
	payload_add(&contents, span_of(content));
	payload_add(&transfers, span_of(transfer));
	r.ok =
	    payload_read(stored, &contents, &transfers, BODY_MAX, r.arena, &r.body, &r.cut, &r.why);
	return r;
}

static void
expect_body(struct span stored, const char *content, const char *transfer, struct span body,
    bool cut, const char *what)
{
	struct unpacked	 r = read_body(stored, content, transfer);

	cr_expect(r.ok, "%s: %s", what, r.why.text);
	cr_expect(span_eq(r.body, body), "%s: '%.*s'", what, SPAN_ARG(r.body));
	cr_expect_eq(r.cut, cut, "%s", what);
	arena_free(r.arena);
}

/* --- chunked ----------------------------------------------------------------------------- */

#define TEXT(literal) { literal, sizeof(literal) - 1 }

static const struct {
	struct span	 stored, body;
	bool		 cut;
} chunks[] = {
	{ TEXT("5\r\nwords\r\n0\r\n\r\n"), TEXT("words"), false },
	{ TEXT("5\r\nwords\r\n1\r\n!\r\n0\r\n\r\n"), TEXT("words!"), false },
	{ TEXT("5\nwords\n0\n\n"), TEXT("words"), false },
	{ TEXT("00005  \r\nwords\r\n0\r\n\r\n"), TEXT("words"), false },
	{ TEXT("5;name=\"value\"\r\nwords\r\n0\r\nTrailer: a\r\n\r\n"), TEXT("words"), false },
	{ TEXT("A\r\nword\r\nword\r\n0\r\n\r\n"), TEXT("word\r\nword"), false },
	{ TEXT("a\r\nword\r\nword\r\n0\r\n\r\n"), TEXT("word\r\nword"), false },
	{ TEXT("0\r\n\r\n"), TEXT(""), false },
	{ TEXT("0\r\n"), TEXT(""), false },
	/* It breaks off. */
	{ TEXT("5\r\nwords\r\n"), TEXT("words"), true },
	{ TEXT("5\r\nwords"), TEXT("words"), true },
	{ TEXT("ff\r\nwords"), TEXT("words"), true },
	{ TEXT("5\r\nwords\r\n7"), TEXT("words"), true },
	{ TEXT("5\r\nwords\r\n7\r\nmo"), TEXT("wordsmo"), true },
	{ TEXT("5\r\nwords\r\nno size\r\n"), TEXT("words"), true },
	{ TEXT("5\r\nwords\r\n5\r\nwords and more\r\n"), TEXT("wordswords"), true },
	{ TEXT("5\r\nwords\r\nfffffffffffffffff\r\nmo"), TEXT("words"), true },
	{ TEXT("5\r\nwords\r\nfffffffffffffff\r\nmo"), TEXT("wordsmo"), true },
	/* It is not chunked. */
	{ TEXT(""), TEXT(""), false },
	{ TEXT("<p>words</p>"), TEXT("<p>words</p>"), false },
	{ TEXT("5"), TEXT("5"), false },
	{ TEXT("5 words"), TEXT("5 words"), false },
	{ TEXT("dead\nlines"), TEXT("dead\nlines"), false },
	{ TEXT("5\r\nwords and more\r\n"), TEXT("5\r\nwords and more\r\n"), false },
	{ TEXT("0\r\n<p>words</p>"), TEXT("0\r\n<p>words</p>"), false },
	{ TEXT("-5\r\nwords\r\n"), TEXT("-5\r\nwords\r\n"), false },
};

Test(payload, undoes_chunks_where_there_are_some)
{
	for (size_t i = 0; i < LEN(chunks); i++) {
		expect_body(chunks[i].stored, "", "chunked", chunks[i].body, chunks[i].cut,
		    chunks[i].stored.p);
		expect_body(chunks[i].stored, "", "", chunks[i].stored, false, "not said");
	}
}

/* --- packed ------------------------------------------------------------------------------ */

#define WORDS SPAN("<p>words, words, words, words, words and more words</p>")
/* The same by brotli. */
#define BROTLI \
	SPAN("\x1b\x36\x00\xd8\x8c\xd3\x25\x36\x74\x29\xcd\x08\x95\x9e\x20\x2c\x3c\xe5\x03\x07\x1b" \
	     "\x70\xc0\x5e\x82\xa1\xcd\x07\xa0\x1e\x90\xc0\x87\x2f\x5d\x67\xdc\x0e\x16\x20")

static const struct {
	const char	*content;
	enum format	 format;
	bool		 unpacked;
} packings[] = {
	{ "gzip", GZIP, true },
	{ "GZIP", GZIP, true },
	{ "x-gzip", GZIP, true },
	{ "gzip, identity", GZIP, true },
	{ "deflate", ZLIB, true },
	{ "deflate", RAW, true },
	/* The header lies. */
	{ "", GZIP, true },
	{ "deflate", GZIP, true },
	{ "br", GZIP, true },
	{ "zstd", GZIP, true },
	{ "gzip", ZLIB, false },
	{ "", ZLIB, false },
	{ "", RAW, false },
};

Test(payload, unpacks_what_is_packed)
{
	for (size_t i = 0; i < LEN(packings); i++) {
		struct buf	 stored = BUF(ARCHIVE_MAX);

		archive_add_packed(&stored, WORDS, packings[i].format);
		expect_body(buf_span(&stored), packings[i].content, "",
		    packings[i].unpacked ? WORDS : buf_span(&stored), false, packings[i].content);
		buf_free(&stored);
	}
	expect_body(BROTLI, "br", "", WORDS, false, "br");
	expect_body(BROTLI, "BR", "", WORDS, false, "BR");
	expect_body(BROTLI, "", "", BROTLI, false, "br that is not said");
}

/* Bodies that an archive stored decoded, under the headers they came with. */
static const char	*const bare[] = {
	"",
	"<!doctype html><p>words</p>",
	"{\"json\": true}",
	"; a comment",
	"words",
	"x^2 + y^2",
	"classes",
	"skies",
	"K",
	"\r\n",
	"W\303\266rter",
	"0",
};

Test(payload, takes_what_is_not_packed_as_it_stands)
{
	static const char	*const codings[] = { "gzip", "deflate", "br", "gzip, deflate, br" };

	for (size_t i = 0; i < LEN(bare); i++) {
		for (size_t k = 0; k < LEN(codings); k++)
			expect_body(span_of(bare[i]), codings[k], "chunked", span_of(bare[i]),
			    false, bare[i]);
	}
}

Test(payload, undoes_codings_in_their_order)
{
	struct buf	 once = BUF(ARCHIVE_MAX), twice = BUF(ARCHIVE_MAX), chunked = BUF(ARCHIVE_MAX);

	archive_add_packed(&once, WORDS, ZLIB);
	archive_add_packed(&twice, buf_span(&once), GZIP);
	buf_print(&chunked, "%zx\r\n", twice.n);
	buf_add(&chunked, buf_span(&twice));
	buf_add(&chunked, SPAN("\r\n0\r\n\r\n"));
	expect_body(buf_span(&twice), "deflate, gzip", "", WORDS, false, "both");
	expect_body(buf_span(&twice), "deflate", "gzip", WORDS, false, "one of each sort");
	expect_body(buf_span(&chunked), "deflate,gzip", "chunked", WORDS, false, "and chunked");
	expect_body(buf_span(&chunked), "deflate", "gzip, chunked", WORDS, false, "gzip, chunked");
	expect_body(buf_span(&twice), "gzip, deflate", "", buf_span(&once), false, "wrong order");
	buf_free(&once);
	buf_free(&twice);
	buf_free(&chunked);
}

Test(payload, keeps_what_came_before_a_break)
{
	struct buf	 text = BUF(ARCHIVE_MAX), stored = BUF(ARCHIVE_MAX);

	for (unsigned i = 0; i < 4000; i++)
		buf_print(&text, "%x ", i * 2654435761u);
	archive_add_packed(&stored, buf_span(&text), GZIP);
	for (size_t cut = 1; cut < 4; cut++) {
		struct unpacked r =
		    read_body(span_cut(buf_span(&stored), 0, stored.n * cut / 4), "gzip", "");

		cr_assert(r.ok, "%s", r.why.text);
		cr_expect(r.cut);
		cr_expect(span_starts(buf_span(&text), r.body));
		cr_expect_gt(r.body.n, text.n * cut / 8);
		arena_free(r.arena);
	}
	expect_body(span_cut(buf_span(&stored), 0, stored.n - 2), "gzip", "", buf_span(&text), true,
	    "without the last bytes of its checksum");
	expect_body(span_cut(buf_span(&stored), 0, 10), "gzip", "", SPAN(""), true, "only a header");
	buf_add(&stored, SPAN("rubbish"));
	expect_body(buf_span(&stored), "gzip", "", buf_span(&text), false, "with rubbish behind");
	buf_free(&text);
	buf_free(&stored);
}

Test(payload, stops_what_would_grow_without_end)
{
	struct buf		 text = BUF(ARCHIVE_MAX), once = BUF(ARCHIVE_MAX), twice = BUF(ARCHIVE_MAX);
	static const char	*const codings[] = { "gzip", "", "deflate, gzip" };

	for (size_t i = 0; i < (size_t)1 << 20; i++)
		buf_char(&text, ' ');
	archive_add_packed(&once, buf_span(&text), ZLIB);
	archive_add_packed(&twice, buf_span(&once), GZIP);
	buf_cut(&once, 0);
	archive_add_packed(&once, buf_span(&text), GZIP);
	for (size_t i = 0; i < LEN(codings); i++) {
		struct unpacked	 r = read_body(buf_span(i < 2 ? &once : &twice), codings[i], "");

		cr_expect(!r.ok, "%s", codings[i]);
		cr_expect_eq(r.why.kind, FAULT_LIMIT, "%s: %s", codings[i], r.why.text);
		cr_expect(strstr(r.why.text, "larger than 100000 bytes unpacked") != NULL, "%s",
		    r.why.text);
		arena_free(r.arena);
	}
	buf_free(&text);
	buf_free(&once);
	buf_free(&twice);
}

Test(payload, has_room_for_a_body_as_large_as_the_limit)
{
	struct buf	 text = BUF(ARCHIVE_MAX), stored = BUF(ARCHIVE_MAX);
	struct unpacked	 r;

	for (size_t i = 0; i < BODY_MAX; i++)
		buf_char(&text, 'a');
	archive_add_packed(&stored, buf_span(&text), GZIP);
	expect_body(buf_span(&text), "", "", buf_span(&text), false, "as it stands");
	expect_body(buf_span(&stored), "gzip", "", buf_span(&text), false, "packed");
	buf_char(&text, 'a');
	r = read_body(buf_span(&text), "", "");
	cr_expect(!r.ok);
	cr_expect_eq(r.why.kind, FAULT_LIMIT, "%s", r.why.text);
	arena_free(r.arena);
	buf_free(&text);
	buf_free(&stored);
}

Test(payload, refuses_more_codings_than_anybody_uses)
{
	struct unpacked r =
	    read_body(SPAN("words"), "gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip", "");

	cr_expect(!r.ok);
	cr_expect_eq(r.why.kind, FAULT_LIMIT, "%s", r.why.text);
	arena_free(r.arena);
	expect_body(SPAN("words"), "a,b,c,d,e,f,g,h,i,j", "", SPAN("words"), false, "unknown ones");
}
