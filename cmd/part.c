#include "cmd/part.h"

#include <errno.h>
#include <string.h>

#define COPY_BYTES 65536
#define HELD_BYTES_MAX ((size_t)256 << 10) /* no less than a block */
#define GROWTH 8 /* times a block, what escaping may make of it */

struct part
part_begin(void)
{
	return (struct part) { .held = BUF(HELD_BYTES_MAX) };
}

void
part_close(struct part *part)
{
	buf_free(&part->held);
	if (part->file != NULL)
		fclose(part->file);
	part->file = NULL;
}

bool
part_add(struct part *part, struct span bytes, struct fault *f)
{
	if (bytes.n == 0)
		return true;
	if (part->file == NULL && bytes.n <= HELD_BYTES_MAX - part->held.n) {
		buf_add(&part->held, bytes);
		return buf_ok(&part->held, f);
	}
	if (part->file == NULL)
		part->file = tmpfile();
	return (part->file != NULL && fwrite(bytes.p, 1, bytes.n, part->file) == bytes.n) ||
	    fault_set(f, FAULT_IO, "a temporary file for the report: %s", strerror(errno));
}

/* Copy a block, changed on the way when `change` says how. */
static bool
copy_block(struct span block, void (*change)(struct buf *out, struct span block),
    struct buf *changed, FILE *to, struct fault *f)
{
	if (change != NULL) {
		buf_cut(changed, 0);
		change(changed, block);
		if (!buf_ok(changed, f))
			return false;
		block = buf_span(changed);
	}
	return block.n == 0 || fwrite(block.p, 1, block.n, to) == block.n;
}

bool
part_copy(struct part *part, void (*change)(struct buf *out, struct span block), FILE *to,
    struct fault *f)
{
	struct buf	 changed = BUF((size_t)HELD_BYTES_MAX * GROWTH);
	char		 bytes[COPY_BYTES];
	size_t		 n;
	bool		 ok = copy_block(buf_span(&part->held), change, &changed, to, f);

	if (ok && part->file != NULL)
		ok = fflush(part->file) == 0 && fseek(part->file, 0, SEEK_SET) == 0;
	while (ok && part->file != NULL && (n = fread(bytes, 1, sizeof bytes, part->file)) > 0)
		ok = copy_block((struct span) { bytes, n }, change, &changed, to, f);
	ok = ok && (part->file == NULL || ferror(part->file) == 0);
	buf_free(&changed);
	return ok || fault_set(f, FAULT_IO, "could not be written whole: %s", strerror(errno));
}
