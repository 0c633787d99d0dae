/*
 * Parameters that tell a site who clicked and where, and never what to show.
 * Source: what the advertisers', mailers' and analysts' own manuals name.
 */
#ifndef FETCH_TRACKER_H
#define FETCH_TRACKER_H

#include "core/span.h"

/*
 * Does a parameter of a query ("utm_source=feed") only track? Its name is
 * compared without case and with percent-encoding undone. Names that choose
 * what some site shows ("id", "ref", "source") are none.
 */
bool tracker_is(struct span parameter);

#endif
