/*
 * Hands for the core (core/hands.h): threads of this process. They wait for
 * work and stay until the team is let go, for some work comes in thousands of
 * short pieces. Whoever shares out work does it too, and waits for no thread
 * that has not begun: on a busy machine it does all of it.
 */
#ifndef CMD_TEAM_H
#define CMD_TEAM_H

#include "core/hands.h"

#define TEAM_MAX 16

/*
 * So many hands, the caller's among them; 0: one for each core this process may use, at most
 * TEAM_MAX. Threads that cannot be had are done without. NULL and a fault without memory.
 */
struct team;
struct team *team_new(size_t count, struct fault *f);
void team_free(struct team *team);

/* The team's; one thread at a time shares out work, and no part of it shares out more. */
const struct hands *team_hands(const struct team *team);

#endif
