/* SPDX-License-Identifier: MIT
 *
 * break.c -- breaking a sound PDF in one place.
 */
#include "tests/pdf/break.h"

#include <stdlib.h>

#include <qpdf/qpdf-c.h>

struct work { struct arena a; qpdf_data q; struct err *e; };

static void
work_done(struct work *w)
{
	qpdf_cleanup(&w->q);
	arena_free(&w->a);
}

static qpdf_oh
key_of(struct work *w, qpdf_oh o, const char *key)
{
	if (qpdf_oh_is_stream(w->q, o))
		o = qpdf_oh_get_dict(w->q, o);
	if (qpdf_oh_is_array(w->q, o))
		return qpdf_oh_get_array_item(w->q, o, atoi(key));
	return qpdf_oh_get_key_if_dict(w->q, o,
	    arena_printf(&w->a, "/%s", key));
}

static qpdf_oh
follow(struct work *w, qpdf_oh o, const char *path)
{
	while (*path == '/') {
		size_t n = strcspn(++path, "/");

		o = key_of(w, o, arena_strn(&w->a, path, n));
		path += n;
	}
	return o;
}

/* The element of a type, counting down *n in document order. */
static bool
find_elem(struct work *w, qpdf_oh o, const char *type, int *n, qpdf_oh *found)
{
	qpdf_oh k = qpdf_oh_get_key_if_dict(w->q, o, "/K");
	int i, m;

	if (qpdf_oh_is_name_and_equals(w->q, qpdf_oh_get_key_if_dict(w->q, o,
	    "/S"), type) && (*n)-- == 0) {
		*found = o;
		return true;
	}
	if (!qpdf_oh_is_array(w->q, k))
		return qpdf_oh_is_dictionary(w->q, k) &&
		    find_elem(w, k, type, n, found);
	m = qpdf_oh_get_array_n_items(w->q, k);
	for (i = 0; i < m; i++)
		if (qpdf_oh_is_dictionary(w->q, qpdf_oh_get_array_item(w->q, k,
		    i)) && find_elem(w, qpdf_oh_get_array_item(w->q, k, i),
		    type, n, found))
			return true;
	return false;
}

static bool
find_special(struct work *w, struct str start, qpdf_oh *o)
{
	int i, n = qpdf_get_num_pages(w->q);
	qpdf_oh page = qpdf_get_page_n(w->q, 0);

	if (str_is(start, "empty")) {
		*o = qpdf_oh_new_stream(w->q);
		qpdf_oh_replace_stream_data(w->q, *o, (unsigned char *)"", 0,
		    qpdf_oh_new_null(w->q), qpdf_oh_new_null(w->q));
		return true;
	}
	if (str_is(start, "font")) {
		page = follow(w, page, "/Resources/Font");
		qpdf_oh_begin_dict_key_iter(w->q, page);
		if (!qpdf_oh_dict_more_keys(w->q))
			return false;
		*o = qpdf_oh_get_key(w->q, page, arena_str(&w->a,
		    qpdf_oh_dict_next_key(w->q)));
		return true;
	}
	for (i = 0; i < n && str_is(start, "link"); i++) {
		page = follow(w, qpdf_get_page_n(w->q, (size_t)i), "/Annots");
		if (qpdf_oh_is_array(w->q, page) &&
		    qpdf_oh_get_array_n_items(w->q, page) > 0) {
			*o = qpdf_oh_get_array_item(w->q, page, 0);
			return true;
		}
	}
	return false;
}

static bool
find(struct work *w, const char *where, qpdf_oh *o)
{
	static const struct { const char *name, *path; } starts[] = {
		{ "catalog", "" }, { "tree", "/StructTreeRoot" },
		{ "parents", "/StructTreeRoot/ParentTree" },
		{ "xmp", "/Metadata" }
	}, on_page[] = {
		{ "1page1", "" }, { "2page2", "" },
		{ "1content1", "/Contents" }, { "2content2", "/Contents" },
		{ "2comment", "/Annots/0" }, { "2field", "/Annots/1" },
		{ "2form", "/Resources/XObject/Form" },
		{ "1F0", "/Resources/Font/F0" },
		{ "1F1", "/Resources/Font/F1" },
		{ "1F2", "/Resources/Font/F2" }
	};
	size_t n = strcspn(where, "/"), i, type;
	struct str start = { where, n };
	qpdf_oh root = qpdf_get_root(w->q);
	int count = 0;

	for (i = 0; i < LEN(starts); i++)
		if (str_is(start, starts[i].name)) {
			*o = follow(w, follow(w, root, starts[i].path),
			    where + n);
			return !qpdf_oh_is_null(w->q, *o);
		}
	for (i = 0; i < LEN(on_page); i++)
		if (str_is(start, on_page[i].name + 1)) {
			*o = qpdf_get_page_n(w->q, on_page[i].name[0] - '1');
			*o = follow(w, follow(w, *o, on_page[i].path),
			    where + n);
			return !qpdf_oh_is_null(w->q, *o);
		}
	if (find_special(w, start, o)) {
		*o = follow(w, *o, where + n);
		return !qpdf_oh_is_null(w->q, *o);
	}
	type = strcspn(where, "#/");
	if (type < n)
		count = atoi(where + type + 1);
	if (!find_elem(w, follow(w, root, "/StructTreeRoot"),
	    arena_printf(&w->a, "/%.*s", (int)type, where), &count, o))
		return false;
	*o = follow(w, *o, where + n);
	return !qpdf_oh_is_null(w->q, *o);
}

/* What STEP_SET puts in: "@place;" is the object there, "[@a;@b;]" an array
 * of such, anything else is PDF syntax. */
static bool
value(struct work *w, const char *s, qpdf_oh *v)
{
	size_t n;
	qpdf_oh o;
	bool array = strncmp(s, "[@", 2) == 0;

	if (!array && *s != '@') {
		*v = qpdf_oh_parse(w->q, s);
		return qpdf_oh_is_initialized(w->q, *v) ||
		    err_set(w->e, ERR_INPUT, "%s is no PDF syntax", s);
	}
	*v = qpdf_oh_new_array(w->q);
	for (s += array; *s == '@'; s += n + 1) {
		n = strcspn(++s, ";");
		if (!find(w, arena_strn(&w->a, s, n), &o))
			return err_set(w->e, ERR_INPUT, "no object at %s", s);
		if (array)
			qpdf_oh_append_item(w->q, *v, o);
		else
			*v = o;
	}
	return true;
}

static bool
set(struct work *w, qpdf_oh o, const struct step *s)
{
	qpdf_oh v;

	if (!value(w, s->b, &v))
		return false;
	if (qpdf_oh_is_stream(w->q, o))
		o = qpdf_oh_get_dict(w->q, o);
	if (qpdf_oh_is_array(w->q, o))
		qpdf_oh_set_array_item(w->q, o, atoi(s->a), v);
	else
		qpdf_oh_replace_key(w->q, o, arena_printf(&w->a, "/%s", s->a),
		    v);
	return true;
}

/* The first a in s becomes b. */
static bool
swap(struct str s, const char *a, const char *b, struct buf *out)
{
	const char *at = memmem(s.p, s.n, a, strlen(a));

	if (at == NULL)
		return false;
	buf_put(out, s.p, (size_t)(at - s.p));
	buf_puts(out, b);
	at += strlen(a);
	buf_put(out, at, (size_t)(s.p + s.n - at));
	return true;
}

/* "24" is that offset; "cmap+24" counts from a TrueType font's table. */
static size_t
offset(const unsigned char *data, size_t n, const char *s)
{
	size_t i;

	if (strchr(s, '+') == NULL)
		return (size_t)atoi(s);
	for (i = 12; i + 16 <= n && memcmp(data + i, s, 4) != 0; i += 16)
		;
	if (i + 16 > n)
		return n;
	return (size_t)(data[i + 9] << 16 | data[i + 10] << 8 | data[i + 11]) +
	    (size_t)atoi(s + 5);
}

static bool
edit(struct work *w, qpdf_oh o, const struct step *s)
{
	struct buf CLEAN(buf_free) b = { 0 };
	unsigned char *data = NULL;
	QPDF_BOOL filtered;
	size_t n = 0, at;
	bool ok;

	if (qpdf_oh_get_stream_data(w->q, o, qpdf_dl_generalized, &filtered,
	    &data, &n) & QPDF_ERRORS)
		return err_set(w->e, ERR_INPUT, "%s is no stream", s->where);
	if (s->op == STEP_SWAP) {
		ok = swap((struct str){ (char *)data, n }, s->a, s->b, &b);
	} else {
		buf_put(&b, data, n);
		at = offset(data, n, s->a);
		ok = at + strlen(s->b) / 2 <= n && hex_get(b.p + at,
		    strlen(s->b) / 2, str_of(s->b));
	}
	free(data);
	if (!ok)
		return err_set(w->e, ERR_INPUT, "%s has no \"%s\"", s->where,
		    s->a);
	qpdf_oh_replace_stream_data(w->q, o, (unsigned char *)b.p, b.n,
	    qpdf_oh_new_null(w->q), qpdf_oh_new_null(w->q));
	return true;
}

static bool
step(struct work *w, const struct step *s)
{
	qpdf_oh o;

	if (s->op == STEP_RAW || s->op == STEP_ENCRYPT)
		return true;
	if (!find(w, s->where, &o))
		return err_set(w->e, ERR_INPUT, "there is no %s", s->where);
	if (s->op == STEP_SET)
		return set(w, o, s);
	if (s->op != STEP_DEL)
		return edit(w, o, s);
	if (qpdf_oh_is_stream(w->q, o))
		o = qpdf_oh_get_dict(w->q, o);
	if (!qpdf_oh_has_key(w->q, o, arena_printf(&w->a, "/%s", s->a)))
		return err_set(w->e, ERR_INPUT, "%s has no %s", s->where,
		    s->a);
	qpdf_oh_remove_key(w->q, o, arena_printf(&w->a, "/%s", s->a));
	return true;
}

static void
write_out(struct work *w, bool encrypt, struct buf *out)
{
	qpdf_init_write_memory(w->q);
	qpdf_set_object_stream_mode(w->q, qpdf_o_disable);
	qpdf_set_stream_data_mode(w->q, qpdf_s_preserve);
	qpdf_set_newline_before_endstream(w->q, QPDF_TRUE);
	qpdf_set_static_ID(w->q, QPDF_TRUE);
	if (encrypt)
		qpdf_set_r6_encryption_parameters2(w->q, "", "owner",
		    QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE,
		    QPDF_TRUE, qpdf_r3p_full, QPDF_TRUE);
	qpdf_write(w->q);
	buf_put(out, qpdf_get_buffer(w->q), qpdf_get_buffer_length(w->q));
}

bool
break_pdf(const struct fault_case *c, struct str pdf, struct buf *out,
    struct err *e)
{
	struct work CLEAN(work_done) w = { .q = qpdf_init(), .e = e };
	bool encrypt = false;
	int i;

	if (c->step[0].op == STEP_RAW)
		return swap(pdf, c->step[0].a, c->step[0].b, out) ||
		    err_set(e, ERR_INPUT, "the file has no \"%s\"",
		    c->step[0].a);
	qpdf_silence_errors(w.q);
	qpdf_set_suppress_warnings(w.q, QPDF_TRUE);
	if (qpdf_read_memory(w.q, "seed", pdf.p, pdf.n, NULL) & QPDF_ERRORS)
		return err_set(e, ERR_INPUT, "the file cannot be read");
	for (i = 0; i < STEPS && c->step[i].op != STEP_NONE; i++) {
		encrypt |= c->step[i].op == STEP_ENCRYPT;
		if (!step(&w, &c->step[i]))
			return false;
	}
	write_out(&w, encrypt, out);
	return out->n > 0 || err_set(e, ERR_INPUT, "nothing was written");
}
