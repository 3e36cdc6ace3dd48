/* SPDX-License-Identifier: MIT
 *
 * kinds.c -- what kind of file some bytes are, whatever their name says.
 */
#include "survey/mail/read.h"

bool
read_has(struct str s, const char *what, size_t n)
{
	return s.n >= n && memmem(s.p, s.n, what, n) != NULL;
}

static bool
begins(struct str s, const char *what, size_t n)
{
	return s.n >= n && memcmp(s.p, what, n) == 0;
}
#define BEGINS(s, lit)	begins((s), "" lit, sizeof(lit) - 1)
#define HAS(s, lit)	read_has((s), "" lit, sizeof(lit) - 1)

/* Names of entries stand in a ZIP as they are. */
static const char *
zipped(struct str s)
{
	if (HAS(s, "word/document.xml"))
		return "application/vnd.openxmlformats-officedocument."
		    "wordprocessingml.document";
	if (HAS(s, "mimetypeapplication/vnd.oasis.opendocument.text"))
		return "application/vnd.oasis.opendocument.text";
	if (HAS(s, "xl/workbook.xml"))
		return "application/vnd.openxmlformats-officedocument."
		    "spreadsheetml.sheet";
	if (HAS(s, "ppt/presentation.xml"))
		return "application/vnd.openxmlformats-officedocument."
		    "presentationml.presentation";
	return "application/zip";
}

static const char *
boxed(struct str s)
{
	static const struct { const char *brand, *type; } brands[] = {
		{ "heic", "image/heic" }, { "heix", "image/heic" },
		{ "mif1", "image/heif" }, { "avif", "image/avif" },
		{ "M4A ", "audio/mp4" }, { "qt  ", "video/quicktime" }
	};
	size_t i;

	if (s.n < 12 || memcmp(s.p + 4, "ftyp", 4) != 0)
		return NULL;
	for (i = 0; i < LEN(brands); i++)
		if (memcmp(s.p + 8, brands[i].brand, 4) == 0)
			return brands[i].type;
	return "video/mp4";
}

const char *
read_type(struct str s)
{
	static const struct { const char *begin; size_t n; const char *type; }
	    kinds[] = {
		{ "\x89PNG\r\n\x1a\n", 8, "image/png" },
		{ "\xff\xd8\xff", 3, "image/jpeg" },
		{ "GIF87a", 6, "image/gif" }, { "GIF89a", 6, "image/gif" },
		{ "II*\0", 4, "image/tiff" }, { "MM\0*", 4, "image/tiff" },
		{ "BM", 2, "image/bmp" },
		{ "{\\rtf", 5, "application/rtf" },
		{ "\x78\x9f\x3e\x22", 4, "application/ms-tnef" },
		{ "7z\xbc\xaf\x27\x1c", 6, "application/x-7z-compressed" },
		{ "Rar!\x1a\x07", 6, "application/vnd.rar" },
		{ "\x1f\x8b", 2, "application/gzip" },
		{ "BZh", 3, "application/x-bzip2" },
		{ "\xfd" "7zXZ", 5, "application/x-xz" },
		{ "ID3", 3, "audio/mpeg" }, { "OggS", 4, "audio/ogg" },
		{ "MZ", 2, "application/x-msdownload" },
		{ "-----BEGIN PGP MESSAGE-----", 27,
		    "application/pgp-encrypted" }
	};
	struct str head = { s.p, s.n < 1024 ? s.n : 1024 };
	size_t i;

	if (BEGINS(s, "PK\3\4") || BEGINS(s, "PK\5\6"))
		return zipped(s);
	if (BEGINS(s, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
		return "application/x-ole-storage";
	if (BEGINS(s, "RIFF") && s.n > 12)
		return memcmp(s.p + 8, "WEBP", 4) == 0 ? "image/webp" :
		    "audio/wav";
	for (i = 0; i < LEN(kinds); i++)
		if (begins(s, kinds[i].begin, kinds[i].n))
			return kinds[i].type;
	/* Some programs put something before it, and readers forgive that. */
	if (boxed(s) == NULL && HAS(head, "%PDF-"))
		return "application/pdf";
	return boxed(s);
}
