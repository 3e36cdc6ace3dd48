/* SPDX-License-Identifier: MIT
 *
 * fold.c -- what is understood of a message: the steps, and the spans they give.
 */
#include "survey/mail/fold.h"

const char *
mail_kind_name(enum mail_kind k)
{
	static const char *const names[SPAN_KINDS] = { "said", "greeting",
	    "asked", "quoted", "signature", "disclaimer" };

	return (size_t)k < LEN(names) ? names[k] : "said";
}

static bool
same(const struct fold_line *x, const struct mail_span *s)
{
	return x->kind == s->kind && x->says == s->field &&
	    strcmp(x->why, s->why) == 0;
}

/* Lines without words go with what is before them; the first of all, with what
 * comes. */
static void
spans(struct fold *f, struct mail_span **out, size_t *n)
{
	struct mail_span *v = NULL;
	size_t cap = 0, i;

	*n = 0;
	for (i = 0; i < f->n; i++) {
		struct fold_line *l = &f->v[i];

		if (*n > 0 && (l->blank || same(l, &v[*n - 1]))) {
			v[*n - 1].end = l->end;
			continue;
		}
		if (l->blank) {
			size_t k = fold_next(f, i);

			if (k < f->n)
				l = &f->v[k];
		}
		*arena_push(f->a, v, *n, cap) = (struct mail_span){
		    .start = f->v[i].start, .end = f->v[i].end,
		    .kind = l->kind, .field = l->says, .why = l->why };
	}
	*out = v;
}

bool
mail_spans_in(struct arena *a, const struct forms_form *const *forms,
    size_t n_forms, struct str text, struct mail_span **out, size_t *n,
    struct err *e)
{
	struct fold f = { .a = a, .text = text };
	size_t bad;

	*out = NULL;
	*n = 0;
	if (text.n == 0)
		return true;
	if (!utf8_valid(text.p, text.n, &bad))
		return err_set(e, ERR_INPUT, "the text of the message is not "
		    "UTF-8 at byte %zu: read it again", bad);
	fold_lines(&f);
	fold_form(&f, forms, n_forms);
	fold_places(&f);
	fold_hits(&f);
	fold_quoted(&f);
	fold_parts(&f);
	fold_unfold(&f);
	fold_answers(&f);
	spans(&f, out, n);
	return true;
}

bool
mail_spans(struct arena *a, const struct forms_form *form, struct str text,
    struct mail_span **out, size_t *n, struct err *e)
{
	return mail_spans_in(a, &form, form == NULL ? 0 : 1, text, out, n, e);
}
