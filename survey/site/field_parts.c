/* SPDX-License-Identifier: MIT
 *
 * field_parts.c -- questions with several boxes: a date, a ranking, points;
 * and the one that takes a file.
 */
#include "survey/site/field.h"

/* ---- dates ----------------------------------------------------------- */

enum { DAY, MONTH, YEAR };
static const char *const parts[] = { "day", "month", "year" };

static size_t
first_part(const struct forms_question *q)
{
	return q->date == FORMS_MONTH ? MONTH : q->date == FORMS_YEAR ? YEAR :
	    DAY;
}

const char *
field_part(const struct forms_field *f, size_t i)
{
	i += first_part(f->q);
	return f->q->type == FORMS_DATE && i < LEN(parts) ? parts[i] : NULL;
}

/* The part as it was typed, or out of "2024-06-03". */
static const char *
part_value(const struct drawing *d, size_t part)
{
	const char *sent = drawing_sent(d, field_part_name(d->v->a, d->f,
	    parts[part])), *s = d->a->text;
	size_t n = s != NULL ? strlen(s) : 0;

	if (sent != NULL)
		return sent;
	if (part == YEAR)
		return n >= 4 ? arena_strn(d->v->a, s, 4) : "";
	s = part == MONTH ? n >= 7 ? s + 5 : NULL : n >= 10 ? s + 8 : NULL;
	if (s == NULL)
		return "";
	return s[0] == '0' ? arena_strn(d->v->a, s + 1, 1) :
	    arena_strn(d->v->a, s, 2);
}

static const char *
part_label(const struct visit *v, size_t part)
{
	switch (part) {
	case DAY:
		/* translators: labels of the three boxes of a date. */
		return tr(v->lo, "Day");
	case MONTH:
		return tr(v->lo, "Month");
	default:
		return tr(v->lo, "Year");
	}
}

/* Is it this box that is wrong? */
static bool
part_bad(const struct drawing *d, size_t part)
{
	return d->p != NULL && (d->p->kind != FORMS_P_DATE ||
	    (d->p->got >> part & 1) != 0);
}

static void
draw_part(struct drawing *d, size_t part, const char *id)
{
	struct visit *v = d->v;

	html_f(v->b, "<div class=\"nhsuk-date-input__item\">\n"
	    "<div class=\"nhsuk-form-group\">\n"
	    "<label class=\"nhsuk-label nhsuk-date-input__label\" for=\"%s\">"
	    "%s</label>\n<input class=\"nhsuk-input nhsuk-date-input__input "
	    "nhsuk-input--width-%d%s\" id=\"%s\" name=\"%s\" type=\"text\" "
	    "inputmode=\"numeric\" autocomplete=\"off\" dir=\"ltr\" "
	    "value=\"%s\">\n</div>\n</div>\n", id, part_label(v, part),
	    part == YEAR ? 4 : 2, part_bad(d, part) ? " nhsuk-input--error" :
	    "", id, field_part_name(v->a, d->f, parts[part]),
	    part_value(d, part));
}

void
draw_date(struct drawing *d)
{
	size_t i, first = first_part(d->f->q);

	drawing_fieldset(d);
	html_lit(d->v->b, "<div class=\"nhsuk-date-input\">\n");
	for (i = first; i < LEN(parts); i++)
		draw_part(d, i, field_box(d->v->a, d->id, i - first));
	html_lit(d->v->b, "</div>\n</fieldset>\n");
	draw_instead(d);
}

/* ---- in order of preference ------------------------------------------ */

const struct forms_option **
field_ordered(const struct visit *v, const struct forms_field *f, size_t *n)
{
	size_t i, all;
	const struct forms_option **o = forms_order(v->a, f, draft_seed(v),
	    &all);

	*n = 0;
	for (i = 0; i < all; i++)
		if (field_ordinary(o[i]))
			o[(*n)++] = o[i];
	return o;
}

static const char *
place_label(const struct visit *v, size_t i)
{
	static const char *const places[] = { TR("First choice"),
	    TR("Second choice"), TR("Third choice"), TR("Fourth choice"),
	    TR("Fifth choice"), TR("Sixth choice"), TR("Seventh choice"),
	    TR("Eighth choice"), TR("Ninth choice"), TR("Tenth choice") };

	if (i < LEN(places))
		return tr(v->lo, places[i]);
	return fill(v, tr(v->lo, "Choice number %s"), arena_printf(v->a,
	    "%zu", i + 1), "");
}

/* The name of the option at this place: as sent, or as answered. */
static const char *
placed(const struct drawing *d, size_t place)
{
	const struct http_pairs *form = &d->v->r->form;
	size_t i, n = 0;

	for (i = 0; d->p != NULL && i < form->n; i++)
		if (strcmp(form->v[i].name, d->f->id) == 0 && n++ == place)
			return form->v[i].value;
	if (d->p != NULL && n > 0)
		return "";
	return place < d->a->n && field_ordinary(d->a->chosen[place]) ?
	    d->a->chosen[place]->name : "";
}

static void
draw_place(struct drawing *d, size_t place,
    const struct forms_option *const *o, size_t n)
{
	struct visit *v = d->v;
	const char *id = field_box(v->a, d->id, place), *at = placed(d, place);
	bool bad = d->p != NULL && (d->p->kind == FORMS_P_TWICE ?
	    d->p->got == place + 1 : !d->p->write_in);
	size_t i;

	html_f(v->b, "<div class=\"nhsuk-form-group app-place\">\n"
	    "<label class=\"nhsuk-label\" for=\"%s\">%s</label>\n"
	    "<select class=\"nhsuk-select%s\" id=\"%s\" name=\"%s\">\n"
	    "<option value=\"\">%s</option>\n", id, place_label(v, place),
	    bad ? " nhsuk-select--error" : "", id, d->f->id,
	    /* translators: stands in a list until something is chosen. */
	    tr(v->lo, "Nothing chosen"));
	for (i = 0; i < n; i++)
		html_f(v->b, "<option value=\"%s\"%s>%s</option>\n",
		    o[i]->name, strcmp(at, o[i]->name) == 0 ? " selected" :
		    "", drawing_said(d, o[i]->words));
	html_lit(v->b, "</select>\n</div>\n");
}

size_t
field_places(const struct forms_question *q)
{
	size_t i, n = 0;

	for (i = 0; i < q->n_options; i++)
		n += field_ordinary(&q->options[i]);
	return q->most > 0 && q->most < n ? q->most : n;
}

void
draw_rank(struct drawing *d)
{
	size_t n, i, places = field_places(d->f->q);
	const struct forms_option **o = field_ordered(d->v, d->f, &n);

	drawing_fieldset(d);
	for (i = 0; i < places; i++)
		draw_place(d, i, o, n);
	if (field_write_in(d->f) != NULL)
		draw_write_in(d, field_write_in(d->f));
	html_lit(d->v->b, "</fieldset>\n");
	draw_instead(d);
}

/* ---- points ---------------------------------------------------------- */

static const char *
points_of(const struct drawing *d, const struct forms_option *o)
{
	const char *sent = drawing_sent(d, field_part_name(d->v->a, d->f,
	    o->name));
	size_t i;

	if (sent != NULL)
		return sent;
	for (i = 0; i < d->a->n && d->a->amounts != NULL; i++)
		if (d->a->chosen[i] == o)
			return arena_printf(d->v->a, "%.0f", d->a->amounts[i]);
	return "";
}

static void
draw_points(struct drawing *d, const struct forms_option *o, const char *id)
{
	struct visit *v = d->v;
	const struct forms_problem *p = d->p;
	bool one = p != NULL && p->got > 0 && (p->kind == FORMS_P_EACH ||
	    p->kind == FORMS_P_NOT_NUMBER);
	bool bad = p != NULL && !p->write_in && (!one ||
	    &d->f->q->options[p->got - 1] == o);

	html_f(v->b, "<div class=\"nhsuk-form-group app-points\">\n"
	    "<label class=\"nhsuk-label\" for=\"%s\">%s</label>\n", id,
	    drawing_said(d, o->words));
	if (o->hint[0] != '\0')
		html_f(v->b, "<div class=\"nhsuk-hint\" id=\"%s-hint\">%s"
		    "</div>\n", id, drawing_said(d, o->hint));
	html_f(v->b, "<input class=\"nhsuk-input nhsuk-input--width-4%s\" "
	    "id=\"%s\" name=\"%s\" type=\"text\" inputmode=\"numeric\" "
	    "autocomplete=\"off\" dir=\"ltr\" value=\"%s\"",
	    bad ? " nhsuk-input--error" : "", id,
	    field_part_name(v->a, d->f, o->name), points_of(d, o));
	if (o->hint[0] != '\0')
		html_f(v->b, " aria-describedby=\"%s-hint\"", id);
	html_lit(v->b, ">\n</div>\n");
	if (o->write_in)
		draw_write_in(d, o);
}

void
draw_share(struct drawing *d)
{
	size_t n, i;
	const struct forms_option **o = field_ordered(d->v, d->f, &n);

	drawing_fieldset(d);
	for (i = 0; i < n; i++)
		draw_points(d, o[i], field_box(d->v->a, d->id, i));
	html_lit(d->v->b, "</fieldset>\n");
	draw_instead(d);
}

/* ---- files ----------------------------------------------------------- */

/* ".pdf,.docx,.jpg,.jpeg" */
static const char *
accepts(const struct visit *v, const struct forms_question *q)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < q->n_files; i++)
		buf_printf(&b, "%s.%s%s", i > 0 ? "," : "", q->files[i],
		    strcmp(q->files[i], "jpg") == 0 ? ",.jpeg" : "");
	return arena_str(v->a, buf_text(&b));
}

/* The file that we hold, and how to take it out again. */
static void
draw_held(struct drawing *d)
{
	struct visit *v = d->v;

	html_f(v->b, "<p class=\"app-held\">%s <bdi>%s</bdi> (%s)</p>\n"
	    "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n",
	    tr(v->lo, "We have this file from you:"), d->a->text,
	    field_size(v, d->a->bytes.n), d->f->id, d->a->text);
	html_f(v->b, "<div class=\"nhsuk-checkboxes app-held\">"
	    "<div class=\"nhsuk-checkboxes__item\">\n"
	    "<input class=\"nhsuk-checkboxes__input\" id=\"%s-remove\" "
	    "name=\"%s\" type=\"checkbox\" value=\"1\">\n<label class=\""
	    "nhsuk-label nhsuk-checkboxes__label\" for=\"%s-remove\">%s"
	    "</label>\n</div></div>\n", d->id, field_part_name(v->a, d->f,
	    "remove"), d->id, tr(v->lo, "Take this file out"));
	html_f(v->b, "<p class=\"app-after\">%s</p>\n",
	    tr(v->lo, "To send another file instead "
	    "of it, choose one here:"));
}

void
draw_file(struct drawing *d)
{
	struct visit *v = d->v;
	bool held = d->a->state == FORMS_ANSWERED && d->a->text != NULL;

	html_f(v->b, "<label class=\"nhsuk-label nhsuk-label--m\" for=\"%s\">"
	    "%s</label>\n", d->id, d->words);
	drawing_hint(d);
	drawing_error(d, false);
	if (held)
		draw_held(d);
	html_f(v->b, "<input class=\"nhsuk-file-upload__input app-file%s\" "
	    "id=\"%s\" name=\"%s\" type=\"file\" accept=\"%s\"",
	    d->p ? " nhsuk-file-upload__input--error" : "", d->id, d->f->id,
	    accepts(v, d->f->q));
	drawing_described(d);
	html_lit(v->b, ">\n");
	draw_instead(d);
}
