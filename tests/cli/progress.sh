#!/bin/sh
# What a run says while it goes on, to a terminal and to none; and where its knobs are found.
. "${ROOT:?}/tests/fixture.sh"
mkdir web
for i in 1 2 3 4; do page $i >web/p$i.html; done
serve --dated yes
cat >pages <<END
http://127.0.0.1:$port/p1.html
http://127.0.0.2:$port/p2.html
http://127.0.0.3:$port/_/flaky/1/p3.html
http://127.0.0.4:$port/absent.html
END
db=quick.db
batch --delay 0 --quiet pages
left 3 'with --quiet'
[ "$(cat err)" = "quotrail: http://127.0.0.4:$port/absent.html: the server answers 404 (not found)" ]
say $? 'only failures are told'

# The slow page takes its time beside what else is tried.
(cat pages; echo "http://127.0.0.5:$port/_/wait/10300") >slow
"$QUOTRAIL" --db quick.db batch --delay 0 slow >slow.out 2>slow.err &
slow=$!

# --- a terminal ------------------------------------------------------------------------------

if command -v script >/dev/null; then
	(cat pages; echo "http://127.0.0.6:$port/_/wait/1000"; echo "http://127.0.0.7:$port/_/retry-after/3") >seen
	script -qec "stty cols 99; '$QUOTRAIL' --db seen.db batch --delay 0 --retries 1 seen" screen </dev/null >/dev/null
	tr '\r' '\n' <screen >lines
	[ "$(grep -c 'fetched [0-9]*/6, extracted [0-9]*/6, hosts [1-6], 304s 0, retries [0-9]*, failed [0-9]*, [0-9.]*/s' lines)" -ge 5 ]
	say $? 'on a terminal one line is drawn again and again'
	! grep -a 'fetched' screen | grep -qav "$(printf '\r')"
	say $? 'in its place'
	awk 'length($0) > 101 && /fetched/ { exit 1 }' lines
	say $? 'and fits it'
	grep -q ', waiting [12]' lines
	say $? 'when nothing can be asked for, it says how long'
	[ "$(grep -c '/absent.html: the server answers 404' lines)" -eq 1 ]
	say $? 'failures stand between'
else
	echo 'script(1) is not here: a terminal is not tried' >&2
fi

# --- the help --------------------------------------------------------------------------------

"$QUOTRAIL" batch --help >help
for knob in 'workers N .*one for each core' 'hosts N .*(32)' 'delay TIME .*(1s)' 'retries N .*(3)' \
    'connect-timeout TIME .*(10s)' 'timeout TIME .*(60s)' 'min-speed BYTES .*per second, for 30s (64)' \
    'max-redirects N .*(10)' 'max-body MIB .*(16)' 'max-unpacked MIB .*(32)' 'max-age TIME .*(0)' \
    'contact TEXT .*User-Agent' 'proxy URL .*none by default' 'cacert FILE ' 'insecure ' \
    'allow-private ' 'failed FILE ' 'retry-failed ' 'again ' 'report FILE ' \
    'as KIND .*list, html, text, warc, ndjson or feed' 'url URL '; do
	grep -q -e "^      --$knob" help
	say $? "batch --help tells of --${knob%% *}"
done
grep -q '^A TIME is a number of seconds, or one with its unit: ' help
say $? 'and what a TIME is'
for option in workers=0 workers=x hosts=0 hosts=99999 delay=-1 delay=1y retries=-1 timeout=soon max-body=0 \
    max-redirects=101 max-age=tomorrow as=poem proxy=gopher://a; do
	batch "--$option" pages
	left 2 "--$option is misuse"
	grep -q -e "${option#*=}" err
	say $? 'and named'
done

# --- no terminal -----------------------------------------------------------------------------

wait $slow
status=$?
cp slow.err err
left 3 'a slow page comes in the end'
[ "$(grep -c ' fetched ' err)" -eq 1 ]
say $? 'every ten seconds there is a line'
named '^quotrail: [0-2][0-9]:[0-5][0-9]:[0-6][0-9] fetched 4/5, extracted 0/5, hosts 5, 304s 3, retries 0, failed 1, [0-9.]*/s, eta [0-9:]*$' \
    '^quotrail: done 5/5 in 1[0-9.]* s; database quick.db$'
! grep -q "$(printf '[\r\033]')" err
say $? 'without a sign for terminals'
grep -q ' 304 ' log
say $? 'and a 304 is one by the log'
exit $failed
