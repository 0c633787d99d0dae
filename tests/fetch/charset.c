#include <criterion/criterion.h>

#include "core/utf8.h"
#include "fetch/charset.h"
#include "fetch/charset_labels.h"

#define META(label) "<meta charset=\"" label "\">"
#define EE "\xC3\xA9" /* e with acute in UTF-8 */

/* What wins over what, and what each encoding reads as. */
static const struct {
	const char	*why;
	struct span	 bytes;
	const char	*declared;
	bool		 html;
	const char	*charset;
	struct span	 text;
	size_t		 replaced;
} pages[] = {
	{ "a mark beats the transport", SPAN("\xEF\xBB\xBF" EE), "koi8-r", true, "utf-8", SPAN(EE), 0 },
	{ "the transport beats a meta", SPAN(META("utf-8") "\xE9"), "windows-1252", true,
	    "windows-1252", SPAN(META("utf-8") EE), 0 },
	{ "a meta beats detection", SPAN(META("koi8-r") "\xCD\xC9\xD2"), "", true, "koi8-r",
	    SPAN(META("koi8-r") "\xD0\xBC\xD0\xB8\xD1\x80"), 0 },
	{ "no meta is looked for in a text", SPAN(META("koi8-r") EE), "", false, "utf-8",
	    SPAN(META("koi8-r") EE), 0 },
	{ "iso-8859-1 is windows-1252", SPAN("\x93 \xE9 \x94"), "ISO-8859-1 ", false, "windows-1252",
	    SPAN("\xE2\x80\x9C " EE " \xE2\x80\x9D"), 0 },
	{ "an unknown label is none", SPAN(EE), "klingon", false, "utf-8", SPAN(EE), 0 },
	{ "valid UTF-8 that a meta calls legacy", SPAN(META("iso-8859-1") EE), "", true, "utf-8",
	    SPAN(META("iso-8859-1") EE), 0 },
	{ "little-endian by its mark", SPAN("\xFF\xFE" "a\0\xE9\0"), "", true, "utf-16le",
	    SPAN("a" EE), 0 },
	{ "big-endian by its mark", SPAN("\xFE\xFF" "\0a\0\xE9"), "", true, "utf-16be", SPAN("a" EE), 0 },
	{ "a pair above the plane", SPAN("\xFF\xFE\x3D\xD8\x00\xDE"), "", false, "utf-16le",
	    SPAN("\xF0\x9F\x98\x80"), 0 },
	{ "half a pair, and half a unit", SPAN("\xFF\xFE\x3D\xD8" "a"), "", false, "utf-16le",
	    SPAN("\xEF\xBF\xBD\xEF\xBF\xBD"), 2 },
	{ "a meta cannot say utf-16", SPAN(META("utf-16le") EE), "", true, "utf-8",
	    SPAN(META("utf-16le") EE), 0 },
	{ "Shift_JIS", SPAN("\x8D\x60"), "x-sjis", false, "shift_jis", SPAN("\xE6\xB8\xAF"), 0 },
	{ "gb18030", SPAN("\xB8\xDB"), "gb18030", false, "gb18030", SPAN("\xE6\xB8\xAF"), 0 },
	{ "gb2312 is gbk", SPAN("\xB8\xDB"), "gb2312", false, "gbk", SPAN("\xE6\xB8\xAF"), 0 },
	{ "windows-1251", SPAN("\xEC\xE8\xF0"), "cp1251", false, "windows-1251",
	    SPAN("\xD0\xBC\xD0\xB8\xD1\x80"), 0 },
	{ "euc-kr", SPAN("\xC7\xD7"), "ks_c_5601-1987", false, "euc-kr", SPAN("\xED\x95\xAD"), 0 },
	{ "big5", SPAN("\xB4\xE4"), "big5", false, "big5", SPAN("\xE6\xB8\xAF"), 0 },
	{ "bad bytes are counted, not dropped", SPAN("a\xFF" "b\xC3"), "utf-8", false, "utf-8",
	    SPAN("a\xEF\xBF\xBD" "b\xEF\xBF\xBD"), 2 },
	{ "bad bytes of a wide encoding", SPAN("\x8D\x60\xFF" "a"), "shift_jis", false, "shift_jis",
	    SPAN("\xE6\xB8\xAF\xEF\xBF\xBD" "a"), 1 },
	{ "NUL is no text", SPAN("a\0b"), "utf-8", false, "utf-8", SPAN("a\xEF\xBF\xBD" "b"), 1 },
	{ "nothing", SPAN(""), "", true, "utf-8", SPAN(""), 0 },
};

Test(charset, decodes_in_the_standards_order)
{
	for (size_t i = 0; i < LEN(pages); i++) {
		struct arena	*arena = arena_new((size_t)1 << 20);
		struct decoded	 decoded;
		struct fault	 f = FAULT_INIT;

		cr_assert(charset_decode(pages[i].bytes, span_of(pages[i].declared), pages[i].html,
			      arena, &decoded, &f),
		    "%s: %s", pages[i].why, f.text);
		cr_expect_str_eq(decoded.charset, pages[i].charset, "%s: read as %s", pages[i].why,
		    decoded.charset);
		cr_expect(span_eq(decoded.text, pages[i].text), "%s: \"%.*s\"", pages[i].why,
		    SPAN_ARG(decoded.text));
		cr_expect_eq(decoded.replaced, pages[i].replaced, "%s: %zu replaced", pages[i].why,
		    decoded.replaced);
		cr_expect(utf8_valid(decoded.text), "%s", pages[i].why);
		arena_free(arena);
	}
}

static const struct {
	const char	*bytes, *label;
} declarations[] = {
	{ "<meta charset=utf-8>", "utf-8" },
	{ "<META CharSet = 'koi8-r' />", "koi8-r" },
	{ "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=big5\">", "big5" },
	{ "<meta content='text/html;charset=\"gbk\"' http-equiv=content-type>", "gbk" },
	{ "<meta name=x content=\"text/html; charset=big5\">", "" },
	{ "<!-- <meta charset=big5> --><meta charset=gbk>", "gbk" },
	{ "<!--><meta charset=gbk>", "gbk" },
	{ "<a title='<meta charset=big5>'><meta charset=gbk>", "gbk" },
	{ "<meta charset=nonsense><meta charset=gbk>", "gbk" },
	{ "<?xml version=\"1.0\" encoding=\"koi8-r\"?><html>", "koi8-r" },
	{ "<meta charset=", "" },
	{ "<meta", "" },
	{ "<", "" },
	{ "charset=utf-8", "" },
};

Test(charset, finds_what_a_page_declares)
{
	for (size_t i = 0; i < LEN(declarations); i++) {
		struct span	 label = charset_declared(span_of(declarations[i].bytes));

		cr_expect(span_eq(label, span_of(declarations[i].label)), "%s: \"%.*s\"",
		    declarations[i].bytes, SPAN_ARG(label));
	}
}

Test(charset, guesses_only_what_nobody_declared)
{
	static const char	 russian[] =
	    "\xEC\xE8\xF0 \xE2\xE0\xEC, \xF1\xEA\xE0\xE7\xE0\xEB \xEA\xE0\xEF\xE8\xF2\xE0\xED "
	    "\xEF\xEE\xF0\xF2\xE0, \xE8 \xE7\xE0\xEA\xF0\xFB\xEB \xE2\xEE\xF0\xEE\xF2\xE0. "
	    "\xC7\xE8\xEC\xEE\xE9 \xEC\xEE\xF0\xE5 \xE7\xE0\xEC\xE5\xF0\xE7\xE0\xE5\xF2.";
	struct arena		*arena = arena_new((size_t)1 << 20);
	struct decoded		 decoded;
	struct fault		 f = FAULT_INIT;

	cr_assert(charset_decode(SPAN(russian), SPAN_NONE, true, arena, &decoded, &f), "%s", f.text);
	cr_expect_str_eq(decoded.charset, "windows-1251");
	cr_expect(span_starts(decoded.text, SPAN("\xD0\xBC\xD0\xB8\xD1\x80")));
	arena_free(arena);
}

static const struct {
	struct span	 bytes;
	bool		 html;
} beginnings[] = {
	{ SPAN("<!DOCTYPE html>"), true },
	{ SPAN(" \r\n\t<HTML lang=en>"), true },
	{ SPAN("<!-- saved --> <!-- twice --><body>"), true },
	{ SPAN("<?xml version=\"1.0\"?>\n<!doctype html PUBLIC"), true },
	{ SPAN("\xEF\xBB\xBF<p>x"), true },
	{ SPAN("\xFF\xFE<\0h\0t\0m\0l\0>\0"), true },
	{ SPAN("<?xml version=\"1.0\"?><rss>"), false },
	{ SPAN("<htmlx>"), false },
	{ SPAN("He said <b>no</b>."), false },
	{ SPAN("{\"html\":\"<html>\"}"), false },
	{ SPAN("<"), false },
	{ SPAN(""), false },
};

Test(charset, knows_a_page_by_its_beginning)
{
	for (size_t i = 0; i < LEN(beginnings); i++) {
		cr_expect_eq(charset_looks_html(beginnings[i].bytes), beginnings[i].html, "%.*s",
		    SPAN_ARG(beginnings[i].bytes));
	}
}
