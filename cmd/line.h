/*
 * A quotation as one line of JSON, read without a tree: for the many lines
 * whose fields are plain strings. Source: RFC 8259.
 */
#ifndef CMD_LINE_H
#define CMD_LINE_H

#include "core/fault.h"
#include "core/span.h"

enum line_field {
	LINE_ID,
	LINE_URL,
	LINE_OUTLET,
	LINE_PUBLISHED,
	LINE_SPEAKER,
	LINE_TEXT,
	LINE_FIELDS
};

struct line {
	struct span	 fields[LINE_FIELDS]; /* in the text of the line; empty when absent */
	bool		 has_text; /* even if it is empty */
};

/*
 * Read an object whose fields are strings without escapes, integers, true, false
 * or null, none of ours twice, and none that `link` itself prints or reads as
 * another kind. False for every other line, valid or not: ask a whole parser.
 *
 *   json  valid UTF-8 without white space around it
 */
bool line_read(struct span json, struct line *line);

#endif
