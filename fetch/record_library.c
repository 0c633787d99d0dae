/*
 * Jansson, loaded by the first JSON that is read. What is called of it is handed
 * on; without the library json_loadb() has no value to give, as for what is no JSON.
 */
#include <jansson.h>

#include "fetch/late.h"

/* clang-format off */
LATE(LIBRARY_JSON, json_t *, json_loadb,
    (const char *buffer, size_t buflen, size_t flags, json_error_t *error),
    (buffer, buflen, flags, error), NULL)
LATE(LIBRARY_JSON, char *, json_dumps, (const json_t *json, size_t flags), (json, flags), NULL)
LATE_VOID(LIBRARY_JSON, json_delete, (json_t *json), (json))
LATE_VOID(LIBRARY_JSON, json_object_seed, (size_t seed), (seed))

LATE(LIBRARY_JSON, size_t, json_array_size, (const json_t *array), (array), 0)
LATE(LIBRARY_JSON, json_t *, json_array_get, (const json_t *array, size_t index), (array, index),
    NULL)
LATE(LIBRARY_JSON, size_t, json_object_size, (const json_t *object), (object), 0)
LATE(LIBRARY_JSON, json_t *, json_object_get, (const json_t *object, const char *key),
    (object, key), NULL)
LATE(LIBRARY_JSON, void *, json_object_iter, (json_t *object), (object), NULL)
LATE(LIBRARY_JSON, void *, json_object_key_to_iter, (const char *key), (key), NULL)
LATE(LIBRARY_JSON, void *, json_object_iter_next, (json_t *object, void *iter), (object, iter),
    NULL)
LATE(LIBRARY_JSON, const char *, json_object_iter_key, (void *iter), (iter), NULL)
LATE(LIBRARY_JSON, json_t *, json_object_iter_value, (void *iter), (iter), NULL)
LATE(LIBRARY_JSON, const char *, json_string_value, (const json_t *string), (string), NULL)
LATE(LIBRARY_JSON, size_t, json_string_length, (const json_t *string), (string), 0)
LATE(LIBRARY_JSON, json_int_t, json_integer_value, (const json_t *integer), (integer), 0)
/* clang-format on */
