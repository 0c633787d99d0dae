/*
 * What went wrong: a kind for the program, one line for the person.
 *
 * A function that can fail returns bool and takes a struct fault last. Finding
 * nothing is an answer, not a fault. The first fault wins, so the place that
 * knows most speaks, and callers only pass it on.
 */
#ifndef CORE_FAULT_H
#define CORE_FAULT_H

#include <stdbool.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

enum fault_kind {
	FAULT_NONE,
	FAULT_MEMORY,	   /* no memory, or a cap on it was reached */
	FAULT_LIMIT,	   /* a stated limit was hit; never reported as "nothing found" */
	FAULT_INPUT,	   /* bytes that are not what they claim to be */
	FAULT_MISSING,	   /* no such file, host or record */
	FAULT_IO,	   /* reading or writing failed */
	FAULT_NETWORK,	   /* a connection or its peer failed */
	FAULT_THROTTLED,   /* refused for now; worth another run later */
	FAULT_BLOCKED,	   /* robots.txt asks not to read it */
	FAULT_DATABASE,	   /* damaged, locked, read-only or somebody else's */
	FAULT_CHANGED,	   /* what was read has changed since; worth reading again */
	FAULT_SCHEMA,	   /* a database of another schema version */
	FAULT_USAGE,	   /* the person asked for what cannot be */
	FAULT_INTERRUPTED, /* a signal asked us to stop */
};

struct fault {
	enum fault_kind	 kind;
	char		 text[512]; /* one line, no newline, starts with the source's name */
};

#define FAULT_INIT { FAULT_NONE, "" }

/* Record a fault unless one is already there. Always returns false. */
bool fault_set(struct fault *f, enum fault_kind kind, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Forget it, before the next independent piece of work. */
void fault_clear(struct fault *f);

#endif
