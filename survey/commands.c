/* SPDX-License-Identifier: MIT
 *
 * commands.c -- one program, one table of commands.
 */
#include "survey/survey.h"

#include <stdio.h>

static const struct command {
	const char	*name, *operands, *does, *help;
	int		(*run)(int, char **);
} commands[] = {
	{ "new", "DIR [--from FOLDER] [--opens DATE] [--closes DATE] [--keys FOLDER]",
	    "start a consultation, with keys",
	    "Makes the folder DIR with a commented form, a codebook, settings and\n"
	    "two pairs of keys.  The private keys go to DIR.keys, beside it, and\n"
	    "never into it: keep analyst.key where responses are read, print\n"
	    "recovery-sheet.pdf, lock the sheet away and delete recovery.key.\n"
	    "  --from FOLDER   start from this consultation instead\n"
	    "  --opens DATE    first day, YYYY-MM-DD; the time stays\n"
	    "  --closes DATE   last day\n"
	    "  --keys FOLDER   put the private keys here\n", cmd_new },
	{ "check", "DIR|FILE [--json|--paths] | --explain ID",
	    "find every mistake in the definition",
	    "Prints each mistake with its line, a caret and what to do.  Silent\n"
	    "and 0 when there is nothing to say.\n"
	    "  --json          for editors: an array of file, line, column, end,\n"
	    "                  level, id, text, hint and maybe fix\n"
	    "  --paths         who is asked what, and how long it takes\n"
	    "  --explain ID    what a message such as [E204] means, and what to do\n",
	    cmd_check },
	{ "import", "DIR csv|xlsx FILE [--map MAP] [--sheet NAME] "
	    "[--propose|--check] |\n       earshot import DIR "
	    "xlsform|limesurvey FILE [--keys FOLDER] |\n       earshot import "
	    "--form-only xlsform|limesurvey FILE |\n       earshot import DIR mail "
	    "SOURCE [--password FILE|--token FILE]\n         [--ca FILE] [--key "
	    "FILE] [--later] |\n       earshot import DIR mail SOURCE --explain "
	    "[--json] |\n       earshot import DIR letter FILE --received DATE "
	    "[--key FILE]",
	    "email, letters, and what other survey tools have",
	    "csv, xlsx: responses that people gave to another tool.  MAP says\n"
	    "which column goes to which question; where there is none it is\n"
	    "written, to be put right.  All of the file is imported or nothing;\n"
	    "what is here already is not counted again.  docs/RESPONSES.md says\n"
	    "how a map is written.\n"
	    "  --map MAP       read this map, or write it\n"
	    "  --sheet NAME    of the workbook, not the first\n"
	    "  --propose       print a map, import nothing\n"
	    "  --check         try all of it, import nothing\n"
	    "xlsform, limesurvey: makes the folder DIR as `earshot new` does, with\n"
	    "the questionnaire of an XLSForm workbook (.xlsx) or a LimeSurvey file\n"
	    "(.lss).  Lists line by line what was guessed and what could not be\n"
	    "carried, here and in DIR/import-notes.txt.  docs/FORMATS.md says what\n"
	    "to expect.\n"
	    "  --keys FOLDER   put the private keys here\n"
	    "  --form-only     print the form instead, and make nothing\n"
	    "mail takes email in: imaps://USER@HOST/MAILBOX, an .eml, .msg, .pst\n"
	    "or mbox file, a Maildir or a folder.  Each message is kept once,\n"
	    "sealed; staff confirm it at the desk.  Safe to run again.\n"
	    "letter takes in one scanned or typed letter the same way.\n"
	    "  --password FILE, --token FILE  for the mailbox (OAuth: the token)\n"
	    "  --ca FILE       whose certificates the mailbox's server has\n"
	    "  --later         do not open what is attached yet\n"
	    "  --explain       print how each message is read, and keep nothing\n"
	    "  --received DATE the day on which the letter came\n",
	    cmd_import },
	{ "export", "DIR --format LIST [--lang L] [--equality] "
	    "[-o FOLDER|FILE] |\n       earshot export DIR --format FORMAT "
	    "[--published] [-o FILE]",
	    "the responses for staff, or the questionnaire for other programs",
	    "LIST is xlsx, csv or both (xlsx,csv): what each person said, with a\n"
	    "dictionary of its columns.  It is not for publication; docs/DATA.md\n"
	    "says what stands where.\n"
	    "  --lang L        the words of questions and answers in this language\n"
	    "  --equality      the answers to the equality questions as well, which\n"
	    "                  few people may see\n"
	    "  -o FOLDER|FILE  write here (DIR/out)\n"
	    "FORMAT is of the questionnaire: xlsform (a workbook), triple-s (2.0,\n"
	    "XML), json-schema (of the stored answers), codebook-html or\n"
	    "codebook-csv.  Lists what the format has no place for.\n"
	    "  --published     the published version, not the working one\n"
	    "  -o FILE         write here, not to standard output\n"
	    "  --what WHAT     responses or questionnaire: refuse the other\n",
	    cmd_export },
	{ "fmt", "FILE [--stdout]", "rewrite a form in the one layout",
	    "Keeps comments.  Running it again changes nothing.\n", cmd_fmt },
	{ "desk", "DIR [--port N] [--https NAME] [--key FILE] [--from DIR2]",
	    "where staff work, in a browser",
	    "Serves the pages of staff to this machine only.  They ask for an account:\n"
	    "earshot staff makes the first.  \"Questionnaire\" has mistakes beside the\n"
	    "line, a preview, a link to try it out, and paste from Word; \"Tasks\" lists\n"
	    "what people asked for; \"Keying\" is for paper, letters and calls; \"Results\"\n"
	    "counts; \"Staff\" makes accounts, and \"Log\" says who did what.  While it\n"
	    "runs it opens what comes to the site, every minute, as earshot pull does.\n"
	    "  --port N        (default: 8090; 0: any free one)\n"
	    "  --https NAME    a proxy on this machine serves it as https://NAME/\n"
	    "  --key FILE      the private key (default: DIR.keys/analyst.key; without\n"
	    "                  one it does not open what comes to the site)\n"
	    "  --from DIR2     the site's folder, where it is another\n",
	    cmd_desk },
	{ "words", "DIR [--lang L | --sign-off L --by NAME | --seen REFERENCE]",
	    "the words of the form, for translators",
	    "Writes DIR/locales/consultation.pot and brings DIR/locales/L.po up to\n"
	    "date for each language of the form: new words are added, and those\n"
	    "that changed are marked.  Then compiles them, and says what is\n"
	    "missing.  Needs the programs of gettext.\n"
	    "  --lang L        this language only\n"
	    "  --sign-off L    a person has read it through; with\n"
	    "  --by NAME       that person's name.  A language opens to the public\n"
	    "                  when it is complete and signed off\n"
	    "  --seen REFERENCE  print instead the questions of a response that was\n"
	    "                  pulled, in the words that its author saw\n",
	    cmd_words },
	{ "publish", "DIR [--wording --why WORDS] [--replace]",
	    "freeze this version of the definition",
	    "Checks the definition and copies it to DIR/published.  From then on\n"
	    "answers refer to it by its hash.  What became of answers to the\n"
	    "version before must be declared (`changes from N`); if it is not,\n"
	    "nothing is published, and the lines to write are printed.\n"
	    "  --wording       a correction of words: who has begun may go on\n"
	    "  --why WORDS     why, for the record; --wording needs it\n"
	    "  --replace       nobody has answered yet: take its place\n",
	    cmd_publish },
	{ "paper", "DIR [--lang L] [--large 18|24] [--edition NAME]\n                [--copies N [--by NAME] | --fillable | --proof] [-o FILE]",
	    "the questionnaire on paper",
	    "Writes the published questionnaire as a PDF to print on A4, or on A3 to\n"
	    "fold (default: DIR/out/paper-L.pdf).  --large sets the size of its letters.\n"
	    "--copies prints N copies, each with a number that the desk knows.\n"
	    "--fillable makes a PDF that is filled in on a screen and emailed back.\n"
	    "--proof prints a language that is not open yet, marked as a proof.\n",
	    cmd_paper },
	{ "amend", "DIR [--closes DATE [--sooner]] [--opens DATE] "
	    "[--contact KIND TEXT] --by NAME --why TEXT",
	    "another closing date, or a contact put right, on the record",
	    "Changes site.settings and says who and why in DIR/amendments, which\n"
	    "is only ever added to.  A server that runs takes it up, and the site\n"
	    "says \"Extended to …\".  Nobody's answers on the way are lost.\n"
	    "  --closes DATE   2024-09-08, to its end, or \"2024-09-08 17:00\"\n"
	    "  --sooner        yes, before the date that people were told\n"
	    "  --opens DATE    while it is not open yet\n"
	    "  --contact KIND TEXT  KIND is email, phone, post, web or formats\n"
	    "  --by NAME       who decided it, and\n"
	    "  --why TEXT      why\n"
	    "Without a change: the log of those made.\n", cmd_amend },
	{ "diff", "DIR [V1 [V2]] [--json]",
	    "what changed from one version to another",
	    "In plain words, for those who answer, those who key from paper and\n"
	    "those who count.  A version is a number from DIR/published/history,\n"
	    "such as 2 or 2.1, or the start of a hash.  Without V2: the\n"
	    "definition as it stands; without V1: what is published now.\n"
	    "  --json          an array of changes\n", cmd_diff },
	{ "run", "DIR [--port N] [--key FILE] [--rehearsal]",
	    "the public server on the machine with the key, opening what comes",
	    "For a small team, or to try it out.  Says what that gives up.\n"
	    "  --rehearsal     for practice: dates do not count, responses are\n"
	    "                  marked, and languages that are not open are there\n",
	    cmd_run },
	{ "serve", "DIR [--port N] [--address A] [--floor MB] [--watch N] [--log json]\n                [--rehearsal]",
	    "the public server alone",
	    "Serves the published questionnaire and keeps sealed responses in\n"
	    "DIR/intake.db.  It cannot read them.  Put a web server in front.\n"
	    "  --floor MB      while less is free on the disk, take nothing in and\n"
	    "                  say how else to answer (64)\n"
	    "  --watch N       numbers for Prometheus, on port N of this machine\n"
	    "  --log json      a line for each request: when, which kind of page,\n"
	    "                  and how it went; not who asked, nor what was sent\n"
	    "  --rehearsal     for practice: dates do not count, responses are\n"
	    "                  marked, and languages that are not open are there\n",
	    cmd_serve },
	{ "bundle", "DIR OUT", "what the public server needs, and no secret",
	    "Copies the published definition, settings, documents and public keys\n"
	    "to the folder OUT, which `earshot serve` can use on another machine.\n",
	    cmd_bundle },
	{ "pull", "DIR [--from FOLDER] [--key FILE]",
	    "open sealed responses into the case store",
	    "Opens what came in with the analyst's key.  Running it again adds\n"
	    "nothing twice.  What cannot be read is set aside and named (3).\n"
	    "  --from FOLDER   the public server's folder, or a copy of it\n"
	    "  --key FILE      the private key (default: DIR.keys/analyst.key)\n",
	    cmd_pull },
	{ "tasks", "DIR [--all | --done N --by NAME --note TEXT | --audit "
	    "[--since HEAD]]",
	    "what people asked for, and what was done about it",
	    "Lists what came with the last pull and is still to do: responses that\n"
	    "were withdrawn, equality answers to stop using, people to tell the\n"
	    "outcome, paper to send, feedback to read.\n"
	    "  --all           those that are done as well\n"
	    "  --done N        mark this one as done, which erases what it says and\n"
	    "                  how to reach the person; with\n"
	    "  --by NAME       who did it, and\n"
	    "  --note TEXT     what was done (the note is kept: no names in it)\n"
	    "  --audit         the log of all this, and whether it is as it was\n"
	    "                  written (3: it is not)\n"
	    "  --since HEAD    and whether it still has the head written down then\n",
	    cmd_tasks },
	{ "withdraw", "DIR REFERENCE --by NAME --why TEXT",
	    "a response that its author wants back",
	    "Erases for good what is here of the response with this reference, by\n"
	    "whatever way it came: through the site, from another survey tool, on\n"
	    "paper, by email or by phone.  Neither a backup nor its file brings it\n"
	    "back (DIR.withdrawn).  Be sure that whoever asks is its author.\n"
	    "  --by NAME       who does it, and\n"
	    "  --why TEXT      how its author asked, without names: both stay in the\n"
	    "                  log (earshot tasks DIR --audit)\n",
	    cmd_withdraw },
	{ "expire", "DIR [--before DATE] [--by NAME] [--dry-run]",
	    "names and addresses of those who wrote, erased in time",
	    "Erases who sent email and letters, and what came, once the day of\n"
	    "`erase-senders` in site.settings has come; the desk does the same each\n"
	    "day that it runs.  Responses stay.  Before that day it says what the day\n"
	    "will erase.  What is still to be read stays sealed.  Safe to run again.\n"
	    "  --before DATE   what was received before this day, whatever the\n"
	    "                  settings say, and although it was decided about today\n"
	    "  --dry-run       say what it would erase, and erase nothing\n"
	    "  --by NAME       who does it, for the log (default: your name on this\n"
	    "                  machine)\n",
	    cmd_expire },
	{ "flags", "DIR [--exclude WHAT | --include WHAT] [--by NAME --why TEXT]",
	    "responses to look at before they are counted",
	    "Lists responses that came in unusually: very fast, from very many at one\n"
	    "address, or as a program would send them.  They were accepted like any\n"
	    "other, and all of them count until somebody decides otherwise.\n"
	    "  --exclude WHAT  leave these out of tables and reports: a flag (fast,\n"
	    "                  trap, unsigned, many), also for responses still to\n"
	    "                  come, or the reference of a flagged response\n"
	    "  --include WHAT  count them again; both need\n"
	    "  --by NAME       who decided, and\n"
	    "  --why TEXT      why; the report prints it for a flag, and the log\n"
	    "                  keeps it (earshot tasks DIR --audit)\n",
	    cmd_flags },
	{ "staff", "DIR [VERB LOGIN ...] [--by NAME]",
	    "who works at the desk: accounts and their roles",
	    "Without a verb: the accounts, what they may do and how they stand.\n"
	    "  add LOGIN --name NAME --preset P|--roles R,R\n"
	    "                  a new account, and the setup code with which its owner\n"
	    "                  chooses a password: shown once, good for seven days\n"
	    "  reset LOGIN     a new setup code; the password, the phone, recovery\n"
	    "                  codes and sessions of before end\n"
	    "  roles LOGIN --preset P|--roles R,R\n"
	    "                  what it may do from now on; ends its sessions\n"
	    "  must-change LOGIN  no work before another password is chosen\n"
	    "  disable LOGIN   nobody signs in with it any more; ends its sessions\n"
	    "  enable LOGIN\n"
	    "  --preset P      manager (all roles), keyer (keyer and coder) or viewer\n"
	    "  --roles R,R     of administrator, keyer, coder, analyst, publisher,\n"
	    "                  viewer and auditor\n"
	    "  --by NAME       who does it, for the log (default: your name on this\n"
	    "                  machine); earshot tasks DIR --audit prints the log\n"
	    "The last administrator that is enabled cannot be disabled or lose that\n"
	    "role.  docs/OPERATING.md says what each role is for.\n",
	    cmd_staff },
	{ "originals", "DIR [-o FOLDER [--key FILE]]",
	    "letters, emails and scans that are attached to sheets",
	    "Lists them: name, size, SHA-256, who attached it and when.  They are\n"
	    "sealed in DIR/cases.db as answers are.\n"
	    "  -o FOLDER       open all of them with the analyst's key, into this\n"
	    "                  folder, which is its owner's alone\n"
	    "  --key FILE      the private key (default: DIR.keys/analyst.key)\n",
	    cmd_originals },
	{ "verify", "DIR [--since HEAD]",
	    "is everything as it was kept?",
	    "Works the chain of the log out again, and compares every response,\n"
	    "answer, comment, sheet, keying, original, account and decision with what\n"
	    "the log says, the files of the two stores, and the published versions with their\n"
	    "hashes.  One line a check; 1 when something is wrong.  Only reads: servers\n"
	    "may run.\n"
	    "  --since HEAD    and whether the log still has the head written down then\n",
	    cmd_verify },
	{ "backup", "DIR FILE",
	    "the whole folder in one file, while the servers run",
	    "Copies both stores as they are at one moment, and every other file of\n"
	    "DIR but what is in DIR/out and what is tried out, to the new FILE, which\n"
	    "its owner alone can read.  No private key is in it: keep those apart, or\n"
	    "nobody can ever read what is sealed.  FILE has the opened answers in it:\n"
	    "put it on an encrypted disk, in another place.\n", cmd_backup },
	{ "restore", "FILE DIR [--withdrawn LIST] [--anyway]",
	    "a backup back into a folder",
	    "DIR must not be there.  Checks every file against what the backup says,\n"
	    "then does what `earshot verify` does; DIR is there when all of it is\n"
	    "right, and not before.  Says what to do next.\n"
	    "  --withdrawn LIST  erase what was withdrawn since the backup was made\n"
	    "                  (default: DIR.withdrawn, when it is there)\n"
	    "  --anyway        restore even what does not verify, to look at it\n",
	    cmd_restore },
	{ "rehearse", "DIR -n N [--seed S] | DIR --remove",
	    "made-up responses, to see the whole thing work",
	    "Sends N made-up respondents through the published questionnaire.  They\n"
	    "are marked as rehearsal everywhere; --remove takes them out again.\n"
	    "Their comments come from DIR/rehearsal/comments.txt.\n",
	    cmd_rehearse },
	{ "code", "DIR |\n       earshot code DIR frame [FILE [--check] [--why "
	    "TEXT] [--by NAME]] |\n       earshot code DIR again |\n       earshot code "
	    "DIR suggest [--most NUMBER] |\n       earshot code DIR campaigns |\n"
	    "       earshot code DIR export FILE [--by NAME] |\n       earshot code "
	    "DIR import FILE [--blind] [--check] [--by NAME] |\n       earshot code "
	    "DIR agree",
	    "code comments by the codebook's rules",
	    "Applies each `match` rule to each comment, as a new run.\n"
	    "  frame           print the code frame that is used\n"
	    "  frame FILE      use this one from now on: the next version, which\n"
	    "                  says below `changes from` what became of codes\n"
	    "  --check         say what would change, and change nothing\n"
	    "  --why TEXT      why it was changed\n"
	    "  --by NAME       who changed it; else who runs this\n"
	    "  again           comments to be looked at again, as their code changed\n"
	    "  suggest         what the program would code, and why, of comments that\n"
	    "                  nobody read: 20 of them, or --most NUMBER\n"
	    "  campaigns       comments that are the same letter, as it was or changed\n"
	    "  export FILE     comments, and what people coded, for another analysis\n"
	    "                  tool: FILE.qdpx (a project), .qdc (the codes) or .csv\n"
	    "  import FILE     what somebody coded there, as NAME's\n"
	    "  --blind         NAME coded without seeing suggestions or what others\n"
	    "                  said: it measures agreement, and counts for nothing else\n"
	    "  agree           how far those agree who coded blind\n",
	    cmd_code },
	{ "quotes", "DIR", "comments to read before any is quoted",
	    "Adds comments that could be quoted to DIR/quotations.txt.  Read them,\n"
	    "and change ? to yes or no.  The report prints only those with yes.\n"
	    "(Comments of rehearsals are made up, and need no reading.)\n",
	    cmd_quotes },
	{ "tabulate", "DIR [--rows FIELD] [--by FIELD] [--where CONDITION] "
	    "[--json] [--exact]",
	    "counts and cross-tables",
	    "Counts each closed question.  Hides what the report would hide: small\n"
	    "counts, small groups, and what would tell them.\n"
	    "  --rows FIELD    this question alone: capacity, agree[P3]\n"
	    "  --by FIELD      by the answers to this one\n"
	    "  --where CONDITION  only those for whom this holds, in the language\n"
	    "                  of the form: \"area = rutland and capacity <> staff\"\n"
	    "  --json          for other programs; docs/DATA.md has the schema\n"
	    "  --exact         hide nothing: for staff who may see it\n",
	    cmd_tabulate },
	{ "report", "DIR [--format pdf,html] [-o OUT]",
	    "the Report of Findings",
	    "Writes report.pdf and report.html to the folder OUT (default:\n"
	    "DIR/out).\n", cmd_report },
};

static void
list(FILE *f)
{
	size_t i;

	fprintf(f, "usage: earshot COMMAND ...\n\n");
	for (i = 0; i < LEN(commands); i++)
		fprintf(f, "  %-9s %s\n", commands[i].name, commands[i].does);
	fprintf(f, "\n`earshot help COMMAND` says more.\n");
}

static const struct command *
find(const char *name)
{
	size_t i;

	for (i = 0; i < LEN(commands); i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

int
usage(const char *name)
{
	const struct command *c = find(name);

	fprintf(stderr, "usage: earshot %s %s\n", name, c ? c->operands : "");
	return 2;
}

/* The command that was probably meant, or NULL. */
static const char *
nearly(const char *name)
{
	size_t i;

	for (i = 0; i < LEN(commands); i++)
		if (str_distance(str_of(name), str_of(commands[i].name), 2) <= 2)
			return commands[i].name;
	return NULL;
}

static int
help(int argc, char **argv)
{
	const struct command *c = argc > 2 ? find(argv[2]) : NULL;

	if (argc > 2 && c == NULL) {
		fprintf(stderr, "earshot: there is no command `%s`\n", argv[2]);
		return 2;
	}
	if (c == NULL)
		list(stdout);
	else
		printf("usage: earshot %s %s\n\n%s", c->name, c->operands,
		    c->help);
	return 0;
}

int
survey_main(int argc, char **argv)
{
	const struct command *c;
	const char *meant;
	struct err e = { 0 };

	if (argc < 2) {
		list(stderr);
		return 2;
	}
	if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0)
		return help(argc, argv);
	/* For the browser tests: the table of pages, so that none is missed. */
	if (strcmp(argv[1], "routes") == 0)
		return cmd_routes(argc - 1, argv + 1);
	c = find(argv[1]);
	if (c == NULL) {
		meant = nearly(argv[1]);
		fprintf(stderr, "earshot: there is no command `%s`%s%s%s\n",
		    argv[1], meant ? "; did you mean `" : "",
		    meant ? meant : "", meant ? "`?" : "");
		return 2;
	}
	if (argc > 2 && strcmp(argv[2], "--help") == 0)
		return help(3, (char *[]){ argv[0], argv[2], argv[1] });
	if (!seal_start(&e))
		return fail(c->name, &e);
	return c->run(argc - 1, argv + 1);
}
