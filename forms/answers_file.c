/* SPDX-License-Identifier: MIT
 *
 * answers_file.c -- files that people send.  What kind a file is, is told by
 * its bytes as well as by its name: a name proves nothing.
 *
 * Nothing here opens or unpacks a file.
 */
#include "forms/answers.h"

#include <strings.h>

enum { NAME_LIMIT = 120, LOOK = 1024 };

static bool
begins(struct str s, const void *with, size_t n)
{
	return s.n >= n && memcmp(s.p, with, n) == 0;
}

static bool
contains(struct str s, const char *what)
{
	return s.n > 0 && memmem(s.p, s.n, what, strlen(what)) != NULL;
}

/* Packed formats are ZIP files that name their parts in clear. */
static bool
is_packed(struct str s, const char *part)
{
	return begins(s, "PK\3\4", 4) && contains(s, part);
}

/* Plain text of any usual encoding: no control characters. */
static bool
is_plain(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c < ' ' && c != '\t' && c != '\n' && c != '\r' &&
		    c != '\f') || c == 0x7F)
			return false;
	}
	return true;
}

/* A message (RFC 5322) says who it is from, before the first empty line. */
static bool
is_message(struct str s)
{
	struct str line;

	while (str_line(&s, &line) && line.n > 0 && line.p[0] != '\r')
		if (line.n > 5 && strncasecmp(line.p, "From:", 5) == 0)
			return true;
	return false;
}

/* Do the bytes agree with the ending? */
static bool
agrees(const char *ending, struct str s)
{
	struct str head = { s.p, s.n < LOOK ? s.n : LOOK };

	if (strcmp(ending, "pdf") == 0)
		return contains(head, "%PDF-");
	if (strcmp(ending, "docx") == 0)
		return is_packed(s, "word/");
	if (strcmp(ending, "xlsx") == 0)
		return is_packed(s, "xl/");
	if (strcmp(ending, "odt") == 0)
		return begins(s, "PK\3\4", 4) && contains(head,
		    "application/vnd.oasis.opendocument.text");
	if (strcmp(ending, "png") == 0)
		return begins(s, "\x89PNG\r\n\x1a\n", 8);
	if (strcmp(ending, "jpg") == 0)
		return begins(s, "\xFF\xD8\xFF", 3);
	if (strcmp(ending, "tif") == 0)
		return begins(s, "II*\0", 4) || begins(s, "MM\0*", 4);
	if (strcmp(ending, "txt") == 0 || strcmp(ending, "csv") == 0)
		return is_plain(s);
	return strcmp(ending, "eml") == 0 && is_plain(s) && is_message(s);
}

/* "jpeg" and "jpg" are the same, and so are "tiff" and "tif". */
static const char *
usual(const char *ending)
{
	return strcmp(ending, "jpeg") == 0 ? "jpg" :
	    strcmp(ending, "tiff") == 0 ? "tif" : ending;
}

/* The ending in small letters; "" when there is none. */
static const char *
ending_of(struct arena *a, const char *name)
{
	const char *dot = strrchr(name, '.');
	char *out, *p;

	if (dot == NULL)
		return "";
	out = arena_str(a, dot + 1);
	for (p = out; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return usual(out);
}

static bool
may_come(const struct forms_question *q, const char *ending, struct str bytes)
{
	size_t i;

	for (i = 0; i < q->n_files; i++)
		if (strcmp(usual(q->files[i]), ending) == 0)
			return agrees(ending, bytes);
	return false;
}

/* Without the folders that some browsers send, and not too long. */
static const char *
plain_name(struct arena *a, const char *name)
{
	const char *p, *last = name, *s, *next;
	size_t cut;

	for (p = name; *p != '\0'; p++)
		if (*p == '/' || *p == '\\')
			last = p + 1;
	s = value_text(a, last, false);
	if (s == NULL)
		return "file";
	for (cut = 0, p = s; *p != '\0'; p = next) {
		next = p;
		utf8_next(&next);
		if (next - s <= NAME_LIMIT)
			cut = (size_t)(next - s);
	}
	if (s[cut] == '\0')
		return s;
	return arena_printf(a, "%.*s.%s", (int)cut, s, ending_of(a, s));
}

const char *
forms_file_kind(struct arena *a, const char *name, struct str bytes)
{
	const char *ending = ending_of(a, name);

	return bytes.n > 0 && agrees(ending, bytes) ? ending : NULL;
}

const char *
forms_file_name(struct arena *a, const char *name)
{
	return plain_name(a, name);
}

size_t
forms_file_limit(const struct forms_question *q)
{
	return q->max_bytes > 0 && q->max_bytes < FORMS_FILE_MAX ?
	    q->max_bytes : FORMS_FILE_MAX;
}

/* What all the other files of this response hold. */
static size_t
others(const struct forms_answers *as, const struct forms_field *f)
{
	size_t i, n = 0;

	for (i = 0; i < as->form->n_fields; i++)
		if (i != f->index)
			n += as->v[i].bytes.n;
	return n;
}

void
forms_answer_file(struct forms_answers *as, const struct forms_field *f,
    const char *name, struct str bytes, struct forms_problem *p)
{
	struct forms_answer *v = &as->v[f->index];
	size_t limit = forms_file_limit(f->q), rest = others(as, f);

	*p = (struct forms_problem){ .field = f };
	*v = (struct forms_answer){ .state = FORMS_BLANK };
	if (answer_empty(name) && bytes.n == 0)
		return;
	if (rest + limit > FORMS_FILES_MAX)
		limit = rest < FORMS_FILES_MAX ? FORMS_FILES_MAX - rest : 0;
	if (!utf8_valid(name, strlen(name), NULL) || bytes.n == 0 ||
	    !may_come(f->q, ending_of(as->a, name), bytes)) {
		p->kind = FORMS_P_FILE_TYPE;
	} else if (bytes.n > limit) {
		p->kind = FORMS_P_FILE_SIZE;
		p->limit = limit;
		p->got = bytes.n;
	} else {
		v->state = FORMS_ANSWERED;
		v->text = plain_name(as->a, name);
		v->bytes = bytes;
	}
}

/* The name of the file that we hold keeps it; any other names nothing. */
void
answer_set_file(struct setting *s, const char *const *values, size_t n)
{
	const struct forms_option *o, *why = NULL;
	struct forms_answer *v = s->v;
	size_t i;

	for (i = 0; i < n; i++) {
		const char *name = value_text(s->as->a, values[i], false);

		if (name == NULL && answer_empty(values[i]))
			continue;
		o = name ? answer_option(s->field->q, name, false) : NULL;
		if (o != NULL)
			why = o;
		else if (name != NULL && s->before.text != NULL &&
		    strcmp(s->before.text, name) == 0)
			*v = s->before;
		else
			answer_complain(s, FORMS_P_UNKNOWN);
	}
	if (why == NULL)
		return;
	if (v->state == FORMS_ANSWERED)
		answer_complain(s, FORMS_P_EXCLUSIVE);
	else
		answer_reason(s, why);
}
