/*
 * What no HTTP library would send: written to the socket itself, whose
 * connection libmicrohttpd is then told to close. Only without TLS.
 */
#include "tests/web/web.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#define LINE_MAX_BYTES 65536

static int
socket_of(const struct call *call)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(call->connection, MHD_CONNECTION_INFO_CONNECTION_FD);

	return info != NULL ? info->connect_fd : -1;
}

/* False when nobody reads any more. */
static bool
put(const struct call *call, const char *bytes, size_t size)
{
	struct pollfd	 ready = { socket_of(call), POLLOUT, 0 };

	while (size > 0 && !atomic_load(&call->site->stopping)) {
		ssize_t	 sent = send(ready.fd, bytes, size, MSG_NOSIGNAL);

		if (sent < 0 && errno != EAGAIN && errno != EINTR)
			return false;
		if (sent > 0) {
			bytes += sent;
			size -= (size_t)sent;
		} else {
			poll(&ready, 1, 100);
		}
	}
	return size == 0;
}

static enum MHD_Result
put_text(struct call *call, const char *text)
{
	put(call, text, strlen(text));
	return MHD_NO;
}

enum MHD_Result
raw_empty(struct call *call)
{
	(void)call;
	return MHD_NO;
}

/* To connect to nowhere is the quickest way to have a connection reset. */
enum MHD_Result
raw_reset(struct call *call)
{
	const struct sockaddr	 nowhere = { .sa_family = AF_UNSPEC };

	(void)connect(socket_of(call), &nowhere, sizeof nowhere);
	return MHD_NO;
}

enum MHD_Result
raw_reset_late(struct call *call)
{
	put_text(call,
	    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>Half a ");
	doze(call->site, 100);
	return raw_reset(call);
}

enum MHD_Result
raw_garbage(struct call *call)
{
	return put_text(call, "220 mail.example ESMTP; this is no web server at all\r\n");
}

/* One header of a mebibyte. */
enum MHD_Result
raw_long_header(struct call *call)
{
	static const char	 head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Long: ";
	char			 some[LINE_MAX_BYTES];
	bool			 read = put(call, head, sizeof head - 1);

	memset(some, 'x', sizeof some);
	for (size_t left = 1 << 20; read && left > 0; left -= sizeof some)
		read = put(call, some, sizeof some);
	return put_text(call, "\r\nContent-Length: 5\r\n\r\nlong\n");
}

enum MHD_Result
raw_endless_headers(struct call *call)
{
	static const char	 head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
	static const char	 more[] = "X-More: and more, and more, and more, and more\r\n";

	if (put(call, head, sizeof head - 1)) {
		while (put(call, more, sizeof more - 1))
			continue;
	}
	return MHD_NO;
}

/* Interim answers without end. */
enum MHD_Result
raw_interim(struct call *call)
{
	static const char	 interim[] = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n";

	while (put(call, interim, sizeof interim - 1))
		continue;
	return MHD_NO;
}

enum MHD_Result
raw_bad_length(struct call *call)
{
	return put_text(call, "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n<p>How many?</p>");
}

enum MHD_Result
raw_cut_chunk(struct call *call)
{
	return put_text(call,
	    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
	    "c\r\n<p>One chunk\r\n4\r\n, a");
}
