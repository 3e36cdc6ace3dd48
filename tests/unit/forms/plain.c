/* SPDX-License-Identifier: MIT
 *
 * plain.c -- tests of reading words as people do.
 */
#include "forms/plain.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>

/* By how many syllables they have, as they are said in England. */
static const char *const spoken[] = {
	"",
	("the a bus cares go house school through queue cheese trees staff "
	    "nurse planned plans times walk walked like liked town give years "
	    "health friends bridge edge young thought good feel care death "
	    "place please staged"),
	("people city question carer ages changes wanted needed waiting "
	    "agree table simple between easy doctor station pension special "
	    "trial lion quiet being going today answer service nation worker "
	    "doing highest little tables reason useful hopeful lonely movement "
	    "sometimes homeless"),
	("area idea hospital library period radio consider video example "
	    "together family disagree equally bereavement consultant ambition "
	    "condition personal important national reviewing ensuring another "
	    "suitable"),
	("community palliative consultation equality ability priority "
	    "available necessary society situation political receptionist "
	    "activity capacity"),
	("organisation university accommodation opportunity international "
	    "examination vocabulary administration"),
};

/* The formula takes an average over a page: one word in twenty may be wrong,
 * and never by more than one. */
START_TEST(syllables_are_counted_as_they_are_said)
{
	size_t n, have, all = 0, wrong = 0, len;
	const char *p;

	for (n = 1; n < LEN(spoken); n++)
		for (p = spoken[n]; *p != '\0'; p += len + (p[len] == ' ')) {
			len = strcspn(p, " ");
			have = plain_syllables((struct str){ p, len });
			ck_assert_msg(have + 1 >= n && have <= n + 1,
			    "%.*s: %zu", (int)len, p, have);
			if (have != n)
				fprintf(stderr, "%.*s: %zu, not %zu\n",
				    (int)len, p, have, n);
			wrong += have != n;
			all++;
		}
	ck_assert_uint_ge(all, 120);
	ck_assert_uint_le(wrong * 20, all);
}
END_TEST

START_TEST(words_are_cut_at_spaces_and_marks)
{
	struct plain_text t CLEAN(plain_free) = { 0 };

	plain_read(&t, "Don\xE2\x80\x99t **stop**, e.g. at {p.title}:\n- the "
	    "[plan](plan), 10,000 or 18-24; {{ A&E!");
	ck_assert_str_eq(buf_text(&t.low), " don't stop , e.g . at {} : | - the "
	    "plan , 10,000 or 18-24 ; a&e ! ");
	ck_assert_uint_eq(t.low.n, t.raw.n);
	ck_assert(plain_has(&t, " or 18-24 "));
	plain_read(&t, "");
	ck_assert_str_eq(buf_text(&t.low), " ");
}
END_TEST

UNIT_SUITE(plain, syllables_are_counted_as_they_are_said,
    words_are_cut_at_spaces_and_marks)
