/* The parts a model is built from, one function a part; model_build() calls them. */
#ifndef CMD_MODEL_PARTS_H
#define CMD_MODEL_PARTS_H

#include "cmd/model.h"
#include "core/buf.h"
#include "core/token.h"

/* So many names of a list are told, then how many more there are: a family may have thousands. */
#define TOLD_MAX 8

/* ", NAME" while there is room in the list of which `told` came before; counts on. */
void tell_name(struct buf *out, size_t *told, struct span name);

/* " and 12 more", when there are more than were told. */
void tell_rest(struct buf *out, size_t told);

/* "byline line \"January 07, 2022\" (zone assumed America/New_York)" */
bool how_dated(const struct member *member, struct arena *arena, struct span *how, struct fault *f)
    MUST_CHECK;

/* Who is said to have said it, by which names, and which office the documents give. */
bool describe_people(struct model *model, struct arena *arena, struct fault *f) MUST_CHECK;

/* Where, when and in which language it is said to have been said; sets the floors of undated members. */
bool describe_said(struct model *model, struct arena *arena, struct fault *f) MUST_CHECK;

/* The language line of model->said; model->land and the claims are known. */
bool describe_language(struct model *model, const struct land *place, struct arena *arena,
    struct fault *f) MUST_CHECK;

/* The one-sentence answer, and the doubt that is left. */
bool describe_answer(struct model *model, struct arena *arena, struct fault *f) MUST_CHECK;

/* Which lineages have the words that differ most. */
bool describe_agreement(struct model *model, struct arena *arena, struct fault *f) MUST_CHECK;

/*
 * Who has a voice in what the words were: of each lineage the first member that
 * is long enough to show what it lacks, with its newest wording. In the arena.
 */
bool model_voters(const struct model *model, struct arena *arena, const size_t **voters,
    size_t *count, struct fault *f) MUST_CHECK;

/* What outlets changed after publication, measured, in words, and noted at the members. */
bool describe_changes(struct model *model, struct arena *arena, struct fault *f) MUST_CHECK;

/* The ways of all, and of those that are shown what their prose shares. */
bool follow_travel(struct model *model, const struct pick *shown, struct arena *arena,
    struct fault *f) MUST_CHECK;
bool collect_asides(struct model *model, const struct elsewhere *elsewhere, struct arena *arena,
    struct fault *f) MUST_CHECK;
bool collect_warnings(struct model *model, struct arena *arena, struct fault *f) MUST_CHECK;

/* "2022-01-07" as days since 1970; it is one that was printed by date_print(). */
int64_t model_day(struct span day);

/* A moment to the minute in UTC: "2022-01-09 16:00Z". */
void model_minute(int64_t at, char out[DATE_TEXT_MAX]);

/* The same to the second: "2022-01-09 16:00:07Z". */
void model_second(int64_t at, char out[DATE_TEXT_MAX]);

/* Words from..to of a text with the marks that touch them, up to the next space or word. */
struct span model_words(struct span text, const struct token_list *words, size_t from, size_t to);

/* A member as drift_measure() takes it. */
struct printing model_printing(const struct member *member);

#endif
