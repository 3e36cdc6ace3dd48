/* SPDX-License-Identifier: MIT
 *
 * terminal.h -- people's words on a terminal, which they cannot steer.
 */
#ifndef SURVEY_TERMINAL_H
#define SURVEY_TERMINAL_H
#include "base/base.h"

enum { TERMINAL_INDENT = 5 };	/* columns */

/* What would steer a terminal, or turn a text round, becomes a mark. */
void	terminal_put(struct buf *, const char *from, const char *end);
/* Prints "label: text" (label may be ""), further in, in lines that fit. */
void	terminal_wrapped(const char *label, const char *text);
/* "2024-06-05 10:04 UTC", which never goes back. */
enum { TERMINAL_MOMENT = 32 };
void	terminal_moment(int64_t seconds, char out[TERMINAL_MOMENT]);
#endif
