#include "store/names.h"

#include "store/queue.h"

const char *const says_names[SAYS_KINDS] = {
	[SAYS_PUBLISHED] = "published",
	[SAYS_MODIFIED] = "modified",
	[SAYS_NOT_BEFORE] = "not-before",
	[SAYS_NOT_AFTER] = "not-after",
	[SAYS_CAPTURED] = "captured",
};

const char *const visit_outcome_names[VISITS] = {
	[VISIT_READ] = "read",
	[VISIT_UNCHANGED] = "unchanged",
	[VISIT_OPENED] = "opened",
	[VISIT_FAILED] = "failed",
	[VISIT_BLOCKED] = "blocked",
	[VISIT_THROTTLED] = "throttled",
};
