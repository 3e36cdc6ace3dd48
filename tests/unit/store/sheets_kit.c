/* SPDX-License-Identifier: MIT
 *
 * sheets_kit.c -- what tests of sheets share.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/sheets_kit.h"
#include "tests/unit/unit.h"

#include <strings.h>

void
sheets_kit(struct desk_kit *k)
{
	struct err e = { 0 };

	*k = (struct desk_kit){ .now = NOON };
	place_make(&k->at);
	k->c = asked_cases(&k->at, DB_CREATE);
	ck_assert_msg(batch_new(k->c, "Monday's post", false, "ann", k->now,
	    &k->batch, &e), "%s", e.msg);
}

void
sheets_kit_end(struct desk_kit *k)
{
	char head[AUDIT_HEAD];
	struct err e = { 0 };

	ck_assert_msg(cases_audit_verify(k->c, NULL, head, &e), "%s", e.msg);
	cases_close(k->c);
	place_forget(&k->at);
	arena_free(&k->a);
}

int64_t
sheets_in(struct desk_kit *k)
{
	struct sheet s = { .batch = k->batch, .channel = "paper",
	    .lang = "en", .received = "2024-06-21" };
	struct err e = { 0 };

	memcpy(s.form, answers_form()->hash, sizeof(s.form));
	ck_assert_msg(sheet_receive(&k->a, k->c, &s, "ann", k->now, &e), "%s",
	    e.msg);
	return s.id;
}

struct sheet
sheets_get(struct desk_kit *k, int64_t id)
{
	struct sheet s;
	struct err e = { 0 };
	bool found;

	ck_assert_msg(sheet_find(&k->a, k->c, id, &s, &found, &e), "%s",
	    e.msg);
	ck_assert(found);
	return s;
}

struct forms_answers
sheets_said(struct desk_kit *k, const char *capacity, const char *agree,
    const char *why)
{
	static const size_t fields[] = { CAPACITY, AGREE, WHY };
	const char *said[] = { capacity, agree, why };
	struct forms_answers as;
	struct forms_problem q;
	size_t i;

	forms_answers_init(&as, &k->a, answers_form());
	for (i = 0; i < N_FIELDS; i++)
		as.v[i].state = FORMS_BLANK;
	for (i = 0; i < LEN(fields); i++)
		if (strcmp(said[i], "-") == 0)
			as.v[fields[i]].state = FORMS_ILLEGIBLE;
		else if (*said[i] != '\0') {
			forms_answer_set(&as, &as.form->fields[fields[i]],
			    &said[i], 1, NULL, &q);
			ck_assert_int_eq(q.kind, FORMS_OK);
		}
	return as;
}

static bool
same(const char *a, const char *b)
{
	return strcasecmp(a, b) == 0;
}

const char *
sheets_key(struct desk_kit *k, int round, int64_t id, const char *by,
    struct forms_answers as)
{
	const struct sheet_keyed keyed = { .sheet = id, .answers = &as,
	    .by = by, .now = k->now, .draw = k->draw, .alone = k->alone,
	    .same = same };
	enum sheet_state state;
	struct err e = { 0 };
	bool ok = round == 1 ? sheet_key_first(k->c, &keyed, &state, &e) :
	    sheet_key_second(k->c, &keyed, &state, &e);

	return ok ? sheet_state_name(state) : arena_str(&k->a, e.msg);
}

void
sheets_plan(struct desk_kit *k, int64_t one_in, int64_t first, int64_t marks)
{
	const struct sheet_plan p = { one_in, first, marks };
	struct err e = { 0 };

	ck_assert_msg(sheet_plan_set(k->c, &p, "ann", &e), "%s", e.msg);
}

const char *
sheets_text(struct desk_kit *k, int64_t id)
{
	return asked_text(&k->a, k->c, arena_printf(&k->a, "SELECT u.text"
	    " FROM unit u JOIN response r ON r.id = u.response JOIN sheet s ON"
	    " s.reference = r.reference WHERE r.counts = 1 AND s.id = %lld",
	    (long long)id));
}

/* ---- is it as it was kept? --------------------------------------------------------- */

static const struct forms_form *
form_of(void *arg, const char *hash, struct err *e)
{
	(void)arg;
	(void)hash;
	(void)e;
	return answers_form();
}

static void
hear(void *arg, bool good, const char *words)
{
	(void)arg;
	(void)good;
	(void)words;
}

int64_t
sheets_findings(struct desk_kit *k)
{
	struct verify v = { .say = hear };
	char head[AUDIT_HEAD];
	struct err e = { 0 };

	ck_assert(cases_verify(k->c, form_of, NULL, NULL, head, &v, &e));
	return v.found;
}
