# Makefile -- `make help` lists what it can do.
#
# LAYERS is the architecture: a folder may use folders to its left, no others.
# Each is one library; each unit test links only the libraries that its folder
# may use, so a wrong dependency is a link error before it is a lint error.

LAYERS  := base locales forms store analysis print survey
MODE    ?= release
BUILD   ?= build
B       := $(BUILD)/$(MODE)
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:

WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion \
           -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 -Wundef
CFLAGS  ?= -g
release_F := -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
debug_F   := -O1 -Werror
clang_F   := -O1 -Werror
asan_F    := -O1 -Werror -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
tsan_F    := -O1 -Werror -fsanitize=thread
fuzz_F    := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
ifneq ($(filter clang fuzz,$(MODE)),)
CC      := clang
endif

PC      := libmicrohttpd sqlite3 libcjson libsodium harfbuzz harfbuzz-subset fribidi \
           libxml-2.0 libarchive xlsxwriter libqrencode liboath gmime-3.0 libseccomp libcurl
ALL_C   := $(CFLAGS) -std=c17 -D_GNU_SOURCE $(WARN) $($(MODE)_F) -pthread -I. -I$(B) \
           $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PC) 2>/dev/null))
ALL_L   := $($(MODE)_F) -pthread $(LDFLAGS)
# libhpdf, libunibreak and libstemmer ship no pkg-config file.
LIBS    := $(shell pkg-config --libs $(PC) 2>/dev/null) -lhpdf -lunibreak -lstemmer -lm
TESTLIBS := $(shell pkg-config --libs check 2>/dev/null)

lib      = $(B)/lib$(1).a
# Folder $(1) and everything to its left, in link order.
reach    = $(if $(filter $(1),$(firstword $(2))),$(firstword $(2)) $(3),$(call reach,$(1),$(wordlist 2,99,$(2)),$(firstword $(2)) $(3)))
libs     = $(foreach l,$(call reach,$(1),$(LAYERS)),$(call lib,$l))
src      = $(filter-out survey/main.c,$(wildcard $(1)/*.c $(1)/*/*.c))
obj      = $(patsubst %.c,$(B)/%.o,$(1))

include tests/tests.mk

.PHONY: all
all: $(B)/earshot                                  ## build the program: build/release/earshot
$(B)/earshot: $(B)/survey/main.o $(call libs,survey)
	$(CC) $(ALL_L) -o $@ $^ $(LIBS)

define LAYER
$(call lib,$(1)): $(call obj,$(call src,$(1)))
	@mkdir -p $$(@D); rm -f $$@; $(AR) rcs $$@ $$^
$(B)/unit/$(1): $(call obj,$(wildcard tests/unit/$(1)/*.c)) $(call libs,$(1))
	@mkdir -p $$(@D)
	$(CC) $(ALL_L) -o $$@ $(call obj,$(wildcard tests/unit/$(1)/*.c)) -Wl,--whole-archive $(call libs,$(1)) -Wl,--no-whole-archive $(LIBS) $(TESTLIBS)
endef
$(foreach l,$(LAYERS),$(eval $(call LAYER,$l)))

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@echo "cc  $<"
	@$(CC) $(ALL_C) -MMD -MP -c -o $@ $<
-include $(shell find $(B) -name '*.d' 2>/dev/null)

# Files that the program carries inside itself: question modules, database
# layouts and the front end's assets.  The assembler reads them by .incbin,
# which -MMD misses.
$(B)/forms/modules.o: $(wildcard forms/modules/*.form forms/modules/locales/*.po)
$(B)/survey/templates.o: $(wildcard survey/templates/*)
$(B)/store/schema.o: $(wildcard store/schema/*.sql)
$(B)/survey/page/assets.o: $(B)/survey/assets/table.inc
$(B)/survey/assets/table.inc: $(wildcard survey/assets/*.mjs survey/assets/*.css survey/assets/*.js survey/assets/*.svg) survey/assets/node_modules/.stamp
	node survey/assets/build.mjs $(@D)
survey/assets/node_modules/.stamp: survey/assets/package-lock.json
	cd survey/assets && npm ci --silent --ignore-scripts
	@touch $@

# The program's own words: locales/TAG.po is compiled and carried inside.
# docs/TRANSLATING.md says how a catalogue is checked and signed off.
TAGS    := $(sort $(patsubst locales/%.po,%,$(wildcard locales/*.po)))
POT     ?= locales/earshot.pot
SPOKEN  := $(wildcard locales/*.c forms/paper*.c print/paper*.c print/pdf/paper*.c survey/site/*.c)
XGETTEXT = xgettext --language=C --from-code=UTF-8 --keyword --keyword=tr:2 --keyword=tr_in:2c,3 \
           --keyword=tr_n:2,3 --keyword=para:2 --keyword=button:2 --keyword=TR:1 --keyword=TR_IN:1c,2 \
           --add-comments=translators: --add-location=file --package-name=earshot --output=-
$(B)/locales/builtin.o: $(B)/locales/table.inc
$(B)/locales/table.inc: $(TAGS:%=$(B)/locales/%.mo)
	@printf 'CATALOGUE(%s, "$(B)/locales/%s.mo")\n' $(foreach t,$(TAGS),$t $t) >$@
$(B)/locales/%.mo: locales/%.po
	@mkdir -p $(@D)
	@msgfmt --check --output-file=$@ $<
.PHONY: pot po
pot:                                               ## the program's words, for translators: locales/earshot.pot
	@$(XGETTEXT) $(SPOKEN) | sed '/^"POT-Creation-Date/d; s/CHARSET/UTF-8/' >$(POT)
po: pot                                            ## adds new words, still without translation, to each catalogue
	@for t in $(TAGS); do msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-wrap \
	    locales/$$t.po locales/earshot.pot || exit 1; \
	    msgattrib --no-obsolete --no-wrap -o locales/$$t.po locales/$$t.po || exit 1; \
	    printf '%s: ' $$t; msgfmt --statistics -o /dev/null locales/$$t.po; done

# ---- the main job ---------------------------------------------------------------
# The example consultation with its dates moved so that it is open today, 400
# made-up respondents, and their Report of Findings.
DEMO    := $(BUILD)/demo/eol-2024
PORT    ?= 8080
.PHONY: run demo demo-now
run: demo                                          ## set up, build, make the demo, and serve it
	$(BUILD)/release/earshot run $(DEMO) --port $(PORT)
demo:                                              ## the same without serving
	@$(MAKE) --no-print-directory setup
	@$(MAKE) --no-print-directory MODE=release demo-now
demo-now: all
	@rm -rf $(DEMO) $(DEMO).keys
	@mkdir -p $(dir $(DEMO))
	$(B)/earshot new $(DEMO) --from examples/eol-2024 \
	    --opens $$(date -d '14 days ago' +%F) --closes $$(date -d '70 days' +%F)
	$(B)/earshot publish $(DEMO)
	$(B)/earshot rehearse $(DEMO) -n 400 --seed 1
	$(B)/earshot pull $(DEMO)
	$(B)/earshot code $(DEMO)
	$(B)/earshot report $(DEMO) --format pdf,html -o $(DEMO)/out

PREFIX  ?= /usr/local
.PHONY: install
install: all                                       ## install the program and its man page
	install -D -m 755 $(B)/earshot $(DESTDIR)$(PREFIX)/bin/earshot
	install -D -m 644 docs/earshot.1 $(DESTDIR)$(PREFIX)/share/man/man1/earshot.1

.PHONY: clean help
clean:                                             ## remove everything that was built
	rm -rf $(BUILD)
help:                                              ## this list
	@sed -n 's/^\([a-z][a-z -]*\):.*## */  \1\t/p' Makefile tests/tests.mk | expand -t 16

# ---- setting up a machine ----------------------------------------------------
# Installs only what is missing; probes first, so that a second run is quick.
APT     ?= $(if $(filter 0,$(shell id -u)),,sudo )apt-get
GET     := DEBIAN_FRONTEND=noninteractive $(APT) install -y --no-install-recommends
NEED    := gcc libc6-dev make pkg-config ca-certificates libmicrohttpd-dev libsqlite3-dev libhpdf-dev \
           libcjson-dev libsodium-dev libharfbuzz-dev libfribidi-dev libunibreak-dev \
           libstemmer-dev libxml2-dev libarchive-dev libxlsxwriter-dev libqrencode-dev liboath-dev libgmime-3.0-dev \
           libseccomp-dev libcurl4-openssl-dev gettext fonts-noto-core nodejs poppler-utils qpdf antiword
HEADERS := microhttpd.h sqlite3.h hpdf.h cjson/cJSON.h sodium.h harfbuzz/hb-subset.h \
           fribidi/fribidi.h linebreak.h libstemmer.h libxml/parser.h archive.h xlsxwriter.h qrencode.h \
           liboath/oath.h seccomp.h curl/curl.h

# Are all of these commands there?  (command -v of several looks at the first alone.)
have     = $(foreach c,$(1),command -v $c >/dev/null &&) true

.PHONY: setup
setup:                                             ## install what building and running need
	@{ $(call have,$(CC) pkg-config node msgfmt pdftotext qpdf antiword) && test -e /usr/share/fonts/truetype/noto/NotoSerif-Bold.ttf && pkg-config --exists gmime-3.0 && \
	   printf '#include <stdio.h>\n$(foreach h,$(HEADERS),#include <$h>\n)' | $(CC) -I/usr/include/libxml2 -E - >/dev/null 2>&1; } || \
	 { $(APT) update && $(GET) $(NEED); }
	@command -v npm >/dev/null || $(GET) npm
