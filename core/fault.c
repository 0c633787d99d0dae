#include "core/fault.h"

#include <stdarg.h>
#include <stdio.h>

bool
fault_set(struct fault *f, enum fault_kind kind, const char *fmt, ...)
{
	va_list	 args;

	if (f->kind != FAULT_NONE)
		return false;
	f->kind = kind;
	va_start(args, fmt);
	vsnprintf(f->text, sizeof f->text, fmt, args);
	va_end(args);

	/* One line for the person: what a page or a file name brought along is not a second one. */
	for (char *c = f->text; *c != '\0'; c++) {
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			*c = ' ';
	}
	return false;
}

void
fault_clear(struct fault *f)
{
	f->kind = FAULT_NONE;
	f->text[0] = '\0';
}
