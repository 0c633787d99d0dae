/*
 * What is known of one occurrence, fact by fact, with a name, a type and a
 * meaning: the columns of csv, the data of graphml, the attributes of prov.
 * Names are those of the JSON records wherever these have the same fact. Facts
 * are only ever added behind the others, so that a column keeps its place.
 */
#ifndef CMD_FACT_H
#define CMD_FACT_H

#include "cmd/model.h"
#include "core/buf.h"

enum fact_type { FACT_TEXT, FACT_WHOLE, FACT_REAL, FACT_FLAG, FACT_TIME, FACT_TYPES };

struct fact {
	const char	*name;
	enum fact_type	 type;
	const char	*meaning; /* one line for people */
	/* Append it as printed: nothing when unknown, "true" or "false", RFC 3339 in UTC. */
	void		(*add)(struct buf *out, const struct model *model, const struct member *member);
};

extern const struct fact facts[]; /* ends with a row whose name is NULL */

/* The address that twins share, else the one it was read at; empty for a bare file. */
struct span fact_address(const struct filed_article *filed);

/* Say what every fact is, a line each. */
void fact_describe(FILE *to);

#endif
