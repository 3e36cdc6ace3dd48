/* SPDX-License-Identifier: MIT
 *
 * export_xlsform.c -- a form as an XLSForm workbook.
 *
 * Repeats are written out and grids are single questions, as people meet them.
 * What XLSForm has no word for stands in further columns of the sheet choices
 * (number, missing, score, exclusive, write_in), which other programs leave
 * alone and our own importer reads.
 */
#include "forms/export.h"

#include <unistd.h>
#include <stdlib.h>
#include <xlsxwriter.h>

enum column { TYPE, NAME, LABEL, HINT, HELP, REQUIRED, RELEVANT, CONSTRAINT,
	MESSAGE, LOOK, CALCULATION, PARAMETERS, COLUMNS };
struct row { const char *v[COLUMNS]; };

struct book {
	struct export	*x;
	struct arena	*a;
	lxw_workbook	*book;
	lxw_worksheet	*survey, *choices;
	lxw_row_t	 row, choice;
	const char	**lists;	/* written already */
	size_t		 n_lists, cap_lists;
};

/* ---- cells ------------------------------------------------------------- */

static void
put(lxw_worksheet *s, lxw_row_t row, enum column at, const char *words)
{
	if (words != NULL && words[0] != '\0')
		worksheet_write_string(s, row, (lxw_col_t)at, words, NULL);
}

static void
add(struct book *b, const struct row *r)
{
	int i;

	b->row++;
	for (i = 0; i < COLUMNS; i++)
		put(b->survey, b->row, (enum column)i, r->v[i]);
}

/* ${ would be taken for an earlier answer. */
static const char *
plain(struct book *b, const char *words)
{
	struct buf out CLEAN(buf_free) = { 0 };
	const char *s;

	for (s = words; *s != '\0'; s++) {
		buf_put(&out, s, 1);
		if (s[0] == '$' && s[1] == '{')
			buf_lit(&out, " ");
	}
	return arena_str(b->a, buf_text(&out));
}

/* {name} in words as ${name}, where it is a question of the form. */
static const char *
label(struct book *b, const char *words)
{
	struct buf out CLEAN(buf_free) = { 0 };
	const char *s = plain(b, words), *close;

	for (; *s != '\0'; s++) {
		close = *s == '{' ? strchr(s, '}') : NULL;
		if (close != NULL && forms_field(b->x->form, arena_strn(b->a,
		    s + 1, (size_t)(close - s) - 1)) != NULL)
			buf_lit(&out, "$");
		buf_put(&out, s, 1);
	}
	return arena_str(b->a, buf_text(&out));
}

static const char *
xpath(struct book *b, const struct forms_expr *e, const char *where)
{
	const char *s;

	if (e == NULL)
		return "";
	s = export_xpath(b->a, e);
	if (s == NULL)
		import_lost(&b->x->im, where, "the condition: %.300s",
		    export_condition(b->a, e));
	return s ? s : "";
}

/* ---- choices ----------------------------------------------------------- */

static bool
listed(const struct forms_option *o)
{
	return !o->staff;
}

static void
choice(struct book *b, const char *list, const struct forms_option *o)
{
	lxw_row_t row = ++b->choice;
	lxw_worksheet *s = b->choices;

	worksheet_write_string(s, row, 0, list, NULL);
	worksheet_write_string(s, row, 1, o->name, NULL);
	worksheet_write_string(s, row, 2, label(b, o->words), NULL);
	worksheet_write_number(s, row, 3, o->number, NULL);
	if (o->missing != FORMS_ANSWERED)
		worksheet_write_string(s, row, 4,
		    forms_state_name(o->missing), NULL);
	if (o->has_score)
		worksheet_write_number(s, row, 5, o->score, NULL);
	if (o->exclusive)
		worksheet_write_string(s, row, 6, "yes", NULL);
	if (o->write_in)
		worksheet_write_string(s, row, 7, "yes", NULL);
}

static const char *
list_of(struct book *b, const struct forms_field *f)
{
	const struct forms_question *q = f->q;
	const char *name = q->type == FORMS_SCALE ? q->scale->name :
	    export_name(b->a, q->name);
	size_t i;

	for (i = 0; i < b->n_lists; i++)
		if (strcmp(b->lists[i], name) == 0)
			return name;
	*arena_push(b->a, b->lists, b->n_lists, b->cap_lists) = name;
	for (i = 0; i < q->n_options; i++)
		if (listed(&q->options[i]))
			choice(b, name, &q->options[i]);
		else
			import_lost(&b->x->im, f->id, "the answer %s, which "
			    "staff alone can give", q->options[i].name);
	return name;
}

/* ---- constraints ------------------------------------------------------- */

static void
both(struct book *b, const char **to, const char *more)
{
	*to = (*to)[0] ? arena_printf(b->a, "%s and %s", *to, more) : more;
}

static void
choosing(struct book *b, const struct forms_question *q, const char **to)
{
	size_t i;

	if (q->least > 0)
		both(b, to, arena_printf(b->a, "count-selected(.) >= %zu",
		    q->least));
	if (q->most > 0)
		both(b, to, arena_printf(b->a, "count-selected(.) <= %zu",
		    q->most));
	for (i = 0; i < q->n_options; i++)
		if (q->options[i].exclusive)
			both(b, to, arena_printf(b->a, "not(selected(., '%s') "
			    "and count-selected(.) > 1)",
			    q->options[i].name));
}

static const char *
constraint(struct book *b, const struct forms_field *f)
{
	const struct forms_question *q = f->q;
	const char *s = "";
	char low[11], high[11];

	if (q->type == FORMS_MANY)
		choosing(b, q, &s);
	if (q->type == FORMS_NUMBER && q->has_range && !q->rating)
		s = arena_printf(b->a, ". >= %.15g and . <= %.15g", q->low,
		    q->high);
	if (q->type == FORMS_DATE && q->has_range) {
		date_text(date_from_days((int64_t)q->low), low);
		date_text(date_from_days((int64_t)q->high), high);
		s = arena_printf(b->a, ". >= date('%s') and . <= date('%s')",
		    low, high);
	}
	if ((q->type == FORMS_LINE && q->limit != 200) ||
	    (q->type == FORMS_TEXT && q->limit != 5000))
		s = arena_printf(b->a, "string-length(.) <= %zu", q->limit);
	if (q->limit_words > 0)
		import_lost(&b->x->im, f->id, "a limit of %zu words",
		    q->limit_words);
	return s;
}

/* Rules of the page that look at this question last. */
static void
rules(struct book *b, const struct forms_field *f, struct row *r)
{
	const struct forms_page *p = f->page;
	const char *s;
	size_t i;

	for (i = 0; i < p->n_rules; i++) {
		if (p->rules[i].field != f)
			continue;
		if (p->rules[i].query) {
			import_lost(&b->x->im, f->id, "a question back: %.200s",
			    p->rules[i].words);
			continue;
		}
		s = xpath(b, p->rules[i].expr, f->id);
		if (s[0] == '\0')
			continue;
		both(b, &r->v[CONSTRAINT], arena_printf(b->a, "(%s)", s));
		r->v[MESSAGE] = p->rules[i].words;
	}
}

/* ---- questions --------------------------------------------------------- */

static void
lost(struct book *b, const struct forms_field *f, const char *what)
{
	import_lost(&b->x->im, f->id, "%s", what);
}

static const char *
listed_type(struct book *b, const struct forms_field *f, struct row *r)
{
	const char *type = f->q->type == FORMS_MANY ? "select_multiple" :
	    f->q->type == FORMS_RANK ? "rank" : "select_one";

	if (f->q->type == FORMS_SCALE)
		r->v[LOOK] = "likert";
	if (f->q->type == FORMS_RANK && f->q->most > 0)
		lost(b, f, "at most so many are put in order");
	if (f->q->shuffle)
		r->v[PARAMETERS] = "randomize=true";
	return arena_printf(b->a, "%s %s", type, list_of(b, f));
}

static const char *
number_type(struct book *b, const struct forms_field *f, struct row *r)
{
	const struct forms_question *q = f->q;

	if (q->n_options > 0)
		lost(b, f, "reasons for giving no number");
	if (q->unit[0] != '\0')
		lost(b, f, arena_printf(b->a, "the unit: %s", q->unit));
	if (!q->rating)
		return q->decimals > 0 ? "decimal" : "integer";
	r->v[PARAMETERS] = arena_printf(b->a, "start=%.15g end=%.15g step=1",
	    q->low, q->high);
	return "range";
}

static const char *
date_type(struct book *b, const struct forms_field *f, struct row *r)
{
	if (f->q->date == FORMS_PARTIAL)
		lost(b, f, "that part of a date is enough");
	r->v[LOOK] = f->q->date == FORMS_MONTH ? "month-year" :
	    f->q->date == FORMS_YEAR ? "year" : "";
	return "date";
}

static const char *
text_type(struct book *b, const struct forms_field *f, struct row *r)
{
	if (f->q->format == FORMS_TIME)
		return "time";
	if (f->q->type == FORMS_POSTCODE)
		lost(b, f, "that it is checked as a postcode");
	else if (f->q->format != FORMS_PLAIN)
		lost(b, f, "that it is checked by its form");
	if (f->q->n_options > 0)
		lost(b, f, "reasons for giving no text");
	if (f->q->type == FORMS_TEXT)
		r->v[LOOK] = "multiline";
	return "text";
}

static const char *
type(struct book *b, const struct forms_field *f, struct row *r)
{
	switch (f->q->type) {
	case FORMS_ONE:
	case FORMS_MANY:
	case FORMS_SCALE:
	case FORMS_RANK:
		return listed_type(b, f, r);
	case FORMS_NUMBER:
		return number_type(b, f, r);
	case FORMS_DATE:
		return date_type(b, f, r);
	case FORMS_FILE:
		lost(b, f, "which files may come, and how large");
		return "file";
	default:
		return text_type(b, f, r);
	}
}

/* The condition of the question itself, without that of its page. */
static const struct forms_expr *
own(const struct forms_field *f)
{
	const struct forms_expr *page = f->page->show, *e = f->show;

	if (page == NULL || e == NULL)
		return e;
	if (e == page)
		return NULL;
	return e->op == EXPR_AND && e->left == page ? e->right : e;
}

static void
write_ins(struct book *b, const struct forms_field *f)
{
	const char *name = export_name(b->a, f->id);
	size_t i;

	for (i = 0; i < f->q->n_options; i++) {
		const struct forms_option *o = &f->q->options[i];
		struct row r = { { "text" } };

		if (!o->write_in || !listed(o))
			continue;
		r.v[NAME] = arena_printf(b->a, "%s.%s", name, o->name);
		r.v[LABEL] = label(b, o->words);
		r.v[RELEVANT] = arena_printf(b->a, "selected(${%s}, '%s')",
		    name, o->name);
		add(b, &r);
	}
}

/* Points: a number for each, and the last one checks the sum. */
static void
shares(struct book *b, const struct forms_field *f, struct row *r)
{
	const char *name = export_name(b->a, f->id), *all = "";
	size_t i;

	import_lost(&b->x->im, f->id, "points that add up to %d are %zu "
	    "numbers", f->q->total, f->q->n_options);
	for (i = 0; i < f->q->n_options; i++) {
		const struct forms_option *o = &f->q->options[i];

		r->v[TYPE] = "integer";
		r->v[NAME] = arena_printf(b->a, "%s.%s", name, o->name);
		r->v[LABEL] = arena_printf(b->a, "%s: %s", label(b, f->words),
		    label(b, o->words));
		all = arena_printf(b->a, "%s%s%s", all, all[0] ? " + " : "",
		    i + 1 < f->q->n_options ? arena_printf(b->a, "${%s}",
		    r->v[NAME]) : ".");
		r->v[CONSTRAINT] = i + 1 < f->q->n_options ? ". >= 0" :
		    arena_printf(b->a, "%s = %d", all, f->q->total);
		add(b, r);
	}
}

static void
question(struct book *b, const struct forms_field *f)
{
	struct row r = { { "" } };

	r.v[NAME] = export_name(b->a, f->id);
	r.v[LABEL] = label(b, f->words);
	r.v[HINT] = label(b, f->hint);
	r.v[HELP] = label(b, f->help);
	r.v[RELEVANT] = xpath(b, own(f), f->id);
	r.v[REQUIRED] = f->required ? "yes" : xpath(b, f->required_if, f->id);
	r.v[LOOK] = "";
	if (f->q->type == FORMS_SHARE) {
		shares(b, f, &r);
		return;
	}
	r.v[TYPE] = type(b, f, &r);
	r.v[CONSTRAINT] = constraint(b, f);
	rules(b, f, &r);
	add(b, &r);
	write_ins(b, f);
}

/* ---- pages ------------------------------------------------------------- */

static void
note(struct book *b, const char *name, const char *words,
    const struct forms_expr *show)
{
	struct row r = { { "note" } };

	r.v[NAME] = name;
	r.v[LABEL] = label(b, words);
	r.v[RELEVANT] = xpath(b, show, name);
	add(b, &r);
}

static void
page(struct book *b, const struct forms_page *p)
{
	struct row begin = { { "begin_group" } }, end = { { "end_group" } };
	const struct forms_expr *show;
	size_t i;

	begin.v[NAME] = arena_printf(b->a, "page.%s", p->slug);
	begin.v[LABEL] = label(b, p->title);
	begin.v[RELEVANT] = xpath(b, p->show, begin.v[NAME]);
	begin.v[LOOK] = "field-list";
	add(b, &begin);
	for (i = 0; i < p->n_items; i++) {
		const struct forms_item *it = &p->items[i];

		if (it->kind == FORMS_ITEM_FIELD) {
			question(b, it->field);
			continue;
		}
		show = it->show == p->show ? NULL : it->show;
		note(b, arena_printf(b->a, "text.%s.%zu", p->slug, i + 1),
		    it->words, show);
	}
	add(b, &end);
}

static void
pages(struct book *b)
{
	const struct forms_form *f = b->x->form;
	struct row begin = { { "begin_group" } }, end = { { "end_group" } };
	const char *section = "";
	size_t i, n = 0;

	for (i = 0; i < f->n_pages; i++) {
		const struct forms_page *p = &f->pages[i];

		if (strcmp(p->section, section) != 0) {
			if (section[0] != '\0')
				add(b, &end);
			section = p->section;
			begin.v[NAME] = arena_printf(b->a, "section.%zu", ++n);
			begin.v[LABEL] = label(b, section);
			if (section[0] != '\0')
				add(b, &begin);
		}
		page(b, p);
	}
	if (section[0] != '\0')
		add(b, &end);
}

static void
values(struct book *b)
{
	size_t i;

	for (i = 0; i < b->x->form->n_values; i++) {
		const struct forms_value *v = &b->x->form->values[i];
		struct row r = { { "calculate" } };

		r.v[NAME] = v->name;
		r.v[CALCULATION] = xpath(b, v->expr, v->name);
		if (r.v[CALCULATION][0] == '\0')
			continue;
		add(b, &r);
		if (v->n_bands > 0)
			import_lost(&b->x->im, v->name, "bands of the value");
	}
}

/* ---- the workbook ------------------------------------------------------ */

static void
heads(struct book *b)
{
	static const char *const survey[] = { "type", "name", "label", "hint",
	    "guidance_hint", "required", "relevant", "constraint",
	    "constraint_message", "appearance", "calculation", "parameters" };
	static const char *const choices[] = { "list_name", "name", "label",
	    "number", "missing", "score", "exclusive", "write_in" };
	static const char *const settings[] = { "form_title", "form_id",
	    "version" };
	const char *values_of[] = { b->x->form->title, b->x->form->name,
	    arena_strn(b->a, b->x->form->hash, 12) };
	lxw_worksheet *s = workbook_add_worksheet(b->book, "settings");
	size_t i;

	for (i = 0; i < LEN(survey); i++)
		put(b->survey, 0, (enum column)i, survey[i]);
	for (i = 0; i < LEN(choices); i++)
		put(b->choices, 0, (enum column)i, choices[i]);
	for (i = 0; i < LEN(settings); i++) {
		put(s, 0, (enum column)i, settings[i]);
		put(s, 1, (enum column)i, values_of[i]);
	}
}

static void
losses(struct export *x)
{
	const struct forms_form *f = x->form;

	if (f->next[0] != '\0')
		import_lost(&x->im, "text next", "what happens next");
	if (f->n_documents > 0)
		import_lost(&x->im, "document", "documents, and links to them");
	if (f->n_supports > 0)
		import_lost(&x->im, "support", "sources of support");
	if (f->n_languages > 1)
		import_lost(&x->im, "languages", "words in other languages");
	import_lost(&x->im, "purpose, sensitivity, quote, publish", "how "
	    "answers may be used, and codes of other lists");
	if (f->codebook[0] != '\0')
		import_lost(&x->im, "use", "the codebook, and what questions "
		    "are about");
}

static bool
take(struct export *x, const char *path, struct err *e)
{
	struct str bytes;
	bool ok = file_read(x->im.a, path, (size_t)64 << 20, &bytes, e);

	unlink(path);
	if (ok)
		buf_put(x->out, bytes.p, bytes.n);
	return ok;
}

bool
export_xlsform(struct export *x, struct err *e)
{
	struct book b = { .x = x, .a = x->im.a };
	char path[] = "/tmp/earshot-export-XXXXXX";
	int fd = mkstemp(path);
	lxw_doc_properties made = { .created = 946684800 };	/* one day for
								   all */
	if (fd < 0)
		return err_set(e, ERR_IO, "a temporary file: %s", path);
	close(fd);
	b.book = workbook_new(path);
	if (b.book == NULL)
		return err_set(e, ERR_IO, "a workbook could not be started");
	workbook_set_properties(b.book, &made);
	b.survey = workbook_add_worksheet(b.book, "survey");
	b.choices = workbook_add_worksheet(b.book, "choices");
	heads(&b);
	if (x->form->intro[0] != '\0')
		note(&b, "text.cover", x->form->intro, NULL);
	pages(&b);
	values(&b);
	losses(x);
	if (workbook_close(b.book) != LXW_NO_ERROR) {
		unlink(path);
		return err_set(e, ERR_IO, "the workbook could not be written");
	}
	return take(x, path, e);
}
