/*
 * What every fuzz target has: the function that libFuzzer, or the replay of a
 * corpus, calls with some bytes, and a way to say which law they broke.
 * Defined here since each target is a program of its own.
 */
#ifndef TESTS_FUZZ_LAW_H
#define TESTS_FUZZ_LAW_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* A law holds whatever the build: assert() may be compiled out. */
#define HOLDS(law) ((law) ? (void)0 : law_broken(#law, __FILE__, __LINE__))

_Noreturn static inline void
law_broken(const char *law, const char *file, int line)
{
	fprintf(stderr, "%s:%d: broken: %s\n", file, line, law);
	abort();
}

#endif
