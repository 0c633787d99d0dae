#!/bin/sh
# The same articles in any order, in one batch or many, give the same report to the byte.
. "$ROOT/tests/fixture.sh"

set -- "$ROOT"/../shared/seeds/*.txt
if [ $# -ne 5 ] || [ ! -r "$1" ]; then
	echo "the five articles of ../shared/seeds are not at hand: five invented pages instead" >&2
	press="$ROOT/tests/data/press"
	set -- "$press/northwire/kz-order.html" "$press/kvlt6/forces-may-shoot.html" \
	    "$press/alderradio/kz-brief.html" "$press/gulfcourier/us-seeks-end.html" \
	    "$press/redfern/one-sentence.html"
fi

report() { # report DATABASE: what it prints, capture times aside (files have none)
	"$QUOTRAIL" --db "$1" report --format ndjson --all
}

"$QUOTRAIL" --db first.db batch -q "$@" >/dev/null || exit 1
report first.db >first.ndjson
[ -s first.ndjson ]
say $? "the report is not empty"

orders=0 different=0
for a in "$@"; do for b in "$@"; do for c in "$@"; do for d in "$@"; do for e in "$@"; do
	for name in "$a" "$b" "$c" "$d" "$e"; do echo "$name"; done | sort -u >names
	[ "$(wc -l <names)" -eq 5 ] || continue
	rm -f order.db order.db-wal order.db-shm
	"$QUOTRAIL" --db order.db batch -q "$a" "$b" "$c" "$d" "$e" >/dev/null || different=1
	report order.db >order.ndjson
	cmp -s first.ndjson order.ndjson || different=$((different + 1))
	orders=$((orders + 1))
done; done; done; done; done
[ "$orders" -eq 120 ] && [ "$different" -eq 0 ]
say $? "$orders orders, $different of them with another report"

rm -f many.db*
for name in "$@"; do "$QUOTRAIL" --db many.db batch -q "$name" >/dev/null || failed=1; done
report many.db >many.ndjson
cmp -s first.ndjson many.ndjson
say $? "five batches of one give the report of one batch of five"

"$QUOTRAIL" --db many.db relink && report many.db >again.ndjson
cmp -s first.ndjson again.ndjson
say $? "relink changes nothing"

"$QUOTRAIL" --db many.db batch -q "$@" >/dev/null
report many.db >again.ndjson
cmp -s first.ndjson again.ndjson
say $? "reading everything again changes nothing"

# A transcript says without marks what two pages quote; its place in the list is of no account.
cat >transcript.txt <<'END'
Remarks at the quay

1 March 2026

Thank you all for coming. We will rebuild the old harbour bridge before the first frost of winter
comes down from the hills. No family will pay for it twice.
END
cat >one.txt <<'END'
Bridge to be rebuilt

2 March 2026

"We will rebuild the old harbour bridge before the first frost of winter comes down from the hills,"
the minister Ada Quill said at the quay.
END
cat >two.txt <<'END'
3 March 2026

Minister Ada Quill said: "We will rebuild the old harbour bridge before the first frost of winter."
END
different=0
for a in transcript one two; do for b in transcript one two; do for c in transcript one two; do
	[ "$(printf '%s\n' $a $b $c | sort -u | wc -l)" -eq 3 ] || continue
	rm -f quay.db*
	for name in $a $b $c; do "$QUOTRAIL" --db quay.db batch -q $name.txt >/dev/null || different=9; done
	report quay.db >quay.ndjson
	[ -f quay.first ] || cp quay.ndjson quay.first
	cmp -s quay.first quay.ndjson || different=$((different + 1))
done; done; done
[ "$different" -eq 0 ]
say $? "a transcript between its quotations: six orders, $different of them with another report"
[ "$(grep -c '"form":"unquoted"' quay.first)" -eq 1 ] && [ "$(wc -l <quay.first)" -eq 3 ]
say $? "the transcript is an occurrence, once"
"$QUOTRAIL" --db quay.db trace "rebuild the old harbour bridge" | grep -q '^  \[1\] transcript'
say $? "and the earliest"

for workers in 1 2 7; do
	rm -f quay.db*
	"$QUOTRAIL" --db quay.db batch -q --workers $workers two.txt transcript.txt one.txt >/dev/null
	report quay.db >quay.ndjson
	cmp -s quay.first quay.ndjson
	say $? "$workers workers give the same report"
done

# Whoever has nothing to do with the others changes nothing about them.
cat >stranger.txt <<'END'
4 March 2026

"Seven lighthouse keepers counted the migrating cranes and none of them agreed," Bo Clerk said.
END
"$QUOTRAIL" --db quay.db batch -q stranger.txt >/dev/null
report quay.db | grep -v stranger >quay.ndjson
cmp -s quay.first quay.ndjson
say $? "an unrelated article changes no other family"

# What is read again and is the same needs no linking, and its report is the same.
"$QUOTRAIL" --db quay.db batch -q one.txt two.txt >/dev/null
report quay.db | grep -v stranger >quay.ndjson
cmp -s quay.first quay.ndjson
say $? "reading some of it again changes nothing"

exit $failed
