/* SPDX-License-Identifier: MIT
 *
 * take.c -- what was kept is opened, and compared with what came before.
 */
#include "survey/mail/take_in.h"

#include <stdlib.h>

/* ---- the store -------------------------------------------------------------------------- */

bool
take_store_begin(struct mail_take *t, bool bulk, struct cases **c,
    struct err *e)
{
	*c = t->c;
	return t->c != NULL || cases_open(c, t->path, bulk ? DB_CREATE_BULK :
	    DB_CREATE, e);
}

void
take_store_end(struct mail_take *t, struct cases *c)
{
	if (t->c == NULL)
		cases_close(c);
}

struct cases *
take_looks(struct mail_take *t, struct err *e)
{
	struct cases *c;

	if (t->c != NULL)
		return t->c;
	if (t->looks == NULL && take_store_begin(t, false, &c, e)) {
		take_store_end(t, c);		/* now it is there */
		if (!cases_open(&t->looks, t->path, DB_READ, e))
			t->looks = NULL;
	}
	return t->looks;
}

bool
take_goes_on(const struct mail_take *t, struct err *e)
{
	return t->stop == NULL || !atomic_load(t->stop) || err_set(e, ERR_BUSY,
	    "taking messages in was stopped; the next time it goes on from "
	    "there");
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
	struct cases *c = take_looks(t, &ignored);
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
	int64_t		 ids[TOGETHER], same[TOGETHER];
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
	take_as(&o->a, r, json, true, o->same[b - o->raw], &o->v[b - o->raw]);
	return true;
}

static bool
open_one(struct opening *o, const struct message *m, struct cases *c,
    const struct seal_secret *key, struct err *e)
{
	struct buf *b = &o->raw[o->n];
	struct message_read *v = &o->v[o->n];

	o->same[o->n] = m->same;
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

	if (!mail_read_wait(t->reader, e) || !take_store_begin(t, false, &c, e))
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
	struct cases *c = take_looks(t, e);
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
		if (!take_goes_on(t, e) || !open_some(t, key, &after, &n, e))
			return false;
	} while (n > 0);
	return true;
}

bool
mail_take_open(struct mail_take *t, const struct seal_secret *key,
    struct err *e)
{
	return (key == NULL || open_all(t, key, e)) && take_repeats(t, e) &&
	    message_counts(take_looks(t, e), t->took.state, e);
}
