/* The parts of following_conclude() and trail_follow(), in the order in which they run. */
#ifndef CORE_TRAIL_PARTS_H
#define CORE_TRAIL_PARTS_H

#include "core/following.h"

/* Occurrence i has a date that may be the earliest: its article's own, not inferred. */
bool trail_is_dated(const struct following *w, size_t i);

/* Dates of articles that have none, from the dated members of the families they are in. */
bool trail_infer_dates(struct following *w, struct fault *f) MUST_CHECK;

/* Order of the members of a family: by date, unknown last, then by id. */
int trail_compare(const struct following *w, size_t a, size_t b);

/* Put occurrences in that order. */
bool trail_sort(const struct following *w, size_t *occurrences, size_t count, struct fault *f)
    MUST_CHECK;

/* The date that counts for occurrence i: see trail_date(). */
struct interval trail_when(const struct following *w, size_t i, bool *inferred);

/* The words of occurrence i. */
const struct wording *trail_wording(const struct following *w, size_t i);

/*
 * earliest, verdict, overlap and rival of a family whose members stand in order. Where several
 * may be the earliest, it is the likeliest of them: by lag_likelihood(), and by how many print its
 * words, unless who leads by its dates is nearly as likely.
 */
bool trail_judge(const struct following *w, struct family *family, struct fault *f) MUST_CHECK;

/* parent and carriers of every member, which stand in order. */
bool trail_find_parents(struct following *w, const struct family *family, struct fault *f)
    MUST_CHECK;

/* speaker and lineages of every family. */
bool trail_name(const struct trail_article *articles, const struct occurrence *occurrences,
    struct trail *trail, struct fault *f) MUST_CHECK;

#endif
