/* SPDX-License-Identifier: MIT
 *
 * language.c -- tests of the questionnaire in other languages.
 */
#include "tests/unit/survey/kit.h"
#include "tests/unit/survey/suites.h"

/* ---- a translation of the form: each text with "pl:" before it ------------ */

struct text { const char *key, *words; };

static int
by_key(const void *a, const void *b)
{
	return strcmp(((const struct text *)a)->key,
	    ((const struct text *)b)->key);
}

static void
put_word(struct buf *b, size_t v)
{
	uint32_t w = (uint32_t)v;

	buf_put(b, (const char *)&w, sizeof(w));
}

/* The bytes of a .mo file with these texts. */
static struct str
make_mo(struct arena *a, struct text *t, size_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i, at = 28 + 16 * n;

	qsort(t, n, sizeof(*t), by_key);
	put_word(&b, 0x950412DE);
	put_word(&b, 0);
	put_word(&b, n);
	put_word(&b, 28);
	put_word(&b, 28 + 8 * n);
	put_word(&b, 0);
	put_word(&b, 0);
	for (i = 0; i < n; at += strlen(t[i++].key) + 1) {
		put_word(&b, strlen(t[i].key));
		put_word(&b, at);
	}
	for (i = 0; i < n; at += strlen(t[i++].words) + 1) {
		put_word(&b, strlen(t[i].words));
		put_word(&b, at);
	}
	for (i = 0; i < n; i++)
		buf_put(&b, t[i].key, strlen(t[i].key) + 1);
	for (i = 0; i < n; i++)
		buf_put(&b, t[i].words, strlen(t[i].words) + 1);
	return (struct str){ arena_strn(a, b.p, b.n), b.n };
}

/* All but the question `drinks`. */
static struct forms_form *
polish_form(struct kit *k)
{
	struct text *t = arena_array(&k->a, struct text,
	    k->form->n_messages + 1);
	struct locale *lo;
	struct err e = { 0 };
	size_t i, n = 0;

	t[n++] = (struct text){ .key = "",
	    .words = "Content-Type: text/plain; charset=UTF-8\n" };
	for (i = 0; i < k->form->n_messages; i++) {
		const struct forms_message *m = &k->form->messages[i];

		if (strcmp(m->context, "drinks") == 0)
			continue;
		t[n++] = (struct text){
		    .key = arena_printf(&k->a, "%s\4%s", m->context, m->id),
		    .words = arena_printf(&k->a, "pl:%s", m->id) };
	}
	ck_assert_msg(locale_open(&k->a, "pl", make_mo(&k->a, t, n), &lo, &e),
	    "%s", e.msg);
	return kit_form_in(k, lo);
}

/* A site in Polish, which is open, and in Urdu, which is not, and in which the
 * questions are still in English. */
static void
open_in(struct kit *k, bool rehearsal)
{
	kit_open(k);
	k->languages[0] = (struct site_language){ locale_builtin("pl"),
	    polish_form(k), .open = true };
	k->languages[1] = (struct site_language){ locale_builtin("ur"),
	    k->form, .open = false };
	k->n_languages = 2;
	kit_site(k, rehearsal, false);
}

static bool
says_in(const struct kit *k, const char *tag, const char *english)
{
	struct buf b CLEAN(buf_free) = { 0 };

	html_text(&b, tr(locale_builtin(tag), english));
	return kit_says(k, buf_text(&b));
}

START_TEST(the_language_is_the_first_part_of_the_address)
{
	struct kit k CLEAN(kit_close);

	open_in(&k, false);
	kit_get(&k, "/pl/");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(kit_says(&k, "<html lang=\"pl\" dir=\"ltr\""));
	ck_assert(says_in(&k, "pl", "Start"));
	ck_assert(kit_says(&k, "action=\"/pl/start\""));
	kit_post(&k, "/pl/start", "");
	ck_assert_str_eq(kit_at(&k), "/pl/q/who");
	kit_get(&k, "/pl/q/who");
	ck_assert(says_in(&k, "pl", "Continue"));
	ck_assert(!kit_says(&k, "Continue"));
}
END_TEST

START_TEST(a_language_that_is_not_open_is_there_in_rehearsals_under_a_banner)
{
	struct kit k CLEAN(kit_close);

	open_in(&k, false);
	kit_get(&k, "/ur/");
	ck_assert_int_eq(k.out.status, 404);
	kit_get(&k, "/pl/");
	ck_assert(!kit_says(&k, "href=\"/ur/\""));
	ck_assert(!kit_says(&k, "app-banner"));
	kit_site(&k, true, false);
	kit_get(&k, "/ur/");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(kit_says(&k, "<html lang=\"ur\" dir=\"rtl\""));
	ck_assert(says_in(&k, "ur",
	    "This translation has not been checked yet."));
	kit_get(&k, "/pl/");
	ck_assert(kit_says(&k, "href=\"/ur/\""));
	ck_assert(!says_in(&k, "pl",
	    "This translation has not been checked yet."));
}
END_TEST

START_TEST(the_same_page_is_one_link_away_in_each_language)
{
	struct kit k CLEAN(kit_close);

	open_in(&k, true);
	kit_post(&k, "/en/start", "");
	kit_get(&k, "/en/cookies?change=1&x=%22%26");
	ck_assert(kit_says(&k, "href=\"/pl/cookies?change=1&amp;x=%22%26\" "
	    "hreflang=\"pl\" lang=\"pl\" dir=\"ltr\">Polski</a>"));
	ck_assert(kit_says(&k, "href=\"/ur/cookies?change=1&amp;x=%22%26\" "
	    "hreflang=\"ur\" lang=\"ur\" dir=\"rtl\">اردو</a>"));
	ck_assert(kit_says(&k, "<span aria-current=\"true\" lang=\"en\""));
	/* Where somebody types, it is a button that saves first; also on a page
	 * with mistakes. */
	kit_get(&k, "/en/q/who?change=1");
	ck_assert(kit_says(&k, "<button type=\"submit\" form=\"page\" "
	    "name=\"-to\" value=\"ur\" lang=\"ur\" dir=\"rtl\">اردو"));
	ck_assert(!kit_says(&k, "hreflang"));
	kit_post(&k, "/en/q/who", "on=who");
	ck_assert(kit_says(&k, "name=\"-to\" value=\"pl\""));
	kit_post(&k, "/en/q/who?change=1", "on=who&who=guest&-to=pl");
	ck_assert_str_eq(kit_at(&k), "/pl/q/who?change=1");
	kit_get(&k, "/pl/q/who?change=1");
	ck_assert(kit_says(&k, "value=\"guest\" checked"));
	/* An address that takes nothing but posts, and none of ours */
	kit_get(&k, "/en/leave");
	ck_assert(kit_says(&k, "href=\"/pl/\""));
	kit_get(&k, "/en/nothing/here");
	ck_assert(kit_says(&k, "href=\"/pl/\""));
}
END_TEST

START_TEST(answers_stay_when_the_language_changes)
{
	struct kit k CLEAN(kit_close);

	open_in(&k, true);
	kit_to_check(&k);
	kit_get(&k, "/ur/q/tea");
	ck_assert(kit_says(&k, "value=\"tea\" checked"));
	ck_assert(kit_says(&k, "It is hot</textarea>"));
	kit_post(&k, "/ur/q/tea", "on=drinks&drinks=milk&on=why&why=Chai");
	ck_assert_str_eq(kit_at(&k), "/ur/q/milk");
	kit_get(&k, "/pl/q/tea");
	ck_assert(kit_says(&k, "value=\"milk\" checked"));
	ck_assert(kit_says(&k, "Chai</textarea>"));
}
END_TEST

START_TEST(the_first_address_leads_to_what_the_browser_asks_for)
{
	static const struct { const char *accept, *at; } all[] = {
		{ "", "/en/" }, { "pl", "/pl/" }, { "pl-PL,en;q=0.5", "/pl/" },
		{ "en-GB,en;q=0.9,pl;q=0.8", "/en/" }, { "de", "/en/" },
		{ "de, pl;q=0.2, en;q=0.1", "/pl/" },
		/* Not open, also where a rehearsal shows it */
		{ "ur", "/en/" }, { "ur,pl;q=0.1", "/pl/" },
	};
	struct kit k CLEAN(kit_close);
	size_t i;

	open_in(&k, true);
	for (i = 0; i < LEN(all); i++) {
		k.accept = all[i].accept;
		kit_get(&k, "/");
		ck_assert_str_eq(kit_at(&k), all[i].at);
	}
}
END_TEST

START_TEST(words_that_are_not_translated_say_which_language_they_are_in)
{
	struct kit k CLEAN(kit_close);

	open_in(&k, true);
	kit_post(&k, "/ur/start", "");
	kit_get(&k, "/ur/q/who");
	kit_post(&k, "/ur/q/who", "on=who");
	/* A question is in one language as a whole */
	ck_assert(kit_says(&k, "<div class=\"nhsuk-form-group nhsuk-form-"
	    "group--error\" lang=\"en\" dir=\"ltr\">"));
	ck_assert(kit_says(&k, "We need an answer to this one."));
	ck_assert(kit_says(&k, "<a href=\"#f0\" lang=\"en\" dir=\"ltr\">"
	    "Choose an answer to “Who are you?”</a>"));
	/* What is around it is in the page's */
	ck_assert(says_in(&k, "ur", "There is a problem"));
	ck_assert(kit_says(&k, "<span lang=\"en\" dir=\"ltr\">How you are "
	    "answering</span></h1>"));
	/* Control: none of these marks where the words are translated */
	kit_post(&k, "/pl/q/who", "on=who");
	ck_assert(says_in(&k, "pl", "There is a problem"));
	ck_assert(kit_says(&k, "<div class=\"nhsuk-form-group nhsuk-form-"
	    "group--error\">"));
	ck_assert(!kit_says(&k, "We need an answer to this one."));
	ck_assert(kit_says(&k, "pl:Who are you?”</a>"));
	ck_assert(!kit_says(&k, "lang=\"en\" dir=\"ltr\">How you are"));
}
END_TEST

START_TEST(a_question_without_a_translation_stays_whole_in_its_own_language)
{
	struct kit k CLEAN(kit_close);

	open_in(&k, false);
	kit_to_check(&k);
	kit_get(&k, "/pl/q/tea");
	ck_assert(kit_says(&k, "lang=\"en\" dir=\"ltr\">\n<input type="
	    "\"hidden\" name=\"on\" value=\"drinks\">"));
	ck_assert(kit_says(&k, "Choose all that apply."));
	ck_assert(kit_says(&k, "To pytanie nie zosta\u0142o jeszcze "
	    "przet\u0142umaczone."));
	ck_assert(!kit_says(&k, "pl:Milk"));
	ck_assert(kit_says(&k, "nhsuk-form-group\">\n<input type="
	    "\"hidden\" name=\"on\" value=\"why\">"));
	ck_assert(kit_says(&k, "pl:Why?"));
	kit_get(&k, "/pl/check");
	ck_assert(kit_says(&k, "<span lang=\"en\" dir=\"ltr\">Which do you "
	    "drink?</span>"));
	ck_assert(kit_says(&k, "class=\"app-answer\" lang=\"en\" dir=\"ltr\""
	    ">Tea<"));
	ck_assert(kit_says(&k, "dir=\"auto\">pl:A guest<"));
}
END_TEST

START_TEST(what_is_put_into_a_line_keeps_its_order_from_right_to_left)
{
	struct kit k CLEAN(kit_close);

	open_in(&k, true);
	kit_post(&k, "/ur/start", "");
	kit_get(&k, "/ur/q/who");
	/* "Page 1 of about 4": each number stands alone. */
	ck_assert(kit_says(&k, "\xE2\x81\xA6" "1\xE2\x81\xA9"));
	/* Words of the language itself are left as they are: a list of them
	 * would be turned round. */
	ck_assert(!kit_says(&k, arena_printf(&k.a, "\xE2\x81\xA6%s",
	    tr(locale_builtin("ur"), "on paper"))));
	kit_get(&k, "/pl/q/who");
	ck_assert(!kit_says(&k, "\xE2\x81\xA6"));
}
END_TEST

START_TEST(dates_and_plurals_follow_the_language)
{
	struct kit k CLEAN(kit_close);

	open_in(&k, false);
	kit_get(&k, "/pl/");
	ck_assert(kit_says(&k, tr_in(locale_builtin("pl"), "in a date",
	    "January")));
	kit_post(&k, "/pl/start", "");
	kit_get(&k, "/pl/q/tea");
	ck_assert(kit_says(&k, "5 000"));
}
END_TEST

START_TEST(answers_are_sent_in_one_language_and_seen_in_another)
{
	struct kit k CLEAN(kit_close);

	open_in(&k, false);
	kit_to_check(&k);
	kit_post(&k, "/pl/equality", "equality=no");
	ck_assert_str_eq(kit_at(&k), "/pl/send");
	kit_post(&k, "/pl/send", "");
	ck_assert_str_eq(kit_at(&k), "/pl/sent");
	kit_get(&k, "/en/sent");
	ck_assert(kit_says(&k, "We have your answers"));
	ck_assert_int_eq(kit_responses(&k), 1);
}
END_TEST

/* English words of a page that are not in a translation of it. */
static void
check_page(struct kit *k, const char *tag, const char *title,
    const char *says)
{
	ck_assert_msg(says_in(k, tag, title), "%s: %s", tag, title);
	ck_assert_msg(says_in(k, tag, says), "%s: %s", tag, says);
	ck_assert_msg(!kit_says(k, title), "%s: %s", tag, title);
	ck_assert_msg(!kit_says(k, says), "%s: %s", tag, says);
	ck_assert(kit_says(k, arena_printf(&k->a,
	    "<html lang=\"%s\"", tag)));
}

static void
get_refused(struct kit *k, const char *tag, int status)
{
	struct http_request r = { .a = &k->a, .method = HTTP_POST,
	    .path = arena_printf(&k->a, "/%s/q/who", tag), .host = "",
	    .origin = "", .fetch_site = "", .if_none_match = "",
	    .accept_language = "", .refused = status };

	buf_free(&k->out.body);
	k->out = (struct http_response){ 0 };
	site_handle(k->site, &r, &k->out);
	ck_assert_int_eq(k->out.status, status);
}

/* Those that a rehearsal cannot show; the others are tested in a browser. */
static void
check_pages(struct kit *k, const char *tag)
{
	const char *home = arena_printf(&k->a, "/%s/", tag);

	kit_now = OPENS - HOUR;
	kit_get(k, home);
	check_page(k, tag, "Not open yet", "If this is hard to think about");
	kit_now = CLOSES + 24 * HOUR;
	kit_get(k, home);
	check_page(k, tag, "Closed", "This has closed");
	kit_now = OPENS + HOUR;
	get_refused(k, tag, 413);
	check_page(k, tag, "That was too much to send at once",
	    "Go to the first page");
	get_refused(k, tag, 500);
	check_page(k, tag, "Sorry, something is wrong on our side",
	    "Your answers have not been sent. You can try again later, or use "
	    "one of the other ways to answer.");
	get_refused(k, tag, 503);
	check_page(k, tag, "Sorry, we cannot keep answers at the moment",
	    "Skip to main content");
	get_refused(k, tag, 409);
	check_page(k, tag, "This page is out of date", "Language");
}

START_TEST(pages_that_are_seldom_seen_are_in_each_language)
{
	struct kit k CLEAN(kit_close);
	const struct locale_about *list;
	size_t i, n;

	kit_open(&k);
	list = locale_list(&n);
	for (i = 1; i < n; i++)
		k.languages[k.n_languages++] = (struct site_language){
		    locale_builtin(list[i].tag), k.form, .open = true };
	kit_site(&k, false, false);
	for (i = 1; i < n; i++)
		check_pages(&k, list[i].tag);
}
END_TEST

START_TEST(another_form_is_not_the_same_form_in_other_words)
{
	struct kit k CLEAN(kit_close);
	struct site_options o = { 0 };
	struct forms_form other;
	struct site *s;
	struct err e = { 0 };

	kit_open(&k);
	other = *k.form;
	other.n_fields--;
	k.languages[0] = (struct site_language){ locale_builtin("pl"), &other,
	    .open = true };
	o.languages = k.languages;
	o.n_languages = 1;
	ck_assert(!site_open(&k.a, k.dir, k.form, &k.settings, k.intake, &o,
	    &s, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "pl"));
}
END_TEST

UNIT_SUITE(language, the_language_is_the_first_part_of_the_address,
    a_language_that_is_not_open_is_there_in_rehearsals_under_a_banner,
    the_same_page_is_one_link_away_in_each_language,
    answers_stay_when_the_language_changes,
    the_first_address_leads_to_what_the_browser_asks_for,
    a_question_without_a_translation_stays_whole_in_its_own_language,
    words_that_are_not_translated_say_which_language_they_are_in,
    what_is_put_into_a_line_keeps_its_order_from_right_to_left,
    dates_and_plurals_follow_the_language,
    answers_are_sent_in_one_language_and_seen_in_another,
    pages_that_are_seldom_seen_are_in_each_language,
    another_form_is_not_the_same_form_in_other_words)
