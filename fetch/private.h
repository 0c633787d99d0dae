/*
 * Addresses that are not on the public net. A page out there has no business
 * sending a reader to them.
 */
#ifndef FETCH_PRIVATE_H
#define FETCH_PRIVATE_H

#include <stdbool.h>

struct sockaddr;

/*
 * True for private, loopback, link-local, multicast and otherwise special
 * addresses, also when an IPv6 address wraps an IPv4 one, and for families
 * that are neither.
 * Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890).
 */
bool private_address(const struct sockaddr *address);

/* The same for an address in digits ("127.0.0.1", "fe80::1"); true when it is none. */
bool private_digits(const char *digits);

#endif
