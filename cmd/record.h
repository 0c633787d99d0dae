/*
 * Articles and quotations as the JSON records that every machine format
 * shares. Offsets count code points; unknown is null; times are RFC 3339 UTC.
 */
#ifndef CMD_RECORD_H
#define CMD_RECORD_H

#include "cmd/json.h"
#include "core/article.h"
#include "core/house.h"
#include "core/quote.h"
#include "core/trail.h"

#define RECORD_FORMAT 1 /* the value of "quotrail" */
#define RECORD_BYTES_MAX ((size_t)1 << 30)

/* A time, or null for DATE_UNKNOWN. */
void record_time(struct buf *out, const char *name, int64_t at);
/* A list of strings. */
void record_texts(struct buf *out, const char *name, const struct span *items, size_t count);

/*
 * What an article says about itself, without text and quotes: url to modified,
 * into an open object. `url` is the address it is known by.
 */
bool record_head(struct buf *out, const struct article *article, struct span url,
    struct arena *arena, struct fault *f) MUST_CHECK;

/* One quotation into an open object; start, end and parts in code points of its host text. */
bool record_quote(struct buf *out, const struct article *article, const struct quote *quote,
    struct arena *arena, struct fault *f) MUST_CHECK;

/* The whole article record of `extract`. */
bool record_article(struct buf *out, const struct article *article, const struct quote_list *quotes,
    struct arena *arena, struct fault *f) MUST_CHECK;

/* class, severity, all, attribution, setting, similarity, edits (keeps left out). */
void record_drift(struct buf *out, const char *name, const struct drift *drift);

/* The same in two steps: what depends on the words alone, to be kept; and all, with that. */
void record_edits(struct buf *out, const struct drift *drift);
void record_drift_with(struct buf *out, const char *name, const struct drift *drift,
    struct span edits);

/* "house": its judgement, and each rule that speaks, the strictest first. */
void record_judgement(struct buf *out, const struct house *house, const struct drift *drift);

/* What stood in the database when the answer was given. */
struct searched;
void record_searched(struct buf *out, const char *name, const struct searched *searched);

#endif
