/*
 * What a machine format looks like: a JSON Schema (draft 2020-12) made of
 * cmd/schema.json, where every object of our JSON is described once.
 */
#ifndef CMD_SCHEMA_H
#define CMD_SCHEMA_H

#include <stdio.h>

#include "core/fault.h"

/* Print the schema whose root is this definition: "report", "line", "check", "why", "served". */
bool schema_print(FILE *to, const char *root, struct fault *f) MUST_CHECK;

#endif
