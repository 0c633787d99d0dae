/* The parts a model is built from, one function a part; model_build() calls them in this order. */
#ifndef CMD_MODEL_PARTS_H
#define CMD_MODEL_PARTS_H

#include "cmd/model.h"
#include "core/buf.h"
#include "core/token.h"

/* "byline line \"January 07, 2022\" (zone assumed America/New_York)" */
bool how_dated(const struct member *member, struct arena *arena, struct span *how, struct fault *f)
    MUST_CHECK;

/* Speaker, venue and how many claim them. */
bool describe_people(struct model *model, struct arena *arena, struct fault *f) MUST_CHECK;

/* The one-sentence answer, and the doubt that is left. */
bool describe_answer(struct model *model, struct arena *arena, struct fault *f) MUST_CHECK;

/* Which lineages have the words that differ most. */
bool describe_agreement(struct model *model, struct arena *arena, struct fault *f) MUST_CHECK;

bool follow_travel(struct model *model, struct arena *arena, struct fault *f) MUST_CHECK;
bool collect_asides(struct store *store, struct model *model, struct arena *arena, struct fault *f)
    MUST_CHECK;
bool collect_warnings(struct model *model, struct arena *arena, struct fault *f) MUST_CHECK;

/* Words from..to of a text with the marks that touch them, up to the next space or word. */
struct span model_words(struct span text, const struct token_list *words, size_t from, size_t to);

/* A member as drift_measure() takes it. */
struct printing model_printing(const struct member *member);

#endif
