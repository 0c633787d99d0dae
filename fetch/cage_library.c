/*
 * libseccomp, loaded by the first worker. What fetch/cage.c calls is handed on;
 * without the library seccomp_api_get() knows of no filter.
 */
#include <errno.h>
#include <seccomp.h>

#include "fetch/late.h"

/* clang-format off */
LATE(LIBRARY_SECCOMP, unsigned, seccomp_api_get, (void), (), 0)
LATE(LIBRARY_SECCOMP, scmp_filter_ctx, seccomp_init, (uint32_t def_action), (def_action), NULL)
LATE_VOID(LIBRARY_SECCOMP, seccomp_release, (scmp_filter_ctx ctx), (ctx))
LATE(LIBRARY_SECCOMP, int, seccomp_attr_set,
    (scmp_filter_ctx ctx, enum scmp_filter_attr attr, uint32_t value), (ctx, attr, value), -ENOMEM)
LATE(LIBRARY_SECCOMP, int, seccomp_rule_add_array,
    (scmp_filter_ctx ctx, uint32_t action, int syscall, unsigned arg_cnt,
	const struct scmp_arg_cmp *arg_array),
    (ctx, action, syscall, arg_cnt, arg_array), -ENOMEM)
LATE(LIBRARY_SECCOMP, int, seccomp_load, (scmp_filter_ctx ctx), (ctx), -ENOMEM)
/* clang-format on */
