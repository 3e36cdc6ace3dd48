/* SPDX-License-Identifier: MIT
 *
 * fetching.c -- what the desk fetches with: the private key, and the site's
 * store.
 */
#include "survey/fetching.h"

#include <stdio.h>
#include <sys/stat.h>

/* What tells that somebody sent something: the store's file, and the log that
 * SQLite keeps beside it. */
static void
look(const char *path, struct fetching_file *f)
{
	struct stat st;

	*f = (struct fetching_file){ 0 };
	if (stat(path, &st) == 0)
		*f = (struct fetching_file){ (int64_t)st.st_ino, st.st_size,
		    st.st_mtim };
}

static bool
same(const struct fetching_file *a, const struct fetching_file *b)
{
	return a->inode == b->inode && a->size == b->size &&
	    a->changed.tv_sec == b->changed.tv_sec &&
	    a->changed.tv_nsec == b->changed.tv_nsec;
}

static bool
pull(void *arg, struct cases_pull *did, struct err *e)
{
	struct fetching *f = arg;
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, f->from != NULL ? f->from : f->dir,
	    "intake.db");
	struct place p = { .dir = f->dir };
	struct fetching_file now[2];

	look(path, &now[0]);
	look(arena_printf(&a, "%s-wal", path), &now[1]);
	*did = f->last;
	if (now[0].inode == 0)
		return true;		/* nobody has sent anything yet */
	if (f->looked && same(&now[0], &f->file[0]) &&
	    same(&now[1], &f->file[1]))
		return true;
	f->looked = false;
	if (!pull_once(&p, f->from, &f->key, did, e))
		return false;
	f->last = *did;
	f->looked = did->bad == 0;	/* those are tried again */
	f->file[0] = now[0];
	f->file[1] = now[1];
	return true;
}

bool
fetching_open(struct fetching *f, const char *dir, const char *key_path,
    const char *from, struct desk_source *source, struct err *e)
{
	bool named = false;

	*f = (struct fetching){ .dir = dir, .from = from };
	*source = (struct desk_source){ .arg = f };
	if (key_path == NULL)
		key_path = place_secret_path(&f->a, dir, "analyst.key");
	else if (!file_exists(key_path))
		return err_set(e, ERR_INPUT, "%s: there is no key", key_path);
	else
		named = true;
	if (from != NULL && !file_exists(from))
		return err_set(e, ERR_INPUT, "%s: there is no such folder",
		    from);
	if (!file_exists(key_path)) {
		source->why_not = arena_printf(&f->a, "the private key is not "
		    "at %s", key_path);
		return true;
	}
	if (!seal_secret_read(key_path, &f->key, e)) {
		if (!named)
			source->why_not = arena_str(&f->a, e->msg);
		*e = named ? *e : (struct err){ 0 };
		return !named;
	}
	seal_hold(&f->key, sizeof(f->key));
	source->pull = pull;
	return true;
}

void
fetching_close(struct fetching *f)
{
	seal_let_go(&f->key, sizeof(f->key));
	arena_free(&f->a);
}
