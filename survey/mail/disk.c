/* SPDX-License-Identifier: MIT
 *
 * disk.c -- messages in files: which files there are, in which order.
 *
 * Nothing is changed there.  A Maildir is read new/ first and cur/ after it: a
 * message that another program moves meanwhile is met in one of them, or in both,
 * and never in neither.
 */
#include "survey/mail/disk.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEP = 64 };	/* folders within folders */

static bool
is_folder(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool
is_maildir(const char *path)
{
	struct arena a CLEAN(arena_free) = { 0 };

	return is_folder(path_join(&a, path, "cur")) &&
	    is_folder(path_join(&a, path, "new"));
}

static void
free_folder(struct disk_folder *f)
{
	if (f->temporary != NULL)
		outlook_remove(f->temporary);
	arena_free(&f->a);
	free(f);
}

void
disk_enter(struct disk *d, const char *path, const char *rel,
    const char *temporary, bool box)
{
	struct disk_folder *f = calloc(1, sizeof(*f));

	if (f == NULL)
		abort();
	f->path = arena_str(&f->a, path);
	f->rel = arena_str(&f->a, rel != NULL ? rel : "");
	f->temporary = temporary != NULL ? arena_str(&f->a, temporary) : NULL;
	f->box = box;
	f->ours = temporary != NULL || (d->top != NULL && d->top->ours);
	f->up = d->top;
	d->top = f;
}

/* ---- one folder ---------------------------------------------------- */

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
list(struct disk_folder *f, struct err *e)
{
	struct dirent *entry;
	size_t cap = 0;
	DIR *dir = opendir(f->path);

	if (dir == NULL)
		return err_set(e, ERR_IO, "%s: %s", f->path, strerror(errno));
	for (errno = 0; (entry = readdir(dir)) != NULL; errno = 0)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			*arena_push(&f->a, f->names, f->n, cap) =
			    arena_str(&f->a, entry->d_name);
	if (errno != 0) {
		err_set(e, ERR_IO, "%s: %s", f->path, strerror(errno));
		closedir(dir);
		return false;
	}
	closedir(dir);
	if (f->n > 0)
		qsort(f->names, f->n, sizeof(*f->names), by_name);
	f->listed = true;
	return true;
}

/* Its subfolders are other mailboxes (Maildir++: ".Sent"). */
static void
enter_maildir(struct disk *d, const char *path, const char *rel)
{
	struct disk_folder other = { .path = path };
	struct err ignored;
	const char *sub;
	size_t i;

	if (list(&other, &ignored))
		for (i = 0; i < other.n; i++) {
			sub = path_join(&other.a, path, other.names[i]);
			if (other.names[i][0] == '.' && is_maildir(sub))
				source_say(&d->s, true, "%s: another folder of this "
				    "Maildir, which was passed over. Import "
				    "it by its own name if it is wanted",
				    source_text(&other.a, sub));
		}
	disk_enter(d, path_join(&other.a, path, "cur"), rel, NULL, true);
	disk_enter(d, path_join(&other.a, path, "new"), rel, NULL, true);
	arena_free(&other.a);
}

static bool
enter_folder(struct disk *d, const struct disk_folder *up, const char *path,
    const char *name, struct err *e)
{
	const char *rel = arena_printf(&d->a, "%s%s/", up->rel,
	    source_text(&d->a, name));
	const struct disk_folder *f;
	int deep = 0;

	for (f = d->top; f != NULL; f = f->up)
		if (++deep > DEEP)
			return err_set(e, ERR_LIMIT, "%s: folders within "
			    "folders, %d deep. Import the inner ones by "
			    "themselves", path, DEEP);
	if (is_maildir(path))
		enter_maildir(d, path, rel);
	else
		disk_enter(d, path, rel, NULL, false);
	return true;
}

static bool
one_name(struct disk *d, struct disk_folder *f, const char *name, bool *given,
    struct err *e)
{
	const char *path = path_join(&d->a, f->path, name);
	struct stat st = { 0 };

	if (f->box && name[0] == '.')
		return true;		/* as Maildir says */
	if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode) &&
	    !S_ISDIR(st.st_mode)) {
		source_say(&d->s, true, "%s: %s, which was passed over",
		    source_text(&d->a, path), S_ISLNK(st.st_mode) ?
		    "a link" : "no file");
		return true;
	}
	if (!d->single && !f->ours && !f->box && disk_is_litter(name))
		return true;
	if (!d->single && !f->ours && name[0] == '.' && S_ISDIR(st.st_mode)) {
		source_say(&d->s, true, "%s: a hidden folder, which was passed "
		    "over. Import it by its own name if there is email in it",
		    source_text(&d->a, path));
		return true;
	}
	if (!S_ISDIR(st.st_mode))
		return disk_file(d, f, name, given, e);
	if (!f->box)
		return enter_folder(d, f, path, name, e);
	source_say(&d->s, true, "%s: a folder where a Maildir has messages; it was "
	    "passed over", source_text(&d->a, path));
	return true;
}

/* ---- the source --------------------------------------------------------- */

/* When a Maildir's message came: its name begins with the time. */
static int64_t
maildir_time(const char *name)
{
	char *end;
	long long t = strtoll(name, &end, 10);

	return end != name && *end == '.' && t > 0 && t < INT32_MAX * 2LL ?
	    t : 0;
}

/* A Maildir's flags, behind the colon, may change; its place does not. */
static const char *
place_of(struct disk *d, const struct disk_folder *f, const char *name)
{
	size_t n = f->box ? strcspn(name, ":") : strlen(name);

	return arena_printf(&d->a, "%s%s", f->rel,
	    source_text(&d->a, arena_strn(&d->a, name, n)));
}

static bool
next(struct mail_source *s, struct str *raw, struct mail_at *at, bool *more,
    struct err *e)
{
	struct disk *d = (struct disk *)s;
	struct disk_folder *f;
	const char *name;

	for (;;) {
		if (d->fd >= 0) {
			if (!disk_mbox(d, raw, at, more, e))
				return false;
			if (*more)
				break;
			disk_mbox_close(d);
		}
		arena_free(&d->a);
		if ((f = d->top) == NULL)
			return true;
		if (!f->listed && !list(f, e))
			return false;
		if (f->next == f->n) {
			d->top = f->up;
			free_folder(f);
			continue;
		}
		name = f->names[f->next++];
		if (!one_name(d, f, name, more, e))
			return false;
		if (!*more)
			continue;
		*raw = (struct str){ buf_text(&d->raw), d->raw.n };
		at->place = place_of(d, f, name);
		at->received = f->box ? maildir_time(name) : 0;
		at->copied = true;
		break;
	}
	s->seen++;
	return true;
}

static void
close_disk(struct mail_source *s)
{
	struct disk *d = (struct disk *)s;
	struct disk_folder *f;

	disk_mbox_close(d);
	while ((f = d->top) != NULL) {
		d->top = f->up;
		free_folder(f);
	}
	buf_free(&d->raw);
	arena_free(&d->a);
	arena_free(&s->a);
	free(d);
}

static const struct source_kind disk_kind = { next, NULL, close_disk };

/* One file is a folder's list with one name in it. */
static void
enter_file(struct disk *d)
{
	const char *slash = strrchr(d->path, '/');
	struct disk_folder *f;
	size_t cap = 0;

	disk_enter(d, slash == d->path ? "/" : arena_strn(&d->s.a, d->path,
	    (size_t)(slash - d->path)), NULL, NULL, false);
	f = d->top;
	*arena_push(&f->a, f->names, f->n, cap) = arena_str(&f->a, slash + 1);
	f->listed = true;
	d->single = true;
}

bool
disk_open(struct mail_source **out, const char *path,
    const struct mail_wants *w, struct err *e)
{
	struct disk *d;
	char real[PATH_MAX];
	struct stat st;
	const char *kind;

	if (realpath(path, real) == NULL || stat(real, &st) != 0)
		return err_set(e, ERR_INPUT, "%s: %s. Name a file or folder of "
		    "email, or imaps://USER@HOST/MAILBOX", path,
		    strerror(errno));
	if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
		return err_set(e, ERR_INPUT, "%s: neither a file nor a folder",
		    path);
	d = source_new(&disk_kind, w, sizeof(*d));
	d->fd = -1;
	d->raw.max = SOURCE_MOST + 1;
	d->path = arena_str(&d->s.a, real);
	kind = "folder";
	if (S_ISREG(st.st_mode)) {
		enter_file(d);
		kind = "file";
	} else if (is_maildir(real)) {
		enter_maildir(d, real, NULL);
		kind = "maildir";
	} else
		disk_enter(d, real, NULL, NULL, false);
	d->s.name = arena_printf(&d->s.a, "%s:%s", kind,
	    source_text(&d->s.a, real));
	*out = &d->s;
	return true;
}
