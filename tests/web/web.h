/* The parts of the web of the tests; what it serves and how it misbehaves stands in serve.c. */
#ifndef TESTS_WEB_H
#define TESTS_WEB_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define PATH_BYTES 4096
#define LEN(array) (sizeof(array) / sizeof(array)[0])

/* How often something was asked for. */
struct count {
	struct count	*next;
	unsigned	 times;
	char		 path[];
};

struct site {
	char		*root; /* resolved */
	bool		 dated; /* files have ETag and Last-Modified */
	int64_t		 latency_ms; /* before each answer */
	FILE		*log; /* NULL for none */
	atomic_bool	 stopping;
	pthread_mutex_t	 lock; /* of the counts */
	struct count	*counts;
	size_t		 ncounts;
};

/* One request on its way to the log. */
struct visit {
	int64_t	 start_ms;
	bool	 whole; /* all of it has come */
	unsigned status; /* 0 when there was no answer */
	char	 host[128], agent[256], target[PATH_BYTES];
};

struct call {
	struct site		*site;
	struct MHD_Connection	*connection;
	struct visit		*visit;
	const char		*path;
	const char		*rest; /* of the path, behind the name of the misbehaviour */
};

/* Milliseconds that pass whatever is done to the wall clock; and sleep, at most until the end of all. */
int64_t clock_ms(void);
void doze(const struct site *site, int64_t ms);

/* How often the path was asked for before; this time counts. */
unsigned count_path(struct site *site, const char *path);

/* Queue a response, with a header of its own when `name` is given; the response is taken. */
enum MHD_Result answer(struct call *call, unsigned status, const char *type, const char *name,
    const char *value, struct MHD_Response *response);
struct MHD_Response *text_response(const char *text);
enum MHD_Result say(struct call *call, unsigned status, const char *text);
enum MHD_Result say_page(struct call *call, const char *html);

/* A file below the root; 404 when there is none. */
enum MHD_Result serve_file(struct call *call, const char *path);

/* A header of the request; NULL when it was not sent. */
const char *asked(const struct call *call, const char *name);

/* "/_/name/rest", from behind "/_/". */
enum MHD_Result misbehave(struct call *call, const char *name);

/* A way to misbehave. */
struct act {
	const char	*name;
	enum MHD_Result	(*act)(struct call *call);
};

/* Bodies of more bytes than anybody wants, and odd packings (packed.c). */
enum MHD_Result gzip_bomb(struct call *call);
enum MHD_Result gzip_bomb_10g(struct call *call);
enum MHD_Result gzip_often(struct call *call);
enum MHD_Result bad_gzip(struct call *call);
enum MHD_Result br_page(struct call *call);
enum MHD_Result br_bomb(struct call *call);

/* What no HTTP library would send, written to the socket itself (raw.c). */
enum MHD_Result raw_empty(struct call *call);
enum MHD_Result raw_reset(struct call *call);
enum MHD_Result raw_reset_late(struct call *call);
enum MHD_Result raw_garbage(struct call *call);
enum MHD_Result raw_long_header(struct call *call);
enum MHD_Result raw_endless_headers(struct call *call);
enum MHD_Result raw_interim(struct call *call);
enum MHD_Result raw_bad_length(struct call *call);
enum MHD_Result raw_cut_chunk(struct call *call);

#endif
