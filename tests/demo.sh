#!/bin/sh
# The whole trail on a bundled set of pages: served, fetched for real, filed, traced, reported.
#
#   demo.sh    with QUOTRAIL, SERVE and ROOT in the environment, as `make demo` sets them
#
# Everything it makes lies under build/demo; the server ends with it, whatever happens.
set -eu
demo="$ROOT/build/demo"
quote="shoot to kill without warning"
server=

stop() {
	status=$?
	trap - EXIT INT TERM
	[ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; } || :
	exit "$status"
}
trap stop EXIT
trap 'exit 130' INT TERM
fail() {
	echo "demo: $*" >&2
	exit 1
}

rm -rf "$demo"
mkdir -p "$demo"
cd "$demo"
unset QUOTRAIL_DB http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

"$SERVE" --root "$ROOT/tests/data/press" --port 0 --urls "$ROOT/tests/data/press/paths.txt" \
    --write urls.txt >base.txt &
server=$!
for tenth in $(seq 100); do
	[ ! -s base.txt ] || break
	kill -0 "$server" 2>/dev/null || fail "the server of the pages did not start"
	sleep 0.1
done
[ -s base.txt ] || fail "the server of the pages said nothing for ten seconds"
pages=$(grep -c . urls.txt)

step() {
	printf '\n$ quotrail --db kz.db'
	for word; do
		case $word in *" "*) printf ' "%s"' "$word" ;; *) printf ' %s' "$word" ;; esac
	done
	printf '\n\n'
	"$QUOTRAIL" --db kz.db "$@"
}

echo "$pages invented pages about one order, served at $(cat base.txt)"
step batch urls.txt --delay 0 --report kz.html
step trace "$quote"

[ -s kz.html ] || fail "the report is empty"
grep -q "</html>" kz.html || fail "the report is cut off"
echo
echo "The report: $demo/kz.html"
