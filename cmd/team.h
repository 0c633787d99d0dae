/* Hands for the core (core/hands.h): threads of this process, begun for a piece of work and ended with it. */
#ifndef CMD_TEAM_H
#define CMD_TEAM_H

#include "core/hands.h"

/* One hand for each core this process may use, at most TEAM_MAX. */
#define TEAM_MAX 16
struct hands team_hands(void);

#endif
