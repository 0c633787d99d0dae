#!/bin/sh
# What a person types wrongly, and what --help says.
set -u
cd "$TMPDIR" || exit 1
failed=0
check() { # check STATUS SENTENCE COMMAND...: the command ends with STATUS
	want=$1 sentence=$2
	shift 2
	"$@" >out 2>err </dev/null
	got=$?
	if [ "$got" -eq "$want" ]; then echo "ok - $sentence"; else
		echo "not ok - $sentence: exit $got, not $want: $(head -c 300 err)"
		failed=1
	fi
}
says() { # says FILE PATTERN SENTENCE
	if grep -q -- "$2" "$1"; then echo "ok - $3"; else echo "not ok - $3"; failed=1; fi
}

check 0 "--version" "$QUOTRAIL" --version
says out '^quotrail [0-9]' "the version is printed"
check 0 "--help" "$QUOTRAIL" --help
for command in batch trace report serve extract link check why relink status; do
	"$QUOTRAIL" --help >out
	says out "^  $command " "--help lists $command"
	check 0 "$command --help" "$QUOTRAIL" $command --help
	says out "usage: quotrail $command" "$command --help shows its usage"
	says out "Exit status" "$command --help shows the exit statuses"
	check 2 "$command with an unknown option" "$QUOTRAIL" $command --no-such-option
	says err "no-such-option" "$command names the unknown option"
done
for command in '' batch trace report serve extract link check why relink status; do
	# shellcheck disable=SC2086 # no command is no argument
	COLUMNS=60 "$QUOTRAIL" $command --help >out
	# An example is a line to copy, and is not broken.
	long=$(grep -v '^  quotrail ' out | awk 'length($0) > 60' | head -1)
	if [ -s out ] && [ -z "$long" ]; then echo "ok - the help of quotrail $command fits 60 columns"; else
		echo "not ok - the help of quotrail $command fits 60 columns: $long"
		failed=1
	fi
done
check 2 "no command" "$QUOTRAIL"
check 2 "an unknown command" "$QUOTRAIL" explain
says err "explain" "the unknown command is named"
check 2 "a command with two letters swapped" "$QUOTRAIL" tarce x
says err "did you mean trace?" "the nearest command is offered"
check 2 "a quotation in the place of a command" "$QUOTRAIL" "shoot to kill without warning"
says err "'quotrail trace' stands before" "the command it wants is named"
check 2 "an option with a letter missing" "$QUOTRAIL" trace --brif x
says err "unknown option --brif (did you mean --brief?); see 'quotrail trace --help'" "the nearest option is offered"
check 2 "an option like no other" "$QUOTRAIL" trace --zzzzzz x
says err "unknown option --zzzzzz; see" "no other is offered"
check 2 "an unknown letter among others" "$QUOTRAIL" trace --brief -bxa y
says err "unknown option -x;" "the letter is named, and not the word before"
check 2 "a flag with a value" "$QUOTRAIL" trace --brief=1 y
says err "no value belongs to --brief=1" "a flag takes no value"
check 2 "a value that is missing" "$QUOTRAIL" trace y --context
says err "a value is missing behind --context" "the option without its value is named"
check 2 "batch without a source" "$QUOTRAIL" batch
check 2 "trace without a quote" "$QUOTRAIL" trace
check 2 "a number that is none" "$QUOTRAIL" extract --timeout soon x.txt
says err "timeout" "the option with the bad number is named"
check 2 "a format that is none" "$QUOTRAIL" report --format pdf
check 2 "an unknown kind" "$QUOTRAIL" extract --as picture x
check 2 "an option given twice" "$QUOTRAIL" extract --as html --as text x
check 5 "trace without a database" "$QUOTRAIL" --db missing.db trace "some words that nobody printed"
says err "missing.db" "the missing database is named"
check 5 "status without a database" "$QUOTRAIL" --db missing.db status
check 5 "relink without a database" "$QUOTRAIL" --db missing.db relink
if [ -e missing.db ]; then echo "not ok - a reading command made a database"; failed=1; fi

printf 'He said, "We will rebuild the bridge before the winter comes."\n' >story.txt
check 0 "batch of one text" "$QUOTRAIL" batch story.txt --db here.db
check 0 "trace finds it" "$QUOTRAIL" trace --db here.db "rebuild the bridge before the winter"
check 1 "trace of words nobody printed" "$QUOTRAIL" trace --db here.db "a sentence that stands nowhere at all"
check 0 "the database comes from the environment" env QUOTRAIL_DB=here.db "$QUOTRAIL" status
check 0 "trace --from needs no database" "$QUOTRAIL" trace "rebuild the bridge before the winter" --from story.txt
if [ -e quotrail.db ]; then echo "not ok - trace --from left a database behind"; failed=1; fi
"$QUOTRAIL" trace --db here.db "rebuild the bridge before the winter" >plain
if grep -q "$(printf '\033')" plain; then echo "not ok - colour in a pipe"; failed=1; else echo "ok - no colour in a pipe"; fi

check 1 "an id that nothing has" "$QUOTRAIL" --db here.db trace q0123456789ab
says err "no occurrence or family of this corpus has this id" "an id is not told to be a short phrase"
check 1 "a report of nobody" "$QUOTRAIL" --db here.db report --speaker Nobody --format json
says err "no family is what was asked for" "that the selectors let nothing through is said"
check 1 "a page of a database where nothing stands twice" "$QUOTRAIL" --db here.db report -o here.html
says err "--min-occurrences 1" "what would show more is said"
check 2 "settings that are not there" "$QUOTRAIL" --config nowhere.conf --db here.db status
says err "^quotrail: nowhere.conf: No such file.*--config" "the option that names them is said"

# A disk that takes no more is a failure that says so, once and with its reason.
for command in "trace bridge" "report --format json" "report --format dot" "check story.txt" status; do
	# shellcheck disable=SC2016,SC2086
	check 3 "$command on a full disk" sh -c 'exec "$@" >/dev/full' sh "$QUOTRAIL" --db here.db $command
	says err 'standard output.*No space left' "$command says why it could not be written"
	if [ "$(wc -l <err)" -eq 1 ]; then echo "ok - and says it once"; else
		echo "not ok - and says it once: $(cat err)"
		failed=1
	fi
done
# shellcheck disable=SC2016
check 3 "a file that may grow no further" sh -c 'ulimit -f 1; exec "$@"' sh "$QUOTRAIL" --db here.db report --min-occurrences 1 -o big.html
says err 'File too large' "it is told, and no signal ends the run"
if ls big.html* >/dev/null 2>&1; then echo "not ok - half a report is left: $(ls big.html*)"; failed=1; fi

exit $failed
