/* SPDX-License-Identifier: MIT
 *
 * cmd_bundle.c -- `earshot bundle DIR OUT`: what the public server needs, and
 * no secret.
 */
#include "survey/copy.h"
#include "survey/survey.h"

#include <stdio.h>

static bool
is_public_key(const char *file)
{
	size_t n = strlen(file);

	return n > 4 && strcmp(file + n - 4, ".pub") == 0;
}

static bool
copy_document(struct place *p, const char *out, const char *path, size_t *n,
    struct err *e)
{
	size_t k;

	for (k = 0; path[k] != '\0'; k++)
		if (path[k] == '/' && !dir_make(path_join(&p->a, out,
		    arena_strn(&p->a, path, k)), 0755, e))
			return false;
	return copy_part(&p->a, p->dir, out, path, is_no_secret, n, e);
}

/* The documents and pictures that the form names, wherever in the folder they
 * are. */
static bool
copy_documents(struct place *p, const char *out, size_t *n, struct err *e)
{
	size_t i;

	for (i = 0; i < p->form->n_documents; i++)
		if (!copy_document(p, out, p->form->documents[i].path, n, e))
			return false;
	for (i = 0; i < p->form->n_pictures; i++)
		if (!copy_document(p, out, p->form->pictures[i]->path, n, e))
			return false;
	return p->settings->logo == NULL || copy_document(p, out,
	    p->settings->logo, n, e);
}

/* Only what is named here goes out; whatever else lies in the folder stays. */
static bool
write_bundle(struct place *p, const char *out, size_t *n, struct err *e)
{
	struct seal_public to[SEAL_RECIPIENTS];

	if (path_inside(&p->a, out, p->dir))
		return err_set(e, ERR_USAGE, "%s: a bundle goes to a folder "
		    "outside %s", out, p->dir);
	return place_public_keys(p, to, e) && dir_make(out, 0755, e) &&
	    copy_part(&p->a, p->dir, out, "published", NULL, n, e) &&
	    copy_part(&p->a, p->dir, out, "amendments", NULL, n, e) &&
	    copy_part(&p->a, p->dir, out, "site.settings", NULL, n, e) &&
	    copy_documents(p, out, n, e) &&
	    copy_part(&p->a, p->dir, out, "keys", is_public_key, n, e);
}

int
cmd_bundle(int argc, char **argv)
{
	struct place p CLEAN(place_close) = { 0 };
	const char *words[2];
	struct err e = { 0 };
	size_t n, copied = 0;

	if (!options_read(argc, argv, NULL, 0, words, 2, &n) || n != 2)
		return usage(argv[0]);
	if (!place_open(&p, words[0], &e) ||
	    !write_bundle(&p, words[1], &copied, &e))
		return fail(argv[0], &e);
	printf("%s: %zu files, no private key. Start it there with "
	    "`earshot serve`.\n", words[1], copied);
	return 0;
}
