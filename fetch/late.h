/*
 * Libraries that are loaded when something of theirs is first called, and not
 * with the program: what most commands never touch would cost all of them its
 * memory and its time to start.
 *
 * A file that stands in for such a library defines each function that is
 * called under its own name, by these macros or by late_find(). What was found
 * is kept beside it, as the system's own loader does: it is the same for
 * everybody and for good, and to find it again takes longer than most calls.
 */
#ifndef FETCH_LATE_H
#define FETCH_LATE_H

#include <stddef.h>

#include "core/fault.h"

/* Each by the name that stands for its interface, which is that of the headers this was built with. */
#define LIBRARY_BROTLI "libbrotlidec.so.1"
#define LIBRARY_CHARSET "libuchardet.so.0"
#define LIBRARY_CURL "libcurl.so.4"
#define LIBRARY_DOMAIN "libpsl.so.5"
#define LIBRARY_HTML "libmodest.so.0"
#define LIBRARY_HTTPD "libmicrohttpd.so.12"
#define LIBRARY_IDNA "libidn2.so.0"
#define LIBRARY_JSON "libjansson.so.4"
#define LIBRARY_SECCOMP "libseccomp.so.2"
#define LIBRARY_XML "libexpat.so.1"
#define LIBRARY_ZLIB "libz.so.1"

/*
 * Load all that whoever reads a document may call: once its cage is closed
 * (fetch/cage.h) it can open none. They stay until the process ends, and
 * processes forked from here have them too. False with FAULT_MISSING when the
 * system has not all of them, or no room.
 */
bool late_load_readers(struct fault *f) MUST_CHECK;

/*
 * A function of a library, which is loaded when it is not yet. `function` is a
 * pointer to the pointer to it, which is of its own size, for a pointer to a
 * function is no void *; it becomes NULL when either cannot be found.
 */
void late_find(const char *library, const char *name, void *function, size_t size);

/* clang-format off */
/* NOLINTBEGIN(bugprone-macro-parentheses): a type and a list of parameters can stand in none. */
/* Hand a call on; `otherwise` is returned when there is no such library. */
#define LATE(library, type, name, parameters, arguments, otherwise) \
	type name parameters \
	{ \
		static type (*_Atomic found) parameters; \
		type (*function) parameters = found; \
		if (function == NULL) { \
			late_find(library, #name, &function, sizeof function); \
			found = function; \
		} \
		return function != NULL ? function arguments : (otherwise); \
	}

#define LATE_VOID(library, name, parameters, arguments) \
	void name parameters \
	{ \
		static void (*_Atomic found) parameters; \
		void (*function) parameters = found; \
		if (function == NULL) { \
			late_find(library, #name, &function, sizeof function); \
			found = function; \
		} \
		if (function != NULL) \
			function arguments; \
	}
/* NOLINTEND(bugprone-macro-parentheses) */
/* clang-format on */

#endif
