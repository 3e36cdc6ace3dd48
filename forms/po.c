/* SPDX-License-Identifier: MIT
 *
 * po.c -- reading and writing .po files.
 *
 * Format: the GNU gettext manual, "The Format of PO Files".
 */
#include "forms/po.h"

#include <stdlib.h>

struct reader {
	struct ctx	*c;
	const struct forms_source *src;
	struct po	*po;
	struct po_entry	 e;		/* the one that is being read */
	struct buf	 text;		/* of the value that is being read */
	enum { NONE, CONTEXT, ID, WORDS } in;
	bool		 any, fuzzy, bad;
};

static struct forms_span
span_of(const struct reader *r, struct str s)
{
	size_t at = (size_t)(s.p - r->src->text.p);

	return (struct forms_span){ r->src, at, at + (s.n ? s.n : 1) };
}

static void
refuse(struct reader *r, struct str line, const char *why)
{
	if (!r->bad)
		fault(r->c, "E253", span_of(r, line), "edit it with a program "
		    "for .po files, such as Poedit", "%s", why);
	r->bad = true;
}

/* "…" with its escapes; goes on in r->text. */
static void
quoted(struct reader *r, struct str line, struct str s)
{
	static const char from[] = "nt\"\\", to[] = "\n\t\"\\";
	const char *which;
	size_t i;

	if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"') {
		refuse(r, line, "a text in \"quotes\" should stand here");
		return;
	}
	for (i = 1; i + 1 < s.n; i++) {
		if (s.p[i] == '"') {
			refuse(r, line, "there is a quotation mark without a "
			    "backslash before it");
			return;
		}
		if (s.p[i] != '\\') {
			buf_put(&r->text, &s.p[i], 1);
			continue;
		}
		which = i + 2 < s.n ? memchr(from, s.p[++i], 4) : NULL;
		if (which == NULL) {
			refuse(r, line, "only \\n, \\t, \\\" and \\\\ can "
			    "stand after a backslash");
			return;
		}
		buf_put(&r->text, &to[which - from], 1);
	}
}

static void
close_value(struct reader *r)
{
	const char *text = arena_str(r->c->a, buf_text(&r->text));

	if (r->in == CONTEXT)
		r->e.context = text;
	else if (r->in == ID)
		r->e.id = text;
	else if (r->in == WORDS)
		r->e.words = text;
	buf_clear(&r->text);
	r->in = NONE;
}

static void
close_entry(struct reader *r)
{
	close_value(r);
	if (r->e.id != NULL && r->e.words != NULL) {
		r->e.fuzzy = r->fuzzy;
		if (r->e.context == NULL)
			r->e.context = "";
		if (r->e.id[0] == '\0')
			r->po->header = r->e.words;
		else
			*arena_push(r->c->a, r->po->v, r->po->n, r->po->cap) =
			    r->e;
		r->fuzzy = false;
	} else if (r->e.id != NULL) {
		fault(r->c, "E253", r->e.at, "", "`msgstr` should follow");
		r->bad = true;
	}
	r->e = (struct po_entry){ 0 };
}

static bool
starts(struct str *s, const char *with)
{
	size_t n = strlen(with);

	if (s->n < n || memcmp(s->p, with, n) != 0)
		return false;
	s->p += n;
	s->n -= n;
	return true;
}

static void
keyword(struct reader *r, struct str line)
{
	struct str s = line;

	if (starts(&s, "msgctxt ")) {
		close_entry(r);
		r->in = CONTEXT;
	} else if (starts(&s, "msgid ")) {
		if (r->e.id != NULL || r->in == ID || r->in == WORDS)
			close_entry(r);
		close_value(r);
		r->e.at = span_of(r, line);
		r->in = ID;
	} else if (starts(&s, "msgstr ")) {
		close_value(r);
		if (r->e.id == NULL || r->e.words != NULL) {
			refuse(r, line, "`msgstr` stands here without a "
			    "`msgid`");
			return;
		}
		r->e.words_at = span_of(r, line);
		r->in = WORDS;
	} else {
		refuse(r, line, "this is no line of a .po file of "
		    "a consultation");
		return;
	}
	quoted(r, line, s);
}

static void
one_line(struct reader *r, struct str line)
{
	while (line.n > 0 && (line.p[line.n - 1] == ' ' ||
	    line.p[line.n - 1] == '\t'))
		line.n--;
	while (line.n > 0 && (line.p[0] == ' ' || line.p[0] == '\t')) {
		line.p++;
		line.n--;
	}
	if (line.n == 0)
		return;
	if (line.p[0] == '#') {
		if (r->e.id != NULL || r->in != NONE)
			close_entry(r);
		if (line.n > 1 && line.p[1] == '~')
			r->fuzzy = false;	/* of one that is gone */
		else if (line.n > 1 && line.p[1] == ',')
			r->fuzzy |= memmem(line.p, line.n, "fuzzy", 5) != NULL;
		return;
	}
	if (line.p[0] != '"') {
		keyword(r, line);
	} else if (r->in == NONE) {
		refuse(r, line, "these words continue nothing");
	} else {
		quoted(r, line, line);
	}
}

static int
by_key(const void *x, const void *y)
{
	const struct po_entry *a = x, *b = y;
	int order = strcmp(a->context, b->context);

	return order ? order : strcmp(a->id, b->id);
}

static int
by_place(const struct po_entry *a, const struct po_entry *b)
{
	return a->at.start < b->at.start ? -1 : 1;
}

static int
by_key_and_place(const void *x, const void *y)
{
	int order = by_key(x, y);

	return order ? order : by_place(x, y);
}

static void
reader_done(struct reader *r)
{
	buf_free(&r->text);
}

bool
po_read(struct ctx *c, const struct forms_source *src, struct po *po)
{
	struct reader r CLEAN(reader_done) = { .c = c, .src = src, .po = po };
	struct str rest = src->text, line;
	size_t i, bad;

	*po = (struct po){ .header = "" };
	if (!utf8_valid(src->text.p, src->text.n, &bad)) {
		fault(c, "E253", (struct forms_span){ src, bad, bad + 1 },
		    "save it as UTF-8", "a byte is not part of any character");
		return false;
	}
	while (!r.bad && str_line(&rest, &line))
		one_line(&r, line);
	if (r.bad)
		return false;
	close_entry(&r);
	if (po->n > 1)
		qsort(po->v, po->n, sizeof(*po->v), by_key_and_place);
	for (i = 1; i < po->n; i++)
		if (by_key(&po->v[i - 1], &po->v[i]) == 0) {
			fault(c, "E255", po->v[i].at, "keep one of them",
			    "these words of `%s` are in the file twice",
			    po->v[i].context);
			r.bad = true;
		}
	return !r.bad;
}

const struct po_entry *
po_find(const struct po *po, const char *context, const char *id)
{
	struct po_entry key = { .context = context, .id = id };

	return po->n == 0 ? NULL :
	    bsearch(&key, po->v, po->n, sizeof(*po->v), by_key);
}

/* ---- writing --------------------------------------------------------------- */

static void
put_escaped(struct buf *out, const char *s, size_t n)
{
	size_t i;

	buf_lit(out, "\"");
	for (i = 0; i < n; i++) {
		if (s[i] == '\n')
			buf_lit(out, "\\n");
		else if (s[i] == '\t')
			buf_lit(out, "\\t");
		else if (s[i] == '"' || s[i] == '\\')
			buf_printf(out, "\\%c", s[i]);
		else
			buf_put(out, &s[i], 1);
	}
	buf_lit(out, "\"\n");
}

/* As msgmerge breaks them, so that it changes nothing. */
void
po_quote(struct buf *out, const char *key, const char *value)
{
	size_t n = strlen(value), i, last;

	buf_printf(out, "%s ", key);
	if (memchr(value, '\n', n) == NULL ||
	    strchr(value, '\n') == value + n - 1) {
		put_escaped(out, value, n);
		return;
	}
	buf_lit(out, "\"\"\n");
	for (i = last = 0; i < n; i++)
		if (value[i] == '\n' || i + 1 == n) {
			put_escaped(out, value + last, i + 1 - last);
			last = i + 1;
		}
}

/* From CLDR 45, as far as languages of consultations go. */
static const struct { const char *tags, *rule; } plurals[] = {
	{ " am as bn fa gu hi kn zu ", "nplurals=2; plural=(n > 1);" },
	{ " pa ti ln mg wo ", "nplurals=2; plural=(n > 1);" },
	{ " fr ", "nplurals=2; plural=(n > 1);" },
	{ " ar ", "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
	    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);" },
	{ " cy ", "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
	    "n==3 ? 3 : n==6 ? 4 : 5);" },
	{ " pl ", "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && "
	    "(n%100<12 || n%100>14) ? 1 : 2);" },
	{ " ro ", "nplurals=3; plural=(n==1 ? 0 : n==0 || "
	    "(n%100>0 && n%100<20) ? 1 : 2);" },
	{ " ru uk be ", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
	    "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);" },
	{ " lt ", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
	    "n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);" },
	{ " lv ", "nplurals=3; plural=(n%10==0 || (n%100>=11 && n%100<=19) ? "
	    "0 : n%10==1 && n%100!=11 ? 1 : 2);" },
	{ " cs sk ", "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);" },
	{ " zh yue vi th ja ko id ms yo ig ",
	    "nplurals=1; plural=0;" },
};

const char *
po_plural(const char *tag)
{
	char word[16];
	size_t i, n = strcspn(tag, "-");

	if (n < sizeof(word) - 3) {
		word[0] = ' ';
		memcpy(word + 1, tag, n);
		memcpy(word + 1 + n, " ", 2);
		for (i = 0; i < LEN(plurals); i++)
			if (strstr(plurals[i].tags, word) != NULL)
				return plurals[i].rule;
	}
	return "nplurals=2; plural=(n != 1);";
}
