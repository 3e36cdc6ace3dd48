/* SPDX-License-Identifier: MIT
 *
 * mailing.c -- what the desk takes messages in with.
 */
#include "survey/mail/polling.h"
#include "survey/mailing.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 3,		/* seconds */
	AT_LEAST = 10 };	/* between two times that somebody has it read */

#define MAIL_FOLDER ".mail-"

/* Staff wait for it: not for long, while others take in many. */
static bool
take_reader(struct mailing *m, struct err *e)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += PATIENCE;
	return pthread_mutex_timedlock(&m->lock, &until) == 0 || err_set(e,
	    ERR_BUSY, "somebody else is taking messages in just now: try again "
	    "in a minute");
}

/* ---- a file that somebody chose ------------------------------------------------------ */

static bool
from_file(struct mail_take *t, const char *path, struct err *e)
{
	struct mail_source *s = NULL;
	struct mail_wants wants = { 0 };
	bool ok;

	ok = mail_source_open(&s, path, &wants, e) &&
	    mail_take_source(t, s, e);
	mail_source_close(s);
	return ok;
}

/* Programs that read some of these want a file: it is there for a moment, beside the
 * case store and for nobody else. */
static bool
through_file(const struct mailing *m, struct mail_take *t, const char *name,
    struct str bytes, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	char *dir = arena_printf(&a, "%s/" MAIL_FOLDER "XXXXXX", m->dir);
	const char *path, *dot = strrchr(name, '.');
	bool ok;

	if (mkdtemp(dir) == NULL)
		return err_set(e, ERR_IO, "%s: no folder can be made there",
		    dir);
	path = arena_printf(&a, "%s/message%s", dir, dot != NULL ? dot : "");
	ok = file_write(path, bytes.p, bytes.n, 0600, e) &&
	    from_file(t, path, e);
	unlink(path);
	rmdir(dir);
	return ok;
}

static struct mail_take
own_take(struct mailing *m, struct arena *a, const char *by)
{
	return (struct mail_take){ .path = path_join(a, m->dir, "cases.db"),
	    .to = m->to, .reader = m->own, .by = by };
}

static bool
take_file(void *arg, const char *name, struct str bytes, const char *by,
    struct desk_taken *did, struct err *e)
{
	struct mailing *m = arg;
	struct arena a CLEAN(arena_free) = { 0 };
	struct mail_take t = own_take(m, &a, by);
	bool ok;

	t.as = "desk";
	if (!take_reader(m, e))
		return false;
	ok = through_file(m, &t, name, bytes, e);
	pthread_mutex_unlock(&m->lock);
	mail_take_end(&t);
	did->kept += t.took.kept;
	did->already += t.took.already;
	return ok;
}

static bool
take_letter(void *arg, const char *name, struct str bytes, int64_t received,
    const char *by, struct desk_taken *did, struct err *e)
{
	struct mailing *m = arg;
	struct arena a CLEAN(arena_free) = { 0 };
	struct mail_take t = own_take(m, &a, by);
	struct mail_letter_took l;
	bool ok;

	if (!take_reader(m, e))
		return false;
	ok = mail_take_letter(&t, name, bytes, received, &l, e);
	pthread_mutex_unlock(&m->lock);
	mail_take_end(&t);
	if (ok) {
		did->kept += !l.already;
		did->already += l.already;
		did->repeats += l.same != 0;
	}
	return ok;
}

static bool
open_one(void *arg, struct cases *c, int64_t id, struct buf *raw,
    struct err *e)
{
	struct mailing *m = arg;

	return message_open(c, id, &m->fetching->key, raw, e);
}

/* ---- now and then ------------------------------------------------------------------------ */

/* The form that people answer may have been published again. */
static void
look_at_form(struct mailing *m)
{
	struct arena a = { 0 };
	struct forms_form *form;
	struct mail_forms forms;
	struct err ignored = { 0 };

	if (!forms_load_published(&a, m->dir, NULL, &form, &ignored) ||
	    (m->form != NULL && strcmp(m->form->hash, form->hash) == 0) ||
	    !mail_forms(&a, m->dir, form, &forms, &ignored)) {
		arena_free(&a);
		return;
	}
	arena_free(&m->a);
	m->a = a;
	m->form = form;
	m->forms = forms;
}

/* The first that is passed over is named, and how many there are. */
static void
passed_over(void *arg, bool lost, const char *words)
{
	struct mail_take *t = arg;
	struct mailing *m = t->arg;

	if (lost && m->box.passed++ == 0)
		snprintf(m->box.over, sizeof(m->box.over), "%s", words);
}

static bool
fetch(struct mailing *m, const struct forms_settings *settings,
    struct mail_take *t, struct err *e)
{
	struct mail_wants wants = { .had = mail_take_had, .say = passed_over,
	    .arg = t, .stop = &m->stop };
	struct mail_source *s = NULL;
	bool ok;

	m->box.passed = 0;
	ok = mail_polling_open(&s, settings, m->keys, &wants, e) &&
	    (s == NULL || mail_take_source(t, s, e));
	mail_source_close(s);
	return ok;
}

/* How it went is in m->box.  Whoever writes to the store meanwhile, and a desk
 * that stops, are no fault of the mailbox. */
static void
read_mailbox(struct mailing *m, struct mail_take *t)
{
	int64_t now = now_seconds();
	struct place p = { .dir = m->dir };
	struct err e = { 0 };
	bool ok;

	/* the settings may have changed */
	if (!place_open(&p, m->dir, &e)) {
		m->box = (struct desk_mailbox){ 0 };
		return;
	}
	m->box.named = p.settings->mailbox[0] != '\0';
	ok = fetch(m, p.settings, t, &e);
	place_close(&p);
	if (!ok && e.code == ERR_BUSY)
		return;
	mail_pace_did(&m->pace, now, ok);
	if (ok)
		m->box.at = now;
	m->box.next = m->pace.next;
	snprintf(m->box.failed, sizeof(m->box.failed), "%s", ok ? "" : e.msg);
}

static bool
is_due(struct mailing *m, bool asked)
{
	int64_t now = now_seconds();

	if (!asked || now < m->asked + AT_LEAST)
		return mail_pace_due(&m->pace, now);
	m->asked = now;
	return true;
}

static bool
poll(void *arg, bool now, struct desk_mailbox *box, struct err *e)
{
	struct mailing *m = arg;
	struct arena a CLEAN(arena_free) = { 0 };
	struct mail_take t = { .path = path_join(&a, m->dir, "cases.db"),
	    .to = m->to, .reader = m->reader, .forms = &m->forms, .by = "earshot",
	    .looked = &m->looked, .stop = &m->stop, .arg = m };
	bool ok;

	look_at_form(m);
	/* what is here does not wait for a server */
	ok = !file_exists(t.path) || mail_take_open(&t, &m->fetching->key, e);
	if (is_due(m, now)) {
		read_mailbox(m, &t);
		if (ok && t.took.kept > 0)
			ok = mail_take_open(&t, &m->fetching->key, e);
	}
	mail_take_end(&t);
	*box = m->box;
	return ok;
}

/* ---- as long as the desk runs ------------------------------------------------------------- */

/* What was left when the machine stopped in the middle. */
static void
sweep(const char *dir)
{
	struct arena a CLEAN(arena_free) = { 0 };
	glob_t g = { 0 };
	size_t i;

	if (glob(arena_printf(&a, "%s/" MAIL_FOLDER "*" "/message*", dir), 0,
	    NULL, &g) == 0)
		for (i = 0; i < g.gl_pathc; i++)
			unlink(g.gl_pathv[i]);
	globfree(&g);
	if (glob(arena_printf(&a, "%s/" MAIL_FOLDER "*", dir), 0, NULL,
	    &g) == 0)
		for (i = 0; i < g.gl_pathc; i++)
			rmdir(g.gl_pathv[i]);
	globfree(&g);
}

bool
mailing_start(struct mailing *m, const char *dir, struct err *e)
{
	*m = (struct mailing){ .dir = dir };
	sweep(dir);
	pthread_mutex_init(&m->lock, NULL);
	return mail_reader_open(&m->reader, NULL, e) &&
	    mail_reader_open(&m->own, &(struct mail_limits){ .children = 1 },
	    e);
}

void
mailing_open(struct mailing *m, const struct fetching *f,
    const struct desk_source *source, struct desk_mail *mail)
{
	struct place p = { .dir = m->dir };
	struct err e = { 0 };

	m->fetching = f;
	*mail = (struct desk_mail){ .file = take_file, .letter = take_letter,
	    .open = open_one, .poll = poll, .arg = m };
	if (source->why_not != NULL)
		mail->why_not = source->why_not;
	else if (!place_public_keys(&p, m->to, &e)) {
		snprintf(m->why, sizeof(m->why), "%s", e.msg);
		mail->why_not = m->why;
	}
	snprintf(m->keys, sizeof(m->keys), "%s", place_secret_path(&p.a,
	    m->dir, ""));
	arena_free(&p.a);
}

void
mailing_stop(struct mailing *m)
{
	atomic_store(&m->stop, true);
}

void
mailing_close(struct mailing *m)
{
	mail_reader_close(m->reader);
	mail_reader_close(m->own);
	mail_looked_free(&m->looked);
	arena_free(&m->a);
	pthread_mutex_destroy(&m->lock);
}
