/*
 * From sources to articles with their quotations, one after the other: what
 * batch, extract and trace --from share. Failures are told on stderr as they
 * come and counted; they never stop the others.
 */
#ifndef CMD_INTAKE_H
#define CMD_INTAKE_H

#include "cmd/cli.h"
#include "core/quote.h"
#include "fetch/source.h"

struct intake {
	/* returns false with f set to stop the run */
	bool	(*article)(void *context, const struct article *article,
	    const struct quote_list *quotes, struct arena *arena, struct fault *f);
	bool	(*failed)(void *context, struct span source, const struct fault *why,
	    struct fault *f); /* may be NULL */
	void	 *context;
};

struct intake_tally {
	size_t	 read, failed, throttled;
	bool	 interrupted;
};

/* Options every command that reads sources takes; ends with an empty row and is spliced in by macro. */
#define INTAKE_OPTIONS \
	{ "as", 0, "KIND", "what every SOURCE is: list, html, text or ndjson; else recognised" }, \
	{ "url", 0, "URL", "where the one saved page came from" }, \
	{ "contact", 0, "TEXT", "address put into the User-Agent, so that a site can reach you" }, \
	{ "connect-timeout", 0, "SECONDS", "give up connecting after this time (10)" }, \
	{ "timeout", 0, "SECONDS", "give up on a page after this time (60)" }, \
	{ "max-redirects", 0, "N", "follow at most this many redirects (10)" }, \
	{ "max-body", 0, "MIB", "refuse a page larger than this as sent (16); unpacked, twice that" }, \
	{ "allow-private", 0, NULL, "let a public address redirect to a private one" }

/* What the options say; FAULT_USAGE when a value is none. */
bool intake_options(const struct cli *cli, const struct args *args, struct source_options *options,
    struct fault *f) MUST_CHECK;

bool intake_read(const struct cli *cli, char *const *sources, size_t count,
    const struct source_options *options, const struct intake *intake, struct intake_tally *tally,
    struct fault *f) MUST_CHECK;

/* The status the tally stands for when nothing else went wrong. */
enum exit_status intake_status(const struct intake_tally *tally);

#endif
