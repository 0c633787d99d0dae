/*
 * Lines that are the publisher's and not the story's, wherever they stand:
 * "Follow us on ...", "Copyright 2022 ...", "Photo: ...".
 */
#ifndef FETCH_NOTICE_H
#define FETCH_NOTICE_H

#include "core/span.h"

enum notice {
	NOTICE_NONE,
	NOTICE_SERVICE, /* an invitation to subscribe, follow, share or read on; a legal line */
	NOTICE_PICTURE, /* who took a picture */
};

/* Judge one line by how it begins. Long lines are never notices. */
enum notice notice_of(struct span line);

#endif
