/*
 * A draft held against the database: each of its quotations beside the
 * printing that comes closest, and the earliest of that family.
 */
#ifndef CMD_CHECK_H
#define CMD_CHECK_H

#include "cmd/model.h"
#include "cmd/part.h"
#include "core/buf.h"

enum standing {
	STANDS_VERBATIM, /* equal to some printing, glyphs and case aside */
	STANDS_DIFFERS,
	STANDS_FRAGMENT, /* a printing has these words in a row, and more */
	STANDS_ALONE,	 /* no antecedent: "none" */
	STANDINGS
};
extern const char *const standing_names[STANDINGS]; /* "verbatim", "differs", "fragment", "none" */

#define CHECK_NONE_SEVERITY 5 /* what a quotation without an antecedent counts as */

/* A quotation of the draft and what was found of it. Without an antecedent only the first part stands. */
struct checked {
	const struct article *draft;
	const struct quote *quote;
	struct span	 words;	   /* as compared: without the targets of Markdown links */
	struct span	 place;	   /* "draft.md:L12" */
	enum standing	 standing;
	int		 severity; /* of words, speaker and setting; CHECK_NONE_SEVERITY without an antecedent */
	bool		 brief;	   /* too few words for variants: only an exact phrase was looked for */
	size_t judged,
	    total; /* printings that share words: fewer judged than there are is to be said */

	struct model	 model;	   /* of the family */
	size_t		 closest;  /* the member whose words come closest; the earlier of equals */
	struct drift	 drift;	   /* of the draft, against its words and setting and the family's speaker */
	struct span	 aligned;  /* "... the gates {+of the upper dam+} are open"; empty when nothing differs */
};

struct check {
	struct cli	*cli;
	struct store	*store;
	struct arena	*arena;	   /* of one quotation */
	const struct house *house; /* NULL: nobody was asked */
	struct searched	 searched;
	size_t		 counts[STANDINGS], quotations;
	int		 worst;	   /* severity */
	const struct check_format *format;
	struct part	 body;	   /* of the page, while the counts are not known */
};

/* A printer of results; all go to cli->out. */
struct check_format {
	const char	*name;
	bool		(*begin)(struct check *check, struct fault *f);
	bool		(*quotation)(struct check *check, const struct checked *checked, struct fault *f);
	bool		(*end)(struct check *check, struct fault *f);
};

/* Find the antecedent of one quotation of a draft; everything is in check->arena. */
bool check_find(struct check *check, const struct article *draft, const struct quote *quote,
    struct checked *checked, struct fault *f) MUST_CHECK;

/* The family's earliest dated printing; NULL when none is dated. */
const struct member *check_earliest(const struct checked *checked);

/*
 * That the printing which comes closest has itself left the earliest's
 * meaning, and how: "Port Quillon Times: number-changed, "430" for "340"".
 * A draft may equal it and still be wrong. Empty when it has not. In
 * check->arena.
 */
bool check_caution(struct check *check, const struct checked *checked, struct span *line,
    struct fault *f) MUST_CHECK;

/* How the draft's speaker relates to the family's, in words; empty when they agree. In check->arena. */
bool check_speaker(struct check *check, const struct checked *checked, struct span *line,
    struct fault *f) MUST_CHECK;

/* What became of it beside its standing: "number-changed, reattributed"; "reattributed" when it is verbatim. */
void check_classes(struct buf *out, const struct checked *checked);

/* "5 quotations: 2 verbatim, 1 differs, 1 fragment, 1 none" */
void check_counts(const struct check *check, struct buf *out);

bool check_text_begin(struct check *check, struct fault *f);
bool check_text(struct check *check, const struct checked *checked, struct fault *f);
bool check_text_end(struct check *check, struct fault *f);
bool check_html_begin(struct check *check, struct fault *f);
bool check_html(struct check *check, const struct checked *checked, struct fault *f);
bool check_html_end(struct check *check, struct fault *f);
bool check_json_begin(struct check *check, struct fault *f);
bool check_json(struct check *check, const struct checked *checked, struct fault *f);
bool check_json_end(struct check *check, struct fault *f);

#endif
