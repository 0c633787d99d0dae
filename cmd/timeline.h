/* The dates of a family as bars of characters on one axis of days, weeks, months or years. */
#ifndef CMD_TIMELINE_H
#define CMD_TIMELINE_H

#include "cmd/model.h"

/*
 * '#' where a document dates itself, '=' where other evidence allows it, '<'
 * and '>' where a bar is open or goes on beyond the axis.
 */
bool timeline_print(const struct cli *cli, FILE *out, const struct model *model, size_t width,
    struct arena *arena, struct fault *f) MUST_CHECK;

#endif
