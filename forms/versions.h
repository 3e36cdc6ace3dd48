/* SPDX-License-Identifier: MIT
 *
 * versions.h -- the versions of a published form: what a new one declares,
 * how two differ, and what answers to an older one are in the newest.
 *
 * Part of forms.h.  A version has a number.  A correction of its wording has
 * another hash and the same number: its answers stand together with those
 * before it.  A version with other questions or answers has the next number,
 * and says below `changes from N` what became of those that are gone.
 */
#ifndef FORMS_VERSIONS_H
#define FORMS_VERSIONS_H
#include "forms/forms.h"

/* ---- what a form declares -------------------------------------------------
 * Names are those of questions ("why", "equality.age"), of their answers
 * ("capacity.carer"), of the answers of a scale ("agreement.neither") and of
 * rows of the codebook ("P3"). */
enum forms_moved { FORMS_SPLIT, FORMS_MERGE, FORMS_RENAME, FORMS_RELABEL,
	FORMS_REWORD, FORMS_RETIRE, FORMS_RETYPE };
struct forms_change {
	enum forms_moved kind;
	const char	**names;	/* in the version before */
	size_t		 n;
	const char	**into;		/* SPLIT, MERGE, RENAME: in this one, in
					   full */
	size_t		 n_into;
	bool		 other_meaning;	/* REWORD: meaning changed */
	struct forms_span at;
};
struct forms_changes {
	int		 from;		/* the number of the version before */
	struct forms_change *v;
	size_t		 n;
	struct forms_span at;
};

/* ---- the versions of a folder ---------------------------------------------
 * DIR/published/history has a line for each, the oldest first:
 *   NUMBER HASH DAY new|wording Why it was made */
struct forms_version {
	int		 number;
	int		 wording;	/* 0: the first of its number; 1.. its
					   corrections */
	char		 hash[65];
	char		 day[11];	/* when it was published */
	const char	*why;		/* "" */
};
/* A folder that was published before there was a history has one version. */
bool	forms_history(struct arena *, const char *dir, struct forms_version **,
	    size_t *n, struct err *) MUST_USE;
/* Freezes form as this version (its hash is filled in), with a line in the
 * history.  With replace, it takes the place of those from its number on. */
bool	forms_publish_as(const char *dir, const struct forms_form *,
	    const struct forms_version *, bool replace, struct err *) MUST_USE;
/* "2", "2.1" (its first correction), or the start of a hash; NULL: none. */
const struct forms_version *forms_version_named(const struct forms_version *,
	    size_t n, const char *name);
/* "2" or "2.1" */
const char *forms_version_words(struct arena *, const struct forms_version *);

/* ---- how two versions differ ---------------------------------------------- */

enum forms_weight {
	FORMS_WORDS,	/* words alone: a correction of wording may do it */
	FORMS_ALTERS,	/* takes a new version, and no declaration */
	FORMS_NEEDS,	/* takes a new version that declares it */
	FORMS_REFUSED	/* may not be done to what people have answered */
};
struct forms_difference {
	enum forms_weight weight;
	const char	*id;		/* NEEDS, REFUSED: of the diagnostic */
	const char	*name;		/* what it is about; "" for the whole */
	const char	*line;		/* NEEDS: what would declare it */
	const char	*what;		/* NEEDS, REFUSED: in one sentence */
	bool		 declared;
	/* A sentence for each reader; NULL: nothing to say to them. */
	const char	*respondents, *keyers, *analysts;
	struct forms_span at;		/* in the newer form */
};
struct forms_diff {
	struct forms_difference *v;
	size_t		 n, cap;
	enum forms_weight weight;	/* the heaviest, when n > 0 */
	size_t		 undeclared;	/* NEEDS without a line, and REFUSED */
};
/* In the order of the newer form.  With declared, to's changes are those from
 * `from` and explain what was renamed, split and merged. */
void	forms_diff(struct arena *, const struct forms_form *from,
	    const struct forms_form *to, bool declared, struct forms_diff *);
/* What is wrong with to's changes, and what they leave out, as diagnostics;
 * number is that of `from`. */
void	forms_diff_check(const struct forms_form *from,
	    const struct forms_form *to, int number, const struct forms_diff *,
	    struct forms_diags *);

/* The lines to paste: with their head, unless to has it. */
void	forms_diff_lines(const struct forms_form *to, int number,
	    const struct forms_diff *, struct buf *out);

/* A form beside what is published in dir now. */
struct forms_standing {
	const struct forms_version *version;	/* NULL: nothing is published */
	struct forms_form *form;		/* as it was frozen */
	bool		 same;			/* nothing differs */
	bool		 declares;		/* has `changes` from it */
	struct forms_diff diff;			/* from that to form */
};
bool	forms_stand(struct arena *, const char *dir, const struct forms_form *,
	    struct forms_standing *, struct err *) MUST_USE;
/* For `check`: what is wrong with its changes, or that it needs some. */
void	forms_stand_check(const struct forms_form *,
	    const struct forms_standing *, struct forms_diags *);

/* ---- answers to an earlier version ---------------------------------------- */

struct forms_map;
struct forms_earlier {
	struct forms_version version;
	const struct forms_form *form;	/* as it was published */
	const struct forms_map *map;	/* into the form that has this list;
					   NULL: nobody wanted it */
	struct forms_diff diff;		/* from this to the next version */
};
/* Reads the versions before form, the first of hashes onwards (NULL: all), and
 * how answers to those of hashes stand in it.  With keep, what is no longer asked becomes
 * part of form: answers with the mark `retired`, and questions on pages of
 * their own at its end. */
bool	forms_earlier(struct arena *, const char *dir, struct forms_form *,
	    const char *const *hashes, size_t n, bool keep, struct err *)
	    MUST_USE;
const struct forms_earlier *forms_earlier_of(const struct forms_form *,
	    const char *hash);
/* What people answered to the older form, in the newer one.  What has no place
 * there is left out; what was not asked in the older is not asked. */
void	forms_map_answers(struct arena *, const struct forms_map *,
	    const struct forms_answers *old, struct forms_answers *);
/* Where a field of the older form stands; NULL: nowhere. */
const struct forms_field *forms_map_field(const struct forms_map *,
	    const char *id);
/* Was it asked in the older form? */
bool	forms_map_has(const struct forms_map *, const struct forms_field *to);
/* Did all of it come over as it was: same question, same answers? */
bool	forms_map_same(const struct forms_map *, const struct forms_field *to);
#endif
