/* SPDX-License-Identifier: MIT
 *
 * explain.c -- how a message is read and understood, for people and programs.
 */
#include "survey/mail/take.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

static bool
add_text(cJSON *to, const char *name, struct str s)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)256 << 20 };

	buf_put(&b, s.p, s.n);
	return buf_ok(&b) &&
	    cJSON_AddStringToObject(to, name, buf_text(&b)) != NULL;
}

/* ---- its parts ------------------------------------------------------------------------- */

struct parts {
	struct mail_span *v;
	size_t		 n;
	const char	**answers;	/* as a keyer would type them; NULL */
};

/* What is printed in our own questionnaire is nobody's words. */
static bool
is_ours(struct arena *a, const struct mail_forms *forms,
    const struct mail_file *f)
{
	struct mail_typed *t;
	size_t n;

	return f->n_filled > 0 && forms != NULL && forms->n > 0 &&
	    mail_filled_typed(a, forms->v[0], f, &t, &n);
}

static void
one_part(struct arena *a, const char *text, struct parts *out)
{
	out->n = 1;
	out->answers = arena_array(a, const char *, 1);
	out->v = arena_array(a, struct mail_span, 1);
	out->v[0] = (struct mail_span){ .end = strlen(text), .kind =
	    SPAN_QUOTED, .why = "our own questionnaire; what was filled in "
	    "counts" };
}

/* f: of this file; NULL: the message itself. */
static bool
parts_of(struct arena *a, const struct mail_forms *forms,
    const struct mail_file *f, const char *text, struct parts *out,
    struct err *e)
{
	struct mail_fits *fits;
	size_t i;

	if (f != NULL && is_ours(a, forms, f)) {
		one_part(a, text, out);
		return true;
	}
	if (!mail_spans_of(a, forms, str_of(text), &out->v, &out->n, e))
		return false;
	out->answers = arena_array(a, const char *, out->n + 1);
	if (forms == NULL || forms->n == 0)
		return true;
	fits = mail_fits_new(a, forms);
	for (i = 0; i < out->n; i++)
		if (out->v[i].kind == SPAN_SAID && out->v[i].field != NULL)
			out->answers[i] = mail_fits_typed(fits,
			    out->v[i].field, arena_strn(a, text +
			    out->v[i].start, out->v[i].end - out->v[i].start));
	return true;
}

/* "of" is "body", or the name of the file. */
static bool
add_parts(struct arena *a, cJSON *to, const struct mail_forms *forms,
    const struct mail_file *f, const char *text, struct err *e)
{
	struct parts parts;
	size_t i;

	if (!parts_of(a, forms, f, text, &parts, e))
		return false;
	for (i = 0; i < parts.n; i++) {
		const struct mail_span *v = &parts.v[i];
		cJSON *p = cJSON_CreateObject();

		if (!cJSON_AddItemToArray(to, p))
			return err_set(e, ERR_IO, "there is no memory left");
		cJSON_AddStringToObject(p, "of", f != NULL ? f->name : "body");
		cJSON_AddStringToObject(p, "kind", mail_kind_name(v->kind));
		if (v->field != NULL)
			cJSON_AddStringToObject(p, "question", v->field->id);
		if (parts.answers[i] != NULL)
			cJSON_AddStringToObject(p, "answer", parts.answers[i]);
		if (v->why != NULL && *v->why != '\0')
			cJSON_AddStringToObject(p, "why", v->why);
		if (!add_text(p, "text", (struct str){ text + v->start,
		    v->end - v->start }))
			return err_set(e, ERR_LIMIT, "that is too long");
	}
	return true;
}

static bool
add_all(struct arena *a, cJSON *j, const struct mail_forms *forms,
    const struct mail_reading *r, struct err *e)
{
	cJSON *parts = cJSON_AddArrayToObject(j, "parts");
	enum message_state state;
	const char *why;
	size_t i;

	mail_settle(a, r, true, &state, &why);
	cJSON_AddStringToObject(j, "state", message_state_name(state));
	cJSON_AddStringToObject(j, "why", why);
	if (!add_parts(a, parts, forms, NULL, r->text, e))
		return false;
	for (i = 0; i < r->n_files; i++)
		if (*r->files[i].text != '\0' && !add_parts(a, parts, forms,
		    &r->files[i], r->files[i].text, e))
			return false;
	return true;
}

static bool
as_json(struct arena *a, struct buf *out, const struct mail_forms *forms,
    const struct mail_reading *r, const struct mail_at *at, struct err *e)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)256 << 20 };
	cJSON *j = cJSON_CreateObject(), *read;
	char *s;
	bool ok;

	cJSON_AddStringToObject(j, "source", at->source);
	cJSON_AddStringToObject(j, "place", at->place);
	ok = mail_reading_write(r, true, &b) &&
	    (read = cJSON_ParseWithLength(buf_text(&b), b.n)) != NULL &&
	    cJSON_AddItemToObject(j, "reading", read);
	if (!ok)
		err_set(e, ERR_LIMIT, "%s: it says too much", at->place);
	ok = ok && add_all(a, j, forms, r, e);
	s = ok ? cJSON_PrintUnformatted(j) : NULL;
	if (s != NULL)
		buf_printf(out, "%s\n", s);
	free(s);
	cJSON_Delete(j);
	return ok;
}

static void
put_rows(struct buf *out, const char *p, const char *end)
{
	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		const char *to = nl != NULL ? nl : end;

		buf_lit(out, "  | ");
		buf_put(out, p, (size_t)(to - p));
		buf_lit(out, "\n");
		p = nl != NULL ? nl + 1 : end;
	}
}

static bool
in_words(struct arena *a, struct buf *out, const struct mail_forms *forms,
    const struct mail_file *f, const char *text, struct err *e)
{
	struct parts parts;
	size_t i;

	if (!parts_of(a, forms, f, text, &parts, e))
		return false;
	if (f != NULL)
		buf_printf(out, "%s:\n", f->name);
	for (i = 0; i < parts.n; i++) {
		const struct mail_span *v = &parts.v[i];
		const char *why = v->why != NULL ? v->why : "";

		buf_printf(out, "  [%s%s%s%s%s%s%s]\n", mail_kind_name(v->kind),
		    v->field != NULL ? ", " : "", v->field != NULL ?
		    v->field->id : "", parts.answers[i] != NULL ? " = " : "",
		    parts.answers[i] != NULL ? parts.answers[i] : "",
		    *why != '\0' ? ": " : "", why);
		put_rows(out, text + v->start, text + v->end);
	}
	return true;
}

static bool
as_words(struct arena *a, struct buf *out, const struct mail_forms *forms,
    const struct mail_reading *r, const struct mail_at *at, struct err *e)
{
	enum message_state state;
	const char *why;
	size_t i;

	mail_settle(a, r, true, &state, &why);
	buf_printf(out, "%s %s\n  subject: %s\n  becomes: %s%s%s\n",
	    at->source, at->place, r->subject, message_state_name(state),
	    *why != '\0' ? ", because " : "", why);
	for (i = 0; i < r->n_mended; i++)
		buf_printf(out, "  mended: %s\n", r->mended[i]);
	if (!in_words(a, out, forms, NULL, r->text, e))
		return false;
	for (i = 0; i < r->n_files; i++) {
		const struct mail_file *f = &r->files[i];

		buf_printf(out, "  attached: %s (%s, %lld bytes)%s%s\n",
		    f->name, f->type, (long long)f->size, *f->why != '\0' ?
		    ": " : "", f->why);
		if (*f->text != '\0' && !in_words(a, out, forms, f, f->text,
		    e))
			return false;
	}
	buf_lit(out, "\n");
	return true;
}

bool
mail_explain(struct buf *out, const struct mail_forms *forms,
    const struct mail_reading *r, const struct mail_at *at, bool json, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };

	return json ? as_json(&a, out, forms, r, at, e) : as_words(&a, out,
	    forms, r, at, e);
}
