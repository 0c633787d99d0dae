/*
 * Text that was encoded twice: bytes of UTF-8 that somebody took for
 * windows-1252 and encoded again, so that "\u00E9" stands as "\u00C3\u00A9".
 */
#ifndef FETCH_CHARSET_TWICE_H
#define FETCH_CHARSET_TWICE_H

#include "core/buf.h"

/*
 * Undo it, when nearly all of what is not ASCII is such a pair or longer run
 * and there are some: a text in any language has letters that are none.
 *   text  valid UTF-8
 *   out   the text as it was meant; untouched when false is returned
 * False when the text was encoded once. Lack of memory shows in out.
 */
bool charset_untwist(struct span text, struct buf *out);

#endif
