/*
 * Archives made in memory, packed in any way, and a reader over them: what the
 * tests of fetch/warc.h, fetch/payload.h and fetch/input.h stand on.
 */
#ifndef TESTS_FETCH_ARCHIVE_H
#define TESTS_FETCH_ARCHIVE_H

#include "core/buf.h"
#include "fetch/warc.h"

#define ARCHIVE_MAX ((size_t)1 << 24)
#define BODY_MAX ((size_t)100000) /* of a record or a body, as the tests have it */

/* --- making them ------------------------------------------------------------------------- */

/* What zlib calls the formats. */
enum format { GZIP = 31, ZLIB = 15, RAW = -15 };
void archive_add_packed(struct buf *out, struct span bytes, enum format format);

/* Not at all, each piece a member of its own, all of them one member. */
enum packing { PLAIN, EACH, WHOLE, PACKINGS };
extern const char *const packing_names[PACKINGS];

/* One after the other, packed so; offsets[i], unless NULL, is where piece i is said to begin. */
void archive_pack(const struct span *pieces, size_t count, enum packing packing, struct buf *out,
    uint64_t *offsets);

/* A record whose Content-Length is right; `fields` end their lines themselves. */
void archive_add_record(struct buf *out, const char *type, const char *fields, struct span block);

/* Bytes that do not pack, the same for the same seed. */
void archive_add_noise(struct buf *out, size_t n, uint32_t seed);

#define HTTP "Content-Type: application/http; msgtype=response\r\n"
#define URI "WARC-Target-URI: http://h.example/\r\n"

/* A page whose address and text are one letter; a whole record of it. */
#define PAGE(letter) \
	"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://h.example/" letter "\r\n" HTTP \
	"Content-Length: 20\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" letter
#define PAGE_END "\r\n\r\n"
#define GOOD(letter) { PAGE(letter) PAGE_END, sizeof(PAGE(letter) PAGE_END) - 1 }

/* --- reading them ------------------------------------------------------------------------ */

struct reading {
	struct input	*input;
	struct warc	*warc;
	struct arena	*arena;
	struct warc_record record;
	struct fault	 why; /* of the last record */
};

struct reading reading_of(struct span archive);
struct reading reading_of_file(const char *path, const volatile int *stop);
void reading_close(struct reading *r);

/* The next record, or a fault in r->why; false at the end. */
bool reading_next(struct reading *r);

/* The only record of an archive, or its only fault. */
struct reading reading_only(struct span archive, const char *what);

/* There is no more; the reading is closed. */
void reading_expect_end(struct reading *r, const char *what);

/* Read all: a letter for each page, "!" for each fault, the first of which is kept. */
void reading_spell(struct span archive, struct buf *spelled, struct fault *first);

#endif
