/* The dates of a family as bars of characters on one axis of days, weeks, months or years. */
#ifndef CMD_TIMELINE_H
#define CMD_TIMELINE_H

#include "cmd/pick.h"

/*
 * '#' where a document dates itself or most likely appeared, '=' where other
 * evidence allows it, '<' and '>' where a bar is open or goes on beyond the
 * axis. An undated printing is open from the day of the utterance on, where
 * one is claimed. The printings picked have a bar; the axis is the family's.
 */
bool timeline_print(const struct cli *cli, FILE *out, const struct model *model,
    const struct pick *pick, size_t width, struct arena *arena, struct fault *f) MUST_CHECK;

#endif
