#include "cmd/schema.h"

#include "cmd/output.h"
#include "cmd/schema.inc"

bool
schema_print(FILE *to, const char *root, struct fault *f)
{
	fprintf(to,
	    "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\","
	    "\"$ref\":\"#/$defs/%s\",\"$defs\":\n%s}\n",
	    root, schema_definitions);
	return output_sound(to, f);
}
