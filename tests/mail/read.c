/* SPDX-License-Identifier: MIT
 *
 * read.c -- read [-q] [-s] [-n] [-l SECONDS] FILE ...: the reading of each message,
 * as JSON, a line each.  -q: not what is attached; -s: with the sender; -n: prints
 * nothing; -l: a message may take so long.
 */
#include "survey/mail/mail.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct flags { bool sender, silent; };

static bool
print(void *arg, struct str raw, void *what, const struct mail_reading *r,
    struct str json, struct err *e)
{
	struct buf b CLEAN(buf_free) = { .max = 32 << 20 };
	const struct flags *f = arg;

	(void)raw;
	(void)what;
	if (f->sender) {
		if (!mail_reading_write(r, true, &b))
			return err_set(e, ERR_LIMIT, "too long");
		json = (struct str){ buf_text(&b), b.n };
	}
	if (!utf8_valid(json.p, json.n, NULL))
		return err_set(e, ERR_INPUT, "invalid bytes");
	if (!f->silent)
		printf("%.*s\n", STRF(json));
	return true;
}

int
main(int argc, char **argv)
{
	struct mail_reader *m = NULL;
	struct mail_limits l = { 0 };
	struct flags f = { 0 };
	bool deep = true, ok;
	struct err e = { 0 };
	int c;

	while ((c = getopt(argc, argv, "qsnl:")) != -1) {
		deep &= c != 'q';
		f.sender |= c == 's';
		f.silent |= c == 'n';
		if (c == 'l')
			l.seconds = (unsigned)atoi(optarg);
	}
	ok = mail_reader_open(&m, &l, &e);
	for (; ok && optind < argc; optind++) {
		struct arena a CLEAN(arena_free) = { 0 };
		struct str raw;

		ok = file_read(&a, argv[optind], 200 << 20, &raw, &e) &&
		    mail_read(m, raw, deep, NULL, print, &f, &e);
	}
	ok = ok && mail_read_wait(m, &e);
	mail_reader_close(m);
	if (!ok)
		fprintf(stderr, "read: %s\n", e.msg);
	return ok ? 0 : err_exit(&e);
}
