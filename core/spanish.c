/* The words by which Spanish hands speech over. Source: any Spanish grammar, and the style of news agencies. */
#include "core/dialect.h"

static const char *const verbs[] = { "aclara", "aclaro", "acota", "acoto", "acusa", "acuso",
	"adelanta", "adelanto", "admite", "admiten", "admitido", "admitieron", "admitio", "aduce",
	"adujo", "advertido", "advierte", "advierten", "advirtieron", "advirtio", "afirma",
	"afirmado", "afirman", "afirmaron", "afirmo", "agrega", "agregaron", "agrego", "alega",
	"alego", "alerta", "alertan", "alertaron", "alerto", "anade", "anaden", "anadido",
	"anadieron", "anadio", "anuncia", "anunciado", "anunciaron", "anuncio", "aplaude",
	"aplaudio", "apostilla", "apostillo", "apunta", "apuntado", "apuntan", "apuntaron",
	"apunto", "argumenta", "argumento", "asegura", "asegurado", "aseguran", "aseguraron",
	"aseguro", "augura", "auguro", "aventuro", "avisa", "aviso", "brama", "bramo", "bromea",
	"bromeo", "califica", "calificado", "califico", "celebraron", "celebro", "certifica",
	"certifico", "clama", "clamo", "coincide", "coinciden", "coincidieron", "comenta",
	"comentado", "comentan", "comentaron", "comento", "concluye", "concluyen", "concluyeron",
	"concluyo", "confesaron", "confeso", "confia", "confiesa", "confio", "confirma",
	"confirmado", "confirmaron", "confirmo", "considera", "consideraron", "considero",
	"contado", "contar", "contaron", "contesta", "contestado", "contestaron", "contesto",
	"conto", "corea", "corean", "corearon", "corrobora", "corroboro", "cree", "creia",
	"critica", "criticado", "critican", "criticaron", "critico", "cuenta", "cuentan",
	"cuestiona", "cuestiono", "decir", "declara", "declarado", "declararon", "declaro",
	"defendieron", "defendio", "defiende", "defienden", "define", "definen", "definia",
	"definio", "denuncia", "denunciado", "denuncian", "denunciaron", "denuncio", "descarta",
	"descarto", "describe", "describio", "desmiente", "desmintieron", "desmintio", "destaca",
	"destacado", "destacaron", "destaco", "desvela", "desvelo", "detalla", "detallaron",
	"detallo", "diagnostica", "diagnostico", "dice", "dicen", "dicho", "dijeron", "dijo",
	"enfatiza", "enfatizo", "escribe", "escriben", "escribio", "escrito", "espeta", "espeto",
	"estima", "estimo", "evoca", "evoco", "exclama", "exclamaron", "exclamo", "exhorto",
	"exige", "exigen", "exigieron", "exigio", "explica", "explicado", "explican", "explicaron",
	"explico", "expone", "expresa", "expresaron", "expreso", "expuso", "farfullo", "garantiza",
	"garantizo", "grita", "gritan", "gritaron", "grito", "gruno", "habla", "hablaba", "hablan",
	"hablo", "ilusiona", "ilustra", "ilustro", "incide", "incidio", "increpo", "indica",
	"indicado", "indicaron", "indico", "informa", "informado", "informan", "informaron",
	"informo", "insinua", "insinuo", "insiste", "insisten", "insistido", "insistieron",
	"insistio", "insto", "interroga", "intervino", "invito", "ironiza", "ironizo", "jura",
	"juro", "justifica", "justifico", "ladro", "lamenta", "lamentado", "lamentan", "lamentaron",
	"lamento", "lanzo", "manifestado", "manifestaron", "manifesto", "manifiesta", "mantiene",
	"mantuvo", "matiza", "matizo", "murmura", "murmuro", "musito", "narra", "narro", "negaron",
	"nego", "niega", "observa", "observo", "opina", "opinan", "opinaron", "opino", "ordena",
	"ordeno", "pedido", "penso", "pide", "piden", "pidieron", "pidio", "piensa", "pondera",
	"pondero", "precisa", "precisaron", "preciso", "pregunta", "preguntaron", "pregunto",
	"proclama", "proclamo", "promete", "prometieron", "prometio", "pronostica", "pronostico",
	"propone", "proponen", "propuso", "prosigue", "prosiguio", "protesta", "protesto",
	"publica", "publico", "puntualiza", "puntualizo", "queja", "quejo", "razona", "razono",
	"rebate", "rebatio", "recalca", "recalcaron", "recalco", "reclama", "reclaman",
	"reclamaron", "reclamo", "reconoce", "reconocen", "reconocido", "reconocieron", "reconocio",
	"recordado", "recordaron", "recordo", "recuerda", "recuerdan", "refiere", "refirio",
	"reflexiona", "reflexiono", "reitera", "reitero", "reivindica", "reivindico", "relata",
	"relatan", "relato", "remacha", "remacho", "remata", "remato", "rememora", "rememoro",
	"repetir", "repite", "repitio", "replica", "replico", "reprocha", "reprocho", "resalta",
	"resalto", "resopla", "responde", "responden", "respondido", "respondieron", "respondio",
	"resume", "resumen", "resumieron", "resumio", "rie", "rio", "rogo", "ruega", "rumoreo",
	"senala", "senalado", "senalan", "senalaron", "senalo", "sentencio", "solicita", "solicito",
	"sonrie", "sonrio", "sostiene", "sostienen", "sostuvieron", "sostuvo", "subraya",
	"subrayado", "subrayan", "subrayaron", "subrayo", "sugiere", "sugirieron", "sugirio",
	"suplica", "suplico", "suspira", "suspiro", "susurra", "susurro", "teme", "temio", "tercio",
	"tilda", "tildado", "tildo", "tranquiliza", "tranquilizo", "tuitea", "tuiteo", "valora",
	"valoro", "vaticina", "vaticino", "zanja", "zanjo" };

static const char *const auxiliaries[] = { "ha", "habia", "habian", "habria", "han", "solia",
	"solian", "suele", "suelen" };

static const char *const openers[] = { "a", "al", "ante", "antes", "como", "con", "cuando", "desde",
	"despues", "donde", "durante", "e", "en", "entre", "hasta", "mas", "mientras", "ni", "o",
	"para", "pero", "por", "porque", "que", "quien", "segun", "si", "sin", "sobre", "tras",
	"y" };

static const char *const adverbs[] = { "ademas", "asi", "asimismo", "ayer", "despues", "domingo",
	"entonces", "esta", "este", "finalmente", "hoy", "jueves", "luego", "lunes", "martes",
	"miercoles", "sabado", "tambien", "viernes" };

static const char *const offices[] = { "abogada", "abogado", "abuela", "abuelo", "actor", "actriz",
	"agente", "agricultor", "agricultora", "albanil", "alcalde", "alcaldesa", "alumna", "alumno",
	"analista", "arquitecta", "arquitecto", "arzobispo", "atleta", "autor", "autora", "bailaor",
	"bailaora", "biologa", "biologo", "bombera", "bombero", "camarera", "camarero", "campeon",
	"campeona", "canciller", "candidata", "candidato", "cantante", "cantaor", "cantaora",
	"capitan", "capitana", "catedratica", "catedratico", "chatarrera", "chatarrero", "chofer",
	"ciclista", "cientifica", "cientifico", "cocinera", "cocinero", "comandante", "comediante",
	"comerciante", "comisaria", "comisario", "compositor", "compositora", "concejal",
	"concejala", "conductor", "conductora", "consejera", "consejero", "contable", "coronel",
	"cura", "delantero", "dependienta", "dependiente", "diputada", "diputado", "director",
	"directora", "dirigente", "doctor", "doctora", "don", "dona", "dr", "dra", "duena", "dueno",
	"economista", "editor", "editora", "embajador", "embajadora", "empresaria", "empresario",
	"enfermera", "enfermero", "entrenador", "entrenadora", "escritor", "escritora", "esposa",
	"esposo", "estudiante", "experta", "experto", "fiscal", "fotografa", "fotografo",
	"ganadera", "ganadero", "geologa", "geologo", "gerente", "gobernador", "gobernadora",
	"guardia", "guitarrista", "hermana", "hermano", "hija", "hijo", "historiador",
	"historiadora", "ingeniera", "ingeniero", "investigador", "investigadora", "jefa", "jefe",
	"jubilada", "jubilado", "juez", "jueza", "jugador", "jugadora", "librera", "librero",
	"lider", "linguista", "madre", "maestra", "maestro", "maquinista", "marinera", "marinero",
	"medico", "miembro", "ministra", "ministro", "monja", "musica", "musico", "novelista",
	"obispo", "padre", "panadera", "panadero", "parroco", "periodista", "pescadera", "pescador",
	"pintor", "pintora", "poeta", "policia", "portavoz", "presidenta", "presidente", "profesor",
	"profesora", "propietaria", "propietario", "psicologa", "psicologo", "regidor", "regidora",
	"reina", "rey", "sacerdote", "sargento", "secretaria", "secretario", "senador", "senadora",
	"senor", "senora", "sindicalista", "sociologa", "sociologo", "soprano", "sr", "sra",
	"taxista", "tecnico", "tendera", "tendero", "teniente", "tenor", "testigo", "titular",
	"trabajador", "trabajadora", "vecina", "vecino", "vicepresidenta", "vicepresidente",
	"viuda", "viudo", "voluntaria", "voluntario", "zapatero" };

static const char *const according[] = { "segun" };

static const char *const wordings[] = { "expresion", "palabras", "terminos", "traduccion" };

static const char *const male[] = { "el", "ellos" };

static const char *const female[] = { "ella", "ellas" };

static const char *const articles[] = { "el", "en", "esta", "este", "la", "las", "los", "mi", "mis",
	"nuestra", "nuestro", "por", "su", "sus", "un", "una", "unas", "unos" };

static const char *const objects[] = { "le", "les", "me", "nos", "se" };

static const char *const indefinite[] = { "un", "una", "unas", "unos" };

static const char *const anonymous[] = { "fuente", "fuentes", "portavoz" };

static const char *const stand_ins[] = { "acusada", "acusado", "aleman", "alemana", "anciana",
	"anciano", "argentina", "argentino", "atleta", "belga", "brasilena", "brasileno",
	"britanica", "britanico", "chica", "chico", "chilena", "chileno", "colombiana",
	"colombiano", "condenada", "condenado", "corredor", "corredora", "dama", "deportista",
	"edil", "espanol", "espanola", "estadounidense", "exministra", "exministro", "expresidenta",
	"expresidente", "frances", "francesa", "hombre", "ingles", "inglesa", "italiana",
	"italiano", "joven", "mandataria", "mandatario", "mexicana", "mexicano", "muchacha",
	"muchacho", "mujer", "neerlandes", "neerlandesa", "noruega", "noruego", "peruana",
	"peruano", "politica", "politico", "portugues", "portuguesa", "regidor", "regidora", "rusa",
	"ruso", "suiza", "suizo", "uruguayo", "venezolana", "venezolano" };

static const char *const man_endings[] = { "ano", "ense", "eno", "ero", "ista" };

static const char *const woman_endings[] = { "ense", "era", "ista", "triz" };

static const char *const copulas[] = { "era", "eran", "es", "esta", "estaba", "estuvo", "fue",
	"mostro", "muestra", "parece", "se", "son" };

static const char *const according_to[] = { "a juicio de", "de acuerdo con", "en opinion de",
	"en palabras de" };

static const char *const documents[] = { "acuerdo", "auto", "carta", "cartel", "comunicado",
	"documento", "encuesta", "estudio", "folleto", "informe", "manifiesto", "nota", "pancarta",
	"sentencia", "texto" };

static const char *const works[] = { "album", "cancion", "comedia", "cortometraje", "cuadro",
	"cuento", "disco", "documental", "ensayo", "espectaculo", "exposicion", "informe",
	"largometraje", "lema", "libro", "musical", "novela", "obra", "opera", "pelicula",
	"podcast", "poema", "poemario", "revista", "sencillo", "serie" };

static const char *const held_off[] = { "denominada", "denominadas", "denominado", "denominados",
	"llamada", "llamadas", "llamado", "llamados", "palabra", "palabras", "supuesta", "supuesto",
	"termino" };

static const char *const views[] = { "para" };

const struct dialect dialect_spanish = {
	.code = "es",
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
	.drops_subject = true,
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
