/* Against what wording is measured, and whose rules judge the drift: --against and --house. */
#ifndef CMD_PROFILE_H
#define CMD_PROFILE_H

#include "cmd/model.h"

#define PROFILE_OPTION \
	{ "house", 0, "NAME", "judge by the rules of ap, reuters, nyt, guardian or own:FILE" }

/*
 * The profile of this name, or of "own:FILE" where `files` are allowed. In the
 * arena. FAULT_USAGE when nobody has that name.
 */
bool profile_named(struct span name, bool files, struct arena *arena, const struct house **house,
    struct fault *f) MUST_CHECK;

/*
 * `house` is NULL when the option was not given. In the arena. FAULT_USAGE when
 * nobody has that name, and when it names a file where files are not allowed:
 * a stranger may ask for a house, not for what stands on our disk.
 */
bool profile_read(const struct args *args, bool files, struct arena *arena,
    const struct house **house, struct fault *f) MUST_CHECK;

/* Both, of a command that has both options, and the settings' outlets; a transcript is a file too. */
bool reference_read(const struct cli *cli, const struct args *args, bool files, struct arena *arena,
    struct reference *reference, struct fault *f) MUST_CHECK;

/*
 * "AP: not allowed: nothing is altered inside the marks. (AP, quotations)":
 * what a profile says to a printing, by the rule that speaks first.
 */
bool profile_line(const struct house *house, const struct drift *drift, struct arena *arena,
    struct span *line, struct fault *f) MUST_CHECK;

#endif
