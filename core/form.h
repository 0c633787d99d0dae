/*
 * What a quotation is: speech, a part of reported speech, a title or a word
 * held at arm's length. Judged by its own words, by what stands around it and
 * by how surely somebody is said to have said it.
 */
#ifndef CORE_FORM_H
#define CORE_FORM_H

#include "core/rule.h"
#include "core/speaker.h"

/* `headline`: it stands in one, where words between single marks are nearly always somebody's.
   `rule` receives the rule that decided. */
enum quote_form form_judge(const struct phrase *phrase, size_t word, const struct dialect *dialect,
    bool headline, const struct attribution *attribution, enum form_rule *rule);

#endif
