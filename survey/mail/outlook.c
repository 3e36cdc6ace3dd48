/* SPDX-License-Identifier: MIT
 *
 * outlook.c -- what Outlook wrote (.msg, .pst), turned into messages by
 * msgconvert and readpst.
 *
 * They are programs of their own, run without a shell, with a clean environment,
 * in a private folder that is removed afterwards, and for a limited time.
 */
#include "survey/mail/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct run {
	const char	*path, *dir;	/* the program; where it runs */
	const char	*const *argv;
	unsigned	 seconds;	/* in all, and of CPU */
	rlim_t		 file, memory;	/* bytes */
};

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *at)
{
	(void)st;
	(void)flag;
	(void)at;
	return remove(path);
}

void
outlook_remove(const char *dir)
{
	(void)nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static bool
scratch(struct disk *d, const char **dir, struct err *e)
{
	const char *tmp = getenv("TMPDIR");
	char *made = arena_printf(&d->a, "%s/earshot-mail-XXXXXX",
	    tmp != NULL && tmp[0] == '/' ? tmp : "/tmp");

	if (mkdtemp(made) == NULL)
		return err_set(e, ERR_IO, "%s: %s", made, strerror(errno));
	*dir = made;
	return true;
}

/* Where the program is; NULL: nowhere. */
static const char *
find(struct arena *a, const char *name)
{
	const char *at = getenv("PATH"), *path;
	size_t n;

	if (at == NULL)
		at = "/usr/local/bin:/usr/bin:/bin";
	for (; *at != '\0'; at += n + (at[n] == ':')) {
		n = strcspn(at, ":");
		if (at[0] != '/')
			continue;
		path = path_join(a, arena_strn(a, at, n), name);
		if (access(path, X_OK) == 0)
			return path;
	}
	return NULL;
}

/* ---- running ------------------------------------------------------------ */

static void
limit(int what, rlim_t to)
{
	struct rlimit r = { to, to };

	(void)setrlimit(what, &r);
}

/* In the child. */
static NORETURN void
become(const struct run *r, char *const env[])
{
	int null = open("/dev/null", O_RDWR);
	int err = -1;

	if (setpgid(0, 0) == 0 && chdir(r->dir) == 0)
		err = open("said", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (null < 0 || err < 0 || dup2(null, 0) < 0 || dup2(null, 1) < 0 ||
	    dup2(err, 2) < 0)
		_exit(126);
	closefrom(3);
	umask(077);
	limit(RLIMIT_CPU, r->seconds);
	limit(RLIMIT_FSIZE, r->file);
	limit(RLIMIT_AS, r->memory);
	limit(RLIMIT_CORE, 0);
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	execve(r->path, (char *const *)r->argv, env);
	_exit(126);
}

/* *why NULL: it did what it should. */
static bool
run(struct disk *d, const struct run *r, const char **why, struct err *e)
{
	char *env[] = { (char *)"PATH=/usr/local/bin:/usr/bin:/bin",
	    (char *)"LC_ALL=C.UTF-8", (char *)"TZ=UTC",
	    arena_printf(&d->a, "HOME=%s", r->dir),
	    arena_printf(&d->a, "TMPDIR=%s", r->dir), NULL };
	struct timespec pause = { 0, 1000000 };
	const double until = now_precise() + r->seconds;
	int status = 0;
	pid_t pid, got;

	d->ran_from = now_seconds() - 1;
	pid = fork();
	if (pid == 0)
		become(r, env);
	if (pid < 0)
		return err_set(e, ERR_IO, "%s cannot be run: %s", r->path,
		    strerror(errno));
	(void)setpgid(pid, pid);
	while ((got = waitpid(pid, &status, WNOHANG)) == 0 &&
	    now_precise() < until) {
		nanosleep(&pause, NULL);
		if (pause.tv_nsec < 50000000)
			pause.tv_nsec *= 2;
	}
	(void)kill(-pid, SIGKILL);	/* and whatever it started */
	if (got == 0) {
		(void)waitpid(pid, &status, 0);
		*why = "it took too long";
	} else if (WIFSIGNALED(status))
		*why = arena_printf(&d->a, "it ended with signal %d",
		    WTERMSIG(status));
	else
		*why = WEXITSTATUS(status) == 0 ? NULL : "it did not succeed";
	d->ran_to = now_seconds() + 1;
	return true;
}

/* The first line that it said, for people. */
static const char *
said(struct disk *d, const char *dir)
{
	const char *path = path_join(&d->a, dir, "said");
	struct str text, line;
	struct err ignored;
	char one[160];
	size_t i, n;

	if (!file_read(&d->a, path, 1 << 20, &text, &ignored) ||
	    !str_line(&text, &line) || line.n == 0)
		return "";
	n = line.n < sizeof(one) - 1 ? line.n : sizeof(one) - 1;
	for (i = 0; i < n; i++)
		one[i] = line.p[i] >= ' ' && line.p[i] < 127 ? line.p[i] : '?';
	one[n] = '\0';
	return arena_printf(&d->a, " (it said: %s)", one);
}

static bool
absent(const char *path, const char *program, const char *package,
    struct err *e)
{
	return err_set(e, ERR_INPUT, "%s: the program %s, which reads such "
	    "files, is not here. Install the package `%s`, and import again",
	    path, program, package);
}

/* ---- .msg ---------------------------------------------------------------- */

static bool
has(struct str text, const char *words)
{
	return memmem(text.p, text.n, words, strlen(words)) != NULL;
}

/* From a file that is cut off msgconvert makes a message of what is left, or of
 * nothing, and succeeds.  What is wrong; NULL: nothing. */
static const char *
converted(struct disk *d, const char *dir, struct buf *out)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct str text, words, line;
	struct err ignored;
	bool known = false;

	if (!file_read(&a, path_join(&a, dir, "message"), SOURCE_MOST, &text,
	    &ignored) || text.n == 0)
		return "it gave nothing";
	buf_clear(out);
	buf_put(out, text.p, text.n);
	if (file_read(&a, path_join(&a, dir, "said"), SOURCE_MOST, &words,
	    &ignored) && has(words, "Storage_Lite") &&
	    has(words, "outside of string"))
		return "the file ends too early";
	while (str_line(&text, &line) && line.n > 0)
		if ((line.n > 6 && memcmp(line.p, "From: ", 6) == 0) ||
		    (line.n > 9 && memcmp(line.p, "Subject: ", 9) == 0))
			known = true;
	steady_message(out, d->ran_from, d->ran_to);
	return known ? NULL : "it found neither a sender nor a subject";
}

bool
outlook_msg(struct disk *d, const char *path, struct buf *out, bool *ok,
    struct err *e)
{
	const char *const argv[] = { "msgconvert", "--outfile", "message", path,
	    NULL };
	struct run r = { .argv = argv, .seconds = 60, .file = 2 * SOURCE_MOST,
	    .memory = (rlim_t)2 << 30 };
	const char *why = NULL;
	bool ran;

	*ok = false;
	r.path = find(&d->a, argv[0]);
	if (r.path == NULL)
		return absent(path, argv[0], "libemail-outlook-message-perl",
		    e);
	if (!scratch(d, &r.dir, e))
		return false;
	ran = run(d, &r, &why, e);
	if (ran && why == NULL)
		why = converted(d, r.dir, out);
	if (ran && why != NULL)
		source_say(&d->s, false, "%s: msgconvert cannot read it: %s%s. Its "
		    "bytes are kept as they are, to be read by hand",
		    source_text(&d->a, path), why, said(d, r.dir));
	outlook_remove(r.dir);
	*ok = ran && why == NULL;
	return ran;
}

/* ---- .pst ---------------------------------------------------------------- */

static int
is_file(const char *path, const struct stat *st, int flag, struct FTW *at)
{
	(void)path;
	(void)st;
	(void)at;
	return flag == FTW_F;
}

bool
outlook_pst(struct disk *d, const char *path, const char **dir, struct err *e)
{
	enum { QUICK = 600 };		/* and a second for each MB */
	const char *argv[] = { "readpst", "-q", "-e", "-te", "-j0", "-8", "-o",
	    "out", path, NULL };
	struct run r = { .argv = argv, .file = 2 * (rlim_t)SOURCE_MOST,
	    .memory = (rlim_t)4 << 30 };
	const char *why = NULL, *out, *words;
	struct stat st;
	bool any;

	*dir = NULL;
	r.path = find(&d->a, argv[0]);
	if (r.path == NULL)
		return absent(path, argv[0], "pst-utils", e);
	if (stat(path, &st) != 0)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	r.seconds = QUICK + (unsigned)(st.st_size >> 20);
	if (!scratch(d, &r.dir, e))
		return false;
	out = path_join(&d->a, r.dir, "out");
	if (!dir_make(out, 0700, e) || !run(d, &r, &why, e)) {
		outlook_remove(r.dir);
		return false;
	}
	any = nftw(out, is_file, 16, FTW_PHYS) == 1;
	words = arena_printf(&d->a, "%s%s", why != NULL ? why :
	    "there is no email in it", said(d, r.dir));
	if (any && why != NULL)
		source_say(&d->s, true, "%s: readpst did not come to its end: %s. "
		    "What it gave is read; there may be more",
		    source_text(&d->a, path), words);
	if (any) {
		*dir = r.dir;
		return true;
	}
	outlook_remove(r.dir);
	if (d->single)
		return err_set(e, ERR_INPUT, "%s: readpst cannot read it: %s",
		    path, words);
	source_say(&d->s, true, "%s: readpst cannot read it: %s; it was passed over",
	    source_text(&d->a, path), words);
	return true;
}
