/* What the texts of trace, whole and brief, are printed with. */
#ifndef CMD_TRACE_PAGE_H
#define CMD_TRACE_PAGE_H

#include "cmd/report.h"
#include "cmd/sheet.h"

#define SPREAD_BYTES_MAX ((size_t)256) /* of finding_spread() and a word or two */

struct page {
	struct sheet	 sheet;
	struct arena	*arena;
	struct fault	*f;
	bool		 all;
	size_t		 context; /* as in the printer */
	struct pick	 pick; /* printings that are shown */
};

struct page page_of(struct printer *printer, struct arena *arena, struct fault *f);

/* "4 inserted-content", "reference": what became of a member, in the arena. */
bool page_drift(const struct page *page, const struct member *member, struct span *words) MUST_CHECK;

/* Columns of the longest date shown, so that none is cut; at least so many. */
size_t page_when(const struct page *page, const struct model *model, size_t least);

/* Whoever leaves out says so, and how to see it. */
void page_left_out(const struct page *page, size_t left, const char *what);

#endif
