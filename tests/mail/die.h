/* SPDX-License-Identifier: MIT
 *
 * die.h -- kills its own process at a given point; see die.c.
 */
#ifndef TESTS_MAIL_DIE_H
#define TESTS_MAIL_DIE_H
#include <stddef.h>

/* The point is passed: text is what is done there, by how much it counts. */
void	die_maybe(const char *text, size_t n, int after, size_t by);
#endif
