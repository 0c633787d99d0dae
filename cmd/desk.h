/*
 * Answers the requests of `serve`: a path and its parameters become a page or
 * JSON. It knows nothing of sockets; whoever has one hands the reply out.
 *
 *	/			what is searched, and the families that drifted furthest
 *	/search?q=...		the families a quotation belongs to
 *	/families?...		all of them, by the selectors of `report`
 *	/family/ID		one family, with the page that `report` makes of it
 *	/occurrence/ID		leads to its row on the page of its family
 *	/sources?after=...	the documents
 *
 * Every path takes format=json, and family pages take against=earliest,
 * fullest or an id, and house=NAME. Nothing is written, and no file is opened
 * that a request names.
 */
#ifndef CMD_DESK_H
#define CMD_DESK_H

#include "cmd/model.h"

/* One at a time is asked of a desk; desks do not share anything that changes. */
struct desk {
	const struct cli *cli;
	struct store	*store;
	struct arena	*arena;	   /* of what lives as long as the data stay as they are */
	struct searched	 searched;
	int64_t		 pulse;	   /* of the store when `searched` was asked; 0: never */
};

bool desk_open(struct desk *desk, const struct cli *cli, struct fault *f) MUST_CHECK;
void desk_close(struct desk *desk);

/* Have the data changed since it was last asked? Then all that was made of them is to be made anew. */
bool desk_changed(struct desk *desk, bool *changed, struct fault *f) MUST_CHECK;

/* The parameters of a request, as a command takes its options. */
extern const struct option_row desk_parameters[];
extern const struct command desk_request;

struct reply {
	unsigned	 status;
	const char	*type;	   /* media type */
	char		*body;	   /* from malloc */
	size_t		 n;
	char		 location[64]; /* of a redirect; else "" */
};

/* What goes wrong is a reply too, in the format that was asked for: 400, 404 or 500 with what it is. */
void desk_refuse(const struct args *args, const struct fault *f, struct reply *reply);
void desk_answer(struct desk *desk, const char *path, const struct args *args, struct reply *reply);

#endif
