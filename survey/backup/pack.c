/* SPDX-License-Identifier: MIT
 *
 * pack.c -- making a backup while the servers run.
 *
 * The case store is copied before the intake store: what is pulled between the
 * two is in both, and what is withdrawn between them is erased at the next pull.
 * Everything is written beside the file that is wanted and put in its place when
 * it is whole and on the disk.
 */
#include "survey/backup/backup.h"
#include "survey/copy.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct pack {
	struct arena	*a;
	const char	*dir;
	char		*stage;		/* a folder of our own, or NULL */
	struct manifest	*m;
	size_t		 cap;
	struct archive	*z;
};

static void
pack_close(struct pack *p)
{
	static const char *const ours[] = { "cases.db", "intake.db",
	    "whole.tar" };
	size_t i;

	archive_write_free(p->z);
	if (p->stage == NULL)
		return;
	for (i = 0; i < LEN(ours); i++)
		unlink(path_join(p->a, p->stage, ours[i]));
	rmdir(p->stage);
}

/* ---- what goes in --------------------------------------------------------------- */

/* Of the top of the folder: not what is made anew, nor what is tried out. */
static bool
wanted(const char *name)
{
	static const char *const not[] = { "out", "tryout", "tryout.keys" };
	size_t i, n = strlen(name);

	for (i = 0; i < LEN(not); i++)
		if (strcmp(name, not[i]) == 0)
			return false;
	return strncmp(name, "intake.db", 9) != 0 &&
	    strncmp(name, "cases.db", 8) != 0 &&
	    (n < 5 || strcmp(name + n - 5, ".keys") != 0);
}

/* Where the bytes of a file of the manifest are. */
static const char *
source(struct pack *p, const char *path)
{
	bool copied = strcmp(path, "cases.db") == 0 ||
	    strcmp(path, "intake.db") == 0;

	return path_join(p->a, copied ? p->stage : p->dir, path);
}

static bool
add_file(struct pack *p, const char *path, struct err *e)
{
	struct manifest_file *f;

	if (!backup_path_ok(path))
		return true;	/* a secret, or nothing of ours */
	if (p->m->n == MANIFEST_FILES)
		return err_set(e, ERR_LIMIT, "%s: more than %d files are in "
		    "this folder", p->dir, MANIFEST_FILES);
	f = arena_push(p->a, p->m->files, p->m->n, p->cap);
	f->path = path;
	return file_sum(source(p, path), &f->size, f->hash, e);
}

static bool
add_folder(struct pack *p, const char *below, struct err *e)
{
	const char *const *names;
	struct stat st;
	size_t n, i;

	if (!list_folder(p->a, path_join(p->a, p->dir, below), &names, &n, e))
		return false;
	for (i = 0; i < n; i++) {
		const char *path = *below == '\0' ? names[i] :
		    path_join(p->a, below, names[i]);

		if ((*below == '\0' && !wanted(names[i])) ||
		    lstat(path_join(p->a, p->dir, path), &st) != 0)
			continue;
		if (S_ISDIR(st.st_mode) ? !add_folder(p, path, e) :
		    S_ISREG(st.st_mode) && !add_file(p, path, e))
			return false;
	}
	return true;
}

static int
by_path(const void *a, const void *b)
{
	return strcmp(((const struct manifest_file *)a)->path,
	    ((const struct manifest_file *)b)->path);
}

/* ---- the two stores ------------------------------------------------------------- */

static bool
copy_store(struct pack *p, const char *name, bool *there, struct err *e)
{
	const char *from = path_join(p->a, p->dir, name);
	const char *to = path_join(p->a, p->stage, name);
	struct db db CLEAN(db_close) = { 0 };

	*there = file_exists(from);
	return !*there || (db_copy(from, to, e) &&
	    db_open(&db, to, DB_READ, e) && db_check(&db, e) &&
	    add_file(p, name, e));
}

static bool
describe_cases(struct pack *p, struct err *e)
{
	struct cases *c = NULL;
	char head[AUDIT_HEAD];
	int64_t real, rehearsal;
	bool ok;

	ok = cases_open(&c, path_join(p->a, p->stage, "cases.db"), DB_READ, e)
	    && cases_counts(c, &real, &rehearsal, e) &&
	    cases_audit_verify(c, NULL, head, e);
	cases_close(c);
	if (!ok)
		return err_wrap(e, "nothing was backed up");
	p->m->opened = real + rehearsal;
	p->m->head = arena_str(p->a, head);
	return true;
}

static bool
describe_intake(struct pack *p, struct err *e)
{
	struct intake_count c[64];
	struct intake *in = NULL;
	size_t n = LEN(c), i;
	bool ok;

	ok = intake_open(&in, path_join(p->a, p->stage, "intake.db"), DB_READ,
	    NULL, 0, e) && intake_counts(in, c, &n, e);
	intake_close(in);
	for (i = 0; ok && i < n; i++)
		p->m->sealed += c[i].n;
	return ok || err_wrap(e, "nothing was backed up");
}

static bool
collect(struct pack *p, struct err *e)
{
	struct forms_form *form;
	struct err ignored;
	bool cases, intake;

	p->m->form = forms_load_published(p->a, p->dir, NULL, &form,
	    &ignored) ? form->hash : "";
	if (!copy_store(p, "cases.db", &cases, e) ||
	    !copy_store(p, "intake.db", &intake, e) ||
	    (cases && !describe_cases(p, e)) ||
	    (intake && !describe_intake(p, e)) || !add_folder(p, "", e))
		return false;
	if (p->m->n == 0)
		return err_set(e, ERR_INPUT, "%s: there is nothing in it",
		    p->dir);
	qsort(p->m->files, p->m->n, sizeof(*p->m->files), by_path);
	return true;
}

/* ---- the file ------------------------------------------------------------------- */

static bool
archive_failed(struct pack *p, struct err *e)
{
	const char *why = archive_error_string(p->z);

	return err_set(e, ERR_IO, "the backup could not be written: %s. "
	    "Nothing is in its place", why ? why : "no reason was given");
}

struct member { struct pack *p; struct seal_sum sum; int64_t n; };

static bool
put_block(void *arg, const void *block, size_t n, struct err *e)
{
	struct member *m = arg;

	seal_sum_add(&m->sum, block, n);
	m->n += (int64_t)n;
	return archive_write_data(m->p->z, block, n) == (la_ssize_t)n ||
	    archive_failed(m->p, e);
}

static bool
begin_member(struct pack *p, const char *path, int64_t size, struct err *e)
{
	struct archive_entry *h = archive_entry_new();
	bool ok;

	archive_entry_set_pathname(h, path);
	archive_entry_set_size(h, size);
	archive_entry_set_filetype(h, AE_IFREG);
	archive_entry_set_perm(h, 0600);
	archive_entry_set_mtime(h, now_seconds(), 0);
	ok = archive_write_header(p->z, h) == ARCHIVE_OK;
	archive_entry_free(h);
	return ok || archive_failed(p, e);
}

static bool
put_file(struct pack *p, const struct manifest_file *f, struct err *e)
{
	struct member m = { .p = p };
	uint8_t hash[32];

	seal_sum_start(&m.sum);
	if (!begin_member(p, f->path, f->size, e) ||
	    !file_each(source(p, f->path), put_block, &m, e))
		return false;
	seal_sum_end(&m.sum, hash);
	return (m.n == f->size && memcmp(hash, f->hash, 32) == 0) ||
	    err_set(e, ERR_BUSY, "%s was changed while it was copied: try "
	    "again", f->path);
}

static bool
put_all(struct pack *p, int fd, struct err *e)
{
	struct buf text CLEAN(buf_free) = { .max = MANIFEST_MAX };
	struct member m = { .p = p };
	size_t i;

	manifest_write(p->m, &text);
	if (!buf_ok(&text))
		return err_set(e, ERR_LIMIT, "too many files for a backup");
	p->z = archive_write_new();
	if (p->z == NULL ||
	    archive_write_set_format_pax_restricted(p->z) != ARCHIVE_OK ||
	    archive_write_add_filter_zstd(p->z) != ARCHIVE_OK ||
	    archive_write_open_fd(p->z, fd) != ARCHIVE_OK)
		return archive_failed(p, e);
	if (!begin_member(p, MANIFEST, (int64_t)text.n, e) ||
	    !put_block(&m, text.p, text.n, e))
		return false;
	for (i = 0; i < p->m->n; i++)
		if (!put_file(p, &p->m->files[i], e))
			return false;
	return archive_write_close(p->z) == ARCHIVE_OK ||
	    archive_failed(p, e);
}

static void
sync_folder(struct arena *a, const char *file)
{
	const char *slash = strrchr(file, '/');
	int fd = open(slash == NULL ? "." : slash == file ? "/" :
	    arena_strn(a, file, (size_t)(slash - file)),
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
}

/* link() and not rename(): what came there meanwhile stays. */
static bool
put_in_place(struct pack *p, const char *whole, const char *file,
    struct err *e)
{
	if (link(whole, file) != 0)
		return err_set(e, ERR_IO, "%s: %s", file, strerror(errno));
	sync_folder(p->a, file);
	return true;
}

static bool
write_file(struct pack *p, const char *file, int64_t *bytes, struct err *e)
{
	const char *whole = path_join(p->a, p->stage, "whole.tar");
	int fd = open(whole, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	struct stat st = { 0 };
	bool ok;

	if (fd < 0)
		return err_set(e, ERR_IO, "%s: %s", whole, strerror(errno));
	ok = put_all(p, fd, e);
	if (ok && (fsync(fd) != 0 || fstat(fd, &st) != 0))
		ok = err_set(e, ERR_IO, "%s: %s", whole, strerror(errno));
	close(fd);
	*bytes = st.st_size;
	return ok && put_in_place(p, whole, file, e);
}

static bool
may_write(struct pack *p, const char *file, struct err *e)
{
	if (file_exists(file))
		return err_set(e, ERR_INPUT, "%s is there already: name "
		    "another file", file);
	if (path_inside(p->a, file, p->dir))
		return err_set(e, ERR_USAGE, "%s: a backup goes to a place "
		    "outside %s, on another disk", file, p->dir);
	return true;
}

bool
backup_make(struct arena *a, const char *dir, const char *file,
    struct backup_done *done, struct err *e)
{
	struct pack p CLEAN(pack_close) = { .a = a, .dir = dir,
	    .m = &done->m };
	char made[24], *stage = arena_printf(a, "%s.part-XXXXXX", file);
	time_t now = (time_t)now_seconds();
	struct tm tm;

	*done = (struct backup_done){ .m = { .head = "",
	    .program = "earshot", .name = path_name(a, dir) } };
	gmtime_r(&now, &tm);
	strftime(made, sizeof(made), "%Y-%m-%dT%H:%M:%SZ", &tm);
	done->m.made = arena_str(a, made);
	if (!may_write(&p, file, e))
		return false;
	if (mkdtemp(stage) == NULL)
		return err_set(e, ERR_IO, "%s: %s", file, strerror(errno));
	p.stage = stage;
	return collect(&p, e) && write_file(&p, file, &done->bytes, e);
}
