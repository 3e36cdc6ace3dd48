/* SPDX-License-Identifier: MIT
 *
 * verify.c -- a consultation's folder: both stores, and what was published.
 */
#include "survey/backup/backup.h"
#include "survey/copy.h"
#include "survey/survey.h"

#include <sys/stat.h>

static bool
is_hash(const char *name)
{
	return strlen(name) == 64 &&
	    strspn(name, "0123456789abcdef") == 64;
}

static void
check_version(const char *dir, const char *hash, struct verify *v)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_form *form;
	struct err why = { 0 };

	if (!forms_load_published(&a, dir, hash, &form, &why))
		verify_found(v, "published/%.12s…: %s", hash, why.msg);
}

/* Every version that is there, and every one that the history names. */
static bool
check_published(const char *dir, struct verify *v, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, dir, "published"), *const *names;
	struct forms_version *all;
	struct err why = { 0 };
	size_t n, i, there = 0;

	if (!file_exists(path))
		return true;
	if (!list_folder(&a, path, &names, &n, e))
		return false;
	for (i = 0; i < n; i++)
		if (is_hash(names[i])) {
			there++;
			check_version(dir, names[i], v);
		}
	if (!forms_history(&a, dir, &all, &n, &why))
		verify_found(v, "published: %s", why.msg);
	for (i = 0; why.code == ERR_NONE && i < n; i++)
		if (!file_exists(path_join(&a, path, all[i].hash)))
			verify_found(v, "published/%.12s…: this version is in "
			    "the history, and is not here", all[i].hash);
	check_version(dir, NULL, v);
	verify_end(v, "published: %zu version%s, each as %s published",
	    there, there == 1 ? "" : "s", there == 1 ? "it was" : "they were");
	return true;
}

/* What is damaged is a finding; what cannot be opened at all may be another
 * matter. */
static bool
broken(const char *what, struct verify *v, struct err *e)
{
	if (e->code != ERR_DB)
		return false;
	v->here = 0;
	verify_found(v, "%s cannot be read to the end: %s", what, e->msg);
	verify_end(v, " ");
	return true;
}

struct stores { struct cases *c; struct intake *in; };

static void
stores_close(struct stores *s)
{
	cases_close(s->c);
	intake_close(s->in);
}

static bool
check_stores(const char *dir, const char *since, char head[AUDIT_HEAD],
    struct verify *v, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct versions met CLEAN(versions_close) = { .dir = dir };
	struct stores s CLEAN(stores_close) = { 0 };
	const char *cases = path_join(&a, dir, "cases.db");
	const char *intake = path_join(&a, dir, "intake.db");

	if (store_is_older(cases) || store_is_older(intake))
		return err_set(e, ERR_DB, "%s: an older earshot made its "
		    "stores. A pull brings cases.db up to date, and the server "
		    "intake.db; then verify them", dir);
	if (file_exists(cases) && (!cases_open(&s.c, cases, DB_READ, e) ||
	    !cases_verify(s.c, versions_form, &met, since, head, v, e)) &&
	    !broken("cases.db", v, e))
		return false;
	if (s.c == NULL && since != NULL) {
		verify_found(v, "the log: there is none, and it should have "
		    "the head %s", since);
		verify_end(v, " ");
	}
	if (!file_exists(intake))
		return true;
	return (intake_open(&s.in, intake, DB_READ, NULL, 0, e) &&
	    intake_verify(s.in, s.c, v, e)) || broken("intake.db", v, e);
}

bool
verify_folder(const char *dir, const char *since, char head[AUDIT_HEAD],
    struct verify *v, struct err *e)
{
	struct stat st;

	head[0] = '\0';
	if (stat(dir, &st) != 0 || !S_ISDIR(st.st_mode))
		return err_set(e, ERR_INPUT, "%s: there is no such folder",
		    dir);
	return check_published(dir, v, e) &&
	    check_stores(dir, since, head, v, e);
}
