/* SPDX-License-Identifier: MIT
 *
 * staff.c -- the accounts of those who work at the desk, and who changes them.
 */
#include "store/accounts.h"

#include <sqlite3.h>

/* ---- finding ------------------------------------------------------------ */

static bool
is_small(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

void
account_login(const char *typed, char out[STAFF_LOGIN + 1])
{
	size_t n, i;

	out[0] = '\0';
	typed += strspn(typed, " \t\r\n");
	n = strcspn(typed, " \t\r\n");
	if (n < 2 || n > STAFF_LOGIN ||
	    typed[n + strspn(typed + n, " \t\r\n")] != '\0')
		return;
	for (i = 0; i < n; i++) {
		char c = typed[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (!is_small(c) && (i == 0 || strchr(".-_", c) == NULL)) {
			out[0] = '\0';
			return;
		}
		out[i] = c;
	}
	out[n] = '\0';
}

void
account_hash(const char *label, const void *p, size_t n, uint8_t out[32])
{
	uint8_t key[32];

	seal_hash(key, NULL, 0, label, strlen(label));
	seal_hash(out, key, sizeof(key), p, n);
}

static bool
take_blob(struct stmt *s, int i, void *out, size_t n)
{
	struct str b = col_blob(s, i);

	if (b.n == n)
		memcpy(out, b.p, n);
	return b.n == n;
}

#define ACCOUNT "SELECT id, login, name, roles, password, totp, totp_new," \
	" step, setup, setup_until, disabled, must_change FROM staff"

static bool
take_account(struct stmt *s, struct account *a)
{
	*a = (struct account){ 0 };
	if (!stmt_row(s))
		return false;
	a->id = col_int(s, 0);
	strncpy(a->login, col_text(s, 1), sizeof(a->login) - 1);
	strncpy(a->name, col_text(s, 2), sizeof(a->name) - 1);
	a->roles = (unsigned)col_int(s, 3) & STAFF_ALL_ROLES;
	strncpy(a->password, col_text(s, 4), sizeof(a->password) - 1);
	a->has_totp = take_blob(s, 5, a->totp, sizeof(a->totp));
	a->has_new = take_blob(s, 6, a->totp_new, sizeof(a->totp_new));
	a->step = col_int(s, 7);
	a->has_setup = take_blob(s, 8, a->setup, sizeof(a->setup));
	a->setup_until = col_int(s, 9);
	a->disabled = col_int(s, 10) != 0;
	a->must_change = col_int(s, 11) != 0;
	return true;
}

bool
account_find(struct cases *c, const char *login, struct account *a,
    bool *found, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	*a = (struct account){ 0 };
	*found = false;
	if (!stmt_open(&c->db, &s, ACCOUNT " WHERE login = ?1", e))
		return false;
	stmt_text(&s, 1, login);
	*found = take_account(&s, a);
	return stmt_end(&s, e);
}

bool
account_get(struct cases *c, int64_t id, struct account *a, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	bool found;

	*a = (struct account){ 0 };
	if (!stmt_open(&c->db, &s, ACCOUNT " WHERE id = ?1", e))
		return false;
	stmt_int(&s, 1, id);
	found = take_account(&s, a);
	return stmt_end(&s, e) && (found || err_set(e, ERR_DB, "%s: account "
	    "%lld is not there", c->db.path, (long long)id));
}

bool
staff_list(struct arena *a, struct cases *c, struct staff_account **out,
    size_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &s, "SELECT id, login, name, roles, disabled,"
	    " must_change, password IS NOT NULL AND totp IS NOT NULL,"
	    " setup_until, created, signed_in, (SELECT count(*) FROM recovery"
	    " WHERE staff = staff.id) FROM staff ORDER BY login", e))
		return false;
	while (stmt_row(&s))
		*arena_push(a, *out, *n, cap) = (struct staff_account){
		    .id = col_int(&s, 0),
		    .login = arena_str(a, col_text(&s, 1)),
		    .name = arena_str(a, col_text(&s, 2)),
		    .roles = (unsigned)col_int(&s, 3) & STAFF_ALL_ROLES,
		    .disabled = col_int(&s, 4) != 0,
		    .must_change = col_int(&s, 5) != 0,
		    .ready = col_int(&s, 6) != 0,
		    .setup_until = col_int(&s, 7),
		    .created = col_int(&s, 8), .signed_in = col_int(&s, 9),
		    .recovery = col_int(&s, 10) };
	return stmt_end(&s, e);
}

/* ---- changing ----------------------------------------------------------- */

struct change {
	char		 login[STAFF_LOGIN + 1];
	const char	*by, *name;
	unsigned	 roles;
	int64_t		 now;
	uint8_t		 setup[32];
};

static bool
start_change(struct change *k, const char *login, const char *by,
    struct err *e)
{
	account_login(login, k->login);
	k->by = by;
	if (k->login[0] == '\0' || strcmp(k->login, login) != 0)
		return err_set(e, ERR_INPUT, "`%.60s` is no login name: it "
		    "must have 2 to %d of a-z, 0-9, \".\", \"-\" and \"_\", "
		    "and begin with a letter or digit", login, STAFF_LOGIN);
	return audit_says(by, AUDIT_BY_MAX, "say who does it", e);
}

static bool
named(struct cases *c, const char *login, struct account *a, struct err *e)
{
	bool found;

	return account_find(c, login, a, &found, e) && (found ||
	    err_set(e, ERR_INPUT, "there is no account `%s`", login));
}

/* "the account kim.lee": what the log says of it. */
static bool
note(struct cases *c, const struct change *k, const char *did,
    const char *detail, struct err *e)
{
	struct buf what CLEAN(buf_free) = { 0 };

	buf_printf(&what, "%s the account %s", did, k->login);
	return bound_staff_line(c, k->login, k->by, buf_text(&what), detail,
	    e);
}

static bool
roles_ok(unsigned roles, struct err *e)
{
	return (roles != 0 && (roles & ~(unsigned)STAFF_ALL_ROLES) == 0) ||
	    err_set(e, ERR_INPUT, "an account must have at least one role");
}

static void
setup_code(uint8_t hash[32], char code[CODE_TEXT])
{
	uint8_t secret[CODE_SIZE];

	seal_random(secret, sizeof(secret));
	code_put(code, secret);
	account_hash("earshot setup code", secret, sizeof(secret), hash);
	seal_wipe(secret, sizeof(secret));
}

static bool
add(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct buf roles CLEAN(buf_free) = { 0 };
	const struct change *k = arg;
	struct account a;
	bool found;

	if (!account_find(c, k->login, &a, &found, e))
		return false;
	if (found)
		return err_set(e, ERR_INPUT, "there is an account `%s` "
		    "already", k->login);
	if (!stmt_open(&c->db, &s, "INSERT INTO staff (login, name, roles,"
	    " setup, setup_until, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", e))
		return false;
	stmt_text(&s, 1, k->login);
	stmt_text(&s, 2, k->name);
	stmt_int(&s, 3, k->roles);
	stmt_blob(&s, 4, k->setup, sizeof(k->setup));
	stmt_int(&s, 5, k->now + STAFF_SETUP_CODE);
	stmt_int(&s, 6, k->now);
	staff_roles_text(k->roles, &roles);
	return stmt_do(&s, e) && note(c, k, "added", buf_text(&roles), e);
}

bool
staff_add(struct cases *c, const char *login, const char *name,
    unsigned roles, const char *by, int64_t now, char code[CODE_TEXT],
    struct err *e)
{
	struct change k = { .name = name, .roles = roles, .now = now };

	code[0] = '\0';
	if (!start_change(&k, login, by, e) || !roles_ok(roles, e) ||
	    !audit_says(name, STAFF_NAME, "say the person's name", e))
		return false;
	setup_code(k.setup, code);
	if (cases_change(c, add, &k, e))
		return true;
	code[0] = '\0';
	return false;
}

/* ?1 is the account that the statement is about. */
static bool
about(struct stmt *s, int64_t id, struct err *e)
{
	stmt_int(s, 1, id);
	return stmt_do(s, e);
}

static bool
reset(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct stmt r CLEAN(stmt_close) = { 0 };
	const struct change *k = arg;
	struct account a;
	uint8_t name[32];

	attempt_name(k->login, name);
	if (!named(c, k->login, &a, e) || !session_end_all(c, a.id, e) ||
	    !attempt_clear(c, name, e) ||
	    !stmt_open(&c->db, &r, "DELETE FROM recovery WHERE staff = ?1", e) ||
	    !stmt_open(&c->db, &s, "UPDATE staff SET password = NULL,"
	    " totp = NULL, totp_new = NULL, step = 0, must_change = 0,"
	    " setup = ?2, setup_until = ?3 WHERE id = ?1", e))
		return false;
	stmt_blob(&s, 2, k->setup, sizeof(k->setup));
	stmt_int(&s, 3, k->now + STAFF_SETUP_CODE);
	return about(&s, a.id, e) && about(&r, a.id, e) &&
	    note(c, k, "reset", "", e);
}

bool
staff_reset(struct cases *c, const char *login, const char *by, int64_t now,
    char code[CODE_TEXT], struct err *e)
{
	struct change k = { .now = now };

	code[0] = '\0';
	if (!start_change(&k, login, by, e))
		return false;
	setup_code(k.setup, code);
	if (cases_change(c, reset, &k, e))
		return cases_scrub(c, e);
	code[0] = '\0';
	return false;
}

/* Somebody must be able to give roles when this account no longer can. */
static bool
others_administer(struct cases *c, const struct account *a, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	bool one;

	if (a->disabled || (a->roles & STAFF_ADMINISTRATOR) == 0)
		return true;
	if (!stmt_open(&c->db, &s, "SELECT 1 FROM staff WHERE disabled = 0"
	    " AND roles & ?2 AND id != ?1", e))
		return false;
	stmt_int(&s, 1, a->id);
	stmt_int(&s, 2, STAFF_ADMINISTRATOR);
	one = stmt_row(&s);
	return stmt_end(&s, e) && (one || err_set(e, ERR_INPUT, "`%s` is the "
	    "last administrator that is enabled: give somebody else that role "
	    "first", a->login));
}

static bool
disable(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	const struct change *k = arg;
	struct account a;

	if (!named(c, k->login, &a, e))
		return false;
	if (a.disabled)
		return err_set(e, ERR_INPUT, "`%s` is disabled already",
		    a.login);
	return others_administer(c, &a, e) && session_end_all(c, a.id, e) &&
	    stmt_open(&c->db, &s, "UPDATE staff SET disabled = 1"
	    " WHERE id = ?1", e) && about(&s, a.id, e) &&
	    note(c, k, "disabled", "", e);
}

bool
staff_disable(struct cases *c, const char *login, const char *by,
    struct err *e)
{
	struct change k = { 0 };

	return start_change(&k, login, by, e) &&
	    cases_change(c, disable, &k, e);
}

static bool
enable(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	const struct change *k = arg;
	struct account a;

	if (!named(c, k->login, &a, e))
		return false;
	if (!a.disabled)
		return err_set(e, ERR_INPUT, "`%s` is enabled already",
		    a.login);
	return stmt_open(&c->db, &s, "UPDATE staff SET disabled = 0"
	    " WHERE id = ?1", e) && about(&s, a.id, e) &&
	    note(c, k, "enabled", "", e);
}

bool
staff_enable(struct cases *c, const char *login, const char *by,
    struct err *e)
{
	struct change k = { 0 };

	return start_change(&k, login, by, e) && cases_change(c, enable, &k, e);
}

static bool
set_roles(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct buf detail CLEAN(buf_free) = { 0 };
	const struct change *k = arg;
	struct account a;

	if (!named(c, k->login, &a, e))
		return false;
	if (a.roles == k->roles)
		return err_set(e, ERR_INPUT, "`%s` has these roles already",
		    a.login);
	if ((k->roles & STAFF_ADMINISTRATOR) == 0 &&
	    !others_administer(c, &a, e))
		return false;
	if (!session_end_all(c, a.id, e) || !stmt_open(&c->db, &s,
	    "UPDATE staff SET roles = ?2 WHERE id = ?1", e))
		return false;
	stmt_int(&s, 2, k->roles);
	staff_roles_text(k->roles, &detail);
	buf_lit(&detail, "; before: ");
	staff_roles_text(a.roles, &detail);
	return about(&s, a.id, e) && note(c, k, "changed the roles of",
	    buf_text(&detail), e);
}

bool
staff_set_roles(struct cases *c, const char *login, unsigned roles,
    const char *by, struct err *e)
{
	struct change k = { .roles = roles };

	return start_change(&k, login, by, e) && roles_ok(roles, e) &&
	    cases_change(c, set_roles, &k, e);
}

static bool
must_change(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	const struct change *k = arg;
	struct account a;

	if (!named(c, k->login, &a, e))
		return false;
	if (a.password[0] == '\0' || a.must_change)
		return err_set(e, ERR_INPUT, "`%s` must choose a password "
		    "already", a.login);
	return stmt_open(&c->db, &s, "UPDATE staff SET must_change = 1"
	    " WHERE id = ?1", e) && about(&s, a.id, e) &&
	    note(c, k, "asked for another password of", "", e);
}

bool
staff_must_change(struct cases *c, const char *login, const char *by,
    struct err *e)
{
	struct change k = { 0 };

	return start_change(&k, login, by, e) &&
	    cases_change(c, must_change, &k, e);
}
