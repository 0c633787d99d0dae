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
