/*
 * A media type and the charset it names, as transports write them.
 * Source: RFC 9110, sections 5.6.6 (parameters) and 8.3.1 (media type).
 */
#ifndef FETCH_MEDIA_H
#define FETCH_MEDIA_H

#include "core/span.h"

/* "text/html; charset=\"utf-8\"" comes apart; both point into value, empty when not said. */
void media_read(struct span value, struct span *type, struct span *charset);

#endif
