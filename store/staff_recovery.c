/* SPDX-License-Identifier: MIT
 *
 * staff_recovery.c -- ten codes on paper, for when the phone is not there.
 *
 * They are spelt as references are, whose check character notices slips: 50
 * random bits, each good once, and guessed at no faster than passwords.
 */
#include "store/accounts.h"

#include <sqlite3.h>
#include <stdio.h>

static void
code_hash(int64_t account, const char code[REFERENCE_SIZE], uint8_t out[32])
{
	char whose[64];

	snprintf(whose, sizeof(whose), "%lld.%s", (long long)account, code);
	account_hash("earshot recovery code", whose, strlen(whose), out);
	seal_wipe(whose, sizeof(whose));
}

bool
recovery_new(struct cases *c, int64_t account,
    char out[STAFF_RECOVERY][REFERENCE_SIZE], struct err *e)
{
	struct stmt d CLEAN(stmt_close) = { 0 };
	struct stmt s CLEAN(stmt_close) = { 0 };
	uint8_t hash[32];
	size_t i;

	if (!stmt_open(&c->db, &d, "DELETE FROM recovery WHERE staff = ?1",
	    e) || !stmt_open(&c->db, &s, "INSERT INTO recovery (staff, hash)"
	    " VALUES (?1, ?2)", e))
		return false;
	stmt_int(&d, 1, account);
	if (!stmt_do(&d, e))
		return false;
	for (i = 0; i < STAFF_RECOVERY; i++) {
		reference_new(out[i]);
		code_hash(account, out[i], hash);
		stmt_int(&s, 1, account);
		stmt_blob(&s, 2, hash, sizeof(hash));
		if (!stmt_do(&s, e))
			return false;
	}
	return true;
}

bool
recovery_use(struct cases *c, int64_t account, struct str typed,
    int64_t *left, struct err *e)
{
	struct stmt d CLEAN(stmt_close) = { 0 };
	struct stmt n CLEAN(stmt_close) = { 0 };
	char code[REFERENCE_SIZE];
	uint8_t hash[32];

	*left = -1;
	if (!reference_read(typed, code))
		return true;
	code_hash(account, code, hash);
	if (!stmt_open(&c->db, &d, "DELETE FROM recovery WHERE staff = ?1"
	    " AND hash = ?2", e) || !stmt_open(&c->db, &n,
	    "SELECT count(*) FROM recovery WHERE staff = ?1", e))
		return false;
	stmt_int(&d, 1, account);
	stmt_blob(&d, 2, hash, sizeof(hash));
	if (!stmt_do(&d, e))
		return false;
	if (sqlite3_changes64(c->db.h) == 0)
		return true;
	stmt_int(&n, 1, account);
	*left = stmt_row(&n) ? col_int(&n, 0) : 0;
	return stmt_end(&n, e);
}
