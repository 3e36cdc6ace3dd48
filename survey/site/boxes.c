/* SPDX-License-Identifier: MIT
 *
 * boxes.c -- boxes of forms that are not questions of the consultation: a way to
 * reach somebody, or words to us.
 */
#include "survey/site/private.h"

const char *
box_typed(const struct visit *v, const char *name)
{
	const char *s = http_value(&v->r->form, name);

	return s != NULL ? s + strspn(s, " \t\r\n") : "";
}

/* Its label and what is wrong with it. */
static void
begin(struct visit *v, const char *name, const char *english,
    const char *problem)
{
	html_f(v->b, "<div class=\"nhsuk-form-group%s\">\n<label class=\"nhsuk-"
	    "label\" for=\"%s\">%s</label>\n", problem != NULL ?
	    " nhsuk-form-group--error" : "", name, tr(v->lo, english));
	if (problem != NULL)
		html_f(v->b, "<span class=\"nhsuk-error-message\" id=\"%s-"
		    "error\"><span class=\"nhsuk-u-visually-hidden\">%s"
		    "</span> %s</span>\n", name, tr(v->lo, "Error:"),
		    tr(v->lo, problem));
}

static void
describe(struct visit *v, const char *name, const char *problem)
{
	if (problem != NULL)
		html_f(v->b, " aria-describedby=\"%s-error\"", name);
}

void
box_line(struct visit *v, const char *name, const char *english,
    const char *type, const char *problem)
{
	begin(v, name, english, problem);
	html_f(v->b, "<input class=\"nhsuk-input%s\" id=\"%s\" name=\"%s\" "
	    "type=\"%s\" autocomplete=\"%s\" value=\"%s\" dir=\"%s\"",
	    problem != NULL ? " nhsuk-input--error" : "", name, name, type,
	    strcmp(name, "phone") == 0 ? "tel" : name, box_typed(v, name),
	    strcmp(name, "name") == 0 ? "auto" : "ltr");
	describe(v, name, problem);
	html_lit(v->b, ">\n</div>\n");
}

void
box_area(struct visit *v, const char *name, const char *english, int rows,
    const char *problem)
{
	begin(v, name, english, problem);
	html_f(v->b, "<textarea class=\"nhsuk-textarea%s\" id=\"%s\" name=\"%s\" "
	    "rows=\"%d\" autocomplete=\"%s\" dir=\"auto\"", problem != NULL ?
	    " nhsuk-textarea--error" : "", name, name, rows,
	    strcmp(name, "address") == 0 ? "street-address" : "off");
	describe(v, name, problem);
	html_f(v->b, ">\n%s</textarea>\n</div>\n", box_typed(v, name));
}
