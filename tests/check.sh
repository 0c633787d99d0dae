#!/bin/sh
# Runs what `make check` built, to the end even after a failure, and says what failed.
#
#   check.sh BUILD [FUZZ TARGET...]
#
# A shell test prints "ok - ..." and "not ok - ..." lines and leaves with 0 when all is well.
set -u
build=$1
shift
passed=0 failed=0 which=
unset QUOTRAIL_DB NO_COLOR http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

mkdir -p "$build/tests" && TMPDIR=$(mktemp -d "$(cd "$build" && pwd)/tests/tmp.XXXXXX") || exit 1
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
trap 'exit 130' INT TERM

# run NAME COMMAND...: count its lines; a failure that no line tells of counts as one.
run() {
	name=$1
	shift
	{ timeout 600 "$@" </dev/null; echo $? >"$TMPDIR/status"; } 2>&1 | tee "$TMPDIR/log"
	status=$(cat "$TMPDIR/status")
	bad=$(grep -c '^not ok ' "$TMPDIR/log")
	if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
		echo "not ok - $name left with status $status"
		bad=1
	fi
	[ "$bad" -eq 0 ] || which="$which $name"
	passed=$((passed + $(grep -c '^ok ' "$TMPDIR/log")))
	failed=$((failed + bad))
	rm -rf "${TMPDIR:?}"/*
}

[ ! -x "$build/tests/all" ] || run tests/all "$build/tests/all" --timeout 300
for target; do
	run "replay-$target" "$build/tests/replay-$target" "tests/fuzz/corpus/$target"
done
for test in tests/cli/*.sh; do
	[ ! -e "$test" ] || run "$test" "$test"
done

[ -z "$which" ] || echo "failed:$which"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
