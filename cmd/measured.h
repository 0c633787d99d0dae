/*
 * Drifts that were measured already. A line is printed again within days, and
 * in the same bytes: of such a text in one family only what is claimed of its
 * speaker may differ. The last ones are kept, in so much memory and no more,
 * for several hands at once.
 */
#ifndef CMD_MEASURED_H
#define CMD_MEASURED_H

#include "core/buf.h"
#include "core/drift.h"

/* What a drift depends on but for claims: the printings it is measured against, and its text. */
struct measured_key {
	size_t		 family;
	bool		 spliced;
	struct span	 text;
};

struct measured;

/* NULL and a fault without memory. */
struct measured *measured_new(struct fault *f);
void measured_free(struct measured *m);

/*
 * The drift of this text, without its edits and with another printing's claims, and what was kept
 * with it behind what is in `rest`. False when it is not known.
 */
bool measured_get(struct measured *m, const struct measured_key *key, struct drift *drift,
    struct buf *rest);

/* Keep it in the place of an older one, if there is memory and it is not too long. */
void measured_keep(struct measured *m, const struct measured_key *key, const struct drift *drift,
    struct span rest);

#endif
