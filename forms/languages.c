/* SPDX-License-Identifier: MIT
 *
 * languages.c -- the languages that a form can be shown in, and which of them
 * are open to the public.
 *
 * A language opens when every message has a translation of the words as they
 * are now, and a person who was named has read it through.  What that person
 * read is known by a hash; whatever changes later makes the signing-off void.
 */
#include "forms/messages.h"
#include "forms/po.h"
#include "locales/locales.h"

enum { HASH = 32 };			/* characters kept of a hash */

/* ---- what was compiled ----------------------------------------------------- */

const char *
message_translation(const struct locale *lo, const struct forms_message *m)
{
	const char *words = tr_in(lo, m->context, m->id);

	return words == m->id || !words_fit(m->id, words) ? NULL : words;
}

/* Of the English when lo is NULL. */
static void
hash_words(const struct forms_form *f, const struct locale *lo, char out[65])
{
	struct buf all CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	uint8_t h[32];
	size_t i;

	for (i = 0; i < f->n_messages; i++) {
		const struct forms_message *m = &f->messages[i];
		const char *words = lo ? message_translation(lo, m) : "";

		if (m->report)
			continue;
		buf_put(&all, m->context, strlen(m->context) + 1);
		buf_put(&all, m->id, strlen(m->id) + 1);
		buf_put(&all, words ? words : "", strlen(words ? words : "") +
		    1);
	}
	seal_hash(h, NULL, 0, buf_text(&all), all.n);
	hex_put(out, h, sizeof(h));
}

/* hash: the name of the catalogue, or of none. */
static bool
load_words(struct arena *a, const char *folder, const char *tag,
    const struct locale **out, char hash[65], struct err *e)
{
	const char *path = path_join(a, folder, arena_printf(a, "%s.mo", tag));
	struct locale *lo;
	struct str mo;

	*out = NULL;
	catalogue_hash((struct str){ "", 0 }, hash);
	if (!file_exists(path))
		return true;
	if (!file_read(a, path, 8 << 20, &mo, e))
		return false;
	if (!locale_open(a, tag, mo, &lo, e))
		return err_wrap(e, "%s", path);
	catalogue_hash(mo, hash);
	*out = lo;
	return true;
}

/* ---- signing off ----------------------------------------------------------- */

static const char sign_offs_head[] =
    "# Who has read a language through, so that it opens to the public.\n"
    "# Written by `earshot words DIR --sign-off LANGUAGE --by NAME`.  Whatever\n"
    "# changes later in the words or their translation makes a line void.\n"
    "# language day translation english name\n";

static struct str
field(struct str *rest)
{
	struct str s = { rest->p, 0 };
	const char *space = rest->n ? memchr(rest->p, ' ', rest->n) : NULL;

	s.n = space ? (size_t)(space - rest->p) : rest->n;
	rest->p += s.n + (space != NULL);
	rest->n -= s.n + (space != NULL);
	return s;
}

bool
sign_off_parse(struct str line, struct sign_off *s)
{
	struct date day;

	s->tag = field(&line);
	s->day = field(&line);
	s->words = field(&line);
	s->english = field(&line);
	s->by = line;
	return s->tag.n > 0 && date_parse(s->day, &day) &&
	    s->words.n == HASH && s->english.n == HASH && s->by.n > 0;
}

/* The last line about this language. */
static bool
find_sign_off(struct str text, const char *tag, struct sign_off *out)
{
	struct sign_off s;
	struct str line;
	bool found = false;

	while (str_line(&text, &line)) {
		if (line.n == 0 || line.p[0] == '#' ||
		    !sign_off_parse(line, &s) || !str_is(s.tag, tag))
			continue;
		*out = s;
		found = true;
	}
	return found;
}

bool
sign_offs_read(struct arena *a, const char *folder, struct str *text,
    struct err *e)
{
	const char *path = path_join(a, folder, "sign-offs");

	*text = (struct str){ "", 0 };
	return !file_exists(path) || file_read_text(a, path, 1 << 20, text, e);
}

static void
gate(struct arena *a, const struct forms_form *f, struct str sign_offs,
    struct forms_language *l)
{
	struct sign_off s = { 0 };
	char english[65];

	l->by = l->day = "";
	l->open = false;
	if (find_sign_off(sign_offs, l->tag, &s)) {
		l->by = arena_strn(a, s.by.p, s.by.n);
		l->day = arena_strn(a, s.day.p, s.day.n);
	}
	if (l->words == NULL) {
		if (l->why[0] == '\0')
			l->why = "there is no translation yet";
		return;
	}
	if (l->translated < l->messages) {
		l->why = arena_printf(a, "%zu of %zu words are not translated, "
		    "or changed since", l->messages - l->translated,
		    l->messages);
		return;
	}
	if (s.by.n == 0) {
		l->why = "nobody has signed it off";
		return;
	}
	hash_words(f, NULL, english);
	if (memcmp(s.english.p, english, HASH) != 0)
		l->why = arena_printf(a, "the form's own words changed after "
		    "%s signed it off on %s", l->by, l->day);
	else if (memcmp(s.words.p, l->hash, HASH) != 0)
		l->why = arena_printf(a, "the translation changed after %s "
		    "signed it off on %s", l->by, l->day);
	else
		l->open = true;
}

static bool
language(struct arena *a, const char *folder, const struct forms_form *f,
    struct str sign_offs, const char *tag, struct forms_language *l,
    struct err *e)
{
	struct forms_diags quiet;
	struct forms_form *form;
	size_t i;

	*l = (struct forms_language){ .tag = tag, .why = "", .form = f };
	if (!load_words(a, folder, tag, &l->words, l->catalogue, e)) {
		if (e->code != ERR_INPUT)
			return false;
		l->why = arena_printf(a, "%s; run earshot words", e->msg);
	}
	for (i = 0; i < f->n_messages; i++) {
		if (f->messages[i].report)
			continue;
		l->messages++;
		l->translated += l->words != NULL &&
		    message_translation(l->words,
		    &f->messages[i]) != NULL;
	}
	if (l->words != NULL)
		hash_words(f, l->words, l->hash);
	gate(a, f, sign_offs, l);
	if (l->words == NULL)
		return true;
	forms_diags_init(&quiet, a);
	if (!forms_read_in(a, f->sources, f->n_sources, l->words, &form,
	    &quiet))
		return err_set(e, ERR_INPUT, "%s: the form can no longer be "
		    "read", f->sources[0].name);
	l->form = form;
	return true;
}

bool
forms_languages(struct arena *a, const char *dir, const struct forms_form *f,
    bool frozen, struct forms_language **out, size_t *n, struct err *e)
{
	const char *folder = frozen ? path_join(a, path_join(a, path_join(a,
	    dir, "published"), f->hash), "locales") :
	    path_join(a, dir, "locales");
	struct str sign_offs;
	size_t i;

	*out = arena_array(a, struct forms_language, f->n_languages);
	*n = 0;
	if (!sign_offs_read(a, folder, &sign_offs, e))
		return false;
	for (i = 1; i < f->n_languages; i++)
		if (!language(a, folder, f, sign_offs, f->languages[i],
		    &(*out)[(*n)++], e))
			return false;
	return true;
}

bool
forms_sign_off(const char *dir, const struct forms_form *f, const char *tag,
    const char *by, struct date day, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	const char *folder = path_join(&a, dir, "locales");
	struct forms_language l;
	struct str text;
	char english[65], date[11];

	if (by[0] == '\0' || strpbrk(by, "\r\n") != NULL ||
	    !utf8_valid(by, strlen(by), NULL))
		return err_set(e, ERR_USAGE, "give the name of the person who "
		    "has read it through: --by \"Name\"");
	if (!sign_offs_read(&a, folder, &text, e) ||
	    !language(&a, folder, f, text, tag, &l, e))
		return false;
	if (l.words == NULL || l.translated < l.messages)
		return err_set(e, ERR_INPUT, "%s cannot be signed off: %s", tag,
		    l.why);
	hash_words(f, NULL, english);
	date_text(day, date);
	buf_puts(&out, text.n ? "" : sign_offs_head);
	buf_put(&out, text.p, text.n);
	buf_printf(&out, "%s %s %.*s %.*s %s\n", tag, date, (int)HASH, l.hash,
	    (int)HASH, english, by);
	return file_write(path_join(&a, folder, "sign-offs"), buf_text(&out),
	    out.n, 0644, e);
}
