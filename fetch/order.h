/*
 * Whether a page prints the seventh of January as 7/1 or as 1/7, where the
 * language leaves that open.
 */
#ifndef FETCH_ORDER_H
#define FETCH_ORDER_H

#include "core/date.h"
#include "fetch/flow.h"

/*
 * What the page shows: other dates on it that can be read one way only; else
 * the country of its address; else the country it declares.
 *   address  the page's own; may be empty
 *   country  of the declared language tag, "GB" of "en-GB"; may be empty
 * ORDER_UNKNOWN when nothing tells, or two of its dates contradict each other.
 */
enum date_order order_of(const struct flow *flow, struct span address, struct span country);

#endif
