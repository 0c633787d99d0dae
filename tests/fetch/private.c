#include "fetch/private.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "core/span.h"

static const struct {
	const char	*digits;
	bool		 private;
} addresses[] = {
	{ "127.0.0.1", true },
	{ "127.255.255.254", true },
	{ "0.0.0.0", true },
	{ "10.1.2.3", true },
	{ "100.64.0.1", true },
	{ "100.127.255.255", true },
	{ "100.128.0.0", false },
	{ "100.63.255.255", false },
	{ "169.254.169.254", true },
	{ "172.15.255.255", false },
	{ "172.16.0.0", true },
	{ "172.31.255.255", true },
	{ "172.32.0.0", false },
	{ "192.168.1.1", true },
	{ "192.169.0.1", false },
	{ "198.17.255.255", false },
	{ "198.19.0.1", true },
	{ "198.20.0.1", false },
	{ "223.255.255.255", false },
	{ "224.0.0.1", true },
	{ "255.255.255.255", true },
	{ "8.8.8.8", false },
	{ "1.1.1.1", false },
	{ "::", true },
	{ "::1", true },
	{ "::ffff:127.0.0.1", true },
	{ "::ffff:10.0.0.1", true },
	{ "::ffff:8.8.8.8", false },
	{ "64:ff9b::7f00:1", true },
	{ "64:ff9b::808:808", false },
	{ "2002:7f00:1::", true },
	{ "2002:808:808::", false },
	{ "2001:db8::1", true },
	{ "2001:4860:4860::8888", false },
	{ "2606:4700::1111", false },
	{ "fc00::1", true },
	{ "fdff::1", true },
	{ "fe80::1", true },
	{ "febf::1", true },
	{ "ff02::1", true },
	{ "", true },
	{ "localhost", true },
	{ "127.1", true },
};

Test(private, knows_what_is_not_on_the_public_net)
{
	for (size_t i = 0; i < LEN(addresses); i++)
		cr_expect_eq(private_digits(addresses[i].digits), addresses[i].private, "%s",
		    addresses[i].digits);
}

Test(private, judges_a_socket_address_like_its_digits)
{
	for (size_t i = 0; i < LEN(addresses); i++) {
		struct sockaddr_in	 in = { .sin_family = AF_INET };
		struct sockaddr_in6	 in6 = { .sin6_family = AF_INET6 };

		if (inet_pton(AF_INET, addresses[i].digits, &in.sin_addr) == 1)
			cr_expect_eq(private_address((struct sockaddr *)&in), addresses[i].private,
			    "%s", addresses[i].digits);
		if (inet_pton(AF_INET6, addresses[i].digits, &in6.sin6_addr) == 1)
			cr_expect_eq(private_address((struct sockaddr *)&in6), addresses[i].private,
			    "%s", addresses[i].digits);
	}
}

Test(private, trusts_no_other_family)
{
	struct sockaddr	 address = { .sa_family = AF_UNIX };

	cr_expect(private_address(&address));
}
