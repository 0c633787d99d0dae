/* relink: drop the conclusions and rebuild them from the evidence. */
#include "cmd/cli.h"
#include "cmd/conclude.h"

const struct option_row relink_options[] = {
	{ NULL, 0, NULL, NULL },
};

static bool
say_linked(const struct cli *cli, struct store *store, const struct progress *progress,
    struct fault *f)
{
	struct store_standing	 standing;

	if (!store_standing(store, &standing, f))
		return false;
	if (!cli->quiet)
		cli_say(cli, "%lld occurrences linked in %.1f s", (long long)standing.linked,
		    (double)progress_elapsed_ms(progress) / 1000.0);
	return true;
}

enum exit_status
cmd_relink(struct cli *cli, const struct args *args)
{
	struct store	*store = NULL;
	struct progress	 progress;
	struct fault	 f = FAULT_INIT;
	bool		 ok;

	(void)args;
	/* Only an existing database can be relinked: a mistyped name must not make an empty one. */
	ok = store_open(cli->database, STORE_READ, &store, &f);
	store_close(store);
	store = NULL;
	progress_begin(&progress, cli);
	ok = ok && store_open(cli->database, STORE_WRITE, &store, &f) &&
	    conclude(store, &progress, &f);
	progress_end(&progress);
	ok = ok && say_linked(cli, store, &progress, &f);
	store_close(store);
	return ok ? EXIT_FOUND : cli_fail(cli, &f);
}
