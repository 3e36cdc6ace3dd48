/* SPDX-License-Identifier: MIT
 *
 * site.c -- tests of the way through the questionnaire.
 */
#include "tests/unit/survey/kit.h"
#include "tests/unit/survey/suites.h"

START_TEST(the_first_page_says_what_it_is_about_and_offers_to_start)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_get(&k, "/");
	ck_assert_str_eq(kit_at(&k), "/en/");
	kit_get(&k, "/en/");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(kit_says(&k, "<strong>tea room</strong>"));
	ck_assert(kit_says(&k, "action=\"/en/start\""));
	ck_assert(kit_says(&k, "116 123"));
}
END_TEST

START_TEST(answers_come_back_when_a_page_is_opened_again)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_get(&k, "/en/q/tea");
	ck_assert(kit_says(&k, "value=\"tea\" checked"));
	ck_assert(!kit_says(&k, "value=\"milk\" checked"));
	ck_assert(kit_says(&k, "It is hot</textarea>"));
}
END_TEST

START_TEST(an_answer_is_text_and_never_markup)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_post(&k, "/en/q/tea", "on=drinks&on=why&why=%3C/textarea%3E"
	    "%3Cscript%3Ealert(1)%3C/script%3E");
	kit_get(&k, "/en/q/tea");
	ck_assert(!kit_says(&k, "<script"));
	ck_assert(kit_says(&k, "&lt;script&gt;"));
	kit_get(&k, "/en/check");
	ck_assert(!kit_says(&k, "<script"));
	ck_assert(kit_says(&k, "&lt;script&gt;"));
}
END_TEST

START_TEST(a_required_question_left_blank_is_asked_again)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_post(&k, "/en/start", "");
	kit_get(&k, "/en/q/who");
	ck_assert(!kit_says(&k, "There is a problem"));
	kit_post(&k, "/en/q/who", "on=who");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(kit_says(&k, "<title>Error: "));
	ck_assert(kit_says(&k, "There is a problem"));
	ck_assert(kit_says(&k, "href=\"#f0\""));
	kit_get(&k, "/en/check");
	ck_assert_str_eq(kit_at(&k), "/en/q/who");
}
END_TEST

START_TEST(an_answer_can_open_a_question_on_the_same_page)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_post(&k, "/en/start", "");
	kit_get(&k, "/en/q/who");
	ck_assert(!kit_says(&k, "name=\"group\""));
	kit_post(&k, "/en/q/who", "on=who&who=group");
	ck_assert_str_eq(kit_at(&k), "/en/q/who?more=1");
	kit_get(&k, kit_at(&k));
	ck_assert(kit_says(&k, "name=\"group\""));
	ck_assert(kit_says(&k, "one more question"));
	kit_post(&k, "/en/q/who?more=1", "on=who&who=group&on=group");
	ck_assert(kit_says(&k, "There is a problem"));
	kit_post(&k, "/en/q/who", "on=who&who=group&on=group&group=Us");
	ck_assert_str_eq(kit_at(&k), "/en/q/tea");
}
END_TEST

START_TEST(what_no_path_shows_any_more_is_dropped)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_post(&k, "/en/start", "");
	kit_get(&k, "/en/q/who");
	kit_post(&k, "/en/q/who", "on=who&who=group&on=group&group=Usagain");
	kit_post(&k, "/en/q/who", "on=who&who=group&on=group&group=Usagain");
	kit_post(&k, "/en/q/tea", "on=drinks&on=why");
	kit_get(&k, "/en/check");
	ck_assert(kit_says(&k, "Usagain"));
	kit_post(&k, "/en/q/who?change=1", "on=who&who=guest&on=group"
	    "&group=Usagain");
	ck_assert_str_eq(kit_at(&k), "/en/check");
	kit_get(&k, "/en/check");
	ck_assert(!kit_says(&k, "Usagain"));
}
END_TEST

START_TEST(change_leads_back_to_the_list_unless_it_opens_a_page)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_get(&k, "/en/check");
	ck_assert(kit_says(&k, "href=\"/en/q/tea?change=1\""));
	kit_post(&k, "/en/q/tea?change=1", "on=drinks&drinks=tea&on=why");
	ck_assert_str_eq(kit_at(&k), "/en/check");
	kit_get(&k, "/en/check");
	ck_assert(kit_says(&k, "Not provided"));
	kit_post(&k, "/en/q/tea?change=1", "on=drinks&drinks=milk&on=why");
	ck_assert_str_eq(kit_at(&k), "/en/q/milk");
}
END_TEST

START_TEST(a_change_that_opens_a_question_elsewhere_leads_there)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_post(&k, "/en/q/who?change=1", "on=who&who=other");
	ck_assert_str_eq(kit_at(&k), "/en/q/tea?change=1&more=1");
	kit_get(&k, "/en/check");
	ck_assert_str_eq(kit_at(&k), "/en/q/tea");
	kit_post(&k, "/en/send", "");
	ck_assert_str_eq(kit_at(&k), "/en/q/tea");
	kit_get(&k, "/en/q/tea?change=1&more=1");
	ck_assert(!kit_says(&k, "one more question"));
	ck_assert(kit_says(&k, "more questions on this page. The first is: "));
	kit_post(&k, "/en/q/tea?change=1", "on=drinks&on=why"
	    "&on=name&name=Us&on=title");
	ck_assert_str_eq(kit_at(&k), "/en/check");
}
END_TEST

START_TEST(two_answers_that_exclude_each_other_are_a_problem)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_post(&k, "/en/q/tea", "on=drinks&drinks=tea&drinks=none&on=why");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(kit_says(&k, "Choose “None of these”, or other answers, "
	    "but not both"));
	kit_post(&k, "/en/q/tea", "on=drinks&drinks=coffee&on=why");
	ck_assert(kit_says(&k, "There is a problem"));
}
END_TEST

START_TEST(sending_twice_gives_one_response_and_one_reference)
{
	struct kit k CLEAN(kit_close);
	const char *at, *reference;

	kit_open(&k);
	kit_to_check(&k);
	kit_post(&k, "/en/equality", "equality=no");
	ck_assert_str_eq(kit_at(&k), "/en/send");
	ck_assert_int_eq(kit_responses(&k), 0);
	kit_post(&k, "/en/send", "");
	ck_assert_str_eq(kit_at(&k), "/en/sent");
	kit_get(&k, "/en/sent");
	at = strstr(buf_text(&k.out.body), "id=\"reference\">");
	ck_assert_ptr_nonnull(at);
	reference = arena_strn(&k.a, at + 15, REFERENCE_SIZE - 1);
	ck_assert(reference_valid(str_of(reference)));
	kit_post(&k, "/en/send", "");
	ck_assert_str_eq(kit_at(&k), "/en/sent");
	kit_get(&k, "/en/q/who");
	ck_assert_str_eq(kit_at(&k), "/en/sent");
	kit_get(&k, "/en/sent");
	ck_assert(kit_says(&k, reference));
	ck_assert_int_eq(kit_responses(&k), 1);
	/* Somebody else on the same device. */
	kit_to_check(&k);
	kit_post(&k, "/en/equality", "equality=no");
	kit_post(&k, "/en/send", "");
	kit_get(&k, "/en/sent");
	ck_assert(!kit_says(&k, reference));
	ck_assert_int_eq(kit_responses(&k), 2);
}
END_TEST

START_TEST(nothing_is_sent_before_every_page_was_filled_in)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_post(&k, "/en/start", "");
	kit_get(&k, "/en/q/who");
	kit_post(&k, "/en/send", "");
	ck_assert_str_eq(kit_at(&k), "/en/q/who");
	kit_post(&k, "/en/q/who", "on=who&who=guest");
	kit_post(&k, "/en/q/tea", "on=drinks&on=why");
	kit_post(&k, "/en/send", "");
	ck_assert_str_eq(kit_at(&k), "/en/equality");
	kit_post(&k, "/en/equality", "");
	ck_assert(kit_says(&k, "There is a problem"));
	kit_post(&k, "/en/equality", "equality=yes");
	kit_post(&k, "/en/send", "");
	ck_assert(strncmp(kit_at(&k), "/en/q/", 6) == 0);
	ck_assert_int_eq(kit_responses(&k), 0);
}
END_TEST

START_TEST(who_stops_early_keeps_the_page_and_can_send_it)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_post(&k, "/en/start", "");
	kit_get(&k, "/en/q/who");
	ck_assert(kit_says(&k, "Stop here and send what I have so far"));
	kit_post(&k, "/en/q/who", "on=who&who=guest");
	kit_post(&k, "/en/q/tea", "stop=1&on=drinks&drinks=milk&on=why"
	    "&why=Coldenough");
	ck_assert_str_eq(kit_at(&k), "/en/check");
	kit_get(&k, "/en/check");
	ck_assert(kit_says(&k, "Coldenough"));
	ck_assert(kit_says(&k, "You have not answered the other pages. You do "
	    "not have to. <a href=\"/en/q/milk\""));
	ck_assert(!kit_says(&k, "How is the milk"));
	ck_assert(kit_says(&k, "Send my answers"));
	ck_assert_int_eq(kit_responses(&k), 0);
	kit_post(&k, "/en/q/tea?change=1", "on=drinks&drinks=milk&on=why"
	    "&why=Warmer");
	ck_assert_str_eq(kit_at(&k), "/en/check");
	kit_post(&k, "/en/send", "");
	ck_assert_str_eq(kit_at(&k), "/en/sent");
	ck_assert_int_eq(kit_responses(&k), 1);
}
END_TEST

START_TEST(who_stopped_can_carry_on)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_post(&k, "/en/start", "");
	kit_get(&k, "/en/q/who");
	kit_post(&k, "/en/q/who", "stop=1&on=who&who=guest");
	ck_assert_str_eq(kit_at(&k), "/en/check");
	kit_get(&k, "/en/");
	ck_assert(kit_says(&k, "href=\"/en/check\""));
	kit_post(&k, "/en/q/tea", "on=drinks&drinks=milk&on=why");
	ck_assert_str_eq(kit_at(&k), "/en/q/milk");
	/* On the way again: what is left is asked for. */
	kit_get(&k, "/en/check");
	ck_assert_str_eq(kit_at(&k), "/en/q/milk");
}
END_TEST

START_TEST(who_stops_is_told_what_must_have_an_answer)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_post(&k, "/en/start", "");
	kit_get(&k, "/en/q/who");
	kit_post(&k, "/en/q/who", "stop=1&on=who");
	ck_assert_str_eq(kit_at(&k), "/en/check");
	kit_get(&k, "/en/check");
	ck_assert(kit_says(&k, "We need an answer to this first"));
	ck_assert(!kit_says(&k, "You do not have to"));
	ck_assert(kit_says(&k, "<a href=\"/en/q/who?change=1#f0\">Who are "
	    "you?</a>"));
	ck_assert(!kit_says(&k, "Send my answers"));
	kit_post(&k, "/en/send", "");
	ck_assert_str_eq(kit_at(&k), "/en/check");
	kit_post(&k, "/en/equality", "equality=yes");
	ck_assert_str_eq(kit_at(&k), "/en/check");
	ck_assert_int_eq(kit_responses(&k), 0);
	kit_post(&k, "/en/q/who?change=1", "on=who&who=guest");
	ck_assert_str_eq(kit_at(&k), "/en/check");
	kit_post(&k, "/en/send", "");
	ck_assert_str_eq(kit_at(&k), "/en/sent");
	ck_assert_int_eq(kit_responses(&k), 1);
}
END_TEST

START_TEST(who_stops_among_the_equality_questions_can_send)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_post(&k, "/en/equality", "equality=yes");
	ck_assert_str_eq(kit_at(&k), "/en/q/equality-age");
	kit_post(&k, "/en/q/equality-age", "stop=1&on=equality.age"
	    "&equality.age=over-84");
	ck_assert_str_eq(kit_at(&k), "/en/send");
	kit_get(&k, "/en/send");
	ck_assert(kit_says(&k, "85 or over"));
	ck_assert(kit_says(&k, "You have not answered the other pages"));
	kit_post(&k, "/en/send", "");
	ck_assert_str_eq(kit_at(&k), "/en/sent");
	ck_assert_int_eq(kit_responses(&k), 1);
}
END_TEST

START_TEST(stopping_does_not_drop_an_answer_that_cannot_be_kept)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_post(&k, "/en/q/tea", "stop=1&on=drinks&drinks=tea&drinks=none"
	    "&on=why&why=ok");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(kit_says(&k, "There is a problem"));
}
END_TEST

START_TEST(who_to_talk_to_is_named_in_full_once_and_folded_after)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_get(&k, "/en/q/tea");
	ck_assert(kit_says(&k, "class=\"app-support\""));
	ck_assert(kit_says(&k, "Nothing is sent until you say so"));
	ck_assert(kit_says(&k, ">Samaritans</a>. "));
	ck_assert(!kit_says(&k, ">https://"));
	kit_post(&k, "/en/q/tea", "on=drinks&drinks=milk&on=why");
	kit_get(&k, "/en/q/milk");
	ck_assert(!kit_says(&k, "class=\"app-support\""));
	ck_assert(kit_says(&k, "app-support-more\">\n<summary"));
	ck_assert(kit_says(&k, "tel:116123"));
}
END_TEST

START_TEST(only_ways_to_answer_that_the_form_takes_are_named)
{
	struct forms_contact contacts[] = { { "phone", "0116 496 0000" },
	    { "post", "A made-up street" }, { "email", "a@example.test" } };
	const char *all[] = { "online", "letter", "email", "phone" };
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	k.settings.contacts = contacts;
	k.settings.n_contacts = LEN(contacts);
	kit_to_check(&k);
	kit_get(&k, "/en/q/who");
	ck_assert(kit_says(&k, ">Help, or answer on paper<"));
	ck_assert(kit_says(&k, "tel:01164960000"));
	ck_assert(kit_says(&k, "Help by phone"));
	ck_assert(kit_says(&k, "On paper"));
	ck_assert(!kit_says(&k, "By letter"));
	ck_assert(!kit_says(&k, "A made-up street"));
	k.form->accept = all;
	k.form->n_accept = LEN(all);
	kit_get(&k, "/en/q/who");
	ck_assert(kit_says(&k,
	    ">Help, or answer by phone, by email or by letter<"));
	ck_assert(kit_says(&k, "By phone"));
	ck_assert(kit_says(&k, "By letter"));
	ck_assert(kit_says(&k, "A made-up street"));
	ck_assert(!kit_says(&k, "On paper"));
	k.settings.n_contacts = 1;
	kit_get(&k, "/en/");
	ck_assert(!kit_says(&k, "By letter"));
}
END_TEST

START_TEST(a_document_is_shown_with_its_format_and_size)
{
	struct forms_document docs[2] = {
		{ .name = "plan", .path = "plan.pdf", .words = "Read the plan" },
		{ .name = "film", .path = "film.mp4", .words = "See the film" } };
	char bytes[1234] = { 0 };
	struct kit k CLEAN(kit_close);
	struct err e = { 0 };

	kit_open(&k);
	kit_get(&k, "/en/");
	ck_assert(!kit_says(&k, "app-format"));		/* control */
	ck_assert(file_write(path_join(&k.a, k.dir, "plan.pdf"), bytes,
	    sizeof(bytes), 0600, &e));
	ck_assert(file_write(path_join(&k.a, k.dir, "film.mp4"), "", 0, 0600,
	    &e));
	k.form->documents = docs;
	k.form->n_documents = LEN(docs);
	kit_site(&k, false, false);
	kit_get(&k, "/en/");
	ck_assert(kit_says(&k, ">Read the plan</a></span> <span class=\"nhsuk-u-"
	    "secondary-text-colour app-format\">– PDF, 2\u00A0kB<"));
	ck_assert(kit_says(&k, "– mp4, 0\u00A0kB<"));
}
END_TEST

START_TEST(the_last_page_says_who_decides_when_and_whom_to_ask)
{
	struct forms_contact contacts[] = { { "phone", "0116 496 0000" } };
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_post(&k, "/en/equality", "equality=no");
	kit_post(&k, "/en/send", "");
	kit_get(&k, "/en/sent");
	ck_assert(!kit_says(&k, "Who will decide"));	/* control */
	ck_assert(!kit_says(&k, "question about what happens"));
	k.settings.decided_by = "The tea board";
	k.settings.decided_when = "In spring";
	k.settings.contacts = contacts;
	k.settings.n_contacts = 1;
	kit_get(&k, "/en/sent");
	ck_assert(kit_says(&k, "Who will decide</dt>\n<dd class=\"nhsuk-summary-"
	    "list__value\"><bdi>The tea board<"));
	ck_assert(kit_says(&k, "When it will be decided</dt>\n<dd class=\"nhsuk-"
	    "summary-list__value\"><bdi>In spring<"));
	ck_assert(kit_says(&k, "what happens next, contact us:</p>\n<ul>\n<li>"
	    "<a href=\"tel:01164960000\""));
}
END_TEST

START_TEST(the_accessibility_statement_has_its_dates_and_contact)
{
	struct forms_contact access[] = { { "prepared", "2024-06-01" },
	    { "reviewed", "Last summer." }, { "contact", "Ask the brewer." } };
	struct forms_contact contacts[] = { { "email", "a@example.test" } };
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_get(&k, "/en/accessibility");
	ck_assert(!kit_says(&k, "How this statement was prepared"));
	ck_assert(!kit_says(&k, "mailto:"));		/* control */
	k.settings.access = access;
	k.settings.n_access = LEN(access);
	k.settings.contacts = contacts;
	k.settings.n_contacts = 1;
	kit_get(&k, "/en/accessibility");
	ck_assert(kit_says(&k,
	    "<p>This statement was prepared on 1 June 2024.</p>"));
	ck_assert(kit_says(&k, "<p>Last summer.</p>"));
	ck_assert(kit_says(&k, "<p>Ask the brewer.</p>\n<ul>\n<li><a href="
	    "\"mailto:a@example.test\">"));
}
END_TEST

START_TEST(the_first_page_knows_who_was_on_the_way_and_who_has_sent)
{
	struct kit k CLEAN(kit_close);
	const char *reference;

	kit_open(&k);
	kit_get(&k, "/en/");
	ck_assert(!kit_says(&k, "Carry on where you were"));
	kit_to_check(&k);
	kit_get(&k, "/en/");
	ck_assert(kit_says(&k, "Carry on where you were"));
	ck_assert(strstr(buf_text(&k.out.body), "Carry on where you were") <
	    strstr(buf_text(&k.out.body), "Tell us about the"));
	kit_post(&k, "/en/equality", "equality=no");
	kit_post(&k, "/en/send", "");
	kit_get(&k, "/en/sent");
	ck_assert(!kit_says(&k, "You can stop at any time"));
	ck_assert(kit_says(&k, "quote it if you contact us about your "
	    "response"));
	reference = arena_strn(&k.a, strstr(buf_text(&k.out.body),
	    "id=\"reference\">") + 15, REFERENCE_SIZE - 1);
	kit_get(&k, "/en/");
	ck_assert(kit_says(&k, "You have sent your answers on this device"));
	ck_assert(kit_says(&k, reference));
	ck_assert(!kit_says(&k, ">Start<"));
	ck_assert(kit_says(&k, "Start another response"));
	kit_post(&k, "/en/start", "");
	ck_assert_str_eq(kit_at(&k), "/en/q/who");
	ck_assert_int_eq(kit_responses(&k), 1);
}
END_TEST

START_TEST(pages_left_blank_in_a_run_are_listed_as_one)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_post(&k, "/en/q/tea", "on=drinks&drinks=milk&on=why");
	kit_post(&k, "/en/q/milk", "on=milk");
	kit_post(&k, "/en/q/milkman", "on=age&on=place&on=traits&age=50");
	kit_get(&k, "/en/check");
	ck_assert(kit_says(&k, "You did not answer this."));
	ck_assert(kit_says(&k, "You did not answer the other questions on "
	    "this page."));
	ck_assert(!kit_says(&k, "Where is he from"));
	ck_assert(!kit_says(&k, "these 2 pages"));
	kit_post(&k, "/en/q/milkman", "on=age&on=place&on=traits");
	kit_get(&k, "/en/check");
	ck_assert(kit_says(&k, "You did not answer these 2 pages"));
	ck_assert(kit_says(&k, "href=\"/en/q/milk?change=1\""));
	ck_assert(kit_says(&k, "href=\"/en/q/milkman?change=1\""));
	ck_assert(!kit_says(&k, "How is the milk"));
	/* Those that were not reached are not among them. */
	kit_post(&k, "/en/equality", "equality=yes");
	kit_post(&k, "/en/q/equality-age", "on=equality.age");
	kit_post(&k, "/en/q/equality-sex", "on=equality.sex"
	    "&on=equality.gender-same&stop=1");
	kit_get(&k, "/en/send");
	ck_assert(kit_says(&k, "You did not answer this."));
	ck_assert(!kit_says(&k, "You did not answer these"));
}
END_TEST

START_TEST(each_page_says_how_far_it_is_on_the_present_path)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_post(&k, "/en/start", "");
	kit_get(&k, "/en/q/who");
	ck_assert(kit_says(&k, ">About you. Page 1 of about 2<"));
	kit_post(&k, "/en/q/who", "on=who&who=guest");
	kit_post(&k, "/en/q/tea", "on=drinks&drinks=milk&on=why");
	kit_get(&k, "/en/q/tea");
	ck_assert(kit_says(&k, "Page 2 of about 4<"));
	kit_get(&k, "/en/q/milkman");
	ck_assert(kit_says(&k, "Page 4 of 4<"));
}
END_TEST

START_TEST(words_for_an_answer_that_was_not_chosen_are_kept_and_asked_about)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_post(&k, "/en/start", "");
	kit_get(&k, "/en/q/who");
	kit_post(&k, "/en/q/who", "on=who&who=guest&who:words=Aneighbour");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(kit_says(&k, "You chose “A guest” but also wrote something "
	    "below “Something else”"));
	ck_assert(kit_says(&k, "value=\"Aneighbour\""));
	ck_assert(kit_says(&k, "href=\"#f0-words\""));
	kit_post(&k, "/en/q/who", "on=who&who:words=Aneighbour");
	ck_assert(kit_says(&k, "but did not choose it"));
	ck_assert(kit_says(&k, "value=\"Aneighbour\""));
	kit_post(&k, "/en/q/who", "on=who&who=guest&who:words=+");
	ck_assert_str_eq(kit_at(&k), "/en/q/tea");
	kit_post(&k, "/en/q/who", "on=who&who=other&who:words=Aneighbour");
	ck_assert_int_eq(k.out.status, 303);
}
END_TEST

START_TEST(a_question_says_how_many_answers_and_in_what_unit)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_get(&k, "/en/q/tea");
	ck_assert(kit_says(&k, "Choose all that apply."));
	kit_post(&k, "/en/q/tea", "on=drinks&drinks=milk&on=why");
	kit_get(&k, "/en/q/milkman");
	ck_assert(kit_says(&k, "Choose up to 2."));
	ck_assert(!kit_says(&k, "Choose all that apply."));
	ck_assert(kit_says(&k, " aria-describedby=\"f7-unit\""));
	ck_assert(kit_says(&k, "id=\"f7-unit\">years<"));
}
END_TEST

START_TEST(a_form_from_elsewhere_is_refused)
{
	struct kit k CLEAN(kit_close);
	const char *body;

	kit_open(&k);
	kit_to_check(&k);
	body = arena_printf(&k.a, "token=%s&on=why&why=ok", k.token);
	kit_post_bare(&k, "/en/q/tea", "on=why&why=forged", "", "");
	ck_assert_int_eq(k.out.status, 400);
	kit_post_bare(&k, "/en/q/tea",
	    "token=00000000000000000000000000000000&on=why&why=forged", "",
	    "");
	ck_assert_int_eq(k.out.status, 400);
	kit_post_bare(&k, "/en/q/tea", body, "cross-site", "");
	ck_assert_int_eq(k.out.status, 400);
	kit_post_bare(&k, "/en/q/tea", body, "", "https://evil.test");
	ck_assert_int_eq(k.out.status, 400);
	kit_post_bare(&k, "/en/q/tea", body, "same-site", "");
	ck_assert_int_eq(k.out.status, 400);
	/* The same body from our own page is taken. */
	kit_post_bare(&k, "/en/q/tea", body, "same-origin", "null");
	ck_assert_int_eq(k.out.status, 303);
	kit_post_bare(&k, "/en/q/tea", body, "", "http://example.test");
	ck_assert_int_eq(k.out.status, 303);
}
END_TEST

START_TEST(addresses_that_do_not_exist_say_so)
{
	static const struct { const char *path; int status; } asked[] = {
		{ "/en/nothing", 404 }, { "/fr/", 404 }, { "/en/q/none", 404 },
		{ "/documents/none", 404 }, { "/assets/none.css", 404 },
		{ "/en/leave", 405 }, { "/en/start/", 404 },
	};
	struct kit k CLEAN(kit_close);
	size_t i;

	kit_open(&k);
	kit_to_check(&k);
	for (i = 0; i < LEN(asked); i++) {
		kit_get(&k, asked[i].path);
		ck_assert_msg(k.out.status == asked[i].status,
		    "%s gave %d", asked[i].path, k.out.status);
	}
	kit_post(&k, "/en/check", "");
	ck_assert_int_eq(k.out.status, 405);
}
END_TEST

/* Answers about the milkman; whether the page says words about them. */
static bool
milkman(struct kit *k, const char *answers, const char *words)
{
	kit_post(k, "/en/q/milkman", arena_printf(&k->a,
	    "on=age&on=place&on=traits&%s", answers));
	return k->out.status == 200 && kit_says(k, "There is a problem") &&
	    kit_says(k, words);
}

START_TEST(each_mistake_has_words_of_its_own_and_keeps_what_was_typed)
{
	struct kit k CLEAN(kit_close);

	kit_open(&k);
	kit_to_check(&k);
	kit_post(&k, "/en/q/tea", "on=drinks&drinks=milk&on=why");
	kit_post(&k, "/en/q/milk", "on=milk");
	ck_assert(milkman(&k, "age=old", "Write a number, such as 60"));
	ck_assert(kit_says(&k, "value=\"old\""));
	ck_assert(milkman(&k, "age=121", "Write a number from 0 to 120"));
	ck_assert(kit_says(&k, "value=\"121\""));
	ck_assert(milkman(&k, "age=5&age=rather-not", "Give only one answer"));
	ck_assert(milkman(&k, "place=the+north", "first part of your postcode"));
	ck_assert(kit_says(&k, "value=\"the north\""));
	ck_assert(milkman(&k, "traits=early&traits=late&traits=both",
	    "no more than 2 answers"));
	kit_post(&k, "/en/q/milkman", "on=age&on=place&on=traits&age="
	    "&age=rather-not&place=le4&traits=early&traits=late");
	ck_assert_str_eq(kit_at(&k), "/en/check");
	kit_get(&k, "/en/check");
	ck_assert(kit_says(&k, "I would rather not say"));
	ck_assert(kit_says(&k, "LE4"));
	ck_assert(kit_says(&k, "Early; Late"));
}
END_TEST

START_TEST(words_that_are_too_long_are_counted_and_kept)
{
	struct kit k CLEAN(kit_close);
	struct buf b CLEAN(buf_free) = { 0 };
	int i;

	kit_open(&k);
	kit_to_check(&k);
	buf_lit(&b, "on=drinks&on=why&why=");
	for (i = 0; i < 501; i++)
		buf_lit(&b, "0123456789");
	kit_post(&k, "/en/q/tea", buf_text(&b));
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(kit_says(&k, "it has 5,010 characters, and we can keep "
	    "5,000"));
	ck_assert(kit_says(&k, "0123456789012345"));
	kit_get(&k, "/en/q/tea");
	ck_assert(kit_says(&k, "It is hot"));	/* what was kept before */
}
END_TEST

START_TEST(a_rehearsal_says_so_on_every_page)
{
	static const char *const paths[] = { "/en/", "/en/check", "/en/none" };
	struct kit k CLEAN(kit_close);
	size_t i;

	kit_open(&k);
	kit_get(&k, "/en/");
	ck_assert(!kit_says(&k, "This is a rehearsal"));
	kit_site(&k, true, false);
	kit_now = CLOSES + 1;	/* dates do not count */
	kit_to_check(&k);
	for (i = 0; i < LEN(paths); i++) {
		kit_get(&k, paths[i]);
		ck_assert(kit_says(&k, "This is a rehearsal"));
	}
}
END_TEST

START_TEST(a_walk_through_the_site_leaves_one_response)
{
	struct kit k CLEAN(kit_close);
	char reference[REFERENCE_SIZE];
	struct forms_answers v;
	struct forms_rng rng;
	struct err e = { 0 };
	size_t i, round;

	kit_open(&k);
	kit_site(&k, true, false);
	for (round = 0; round < 20; round++) {
		forms_rng_seed(&rng, round);
		forms_answers_init(&v, &k.a, k.form);
		for (i = 0; i < k.form->n_fields; i++)
			if (forms_shown(&v, k.form->fields[i].show))
				forms_random_answer(&v, &k.form->fields[i],
				    &rng, NULL, NULL);
		/* Without words, what must be written cannot be. */
		forms_route(&v);
		if (forms_page_problems(&v, &k.form->pages[0]) != NULL ||
		    forms_page_problems(&v, &k.form->pages[1]) != NULL)
			continue;
		ck_assert_msg(site_walk(k.site, &v, round % 2 == 0, reference,
		    &e), "%s", e.msg);
		ck_assert(reference_valid(str_of(reference)));
	}
	ck_assert_int_gt(kit_responses(&k), 5);
}
END_TEST

UNIT_SUITE(site, the_first_page_says_what_it_is_about_and_offers_to_start,
    answers_come_back_when_a_page_is_opened_again,
    an_answer_is_text_and_never_markup,
    a_required_question_left_blank_is_asked_again,
    an_answer_can_open_a_question_on_the_same_page,
    what_no_path_shows_any_more_is_dropped,
    change_leads_back_to_the_list_unless_it_opens_a_page,
    a_change_that_opens_a_question_elsewhere_leads_there,
    two_answers_that_exclude_each_other_are_a_problem,
    sending_twice_gives_one_response_and_one_reference,
    nothing_is_sent_before_every_page_was_filled_in,
    who_stops_early_keeps_the_page_and_can_send_it, who_stopped_can_carry_on,
    who_stops_is_told_what_must_have_an_answer,
    who_stops_among_the_equality_questions_can_send,
    stopping_does_not_drop_an_answer_that_cannot_be_kept,
    who_to_talk_to_is_named_in_full_once_and_folded_after,
    only_ways_to_answer_that_the_form_takes_are_named,
    a_document_is_shown_with_its_format_and_size,
    the_last_page_says_who_decides_when_and_whom_to_ask,
    the_accessibility_statement_has_its_dates_and_contact,
    the_first_page_knows_who_was_on_the_way_and_who_has_sent,
    pages_left_blank_in_a_run_are_listed_as_one,
    each_page_says_how_far_it_is_on_the_present_path,
    words_for_an_answer_that_was_not_chosen_are_kept_and_asked_about,
    a_question_says_how_many_answers_and_in_what_unit,
    a_form_from_elsewhere_is_refused, addresses_that_do_not_exist_say_so,
    each_mistake_has_words_of_its_own_and_keeps_what_was_typed,
    words_that_are_too_long_are_counted_and_kept,
    a_rehearsal_says_so_on_every_page,
    a_walk_through_the_site_leaves_one_response)
