/*
 * Bytes to valid UTF-8, in the order the HTML standard gives: byte order mark,
 * transport, meta prescan, then detection: valid UTF-8 is UTF-8, and only what
 * declares nothing and is not valid is guessed at.
 * Source: WHATWG Encoding Standard (labels; windows-1252 for iso-8859-1 and
 * ascii), HTML Standard 13.2.3 "determining the character encoding".
 */
#ifndef FETCH_CHARSET_H
#define FETCH_CHARSET_H

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

struct decoded {
	struct span	 text;	   /* valid UTF-8, no BOM, no NUL */
	const char	*charset;  /* static name of what it was decoded from */
	size_t		 replaced; /* ill-formed sequences that became U+FFFD */
};

/*
 * Decode a whole document.
 *
 *   declared   the transport's label; empty when it gave none; a label no
 *              browser knows counts as none
 *   html       look for a meta declaration. The prescan reads the first 16 KiB,
 *              since a parser that meets a later declaration changes its mind.
 *   decoded    out; its text lives in the arena.
 *
 * One departure from the standard: text that a meta names in a legacy encoding
 * although it is valid UTF-8 beyond ASCII was converted after it was written,
 * and is read as UTF-8. A page that was encoded twice is decoded twice, and its
 * charset is "utf-8 taken for windows-1252". Fails with FAULT_MEMORY only.
 */
bool charset_decode(struct span bytes, struct span declared, bool html, struct arena *arena,
    struct decoded *decoded, struct fault *f) MUST_CHECK;

/*
 * The system's converters, held open: from then on charset_decode() opens no
 * file, here and in processes forked from here. One that the system lacks is
 * left out. NULL when there is no memory.
 */
struct charset_hold;
struct charset_hold *charset_hold_new(void);
void charset_hold_free(struct charset_hold *hold);

/*
 * The label a page's own meta or XML declaration gives; empty when it gives none.
 * The span points into bytes. Source: HTML Standard 13.2.3.2, "prescan a byte stream".
 */
struct span charset_declared(struct span bytes);

/*
 * Do these first bytes look like an HTML page? Tags count in any case, behind
 * space, a byte order mark and comments. Source: WHATWG MIME Sniffing, 7.1.
 */
bool charset_looks_html(struct span bytes);

#endif
