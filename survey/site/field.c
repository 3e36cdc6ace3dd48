/* SPDX-License-Identifier: MIT
 *
 * field.c -- one question as HTML: NHS radios, checkboxes and boxes to write
 * in.  Nothing is revealed by a script: what may be filled in is there.
 */
#include "survey/site/private.h"

struct drawing {
	struct visit		*v;
	const struct forms_field *f;
	const struct forms_answer *a;
	const struct forms_problem *p;	/* NULL: none here */
	const char		*id;	/* "f3" */
	const char		*describes;	/* ids, for aria-describedby */
	bool			 required;
	const struct locale	*page;	/* what is around it is in */
};

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

const struct forms_option *
field_write_in(const struct forms_field *f)
{
	size_t i;

	for (i = 0; i < f->q->n_options; i++)
		if (f->q->options[i].write_in && !f->q->options[i].staff)
			return &f->q->options[i];
	return NULL;
}

static bool
is_choice(const struct forms_question *q)
{
	return q->type == FORMS_ONE || q->type == FORMS_MANY ||
	    q->type == FORMS_SCALE;
}

static bool
is_chosen(const struct forms_answer *a, const struct forms_option *o)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		if (a->chosen[i] == o)
			return true;
	return false;
}

/* ---- words around a question ----------------------------------------- */

/* Does the author's hint say how many answers to choose? */
static bool
says_how_many(const char *hint)
{
	static const char *const words[] = { "choose", "select", "tick",
	    "all that apply", "as many" };
	size_t i;

	for (i = 0; i < LEN(words); i++)
		if (strcasestr(hint, words[i]) != NULL)
			return true;
	return false;
}

/* What goes below the words of a question, beside the author's hint. */
static const char *
limit_words(struct drawing *d)
{
	struct visit *v = d->v;
	const struct forms_question *q = d->f->q;
	struct buf b CLEAN(buf_free) = { 0 };

	if (q->most > 0) {
		locale_count(&b, v->lo, (int64_t)q->most);
		return fill(v, tr(v->lo, "Choose up to %s."), buf_text(&b),
		    "");
	}
	if (q->type == FORMS_MANY && !says_how_many(d->f->hint))
		return tr(v->lo, "Choose all that apply.");
	if (q->type == FORMS_TEXT && q->limit > 0) {
		locale_count(&b, v->lo, (int64_t)q->limit);
		return fill(v, tr_n(v->lo,
		    "You can write up to %s character.",
		    "You can write up to %s characters.", q->limit),
		    buf_text(&b), "");
	}
	return "";
}

static void
draw_hint(struct drawing *d)
{
	const char *limit = limit_words(d), *hint = d->f->hint;
	const char *must = d->required ?
	    tr(d->v->lo, "We need an answer to this one.") : "";
	bool first = true;
	const char *parts[3] = { hint, limit, must };
	size_t i;

	if (*hint == '\0' && *limit == '\0' && *must == '\0')
		return;
	html_f(d->v->b, "<div class=\"nhsuk-hint\" id=\"%s-hint\">", d->id);
	for (i = 0; i < LEN(parts); i++) {
		if (*parts[i] == '\0')
			continue;
		html_f(d->v->b, "%s%s", first ? "" : " ", parts[i]);
		first = false;
	}
	html_lit(d->v->b, "</div>\n");
	d->describes = arena_printf(d->v->a, "%s-hint", d->id);
}

static void
draw_error(struct drawing *d, bool write_in)
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
		d->describes = *d->describes == '\0' ? id :
		    arena_printf(v->a, "%s %s", d->describes, id);
}

static void
described(struct drawing *d)
{
	if (*d->describes != '\0')
		html_f(d->v->b, " aria-describedby=\"%s\"", d->describes);
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
	    "\"nhsuk-details__summary-text\">%s</span></summary>\n<div class=\"nhsuk-details__text\">\n",
	    *d->f->help != '\0' ? tr(v->lo, "Help with this question") :
	    tr(v->lo, "Why we ask this"));
	prose(v, d->f->help);
	if (*d->f->q->purpose != '\0')
		html_f(v->b, "<p>%s</p>\n", d->f->q->purpose);
	html_lit(v->b, "</div>\n</details>\n");
}

/* ---- choices --------------------------------------------------------- */

static const char *
option_id(const struct drawing *d, size_t i)
{
	return i == 0 ? d->id : arena_printf(d->v->a, "%s-%zu", d->id, i + 1);
}

static void
draw_write_in(struct drawing *d, const struct forms_option *o)
{
	struct visit *v = d->v;
	const char *id = arena_printf(v->a, "%s-words", d->id);
	bool bad = d->p != NULL && d->p->write_in;

	html_f(v->b, "<div class=\"app-write-in\"><div class=\"nhsuk-form-group"
	    "%s\">\n<label class=\"nhsuk-label\" for=\"%s\">%s</label>\n",
	    bad ? " nhsuk-form-group--error" : "", id,
	    fill(v, tr(v->lo, "If you chose “%s”, please say more "
	    "(optional)"), o->words, ""));
	draw_error(d, true);
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
draw_option(struct drawing *d, const struct forms_option *o, const char *id)
{
	struct visit *v = d->v;
	bool many = d->f->q->type != FORMS_ONE && d->f->q->type != FORMS_SCALE;
	const char *what = many ? "checkboxes" : "radios";

	html_f(v->b, "<div class=\"nhsuk-%s__item\">\n"
	    "<input class=\"nhsuk-%s__input\" id=\"%s\" name=\"%s\" "
	    "type=\"%s\" value=\"%s\"", what, what, id, d->f->id,
	    many ? "checkbox" : "radio", o->name);
	if (is_chosen(d->a, o))
		html_lit(v->b, " checked");
	if (o->hint[0] != '\0')
		html_f(v->b, " aria-describedby=\"%s-hint\"", id);
	html_f(v->b, ">\n<label class=\"nhsuk-label nhsuk-%s__label\" "
	    "for=\"%s\">%s</label>\n", what, id, o->words);
	if (o->hint[0] != '\0')
		html_f(v->b, "<div class=\"nhsuk-hint nhsuk-%s__hint\" "
		    "id=\"%s-hint\">%s</div>\n", what, id, o->hint);
	html_lit(v->b, "</div>\n");
	if (o->write_in)
		draw_write_in(d, o);
}

static bool
stands_apart(const struct forms_option *o)
{
	return o->missing != FORMS_ANSWERED || o->exclusive;
}

/* "or" goes before the answers at the end that stand apart from the rest. */
static size_t
divider_at(const struct forms_question *q)
{
	size_t i = q->n_options;

	while (i > 0 && (q->options[i - 1].staff ||
	    stands_apart(&q->options[i - 1])))
		i--;
	return i == 0 ? q->n_options : i;
}

static void
draw_options(struct drawing *d, size_t first)
{
	const struct forms_question *q = d->f->q;
	size_t i, at = divider_at(q), drawn = first;
	bool divided = false;

	for (i = 0; i < q->n_options; i++) {
		if (q->options[i].staff)
			continue;
		if (i >= at && !divided) {
			html_f(d->v->b, "<div class=\"nhsuk-%s__divider\">%s"
			    "</div>\n", q->type == FORMS_MANY ? "checkboxes" :
			    /* translators: between two groups of answers. */
			    "radios", tr(d->v->lo, "or"));
			divided = true;
		}
		draw_option(d, &q->options[i], option_id(d, drawn++));
	}
}

static void
draw_choice(struct drawing *d)
{
	struct visit *v = d->v;
	struct buf *b = v->b;
	struct buf inside = { 0 };

	/* Hint and error name themselves in the fieldset's description, so
	 * they are written first, aside. */
	v->b = &inside;
	draw_hint(d);
	draw_error(d, false);
	v->b = b;
	html_lit(b, "<fieldset class=\"nhsuk-fieldset\"");
	described(d);
	html_f(b, ">\n<legend class=\"nhsuk-fieldset__legend "
	    "nhsuk-fieldset__legend--m\">%s</legend>\n", d->f->words);
	buf_put(b, inside.p, inside.n);
	buf_free(&inside);
	html_f(b, "<div class=\"nhsuk-%s\">\n",
	    d->f->q->type == FORMS_MANY ? "checkboxes" : "radios");
	draw_options(d, 0);
	html_lit(b, "</div>\n</fieldset>\n");
}

/* ---- boxes to write in ----------------------------------------------- */

static const char *
typed(const struct drawing *d)
{
	const struct forms_answer *a = d->a;

	if (a->text != NULL)
		return a->text;
	if (d->f->q->type == FORMS_NUMBER && a->state == FORMS_ANSWERED)
		return arena_printf(d->v->a, "%.*f", d->f->q->decimals,
		    a->number);
	return "";
}

static void
draw_area(struct drawing *d)
{
	struct visit *v = d->v;
	const struct forms_question *q = d->f->q;
	int rows = q->paper_lines > 0 ? q->paper_lines : 6;

	html_f(v->b, "<textarea class=\"nhsuk-textarea%s\" id=\"%s\" "
	    "name=\"%s\" rows=\"%d\" dir=\"auto\"",
	    d->p ? " nhsuk-textarea--error" : "", d->id, d->f->id, rows);
	described(d);
	/* Browsers drop the first line break, so one is given. */
	html_f(v->b, ">\n%s</textarea>\n", typed(d));
}

static void
draw_input(struct drawing *d)
{
	struct visit *v = d->v;
	const struct forms_question *q = d->f->q;

	html_f(v->b, "<input class=\"nhsuk-input%s%s\" id=\"%s\" name=\"%s\" "
	    "type=\"text\" autocomplete=\"off\" value=\"%s\"",
	    d->p ? " nhsuk-input--error" : "",
	    q->type == FORMS_LINE ? "" : " nhsuk-input--width-10",
	    d->id, d->f->id, typed(d));
	if (q->type == FORMS_LINE)
		html_lit(v->b, " dir=\"auto\"");
	else if (q->type == FORMS_POSTCODE)
		html_lit(v->b, " dir=\"ltr\" autocapitalize=\"characters\" "
		    "spellcheck=\"false\"");
	else if (q->decimals > 0)
		html_lit(v->b, " dir=\"ltr\" inputmode=\"decimal\"");
	else
		html_lit(v->b, " dir=\"ltr\" inputmode=\"numeric\"");
	if (q->unit[0] != '\0')
		d->describes = arena_printf(v->a, "%s%s%s-unit", d->describes,
		    *d->describes != '\0' ? " " : "", d->id);
	described(d);
	html_lit(v->b, ">\n");
	if (q->unit[0] != '\0')
		html_f(v->b, "<span class=\"nhsuk-body\" id=\"%s-unit\">%s"
		    "</span>\n", d->id, q->unit);
}

/* A box, and below it answers instead of words ("I would rather not say"). */
static void
draw_typed(struct drawing *d)
{
	struct visit *v = d->v;

	html_f(v->b, "<label class=\"nhsuk-label nhsuk-label--m\" "
	    "for=\"%s\">%s</label>\n", d->id, d->f->words);
	draw_hint(d);
	draw_error(d, false);
	if (d->f->q->type == FORMS_TEXT)
		draw_area(d);
	else
		draw_input(d);
	if (d->f->q->n_options == 0)
		return;
	html_f(v->b, "<fieldset class=\"nhsuk-fieldset app-beside\">"
	    "<legend class=\"nhsuk-u-visually-hidden\">%s</legend>\n"
	    "<div class=\"nhsuk-checkboxes\">\n",
	    fill(v, tr(v->lo, "Instead of writing an answer to “%s”"),
	    d->f->words, ""));
	draw_options(d, 1);
	html_lit(v->b, "</div></fieldset>\n");
}

void
field_html(struct visit *v, const struct forms_field *f,
    const struct forms_problem *p)
{
	struct drawing d = { .v = v, .f = f,
	    .a = &v->draft.answers.v[f->index],
	    .id = field_anchor(v, f), .describes = "", .page = speak(v, f->lang),
	    .required = forms_required(&v->draft.answers, f) };
	bool bad;

	for (; p != NULL && p->field != f; p = p->next)
		;
	d.p = p;
	bad = p != NULL && !p->write_in;
	html_f(v->b, "<div class=\"nhsuk-form-group%s\"",
	    bad ? " nhsuk-form-group--error" : "");
	mark_spoken(v, d.page);
	html_f(v->b, ">\n<input type=\"hidden\" name=\"on\" value=\"%s\">\n",
	    f->id);
	if (is_choice(f->q))
		draw_choice(&d);
	else
		draw_typed(&d);
	html_lit(v->b, "</div>\n");
	draw_help(&d);
	v->lo = d.page;
}
