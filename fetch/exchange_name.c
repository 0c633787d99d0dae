/*
 * Why a name was not found. libcurl says the same of a host that does not
 * exist and of name servers that do not answer, but only the second is worth
 * another try; so the resolver is asked once more, beside the exchanges.
 */
#include <netdb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "fetch/exchange_parts.h"

#define STACK_BYTES ((size_t)256 * 1024)

/* Shared by the asker and a thread that may outlive it; freed by the one that lets go last. */
struct name_question {
	atomic_int	 holders;
	atomic_bool	 answered;
	int		 error; /* EAI_*, or 0 when the name is found */
	char		 host[256];
};

static void
let_go(struct name_question *question)
{
	if (atomic_fetch_sub(&question->holders, 1) == 1)
		free(question);
}

static void *
ask(void *context)
{
	struct name_question	*question = context;
	struct addrinfo		*found = NULL;
	const struct addrinfo	 hints = { .ai_socktype = SOCK_STREAM };

	question->error = getaddrinfo(question->host, NULL, &hints, &found);
	if (question->error == 0)
		freeaddrinfo(found);
	atomic_store(&question->answered, true);
	let_go(question);
	return NULL;
}

static bool
run(struct name_question *question)
{
	pthread_attr_t	 attributes;
	pthread_t	 thread;
	bool		 ok;

	if (pthread_attr_init(&attributes) != 0)
		return false;
	ok = pthread_attr_setstacksize(&attributes, STACK_BYTES) == 0 &&
	    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED) == 0 &&
	    pthread_create(&thread, &attributes, ask, question) == 0;
	pthread_attr_destroy(&attributes);
	return ok;
}

struct name_question *
name_ask(struct span host)
{
	struct name_question	*question = calloc(1, sizeof *question);

	if (question == NULL || host.n == 0 || host.n >= sizeof question->host) {
		free(question);
		return NULL;
	}
	memcpy(question->host, host.p, host.n);
	atomic_init(&question->holders, 2);
	if (!run(question)) {
		free(question);
		return NULL;
	}
	return question;
}

bool
name_answered(const struct name_question *question, int *error)
{
	if (!atomic_load(&question->answered))
		return false;
	*error = question->error;
	return true;
}

void
name_drop(struct name_question *question)
{
	if (question != NULL)
		let_go(question);
}
