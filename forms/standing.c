/* SPDX-License-Identifier: MIT
 *
 * standing.c -- a definition beside the version that is published.
 */
#include "forms/forms.h"

bool
forms_stand(struct arena *a, const char *dir, const struct forms_form *form,
    struct forms_standing *out, struct err *e)
{
	struct forms_version *v;
	size_t n;

	*out = (struct forms_standing){ 0 };
	if (!forms_history(a, dir, &v, &n, e))
		return false;
	if (n == 0)
		return true;
	if (!forms_load_published(a, dir, NULL, &out->form, e))
		return false;
	out->version = forms_version_named(v, n, out->form->hash);
	if (out->version == NULL)
		return err_set(e, ERR_INPUT, "%s/published: `current` names a "
		    "version that `history` does not know", dir);
	if (strcmp(out->form->hash, form->hash) == 0) {
		out->same = true;
		return true;
	}
	out->declares = form->changes != NULL &&
	    form->changes->from == out->version->number;
	forms_diff(a, out->form, form, out->declares, &out->diff);
	return true;
}

/* Declarations that have done their work may stay in the file until the next
 * version; a correction of wording is no version. */
static bool
done_with(const struct forms_form *form, const struct forms_standing *s)
{
	return form->changes == NULL ||
	    form->changes->from == s->version->number - 1;
}

void
forms_stand_check(const struct forms_form *form,
    const struct forms_standing *s, struct forms_diags *d)
{
	struct forms_span at = { &form->sources[0], 0, 0 };
	size_t i, n = 0;

	if (s->version == NULL || s->same)
		return;
	if (s->declares || !done_with(form, s)) {
		forms_diff_check(s->form, form, s->version->number, &s->diff,
		    d);
		return;
	}
	for (i = 0; i < s->diff.n; i++)
		n += s->diff.v[i].weight > FORMS_WORDS;
	if (n == 0)
		return;
	at.end = strcspn(at.src->text.p, "\n");
	forms_diag_add(d, FORMS_NOTE, "N800", at, "`earshot diff` tells all "
	    "of it, and `earshot publish` what has to be declared",
	    "this differs from version %d, which is published, by more than "
	    "its words", s->version->number);
}
