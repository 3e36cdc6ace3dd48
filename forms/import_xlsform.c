/* SPDX-License-Identifier: MIT
 *
 * import_xlsform.c -- an XLSForm (the workbooks of ODK, Kobo, ONA, Survey123)
 * as a form.
 *
 * A group at the margin becomes a page, or a section when it holds nothing but
 * groups; inside a page it stays a group.  Questions outside groups, which
 * XLSForm shows one by one, are put on pages of up to eight.
 */
#include "forms/import_xlsform.h"

#include <stdlib.h>
#include <strings.h>

enum { ITEMS_MAX = 5000, TOGETHER = 8, ROWS_GUESSED = 20 };

enum around { MARGIN, SECTION, PAGE, REPEATED };	/* what we stand in */
struct walk {
	struct xf	*x;
	size_t		 made;		/* pages for loose questions */
	size_t		 loose;		/* on the one that is open; 0: none */
	const char	*title;
	size_t		 nested;
};

static void items(struct walk *, size_t from, size_t to, enum around,
    size_t depth);

static const char *
label_of(const struct xf *x, const struct xf_item *it)
{
	const char *s = import_line_of(x->im, xf_get(x, &x->survey, it->row,
	    "label"));

	return s[0] ? s : xf_get(x, &x->survey, it->row, "name");
}

static const char *
where(const struct xf *x, const struct xf_item *it, const char *column)
{
	return xf_where(x, &x->survey, it->row, column);
}

/* ---- pages for loose questions ----------------------------------------- */

static void
close_page(struct walk *w, size_t depth)
{
	if (w->loose > 0)
		xf_rules(w->x, depth + 1);
	w->loose = 0;
}

static void
open_page(struct walk *w, size_t depth)
{
	struct import *im = w->x->im;

	if (w->loose == TOGETHER)
		close_page(w, depth);
	if (w->loose++ > 0)
		return;
	w->made++;
	if (w->made == 1)
		import_guess(im, "survey", "questions outside groups stand on "
		    "pages of up to %d", (int)TOGETHER);
	import_put(im, 0, NULL, "%s", "");
	import_title(im, depth, NULL, arena_printf(im->a, "page %s",
	    import_name_new(im, "questions", NULL)), w->made == 1 ? "Questions"
	    : arena_printf(im->a, "Questions (%zu)", w->made), "");
}

/* ---- groups ------------------------------------------------------------ */

static bool
only_groups(const struct xf *x, const struct xf_item *it)
{
	size_t i = (size_t)(it - x->items) + 1, n = 0;

	for (; i < it->end; i++) {
		const struct xf_item *in = &x->items[i];

		if (in->kind == XF_GROUP || in->kind == XF_REPEAT) {
			n++;
			i = in->end;
		} else if (in->kind != XF_SKIP) {
			return false;
		}
	}
	return n > 0;
}

static void
group(struct walk *w, struct xf_item *it, enum around in, size_t depth)
{
	struct xf *x = w->x;
	size_t at = (size_t)(it - x->items);
	enum around now = in == MARGIN && only_groups(x, it) ? SECTION : PAGE;
	const char *word = in == PAGE || in == REPEATED ? "group" :
	    now == SECTION ? "section" : "page";

	if (in == MARGIN || in == SECTION) {
		close_page(w, depth);
		import_put(x->im, 0, NULL, "%s", "");
	}
	import_title(x->im, depth, where(x, it, NULL), arena_printf(x->im->a,
	    "%s %s", word, it->name), label_of(x, it), "");
	xf_show(x, it, depth + 1);
	items(w, at + 1, it->end, in == REPEATED ? REPEATED : now, depth + 1);
	if (now == SECTION)
		close_page(w, depth + 1);
	else if (word[0] == 'p')
		xf_rules(x, depth + 1);
}

/* ---- repeats ----------------------------------------------------------- */

/* The question that says how many there are; made when there is none. */
static const char *
counter(struct walk *w, struct xf_item *it, enum around in, size_t depth,
    int *most)
{
	struct xf *x = w->x;
	const char *s = xf_get(x, &x->survey, it->row, "repeat_count");
	const char *end = strchr(s, '}'), *name;
	const struct import_name *k = NULL;
	size_t i;

	if (strncmp(s, "${", 2) == 0 && end != NULL && end[1] == '\0')
		k = import_known(x->im, (struct str){ s + 2,
		    (size_t)(end - s) - 2 });
	*most = ROWS_GUESSED;
	if (k != NULL && k->type == IMPORT_NUMBER) {
		for (i = 0; i < x->n; i++)
			if (x->items[i].known == k &&
			    x->items[i].limits.has_high &&
			    x->items[i].limits.high >= 1 &&
			    x->items[i].limits.high <= 50) {
				*most = (int)x->items[i].limits.high;
				return k->name;
			}
		import_guess(x->im, where(x, it, "repeat_count"), "at most %d "
		    "times", *most);
		return k->name;
	}
	if (atoi(s) > 0 && atoi(s) <= 50)
		*most = atoi(s);
	import_guess(x->im, where(x, it, s[0] ? "repeat_count" : "type"),
	    "people are asked how many there are, at most %d", *most);
	name = import_name_new(x->im, arena_printf(x->im->a, "%s-count",
	    it->name), NULL);
	if (in == MARGIN || in == SECTION)
		open_page(w, depth);
	import_title(x->im, depth + (in != PAGE), NULL, arena_printf(x->im->a,
	    "question %s number 0..%d", name, *most), arena_printf(x->im->a,
	    "How many are there: %s?", label_of(x, it)), "");
	return name;
}

static void
repeat(struct walk *w, struct xf_item *it, enum around in, size_t depth)
{
	struct xf *x = w->x;
	struct import *im = x->im;
	size_t at = (size_t)(it - x->items);
	const char *from, *head;
	int most;

	if (in == REPEATED) {
		import_lost(im, where(x, it, "type"), "a repeat inside a "
		    "repeat; its questions are asked once");
		items(w, at + 1, it->end, REPEATED, depth);
		return;
	}
	from = counter(w, it, in, depth, &most);
	close_page(w, depth);
	if (in == PAGE && xf_get(x, &x->survey, it->row, "relevant")[0]) {
		import_title(im, depth, where(x, it, NULL), arena_printf(im->a,
		    "group %s", import_name_new(im, arena_printf(im->a,
		    "%s-group", it->name), NULL)), label_of(x, it), "");
		xf_show(x, it, ++depth);
	}
	head = arena_printf(im->a, "repeat %s up to %d from %s", it->name, most,
	    from);
	import_put(im, 0, NULL, "%s", "");
	import_put(im, depth, where(x, it, NULL), "%s \"%s {%s.number}\"",
	    head, xf_plain(im, label_of(x, it)), it->name);
	if (in != PAGE) {
		import_put(im, ++depth, where(x, it, NULL),
		    "page %s \"%s {%s.number}\"", import_name_new(im,
		    arena_printf(im->a, "%s-page", it->name), NULL),
		    xf_plain(im, label_of(x, it)), it->name);
		xf_show(x, it, depth + 1);
	}
	items(w, at + 1, it->end, REPEATED, depth + 1);
	if (in != PAGE)
		xf_rules(x, depth + 1);
}

/* ---- the walk ---------------------------------------------------------- */

static void
note(struct walk *w, const struct xf_item *it, size_t depth)
{
	struct xf *x = w->x;

	import_words(x->im, depth, where(x, it, NULL), arena_printf(x->im->a,
	    "text %s", it->name), xf_get(x, &x->survey, it->row, "label"),
	    true);
	xf_show(x, it, depth + 1);
}

static void
items(struct walk *w, size_t from, size_t to, enum around in, size_t depth)
{
	struct xf *x = w->x;
	bool outside = in == MARGIN || in == SECTION;
	size_t i, d;

	if (++w->nested > 20)
		import_lost(x->im, "survey", "groups deeper than 20");
	for (i = from; i < to && i < x->n && w->nested <= 20; i++) {
		struct xf_item *it = &x->items[i];

		if (it->kind == XF_GROUP) {
			group(w, it, in, depth);
			i = it->end;
			continue;
		}
		if (it->kind == XF_REPEAT) {
			repeat(w, it, in, depth);
			i = it->end;
			continue;
		}
		if (it->kind != XF_QUESTION && it->kind != XF_NOTE &&
		    it->kind != XF_VALUE)
			continue;
		if (outside)
			open_page(w, depth);
		d = depth + outside;
		if (it->kind == XF_QUESTION)
			xf_question(x, it, d);
		else if (it->kind == XF_NOTE)
			note(w, it, d);
		else
			xf_value(x, it, d);
	}
	w->nested--;
}

/* ---- the head ---------------------------------------------------------- */

static void
head(struct walk *w, const char *name)
{
	static const char *const known[] = { "form_title", "form_id",
	    "default_language", NULL };
	struct xf *x = w->x;
	const struct xf_row *r = x->settings.n ? &x->settings.rows[0] : NULL;
	const char *id = r ? xf_get(x, &x->settings, r, "form_id") : "";
	const char *title = r ? xf_get(x, &x->settings, r, "form_title") : "";
	struct import *im = x->im;
	const char *tag = xf_tag(x, x->language), *tags = tag;
	size_t i;

	id = import_name_like(im->a, id[0] ? id : name, 50);
	import_put(im, 0, NULL, "earshot 1");
	import_put(im, 0, NULL, "consultation %s \"%s\"", id[0] ? id :
	    "imported", xf_plain(im, title[0] ? title : name));
	for (i = 0; tag[0] != '\0' && i < x->survey.n_columns; i++) {
		const struct xf_column *c = &x->survey.columns[i];

		if (strcmp(c->name, "label") == 0 && xf_translated(x, c))
			tags = arena_printf(im->a, "%s %s", tags, xf_tag(x,
			    c->language));
	}
	if (tag[0] != '\0')
		import_put(im, 1, "settings", "languages %s", tags)->spare =
		    true;
	xf_strangers(x, &x->settings, known);
}

/* Lists that several questions use are declared once. */
static void
scales(struct xf *x)
{
	struct import_list *l;
	struct import_option *o;
	size_t i;

	for (i = 0; i < x->n; i++)
		if (x->items[i].known != NULL && x->items[i].known->list &&
		    x->items[i].kind == XF_QUESTION &&
		    x->items[i].known->type == IMPORT_ONE &&
		    strcasestr(xf_get(x, &x->survey, x->items[i].row,
		    "appearance"), "likert") != NULL)
			import_list(x->im, x->items[i].known->list->code,
			    true)->used++;
	for (l = x->im->lists; l != NULL; l = l->next) {
		for (o = l->first; o != NULL && !o->write_in; o = o->next)
			;
		if (l->used < 2 || o != NULL)
			continue;
		l->name = import_name_new(x->im, l->code, NULL);
		import_put(x->im, 0, NULL, "%s", "");
		import_put(x->im, 0, NULL, "scale %s", l->name);
		import_options(x->im, l, 1, false, NULL);
	}
}

/* The language whose words are taken: the one that the form starts in, or
 * the first that there is. */
static void
choose_language(struct xf *x)
{
	const char *want = x->settings.n ? xf_get(x, &x->settings,
	    &x->settings.rows[0], "default_language") : "";
	const char *first = "";
	size_t i, n = strlen(want);

	for (i = 0; i < x->survey.n_columns; i++) {
		const struct xf_column *c = &x->survey.columns[i];

		if (strcmp(c->name, "label") != 0)
			continue;
		if (c->language[0] == '\0' && want[0] == '\0')
			return;	/* words without a language */
		if (n > 0 && strncmp(c->language, want, n) == 0) {
			x->language = c->language;
			return;
		}
		if (first[0] == '\0')
			first = c->language;
	}
	x->language = first;
}

bool
import_sheets(struct import *im, const struct xlsx_sheet *book,
    const char *name, struct err *e)
{
	struct xf x = { .im = im, .language = "" };
	struct walk w = { .x = &x };
	const struct xlsx_sheet *s;

	for (s = book; s != NULL; s = s->next) {
		if (strcasecmp(s->name, "survey") == 0)
			xf_table_read(&x, s, &x.survey);
		else if (strcasecmp(s->name, "choices") == 0)
			xf_table_read(&x, s, &x.choices);
		else if (strcasecmp(s->name, "settings") == 0)
			xf_table_read(&x, s, &x.settings);
		else if (s->n > 0)
			import_lost(im, import_line_of(im, s->name),
			    "a sheet that has no place in a form");
	}
	if (x.survey.n == 0)
		return err_set(e, ERR_INPUT, "the workbook has no sheet called "
		    "survey with rows in it");
	if (x.survey.n > ITEMS_MAX)
		return err_set(e, ERR_LIMIT, "the sheet survey has more than "
		    "%d rows", (int)ITEMS_MAX);
	choose_language(&x);
	xf_lists(&x);
	xf_items(&x);
	head(&w, name);
	scales(&x);
	items(&w, 0, x.n, MARGIN, 0);
	close_page(&w, 0);
	xf_translations(&x, &x.survey);
	xf_translations(&x, &x.choices);
	return true;
}

bool
import_xlsform(struct import *im, struct str bytes, const char *name,
    struct err *e)
{
	struct xlsx_sheet *book;

	return xlsx_read(im->a, bytes, &book, e) &&
	    import_sheets(im, book, name, e);
}
