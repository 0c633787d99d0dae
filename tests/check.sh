#!/bin/sh
# Runs what `make check` built, to the end even after a failure, and says what failed.
#
#   check.sh BUILD [FUZZ TARGET...]
#
# A shell test prints "ok - ..." and "not ok - ..." lines and leaves with 0 when all is well. It
# runs in a folder of its own.
set -u
build=$1
shift
passed=0 failed=0 which= group=
unset QUOTRAIL_DB NO_COLOR XDG_CONFIG_HOME http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

mkdir -p "$build/tests" && work=$(mktemp -d "$(cd "$build" && pwd)/tests/run.XXXXXX") || exit 1
export TMPDIR="$work/tmp" HOME="$work" # nobody's settings
trap 'sweep; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# A sanitizer's report is a failure whoever reads the exit status of the process that made it,
# and that status is one no command has.
report="exitcode=99:log_path=$work/report"
export ASAN_OPTIONS="detect_leaks=1:$report" LSAN_OPTIONS="$report"
export UBSAN_OPTIONS="print_stacktrace=1:$report"

# timeout(1) leads a process group of its own: whatever a test left running is in it.
sweep() {
	[ -z "$group" ] || kill -s KILL -- "-$group" 2>/dev/null
	group=
}

# A leak in which no frame is ours is the test runner's own: with many suites it may leave one.
pass_over() {
	for leak in "$work"/report.*; do
		grep -q 'ERROR: LeakSanitizer' "$leak" 2>/dev/null || continue
		! grep '^ *#[0-9]' "$leak" | grep -qv 'interceptor\|libcriterion' || continue
		rm "$leak"
		! grep -q 'Failing: 0 | Crashing: 0' "$work/log" || status=0
	done
}

# run NAME COMMAND...: count its lines; a failure that no line tells of counts as one.
run() {
	name=$1
	shift
	mkdir "$TMPDIR"
	timeout 600 "$@" </dev/null >"$work/log" 2>&1 &
	group=$!
	wait "$group"
	status=$?
	sweep
	pass_over
	cat "$work/log"
	bad=$(grep -c '^not ok ' "$work/log")
	if cat "$work"/report.* 2>/dev/null; then
		echo "not ok - $name has a sanitizer's report"
		bad=$((bad + 1))
	elif [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
		echo "not ok - $name left with status $status"
		bad=1
	fi
	[ "$bad" -eq 0 ] || which="$which $name"
	passed=$((passed + $(grep -c '^ok ' "$work/log")))
	failed=$((failed + bad))
	rm -rf "${work:?}"/*
}

[ ! -x "$build/tests/all" ] || run tests/all "$build/tests/all" --timeout 300
for target; do
	run "replay-$target" "$build/tests/replay-$target" "tests/fuzz/corpus/$target"
done
for test in tests/cli/*.sh; do
	# shellcheck disable=SC2016
	[ ! -e "$test" ] || run "$test" sh -c 'cd "$TMPDIR" && exec "$0"' "$PWD/$test"
done

[ -z "$which" ] || echo "failed:$which"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
