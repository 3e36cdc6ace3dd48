/* SPDX-License-Identifier: MIT
 *
 * tree.c -- the structure tree and its ParentTree, as the file has them.
 */
#include "tests/pdf/check.h"

enum { DEEPEST = 200 };

static uint64_t
hash(const char *s)
{
	uint64_t h = 14695981039346656037u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h;
}

uint64_t
mark_key(int page, int stream, int mcid)
{
	return (stream ? 1ull << 63 | (uint64_t)(uint32_t)stream << 31 :
	    (uint64_t)(uint32_t)page << 31) | (uint32_t)(mcid & 0x7FFFFFFF);
}

struct mark *
mark_at(struct pdf *p, uint64_t key)
{
	struct mark *m = map_get(&p->marks, key);

	if (m == NULL) {
		m = arena_new(&p->a, struct mark);
		m->next = p->allmarks;
		p->allmarks = m;
		map_put(&p->a, &p->marks, key, m);
	}
	return m;
}

bool
is_role(const struct elem *e, const char *role)
{
	return e != NULL && strcmp(e->role, role) == 0;
}

const char *
elem_lang(const struct elem *e)
{
	for (; e != NULL; e = e->parent)
		if (lang_valid(e->lang))
			return e->lang;
	return NULL;
}

/* Follows the role map; a chain that never ends stops where it repeats. */
static const char *
role_of(struct pdf *p, const char *type)
{
	qpdf_oh roles = get(p, p->top->o, "/RoleMap");
	const char *s = type, *next;
	int i;

	for (i = 0; i < 32; i++) {
		next = name_of(p, get(p, roles, arena_printf(&p->a, "/%s", s)));
		if (*next == '\0' || strcmp(next, s) == 0)
			return s;
		s = next;
	}
	return type;
}

static void
add_kid(struct pdf *p, struct elem *e, struct kid k)
{
	struct elem *up;

	*arena_push(&p->a, e->kids, e->nkids, e->capkids) = k;
	for (up = e; up != NULL && up->page == 0; up = up->parent)
		up->page = k.page;
	if (k.kind == KID_MARK) {
		struct mark *m = mark_at(p,
		    mark_key(k.page, k.stream, k.mcid));

		if (m->e != NULL && m->e != e)
			fault(p, k.page, "X-002", "marked content %d is "
			    "claimed by two elements, %s and %s", k.mcid,
			    m->e->type, e->type);
		else
			m->e = e;
	}
}

static struct elem *read_elem(struct pdf *, qpdf_oh, struct elem *, int depth,
    int page);

static void
read_kid(struct pdf *p, struct elem *e, qpdf_oh o, int depth, int page)
{
	struct kid k = { KID_MARK, NULL, page, 0, 0, 0 };

	if (qpdf_oh_is_integer(p->q, o)) {
		k.mcid = int_of(p, o, -1);
	} else if (!is_dict(p, o)) {
		fault(p, e->page, "X-006", "%s has a child that is neither a "
		    "number nor a dictionary", e->type);
		return;
	} else if (has(p, o, "/Pg") && (has(p, o, "/MCID") ||
	    name_is(p, get(p, o, "/Type"), "OBJR"))) {
		k.page = page_of(p, get(p, o, "/Pg"));
	}
	if (is_dict(p, o) && name_is(p, get(p, o, "/Type"), "OBJR")) {
		k.kind = KID_OBJECT;
		k.object = object_of(p, get(p, o, "/Obj"));
	} else if (is_dict(p, o) && name_is(p, get(p, o, "/Type"), "MCR")) {
		k.mcid = int_of(p, get(p, o, "/MCID"), -1);
		k.stream = object_of(p, get(p, o, "/Stm"));
	} else if (is_dict(p, o)) {
		k.kind = KID_ELEM;
		if ((k.e = read_elem(p, o, e, depth + 1, page)) == NULL)
			return;
		k.page = k.e->page;
	}
	if (k.kind == KID_MARK && k.mcid < 0) {
		fault(p, k.page, "X-006", "%s has a child without a usable "
		    "MCID", e->type);
		return;
	}
	add_kid(p, e, k);
}

static void
read_kids(struct pdf *p, struct elem *e, int depth, int page)
{
	qpdf_oh k = get(p, e->o, "/K");
	int i, n;

	if (qpdf_oh_is_array(p->q, k)) {
		n = length_of(p, k);
		for (i = 0; i < n; i++)
			read_kid(p, e, item(p, k, i), depth, page);
	} else if (!is_null(p, k))
		read_kid(p, e, k, depth, page);
}

static struct elem *
read_elem(struct pdf *p, qpdf_oh o, struct elem *parent, int depth, int page)
{
	int object = object_of(p, o);
	struct elem *e;

	if (depth > DEEPEST || (object > 0 &&
	    map_get(&p->elemmap, (uint64_t)object) != NULL)) {
		fault(p, page, "X-006", "the structure tree %s", depth >
		    DEEPEST ? "is too deep" : "has an element twice");
		return NULL;
	}
	e = arena_new(&p->a, struct elem);
	*e = (struct elem){ .o = o, .object = object, .parent = parent };
	if (object > 0)
		map_put(&p->a, &p->elemmap, (uint64_t)object, e);
	*arena_push(&p->a, p->elems, p->nelems, p->capelems) = e;
	e->type = name_of(p, get(p, o, "/S"));
	e->role = role_of(p, e->type);
	e->lang = text_of(p, get(p, o, "/Lang"));
	e->alt = text_of(p, get(p, o, "/Alt"));
	e->actual = text_of(p, get(p, o, "/ActualText"));
	e->expand = text_of(p, get(p, o, "/E"));
	e->id = text_of(p, get(p, o, "/ID"));
	if (e->id != NULL && elem_by_id(p, e->id) == NULL)
		map_put(&p->a, &p->ids, hash(e->id), e);
	if (has(p, o, "/Pg"))
		e->page = page = page_of(p, get(p, o, "/Pg"));
	if (*e->type == '\0')
		fault(p, page, "X-006", "a structure element has no type (S)");
	read_kids(p, e, depth, page);
	return e;
}

struct elem *
elem_by_id(struct pdf *p, const char *id)
{
	return map_get(&p->ids, hash(id));
}

/* A number tree: ISO 32000-1, 7.9.7. */
static void
read_numbers(struct pdf *p, qpdf_oh node, int depth)
{
	qpdf_oh nums = get(p, node, "/Nums"), kids = get(p, node, "/Kids"), *v;
	int i, n = length_of(p, nums);

	for (i = 0; i + 1 < n; i += 2) {
		v = arena_new(&p->a, qpdf_oh);
		*v = item(p, nums, i + 1);
		map_put(&p->a, &p->parents, (uint64_t)(uint32_t)int_of(p,
		    item(p, nums, i), -1), v);
	}
	n = length_of(p, kids);
	if (depth > 8 || n > 65536)
		fault(p, 0, "X-006", "the ParentTree is too deep");
	else
		for (i = 0; i < n && p->budget > 0; i++, p->budget--)
			read_numbers(p, item(p, kids, i), depth + 1);
}

void
tree_read(struct pdf *p)
{
	qpdf_oh o = get(p, p->root, "/StructTreeRoot");

	if (!is_dict(p, o))
		return;
	p->top = arena_new(&p->a, struct elem);
	p->top->o = o;
	p->top->type = p->top->role = "StructTreeRoot";
	p->top->object = object_of(p, o);
	map_put(&p->a, &p->elemmap, (uint64_t)p->top->object, p->top);
	read_numbers(p, get(p, o, "/ParentTree"), 0);
	read_kids(p, p->top, 0, 0);
}

static qpdf_oh
attr_in(struct pdf *p, qpdf_oh a, const char *owner, const char *key)
{
	int i, n = length_of(p, a);
	qpdf_oh v;

	if (is_dict(p, a) && name_is(p, get(p, a, "/O"), owner))
		return get(p, a, key);
	for (i = 0; i < n; i++) {
		v = item(p, a, i);
		if (is_dict(p, v) && name_is(p, get(p, v, "/O"), owner) &&
		    has(p, v, key))
			return get(p, v, key);
	}
	return qpdf_oh_new_null(p->q);
}

qpdf_oh
tree_attr(struct pdf *p, const struct elem *e, const char *owner,
    const char *key)
{
	qpdf_oh v = attr_in(p, get(p, e->o, "/A"), owner, key), classes, names;
	int i, n;

	if (!is_null(p, v))
		return v;
	classes = get(p, p->top->o, "/ClassMap");
	names = get(p, e->o, "/C");
	n = qpdf_oh_is_array(p->q, names) ? length_of(p, names) : 1;
	for (i = 0; i < n && is_null(p, v); i++) {
		const char *c = name_of(p, qpdf_oh_is_array(p->q, names) ?
		    item(p, names, i) : names);

		if (*c != '\0')
			v = attr_in(p, get(p, classes,
			    arena_printf(&p->a, "/%s", c)), owner, key);
	}
	return v;
}

void
elem_text(struct pdf *p, const struct elem *e, struct buf *out)
{
	const struct mark *m;
	size_t i;

	if (e->actual != NULL) {
		buf_puts(out, e->actual);
		return;
	}
	for (i = 0; i < e->nkids; i++) {
		const struct kid *k = &e->kids[i];

		if (k->kind == KID_ELEM)
			elem_text(p, k->e, out);
		else if (k->kind == KID_MARK && (m = map_get(&p->marks,
		    mark_key(k->page, k->stream, k->mcid))) != NULL)
			buf_puts(out, buf_text(&m->text));
	}
}
