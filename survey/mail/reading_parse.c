/* SPDX-License-Identifier: MIT
 *
 * reading_parse.c -- a reading out of JSON that nobody is trusted to have
 * written well: each text is checked, and each number.
 */
#include "survey/mail/mail.h"

#include <cjson/cJSON.h>
#include <math.h>

enum {
	FILES_MOST = 10000, FILLED_MOST = 10000, MENDED_MOST = 1000,
	JSON_MOST = 16 << 20
};

struct parse { struct arena *a; struct err *e; bool ok; };

static void
wrong(struct parse *p, const char *key, const char *what)
{
	if (p->ok)
		err_set(p->e, ERR_INPUT, "the reading of a message: \"%s\" %s",
		    key, what);
	p->ok = false;
}

/* No control but LF and TAB, and no mark of direction. */
static bool
is_clean(const char *s)
{
	const unsigned char *u;
	const char *p = s;

	for (u = (const unsigned char *)s; *u != '\0'; u++) {
		if (*u < 0x20 ? *u != '\n' && *u != '\t' : *u == 0x7F)
			return false;
		/* U+0080 to 9F, U+061C, U+200E to 2069 */
		if (*u == 0xC2 || *u == 0xD8 || *u == 0xE2) {
			uint32_t c;

			p = (const char *)u;
			c = utf8_next(&p);
			if ((c >= 0x80 && c < 0xA0) || utf8_is_bidi_control(c))
				return false;
		}
	}
	return true;
}

static const char *
text_of(struct parse *p, const cJSON *v, const char *key)
{
	const char *s = cJSON_GetStringValue(v);

	if (s == NULL) {
		wrong(p, key, "is no text");
		return "";
	}
	/* What \u escapes hold, cJSON does not judge. */
	if (!utf8_valid(s, strlen(s), NULL) || !is_clean(s)) {
		wrong(p, key, "has characters that it may not have");
		return "";
	}
	return arena_str(p->a, s);
}

/* The next member: it must be this one.  Moves *v on. */
static const cJSON *
member(struct parse *p, const cJSON **v, const char *key)
{
	const cJSON *m = *v;

	if (m == NULL || m->string == NULL || strcmp(m->string, key) != 0) {
		wrong(p, key, "is not where it should be");
		return NULL;
	}
	*v = m->next;
	return m;
}

static const char *
text(struct parse *p, const cJSON **v, const char *key)
{
	const cJSON *m = member(p, v, key);

	return m != NULL ? text_of(p, m, key) : "";
}

static int64_t
number(struct parse *p, const cJSON **v, const char *key, double low)
{
	const cJSON *m = member(p, v, key);
	double d = m != NULL && cJSON_IsNumber(m) ? m->valuedouble : NAN;

	/* Every second of ten thousand years fits. */
	if (isnan(d) || !(d >= low && d <= 9e12) || d != trunc(d)) {
		wrong(p, key, "is no such number");
		return 0;
	}
	return (int64_t)d;
}

static const cJSON *
list(struct parse *p, const cJSON **v, const char *key, int most, size_t *n)
{
	const cJSON *m = member(p, v, key);
	int size = m != NULL && cJSON_IsArray(m) ? cJSON_GetArraySize(m) : -1;

	*n = 0;
	if (size < 0 || size > most) {
		wrong(p, key, "is no list, or too long a one");
		return NULL;
	}
	*n = (size_t)size;
	return m->child;
}

static int
named(struct parse *p, const cJSON **v, const char *key, int n,
    const char *(*name)(int))
{
	const char *s = text(p, v, key);
	int i;

	for (i = 0; i < n; i++)
		if (strcmp(s, name(i)) == 0)
			return i;
	wrong(p, key, "is none of those that there are");
	return 0;
}

static const char *
hand_name(int i)
{
	return mail_hand_name((enum mail_hand)i);
}

static const char *
aside_name(int i)
{
	return mail_aside_name((enum mail_aside)i);
}

static void
parse_filled(struct parse *p, const cJSON **v, struct mail_file *f)
{
	const cJSON *x = list(p, v, "filled", FILLED_MOST, &f->n_filled);
	size_t i;

	f->filled = arena_array(p->a, struct mail_filled, f->n_filled);
	for (i = 0; p->ok && i < f->n_filled; i++, x = x->next) {
		if (cJSON_GetArraySize(x) != 2 || !cJSON_IsArray(x)) {
			wrong(p, "filled", "is not of pairs");
			return;
		}
		f->filled[i].name = text_of(p, x->child, "filled");
		f->filled[i].value = text_of(p, x->child->next, "filled");
	}
}

static void
parse_file(struct parse *p, const cJSON *x, struct mail_file *f)
{
	const cJSON *v = cJSON_IsObject(x) ? x->child : NULL;

	f->name = text(p, &v, "name");
	f->type = text(p, &v, "type");
	f->size = number(p, &v, "size", 0);
	f->text = text(p, &v, "text");
	parse_filled(p, &v, f);
	f->hand = (enum mail_hand)named(p, &v, "hand", MAIL_HANDS, hand_name);
	f->why = text(p, &v, "why");
	if (v != NULL)
		wrong(p, "files", "has more than it should have");
}

static void
parse_head(struct parse *p, const cJSON **v, struct mail_reading *r)
{
	r->name = r->address = "";
	if (*v != NULL && (*v)->string != NULL &&
	    strcmp((*v)->string, "name") == 0) {
		r->name = text(p, v, "name");
		r->address = text(p, v, "address");
	}
	r->id = text(p, v, "id");
	r->parent = text(p, v, "parent");
	r->root = text(p, v, "root");
	r->subject = text(p, v, "subject");
	r->date = number(p, v, "date", -9e12);
	r->lang = text(p, v, "lang");
}

static void
parse_body(struct parse *p, const cJSON **v, struct mail_reading *r)
{
	const cJSON *x;
	size_t i;

	r->text = text(p, v, "text");
	x = member(p, v, "html");
	if (!cJSON_IsBool(x))
		wrong(p, "html", "is not true or false");
	r->html = cJSON_IsTrue(x);
	x = list(p, v, "files", FILES_MOST, &r->n_files);
	r->files = arena_array(p->a, struct mail_file, r->n_files);
	for (i = 0; p->ok && i < r->n_files; i++, x = x->next)
		parse_file(p, x, &r->files[i]);
	x = list(p, v, "mended", MENDED_MOST, &r->n_mended);
	r->mended = arena_array(p->a, const char *, r->n_mended);
	for (i = 0; p->ok && i < r->n_mended; i++, x = x->next)
		r->mended[i] = text_of(p, x, "mended");
	r->aside = (enum mail_aside)named(p, v, "aside", MAIL_ASIDES,
	    aside_name);
	r->aside_why = text(p, v, "aside_why");
	r->hand = (enum mail_hand)named(p, v, "hand", MAIL_HANDS, hand_name);
	r->why = text(p, v, "why");
	if (*v != NULL)
		wrong(p, "why", "is followed by something");
}

/* mail_reading_write escapes with these alone: never \\u, whose zero cJSON would
 * take for the end of a text. */
static bool
escapes_plainly(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;

	while ((p = memchr(p, '\\', (size_t)(end - p))) != NULL) {
		if (end - p < 2 || memchr("\"\\nt", p[1], 4) == NULL)
			return false;
		p += 2;
	}
	return true;
}

bool
mail_reading_parse(struct arena *a, struct str json, struct mail_reading *r,
    struct err *e)
{
	struct parse p = { .a = a, .e = e, .ok = true };
	const char *end = NULL;
	const cJSON *v;
	cJSON *top;

	*r = (struct mail_reading){ 0 };
	if (json.n > JSON_MOST)
		return err_set(e, ERR_LIMIT, "the reading of a message: %zu "
		    "bytes are too many", json.n);
	if (json.n == 0 || !utf8_valid(json.p, json.n, NULL) ||
	    !escapes_plainly(json))
		return err_set(e, ERR_INPUT, "the reading of a message is no "
		    "text");
	top = cJSON_ParseWithLengthOpts(json.p, json.n, &end, false);
	if (!cJSON_IsObject(top) || end != json.p + json.n) {
		cJSON_Delete(top);
		return err_set(e, ERR_INPUT, "the reading of a message is not "
		    "JSON");
	}
	v = top->child;
	parse_head(&p, &v, r);
	if (p.ok)
		parse_body(&p, &v, r);
	cJSON_Delete(top);
	return p.ok;
}
