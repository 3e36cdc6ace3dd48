/* SPDX-License-Identifier: MIT
 *
 * cmd_new.c -- `earshot new DIR`: a folder, a starter form and two pairs of
 * keys.
 */
#include "survey/copy.h"
#include "survey/survey.h"
#include "survey/templates.h"

#include <stdio.h>
#include <sys/stat.h>

struct wish {			/* what the command line asked for */
	const char	*dir, *from, *opens, *closes, *keys;
	struct str	 form;		/* its text, imported; empty: none */
	const char	*name;		/* of that form */
};

/* A form's name: a letter, then letters, digits and hyphens. */
static bool
is_name(const char *s)
{
	const char *p;

	for (p = s; *p != '\0'; p++)
		if (!((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
		    (p > s && ((*p >= '0' && *p <= '9') || *p == '-'))))
			return false;
	return p > s;
}

/* The text with each `what` replaced. */
static struct str
replace(struct arena *a, struct str text, const char *what, const char *by)
{
	struct buf out CLEAN(buf_free) = { 0 };
	const char *p = text.p, *end = text.p + text.n, *hit;
	size_t n = strlen(what);

	while ((hit = memmem(p, (size_t)(end - p), what, n)) != NULL) {
		buf_put(&out, p, (size_t)(hit - p));
		buf_puts(&out, by);
		p = hit + n;
	}
	buf_put(&out, p, (size_t)(end - p));
	return (struct str){ arena_strn(a, buf_text(&out), out.n), out.n };
}

/* Settings with the day of the line `word DATE TIME` changed; the time, and
 * every other line, stay as they are. */
static struct str
with_day(struct arena *a, struct str text, const char *word, const char *day)
{
	struct buf out CLEAN(buf_free) = { 0 };
	size_t n = strlen(word), i = 0;

	while (i < text.n) {
		const char *line = text.p + i;
		const char *nl = memchr(line, '\n', text.n - i);
		size_t len = nl ? (size_t)(nl - line) + 1 : text.n - i;
		size_t at = strspn(line, " ");	/* the text ends in a NUL */

		if (at + n < len && memcmp(line + at, word, n) == 0 &&
		    line[at + n] == ' ') {
			at += n + strspn(line + at + n, " ");
			buf_put(&out, line, at);
			buf_puts(&out, day);
			at += strcspn(line + at, " \n");
			buf_put(&out, line + at, len - at);
		} else {
			buf_put(&out, line, len);
		}
		i += len;
	}
	return (struct str){ arena_strn(a, buf_text(&out), out.n), out.n };
}

static bool
write_text(struct arena *a, const char *dir, const char *name, struct str text,
    struct err *e)
{
	return file_write(path_join(a, dir, name), text.p, text.n, 0644, e);
}

static bool
write_starter(struct arena *a, const char *dir, struct err *e)
{
	const char *last = path_name(a, dir);
	const char *name = is_name(last) ? last : "new-consultation";
	static const struct {
		enum template_kind kind;
		const char *file;
	} parts[] = {
		{ TEMPLATE_FORM, "consultation.form" },
		{ TEMPLATE_CODES, "strategy.codes" },
		{ TEMPLATE_SETTINGS, "site.settings" },
		{ TEMPLATE_COMMENTS, "rehearsal/comments.txt" },
	};
	size_t i;

	if (!dir_make(path_join(a, dir, "documents"), 0755, e) ||
	    !dir_make(path_join(a, dir, "rehearsal"), 0755, e))
		return false;
	for (i = 0; i < LEN(parts); i++) {
		struct str text = replace(a, template_text(parts[i].kind),
		    "new-consultation", name);

		if (!write_text(a, dir, parts[i].file, text, e))
			return false;
	}
	return true;
}

/* A form that came from somebody else's program, with settings to fill in. */
static bool
write_imported(struct arena *a, const struct wish *w, struct err *e)
{
	static const char comments[] = "# Nobody said any of this.\n"
	    "@ anything ~\nNothing to add.\n";

	return dir_make(path_join(a, w->dir, "documents"), 0755, e) &&
	    dir_make(path_join(a, w->dir, "rehearsal"), 0755, e) &&
	    write_text(a, w->dir, "consultation.form", w->form, e) &&
	    write_text(a, w->dir, "site.settings", replace(a,
	    template_text(TEMPLATE_SETTINGS), "new-consultation", w->name),
	    e) && write_text(a, w->dir, "rehearsal/comments.txt",
	    str_of(comments), e);
}

/* What a new consultation takes from an old one: the author's own files, and
 * nothing that was received, published or made. */
static bool
is_authors(const char *name)
{
	static const char *const folders[] = { "keys", "published", "out",
	    "tryout", "tryout.keys", "amendments" };
	size_t i, n = strlen(name);

	for (i = 0; i < LEN(folders); i++)
		if (strcmp(name, folders[i]) == 0)
			return false;
	return strncmp(name, "intake.db", 9) != 0 &&
	    strncmp(name, "cases.db", 8) != 0 &&
	    (n < 5 || strcmp(name + n - 5, ".keys") != 0);
}

static bool
copy_from(struct arena *a, const char *from, const char *dir, struct err *e)
{
	const char *const *names;
	size_t i, n, copied = 0;

	if (!file_exists(path_join(a, from, "consultation.form")))
		return err_set(e, ERR_INPUT, "%s: there is no "
		    "consultation.form here to start from", from);
	if (!list_folder(a, from, &names, &n, e))
		return false;
	for (i = 0; i < n; i++)
		if (is_authors(names[i]) &&
		    !copy_part(a, from, dir, names[i], is_no_secret, &copied,
		    e))
			return false;
	return true;
}

static bool
set_dates(struct arena *a, const struct wish *w, struct err *e)
{
	const char *path = path_join(a, w->dir, "site.settings");
	struct str text;

	if (w->opens == NULL && w->closes == NULL)
		return true;
	if (!file_read(a, path, FORMS_MAX_BYTES, &text, e))
		return false;
	if (w->opens != NULL)
		text = with_day(a, text, "opens", w->opens);
	if (w->closes != NULL)
		text = with_day(a, text, "closes", w->closes);
	return file_write(path, text.p, text.n, 0644, e);
}

static bool
make_pair(struct arena *a, const struct wish *w, const char *who,
    const char *what, struct seal_secret *key, struct err *e)
{
	const char *pub = arena_printf(a, "%s/keys/%s.pub", w->dir, who);
	const char *sec = arena_printf(a, "%s/%s.key", w->keys, who);

	seal_keypair(key);
	return seal_public_write(pub, what, &key->pub, e) &&
	    seal_secret_write(sec, what, key, e);
}

static bool
make_keys(struct arena *a, const struct wish *w, struct err *e)
{
	struct seal_secret analyst = { 0 }, recovery = { 0 };
	bool ok;

	ok = dir_make(path_join(a, w->dir, "keys"), 0755, e) &&
	    dir_make(w->keys, 0700, e) &&
	    make_pair(a, w, "analyst", "analyst", &analyst, e) &&
	    make_pair(a, w, "recovery", "recovery", &recovery, e) &&
	    recovery_sheet(path_join(a, w->keys, "recovery-sheet.pdf"),
	    path_name(a, w->dir), path_join(a, w->keys, "recovery.key"), e);
	seal_wipe(&analyst, sizeof(analyst));
	seal_wipe(&recovery, sizeof(recovery));
	return ok;
}

static bool
good_day(const char *option, const char *day)
{
	struct date d;

	if (day == NULL || date_parse(str_of(day), &d))
		return true;
	fprintf(stderr, "earshot new: %s must be a day like 2024-06-03, not "
	    "`%s`\n", option, day);
	return false;
}

static bool
make(struct arena *a, const struct wish *w, struct err *e)
{
	if (file_exists(path_join(a, w->dir, "consultation.form")))
		return err_set(e, ERR_INPUT, "%s: there is a consultation here "
		    "already; nothing was changed. Name a folder that is not "
		    "there yet: it is made", w->dir);
	if (file_exists(path_join(a, w->keys, "analyst.key")))
		return err_set(e, ERR_INPUT, "%s: there are private keys here "
		    "already; nothing was changed", w->keys);
	if (path_inside(a, w->keys, w->dir))
		return err_set(e, ERR_USAGE, "%s: private keys stay outside "
		    "%s, which others may see", w->keys, w->dir);
	if (w->from != NULL && path_inside(a, w->dir, w->from))
		return err_set(e, ERR_USAGE, "%s: the new folder has to be "
		    "outside %s", w->dir, w->from);
	return dir_make(w->dir, 0755, e) &&
	    (w->from ? copy_from(a, w->from, w->dir, e) :
	    w->form.n > 0 ? write_imported(a, w, e) :
	    write_starter(a, w->dir, e)) &&
	    set_dates(a, w, e) && make_keys(a, w, e);
}

static const char *
keys_for(struct arena *a, const char *dir)
{
	const char *file = place_secret_path(a, dir, "");

	return arena_strn(a, file, strlen(file) - 1);
}

bool
new_from_form(struct arena *a, const char *dir, const char *keys,
    const char *name, struct str form, struct err *e)
{
	const struct wish w = { .dir = dir, .form = form, .name = name,
	    .keys = keys ? keys : keys_for(a, dir) };

	return make(a, &w, e);
}

int
cmd_new(int argc, char **argv)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct wish w = { 0 };
	const struct option_spec specs[] = {
		{ "--from", &w.from, NULL }, { "--opens", &w.opens, NULL },
		{ "--closes", &w.closes, NULL }, { "--keys", &w.keys, NULL },
	};
	struct err e = { 0 };
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &w.dir, 1, &n) ||
	    n != 1)
		return usage(argv[0]);
	if (!good_day("--opens", w.opens) || !good_day("--closes", w.closes))
		return 2;
	if (w.keys == NULL)
		w.keys = keys_for(&a, w.dir);
	if (!make(&a, &w, &e))
		return fail(argv[0], &e);
	printf("Made %s. Next: edit %s/consultation.form, then\n"
	    "`earshot check %s` and `earshot publish %s`.\n"
	    "The private keys are in %s. Print recovery-sheet.pdf, lock it\n"
	    "away, and delete recovery.key and the PDF. Without a private key\n"
	    "nobody can ever read a response.\n", w.dir, w.dir, w.dir, w.dir,
	    w.keys);
	return 0;
}
