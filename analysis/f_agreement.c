/* SPDX-License-Identifier: MIT
 *
 * f_agreement.c -- a question with an agreement scale: the finding, the
 * figure, and the tables of everybody and of groups.
 */
#include "analysis/findings.h"

void
f_view_finding(struct page *p, const struct view *v)
{
	struct findings *f = p->f;
	const char *what = v->about == NULL || v->among ? f_view_subject(f, v) :
	    arena_printf(f->a, "this %s", f_lower_first(f,
	    v->about->kind->words));
	bool against = v->disagree > v->agree;
	int64_t first = against ? v->disagree : v->agree;
	int64_t second = against ? v->agree : v->disagree;
	const char *verb = against ? "disagreed" : "agreed";
	const char *other = against ? "agreed" : "disagreed";

	if (v->t.base == 0) {
		f_page_finding(p, "Finding", f_plain(f, "Nobody gave a view "
		    "on %s.", what));
		return;
	}
	if (v->t.base == 1) {
		f_page_finding(p, "Finding", f_plain(f, "The only respondent "
		    "who gave a view %s %s.", v->agree > 0 ? "agreed with" :
		    v->disagree > 0 ? "disagreed with" :
		    "neither agreed nor disagreed with", what));
		return;
	}
	if (v->t.base < PERCENT_BASE) {
		f_page_finding(p, "Finding", f_plain(f, "Of the %s "
		    "respondents who gave a view, %s %s with %s and %s %s.",
		    f_num(f, v->t.base), f_num(f, first), verb, what,
		    second == 0 ? "none" : f_num(f, second), other));
		return;
	}
	f_page_finding(p, "Finding", f_plain(f, "%s %s with %s %s. %s %s %s.",
	    f_share_subject(f, first, v->t.base), verb, what,
	    f_share(f, first, v->t.base), f_share_subject(f, second, v->t.base),
	    other, f_share(f, second, v->t.base)));
}

static const enum report_tone tones[5] = { TONE_STRONGLY_DISAGREE,
	TONE_DISAGREE, TONE_NEITHER, TONE_AGREE, TONE_STRONGLY_AGREE };
static const char *const tone_names[5] = { "strongly-disagree", "disagree",
	"neither", "agree", "strongly-agree" };

/* Where the five answers stand among the question's options. */
static void
five(const struct tally *t, size_t at[5])
{
	size_t i, k;

	for (k = 0; k < 5; k++)
		for (i = 0; i < t->n_options; i++)
			if (strcmp(t->options[i].name, tone_names[k]) == 0)
				at[k] = i;
}

/* The five answers of everybody; the figure's key. */
static struct grid *
five_table(struct findings *f, const struct view *v, const size_t at[5])
{
	struct grid *g = f_grid_new(f);
	struct report_cell *c;
	size_t k;

	f_grid_column(g, "Group", false, TONE_NONE);
	for (k = 0; k < 5; k++)
		f_grid_column(g, k == 2 ? "Neither" :
		    v->t.options[at[k]].words, true, tones[k]);
	f_grid_column(g, "Base", true, TONE_NONE);
	c = f_grid_row(g, ROW_BODY, "All");
	for (k = 0; k < 5; k++)
		c[1 + k] = f_cell_share(v->n[k], v->t.base);
	c[6] = f_cell_count(v->t.base);
	return g;
}

/* A row of the figure: n are its five numbers, of which a group has only the
 * middle three, its nets. */
static void
figure_row(struct report_agreement *rows, size_t *n_rows, const char *label,
    const int64_t n[5], int64_t base)
{
	struct report_agreement *a = &rows[(*n_rows)++];
	size_t k;

	*a = (struct report_agreement){ .label = label,
	    .strong = *n_rows == 1, .base = base };
	for (k = 0; k < 5; k++) {
		a->n[k] = n[k];
		a->percent[k] = f_percent(n[k], base);
	}
	a->disagree = f_percent(n[0] + n[1], base);
	a->agree = f_percent(n[3] + n[4], base);
}

enum { DISAGREE, NEITHER, AGREE, NETS };

/* Groups are shown by nets: five answers of a small group would mostly be
 * counts too small to show. */
static void
make_groups(struct findings *f, const struct view *v,
    const struct forms_field *by, const size_t at[5], struct cross *x)
{
	size_t *column = arena_array(f->a, size_t, v->t.n_options), k;

	for (k = 0; k < 5; k++)
		column[at[k]] = k < 2 ? DISAGREE : k == 2 ? NEITHER : AGREE;
	cross_make(f->a, v->field, column, NETS, by,
	    by == f->capacity ? f->apart : NULL,
	    f->profiles[by->index].hidden, f->r, f->n, x);
}

static const char *
group_label(const struct cross_row *w)
{
	switch (w->kind) {
	case CROSS_ALL:
		return "All";
	case CROSS_REST:
		return "Individuals";
	case CROSS_APART:
		return "Organisations";
	case CROSS_UNSTATED:
		return "Not stated";
	case CROSS_GROUP:
		break;
	}
	return w->group->words;
}

static void
net_row(struct grid *g, const struct cross_row *w)
{
	struct report_cell *c = f_grid_row(g, ROW_BODY, group_label(w));
	size_t k;

	for (k = 0; k < NETS; k++)
		c[1 + k] = w->hidden[k] ? f_cell_hidden() :
		    f_cell_share(w->n[k], w->t.base);
	c[1 + NETS] = f_cell_count(w->t.base);
}

/* A row of which nothing would be seen is not worth its place. */
static bool
all_hidden(const struct cross_row *w)
{
	return w->hidden[DISAGREE] && w->hidden[NEITHER] && w->hidden[AGREE];
}

/* The rows of a question's groups, under a head; or with whole those of
 * individuals and organisations.  False: a row was left out. */
static bool
net_rows(struct grid *g, const struct cross *x, const char *head, bool whole)
{
	bool every = true;
	size_t i;

	for (i = 1; i < x->n; i++) {
		enum cross_kind k = x->v[i].kind;

		if (!x->v[i].shown ||
		    whole != (k == CROSS_REST || k == CROSS_APART))
			continue;
		if (all_hidden(&x->v[i])) {
			every = false;
			continue;
		}
		if (head != NULL)
			f_grid_row(g, ROW_GROUP, head);
		head = NULL;
		net_row(g, &x->v[i]);
	}
	return every;
}

static struct grid *
net_grid(struct findings *f)
{
	struct grid *g = f_grid_new(f);

	f_grid_column(g, "Group", false, TONE_NONE);
	f_grid_column(g, "Disagree", true, TONE_NONE);
	f_grid_column(g, "Neither", true, TONE_NONE);
	f_grid_column(g, "Agree", true, TONE_NONE);
	f_grid_column(g, "Base", true, TONE_NONE);
	return g;
}

/* Beside the figure: individuals and organisations, where they are known. */
static void
two_exhibit(struct page *p, const struct view *v, const struct cross *x)
{
	struct findings *f = p->f;
	struct grid *g = net_grid(f);
	struct caption c = { .title = "Individuals and organisations",
	    .base = "Base: those of each who gave a view. “Agree” and "
	    "“disagree” hold “strongly” too." };
	bool hidden = false;
	size_t i, k;

	net_rows(g, x, NULL, true);
	for (i = 1; i < x->n; i++)
		for (k = 0; k < NETS; k++)
			hidden |= x->v[i].shown && x->v[i].hidden[k] &&
			    (x->v[i].kind == CROSS_REST ||
			    x->v[i].kind == CROSS_APART);
	c.field = v->field->id;
	if (hidden)
		f_caption_note(&c, f_hidden_note);
	if (g->n_rows > 0)
		f_page_exhibit(p, &c, g);
}

/* The questions by whose answers people are grouped. */
static size_t
groupings(const struct findings *f, const struct forms_field *by[2])
{
	size_t n = 0;

	if (f->capacity != NULL)
		by[n++] = f->capacity;
	if (f->area != NULL)
		by[n++] = f->area;
	return n;
}

/* The table by groups: everybody, then the answers to each of the questions
 * about people.  It may be cut by the end of a page. */
static bool
groups_exhibit(struct page *p, const struct view *v, bool *hidden,
    bool *absent)
{
	struct findings *f = p->f;
	struct grid *g = net_grid(f);
	struct caption c = { .flows = true };
	const struct forms_field *by[2];
	size_t i, n = groupings(f, by), at[5] = { 0 };
	struct cross x[2];

	five(&v->t, at);
	for (i = 0; i < n; i++)
		make_groups(f, v, by[i], at, &x[i]);
	if (n > 0)
		net_row(g, &x[0].v[0]);
	for (i = 0; i < n; i++) {
		*absent |= !net_rows(g, &x[i], by[i]->words, false);
		*hidden |= x[i].any_hidden;
		*absent |= x[i].any_absent;
	}
	c.title = arena_printf(f->a, "Agreement with %s, by group",
	    f_view_subject(f, v));
	c.base = "Base: those of each group who gave a view.";
	c.field = v->field->id;
	if (g->n_rows > 1)
		f_page_exhibit(p, &c, g);
	return g->n_rows > 1;
}

void
f_groups(struct findings *f)
{
	bool hidden = false, absent = false, any = false;
	struct report_block *note;
	struct page p;
	size_t i, first;

	f_page_appendix(&p, f, "groups", "Agreement by group", "By group");
	first = p.n;
	f_page_para(&p, "", f_plain(f, "These tables show how far each group "
	    "of people agreed. “Agree” holds “strongly agree”, and "
	    "“disagree” holds “strongly disagree”."));
	for (i = 0; i < f->n_views; i++)
		if (f->views[i].t.base > 0)
			any |= groups_exhibit(&p, &f->views[i], &hidden,
			    &absent);
	if (!any) {
		f->appendices--;
		return;
	}
	note = &p.v[first];
	if (hidden || absent)
		note->minor = f_plain(f, "%s%s%s", hidden ? f_hidden_note : "",
		    hidden && absent ? " " : "", absent ? arena_printf(f->a,
		    "Groups are left out in which fewer than %d people "
		    "answered, or of which too much would be hidden.",
		    ROW_BASE) : "");
	f_page_end(&p);
}

/* "Base: the 398 who gave a view. Rounded percentages add to 99%." */
static const char *
view_base(struct findings *f, const struct view *v)
{
	const char *who = v->t.missing[FORMS_DONT_KNOW] > 0 ? "gave a view" :
	    "answered";
	int sum = 0;
	size_t k;

	if (v->t.base >= PERCENT_BASE)
		for (k = 0; k < 5; k++)
			sum += analysis_percent(v->n[k], v->t.base);
	if (sum == 0 || sum == 100)
		return arena_printf(f->a, "Base: the %s who %s.",
		    f_num(f, v->t.base), who);
	return arena_printf(f->a, "Base: the %s who %s. Rounded percentages "
	    "add to %d%%.", f_num(f, v->t.base), who, sum);
}

/* Everybody, then individuals and organisations where they can be drawn. */
static struct report_figure *
view_figure(struct findings *f, const struct view *v, const struct cross *x,
    size_t n)
{
	struct report_figure *fig = arena_new(f->a, struct report_figure);
	struct report_agreement *rows = arena_array(f->a,
	    struct report_agreement, 3);
	size_t i;

	*fig = (struct report_figure){ .kind = FIGURE_AGREEMENT, .alt = "",
	    .agreement = rows };
	figure_row(rows, &fig->n, "All", v->n, v->t.base);
	for (i = 0; n > 0 && i < x->n && fig->n < 3; i++) {
		const struct cross_row *w = &x->v[i];
		const int64_t nets[5] = { 0, w->n[DISAGREE], w->n[NEITHER],
			w->n[AGREE], 0 };

		if ((w->kind == CROSS_REST || w->kind == CROSS_APART) &&
		    w->whole && w->t.base >= PERCENT_BASE)
			figure_row(rows, &fig->n, group_label(w), nets,
			    w->t.base);
	}
	return fig;
}

void
f_view_exhibit(struct page *p, const struct view *v)
{
	struct findings *f = p->f;
	struct caption c = { 0 };
	struct cross x;
	size_t at[5] = { 0 };
	bool groups = f->capacity != NULL && f->apart != NULL;

	five(&v->t, at);
	if (groups)
		make_groups(f, v, f->capacity, at, &x);
	c.title = arena_printf(f->a, "Agreement with %s",
	    f_view_subject(f, v));
	c.base = view_base(f, v);
	c.field = v->field->id;
	f_caption_note(&c, f_missing_note(f, &v->t));
	if (v->t.base >= PERCENT_BASE)
		c.figure = view_figure(f, v, &x, groups ? 1 : 0);
	f_page_exhibit(p, &c, five_table(f, v, at));
	if (groups)
		two_exhibit(p, v, &x);
}
