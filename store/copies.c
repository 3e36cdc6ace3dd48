/* SPDX-License-Identifier: MIT
 *
 * copies.c -- numbered copies: printed, and posted to whoever asked.
 */
#include "store/sheets_in.h"

#include <stdio.h>

/* ---- numbers ----------------------------------------------------------------------- */

struct run { const struct sheet_copy *like; size_t n; const char *by;
	int64_t now; uint32_t first; };

static bool
no_more(struct err *e)
{
	return err_set(e, ERR_LIMIT, "copies and sheets are numbered up to "
	    "%d, and there are no more numbers", FORMS_SERIAL_MAX);
}

bool
copies_next(struct cases *c, uint32_t *next, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	int64_t n = 1;

	if (!stmt_open(&c->db, &s, "SELECT max(coalesce((SELECT max(serial)"
	    " FROM copy), 0), coalesce((SELECT max(serial) FROM sheet), 0))"
	    " + 1", e))
		return false;
	if (stmt_row(&s))
		n = col_int(&s, 0);
	*next = (uint32_t)n;
	return stmt_end(&s, e) && (n <= FORMS_SERIAL_MAX || no_more(e));
}

static bool
number_copies(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct run *r = arg;
	char first[FORMS_SERIAL_SIZE], last[FORMS_SERIAL_SIZE], detail[128];
	size_t i;

	if (!copies_next(c, &r->first, e))
		return false;
	if (r->n == 0 || r->n > FORMS_SERIAL_MAX ||
	    r->first + r->n - 1 > FORMS_SERIAL_MAX)
		return no_more(e);
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

static void
take_copy(struct stmt *s, struct sheet_copy *out)
{
	*out = (struct sheet_copy){ .serial = (uint32_t)col_int(s, 0),
	    .size = (int)col_int(s, 4), .task = col_int(s, 6),
	    .sheet = col_int(s, 8) };
	out->back = out->sheet != 0;
	snprintf(out->form, sizeof(out->form), "%s", col_text(s, 1));
	snprintf(out->lang, sizeof(out->lang), "%s", col_text(s, 2));
	snprintf(out->edition, sizeof(out->edition), "%s", col_text(s, 3));
	snprintf(out->sent, sizeof(out->sent), "%s", col_text(s, 5));
	snprintf(out->format, sizeof(out->format), "%s", col_text(s, 7));
	snprintf(out->came, sizeof(out->came), "%s", col_text(s, 9));
}

#define COPY "SELECT c.serial, c.form, c.lang, c.edition, c.size," \
	" coalesce(c.sent, ''), coalesce(c.task, 0), c.format," \
	" coalesce(s.id, 0), coalesce(s.received, '')" \
	" FROM copy c LEFT JOIN sheet s ON s.serial = c.serial"

bool
copies_find(struct cases *c, uint32_t serial, struct sheet_copy *out,
    bool *found, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	*out = (struct sheet_copy){ .serial = serial };
	if (!stmt_open(&c->db, &s, COPY " WHERE c.serial = ?1", e))
		return false;
	stmt_int(&s, 1, serial);
	*found = stmt_row(&s);
	if (*found)
		take_copy(&s, out);
	return stmt_end(&s, e);
}

bool
copies_register(struct arena *a, struct cases *c, struct sheet_copy **out,
    size_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &s, COPY " WHERE c.sent IS NOT NULL"
	    " ORDER BY c.sent DESC, c.serial", e))
		return false;
	while (stmt_row(&s))
		take_copy(&s, arena_push(a, *out, *n, cap));
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

/* ---- sending ----------------------------------------------------------------------- */

struct sending {
	const uint32_t	*serials;
	size_t		 n;
	const char	*day;		/* NULL: it was not sent after all */
	int64_t		 task;		/* 0: of none */
	const char	*format, *by, *note;
};

/* One that went out already goes to nobody else. */
static bool
may_send(struct cases *c, uint32_t serial, const struct sending *p,
    struct err *e)
{
	char shown[FORMS_SERIAL_SIZE];
	struct sheet_copy copy;
	bool found;

	forms_serial_show(serial, shown);
	if (!copies_find(c, serial, &copy, &found, e))
		return false;
	if (!found)
		return err_set(e, ERR_INPUT, "no copy with the number %s was "
		    "printed", shown);
	if (p->task != 0 && copy.sent[0] != '\0')
		return err_set(e, ERR_INPUT, "the copy %s was noted as posted "
		    "on %s already: look at its number again", shown,
		    copy.sent);
	return p->task == 0 || !copy.back || err_set(e, ERR_INPUT, "the copy "
	    "%s came back already: look at its number again", shown);
}

static bool
note_one(struct cases *c, uint32_t serial, const struct sending *p,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	char shown[FORMS_SERIAL_SIZE], detail[64];

	/* another day for one that somebody asked for: it stays theirs */
	if (!may_send(c, serial, p, e) || !stmt_open(&c->db, &s, "UPDATE copy"
	    " SET sent = ?2, task = CASE WHEN ?3 > 0 THEN ?3 WHEN ?2 NOT NULL"
	    " THEN task END, format = CASE WHEN ?3 > 0 THEN ?4 WHEN ?2 NOT"
	    " NULL THEN format ELSE '' END WHERE serial = ?1", e))
		return false;
	stmt_int(&s, 1, serial);
	stmt_text(&s, 2, p->day);
	stmt_int(&s, 3, p->task);
	stmt_text(&s, 4, p->format);
	if (!stmt_do(&s, e))
		return false;
	forms_serial_show(serial, shown);
	snprintf(detail, sizeof(detail), "copy %s%s%s", shown, p->day ? ", " :
	    "", p->day ? p->day : "");
	return audit_add(c, p->by, p->day ? "noted a copy as sent" :
	    "noted a copy as not sent", p->task, detail, e);
}

static bool
note_sent(struct cases *c, void *arg, struct err *e)
{
	const struct sending *p = arg;
	size_t i;

	for (i = 0; i < p->n; i++)
		if (!note_one(c, p->serials[i], p, e))
			return false;
	return true;
}

bool
copies_sent(struct cases *c, uint32_t serial, const char *day, const char *by,
    struct err *e)
{
	struct sending p = { .serials = &serial, .n = 1, .day = day,
	    .format = "", .by = by };

	return cases_change(c, note_sent, &p, e);
}

/* ---- for somebody who asked ------------------------------------------------------------ */

static const struct cases_task *
find_task(const struct cases_task *v, size_t n, int64_t id)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (v[i].id == id)
			return &v[i];
	return NULL;
}

static bool
post_copies(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct cases_task *t;
	struct sending *p = arg;
	struct cases_task *v;
	size_t n;

	if (!cases_tasks(&a, c, true, &v, &n, e))
		return false;
	t = find_task(v, n, p->task);
	if (t == NULL || t->done != 0)
		return err_set(e, ERR_INPUT, t == NULL ? "there is no task "
		    "%lld" : "task %lld is done already", (long long)p->task);
	if (t->r.kind != REQUEST_PAPER)
		return err_set(e, ERR_INPUT, "task %lld does not ask for "
		    "paper", (long long)p->task);
	p->format = t->r.format;
	return note_sent(c, p, e) && task_close(c, p->task, p->by, p->note, e);
}

bool
copies_posted(struct cases *c, int64_t task, const uint32_t *serials, size_t n,
    const char *day, const char *by, const char *note, struct err *e)
{
	struct sending p = { .serials = serials, .n = n, .day = day,
	    .task = task, .by = by, .note = note };

	if (n == 0)
		return err_set(e, ERR_INPUT, "type the numbers of the copies "
		    "that were posted");
	return task_says(by, note, e) && cases_change(c, post_copies, &p, e) &&
	    cases_scrub(c, e);
}
