/* SPDX-License-Identifier: MIT
 *
 * tnef.c -- winmail.dat: what Outlook packs up for Outlook ([MS-OXTNEF]).
 *
 * Two libraries were tried: one reads beyond its buffers and misses files, the
 * other writes to files.  What is needed of the format is small, so it is here:
 * names and bytes of the files, and the text where the message has none.
 */
#include "survey/mail/read.h"

enum {
	/* Attributes ([MS-OXTNEF] 2.1.1.1). */
	ATT_BODY = 0x0002800C, ATT_PROPS = 0x00069003,
	ATT_FILE_STARTS = 0x00069002, ATT_FILE_NAME = 0x00018010,
	ATT_FILE_DATA = 0x0006800F, ATT_FILE_PROPS = 0x00069005,
	/* Properties ([MS-OXPROPS]). */
	PROP_BODY = 0x1000, PROP_HTML = 0x1013, PROP_RTF = 0x1009,
	PROP_LONG_NAME = 0x3707, PROP_FILE = 0x3701,
	/* Their types ([MS-OXCDATA] 2.11.1). */
	TYPE_STRING8 = 0x1E, TYPE_UNICODE = 0x1F, TYPE_OBJECT = 0x0D,
	TYPE_BINARY = 0x102,
	FILES_MOST = 200, VALUES_MOST = 4096
};

/* What is left to be read; ok turns false at its end, and stays so. */
struct cut { struct str s; bool ok; };

static struct str
bytes(struct cut *c, size_t n)
{
	struct str out = { c->s.p, n };

	if (!c->ok || n > c->s.n) {
		c->ok = false;
		return STR("");
	}
	c->s.p += n;
	c->s.n -= n;
	return out;
}

static uint32_t
number(struct cut *c, size_t n)
{
	struct str s = bytes(c, n);
	uint32_t v = 0;
	size_t i;

	for (i = 0; i < s.n; i++)
		v |= (uint32_t)(unsigned char)s.p[i] << 8 * i;
	return v;
}

struct one { const char *name, *long_name; struct str data; bool object; };
struct tnef {
	struct reading	*g;
	struct one	 files[FILES_MOST];
	size_t		 n;
	bool		 more;
	struct str	 body, html, rtf;
	bool		 wide;		/* body is UTF-16 */
};

static const char *
a_name(struct reading *g, struct str s, bool wide)
{
	struct buf b CLEAN(buf_free) = { .max = 4096 };

	while (s.n >= 2 && wide && s.p[s.n - 1] == 0 && s.p[s.n - 2] == 0)
		s.n -= 2;
	while (s.n > 0 && !wide && s.p[s.n - 1] == 0)
		s.n--;
	s.n = s.n < 1000 ? s.n : 1000;
	read_utf8(g, s, wide ? "utf-16le" : "windows-1252", &b);
	return read_line(g, buf_text(&b));
}

/* ---- properties ------------------------------------------------------------------------ */

static size_t
fixed_size(uint32_t type)
{
	switch (type & 0xFFF) {
	case 0x02: case 0x03: case 0x04: case 0x0A: case 0x0B: case 0x01:
		return 4;
	case 0x05: case 0x06: case 0x07: case 0x14: case 0x40:
		return 8;
	case 0x48:
		return 16;
	default:
		return 0;
	}
}

static void
take_property(struct tnef *t, uint32_t id, uint32_t type, struct str v)
{
	struct one *f = t->n > 0 ? &t->files[t->n - 1] : NULL;
	bool wide = (type & 0xFFF) == TYPE_UNICODE;

	if (id == PROP_BODY && t->body.n == 0) {
		t->body = v;
		t->wide = wide;
	} else if (id == PROP_HTML) {
		t->html = v;
	} else if (id == PROP_RTF) {
		t->rtf = v;
	} else if (id == PROP_LONG_NAME && f != NULL) {
		f->long_name = a_name(t->g, v, wide);
	} else if (id == PROP_FILE && f != NULL && f->data.n == 0) {
		f->data = v;
		f->object = type == TYPE_OBJECT;
	}
}

static void
skip_name(struct cut *c)
{
	uint32_t n;

	(void)bytes(c, 16);
	if (number(c, 4) == 0) {
		(void)bytes(c, 4);
		return;
	}
	n = number(c, 4);
	(void)bytes(c, ((size_t)n + 3) & ~(size_t)3);
}

static void
read_properties(struct tnef *t, struct str s)
{
	struct cut c = { s, true };
	uint32_t n = number(&c, 4), type, id, values, size, i;

	for (; n > 0 && c.ok; n--) {
		type = number(&c, 2);
		id = number(&c, 2);
		if (id >= 0x8000)
			skip_name(&c);
		values = 1;
		if ((type & 0x1000) != 0 || fixed_size(type) == 0)
			values = number(&c, 4);
		if (values > VALUES_MOST)
			return;
		for (i = 0; i < values && c.ok; i++) {
			size = fixed_size(type) != 0 ?
			    (uint32_t)fixed_size(type) : number(&c, 4);
			s = bytes(&c, size);
			if (c.ok && i == 0)
				take_property(t, id, type, s);
			(void)bytes(&c, (4 - size % 4) % 4);
		}
	}
}

/* ---- compressed rich text ([MS-OXRTFCP]) ------------------------------------------------ */

static const char dictionary[] = "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}"
    "{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbol"
    "ArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

static void
decompress(struct cut *c, struct buf *out)
{
	char ring[4096] = { 0 };
	size_t at = sizeof(dictionary) - 1;
	uint32_t control, pair, i, k;

	memcpy(ring, dictionary, at);
	while (c->ok && c->s.n > 0 && buf_ok(out)) {
		control = number(c, 1);
		for (i = 0; i < 8 && c->ok && c->s.n > 0; i++) {
			if ((control >> i & 1) == 0) {
				ring[at] = (char)number(c, 1);
				buf_put(out, &ring[at], 1);
				at = (at + 1) % 4096;
				continue;
			}
			pair = number(c, 1) << 8;
			pair |= number(c, 1);
			if (!c->ok || pair >> 4 == at)
				return;
			for (k = 0; k < (pair & 15) + 2; k++) {
				ring[at] = ring[((pair >> 4) + k) % 4096];
				buf_put(out, &ring[at], 1);
				at = (at + 1) % 4096;
			}
		}
	}
}

static bool
read_packed(struct reading *g, struct str s, struct buf *out)
{
	struct buf b CLEAN(buf_free) = { .max = 4 * READ_TEXT_MOST };
	struct cut c = { s, true };
	uint32_t packed = number(&c, 4), size = number(&c, 4);
	uint32_t kind = number(&c, 4);

	(void)packed;
	(void)number(&c, 4);		/* its sum */
	if (kind == 0x414C454D)		/* "MELA": as it is */
		buf_put(&b, c.s.p, c.s.n < size ? c.s.n : size);
	else if (kind == 0x75465A4C)	/* "LZFu" */
		decompress(&c, &b);
	return read_rtf(g, (struct str){ buf_text(&b), b.n < size ? b.n : size },
	    out);
}

/* ---- all of it ------------------------------------------------------------------------ */

static void
take_attribute(struct tnef *t, uint32_t what, struct str s)
{
	struct one *f = t->n > 0 ? &t->files[t->n - 1] : NULL;

	if (what == ATT_FILE_STARTS) {
		if (t->n < FILES_MOST)
			t->files[t->n++] = (struct one){ .name = "",
			    .long_name = "" };
		else
			t->more = true;
	} else if (what == ATT_FILE_NAME && f != NULL) {
		f->name = a_name(t->g, s, false);
	} else if (what == ATT_FILE_DATA && f != NULL) {
		f->data = s;
	} else if (what == ATT_FILE_PROPS || what == ATT_PROPS) {
		read_properties(t, s);
	} else if (what == ATT_BODY && t->body.n == 0) {
		t->body = s;
	}
}

/* False: it ends early, or a sum is wrong. */
static bool
read_attributes(struct tnef *t, struct str s)
{
	struct cut c = { s, true };
	bool sound = true;
	uint32_t what, size, sum;
	size_t i;

	(void)bytes(&c, 6);		/* the signature and the key */
	while (c.ok && c.s.n > 0) {
		(void)number(&c, 1);
		what = number(&c, 4);
		size = number(&c, 4);
		s = bytes(&c, size);
		for (sum = 0, i = 0; i < s.n; i++)
			sum += (unsigned char)s.p[i];
		sound &= number(&c, 2) == (sum & 0xFFFF);
		if (c.ok)
			take_attribute(t, what, s);
	}
	return c.ok && sound;
}

static const char *
text_of(struct tnef *t)
{
	struct buf b CLEAN(buf_free) = { .max = 4 * READ_TEXT_MOST };
	struct buf u CLEAN(buf_free) = { .max = 4 * READ_TEXT_MOST };

	if (t->html.n > 0) {
		(void)read_text(t->g, t->html,
		    read_html_charset(t->g->a, t->html), &u);
		read_html(t->g, (struct str){ buf_text(&u), u.n }, &b);
	} else if (t->rtf.n > 0) {
		(void)read_packed(t->g, t->rtf, &u);
		(void)read_text(t->g, (struct str){ buf_text(&u), u.n },
		    "utf-8", &b);
	} else if (t->body.n > 0) {
		while (t->body.n > 0 && t->body.p[t->body.n - 1] == 0 &&
		    !t->wide)
			t->body.n--;
		(void)read_text(t->g, t->body, t->wide ? "utf-16le" :
		    "windows-1252", &b);
	}
	return read_tidy(t->g, &b);
}

static void
say(struct mail_file *f, const char *why)
{
	if (*f->why == '\0')
		f->why = why;
}

void
read_tnef(struct reading *g, struct mail_file *f, struct str s)
{
	struct tnef *t = arena_new(g->a, struct tnef);
	struct mail_file *one;
	const char *said;
	size_t i;

	t->g = g;
	if (!read_attributes(t, s))
		read_file_hand(f, HAND_DAMAGED, "it is damaged: what could be "
		    "read of it follows");
	if (t->more)
		read_file_hand(f, HAND_LIMIT, "there are more than 200 files "
		    "in it");
	/* Its text is the message's, which mostly says it as well. */
	if (g->text.n == 0 && *(said = text_of(t)) != '\0') {
		buf_puts(&g->text, said);
		say(f, "what Outlook packed up; its text is the "
		    "message's, and the files in it follow");
	}
	say(f, "what Outlook packed up; the files in it follow");
	for (i = 0; i < t->n; i++) {
		const struct one *o = &t->files[i];

		one = read_file(g, *o->long_name != '\0' ? o->long_name :
		    o->name, "application/octet-stream", (int64_t)o->data.n);
		if (one == NULL)
			return;
		if (o->object)
			read_file_hand(one, HAND_FILE, "a message or a thing "
			    "of Outlook's own");
		else if (++g->depth <= READ_DEPTH_MOST)
			read_open(g, one, o->data, NULL);
		else
			read_file_hand(one, HAND_LIMIT, "too deep");
		g->depth--;
	}
}
