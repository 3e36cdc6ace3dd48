/* SPDX-License-Identifier: MIT
 *
 * field_choice.c -- answers to choose from: radios and checkboxes.
 */
#include "survey/site/field.h"

#include <math.h>

enum { RATING_MOST = 11 };	/* radios; 0 to 10 has so many */

static bool
is_chosen(const struct forms_answer *a, const struct forms_option *o)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		if (a->chosen[i] == o)
			return true;
	return false;
}

void
draw_write_in(struct drawing *d, const struct forms_option *o)
{
	struct visit *v = d->v;
	const char *id = arena_printf(v->a, "%s-words", d->id);
	bool bad = d->p != NULL && d->p->write_in;

	html_f(v->b, "<div class=\"app-write-in\"><div class=\"nhsuk-form-group"
	    "%s\">\n<label class=\"nhsuk-label\" for=\"%s\">%s</label>\n",
	    bad ? " nhsuk-form-group--error" : "", id,
	    fill(v, tr(v->lo, "If you chose “%s”, please say more "
	    "(optional)"), drawing_said(d, o->words), ""));
	drawing_error(d, true);
	html_f(v->b, "<input class=\"nhsuk-input%s\" id=\"%s\" name=\"%s\" "
	    "type=\"text\" dir=\"auto\" autocomplete=\"off\" value=\"%s\"",
	    bad ? " nhsuk-input--error" : "", id,
	    field_words_name(v->a, d->f),
	    d->a->write_in ? d->a->write_in : "");
	if (bad)
		html_f(v->b, " aria-describedby=\"%s-error\"", id);
	html_lit(v->b, ">\n</div></div>\n");
}

static void
draw_option(struct drawing *d, const struct forms_option *o, const char *id,
    bool radio)
{
	struct visit *v = d->v;
	const char *what = radio ? "radios" : "checkboxes";

	html_f(v->b, "<div class=\"nhsuk-%s__item\">\n"
	    "<input class=\"nhsuk-%s__input\" id=\"%s\" name=\"%s\" "
	    "type=\"%s\" value=\"%s\"", what, what, id, d->f->id,
	    radio ? "radio" : "checkbox", o->name);
	if (is_chosen(d->a, o))
		html_lit(v->b, " checked");
	if (o->hint[0] != '\0')
		html_f(v->b, " aria-describedby=\"%s-hint\"", id);
	html_f(v->b, ">\n<label class=\"nhsuk-label nhsuk-%s__label\" "
	    "for=\"%s\">%s</label>\n", what, id, drawing_said(d, o->words));
	if (o->hint[0] != '\0')
		html_f(v->b, "<div class=\"nhsuk-hint nhsuk-%s__hint\" "
		    "id=\"%s-hint\">%s</div>\n", what, id,
		    drawing_said(d, o->hint));
	html_lit(v->b, "</div>\n");
	if (o->write_in)
		draw_write_in(d, o);
}

/* "or" goes before the answers at the end that stand apart from the rest. */
static size_t
divider_at(const struct forms_option *const *o, size_t n)
{
	size_t i = n;

	while (i > 0 && !field_ordinary(o[i - 1]))
		i--;
	return i == 0 ? n : i;
}

static void
draw_divider(struct drawing *d, bool radio)
{
	html_f(d->v->b, "<div class=\"nhsuk-%s__divider\">%s</div>\n",
	    radio ? "radios" : "checkboxes",
	    /* translators: between two groups of answers. */
	    tr(d->v->lo, "or"));
}

static void
draw_options(struct drawing *d, bool radio)
{
	size_t n, i, at;
	const struct forms_option **o = forms_order(d->v->a, d->f,
	    draft_seed(d->v), &n);

	at = divider_at(o, n);
	for (i = 0; i < n; i++) {
		if (i == at)
			draw_divider(d, radio);
		draw_option(d, o[i], field_box(d->v->a, d->id, i), radio);
	}
}

void
draw_choice(struct drawing *d)
{
	bool radio = d->f->q->type != FORMS_MANY;

	drawing_fieldset(d);
	html_f(d->v->b, "<div class=\"nhsuk-%s\">\n",
	    radio ? "radios" : "checkboxes");
	draw_options(d, radio);
	html_lit(d->v->b, "</div>\n</fieldset>\n");
}

/* ---- 1 to 5, of which the ends have words ---------------------------- */

bool
field_is_rating(const struct forms_question *q)
{
	return q->rating && q->has_range && q->decimals == 0 &&
	    q->high - q->low < RATING_MOST;
}

static void
draw_step(struct drawing *d, int step, const char *words, const char *id)
{
	struct visit *v = d->v;

	html_f(v->b, "<div class=\"nhsuk-radios__item\">\n"
	    "<input class=\"nhsuk-radios__input\" id=\"%s\" name=\"%s\" "
	    "type=\"radio\" value=\"%d\"", id, d->f->id, step);
	if (d->a->state == FORMS_ANSWERED && d->a->n == 0 &&
	    d->a->number == step)
		html_lit(v->b, " checked");
	html_f(v->b, ">\n<label class=\"nhsuk-label nhsuk-radios__label\" "
	    "for=\"%s\">%d", id, step);
	if (words[0] != '\0')
		html_f(v->b, " (%s)", drawing_said(d, words));
	html_lit(v->b, "</label>\n</div>\n");
}

void
draw_rating(struct drawing *d)
{
	const struct forms_question *q = d->f->q;
	int low = (int)q->low, high = (int)q->high, i;
	size_t at = 0, k;

	drawing_fieldset(d);
	html_lit(d->v->b, "<div class=\"nhsuk-radios\">\n");
	for (i = low; i <= high; i++)
		draw_step(d, i, i == low ? q->low_words : i == high ?
		    q->high_words : "", field_box(d->v->a, d->id, at++));
	for (k = 0; k < q->n_options; k++) {
		if (q->options[k].staff)
			continue;
		if (at == (size_t)(high - low + 1))
			draw_divider(d, true);
		draw_option(d, &q->options[k], field_box(d->v->a, d->id,
		    at++), true);
	}
	html_lit(d->v->b, "</div>\n</fieldset>\n");
}

/* ---- instead of an answer -------------------------------------------- */

void
draw_instead(struct drawing *d)
{
	struct visit *v = d->v;
	const struct forms_question *q = d->f->q;
	bool parts = q->type == FORMS_RANK || q->type == FORMS_SHARE;
	size_t i, n = 0;

	for (i = 0; i < q->n_options; i++) {
		const struct forms_option *o = &q->options[i];

		if (o->staff || (parts && field_ordinary(o)))
			continue;
		if (n++ == 0) {
			html_f(v->b, "<fieldset class=\"nhsuk-fieldset "
			    "app-beside\"><legend class=\"nhsuk-u-visually-"
			    "hidden\">%s</legend>\n"
			    "<div class=\"nhsuk-checkboxes\">\n", fill(v,
			    tr(v->lo, "Instead of writing an answer to “%s”"),
			    d->words, ""));
			draw_divider(d, false);
		}
		draw_option(d, o, arena_printf(v->a, "%s-instead-%zu", d->id,
		    n), false);
	}
	if (n > 0)
		html_lit(v->b, "</div></fieldset>\n");
}
