/* SPDX-License-Identifier: MIT
 *
 * import_rows.c -- the rows of an XLSForm: what each is, what it is called, and
 * the lists of answers.
 */
#include "forms/import_xlsform.h"

#include <stdlib.h>
#include <strings.h>

/* ---- choices ----------------------------------------------------------- */

/* What our own workbooks say about an answer, in columns of their own. */
static void
further(struct xf *x, const struct xf_row *r, struct import_option *o)
{
	const struct xf_table *t = &x->choices;
	const char *number = xf_get(x, t, r, "number");
	const char *score = xf_get(x, t, r, "score");
	enum forms_state why;

	if (number[0] != '\0' && strlen(number) <= 4 &&
	    number[strspn(number, "0123456789")] == '\0')
		o->wish = atoi(number) + 1;
	if (score[0] != '\0' && strlen(score) <= 6) {
		o->has_score = true;
		o->score = atoi(score);
	}
	if (forms_state_from(xf_get(x, t, r, "missing"), &why) &&
	    why >= FORMS_PREFER_NOT && why <= FORMS_NOT_APPLICABLE)
		o->missing = why;
	o->exclusive = xf_yes(xf_get(x, t, r, "exclusive"));
	o->write_in = xf_yes(xf_get(x, t, r, "write_in"));
}

void
xf_lists(struct xf *x)
{
	static const char *const known[] = { "list_name", "name", "label",
	    "number", "missing", "score", "exclusive", "write_in", NULL };
	const struct xf_table *t = &x->choices;
	struct import_list *l;
	size_t i;

	for (i = 0; i < t->n; i++) {
		const struct xf_row *r = &t->rows[i];
		const char *list = xf_get(x, t, r, "list_name");
		const char *code = xf_get(x, t, r, "name");
		const char *words = xf_get(x, t, r, "label");
		const char *where = xf_where(x, t, r, NULL);

		if (list[0] == '\0' || code[0] == '\0') {
			import_lost(x->im, where, "an answer without a list or "
			    "without a name");
			continue;
		}
		if (words[0] == '\0') {
			import_guess(x->im, where, "this answer has no words; "
			    "its name stands instead");
			words = code;
		}
		further(x, r, import_option(x->im, import_list(x->im, list,
		    true), code, import_line_of(x->im, words), where));
	}
	for (l = x->im->lists; l != NULL; l = l->next)
		import_number(x->im, l);
	xf_strangers(x, t, known);
}

/* ---- types ------------------------------------------------------------- */

static const struct type {
	const char	*word;
	enum xf_kind	 kind;
	enum import_type asks;
	const char	*lost;		/* why it does not come */
} types[] = {
	{ "select_one", XF_QUESTION, IMPORT_ONE, NULL },
	{ "select_multiple", XF_QUESTION, IMPORT_MANY, NULL },
	{ "rank", XF_QUESTION, IMPORT_RANK, NULL },
	{ "text", XF_QUESTION, IMPORT_WORDS, NULL },
	{ "integer", XF_QUESTION, IMPORT_NUMBER, NULL },
	{ "decimal", XF_QUESTION, IMPORT_NUMBER, NULL },
	{ "range", XF_QUESTION, IMPORT_NUMBER, NULL },
	{ "date", XF_QUESTION, IMPORT_DATE, NULL },
	{ "dateTime", XF_QUESTION, IMPORT_DATE, NULL },
	{ "time", XF_QUESTION, IMPORT_WORDS, NULL },
	{ "acknowledge", XF_QUESTION, IMPORT_ONE, NULL },
	{ "file", XF_QUESTION, IMPORT_WORDS, NULL },
	{ "note", XF_NOTE, IMPORT_LOST, NULL },
	{ "calculate", XF_VALUE, IMPORT_VALUE, NULL },
	{ "begin_group", XF_GROUP, IMPORT_LOST, NULL },
	{ "begin_repeat", XF_REPEAT, IMPORT_LOST, NULL },
	{ "end_group", XF_END, IMPORT_LOST, NULL },
	{ "end_repeat", XF_END, IMPORT_LOST, NULL },
	{ "geopoint", XF_SKIP, IMPORT_LOST, "a place on a map" },
	{ "geotrace", XF_SKIP, IMPORT_LOST, "a line on a map" },
	{ "geoshape", XF_SKIP, IMPORT_LOST, "an area on a map" },
	{ "image", XF_SKIP, IMPORT_LOST, "a picture taken or drawn" },
	{ "audio", XF_SKIP, IMPORT_LOST, "a recording of sound" },
	{ "video", XF_SKIP, IMPORT_LOST, "a recording of pictures" },
	{ "barcode", XF_SKIP, IMPORT_LOST, "a barcode" },
	{ "hidden", XF_SKIP, IMPORT_LOST, "a hidden value" },
	{ "select_one_from_file", XF_SKIP, IMPORT_LOST,
	    "answers that stand in a file beside the form" },
	{ "select_multiple_from_file", XF_SKIP, IMPORT_LOST,
	    "answers that stand in a file beside the form" },
	{ "select_one_external", XF_SKIP, IMPORT_LOST,
	    "answers that stand in a file beside the form" },
	{ "xml-external", XF_SKIP, IMPORT_LOST, "a file beside the form" },
	{ "csv-external", XF_SKIP, IMPORT_LOST, "a file beside the form" },
	{ "start", XF_SKIP, IMPORT_LOST, "the time of starting" },
	{ "end", XF_SKIP, IMPORT_LOST, "the time of ending" },
	{ "today", XF_SKIP, IMPORT_LOST, "the day of answering" },
	{ "deviceid", XF_SKIP, IMPORT_LOST, "the number of the device" },
	{ "subscriberid", XF_SKIP, IMPORT_LOST, "the number of the device" },
	{ "simserial", XF_SKIP, IMPORT_LOST, "the number of the device" },
	{ "phonenumber", XF_SKIP, IMPORT_LOST, "the number of the phone" },
	{ "username", XF_SKIP, IMPORT_LOST, "the name of the interviewer" },
	{ "email", XF_SKIP, IMPORT_LOST, "the interviewer's address" },
	{ "audit", XF_SKIP, IMPORT_LOST, "a record of every step" },
	{ "start-geopoint", XF_SKIP, IMPORT_LOST, "where people are" },
	{ "background-audio", XF_SKIP, IMPORT_LOST, "a recording of sound" },
	{ "background-geopoint", XF_SKIP, IMPORT_LOST, "where people are" },
};

/* The names that types had, or have elsewhere. */
static const struct { const char *is, *means; } spelt[] = {
	{ "select one from ", "select_one " }, { "select one ", "select_one " },
	{ "select1 ", "select_one " }, { "select_one from ", "select_one " },
	{ "select all that apply from ", "select_multiple " },
	{ "select all that apply ", "select_multiple " },
	{ "select multiple from ", "select_multiple " },
	{ "select multiple ", "select_multiple " },
	{ "add select one prompt using ", "select_one " },
	{ "begin group", "begin_group" }, { "end group", "end_group" },
	{ "begin repeat", "begin_repeat" }, { "end repeat", "end_repeat" },
	{ "begin lgroup", "begin_group" }, { "end lgroup", "end_group" },
	{ "begin looped group", "begin_repeat" }, { "string", "text" },
	{ "int", "integer" }, { "datetime", "dateTime" },
	{ "trigger", "acknowledge" }, { "photo", "image" },
	{ "gps", "geopoint" }, { "location", "geopoint" },
};

static const char *
modern(struct arena *a, const char *s)
{
	size_t i, n;

	for (i = 0; i < LEN(spelt); i++) {
		n = strlen(spelt[i].is);
		if (strncasecmp(s, spelt[i].is, n) == 0 &&
		    (spelt[i].is[n - 1] == ' ' || s[n] == '\0'))
			return arena_printf(a, "%s%s", spelt[i].means, s + n);
	}
	return s;
}

static const struct type *
split(struct xf *x, struct xf_item *it)
{
	struct arena *a = x->im->a;
	const char *s = modern(a, import_line_of(x->im, xf_get(x, &x->survey,
	    it->row, "type")));
	size_t i, n = strcspn(s, " "), m;

	it->type = arena_strn(a, s, n);
	s += n + strspn(s + n, " ");
	m = strcspn(s, " ");
	it->list = arena_strn(a, s, m);
	s += m + strspn(s + m, " ");
	it->or_other = strncasecmp(s, "or_other", 8) == 0 ||
	    strncasecmp(s, "or specify other", 16) == 0;
	for (i = 0; i < LEN(types); i++)
		if (strcasecmp(types[i].word, it->type) == 0)
			return &types[i];
	return NULL;
}

/* ---- rows -------------------------------------------------------------- */

/* `or_other`: a list of its own, with one more answer. */
static struct import_list *
with_other(struct xf *x, const struct xf_item *it)
{
	const char *code = arena_printf(x->im->a, "%s or_other", it->list);
	struct import_list *from = import_list(x->im, it->list, false);
	struct import_list *l = import_list(x->im, code, false);
	const struct import_option *o;
	struct import_option *new;

	if (l != NULL || from == NULL)
		return l;
	l = import_list(x->im, code, true);
	for (o = from->first; o != NULL; o = o->next) {
		new = import_option(x->im, l, o->code, o->words, o->where);
		new->missing = o->missing;
		new->exclusive = o->exclusive;
		new->has_score = o->has_score;
		new->score = o->score;
	}
	new = import_option(x->im, l, "other", "Other", xf_where(x, &x->survey,
	    it->row, "type"));
	new->write_in = true;
	import_number(x->im, l);
	return l;
}

static struct import_list *
list_of(struct xf *x, struct xf_item *it)
{
	struct import_list *l;
	struct import_option *o;

	if (strcmp(it->type, "acknowledge") == 0) {
		l = import_list(x->im, "acknowledge type", true);
		if (l->n > 0)
			return l;
		o = import_option(x->im, l, "OK", "OK", NULL);
		o->name = "ok";
		o->number = 1;
		return l;
	}
	l = it->or_other ? with_other(x, it) :
	    import_list(x->im, it->list, false);
	if (l == NULL || l->n == 0) {
		import_lost(x->im, xf_where(x, &x->survey, it->row, "type"),
		    "the question: there is no list of answers called %.60s",
		    it->list);
		return NULL;
	}
	return l;
}

static void
question(struct xf *x, struct xf_item *it, enum import_type asks,
    const char *code)
{
	struct import_list *l = NULL;

	if (asks == IMPORT_ONE || asks == IMPORT_MANY || asks == IMPORT_RANK) {
		l = list_of(x, it);
		if (l == NULL) {
			it->kind = XF_SKIP;
			asks = IMPORT_LOST;
		} else if (asks == IMPORT_ONE) {
			l->used++;
		}
	}
	it->known = import_know(x->im, code, it->name, asks, l);
}

/* A text called QUESTION.ANSWER, where that answer asks for words: it is the
 * box beside the answer. */
static bool
is_box(struct xf *x, const char *code)
{
	const struct import_option *o;
	const struct import_name *k;
	const char *dot;

	for (dot = strchr(code, '.'); dot != NULL; dot = strchr(dot + 1,
	    '.')) {
		k = import_known(x->im, (struct str){ code,
		    (size_t)(dot - code) });
		for (o = k && k->list ? k->list->first : NULL; o != NULL;
		    o = o->next)
			if (o->write_in && strcmp(o->code, dot + 1) == 0)
				return true;
	}
	return false;
}

static void
item(struct xf *x, const struct xf_row *r)
{
	struct xf_item *it = arena_push(x->im->a, x->items, x->n, x->cap);
	const char *code = xf_get(x, &x->survey, r, "name");
	const char *where = xf_where(x, &x->survey, r, "name");
	const struct type *t;

	*it = (struct xf_item){ .row = r };
	t = split(x, it);
	if (t == NULL || t->kind == XF_SKIP ||
	    xf_yes(xf_get(x, &x->survey, r, "disabled"))) {
		if (it->type[0] != '\0')
			import_lost(x->im, xf_where(x, &x->survey, r, "type"),
			    "%s", t == NULL ? arena_printf(x->im->a,
			    "questions of the type %.60s", it->type) :
			    t->kind == XF_SKIP ? t->lost :
			    "a row that is switched off");
		import_know(x->im, code, "", IMPORT_LOST, NULL);
		return;
	}
	it->kind = t->kind;
	it->type = t->word;
	if (it->kind == XF_END)
		return;
	if (it->kind == XF_QUESTION && strcmp(it->type, "text") == 0 &&
	    is_box(x, code)) {
		it->kind = XF_SKIP;
		return;
	}
	it->name = import_name_new(x->im, code, where);
	if (it->kind == XF_VALUE)
		it->known = import_know(x->im, code, it->name, IMPORT_VALUE,
		    NULL);
	else if (it->kind == XF_QUESTION)
		question(x, it, t->asks, code);
}

/* Where each group and repeat ends. */
static void
pair_up(struct xf *x)
{
	size_t *open = arena_array(x->im->a, size_t, x->n + 1), n = 0, i;

	for (i = 0; i < x->n; i++) {
		if (x->items[i].kind == XF_GROUP ||
		    x->items[i].kind == XF_REPEAT)
			open[n++] = i;
		else if (x->items[i].kind == XF_END && n > 0)
			x->items[open[--n]].end = i;
		else if (x->items[i].kind == XF_END)
			import_lost(x->im, xf_where(x, &x->survey,
			    x->items[i].row, "type"), "it ends a group that "
			    "did not begin");
	}
	while (n > 0) {
		import_guess(x->im, xf_where(x, &x->survey,
		    x->items[open[n - 1]].row, "type"), "this group is not "
		    "ended; it goes to the end of the sheet");
		x->items[open[--n]].end = x->n;
	}
}

void
xf_items(struct xf *x)
{
	static const char *const known[] = { "type", "name", "label", "hint",
	    "guidance_hint", "required", "required_message", "relevant",
	    "constraint", "constraint_message", "calculation",
	    "choice_filter", "appearance", "default", "read_only",
	    "repeat_count", "parameters", "trigger", "disabled", NULL };
	const char *why;
	size_t i;

	for (i = 0; i < x->survey.n; i++)
		item(x, &x->survey.rows[i]);
	pair_up(x);
	/* Which lists are worked with as numbers is known only at the end. */
	for (i = 0; i < x->n; i++)
		if (x->items[i].kind == XF_VALUE)
			(void)import_number_text(x->im, xf_get(x, &x->survey,
			    x->items[i].row, "calculation"), &why);
	xf_strangers(x, &x->survey, known);
}
