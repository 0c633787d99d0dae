/* How a printing is named to people: a short document name and line, or an address that jumps to the words. */
#ifndef CMD_PLACE_H
#define CMD_PLACE_H

#include "core/buf.h"
#include "store/store.h"

/*
 * Short names for documents, unique among them: of a file its name up to
 * where it differs (at least three characters), of an address its host.
 */
bool place_names(const struct corpus *corpus, struct arena *arena, struct span **names,
    struct fault *f) MUST_CHECK;

/* "003:L5" for a line of a plain text; the name alone for anything else. */
bool place_of(struct span name, const struct article *article, const struct quote *quote,
    struct arena *arena, struct span *place, struct fault *f) MUST_CHECK;

/*
 * The address with a text fragment that scrolls to the words; empty when the
 * article has no http(s) address. Source: WICG "URL Fragment Text Directives";
 * '-', ',' and '&' and everything but unreserved ASCII is percent-encoded.
 */
bool place_link(const struct article *article, const struct quote *quote, struct arena *arena,
    struct span *link, struct fault *f) MUST_CHECK;

/* Percent-encoded but for ASCII letters, digits and "._~": a parameter of an address, or a text fragment. */
void place_encode(struct buf *out, struct span text);

/* The sentence or sentences of the host text that hold the quotation, marks and cue included. */
struct span place_sentence(const struct article *article, const struct quote *quote);

/* The same with `more` sentences before it and behind it, from other paragraphs too. */
struct span place_context(const struct article *article, const struct quote *quote, size_t more);

#endif
