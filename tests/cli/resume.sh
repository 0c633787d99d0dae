#!/bin/sh
# One run after another over the same pages: what changed, what failed, what was broken off.
. "${ROOT:?}/tests/fixture.sh"
mkdir web
for i in 1 2 3 4 5 6 7 8; do page $i >web/p$i.html; done
touch -d '2022-03-09 12:00' web/*.html

# --- what changed ----------------------------------------------------------------------------

serve --dated yes
for i in 1 2 3 4; do echo "http://127.0.0.$i:$port/p$i.html"; done >urls
echo "http://127.0.0.5:$port/_/redirect?to=/p5.html" >>urls
echo "http://127.0.0.6:$port/_/changing" >>urls
db=changes.db
batch --delay 0 urls
left 0 'six pages are read'
summed ' 6 read · 0 failed · .* · 0 unchanged'
"$QUOTRAIL" --db $db report --format ndjson >before
: >log
batch --delay 0 urls
left 0 'and asked for again'
[ "$(grep -c ' 304 ' log)" -eq 5 ] && [ "$(asked /p5.html 304)" -eq 1 ]
say $? 'by whether they changed, where the redirect led as well'
summed ' 1 read · 0 failed · .* · 5 unchanged · 1 new version'
"$QUOTRAIL" --db $db status >out
grep -q '6 in 7 versions' out
say $? 'what did not change is filed once'
page 2 'We may well leave island number 2 without a ferry' >web/p2.html
: >log
batch --delay 0 urls
left 0 'one page changed meanwhile'
[ "$(asked /p2.html 200)" -eq 1 ] && [ "$(grep -c ' 304 ' log)" -eq 4 ]
say $? 'and is sent'
summed ' 2 read · 0 failed · .* · 4 unchanged · 2 new versions'
"$QUOTRAIL" --db $db trace 'leave island number 2 without a ferry' >out
[ "$(grep -c 'changed by the outlet between 20.* and 20' out)" -ge 2 ]
say $? 'trace says that the outlet changed the quotation, and when'
"$QUOTRAIL" --db $db report --format ndjson >after
[ "$(grep -c '"superseded":true' after)" -gt "$(grep -c '"superseded":true' before)" ] &&
    grep '"superseded":true' after | grep -q 'We will not leave island number 2 without a ferry'
say $? 'and report what it was'
: >log
batch --delay 0 --max-age 1h urls
left 0 'lately visited'
[ ! -s log ]
say $? 'asks for nothing'
summed '6 visited lately'
stop

# --- addresses -------------------------------------------------------------------------------

serve
cat >twins <<END
http://127.0.0.1:$port/p1.html
http://127.0.0.1:$port/p1.html
http://127.0.0.1:$port/p1.html#top
HTTP://127.0.0.1:$port/p1.html?utm_source=letter&utm_medium=mail
http://127.0.0.1:$port/news/../%701.html?fbclid=abc
http://127.0.0.1:$port/./p1.html?gclid=1#end
http://LocalHost:$port/p2.html
http://localhost:$port/p2.html
http://127.0.0.1:$port/p3.html?a=1
http://127.0.0.1:$port/p3.html?a=2
END
db=twins.db
batch --delay 0 twins
left 0 'addresses are named in many ways'
[ "$(grep -v robots log | sort -k4 | awk '{ print $4 }' | tr '\n' ' ')" = \
    '/p1.html /p2.html /p3.html?a=1 /p3.html?a=2 ' ]
say $? "each page is asked for once: $(awk '{ print $4 }' log | tr '\n' ' ')"
summed '6 addresses named again'

# --- what failed -----------------------------------------------------------------------------

mkdir lists
: >lists/empty.txt
cat >lists/mixed <<END
http://127.0.0.1:$port/p1.html
http://127.0.0.2:$port/late.html?utm_source=letter
http://127.0.0.3:$port/_/flaky/2/p3.html
absent.html
gopher://files.example/1
empty.txt
END
db=failed.db
batch --delay 0 --retries 0 --failed failures lists/mixed
left 4 'some sources fail'
cat >want <<END
# lists/mixed:4: absent.html: no such file
$PWD/lists/absent.html
# lists/mixed:5: gopher://files.example/1: only http and https addresses are read
gopher://files.example/1
# lists/empty.txt: empty
$PWD/lists/empty.txt
# http://127.0.0.2:$port/late.html?utm_source=letter: the server answers 404 (not found)
http://127.0.0.2:$port/late.html?utm_source=letter
# http://127.0.0.3:$port/_/flaky/2/p3.html: the server answers 503 (service unavailable)
http://127.0.0.3:$port/_/flaky/2/p3.html
END
sed 's/lists\/mixed:4: .*absent/lists\/mixed:4: absent/' failures | paste - - | sort >got
paste - - <want | sort | cmp -s - got
say $? 'the list of failures names each with its reason'
[ ! -e failures.part ]
say $? 'and is written whole'
: >log
mkdir elsewhere
(cd elsewhere && "$QUOTRAIL" --db ../failed.db batch --delay 0 --retries 0 --failed ../failures ../failures) >out 2>err
status=$?
left 4 'it can be read, and written, from elsewhere'
[ "$(awk '{ print $4 }' log | sort | tr '\n' ' ')" = '/_/flaky/2/p3.html /late.html?utm_source=letter ' ] ||
    [ "$(awk '{ print $4 }' log | sort | tr '\n' ' ')" = '/_/flaky/2/p3.html /late.html ' ]
say $? 'and asks for nothing else'
[ "$(grep -vc '^#' failures)" -eq 5 ]
say $? 'the same five failed again'
page 9 >web/late.html
page 10 >lists/absent.html
page 11 >lists/empty.txt
: >log
batch --delay 0 --retry-failed lists/mixed
left 3 'with --retry-failed a list is asked for what gave nothing'
[ "$(grep -c 'p1.html' log)" -eq 0 ] && [ "$(wc -l <log)" -eq 2 ]
say $? 'and for nothing else'
db=again.db
batch --delay 0 --retries 0 "http://127.0.0.1:$port/p1.html" "http://127.0.0.1:$port/later.html"
page 12 >web/later.html
: >log
batch --delay 0 --retry-failed
left 0 'without a SOURCE all that failed is asked for'
[ "$(awk '{ print $4 }' log)" = '/later.html' ]
say $? 'and nothing else'
: >log
batch --delay 0 --retry-failed
left 0 'when nothing failed'
[ ! -s log ]
say $? 'nothing is asked for'

# --- what failed behind a feed ---------------------------------------------------------------

# feed NAME PAGE...: web/NAME is a feed of these pages
feed() {
	{
		echo '<?xml version="1.0"?><rss version="2.0"><channel><title>Ferry news</title>'
		for name in "$@"; do
			[ "$name" = "$1" ] || echo "<item><link>http://127.0.0.1:$port/$name</link></item>"
		done
		echo '</channel></rss>'
	} >"web/$1"
}
targets() { awk '$4 != "/robots.txt" { print $4 }' log | sort | tr '\n' ' '; }
db=feed.db
feed news.xml p1.html lost.html
batch --delay 0 --retries 0 "http://127.0.0.2:$port/news.xml" "http://127.0.0.2:$port/none.xml"
left 3 'of two feeds one is not there, and of the other a page'
page 13 >web/lost.html
feed news.xml p1.html lost.html p3.html
feed none.xml p4.html
: >log
batch --delay 0 --retry-failed "http://127.0.0.2:$port/news.xml"
left 0 'with --retry-failed a feed that was read'
[ "$(targets)" = '/lost.html /news.xml ' ]
say $? "is read again for what it names and failed: $(targets)"
: >log
batch --delay 0 --retry-failed
left 0 'without a SOURCE the feed that failed'
[ "$(targets)" = '/none.xml /p4.html ' ]
say $? "is read for all that it names: $(targets)"
: >log
batch --delay 0 --retry-failed
left 0 'and then'
[ ! -s log ]
say $? 'nothing is left to ask for'
: >log
batch --delay 0 --max-age 1h "http://127.0.0.2:$port/news.xml"
[ "$(targets)" = '/news.xml /p3.html ' ]
say $? "a feed lately read is read for what is new in it: $(targets)"
db=records.db
printf '{"url":"http://one.example/1","text":"\\"We will not leave,\\" said Ana Moro."}\n{"url":\n' >web/two.ndjson
batch --delay 0 "http://127.0.0.2:$port/two.ndjson"
left 3 'of a file of records on the net one is broken'
sed 's/"url":$/"url":"http:\/\/one.example\/2","text":"\\"We stay here,\\" said Bo Clerk."}/' web/two.ndjson >mended
mv mended web/two.ndjson
: >log
batch --delay 0 --retry-failed
left 0 'the file is asked for again'
[ "$(targets)" = '/two.ndjson ' ]
say $? "once: $(targets)"
summed ' 2 read '
printf 'no records' >late.ndjson
batch --as ndjson late.ndjson
left 3 'a file that holds none'
printf '{"url":"http://one.example/3","text":"\\"We wait,\\" said Bo Clerk."}\n' >late.ndjson
batch late.ndjson
left 0 'is mended and read'
"$QUOTRAIL" --db $db status >out
! grep -q 'late.ndjson' out
say $? 'and counts as failed no more'
stop

# --- what was broken off ---------------------------------------------------------------------

serve
for i in $(seq 1 60); do
	echo "http://127.0.0.$((i % 4 + 1)):$port/p$((i % 8 + 1)).html?part=$i"
done >many
# begin OPTION...: a batch in the background, until it has asked for some pages
begin() {
	: >log
	"$QUOTRAIL" --db $db batch --delay 40ms "$@" many >out 2>err &
	run=$!
	while [ "$(wc -l <log)" -lt 24 ] && kill -0 $run; do sleep 0.02; done
	workers=$(cat /proc/$run/task/$run/children)
}
gone() { # gone PID...
	for process; do
		grep -q '^State:[[:space:]]*Z' "/proc/$process/status" 2>/dev/null ||
		    ! [ -e "/proc/$process" ] || return 1
	done
}
db=calm.db
batch --delay 0 many
"$QUOTRAIL" --db $db report --format ndjson | sed 's/"20[0-9-]*T[0-9:]*Z"/"now"/g' >calm
db=broken.db
begin
kill -INT $run
began=$(date +%s%N)
wait $run
status=$?
left 130 'a run is broken off'
[ $((($(date +%s%N) - began) / 1000000)) -lt 1000 ]
say $? "within a second ($((($(date +%s%N) - began) / 1000000)) ms)"
[ -n "$workers" ] && gone $workers
say $? 'no worker is left behind'
[ ! -e broken.db-wal ] && "$QUOTRAIL" --db $db status >out
say $? 'the database is whole'
cp log first
: >log
"$QUOTRAIL" --db $db batch --delay 40ms many >out 2>err &
run=$!
while [ "$(wc -l <log)" -lt 8 ] && kill -0 $run; do sleep 0.02; done
kill -INT $run
kill -INT $run
wait $run
status=$?
left 130 'a second time, by two signals at once'
named 'going on with the run of 20.*, which did not end'
cat log >>first
: >log
batch --delay 0 many
left 0 'the next run finishes'
named 'going on with the run of 20.*, which did not end'
cat log >>first
grep -v robots.txt first | awk '{ n[$3 $4]++ } END { for (k in n) { pages++; more += n[k] - 1 } exit !(pages == 60 && more <= 8) }'
say $? 'and asks again at most for what was under way'
[ "$(grep -c robots.txt first)" -eq 4 ]
say $? 'and for each robots.txt once'
"$QUOTRAIL" --db $db report --format ndjson | sed 's/"20[0-9-]*T[0-9:]*Z"/"now"/g' | cmp -s calm -
say $? 'its report is that of an undisturbed run'
: >log
batch --delay 0 many
left 0 'a run that ended is not gone on with'
[ "$(grep -vc robots.txt log)" -eq 60 ] && ! grep -q 'going on' err
say $? 'the one after it asks for all pages'
db=anew.db
begin
kill -INT $run
wait $run
: >log
batch --delay 0 --again many
left 0 'with --again'
[ "$(grep -vc robots.txt log)" -eq 60 ]
say $? 'an interrupted run is not gone on with either'

# --- workers ---------------------------------------------------------------------------------

for workers in 1 2 5; do
	db=workers$workers.db
	batch --delay 0 --workers $workers many
	left 0 "with --workers $workers"
	"$QUOTRAIL" --db $db report --format ndjson | sed 's/"20[0-9-]*T[0-9:]*Z"/"now"/g' | cmp -s calm -
	say $? 'the report is the same'
done
db=killed.db
begin --workers 2
kill -KILL "${workers%% *}"
wait $run
status=$?
case $status in
0) ! grep -q '127.0.0' err ;;
3) [ "$(grep -c '127.0.0' err)" -eq 1 ] ;;
*) false ;;
esac
say $? "a killed worker costs one page at most (exit $status: $(head -c 300 err))"
batch --delay 0 --retry-failed many
left 0 'which the next run reads'
"$QUOTRAIL" --db $db report --format ndjson | sed 's/"20[0-9-]*T[0-9:]*Z"/"now"/g' | cmp -s calm -
say $? 'and then the report is the same'
begin --again
kill -KILL $run
wait $run 2>/dev/null
sleep 0.3
[ -n "$workers" ] && gone $workers
say $? 'workers do not outlive a run that is killed'
exit $failed
