/* SPDX-License-Identifier: MIT
 *
 * sheets_receive.c -- copies that were printed, batches, and what came back.
 */
#include "store/bound.h"
#include "store/sheets_in.h"

#include <sqlite3.h>
#include <stdio.h>

/* ---- copies ---------------------------------------------------------------------- */

struct run { const struct sheet_copy *like; size_t n; const char *by;
	int64_t now; uint32_t first; };

static bool
next_serial(struct cases *c, uint32_t *next, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	*next = 1;
	if (!stmt_open(&c->db, &s, "SELECT max(coalesce((SELECT max(serial)"
	    " FROM copy), 0), coalesce((SELECT max(serial) FROM sheet), 0))"
	    " + 1", e))
		return false;
	if (stmt_row(&s))
		*next = (uint32_t)col_int(&s, 0);
	return stmt_end(&s, e);
}

static bool
number_copies(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct run *r = arg;
	char first[FORMS_SERIAL_SIZE], last[FORMS_SERIAL_SIZE], detail[128];
	size_t i;

	if (!next_serial(c, &r->first, e))
		return false;
	if (r->n == 0 || r->n > FORMS_SERIAL_MAX ||
	    r->first + r->n - 1 > FORMS_SERIAL_MAX)
		return err_set(e, ERR_LIMIT, "copies are numbered up to %d",
		    FORMS_SERIAL_MAX);
	if (!stmt_open(&c->db, &s, "INSERT INTO copy (serial, form, lang,"
	    " edition, size, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", e))
		return false;
	for (i = 0; i < r->n; i++) {
		stmt_int(&s, 1, r->first + (int64_t)i);
		stmt_text(&s, 2, r->like->form);
		stmt_text(&s, 3, r->like->lang);
		stmt_text(&s, 4, r->like->edition);
		stmt_int(&s, 5, r->like->size);
		stmt_int(&s, 6, r->now);
		if (!stmt_do(&s, e))
			return false;
	}
	forms_serial_show(r->first, first);
	forms_serial_show(r->first + (uint32_t)r->n - 1, last);
	snprintf(detail, sizeof(detail), "%zu in %s, %s to %s", r->n,
	    r->like->lang, first, last);
	return audit_add(c, r->by, "printed copies", 0, detail, e);
}

bool
copies_new(struct cases *c, const struct sheet_copy *like, size_t n,
    const char *by, int64_t now, uint32_t *first, struct err *e)
{
	struct run r = { like, n, by, now, 0 };
	bool ok = cases_change(c, number_copies, &r, e);

	*first = ok ? r.first : 0;
	return ok;
}

bool
copies_find(struct cases *c, uint32_t serial, struct sheet_copy *out,
    bool *found, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	*found = false;
	*out = (struct sheet_copy){ .serial = serial };
	if (!stmt_open(&c->db, &s, "SELECT form, lang, edition, size,"
	    " coalesce(sent, ''), EXISTS (SELECT 1 FROM sheet"
	    " WHERE serial = ?1) FROM copy WHERE serial = ?1", e))
		return false;
	stmt_int(&s, 1, serial);
	if (stmt_row(&s)) {
		*found = true;
		snprintf(out->form, sizeof(out->form), "%s", col_text(&s, 0));
		snprintf(out->lang, sizeof(out->lang), "%s", col_text(&s, 1));
		snprintf(out->edition, sizeof(out->edition), "%s",
		    col_text(&s, 2));
		out->size = (int)col_int(&s, 3);
		snprintf(out->sent, sizeof(out->sent), "%s", col_text(&s, 4));
		out->back = col_int(&s, 5) != 0;
	}
	return stmt_end(&s, e);
}

bool
copies_count(struct cases *c, struct copies_count *out, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	*out = (struct copies_count){ 0 };
	if (!stmt_open(&c->db, &s, "SELECT count(*), count(sent), (SELECT"
	    " count(*) FROM sheet WHERE serial IN (SELECT serial FROM copy))"
	    " FROM copy", e))
		return false;
	if (stmt_row(&s))
		*out = (struct copies_count){ col_int(&s, 0), col_int(&s, 1),
		    col_int(&s, 2) };
	return stmt_end(&s, e);
}

struct sending { uint32_t serial; const char *day; int64_t task;
	const char *by; };

static bool
note_sent(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	const struct sending *p = arg;
	char shown[FORMS_SERIAL_SIZE], detail[64];

	forms_serial_show(p->serial, shown);
	if (!stmt_open(&c->db, &s, "UPDATE copy SET sent = ?2, task = ?3"
	    " WHERE serial = ?1", e))
		return false;
	stmt_int(&s, 1, p->serial);
	stmt_text(&s, 2, p->day);
	if (p->task != 0)
		stmt_int(&s, 3, p->task);
	else
		stmt_null(&s, 3);
	if (!stmt_do(&s, e))
		return false;
	if (sqlite3_changes(c->db.h) == 0)
		return err_set(e, ERR_INPUT, "no copy with the number %s was "
		    "printed", shown);
	snprintf(detail, sizeof(detail), "copy %s%s%s", shown, p->day ? ", " :
	    "", p->day ? p->day : "");
	return audit_add(c, p->by, p->day ? "noted a copy as sent" :
	    "noted a copy as not sent", p->task, detail, e);
}

bool
copies_sent(struct cases *c, uint32_t serial, const char *day, int64_t task,
    const char *by, struct err *e)
{
	struct sending p = { serial, day, task, by };

	return cases_change(c, note_sent, &p, e);
}

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
	    !stmt_open(&c->db, &k, "SELECT state, count(*) FROM sheet"
	    " WHERE batch = ?1 GROUP BY state", e))
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
	if (is_paper(s) && s->serial == 0 && !next_serial(c, &s->serial, e))
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

	if (!is_paper(s))
		s->serial = 0;
	return cases_change(c, receive, &r, e) &&
	    sheet_find(a, c, s->id, s, &found, e);
}
