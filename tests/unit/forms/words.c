/* SPDX-License-Identifier: MIT
 *
 * words.c -- tests of a form's words: as messages, in another language, and
 * with earlier answers in them.
 */
#include "locales/locales.h"
#include "tests/unit/forms/language.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

/* ---- a catalogue of a few texts -------------------------------------------- */

struct pair { const char *context, *id, *words; };

static int
by_key(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static void
word(struct buf *b, size_t v)
{
	uint32_t w = (uint32_t)v;

	buf_put(b, &w, sizeof(w));
}

/* keys[2i] is a key, keys[2i + 1] its words. */
static struct locale *
open_mo(struct arena *a, const char *tag, const char **keys, size_t n)
{
	struct buf mo CLEAN(buf_free) = { 0 };
	struct locale *lo = NULL;
	struct err e = { 0 };
	size_t at = 28 + 16 * n, i, pass;
	char *bytes;

	word(&mo, 0x950412DE);
	word(&mo, 0);
	word(&mo, n);
	word(&mo, 28);
	word(&mo, 28 + 8 * n);
	word(&mo, 0);
	word(&mo, 0);
	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < n; i++) {
			word(&mo, strlen(keys[2 * i + pass]));
			word(&mo, at);
			at += strlen(keys[2 * i + pass]) + 1;
		}
	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < n; i++)
			buf_put(&mo, keys[2 * i + pass],
			    strlen(keys[2 * i + pass]) + 1);
	bytes = arena_get(a, mo.n, 1);
	memcpy(bytes, mo.p, mo.n);
	ck_assert_msg(locale_open(a, tag, (struct str){ bytes, mo.n }, &lo,
	    &e), "%s", e.msg);
	return lo;
}

static struct locale *
catalogue(struct arena *a, const char *tag, const struct pair *v, size_t n)
{
	const char **keys = arena_array(a, const char *, 2 * n + 2);
	size_t i;

	keys[0] = "";
	keys[1] = "Content-Type: text/plain; charset=UTF-8\n";
	for (i = 0; i < n; i++) {
		keys[2 * i + 2] = arena_printf(a, "%s\4%s", v[i].context,
		    v[i].id);
		keys[2 * i + 3] = v[i].words;
	}
	qsort(keys, n + 1, 2 * sizeof(*keys), by_key);
	return open_mo(a, tag, keys, n + 1);
}

/* The form of r, in the language of these texts. */
static struct forms_form *
translated(struct reading *r, const struct pair *v, size_t n)
{
	struct forms_form *f = NULL;
	struct locale *lo = catalogue(&r->a, "ur", v, n);

	ck_assert(forms_read_in(&r->a, r->v, 2, lo, &f, &r->d));
	return f;
}

/* Everything that a form says is translated by putting > before it. */
static struct forms_form *
all_translated(struct reading *r, const char *but)
{
	struct pair *v = arena_array(&r->a, struct pair, r->f->n_messages);
	size_t i, n = 0;

	for (i = 0; i < r->f->n_messages; i++) {
		const struct forms_message *m = &r->f->messages[i];

		if (strcmp(m->context, but) != 0)
			v[n++] = (struct pair){ m->context, m->id,
			    arena_printf(&r->a, ">%s", m->id) };
	}
	return translated(r, v, n);
}

/* ---- messages -------------------------------------------------------------- */

static const char FORM[] = HEAD
    "  languages en ur\n  owner \"Us\"\n"
    "  document d file d.pdf \"Read\"\n"
    "  support s \"Help\"\n    phone \"116 123\"\n"
    "use plan version 1\n"
    "text cover \"One.\"\n  \"\"\n  \"Two.\"\n"
    "scale agreement\n  1 yes \"Agree\"\n  2 no \"Disagree\"\n"
    "  net all of yes \"All who agreed\"\n"
    "section s \"Part\"\n"
    "  page first \"About you\"\n"
    "    # translators: who they are, not what they do\n"
    "    question capacity choose one \"Who are you?\"\n"
    "      hint \"Choose one.\"\n"
    "      purpose \"To count.\"\n"
    "      1 carer \"A carer\"\n"
    "        hint \"Unpaid\"\n"
    "      2 other \"Other\" write-in\n"
    "      3 mixed \"Mixed\" staff\n"
    "    question age number 0..120 \"How old?\"\n"
    "      unit \"years\"\n"
    "  repeat p in priority\n"
    "    page priority \"Priority {p.number}: {p.title}\"\n"
    "      question agree scale agreement \"Do you agree with {p.title}?\"\n"
    "        hint \"{p.says}\"\n"
    "      question why text \"Why?\"\n"
    "        hint \"Please give no name.\"\n"
    "  page last \"Last\"\n"
    "    text thanks \"Thank you.\"\n"
    "    question top choose many from priority \"Which?\"\n";

static void
has_message(const struct forms_form *f, const char *context, const char *id)
{
	size_t i, n = 0;

	for (i = 0; i < f->n_messages; i++)
		n += strcmp(f->messages[i].context, context) == 0 &&
		    strcmp(f->messages[i].id, id) == 0;
	ck_assert_msg(n == 1, "%s \"%s\": %zu times", context, id, n);
}

static bool
any_message(const struct forms_form *f, const char *id)
{
	size_t i;

	for (i = 0; i < f->n_messages; i++)
		if (strcmp(f->messages[i].id, id) == 0)
			return true;
	return false;
}

START_TEST(all_that_people_see_is_a_message_once)
{
	struct reading r CLEAN(reading_done);

	ck_assert_msg(reading_of(&r, FORM), "%s", buf_text(&r.said));
	has_message(r.f, "title", "Test");
	has_message(r.f, "owner", "Us");
	has_message(r.f, "document.d", "Read");
	has_message(r.f, "support.s", "Help");
	has_message(r.f, "cover", "One.");
	has_message(r.f, "cover", "Two.");
	has_message(r.f, "agreement.yes", "Agree");
	has_message(r.f, "agreement.net.all", "All who agreed");
	has_message(r.f, "section.s", "Part");
	has_message(r.f, "page.first", "About you");
	has_message(r.f, "capacity", "Who are you?");
	has_message(r.f, "capacity.hint", "Choose one.");
	has_message(r.f, "capacity.purpose", "To count.");
	has_message(r.f, "capacity.carer", "A carer");
	has_message(r.f, "capacity.carer.hint", "Unpaid");
	has_message(r.f, "age.unit", "years");
	has_message(r.f, "page.priority", "Priority {p.number}: {p.title}");
	has_message(r.f, "agree", "Do you agree with {p.title}?");
	has_message(r.f, "agree.hint", "{p.says}");
	has_message(r.f, "P1.title", "First");
	has_message(r.f, "P1.says", "We do {{this}.");
	has_message(r.f, "text.thanks", "Thank you.");
	ck_assert(!any_message(r.f, "Mixed"));		/* staff alone see it */
	ck_assert(!any_message(r.f, "Sub"));		/* stands nowhere */
	ck_assert(!any_message(r.f, "Priority"));
	ck_assert(!any_message(r.f, "116 123"));
}
END_TEST

START_TEST(messages_come_in_order_with_notes)
{
	struct reading r CLEAN(reading_done);
	size_t i;

	ck_assert(reading_of(&r, FORM));
	ck_assert_str_eq(r.f->messages[0].context, "title");
	for (i = 0; i < r.f->n_messages; i++) {
		const struct forms_message *m = &r.f->messages[i];

		if (strcmp(m->context, "capacity") == 0)
			ck_assert_str_eq(m->note, "who they are, not what they "
			    "do\nQuestion on the page: About you");
		if (strcmp(m->context, "capacity.carer") == 0)
			ck_assert_str_eq(m->note, "Answer to: Who are you?");
		if (i > 0 && m->at.src == m[-1].at.src)
			ck_assert_uint_ge(m->at.start, m[-1].at.start);
	}
}
END_TEST

/* ---- another language ------------------------------------------------------ */

START_TEST(a_translated_form_differs_in_words_alone)
{
	struct reading r CLEAN(reading_done);
	struct forms_form *f;
	size_t i;

	ck_assert(reading_of(&r, FORM));
	f = all_translated(&r, "");
	ck_assert_str_eq(f->lang, "ur");
	ck_assert_str_eq(f->hash, r.f->hash);
	ck_assert_uint_eq(f->n_messages, r.f->n_messages);
	ck_assert_uint_eq(f->n_fields, r.f->n_fields);
	for (i = 0; i < f->n_fields; i++) {
		ck_assert_str_eq(f->fields[i].id, r.f->fields[i].id);
		ck_assert_str_eq(f->fields[i].lang, "ur");
		ck_assert_str_eq(r.f->fields[i].lang, "en");
		ck_assert_int_eq(f->fields[i].words[0], '>');
	}
	ck_assert_str_eq(f->intro, ">One.\n\n>Two.");
	ck_assert_str_eq(forms_field(f, "agree[P1]")->words,
	    ">Do you agree with >First?");
	ck_assert_str_eq(forms_field(f, "agree[P1]")->hint, ">>We do {this}.");
	ck_assert_str_eq(forms_field(f, "age")->q->unit, ">years");
	ck_assert_str_eq(forms_page(f, "priority-p2")->title,
	    ">Priority 2: >Second");
	ck_assert_str_eq(forms_field(f, "top")->q->options[1].words,
	    ">Second");
	ck_assert_str_eq(forms_words_lang(f, f->title), "ur");
}
END_TEST

START_TEST(a_question_that_lacks_one_translation_stays_as_it_is)
{
	struct reading r CLEAN(reading_done);
	const struct forms_field *field;
	struct forms_form *f;

	ck_assert(reading_of(&r, FORM));
	f = all_translated(&r, "capacity.other");
	field = forms_field(f, "capacity");
	ck_assert_str_eq(field->lang, "en");
	ck_assert_str_eq(field->words, "Who are you?");
	ck_assert_str_eq(field->hint, "Choose one.");
	ck_assert_str_eq(field->q->purpose, "To count.");
	ck_assert_str_eq(field->q->options[0].words, "A carer");
	ck_assert_str_eq(field->q->options[0].hint, "Unpaid");
	ck_assert_str_eq(forms_field(f, "age")->lang, "ur");
	ck_assert_str_eq(field->page->lang, "ur");
}
END_TEST

START_TEST(its_scale_and_what_it_puts_in_stay_with_it)
{
	struct reading r CLEAN(reading_done);
	const struct forms_field *field;
	struct forms_form *f;

	ck_assert(reading_of(&r, FORM));
	f = all_translated(&r, "agree.hint");
	field = forms_field(f, "agree[P2]");
	ck_assert_str_eq(field->lang, "en");
	ck_assert_str_eq(field->words, "Do you agree with Second?");
	ck_assert_str_eq(field->q->options[0].words, "Agree");
	ck_assert_str_eq(forms_words_lang(f, field->words), "en");
	ck_assert_str_eq(field->page->title, ">Priority 2: >Second");
	f = all_translated(&r, "agreement.no");
	ck_assert_str_eq(forms_field(f, "agree[P1]")->words,
	    "Do you agree with First?");
	f = all_translated(&r, "P1.title");
	ck_assert_str_eq(forms_field(f, "agree[P1]")->lang, "en");
	ck_assert_str_eq(forms_field(f, "top")->lang, "en");
	ck_assert_str_eq(forms_field(f, "top")->q->options[1].words,
	    "Second");
	ck_assert_str_eq(forms_field(f, "why[P1]")->lang, "ur");
	f = all_translated(&r, "agreement.net.all");
	ck_assert_str_eq(forms_field(f, "agree[P1]")->lang, "ur");
}
END_TEST

START_TEST(a_row_can_have_a_translation_of_its_own)
{
	static const struct pair v[] = {
		{ "agreement.no", "Disagree", "n" },
		{ "agreement.yes", "Agree", "y" },
		{ "P1.says", "We do {{this}.", "s {{this}" },
		{ "P1.title", "First", "1" }, { "P2.title", "Second", "2" },
		{ "agree", "Do you agree with {p.title}?", "{p.title}?" },
		{ "agree[P2]", "Do you agree with {p.title}?", "({p.title})?" },
		{ "agree.hint", "{p.says}", "{p.says}!" },
	};
	struct reading r CLEAN(reading_done);
	struct forms_form *f;

	ck_assert(reading_of(&r, FORM));
	f = translated(&r, v, LEN(v));
	ck_assert_str_eq(forms_field(f, "agree[P1]")->words, "1?");
	ck_assert_str_eq(forms_field(f, "agree[P2]")->words, "(2)?");
}
END_TEST

/* ---- live words ------------------------------------------------------------ */

static const char LIVE[] = HEAD
    "page a \"A\"\n"
    "  question name line \"Name?\"\n    stand-in \"this person\"\n"
    "  question kin choose one \"Who?\"\n    stand-in \"relative\"\n"
    "    1 mother \"mother\"\n    2 other \"Other\" write-in\n"
    "page b \"For {name}\"\n"
    "  question q text \"{name}, your {kin}: {{!\"\n"
    "    hint \"No name please.\"\n"
    "  question r choose one \"R?\"\n"
    "    1 x \"With {name}\"\n    2 y \"Alone\"\n";

static void
answer(struct forms_answers *as, const char *id, const char *value,
    const char *write_in)
{
	struct forms_problem p;

	forms_answer_set(as, forms_field(as->form, id), &value, 1, write_in,
	    &p);
	ck_assert_int_eq(p.kind, FORMS_OK);
}

START_TEST(an_answer_stands_in_later_words)
{
	struct reading r CLEAN(reading_done);
	const struct forms_field *q;
	struct forms_answers as;

	ck_assert_msg(reading_of(&r, LIVE), "%s", buf_text(&r.said));
	q = forms_field(r.f, "q");
	ck_assert_str_eq(q->words, "this person, your relative: {!");
	ck_assert_str_eq(q->page->title, "For this person");
	forms_answers_init(&as, &r.a, r.f);
	ck_assert_ptr_eq(forms_words(&as, q->words), q->words);
	ck_assert_ptr_eq(forms_words(&as, q->hint), q->hint);
	answer(&as, "name", "Jo {kin} **b** [a](b)", NULL);
	ck_assert_str_eq(forms_words(&as, q->words),
	    "Jo {kin} *\xE2\x81\xA0*b*\xE2\x81\xA0* [a]\xE2\x81\xA0(b), "
	    "your relative: {!");
	answer(&as, "name", "Jo", NULL);
	answer(&as, "kin", "other", "aunt");
	ck_assert_str_eq(forms_words(&as, q->words), "Jo, your aunt: {!");
	ck_assert_str_eq(forms_words(&as, q->page->title), "For Jo");
	ck_assert_str_eq(forms_words(&as, forms_field(r.f, "r")->q->
	    options[0].words), "With Jo");
	answer(&as, "kin", "mother", NULL);
	ck_assert_str_eq(forms_words(&as, q->words), "Jo, your mother: {!");
}
END_TEST

START_TEST(an_answer_is_isolated_where_directions_meet)
{
	struct reading r CLEAN(reading_done);
	struct forms_answers as;
	struct forms_form *f;

	ck_assert(reading_of(&r, LIVE));
	f = all_translated(&r, "");
	forms_answers_init(&as, &r.a, f);
	answer(&as, "name", "Jo", NULL);
	ck_assert_str_eq(forms_words(&as, forms_page(f, "b")->title),
	    ">For \xE2\x81\xA8Jo\xE2\x81\xA9");
	answer(&as, "kin", "mother", NULL);
	ck_assert_str_eq(forms_words(&as, forms_field(f, "q")->words),
	    ">\xE2\x81\xA8Jo\xE2\x81\xA9, your \xE2\x81\xA8>mother\xE2\x81\xA9"
	    ": {!");
}
END_TEST

START_TEST(inside_a_repeat_it_is_this_row)
{
	struct reading r CLEAN(reading_done);
	struct forms_answers as;

	ck_assert_msg(reading_of(&r, HEAD "use plan version 1\n"
	    "page a \"A\"\n  repeat p in priority\n"
	    "    question n line \"N {p.title}\"\n      stand-in \"it\"\n"
	    "    question m line \"M {n}\"\n"
	    "  question o line \"O {n[P2]}\"\n"), "%s", buf_text(&r.said));
	forms_answers_init(&as, &r.a, r.f);
	answer(&as, "n[P2]", "two", NULL);
	ck_assert_str_eq(forms_words(&as, forms_field(r.f, "m[P1]")->words),
	    "M it");
	ck_assert_str_eq(forms_words(&as, forms_field(r.f, "m[P2]")->words),
	    "M two");
	ck_assert_str_eq(forms_words(&as, forms_field(r.f, "o")->words),
	    "O two");
	reading_done(&r);
	ck_assert(!reading_of(&r, HEAD "use plan version 1\n"
	    "page a \"A\"\n  repeat p in priority\n"
	    "    question n line \"N {p.title}\"\n"
	    "  question o line \"O {n}\"\n"));
	ck_assert(said(&r, "E252"));
}
END_TEST

START_TEST(a_picture_is_for_easy_read_alone)
{
	struct reading r CLEAN(reading_done);
	struct forms_form *f;

	ck_assert_msg(reading_of(&r, HEAD "use plan version 1\n"
	    "page a \"A\"\n  repeat p in priority\n"
	    "    question n line \"N {p.title}\"\n"
	    "      picture bus file pictures/bus.svg \"A bus\"\n"),
	    "%s", buf_text(&r.said));
	ck_assert_uint_eq(r.f->n_pictures, 1);
	ck_assert_ptr_eq(forms_field(r.f, "n[P1]")->picture,
	    r.f->pictures[0]);
	ck_assert_ptr_eq(forms_field(r.f, "n[P2]")->picture,
	    r.f->pictures[0]);
	ck_assert_str_eq(r.f->pictures[0]->words, "A bus");
	f = all_translated(&r, "n.picture.bus");
	ck_assert_str_eq(forms_field(f, "n[P1]")->lang, "ur");
	reading_done(&r);
	ck_assert(!reading_of(&r, HEAD "page a \"A\"\n"
	    "  question n line \"N\"\n"
	    "    picture bus file ../bus.svg \"A bus\"\n"));
	ck_assert(said(&r, "E214"));
}
END_TEST

/* "Ward" is a part of a hospital, and of a town. */
START_TEST(what_is_set_for_a_module_goes_by_the_name_it_has_there)
{
	const struct forms_source v[] = { { "c.form", STR("earshot 1\n"
	    "consultation c \"C\"\n  languages en pl\n"
	    "page p \"P\"\n  question x line \"X?\"\n"
	    "include topic version 1 as hospital\n  set title \"Ward\"\n"
	    "include topic version 1 as town\n  set title \"Ward\"\n") },
	    { "topic.module", STR("earshot 1\n"
	    "module topic version 1 \"Topic\"\n"
	    "  parameter title \"Libraries\"\n"
	    "page topic \"{title}\"\n  question use line \"How?\"\n") } };
	const struct pair words[] = {
		{ "hospital.page.topic", "{title}", "{title}" },
		{ "town.page.topic", "{title}", "{title}" },
		{ "include.hospital.set.title", "Ward", "Oddział" },
		{ "include.town.set.title", "Ward", "Okręg" } };
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_diags d;
	struct forms_form *f;

	forms_diags_init(&d, &a);
	ck_assert(forms_read(&a, v, LEN(v), &f, &d));
	has_message(f, "include.hospital.set.title", "Ward");
	has_message(f, "include.town.set.title", "Ward");
	ck_assert(forms_read_in(&a, v, LEN(v), catalogue(&a, "pl", words,
	    LEN(words)), &f, &d));
	ck_assert_str_eq(f->pages[1].title, "Oddział");
	ck_assert_str_eq(f->pages[2].title, "Okręg");
}
END_TEST

UNIT_SUITE(words, all_that_people_see_is_a_message_once,
    messages_come_in_order_with_notes,
    a_translated_form_differs_in_words_alone,
    a_question_that_lacks_one_translation_stays_as_it_is,
    its_scale_and_what_it_puts_in_stay_with_it,
    a_row_can_have_a_translation_of_its_own,
    an_answer_stands_in_later_words,
    an_answer_is_isolated_where_directions_meet,
    inside_a_repeat_it_is_this_row,
    a_picture_is_for_easy_read_alone,
    what_is_set_for_a_module_goes_by_the_name_it_has_there)
