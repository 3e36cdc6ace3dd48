/* SPDX-License-Identifier: MIT
 *
 * message_parts.c -- what was understood of a message, and what a person made of
 * it: parts, and the answers that they give.
 */
#include "survey/desk/messages.h"

enum { WRAPPED = 50 };		/* characters: a line as long as this was
				   wrapped by a program */

/* ---- words ----------------------------------------------------------------------------- */

/* A line that begins a list or stands apart begins a new line here, too. */
static bool
joins(const char *line, size_t n, const char *next)
{
	return utf8_count(line, n) >= WRAPPED && *next != '\0' &&
	    strchr("-*•·\t >", *next) == NULL && (*next < '0' || *next > '9');
}

const char *
msg_words(struct arena *a, const char *p)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	size_t n;

	p += strspn(p, " \t\n");
	while (*p != '\0') {
		n = strcspn(p, "\n");
		while (n > 0 && (p[n - 1] == ' ' || p[n - 1] == '\t'))
			n--;
		buf_put(&b, p, n);
		if (p[strcspn(p, "\n")] != '\0')
			buf_puts(&b, joins(p, n, p + strcspn(p, "\n") + 1) ?
			    " " : "\n");
		p += strcspn(p, "\n");
		p += *p == '\n';
	}
	while (b.n > 0 && (b.p[b.n - 1] == '\n' || b.p[b.n - 1] == ' '))
		b.n--;
	return arena_strn(a, buf_text(&b), b.n);
}

static size_t
count_lines(const char *p)
{
	size_t n = 0;

	for (; *p != '\0'; p++)
		n += *p == '\n' || p[1] == '\0';
	return n;
}

static bool
blank(const char *p)
{
	return p[strspn(p, " \t\n")] == '\0';
}

/* ---- parts ----------------------------------------------------------------------------- */

static bool
add_parts(struct desk_visit *v, struct msg_screen *s, const char *of,
    const char *text, size_t *cap, struct err *e)
{
	struct mail_span *spans;
	size_t n, i;

	if (!mail_spans_of(v->a, &s->forms, str_of(text), &spans, &n, e))
		return false;
	for (i = 0; i < n; i++) {
		const char *part = arena_strn(v->a, text + spans[i].start,
		    spans[i].end - spans[i].start);
		struct msg_part *p;

		if (blank(part))
			continue;
		p = arena_push(v->a, s->parts, s->n, *cap);
		*p = (struct msg_part){ .of = of, .text = part,
		    .words = msg_words(v->a, part),
		    .lines = count_lines(part), .kind = spans[i].kind,
		    .why = spans[i].why != NULL ? spans[i].why : "" };
		if (p->kind == SPAN_ASKED)
			p->asked = spans[i].field;
		if (p->kind == SPAN_SAID)
			p->found = spans[i].field;
	}
	return true;
}

static void
add_whole(struct desk_visit *v, struct msg_screen *s, struct msg_part part,
    size_t *cap)
{
	part.lines = count_lines(part.text);
	part.words = msg_words(v->a, part.text);
	if (!blank(part.text))
		*arena_push(v->a, s->parts, s->n, *cap) = part;
}

/* What is printed in our own questionnaire is nobody's answer; what was filled in
 * stands in the boxes, but for the room for words that belong to no question. */
static void
add_ours(struct desk_visit *v, struct msg_screen *s,
    const struct mail_file *f, size_t *cap)
{
	size_t i;

	add_whole(v, s, (struct msg_part){ .of = f->name, .text = f->text,
	    .kind = SPAN_QUOTED, .ours = true, .why = "it is our own "
	    "questionnaire; what was filled in stands with its questions" },
	    cap);
	for (i = 0; i < f->n_filled; i++)
		if (strcmp(f->filled[i].name, "more") == 0)
			add_whole(v, s, (struct msg_part){ .of = f->name,
			    .text = f->filled[i].value, .kind = SPAN_SAID,
			    .why = "" }, cap);
}

static bool
all_parts(struct desk_visit *v, struct msg_screen *s, struct err *e)
{
	size_t i, cap = 0;

	if (!add_parts(v, s, NULL, s->r.text, &cap, e))
		return false;
	for (i = 0; i < s->r.n_files; i++) {
		const struct mail_file *f = &s->r.files[i];

		if (s->filled && f->n_filled > 0)
			add_ours(v, s, f, &cap);
		else if (!add_parts(v, s, f->name, f->text, &cap, e))
			return false;
	}
	return true;
}

/* ---- answers ---------------------------------------------------------------------------- */

/* Our own questionnaire, filled in on a screen and sent as a file. */
static void
from_file(struct desk_visit *v, struct msg_screen *s)
{
	struct mail_typed *t;
	struct key_line *l;
	size_t n, i, k;

	for (i = 0; i < s->r.n_files; i++) {
		if (s->r.files[i].n_filled == 0 || !mail_filled_typed(v->a,
		    s->k.form, &s->r.files[i], &t, &n))
			continue;
		s->filled = true;
		for (k = 0; k < n; k++) {
			if ((l = msg_line(s, t[k].field)) == NULL)
				continue;
			l->typed = t[k].typed != NULL ? t[k].typed : "";
			l->write_in = t[k].write_in != NULL ? t[k].write_in :
			    "";
		}
	}
}

/* To the question below which they stand, or to the last one.  Words that are no
 * answer of a question to choose from stand beside it, for a person. */
static void
from_parts(struct desk_visit *v, struct msg_screen *s)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		struct msg_part *p = &s->parts[i];

		if (p->kind != SPAN_SAID)
			continue;
		if (msg_line(s, p->found) == NULL)
			p->found = NULL;
		p->to = p->found != NULL ? p->found : s->rest;
		if (p->to != NULL && !msg_give(v, s, p, p->to))
			p->to = NULL;
	}
}

/* ---- the screen ---------------------------------------------------------------------------- */

static const struct forms_field *
last_comment(const struct msg_screen *s)
{
	const struct forms_field *found = NULL;
	size_t i;

	for (i = 0; i < s->k.form->n_fields; i++) {
		const struct forms_field *f = &s->k.form->fields[i];

		if (f->q->type == FORMS_TEXT && f->page != NULL &&
		    f->page->part == FORMS_PART_MAIN && f->row == NULL &&
		    key_has(&s->k, f))
			found = f;
	}
	return found;
}

static const char *
language_of(const struct msg_screen *s)
{
	const struct forms_form *f = s->k.form;
	size_t i, n = strcspn(s->r.lang, "-,; ");

	for (i = 0; i < f->n_languages && n > 0; i++)
		if (strlen(f->languages[i]) == n &&
		    strncmp(f->languages[i], s->r.lang, n) == 0)
			return f->languages[i];
	return f->languages[0];
}

static bool
with_form(struct desk_visit *v, struct msg_screen *s, struct err *e)
{
	struct forms_settings *settings;
	struct forms_form *now;
	struct forms_diags d;
	struct sheet like = { 0 };

	forms_diags_init(&d, v->a);
	if (!forms_load_published(v->a, v->desk->dir, NULL, &now, e) ||
	    !forms_settings_load(v->a, v->desk->dir, &settings, &d, e))
		return false;
	s->settings = settings;
	memcpy(like.form, now->hash, sizeof(like.form));
	return key_form(v, &like, &s->k, e) && mail_forms(v->a, v->desk->dir,
	    s->k.form, &s->forms, e);
}

bool
msg_read(struct desk_visit *v, struct msg_screen *s, int64_t id,
    struct err *e)
{
	bool found;

	if (!message_find(v->a, s->c, id, &s->m, &found, e))
		return false;
	if (!found)
		return err_set(e, ERR_INPUT, "there is no such message");
	s->r = (struct mail_reading){ .subject = "", .text = "", .lang = "" };
	if (!with_form(v, s, e) || (*s->m.reading != '\0' &&
	    !mail_reading_parse(v->a, str_of(s->m.reading), &s->r, e)))
		return false;
	s->rest = last_comment(s);
	msg_find_capacity(s);
	s->lines = key_lines(v, &s->k, &s->n_lines);
	s->fits = mail_fits_new(v->a, &s->forms);
	msg_name_lines(v, s);
	from_file(v, s);
	if (!all_parts(v, s, e))
		return false;
	from_parts(v, s);
	msg_propose_group(v, s);
	s->lang = language_of(s);
	return true;
}

/* ---- sent back ------------------------------------------------------------------------------- */

static const struct forms_field *
named(const struct msg_screen *s, const char *id)
{
	return *id != '\0' ? forms_field(s->k.form, id) : NULL;
}

/* One that cannot be given there stays where it was, and that is said. */
static void
move_part(struct desk_visit *v, struct msg_screen *s, struct msg_part *p,
    const struct forms_field *was)
{
	const struct forms_field *to = p->to;
	const struct key_line *l = msg_line(s, to);

	if (to == was)
		return;
	if (to == NULL || msg_give(v, s, p, to)) {
		if (was != NULL)
			msg_take_back(v, s, p, was);
		return;
	}
	p->to = was;
	s->refused = l != NULL && *l->typed != '\0' && msg_fits(s, p, to) ?
	    arena_printf(v->a, "Not given to question %s: it has another "
	    "answer already. Empty its box first.", to->number) :
	    msg_refuses(v, s, to);
}

/* Parts that were given elsewhere since the page was drawn. */
static void
move_parts(struct desk_visit *v, struct msg_screen *s)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		struct msg_part *p = &s->parts[i];
		const char *name = arena_printf(v->a, "p.%zu", i);

		if (http_value(&v->r->form, name) == NULL)
			continue;
		p->to = named(s, desk_sent(v, name));
		move_part(v, s, p, named(s, desk_sent(v, arena_printf(v->a,
		    "was.%zu", i))));
	}
}

static bool
sent_language(struct desk_visit *v, struct msg_screen *s)
{
	const char *lang = desk_sent(v, "lang");
	size_t i;

	for (i = 0; i < s->k.form->n_languages; i++)
		if (strcmp(s->k.form->languages[i], lang) == 0) {
			s->lang = s->k.form->languages[i];
			return true;
		}
	return false;
}

/* An organisation is one by its capacity, and the other way round: what was changed
 * since the page was drawn holds. */
static void
sent_who(struct desk_visit *v, struct msg_screen *s)
{
	const char *who = desk_sent(v, "who");
	bool turned = strcmp(who, desk_sent(v, "drawn")) != 0;
	struct key_line *l;
	const char *code;

	if (s->capacity == NULL || (l = msg_line(s, s->capacity)) == NULL)
		return;
	code = arena_printf(v->a, "%d", s->organisation->number);
	if (turned && strcmp(who, "g") == 0)
		l->typed = code;
	else if (turned && strcmp(l->typed, code) == 0)
		l->typed = "";
	s->group = msg_is_group(v, s);
}

/* Browsers end lines with two characters. */
static const char *
one_way(struct desk_visit *v, const char *p)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)64 << 20 };

	for (; *p != '\0'; p++)
		if (*p != '\r')
			buf_put(&b, p, 1);
	return arena_strn(v->a, buf_text(&b), b.n);
}

void
msg_sent(struct desk_visit *v, struct msg_screen *s)
{
	size_t i;

	for (i = 0; i < s->n_lines; i++) {
		struct key_line *l = &s->lines[i];

		l->typed = one_way(v, desk_sent(v, arena_printf(v->a, "k.%s",
		    l->field->id)));
		l->write_in = desk_sent(v, arena_printf(v->a, "w.%s",
		    l->field->id));
	}
	move_parts(v, s);
	sent_language(v, s);
	sent_who(v, s);
	s->checked = true;
}

void
msg_answers(struct desk_visit *v, struct msg_screen *s,
    struct forms_answers *as)
{
	size_t i;

	forms_answers_init(as, v->a, s->k.form);
	for (i = 0; i < s->k.form->n_fields; i++)
		as->v[i].state = FORMS_BLANK;
	s->wrong = key_lines_read(v, s->lines, s->n_lines, as);
}

bool
msg_says(const struct msg_screen *s)
{
	size_t i;

	for (i = 0; i < s->n_lines; i++)
		if (s->lines[i].field != s->capacity && !msg_consent(s,
		    s->lines[i].field) && (!blank(s->lines[i].typed) ||
		    *s->lines[i].write_in != '\0'))
			return true;
	return false;
}
