#include "cmd/markdown.h"

#include <inttypes.h>

#include "cmd/html.h"

#include "core/utf8.h"

#define TARGET_MAX 4096 /* bytes of a link; a longer one is text */

/*
 * The next character of a text read as one line: white space in a row is one space; 0 at the end.
 * What acts is left out: in a raw view it could hide what the text says.
 */
static uint32_t
next_on_line(struct span text, size_t *at)
{
	uint32_t	 c = 0;

	while (*at < text.n) {
		c = utf8_next(text, at);
		if (!utf8_is_space(c) && utf8_acts(c))
			continue;
		if (!utf8_is_space(c))
			return c;
		while (*at < text.n) {
			size_t	 next = *at;

			if (!utf8_is_space(utf8_next(text, &next)))
				break;
			*at = next;
		}
		return ' ';
	}
	return 0;
}

/*
 * Characters that make markup where they stand: some anywhere, some where a
 * line may begin, and ":" and "." where GitHub would see an address.
 */
static bool
is_markup(uint32_t c, uint32_t before, bool number, struct span rest)
{
	if (c >= 0x80)
		return false;
	if (strchr("\\`*_[]|~$", (int)c) != NULL)
		return true;
	if (before == 0)
		return strchr("#+-=:", (int)c) != NULL;
	if (c == '.' || c == ')')
		return number || before == 'w' || before == 'W';
	return c == ':' && rest.n > 0 && rest.p[0] == '/';
}

void
markdown_add(struct buf *out, struct span text)
{
	uint32_t	 c, before = 0;
	bool		 number = true; /* nothing but digits so far: "1." would begin a list */

	text = span_trim(text);
	for (size_t at = 0; (c = next_on_line(text, &at)) != 0; before = c) {
		/* As references, because some renderers pass HTML and mentions through escapes. */
		if (c == '<' || c == '>' || c == '&' || c == '@')
			buf_print(out, "&#%" PRIu32 ";", c);
		else {
			if (is_markup(c, before, number && before != 0, span_cut(text, at, text.n)))
				buf_char(out, '\\');
			buf_utf8(out, c);
		}
		number = number && c >= '0' && c <= '9';
	}
}

void
markdown_add_link(struct buf *out, struct span text, struct span address)
{
	if (!html_is_web(address)) {
		markdown_add(out, text);
		return;
	}
	buf_char(out, '[');
	markdown_add(out, text);
	buf_add(out, SPAN("](<"));
	for (size_t i = 0; i < address.n; i++) {
		unsigned char	 c = (unsigned char)address.p[i];

		if (c <= ' ' || c >= 0x7F || strchr("<>|\\`\"", c) != NULL)
			buf_print(out, "%%%02X", c);
		else
			buf_char(out, (char)c);
	}
	buf_add(out, SPAN(">)"));
}

void
markdown_add_code(struct buf *out, struct span text)
{
	size_t		 run = 0, longest = 0;
	uint32_t	 c;

	for (size_t i = 0; i < text.n; i++) {
		run = text.p[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	for (size_t i = 0; i <= longest; i++)
		buf_char(out, '`');
	buf_char(out, ' ');
	text = span_trim(text);
	for (size_t at = 0; (c = next_on_line(text, &at)) != 0;)
		buf_utf8(out, c);
	buf_char(out, ' ');
	for (size_t i = 0; i <= longest; i++)
		buf_char(out, '`');
}

void
markdown_add_label(struct buf *out, struct span text)
{
	uint32_t	 c;

	/*
	 * Mermaid reads "#" as the start of an entity and cannot hold a quotation mark or a backtick;
	 * "%%{...}%%" sets it up, "$$" begins a formula, "fa:" an icon, wherever they stand.
	 */
	text = span_trim(text);
	for (size_t at = 0; (c = next_on_line(text, &at)) != 0;) {
		if (c < 0x80 && strchr("\"#&<>`;\\%$:", (int)c) != NULL)
			buf_print(out, "#%" PRIu32 ";", c);
		else
			buf_utf8(out, c);
	}
}

/* Behind the bracket that closes a link's target, where "](" stands; else where we are. */
static size_t
behind_target(struct span text, size_t at)
{
	struct span	 rest = span_cut(text, at, at + TARGET_MAX);
	size_t		 end;

	if (!span_starts(rest, SPAN("](")))
		return at;
	end = span_find(rest, SPAN(")"));
	return end < rest.n ? at + end + 1 : at;
}

/* Does the bracket that opens here close before a link's target? */
static bool
opens_link(struct span text, size_t at)
{
	while (++at < text.n && text.p[at] != '[' && text.p[at] != ']')
		continue;
	return at < text.n && behind_target(text, at) > at;
}

void
markdown_strip(struct buf *out, struct span text)
{
	bool	 begins = false;

	for (size_t at = 0; at < text.n;) {
		size_t	 behind = behind_target(text, at);
		char	 c = text.p[at];

		if (behind > at)
			at = behind;
		else if ((c == '[' && opens_link(text, at)) || (c == '>' && begins))
			at++;
		else {
			begins = c == '\n' || (begins && c == ' ');
			buf_char(out, c);
			at++;
		}
	}
}
