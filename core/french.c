/* The words by which French hands speech over. Source: any French grammar, and the style of news agencies. */
#include "core/dialect.h"

static const char *const verbs[] = { "admet", "admis", "affirme", "affirment", "ajoute", "ajoutent",
	"annonce", "assene", "assurait", "assure", "assurent", "averti", "avertit", "avoue",
	"clame", "commente", "conclu", "conclut", "confie", "confient", "confirme", "constate",
	"crie", "declare", "declarent", "demande", "denonce", "denoncent", "deplore", "deplorent",
	"detaille", "disait", "dit", "ecrit", "enchaine", "estime", "estiment", "exclame",
	"expliquait", "explique", "explique-t", "expliquent", "fustige", "glisse", "indique",
	"insistait", "insiste", "interroge", "ironise", "juge", "jugent", "jure", "justifie",
	"lache", "lancait", "lance", "martele", "murmure", "note", "nuance", "observe", "plaide",
	"poursuit", "poursuivi", "precise", "prevenait", "prevenu", "previenne", "previent",
	"promet", "promis", "proteste", "raconte", "racontent", "rappele", "rappelle", "reagi",
	"reagit", "recommande", "reconnait", "reconnu", "regrette", "relativise", "rencheri",
	"repete", "repond", "repondu", "resumait", "resume", "retorque", "revele", "s'exclame",
	"s'indigne", "s'interroge", "souffle", "souligne", "soulignent", "soupire", "soutenu",
	"soutient", "temoigne", "temoignent", "tonne", "tweete" };

static const char *const auxiliaries[] = { "a", "aurait", "avaient", "avait", "ont", "s'est",
	"s'etait" };

static const char *const openers[] = { "a", "alors", "apres", "au", "aupres", "aussi", "aux",
	"avant", "avec", "ce", "cette", "dans", "depuis", "devant", "dimanche", "dont", "en", "et",
	"face", "hier", "jeudi", "lors", "lundi", "mais", "mardi", "mercredi", "ou", "par",
	"pendant", "pour", "qu'il", "quand", "que", "qui", "samedi", "sans", "sur", "vendredi" };

static const char *const adverbs[] = { "ainsi", "alors", "aussi", "aussitot", "dimanche",
	"egalement", "encore", "enfin", "ensuite", "hier", "jeudi", "lundi", "mardi", "mercredi",
	"notamment", "par", "part", "pour", "sa", "samedi", "vendredi" };

static const char *const offices[] = { "ambassadeur", "ambassadrice", "avocat", "avocate",
	"capitaine", "chancelier", "chanceliere", "chef", "colonel", "commissaire", "depute",
	"deputee", "directeur", "directrice", "docteur", "general", "gouverneur", "juge", "m",
	"madame", "maire", "me", "ministre", "mlle", "mm", "mme", "monsieur", "patron", "patronne",
	"porte-parole", "premier", "premiere", "president", "presidente", "procureur", "procureure",
	"reine", "roi", "secretaire", "senateur", "senatrice", "vendeur", "vendeuse" };

static const char *const according[] = { "d'apres", "selon" };

static const char *const wordings[] = { "expression", "formule", "formules", "l'expression", "mots",
	"propos", "termes", "traduction" };

static const char *const male[] = { "il", "ils" };

static const char *const female[] = { "elle", "elles" };

const struct dialect dialect_french = {
	.code = "fr",
	.verbs = DIALECT_WORDS(verbs),
	.auxiliaries = DIALECT_WORDS(auxiliaries),
	.openers = DIALECT_WORDS(openers),
	.adverbs = DIALECT_WORDS(adverbs),
	.offices = DIALECT_WORDS(offices),
	.according = DIALECT_WORDS(according),
	.wordings = DIALECT_WORDS(wordings),
	.male = DIALECT_WORDS(male),
	.female = DIALECT_WORDS(female),
};
