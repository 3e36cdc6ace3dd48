/* SPDX-License-Identifier: MIT
 *
 * cmd_originals.c -- `earshot originals DIR`: the files that are attached to
 * sheets, and out of the store with the analyst's key.
 */
#include "survey/survey.h"
#include "survey/terminal.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

struct wish { const char *dir, *out, *key; };

/* "B-0003-017-5-letter.pdf": none has the same, and none leaves the folder. */
static const char *
file_name(struct arena *a, const struct sheet_original *o)
{
	char *name = arena_printf(a, "%s-%03lld-%lld-%s", o->batch,
	    (long long)o->place, (long long)o->id, o->name), *p;

	for (p = name; *p != '\0'; p++)
		if (*p == '/' || *p == '\\' || (unsigned char)*p < ' ' ||
		    *p == 0x7f)
			*p = '_';
	return name;
}

static void
print_one(const struct sheet_original *o, const char *words)
{
	struct buf b CLEAN(buf_free) = { 0 };
	char when[TERMINAL_MOMENT], hash[65];

	terminal_moment(o->at, when);
	hex_put(hash, o->sha256, sizeof(o->sha256));
	buf_printf(&b, "%s, number %lld: ", o->batch, (long long)o->place);
	terminal_put(&b, words, words + strlen(words));
	printf("%s\n%*s%lld bytes, attached by %s, %s\n%*sSHA-256 %s\n",
	    buf_text(&b), TERMINAL_INDENT, "", (long long)o->size, o->by, when,
	    TERMINAL_INDENT, "", hash);
}

static int
list(const struct wish *w, struct cases *c, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct sheet_original *v;
	size_t n, i;

	if (!original_list(&a, c, 0, &v, &n, e))
		return fail("originals", e);
	for (i = 0; i < n; i++)
		print_one(&v[i], v[i].name);
	if (n == 0)
		printf("No file is attached to any sheet.\n");
	else
		printf("\n%zu file%s. To get them out, with the analyst's "
		    "key: earshot originals %s -o FOLDER\n", n, n == 1 ? "" :
		    "s", w->dir);
	return 0;
}

static bool
take_out(const struct wish *w, struct cases *c, const struct seal_secret *key,
    size_t *n, struct err *e)
{
	struct buf plain CLEAN(buf_free) = { 0 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct sheet_original *v;
	const char *path;
	bool ok = true;
	size_t i;

	if (!original_list(&a, c, 0, &v, n, e))
		return false;
	if (mkdir(w->out, 0700) != 0 && errno != EEXIST)
		return err_set(e, ERR_IO, "%s: %s", w->out, strerror(errno));
	for (i = 0; ok && i < *n; i++) {
		path = path_join(&a, w->out, file_name(&a, &v[i]));
		ok = original_open(c, v[i].id, key, &plain, e) &&
		    file_write(path, plain.p, plain.n, 0600, e);
		if (ok)
			print_one(&v[i], path);
		if (plain.n > 0)
			seal_wipe(plain.p, plain.n);
	}
	return ok;
}

static int
all_out(const struct wish *w, struct cases *c, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct seal_secret key;
	size_t n = 0;
	bool ok;

	ok = seal_secret_read(w->key != NULL ? w->key :
	    place_secret_path(&a, w->dir, "analyst.key"), &key, e) &&
	    take_out(w, c, &key, &n, e);
	seal_wipe(&key, sizeof(key));
	if (!ok)
		return fail("originals", e);
	printf("%zu file%s in %s, as %s attached. Delete %s when you are done: "
	    "what its\nauthor withdraws does not go from there.\n", n, n == 1 ?
	    "" : "s", w->out, n == 1 ? "it was" : "they were", n == 1 ? "it" :
	    "them");
	return 0;
}

static int
run(const struct wish *w)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, w->dir, "cases.db");
	struct cases *c = NULL;
	struct err e = { 0 };
	int status;

	if (!file_exists(path)) {
		err_set(&e, ERR_INPUT, "%s: there is nothing here yet", path);
		return fail("originals", &e);
	}
	if (!cases_open(&c, path, DB_READ, &e))
		return fail("originals", &e);
	status = w->out != NULL ? all_out(w, c, &e) : list(w, c, &e);
	cases_close(c);
	return status;
}

int
cmd_originals(int argc, char **argv)
{
	struct wish w = { 0 };
	const struct option_spec specs[] = {
		{ "-o", &w.out, NULL }, { "--key", &w.key, NULL },
	};
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &w.dir, 1, &n) ||
	    n != 1 || (w.key != NULL && w.out == NULL))
		return usage(argv[0]);
	return run(&w);
}
