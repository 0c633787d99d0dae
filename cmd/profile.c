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
profile_named(struct span name, bool files, struct arena *arena, const struct house **house,
    struct fault *f)
{
	const struct span	 own = SPAN("own:");
	struct house		*chosen = arena_take(arena, 1, sizeof *chosen, f);
	struct span		 path;

	if (chosen == NULL)
		return false;
	*house = chosen;
	if (files && span_starts(name, own))
		return span_in(arena, span_cut(name, own.n, name.n), &path, f) &&
		    read_own(path.p, arena, chosen, f);
	return house_named(name, chosen) ||
	    fault_set(f, FAULT_USAGE, "--house takes ap, reuters, nyt%s guardian%s, not '%.*s'",
		files ? "," : " or", files ? " or own:FILE" : "", SPAN_ARG(name));
}

bool
profile_read(const struct args *args, bool files, struct arena *arena, const struct house **house,
    struct fault *f)
{
	const char	*name = args_get(args, "house");

	*house = NULL;
	return name == NULL || profile_named(span_of(name), files, arena, house, f);
}

bool
reference_read(const struct cli *cli, const struct args *args, bool files, struct arena *arena,
    struct reference *reference, struct fault *f)
{
	const char	*against = args_get(args, "against"), prefix[] = "transcript:";

	reference->outlets = &cli->outlets;
	if (!profile_read(args, files, arena, &reference->house, f))
		return false;
	if (against == NULL || strcmp(against, "earliest") == 0)
		return true;
	if (strcmp(against, "fullest") == 0)
		reference->against = AGAINST_FULLEST;
	else if (files && strncmp(against, prefix, strlen(prefix)) == 0) {
		reference->against = AGAINST_TRANSCRIPT;
		return textfile_read("--against transcript:", against + strlen(prefix), arena,
		    &reference->transcript, f);
	} else if (against[0] == 'q') {
		reference->against = AGAINST_ID;
		reference->id = span_of(against);
	} else
		return fault_set(f, FAULT_USAGE,
		    "--against takes earliest, fullest%s or an id, not '%s'",
		    files ? ", transcript:FILE" : "", against);
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
