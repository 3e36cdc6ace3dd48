/* SPDX-License-Identifier: MIT
 *
 * read.c -- a consultation from its texts: which texts it uses, and the order
 * in which things are made of them.
 */
#include "forms/messages.h"
#include "locales/locales.h"

#include <assert.h>

/* ---- texts that are used ------------------------------------------------- */

void
use_source(struct build *b, const struct forms_source *src)
{
	size_t i;

	for (i = 0; i < b->n_sources; i++)
		if (b->sources[i].text.p == src->text.p)
			return;		/* a module that is included twice */
	*arena_push(b->c.a, b->sources, b->n_sources, b->cap_sources) = *src;
}

/* The head line of a codebook or module: NAME version INT "Title". */
bool
head_of(struct build *b, struct text *t, struct head *h)
{
	struct line *l = t->top.first;

	l->cursor = 1;
	h->name = want_name(&b->c, l, "a name", NULL);
	if (h->name == NULL || !want_word(&b->c, l, "version") ||
	    !want_int(&b->c, l, "a version", 1, 999999, &h->version))
		return false;
	h->title = want_words(&b->c, l);
	want_end(&b->c, l);
	return h->title != NULL;
}

/* Does this text say that it is `codebook NAME` or `module NAME`?  Looks only
 * at its first words, so that a text of another sort makes no complaints. */
static bool
is_called(struct arena *a, const struct forms_source *src, enum line_kind kind,
    const char *name, int *version)
{
	struct forms_diags quiet;
	struct ctx c = { a, &quiet };
	struct forms_source start = *src;
	struct text t;
	size_t i;

	forms_diags_init(&quiet, a);
	if (start.text.n > 16384)
		start.text.n = 16384;	/* the head comes early */
	lang_lex(&c, &start, &t);
	for (i = 0; i < t.n; i++) {
		struct line *l = t.lines[i];

		if (l->n < 2 || l->toks[0].kind != TOK_WORD ||
		    str_is(l->toks[0].text, "earshot"))
			continue;
		return str_is(l->toks[0].text, line_word(kind)) &&
		    str_is(l->toks[1].text, name) && l->n >= 4 &&
		    str_is(l->toks[2].text, "version") &&
		    lang_int(l->toks[3].text, version);
	}
	return false;
}

const struct forms_source *
find_text(struct build *b, enum line_kind kind, const char *name, int version,
    int *other)
{
	int found;
	size_t i;

	*other = 0;
	for (i = 1; i < b->n_texts; i++) {
		if (!is_called(b->c.a, &b->texts[i], kind, name, &found))
			continue;
		if (found == version)
			return &b->texts[i];
		*other = found;
	}
	return NULL;
}

/* NAME version INT */
bool
name_version(struct build *b, struct line *l, const char **name, int *version,
    struct forms_span *at)
{
	l->cursor = 1;
	*name = want_name(&b->c, l, "a name", at);
	return *name != NULL && want_word(&b->c, l, "version") &&
	    want_int(&b->c, l, "a version", 1, 999999, version);
}

/* ---- the codebook -------------------------------------------------------- */

static void
use(struct build *b, struct line *l)
{
	const struct forms_source *src;
	struct head head;
	struct forms_span at;
	struct text *t = arena_new(b->c.a, struct text);	/* its lines
						   speak of it later on */
	const char *name;
	int version, other;
	size_t before = b->c.d->errors;

	if (!name_version(b, l, &name, &version, &at)) {
		b->no_codes = true;
		return;
	}
	if (take_word(l, "as"))
		(void)want_name(&b->c, l, "a name", NULL);
	want_end(&b->c, l);
	if (b->f->codebook[0] != '\0') {
		fault(&b->c, "E120", line_key(l), "keep one of them",
		    "a form uses one codebook");
		return;
	}
	b->f->codebook = name;
	b->f->codebook_version = version;
	src = find_text(b, L_CODEBOOK, name, version, &other);
	if (src == NULL) {
		b->no_codes = true;
		fault(&b->c, "E211", at, other ? arena_printf(b->c.a,
		    "there is version %d: write that, or put version %d beside "
		    "the form", other, version) : arena_printf(b->c.a,
		    "put it beside the form, as %s.codes", name),
		    "the codebook `%s` version %d is not here", name, version);
		return;
	}
	use_source(b, src);
	lang_parse(&b->c, src, t);
	if (t->top.kind == L_CODEBOOK && head_of(b, t, &head))
		build_codes(b, t);
	b->no_codes |= b->c.d->errors > before;
}

/* ---- the question about quoting ------------------------------------------ */

static bool
anything_quoted(const struct build *b)
{
	const struct known *k;

	for (k = b->known; k != NULL; k = k->next)
		if (k->q->quote == FORMS_IF || k->q->publish == FORMS_IF)
			return true;
	return false;
}

/* Only people who wrote something that may be quoted are asked; where
 * publishing hangs on it too, everyone is. */
static const struct forms_expr *
wrote_something(struct build *b)
{
	struct forms_expr *any = NULL, *e, *or;
	size_t i;

	for (i = 0; i < b->f->n_fields; i++) {
		const struct forms_field *f = &b->f->fields[i];

		if (f->q->publish == FORMS_IF)
			return NULL;
		if (f->q->quote != FORMS_IF)
			continue;
		e = arena_new(b->c.a, struct forms_expr);
		*e = (struct forms_expr){ .op = EXPR_IS, .field = f,
		    .state = FORMS_ANSWERED, .at = f->at };
		if (any == NULL) {
			any = e;
			continue;
		}
		or = arena_new(b->c.a, struct forms_expr);
		*or = (struct forms_expr){ .op = EXPR_OR, .left = any,
		    .right = e, .at = f->at };
		any = or;
	}
	return any;
}

static struct scope *
consent(struct build *b)
{
	const struct forms_source *src = module_text(b, "quote-consent", 1);
	struct scope *s;

	if (!anything_quoted(b))
		return NULL;
	use_source(b, src);
	s = add_scope(b, src, "");
	s->built_in = true;
	build_index(b, s);
	return s;
}

static void
editions(struct build *b, struct line *head)
{
	const struct forms_source *src = build_editions(b, head);

	if (src == NULL)
		return;
	b->editions = add_scope(b, src, "");
	b->editions->built_in = true;
	build_index(b, b->editions);
}

/* ---- the whole ----------------------------------------------------------- */

static bool
consultation(struct build *b, struct text *t)
{
	struct line *l = t->top.first;

	if (t->top.kind != L_CONSULTATION) {
		if (t->top.kind != L_UNKNOWN)
			fault(&b->c, "E112", line_key(l), "give the form, "
			    "which starts with `consultation`",
			    "this is a %s, not a consultation",
			    line_word(t->top.kind));
		return false;
	}
	l->cursor = 1;
	b->f->name = want_name(&b->c, l, "the name of the consultation", NULL);
	b->f->title = b->f->name ? want_words(&b->c, l) : NULL;
	want_end(&b->c, l);
	b->f->name = b->f->name ? b->f->name : "";
	b->f->title = b->f->title ? words_plain(b, l, b->f->title) : "";
	return true;
}

/* `text cover` and `text next` */
static void
outer_texts(struct build *b, struct line *l)
{
	static const char *const names[] = { "cover", "next", NULL };
	const struct forms_document *picture;
	const char **to, *words;

	for (; l != NULL; l = l->next) {
		if (l->kind != L_TEXT)
			continue;
		picture = build_picture(b, l);
		l->cursor = 1;
		switch (want_one_of(&b->c, l, names)) {
		case 0:
			to = &b->f->intro;
			b->f->intro_picture = picture;
			break;
		case 1:
			to = &b->f->next;
			b->f->next_picture = picture;
			break;
		default:
			continue;
		}
		take_twice(&b->c, l, (*to)[0] != '\0');
		words = want_words(&b->c, l);
		want_end(&b->c, l);
		if (words == NULL)
			continue;
		words_links(b, l, words);
		*to = words_plain(b, l, words);
	}
}

static void
defaults(struct build *b)
{
	static const char *english[] = { "en" };
	static const char *online[] = { "online" };

	if (b->f->n_languages == 0) {
		b->f->languages = english;
		b->f->n_languages = 1;
	}
	if (b->f->n_accept == 0) {
		b->f->accept = online;
		b->f->n_accept = 1;
	}
}

static void
pages(struct build *b)
{
	struct scope *s, *asked = consent(b);
	struct forms_form *f = b->f;
	size_t i;

	f->by_id = arena_new(b->c.a, struct lookup);
	f->by_slug = arena_new(b->c.a, struct lookup);
	f->fields = arena_array(b->c.a, struct forms_field, b->cap_fields + 1);
	f->pages = arena_array(b->c.a, struct forms_page, b->cap_pages + 1);
	if (b->editions != NULL) {
		build_pages(b, b->editions, FORMS_PART_MAIN, NULL);
		b->number = 0;	/* on paper each edition has its own copies */
		for (i = 0; i < f->n_fields; i++) {
			f->fields[i].number = "";
			f->edition = &f->fields[i];
		}
	}
	build_pages(b, b->form, FORMS_PART_MAIN, NULL);
	if (asked != NULL) {
		build_pages(b, asked, FORMS_PART_CONSENT, wrote_something(b));
		if (f->n_fields > 0)
			f->quote_consent = &f->fields[f->n_fields - 1];
	}
	for (s = b->scopes; s != NULL; s = s->next)
		if (s->last)
			build_pages(b, s, FORMS_PART_EQUALITY, NULL);
}

static void
hash(struct build *b)
{
	struct buf all CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	uint8_t h[32];
	size_t i;

	for (i = 0; i < b->n_sources; i++) {
		const char *name = path_name(b->c.a, b->sources[i].name);

		buf_put(&all, name, strlen(name) + 1);
		buf_printf(&all, "%zu", b->sources[i].text.n);
		buf_put(&all, "", 1);
		buf_put(&all, b->sources[i].text.p, b->sources[i].text.n);
	}
	seal_hash(h, NULL, 0, buf_text(&all), all.n);
	hex_put(b->f->hash, h, sizeof(h));
}

static bool
too_large(struct build *b)
{
	size_t i;

	for (i = 0; i < b->n_texts; i++)
		if (b->texts[i].text.n > FORMS_MAX_BYTES) {
			fault(&b->c, "E122", (struct forms_span){
			    &b->texts[i], 0, 1 }, "", "this text is longer "
			    "than 2 MiB");
			return true;
		}
	return false;
}

/* Everything but what the sources are. */
static bool
whole(struct build *b)
{
	struct forms_form *f = b->f;
	struct line *l, *head;

	use_source(b, &b->texts[0]);
	b->form = add_scope(b, &b->texts[0], "");
	if (!consultation(b, &b->form->text))
		return false;
	head = b->form->text.top.first;
	build_facts(b, head->first);
	build_facts(b, head->next);
	for (l = head->first; l != NULL; l = l->next)
		if (l->kind == L_USE)
			use(b, l);
	for (l = head->next; l != NULL; l = l->next)
		if (l->kind == L_USE)
			use(b, l);
	outer_texts(b, head->first);
	outer_texts(b, head->next);
	for (l = head->next; l != NULL; l = l->next)
		if (l->kind == L_CHANGES)
			changes_read(&b->c, l, false, &f->changes);
	defaults(b);
	editions(b, head);
	build_index(b, b->form);
	for (l = head->next; l != NULL; l = l->next)
		if (l->kind == L_INCLUDE && include_is_last(l))
			include_last(b, l);
	pages(b);
	live_settle(b);
	f->scales = b->form->scales;
	f->sources = b->sources;
	f->n_sources = b->n_sources;
	f->registry->source = f->languages[0];
	build_check(b);
	build_changes_check(b);
	hash(b);
	/* The second time, words that fill too much are all that can fail. */
	return b->w->second || b->c.d->errors == 0;
}

static bool
read_once(struct arena *a, const struct forms_source *texts, size_t n,
    struct words *w, struct condition *asked, struct forms_form **out,
    struct forms_diags *d)
{
	struct build b = { .c = { a, d }, .texts = texts, .n_texts = n,
	    .w = w };
	struct forms_form *f = arena_new(a, struct forms_form);

	*out = NULL;
	b.f = f;
	b.known_tail = &b.known;
	f->owner = f->intro = f->next = f->codebook = f->equality_intro = "";
	f->registry = arena_new(a, struct forms_registry);
	f->registry->source = "en";
	f->registry->rtl = w->second && locale_rtl(w->lo);
	f->lang = w->second ? locale_tag(w->lo) : "en";
	w->unsettled = NULL;
	if (too_large(&b) || !whole(&b))
		return false;
	words_sorted(&b);
	f->lang = w->second ? f->lang : f->languages[0];
	f->messages = w->messages;
	f->n_messages = w->n_messages;
	*out = f;
	if (asked != NULL)
		condition_bind(&b, asked);
	return true;
}

bool
read_asking(struct arena *a, const struct forms_form *form,
    struct condition *asked, struct forms_form **again)
{
	struct forms_diags quiet;
	struct words w = { 0 };

	forms_diags_init(&quiet, a);
	return read_once(a, form->sources, form->n_sources, &w, asked, again,
	    &quiet);
}

/* Two readings of one form differ in words alone. */
static bool
alike(const struct forms_form *f, const struct forms_form *g)
{
	size_t i;

	if (f->n_fields != g->n_fields || f->n_pages != g->n_pages ||
	    strcmp(f->hash, g->hash) != 0)
		return false;
	for (i = 0; i < f->n_fields; i++)
		if (strcmp(f->fields[i].id, g->fields[i].id) != 0 ||
		    f->fields[i].q->type != g->fields[i].q->type ||
		    f->fields[i].q->n_options != g->fields[i].q->n_options ||
		    f->fields[i].page->index != g->fields[i].page->index)
			return false;
	for (i = 0; i < f->n_pages; i++)
		if (strcmp(f->pages[i].slug, g->pages[i].slug) != 0 ||
		    f->pages[i].n_items != g->pages[i].n_items)
			return false;
	return true;
}

bool
forms_read_in(struct arena *a, const struct forms_source *texts, size_t n,
    const struct locale *lo, struct forms_form **out, struct forms_diags *d)
{
	struct words w = { .lo = lo };
	struct forms_form *first;
	struct forms_diags quiet;
	bool ok;

	*out = NULL;
	if (!read_once(a, texts, n, &w, NULL, &first, d))
		return false;
	if (lo == NULL || strcmp(locale_tag(lo), first->languages[0]) == 0) {
		*out = first;
		return true;
	}
	words_decide(&w);
	w.second = true;
	forms_diags_init(&quiet, a);
	ok = read_once(a, texts, n, &w, NULL, out, &quiet);
	assert(ok && alike(first, *out));
	return ok;
}

bool
forms_read(struct arena *a, const struct forms_source *texts, size_t n,
    struct forms_form **out, struct forms_diags *d)
{
	return forms_read_in(a, texts, n, NULL, out, d);
}
