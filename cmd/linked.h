/*
 * A family as JSON-LD in the words of schema.org: the Quotation with its
 * speaker and setting, and the Claim that these words were printed, with
 * where. Source: schema.org Quotation, Claim, NewsArticle (version 28).
 */
#ifndef CMD_LINKED_H
#define CMD_LINKED_H

#include <jansson.h>

#include "cmd/model.h"

#define LINKED_CONTEXT "https://schema.org"

/*
 * Append Quotation and Claim to `graph`. firstAppearance is given only when the
 * verdict is proven or likely; a date that is inferred or unknown is left out.
 */
void linked_add(json_t *graph, const struct model *model);

/*
 * Append each printing as a Quotation: its words, whom it names, the
 * NewsArticle it is part of, the printing it is based on, and the family's
 * Quotation as what it is an example of.
 */
void linked_add_printings(json_t *graph, const struct model *model);

#endif
