/* What an exchange says of itself, and what an answer's headers say. */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "core/date.h"
#include "core/utf8.h"
#include "fetch/exchange_parts.h"
#include "fetch/media.h"

#define FIELD_MAX ((size_t)1024) /* a value that is longer counts as not sent */

/* --- asking --------------------------------------------------------------------------------- */

/* NULL when it is http or https, and names no user. */
static const char *
what_forbids(CURLU *parts)
{
	const char	*objection = NULL;
	char		*scheme = NULL, *user = NULL;

	curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0);
	curl_url_get(parts, CURLUPART_USER, &user, 0);
	if (scheme == NULL || (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0))
		objection = "only http and https are fetched";
	else if (user != NULL)
		objection = "a URL with a user in it is not fetched";
	curl_free(scheme);
	curl_free(user);
	return objection;
}

bool
exchange_wire_url(struct span url, char **wire, struct fault *f)
{
	const char	*invalid = "not a URL that can be fetched", *objection = invalid;
	char		 copy[EXCHANGE_URL_MAX + 1];
	CURLU		*parts;

	*wire = NULL;
	if (url.n > EXCHANGE_URL_MAX)
		return fault_set(f, FAULT_INPUT, "%.100s...: a URL longer than %zu bytes", url.p,
		    EXCHANGE_URL_MAX);
	if (url.n == 0 || memchr(url.p, '\0', url.n) != NULL)
		return fault_set(f, FAULT_INPUT, "%.*s: %s", SPAN_ARG(url), objection);
	memcpy(copy, url.p, url.n);
	copy[url.n] = '\0';
	parts = curl_url();
	if (parts == NULL)
		return fault_set(f, FAULT_MEMORY, "%.*s: out of memory", SPAN_ARG(url));
	if (curl_url_set(parts, CURLUPART_URL, copy, CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME) ==
		CURLUE_OK &&
	    curl_url_set(parts, CURLUPART_FRAGMENT, NULL, 0) == CURLUE_OK)
		objection = what_forbids(parts);
	if (objection == NULL && curl_url_get(parts, CURLUPART_URL, wire, 0) != CURLUE_OK)
		objection = invalid;
	curl_url_cleanup(parts);
	return objection == NULL || fault_set(f, FAULT_INPUT, "%.*s: %s", SPAN_ARG(url), objection);
}

static bool
add_header(struct curl_slist **headers, const char *line, struct fault *f)
{
	struct curl_slist	*longer = curl_slist_append(*headers, line);

	if (longer == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	*headers = longer;
	return true;
}

/* A tag from a database is no header until it is seen to be one line of a bearable length. */
static bool
is_field(struct span value)
{
	for (size_t i = 0; i < value.n; i++) {
		if ((unsigned char)value.p[i] < 0x20 || value.p[i] == 0x7f)
			return false;
	}
	return value.n > 0 && value.n <= FIELD_MAX;
}

bool
exchange_ask_if_changed(const struct exchange_validators *known, struct curl_slist **headers,
    struct fault *f)
{
	static const char	*const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char	*const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
		"Aug", "Sep", "Oct", "Nov", "Dec" };
	const int64_t	 at = known->last_modified;
	int64_t		 day = at / DATE_DAY, second = at % DATE_DAY;
	char		 line[FIELD_MAX + 64];
	int		 year, month, mday;

	if (is_field(known->etag)) {
		snprintf(line, sizeof line, "If-None-Match: %.*s", (int)known->etag.n,
		    known->etag.p);
		if (!add_header(headers, line, f))
			return false;
	}
	/* IMF-fixdate knows four digits of a year (RFC 9110, 5.6.7). */
	if (at <= 0 || day >= date_days(10000, 1, 1))
		return true;
	date_civil(day, &year, &month, &mday);
	snprintf(line, sizeof line,
	    "If-Modified-Since: %s, %02d %s %04d %02" PRId64 ":%02" PRId64 ":%02" PRId64 " GMT",
	    days[date_weekday(day) - 1], mday, months[month - 1], year, second / 3600,
	    second / 60 % 60, second % 60);
	return add_header(headers, line, f);
}

/* --- reading -------------------------------------------------------------------------------- */

/* A header of the last answer; one that is no text counts as not sent. */
static struct span
header(const struct exchange *x, const char *name)
{
	struct curl_header	*found;
	struct span		 value;

	if (curl_easy_header(x->curl, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK)
		return SPAN_NONE;
	value = span_of(found->value);
	return utf8_valid(value) && value.n <= FIELD_MAX ? span_trim(value) : SPAN_NONE;
}

static int64_t
header_date(const struct exchange *x, const char *name)
{
	struct span	 value = header(x, name);
	time_t		 at = value.n > 0 ? curl_getdate(value.p, NULL) : -1;

	return at < 0 ? DATE_UNKNOWN : (int64_t)at;
}

/*
 * Seconds, or a date (RFC 9110, 10.2.3). A date is counted from the server's
 * own clock when it tells that, for only the distance is meant; none lies in
 * the past, and none further off than EXCHANGE_RETRY_MAX_S.
 */
static int64_t
read_retry(const struct exchange *x, const struct exchange_response *response)
{
	struct span	 value = header(x, "Retry-After");
	int64_t		 wait = 0, at;
	size_t		 digits = 0;

	for (; digits < value.n && value.p[digits] >= '0' && value.p[digits] <= '9'; digits++) {
		if (wait < EXCHANGE_RETRY_MAX_S)
			wait = wait * 10 + (value.p[digits] - '0');
	}
	if (value.n == 0)
		return DATE_UNKNOWN;
	if (digits < value.n) {
		at = header_date(x, "Retry-After");
		if (at == DATE_UNKNOWN)
			return DATE_UNKNOWN;
		wait = at - (response->date != DATE_UNKNOWN ? response->date : response->fetched);
	}
	if (wait < 0)
		wait = 0;
	return response->fetched + (wait < EXCHANGE_RETRY_MAX_S ? wait : EXCHANGE_RETRY_MAX_S);
}

/* Where a 3xx points; bytes that are no text are mended, for the next request and for people. */
static bool
read_location(const struct exchange *x, struct arena *arena, struct exchange_response *response,
    struct fault *f)
{
	struct buf	 text = BUF(HEADERS_MAX * 3);
	char		*location = NULL;

	if (response->status < 300 || response->status > 399 || response->status == 304)
		return true;
	curl_easy_getinfo(x->curl, CURLINFO_REDIRECT_URL, &location);
	if (location == NULL)
		return true;
	utf8_repair(span_of(location), &text);
	return buf_end(&text, arena, &response->location, f);
}

bool
exchange_read_headers(const struct exchange *x, struct arena *arena,
    struct exchange_response *response, struct fault *f)
{
	struct span	 type, charset;

	response->date = header_date(x, "Date");
	response->validators.last_modified = header_date(x, "Last-Modified");
	response->retry_at = read_retry(x, response);
	media_read(header(x, "Content-Type"), &type, &charset);
	return span_in(arena, type, &response->content_type, f) &&
	    span_in(arena, charset, &response->charset, f) &&
	    span_in(arena, header(x, "ETag"), &response->validators.etag, f) &&
	    read_location(x, arena, response, f);
}
