#include "fetch/feed_parts.h"

#include <expat.h>

#include "core/utf8.h"
#include "fetch/charset.h"
#include "fetch/charset_labels.h"
#include "fetch/url.h"

#define BYTES_MAX ((size_t)64 << 20)
#define DECODED_MAX (BYTES_MAX * 5) /* no byte becomes more than four; and a reader */
#define SCRATCH_MAX ((size_t)1 << 20) /* one address and its base */
#define DEPTH_MAX 256u /* elements in one another */
#define VALUE_MAX 8192u /* bytes of a title, a date or an address */
#define BASE_MAX 2048u /* bytes of a base address */
#define BASES_MAX (FEED_ENTRIES_MAX * 4) /* an entry and its links may have one each */
#define ATTRIBUTES_DECLARED_MAX 32u /* defaults are looked at for every element there is */

/* An element that is open, and the address that those in it are relative to, in reader.bases. */
struct level {
	const struct feed_rule	*rule;
	enum feed_role		 role;
	size_t			 base, base_end;
};

/* One pass over a document. */
struct reader {
	XML_Parser		 parser;
	struct feed_draft	 draft;
	struct feed_names	 names;
	struct level		 levels[DEPTH_MAX + 1];
	size_t			 depth;
	struct buf		 bases, text;
	size_t			 text_depth; /* of the element whose text is being read; 0: none */
	bool			 unwanted; /* that text */
	unsigned		 nbases, declared;
	size_t			 skipped; /* lines before the document begins */
	bool			 blind; /* entities that nothing declares pass unnoticed */
	struct fault		*f;
};

/* The parser stops at once; what it still tells is not listened to. */
static void
stop(struct reader *r)
{
	XML_StopParser(r->parser, XML_FALSE);
}

static void
refuse(struct reader *r, enum fault_kind kind, const char *why)
{
	fault_set(r->f, kind, "line %zu: %s", r->skipped + XML_GetCurrentLineNumber(r->parser), why);
	stop(r);
}

static struct span
base_of(const struct reader *r, const struct level *level)
{
	return span_cut(buf_span(&r->bases), level->base, level->base_end);
}

/* The address that others are relative to; none when it is no web URL or too long to be one. */
static void
push_base(struct reader *r, struct level *level, struct span base)
{
	level->base = r->bases.n;
	if (base.n <= BASE_MAX && url_is_web(base))
		buf_add(&r->bases, base);
	level->base_end = r->bases.n;
}

static bool
read_base(struct reader *r, struct level *level, const char *const *attributes)
{
	struct span	 base = feed_attribute(attributes, "xml:base"), target = base;
	bool		 ok = true;

	if (base.n == 0)
		return true;
	if (r->nbases++ == BASES_MAX) {
		refuse(r, FAULT_LIMIT, "too many base addresses");
		return false;
	}
	if (base.n <= BASE_MAX)
		ok = url_resolve(base_of(r, level), base, r->draft.scratch, &target, r->f);
	if (ok)
		push_base(r, level, target);
	arena_reset(r->draft.scratch);
	return ok && buf_ok(&r->bases, r->f);
}

/* <link href>, as Atom has it: only what leads to the page itself counts, best as a page. */
static bool
read_link(struct reader *r, const struct level *level, const char *const *attributes)
{
	struct span	 relation = feed_attribute(attributes, "rel");
	struct span	 type = feed_attribute(attributes, "type");
	enum feed_rank	 rank = RANK_LINK;

	if (relation.n > 0 && !span_eq_case(relation, SPAN("alternate")) &&
	    !span_eq_case(relation, SPAN("http://www.iana.org/assignments/relation/alternate")))
		return true;
	if (type.n > 0 && !span_eq_case(span_cut(type, 0, 9), SPAN("text/html")) &&
	    !span_eq_case(span_cut(type, 0, 21), SPAN("application/xhtml+xml")))
		rank = RANK_FILE;
	return feed_entry_address(&r->draft, rank, feed_attribute(attributes, "href"),
	    base_of(r, level), r->f);
}

/* What an element says by its attributes. */
static bool
read_attributes(struct reader *r, const struct level *level, const char *const *attributes)
{
	switch (level->role) {
	case ROLE_FEED:
		return feed_value(&r->draft,
		    &(const struct feed_rule) { .role = ROLE_FEED_LANGUAGE },
		    feed_attribute(attributes, "xml:lang"), r->f);
	case ROLE_ENTRY:
	case ROLE_SITEMAP:
		feed_entry_begin(&r->draft, level->role == ROLE_SITEMAP);
		return feed_entry_address(&r->draft, RANK_ABOUT,
		    feed_attribute(attributes, "rdf:about"), SPAN_NONE, r->f);
	case ROLE_LINK:
		return read_link(r, level, attributes);
	default:
		return true;
	}
}

static void XMLCALL
on_start(void *context, const char *name, const char **attributes)
{
	struct reader		*r = context;
	const char *const	*list = (const char *const *)attributes;
	struct level		*level, *parent;

	if (r->f->kind != FAULT_NONE)
		return;
	if (r->depth == DEPTH_MAX) {
		refuse(r, FAULT_LIMIT, "elements nested too deep");
		return;
	}
	parent = &r->levels[r->depth++];
	level = &r->levels[r->depth];
	*level = (struct level) { NULL, ROLE_NONE, parent->base, parent->base_end };
	if (parent->role == ROLE_NONE || parent->role > ROLE_SOURCE)
		return;
	if (!feed_names_bind(&r->names, r->depth, list, r->f)) {
		stop(r);
		return;
	}
	level->rule = feed_rule_of(&r->names, parent->role, name);
	if (level->rule == NULL) {
		if (parent->role == ROLE_TOP)
			refuse(r, FAULT_INPUT, "neither a feed nor a sitemap");
		return;
	}
	level->role = level->rule->role;
	if (level->role >= ROLE_SOURCE) {
		buf_cut(&r->text, 0);
		r->text_depth = r->depth;
		r->unwanted = false;
	}
	/* An identifier that is no address says so. */
	if (level->role == ROLE_GUID &&
	    span_eq_case(feed_attribute(list, "isPermaLink"), SPAN("false")))
		r->unwanted = true;
	if (!read_base(r, level, list) || !read_attributes(r, level, list))
		stop(r);
}

/* Only titles are known to have elements inside whose words are theirs. */
static void XMLCALL
on_text(void *context, const char *text, int length)
{
	struct reader	*r = context;
	enum feed_role	 role = r->levels[r->text_depth].role;
	bool		 deep = role == ROLE_TITLE || role == ROLE_FEED_TITLE || role == ROLE_OUTLET;

	if (r->text_depth == 0 || r->unwanted || (r->depth > r->text_depth && !deep))
		return;
	r->unwanted = (size_t)length > VALUE_MAX - r->text.n;
	if (!r->unwanted)
		buf_add(&r->text, (struct span) { text, (size_t)length });
}

/* The text of an element is whole. */
static bool
end_text(struct reader *r, const struct level *level)
{
	static const enum feed_rank	 ranks[] = {
		[ROLE_GUID] = RANK_GUID,
		[ROLE_LINK] = RANK_LINK,
		[ROLE_LOC] = RANK_LOC,
		[ROLE_ORIGINAL] = RANK_ORIGINAL,
	};
	struct span	 value = span_trim(buf_span(&r->text));

	r->text_depth = 0;
	if (!buf_ok(&r->text, r->f))
		return false;
	if (r->unwanted)
		return true;
	if (level->role < ROLE_GUID)
		return feed_value(&r->draft, level->rule, value, r->f);
	return feed_entry_address(&r->draft, ranks[level->role], value, base_of(r, level), r->f);
}

static void XMLCALL
on_end(void *context, const char *name)
{
	struct reader	*r = context;
	struct level	*level = &r->levels[r->depth];
	bool		 ok = true;

	(void)name;
	if (r->f->kind != FAULT_NONE)
		return;
	if (r->text_depth == r->depth)
		ok = end_text(r, level);
	if (level->role == ROLE_ENTRY || level->role == ROLE_SITEMAP)
		ok = ok && feed_entry_end(&r->draft, r->f);
	feed_names_release(&r->names, r->depth);
	r->depth--;
	buf_cut(&r->bases, r->levels[r->depth].base_end);
	if (!ok)
		stop(r);
}

/* What a document makes up itself can grow without bound, and no feed needs it. */
static void XMLCALL
on_entity(void *context, const char *name, int parameter, const char *value, int length,
    const char *base, const char *system, const char *public, const char *notation)
{
	(void)name, (void)parameter, (void)value, (void)length;
	(void)base, (void)system, (void)public, (void)notation;
	refuse(context, FAULT_INPUT, "declares entities");
}

/* Behind definitions that are never read the parser drops what it cannot know. */
static void XMLCALL
on_doctype(void *context, const char *name, const char *system, const char *public, int subset)
{
	struct reader	*r = context;

	(void)name, (void)public;
	r->blind = system != NULL || subset != 0;
}

static void XMLCALL
on_default(void *context, const char *element, const char *name, const char *type,
    const char *value, int required)
{
	struct reader	*r = context;

	(void)element, (void)name, (void)type, (void)value, (void)required;
	if (++r->declared == ATTRIBUTES_DECLARED_MAX)
		refuse(r, FAULT_LIMIT, "declares too many attributes");
}

static bool
begin(struct reader *r, struct span base, struct fault *f)
{
	r->levels[0].role = ROLE_TOP;
	push_base(r, &r->levels[0], base);
	r->parser = XML_ParserCreate("UTF-8");
	if (r->parser == NULL)
		return fault_set(f, FAULT_MEMORY, "out of memory");
	XML_SetUserData(r->parser, r);
	XML_SetElementHandler(r->parser, on_start, on_end);
	XML_SetCharacterDataHandler(r->parser, on_text);
	XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
	XML_SetEntityDeclHandler(r->parser, on_entity);
	XML_SetAttlistDeclHandler(r->parser, on_default);
	return true;
}

/* A document to be read, and where its parts go. */
struct job {
	struct span	 text, base;
	size_t		 skipped;
	struct arena	*arena, *scratch;
	struct feed	*feed;
};

/*
 * Read a whole text. *broken tells that it is no XML, which a mended one may be;
 * *blind, that a mended one may hold more.
 */
static bool
read_once(const struct job *job, bool *broken, bool *blind, struct fault *f)
{
	struct reader	 r = {
		.draft = { .arena = job->arena, .scratch = job->scratch, .feed = job->feed },
		.bases = BUF((size_t)BASE_MAX * (DEPTH_MAX + 1)),
		.text = BUF(VALUE_MAX),
		.skipped = job->skipped,
		.f = f,
	};

	*job->feed = (struct feed) { .title = SPAN_NONE };
	*broken = false;
	if (begin(&r, job->base, f) &&
	    XML_Parse(r.parser, job->text.p, (int)job->text.n, XML_TRUE) != XML_STATUS_OK &&
	    f->kind == FAULT_NONE) {
		enum XML_Error	 error = XML_GetErrorCode(r.parser);

		*broken = error != XML_ERROR_NO_MEMORY;
		refuse(&r, *broken ? FAULT_INPUT : FAULT_MEMORY, XML_ErrorString(error));
	}
	if (job->feed->language.n == 0 && !r.draft.mixed)
		job->feed->language = r.draft.language;
	*blind = r.blind;
	XML_ParserFree(r.parser);
	buf_free(&r.bases);
	buf_free(&r.text);
	return f->kind == FAULT_NONE;
}

/* Read it as it stands; what is no XML a second time, as far as it can be mended. */
static bool
read_text(struct job *job, struct fault *f)
{
	struct fault	 first = FAULT_INIT, second = FAULT_INIT;
	struct buf	 mended = BUF(BYTES_MAX * 2);
	bool		 broken, blind, ok;

	ok = read_once(job, &broken, &blind, &first);
	if ((ok ? blind : broken) && feed_mend(job->text, &mended)) {
		job->text = buf_span(&mended);
		ok = read_once(job, &broken, &blind, &second);
		/* What the mended text is refused for was hidden; what breaks it still was there. */
		if (!ok && (!broken || first.kind == FAULT_NONE))
			first = second;
	}
	buf_free(&mended);
	if (!ok)
		*job->feed = (struct feed) { .title = SPAN_NONE };
	return ok || fault_set(f, first.kind, "%s", first.text);
}

/* The encoding told by the first "<" of two bytes, the transport, or the declaration. */
static struct span
label_of(struct span bytes, struct span transport)
{
	const struct charset	*charset = charset_of_label(transport);
	struct span		 label = transport;

	if (span_starts(bytes, SPAN("<\0")))
		return SPAN("utf-16le");
	if (span_starts(bytes, SPAN("\0<")))
		return SPAN("utf-16be");
	if (charset == NULL) {
		label = charset_declared(span_cut(bytes, 0, span_find(bytes, SPAN("?>")) + 2));
		charset = charset_of_label(label);
	}
	/* Whoever says so in single bytes is wrong. */
	return charset == NULL || strncmp(charset->name, "utf-16", 6) == 0 ? SPAN_NONE : label;
}

/*
 * To UTF-8, without a copy when it is that already: then a server or a
 * declaration that names a legacy encoding is older than the text.
 */
static bool
decode(struct span bytes, struct span transport, struct arena *arena, struct span *text,
    struct fault *f)
{
	struct span	 label, start = bytes;
	struct decoded	 decoded;

	while (start.n > 0 && strchr(" \t\r\n\xEF\xBB\xBF", start.p[0]) != NULL && start.p[0] != 0)
		start = span_cut(start, 1, start.n);
	label = label_of(start, transport);
	*text = bytes;
	if (memchr(bytes.p, '\0', bytes.n) == NULL && utf8_valid(bytes) &&
	    (label.n == 0 || utf8_count(bytes) < bytes.n))
		return true;
	if (!charset_decode(bytes, label, false, arena, &decoded, f))
		return false;
	*text = decoded.text;
	return true;
}

bool
feed_read(struct span bytes, struct span charset, struct span base, struct arena *arena,
    struct feed *feed, struct fault *f)
{
	struct arena	*room = arena_new(DECODED_MAX), *scratch = arena_new(SCRATCH_MAX);
	struct job	 job = { .base = base, .arena = arena, .scratch = scratch, .feed = feed };
	struct span	 text = SPAN_NONE;
	bool		 ok = false;

	*feed = (struct feed) { .title = SPAN_NONE };
	if (room == NULL || scratch == NULL) {
		fault_set(f, FAULT_MEMORY, "out of memory");
	} else if (bytes.n > BYTES_MAX) {
		fault_set(f, FAULT_LIMIT, "larger than %zu bytes", BYTES_MAX);
	} else if (bytes.n == 0) {
		fault_set(f, FAULT_INPUT, "empty");
	} else if (decode(bytes, charset, room, &text, f)) {
		job.text = span_trim(text);
		for (const char *p = text.p; p < job.text.p; p++)
			job.skipped += *p == '\n';
		ok = read_text(&job, f);
	}
	arena_free(scratch);
	arena_free(room);
	return ok;
}
