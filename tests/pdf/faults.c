/* SPDX-License-Identifier: MIT
 *
 * faults.c -- the checker's own test: a sound file is clean; a file with one
 * fault gets exactly the code of that fault; a damaged file harms nobody.
 *
 *	pdffaults [PDFCHECK [REPORT.pdf]]
 *
 * With the program, its exit status is tested as well; with a report, faults
 * are put into that instead.
 */
#include "tests/pdf/break.h"
#include "tests/pdf/check.h"
#include "tests/pdf/seed.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MUTANTS = 500 };

struct tally { int passed, failed; };

static void
count(struct tally *t, bool ok, const char *words, const char *why)
{
	if (ok) {
		t->passed++;
	} else {
		t->failed++;
		printf("FAILED: %s: %s\n", words, why);
	}
}

/* Is code one of the words in codes? */
static bool
listed(const char *codes, const char *code, size_t n)
{
	const char *at = codes;
	size_t k;

	for (; *at != '\0'; at += k + (at[k] == ' ')) {
		k = strcspn(at, " ");
		if (k == n && memcmp(at, code, n) == 0)
			return true;
	}
	return false;
}

/* The codes that were found, each once, in the order of first sight. */
static void
found_codes(const char *lines, struct buf *codes)
{
	const char *at, *end;

	for (; (end = strchr(lines, '\n')) != NULL; lines = end + 1) {
		at = strstr(lines, ": ");
		at = at ? strstr(at + 2, ": ") : NULL;
		if (at == NULL || at > end)
			continue;
		at += 2;
		if (listed(buf_text(codes), at, strcspn(at, " ")))
			continue;
		if (codes->n > 0)
			buf_puts(codes, " ");
		buf_put(codes, at, strcspn(at, " "));
	}
}

static bool
same_codes(const char *a, const char *b)
{
	const char *at = a;
	size_t k;

	if (strlen(a) != strlen(b))
		return false;
	for (; *at != '\0'; at += k + (at[k] == ' ')) {
		k = strcspn(at, " ");
		if (!listed(b, at, k))
			return false;
	}
	return true;
}

static void
try_fault(struct tally *t, const struct fault_case *c, struct str pdf)
{
	struct buf CLEAN(buf_free) broken = { 0 };
	struct buf CLEAN(buf_free) out = { 0 };
	struct buf CLEAN(buf_free) codes = { 0 };
	struct err e;

	if (!break_pdf(c, pdf, &broken, &e)) {
		count(t, false, c->words, e.msg);
		return;
	}
	check_pdf("broken", broken.p, broken.n, &out);
	found_codes(buf_text(&out), &codes);
	if (same_codes(buf_text(&codes), c->codes)) {
		count(t, true, c->words, "");
		return;
	}
	count(t, false, c->words, "");
	printf("  wanted %s, found %s\n%s", c->codes, buf_text(&codes),
	    buf_text(&out));
}

/* The sound file, as it is and as qpdf writes it again. */
static void
try_sound(struct tally *t, struct str pdf)
{
	static const struct fault_case nothing = { "sound", "", { {
	    STEP_NONE, NULL, NULL, NULL } } };
	struct buf CLEAN(buf_free) out = { 0 };

	count(t, check_pdf("sound", pdf.p, pdf.n, &out) == 0,
	    "a sound file is clean", buf_text(&out));
	try_fault(t, &nothing, pdf);
}

static uint32_t
random_next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Some bytes changed, or the end cut off.  What is asked is to come back. */
static void
try_mutants(struct tally *t, struct str pdf)
{
	uint32_t seed = 20240229;
	size_t told = 0, faults;
	int i, k, n;

	for (i = 0; i < MUTANTS; i++) {
		struct buf CLEAN(buf_free) m = { 0 };
		struct buf CLEAN(buf_free) out = { 0 };

		buf_put(&m, pdf.p, pdf.n);
		n = 1 << random_next(&seed) % 7;
		for (k = 0; k < n; k++)
			m.p[random_next(&seed) % m.n] =
			    (char)random_next(&seed);
		if (i % 10 == 0)
			m.n = random_next(&seed) % m.n;
		faults = check_pdf("mutant", m.p, m.n, &out);
		told += faults > 0;
		if ((faults == 0) != (out.n == 0)) {
			count(t, false, "a mutant's faults are told",
			    buf_text(&out));
			return;
		}
	}
	printf("%d damaged files, faults in %zu\n", MUTANTS, told);
	count(t, told > MUTANTS / 4, "damaged files harm nobody and are told",
	    "too few");
}

/* The exit status of the program for these bytes; -1 when it cannot run. */
static int
status_of(const char *program, struct str pdf)
{
	char path[] = "/tmp/pdffaults-XXXXXX";
	int fd = mkstemp(path), status = -1;
	pid_t pid;
	bool written;

	if (fd < 0)
		return -1;
	written = write(fd, pdf.p, pdf.n) == (ssize_t)pdf.n;
	close(fd);
	fflush(stdout);
	pid = written ? fork() : -1;
	if (pid == 0) {
		if (freopen("/dev/null", "w", stdout) != NULL)
			execl(program, program, path, (char *)NULL);
		_exit(127);
	}
	if (pid > 0 && waitpid(pid, &status, 0) == pid)
		status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	unlink(path);
	return status;
}

static void
try_program(struct tally *t, const char *program, struct str pdf)
{
	struct buf CLEAN(buf_free) broken = { 0 };
	struct err e = { 0 };

	count(t, status_of(program, pdf) == 0,
	    "the program exits 0 for a sound file", program);
	count(t, break_pdf(&faults_file[0], pdf, &broken, &e) &&
	    status_of(program, (struct str){ broken.p, broken.n }) == 1,
	    "the program exits 1 for a fault", e.msg);
}

static void
try_table(struct tally *t, const struct fault_case *c, struct str pdf)
{
	for (; c->words != NULL; c++)
		try_fault(t, c, pdf);
}

int
main(int argc, char **argv)
{
	struct arena CLEAN(arena_free) a = { 0 };
	struct buf CLEAN(buf_free) seed = { 0 };
	struct tally t = { 0, 0 };
	struct str pdf;
	struct err e;

	if (argc > 2 ? !file_read(&a, argv[2], (size_t)1 << 30, &pdf, &e) :
	    !seed_pdf(&seed, &e)) {
		printf("pdffaults: %s\n", e.msg);
		return 1;
	}
	if (argc <= 2)
		pdf = (struct str){ seed.p, seed.n };
	try_sound(&t, pdf);
	if (argc > 2) {
		try_table(&t, faults_any, pdf);
	} else {
		try_table(&t, faults_struct, pdf);
		try_table(&t, faults_font, pdf);
		try_table(&t, faults_file, pdf);
		try_mutants(&t, pdf);
	}
	if (argc > 1)
		try_program(&t, argv[1], pdf);
	printf("%d passed, %d failed\n", t.passed, t.failed);
	return t.failed > 0;
}
