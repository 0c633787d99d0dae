/*
 * libcurl, loaded by the first exchange. It brings twenty-five libraries
 * along, and who only reads saved pages would pay for them with 7 MB and most
 * of the time to start. Every function that fetch/exchange*.c call is defined
 * here under its own name and handed on; without the library each fails as
 * libcurl itself would, the first one being curl_global_init(). Parameters have
 * the names of its headers.
 */
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <stdarg.h>

#include "fetch/late.h"

#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

/* clang-format off */
LATE(LIBRARY_CURL, CURLcode, curl_global_init, (long flags), (flags), CURLE_FAILED_INIT)
LATE_VOID(LIBRARY_CURL, curl_global_cleanup, (void), ())
LATE(LIBRARY_CURL, curl_version_info_data *, curl_version_info, (CURLversion age), (age), NULL)
LATE(LIBRARY_CURL, time_t, curl_getdate, (const char *p, const time_t *unused), (p, unused), -1)
LATE_VOID(LIBRARY_CURL, curl_free, (void *p), (p))

LATE(LIBRARY_CURL, struct curl_slist *, curl_slist_append, (struct curl_slist *list, const char *data),
    (list, data), NULL)
LATE_VOID(LIBRARY_CURL, curl_slist_free_all, (struct curl_slist *list), (list))

LATE(LIBRARY_CURL, CURLU *, curl_url, (void), (), NULL)
LATE_VOID(LIBRARY_CURL, curl_url_cleanup, (CURLU *handle), (handle))
LATE(LIBRARY_CURL, CURLUcode, curl_url_get, (CURLU *handle, CURLUPart what, char **part,
    unsigned flags),
    (handle, what, part, flags), CURLUE_OUT_OF_MEMORY)
LATE(LIBRARY_CURL, CURLUcode, curl_url_set, (CURLU *handle, CURLUPart what, const char *part,
    unsigned flags),
    (handle, what, part, flags), CURLUE_OUT_OF_MEMORY)

LATE(LIBRARY_CURL, CURL *, curl_easy_init, (void), (), NULL)
LATE_VOID(LIBRARY_CURL, curl_easy_cleanup, (CURL *curl), (curl))
LATE_VOID(LIBRARY_CURL, curl_easy_reset, (CURL *curl), (curl))
LATE(LIBRARY_CURL, const char *, curl_easy_strerror, (CURLcode code), (code), "")
LATE(LIBRARY_CURL, CURLHcode, curl_easy_header, (CURL *easy, const char *name, size_t index,
    unsigned origin, int request, struct curl_header **hout),
    (easy, name, index, origin, request, hout), CURLHE_MISSING)

LATE(LIBRARY_CURL, CURLM *, curl_multi_init, (void), (), NULL)
LATE(LIBRARY_CURL, CURLMcode, curl_multi_cleanup, (CURLM *multi), (multi), CURLM_BAD_HANDLE)
LATE(LIBRARY_CURL, CURLMcode, curl_multi_add_handle, (CURLM *multi, CURL *curl),
    (multi, curl), CURLM_BAD_HANDLE)
LATE(LIBRARY_CURL, CURLMcode, curl_multi_remove_handle, (CURLM *multi, CURL *curl),
    (multi, curl), CURLM_BAD_HANDLE)
LATE(LIBRARY_CURL, CURLMcode, curl_multi_socket_action, (CURLM *multi_handle, curl_socket_t s,
    int ev_bitmask, int *running_handles),
    (multi_handle, s, ev_bitmask, running_handles), CURLM_BAD_HANDLE)
LATE(LIBRARY_CURL, CURLMsg *, curl_multi_info_read, (CURLM *multi_handle, int *msgs_in_queue),
    (multi_handle, msgs_in_queue), NULL)
/* clang-format on */

/* The last argument is a long, a curl_off_t or some pointer, as the option's number tells. */
/* clang-format off */
/* NOLINTBEGIN(bugprone-macro-parentheses): a type can stand in none. */
#define LATE_SETOPT(code, name, handle, of, options, otherwise) \
	code name(handle *of, options option, ...) \
	{ \
		static code (*_Atomic found)(handle *, options, ...); \
		code (*function)(handle *, options, ...) = found; \
		code result = (otherwise); \
		va_list rest; \
		if (function == NULL) { \
			late_find(LIBRARY_CURL, #name, &function, sizeof function); \
			found = function; \
		} \
		if (function == NULL) \
			return result; \
		va_start(rest, option); \
		if (option < CURLOPTTYPE_OBJECTPOINT) \
			result = function(of, option, va_arg(rest, long)); \
		else if (option >= CURLOPTTYPE_OFF_T && option < CURLOPTTYPE_BLOB) \
			result = function(of, option, va_arg(rest, curl_off_t)); \
		else \
			result = function(of, option, va_arg(rest, void *)); \
		va_end(rest); \
		return result; \
	}
/* NOLINTEND(bugprone-macro-parentheses) */

LATE_SETOPT(CURLcode, curl_easy_setopt, CURL, curl, CURLoption, CURLE_FAILED_INIT)
LATE_SETOPT(CURLMcode, curl_multi_setopt, CURLM, multi_handle, CURLMoption, CURLM_BAD_HANDLE)
/* clang-format on */

/* What is asked for comes through a pointer. */
CURLcode
curl_easy_getinfo(CURL *curl, CURLINFO info, ...)
{
	static CURLcode	(*_Atomic found)(CURL *, CURLINFO, ...);
	CURLcode	(*function)(CURL *, CURLINFO, ...) = found;
	CURLcode	  code = CURLE_FAILED_INIT;
	va_list		  rest;

	if (function == NULL) {
		late_find(LIBRARY_CURL, "curl_easy_getinfo", &function, sizeof function);
		found = function;
	}
	if (function == NULL)
		return code;
	va_start(rest, info);
	code = function(curl, info, va_arg(rest, void *));
	va_end(rest);
	return code;
}
