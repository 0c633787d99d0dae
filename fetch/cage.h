/*
 * The cage of a worker (fetch/worker.h): once it is closed, the process may use
 * its memory, read the clock, talk over one socket and end, and nothing else.
 * Whoever takes over a reader by a page holds a process that opens no file,
 * reaches no host and starts no program. There is no way out of it.
 *
 * What is not allowed ends the process with SIGSYS, so that a page which makes
 * its reader ask for more is told from one that crashes it.
 * Source: seccomp(2); "default deny" as in Saltzer and Schroeder, "The
 * Protection of Information in Computer Systems" (1975), I.A.3.
 */
#ifndef FETCH_CAGE_H
#define FETCH_CAGE_H

#include <stdbool.h>

/*
 * Can a cage be closed on this system? Linux has been able to since 4.14;
 * emulators and some containers are not.
 */
bool cage_possible(void);

/*
 * Close it around this process, which must have one thread. False when it
 * stays open although the system could: then nothing that is not trusted may
 * be read. Where the system cannot, it is true, and all that holds is that the
 * process opens nothing new, gains no rights and can be looked into by nobody.
 *
 *   socket  what the process may read from. It may write to all that it has
 *           open, so close the rest before.
 *
 * Converters of text must be held open before (charset_hold_new()).
 */
bool cage_close(int socket);

#endif
