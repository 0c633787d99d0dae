/* The words by which German hands speech over. Source: any German grammar, and the style of news agencies. */
#include "core/dialect.h"

static const char *const verbs[] = { "ahnt", "antwortet", "antwortete", "argumentieren",
	"argumentiert", "argumentierte", "aussert", "ausserte", "bat", "bedauert", "bedauerte",
	"befand", "begrundet", "begrundete", "behauptet", "behauptete", "bekannte", "bekennt",
	"beklagt", "beklagte", "bekraftigt", "bekraftigte", "bemangeln", "bemangelt", "bemangelte",
	"bemerkt", "bemerkte", "berichten", "berichtet", "berichtete", "berichteten", "beruhigt",
	"beruhigte", "beschreibt", "beschrieb", "beschwert", "beschwerte", "beschwichtigt",
	"beschwichtigte", "beschwor", "beschwort", "bestatigen", "bestatigt", "bestatigte",
	"bestatigten", "beteuert", "beteuerte", "betonen", "betont", "betonte", "betonten",
	"bezeichnet", "bezeichnete", "bezeichneten", "bilanziert", "bilanzierte", "bittet",
	"brullte", "brummt", "brummte", "dankte", "dementiert", "dementierte", "droht", "drohte",
	"empfahl", "empfand", "empfiehlt", "empfindet", "entgegnet", "entgegnete", "entschuldigt",
	"entschuldigte", "erganzt", "erganzte", "erinnern", "erinnert", "erinnerte", "erkannte",
	"erkennt", "erklaren", "erklart", "erklarte", "erklarten", "erkundigte", "erlautert",
	"erlauterte", "ermahnt", "ermahnte", "ermuntert", "erwiderte", "erzahlen", "erzahlt",
	"erzahlte", "erzahlten", "fand", "faucht", "fauchte", "feixt", "findet", "flucht",
	"fluchte", "flustert", "flusterte", "folgert", "folgerte", "fordern", "fordert", "forderte",
	"forderten", "formuliert", "formulierte", "fragt", "fragte", "freut", "freute", "fugt",
	"fugte", "gefordert", "gesagt", "gestand", "gesteht", "gewarnt", "glaubt", "glaubte",
	"gratulierte", "grinst", "grinste", "hakt", "hakte", "heisst", "hielt", "hiess", "hinzu",
	"hofft", "hoffte", "insistiert", "insistierte", "jammert", "jammerte", "jubelt", "jubelte",
	"klagen", "klagt", "klagte", "kommentiert", "kommentierte", "konstatiert", "konstatierte",
	"kontert", "konterte", "korrigiert", "korrigierte", "kritisieren", "kritisiert",
	"kritisierte", "kundigt", "kundigte", "lacht", "lachte", "lasst", "lastert", "lautete",
	"loben", "lobt", "lobte", "lobten", "mahnen", "mahnt", "mahnte", "mahnten", "meinen",
	"meint", "meinte", "meinten", "mitgeteilt", "monierte", "mutmasst", "mutmasste", "nannte",
	"nannten", "nennen", "nennt", "notiert", "notierte", "offenbart", "offenbarte", "pladiert",
	"pladierte", "pochte", "prahlt", "prahlte", "prophezeit", "prophezeite", "protestiert",
	"protestierte", "raisonnierte", "rat", "raumte", "raunte", "rechtfertigt", "rechtfertigte",
	"resumiert", "resumierte", "rief", "riefen", "riet", "rufen", "ruft", "rugt", "rugte",
	"sagen", "sagt", "sagte", "sagten", "scherzte", "schildert", "schilderte", "schimpfte",
	"schnauzte", "schreiben", "schreibt", "schreit", "schrie", "schrieb", "schrieben",
	"schwarmt", "schwarmte", "schwor", "schwort", "seufzt", "seufzte", "sinniert", "sinnierte",
	"skandiert", "spottet", "spottete", "sprach", "spricht", "stammelt", "stammelte", "staunt",
	"staunte", "stellte", "stohnt", "stohnte", "strahlt", "strahlte", "teilt", "teilte",
	"teilten", "trostet", "trostete", "uberlegt", "uberlegte", "unterstrich", "urteilt",
	"urteilte", "verkundet", "verkundete", "verlangt", "verlangte", "verlas", "vermeldet",
	"vermeldete", "vermuten", "vermutet", "vermutete", "verneint", "verneinte", "verrat",
	"verriet", "versichert", "versicherte", "versprach", "verspricht", "verteidigte",
	"verweist", "verwies", "warnen", "warnt", "warnte", "warnten", "wehrt", "wehrte", "weiss",
	"wettert", "wetterte", "widersprach", "widerspricht", "wiederholt", "wiederholte", "winkt",
	"winkte", "wissen", "witzelt", "witzelte", "wundert", "wunderte", "wusste", "zitiert",
	"zitierte", "zweifelt", "zweifelte" };

static const char *const auxiliaries[] = { "habe", "haben", "hat", "hatte", "hatten", "wollte",
	"wollten" };

static const char *const openers[] = { "aber", "als", "am", "an", "angesichts", "anlasslich", "ans",
	"auf", "aufs", "aus", "bei", "beim", "bevor", "bis", "dass", "denn", "doch", "durch", "fur",
	"gegen", "gegenuber", "hinsichtlich", "im", "in", "ins", "mit", "nach", "nachdem", "ob",
	"oder", "ohne", "per", "seit", "seitens", "sondern", "statt", "trotz", "uber", "um", "und",
	"unter", "via", "vom", "vor", "wahrend", "weil", "wenn", "wie", "zu", "zum", "zur",
	"zwischen" };

static const char *const adverbs[] = { "abend", "am", "anschliessend", "auch", "ausserdem",
	"bereits", "danach", "dann", "daraufhin", "dazu", "dienstag", "donnerstag", "ebenfalls",
	"etwa", "freitag", "gestern", "heute", "hinzu", "jetzt", "mittag", "mittwoch", "montag",
	"morgen", "noch", "nun", "samstag", "schliesslich", "schon", "sich", "sonnabend", "sonntag",
	"spater", "weiter", "zudem" };

static const char *const offices[] = { "abgeordnete", "abgeordneter", "altenpfleger",
	"altenpflegerin", "angeklagte", "angeklagter", "angler", "anglerin", "anlieger",
	"anliegerin", "anwalt", "anwaltin", "anwohner", "anwohnerin", "apotheker", "apothekerin",
	"architekt", "architektin", "arzt", "arztin", "aussenminister", "aussenministerin", "autor",
	"autorin", "backer", "backerin", "bademeister", "bademeisterin", "bauer", "bauerin",
	"beamter", "beamtin", "beauftragte", "beauftragter", "berater", "beraterin", "bergmann",
	"besitzer", "besitzerin", "betreuer", "betreuerin", "bewohner", "bewohnerin", "bewohnern",
	"biologe", "biologin", "bischof", "bischofin", "botschafter", "botschafterin", "bruder",
	"bundeskanzler", "bundeskanzlerin", "burgermeister", "burgermeisterin", "chef", "chefarzt",
	"chefarztin", "chefin", "chorleiter", "chorleiterin", "coach", "cousin", "cousine",
	"darsteller", "darstellerin", "dekan", "dekanin", "dezernent", "dezernentin", "dichter",
	"dichterin", "direktor", "direktorin", "dirigent", "dirigentin", "dolmetscher",
	"dolmetscherin", "dr", "ehemann", "enkel", "enkelin", "ermittler", "ermittlerin",
	"erzieher", "erzieherin", "experte", "expertin", "fahrer", "fahrerin", "feuerwehrchef",
	"feuerwehrmann", "finanzminister", "finanzministerin", "fischer", "fischerin", "forscher",
	"forscherin", "forster", "forsterin", "fotograf", "fotografin", "fraktionschef",
	"fraktionschefin", "fraktionsvorsitzende", "fraktionsvorsitzender", "frau", "friseur",
	"friseurin", "gartner", "gartnerin", "gaste-coach", "gastgeber", "gastgeberin", "gastwirt",
	"gastwirtin", "gemeindevorsteher", "generalsekretar", "generalsekretarin", "geologe",
	"geologin", "geschaftsfuhrer", "geschaftsfuhrerin", "gewerkschafter", "gewerkschafterin",
	"gitarrist", "gitarristin", "grossmutter", "grossvater", "grunder", "grunderin",
	"gutachter", "gutachterin", "handler", "handlerin", "hausmeister", "hausmeisterin",
	"hebamme", "herr", "herrn", "hirte", "historiker", "historikerin", "iker", "ikerin",
	"imker", "imkerin", "ingenieur", "ingenieurin", "inhaber", "inhaberin", "innenminister",
	"innenministerin", "innensenator", "innensenatorin", "intendant", "intendantin", "jager",
	"jagerin", "journalist", "journalistin", "jurist", "juristin", "kameramann", "kandidat",
	"kandidatin", "kanzler", "kanzlerin", "kapitan", "kapitanin", "kassierer", "kassiererin",
	"koch", "kochin", "kollege", "kollegin", "kommissar", "kommissarin", "komponist",
	"komponistin", "konig", "konigin", "krankenpfleger", "krankenschwester", "kritiker",
	"kritikerin", "kunde", "kundin", "kunstler", "kunstlerin", "kustos", "landrat", "landratin",
	"landtagsabgeordnete", "landwirt", "landwirtin", "lehrer", "lehrerin", "leiter", "leiterin",
	"lektor", "lektorin", "leser", "leserin", "maler", "malerin", "manager", "managerin",
	"mandant", "mandantin", "mechaniker", "meister", "meisterin", "meteorologe", "meteorologin",
	"mieter", "mieterin", "minister", "ministerin", "ministerprasident", "ministerprasidentin",
	"mitarbeiter", "mitarbeiterin", "musiker", "musikerin", "mutter", "nachbar", "nachbarin",
	"nachfolger", "nachfolgerin", "neffe", "nichte", "oberburgermeister", "oberburgermeisterin",
	"okonom", "okonomin", "ologe", "ologin", "onkel", "pachter", "pachterin", "parteichef",
	"parteichefin", "passant", "passantin", "pfarrer", "pfarrerin", "pfleger", "pflegerin",
	"pilot", "pilotin", "planer", "planerin", "politiker", "politikerin", "polizeisprecher",
	"polizeisprecherin", "polizist", "polizistin", "prasident", "prasidentin", "produzent",
	"produzentin", "prof", "professor", "professorin", "prufer", "pruferin", "psychologe",
	"psychologin", "redakteur", "redakteurin", "reeder", "reederin", "regierungssprecher",
	"regierungssprecherin", "regisseur", "regisseurin", "rektor", "rektorin", "rentner",
	"rentnerin", "reporter", "reporterin", "restaurator", "restauratorin", "richter",
	"richterin", "sanger", "sangerin", "schaffner", "schaffnerin", "schauspieler",
	"schauspielerin", "schreiner", "schreinerin", "schriftsteller", "schriftstellerin",
	"schuler", "schulerin", "schulleiter", "schulleiterin", "schwester", "senator", "senatorin",
	"sohn", "spieler", "spielerin", "spitzenkandidat", "spitzenkandidatin", "sprecher",
	"sprecherin", "staatsanwalt", "staatsanwaltin", "stadtkammerer", "stadtplaner",
	"stadtplanerin", "stadtrat", "stadtratin", "student", "studentin", "sturmer", "sturmerin",
	"tante", "taxifahrer", "taxifahrerin", "telefonist", "therapeut", "therapeutin", "tierarzt",
	"tierarztin", "tochter", "torhuter", "torhuterin", "torwart", "torwartin", "trainer",
	"trainerin", "umweltminister", "umweltministerin", "unternehmer", "unternehmerin",
	"urlauber", "urlauberin", "vater", "verkaufer", "verkauferin", "verleger", "verlegerin",
	"vermieter", "vermieterin", "verteidiger", "verteidigerin", "verteidigungsminister",
	"verteidigungsministerin", "veterinar", "vize-chef", "volontar", "vorsitzende",
	"vorsitzender", "vorstand", "vorstandschef", "vorstandschefin", "vorstandssprecher",
	"vorstandssprecherin", "vorsteher", "vorsteherin", "wachter", "wart", "warter", "warterin",
	"winzer", "winzerin", "wirt", "wirtin", "wissenschaftler", "wissenschaftlerin", "witwe",
	"witwer", "zeuge", "zeugin", "zugbegleiter", "zugbegleiterin", "zuschauer", "zuschauerin" };

static const char *const according[] = { "laut", "so", "zufolge" };

static const char *const male[] = { "er" };

static const char *const female[] = { "sie" };

static const char *const articles[] = { "das", "dem", "den", "der", "des", "die", "ein", "eine",
	"einem", "einen", "einer", "eines", "ihr", "ihre", "kein", "keine", "mein", "meine", "sein",
	"seine", "unser", "unsere" };

static const char *const datives[] = { "dem", "den", "der", "dieser", "einem", "einer", "unserer" };

static const char *const indefinite[] = { "ein", "eine", "einer", "einige" };

static const char *const anonymous[] = { "informant", "insider", "sprecher", "sprecherin" };

static const char *const stand_ins[] = { "amerikaner", "amerikanerin", "belgier", "belgierin",
	"brite", "britin", "dame", "franzose", "franzosin", "italiener", "italienerin", "japaner",
	"japanerin", "mann", "norweger", "norwegerin", "osterreicher", "osterreicherin", "pole",
	"polin", "russe", "russin", "schwede", "schwedin", "schweizer", "schweizerin", "senior",
	"seniorin", "spanier", "spanierin", "turke", "turkin", "ukrainer", "ukrainerin" };

static const char *const man_endings[] = { "ant", "anwalt", "arzt", "chef", "ent", "er", "ist",
	"ling", "mann", "neffe", "oge", "or", "rat", "sohn", "wart" };

static const char *const woman_endings[] = { "frau", "in", "mutter", "nichte", "schwester", "tante",
	"tochter", "witwe" };

static const char *const copulas[] = { "gab", "gibt", "ist", "sind", "war", "waren", "wird",
	"wirkt", "wirkte", "wurde", "zeigt", "zeigte" };

static const char *const reported[] = { "bleibe", "durfe", "gehe", "habe", "komme", "konne",
	"musse", "sei", "seien", "solle", "stehe", "werde", "wolle" };

static const char *const according_to[] = { "den worten", "nach angaben", "nach ansicht",
	"nach auffassung", "nach aussage", "nach einschatzung", "nach meinung", "nach worten" };

static const char *const documents[] = { "akte", "antrag", "bericht", "brief", "entwurf",
	"erklarung", "gesetz", "gutachten", "inschrift", "mitteilung", "papier", "plakat",
	"protokoll", "schild", "schreiben", "studie", "transparent", "umfrage", "urteil",
	"vertrag" };

static const char *const works[] = { "album", "ausstellung", "band", "buch", "debut", "debutroman",
	"dokumentarfilm", "erzahlung", "film", "gedicht", "gemalde", "hit", "kinderbuch", "kurzfilm",
	"lied", "magazin", "musical", "novelle", "oper", "podcast", "roman", "sachbuch", "sendung",
	"serie", "single", "song", "spielfilm", "stuck", "theaterstuck", "thriller", "zeitschrift" };

static const char *const held_off[] = { "begriff", "schlagwort", "sogenannte", "sogenannten",
	"sogenannter", "sogenanntes", "stichwort", "wort", "worter" };

static const char *const views[] = { "fur" };

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
	.indefinite = DIALECT_WORDS(indefinite),
	.anonymous = DIALECT_WORDS(anonymous),
	.stand_ins = DIALECT_WORDS(stand_ins),
	.man_endings = DIALECT_WORDS(man_endings),
	.woman_endings = DIALECT_WORDS(woman_endings),
	.copulas = DIALECT_WORDS(copulas),
	.reported = DIALECT_WORDS(reported),
	.according_to = DIALECT_WORDS(according_to),
	.documents = DIALECT_WORDS(documents),
	.works = DIALECT_WORDS(works),
	.held_off = DIALECT_WORDS(held_off),
	.views = DIALECT_WORDS(views),
	.compounds = true,
};
