#include "fetch/content.h"

#include <criterion/criterion.h>

#define ROW(literal) \
	{ \
		(literal), sizeof(literal) - 1 \
	}

static const struct {
	struct span	 head;
	enum content	 content;
} heads[] = {
	{ ROW(""), CONTENT_EMPTY },
	{ ROW(" \t\r\n\n"), CONTENT_EMPTY },
	{ ROW("\xef\xbb\xbf \n"), CONTENT_EMPTY },
	{ ROW("<!DOCTYPE html><p>x"), CONTENT_HTML },
	{ ROW("\xef\xbb\xbf\n<HTML lang=en>"), CONTENT_HTML },
	{ ROW("<?xml version=\"1.0\"?>\n<!-- a > b --><!DOCTYPE html><html>"), CONTENT_HTML },
	{ ROW("{\"url\":\"http://a.example/\"}"), CONTENT_NDJSON },
	{ ROW("\xef\xbb\xbf\n {\"url\":1}\n{\"url\":2}"), CONTENT_NDJSON },
	{ ROW("{broken"), CONTENT_NDJSON },
	{ ROW("{\n  \"url\": \"x\"\n}"), CONTENT_JSON_SPREAD },
	{ ROW("[{\"url\":1}]"), CONTENT_JSON_ARRAY },
	{ ROW("[\n  {\"url\":1}\n]"), CONTENT_JSON_ARRAY },
	{ ROW("[Editor's note] The minister spoke."), CONTENT_TEXT },
	{ ROW("WARC/1.0\r\nWARC-Type: warcinfo\r\n"), CONTENT_WARC },
	{ ROW("WARC/1.1\r\n"), CONTENT_WARC },
	{ ROW("The WARC/1.1 standard says"), CONTENT_TEXT },
	{ ROW("<rss version=\"2.0\">"), CONTENT_FEED },
	{ ROW("<?xml version='1.0'?><feed xmlns='x'>"), CONTENT_FEED },
	{ ROW("<rdf:RDF xmlns:rdf='x'>"), CONTENT_FEED },
	{ ROW("<?xml version='1.0'?>\n<urlset>"), CONTENT_FEED },
	{ ROW("<sm:sitemapindex xmlns:sm='x'>"), CONTENT_FEED },
	{ ROW("<?xml version=\"1.0\"?>\n<!doctype rss [<!ENTITY a \"b>\">\n]>\n<rss>"), CONTENT_FEED },
	{ ROW("<!DOCTYPE html [<!ENTITY a 'b'>]><html>"), CONTENT_HTML },
	{ ROW("<rssfeeds are great> said the man"), CONTENT_TEXT },
	{ ROW("%PDF-1.7 all in letters"), CONTENT_BINARY },
	{ ROW("\x89PNG\r\n\x1a\n"), CONTENT_BINARY },
	{ ROW("text with a \0 in it"), CONTENT_BINARY },
	{ ROW("\xff\xfeh\0i\0"), CONTENT_TEXT },
	{ ROW("\"We stay,\" she said.\f\n"), CONTENT_TEXT },
	{ ROW("Caf\xe9 in an old encoding"), CONTENT_TEXT },
};

Test(content, is_told_by_its_first_bytes)
{
	for (size_t i = 0; i < LEN(heads); i++)
		cr_expect_eq(content_recognise(heads[i].head), heads[i].content, "%.*s: read as %d",
		    SPAN_ARG(heads[i].head), (int)content_recognise(heads[i].head));
}

Test(content, is_refused_by_name_and_reason)
{
	for (size_t i = 0; i < LEN(heads); i++) {
		struct fault	 f = FAULT_INIT;
		enum content	 content = heads[i].content;
		bool read = content == CONTENT_HTML || content == CONTENT_NDJSON ||
		    content == CONTENT_TEXT || content == CONTENT_WARC || content == CONTENT_FEED;

		cr_expect_eq(content_refuse(content, SPAN("a/file"), heads[i].head, &f), read);
		cr_expect(read ||
			(f.kind == FAULT_INPUT && span_starts(span_of(f.text), SPAN("a/file: "))),
		    "%s", f.text);
	}
}

static const struct {
	const char		*type;
	enum content_declared	 declared;
} types[] = {
	{ "", DECLARED_NOTHING },
	{ "text/html", DECLARED_HTML },
	{ "TEXT/HTML", DECLARED_HTML },
	{ "application/xhtml+xml", DECLARED_HTML },
	{ "text/plain", DECLARED_NOTHING },
	{ "application/octet-stream", DECLARED_NOTHING },
	{ "application/x-ndjson", DECLARED_NDJSON },
	{ "image/png", DECLARED_OTHER },
	{ "text/css", DECLARED_OTHER },
	{ "nonsense", DECLARED_OTHER },
};

Test(content, is_declared_by_its_type)
{
	for (size_t i = 0; i < LEN(types); i++)
		cr_expect_eq(content_declared(span_of(types[i].type)), types[i].declared, "%s",
		    types[i].type);
}
