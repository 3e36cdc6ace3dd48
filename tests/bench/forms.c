/* SPDX-License-Identifier: MIT
 *
 * forms.c -- how long it takes to check a form, beside cJSON parsing the same
 * lines as JSON; and what it takes as forms grow.
 *
 *	forms QUESTIONS [QUESTIONS...]
 *
 * Two questions in five have a condition on an earlier one.  Each size is
 * measured in a process of its own, so that its memory is its own.
 */
#include "base/base.h"
#include "forms/forms.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 7 };

/* Processor time: what else the machine does is not counted. */
static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A condition on the question before, or on two of the last eight. */
static void
condition(struct buf *b, size_t i)
{
	if (i % 5 == 1)
		buf_printf(b, "    show if q%zu = some\n", i - 1);
	else if (i % 10 == 3)
		buf_printf(b, "    show if n%zu > 20 and q%zu in (some, "
		    "many)\n", i - 1, i - 3);
	else if (i % 10 == 8)
		buf_printf(b, "    show if q%zu <> many or n%zu <= 5\n",
		    i - 3, i - 1);
}

static void
question(struct buf *b, size_t i)
{
	if (i % 5 == 2) {
		buf_printf(b, "  question n%zu number 0..120 \"How many visits "
		    "were there in month %zu?\"\n", i, i);
		return;
	}
	if (i % 5 == 4) {
		buf_printf(b, "  question t%zu line \"What else happened in "
		    "month %zu?\"\n", i, i);
		return;
	}
	buf_printf(b, "  question q%zu choose one \"How much did service %zu "
	    "help you?\"\n", i, i);
	condition(b, i);
	buf_lit(b, "    1 none \"It did not help\"\n    2 some \"It helped a "
	    "little\"\n    3 many \"It helped a lot\"\n    9 prefer-not \"I "
	    "prefer not to say\" missing prefer-not\n");
}

static void
form_of(struct buf *b, size_t n)
{
	size_t i;

	buf_lit(b, "earshot 1\nconsultation bench \"A long form\"\n");
	for (i = 0; i < n; i++) {
		if (i % 10 == 0)
			buf_printf(b, "page p%zu \"Page %zu\"\n", i / 10,
			    i / 10 + 1);
		question(b, i);
	}
}

/* The same lines as JSON: an array of what stands between spaces and quotes,
 * filled up to the same number of bytes. */
static void
json_of(struct buf *b, const char *s, size_t n)
{
	buf_lit(b, "[");
	while (*s != '\0') {
		size_t line = strcspn(s, "\n"), i;

		buf_puts(b, b->n > 1 ? ",\"" : "\"");
		for (i = 0; i < line; i++)
			buf_puts(b, s[i] == '"' ? "\",\"" :
			    (char[]){ s[i], '\0' });
		buf_lit(b, "\"");
		s += line + (s[line] != '\0');
	}
	while (b->n + 1 < n)
		buf_lit(b, " ");
	buf_lit(b, "]");
}

static double
check_once(const struct forms_source *src)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_diags d;
	struct forms_form *f;
	struct forms_paths p;
	double start = now();

	forms_diags_init(&d, &a);
	if (!forms_read(&a, src, 1, &f, &d)) {
		struct buf b = { 0 };

		forms_diags_print(&b, &d);
		fprintf(stderr, "%s\n", buf_text(&b));
		exit(1);
	}
	forms_paths(&a, f, &d, &p);
	if (p.undecided > 0) {
		fprintf(stderr, "forms: %zu not decided\n", p.undecided);
		exit(1);
	}
	return now() - start;
}

static double
parse_once(const struct buf *json)
{
	double start = now();
	cJSON *j = cJSON_ParseWithLength(json->p, json->n);

	if (j == NULL)
		exit(1);
	cJSON_Delete(j);
	return now() - start;
}

static void
measure(size_t n)
{
	struct buf form = { .max = 1 << 24 }, json = { .max = 1 << 24 };
	struct forms_source src = { .name = "bench.form" };
	double check = 1e9, parse = 1e9, t;
	struct rusage u;
	int i;

	form_of(&form, n);
	src.text = (struct str){ buf_text(&form), form.n };
	json_of(&json, form.p, form.n);
	for (i = 0; i < RUNS; i++) {
		t = check_once(&src);
		check = t < check ? t : check;
		t = parse_once(&json);
		parse = t < parse ? t : parse;
	}
	getrusage(RUSAGE_SELF, &u);
	printf("  %5zu questions, %4zu KB: checked in %8.2f ms; cJSON reads as "
	    "much in %6.2f ms (%.0f times); %ld MB at most\n", n,
	    form.n / 1024, check * 1e3, parse * 1e3, check / parse,
	    u.ru_maxrss / 1024);
}

int
main(int argc, char **argv)
{
	int i, status = 0;

	for (i = 1; i < argc; i++) {
		pid_t pid;

		fflush(stdout);
		pid = fork();
		if (pid == 0) {
			measure((size_t)atol(argv[i]));
			fflush(stdout);
			_exit(0);
		}
		if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
			return 1;
	}
	return 0;
}
