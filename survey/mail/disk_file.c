/* SPDX-License-Identifier: MIT
 *
 * disk_file.c -- messages in one file: one message, an mbox, or what Outlook
 * wrote.
 */
#include "survey/mail/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

static bool
broken(const char *path, struct err *e)
{
	return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
}

/* ---- mbox ------------------------------------------------------------ */

static bool
read_some(void *arg, char *to, size_t n, size_t *got, struct err *e)
{
	struct disk *d = arg;
	ssize_t r;

	do
		r = read(d->fd, to, n);
	while (r < 0 && errno == EINTR);
	*got = r > 0 ? (size_t)r : 0;
	return r >= 0 || err_set(e, ERR_IO, "%s: %s", d->path,
	    strerror(errno));
}

bool
disk_mbox(struct disk *d, struct str *raw, struct mail_at *at, bool *given,
    struct err *e)
{
	struct mbox_message m;

	for (;;) {
		if (!mbox_next(&d->mbox, &m, given, e))
			return false;
		if (!*given)
			break;
		d->unquoted += m.unquoted;
		at->place = arena_printf(&d->a, "%s@%llu", d->rel,
		    (unsigned long long)m.at);
		if (m.within > 0)
			source_say(&d->s, false, "%s: %zu line%s in it look%s like "
			    "the beginning of another message; by its "
			    "Content-Length they are its own", at->place,
			    m.within, m.within == 1 ? "" : "s",
			    m.within == 1 ? "s" : "");
		if (!m.large)
			break;
		source_say(&d->s, true, "%s: a message of %llu MB. The most that is "
		    "read is %d MB; it was left unread", at->place,
		    (unsigned long long)(m.size >> 20), SOURCE_MOST >> 20);
	}
	*raw = m.raw;
	at->received = m.received;
	at->copied = true;
	if (!*given && d->unquoted > 0)
		source_say(&d->s, false, "%s: %zu line%s “>From …” lost the “>”, "
		    "which such files put there", d->rel[0] != '\0' ? d->rel :
		    d->s.name, d->unquoted, d->unquoted == 1 ? "" : "s");
	return true;
}

void
disk_mbox_close(struct disk *d)
{
	if (d->fd >= 0)
		close(d->fd);
	d->fd = -1;
	mbox_free(&d->mbox);
}

static bool
open_mbox(struct disk *d, const char *rel, int *fd, const char *path,
    struct err *e)
{
	if (lseek(*fd, 0, SEEK_SET) != 0)
		return broken(path, e);
	(void)posix_fadvise(*fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	d->fd = *fd;
	*fd = -1;
	d->mbox = (struct mbox){ .read = read_some, .arg = d,
	    .most = SOURCE_MOST };
	d->rel = rel;
	d->unquoted = 0;
	return true;
}

/* ---- the whole file ------------------------------------------------------ */

static bool
read_whole(int fd, const char *path, struct buf *out, struct err *e)
{
	char piece[1 << 16];
	off_t at = 0;
	ssize_t n;

	buf_clear(out);
	for (;;) {
		n = pread(fd, piece, sizeof(piece), at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return broken(path, e);
		if (n == 0)
			return true;
		buf_put(out, piece, (size_t)n);
		at += n;
	}
}

/* Some programs save one message with a From_ line above it. */
static void
without_from_line(struct buf *b)
{
	const char *end;
	struct str line;
	int64_t when;
	size_t cut;

	if (b->n < 5 || memcmp(b->p, "From ", 5) != 0 ||
	    (end = memchr(b->p, '\n', b->n)) == NULL)
		return;
	line = (struct str){ b->p, (size_t)(end - b->p) };
	if (!mbox_date(line, &when))
		return;
	cut = line.n + 1;
	memmove(b->p, b->p + cut, b->n - cut + 1);
	b->n -= cut;
}

static bool
take_message(struct disk *d, int fd, const char *path, int64_t size, bool ours,
    bool *given, struct err *e)
{
	if (size > SOURCE_MOST) {
		source_say(&d->s, true, "%s: a message of %lld MB. The most that is "
		    "read is %d MB; it was left unread",
		    source_text(&d->a, path), (long long)(size >> 20),
		    SOURCE_MOST >> 20);
		return true;
	}
	if (!read_whole(fd, path, &d->raw, e))
		return false;
	if (!buf_ok(&d->raw))
		return err_set(e, ERR_LIMIT, "%s: it grows while it is read",
		    path);
	without_from_line(&d->raw);
	if (ours)
		steady_message(&d->raw, d->ran_from, d->ran_to);
	*given = true;
	return true;
}

static bool
take_msg(struct disk *d, int fd, const char *path, int64_t size, bool *given,
    struct err *e)
{
	bool ok = false;

	if (size <= SOURCE_MOST && !outlook_msg(d, path, &d->raw, &ok, e))
		return false;
	*given = ok;
	return ok || take_message(d, fd, path, size, false, given, e);
}

static bool
take_pst(struct disk *d, const char *path, const char *rel, struct err *e)
{
	const char *dir = NULL;

	if (!outlook_pst(d, path, &dir, e))
		return false;
	if (dir != NULL)
		disk_enter(d, path_join(&d->a, dir, "out"), rel[0] == '\0' ?
		    "" : arena_printf(&d->a, "%s/", rel), dir, false);
	return true;
}

/* ---- which it is ---------------------------------------------------------- */

/* A Maildir's file got other flags since the folder was listed: its name now. */
static const char *
renamed(struct disk *d, const struct disk_folder *f, const char *name)
{
	const size_t n = strcspn(name, ":");
	const char *found = NULL;
	struct dirent *entry;
	DIR *dir = f->box ? opendir(f->path) : NULL;

	while (dir != NULL && found == NULL && (entry = readdir(dir)) != NULL)
		if (strncmp(entry->d_name, name, n) == 0 &&
		    (entry->d_name[n] == ':' || entry->d_name[n] == '\0'))
			found = path_join(&d->a, f->path, entry->d_name);
	if (dir != NULL)
		closedir(dir);
	return found;
}

/* It moved on to cur/, which is read later. */
static bool
in_cur(struct disk *d, const struct disk_folder *f, const char *name)
{
	struct disk_folder cur = *f;

	if (!f->box || f->up == NULL || !f->up->box)
		return false;
	cur.path = f->up->path;
	return renamed(d, &cur, name) != NULL;
}

static bool
passed_over(struct disk *d, const struct disk_folder *f, const char *path,
    const char *why, struct err *e)
{
	if (d->single && f->up == NULL)
		return err_set(e, ERR_INPUT, "%s: %s. Email is read from .eml, "
		    "mbox, .msg and .pst files, and from folders of them",
		    path, why);
	source_say(&d->s, true, "%s: %s; it was passed over",
	    source_text(&d->a, path), why);
	return true;
}

/* Beside email lie settings of programs and the like.  Only what is email is
 * missed. */
static bool
hidden(struct disk *d, const struct disk_folder *f, const char *name, struct str
    head)
{
	if (name[0] != '.' || f->box || f->ours || (d->single && f->up == NULL))
		return false;
	if (disk_is(name, head) != IS_OTHER)
		source_say(&d->s, true, "%s: email in a hidden file, which was "
		    "passed over. Import it by its own name if it is wanted",
		    source_text(&d->a, path_join(&d->a, f->path, name)));
	return true;
}

static bool
by_kind(struct disk *d, struct disk_folder *f, const char *name, int *fd,
    bool *given, struct err *e)
{
	const char *path = path_join(&d->a, f->path, name);
	const char *rel = d->single && f->up == NULL ? "" :
	    arena_printf(&d->a, "%s%s", f->rel,
	    source_text(&d->a, name));
	char head[DISK_HEAD];
	struct stat st;
	ssize_t n;

	if (fstat(*fd, &st) != 0 || (n = pread(*fd, head, sizeof(head), 0)) < 0)
		return broken(path, e);
	if (!S_ISREG(st.st_mode))
		return passed_over(d, f, path, "no file", e);
	if (hidden(d, f, name, (struct str){ head, (size_t)n }))
		return true;
	switch (f->box ? IS_MESSAGE :
	    disk_is(name, (struct str){ head, (size_t)n })) {
	case IS_MESSAGE:
		return take_message(d, *fd, path, st.st_size, f->ours, given,
		    e);
	case IS_MBOX:
		return open_mbox(d, rel, fd, path, e);
	case IS_MSG:
		return take_msg(d, *fd, path, st.st_size, given, e);
	case IS_PST:
		return take_pst(d, path, rel, e);
	case IS_OTHER:
		break;
	}
	return passed_over(d, f, path, n == 0 ? "it is empty" :
	    "it is no email", e);
}

bool
disk_file(struct disk *d, struct disk_folder *f, const char *name, bool *given,
    struct err *e)
{
	enum { HOW = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK };
	const char *path = path_join(&d->a, f->path, name), *other;
	int fd CLEAN(close_fd) = open(path, HOW);

	if (fd < 0 && errno == ENOENT) {
		if ((other = renamed(d, f, name)) != NULL)
			fd = open(other, HOW);
		else if (in_cur(d, f, name))
			return true;
	}
	if (fd >= 0)
		return by_kind(d, f, name, &fd, given, e);
	if (errno != ENOENT)
		return broken(path, e);
	source_say(&d->s, true, "%s: it was there, and is gone; it was not read",
	    source_text(&d->a, path));
	return true;
}
