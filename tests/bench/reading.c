/* SPDX-License-Identifier: MIT
 *
 * reading.c -- reading [-d] MBOX: how long it takes to read an mbox, and how much memory
 * the parent and its children take.  -d: with what is attached.
 */
#include "survey/mail/mail.h"
#include "tests/bench/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct tally { size_t n, hand, bytes; uint64_t peak; };

static bool
count(void *arg, struct str raw, void *what, const struct mail_reading *r,
    struct str json, struct err *e)
{
	struct tally *t = arg;
	uint64_t kb;

	(void)raw;
	(void)what;
	(void)e;
	t->hand += r->hand != HAND_NO;
	t->bytes += json.n;
	if (t->n++ % 50 == 49 && (kb = memory(getpid())) > t->peak)
		t->peak = kb;
	return true;
}

/* The next message; its "From " line is taken by the one before.  False: none. */
static bool
next(FILE *f, struct buf *one, char **line, size_t *cap)
{
	bool empty = true;
	ssize_t n;

	buf_clear(one);
	one->max = 64 << 20;
	while ((n = getline(line, cap, f)) > 0) {
		if (empty && strncmp(*line, "From ", 5) == 0) {
			if (one->n > 0)
				return true;
			continue;
		}
		empty = n == 1;
		buf_put(one, *line, (size_t)n);
	}
	return one->n > 0;
}

int
main(int argc, char **argv)
{
	struct mail_reader *m = NULL;
	struct tally t = { 0 };
	bool deep = argc > 1 && strcmp(argv[1], "-d") == 0, ok;
	struct buf one CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	char *line = NULL;
	size_t cap = 0;
	double start;
	FILE *f = argc > 1 + deep ? fopen(argv[1 + deep], "r") : NULL;

	if (f == NULL)
		return 2;
	ok = mail_reader_open(&m, NULL, &e);
	start = now_precise();
	while (ok && next(f, &one, &line, &cap))
		ok = mail_read(m, (struct str){ one.p, one.n }, deep, NULL,
		    count, &t, &e);
	ok = ok && mail_read_wait(m, &e);
	if (!ok) {
		fprintf(stderr, "mail: %s\n", e.msg);
		return 1;
	}
	printf("%.3f %zu %zu %lu\n", now_precise() - start, t.n, t.hand,
	    (unsigned long)t.peak);
	mail_reader_close(m);
	free(line);
	fclose(f);
	return 0;
}
