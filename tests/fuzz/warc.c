/*
 * Any bytes are an archive that comes to its end. Laws:
 *
 * - What is packed unpacks to at most 1032 times its size (the most that
 *   deflate does), a record and a fault take a byte each, so an archive of n
 *   bytes with m beginnings of gzip members ends within (1 + 1032 m) n + 1
 *   calls; one without any within n + 1, and its offsets rise and lie in it.
 * - No body is larger than its cap, every text is valid UTF-8, every fault
 *   has a kind and a line.
 * - A look at the head before changes nothing.
 * - Bytes in which no gzip member begins give the same when they are packed as
 *   a whole, but for line ends in front: these the first record's member has.
 * - Behind bytes in which neither a gzip member nor a record begins, a record
 *   in a member of its own is found, whole, as the only one.
 */
#include <zlib.h>

#include "core/buf.h"
#include "core/utf8.h"
#include "fetch/content.h"
#include "fetch/warc.h"
#include "tests/fuzz/law.h"

#define ARENA_MAX ((size_t)4 << 20)
#define BODY_MAX ((size_t)20000)
#define ARCHIVE_MAX ((size_t)16 << 20)
#define EXPANSION_MAX 1032
#define GZIP_MAGIC SPAN("\x1f\x8b")
#define GZIP_WINDOW (15 + 16)

/* Everything that was read, in a row. */
struct sequence {
	struct buf	 text;
	size_t		 calls, records;
	uint64_t	 last; /* offset of the last of them */
	bool		 rising;
	uint64_t	 beyond; /* one more than the largest offset */
};

static void
check_record(const struct warc_record *record)
{
	HOLDS(record->body.n <= BODY_MAX);
	HOLDS(utf8_valid(record->uri) && utf8_valid(record->location));
	HOLDS(utf8_valid(record->content_type) && utf8_valid(record->charset));
	HOLDS(record->status == 0 || (record->status >= 100 && record->status <= 999));
}

static void
write_down(struct sequence *s, const struct warc_record *record, const struct fault *why)
{
	if (s->calls > 1 && record->offset <= s->last)
		s->rising = false;
	s->last = record->offset;
	if (record->offset >= s->beyond)
		s->beyond = record->offset + 1;
	buf_print(&s->text, "\n%llu %d ", (unsigned long long)record->offset, (int)why->kind);
	if (why->kind != FAULT_NONE)
		return;
	s->records++;
	buf_print(&s->text, "%d %ld %lld %lld %d ", (int)record->kind, record->status,
	    (long long)record->captured, (long long)record->last_modified, record->truncated);
	buf_add(&s->text, record->uri);
	buf_add(&s->text, record->location);
	buf_add(&s->text, record->content_type);
	buf_add(&s->text, record->charset);
	buf_add(&s->text, record->body);
}

static size_t
count_members(struct span archive)
{
	size_t	 count = 0;

	for (;; count++) {
		size_t	 at = span_find(archive, GZIP_MAGIC);

		if (at == archive.n)
			return count;
		archive = span_cut(archive, at + 1, archive.n);
	}
}

static struct sequence
read_all(struct span archive, size_t look)
{
	struct sequence		 s = { .text = BUF(ARCHIVE_MAX), .rising = true };
	const size_t	 calls_max = (1 + EXPANSION_MAX * count_members(archive)) * archive.n + 1;
	struct arena		*arena = arena_new(ARENA_MAX);
	struct input		*input;
	struct warc		*warc;
	struct warc_record	 record;
	struct fault		 f = FAULT_INIT;
	struct span		 head;
	bool			 end = false;

	HOLDS(arena != NULL);
	HOLDS(input_of(SPAN("fuzz"), archive, &input, &f));
	if (look > 0)
		(void)!input_head(input, look, &head, &f);
	fault_clear(&f);
	HOLDS(warc_new(input, BODY_MAX, &warc, &f));
	for (;;) {
		bool	 ok;

		arena_reset(arena);
		fault_clear(&f);
		ok = warc_next(warc, arena, &record, &end, &f);
		HOLDS(++s.calls <= calls_max);
		HOLDS(ok == (f.kind == FAULT_NONE));
		if (ok && end)
			break;
		HOLDS(ok || (!end && f.text[0] != '\0'));
		if (ok)
			check_record(&record);
		write_down(&s, &record, &f);
	}
	HOLDS(warc_next(warc, arena, &record, &end, &f) && end);
	warc_free(warc);
	input_close(input);
	arena_free(arena);
	return s;
}

static void
add_packed(struct buf *out, struct span bytes)
{
	z_stream	 z = { 0 };
	size_t		 room = bytes.n + bytes.n / 8 + 1024;
	char		*packed = malloc(room);

	HOLDS(packed != NULL &&
	    deflateInit2(&z, 1, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) == Z_OK);
	memcpy(&z.next_in, &bytes.p, sizeof z.next_in);
	z.avail_in = (uInt)bytes.n;
	z.next_out = (Bytef *)packed;
	z.avail_out = (uInt)room;
	HOLDS(deflate(&z, Z_FINISH) == Z_STREAM_END);
	buf_add(out, (struct span) { packed, z.total_out });
	deflateEnd(&z);
	free(packed);
}

static bool
same(const struct sequence *a, const struct sequence *b)
{
	return span_eq(buf_span(&a->text), buf_span(&b->text));
}

static void
check_packed(struct span archive, const struct sequence *plain)
{
	struct buf	 packed = BUF(ARCHIVE_MAX);
	struct sequence	 s;

	add_packed(&packed, archive);
	s = read_all(buf_span(&packed), 0);
	HOLDS(same(&s, plain));
	buf_free(&s.text);
	buf_free(&packed);
}

#define RECORD \
	SPAN("WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: http://h.example/\r\n" \
	     "Content-Length: 5\r\n\r\nwords\r\n\r\n")

static void
check_appended(struct span archive)
{
	struct buf	 longer = BUF(ARCHIVE_MAX);
	struct sequence	 s;

	buf_add(&longer, archive);
	add_packed(&longer, RECORD);
	s = read_all(buf_span(&longer), 0);
	HOLDS(s.records == 1 && s.last == archive.n && s.calls <= 3);
	HOLDS(span_ends(buf_span(&s.text), SPAN("http://h.example/words")));
	buf_free(&s.text);
	buf_free(&longer);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct span	 archive = { (const char *)bytes, size };
	struct sequence	 s = read_all(archive, 0), looked = read_all(archive, CONTENT_HEAD_BYTES);

	HOLDS(same(&s, &looked));
	if (count_members(archive) == 0) {
		HOLDS(s.rising && s.beyond <= size + (s.calls == 1));
		if (!span_starts(archive, SPAN("\r")) && !span_starts(archive, SPAN("\n")))
			check_packed(archive, &s);
		if (span_find(archive, SPAN("WARC/")) == size)
			check_appended(archive);
	}
	buf_free(&looked.text);
	buf_free(&s.text);
	return 0;
}
