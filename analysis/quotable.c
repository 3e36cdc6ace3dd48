/* SPDX-License-Identifier: MIT
 *
 * quotable.c -- which comments somebody should read, to allow or refuse their
 * printing.
 */
#include "analysis/findings.h"

#include <stdlib.h>

enum { SHORTEST = 40, LONGEST = 600, BEST = 140 };

struct candidate {
	const struct cases_response *r;
	const struct forms_field *f;
	const char	*text;
	int64_t		 far;		/* from the best length */
};

/* Best length first; then as received. */
static int
by_length(const void *pa, const void *pb)
{
	const struct candidate *a = pa, *b = pb;

	if (a->far != b->far)
		return a->far < b->far ? -1 : 1;
	return (a->r->id > b->r->id) - (a->r->id < b->r->id);
}

static bool
may_be_quoted(const struct forms_field *f)
{
	return f->q->type == FORMS_TEXT && (f->q->quote == FORMS_IF ||
	    f->q->quote == FORMS_ALWAYS);
}

static bool
is_candidate(const struct cases_response *r, const struct forms_field *f,
    struct candidate *c)
{
	const struct forms_answer *v = &r->answers.v[f->index];
	int64_t n;

	if (r->meta.rehearsal || !tally_consent(r) ||
	    v->state != FORMS_ANSWERED || v->text == NULL ||
	    f_quotes_personal(v->text))
		return false;
	n = (int64_t)utf8_count(v->text, strlen(v->text));
	*c = (struct candidate){ r, f, v->text,
	    n > BEST ? n - BEST : BEST - n };
	return n >= SHORTEST && n <= LONGEST;
}

bool
analysis_quotable(struct arena *a, struct cases *cases,
    const struct forms_form *form, size_t most,
    bool (*decided)(void *, const char *, const char *), void *arg,
    struct analysis_quotation **out, size_t *n, struct err *e)
{
	struct cases_response *r;
	struct candidate *c;
	size_t n_r, n_c, i, k, cap = 0;

	*out = NULL;
	*n = 0;
	if (!cases_load(a, cases, form, &r, &n_r, e))
		return false;
	c = arena_array(a, struct candidate, n_r + 1);
	for (k = 0; k < form->n_fields; k++) {
		const struct forms_field *f = &form->fields[k];

		if (!may_be_quoted(f))
			continue;
		for (i = 0, n_c = 0; i < n_r; i++)
			n_c += is_candidate(&r[i], f, &c[n_c]) &&
			    !decided(arg, r[i].reference, f->id);
		if (n_c > 0)
			qsort(c, n_c, sizeof(*c), by_length);
		for (i = 0; i < n_c && i < most; i++)
			*arena_push(a, *out, *n, cap) =
			    (struct analysis_quotation){ c[i].r->reference,
			    f->id, c[i].text };
	}
	return true;
}
