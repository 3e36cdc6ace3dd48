/* SPDX-License-Identifier: MIT
 *
 * take.c -- messages are read by children and kept in groups: what came is on the
 * disk, sealed, before anything that is attached is opened.
 */
#include "survey/mail/take.h"

#include <stdlib.h>

enum { GROUP = 500, GROUP_BYTES = 24 << 20,
	TAKEN_MAX = 2 * MESSAGE_MAX };	/* a letter grows as it is coded */

/* ---- the store -------------------------------------------------------------------------- */

/* To write for a moment; given back by store_end. */
static bool
store_begin(struct mail_take *t, struct cases **c, struct err *e)
{
	*c = t->c;
	return t->c != NULL || cases_open(c, t->path, DB_CREATE, e);
}

static void
store_end(struct mail_take *t, struct cases *c)
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
	if (t->looks == NULL && store_begin(t, &c, e)) {
		store_end(t, c);		/* now it is there */
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

/* ---- a group --------------------------------------------------------------------------- */

/* One message on its way: raw is its own copy. */
struct item { struct buf raw; struct mail_at at; };
struct group {
	struct mail_take *t;
	struct arena	 a;
	struct item	 items[GROUP];
	struct message_new v[GROUP];
	size_t		 n, bytes;
	const char	*channel;
};

static void
group_clear(struct group *g)
{
	size_t i;

	mail_reader_drop(g->t->reader);	/* nothing, unless something failed */
	for (i = 0; i < g->n; i++) {
		seal_wipe(g->items[i].raw.p, g->items[i].raw.n);
		buf_free(&g->items[i].raw);
	}
	arena_free(&g->a);
	g->n = g->bytes = 0;
}

/* As it will be kept; r lives only until it returns. */
static bool
to_keep(struct arena *a, const struct mail_reading *r, bool deep,
    struct message_read *out, struct err *e)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)256 << 20 };

	if (!mail_reading_write(r, false, &b))
		return err_set(e, ERR_LIMIT, "a message says more than can be "
		    "kept");
	*out = (struct message_read){ .deep = deep, .reading = {
	    arena_strn(a, buf_text(&b), b.n), b.n } };
	mail_settle(a, r, deep, &out->state, &out->why);
	out->why = arena_str(a, out->why);
	return true;
}

static bool
was_read(void *arg, struct str raw, void *what, const struct mail_reading *r,
    struct str json, struct err *e)
{
	struct group *g = arg;
	struct item *i = what;
	struct message_new *m = &g->v[i - g->items];

	(void)raw, (void)json;		/* those live only until it returns */
	*m = (struct message_new){ .raw = { buf_text(&i->raw), i->raw.n },
	    .source = i->at.source,
	    .place = i->at.place, .channel = g->channel,
	    .received = i->at.received != 0 ? i->at.received : r->date,
	    .name = arena_str(&g->a, r->name),
	    .address = arena_str(&g->a, r->address),
	    .mail_id = arena_str(&g->a, r->id),
	    .thread = arena_str(&g->a, *r->root != '\0' ? r->root : r->id) };
	if (m->received == 0)
		m->received = now_seconds();
	return to_keep(&g->a, r, false, &m->read, e);
}

/* All of it, on the disk. */
static bool
group_store(struct group *g, struct err *e)
{
	struct cases *c;
	bool ok;

	if (!mail_read_wait(g->t->reader, e) || !store_begin(g->t, &c, e))
		return false;
	ok = messages_keep(c, g->v, g->n, g->t->to, g->t->by, e);
	store_end(g->t, c);
	return ok;
}

static bool
group_keep(struct group *g, struct mail_source *s, struct err *e)
{
	struct mail_take *t = g->t;
	bool ok;
	size_t i;

	ok = group_store(g, e) && mail_source_kept(s, e);
	for (i = 0; ok && i < g->n; i++) {
		t->took.already += g->v[i].already;
		t->took.kept += !g->v[i].already;
	}
	if (ok && t->tell != NULL)
		t->tell(t->arg, &t->took, s);
	group_clear(g);
	return ok;
}

static bool
group_add(struct group *g, struct str raw, const struct mail_at *at,
    struct err *e)
{
	struct item *i = &g->items[g->n++];

	g->v[i - g->items] = (struct message_new){ 0 };
	*i = (struct item){ .raw.max = TAKEN_MAX, .at = { .received = at->received,
	    .source = arena_str(&g->a, g->t->as != NULL ? g->t->as :
	    at->source), .place = arena_str(&g->a, at->place) } };
	if (g->t->as != NULL)		/* a file of that name may be another */
		i->at.place = arena_printf(&g->a, "%lld.%zu",
		    (long long)now_seconds(), g->n);
	buf_put(&i->raw, raw.p, raw.n);
	g->bytes += raw.n;
	if (!buf_ok(&i->raw))
		return err_set(e, ERR_LIMIT, "%s %s has %.1f MB: that is too "
		    "large to be kept", at->source, at->place,
		    (double)raw.n / 1e6);
	return mail_read(g->t->reader, (struct str){ buf_text(&i->raw),
	    i->raw.n }, false, i, was_read, g, e);
}

bool
mail_take_source(struct mail_take *t, struct mail_source *s, struct err *e)
{
	struct group *g = calloc(1, sizeof(*g));
	struct mail_at at;
	bool ok = true, more = true;
	struct str raw;

	if (g == NULL)
		return err_set(e, ERR_IO, "there is no memory left");
	g->t = t;
	g->channel = "email";
	while (ok && (ok = mail_source_next(s, &raw, &at, &more, e)) && more) {
		t->took.seen++;
		ok = group_add(g, raw, &at, e) && ((g->n < GROUP &&
		    g->bytes < GROUP_BYTES) || group_keep(g, s, e));
	}
	/* what was given before an error is kept as well */
	if (g->n > 0) {
		struct err late = { 0 };
		bool kept = group_keep(g, s, ok ? e : &late);

		ok = ok && kept;
	}
	group_clear(g);
	free(g);
	return ok;
}

bool
mail_take_letter(struct mail_take *t, const char *name, struct str bytes,
    int64_t received, int64_t *id, bool *already, struct err *e)
{
	struct group *g = calloc(1, sizeof(*g));
	struct buf raw CLEAN(buf_free) = { .max = 2 * MESSAGE_MAX };
	struct mail_at at = { .source = "letter", .place = name,
	    .received = received };
	bool ok;

	*id = 0;
	if (g == NULL)
		return err_set(e, ERR_IO, "there is no memory left");
	g->t = t;
	g->channel = "letter";
	ok = mail_letter(name, bytes, received, &raw, e) && group_add(g,
	    (struct str){ raw.p, raw.n }, &at, e) && group_store(g, e);
	if (ok) {
		*id = g->v[0].id;
		*already = g->v[0].already;
	}
	group_clear(g);
	free(g);
	return ok;
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

	(void)raw, (void)json;
	o->t->took.opened++;
	return to_keep(&o->a, r, true, &o->v[b - o->raw], e);
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
	return mail_read(o->t->reader,
	    (struct str){ buf_text(b), b->n }, true, b, was_opened, o, e);
}

static bool
opening_keep(struct opening *o, struct err *e)
{
	struct mail_take *t = o->t;
	struct cases *c;
	bool ok;

	if (!mail_read_wait(t->reader, e) || !store_begin(t, &c, e))
		return false;
	ok = messages_were_read(c, o->ids, o->v, o->n, e);
	store_end(t, c);
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

	if (!store_begin(t, &c, e))
		return false;
	ok = message_repeats(c, id, same, "nearly the same words from the "
	    "same sender", e);
	store_end(t, c);
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
