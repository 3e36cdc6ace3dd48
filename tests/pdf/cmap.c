/* SPDX-License-Identifier: MIT
 *
 * cmap.c -- ToUnicode and other CMaps: ISO 32000-1, 9.7.5 and 9.10.3.
 */
#include "tests/pdf/check.h"

#include <stdio.h>

static const char *const predefined[] = {
	"GB-EUC-H", "GB-EUC-V", "GBpc-EUC-H", "GBpc-EUC-V", "GBK-EUC-H",
	"GBK-EUC-V", "GBKp-EUC-H", "GBKp-EUC-V", "GBK2K-H", "GBK2K-V",
	"UniGB-UCS2-H", "UniGB-UCS2-V", "UniGB-UTF16-H", "UniGB-UTF16-V",
	"B5pc-H", "B5pc-V", "HKscs-B5-H", "HKscs-B5-V", "ETen-B5-H",
	"ETen-B5-V", "ETenms-B5-H", "ETenms-B5-V", "CNS-EUC-H", "CNS-EUC-V",
	"UniCNS-UCS2-H", "UniCNS-UCS2-V", "UniCNS-UTF16-H", "UniCNS-UTF16-V",
	"83pv-RKSJ-H", "90ms-RKSJ-H", "90ms-RKSJ-V", "90msp-RKSJ-H",
	"90msp-RKSJ-V", "90pv-RKSJ-H", "Add-RKSJ-H", "Add-RKSJ-V", "EUC-H",
	"EUC-V", "Ext-RKSJ-H", "Ext-RKSJ-V", "H", "V", "UniJIS-UCS2-H",
	"UniJIS-UCS2-V", "UniJIS-UCS2-HW-H", "UniJIS-UCS2-HW-V",
	"UniJIS-UTF16-H", "UniJIS-UTF16-V", "KSC-EUC-H", "KSC-EUC-V",
	"KSCms-UHC-H", "KSCms-UHC-V", "KSCms-UHC-HW-H", "KSCms-UHC-HW-V",
	"KSCpc-EUC-H", "UniKS-UCS2-H", "UniKS-UCS2-V", "UniKS-UTF16-H",
	"UniKS-UTF16-V", "Identity-H", "Identity-V"
};

bool
cmap_predefined(const char *name)
{
	size_t i;

	for (i = 0; i < LEN(predefined); i++)
		if (strcmp(predefined[i], name) == 0)
			return true;
	return false;
}

/* A code, big-endian; also settles how long codes are. */
static uint32_t
code_of(struct cmap *m, struct str s)
{
	uint32_t c = 0;
	size_t i;

	for (i = 0; i < s.n && i < 4; i++)
		c = c << 8 | (uint8_t)s.p[i];
	if (s.n < 1 || s.n > 2)
		m->bytes = -1;
	else if (m->bytes == 0)
		m->bytes = (int)s.n;
	else if (m->bytes != (int)s.n)
		m->bytes = -1;
	return c;
}

/* Sets what a code means; s is UTF-16BE, add is for ranges. */
static void
set_text(struct arena *a, struct cmap *m, uint32_t code, struct str s,
    uint32_t add)
{
	struct buf CLEAN(buf_free) b = { 0 };
	const uint8_t *u = (const uint8_t *)s.p;
	uint32_t c;
	size_t i;

	if (code > 0xFFFF || s.n < 2)
		return;
	for (i = 0; i + 1 < s.n; i += 2) {
		c = (uint32_t)(u[i] << 8 | u[i + 1]);
		if (c >= 0xD800 && c < 0xDC00 && i + 3 < s.n) {
			c = 0x10000 + ((c - 0xD800) << 10) +
			    ((uint32_t)(u[i + 2] << 8 | u[i + 3]) & 0x3FF);
			i += 2;
		}
		if (i + 3 >= s.n)
			c += add;
		/* The worst of them is what is judged. */
		if (m->has[code] == CMAP_NONE || c == 0 || c == 0xFEFF ||
		    c == 0xFFFE)
			m->to[code] = c;
		m->has[code] = CMAP_MAPPED;
		utf8_put(&b, c ? c : 0xFFFD);
	}
	m->text[code] = arena_str(a, buf_text(&b));
}

static void
set_cid(struct cmap *m, uint32_t code, uint32_t cid)
{
	if (code > 0xFFFF)
		return;
	m->to[code] = cid;
	m->has[code] = CMAP_MAPPED;
}

static bool
ends(struct token t)
{
	return t.kind == T_END || t.kind == T_WORD;
}

static void
read_chars(struct lexer *x, struct cmap *m, bool cids)
{
	struct token from, to;
	uint32_t code;

	for (;;) {
		if (ends(from = lex(x)) || ends(to = lex(x)))
			return;
		if (from.kind != T_STRING)
			continue;
		code = code_of(m, from.s);
		if (cids && to.kind == T_NUMBER && to.v >= 0 && to.v <= 65535)
			set_cid(m, code, (uint32_t)to.v);
		else if (!cids && to.kind == T_STRING)
			set_text(x->a, m, code, to.s, 0);
	}
}

/* The targets of a range, one by one, in square brackets. */
static void
read_array(struct lexer *x, struct cmap *m, uint32_t code)
{
	struct token t;

	while (!ends(t = lex(x)) && t.kind != T_CLOSE)
		if (t.kind == T_STRING)
			set_text(x->a, m, code++, t.s, 0);
}

static void
read_ranges(struct lexer *x, struct cmap *m, bool cids)
{
	struct token first, last, to;
	uint32_t i, a, z;

	for (;;) {
		if (ends(first = lex(x)) || ends(last = lex(x)) ||
		    ends(to = lex(x)))
			return;
		if (first.kind != T_STRING || last.kind != T_STRING)
			continue;
		a = code_of(m, first.s);
		z = code_of(m, last.s);
		if (to.kind == T_OPEN)
			read_array(x, m, a);
		for (i = a; i <= z && i <= 0xFFFF; i++)
			if (to.kind == T_STRING && !cids)
				set_text(x->a, m, i, to.s, i - a);
			else if (to.kind == T_NUMBER && cids && to.v >= 0 &&
			    to.v <= 65535)
				set_cid(m, i, (uint32_t)to.v + i - a);
	}
}

static void
read_space(struct lexer *x, struct cmap *m)
{
	struct token t;

	while (!ends(t = lex(x)))
		if (t.kind == T_STRING)
			code_of(m, t.s);
}

struct cmap *
cmap_read(struct arena *a, struct str s)
{
	struct cmap *m = arena_new(a, struct cmap);
	struct lexer x = { a, s, 0, false };
	struct token t, before = { T_END, { "", 0 }, 0 };
	struct token last = before;

	m->to = arena_array(a, uint32_t, 65536);
	m->has = arena_array(a, uint8_t, 65536);
	m->text = arena_array(a, const char *, 65536);
	for (; (t = lex(&x)).kind != T_END; before = last, last = t) {
		if (t.kind != T_WORD)
			continue;
		if (str_is(t.s, "begincodespacerange"))
			read_space(&x, m);
		else if (str_is(t.s, "beginbfchar"))
			read_chars(&x, m, false);
		else if (str_is(t.s, "beginbfrange"))
			read_ranges(&x, m, false);
		else if (str_is(t.s, "begincidchar"))
			read_chars(&x, m, true);
		else if (str_is(t.s, "begincidrange"))
			read_ranges(&x, m, true);
		else if (str_is(t.s, "usecmap") && last.kind == T_NAME)
			m->uses = arena_strn(a, last.s.p, last.s.n);
		else if (str_is(t.s, "def") && last.kind == T_NUMBER &&
		    before.kind == T_NAME && str_is(before.s, "WMode"))
			m->wmode = (int)last.v;
	}
	return m;
}
