/*
 * libmicrohttpd, loaded when a server starts: no other command pays for it and
 * for the TLS library behind it. Every function that cmd/serve.c calls is
 * defined here under its own name and handed on; without the library
 * MHD_start_daemon() fails.
 */
#include <errno.h>
#include <microhttpd.h>
#include <stdarg.h>

#include "fetch/late.h"

/* clang-format off */
LATE(LIBRARY_HTTPD, struct MHD_Response *, MHD_create_response_from_buffer,
    (size_t size, void *bytes, enum MHD_ResponseMemoryMode mode), (size, bytes, mode), NULL)
LATE_VOID(LIBRARY_HTTPD, MHD_destroy_response, (struct MHD_Response *response), (response))
LATE(LIBRARY_HTTPD, enum MHD_Result, MHD_add_response_header,
    (struct MHD_Response *response, const char *name, const char *value), (response, name, value), MHD_NO)
LATE(LIBRARY_HTTPD, enum MHD_Result, MHD_queue_response,
    (struct MHD_Connection *connection, unsigned status, struct MHD_Response *response),
    (connection, status, response), MHD_NO)
LATE(LIBRARY_HTTPD, const char *, MHD_lookup_connection_value,
    (struct MHD_Connection *connection, enum MHD_ValueKind kind, const char *key),
    (connection, kind, key), NULL)
LATE(LIBRARY_HTTPD, int, MHD_get_connection_values,
    (struct MHD_Connection *connection, enum MHD_ValueKind kind, MHD_KeyValueIterator tell, void *context),
    (connection, kind, tell, context), 0)
LATE_VOID(LIBRARY_HTTPD, MHD_stop_daemon, (struct MHD_Daemon *daemon), (daemon))
/* clang-format on */

/* The port, which is all that is asked for, takes no more arguments. */
const union MHD_DaemonInfo *
MHD_get_daemon_info(struct MHD_Daemon *daemon, enum MHD_DaemonInfoType which, ...)
{
	const union MHD_DaemonInfo *(*function)(struct MHD_Daemon *, enum MHD_DaemonInfoType, ...);

	late_find(LIBRARY_HTTPD, "MHD_get_daemon_info", &function, sizeof function);
	return function != NULL ? function(daemon, which) : NULL;
}

struct MHD_Daemon *
MHD_start_daemon(unsigned flags, uint16_t port, MHD_AcceptPolicyCallback accept,
    void *accept_context, MHD_AccessHandlerCallback handle, void *context, ...)
{
	struct MHD_Daemon	*(*function)(unsigned, uint16_t, MHD_AcceptPolicyCallback, void *,
	    MHD_AccessHandlerCallback, void *, va_list);
	struct MHD_Daemon	*daemon = NULL;
	va_list			 options;

	late_find(LIBRARY_HTTPD, "MHD_start_daemon_va", &function, sizeof function);
	errno = function != NULL ? 0 : ELIBACC;
	va_start(options, context);
	if (function != NULL)
		daemon = function(flags, port, accept, accept_context, handle, context, options);
	va_end(options);
	return daemon;
}
