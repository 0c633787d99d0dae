/* Quotations and speakers in scripts and languages other than the test articles'. */
#include <criterion/criterion.h>

#include "tests/core/story.h"

/* The first quotation of the story; "" is no speaker. */
static const struct {
	const char	*what, *language, *story, *text, *speaker;
	enum quote_form	 form;
} rows[] = {
	{ "Russian, verb and name", "ru", "«Мы не уйдем отсюда», — сказал Иван Петров журналистам.",
	    "Мы не уйдем отсюда", "Иван Петров", QUOTE_UTTERANCE },
	{ "Russian, a name in another case", "ru",
	    "По словам Петрова, город «полностью готов» к зиме. Иван Петров уехал.",
	    "полностью готов", "Иван Петров", QUOTE_PARTIAL },
	{ "Russian, colon", "ru", "Олег Быков заявил: «Войска остаются на месте».",
	    "Войска остаются на месте", "Олег Быков", QUOTE_UTTERANCE },
	{ "Chinese, a colon of full width", "zh", "李明说:“我们不会退缩。”", "我们不会退缩。", "",
	    QUOTE_UTTERANCE },
	{ "Japanese corner brackets", "ja", "首相は「この橋は来年までに完成させる」と述べた。",
	    "この橋は来年までに完成させる", "", QUOTE_PARTIAL },
	{ "Hebrew, a mark inside a word", "he", "דובר צה\"ל אמר: \"אנחנו לא נוותר על דבר\".",
	    "אנחנו לא נוותר על דבר", "", QUOTE_PARTIAL },
	{ "Arabic, right to left", "ar", "قال رئيس الوزراء: «لن نتراجع عن هذا القرار مهما حدث».",
	    "لن نتراجع عن هذا القرار مهما حدث", "", QUOTE_PARTIAL },
	{ "Greek", "el", "Ο υπουργός είπε ότι είναι «πολύ δύσκολη για όλους».",
	    "πολύ δύσκολη για όλους", "", QUOTE_PARTIAL },
	{ "Turkish has no table, so it has no speaker", "tr",
	    "Mehmet Kaya, \"Bu karardan asla vazgeçmeyeceğiz\" dedi.",
	    "Bu karardan asla vazgeçmeyeceğiz", "", QUOTE_PARTIAL },
	{ "Polish low and high marks", "pl", "„Nie wycofamy się z tej decyzji” – powiedział Jan Nowak.",
	    "Nie wycofamy się z tej decyzji", "", QUOTE_PARTIAL },
	{ "Swedish, a closing mark opens", "sv", "”Vi kommer inte att ge upp”, säger Erik Lind.",
	    "Vi kommer inte att ge upp", "", QUOTE_PARTIAL },
	{ "Swedish that nobody declared", "",
	    "Borgmästaren Erik Lind sade att läget är ”helt och hållet under kontroll” och att bron är stängd för "
	    "att den har skadats.",
	    "helt och hållet under kontroll", "", QUOTE_PARTIAL },
};

Test(quote_script, is_found_whole_and_by_nobody_rather_than_the_wrong_one)
{
	for (size_t i = 0; i < LEN(rows); i++) {
		struct story		 story;
		const struct quote	*q;

		story_read_in(&story, rows[i].language, rows[i].story);
		q = story_quote(&story, 0);
		cr_expect_eq(story.quotes.count, 1, "%s: %zu found", rows[i].what,
		    story.quotes.count);
		cr_expect(same(q->text, rows[i].text), "%s: [%.*s]", rows[i].what,
		    SPAN_ARG(q->text));
		cr_expect(same(q->speaker, rows[i].speaker), "%s: by [%.*s] [%.*s]", rows[i].what,
		    SPAN_ARG(q->speaker), SPAN_ARG(q->mention));
		cr_expect_eq(q->form, rows[i].form, "%s: %s", rows[i].what, q->form_rule);
		story_end(&story);
	}
}
