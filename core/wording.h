/* From occurrences to wordings: equal words once, in the order in which they are placed. */
#ifndef CORE_WORDING_H
#define CORE_WORDING_H

#include "core/family.h"
#include "core/info.h"
#include "core/kin.h"

#define WORDING_MIN 3	    /* words; fewer are never linked beyond their article */
#define WORDING_SMALL 18.0  /* bits: below, only one speaker's printings are one wording */
#define WORDING_SHARED 50.0 /* bits: from here on, different speakers' printings are */

#define WORDING_BYTES_MAX ((size_t)64 << 10) /* of a text that are compared */

/*
 * Collapse occurrences into families->wordings, longest first; fills next,
 * wording_of and everything of a wording but family, second, by and bits.
 */
bool wording_read(const struct trail_article *articles, const struct occurrence *occurrences,
    size_t count, struct info *info, struct arena *arena, struct families *families,
    struct fault *f) MUST_CHECK;

/* Hash of a name's surname, 0 for no name: an office or "officials". */
uint64_t wording_speaker(struct span name);

#endif
