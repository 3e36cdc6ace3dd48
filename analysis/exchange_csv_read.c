/* SPDX-License-Identifier: MIT
 *
 * exchange_csv_read.c -- codings and codebooks from CSV, into a project.
 */
#include "analysis/exchange_private.h"

struct csv_in {
	struct arena	*a;
	struct exchange_said said;
	struct exchange_table t;
	struct exchange_project *p;
	struct exchange_tree tree;
};

static void
csv_in_close(struct csv_in *c)
{
	exchange_table_close(&c->t);
}

static void
begin(struct csv_in *c)
{
	struct exchange_project *p = c->p;

	*c->said.notes = (struct exchange_notes){ 0 };
	if (p->name == NULL) {
		*p = (struct exchange_project){ .name = "", .origin = "",
		    .description = "", .at = "", .by = EXCHANGE_NONE };
	}
	exchange_tree_start(c->a, &c->tree, p);
}

static bool
too_deep(struct csv_in *c, long line)
{
	return exchange_refuse(&c->said, FAULT_DEEP, line, arena_printf(c->a,
	    "%d", EXCHANGE_DEPTH));
}

/* ---- codings --------------------------------------------------------------------------- */

enum { ROW_ID, TEXT, CODE, QUESTION, START, END, POLARITY, CODER, MEMO, COLUMNS };
static const char *const columns[COLUMNS] = { "row_id", "text", "code",
	"question", "start", "end", "polarity", "coder", "memo" };

struct coded {				/* a row */
	const char	*v[COLUMNS];
	long		 line;
	size_t		 code;		/* in the tree; EXCHANGE_NONE */
	size_t		 source, user;
};
struct caps { size_t selections, codings; };	/* of a source, and its last */

struct rows {
	struct csv_in	*c;
	struct coded	*v;
	size_t		 n, cap, cap_memos;
	struct caps	*caps;
};

static bool
collect(struct rows *r)
{
	struct csv_in *c = r->c;
	struct coded row = { 0 };

	for (;;) {
		if (!exchange_table_row(&c->t, row.v, &row.line))
			return false;
		if (row.line == 0)
			return true;
		if (*row.v[ROW_ID] == '\0') {
			exchange_say(&c->said, FAULT_CSV_ROW, row.line, NULL,
			    NULL, "row_id");
			continue;
		}
		row.code = EXCHANGE_NONE;
		if (*row.v[CODE] != '\0' && !exchange_tree_add(c->a, &c->tree,
		    row.v[CODE], &row.code))
			return too_deep(c, row.line);
		*arena_push(c->a, r->v, r->n, r->cap) = row;
	}
}

static void
sources(struct rows *r)
{
	struct csv_in *c = r->c;
	struct exchange_project *p = c->p;
	size_t old = p->n_sources, cap = old, i, *lead, *at;
	const char **names = arena_array(c->a, const char *, old + r->n + 1);
	struct exchange_lf l;

	for (i = 0; i < old; i++)
		names[i] = p->sources[i].name;
	for (i = 0; i < r->n; i++)
		names[old + i] = *r->v[i].v[QUESTION] == '\0' ?
		    r->v[i].v[ROW_ID] : arena_printf(c->a, "%s %s",
		    r->v[i].v[ROW_ID], r->v[i].v[QUESTION]);
	lead = exchange_leaders(c->a, names, old + r->n);
	at = arena_array(c->a, size_t, old + r->n + 1);
	for (i = 0; i < old + r->n; i++) {
		at[i] = i < old ? i : at[lead[i]];
		if (i < old)
			continue;
		exchange_lf(c->a, r->v[i - old].v[TEXT], &l);
		if (lead[i] == i) {
			at[i] = p->n_sources;
			*arena_push(c->a, p->sources, p->n_sources, cap) =
			    (struct exchange_source){ .name = names[i],
			    .guid = exchange_guid(c->a, "source", names[i]),
			    .description = "", .text = l.text, .when = "",
			    .user = EXCHANGE_NONE };
		} else if (*l.text != '\0' && (p->sources[at[i]].text == NULL ||
		    strcmp(p->sources[at[i]].text, l.text) != 0)) {
			exchange_say(&c->said, FAULT_CSV_OTHER_TEXT,
			    r->v[i - old].line, NULL, NULL, NULL);
		}
		r->v[i - old].source = at[i];
	}
	r->caps = arena_array(c->a, struct caps, p->n_sources + 1);
	for (i = 0; i < old; i++)
		r->caps[i].selections = p->sources[i].n_selections;
}

static void
users(struct rows *r)
{
	struct csv_in *c = r->c;
	struct exchange_project *p = c->p;
	size_t old = p->n_users, cap = old, i, *lead, *at;
	const char **names = arena_array(c->a, const char *, old + r->n + 1);

	for (i = 0; i < old; i++)
		names[i] = p->users[i].name;
	for (i = 0; i < r->n; i++)
		names[old + i] = r->v[i].v[CODER];
	lead = exchange_leaders(c->a, names, old + r->n);
	at = arena_array(c->a, size_t, old + r->n + 1);
	for (i = 0; i < old + r->n; i++) {
		at[i] = i < old ? i : at[lead[i]];
		if (i >= old && *names[i] == '\0')
			at[i] = EXCHANGE_NONE;
		else if (i >= old && lead[i] == i) {
			at[i] = p->n_users;
			*arena_push(c->a, p->users, p->n_users, cap) =
			    (struct exchange_user){ exchange_guid(c->a, "user",
			    names[i]), names[i], "" };
		}
		if (i >= old)
			r->v[i - old].user = at[i];
	}
}

/* Where it lies in the text of its source, and false where it does not. */
static bool
lies(struct rows *r, const struct coded *v, int64_t *start, int64_t *end)
{
	const char *text = r->c->p->sources[v->source].text;
	int64_t most = text != NULL ? (int64_t)utf8_count(text, strlen(text)) : 0;
	enum exchange_fault f;

	*start = 0;
	*end = most;
	if (*v->v[START] == '\0' && *v->v[END] == '\0')
		return true;
	f = !exchange_int(exchange_trim(r->c->a, v->v[START]), start) ||
	    !exchange_int(exchange_trim(r->c->a, v->v[END]), end) ?
	    FAULT_CSV_NUMBER : FAULT_CSV_RANGE;
	if (f == FAULT_CSV_RANGE && *start >= 0 && *start <= *end &&
	    *end <= most)
		return true;
	exchange_say(&r->c->said, f, v->line, NULL, NULL, NULL);
	return false;
}

static struct exchange_selection *
selection(struct rows *r, const struct coded *v, int64_t start, int64_t end)
{
	struct arena *a = r->c->a;
	struct exchange_source *s = &r->c->p->sources[v->source];
	struct exchange_selection *last = s->n_selections > 0 ?
	    &s->selections[s->n_selections - 1] : NULL, *out;
	const char *guid;

	if (last != NULL && last->start == start && last->end == end)
		return last;
	guid = exchange_guid(a, "selection", arena_printf(a, "%s %zu", s->guid,
	    s->n_selections));
	out = arena_push(a, s->selections, s->n_selections,
	    r->caps[v->source].selections);
	*out = (struct exchange_selection){ .guid = guid, .name = "",
	    .description = "", .start = start, .end = end,
	    .user = EXCHANGE_NONE, .when = "" };
	r->caps[v->source].codings = 0;
	return out;
}

static enum exchange_polarity
polarity(struct csv_in *c, const struct coded *v)
{
	char *s = arena_str(c->a, exchange_trim(c->a, v->v[POLARITY])), *p;
	enum exchange_polarity out;

	for (p = s; *p != '\0'; p++)
		*p = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
	out = exchange_polarity_from(s);
	if ((int)out < EXCHANGE_POLARITIES)
		return out;
	exchange_say(&c->said, FAULT_POLARITY, v->line, NULL, NULL, s);
	return EXCHANGE_NO_POLARITY;
}

static void
coding(struct rows *r, const struct coded *v)
{
	struct csv_in *c = r->c;
	struct exchange_selection *s;
	struct exchange_coding k = { .user = v->user, .when = "" };
	size_t *cap = &r->caps[v->source].codings;
	int64_t start, end;

	if (v->code == EXCHANGE_NONE || !lies(r, v, &start, &end))
		return;
	s = selection(r, v, start, end);
	if (*cap < s->n_codings)
		*cap = s->n_codings;
	k.code = c->tree.code[v->code];
	k.polarity = polarity(c, v);
	k.guid = exchange_guid(c->a, "coding", arena_printf(c->a, "%s %zu",
	    s->guid, s->n_codings));
	if (*v->v[MEMO] != '\0') {
		k.memos.v = arena_array(c->a, size_t, 1);
		k.memos.v[k.memos.n++] = c->p->n_memos;
		*arena_push(c->a, c->p->memos, c->p->n_memos, r->cap_memos) =
		    (struct exchange_memo){ exchange_guid(c->a, "memo", k.guid),
		    "", v->v[MEMO], "", v->user, "" };
	}
	*arena_push(c->a, s->codings, s->n_codings, *cap) = k;
}

bool
exchange_read_codings(struct arena *a, struct str bytes, const char *name,
    struct exchange_project *p, struct exchange_notes *notes, struct err *e)
{
	struct csv_in c CLEAN(csv_in_close) = { .a = a, .p = p,
	    .said = { a, notes, name, e } };
	struct rows r = { .c = &c };
	size_t i;

	begin(&c);
	r.cap_memos = p->n_memos;
	if (!exchange_table_open(&c.t, &c.said, bytes, columns, COLUMNS,
	    QUESTION) || !collect(&r))
		return false;
	sources(&r);
	users(&r);
	exchange_tree_make(a, &c.tree, p);
	for (i = 0; i < r.n; i++)
		coding(&r, &r.v[i]);
	return true;
}

/* ---- codebooks --------------------------------------------------------------------------- */

enum { B_CODE, B_DESCRIPTION, B_COLOUR, B_CODABLE, B_GUID, B_COLUMNS };

struct line { const char *v[B_COLUMNS]; long line; size_t at; };

static const char *
line_colour(struct csv_in *c, const struct line *v)
{
	char *s = arena_str(c->a, exchange_trim(c->a, v->v[B_COLOUR])), *p;

	for (p = s; *p != '\0'; p++)
		*p = *p >= 'A' && *p <= 'F' ? (char)(*p - 'A' + 'a') : *p;
	if (*s == '\0' || exchange_is_colour(s))
		return s;
	exchange_say(&c->said, FAULT_COLOUR, v->line, "code", v->v[B_CODE], NULL);
	return "";
}

static void
line_guid(struct csv_in *c, const struct line *v, struct exchange_code *to)
{
	const char *g = exchange_guid_read(c->a, v->v[B_GUID]);

	if (g != NULL)
		to->guid = g;
	else if (*v->v[B_GUID] != '\0')
		exchange_say(&c->said, FAULT_CSV_GUID, v->line, "code",
		    v->v[B_CODE], NULL);
}

static void
fill(struct csv_in *c, const struct line *v, struct exchange_code *to)
{
	const char *s = exchange_trim(c->a, v->v[B_CODABLE]);

	to->description = v->v[B_DESCRIPTION];
	to->colour = line_colour(c, v);
	to->codable = strcmp(s, "no") != 0 && strcmp(s, "false") != 0 &&
	    strcmp(s, "0") != 0;
	line_guid(c, v, to);
}

/* Each GUID once: those that come later get another. */
static void
guids_once(struct csv_in *c)
{
	struct exchange_project *p = c->p;
	const char **g = arena_array(c->a, const char *, p->n_codes + 1);
	size_t i, *lead;

	for (i = 0; i < p->n_codes; i++)
		g[i] = p->codes[i].guid;
	lead = exchange_leaders(c->a, g, p->n_codes);
	for (i = 0; i < p->n_codes; i++)
		if (lead[i] != i || exchange_guid_reserved(g[i])) {
			exchange_say(&c->said, FAULT_GUID_TWICE, 0, "GUID", g[i],
			    NULL);
			p->codes[i].guid = exchange_guid(c->a, "again",
			    arena_printf(c->a, "%s %zu", g[i], i));
		}
}

static bool
lines(struct csv_in *c, struct line **v, size_t *n)
{
	struct line l = { 0 };
	size_t cap = 0;

	for (;;) {
		if (!exchange_table_row(&c->t, l.v, &l.line))
			return false;
		if (l.line == 0)
			return true;
		if (*l.v[B_CODE] == '\0') {
			exchange_say(&c->said, FAULT_CSV_ROW, l.line, NULL, NULL,
			    "code");
			continue;
		}
		if (!exchange_tree_add(c->a, &c->tree, l.v[B_CODE], &l.at))
			return too_deep(c, l.line);
		*arena_push(c->a, *v, *n, cap) = l;
	}
}

bool
exchange_read_codebook(struct arena *a, struct str bytes, const char *name,
    struct exchange_project *p, struct exchange_notes *notes, struct err *e)
{
	static const char *const heads[B_COLUMNS] = { "code", "description",
		"colour", "codable", "guid" };
	struct csv_in c CLEAN(csv_in_close) = { .a = a, .p = p,
	    .said = { a, notes, name, e } };
	struct line *v = NULL;
	size_t n = 0, i;
	bool *filled;

	begin(&c);
	if (!exchange_table_open(&c.t, &c.said, bytes, heads, B_COLUMNS, 1) ||
	    !lines(&c, &v, &n))
		return false;
	exchange_tree_make(a, &c.tree, p);
	filled = arena_array(a, bool, p->n_codes + 1);
	for (i = 0; i < n; i++) {
		size_t at = c.tree.code[v[i].at];

		if (filled[at])
			exchange_say(&c.said, FAULT_CSV_CODE_TWICE, v[i].line,
			    "code", v[i].v[B_CODE], NULL);
		else
			fill(&c, &v[i], &p->codes[at]);
		filled[at] = true;
	}
	guids_once(&c);
	return true;
}
