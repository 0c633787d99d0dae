/*
 * Articles and quotations as the JSON records that every machine format
 * shares. Offsets count code points; unknown is null; times are RFC 3339 UTC.
 */
#ifndef CMD_RECORD_H
#define CMD_RECORD_H

#include <jansson.h>
#include <stdio.h>

#include "core/article.h"
#include "core/buf.h"
#include "core/quote.h"
#include "core/trail.h"

#define RECORD_BYTES_MAX ((size_t)1 << 30) /* of one value in print */
#define RECORD_FORMAT 1 /* the value of "quotrail" */

/* A string, or null for an empty span. */
json_t *record_text(struct span s);
/* A time, or null for DATE_UNKNOWN. */
json_t *record_time(int64_t at);
/* A list of strings. */
json_t *record_texts(const struct span *items, size_t count);

/* "published" or "modified": null when the article says nothing about it. */
json_t *record_dating(const struct article *article, const struct dating *dating, bool modified,
    struct arena *arena, struct fault *f);

/* What an article says about itself, without text and quotes: url to modified. */
bool record_head(json_t *object, const struct article *article, struct arena *arena,
    struct fault *f) MUST_CHECK;

/* One quotation; start, end and parts in code points of its host text. */
json_t *record_quote(const struct article *article, const struct quote *quote, struct arena *arena,
    struct fault *f);

/* The whole article record of `extract`. NULL with f set on failure. */
json_t *record_article(const struct article *article, const struct quote_list *quotes,
    struct arena *arena, struct fault *f);

/* "drift": class, severity, all, attribution, setting, similarity, edits (keeps left out). */
json_t *record_drift(const struct drift *drift);

/* "searched": what stood in the database when the answer was given. */
struct searched;
json_t *record_searched(const struct searched *searched);

/* Append as compact JSON in which characters that act (utf8_acts) stand as escapes. */
void record_add(struct buf *out, const json_t *value);

/* Write so and give the value back to jansson; NULL is FAULT_MEMORY unless f tells another. */
bool record_write(json_t *value, FILE *to, struct fault *f) MUST_CHECK;

/* The same as one line. */
bool record_print(json_t *object, FILE *to, struct fault *f) MUST_CHECK;

#endif
