/* SPDX-License-Identifier: MIT
 *
 * language.c -- tests of reading: what the resolved form is.
 */
#include "tests/unit/forms/language.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

bool
reading_of(struct reading *r, const char *form)
{
	*r = (struct reading){ .v = { { "a.form", str_of(form) },
	    { "plan.codes", str_of(PLAN) } } };
	forms_diags_init(&r->d, &r->a);
	(void)!forms_read(&r->a, r->v, 2, &r->f, &r->d);
	forms_diags_print(&r->said, &r->d);
	return r->f != NULL;
}

void
reading_done(struct reading *r)
{
	buf_free(&r->said);
	arena_free(&r->a);
}

bool
said(const struct reading *r, const char *id)
{
	const struct forms_diag *d;

	for (d = r->d.first; d != NULL; d = d->next)
		if (strcmp(d->id, id) == 0)
			return true;
	return false;
}

#define READ(r, text)							\
	struct reading r CLEAN(reading_done);				\
	ck_assert_msg(reading_of(&r, text), "%s", buf_text(&r.said))

START_TEST(a_repeat_around_pages_makes_a_page_for_each)
{
	READ(r, HEAD "use plan version 1\nsection s \"All\"\n  support\n"
	    "  repeat p in priority\n    page x \"{p.number}: {p.title}\"\n"
	    "      question why line \"Why {p.title}?\"\n        about p\n"
	    "page end \"End\"\n  question last line \"Last?\"\n"
	    "    show if why[P2] is answered\n"
	    "support s \"S\"\n");
	ck_assert_uint_eq(r.f->n_pages, 3);
	ck_assert_str_eq(r.f->pages[0].slug, "x-p1");
	ck_assert_str_eq(r.f->pages[1].title, "2: Second");
	ck_assert_str_eq(r.f->pages[1].section, "All");
	ck_assert(r.f->pages[0].support && !r.f->pages[2].support);
	ck_assert_uint_eq(r.f->n_fields, 3);
	ck_assert_str_eq(r.f->fields[1].id, "why[P2]");
	ck_assert_str_eq(r.f->fields[1].words, "Why Second?");
	ck_assert_str_eq(r.f->fields[1].row->name, "P2");
	ck_assert_str_eq(r.f->fields[1].about[0]->name, "P2");
	ck_assert_ptr_eq(r.f->fields[0].q, r.f->fields[1].q);
	ck_assert_ptr_eq(r.f->fields[1].page, &r.f->pages[1]);
	ck_assert_str_eq(r.f->fields[2].number, "3");
	ck_assert_ptr_nonnull(r.f->fields[2].show);
}
END_TEST

START_TEST(a_repeat_inside_a_page_stays_on_it)
{
	READ(r, HEAD "use plan version 1\npage x \"X\"\n"
	    "  text t \"{P1.says}\"\n    \"\"\n    \"- one\"\n    \"- two\"\n"
	    "  repeat p in priority\n    group g \"{p.title}\"\n"
	    "      question q line \"Q?\"\n        numbered 6c\n");
	ck_assert_uint_eq(r.f->n_pages, 1);
	ck_assert_uint_eq(r.f->pages[0].n_items, 5);
	ck_assert_str_eq(r.f->pages[0].items[0].words,
	    "We do {this}.\n\n- one\n- two");
	ck_assert_int_eq(r.f->pages[0].items[3].kind, FORMS_ITEM_HEADING);
	ck_assert_str_eq(r.f->pages[0].items[3].words, "Second");
	ck_assert_str_eq(r.f->fields[0].number, "6c");
	ck_assert_str_eq(r.f->fields[1].number, "6d");
}
END_TEST

START_TEST(options_can_come_from_the_codebook)
{
	READ(r, HEAD "use plan version 1\npage x \"X\"\n"
	    "  question m choose up to 2 from priority \"Which?\"\n"
	    "    9 none \"None\" exclusive\n");
	const struct forms_question *q = r.f->fields[0].q;

	ck_assert_int_eq(q->type, FORMS_MANY);
	ck_assert_uint_eq(q->most, 2);
	ck_assert_uint_eq(q->n_options, 3);
	ck_assert_str_eq(q->options[1].name, "P2");
	ck_assert_str_eq(q->options[1].words, "Second");
	ck_assert_int_eq(q->options[1].number, 2);
	ck_assert_str_eq(q->options[1].entity->name, "P2");
	ck_assert(q->options[2].exclusive && q->options[2].entity == NULL);
}
END_TEST

START_TEST(the_question_about_quoting_comes_by_itself)
{
	READ(without, HEAD "page x \"X\"\n  question a text \"A?\"\n"
	    "    hint \"No names.\"\n");
	READ(with, HEAD "page x \"X\"\n  quote if quote-consent = yes\n"
	    "  question a text \"A?\"\n    hint \"No names.\"\n"
	    "  question b number \"B?\"\n"
	    "include equality version 2021 after check-answers\n"
	    "  skippable\n  without religion\n  store apart\n");
	READ(published, HEAD "page x \"X\"\n  question a text \"A?\"\n"
	    "    hint \"No names.\"\n    quote if quote-consent = yes\n"
	    "  question b number \"B?\"\n"
	    "    publish if quote-consent = yes\n");
	const struct forms_field *q;

	/* where publishing hangs on it, everyone is asked */
	ck_assert_ptr_null(published.f->quote_consent->page->show);
	ck_assert_ptr_null(without.f->quote_consent);
	q = with.f->quote_consent;
	ck_assert_ptr_nonnull(q);
	ck_assert_str_eq(q->id, "quote-consent");
	ck_assert_ptr_nonnull(forms_option(q->q, "yes"));
	ck_assert_ptr_nonnull(forms_option(q->q, "no"));
	ck_assert_int_eq(q->page->part, FORMS_PART_CONSENT);
	ck_assert_uint_eq(q->page->index, 1);
	ck_assert_ptr_nonnull(q->page->show);
	ck_assert_int_eq(with.f->fields[0].q->quote, FORMS_IF);
	ck_assert_int_eq(with.f->fields[1].q->quote, FORMS_NEVER);
	ck_assert(with.f->has_equality && with.f->equality_skippable);
	ck_assert(with.f->equality_apart);
	ck_assert_int_eq(with.f->pages[2].part, FORMS_PART_EQUALITY);
	ck_assert_ptr_nonnull(forms_field(with.f, "equality.age"));
	ck_assert_ptr_null(forms_field(with.f, "equality.religion"));
	ck_assert_uint_gt(strlen(with.f->equality_intro), 20);
}
END_TEST

START_TEST(a_codebook_is_read_whole)
{
	READ(r, HEAD "use plan version 1\npage x \"X\"\n"
	    "  question a line \"A?\"\n");
	struct forms_entity *t = forms_entity(r.f, "T1");

	ck_assert_str_eq(r.f->codebook, "plan");
	ck_assert_int_eq(r.f->codebook_version, 1);
	ck_assert_str_eq(t->under->name, "P2");
	ck_assert_str_eq(t->kind->words, "Theme");
	ck_assert_int_eq(t->number, 1);
	ck_assert_int_eq(t->match->op, FIND_NEAR);
	ck_assert_int_eq(t->match->distance, 2);
	ck_assert_int_eq(t->match->left->op, FIND_PREFIX);
	ck_assert_str_eq(t->match->left->text, "fair");
	ck_assert_int_eq(t->match->right->op, FIND_TERM);
	ck_assert_uint_eq(r.f->n_sources, 2);
	ck_assert_uint_eq(strlen(r.f->hash), 64);
}
END_TEST

START_TEST(any_change_of_a_source_changes_the_hash)
{
	READ(one, HEAD "page x \"X\"\n  question a line \"A?\"\n");
	READ(same, HEAD "page x \"X\"\n  question a line \"A?\"\n");
	READ(other, HEAD "page x \"X\"\n  question a line \"A??\"\n");

	ck_assert_str_eq(one.f->hash, same.f->hash);
	ck_assert_str_ne(one.f->hash, other.f->hash);
}
END_TEST

START_TEST(everything_of_a_question_arrives)
{
	READ(r, HEAD "scale s\n  2 yes \"Yes\" score 1\n"
	    "  1 no \"No\" score -1\n  net both of yes no \"Both\"\n"
	    "page x \"X\"\n  question a scale s \"A?\"\n    required\n"
	    "  question b number 0..9 decimals 1 \"B?\"\n    unit \"kg\"\n"
	    "    99 rather \"I would rather not\" missing prefer-not\n"
	    "  question c line \"C?\"\n    limit 40 characters\n"
	    "    help \"Help\"\n    required if a = yes\n"
	    "  question d postcode district \"D?\"\n"
	    "  question e choose one \"E?\"\n    1 x \"X\" write-in\n"
	    "      hint \"A hint\"\n    97 y \"Y\" staff\n");
	const struct forms_field *f = r.f->fields;

	ck_assert(f[0].required && f[0].q->type == FORMS_SCALE);
	ck_assert_int_eq(f[0].q->options[1].score, -1);
	ck_assert_uint_eq(f[0].q->nets[0].n, 2);
	ck_assert(f[1].q->has_range && f[1].q->high > 8.9);
	ck_assert_int_eq(f[1].q->decimals, 1);
	ck_assert_str_eq(f[1].q->unit, "kg");
	ck_assert_int_eq(f[1].q->options[0].missing, FORMS_PREFER_NOT);
	ck_assert_uint_eq(f[2].q->limit, 40);
	ck_assert(f[2].required_if != NULL && !f[2].required);
	ck_assert_str_eq(f[2].help, "Help");
	ck_assert_int_eq(f[3].q->type, FORMS_POSTCODE);
	ck_assert(f[4].q->options[0].write_in && f[4].q->options[1].staff);
	ck_assert_str_eq(f[4].q->options[0].hint, "A hint");
}
END_TEST

START_TEST(the_head_is_read)
{
	READ(r, "earshot 1\nconsultation t \"Test\"\n  owner \"Us\"\n"
	    "  languages en cy\n  accept online paper\n"
	    "  document d file documents/d.pdf \"Read\"\n"
	    "  support s \"Somebody\"\n    phone \"1\"\n"
	    "    link https://example.org/\n"
	    "text cover \"Hello.\"\n  \"Again, [read](d).\"\n"
	    "text next \"Then.\"\npage x \"X\"\n  support\n"
	    "  question a line \"A?\"\n");

	ck_assert_str_eq(r.f->owner, "Us");
	ck_assert_uint_eq(r.f->n_languages, 2);
	ck_assert(forms_accepts(r.f, "paper") && !forms_accepts(r.f, "phone"));
	ck_assert_str_eq(r.f->documents[0].path, "documents/d.pdf");
	ck_assert_str_eq(r.f->supports[0].link, "https://example.org/");
	ck_assert_str_eq(r.f->supports[0].phone, "1");
	ck_assert_str_eq(r.f->intro, "Hello. Again, [read](d).");
	ck_assert_str_eq(r.f->next, "Then.");
	ck_assert(r.f->pages[0].support);
}
END_TEST

/* Words that run from right to left are laid out so; see fmt. */
START_TEST(words_on_a_line_below_serve_every_row_of_a_repeat)
{
	READ(r, HEAD "use plan version 1\nrepeat p in priority\n"
	    "  page x\n    \"About {p.title}\"\n    text t\n"
	    "      \"Hello {p.number}\"\n    question q line\n"
	    "      \"Why {p.number}?\"\n      hint\n        \"As {p.name}\"\n");

	ck_assert_uint_eq(r.f->n_pages, 2);
	ck_assert_str_eq(r.f->pages[1].title, "About Second");
	ck_assert_str_eq(r.f->pages[1].items[0].words, "Hello 2");
	ck_assert_str_eq(r.f->fields[1].words, "Why 2?");
	ck_assert_str_eq(r.f->fields[1].hint, "As P2");
}
END_TEST

/* A text inside a group is for those who are shown the group. */
START_TEST(texts_and_headings_of_a_group_come_and_go_with_it)
{
	READ(r, HEAD "page x \"X\"\n  question a line \"A?\"\n"
	    "  group g \"Group\"\n    show if a is answered\n"
	    "    text t \"Words\"\n    group h \"Inner\"\n"
	    "      heading \"Head\"\n");
	struct forms_answers as;
	struct forms_problem p;
	const char *words = "something";
	size_t i;

	forms_answers_init(&as, &r.a, r.f);
	forms_route(&as);
	ck_assert_uint_eq(r.f->pages[0].n_items, 5);
	for (i = 1; i < 5; i++)
		ck_assert(!forms_shown(&as, r.f->pages[0].items[i].show));
	forms_answer_set(&as, &r.f->fields[0], &words, 1, NULL, &p);
	for (i = 1; i < 5; i++)
		ck_assert(forms_shown(&as, r.f->pages[0].items[i].show));
}
END_TEST

#define REFUSED(id, text) do {						\
	struct reading r CLEAN(reading_done);				\
	ck_assert(!reading_of(&r, HEAD "use plan version 1\n" text));	\
	ck_assert_msg(said(&r, id), "%s", buf_text(&r.said));		\
} while (0)

#define TWO	"    1 age \"Age\" write-in\n    2 no \"No\"\n"

/* "topic.age" would be both the words beside an answer and a question. */
START_TEST(a_module_cannot_share_its_name_with_a_question)
{
	READ(other, HEAD "page x \"X\"\n  question topic choose one \"A?\"\n"
	    TWO "include equality version 2021 as them after check-answers\n");

	ck_assert_ptr_nonnull(forms_field(other.f, "them.age"));
	REFUSED("E203", "page x \"X\"\n  question topic choose one \"A?\"\n"
	    TWO "include equality version 2021 as topic after check-answers\n");
}
END_TEST

START_TEST(what_is_said_once_is_not_silently_said_twice)
{
	REFUSED("E120", "page x \"X\"\n  question a line \"A?\"\n"
	    "    about P1\n    about P2\n");
	REFUSED("E120", "page x \"X\"\n  question a line \"A?\"\n"
	    "    numbered 3\n    numbered 4\n");
	REFUSED("E120", "support s \"S\"\npage x \"X\"\n  support\n"
	    "  support\n  question a line \"A?\"\n");
}
END_TEST

START_TEST(words_that_nothing_takes_are_not_silently_dropped)
{
	REFUSED("E117", "page x \"X\"\n  question a line \"A?\"\n"
	    "    about P1\n      \"words\"\n");
	REFUSED("E117", "page x \"X\"\n  question a line \"A?\"\n"
	    "include equality version 2021 after check-answers\n"
	    "  without age\n    \"words\"\n");
}
END_TEST

START_TEST(a_net_gathers_answers_and_each_of_them_once)
{
	REFUSED("E120", "page x \"X\"\n  question a choose one \"A?\"\n" TWO
	    "    net n of age age \"All\"\n");
	REFUSED("E408", "page x \"X\"\n  question a choose one \"A?\"\n" TWO
	    "    3 dk \"I do not know\" missing dont-know\n"
	    "    net n of no dk \"All\"\n");
}
END_TEST

START_TEST(a_question_that_only_staff_could_answer_is_refused)
{
	REFUSED("E402", "page x \"X\"\n  question a choose one \"A?\"\n"
	    "    required\n    1 one \"One\" staff\n    2 two \"Two\" staff\n");
}
END_TEST

START_TEST(languages_are_given_by_their_tags)
{
	READ(good, "earshot 1\nconsultation t \"Test\"\n"
	    "  languages en pa-Arab zh-Hant yue en-GB\n"
	    "page x \"X\"\n  question a line \"A?\"\n");
	struct reading bad CLEAN(reading_done);

	ck_assert_uint_eq(good.f->n_languages, 5);
	ck_assert(!reading_of(&bad, "earshot 1\nconsultation t \"Test\"\n"
	    "  languages en gujarati\n"
	    "page x \"X\"\n  question a line \"A?\"\n"));
	ck_assert_msg(said(&bad, "E201"), "%s", buf_text(&bad.said));
}
END_TEST

UNIT_SUITE(language, a_repeat_around_pages_makes_a_page_for_each,
    a_repeat_inside_a_page_stays_on_it, options_can_come_from_the_codebook,
    the_question_about_quoting_comes_by_itself, a_codebook_is_read_whole,
    any_change_of_a_source_changes_the_hash, everything_of_a_question_arrives,
    the_head_is_read, words_on_a_line_below_serve_every_row_of_a_repeat,
    texts_and_headings_of_a_group_come_and_go_with_it, a_module_cannot_share_its_name_with_a_question,
    what_is_said_once_is_not_silently_said_twice,
    words_that_nothing_takes_are_not_silently_dropped,
    a_net_gathers_answers_and_each_of_them_once,
    a_question_that_only_staff_could_answer_is_refused,
    languages_are_given_by_their_tags)
