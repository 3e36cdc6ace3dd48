/* SPDX-License-Identifier: MIT
 *
 * survey.h -- what people meet: the commands, and what they share.
 */
#ifndef SURVEY_SURVEY_H
#define SURVEY_SURVEY_H
#include "base/base.h"
#include "forms/forms.h"
#include "store/store.h"

/* ---- the commands: argv[0] is the command's name; each returns the exit
 * status (0 done, 1 the input has mistakes, 2 used wrongly, 3 the
 * environment failed). */
int	cmd_new(int, char **);
int	cmd_check(int, char **);
int	cmd_fmt(int, char **);
int	cmd_desk(int, char **);
int	cmd_publish(int, char **);
int	cmd_amend(int, char **);
int	cmd_diff(int, char **);
int	cmd_run(int, char **);
int	cmd_serve(int, char **);
int	cmd_bundle(int, char **);
int	cmd_pull(int, char **);
int	cmd_rehearse(int, char **);
int	cmd_code(int, char **);
int	cmd_quotes(int, char **);
int	cmd_report(int, char **);
int	cmd_import(int, char **);
int	cmd_import_mail(int, char **);
int	cmd_export(int, char **);
int	cmd_tabulate(int, char **);
int	cmd_words(int, char **);
int	cmd_tasks(int, char **);
int	cmd_flags(int, char **);
int	cmd_staff(int, char **);
int	cmd_verify(int, char **);
int	cmd_backup(int, char **);
int	cmd_restore(int, char **);
int	cmd_expire(int, char **);
int	cmd_withdraw(int, char **);
int	cmd_routes(int, char **);
int	cmd_paper(int, char **);
int	cmd_originals(int, char **);
/* `earshot check DIR --paths` */
int	check_paths(const char *path);

/* Runs the command that argv[1] names. */
int	survey_main(int argc, char **argv);

/* ---- options ----------------------------------------------------------------
 * A command declares its options; words that are not options are the operands.
 * "--name value" and "--name=value" are the same; "--" ends the options. */
struct option_spec {
	const char	*name;		/* "--format", "-n" */
	const char	**value;	/* takes a value, or … */
	bool		*flag;		/* … is a switch */
};
/* Fills operands (at most max).  False: a message was printed; return 2. */
bool	options_read(int argc, char **argv, const struct option_spec *,
	    size_t n, const char **operands, size_t max, size_t *n_operands);
/* A whole number between low and high; false: a message was printed. */
bool	option_number(const char *name, const char *value, int64_t low,
	    int64_t high, int64_t *out);
/* Who runs this, for the log: the name of the operating system's user. */
const char *own_name(struct arena *);
/* The usage line of a command, for a wrong call; returns 2. */
int	usage(const char *command);
/* Prints "earshot COMMAND: words" and returns the exit status. */
int	fail(const char *command, const struct err *);

/* ---- a consultation's folder ------------------------------------------------- */
struct place {
	struct arena	 a;
	const char	*dir;
	struct forms_form *form;
	struct forms_settings *settings;
};
/* Opens the frozen definition and the settings.  Mistakes in the settings are
 * printed.  ERR_INPUT: nothing was published yet (says what to do). */
bool	place_open(struct place *, const char *dir, struct err *) MUST_USE;
/* The same, with the versions before it that somebody answered; what is no
 * longer asked stands in the form, for counting. */
bool	place_open_answers(struct place *, const char *dir, struct err *)
	    MUST_USE;
/* On standard error; silent where there is nothing to say. */
void	print_diags(const struct forms_diags *);
/* The definition as it stands, checked; diagnostics are printed. */
bool	place_open_draft(struct place *, const char *dir, struct err *) MUST_USE;
void	place_close(struct place *);
const char *place_path(struct place *, const char *name);
/* The two public keys of keys/, analyst first. */
bool	place_public_keys(struct place *, struct seal_public to[SEAL_RECIPIENTS],
	    struct err *) MUST_USE;
/* Where `earshot new` put the private keys unless told otherwise:
 * "DIR.keys/NAME", beside the folder. */
const char *place_secret_path(struct arena *, const char *dir, const char *name);

/* The versions of the definition that responses name, each read once. */
struct versions {
	struct arena	 a;
	const char	*dir, *from;	/* from: where their catalogues come
					   from; NULL: they are there */
	struct forms_form **v;
	size_t		 n, cap;
};
/* As cases_pull and cases_verify ask: arg is a struct versions. */
const struct forms_form *versions_form(void *arg, const char *hash,
	    struct err *);
void	versions_close(struct versions *);

/* ---- steps that several commands take ------------------------------------------ */
/* Opens what is in DIR/intake.db (or FOLDER/intake.db) into DIR/cases.db, and
 * takes the words of withdrawn responses out of DIR/quotations.txt.  With a slip
 * in that file nothing is stored. */
bool	pull_once(struct place *, const char *from, const struct seal_secret *,
	    struct cases_pull *, struct err *) MUST_USE;
/* Prints the questions of a response that was pulled, in the words that its
 * author saw. */
bool	words_seen(const char *dir, const char *reference, struct err *)
	    MUST_USE;
/* What `earshot new` does, with this text as the form, which is called name.
 * keys NULL: DIR.keys. */
bool	new_from_form(struct arena *, const char *dir, const char *keys,
	    const char *name, struct str form, struct err *) MUST_USE;
/* Serves until SIGTERM or SIGINT; tick (may be NULL) runs about every ten
 * seconds on its own thread.  Says on stdout where it listens. */
struct site_options;
/* Why a language is not open to the public; NULL: it is. */
const char *language_shut(const struct forms_language *);
/* Fills in the languages beside the form's own, and prints which of them are
 * not open, and why. */
bool	place_languages(struct place *, struct site_options *, struct err *)
	    MUST_USE;
/* The same for a draft, from DIR/locales, without a word; a language that
 * cannot be read is left out. */
void	draft_languages(struct arena *, const char *dir,
	    const struct forms_form *, struct site_options *);
struct serve_options {
	bool		 rehearsal;	/* for practice: dates do not count,
					   responses are marked, languages that
					   are not open are there */
	const char	*address;	/* "127.0.0.1" */
	int		 port;		/* 0: any free one */
	int		 floor_mb;	/* of free space: intake_floor */
	int		 watch_port;	/* for /metrics; 0: any; -1: none */
	bool		 json;		/* log each request, as JSON */
	bool		(*tick)(void *, struct err *);
	void		*arg;
};
int	serve_until_stopped(struct place *, const struct serve_options *,
	    const char *command);
struct desk_options {
	const char	*dir;
	int		 port;		/* 0: any free one */
	const char	*https;		/* as in desk_open */
	const char	*key, *from;	/* as in fetching_open */
};
/* The desk, on 127.0.0.1, until SIGTERM or SIGINT. */
int	desk_until_stopped(const struct desk_options *, const char *command);
/* A sheet to print and lock away, with what stands in a key file, for the
 * consultation in the folder of that name. */
bool	recovery_sheet(const char *path, const char *folder,
	    const char *key_file, struct err *) MUST_USE;
#endif
