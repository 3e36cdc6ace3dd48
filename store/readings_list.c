/* SPDX-License-Identifier: MIT
 *
 * readings_list.c -- what people coded, as it stands, in the words of the latest frame.
 */
#include "store/readings_in.h"

#include <stdlib.h>

#define READING_ROW "r.id, r.unit, r.frame, r.at, r.purpose, r.coder"

static enum reading_purpose
purpose_from(const char *name)
{
	int i;

	for (i = READING_MAIN; i < READING_GOLD; i++)
		if (strcmp(reading_purpose_name((enum reading_purpose)i),
		    name) == 0)
			break;
	return (enum reading_purpose)i;
}

static void
read_row(struct arena *a, struct stmt *q, struct coded *r)
{
	*r = (struct coded){ .id = col_int(q, 0), .unit = col_int(q, 1),
	    .frame = col_int(q, 2), .at = col_int(q, 3),
	    .purpose = purpose_from(col_text(q, 4)),
	    .coder = arena_str(a, col_text(q, 5)) };
}

static enum cases_source
source_from(const char *name)
{
	int i;

	for (i = CODED_HUMAN; i < CODED_IMPORT; i++)
		if (strcmp(cases_source_name((enum cases_source)i), name) == 0)
			break;
	return (enum cases_source)i;
}

/* The codes of one; s is open for them. */
static bool
read_codes(struct arena *a, struct stmt *s, struct coded *r, struct err *e)
{
	struct reading_code *v = NULL;
	size_t cap = 0;

	stmt_int(s, 1, r->id);
	while (stmt_row(s)) {
		struct reading_code *k = arena_push(a, v, r->n, cap);

		*k = (struct reading_code){ .code = arena_str(a, col_text(s, 0)),
		    .start = col_int(s, 1), .end = col_int(s, 2),
		    .source = source_from(col_text(s, 4)) };
		(void)reading_polarity_from(col_text(s, 3), &k->polarity);
	}
	r->v = v;
	return stmt_end(s, e);
}

static bool
open_codes(struct stmt *s, struct cases *c, struct err *e)
{
	return stmt_open(&c->db, s, "SELECT code, start, \"end\", polarity,"
	    " source FROM reading_code WHERE reading = ?1 ORDER BY start, \"end\","
	    " code", e);
}

bool
reading_find(struct arena *a, struct cases *c, int64_t unit,
    enum reading_purpose purpose, const char *coder, struct coded *r,
    bool *found, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 }, s CLEAN(stmt_close) = { 0 };

	*r = (struct coded){ 0 };
	if (!stmt_open(&c->db, &q, "SELECT " READING_ROW " FROM reading r WHERE"
	    " r.unit = ?1 AND r.purpose = ?2 AND (?3 IS NULL OR r.coder = ?3)"
	    " AND r.undone = 0 ORDER BY r.id DESC LIMIT 1", e) ||
	    !open_codes(&s, c, e))
		return false;
	stmt_int(&q, 1, unit);
	stmt_text(&q, 2, reading_purpose_name(purpose));
	stmt_text(&q, 3, coder);
	*found = stmt_row(&q);
	if (*found)
		read_row(a, &q, r);
	return stmt_end(&q, e) && (!*found || read_codes(a, &s, r, e));
}

/* ---- by the latest frame -------------------------------------------------------------- */

struct carry {
	int64_t		 frame;
	const char	*code, *did, *becomes;
};
struct carries { struct carry *v; size_t n, cap; };

/* Those after which a code has another name, or none, by frame. */
static bool
read_carries(struct arena *a, struct cases *c, struct carries *out,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &q, "SELECT h.frame, h.code, h.did, h.becomes"
	    " FROM frame_change h JOIN frame f ON f.id = h.frame WHERE h.did IN"
	    " ('renamed', 'merged', 'split', 'retired') ORDER BY f.version,"
	    " h.code, h.becomes <> h.code", e))
		return false;
	while (stmt_row(&q))
		*arena_push(a, out->v, out->n, out->cap) = (struct carry){
		    col_int(&q, 0), arena_str(a, col_text(&q, 1)),
		    arena_str(a, col_text(&q, 2)),
		    arena_str(a, col_text(&q, 3)) };
	return stmt_end(&q, e);
}

/* Frames are numbered in the order of their versions. */
static const char *
carried(const struct carries *all, int64_t frame, const char *code)
{
	size_t i;

	for (i = 0; i < all->n; i++) {
		const struct carry *h = &all->v[i];

		if (h->frame <= frame || strcmp(h->code, code) != 0)
			continue;
		frame = h->frame;	/* its other parts are passed over */
		if (strcmp(h->did, "renamed") == 0 ||
		    strcmp(h->did, "merged") == 0)
			code = h->becomes;
		else if (strcmp(h->becomes, code) != 0)
			return NULL;
	}
	return code;
}

static bool
same_code(const struct reading_code *a, const struct reading_code *b)
{
	return strcmp(a->code, b->code) == 0 && a->start == b->start &&
	    a->end == b->end;
}

/* Two that were merged are one. */
static void
carry_codes(struct arena *a, const struct carries *all, struct coded *r,
    int64_t *lost)
{
	struct reading_code *v = arena_array(a, struct reading_code, r->n + 1);
	size_t i, k, n = 0;

	for (i = 0; i < r->n; i++) {
		v[n] = r->v[i];
		v[n].code = carried(all, r->frame, v[n].code);
		if (v[n].code == NULL) {
			++*lost;
			r->lost = true;
			continue;
		}
		for (k = 0; k < n && !same_code(&v[k], &v[n]); k++)
			continue;
		n += k == n;
	}
	r->v = v;
	r->n = n;
}

bool
readings_read(struct arena *a, struct cases *c, bool counting,
    struct coded **out, size_t *n, int64_t *lost, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 }, s CLEAN(stmt_close) = { 0 };
	struct carries all = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	*lost = 0;
	if (!read_carries(a, c, &all, e) || !open_codes(&s, c, e) ||
	    !stmt_open(&c->db, &q, "SELECT " READING_ROW " FROM reading r"
	    " JOIN unit u ON u.id = r.unit JOIN response p ON p.id = u.response"
	    " WHERE (p.counts = 1 OR ?1 = 0) AND " READING_STANDS " ORDER BY"
	    " r.unit, r.purpose, r.coder", e))
		return false;
	stmt_int(&q, 1, counting);
	while (stmt_row(&q)) {
		struct coded *r = arena_push(a, *out, *n, cap);

		read_row(a, &q, r);
		if (!read_codes(a, &s, r, e))
			return false;
		carry_codes(a, &all, r, lost);
	}
	return stmt_end(&q, e);
}

bool
readings_standing(struct arena *a, struct cases *c, struct coded **out,
    size_t *n, int64_t *lost, struct err *e)
{
	return readings_read(a, c, true, out, n, lost, e);
}
