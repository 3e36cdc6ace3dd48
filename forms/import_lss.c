/* SPDX-License-Identifier: MIT
 *
 * import_lss.c -- a LimeSurvey questionnaire (.lss) as a form.
 *
 * The file is a dump of tables.  Until version 3 the words stand in the rows,
 * once for each language; from version 4 on they have tables of their own.
 * Groups become pages.
 */
#include "forms/import_lss.h"

#include <libxml/tree.h>
#include <stdlib.h>

enum { ROWS_MAX = 20000, QUESTIONS_MAX = 1000 };

/* ---- tables ------------------------------------------------------------ */

const char *
ls_get(const struct ls *s, struct ls_row r, const char *field)
{
	return r.n ? xml_text(s->im->a, xml_child(r.n, field)) : "";
}

void
ls_table(struct ls *s, const char *name, const char *key, struct ls_rows *out)
{
	struct ls_row *r;

	const struct _xmlNode *n = xml_child(xml_child(xml_child(s->root,
	    name), "rows"), "row");

	for (; n != NULL && out->n < ROWS_MAX; n = xml_after(n, "row")) {
		r = arena_push(s->im->a, out->v, out->n, out->cap);
		*r = (struct ls_row){ .n = n };
		r->key = ls_get(s, *r, key);
		r->name = ls_get(s, *r, "attribute");
	}
}

bool
ls_mine(const struct ls *s, struct ls_row r)
{
	const struct _xmlNode *n = xml_child(r.n, "language");
	const char *language = n ? xml_text(s->im->a, n) : "";

	return language[0] == '\0' || strcmp(language, s->language) == 0;
}

const char *
ls_words(const struct ls *s, struct ls_row r, const struct ls_rows *apart,
    const char *id, const char *field)
{
	const char *key = ls_get(s, r, id);
	size_t i;

	if (xml_child(r.n, field) != NULL)
		return ls_get(s, r, field);
	for (i = 0; i < apart->n; i++)
		if (strcmp(apart->v[i].key, key) == 0 &&
		    ls_mine(s, apart->v[i]))
			return ls_get(s, apart->v[i], field);
	return "";
}

const char *
ls_attribute(const struct ls *s, const struct ls_question *q, const char *name)
{
	size_t i;

	for (i = 0; i < s->attributes.n; i++) {
		struct ls_row r = s->attributes.v[i];

		if (strcmp(r.key, q->qid) == 0 && strcmp(r.name, name) == 0 &&
		    ls_mine(s, r))
			return ls_get(s, r, "value");
	}
	return "";
}

/* ---- order ------------------------------------------------------------- */

/* The rows of this language in the order of their numbers; those with the same
 * number stay as they are. */
static void
in_order(struct ls *s, struct ls_rows *rows, const char *by)
{
	long *key = arena_array(s->im->a, long, rows->n + 1);
	struct ls_row *from = arena_array(s->im->a, struct ls_row,
	    rows->n + 1);
	size_t n = 0, i, width, lo, mid, hi, a, b, k;
	long *spare = arena_array(s->im->a, long, rows->n + 1);

	for (i = 0; i < rows->n; i++)
		if (ls_mine(s, rows->v[i])) {
			key[n] = atol(ls_get(s, rows->v[i], by));
			rows->v[n++] = rows->v[i];
		}
	rows->n = n;
	for (width = 1; width < n; width *= 2) {	/* merge sort: stable */
		for (lo = 0; lo < n; lo = hi) {
			mid = lo + width < n ? lo + width : n;
			hi = mid + width < n ? mid + width : n;
			for (a = lo, b = mid, k = lo; k < hi; k++) {
				bool left = b == hi || (a < mid &&
				    key[a] <= key[b]);

				spare[k] = key[left ? a : b];
				from[k] = rows->v[left ? a++ : b++];
			}
		}
		memcpy(key, spare, n * sizeof(*key));
		memcpy(rows->v, from, n * sizeof(*from));
	}
}

static void
load(struct ls *s)
{
	ls_table(s, "groups", "gid", &s->groups);
	ls_table(s, "questions", "qid", &s->questions);
	ls_table(s, "subquestions", "parent_qid", &s->subquestions);
	ls_table(s, "answers", "qid", &s->answers);
	ls_table(s, "question_attributes", "qid", &s->attributes);
	ls_table(s, "question_l10ns", "qid", &s->question_words);
	ls_table(s, "answer_l10ns", "aid", &s->answer_words);
	ls_table(s, "group_l10ns", "gid", &s->group_words);
	in_order(s, &s->groups, "group_order");
	in_order(s, &s->questions, "question_order");
	in_order(s, &s->subquestions, "question_order");
	in_order(s, &s->answers, "sortorder");
}

/* ---- groups ------------------------------------------------------------ */

static struct ls_group *
group_of(struct ls *s, const char *gid)
{
	struct ls_group *g;

	for (g = s->first; g != NULL; g = g->next)
		if (strcmp(g->gid, gid) == 0)
			return g;
	return NULL;
}

static bool
arrange(struct ls *s, struct err *e)
{
	struct ls_group **tail = &s->first, *g;
	struct ls_question *q;
	size_t i;

	if (s->questions.n > QUESTIONS_MAX || s->groups.n > QUESTIONS_MAX)
		return err_set(e, ERR_LIMIT, "it has more than %d questions",
		    (int)QUESTIONS_MAX);
	for (i = 0; i < s->groups.n; i++) {
		g = *tail = arena_new(s->im->a, struct ls_group);
		g->row = s->groups.v[i];
		g->gid = ls_get(s, g->row, "gid");
		g->words = ls_words(s, g->row, &s->group_words, "gid",
		    "group_name");
		g->tail = &g->first;
		tail = &g->next;
	}
	for (i = 0; i < s->questions.n; i++) {
		struct ls_row r = s->questions.v[i];

		g = group_of(s, ls_get(s, r, "gid"));
		if (g == NULL || atol(ls_get(s, r, "parent_qid")) != 0)
			continue;
		q = *g->tail = arena_new(s->im->a, struct ls_question);
		g->tail = &q->next;
		q->row = r;
		q->tail = &q->parts;
		q->qid = ls_get(s, r, "qid");
		q->code = import_line_of(s->im, ls_get(s, r, "title"));
		q->type = ls_get(s, r, "type")[0];
		q->words = ls_words(s, r, &s->question_words, "qid",
		    "question");
		q->where = arena_printf(s->im->a, "question %s (id %s)",
		    q->code, import_line_of(s->im, q->qid));
	}
	return true;
}

/* ---- what is not carried at all ---------------------------------------- */

static void
whole_tables(struct ls *s)
{
	static const struct { const char *table, *what; } v[] = {
		{ "quota", "limits to how many people answer in a certain "
		    "way" },
		{ "assessments", "what is said about a sum of points" },
		{ "defaultvalues", "answers filled in beforehand" },
		{ "conditions", "conditions in the old way; those that "
		    "LimeSurvey had made into relevance have come" },
	};
	struct ls_rows rows;
	size_t i;

	for (i = 0; i < LEN(v); i++) {
		rows = (struct ls_rows){ 0 };
		ls_table(s, v[i].table, "qid", &rows);
		if (rows.n > 0)
			import_lost(s->im, arena_printf(s->im->a, "element %s",
			    v[i].table), "%s (%zu of them)", v[i].what, rows.n);
	}
}

/* ---- the form ---------------------------------------------------------- */

static void
cover(struct ls *s, const char *line, const char *words, const char *where)
{
	bool pipes;
	const char *plain;

	if (import_clean(s->im, words, true, &pipes, &plain)[0] == '\0')
		return;
	import_put(s->im, 0, NULL, "%s", "");
	import_words(s->im, 0, where, line, words, true);
}

static void
head(struct ls *s, const char *name)
{
	struct ls_rows settings = { 0 };
	struct import *im = s->im;
	struct ls_row mine = { 0 };
	const char *id = import_name_like(im->a, name, 50), *title;
	const char *tags = ls_translations(s);
	size_t i;

	ls_table(s, "surveys_languagesettings", "surveyls_language",
	    &settings);
	for (i = settings.n; i > 0; i--)
		if (strcmp(settings.v[i - 1].key, s->language) == 0 || i == 1)
			mine = settings.v[i - 1];
	title = ls_get(s, mine, "surveyls_title");
	import_put(im, 0, NULL, "earshot 1");
	import_title(im, 0, NULL, arena_printf(im->a, "consultation %s",
	    id[0] ? id : "imported"), title[0] ? title : name, "");
	if (s->language[0] != '\0')
		import_put(im, 1, "element languages", "languages %s%s",
		    import_line_of(im, s->language), tags)->spare = true;
	cover(s, "text cover", ls_get(s, mine, "surveyls_welcometext"),
	    "element surveyls_welcometext");
	cover(s, "text next", ls_get(s, mine, "surveyls_endtext"),
	    "element surveyls_endtext");
}

static void
page(struct ls *s, const struct ls_group *g)
{
	struct import *im = s->im;
	const char *where = arena_printf(im->a, "group %s",
	    import_line_of(im, g->gid));
	const char *title = import_line_of(im, g->words), *plain;
	const char *intro = ls_words(s, g->row, &s->group_words, "gid",
	    "description");
	const struct ls_question *q;
	const char *name = import_name_like(im->a, title, 30);
	bool pipes;

	name = import_name_new(im, name[0] ? name : "page", NULL);
	import_put(im, 0, NULL, "%s", "");
	import_title(im, 0, where, arena_printf(im->a, "page %s", name),
	    title[0] ? title : "Questions", "");
	ls_show(s, ls_get(s, g->row, "grelevance"), where, 1);
	if (import_clean(im, intro, true, &pipes, &plain)[0] != '\0')
		import_words(im, 1, where, arena_printf(im->a, "text %s",
		    import_name_new(im, arena_printf(im->a, "%s-words", name),
		    NULL)), intro, true);
	if (ls_get(s, g->row, "randomization_group")[0] != '\0')
		import_lost(im, where, "pages in another order for each "
		    "person");
	for (q = g->first; q != NULL; q = q->next)
		ls_put(s, q, 1);
}

/* Scales that grids use, once each. */
static void
scales(struct ls *s)
{
	struct import_list *l;

	for (l = s->im->lists; l != NULL; l = l->next) {
		if (l->name == NULL)
			continue;
		import_put(s->im, 0, NULL, "%s", "");
		import_put(s->im, 0, NULL, "scale %s", l->name);
		import_options(s->im, l, 1, false, NULL);
	}
}

static bool
survey(struct ls *s, const char *name, struct err *e)
{
	struct ls_rows about = { 0 };
	struct ls_group *g;
	struct ls_question *q;

	s->language = xml_text(s->im->a, xml_child(xml_child(s->root,
	    "languages"), "language"));
	ls_table(s, "surveys", "sid", &about);
	if (about.n > 0) {
		if (ls_get(s, about.v[0], "language")[0] != '\0')
			s->language = ls_get(s, about.v[0], "language");
		s->scores = strcmp(ls_get(s, about.v[0], "assessments"),
		    "Y") == 0;
	}
	load(s);
	if (!arrange(s, e))
		return false;
	for (g = s->first; g != NULL; g = g->next)
		for (q = g->first; q != NULL; q = q->next)
			ls_know(s, q);
	head(s, name);
	whole_tables(s);
	scales(s);
	for (g = s->first; g != NULL; g = g->next)
		if (g->first != NULL)
			page(s, g);
	return s->first != NULL || err_set(e, ERR_INPUT, "there are no "
	    "questions in it");
}

bool
import_lss(struct import *im, struct str bytes, const char *name,
    struct err *e)
{
	struct _xmlDoc *doc CLEAN(xml_close) = xml_open(bytes, "this", e);
	struct ls s = { .im = im };

	if (doc == NULL)
		return false;
	s.root = xmlDocGetRootElement(doc);
	if (!xml_is(s.root, "document") || strcmp(xml_text(im->a,
	    xml_child(s.root, "LimeSurveyDocType")), "Survey") != 0)
		return err_set(e, ERR_INPUT, "this is not a LimeSurvey "
		    "questionnaire (.lss)");
	return survey(&s, name, e);
}
