/*
 * Days, times and what a page says about them.
 *
 * A date is a pair of bounds in UTC: a day printed without a zone is fifty
 * hours wide (UTC+14 to UTC-12), and that is the truth. Every statement about
 * a date is kept as evidence with its kind, the text found and the rule that
 * placed it in time; dating_combine() turns the evidence of one article into
 * one interval. Civil calendar: proleptic Gregorian, after Hinnant, "chrono-
 * Compatible Low-Level Date Algorithms".
 */
#ifndef CORE_DATE_H
#define CORE_DATE_H

#include <stdint.h>

#include "core/arena.h"
#include "core/fault.h"
#include "core/span.h"

#define DATE_UNKNOWN INT64_MIN
#define DATE_DAY ((int64_t)86400)

/* Seconds since 1970-01-01T00:00:00Z, both inclusive; either may be DATE_UNKNOWN: open on that side. */
struct interval {
	int64_t	 earliest, latest;
};

#define INTERVAL_UNKNOWN ((struct interval) { DATE_UNKNOWN, DATE_UNKNOWN })

/* What kind of statement it is; ranks and meanings stand in one table, evidence_kinds[]. */
enum evidence_kind {
	EVIDENCE_JSON_LD,	/* 1 schema.org datePublished, dateModified */
	EVIDENCE_FEED,		/* 1 pubDate of a feed, publication_date of a news sitemap */
	EVIDENCE_RECORD,	/* 1 the published field of an NDJSON record */
	EVIDENCE_META,		/* 2 article:published_time and its kin */
	EVIDENCE_ITEMPROP,	/* 2 microdata */
	EVIDENCE_TIME,		/* 2 <time datetime> in the article */
	EVIDENCE_BYLINE,	/* 3 a visible date line in the article's head */
	EVIDENCE_DATELINE,	/* 4 "Jan 9 (Agency)" */
	EVIDENCE_URL,		/* 5 /2022/01/09/ */
	EVIDENCE_RELATIVE,	/* 6 "3 days ago" and the capture time */
	EVIDENCE_WEEKDAY,	/* 7 "on Friday": after that day */
	EVIDENCE_EVENT,		/* 8 latest past event or dated caption: not before */
	EVIDENCE_CORPUS,	/* 9 dated twins: "inferred from corpus" */
	EVIDENCE_CAPTURE,	/* B1 fetch time, HTTP Date: not after */
	EVIDENCE_ARCHIVE,	/* B2 first archive capture: not after */
	EVIDENCE_MODIFIED,	/* B3 Last-Modified, dateModified: not after */
	EVIDENCE_FURNITURE,	/* B4 masthead date = render day: not after */
	EVIDENCE_TEASER,	/* B5 dates in teasers and comments: capture not before */
	EVIDENCE_KINDS
};

enum evidence_says {
	SAYS_PUBLISHED,	 /* the document appeared within `when` */
	SAYS_MODIFIED,	 /* it was last changed within `when` */
	SAYS_NOT_BEFORE, /* this version appeared at when.earliest or later */
	SAYS_NOT_AFTER,	 /* it had appeared by when.latest */
	SAYS_CAPTURED,	 /* it was fetched at when.earliest or later */
	SAYS_KINDS
};

struct evidence {
	enum evidence_kind	 kind;
	enum evidence_says	 says;
	struct span		 found; /* as printed: "January 07, 2022" */
	struct span		 where; /* in article->text; empty when it stands outside (metadata) */
	struct span		 place; /* for people: "meta article:published_time", "masthead", "line 9" */
	struct interval		 when;	/* unknown for a weekday or an age that nothing anchors */
	struct span		 day;	/* "2022-01-07", the day as printed; empty when none is */
	struct span		 zone;	/* "stated +06:00", "assumed America/New_York", "unknown" */
	int			 weekday; /* 1 Monday to 7 Sunday for EVIDENCE_WEEKDAY, else 0 */
	bool			 used;	/* it shaped the combined interval */
};

/* An article's date: what the evidence comes to. */
struct dating {
	struct interval		 when;
	struct span		 day;	/* "2022-01-07" as its readers see it; empty when unknown */
	int			 rank;	/* 1 to 9 of the best point evidence; 0 undated (bounds may stand) */
	size_t			 best;	/* index of it in the article's evidence; meaningless at rank 0 */
	bool			 conflict; /* the best evidence lies outside the hard bounds */
	bool			 inferred; /* rank 9: printed with "~" */
};

/* Name ("json-ld", "byline", ...), rank (1 to 9, or 0 for a bound) and one line for people. */
struct evidence_row {
	const char	*name, *meaning;
	int		 rank;
};
extern const struct evidence_row evidence_kinds[EVIDENCE_KINDS];

/* As records have it: "published", "modified", "not-before", ... */
extern const char *const evidence_says_names[SAYS_KINDS];

/* Days since 1970-01-01 of a civil date, and back. Months and days count from 1. */
int64_t date_days(int year, int month, int day);
void date_civil(int64_t days, int *year, int *month, int *day);

/*
 * The civil date of a day of the Persian (Solar Hijri) calendar, by its leap
 * years in cycles of 33; false for one that calendar lacks, or out of 1300 to
 * 1499 (1921 to 2121). The outputs may be the inputs' own places.
 * Source: the arithmetic form of the calendar, right for all these years.
 */
bool date_from_persian(int year, int month, int day, int *civil_year, int *civil_month,
    int *civil_day);
int date_weekday(int64_t days); /* 1 Monday to 7 Sunday */

/* Days since 1970-01-01 at a moment, before it too, and the seconds into that day. */
static inline int64_t
date_day_at(int64_t at)
{
	return at / DATE_DAY - (at % DATE_DAY < 0);
}

static inline int64_t
date_into_day(int64_t at)
{
	return at - date_day_at(at) * DATE_DAY;
}

/* "2022-01-07T05:00:00Z" into out; "" for DATE_UNKNOWN. */
#define DATE_TEXT_MAX 32
void date_print(int64_t at, char out[DATE_TEXT_MAX]);

/* Whole intervals: is every moment of a before every moment of b; seconds they share (0 when none). */
bool interval_before(struct interval a, struct interval b);
int64_t interval_overlap(struct interval a, struct interval b);
/* The middle; an interval open on one side has none: INT64_MAX when open above, DATE_UNKNOWN when undated. */
int64_t interval_middle(struct interval i);

/* Which comes first in 1/7/2022, as far as anything tells. */
enum date_order {
	ORDER_UNKNOWN,
	ORDER_DAY_FIRST,
	ORDER_MONTH_FIRST,
	DATE_ORDERS
};

/*
 * Where a stated, assumed or unknown zone comes from when a date phrase is read.
 *   outlet       looked up in the outlet profiles (core/outlet.h) for an assumed zone; may be empty
 *   zone         IANA name of the zone to assume instead, where a person says so; else empty
 *   anchor       a time known to be near, for phrases without a year; DATE_UNKNOWN when there is none
 *   language     "en", "de", ...; empty tries every language of the month table
 *   order        what the page at hand tells of it; else the house's habit, or the language's, counts
 */
struct date_context {
	struct span	 outlet, language;
	int64_t		 anchor;
	enum date_order	 order;
	struct span	 zone;
};

/*
 * Find the next date phrase in s at or after byte *at: numeric, month names,
 * ISO 8601, RFC 2822, weekday with date, time of day, zone ("9:15 p.m. Moscow
 * time", "EST", "+06:00"), relative ages ("3 days ago").
 * On true, e->found, when, day, zone and kind (EVIDENCE_RELATIVE or
 * EVIDENCE_BYLINE, to be changed by the caller) are filled, everything else in
 * e is cleared, and *at is behind the phrase; e->found points into s. False
 * with f->kind FAULT_NONE: there is none left. Phone numbers, prices and legal
 * references are no dates. 01/07 is both days' hull, without a day, where
 * neither language, house nor weekday tells which comes first.
 */
bool date_find(struct span s, const struct date_context *context, struct arena *arena, size_t *at,
    struct evidence *e, struct fault *f) MUST_CHECK;

/*
 * Read a whole machine date (ISO 8601, RFC 3339, RFC 5322, HTTP, seconds since
 * 1970), or a printed date with its year that stands alone. Fills e's found,
 * when, day and zone, and leaves the rest of e alone. False without a fault
 * when it is none.
 */
bool date_read(struct span s, const struct date_context *context, struct arena *arena,
    struct evidence *e, struct fault *f) MUST_CHECK;

struct article;

/*
 * Combine an article's evidence into article->published and ->modified, and
 * mark the evidence used: intersect the hard bounds, take the best-ranked
 * point inside them; a best point outside them is kept aside as date-conflict.
 * Of points of one rank those that overlap share, else the earliest counts.
 * A last change that precedes all points is a planned draft's: a conflict, and
 * no bound. A bound from the text is none for a first publication that a later
 * change explains.
 *   now   the run's time; a date more than a day later is a conflict and not used.
 * Never fills a missing value in; bounds without a point give rank 0 with the
 * bounds in `when`.
 */
bool dating_combine(struct article *article, int64_t now, struct arena *arena, struct fault *f)
    MUST_CHECK;

/*
 * How likely the combined day of publication is right, 0 to 1, by how many kinds
 * of evidence that were not copied from each other name it and whether one names
 * another: 0.95 and more where two agree, or a line prints day and time. 0 when
 * there is no day. A function of the evidence; nothing is kept.
 */
double dating_confidence(const struct article *article);

#endif
