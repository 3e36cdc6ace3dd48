/* SPDX-License-Identifier: MIT
 *
 * page.h -- what the pages of the public site and of the desk are made with:
 * neither of them includes the other.
 */
#ifndef SURVEY_PAGE_PAGE_H
#define SURVEY_PAGE_PAGE_H
#include "survey/http/http.h"

/* The address of a style sheet, script or picture that the program carries:
 * "nhsuk_css", "app_css", "favicon_svg"; "" when there is none. */
const char *asset_path(const char *label);
/* Answers a request for one; false: no asset has this address. */
bool	asset_find(const char *path, struct http_response *,
	    const struct http_request *);

/* Equal, without telling by the time it takes where they differ; a may be
 * NULL, which equals nothing. */
bool	token_equal(const char *a, const char *b);

/* A QR code of a text, as an SVG with this class and this name for who does not
 * see it; nothing where the text is too long (above about 2,300 bytes). */
void	qr_draw(struct buf *, const char *class, const char *label,
	    const char *text);
#endif
