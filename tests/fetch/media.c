#include "fetch/media.h"

#include <criterion/criterion.h>

static const struct {
	const char	*value, *type, *charset;
} rows[] = {
	{ "", "", "" },
	{ "text/html", "text/html", "" },
	{ " text/html ", "text/html", "" },
	{ "text/html; charset=utf-8", "text/html", "utf-8" },
	{ "text/html;charset=utf-8", "text/html", "utf-8" },
	{ "Text/HTML; Charset=\"KOI8-R\"", "Text/HTML", "KOI8-R" },
	{ "text/html; charset='latin1'", "text/html", "latin1" },
	{ "text/html; charset=\"latin1", "text/html", "latin1" },
	{ "text/html; charset = utf-8", "text/html", "" },
	{ "text/html; level=1; charset=utf-8; charset=latin1", "text/html", "utf-8" },
	{ "text/html; charset=", "text/html", "" },
	{ "text/html; charset=\"", "text/html", "" },
	{ "; charset=utf-8", "", "utf-8" },
	{ ";;;", "", "" },
};

Test(media, tells_the_type_and_its_charset)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct span	 type, charset;

		media_read(span_of(rows[i].value), &type, &charset);
		cr_expect(span_eq(type, span_of(rows[i].type)), "'%s': %.*s", rows[i].value,
		    SPAN_ARG(type));
		cr_expect(span_eq(charset, span_of(rows[i].charset)), "'%s': %.*s", rows[i].value,
		    SPAN_ARG(charset));
	}
}
