/* SPDX-License-Identifier: MIT
 *
 * staff_roles.c -- roles and presets, by name.
 */
#include "store/store.h"

static const char *const names[STAFF_ROLES] = { "administrator", "keyer",
	"coder", "analyst", "publisher", "viewer", "auditor" };
static const struct { const char *name, *title; unsigned roles; } presets[] = {
	{ "manager", "Manager", STAFF_ALL_ROLES },
	{ "keyer", "Keyer and coder", STAFF_KEYER | STAFF_CODER },
	{ "viewer", "Viewer", STAFF_VIEWER },
};

const char *
staff_role_name(enum staff_role r)
{
	size_t i;

	for (i = 0; i + 1 < STAFF_ROLES && r != 1u << i; i++)
		;
	return names[i];
}

void
staff_roles_text(unsigned roles, struct buf *out)
{
	const char *between = "";
	size_t i;

	for (i = 0; i < STAFF_ROLES; i++)
		if (roles & 1u << i) {
			buf_printf(out, "%s%s", between, names[i]);
			between = ", ";
		}
}

static bool
add_role(struct str word, unsigned *roles, struct err *e)
{
	size_t i;

	for (i = 0; i < STAFF_ROLES; i++)
		if (str_is(word, names[i])) {
			*roles |= 1u << i;
			return true;
		}
	return err_set(e, ERR_INPUT, "there is no role `%.*s`; the roles are "
	    "administrator, keyer, coder, analyst, publisher, viewer and "
	    "auditor", (int)(word.n < 60 ? word.n : 60), word.p);
}

bool
staff_roles_read(struct str s, unsigned *roles, struct err *e)
{
	size_t i = 0, n;

	*roles = 0;
	while (i < s.n) {
		for (n = 0; i + n < s.n && s.p[i + n] != ',' &&
		    s.p[i + n] != ' '; n++)
			;
		if (n > 0 && !add_role((struct str){ s.p + i, n }, roles, e))
			return false;
		i += n + 1;
	}
	return *roles != 0 || err_set(e, ERR_INPUT, "say which roles, with "
	    "commas between: keyer,coder");
}

unsigned
staff_preset(struct str name)
{
	size_t i;

	for (i = 0; i < LEN(presets); i++)
		if (str_is(name, presets[i].name))
			return presets[i].roles;
	return 0;
}

const char *
staff_preset_title(unsigned roles)
{
	size_t i;

	for (i = 0; i < LEN(presets); i++)
		if (roles == presets[i].roles)
			return presets[i].title;
	return NULL;
}
