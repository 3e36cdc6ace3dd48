/* SPDX-License-Identifier: MIT
 *
 * backup.h -- a consultation's folder in one file, and back.
 *
 * The file is a tar, packed with zstd.  Its first member is the manifest, which
 * names every other with its size and BLAKE2b-256.
 */
#ifndef SURVEY_BACKUP_H
#define SURVEY_BACKUP_H
#include "survey/survey.h"

/* ---- is it as it was kept? ----------------------------------------------------- */

/* Both stores and what was published; says each check.  head: of the log, "" when
 * there is none or it is wrong.  False: it cannot be looked at. */
bool	verify_folder(const char *dir, const char *since,
	    char head[AUDIT_HEAD], struct verify *, struct err *) MUST_USE;

/* ---- the manifest --------------------------------------------------------------- */

#define MANIFEST "earshot-backup.json"
enum {
	MANIFEST_MAX = 16 << 20,	/* bytes */
	MANIFEST_FILES = 20000
};
/* All that a backup may hold, and one file of it. */
#define BACKUP_MAX	((int64_t)1 << 40)
struct manifest_file {
	const char	*path;		/* within the folder, "keys/analyst.pub" */
	int64_t		 size;
	uint8_t		 hash[32];	/* BLAKE2b-256 */
};
struct manifest {
	const char	*made;		/* "2027-03-12T09:30:00Z" */
	const char	*program, *name;	/* "name": of the folder */
	const char	*form;		/* hash of what is published; "" */
	const char	*head;		/* of the log; "": there is no log */
	int64_t		 sealed, opened;	/* responses */
	struct manifest_file *files;	/* by path */
	size_t		 n;
};
void	manifest_write(const struct manifest *, struct buf *out);
/* ERR_INPUT says what is wrong.  What it accepts is safe to make: every path
 * stays in the folder, none is there twice, and none is of a secret. */
bool	manifest_read(struct arena *, struct str, struct manifest *,
	    struct err *) MUST_USE;
const struct manifest_file *manifest_find(const struct manifest *,
	    const char *path);
/* A relative path of plain names, as deep as a folder of ours ever is. */
bool	backup_path_ok(const char *path);

/* ---- the file ----------------------------------------------------------------- */

/* What is in the file that is made. */
struct backup_done { int64_t bytes; struct manifest m; };
bool	backup_make(struct arena *, const char *dir, const char *file,
	    struct backup_done *, struct err *) MUST_USE;
/* Into the folder to, which is new and empty.  Everything in it agrees with the
 * manifest, or it is an error. */
bool	backup_unpack(struct arena *, const char *file, const char *to,
	    struct manifest *, struct err *) MUST_USE;

/* ---- what may not come back ----------------------------------------------------- */

/* The list beside the folder: "DIR.withdrawn". */
const char *withdrawn_path(struct arena *, const char *dir);
bool	withdrawn_parse(struct arena *, const char *name, struct str,
	    struct store_gone **, size_t *n, struct err *) MUST_USE;
bool	withdrawn_read(struct arena *, const char *path, struct store_gone **,
	    size_t *n, struct err *) MUST_USE;
/* Adds to the list beside dir what the store has. */
bool	withdrawn_keep(const char *dir, struct cases *, struct err *) MUST_USE;
#endif
