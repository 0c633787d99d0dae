/*
 * The sections of the HTML report, one function each, in the order of the
 * page. Each appends to the page; a section with nothing to say appends
 * nothing. Ids of elements begin with the family's id, which is hexadecimal.
 */
#ifndef CMD_SECTION_H
#define CMD_SECTION_H

#include "cmd/html.h"
#include "cmd/inquiry.h"
#include "cmd/listing.h"
#include "cmd/model.h"

/* Sizes at which a section says how many more there are, instead of growing on. */
#define SECTION_ROWS_MAX 500 /* printings with their evidence: those that pick_members() takes */
#define SECTION_LINES_MAX 100 /* wordings, claims */
#define SECTION_BARS_MAX 60   /* rows of a drawing, numbers in a cell */

/* The quotation, the verdict with its word, the sentence to cite, who and where. */
bool section_answer(struct buf *out, const struct model *model, struct arena *arena,
    struct fault *f) MUST_CHECK;
void section_timeline(struct buf *out, const struct model *model);
void section_occurrences(struct buf *out, const struct model *model);
bool section_wording(struct buf *out, const struct model *model, struct arena *arena,
    struct fault *f) MUST_CHECK;
bool section_travel(struct buf *out, const struct model *model, struct arena *arena,
    struct fault *f) MUST_CHECK;
void section_house(struct buf *out, const struct model *model);
void section_people(struct buf *out, const struct model *model);
void section_asides(struct buf *out, const struct model *model);
/* Another family leads to `address` with its id behind it; NULL: its id is shown. */
void section_near(struct buf *out, const struct model *model, const char *address);
void section_warnings(struct buf *out, const struct model *model);

/*
 * The overview: a row for each family between open and "</table></section>".
 * Families that were asked for stand with the closest first, others with the
 * one that drifted furthest. A row leads to `address` with the family's id
 * behind it; NULL: the family has no place to lead to, and its id is shown.
 */
void section_overview_open(struct buf *out, size_t families, bool asked);

/* The same where a server chooses the families: from the one with this number on; whole: it is all of them. */
void section_overview_part(struct buf *out, size_t first, size_t families, bool whole);
void section_overview_row(struct buf *out, const struct listed *listed, const char *address);

/* What a question found beside its answer, with what of it each lacks; `address` is as in the overview. */
void section_beside(struct buf *out, const struct inquiry *inquiry, const char *address);

/* Why there is nothing to show, and what would change that; asked: somebody chose what there should be. */
void section_nothing(struct buf *out, const struct searched *searched, bool asked);

/* What the whole report rests on; once a page. */
void section_searched(struct buf *out, const struct searched *searched);

/* "<section class="name">" with its heading: no landmark, for each family has the same; the caller closes it. */
void section_open(struct buf *out, const struct model *model, const char *name, const char *heading);
#define SECTION_CLOSE SPAN("</section>\n")

/* A word for the verdict with a sign that does not need colour. */
void section_verdict(struct buf *out, enum verdict verdict);

/* "4 may change meaning" as a label with its number. */
void section_severity(struct buf *out, int severity);

/* What a house says to it, as a word with a sign. */
void section_judgement(struct buf *out, enum house_judgement judgement);

/* "[12]", leading to its row when the table has one. */
void section_number(struct buf *out, const struct model *model, size_t member);

/* Who printed it, and through whom this page has it. */
void section_outlet(struct buf *out, const struct member *member);

#endif
