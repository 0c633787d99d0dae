/*
 * libpsl and libidn2, loaded by the first host whose registrable domain is
 * asked for, and by the first that is not ASCII. What fetch/address.c and
 * fetch/url_normal.c call is handed on.
 */
#include <idn2.h>
#include <libpsl.h>

#include "fetch/late.h"

/* clang-format off */
LATE(LIBRARY_DOMAIN, const psl_ctx_t *, psl_builtin, (void), (), NULL)
LATE(LIBRARY_DOMAIN, const char *, psl_registrable_domain,
    (const psl_ctx_t *psl, const char *domain), (psl, domain), NULL)

LATE(LIBRARY_IDNA, int, idn2_to_ascii_8z, (const char *input, char **output, int flags),
    (input, output, flags), IDN2_MALLOC)
LATE_VOID(LIBRARY_IDNA, idn2_free, (void *ptr), (ptr))
/* clang-format on */
