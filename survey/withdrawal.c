/* SPDX-License-Identifier: MIT
 *
 * withdrawal.c -- what belongs to withdrawing a response, beside the store.
 */
#include "survey/withdrawal.h"
#include "survey/backup/backup.h"
#include "survey/quotations.h"

/* Before: can the words be taken out? */
static bool
ready(const char *dir, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, dir, "quotations.txt");
	struct quotations ignored;

	return !file_exists(path) || quotations_read(&a, path, &ignored, e) ||
	    err_wrap(e, "nothing was erased");
}

/* As the store says now, whatever a step that erases returned. */
static bool
is_gone(const struct withdrawal *w, bool *gone, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct response_known r;
	struct message m = { 0 };
	struct sheet s = { 0 };
	bool found, ok;

	if (w->what == RESPONSE_MESSAGE) {
		ok = message_find(&a, w->c, w->id, &m, &found, e);
		*gone = ok && found && m.state == MESSAGE_WITHDRAWN;
	} else if (w->what == RESPONSE_SHEET) {
		ok = sheet_find(&a, w->c, w->id, &s, &found, e);
		*gone = ok && found && s.state == SHEET_WITHDRAWN;
	} else {
		ok = response_find(w->c, w->reference, &r, &found, e);
		*gone = ok && found && r.withdrawn;
	}
	return ok;
}

static bool
erase(const struct withdrawal *w, struct err *e)
{
	int64_t now = now_seconds();

	if (w->what == RESPONSE_MESSAGE)
		return message_withdraw(
		    w->c, w->id, w->reason, w->by, now, e);
	if (w->what == RESPONSE_SHEET)
		return sheet_withdraw(w->c, w->id, w->reason, w->by, e);
	return response_withdraw(
	    w->c, w->reference, w->reason, w->by, now, e);
}

/* All of it is tried, whatever fails first. */
static bool
finish(const struct withdrawal *w, struct err *e)
{
	struct err other = { 0 };
	bool ok = quotations_withdrawn(w->dir, w->c, e);

	ok = withdrawn_keep(w->dir, w->c, ok ? e : &other) && ok;
	return cases_scrub(w->c, ok ? e : &other) && ok;
}

enum withdrawn
withdrawal_run(const struct withdrawal *w, struct err *e)
{
	struct err ignored = { 0 };
	bool before, gone;

	if (!ready(w->dir, e) || !is_gone(w, &before, e))
		return WITHDRAWN_NOT;
	if (!before && !erase(w, e) &&
	    (!is_gone(w, &gone, &ignored) || !gone))
		return WITHDRAWN_NOT;
	*e = (struct err){ 0 };
	if (!finish(w, e)) {
		(void)err_wrap(e, "it is erased, but what belongs to that was "
		    "not finished. Mend what is said here, and do the same "
		    "again");
		return WITHDRAWN_UNFINISHED;
	}
	if (before)
		(void)err_set(e, ERR_INPUT, "%s%s was withdrawn before: nothing "
		    "of it is here", w->reference != NULL ? "response " : "it",
		    w->reference != NULL ? w->reference : "");
	return before ? WITHDRAWN_BEFORE : WITHDRAWN_NOW;
}
