/* SPDX-License-Identifier: MIT
 *
 * tryout.c -- a link under which colleagues answer the draft.
 *
 * DIR/tryout is a small consultation of its own: a frozen definition, an
 * intake store, and keys that open nothing else.  So an answer from a try-out
 * can never be pulled into the real ones.  `link` holds the token of the one
 * link that works.
 */
#include "survey/desk/private.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TOKEN_BYTES = 12 };

static const char *
inside(struct desk_visit *v, const char *name)
{
	return path_join(v->a, path_join(v->a, v->desk->dir, "tryout"), name);
}

/* ---- its folder -------------------------------------------------- */

/* A pair of keys; the secret one goes to DIR/tryout.keys. */
static bool
make_key(struct desk_visit *v, const char *name, const char *secrets,
    struct err *e)
{
	struct seal_secret key;
	const char *pub = arena_printf(v->a, "keys/%s.pub", name);
	const char *secret = arena_printf(v->a, "%s.key", name);
	bool ok;

	if (file_exists(inside(v, pub)))
		return true;
	seal_keypair(&key);
	ok = seal_secret_write(path_join(v->a, secrets, secret),
	    "private key of a try-out", &key, e) &&
	    seal_public_write(inside(v, pub), "public key of a try-out",
	    &key.pub, e);
	seal_wipe(&key, sizeof(key));
	return ok;
}

static bool
make_folder(struct desk_visit *v, struct err *e)
{
	const char *dir = path_join(v->a, v->desk->dir, "tryout");
	const char *secrets = path_join(v->a, v->desk->dir, "tryout.keys");

	return dir_make(dir, 0700, e) && dir_make(secrets, 0700, e) &&
	    dir_make(inside(v, "keys"), 0755, e) &&
	    make_key(v, "analyst", secrets, e) &&
	    make_key(v, "recovery", secrets, e);
}

/* With the lock held. */
static bool
open_intake(struct desk_visit *v, struct err *e)
{
	struct seal_public to[SEAL_RECIPIENTS];

	if (v->desk->intake != NULL)
		return true;
	return make_folder(v, e) &&
	    seal_public_read(inside(v, "keys/analyst.pub"), &to[0], e) &&
	    seal_public_read(inside(v, "keys/recovery.pub"), &to[1], e) &&
	    intake_open(&v->desk->intake, inside(v, "intake.db"), DB_CREATE,
	    to, SEAL_RECIPIENTS, e);
}

/* ---- the link ---------------------------------------------------- */

/* *token is NULL when there is no link. */
static bool
read_link(struct desk_visit *v, const char **token, struct err *e)
{
	uint8_t raw[TOKEN_BYTES];
	struct str s;

	*token = NULL;
	if (!file_exists(inside(v, "link")))
		return true;
	if (!file_read(v->a, inside(v, "link"), 1024, &s, e))
		return false;
	while (s.n > 0 && s.p[s.n - 1] == '\n')
		s.n--;
	if (hex_get(raw, sizeof(raw), s))
		*token = arena_strn(v->a, s.p, s.n);
	return true;
}

/* What is frozen in DIR/tryout, open under its token; with the lock held. */
static bool
open_site(struct desk_visit *v, const char *token, struct err *e)
{
	struct shown *s = v->desk->tryout;

	if (s != NULL && strcmp(s->key, token) == 0)
		return true;
	shown_drop(s);
	v->desk->tryout = NULL;
	s = shown_frozen(v->desk, path_join(v->a, v->desk->dir, "tryout"), e);
	if (s == NULL)
		return false;
	snprintf(s->key, sizeof(s->key), "%s", token);
	s->base = arena_printf(&s->a, "/try/%s", token);
	if (!open_intake(v, e) || !v->desk->site->open(&s->a, v->desk->dir,
	    s->form, s->settings, v->desk->intake, s->base, &s->site, e)) {
		shown_drop(s);
		return false;
	}
	v->desk->tryout = s;
	return true;
}

struct shown *
tryout_find(struct desk_visit *v, const char *asked, struct err *e)
{
	struct shown *s = NULL;
	const char *token;

	if (!read_link(v, &token, e) || !token_equal(token, asked))
		return NULL;
	pthread_mutex_lock(&v->desk->lock);
	if (open_site(v, token, e)) {
		s = v->desk->tryout;
		s->users++;
	}
	pthread_mutex_unlock(&v->desk->lock);
	return s;
}

/* ---- what the desk does with it ---------------------------------- */

static bool
keep_settings(struct desk_visit *v, const struct shown *s, struct err *e)
{
	const struct forms_source *src = s->settings->source;

	if (src == NULL)
		return unlink(inside(v, "site.settings")) == 0 ||
		    errno == ENOENT || err_set(e, ERR_IO, "%s: %s",
		    inside(v, "site.settings"), strerror(errno));
	return file_write(inside(v, "site.settings"), src->text.p,
	    src->text.n, 0644, e);
}

bool
tryout_start(struct desk_visit *v, struct err *e)
{
	struct forms_diags d;
	struct shown *s = shown_check(v->desk, NULL, (struct str){ "", 0 },
	    &d, e);
	char token[2 * TOKEN_BYTES + 2];
	uint8_t raw[TOKEN_BYTES];
	bool ok;

	if (s == NULL)
		return false;
	if (s->form == NULL) {
		shown_drop(s);
		return err_set(e, ERR_INPUT, "There are mistakes in the files. "
		    "Mend them, and save, before colleagues try it.");
	}
	seal_random(raw, sizeof(raw));
	hex_put(token, raw, sizeof(raw));
	token[2 * TOKEN_BYTES] = '\n';
	pthread_mutex_lock(&v->desk->lock);
	ok = make_folder(v, e) && forms_publish(path_join(v->a, v->desk->dir,
	    "tryout"), s->form, e) && keep_settings(v, s, e) &&
	    file_write(inside(v, "link"), token, sizeof(token) - 1, 0600,
	    e);
	pthread_mutex_unlock(&v->desk->lock);
	shown_drop(s);
	return ok;
}

static bool
count(struct desk_visit *v, int64_t *n, struct err *e)
{
	struct intake_count c[16];
	size_t rows = LEN(c), i;

	*n = 0;
	if (!intake_counts(v->desk->intake, c, &rows, e))
		return false;
	for (i = 0; i < rows; i++)
		*n += c[i].n;
	return true;
}

/* The store, if there ever was one; *there false: no. */
static bool
store(struct desk_visit *v, bool *there, struct err *e)
{
	bool ok = true;

	pthread_mutex_lock(&v->desk->lock);
	*there = v->desk->intake != NULL ||
	    file_exists(inside(v, "intake.db"));
	if (*there)
		ok = open_intake(v, e);
	pthread_mutex_unlock(&v->desk->lock);
	return ok;
}

static bool
is_current(struct desk_visit *v, const char *token, struct err *e)
{
	struct forms_diags d;
	struct shown *tried = tryout_find(v, token, e), *now;
	bool same;

	if (tried == NULL)
		return false;
	now = shown_check(v->desk, NULL, (struct str){ "", 0 }, &d, e);
	same = now != NULL && now->form != NULL &&
	    strcmp(now->form->hash, tried->form->hash) == 0;
	shown_drop(tried);
	shown_drop(now);
	return same;
}

bool
tryout_state(struct desk_visit *v, struct tryout_state *t, struct err *e)
{
	const char *token;
	bool there;

	*t = (struct tryout_state){ .path = "" };
	if (!read_link(v, &token, e) || !store(v, &there, e))
		return false;
	if (there && !count(v, &t->answers, e))
		return false;
	if (token == NULL)
		return true;
	t->path = arena_printf(v->a, "/try/%s/en/", token);
	t->current = is_current(v, token, e);
	return true;
}

bool
tryout_delete(struct desk_visit *v, int64_t *answers, struct err *e)
{
	size_t drafts;
	bool there;

	*answers = 0;
	return store(v, &there, e) && (!there ||
	    (intake_remove_rehearsal(v->desk->intake, answers, e) &&
	    intake_drafts_expire(v->desk->intake, INT64_MAX, &drafts, e)));
}
