#!/bin/sh
# Being at home on a system: manual pages, completion, installation and package.
. "$ROOT/tests/fixture.sh"
commands=$("$QUOTRAIL" --help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p')

# --- manual pages ----------------------------------------------------------------------------

if command -v man >/dev/null; then
	for page in '' $commands; do
		# shellcheck disable=SC2086 # no command is no argument
		"$QUOTRAIL" $page --man >page.1
		man --warnings -l page.1 2>warnings | col -b >page.txt
		[ -s page.txt ] && [ ! -s warnings ] && grep -q 'EXIT STATUS' page.txt
		say $? "the manual page of quotrail $page is sound: $(head -c 300 warnings)"
	done
	"$QUOTRAIL" batch --man | man -l - | col -b | grep -q -e '--connect-timeout'
	say $? 'that of batch knows its knobs'
fi

# --- completion ------------------------------------------------------------------------------

# complete WORD...: what each shell offers for the last of the words typed behind "quotrail"
complete_bash() {
	bash --norc -c '
		eval "$("$QUOTRAIL" --completion bash)"
		compopt() { :; }
		COMP_WORDS=(quotrail "$@") COMP_CWORD=$#
		_quotrail && printf "%s\n" "${COMPREPLY[@]}"' bash "$@" 2>&1
}
complete_fish() {
	"$QUOTRAIL" --completion fish >quotrail.fish
	fish --no-config -c "source quotrail.fish; complete -C 'quotrail $*'" 2>&1 | cut -f1
}
complete_zsh() { # a terminal is what zsh completes on, so one is made
	mkdir -p zsh
	"$QUOTRAIL" --completion zsh >zsh/_quotrail
	zsh -f -c '
		zmodload zsh/zpty
		zpty shell zsh -f -i
		ask() { zpty -w shell "$1"; }
		ask "PS1=; fpath=($PWD/zsh \$fpath); autoload -U compinit; compinit -u -D"
		ask "LISTMAX=1000; COLUMNS=200; zstyle \":completion:*\" list-colors; unsetopt zle_bracketed_paste 2>/dev/null"
		sleep 0.5
		zpty -w -n shell "quotrail $1"$'"'\\t'"'
		sleep 1
		zpty -r -t shell seen "*"
		while zpty -r -t shell more; do seen+=$more; done
		print -r -- "$seen"' zsh "$*" | sed 's/\x1b\[[0-9;?]*[A-Za-z]//g' | tr '\r ' '\n\n'
}
for shell in bash fish zsh; do
	command -v "$shell" >/dev/null || continue
	"complete_$shell" tr | grep -q '^trace'
	say $? "$shell completes a command"
	"complete_$shell" batch --connect | grep -q -e '^--connect-timeout'
	say $? "$shell completes an option"
	"complete_$shell" extract --as w | grep -q '^warc'
	say $? "$shell completes what an option takes"
	"complete_$shell" trace --house gu | grep -q '^guardian'
	say $? "$shell completes the name of a house"
	"complete_$shell" trace --against tr | grep -q '^transcript:'
	say $? "$shell completes the beginning of what to compare with"
	"complete_$shell" --db x.db report --form | grep -q -e '^--format'
	say $? "$shell finds the command behind other options"
done
"$QUOTRAIL" --completion tcsh >out 2>err
[ $? -eq 2 ] && grep -q 'bash, zsh or fish' err
say $? 'another shell is told which are known'

# --- installation ----------------------------------------------------------------------------

build=$(dirname "$QUOTRAIL")
make -C "$ROOT" B="$build" install DESTDIR="$PWD/root" PREFIX=/usr >out 2>&1
say $? "make install: $(tail -1 out)"
[ "$(root/usr/bin/quotrail --version)" = "$("$QUOTRAIL" --version)" ]
say $? 'what was installed runs'
missing=
for command in $commands; do
	[ -s "root/usr/share/man/man1/quotrail-$command.1" ] || missing="$missing $command"
done
[ -s root/usr/share/man/man1/quotrail.1 ] && [ -z "$missing" ]
say $? "each command has its manual page:$missing"
[ -s root/usr/share/bash-completion/completions/quotrail ] &&
	[ -s root/usr/share/zsh/site-functions/_quotrail ] &&
	[ -s root/usr/share/fish/vendor_completions.d/quotrail.fish ]
say $? 'each shell has its completion'
make -C "$ROOT" B="$build" uninstall DESTDIR="$PWD/root" PREFIX=/usr >out 2>&1
say $? 'make uninstall'
[ -z "$(find root -type f)" ]
say $? "nothing is left behind: $(find root -type f | head -3)"

if command -v dpkg-deb >/dev/null && command -v dpkg-shlibdeps >/dev/null; then
	make -C "$ROOT" B="$build" deb >out 2>&1
	say $? "make deb: $(tail -1 out)"
	dpkg-deb --info "$build"/quotrail_*.deb >info
	grep -q 'Depends:.*libc6' info && grep -q 'Depends:.*libcurl' info
	say $? 'the package names what it needs'
	dpkg-deb --contents "$build"/quotrail_*.deb >contents
	grep -q './usr/bin/quotrail$' contents
	say $? 'and holds the program'
fi
exit $failed
