/* What core/speaker.c, core/speaker_label.c and core/speaker_turn.c share; nobody else needs it. */
#ifndef CORE_SPEAKER_PARTS_H
#define CORE_SPEAKER_PARTS_H

#include "core/rule.h"
#include "core/speaker.h"

/* Where the quotation stands. */
struct scene {
	const struct name_table	*table;
	const struct phrase	*phrase;
	size_t			 paragraph, at; /* the quotation's item */
	size_t			 start, end;	/* its sentence */
};

/* The marks it stands between. */
static inline const struct pair *
speaker_pair(const struct scene *scene)
{
	return &scene->phrase->pairs[scene->phrase->words[scene->at].pair];
}

/* The clause hands the quotation over, by that rule. Always true. */
bool speaker_take(struct attribution *out, const struct scene *scene, const struct clause *clause,
    enum speaker_rule rule);

/* Whoever spoke there speaks here, by that rule; the less sure, the longer the chain. */
void speaker_carry_on(const struct attribution *from, enum speaker_rule rule,
    struct attribution *out);

/* "It was late.": no person. */
bool speaker_is_nobody(const struct phrase *phrase, const struct noun *subject);

/* The speaker of the paragraph before, or of one no more than `reach` before. */
bool speaker_from_last(const struct scene *scene, const struct speaker_memory *memory, size_t reach,
    struct attribution *out);

/* The paragraph before ends in a colon, or hands over to this one, or it is somebody's turn. */
bool speaker_from_paragraph_before(const struct scene *scene, const struct speaker_memory *memory,
    struct attribution *out);

/* Each tries one way in which the layout names the speaker; false, and `out` as it was, when it is not used. */
bool speaker_from_label(const struct scene *scene, struct attribution *out);
bool speaker_from_label_before(const struct scene *scene, struct attribution *out);
bool speaker_from_turn(const struct scene *scene, size_t begin, struct attribution *out);
bool speaker_from_source(const struct scene *scene, struct attribution *out);
bool speaker_from_behind_colon(const struct scene *scene, struct attribution *out);
bool speaker_from_signature(const struct scene *scene, struct attribution *out);
bool speaker_from_open_end(const struct scene *scene, struct attribution *out);
bool speaker_from_signature_below(const struct scene *scene, const struct speaker_memory *memory,
    struct attribution *out);

#endif
