#include "fetch/late.h"

#include <dlfcn.h>
#include <string.h>

#include "core/span.h"

/* What fetch/document.h and those below it call, and the cage itself. */
static const char *const readers[] = {
	LIBRARY_BROTLI, LIBRARY_CHARSET, LIBRARY_DOMAIN, LIBRARY_HTML, LIBRARY_IDNA,
	LIBRARY_JSON, LIBRARY_SECCOMP, LIBRARY_XML, LIBRARY_ZLIB,
};

/* Whoever opens a library again is given the same one. */
static void *
load(const char *library)
{
	return dlopen(library, RTLD_NOW | RTLD_LOCAL);
}

bool
late_load_readers(struct fault *f)
{
	for (size_t i = 0; i < LEN(readers); i++) {
		if (load(readers[i]) == NULL)
			return fault_set(f, FAULT_MISSING, "%s", dlerror());
	}
	return true;
}

void
late_find(const char *library, const char *name, void *function, size_t size)
{
	void	*handle = load(library);
	void	*symbol = handle != NULL ? dlsym(handle, name) : NULL;

	memcpy(function, &symbol, size);
}
