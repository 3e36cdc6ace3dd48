/* SPDX-License-Identifier: MIT
 *
 * amend.c -- amendments of site.settings, and the log that says who made them
 * and why.
 *
 * DIR/amendments is text that is only ever added to: one line for each, its
 * parts with tabs between.  The last part is BLAKE2b-256 of the hash before it
 * (32 zeros before the first) and of the rest of the line, so that a line that
 * was changed, moved or taken out is found.  The part before it is the hash of
 * site.settings as the amendment left it.
 */
#include "forms/amend.h"
#include "forms/build.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

enum { LOG_MAX = 1 << 20, PARTS = 9, SAYS_MAX = 2000 };

static const char *const kinds[] = { "opens", "closes", "email", "phone",
	"post", "web", "formats", NULL };

void
forms_settings_hash(struct str text, char out[65])
{
	uint8_t hash[32];

	seal_hash(hash, NULL, 0, text.p, text.n);
	hex_put(out, hash, 32);
}

/* ---- the log --------------------------------------------------------- */

static void
chain(uint8_t hash[32], struct str line)
{
	struct buf b CLEAN(buf_free) = { 0 };

	buf_lit(&b, "earshot amendment 1\n");
	buf_put(&b, hash, 32);
	buf_put(&b, line.p, line.n);
	seal_hash(hash, NULL, 0, b.p, b.n);
}

static bool
number(struct str s, int64_t *out)
{
	size_t i;

	*out = 0;
	for (i = 0; i < s.n && i < 15; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		*out = *out * 10 + (s.p[i] - '0');
	}
	return i == s.n && s.n > 0;
}

static bool
is_hash(struct str s)
{
	uint8_t hash[32];

	return hex_get(hash, 32, s);
}

/* "1 \t SECONDS \t closes \t FROM \t TO \t BY \t WHY \t SETTINGS \t HASH" */
static bool
one_line(struct arena *a, struct str line, int64_t due, uint8_t hash[32],
    struct forms_amendment *m)
{
	struct str part[PARTS] = { { line.p, 0 } };
	uint8_t said[32];
	size_t i, n = 0, k;
	int64_t id;

	for (i = 0; i < line.n; i++)
		if (line.p[i] != '\t')
			part[n].n++;
		else if (++n == PARTS)
			return false;
		else
			part[n] = (struct str){ line.p + i + 1, 0 };
	if (n != PARTS - 1 || !number(part[0], &id) || id != due ||
	    !number(part[1], &m->at) || !is_hash(part[7]) ||
	    !hex_get(said, 32, part[8]))
		return false;
	for (k = 0; kinds[k] != NULL && !str_is(part[2], kinds[k]); k++)
		;
	if (kinds[k] == NULL)
		return false;
	chain(hash, (struct str){ line.p, line.n - part[8].n - 1 });
	m->what = kinds[k];
	m->from = arena_strn(a, part[3].p, part[3].n);
	m->to = arena_strn(a, part[4].p, part[4].n);
	m->by = arena_strn(a, part[5].p, part[5].n);
	m->why = arena_strn(a, part[6].p, part[6].n);
	memcpy(m->settings, part[7].p, 64);
	return memcmp(hash, said, 32) == 0;
}

bool
forms_amendments_read(struct arena *a, const char *name, struct str text,
    struct forms_amendments *out, struct err *e)
{
	size_t cap = 0, at, end;

	*out = (struct forms_amendments){ 0 };
	for (at = 0; at < text.n; at = end + 1) {
		struct forms_amendment m = { 0 };

		for (end = at; end < text.n && text.p[end] != '\n'; end++)
			;
		if (end == text.n || !one_line(a, (struct str){ text.p + at,
		    end - at }, (int64_t)out->n + 1, out->head, &m))
			return err_set(e, ERR_INPUT, "%s:%zu: this line, or one "
			    "before it, is not as it was written; put the file "
			    "back from a copy", name, out->n + 1);
		*arena_push(a, out->v, out->n, cap) = m;
	}
	return true;
}

static bool
load(struct arena *a, const char *dir, struct forms_amendments *out,
    struct err *e)
{
	const char *name = path_join(a, dir, "amendments");
	struct str text = { 0 };

	if (file_exists(name) && !file_read_text(a, name, LOG_MAX, &text, e))
		return false;
	return forms_amendments_read(a, name, text, out, e);
}

/* ---- what settings say of it ----------------------------------------- */

/* "2024-08-25 23:59" */
static bool
moment_from(const char *text, struct forms_moment *m)
{
	struct str s = str_of(text);

	return s.n == 16 && s.p[10] == ' ' &&
	    date_parse((struct str){ s.p, 10 }, &m->day) &&
	    time_parse((struct str){ s.p + 11, 5 }, &m->minute);
}

static int64_t
closing(const struct forms_moment *m)
{
	return uk_seconds(m->day, m->minute) +
	    (m->minute == 24 * 60 - 1 ? 60 : 0);
}

bool
forms_amended(struct arena *a, const char *dir, struct forms_settings *s,
    struct err *e)
{
	struct forms_amendments *all = &s->amendments;
	struct forms_moment m;
	size_t cap = 0, i;

	if (!load(a, dir, all, e))
		return false;
	for (i = 0; i < all->n; i++)
		if (strcmp(all->v[i].what, "closes") == 0 &&
		    moment_from(all->v[i].from, &m)) {
			m.seconds = closing(&m);
			*arena_push(a, s->closed, s->n_closed, cap) = m;
		}
	return true;
}

/* ---- making one ------------------------------------------------------ */

int
forms_amend_lock(const char *dir, struct err *e)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0 && flock(fd, LOCK_EX) == 0)
		return fd;
	err_set(e, ERR_IO, "%s: %s", dir, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

bool
forms_amend_words(const char *what, const char *words, struct err *e)
{
	const char *p;
	bool any = false;

	if (!utf8_valid(words, strlen(words), NULL))
		return err_set(e, ERR_INPUT, "%s is not text (UTF-8)", what);
	for (p = words; *p != '\0'; ) {
		uint32_t c = utf8_next(&p);

		if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 ||
		    c == 0x2029 || utf8_is_bidi_control(c))
			return err_set(e, ERR_INPUT, "%s must be one line of "
			    "plain words", what);
		any |= c != ' ';
	}
	if (!any)
		return err_set(e, ERR_INPUT, "%s is empty", what);
	return strlen(words) <= SAYS_MAX || err_set(e, ERR_LIMIT,
	    "%s is too long: %d bytes is the most", what, SAYS_MAX);
}

/* The line of site.settings that says this: [*from, *to), without what stands
 * in front of it. */
static bool
line_of(struct str text, const char *what, size_t *from, size_t *to)
{
	bool dates = strcmp(what, "opens") == 0 || strcmp(what, "closes") == 0;
	const char *first = dates ? what : "contact";
	size_t at, end, i, n;

	for (at = 0; at < text.n; at = end + 1) {
		for (end = at; end < text.n && text.p[end] != '\n'; end++)
			;
		for (i = at; i < end && (text.p[i] == ' ' ||
		    text.p[i] == '\t'); i++)
			;
		*from = i;
		*to = end > i && text.p[end - 1] == '\r' ? end - 1 : end;
		for (n = 0; i + n < end && first[n] == text.p[i + n]; n++)
			;
		if (first[n] != '\0' || i + n >= end || text.p[i + n] != ' ')
			continue;
		if (dates)
			return true;
		for (i += n; i < end && text.p[i] == ' '; i++)
			;
		n = strlen(what);
		if (end - i > n && memcmp(text.p + i, what, n) == 0 &&
		    text.p[i + n] == ' ')
			return true;
	}
	return false;
}

/* The text with one line of it changed. */
static bool
edit(struct arena *a, struct str text, const struct forms_amendment *m,
    struct str *out, struct err *e)
{
	bool dates = strcmp(m->what, "opens") == 0 ||
	    strcmp(m->what, "closes") == 0;
	struct buf b CLEAN(buf_free) = { 0 };
	size_t from, to;

	if (!line_of(text, m->what, &from, &to))
		return err_set(e, ERR_INPUT, "site.settings has no line `%s%s "
		    "…` to change; write one there", dates ? "" : "contact ",
		    m->what);
	buf_put(&b, text.p, from);
	if (dates)
		buf_printf(&b, "%s %s", m->what, m->to);
	else
		buf_printf(&b, "contact %s \"%s\"", m->what, m->to);
	buf_put(&b, text.p + to, text.n - to);
	*out = (struct str){ arena_strn(a, buf_text(&b), b.n), b.n };
	return true;
}

bool
forms_amend_follows(struct arena *a, const struct forms_settings *was,
    const struct forms_settings *now)
{
	struct str text = was->source->text;
	struct err e = { 0 };
	size_t i;

	if (now->amendments.n <= was->amendments.n)
		return false;
	for (i = was->amendments.n; i < now->amendments.n; i++)
		if (!edit(a, text, &now->amendments.v[i], &text, &e))
			return false;
	return str_eq(text, now->source->text);
}

/* Is the text, read again, as it should be now? */
static bool
took(const struct forms_settings *s, const struct forms_amendment *m)
{
	const char *contact = forms_contact(s, m->what);
	struct forms_moment want, got;

	if (contact != NULL)
		return strcmp(contact, m->to) == 0;
	got = strcmp(m->what, "opens") == 0 ?
	    (struct forms_moment){ s->open_day, s->open_minute, 0 } :
	    (struct forms_moment){ s->close_day, s->close_minute, 0 };
	return moment_from(m->to, &want) && want.minute == got.minute &&
	    date_days(want.day) == date_days(got.day);
}

static bool
add_line(const char *path, const struct buf *b, struct err *e)
{
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
	bool ok = fd >= 0 && write(fd, b->p, b->n) == (ssize_t)b->n &&
	    fsync(fd) == 0;

	if (!ok)
		err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return ok;
}

/* Says who and why first: if the machine stops in between, the log has a line
 * too many, and never one too few. */
static bool
write_both(struct arena *a, const char *dir, struct str text,
    struct forms_amendments *all, const struct forms_amendment *m,
    struct err *e)
{
	struct buf b CLEAN(buf_free) = { 0 };
	char hex[65];

	forms_settings_hash(text, hex);
	buf_printf(&b, "%zu\t%lld\t%s\t%s\t%s\t%s\t%s\t%s", all->n + 1,
	    (long long)m->at, m->what, m->from, m->to, m->by, m->why, hex);
	chain(all->head, (struct str){ buf_text(&b), b.n });
	hex_put(hex, all->head, 32);
	buf_printf(&b, "\t%s\n", hex);
	return add_line(path_join(a, dir, "amendments"), &b, e) &&
	    file_write(path_join(a, dir, "site.settings"), text.p, text.n,
	    0644, e);
}

bool
forms_amend(struct arena *a, const char *dir, const struct forms_settings *s,
    const struct forms_amendment *m, struct forms_settings **out,
    struct forms_diags *d, struct err *e)
{
	struct forms_source src = { .name = s->source->name };
	struct forms_amendments all;

	*out = NULL;
	if (!forms_amend_words("--by", m->by, e) ||
	    !forms_amend_words("--why", m->why, e) ||
	    !forms_amend_words("what it should say", m->to, e) ||
	    !load(a, dir, &all, e) ||
	    !edit(a, s->source->text, m, &src.text, e))
		return false;
	if (!forms_settings_read(a, &src, out, d))
		return err_set(e, ERR_INPUT, "nothing was changed: "
		    "site.settings would have the mistake above");
	if (!took(*out, m))
		return err_set(e, ERR_INPUT, "nothing was changed: the line "
		    "`%s` of site.settings is written in a way that cannot be "
		    "changed from here; put it on one line", m->what);
	return write_both(a, dir, src.text, &all, m, e) &&
	    forms_amended(a, dir, *out, e);
}
