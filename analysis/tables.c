/* SPDX-License-Identifier: MIT
 *
 * tables.c -- counts and cross-tables for staff.
 *
 * What the report shows of a question is shown here, and nothing else.  A
 * condition makes a group of people, and all tables by groups are made by
 * cross.c, which knows that everybody is counted elsewhere: so the others,
 * whom the condition leaves out, are a group too, which is never shown and
 * which nobody can work out.
 */
#include "analysis/tables_private.h"

const struct analysis_rules analysis_rules = { SMALL, ROW_BASE, PERCENT_BASE };

bool
analysis_closed(const struct forms_question *q)
{
	return tally_closed(q);
}

bool
tables_one(const struct forms_question *q)
{
	return q->type == FORMS_ONE || q->type == FORMS_SCALE;
}

/* ---- parts of a table ---------------------------------------------------- */

static int
percent(int64_t n, int64_t base)
{
	return base >= PERCENT_BASE ? analysis_percent(n, base) : -1;
}

struct analysis_count
tables_count(int64_t n, int64_t base, bool hidden)
{
	if (hidden)
		return (struct analysis_count){ true, 0, -1 };
	return (struct analysis_count){ false, n, percent(n, base) };
}

struct analysis_line *
tables_lines(struct maker *m, struct analysis_table *t, size_t n_groups)
{
	size_t n, i;
	const struct forms_option *o = tally_options(t->rows->q, &n);

	t->lines = arena_array(m->a, struct analysis_line, n + 1);
	for (i = 0; i < n; i++)
		if (o[i].missing == FORMS_ANSWERED)
			t->lines[t->n_lines++] = (struct analysis_line){
			    .option = &o[i], .name = o[i].name,
			    .words = o[i].words, .v = arena_array(m->a,
			    struct analysis_count, n_groups) };
	return t->lines;
}

static void
base_words(struct maker *m, struct analysis_table *t)
{
	t->base = arena_printf(m->a, "people who %sanswered%s%s",
	    m->where != NULL ? "meet the condition and " : "",
	    t->by != NULL && m->where != NULL && !m->exact ?
	    " both questions" : "", t->several ? "; they could choose more "
	    "than one answer" : "");
}

/* ---- counts of one question ---------------------------------------------- */

static void
counts_missing(struct maker *m, struct analysis_table *t,
    const struct tally *n)
{
	unsigned s;

	t->says_missing = true;
	t->missing = arena_array(m->a, struct analysis_missing, N_STATES);
	for (s = 0; s < N_STATES; s++)
		if (s != FORMS_ANSWERED)
			t->missing[t->n_missing++] = (struct analysis_missing){
			    (enum forms_state)s, f_missing_words(n,
			    (enum forms_state)s), n->missing[s] };
}

static void
counts_nets(struct maker *m, struct analysis_table *t, int64_t base)
{
	size_t n, i;
	const struct forms_net *net = tally_nets(t->rows->q, &n);

	t->nets = arena_array(m->a, struct analysis_line, n + 1);
	for (i = 0; i < n; i++) {
		struct analysis_line *l = &t->nets[t->n_nets++];

		*l = (struct analysis_line){ .name = net[i].name,
		    .words = net[i].words,
		    .v = arena_array(m->a, struct analysis_count, 1) };
		l->v[0] = tables_count(tables_net(m, t->rows, &net[i]), base,
		    false);
	}
}

/* hidden: per option, or NULL. */
static void
counts(struct maker *m, struct analysis_table *t, const struct tally *n,
    const bool *hidden)
{
	size_t i;

	t->groups = arena_new(m->a, struct analysis_group);
	t->groups[0] = (struct analysis_group){ .name = "all", .words = "All",
	    .shown = true, .base = n->base };
	t->n_groups = 1;
	tables_lines(m, t, 1);
	for (i = 0; i < t->n_lines; i++) {
		size_t at = tally_index(n, t->lines[i].option);
		bool hide = hidden != NULL && hidden[at];

		t->lines[i].v[0] = tables_count(n->n[at], n->base, hide);
		t->any_hidden |= hide;
	}
}

/* ---- one table ----------------------------------------------------------- */

/* Why the answers of this question cannot be shown at all; NULL: they can. */
static const char *
secret(struct maker *m, const struct forms_field *q, const struct tally *n)
{
	const struct profile *p = &m->f->profiles[q->index];

	if (!f_published(q))
		return "its answers are not for publication";
	if (n->base == 0)
		return NULL;
	if (p->is && p->few)
		return arena_printf(m->a, "fewer than %d people answered",
		    ROW_BASE);
	if (f_gives_away(m->f, n))
		return "how many were asked would tell a count that is hidden "
		    "elsewhere";
	if (p->is && p->any && (m->where != NULL || m->by != NULL))
		return "it tells about people, and some of its counts are "
		    "hidden";
	return NULL;
}

/* Sizes that would tell what is hidden elsewhere. */
static const char *
secret_group(struct maker *m)
{
	const struct forms_form *form = m->f->form;
	struct tally n;
	size_t i;

	if (m->by != NULL && !f_published(m->by))
		return "the answers to the other question are not for "
		    "publication";
	if (m->by != NULL) {
		tally_field(m->a, m->by, m->r, m->n, NULL, &n);
		if (f_gives_away(m->f, &n))
			return "how many were asked the other question would "
			    "tell a count that is hidden elsewhere";
	}
	for (i = 0; m->where != NULL && i < form->n_fields; i++) {
		const struct forms_field *q = &form->fields[i];
		const struct profile *p = &m->f->profiles[i];

		if (!forms_condition_asks(m->where, q))
			continue;
		if (q->q->publish == FORMS_NEVER || q->q->publish == FORMS_IF)
			return arena_printf(m->a, "the condition is about %s, "
			    "whose answers are not for publication", q->id);
		if (p->is && (p->few || p->any))
			return arena_printf(m->a, "the condition is about %s, "
			    "of which some counts are hidden", q->id);
	}
	return NULL;
}

static void
whole(struct maker *m, struct analysis_table *t, const struct tally *n)
{
	const struct profile *p = &m->f->profiles[t->rows->index];

	if (!p->is) {
		counts(m, t, n, NULL);
		counts_nets(m, t, n->base);
		counts_missing(m, t, n);
		return;
	}
	counts(m, t, n, p->hidden);
	if (!t->any_hidden) {
		counts_nets(m, t, n->base);
		counts_missing(m, t, n);
	}
}

static void
exactly(struct maker *m, struct analysis_table *t)
{
	struct tally n;

	tables_tally(m, t->rows, NULL, &n);
	if (m->by != NULL) {
		tables_cross_exact(m, t, &n);
		return;
	}
	counts(m, t, &n, NULL);
	counts_nets(m, t, n.base);
	counts_missing(m, t, &n);
}

static void
make_one(struct maker *m, const struct forms_field *q,
    struct analysis_table *t)
{
	struct tally n;

	*t = (struct analysis_table){ .rows = q, .by = m->by,
	    .several = q->q->type == FORMS_MANY };
	base_words(m, t);
	if (m->exact) {
		exactly(m, t);
		return;
	}
	tally_field(m->a, q, m->r, m->n, NULL, &n);
	t->why = secret(m, q, &n);
	if (t->why == NULL)
		t->why = m->secret_group;
	if (t->why != NULL)
		return;
	if (m->by == NULL && m->where == NULL)
		whole(m, t, &n);
	else
		tables_cross(m, t);
}

/* ---- the whole ----------------------------------------------------------- */

static struct analysis_count
matching(const struct maker *m)
{
	int64_t n = 0, all = (int64_t)m->n;
	size_t i;

	for (i = 0; i < m->n; i++)
		n += m->in[i];
	return tables_count(n, all, !m->exact && (m->secret_group != NULL ||
	    n < ROW_BASE || (all - n < ROW_BASE && n < all)));
}

static void
who_matches(struct maker *m)
{
	size_t i;

	m->in = arena_array(m->a, bool, m->n);
	for (i = 0; i < m->n; i++)
		m->in[i] = forms_shown(&m->r[i].answers, m->where);
}

/* ---- what is kept apart -------------------------------------------------- */

static bool
is_equality(const struct forms_field *f)
{
	return f->page->part == FORMS_PART_EQUALITY;
}

/* Would a count show an equality answer beside another?  People were told that
 * nobody would see the two together. */
static bool
mixes(const struct analysis_wish *w, const struct forms_field *rows)
{
	size_t i, n[2] = { 0 };

	if (!w->form->equality_apart)
		return false;
	if (rows != NULL)
		n[is_equality(rows)]++;
	if (w->by != NULL)
		n[is_equality(w->by)]++;
	for (i = 0; w->where != NULL && i < w->form->n_fields; i++)
		if (forms_condition_asks(w->where, &w->form->fields[i]))
			n[is_equality(&w->form->fields[i])]++;
	return n[false] > 0 && n[true] > 0;
}

void
tables_make(struct arena *a, const struct analysis_wish *w,
    const struct cases_response *r, size_t n, struct analysis_tables *out)
{
	struct findings *f = arena_new(a, struct findings);
	struct maker m = { .a = a, .f = f, .r = r, .n = n, .by = w->by,
	    .where = w->where, .exact = w->exact };
	size_t i;

	findings_init(f, a, w->form, NULL, r, n, NULL, 0, NULL, 0);
	who_matches(&m);
	m.secret_group = w->exact ? NULL : secret_group(&m);
	*out = (struct analysis_tables){ .form = w->form, .exact = w->exact,
	    .responses = (int64_t)n, .rehearsal = (int64_t)f->n_rehearsal,
	    .within = w->where != NULL, .matching = matching(&m),
	    .v = arena_array(a, struct analysis_table, w->form->n_fields) };
	for (i = 0; i < w->form->n_fields; i++) {
		const struct forms_field *q = &w->form->fields[i];

		if (w->rows != NULL ? q == w->rows :
		    tally_closed(q->q) && q != w->by && !mixes(w, q))
			make_one(&m, q, &out->v[out->n++]);
	}
}

bool
analysis_tables(struct arena *a, struct cases *c,
    const struct analysis_wish *w, struct analysis_tables **out,
    struct err *e)
{
	struct cases_response *r;
	struct cases_flags flags;
	size_t n;

	if (w->rows != NULL && !tally_closed(w->rows->q))
		return err_set(e, ERR_INPUT, "people do not choose among "
		    "answers at `%s`, so they cannot be counted; `earshot "
		    "export` has what they gave", w->rows->id);
	if (w->by != NULL && !tables_one(w->by->q))
		return err_set(e, ERR_INPUT, "`%s` does not take one answer "
		    "from a list, so it does not part people into groups",
		    w->by->id);
	if (w->rows != NULL && w->rows == w->by)
		return err_set(e, ERR_INPUT, "a question cannot be counted by "
		    "its own answers: `%s`", w->by->id);
	if (mixes(w, w->rows))
		return err_set(e, ERR_INPUT, "the questionnaire keeps the "
		    "equality answers apart from the others (`store apart`), "
		    "so they are not counted beside them");
	if (!cases_load(a, c, w->form, &r, &n, e) ||
	    !cases_flags(a, c, &flags, e))
		return false;
	*out = arena_new(a, struct analysis_tables);
	tables_make(a, w, r, n, *out);
	(*out)->left_out = flags.left_out;
	return true;
}
