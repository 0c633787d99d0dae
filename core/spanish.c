/* The words by which Spanish hands speech over. Source: any Spanish grammar, and the style of news agencies. */
#include "core/dialect.h"

static const char *const verbs[] = { "aclara", "aclaro", "acota", "acoto", "acusa", "acuso",
	"adelanta", "adelanto", "admite", "admiten", "admitido", "admitio", "aduce", "adujo",
	"advertido", "advierte", "advierten", "advirtio", "afirma", "afirmado", "afirman", "afirmo",
	"agrega", "agrego", "alega", "alego", "alerta", "alertan", "alerto", "anade", "anaden",
	"anadido", "anadio", "anuncia", "anunciado", "anuncio", "aplaude", "aplaudio", "apostilla",
	"apostillo", "apunta", "apuntado", "apuntan", "apunto", "argumenta", "argumento", "asegura",
	"asegurado", "aseguran", "aseguro", "aventuro", "bromea", "bromeo", "califica", "calificado",
	"califico", "celebro", "clama", "clamo", "comenta", "comentado", "comentan", "comento",
	"concluye", "concluyen", "concluyo", "confeso", "confiesa", "confirma", "confirmado",
	"confirmo", "considera", "considero", "contado", "contesta", "contestado", "contesto",
	"conto", "corrobora", "corroboro", "cree", "creia", "critica", "criticado", "critican",
	"critico", "cuenta", "cuentan", "cuestiona", "cuestiono", "declara", "declarado", "declaro",
	"defendio", "defiende", "define", "definen", "definia", "definio", "denuncia", "denunciado",
	"denuncian", "denuncio", "descarta", "descarto", "describe", "describio", "desmiente",
	"desmintio", "destaca", "destacado", "destaco", "detalla", "detallo", "dice", "dicen",
	"dicho", "dijeron", "dijo", "enfatiza", "enfatizo", "escribe", "escriben", "escribio",
	"escrito", "espeta", "espeto", "estima", "estimo", "exclama", "exclamo", "exhorto", "exige",
	"exigen", "exigio", "explica", "explicado", "explican", "explico", "expone", "expresa",
	"expreso", "expuso", "garantiza", "garantizo", "grita", "grito", "habla", "hablaba",
	"hablan", "hablo", "incide", "incidio", "increpo", "indica", "indicado", "indico",
	"informa", "informado", "informaron", "informo", "insiste", "insisten", "insistido",
	"insistio", "insto", "interroga", "intervino", "invito", "ironiza", "ironizo", "jura",
	"juro", "justifica", "justifico", "ladro", "lamenta", "lamentado", "lamentan", "lamento",
	"lanzo", "manifestado", "manifesto", "manifiesta", "mantiene", "mantuvo", "matiza", "matizo",
	"murmura", "murmuro", "musito", "narra", "narro", "nego", "niega", "observa", "observo",
	"opina", "opinan", "opino", "ordena", "ordeno", "pedido", "penso", "pide", "piden", "pidio",
	"piensa", "precisa", "preciso", "pregunta", "pregunto", "proclama", "proclamo", "promete",
	"prometio", "pronostica", "pronostico", "propone", "proponen", "propuso", "prosigue",
	"prosiguio", "publica", "publico", "puntualiza", "puntualizo", "queja", "quejo", "razona",
	"razono", "recalca", "recalco", "reclama", "reclaman", "reclamo", "reconoce", "reconocen",
	"reconocido", "reconocio", "recordado", "recordo", "recuerda", "recuerdan", "refiere",
	"refirio", "reflexiona", "reflexiono", "reitera", "reitero", "relata", "relatan", "relato",
	"remacha", "remacho", "remata", "remato", "repite", "repitio", "replico", "reprocha",
	"reprocho", "resalta", "resalto", "resopla", "responde", "responden", "respondido",
	"respondio", "resume", "resumio", "rogo", "ruega", "rumoreo", "senala", "senalado",
	"senalan", "senalo", "sentencio", "solicita", "solicito", "sonrie", "sonrio", "sostiene",
	"sostienen", "sostuvo", "subraya", "subrayado", "subrayan", "subrayo", "sugiere", "sugirio",
	"suplica", "suplico", "suspira", "suspiro", "susurra", "susurro", "teme", "temio", "tercio",
	"tuitea", "tuiteo", "vaticina", "vaticino", "zanja", "zanjo" };

static const char *const auxiliaries[] = { "ha", "habia", "habian", "habria", "han" };

static const char *const openers[] = { "a", "al", "ante", "antes", "como", "con", "cuando", "desde",
	"despues", "donde", "durante", "e", "en", "entre", "hasta", "mas", "mientras", "ni", "o",
	"para", "pero", "por", "porque", "que", "quien", "segun", "si", "sin", "sobre", "tras",
	"y" };

static const char *const adverbs[] = { "ademas", "asi", "asimismo", "ayer", "despues", "domingo",
	"entonces", "esta", "este", "finalmente", "hoy", "jueves", "luego", "lunes", "martes",
	"miercoles", "sabado", "tambien", "viernes" };

static const char *const offices[] = { "abogada", "abogado", "abuela", "abuelo", "actor", "actriz",
	"agente", "agricultor", "agricultora", "albanil", "alcalde", "alcaldesa", "alumna",
	"alumno", "analista", "arquitecta", "arquitecto", "arzobispo", "atleta", "autor", "autora",
	"bailaor", "bailaora", "bombera", "bombero", "camarera", "camarero", "campeon", "campeona",
	"canciller", "candidata", "candidato", "cantante", "cantaor", "cantaora", "capitan",
	"capitana", "catedratica", "catedratico", "chofer", "ciclista", "cocinera", "cocinero",
	"comandante", "comediante", "comerciante", "comisaria", "comisario", "concejal",
	"concejala", "conductor", "conductora", "consejera", "consejero", "contable", "coronel",
	"cura", "delantero", "dependienta", "dependiente", "diputada", "diputado", "director",
	"directora", "dirigente", "doctor", "doctora", "don", "dona", "dr", "dra", "duena", "dueno",
	"economista", "editor", "editora", "embajador", "embajadora", "empresaria", "empresario",
	"enfermera", "enfermero", "entrenador", "entrenadora", "escritor", "escritora", "estudiante",
	"experta", "experto", "fiscal", "fotografa", "fotografo", "ganadera", "ganadero", "geologa",
	"geologo", "gerente", "gobernador", "gobernadora", "guardia", "guitarrista", "historiador",
	"historiadora", "ingeniera", "ingeniero", "investigador", "investigadora", "jefa", "jefe",
	"jubilada", "jubilado", "juez", "jueza", "jugador", "jugadora", "librera", "librero",
	"lider", "madre", "maestra", "maestro", "maquinista", "marinera", "marinero", "medico",
	"miembro", "ministra", "ministro", "monja", "musica", "musico", "novelista", "obispo",
	"padre", "panadera", "panadero", "parroco", "periodista", "pescadera", "pescador", "pintor",
	"pintora", "poeta", "policia", "portavoz", "presidenta", "presidente", "profesor",
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
