#include "cmd/part.h"

#include <errno.h>
#include <string.h>

#define COPY_BYTES 65536
#define GROWTH 8 /* times a block, what escaping may make of it */

bool
part_open(struct part *part, struct fault *f)
{
	part->file = tmpfile();
	return part->file != NULL ||
	    fault_set(f, FAULT_IO, "a temporary file for the report: %s", strerror(errno));
}

void
part_close(struct part *part)
{
	if (part->file != NULL)
		fclose(part->file);
	part->file = NULL;
}

bool
part_add(struct part *part, struct span bytes, struct fault *f)
{
	return bytes.n == 0 || fwrite(bytes.p, 1, bytes.n, part->file) == bytes.n ||
	    fault_set(f, FAULT_IO, "a temporary file for the report: %s", strerror(errno));
}

bool
part_copy(struct part *part, void (*change)(struct buf *out, struct span block), FILE *to,
    struct fault *f)
{
	struct buf	 changed = BUF((size_t)COPY_BYTES * GROWTH);
	char		 bytes[COPY_BYTES];
	size_t		 n;
	bool		 ok = fflush(part->file) == 0 && fseek(part->file, 0, SEEK_SET) == 0;

	while (ok && (n = fread(bytes, 1, sizeof bytes, part->file)) > 0) {
		struct span	 block = { bytes, n };

		if (change != NULL) {
			buf_cut(&changed, 0);
			change(&changed, block);
			block = buf_span(&changed);
			ok = buf_ok(&changed, f);
		}
		ok = ok && fwrite(block.p, 1, block.n, to) == block.n;
	}
	ok = ok && ferror(part->file) == 0;
	buf_free(&changed);
	return ok || fault_set(f, FAULT_IO, "could not write the report: %s", strerror(errno));
}
