#include "fetch/late.h"

#include <dlfcn.h>
#include <string.h>

/* Whoever opens a library again is given the same one. */
void
late_find(const char *library, const char *name, void *function, size_t size)
{
	void	*handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
	void	*symbol = handle != NULL ? dlsym(handle, name) : NULL;

	memcpy(function, &symbol, size);
}
