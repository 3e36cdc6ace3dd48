/* SPDX-License-Identifier: MIT
 *
 * copy.h -- copying parts of a consultation's folder.
 */
#ifndef SURVEY_COPY_H
#define SURVEY_COPY_H
#include "base/base.h"

/* Copies the file or folder NAME of the folder from to the folder to, with
 * everything below it.  wanted() decides by file name (NULL: all); links and
 * other special files are left out.  Absent is fine: *n (files copied) does
 * not grow. */
bool	copy_part(struct arena *, const char *from, const char *to,
	    const char *name, bool (*wanted)(const char *file), size_t *n,
	    struct err *) MUST_USE;
/* Names in a folder, sorted, without those that start with a dot. */
bool	list_folder(struct arena *, const char *path, const char *const **names,
	    size_t *n, struct err *) MUST_USE;
/* Is this path (which need not exist yet) the folder dir, or below it? */
bool	path_inside(struct arena *, const char *path, const char *dir);
/* Not a private key, nor the sheet that one is printed on. */
bool	is_no_secret(const char *file);
#endif
