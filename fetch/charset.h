/*
 * Bytes to valid UTF-8, in the order the HTML standard gives: byte order mark,
 * transport, meta prescan of the first 1024 bytes, then detection.
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
 *   declared   the transport's label; empty when it gave none
 *   html       look for a meta declaration
 */
bool charset_decode(struct span bytes, struct span declared, bool html, struct arena *arena,
    struct decoded *decoded, struct fault *f) MUST_CHECK;

/* Do these first bytes look like an HTML page? (WHATWG MIME Sniffing, tags in any case behind space, BOM and comments.) */
bool charset_looks_html(struct span bytes);

#endif
