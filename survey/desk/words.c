/* SPDX-License-Identifier: MIT
 *
 * words.c -- parts that several pages have: dates, numbers, boxes of a form and
 * what is wrong with them.
 */
#include "locales/locales.h"
#include "survey/desk/private.h"

const char *
desk_day(struct desk_visit *v, struct date d)
{
	struct buf b CLEAN(buf_free) = { 0 };

	locale_date(&b, locale_builtin("en"), d);
	return arena_str(v->a, buf_text(&b));
}

const char *
desk_moment(struct desk_visit *v, int64_t seconds)
{
	int minute = uk_minute(seconds);

	return arena_printf(v->a, "%s, %d:%02d", desk_day(v, uk_date(seconds)),
	    minute / 60, minute % 60);
}

const char *
desk_count(struct desk_visit *v, int64_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };

	locale_count(&b, locale_builtin("en"), n);
	return arena_str(v->a, buf_text(&b));
}

int64_t
desk_number(const char *s)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; s[i] >= '0' && s[i] <= '9' && i < 18; i++)
		n = n * 10 + (s[i] - '0');
	return s[i] == '\0' ? n : 0;
}

/* Whole minutes above two. */
const char *
desk_wait(struct desk_visit *v, int64_t wait)
{
	const char *after = "Too many attempts failed. Nobody is shut out: "
	    "wait, and try again in";

	if (wait > 120)
		return arena_printf(v->a, "%s %lld minutes.", after,
		    (long long)(wait + 59) / 60);
	return arena_printf(v->a, "%s %lld second%s.", after, (long long)wait,
	    wait == 1 ? "" : "s");
}

const char *
desk_sentence(struct desk_visit *v, const struct err *e)
{
	char *s = arena_str(v->a, e->msg);

	if (s[0] >= 'a' && s[0] <= 'z')
		s[0] = (char)(s[0] - 'a' + 'A');
	return s;
}

/* ---- long lists, in pages ---------------------------------------- */

size_t
desk_page(const struct desk_visit *v, size_t pages)
{
	const char *sent = http_value(v->r->method == HTTP_POST ? &v->r->form :
	    &v->r->query, "page");
	int64_t page = sent != NULL ? desk_number(sent) : 1;

	return page > 0 && (uint64_t)page <= pages ? (size_t)page - 1 : 0;
}

void
desk_steps(struct desk_visit *v, const struct desk_steps *s)
{
	if (s->pages < 2)
		return;
	html_f(v->b, "<nav aria-label=\"%s\"><ul class=\"desk-files\">\n",
	    s->label);
	if (s->page > 0)
		html_f(v->b, "<li><a href=\"%s%zu\" rel=\"prev\">%s</a></li>"
		    "\n", s->address, s->page, s->before);
	html_f(v->b, "<li>Page %zu of %zu</li>\n", s->page + 1, s->pages);
	if (s->page + 1 < s->pages)
		html_f(v->b, "<li><a href=\"%s%zu\" rel=\"next\">%s</a></li>"
		    "\n", s->address, s->page + 2, s->after);
	html_lit(v->b, "</ul></nav>\n");
}

/* ---- boxes ------------------------------------------------------- */

static void
described(struct desk_visit *v, const struct desk_box *x)
{
	if (x->hint == NULL && x->wrong == NULL)
		return;
	html_lit(v->b, " aria-describedby=\"");
	if (x->hint != NULL)
		html_f(v->b, "%s-hint", x->name);
	if (x->hint != NULL && x->wrong != NULL)
		html_lit(v->b, " ");
	if (x->wrong != NULL)
		html_f(v->b, "%s-wrong", x->name);
	html_lit(v->b, "\"");
}

void
desk_box(struct desk_visit *v, const struct desk_box *x)
{
	html_f(v->b, "<p class=\"desk-field\"><label for=\"%s\">%s</label>",
	    x->name, x->label);
	if (x->hint != NULL)
		html_f(v->b, "<span class=\"desk-grey\" id=\"%s-hint\">%s"
		    "</span>", x->name, x->hint);
	if (x->wrong != NULL)
		html_f(v->b, "<span class=\"desk-wrong\" id=\"%s-wrong\">"
		    "<span class=\"nhsuk-u-visually-hidden\">Error: </span>%s"
		    "</span>", x->name, x->wrong);
	html_f(v->b, "<input class=\"desk-input%s\" type=\"%s\" id=\"%s\" "
	    "name=\"%s\" value=\"%s\" autocomplete=\"%s\"",
	    x->code ? " desk-typed" : "", x->type != NULL ? x->type : "text",
	    x->name, x->name, x->value != NULL ? x->value : "",
	    x->autocomplete != NULL ? x->autocomplete : "off");
	if (x->code || x->autocomplete != NULL)
		html_lit(v->b, " spellcheck=\"false\" autocapitalize=\"none\"");
	described(v, x);
	if (x->wrong != NULL)
		html_lit(v->b, " aria-invalid=\"true\"");
	html_lit(v->b, "></p>\n");
}

void
desk_alert(struct desk_visit *v, const char *title, const char *words,
    const struct desk_box *x, size_t n)
{
	size_t wrong = 0, i;

	for (i = 0; i < n; i++)
		wrong += x[i].wrong != NULL;
	if (words == NULL && wrong == 0)
		return;
	html_f(v->b, "<div class=\"desk-panel desk-alert\" role=\"alert\" "
	    "id=\"failed\" tabindex=\"-1\" autofocus>\n"
	    "<h2 class=\"desk-h2\">%s</h2>\n", title);
	if (words != NULL)
		html_f(v->b, "<p>%s</p>\n", words);
	for (i = 0; i < n; i++)
		if (x[i].wrong != NULL)
			html_f(v->b, "<p><a href=\"#%s\">%s</a></p>\n",
			    x[i].name, x[i].wrong);
	html_lit(v->b, "</div>\n");
}
