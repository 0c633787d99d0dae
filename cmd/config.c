#include "cmd/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/profile.h"
#include "core/zone.h"

/* Where in the file we are, and what is filled in. */
struct config {
	const char		*path;
	size_t			 line;
	const struct command	*section; /* NULL before the first, and in that of an outlet */
	struct outlet_setting	*outlet;  /* whose section this is, or NULL */
	struct outlet_setting	*outlets; /* room for as many as there can be */
	size_t			 noutlets;
	bool			 filling; /* what is read now counts; else it is only checked */
	struct globals		*globals;
	struct args		*args;
	struct globals		 typed_globals; /* as the command line left them */
	struct args		 typed;
	struct arena		*arena;
};

static bool
misuse(const struct config *c, struct fault *f, const char *what, struct span name)
{
	return fault_set(f, FAULT_USAGE, "%s:%zu: %s '%.*s'", c->path, c->line, what,
	    SPAN_ARG(name));
}

/* --- where it is -------------------------------------------------------------------------- */

static bool
find_path(const char *given, struct arena *arena, struct span *path, struct fault *f)
{
	const char	*base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	*path = SPAN_NONE;
	if (given != NULL)
		return span_in(arena, span_of(given), path, f);
	/* A base that is not an absolute path is to be ignored, says the specification. */
	if (base != NULL && base[0] == '/')
		return span_print(arena, path, f, "%s/quotrail/config", base);
	if (home != NULL && home[0] != '\0')
		return span_print(arena, path, f, "%s/.config/quotrail/config", home);
	return true;
}

/* The whole file; empty when it is not there and nobody asked for it by name. */
static bool
read_file(const char *path, bool named, struct arena *arena, struct span *text, struct fault *f)
{
	FILE	*file = fopen(path, "r");
	char	*bytes;
	bool	 ok;

	*text = SPAN_NONE;
	if (file == NULL && !named && (errno == ENOENT || errno == ENOTDIR || errno == EACCES))
		return true;
	if (file == NULL)
		return fault_set(f, FAULT_USAGE, "%s: %s%s", path, strerror(errno),
		    named ? " (--config names it)" : "");
	bytes = arena_take(arena, CONFIG_BYTES_MAX + 1, 1, f);
	ok = bytes != NULL;
	if (ok) {
		*text = (struct span) { bytes, fread(bytes, 1, CONFIG_BYTES_MAX + 1, file) };
		if (ferror(file))
			ok = fault_set(f, FAULT_USAGE, "%s: %s", path, strerror(errno));
		else if (text->n > CONFIG_BYTES_MAX)
			ok = fault_set(f, FAULT_LIMIT, "%s: more than %zu bytes", path,
			    CONFIG_BYTES_MAX);
	}
	fclose(file);
	return ok;
}

/* --- options ------------------------------------------------------------------------------- */

static const struct option_row *
find_option(const struct option_row *options, struct span name)
{
	for (const struct option_row *row = options; row != NULL && row->name != NULL; row++) {
		if (span_eq(span_of(row->name), name))
			return row;
	}
	return NULL;
}

/* The value as the command line would have it: "" for a flag that is set, NULL for one that is not. */
static bool
read_value(const struct config *c, const struct command *command, const struct option_row *row,
    struct span value, const char **out, struct fault *f)
{
	struct fault	 why = FAULT_INIT;
	struct span	 copy;

	*out = NULL;
	if (row->argument == NULL) {
		if (span_eq_case(value, SPAN("yes")))
			*out = "";
		return *out != NULL || span_eq_case(value, SPAN("no")) ||
		    misuse(c, f, "a flag is yes or no, not", value);
	}
	if (value.n == 0)
		return misuse(c, f, "no value for", span_of(row->name));
	if (!span_in(c->arena, value, &copy, f))
		return false;
	*out = copy.p;
	return option_takes(command, row->name, copy.p, &why) ||
	    fault_set(f, FAULT_USAGE, "%s:%zu: %s", c->path, c->line, why.text);
}

/* The environment's database stands over the file's. */
static bool
fill_global(struct config *c, const struct option_row *row, struct span value, struct fault *f)
{
	const char	*database = getenv("QUOTRAIL_DB"), *text;

	if (!read_value(c, NULL, row, value, &text, f))
		return false;
	if (!c->filling)
		return true;
	if (strcmp(row->name, "db") == 0) {
		if (c->typed_globals.database == NULL && (database == NULL || database[0] == '\0'))
			c->globals->database = text;
	} else if (strcmp(row->name, "no-color") == 0)
		c->globals->no_color = c->typed_globals.no_color || text != NULL;
	else if (strcmp(row->name, "quiet") == 0)
		c->globals->quiet = c->typed_globals.quiet || text != NULL;
	else if (strcmp(row->name, "verbose") == 0)
		c->globals->verbose = c->typed_globals.verbose || text != NULL;
	else
		return misuse(c, f, "not a setting:", span_of(row->name));
	return true;
}

static bool
fill_own(struct config *c, const struct option_row *row, struct span value, struct fault *f)
{
	size_t		 i = (size_t)(row - c->args->command->options);
	const char	*text;

	if (!read_value(c, c->args->command, row, value, &text, f))
		return false;
	if (c->filling && c->typed.values[i] == NULL)
		c->args->values[i] = text;
	return true;
}

/* An option of another command is looked at too: a mistake shows whichever command meets it. */
static bool
check_others(struct config *c, struct span name, struct span value, struct fault *f)
{
	const struct option_row	*row = NULL;
	const char		*text;

	for (const struct command *command = commands; command->name != NULL; command++) {
		if (c->section == NULL || c->section == command)
			row = find_option(command->options, name);
		if (row != NULL)
			return read_value(c, command, row, value, &text, f);
	}
	return misuse(c, f, "no option", name);
}

/* --- outlets ----------------------------------------------------------------------------- */

/* "outlet example.org": told twice, once on each way through the file, and kept once. */
static bool
open_outlet(struct config *c, struct span key, struct fault *f)
{
	size_t	 i = 0;

	while (i < c->noutlets && !span_eq_case(c->outlets[i].key, key))
		i++;
	if (key.n == 0)
		return misuse(c, f, "an outlet is named by its domain or its name, not", key);
	if (i == CONFIG_OUTLETS_MAX)
		return fault_set(f, FAULT_LIMIT, "%s:%zu: more than %d outlets", c->path, c->line,
		    CONFIG_OUTLETS_MAX);
	c->outlet = &c->outlets[i];
	if (i < c->noutlets)
		return true;
	c->noutlets++;
	return span_in(c->arena, key, &c->outlet->key, f);
}

static bool
fill_outlet(struct config *c, struct span name, struct span value, struct fault *f)
{
	struct fault	 why = FAULT_INIT;

	if (span_eq(name, SPAN("name")))
		return span_in(c->arena, value, &c->outlet->name, f);
	if (span_eq(name, SPAN("zone"))) {
		if (zone_named(value) == NULL)
			return misuse(c, f, "no zone (one is \"Europe/Paris\"):", value);
		return span_in(c->arena, value, &c->outlet->zone, f);
	}
	if (!span_eq(name, SPAN("house")))
		return misuse(c, f, "an outlet has a name, a zone and a house, but no", name);
	return profile_named(value, true, c->arena, &c->outlet->house, &why) ||
	    fault_set(f, FAULT_USAGE, "%s:%zu: %s", c->path, c->line, why.text);
}

/* --- lines ------------------------------------------------------------------------------- */

static bool
read_setting(struct config *c, struct span line, struct fault *f)
{
	size_t				 at = span_find(line, SPAN("="));
	struct span			 name = span_trim(span_cut(line, 0, at));
	struct span			 value;
	const struct option_row		*row;
	bool				 ours = c->section == NULL || c->section == c->args->command;

	if (at == line.n)
		return misuse(c, f, "no setting (\"option = value\"), no section:", line);
	value = span_trim(span_cut(line, at + 1, line.n));
	if (c->outlet != NULL)
		return fill_outlet(c, name, value, f);
	row = find_option(global_options, name);
	if (row != NULL)
		return ours ? fill_global(c, row, value, f) : true;
	row = ours ? find_option(c->args->command->options, name) : NULL;
	return row != NULL ? fill_own(c, row, value, f) : check_others(c, name, value, f);
}

static bool
read_section(struct config *c, struct span line, struct fault *f)
{
	const struct span	 outlet = SPAN("outlet");
	struct span		 name = span_trim(span_cut(line, 1, line.n - 1));

	c->section = NULL;
	c->outlet = NULL;
	if (span_eq(span_cut(name, 0, span_find(name, SPAN(" "))), outlet))
		return open_outlet(c, span_trim(span_cut(name, outlet.n, name.n)), f);
	for (c->section = commands; c->section->name != NULL; c->section++) {
		if (span_eq(span_of(c->section->name), name))
			return true;
	}
	return misuse(c, f, "no command, and no \"outlet DOMAIN\":", name);
}

/* One time through the file; what stands before the first section is `general`. */
static bool
read_lines(struct config *c, struct span text, bool general, struct fault *f)
{
	c->line = 0;
	c->section = NULL;
	c->outlet = NULL;
	while (text.n > 0) {
		size_t		 end = span_find(text, SPAN("\n"));
		struct span	 line = span_trim(span_cut(text, 0, end));
		bool		 ok = true;

		c->line++;
		text = span_cut(text, end < text.n ? end + 1 : end, text.n);
		c->filling = general == (c->section == NULL);
		if (line.n > 1 && line.p[0] == '[' && line.p[line.n - 1] == ']')
			ok = read_section(c, line, f);
		else if (line.n > 0 && line.p[0] != '#')
			ok = read_setting(c, line, f);
		if (!ok)
			return false;
	}
	return true;
}

bool
config_apply(struct globals *globals, struct args *args, struct outlet_settings *outlets,
    struct arena *arena, struct fault *f)
{
	struct config c = { .globals = globals,
		.args = args,
		.typed_globals = *globals,
		.typed = *args,
		.arena = arena };
	struct span	 path, text;

	if (!find_path(globals->config, arena, &path, f))
		return false;
	c.path = path.p;
	if (path.n == 0)
		return true;
	if (!read_file(path.p, globals->config != NULL, arena, &text, f) || text.n == 0)
		return f->kind == FAULT_NONE;
	c.outlets = arena_take(arena, CONFIG_OUTLETS_MAX, sizeof *c.outlets, f);
	/* A command's section is read last and so stands over what is for all. */
	if (c.outlets == NULL || !read_lines(&c, text, true, f) || !read_lines(&c, text, false, f))
		return false;
	*outlets = (struct outlet_settings) { c.outlets, c.noutlets };
	return true;
}
