/* SPDX-License-Identifier: MIT
 *
 * page_original.c -- takes the originals of a sheet, and seals them.
 *
 * Nothing here opens a file: its kind is told by its first bytes.
 */
#include "survey/desk/keying.h"

static const char *const kinds[] = { "pdf", "jpg", "png", "tif", "txt", "eml",
	"odt", "docx" };

static bool
recipients(struct desk_visit *v, struct seal_public to[SEAL_RECIPIENTS],
    struct err *e)
{
	return (seal_public_read(path_join(v->a, v->desk->dir,
	    "keys/analyst.pub"), &to[0], e) &&
	    seal_public_read(path_join(v->a, v->desk->dir,
	    "keys/recovery.pub"), &to[1], e)) || err_wrap(e, "the public keys "
	    "(`earshot new` makes them)");
}

/* NULL: it is none that can be attached. */
static const char *
kind_of(struct desk_visit *v, const struct http_file *f)
{
	const char *kind = forms_file_kind(v->a, f->name, f->bytes);
	size_t i;

	for (i = 0; kind != NULL && i < LEN(kinds); i++)
		if (strcmp(kinds[i], kind) == 0)
			return kind;
	return NULL;
}

static bool
is_file(const struct http_file *f)
{
	return strcmp(f->field, "file") == 0 &&
	    (f->name[0] != '\0' || f->bytes.n > 0);
}

/* All are looked at before the first is kept; what the store refuses then, it says
 * of one file, and those before it stay. */
static bool
may_come(struct desk_visit *v, struct err *e)
{
	const struct http_files *all = &v->r->files;
	size_t i, n = 0;

	for (i = 0; i < all->n; i++) {
		const struct http_file *f = &all->v[i];

		if (!is_file(f))
			continue;
		n++;
		if (f->bytes.n > ORIGINAL_MAX)
			return err_set(e, ERR_INPUT, "“%s” has %s: 10 MB is the "
			    "most for one file. Nothing was attached. Scan it "
			    "in grey or at 200 dots to the inch, or attach its "
			    "pages as several files",
			    forms_file_name(v->a, f->name),
			    key_size(v, (int64_t)f->bytes.n));
		if (kind_of(v, f) == NULL)
			return err_set(e, ERR_INPUT, "“%s” cannot be attached. "
			    "These can: %s; and what is in a file must be what "
			    "its name says. Nothing was attached",
			    forms_file_name(v->a, f->name), ORIGINAL_KINDS);
	}
	return n > 0 || err_set(e, ERR_INPUT, "Choose one or more files "
	    "first");
}

static bool
attach(struct desk_visit *v, struct cases *c, int64_t sheet, struct err *e)
{
	const struct http_files *all = &v->r->files;
	struct seal_public to[SEAL_RECIPIENTS];
	size_t i, done = 0;

	if (!may_come(v, e) || !recipients(v, to, e))
		return false;
	for (i = 0; i < all->n; i++) {
		const struct http_file *f = &all->v[i];

		if (!is_file(f))
			continue;
		if (!original_add(c, sheet, forms_file_name(v->a, f->name),
		    kind_of(v, f), f->bytes, to, desk_login(v), now_seconds(),
		    e))
			return done == 0 ? false : err_set(e, e->code, "%s. "
			    "The %zu before it %s attached, and nothing after "
			    "it", arena_str(v->a, e->msg), done, done == 1 ?
			    "is" : "are");
		done++;
	}
	return true;
}

void
desk_original(struct desk_visit *v)
{
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	int64_t id = desk_number(desk_sent(v, "sheet"));
	struct err e = { 0 };

	if (!desk_store_open(v, DB_WRITE, &store, &e))
		desk_failed(v, &e);
	else if (attach(v, store.c, id, &e))
		desk_redirect(v, arena_printf(v->a, "/desk/keying/sheet"
		    "?id=%lld&attached=1#originals", (long long)id));
	else
		key_sheet(v, store.c, id, desk_sentence(v, &e));
}
