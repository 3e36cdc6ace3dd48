/* SPDX-License-Identifier: MIT
 *
 * tables_json.c -- tables as JSON; docs/DATA.md has the schema.
 */
#include "survey/data.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

static cJSON *
have(cJSON *x)
{
	if (x == NULL)
		abort();
	return x;
}

static void
put(cJSON *to, const char *key, cJSON *x)
{
	if (!cJSON_AddItemToObject(to, key, have(x)))
		abort();
}

static void
add(cJSON *to, cJSON *x)
{
	if (!cJSON_AddItemToArray(to, have(x)))
		abort();
}

static cJSON *
text(const char *s)	/* NULL: null */
{
	return s != NULL ? cJSON_CreateString(s) : cJSON_CreateNull();
}

static cJSON *
number(bool known, int64_t n)
{
	return known ? cJSON_CreateNumber((double)n) : cJSON_CreateNull();
}

static cJSON *
count(const struct analysis_count *c)
{
	cJSON *o = have(cJSON_CreateObject());

	put(o, "n", number(!c->hidden, c->n));
	put(o, "percent", number(!c->hidden && c->percent >= 0, c->percent));
	put(o, "hidden", cJSON_CreateBool(c->hidden));
	return o;
}

static cJSON *
lines(const struct analysis_line *v, size_t n, size_t n_groups, bool net)
{
	cJSON *list = have(cJSON_CreateArray()), *o, *counts;
	size_t i, g;

	for (i = 0; i < n; i++) {
		o = have(cJSON_CreateObject());
		put(o, "name", text(v[i].name));
		if (!net)
			put(o, "number", number(true, v[i].option->number));
		put(o, "words", text(v[i].words));
		counts = have(cJSON_CreateArray());
		for (g = 0; g < n_groups; g++)
			add(counts, count(&v[i].v[g]));
		put(o, "counts", counts);
		add(list, o);
	}
	return list;
}

static cJSON *
groups(const struct analysis_table *t)
{
	cJSON *list = have(cJSON_CreateArray()), *o;
	size_t i;

	for (i = 0; i < t->n_groups; i++) {
		const struct analysis_group *g = &t->groups[i];

		o = have(cJSON_CreateObject());
		put(o, "name", text(g->option != NULL ? g->name : NULL));
		put(o, "words", text(g->words));
		put(o, "shown", cJSON_CreateBool(g->shown));
		put(o, "base", number(g->shown, g->base));
		add(list, o);
	}
	return list;
}

static cJSON *
missing(const struct analysis_table *t)
{
	cJSON *o;
	size_t i;

	if (!t->says_missing)
		return cJSON_CreateNull();
	o = have(cJSON_CreateObject());
	for (i = 0; i < t->n_missing; i++)
		put(o, forms_state_name(t->missing[i].state),
		    number(true, t->missing[i].n));
	return o;
}

static cJSON *
table(const struct analysis_table *t)
{
	static const char *const types[] = { [FORMS_ONE] = "one",
	    [FORMS_MANY] = "many", [FORMS_SCALE] = "scale" };
	cJSON *o = have(cJSON_CreateObject());

	put(o, "rows", text(t->rows->id));
	put(o, "words", text(t->rows->words));
	put(o, "type", text(types[t->rows->q->type]));
	put(o, "by", text(t->by != NULL ? t->by->id : NULL));
	put(o, "not_shown_because", text(t->why));
	put(o, "base", text(t->base));
	put(o, "groups", groups(t));
	put(o, "answers", lines(t->lines, t->n_lines, t->n_groups, false));
	put(o, "nets", lines(t->nets, t->n_nets, t->n_groups, true));
	put(o, "missing", missing(t));
	return o;
}

static cJSON *
rules(const struct analysis_tables *t)
{
	cJSON *o;

	if (t->exact)
		return cJSON_CreateNull();
	o = have(cJSON_CreateObject());
	put(o, "smallest_count", number(true, analysis_rules.small));
	put(o, "smallest_group", number(true, analysis_rules.group));
	put(o, "smallest_percent_base", number(true, analysis_rules.percent));
	return o;
}

void
tables_json(const struct tables_said *s, struct buf *out)
{
	const struct analysis_tables *t = s->t;
	cJSON *o = have(cJSON_CreateObject()), *list;
	char *printed;
	size_t i;

	put(o, "schema", text("earshot-tables-1"));
	put(o, "consultation", text(t->form->name));
	put(o, "version", text(s->version));
	put(o, "exact", cJSON_CreateBool(t->exact));
	put(o, "rules", rules(t));
	put(o, "responses", number(true, t->responses));
	put(o, "rehearsal", number(true, t->rehearsal));
	put(o, "left_out", number(true, t->left_out));
	put(o, "where", text(s->where));
	put(o, "matching", t->within ? count(&t->matching) :
	    cJSON_CreateNull());
	list = have(cJSON_CreateArray());
	for (i = 0; i < t->n; i++)
		add(list, table(&t->v[i]));
	put(o, "tables", list);
	printed = cJSON_Print(o);
	if (printed == NULL)
		abort();
	buf_puts(out, printed);
	buf_lit(out, "\n");
	cJSON_free(printed);
	cJSON_Delete(o);
}
