/* SPDX-License-Identifier: MIT
 *
 * translations.c -- what is wrong with the translations beside a form.
 */
#include "forms/messages.h"
#include "forms/po.h"
#include "locales/locales.h"

/* ---- one .po file ---------------------------------------------------------- */

static const char *
po_path(struct arena *a, const char *dir, const char *tag, const char *end)
{
	return path_join(a, path_join(a, dir, "locales"),
	    arena_printf(a, "%s.%s", tag, end));
}

/* What one of a sort looks like, and how many there are. */
struct count { size_t n; struct forms_span first; };

static void
add(struct count *c, struct forms_span at)
{
	if (c->n++ == 0)
		c->first = at;
}

static void
report_counts(struct ctx *c, const char *tag, const struct count *missing,
    const struct count *stale, const struct count *unknown, size_t all)
{
	if (unknown->n > 0)
		doubt(c, "W734", unknown->first, "run earshot words on the "
		    "folder: it adds them", "the form has words that are not "
		    "in this file: %zu of %zu", unknown->n, all);
	if (stale->n > 0)
		doubt(c, "W733", stale->first, "look at each, put it right and "
		    "take the mark `fuzzy` away", "%zu of %zu words changed "
		    "since they were translated into %s; this is the first",
		    stale->n, all, locale_name(tag));
	if (missing->n > 0)
		doubt(c, "W732", missing->first, "translate them in this file",
		    "%zu of %zu words have no translation into %s; this is "
		    "the first", missing->n, all, locale_name(tag));
}

/* Does a sentence end at s?  Stars and brackets may close after its stop. */
static bool
sentence_ends(const char *s)
{
	if (*s == '\n' || *s == '\0')
		return true;
	return strchr(".?!", *s) != NULL &&
	    strchr(" \n", s[1 + strspn(s + 1, "*)")]) != NULL;
}

/* Easy Read: sentences of 15 words at most. */
static void
easy(struct ctx *c, const struct po_entry *e)
{
	const char *s = e->words;
	size_t words = 0;
	bool inside = false;

	for (;; s++) {
		bool letter = *s != '\0' && strchr(" \n\t", *s) == NULL;

		if (letter && !inside)
			words++;
		inside = letter;
		if (sentence_ends(s)) {
			s += *s != '\0' ? strspn(s + 1, "*)") : 0;
			if (words > 15) {
				doubt(c, "W735", e->words_at, "make two "
				    "sentences of it", "a sentence of %zu "
				    "words; Easy Read has 15 at most", words);
				return;
			}
			words = 0;
			inside = false;
		}
		if (*s == '\0')
			return;
	}
}

static void
check_entry(struct ctx *c, const char *tag, const struct po_entry *e)
{
	if (e->words[0] == '\0' || e->fuzzy)
		return;
	if (!words_fit(e->id, e->words))
		fault(c, "E254", e->words_at, "keep everything in {braces} and "
		    "(links) as it is, and put it where it belongs",
		    "this translation does not have the same {placeholders} "
		    "or links as its English");
	else if (locale_easy(tag))
		easy(c, e);
}

static void
check_all(struct ctx *c, const struct forms_form *f, const char *tag,
    const struct po *po, const struct forms_source *src,
    struct forms_progress *out)
{
	struct count missing = { 0 }, stale = { 0 }, unknown = { 0 };
	const struct po_entry *e;
	size_t i;

	for (i = 0; i < po->n; i++)
		check_entry(c, tag, &po->v[i]);
	for (i = 0; i < f->n_messages; i++) {
		const struct forms_message *m = &f->messages[i];

		e = po_find(po, m->context, m->id);
		if (m->report && (e == NULL || e->words[0] == '\0' ||
		    e->fuzzy))
			continue;
		out->messages++;
		if (e == NULL)
			add(&unknown, (struct forms_span){ src, 0, 1 });
		else if (e->words[0] == '\0')
			add(&missing, e->at);
		else if (e->fuzzy)
			add(&stale, e->at);
		else
			out->translated++;
	}
	out->stale = stale.n;
	out->unknown = unknown.n;
	out->missing = missing.n;
	report_counts(c, tag, &missing, &stale, &unknown, out->messages);
	if (strcasestr(po->header, "charset=utf-8") == NULL)
		fault(c, "E253", (struct forms_span){ src, 0, 1 }, "start it "
		    "from the file that earshot words makes", "the head of "
		    "this file does not say that it is UTF-8");
}

bool
forms_po_check(struct arena *a, const char *dir, const struct forms_form *f,
    const char *tag, const struct forms_source *given, struct forms_diags *d,
    struct forms_progress *out, struct err *e)
{
	struct forms_source *src = arena_new(a, struct forms_source);
	struct ctx c = { a, d };
	struct po po;

	*out = (struct forms_progress){ 0 };
	src->name = po_path(a, dir, tag, "po");
	if (given != NULL) {
		*src = *given;
	} else if (!file_exists(src->name)) {
		doubt(&c, "W731", f->languages_at, "earshot words makes it",
		    "there are no translations into %s yet: locales/%s.po",
		    locale_name(tag), tag);
		return true;
	} else if (!file_read(a, src->name, FORMS_MAX_BYTES * 4, &src->text,
	    e)) {
		return false;
	}
	out->there = true;
	if (po_read(&c, src, &po))
		check_all(&c, f, tag, &po, src, out);
	return true;
}

/* ---- all that lies beside a form ------------------------------------------- */

/* Does the compiled file say what the one that people edit says? */
static bool
compiled(const struct forms_form *f, const struct po *po,
    const struct locale *lo)
{
	size_t i;

	for (i = 0; i < f->n_messages; i++) {
		const struct forms_message *m = &f->messages[i];
		const struct po_entry *e = po_find(po, m->context, m->id);
		const char *words = lo ? message_translation(lo, m) : NULL;
		bool fresh = e != NULL && e->words[0] != '\0' && !e->fuzzy &&
		    words_fit(m->id, e->words);

		if (fresh != (words != NULL) ||
		    (fresh && strcmp(words, e->words) != 0))
			return false;
	}
	return true;
}

static void
check_compiled(struct ctx *c, const struct forms_form *f, const char *path,
    const struct forms_language *l)
{
	struct forms_source *src = arena_new(c->a, struct forms_source);
	struct forms_diags quiet;
	struct ctx q = { c->a, &quiet };
	struct err ignored;
	struct po po;

	forms_diags_init(&quiet, c->a);
	src->name = path;
	if (!file_exists(path) || !file_read(c->a, path, FORMS_MAX_BYTES * 4,
	    &src->text, &ignored) || !po_read(&q, src, &po) ||
	    compiled(f, &po, l->words))
		return;
	doubt(c, "W737", (struct forms_span){ src, 0, 1 }, "run earshot words "
	    "on the folder", "this file was changed, and people are still "
	    "shown the translation of before");
}

/* Lines that cannot be read, and those that hold no longer. */
static void
check_sign_offs(struct ctx *c, const char *path,
    const struct forms_language *v, size_t n, struct str text)
{
	struct forms_source *src = arena_new(c->a, struct forms_source);
	struct str line;
	struct sign_off s;
	size_t i, at;

	*src = (struct forms_source){ path, text };
	while (str_line(&text, &line)) {
		at = (size_t)(line.p - src->text.p);
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (!sign_off_parse(line, &s)) {
			fault(c, "E256", (struct forms_span){ src, at, at +
			    line.n }, "take it out, and sign the language off "
			    "again", "this line cannot be read");
			continue;
		}
		for (i = 0; i < n; i++)
			if (str_is(s.tag, v[i].tag) && !v[i].open &&
			    str_is(s.by, v[i].by) && str_is(s.day, v[i].day))
				doubt(c, "W736", (struct forms_span){ src, at,
				    at + line.n }, "have it read again, and "
				    "sign it off again", "this holds no "
				    "longer: %s", v[i].why);
	}
}

bool
translations_check(struct arena *a, const char *dir,
    const struct forms_form *f, struct forms_diags *d, struct err *e)
{
	const char *folder = path_join(a, dir, "locales");
	struct forms_language *v;
	struct forms_progress p;
	struct ctx c = { a, d };
	struct str text;
	size_t n, i;

	if (f->n_languages < 2)
		return true;
	for (i = 1; i < f->n_languages; i++)
		if (!forms_po_check(a, dir, f, f->languages[i], NULL, d, &p,
		    e))
			return false;
	if (!forms_languages(a, dir, f, false, &v, &n, e) ||
	    !sign_offs_read(a, folder, &text, e))
		return false;
	for (i = 0; i < n; i++)
		check_compiled(&c, f, po_path(a, dir, v[i].tag, "po"), &v[i]);
	check_sign_offs(&c, path_join(a, folder, "sign-offs"), v, n, text);
	return true;
}
