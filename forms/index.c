/* SPDX-License-Identifier: MIT
 *
 * index.c -- every question of a text, made once and known by its name before
 * any condition is read, so that a condition can say "only asked later".
 */
#include "forms/place.h"

struct walk {
	struct scope		*scope;
	struct policy		 policy;
	const struct forms_kind	*kind;	/* of the repeat around us */
	size_t			 rows;	/* how many; 1 outside */
	bool			 repeat, page;
	bool			 broken;	/* the repeat could not be read */
};

const struct known *
known_named(const struct build *b, const char *id)
{
	return lookup_get(&b->by_id, str_of(id));
}

/* Inside a module, its own questions are called without its name. */
const char *
nearest_known(struct build *b, struct str s, const struct scope *scope)
{
	const char **names = arena_array(b->c.a, const char *, b->n_known + 1);
	const struct known *k;
	size_t n = 0;

	for (k = b->known; k != NULL; k = k->next) {
		if (k->scope == scope)
			names[n++] = k->id + strlen(scope->prefix);
		else if (!k->scope->built_in)
			names[n++] = k->id;
	}
	return closest(&b->c, s, names, n);
}

/* ---- questions ----------------------------------------------------------- */

static bool
left_out(struct build *b, const struct scope *s, const char *name)
{
	struct line *child;
	struct forms_span at;
	const char *out;

	if (s->include == NULL)
		return false;
	for (child = s->include->first; child != NULL; child = child->next) {
		if (child->kind != L_WITHOUT)
			continue;
		for (child->cursor = 1; take_peek(child) != NULL;) {
			out = want_name(&b->c, child, "the name of a question",
			    &at);
			if (out == NULL)
				break;
			if (strcmp(out, name) == 0)
				return true;
		}
	}
	return false;
}

static bool
included_as(const struct build *b, const char *name)
{
	const struct scope *s;
	size_t n = strlen(name);

	for (s = b->scopes; s != NULL; s = s->next)
		if (s->include != NULL && strncmp(s->prefix, name, n) == 0 &&
		    s->prefix[n] == '.')
			return true;
	return false;
}

static bool
taken(struct build *b, const struct walk *w, const char *name, const char *id,
    struct forms_span at)
{
	const struct known *k = known_named(b, id);

	if (strcmp(id, "quote-consent") == 0 && !w->scope->built_in) {
		fault(&b->c, "E202", at, "take your own question away: "
		    "this one is asked when something may be quoted",
		    "`quote-consent` is built in");
		return true;
	}
	if (k != NULL)
		fault(&b->c, "E203", at, "choose another name",
		    "there is a question `%s` already, on line %zu", name,
		    k->line->number);
	else if (included_as(b, id))
		/* `id.part` would be a question there, and words beside an
		 * answer here. */
		fault(&b->c, "E203", at, "choose another name",
		    "a module `%s` is included already", name);
	else
		return false;
	return true;
}

static void
question(struct build *b, const struct walk *w, struct line *l)
{
	struct policy policy = w->policy;
	struct forms_span at;
	const char *name, *id;
	struct known *k;
	size_t rows;

	l->cursor = 1;
	name = want_name(&b->c, l, "the name of a question", &at);
	if (name == NULL || left_out(b, w->scope, name))
		return;
	id = arena_printf(b->c.a, "%s%s", w->scope->prefix, name);
	if (taken(b, w, name, id, at))
		return;
	build_policy(b, l, &policy);
	k = arena_new(b->c.a, struct known);
	*k = (struct known){ .id = id, .line = l, .kind = w->kind,
	    .scope = w->scope };
	if (l->kind == L_GRID)
		k->grid = grid_rows(b, l);
	rows = w->rows * (k->grid ? rows_count(b, k->grid) : 1);
	if (b->cap_fields + rows > FIELDS_MAX) {
		if (!b->full)
			fault(&b->c, "E122", l->at, "", "a form asks %d "
			    "questions at most, counting each row of a repeat",
			    (int)FIELDS_MAX);
		b->full = true;
		return;
	}
	b->cap_fields += rows;
	l->cursor = 2;
	k->q = build_question(b, w->scope, l, &policy, id);
	l->bad |= w->broken;	/* nothing that is said of it can be checked */
	l->known = k;
	lookup_put(&b->by_id, b->c.a, id, k);
	*b->known_tail = k;
	b->known_tail = &k->next;
	b->n_known++;
}

/* ---- the walk ------------------------------------------------------------ */

static void
misplaced(struct build *b, const struct line *l, const char *why)
{
	fault(&b->c, "E123", line_key(l), "", "%s", why);
}

static void
walk(struct build *b, struct walk w, struct line *l)
{
	struct line *child;
	const struct repeat *r;

	build_policy(b, l, &w.policy);
	if (l->kind == L_REPEAT) {
		if (w.repeat) {
			misplaced(b, l, "a repeat cannot stand inside another");
			l->kind = L_UNKNOWN;
			return;
		}
		w.repeat = true;
		w.rows = 0;
		r = repeat_of(b, w.scope, l);
		if (r != NULL) {
			w.kind = r->kind;
			w.rows = rows_count(b, r->kind);
		} else {
			w.broken = true;
		}
	} else if (l->kind == L_PAGE) {
		if (w.page)
			misplaced(b, l, "a page cannot stand inside another");
		w.page = true;
		if (b->cap_pages + w.rows > PAGES_MAX) {
			fault(&b->c, "E122", line_key(l), "", "a form has %d "
			    "pages at most, counting each row of a repeat",
			    (int)PAGES_MAX);
			l->kind = L_UNKNOWN;
			return;
		}
		b->cap_pages += w.rows;
	}
	for (child = l->first; child != NULL; child = child->next) {
		if (child->kind == L_INCLUDE) {
			include_here(b, child);
			b->now = w.scope;
		} else if (child->kind == L_PAGE || child->kind == L_GROUP ||
		    child->kind == L_REPEAT)
			walk(b, w, child);
		else if (!w.page && (child->kind == L_QUESTION ||
		    child->kind == L_GRID || child->kind == L_TEXT || child->kind == L_HEADING))
			misplaced(b, child, "this has to stand on a page");
		else if (child->kind == L_QUESTION || child->kind == L_GRID)
			question(b, &w, child);
	}
}

static void
check_without(struct build *b, const struct scope *s)
{
	struct line *child, *l, *q;
	struct forms_span at;
	const char *name, *names[64];
	bool found;
	size_t n;

	for (child = s->include->first; child != NULL; child = child->next) {
		if (child->kind != L_WITHOUT)
			continue;
		child->cursor = 1;
		do {
			name = want_name(&b->c, child, "the name of a question",
			    &at);
			found = name == NULL;
			n = 0;
			for (l = s->text.top.first; l != NULL; l = l->next)
				for (q = l->first; q != NULL; q = q->next) {
					if (q->kind != L_QUESTION || q->n < 2)
						continue;
					found |= name && str_is(
					    q->toks[1].text, name);
					if (n < LEN(names))
						names[n++] = arena_strn(b->c.a,
						    q->toks[1].text.p,
						    q->toks[1].text.n);
				}
			if (!found)
				fault(&b->c, "E213", at, closest(&b->c,
				    str_of(name), names, n), "the module "
				    "has no question `%s`", name);
		} while (name != NULL && take_peek(child) != NULL);
		want_end(&b->c, child);
	}
}

void
build_index(struct build *b, struct scope *s)
{
	struct walk w = { .scope = s, .rows = 1 };
	struct line *l = s->text.top.first;

	if (l == NULL)
		return;
	b->now = s;
	build_policy(b, l, &w.policy);	/* the head's holds for all */
	for (l = l->next; l != NULL; l = l->next)
		if (l->kind == L_SCALE)
			build_scale(b, s, l);
	for (l = s->text.top.first->next; l != NULL; l = l->next) {
		b->now = s;
		if (l->kind == L_SECTION || l->kind == L_PAGE ||
		    l->kind == L_REPEAT)
			walk(b, w, l);
		else if (l->kind == L_INCLUDE && !include_is_last(l))
			include_here(b, l);
	}
	if (s->include != NULL)
		check_without(b, s);
}
