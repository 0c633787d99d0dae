#include "core/pile.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool
pile_grow(void *items, size_t count, size_t more, size_t *room, size_t size, struct fault *f)
{
	size_t	 wanted = *room < 16 ? 16 : *room;
	void	*old, *grown = NULL;

	if (more <= *room && count <= *room - more)
		return true;
	while (wanted < SIZE_MAX / 4 / size && wanted - count < more)
		wanted *= 2;
	memcpy(&old, items, sizeof old);
	if (wanted - count >= more)
		grown = realloc(old, wanted * size);
	if (grown == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	memcpy(items, &grown, sizeof grown);
	*room = wanted;
	return true;
}
