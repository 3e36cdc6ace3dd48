# tests.mk -- every way of testing; included by the Makefile.

UNITS   := $(LAYERS:%=$(B)/unit/%)
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
REPLAYS := $(FUZZERS:%=$(B)/replay/%)

# ---- the whole suite -----------------------------------------------------------
# Everything runs in MODE=debug (gcc, warnings as errors), after setting up.
.PHONY: test test-now units
test:                                              ## set up, then run every test
	@$(MAKE) --no-print-directory setup setup-test
	@$(MAKE) --no-print-directory MODE=debug test-now

export EARSHOT  = $(abspath $(B))/earshot
export PDFCHECK = $(abspath $(B))/pdfcheck
SUITES  = lint $(MAKE) --no-print-directory MODE=$(MODE) lint \
          $(foreach l,$(LAYERS),-- unit-$l $(B)/unit/$l) \
          $(foreach f,$(FUZZERS),-- corpus-$f $(B)/replay/$f tests/fuzz/corpus/$f) \
          -- locales sh tests/golden/locales.sh \
          -- golden-forms sh tests/golden/forms.sh -- golden-docs sh tests/golden/docs.sh \
          -- golden-start sh tests/golden/start.sh -- golden-responses sh tests/golden/responses.sh \
          $(foreach t,start formats folders two-machines examples versions words languages rehearse quotes report bad-input,-- cli-$t sh tests/cli/$t.sh)
test-now: all $(UNITS) $(REPLAYS) tests/browser/node_modules/.stamp
	@sh tests/run.sh $(SUITES) $(PLAIN) -- crosscheck sh tests/crosscheck/run.sh \
	    -- +browser sh tests/browser/run.sh

units: $(UNITS)                                    ## the unit tests alone
	@for t in $(UNITS); do $$t || exit 1; done

# The same tests under the sanitizers, apart from PLAIN ones: they have nothing of
# ours in them, or stand in the sanitizers' way.  Threads are what tsan is for: the
# stores and the server; its unit tests run under it.
.PHONY: asan tsan
asan:                                              ## unit, corpus and command-line tests under ASan and UBSan
	@$(MAKE) --no-print-directory MODE=asan asan-now
asan-now: all $(UNITS) $(REPLAYS) $(B)/pdfcheck
	@sh tests/run.sh $(wordlist 7,999,$(SUITES))
tsan:                                              ## the stores and the server under ThreadSanitizer
	@$(MAKE) --no-print-directory MODE=tsan tsan-now
tsan-now: all $(B)/bench/load $(B)/unit/store $(B)/unit/survey
	@sh tests/run.sh unit-store $(B)/unit/store -- unit-survey $(B)/unit/survey \
	    -- server-under-load env LOAD=$(B)/bench/load sh tests/cli/load.sh

# ---- writing the questionnaire --------------------------------------------------
PLAIN += -- editors node tests/lint/editors.mjs -- service sh tests/lint/service.sh
SUITES += -- cli-desk sh tests/cli/desk.sh

# ---- on paper --------------------------------------------------------------------
SUITES += -- cli-paper sh tests/cli/paper.sh -- cli-paper-letters sh tests/cli/paper-letters.sh \
          -- cli-paper-words sh tests/cli/paper-words.sh -- cli-ledger sh tests/cli/ledger.sh \
          -- cli-originals sh tests/cli/originals.sh
test-now asan-now: $(B)/pdfcheck $(addprefix $(B)/pdf/,shaped blocks asked fields unshaped unplaced)

# ---- coming back ---------------------------------------------------------------
SUITES += -- cli-return sh tests/cli/return.sh

# ---- a copy in another place ----------------------------------------------------------
SUITES += -- cli-backup sh tests/cli/backup.sh -- cli-restore sh tests/cli/restore.sh \
          -- cli-verify sh tests/cli/verify.sh

# ---- corrected answers, and odd ones ------------------------------------------------
SUITES += -- cli-narrowed sh tests/cli/narrowed.sh -- cli-sure sh tests/cli/sure.sh

# ---- what a program may have sent ---------------------------------------------------
SUITES += -- cli-flags sh tests/cli/flags.sh

# ---- the data for staff -------------------------------------------------------------
SUITES += -- cli-data sh tests/cli/data.sh

# ---- responses from other survey tools ----------------------------------------------
SUITES += -- cli-responses sh tests/cli/responses.sh
SUITES += -- cli-mail sh tests/cli/mail.sh -- cli-expire sh tests/cli/expire.sh \
          -- cli-withdrawn sh tests/cli/withdrawn.sh

# ---- what people ask for beside answering -----------------------------------------
# tests/asks asks as the public site does, while the server is not running.
export ASKS = $(abspath $(B))/asks
$(B)/asks: $(B)/tests/asks/main.o $(call libs,store)
	$(CC) $(ALL_L) -o $@ $^ $(LIBS)
test-now asan-now: $(B)/asks
SUITES += -- cli-tasks sh tests/cli/tasks.sh

# ---- email --------------------------------------------------------------------------
# tests/mail/source reads a source as an import does, and can die at any command.
export MAILSOURCE = $(abspath $(B))/mailsource
$(B)/mailsource: $(B)/tests/mail/source.o $(B)/tests/mail/die.o $(call libs,survey)
	$(CC) $(ALL_L) -Wl,--wrap=now_precise -o $@ $^ $(LIBS) -ldl
export MAILDIE = $(abspath $(B))/mail/die.so
$(B)/mail/die.so: tests/mail/die.c
	@mkdir -p $(@D)
	$(CC) $(filter-out -fPIE,$(ALL_C)) -fPIC -shared -o $@ $< -ldl
test-now asan-now: $(B)/mailsource $(B)/mail/die.so
SUITES += -- cli-mail-files sh tests/cli/mail-files.sh
PLAIN  += -- cli-mail-server sh tests/cli/mail-server.sh -- cli-mail-imap sh tests/cli/mail-imap.sh \
          -- cli-mail-bulk sh tests/cli/mail-bulk.sh \
          -- cli-mail-desk sh tests/cli/mail-desk.sh

# ---- who works at the desk ----------------------------------------------------------
SUITES += -- cli-staff sh tests/cli/staff.sh -- cli-code-frame sh tests/cli/code-frame.sh \
          -- cli-code-exchange sh tests/cli/code-exchange.sh

# ---- pictures of every page, to look at --------------------------------------------
.PHONY: screens screens-now
screens:                                           ## every kind of page, as pictures in build/screens
	@$(MAKE) --no-print-directory MODE=debug screens-now
screens-now: all tests/browser/node_modules/.stamp
	node tests/browser/screens.mjs build/screens

# ---- every kind of page in every language --------------------------------------------
.PHONY: tongues tongues-now
tongues:                                           ## every kind of page in all ten languages, in a browser
	@$(MAKE) --no-print-directory setup setup-test
	@$(MAKE) --no-print-directory MODE=debug tongues-now
tongues-now: all tests/browser/node_modules/.stamp
	cd tests/browser && TONGUES=all node --test tongues.test.mjs mirror.test.mjs

# ---- every page of every example -------------------------------------------------------
.PHONY: walks walks-now
walks:                                             ## every page of all the examples, in a browser
	@$(MAKE) --no-print-directory setup setup-test
	@$(MAKE) --no-print-directory MODE=debug walks-now
walks-now: all tests/browser/node_modules/.stamp
	cd tests/browser && EXAMPLES=all node --test examples.test.mjs

# ---- amending while it is open ---------------------------------------------------
SUITES += -- cli-amend sh tests/cli/amend.sh

# ---- durability --------------------------------------------------------------------
# fail and power are preloaded into the server; the others are servers that are
# broken on purpose, which the harness must catch.
export SHIMS = $(abspath $(B))/durable
DURABLE := $(addprefix $(B)/durable/,fail.so power.so early hasty unsynced untoken deaf)
$(B)/durable/%.so: tests/durable/%.c
	@mkdir -p $(@D)
	$(CC) $(filter-out -fPIE -Wpedantic,$(ALL_C)) -fPIC -shared -o $@ $< -ldl
$(B)/durable/early $(B)/durable/hasty: WRAP = intake_later_start
$(B)/durable/deaf: WRAP = db_run
$(B)/durable/unsynced: WRAP = sqlite3_exec
$(B)/durable/untoken: WRAP = seal_hash
$(B)/durable/%: $(B)/tests/durable/%.o $(B)/survey/main.o $(call libs,survey)
	@mkdir -p $(@D)
	$(CC) $(ALL_L) -Wl,--wrap=$(WRAP) -o $@ $^ $(LIBS)
test-now: $(DURABLE)
PLAIN += -- durable sh tests/durable/run.sh short -- full-disk sh tests/durable/run.sh full
.PHONY: durable durable-now
durable:                                           ## 200 kills, 100 power cuts, every failing call, a full disk
	@$(MAKE) --no-print-directory setup setup-test
	@$(MAKE) --no-print-directory MODE=debug durable-now
durable-now: all $(DURABLE)
	@sh tests/run.sh durable sh tests/durable/run.sh -- full-disk sh tests/durable/run.sh full

# ---- a thousand slow connections ----------------------------------------------------
PLAIN += -- slow node tests/slow/slow.mjs short
.PHONY: slow slow-now
slow:                                              ## 1,000 slow connections, through nginx and alone
	@$(MAKE) --no-print-directory setup setup-test
	@$(MAKE) --no-print-directory MODE=debug slow-now
slow-now: all
	@node tests/slow/slow.mjs

# ---- attacks -------------------------------------------------------------------------
# Each attack is tried on the server as it is, and on one from which the guard
# has been cut, where it must succeed.
export CUT = $(abspath $(B))/attacks
ATTACKS := $(shell sed -n 's/^\([a-z]*\)\t.*/\1/p' tests/attacks/guards)
ATTACKS := $(ATTACKS:%=$(B)/attacks/%)
$(ATTACKS): $(B)/attacks/%: tests/attacks/guards $(B)/survey/main.o $(call libs,survey)
	@sh tests/attacks/cut.sh $* $@.c
	@$(CC) $(ALL_C) -Wno-unused -Wno-declaration-after-statement -I$(dir $(shell sed -n 's/^$*\t\([^\t]*\)\t.*/\1/p' tests/attacks/guards)) -c -o $@.o $@.c
	$(CC) $(ALL_L) -o $@ $@.o $(filter-out tests/attacks/guards,$^) $(LIBS)
test-now asan-now: $(ATTACKS)
SUITES += -- attacks node tests/attacks/attacks.mjs
# The desk's guards: its unit tests, with one cut out, must fail.
DESK_GUARDS := $(shell sed -n 's/^\([a-z]*\)\t.*/\1/p' tests/attacks/desk-guards)
DESK_CUTS   := $(DESK_GUARDS:%=$(B)/attacks/desk-%)
$(DESK_CUTS): $(B)/attacks/desk-%: tests/attacks/desk-guards $(call obj,$(wildcard tests/unit/survey/*.c)) $(call libs,survey)
	@mkdir -p $(@D)
	@sh tests/attacks/cut.sh $* $@.c desk-guards
	@$(CC) $(ALL_C) -Wno-unused -Wno-declaration-after-statement -Wno-type-limits -c -o $@.o $@.c
	@$(CC) $(ALL_L) -o $@ $@.o $(filter-out tests/attacks/desk-guards,$^) $(LIBS) $(TESTLIBS)
test-now asan-now: $(DESK_CUTS)
SUITES += -- attacks-desk sh tests/attacks/desk.sh
.PHONY: attacks attacks-now
attacks:                                           ## the attacks on the public site, each with a control
	@$(MAKE) --no-print-directory MODE=debug attacks-now
attacks-now: all $(ATTACKS) $(DESK_CUTS) $(B)/unit/survey
	@node tests/attacks/attacks.mjs
	@sh tests/attacks/desk.sh

# ---- in a real browser -----------------------------------------------------------
tests/browser/node_modules/.stamp: tests/browser/package-lock.json
	cd tests/browser && npm ci --silent --ignore-scripts
	@touch $@

# ---- fuzzing --------------------------------------------------------------------
# With libFuzzer by `make fuzz`; in the suite each corpus is only replayed.
FUZZ_SECONDS ?= 60
.PHONY: fuzz
fuzz:                                              ## fuzz each parser for FUZZ_SECONDS (60)
	@$(MAKE) --no-print-directory MODE=fuzz fuzz-now
fuzz-now: $(FUZZERS:%=$(B)/fuzz/%)
	@for f in $(FUZZERS); do echo "fuzzing $$f"; mkdir -p $(B)/found/$$f; \
	    $(B)/fuzz/$$f -max_total_time=$(FUZZ_SECONDS) -max_len=65536 -print_final_stats=1 \
	    -artifact_prefix=$(B)/found/ $(B)/found/$$f tests/fuzz/corpus/$$f 2>&1 | tail -12 || exit 1; done
$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(call libs,survey)
	@mkdir -p $(@D)
	$(CC) $(ALL_L) -fsanitize=fuzzer -o $@ $^ $(LIBS)
$(B)/replay/%: $(B)/tests/fuzz/%.o $(B)/tests/lint/replay.o $(call libs,survey)
	@mkdir -p $(@D)
	$(CC) $(ALL_L) -o $@ $^ $(LIBS)

# ---- the quality of keying -------------------------------------------------------
# The unit tests make up 1,000 keyings of each kind; this, as many as you like.
KEYINGS ?= 20000
.PHONY: keyings keyings-now
keyings:                                           ## does the interval for the quality of keying hold, KEYINGS (20000) times
	@$(MAKE) --no-print-directory setup setup-test
	@$(MAKE) --no-print-directory MODE=debug keyings-now
keyings-now: $(B)/unit/analysis
	@KEYINGS=$(KEYINGS) CK_RUN_SUITE=keying_sim $(B)/unit/analysis

# ---- speed -----------------------------------------------------------------------
.PHONY: bench
bench:                                             ## speed and memory, beside a reference
	@$(MAKE) --no-print-directory setup
	@$(MAKE) --no-print-directory MODE=release bench-now
BENCHES := load bare commits forms million mail reading taking mbox
bench-now: all $(BENCHES:%=$(B)/bench/%)
	@BENCH=$(abspath $(B))/bench sh tests/bench/run.sh
.PHONY: bench-million
bench-million:                                     ## does taking in a million responses stay as quick?
	@$(MAKE) --no-print-directory setup
	@$(MAKE) --no-print-directory MODE=release bench-million-now
bench-million-now: $(B)/bench/million
	@d=$$(mktemp -d "$${TMPDIR:-/tmp}/earshot-million-XXXXXX") && trap 'rm -rf "$$d"' EXIT && \
	    $(B)/bench/million "$$d/intake.db" 1000000
.PHONY: bench-campaigns bench-campaigns-now
COMMENTS ?= 1000000
bench-campaigns:                                   ## campaigns among COMMENTS (1000000) made-up comments: how well, how quickly
	@$(MAKE) --no-print-directory setup
	@$(MAKE) --no-print-directory MODE=release bench-campaigns-now
bench-campaigns-now: $(B)/bench/campaigns
	@$(B)/bench/campaigns --bench $(COMMENTS)
$(B)/bench/campaigns: $(B)/tests/bench/campaigns.o $(B)/tests/bench/letters.o $(call libs,survey)
.PHONY: bench-coding
bench-coding:                                      ## how right and how quick suggested codes are
	@$(MAKE) --no-print-directory MODE=release bench-coding-now
bench-coding-now: $(B)/bench/coding
	@BENCH=$(abspath $(B))/bench sh tests/bench/coding.sh
$(B)/bench/load: $(B)/tests/bench/load.o $(B)/tests/bench/client.o $(call lib,base)
$(B)/bench/million: $(B)/tests/bench/million.o $(call libs,store)
$(B)/bench/commits: $(B)/tests/bench/commits.o $(call lib,base)
$(B)/bench/bare: $(B)/tests/bench/bare.o
$(B)/bench/mbox: $(B)/tests/bench/mbox.o $(call libs,survey)
$(B)/bench/forms: $(B)/tests/bench/forms.o $(call libs,forms)
$(B)/bench/mail: $(B)/tests/bench/mail.o $(B)/tests/unit/survey/labelled.o $(call libs,survey)
$(B)/bench/coding: $(B)/tests/bench/coding.o $(B)/tests/bench/coding_data.o $(B)/tests/bench/coding_score.o $(call libs,analysis)
$(B)/bench/reading: $(B)/tests/bench/reading.o $(B)/tests/bench/memory.o $(call libs,survey)
$(B)/bench/taking: $(B)/tests/bench/taking.o $(B)/tests/bench/memory.o $(call lib,base)
$(B)/bench/%:
	@mkdir -p $(@D)
	$(CC) $(ALL_L) -o $@ $^ $(LIBS)

.PHONY: check
check: lint                                        ## everything, before a commit: both compilers, sanitizers, fuzz
	@$(MAKE) --no-print-directory MODE=clang all $(LAYERS:%=$(BUILD)/clang/unit/%)
	@$(MAKE) --no-print-directory test asan tsan
	@$(MAKE) --no-print-directory FUZZ_SECONDS=10 fuzz

NEED_TEST := time check curl jq sqlite3 qpdf libqpdf-dev poppler-utils faketime chromium mandoc util-linux \
             default-jre-headless clang zbar-tools nginx-light openssl python3 dovecot-imapd \
             libemail-outlook-message-perl libemail-address-perl pst-utils procps
.PHONY: setup-test setup-heavy
setup-test:                                        ## install what the tests need as well
	@{ $(call have,curl jq sqlite3 qpdf pdftotext faketime chromium mandoc setpriv java clang zbarimg openssl python3 msgconvert readpst pgrep) && perl -MEmail::Address -e 1 2>/dev/null && test -x /usr/sbin/nginx && test -x /usr/sbin/dovecot && \
	   pkg-config --exists check libqpdf; } || { $(APT) update && $(GET) $(NEED_TEST); }
setup-heavy:                                       ## install what the benches compare with, and other people's test messages
	@{ $(call have,weasyprint sqlite3 python3 mu) && ls /usr/lib/python3*/test/test_email/data >/dev/null 2>&1 && \
	   /usr/bin/python3 -c 'import sklearn' 2>/dev/null; } || \
	 { $(APT) update && $(GET) weasyprint sqlite3 python3 maildir-utils libpython3.11-testsuite python3-sklearn; }

# ---- lint: layering, headers alone, format -----------------------------------
.PHONY: lint
lint:                                              ## layering, headers alone, formatting, man page
	@awk -v order="$(LAYERS)" -f tests/lint/layers.awk $(foreach l,$(LAYERS),$(wildcard $l/*.[ch] $l/*/*.[ch]))
	@sh tests/lint/layers.sh
	@for h in $(foreach l,$(LAYERS),$(wildcard $l/*.h $l/*/*.h)); do \
	    $(CC) $(ALL_C) -Wno-unused-function -fsyntax-only -x c $$h || exit 1; done
	@sh tests/lint/first-line.sh
	@sh tests/lint/guards.sh
	@mandoc -Tlint -Werror docs/earshot.1
	@echo "lint: clean"

# ---- the checker for PDFs: PDF/UA-1 and PDF/A-2a, on libqpdf -------------------
PDF_O   := $(call obj,$(filter-out tests/pdf/main.c tests/pdf/faults% tests/pdf/break.c tests/pdf/seed% tests/pdf/shaped% tests/pdf/blocks.c tests/pdf/asked.c tests/pdf/fields.c,$(wildcard tests/pdf/*.c)))
PDF_F   := $(call obj,$(wildcard tests/pdf/faults*.c tests/pdf/break.c tests/pdf/seed*.c))
PDF_L    = $(shell pkg-config --libs libqpdf) $(LIBS)

$(B)/pdfcheck: $(B)/tests/pdf/main.o $(PDF_O) $(call lib,base)
	$(CC) $(ALL_L) -o $@ $^ $(PDF_L)
# The letters once more, by themselves; what a PDF says and what a form does; a
# PDF that is filled in; and two that shape words wrongly, on purpose.
$(B)/pdf/shaped: $(call obj,$(wildcard tests/pdf/shaped*.c)) $(PDF_O) $(call lib,base)
$(B)/pdf/blocks: $(B)/tests/pdf/blocks.o $(PDF_O) $(call lib,base)
$(B)/pdf/asked: $(B)/tests/pdf/asked.o $(call libs,forms)
$(B)/pdf/fields: $(B)/tests/pdf/fields.o $(PDF_O) $(call lib,base)
$(B)/pdf/unshaped: WRAP = -Wl,--wrap=hb_buffer_set_script
$(B)/pdf/unplaced: WRAP = -Wl,--wrap=hb_buffer_get_glyph_positions
$(B)/pdf/unshaped $(B)/pdf/unplaced: $(B)/pdf/%: $(B)/tests/pdf/broken/%.o $(B)/survey/main.o $(call libs,survey)
$(B)/pdf/%:
	@mkdir -p $(@D)
	$(CC) $(ALL_L) $(WRAP) -o $@ $^ $(PDF_L)
export PDF_TOOLS = $(abspath $(B))/pdf
$(B)/pdffaults: $(PDF_F) $(PDF_O) $(call lib,base)
	$(CC) $(ALL_L) -o $@ $^ $(PDF_L)
.PHONY: pdfcheck
pdfcheck: $(B)/pdfcheck $(B)/pdffaults             ## the PDF checker, and whether it finds each fault
	@$(B)/pdffaults $(B)/pdfcheck
	@sh tests/pdf/covered.sh
export PDFFAULTS = $(abspath $(B))/pdffaults
SUITES += -- pdf-checker $(B)/pdffaults $(B)/pdfcheck -- pdf-codes sh tests/pdf/covered.sh
test-now asan-now: $(B)/pdfcheck $(B)/pdffaults

# ---- reading mail -------------------------------------------------------------------
# tests/mail/read prints the reading of each message that it is given.
export MAILREAD = $(abspath $(B))/mail/read
$(B)/mail/read: $(B)/tests/mail/read.o $(call libs,survey)
# evil is one whose children do what the message says; uncaged, the same without
# the sandbox.
export MAILEVIL = $(abspath $(B))/mail/evil
export MAILFREE = $(abspath $(B))/mail/uncaged
$(B)/mail/evil: WRAP = -Wl,--wrap=read_message
$(B)/mail/evil: $(B)/tests/mail/read.o $(B)/tests/mail/evil.o $(call libs,survey)
$(B)/mail/uncaged: WRAP = -Wl,--wrap=read_message -Wl,--wrap=sandbox_enter
$(B)/mail/uncaged: $(B)/tests/mail/read.o $(B)/tests/mail/evil.o $(B)/tests/mail/uncaged.o $(call libs,survey)
# filled prints what a keyer would type for the questionnaire that is attached.
export MAILFILLED = $(abspath $(B))/mail/filled
$(B)/mail/filled: $(B)/tests/mail/filled.o $(call libs,survey)
$(B)/mail/%:
	@mkdir -p $(@D)
	$(CC) $(ALL_L) $(WRAP) -o $@ $^ $(LIBS)
test-now asan-now: $(addprefix $(B)/mail/,read evil uncaged filled) $(B)/pdf/fields
SUITES += -- cli-mail-read sh tests/cli/mail-read.sh -- cli-mail-filled sh tests/cli/mail-filled.sh
# Sanitizers catch what these do on purpose, and take more memory than they allow.
PLAIN += -- mail-sandbox sh tests/cli/mail-sandbox.sh -- mail-hostile node tests/mail/hostile.mjs
