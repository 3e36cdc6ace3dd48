/* SPDX-License-Identifier: MIT
 *
 * migrate.c -- answers to an earlier version, in the newest.
 */
#include "forms/migrate.h"

/* ---- applying a map -------------------------------------------------------- */

static int
place_of(const struct forms_question *q, const struct forms_option *o)
{
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (&q->options[i] == o || strcmp(q->options[i].name,
		    o->name) == 0)
			return (int)i;
	return NOWHERE;
}

/* Answers that became one count once; their points are added. */
static void
add_chosen(const struct forms_option **chosen, double *amounts, size_t *n,
    const struct forms_option *o, double amount)
{
	size_t i;

	for (i = 0; i < *n; i++)
		if (chosen[i] == o) {
			if (amounts != NULL)
				amounts[i] += amount;
			return;
		}
	chosen[*n] = o;
	if (amounts != NULL)
		amounts[*n] = amount;
	++*n;
}

static void
map_options(struct arena *a, const struct map_route *r,
    const struct forms_question *from, const struct forms_answer *v,
    struct forms_answer *out)
{
	double *amounts = v->amounts != NULL ? arena_array(a, double, v->n) :
	    NULL;
	size_t i;

	out->chosen = arena_array(a, const struct forms_option *, v->n);
	out->n = 0;
	for (i = 0; i < v->n; i++) {
		int at = place_of(from, v->chosen[i]);

		at = at == NOWHERE ? NOWHERE : r->option[at];
		if (at != NOWHERE)
			add_chosen(out->chosen, amounts, &out->n,
			    &r->to->q->options[at],
			    amounts != NULL ? v->amounts[i] : 0);
	}
	out->amounts = amounts;
	if (out->n == 0)
		*out = (struct forms_answer){ .state = FORMS_BLANK };
	else if (out->n == 1 && v->state != FORMS_SEVERAL &&
	    v->state != FORMS_ILLEGIBLE)
		out->state = out->chosen[0]->missing;
}

void
forms_map_answers(struct arena *a, const struct forms_map *m,
    const struct forms_answers *old, struct forms_answers *as)
{
	size_t i;

	forms_answers_init(as, a, m->to);
	for (i = 0; i < m->from->n_fields; i++) {
		const struct map_route *r = &m->v[i];
		const struct forms_answer *v = &old->v[i];
		struct forms_answer *out;

		if (r->to == NULL)
			continue;
		out = &as->v[r->to->index];
		*out = *v;
		if (v->n > 0)
			map_options(a, r, m->from->fields[i].q, v, out);
	}
}

const struct forms_field *
forms_map_field(const struct forms_map *m, const char *id)
{
	const struct forms_field *f = forms_field(m->from, id);

	return f != NULL ? m->v[f->index].to : NULL;
}

static const struct map_route *
route_to(const struct forms_map *m, const struct forms_field *to)
{
	size_t i;

	for (i = 0; i < m->from->n_fields; i++)
		if (m->v[i].to != NULL && m->v[i].to->index == to->index)
			return &m->v[i];
	return NULL;
}

bool
forms_map_same(const struct forms_map *m, const struct forms_field *to)
{
	const struct map_route *r = route_to(m, to);

	return r != NULL && r->same;
}

bool
forms_map_has(const struct forms_map *m, const struct forms_field *to)
{
	return route_to(m, to) != NULL;
}

/* ---- making one ------------------------------------------------------------ */

static void
route_options(const struct chain *c, size_t from, const struct forms_field *f,
    const struct trace *t, struct keeper *k, struct map_route *r)
{
	struct trace o;
	size_t i;
	int at;

	r->option = arena_array(c->a, int, f->q->n_options + 1);
	for (i = 0; i < f->q->n_options; i++) {
		trace_option(c, from, f, &f->q->options[i], t->at, &o);
		at = o.at == t->at ? place_of(r->to->q, o.option) : NOWHERE;
		if (o.at != t->at || at == NOWHERE) {
			r->same = false;
			at = k != NULL ? keep_option(k, r->to, &o) : NOWHERE;
		} else if (strcmp(o.option->words, f->q->options[i].words) != 0)
			r->same = false;
		r->option[i] = at;
	}
}

static void
make_route(const struct chain *c, size_t from, const struct forms_field *f,
    struct keeper *k, struct map_route *r)
{
	struct trace t;

	trace_field(c, from, f, &t);
	if (t.at + 1 == c->n)
		r->to = t.field;
	else if (k != NULL)
		r->to = keep_field(k, &t);
	else
		return;
	r->same = t.at + 1 == c->n && strcmp(f->words, t.field->words) == 0 &&
	    f->q->type == t.field->q->type;
	route_options(c, from, f, &t, k, r);
}

static struct forms_map *
make_map(const struct chain *c, size_t from, struct keeper *k)
{
	struct forms_map *m = arena_new(c->a, struct forms_map);
	size_t i;

	m->from = c->form[from];
	m->to = c->form[c->n - 1];
	m->v = arena_array(c->a, struct map_route, m->from->n_fields + 1);
	for (i = 0; i < m->from->n_fields; i++)
		make_route(c, from, &m->from->fields[i], k, &m->v[i]);
	return m;
}

/* ---- the versions of a folder ---------------------------------------------- */

/* From the first version that is wanted to the form itself. */
static bool
load_chain(struct chain *c, const char *dir, struct forms_form *form,
    const struct forms_version *v, size_t first, size_t n, struct err *e)
{
	struct forms_form *f;
	size_t i;

	c->version = v + first;
	c->n = n - first;
	c->form = arena_array(c->a, const struct forms_form *, c->n);
	c->declared = arena_array(c->a, bool, c->n);
	for (i = 0; i < c->n; i++) {
		f = form;
		if (i + 1 < c->n && !forms_load_published(c->a, dir,
		    c->version[i].hash, &f, e))
			return false;
		c->form[i] = f;
		c->declared[i] = i > 0 && f->changes != NULL &&
		    c->version[i].number != c->version[i - 1].number &&
		    f->changes->from == c->version[i - 1].number;
	}
	return true;
}

static bool
wanted(const char *const *hashes, size_t n, const char *hash)
{
	size_t i;

	for (i = 0; hashes != NULL && i < n; i++)
		if (strcmp(hashes[i], hash) == 0)
			return true;
	return hashes == NULL;
}

/* Maps of all that are wanted; one version may have been published twice. */
static void
fill(const struct chain *c, struct forms_form *form,
    const char *const *hashes, size_t n, bool keep)
{
	struct keeper k = { .c = c, .form = form };
	struct forms_earlier *v = arena_array(c->a, struct forms_earlier, c->n);
	struct forms_map **maps = arena_array(c->a, struct forms_map *, c->n);
	size_t i, got = 0;

	k.tail = &k.kept;
	for (i = 0; i + 1 < c->n; i++) {
		v[i] = (struct forms_earlier){ .version = c->version[i],
		    .form = c->form[i] };
		forms_diff(c->a, c->form[i], c->form[i + 1],
		    c->declared[i + 1], &v[i].diff);
		if (wanted(hashes, n, c->version[i].hash) &&
		    strcmp(c->version[i].hash, form->hash) != 0)
			v[i].map = maps[got++] = make_map(c, i,
			    keep ? &k : NULL);
	}
	if (keep)
		keep_settle(&k, maps, got);
	form->earlier = v;
	form->n_earlier = c->n - 1;
}

bool
forms_earlier(struct arena *a, const char *dir, struct forms_form *form,
    const char *const *hashes, size_t n_hashes, bool keep, struct err *e)
{
	struct chain c = { .a = a };
	struct forms_version *v;
	size_t n, first;

	if (!forms_history(a, dir, &v, &n, e))
		return false;
	while (n > 0 && strcmp(v[n - 1].hash, form->hash) != 0)
		n--;
	for (first = 0; first < n && !wanted(hashes, n_hashes,
	    v[first].hash); first++)
		;
	form->version = n > 0 ? &v[n - 1] : NULL;
	if (first + 1 >= n)
		return true;
	if (!load_chain(&c, dir, form, v, first, n, e))
		return false;
	fill(&c, form, hashes, n_hashes, keep);
	return true;
}

const struct forms_earlier *
forms_earlier_of(const struct forms_form *f, const char *hash)
{
	size_t i;

	for (i = f->n_earlier; i > 0; i--)
		if (f->earlier[i - 1].map != NULL &&
		    strcmp(f->earlier[i - 1].version.hash, hash) == 0)
			return &f->earlier[i - 1];
	return NULL;
}
