#include "core/article.h"

const char *const region_names[REGIONS] = {
	[REGION_HEADLINE] = "headline",
	[REGION_STANDFIRST] = "standfirst",
	[REGION_BODY] = "body",
	[REGION_CAPTION] = "caption",
	[REGION_TEASER] = "teaser",
	[REGION_COMMENT] = "comment",
	[REGION_FURNITURE] = "furniture",
};

const char *const block_kind_names[BLOCK_KINDS] = {
	[BLOCK_PARAGRAPH] = "paragraph",
	[BLOCK_HEADING] = "heading",
	[BLOCK_CAPTION] = "caption",
	[BLOCK_QUOTATION] = "quotation",
	[BLOCK_ITEM] = "item",
};

const char *const credit_role_names[CREDIT_ROLES] = {
	[CREDIT_AGENCY] = "agency",
	[CREDIT_REPUBLISHED] = "republished",
	[CREDIT_CONTRIBUTED] = "contributed",
	[CREDIT_INPUTS] = "inputs",
	[CREDIT_SECOND_HAND] = "second-hand",
	[CREDIT_PHOTO] = "photo",
};

struct span
article_identity(const struct article *article)
{
	if (article->identity.n > 0)
		return article->identity;
	if (article->canonical.n > 0)
		return article->canonical;
	return article->url.n > 0 ? article->url : article->file;
}

bool
article_add_evidence(struct article *article, size_t *room, const struct evidence *e,
    struct arena *arena, struct fault *f)
{
	if (!arena_grow(arena, &article->evidence, article->nevidence, room, sizeof *e, f))
		return false;
	article->evidence[article->nevidence++] = *e;
	return true;
}

bool
article_add_given(struct article *article, size_t *room, const struct evidence *given, size_t count,
    struct arena *arena, struct fault *f)
{
	for (size_t i = 0; i < count; i++) {
		struct evidence	 e = given[i];

		e.where = SPAN_NONE;
		e.used = false;
		if (!span_in(arena, e.found, &e.found, f) || !span_in(arena, e.place, &e.place, f) ||
		    !span_in(arena, e.day, &e.day, f) || !span_in(arena, e.zone, &e.zone, f) ||
		    !article_add_evidence(article, room, &e, arena, f))
			return false;
	}
	return true;
}

bool
article_add_credit(struct article *article, size_t *room, const struct credit *credit,
    struct arena *arena, struct fault *f)
{
	if (!arena_grow(arena, &article->credits, article->ncredits, room, sizeof *credit, f))
		return false;
	article->credits[article->ncredits++] = *credit;
	return true;
}
