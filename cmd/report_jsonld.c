/*
 * JSON-LD in the words of schema.org: of each family the Quotation and the
 * Claim of cmd/linked.h, then every printing as a Quotation of its own that is
 * part of a NewsArticle.
 */
#include <stdlib.h>

#include "cmd/linked.h"
#include "cmd/output.h"
#include "cmd/report.h"

#define GRAPH_BYTES_MAX ((size_t)256 << 20)

bool
jsonld_begin(struct printer *printer, struct fault *f)
{
	fputs("{\"@context\":\"" LINKED_CONTEXT "\",\"@graph\":[", printer->out);
	return output_sound(printer->out, f);
}

bool
jsonld_family(struct printer *printer, const struct model *model, struct arena *arena,
    struct fault *f)
{
	struct buf	 out = BUF(GRAPH_BYTES_MAX);
	bool		 ok;

	(void)arena;
	buf_add(&out, printer->printed > 0 ? SPAN(",\n") : SPAN("\n"));
	linked_add(&out, model);
	linked_add_printings(&out, model);
	ok = output_flush(&out, printer->out, f);
	buf_free(&out);
	return ok;
}

bool
jsonld_end(struct printer *printer, struct fault *f)
{
	struct buf	 out = BUF(GRAPH_BYTES_MAX);
	bool		 ok;

	buf_add(&out, printer->printed > 0 ? SPAN(",\n") : SPAN("\n"));
	linked_add_searched(&out, printer->searched);
	buf_add(&out, SPAN("]}\n"));
	ok = output_flush(&out, printer->out, f);
	buf_free(&out);
	return ok;
}
