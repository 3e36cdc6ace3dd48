/* SPDX-License-Identifier: MIT
 *
 * kit.c -- a small questionnaire, its store and its browser.
 */
#include "tests/unit/survey/kit.h"

#include <stdio.h>
#include <unistd.h>

static const char form_text[] =
"earshot 1\n"
"consultation tea \"The tea room\"\n"
"  owner \"A made-up council\"\n"
"  languages en\n"
"  accept online paper\n"
"  support samaritans \"Samaritans.\"\n"
"    phone \"116 123\"\n"
"    link https://example.test/listen\n"
"\n"
"text cover \"Tell us about the **tea room**.\"\n"
"\n"
"section you \"About you\"\n"
"  page who \"How you are answering\"\n"
"    question who choose one \"Who are you?\"\n"
"      required\n"
"      1 guest \"A guest\"\n"
"      2 group \"A group\"\n"
"      3 other \"Something else\" write-in\n"
"      9 prefer-not \"I prefer not to say\" missing prefer-not\n"
"    question group line \"What is your group called?\"\n"
"      required\n"
"      show if who = group\n"
"  page tea \"The tea\"\n"
"    support\n"
"    question drinks choose many \"Which do you drink?\"\n"
"      1 tea \"Tea\"\n"
"      2 milk \"Milk\"\n"
"      8 none \"None of these\" exclusive\n"
"    question why text \"Why?\"\n"
"    question name line \"What should we call you?\"\n"
"      required\n"
"      show if who = other\n"
"    question title line \"And your title?\"\n"
"      show if who = other\n"
"  page milk \"The milk\"\n"
"    support\n"
"    question milk text \"How is the milk?\"\n"
"      show if drinks includes milk\n"
"  page milkman \"The milkman\"\n"
"    question age number 0..120 \"How old is the milkman?\"\n"
"      unit \"years\"\n"
"      show if drinks includes milk\n"
"      9 rather-not \"I would rather not say\" missing prefer-not\n"
"    question place postcode outward \"Where is he from?\"\n"
"      show if drinks includes milk\n"
"    question traits choose up to 2 \"What is he like?\"\n"
"      show if drinks includes milk\n"
"      1 early \"Early\"\n"
"      2 late \"Late\"\n"
"      3 both \"Both\"\n"
"\n"
"include equality version 2021 after check-answers\n"
"  skippable\n";

int64_t kit_now;

static int64_t
now(void)
{
	return kit_now;
}

struct forms_form *
kit_form_in(struct kit *k, const struct locale *words)
{
	struct forms_source src = { "tea.form", str_of(form_text) };
	struct buf b CLEAN(buf_free) = { 0 };
	struct forms_form *form;
	struct forms_diags d;

	forms_diags_init(&d, &k->a);
	if (!forms_read_in(&k->a, &src, 1, words, &form, &d)) {
		forms_diags_print(&b, &d);
		ck_abort_msg("%s", buf_text(&b));
	}
	return form;
}

void
kit_site(struct kit *k, bool rehearsal, bool https)
{
	struct site_options o = { .rehearsal = rehearsal, .https = https,
	    .now = now, .languages = k->languages,
	    .n_languages = k->n_languages };
	struct err e = { 0 };

	site_close(k->site);
	ck_assert_msg(site_open(&k->a, k->dir, k->form, &k->settings,
	    k->intake, &o, &k->site, &e), "%s", e.msg);
}

void
kit_open(struct kit *k)
{
	struct seal_public to[SEAL_RECIPIENTS];
	struct err e = { 0 };
	size_t i;

	*k = (struct kit){ .cookie = "", .token = "", .accept = "",
	    .address = "" };
	kit_now = OPENS + HOUR;
	ck_assert(seal_start(&e));
	k->form = kit_form_in(k, NULL);
	k->settings = (struct forms_settings){ .has_dates = true,
	    .opens = OPENS, .closes = CLOSES, .public_url = "", .minutes = "", .findings = "",
	    .decided_by = "", .decided_when = "",
	    .receipt_days = FORMS_RECEIPT_DAYS,
	    .open_day = uk_date(OPENS), .close_day = uk_date(CLOSES) };
	snprintf(k->dir, sizeof(k->dir), "/tmp/earshot-site-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(k->dir));
	for (i = 0; i < SEAL_RECIPIENTS; i++) {
		seal_keypair(&k->keys[i]);
		to[i] = k->keys[i].pub;
	}
	ck_assert_msg(intake_open(&k->intake,
	    path_join(&k->a, k->dir, "intake.db"), DB_CREATE, to,
	    SEAL_RECIPIENTS, &e), "%s", e.msg);
	kit_site(k, false, false);
}

void
kit_close(struct kit *k)
{
	static const char *const names[] = { "intake.db", "intake.db-wal",
	    "intake.db-shm", "intake.db.lock" };
	size_t i;

	site_close(k->site);
	intake_close(k->intake);
	for (i = 0; i < LEN(names); i++)
		unlink(path_join(&k->a, k->dir, names[i]));
	rmdir(k->dir);
	buf_free(&k->out.body);
	arena_free(&k->a);
}

/* ---- the browser --------------------------------------------------------- */

static void
keep_cookie(struct kit *k)
{
	const char *set = k->out.cookie;

	if (set != NULL)
		k->cookie = arena_strn(&k->a, set, strcspn(set, ";"));
}

static void
keep_token(struct kit *k)
{
	const char *at = strstr(buf_text(&k->out.body),
	    "name=\"token\" value=\"");

	if (at == NULL)
		return;
	at += strlen("name=\"token\" value=\"");
	k->token = arena_strn(&k->a, at, strcspn(at, "\""));
}

static void
ask(struct kit *k, struct http_request *r, const char *path)
{
	struct err e = { 0 };

	r->a = &k->a;
	r->host = "example.test";
	r->if_none_match = "";
	r->accept_language = k->accept;
	r->address = k->address;
	ck_assert(http_decode_target(&k->a, str_of(path), &r->path, &r->query,
	    &e));
	ck_assert(http_decode_cookies(&k->a, str_of(k->cookie), &r->cookies,
	    &e));
	buf_free(&k->out.body);
	k->out = (struct http_response){ 0 };
	site_handle(k->site, r, &k->out);
	keep_cookie(k);
	keep_token(k);
}

void
kit_get(struct kit *k, const char *path)
{
	struct http_request r = { .method = HTTP_GET, .origin = "",
	    .fetch_site = "" };

	ask(k, &r, path);
}

void
kit_post_bare(struct kit *k, const char *path, const char *body,
    const char *fetch_site, const char *origin)
{
	struct http_request r = { .method = HTTP_POST, .origin = origin,
	    .fetch_site = fetch_site };
	struct err e = { 0 };

	ck_assert(http_decode_pairs(&k->a, str_of(body), &r.form, &e));
	ask(k, &r, path);
}

void
kit_post(struct kit *k, const char *path, const char *body)
{
	kit_post_bare(k, path, arena_printf(&k->a, "token=%s&%s", k->token,
	    body), "same-origin", "null");
}

bool
kit_says(const struct kit *k, const char *words)
{
	return strstr(buf_text(&k->out.body), words) != NULL;
}

const char *
kit_at(const struct kit *k)
{
	return k->out.status == 303 ? k->out.location : "";
}

int64_t
kit_responses(struct kit *k)
{
	struct intake_count c[8];
	struct err e = { 0 };
	int64_t total = 0;
	size_t n = LEN(c), i;

	ck_assert_msg(intake_counts(k->intake, c, &n, &e), "%s", e.msg);
	for (i = 0; i < n; i++)
		total += c[i].n;
	return total;
}

void
kit_to_check(struct kit *k)
{
	kit_post(k, "/en/start", "");
	kit_get(k, kit_at(k));
	kit_post(k, "/en/q/who", "on=who&who=guest");
	ck_assert_str_eq(kit_at(k), "/en/q/tea");
	kit_post(k, "/en/q/tea", "on=drinks&drinks=tea&on=why&why=It+is+hot");
	ck_assert_str_eq(kit_at(k), "/en/check");
}
