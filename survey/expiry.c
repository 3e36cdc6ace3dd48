/* SPDX-License-Identifier: MIT
 *
 * expiry.c -- the day of `erase-senders` in site.settings, and what it asks
 * for.
 */
#include "survey/expiry.h"
#include "forms/forms.h"

#include <sys/stat.h>

/* Somebody was reading when the last was erased: it may still stand in the file. */
static bool
has_log(const char *path)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct stat st;

	return stat(arena_printf(&a, "%s-wal", path), &st) == 0 &&
	    st.st_size > 0;
}

/* What was received before it, and decided about before it. */
static bool
expire(const char *path, int64_t moment, struct messages_expired *out,
    struct err *e)
{
	struct cases *c = NULL;
	bool ok;

	if (!cases_open(&c, path, DB_READ, e))
		return false;
	ok = messages_expiring(c, moment, moment, out, e);
	cases_close(c);
	if (!ok || (out->senders == 0 && out->emptied == 0 && !has_log(path)))
		return ok;
	if (!cases_open(&c, path, DB_WRITE, e))
		return false;
	ok = messages_expire(c, moment, moment, EXPIRY_BY, out, e);
	cases_close(c);
	return ok;
}

bool
expiry_run(const char *dir, int64_t now, bool *due,
    struct messages_expired *out, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, dir, "cases.db");
	struct forms_settings *s;
	struct forms_diags d;

	*due = false;
	*out = (struct messages_expired){ 0 };
	if (!file_exists(path) ||
	    !file_exists(path_join(&a, dir, "site.settings")))
		return true;
	forms_diags_init(&d, &a);
	if (!forms_settings_load(&a, dir, &s, &d, e))
		return false;
	*due = s->erases_senders && now >= s->senders;
	return !*due || expire(path, uk_seconds(uk_date(now), 0), out, e);
}
