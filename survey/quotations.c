/* SPDX-License-Identifier: MIT
 *
 * quotations.c -- DIR/quotations.txt: which words may be printed.
 */
#include "store/store.h"
#include "survey/quotations.h"

enum { MAX_FILE = 8 << 20 };

static const char *const verdicts[] = { "?", "yes", "no" };
static const char head[] =
    "# Words that the report may print.\n"
    "#\n"
    "# Their authors agreed to be quoted. Still, a name, a place or a story can\n"
    "# give somebody away. Read each one, then change ? to yes or no. You may\n"
    "# shorten the words, or put [ ] where you take something out. What people\n"
    "# sent is kept as it is.\n"
    "#\n"
    "# `earshot quotes` adds more to choose from, and keeps what you decided.\n";

/* The next word of the line at *i; empty at its end. */
static struct str
word(struct str line, size_t *i)
{
	size_t start;

	while (*i < line.n && line.p[*i] == ' ')
		++*i;
	start = *i;
	while (*i < line.n && line.p[*i] != ' ')
		++*i;
	return (struct str){ line.p + start, *i - start };
}

/* "yes 4F7K-2M9Q-X3C why[P3]" */
static bool
read_entry(struct arena *a, struct str line, struct quotation *q)
{
	size_t i = 0, k;
	struct str verdict = word(line, &i), ref = word(line, &i);
	struct str field = word(line, &i), rest = word(line, &i);

	for (k = 0; k < LEN(verdicts); k++)
		if (str_is(verdict, verdicts[k]))
			break;
	if (k == LEN(verdicts) || field.n == 0 || rest.n > 0)
		return false;
	q->verdict = (enum verdict)k;
	q->q.reference = arena_strn(a, ref.p, ref.n);
	q->q.field = arena_strn(a, field.p, field.n);
	q->q.text = "";
	return true;
}

/* A line of words joins those before it. */
static void
add_words(struct arena *a, struct quotation *q, struct str line)
{
	size_t from = 0, to = line.n;

	while (from < to && line.p[from] == ' ')
		from++;
	while (to > from && line.p[to - 1] == ' ')
		to--;
	q->q.text = arena_printf(a, "%s%s%.*s", q->q.text,
	    q->q.text[0] != '\0' ? " " : "", (int)(to - from), line.p + from);
}

bool
quotations_read(struct arena *a, const char *path, struct quotations *all,
    struct err *e)
{
	struct str text, line;
	size_t number = 0;

	*all = (struct quotations){ 0 };
	if (!file_exists(path))
		return true;
	if (!file_read_text(a, path, MAX_FILE, &text, e))
		return false;
	while (str_line(&text, &line)) {
		number++;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (line.p[0] == ' ' && all->n > 0)
			add_words(a, &all->v[all->n - 1], line);
		else if (!read_entry(a, line, arena_push(a, all->v, all->n,
		    all->cap)))
			return err_set(e, ERR_INPUT, "%s:%zu: this line must "
			    "be like `yes 4F7K-2M9Q-X3C why[P3]`, with yes, no "
			    "or ? first; words stand below it, further in",
			    path, number);
	}
	return true;
}

bool
quotations_write(const char *path, const struct quotations *all, struct err *e)
{
	struct buf out CLEAN(buf_free) = { 0 };
	size_t i;

	buf_puts(&out, head);
	for (i = 0; i < all->n; i++) {
		const struct quotation *q = &all->v[i];
		const char *p;

		buf_printf(&out, "\n%s %s %s\n    ", verdicts[q->verdict],
		    q->q.reference, q->q.field);
		for (p = q->q.text; *p != '\0'; p++)
			buf_put(&out, *p == '\n' || *p == '\r' ? " " : p, 1);
		buf_lit(&out, "\n");
	}
	if (!buf_ok(&out))
		return err_set(e, ERR_LIMIT, "%s: more quotations than one "
		    "file can hold", path);
	return file_write(path, out.p, out.n, 0600, e);
}

bool
quotations_forget(struct arena *a, const char *path, const char *const *refs,
    size_t n, struct err *e)
{
	struct quotations all;
	size_t i, k, kept = 0;

	if (!quotations_read(a, path, &all, e))
		return false;
	for (i = 0; i < all.n; i++) {
		for (k = 0; k < n; k++)
			if (strcmp(all.v[i].q.reference, refs[k]) == 0)
				break;
		if (k == n)
			all.v[kept++] = all.v[i];
	}
	if (kept == all.n)
		return true;
	all.n = kept;
	return quotations_write(path, &all, e);
}

bool
quotations_have(void *arg, const char *reference, const char *field)
{
	const struct quotations *all = arg;
	size_t i;

	for (i = 0; i < all->n; i++)
		if (strcmp(all->v[i].q.reference, reference) == 0 &&
		    strcmp(all->v[i].q.field, field) == 0)
			return true;
	return false;
}

size_t
quotations_allowed(struct arena *a, const struct quotations *all,
    const struct analysis_quotation **out)
{
	struct analysis_quotation *v = arena_array(a, struct analysis_quotation,
	    all->n + 1);
	size_t i, n = 0;

	for (i = 0; i < all->n; i++)
		if (all->v[i].verdict == VERDICT_YES &&
		    all->v[i].q.text[0] != '\0')
			v[n++] = all->v[i].q;
	*out = v;
	return n;
}

bool
quotations_withdrawn(const char *dir, struct cases *c, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, dir, "quotations.txt"), **refs;
	size_t n;

	return !file_exists(path) || (cases_withdrawn(&a, c, &refs, &n, e) &&
	    (n == 0 || quotations_forget(&a, path, refs, n, e)));
}
