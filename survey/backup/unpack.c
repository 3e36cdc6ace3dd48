/* SPDX-License-Identifier: MIT
 *
 * unpack.c -- a backup back into a folder.
 *
 * The file may come from anywhere.  Only regular files that the manifest names
 * are made, under names that stay in the folder, no larger than it says; links,
 * devices and everything else are refused.  libarchive only takes the file
 * apart: it writes nothing.
 */
#include "survey/backup/backup.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

struct unpack {
	struct arena	*a;
	const char	*file, *to;
	struct manifest	*m;
	struct archive	*z;
	bool		*seen;		/* by the number in the manifest */
};

static void
unpack_close(struct unpack *u)
{
	archive_read_free(u->z);
}

static bool
damaged(const struct unpack *u, struct err *e)
{
	const char *why = u->z != NULL ? archive_error_string(u->z) : NULL;

	return err_set(e, ERR_INPUT, "%s: this is no backup, or it is damaged "
	    "(%s)", u->file, why ? why : "it ends too soon");
}

/* ---- the manifest --------------------------------------------------------------- */

static bool
is_plain_file(struct archive_entry *h)
{
	return archive_entry_filetype(h) == AE_IFREG &&
	    archive_entry_hardlink(h) == NULL &&
	    archive_entry_symlink(h) == NULL && archive_entry_size_is_set(h) &&
	    archive_entry_pathname(h) != NULL;
}

static bool
read_manifest(struct unpack *u, struct err *e)
{
	struct buf text CLEAN(buf_free) = { .max = MANIFEST_MAX + 1 };
	struct archive_entry *h;
	char block[16384];
	la_ssize_t n;

	if (archive_read_next_header(u->z, &h) != ARCHIVE_OK)
		return damaged(u, e);
	if (!is_plain_file(h) || strcmp(archive_entry_pathname(h),
	    MANIFEST) != 0 || archive_entry_size(h) > MANIFEST_MAX)
		return err_set(e, ERR_INPUT, "%s: this is no backup of ours: "
		    "it does not begin with a manifest", u->file);
	while ((n = archive_read_data(u->z, block, sizeof(block))) > 0)
		buf_put(&text, block, (size_t)n);
	if (n < 0)
		return damaged(u, e);
	return manifest_read(u->a, (struct str){ text.p, text.n }, u->m, e) ||
	    err_wrap(e, "%s", u->file);
}

static bool
has_room(struct unpack *u, struct err *e)
{
	uint64_t room, all = 0;
	size_t i;

	for (i = 0; i < u->m->n; i++)
		all += (uint64_t)u->m->files[i].size;
	return !disk_free(u->to, &room) || all <= room ||
	    err_set(e, ERR_IO, "%s holds %llu MB, and the disk has room for "
	    "%llu", u->file, (unsigned long long)(all >> 20),
	    (unsigned long long)(room >> 20));
}

/* ---- the others ----------------------------------------------------------------- */

/* The folders that a path names; all of them are ours, as links never are. */
static bool
make_folders(struct unpack *u, const char *path, struct err *e)
{
	size_t i;

	for (i = 0; path[i] != '\0'; i++)
		if (path[i] == '/' && !dir_make(path_join(u->a, u->to,
		    arena_strn(u->a, path, i)), 0755, e))
			return false;
	return true;
}

static bool
write_block(int fd, const char *p, size_t n)
{
	ssize_t did;

	for (; n > 0; p += did, n -= (size_t)did) {
		did = write(fd, p, n);
		if (did < 0 && errno == EINTR)
			did = 0;
		else if (did <= 0)
			return false;
	}
	return true;
}

static bool
copy_out(struct unpack *u, const struct manifest_file *f, int fd,
    struct err *e)
{
	char block[65536];
	struct seal_sum sum;
	uint8_t hash[32];
	int64_t all = 0;
	la_ssize_t n;

	seal_sum_start(&sum);
	while ((n = archive_read_data(u->z, block, sizeof(block))) > 0) {
		all += n;
		if (all > f->size)
			break;
		seal_sum_add(&sum, block, (size_t)n);
		if (!write_block(fd, block, (size_t)n))
			return err_set(e, ERR_IO, "%s: %s", f->path,
			    strerror(errno));
	}
	if (n < 0)
		return damaged(u, e);
	seal_sum_end(&sum, hash);
	if (all != f->size || memcmp(hash, f->hash, 32) != 0)
		return err_set(e, ERR_INPUT, "%s: %s in it is not what its "
		    "manifest says", u->file, f->path);
	return fsync(fd) == 0 || err_set(e, ERR_IO, "%s: %s", f->path,
	    strerror(errno));
}

static bool
take_member(struct unpack *u, struct archive_entry *h, struct err *e)
{
	const struct manifest_file *f;
	const char *path;
	mode_t mode;
	bool ok;
	int fd;

	if (!is_plain_file(h))
		return err_set(e, ERR_INPUT, "%s: there is something in it "
		    "that is no plain file", u->file);
	f = manifest_find(u->m, archive_entry_pathname(h));
	if (f == NULL || u->seen[f - u->m->files] ||
	    archive_entry_size(h) != f->size)
		return err_set(e, ERR_INPUT, "%s: `%.100s` in it is not what "
		    "its manifest says", u->file, archive_entry_pathname(h));
	u->seen[f - u->m->files] = true;
	path = path_join(u->a, u->to, f->path);
	mode = strchr(f->path, '/') == NULL &&
	    strstr(f->path, ".db") != NULL ? 0600 : 0644;
	if (!make_folders(u, f->path, e))
		return false;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    mode);
	if (fd < 0)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	ok = copy_out(u, f, fd, e);
	close(fd);
	return ok;
}

static bool
take_all(struct unpack *u, struct err *e)
{
	struct archive_entry *h;
	size_t i;
	int r;

	while ((r = archive_read_next_header(u->z, &h)) == ARCHIVE_OK)
		if (!take_member(u, h, e))
			return false;
	if (r != ARCHIVE_EOF)
		return damaged(u, e);
	for (i = 0; i < u->m->n; i++)
		if (!u->seen[i])
			return err_set(e, ERR_INPUT, "%s: %s is missing in it",
			    u->file, u->m->files[i].path);
	return true;
}

bool
backup_unpack(struct arena *a, const char *file, const char *to,
    struct manifest *m, struct err *e)
{
	struct unpack u CLEAN(unpack_close) = { .a = a, .file = file,
	    .to = to, .m = m, .z = archive_read_new() };

	if (!file_exists(file))
		return err_set(e, ERR_INPUT, "%s: there is no such file", file);
	if (u.z == NULL || archive_read_support_filter_zstd(u.z) != ARCHIVE_OK
	    || archive_read_support_format_tar(u.z) != ARCHIVE_OK ||
	    archive_read_open_filename(u.z, file, 65536) != ARCHIVE_OK)
		return damaged(&u, e);
	if (!read_manifest(&u, e))
		return false;
	u.seen = arena_get(a, m->n + 1, 1);
	return has_room(&u, e) && take_all(&u, e);
}
