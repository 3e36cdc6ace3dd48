/* SPDX-License-Identifier: MIT
 *
 * export_codebook.c -- the codebook for analysts: each question with all that
 * somebody needs who has only the answers, as a page and as a table.
 */
#include "forms/export.h"

static const enum forms_state everywhere[] = { FORMS_NOT_ASKED, FORMS_BLANK,
	FORMS_ILLEGIBLE, FORMS_SEVERAL };

/* Why there may be no answer: what any question has, and its own reasons. */
static bool
has_state(const struct forms_question *q, enum forms_state s)
{
	size_t i;

	for (i = 0; i < LEN(everywhere); i++)
		if (s == everywhere[i])
			return s != FORMS_SEVERAL || q->type == FORMS_ONE ||
			    q->type == FORMS_SCALE;
	for (i = 0; i < q->n_options; i++)
		if (q->options[i].missing == s)
			return true;
	return false;
}

static const char *
states(struct arena *a, const struct forms_question *q, bool names)
{
	struct buf b CLEAN(buf_free) = { 0 };
	int s;

	for (s = FORMS_NOT_ASKED; s <= FORMS_SEVERAL; s++)
		if (s != FORMS_ANSWERED && has_state(q, (enum forms_state)s))
			buf_printf(&b, "%s%s", b.n ? "; " : "", names ?
			    forms_state_name((enum forms_state)s) :
			    export_state((enum forms_state)s));
	return arena_str(a, buf_text(&b));
}

/* ---- as a page --------------------------------------------------------- */

static const char style[] = "body{font:1rem/1.5 sans-serif;max-width:60rem;"
    "margin:2rem auto;padding:0 1rem;color:#212b32}table{border-collapse:"
    "collapse;margin:.5rem 0}th,td{border:1px solid #768692;padding:.25rem "
    ".5rem;text-align:left;vertical-align:top}h2{margin-top:2.5rem}"
    "dt{font-weight:bold}dd{margin:0 0 .25rem 1rem}";

static void
row(struct buf *b, const char *name, const char *words)
{
	if (words[0] != '\0')
		html_f(b, "<dt>%s</dt><dd>%s</dd>\n", name, words);
}

static void
option_table(struct export *x, const struct forms_question *q)
{
	struct buf *b = x->out;
	size_t i;

	if (q->n_options == 0)
		return;
	html_lit(b, "<table><thead><tr><th scope=\"col\">Number</th>"
	    "<th scope=\"col\">Name</th><th scope=\"col\">Words</th>"
	    "<th scope=\"col\">What else</th><th scope=\"col\">Codes</th>"
	    "</tr></thead>\n<tbody>\n");
	for (i = 0; i < q->n_options; i++) {
		const struct forms_option *o = &q->options[i];

		html_f(b, "<tr><td>%d</td><th scope=\"row\">%s</th><td>%s</td>"
		    "<td>%s</td><td>%s</td></tr>\n", o->number, o->name,
		    o->words, export_flags(x->im.a, o),
		    export_codes(x->im.a, o));
	}
	for (i = 0; i < q->n_nets; i++)
		html_f(b, "<tr><td></td><th scope=\"row\">%s</th><td>%s</td>"
		    "<td>several answers together</td><td></td></tr>\n",
		    q->nets[i].name, q->nets[i].words);
	html_lit(b, "</tbody></table>\n");
}

static void
about(struct export *x, const struct forms_field *f)
{
	struct buf all CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < f->n_about; i++)
		buf_printf(&all, "%s%s (%s)", i ? "; " : "", f->about[i]->name,
		    f->about[i]->title);
	row(x->out, "About", buf_text(&all));
}

static void
field(struct export *x, const struct forms_field *f)
{
	const struct forms_question *q = f->q;
	struct arena *a = x->im.a;
	struct buf *b = x->out;

	html_f(b, "<h3 id=\"%s\">%s. %s</h3>\n<dl>\n", f->id, f->number,
	    f->words);
	row(b, "Name", f->id);
	row(b, "Hint", f->hint);
	row(b, "Help", f->help);
	row(b, "Type", export_type(a, f));
	row(b, "Asked of", export_condition(a, f->show));
	row(b, "Must be answered", f->required ? "yes" : f->required_if ?
	    export_condition(a, f->required_if) : "no");
	row(b, "Reasons for no answer", states(a, q, false));
	about(x, f);
	row(b, "Purpose", q->purpose);
	row(b, "Tells about a person", q->sensitivity);
	row(b, "May be quoted", q->type == FORMS_TEXT || q->type ==
	    FORMS_LINE ? export_policy(q->quote) : "");
	row(b, "May be published", export_policy(q->publish));
	html_lit(b, "</dl>\n");
	option_table(x, q);
}

static void
values(struct export *x)
{
	struct buf *b = x->out;
	size_t i, k;

	if (x->form->n_values > 0)
		html_lit(b, "<h2>Values that are worked out</h2>\n");
	for (i = 0; i < x->form->n_values; i++) {
		const struct forms_value *v = &x->form->values[i];

		html_f(b, "<h3>%s</h3>\n<dl>\n", v->words && v->words[0] ?
		    v->words : v->name);
		row(b, "Name", v->name);
		row(b, "Worked out as", v->expr ? export_condition(x->im.a,
		    v->expr) : "");
		for (k = 0; k < v->n_bands; k++)
			html_f(b, "<dt>%s</dt><dd>%s</dd>\n", v->bands[k].name,
			    v->bands[k].words);
		html_lit(b, "</dl>\n");
	}
}

static void
summary(struct export *x)
{
	const struct forms_form *f = x->form;
	struct buf *b = x->out;
	const char *codebook = f->codebook[0] ? arena_printf(x->im.a,
	    "%s version %d", f->codebook, f->codebook_version) : "";

	html_f(b, "<h1>Codebook: %s</h1>\n<dl>\n", f->title);
	row(b, "Consultation", f->name);
	row(b, "Owner", f->owner);
	row(b, "Version of the form", f->hash);
	row(b, "Codebook of comments", codebook);
	html_f(b, "<dt>Questions</dt><dd>%zu</dd>\n</dl>\n", f->n_fields);
	html_lit(b, "<p>Each answer is kept under the name of its question "
	    "and, where answers are listed, under the name of the answer. Words may "
	    "change between versions; names and numbers do not.</p>\n");
}

bool
export_codebook_html(struct export *x, struct err *e)
{
	const struct forms_page *page = NULL;
	struct buf *b = x->out;
	size_t i;

	(void)e;
	html_f(b, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n"
	    "<title>Codebook: %s</title>\n", x->form->languages[0],
	    x->form->title);
	html_lit(b, "<style>");
	buf_puts(b, style);
	html_lit(b, "</style>\n</head>\n<body>\n<main>\n");
	summary(x);
	for (i = 0; i < x->form->n_fields; i++) {
		const struct forms_field *f = &x->form->fields[i];

		if (f->page != page)
			html_f(b, "<h2>%s</h2>\n", f->page->title);
		page = f->page;
		field(x, f);
	}
	values(x);
	html_lit(b, "</main>\n</body>\n</html>\n");
	return true;
}

/* ---- as a table -------------------------------------------------------- */

/* One cell.  A spreadsheet takes a cell that starts with one of these for a
 * formula; an apostrophe in front says that it is text. */
static void
cell(struct buf *b, const char *s)
{
	const char *p;

	buf_lit(b, "\"");
	if (s[0] != '\0' && strchr("=+-@\t\r", s[0]) != NULL)
		buf_lit(b, "'");
	for (p = s; *p != '\0'; p++) {
		if (*p == '"')
			buf_lit(b, "\"");
		buf_put(b, p, 1);
	}
	buf_lit(b, "\"");
}

static void
cells(struct buf *b, const char *const *v, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_lit(b, ",");
		cell(b, v[i]);
	}
	buf_lit(b, "\r\n");
}

static void
csv_field(struct export *x, const struct forms_field *f)
{
	const struct forms_question *q = f->q;
	struct arena *a = x->im.a;
	size_t i;

	for (i = 0; i == 0 || i < q->n_options; i++) {
		const struct forms_option *o = q->n_options ?
		    &q->options[i] : NULL;
		const char *v[] = { f->id, f->number, f->page->title, f->words,
		    export_type(a, f), export_condition(a, f->show),
		    f->required ? "yes" : f->required_if ? export_condition(a,
		    f->required_if) : "no", states(a, q, true), q->purpose,
		    q->sensitivity, export_policy(q->quote),
		    export_policy(q->publish),
		    o ? arena_printf(a, "%d", o->number) : "",
		    o ? o->name : "", o ? o->words : "",
		    o ? export_flags(a, o) : "", o ? export_codes(a, o) : "" };

		cells(x->out, v, LEN(v));
	}
}

bool
export_codebook_csv(struct export *x, struct err *e)
{
	static const char *const names[] = { "question", "printed number",
	    "page", "words", "type", "asked of", "must be answered",
	    "reasons for no answer", "purpose", "tells about a person",
	    "may be quoted", "may be published", "answer number",
	    "answer name", "answer words", "answer is", "answer codes" };
	size_t i;

	(void)e;
	cells(x->out, names, LEN(names));
	for (i = 0; i < x->form->n_fields; i++)
		csv_field(x, &x->form->fields[i]);
	return true;
}
