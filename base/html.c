/* SPDX-License-Identifier: MIT
 *
 * html.c -- the one place where text becomes HTML: %s always escapes.
 */
#include "base/base.h"

#include <stdlib.h>

void
html_text(struct buf *b, const char *s)
{
	const char *run = s;

	for (; *s != '\0'; s++) {
		const char *as;

		switch (*s) {
		case '&': as = "&amp;"; break;
		case '<': as = "&lt;"; break;
		case '>': as = "&gt;"; break;
		case '"': as = "&quot;"; break;
		case '\'': as = "&#39;"; break;
		default: continue;
		}
		buf_put(b, run, (size_t)(s - run));
		buf_puts(b, as);
		run = s + 1;
	}
	buf_put(b, run, (size_t)(s - run));
}

/* One conversion at *fmt (just past '%'); returns the first character after
 * it. */
static const char *
convert(struct buf *b, const char *fmt, va_list *ap)
{
	if (*fmt == 's') {
		html_text(b, va_arg(*ap, const char *));
		return fmt + 1;
	}
	if (*fmt == 'd') {
		buf_printf(b, "%d", va_arg(*ap, int));
		return fmt + 1;
	}
	if (strncmp(fmt, "zu", 2) == 0) {
		buf_printf(b, "%zu", va_arg(*ap, size_t));
		return fmt + 2;
	}
	if (strncmp(fmt, "lld", 3) == 0) {
		buf_printf(b, "%lld", va_arg(*ap, long long));
		return fmt + 3;
	}
	if (*fmt != '%')
		abort();	/* a format that html_f does not know */
	buf_put(b, "%", 1);
	return fmt + 1;
}

void
html_f(struct buf *b, const char *fmt, ...)
{
	const char *run = fmt;
	va_list ap;

	va_start(ap, fmt);
	while (*fmt != '\0') {
		if (*fmt != '%') {
			fmt++;
			continue;
		}
		buf_put(b, run, (size_t)(fmt - run));
		fmt = run = convert(b, fmt + 1, &ap);
	}
	buf_put(b, run, (size_t)(fmt - run));
	va_end(ap);
}
