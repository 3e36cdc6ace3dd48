/* SPDX-License-Identifier: MIT
 *
 * mail_area.c -- tests of the memory where messages wait for a child: none lies over
 * another, and nobody but their parent can write to it.
 */
#include "survey/mail/reader.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

#include <sys/mman.h>
#include <unistd.h>

enum { MOST = 64 };
struct lies { uint32_t at; size_t n; uint8_t c; };

static bool
as_put(const struct area *a, const struct lies *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if ((uint8_t)a->p[l->at + i] != l->c)
			return false;
	return true;
}

/* As a child reads: in order, a few at a time.  Each is looked at when its turn is. */
START_TEST(what_waits_is_left_alone_until_it_was_read)
{
	static char piece[READ_AREA];
	struct lies v[MOST];
	struct area a;
	struct err e = { 0 };
	size_t n = 0, i, step, there = 0, sent = 0;
	uint32_t random = 1;

	ck_assert_msg(area_open(&a, &e), "%s", e.msg);
	for (step = 0; step < 20000; step++) {
		random = random * 1664525 + 1013904223;
		if (n < MOST && (random >> 30) != 0) {
			struct lies l = { .c = (uint8_t)step };

			l.n = (random >> 8) % 60000 + 1;
			if ((random >> 20) % 50 == 0)
				l.n = READ_AREA;
			memset(piece, l.c, l.n);
			l.at = area_put(&a, n > 0 ? v[0].at : READ_SENT,
			    (struct str){ piece, l.n });
			sent += l.at == READ_SENT;
			if (l.at == READ_SENT)
				continue;
			ck_assert(l.at + l.n <= READ_AREA);
			v[n++] = l;
			there++;
		} else if (n > 0) {
			ck_assert(as_put(&a, &v[0]));
			for (i = 1; i < n; i++)
				v[i - 1] = v[i];
			n--;
		}
	}
	/* most have room, some have none */
	ck_assert_uint_gt(there, 5000);
	ck_assert_uint_gt(sent, 100);
	area_close(&a);
}
END_TEST

START_TEST(an_empty_area_takes_what_is_as_large_as_itself)
{
	static char piece[READ_AREA + 1];
	struct area a;
	struct err e = { 0 };

	ck_assert_msg(area_open(&a, &e), "%s", e.msg);
	ck_assert_uint_eq(area_put(&a, READ_SENT, (struct str){ piece,
	    READ_AREA }), 0);
	ck_assert_uint_eq(area_put(&a, 0, STR("a")), READ_SENT);
	ck_assert_uint_eq(area_put(&a, READ_SENT, (struct str){ piece,
	    READ_AREA + 1 }), READ_SENT);
	ck_assert_uint_eq(area_put(&a, READ_SENT, STR("")), READ_SENT);
	area_close(&a);
}
END_TEST

START_TEST(nobody_else_can_write_to_it_or_cut_it)
{
	struct area a;
	struct err e = { 0 };
	void *p;

	ck_assert_msg(area_open(&a, &e), "%s", e.msg);
	ck_assert_ptr_eq(mmap(NULL, READ_AREA, PROT_READ | PROT_WRITE,
	    MAP_SHARED, a.fd, 0), MAP_FAILED);
	ck_assert_int_ne(ftruncate(a.fd, 0), 0);
	ck_assert_int_lt(pwrite(a.fd, "x", 1, 0), 0);
	p = mmap(NULL, READ_AREA, PROT_READ, MAP_SHARED, a.fd, 0);
	ck_assert_ptr_ne(p, MAP_FAILED);	/* control: it can be read */
	ck_assert_int_ne(mprotect(p, READ_AREA, PROT_READ | PROT_WRITE), 0);
	a.p[7] = 'x';
	ck_assert_int_eq(((char *)p)[7], 'x');
	munmap(p, READ_AREA);
	area_close(&a);
}
END_TEST

UNIT_SUITE(mail_area, what_waits_is_left_alone_until_it_was_read,
    an_empty_area_takes_what_is_as_large_as_itself,
    nobody_else_can_write_to_it_or_cut_it)
