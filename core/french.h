/*
 * Who said it, in French articles: "« Q », a déclaré X", "X a dit : « Q »",
 * "selon X", "a-t-il ajouté". A reader of its own beside core/speaker.h,
 * because the order of words, not only the words, is another one.
 */
#ifndef CORE_FRENCH_H
#define CORE_FRENCH_H

#include "core/speaker.h"

/*
 * Attribute the quotation at item `word` of a paragraph by a cue of its own
 * sentence or headline. False when there is none; `out` is then as it was.
 */
bool french_find(const struct name_table *table, size_t paragraph, size_t word,
    const struct speaker_memory *memory, struct attribution *out);

#endif
