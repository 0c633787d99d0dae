/*
 * Reading sources: what batch, extract and trace --from share. Failures are
 * told on stderr as they come and counted; they never stop the others.
 */
#ifndef CMD_INTAKE_H
#define CMD_INTAKE_H

#include "cmd/cli.h"
#include "fetch/source.h"

/*
 * What a command does with what is read. Each returns false with f set to stop
 * the run; all but `article` may be NULL. `known` may count what it skips in
 * the tally, and asks no server about a page when it says skip.
 */
struct intake {
	bool	(*article)(void *context, const struct source_reading *reading, struct fault *f);
	bool	(*failed)(void *context, const struct source_visit *visit, const struct fault *why,
	    struct fault *f);
	bool	(*unchanged)(void *context, const struct source_visit *visit, struct fault *f);
	bool	(*opened)(void *context, const struct source_visit *visit, struct fault *f);
	bool	(*known)(void *context, struct span source, struct span feed, struct arena *arena,
	    struct source_known *known, struct fault *f);
	bool	(*idle)(void *context, struct fault *f); /* some times a second */
	bool	(*robots_recall)(void *context, struct span origin, struct arena *arena,
	    struct crawl_robots *robots, bool *found, struct fault *f);
	bool (*robots_remember)(void *context, const struct crawl_robots *robots, struct fault *f);
	void	 *context;
};

struct intake_tally {
	size_t			 read, failed, blocked, throttled;
	struct source_count	 count;
	bool			 interrupted;
};

/* Options every command that reads sources takes, spliced into its table. */
#define INTAKE_OPTIONS \
	{ "as", 0, "KIND", "what every SOURCE is" }, \
	{ "url", 0, "URL", "where the one saved page came from" }, \
	{ "workers", 0, "N", "processes that read pages (one for each core)" }, \
	{ "hosts", 0, "N", "ask at most this many hosts at a time (32), each for one page" }, \
	{ "delay", 0, "TIME", "pause between two requests to a host (1s); Crawl-delay may ask more" }, \
	{ "retries", 0, "N", "try a page again after timeouts, 429, 502, 503 and 504 (3)" }, \
	{ "connect-timeout", 0, "TIME", "give up connecting after this time (10s)" }, \
	{ "timeout", 0, "TIME", "give up on a page after this time (60s)" }, \
	{ "min-speed", 0, "BYTES", "give up on less than this per second, for 30s (64)" }, \
	{ "max-redirects", 0, "N", "follow at most this many redirects (10)" }, \
	{ "max-body", 0, "MIB", "refuse a page larger than this as sent (16)" }, \
	{ "max-unpacked", 0, "MIB", "refuse a page larger than this unpacked (32)" }, \
	{ "contact", 0, "TEXT", "address put into the User-Agent, so that a site can reach you" }, \
	{ "proxy", 0, "URL", "fetch through this proxy (http, https, socks5); none by default" }, \
	{ "cacert", 0, "FILE", "trust the certificates in this PEM file in place of the system's" }, \
	{ "insecure", 0, NULL, "do not verify certificates; anybody can then forge a page" }, \
	{ "allow-private", 0, NULL, "let a public address redirect to a private one" }

/* The words these options take, as struct command's words(). */
const char *intake_words(const char *option, size_t i);

/* What the options say; FAULT_USAGE when a value is none. Warns of --insecure. */
bool intake_options(const struct cli *cli, const struct args *args, struct source_options *options,
    struct fault *f) MUST_CHECK;

bool intake_read(const struct cli *cli, char *const *sources, size_t count,
    const struct source_options *options, const struct intake *intake, struct intake_tally *tally,
    struct fault *f) MUST_CHECK;

/* The status the tally stands for when nothing else went wrong. */
enum exit_status intake_status(const struct intake_tally *tally);

#endif
