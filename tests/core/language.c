#include <criterion/criterion.h>

#include "core/language.h"

static const struct { const char *code, *text; } texts[] = {
	{ "en", "The mayor said that the bridge would be closed for a week, and that nobody had been hurt." },
	{ "de", "Die Brücke bleibt für eine Woche gesperrt, sagte der Bürgermeister, und niemand ist bei dem Sturm verletzt worden." },
	{ "fr", "Le maire a dit que le pont sera fermé pendant une semaine et que personne n'a été blessé dans la tempête." },
	{ "es", "El alcalde dijo que el puente estará cerrado por una semana y que no hay heridos en la ciudad." },
	{ "it", "Il sindaco ha detto che il ponte della città sarà chiuso per una settimana e che non ci sono feriti." },
	{ "pt", "O prefeito disse que a ponte não será aberta esta semana e que também não há feridos na cidade." },
	{ "nl", "De burgemeester zei dat de brug een week dicht blijft en dat er bij de storm niemand gewond is geraakt." },
	{ "", "Borgmästaren sade att bron är stängd i en vecka och att ingen har blivit skadad av stormen." },
	{ "ja", "市長は木曜日、橋を一週間閉鎖すると述べ、けが人はいないと話した。" },
	{ "zh", "市长星期四表示，大桥将关闭一周，没有人受伤，工程将在三月开始。" },
	{ "ko", "시장은 목요일 다리를 일주일 동안 폐쇄한다고 말했다." },
	{ "ar", "قال العمدة يوم الخميس إن الجسر سيغلق أسبوعا ولم يصب أحد بأذى." },
	{ "fa", "شهردار گفت که پل به مدت یک هفته بسته می‌شود و کسی زخمی نشده است، چنان که گزارش شد." },
	{ "ur", "میئر نے کہا کہ پل ایک ہفتے کے لیے بند رہے گا اور کوئی زخمی نہیں ہوا، ڈاکٹر نے بتایا۔" },
	{ "he", "ראש העיר אמר ביום חמישי כי הגשר ייסגר לשבוע ואיש לא נפגע." },
	{ "el", "Ο δήμαρχος είπε ότι η γέφυρα θα κλείσει για μια εβδομάδα." },
	{ "th", "นายกเทศมนตรีกล่าวว่าสะพานจะปิดเป็นเวลาหนึ่งสัปดาห์" },
	{ "hi", "मेयर ने कहा कि पुल एक हफ़्ते के लिए बंद रहेगा और कोई घायल नहीं हुआ।" },
	{ "ru", "Мэр сказал, что мост будет закрыт на неделю и что никто не пострадал, это было быстро." },
	{ "uk", "Мер сказав, що міст буде закрито на тиждень і що ніхто не постраждав." },
	{ "", "Кметът каза, че мостът ще бъде затворен за една седмица." },
	{ "", "Almaty 2022 Tokayev" },
	{ "", "" },
};

Test(language, is_named_by_its_commonest_words_or_not_at_all)
{
	for (size_t i = 0; i < LEN(texts); i++) {
		struct span	 code = language_detect(span_of(texts[i].text));

		cr_expect(span_eq(code, span_of(texts[i].code)), "%.40s: \"%.*s\", not \"%s\"",
		    texts[i].text, SPAN_ARG(code), texts[i].code);
	}
}

#define GERMAN \
	"Die Brücke bleibt für eine Woche gesperrt, sagte der Bürgermeister, und niemand ist bei dem Sturm verletzt " \
	"worden. Er habe mit den Händlern noch nicht gesprochen, aber er werde das nach der Sitzung tun, und die " \
	"Fähre soll wieder fahren, bis die Arbeiten zu Ende sind. "

/* What a page declares, and in which language it is printed. */
static const struct {
	const char	*declared, *text, *code;
} pages[] = {
	{ "de", GERMAN, "de" },
	{ "", GERMAN, "de" },
	{ "en", GERMAN, "de" },	/* a template's word */
	{ "lb", GERMAN, "lb" },	/* a neighbour that nobody can tell from it */
	{ "en", "Die Brücke bleibt gesperrt, sagte der Bürgermeister in der Stadt.", "en" }, /* too short to tell */
	{ "en", "市長は木曜日、橋を一週間閉鎖すると述べ、けが人はいないと話した。", "ja" },
	{ "sr", "Мэр сказал, что мост будет закрыт на неделю и что никто не пострадал, это было быстро.", "sr" },
	{ "sv", "Borgmästaren sade att bron är stängd i en vecka och att ingen har blivit skadad av stormen.", "sv" },
	{ "en", "", "en" },
	{ "", "", "" },
};

Test(language, is_as_declared_unless_the_words_are_plainly_of_another)
{
	for (size_t i = 0; i < LEN(pages); i++) {
		struct span code =
		    language_settle(span_of(pages[i].declared), span_of(pages[i].text));

		cr_expect(span_eq(code, span_of(pages[i].code)), "%s, %.40s: \"%.*s\", not \"%s\"",
		    pages[i].declared, pages[i].text, SPAN_ARG(code), pages[i].code);
	}
}
