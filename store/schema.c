/* SPDX-License-Identifier: MIT
 *
 * schema.c -- the layouts of the two databases, which the program carries
 * inside itself.
 */
#include "store/schema.h"
#include "store/store.h"

#define EMBED(name, path)						\
	extern const char name[];					\
	__asm__(".pushsection .rodata\n"				\
	    ".global " #name "\n"					\
	    #name ":\n"							\
	    ".incbin \"" path "\"\n"					\
	    ".byte 0\n"							\
	    ".popsection\n")

EMBED(schema_intake_1, "store/schema/intake-1.sql");
EMBED(schema_intake_2, "store/schema/intake-2.sql");
EMBED(schema_intake_3, "store/schema/intake-3.sql");
EMBED(schema_intake_4, "store/schema/intake-4.sql");
EMBED(schema_cases_1, "store/schema/cases-1.sql");
EMBED(schema_cases_2, "store/schema/cases-2.sql");
EMBED(schema_cases_3, "store/schema/cases-3.sql");
EMBED(schema_cases_4, "store/schema/cases-4.sql");
EMBED(schema_cases_5, "store/schema/cases-5.sql");
EMBED(schema_cases_6, "store/schema/cases-6.sql");
EMBED(schema_cases_7, "store/schema/cases-7.sql");
EMBED(schema_cases_8, "store/schema/cases-8.sql");
EMBED(schema_cases_9, "store/schema/cases-9.sql");
EMBED(schema_cases_10, "store/schema/cases-10.sql");
EMBED(schema_cases_11, "store/schema/cases-11.sql");

static const char *const intake[] = { schema_intake_1, schema_intake_2,
	schema_intake_3, schema_intake_4 };
static const char *const cases[] = { schema_cases_1, schema_cases_2,
	schema_cases_3, schema_cases_4, schema_cases_5, schema_cases_6,
	schema_cases_7, schema_cases_8, schema_cases_9, schema_cases_10,
	schema_cases_11 };
static const struct {
	const char *what;
	const char *const *steps;
	int n;
	int64_t id;		/* application_id */
} sorts[] = {
	[SCHEMA_INTAKE] = { "intake", intake, LEN(intake), 0x45617249 },
	[SCHEMA_CASES] = { "case", cases, LEN(cases), 0x45617243 },
};

static bool
not_ours(const struct db *db, enum schema sort, struct err *e)
{
	return err_set(e, ERR_DB, "%s: this is not an %s%s store", db->path,
	    sort == SCHEMA_CASES ? "earshot " : "", sorts[sort].what);
}

static bool
sort_is(struct db *db, enum schema sort, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	int64_t id = 0;

	if (!stmt_open(db, &s, "PRAGMA application_id", e))
		return false;
	if (stmt_row(&s))
		id = col_int(&s, 0);
	if (!stmt_end(&s, e))
		return false;
	return id == sorts[sort].id || not_ours(db, sort, e);
}

/* A new file, and not somebody's database that has no number either. */
static bool
is_empty(struct db *db, enum schema sort, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	int64_t n = 0;

	if (!stmt_open(db, &s, "SELECT count(*) FROM sqlite_schema", e))
		return false;
	if (stmt_row(&s))
		n = col_int(&s, 0);
	if (!stmt_end(&s, e))
		return false;
	return n == 0 || not_ours(db, sort, e);
}

static bool
bring_up(struct db *db, enum db_mode mode, enum schema sort, struct err *e)
{
	int version;

	if (!db_version(db, &version, e))
		return false;
	if (version > 0 ? !sort_is(db, sort, e) : !is_empty(db, sort, e))
		return false;
	if (mode != DB_READ || version > sorts[sort].n)
		return db_migrate(db, sorts[sort].steps, sorts[sort].n, e);
	return version == sorts[sort].n || err_set(e, ERR_DB, version == 0 ?
	    "%s: nothing was ever stored in it" :
	    "%s: an older earshot made it, and it must be brought up to date "
	    "where it can be written to", db->path);
}

bool
schema_open(struct db *db, const char *path, enum db_mode mode,
    enum schema sort, struct err *e)
{
	if (!db_open(db, path, mode, e))
		return false;
	if (bring_up(db, mode, sort, e))
		return true;
	db_close(db);
	return false;
}

bool
store_is_older(const char *path)
{
	struct db db CLEAN(db_close) = { 0 };
	struct err ignored;
	int version;
	size_t i;

	if (!db_open(&db, path, DB_READ, &ignored) ||
	    !db_version(&db, &version, &ignored) || version == 0)
		return false;
	for (i = 0; i < LEN(sorts); i++)
		if (sort_is(&db, (enum schema)i, &ignored))
			return version < sorts[i].n;
	return false;
}
