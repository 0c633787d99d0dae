/* What a reader should look at first in a family: one line, the same in summary and reports. */
#ifndef CMD_FINDING_H
#define CMD_FINDING_H

#include "cmd/model.h"
#include "core/buf.h"

/* The member whose drift is the most severe, the earlier of equals; NULL when none drifted. */
const struct member *finding_member(const struct model *model);

/* The gravest change that an outlet made after publication, the first filed of equals; NULL when none changed the words. */
const struct change *finding_change(const struct model *model);

/*
 * What a member that drifted did: "KVLT 6: inserted-content, has "and the
 * army"", "Coral Bay gives it to Yerlan Dosanov ("the spokesman")". In the
 * arena.
 */
bool finding_of(const struct member *member, struct arena *arena, struct span *line,
    struct fault *f) MUST_CHECK;

/*
 * The same of the member to look at first. What an outlet changed afterwards
 * comes before an equal drift: "KVLT 6 changed it between 2026-03-02 10:00Z
 * and 2026-03-02 14:00Z: inserted-content, has "never"". Empty when all
 * printings agree. In the arena.
 */
bool finding_line(const struct model *model, struct arena *arena, struct span *line,
    struct fault *f) MUST_CHECK;

/* "21 occurrences in 16 documents, 12 lineages" */
void finding_spread(struct buf *out, const struct model *model);

/* What became of a member's words and axes, as a cell: "4 inserted-content, reattributed", "reference". */
void finding_drift(struct buf *out, const struct member *member);

/* The same without its number, of a drift: "inserted-content, reattributed". */
void finding_classes(struct buf *out, const struct drift *drift);

/* Whose words, where and when, as far as they drifted: "reattributed, re-venued" behind `before`, or nothing. */
void finding_axes(struct buf *out, const struct drift *drift, const char *before);

/* The severity its words and axes come to: 0 when nothing drifted. */
int finding_severity(const struct model *model);

#endif
