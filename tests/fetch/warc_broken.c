#include <criterion/criterion.h>
#include <inttypes.h>

#include "fetch/warc.h"
#include "tests/fetch/archive.h"

/* --- how they are packed ----------------------------------------------------------------- */

Test(warc_broken, finds_records_however_they_are_packed)
{
	const struct span	 pieces[] = { GOOD("a"), GOOD("b"), GOOD("c") };

	for (int packing = 0; packing < PACKINGS; packing++) {
		struct buf	 archive = BUF(ARCHIVE_MAX);
		uint64_t	 offsets[LEN(pieces)];
		struct reading	 r;

		archive_pack(pieces, LEN(pieces), (enum packing)packing, &archive, offsets);
		r = reading_of(buf_span(&archive));
		for (size_t i = 0; i < LEN(pieces); i++) {
			cr_assert(reading_next(&r), "%s", packing_names[packing]);
			cr_expect_eq(r.why.kind, FAULT_NONE, "%s: %s", packing_names[packing],
			    r.why.text);
			cr_expect_eq(r.record.offset, offsets[i], "%s: %zu at %" PRIu64,
			    packing_names[packing], i, r.record.offset);
			cr_expect(span_eq(r.record.body, (struct span) { &"abc"[i], 1 }));
		}
		reading_expect_end(&r, packing_names[packing]);
		buf_free(&archive);
	}
}

/* Stretches of one archive, each packed in its way, and what is to be read of it all. */
static const struct {
	struct {
		struct span	 bytes;
		enum packing	 packing; /* EACH: a member of its own */
	} stretches[5];
	const char	*spelled;
} mixtures[] = {
	{ { { GOOD("a"), EACH }, { GOOD("b"), PLAIN }, { GOOD("c"), EACH } }, "abc" },
	{ { { GOOD("a"), PLAIN }, { GOOD("b"), EACH }, { GOOD("c"), PLAIN } }, "abc" },
	{ { { GOOD("a"), PLAIN }, { GOOD("b"), PLAIN }, { GOOD("c"), EACH }, { GOOD("d"), EACH } }, "abcd" },
	{ { { GOOD("a"), EACH }, { { "", 0 }, EACH }, { GOOD("b"), EACH } }, "ab" },
	{ { { GOOD("a"), EACH }, { { "\r\n", 2 }, PLAIN }, { GOOD("b"), PLAIN } }, "ab" },
	{ { { GOOD("a"), EACH }, { { "\0\0\0\0", 4 }, PLAIN } }, "a" },
	{ { { GOOD("a"), EACH }, { { "rubbish", 7 }, PLAIN }, { GOOD("b"), EACH } }, "a!b" },
	{ { { GOOD("a"), PLAIN }, { { "rubbish", 7 }, PLAIN }, { GOOD("b"), EACH } }, "a!b" },
	{ { { GOOD("a"), EACH }, { { "rubbish\n", 8 }, PLAIN }, { GOOD("b"), PLAIN } }, "a!b" },
	{ { { GOOD("a"), EACH }, { { "rubbish", 7 }, EACH }, { GOOD("b"), EACH } }, "a!b" },
	{ { { { "rubbish", 7 }, PLAIN }, { GOOD("b"), EACH } }, "!b" },
	{ { { { "\x1f\x8b\x08 no gzip", 11 }, PLAIN }, { GOOD("b"), EACH } }, "!b" },
	{ { { GOOD("a"), EACH }, { { "\x1f\x8b\x08 no gzip", 11 }, PLAIN }, { GOOD("b"), EACH } }, "a!b" },
	{ { { { PAGE("a"), sizeof PAGE("a") - 1 }, EACH }, { GOOD("b"), EACH } }, "ab" },
	{ { { { PAGE("a"), sizeof PAGE("a") - 21 }, EACH }, { { "OK\r\n\r\na\r\n\r\n", 11 }, EACH }, { GOOD("b"), EACH } }, "!b" },
	{ { { { PAGE("a"), sizeof PAGE("a") - 8 }, EACH }, { { "OK\r\n\r\na", 7 }, EACH }, { GOOD("b"), EACH } }, "ab" },
};

Test(warc_broken, reads_mixtures_of_packings)
{
	for (size_t i = 0; i < LEN(mixtures); i++) {
		struct buf	 archive = BUF(ARCHIVE_MAX), spelled = BUF(1000);
		struct fault	 first = FAULT_INIT;

		for (size_t k = 0; k < LEN(mixtures[i].stretches); k++) {
			if (mixtures[i].stretches[k].bytes.p != NULL)
				archive_pack(&mixtures[i].stretches[k].bytes, 1,
				    mixtures[i].stretches[k].packing, &archive, NULL);
		}
		reading_spell(buf_span(&archive), &spelled, &first);
		cr_expect(span_eq(buf_span(&spelled), span_of(mixtures[i].spelled)),
		    "%zu: %.*s (%s)", i, SPAN_ARG(buf_span(&spelled)), first.text);
		buf_free(&archive);
		buf_free(&spelled);
	}
}

/* --- what is broken ---------------------------------------------------------------------- */

#define LYING(length) \
	"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://h.example/x\r\n" \
	"Content-Length: " length "\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n"
#define BROKEN(bytes) { bytes, sizeof(bytes) - 1 }

/* Between two good records, in every packing. */
static const struct {
	const char	*what;
	struct span	 bytes;
	const char	*spelled, *says;
} breaks[] = {
	{ "nothing", { "", 0 }, "ab", "" },
	{ "length too short", BROKEN(LYING("19")), "a!b", "Content-Length does not lead" },
	{ "length too short by the line", BROKEN(LYING("7")), "a!b", "Content-Length does not lead" },
	{ "length too long", BROKEN(LYING("30")), "a!b", "Content-Length does not lead" },
	{ "length past the end", BROKEN(LYING("90000")), "a!b", "ends within the record's body" },
	{ "length absurd", BROKEN(LYING("99999999999999999")), "a!b", "larger than 100000 bytes" },
	{ "length beyond all numbers", BROKEN(LYING("9999999999999999999999")), "a!b", "no length: 9999" },
	{ "length negative", BROKEN(LYING("-20")), "a!b", "no length: -20" },
	{ "length empty", BROKEN(LYING("")), "a!b", "no length" },
	{ "length in words", BROKEN(LYING("twenty")), "a!b", "no length: twenty" },
	{ "length missing", BROKEN("WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n"),
	    "a!b", "without Content-Length" },
	{ "another version", BROKEN("WARC/0.18\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
	    "a!b", "WARC/0.18" },
	{ "a later version", BROKEN("WARC/2.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
	    "a!b", "WARC/2.0" },
	{ "no version", BROKEN("WARC/1.x\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
	    "a!b", "of a version that is none" },
	{ "another format", BROKEN("filedesc://a.arc 0.0.0.0 20240101000000 text/plain 10\n1 0 a\n\n"),
	    "a!b", "no WARC record" },
	{ "garbage", BROKEN("\x80\x81\x82 garbage\r\n"), "a!b", "no WARC record" },
	{ "garbage of many lines", BROKEN("garbage\n\ngarbage\n\ngarbage\n"), "a!b", "no WARC record" },
	{ "a head without end", BROKEN("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 20\r\n"),
	    "a!b", "breaks off where another begins" },
	{ "a response without a status", BROKEN("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 8\r\n\r\nHTTP/1.1\r\n\r\n"),
	    "a!b", "without an HTTP status" },
	{ "a response that is none", BROKEN("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 5\r\n\r\nwords\r\n\r\n"),
	    "a!b", "without an HTTP status" },
	{ "more line ends than needed", BROKEN("\r\n\r\n\r\n\n\n"), "ab", "" },
};

Test(warc_broken, goes_on_behind_what_is_broken)
{
	for (size_t i = 0; i < LEN(breaks); i++) {
		const struct span	 pieces[] = { GOOD("a"), breaks[i].bytes, GOOD("b") };

		for (int packing = 0; packing < PACKINGS; packing++) {
			struct buf	 archive = BUF(ARCHIVE_MAX), spelled = BUF(1000);
			struct fault	 first;

			archive_pack(pieces, LEN(pieces), (enum packing)packing, &archive, NULL);
			reading_spell(buf_span(&archive), &spelled, &first);
			cr_expect(span_eq(buf_span(&spelled), span_of(breaks[i].spelled)),
			    "%s, %s: %.*s (%s)", breaks[i].what, packing_names[packing],
			    SPAN_ARG(buf_span(&spelled)), first.text);
			cr_expect(strstr(first.text, breaks[i].says) != NULL, "%s, %s: %s",
			    breaks[i].what, packing_names[packing], first.text);
			buf_free(&archive);
			buf_free(&spelled);
		}
	}
}

Test(warc_broken, names_where_a_broken_record_begins)
{
	static const struct span pieces[] = { GOOD("a"), BROKEN(LYING("7")), GOOD("b") };

	for (int packing = 0; packing < PACKINGS; packing++) {
		struct buf	 archive = BUF(ARCHIVE_MAX);
		uint64_t	 offsets[LEN(pieces)];
		struct reading	 r;

		archive_pack(pieces, LEN(pieces), (enum packing)packing, &archive, offsets);
		r = reading_of(buf_span(&archive));
		for (size_t i = 0; i < LEN(pieces); i++) {
			cr_assert(reading_next(&r));
			cr_expect_eq(r.why.kind, i == 1 ? FAULT_INPUT : FAULT_NONE, "%s",
			    r.why.text);
			cr_expect_eq(r.record.offset, offsets[i], "%s: %zu at %" PRIu64,
			    packing_names[packing], i, r.record.offset);
		}
		reading_expect_end(&r, packing_names[packing]);
		buf_free(&archive);
	}
}

/* Wherever the file ends, the records that are whole are read, and one fault tells of the rest. */
Test(warc_broken, reads_a_file_up_to_where_it_is_cut_off)
{
	static const struct span pieces[] = { GOOD("a"), GOOD("b"), GOOD("c") };

	for (int packing = 0; packing < PACKINGS; packing++) {
		struct buf	 archive = BUF(ARCHIVE_MAX);
		uint64_t	 offsets[LEN(pieces)];

		archive_pack(pieces, LEN(pieces), (enum packing)packing, &archive, offsets);
		for (size_t n = 0; n < archive.n; n++) {
			struct buf	 spelled = BUF(1000);
			struct fault	 first;
			struct span	 got;

			reading_spell(span_cut(buf_span(&archive), 0, n), &spelled, &first);
			got = buf_span(&spelled);
			if (span_ends(got, SPAN("!")))
				got.n--;
			cr_expect(span_starts(SPAN("abc"), got), "%s, %zu: %.*s",
			    packing_names[packing], n, SPAN_ARG(buf_span(&spelled)));
			if (packing == EACH)
				cr_expect_eq(got.n, (n >= offsets[1]) + (n >= offsets[2]),
				    "%zu: %.*s", n, SPAN_ARG(got));
			buf_free(&spelled);
		}
		buf_free(&archive);
	}
}

/*
 * One record is damaged, in any of its bytes: the others are read, and at most
 * one fault tells of it. It may lie behind the record's end.
 */
Test(warc_broken, reads_around_a_damaged_member)
{
	static const struct span pieces[] = { GOOD("a"), GOOD("x"), GOOD("b") };
	static const unsigned char flips[] = { 0x01, 0x04, 0x10, 0x80, 0xff };
	struct buf	 archive = BUF(ARCHIVE_MAX);
	uint64_t	 offsets[LEN(pieces)];

	archive_pack(pieces, LEN(pieces), EACH, &archive, offsets);
	for (size_t at = offsets[1]; at < offsets[2]; at++) {
		for (size_t i = 0; i < LEN(flips); i++) {
			struct buf	 spelled = BUF(1000);
			struct fault	 first;

			archive.p[at] = (char)(archive.p[at] ^ flips[i]);
			reading_spell(buf_span(&archive), &spelled, &first);
			archive.p[at] = (char)(archive.p[at] ^ flips[i]);
			cr_expect(span_eq(buf_span(&spelled), SPAN("axb")) ||
				span_eq(buf_span(&spelled), SPAN("ax!b")) ||
				span_eq(buf_span(&spelled), SPAN("a!b")),
			    "byte %zu, %02x: %.*s (%s)", at, flips[i], SPAN_ARG(buf_span(&spelled)),
			    first.text);
			buf_free(&spelled);
		}
	}
	buf_free(&archive);
}

/* Two breaks in one member are two faults: no record is lost without a word. */
Test(warc_broken, tells_of_every_break_where_one_member_holds_all)
{
	static const struct span pieces[] = { BROKEN(LYING("7")), BROKEN(LYING("7")), GOOD("a") };
	struct buf	 archive = BUF(ARCHIVE_MAX), spelled = BUF(1000);
	struct fault	 first;

	archive_pack(pieces, LEN(pieces), WHOLE, &archive, NULL);
	reading_spell(span_cut(buf_span(&archive), 0, archive.n - 12), &spelled, &first);
	cr_expect(span_eq(buf_span(&spelled), SPAN("!!!")), "%.*s", SPAN_ARG(buf_span(&spelled)));
	buf_free(&archive);
	buf_free(&spelled);
}

/* A member that ends early takes the next ones for its own before it breaks. */
Test(warc_broken, finds_the_record_behind_a_member_that_ends_early)
{
	for (size_t part = 1; part < 8; part++) {
		struct buf	 block = BUF(ARCHIVE_MAX), x = BUF(ARCHIVE_MAX);
		struct buf	 archive = BUF(ARCHIVE_MAX), spelled = BUF(1000);
		struct buf	 member = BUF(ARCHIVE_MAX);
		const struct span before = GOOD("a"), behind[] = { GOOD("b"), GOOD("c") };
		struct fault	 first;

		buf_add(&block, SPAN("HTTP/1.1 200 OK\r\n\r\n"));
		archive_add_noise(&block, 90000, (uint32_t)part);
		archive_add_record(&x, "response", "WARC-Target-URI: http://h.example/x\r\n",
		    buf_span(&block));
		archive_pack(&before, 1, EACH, &archive, NULL);
		archive_add_packed(&member, buf_span(&x), GZIP);
		buf_add(&archive, span_cut(buf_span(&member), 0, member.n * part / 8));
		archive_pack(behind, LEN(behind), EACH, &archive, NULL);
		reading_spell(buf_span(&archive), &spelled, &first);
		cr_expect(span_eq(buf_span(&spelled), SPAN("a!bc")), "%zu: %.*s (%s)", part,
		    SPAN_ARG(buf_span(&spelled)), first.text);
		buf_free(&block);
		buf_free(&x);
		buf_free(&member);
		buf_free(&archive);
		buf_free(&spelled);
	}
}
