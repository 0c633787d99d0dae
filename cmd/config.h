/*
 * The person's settings: what an option is when the command line does not say.
 *
 *	# lines like this one, and empty ones, are passed over
 *	contact = desk@example.org
 *	[trace]
 *	format = html
 *
 *	[outlet example.org]
 *	name = The Example
 *	zone = Europe/Paris
 *	house = ap
 *
 * A line names a long option; a flag is "yes" or "no". What stands before the
 * first section is for every command that has such an option; a section is for
 * one command, and stands over it. The command line stands over both.
 * A section of an outlet, by its domain or its printed name, says what to call
 * it, in which zone its pages print dates that state none (an IANA name), and
 * whose rules judge what it prints where --house says nothing.
 */
#ifndef CMD_CONFIG_H
#define CMD_CONFIG_H

#include "cmd/cli.h"
#include "cmd/options.h"
#include "core/arena.h"

#define CONFIG_BYTES_MAX ((size_t)1 << 20) /* of the file */
#define CONFIG_OUTLETS_MAX 2000

/*
 * Fill in what the command line left open, from the file `--config` names, else
 * quotrail/config under $XDG_CONFIG_HOME or ~/.config, which need not be there.
 * FAULT_USAGE names file and line: no such section or option or a value the
 * option does not take. Texts, and `outlets`, stay in the arena.
 * Source: XDG Base Directory Specification 0.8.
 */
bool config_apply(struct globals *globals, struct args *args, struct outlet_settings *outlets,
    struct arena *arena, struct fault *f) MUST_CHECK;

#endif
