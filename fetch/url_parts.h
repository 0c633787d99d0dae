/* What the files of url.h share. */
#ifndef FETCH_URL_PARTS_H
#define FETCH_URL_PARTS_H

#include "core/buf.h"
#include "fetch/url.h"

/* A URL as browsers take it from a page: no blanks around it, no tabs and line ends inside. */
void url_add_clean(struct span url, struct buf *out);

/* A path without its dot segments (RFC 3986, section 5.2.4). */
void url_add_path(struct span path, struct buf *out);

#endif
