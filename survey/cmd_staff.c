/* SPDX-License-Identifier: MIT
 *
 * cmd_staff.c -- `earshot staff DIR`: who works at the desk.
 */
#include "survey/survey.h"
#include "survey/terminal.h"

#include <stdio.h>

struct wish {
	const char	*dir, *verb, *login;
	const char	*name, *preset, *roles, *by;
	unsigned	 bits;		/* of --preset or --roles */
};

/* ---- the list ----------------------------------------------------------- */

/* How an account stands, in a sentence. */
static void
state(const struct staff_account *s, int64_t now, struct buf *out)
{
	char when[TERMINAL_MOMENT];

	if (s->disabled) {
		buf_lit(out, "Disabled.");
	} else if (!s->ready && s->setup_until > now) {
		terminal_moment(s->setup_until, when);
		buf_printf(out, "Not set up yet. The setup code is good until "
		    "%s.", when);
	} else if (!s->ready) {
		buf_lit(out, "Not set up, and the setup code is over: "
		    "`reset` makes another.");
	} else {
		terminal_moment(s->signed_in, when);
		buf_printf(out, "Last signed in on %s. Recovery codes left: "
		    "%lld.%s", when, (long long)s->recovery, s->must_change ?
		    " Must choose another password first." : "");
	}
}

static void
print_account(const struct staff_account *s, int64_t now)
{
	struct buf name CLEAN(buf_free) = { 0 };
	struct buf roles CLEAN(buf_free) = { 0 };
	struct buf stands CLEAN(buf_free) = { 0 };
	const char *title = staff_preset_title(s->roles);

	terminal_put(&name, s->name, s->name + strlen(s->name));
	staff_roles_text(s->roles, &roles);
	state(s, now, &stands);
	printf("\n%s  %s\n", s->login, buf_text(&name));
	terminal_wrapped(title != NULL ? title : "Roles", buf_text(&roles));
	terminal_wrapped("", buf_text(&stands));
}

static int
list(const struct wish *w, struct cases *c, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct staff_account *s;
	int64_t now = now_seconds();
	size_t n = 0, i;

	if (c != NULL && !staff_list(&a, c, &s, &n, e))
		return fail("staff", e);
	if (n == 0) {
		printf("There are no accounts yet. Make the first:\n"
		    "earshot staff %s add LOGIN --name NAME --preset "
		    "manager\n", w->dir);
		return 0;
	}
	printf("%zu account%s.\n", n, n == 1 ? "" : "s");
	for (i = 0; i < n; i++)
		print_account(&s[i], now);
	return 0;
}

/* ---- changes ------------------------------------------------------------ */

static void
print_code(const struct wish *w, const char *code)
{
	char until[TERMINAL_MOMENT];

	terminal_moment(now_seconds() + STAFF_SETUP_CODE, until);
	printf("The setup code, good until %s, and once:\n\n    %s\n\n"
	    "Give it to that person and nobody else, best by word of mouth. "
	    "With it they choose\na password and let their phone make codes. "
	    "It is not shown again; a new one:\nearshot staff %s reset %s\n",
	    until, code, w->dir, w->login);
}

static int
add(const struct wish *w, struct cases *c, struct err *e)
{
	char code[CODE_TEXT];

	if (!staff_add(c, w->login, w->name, w->bits, w->by, now_seconds(),
	    code, e))
		return fail("staff", e);
	printf("Added the account %s. ", w->login);
	print_code(w, code);
	seal_wipe(code, sizeof(code));
	return 0;
}

static int
reset(const struct wish *w, struct cases *c, struct err *e)
{
	char code[CODE_TEXT];

	if (!staff_reset(c, w->login, w->by, now_seconds(), code, e))
		return fail("staff", e);
	printf("The password, the phone, the recovery codes and all sessions "
	    "of %s are over.\n", w->login);
	print_code(w, code);
	seal_wipe(code, sizeof(code));
	return 0;
}

static int
disable(const struct wish *w, struct cases *c, struct err *e)
{
	if (!staff_disable(c, w->login, w->by, e))
		return fail("staff", e);
	printf("Nobody can sign in as %s any more, and all its sessions are "
	    "over.\n", w->login);
	return 0;
}

static int
enable(const struct wish *w, struct cases *c, struct err *e)
{
	if (!staff_enable(c, w->login, w->by, e))
		return fail("staff", e);
	printf("%s can sign in again, as before.\n", w->login);
	return 0;
}

static int
roles(const struct wish *w, struct cases *c, struct err *e)
{
	struct buf names CLEAN(buf_free) = { 0 };

	if (!staff_set_roles(c, w->login, w->bits, w->by, e))
		return fail("staff", e);
	staff_roles_text(w->bits, &names);
	printf("The roles of %s are now: %s. Its sessions are over.\n",
	    w->login, buf_text(&names));
	return 0;
}

static int
must_change(const struct wish *w, struct cases *c, struct err *e)
{
	if (!staff_must_change(c, w->login, w->by, e))
		return fail("staff", e);
	printf("%s must choose another password before anything else.\n",
	    w->login);
	return 0;
}

static const struct verb {
	const char	*name;
	bool		 named, roles;	/* needs --name; --preset or --roles */
	int		(*run)(const struct wish *, struct cases *,
			    struct err *);
} verbs[] = {
	{ "add", true, true, add },
	{ "reset", false, false, reset },
	{ "disable", false, false, disable },
	{ "enable", false, false, enable },
	{ "roles", false, true, roles },
	{ "must-change", false, false, must_change },
};

/* ---- which of them ------------------------------------------------------ */

static int
run(const struct wish *w, const struct verb *v)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, w->dir, "cases.db");
	bool there = file_exists(path), first = v != NULL && v->run == add;
	struct cases *c = NULL;
	struct err e = { 0 };
	int status;

	/* no store is made in a folder that was mistyped */
	if (!there && !file_exists(path_join(&a, w->dir,
	    "consultation.form")))
		err_set(&e, ERR_USAGE, "%s: there is no consultation.form "
		    "here; `earshot new` makes one", w->dir);
	else if (!there && v != NULL && !first)
		err_set(&e, ERR_INPUT, "there is no account `%s`; there are "
		    "none yet", w->login);
	if (e.code != ERR_NONE)
		return fail("staff", &e);
	if ((there || first) && !cases_open(&c, path, v == NULL ? DB_READ :
	    first ? DB_CREATE : DB_WRITE, &e))
		return fail("staff", &e);
	status = v != NULL ? v->run(w, c, &e) : list(w, c, &e);
	cases_close(c);
	return status;
}

static const struct verb *
find(const char *name)
{
	size_t i;

	for (i = 0; i < LEN(verbs); i++)
		if (strcmp(name, verbs[i].name) == 0)
			return &verbs[i];
	return NULL;
}

/* Prints what is wrong. */
static bool
read_roles(struct wish *w, const struct verb *v)
{
	struct err e = { 0 };

	if (!v->roles)
		return true;
	if (w->preset != NULL)
		w->bits = staff_preset(str_of(w->preset));
	if (w->bits != 0 || (w->roles != NULL &&
	    staff_roles_read(str_of(w->roles), &w->bits, &e)))
		return true;
	if (w->preset != NULL)
		err_set(&e, ERR_USAGE, "there is no preset `%s`: it is "
		    "manager, keyer or viewer", w->preset);
	(void)fail("staff", &e);
	return false;
}

/* Each verb with what it needs, and nothing else; prints what is wrong. */
static bool
complete(const struct wish *w, const struct verb *v)
{
	bool with_roles = w->preset != NULL || w->roles != NULL;

	if (v != NULL && ((v->named && w->name == NULL) ||
	    (v->roles && !with_roles))) {
		fprintf(stderr, "earshot staff: %s needs %s--preset P or "
		    "--roles R,R\n", v->name, v->named ?
		    "--name NAME, and " : "");
		return false;
	}
	if ((w->preset != NULL && w->roles != NULL) ||
	    (w->name != NULL && (v == NULL || !v->named)) ||
	    (with_roles && (v == NULL || !v->roles)) ||
	    (w->by != NULL && v == NULL)) {
		(void)usage("staff");
		return false;
	}
	return true;
}

int
cmd_staff(int argc, char **argv)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct wish w = { 0 };
	const char *operands[3] = { 0 };
	const struct option_spec specs[] = {
		{ "--name", &w.name, NULL }, { "--preset", &w.preset, NULL },
		{ "--roles", &w.roles, NULL }, { "--by", &w.by, NULL },
	};
	const struct verb *v = NULL;
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), operands, 3, &n) ||
	    (n != 1 && n != 3))
		return usage(argv[0]);
	w.dir = operands[0];
	w.login = operands[2];
	if (n == 3 && (v = find(operands[1])) == NULL) {
		fprintf(stderr, "earshot staff: there is no `%s` here; see "
		    "`earshot help staff`\n", operands[1]);
		return 2;
	}
	if (!complete(&w, v))
		return 2;
	if (w.by == NULL)
		w.by = own_name(&a);
	if (v != NULL && !read_roles(&w, v))
		return 2;
	return run(&w, v);
}
