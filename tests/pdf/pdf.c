/* SPDX-License-Identifier: MIT
 *
 * pdf.c -- objects, through libqpdf, in the few forms that the checks need.
 */
#include "tests/pdf/check.h"

#include <stdio.h>
#include <stdlib.h>

static size_t
slot(const struct map *m, uint64_t key)
{
	size_t i = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & (m->cap - 1);

	while (m->s[i].v != NULL && m->s[i].key != key)
		i = (i + 1) & (m->cap - 1);
	return i;
}

void *
map_get(const struct map *m, uint64_t key)
{
	return m->cap ? m->s[slot(m, key)].v : NULL;
}

void
map_put(struct arena *a, struct map *m, uint64_t key, void *v)
{
	struct map old = *m;
	size_t i;

	if (m->n * 2 >= m->cap) {
		m->cap = old.cap ? old.cap * 2 : 64;
		m->s = arena_array(a, struct map_slot, m->cap);
		for (i = 0; i < old.cap; i++)
			if (old.s[i].v != NULL)
				m->s[slot(m, old.s[i].key)] = old.s[i];
	}
	i = slot(m, key);
	m->n += m->s[i].v == NULL;
	m->s[i] = (struct map_slot){ key, v };
}

void
fault(struct pdf *p, int page, const char *code, const char *fmt, ...)
{
	char words[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	if (page > 0)
		buf_printf(p->out, "%s: page %d: %s %s\n", p->name, page, code,
		    words);
	else
		buf_printf(p->out, "%s: document: %s %s\n", p->name, code,
		    words);
	p->faults++;
}

qpdf_oh
get(struct pdf *p, qpdf_oh o, const char *key)
{
	if (qpdf_oh_is_stream(p->q, o))
		o = qpdf_oh_get_dict(p->q, o);
	if (!qpdf_oh_is_dictionary(p->q, o))
		return qpdf_oh_new_null(p->q);
	return qpdf_oh_get_key(p->q, o, key);
}

bool
has(struct pdf *p, qpdf_oh o, const char *key)
{
	return !is_null(p, get(p, o, key));
}

const char *
name_of(struct pdf *p, qpdf_oh o)
{
	if (!qpdf_oh_is_name(p->q, o))
		return "";
	return arena_str(&p->a, qpdf_oh_get_name(p->q, o) + 1);
}

bool
name_is(struct pdf *p, qpdf_oh o, const char *name)
{
	return qpdf_oh_is_name(p->q, o) &&
	    strcmp(qpdf_oh_get_name(p->q, o) + 1, name) == 0;
}

const char *
text_of(struct pdf *p, qpdf_oh o)
{
	const char *s;
	size_t n;

	if (!qpdf_oh_is_string(p->q, o))
		return NULL;
	s = qpdf_oh_get_binary_utf8_value(p->q, o, &n);
	return arena_strn(&p->a, s, n);
}

struct str
bytes_of(struct pdf *p, qpdf_oh o)
{
	const char *s;
	size_t n;

	if (!qpdf_oh_is_string(p->q, o))
		return STR("");
	s = qpdf_oh_get_binary_string_value(p->q, o, &n);
	return (struct str){ arena_strn(&p->a, s, n), n };
}

double
number_of(struct pdf *p, qpdf_oh o, double otherwise)
{
	if (!qpdf_oh_is_number(p->q, o))
		return otherwise;
	return qpdf_oh_get_numeric_value(p->q, o);
}

int
int_of(struct pdf *p, qpdf_oh o, int otherwise)
{
	long long v;

	if (!qpdf_oh_is_integer(p->q, o))
		return otherwise;
	v = qpdf_oh_get_int_value(p->q, o);
	return v < INT32_MIN || v > INT32_MAX ? otherwise : (int)v;
}

int
length_of(struct pdf *p, qpdf_oh o)
{
	return qpdf_oh_is_array(p->q, o) ? qpdf_oh_get_array_n_items(p->q, o) :
	    0;
}

qpdf_oh
item(struct pdf *p, qpdf_oh o, int i)
{
	if (i < 0 || i >= length_of(p, o))
		return qpdf_oh_new_null(p->q);
	return qpdf_oh_get_array_item(p->q, o, i);
}

bool
is_null(struct pdf *p, qpdf_oh o)
{
	return !qpdf_oh_is_initialized(p->q, o) || qpdf_oh_is_null(p->q, o);
}

bool
is_true(struct pdf *p, qpdf_oh o)
{
	return qpdf_oh_is_bool(p->q, o) && qpdf_oh_get_bool_value(p->q, o);
}

bool
is_dict(struct pdf *p, qpdf_oh o)
{
	return qpdf_oh_is_dictionary(p->q, o);
}

int
object_of(struct pdf *p, qpdf_oh o)
{
	return qpdf_oh_is_indirect(p->q, o) ? qpdf_oh_get_object_id(p->q, o) :
	    0;
}

bool
stream_of(struct pdf *p, qpdf_oh o, struct str *out)
{
	unsigned char *data = NULL;
	QPDF_BOOL filtered = QPDF_FALSE;
	size_t n = 0;
	bool ok;

	*out = STR("");
	if (!qpdf_oh_is_stream(p->q, o))
		return false;
	ok = !(qpdf_oh_get_stream_data(p->q, o, qpdf_dl_generalized, &filtered,
	    &data, &n) & QPDF_ERRORS) && filtered;
	if (ok && data != NULL)
		*out = (struct str){ arena_strn(&p->a, (char *)data, n), n };
	free(data);
	return ok;
}

static bool
alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* RFC 5646: subtags of one to eight characters; the first has letters only. */
bool
lang_valid(const char *s)
{
	size_t n = 0;
	bool first = true;

	if (s == NULL)
		return false;
	for (; *s != '\0'; s++) {
		if (*s == '-') {
			if (n == 0)
				return false;
			n = 0;
			first = false;
		} else if (!alphanumeric(*s) || (first && *s <= '9') ||
		    ++n > 8)
			return false;
	}
	return n > 0;
}

int
page_of(struct pdf *p, qpdf_oh page)
{
	struct page *g = map_get(&p->pagemap, (uint64_t)object_of(p, page));

	return g ? (int)(g - p->pages) + 1 : 0;
}
