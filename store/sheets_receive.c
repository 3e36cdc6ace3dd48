/* SPDX-License-Identifier: MIT
 *
 * sheets_receive.c -- batches, and what came back.
 */
#include "store/bound.h"
#include "store/sheets_in.h"

#include <sqlite3.h>
#include <stdio.h>

/* At a meeting or on a petition: no real one has as many, and sums stay numbers. */
enum { PEOPLE_MAX = 100000000 };

/* ---- batches ------------------------------------------------------------------------ */

struct making { const char *note, *by; bool rehearsal; int64_t now, id; };

static bool
make_batch(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct making *m = arg;
	char name[24];

	if (!stmt_open(&c->db, &s, "INSERT INTO batch (name, made, by, note,"
	    " rehearsal) VALUES ('new', ?1, ?2, ?3, ?4)", e))
		return false;
	stmt_int(&s, 1, m->now);
	stmt_text(&s, 2, m->by);
	stmt_text(&s, 3, m->note);
	stmt_int(&s, 4, m->rehearsal);
	if (!stmt_do(&s, e))
		return false;
	m->id = sqlite3_last_insert_rowid(c->db.h);
	snprintf(name, sizeof(name), "B-%04lld", (long long)m->id);
	return sheet_run(c, "UPDATE batch SET name = ?2 WHERE id = ?1", m->id,
	    name, e) && audit_add(c, m->by, "began a batch", 0, name, e);
}

bool
batch_new(struct cases *c, const char *note, bool rehearsal, const char *by,
    int64_t now, int64_t *id, struct err *e)
{
	struct making m = { note, by, rehearsal, now, 0 };
	bool ok = cases_change(c, make_batch, &m, e);

	*id = ok ? m.id : 0;
	return ok;
}

bool
batch_list(struct arena *a, struct cases *c, struct sheet_batch **out,
    size_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 }, k CLEAN(stmt_close) = { 0 };
	enum sheet_state state;
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &s, "SELECT id, made, name, by, note, rehearsal"
	    " FROM batch ORDER BY id DESC", e) ||
	    !stmt_open(&c->db, &k, "SELECT" SHEET_STATE ", count(*) FROM sheet s"
	    " WHERE batch = ?1 GROUP BY 1", e))
		return false;
	while (stmt_row(&s)) {
		struct sheet_batch *b = arena_push(a, *out, *n, cap);

		*b = (struct sheet_batch){ .id = col_int(&s, 0),
		    .made = col_int(&s, 1),
		    .name = arena_str(a, col_text(&s, 2)),
		    .by = arena_str(a, col_text(&s, 3)),
		    .note = arena_str(a, col_text(&s, 4)),
		    .rehearsal = col_int(&s, 5) != 0 };
		stmt_int(&k, 1, b->id);
		while (stmt_row(&k))
			if (sheet_state_from(col_text(&k, 0), &state))
				b->n[state] = col_int(&k, 1);
		if (!stmt_end(&k, e))
			return false;
	}
	return stmt_end(&s, e);
}

/* ---- receipt --------------------------------------------------------------------------- */

struct receiving { struct arena *a; struct sheet *s; const char *by;
	int64_t now; };

static bool
is_paper(const struct sheet *s)
{
	return strcmp(s->channel, "paper") == 0;
}

/* The number of a copy that was printed and did not come back yet; what was
 * printed on it holds. */
static bool
known_copy(struct arena *a, struct cases *c, struct sheet *s, struct err *e)
{
	struct buf b CLEAN(buf_free) = { 0 };
	char shown[FORMS_SERIAL_SIZE];
	struct sheet_copy copy;
	struct sheet other;
	bool found;

	forms_serial_show(s->serial, shown);
	if (!copies_find(c, s->serial, &copy, &found, e))
		return false;
	if (!found)
		return err_set(e, ERR_INPUT, "no copy with the number %s was "
		    "printed. Look at it again; if it says so, take the sheet "
		    "in without a number", shown);
	if (!sheet_by_serial(a, c, s->serial, &other, &found, e))
		return false;
	if (found) {
		sheet_called(&other, &b);
		return err_set(e, ERR_INPUT, "%s came in already, on %s",
		    buf_text(&b), other.received);
	}
	memcpy(s->form, copy.form, sizeof(s->form));
	memcpy(s->lang, copy.lang, sizeof(s->lang));
	memcpy(s->edition, copy.edition, sizeof(s->edition));
	return true;
}

static bool
in_batch(struct arena *a, struct cases *c, struct sheet *s, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	bool found = false;

	if (!stmt_open(&c->db, &q, "SELECT b.name, b.rehearsal,"
	    " coalesce(max(s.place), 0) + 1 FROM batch b LEFT JOIN sheet s"
	    " ON s.batch = b.id WHERE b.id = ?1 GROUP BY b.id", e))
		return false;
	stmt_int(&q, 1, s->batch);
	if (stmt_row(&q)) {
		found = true;
		s->batch_name = arena_str(a, col_text(&q, 0));
		s->rehearsal = col_int(&q, 1) != 0;
		s->place = col_int(&q, 2);
	}
	return stmt_end(&q, e) && (found || err_set(e, ERR_INPUT,
	    "there is no such batch"));
}

static bool
keep_sheet(struct cases *c, struct sheet *s, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q, "INSERT INTO sheet (batch, place, serial,"
	    " channel, form, lang, edition, received, postmark, late, people,"
	    " state) VALUES (?1, ?2, nullif(?3, 0), ?4, ?5, ?6, ?7, ?8,"
	    " nullif(?9, ''), ?10, nullif(?11, 0), 'received')", e))
		return false;
	stmt_int(&q, 1, s->batch);
	stmt_int(&q, 2, s->place);
	stmt_int(&q, 3, s->serial);
	stmt_text(&q, 4, s->channel);
	stmt_text(&q, 5, s->form);
	stmt_text(&q, 6, s->lang);
	stmt_text(&q, 7, s->edition);
	stmt_text(&q, 8, s->received);
	stmt_text(&q, 9, s->postmark);
	stmt_int(&q, 10, s->late);
	stmt_int(&q, 11, s->people);
	if (!stmt_do(&q, e))
		return false;
	s->id = sqlite3_last_insert_rowid(c->db.h);
	return true;
}

static bool
receive(struct cases *c, void *arg, struct err *e)
{
	struct receiving *r = arg;
	struct buf b CLEAN(buf_free) = { 0 };
	struct sheet *s = r->s;

	if (!in_batch(r->a, c, s, e))
		return false;
	if (is_paper(s) && s->serial != 0 && !known_copy(r->a, c, s, e))
		return false;
	if (is_paper(s) && s->serial == 0 && !copies_next(c, &s->serial, e))
		return false;
	if (!keep_sheet(c, s, e))
		return false;
	sheet_called(s, &b);
	buf_printf(&b, ", received %s%s", s->received, s->late ? ", late" :
	    "");
	return bound_sheet_line(c, s->id, r->by, "took in a sheet",
	    buf_text(&b), e);
}

bool
sheet_receive(struct arena *a, struct cases *c, struct sheet *s,
    const char *by, int64_t now, struct err *e)
{
	struct receiving r = { a, s, by, now };
	bool found;

	if (s->people > PEOPLE_MAX)
		return err_set(e, ERR_INPUT, "%lld people did not meet or "
		    "sign: look at the number again", (long long)s->people);
	if (!is_paper(s))
		s->serial = 0;
	return cases_change(c, receive, &r, e) &&
	    sheet_find(a, c, s->id, s, &found, e);
}
