#!/bin/sh
# Over the net: manners, patience, and what hostile servers come to, by the log of a real one.
. "${ROOT:?}/tests/fixture.sh"
mkdir web
for i in 1 2 3 4 5 6 7 8; do page $i >web/p$i.html; done

# --- manners ---------------------------------------------------------------------------------

# pauses FILE: of a log, the least milliseconds between the end of a request and the start of the
# next to the same host; below 0 there were two at a time.
pauses() {
	sort -n "$1" | awk '
	    $3 in ended && (least == "" || $1 - ended[$3] < least) { least = $1 - ended[$3] }
	    !($3 in ended) || $2 > ended[$3] { ended[$3] = $2 }
	    END { print least == "" ? "none" : least }'
}
serve
for i in 1 2 3 4 5 6 7 8; do
	for host in 1 2 3 4 5 6 7 8 9 10; do echo "http://127.0.0.$host:$port/p$i.html"; done
done >urls
db=polite.db
batch --delay 50ms urls
left 0 'ten hosts are asked for eighty pages'
[ "$(wc -l <log)" -eq 90 ]
say $? "each page once, each robots.txt once ($(wc -l <log) requests)"
least=$(pauses log)
[ "$least" -ge 50 ]
say $? "never sooner than 50 ms after the end of the last ($least ms)"
cut -d' ' -f3 log | awk '$0 != last { turns++; last = $0 } END { exit turns < 60 }'
say $? 'hosts are asked in turn, not one after the other'

: >log
{
	echo "http://127.0.0.1:$port/_/wait/1500"
	echo "http://127.0.0.1:$port/p1.html"
	for host in 2 3 4 5; do echo "http://127.0.0.$host:$port/p2.html"; done
} >slow
db=slow.db
batch --delay 0 slow
left 0 'a host takes its time'
awk '$4 ~ /wait/ { end = $2 } $4 == "/p2.html" && $2 > late { late = $2 } END { exit !(late < end - 1000) }' log
say $? 'the others are asked meanwhile'
[ "$(pauses log)" -ge 0 ]
say $? 'and it is not asked for two pages at a time'

extract --delay 0 --contact 'desk@ledger.example' "${base}_/agent"
left 0 'a site is told who asks'
grep -q '"text":"quotrail/[0-9.]* (+desk@ledger.example)' out
say $? 'and whom to write to'
: >log
extract --delay 0 --proxy "$base" 'http://paper.example/p1.html' 'http://journal.example:8080/p2.html'
left 0 'a proxy is asked'
[ "$(wc -l <out)" -eq 2 ] && [ "$(cut -d' ' -f3 log | sort | tr '\n' ' ')" = \
    'journal.example:8080 journal.example:8080 paper.example paper.example ' ]
say $? 'for hosts that only it knows'
extract --delay 0 --retries 0 --proxy http://127.0.0.1:1 'http://paper.example/p1.html'
left 3 'a proxy that is not there is no way'
named 'p1.html: could not connect to the proxy: connection refused'
http_proxy=http://127.0.0.1:1 extract --delay 0 "${base}p1.html"
left 0 'what the environment says of proxies is not looked at'

# --- robots.txt ------------------------------------------------------------------------------

printf 'User-agent: *\nAllow: /p2\nDisallow: /p\n' >web/robots-127.0.0.12.txt
echo '/_/status/503' >web/robots-127.0.0.13.txt
printf 'User-agent: *\nCrawl-delay: 0.3\n' >web/robots-127.0.0.14.txt
printf 'User-agent: *\nDisallow: /\n\nUser-agent: Quotrail\nDisallow:\n' >web/robots-127.0.0.15.txt
echo '/_/reset' >web/robots-127.0.0.16.txt
echo '/_/redirect?to=/robots-127.0.0.12.txt' >web/robots-127.0.0.17.txt
for page in 11:p1 12:p1 12:p2 13:p1 14:p1 14:p2 15:p1 16:p1 17:p1; do
	echo "http://127.0.0.${page%:*}:$port/${page#*:}.html"
done >robots
: >log
db=robots.db
batch --delay 0 --retries 1 robots
left 4 'what robots.txt says is heeded'
named "12:$port/p1.html: robots.txt asks not to read it (Disallow: /p)" \
    "17:$port/p1.html: robots.txt asks not to read it (Disallow: /p)" \
    "13:$port/p1.html: its robots.txt cannot be had: the server answers 503" \
    "16:$port/p1.html: its robots.txt cannot be had: the connection was reset"
summed ' 5 read · 0 failed · 2 blocked by robots.txt · 2 throttled '
[ "$(grep -c '127.0.0.1[2367]:.* /p1' log)" -eq 0 ]
say $? 'what is not allowed is not asked for'
grep '127.0.0.14:' log >delayed
[ "$(wc -l <delayed)" -eq 3 ] && [ "$(pauses delayed)" -ge 300 ]
say $? "a Crawl-delay counts when it is longer than ours ($(pauses delayed) ms)"
: >log
batch --delay 0 --retries 0 robots
[ "$(grep '/robots.txt' log | cut -d' ' -f3 | sort | tr '\n' ' ')" = "127.0.0.13:$port 127.0.0.16:$port " ]
say $? 'another run on the same database asks for no robots.txt again but those it did not get'
sed -i '/127.0.0.1[36]/d' robots
batch --delay 0 robots
left 3 'a page that robots.txt disallows is a failed source'

printf 'User-agent: *\nCrawl-delay: 86400\n' >web/robots-127.0.0.18.txt
: >log
"$QUOTRAIL" --db robots.db batch --delay 0 "http://127.0.0.18:$port/p1.html" >out 2>err &
patient=$!
while ! grep -q ' are kept' err && kill -0 $patient; do sleep 0.02; done
kill -INT $patient
wait $patient
status=$?
left 130 'waiting for a host can be broken off'
named '^quotrail: 127.0.0.18: robots.txt asks for 86400 s between two requests (Crawl-delay); 60 s are kept'
[ "$(wc -l <log)" -eq 1 ]
say $? 'and there was no request but that for robots.txt'

# --- patience --------------------------------------------------------------------------------

cat >busy <<END
http://127.0.0.21:$port/_/flaky/2/p1.html
http://127.0.0.22:$port/_/retry-after/1
http://127.0.0.22:$port/p2.html
http://127.0.0.23:$port/_/retry-date/2
http://127.0.0.24:$port/_/status/502
http://127.0.0.24:$port/p3.html
http://127.0.0.25:$port/_/status/429
http://127.0.0.25:$port/p4.html
http://127.0.0.26:$port/_/retry-after/7200
http://127.0.0.26:$port/p5.html
http://127.0.0.27:$port/p6.html
END
: >log
db=busy.db
batch --delay 0 --retries 2 busy
left 4 'a server that refuses to the end is worth another run'
summed ' 5 read · 1 failed · .* 5 throttled '
named '22:.*/_/retry-after/1: the server answers 429 (too many requests), after 3 tries, and asks' \
    '23:.*/_/retry-date/2: the server answers 503 (service unavailable), after 3 tries, and asks' \
    '24:.*/_/status/502: the server answers 502 (bad gateway), after 3 tries$' \
    '25:.*/_/status/429: the server answers 429 (too many requests), after 3 tries$' \
    '26:.*/_/retry-after/7200: the server answers 429 (too many requests) and asks to come back in 7' \
    '26:.*/p5.html: the server answers 429 (too many requests) and asks to come back in 7'
[ "$(asked /_/flaky/2/p1.html 503)" -eq 2 ] && [ "$(asked /_/flaky/2/p1.html 200)" -eq 1 ]
say $? 'what was busy twice came the third time'
for target in /_/retry-after/1 /_/retry-date/2; do
	awk -v target=$target '$4 == target { if (n++ > 0 && $1 - end < 990) exit 1; end = $2 }
	    END { exit n != 3 }' log
	say $? "$target is asked again when it said so"
done
awk '$4 == "/p6.html" { late = $2 } $4 == "/_/retry-date/2" { last = $2 } END { exit !(late < last - 3000) }' log
say $? 'the others did not wait for it'
grep -v 'retry\|status' busy >willing
: >log
batch --delay 0 --retry-failed willing
left 0 'what was throttled comes when the server is willing again'
[ "$(grep -v robots.txt log | cut -d' ' -f4,5)" = '/p5.html 200' ]
say $? 'and only that is asked for'

# --- hostile servers -------------------------------------------------------------------------

host=30
for act in reset reset-late empty garbage cut cut-chunk bad-length long-header endless-headers \
    interim huge promised no-end drip/100 slow gzip-bomb bomb10g bad-gzip gzip-often br-bomb \
    redirects/11 redirect-loop redirect-file cookies coding/zstd wait/9000; do
	host=$((host + 1))
	echo "http://127.0.0.$host:$port/_/$act"
done >hostile
echo 'http://host.invalid/' >>hostile
echo 'http://127.0.0.1:1/' >>hostile
echo "http://127.0.0.9:$port/p1.html" >>hostile
db=hostile.db
began=$(date +%s)
"$QUOTRAIL" --db $db batch --delay 0 --retries 0 --timeout 3 --workers 2 hostile >out 2>err &
run=$!
most=$(peak $run)
wait $run
status=$?
left 3 'hostile servers are failed sources'
took=$(($(date +%s) - began))
[ "$took" -le 12 ]
say $? "in time: $took s, with a time-out of 3 s"
! grep -q __asan_init "$QUOTRAIL" || most=$((most / 4)) # a sanitizer keeps what is freed
[ "$most" -le 204800 ]
say $? "within 200 MB: $((most / 1024)) MB"
summed ' 1 read · 28 failed '
named '_/reset: the connection was reset before an answer$' \
    '_/reset-late: the connection was reset after [0-9]* of 1000 bytes$' \
    '_/empty: the server hung up without an answer$' '_/garbage: the answer is not HTTP$' \
    '_/cut: the connection broke after 100 of 1000 bytes$' \
    '_/cut-chunk: the connection broke after [0-9]* bytes$' \
    '_/bad-length: the answer is no sound HTTP: .*Content-Length' \
    '_/long-header: a header longer than [0-9]* bytes$' \
    '_/endless-headers: headers larger than [0-9]* bytes$' \
    '_/interim: headers larger than [0-9]* bytes$' '_/huge: body larger than 16777216 bytes as sent$' \
    '_/promised: body larger than 16777216 bytes as sent$' \
    '_/no-end: too slow: [0-9]* bytes came before time was up$' \
    '_/drip/100: too slow: [0-9]* bytes came before time was up$' \
    '_/slow: too slow: [0-9]* bytes came before time was up$' \
    '_/gzip-bomb: body larger than 33554432 bytes unpacked$' \
    '_/bomb10g: body larger than 33554432 bytes unpacked$' \
    '_/bad-gzip: the body is not packed as its Content-Encoding says$' \
    '_/gzip-often: body packed more than 2 times over$' \
    '_/br-bomb: body larger than 33554432 bytes unpacked$' '_/redirects/11: more than 10 redirects$' \
    '_/redirect-loop: redirects in a circle, back to ' \
    '_/redirect-file: redirects to file:///etc/passwd, which is neither http nor https$' \
    '_/cookies: sets more than 65536 bytes of cookies$' \
    '_/coding/zstd: packed in a way that was not asked for$' \
    '_/wait/9000: connected, but no answer in time$' \
    'http://host.invalid/: no such host$' '127.0.0.1:1/: could not connect: connection refused$'
extract --delay 0 --retries 0 --min-speed 1000 "http://127.0.0.50:$port/p1.html"
left 0 'a small page is not slow'
stop

# --- whom to trust ---------------------------------------------------------------------------

if ! command -v openssl >/dev/null; then
	echo 'openssl is not here: certificates are not tried' >&2
	exit $failed
fi
mkdir tls
sh "$ROOT/tests/web/certificates.sh" tls
for name in alien:'its issuer is unknown' expired:'it has expired' other:'it is for another host' \
    self:'it vouches for itself'; do
	serve --tls "tls/${name%%:*}.pem" --key "tls/${name%%:*}.key"
	extract --delay 0 --cacert tls/ca.pem "${base}p1.html"
	left 3 "the certificate that is ${name%%:*} is not trusted"
	named "p1.html: the certificate is not to be trusted: ${name#*:}\$"
	stop
done
serve --tls tls/good.pem --key tls/good.key
extract --delay 0 --retries 0 "${base}p1.html"
left 3 'an authority nobody told of is not trusted'
extract --delay 0 --cacert tls/ca.pem "${base}p1.html"
left 0 'one that is told of is'
[ ! -s err ]
say $? 'without a word'
extract --delay 0 --insecure --quiet "${base}p1.html"
left 0 'without verification anybody is'
named '^quotrail: warning: --insecure: certificates are not verified'
extract --delay 0 --cacert tls/ca.key "${base}p1.html"
left 3 'a file without certificates vouches for nobody'
extract --delay 0 --cacert nowhere.pem "${base}p1.html"
left 2 'one that is not there is misuse'
exit $failed
