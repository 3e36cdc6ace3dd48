/* SPDX-License-Identifier: MIT
 *
 * labelled.c -- reads the labelled messages of tests/data/mail.
 */
#include "tests/unit/survey/labelled.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

NORETURN static void
die(const char *what, const char *why)
{
	fprintf(stderr, "labelled: %s: %s\n", what, why);
	abort();
}

static bool
kind_of(char c, enum mail_kind *k)
{
	static const char letters[] = "SGAQND";
	const char *p = c == '\0' ? NULL : strchr(letters, c);

	*k = p == NULL ? SPAN_SAID : (enum mail_kind)(p - letters);
	return p != NULL;
}

struct reading { struct labelled *v; size_t n, cap; };

/* Whether there is more than > and spaces. */
static bool
has_words(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] != '>' && s.p[i] != ' ' && s.p[i] != '\t')
			return true;
	return false;
}

static void
add_line(struct arena *a, struct labelled *m, size_t *cap, struct str line,
    struct buf *text, const char *file)
{
	const char *bar = memchr(line.p, '|', line.n);
	struct labelled_line l = { .number = "", .start = text->n };

	if (bar == NULL)
		die(file, arena_strn(a, line.p, line.n));
	if (bar > line.p) {
		if (!kind_of(line.p[0], &l.kind))
			die(file, arena_strn(a, line.p, line.n));
		l.words = has_words((struct str){ bar + 1,
		    (size_t)(line.p + line.n - bar) - 1 });
		l.number = arena_strn(a, line.p + 1,
		    (size_t)(bar - line.p) - 1);
	}
	buf_put(text, bar + 1, (size_t)(line.p + line.n - bar) - 1);
	buf_lit(text, "\n");
	l.end = text->n;
	*arena_push(a, m->v, m->n, *cap) = l;
}

static void
finish(struct arena *a, struct reading *r, struct buf *text)
{
	r->v[r->n - 1].text = (struct str){ arena_strn(a, buf_text(text),
	    text->n), text->n };
	buf_clear(text);
}

static void
read_file(struct arena *a, const char *path, struct reading *r)
{
	struct buf text CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	struct str rest, line;
	size_t cap = 0, here = 0;

	if (!file_read_text(a, path, 1 << 20, &rest, &e))
		die(path, e.msg);
	while (str_line(&rest, &line)) {
		if (line.n > 3 && memcmp(line.p, "== ", 3) == 0) {
			if (here > 0)
				finish(a, r, &text);
			*arena_push(a, r->v, r->n, r->cap) = (struct labelled){
			    .name = arena_strn(a, line.p + 3, line.n - 3),
			    .held = here++ % 2 == 1 };
			cap = 0;
		} else if (here == 0)
			die(path, "a line before the first message");
		else
			add_line(a, &r->v[r->n - 1], &cap, line, &text, path);
	}
	if (here > 0)
		finish(a, r, &text);
}

struct labelled *
labelled_read(struct arena *a, const char *dir, size_t *n)
{
	struct reading r = { 0 };
	glob_t g;
	size_t i;

	if (glob(arena_printf(a, "%s/*.mail", dir), 0, NULL, &g) != 0)
		die(dir, "no messages here");
	for (i = 0; i < g.gl_pathc; i++)
		read_file(a, g.gl_pathv[i], &r);
	globfree(&g);
	*n = r.n;
	return r.v;
}

const struct forms_form **
labelled_forms(struct arena *a, const char *dir, size_t *n)
{
	const struct forms_form **v;
	struct forms_language *l;
	struct forms_diags d;
	struct forms_form *f;
	struct err e = { 0 };
	size_t i, k;

	forms_diags_init(&d, a);
	if (!forms_load(a, dir, &f, &d, &e) ||
	    !forms_languages(a, dir, f, false, &l, &k, &e))
		die(dir, e.msg);
	v = arena_array(a, const struct forms_form *, k + 1);
	v[0] = f;
	for (i = 0; i < k; i++)
		v[i + 1] = l[i].form;
	*n = k + 1;
	return v;
}

const struct mail_span *
labelled_span(const struct labelled_line *l, const struct mail_span *v, size_t n)
{
	size_t lo = 0, hi = n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (v[mid].end <= l->start)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < n && v[lo].start <= l->start && v[lo].end >= l->end ?
	    &v[lo] : NULL;
}
