/*
 * An article as one NDJSON record (DESIGN: records), in the direction of
 * reading: `url` or `file`, and one of `html` or `text`, are enough.
 */
#ifndef FETCH_RECORD_H
#define FETCH_RECORD_H

#include "fetch/page.h"

/*
 * Read one line. html goes through page_read(), text through plain_read();
 * what the record states itself (canonical, outlet, title, byline, credits,
 * language, captured, published, modified) stands over what the text says, its
 * dates as evidence of kind "record". Unknown fields are left alone. Faults
 * name what is wrong and the byte offset in the line.
 */
bool record_read(struct span line, const struct page_hints *hints, struct arena *arena,
    struct article *article, struct fault *f) MUST_CHECK;

#endif
