#include "core/agency.h"
#include "core/credit.h"
#include "core/masthead.h"
#include "core/utf8.h"
#include "fetch/plain.h"

/*
 * Sites that show others' articles, or a wire's, by what their buttons say and
 * where their pictures live, the latter a host or path of pictures alone. NULL
 * where it tells nothing: a service that any page has a button for, as to
 * share to, is known by its pictures only. Labels in small letters of ASCII,
 * without spaces.
 */
static const struct {
	const char	*name, *label, *images;
} aggregators[] = {
	{ "AllAfrica", "allafrica", NULL },
	{ "AOL", "aol", "o.aolcdn.com/" },
	{ "Apple News", NULL, "apple.news/" },
	{ "Baijiahao", "百家号", NULL },
	{ "Big News Network", "bignewsnetwork", NULL },
	{ "Boursorama", "boursorama", NULL },
	{ "Dailyhunt", "dailyhunt", "dailyhunt.in/fetchdata" },
	{ "Daum", "다음뉴스", "t1.daumcdn.net/news/" },
	{ "Devdiscourse", "devdiscourse", NULL },
	{ "Dzen", "Дзен", "dzeninfra.ru/" },
	{ "finanzen.net", "finanzen.net", NULL },
	{ "FinanzNachrichten.de", "finanznachrichten.de", NULL },
	{ "Flipboard", NULL, "cdn.flipboard.com/" },
	{ "goo News", "gooニュース", NULL },
	{ "Ground News", "groundnews", NULL },
	{ "Gunosy", "グノシー", NULL },
	{ "Headtopics", "headtopics", NULL },
	{ "inkl", "inkl", NULL },
	{ "Inshorts", "inshorts", NULL },
	{ "Investing.com", "investing.com", "i-invdn-com.investing.com/" },
	{ "Knewz", "knewz", NULL },
	{ "LINE News", "linenews", "obs.line-scdn.net/" },
	{ "livedoor News", "livedoorニュース", "image.news.livedoor.com/" },
	{ "Mail.ru", "Новостиmail.ru", "imgsmail.ru/" },
	{ "MarketScreener", "marketscreener", NULL },
	{ "MENAFN", "menafn", NULL },
	{ "Microsoft Start", "microsoftstart", NULL },
	{ "MSN", "msn", "img-s-msn-com.akamaized.net/" },
	{ "Naver News", "네이버뉴스", "imgnews.pstatic.net/" },
	{ "NetEase", "网易新闻", "nimg.ws.126.net/" },
	{ "News Break", "newsbreak", "particlenews.com/" },
	{ "News Republic", "newsrepublic", NULL },
	{ "News360", "news360", NULL },
	{ "NewsNow", "newsnow", NULL },
	{ "NewsPicks", "newspicks", NULL },
	{ "Nordot", "nordot", NULL },
	{ "Opera News", "operanews", NULL },
	{ "Pocket", NULL, "pocket-image-cache.com/" },
	{ "PressReader", "pressreader", "i.prcdn.co/" },
	{ "Rambler", "Рамблер", "news.store.rambler.ru/" },
	{ "ReliefWeb", "reliefweb", NULL },
	{ "Sina News", "新浪新闻", "n.sinaimg.cn/" },
	{ "SmartNews", "smartnews", NULL },
	{ "Sohu", "搜狐新闻", NULL },
	{ "Tencent News", "腾讯新闻", "inews.gtimg.com/" },
	{ "TopBuzz", "topbuzz", NULL },
	{ "Toutiao", "今日头条", "toutiaoimg.com/" },
	{ "TradingView", "tradingview", "s3.tradingview.com/" },
	{ "UC News", "ucnews", NULL },
	{ "Ukr.net", "ukr.net", NULL },
	{ "Upday", "upday", NULL },
	{ "wallstreet:online", "wallstreet:online", NULL },
	{ "World News Network", "worldnewsnetwork", NULL },
	{ "Yahoo News", "yahoonews", "s.yimg.com/" },
	{ "Yahoo! News Japan", "yahoo!ニュース", "c.yimg.jp/" },
	{ "Zawya", "zawya", NULL },
	{ "Zonebourse", "zonebourse", NULL },
};

#define MASTHEAD_LINES 6  /* from the start in which the site's name stands */
#define LABELS_MIN 2	  /* buttons of an aggregator that make it the site */
#define LABEL_WORDS_MAX 6 /* a longer line is no masthead */

/* Phrases around the site's own name. */
static const struct {
	const char	*before, *behind;
} greetings[] = {
	{ "Download the ", " app" },
	{ "Follow ", " on Facebook" },
	{ "Follow ", " on Google News" },
	{ "Follow ", " on Instagram" },
	{ "Follow ", " on Telegram" },
	{ "Follow ", " on Twitter" },
	{ "Follow ", " on WhatsApp" },
	{ "Join ", " on " },
	{ "Join the ", " mailing list" },
	{ "Sign up for ", " newsletter" },
	{ "Sign up for the ", " newsletter" },
	{ "Sign up to ", " newsletter" },
	{ "Subscribe to ", "" },
	{ "Subscribe to ", " newsletter" },
	{ "Subscribe to the ", " newsletter" },
	{ "Welcome to ", "" },
};

static bool
is_squeezed(struct span line, struct span letters)
{
	size_t	 n = 0;

	for (size_t i = 0; i < line.n; i++) {
		char	 c = line.p[i];

		if (c == ' ')
			continue;
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (n >= letters.n || letters.p[n++] != c)
			return false;
	}
	return n == letters.n;
}

/* Does a line outside the body say nothing but the label, spaces and capitals aside? */
static bool
is_label(const struct plain_line *line, struct span label)
{
	return label.n > 0 && line->zone != ZONE_BODY && line->text.n <= 2 * label.n &&
	    is_squeezed(line->text, label);
}

static bool
is_picture(const struct plain_line *line, struct span images)
{
	return images.n > 0 && (line->looks & LOOKS_ADDRESS) != 0 &&
	    span_find(line->text, images) < line->text.n;
}

static struct span
find_aggregator(const struct plain_text *p)
{
	for (size_t a = 0; a < LEN(aggregators); a++) {
		struct span	 label = span_of(aggregators[a].label);
		struct span	 images = span_of(aggregators[a].images);
		size_t		 labels = 0, pictures = 0;

		for (size_t i = 0; i < p->count; i++) {
			labels += is_label(&p->lines[i], label);
			pictures += is_picture(&p->lines[i], images);
		}
		if (labels >= LABELS_MIN || pictures > 0)
			return span_of(aggregators[a].name);
	}
	return SPAN_NONE;
}

/* The name inside "Join the ... mailing list", when it is an outlet's. */
static struct span
greeted(struct span line)
{
	for (size_t i = 0; i < LEN(greetings); i++) {
		struct span	 before = span_of(greetings[i].before),
			    behind = span_of(greetings[i].behind);
		struct span	 name = span_cut(line, before.n, line.n);

		if (!span_eq_case(span_cut(line, 0, before.n), before))
			continue;
		name = span_trim(behind.n == 0 ? name : span_cut(name, 0, span_find(name, behind)));
		while (name.n > 0 && strchr(".!|", name.p[name.n - 1]) != NULL)
			name = span_trim(span_cut(name, 0, name.n - 1));
		if (span_ends(name, SPAN("'s")))
			name = span_cut(name, 0, name.n - 2);
		if (masthead_is_name(name))
			return name;
	}
	return SPAN_NONE;
}

/* "... reports Some Paper News" at the end of a standfirst: the site names itself. */
static struct span
reporting(struct span paragraph)
{
	static const char *const verbs[] = { "reports ", "writes " };

	for (size_t i = 0; i < LEN(verbs); i++) {
		struct span	 verb = span_of(verbs[i]);
		size_t		 from = paragraph.n > 80 ? paragraph.n - 80 : 0, at;
		struct span	 name;

		while (from < paragraph.n && ((unsigned char)paragraph.p[from] & 0xC0) == 0x80)
			from++;
		at = span_find(span_cut(paragraph, from, paragraph.n), verb) + from;
		if (at >= paragraph.n || at == 0 || strchr(" ,.", paragraph.p[at - 1]) == NULL) {
			/* An ellipsis may stand right before it. */
			if (at >= paragraph.n || at < 3 || (unsigned char)paragraph.p[at - 1] < 0x80)
				continue;
		}
		name = span_trim(span_cut(paragraph, at + verb.n, paragraph.n));
		while (name.n > 0 && name.p[name.n - 1] == '.')
			name.n--;
		if (masthead_is_name(name))
			return name;
	}
	return SPAN_NONE;
}

/* A label that prints the page's domain as a name: "Lakeshore Tribune" at lakeshoretribune.com. */
static struct span
named_domain(const struct plain_text *p, struct span domain)
{
	for (size_t i = 0; i < p->count && domain.n > 0; i++) {
		const struct plain_line	*line = &p->lines[i];

		if (line->zone != ZONE_BODY && line->words <= LABEL_WORDS_MAX &&
		    (line->looks & LOOKS_ADDRESS) == 0 && masthead_same(line->text, domain))
			return line->text;
	}
	return SPAN_NONE;
}

/*
 * The first line, when it stands once more behind the article; or one above
 * the headline that names an outlet. In the many lines of a menu sections are
 * repeated as well, and other papers linked.
 */
static struct span
find_masthead(const struct plain_text *p)
{
	size_t	 to = p->title < p->count ? p->title : p->lead;

	for (size_t i = 0; i < to && i < p->count && i < MASTHEAD_LINES; i++) {
		const struct plain_line	*line = &p->lines[i];

		if (line->words == 0 || line->words > LABEL_WORDS_MAX ||
		    (line->looks & (LOOKS_APART | LOOKS_SENTENCE)) != 0)
			continue;
		if (masthead_is_name(line->text) && (i == 0 || to <= MASTHEAD_LINES))
			return line->text;
		for (size_t j = p->lead; j < p->count && i == 0; j++) {
			if (p->lines[j].zone == ZONE_TAIL && span_eq(p->lines[j].text, line->text))
				return line->text;
		}
	}
	return SPAN_NONE;
}

/* "Headline | The Springfield Gazette": what stands behind the last bar or dash of the title. */
static struct span
title_suffix(const struct plain_text *p)
{
	struct span	 title, name;

	if (p->title >= p->count)
		return SPAN_NONE;
	title = p->lines[p->title].text;
	for (size_t i = title.n; i > 2; i--) {
		if (title.p[i - 1] != ' ' || title.p[i - 3] != ' ' ||
		    (title.p[i - 2] != '|' && title.p[i - 2] != '-'))
			continue;
		name = span_cut(title, i, title.n);
		return masthead_is_name(name) ? name : SPAN_NONE;
	}
	return SPAN_NONE;
}

struct span
plain_outlet(const struct plain_text *p, struct span domain)
{
	struct span	 name = find_aggregator(p);

	if (name.n == 0)
		name = named_domain(p, domain);

	for (size_t i = 0; i < p->count && name.n == 0; i++) {
		const struct plain_line	*line = &p->lines[i];

		if (line->zone == ZONE_TAIL || line->region == REGION_FURNITURE)
			name = greeted(line->text);
		if (name.n == 0 && line->region == REGION_STANDFIRST)
			name = reporting(line->text);
	}
	if (name.n == 0)
		name = find_masthead(p);
	return name.n > 0 ? name : title_suffix(p);
}

/* The holder of the copyright, when it is an outlet. */
static struct span
copyright_holder(const struct plain_text *p)
{
	for (size_t i = p->count; i > p->lead; i--) {
		const struct plain_line	*line = &p->lines[i - 1];
		struct span		 s = line->text, name;
		size_t			 at = 0;

		if ((line->looks & LOOKS_CREDIT) == 0 ||
		    (span_find(s, SPAN("©")) > 12 &&
			!span_eq_case(span_cut(s, 0, 9), SPAN("copyright"))))
			continue;
		while (at < s.n && !(s.p[at] >= '0' && s.p[at] <= '9'))
			at++;
		while (at < s.n &&
		    ((s.p[at] >= '0' && s.p[at] <= '9') || strchr(" -,", s.p[at]) != NULL))
			at++;
		name = span_trim(span_cut(s, at, s.n));
		if (span_eq_case(span_cut(name, 0, 10), SPAN("copyright ")))
			name = span_cut(name, 10, name.n);
		name = span_trim(span_cut(name, 0, span_find(name, SPAN("."))));
		if (masthead_is_name(name) && !credit_is_agency(name))
			return name;
	}
	return SPAN_NONE;
}

/* An outlet's name between headline and body, where no site shows another's article. */
static struct span
label_of_head(const struct plain_text *p)
{
	for (size_t i = p->title; i < p->lead && i < p->title + MASTHEAD_LINES; i++) {
		const struct plain_line	*line = &p->lines[i];

		if (line->region == REGION_FURNITURE && (line->looks & LOOKS_APART) == 0 &&
		    masthead_is_name(line->text) && !credit_is_agency(line->text))
			return line->text;
	}
	return SPAN_NONE;
}

struct span
plain_outlet_guess(const struct plain_text *p, struct span byline)
{
	const struct agency	*agency;
	struct span		 found;
	size_t			 at = 0;

	/* An outlet that signs as a whole; a wire's name there may be anybody's copy. */
	agency = agency_get(byline);
	if (agency != NULL && agency->kind == AGENCY_OUTLET)
		return span_of(agency->name);
	if (agency == NULL && masthead_is_name(byline))
		return byline;
	for (size_t i = p->lead; i < p->count && i < p->lead + 3; i++) {
		if ((p->lines[i].looks & LOOKS_DATELINE) == 0 ||
		    !credit_dateline(p->lines[i].text, &found) || found.p[-1] != '/')
			continue;
		agency = agency_find(found, &at, &found);
		return agency != NULL ? span_of(agency->name) : SPAN_NONE;
	}
	found = label_of_head(p);
	return found.n > 0 ? found : copyright_holder(p);
}
