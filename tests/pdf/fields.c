/* SPDX-License-Identifier: MIT
 *
 * fields.c -- fields IN.pdf OUT.pdf NAME=VALUE ...: fills in a PDF as a viewer
 * does.  A tick is "NAME=on"; one of several that exclude each other is the
 * group's name and the state.  Exit 1: there is no such field, or it does not
 * take such a value.
 *
 * A name may have "=" in it ("ambitions=A1"): the last one parts the value, or,
 * where VALUE has one of its own, "==" does.
 */
#include "tests/pdf/check.h"

#include <stdio.h>
#include <stdlib.h>

enum { RADIO = 1 << 15 };

struct filling {
	struct pdf	 p;
	qpdf_oh		 fields;
};

static bool
no(const char *name, const char *why)
{
	fprintf(stderr, "fields: %s: %s\n", name, why);
	return false;
}

static bool
has_state(struct pdf *p, qpdf_oh widget, const char *state)
{
	return has(p, get(p, get(p, widget, "/AP"), "/N"),
	    arena_printf(&p->a, "/%s", state));
}

static void
set_name(struct pdf *p, qpdf_oh o, const char *key, const char *name)
{
	qpdf_oh_replace_key(p->q, o, key, qpdf_oh_new_name(p->q,
	    arena_printf(&p->a, "/%s", name)));
}

static bool
choose(struct pdf *p, qpdf_oh group, const char *name, const char *state)
{
	qpdf_oh kids = get(p, group, "/Kids");
	bool found = false;
	int i;

	for (i = 0; i < length_of(p, kids); i++) {
		qpdf_oh kid = item(p, kids, i);
		bool on = has_state(p, kid, state);

		found |= on;
		set_name(p, kid, "/AS", on ? state : "Off");
	}
	if (!found)
		return no(name, "no box of the group has that state");
	set_name(p, group, "/V", state);
	return true;
}

static bool
fill(struct pdf *p, qpdf_oh f, const char *name, const char *value)
{
	int most = int_of(p, get(p, f, "/MaxLen"), 0);

	if (name_is(p, get(p, f, "/FT"), "Btn")) {
		if (int_of(p, get(p, f, "/Ff"), 0) & RADIO)
			return choose(p, f, name, value);
		if (strcmp(value, "on") != 0 || !has_state(p, f, "Yes"))
			return no(name, "it can only be ticked");
		set_name(p, f, "/V", "Yes");
		set_name(p, f, "/AS", "Yes");
		return true;
	}
	if (most > 0 && utf8_count(value, strlen(value)) > (size_t)most)
		return no(name, "that is longer than it takes");
	qpdf_oh_replace_key(p->q, f, "/V", qpdf_oh_new_unicode_string(p->q,
	    value));
	return true;
}

static bool
fill_named(struct filling *w, const char *arg)
{
	const char *at = strstr(arg, "=="), *name, *t, *value;
	int i;

	at = at != NULL ? at : strrchr(arg, '=');
	if (at == NULL)
		return no(arg, "there is no value");
	name = arena_strn(&w->p.a, arg, (size_t)(at - arg));
	value = at + (strncmp(at, "==", 2) == 0 ? 2 : 1);
	for (i = 0; i < length_of(&w->p, w->fields); i++) {
		qpdf_oh f = item(&w->p, w->fields, i);

		t = text_of(&w->p, get(&w->p, f, "/T"));
		if (t != NULL && strcmp(t, name) == 0)
			return fill(&w->p, f, name, value);
	}
	return no(name, "there is no such field");
}

int
main(int argc, char **argv)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	struct filling w = { .p = { .name = argc > 1 ? argv[1] : "",
	    .out = &out } };
	struct pdf *p = &w.p;
	qpdf_oh form;
	struct str s;
	struct err e;
	bool ok;
	int i;

	if (argc < 3) {
		fprintf(stderr, "usage: fields IN.pdf OUT.pdf NAME=VALUE ...\n");
		return 2;
	}
	if (!file_read(&a, argv[1], (size_t)1 << 30, &s, &e)) {
		fprintf(stderr, "fields: %s\n", e.msg);
		return 3;
	}
	p->bytes = s.p;
	p->nbytes = s.n;
	ok = pdf_read(p);
	form = get(p, p->root, "/AcroForm");
	w.fields = get(p, form, "/Fields");
	for (i = 3; ok && i < argc; i++)
		ok = fill_named(&w, argv[i]);
	if (ok) {
		qpdf_oh_replace_key(p->q, form, "/NeedAppearances",
		    qpdf_oh_new_bool(p->q, QPDF_TRUE));
		ok = !(qpdf_init_write(p->q, argv[2]) & QPDF_ERRORS) &&
		    !(qpdf_write(p->q) & QPDF_ERRORS);
	}
	pdf_done(p);
	return !ok;
}
