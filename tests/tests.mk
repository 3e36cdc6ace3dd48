# tests.mk -- every way of testing; included by the Makefile.

UNITS   := $(LAYERS:%=$(B)/unit/%)
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))

.PHONY: units
units: $(UNITS)
	@for t in $(UNITS); do $$t || exit 1; done

# ---- lint: layering, headers alone, format -----------------------------------
.PHONY: lint
lint:                                              ## layering, headers alone, formatting, man page
	@awk -v order="$(LAYERS)" -f tests/lint/layers.awk $(foreach l,$(LAYERS),$(wildcard $l/*.[ch] $l/*/*.[ch]))
	@for h in $(foreach l,$(LAYERS),$(wildcard $l/*.h $l/*/*.h)); do \
	    $(CC) $(ALL_C) -Wno-unused-function -fsyntax-only -x c $$h || exit 1; done
	@sh tests/lint/first-line.sh
	@echo "lint: clean"
