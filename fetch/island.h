/*
 * JSON that stands in a page: what all who read some have in common. Blocks
 * with trailing commas, control characters or comments around them are mended,
 * not ignored.
 */
#ifndef FETCH_ISLAND_H
#define FETCH_ISLAND_H

#include <jansson.h>

#include "core/span.h"

#define ISLAND_OBJECTS_MAX 4000u /* objects of one page that are looked at */

/* Without what some wrap around it: "<!--", "//<![CDATA[", a variable, a semicolon. */
struct span island_bare(struct span s);

/*
 * The document that begins s, mended where it must be; what stands behind it is
 * not looked at. NULL when it is no JSON, or memory is out. The caller's.
 */
json_t *island_parse(struct span s);

/* A string without white space at its ends; empty for anything else, and for one that
 * holds a NUL. It lives as long as value. */
struct span island_text(const json_t *value);

/*
 * List the objects of a document behind the `count` already in the list, those
 * nearest its root first; returns how many there are. The list has
 * ISLAND_OBJECTS_MAX entries; what does not fit is left out.
 */
size_t island_objects(json_t *document, json_t **objects, size_t count);

#endif
