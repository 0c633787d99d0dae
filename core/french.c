/* The words by which French hands speech over. Source: any French grammar, and the style of news agencies. */
#include "core/dialect.h"

static const char *const verbs[] = { "abonde", "acquiesce", "admet", "admettait", "admettent",
	"admis", "affirmait", "affirme", "affirment", "ajoutait", "ajoute", "ajoutent", "alerte",
	"alertent", "amuse", "analysait", "analyse", "annonce", "annoncent", "apostrophe",
	"approuve", "arguait", "argue", "argumente", "articule", "assenait", "assene", "assume",
	"assuraient", "assurait", "assure", "assurent", "attaque", "avance", "averti",
	"avertissait", "avertit", "avouait", "avoue", "avouent", "balaie", "balbutie", "blague",
	"borne", "bougonne", "certifie", "chuchote", "clame", "commentait", "commente", "compare",
	"complete", "concede", "concedent", "conclu", "concluait", "conclut", "confesse",
	"confiait", "confie", "confient", "confirme", "confirment", "considere", "constatait",
	"constate", "constatent", "conteste", "contredit", "corrige", "crache", "craint", "crie",
	"crient", "declare", "declarent", "decrit", "decrivent", "deduit", "definit", "demandait",
	"demande", "demandent", "dement", "denonce", "denoncent", "deplorait", "deplore",
	"deplorent", "derape", "desole", "detaille", "devoile", "dira", "dirent", "disaient",
	"disait", "disent", "dit", "eclaircit", "ecrit", "ecrivait", "ecrivent", "elude", "embraye",
	"enchainait", "enchaine", "enonce", "entonne", "enumere", "ergote", "eructe", "espere",
	"estimait", "estime", "estiment", "etaye", "etonne", "evoquait", "evoque", "exclame",
	"exhorte", "exige", "expliquait", "explique", "explique-t", "expliquent", "explose",
	"expose", "exulte", "feint", "felicite", "felicitee", "fulmine", "fustige", "gemit",
	"glapit", "glisse", "grince", "grogne", "grommelle", "gronde", "hasarde", "hurle",
	"imagine", "implore", "improvise", "indiquait", "indique", "indiquent", "informe",
	"informent", "insistait", "insiste", "insistent", "interpelle", "interroge", "interrompt",
	"intervient", "invective", "invite", "ironise", "jubile", "juge", "jugent", "juraient",
	"jure", "justifiait", "justifie", "lachait", "lache", "lanca", "lancait", "lance", "lancent",
	"loue", "maintient", "marmonne", "martele", "maugree", "menace", "mentionne", "minimise",
	"moque", "murmurait", "murmure", "narre", "notait", "note", "notent", "nuance", "objectait",
	"objecte", "observait", "observe", "observent", "opine", "oppose", "ordonne", "parlaient",
	"parlait", "parle", "parlent", "parler", "pense", "pensent", "persifle", "persiste",
	"pestait", "peste", "plaidait", "plaide", "plaisante", "pleure", "pointe", "poursuit",
	"poursuivait", "poursuivent", "poursuivi", "precisait", "precise", "precisent", "preconise",
	"pretend", "prevenait", "prevenu", "previennent", "previent", "proclame", "promet",
	"promettait", "promettent", "promis", "prone", "pronostique", "propose", "protestait",
	"proteste", "qualifie", "questionne", "raconta", "racontaient", "racontait", "raconte",
	"racontent", "raille", "rappelait", "rappele", "rappelle", "rappellent", "rapporte",
	"rapportent", "rassure", "ravit", "reagi", "reagissait", "reagit", "recapitule", "recite",
	"reclame", "reclament", "recommande", "reconnaissait", "reconnaissent", "reconnait",
	"reconnu", "redoute", "reflechit", "refute", "regrette", "regrettent", "rejette", "rejoui",
	"rejouie", "rejouit", "relate", "relativise", "releve", "remarque", "remercie", "rencheri",
	"rencherit", "repetait", "repete", "repetent", "repliquait", "replique", "repond",
	"repondait", "repondent", "repondu", "reprenait", "reprend", "reproche", "resumait",
	"resume", "resument", "retorquait", "retorque", "revele", "revendique", "ricane", "rigole",
	"rit", "s'agace", "s'alarme", "s'amuse", "s'amusent", "s'emporte", "s'enerve", "s'enflamme",
	"s'enthousiasme", "s'etonne", "s'etrangle", "s'exclame", "s'excuse", "s'impatiente",
	"s'indigne", "s'indignent", "s'inquiete", "s'inquietent", "s'insurge", "s'interroge",
	"s'offusque", "salua", "salue", "saluent", "sanglote", "scande", "se", "signale",
	"signalent", "songe", "souffle", "souhaite", "soulignait", "souligne", "soulignent",
	"soupconne", "soupirait", "soupire", "souri", "sourit", "soutenait", "soutenu",
	"soutiennent", "soutient", "souvient", "stipule", "suggere", "supplie", "susurre", "tacle",
	"temoignait", "temoigne", "temoignent", "tempere", "tempete", "tonnait", "tonne", "tranche",
	"trepigne", "tweete", "vante", "vitupere", "vocifere" };

static const char *const auxiliaries[] = { "a", "aurait", "avaient", "avait", "ont", "s'est",
	"s'etait" };

static const char *const openers[] = { "a", "alors", "apres", "au", "aupres", "aussi", "aux",
	"avant", "avec", "ce", "cette", "dans", "depuis", "devant", "dimanche", "dont", "en", "et",
	"face", "hier", "jeudi", "lors", "lundi", "mais", "mardi", "mercredi", "ou", "par",
	"pendant", "pour", "qu'il", "quand", "que", "qui", "samedi", "sans", "sur", "vendredi" };

static const char *const adverbs[] = { "ainsi", "alors", "aussi", "aussitot", "dimanche",
	"egalement", "encore", "enfin", "ensuite", "hier", "jeudi", "lundi", "mardi", "mercredi",
	"notamment", "par", "part", "pour", "sa", "samedi", "vendredi" };

static const char *const offices[] = { "acteur", "actrice", "adjoint", "adjointe", "agent",
	"agriculteur", "agricultrice", "ambassadeur", "ambassadrice", "ancien", "ancienne",
	"animateur", "animatrice", "architecte", "artisan", "auteur", "autrice", "avocat",
	"avocat-general", "avocate", "batonnier", "berger", "bergere", "biologiste", "boulanger",
	"boulangere", "capitaine", "chancelier", "chanceliere", "chanteur", "chanteuse", "chauffeur",
	"chef", "chef-cuisinier", "chercheur", "chercheuse", "chirurgien", "chirurgienne",
	"citoyen", "citoyenne", "climatologue", "colistier", "collegue", "colonel", "comedien",
	"comedienne", "commandant", "commercant", "commercante", "commissaire", "conducteur",
	"conductrice", "conseiller", "conseillere", "conservateur", "conservatrice", "cuisinier",
	"cuisiniere", "cure", "danseur", "danseuse", "delegue", "deleguee", "depute", "deputee",
	"dessinateur", "dessinatrice", "directeur", "directrice", "dirigeant", "dirigeante",
	"docteur", "doctorant", "economiste", "ecrivain", "ecrivaine", "editeur", "editrice",
	"educateur", "educatrice", "eleve", "eleveur", "eleveuse", "elu", "elue", "enseignant",
	"enseignante", "entraineur", "entraineuse", "etudiant", "etudiante", "evangeliste",
	"eveque", "expert", "experte", "facteur", "factrice", "fondateur", "fondatrice", "gardien",
	"gardienne", "general", "gerant", "gerante", "glaciologue", "gouverneur", "guide",
	"habitant", "habitante", "historien", "historienne", "infirmier", "infirmiere", "ingenieur",
	"ingenieure", "instituteur", "institutrice", "jardinier", "jardiniere", "joueur", "joueuse",
	"journaliste", "juge", "libraire", "lieutenant", "m", "madame", "maire", "maraicher",
	"maraichere", "marin", "me", "medecin", "meteorologue", "militant", "militante", "ministre",
	"mlle", "mm", "mme", "monsieur", "musicien", "musicienne", "negociateur", "negociatrice",
	"notaire", "officier", "ouvrier", "ouvriere", "patron", "patronne", "paysan", "paysanne",
	"pecheur", "peintre", "pharmacien", "pharmacienne", "philosophe", "photographe", "pilote",
	"plombier", "policier", "policiere", "pompier", "porte-parole", "prefet", "prefete",
	"premier", "premiere", "president", "presidente", "procureur", "procureure", "professeur",
	"proprietaire", "psychologue", "queteur", "realisateur", "realisatrice", "recteur",
	"rectrice", "reine", "representant", "representante", "restaurateur", "restauratrice",
	"retraite", "retraitee", "riverain", "riveraine", "roi", "romancier", "romanciere",
	"sculpteur", "secretaire", "senateur", "senatrice", "sociologue", "soignant", "soignante",
	"soprano", "surveillant", "syndicaliste", "syndique", "temoin", "traducteur", "traductrice",
	"tresorier", "tresoriere", "vendeur", "vendeuse", "vice-president", "vice-presidente",
	"vigneron", "vigneronne", "voisin", "voisine" };

static const char *const according[] = { "d'apres", "selon" };

static const char *const wordings[] = { "expression", "formule", "formules", "l'expression", "mots",
	"propos", "termes", "traduction" };

static const char *const male[] = { "il", "ils" };

static const char *const female[] = { "elle", "elles" };

static const char *const articles[] = { "ce", "cet", "cette", "l", "la", "le", "les", "leur",
	"leurs", "ma", "mon", "sa", "ses", "son", "un", "une" };

static const char *const objects[] = { "leur", "lui", "nous", "se" };

static const char *const indefinite[] = { "des", "un", "une" };

static const char *const anonymous[] = { "fonctionnaire", "porte-parole", "source", "sources" };

static const char *const stand_ins[] = { "accuse", "accusee", "allemand", "allemande", "americain",
	"americaine", "anglais", "anglaise", "belge", "britannique", "canadien", "canadienne",
	"commercant", "commercante", "espagnol", "espagnole", "femme", "francais", "francaise",
	"homme", "italien", "italienne", "jeune", "neerlandais", "norvegien", "norvegienne",
	"octogenaire", "portugais", "portugaise", "quadra", "quadragenaire", "quebecois",
	"quebecoise", "quinquagenaire", "russe", "septuagenaire", "sexagenaire", "suisse",
	"trentenaire" };

static const char *const man_endings[] = { "eur", "ien", "ier", "iste", "logue", "naire" };

static const char *const woman_endings[] = { "aine", "arde", "cate", "elle", "enne", "euse", "eate",
	"idate", "iere", "onne", "trice" };

static const char *const copulas[] = { "est", "etaient", "etait", "fut", "montrait", "montre",
	"s'est", "se", "semble", "sont" };

static const char *const according_to[] = { "a en croire", "aux dires de", "d'apres les propos de",
	"de l'avis de" };

static const char *const documents[] = { "accord", "affiche", "banderole", "communique", "document",
	"enquete", "etude", "jugement", "lettre", "note", "panneau", "projet", "rapport", "sondage",
	"texte", "tract" };

static const char *const works[] = { "album", "chanson", "comedie", "disque", "documentaire",
	"emission", "essai", "exposition", "feuilleton", "film", "livre", "magazine", "nouvelle",
	"opera", "piece", "podcast", "poeme", "recueil", "roman", "serie", "single", "spectacle",
	"tableau" };

static const char *const held_off[] = { "dit", "dite", "mot", "mots", "pretendu", "pretendue",
	"pretendues", "pretendus", "soi-disant", "terme", "termes" };

static const char *const views[] = { "pour" };

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
	.cues_inside = true,
	.indefinite = DIALECT_WORDS(indefinite),
	.anonymous = DIALECT_WORDS(anonymous),
	.stand_ins = DIALECT_WORDS(stand_ins),
	.man_endings = DIALECT_WORDS(man_endings),
	.woman_endings = DIALECT_WORDS(woman_endings),
	.copulas = DIALECT_WORDS(copulas),
	.according_to = DIALECT_WORDS(according_to),
	.documents = DIALECT_WORDS(documents),
	.works = DIALECT_WORDS(works),
	.held_off = DIALECT_WORDS(held_off),
	.views = DIALECT_WORDS(views),
};
