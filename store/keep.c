/* SPDX-License-Identifier: MIT
 *
 * keep.c -- a response spread out into its answers and texts.
 */
#include "store/keep.h"

#include <sqlite3.h>

bool
keep_open(struct keep *k, struct db *db, struct err *e)
{
	return stmt_open(db, &k->keep, "INSERT INTO response (epoch, seq,"
	    " place, reference, form, channel, lang, day, rehearsal, counts,"
	    " json, token, flags, step, salt, digest) VALUES (?1, ?2, ?3, ?4,"
	    " ?5, ?6, ?7, ?8, ?9, 0, ?10, ?11, ?12, ?13, ?14, ?15)", e) &&
	    flags_open(db, &k->sift, e) &&
	    stmt_open(db, &k->answer, "INSERT INTO answer (response, field,"
	    " state, value, write_in) VALUES (?1, ?2, ?3, ?4, ?5)", e) &&
	    stmt_open(db, &k->unit, "INSERT INTO unit (response, field,"
	    " text) VALUES (?1, ?2, ?3)", e) &&
	    stmt_open(db, &k->newest, "UPDATE response SET counts ="
	    " (withdrawn = 0 AND left_out = 0 AND NOT " KEPT_PRACTICE("")
	    " AND place = (SELECT max(place) FROM response WHERE"
	    " reference = ?1)) WHERE reference = ?1", e);
}

void
keep_close(struct keep *k)
{
	stmt_close(&k->keep);
	stmt_close(&k->sift);
	stmt_close(&k->answer);
	stmt_close(&k->unit);
	stmt_close(&k->newest);
}

bool
keep_plain(const struct forms_question *q, const struct forms_answer *v,
    struct buf *out)
{
	size_t i;

	buf_clear(out);
	for (i = 0; i < v->n; i++) {
		buf_printf(out, "%s%s", i > 0 ? " " : "", v->chosen[i]->name);
		if (v->amounts != NULL)
			buf_printf(out, "=%.15g", v->amounts[i]);
	}
	if (v->n > 0 || v->state != FORMS_ANSWERED)
		return v->n > 0;
	if (q->type == FORMS_NUMBER)
		buf_printf(out, "%.15g", v->number);
	else
		buf_puts(out, v->text != NULL ? v->text : "");
	return true;
}

bool
keep_is_unit(const struct forms_question *q, const struct forms_answer *v)
{
	/* where people live is not a comment */
	return q->type == FORMS_TEXT && v->state == FORMS_ANSWERED &&
	    v->text != NULL && q->format != FORMS_ADDRESS;
}

static bool
keep_answers(struct keep *k, int64_t id, const struct forms_answers *as,
    struct err *e)
{
	struct buf text CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < as->form->n_fields; i++) {
		const struct forms_field *f = &as->form->fields[i];
		const struct forms_answer *v = &as->v[i];
		bool has = keep_plain(f->q, v, &text);

		stmt_int(&k->answer, 1, id);
		stmt_text(&k->answer, 2, f->id);
		stmt_text(&k->answer, 3, forms_state_name(v->state));
		stmt_text(&k->answer, 4, has ? buf_text(&text) : NULL);
		stmt_text(&k->answer, 5, v->write_in);
		if (!stmt_do(&k->answer, e))
			return false;
		if (!keep_is_unit(f->q, v))
			continue;
		stmt_int(&k->unit, 1, id);
		stmt_text(&k->unit, 2, f->id);
		stmt_text(&k->unit, 3, v->text);
		if (!stmt_do(&k->unit, e))
			return false;
	}
	return true;
}

/* As bound_read finds it again. */
static void
bind_row(struct keep *k, const struct keep_row *r, const char *flags)
{
	const struct store_meta *m = r->meta;
	const struct bound_row b = { r->epoch, r->token, r->seq, r->place,
	    r->reference, m->form, m->channel, m->lang, m->day, flags,
	    r->json, m->rehearsal };
	uint8_t salt[BOUND_SALT], digest[BOUND_DIGEST];

	seal_random(salt, sizeof(salt));
	bound_response(&b, salt, digest);
	bound_add(&k->sum[m->rehearsal], digest);
	stmt_int(&k->keep, 13, k->step);
	stmt_blob(&k->keep, 14, salt, sizeof(salt));
	stmt_blob(&k->keep, 15, digest, sizeof(digest));
}

static bool
keep_row(struct keep *k, const struct keep_row *r, struct err *e)
{
	const struct store_meta *m = r->meta;
	struct buf flags CLEAN(buf_free) = { 0 };

	flags_text(m->flags, &flags);
	stmt_blob(&k->keep, 1, r->epoch.p, r->epoch.n);
	stmt_int(&k->keep, 2, r->seq);
	stmt_int(&k->keep, 3, r->place);
	stmt_text(&k->keep, 4, r->reference);
	stmt_text(&k->keep, 5, m->form);
	stmt_text(&k->keep, 6, m->channel);
	stmt_text(&k->keep, 7, m->lang);
	stmt_text(&k->keep, 8, m->day);
	stmt_int(&k->keep, 9, m->rehearsal);
	stmt_text(&k->keep, 10, r->json);
	if (r->token.n > 0)
		stmt_blob(&k->keep, 11, r->token.p, r->token.n);
	else
		stmt_null(&k->keep, 11);
	stmt_text(&k->keep, 12, buf_text(&flags));
	bind_row(k, r, buf_text(&flags));
	return stmt_do(&k->keep, e);
}

bool
keep_response(struct keep *k, struct db *db, const struct keep_row *r,
    int64_t *id, struct err *e)
{
	if (!keep_row(k, r, e))
		return false;
	*id = sqlite3_last_insert_rowid(db->h);
	stmt_int(&k->sift, 1, *id);
	if (r->meta->flags != 0 && !stmt_do(&k->sift, e))
		return false;
	stmt_text(&k->newest, 1, r->reference);
	return stmt_do(&k->newest, e) && keep_answers(k, *id, r->answers, e);
}
