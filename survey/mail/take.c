/* SPDX-License-Identifier: MIT
 *
 * take.c -- what was kept is opened, and compared with what came before.
 */
#include "survey/mail/take_in.h"

#include <stdlib.h>

/* ---- the store -------------------------------------------------------------------------- */

bool
take_store_begin(struct mail_take *t, struct cases **c, struct err *e)
{
	*c = t->c;
	return t->c != NULL || cases_open(c, t->path, DB_CREATE, e);
}

void
take_store_end(struct mail_take *t, struct cases *c)
{
	if (t->c == NULL)
		cases_close(c);
}

/* To read, for as long as it goes on. */
static struct cases *
store_looks(struct mail_take *t, struct err *e)
{
	struct cases *c;

	if (t->c != NULL)
		return t->c;
	if (t->looks == NULL && take_store_begin(t, &c, e)) {
		take_store_end(t, c);		/* now it is there */
		if (!cases_open(&t->looks, t->path, DB_READ, e))
			t->looks = NULL;
	}
	return t->looks;
}

void
mail_take_end(struct mail_take *t)
{
	cases_close(t->looks);
	t->looks = NULL;
}

bool
mail_take_had(void *take, const char *source, const char *place)
{
	struct mail_take *t = take;
	struct err ignored = { 0 };
	struct cases *c = store_looks(t, &ignored);
	bool had;

	return c != NULL && messages_had(c, source, place, &had, &ignored) &&
	    had;
}

/* ---- what is attached ------------------------------------------------------------------- */

enum { TOGETHER = 64 };

/* Some that are opened together, and kept together when all were read. */
struct opening {
	struct mail_take *t;
	struct arena	 a;
	struct buf	 raw[TOGETHER];
	int64_t		 ids[TOGETHER];
	struct message_read v[TOGETHER];
	size_t		 n;
};

static void
opening_clear(struct opening *o)
{
	size_t i;

	mail_reader_drop(o->t->reader);	/* nothing, unless something failed */
	for (i = 0; i < o->n; i++) {
		seal_wipe(o->raw[i].p, o->raw[i].n);
		buf_free(&o->raw[i]);
	}
	arena_free(&o->a);
	o->n = 0;
}

static bool
was_opened(void *arg, struct str raw, void *what,
    const struct mail_reading *r, struct str json, struct err *e)
{
	struct opening *o = arg;
	struct buf *b = what;

	(void)raw, (void)e;
	o->t->took.opened++;
	take_as(&o->a, r, json, true, &o->v[b - o->raw]);
	return true;
}

static bool
open_one(struct opening *o, const struct message *m, struct cases *c,
    const struct seal_secret *key, struct err *e)
{
	struct buf *b = &o->raw[o->n];
	struct message_read *v = &o->v[o->n];

	o->ids[o->n++] = m->id;
	*b = (struct buf){ 0 };
	if (!message_open(c, m->id, key, b, e)) {
		if (e->code != ERR_DB)
			return false;
		/* this one alone: the others go on */
		*v = (struct message_read){ .reading = str_of(m->reading),
		    .state = MESSAGE_HAND, .why = arena_printf(&o->a, "it "
		    "cannot be opened: %s", e->msg) };
		*e = (struct err){ 0 };
		return true;
	}
	return mail_read_held(o->t->reader,
	    (struct str){ buf_text(b), b->n }, true, b, was_opened, o, e);
}

static bool
opening_keep(struct opening *o, struct err *e)
{
	struct mail_take *t = o->t;
	struct cases *c;
	bool ok;

	if (!mail_read_wait(t->reader, e) || !take_store_begin(t, &c, e))
		return false;
	ok = messages_were_read(c, o->ids, o->v, o->n, e);
	take_store_end(t, c);
	if (ok && t->tell != NULL && o->n > 0)
		t->tell(t->arg, &t->took, NULL);
	return ok;
}

/* Those after *after: *n of them. */
static bool
open_some(struct mail_take *t, const struct seal_secret *key, int64_t *after,
    size_t *n, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct cases *c = store_looks(t, e);
	struct opening *o;
	struct message *v;
	bool ok = true;
	size_t i;

	if (c == NULL || !message_list(&a, c, MESSAGE_UNREAD, *after,
	    TOGETHER, &v, n, e))
		return false;
	if ((o = calloc(1, sizeof(*o))) == NULL)
		return err_set(e, ERR_IO, "there is no memory left");
	o->t = t;
	for (i = 0; ok && i < *n; i++) {
		*after = v[i].id;
		ok = !v[i].sealed || open_one(o, &v[i], c, key, e);
	}
	ok = ok && opening_keep(o, e);
	opening_clear(o);
	free(o);
	return ok;
}

static bool
open_all(struct mail_take *t, const struct seal_secret *key, struct err *e)
{
	int64_t after = 0;
	size_t n;

	do {
		if (!open_some(t, key, &after, &n, e))
			return false;
	} while (n > 0);
	return true;
}

/* ---- repeats ---------------------------------------------------------------------------- */

/* What one says, as it was read. */
static bool
said(struct mail_take *t, struct arena *a, int64_t id, struct message *m,
    struct buf *out, bool *filled, struct err *e)
{
	struct cases *c = store_looks(t, e);
	struct mail_reading r;
	bool found;

	buf_clear(out);
	*filled = false;
	if (c == NULL || !message_find(a, c, id, m, &found, e))
		return false;
	if (!found || *m->reading == '\0')
		return true;
	if (!mail_reading_parse(a, str_of(m->reading), &r, e))
		return false;
	*filled = mail_questionnaires(&r) > 0;
	return mail_said(a, t->form, &r, out, e);
}

/* Only what counts, or may come to count, is repeated. */
static bool
may_be_first(const struct message *m, int64_t id)
{
	return m->id != id && (m->state == MESSAGE_CONFIRM ||
	    m->state == MESSAGE_HAND || m->state == MESSAGE_DONE);
}

/* Boxes that differ are another answer, however much is the same. */
static bool
alike(struct arena *a, const struct buf *x, const struct buf *y, bool exactly)
{
	if (exactly)
		return x->n == y->n && memcmp(x->p, y->p, x->n) == 0;
	return mail_alike(a, (struct str){ x->p, x->n }, (struct str){ y->p,
	    y->n }) >= MAIL_REPEAT;
}

/* One that this one repeats, or 0. */
static bool
repeated(struct mail_take *t, int64_t id, int64_t *same, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf mine CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	struct buf other CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	struct cases *c = store_looks(t, e);
	const char *address;
	struct message was, whole;
	int64_t *ids;
	bool filled;
	size_t n, i;

	*same = 0;
	if (c == NULL || !said(t, &a, id, &whole, &mine, &filled, e) ||
	    !message_address(&a, c, id, &address, e) || !message_alike(&a, c,
	    address, whole.mail_id, id, &ids, &n, e))
		return false;
	for (i = 0; i < n && mine.n > 0; i++) {
		bool too;

		if (!said(t, &a, ids[i], &was, &other, &too, e))
			return false;
		if (!may_be_first(&was, id) || other.n == 0 || !alike(&a,
		    &mine, &other, filled || too))
			continue;
		*same = was.id;
		break;
	}
	return true;
}

static bool
link_one(struct mail_take *t, int64_t id, int64_t same, struct err *e)
{
	struct cases *c;
	bool ok;

	if (!take_store_begin(t, &c, e))
		return false;
	ok = message_repeats(c, id, same, "nearly the same words from the "
	    "same sender", e);
	take_store_end(t, c);
	t->took.repeats += ok;
	return ok;
}

static bool
look_all(struct mail_take *t, struct err *e)
{
	struct cases *c = store_looks(t, e);
	int64_t after = 0, same, *ids;
	size_t n, i;

	if (c == NULL)
		return false;
	do {
		struct arena a CLEAN(arena_free) = { 0 };

		if (!message_suspects(&a, c, after, 500, &ids, &n, e))
			return false;
		for (i = 0; i < n; i++) {
			after = ids[i];
			if (!repeated(t, ids[i], &same, e) || (same != 0 &&
			    !link_one(t, ids[i], same, e)))
				return false;
		}
	} while (n > 0);
	return true;
}

bool
mail_take_open(struct mail_take *t, const struct seal_secret *key,
    struct err *e)
{
	return (key == NULL || open_all(t, key, e)) && look_all(t, e) &&
	    message_counts(store_looks(t, e), t->took.state, e);
}
