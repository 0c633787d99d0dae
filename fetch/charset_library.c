/*
 * uchardet, loaded by the first text that does not say what it is written in:
 * with it comes the library of another language. What fetch/charset.c calls is
 * handed on; without the library uchardet_new() has none to give.
 */
#include <uchardet/uchardet.h>

#include "fetch/late.h"

/* clang-format off */
LATE(LIBRARY_CHARSET, uchardet_t, uchardet_new, (void), (), NULL)
LATE_VOID(LIBRARY_CHARSET, uchardet_delete, (uchardet_t ud), (ud))
LATE(LIBRARY_CHARSET, int, uchardet_handle_data, (uchardet_t ud, const char *data, size_t len),
    (ud, data, len), 1)
LATE_VOID(LIBRARY_CHARSET, uchardet_data_end, (uchardet_t ud), (ud))
LATE(LIBRARY_CHARSET, const char *, uchardet_get_charset, (uchardet_t ud), (ud), "")
/* clang-format on */
