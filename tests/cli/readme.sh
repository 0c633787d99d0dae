#!/bin/sh
# The commands of README.md are run in order, in a directory with the checkout's tests in it, and
# what they print is held against the block below each.
#
#   readme.sh            with QUOTRAIL and ROOT in the environment, as `make check` sets them
#   readme.sh --write    put what is printed now into README.md
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/here"
ln -s "$QUOTRAIL" "$work/bin/quotrail"
ln -s "$ROOT/tests" "$work/here/tests"
PATH="$work/bin:$PATH"
export LC_ALL=C.UTF-8 COLUMNS=100 NO_COLOR=1
cd "$work/here" || exit 1
failed=0

# N.sh and N.text for each block of commands, and in whole.md the page with a mark for what each printed.
awk -v to="$work" '
	/^```sh$/ { n++; inside = "sh"; print; next }
	/^```text$/ && n { inside = "text"; print; print "@@" n; shown = 1; printf "" >(to "/" n ".text"); next }
	/^```$/ { inside = ""; print; next }
	inside == "text" { print >(to "/" n ".text"); next }
	inside == "sh" { print >(to "/" n ".sh") }
	{ print }
' "$ROOT/README.md" >"$work/whole.md"

n=1
while [ -e "$work/$n.sh" ]; do
	sh "$work/$n.sh" >"$work/$n.out" 2>"$work/$n.err" </dev/null
	status=$?
	name=$(head -n 1 "$work/$n.sh" | cut -c 1-60)
	if [ "$status" -ne 0 ]; then
		printf 'not ok - README: %s: exit %s: %s\n' "$name" "$status" "$(head -c 300 "$work/$n.err")"
		failed=1
	elif [ -e "$work/$n.text" ] && [ "${1-}" != --write ] && ! cmp -s "$work/$n.text" "$work/$n.out"; then
		printf 'not ok - README: %s: prints something else (readme.sh --write)\n' "$name"
		diff "$work/$n.text" "$work/$n.out" | head -n 20
		failed=1
	else
		printf 'ok - README: %s\n' "$name"
	fi
	n=$((n + 1))
done
[ "$n" -gt 4 ] || { echo "not ok - README has commands"; failed=1; }

if [ "${1-}" = --write ] && [ "$failed" -eq 0 ]; then
	awk -v from="$work" '
		/^@@[0-9]+$/ { while ((getline line <(from "/" substr($0, 3) ".out")) > 0) print line; next }
		{ print }
	' "$work/whole.md" >"$work/new.md" && cp "$work/new.md" "$ROOT/README.md"
fi
exit $failed
