/* SPDX-License-Identifier: MIT
 *
 * forms.c -- the form that people answer by email, in every language in which
 * it was published.
 */
#include "survey/mail/mail.h"

bool
mail_forms(struct arena *a, const char *dir, const struct forms_form *form,
    struct mail_forms *out, struct err *e)
{
	const struct forms_form **v;
	struct forms_language *l;
	size_t n, i;

	*out = (struct mail_forms){ 0 };
	if (form == NULL)
		return true;
	if (!forms_languages(a, dir, form, true, &l, &n, e))
		return err_wrap(e, "the translations of the questionnaire");
	v = arena_array(a, const struct forms_form *, n + 1);
	v[out->n++] = form;
	for (i = 0; i < n; i++)
		if (l[i].words != NULL) /* or it is the same again */
			v[out->n++] = l[i].form;
	out->v = v;
	return true;
}

bool
mail_spans_of(struct arena *a, const struct mail_forms *f, struct str text,
    struct mail_span **out, size_t *n, struct err *e)
{
	return mail_spans_in(a, f != NULL ? f->v : NULL, f != NULL ? f->n : 0,
	    text, out, n, e);
}
