/* The words by which French hands speech over. Source: any French grammar, and the style of news agencies. */
#include "core/dialect.h"

static const char *const verbs[] = { "admet", "admis", "affirme", "affirment", "ajoute", "ajoutent",
	"amuse", "annonce", "assene", "assurait", "assure", "assurent", "averti", "avertit",
	"avoue", "clame", "commente", "conclu", "conclut", "confie", "confient", "confirme",
	"constate", "contredit", "crie", "declare", "declarent", "decrit", "demande", "denonce",
	"denoncent", "deplorait", "deplore", "deplorent", "detaille", "disait", "dit", "ecrit",
	"enchaine", "estime", "estiment", "evoque", "exclame", "expliquait", "explique",
	"explique-t", "expliquent", "fustige", "glisse", "indique", "insistait", "insiste",
	"interroge", "ironise", "juge", "jugent", "jure", "justifie", "lache", "lancait", "lance",
	"martele", "murmure", "note", "nuance", "observe", "plaide", "plaisante", "poursuit",
	"poursuivi", "precise", "prevenait", "prevenu", "previent", "promet", "promis", "proteste",
	"qualifie", "raconte", "racontent", "rappele", "rappelle", "reagi", "reagit", "recommande",
	"reconnait", "reconnu", "regrette", "relativise", "rencheri", "repete", "repond", "repondu",
	"resumait", "resume", "retorque", "revele", "s'amuse", "s'exclame", "s'indigne",
	"s'interroge", "salue", "souffle", "souligne", "soulignent", "soupire", "sourit", "soutenu",
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

static const char *const offices[] = { "ambassadeur", "ambassadrice", "auteur", "autrice", "avocat",
	"avocate", "capitaine", "chancelier", "chanceliere", "chanteur", "chanteuse", "chef",
	"chercheur", "chercheuse", "colonel", "commissaire", "delegue", "deleguee", "depute",
	"deputee", "directeur", "directrice", "docteur", "ecrivain", "ecrivaine", "editeur",
	"editrice", "entraineur", "entraineuse", "general", "gouverneur", "juge", "m", "madame",
	"maire", "me", "ministre", "mlle", "mm", "mme", "monsieur", "patron", "patronne",
	"porte-parole", "prefet", "prefete", "premier", "premiere", "president", "presidente",
	"procureur", "procureure", "professeur", "realisateur", "realisatrice", "reine", "roi",
	"romancier", "romanciere", "secretaire", "senateur", "senatrice", "syndicaliste", "vendeur",
	"vendeuse" };

static const char *const according[] = { "d'apres", "selon" };

static const char *const wordings[] = { "expression", "formule", "formules", "l'expression", "mots",
	"propos", "termes", "traduction" };

static const char *const male[] = { "il", "ils" };

static const char *const female[] = { "elle", "elles" };

static const char *const articles[] = { "ce", "cet", "cette", "l", "la", "le", "les", "leur",
	"leurs", "ma", "mon", "sa", "ses", "son", "un", "une" };

static const char *const objects[] = { "leur", "lui", "nous" };

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
	.articles = DIALECT_WORDS(articles),
	.objects = DIALECT_WORDS(objects),
};
