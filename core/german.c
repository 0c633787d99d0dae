/* The words by which German hands speech over. Source: any German grammar, and the style of news agencies. */
#include "core/dialect.h"

static const char *const verbs[] = { "antwortet", "antwortete", "aussert", "ausserte", "bekraftigt",
	"bekraftigte", "berichtet", "berichtete", "beschreibt", "beschrieb", "bestatigt",
	"bestatigte", "beteuerte", "betont", "betonte", "bezeichnet", "bezeichnete", "bilanzierte",
	"entgegnete", "erganzt", "erganzte", "erklart", "erklarte", "erklarten", "erwiderte",
	"erzahlen", "erzahlt", "erzahlte", "fand", "findet", "fordert", "forderte", "fragt",
	"fragte", "fugt", "fugte", "gefordert", "gesagt", "gewarnt", "glaubt", "glaubte", "heisst",
	"hielt", "hiess", "hinzu", "jubelte", "klagt", "klagte", "kritisiert", "kritisierte",
	"kundigte", "lasst", "lautete", "lobt", "lobte", "mahnt", "mahnte", "meint", "meinte",
	"meinten", "mitgeteilt", "monierte", "nannte", "nennt", "pladierte", "raumte", "raunte",
	"resumierte", "rief", "sagen", "sagt", "sagte", "sagten", "scherzte", "schildert",
	"schilderte", "schimpfte", "schreibt", "schrieb", "schrieben", "schwarmte", "spottete",
	"sprach", "spricht", "stellte", "teilte", "unterstrich", "urteilte", "verkundete",
	"verlangte", "versichert", "versicherte", "versprach", "verspricht", "verteidigte", "warnt",
	"warnte", "wusste", "zitierte" };

static const char *const auxiliaries[] = { "habe", "haben", "hat", "hatte", "hatten" };

static const char *const openers[] = { "aber", "als", "am", "an", "auf", "aus", "bei", "bevor",
	"dass", "denn", "doch", "durch", "fur", "gegenuber", "im", "in", "mit", "nach", "nachdem",
	"ob", "oder", "per", "seit", "sondern", "uber", "um", "und", "unter", "via", "vor",
	"wahrend", "weil", "wenn", "wie", "zu", "zum", "zur", "zwischen" };

static const char *const adverbs[] = { "abend", "am", "anschliessend", "auch", "ausserdem",
	"bereits", "danach", "dann", "daraufhin", "dazu", "dienstag", "donnerstag", "ebenfalls",
	"etwa", "freitag", "gestern", "heute", "hinzu", "jetzt", "mittag", "mittwoch", "montag",
	"morgen", "noch", "nun", "samstag", "schliesslich", "schon", "sich", "sonnabend", "sonntag",
	"spater", "weiter", "zudem" };

static const char *const offices[] = { "abgeordnete", "abgeordneter", "anwalt", "anwaltin",
	"anwohner", "anwohnerin", "arzt", "arztin", "aussenminister", "aussenministerin", "autor",
	"autorin", "bauer", "bauerin", "bischof", "bischofin", "botschafter", "botschafterin",
	"bundeskanzler", "bundeskanzlerin", "burgermeister", "burgermeisterin", "chef", "chefarzt",
	"chefarztin", "chefin", "dezernent", "dezernentin", "direktor", "direktorin", "dr",
	"experte", "expertin", "feuerwehrchef", "finanzminister", "finanzministerin", "forscher",
	"forscherin", "fraktionschef", "fraktionschefin", "frau", "geschaftsfuhrer",
	"geschaftsfuhrerin", "herr", "herrn", "innenminister", "innenministerin", "intendant",
	"intendantin", "kanzler", "kanzlerin", "kapitan", "kollege", "kollegin", "konig", "konigin",
	"landrat", "landratin", "landwirt", "landwirtin", "lehrer", "lehrerin", "leiter",
	"leiterin", "minister", "ministerin", "ministerprasident", "ministerprasidentin", "musiker",
	"musikerin", "nachbar", "nachbarin", "oberburgermeister", "oberburgermeisterin",
	"parteichef", "parteichefin", "pfarrer", "pfarrerin", "polizeisprecher", "polizeisprecherin",
	"prasident", "prasidentin", "prof", "professor", "professorin", "regierungssprecher",
	"regierungssprecherin", "regisseur", "regisseurin", "rentner", "rentnerin", "richter",
	"richterin", "sanger", "sangerin", "schriftsteller", "schriftstellerin", "schuler",
	"schulerin", "schulleiter", "schulleiterin", "senator", "senatorin", "sprecher",
	"sprecherin", "staatsanwalt", "staatsanwaltin", "stadtrat", "stadtratin", "student",
	"studentin", "trainer", "trainerin", "unternehmer", "unternehmerin", "verteidiger",
	"verteidigerin", "vorsitzende", "vorsitzender", "vorstand", "wirt", "wirtin" };

static const char *const according[] = { "laut", "so", "zufolge" };

static const char *const male[] = { "er" };

static const char *const female[] = { "sie" };

static const char *const articles[] = { "das", "dem", "den", "der", "des", "die", "ein", "eine",
	"einem", "einen", "einer", "eines", "ihr", "ihre", "kein", "keine", "mein", "meine", "sein",
	"seine", "unser", "unsere" };

static const char *const datives[] = { "dem", "den", "der", "dieser", "einem", "einer", "unserer" };

const struct dialect dialect_german = {
	.code = "de",
	.verbs = DIALECT_WORDS(verbs),
	.auxiliaries = DIALECT_WORDS(auxiliaries),
	.openers = DIALECT_WORDS(openers),
	.adverbs = DIALECT_WORDS(adverbs),
	.offices = DIALECT_WORDS(offices),
	.according = DIALECT_WORDS(according),
	.male = DIALECT_WORDS(male),
	.female = DIALECT_WORDS(female),
	.articles = DIALECT_WORDS(articles),
	.datives = DIALECT_WORDS(datives),
};
