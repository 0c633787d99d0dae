#include "core/venue.h"

bool
venue_find(const struct phrase *phrase, size_t from, size_t to, size_t verb, size_t verb_end,
    struct arena *arena, struct span *venue, struct span *venue_name, struct fault *f)
{
	(void)phrase; (void)from; (void)to; (void)verb; (void)verb_end; (void)arena; (void)f;
	*venue = *venue_name = SPAN_NONE;
	return true;
}
