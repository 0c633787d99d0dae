/*
 * Whom a mention means: the name it prints, the one its pronoun or its office
 * stands for, or nobody's, and then what is known of the speaker.
 */
#ifndef CORE_RESOLVE_H
#define CORE_RESOLVE_H

#include "core/speaker.h"

/* Fill name, state and kind of an attribution whose mention is known; its confidence falls by the doubt. */
void resolve_mention(const struct name_table *table, const struct speaker_memory *memory,
    struct attribution *a);

/* The mention means this name, as surely as `sure`, 0 to 1. */
void resolve_name(const struct name_table *table, size_t name, double sure, struct attribution *a);

/* Whom an interview is with: the person whom the article names most; NAME_NONE when it names nobody. */
size_t resolve_interviewed(const struct name_table *table);

/* Whom the letter or the initials mean that label a line of an interview, "Q" or "AB"; NAME_NONE for other labels. */
size_t resolve_lettered(const struct name_table *table, const struct attribution *a);

#endif
