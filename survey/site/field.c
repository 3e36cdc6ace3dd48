/* SPDX-License-Identifier: MIT
 *
 * field.c -- one question as HTML, as the NHS design system has it.  Nothing
 * is revealed by a script: what may be filled in is there.
 */
#include "survey/site/field.h"

const char *
field_anchor(const struct visit *v, const struct forms_field *f)
{
	return arena_printf(v->a, "f%zu", f->index);
}

const char *
field_words_name(struct arena *a, const struct forms_field *f)
{
	return arena_printf(a, "%s:words", f->id);
}

const char *
field_part_name(struct arena *a, const struct forms_field *f,
    const char *part)
{
	return arena_printf(a, "%s=%s", f->id, part);
}

const char *
field_box(struct arena *a, const char *id, size_t i)
{
	return i == 0 ? id : arena_printf(a, "%s-%zu", id, i + 1);
}

bool
field_ordinary(const struct forms_option *o)
{
	return !o->staff && !o->exclusive && o->missing == FORMS_ANSWERED;
}

const struct forms_option *
field_write_in(const struct forms_field *f)
{
	size_t i;

	for (i = 0; i < f->q->n_options; i++)
		if (f->q->options[i].write_in && !f->q->options[i].staff)
			return &f->q->options[i];
	return NULL;
}

/* ---- words around a question ----------------------------------------- */

const char *
said(const struct visit *v, const char *words)
{
	/* Before the first page and after the last there are no answers. */
	return v->draft.answers.form == NULL ? words :
	    forms_words(&v->draft.answers, words);
}

const char *
drawing_said(const struct drawing *d, const char *words)
{
	return said(d->v, words);
}

const char *
drawing_sent(const struct drawing *d, const char *name)
{
	return d->p != NULL ? http_value(&d->v->r->form, name) : NULL;
}

void
drawing_describe(struct drawing *d, const char *id)
{
	d->describes = *d->describes == '\0' ? id :
	    arena_printf(d->v->a, "%s %s", d->describes, id);
}

void
drawing_described(struct drawing *d)
{
	if (*d->describes != '\0')
		html_f(d->v->b, " aria-describedby=\"%s\"", d->describes);
}

void
drawing_hint(struct drawing *d)
{
	const char *must = d->required ?
	    tr(d->v->lo, "We need an answer to this one.") : "";
	const char *parts[3] = { drawing_said(d, d->f->hint),
	    field_limit_words(d), must };
	struct buf all CLEAN(buf_free) = { 0 };
	size_t i;

	if (*parts[0] == '\0' && *parts[1] == '\0' && *must == '\0')
		return;
	html_f(d->v->b, "<div class=\"nhsuk-hint\" id=\"%s-hint\">", d->id);
	for (i = 0; i < LEN(parts); i++)
		if (*parts[i] != '\0')
			buf_printf(&all, "%s%s", all.n > 0 ? " " : "",
			    parts[i]);
	sentences(d->v, buf_text(&all));
	html_lit(d->v->b, "</div>\n");
	drawing_describe(d, arena_printf(d->v->a, "%s-hint", d->id));
}

void
drawing_error(struct drawing *d, bool write_in)
{
	struct visit *v = d->v;
	const char *id;

	if (d->p == NULL || d->p->write_in != write_in)
		return;
	id = arena_printf(v->a, "%s%s-error", d->id, write_in ? "-words" : "");
	html_f(v->b, "<span class=\"nhsuk-error-message\" id=\"%s\">"
	    "<span class=\"nhsuk-u-visually-hidden\">%s</span> %s</span>\n",
	    id, tr(v->lo, "Error:"), problem_words(v, d->p));
	if (!write_in)
		drawing_describe(d, id);
}

/* In a grid, what its questions have in common stands above them already. */
static void
draw_words(struct drawing *d)
{
	if (d->f->item == NULL || d->f->grid == NULL)
		sentences(d->v, d->words);
	else
		html_f(d->v->b, "<span class=\"nhsuk-u-visually-hidden\">%s "
		    "</span>%s", drawing_said(d, d->f->grid->words),
		    drawing_said(d, d->f->item->title));
}

void
drawing_fieldset(struct drawing *d)
{
	struct visit *v = d->v;
	struct buf *b = v->b;
	struct buf inside = { 0 };

	/* Hint and error name themselves in the fieldset's description, so
	 * they are written first, aside. */
	v->b = &inside;
	drawing_hint(d);
	drawing_error(d, false);
	v->b = b;
	html_lit(b, "<fieldset class=\"nhsuk-fieldset\"");
	drawing_described(d);
	html_f(b, ">\n<legend class=\"nhsuk-fieldset__legend "
	    "nhsuk-fieldset__legend--%s\">", d->f->grid != NULL ? "s" : "m");
	draw_words(d);
	html_lit(b, "</legend>\n");
	buf_put(b, inside.p, inside.n);
	buf_free(&inside);
}

static void
draw_help(struct drawing *d)
{
	struct visit *v = d->v;

	if (*d->f->help == '\0' && *d->f->q->purpose == '\0')
		return;
	html_lit(v->b, "<details class=\"nhsuk-details\"");
	mark_spoken(v, d->page);
	html_f(v->b, "><summary class=\"nhsuk-details__summary\"><span class="
	    "\"nhsuk-details__summary-text\">%s</span></summary>\n"
	    "<div class=\"nhsuk-details__text\">\n",
	    *d->f->help != '\0' ? tr(v->lo, "Help with this question") :
	    tr(v->lo, "Why we ask this"));
	prose(v, d->f->help);
	if (*d->f->q->purpose != '\0') {
		html_lit(v->b, "<p>");
		sentences(v, drawing_said(d, d->f->q->purpose));
		html_lit(v->b, "</p>\n");
	}
	html_lit(v->b, "</div>\n</details>\n");
}

/* ---- a question ------------------------------------------------------ */

static void
draw(struct drawing *d)
{
	const struct forms_question *q = d->f->q;

	switch (q->type) {
	case FORMS_ONE:
	case FORMS_MANY:
	case FORMS_SCALE:
		draw_choice(d);
		break;
	case FORMS_RANK:
		draw_rank(d);
		break;
	case FORMS_SHARE:
		draw_share(d);
		break;
	case FORMS_DATE:
		draw_date(d);
		break;
	case FORMS_FILE:
		draw_file(d);
		break;
	case FORMS_NUMBER:
		if (field_is_rating(q)) {
			draw_rating(d);
			break;
		}
		draw_typed(d);
		break;
	case FORMS_LINE:
	case FORMS_TEXT:
	case FORMS_POSTCODE:
		draw_typed(d);
		break;
	}
}

/* What is asked about this field; several things may be. */
static void
draw_queries(struct visit *v, const struct forms_field *f,
    const struct forms_problem *p)
{
	for (; p != NULL; p = p->next)
		if (p->field == f && p->kind == FORMS_P_QUERY)
			sure_draw(v, p->rule);
}

/* What has no translation stands in another language, and says so in theirs.
 * Easy Read is no other language. */
static void
draw_untranslated(struct visit *v, const struct locale *page)
{
	if (v->lo != page && !locale_easy(locale_tag(page)))
		html_f(v->b, "<p class=\"nhsuk-body-s\">%s</p>\n",
		    tr(page, "This question has not been translated yet."));
}

void
field_html(struct visit *v, const struct forms_field *f,
    const struct forms_problem *problems)
{
	struct drawing d = { .v = v, .f = f,
	    .a = &v->draft.answers.v[f->index],
	    .id = field_anchor(v, f), .describes = "",
	    .words = said(v, f->words), .page = speak(v, f->lang),
	    .required = forms_required(&v->draft.answers, f) };
	const struct forms_problem *p = problems;
	bool bad;

	for (; p != NULL && (p->field != f || p->kind == FORMS_P_QUERY);
	    p = p->next)
		;
	d.p = p;
	bad = p != NULL && !p->write_in;
	draw_untranslated(v, d.page);
	html_f(v->b, "<div class=\"nhsuk-form-group%s\"",
	    bad ? " nhsuk-form-group--error" : "");
	mark_spoken(v, d.page);
	html_f(v->b, ">\n<input type=\"hidden\" name=\"on\" value=\"%s\">\n",
	    f->id);
	picture_begin(v, f->picture);
	draw(&d);
	picture_end(v, f->picture);
	html_lit(v->b, "</div>\n");
	draw_queries(v, f, problems);
	draw_help(&d);
	v->lo = d.page;
}
