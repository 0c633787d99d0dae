#include "fetch/gate.h"

#include <criterion/criterion.h>

#include "core/buf.h"
#include "fetch/page.h"

static struct arena *arena;

static void
setup(void)
{
	arena = arena_new(PAGE_ARENA_MAX);
}

static void
teardown(void)
{
	arena_free(arena);
}

TestSuite(gate, .init = setup, .fini = teardown);

#define STORY \
	"<p>The tide mill at Low Ferry ground its first corn in ninety years on Friday, by moonlight, since the tide was " \
	"in no mood to wait for the day.</p><p>It took the miller and his two daughters four winters to mend the wheel, " \
	"and the sea a night to take it away in the year that nobody speaks of.</p><p>The flour is grey and tastes of " \
	"rope. It was sold out by noon, and the bakers of the coast have asked for more of it at any price.</p>"
#define CONSENT \
	"<p>We and our partners store cookies on your device and process personal data, with your consent.</p>" \
	"<p>You can withdraw your consent in our privacy settings at any time you like to.</p>"

static const struct {
	const char	*what, *html;
	enum gate	 gate;
} pages[] = {
	{ "an article", "<title>Mill</title><h1>Mill grinds</h1>" STORY, GATE_NONE },
	{ "an article with a question beside it", "<title>Mill</title><h1>Mill grinds</h1>" STORY CONSENT, GATE_NONE },
	{ "an article with an offer below it",
	    "<h1>Mill grinds</h1>" STORY "<div>Already a subscriber? <a href=/>Log in</a></div>", GATE_NONE },
	{ "an article on what is missing", "<title>Page not found in prayer book</title><h1>Page not found in prayer book</h1>"
	    STORY, GATE_NONE },
	{ "a short notice of the town",
	    "<h1>Ferry late</h1><p>The ferry will leave an hour late on Monday, the harbour office says.</p>", GATE_NONE },
	{ "an article on cookies",
	    "<h1>Cookies</h1><p>The bakers of Low Ferry have sold nine thousand cookies for the mill.</p>", GATE_NONE },
	{ "a question for consent", "<title>Before you continue</title><h1>Low Ferry Post</h1>" CONSENT, GATE_CONSENT },
	{ "a missing page", "<title>404 Not Found</title><h1>Sorry</h1><p>We looked everywhere, and it is not here.</p>",
	    GATE_MISSING },
	{ "a check for robots", "<h1>One more step</h1><p>Please verify you are human before you go on to the page.</p>",
	    GATE_ROBOT },
	{ "a door that stays shut",
	    "<title>Access Denied</title><h1>Access Denied</h1><p>You do not have permission to access this page.</p>",
	    GATE_ROBOT },
	{ "a law", "<h1>451: Unavailable due to legal reasons</h1><p>You seem to be in a country belonging to the European "
	    "Economic Area, and so we show you nothing.</p>", GATE_COUNTRY },
	{ "a question for consent in German", "<html lang=de><title>Mühlenbote</title><h1>Willkommen</h1><p>Um fortzufahren, "
	    "stimmen Sie Cookies zu Werbezwecken zu.</p><button>Akzeptieren und weiter</button>", GATE_CONSENT },
	{ "a paywall and nothing before it",
	    "<h1>Mill grinds</h1><h2>Subscribe to continue reading</h2><p>One coin a week.</p>", GATE_PAYWALL },
	{ "an article that a machine made", "<meta name=generator content='Quill 4'><h1>Mill grinds</h1>" STORY, GATE_NONE },
	{ "a report on articles", "<meta name=generator content='quotrail 9.9'><h1>Mill grinds</h1>" STORY, GATE_REPORT },
};

Test(gate, stands_where_no_article_does)
{
	for (size_t i = 0; i < LEN(pages); i++) {
		struct page_hints	 hints = { .file = SPAN("mill.html"),
			.captured = DATE_UNKNOWN,
			.last_modified = DATE_UNKNOWN };
		struct article		 article;
		struct fault		 f = FAULT_INIT;
		bool			 read = page_read(span_of(pages[i].html), &hints, arena, &article, &f);
		struct span		 reason = span_of(gate_names[pages[i].gate]);

		cr_expect_eq(read, pages[i].gate == GATE_NONE, "%s: %s", pages[i].what, f.text);
		if (!read)
			cr_expect(f.kind == FAULT_INPUT && span_ends(span_of(f.text), reason),
			    "%s: %s", pages[i].what, f.text);
	}
}
