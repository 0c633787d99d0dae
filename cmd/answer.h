/* The answer to an inquiry, through the printer of a format. */
#ifndef CMD_ANSWER_H
#define CMD_ANSWER_H

#include "cmd/inquiry.h"
#include "cmd/report.h"

#define ANSWER_NOTICES_MAX 4

/* What an answer has to add: what was not found, what came close, what was left out. */
struct answer {
	struct span	 notices[ANSWER_NOTICES_MAX];
	size_t		 nnotices;
};

/*
 * Print the families that were found, at most `most` of them, with what the
 * answer has to add. printer->query and what belongs to the answer are filled
 * in here; the format's state is given back.
 */
bool answer_print(const struct inquiry *inquiry, struct printer *printer,
    const struct report_format *format, const struct reference *reference, size_t most,
    struct arena *arena, struct answer *answer, struct fault *f) MUST_CHECK;

#endif
