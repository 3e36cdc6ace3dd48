/* SPDX-License-Identifier: MIT
 *
 * corpus.c -- all comments, what people coded of them, and the engine that suggests
 * codes for the others.
 */
#include "survey/coding/corpus.h"

#include <stdlib.h>

enum { SEED = 1 };		/* the same readings give the same suggestions */

size_t
coding_corpus_code(const struct coding_corpus *p, const char *name)
{
	size_t i;

	for (i = 0; i < p->n_codes; i++)
		if (strcmp(p->codes[i]->name, name) == 0)
			break;
	return i;
}

static void
begin_engine(struct coding_corpus *p)
{
	const struct forms_entity *e;
	struct suggest_code *v;
	size_t cap = 0, i;

	for (e = p->frame.f->codes->entities; e != NULL; e = e->next)
		*arena_push(&p->a, p->codes, p->n_codes, cap) = e;
	v = arena_array(&p->a, struct suggest_code, p->n_codes + 1);
	for (i = 0; i < p->n_codes; i++) {
		e = p->codes[i];
		v[i] = (struct suggest_code){ .id = e->name, .title = e->title,
		    .words = arena_printf(&p->a, "%s\n%s", e->says, e->covers),
		    .examples = e->examples, .n_examples = e->n_examples,
		    .rule = e->match };
	}
	p->suggest = suggest_new(v, p->n_codes);
	for (i = 0; i < p->n; i++)
		(void)suggest_add(p->suggest, p->units[i].field,
		    p->units[i].text);
}

/* Blind readings are for measuring, and teach nothing. */
static void
take_readings(struct coding_corpus *p, const struct coded *v, size_t n)
{
	size_t i, u = 0;

	p->read = arena_array(&p->a, const struct coded *, p->n + 1);
	for (i = 0; i < p->n; i++)
		p->read[i] = NULL;
	for (i = 0; i < n; i++) {
		const struct coded **at;

		while (u < p->n && p->units[u].id < v[i].unit)
			u++;
		if (u == p->n || p->units[u].id != v[i].unit ||
		    v[i].purpose == READING_BLIND)
			continue;
		at = &p->read[u];
		p->n_read += *at == NULL;
		if (*at == NULL || v[i].purpose > (*at)->purpose ||
		    (v[i].purpose == (*at)->purpose && v[i].id > (*at)->id))
			*at = &v[i];
	}
}

static void
teach(struct coding_corpus *p)
{
	size_t *codes = arena_array(&p->a, size_t, READING_CODES), i, k, n;

	for (i = 0; i < p->n; i++) {
		if (p->read[i] == NULL)
			continue;
		for (k = n = 0; k < p->read[i]->n; k++) {
			codes[n] = coding_corpus_code(p,
			    p->read[i]->v[k].code);
			n += codes[n] < p->n_codes;
		}
		suggest_read(p->suggest, i, codes, n);
	}
	suggest_train(p->suggest, SEED);
}

bool
coding_corpus_open(struct coding_corpus *p, struct cases *c,
    const struct forms_form *form, struct err *e)
{
	struct coded *v;
	size_t n;

	*p = (struct coding_corpus){ 0 };
	if (!coding_frame(&p->a, c, form, &p->frame, e) || !cases_units(&p->a,
	    c, &p->units, &p->n, e) || !readings_standing(&p->a, c, &v, &n,
	    &p->lost, e))
		return false;
	p->all = v;
	p->n_all = n;
	begin_engine(p);
	take_readings(p, v, n);
	teach(p);
	return true;
}

void
coding_corpus_close(struct coding_corpus *p)
{
	if (p->suggest != NULL)
		suggest_free(&p->suggest);
	arena_free(&p->a);
	*p = (struct coding_corpus){ 0 };
}
