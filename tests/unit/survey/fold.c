/* SPDX-License-Identifier: MIT
 *
 * fold.c -- what is understood of messages: nothing is lost, answers stay, and
 * questions are told.
 */
#include "tests/unit/survey/labelled.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>

static const char form_text[] =
"earshot 1\n"
"consultation tea \"The tea room\"\n"
"  owner \"A made-up council\"\n"
"  languages en\n"
"  accept online paper\n"
"text cover \"Tell us.\"\n"
"section you \"About you\"\n"
"  page who \"How you are answering\"\n"
"    question who choose one \"Who are you?\"\n"
"      1 guest \"A guest\"\n"
"      2 group \"A group\"\n"
"  page first \"Part 1: The tea\"\n"
"    question tea-like choose one \"How far do you like what we offer?\"\n"
"      1 much \"Very much\"\n"
"      2 little \"A little\"\n"
"    question tea-why text \"Why do you say so?\"\n"
"      hint \"Please do not give any names here.\"\n"
"  page second \"Part 2: The cakes\"\n"
"    question cake-like choose one \"How far do you like what we offer?\"\n"
"      1 much \"Very much\"\n"
"      2 little \"A little\"\n"
"    question cake-why text \"Why do you say so?\"\n"
"  page last \"The end\"\n"
"    question more text \"What more would you like to tell us about the "
    "tea room?\"\n";

/* What spans must be for any text: they follow each other, each has a line at
 * least, whole lines, and together they are the text. */
static bool
covers(struct str text, const struct mail_span *v, size_t n)
{
	size_t i, at = 0;

	for (i = 0; i < n; i++) {
		if (v[i].start != at || v[i].end <= at || v[i].end > text.n ||
		    v[i].why == NULL || (size_t)v[i].kind >= SPAN_KINDS)
			return false;
		if (v[i].end != text.n && text.p[v[i].end - 1] != '\n')
			return false;
		at = v[i].end;
	}
	return at == text.n;
}

static const struct forms_form *
form_read(struct arena *a)
{
	struct forms_source src = { "tea.form", str_of(form_text) };
	struct buf b CLEAN(buf_free) = { 0 };
	struct forms_form *form;
	struct forms_diags d;

	forms_diags_init(&d, a);
	if (!forms_read(a, &src, 1, &form, &d)) {
		forms_diags_print(&b, &d);
		ck_abort_msg("%s", buf_text(&b));
	}
	return form;
}

/* The spans on one line: "said 3|asked 3|…", numbers of questions behind. */
static const char *
told(struct arena *a, const struct forms_form *form, const char *text)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct mail_span *v;
	struct err e = { 0 };
	size_t i, n;

	ck_assert_msg(mail_spans(a, form, str_of(text), &v, &n, &e), "%s",
	    e.msg);
	ck_assert(covers(str_of(text), v, n));
	for (i = 0; i < n; i++)
		buf_printf(&b, "%s%s%s%s", i > 0 ? "|" : "",
		    mail_kind_name(v[i].kind), v[i].field != NULL ? " " : "",
		    v[i].field != NULL ? v[i].field->number : "");
	return arena_str(a, buf_text(&b));
}
#define TOLD(text, is) ck_assert_str_eq(told(&a, form, text), is)

START_TEST(folded_and_shown_together_are_each_labelled_message)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct forms_form **forms;
	struct labelled *m;
	struct mail_span *v;
	struct err e = { 0 };
	size_t i, k, n, n_forms, n_spans, fields = 0;

	m = labelled_read(&a, "tests/data/mail", &n);
	forms = labelled_forms(&a, "examples/eol-2024", &n_forms);
	ck_assert_uint_ge(n, 200);
	for (i = 0; i < n; i++) {
		ck_assert(mail_spans_in(&a, forms, n_forms, m[i].text, &v,
		    &n_spans, &e));
		ck_assert_msg(covers(m[i].text, v, n_spans), "%s", m[i].name);
		for (k = 0; k < n_spans; k++)
			if (v[k].field != NULL) {
				ck_assert_ptr_eq(v[k].field,
				    &forms[0]->fields[v[k].field->index]);
				fields++;
			}
	}
	ck_assert_uint_gt(fields, 100);
}
END_TEST

/* At most one answer line in a hundred is folded: of all the labelled ones. */
START_TEST(answers_are_not_folded)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct forms_form **forms;
	struct labelled *m;
	struct mail_span *v;
	struct err e = { 0 };
	size_t i, k, n, n_forms, n_spans, said = 0, folded = 0, hidden = 0;

	m = labelled_read(&a, "tests/data/mail", &n);
	forms = labelled_forms(&a, "examples/eol-2024", &n_forms);
	for (i = 0; i < n; i++) {
		ck_assert(mail_spans_in(&a, forms, n_forms, m[i].text, &v,
		    &n_spans, &e));
		for (k = 0; k < m[i].n; k++) {
			const struct mail_span *s = labelled_span(&m[i].v[k],
			    v, n_spans);

			if (!m[i].v[k].words)
				continue;
			ck_assert_ptr_nonnull(s);
			hidden += s->kind != SPAN_SAID;
			if (m[i].v[k].kind != SPAN_SAID)
				continue;
			said++;
			folded += s->kind != SPAN_SAID;
		}
	}
	ck_assert_uint_gt(said, 500);
	ck_assert_uint_gt(hidden, 500);	/* it does fold */
	ck_assert_uint_le(folded * 100, said);
}
END_TEST

static uint64_t
next(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return *s;
}

/* Pieces of messages, in any order. */
static const char *const pieces[] = { "\n", "\n\n", "> ", ">> ", "> > >", "-- \n",
    "--\n", "Dear team,\n", "Kind regards\n", "Thanks", "Ann Smith\n",
    "Sent from my iPhone\n", "From: A <a@b.example>\n", "Sent: 1 May 2024 10:00\n",
    "To: B\n", "Subject: C\n", "On 1 May 2024 at 10:00, A <a@b.example> wrote:\n",
    "---------- Forwarded message ---------\n", "Begin forwarded message:\n",
    "-----Original Message-----\n", "________________________________\n",
    "Why do you say so?\n", "Why do you say so? Because.\n", "Part 2: The cakes\n",
    "Part 1 - tea", "3. Why do you say so?\n", "6) more\n", "Q4: good\n",
    "Question 5\n", "How far do you like\n", "what we offer?\n",
    "This email is confidential. If you are not the intended recipient, delete it.\n",
    "I liked it.", " ", "\t", "\r", "ژ", "ગ", "é", "😊", "see below\n", "PS more\n",
    "0116 555 0100\n", "*", "_", "12:30:", "@" };

static void
random_text(struct buf *b, uint64_t *s)
{
	size_t i, n = (size_t)(next(s) % 40);

	buf_clear(b);
	for (i = 0; i < n; i++)
		buf_puts(b, pieces[next(s) % LEN(pieces)]);
}

START_TEST(folded_and_shown_together_are_any_text)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct arena kept CLEAN(arena_free) = { 0 };
	const struct forms_form *form = form_read(&kept);
	uint64_t s = 88172645463325252u;
	size_t i, n, kinds[SPAN_KINDS] = { 0 }, k;
	struct mail_span *v;
	struct err e = { 0 };

	for (i = 0; i < 20000; i++) {
		struct arena a CLEAN(arena_free) = { 0 };
		struct str text;

		random_text(&b, &s);
		text = (struct str){ buf_text(&b), b.n };
		ck_assert(mail_spans(&a, i % 8 == 0 ? NULL : form, text, &v, &n,
		    &e));
		ck_assert_msg(covers(text, v, n), "%s", buf_text(&b));
		for (k = 0; k < n; k++)
			kinds[v[k].kind]++;
	}
	for (k = 0; k < SPAN_KINDS; k++)
		ck_assert_uint_gt(kinds[k], 0);
}
END_TEST

/* The control: spans that lose, repeat or cut a line are not taken for whole. */
START_TEST(a_line_that_is_lost_or_cut_is_noticed)
{
	struct str text = STR("one\ntwo\nthree\n");
	struct mail_span v[] = { { .start = 0, .end = 4, .why = "" },
	    { .start = 4, .end = 8, .why = "" },
	    { .start = 8, .end = 14, .why = "" } };

	ck_assert(covers(text, v, 3));
	ck_assert(!covers(text, v, 2));		/* the last is lost */
	v[1].start = 3;
	ck_assert(!covers(text, v, 3));		/* one twice */
	v[1].start = 4;
	v[1].end = 7;
	v[2].start = 7;
	ck_assert(!covers(text, v, 3));		/* a line is cut */
	v[1].end = 8;
	v[2].start = 8;
	v[0].why = NULL;
	ck_assert(!covers(text, v, 3));
}
END_TEST

START_TEST(what_is_not_utf8_is_refused_and_nothing_is_nothing)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct mail_span *v;
	struct err e = { 0 };
	size_t n = 9;

	ck_assert(mail_spans(&a, NULL, STR(""), &v, &n, &e));
	ck_assert_uint_eq(n, 0);
	ck_assert(!mail_spans(&a, NULL, STR("a\xff"), &v, &n, &e));
	ck_assert_int_eq(e.code, ERR_INPUT);
}
END_TEST

START_TEST(answers_between_quoted_lines_survive)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct forms_form *form = form_read(&a);

	TOLD("On 1 May 2024 at 10:00, A <a@b.example> wrote:\n> Was it good?\n"
	    "Yes.\n> And the cake?\nNo.\n",
	    "quoted|quoted|said|quoted|said");
	TOLD("> 3. Why do you say so?\nBecause.\n> So far so good.\nAnd so on.\n",
	    "asked 3|said 3|quoted|said");
}
END_TEST

START_TEST(a_message_is_never_folded_to_nothing)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct forms_form *form = form_read(&a);

	TOLD("From: Bert\nSent: 1 May 2024\nTo: Me\nSubject: Tea\n\nMore tea.\n",
	    "quoted|said");
	TOLD("---------- Forwarded message ---------\nFrom: Bert <b@b.example>\n"
	    "Subject: Tea\n\nMore tea.\n", "quoted|said");
	TOLD("> From: Bert\n> To: me\n>\n> More tea.\n", "quoted|said");
	/* The control: with words of one's own the same is folded. */
	TOLD("I like it.\n\nFrom: Bert\nSent: 1 May 2024\nTo: Me\nSubject: Tea\n"
	    "\nMore tea.\n", "said|quoted|quoted");
}
END_TEST

START_TEST(what_looks_like_quoting_or_signing_is_shown)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct forms_form *form = form_read(&a);

	TOLD("We want:\n\n> more\n> cake\n", "said|said");
	TOLD("The bus is late.\n>80 minutes late.\n", "said|said");
	TOLD("From: the station\nTo: the tea room\nIt is far.\n", "said");
	TOLD("Sent from the kitchen without sugar.\n", "said");
	TOLD("On Monday the cook wrote:\nno cake.\n", "said");
	TOLD("Thanks\nfor the tea\nfor the cake\nfor the chat\n", "said");
	TOLD("> 1. Who are you?\nTea Lovers\n1 High Street\n0116 555 0100\n",
	    "asked 1|said 1");
	/* The control: what is such a thing is folded. */
	TOLD("It is far.\n\nRegards\nAnn Smith\n1 High Street\n0116 555 0100\n",
	    "said|greeting|signature");
}
END_TEST

/* Rules that go by the shape of a line alone would fold these. */
START_TEST(answers_that_look_like_what_ends_a_message_are_shown)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct forms_form *form = form_read(&a);
	static const char *const said[] = {
	    "My view in short is this.\n\nMore Cake Please\n",
	    "I go there a lot.\n\nBetter Tea\n\nYes\n",
	    "What matters:\nPeace\nQuiet\n",
	    "What matters\nLove\nTea\n",
	    "Thanks for all.\n\nSent from my doctor to the nurse and back.\n",
	    "They write that mails are confidential, may be monitored, and that "
	    "I must delete it.\n",
	    "On 1 May 2024 at 10:00 I wrote to a@b.example and they wrote:\n"
	    "we are sorry.\nI heard no more.\n",
	    "Working days were lost.\n", "Office hours are too short for us\n" };
	size_t i;

	for (i = 0; i < LEN(said); i++)
		TOLD(said[i], "said");
	TOLD("Thanks\n\nNight buses, please\n", "greeting|said");
	TOLD("It was good.\n\nThanks\n\nPhone calls are never answered\n",
	    "said|greeting|said");
	TOLD("It was good.\n\nThanks\n\nPlease ring me on 0116 555 0100\n",
	    "said|greeting|said");
	TOLD("This is what they sent me:\n\nFrom: Bert\nSent: 1 May 2024\n"
	    "To: Me\nSubject: Tea\n\nWe are shut.\n\nThat made me cry.\n",
	    "said|quoted|said");
	/* The control: the like of them, as programs and people end messages. */
	TOLD("I go there a lot.\n\nAnn Smith\n\nSent from my Nokia phone\n",
	    "said|signature|signature");
	TOLD("It was good.\n\nThis email is confidential, may be monitored, and "
	    "you must delete it.\n", "said|disclaimer");
}
END_TEST

START_TEST(questions_are_told_by_words_and_numbers)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct forms_form *form = form_read(&a);

	TOLD("What more would you like to tell us about\nthe tea room?\nNo.\n",
	    "asked 6|said 6");
	TOLD("What else would you like to tell us about the tea room?\nNo.\n",
	    "asked 6|said 6");
	TOLD("6. What more would you like to tell us? Nothing.\n", "said 6");
	TOLD("Question 3\nIt is warm.\nQuestion 5\nIt is sweet.\n",
	    "asked 3|said 3|asked 5|said 5");
	TOLD("3) warm\n5) sweet\n6) no\n", "said 3|said 5|said 6");
	TOLD("Part 2: dry\n", "said 5");
	TOLD("Part 2: The cakes\nDry.\n", "asked|said 5");
	TOLD("3. Why do you say so?\nPlease do not give any names here.\nWarm.\n",
	    "asked 3|asked 3|said 3");
}
END_TEST

START_TEST(what_is_not_known_is_not_guessed)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct forms_form *form = form_read(&a);

	TOLD("> Why do you say so?\nBecause.\n", "asked|said");
	TOLD("1. more tea\n2. more cake\n3. more chairs\n", "said");
	TOLD("9) one\n12) two\n", "said");
	TOLD("Q99: what?\n", "said");
	TOLD("I do not want to tell you more about the tea room.\n", "said");
	TOLD("> 1. Who are you?\n> 3. Why do you say so?\n> 6. What more would "
	    "you like to tell us about the tea room?\n\nI am content.\n",
	    "asked 1|asked 3|asked 6|said");
	/* The control: right below the one question it is its answer. */
	TOLD("> 6. What more would you like to tell us about the tea room?\n\n"
	    "I am content.\n", "asked 6|said 6");
}
END_TEST

START_TEST(the_same_question_is_told_by_what_stands_before_it)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct forms_form *form = form_read(&a);

	TOLD("Part 2: The cakes\nWhy do you say so?\nDry.\n",
	    "asked|asked 5|said 5");
	TOLD("> 4. How far do you like what we offer?\nA little\n"
	    "> Why do you say so?\nDry.\n", "asked 4|said 4|asked 5|said 5");
}
END_TEST

START_TEST(a_million_lines_and_a_long_line_do_no_harm)
{
	static const char *const lines[] = { "more tea\n", "> more tea\n",
	    "Thanks\n", "\n", "1. tea\n", "On 1.1.2024 12:30 a@b.example:\n",
	    "Why do you say so?\n", "From: a\n", "-- \n", "Ann Smith\n" };
	struct arena kept CLEAN(arena_free) = { 0 };
	const struct forms_form *form = form_read(&kept);
	struct mail_span *v;
	struct err e = { 0 };
	size_t i, k, n;

	for (i = 0; i <= LEN(lines); i++) {
		struct arena a CLEAN(arena_free) = { 0 };
		struct buf b CLEAN(buf_free) = { .max = 1 << 27 };

		for (k = 0; k < 200000; k++)
			buf_puts(&b, i == LEN(lines) ? "more tea and cake for all "
			    "of us at the long table, and more chairs" :
			    lines[i]);
		ck_assert(mail_spans(&a, form, (struct str){ buf_text(&b), b.n },
		    &v, &n, &e));
		ck_assert(covers((struct str){ buf_text(&b), b.n }, v, n));
	}
}
END_TEST

START_TEST(repeats_are_alike_and_other_texts_are_not)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct str x = STR("I nursed my husband at home for two years. The night "
	    "nurse came when we rang, and the hospice lent us a bed. Please do "
	    "not take the night nurses away from the villages, where the last "
	    "bus goes at six and nobody else can come.");
	struct str spaced = STR("I nursed my  husband at home for two years.\nThe "
	    "Night nurse came when we rang and the hospice lent us a bed.\n"
	    "Please do not take the night nurses away from the villages, where "
	    "the last bus goes at six, and nobody else can come!\n");
	struct str mended = STR("I nursed my husband at home for two years. The "
	    "night nurse came when we rang, and the hospice lent us a bed. "
	    "Please don't take the night nurses away from the villages, where "
	    "the last bus goes at six and nobody else can come.");
	struct str other = STR("The hospice shop in the village is where I meet "
	    "people. My husband volunteered there for two years. Please keep "
	    "the shop, and the bus that goes there at six.");

	ck_assert_uint_eq(mail_alike(&a, x, x), 1000);
	ck_assert_uint_eq(mail_alike(&a, x, spaced), 1000);
	ck_assert_uint_ge(mail_alike(&a, x, mended), MAIL_REPEAT);
	ck_assert_uint_lt(mail_alike(&a, x, mended), 1000);
	ck_assert_uint_lt(mail_alike(&a, x, other), 500);
	ck_assert_uint_eq(mail_alike(&a, x, other), mail_alike(&a, other, x));
	ck_assert_uint_lt(mail_alike(&a, x, (struct str){ x.p, x.n / 2 }),
	    MAIL_REPEAT);
	ck_assert_uint_eq(mail_alike(&a, STR("Yes"), STR("yes.")), 1000);
	ck_assert_uint_eq(mail_alike(&a, STR("Yes"), STR("No")), 0);
	ck_assert_uint_eq(mail_alike(&a, STR(""), STR(" \n")), 1000);
	ck_assert_uint_eq(mail_alike(&a, STR(""), STR("No")), 0);
}
END_TEST

/* What one sender writes twice, and what two are. */
START_TEST(a_short_text_is_known_again)
{
	struct arena a CLEAN(arena_free) = { 0 };
#define FORTY "I look after my mother, who is %s, and the night nurse is all "  \
	"the help we have. When she cannot come I sit up until morning and go "  \
	"to work afterwards. Please keep her round as it is %s."
	static const struct { const char *x, *y; bool is; } v[] = {
		{ "The bus should stop at the hospital, night and day.",
		    "Did you get this?\n\nThe bus should stop at the hospital, "
		    "night and day.", true },
		{ "The bus should stop at the hospital, night and day.",
		    "The bus should stop at the school, night and day.", false },
		{ "The bus should stop at the hospital, night and day.",
		    "About question 4: the bus should stop at the hospital, "
		    "night and day.", false },
		{ "The bus should stop at the hospital, night and day.",
		    "The bus should stop at the hospital, night and day. And "
		    "more nurses are needed on the ward where my father was "
		    "last week.", false },
		{ "I agree.", "I agree. The bus is late.", false },
		{ "Yes.", "No.", false },
		{ "I like it.", "I love it.", false },
		{ "More buses for the village.", "More nurses for the village.",
		    false }
	};
	char *said = arena_printf(&a, FORTY, "ninety", "now");
	size_t i;

	for (i = 0; i < LEN(v); i++) {
		ck_assert_msg(mail_repeats(&a, str_of(v[i].x), str_of(v[i].y)) ==
		    v[i].is, "%s", v[i].y);
		ck_assert(mail_repeats(&a, str_of(v[i].y), str_of(v[i].x)) ==
		    v[i].is);
	}
	ck_assert(mail_repeats(&a, str_of(said), str_of(arena_printf(&a, FORTY,
	    "very frail", "now"))));
	ck_assert(mail_repeats(&a, str_of(arena_printf(&a, "Hello, did you get "
	    "this? " FORTY " Thank you.", "old", "now")), str_of(said)));
	/* the controls: by letters alone it is not known; much is changed */
	ck_assert_uint_lt(mail_alike(&a, str_of(said), str_of(arena_printf(&a,
	    FORTY, "very frail", "now"))), MAIL_REPEAT);
	ck_assert(!mail_repeats(&a, str_of(said), str_of(arena_printf(&a, FORTY,
	    "no longer able to walk", "today and was before"))));
	ck_assert(!mail_repeats(&a, STR(""), str_of(said)));
}
END_TEST

/* Words made of a seed, so many. */
static void
long_text(struct buf *b, uint64_t seed, size_t words)
{
	size_t i;

	b->max = 1 << 26;
	for (i = 0; i < words * 8; i++)
		buf_put(b, i % 8 == 7 ? " " : (char[]){ (char)('a' +
		    next(&seed) % 26) }, 1);
}

START_TEST(long_texts_are_compared_by_a_part_of_their_shingles)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf x CLEAN(buf_free) = { 0 }, y CLEAN(buf_free) = { 0 };
	struct buf z CLEAN(buf_free) = { 0 };
	struct str sx, sy, sz;

	long_text(&x, 42, 200000);
	long_text(&y, 42, 199000);
	long_text(&z, 43, 200000);
	sx = (struct str){ x.p, x.n };
	sy = (struct str){ y.p, y.n };
	sz = (struct str){ z.p, z.n };
	ck_assert_uint_ge(mail_alike(&a, sx, sy), 990);
	ck_assert_uint_lt(mail_alike(&a, sx, sy), 1000);
	ck_assert_uint_lt(mail_alike(&a, sx, sz), 300);
}
END_TEST

UNIT_SUITE(fold, folded_and_shown_together_are_each_labelled_message,
    answers_are_not_folded, folded_and_shown_together_are_any_text,
    a_line_that_is_lost_or_cut_is_noticed,
    what_is_not_utf8_is_refused_and_nothing_is_nothing,
    answers_between_quoted_lines_survive, a_message_is_never_folded_to_nothing,
    what_looks_like_quoting_or_signing_is_shown,
    answers_that_look_like_what_ends_a_message_are_shown,
    questions_are_told_by_words_and_numbers, what_is_not_known_is_not_guessed,
    the_same_question_is_told_by_what_stands_before_it,
    a_million_lines_and_a_long_line_do_no_harm,
    repeats_are_alike_and_other_texts_are_not, a_short_text_is_known_again,
    long_texts_are_compared_by_a_part_of_their_shingles)
