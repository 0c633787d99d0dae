#define _GNU_SOURCE /* MAP_ANONYMOUS */
#include "fetch/cage.h"

#include <jansson.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <linux/futex.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/span.h"

#define WORD 0xFFFFFFFFu /* an int, whatever the upper half of its register holds */
#define API_KILL_PROCESS 3 /* libseccomp's name for what Linux 4.14 can */
#define SORTED 1024	   /* bytes from which qsort() does so */
#define LARGE_BYTES (4 << 20)

/* Calls that harm nobody, whatever is asked. One that an architecture lacks is passed over. */
static const int allowed[] = {
	/* memory; to map or to protect is a matter of how */
	SCMP_SYS(brk), SCMP_SYS(madvise), SCMP_SYS(mremap), SCMP_SYS(munmap),
	/* the clock, and to let it run */
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_gettime64), SCMP_SYS(gettimeofday), SCMP_SYS(time),
	SCMP_SYS(clock_nanosleep), SCMP_SYS(clock_nanosleep_time64), SCMP_SYS(nanosleep),
	SCMP_SYS(restart_syscall),
	/* an answer, and the last words of a failed assertion */
	SCMP_SYS(write), SCMP_SYS(writev),
	/* the end, as abort() comes to it too */
	SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigreturn),
	SCMP_SYS(rt_sigprocmask), SCMP_SYS(sigprocmask), SCMP_SYS(getpid), SCMP_SYS(gettid),
};

#define COMPARED 2

/* A call with the arguments it may have: number, comparison, mask, value. */
struct rule {
	int			 call;
	unsigned		 n;
	struct scmp_arg_cmp	 arguments[COMPARED];
};

/* On s390x the arguments of mmap() lie in memory, where no filter looks. */
#ifdef __s390x__
#define TOLD 0
#else
#define TOLD 2
#endif

/* Memory comes from no file and is never run; nobody sleeps on a lock, for there is one thread. */
#define NOT_RUN { 2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0 }
#define NO_FILE { 3, SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS }
#define WAKES { 1, SCMP_CMP_MASKED_EQ, WORD & ~(unsigned)FUTEX_PRIVATE_FLAG, FUTEX_WAKE }
#define ONESELF { 0, SCMP_CMP_MASKED_EQ, WORD, 0 }
#define CPU_TIME { 1, SCMP_CMP_MASKED_EQ, WORD, RLIMIT_CPU }

static const struct rule rules[] = {
	{ SCMP_SYS(mmap),	  TOLD,	{ NOT_RUN, NO_FILE } },
	{ SCMP_SYS(mmap2),	  2,	{ NOT_RUN, NO_FILE } },
	{ SCMP_SYS(mprotect),	  1,	{ NOT_RUN } },
	{ SCMP_SYS(futex),	  1,	{ WAKES } },
	{ SCMP_SYS(futex_time64), 1,	{ WAKES } },
	{ SCMP_SYS(prlimit64),	  2,	{ ONESELF, CPU_TIME } },
};

/* --- before ------------------------------------------------------------------------------ */

static int
compare_bytes(const void *a, const void *b)
{
	const unsigned char	*x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/*
 * What libraries ask the system for at first use is asked now: jansson opens a
 * source of chance for its tables; the C library's qsort() asks how much memory
 * there is before it takes some.
 */
static void
ask_early(void)
{
	unsigned char	 bytes[SORTED] = { 0 };

	json_object_seed(0);
	qsort(bytes, sizeof bytes, 1, compare_bytes);
}

/*
 * An allocator that finds no more memory counts the processors, to see whether
 * one more pool would help, or takes up a pool that a thread of the parent has
 * left, and opens a file when it gives back the end of that. Neither is asked
 * early: it is told to make no pool and to give back no ends. Large blocks are
 * mapped one by one and go back by themselves.
 */
static void
settle_allocator(void)
{
#ifdef __GLIBC__
	mallopt(M_ARENA_MAX, 1);
	mallopt(M_TRIM_THRESHOLD, -1);
	mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
#endif
}

/* What holds where there is no cage. A limit of none on files is one on those to come. */
static bool
give_up_rights(void)
{
	static const struct rlimit	 none = { 0, 0 };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && setrlimit(RLIMIT_NOFILE, &none) == 0;
}

/* --- the cage ---------------------------------------------------------------------------- */

bool
cage_possible(void)
{
	return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0 && seccomp_api_get() >= API_KILL_PROCESS;
}

static bool
allow(scmp_filter_ctx filter, const struct rule *rule)
{
	return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, rule->call, rule->n,
		   rule->arguments) == 0;
}

static bool
fill(scmp_filter_ctx filter, int socket)
{
	const struct rule	 listens = { SCMP_SYS(read), 1,
		{ { 0, SCMP_CMP_MASKED_EQ, WORD, (unsigned)socket } } };
	const struct rule	 dies = { SCMP_SYS(tgkill), 1,
		{ { 0, SCMP_CMP_MASKED_EQ, WORD, (unsigned)getpid() } } };
	bool			 ok = allow(filter, &listens) && allow(filter, &dies);

	for (size_t i = 0; i < LEN(allowed); i++)
		ok = ok && allow(filter, &(struct rule) { .call = allowed[i] });
	for (size_t i = 0; i < LEN(rules); i++)
		ok = ok && allow(filter, &rules[i]);
	/* Calls in the manner of another architecture would have other numbers. */
	return ok && seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0;
}

bool
cage_close(int socket)
{
	bool		 possible = cage_possible(), ok = false;
	scmp_filter_ctx	 filter = NULL;

	ask_early();
	settle_allocator();
	if (!give_up_rights())
		return false;
	if (!possible)
		return true;
	filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	ok = filter != NULL && fill(filter, socket) && seccomp_load(filter) == 0;
	seccomp_release(filter);
	return ok;
}
