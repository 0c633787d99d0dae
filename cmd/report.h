/*
 * Report formats: one table names them, their endings and their printers.
 * A printer is fed one family at a time, so a report of a million families
 * needs the memory of one. An output file is written aside and renamed once it
 * is whole.
 */
#ifndef CMD_REPORT_H
#define CMD_REPORT_H

#include "cmd/inquiry.h"
#include "cmd/model.h"
#include "core/buf.h"

struct printer {
	FILE		*out;
	const struct cli *cli;
	const struct searched *searched;
	struct span	 query;	   /* of trace; empty in a report */
	bool		 served;   /* by `serve`: with a search box, and families on pages of their own */
	bool		 all;	   /* --all: titles, scare quotes and paraphrases too */
	size_t		 context;  /* text: sentences shown around that of each printing, and one; 0: nor that */
	size_t		 printed;  /* families so far */
	size_t		 most;	   /* printings of a family that json carries, the others counted; 0: all */
	size_t		 read;	   /* printings of a family that are read at most, see store_family(); 0: all */
	size_t		 left_out; /* families that match and that json is not given */
	struct store	*store;	   /* of these families; NULL: they are made by hand, and there is no list of them */
	void		*state;	   /* the format's own, and what gives it back; see printer_drop() */
	void		(*drop)(void *state);
	const struct span *notices; /* what an answer has to add, a sentence each: limits, what is lacking */
	size_t		 nnotices;
	struct buf	*near;	   /* trace gathers near misses here for json; NULL in a report */
	const struct inquiry *inquiry; /* that is answered: what it found beyond the answer is near; or NULL */
};

/* Give back the format's own state, after the end or when it will not come to that. */
void printer_drop(struct printer *printer);

struct report_format {
	const char	*name;	   /* what --format takes */
	const char	*endings;  /* of files, between spaces: ".html .htm" */
	bool		(*begin)(struct printer *printer, struct fault *f); /* may be NULL */
	bool		(*family)(struct printer *printer, const struct model *model, struct arena *arena,
	    struct fault *f);
	bool		(*end)(struct printer *printer, struct fault *f);   /* may be NULL */
	/* May be NULL. A family by its id alone; *taken: it needs no more of it than that. */
	bool		(*line)(struct printer *printer, struct span id, struct arena *arena, bool *taken,
	    struct fault *f);
	enum family_order order;
	bool		 singles;  /* families of one included unless --min-occurrences says otherwise */
	bool		 facts;	   /* it carries those of cmd/fact.h */
	const char	*meaning;  /* of a format for people: what it shows, in lines */
	const char	*schema;   /* of a JSON format: the root of its schema (cmd/schema.h); else NULL */
};

#define SERVED_FAMILY "/family/" /* where serve has a family, by its id */

extern const struct report_format report_formats[]; /* ends with a row whose name is NULL */

/* By name, or by the ending of a file's name, in any case; NULL when there is none. */
const struct report_format *report_format_named(const char *name);
const struct report_format *report_format_for(const char *path);

/* Print what a format looks like; without one, which there are. */
bool report_describe(FILE *to, const struct report_format *format, struct fault *f) MUST_CHECK;

/* What a report is to hold. */
struct report_request {
	const struct report_format *format;
	const struct family_filter *filter;
	struct reference reference;
	bool		 all;	   /* as printer.all */
	bool		 served;   /* as in the printer */
	size_t		 read;	   /* as printer.read */
	const struct searched *searched; /* of this store; NULL: it is asked for */
};

/* The selectors among a command's options. */
bool report_filter(const struct args *args, struct family_filter *filter, struct fault *f)
    MUST_CHECK;

/* Write a report of the families that pass. path NULL writes to cli->out. *families: how many were written. */
bool report_write(struct cli *cli, struct store *store, const struct report_request *request,
    const char *path, size_t *families, struct fault *f) MUST_CHECK;

/* Print one family of printer->store. The arena is emptied before. */
bool report_family(struct printer *printer, const struct report_format *format, struct span id,
    const struct reference *reference, struct arena *arena, struct fault *f) MUST_CHECK;

/* The printers of the table, one file each. */
bool html_begin(struct printer *printer, struct fault *f);
bool html_family(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f);
bool html_end(struct printer *printer, struct fault *f);
bool html_line(struct printer *printer, struct span id, struct arena *arena, bool *taken,
    struct fault *f);
bool json_begin(struct printer *printer, struct fault *f);
bool json_family(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f);
bool json_end(struct printer *printer, struct fault *f);
bool ndjson_family(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f);
bool csv_begin(struct printer *printer, struct fault *f);
bool csv_family(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f);
bool md_begin(struct printer *printer, struct fault *f);
bool md_family(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f);
bool md_end(struct printer *printer, struct fault *f);
bool prov_begin(struct printer *printer, struct fault *f);
bool prov_family(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f);
bool prov_end(struct printer *printer, struct fault *f);
bool jsonld_begin(struct printer *printer, struct fault *f);
bool jsonld_family(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f);
bool jsonld_end(struct printer *printer, struct fault *f);
bool dot_begin(struct printer *printer, struct fault *f);
bool dot_family(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f);
bool dot_end(struct printer *printer, struct fault *f);
bool graphml_begin(struct printer *printer, struct fault *f);
bool graphml_family(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f);
bool graphml_end(struct printer *printer, struct fault *f);
/* The text of trace; brief is one line an occurrence. Of a family so many are shown in full; --all shows every one. */
#define TEXT_PRINTINGS 25
bool text_family(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f);
bool text_brief(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f);
bool text_end(struct printer *printer, struct fault *f);

#endif
