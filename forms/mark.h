/* SPDX-License-Identifier: MIT
 *
 * mark.h -- what a sheet of paper says of itself to a scanner: which
 * consultation, which version, which copy and which page.
 *
 * Part of forms.h.
 */
#ifndef FORMS_MARK_H
#define FORMS_MARK_H
#include "base/base.h"

/* The number of a copy.  Printed as at least six digits, of which the last is a
 * check digit (ISO/IEC 7064, MOD 11,10): a wrong digit is always noticed, and
 * two digits that changed places nearly always. */
enum { FORMS_SERIAL_MAX = 9999999, FORMS_SERIAL_SIZE = 12, FORMS_HASH_PART = 12 };
/* "004214"; n from 1 to FORMS_SERIAL_MAX. */
void	forms_serial_put(uint32_t n, char out[FORMS_SERIAL_SIZE]);
/* As people read it: "004 214". */
void	forms_serial_show(uint32_t n, char out[FORMS_SERIAL_SIZE]);
/* Spaces do not count.  ERR_INPUT says what is wrong with it. */
bool	forms_serial_read(const char *, uint32_t *n, struct err *) MUST_USE;

struct forms_mark {
	char		 form[64];	/* name of the consultation */
	char		 hash[FORMS_HASH_PART + 1];	/* how its hash begins */
	char		 lang[16];
	uint32_t	 serial;	/* 0: a copy without a number */
	int		 page, pages;	/* of the copy, from 1 */
};
enum { FORMS_MARK_SIZE = 160 };
/* Capitals, digits, spaces and "-", ".", ":": what a QR code holds in the least
 * room.  "EARSHOT 1 EOL-2024 9F3A77C01B22 EN 004214 3:12" */
void	forms_mark_put(const struct forms_mark *, char out[FORMS_MARK_SIZE]);
/* ERR_INPUT: it is none of ours, or damaged. */
bool	forms_mark_read(const char *, struct forms_mark *, struct err *)
	    MUST_USE;
#endif
