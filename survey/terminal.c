/* SPDX-License-Identifier: MIT
 *
 * terminal.c -- people's words on a terminal.
 */
#include "survey/terminal.h"

#include <stdio.h>

enum { INDENT = TERMINAL_INDENT, WIDTH = 78 };

void
terminal_put(struct buf *out, const char *p, const char *end)
{
	while (p < end) {
		uint32_t c = utf8_next(&p);

		utf8_put(out, c < 0x20 || (c >= 0x7f && c < 0xa0) ||
		    utf8_is_bidi_control(c) ? 0xFFFD : c);
	}
}

void
terminal_wrapped(const char *label, const char *text)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t at = INDENT + strlen(label) + (*label != '\0') * 2, n;
	const char *p = text;

	buf_printf(&b, "%*s%s%s", INDENT, "", label, *label ? ": " : "");
	while (*p != '\0') {
		if (*p == '\n' || *p == '\r' || *p == ' ') {
			if (*p == '\n')
				buf_printf(&b, "\n%*s", INDENT + 2, "");
			at = *p == '\n' ? INDENT + 2 : at;
			p++;
			continue;
		}
		n = strcspn(p, " \r\n");
		if (at > INDENT + 2 && at + utf8_count(p, n) > WIDTH) {
			buf_printf(&b, "\n%*s", INDENT + 2, "");
			at = INDENT + 2;
		}
		terminal_put(&b, p, p + n);
		at += utf8_count(p, n) + 1;
		p += n;
		if (*p == ' ' && p[strspn(p, " ")] != '\0' &&
		    p[strspn(p, " ")] != '\n')
			buf_lit(&b, " ");
	}
	printf("%s\n", buf_text(&b));
}

void
terminal_moment(int64_t at, char out[TERMINAL_MOMENT])
{
	char day[11];

	date_text(date_from_days(at / 86400), day);
	snprintf(out, TERMINAL_MOMENT, "%s %02d:%02d UTC", day,
	    (int)(at % 86400 / 3600), (int)(at % 3600 / 60));
}
