/* relink: drop the conclusions and rebuild them from the evidence. */
#include "cmd/cli.h"
#include "cmd/conclude.h"

const struct option_row relink_options[] = {
	{ NULL, 0, NULL, NULL },
};

enum exit_status
cmd_relink(struct cli *cli, const struct args *args)
{
	struct store	*store = NULL;
	struct fault	 f = FAULT_INIT;
	bool		 ok;

	(void)args;
	/* Only an existing database can be relinked: a mistyped name must not make an empty one. */
	ok = store_open(cli->database, STORE_READ, &store, &f);
	store_close(store);
	store = NULL;
	ok = ok && store_open(cli->database, STORE_WRITE, &store, &f) && conclude(store, &f);
	store_close(store);
	return ok ? EXIT_FOUND : cli_fail(cli, &f);
}
