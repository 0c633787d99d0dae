#include "cmd/schema.h"

#include "cmd/schema.inc"

bool
schema_print(FILE *to, const char *root, struct fault *f)
{
	fprintf(to,
	    "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\","
	    "\"$ref\":\"#/$defs/%s\",\"$defs\":\n%s}\n",
	    root, schema_definitions);
	return ferror(to) == 0 || fault_set(f, FAULT_IO, "could not write the schema");
}
