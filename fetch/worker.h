/*
 * One worker of a crew (fetch/crew.h), seen from inside: a process of its own
 * that takes documents from a socket, reads each and answers with what it
 * found or why there is nothing. It knows no other file and no net, and is
 * caged (fetch/cage.h) before it hears of the first document.
 */
#ifndef FETCH_WORKER_H
#define FETCH_WORKER_H

#include <sys/types.h>

#include "core/buf.h"
#include "fetch/crew.h"

/*
 * A sanitizer lays out terabytes that it never uses and asks the system for
 * more than a reader does: with one there is no limit on memory and no cage.
 */
#define WORKER_SANITIZED 0
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#undef WORKER_SANITIZED
#define WORKER_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || \
    __has_feature(thread_sanitizer) || __has_feature(undefined_behavior_sanitizer)
#undef WORKER_SANITIZED
#define WORKER_SANITIZED 1
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
