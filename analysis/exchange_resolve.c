/* SPDX-License-Identifier: MIT
 *
 * exchange_resolve.c -- from what a file says to a project in which everything that is
 * referred to is there.
 */
#include "analysis/exchange_private.h"

struct resolve {
	struct raw	*r;
	struct exchange_project *p;
	struct arena	*a;
	struct exchange_place *users, *codes, *variables, *sources, *notes;
	size_t		*memo;		/* of each note; EXCHANGE_NONE: polarity */
	enum exchange_polarity *polarity;
	const char	***guids;	/* of everything, in order */
	long		*lines;
	size_t		 n_guids, cap_guids, cap_lines;
	size_t		 cap_cases;
};

/* ---- looking up ------------------------------------------------------------------------ */

/* Places of the elements of an array by the GUID that each begins with. */
static struct exchange_place *
places(struct arena *a, const void *v, size_t n, size_t each)
{
	struct exchange_place *out = arena_array(a, struct exchange_place, n + 1);
	size_t i;

	for (i = 0; i < n; i++) {
		const char *const *guid = (const void *)((const char *)v +
		    i * each);

		out[i] = (struct exchange_place){ *guid, i };
	}
	exchange_places_sort(out, n);
	return out;
}
#define PLACES(s, v, n)	places((s)->a, (v), (n), sizeof(*(v)))

static size_t
user(struct resolve *s, const char *guid, long line, const char *what,
    const char *name)
{
	size_t at = guid == NULL ? EXCHANGE_NONE : exchange_places_find(s->users,
	    s->r->n_users, guid);

	if (guid != NULL && at == EXCHANGE_NONE)
		exchange_say(&s->r->said, FAULT_USER_UNKNOWN, line, what, name,
		    NULL);
	return at;
}

static const char *
moment(struct resolve *s, const char *when, long line, const char *what,
    const char *name)
{
	const char *t = exchange_trim(s->a, when);

	if (*t == '\0' || exchange_is_time(t))
		return t;
	exchange_say(&s->r->said, FAULT_TIME, line, what, name, NULL);
	return "";
}

/* polarity NULL: one has no meaning there. */
static struct exchange_refs
memos(struct resolve *s, const struct raw_guids *g, long line,
    const char *what, const char *name, enum exchange_polarity *polarity)
{
	struct exchange_refs out = { arena_array(s->a, size_t, g->n + 1), 0 };
	size_t i, at;

	for (i = 0; i < g->n; i++) {
		at = exchange_places_find(s->notes, s->r->n_notes, g->v[i]);
		if (at == EXCHANGE_NONE)
			exchange_say(&s->r->said, FAULT_MEMO_DANGLING, line, what,
			    name, NULL);
		else if (s->memo[at] != EXCHANGE_NONE)
			out.v[out.n++] = s->memo[at];
		else if (polarity == NULL)
			exchange_say(&s->r->said, FAULT_ELEMENT, line, what, name,
			    "NoteRef");
		else
			*polarity = *polarity == EXCHANGE_NO_POLARITY ||
			    *polarity == s->polarity[at] ? s->polarity[at] :
			    EXCHANGE_MIXED;
	}
	return out;
}

/* ---- identifiers, each once -------------------------------------------------------------- */

static void
note_guid(struct resolve *s, const char **guid, long line)
{
	*arena_push(s->a, s->guids, s->n_guids, s->cap_guids) = guid;
	s->n_guids--;		/* the two lists go together */
	*arena_push(s->a, s->lines, s->n_guids, s->cap_lines) = line;
}

static void
all_guids(struct resolve *s)
{
	struct exchange_project *p = s->p;
	size_t i, k, m;

	for (i = 0; i < p->n_users; i++)
		note_guid(s, &p->users[i].guid, s->r->users[i].line);
	for (i = 0; i < p->n_codes; i++)
		note_guid(s, &p->codes[i].guid, s->r->codes[i].line);
	for (i = 0; i < p->n_variables; i++)
		note_guid(s, &p->variables[i].guid, s->r->variables[i].line);
	for (i = 0; i < p->n_cases; i++)
		note_guid(s, &p->cases[i].guid, i < s->r->n_cases ?
		    s->r->cases[i].line : 0);
	for (i = 0; i < p->n_sources; i++) {
		struct exchange_source *v = &p->sources[i];

		note_guid(s, &v->guid, s->r->sources[i].line);
		for (k = 0; k < v->n_selections; k++) {
			long line = s->r->sources[i].selections[k].line;

			note_guid(s, &v->selections[k].guid, line);
			for (m = 0; m < v->selections[k].n_codings; m++)
				note_guid(s, &v->selections[k].codings[m].guid,
				    line);
		}
	}
	for (i = 0; i < p->n_memos; i++)
		note_guid(s, &p->memos[i].guid, 0);
}

static void
each_once(struct resolve *s)
{
	struct exchange_place *v;
	size_t i, at;

	all_guids(s);
	v = arena_array(s->a, struct exchange_place, s->n_guids + 1);
	for (i = 0; i < s->n_guids; i++)
		v[i] = (struct exchange_place){ *s->guids[i], i };
	exchange_places_sort(v, s->n_guids);
	for (i = 0; i < s->n_guids; i++) {
		if ((i == 0 || strcmp(v[i - 1].name, v[i].name) != 0) &&
		    !exchange_guid_reserved(v[i].name))
			continue;
		at = v[i].at;
		exchange_say(&s->r->said, FAULT_GUID_TWICE, s->lines[at], "GUID",
		    v[i].name, NULL);
		*s->guids[at] = exchange_guid(s->a, "again", arena_printf(s->a,
		    "%s %zu", v[i].name, at));
	}
}

/* ---- what stands by itself ----------------------------------------------------------------- */

static void
plain(struct resolve *s)
{
	struct exchange_project *p = s->p;
	struct raw *r = s->r;
	size_t i;

	p->users = arena_array(s->a, struct exchange_user, r->n_users + 1);
	for (p->n_users = i = 0; i < r->n_users; i++)
		p->users[p->n_users++] = (struct exchange_user){
		    r->users[i].guid, r->users[i].name, r->users[i].id };
	p->variables = arena_array(s->a, struct exchange_variable,
	    r->n_variables + 1);
	for (p->n_variables = i = 0; i < r->n_variables; i++)
		p->variables[p->n_variables++] = (struct exchange_variable){
		    r->variables[i].guid, r->variables[i].name,
		    r->variables[i].description, r->variables[i].type };
}

/* Before everything that refers to them. */
static void
notes(struct resolve *s)
{
	struct exchange_project *p = s->p;
	struct raw *r = s->r;
	size_t i;

	s->memo = arena_array(s->a, size_t, r->n_notes + 1);
	s->polarity = arena_array(s->a, enum exchange_polarity, r->n_notes + 1);
	p->memos = arena_array(s->a, struct exchange_memo, r->n_notes + 1);
	for (i = 0; i < r->n_notes; i++) {
		const struct raw_source *n = &r->notes[i];
		struct exchange_memo m = { n->guid, n->name,
		    n->text != NULL ? n->text : "", n->description,
		    EXCHANGE_NONE, "" };

		s->polarity[i] = exchange_polarity_of(&m);
		s->memo[i] = EXCHANGE_NONE;
		if (s->polarity[i] != EXCHANGE_NO_POLARITY)
			continue;
		m.user = user(s, n->user, n->line, "note", n->name);
		m.when = moment(s, n->when, n->line, "note", n->name);
		s->memo[i] = p->n_memos;
		p->memos[p->n_memos++] = m;
		if (n->memos.n > 0)
			exchange_say(&r->said, FAULT_ELEMENT, n->line, "note",
			    n->name, "NoteRef");
	}
}

static void
codes(struct resolve *s)
{
	struct raw *r = s->r;
	size_t i;

	s->p->codes = arena_array(s->a, struct exchange_code, r->n_codes + 1);
	s->p->n_codes = r->n_codes;
	for (i = 0; i < r->n_codes; i++) {
		const struct raw_code *c = &r->codes[i];

		s->p->codes[i] = (struct exchange_code){ c->guid, c->name,
		    c->description, c->parent, c->colour, c->codable,
		    memos(s, &c->memos, c->line, "code", c->name, NULL) };
	}
}

/* ---- sources ------------------------------------------------------------------------------- */

static void
codings(struct resolve *s, const struct raw_selection *from,
    struct exchange_selection *to, const char *source)
{
	size_t i, code;

	to->codings = arena_array(s->a, struct exchange_coding,
	    from->n_codings + 1);
	for (i = 0; i < from->n_codings; i++) {
		const struct raw_coding *c = &from->codings[i];
		struct exchange_coding *out = &to->codings[to->n_codings];

		code = exchange_places_find(s->codes, s->r->n_codes, c->code);
		if (code == EXCHANGE_NONE) {
			exchange_say(&s->r->said, FAULT_CODE_DANGLING, c->line,
			    "source", source, NULL);
			continue;
		}
		*out = (struct exchange_coding){ .guid = c->guid, .code = code,
		    .user = user(s, c->user, c->line, "source", source),
		    .when = moment(s, c->when, c->line, "source", source) };
		out->memos = memos(s, &c->memos, c->line, "source", source,
		    &out->polarity);
		to->n_codings++;
	}
}

static void
source(struct resolve *s, const struct raw_source *v,
    struct exchange_source *to)
{
	size_t i;

	*to = (struct exchange_source){ .guid = v->guid, .name = v->name,
	    .description = v->description, .text = v->text,
	    .user = user(s, v->user, v->line, "source", v->name),
	    .when = moment(s, v->when, v->line, "source", v->name),
	    .memos = memos(s, &v->memos, v->line, "source", v->name, NULL),
	    .n_selections = v->n_selections };
	to->selections = arena_array(s->a, struct exchange_selection,
	    v->n_selections + 1);
	for (i = 0; i < v->n_selections; i++) {
		const struct raw_selection *f = &v->selections[i];
		struct exchange_selection *t = &to->selections[i];

		*t = (struct exchange_selection){ .guid = f->guid,
		    .name = f->name, .description = f->description,
		    .start = f->start, .end = f->end,
		    .user = user(s, f->user, f->line, "source", v->name),
		    .when = moment(s, f->when, f->line, "source", v->name),
		    .memos = memos(s, &f->memos, f->line, "source", v->name,
		    NULL) };
		codings(s, f, t, v->name);
	}
}

/* ---- cases --------------------------------------------------------------------------------- */

static void
values(struct resolve *s, const struct raw_values *from,
    struct exchange_case *to, long line)
{
	struct exchange_value *v = arena_array(s->a, struct exchange_value,
	    to->n_values + from->n + 1);
	struct exchange_said *said = &s->r->said;
	size_t i, k, at;
	const char *text;

	memcpy(v, to->n_values > 0 ? to->values : v,
	    to->n_values * sizeof(*v));
	to->values = v;
	for (i = 0; i < from->n; i++) {
		at = exchange_places_find(s->variables, s->r->n_variables,
		    from->v[i].variable);
		for (k = 0; k < to->n_values && v[k].variable != at; k++)
			;
		text = from->v[i].text;
		if (at != EXCHANGE_NONE && s->p->variables[at].type !=
		    EXCHANGE_TEXT)
			text = exchange_trim(s->a, text);
		if (at == EXCHANGE_NONE)
			exchange_say(said, FAULT_VARIABLE_DANGLING, line, "case",
			    to->name, NULL);
		else if (k < to->n_values)
			exchange_say(said, FAULT_VALUE_TWICE, line, "case",
			    to->name, NULL);
		else if (!exchange_is_value(s->p->variables[at].type, text))
			exchange_say(said, FAULT_VALUE, line, "case", to->name,
			    NULL);
		else
			v[to->n_values++] = (struct exchange_value){ at, text };
	}
}

static void
cases(struct resolve *s)
{
	struct raw *r = s->r;
	size_t i, k, at;

	for (i = 0; i < r->n_cases; i++) {
		const struct raw_case *c = &r->cases[i];
		struct exchange_case *to = arena_push(s->a, s->p->cases,
		    s->p->n_cases, s->cap_cases);

		*to = (struct exchange_case){ .guid = c->guid, .name = c->name,
		    .description = c->description };
		to->sources.v = arena_array(s->a, size_t, c->sources.n + 1);
		values(s, &c->values, to, c->line);
		for (k = 0; k < c->sources.n; k++) {
			at = exchange_places_find(s->sources, r->n_sources,
			    c->sources.v[k]);
			if (at != EXCHANGE_NONE)
				to->sources.v[to->sources.n++] = at;
			else
				exchange_say(&r->said, FAULT_SOURCE_DANGLING,
				    c->line, "case", c->name, NULL);
		}
	}
}

/* Some tools have variables of sources: they go to the first case that refers to it,
 * or to a new one. */
static void
source_values(struct resolve *s)
{
	struct raw *r = s->r;
	size_t *of = arena_array(s->a, size_t, r->n_sources + 1), i, k;
	struct exchange_case *c;

	for (i = s->p->n_cases; i-- > 0;)
		for (k = 0; k < s->p->cases[i].sources.n; k++)
			of[s->p->cases[i].sources.v[k]] = i + 1;
	for (i = 0; i < r->n_sources; i++) {
		const struct raw_source *v = &r->sources[i];

		if (v->values.n == 0)
			continue;
		exchange_say(&r->said, FAULT_SOURCE_VALUE, v->line, "source",
		    v->name, NULL);
		if (of[i] > 0) {
			c = &s->p->cases[of[i] - 1];
		} else {
			c = arena_push(s->a, s->p->cases, s->p->n_cases,
			    s->cap_cases);
			*c = (struct exchange_case){ .guid = exchange_guid(s->a,
			    "case of", v->guid), .name = v->name,
			    .description = "" };
			c->sources.v = arena_array(s->a, size_t, 1);
			c->sources.v[c->sources.n++] = i;
		}
		values(s, &v->values, c, v->line);
	}
}

void
raw_resolve(struct raw *r, struct exchange_project *p)
{
	struct resolve s = { .r = r, .p = p, .a = r->said.a };
	size_t i;

	s.users = PLACES(&s, r->users, r->n_users);
	s.codes = PLACES(&s, r->codes, r->n_codes);
	s.variables = PLACES(&s, r->variables, r->n_variables);
	s.sources = PLACES(&s, r->sources, r->n_sources);
	s.notes = PLACES(&s, r->notes, r->n_notes);
	*p = (struct exchange_project){ .name = r->name, .origin = r->origin,
	    .description = r->description };
	p->by = user(&s, r->by, 0, "project", r->name);
	p->at = moment(&s, r->at, 0, "project", r->name);
	plain(&s);
	notes(&s);
	codes(&s);
	p->sources = arena_array(s.a, struct exchange_source, r->n_sources + 1);
	p->n_sources = r->n_sources;
	for (i = 0; i < r->n_sources; i++)
		source(&s, &r->sources[i], &p->sources[i]);
	cases(&s);
	source_values(&s);
	p->about = memos(&s, &r->about, 0, "project", r->name, NULL);
	each_once(&s);
}

/* ---- the file -------------------------------------------------------------------------------- */

bool
exchange_read(struct arena *a, struct str bytes, const char *name,
    struct exchange_project *p, struct exchange_notes *notes_of,
    struct err *e)
{
	struct raw r = { .said = { a, notes_of, name, e }, .name = "",
	    .origin = "", .description = "", .at = "" };
	struct exchange_file *files = NULL;

	*notes_of = (struct exchange_notes){ 0 };
	if (bytes.n == 0)
		return exchange_refuse(&r.said, FAULT_NO_FILE, 0, NULL);
	if (bytes.n > EXCHANGE_FILE_MAX)
		return exchange_refuse(&r.said, FAULT_TOO_LARGE, 0, "the file");
	if (bytes.n >= 4 && memcmp(bytes.p, "PK\3\4", 4) == 0) {
		if (!exchange_unpack(&r.said, bytes, &files, &r.n_files))
			return false;
		r.files = files;
		bytes = files[0].bytes;
		r.said.file = arena_printf(a, "%s: %s", name, files[0].path);
	}
	if (!raw_read(&r, bytes))
		return false;
	raw_texts(&r);
	raw_resolve(&r, p);
	return true;
}
