/* SPDX-License-Identifier: MIT
 *
 * draw_text.c -- a text in its box, with what is wrong beside its lines.
 *
 * Behind the box lies the same text in the same letters, unseen: it carries
 * the underlines, and after the end of each line what is wrong with it.
 */
#include "survey/desk/edit.h"

static const char *const level_words[] = { "Note", "Warning", "Mistake" };
static const char *const level_class[] = { "note", "warning", "error" };

bool
edit_is_here(struct desk_visit *v, const struct edit *x,
    const struct forms_diag *d)
{
	return d->at.src != NULL &&
	    strcmp(path_name(v->a, d->at.src->name), x->file) == 0;
}

static const char *
count(struct desk_visit *v, size_t n, const char *one, const char *many)
{
	return arena_printf(v->a, "%zu %s", n, n == 1 ? one : many);
}

const char *
edit_counts(struct desk_visit *v, const struct edit *x)
{
	const char *errors = count(v, x->d.errors, "mistake", "mistakes");
	const char *warnings = count(v, x->d.warnings, "remark", "remarks");

	if (x->d.errors > 0 && x->d.warnings > 0)
		return arena_printf(v->a, "%s and %s.", errors, warnings);
	if (x->d.errors > 0)
		return arena_printf(v->a, "%s.", errors);
	return x->d.warnings > 0 ? arena_printf(v->a, "No mistakes, %s.",
	    warnings) : "No mistakes.";
}

/* ---- the box ----------------------------------------------------- */

/* The byte at which character `column` of a line starts, from 1. */
static size_t
bytes(struct str line, size_t column)
{
	size_t i = 0;

	for (; column > 1 && i < line.n; column--)
		do
			i++;
		while (i < line.n && ((unsigned char)line.p[i] & 0xC0) == 0x80);
	return i;
}

static void
text_of(struct desk_visit *v, struct str s)
{
	html_f(v->b, "%s", arena_strn(v->a, s.p, s.n));
}

/* One line behind the box; d is the first that is wrong with it, or NULL. */
static void
draw_line(struct desk_visit *v, struct str line, const struct forms_diag *d)
{
	size_t no, column, end;

	if (d == NULL) {
		html_lit(v->b, "<span class=\"desk-ln\">");
		text_of(v, line);
		html_lit(v->b, "</span>\n");
		return;
	}
	forms_diag_where(d, &no, &column, &end);
	column = bytes(line, column);
	end = bytes(line, end);
	html_f(v->b, "<span class=\"desk-ln desk-ln--%s\">",
	    level_class[d->level]);
	text_of(v, (struct str){ line.p, column });
	html_lit(v->b, "<u>");
	text_of(v, (struct str){ line.p + column, end - column });
	html_lit(v->b, "</u>");
	text_of(v, (struct str){ line.p + end, line.n - end });
	html_f(v->b, "<i> %s</i></span>\n", d->text);
}

/* For each line, from 1 on, the worst of what is wrong with it, or NULL. */
static const struct forms_diag **
by_line(struct desk_visit *v, const struct edit *x)
{
	const struct forms_diag **out, **list;
	size_t n, i, no, column, end;

	list = forms_diags_list(v->a, &x->d, &n);
	out = arena_array(v->a, const struct forms_diag *, x->text.n + 2);
	for (i = 0; i < n; i++) {
		if (!edit_is_here(v, x, list[i]))
			continue;
		forms_diag_where(list[i], &no, &column, &end);
		if (no < x->text.n + 2 && (out[no] == NULL ||
		    list[i]->level > out[no]->level))
			out[no] = list[i];
	}
	return out;
}

void
edit_draw_text(struct desk_visit *v, struct edit *x)
{
	struct buf behind CLEAN(buf_free) = { 0 };
	struct buf *page = v->b;
	struct str rest = x->text, line;
	const struct forms_diag **wrong = by_line(v, x), *d;
	size_t no = 0;

	html_lit(v->b, "<div class=\"desk-box\" id=\"box\"><div "
	    "class=\"desk-numbers\" id=\"numbers\" aria-hidden=\"true\">");
	v->b = &behind;
	while (str_line(&rest, &line)) {
		d = wrong[++no];
		html_f(page, "<span id=\"line-%zu\" class=\"desk-no--%s\">%zu"
		    "</span>\n", no, d != NULL ? level_class[d->level] : "ok",
		    no);
		draw_line(v, line, d);
	}
	v->b = page;
	html_lit(v->b, "</div><div class=\"desk-pad\"><div "
	    "class=\"desk-behind\" id=\"behind\" aria-hidden=\"true\">");
	buf_put(v->b, buf_text(&behind), behind.n);
	html_f(v->b, "</div><textarea id=\"text\" name=\"text\" rows=\"%zu\" "
	    "spellcheck=\"false\" autocomplete=\"off\" "
	    "autocapitalize=\"off\" aria-describedby=\"counts\">\n%s"
	    "</textarea></div></div>\n", no + 2,
	    arena_strn(v->a, x->text.p, x->text.n));
}

/* ---- the list ---------------------------------------------------- */

static void
draw_fix(struct desk_visit *v, const struct forms_diag *d, size_t line,
    size_t column, size_t end)
{
	const char *fix = forms_diag_fix(v->a, d);

	if (fix != NULL)
		html_f(v->b, " <button class=\"desk-fix\" name=\"fix\" "
		    "value=\"%zu:%zu:%zu:%s\">Write <b>%s</b></button>",
		    line, column, end, fix, fix);
}

/* Words in which names stand in `these`. */
static void
draw_words(struct desk_visit *v, const char *s)
{
	const char *open, *close;

	while ((open = strchr(s, '`')) != NULL &&
	    (close = strchr(open + 1, '`')) != NULL) {
		html_f(v->b, "%s<code>%s</code>", arena_strn(v->a, s,
		    (size_t)(open - s)), arena_strn(v->a, open + 1,
		    (size_t)(close - open) - 1));
		s = close + 1;
	}
	html_f(v->b, "%s", s);
}

/* With a capital, as it stands on its own here. */
static const char *
sentence(struct desk_visit *v, const char *s)
{
	char *out = arena_str(v->a, s);

	if (*out >= 'a' && *out <= 'z')
		*out = (char)(*out - 'a' + 'A');
	return out;
}

static void
draw_mistake(struct desk_visit *v, const struct edit *x,
    const struct forms_diag *d)
{
	const char *file = d->at.src != NULL ?
	    path_name(v->a, d->at.src->name) : x->file;
	size_t line, column, end;

	forms_diag_where(d, &line, &column, &end);
	html_f(v->b, "<li class=\"desk-mistake desk-mistake--%s\">",
	    level_class[d->level]);
	if (edit_is_here(v, x, d))
		html_f(v->b, "<a href=\"#line-%zu\" data-line=\"%zu\" "
		    "data-column=\"%zu\">Line %zu</a> ", line, line, column,
		    line);
	else if (d->at.src != NULL && !desk_file_opens(file))
		html_f(v->b, "%s, line %zu ", file, line);
	else if (d->at.src != NULL)
		html_f(v->b, "<a href=\"/desk/questionnaire?file=%s#line-%zu\">"
		    "%s, line %zu</a> ", file, line, file, line);
	html_f(v->b, "<b>%s:</b> ", level_words[d->level]);
	draw_words(v, d->text);
	html_lit(v->b, ". <span class=\"desk-hint\">");
	draw_words(v, sentence(v, d->hint));
	html_lit(v->b, "</span>");
	if (edit_is_here(v, x, d))
		draw_fix(v, d, line, column, end);
	html_f(v->b, " <span class=\"desk-id\">%s</span></li>\n", d->id);
}

void
edit_draw_mistakes(struct desk_visit *v, struct edit *x)
{
	const struct forms_diag **list;
	size_t n, i;

	list = forms_diags_list(v->a, &x->d, &n);
	html_f(v->b, "<section class=\"desk-panel\" id=\"mistakes-panel\" "
	    "aria-labelledby=\"h-mistakes\"%s>\n<h2 class=\"desk-h2\" "
	    "id=\"h-mistakes\">What to mend</h2>\n<ol class=\"desk-mistakes\" "
	    "id=\"mistakes\">\n", n == 0 ? " hidden" : "");
	for (i = 0; i < n; i++)
		draw_mistake(v, x, list[i]);
	html_lit(v->b, "</ol>\n</section>\n");
}
