/* SPDX-License-Identifier: MIT
 *
 * source.c -- reads a source of email as an import does: prints each message's
 * place, SHA-256, size and time, and what was said about the rest.
 *
 *	mailsource [--secret FILE] [--token] [--ca FILE] [--kept FILE]
 *	    [--batch N] [--die POINT] [--bodies DIR]
 *	    [--pause FILE] WHAT
 *
 * --kept FILE is its store: what was committed, a line a message; those are not
 * stored again.  --batch N: commit after each N messages.  --die: kill -9 itself at a
 * point as tests/mail/die.c has it, or at "commit:N[:after]", around a commit.
 * --pause FILE: after its second message it waits until there is such a file.
 */
#include "survey/mail/mail.h"
#include "tests/mail/die.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *pause_file;

/* HURRY=N: its clock goes N times as fast. */
double __real_now_precise(void);
double __wrap_now_precise(void);

double
__wrap_now_precise(void)
{
	const char *hurry = getenv("HURRY");

	return __real_now_precise() * (hurry != NULL ? atof(hurry) : 1);
}

/* ---- its store --------------------------------------------------------- */

struct line { char *place, *hash; };
struct store {
	struct arena	 a;
	struct line	*kept, *new;
	size_t		 n, cap, n_new, cap_new;
	int		 fd;
};

static bool
had(void *arg, const char *source, const char *place)
{
	const struct store *s = arg;
	size_t i;

	(void)source;
	for (i = 0; i < s->n; i++)
		if (strcmp(s->kept[i].place, place) == 0)
			return true;
	return false;
}

static void
say(void *arg, bool lost, const char *words)
{
	(void)arg;
	fprintf(stderr, "%s: %s\n", lost ? "lost" : "said", words);
}

static void
load(struct store *s, const char *path)
{
	char place[4096], hash[65];
	FILE *f = fopen(path, "r");

	while (f != NULL && fscanf(f, "%4095[^\t]\t%64s\n", place, hash) == 2)
		*arena_push(&s->a, s->kept, s->n, s->cap) = (struct line){
		    arena_str(&s->a, place), arena_str(&s->a, hash) };
	if (f != NULL)
		fclose(f);
	s->fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
	if (s->fd < 0)
		abort();
}

static bool
known(const struct store *s, const char *hash)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (strcmp(s->kept[i].hash, hash) == 0)
			return true;
	return false;
}

/* All of it in one write, or nothing. */
static void
commit(struct store *s)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	die_maybe("commit", 6, 0, 1);
	for (i = 0; i < s->n_new; i++) {
		if (known(s, s->new[i].hash))
			continue;
		buf_printf(&b, "%s\t%s\n", s->new[i].place, s->new[i].hash);
		*arena_push(&s->a, s->kept, s->n, s->cap) = s->new[i];
	}
	s->n_new = 0;
	if (s->fd >= 0 && b.n > 0 &&
	    (write(s->fd, b.p, b.n) != (ssize_t)b.n || fsync(s->fd) != 0))
		abort();
	die_maybe("commit", 6, 1, 1);
}

static void
wait_for(const char *path)
{
	while (path != NULL && access(path, F_OK) != 0)
		usleep(50000);
}

/* ---- the run -------------------------------------------------------------- */

static void
body(const char *dir, unsigned long i, struct str raw)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%06lu", dir, i);
	f = fopen(path, "w");
	if (f == NULL || fwrite(raw.p, 1, raw.n, f) != raw.n || fclose(f) != 0)
		abort();
}

static bool
all(const char *what, const struct mail_wants *w, struct store *s, size_t batch,
    const char *bodies, struct err *e)
{
	struct mail_source *m = NULL;
	struct mail_at at;
	struct str raw;
	uint8_t hash[32];
	uint64_t seen, of;
	char hex[65];
	bool more, ok = false;
	unsigned long n = 0, given = 0;

	if (!mail_source_open(&m, what, w, e))
		return false;
	while ((ok = mail_source_next(m, &raw, &at, &more, e)) && more) {
		if (bodies != NULL)
			body(bodies, n++, raw);
		sha256(hash, raw.p, raw.n);
		hex_put(hex, hash, sizeof(hash));
		printf("%s\t%s\t%zu\t%lld\n", at.place, hex, raw.n,
		    (long long)at.received);
		*arena_push(&s->a, s->new, s->n_new, s->cap_new) =
		    (struct line){ arena_str(&s->a, at.place),
		    arena_str(&s->a, hex) };
		if (++given == 2)
			wait_for(pause_file);
		if (s->n_new < batch)
			continue;
		commit(s);
		if (!(ok = mail_source_kept(m, e)))
			break;
	}
	if (ok) {
		commit(s);
		ok = mail_source_kept(m, e);
	}
	mail_source_progress(m, &seen, &of);
	fprintf(stderr, "%s: %llu of %llu\n", at.source,
	    (unsigned long long)seen, (unsigned long long)of);
	mail_source_close(m);
	return ok;
}

int
main(int argc, char **argv)
{
	struct store s = { .fd = -1 };
	struct mail_wants w = { .had = had, .say = say, .arg = &s };
	const char *what = NULL, *bodies = NULL;
	struct err e = { 0 };
	size_t batch = 5;
	int i;

	for (i = 1; i < argc; i++)
		if (strcmp(argv[i], "--token") == 0)
			w.token = true;
		else if (argv[i][0] != '-' || i + 1 == argc)
			what = argv[i];
		else if (strcmp(argv[i], "--secret") == 0)
			w.secret_file = argv[++i];
		else if (strcmp(argv[i], "--ca") == 0)
			w.ca_file = argv[++i];
		else if (strcmp(argv[i], "--kept") == 0)
			load(&s, argv[++i]);
		else if (strcmp(argv[i], "--bodies") == 0)
			bodies = argv[++i];
		else if (strcmp(argv[i], "--batch") == 0)
			batch = (size_t)atol(argv[++i]);
		else if (strcmp(argv[i], "--pause") == 0)
			pause_file = argv[++i];
		else if (strcmp(argv[i], "--die") == 0)
			setenv("DIE", argv[++i], 1);
	if (what == NULL) {
		fprintf(stderr, "usage: mailsource [OPTIONS] WHAT\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (all(what, &w, &s, batch, bodies, &e)) {
		arena_free(&s.a);
		return 0;
	}
	fprintf(stderr, "error: %s\n", e.msg);
	arena_free(&s.a);
	return err_exit(&e);
}
