/* SPDX-License-Identifier: MIT
 *
 * seed_icc.c -- a small colour profile for the seed: ICC.1:2010.
 */
#include "tests/pdf/seed.h"

static void
u32(struct buf *b, uint32_t v)
{
	char c[4] = { (char)(v >> 24), (char)(v >> 16), (char)(v >> 8),
		(char)v };

	buf_put(b, c, 4);
}

static void
xyz(struct buf *b, double x, double y, double z)
{
	buf_put(b, "XYZ \0\0\0\0", 8);
	u32(b, (uint32_t)(x * 65536 + 0.5));
	u32(b, (uint32_t)(y * 65536 + 0.5));
	u32(b, (uint32_t)(z * 65536 + 0.5));
}

/* One English text: "sRGB". */
static void
words(struct buf *b)
{
	buf_put(b, "mluc\0\0\0\0\0\0\0\1\0\0\0\14enGB\0\0\0\10\0\0\0\34"
	    "\0s\0R\0G\0B", 36);
}

void
seed_profile(struct buf *b)
{
	static const struct { char tag[5]; uint32_t at, n; } tags[] = {
		{ "desc", 0, 36 }, { "cprt", 0, 36 }, { "wtpt", 36, 20 },
		{ "rXYZ", 56, 20 }, { "gXYZ", 76, 20 }, { "bXYZ", 96, 20 },
		{ "rTRC", 116, 16 }, { "gTRC", 116, 16 }, { "bTRC", 116, 16 }
	};
	uint32_t data = 128 + 4 + 12 * LEN(tags);
	size_t i;

	u32(b, data + 132);
	u32(b, 0);
	u32(b, 0x04300000);
	buf_put(b, "mntrRGB XYZ ", 12);
	buf_put(b, "\7\352\0\1\0\1\0\0\0\0\0\0acsp", 16);
	for (i = 40; i < 68; i += 4)
		u32(b, 0);
	u32(b, 0xF6D6);		/* D50 */
	u32(b, 0x10000);
	u32(b, 0xD32D);
	for (i = 80; i < 128; i += 4)
		u32(b, 0);
	u32(b, LEN(tags));
	for (i = 0; i < LEN(tags); i++) {
		buf_put(b, tags[i].tag, 4);
		u32(b, data + tags[i].at);
		u32(b, tags[i].n);
	}
	words(b);
	xyz(b, 0.9642, 1, 0.8249);
	xyz(b, 0.4361, 0.2225, 0.0139);	/* sRGB primaries, D50 */
	xyz(b, 0.3851, 0.7169, 0.0971);
	xyz(b, 0.1431, 0.0606, 0.7141);
	buf_put(b, "curv\0\0\0\0\0\0\0\1\2\63\0\0", 16);	/* 2.2 */
}
