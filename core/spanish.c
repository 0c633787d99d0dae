/* The words by which Spanish hands speech over. Source: any Spanish grammar, and the style of news agencies. */
#include "core/dialect.h"

static const char *const verbs[] = { "acusa", "acuso", "admite", "admitio", "advertido", "advierte",
	"advirtio", "afirma", "afirmado", "afirman", "afirmo", "agrega", "agrego", "anade",
	"anadido", "anadio", "anuncia", "anunciado", "anuncio", "apunta", "apuntado", "apunto",
	"argumenta", "argumento", "asegura", "asegurado", "aseguran", "aseguro", "bromeo",
	"califica", "calificado", "califico", "celebro", "comenta", "comentado", "comento",
	"concluye", "concluyo", "confeso", "confiesa", "confirma", "confirmo", "considera",
	"considero", "contado", "contesta", "contestado", "contesto", "conto", "critica",
	"criticado", "critico", "cuenta", "declara", "declarado", "declaro", "defendio", "defiende",
	"denuncia", "denunciado", "denuncio", "destaca", "destacado", "destaco", "dice", "dicen",
	"dicho", "dijeron", "dijo", "escribe", "escribio", "escrito", "exclamo", "exige", "exigio",
	"explica", "explicado", "explican", "explico", "expresa", "expreso", "indica", "indicado",
	"indico", "insiste", "insistido", "insistio", "ironiza", "ironizo", "lamenta", "lamentado",
	"lamento", "manifestado", "manifesto", "manifiesta", "nego", "niega", "opina", "opino",
	"pedido", "pide", "pidio", "precisa", "preciso", "pregunta", "pregunto", "promete",
	"prometio", "prosigue", "prosiguio", "reclamo", "reconoce", "reconocido", "reconocio",
	"recordado", "recordo", "recuerda", "reitera", "reitero", "relata", "relato", "replico",
	"responde", "respondido", "respondio", "resume", "resumio", "senala", "senalado", "senalo",
	"sostiene", "sostuvo", "subraya", "subrayado", "subrayo", "zanjo" };

static const char *const auxiliaries[] = { "ha", "habia", "habian", "habria", "han" };

static const char *const openers[] = { "a", "al", "ante", "antes", "como", "con", "cuando", "desde",
	"despues", "donde", "durante", "e", "en", "entre", "hasta", "mas", "mientras", "ni", "o",
	"para", "pero", "por", "porque", "que", "quien", "segun", "si", "sin", "sobre", "tras",
	"y" };

static const char *const adverbs[] = { "ademas", "asi", "asimismo", "ayer", "despues", "domingo",
	"entonces", "esta", "este", "finalmente", "hoy", "jueves", "luego", "lunes", "martes",
	"miercoles", "sabado", "tambien", "viernes" };

static const char *const offices[] = { "abogada", "abogado", "actor", "actriz", "agricultor",
	"agricultora", "alcalde", "alcaldesa", "arzobispo", "canciller", "candidata", "candidato",
	"cantante", "capitan", "comisaria", "comisario", "concejal", "concejala", "consejera",
	"consejero", "coronel", "delantero", "diputada", "diputado", "director", "directora",
	"doctor", "doctora", "don", "dona", "dr", "dra", "embajador", "embajadora", "empresaria",
	"empresario", "entrenador", "entrenadora", "escritor", "escritora", "fiscal", "gobernador",
	"gobernadora", "ingeniera", "ingeniero", "jefa", "jefe", "juez", "jueza", "lider",
	"maestra", "maestro", "medico", "ministra", "ministro", "obispo", "pescadera", "pescador",
	"portavoz", "presidenta", "presidente", "profesor", "profesora", "reina", "rey",
	"secretaria", "secretario", "senador", "senadora", "senor", "senora", "sr", "sra",
	"tecnico", "vecina", "vecino", "vicepresidenta", "vicepresidente" };

static const char *const according[] = { "segun" };

static const char *const wordings[] = { "expresion", "palabras", "terminos", "traduccion" };

static const char *const male[] = { "el", "ellos" };

static const char *const female[] = { "ella", "ellas" };

static const char *const articles[] = { "el", "en", "esta", "este", "la", "las", "los", "mi", "mis",
	"nuestra", "nuestro", "por", "su", "sus", "un", "una", "unas", "unos" };

static const char *const objects[] = { "le", "les", "me", "nos" };

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
};
