# quotrail: one Makefile, no recursion; everything it makes lies under build/.
#
#   make             build build/quotrail              make check       pass every test (SAN=1: sanitized)
#   make demo        trace a quote through test pages  make fuzz        FUZZ_SECONDS on each fuzz target
#   make deps        install the libraries             make bench       run the benchmarks
#   make install     to DESTDIR and PREFIX             make tidy        check format and lint
#   make uninstall   take it away again                make format      rewrite to the house format
#   make boundaries  prove who calls whom              make clean       remove build/
#
# check, demo, bench, fuzz, tidy and format first install what they miss. WERROR=1 makes warnings
# errors; CC, CFLAGS and LDFLAGS are the user's; B=build/mine keeps a build apart from the others;
# STATIC= links no library in.
# make deb packs it for Debian in the name of MAINTAINER.

CFLAGS		?= -O2 -g
PREFIX		?= /usr/local
FUZZ_SECONDS	?= 60
MAINTAINER	?= the quotrail authors <quotrail@localhost>

MAKEFLAGS	+= --no-builtin-rules
.DELETE_ON_ERROR:
.PHONY: all check demo deps deps-dev install uninstall deb fuzz tidy format boundaries bench clean \
	libraries FORCE

all:

# --- flags -----------------------------------------------------------------------------------

# The fuzzer instruments every object, so its build is one of its own.
fuzzing		:= $(filter fuzz,$(MAKECMDGOALS))
ifneq ($(fuzzing),)
CC		:= clang
SAN		:= 1
endif
B		:= build$(if $(fuzzing),/fuzz,$(if $(findstring clang,$(CC)),/clang)$(if $(SAN),/san))

WARN	 = -Wall -Wextra -Wconversion -Wshadow -Wmissing-prototypes -Wstrict-prototypes \
	   -Wpointer-arith -Wcast-qual -Wwrite-strings -Wformat=2 -Wvla -Wundef
SANITIZE = $(if $(fuzzing),-fsanitize=fuzzer-no-link) -fsanitize=address,undefined \
	   -fno-sanitize-recover=all -fno-omit-frame-pointer
FORTIFY	 = $(if $(filter -O1 -O2 -O3 -Os,$(CFLAGS)),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
HARDEN	 = -fPIE -fstack-protector-strong $(if $(SAN),$(SANITIZE),$(FORTIFY))
OURS	 = -std=c17 -D_POSIX_C_SOURCE=200809L -I. -I$B $(WARN) $(HARDEN) $(if $(WERROR),-Werror)
COMPILE	 = $(CC) $(OURS) $(MODULE_CFLAGS) $(CFLAGS)
LINK	 = $(say)$(CC) $(HARDEN) $(CFLAGS) -pie -Wl,-z,relro,-z,now,-z,pack-relative-relocs,--as-needed $(LDFLAGS)

# V=1 shows whole commands.
say	 = $(if $(V),,@echo '  $@';)

# pkg-config is asked at first use and not before, so that a run that installs the libraries asks
# afterwards. MyHTML comes in libmodest, which has no pkg-config file; and it calls libm without
# saying so, which therefore has to be there when it is loaded.
MODULES		 = libpcre2-8 libutf8proc libcurl jansson zlib libbrotlidec expat uchardet libpsl \
		   libidn2 libseccomp sqlite3 nettle libmicrohttpd
TEST_MODULES	 = criterion
MODULE_CFLAGS	 = $(eval MODULE_CFLAGS := $(shell pkg-config --cflags $(MODULES)))$(MODULE_CFLAGS)
LIBS		 = $(eval LIBS := $(call linked,$(shell pkg-config --libs $(MODULES))) -lmodest \
		   -Wl,--no-as-needed -lm)$(LIBS)
# Each lookup is a process of its own, and half of its start went into loading these four. Where
# their archives are, they are linked in; make STATIC= has them loaded.
STATIC		 = pcre2-8 utf8proc sqlite3 nettle
archive		 = $(if $(wildcard $(shell $(CC) -print-file-name=lib$1.a)),-l:lib$1.a,-l$1)
linked		 = $(foreach word,$1,$(if $(filter $(STATIC:%=-l%),$(word)),$(call archive,$(word:-l%=%)),$(word)))
TEST_LIBS	 = $(eval TEST_LIBS := $(shell pkg-config --libs $(TEST_MODULES)))$(TEST_LIBS)

# --- the program -----------------------------------------------------------------------------

objects	 = $(patsubst %.c,$B/%.o,$(wildcard $(addsuffix /*.c,$1)))
rooms	:= core fetch store cmd

# In the order of linking: each archive stands before those it calls.
archives  := $B/fetch.a $B/store.a $B/core.a
indexes	  := $(shell sed -n 's/^.include "\([a-z]*\/.*_index.inc\)".*/\1/p' */*.c)
generated := $(addprefix $B/,store/queries.h store/queries.inc store/schema.inc cmd/assets.inc \
	      cmd/schema.inc $(indexes))

all: $B/quotrail

$B/quotrail: $(call objects,cmd) $(archives)
	$(LINK) -o $@ $^ $(LIBS)

$B/core.a: $(call objects,core)
$B/fetch.a: $(call objects,fetch)
$B/store.a: $(call objects,store)
$(archives): $B/%.a: % # the directory too: a file removed from it leaves the archive
	@rm -f $@
	$(say)ar rcs $@ $(filter %.o,$^)

$B/%.o: %.c $B/flags | $(generated)
	@mkdir -p $(@D)
	$(say)$(COMPILE) -MMD -MP -c -o $@ $<

# Objects that only a pattern rule asks for would be taken for scratch and deleted.
.PRECIOUS: $B/%.o

# Other flags make another build: this file changes with them, and every object follows it.
$B/flags: FORCE | libraries
	@mkdir -p $(@D)
	@echo '$(COMPILE)' | cmp -s - $@ || echo '$(COMPILE)' >$@

-include $(wildcard $B/*/*.d $B/tests/*/*.d)

# --- text made into C ------------------------------------------------------------------------

# A line becomes a string literal; "?" is escaped because C17 still knows trigraphs.
literal  = gsub(/[\\"?]/, "\\\\&"); print "\t\"" $$0 "\\n\""
generate = @mkdir -p $(@D); exec >$@; echo '/* Made from $(or $^,nothing yet). */';

# "-- name: occurrence_add" begins the statement SQL_OCCURRENCE_ADD; other lines of comment go.
# queries.inc and schema.inc are what stands between the braces of an array of strings.
$B/store/queries.h: $(wildcard store/queries.sql)
	$(generate) printf '%s\n' '#ifndef STORE_QUERIES_H' '#define STORE_QUERIES_H' 'enum sql {'; \
	awk '/^-- name:/ { print "\tSQL_" toupper($$3) "," }' /dev/null $^; \
	printf '%s\n' '	SQL_COUNT' '};' '#endif'

$B/store/queries.inc: $(wildcard store/queries.sql)
	$(generate) awk '/^-- name:/ { print comma "[SQL_" toupper($$3) "] ="; comma = "," } \
	    /^--/ || !NF { next } { $(literal) }' /dev/null $^

$B/store/schema.inc: $(sort $(wildcard store/schema/*.sql))
	$(generate) awk 'FNR == 1 { print comma; comma = "," } { $(literal) }' /dev/null $^

# A page carries these as they are, but for what sets lines in.
$B/cmd/assets.inc: $(sort $(wildcard cmd/assets/*.css cmd/assets/*.js))
	$(generate) for f in $^; do name=$$(basename $$f | tr .- __); \
	    echo "static const char asset_$$name[] ="; awk '{ sub(/^\t+/, ""); $(literal) }' $$f; echo ';'; done

$B/cmd/schema.inc: cmd/schema.json
	$(generate) echo 'static const char schema_definitions[] ='; awk '{ $(literal) }' $^; echo ';'

# What core/row.h searches long lists of words by.
$B/%_index.inc: %.c core/index.awk
	@mkdir -p $(@D)
	$(say)LC_ALL=C awk -f core/index.awk $< >$@

# --- tests -----------------------------------------------------------------------------------

suites	:= $(call objects,$(addprefix tests/,$(rooms)))
targets	:= $(filter-out replay,$(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c)))
tests	:= $(if $(suites),$B/tests/all) $(if $(wildcard tests/web/*.c),$B/tests/serve) \
	   $(addprefix $B/tests/replay-,$(targets))

benches	:= $(patsubst %.c,$B/%,$(wildcard tests/bench/*.c))

TEST_ENV = QUOTRAIL='$(abspath $B/quotrail)' SERVE='$(abspath $B/tests/serve)' ROOT='$(CURDIR)' \
	   BENCH='$(abspath $B/tests/bench)'

check: all $(tests)
	@$(TEST_ENV) tests/check.sh $B $(targets)

demo: all $B/tests/serve
	@$(TEST_ENV) tests/demo.sh

# match.sh runs lookup.sh, on the same quotations.
bench: all $B/tests/serve $(benches)
	@for bench in $(filter-out %/lookup.sh,$(wildcard tests/bench/*.sh)); do \
	    $(TEST_ENV) $$bench || exit 1; \
	done

fuzz: $(addprefix $B/tests/fuzz-,$(targets))
	@for target in $(targets); do \
	    mkdir -p $B/corpus/$$target; \
	    $B/tests/fuzz-$$target -max_total_time=$(FUZZ_SECONDS) -artifact_prefix=$B/$$target- \
	        $B/corpus/$$target tests/fuzz/corpus/$$target || exit 1; \
	done

$B/tests/all: $(suites) $(call objects,tests) $(filter-out %/main.o,$(call objects,cmd)) $(archives)
	$(LINK) -o $@ $^ $(TEST_LIBS) $(LIBS)

$B/tests/serve: $(call objects,tests/web)
	$(LINK) -o $@ $^ $(LIBS)

$B/tests/bench/%: $B/tests/bench/%.o $(archives)
	$(LINK) -o $@ $^ $(LIBS)

$B/tests/replay-%: $B/tests/fuzz/%.o $B/tests/fuzz/replay.o $(archives)
	$(LINK) -o $@ $^ $(LIBS)

$B/tests/fuzz-%: $B/tests/fuzz/%.o $(archives)
	$(LINK) -fsanitize=fuzzer -o $@ $^ $(LIBS)

# --- the house rules -------------------------------------------------------------------------

sources	:= $(wildcard $(addsuffix /*.[ch],$(rooms) tests $(addprefix tests/,$(rooms) bench web fuzz)))

boundaries: $(archives) $(call objects,cmd)
	@{ grep -n '^#include' $(wildcard $(addsuffix /*.[ch],$(rooms))); nm -A $^; } | \
	    awk -f tests/boundaries.awk

# clang-format has the say on statements and declarations. Tables, enumerations and macros keep
# the rows of their author, and spaces inside a line their width, for KNF aligns by hand.
off	= // clang-format off
on	= // clang-format on
guard	= sed -e '/\( =\|^enum.*\) {$$/i $(off)' -e '/^\t*};$$/a $(on)' \
	  -e '/^.define/{i $(off)' -e ':more' -e '/\\$$/{n;bmore' -e '}' -e 'a $(on)' -e '}'
squeeze	= awk -f tests/squeeze.awk
misshapen = for f in $(sources); do $(squeeze) $$f >$B/as-is; \
	$(guard) $$f | clang-format --assume-filename=$$f | $(squeeze) | \
	diff -u --label $$f $B/as-is --label $$f -; done

# The analyser looks at so many steps of the paths through a function. Nearly all the time goes
# into the last of its 225,000, where paths differ in little but how often a loop has turned.
analyse	= -Xclang -analyzer-config -Xclang max-nodes=30000

# Whatever either tool says is a failure; silence is not. Of two at work each says all at once.
tidy: libraries $(generated)
	@! { { $(misshapen); } & printf '%s\n' $(filter %.c,$(sources)) | \
	    xargs -P2 -I{} sh -c 'said=$$(clang-tidy --quiet {} -- $(OURS) $(MODULE_CFLAGS) \
	    $(analyse) 2>&1); printf "%s\n" "$$said"' | \
	    grep -v '^[0-9]* warnings* generated\.$$'; wait; } | grep .

format: deps-dev
	@mkdir -p $B; { $(misshapen); } | patch -l -p0

# --- the system ------------------------------------------------------------------------------

share	 = $(DESTDIR)$(PREFIX)/share
commands = $(shell $B/quotrail --help | sed -n '/^Commands/,/^$$/s/^  \([a-z]*\) .*/\1/p')

# The program knows its manual pages and completions; "quotrail" is the page of the whole.
install: all
	install -D -m 755 $B/quotrail $(DESTDIR)$(PREFIX)/bin/quotrail
	install -d $(share)/man/man1 $(share)/bash-completion/completions \
	    $(share)/zsh/site-functions $(share)/fish/vendor_completions.d
	for page in quotrail $(addprefix quotrail-,$(commands)); do \
	    $B/quotrail --man $$(echo $$page | sed 's/^quotrail-*//') >$(share)/man/man1/$$page.1 || \
	        exit 1; \
	done
	$B/quotrail --completion bash >$(share)/bash-completion/completions/quotrail
	$B/quotrail --completion zsh >$(share)/zsh/site-functions/_quotrail
	$B/quotrail --completion fish >$(share)/fish/vendor_completions.d/quotrail.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/quotrail $(share)/man/man1/quotrail.1 \
	    $(share)/man/man1/quotrail-*.1 $(share)/bash-completion/completions/quotrail \
	    $(share)/zsh/site-functions/_quotrail $(share)/fish/vendor_completions.d/quotrail.fish

# Needs dpkg-dev, which says what libraries the program is linked with. Those that are loaded late
# are named where that is done.
package	 = $B/package
late	 = $(shell sed -n 's/^.define LIBRARY_[A-Z]* "\(.*\)"/\1/p' fetch/late.h)
version	 = $(shell $B/quotrail --version | cut -d' ' -f2)
arch	 = $(shell dpkg --print-architecture)
# Strict tables need it, which no symbol shows.
sqlite	 = libsqlite3-0 (>= 3.37)
deb: all
	rm -rf $(package)
	$(MAKE) -o all install DESTDIR=$(abspath $(package))/root PREFIX=/usr
	strip $(package)/root/usr/bin/quotrail
	gzip -9n $(package)/root/usr/share/man/man1/*.1
	install -D -m 644 LICENSE $(package)/root/usr/share/doc/quotrail/copyright
	printf 'quotrail ($(version)) unstable; urgency=low\n\n  * As built from its source.\n\n -- %s  %s\n' \
	    '$(MAINTAINER)' "$$(date -R)" | gzip -9n >$(package)/root/usr/share/doc/quotrail/changelog.gz
	mkdir -p $(package)/debian $(package)/root/DEBIAN
	printf 'Source: quotrail\n\nPackage: quotrail\nArchitecture: any\n' >$(package)/debian/control
	cd $(package) && dpkg-shlibdeps -Tdepends root/usr/bin/quotrail
	printf '%s\n' 'Package: quotrail' 'Version: $(version)' 'Architecture: $(arch)' \
	    'Section: text' 'Priority: optional' 'Maintainer: $(MAINTAINER)' \
	    "Depends: $$(sed 's/^shlibs:Depends=//; s/libsqlite3-0 ([^)]*)/$(sqlite)/' $(package)/depends)$$(dpkg-query -S \
	    $(late:%='*/%') | sed 's/^\([^:]*\):.*/, \1/' | sort -u | tr -d '\n')" \
	    'Description: quote provenance tracker' \
	    ' Reads articles, finds the quotations in them, links every printing of the same' \
	    ' words to the earliest one it can date, and shows how wording, speaker and' \
	    ' setting changed on the way.' >$(package)/root/DEBIAN/control
	dpkg-deb --root-owner-group --build $(package)/root $B/quotrail_$(version)_$(arch).deb

clean:
	rm -rf build

DEBS	 = gcc libc6-dev pkg-config libpcre2-dev libutf8proc-dev libcurl4-openssl-dev libmodest-dev \
	   libjansson-dev zlib1g-dev libbrotli-dev libexpat1-dev libuchardet-dev libpsl-dev \
	   libidn2-dev libseccomp-dev libsqlite3-dev nettle-dev libmicrohttpd-dev \
	   openssl libcriterion-dev
DEV_DEBS = clang clang-format clang-tidy dpkg-dev fish graphviz libclang-rt-14-dev man-db \
	   nginx-light patch python3-jsonschema python3-lxml python3-networkx python3-prov zsh
ready	 = { command -v $(firstword $(CC)) && command -v pkg-config && \
	   pkg-config --exists $(MODULES) $(if $(install_first),$(TEST_MODULES)) && \
	   echo '\#include <myhtml/api.h>' | $(CC) -E -x c -; } >/dev/null 2>&1

# These goals see to their own needs before anything is compiled; any other is told what to run.
install_first := $(if $(filter fuzz tidy format,$(MAKECMDGOALS)),deps-dev,$(if \
	$(filter check demo bench deps,$(MAKECMDGOALS)),deps))

libraries: $(install_first)
	@$(ready) || { echo 'a compiler or a library is missing; run: make deps' >&2; exit 1; }

deps:     packages = $(DEBS)
deps-dev: packages = $(DEBS) $(DEV_DEBS)
deps deps-dev:
	@if ! command -v apt-get >/dev/null || ! test -e /etc/debian_version; then \
	    $(ready) && exit; \
	    echo 'This is not Debian. Please install a C compiler, pkg-config, $(MODULES) and' \
	        'libmodest (MyHTML), and for the tests $(TEST_MODULES).' >&2; exit 1; \
	fi; \
	have=$$(dpkg-query -W -f '$${db:Status-Status} $${Package} ' $(packages) 2>/dev/null); missing=; \
	for p in $(packages); do \
	    case " $$have" in *" installed $$p "*) ;; *) missing="$$missing $$p" ;; esac; \
	done; \
	test -n "$$missing" || exit 0; \
	echo "installing$$missing"; \
	test "$$(id -u)" = 0 || sudo=sudo; \
	apt="$$sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300"; \
	$$apt update && $$apt install -y --no-install-recommends --no-remove $$missing >/dev/null
