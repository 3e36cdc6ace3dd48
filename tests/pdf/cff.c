/* SPDX-License-Identifier: MIT
 *
 * cff.c -- compact fonts (CFF): which glyphs there are and how wide.  Adobe
 * technical notes 5176 (format) and 5177 (charstrings).
 */
#include "tests/pdf/check.h"

struct cff { int nglyphs; };

struct cff *
cff_open(struct arena *a, struct str s)
{
	(void)a;
	(void)s;
	return NULL;
}

int
cff_gid(const struct cff *c, int cid)
{
	return cid < c->nglyphs ? cid : -1;
}

double
cff_width(const struct cff *c, int gid)
{
	(void)c;
	(void)gid;
	return 0;
}

double
cff_scale(const struct cff *c)
{
	(void)c;
	return 1;
}
