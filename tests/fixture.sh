# shellcheck shell=sh disable=SC2154
# What the shell tests of the fetcher share. To be read in by `.`, in a temporary folder.
set -u
: "${QUOTRAIL:?}" "${SERVE:?}" "${ROOT:?}" "${TMPDIR:?}"
cd "$TMPDIR" || exit 1
failed=0 server=
trap 'stop' EXIT

say() { # say STATUS SENTENCE
	if [ "$1" -eq 0 ]; then echo "ok - $2"; else echo "not ok - $2"; failed=1; fi
}
ends() { # ends STATUS SENTENCE COMMAND...
	want=$1 sentence=$2
	shift 2
	"$@" >out 2>err
	got=$?
	[ "$got" -eq "$want" ]
	say $? "$sentence (exit $got)"
}
left() { # left STATUS SENTENCE: that is how the last `batch`, `extract` or `ends` left
	if [ "$status" -eq "$1" ]; then
		echo "ok - $2"
	else
		echo "not ok - $2: exit $status, not $1: $(head -c 600 err)"
		failed=1
	fi
}
batch() { # batch OPTION|SOURCE...: leaves `out`, `err` and $status; the database is $db
	"$QUOTRAIL" --db "$db" batch "$@" >out 2>err
	status=$?
}
extract() { # the same without a database
	"$QUOTRAIL" extract "$@" >out 2>err
	status=$?
}
named() { # named PATTERN...: each stands on a line of err
	for pattern; do
		grep -q -- "$pattern" err
		say $? "named on standard error: $pattern"
	done
}
summed() { # summed PATTERN...: each stands on a line of the summary
	for pattern; do
		grep -q -- "$pattern" out
		say $? "stands in the summary: $pattern"
	done
}

# serve OPTION...: from the folder `web`, log in `log`; sets $base, $port and $server.
serve() {
	: >base
	: >log
	"$SERVE" --root web --log log "$@" >base 2>serve.err &
	server=$!
	while ! [ -s base ] && kill -0 "$server" 2>/dev/null; do sleep 0.02; done
	read -r base <base
	port=${base##*:} port=${port%/}
}
stop() {
	[ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null
	server=
}
asked() { # asked TARGET [STATUS]: how often, by the log
	awk -v target="$1" -v status="${2:-}" \
	    '$4 == target && (status == "" || $5 == status) { n++ } END { print n + 0 }' log
}

# page N [WORDS]: an invented article with a quotation of its own.
page() {
	cat <<END
<!doctype html><html lang="en"><head><title>Night ferry, part $1</title>
<meta property="og:site_name" content="Harbour Ledger">
<meta property="article:published_time" content="2022-03-04T10:00:00Z"></head><body><article>
<h1>Night ferry, part $1</h1><p>The night ferry will keep running, the harbour board decided on Friday.</p>
<p>&ldquo;${2:-We will not leave island number $1 without a ferry},&rdquo; board member Ana Moro said
after the vote.</p><p>The line carries some four thousand people a month, most of them to work.</p>
</article></body></html>
END
}

# peak PID: until it has ended; the most memory that it or a child of it took, in kB.
peak() {
	while grep -q VmHWM "/proc/$1/status" 2>/dev/null; do
		for process in "$1" $(cat "/proc/$1/task/$1/children" 2>/dev/null); do
			sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$process/status" 2>/dev/null
		done
		sleep 0.05
	done | sort -n | tail -1
}
