/* SPDX-License-Identifier: MIT
 *
 * main.c -- pdfcheck FILE.pdf ...: one line for each fault, and exit 1;
 * nothing, and exit 0, when there is none.
 */
#include "tests/pdf/check.h"

#include <stdio.h>

int
main(int argc, char **argv)
{
	size_t faults = 0;
	int i;

	if (argc < 2) {
		fprintf(stderr, "usage: pdfcheck FILE.pdf ...\n");
		return 2;
	}
	for (i = 1; i < argc; i++) {
		struct arena CLEAN(arena_free) a = { 0 };
		struct buf CLEAN(buf_free) out = { 0 };
		struct err e;
		struct str s;

		if (!file_read(&a, argv[i], (size_t)1 << 30, &s, &e)) {
			fprintf(stderr, "pdfcheck: %s\n", e.msg);
			return 3;
		}
		faults += check_pdf(argv[i], s.p, s.n, &out);
		fputs(buf_text(&out), stdout);
	}
	return faults > 0;
}
