#include "core/hands.h"

size_t
hands_count(const struct hands *hands)
{
	return hands == NULL || hands->count == 0 ? 1 : hands->count;
}

void
hands_rest(const struct hands *hands)
{
	if (hands != NULL && hands->rest != NULL)
		hands->rest(hands);
}

size_t
hands_from(size_t count, size_t part, size_t parts)
{
	return count / parts * part + count % parts * part / parts;
}

bool
hands_share(const struct hands *hands, hands_part *do_part, void *work, size_t parts,
    struct fault *f)
{
	if (hands_count(hands) > 1 && parts > 1)
		return hands->share(hands, do_part, work, parts, f);
	for (size_t part = 0; part < parts; part++) {
		if (!do_part(work, part, f))
			return false;
	}
	return true;
}
