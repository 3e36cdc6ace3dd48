/* SPDX-License-Identifier: MIT
 *
 * filled.c -- does a questionnaire that was filled in on a screen and emailed say the
 * same as one answered online?
 *
 * filled -r SEED DIR OUT: makes up somebody's answers.  OUT/fill is what they enter,
 * for tests/pdf/fields; OUT/online the response as it is stored; prints their
 * edition.  filled DIR MESSAGE OUT: OUT/keyed is the response that a keyer would make
 * of the questionnaire in the message.  Exit 1: it is none of this form, or an answer
 * is refused.
 */
#include "store/store.h"
#include "survey/mail/mail.h"

#include <stdio.h>
#include <stdlib.h>

struct tool { struct arena a; struct forms_form *form; const char *out; bool ok; };

/* What was answered, as it is stored; what was not asked and what was left blank
 * is the business of whoever keys. */
static bool
keep(struct tool *t, struct forms_answers *as, const char *name)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const struct store_meta meta = { .channel = "email", .lang = "en",
	    .day = "2024-06-03" };
	struct err e;
	size_t i;

	for (i = 0; i < t->form->n_fields; i++)
		if ((as->v[i].state != FORMS_ANSWERED && as->v[i].n == 0) ||
		    t->form->fields[i].q->type == FORMS_FILE ||
		    &t->form->fields[i] == t->form->edition)
			as->v[i] = (struct forms_answer){ 0 };
	store_encode(as, &meta, &b);
	return file_write(path_join(&t->a, t->out, name), b.p, b.n, 0600, &e);
}

/* ---- somebody's answers ------------------------------------------------------------- */

static const char *
words(void *arg, const struct forms_answers *as, const struct forms_field *f,
    struct forms_rng *r)
{
	static const char *const some[] = { "Baker & Söhne", "Łódź (north)",
	    "Not \"enough\" buses\\lamps", "Tŷ Gŵyl", "a, b; c", "10% less?" };

	(void)arg;
	(void)as;
	(void)f;
	return some[forms_rng_below(r, LEN(some))];
}

static void
put(struct buf *b, const struct forms_field *f, const char *part,
    const char *value)
{
	const char *p;

	for (p = f->id; *p != '\0'; p++)
		buf_put(b, *p == '.' ? ":" : p, 1);
	buf_printf(b, "%s==%s\n", part, value);
}

static void
put_date(struct arena *a, struct buf *b, const struct forms_field *f,
    const char *text)
{
	static const char *const parts[] = { "/year", "/month", "/day" };
	size_t i;

	for (i = 0; i < 3 && *text != '\0'; i++) {
		size_t n = strcspn(text, "-");

		put(b, f, parts[i], arena_strn(a, text, n));
		text += n + (text[n] == '-');
	}
}

static void
put_chosen(struct tool *t, struct buf *b, const struct forms_field *f,
    const struct forms_answer *v)
{
	enum forms_type type = f->q->type;
	size_t k;

	for (k = 0; k < v->n; k++) {
		const char *o = v->chosen[k]->name;

		if (type == FORMS_ONE || type == FORMS_SCALE)
			put(b, f, "", o);
		else if (v->state == FORMS_ANSWERED && (type == FORMS_RANK ||
		    type == FORMS_SHARE))
			put(b, f, arena_printf(&t->a, "#%s", o),
			    arena_printf(&t->a, "%.15g", type == FORMS_RANK ?
			    (double)(k + 1) : v->amounts[k]));
		else
			put(b, f, arena_printf(&t->a, "=%s", o), "on");
		if (v->write_in != NULL && v->chosen[k]->write_in)
			put(b, f, arena_printf(&t->a, ">%s", o), v->write_in);
	}
}

static bool
make_up(struct tool *t, uint64_t seed)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct forms_answers as;
	struct forms_problem *why;
	struct forms_rng r;
	struct err e;
	size_t i;

	forms_rng_seed(&r, seed);
	forms_answers_init(&as, &t->a, t->form);
	if (!forms_random_answers(&as, &r, words, NULL, &why))
		return false;
	for (i = 0; i < t->form->n_fields; i++) {
		const struct forms_field *f = &t->form->fields[i];
		struct forms_answer *v = &as.v[i];

		/* The boxes on paper have room for so much. */
		if (v->state == FORMS_ANSWERED && *f->q->currency != '\0')
			v->number = 123.45;
		if (f == t->form->edition && v->n > 0)
			printf("%s\n", v->chosen[0]->name);
		if (f == t->form->edition || f->q->type == FORMS_FILE)
			continue;
		if (v->n > 0)
			put_chosen(t, &b, f, v);
		else if (v->state == FORMS_ANSWERED && f->q->type == FORMS_DATE)
			put_date(&t->a, &b, f, v->text);
		else if (v->state == FORMS_ANSWERED)
			put(&b, f, "", v->text != NULL ? v->text :
			    arena_printf(&t->a, "%.15g", v->number));
	}
	return file_write(path_join(&t->a, t->out, "fill"), b.p, b.n, 0600,
	    &e) && keep(t, &as, "online");
}

/* ---- and back ------------------------------------------------------------------------- */

static bool
key(struct tool *t, const struct mail_typed *v, size_t n)
{
	struct forms_answers as;
	struct forms_problem p;
	size_t i;

	forms_answers_init(&as, &t->a, t->form);
	for (i = 0; i < n; i++)
		if (!forms_keyed(&as, v[i].field, v[i].typed, v[i].write_in,
		    &p)) {
			fprintf(stderr, "filled: %s is refused: %s\n",
			    v[i].field->id, v[i].typed);
			return false;
		}
	return keep(t, &as, "keyed");
}

static bool
take(void *arg, struct str raw, void *what, const struct mail_reading *r,
    struct str json, struct err *e)
{
	struct tool *t = arg;
	struct mail_typed *v;
	size_t i, n;

	(void)raw;
	(void)what;
	(void)json;
	(void)e;
	for (i = 0; i < r->n_files; i++)
		if (mail_filled_typed(&t->a, t->form, &r->files[i], &v, &n))
			t->ok = key(t, v, n);
	return true;
}

static bool
read_back(struct tool *t, const char *path, struct err *e)
{
	struct mail_reader *m = NULL;
	struct str raw;
	bool ok;

	ok = file_read(&t->a, path, 60 << 20, &raw, e) &&
	    mail_reader_open(&m, NULL, e) &&
	    mail_read(m, raw, true, NULL, take, t, e) && mail_read_wait(m, e);
	mail_reader_close(m);
	return ok;
}

int
main(int argc, char **argv)
{
	bool up = argc == 5 && strcmp(argv[1], "-r") == 0, ok;
	struct tool t = { 0 };
	struct err e = { 0 };

	if (argc != 4 + up)
		return 2;
	t.out = argv[argc - 1];
	ok = forms_load_published(&t.a, up ? argv[3] : argv[1], NULL, &t.form,
	    &e);
	if (ok && up)
		t.ok = make_up(&t, strtoull(argv[2], NULL, 10));
	else if (ok)
		ok = read_back(&t, argv[2], &e);
	if (!ok)
		fprintf(stderr, "filled: %s\n", e.msg);
	arena_free(&t.a);
	return ok && t.ok ? 0 : 1;
}
