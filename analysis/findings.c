/* SPDX-License-Identifier: MIT
 *
 * findings.c -- puts the Report of Findings together.
 *
 * The order of the sections: findings first, then what was asked and how to
 * read the rest, then every question, then what cuts across, then method and
 * appendices.
 */
#include "analysis/by_id.h"
#include "analysis/findings.h"
#include "locales/locales.h"

#include <stdlib.h>

/* ---- comments meet their authors and codes ----------------------------- */

static size_t
entity_index(const struct findings *f, const char *name)
{
	size_t i;

	for (i = 0; i < f->n_entities; i++)
		if (strcmp(f->entities[i]->name, name) == 0)
			break;
	return i;
}

static void
add_code(struct findings *f, struct comment *c, size_t entity, size_t *room)
{
	size_t i, *more;

	for (i = 0; i < c->n; i++)
		if (c->codes[i] == entity)
			return;
	if (c->n == *room) {
		*room = *room ? *room * 2 : 4;
		more = arena_array(f->a, size_t, *room);
		for (i = 0; i < c->n; i++)
			more[i] = c->codes[i];
		c->codes = more;
	}
	((size_t *)c->codes)[c->n++] = entity;
}

static void
take_codes(struct findings *f, const struct cases_coding *v, size_t n)
{
	struct by_id *unit = arena_array(f->a, struct by_id, f->n_comments);
	size_t *room = arena_array(f->a, size_t, f->n_comments), i, e;

	for (i = 0; i < f->n_comments; i++)
		unit[i] = (struct by_id){ f->comments[i].unit->id, i };
	if (f->n_comments > 0)
		qsort(unit, f->n_comments, sizeof(*unit), id_order);
	for (i = 0; i < n; i++) {
		const struct by_id *u = find_id(unit, f->n_comments,
		    v[i].unit);

		e = entity_index(f, v[i].code);
		if (u == NULL || e == f->n_entities)
			continue;
		f->n_coded[v[i].source]++;
		add_code(f, &f->comments[u->at], e, &room[u->at]);
	}
}

static void
take_comments(struct findings *f, const struct cases_unit *u, size_t n)
{
	struct by_id *who = arena_array(f->a, struct by_id, f->n);
	size_t i;

	for (i = 0; i < f->n; i++)
		who[i] = (struct by_id){ f->r[i].id, i };
	if (f->n > 0)
		qsort(who, f->n, sizeof(*who), id_order);
	f->comments = arena_array(f->a, struct comment, n);
	for (i = 0; i < n; i++) {
		const struct by_id *w = find_id(who, f->n, u[i].response);
		const struct forms_field *q = w == NULL ? NULL :
		    cases_field(&f->r[w->at], f->form, u[i].field);

		if (w == NULL || (q != NULL && q->q->publish == FORMS_NEVER))
			continue;
		f->comments[f->n_comments++] = (struct comment){
		    .unit = &u[i], .field = q, .who = w->at };
	}
}

/* ---- what the form has ------------------------------------------------- */

static void
find_conventions(struct findings *f)
{
	size_t i;

	for (i = 0; i < f->form->n_fields; i++) {
		const struct forms_field *q = &f->form->fields[i];
		const struct forms_option *o;

		if (q->page->part != FORMS_PART_MAIN || !f_published(q))
			continue;
		if (strcmp(q->id, "organisation-name") == 0 &&
		    q->q->type == FORMS_LINE)
			f->org_name = q;
		if (q->q->type != FORMS_ONE)
			continue;
		o = forms_option(q->q, "organisation");
		if (f->capacity == NULL && o != NULL) {
			f->capacity = q;
			f->apart = o;
		} else if (strcmp(q->id, "area") == 0) {
			f->area = q;
		}
	}
}

static bool
find_scale(struct tally *t, int64_t n[5])
{
	static const char *const names[5] = { "strongly-disagree", "disagree",
		"neither", "agree", "strongly-agree" };
	size_t i, k, got = 0, substantive_n = 0;

	for (i = 0; i < t->n_options; i++) {
		substantive_n += t->options[i].missing == FORMS_ANSWERED;
		for (k = 0; k < 5; k++)
			if (strcmp(t->options[i].name, names[k]) == 0) {
				n[k] = t->n[i];
				got++;
			}
	}
	return got == 5 && substantive_n == 5;
}

/* Which views need the words of their question to be told apart. */
static void
find_views_among(struct findings *f)
{
	size_t i, k;

	for (i = 0; i < f->n_views; i++)
		for (k = 0; k < f->n_views; k++) {
			const struct view *v = &f->views[i], *w = &f->views[k];

			if (k != i && v->about == w->about && (v->about != NULL
			    || v->field->page == w->field->page))
				f->views[i].among = true;
		}
}

static void
find_views(struct findings *f)
{
	size_t i;

	f->views = arena_array(f->a, struct view, f->form->n_fields);
	for (i = 0; i < f->form->n_fields; i++) {
		const struct forms_field *q = &f->form->fields[i];
		struct view *v = &f->views[f->n_views];

		if (!f_substantive(f, q) || (q->q->type != FORMS_SCALE &&
		    q->q->type != FORMS_ONE))
			continue;
		tally_field(f->a, q, f->r, f->n, NULL, &v->t);
		if (!find_scale(&v->t, v->n))
			continue;
		v->field = q;
		v->about = q->n_about == 1 ? q->about[0] : NULL;
		v->disagree = v->n[0] + v->n[1];
		v->agree = v->n[3] + v->n[4];
		f->n_views++;
	}
	find_views_among(f);
}

/* Which of the options that are answers are hidden.  How many organisations there
 * are is told by the list of their names: it stays, and others are hidden for it. */
static void
hide_small(struct findings *f, const struct profile *p)
{
	int64_t *v = arena_array(f->a, int64_t, p->t.n_options);
	bool *hide = arena_array(f->a, bool, p->t.n_options);
	size_t k, m, open = p->t.n_options;
	bool listed = p->t.field == f->capacity && f->n_names > 0 && !p->few;

	for (k = m = 0; k < p->t.n_options; k++) {
		if (p->t.options[k].missing != FORMS_ANSWERED)
			continue;
		if (listed && strcmp(p->t.options[k].name, f->apart->name) == 0)
			open = m;
		v[m++] = p->t.n[k];
	}
	if (p->t.field == f->capacity)
		f->names_open = listed && suppress_list_but(f->a, v, m, open,
		    hide);
	/* Answers to "choose many" do not add up to anything. */
	if (p->t.field->q->type == FORMS_MANY)
		for (k = 0; k < m; k++)
			hide[k] = v[k] > 0 && v[k] < SMALL;
	else if (p->t.field != f->capacity || !f->names_open)
		suppress_list(f->a, v, m, hide);
	for (k = m = 0; k < p->t.n_options; k++)
		if (p->t.options[k].missing == FORMS_ANSWERED)
			p->hidden[k] = p->few || hide[m++];
}

static void
find_profiles(struct findings *f)
{
	size_t i, k;

	f->profiles = arena_array(f->a, struct profile, f->form->n_fields);
	for (i = 0; i < f->form->n_fields; i++) {
		const struct forms_field *q = &f->form->fields[i];
		struct profile *p = &f->profiles[i];

		if (!tally_closed(q->q) || !f_published(q) ||
		    q == f->form->quote_consent)
			continue;
		p->is = q == f->capacity || q == f->area ||
		    q->page->part == FORMS_PART_EQUALITY ||
		    q->q->sensitivity[0] != '\0';
		if (!p->is)
			continue;
		tally_field(f->a, q, f->r, f->n, NULL, &p->t);
		p->hidden = arena_array(f->a, bool, p->t.n_options);
		p->few = p->t.base < ROW_BASE;
		hide_small(f, p);
		for (k = 0; k < p->t.n_options; k++)
			p->any |= p->hidden[k] && p->t.n[k] > 0;
	}
}

void
findings_init(struct findings *f, struct arena *a,
    const struct forms_form *form, const struct forms_settings *set,
    const struct cases_response *r, size_t n, const struct cases_unit *u,
    size_t n_units, const struct cases_coding *c, size_t n_codings)
{
	const struct forms_entity *e;
	size_t cap = 0, i;

	*f = (struct findings){ .a = a, .l = locale_english(), .form = form,
	    .set = set, .r = r, .n = n };
	for (e = form->entities; e != NULL; e = e->next)
		*arena_push(a, f->entities, f->n_entities, cap) = e;
	for (i = 0; i < n; i++)
		f->n_rehearsal += r[i].meta.rehearsal;
	take_comments(f, u, n_units);
	take_codes(f, c, n_codings);
	f->quoted = arena_array(a, uint8_t, n);
	find_conventions(f);
	f_organisations_find(f);
	find_profiles(f);
	find_views(f);
}

/* ---- words that sections share ----------------------------------------- */

bool
f_published(const struct forms_field *q)
{
	return q->q->publish != FORMS_NEVER;
}

bool
f_substantive(const struct findings *f, const struct forms_field *q)
{
	return f_published(q) && q->page->part == FORMS_PART_MAIN &&
	    q != f->form->quote_consent && !f->profiles[q->index].is &&
	    q->q->type != FORMS_LINE && q->q->type != FORMS_POSTCODE &&
	    (q->q->type != FORMS_TEXT || q->q->format != FORMS_ADDRESS);
}

/* Whether everybody (true) or nobody who chose each option was asked t; false
 * where the option alone does not decide it. */
static bool
option_decides(const struct findings *f, const struct tally *t,
    const struct profile *p, bool *asked)
{
	bool *seen = arena_array(f->a, bool, p->t.n_options);
	size_t i, k;

	for (i = 0; i < f->n; i++) {
		const struct forms_answer *v = tally_answer(&f->r[i],
		    p->t.field);
		bool was = f->r[i].answers.v[t->field->index].state !=
		    FORMS_NOT_ASKED;

		k = v != NULL && v->n == 1 ? tally_index(&p->t, v->chosen[0]) :
		    p->t.n_options;
		if (k == p->t.n_options)
			continue;
		if (seen[k] && asked[k] != was)
			return false;
		seen[k] = true;
		asked[k] = was;
	}
	return true;
}

/* True when the number asked parts what is hidden in p from what else is
 * hidden there: then one part can be worked out, and so the other.  That of a
 * question whose answers are all hidden tells of itself. */
static bool
parts_hidden(const struct findings *f, const struct tally *t,
    const struct profile *p)
{
	bool *asked = arena_array(f->a, bool, p->t.n_options), in, out;
	size_t k;

	if (!p->any || p->t.field->q->type == FORMS_MANY ||
	    !option_decides(f, t, p, asked))
		return false;
	for (k = 0, in = out = false; k < p->t.n_options; k++)
		if (p->hidden[k] && p->t.n[k] > 0) {
			in |= asked[k];
			out |= !asked[k];
		}
	return in && (out || p->few);
}

bool
f_gives_away(const struct findings *f, const struct tally *t)
{
	int64_t asked = t->all - t->missing[FORMS_NOT_ASKED];
	size_t i, k;

	if (asked == t->all)
		return false;
	for (i = 0; i < f->form->n_fields; i++) {
		const struct profile *p = &f->profiles[i];

		if (!p->is || p->t.field == t->field)
			continue;
		for (k = 0; k < p->t.n_options; k++)
			if (p->hidden[k] && p->t.n[k] == asked)
				return true;
		if (parts_hidden(f, t, p))
			return true;
	}
	return false;
}

int64_t
f_other_version(const struct findings *f, const struct forms_field *q)
{
	const struct forms_form *form = f->form;
	int64_t n = 0;
	size_t i, k;

	for (k = 0; k <= form->n_earlier; k++) {
		const struct forms_earlier *e = k < form->n_earlier ?
		    &form->earlier[k] : NULL;

		if (e != NULL && e->map == NULL)
			continue;
		if (e != NULL ? forms_map_has(e->map, q) : q->until == NULL)
			continue;
		for (i = 0; i < f->n; i++)
			n += f->r[i].earlier == e;
	}
	return n;
}

/* Who was asked, where versions of the form or what came from elsewhere differ in
 * that.  Of a question with a condition it is not said how many more would have
 * been asked: with those who were, that tells how many meet the condition. */
static const char *
asked_of(struct findings *f, const struct tally *t, int64_t asked)
{
	int64_t other = f_other_version(f, t->field);
	int64_t lacks = t->all - asked - other;
	const char *of = f_count_of(f, asked, "respondent", "respondents");

	if (t->field->until != NULL)
		return arena_printf(f->a, "Asked until version %s, of %s.",
		    t->field->until, of);
	if (t->field->show != NULL)
		return arena_printf(f->a, "Asked of %s, depending on their "
		    "other answers%s.", of, other == 0 ? "" : arena_printf(f->a,
		    "; %s answered a version without it", f_num(f, other)));
	if (asked == t->all)
		return "Asked of everyone.";
	if (lacks <= 0)
		return arena_printf(f->a, "Asked of %s: the others answered a "
		    "version without it.", of);
	of = arena_printf(f->a, "Asked of %s of the %s", f_num(f, asked),
	    f_count_of(f, t->all, "respondent", "respondents"));
	return other == 0 ? arena_printf(f->a, "%s: it was not part of what "
	    "the others were asked.", of) : arena_printf(f->a, "%s: %s "
	    "answered a version without it, and it was not part of what the "
	    "other %s were asked.", of, f_num(f, other), f_num(f, lacks));
}

const char *
f_asked_words(struct findings *f, const struct tally *t)
{
	int64_t asked = t->all - t->missing[FORMS_NOT_ASKED];
	const char *who, *did, *one;

	if (f_gives_away(f, t))
		return t->field->show != NULL ? "Asked of some respondents, "
		    "depending on their other answers." : "Asked of some "
		    "respondents: it was not part of what the others were "
		    "asked.";
	who = asked_of(f, t, asked);
	if (asked == 0)
		return who;
	one = t->missing[FORMS_DONT_KNOW] > 0 ? "A view was given by" :
	    "Answered by";
	did = asked < PERCENT_BASE ? "" : arena_printf(f->a, NBSP "(%d%%)",
	    analysis_percent(t->base, asked));
	did = arena_printf(f->a, "%s %s" NBSP "of" NBSP "%s%s.", one,
	    f_num(f, t->base), f_num(f, asked), did);
	return arena_printf(f->a, "%s %s", who, did);
}

const char *
f_missing_words(const struct tally *t, enum forms_state s)
{
	static const char *const words[N_STATES] = {
		[FORMS_NOT_ASKED] = "not asked",
		[FORMS_BLANK] = "left blank",
		[FORMS_ANSWERED] = "answered",
		[FORMS_PREFER_NOT] = "preferred not to say",
		[FORMS_DONT_KNOW] = "did not know",
		[FORMS_NOT_APPLICABLE] = "said it did not apply",
		[FORMS_ILLEGIBLE] = "could not be read",
		[FORMS_SEVERAL] = "ticked several where one was asked"
	};

	(void)t;
	return words[s];
}

const char *
f_missing_note(struct findings *f, const struct tally *t)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t s;

	if (f_gives_away(f, t))
		return NULL;
	for (s = 0; s < N_STATES; s++)
		if (s != FORMS_ANSWERED && t->missing[s] > 0)
			buf_printf(&b, "%s%s" NBSP "%s", b.n ? "; " : "",
			    f_num(f, t->missing[s]),
			    f_missing_words(t, (enum forms_state)s));
	if (t->withheld > 0)
		buf_printf(&b, "%s%s" NBSP "not for publication",
		    b.n ? "; " : "", f_num(f, t->withheld));
	if (b.n == 0)
		return NULL;
	return arena_printf(f->a, "Not in the base: %s.", buf_text(&b));
}

/* ---- assembly ---------------------------------------------------------- */

static void
newest_day(struct findings *f)
{
	struct date d;
	int64_t best = INT64_MIN;
	size_t i;

	f->out->date = f->set != NULL && f->set->has_dates ? f->set->open_day :
	    (struct date){ 1970, 1, 1 };
	for (i = 0; i < f->n; i++)
		if (date_parse(str_of(f->r[i].meta.day), &d) &&
		    date_days(d) > best) {
			best = date_days(d);
			f->out->date = d;
		}
}

struct report *
findings_make(struct findings *f)
{
	f->out = arena_new(f->a, struct report);
	*f->out = (struct report){ .lang = "en", .rtl = false,
	    .title = f->form->title, .kicker = "Report of Findings",
	    .owner = f->form->owner, .head = f_fit(f, f->form->title, 60),
	    .contents_title = "Contents", .w_page_of = "Page %d of %d",
	    .w_disagree = "Disagree", .w_agree = "Agree",
	    .w_neither = "Neither", .w_hidden = "[c]", .w_cover = "Cover",
	    .w_contents = "Contents", .w_minus = "minus " };
	if (f->n_rehearsal > 0)
		f->out->tag = "Rehearsal: made-up answers";
	newest_day(f);
	f_cover(f);
	f_summary(f);
	f_asked(f);
	f_part(f);
	f_read(f);
	f_who(f);
	f_questions(f);
	f_scores(f);
	f_themes(f);
	f_equality(f);
	f_method(f);
	f_appendix(f);
	f->out->sections = f->sections;
	f->out->n_sections = f->n_sections;
	return f->out;
}

static const struct forms_form *
version(void *arg, const char *hash)
{
	const struct findings *f = arg;
	size_t i;

	if (strcmp(f->form->hash, hash) == 0)
		return f->form;
	for (i = 0; i < f->form->n_earlier; i++)
		if (strcmp(f->form->earlier[i].version.hash, hash) == 0)
			return f->form->earlier[i].form;
	return NULL;
}

/* What came in by hand, and how well it was typed in. */
static bool
by_hand(struct findings *f, struct cases *cases, struct err *e)
{
	struct analysis_keyed *k = arena_new(f->a, struct analysis_keyed);

	f->keyed = k;
	return sheet_ledger(cases, &f->hand, e) && analysis_keyed(f->a, cases,
	    version, f, k, e) &&
	    analysis_keying(k->v, k->n, &f->typed, e);
}

bool
analysis_report(struct arena *a, struct cases *cases,
    const struct forms_form *form, const struct forms_settings *set,
    const struct analysis_quotation *quotations, size_t n_quotations,
    struct report **out, struct err *e)
{
	struct findings *f = arena_new(a, struct findings);
	struct cases_response *r;
	struct cases_unit *u;
	struct cases_coding *c;
	struct cases_flags flags;
	size_t n, n_units, n_codings;

	*out = NULL;
	if (!cases_load(a, cases, form, &r, &n, e) ||
	    !cases_flags(a, cases, &flags, e) ||
	    !cases_units(a, cases, &u, &n_units, e) ||
	    !cases_codings(a, cases, &c, &n_codings, e))
		return false;
	findings_init(f, a, form, set, r, n, u, n_units, c, n_codings);
	f->flags = flags;
	if (!by_hand(f, cases, e))
		return false;
	f->allowed = quotations;
	f->n_allowed = n_quotations;
	*out = findings_make(f);
	return true;
}
