/* SPDX-License-Identifier: MIT
 *
 * verify.h -- whether what is kept is as it was kept.
 *
 * Part of store.h.  Only reads, and sees one moment of the store, so that
 * servers may go on writing.  The log binds each row (store/bound.h): a row that
 * was changed, taken out or put in by anybody but this program shows.  Whoever
 * can write to the file can write rows and log anew from some line on: a head
 * that was written down elsewhere (since) shows that, too.
 */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H
#include "base/base.h"
#include "forms/forms.h"

struct cases;
struct intake;

/* Told line by line, in plain words. */
struct verify {
	/* A check that found nothing, or one finding. */
	void		(*say)(void *arg, bool good, const char *words);
	void		*arg;
	int64_t		 found;		/* findings so far */
	/* of the check that runs */
	int64_t		 here;
};
/* One finding; of many in one check only the first are told one by one. */
void	verify_found(struct verify *, const char *, ...) PRINTF(2, 3);
/* Ends a check: the words are said if it found nothing. */
void	verify_end(struct verify *, const char *, ...) PRINTF(2, 3);

/* The log, responses, sheets, accounts and decisions.  form() as for
 * cases_pull.  since as for cases_audit_verify; head is "" when the log is
 * wrong.  False: it cannot be read to the end; what was found was said. */
bool	cases_verify(struct cases *, const struct forms_form *(*form)(void *,
	    const char *hash, struct err *), void *arg, const char *since,
	    char head[96], struct verify *, struct err *) MUST_USE;
/* Did an older earshot make this store, so that it can only be read after it was
 * opened to write? */
bool	store_is_older(const char *path);
/* Sealed rows, receipts and epochs.  cases: where withdrawals are known; or
 * NULL. */
bool	intake_verify(struct intake *, struct cases *, struct verify *,
	    struct err *) MUST_USE;

/* ---- what may not come back ------------------------------------------------------
 * Responses that were withdrawn, of which the equality answers were stopped, or
 * whose sheets were made void, and sheets and messages that their authors
 * withdrew: a copy from before that still has them. */
enum gone_kind { GONE_WITHDRAWN, GONE_EQUALITY, GONE_VOID, GONE_SHEET,
	GONE_MESSAGE, GONE_OLD };
enum { GONE_KINDS = GONE_OLD + 1 };
struct store_gone {
	enum gone_kind	 kind;
	char		 reference[REFERENCE_SIZE];	/* "": GONE_SHEET,
							   GONE_MESSAGE */
	/* Hash of the proof, or the key of what was imported.  GONE_SHEET: of
	 * the sheet's salt.  GONE_MESSAGE: of what came.  GONE_VOID, and
	 * GONE_OLD, a response that was kept before tokens were: zeros. */
	uint8_t		 token[32];
};
bool	gone_by_reference(enum gone_kind);	/* it has one */
bool	gone_by_token(enum gone_kind);
bool	cases_gone(struct arena *, struct cases *, struct store_gone **, size_t *n,
	    struct err *) MUST_USE;
/* Erases them here as well, each with its lines of the log; those that are not
 * here yet are erased when they are pulled.  Again: changes nothing.  form() as
 * for cases_pull.  did: how many were erased or made void. */
bool	cases_gone_again(struct cases *, const struct store_gone *, size_t n,
	    const struct forms_form *(*form)(void *, const char *hash,
	    struct err *), void *arg, int64_t *did, struct err *) MUST_USE;
/* Removes the sealed rows of those that were withdrawn from a store that nobody
 * serves. */
bool	intake_gone_again(const char *path, const struct store_gone *, size_t n,
	    int64_t *did, struct err *) MUST_USE;
#endif
