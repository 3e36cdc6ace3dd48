/* SPDX-License-Identifier: MIT
 *
 * key_screen.c -- what the screens of one sheet share: keying, settling and
 * checking.
 */
#include "survey/desk/keying.h"

bool
key_open(struct desk_visit *v, struct desk_store *s, bool *alone)
{
	struct err e = { 0 };

	if (desk_store_open(v, DB_WRITE, s, &e) &&
	    key_alone(v, s->c, alone, &e))
		return true;
	desk_failed(v, &e);
	return false;
}

bool
key_about(struct desk_visit *v, struct desk_store *s, int64_t *id)
{
	bool post = v->r->method == HTTP_POST;
	const char *sent = post ? desk_sent(v, "id") :
	    http_value(&v->r->query, "id");
	struct err e = { 0 };

	*id = sent != NULL ? desk_number(sent) : 0;
	if (post && !key_supervises(v))
		key_for_analysts(v);
	else if (!post && sent == NULL)
		desk_redirect(v, "/desk/keying");	/* after signing in */
	else if (desk_store_open(v, post ? DB_WRITE : DB_READ, s, &e))
		return true;
	else
		desk_failed(v, &e);
	return false;
}

void
key_done(struct desk_visit *v, const char *words)
{
	if (*words != '\0')
		html_f(v->b, "<p class=\"desk-said\" role=\"status\">%s</p>\n",
		    words);
}

void
key_form_begin(struct desk_visit *v, const char *action, const char *id,
    int64_t sheet)
{
	desk_form_begin(v, action, id);
	html_f(v->b, "<button hidden name=\"do\" value=\"check\">Check"
	    "</button><input type=\"hidden\" name=\"sheet\" value=\"%lld\">\n",
	    (long long)sheet);
}

void
key_faults(struct desk_visit *v, const char *title,
    const struct key_fault *faults, size_t n)
{
	size_t i;

	html_f(v->b, "<div class=\"nhsuk-error-summary\" tabindex=\"-1\" "
	    "autofocus aria-labelledby=\"wrong\" role=\"alert\"><h2 "
	    "class=\"nhsuk-error-summary__title\" id=\"wrong\">%s</h2><ul "
	    "class=\"nhsuk-list nhsuk-error-summary__list\">\n", title);
	for (i = 0; i < n; i++)
		html_f(v->b, "<li><a href=\"#k%zu\">Question %s: %s</a></li>\n",
		    faults[i].box, faults[i].field->number, faults[i].words);
	html_lit(v->b, "</ul></div>\n");
}

/* ---- lines ------------------------------------------------------------------------- */

struct key_line *
key_lines(struct desk_visit *v, const struct key_form *k, size_t *n)
{
	struct key_line *lines = arena_array(v->a, struct key_line,
	    k->form->n_fields);
	size_t i;

	*n = 0;
	for (i = 0; i < k->form->n_fields; i++)
		if (key_has(k, &k->form->fields[i]))
			lines[(*n)++] = (struct key_line){ .field =
			    &k->form->fields[i], .typed = "", .write_in = "" };
	return lines;
}

size_t
key_lines_read(struct desk_visit *v, struct key_line *lines, size_t n,
    struct forms_answers *as)
{
	struct forms_problem p;
	size_t i, wrong = 0;

	for (i = 0; i < n; i++) {
		struct key_line *l = &lines[i];

		if (forms_keyed(as, l->field, l->typed, *l->write_in != '\0' ?
		    l->write_in : NULL, &p))
			continue;
		l->wrong = key_problem(v, l->field, &p);
		wrong++;
	}
	return wrong;
}

void
key_lines_faults(struct desk_visit *v, const struct key_line *lines, size_t n,
    size_t wrong)
{
	struct key_fault *faults = arena_array(v->a, struct key_fault, n);
	size_t i, k = 0;

	for (i = 0; i < n; i++)
		if (lines[i].wrong != NULL)
			faults[k++] = (struct key_fault){ i, lines[i].field,
			    lines[i].wrong };
	key_faults(v, arena_printf(v->a, "%zu %s cannot be right", wrong,
	    wrong == 1 ? "answer" : "answers"), faults, k);
}
