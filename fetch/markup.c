#include "fetch/markup.h"

#include "core/buf.h"
#include "fetch/flow.h"

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "&amp;", "&#39;": letters, digits or a number between the two. */
static bool
is_reference(struct span s)
{
	size_t	 at = 1;

	while (at < s.n && at < 12 &&
	    (is_letter(s.p[at]) || (s.p[at] >= '0' && s.p[at] <= '9') || s.p[at] == '#'))
		at++;
	return at > 2 && at < s.n && s.p[at] == ';';
}

bool
markup_is(struct span s)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		if (s.p[i] == '<' && (is_letter(s.p[i + 1]) || s.p[i + 1] == '/'))
			return true;
		if (s.p[i] == '&' && is_reference(span_cut(s, i, s.n)))
			return true;
	}
	return false;
}

bool
markup_text(struct span markup, struct arena *scratch, struct arena *arena, struct span *text,
    struct fault *f)
{
	struct buf	 lines = BUF(FLOW_TEXT_MAX);
	struct dom	 dom;
	struct flow	 flow;

	if (!dom_parse(markup, NULL, scratch, &dom, f) || !flow_read(&dom, scratch, &flow, f))
		return false;
	for (uint32_t i = 0; i < flow.count; i++) {
		if (i > 0)
			buf_char(&lines, '\n');
		buf_add(&lines, flow.pieces[i].text);
	}
	return buf_end(&lines, arena, text, f);
}
