/* SPDX-License-Identifier: MIT
 *
 * assets.c -- style sheets and pictures, carried inside the program.
 *
 * Their names hold a hash of their bytes, so they can be kept for ever.
 */
#include "survey/page/page.h"

/* table.inc: ASSET(label, file, path, type, etag), made at build time. */
#define ASSET(label, file, path, type, etag)				\
__asm__(".section .rodata\n"						\
	"earshot_plain_" #label ":\n\t.incbin \"" file "\"\n"		\
	"earshot_plain_end_" #label ":\n"				\
	"earshot_gz_" #label ":\n\t.incbin \"" file ".gz\"\n"		\
	"earshot_gz_end_" #label ":\n\t.byte 0\n\t.previous\n");	\
extern const char earshot_plain_##label[], earshot_plain_end_##label[];	\
extern const char earshot_gz_##label[], earshot_gz_end_##label[];
#include "survey/assets/table.inc"
#undef ASSET

static const struct asset {
	const char	*label, *path, *type, *etag;
	const char	*plain, *plain_end, *gz, *gz_end;
} assets[] = {
#define ASSET(label, file, path, type, etag)				\
	{ #label, path, type, etag, earshot_plain_##label,		\
	    earshot_plain_end_##label, earshot_gz_##label,		\
	    earshot_gz_end_##label },
#include "survey/assets/table.inc"
#undef ASSET
};

const char *
asset_path(const char *label)
{
	size_t i;

	for (i = 0; i < LEN(assets); i++)
		if (strcmp(assets[i].label, label) == 0)
			return assets[i].path;
	return "";
}

bool
asset_find(const char *path, struct http_response *out,
    const struct http_request *r)
{
	const struct asset *x = NULL;
	size_t i;

	for (i = 0; i < LEN(assets) && x == NULL; i++)
		if (strcmp(assets[i].path, path) == 0)
			x = &assets[i];
	if (x == NULL)
		return false;
	out->status = 200;
	out->type = x->type;
	out->cache = "public, max-age=31536000, immutable";
	out->etag = x->etag;
	out->varies = true;
	if (strcmp(r->if_none_match, x->etag) == 0) {
		out->status = 304;
		return true;
	}
	out->gzipped = r->gzip;
	if (r->gzip)
		out->still = (struct str){ x->gz,
		    (size_t)(x->gz_end - x->gz) };
	else
		out->still = (struct str){ x->plain,
		    (size_t)(x->plain_end - x->plain) };
	return true;
}
