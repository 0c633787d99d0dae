/*
 * A family as JSON-LD in the words of schema.org: the Quotation with its
 * speaker and setting, and the Claim that these words were printed, with
 * where. Source: schema.org Quotation, Claim, NewsArticle (version 28).
 */
#ifndef CMD_LINKED_H
#define CMD_LINKED_H

#include "cmd/model.h"
#include "core/buf.h"

#define LINKED_CONTEXT "https://schema.org"

/*
 * Add Quotation and Claim to a list, a line each. firstAppearance is given only when the
 * verdict is proven or likely; a date that is inferred or unknown is left out.
 */
void linked_add(struct buf *graph, const struct model *model);

/*
 * Add behind them each printing, a line each, as a Quotation: its words, whom it names, the
 * NewsArticle it is part of, the printing it is based on, and the family's
 * Quotation as what it is an example of.
 */
void linked_add_printings(struct buf *graph, const struct model *model);

/* Add what was searched, and how far it is linked, as a Dataset. */
void linked_add_searched(struct buf *graph, const struct searched *searched);

#endif
