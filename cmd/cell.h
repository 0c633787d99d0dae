/*
 * Text of a stranger in the columns of a table: one line, cut to fit, padded,
 * and without a byte that could move a terminal's cursor.
 */
#ifndef CMD_CELL_H
#define CMD_CELL_H

#include "core/buf.h"

/*
 * Append text as one line: every run of white space is one space, control
 * characters and the marks that turn the writing direction are left out. At
 * most `columns` wide; what is cut ends in "...". Returns the columns it took.
 */
size_t cell_add(struct buf *out, struct span text, size_t columns);

/* The same, padded to `columns`; on the left when right is true. */
void cell_pad(struct buf *out, struct span text, size_t columns, bool right);

#endif
