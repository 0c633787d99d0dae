/* Names made from content: digests, occurrence ids. Private to store/. */
#ifndef STORE_ID_H
#define STORE_ID_H

#include "core/article.h"

#define DIGEST_BYTES 32

/* SHA-256 of s. */
void digest_text(struct span s, unsigned char digest[DIGEST_BYTES]);

/* SHA-256 of everything a reading of an article says besides its text. */
void digest_reading(const struct article *article, unsigned char digest[DIGEST_BYTES]);

/* The folded words of a text of any length; long texts are folded piece by piece. */
bool fold_words(struct span text, struct arena *arena, struct span *folded, struct fault *f)
    MUST_CHECK;

/* store_occurrence_id() of words that are folded already. */
bool id_from_words(struct span identity, size_t start, struct span folded, struct arena *arena,
    struct span *id, struct fault *f) MUST_CHECK;

/* The number that the hex digits of an occurrence's id are, which orders as the ids do. */
int64_t occurrence_number(struct span id);

/*
 * What stands for the identity in the id of a quotation outside the text: the
 * identity, a space, and 16 hex digits of SHA-256 over its block's text. So a
 * teaser keeps its id wherever on the page it stands, and the same teaser
 * shown twice on one page is one occurrence.
 */
bool id_outside(struct span identity, struct span block_text, struct arena *arena,
    struct span *host, struct fault *f) MUST_CHECK;

#endif
