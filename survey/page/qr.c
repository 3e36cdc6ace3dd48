/* SPDX-License-Identifier: MIT
 *
 * qr.c -- a QR code as a drawing in the page (ISO/IEC 18004, by libqrencode).
 */
#include "survey/page/page.h"

#include <qrencode.h>

static void
free_code(QRcode **q)
{
	QRcode_free(*q);
}

/* Dark squares row by row, in a frame of four light ones. */
void
qr_draw(struct buf *b, const char *class, const char *label, const char *text)
{
	QRcode *q CLEAN(free_code) = QRcode_encodeString8bit(text, 0,
	    QR_ECLEVEL_M);
	int x, y, from, side;

	if (q == NULL)
		return;		/* the text is too long: the words do */
	side = q->width + 8;
	html_f(b, "<svg class=\"%s\" role=\"img\" aria-label=\"%s\" "
	    "viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
	    "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>"
	    "<path fill=\"#000\" d=\"", class, label, side, side, side, side);
	for (y = 0; y < q->width; y++)
		for (x = 0; x < q->width; x++) {
			from = x;
			while (x < q->width && q->data[y * q->width + x] & 1)
				x++;
			if (x > from)
				html_f(b, "M%d %dh%dv1h-%dz", from + 4,
				    y + 4, x - from, x - from);
		}
	html_lit(b, "\"/></svg>\n");
}
