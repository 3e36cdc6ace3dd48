/* SPDX-License-Identifier: MIT
 *
 * answers_form.c -- a small form made by hand, for the tests of answers.
 *
 *   capacity   choose one, required; staff may also code "mixed"
 *   org        line; show if capacity = organisation
 *   agree[P1]  scale, scored
 *   why[P1]    text limit 100; show if agree <> strongly
 *   topics     choose many, at most 3
 *   age        number 0..120, or "I would rather not say"
 *   district   first part of a postcode; required if age < 18
 *   extra      text; show if count(topics) >= 2 and age > 17
 *   weight     number 0.5..9.5 decimals 1
 *   order      rank up to 2
 *   points     share 100
 *   born       date partial, 1900 to 2024
 *   plan       file pdf txt
 */
#include "tests/unit/forms/answers_form.h"
#include "forms/expr.h"

static struct forms_option capacity[] = {
	{ .number = 1, .name = "patient", .words = "A patient",
	    .missing = FORMS_ANSWERED },
	{ .number = 6, .name = "organisation", .words = "An organisation",
	    .missing = FORMS_ANSWERED },
	{ .number = 9, .name = "other", .words = "Something else",
	    .missing = FORMS_ANSWERED, .write_in = true },
	{ .number = 97, .name = "mixed", .words = "Mixed",
	    .missing = FORMS_ANSWERED, .staff = true },
	{ .number = 99, .name = "prefer-not", .words = "I prefer not to say",
	    .missing = FORMS_PREFER_NOT },
};
static struct forms_option agreement[] = {
	{ .number = 5, .name = "strongly", .words = "Strongly agree",
	    .missing = FORMS_ANSWERED, .has_score = true, .score = 2 },
	{ .number = 4, .name = "agree", .words = "Agree",
	    .missing = FORMS_ANSWERED, .has_score = true, .score = 1 },
	{ .number = 3, .name = "neither", .words = "Neither",
	    .missing = FORMS_ANSWERED, .has_score = true, .score = 0 },
	{ .number = 2, .name = "disagree", .words = "Disagree",
	    .missing = FORMS_ANSWERED, .has_score = true, .score = -1 },
	{ .number = 8, .name = "dont-know", .words = "I do not know",
	    .missing = FORMS_DONT_KNOW },
};
static struct forms_option topics[] = {
	{ .number = 1, .name = "pain", .words = "Pain",
	    .missing = FORMS_ANSWERED },
	{ .number = 2, .name = "food", .words = "Food",
	    .missing = FORMS_ANSWERED },
	{ .number = 3, .name = "money", .words = "Money",
	    .missing = FORMS_ANSWERED },
	{ .number = 4, .name = "travel", .words = "Travel",
	    .missing = FORMS_ANSWERED },
	{ .number = 5, .name = "other", .words = "Something else",
	    .missing = FORMS_ANSWERED, .write_in = true },
	{ .number = 6, .name = "none", .words = "None of these",
	    .missing = FORMS_ANSWERED, .exclusive = true },
	{ .number = 9, .name = "prefer-not", .words = "I prefer not to say",
	    .missing = FORMS_PREFER_NOT },
};
static struct forms_option rather[] = {
	{ .number = 7, .name = "rather-not", .words = "I would rather not say",
	    .missing = FORMS_PREFER_NOT },
};

static struct forms_option things[] = {
	{ .number = 1, .name = "parks", .words = "Parks",
	    .missing = FORMS_ANSWERED },
	{ .number = 2, .name = "roads", .words = "Roads",
	    .missing = FORMS_ANSWERED },
	{ .number = 3, .name = "baths", .words = "Baths",
	    .missing = FORMS_ANSWERED },
	{ .number = 9, .name = "rather-not", .words = "I would rather not say",
	    .missing = FORMS_PREFER_NOT },
};
static const char *files[] = { "pdf", "txt" };

#define ANY .purpose = "", .sensitivity = "", .unit = ""
static struct forms_question questions[N_FIELDS] = {
	[CAPACITY] = { .name = "capacity", .type = FORMS_ONE,
	    .options = capacity, .n_options = LEN(capacity), ANY },
	[ORG] = { .name = "org", .type = FORMS_LINE, .limit = 200, ANY },
	[AGREE] = { .name = "agree", .type = FORMS_SCALE,
	    .options = agreement, .n_options = LEN(agreement), ANY },
	[WHY] = { .name = "why", .type = FORMS_TEXT, .limit = 100, ANY },
	[TOPICS] = { .name = "topics", .type = FORMS_MANY, .options = topics,
	    .n_options = LEN(topics), .most = 3, ANY },
	[AGE] = { .name = "age", .type = FORMS_NUMBER, .options = rather,
	    .n_options = 1, .has_range = true, .low = 0, .high = 120,
	    .purpose = "", .sensitivity = "", .unit = "years" },
	[DISTRICT] = { .name = "district", .type = FORMS_POSTCODE, ANY },
	[EXTRA] = { .name = "extra", .type = FORMS_TEXT, .limit = 5000, ANY },
	[WEIGHT] = { .name = "weight", .type = FORMS_NUMBER, .has_range = true,
	    .low = 0.5, .high = 9.5, .decimals = 1, ANY },
	[ORDER] = { .name = "order", .type = FORMS_RANK, .options = things,
	    .n_options = LEN(things), .most = 2, ANY },
	[POINTS] = { .name = "points", .type = FORMS_SHARE, .options = things,
	    .n_options = LEN(things), .total = 100, ANY },
	[BORN] = { .name = "born", .type = FORMS_DATE, .date = FORMS_PARTIAL,
	    .has_range = true, .low = -25567, .high = 20088, ANY },
	[PLAN] = { .name = "plan", .type = FORMS_FILE, .files = files,
	    .n_files = LEN(files), ANY },
};

static const struct forms_option *is_org[] = { &capacity[1] };
static const struct forms_option *is_strong[] = { &agreement[0] };
static struct forms_field fields[N_FIELDS];
static struct forms_item items[N_FIELDS + 1];
static struct forms_page pages[3];
static struct forms_form form = {
	.name = "small", .title = "A small form", .owner = "Nobody",
	.fields = fields, .n_fields = N_FIELDS, .pages = pages, .n_pages = 3,
	.hash = "0123456789abcdef0123456789abcdef"
	    "0123456789abcdef0123456789abcdef",
};

static struct forms_expr number_of[] = {
	{ .op = EXPR_COUNT, .field = &fields[TOPICS] },
	{ .op = EXPR_NUMBER, .number = 2 },
	{ .op = EXPR_FIELD, .field = &fields[AGE] },
	{ .op = EXPR_NUMBER, .number = 17 },
	{ .op = EXPR_NUMBER, .number = 18 },
};
static struct forms_expr if_org = { .op = EXPR_IN, .field = &fields[CAPACITY],
	.options = is_org, .n = 1 };
static struct forms_expr if_unsure = { .op = EXPR_NOT_IN,
	.field = &fields[AGREE], .options = is_strong, .n = 1 };
static struct forms_expr if_two = { .op = EXPR_GE, .left = &number_of[0],
	.right = &number_of[1] };
static struct forms_expr if_adult = { .op = EXPR_GT, .left = &number_of[2],
	.right = &number_of[3] };
static struct forms_expr if_young = { .op = EXPR_LT, .left = &number_of[2],
	.right = &number_of[4] };
static struct forms_expr if_both = { .op = EXPR_AND, .left = &if_two,
	.right = &if_adult };

static void
put_page(size_t n, const char *slug, size_t first, size_t end)
{
	size_t i;

	pages[n] = (struct forms_page){ .index = n, .slug = slug,
	    .title = slug, .section = "", .items = items + first,
	    .n_items = end - first };
	for (i = first; i < end; i++) {
		items[i] = (struct forms_item){ .kind = FORMS_ITEM_FIELD,
		    .field = &fields[i] };
		fields[i].page = &pages[n];
	}
}

const struct forms_form *
answers_form(void)
{
	static bool made;
	size_t i;

	if (made)
		return &form;
	for (i = 0; i < N_FIELDS; i++)
		fields[i] = (struct forms_field){ .index = i, .number = "",
		    .id = questions[i].name, .q = &questions[i],
		    .words = questions[i].name, .hint = "", .help = "" };
	fields[AGREE].id = "agree[P1]";
	fields[WHY].id = "why[P1]";
	fields[CAPACITY].required = true;
	fields[DISTRICT].required_if = &if_young;
	fields[DISTRICT].hint = "For example, LE4 or LE15. Nothing else.";
	fields[ORG].show = &if_org;
	fields[WHY].show = &if_unsure;
	fields[EXTRA].show = &if_both;
	put_page(0, "you", CAPACITY, ORG + 1);
	put_page(1, "rest", AGREE, DISTRICT + 1);
	put_page(2, "last", EXTRA, N_FIELDS);
	made = true;
	return &form;
}
