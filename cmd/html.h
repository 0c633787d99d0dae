/*
 * Text of a stranger inside HTML, SVG and JSON islands, so that it stays text.
 *
 * Everything a page printed goes through one of these; only our own tags are
 * added as they are. Source: HTML Living Standard, "Serialising HTML
 * fragments" and "Restrictions for contents of script elements"; Unicode
 * Standard Annex #9 for the characters that turn the writing direction.
 */
#ifndef CMD_HTML_H
#define CMD_HTML_H

#include "core/buf.h"

/*
 * Escaped for element content and for attributes in double quotes. Control
 * characters become U+FFFD. Characters that would turn the direction of what
 * follows are left out: `printed` text shows them, labels do not need them.
 */
void html_label(struct buf *out, struct span text);

/*
 * As printed, isolated in <bdi dir="auto">; a character that turns the
 * direction is shown by its code point, and a line break is kept. A day such
 * as 2022-01-07 does not break at its hyphens.
 */
void html_printed(struct buf *out, struct span text);

/*
 * A sentence of ours with a stranger's words in it. Each stretch of these that
 * runs from right to left is isolated, so that it takes no number or mark of
 * ours along: a day beside such a name stays the day it is.
 */
void html_told(struct buf *out, struct span text);

/* The same without the <bdi>, for a stretch inside one. */
void html_stretch(struct buf *out, struct span text);

/* True when an address is http or https: nothing else becomes a link. */
bool html_is_web(struct span address);

/* A link with rel="noreferrer" around our own words, or the words alone when the address is none. */
void html_link(struct buf *out, struct span address, const char *words);

/* JSON for a data island: "<" is written as an escape, so that no text can end the script element. */
void html_island(struct buf *out, struct span json);

/* 'sha256-...' of an inline style or script, as a Content-Security-Policy takes it. */
void html_hash(struct buf *out, struct span source);

#endif
