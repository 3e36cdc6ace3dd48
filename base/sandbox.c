/* SPDX-License-Identifier: MIT
 *
 * sandbox.c -- a process that can read what it is given, and think, and answer.
 */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What programs that read a file and write to a pipe call: memory, threads, time,
 * descriptors that are open, files to be read, and starting a program. */
static const int allowed[] = {
	SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write),
	SCMP_SYS(writev), SCMP_SYS(lseek), SCMP_SYS(_llseek), SCMP_SYS(close),
	SCMP_SYS(close_range), SCMP_SYS(dup), SCMP_SYS(dup2), SCMP_SYS(dup3),
	SCMP_SYS(pipe), SCMP_SYS(pipe2), SCMP_SYS(poll), SCMP_SYS(ppoll),
	SCMP_SYS(fstat), SCMP_SYS(fstat64), SCMP_SYS(stat), SCMP_SYS(stat64),
	SCMP_SYS(lstat), SCMP_SYS(lstat64), SCMP_SYS(statx),
	SCMP_SYS(newfstatat), SCMP_SYS(fstatat64), SCMP_SYS(statfs),
	SCMP_SYS(fstatfs), SCMP_SYS(access), SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
	SCMP_SYS(getdents), SCMP_SYS(getdents64), SCMP_SYS(getcwd),
	SCMP_SYS(fadvise64), SCMP_SYS(fadvise64_64), SCMP_SYS(memfd_create),
	SCMP_SYS(ftruncate), SCMP_SYS(ftruncate64), SCMP_SYS(mmap),
	SCMP_SYS(mmap2), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(mprotect), SCMP_SYS(brk), SCMP_SYS(futex),
	SCMP_SYS(futex_time64), SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
	SCMP_SYS(membarrier), SCMP_SYS(set_tid_address), SCMP_SYS(gettid),
	SCMP_SYS(arch_prctl), SCMP_SYS(set_tls), SCMP_SYS(sched_yield),
	SCMP_SYS(sched_getaffinity), SCMP_SYS(getrandom),
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_gettime64),
	SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
	SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(times),
	SCMP_SYS(getrusage), SCMP_SYS(getrlimit), SCMP_SYS(ugetrlimit),
	SCMP_SYS(setrlimit), SCMP_SYS(sysinfo), SCMP_SYS(uname),
	SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(getpgrp),
	SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
	SCMP_SYS(getegid), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(sigreturn), SCMP_SYS(sigaltstack),
	SCMP_SYS(restart_syscall), SCMP_SYS(alarm), SCMP_SYS(setitimer),
	SCMP_SYS(seccomp), SCMP_SYS(execve), SCMP_SYS(fork),
	SCMP_SYS(vfork), SCMP_SYS(clone), SCMP_SYS(wait4), SCMP_SYS(waitid),
	SCMP_SYS(exit), SCMP_SYS(exit_group)
};

/* Any of these in the flags, and a file could be changed. */
enum { WRITES = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND };

static int
allow_some(scmp_filter_ctx c)
{
	static const int own[] = { SCMP_SYS(tgkill), SCMP_SYS(kill) };
	int rc = 0;
	size_t i;

	for (i = 0; i < LEN(allowed); i++)
		rc |= seccomp_rule_add(c, SCMP_ACT_ALLOW, allowed[i], 0);
	rc |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
	    SCMP_A1(SCMP_CMP_MASKED_EQ, WRITES, O_RDONLY));
	rc |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, WRITES, O_RDONLY));
	/* Asks whether a descriptor is a terminal, and no more. */
	rc |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
	    SCMP_A1(SCMP_CMP_EQ, 0x5401, 0));			/* TCGETS */
	rc |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
	    SCMP_A1(SCMP_CMP_LE, F_SETFL, 0));
	rc |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
	    SCMP_A1(SCMP_CMP_EQ, F_DUPFD_CLOEXEC, 0));
	/* Another filter, which can only take more away. */
	rc |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
	    SCMP_A0(SCMP_CMP_EQ, PR_SET_NO_NEW_PRIVS, 0));
	rc |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
	    SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP, 0));
	rc |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1,
	    SCMP_A0(SCMP_CMP_EQ, 0, 0));
	/* Only itself: abort() must work. */
	for (i = 0; i < LEN(own); i++)
		rc |= seccomp_rule_add(c, SCMP_ACT_ALLOW, own[i], 1,
		    SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
	/* Callers fall back to what stands above. */
	rc |= seccomp_rule_add(c, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	rc |= seccomp_rule_add(c, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2), 0);
	return rc;
}

static int
forbid_starting(scmp_filter_ctx c)
{
	return seccomp_rule_add(c, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(fork), 0) |
	    seccomp_rule_add(c, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(vfork), 0) |
	    seccomp_rule_add(c, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) |
	    seccomp_rule_add(c, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
	    SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
}

static bool
filter(uint32_t otherwise, int (*rules)(scmp_filter_ctx))
{
	scmp_filter_ctx c = seccomp_init(otherwise);
	/* 2: a tree, and not one call after the other. */
	bool ok = c != NULL &&
	    seccomp_attr_set(c, SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0 &&
	    rules(c) == 0 && seccomp_load(c) == 0;

	seccomp_release(c);
	return ok;
}

/* ---- which files can be read ---------------------------------------------------- */

/* Without these calls a kernel says ENOSYS, and with Landlock turned off
 * EOPNOTSUPP: then the other guards stand alone. */
static bool
only_the_systems_files(void)
{
	static const char *const folders[] = { "/usr", "/lib", "/lib64", "/bin",
	    "/etc", "/proc/self", "/dev/null", "/sys/devices/system/cpu" };
	struct landlock_ruleset_attr all = { .handled_access_fs =
	    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |
	    LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_WRITE_FILE };
	int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof(all),
	    0);
	size_t i;
	bool ok;

	if (rules < 0)
		return errno == ENOSYS || errno == EOPNOTSUPP;
	for (i = 0; i < LEN(folders); i++) {
		struct landlock_path_beneath_attr at = { .allowed_access =
		    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE };

		at.parent_fd = open(folders[i], O_PATH | O_CLOEXEC);
		if (at.parent_fd < 0)
			continue;
		(void)syscall(SYS_landlock_add_rule, rules,
		    LANDLOCK_RULE_PATH_BENEATH, &at, 0);
		close(at.parent_fd);
	}
	ok = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return ok;
}

/* ---- all together ------------------------------------------------------------------- */

static bool
limit(int what, rlim_t most)
{
	struct rlimit now, to = { most, most };

	if (getrlimit(what, &now) != 0)
		return false;
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most)
		to.rlim_cur = to.rlim_max = now.rlim_max;
	return setrlimit(what, &to) == 0;
}

static bool
limits(const struct sandbox *s)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	bool ok = true;		/* their shadow takes terabytes of addresses */
#else
	bool ok = s->megabytes == 0 ||
	    limit(RLIMIT_AS, (rlim_t)s->megabytes << 20);
#endif
	ok = ok && limit(RLIMIT_CORE, 0);
	ok = ok && (s->files == 0 || limit(RLIMIT_NOFILE, s->files));
	return ok && (s->seconds == 0 || limit(RLIMIT_CPU, s->seconds));
}

bool
sandbox_enter(const struct sandbox *s, struct err *e)
{
	if (!limits(s))
		return err_set(e, ERR_IO, "the limits of a reader cannot be set: "
		    "%s", strerror(errno));
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		return err_set(e, ERR_IO, "a reader cannot give up its rights: "
		    "%s", strerror(errno));
	if (!only_the_systems_files())
		return err_set(e, ERR_IO, "Landlock refused: %s",
		    strerror(errno));
	if (!filter(SCMP_ACT_ERRNO(EPERM), allow_some) ||
	    (s->alone && !filter(SCMP_ACT_ALLOW, forbid_starting)))
		return err_set(e, ERR_IO, "this system refuses the filter that "
		    "keeps readers from the network and from files (seccomp)");
	return true;
}

/* ---- for a program ------------------------------------------------------------------ */

bool
sandbox_narrow(const struct sandbox *s)
{
	return limits(s) && (!s->alone ||
	    filter(SCMP_ACT_ALLOW, forbid_starting));
}
