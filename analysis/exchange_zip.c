/* SPDX-License-Identifier: MIT
 *
 * exchange_zip.c -- the archive of a project (.qdpx), packed and unpacked in memory
 * by libarchive.  No file is ever made of what is in one.
 */
#include "analysis/exchange_private.h"

#include <archive.h>
#include <archive_entry.h>
#include <time.h>

enum {
	ENTRIES_MOST = 250000, NAME_MOST = 400,
	TEXT_MOST = 16 << 20, ALL_MOST = 768 << 20,
	RATIO_MOST = 200, SMALL = 1024,
	RATIO_FROM = 4 << 20		/* small ones may unpack as they like */
};

/* ---- packed ---------------------------------------------------------------------------- */

static la_ssize_t
take(struct archive *z, void *arg, const void *p, size_t n)
{
	struct buf *to = arg;

	(void)z;
	buf_put(to, p, n);
	return buf_ok(to) ? (la_ssize_t)n : -1;
}

static bool
pack_one(struct archive *z, const struct exchange_file *f, int64_t time)
{
	struct archive_entry *h = archive_entry_new();
	bool ok;

	archive_entry_set_pathname(h, f->path);
	archive_entry_set_size(h, (la_int64_t)f->bytes.n);
	archive_entry_set_filetype(h, AE_IFREG);
	archive_entry_set_perm(h, 0644);
	archive_entry_set_mtime(h, time, 0);
	/* Starting to compress costs more than there is to gain in short ones. */
	ok = (f->bytes.n < SMALL ? archive_write_zip_set_compression_store(z) :
	    archive_write_zip_set_compression_deflate(z)) == ARCHIVE_OK &&
	    archive_write_header(z, h) == ARCHIVE_OK && (f->bytes.n == 0 ||
	    archive_write_data(z, f->bytes.p, f->bytes.n) ==
	    (la_ssize_t)f->bytes.n);
	archive_entry_free(h);
	return ok;
}

/* UTC, as the time zone of a process would make other bytes. */
static uint32_t
dos_time(int64_t at)
{
	time_t t = (time_t)at;
	struct tm tm;

	if (gmtime_r(&t, &tm) == NULL || tm.tm_year < 80)
		return 1 << 21 | 1 << 16;	/* 1980-01-01 */
	if (tm.tm_year > 207)
		return 127u << 25 | 12 << 21 | 31 << 16;
	return (uint32_t)(tm.tm_year - 80) << 25 |
	    (uint32_t)(tm.tm_mon + 1) << 21 | (uint32_t)tm.tm_mday << 16 |
	    (uint32_t)tm.tm_hour << 11 | (uint32_t)tm.tm_min << 5 |
	    (uint32_t)tm.tm_sec / 2;
}

static uint32_t
little(const char *p, int bytes)
{
	uint32_t v = 0;

	while (bytes-- > 0)
		v = v << 8 | (unsigned char)p[bytes];
	return v;
}

static void
put_little(char *p, uint32_t v)
{
	int i;

	for (i = 0; i < 4; i++)
		p[i] = (char)(v >> 8 * i);
}

/* libarchive writes the local time of the process (in the central directory at 12,
 * in each file's header at 10): put it right. */
static void
set_times(char *zip, size_t n, int64_t time)
{
	const char *last = zip + n - 22;	/* end of the directory */
	uint32_t when = dos_time(time), at = little(last + 16, 4);
	char *p;

	for (p = zip + at; p < last && little(p, 4) == 0x02014b50;
	    p += 46 + little(p + 28, 2) + little(p + 30, 2) +
	    little(p + 32, 2)) {
		put_little(p + 12, when);
		put_little(zip + little(p + 42, 4) + 10, when);
	}
}

bool
exchange_pack(const struct exchange_file *f, size_t n, int64_t time,
    struct buf *to, struct err *e)
{
	struct buf zip CLEAN(buf_free) = { .max = (size_t)1 << 31 };
	struct archive *z = archive_write_new();
	bool ok = z != NULL && archive_write_set_format_zip(z) == ARCHIVE_OK &&
	    archive_write_set_bytes_in_last_block(z, 1) == ARCHIVE_OK &&
	    archive_write_open(z, &zip, NULL, take, NULL) == ARCHIVE_OK;
	size_t i;

	for (i = 0; ok && i < n; i++)
		ok = pack_one(z, &f[i], time);
	ok = ok && archive_write_close(z) == ARCHIVE_OK && zip.n >= 22;
	archive_write_free(z);
	if (ok) {
		set_times(zip.p, zip.n, time);
		buf_put(to, zip.p, zip.n);
	}
	return (ok && buf_ok(to)) || err_set(e, ERR_LIMIT, "the project is too "
	    "large to be written: export fewer questions at a time");
}

/* ---- unpacked -------------------------------------------------------------------------- */

struct unpacking {
	struct exchange_said *s;
	struct exchange_file *f;	/* the first: project.qde */
	size_t		 n, cap, zip, out, entries;
};

static void
close_archive(struct archive **z)
{
	archive_read_free(*z);
}

static bool
ends(const char *s, const char *with)
{
	size_t n = strlen(s), m = strlen(with);

	return n >= m && strcmp(s + n - m, with) == 0;
}

static bool
leads_out(const char *path)
{
	const char *p = path;

	if (*p == '/' || strchr(p, '\\') != NULL || (*p != '\0' && p[1] == ':'))
		return true;
	for (; p != NULL; p = strchr(p, '/')) {
		p += *p == '/';
		if (p[0] == '.' && p[1] == '.' && (p[2] == '/' || p[2] == '\0'))
			return true;
	}
	return false;
}

/* The path in small letters (of ASCII: GUIDs); NULL: none that we read. */
static const char *
name_of(struct unpacking *u, struct archive_entry *h)
{
	const char *path = archive_entry_pathname_utf8(h);
	size_t i, n;
	char *s;

	if (path == NULL)
		path = archive_entry_pathname(h);
	n = path != NULL ? strlen(path) : 0;
	if (n == 0 || n > NAME_MOST || !utf8_valid(path, n, NULL))
		return NULL;
	s = arena_strn(u->s->a, path, n);
	for (i = 0; i < n; i++)
		if (s[i] >= 'A' && s[i] <= 'Z')
			s[i] = (char)(s[i] - 'A' + 'a');
	if (leads_out(s)) {
		exchange_say(u->s, FAULT_ENTRY_PATH, 0, "entry", path, NULL);
		return NULL;
	}
	return ends(s, ".txt") || (ends(s, ".qde") && strchr(s, '/') == NULL) ?
	    s : NULL;
}

static bool
unpack_one(struct unpacking *u, struct archive *z, const char *name)
{
	size_t most = ends(name, ".qde") ? EXCHANGE_QDE_MOST : TEXT_MOST;
	struct buf b CLEAN(buf_free) = { .max = most + 2 * 65536 };
	struct exchange_file *f;
	char block[65536];
	la_ssize_t n;

	while ((n = archive_read_data(z, block, sizeof(block))) > 0) {
		buf_put(&b, block, (size_t)n);
		u->out += (size_t)n;
		if (u->out > ALL_MOST || (u->out > RATIO_FROM &&
		    u->out / RATIO_MOST > u->zip))
			return exchange_refuse(u->s, FAULT_ZIP_BOMB, 0, name);
		if (b.n > most)
			return exchange_refuse(u->s, FAULT_TOO_LARGE, 0, name);
	}
	if (n < 0)
		return exchange_refuse(u->s, FAULT_ZIP, 0, name);
	/* The first of a name counts. */
	f = ends(name, ".qde") ? &u->f[0] : arena_push(u->s->a, u->f, u->n,
	    u->cap);
	if (f->path == NULL)
		*f = (struct exchange_file){ name, { arena_strn(u->s->a,
		    buf_text(&b), b.n), b.n } };
	return true;
}

static bool
unpack_all(struct unpacking *u, struct archive *z)
{
	struct archive_entry *h;
	const char *name;
	int rc;

	while ((rc = archive_read_next_header(z, &h)) == ARCHIVE_OK ||
	    rc == ARCHIVE_WARN) {
		if (++u->entries > ENTRIES_MOST)
			return exchange_refuse(u->s, FAULT_ZIP_MANY, 0,
			    arena_printf(u->s->a, "%d", ENTRIES_MOST));
		name = name_of(u, h);
		if (name == NULL)
			continue;
		if (archive_entry_is_encrypted(h))
			return exchange_refuse(u->s, FAULT_ZIP_LOCKED, 0, name);
		if (!unpack_one(u, z, name))
			return false;
	}
	return rc == ARCHIVE_EOF || exchange_refuse(u->s, FAULT_ZIP, 0,
	    "its list of files");
}

bool
exchange_unpack(struct exchange_said *s, struct str bytes,
    struct exchange_file **out, size_t *n)
{
	struct archive *z CLEAN(close_archive) = archive_read_new();
	struct unpacking u = { .s = s, .zip = bytes.n };

	*arena_push(s->a, u.f, u.n, u.cap) = (struct exchange_file){ 0 };
	if (z == NULL || archive_read_support_format_zip(z) != ARCHIVE_OK ||
	    archive_read_open_memory(z, bytes.p, bytes.n) != ARCHIVE_OK)
		return exchange_refuse(s, FAULT_ZIP, 0, "its beginning");
	if (!unpack_all(&u, z))
		return false;
	if (u.f[0].path == NULL)
		return exchange_refuse(s, FAULT_NO_QDE, 0, NULL);
	*out = u.f;
	*n = u.n;
	return true;
}
