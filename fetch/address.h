/*
 * What a URL says about who answers there.
 * Source: RFC 3986, section 3.2; registrable domains by the Public Suffix
 * List (libpsl), compiled in.
 */
#ifndef FETCH_ADDRESS_H
#define FETCH_ADDRESS_H

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

/*
 * The host of an absolute http or https URL, without user and port, a span
 * into url; empty when there is none. An IPv6 literal keeps its brackets.
 */
struct span address_host(struct span url);

/*
 * The registrable domain of a URL's host, lower case, in the arena:
 * "https://news.bbc.co.uk/x" gives "bbc.co.uk". An address in digits, or a
 * host that is itself a public suffix or has one label, gives the host. Empty
 * when the URL has no host. Fails with FAULT_MEMORY only.
 */
bool address_domain(struct span url, struct arena *arena, struct span *domain, struct fault *f)
    MUST_CHECK;

#endif
