/*
 * One worker of a crew (fetch/crew.h), seen from inside: a process of its own
 * that takes documents from a socket, reads each and answers with what it
 * found or why there is nothing. It knows no other file and no net.
 */
#ifndef FETCH_WORKER_H
#define FETCH_WORKER_H

#include <sys/types.h>

#include "core/buf.h"
#include "fetch/crew.h"

/* A limit on address space is none under a sanitizer, which lays out terabytes that it never uses. */
#define WORKER_SPACE_LIMITED 1
#ifdef __SANITIZE_ADDRESS__
#undef WORKER_SPACE_LIMITED
#define WORKER_SPACE_LIMITED 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#undef WORKER_SPACE_LIMITED
#define WORKER_SPACE_LIMITED 0
#endif
#endif

/* What passes a socket either way is a parcel behind its length, a word of eight bytes. */
#define MESSAGE_HEAD sizeof(uint64_t)
#define MESSAGE_MAX ((size_t)256 << 20) /* bytes, all counted */

/* Leave room for the length, pack a parcel, fill the length in. Failures are told by buf_ok(). */
void message_begin(struct buf *message);
void message_end(struct buf *message);

/* How long the parcel behind this head is. */
uint64_t message_length(const char head[MESSAGE_HEAD]);

/* The life of a worker, in the process that fork() made of `parent`. */
_Noreturn void worker_run(int socket, pid_t parent, const struct crew_options *options,
    const struct quote_finder *finder);

#endif
