/*
 * Languages of countries, and what a text says about the language in which
 * something was spoken. That words are a translation is never proven here: a
 * country's language differs from a page's, or a document says so.
 */
#ifndef CORE_TONGUE_H
#define CORE_TONGUE_H

#include "core/land.h"

enum tongue_kinship {
	TONGUE_UNKNOWN, /* no land, or no language of the page */
	TONGUE_SAME, /* the page's language is one that the land's officials speak at home */
	TONGUE_OTHER,
};

/* A land against a page's language ("en", "pt-BR"). */
enum tongue_kinship tongue_compare(const struct land *land, struct span language);

/* "Russian" is "ru"; empty when unknown. Static. */
struct span tongue_code(struct span name);

/* Rows of the table of lands, for a test that none of core/land.h is missing. */
size_t tongue_land_count(void);

/* What English prose says: "in Russian", "translated from Turkish", "through an interpreter". */
struct tongue_statement {
	struct span	 found; /* as printed */
	struct span	 code; /* "ru"; empty when it only says that there was a translation */
};

/* The first such statement in a stretch of prose; false when there is none. */
bool tongue_stated(struct span text, struct tongue_statement *statement);

#endif
