#include "cmd/textfile.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/utf8.h"

#define GROWTH 3 /* bytes that one ill-formed byte may become */

bool
textfile_read(const char *option, const char *path, struct arena *arena, struct span *text,
    struct fault *f)
{
	struct buf	 bytes = BUF(TEXTFILE_MAX), whole = BUF(TEXTFILE_MAX * GROWTH);
	FILE		*from = fopen(path, "r");
	char		 block[8192];
	size_t		 n;
	bool		 ok;

	if (from == NULL)
		return fault_set(f, FAULT_USAGE, "%s%s: %s", option, path, strerror(errno));
	while ((n = fread(block, 1, sizeof block, from)) > 0)
		buf_add(&bytes, (struct span) { block, n });
	ok = ferror(from) == 0 ||
	    fault_set(f, FAULT_USAGE, "%s%s: %s", option, path, strerror(errno));
	fclose(from);
	utf8_repair(buf_span(&bytes), &whole);
	ok = ok && buf_ok(&bytes, f) && buf_end(&whole, arena, text, f);
	*text = ok ? span_trim(*text) : SPAN_NONE;
	buf_free(&bytes);
	buf_free(&whole);
	return ok;
}
