/* SPDX-License-Identifier: MIT
 *
 * field_typed.c -- boxes to write in.  No box is `required`: browsers would
 * stop people with words that are not ours.
 */
#include "survey/site/field.h"

static const char *
typed(const struct drawing *d)
{
	const struct forms_answer *a = d->a;

	if (a->text != NULL)
		return a->text;
	if (d->f->q->type == FORMS_NUMBER && a->state == FORMS_ANSWERED &&
	    a->n == 0)
		return arena_printf(d->v->a, "%.*f", d->f->q->decimals,
		    a->number);
	return "";
}

static void
draw_area(struct drawing *d)
{
	struct visit *v = d->v;
	const struct forms_question *q = d->f->q;
	bool address = q->format == FORMS_ADDRESS;
	int rows = q->paper_lines > 0 ? q->paper_lines : address ? 4 : 6;

	html_f(v->b, "<textarea class=\"nhsuk-textarea%s\" id=\"%s\" "
	    "name=\"%s\" rows=\"%d\" dir=\"auto\"",
	    d->p ? " nhsuk-textarea--error" : "", d->id, d->f->id, rows);
	if (address)
		html_lit(v->b, " autocomplete=\"street-address\"");
	drawing_described(d);
	/* Browsers drop the first line break, so one is given. */
	html_f(v->b, ">\n%s</textarea>\n", typed(d));
}

/* What the browser may offer, and the keyboard that a phone shows.  A link is no
 * `url` for HTML: that would have to begin with https://. */
struct box { const char *type, *complete, *mode, *width, *dir; };

static struct box
box_of(const struct forms_question *q)
{
	static const struct box lines[] = {
		[FORMS_PLAIN] = { "text", "off", "text", "", "auto" },
		[FORMS_EMAIL] = { "email", "email", "email", "", "ltr" },
		[FORMS_PHONE] = { "tel", "tel", "tel",
		    " nhsuk-input--width-20", "ltr" },
		[FORMS_LINK] = { "text", "url", "url", "", "ltr" },
		[FORMS_TIME] = { "text", "off", "text",
		    " nhsuk-input--width-5", "ltr" },
		[FORMS_ADDRESS] = { "text", "street-address", "text", "",
		    "auto" },
	};

	if (q->type == FORMS_LINE)
		return lines[q->format];
	if (q->type == FORMS_POSTCODE)
		return (struct box){ "text", q->postcode == FORMS_FULL ?
		    "postal-code" : "off", "text", " nhsuk-input--width-10",
		    "ltr" };
	return (struct box){ "text", "off", q->decimals > 0 ? "decimal" :
	    "numeric", " nhsuk-input--width-10", "ltr" };
}

static void
draw_box(struct drawing *d)
{
	struct visit *v = d->v;
	const struct forms_question *q = d->f->q;
	struct box b = box_of(q);

	html_f(v->b, "<input class=\"nhsuk-input%s%s\" id=\"%s\" name=\"%s\" "
	    "type=\"%s\" autocomplete=\"%s\" inputmode=\"%s\" dir=\"%s\" "
	    "value=\"%s\"", d->p ? " nhsuk-input--error" : "", b.width, d->id,
	    d->f->id, b.type, b.complete, b.mode, b.dir, typed(d));
	if (q->type == FORMS_POSTCODE)
		html_lit(v->b, " autocapitalize=\"characters\"");
	if (strcmp(b.dir, "ltr") == 0)
		html_lit(v->b, " spellcheck=\"false\"");
	drawing_described(d);
	html_lit(v->b, ">\n");
}

/* "£" before the box, "kg" after it; both are said with the label. */
static void
draw_input(struct drawing *d)
{
	struct visit *v = d->v;
	const struct forms_question *q = d->f->q;
	const char *sign = q->currency[0] != '\0' ?
	    forms_currency_sign(q->currency) : "";
	const char *unit = sign[0] == '\0' && q->currency[0] != '\0' ?
	    q->currency : drawing_said(d, q->unit);

	if (sign[0] == '\0' && unit[0] == '\0') {
		draw_box(d);
		return;
	}
	html_lit(v->b, "<div class=\"nhsuk-input-wrapper\">");
	if (sign[0] != '\0')
		html_f(v->b, "<div class=\"nhsuk-input-wrapper__prefix\" "
		    "aria-hidden=\"true\">%s</div>\n", sign);
	if (unit[0] != '\0')
		drawing_describe(d, arena_printf(v->a, "%s-unit", d->id));
	draw_box(d);
	if (unit[0] != '\0')
		html_f(v->b, "<div class=\"nhsuk-input-wrapper__suffix\" "
		    "id=\"%s-unit\">%s</div>\n", d->id, unit);
	html_lit(v->b, "</div>\n");
}

/* A box, and below it answers instead of words ("I would rather not say"). */
void
draw_typed(struct drawing *d)
{
	struct visit *v = d->v;

	html_f(v->b, "<label class=\"nhsuk-label nhsuk-label--m\" "
	    "for=\"%s\">%s</label>\n", d->id, d->words);
	drawing_hint(d);
	drawing_error(d, false);
	if (d->f->q->type == FORMS_TEXT)
		draw_area(d);
	else
		draw_input(d);
	draw_instead(d);
}
