/* SPDX-License-Identifier: MIT
 *
 * verify_responses.c -- responses against the log, against what was sent, and
 * against the rows that were made of it.
 *
 * One walk by id, beside walks over the answers and the texts in the same order,
 * so that a large store is read once.
 */
#include "store/keep.h"
#include "store/verify_in.h"

#include <stdio.h>

struct walk {
	struct cases	*c;
	const struct forms_form *(*form)(void *, const char *, struct err *);
	void		*arg;
	const struct unbound *before;
	struct verify	*v;
	struct stmt	 rows, answers, units, erased, equal;
	bool		 answer, unit;		/* a row stands there */
	int64_t		 n, old, gone, stopped;
};

static void
walk_close(struct walk *w)
{
	stmt_close(&w->rows);
	stmt_close(&w->answers);
	stmt_close(&w->units);
	stmt_close(&w->erased);
	stmt_close(&w->equal);
}

/* What each row should count, and whether it should be left out, as keep.c and
 * flags.c settle it. */
#define LEFT_OUT "coalesce((SELECT out FROM decision WHERE what =" \
	" r.reference), (SELECT max(out) FROM decision WHERE instr(' ' ||" \
	" r.flags || ' ', ' ' || what || ' ') > 0), 0)"
#define COUNTS "(r.withdrawn = 0 AND r.left_out = 0 AND NOT " \
	KEPT_PRACTICE("r.") " AND r.place = (SELECT max(place) FROM" \
	" response WHERE reference = r.reference))"
enum { ROW_ID = BOUND_COLUMNS, ROW_STEP, ROW_SALT, ROW_DIGEST, ROW_AGAIN,
	ROW_WITHDRAWN, ROW_EQUALITY, ROW_LEFT_OUT, ROW_COUNTS };

static bool
walk_open(struct walk *w, struct err *e)
{
	struct db *db = &w->c->db;

	return stmt_open(db, &w->rows, "SELECT " BOUND_ROW ", id, step, salt,"
	    " digest, again, withdrawn, equality, withdrawn = 1 OR left_out ="
	    " CASE flags WHEN '' THEN 0 ELSE " LEFT_OUT " END, counts = "
	    COUNTS " FROM response r ORDER BY id", e) &&
	    stmt_open(db, &w->answers, "SELECT response, field, state, value,"
	    " write_in FROM answer ORDER BY response, field", e) &&
	    stmt_open(db, &w->units, "SELECT response, field, text FROM unit"
	    " ORDER BY response, field", e) &&
	    stmt_open(db, &w->erased, "SELECT 1 FROM audit WHERE subject ="
	    " 'withdrawn ' || ?1 UNION ALL SELECT 1 FROM sheet WHERE"
	    " reference = ?1 AND state = 'void' UNION ALL SELECT 1 FROM audit"
	    /* as it was said before lines had subjects */
	    " WHERE detail = ?1 AND subject IS NULL AND what = 'withdrew the"
	    " response and erased its answers'", e) &&
	    stmt_open(db, &w->equal, "SELECT digest FROM audit WHERE subject ="
	    " 'equality ' || ?1 ORDER BY id DESC LIMIT 1", e);
}

/* ---- one row against the log --------------------------------------------------- */

static bool
was_erased(struct walk *w, const char *reference, bool *is, struct err *e)
{
	stmt_text(&w->erased, 1, reference);
	*is = stmt_row(&w->erased);
	return stmt_end(&w->erased, e);
}

/* The line binds all rows of the reference whose answers were erased. */
static bool
equality_is(struct walk *w, const char *reference, bool *is, struct err *e)
{
	struct bound_sum sum;

	if (!bound_equality(w->c, reference, &sum, e))
		return false;
	stmt_text(&w->equal, 1, reference);
	*is = stmt_row(&w->equal) &&
	    verify_digest_is(col_blob(&w->equal, 0), sum.h);
	return stmt_end(&w->equal, e);
}

static void
digest_row(struct walk *w, const struct bound_row *r)
{
	struct str salt = col_blob(&w->rows, ROW_SALT);
	struct str again = col_blob(&w->rows, ROW_AGAIN);
	uint8_t now[BOUND_DIGEST];

	if (salt.n != BOUND_SALT) {
		verify_found(w->v, "response %s: what it was kept with is "
		    "gone, so nothing shows that it is unchanged",
		    r->reference);
		return;
	}
	bound_response(r, salt.p, now);
	if (!verify_digest_is(again.n > 0 ? again :
	    col_blob(&w->rows, ROW_DIGEST), now))
		verify_found(w->v, "response %s (row %lld) was changed after "
		    "it was kept", r->reference,
		    (long long)col_int(&w->rows, ROW_ID));
}

static bool
check_erased(struct walk *w, const struct bound_row *r, struct err *e)
{
	bool right;

	w->gone++;
	if (!was_erased(w, r->reference, &right, e))
		return false;
	if (!right)
		verify_found(w->v, "response %s is marked as withdrawn, and "
		    "the log does not say so", r->reference);
	if (r->json[0] != '\0' || !col_null(&w->rows, ROW_SALT))
		verify_found(w->v, "response %s was withdrawn, and something "
		    "of it is here", r->reference);
	return true;
}

static bool
check_bound(struct walk *w, const struct bound_row *r, struct err *e)
{
	bool stopped = col_int(&w->rows, ROW_EQUALITY) == 0, right = true;
	int64_t id = col_int(&w->rows, ROW_ID);
	bool old = col_null(&w->rows, ROW_STEP) && id <= w->before->response;
	bool again = !col_null(&w->rows, ROW_AGAIN);

	w->stopped += stopped;
	w->old += old;
	if (col_null(&w->rows, ROW_STEP) && !old)
		verify_found(w->v, "response %s (row %lld): no line of the log "
		    "says that it was kept", r->reference, (long long)id);
	if (!old || !col_null(&w->rows, ROW_SALT))
		digest_row(w, r);
	if (again && !equality_is(w, r->reference, &right, e))
		return false;
	if (!right || (stopped != again && !(old && !again)))
		verify_found(w->v, "response %s: that its answers about "
		    "equality were erased is not as the log says",
		    r->reference);
	return true;
}

/* ---- one row against what was sent --------------------------------------------- */

static void
check_columns(struct walk *w, const struct bound_row *r,
    const struct store_meta *m)
{
	struct buf flags CLEAN(buf_free) = { 0 };

	flags_text(m->flags, &flags);
	if (strcmp(r->form, m->form) != 0 || strcmp(r->channel, m->channel) !=
	    0 || strcmp(r->lang, m->lang) != 0 || strcmp(r->day, m->day) != 0 ||
	    strcmp(r->flags, buf_text(&flags)) != 0 ||
	    r->rehearsal != m->rehearsal)
		verify_found(w->v, "response %s: its form, channel, language, "
		    "day or flags are not what was sent", r->reference);
}

static bool
same(struct stmt *s, int column, const char *want)
{
	return col_null(s, column) ? want == NULL :
	    want != NULL && strcmp(col_text(s, column), want) == 0;
}

/* The answers of this row, which stand next. */
static bool
check_answers(struct walk *w, const char *reference, int64_t id,
    const struct forms_answers *as)
{
	struct buf text CLEAN(buf_free) = { 0 };
	size_t n = 0;
	bool right = true;

	for (; w->answer && col_int(&w->answers, 0) == id;
	    w->answer = stmt_row(&w->answers), n++) {
		const struct forms_field *f = as == NULL ? NULL :
		    forms_field(as->form, col_text(&w->answers, 1));
		const struct forms_answer *v;
		bool has;

		if (f == NULL) {
			right = false;
			continue;
		}
		v = &as->v[f->index];
		has = keep_plain(f->q, v, &text);
		right &= same(&w->answers, 2, forms_state_name(v->state)) &&
		    same(&w->answers, 3, has ? buf_text(&text) : NULL) &&
		    same(&w->answers, 4, v->write_in);
	}
	right &= n == (as != NULL ? as->form->n_fields : 0);
	if (!right)
		verify_found(w->v, "response %s: its rows of answers are not "
		    "what was sent", reference);
	return right;
}

static void
check_units(struct walk *w, const char *reference, int64_t id,
    const struct forms_answers *as)
{
	size_t n = 0, want = 0, i;
	bool right = true;

	for (i = 0; as != NULL && i < as->form->n_fields; i++)
		want += keep_is_unit(as->form->fields[i].q, &as->v[i]);
	for (; w->unit && col_int(&w->units, 0) == id;
	    w->unit = stmt_row(&w->units), n++) {
		const struct forms_field *f = as == NULL ? NULL :
		    forms_field(as->form, col_text(&w->units, 1));

		right &= f != NULL && keep_is_unit(f->q, &as->v[f->index]) &&
		    same(&w->units, 2, as->v[f->index].text);
	}
	if (!right || n != want)
		verify_found(w->v, "response %s: its comments are not what "
		    "was sent", reference);
}

/* Passes over rows that belong to no response: those are found elsewhere. */
static void
skip_to(struct walk *w, int64_t id)
{
	while (w->answer && col_int(&w->answers, 0) < id)
		w->answer = stmt_row(&w->answers);
	while (w->unit && col_int(&w->units, 0) < id)
		w->unit = stmt_row(&w->units);
}

static void
check_sent(struct walk *w, const struct bound_row *r, bool gone)
{
	struct arena a CLEAN(arena_free) = { 0 };
	int64_t id = col_int(&w->rows, ROW_ID);
	const struct forms_form *form;
	struct forms_answers as;
	struct store_meta m;
	struct err why = { 0 };
	bool read;

	skip_to(w, id);
	if (gone) {
		check_answers(w, r->reference, id, NULL);
		check_units(w, r->reference, id, NULL);
		return;
	}
	form = w->form(w->arg, r->form, &why);
	read = form != NULL &&
	    store_decode(&a, str_of(r->json), form, &as, &m, &why);
	if (!read) {
		verify_found(w->v, "response %s cannot be read: %s",
		    r->reference, why.msg);
		skip_to(w, id + 1);
		return;
	}
	check_columns(w, r, &m);
	check_answers(w, r->reference, id, &as);
	check_units(w, r->reference, id, &as);
}

static bool
check_row(struct walk *w, struct err *e)
{
	bool gone = col_int(&w->rows, ROW_WITHDRAWN) != 0;
	struct bound_row r;

	bound_read(&w->rows, &r);
	if (gone ? !check_erased(w, &r, e) : !check_bound(w, &r, e))
		return false;
	if (col_int(&w->rows, ROW_LEFT_OUT) == 0)
		verify_found(w->v, "response %s: whether it is left out is "
		    "not what was decided", r.reference);
	if (col_int(&w->rows, ROW_COUNTS) == 0)
		verify_found(w->v, "response %s: whether it counts is wrong",
		    r.reference);
	check_sent(w, &r, gone);
	return true;
}

/* ---- the rows of each pull and import ------------------------------------------------------- */

static bool
sum_step(struct cases *c, int64_t step, bool rehearsal, struct bound_sum *sum,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	*sum = (struct bound_sum){ 0 };
	if (!stmt_open(&c->db, &s, "SELECT digest FROM response WHERE step ="
	    " ?1 AND rehearsal = ?2 AND epoch != ?3 AND length(digest) = 32"
	    " ORDER BY id", e))
		return false;
	stmt_int(&s, 1, step);
	stmt_int(&s, 2, rehearsal);
	stmt_blob(&s, 3, KEPT_KEYED, SEAL_ID);
	while (stmt_row(&s))
		bound_add(sum, col_blob(&s, 0).p);
	return stmt_end(&s, e);
}

static bool
check_pull(struct cases *c, struct stmt *line, struct verify *v,
    struct err *e)
{
	const char *subject = col_text(line, 1);
	bool rehearsal = subject[0] == 'r';
	int64_t said = verify_number(str_of(col_text(line, 2)));
	struct bound_sum sum;

	if (!sum_step(c, verify_number(str_of(strchr(subject, ' ') + 1)),
	    rehearsal, &sum, e))
		return false;
	if (col_int(line, 4) != 0 && sum.n == 0)
		return true;	/* these were removed since */
	if (sum.n < said)
		verify_found(v, "of the %lld responses of line %lld of the log "
		    "%lld are missing", (long long)said,
		    (long long)col_int(line, 0), (long long)(said - sum.n));
	else if (sum.n > said)
		verify_found(v, "line %lld of the log is about %lld responses, "
		    "and %lld more were put in",
		    (long long)col_int(line, 0), (long long)said,
		    (long long)(sum.n - said));
	else if (!verify_digest_is(col_blob(line, 3), sum.h))
		verify_found(v, "the responses of line %lld of the log are not "
		    "those that were kept then",
		    (long long)col_int(line, 0));
	return true;
}

/* Rows with a step that no line is about were put in. */
static bool
check_strays(struct cases *c, struct verify *v, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "SELECT reference, id FROM response r WHERE"
	    " step IS NOT NULL AND CASE epoch WHEN ?1 THEN reference NOT IN"
	    " (SELECT reference FROM sheet WHERE reference IS NOT NULL)"
	    " ELSE step NOT IN (SELECT CAST(substr(subject, instr(subject,"
	    " ' ') + 1) AS INTEGER) FROM audit WHERE subject GLOB CASE"
	    " WHEN epoch = ?2 THEN 'imported *' WHEN rehearsal = 1 THEN"
	    " 'rehearsed *' ELSE 'opened *' END) END", e))
		return false;
	stmt_blob(&s, 1, KEPT_KEYED, SEAL_ID);
	stmt_blob(&s, 2, KEPT_BROUGHT, SEAL_ID);
	while (stmt_row(&s))
		verify_found(v, "response %s (row %lld) was put in: no line of "
		    "the log is about it", col_text(&s, 0),
		    (long long)col_int(&s, 1));
	return stmt_end(&s, e);
}

static bool
check_pulls(struct cases *c, struct verify *v, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "SELECT id, subject, detail, digest,"
	    " subject GLOB 'rehearsed *' AND id < (SELECT max(id) FROM audit"
	    " WHERE subject = 'removed') FROM audit WHERE subject GLOB"
	    " 'opened *' OR subject GLOB 'rehearsed *' OR subject GLOB"
	    " 'imported *' ORDER BY id", e))
		return false;
	while (stmt_row(&s))
		if (!check_pull(c, &s, v, e))
			return false;
	return stmt_end(&s, e) && check_strays(c, v, e);
}

bool
verify_responses(struct cases *c, const struct forms_form *(*form)(void *,
    const char *, struct err *), void *arg, const struct unbound *before,
    struct verify *v, struct err *e)
{
	struct walk w CLEAN(walk_close) = { .c = c, .form = form, .arg = arg,
	    .before = before, .v = v };
	char old[128] = "and as the log says";

	if (!walk_open(&w, e))
		return false;
	w.answer = stmt_row(&w.answers);
	w.unit = stmt_row(&w.units);
	for (; stmt_row(&w.rows); w.n++)
		if (!check_row(&w, e))
			return false;
	if (!stmt_end(&w.rows, e) || !stmt_end(&w.answers, e) ||
	    !stmt_end(&w.units, e) || !check_pulls(c, v, e))
		return false;
	if (w.old > 0)
		snprintf(old, sizeof(old), "and %lld as the log says, but for "
		    "%lld kept before this was recorded: not covered",
		    (long long)(w.n - w.old), (long long)w.old);
	verify_end(v, "responses: %lld, each as it was sent %s (%lld "
	    "withdrawn, %lld with equality answers erased)", (long long)w.n,
	    old, (long long)w.gone, (long long)w.stopped);
	return true;
}
