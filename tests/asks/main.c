/* SPDX-License-Identifier: MIT
 *
 * main.c -- asks for something as the public site does, for the command-line
 * tests: `asks DIR KIND REFERENCE COOKIE|- [NAME=TEXT...]`.  The server must
 * not be running.  REFERENCE - : about no response.
 */
#include "store/store.h"

#include <stdio.h>

static bool
keys(const char *dir, struct seal_public to[SEAL_RECIPIENTS], struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };

	return seal_public_read(path_join(&a, dir, "keys/analyst.pub"),
	    &to[0], e) && seal_public_read(path_join(&a, dir,
	    "keys/recovery.pub"), &to[1], e);
}

/* The response's own token, made of the cookie as the site makes it. */
static bool
prove(struct store_request *r, const char *reference, const char *cookie)
{
	uint8_t secret[16], hash[32];

	if (!b64_get(secret, sizeof(secret), str_of(cookie)) ||
	    !reference_read(str_of(reference), r->reference))
		return false;
	seal_hash(hash, secret, sizeof(secret), "earshot response", 16);
	memcpy(r->proof, hash, TOKEN_SIZE);
	return true;
}

static void
take(struct store_request *r, const char *word)
{
	if (strncmp(word, "name=", 5) == 0)
		r->name = word + 5;
	else if (strncmp(word, "email=", 6) == 0)
		r->email = word + 6;
	else if (strncmp(word, "address=", 8) == 0)
		r->address = word + 8;
	else if (strncmp(word, "words=", 6) == 0)
		r->words = word + 6;
	else if (strcmp(word, "rehearsal") == 0)
		r->rehearsal = true;
}

int
main(int argc, char **argv)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct intake_request q = { .r = { .lang = "en" } };
	struct seal_public to[SEAL_RECIPIENTS];
	enum intake_outcome outcome;
	struct intake *it = NULL;
	struct err e = { 0 };
	int i, k;
	bool ok;

	if (argc < 5)
		return 2;
	for (k = 0; k < REQUEST_KINDS; k++)
		if (strcmp(request_kind_name((enum request_kind)k),
		    argv[2]) == 0)
			q.r.kind = (enum request_kind)k;
	date_text(uk_date(now_seconds()), q.r.day);
	if (strcmp(argv[3], "-") != 0 && !prove(&q.r, argv[3], argv[4]))
		return 2;
	for (i = 5; i < argc; i++)
		take(&q.r, argv[i]);
	ok = seal_start(&e) && keys(argv[1], to, &e) && intake_open(&it,
	    path_join(&a, argv[1], "intake.db"), DB_WRITE, to, 2, &e);
	if (ok) {
		seal_random(q.token, TOKEN_SIZE);
		ok = intake_request(it, &q, &outcome, &e);
	}
	intake_close(it);
	if (!ok)
		fprintf(stderr, "asks: %s\n", e.msg);
	return ok ? 0 : 3;
}
