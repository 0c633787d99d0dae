/* why: the chain of rules and stretches of text behind one occurrence and its family. */
#include "cmd/why.h"

#include <stdarg.h>
#include <string.h>

#include "cmd/output.h"
#include "cmd/record.h"
#include "cmd/schema.h"
#include "cmd/sheet.h"
#include "core/utf8.h"

#define WHY_BYTES_MAX ((size_t)1 << 30)
#define SENTENCE_MAX 4096

const struct option_row why_options[] = {
	{ "format", 'f', "FORMAT", "how to print it (text)" },
	{ "schema", 0, NULL, "print the JSON Schema of --format json, and do nothing else" },
	{ NULL, 0, NULL, NULL },
};

const char *const why_about_names[WHY_ABOUTS] = { "date", "form", "speaker", "setting", "credit",
	"link", "drift", "refusal", "verdict", "change" };

const char *
why_words(const char *option, size_t i)
{
	static const char *const formats[] = { "text", "json" };

	return strcmp(option, "format") == 0 && i < LEN(formats) ? formats[i] : NULL;
}

/* --- the chain ----------------------------------------------------------- */

/* The text that offsets count in. */
static struct span
host_of(const struct member *member)
{
	const struct article	*article = &member->article->article;
	ptrdiff_t		 outside = member->filed->quote.outside;

	return outside < 0 ? article->text : article->outside[outside].text;
}

static void
find_place(struct why *why, struct reason *reason)
{
	struct span	 host = host_of(why->member);

	reason->placed = span_within(reason->found, host);
	if (!reason->placed)
		return;
	reason->start = utf8_count(span_cut(host, 0, (size_t)(reason->found.p - host.p)));
	reason->end = reason->start + utf8_count(reason->found);
}

void
why_add(struct why *why, enum why_about about, struct span rule, struct span found, const char *fmt,
    ...)
{
	struct reason	 reason = { .about = about, .rule = rule, .found = found };
	char		 text[SENTENCE_MAX];
	struct buf	 mended = BUF((size_t)SENTENCE_MAX * 3);
	va_list		 args;

	if (why->f->kind != FAULT_NONE)
		return;
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	/* A long name in it may have been cut within a character. */
	utf8_repair(span_of(text), &mended);
	find_place(why, &reason);
	if (buf_end(&mended, why->arena, &reason.says, why->f) &&
	    arena_grow(why->arena, &why->reasons, why->nreasons, &why->room, sizeof *why->reasons,
		why->f))
		why->reasons[why->nreasons++] = reason;
}

/* --- in print ------------------------------------------------------------ */

static bool
put_reason(const struct sheet *sheet, const struct why *why, const struct reason *reason)
{
	struct span	 line;

	fputs("  ", sheet->out);
	if (!span_print(why->arena, &line, why->f, "%.*s%s%.*s%s", SPAN_ARG(reason->says),
		reason->rule.n > 0 ? "  [" : "", SPAN_ARG(reason->rule),
		reason->rule.n > 0 ? "]" : ""))
		return false;
	sheet_wrap(sheet, line, 2);
	if (reason->found.n == 0)
		return true;
	if (reason->placed ?
		!span_print(why->arena, &line, why->f, "> %.*s  (characters %zu to %zu)",
		    SPAN_ARG(reason->found), reason->start, reason->end) :
		!span_print(why->arena, &line, why->f, "> %.*s", SPAN_ARG(reason->found)))
		return false;
	sheet_pad(sheet, 4);
	sheet_wrap(sheet, line, 6);
	return true;
}

/* Whose words these are, and where they stand. */
static bool
put_head(const struct sheet *sheet, const struct why *why, const struct member *member)
{
	const char	*how = member->republisher.n == 0 ? "" :
	    member->counts ? ", as republished by " :
						       ", shown by ";
	struct span	 line;

	if (!span_print(why->arena, &line, why->f, "%.*s: \"%.*s\"", SPAN_ARG(member->filed->id),
		SPAN_ARG(member->filed->quote.text)))
		return false;
	sheet_wrap(sheet, line, 0);
	if (!span_print(why->arena, &line, why->f, "%.*s%s%.*s (%.*s)", SPAN_ARG(member->outlet),
		how, SPAN_ARG(member->republisher), SPAN_ARG(member->place)))
		return false;
	sheet_wrap(sheet, line, 0);
	if (member->link.n > 0) {
		sheet_put(sheet, INK_DIM, member->link);
		fputc('\n', sheet->out);
	}
	return true;
}

static bool
print_text(const struct why *why, struct cli *cli)
{
	static const char *const titles[WHY_ABOUTS] = { "WHEN IT APPEARED", "WHAT IT IS",
		"WHO SAID IT", "WHERE AND WHEN IT WAS SAID", "WHOSE COPY IT IS", "WHY IT IS LINKED",
		"HOW IT DIFFERS", "WHAT WAS NOT LINKED", "THE VERDICT", "WHAT CHANGED" };
	struct sheet		 sheet = sheet_of(cli, cli->out);

	if (!put_head(&sheet, why, why->member) ||
	    (why->other != NULL && !put_head(&sheet, why, why->other)))
		return false;
	for (size_t i = 0; i < why->nreasons; i++) {
		if (i == 0 || why->reasons[i].about != why->reasons[i - 1].about)
			sheet_heading(&sheet, titles[why->reasons[i].about]);
		if (!put_reason(&sheet, why, &why->reasons[i]))
			return false;
	}
	sheet_heading(&sheet, "HOW FAR IT IS LINKED");
	fputs("  ", sheet.out);
	sheet_wrap_at(&sheet, why->standing, 2, 2);
	return output_sound(cli->out, why->f);
}

static bool
print_json(const struct why *why, struct cli *cli)
{
	struct buf	 out = BUF(RECORD_BYTES_MAX);
	bool		 ok;

	json_open(&out, NULL, '{');
	json_put_int(&out, "quotrail", RECORD_FORMAT);
	json_put_text(&out, "id", why->member->filed->id);
	json_put_text(&out, "family", why->model->id);
	json_put_text(&out, "text", why->member->filed->quote.text);
	json_put_text(&out, "outlet", why->member->outlet);
	json_put_text(&out, "link", why->member->link);
	if (why->other != NULL)
		json_put_text(&out, "other", why->other->filed->id);
	json_open(&out, "reasons", '[');
	for (size_t i = 0; i < why->nreasons; i++) {
		const struct reason	*reason = &why->reasons[i];

		json_open(&out, NULL, '{');
		json_put_text(&out, "about", span_of(why_about_names[reason->about]));
		json_put_text(&out, "rule", reason->rule);
		json_put_text(&out, "says", reason->says);
		json_put_text(&out, "found", reason->found);
		if (reason->placed) {
			json_put_size(&out, "start", reason->start);
			json_put_size(&out, "end", reason->end);
		}
		json_close(&out, '}');
	}
	json_close(&out, ']');
	json_put_text(&out, "standing", why->standing);
	json_close(&out, '}');
	ok = json_print(&out, cli->out, why->f);
	buf_free(&out);
	return ok;
}

/* --- the command --------------------------------------------------------- */

/* An occurrence with the family it stands in. */
struct asked {
	struct filed_family	 filed;
	struct model		 model;
	const struct member	*member;
};

/* *found: there is such an occurrence. */
static bool
find_asked(struct cli *cli, struct store *store, const char *name, struct arena *arena,
    struct asked *asked, bool *found, struct fault *f)
{
	struct reference reference = { .against = AGAINST_EARLIEST, .brief = true };
	struct span	 id = span_of(name), family;

	if (!store_family_of(store, id, arena, &family, f))
		return false;
	*found = family.n > 0;
	if (!*found) {
		cli_say(cli, "no occurrence or family '%s'; trace and report show their ids", name);
		return true;
	}
	if (!store_family(store, family, STORE_WHOLE, 0, arena, &asked->filed, f) ||
	    !model_build(&asked->filed, SPAN_NONE, &reference, arena, &asked->model, f))
		return false;
	for (size_t i = 0; i < asked->model.nmembers; i++) {
		if (span_eq(asked->model.members[i].filed->id, id))
			asked->member = &asked->model.members[i];
	}
	return asked->member != NULL ||
	    fault_set(f, FAULT_DATABASE, "%s is not in its own family", name);
}

static bool
explain(struct cli *cli, struct store *store, const struct args *args, struct arena *arena,
    bool *found, struct fault *f)
{
	const char	*format = args_get(args, "format");
	struct asked	 asked = { .member = NULL }, other = { .member = NULL };
	struct why	 why = { .model = &asked.model, .arena = arena, .f = f };
	struct searched	 searched;

	if (!find_asked(cli, store, args->operands[0], arena, &asked, found, f) || !*found)
		return f->kind == FAULT_NONE;
	if (!model_searched(store, arena, &searched, f))
		return false;
	why.standing = searched.standing;
	why.member = asked.member;
	if (args->noperands > 1) {
		if (!find_asked(cli, store, args->operands[1], arena, &other, found, f) || !*found)
			return f->kind == FAULT_NONE;
		why.other_family = other.model.id;
		/* In one family both are members of one model. */
		why.other = span_eq(other.model.id, asked.model.id) ?
		    model_member(&asked.model, other.member->occurrence) :
		    other.member;
		why_paired(&why);
	} else {
		why_dated(&why);
		why_quoted(&why);
		why_credited(&why);
		why_linked(&why);
		why_judged(&why);
	}
	return f->kind == FAULT_NONE &&
	    (format != NULL && strcmp(format, "json") == 0 ? print_json : print_text)(&why, cli);
}

enum exit_status
cmd_why(struct cli *cli, const struct args *args)
{
	struct arena	*arena = arena_new(WHY_BYTES_MAX);
	struct store	*store = NULL;
	struct fault	 f = FAULT_INIT;
	bool		 found = true;

	if (arena == NULL)
		fault_set(&f, FAULT_MEMORY, "out of memory");
	else if (args_get(args, "schema") != NULL)
		(void)!schema_print(cli->out, "why", &f);
	else if (args->noperands == 0)
		fault_set(&f, FAULT_USAGE, "why needs an ID; see 'quotrail why --help'");
	else if (store_open(cli->database, STORE_GLANCE, &store, &f))
		(void)!explain(cli, store, args, arena, &found, &f);
	store_close(store);
	arena_free(arena);
	if (f.kind != FAULT_NONE)
		return cli_fail(cli, &f);
	return found ? EXIT_FOUND : EXIT_NOTHING;
}
