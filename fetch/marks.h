/*
 * Boxes inside an article that another paper wrote: a house prints one style
 * of quotation marks, and words that come from elsewhere often keep theirs.
 */
#ifndef FETCH_MARKS_H
#define FETCH_MARKS_H

#include "fetch/layout.h"

/*
 * Tell which pieces of [first, last) stand in such a box: a small element whose
 * quotations are all printed in another style than two or more around it, and
 * that leads elsewhere by a line of its own, a link or the name of a paper.
 * The marks alone are no proof: quotations are pasted into any article.
 *
 *   other   flow->count entries, all false; those of such boxes turn true
 */
void marks_find(const struct layout *layout, uint32_t first, uint32_t last, bool *other);

#endif
