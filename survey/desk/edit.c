/* SPDX-License-Identifier: MIT
 *
 * edit.c -- what can be done to a text: check, save, lay out, mend.
 */
#include "locales/locales.h"
#include "survey/desk/edit.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

/* ---- taking it in ------------------------------------------------ */

/* The file that was asked for, when it is one of them; NULL: it is not. */
static const char *
which(struct desk_visit *v, const char *asked, struct err *e)
{
	const char **names;
	size_t n, i;

	if (!desk_files(v, &names, &n, e))
		return NULL;
	if (asked == NULL || *asked == '\0')
		return names[0];
	for (i = 0; i < n; i++)
		if (strcmp(names[i], asked) == 0)
			return names[i];
	err_set(e, ERR_INPUT, "there is no file %s here", asked);
	return NULL;
}

/* Boxes send CR LF; files have LF, and end with one. */
static struct str
lines_of(struct arena *a, const char *s)
{
	char *out = arena_array(a, char, strlen(s) + 2);
	size_t n = 0;

	for (; *s != '\0'; s++)
		if (s[0] != '\r' || s[1] != '\n')
			out[n++] = *s;
	if (n > 0 && out[n - 1] != '\n')
		out[n++] = '\n';
	return (struct str){ out, n };
}

bool
edit_take(struct desk_visit *v, struct edit *x, struct err *e)
{
	bool post = v->r->method == HTTP_POST;
	const struct http_pairs *from = post ? &v->r->form : &v->r->query;
	const char *page = http_value(from, "page");
	const char *lang = http_value(from, "lang");
	const char *width = http_value(from, "width");

	*x = (struct edit){ .page = page != NULL ? page : "",
	    .lang = lang != NULL ? lang : "",
	    .wide = width != NULL && strcmp(width, "wide") == 0 };
	x->file = which(v, http_value(from, "file"), e);
	if (x->file == NULL ||
	    !desk_file_read(v, x->file, &x->disk, &x->now, e))
		return false;
	x->text = x->disk;
	x->base = x->now;
	if (post && http_value(&v->r->form, "text") != NULL) {
		x->text = lines_of(v->a, desk_sent(v, "text"));
		x->base = desk_sent(v, "base");
		x->pasted = str_of(desk_sent(v, "paste"));
		x->lines = lines_of(v->a, desk_sent(v, "lines"));
	}
	return true;
}

/* ---- saving ------------------------------------------------------ */

/* Who saved which file, and the hash of what is in it now.  The file is saved
 * whether or not this can be noted. */
static void
note_saved(struct desk_visit *v, struct edit *x)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	struct err e = { 0 };

	if (!desk_store_open(v, DB_WRITE, &s, &e) ||
	    !cases_did(s.c, v->me.login, "saved a file of the questionnaire",
	    arena_printf(v->a, "%s, %.12s", x->file, x->base), &e))
		x->said = arena_printf(v->a, "Saved. It is not in the log: %s.",
		    e.msg);
}

/* Nothing is lost when two people, or a program and a person, write the same
 * file: both texts are shown, and the newer one is then the base. */
static void
save(struct desk_visit *v, struct edit *x)
{
	struct err e = { 0 };

	if (strcmp(x->now, x->base) != 0 && !str_eq(x->disk, x->text)) {
		x->conflict = true;
		x->base = x->now;
	} else if (!desk_file_write(v, x->file, x->text, &e) ||
	    !desk_file_read(v, x->file, &x->disk, &x->base, &e)) {
		x->failed = arena_str(v->a, e.msg);
	} else {
		x->said = "Saved.";
		note_saved(v, x);
	}
}

static void
lay_out(struct desk_visit *v, struct edit *x)
{
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_source src = { x->file, x->text };
	struct forms_diags d;

	forms_diags_init(&d, v->a);
	if (!forms_fmt(v->a, &src, &out, &d)) {
		x->said = "It cannot be laid out while a quotation mark is "
		    "missing.";
		return;
	}
	x->said = "Laid out. It is not saved yet.";
	if (str_eq(x->text, (struct str){ buf_text(&out), out.n }))
		x->said = "It was laid out already.";
	x->text = (struct str){ arena_strn(v->a, buf_text(&out), out.n),
	    out.n };
}

/* ---- one click mends --------------------------------------------- */

/* The byte at which character `column` of a line starts (both from 1). */
static size_t
offset(struct str text, size_t line, size_t column)
{
	size_t i = 0, end;

	for (; line > 1 && i < text.n; i++)
		if (text.p[i] == '\n')
			line--;
	for (end = i; end < text.n && text.p[end] != '\n'; end++)
		;
	for (; column > 1 && i < end; column--)
		do
			i++;
		while (i < end && ((unsigned char)text.p[i] & 0xC0) == 0x80);
	return i;
}

/* "LINE:COLUMN:END:WORDS" */
static void
mend(struct desk_visit *v, struct edit *x, const char *what)
{
	struct buf out CLEAN(buf_free) = { 0 };
	size_t n[3] = { 0 }, start, end, i;
	char *rest;

	for (i = 0; i < LEN(n); i++) {
		n[i] = strtoul(what, &rest, 10);
		if (rest == what || *rest != ':' || n[i] == 0)
			return;
		what = rest + 1;
	}
	start = offset(x->text, n[0], n[1]);
	end = offset(x->text, n[0], n[2]);
	if (end < start)
		return;
	buf_put(&out, x->text.p, start);
	buf_puts(&out, what);
	buf_put(&out, x->text.p + end, x->text.n - end);
	x->text = (struct str){ arena_strn(v->a, buf_text(&out), out.n),
	    out.n };
	x->said = "Mended. It is not saved yet.";
}

static void
convert(struct desk_visit *v, struct edit *x)
{
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_pasted did;
	struct err e = { 0 };

	if (!forms_paste(x->pasted, false, &out, &did, &e)) {
		x->failed = arena_str(v->a, e.msg);
		return;
	}
	x->lines = (struct str){ arena_strn(v->a, buf_text(&out), out.n),
	    out.n };
	x->came = desk_pasted(v, &did);
}

static void
insert(struct desk_visit *v, struct edit *x)
{
	char *text = arena_printf(v->a, "%.*s\n%.*s", STRF(x->text),
	    STRF(x->lines));

	x->text = str_of(text);
	x->pasted = x->lines = (struct str){ "", 0 };
	x->said = "The lines stand at the end of the text. It is not saved "
	    "yet.";
}

bool
edit_do(struct desk_visit *v, struct edit *x, struct err *e)
{
	const char *what = desk_sent(v, "do");
	const char *fix = http_value(&v->r->form, "fix");

	if (fix != NULL)
		mend(v, x, fix);
	else if (strcmp(what, "fmt") == 0)
		lay_out(v, x);
	else if (strcmp(what, "convert") == 0)
		convert(v, x);
	else if (strcmp(what, "insert") == 0)
		insert(v, x);
	else if (strcmp(what, "save") == 0)
		save(v, x);
	x->changed = !str_eq(x->text, x->disk);
	x->shown = shown_check(v->desk, x->file, x->text, &x->d, e);
	return x->shown != NULL && (x->shown->form == NULL ||
	    shown_keep(v->desk, x->shown, e));
}

/* ---- for the script ---------------------------------------------- */

static void
put(cJSON *o, const char *key, cJSON *value)
{
	if (value == NULL || !cJSON_AddItemToObject(o, key, value))
		abort();
}

static void
put_text(cJSON *o, const char *key, const char *s)
{
	put(o, key, cJSON_CreateString(s));
}

static void
put_preview(cJSON *o, const struct shown *s)
{
	cJSON *pages = cJSON_CreateArray(), *languages = cJSON_CreateArray();
	size_t i;

	for (i = 0; i < s->form->n_pages; i++) {
		const char *pair[2] = { s->form->pages[i].slug,
		    s->form->pages[i].title };

		if (!cJSON_AddItemToArray(pages,
		    cJSON_CreateStringArray(pair, 2)))
			abort();
	}
	for (i = 0; i < s->form->n_languages; i++) {
		const char *pair[2] = { s->form->languages[i],
		    locale_name(s->form->languages[i]) };

		if (!cJSON_AddItemToArray(languages,
		    cJSON_CreateStringArray(pair, 2)))
			abort();
	}
	put_text(o, "preview", s->key);
	put(o, "pages", pages);
	put(o, "languages", languages);
}

static void
reply(struct desk_visit *v, struct edit *x)
{
	struct buf list CLEAN(buf_free) = { 0 };
	cJSON *o = cJSON_CreateObject();
	char *text;

	if (o == NULL)
		abort();
	forms_diags_json(&list, &x->d);
	put_text(o, "words", edit_counts(v, x));
	put(o, "errors", cJSON_CreateNumber((double)x->d.errors));
	put(o, "mistakes", cJSON_CreateRaw(buf_text(&list)));
	put_text(o, "base", x->base);
	put(o, "conflict", cJSON_CreateBool(x->conflict));
	put(o, "changed", cJSON_CreateBool(x->changed));
	if (x->said != NULL)
		put_text(o, "said", x->said);
	if (x->failed != NULL)
		put_text(o, "failed", x->failed);
	if (strcmp(desk_sent(v, "do"), "fmt") == 0)
		put_text(o, "text", arena_strn(v->a, x->text.p, x->text.n));
	if (x->shown->form != NULL)
		put_preview(o, x->shown);
	text = cJSON_PrintUnformatted(o);
	if (text == NULL)
		abort();
	buf_puts(v->b, text);
	cJSON_free(text);
	cJSON_Delete(o);
	v->out->status = 200;
	v->out->type = "application/json";
}

void
desk_check(struct desk_visit *v)
{
	struct edit x;
	struct err e = { 0 };

	if (!edit_take(v, &x, &e) || !edit_do(v, &x, &e))
		desk_failed(v, &e);
	else
		reply(v, &x);
	shown_drop(x.shown);
}

void
desk_edit(struct desk_visit *v)
{
	struct edit x;
	struct err e = { 0 };

	if (!edit_take(v, &x, &e) || !edit_do(v, &x, &e))
		desk_failed(v, &e);
	else
		edit_draw(v, &x);
	shown_drop(x.shown);
}
