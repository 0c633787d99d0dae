/*
 * Text of a stranger inside Markdown, so that it stays text.
 * Source: CommonMark 0.30, sections 2.4 (backslash escapes), 6.1 (code spans);
 * tables as in GitHub Flavored Markdown, 4.10.
 */
#ifndef CMD_MARKDOWN_H
#define CMD_MARKDOWN_H

#include "core/buf.h"

/* Running text on one line: white space is folded, marks of Markdown and HTML are escaped. */
void markdown_add(struct buf *out, struct span text);

/* A link when the address is http or https; else the text alone. */
void markdown_add_link(struct buf *out, struct span text, struct span address);

/* A code span, fenced by one backtick more than the text holds in a row. */
void markdown_add_code(struct buf *out, struct span text);

/* A label inside the quotation marks of a Mermaid node. */
void markdown_add_label(struct buf *out, struct span text);

/*
 * Append words of a Markdown text as they read: of a link only its words, of a
 * quoted line what stands behind its ">". Other marks are no words anyway.
 */
void markdown_strip(struct buf *out, struct span text);

#endif
