/*
 * One line of JSON and its fields, as an NDJSON record uses them. Absent, null
 * and an empty string all mean "not stated", and leave *out as it was.
 */
#ifndef FETCH_FIELD_H
#define FETCH_FIELD_H

#include <jansson.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

/*
 * The object on a line, to be given back with json_decref(); it may be set on
 * failure, too. Faults say what is wrong and at which byte: FAULT_INPUT, and
 * FAULT_LIMIT for more values or depth than any record has.
 */
bool field_parse(struct span line, json_t **object, struct fault *f) MUST_CHECK;

/* A JSON string in the arena; a NUL in it becomes U+FFFD, as everywhere. */
bool field_string(const json_t *value, struct arena *arena, struct span *out, struct fault *f)
    MUST_CHECK;

/* A field that is a string, as it stands. FAULT_INPUT when it is something else. */
bool field_text(const json_t *object, const char *key, struct arena *arena, struct span *out,
    struct fault *f) MUST_CHECK;

/* The same without white space at its ends, for short fields. */
bool field_word(const json_t *object, const char *key, struct arena *arena, struct span *out,
    struct fault *f) MUST_CHECK;

/* The row of a table, whose rows begin with their name, that a JSON string names; `count` when there is none. */
size_t field_row(const json_t *value, const void *rows, size_t size, size_t count);
#define FIELD_ROW(value, rows) field_row((value), (rows), sizeof(rows)[0], LEN(rows))

#endif
