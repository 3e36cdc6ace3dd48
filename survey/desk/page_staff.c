/* SPDX-License-Identifier: MIT
 *
 * page_staff.c -- who works at the desk: the page of `earshot staff`.
 */
#include "survey/desk/private.h"

/* What was asked for, and what came of it. */
struct wish {
	const char	*login, *name;
	unsigned	 roles;
	const char	*said;		/* what was done; NULL: nothing */
	const char	*failed;	/* why not; NULL */
	char		 code[CODE_TEXT];	/* a setup code; "": none */
};

/* ---- what is asked for ------------------------------------------- */

static bool
add(struct desk_visit *v, struct wish *w, struct cases *c, struct err *e)
{
	w->said = arena_printf(v->a, "Added the account %s.", w->login);
	return staff_add(c, w->login, w->name, w->roles, v->me.login,
	    now_seconds(), w->code, e);
}

static bool
reset(struct desk_visit *v, struct wish *w, struct cases *c, struct err *e)
{
	w->said = arena_printf(v->a, "The password, the phone, the recovery "
	    "codes and all sessions of %s are over.", w->login);
	return staff_reset(c, w->login, v->me.login, now_seconds(), w->code,
	    e);
}

static bool
disable(struct desk_visit *v, struct wish *w, struct cases *c, struct err *e)
{
	w->said = arena_printf(v->a, "Nobody can sign in as %s any more, and "
	    "all its sessions are over.", w->login);
	return staff_disable(c, w->login, v->me.login, e);
}

static bool
enable(struct desk_visit *v, struct wish *w, struct cases *c, struct err *e)
{
	w->said = arena_printf(v->a, "%s can sign in again, as before.",
	    w->login);
	return staff_enable(c, w->login, v->me.login, e);
}

static bool
set_roles(struct desk_visit *v, struct wish *w, struct cases *c, struct err *e)
{
	w->said = arena_printf(v->a, "%s now works here as: %s. Its sessions "
	    "are over.", w->login, desk_roles_words(v, w->roles));
	return staff_set_roles(c, w->login, w->roles, v->me.login, e);
}

static bool
must_change(struct desk_visit *v, struct wish *w, struct cases *c,
    struct err *e)
{
	w->said = arena_printf(v->a, "%s must choose another password before "
	    "anything else.", w->login);
	return staff_must_change(c, w->login, v->me.login, e);
}

static const struct {
	const char	*name;
	bool		(*run)(struct desk_visit *, struct wish *,
			    struct cases *, struct err *);
} verbs[] = {
	{ "add", add }, { "reset", reset }, { "disable", disable },
	{ "enable", enable }, { "roles", set_roles },
	{ "must-change", must_change },
};

/* A preset, or every role that is ticked. */
static unsigned
sent_roles(struct desk_visit *v)
{
	unsigned roles = staff_preset(str_of(desk_sent(v, "preset"))), one;
	const struct http_pairs *p = &v->r->form;
	struct err ignored;
	size_t i;

	for (i = 0; i < p->n && *desk_sent(v, "preset") == '\0'; i++)
		if (strcmp(p->v[i].name, "role") == 0 && staff_roles_read(
		    str_of(p->v[i].value), &one, &ignored))
			roles |= one;
	return roles;
}

/* Whoever changed their own account may not be in it any more. */
static const char *
leaves(const struct desk_visit *v, const struct wish *w, const char *verb)
{
	if (strcmp(w->login, v->me.login) != 0)
		return NULL;
	return strcmp(verb, "roles") == 0 || strcmp(verb, "disable") == 0 ?
	    "/desk/sign-in?out=" : strcmp(verb, "must-change") == 0 ?
	    "/desk/account" : NULL;
}

static void
run(struct desk_visit *v, struct wish *w)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	const char *verb = desk_sent(v, "do");
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < LEN(verbs) && strcmp(verb, verbs[i].name) != 0; i++)
		;
	if (i == LEN(verbs))
		err_set(&e, ERR_INPUT, "there is no such button");
	else if (desk_store_open(v, DB_WRITE, &s, &e) &&
	    verbs[i].run(v, w, s.c, &e))
		return;
	w->said = NULL;
	w->failed = arena_printf(v->a, "The reason: %s.", e.msg);
}

/* ---- drawing: an account ----------------------------------------- */

/* How an account stands, in a sentence. */
static const char *
state(struct desk_visit *v, const struct staff_account *s)
{
	if (s->disabled)
		return "Disabled: nobody can sign in as this.";
	if (!s->ready && s->setup_until > now_seconds())
		return arena_printf(v->a, "Not set up yet. The setup code is "
		    "good until %s.", desk_moment(v, s->setup_until));
	if (!s->ready)
		return "Not set up, and the setup code is over: make another.";
	return arena_printf(v->a, "Last signed in on %s. Recovery codes left: "
	    "%lld.%s", desk_moment(v, s->signed_in), (long long)s->recovery,
	    s->must_change ? " Must choose another password first." : "");
}

static void
draw_ticks(struct desk_visit *v, const char *id, unsigned ticked)
{
	unsigned i;

	html_lit(v->b, "<ul class=\"desk-ticks\">\n");
	for (i = 1; i < STAFF_ALL_ROLES; i <<= 1)
		html_f(v->b, "<li><input type=\"checkbox\" id=\"%s-%s\" "
		    "name=\"role\" value=\"%s\"%s> <label for=\"%s-%s\"><b>%s"
		    "</b>: %s</label></li>\n", id, staff_role_name(i),
		    staff_role_name(i), ticked & i ? " checked" : "", id,
		    staff_role_name(i), staff_role_name(i),
		    desk_role_does(i));
	html_lit(v->b, "</ul>\n");
}

static void
draw_change(struct desk_visit *v, const struct staff_account *s,
    const char *title, const char *words, const char *verb,
    const char *button)
{
	html_f(v->b, "<details class=\"desk-done\"><summary>%s<span "
	    "class=\"nhsuk-u-visually-hidden\"> of %s</span></summary>\n"
	    "<p>%s</p>\n<div class=\"desk-actions\"><button "
	    "class=\"nhsuk-button nhsuk-button--secondary\" name=\"do\" "
	    "value=\"%s\">%s %s</button></div>\n</details>\n", title, s->login,
	    words, verb, button, s->login);
}

static void
draw_changes(struct desk_visit *v, const struct staff_account *s)
{
	const char *id = arena_printf(v->a, "account-%lld", (long long)s->id);

	desk_form_begin(v, "/desk/staff", id);
	html_f(v->b, "<input type=\"hidden\" name=\"login\" value=\"%s\">\n"
	    "<details class=\"desk-done\"><summary>Roles<span class=\""
	    "nhsuk-u-visually-hidden\"> of %s</span></summary>\n<fieldset>"
	    "<legend class=\"nhsuk-u-visually-hidden\">Roles of %s</legend>\n",
	    s->login, s->login, s->login);
	draw_ticks(v, id, s->roles);
	html_f(v->b, "</fieldset>\n<p>It ends the sessions of the account."
	    "</p>\n<div class=\"desk-actions\"><button class=\"nhsuk-button "
	    "nhsuk-button--secondary\" name=\"do\" value=\"roles\">Change the "
	    "roles of %s</button></div>\n</details>\n", s->login);
	draw_change(v, s, "New setup code", "For a lost phone or a forgotten "
	    "password. The password, the phone, the recovery codes and all "
	    "sessions end at once.", "reset", "Make a new setup code for");
	if (s->ready && !s->must_change)
		draw_change(v, s, "Another password", "When somebody may have "
		    "seen it. Until it is changed, no other page opens.",
		    "must-change", "Ask for another password of");
	if (s->disabled)
		draw_change(v, s, "Enable", "The password and the phone are "
		    "as before.", "enable", "Enable");
	else
		draw_change(v, s, "Disable", "Nobody can sign in with it until "
		    "it is enabled. It is not deleted, as the log names it.",
		    "disable", "Disable");
	html_lit(v->b, "</form>\n");
}

static void
draw_account(struct desk_visit *v, const struct staff_account *s)
{
	const char *title = staff_preset_title(s->roles);
	struct buf roles CLEAN(buf_free) = { 0 };

	staff_roles_text(s->roles, &roles);
	html_f(v->b, "<article class=\"desk-panel\" "
	    "aria-labelledby=\"staff-%lld\">\n<h3 class=\"desk-h2\" "
	    "id=\"staff-%lld\">%s%s</h3>\n<dl class=\"desk-facts\">\n"
	    "<dt>Login name</dt><dd>%s</dd>\n<dt>Works here as</dt><dd>%s%s%s"
	    "</dd>\n<dt>State</dt><dd>%s</dd>\n</dl>\n", (long long)s->id,
	    (long long)s->id, s->name, s->id == v->me.account ? " (you)" : "",
	    s->login, title != NULL ? title : "", title != NULL ? ": " : "",
	    buf_text(&roles), state(v, s));
	draw_changes(v, s);
	html_lit(v->b, "</article>\n");
}

/* ---- drawing: the page ------------------------------------------- */

static void
draw_code(struct desk_visit *v, const struct wish *w)
{
	html_f(v->b, "<section class=\"desk-panel desk-new\" "
	    "aria-labelledby=\"h-code\">\n<h2 class=\"desk-h2\" "
	    "id=\"h-code\">The setup code of %s</h2>\n<p class=\"desk-secret\" "
	    "id=\"setup-code\">%s</p>\n<p>Good until %s, once. <b>It is not "
	    "shown again.</b> Give it to that person and nobody else, best by "
	    "word of mouth. They open this desk, choose “Sign in for the first "
	    "time”, and need their phone.</p>\n</section>\n", w->login,
	    w->code, desk_moment(v, now_seconds() + STAFF_SETUP_CODE));
}

static void
draw_preset(struct desk_visit *v, const char *value, const char *words,
    bool checked)
{
	html_f(v->b, "<li><input type=\"radio\" id=\"preset-%s\" "
	    "name=\"preset\" value=\"%s\"%s> <label for=\"preset-%s\">%s"
	    "</label></li>\n", value[0] != '\0' ? value : "own", value,
	    checked ? " checked" : "", value[0] != '\0' ? value : "own",
	    words);
}

static void
draw_add(struct desk_visit *v, const struct wish *w)
{
	const char *preset = http_value(&v->r->form, "preset");
	bool mine = w->failed != NULL && strcmp(desk_sent(v, "do"), "add") == 0;
	struct desk_box login = { .name = "login", .label = "Login name",
	    .hint = "2 to 32 of a-z, 0-9, “.”, “-” and “_”", .code = true,
	    .value = mine ? w->login : "" }, name = { .name = "name",
	    .label = "Name", .value = mine ? w->name : "" };

	if (!mine || preset == NULL)
		preset = "keyer";
	html_lit(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-add\">\n<h2 class=\"desk-h2\" id=\"h-add\">"
	    "Add somebody</h2>\n");
	desk_form_begin(v, "/desk/staff", "add");
	desk_box(v, &login);
	desk_box(v, &name);
	html_lit(v->b, "<fieldset><legend><b>What may they do?</b></legend>\n"
	    "<ul class=\"desk-ticks\">\n");
	draw_preset(v, "manager", "Manager: all roles",
	    strcmp(preset, "manager") == 0);
	draw_preset(v, "keyer", "Keyer and coder",
	    strcmp(preset, "keyer") == 0);
	draw_preset(v, "viewer", "Viewer", strcmp(preset, "viewer") == 0);
	draw_preset(v, "", "These roles, which I tick:", *preset == '\0');
	html_lit(v->b, "</ul>\n");
	draw_ticks(v, "add", mine && *preset == '\0' ? w->roles : 0);
	html_lit(v->b, "</fieldset>\n<div class=\"desk-actions\"><button "
	    "class=\"nhsuk-button\" name=\"do\" value=\"add\">Add the account"
	    "</button></div>\n</form>\n</section>\n");
}

static bool
read_all(struct desk_visit *v, struct staff_account **list, size_t *n,
    struct err *e)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };

	return desk_store_open(v, DB_READ, &s, e) &&
	    staff_list(v->a, s.c, list, n, e);
}

static void
draw(struct desk_visit *v, const struct wish *w)
{
	struct desk_frame f = { .title = "Staff", .at = "/desk/staff",
	    .error = w->failed != NULL };
	struct staff_account *list;
	struct err e = { 0 };
	size_t n, i;

	if (!read_all(v, &list, &n, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, 200, &f);
	html_lit(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">Staff"
	    "</h1>\n");
	desk_alert(v, "Nothing was changed", w->failed, NULL, 0);
	if (w->said != NULL)
		html_f(v->b, "<p class=\"desk-said\" role=\"status\">%s</p>\n",
		    w->said);
	if (w->code[0] != '\0')
		draw_code(v, w);
	html_lit(v->b, "<p>Who works at this desk, and as what. Each change "
	    "is a line of the log, with your name.</p>\n");
	html_f(v->b, "<h2 class=\"desk-h2\">%zu account%s</h2>\n", n,
	    n == 1 ? "" : "s");
	for (i = 0; i < n; i++)
		draw_account(v, &list[i]);
	draw_add(v, w);
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
}

void
desk_staff(struct desk_visit *v)
{
	struct wish w = { .login = desk_sent(v, "login"),
	    .name = desk_sent(v, "name") };
	const char *to = NULL;

	if (v->r->method == HTTP_POST) {
		w.roles = sent_roles(v);
		run(v, &w);
		if (w.failed == NULL)
			to = leaves(v, &w, desk_sent(v, "do"));
	}
	if (to != NULL)
		desk_redirect(v, to);
	else
		draw(v, &w);
	seal_wipe(w.code, sizeof(w.code));
}
