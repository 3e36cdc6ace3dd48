/* SPDX-License-Identifier: MIT
 *
 * place.c -- a folder of its own for each test, with keys and responses.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/suites.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void
place_make(struct place *p)
{
	struct err e = { 0 };

	ck_assert(seal_start(&e));
	snprintf(p->dir, sizeof(p->dir), "/tmp/earshot-store-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(p->dir));
	snprintf(p->intake, sizeof(p->intake), "%s/intake.db", p->dir);
	snprintf(p->cases, sizeof(p->cases), "%s/cases.db", p->dir);
	seal_keypair(&p->analyst);
	seal_keypair(&p->recovery);
	p->to[0] = p->analyst.pub;
	p->to[1] = p->recovery.pub;
}

void
place_forget(struct place *p)
{
	DIR *d = opendir(p->dir);
	struct dirent *f;
	char name[400];

	ck_assert_ptr_nonnull(d);
	while ((f = readdir(d)) != NULL) {
		snprintf(name, sizeof(name), "%s/%s", p->dir, f->d_name);
		if (f->d_name[0] != '.')
			unlink(name);
	}
	closedir(d);
	rmdir(p->dir);
}

struct intake *
place_intake(struct place *p, enum db_mode mode)
{
	struct intake *it;
	struct err e = { 0 };

	ck_assert_msg(intake_open(&it, p->intake, mode,
	    mode == DB_READ ? NULL : p->to, mode == DB_READ ? 0 : 2, &e), "%s",
	    e.msg);
	return it;
}

void
place_response(struct place_response *p, uint64_t n, const char *why)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct forms_form *form = answers_form();
	struct forms_answers as;
	struct forms_problem q;
	const char *one = "other", *agree = "agree";
	uint8_t h[32];

	*p = (struct place_response){ 0 };
	seal_hash(h, NULL, 0, &n, sizeof(n));
	memcpy(p->r.token, h, TOKEN_SIZE);
	forms_answers_init(&as, &a, form);
	forms_answer_set(&as, &form->fields[CAPACITY], &one, 1, "a friend", &q);
	forms_answer_set(&as, &form->fields[AGREE], &agree, 1, NULL, &q);
	forms_answer_set(&as, &form->fields[WHY], &why, 1, NULL, &q);
	forms_route(&as);
	p->r.meta = (struct store_meta){ .channel = "online", .lang = "en",
	    .day = "2024-06-03" };
	memcpy(p->r.meta.form, form->hash, sizeof(form->hash));
	store_encode(&as, &p->r.meta, &p->json);
	p->r.plain = (struct str){ p->json.p, p->json.n };
}

void
place_response_free(struct place_response *p)
{
	buf_free(&p->json);
}

bool
place_holds(const struct place *p, const void *what, size_t n)
{
	struct arena a CLEAN(arena_free) = { 0 };
	DIR *d = opendir(p->dir);
	struct err e = { 0 };
	struct dirent *f;
	struct str s;
	bool found = false;

	ck_assert_ptr_nonnull(d);
	while ((f = readdir(d)) != NULL)
		if (f->d_name[0] != '.' && file_read(&a, path_join(&a, p->dir,
		    f->d_name), (size_t)1 << 30, &s, &e))
			found = found || memmem(s.p, s.n, what, n) != NULL;
	closedir(d);
	return found;
}
