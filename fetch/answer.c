#include "fetch/answer.h"

#include "core/date.h"
#include "fetch/head.h"
#include "fetch/media.h"

#define PROTOCOL SPAN("HTTP/")
#define STATUS_DIGITS 3

bool
answer_begins(struct span bytes)
{
	return span_eq_case(span_cut(bytes, 0, PROTOCOL.n), PROTOCOL);
}

/* "HTTP/1.1 200 OK", "HTTP/2 200": what stands between the first blanks and the next. */
static bool
read_status(struct span line, long *status)
{
	struct span	 rest = span_cut(line, span_find(line, SPAN(" ")), line.n);

	while (rest.n > 0 && rest.p[0] == ' ')
		rest = span_cut(rest, 1, rest.n);
	*status = 0;
	for (size_t i = 0; i < STATUS_DIGITS; i++) {
		if (i == rest.n || rest.p[i] < '0' || rest.p[i] > '9')
			return false;
		*status = *status * 10 + (rest.p[i] - '0');
	}
	rest = span_cut(rest, STATUS_DIGITS, rest.n);
	return *status >= 100 && (rest.n == 0 || rest.p[0] == ' ' || rest.p[0] == '\t');
}

/* What the head says, beside what goes right into the answer. */
struct notes {
	struct span	 type, date, last_modified, length;
};

static void
note_field(const struct head_field *field, struct answer *answer, struct notes *notes)
{
	struct {
		struct span	 name, *value;
	} firsts[] = {
		{ SPAN("Content-Length"),	&notes->length },
		{ SPAN("Content-Type"),		&notes->type },
		{ SPAN("Date"),			&notes->date },
		{ SPAN("Last-Modified"),	&notes->last_modified },
		{ SPAN("Location"),		&answer->location },
	};
	struct span	 text = head_text(field->value);

	if (span_eq_case(field->name, SPAN("Content-Encoding")))
		payload_add(&answer->content, text);
	if (span_eq_case(field->name, SPAN("Transfer-Encoding")))
		payload_add(&answer->transfer, text);
	for (size_t i = 0; i < LEN(firsts); i++) {
		if (firsts[i].value->n == 0 && span_eq_case(field->name, firsts[i].name))
			*firsts[i].value = text;
	}
}

/* Pass over interim responses to the head of the final one. False when there is no status. */
static bool
find_final(struct span *bytes, struct span *head, size_t *at, long *status)
{
	for (;;) {
		size_t	 length = head_length(*bytes);

		*at = 0;
		*head = span_cut(*bytes, 0, length > 0 ? length : bytes->n);
		if (!answer_begins(*head) || !read_status(head_line(*head, at), status))
			return false;
		if (*status >= 200 || length == 0 ||
		    !answer_begins(span_cut(*bytes, length, bytes->n)))
			return true;
		*bytes = span_cut(*bytes, length, bytes->n);
	}
}

bool
answer_read(struct span bytes, struct arena *arena, struct answer *answer, struct fault *f)
{
	struct notes		 notes = { SPAN_NONE, SPAN_NONE, SPAN_NONE, SPAN_NONE };
	struct head_field	 field;
	struct span		 head;
	size_t			 at;
	uint64_t		 length;
	bool			 found;

	*answer = (struct answer) { .date = DATE_UNKNOWN, .last_modified = DATE_UNKNOWN };
	if (!find_final(&bytes, &head, &at, &answer->status))
		return fault_set(f, FAULT_INPUT, "a response without an HTTP status");
	do {
		if (!head_next(head, &at, arena, &field, &found, f))
			return false;
		if (found)
			note_field(&field, answer, &notes);
	} while (found);
	media_read(notes.type, &answer->content_type, &answer->charset);
	answer->body = span_cut(bytes, head.n, bytes.n);
	answer->short_of_length = head_length(head) == 0 ||
	    (answer->transfer.count == 0 && head_number(notes.length, &length) &&
		length > answer->body.n);
	return head_date(notes.date, arena, &answer->date, f) &&
	    head_date(notes.last_modified, arena, &answer->last_modified, f);
}
