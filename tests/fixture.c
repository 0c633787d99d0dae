#include "tests/fixture.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd/options.h"

#define ARGUMENTS_MAX 64

void
fixture_begin(struct fixture *fixture)
{
	const char	*folder = getenv("TMPDIR");
	int		 fd;

	*fixture = (struct fixture) { .out = NULL };
	snprintf(fixture->database, sizeof fixture->database, "%s/quotrail-test-XXXXXX",
	    folder != NULL ? folder : "/tmp");
	fd = mkstemp(fixture->database);
	cr_assert_geq(fd, 0, "no temporary file");
	close(fd);
	unlink(fixture->database);
}

void
fixture_end(struct fixture *fixture)
{
	static const char *const endings[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < LEN(endings); i++) {
		char	 path[300];

		snprintf(path, sizeof path, "%s%s", fixture->database, endings[i]);
		unlink(path);
	}
	free(fixture->out);
	free(fixture->err);
}

enum exit_status
fixture_run_list(struct fixture *fixture, const char *name, const char *const *arguments,
    size_t count)
{
	const struct command	*command = command_find(name);
	struct cli		 cli = { .width = 100, .utf8 = true, .quiet = true, .database_named = true };
	struct globals		 globals = { .database = NULL };
	struct args		 args;
	struct fault		 f = FAULT_INIT;
	char			*argv[ARGUMENTS_MAX];
	size_t			 out_size, err_size;

	cr_assert_not_null(command, "no command %s", name);
	cr_assert_lt(count + 1, ARGUMENTS_MAX);
	argv[0] = strdup(name);
	for (size_t i = 0; i < count; i++)
		argv[i + 1] = strdup(arguments[i]);
	argv[count + 1] = NULL;
	free(fixture->out);
	free(fixture->err);
	cli.out = open_memstream(&fixture->out, &out_size);
	cli.err = open_memstream(&fixture->err, &err_size);
	cli.database = fixture->database;
	cli.now = (int64_t)time(NULL);
	cli.stop = &fixture->stop;
	if (options_command(command, (int)count + 1, argv, &globals, &args, &f))
		fixture->status = command->run(&cli, &args);
	else
		fixture->status = cli_fail(&cli, &f);
	fclose(cli.out);
	fclose(cli.err);
	for (size_t i = 0; i <= count; i++)
		free(argv[i]);
	return fixture->status;
}

enum exit_status
fixture_run(struct fixture *fixture, const char *name, ...)
{
	const char	*arguments[ARGUMENTS_MAX];
	size_t		 count = 0;
	va_list		 list;

	va_start(list, name);
	while (count < ARGUMENTS_MAX && (arguments[count] = va_arg(list, const char *)) != NULL)
		count++;
	va_end(list);
	return fixture_run_list(fixture, name, arguments, count);
}

json_t *
fixture_json(const struct fixture *fixture)
{
	json_error_t	 error;
	json_t		*value = json_loads(fixture->out, 0, &error);

	cr_assert_not_null(value, "no JSON at %d: %s\n%s", error.position, error.text, fixture->err);
	return value;
}

const char *
fixture_root(void)
{
	const char	*root = getenv("ROOT");

	return root != NULL ? root : ".";
}

bool
fixture_seeds(char *paths[5])
{
	char	 pattern[512];
	glob_t	 found;
	bool	 ok;

	snprintf(pattern, sizeof pattern, "%s/../shared/seeds/*.txt", fixture_root());
	ok = glob(pattern, 0, NULL, &found) == 0 && found.gl_pathc == 5;
	for (size_t i = 0; ok && i < 5; i++)
		paths[i] = strdup(found.gl_pathv[i]);
	globfree(&found);
	if (!ok)
		fprintf(stderr, "the five articles of ../shared/seeds are not at hand: skipped\n");
	return ok;
}

const char *
json_text(const json_t *object, const char *key)
{
	const char	*text = json_string_value(json_object_get(object, key));

	return text != NULL ? text : "";
}
