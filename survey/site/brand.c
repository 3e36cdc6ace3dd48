/* SPDX-License-Identifier: MIT
 *
 * brand.c -- the organisation's logo, name and colours, as files with the hash
 * of their bytes in their names: they can be kept for ever.
 */
#include "survey/site/private.h"

#include <stdio.h>

static void
rules(const struct forms_settings *s, struct buf *b)
{
	if (s->has_colour[FORMS_C_HEADER])
		buf_printf(b, ".nhsuk-header{background-color:#%06x}\n"
		    ".nhsuk-header__organisation-name,"
		    ".nhsuk-header__service-name[href]:not(:focus),"
		    ".nhsuk-header__service-name[href]:visited:not(:focus)"
		    "{color:#fff}\n"
		    ".app-logo{background-color:#fff}\n",
		    (unsigned)s->colour[FORMS_C_HEADER]);
	if (s->has_colour[FORMS_C_BUTTON])
		buf_printf(b, ".nhsuk-button:not(.nhsuk-button--secondary)"
		    ":not(.nhsuk-button--warning):not(:focus):not(:active)"
		    "{background-color:#%06x;"
		    "border-bottom-color:#212b32;box-shadow:none;color:#fff}\n",
		    (unsigned)s->colour[FORMS_C_BUTTON]);
	if (s->has_colour[FORMS_C_LINE])
		buf_printf(b, ".nhsuk-header{border-block-end:4px solid "
		    "#%06x}\n", (unsigned)s->colour[FORMS_C_LINE]);
}

static void
keep(struct arena *a, struct site_brand *x, const char *name, const char *ext,
    const char *type, struct str bytes)
{
	uint8_t hash[32];
	char hex[65];

	seal_hash(hash, NULL, 0, bytes.p, bytes.n);
	hex_put(hex, hash, 32);
	x->type = type;
	x->bytes = bytes;
	x->path = arena_printf(a, "/assets/%s-%.12s.%s", name, hex, ext);
	x->etag = arena_printf(a, "\"%.24s\"", hex);
}

bool
brand_open(struct arena *a, const char *dir, struct site *site, struct err *e)
{
	const struct forms_settings *s = site->settings;
	struct buf css CLEAN(buf_free) = { 0 };
	struct str bytes;
	const char *why;
	bool svg;

	rules(s, &css);
	if (css.n > 0)
		keep(a, &site->colours, "colours", "css",
		    "text/css; charset=utf-8", (struct str){ arena_strn(a,
		    buf_text(&css), css.n), css.n });
	if (s->logo == NULL)
		return true;
	if (!file_read(a, path_join(a, dir, s->logo), LOGO_MAX, &bytes, e))
		return false;
	why = forms_logo_fault(a, bytes, &svg);
	if (why != NULL)
		return err_set(e, ERR_INPUT, "the logo %s %s", s->logo, why);
	keep(a, &site->logo, "logo", svg ? "svg" : "png", svg ?
	    "image/svg+xml" : "image/png", bytes);
	return true;
}

void
brand_sheet(struct visit *v)
{
	if (v->site->colours.path != NULL)
		html_f(v->b, "<link rel=\"stylesheet\" href=\"%s%s\">\n",
		    base_of(v), v->site->colours.path);
}

void
brand_logo_html(struct visit *v)
{
	const struct forms_settings *s = v->site->settings;

	/* without words to say for it, it was taken out since */
	if (v->site->logo.path == NULL || s->logo_alt == NULL)
		return;
	html_f(v->b, "<img class=\"app-logo\" src=\"%s%s\" alt=\"%s\"",
	    base_of(v), v->site->logo.path, s->logo_alt);
	mark_settings(v);
	html_lit(v->b, ">\n");
}

const char *
brand_name(const struct visit *v)
{
	return v->site->settings->header;
}

static bool
answer(const struct site_brand *x, struct visit *v)
{
	if (x->path == NULL || strcmp(x->path, v->r->path) != 0)
		return false;
	v->out->status = 200;
	v->out->type = x->type;
	v->out->cache = "public, max-age=31536000, immutable";
	v->out->etag = x->etag;
	v->out->still = x->bytes;
	if (strcmp(v->r->if_none_match, x->etag) == 0) {
		v->out->status = 304;
		v->out->still = (struct str){ 0 };
	}
	return true;
}

bool
brand_find(struct visit *v)
{
	return answer(&v->site->colours, v) || answer(&v->site->logo, v);
}
