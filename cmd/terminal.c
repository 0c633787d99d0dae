#include "cmd/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <utf8proc.h>

#include "core/utf8.h"

#define WIDTH_MIN 60
#define WIDTH_PLAIN 100
#define DECOMPOSED_MAX 32 /* no character comes apart into more */
#define VTE_WITH_LINKS 5000 /* 0.50 is the first that has them */

int
terminal_width(void)
{
	const char	*columns = getenv("COLUMNS");
	struct winsize	 size;
	long		 width = columns != NULL ? strtol(columns, NULL, 10) : 0;

	if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
	if (width <= 0)
		width = WIDTH_PLAIN;
	return width < WIDTH_MIN ? WIDTH_MIN : width > 1000 ? 1000 : (int)width;
}

/* What steers a terminal takes the column of the mark that is written in its place. */
static size_t
columns_of(uint32_t c)
{
	int	 width;

	if (c < 0x80 || utf8_acts(c))
		return 1;
	width = utf8proc_charwidth((utf8proc_int32_t)c);
	return width > 0 ? (size_t)width : 0;
}

size_t
terminal_columns(struct span text)
{
	size_t	 columns = 0;

	for (size_t at = 0; at < text.n;)
		columns += columns_of(utf8_next(text, &at));
	return columns;
}

struct span
terminal_fit(struct span text, size_t columns)
{
	size_t	 used = 0, end = 0;

	for (size_t at = 0; at < text.n; end = at) {
		used += columns_of(utf8_next(text, &at));
		if (used > columns)
			break;
	}
	return span_cut(text, 0, end);
}

/* What stands for a mark where only ASCII can be shown; NULL when it is none. */
static const char *
in_ascii(uint32_t c)
{
	static const struct { uint32_t from, to; const char *shown; } table[] = {
		{ 0x00A0, 0x00A0, " " },
		{ 0x00AB, 0x00AB, "\"" },
		{ 0x00B7, 0x00B7, "-" },
		{ 0x00BB, 0x00BB, "\"" },
		{ 0x2010, 0x2015, "-" },
		{ 0x2018, 0x201B, "'" },
		{ 0x201C, 0x201F, "\"" },
		{ 0x2026, 0x2026, "..." },
	};

	for (size_t i = 0; i < LEN(table); i++) {
		if (c >= table[i].from && c <= table[i].to)
			return table[i].shown;
	}
	return NULL;
}

/* A letter with a mark on it loses the mark; a mark that stands alone says nothing. */
static void
write_ascii(FILE *out, uint32_t c)
{
	const char		*shown = in_ascii(c);
	utf8proc_int32_t	 apart[DECOMPOSED_MAX];
	int			 joined = 0;

	if (shown != NULL)
		fputs(shown, out);
	else if (utf8proc_decompose_char((utf8proc_int32_t)c, apart, DECOMPOSED_MAX,
		     UTF8PROC_DECOMPOSE, &joined) > 1 &&
	    apart[0] < 0x80)
		fputc(apart[0], out);
	else if (utf8proc_charwidth((utf8proc_int32_t)c) != 0)
		fputc('?', out);
}

void
terminal_write(const struct cli *cli, FILE *out, struct span text)
{
	size_t	 from = 0; /* what is shown as it is goes out in one piece */

	for (size_t at = 0, next = 0; at < text.n; at = next) {
		uint32_t	 c = utf8_next(text, &next);

		if (!utf8_acts(c) && (c < 0x80 || cli->utf8))
			continue;
		fwrite(text.p + from, 1, at - from, out);
		from = next;
		if (c == '\n' || c == '\t')
			fputc(' ', out);
		else if (utf8_acts(c))
			fputc('?', out);
		else
			write_ascii(out, c);
	}
	if (from < text.n)
		fwrite(text.p + from, 1, text.n - from, out);
}

const char *
terminal_ink(const struct cli *cli, enum ink ink)
{
	static const char *const codes[] = {
		[INK_PLAIN] = "\033[0m",
		[INK_BOLD] = "\033[1m",
		[INK_DIM] = "\033[2m",
		[INK_ADDED] = "\033[32m",
		[INK_DROPPED] = "\033[31m",
		[INK_WARN] = "\033[33m",
		[INK_GOOD] = "\033[32m",
	};

	return cli->color ? codes[ink] : "";
}

bool
terminal_knows_links(void)
{
	/* What a terminal with links leaves in the environment; a value, where one must begin so. */
	static const struct { const char *name, *value; } signs[] = {
		{ "DOMTERM", "" },
		{ "KITTY_WINDOW_ID", "" },
		{ "KONSOLE_VERSION", "" },
		{ "TERM", "alacritty" },
		{ "TERM", "contour" },
		{ "TERM", "foot" },
		{ "TERM", "xterm-ghostty" },
		{ "TERM", "xterm-kitty" },
		{ "TERM_PROGRAM", "Hyper" },
		{ "TERM_PROGRAM", "WezTerm" },
		{ "TERM_PROGRAM", "ghostty" },
		{ "TERM_PROGRAM", "iTerm.app" },
		{ "TERM_PROGRAM", "vscode" },
		{ "WT_SESSION", "" },
	};
	const char	*forced = getenv("FORCE_HYPERLINK"), *vte = getenv("VTE_VERSION");

	if (forced != NULL && forced[0] != '\0')
		return strcmp(forced, "0") != 0;
	if (vte != NULL && strtol(vte, NULL, 10) >= VTE_WITH_LINKS)
		return true;
	for (size_t i = 0; i < LEN(signs); i++) {
		const char	*value = getenv(signs[i].name);

		if (value != NULL && value[0] != '\0' &&
		    strncmp(value, signs[i].value, strlen(signs[i].value)) == 0)
			return true;
	}
	return false;
}

static bool
is_linked(const struct cli *cli, struct span address)
{
	return cli->links &&
	    (span_starts(address, SPAN("http://")) || span_starts(address, SPAN("https://")));
}

void
terminal_link_begin(const struct cli *cli, FILE *out, struct span address, size_t number)
{
	if (!is_linked(cli, address))
		return;
	fprintf(out, "\033]8;id=%zu;", number);
	for (size_t i = 0; i < address.n; i++) {
		unsigned char	 c = (unsigned char)address.p[i];

		fprintf(out, c > 0x20 && c < 0x7F ? "%c" : "%%%02X", c);
	}
	fputs("\033\\", out);
}

void
terminal_link_end(const struct cli *cli, FILE *out, struct span address)
{
	if (is_linked(cli, address))
		fputs("\033]8;;\033\\", out);
}
