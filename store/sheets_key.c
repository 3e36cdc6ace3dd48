/* SPDX-License-Identifier: MIT
 *
 * sheets_key.c -- keying a sheet once and again, and settling what differs.
 */
#include "store/codec.h"
#include "store/keep.h"
#include "store/sheets_in.h"

#include <stdio.h>

/* ---- one keying -------------------------------------------------------------------- */

struct store_meta
sheet_meta(const struct sheet *s)
{
	struct store_meta m = { .rehearsal = s->rehearsal,
	    .flags = s->late ? STORE_LATE : 0 };

	memcpy(m.form, s->form, sizeof(m.form));
	memcpy(m.channel, s->channel, sizeof(m.channel));
	memcpy(m.lang, s->lang, sizeof(m.lang));
	memcpy(m.day, s->received, sizeof(m.day));
	return m;
}

static int64_t
marks(const struct forms_answers *as)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < as->form->n_fields; i++)
		n += as->v[i].state == FORMS_ILLEGIBLE ||
		    as->v[i].state == FORMS_SEVERAL;
	return n;
}

static bool
keep_keying(struct cases *c, const struct sheet *s, int round,
    const struct sheet_keyed *k, struct err *e)
{
	struct buf json CLEAN(buf_free) = { 0 };
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct store_meta m = sheet_meta(s);

	store_encode(k->answers, &m, &json);
	if (!stmt_open(&c->db, &q, "INSERT INTO keying (sheet, round, by, at,"
	    " marks, json, agreed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
	    " ON CONFLICT (sheet, round) DO UPDATE SET by = ?3, at = ?4,"
	    " marks = ?5, json = ?6, agreed = ?7", e))
		return false;
	stmt_int(&q, 1, s->id);
	stmt_int(&q, 2, round);
	stmt_text(&q, 3, k->by);
	stmt_int(&q, 4, k->now);
	stmt_int(&q, 5, marks(k->answers));
	stmt_text(&q, 6, buf_text(&json));
	stmt_text(&q, 7, round == 3 ? k->agreed : NULL);
	return stmt_do(&q, e);
}

bool
sheet_keying(struct arena *a, struct cases *c, int64_t sheet, int round,
    const struct forms_form *form, struct forms_answers *out, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct store_meta m;
	const char *json = NULL;

	if (!stmt_open(&c->db, &q, "SELECT json FROM keying WHERE sheet = ?1"
	    " AND round = ?2", e))
		return false;
	stmt_int(&q, 1, sheet);
	stmt_int(&q, 2, round);
	if (stmt_row(&q))
		json = arena_str(a, col_text(&q, 0));
	if (!stmt_end(&q, e))
		return false;
	if (json == NULL)
		return err_set(e, ERR_INPUT, "that sheet was not keyed yet");
	return store_decode(a, str_of(json), form, out, &m, e);
}

/* ---- the response -------------------------------------------------------------------- */

#define SAME_TEXT "SELECT o.id AS old, n.id AS new FROM unit n JOIN unit o ON" \
	" o.field = n.field AND o.text = n.text AND o.response = (SELECT id" \
	" FROM response WHERE reference = ?2 AND id <> ?1 ORDER BY place DESC" \
	" LIMIT 1) WHERE n.response = ?1"

/* What somebody found in a text stays with it while the text is the same: from the
 * response before this one. */
static bool
take_codings(struct cases *c, int64_t response, const char *reference,
    struct err *e)
{
	return sheet_run(c, "INSERT INTO coding (run, unit, code, start,"
	    " \"end\", why) SELECT k.run, n.id, k.code, k.start, k.\"end\","
	    " k.why FROM unit n JOIN unit o ON o.field = n.field AND o.text ="
	    " n.text AND o.response = (SELECT id FROM response WHERE"
	    " reference = ?2 AND id <> ?1 ORDER BY place DESC LIMIT 1)"
	    " JOIN coding k ON k.unit = o.id WHERE n.response = ?1"
	    " ORDER BY k.id", response, reference, e) && sheet_run(c,
	    "UPDATE reading SET unit = m.new FROM (" SAME_TEXT ") m WHERE unit ="
	    " m.old", response, reference, e) && sheet_run(c, "UPDATE OR IGNORE"
	    " look_again SET unit = m.new FROM (" SAME_TEXT ") m WHERE unit ="
	    " m.old", response, reference, e);
}

/* As it counts: what the way through the form does not ask is not asked, as
 * online. */
bool
sheet_keep(struct cases *c, struct sheet *s, const struct forms_answers *keyed,
    struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct keep k CLEAN(keep_close) = { 0 };
	struct buf json CLEAN(buf_free) = { 0 };
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct store_meta m = sheet_meta(s);
	struct forms_answers as;
	struct keep_row r;
	int64_t id, seq = 1;

	forms_answers_init(&as, &a, keyed->form);
	memcpy(as.v, keyed->v, keyed->form->n_fields * sizeof(*as.v));
	forms_route(&as);
	store_encode(&as, &m, &json);
	if (!stmt_open(&c->db, &q, "SELECT coalesce(max(seq), 0) + 1 FROM"
	    " response WHERE epoch = ?1", e))
		return false;
	stmt_blob(&q, 1, KEPT_KEYED, SEAL_ID);
	if (stmt_row(&q))
		seq = col_int(&q, 0);
	if (!stmt_end(&q, e) || !keep_open(&k, &c->db, e) ||
	    !audit_next(c, &k.step, e))
		return false;
	if (s->reference[0] == '\0')
		reference_new(s->reference);
	r = (struct keep_row){ .epoch = { KEPT_KEYED, SEAL_ID }, .seq = seq,
	    .place = seq, .reference = s->reference, .meta = &m,
	    .json = buf_text(&json), .answers = &as };
	return keep_response(&k, &c->db, &r, &id, e) &&
	    take_codings(c, id, s->reference, e) &&
	    sheet_run(c, "UPDATE sheet SET reference = ?2, kept = (SELECT"
	    " digest FROM response WHERE reference = ?2 ORDER BY place DESC"
	    " LIMIT 1) WHERE id = ?1",
	    s->id, s->reference, e);
}

/* ---- is it keyed again? --------------------------------------------------------------- */

/* Sheets that they keyed; those for practice apart. */
static bool
count_by(struct cases *c, const char *by, bool practice, int64_t *n,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT count(*) FROM keying k JOIN sheet s"
	    " ON s.id = k.sheet JOIN batch b ON b.id = s.batch"
	    " WHERE k.round = 1 AND k.by = ?1 AND b.rehearsal = ?2", e))
		return false;
	stmt_text(&q, 1, by);
	stmt_int(&q, 2, practice);
	if (stmt_row(&q))
		*n = col_int(&q, 0);
	return stmt_end(&q, e);
}

/* Risk before chance: the sample is one of the sheets that are not chosen by risk,
 * and would otherwise have more of the risky ones than its share
 * (analysis/keying.h).  n counts the sheets that this keyer keyed before. */
static const char *
why_again(const struct sheet_plan *p, const struct sheet_keyed *k, int64_t n)
{
	if (p->one_in == 1)
		return "all";
	if (n < p->first || (p->marks > 0 && marks(k->answers) >= p->marks))
		return "risk";
	if (p->one_in > 1 && k->draw % (uint64_t)p->one_in == 0)
		return "sample";
	return "";
}

static bool
draw(struct cases *c, const struct sheet *s, const struct sheet_keyed *k,
    const char **why, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct sheet_plan plan;
	int64_t before;

	if (!sheet_plan(c, &plan, e) || !count_by(c, k->by, s->rehearsal,
	    &before, e))
		return false;
	*why = why_again(&plan, k, before);
	if (!stmt_open(&c->db, &q, "UPDATE sheet SET second = ?2,"
	    " one_in = ?3 WHERE id = ?1", e))
		return false;
	stmt_int(&q, 1, s->id);
	stmt_text(&q, 2, *why);
	stmt_int(&q, 3, plan.one_in > 1 ? plan.one_in : 1);
	return stmt_do(&q, e);
}

/* ---- what differs ---------------------------------------------------------------------- */

static bool
same_text(const struct sheet_keyed *k, const char *a, const char *b)
{
	a = a != NULL ? a : "";
	b = b != NULL ? b : "";
	return strcmp(a, b) == 0 || k->same(a, b);
}

bool
sheet_same(const struct sheet_keyed *k, const struct forms_question *q,
    const struct forms_answer *a, const struct forms_answer *b)
{
	size_t i;

	if (a->state != b->state || a->n != b->n ||
	    !same_text(k, a->write_in, b->write_in))
		return false;
	for (i = 0; i < a->n; i++)
		if (a->chosen[i]->number != b->chosen[i]->number ||
		    (a->amounts != NULL) != (b->amounts != NULL) ||
		    (a->amounts != NULL && a->amounts[i] != b->amounts[i]))
			return false;
	if (a->state != FORMS_ANSWERED || a->n > 0)
		return true;
	return q->type == FORMS_NUMBER ? a->number == b->number :
	    same_text(k, a->text, b->text);
}

static bool
note_difference(struct cases *c, int64_t sheet, const char *field,
    struct err *e)
{
	return sheet_run(c, "INSERT INTO difference (sheet, field)"
	    " VALUES (?1, ?2)", sheet, field, e);
}

static bool
compare(struct cases *c, struct arena *a, const struct sheet *s,
    const struct sheet_keyed *k, int64_t *n, struct err *e)
{
	const struct forms_form *form = k->answers->form;
	struct forms_answers first;
	size_t i;

	*n = 0;
	if (!sheet_keying(a, c, s->id, 1, form, &first, e))
		return false;
	for (i = 0; i < form->n_fields; i++) {
		if (sheet_same(k, form->fields[i].q, &first.v[i],
		    &k->answers->v[i]))
			continue;
		++*n;
		if (!note_difference(c, s->id, form->fields[i].id, e))
			return false;
	}
	return true;
}

/* ---- keying ------------------------------------------------------------------------------- */

bool
sheet_is_of(const struct sheet *s, const struct sheet_keyed *k, struct err *e)
{
	return strcmp(s->form, k->answers->form->hash) == 0 ||
	    err_set(e, ERR_INPUT, "that sheet is of another version of the "
	    "questionnaire");
}

struct act {
	const struct sheet_keyed *k;
	const struct sheet_difference *v;
	size_t		 n;
	enum sheet_state state;
};

static bool
key_first(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct act *act = arg;
	const struct sheet_keyed *k = act->k;
	const char *why;
	struct sheet s;

	if (!sheet_need(&a, c, k->sheet, &s, e) || !sheet_is_of(&s, k, e))
		return false;
	if (s.state != SHEET_RECEIVED)
		return err_set(e, ERR_INPUT, "that sheet was keyed already, "
		    "or put aside");
	if (!draw(c, &s, k, &why, e) || !keep_keying(c, &s, 1, k, e))
		return false;
	act->state = *why != '\0' ? SHEET_WAITING : SHEET_KEYED;
	return (act->state == SHEET_WAITING ||
	    sheet_keep(c, &s, k->answers, e)) &&
	    sheet_move(c, &s, act->state, k->by, "keyed a sheet", why, e);
}

bool
sheet_key_first(struct cases *c, const struct sheet_keyed *k,
    enum sheet_state *state, struct err *e)
{
	struct act act = { .k = k };
	bool ok = cases_change(c, key_first, &act, e);

	*state = act.state;
	return ok;
}

enum { A_DAY = 86400 };

/* Blind and by another person; or, where somebody works alone, at least on
 * another day. */
static bool
may_key_again(const struct sheet *s, const struct sheet_keyed *k,
    struct err *e)
{
	if (s->state != SHEET_WAITING)
		return err_set(e, ERR_INPUT, "that sheet does not wait for a "
		    "second keying");
	if (strcmp(s->keyed_by[0], k->by) != 0)
		return true;
	if (!k->alone)
		return err_set(e, ERR_INPUT, "you keyed that sheet the first "
		    "time: somebody else keys it again");
	return k->now / A_DAY != s->keyed_at[0] / A_DAY || err_set(e,
	    ERR_INPUT, "you keyed that sheet today: key it again on another "
	    "day");
}

static bool
key_second(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct act *act = arg;
	const struct sheet_keyed *k = act->k;
	char more[64];
	struct sheet s;
	int64_t n;

	if (!sheet_need(&a, c, k->sheet, &s, e) || !sheet_is_of(&s, k, e) ||
	    !may_key_again(&s, k, e) || !keep_keying(c, &s, 2, k, e) ||
	    !compare(c, &a, &s, k, &n, e))
		return false;
	act->state = n > 0 ? SHEET_DIFFERENCES : SHEET_SETTLED;
	snprintf(more, sizeof(more), "%lld differ%s", (long long)n,
	    strcmp(s.keyed_by[0], k->by) == 0 ? "; not independent" : "");
	/* one that was drawn later has its response, which stands */
	return (n > 0 || s.reference[0] != '\0' ||
	    sheet_keep(c, &s, k->answers, e)) &&
	    sheet_move(c, &s, act->state, k->by, "keyed a sheet again", more,
	    e);
}

bool
sheet_key_second(struct cases *c, const struct sheet_keyed *k,
    enum sheet_state *state, struct err *e)
{
	struct act act = { .k = k };
	bool ok = cases_change(c, key_second, &act, e);

	*state = act.state;
	return ok;
}

/* ---- settling ------------------------------------------------------------------------------ */

static const char *const choices[] = { [SHEET_FIRST_RIGHT] = "first",
	[SHEET_SECOND_RIGHT] = "second", [SHEET_NEITHER] = "neither" };

bool
sheet_differences(struct arena *a, struct cases *c, int64_t sheet,
    struct sheet_difference **out, size_t *n, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	size_t cap = 0, i;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT field, coalesce(choice, '')"
	    " FROM difference WHERE sheet = ?1", e))
		return false;
	stmt_int(&q, 1, sheet);
	while (stmt_row(&q)) {
		struct sheet_difference *d = arena_push(a, *out, *n, cap);

		*d = (struct sheet_difference){ arena_str(a, col_text(&q, 0)),
		    SHEET_OPEN };
		for (i = SHEET_FIRST_RIGHT; i < LEN(choices); i++)
			if (strcmp(choices[i], col_text(&q, 1)) == 0)
				d->choice = (enum sheet_choice)i;
	}
	return stmt_end(&q, e);
}

static const struct sheet_difference *
choice_of(const struct act *act, const char *field)
{
	size_t i;

	for (i = 0; i < act->n; i++)
		if (strcmp(act->v[i].field, field) == 0 &&
		    act->v[i].choice != SHEET_OPEN)
			return &act->v[i];
	return NULL;
}

static bool
note_choice(struct cases *c, const struct act *act,
    const struct sheet_difference *d, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q, "UPDATE difference SET choice = ?3,"
	    " by = ?4, at = ?5 WHERE sheet = ?1 AND field = ?2", e))
		return false;
	stmt_int(&q, 1, act->k->sheet);
	stmt_text(&q, 2, d->field);
	stmt_text(&q, 3, choices[d->choice]);
	stmt_text(&q, 4, act->k->by);
	stmt_int(&q, 5, act->k->now);
	return stmt_do(&q, e);
}

/* Neither is right: then what is, is in neither.  Otherwise both keyers would be
 * counted as wrong. */
static bool
is_neither(const struct sheet_keyed *k, const struct forms_field *f,
    const struct forms_answers *first, const struct forms_answers *second,
    struct err *e)
{
	const struct forms_answer *v = &k->answers->v[f->index];
	bool is_first = sheet_same(k, f->q, v, &first->v[f->index]);

	return (!is_first && !sheet_same(k, f->q, v,
	    &second->v[f->index])) || err_set(e, ERR_INPUT, "question %s: what "
	    "you typed is what the %s keying has: choose that one", f->number,
	    is_first ? "first" : "second");
}

/* The first keying with what was found right in its place. */
static bool
settled(struct cases *c, struct arena *a, const struct act *act,
    struct forms_answers *out, struct err *e)
{
	const struct sheet_keyed *k = act->k;
	const struct forms_form *form = k->answers->form;
	struct sheet_difference *open;
	struct forms_answers second;
	size_t n, i;

	if (!sheet_keying(a, c, k->sheet, 1, form, out, e) ||
	    !sheet_keying(a, c, k->sheet, 2, form, &second, e) ||
	    !sheet_differences(a, c, k->sheet, &open, &n, e))
		return false;
	for (i = 0; i < n; i++) {
		const struct forms_field *f = forms_field(form, open[i].field);
		const struct sheet_difference *d = choice_of(act,
		    open[i].field);

		if (f == NULL || d == NULL)
			return err_set(e, ERR_INPUT, "question %s is not "
			    "settled yet", f != NULL ? f->number :
			    open[i].field);
		if (d->choice == SHEET_NEITHER &&
		    !is_neither(k, f, out, &second, e))
			return false;
		if (d->choice == SHEET_SECOND_RIGHT)
			out->v[f->index] = second.v[f->index];
		else if (d->choice == SHEET_NEITHER)
			out->v[f->index] = k->answers->v[f->index];
		if (!note_choice(c, act, d, e))
			return false;
	}
	return true;
}

/* One that was keyed and drawn later has a response: which it was, is kept. */
static bool
note_replaced(struct cases *c, const struct sheet *s, struct err *e)
{
	return s->reference[0] == '\0' || sheet_run(c, "UPDATE sheet SET was ="
	    " kept WHERE id = ?1", s->id, NULL, e);
}

/* Nobody alone settles what they keyed, unless they work alone. */
static bool
may_settle(const struct sheet *s, const struct sheet_keyed *k, struct err *e)
{
	bool keyed = strcmp(s->keyed_by[0], k->by) == 0 ||
	    strcmp(s->keyed_by[1], k->by) == 0;

	if (k->agreed != NULL && strcmp(k->agreed, k->by) == 0)
		return err_set(e, ERR_INPUT, "two people settle a sheet "
		    "together: the other one cannot be you");
	return !keyed || k->alone || k->agreed != NULL || err_set(e,
	    ERR_INPUT, "you keyed that sheet: somebody else settles it, or "
	    "you together with somebody else");
}

static bool
settle(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct act *act = arg;
	struct sheet_keyed final = *act->k;
	char more[STAFF_LOGIN + 32] = "";
	struct forms_answers as;
	struct sheet s;

	if (!sheet_need(&a, c, act->k->sheet, &s, e) ||
	    !sheet_is_of(&s, act->k, e))
		return false;
	if (s.state != SHEET_DIFFERENCES)
		return err_set(e, ERR_INPUT, "that sheet has no differences "
		    "to settle");
	if (!may_settle(&s, act->k, e) || !settled(c, &a, act, &as, e))
		return false;
	final.answers = &as;
	if (act->k->agreed != NULL)
		snprintf(more, sizeof(more), "by agreement with %s",
		    act->k->agreed);
	return keep_keying(c, &s, 3, &final, e) &&
	    note_replaced(c, &s, e) &&
	    sheet_keep(c, &s, &as, e) && sheet_move(c, &s, SHEET_SETTLED,
	    act->k->by, "settled a sheet", more, e);
}

bool
sheet_settle(struct cases *c, const struct sheet_keyed *k,
    const struct sheet_difference *v, size_t n, struct err *e)
{
	struct act act = { .k = k, .v = v, .n = n };

	return cases_change(c, settle, &act, e);
}
