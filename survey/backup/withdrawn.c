/* SPDX-License-Identifier: MIT
 *
 * withdrawn.c -- the list beside a consultation's folder of what was withdrawn,
 * so that a copy from before does not bring it back.
 *
 *   earshot withdrawn 1
 *   withdraw 4F7K-2M9Q-X3C 3f…
 *   stop-equality 9QTT-0D3M-55K 07…
 *   void 1B7K-9M9Q-X4D
 *   sheet - 5c…
 *   message - 9a…
 *   response 2C9D-0XQ4-11B
 *
 * The last word is the hash of the proof; of a response from another survey tool,
 * the key by which it is known; of a sheet that its author withdrew, the hash of the
 * salt that it had; of a message, the hash of what came.  `response` is one that was
 * kept before proofs were.  What the list has once stays in it.
 */
#include "survey/backup/backup.h"

#include <stdlib.h>

enum { LIST_MAX = 64 << 20 };
static const char first_line[] = "earshot withdrawn 1";
static const char *const kinds[GONE_KINDS] = { "withdraw", "stop-equality",
	"void", "sheet", "message", "response" };

const char *
withdrawn_path(struct arena *a, const char *dir)
{
	const char *keys = place_secret_path(a, dir, "");
	size_t n = strlen(keys) - strlen(".keys/");

	return arena_printf(a, "%.*s.withdrawn", (int)n, keys);
}

static struct str
word(struct str *rest)
{
	struct str w = { rest->p, 0 };

	while (w.n < rest->n && rest->p[w.n] != ' ')
		w.n++;
	rest->p += w.n + (w.n < rest->n);
	rest->n -= w.n + (w.n < rest->n);
	return w;
}

static bool
take_line(struct str line, struct store_gone *g)
{
	struct str kind = word(&line), reference = word(&line);
	size_t i;

	for (i = 0; i < GONE_KINDS; i++)
		if (str_is(kind, kinds[i]))
			break;
	g->kind = (enum gone_kind)i;
	if (i == GONE_KINDS || (gone_by_reference(g->kind) ?
	    !reference_read(reference, g->reference) :
	    !str_is(reference, "-")))
		return false;
	return gone_by_token(g->kind) ? hex_get(g->token, sizeof(g->token),
	    line) : line.n == 0;
}

bool
withdrawn_parse(struct arena *a, const char *name, struct str text,
    struct store_gone **out, size_t *n, struct err *e)
{
	size_t cap = 0, at = 1;
	struct str line;

	*out = NULL;
	*n = 0;
	if (!str_line(&text, &line) || !str_is(line, first_line))
		return err_set(e, ERR_INPUT, "%s: this is no list of what was "
		    "withdrawn: it must begin with `%s`", name, first_line);
	while (str_line(&text, &line)) {
		struct store_gone g = { 0 };

		at++;
		if (!take_line(line, &g))
			return err_set(e, ERR_INPUT, "%s:%zu: this line is not "
			    "as earshot writes it", name, at);
		*arena_push(a, *out, *n, cap) = g;
	}
	return true;
}

bool
withdrawn_read(struct arena *a, const char *path, struct store_gone **out,
    size_t *n, struct err *e)
{
	struct str text;

	return file_read(a, path, LIST_MAX, &text, e) &&
	    withdrawn_parse(a, path, text, out, n, e);
}

static void
put_line(struct buf *b, const struct store_gone *g)
{
	char hex[65];

	hex_put(hex, g->token, sizeof(g->token));
	buf_printf(b, "%s %s%s%s\n", kinds[g->kind],
	    gone_by_reference(g->kind) ? g->reference : "-",
	    gone_by_token(g->kind) ? " " : "", gone_by_token(g->kind) ? hex :
	    "");
}

static int
in_order(const void *a, const void *b)
{
	const struct store_gone *x = a, *y = b;
	int d = strcmp(x->reference, y->reference);

	if (d == 0)
		d = (int)x->kind - (int)y->kind;
	return d != 0 ? d : memcmp(x->token, y->token, sizeof(x->token));
}

/* Each once, in order. */
static void
put_list(struct buf *b, const struct store_gone *v, size_t n)
{
	size_t i;

	buf_printf(b, "%s\n", first_line);
	for (i = 0; i < n; i++)
		if (i == 0 || in_order(&v[i - 1], &v[i]) != 0)
			put_line(b, &v[i]);
}

bool
withdrawn_keep(const char *dir, struct cases *c, struct err *e)
{
	struct buf b CLEAN(buf_free) = { .max = LIST_MAX };
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = withdrawn_path(&a, dir);
	struct store_gone *now, *all = NULL;
	struct str text = { 0 };
	size_t n, n_all = 0, cap = 0, i;

	if (!cases_gone(&a, c, &now, &n, e) || (file_exists(path) &&
	    (!file_read(&a, path, LIST_MAX, &text, e) ||
	    !withdrawn_parse(&a, path, text, &all, &n_all, e))))
		return false;
	if (n == 0)
		return true;
	cap = n_all;	/* full: the first push moves it */
	for (i = 0; i < n; i++)
		*arena_push(&a, all, n_all, cap) = now[i];
	qsort(all, n_all, sizeof(*all), in_order);
	put_list(&b, all, n_all);
	if (!buf_ok(&b))
		return err_set(e, ERR_LIMIT, "%s: too long", path);
	return (b.n == text.n && memcmp(b.p, text.p, b.n) == 0) ||
	    file_write(path, b.p, b.n, 0600, e);
}
