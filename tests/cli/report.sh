#!/bin/sh
# Reports as files: whole or not at all, the same in every run, each format by its ending.
. "$ROOT/tests/fixture.sh"
press="$ROOT/tests/data/press"
export QUOTRAIL_DB="$TMPDIR/press.db"

ends 5 "a report without a database" "$QUOTRAIL" report -o none.html
[ ! -e none.html ] && [ ! -e press.db ]
say $? "it leaves neither a file nor a database"

ends 3 "a report in a folder that is not there" "$QUOTRAIL" --db none.db batch "$press/paths.txt" --report none/batch.html
[ ! -e none.db ]
say $? "is told before anything is read"
ends 0 "batch writes a report" "$QUOTRAIL" batch "$press/paths.txt" --report batch.html
for format in html json ndjson csv md prov jsonld dot graphml; do
	ends 0 "report as $format" "$QUOTRAIL" report -o "first.$format"
	"$QUOTRAIL" report --format "$format" >"second.$format"
	cmp -s "first.$format" "second.$format"
	say $? "$format: a file and standard output are the same to the byte, twice"
	[ ! -e "first.$format.part" ]
	say $? "$format: nothing is left beside the file"
done
cmp -s batch.html first.html
say $? "batch --report and report write the same page"
tail -c 8 first.html | grep -q '</html>'
say $? "the page is whole"
! grep -qE '(src|action|srcset)=|@import|url\((https?:|//)' first.html
say $? "the page refers to nothing outside"

cp first.md kept.md
ends 3 "a report into a directory that is not there" "$QUOTRAIL" report -o nowhere/x.md
(trap "" XFSZ; ulimit -f 1; exec "$QUOTRAIL" report -o kept.md) >/dev/null 2>&1
[ $? -ne 0 ] && cmp -s first.md kept.md && [ ! -e kept.md.part ]
say $? "a report that fails half way leaves the old one"

names() { # names OPTION NAME SENTENCE: what both ways of naming find, and something
	"$QUOTRAIL" report --format ndjson "$1" "$2" >named && "$QUOTRAIL" report --format ndjson "$1" "$3" >matched
	[ -s named ] && cmp -s named matched
	say $? "$1 $3 finds what $2 does"
}
names --speaker Blinken '/^(antony|a\.) blin.en$/'
names --outlet 'Harbour Ledger' '/\bh.rbour l/'
ends 1 "no speaker matches" "$QUOTRAIL" report --speaker '/^linken/' -o none.html
ends 2 "a pattern that is none" "$QUOTRAIL" report --outlet '/(harbour/' -o none.html
grep -q "the pattern '/(harbour/' is none, from its byte 9 on: missing closing parenthesis" err
say $? "what is wrong with it is said"
ends 1 "no family passes" "$QUOTRAIL" report --speaker "Nobody At All" -o none.html
grep -q 'No quotation matches' none.html
say $? "and the page says so"
ends 2 "an ending that is no format" "$QUOTRAIL" report -o press.pdf
ends 0 "trace as a page" "$QUOTRAIL" trace "nobody dared to open the shutters" --format html
grep -q "nobody dared to open the shutters" out && ! grep -q '<h2 id="overview">' out
say $? "one family needs no overview"
ends 0 "trace as Markdown" "$QUOTRAIL" trace "shoot to kill without warning" --format md
grep -q '^```mermaid$' out
say $? "it draws the way of the words"

# A page without a family says why.
printf '{"url":"https://a.example/1","outlet":"A","text":"\\"The ferry sails again on Monday morning,\\" said Ana Moro."}\n' >once.ndjson
"$QUOTRAIL" --db once.db batch -q once.ndjson >/dev/null
ends 1 "a database of one printing" "$QUOTRAIL" --db once.db report -o once.html
grep -q 'No quotation stands in two places yet' once.html
say $? "has nothing to compare, and says so"

# A family of hundreds of printings without a date, and one with: lists are cut and say so.
awk 'BEGIN {
	for (i = 1; i <= 700; i++)
		printf "{%s\"url\":\"https://o%d.example/a\",\"outlet\":\"The Outlet Number %d of the Long Valley\",\"text\":\"\\\"The ferry%s sails again on Monday morning,\\\" said Ana Moro, the captain.\"}\n",
		    (i == 1 ? "\"published\":\"2022-01-07\"," : ""), i, i, (i % 2 ? "" : " never")
}' >crowd.ndjson
export QUOTRAIL_DB="$TMPDIR/crowd.db"
ends 0 "a family of 700 is filed" "$QUOTRAIL" batch crowd.ndjson
ends 0 "and traced" "$QUOTRAIL" trace "sails again on Monday morning"
tr '\n' ' ' <out | tr -s ' ' | grep -q '700 occurrences in 700 documents.*Of 700 printings [0-9]* were read: .* --all reads every one'
say $? "the first and the furthest drifted are read, and it says so"
ends 0 "and traced whole" "$QUOTRAIL" trace --all "sails again on Monday morning"
! grep -q 'Of 700 printings' out
say $? "then every one is read"
tr '\n' ' ' <out | grep -q 'No date of its own for \[2\], .* and 691 more'
say $? "those without a date are counted, not listed to the end"
for format in html json ndjson csv md prov jsonld dot graphml; do
	ends 0 "and reported as $format" "$QUOTRAIL" report -o "crowd.$format"
done
exit $failed
