/* SPDX-License-Identifier: MIT
 *
 * cmd_serve.c -- `earshot serve DIR` and `earshot run DIR`.
 */
#include "survey/desk/desk.h"
#include "survey/desk/tasks.h"
#include "survey/survey.h"

#include <errno.h>
#include <stdio.h>

int
cmd_serve(int argc, char **argv)
{
	struct place p CLEAN(place_close) = { 0 };
	const char *dir, *port = "8080", *floor = NULL, *watch = NULL,
	    *log = NULL;
	struct serve_options o = { .address = "127.0.0.1" };
	const struct option_spec specs[] = {
		{ "--port", &port, NULL }, { "--address", &o.address, NULL },
		{ "--floor", &floor, NULL }, { "--watch", &watch, NULL },
		{ "--log", &log, NULL },
		{ "--rehearsal", NULL, &o.rehearsal },
	};
	struct err e = { 0 };
	int64_t number, mb = INTAKE_FLOOR_MB, watched = -1;
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &dir, 1, &n) || n != 1)
		return usage(argv[0]);
	if (!option_number("--port", port, 0, 65535, &number))
		return 2;
	if (floor != NULL && !option_number("--floor", floor, 0, 1 << 20, &mb))
		return 2;
	if (watch != NULL && !option_number("--watch", watch, 0, 65535,
	    &watched))
		return 2;
	if (log != NULL && strcmp(log, "json") != 0) {
		fprintf(stderr, "earshot serve: --log can be json, not `%s`\n",
		    log);
		return 2;
	}
	o.json = log != NULL;
	o.watch_port = (int)watched;
	o.port = (int)number;
	o.floor_mb = (int)mb;
	if (!place_open(&p, dir, &e))
		return fail(argv[0], &e);
	return serve_until_stopped(&p, &o, argv[0]);
}

struct puller {			/* the other half of `run` */
	struct place	 p;	/* its own: an arena belongs to one thread */
	struct seal_secret key;
	int64_t		 bad;	/* rows set aside, as last said */
};

static bool
pull_tick(void *arg, struct err *e)
{
	struct puller *d = arg;
	struct buf news CLEAN(buf_free) = { 0 };
	struct cases_pull did;

	if (!pull_once(&d->p, NULL, &d->key, &did, e))
		return false;
	if (did.added > 0) {
		printf("%lld new responses opened, %lld in all.\n",
		    (long long)did.added, (long long)did.seen);
		fflush(stdout);
	}
	task_news(&did, &news);
	if (news.n > 0) {
		printf("%s. See them: earshot tasks %s\n", news.p, d->p.dir);
		fflush(stdout);
	}
	if (did.bad > 0 && did.bad != d->bad)
		fprintf(stderr, "earshot run: %lld sealed responses could not "
		    "be read and are set aside; the first is row %lld: %s\n",
		    (long long)did.bad, (long long)did.bad_row, did.bad_why);
	d->bad = did.bad;
	return true;
}

/* The desk is a program of its own, and the public site needs nobody's
 * account. */
static void
say_desk(const char *dir)
{
	struct err ignored;
	bool any;

	if (!desk_has_accounts(dir, &any, &ignored))
		return;
	printf("The public site below needs no account. To work at the desk "
	    "as well, in another\nterminal:\n");
	if (!any)
		printf("  %s staff %s add LOGIN --name NAME --preset "
		    "manager\n", program_invocation_name, dir);
	printf("  %s desk %s\n\n", program_invocation_name, dir);
	fflush(stdout);
}

static int
run_both(const char *dir, const char *key_path, int port, bool rehearsal)
{
	struct place p CLEAN(place_close) = { 0 };
	struct puller d = { 0 };
	struct serve_options o = { .address = "127.0.0.1", .port = port,
	    .rehearsal = rehearsal, .floor_mb = INTAKE_FLOOR_MB, .watch_port = -1,
	    .tick = pull_tick, .arg = &d };
	struct err e = { 0 };
	int status;

	if (!place_open(&p, dir, &e) || !place_open(&d.p, dir, &e))
		return fail("run", &e);
	if (key_path == NULL)
		key_path = place_secret_path(&p.a, dir, "analyst.key");
	if (!seal_secret_read(key_path, &d.key, &e)) {
		place_close(&d.p);
		return fail("run", &e);
	}
	printf("Both halves run on this machine, and the private key is in its "
	    "memory.\nThat is simple, and it gives up the wall between them: "
	    "whoever takes over\nthis machine can read every answer. For a "
	    "public consultation, use\n`earshot bundle` and run `earshot "
	    "serve` on a machine of its own.\n\n");
	say_desk(dir);
	status = serve_until_stopped(&p, &o, "run");
	seal_wipe(&d.key, sizeof(d.key));
	place_close(&d.p);
	return status;
}

int
cmd_run(int argc, char **argv)
{
	const char *dir, *port = "8080", *key = NULL;
	bool rehearsal = false;
	const struct option_spec specs[] = {
		{ "--port", &port, NULL }, { "--key", &key, NULL },
		{ "--rehearsal", NULL, &rehearsal },
	};
	int64_t number;
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &dir, 1, &n) || n != 1)
		return usage(argv[0]);
	if (!option_number("--port", port, 0, 65535, &number))
		return 2;
	return run_both(dir, key, (int)number, rehearsal);
}
