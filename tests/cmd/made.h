/* A family made by hand from rows, so that printers are judged without reading a page. */
#ifndef TESTS_CMD_MADE_H
#define TESTS_CMD_MADE_H

#include "cmd/report.h"

/* One printing. `text` is the whole article and holds `words`; unset fields are not stated. */
struct made {
	const char	*outlet, *url, *text, *words;
	const char	*speaker, *mention, *venue, *title;
	const char	*credit, *found; /* an agency, and the date as printed */
	const char	*day;
	int64_t		 earliest, latest; /* both 0: undated */
	enum region	 region;
	bool		 inferred;
};

/* Everything lives in the arena. Row 0 is the earliest; the verdict is taken on trust. */
bool made_family(const struct made *rows, size_t n, enum verdict verdict, struct arena *arena,
    struct filed_family *filed, struct fault *f) MUST_CHECK;

/* Print the family in a format as report does; the text is the caller's to free. NULL with f set on failure. */
char *made_report(const struct report_format *format, const struct made *rows, size_t n,
    enum verdict verdict, struct fault *f);

#endif
