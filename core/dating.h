/*
 * The dates that stand in an article's own words: date lines of its head,
 * agency datelines, mastheads, dated captions, weekdays, teasers.
 *
 * The readers of fetch/ call this once, after metadata, blocks with regions,
 * outlet, credits and captured are filled in, and then dating_combine()
 * (core/date.h). A phrase without a year is anchored by evidence that is
 * already there, so what metadata says comes first.
 */
#ifndef CORE_DATING_H
#define CORE_DATING_H

#include "core/article.h"

/* Pieces of evidence read from one text; what lies behind is not looked at. */
#define DATING_EVIDENCE_MAX 64

/*
 * Append what the text and the blocks outside say to article->evidence.
 *
 *   head lines above the body   byline, or relative ("3 days ago"); "Updated at:" says modified
 *   first body paragraphs       dateline ("MOSCOW, Jan 9 (Agency) -"); weekday they report on
  *   notes on changes            "Correction, 9 January: ...": modified
 *   furniture                   a weekday with its date standing alone: masthead, not after
 *   captions                    event, not before
 *   body                        "on Friday night" against a dated caption or dateline: not before
 *   teasers, comments           captured not before
 *
 * A date line's zone is assumed from the credited outlet named in that line,
 * else from article->outlet. What is there already (same place, same kind) is
 * not added again. A text without dates is a success.
 *   room   of article->evidence, as article_add_evidence() keeps it.
 * Fails with FAULT_MEMORY.
 */
bool dating_read_text(struct article *article, size_t *evidence_room, struct arena *arena,
    struct fault *f) MUST_CHECK;

/*
 * Is this line nothing but dates with their labels, names and reading times:
 * "By A. Writer, January 7, 2022 | 3 min read", "3 days ago", "Updated: ..."?
 * For readers that have to tell a date line from prose. Never fails: a line
 * that cannot be read is no date line.
 */
bool dating_is_line(struct span line, struct span language);

/*
 * Does the line say since when somebody holds a right: "\u00A9 2009-2022", "Copyright
 * 2022"? Its years are those of the house, so dating_is_line() is false of it.
 */
bool dating_is_imprint(struct span line);

/*
 * Is it a weekday with its full date and nothing else: "Saturday, Feb 22,
 * 2025"? Above a headline that is the day the page was served (furniture, not
 * after), never the article's; below one it may be either.
 */
bool dating_is_masthead(struct span line, struct span language);

#endif
