/* SPDX-License-Identifier: MIT
 *
 * unkept.c -- what somebody wrote and we cannot keep, shown once more: a
 * story that took an hour must not vanish because a draft did.
 */
#include "survey/site/private.h"

static bool
blank(const char *s)
{
	return s[strspn(s, " \t\r\n")] == '\0';
}

/* Boxes that are no questions. */
static const struct { const char *name, *label; } boxes[] = {
	{ "words", TR("What you wrote") }, { "name", TR("Your name, if you like") },
	{ "address", TR("Postal address") }, { "email", TR("Email address") },
	{ "phone", TR("Phone number") },
};

static const char *
boxed(const struct visit *v, const struct http_pair *p)
{
	size_t i;

	for (i = 0; i < LEN(boxes); i++)
		if (strcmp(boxes[i].name, p->name) == 0 && !blank(p->value) &&
		    forms_field(v->form, p->name) == NULL)
			return boxes[i].label;
	return NULL;
}

/* The question that this pair answers in words; NULL: none. */
static const struct forms_field *
worded(const struct visit *v, const struct http_pair *p)
{
	const char *tail = strstr(p->name, ":words");
	const struct forms_field *f;
	size_t i;

	if (blank(p->value))
		return NULL;
	if (tail != NULL && tail[strlen(":words")] == '\0')
		return forms_field(v->form, arena_strn(v->a, p->name,
		    (size_t)(tail - p->name)));
	f = forms_field(v->form, p->name);
	if (f == NULL || (f->q->type != FORMS_TEXT && f->q->type != FORMS_LINE))
		return NULL;
	for (i = 0; i < f->q->n_options; i++)
		if (strcmp(f->q->options[i].name, p->value) == 0)
			return NULL;
	return f;
}

bool
unkept_any(const struct visit *v)
{
	size_t i;

	/* What another site makes a browser send is not shown as ours. */
	for (i = 0; i < v->r->form.n && same_site(v); i++)
		if (worded(v, &v->r->form.v[i]) != NULL ||
		    boxed(v, &v->r->form.v[i]) != NULL)
			return true;
	return false;
}

void
unkept(struct visit *v, const char *why)
{
	size_t i;

	if (!unkept_any(v))
		return;
	html_f(v->b, "<section aria-labelledby=\"unkept\">\n"
	    "<h2 class=\"nhsuk-heading-m\" id=\"unkept\">%s</h2>\n",
	    tr(v->lo, "What you wrote"));
	para(v, why);
	for (i = 0; i < v->r->form.n; i++) {
		const struct http_pair *p = &v->r->form.v[i];
		const struct forms_field *f = worded(v, p);
		const char *box = boxed(v, p);

		if (f == NULL && box == NULL)
			continue;
		html_f(v->b, "<div class=\"nhsuk-form-group\">\n<label "
		    "class=\"nhsuk-label\" for=\"unkept-%zu\">", i);
		if (f != NULL)
			author(v, f->words);
		else
			html_text(v->b, tr(v->lo, box));
		html_f(v->b, "</label>\n<textarea class=\"nhsuk-textarea\" "
		    "id=\"unkept-%zu\" rows=\"6\" dir=\"auto\" readonly>\n"
		    "%s</textarea>\n</div>\n", i, p->value);
	}
	html_lit(v->b, "</section>\n");
}
