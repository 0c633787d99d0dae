#include "fetch/gate.h"

#include "fetch/layout.h"

/* More of an article's own words than this and the page is one. */
#define OWN_MAX 100u	   /* letters of running text that no sign accounts for */
#define NOTICE_MAX 300u	   /* letters of all running text, where one sign has to account for it */
#define CONSENT_MAX 2500u  /* of a question for consent, which lawyers write */
#define SIGN_LINE_MAX 500u /* letters of a line that may hold a sign */

const char *const gate_names[GATES] = {
	[GATE_NONE] = "an article",
	[GATE_MISSING] = "a notice that the page was not found",
	[GATE_ROBOT] = "a check for robots",
	[GATE_COUNTRY] = "not shown in the country it was asked for from",
	[GATE_CONSENT] = "a question for consent",
	[GATE_PAYWALL] = "behind a paywall",
	[GATE_REPORT] = "a page that quotrail made",
};

/* Words that such pages use, compared without ASCII case; those of lines that only go with a sign are weak. */
static const struct sign {
	const char	*words;
	enum gate	 gate;
	bool		 weak;
} signs[] = {
	{ "page not found", GATE_MISSING, false },
	{ "page cannot be found", GATE_MISSING, false },
	{ "page can't be found", GATE_MISSING, false },
	{ "page could not be found", GATE_MISSING, false },
	{ "page you requested could not", GATE_MISSING, false },
	{ "page you are looking for", GATE_MISSING, false },
	{ "page you were looking for", GATE_MISSING, false },
	{ "page doesn't exist", GATE_MISSING, false },
	{ "page does not exist", GATE_MISSING, false },
	{ "article not found", GATE_MISSING, false },
	{ "404 not found", GATE_MISSING, false },
	{ "error 404", GATE_MISSING, false },
	{ "404 error", GATE_MISSING, false },
	{ "Seite nicht gefunden", GATE_MISSING, false },
	{ "Seite wurde nicht gefunden", GATE_MISSING, false },
	{ "Seite konnte nicht gefunden", GATE_MISSING, false },
	{ "Fehler 404", GATE_MISSING, false },
	{ "page introuvable", GATE_MISSING, false },
	{ "page est introuvable", GATE_MISSING, false },
	{ "page que vous cherchez", GATE_MISSING, false },
	{ "erreur 404", GATE_MISSING, false },
	{ "p\u00E1gina no encontrada", GATE_MISSING, false },
	{ "p\u00E1gina no existe", GATE_MISSING, false },
	{ "p\u00E1gina que buscas", GATE_MISSING, false },
	{ "p\u00E1gina n\u00E3o encontrada", GATE_MISSING, false },
	{ "pagina non trovata", GATE_MISSING, false },
	{ "pagina niet gevonden", GATE_MISSING, false },
	{ "sidan kunde inte hittas", GATE_MISSING, false },
	{ "siden blev ikke fundet", GATE_MISSING, false },
	{ "siden ble ikke funnet", GATE_MISSING, false },
	{ "nie znaleziono strony", GATE_MISSING, false },
	{ "strona nie zosta\u0142a znaleziona", GATE_MISSING, false },
	{ "\u0441\u0442\u0440\u0430\u043D\u0438\u0446\u0430 \u043D\u0435 \u043D\u0430\u0439\u0434\u0435\u043D\u0430", GATE_MISSING, false },
	{ "\u0421\u0442\u0440\u0430\u043D\u0438\u0446\u0430 \u043D\u0435 \u043D\u0430\u0439\u0434\u0435\u043D\u0430", GATE_MISSING, false },
	{ "\u9875\u9762\u4E0D\u5B58\u5728", GATE_MISSING, false },
	{ "\u30DA\u30FC\u30B8\u304C\u898B\u3064\u304B\u308A\u307E\u305B\u3093", GATE_MISSING, false },

	{ "verify you are human", GATE_ROBOT, false },
	{ "verify that you are human", GATE_ROBOT, false },
	{ "are you a robot", GATE_ROBOT, false },
	{ "you are not a robot", GATE_ROBOT, false },
	{ "you're not a robot", GATE_ROBOT, false },
	{ "checking your browser", GATE_ROBOT, false },
	{ "checking if the site connection is secure", GATE_ROBOT, false },
	{ "enable javascript and cookies to continue", GATE_ROBOT, false },
	{ "unusual traffic from your", GATE_ROBOT, false },
	{ "don't have permission to access", GATE_ROBOT, false },
	{ "not have permission to access", GATE_ROBOT, false },

	{ "unavailable for legal reasons", GATE_COUNTRY, false },
	{ "unavailable due to legal reasons", GATE_COUNTRY, false },
	{ "not available in your country", GATE_COUNTRY, false },
	{ "not available in your region", GATE_COUNTRY, false },
	{ "country belonging to the European", GATE_COUNTRY, false },

	{ "before you continue", GATE_CONSENT, false },
	{ "we value your privacy", GATE_CONSENT, false },
	{ "we and our", GATE_CONSENT, false },
	{ "asks for your consent", GATE_CONSENT, false },
	{ "weiter mit werbung", GATE_CONSENT, false },
	{ "akzeptieren und weiter", GATE_CONSENT, false },
	{ "continuer sans accepter", GATE_CONSENT, false },
	{ "accepter et continuer", GATE_CONSENT, false },
	{ "accetta e continua", GATE_CONSENT, false },
	{ "aceptar y continuar", GATE_CONSENT, false },
	{ "wir und unsere", GATE_CONSENT, false },
	{ "nous et nos", GATE_CONSENT, false },
	{ "avec nos partenaires", GATE_CONSENT, false },
	{ "nosotros y nuestros", GATE_CONSENT, false },
	{ "noi e i nostri", GATE_CONSENT, false },
	{ "n\u00F3s e nossos", GATE_CONSENT, false },
	{ "wij en onze", GATE_CONSENT, false },
	{ "my i nasi", GATE_CONSENT, false },
	{ "consent", GATE_CONSENT, true },
	{ "cookie", GATE_CONSENT, true },
	{ "privacy", GATE_CONSENT, true },
	{ "personal data", GATE_CONSENT, true },
	{ "tracking", GATE_CONSENT, true },
	{ "datenschutz", GATE_CONSENT, true },
	{ "einwilligung", GATE_CONSENT, true },
	{ "zustimm", GATE_CONSENT, true },
	{ "personenbezogen", GATE_CONSENT, true },
	{ "consentement", GATE_CONSENT, true },
	{ "donn\u00E9es personnelles", GATE_CONSENT, true },
	{ "datos personales", GATE_CONSENT, true },
	{ "dati personali", GATE_CONSENT, true },
	{ "dados pessoais", GATE_CONSENT, true },
	{ "persoonsgegevens", GATE_CONSENT, true },
	{ "danych osobowych", GATE_CONSENT, true },

	{ "subscribe to continue", GATE_PAYWALL, false },
	{ "subscribe to read", GATE_PAYWALL, false },
	{ "subscribe to keep reading", GATE_PAYWALL, false },
	{ "to continue reading", GATE_PAYWALL, false },
	{ "to read the full", GATE_PAYWALL, false },
	{ "already a subscriber", GATE_PAYWALL, false },
	{ "for subscribers only", GATE_PAYWALL, false },
	{ "exclusive to subscribers", GATE_PAYWALL, false },
	{ "jetzt weiterlesen", GATE_PAYWALL, false },
	{ "nur f\u00FCr abonnenten", GATE_PAYWALL, false },
	{ "bereits abonnent", GATE_PAYWALL, false },
	{ "r\u00E9serv\u00E9 aux abonn\u00E9s", GATE_PAYWALL, false },
	{ "r\u00E9serv\u00E9 \u00E0 nos abonn\u00E9s", GATE_PAYWALL, false },
	{ "d\u00E9j\u00E0 abonn\u00E9", GATE_PAYWALL, false },
	{ "exclusivo para suscriptores", GATE_PAYWALL, false },
	{ "solo para suscriptores", GATE_PAYWALL, false },
	{ "riservato agli abbonati", GATE_PAYWALL, false },
	{ "exclusivo para assinantes", GATE_PAYWALL, false },
	{ "alleen voor abonnees", GATE_PAYWALL, false },
	{ "join us today", GATE_PAYWALL, true },
};

/* A page's lines, added up for each kind. */
struct tally {
	uint64_t	 own;	      /* running text of the article */
	uint64_t	 told[GATES]; /* what of it some sign accounts for */
	unsigned	 strong[GATES];
};

/*
 * Signs by their first two letters, so that a line is gone through once and not
 * once for each of them. Numbers count from one; 0 is no sign.
 */
#define SIEVE_BITS 5 /* that tell letters apart, and no letter from itself in capitals */
#define SIEVE_LETTERS (1u << SIEVE_BITS)
struct sieve {
	uint8_t	 heads[SIEVE_LETTERS * SIEVE_LETTERS], next[LEN(signs) + 1];
};
_Static_assert(LEN(signs) < UINT8_MAX, "a sign's number is a byte");

static size_t
sieve_hole(const char *two)
{
	const unsigned	 first = (unsigned char)two[0], second = (unsigned char)two[1];

	return first % SIEVE_LETTERS << SIEVE_BITS | second % SIEVE_LETTERS;
}

static void
sieve_fill(struct sieve *sieve)
{
	*sieve = (struct sieve) { .heads = { 0 } };
	for (size_t i = 0; i < LEN(signs); i++) {
		uint8_t	*head = &sieve->heads[sieve_hole(signs[i].words)];

		sieve->next[i + 1] = *head;
		*head = (uint8_t)(i + 1);
	}
}

/* What one line tells: a bit for each kind it has a sign of; the strong ones are counted. */
static unsigned
read_line(const struct sieve *sieve, struct span line, struct tally *tally)
{
	unsigned	 told = 0, strong = 0;

	for (size_t at = 0; at + 1 < line.n; at++) {
		for (size_t i = sieve->heads[sieve_hole(line.p + at)]; i > 0; i = sieve->next[i]) {
			const struct sign	*sign = &signs[i - 1];

			if (!span_begins_case(span_cut(line, at, line.n), sign->words))
				continue;
			told |= 1u << sign->gate;
			strong |= sign->weak ? 0 : 1u << sign->gate;
		}
	}
	for (unsigned g = 0; g < GATES; g++)
		tally->strong[g] += strong >> g & 1;
	return told;
}

static bool
is_gate(const struct tally *tally, enum gate gate)
{
	uint64_t	 rest = tally->own - tally->told[gate];

	if (tally->strong[gate] == 0)
		return false;
	if (gate == GATE_MISSING || gate == GATE_ROBOT || gate == GATE_COUNTRY)
		return tally->own < NOTICE_MAX;
	return rest < OWN_MAX && tally->own < CONSENT_MAX;
}

/* More text than any gate has, and there is no need to read it. */
static bool
is_article(const struct flow *flow, const struct regions *regions)
{
	uint64_t	 own = 0;

	for (uint32_t i = 0; i < flow->count && own < CONSENT_MAX; i++) {
		if (regions->of[i] == REGION_BODY)
			own += flow->pieces[i].size;
	}
	return own >= CONSENT_MAX;
}

enum gate
gate_of(const struct flow *flow, const struct regions *regions, struct span title,
    struct span generator)
{
	struct tally	 tally = { 0 };
	struct sieve	 sieve;

	if (span_starts(generator, SPAN("quotrail ")))
		return GATE_REPORT;
	if (regions->unprinted.n > 0 || is_article(flow, regions))
		return GATE_NONE;
	sieve_fill(&sieve);
	read_line(&sieve, title, &tally);
	for (uint32_t i = 0; i < flow->count; i++) {
		const struct piece	*piece = &flow->pieces[i];
		bool			 body = regions->of[i] == REGION_BODY;
		unsigned		 told;

		if (piece->size > SIGN_LINE_MAX || piece->linked == piece->size) {
			tally.own += body ? piece->size : 0;
			continue;
		}
		told = read_line(&sieve, piece->text, &tally);
		for (unsigned g = 0; g < GATES; g++)
			tally.told[g] += body && (told >> g & 1) != 0 ? piece->size : 0;
		tally.own += body ? piece->size : 0;
	}
	for (unsigned g = GATE_NONE + 1; g < GATES; g++) {
		if (is_gate(&tally, (enum gate)g))
			return (enum gate)g;
	}
	return GATE_NONE;
}
