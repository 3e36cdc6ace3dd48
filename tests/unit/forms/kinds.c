/* SPDX-License-Identifier: MIT
 *
 * kinds.c -- tests of answers that have parts or a shape: rankings, points,
 * dates, files, money, postcodes, addresses, and of rules over answers.
 */
#include "forms/expr.h"
#include "forms/value.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <math.h>

static const char text[] =
    "earshot 1\n"
    "consultation kinds \"All kinds\"\n"
    "page all \"All\"\n"
    "  question order rank up to 3 \"Which first?\"\n"
    "    1 parks \"Parks\"\n"
    "    2 roads \"Roads\"\n"
    "    3 baths \"Baths\"\n"
    "    4 other \"Something else\" write-in\n"
    "    9 rather-not \"I would rather not say\" missing prefer-not\n"
    "  question points share 100 each 0..60 \"Share the points.\"\n"
    "    1 parks \"Parks\"\n"
    "    2 roads \"Roads\"\n"
    "    3 baths \"Baths\"\n"
    "    9 dk \"I do not know\" missing dont-know\n"
    "  question born date partial 1900-01-01..2024-12-31 \"Born when?\"\n"
    "  question came date \"Came when?\"\n"
    "    9 rather-not \"I would rather not say\" missing prefer-not\n"
    "  question month date month \"Which month?\"\n"
    "  question year date year 1990..2024 \"Which year?\"\n"
    "  question plan file pdf docx jpg txt up to 1 MB \"Your plan\"\n"
    "  question pay money GBP 0..5000 \"How much?\"\n"
    "  question stars rating 1..5 \"How many stars?\"\n"
    "    low \"Bad\"\n"
    "    high \"Good\"\n"
    "  question pick choose 2 to 3 \"Which?\"\n"
    "    1 a \"A\"\n"
    "    2 b \"B\"\n"
    "    3 c \"C\"\n"
    "    4 d \"D\"\n"
    "    9 none \"None\" exclusive\n"
    "  question home postcode full \"Postcode\"\n"
    "  question near postcode sector \"Sector\"\n"
    "  question mail email \"Email\"\n"
    "  question call phone \"Phone\"\n"
    "  question web link \"Website\"\n"
    "  question when time \"Time\"\n"
    "  question live address \"Address\"\n"
    "  question brief text \"Briefly?\"\n"
    "    limit 5 words\n"
    "  question loose text \"Loosely?\"\n"
    "    limit 5 words soft\n"
    "  question mix choose one \"Mixed?\"\n"
    "    shuffle\n"
    "    1 a \"A\"\n"
    "    2 b \"B\"\n"
    "    3 c \"C\" pinned\n"
    "    4 d \"D\"\n"
    "    5 e \"E\"\n"
    "    6 other \"Other\" write-in\n"
    "    9 rather-not \"I would rather not say\" missing prefer-not\n"
    "page ruled \"Ruled\"\n"
    "  question people number 0..40 \"How many came?\"\n"
    "  question children number 0..40 \"How many were children?\"\n"
    "  must children <= people \"No more children than people.\"\n"
    "  query people < 30 or children > 0 \"So many?\"\n"
    "scale sure\n"
    "  1 yes \"Yes\" score 3\n"
    "  2 some \"Some\" score 1\n"
    "  3 no \"No\" score 0\n"
    "  9 dk \"I do not know\" missing dont-know\n"
    "page scored \"Scored\"\n"
    "  question safe scale sure \"Is it safe?\"\n"
    "  question dirty scale sure \"Is it dirty?\"\n"
    "    reverse\n"
    "value strict = score(safe) + score(dirty) \"Strictly\"\n"
    "  band low 0..2 \"Low\"\n"
    "  band high 3..6 \"High\"\n"
    "value mild = score(safe) + score(dirty) needs 1 \"Mildly\"\n";

static struct arena forever, a;
static const struct forms_form *form;
static struct forms_answers as;
static struct forms_problem p;

static void
begin(void)
{
	struct forms_source s = { "kinds.form", str_of(text) };
	struct buf b CLEAN(buf_free) = { 0 };
	struct forms_form *read;
	struct forms_diags d;

	if (form == NULL) {
		forms_diags_init(&d, &forever);
		if (!forms_read(&forever, &s, 1, &read, &d)) {
			forms_diags_print(&b, &d);
			ck_abort_msg("%s", buf_text(&b));
		}
		form = read;
	}
	arena_free(&a);
	forms_answers_init(&as, &a, form);
}

static const struct forms_field *
field(const char *id)
{
	const struct forms_field *f = forms_field(form, id);

	ck_assert_msg(f != NULL, "%s", id);
	return f;
}

/* Sets a field from values parted by bars. */
static struct forms_answer *
set(const char *id, const char *values)
{
	const char *v[20], *end;
	size_t n = 0;

	while (values != NULL) {
		end = strchr(values, '|');
		v[n++] = end == NULL ? values : arena_strn(&a, values,
		    (size_t)(end - values));
		values = end == NULL ? NULL : end + 1;
	}
	forms_answer_set(&as, field(id), v, n, NULL, &p);
	return &as.v[field(id)->index];
}

static const char *
words(const char *id)
{
	struct buf b CLEAN(buf_free) = { 0 };

	forms_answer_words(&b, field(id), &as.v[field(id)->index]);
	return arena_str(&a, buf_text(&b));
}

START_TEST(a_ranking_keeps_the_order_in_which_it_came)
{
	struct forms_answer *v;

	begin();
	v = set("order", "baths||parks");
	ck_assert_int_eq(p.kind, FORMS_OK);
	ck_assert_uint_eq(v->n, 2);
	ck_assert_str_eq(words("order"), "1. Baths; 2. Parks");
	v = set("order", "baths|parks|baths");
	ck_assert_int_eq(p.kind, FORMS_P_TWICE);
	ck_assert_uint_eq(p.got, 3);
	ck_assert_uint_eq(v->n, 2);
	set("order", "1|2|3|4");
	ck_assert_int_eq(p.kind, FORMS_P_TOO_MANY);
	ck_assert_uint_eq(p.limit, 3);
	v = set("order", "|rather-not|");
	ck_assert_int_eq(p.kind, FORMS_OK);
	ck_assert_int_eq(v->state, FORMS_PREFER_NOT);
	set("order", "rather-not|parks");
	ck_assert_int_eq(p.kind, FORMS_P_EXCLUSIVE);
	set("order", "swings");
	ck_assert_int_eq(p.kind, FORMS_P_UNKNOWN);
	v = set("order", "||");
	ck_assert_int_eq(p.kind, FORMS_OK);
	ck_assert_int_eq(v->state, FORMS_BLANK);
}
END_TEST

START_TEST(points_add_up_and_keep_to_their_ranges)
{
	struct forms_answer *v;

	begin();
	v = set("points", "parks=60|roads=0|baths= 40 ");
	ck_assert_int_eq(p.kind, FORMS_OK);
	ck_assert_uint_eq(v->n, 2);
	ck_assert_double_eq(v->amounts[1], 40);
	ck_assert_str_eq(words("points"), "Parks: 60; Baths: 40");
	set("points", "parks=50|roads=40|baths=");
	ck_assert_int_eq(p.kind, FORMS_P_TOTAL);
	ck_assert_uint_eq(p.limit, 100);
	ck_assert_uint_eq(p.got, 90);
	set("points", "parks=70|roads=30");
	ck_assert_int_eq(p.kind, FORMS_P_EACH);
	ck_assert_uint_eq(p.got, 1);
	set("points", "parks=110|roads=-10");
	ck_assert_int_eq(p.kind, FORMS_P_EACH);
	set("points", "parks=lots|roads=40");
	ck_assert_int_eq(p.kind, FORMS_P_NOT_NUMBER);
	ck_assert_uint_eq(p.got, 1);
	v = set("points", "parks=|roads=|baths= ");
	ck_assert_int_eq(p.kind, FORMS_OK);
	ck_assert_int_eq(v->state, FORMS_BLANK);
	set("points", "parks=0|roads=0|baths=0");
	ck_assert_int_eq(p.kind, FORMS_P_TOTAL);
	v = set("points", "parks=|dk");
	ck_assert_int_eq(p.kind, FORMS_OK);
	ck_assert_int_eq(v->state, FORMS_DONT_KNOW);
	set("points", "parks=60|baths=40|dk");
	ck_assert_int_eq(p.kind, FORMS_P_EXCLUSIVE);
	set("points", "swings=100");
	ck_assert_int_eq(p.kind, FORMS_P_UNKNOWN);
	set("points", "parks=50|parks=50");
	ck_assert_int_eq(p.kind, FORMS_P_SEVERAL);
}
END_TEST

static void
date_is(const char *id, const char *values, const char *stored)
{
	struct forms_answer *v = set(id, values);

	ck_assert_msg(p.kind == FORMS_OK, "%s: %d", values, (int)p.kind);
	ck_assert_str_eq(v->text, stored);
}

static void
no_date(const char *id, const char *values, unsigned parts)
{
	set(id, values);
	ck_assert_msg(p.kind == FORMS_P_DATE && p.got == parts, "%s: %d %zu",
	    values, (int)p.kind, p.got);
}

START_TEST(dates_are_taken_as_people_write_them)
{
	begin();
	date_is("came", "day=3|month=6|year=2024", "2024-06-03");
	ck_assert_double_eq(as.v[field("came")->index].number, 19877);
	ck_assert_str_eq(words("came"), "3 June 2024");
	date_is("came", "2024-06-03", "2024-06-03");
	date_is("came", "3/6/2024", "2024-06-03");
	date_is("came", " 03 . 06 . 2024 ", "2024-06-03");
	date_is("came", "3rd June 2024", "2024-06-03");
	date_is("came", "day=3|month=jun|year=2024", "2024-06-03");
	date_is("came", "day=29|month=2|year=2024", "2024-02-29");
	date_is("came", "day=\u0663|month=\u0666|year=\u0662\u0660\u0662\u0664",
	    "2024-06-03");
	no_date("came", "day=29|month=2|year=2023", DATE_DAY);
	no_date("came", "day=31|month=4|year=2023", DATE_DAY);
	no_date("came", "day=3|month=13|year=2023", DATE_MONTH);
	no_date("came", "day=3|month=|year=24", DATE_MONTH | DATE_YEAR);
	no_date("came", "next Tuesday", DATE_DAY | DATE_MONTH | DATE_YEAR);
	date_is("month", "month=6|year=2024", "2024-06");
	ck_assert_double_eq(as.v[field("month")->index].number, 19875);
	ck_assert_str_eq(words("month"), "June 2024");
	date_is("month", "6/2024", "2024-06");
	date_is("year", "2024", "2024");
	date_is("year", "year=1990", "1990");
	set("year", "1989");
	ck_assert_int_eq(p.kind, FORMS_P_RANGE);
	set("came", "rather-not|day=|month=|year=");
	ck_assert_int_eq(as.v[field("came")->index].state, FORMS_PREFER_NOT);
	set("came", "day=|month=|year=");
	ck_assert_int_eq(as.v[field("came")->index].state, FORMS_BLANK);
	ck_assert_int_eq(p.kind, FORMS_OK);
}
END_TEST

START_TEST(a_partial_date_takes_what_people_know)
{
	begin();
	date_is("born", "day=|month=|year=1941", "1941");
	ck_assert(isnan(as.v[field("born")->index].number));
	date_is("born", "month=5|year=1941", "1941-05");
	ck_assert(isnan(as.v[field("born")->index].number));
	date_is("born", "day=2|month=5|year=1941", "1941-05-02");
	ck_assert(!isnan(as.v[field("born")->index].number));
	no_date("born", "day=2|month=|year=1941", DATE_MONTH);
	no_date("born", "day=2|month=5|year=", DATE_YEAR);
	set("born", "1899");
	ck_assert_int_eq(p.kind, FORMS_P_RANGE);
	set("born", "day=1|month=1|year=2025");
	ck_assert_int_eq(p.kind, FORMS_P_RANGE);
}
END_TEST

static enum forms_problem_kind
sent(const char *name, const char *bytes, size_t n)
{
	forms_answer_file(&as, field("plan"), name, (struct str){ bytes, n },
	    &p);
	return p.kind;
}

START_TEST(a_file_is_told_by_its_bytes_as_well_as_its_name)
{
	static char big[1100000] = "%PDF-1.7\n";

	begin();
	ck_assert_int_eq(sent("C:\\my files\\Plan.PDF", "%PDF-1.4", 8),
	    FORMS_OK);
	ck_assert_str_eq(as.v[field("plan")->index].text, "Plan.PDF");
	ck_assert_int_eq(sent("plan.pdf", "MZ virus", 8), FORMS_P_FILE_TYPE);
	ck_assert_int_eq(as.v[field("plan")->index].state, FORMS_BLANK);
	ck_assert_int_eq(sent("plan.exe", "%PDF-1.4", 8), FORMS_P_FILE_TYPE);
	ck_assert_int_eq(sent("plan.jpeg", "\xFF\xD8\xFF\xE0", 4), FORMS_OK);
	ck_assert_int_eq(sent("plan.png", "\x89PNG\r\n\x1a\n", 8),
	    FORMS_P_FILE_TYPE);
	ck_assert_int_eq(sent("plan.docx", "PK\3\4 word/", 10), FORMS_OK);
	ck_assert_int_eq(sent("plan.docx", "PK\3\4 xl/abc", 10),
	    FORMS_P_FILE_TYPE);
	ck_assert_int_eq(sent("plan.txt", "a\0b", 3), FORMS_P_FILE_TYPE);
	ck_assert_int_eq(sent("plan.txt", "", 0), FORMS_P_FILE_TYPE);
	ck_assert_int_eq(sent("plan.pdf", big, sizeof(big)),
	    FORMS_P_FILE_SIZE);
	ck_assert_uint_eq(p.got, sizeof(big));
	ck_assert_uint_le(p.limit, sizeof(big) - 1);
	ck_assert_int_eq(sent("", "", 0), FORMS_OK);
	ck_assert_int_eq(as.v[field("plan")->index].state, FORMS_BLANK);
	ck_assert_int_eq(sent("plan.pdf", "%PDF-1.4", 8), FORMS_OK);
	set("plan", "plan.pdf");	/* is kept */
	ck_assert_int_eq(p.kind, FORMS_OK);
	ck_assert_uint_eq(as.v[field("plan")->index].bytes.n, 8);
	set("plan", "other.pdf");
	ck_assert_int_eq(p.kind, FORMS_P_UNKNOWN);
	ck_assert_int_eq(as.v[field("plan")->index].state, FORMS_BLANK);
}
END_TEST

START_TEST(choices_have_a_least_and_a_most)
{
	begin();
	set("pick", "a");
	ck_assert_int_eq(p.kind, FORMS_P_TOO_FEW);
	ck_assert_uint_eq(p.limit, 2);
	ck_assert_uint_eq(p.got, 1);
	set("pick", "a|b");
	ck_assert_int_eq(p.kind, FORMS_OK);
	set("pick", "a|b|c|d");
	ck_assert_int_eq(p.kind, FORMS_P_TOO_MANY);
	set("pick", "none");
	ck_assert_int_eq(p.kind, FORMS_OK);
	set("pick", "");
	ck_assert_int_eq(p.kind, FORMS_OK);
}
END_TEST

static void
takes(const char *id, const char *typed, const char *kept)
{
	struct forms_answer *v = set(id, typed);

	ck_assert_msg(p.kind == FORMS_OK, "%s: %d", typed, (int)p.kind);
	ck_assert_str_eq(v->text, kept);
}

static void
refuses(const char *id, const char *typed, enum forms_problem_kind kind)
{
	set(id, typed);
	ck_assert_msg(p.kind == kind, "%s: %d", typed, (int)p.kind);
}

START_TEST(lines_are_checked_by_their_format)
{
	begin();
	takes("mail", " ann.o'neil+x@example.co.uk ",
	    "ann.o'neil+x@example.co.uk");
	refuses("mail", "ann", FORMS_P_FORMAT);
	refuses("mail", "ann@example", FORMS_P_FORMAT);
	refuses("mail", "ann@exa mple.org", FORMS_P_FORMAT);
	refuses("mail", "@example.org", FORMS_P_FORMAT);
	refuses("mail", "a@b@example.org", FORMS_P_FORMAT);
	refuses("mail", "ann@example..org", FORMS_P_FORMAT);
	takes("call", "(0116) 496 0000", "(0116) 496 0000");
	takes("call", "+44 (0)116 496 0000 ext 12",
	    "+44 (0)116 496 0000 ext 12");
	takes("call", "0048 22 123 45 67", "0048 22 123 45 67");
	refuses("call", "496 0000", FORMS_P_FORMAT);
	refuses("call", "ring me", FORMS_P_FORMAT);
	refuses("call", "0116 496 00000000", FORMS_P_FORMAT);
	takes("web", "www.example.org/a?b", "https://www.example.org/a?b");
	takes("web", "http://example.org:8080/", "http://example.org:8080/");
	refuses("web", "javascript:alert(1)", FORMS_P_FORMAT);
	refuses("web", "mailto:ann@example.org", FORMS_P_FORMAT);
	refuses("web", "example", FORMS_P_FORMAT);
	takes("when", "9:30", "09:30");
	takes("when", "9.30am", "09:30");
	takes("when", "9.30 p.m.", "21:30");
	takes("when", "21:30", "21:30");
	takes("when", "9pm", "21:00");
	takes("when", "12 am", "00:00");
	takes("when", "Noon", "12:00");
	refuses("when", "9", FORMS_P_FORMAT);
	refuses("when", "25:00", FORMS_P_FORMAT);
	refuses("when", "9:60", FORMS_P_FORMAT);
	refuses("when", "0:30pm", FORMS_P_FORMAT);
	takes("live", "1 High Street\r\nExampleton",
	    "1 High Street\nExampleton");
}
END_TEST

START_TEST(postcodes_are_put_in_one_form)
{
	begin();
	takes("home", "le42xy", "LE4 2XY");
	takes("home", "sw1a 1aa", "SW1A 1AA");
	refuses("home", "LE4", FORMS_P_POSTCODE);
	refuses("home", "LE4 2", FORMS_P_POSTCODE);
	takes("near", "le4 2", "LE4 2");
	takes("near", "LE4 2XY", "LE4 2");
	refuses("near", "LE42", FORMS_P_POSTCODE);
	refuses("near", "LE4", FORMS_P_POSTCODE);
}
END_TEST

static void
costs(const char *typed, double pounds)
{
	struct forms_answer *v = set("pay", typed);

	ck_assert_msg(p.kind == FORMS_OK, "%s: %d", typed, (int)p.kind);
	ck_assert_double_eq(v->number, pounds);
}

START_TEST(money_is_taken_with_its_sign_and_commas)
{
	begin();
	costs("\u00A31,250.50", 1250.5);
	ck_assert_str_eq(words("pay"), "\u00A31,250.50");
	costs("1250.5", 1250.5);
	costs("GBP 20", 20);
	costs("20 GBP", 20);
	refuses("pay", "$20", FORMS_P_NOT_NUMBER);
	refuses("pay", "20.505", FORMS_P_NOT_NUMBER);
	refuses("pay", "\u00A36,000", FORMS_P_RANGE);
	refuses("pay", "\u00A3", FORMS_P_NOT_NUMBER);
	set("stars", "5");
	ck_assert_str_eq(words("stars"), "5 (Good)");
	set("stars", "4");
	ck_assert_str_eq(words("stars"), "4");
	refuses("stars", "6", FORMS_P_RANGE);
}
END_TEST

START_TEST(words_are_counted_and_a_soft_limit_refuses_nothing)
{
	begin();
	takes("brief", "one two \u2013 three four five",
	    "one two \u2013 three four five");
	refuses("brief", "one two three four five six",
	    FORMS_P_TOO_MANY_WORDS);
	ck_assert_uint_eq(p.limit, 5);
	ck_assert_uint_eq(p.got, 6);
	takes("loose", "one two three four five six",
	    "one two three four five six");
}
END_TEST

START_TEST(options_are_shuffled_alike_for_one_person)
{
	const struct forms_option **one, **two;
	size_t seen[10] = { 0 }, n, m, i;
	uint64_t seed;

	begin();
	for (seed = 0; seed < 2000; seed++) {
		one = forms_order(&a, field("mix"), seed, &n);
		two = forms_order(&a, field("mix"), seed, &m);
		ck_assert_uint_eq(n, 7);
		ck_assert_uint_eq(m, n);
		for (i = 0; i < n; i++)
			ck_assert_ptr_eq(one[i], two[i]);
		ck_assert_str_eq(one[2]->name, "c");
		ck_assert_str_eq(one[5]->name, "other");
		ck_assert_str_eq(one[6]->name, "rather-not");
		seen[one[0]->number]++;
	}
	/* a, b, d and e come first alike often, nobody else ever */
	for (i = 1; i <= 5; i++)
		if (i != 3)
			ck_assert(seen[i] > 420 && seen[i] < 580);
	ck_assert_uint_eq(seen[1] + seen[2] + seen[4] + seen[5], 2000);
	one = forms_order(&a, field("pick"), 1, &n);
	for (i = 0; i < n; i++)
		ck_assert_ptr_eq(one[i], &field("pick")->q->options[i]);
}
END_TEST

static enum forms_problem_kind
page_says(const char *slug)
{
	struct forms_problem *q = forms_page_problems(&as,
	    forms_page(form, slug));

	return q == NULL ? FORMS_OK : q->kind;
}

START_TEST(a_rule_is_broken_only_by_what_was_said)
{
	begin();
	forms_route(&as);
	ck_assert_int_eq(page_says("ruled"), FORMS_OK);
	set("children", "3");
	ck_assert_int_eq(page_says("ruled"), FORMS_OK);	/* of whom? */
	set("people", "2");
	ck_assert_int_eq(page_says("ruled"), FORMS_P_RULE);
	set("people", "3");
	ck_assert_int_eq(page_says("ruled"), FORMS_OK);
	set("people", "40");
	ck_assert_int_eq(page_says("ruled"), FORMS_OK);
	set("children", "");
	ck_assert_int_eq(page_says("ruled"), FORMS_OK);	/* may be over 0 */
	set("children", "0");
	ck_assert_int_eq(page_says("ruled"), FORMS_P_QUERY);
	ck_assert_ptr_eq(forms_page_problems(&as, forms_page(form,
	    "ruled"))->field, field("children"));
}
END_TEST

START_TEST(values_are_worked_out_where_they_can_be)
{
	const struct forms_value *strict, *mild;
	double v;

	begin();
	strict = &form->values[0];
	mild = &form->values[1];
	set("safe", "yes");
	ck_assert(!forms_value(&as, strict, &v));
	ck_assert(forms_value(&as, mild, &v));
	ck_assert_double_eq(v, 3);
	set("dirty", "some");		/* counted from the other end: 2 */
	ck_assert(forms_value(&as, strict, &v));
	ck_assert_double_eq(v, 5);
	ck_assert_str_eq(forms_band(strict, v)->name, "high");
	ck_assert_ptr_null(forms_band(strict, 7));
	set("dirty", "dk");
	ck_assert(!forms_value(&as, strict, &v));
	set("safe", "");
	ck_assert(!forms_value(&as, mild, &v));
	ck_assert(forms_value_asks(strict, field("safe")));
	ck_assert(!forms_value_asks(strict, field("order")));
}
END_TEST

static const char *
some(void *arg, const struct forms_answers *as_, const struct forms_field *f,
    struct forms_rng *r)
{
	(void)arg;
	(void)as_;
	(void)f;
	return forms_rng_below(r, 2) ? "A few words, more than five of them." :
	    "Short.";
}

START_TEST(an_answer_fits_or_does_not_any_more)
{
	struct forms_question *q;
	const struct forms_field *f;
	struct forms_rng r;
	size_t i, misfits = 0;

	begin();
	/* each kind of answer, and then its question narrowed under it */
	for (i = 0; i < form->n_fields; i++) {
		struct forms_question was;

		f = &form->fields[i];
		q = (struct forms_question *)(uintptr_t)f->q;
		was = *q;
		begin();
		forms_route(&as);
		forms_rng_seed(&r, 11);
		do
			forms_random_answer(&as, f, &r, some, NULL);
		while (as.v[i].state != FORMS_ANSWERED);
		ck_assert_msg(forms_answer_fits(&as, f, &p), "%s", f->id);
		q->low = q->high = -1;
		q->has_range = true;
		q->least = q->most = 60;
		ck_assert_int_eq(forms_answer_fits(&as, f, &p), p.kind ==
		    FORMS_OK);
		misfits += p.kind != FORMS_OK;
		ck_assert_int_eq(as.v[i].state, FORMS_ANSWERED);
		*q = was;
		as.v[i] = (struct forms_answer){ .state = FORMS_BLANK };
		ck_assert(forms_answer_fits(&as, f, &p));
	}
	ck_assert_uint_gt(misfits, 4);
}
END_TEST

START_TEST(random_answers_are_valid_ones)
{
	size_t *answered, i, k;
	struct forms_rng r;

	begin();
	answered = arena_array(&forever, size_t, form->n_fields);
	forms_rng_seed(&r, 7);
	for (k = 0; k < 10000; k++) {
		begin();
		forms_route(&as);
		for (i = 0; i < form->n_fields; i++) {
			forms_random_answer(&as, &form->fields[i], &r, some,
			    NULL);
			if (as.v[i].state == FORMS_BLANK)
				continue;
			answered[i]++;
			ck_assert_msg(forms_answer_fits(&as, &form->fields[i],
			    &p), "%s: %d", form->fields[i].id, (int)p.kind);
		}
		ck_assert_int_ne(page_says("ruled"), FORMS_P_RULE);
	}
	for (i = 0; i < form->n_fields; i++)
		ck_assert_msg(answered[i] > 1500, "%s: %zu",
		    form->fields[i].id, answered[i]);
}
END_TEST

UNIT_SUITE(kinds, a_ranking_keeps_the_order_in_which_it_came,
    points_add_up_and_keep_to_their_ranges,
    dates_are_taken_as_people_write_them,
    a_partial_date_takes_what_people_know,
    a_file_is_told_by_its_bytes_as_well_as_its_name,
    choices_have_a_least_and_a_most, lines_are_checked_by_their_format,
    postcodes_are_put_in_one_form, money_is_taken_with_its_sign_and_commas,
    words_are_counted_and_a_soft_limit_refuses_nothing,
    options_are_shuffled_alike_for_one_person,
    a_rule_is_broken_only_by_what_was_said,
    values_are_worked_out_where_they_can_be,
    random_answers_are_valid_ones, an_answer_fits_or_does_not_any_more)
