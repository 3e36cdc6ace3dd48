/* SPDX-License-Identifier: MIT
 *
 * draft.c -- answers on the way, sealed under a key that only the
 * respondent's cookie holds.
 *
 * The cookie is 16 random bytes.  The draft's name in the store and its key
 * are two different hashes of them, so the server keeps nothing that opens
 * what it keeps.  Inside the seal: a line about the way so far, then the
 * answers as store_encode writes them.
 */
#include "survey/site/private.h"

#include <stdio.h>
#include <stdlib.h>

static void
derive(uint8_t out[32], const uint8_t secret[SECRET_SIZE], const char *what)
{
	seal_hash(out, secret, SECRET_SIZE, what, strlen(what));
}

void
draft_keys(struct draft *d, const uint8_t secret[SECRET_SIZE])
{
	uint8_t token[32];

	memcpy(d->secret, secret, SECRET_SIZE);
	derive(d->id, secret, "earshot draft id");
	derive(d->key, secret, "earshot draft key");
	derive(token, secret, "earshot draft form");
	hex_put(d->token, token, 16);
}

const char *
draft_cookie_name(const struct site *s)
{
	/* The prefix makes browsers refuse it from anyone but this host. */
	return s->opt.https ? "__Host-earshot" : "earshot";
}

int64_t
draft_expires(const struct visit *v)
{
	const struct forms_settings *s = v->site->settings;
	int64_t least = v->now + DRAFT_HOURS * 3600;
	int64_t close = s->has_dates && !v->site->opt.rehearsal ?
	    s->closes + GRACE_SECONDS : least;

	return close > least ? close : least;
}

int64_t
draft_until(const struct visit *v)
{
	const struct forms_settings *s = v->site->settings;

	return s->has_dates && !v->site->opt.rehearsal ?
	    s->closes + GRACE_SECONDS : draft_expires(v);
}

void
draft_cookie(struct visit *v)
{
	char value[4 * (SECRET_SIZE + 2) / 3 + 1];

	b64_put(value, v->draft.secret, SECRET_SIZE);
	v->out->cookie = arena_printf(v->a,
	    "%s=%s; Path=%s/; Max-Age=%lld; HttpOnly; SameSite=Lax%s",
	    draft_cookie_name(v->site), value, base_of(v),
	    (long long)(draft_expires(v) - v->now),
	    v->site->opt.https ? "; Secure" : "");
}

void
draft_renew(struct visit *v)
{
	if (v->has_draft && !v->draft.sent &&
	    v->site->settings->n_closed > 0)
		draft_cookie(v);
}

/* Now and then, drafts that nobody came back to are dropped. */
void
draft_sweep(struct visit *v)
{
	int64_t last = v->site->swept;
	struct err e = { 0 };
	size_t n;

	/* A rehearsal's clock is made up: it must drop nobody's answers. */
	if (v->site->opt.rehearsal || v->now - last < 600 ||
	    !atomic_compare_exchange_strong(&v->site->swept, &last, v->now))
		return;
	if (!amended_drafts(v, &e) ||
	    !intake_drafts_expire(v->site->intake, v->now, &n, &e))
		fprintf(stderr, "earshot: old drafts stay for now: %s\n",
		    e.msg);
}

uint64_t
draft_seed(const struct visit *v)
{
	uint64_t seed = 0;

	memcpy(&seed, v->draft.id, sizeof(seed));
	return seed;
}

void
draft_start(struct visit *v)
{
	uint8_t secret[SECRET_SIZE];

	v->draft = (struct draft){ .started = v->now };
	seal_random(secret, sizeof(secret));
	draft_keys(&v->draft, secret);
	v->draft.done = arena_array(v->a, bool, v->form->n_pages);
	v->draft.typed = arena_array(v->a, bool, v->form->n_pages);
	forms_answers_init(&v->draft.answers, v->a, v->form);
	forms_route(&v->draft.answers);
	v->has_draft = true;
	draft_cookie(v);
}

/* ---- as bytes -------------------------------------------------------- */

/* "2 STARTED EQUALITY PAGES.", each page "1" when it is filled in, "2" when
 * typed.c keeps something of it (then it is not), else "0"; with "s" for the stop where the way was stopped
 * before its end, and "n" after it while its author is to be told that the form
 * was corrected; or "2 sent REFERENCE .ASKED" and then what was sent: ASKED has "w" when it was
 * withdrawn (and nothing follows), "e" when the answers about equality are not
 * to be used, "o" when they want to know the outcome.  Rows from before that
 * was kept end after REFERENCE. */
static void
put_line(const struct visit *v, struct buf *b)
{
	const struct draft *d = &v->draft;
	size_t i;

	buf_printf(b, "2 %lld %c ", (long long)d->started,
	    "-yn"[d->equality]);
	for (i = 0; i < v->form->n_pages; i++)
		buf_puts(b, d->typed[i] ? "2" : !d->done[i] ? "0" :
		    d->linked && &v->form->pages[i] == v->form->edition->page ?
		    "3" : "1");
	buf_puts(b, d->stopped ? "s" : ".");
	buf_puts(b, d->brought ? "n\n" : "\n");
}

static void
seal(const struct visit *v, const struct buf *plain, struct buf *out)
{
	seal_box(v->draft.key, v->draft.id, sizeof(v->draft.id),
	    buf_text(plain), plain->n, out);
}

void
draft_meta(const struct visit *v, struct store_meta *m)
{
	*m = (struct store_meta){ .rehearsal = v->site->opt.rehearsal };
	snprintf(m->form, sizeof(m->form), "%s", v->site->form->hash);
	snprintf(m->channel, sizeof(m->channel), "online");
	snprintf(m->lang, sizeof(m->lang), "%s",
	    locale_tag(v->language->words));
	if (v->language->catalogue != NULL)
		snprintf(m->catalogue, sizeof(m->catalogue), "%s",
		    v->language->catalogue);
	date_text(uk_date(v->now), m->day);
	m->flags = v->draft.flags;
	m->n_seen = v->draft.n_seen;
	memcpy(m->seen, v->draft.seen, sizeof(m->seen));
}

void
draft_encode(struct visit *v, struct buf *plain)
{
	struct store_meta m;

	draft_meta(v, &m);
	store_encode(&v->draft.answers, &m, plain);
}

/* ---- kept before it is acknowledged ------------------------------------ */

struct gone { uint8_t id[32]; struct gone *next; };
struct keeping {
	struct intake_later *later;
	struct str	 plain;
	struct intake	*in;
	struct gone	*gone;		/* rows that go once it is kept */
};

static bool
drop_row(struct intake *in, const uint8_t id[32])
{
	struct err e = { 0 };

	if (intake_draft_drop(in, id, &e))
		return true;
	fprintf(stderr, "earshot: part of a draft stays until it expires: "
	    "%s\n", e.msg);
	return false;
}

static void
keeping_start(void *self, void (*done)(void *), void *arg)
{
	struct keeping *k = self;

	intake_later_start(k->later, done, arg);
}

static bool
keeping_kept(void *self, struct err *e)
{
	struct keeping *k = self;
	const struct gone *g;

	seal_wipe((void *)(uintptr_t)k->plain.p, k->plain.n);
	if (!intake_later_kept(k->later, e))
		return false;
	for (g = k->gone; g != NULL; g = g->next)
		if (!drop_row(k->in, g->id))
			break;
	return true;
}

void
keep_then_drop(struct visit *v, const uint8_t id[32])
{
	struct keeping *k = v->out->wait.self;
	struct gone *g;

	if (k == NULL) {
		drop_row(v->site->intake, id);
		return;
	}
	g = arena_new(v->a, struct gone);
	memcpy(g->id, id, sizeof(g->id));
	g->next = k->gone;
	k->gone = g;
}

bool
keep_later(struct visit *v, struct intake_later *l, struct str plain)
{
	struct keeping *k;

	if (l == NULL)
		return false;
	if (v->out->wait.self != NULL)
		abort();	/* two writes for one request: our fault */
	k = arena_new(v->a, struct keeping);
	*k = (struct keeping){ l, plain, v->site->intake, NULL };
	v->out->wait = (struct http_wait){ keeping_start, keeping_kept, k };
	return true;
}

static bool
put(struct visit *v, struct str sealed, struct err *e)
{
	if (!v->r->may_wait)
		return intake_draft_put(v->site->intake, v->draft.id, sealed,
		    draft_expires(v), e);
	sealed.p = arena_strn(v->a, sealed.p, sealed.n);
	return keep_later(v, intake_draft_later(v->a, v->site->intake,
	    v->draft.id, sealed, draft_expires(v), e), (struct str){ 0 });
}

bool
draft_save(struct visit *v, struct err *e)
{
	struct buf plain CLEAN(buf_free) = { 0 };
	struct buf sealed CLEAN(buf_free) = { 0 };
	bool ok;

	if (v->r->unkept != NULL) {
		*e = *v->r->unkept;
		return false;
	}

	put_line(v, &plain);
	draft_encode(v, &plain);
	seal(v, &plain, &sealed);
	ok = put(v, (struct str){ sealed.p, sealed.n }, e);
	if (ok)
		draft_cookie(v);
	seal_wipe(plain.p, plain.n);
	return ok;
}

bool
draft_readable(struct visit *v)
{
	struct buf plain CLEAN(buf_free) = { 0 };
	struct forms_answers as;
	struct store_meta m;
	struct err ignored;

	draft_encode(v, &plain);
	return store_decode(v->a, (struct str){ plain.p, plain.n }, v->form,
	    &as, &m, &ignored);
}

void
draft_receipt(const struct visit *v, const char *reference,
    struct str sent, struct buf *sealed)
{
	struct buf plain CLEAN(buf_free) = { 0 };
	const struct draft *d = &v->draft;

	buf_printf(&plain, "2 sent %s .%s%s%s\n", reference,
	    d->withdrawn ? "w" : "", d->no_equality ? "e" : "",
	    d->outcome ? "o" : "");
	buf_put(&plain, sent.p, sent.n);
	seal(v, &plain, sealed);
	seal_wipe(plain.p, plain.n);
}

int64_t
receipt_expires(const struct visit *v)
{
	const struct forms_settings *s = v->site->settings;
	int64_t from = s->has_dates && !v->site->opt.rehearsal &&
	    s->closes > v->now ? s->closes : v->now;

	/* Looked at late, it does not last longer for that. */
	if (s->has_dates && !v->site->opt.rehearsal &&
	    v->now >= s->closes + GRACE_SECONDS)
		from = s->closes;
	return from + (int64_t)s->receipt_days * 86400;
}

/* The next word of *s, up to a space or the end of the line. */
static struct str
word(struct str *s)
{
	struct str w = *s;
	size_t n = 0;

	while (n < s->n && s->p[n] != ' ' && s->p[n] != '\n')
		n++;
	w.n = n;
	if (n < s->n)
		n++;
	s->p += n;
	s->n -= n;
	return w;
}

static bool
take_line(struct visit *v, struct str *s, struct str *done)
{
	struct draft *d = &v->draft;
	struct str version = word(s), started = word(s), equality = word(s);

	if (!str_is(version, "2"))
		return false;
	d->sent = str_is(started, "sent");
	if (d->sent && equality.n == REFERENCE_SIZE - 1)
		memcpy(d->reference, equality.p, equality.n);
	if (d->sent) {
		*done = word(s);
		return equality.n == REFERENCE_SIZE - 1;
	}
	*done = word(s);
	d->started = strtoll(arena_strn(v->a, started.p, started.n), NULL, 10);
	d->equality = str_is(equality, "y") ? EQUALITY_YES :
	    str_is(equality, "n") ? EQUALITY_SKIP : EQUALITY_OPEN;
	return true;
}

static bool
take_done(struct visit *v, struct str done)
{
	struct draft *d = &v->draft;
	size_t i, n = v->form->n_pages;

	if (done.n < n + 1 || done.n > n + 2)
		return false;
	d->done = arena_array(v->a, bool, n);
	d->typed = arena_array(v->a, bool, n);
	for (i = 0; i < n; i++) {
		d->linked = d->linked || done.p[i] == '3';
		d->done[i] = done.p[i] == '1' || done.p[i] == '3';
		d->typed[i] = done.p[i] == '2';
	}
	d->stopped = done.p[n] == 's';
	if (done.n == n + 2 && d->n_seen > 0)
		d->older = forms_earlier_of(v->site->form,
		    d->seen[d->n_seen - 1]);
	return true;
}

static bool
has_sign(struct str s, char sign)
{
	return s.n > 0 && memchr(s.p, sign, s.n) != NULL;
}

/* What was sent, as far as it is there and can be shown: a receipt stays one,
 * whatever version it is of. */
static void
take_sent(struct visit *v, struct str asked, struct str json)
{
	struct draft *d = &v->draft;
	struct err e = { 0 };

	d->withdrawn = has_sign(asked, 'w');
	d->no_equality = has_sign(asked, 'e');
	d->outcome = has_sign(asked, 'o');
	d->done = arena_array(v->a, bool, v->form->n_pages);
	d->typed = arena_array(v->a, bool, v->form->n_pages);
	forms_answers_init(&d->answers, v->a, v->form);
	json.p = arena_strn(v->a, json.p, json.n);
	d->json = json;
	if (d->withdrawn || json.n == 0 ||
	    !store_decode_meta(json, &d->meta, &e))
		return;
	d->kept = strcmp(d->meta.form, v->site->form->hash) == 0 ?
	    store_decode(v->a, json, v->form, &d->answers, &d->meta, &e) :
	    older_sent(v, d->meta.form, json);
}

static bool
take(struct visit *v, const struct buf *plain)
{
	struct str s = { plain->p, plain->n }, done;
	struct draft *d = &v->draft;
	struct store_meta m;
	struct err e = { 0 };
	bool current;

	if (!take_line(v, &s, &done))
		return false;
	if (d->sent) {
		take_sent(v, done, s);
		return true;
	}
	/* It is nearly always of this version: read once. */
	current = store_decode(v->a, s, v->form, &d->answers, &m, &e);
	if (!current && !store_decode_meta(s, &m, &e))
		return false;
	d->flags = m.flags;
	d->n_seen = m.n_seen;
	memcpy(d->seen, m.seen, sizeof(d->seen));
	if (strcmp(m.form, v->site->form->hash) == 0)
		return current && take_done(v, done);
	return older_take(v, &m, done, (struct str){ arena_strn(v->a, s.p,
	    s.n), s.n });
}

static bool
cookie_secret(const struct visit *v, uint8_t secret[SECRET_SIZE])
{
	const char *value = http_value(&v->r->cookies,
	    draft_cookie_name(v->site));

	return value != NULL && b64_get(secret, SECRET_SIZE, str_of(value));
}

/* Fills v->draft from what is kept under secret, if anything is. */
static bool
load(struct visit *v, const uint8_t secret[SECRET_SIZE], struct err *e)
{
	struct buf sealed CLEAN(buf_free) = { 0 };
	struct buf plain CLEAN(buf_free) = { 0 };
	struct err ignored = { 0 };
	bool found;

	v->has_draft = false;
	draft_keys(&v->draft, secret);
	if (!intake_draft_get(v->site->intake, v->draft.id, v->now, &sealed,
	    &found, e))
		return false;
	if (!found || !seal_unbox(v->draft.key, v->draft.id,
	    sizeof(v->draft.id), (struct str){ sealed.p, sealed.n }, &plain,
	    &ignored))
		return true;
	v->has_draft = take(v, &plain);
	seal_wipe(plain.p, plain.n);
	return true;
}

bool
draft_load(struct visit *v, struct err *e)
{
	uint8_t secret[SECRET_SIZE];

	v->has_draft = false;
	return !cookie_secret(v, secret) || load(v, secret, e);
}

bool
draft_open(struct visit *v, const uint8_t secret[SECRET_SIZE], bool *found,
    struct err *e)
{
	struct draft before = v->draft;
	bool had = v->has_draft, ok;

	v->draft = (struct draft){ 0 };
	ok = load(v, secret, e);
	*found = ok && v->has_draft;
	if (!*found) {
		v->draft = before;
		v->has_draft = had;
	}
	return ok;
}

void
draft_leave(struct visit *v)
{
	v->has_draft = false;
	v->out->cookie = arena_printf(v->a,
	    "%s=; Path=%s/; Max-Age=0; HttpOnly; SameSite=Lax%s",
	    draft_cookie_name(v->site), base_of(v),
	    v->site->opt.https ? "; Secure" : "");
}

void
draft_drop(struct visit *v)
{
	struct err e = { 0 };

	typed_drop_all(v);
	/* Without the cookie nobody can read it, even if it stays. */
	if (!intake_draft_drop(v->site->intake, v->draft.id, &e))
		fprintf(stderr, "earshot: a draft stays until it expires: "
		    "%s\n", e.msg);
	draft_leave(v);
}
