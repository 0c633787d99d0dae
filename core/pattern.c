#include "core/pattern.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* Steps of the matcher, and KiB it may take to go back: a name needs some hundreds of either. */
#define STEPS_MAX 1000000
#define HEAP_KIB_MAX 16384

struct pattern {
	pcre2_code		*code;
	pcre2_match_data	*match;
	pcre2_match_context	*limits;
};

bool
pattern_is(struct span typed)
{
	return typed.n > 2 && typed.p[0] == '/' && typed.p[typed.n - 1] == '/';
}

static struct fault
why(int code)
{
	struct fault	 f = FAULT_INIT;
	PCRE2_UCHAR	 text[120];

	pcre2_get_error_message(code, text, sizeof text);
	fault_set(&f, FAULT_USAGE, "%s", (const char *)text);
	return f;
}

static bool
compile(struct pattern *pattern, struct span typed, struct fault *f)
{
	struct span	 body = span_cut(typed, 1, typed.n - 1);
	int		 code;
	size_t		 at;

	if (!pattern_is(typed) || body.n > PATTERN_BYTES_MAX)
		return fault_set(f, FAULT_USAGE,
		    "a pattern stands between two slashes and has at most %d bytes, not '%.*s'",
		    PATTERN_BYTES_MAX, SPAN_ARG(typed));
	pattern->code = pcre2_compile((PCRE2_SPTR)body.p, body.n,
	    PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C, &code, &at, NULL);
	if (pattern->code == NULL)
		return fault_set(f, FAULT_USAGE,
		    "the pattern '%.*s' is none, from its byte %zu on: %s", SPAN_ARG(typed), at + 1,
		    why(code).text);
	pattern->match = pcre2_match_data_create(1, NULL);
	pattern->limits = pcre2_match_context_create(NULL);
	if (pattern->match == NULL || pattern->limits == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	pcre2_set_match_limit(pattern->limits, STEPS_MAX);
	pcre2_set_heap_limit(pattern->limits, HEAP_KIB_MAX);
	return true;
}

struct pattern *
pattern_new(struct span typed, struct fault *f)
{
	struct pattern	*pattern = calloc(1, sizeof *pattern);

	if (pattern == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
		return NULL;
	}
	if (compile(pattern, typed, f))
		return pattern;
	pattern_free(pattern);
	return NULL;
}

void
pattern_free(struct pattern *pattern)
{
	if (pattern == NULL)
		return;
	pcre2_match_context_free(pattern->limits);
	pcre2_match_data_free(pattern->match);
	pcre2_code_free(pattern->code);
	free(pattern);
}

bool
pattern_find(const struct pattern *pattern, struct span text, bool *found, struct fault *f)
{
	int	 code = pcre2_match(pattern->code, (PCRE2_SPTR)(text.n > 0 ? text.p : ""), text.n, 0, 0,
	    pattern->match, pattern->limits);

	*found = code >= 0;
	if (code >= 0 || code == PCRE2_ERROR_NOMATCH)
		return true;
	if (code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_DEPTHLIMIT ||
	    code == PCRE2_ERROR_HEAPLIMIT)
		return fault_set(f, FAULT_LIMIT, "the pattern takes too long: %s", why(code).text);
	return fault_set(f, FAULT_INPUT, "the pattern cannot be looked for: %s", why(code).text);
}
