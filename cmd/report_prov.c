/*
 * PROV-JSON: every occurrence and every utterance an entity, outlets and
 * speakers agents. An occurrence is quoted from an earlier carrier of its words
 * (prov:Quotation) and, where the verdict is proven or likely, has the family's
 * earliest as its primary source in this corpus (prov:PrimarySource); with
 * dates tied or missing nothing is asserted. Source: W3C, "PROV-DM" (2013),
 * sections 5.2 and 5.3; "The PROV-JSON Serialization" (2013).
 */
#include <stdlib.h>

#include <nettle/sha2.h>

#include "cmd/fact.h"
#include "cmd/html.h"
#include "cmd/output.h"
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
	for (int i = 0; i < PIECES; i++)
		prov->parts[i] = part_begin();
	return true;
}

/* Begin a record of a piece in an empty buf; record_end() files it. */
static void
record_begin(struct prov *prov, enum piece piece, const char *name, struct buf *out)
{
	buf_add(out, prov->counts[piece]++ > 0 ? SPAN(",\n") : SPAN(""));
	json_open(out, name, '{');
}

/* A relation has no name of its own in the document; it is numbered. */
static void
relation_begin(struct prov *prov, enum piece piece, struct buf *out)
{
	char	 name[NAME_MAX_BYTES];

	snprintf(name, sizeof name, "_:%s%zu", piece_names[piece], prov->counts[piece] + 1);
	record_begin(prov, piece, name, out);
}

static bool
record_end(struct prov *prov, enum piece piece, struct buf *out, struct fault *f)
{
	bool	 ok;

	json_close(out, '}');
	ok = buf_ok(out, f) && part_add(&prov->parts[piece], buf_span(out), f);
	buf_free(out);
	return ok;
}

static void
put_typed(struct buf *out, const char *name, struct span value, const char *type)
{
	json_open(out, name, '{');
	json_put_text(out, "$", value);
	json_put_string(out, "type", span_of(type));
	json_close(out, '}');
}

static void
put_type(struct buf *out, const char *name)
{
	put_typed(out, "prov:type", span_of(name), "prov:QUALIFIED_NAME");
}

static void
put_name(struct buf *out, const char *name, const char *what)
{
	json_put_string(out, name, span_of(what));
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
	struct buf	 agent = BUF(PROV_BYTES_MAX), record = BUF(PROV_BYTES_MAX);
	char		 name[NAME_MAX_BYTES];
	bool		 again;

	name_agent(who, name);
	if (!seen_add(prov->agents, span_of(name), &again, f))
		return false;
	if (!again) {
		record_begin(prov, PIECE_AGENTS, name, &agent);
		json_put_text(&agent, "prov:label", who);
		put_type(&agent, kind);
		if (!record_end(prov, PIECE_AGENTS, &agent, f))
			return false;
	}
	relation_begin(prov, PIECE_ATTRIBUTED, &record);
	put_name(&record, "prov:entity", what);
	put_name(&record, "prov:agent", name);
	put_type(&record, role);
	return record_end(prov, PIECE_ATTRIBUTED, &record, f);
}

/* --- entities ------------------------------------------------------------ */

static void
put_fact(struct buf *out, const struct fact *fact, struct span text)
{
	char	 name[NAME_MAX_BYTES];

	snprintf(name, sizeof name, "quotrail:%s", fact->name);
	switch (fact->type) {
	case FACT_WHOLE:
		json_put_int(out, name, strtoll(text.p, NULL, 10));
		break;
	case FACT_REAL:
		json_put_real(out, name, strtod(text.p, NULL));
		break;
	case FACT_FLAG:
		json_put_bool(out, name, text.p[0] == 't');
		break;
	case FACT_TIME:
		put_typed(out, name, text, "xsd:dateTime");
		break;
	default:
		json_put_text(out, name, text);
	}
}

static bool
add_occurrence(struct prov *prov, const struct model *model, const struct member *member,
    const char *name, struct fault *f)
{
	struct buf	 entity = BUF(PROV_BYTES_MAX), value = BUF(PROV_BYTES_MAX);
	bool		 ok;

	record_begin(prov, PIECE_ENTITIES, name, &entity);
	put_type(&entity, "quotrail:Occurrence");
	json_put_text(&entity, "prov:value", member->filed->quote.text);
	if (html_is_web(member->link))
		put_typed(&entity, "prov:location", member->link, "xsd:anyURI");
	for (const struct fact *fact = facts; fact->name != NULL; fact++) {
		buf_cut(&value, 0);
		fact->add(&value, model, member);
		if (value.n > 0)
			put_fact(&entity, fact, buf_span(&value));
	}
	ok = buf_ok(&value, f);
	buf_free(&value);
	return record_end(prov, PIECE_ENTITIES, &entity, f) && ok;
}

static bool
derive(struct prov *prov, const char *name, struct span from, const char *type, struct fault *f)
{
	struct buf	 record = BUF(PROV_BYTES_MAX);
	char		 used[NAME_MAX_BYTES];

	name_occurrence(from, used);
	relation_begin(prov, PIECE_DERIVED, &record);
	put_name(&record, "prov:generatedEntity", name);
	put_name(&record, "prov:usedEntity", used);
	put_type(&record, type);
	return record_end(prov, PIECE_DERIVED, &record, f);
}

static bool
add_member(struct prov *prov, const struct model *model, const struct member *member,
    const char *utterance, struct fault *f)
{
	const struct filed_quote *quotes = model->filed->corpus.quotes;
	const struct article	 *article = &member->article->article;
	enum verdict		  verdict = model->family->verdict;
	size_t	 parent = model->filed->trail.placements[member->occurrence].parent;
	struct buf	 special = BUF(PROV_BYTES_MAX);
	char		 name[NAME_MAX_BYTES];

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
	relation_begin(prov, PIECE_SPECIAL, &special);
	put_name(&special, "prov:specificEntity", name);
	put_name(&special, "prov:generalEntity", utterance);
	return record_end(prov, PIECE_SPECIAL, &special, f);
}

bool
prov_family(struct printer *printer, const struct model *model, struct arena *arena, struct fault *f)
{
	struct prov	*prov = printer->state;
	struct buf	 utterance = BUF(PROV_BYTES_MAX);
	char		 name[NAME_MAX_BYTES];

	(void)arena;
	snprintf(name, sizeof name, "quotrail:%.*s-utterance", SPAN_ARG(model->id));
	record_begin(prov, PIECE_ENTITIES, name, &utterance);
	put_type(&utterance, "quotrail:Utterance");
	put_name(&utterance, "quotrail:verdict", verdict_names[model->family->verdict]);
	json_put_text(&utterance, "quotrail:answer", model->sentence);
	if (model->said.setting.n > 0)
		json_put_text(&utterance, "quotrail:setting", model->said.setting);
	if (!record_end(prov, PIECE_ENTITIES, &utterance, f) ||
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
	fputs("}\n", out);
	return output_sound(out, f);
}
