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

/* clang-format off */
const struct region_rule_row region_rules[REGION_RULES] = {
	[REGION_BY_NOTHING] =	  { "none", "the record does not say why" },
	[REGION_BY_TITLE] =	  { "title", "it says what the page calls itself" },
	[REGION_BY_H1] =	  { "h1", "it is the page's first-level heading" },
	[REGION_BY_DESCRIPTION] = { "description", "it says what the page gives as its summary" },
	[REGION_BY_MICRODATA] =	  { "articleBody", "microdata calls its element the article's text" },
	[REGION_BY_BODY_NAME] =	  { "named", "the publisher names its element for an article's text" },
	[REGION_BY_ARTICLE] =	  { "article", "its element is called an article, and holds most of the text" },
	[REGION_BY_WORTH] =	  { "worth", "no other part of the page has as much running text with as few links" },
	[REGION_BY_DATA] =	  { "data", "only what the page tells machines holds it, and nothing it prints" },
	[REGION_BY_NAME] =	  { "name", "its element's tag, class, id or role says so" },
	[REGION_BY_SHAPE] =	  { "shape", "it is one of several boxes made alike, each a linked headline with little text" },
	[REGION_BY_HIDDEN] =	  { "hidden", "the page hides it" },
	[REGION_BY_MARKS] =	  { "marks", "its box leads elsewhere and has another style of quotation marks" },
	[REGION_BY_LINKS] =	  { "links", "most of it is links" },
	[REGION_BY_HEAD] =	  { "head", "it says who wrote the article, or when" },
	[REGION_BY_WORDS] =	  { "words", "it begins, or looks, as such lines do" },
	[REGION_BY_OPENER] =	  { "opener", "a line above it opens a part that is no longer the article" },
	[REGION_BY_DOUBLE] =	  { "double", "the same words stand above it" },
	[REGION_BY_PLACE] =	  { "place", "it is told by where it stands: between headline and text, or outside both" },
};
/* clang-format on */

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
