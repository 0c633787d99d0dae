/*
 * Who is said to have said it, and where: the two axes of drift beside the
 * words. An axis compares what two printings claim; it knows nothing of truth.
 */
#ifndef CORE_CLAIM_H
#define CORE_CLAIM_H

#include "core/drift.h"

/*
 * Can two names be the same person's? Titles and given names may be missing: "Gen. Milley",
 * "Mark Milley".
 */
bool claim_same_speaker(struct span a, struct span b);

enum drift_attribution claim_attribution(const struct printing *reference,
    const struct printing *variant);
enum drift_setting claim_setting(const struct printing *reference, const struct printing *variant);

#endif
