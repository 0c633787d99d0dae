#include "fetch/private.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

#include "core/span.h"

struct prefix {
	unsigned char	 bytes[16];
	unsigned	 bits;
};

static const struct prefix special4[] = {
	{ { 0 }, 8 },			/* this network */
	{ { 10 }, 8 },			/* private */
	{ { 100, 64 }, 10 },		/* a provider's inside */
	{ { 127 }, 8 },			/* loopback */
	{ { 169, 254 }, 16 },		/* link-local; cloud metadata */
	{ { 172, 16 }, 12 },		/* private */
	{ { 192, 0, 0 }, 24 },		/* protocol assignments */
	{ { 192, 0, 2 }, 24 },		/* documentation */
	{ { 192, 168 }, 16 },		/* private */
	{ { 198, 18 }, 15 },		/* benchmarks */
	{ { 198, 51, 100 }, 24 },	/* documentation */
	{ { 203, 0, 113 }, 24 },	/* documentation */
	{ { 224 }, 3 },			/* multicast, reserved, broadcast */
};

static const struct prefix special6[] = {
	{ { 0 }, 8 },			/* unspecified, loopback, reserved */
	{ { 0x01 }, 8 },		/* discard only */
	{ { 0x20, 0x01, 0x00 }, 23 },	/* protocol assignments, Teredo */
	{ { 0x20, 0x01, 0x0d, 0xb8 }, 32 }, /* documentation */
	{ { 0xfc }, 7 },		/* unique local */
	{ { 0xfe, 0x80 }, 10 },		/* link-local */
	{ { 0xfe, 0xc0 }, 10 },		/* site-local, of old */
	{ { 0xff }, 8 },		/* multicast */
};

/* Prefixes behind which an IPv4 address stands, and where it begins. */
static const struct {
	struct prefix	 prefix;
	size_t		 at;
} wrapped[] = {
	{ { { [10] = 0xff, [11] = 0xff }, 96 }, 12 },		/* IPv4-mapped */
	{ { { 0x00, 0x64, 0xff, 0x9b }, 96 }, 12 },		/* NAT64 */
	{ { { 0x20, 0x02 }, 16 }, 2 },				/* 6to4 */
};

static bool
begins(const unsigned char *address, const struct prefix *prefix)
{
	size_t		 whole = prefix->bits / 8;
	unsigned	 rest = prefix->bits % 8;

	if (memcmp(address, prefix->bytes, whole) != 0)
		return false;
	return rest == 0 || (address[whole] ^ prefix->bytes[whole]) >> (8 - rest) == 0;
}

static bool
is_special4(const unsigned char *address)
{
	for (size_t i = 0; i < LEN(special4); i++) {
		if (begins(address, &special4[i]))
			return true;
	}
	return false;
}

static bool
is_special6(const unsigned char *address)
{
	for (size_t i = 0; i < LEN(wrapped); i++) {
		if (begins(address, &wrapped[i].prefix))
			return is_special4(address + wrapped[i].at);
	}
	for (size_t i = 0; i < LEN(special6); i++) {
		if (begins(address, &special6[i]))
			return true;
	}
	return false;
}

bool
private_address(const struct sockaddr *address)
{
	struct sockaddr_in	 in;
	struct sockaddr_in6	 in6;

	/* Copied out, because a caller's sockaddr need not be aligned for its family. */
	switch (address->sa_family) {
	case AF_INET:
		memcpy(&in, address, sizeof in);
		return is_special4((const unsigned char *)&in.sin_addr);
	case AF_INET6:
		memcpy(&in6, address, sizeof in6);
		return is_special6((const unsigned char *)&in6.sin6_addr);
	default:
		return true;
	}
}

bool
private_digits(const char *digits)
{
	unsigned char	 address[16];

	if (inet_pton(AF_INET, digits, address) == 1)
		return is_special4(address);
	if (inet_pton(AF_INET6, digits, address) == 1)
		return is_special6(address);
	return true;
}
