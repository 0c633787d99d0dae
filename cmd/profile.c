#include "cmd/profile.h"

#include "cmd/textfile.h"

static bool
read_own(const char *path, struct arena *arena, struct house *house, struct fault *f)
{
	struct span	 text;

	return textfile_read("--house own:", path, arena, &text, f) &&
	    house_read(span_of(path), text, house, f);
}

bool
profile_read(const struct args *args, struct arena *arena, const struct house **house,
    struct fault *f)
{
	const char	*name = args_get(args, "house"), own[] = "own:";
	struct house	*chosen;

	*house = NULL;
	if (name == NULL)
		return true;
	chosen = arena_take(arena, 1, sizeof *chosen, f);
	if (chosen == NULL)
		return false;
	if (strncmp(name, own, strlen(own)) == 0) {
		if (!read_own(name + strlen(own), arena, chosen, f))
			return false;
	} else if (!house_named(span_of(name), chosen))
		return fault_set(f, FAULT_USAGE,
		    "--house takes ap, reuters, nyt, guardian or own:FILE, not '%s'", name);
	*house = chosen;
	return true;
}

bool
profile_line(const struct house *house, const struct drift *drift, struct arena *arena,
    struct span *line, struct fault *f)
{
	struct house_opinion	 opinion;
	const struct house_rule	*rule;

	house_judge(house, drift, &opinion);
	rule = &house->rules[opinion.topics[0]];
	return span_print(arena, line, f, "%.*s: %s: %.*s (%.*s)", SPAN_ARG(house->title),
	    house_judgement_names[opinion.judgement], SPAN_ARG(rule->rule), SPAN_ARG(rule->source));
}
