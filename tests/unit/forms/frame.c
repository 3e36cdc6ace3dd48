/* SPDX-License-Identifier: MIT
 *
 * frame.c -- tests of code frames: read, written, and what became of each code.
 */
#include "forms/forms.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>

#define HEAD "earshot 1\ncodebook f version %d \"A frame\"\n\n"		\
	"kind priority \"Priority\"\nkind theme \"Theme\"\n\n"

static struct forms_frame *
maybe(struct arena *a, int version, const char *codes, struct forms_diags *d)
{
	struct forms_source *src = arena_new(a, struct forms_source);
	struct forms_frame *f;

	src->name = "f.codes";
	src->text = str_of(arena_printf(a, HEAD "%s", version, codes));
	forms_diags_init(d, a);
	return forms_frame_read(a, src, &f, d) ? f : NULL;
}

static const char *
said(struct arena *a, const struct forms_diags *d)
{
	struct buf b CLEAN(buf_free) = { 0 };

	forms_diags_print(&b, d);
	return arena_str(a, buf_text(&b));
}

static struct forms_frame *
frame(struct arena *a, int version, const char *codes)
{
	struct forms_diags d;
	struct forms_frame *f = maybe(a, version, codes, &d);

	ck_assert_msg(f != NULL, "%s", said(a, &d));
	return f;
}

static const char *
list(struct arena *a, const struct forms_frame_change *v, size_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(&b, "%s %s>%s; ", forms_frame_did_name(v[i].did),
		    v[i].from != NULL ? v[i].from->name : "",
		    v[i].to != NULL ? v[i].to->name : "");
	return arena_str(a, buf_text(&b));
}

#define THREE	"theme T1 \"One\"\n  covers \"a\"\ntheme T2 \"Two\"\n"	\
		"theme T3 \"Three\"\n  match xy*\n"

/* What became of THREE, or what was wrong. */
static const char *
became(struct arena *a, const char *codes)
{
	struct forms_frame_change *v;
	struct forms_frame *x = frame(a, 1, THREE), *y;
	struct forms_diags d;
	size_t n;

	y = maybe(a, 2, codes, &d);
	if (y == NULL || !forms_frame_diff(a, x, y, &v, &n, &d))
		return said(a, &d);
	return list(a, v, n);
}

START_TEST(each_change_is_told_apart)
{
	struct arena a CLEAN(arena_free) = { 0 };
	static const char *const v[][2] = {
		{ THREE, "" },
		{ THREE "theme T4 \"Four\"\n", "added >T4; " },
		{ "theme T1 \"One\"\n  covers \"a\"\ntheme T3 \"Three\"\n"
		  "  match xy*\ntheme T2 \"Two\"\n", "" },
		{ "theme T1 \"First\"\n  covers \"a\"\ntheme T2 \"Two\"\n"
		  "theme T3 \"Three\"\n  match yz*\n",
		  "retitled T1>T1; other rule T3>T3; " },
		{ "theme T1 \"One\"\n  covers \"b\"\npriority T2 \"Two\"\n"
		  "theme T3 \"Three\"\n  under T1\n  match xy*\n",
		  "redefined T1>T1; moved T2>T2; moved T3>T3; " },
		{ "theme T1 \"One\"\n  covers \"a\"\n  example \"so\"\n"
		  "theme T2 \"Two\"\ntheme T3 \"Three\"\n  match xy*\n",
		  "other rule T1>T1; " },
		{ "theme Ta \"A\"\ntheme Tb \"B\"\ntheme T2 \"Two\"\n"
		  "theme T3 \"Three\"\n  match xy*\n"
		  "changes from 1\n  split T1 into Ta Tb\n",
		  "split T1>Ta; split T1>Tb; " },
		{ THREE "theme Tb \"B\"\nchanges from 1\n"
		  "  split T1 into T1 Tb\n", "split T1>T1; split T1>Tb; " },
		{ "theme T4 \"Four\"\ntheme T3 \"Three\"\n  match xy*\n"
		  "changes from 1\n  merge T1 T2 into T4\n",
		  "merged T1>T4; merged T2>T4; " },
		{ "theme T1 \"One\"\n  covers \"a\"\ntheme T9 \"Two\"\n"
		  "changes from 1\n  rename T2 into T9\n  retire T3\n",
		  "renamed T2>T9; retired T3>; " },
		{ "theme T1 \"One\"\n  covers \"a\"\ntheme T9 \"Nine\"\n"
		  "theme T3 \"Three\"\n  match xy*\n"
		  "changes from 1\n  rename T2 into T9\n",
		  "renamed T2>T9; retitled T2>T9; " },
	};
	size_t i;

	for (i = 0; i < LEN(v); i++)
		ck_assert_str_eq(became(&a, v[i][0]), v[i][1]);
}
END_TEST

START_TEST(what_cannot_be_is_said)
{
	struct arena a CLEAN(arena_free) = { 0 };
	static const char *const v[][2] = {
		{ "theme T1 \"One\"\ntheme T2 \"Two\"\n", "E815" },
		{ THREE "changes from 3\n  retire T2\n", "E804" },
		{ "theme T1 \"One\"\ntheme T2 \"Two\"\nchanges from 3\n"
		  "  retire T3\n", "E800" },
		{ THREE "changes from 1\n  retire T7\n", "E801" },
		{ "theme T1 \"One\"\ntheme T2 \"Two\"\nchanges from 1\n"
		  "  split T3 into T4 T5\n", "E802" },
		{ "theme T1 \"One\"\ntheme T2 \"Two\"\nchanges from 1\n"
		  "  split T3 into T1\n", "E803" },
		{ "theme T1 \"One\"\ntheme T2 \"Two\"\nchanges from 1\n"
		  "  retire T3\n  merge T2 T3 into T2\n", "E805" },
		{ THREE "changes from 1\n  relabel T1.x\n", "E803" },
		/* a code that was there has comments of its own */
		{ "theme T1 \"One\"\ntheme T3 \"Three\"\nchanges from 1\n"
		  "  rename T2 into T3\n", "had a code `T3` already" },
		{ "theme T2 \"Two\"\ntheme T3 \"Three\"\ntheme T9 \"N\"\n"
		  "changes from 1\n  split T1 into T2 T9\n",
		  "had a code `T2` already" },
	};
	size_t i;

	for (i = 0; i < LEN(v); i++)
		ck_assert_msg(strstr(became(&a, v[i][0]), v[i][1]) != NULL,
		    "%zu: %s is not in: %s", i, v[i][1], became(&a, v[i][0]));
}
END_TEST

START_TEST(what_was_coded_is_carried_where_that_is_sure)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_frame_change *v;
	struct forms_diags d;
	size_t n;

	forms_diags_init(&d, &a);
	ck_assert_msg(forms_frame_diff(&a, frame(&a, 1, THREE
	    "theme T4 \"Four\"\ntheme T5 \"Five\"\ntheme T6 \"Six\"\n"),
	    frame(&a, 2, "theme Ta \"A\"\ntheme Tb \"B\"\ntheme T4 \"Fore\"\n"
	    "theme T8 \"Six\"\ntheme T7 \"Seven\"\nchanges from 1\n"
	    "  split T1 into Ta Tb\n  merge T2 T3 into T7\n  retire T5\n"
	    "  rename T6 into T8\n"), &v, &n, &d), "%s", said(&a, &d));
	ck_assert_ptr_null(forms_frame_carried(v, n, "T1"));
	ck_assert_str_eq(forms_frame_carried(v, n, "T2"), "T7");
	ck_assert_str_eq(forms_frame_carried(v, n, "T3"), "T7");
	ck_assert_str_eq(forms_frame_carried(v, n, "T4"), "T4");
	ck_assert_ptr_null(forms_frame_carried(v, n, "T5"));
	ck_assert_str_eq(forms_frame_carried(v, n, "T6"), "T8");
}
END_TEST

/* ---- written and read again ----------------------------------------------------------- */

static uint32_t seed;

static uint32_t
pick(uint32_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

static void
rule(struct buf *b, int deep)
{
	static const char *const leaves[] = { "pain", "equit*", "\"hard to "
		"reach\"", "care", "\"out of hours\"", "wh*" };
	uint32_t op = deep > 3 ? 0 : pick(6);
	bool near = op == 4;

	if (op < 2) {
		buf_puts(b, leaves[pick(LEN(leaves))]);
		return;
	}
	buf_lit(b, "(");
	if (op == 5)
		buf_lit(b, "not ");
	rule(b, near ? 9 : deep + 1);
	if (op < 5) {
		buf_puts(b, op == 2 ? " and " : op == 3 ? " or " :
		    " near/4 ");
		rule(b, near ? 9 : deep + 1);
	}
	buf_lit(b, ")");
}

static void
same_frames(const struct forms_frame *x, const struct forms_frame *y)
{
	const struct forms_entity *e, *f = y->codes->entities;
	size_t i;

	ck_assert_str_eq(x->title, y->title);
	for (e = x->codes->entities; e != NULL; e = e->next, f = f->next) {
		ck_assert_str_eq(e->name, f->name);
		ck_assert_str_eq(e->title, f->title);
		ck_assert_str_eq(e->covers, f->covers);
		ck_assert_str_eq(e->kind->words, f->kind->words);
		ck_assert(forms_search_same(e->match, f->match));
		ck_assert_uint_eq(e->n_examples, f->n_examples);
		for (i = 0; i < e->n_examples; i++)
			ck_assert_str_eq(e->examples[i], f->examples[i]);
		ck_assert_str_eq(e->under ? e->under->name : "",
		    f->under ? f->under->name : "");
	}
	ck_assert_ptr_null(f);
}

START_TEST(a_frame_comes_back_as_it_was)
{
	static const char *const words[] = { "Care", "Out-of-hours \"\"help\"\"",
		"A \\ stroke", "Équité, દર્દ", "x", "Why:\"\n    \"- one\"\n    \"- two",
		"First\"\n    \"\"\n    \"then" };
	uint32_t round, i;

	for (round = 0; round < 400; round++) {
		struct arena a CLEAN(arena_free) = { 0 };
		struct buf b CLEAN(buf_free) = { 0 };
		struct buf once CLEAN(buf_free) = { 0 };
		struct buf twice CLEAN(buf_free) = { 0 };
		struct forms_frame *f, *g;
		struct forms_diags d;
		uint32_t n = 1 + pick(6);

		for (i = 0; i < n; i++) {
			buf_printf(&b, "theme T%u \"%s\"\n", i, pick(5) == 0 ?
			    "One\"\n  \"- of\"\n  \"- two" : words[pick(5)]);
			if (i > 0 && pick(2) == 0)
				buf_printf(&b, "  under T%u\n", pick(i));
			if (pick(2) == 0)
				buf_printf(&b, "  covers \"%s\"\n  example "
				    "\"%s\"\n  example \"%s\"\n",
				    words[pick(LEN(words))],
				    words[pick(LEN(words))],
				    words[pick(LEN(words))]);
			if (pick(3) > 0) {
				buf_lit(&b, "  match care and ");
				rule(&b, 0);
				buf_lit(&b, "\n");
			}
		}
		if (pick(2) == 0)
			buf_lit(&b, "changes from 6\n  merge A B into T0\n"
			    "  retire C\n");
		f = frame(&a, 7, buf_text(&b));
		forms_frame_write(f, &once);
		forms_diags_init(&d, &a);
		ck_assert_msg(forms_frame_read(&a, &(struct forms_source){
		    "f.codes", { buf_text(&once), once.n } }, &g, &d), "%s\n%s",
		    said(&a, &d), buf_text(&once));
		same_frames(f, g);
		forms_frame_write(g, &twice);
		ck_assert_str_eq(buf_text(&once), buf_text(&twice));
	}
}
END_TEST

UNIT_SUITE(frame, each_change_is_told_apart, what_cannot_be_is_said,
    what_was_coded_is_carried_where_that_is_sure,
    a_frame_comes_back_as_it_was)
