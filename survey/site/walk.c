/* SPDX-License-Identifier: MIT
 *
 * walk.c -- answering the whole questionnaire as a browser would, for
 * rehearsals and tests: the same requests, the same pages, no sockets.
 */
#include "survey/site/private.h"

struct walk {
	struct visit	 v;		/* only to ask the way: answers, arena */
	struct site	*site;
	bool		 skip;
	struct http_pair cookie;	/* name NULL: none yet */
	struct http_response out;	/* the last one */
	const char	*at;		/* where it led; "" for a page */
};

/* What a browser would post. */
struct pairs {
	struct arena	*a;
	struct http_pairs p;
	size_t		 cap;
	struct http_files files;
	size_t		 files_cap;
};

static void
free_response(struct http_response *out)
{
	buf_free(&out->body);
	*out = (struct http_response){ 0 };
}

static void
keep_cookie(struct walk *w)
{
	const char *set = w->out.cookie, *eq, *end;
	uint8_t secret[SECRET_SIZE];

	if (set == NULL)
		return;
	eq = strchr(set, '=');
	end = strchr(set, ';');
	if (eq == NULL || end == NULL || end < eq)
		return;
	w->cookie.name = arena_strn(w->v.a, set, (size_t)(eq - set));
	w->cookie.value = arena_strn(w->v.a, eq + 1,
	    (size_t)(end - eq) - 1);
	if (b64_get(secret, sizeof(secret), str_of(w->cookie.value)))
		draft_keys(&w->v.draft, secret);
}

static void
request(struct walk *w, enum http_method method, const char *path,
    const struct pairs *sent)
{
	struct http_request r = { .a = w->v.a, .method = method, .path = path,
	    .host = "", .origin = "", .fetch_site = "", .if_none_match = "",
	    .accept_language = "" };

	if (sent != NULL) {
		r.form = sent->p;
		r.files = sent->files;
	}
	if (w->cookie.name != NULL)
		r.cookies = (struct http_pairs){ &w->cookie, 1 };
	free_response(&w->out);
	site_handle(w->site, &r, &w->out);
	keep_cookie(w);
	w->at = w->out.location ? arena_str(w->v.a, w->out.location) : "";
}

/* ---- what a browser would post --------------------------------------- */

static void
add(struct pairs *s, const char *name, const char *value)
{
	*arena_push(s->a, s->p.v, s->p.n, s->cap) =
	    (struct http_pair){ name, value };
}

/* "2024-06-03" into its boxes. */
static void
add_date(struct pairs *s, const struct forms_field *f, const char *text)
{
	size_t n = strlen(text);

	add(s, field_part_name(s->a, f, "year"), arena_strn(s->a, text, 4));
	if (n >= 7)
		add(s, field_part_name(s->a, f, "month"), arena_strn(s->a,
		    text + 5, 2));
	if (n >= 10)
		add(s, field_part_name(s->a, f, "day"), arena_strn(s->a,
		    text + 8, 2));
}

static void
add_field(struct pairs *s, const struct forms_field *f,
    const struct forms_answer *a)
{
	size_t i;

	add(s, "on", f->id);
	for (i = 0; i < a->n; i++)
		if (a->amounts != NULL)
			add(s, field_part_name(s->a, f, a->chosen[i]->name),
			    arena_printf(s->a, "%.0f", a->amounts[i]));
		else
			add(s, f->id, a->chosen[i]->name);
	if (a->write_in != NULL)
		add(s, field_words_name(s->a, f), a->write_in);
	if (a->n > 0)
		return;
	if (f->q->type == FORMS_FILE && a->text != NULL)
		*arena_push(s->a, s->files.v, s->files.n, s->files_cap) =
		    (struct http_file){ f->id, a->text, a->bytes };
	else if (f->q->type == FORMS_DATE && a->text != NULL)
		add_date(s, f, a->text);
	else if (a->text != NULL)
		add(s, f->id, a->text);
	else if (f->q->type == FORMS_NUMBER && a->state == FORMS_ANSWERED)
		add(s, f->id, arena_printf(s->a, "%.*f", f->q->decimals,
		    a->number));
}

static struct pairs
token_pair(struct walk *w)
{
	struct pairs s = { .a = w->v.a };

	add(&s, "token", w->v.draft.token);
	return s;
}

/* ---- the way --------------------------------------------------------- */

static bool
not_accepted(struct walk *w, const char *path, struct err *e)
{
	if (w->out.status >= 500)
		return err_set(e, ERR_IO, "%s: the site could not keep the "
		    "answers", path);
	return err_set(e, ERR_INPUT, "%s: not accepted (status %d)", path,
	    w->out.status);
}

static bool
answer_page(struct walk *w, const struct forms_page *p, struct err *e)
{
	const char *path = page_address(&w->v, p);
	struct pairs s = token_pair(w);
	size_t i;

	request(w, HTTP_GET, path, NULL);
	if (w->out.status != 200)
		return not_accepted(w, path, e);
	for (i = 0; i < p->n_items; i++) {
		const struct forms_field *f = p->items[i].field;

		if (p->items[i].kind == FORMS_ITEM_FIELD &&
		    field_on_page(&w->v, f, p))
			add_field(&s, f, &w->v.draft.answers.v[f->index]);
	}
	/* Made-up people are sure of what they say. */
	for (i = 0; i < p->n_rules; i++)
		if (p->rules[i].query)
			add(&s, "sure", sure_value(&w->v, &p->rules[i]));
	request(w, HTTP_POST, path, &s);
	return w->out.status == 303 || not_accepted(w, path, e);
}

static bool
answer_part(struct walk *w, bool apart, struct err *e)
{
	const struct forms_page *p;

	for (p = page_first(&w->v, apart); p != NULL; p = page_next(&w->v, p))
		if (!answer_page(w, p, e))
			return false;
	return true;
}

static bool
equality(struct walk *w, struct err *e)
{
	bool skip = w->skip && w->v.form->equality_skippable;
	const char *path = address(&w->v, "equality");
	struct pairs s = token_pair(w);

	if (!w->v.form->has_equality)
		return true;
	add(&s, "equality", skip ? "no" : "yes");
	request(w, HTTP_POST, path, &s);
	if (w->out.status != 303)
		return not_accepted(w, path, e);
	return skip || answer_part(w, true, e);
}

/* The text of the element with id="reference". */
static bool
read_reference(struct walk *w, char out[REFERENCE_SIZE], struct err *e)
{
	const char *at = strstr(buf_text(&w->out.body), "id=\"reference\">");

	if (w->out.status != 200 || at == NULL)
		return not_accepted(w, address(&w->v, "sent"), e);
	at = strchr(at, '>') + 1;
	memcpy(out, at, REFERENCE_SIZE - 1);
	out[REFERENCE_SIZE - 1] = '\0';
	return true;
}

static bool
send_it(struct walk *w, char reference[REFERENCE_SIZE], struct err *e)
{
	const char *path = address(&w->v, "send");
	struct pairs s = token_pair(w);

	request(w, HTTP_GET, address(&w->v, "check"), NULL);
	if (w->out.status != 200)
		return not_accepted(w, address(&w->v, "check"), e);
	if (!equality(w, e))
		return false;
	request(w, HTTP_POST, path, &s);
	if (strcmp(w->at, address(&w->v, "sent")) != 0)
		return not_accepted(w, path, e);
	request(w, HTTP_GET, w->at, NULL);
	return read_reference(w, reference, e);
}

bool
site_walk(struct site *site, const struct forms_answers *answers,
    bool skip_equality, char reference[REFERENCE_SIZE], struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct walk w = { .site = site, .skip = skip_equality, .at = "",
	    .v = { .site = site, .a = &a } };
	bool ok;

	language_set(&w.v, &site->languages[0]);
	w.v.draft.answers = *answers;
	request(&w, HTTP_GET, address(&w.v, ""), NULL);
	request(&w, HTTP_POST, address(&w.v, "start"), NULL);
	ok = (w.out.status == 303 && w.cookie.name != NULL) ||
	    not_accepted(&w, address(&w.v, "start"), e);
	ok = ok && answer_part(&w, false, e) && send_it(&w, reference, e);
	free_response(&w.out);
	return ok;
}
