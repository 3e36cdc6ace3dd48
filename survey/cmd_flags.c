/* SPDX-License-Identifier: MIT
 *
 * cmd_flags.c -- `earshot flags DIR`: responses that somebody may want to look
 * at before they are counted, and who decided to leave which of them out.
 */
#include "survey/survey.h"
#include "survey/terminal.h"

#include <stdio.h>

struct wish { const char *dir, *out, *in, *by, *why; };

/* As said at the desk; see enum store_flag. */
static const char *const means[STORE_FLAGS] = {
	"Sent sooner than anybody could read the pages. A group that answered "
	"from notes can be this fast as well.",
	"A box was filled in that people cannot see, and that is labelled to "
	"be left empty. Programs fill it in; rarely, a browser's extension "
	"does.",
	"Not begun on our first page: the form did not bring the signed time "
	"that the page gives. A very old browser or a saved page can do that.",
	"One of very many that came from one internet address within a short "
	"time. Hospitals, surgeries and libraries often share one address.",
	"On paper, by post or by hand, and it came after the close; or given to "
	"another survey tool after the close. Many on paper were posted in time.",
};

static const char *
plural(int64_t n)
{
	return n == 1 ? "" : "s";
}

static void
day_of(const struct cases_decision *d, char out[11])
{
	date_text(uk_date(d->at), out);
}

static void
print_decision(const struct cases_decision *d)
{
	char label[64], day[11];

	day_of(d, day);
	snprintf(label, sizeof(label), d->out ? "Left out since %s" :
	    "Counted again since %s", day);
	terminal_wrapped(label, d->why);
	terminal_wrapped("Decided by", d->by);
}

static void
print_flag(unsigned i, const struct cases_flag_sum *f)
{
	char head[96];

	snprintf(head, sizeof(head), "%lld response%s, %lld left out",
	    (long long)f->n, plural(f->n), (long long)f->left_out);
	printf("\n%s: %s\n", store_flag_name((enum store_flag)(1u << i)),
	    f->n == 0 ? "none" : head);
	terminal_wrapped("", means[i]);
	if (f->decision != NULL)
		print_decision(f->decision);
}

static void
print_response(const struct cases_flagged *f)
{
	unsigned i;

	printf("%s  %s  %-8s ", f->reference, f->day, f->left_out ?
	    "left out" : "counts");
	for (i = 0; i < STORE_FLAGS; i++)
		if (f->flags & 1u << i)
			printf(" %s",
			    store_flag_name((enum store_flag)(1u << i)));
	printf("\n");
	if (f->own != NULL)
		print_decision(f->own);
}

static int
list(const struct wish *w, struct cases *c, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct cases_flags f;
	unsigned k;
	size_t i;

	if (!cases_flags(&a, c, &f, e))
		return fail("flags", e);
	printf("%zu of %lld response%s flagged, and %lld left out of tables "
	    "and reports.\n", f.n, (long long)f.all, f.all == 1 ? " is" :
	    "s are", (long long)f.left_out);
	for (k = 0; k < STORE_FLAGS; k++)
		print_flag(k, &f.of[k]);
	if (f.n > 0)
		printf("\n%-*s  %-10s\n", REFERENCE_SIZE - 1, "Response",
		    "Received");
	for (i = 0; i < f.n; i++)
		print_response(&f.v[i]);
	printf("\nA flag says that something is unusual, not that it is wrong. "
	    "All of them count\nuntil somebody decides otherwise:\n\n"
	    "  earshot flags %s \\\n    --exclude FLAG-OR-REFERENCE --by NAME "
	    "--why TEXT\n\nand --include to count them again. Reports say "
	    "how many were left out, for which\nflag, and the why of a "
	    "flag.\n", w->dir);
	return 0;
}

static int
decide(const struct wish *w, struct cases *c, struct err *e)
{
	bool out = w->out != NULL;
	int64_t n;

	if (!cases_flag_decide(c, out ? w->out : w->in, out, w->by, w->why, &n,
	    e))
		return fail("flags", e);
	printf("%lld response%s %s. Code the comments and make the report "
	    "again:\nearshot code %s, then earshot report %s\n", (long long)n,
	    plural(n), out ? n == 1 ? "is now left out" : "are now left out" :
	    n == 1 ? "counts again" : "count again", w->dir, w->dir);
	return 0;
}

static int
run(const struct wish *w)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, w->dir, "cases.db");
	bool change = w->out != NULL || w->in != NULL;
	struct cases *c = NULL;
	struct err e = { 0 };
	int status;

	if (!file_exists(path)) {
		err_set(&e, ERR_INPUT, "%s: there is nothing here yet; run: "
		    "earshot pull %s", path, w->dir);
		return fail("flags", &e);
	}
	if (!cases_open(&c, path, change ? DB_WRITE : DB_READ, &e))
		return fail("flags", &e);
	status = change ? decide(w, c, &e) : list(w, c, &e);
	cases_close(c);
	return status;
}

int
cmd_flags(int argc, char **argv)
{
	struct wish w = { 0 };
	const struct option_spec specs[] = {
		{ "--exclude", &w.out, NULL }, { "--include", &w.in, NULL },
		{ "--by", &w.by, NULL }, { "--why", &w.why, NULL },
	};
	bool change;
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &w.dir, 1, &n) ||
	    n != 1)
		return usage(argv[0]);
	change = w.out != NULL || w.in != NULL;
	if ((w.out != NULL && w.in != NULL) ||
	    (!change && (w.by != NULL || w.why != NULL)))
		return usage(argv[0]);
	if (change && (w.by == NULL || w.why == NULL)) {
		fprintf(stderr, "earshot flags: --exclude and --include need "
		    "--by NAME, who decided, and --why TEXT\n");
		return 2;
	}
	return run(&w);
}
