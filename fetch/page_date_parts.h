/*
 * The inside of page_dates(). Known to fetch/page_date.c (what stands in the
 * head, in lines and in the address) and fetch/page_stamp.c (elements made to
 * hold a date), and to nobody else.
 */
#ifndef FETCH_PAGE_DATE_PARTS_H
#define FETCH_PAGE_DATE_PARTS_H

#include "fetch/page_date.h"

#define PAGE_DATE_BYTES_MAX 200u /* of a machine date and what stands around it */

/* Evidence being added. */
struct adder {
	const struct page_view	*view;
	struct article	*article;
	struct date_context	 context;
	size_t	*room;
	struct arena	*arena;
	struct fault	*f;
};

/* The pieces around the headline and right behind the body: [from, to), and the body inside. */
struct around {
	uint32_t	 from, to, first, last;
};
struct around page_around(const struct page_view *view);

/*
 * One machine date, or a printed one where a machine date should be. For
 * people its place is `what` and `name`. *told turns true when it could be
 * read. False only with a fault.
 */
bool page_add_value(struct adder *a, struct span value, enum evidence_kind kind,
    enum evidence_says says, const char *what, struct span name, bool *told) MUST_CHECK;

/* Do the words right before byte `at` of a line say that what follows is a date of change? */
bool page_says_updated(struct span line, size_t at);

/* Microdata, <time>, <abbr> and elements whose class is made for a date, as far as they stand with the article. */
bool page_add_stamps(struct adder *a) MUST_CHECK;

/* For a page that is dated by nothing else: the first of them that stands apart. */
bool page_add_stamps_apart(struct adder *a) MUST_CHECK;

#endif
