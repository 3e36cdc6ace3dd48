/* SPDX-License-Identifier: MIT
 *
 * campaigns.c -- how well and how quickly campaigns are found among made-up
 * comments; the groups of the comments in a file; and made-up comments as a file.
 *
 *	campaigns FILE.csv		columns id and text: prints id,group
 *	campaigns --bench N [SEED]	N comments are made up and grouped
 *	campaigns --make N [SEED]	prints them: id,text,campaign,kind
 */
#include "survey/import/table.h"
#include "tests/bench/letters.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { PLANTED = 50 };

/* ---- a file ------------------------ */

struct file {
	struct arena	 a;
	const char	**id;
	struct analysis_comment *v;
	size_t		 n, cap, cap_id;
	size_t		 id_at, text_at;
};

static bool
heading(const struct table_row *r, const char *name, size_t *at, struct err *e)
{
	for (*at = 0; *at < r->n; ++*at)
		if (strcmp(r->cells[*at], name) == 0)
			return true;
	return err_set(e, ERR_INPUT, "no column \"%s\"", name);
}

static bool
read_rows(struct file *f, struct table *t, struct err *e)
{
	struct table_row r;
	bool got;

	if (!table_row(t, &f->a, &r, &got, e))
		return false;
	if (!got)
		return err_set(e, ERR_INPUT, "no headings");
	if (!heading(&r, "id", &f->id_at, e) ||
	    !heading(&r, "text", &f->text_at, e))
		return false;
	for (;;) {
		struct analysis_comment *c;

		if (!table_row(t, &f->a, &r, &got, e))
			return false;
		if (!got)
			return true;
		if (r.n <= f->id_at || r.n <= f->text_at)
			continue;	/* an empty line */
		c = arena_push(&f->a, f->v, f->n, f->cap);
		*c = (struct analysis_comment){ (int64_t)f->n,
		    r.cells[f->text_at] };
		f->id = arena_grow(&f->a, f->id, f->n - 1, &f->cap_id,
		    sizeof(*f->id), _Alignof(const char *));
		f->id[f->n - 1] = r.cells[f->id_at];
	}
}

static void
cell(const char *s)
{
	if (s[strcspn(s, ",\"\r\n")] == '\0') {
		fputs(s, stdout);
		return;
	}
	putchar('"');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			putchar('"');
		putchar(*s);
	}
	putchar('"');
}

static size_t *
numbers(struct arena *a, const struct analysis_campaigns *g, size_t n)
{
	size_t *of = arena_array(a, size_t, n), i, k;

	for (i = 0; i < g->n; i++)
		for (k = 0; k < g->v[i].n; k++)
			of[g->v[i].v[k].comment] = i + 1;
	return of;
}

static int
group_file(const char *path)
{
	struct file f = { 0 };
	struct table *t = NULL;
	struct analysis_campaigns g;
	struct err e = { 0 };
	const char *said;
	size_t i, *of;
	bool ok;

	ok = table_open(&f.a, path, &(struct table_how){ .encoding = "utf-8",
	    .separator = ',' }, &t, &said, &e) && read_rows(&f, t, &e);
	table_close(&t);
	if (!ok) {
		fprintf(stderr, "campaigns: %s: %s\n", path, e.msg);
		arena_free(&f.a);
		return err_exit(&e);
	}
	analysis_campaigns(&f.a, f.v, f.n, &g);
	of = numbers(&f.a, &g, f.n);
	puts("id,group");
	for (i = 0; i < f.n; i++) {
		cell(f.id[i]);
		if (of[i] > 0)
			printf(",%zu\n", of[i]);
		else
			puts(",");
	}
	arena_free(&f.a);
	return 0;
}

static int
make(size_t n, uint64_t seed)
{
	struct letters l;
	size_t i;

	letters_make(&l, n, PLANTED, seed);
	puts("id,text,campaign,kind");
	for (i = 0; i < l.n; i++) {
		printf("%lld,", (long long)l.v[i].id);
		cell(l.v[i].text);
		printf(l.campaign[i] > 0 ? ",%d,%s\n" : ",%.0d,%s\n",
		    (int)l.campaign[i], letter_kinds[l.kind[i]]);
	}
	letters_free(&l);
	return 0;
}

/* ---- found and planted ------------------------ */

struct counts {
	uint64_t table_pairs, found_pairs, planted_pairs;
	size_t	 grouped, right;	/* comments in groups; of the group's most */
	size_t	 members, got;		/* of campaigns; in their largest group */
	size_t	 of_kind[LETTER_KINDS], got_kind[LETTER_KINDS];
	size_t	 groups, brief, brief_comments;
};

static uint64_t
pairs(uint64_t n)
{
	return n * (n - (n > 0)) / 2;
}

/* How many of each campaign are in this group, and which has most. */
static size_t
tally(const struct letters *l, const struct analysis_campaign *g,
    size_t n[PLANTED + 1])
{
	size_t i, most = 0;

	memset(n, 0, (PLANTED + 1) * sizeof(*n));
	for (i = 0; i < g->n; i++)
		n[l->campaign[g->v[i].comment]]++;
	for (i = 1; i <= PLANTED; i++)
		if (n[i] > n[most] || (most == 0 && n[i] > 0 && n[i] >= n[0]))
			most = i;
	return most;
}

/* A group is right for the members of the campaign that most of it are of; those
 * of a campaign are found where most of them are.  Groups of brief texts say that
 * they may be chance, and do not count. */
static void
compare(const struct letters *l, const struct analysis_campaigns *g,
    struct counts *c)
{
	size_t best[PLANTED + 1] = { 0 }, main[PLANTED + 1] = { 0 };
	size_t all[PLANTED + 1] = { 0 }, n[PLANTED + 1], i, k, most;

	*c = (struct counts){ 0 };
	for (i = 0; i < g->n; i++) {
		const struct analysis_campaign *x = &g->v[i];

		c->groups += !x->brief;
		c->brief += x->brief;
		c->brief_comments += x->brief ? x->n : 0;
		if (x->brief)
			continue;
		most = tally(l, x, n);
		c->grouped += x->n;
		c->right += most > 0 ? n[most] : 0;
		c->found_pairs += pairs(x->n);
		for (k = 1; k <= PLANTED; k++) {
			c->table_pairs += pairs(n[k]);
			if (n[k] > best[k]) {
				best[k] = n[k];
				main[k] = i + 1;
			}
		}
	}
	for (i = 0; i < l->n; i++) {
		all[l->campaign[i]]++;
		c->of_kind[l->kind[i]]++;
	}
	for (k = 1; k <= PLANTED; k++) {
		c->planted_pairs += pairs(all[k]);
		c->members += all[k];
		c->got += best[k];
	}
	for (i = 0; i < g->n; i++)
		for (k = 0; !g->v[i].brief && k < g->v[i].n; k++) {
			size_t at = g->v[i].v[k].comment;

			c->got_kind[l->kind[at]] += l->campaign[at] == 0 ||
			    main[l->campaign[at]] == i + 1;
		}
}

static double
share(uint64_t part, uint64_t whole)
{
	return whole == 0 ? 0 : (double)part / (double)whole;
}

static void
say(const struct counts *c)
{
	size_t i;

	printf("  %-44s %zu, of %zu comments\n", "groups", c->groups,
	    c->grouped);
	printf("  %-44s %zu, of %zu comments (not counted below)\n",
	    "groups of brief texts, marked as such", c->brief,
	    c->brief_comments);
	printf("  %-44s %.4f / %.4f\n", "precision / recall, by pairs",
	    share(c->table_pairs, c->found_pairs),
	    share(c->table_pairs, c->planted_pairs));
	printf("  %-44s %.4f / %.4f\n", "precision / recall, by members",
	    share(c->right, c->grouped), share(c->got, c->members));
	for (i = 0; i < LETTER_KINDS; i++)
		printf("  %-44s %zu of %zu (%.4f)\n", letter_kinds[i],
		    c->got_kind[i], c->of_kind[i],
		    share(c->got_kind[i], c->of_kind[i]));
}

/* ---- speed ------------------------ */

struct clock { double wall, processor; };

static struct clock
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (struct clock){ now_precise(),
	    (double)t.tv_sec + (double)t.tv_nsec / 1e9 };
}

static struct clock
since(struct clock from)
{
	struct clock to = now();

	return (struct clock){ to.wall - from.wall,
	    to.processor - from.processor };
}

static struct clock
hash_all(const struct letters *l, uint64_t *bytes)
{
	const struct clock from = now();
	uint8_t sum[32];
	size_t i, n;

	*bytes = 0;
	for (i = 0; i < l->n; i++) {
		n = strlen(l->v[i].text);
		seal_hash(sum, NULL, 0, l->v[i].text, n);
		*bytes += n;
	}
	return since(from);
}

static long
peak(void)
{
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	return use.ru_maxrss / 1024;
}

static int
bench(size_t n, uint64_t seed)
{
	struct arena a = { 0 };
	struct letters l;
	struct analysis_campaigns g;
	struct counts c;
	struct clock took, hashed;
	uint64_t bytes;
	long before;

	letters_make(&l, n, PLANTED, seed);
	before = peak();
	hashed = hash_all(&l, &bytes);
	took = now();
	analysis_campaigns(&a, l.v, l.n, &g);
	took = since(took);
	printf("%zu comments, %.0f MB, %d campaigns planted, seed %llu\n", n,
	    (double)bytes / 1e6, (int)PLANTED, (unsigned long long)seed);
	printf("  %-44s %.1f s (%.1f s of the processor)\n", "grouped",
	    took.wall, took.processor);
	printf("  %-44s %.1f s (%.1f s of the processor)\n",
	    "BLAKE2b of the same bytes", hashed.wall, hashed.processor);
	printf("  %-44s %.0f\n", "comments a second, of the processor",
	    (double)n / took.processor);
	printf("  %-44s %ld MB, of which the comments %ld MB\n",
	    "resident at most", peak(), before);
	compare(&l, &g, &c);
	say(&c);
	arena_free(&a);
	letters_free(&l);
	return 0;
}

int
main(int argc, char **argv)
{
	bool benches = argc > 2 && strcmp(argv[1], "--bench") == 0;
	bool makes = argc > 2 && strcmp(argv[1], "--make") == 0;
	uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;

	if ((benches || makes) && argc <= 4)
		return (benches ? bench : make)(strtoull(argv[2], NULL, 10),
		    seed);
	if (argc != 2 || argv[1][0] == '-') {
		fputs("usage: campaigns FILE.csv | --bench N [SEED] | "
		    "--make N [SEED]\n", stderr);
		return 2;
	}
	return group_file(argv[1]);
}
