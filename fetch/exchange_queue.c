/*
 * When libcurl goes on: once a socket of its is ready, or its alarm rings. The
 * sockets stand in a queue of the kernel's, so that a turn costs what happened
 * and not how many exchanges are under way.
 */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "fetch/clock.h"
#include "fetch/exchange_parts.h"

#define EVENTS_MAX 64
#define NO_ALARM INT64_MAX

/* A socket that was closed left the queue by itself, and its number may be another's by now. */
static int
on_watch(CURL *curl, curl_socket_t s, int what, void *context, void *unused)
{
	const struct exchanges	*exchanges = context;
	struct epoll_event	 event = { .events = 0, .data.fd = s };

	(void)curl;
	(void)unused;
	if (what == CURL_POLL_REMOVE) {
		(void)epoll_ctl(exchanges->queue, EPOLL_CTL_DEL, s, NULL);
		return 0;
	}
	if ((what & CURL_POLL_IN) != 0)
		event.events |= EPOLLIN;
	if ((what & CURL_POLL_OUT) != 0)
		event.events |= EPOLLOUT;
	if (epoll_ctl(exchanges->queue, EPOLL_CTL_ADD, s, &event) == 0)
		return 0;
	return errno == EEXIST ? epoll_ctl(exchanges->queue, EPOLL_CTL_MOD, s, &event) : -1;
}

static int
on_alarm(CURLM *multi, long wait_ms, void *context)
{
	struct exchanges	*exchanges = context;

	(void)multi;
	exchanges->alarm_ms = wait_ms < 0 ? NO_ALARM : clock_ms() + wait_ms;
	return 0;
}

bool
exchange_queue_open(struct exchanges *exchanges, struct fault *f)
{
	CURLM	*multi = exchanges->multi;

	exchanges->alarm_ms = NO_ALARM;
	exchanges->queue = epoll_create1(EPOLL_CLOEXEC);
	if (exchanges->queue < 0)
		return fault_set(f, FAULT_MEMORY, "nothing to wait for answers with: %s",
		    strerror(errno));
	curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_watch);
	curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, exchanges);
	curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_alarm);
	curl_multi_setopt(multi, CURLMOPT_TIMERDATA, exchanges);
	return true;
}

void
exchange_queue_close(struct exchanges *exchanges)
{
	if (exchanges->queue >= 0)
		close(exchanges->queue);
	free(exchanges->waits);
}

static bool
act(struct exchanges *exchanges, curl_socket_t s, int what, struct fault *f)
{
	int	 running;

	return curl_multi_socket_action(exchanges->multi, s, what, &running) == CURLM_OK ||
	    fault_set(f, FAULT_MEMORY, "out of memory");
}

/* What is wrong with a socket is told by reading from it. */
static int
readiness(uint32_t events)
{
	int	 what = 0;

	if ((events & EPOLLIN) != 0)
		what |= CURL_CSELECT_IN;
	if ((events & EPOLLOUT) != 0)
		what |= CURL_CSELECT_OUT;
	if ((events & (EPOLLERR | EPOLLHUP)) != 0)
		what |= CURL_CSELECT_ERR;
	return what;
}

bool
exchange_queue_turn(struct exchanges *exchanges, struct fault *f)
{
	struct epoll_event	 events[EVENTS_MAX];
	int			 count = epoll_wait(exchanges->queue, events, EVENTS_MAX, 0);

	for (int i = 0; i < count; i++) {
		if (!act(exchanges, events[i].data.fd, readiness(events[i].events), f))
			return false;
	}
	if (clock_ms() < exchanges->alarm_ms)
		return true;
	exchanges->alarm_ms = NO_ALARM;
	return act(exchanges, CURL_SOCKET_TIMEOUT, 0, f);
}

bool
exchange_queue_wait(struct exchanges *exchanges, int wait_ms, const int *fds, size_t nfds,
    bool *news, struct fault *f)
{
	const int64_t	 alarm_ms = exchanges->alarm_ms - clock_ms();
	struct pollfd	*waits = realloc(exchanges->waits, (nfds + 1) * sizeof *waits);

	if (waits == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	exchanges->waits = waits;
	waits[nfds] = (struct pollfd) { .fd = exchanges->queue, .events = POLLIN };
	for (size_t i = 0; i < nfds; i++)
		waits[i] = (struct pollfd) { .fd = fds[i], .events = POLLIN };
	if (alarm_ms < wait_ms)
		wait_ms = alarm_ms > 0 ? (int)alarm_ms : 0;
	*news = poll(waits, (nfds_t)nfds + 1, wait_ms) < 0; /* a signal */
	for (size_t i = 0; i < nfds && !*news; i++)
		*news = waits[i].revents != 0;
	return true;
}
