/* SPDX-License-Identifier: MIT
 *
 * codec.c -- tests of responses as JSON.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/suites.h"
#include "tests/unit/unit.h"

#include <glob.h>
#include <math.h>
#include <stdio.h>

static const char hash[] = "0123456789abcdef0123456789abcdef"
    "0123456789abcdef0123456789abcdef";
static struct arena a;

static struct store_meta
meta(void)
{
	struct store_meta m = { .channel = "online", .lang = "en",
	    .day = "2024-06-03" };

	memcpy(m.form, hash, sizeof(hash));
	return m;
}

static void
set(struct forms_answers *as, size_t at, const char *value, const char *words)
{
	struct forms_problem p;

	forms_answer_set(as, &as->form->fields[at], &value, 1, words, &p);
	ck_assert_int_eq(p.kind, FORMS_OK);
}

START_TEST(answers_are_written_in_one_way)
{
	struct buf out CLEAN(buf_free) = { 0 };
	struct store_meta m = meta();
	struct forms_answers as;
	struct forms_problem p;
	const char *topics[] = { "travel", "pain" };
	const char *order[] = { "roads", "parks" };
	const char *points[] = { "baths=60", "parks=40" };

	forms_answers_init(&as, &a, answers_form());
	set(&as, CAPACITY, "other", "a \"friend\"\t\xC3\xA9");
	set(&as, AGREE, "dont-know", NULL);
	forms_answer_set(&as, &as.form->fields[TOPICS], topics, 2, NULL, &p);
	set(&as, AGE, "42", NULL);
	set(&as, DISTRICT, "LE4", NULL);
	set(&as, WEIGHT, "2.5", NULL);
	forms_answer_set(&as, &as.form->fields[ORDER], order, 2, NULL, &p);
	forms_answer_set(&as, &as.form->fields[POINTS], points, 2, NULL, &p);
	set(&as, BORN, "5/1941", NULL);
	forms_answer_file(&as, &as.form->fields[PLAN], "plan.txt", STR("Hi!"),
	    &p);
	forms_route(&as);
	set(&as, EXTRA, "first\nsecond", NULL);
	store_encode(&as, &m, &out);
	ck_assert_str_eq(buf_text(&out), "{\"v\":1,\"form\":\"0123456789abcdef"
	    "0123456789abcdef0123456789abcdef0123456789abcdef\",\"channel\":"
	    "\"online\",\"lang\":\"en\",\"day\":\"2024-06-03\",\"rehearsal\":"
	    "false,\"answers\":{\"capacity\":\"other\",\"capacity.other\":"
	    "\"a \\\"friend\\\" \xC3\xA9\",\"org\":{\"missing\":\"not-asked\"},"
	    "\"agree[P1]\":{\"missing\":\"dont-know\",\"option\":\"dont-know\"}"
	    ",\"why[P1]\":{\"missing\":\"not-asked\"},\"topics\":[\"pain\","
	    "\"travel\"],\"age\":42,\"district\":\"LE4\",\"extra\":"
	    "\"first\\nsecond\",\"weight\":2.5,\"order\":[\"roads\",\"parks\"]"
	    ",\"points\":[[\"parks\",40],[\"baths\",60]],\"born\":\"1941-05\","
	    "\"plan\":{\"name\":\"plan.txt\",\"size\":3,\"data\":\"SGkh\"}}}");
}
END_TEST

static const char *
some_words(void *arg, const struct forms_answers *as,
    const struct forms_field *f, struct forms_rng *r)
{
	static const char *const texts[] = { "It is \"fine\"\\u0000, mostly.",
	    "Line one\nline two\ttab", "\xE0\xAA\x95\xE0\xAB\x87\xE0\xAA\xAE",
	    "\xF0\x9F\x98\x80", "</script>&<b>'", "{\"missing\":\"blank\"}",
	    "\xC2\x80\xEF\xBF\xBF" };

	(void)arg;
	(void)as;
	(void)f;
	return texts[forms_rng_below(r, LEN(texts))];
}

START_TEST(what_any_person_answers_comes_back_the_same)
{
	const struct forms_form *form = answers_form();
	struct forms_rng r;
	size_t i, k;

	forms_rng_seed(&r, 3);
	for (k = 0; k < 1000; k++) {
		struct arena mine CLEAN(arena_free) = { 0 };
		struct buf one CLEAN(buf_free) = { 0 };
		struct buf two CLEAN(buf_free) = { 0 };
		struct store_meta m = meta(), back, only;
		struct forms_answers as, got;
		struct err e = { 0 };
		struct str s;

		m.rehearsal = k % 2;
		forms_answers_init(&as, &mine, form);
		for (i = 0; i < form->n_fields; i++)
			forms_random_answer(&as, &form->fields[i], &r,
			    some_words, NULL);
		forms_route(&as);
		if (k % 7 == 0)		/* from paper */
			as.v[AGREE].state = k % 2 ? FORMS_ILLEGIBLE :
			    FORMS_SEVERAL;
		store_encode(&as, &m, &one);
		s = (struct str){ one.p, one.n };
		ck_assert_msg(store_decode(&mine, s, form, &got, &back, &e),
		    "%s: %s", e.msg, one.p);
		ck_assert_mem_eq(&back, &m, sizeof(m));
		ck_assert(store_decode_meta(s, &only, &e));
		ck_assert_mem_eq(&only, &m, sizeof(m));
		for (i = 0; i < form->n_fields; i++) {
			ck_assert_int_eq(got.v[i].state, as.v[i].state);
			ck_assert_uint_eq(got.v[i].n, as.v[i].n);
			ck_assert(got.v[i].number == as.v[i].number ||
			    isnan(as.v[i].number));
			ck_assert_uint_eq(got.v[i].bytes.n, as.v[i].bytes.n);
			ck_assert(as.v[i].state != FORMS_ANSWERED ||
			    as.v[i].text == NULL ||
			    strcmp(got.v[i].text, as.v[i].text) == 0);
		}
		store_encode(&got, &back, &two);
		ck_assert_str_eq(two.p, one.p);
	}
}
END_TEST

/* What paper may leave: a tick that cannot be made out, or two. */
static void
on_paper(struct forms_answers *as, struct forms_rng *r)
{
	size_t i = forms_rng_below(r, as->form->n_fields), k;
	const struct forms_question *q = as->form->fields[i].q;
	struct forms_answer *v = &as->v[i];

	v->state = forms_rng_below(r, 2) ? FORMS_ILLEGIBLE : FORMS_SEVERAL;
	v->text = v->write_in = NULL;
	v->n = v->state == FORMS_SEVERAL ? q->n_options : 0;
	v->chosen = arena_array(as->a, const struct forms_option *, v->n + 1);
	for (k = 0; k < v->n; k++)
		v->chosen[k] = &q->options[k];
}

static void
come_back(const struct forms_form *form, struct forms_rng *r)
{
	struct arena mine CLEAN(arena_free) = { 0 };
	struct buf one CLEAN(buf_free) = { 0 };
	struct buf two CLEAN(buf_free) = { 0 };
	struct store_meta m = meta(), back;
	struct forms_answers as, got;
	struct err e = { 0 };
	size_t i;

	memcpy(m.form, form->hash, sizeof(m.form));
	forms_answers_init(&as, &mine, form);
	for (i = 0; i < form->n_fields; i++)
		forms_random_answer(&as, &form->fields[i], r, some_words, NULL);
	if (forms_rng_below(r, 4) > 0)	/* else all of them at once */
		forms_route(&as);
	if (forms_rng_below(r, 2) > 0)
		on_paper(&as, r);
	store_encode(&as, &m, &one);
	ck_assert_msg(store_decode(&mine, (struct str){ one.p, one.n }, form,
	    &got, &back, &e), "%s: %s: %s", form->name, e.msg, one.p);
	store_encode(&got, &back, &two);
	ck_assert_str_eq(two.p, one.p);
}

/* Whatever can be asked can be kept: forms that ship, and those of the tests
 * that can be read. */
START_TEST(what_is_written_can_be_read_whatever_the_form)
{
	glob_t found = { 0 };
	struct forms_rng r;
	size_t i, k, forms = 0;

	ck_assert(glob("examples/*/*.form", 0, NULL, &found) == 0);
	ck_assert(glob("tests/golden/forms/*.form", GLOB_APPEND, NULL, &found)
	    == 0);
	forms_rng_seed(&r, 11);
	for (i = 0; i < found.gl_pathc; i++) {
		struct arena whole CLEAN(arena_free) = { 0 };
		struct forms_form *form;
		struct forms_diags d;
		struct err e = { 0 };

		forms_diags_init(&d, &whole);
		if (!forms_load(&whole, found.gl_pathv[i], &form, &d, &e))
			continue;
		forms++;
		for (k = 0; k < 400; k++)
			come_back(form, &r);
	}
	globfree(&found);
	ck_assert_uint_ge(forms, 4);
}
END_TEST

#define TOP "{\"v\":1,\"form\":\"0123456789abcdef0123456789abcdef" \
	"0123456789abcdef0123456789abcdef\",\"channel\":\"online\"," \
	"\"lang\":\"en\",\"day\":\"2024-06-03\",\"rehearsal\":false"
#define ANSWERS(a) TOP ",\"answers\":{" a "}}"

#define HASH "\"fedcba9876543210fedcba9876543210" \
	"fedcba9876543210fedcba9876543210\""

START_TEST(the_versions_that_its_author_saw_are_kept)
{
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_answers as;
	struct store_meta m;
	struct err e = { 0 };

	ck_assert_msg(store_decode(&a, str_of(TOP ",\"seen\":[" HASH "],"
	    "\"answers\":{}}"), answers_form(), &as, &m, &e), "%s", e.msg);
	ck_assert_uint_eq(m.n_seen, 1);
	store_encode(&as, &m, &out);
	ck_assert_ptr_nonnull(strstr(buf_text(&out), "\"seen\":[" HASH
	    "],\"answers\":{"));
	m.n_seen = 0;
	buf_clear(&out);
	store_encode(&as, &m, &out);
	ck_assert_ptr_null(strstr(buf_text(&out), "seen"));
}
END_TEST

START_TEST(the_translation_that_its_author_saw_is_kept)
{
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_answers as;
	struct store_meta m;
	struct err e = { 0 };

	ck_assert_msg(store_decode(&a, str_of(TOP ",\"catalogue\":" HASH ","
	    "\"answers\":{}}"), answers_form(), &as, &m, &e), "%s", e.msg);
	ck_assert_uint_eq(strlen(m.catalogue), 64);
	store_encode(&as, &m, &out);
	ck_assert_ptr_nonnull(strstr(buf_text(&out), ",\"lang\":\"en\","
	    "\"catalogue\":" HASH ",\"day\":"));
	ck_assert_msg(store_decode(&a, str_of(ANSWERS("")), answers_form(),
	    &as, &m, &e), "%s", e.msg);
	ck_assert_str_eq(m.catalogue, "");
	buf_clear(&out);
	store_encode(&as, &m, &out);
	ck_assert_ptr_null(strstr(buf_text(&out), "catalogue"));
}
END_TEST

START_TEST(what_is_wrong_is_refused_and_named)
{
	static const struct { const char *json, *why; } t[] = {
		{ "", "not JSON" }, { "[]", "not JSON" }, { "{", "not JSON" },
		{ ANSWERS("") "x", "not JSON" },
		{ "\xFF", "no text" }, { ANSWERS("\"why[P1]\":\"a\\u0000b\""),
		    "no text" },
		{ "{}", "without \"v\"" }, { TOP "}", "without \"answers\"" },
		{ TOP ",\"answers\":[]}", "no answers" },
		{ TOP ",\"v\":1,\"answers\":{}}", "twice" },
		{ TOP ",\"extra\":1,\"answers\":{}}", "\"extra\"" },
		{ "{\"v\":2}", "newer" }, { "{\"form\":\"abc\"}", "hash" },
		{ "{\"day\":\"2024-13-01\"}", "day" },
		{ "{\"channel\":\"sixteen letters!\"}", "channel" },
		{ "{\"rehearsal\":0}", "rehearsal" },
		{ TOP ",\"seen\":1,\"answers\":{}}", "seen" },
		{ TOP ",\"catalogue\":\"\",\"answers\":{}}", "catalogue" },
		{ TOP ",\"catalogue\":\"abc\",\"answers\":{}}", "a hash" },
		{ TOP ",\"catalogue\":1,\"answers\":{}}", "catalogue" },
		{ TOP ",\"seen\":[\"abc\"],\"answers\":{}}", "hashes" },
		{ TOP ",\"seen\":[" HASH "," HASH "," HASH "," HASH "," HASH
		    "],\"answers\":{}}", "hashes" },
		{ ANSWERS("\"shoe\":\"9\""), "\"shoe\" is not asked" },
		{ ANSWERS("\"capacity\":\"pirate\""), "option" },
		{ ANSWERS("\"capacity\":7"), "option" },
		{ ANSWERS("\"capacity\":\"prefer-not\""), "why it is missing" },
		{ ANSWERS("\"capacity\":[\"patient\"]"), "one option" },
		{ ANSWERS("\"capacity\":{\"missing\":\"bored\"}"), "unknown" },
		{ ANSWERS("\"capacity\":{\"missing\":\"answered\"}"),
		    "unknown" },
		{ ANSWERS("\"capacity\":{\"missing\":\"blank\",\"x\":1}"),
		    "unknown" },
		{ ANSWERS("\"capacity\":{}"), "unknown" },
		{ ANSWERS("\"capacity\":{\"missing\":\"blank\","
		    "\"option\":\"patient\"}"), "does not" },
		{ ANSWERS("\"capacity\":\"patient\",\"capacity\":\"other\""),
		    "twice" },
		{ ANSWERS("\"capacity\":\"patient\",\"capacity.other\":\"x\""),
		    "nobody asked" },
		{ ANSWERS("\"capacity.other\":\"x\""), "nobody asked" },
		{ ANSWERS("\"topics\":\"pain\""), "list" },
		{ ANSWERS("\"topics\":[]"), "empty" },
		{ ANSWERS("\"topics\":[\"pain\",\"pain\"]"), "twice" },
		{ ANSWERS("\"topics\":[\"pain\",\"prefer-not\"]"), "missing" },
		{ ANSWERS("\"age\":\"42\""), "number" },
		{ ANSWERS("\"age\":1e999"), "number" },
		{ ANSWERS("\"age\":true"), "number" },
		{ ANSWERS("\"why[P1]\":\"\""), "text" },
		{ ANSWERS("\"why[P1]\":7"), "text" },
		{ ANSWERS("\"order\":\"parks\""), "list" },
		{ ANSWERS("\"order\":[]"), "empty" },
		{ ANSWERS("\"order\":[\"parks\",\"parks\"]"), "twice" },
		{ ANSWERS("\"order\":[\"rather-not\"]"), "missing" },
		{ ANSWERS("\"points\":[\"parks\",40]"), "pairs" },
		{ ANSWERS("\"points\":[[\"parks\"]]"), "pairs" },
		{ ANSWERS("\"points\":[[\"parks\",0]]"), "pairs" },
		{ ANSWERS("\"points\":[[\"parks\",\"40\"]]"), "pairs" },
		{ ANSWERS("\"points\":[[\"parks\",4],[\"parks\",6]]"),
		    "twice" },
		{ ANSWERS("\"points\":[[\"rather-not\",40]]"), "missing" },
		{ ANSWERS("\"born\":1941"), "date" },
		{ ANSWERS("\"born\":\"5/1941\""), "date" },
		{ ANSWERS("\"born\":\"1941-5\""), "date" },
		{ ANSWERS("\"born\":\"rather-not\""), "date" },
		{ ANSWERS("\"plan\":\"plan.txt\""), "file" },
		{ ANSWERS("\"plan\":{\"name\":\"plan.txt\"}"), "unknown" },
		{ ANSWERS("\"plan\":{\"name\":\"plan.txt\",\"size\":4,"
		    "\"data\":\"SGkh\"}"), "damaged" },
		{ ANSWERS("\"plan\":{\"name\":\"plan.txt\",\"size\":3,"
		    "\"data\":\"SG+h\"}"), "damaged" },
		{ ANSWERS("\"plan\":{\"name\":\"plan.pdf\",\"size\":3,"
		    "\"data\":\"SGkh\"}"), "not asked for" },
		{ ANSWERS("\"plan\":{\"name\":\"a/plan.txt\",\"size\":3,"
		    "\"data\":\"SGkh\"}"), "not asked for" },
		{ ANSWERS("\"why[P1]\":{\"name\":\"plan.txt\",\"size\":3,"
		    "\"data\":\"SGkh\"}"), "unknown" },
	};
	struct forms_answers as;
	struct store_meta m;
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < LEN(t); i++) {
		ck_assert_msg(!store_decode(&a, str_of(t[i].json),
		    answers_form(), &as, &m, &e), "%s", t[i].json);
		ck_assert_msg(strstr(e.msg, t[i].why) != NULL, "%s: %s",
		    t[i].json, e.msg);
		ck_assert_int_eq(e.code, ERR_INPUT);
	}
	/* a long key is cut between letters */
	ck_assert(!store_decode(&a, str_of(ANSWERS("\"x\xC3\xA9\xC3\xA9\xC3\xA9"
	    "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
	    "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
	    "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
	    "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\":1")),
	    answers_form(), &as, &m, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "is not asked"));
	ck_assert_msg(utf8_valid(e.msg, strlen(e.msg), NULL), "%s", e.msg);
	/* control: what they are variations of is fine */
	ck_assert_msg(store_decode(&a, str_of(ANSWERS("\"capacity\":\"other\","
	    "\"capacity.other\":\"x\",\"topics\":[\"pain\"],\"age\":42,"
	    "\"why[P1]\":\"a\"")), answers_form(), &as, &m, &e), "%s", e.msg);
	ck_assert_str_eq(as.v[CAPACITY].write_in, "x");
	ck_assert_int_eq(as.v[ORG].state, FORMS_NOT_ASKED);
}
END_TEST

START_TEST(another_version_of_the_form_is_not_taken_for_this_one)
{
	struct forms_form other = *answers_form();
	struct forms_answers as;
	struct store_meta m;
	struct err e = { 0 };

	other.hash[0] = 'f';
	ck_assert(!store_decode(&a, str_of(ANSWERS("")), &other, &as, &m, &e));
	ck_assert_int_eq(e.code, ERR_INPUT);
	ck_assert_ptr_nonnull(strstr(e.msg, "version"));
}
END_TEST

UNIT_SUITE(codec, answers_are_written_in_one_way,
    what_any_person_answers_comes_back_the_same,
    what_is_written_can_be_read_whatever_the_form,
    the_versions_that_its_author_saw_are_kept,
    the_translation_that_its_author_saw_is_kept,
    what_is_wrong_is_refused_and_named,
    another_version_of_the_form_is_not_taken_for_this_one)
