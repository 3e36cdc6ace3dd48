/* SPDX-License-Identifier: MIT
 *
 * doc.c -- the document: libharu's object writer, opened, filled and saved.
 *
 * libharu supplies objects, pages, the cross-reference table and deflate.
 * Its own text and fonts are not used: they cannot shape, and what they
 * write for ToUnicode is not what PDF/UA asks for.
 */
#include "print/pdf/pdf.h"

#include <hpdf_doc.h>
#include <hpdf_utils.h>
#include <stdio.h>
#include <stdlib.h>

void
pdf_fail(struct pdf *p, enum err_code code, const char *fmt, ...)
{
	char msg[256];
	va_list ap;

	if (p->failed)
		return;		/* the first mistake says most */
	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	p->failed = !err_set(p->err, code, "%s", msg);
}

static void
on_error(HPDF_STATUS code, HPDF_STATUS detail, void *data)
{
	if (code == HPDF_FAILD_TO_ALLOC_MEM) {
		fprintf(stderr, "earshot: out of memory (PDF)\n");
		abort();
	}
	pdf_fail(data, ERR_LIMIT, "the PDF cannot be written: libharu error "
	    "%04lX, %lu", (unsigned long)code, (unsigned long)detail);
}

HPDF_Dict
pdf_dict(struct pdf *p)
{
	HPDF_Dict d = HPDF_Dict_New(p->doc->mmgr);

	/* An object can be added to one place only, unless it is known to
	 * the cross-reference table first. */
	HPDF_Xref_Add(p->doc->xref, d);
	return d;
}

HPDF_Dict
pdf_stream(struct pdf *p, const void *data, size_t n)
{
	HPDF_Dict d = HPDF_DictStream_New(p->doc->mmgr, p->doc->xref);

	d->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
	HPDF_Stream_Write(d->stream, data, (HPDF_UINT)n);
	return d;
}

void
pdf_put_ascii(struct pdf *p, HPDF_Dict d, const char *key, const char *text)
{
	HPDF_Dict_Add(d, key, HPDF_String_New(p->doc->mmgr, text, NULL));
}

void
pdf_put_text(struct pdf *p, HPDF_Dict d, const char *key, const char *text)
{
	struct buf b CLEAN(buf_free) = { 0 };

	buf_lit(&b, "\xFE\xFF");
	while (*text != '\0' && b.n < 32700) {	/* the limit of PDF/A */
		uint32_t c = utf8_next(&text);
		char u[4];
		int n = 0;

		if (c > 0xFFFF) {
			c -= 0x10000;
			u[n++] = (char)(0xD8 | c >> 18);
			u[n++] = (char)(c >> 10);
			c = 0xDC00 | (c & 1023);
		}
		u[n++] = (char)(c >> 8);
		u[n++] = (char)c;
		buf_put(&b, u, (size_t)n);
	}
	HPDF_Dict_Add(d, key, HPDF_Binary_New(p->doc->mmgr, (HPDF_BYTE *)b.p,
	    (HPDF_UINT)b.n));
}

HPDF_Array
pdf_dest(struct pdf *p, size_t page, double y)
{
	HPDF_MMgr m = p->doc->mmgr;
	HPDF_Array v = HPDF_Array_New(m);

	HPDF_Array_Add(v, p->pages[page].h);
	HPDF_Array_AddName(v, "XYZ");
	HPDF_Array_Add(v, HPDF_Null_New(m));
	HPDF_Array_AddReal(v, (HPDF_REAL)(PAGE_H - (y > 8 ? y - 8 : 0)));
	HPDF_Array_Add(v, HPDF_Null_New(m));
	return v;
}

bool
pdf_open(struct pdf *p)
{
	/* libharu's structs are not part of its promise: know them. */
	if (strcmp(HPDF_GetVersion(), HPDF_VERSION_TEXT) != 0)
		return err_set(p->err, ERR_IO, "libharu is %s, but this "
		    "program was built for %s", HPDF_GetVersion(),
		    HPDF_VERSION_TEXT);
	p->doc = HPDF_New(on_error, p);
	if (p->doc == NULL)
		return err_set(p->err, ERR_IO, "libharu did not start");
	HPDF_SetCompressionMode(p->doc, HPDF_COMP_ALL);
	p->doc->pdf_version = HPDF_VER_17;
	p->hash[0] = p->hash[1] = 14695981039346656037u;
	return pdf_fonts_open(p);
}

void
pdf_close(struct pdf *p)
{
	pdf_fonts_close(p);
	if (p->doc != NULL)
		HPDF_Free(p->doc);
	buf_free(&p->out);
}

bool
pdf_save(struct pdf *p, struct buf *out)
{
	HPDF_BYTE block[16384];
	HPDF_UINT32 n;

	pdf_fonts_write(p);
	pdf_fields_write(p);
	pdf_tags_write(p);
	pdf_bookmarks_write(p);
	pdf_meta(p);
	if (p->failed)
		return false;
	HPDF_SaveToStream(p->doc);
	if (p->failed)
		return false;
	HPDF_ResetStream(p->doc);
	out->max = (size_t)256 << 20;
	do {
		n = sizeof(block);
		/* At the end this says so by an error that is none. */
		HPDF_ReadFromStream(p->doc, block, &n);
		buf_put(out, block, n);
	} while (n == sizeof(block));
	if (!buf_ok(out))
		return err_set(p->err, ERR_LIMIT, "the PDF is larger than "
		    "256 MB");
	return true;
}
