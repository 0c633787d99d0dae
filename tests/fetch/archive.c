#include "tests/fetch/archive.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <zlib.h>

#define ARENA_MAX ((size_t)1 << 24)

const char *const packing_names[PACKINGS] = { "plain", "packed each", "packed whole" };

void
archive_add_packed(struct buf *out, struct span bytes, enum format format)
{
	z_stream	 z = { 0 };
	size_t		 room = bytes.n + bytes.n / 8 + 1024;
	char		*packed = malloc(room);

	cr_assert(packed != NULL);
	cr_assert_eq(deflateInit2(&z, 6, Z_DEFLATED, format, 8, Z_DEFAULT_STRATEGY), Z_OK);
	memcpy(&z.next_in, &bytes.p, sizeof z.next_in);
	z.avail_in = (uInt)bytes.n;
	z.next_out = (Bytef *)packed;
	z.avail_out = (uInt)room;
	cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	buf_add(out, (struct span) { packed, z.total_out });
	deflateEnd(&z);
	free(packed);
}

void
archive_pack(const struct span *pieces, size_t count, enum packing packing, struct buf *out,
    uint64_t *offsets)
{
	struct buf	 whole = BUF(ARCHIVE_MAX);

	for (size_t i = 0; i < count; i++) {
		if (offsets != NULL)
			offsets[i] = packing == EACH ? out->n : whole.n;
		if (packing == EACH)
			archive_add_packed(out, pieces[i], GZIP);
		buf_add(&whole, pieces[i]);
	}
	if (packing == WHOLE)
		archive_add_packed(out, buf_span(&whole), GZIP);
	if (packing == PLAIN)
		buf_add(out, buf_span(&whole));
	buf_free(&whole);
}

void
archive_add_record(struct buf *out, const char *type, const char *fields, struct span block)
{
	buf_print(out, "WARC/1.0\r\nWARC-Type: %s\r\n%sContent-Length: %zu\r\n\r\n", type, fields,
	    block.n);
	buf_add(out, block);
	buf_add(out, SPAN("\r\n\r\n"));
}

void
archive_add_noise(struct buf *out, size_t n, uint32_t seed)
{
	for (size_t i = 0; i < n; i++) {
		seed = seed * 1664525 + 1013904223;
		buf_char(out, (char)(seed >> 24));
	}
}

/* --- reading them ------------------------------------------------------------------------ */

struct reading
reading_of(struct span archive)
{
	struct reading	 r = { .arena = arena_new(ARENA_MAX), .why = FAULT_INIT };

	cr_assert(r.arena != NULL);
	cr_assert(input_of(SPAN("a.warc"), archive, &r.input, &r.why), "%s", r.why.text);
	cr_assert(warc_new(r.input, BODY_MAX, &r.warc, &r.why), "%s", r.why.text);
	return r;
}

struct reading
reading_of_file(const char *path, const volatile int *stop)
{
	struct reading	 r = { .arena = arena_new(ARENA_MAX), .why = FAULT_INIT };

	cr_assert(r.arena != NULL);
	cr_assert(input_open(SPAN("a.warc"), span_of(path), stop, &r.input, &r.why), "%s",
	    r.why.text);
	cr_assert(warc_new(r.input, BODY_MAX, &r.warc, &r.why), "%s", r.why.text);
	return r;
}

void
reading_close(struct reading *r)
{
	warc_free(r->warc);
	input_close(r->input);
	arena_free(r->arena);
}

bool
reading_next(struct reading *r)
{
	bool	 end;

	arena_reset(r->arena);
	fault_clear(&r->why);
	return !warc_next(r->warc, r->arena, &r->record, &end, &r->why) || !end;
}

struct reading
reading_only(struct span archive, const char *what)
{
	struct reading	 r = reading_of(archive);

	cr_assert(reading_next(&r), "%s: nothing there", what);
	return r;
}

void
reading_expect_end(struct reading *r, const char *what)
{
	for (int i = 0; i < 2; i++) {
		cr_expect(!reading_next(r), "%s: more than one (%s)", what,
		    r->why.kind != FAULT_NONE ? r->why.text : "a record");
	}
	reading_close(r);
}

void
reading_spell(struct span archive, struct buf *spelled, struct fault *first)
{
	struct reading	 r = reading_of(archive);
	size_t		 calls = 0;

	fault_clear(first);
	while (reading_next(&r)) {
		cr_assert(calls++ < 1000, "it does not end");
		if (r.why.kind == FAULT_NONE) {
			cr_assert_gt(r.record.uri.n, 0);
			buf_char(spelled, r.record.uri.p[r.record.uri.n - 1]);
			continue;
		}
		buf_char(spelled, '!');
		if (first->kind == FAULT_NONE)
			*first = r.why;
	}
	reading_close(&r);
}
