/*
 * PROV-JSON: every occurrence and every utterance an entity, outlets and
 * speakers agents. An occurrence is quoted from an earlier carrier of its words
 * (prov:Quotation) and, where the verdict is proven or likely, has the family's
 * earliest as its primary source in this corpus (prov:PrimarySource); with
 * dates tied or missing nothing is asserted. Source: W3C, "PROV-DM" (2013),
 * sections 5.2 and 5.3; "The PROV-JSON Serialization" (2013).
 */
#include <jansson.h>
#include <stdlib.h>

#include <nettle/sha2.h>

#include "cmd/fact.h"
#include "cmd/html.h"
#include "cmd/part.h"
#include "cmd/record.h"
#include "cmd/report.h"
#include "fetch/seen.h"

#define PROV_BYTES_MAX ((size_t)256 << 20)
#define PROV_SPACE "urn:quotrail:"
#define NAME_MAX_BYTES 64

/* The objects of a document, each of records by their names. */
enum piece { PIECE_ENTITIES, PIECE_AGENTS, PIECE_DERIVED, PIECE_ATTRIBUTED, PIECE_SPECIAL, PIECES };
static const char *const piece_names[PIECES] = { "entity", "agent", "wasDerivedFrom",
	"wasAttributedTo", "specializationOf" };

struct prov {
	struct part	 parts[PIECES];
	size_t		 counts[PIECES];
	struct seen	*agents;
};

static void
prov_free(void *state)
{
	struct prov	*prov = state;

	for (int i = 0; i < PIECES; i++)
		part_close(&prov->parts[i]);
	seen_free(prov->agents);
	free(prov);
}

bool
prov_begin(struct printer *printer, struct fault *f)
{
	struct prov	*prov = calloc(1, sizeof *prov);

	if (prov == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	printer->state = prov;
	printer->drop = prov_free;
	prov->agents = seen_new();
	if (prov->agents == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	for (int i = 0; i < PIECES; i++) {
		if (!part_open(&prov->parts[i], f))
			return false;
	}
	return true;
}

/* One record into its piece. */
static bool
add_record(struct prov *prov, enum piece piece, const char *name, json_t *record, struct fault *f)
{
	struct buf	 out = BUF(PROV_BYTES_MAX);
	bool		 ok;

	buf_print(&out, "%s\"%s\":", prov->counts[piece]++ > 0 ? ",\n" : "", name);
	record_add(&out, record);
	json_decref(record);
	ok = buf_ok(&out, f) && part_add(&prov->parts[piece], buf_span(&out), f);
	buf_free(&out);
	return ok;
}

/* A relation has no name of its own in the document; it is numbered. */
static bool
add_relation(struct prov *prov, enum piece piece, json_t *record, struct fault *f)
{
	char	 name[NAME_MAX_BYTES];

	snprintf(name, sizeof name, "_:%s%zu", piece_names[piece], prov->counts[piece] + 1);
	return add_record(prov, piece, name, record, f);
}

static json_t *
typed(struct span value, const char *type)
{
	json_t	*object = json_object();

	json_object_set_new(object, "$", record_text(value));
	json_object_set_new(object, "type", json_string(type));
	return object;
}

static json_t *
qualified(const char *name)
{
	return typed(span_of(name), "prov:QUALIFIED_NAME");
}

static void
name_occurrence(struct span id, char name[NAME_MAX_BYTES])
{
	snprintf(name, NAME_MAX_BYTES, "quotrail:%.*s", SPAN_ARG(id));
}

/* --- agents -------------------------------------------------------------- */

/* The same name is the same agent wherever in the report it comes. */
static void
name_agent(struct span who, char name[NAME_MAX_BYTES])
{
	struct sha256_ctx	 hash;
	uint8_t			 digest[SHA256_DIGEST_SIZE];
	int			 n = snprintf(name, NAME_MAX_BYTES, "quotrail:agent-");

	sha256_init(&hash);
	sha256_update(&hash, who.n, (const uint8_t *)who.p);
	sha256_digest(&hash, sizeof digest, digest);
	for (size_t i = 0; i < 10; i++)
		n += snprintf(name + n, NAME_MAX_BYTES - (size_t)n, "%02x", digest[i]);
}

/* Entity `what` is attributed to `who` in a role, and `who` is described once in the report. */
static bool
attribute(struct prov *prov, const char *what, struct span who, const char *kind, const char *role,
    struct fault *f)
{
	char	 name[NAME_MAX_BYTES];
	json_t	*agent, *record;
	bool	 again;

	name_agent(who, name);
	if (!seen_add(prov->agents, span_of(name), &again, f))
		return false;
	if (!again) {
		agent = json_object();
		json_object_set_new(agent, "prov:label", record_text(who));
		json_object_set_new(agent, "prov:type", qualified(kind));
		if (!add_record(prov, PIECE_AGENTS, name, agent, f))
			return false;
	}
	record = json_object();
	json_object_set_new(record, "prov:entity", json_string(what));
	json_object_set_new(record, "prov:agent", json_string(name));
	json_object_set_new(record, "prov:type", qualified(role));
	return add_relation(prov, PIECE_ATTRIBUTED, record, f);
}

/* --- entities ------------------------------------------------------------ */

static json_t *
fact_value(const struct fact *fact, struct span text)
{
	switch (fact->type) {
	case FACT_WHOLE:
		return json_integer(strtoll(text.p, NULL, 10));
	case FACT_REAL:
		return json_real(strtod(text.p, NULL));
	case FACT_FLAG:
		return json_boolean(text.p[0] == 't');
	case FACT_TIME:
		return typed(text, "xsd:dateTime");
	default:
		return record_text(text);
	}
}

static bool
add_occurrence(struct prov *prov, const struct model *model, const struct member *member,
    const char *name, struct fault *f)
{
	json_t		*entity = json_object();
	struct buf	 value = BUF(PROV_BYTES_MAX);
	char		 key[NAME_MAX_BYTES];
	bool		 ok;

	json_object_set_new(entity, "prov:type", qualified("quotrail:Occurrence"));
	json_object_set_new(entity, "prov:value", record_text(member->filed->quote.text));
	if (html_is_web(member->link))
		json_object_set_new(entity, "prov:location", typed(member->link, "xsd:anyURI"));
	for (const struct fact *fact = facts; fact->name != NULL; fact++) {
		buf_cut(&value, 0);
		fact->add(&value, model, member);
		snprintf(key, sizeof key, "quotrail:%s", fact->name);
		if (value.n > 0) {
			buf_char(&value, '\0');
			json_object_set_new(entity, key,
			    fact_value(fact, (struct span) { value.p, value.n - 1 }));
		}
	}
	ok = buf_ok(&value, f);
	buf_free(&value);
	return add_record(prov, PIECE_ENTITIES, name, entity, f) && ok;
}

static bool
derive(struct prov *prov, const char *name, struct span from, const char *type, struct fault *f)
{
	json_t	*record = json_object();
	char	 used[NAME_MAX_BYTES];

	name_occurrence(from, used);
	json_object_set_new(record, "prov:generatedEntity", json_string(name));
	json_object_set_new(record, "prov:usedEntity", json_string(used));
	json_object_set_new(record, "prov:type", qualified(type));
	return add_relation(prov, PIECE_DERIVED, record, f);
}

static bool
add_member(struct prov *prov, const struct model *model, const struct member *member,
    const char *utterance, struct fault *f)
{
	const struct filed_quote *quotes = model->filed->corpus.quotes;
	const struct article	 *article = &member->article->article;
	enum verdict		  verdict = model->family->verdict;
	size_t	 parent = model->filed->trail.placements[member->occurrence].parent;
	json_t	*special;
	char	 name[NAME_MAX_BYTES];

	name_occurrence(member->filed->id, name);
	if (!add_occurrence(prov, model, member, name, f) ||
	    (parent != TRAIL_NONE && !derive(prov, name, quotes[parent].id, "prov:Quotation", f)) ||
	    (member->occurrence != model->family->earliest &&
		(verdict == VERDICT_PROVEN || verdict == VERDICT_LIKELY) &&
		!derive(prov, name, quotes[model->family->earliest].id, "prov:PrimarySource", f)))
		return false;
	if (article->outlet.n > 0 &&
	    !attribute(prov, name, article->outlet, "prov:Organization", "quotrail:Publisher", f))
		return false;
	if (member->republisher.n > 0 &&
	    !attribute(prov, name, member->outlet, "prov:Organization", "quotrail:Origin", f))
		return false;
	special = json_object();
	json_object_set_new(special, "prov:specificEntity", json_string(name));
	json_object_set_new(special, "prov:generalEntity", json_string(utterance));
	return add_relation(prov, PIECE_SPECIAL, special, f);
}

bool
prov_family(struct printer *printer, const struct model *model, struct arena *arena, struct fault *f)
{
	struct prov	*prov = printer->state;
	json_t		*utterance = json_object();
	char		 name[NAME_MAX_BYTES];

	(void)arena;
	snprintf(name, sizeof name, "quotrail:%.*s-utterance", SPAN_ARG(model->id));
	json_object_set_new(utterance, "prov:type", qualified("quotrail:Utterance"));
	json_object_set_new(utterance, "quotrail:verdict",
	    json_string(verdict_names[model->family->verdict]));
	json_object_set_new(utterance, "quotrail:answer", record_text(model->sentence));
	if (model->said.setting.n > 0)
		json_object_set_new(utterance, "quotrail:setting", record_text(model->said.setting));
	if (!add_record(prov, PIECE_ENTITIES, name, utterance, f) ||
	    (model->speaker.n > 0 &&
		!attribute(prov, name, model->speaker, "prov:Agent", "quotrail:Speaker", f)))
		return false;
	for (size_t i = 0; i < model->nmembers; i++) {
		if (!add_member(prov, model, &model->members[i], name, f))
			return false;
	}
	return true;
}

bool
prov_end(struct printer *printer, struct fault *f)
{
	struct prov	*prov = printer->state;
	FILE		*out = printer->out;

	fputs("{\"prefix\":{\"quotrail\":\"" PROV_SPACE "\"}", out);
	for (int i = 0; i < PIECES; i++) {
		fprintf(out, ",\n\"%s\":{", piece_names[i]);
		if (!part_copy(&prov->parts[i], NULL, out, f))
			return false;
		fputc('}', out);
	}
	return fputs("}\n", out) != EOF || fault_set(f, FAULT_IO, "could not write the report");
}
