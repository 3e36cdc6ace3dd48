/* SPDX-License-Identifier: MIT
 *
 * sheets.c -- the states of a sheet, and looking sheets up.
 */
#include "store/bound.h"
#include "store/sheets_in.h"

static const char *const names[SHEET_STATES] = { "received", "keyed",
	"waiting", "differences", "settled", "aside", "void", "withdrawn" };

#define TO(state)	(1u << SHEET_##state)
/* Where it may go from each state; the drawing in sheets.h is of this. */
static const unsigned steps[SHEET_STATES] = {
	[SHEET_RECEIVED] = TO(KEYED) | TO(WAITING) | TO(ASIDE) | TO(VOID) |
	    TO(WITHDRAWN),
	[SHEET_KEYED] = TO(WAITING) | TO(ASIDE) | TO(VOID) | TO(WITHDRAWN),
	[SHEET_WAITING] = TO(DIFFERENCES) | TO(SETTLED) | TO(ASIDE) |
	    TO(VOID) | TO(WITHDRAWN),
	[SHEET_DIFFERENCES] = TO(SETTLED) | TO(ASIDE) | TO(VOID) |
	    TO(WITHDRAWN),
	[SHEET_SETTLED] = TO(ASIDE) | TO(VOID) | TO(WITHDRAWN),
	[SHEET_ASIDE] = TO(RECEIVED) | TO(KEYED) | TO(WAITING) |
	    TO(DIFFERENCES) | TO(SETTLED) | TO(VOID) | TO(WITHDRAWN),
	[SHEET_VOID] = TO(WITHDRAWN),
	[SHEET_WITHDRAWN] = 0
};

const char *
sheet_state_name(enum sheet_state s)
{
	return names[s];
}

bool
sheet_state_from(const char *name, enum sheet_state *out)
{
	size_t i;

	for (i = 0; i < SHEET_STATES; i++)
		if (strcmp(names[i], name) == 0) {
			*out = (enum sheet_state)i;
			return true;
		}
	return false;
}

bool
sheet_may(enum sheet_state from, enum sheet_state to)
{
	return (steps[from] & 1u << to) != 0;
}

/* ---- reading -------------------------------------------------------------------- */

#define COLUMNS "SELECT s.id, s.batch, s.place, b.name, b.rehearsal," \
	" coalesce(s.serial, 0), s.channel, s.form, s.lang, s.edition," \
	" s.received, coalesce(s.postmark, ''), s.late," \
	" coalesce(s.people, 0), " SHEET_STATE ", coalesce(s.before, 'received')," \
	" s.reason, s.second, coalesce(s.reference, '')," \
	" coalesce(k1.by, ''), coalesce(k2.by, ''), coalesce(k3.by, '')," \
	" coalesce(k1.at, 0), coalesce(k2.at, 0), coalesce(k3.at, 0)," \
	" coalesce(k3.agreed, '')" \
	" FROM sheet s JOIN batch b ON b.id = s.batch" \
	" LEFT JOIN keying k1 ON k1.sheet = s.id AND k1.round = 1" \
	" LEFT JOIN keying k2 ON k2.sheet = s.id AND k2.round = 2" \
	" LEFT JOIN keying k3 ON k3.sheet = s.id AND k3.round = 3"

static void
copy(char *to, size_t size, const char *from)
{
	size_t n = strlen(from);

	n = n < size ? n : size - 1;
	memcpy(to, from, n);
	to[n] = '\0';
}
#define COPY(to, from)	copy((to), sizeof(to), (from))

static bool
take(struct arena *a, struct stmt *s, struct sheet *out, struct err *e)
{
	size_t i;

	*out = (struct sheet){ .id = col_int(s, 0), .batch = col_int(s, 1),
	    .place = col_int(s, 2), .batch_name = arena_str(a, col_text(s, 3)),
	    .rehearsal = col_int(s, 4) != 0,
	    .serial = (uint32_t)col_int(s, 5), .late = col_int(s, 12) != 0,
	    .people = col_int(s, 13), .reason = arena_str(a, col_text(s, 16)),
	    .second = arena_str(a, col_text(s, 17)) };
	COPY(out->channel, col_text(s, 6));
	COPY(out->form, col_text(s, 7));
	COPY(out->lang, col_text(s, 8));
	COPY(out->edition, col_text(s, 9));
	COPY(out->received, col_text(s, 10));
	COPY(out->postmark, col_text(s, 11));
	COPY(out->reference, col_text(s, 18));
	for (i = 0; i < 3; i++) {
		out->keyed_by[i] = arena_str(a, col_text(s, 19 + (int)i));
		out->keyed_at[i] = col_int(s, 22 + (int)i);
	}
	out->agreed = arena_str(a, col_text(s, 25));
	return (sheet_state_from(col_text(s, 14), &out->state) &&
	    sheet_state_from(col_text(s, 15), &out->before)) ||
	    err_set(e, ERR_DB, "sheet %lld is in no state that this earshot "
	    "knows", (long long)out->id);
}

static bool
find(struct arena *a, struct stmt *s, int64_t key, struct sheet *out,
    bool *found, struct err *e)
{
	*found = false;
	stmt_int(s, 1, key);
	if (stmt_row(s)) {
		*found = true;
		if (!take(a, s, out, e))
			return false;
	}
	return stmt_end(s, e);
}

bool
sheet_find(struct arena *a, struct cases *c, int64_t id, struct sheet *out,
    bool *found, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	return stmt_open(&c->db, &s, COLUMNS " WHERE s.id = ?1", e) &&
	    find(a, &s, id, out, found, e);
}

bool
sheet_by_serial(struct arena *a, struct cases *c, uint32_t serial,
    struct sheet *out, bool *found, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	return stmt_open(&c->db, &s, COLUMNS " WHERE s.serial = ?1", e) &&
	    find(a, &s, serial, out, found, e);
}

bool
sheet_list(struct arena *a, struct cases *c, int64_t batch,
    int state, struct sheet **out, size_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &s, COLUMNS " WHERE (?1 = 0 OR s.batch = ?1)"
	    " AND (?2 = '' OR " SHEET_STATE " = ?2) ORDER BY s.batch, s.place", e))
		return false;
	stmt_int(&s, 1, batch);
	stmt_text(&s, 2, state == SHEET_STATES ? "" :
	    names[state]);
	while (stmt_row(&s))
		if (!take(a, &s, arena_push(a, *out, *n, cap), e))
			return false;
	return stmt_end(&s, e);
}

/* ---- from state to state ----------------------------------------------------------- */

void
sheet_called(const struct sheet *s, struct buf *out)
{
	char serial[FORMS_SERIAL_SIZE];

	if (s->serial != 0) {
		forms_serial_show(s->serial, serial);
		buf_printf(out, "sheet %s", serial);
	} else {
		buf_puts(out, s->channel);
	}
	buf_printf(out, " (%s, number %lld)", s->batch_name,
	    (long long)s->place);
}

bool
sheet_need(struct arena *a, struct cases *c, int64_t id, struct sheet *out,
    struct err *e)
{
	bool found;

	return sheet_find(a, c, id, out, &found, e) && (found ||
	    err_set(e, ERR_INPUT, "there is no sheet %lld", (long long)id));
}

bool
sheet_run_(struct cases *c, const char *sql, int64_t id, const char *text,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open_(&c->db, &s, sql, e))
		return false;
	stmt_int(&s, 1, id);
	if (text != NULL)
		stmt_text(&s, 2, text);
	return stmt_do(&s, e);
}

bool
sheet_move(struct cases *c, struct sheet *s, enum sheet_state to,
    const char *by, const char *what, const char *more, struct err *e)
{
	struct buf b CLEAN(buf_free) = { 0 };
	enum sheet_state from = s->state;

	sheet_called(s, &b);
	if (!sheet_may(from, to))
		return err_set(e, ERR_INPUT, "%s is \"%s\": it cannot become "
		    "\"%s\" from there", buf_text(&b), names[from], names[to]);
	buf_printf(&b, ": %s to %s%s%s", names[from], names[to],
	    *more != '\0' ? "; " : "", more);
	s->state = to;
	return sheet_run(c, "UPDATE sheet SET state = ?2, claim = NULL,"
	    " claimed = NULL WHERE id = ?1", s->id, names[to ==
	    SHEET_WITHDRAWN ? SHEET_VOID : to], e) &&
	    bound_sheet_line(c, s->id, by, what, buf_text(&b), e);
}

/* ---- aside, back, void ---------------------------------------------------------------- */

struct step {
	int64_t		 id;
	const char	*reason, *by;
};
enum { REASON_MAX = 500 };

static bool
put_aside(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct step *p = arg;
	struct sheet s;
	enum sheet_state from;

	if (!sheet_need(&a, c, p->id, &s, e))
		return false;
	from = s.state;
	return sheet_run(c, "UPDATE sheet SET before = ?2 WHERE id = ?1",
	    s.id, names[from], e) &&
	    sheet_run(c, "UPDATE sheet SET reason = ?2 WHERE id = ?1", s.id,
	    p->reason, e) &&
	    sheet_move(c, &s, SHEET_ASIDE, p->by, "put a sheet aside",
	    p->reason, e);
}

bool
sheet_aside(struct cases *c, int64_t id, const char *reason, const char *by,
    struct err *e)
{
	struct step p = { id, reason, by };

	return audit_says(reason, REASON_MAX, "say in a few words why it is "
	    "put aside", e) && cases_change(c, put_aside, &p, e);
}

static bool
take_back(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct step *p = arg;
	struct sheet s;

	if (!sheet_need(&a, c, p->id, &s, e))
		return false;
	if (s.state != SHEET_ASIDE)
		return err_set(e, ERR_INPUT, "that sheet is not put aside");
	return sheet_run(c, "UPDATE sheet SET before = NULL, reason = ''"
	    " WHERE id = ?1", s.id, NULL, e) && sheet_move(c, &s, s.before,
	    p->by, "took a sheet up again", "", e);
}

bool
sheet_back(struct cases *c, int64_t id, const char *by, struct err *e)
{
	struct step p = { id, "", by };

	return cases_change(c, take_back, &p, e);
}

/* The response is as if it was taken back. */
static bool
erase_response(struct cases *c, int64_t sheet, struct err *e)
{
	return sheet_run(c, "DELETE FROM unit WHERE response IN (SELECT r.id"
	    " FROM response r JOIN sheet s ON s.reference = r.reference"
	    " WHERE s.id = ?1)", sheet, NULL, e) &&
	    sheet_run(c, "DELETE FROM answer WHERE response IN (SELECT r.id"
	    " FROM response r JOIN sheet s ON s.reference = r.reference"
	    " WHERE s.id = ?1)", sheet, NULL, e) &&
	    sheet_run(c, "UPDATE response SET withdrawn = 1, counts = 0,"
	    " json = '', flags = '', salt = NULL WHERE reference = (SELECT"
	    " reference FROM sheet WHERE id = ?1)", sheet, NULL, e);
}

/* What was keyed stays with the sheet. */
static bool
make_void(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct step *p = arg;
	struct sheet s;

	return sheet_need(&a, c, p->id, &s, e) &&
	    sheet_run(c, "UPDATE sheet SET reason = ?2 WHERE id = ?1", s.id,
	    p->reason, e) && erase_response(c, s.id, e) &&
	    sheet_move(c, &s, SHEET_VOID, p->by, "made a sheet void",
	    p->reason, e);
}

bool
sheet_void(struct cases *c, int64_t id, const char *reason, const char *by,
    struct err *e)
{
	struct step p = { id, reason, by };

	return audit_says(reason, REASON_MAX, "say in a few words why it does "
	    "not count", e) && cases_change(c, make_void, &p, e);
}

/* ---- withdrawn --------------------------------------------------------------------------- */

void
sheet_gone_token(struct str salt, uint8_t out[BOUND_DIGEST])
{
	static const char label[] = "earshot sheet that was withdrawn";

	seal_hash(out, salt.p, salt.n, label, sizeof(label) - 1);
}

/* The salt goes, so that nobody can try answers until a digest agrees. */
static bool
mark_gone(struct cases *c, int64_t sheet, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 }, u CLEAN(stmt_close) = { 0 };
	uint8_t token[BOUND_DIGEST];

	if (!stmt_open(&c->db, &q, "SELECT coalesce(salt, randomblob(16))"
	    " FROM sheet WHERE id = ?1", e) || !stmt_open(&c->db, &u,
	    "UPDATE sheet SET gone = ?2, salt = NULL, before = NULL,"
	    " postmark = NULL WHERE id = ?1", e))
		return false;
	stmt_int(&q, 1, sheet);
	if (!stmt_row(&q) || col_blob(&q, 0).n != BOUND_SALT)
		return stmt_end(&q, e) && err_set(e, ERR_DB, "sheet %lld is "
		    "not as it should be", (long long)sheet);
	sheet_gone_token(col_blob(&q, 0), token);
	stmt_int(&u, 1, sheet);
	stmt_blob(&u, 2, token, sizeof(token));
	return stmt_end(&q, e) && stmt_do(&u, e);
}

static bool
withdraw(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct step *p = arg;
	struct sheet s;

	return sheet_need(&a, c, p->id, &s, e) &&
	    erase_response(c, s.id, e) &&
	    sheet_run(c, "UPDATE keying SET json = '', marks = 0"
	    " WHERE sheet = ?1", s.id, NULL, e) &&
	    sheet_run(c, "DELETE FROM difference WHERE sheet = ?1", s.id,
	    NULL, e) &&
	    sheet_run(c, "DELETE FROM checked WHERE sheet = ?1", s.id, NULL,
	    e) &&
	    sheet_run(c, "UPDATE recheck SET json = '' WHERE sheet = ?1 AND"
	    " json IS NOT NULL", s.id, NULL, e) &&
	    sheet_run(c, "DELETE FROM original WHERE sheet = ?1", s.id, NULL,
	    e) &&
	    sheet_run(c, "UPDATE sheet SET reason = ?2 WHERE id = ?1", s.id,
	    p->reason, e) && mark_gone(c, s.id, e) &&
	    sheet_move(c, &s, SHEET_WITHDRAWN, p->by, "withdrew a sheet, by "
	    "its author's wish, and erased what it said", p->reason, e);
}

bool
sheet_withdraw(struct cases *c, int64_t id, const char *reason, const char *by,
    struct err *e)
{
	struct step p = { id, reason, by };

	return audit_says(reason, REASON_MAX, "say in a few words how its "
	    "author asked for it, without names", e) &&
	    cases_change(c, withdraw, &p, e) && cases_scrub(c, e);
}
