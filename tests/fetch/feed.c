#include <criterion/criterion.h>
#include <stdio.h>

#include "core/buf.h"
#include "core/utf8.h"
#include "fetch/feed.h"
#include "fetch/feed_parts.h"

#define ARENA_MAX ((size_t)256 << 20)

/* Entries as lines: "url | title | outlet | sitemap", then their dates, "?" for a change. */
static void
print_feed(const struct feed *feed, struct buf *out)
{
	for (size_t i = 0; i < feed->nentries; i++) {
		const struct feed_entry	*e = &feed->entries[i];

		buf_print(out, "%.*s", SPAN_ARG(e->url));
		if (e->title.n > 0)
			buf_print(out, " | %.*s", SPAN_ARG(e->title));
		if (e->outlet.n > 0)
			buf_print(out, " | by %.*s", SPAN_ARG(e->outlet));
		if (e->feed)
			buf_print(out, " | sitemap");
		for (size_t k = 0; k < e->nevidence; k++) {
			char	 at[DATE_TEXT_MAX];

			date_print(e->evidence[k].when.earliest, at);
			buf_print(out, " | %s%.*s %s",
			    e->evidence[k].says == SAYS_MODIFIED ? "?" : "",
			    SPAN_ARG(e->evidence[k].place), at);
		}
		buf_char(out, '\n');
	}
	if (feed->passed_over > 0)
		buf_print(out, "passed over %zu\n", feed->passed_over);
}

#define RSS(items) "<rss version='2.0'><channel><title>T</title>" items "</channel></rss>"
#define ITEM(inside) RSS("<item>" inside "</item>")
#define ATOM(inside) "<feed xmlns='http://www.w3.org/2005/Atom'>" inside "</feed>"
#define ENTRY(inside) ATOM("<entry>" inside "</entry>")
#define URLSET(inside) \
	"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' " \
	"xmlns:news='http://www.google.com/schemas/sitemap-news/0.9' " \
	"xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'><url>" inside \
	"</url></urlset>"
#define LINK "<link>https://a.example/1</link>"
#define ONE "https://a.example/1\n"

static const struct {
	const char	*why, *bytes, *base, *print;
} feeds[] = {
	/* RSS */
	{ "2.0", ITEM("<title>One</title>" LINK "<pubDate>Fri, 07 Jan 2022 05:00:00 GMT</pubDate>"), "",
	    "https://a.example/1 | One | feed pubDate 2022-01-07T05:00:00Z\n" },
	{ "0.91 with its document type",
	    "<?xml version=\"1.0\"?>\n<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" "
	    "\"http://dtd.example/rss-0.91.dtd\">" ITEM(LINK), "", ONE },
	{ "0.92 with a source", ITEM(LINK "<source url='https://b.example/feed'>Harbour News</source>"), "",
	    "https://a.example/1 | by Harbour News\n" },
	{ "an identifier that is an address", ITEM("<guid>https://a.example/g</guid>"), "",
	    "https://a.example/g\n" },
	{ "an identifier that is none", ITEM("<guid isPermaLink='false'>https://a.example/g</guid>"), "",
	    "passed over 1\n" },
	{ "an identifier is no relative address", ITEM("<guid>4711</guid>"), "https://a.example/feed",
	    "passed over 1\n" },
	{ "a link stands over an identifier", ITEM("<guid>https://a.example/g</guid>" LINK), "", ONE },
	{ "the address behind one that counts clicks",
	    "<rss xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'><channel><item>"
	    "<link>http://click.example/~r/1</link>"
	    "<feedburner:origLink>https://a.example/1</feedburner:origLink></item></channel></rss>", "", ONE },
	{ "a date of Dublin Core", "<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><item>" LINK
	    "<dc:date>2022-01-07T06:00:00+01:00</dc:date></item></channel></rss>", "",
	    "https://a.example/1 | feed dc:date 2022-01-07T05:00:00Z\n" },
	{ "prefixes that nothing binds", ITEM(LINK "<dc:date>2022-01-07</dc:date><media:title>No</media:title>"),
	    "", "https://a.example/1 | feed dc:date 2022-01-06T10:00:00Z\n" },
	{ "relative addresses", ITEM("<link> /1\n</link>"), "https://a.example/feed/rss", ONE },
	{ "relative to nothing", ITEM("<link>/1</link>"), "", "passed over 1\n" },
	{ "addresses that cannot be fetched", ITEM("<link>mailto:a@a.example</link>"), "https://a.example/",
	    "passed over 1\n" },
	{ "the channel's own link and picture are no entries",
	    RSS("<link>https://a.example/</link><image><title>I</title><link>https://a.example/i</link></image>"
	    "<item>" LINK "</item>"), "", ONE },
	{ "Atom's link in a channel", "<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel>"
	    "<atom:link rel='self' href='https://a.example/feed'/><item>" LINK
	    "<atom:updated>2022-01-07T05:00:00Z</atom:updated></item></channel></rss>", "",
	    "https://a.example/1 | ?feed updated 2022-01-07T05:00:00Z\n" },
	{ "titles of pictures are not the entry's",
	    "<rss xmlns:media='http://search.yahoo.com/mrss/'><channel><item>" LINK
	    "<media:title>Picture</media:title><title>One</title></item></channel></rss>", "",
	    "https://a.example/1 | One\n" },
	{ "without channel or version", "<rss><item>" LINK "</item></rss>", "", ONE },
	{ "a date that is none", ITEM(LINK "<pubDate>soon</pubDate>"), "", ONE },
	{ "a date without its year", ITEM(LINK "<pubDate>Fri, 07 Jan 2x22 05:00:00</pubDate>"), "", ONE },
	{ "a date in words", ITEM(LINK "<pubDate>January 7, 2022 at 5:00 GMT</pubDate>"), "",
	    "https://a.example/1 | feed pubDate 2022-01-07T05:00:00Z\n" },
	{ "names in another case", "<RSS><Channel><Item><Link>https://a.example/1</Link></Item></Channel></RSS>",
	    "", ONE },

	/* RSS 1.0 */
	{ "RDF", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
	    "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
	    "<channel rdf:about='https://a.example/'><title>T</title><dc:language>en</dc:language><items><rdf:Seq>"
	    "<rdf:li rdf:resource='https://a.example/1'/></rdf:Seq></items></channel>"
	    "<item rdf:about='https://a.example/1'><title>One</title><dc:date>2022-01-07T05:00Z</dc:date></item>"
	    "<item rdf:about='https://a.example/x'><link>https://a.example/2</link></item></rdf:RDF>", "",
	    "https://a.example/1 | One | feed dc:date 2022-01-07T05:00:00Z\nhttps://a.example/2\n" },

	/* Atom */
	{ "Atom", ENTRY("<title>One</title><id>urn:1</id><link rel='edit' href='https://a.example/e'/>"
	    "<link rel='alternate' href='https://a.example/1'/><published>2022-01-07T05:00:00Z</published>"
	    "<updated>2022-01-08T05:00:00Z</updated>"), "",
	    "https://a.example/1 | One | feed published 2022-01-07T05:00:00Z"
	    " | ?feed updated 2022-01-08T05:00:00Z\n" },
	{ "a link without relation", ENTRY("<link href='https://a.example/1'/>"), "", ONE },
	{ "a page stands over a file", ENTRY("<link type='application/pdf' href='https://a.example/1.pdf'/>"
	    "<link type='text/html' href='https://a.example/1'/>"), "", ONE },
	{ "no link to itself", ENTRY("<link rel='self' href='https://a.example/1'/>"), "", "passed over 1\n" },
	{ "bases within bases", "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://b.example/x/'>"
	    "<entry xml:base='y/'><link href='1'/></entry><entry><link xml:base='/z/' href='2'/></entry>"
	    "<entry><link href='3'/></entry></feed>", "https://a.example/feed",
	    "https://b.example/x/y/1\nhttps://b.example/z/2\nhttps://b.example/x/3\n" },
	{ "a source has a title of its own", ENTRY("<source><id>urn:s</id><title>Harbour News</title>"
	    "<updated>2022-01-09T05:00:00Z</updated></source><title>One</title><link href='https://a.example/1'/>"), "",
	    "https://a.example/1 | One | by Harbour News\n" },
	{ "a prefix for all", "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:link href='https://a.example/1'/>"
	    "</a:entry></a:feed>", "", ONE },
	{ "a prefix for all, bound to nothing known", "<x:feed xmlns:x='urn:x'><x:entry><x:link href='https://a.example/1'/>"
	    "</x:entry></x:feed>", "", ONE },
	{ "a title with elements in it", ENTRY("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>One"
	    " <b>and</b> two</div></title><link href='https://a.example/1'/>"), "",
	    "https://a.example/1 | One and two\n" },
	{ "words in an entry's content are not its own",
	    ENTRY("<link href='https://a.example/1'/><content type='xhtml'><div><title>No</title>"
	    "<link href='https://b.example/'/></div></content>"), "", ONE },
	{ "0.3", "<feed xmlns='http://purl.org/atom/ns#'><entry><link rel='alternate' href='https://a.example/1'/>"
	    "<issued>2022-01-07T05:00:00Z</issued><modified>2022-01-08T05:00:00Z</modified></entry></feed>", "",
	    "https://a.example/1 | feed issued 2022-01-07T05:00:00Z | ?feed modified 2022-01-08T05:00:00Z\n" },

	/* sitemaps */
	{ "a sitemap", URLSET("<loc>https://a.example/1</loc><lastmod>2022-01-07T05:00:00Z</lastmod>"), "",
	    "https://a.example/1 | ?sitemap lastmod 2022-01-07T05:00:00Z\n" },
	{ "news", URLSET("<loc>https://a.example/1</loc><news:news><news:publication><news:name>Harbour News</news:name>"
	    "<news:language>en</news:language></news:publication><news:publication_date>2022-01-07T05:00:00Z"
	    "</news:publication_date><news:title>One</news:title></news:news>"), "",
	    "https://a.example/1 | One | by Harbour News | sitemap news:publication_date 2022-01-07T05:00:00Z\n" },
	{ "news of another version", "<urlset xmlns:n='https://www.google.com/schemas/sitemap-news/1.9/'><url>"
	    "<loc>https://a.example/1</loc><n:news><n:title>One</n:title></n:news></url></urlset>", "",
	    "https://a.example/1 | One\n" },
	{ "pictures are no pages", URLSET("<image:image><image:loc>https://a.example/i.jpg</image:loc></image:image>"
	    "<loc>https://a.example/1</loc>"), "", ONE },
	{ "its pages in other languages are others",
	    URLSET("<xhtml:link rel='alternate' hreflang='de' href='https://a.example/de/1'/><loc>https://a.example/1</loc>"),
	    "", ONE },
	{ "an index", "<sitemapindex xmlns='http://www.google.com/schemas/sitemap/0.84'><sitemap>"
	    "<loc>https://a.example/s.xml.gz</loc><lastmod>2022-01-07T05:00:00Z</lastmod></sitemap></sitemapindex>", "",
	    "https://a.example/s.xml.gz | sitemap | ?sitemap lastmod 2022-01-07T05:00:00Z\n" },
	{ "of nothing", ATOM(""), "", "" },

	/* text */
	{ "white space and a mark before it all", "\n \xEF\xBB\xBF<?xml version='1.0'?>" ITEM(LINK), "", ONE },
	{ "marked-up words stay words", ITEM(LINK "<title>&lt;b&gt;One&lt;/b&gt; &amp;amp; two</title>"), "",
	    "https://a.example/1 | <b>One</b> &amp; two\n" },
	{ "CDATA", ITEM("<link><![CDATA[ https://a.example/1 ]]></link><title>A<![CDATA[ & b]]></title>"), "",
	    "https://a.example/1 | A & b\n" },
	{ "entities of HTML", ITEM(LINK "<title>Caf&eacute;&nbsp;&hellip;</title>"), "",
	    "https://a.example/1 | Caf\xC3\xA9\xC2\xA0\xE2\x80\xA6\n" },
	{ "entities of a document type that is not read",
	    "<!DOCTYPE rss SYSTEM 'http://dtd.example/rss.dtd'><rss><item><title>Caf&eacute; &x;</title>"
	    "<link>https://a.example/1</link><source>A&ntilde;o</source></item></rss>", "",
	    "https://a.example/1 | Caf\xC3\xA9 &x; | by A\xC3\xB1o\n" },
	{ "a stray ampersand", ITEM("<link>https://a.example/1?a=1&b=2</link><title>R&D &#38; more</title>"), "",
	    "https://a.example/1?a=1&b=2 | R&D & more\n" },
	{ "a stray angle", ITEM(LINK "<title>1 < 2</title>"), "", "https://a.example/1 | 1 < 2\n" },
	{ "a control character", ITEM(LINK "<title>A\x0B" "b</title>"), "", "https://a.example/1 | A b\n" },
	{ "what is mended leaves CDATA alone", ITEM(LINK "<title>&nbsp;<![CDATA[&nbsp;]]></title>"), "",
	    "https://a.example/1 | &nbsp;\n" },
	{ "a number that is no character", ITEM(LINK "<title>A&#11;&#X42;</title>"), "",
	    "https://a.example/1 | A\xEF\xBF\xBD" "B\n" },
};

Test(feed, reads_what_each_kind_says_of_its_entries)
{
	for (size_t i = 0; i < LEN(feeds); i++) {
		struct arena	*arena = arena_new(ARENA_MAX);
		struct fault	 f = FAULT_INIT;
		struct feed	 feed;
		struct buf	 out = BUF(4096);

		cr_expect(feed_read(span_of(feeds[i].bytes), SPAN_NONE, span_of(feeds[i].base),
			      arena, &feed, &f),
		    "%s: %s", feeds[i].why, f.text);
		print_feed(&feed, &out);
		cr_expect(span_eq(buf_span(&out), span_of(feeds[i].print)), "%s: %.*s",
		    feeds[i].why, SPAN_ARG(buf_span(&out)));
		buf_free(&out);
		arena_free(arena);
	}
}

static const struct {
	const char	*why, *bytes, *title, *language;
} heads[] = {
	{ "RSS", "<rss><channel><title>Harbour News</title><language>en-us</language></channel></rss>",
	    "Harbour News", "en-us" },
	{ "Atom", "<feed xml:lang='de'><title>Hafen</title></feed>", "Hafen", "de" },
	{ "not an entry's", ENTRY("<title>One</title>"), "", "" },
	{ "a language that all news share",
	    "<urlset><url><loc>https://a.example/1</loc><news:news><news:publication><news:language>en"
	    "</news:language></news:publication></news:news></url></urlset>", "", "en" },
	{ "languages that differ",
	    "<urlset><url><news:news><news:publication><news:language>en</news:language></news:publication>"
	    "</news:news></url><url><news:news><news:publication><news:language>fr</news:language>"
	    "</news:publication></news:news></url></urlset>", "", "" },
};

Test(feed, has_a_title_and_a_language_when_it_says_so)
{
	for (size_t i = 0; i < LEN(heads); i++) {
		struct arena	*arena = arena_new(ARENA_MAX);
		struct fault	 f = FAULT_INIT;
		struct feed	 feed;

		cr_expect(feed_read(span_of(heads[i].bytes), SPAN_NONE, SPAN_NONE, arena, &feed, &f),
		    "%s: %s", heads[i].why, f.text);
		cr_expect(span_eq(feed.title, span_of(heads[i].title)), "%s: title %.*s",
		    heads[i].why, SPAN_ARG(feed.title));
		cr_expect(span_eq(feed.language, span_of(heads[i].language)), "%s: language %.*s",
		    heads[i].why, SPAN_ARG(feed.language));
		arena_free(arena);
	}
}

#define CAFE "Caf\xC3\xA9"
#define DECLARED(label, title) \
	"<?xml version='1.0' encoding='" label "'?>" ITEM(LINK "<title>" title "</title>")

/* The same title, however it is encoded. */
static const struct {
	const char	*why;
	struct span	 bytes;
	const char	*charset;
} encodings[] = {
	{ "nothing said", SPAN(ITEM(LINK "<title>" CAFE "</title>")), "" },
	{ "declared", SPAN(DECLARED("utf-8", CAFE)), "" },
	{ "ISO-8859-1", SPAN(DECLARED("ISO-8859-1", "Caf\xE9")), "" },
	{ "windows-1252", SPAN(DECLARED("windows-1252", "Caf\xE9")), "" },
	{ "DOS", SPAN(DECLARED("ibm866", CAFE)), "" },
	{ "by the transport", SPAN(ITEM(LINK "<title>Caf\xE9</title>")), "iso-8859-1" },
	{ "the transport stands over the declaration", SPAN(DECLARED("koi8-r", "Caf\xE9")), "iso-8859-1" },
	{ "a transport behind the times", SPAN(DECLARED("utf-8", CAFE)), "iso-8859-1" },
	{ "a declaration of two bytes in single ones", SPAN(DECLARED("utf-16", CAFE)), "" },
	{ "a label that nobody knows", SPAN(DECLARED("klingon", CAFE)), "klingon" },
	{ "a meta in its content",
	    SPAN(ITEM("<description>&lt;meta charset=koi8-r&gt;<![CDATA[<p><meta charset=koi8-r>]]></description>" LINK
	    "<title>" CAFE "</title>")), "" },
};

Test(feed, reads_any_encoding)
{
	for (size_t i = 0; i < LEN(encodings); i++) {
		struct arena	*arena = arena_new(ARENA_MAX);
		struct fault	 f = FAULT_INIT;
		struct feed	 feed;

		cr_expect(feed_read(encodings[i].bytes, span_of(encodings[i].charset), SPAN_NONE,
			      arena, &feed, &f),
		    "%s: %s", encodings[i].why, f.text);
		cr_expect(feed.nentries == 1 && span_eq(feed.entries[0].title, SPAN(CAFE)),
		    "%s: %.*s", encodings[i].why,
		    SPAN_ARG(feed.nentries == 1 ? feed.entries[0].title : SPAN_NONE));
		arena_free(arena);
	}
}

Test(feed, reads_two_bytes_a_character)
{
	static const struct {
		const char	*why, *mark;
		bool		 big;
	} wide[] = {
		{ "little, with a mark", "\xFF\xFE", false },
		{ "big, with a mark", "\xFE\xFF", true },
		{ "little, without", "", false },
		{ "big, without", "", true },
	};
	struct span	 text = SPAN("<?xml version='1.0' encoding='utf-16'?>" ITEM(LINK));

	for (size_t i = 0; i < LEN(wide); i++) {
		struct arena	*arena = arena_new(ARENA_MAX);
		struct fault	 f = FAULT_INIT;
		struct buf	 bytes = BUF(4096);
		struct feed	 feed;

		buf_add(&bytes, span_of(wide[i].mark));
		for (size_t k = 0; k < text.n; k++) {
			const char	 pair[] = { text.p[k], '\0', text.p[k] };

			buf_add(&bytes, (struct span) { pair + (wide[i].big ? 1 : 0), 2 });
		}
		cr_expect(feed_read(buf_span(&bytes), SPAN_NONE, SPAN_NONE, arena, &feed, &f),
		    "%s: %s", wide[i].why, f.text);
		cr_expect_eq(feed.nentries, 1, "%s", wide[i].why);
		buf_free(&bytes);
		arena_free(arena);
	}
}

static const struct {
	const char	*why, *bytes;
	enum fault_kind	 kind;
	const char	*text;
} refused[] = {
	{ "nothing", "", FAULT_INPUT, "empty" },
	{ "a blank", " \n", FAULT_INPUT, "line 2: no element found" },
	{ "a page", "<!DOCTYPE html>\n<html><body>Hello</body></html>", FAULT_INPUT,
	    "line 2: neither a feed nor a sitemap" },
	{ "a feed of pictures", "<media:rss xmlns:media='http://search.yahoo.com/mrss/'/>", FAULT_INPUT,
	    "line 1: neither a feed nor a sitemap" },
	{ "a text", "Hello", FAULT_INPUT, "line 1: syntax error" },
	{ "broken off", "<rss><channel>\n<item>" LINK "</item>", FAULT_INPUT, "line 2: no element found" },
	{ "crossed", "\n<rss><channel>\n</rss></channel>", FAULT_INPUT, "line 3: mismatched tag" },
	{ "broken off, and with an ampersand", "<rss>\n<item>&</item>", FAULT_INPUT,
	    "line 2: not well-formed (invalid token)" },
	{ "an entity", "<!DOCTYPE rss [\n<!ENTITY a 'b'>]><rss/>", FAULT_INPUT, "line 2: declares entities" },
	{ "an entity from elsewhere", "<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss>&a;</rss>",
	    FAULT_INPUT, "line 1: declares entities" },
	{ "one of the document type", "<!DOCTYPE rss [<!ENTITY % a '<!ENTITY b \"c\">'> %a;]><rss>&b;</rss>",
	    FAULT_INPUT, "line 1: declares entities" },
	{ "many laughs",
	    "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
	    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>]>"
	    "<rss><channel><title>&d;</title></channel></rss>", FAULT_INPUT, "line 1: declares entities" },
	{ "an entity behind what hid it", "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>&nbsp;&a;</rss>", FAULT_INPUT,
	    "line 1: declares entities" },
};

Test(feed, says_why_it_cannot_be_read)
{
	for (size_t i = 0; i < LEN(refused); i++) {
		struct arena	*arena = arena_new(ARENA_MAX);
		struct fault	 f = FAULT_INIT;
		struct feed	 feed;

		cr_expect_not(feed_read(span_of(refused[i].bytes), SPAN_NONE, SPAN_NONE, arena,
				  &feed, &f),
		    "%s", refused[i].why);
		cr_expect_eq(f.kind, refused[i].kind, "%s: kind %d", refused[i].why, f.kind);
		cr_expect_str_eq(f.text, refused[i].text, "%s", refused[i].why);
		cr_expect(feed.nentries == 0 && feed.title.n == 0, "%s: something is left",
		    refused[i].why);
		arena_free(arena);
	}
}

/* A head, one stretch many times over, and a tail. */
static const struct {
	const char	*why, *head, *again, *tail;
	size_t		 times;
	enum fault_kind	 kind;
	size_t		 nentries;
} floods[] = {
	{ "as many entries as are allowed", "<urlset>", "<url><loc>http://a.example/</loc></url>", "</urlset>",
	    FEED_ENTRIES_MAX, FAULT_NONE, FEED_ENTRIES_MAX },
	{ "one more", "<urlset>", "<url><loc>http://a.example/</loc></url>", "</urlset>", FEED_ENTRIES_MAX + 1,
	    FAULT_LIMIT, 0 },
	{ "entries without an address", "<urlset>", "<url/>", "</urlset>", FEED_ENTRIES_MAX * 2, FAULT_NONE, 0 },
	{ "deep nesting", "<rss>", "<a>", "", 1000000, FAULT_LIMIT, 0 },
	{ "deep channels", "", "<rss>", "", 1000000, FAULT_LIMIT, 0 },
	{ "a long title", "<rss><item>" LINK "<title>", "word ", "</title></item></rss>", 2000000, FAULT_NONE, 1 },
	{ "a long address", "<rss><item><link>http://a.example/", "word", "</link></item></rss>", 2000000,
	    FAULT_NONE, 0 },
	{ "a huge attribute", "<rss><item a='", "word ", "'>" LINK "</item></rss>", 2000000, FAULT_NONE, 1 },
	{ "a huge base", "<rss xml:base='http://a.example/", "word", "/'><item><link>1</link></item></rss>",
	    2000000, FAULT_NONE, 0 },
	{ "many bases", "<rss><item>", "<link xml:base='x/y/z/'/>", LINK "</item></rss>", 4 * FEED_ENTRIES_MAX,
	    FAULT_NONE, 1 },
	{ "one more", "<rss><item>", "<link xml:base='x/y/z/'/>", LINK "</item></rss>", 4 * FEED_ENTRIES_MAX + 1,
	    FAULT_LIMIT, 0 },
	{ "many dates", "<rss><item>" LINK, "<pubDate>2022-01-07</pubDate>", "</item></rss>", 200000, FAULT_NONE,
	    1 },
	{ "many stray ampersands", "<rss><item>" LINK "<title>", "& ", "</title></item></rss>", 4000000,
	    FAULT_NONE, 1 },
	{ "many open sections, broken", "<rss>&", "<![CDATA[", "</rss>", 1000000, FAULT_INPUT, 0 },
	{ "many namespaces", "<rss", " xmlns:a=''", "/>", 2, FAULT_INPUT, 0 },
	{ "one entity many times", "<!DOCTYPE rss [<!ENTITY a 'long long long long'>]><rss>", "&a;", "</rss>",
	    1000000, FAULT_INPUT, 0 },
	{ "defaults for every element",
	    "<!DOCTYPE rss [<!ATTLIST a b1 CDATA 'x' b2 CDATA 'x' b3 CDATA 'x' b4 CDATA 'x' b5 CDATA 'x' b6 CDATA 'x' "
	    "b7 CDATA 'x' b8 CDATA 'x' b9 CDATA 'x' c1 CDATA 'x' c2 CDATA 'x' c3 CDATA 'x' c4 CDATA 'x' c5 CDATA 'x' "
	    "c6 CDATA 'x' c7 CDATA 'x' c8 CDATA 'x' c9 CDATA 'x' d1 CDATA 'x' d2 CDATA 'x' d3 CDATA 'x' d4 CDATA 'x' "
	    "d5 CDATA 'x' d6 CDATA 'x' d7 CDATA 'x' d8 CDATA 'x' d9 CDATA 'x' e1 CDATA 'x' e2 CDATA 'x' e3 CDATA 'x' "
	    "e4 CDATA 'x' e5 CDATA 'x'>]><rss>", "<a/>", "</rss>", 1000000, FAULT_LIMIT, 0 },
};

Test(feed, is_read_in_time_and_room_that_its_length_bounds)
{
	for (size_t i = 0; i < LEN(floods); i++) {
		struct arena	*arena = arena_new(ARENA_MAX);
		struct fault	 f = FAULT_INIT;
		struct buf	 bytes = BUF((size_t)64 << 20);
		struct feed	 feed;

		buf_add(&bytes, span_of(floods[i].head));
		for (size_t k = 0; k < floods[i].times; k++)
			buf_add(&bytes, span_of(floods[i].again));
		buf_add(&bytes, span_of(floods[i].tail));
		cr_assert(buf_ok(&bytes, &f), "%s", floods[i].why);
		cr_expect_eq(feed_read(buf_span(&bytes), SPAN_NONE, SPAN("http://b.example/"),
				 arena, &feed, &f),
		    floods[i].kind == FAULT_NONE, "%s: %s", floods[i].why, f.text);
		cr_expect_eq(f.kind, floods[i].kind, "%s: %s", floods[i].why, f.text);
		cr_expect_eq(feed.nentries, floods[i].nentries, "%s: %zu entries", floods[i].why,
		    feed.nentries);
		buf_free(&bytes);
		arena_free(arena);
	}
}

/* 65 namespaces at one place. */
Test(feed, bears_no_more_namespaces_than_a_feed_has)
{
	struct arena	*arena = arena_new(ARENA_MAX);
	struct fault	 f = FAULT_INIT;
	struct buf	 bytes = BUF(65536);
	struct feed	 feed;

	buf_add(&bytes, SPAN("<rss"));
	for (int i = 0; i <= FEED_BOUND_MAX; i++)
		buf_print(&bytes, " xmlns:n%d='urn:n'", i);
	buf_add(&bytes, SPAN("/>"));
	cr_expect_not(feed_read(buf_span(&bytes), SPAN_NONE, SPAN_NONE, arena, &feed, &f));
	cr_expect_eq(f.kind, FAULT_LIMIT, "%s", f.text);
	buf_free(&bytes);
	arena_free(arena);
}

Test(feed, fails_cleanly_however_little_memory_there_is)
{
	struct span	 bytes = SPAN(ENTRY("<title>One</title><link href='https://a.example/1'/>"
				       "<published>2022-01-07T05:00:00Z</published>"));
	bool	 ok = false;

	for (size_t cap = 0; !ok; cap += 16) {
		struct arena	*arena = arena_new(cap);
		struct fault	 f = FAULT_INIT;
		struct feed	 feed;

		cr_assert(cap < 65536 && arena != NULL);
		ok = feed_read(bytes, SPAN_NONE, SPAN_NONE, arena, &feed, &f);
		cr_expect_eq(f.kind, ok ? FAULT_NONE : FAULT_MEMORY, "%zu bytes: %s", cap, f.text);
		arena_free(arena);
	}
}
