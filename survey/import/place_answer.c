/* SPDX-License-Identifier: MIT
 *
 * place_answer.c -- the answer to one question, out of its columns.  It is set
 * by forms_answer_set, as one that came from a browser is.
 */
#include "survey/import/import.h"

#include <stdlib.h>

struct given {
	struct placing	*p;
	struct arena	*a;
	const struct table_row *row;
	const struct forms_field *field;
	const char	**values;
	size_t		 n, cap;
	const char	**ranked;	/* by place, from 1; NULL: free */
	size_t		 n_ranked;	/* the last place */
	const char	*words;		/* beside an answer */
	const struct forms_option *beside;
	const struct map_column *at;	/* where something stood */
	bool		 bad;
};

const char *
row_cell(const struct table_row *r, const struct map_column *c)
{
	return c->at->at < r->n ? r->cells[c->at->at] : "";
}

static void
add(struct given *g, const char *value)
{
	*arena_push(g->a, g->values, g->n, g->cap) = value;
}

static bool
has(const struct given *g, const char *name)
{
	size_t i;

	for (i = 0; i < g->n; i++)
		if (strcmp(g->values[i], name) == 0)
			return true;
	return false;
}

static void
unknown(struct given *g, const struct map_column *c, const char *cell)
{
	struct buf names CLEAN(buf_free) = { 0 }, line CLEAN(buf_free) = { 0 };
	const struct forms_question *q = g->field->q;
	size_t i;

	for (i = 0; i < q->n_options && names.n < 200; i++)
		if (!q->options[i].staff)
			buf_printf(&names, "%s ", q->options[i].name);
	scan_put(&line, words_line(g->a, cell));
	fault_add(g->p->faults, g->row->number, c->at, arena_printf(g->a,
	    "Write under this column in the map:  %s = the answer that it is: "
	    "%sor blank", words_brief(g->a, buf_text(&line)),
	    buf_text(&names)),
	    "\"%s\" is none of the answers to %s",
	    words_brief(g->a, cell), g->field->id);
	g->bad = true;
}

/* ---- one cell for the whole answer --------------------------------------------- */

static void
beside(struct given *g, const struct forms_option *o, const char *words)
{
	g->words = g->words == NULL ? words : arena_printf(g->a, "%s; %s",
	    g->words, words);
	g->beside = o;
}

static void
one_choice(struct given *g, const struct map_column *c, const char *cell)
{
	struct meant m;

	if (!cell_means(g->a, c, cell, &m)) {
		unknown(g, c, cell);
		return;
	}
	if (m.words)
		beside(g, m.option, cell);
	if (m.option != NULL && !(m.words && has(g, m.option->name)))
		add(g, m.option->name);
}

/* "Roads=60": points of an answer. */
static void
one_share(struct given *g, const struct map_column *c, const char *cell)
{
	const char *cut = strrchr(cell, '=');
	const struct forms_option *o;

	if (cut == NULL)
		cut = strrchr(cell, ':');
	o = cut == NULL ? guess_option(g->a, g->field->q, cell) :
	    guess_option(g->a, g->field->q, arena_strn(g->a, cell,
	    (size_t)(cut - cell)));
	if (o == NULL)
		unknown(g, c, cell);
	else
		add(g, cut == NULL ? o->name : arena_printf(g->a, "%s=%s",
		    o->name, words_line(g->a, cut + 1)));
}

static void
one_date(struct given *g, const struct map_column *c, const char *cell)
{
	char day[11];

	if (cell_date(cell, c->order, day)) {
		add(g, arena_str(g->a, day));
		return;
	}
	if (c->order == ORDER_NONE || g->field->q->date != FORMS_DAY) {
		add(g, cell);
		return;
	}
	fault_add(g->p->faults, g->row->number, c->at, "", "\"%s\" is no "
	    "date like %s", words_brief(g->a, cell), order_words[c->order]);
	g->bad = true;
}

static void
one_typed(struct given *g, const struct map_column *c, const char *cell)
{
	struct meant m;

	if ((c->n_answers > 0 || g->field->q->n_options > 0) &&
	    cell_means(g->a, c, cell, &m)) {
		if (m.option != NULL)
			add(g, m.option->name);
		return;
	}
	if (g->field->q->type == FORMS_DATE)
		one_date(g, c, cell);
	else
		add(g, cell);
}

static void
one_piece(struct given *g, const struct map_column *c, const char *cell)
{
	switch (g->field->q->type) {
	case FORMS_ONE:
	case FORMS_MANY:
	case FORMS_SCALE:
	case FORMS_RANK:
		one_choice(g, c, cell);
		break;
	case FORMS_SHARE:
		one_share(g, c, cell);
		break;
	default:
		one_typed(g, c, cell);
	}
}

static void
whole(struct given *g, const struct map_column *c, const char *cell)
{
	const char **v = &cell;
	size_t n = 1, i;

	if (c->split != '\0')
		v = cell_split(g->a, c, cell, &n);
	for (i = 0; i < n; i++)
		one_piece(g, c, v[i]);
}

/* ---- a column for each answer --------------------------------------------------- */

static void
placed(struct given *g, const struct map_column *c, size_t place,
    const char *name)
{
	size_t most = 1000;

	if (g->ranked == NULL)
		g->ranked = arena_array(g->a, const char *, most + 1);
	if (place > most || g->ranked[place] != NULL) {
		fault_add(g->p->faults, g->row->number, c->at, "", "two answers "
		    "to %s have the place %zu", g->field->id, place);
		g->bad = true;
		return;
	}
	g->ranked[place] = name;
	if (place > g->n_ranked)
		g->n_ranked = place;
}

static void
rank_cell(struct given *g, const struct map_column *c, const char *cell)
{
	const char *line = words_line(g->a, cell);
	struct meant m;
	char *end;
	size_t n = strtoul(line, &end, 10);

	if (c->n_answers > 0 && cell_means(g->a, c, cell, &m) && m.blank)
		return;
	if (*end == '\0' && n <= g->field->q->n_options) {
		if (n > 0)
			placed(g, c, n, c->option->name);
		return;
	}
	fault_add(g->p->faults, g->row->number, c->at, "", "\"%s\" is no "
	    "place from 1 to %zu", words_brief(g->a, cell),
	    g->field->q->n_options);
	g->bad = true;
}

static void
option_cell(struct given *g, const struct map_column *c, const char *cell)
{
	enum forms_type type = g->field->q->type;
	int ticked;

	if (type == FORMS_RANK) {
		rank_cell(g, c, cell);
		return;
	}
	if (type == FORMS_SHARE) {
		add(g, arena_printf(g->a, "%s=%s", c->option->name,
		    words_line(g->a, cell)));
		return;
	}
	ticked = cell_tick(g->a, c, cell);
	if (ticked > 0)
		add(g, c->option->name);
	if (ticked >= 0)
		return;
	fault_add(g->p->faults, g->row->number, c->at, arena_printf(g->a,
	    "Write under this column in the map:  \"%s\" = ticked, or = blank",
	    words_brief(g->a, cell)), "\"%s\" does not say whether %s is "
	    "ticked", words_brief(g->a, cell), c->option->name);
	g->bad = true;
}

static void
place_cell(struct given *g, const struct map_column *c, const char *cell)
{
	struct meant m;

	if (!cell_means(g->a, c, cell, &m))
		unknown(g, c, cell);
	else if (m.option != NULL)
		placed(g, c, c->number, m.option->name);
}

static void
words_cell(struct given *g, const struct map_column *c, const char *cell)
{
	struct meant m;

	if (c->n_answers > 0 && cell_means(g->a, c, cell, &m) && m.blank)
		return;
	if (g->beside != NULL && g->beside != c->option) {
		fault_add(g->p->faults, g->row->number, c->at, "", "words "
		    "beside two answers to %s: only one can have them",
		    g->field->id);
		g->bad = true;
		return;
	}
	beside(g, c->option, cell);
}

static void
column(struct given *g, const struct map_column *c)
{
	const char *cell = row_cell(g->row, c);

	if (table_empty(cell))
		return;
	if (g->at == NULL || c->part != PART_WORDS)
		g->at = c;
	switch (c->part) {
	case PART_WHOLE:
		whole(g, c, cell);
		break;
	case PART_OPTION:
		option_cell(g, c, cell);
		break;
	case PART_WORDS:
		words_cell(g, c, cell);
		break;
	case PART_PLACE:
		place_cell(g, c, cell);
		break;
	}
}

/* ---- all of them -------------------------------------------------------------------- */

/* Who wrote beside an answer chose it. */
static void
choose_beside(struct given *g)
{
	if (g->beside == NULL || has(g, g->beside->name))
		return;
	if (g->n == 0 || g->field->q->type == FORMS_MANY) {
		add(g, g->beside->name);
		return;
	}
	fault_add(g->p->faults, g->row->number, g->at->at, arena_printf(g->a,
	    "Leave the column with the words out, or put right which answer "
	    "was chosen"), "there are words beside the answer %s of %s, and "
	    "another answer was chosen", g->beside->name, g->field->id);
	g->bad = true;
}

static const char *
shown_cell(const struct given *g)
{
	return g->words != NULL && g->n == 0 ? g->words :
	    g->at != NULL ? row_cell(g->row, g->at) : "";
}

void
place_answer(struct placing *p, const struct table_row *r,
    const struct forms_field *f, struct forms_answers *as)
{
	struct given g = { .p = p, .a = as->a, .row = r, .field = f };
	struct forms_problem problem;
	size_t i;

	for (i = 0; i < p->n_of[f->index]; i++)
		column(&g, p->of[f->index][i]);
	for (i = 1; i <= g.n_ranked; i++)
		add(&g, g.ranked[i] != NULL ? g.ranked[i] : "");
	choose_beside(&g);
	forms_answer_set(as, f, g.values, g.n, g.words, &problem);
	if (problem.kind != FORMS_OK && !g.bad)
		fault_add(p->faults, r->number, g.at != NULL ? g.at->at : NULL,
		    "", "%s", fault_words(as->a, &problem,
		    problem.write_in ? g.words : shown_cell(&g)));
}
