#!/bin/sh
# Sources good and bad, from the command line: what is read, what is named as failed, and that
# the way by which an article comes in changes nothing about it.
. "$ROOT/tests/fixture.sh"
extract() { # extract STATUS SENTENCE SOURCE...: leaves `out` and `err`
	want=$1 sentence=$2
	shift 2
	"$QUOTRAIL" extract "$@" >out 2>err
	got=$?
	if [ "$got" -ne "$want" ]; then
		echo "not ok - $sentence: exit $got, not $want: $(head -c 300 err)"
		failed=1
	else
		echo "ok - $sentence"
	fi
}
named() { # named PATTERN...: each stands on a line of err
	for pattern; do
		grep -q -- "$pattern" err
		say $? "named on standard error: $pattern"
	done
}
records() { # records COUNT: that many lines came out, each a record
	[ "$(wc -l <out)" -eq "$1" ] && [ "$(grep -c '^{"quotrail":1,' out)" -eq "$1" ]
	say $? "$1 records came out ($(wc -l <out))"
}

# --- what there is to read -------------------------------------------------------------------

mkdir -p press/deep
cat >press/ledger.html <<'END'
<!doctype html><html lang="en"><head><title>Ferry to stay | Harbour Ledger</title>
<meta property="og:site_name" content="Harbour Ledger">
<meta property="article:published_time" content="2022-03-04T10:00:00Z"></head><body><article>
<h1>Ferry to stay</h1><p>The night ferry will keep running, the harbour board decided on Friday.</p>
<p>&ldquo;We will not leave the island without a ferry,&rdquo; board member Ana Moro said after the vote.</p>
<p>The line carries some four thousand people a month, most of them to work.</p></article></body></html>
END
cat >press/deep/courier.txt <<'END'
Night ferry saved
By Li Wen
March 5, 2022

"We will not leave the island without a ferry," Ana Moro told reporters on Friday.

The board had met for nine hours behind closed doors.
END
cat >press/caf.html <<'END'
<!doctype html><title>Déjà vu</title><article><p>“Déjà vu, once more,” the mayor, Inès Caron, said of the ferry plan.</p>
<p>Nobody in the room at the town hall contradicted her.</p></article>
END
good=press/ledger.html

# --- one article, many ways ------------------------------------------------------------------

extract 0 'a directory is read' press
records 3
cp out directory.ndjson
printf '# the press\n\npress/caf.html\npress/deep/courier.txt\r\n  ./press/ledger.html\n' >list
extract 0 'a list is read' list
cmp -s out directory.ndjson
say $? 'a list gives what its files give in a directory'
extract 0 'a list is read from standard input' - <list
cmp -s out directory.ndjson
say $? 'so it does on standard input'
extract 0 'a list names a directory' --as list - <<'END'
press/
END
cmp -s out directory.ndjson
say $? 'a directory named in a list gives the same'
gzip -c list >list.gz
extract 0 'a packed list is read' list.gz
cmp -s out directory.ndjson
say $? 'a packed list gives the same'
extract 0 'our own records are read' directory.ndjson
cmp -s out directory.ndjson
say $? 'our own records give themselves, to the byte'
extract 0 'records are read from standard input' - <directory.ndjson
cmp -s out directory.ndjson
say $? 'so they do on standard input'
gzip -c directory.ndjson >directory.ndjson.gz
extract 0 'packed records are read' directory.ndjson.gz
cmp -s out directory.ndjson
say $? 'packed records give the same'
gzip -c press/ledger.html | "$QUOTRAIL" extract - >packed.ndjson
"$QUOTRAIL" extract - <press/ledger.html >plain.ndjson
[ -s plain.ndjson ] && cmp -s packed.ndjson plain.ndjson
say $? 'a page on standard input is the same packed or not'


# --- where its own files lie -----------------------------------------------------------------

mkdir desk && cp "$good" desk/
(cd desk && "$QUOTRAIL" -q batch . && "$QUOTRAIL" -q batch .) >out 2>err
say $? 'a directory is read into a database within it, twice'
[ ! -s err ] && [ "$(grep -c ' 0 failed ' out)" -eq 2 ]
say $? 'and the database is no source'
mkdir vacant && (cd vacant && "$QUOTRAIL" -q batch .) >out 2>err
[ $? -eq 3 ] && grep -q 'no files in this directory' err
say $? 'alone with it a directory is empty'
(cd desk && "$QUOTRAIL" report --format html --min-occurrences 1 -o report.html && "$QUOTRAIL" extract report.html) >out 2>err
[ $? -eq 3 ] && grep -q 'report.html: no article here: a page that quotrail made' err
say $? 'nor is a report an article'

# --- over the net ----------------------------------------------------------------------------

printf 'caf.html\ndeep/courier.txt\nledger.html\n' >paths
mkfifo ready
"$SERVE" --root press --urls paths --write urls >ready &
server=$!
trap 'kill $server 2>/dev/null' EXIT
read -r base <ready
extract 0 'a list of URLs is read' urls
records 3
[ "$(grep -c '"text":"We will not leave the island without a ferry' out)" -eq 2 ]
say $? 'the quotation came over the net'
grep -c '"captured":"20' out | grep -qx 3
say $? 'what is fetched knows when it was'
grep -q '"captured":null' directory.ndjson && ! grep -q '"captured":"' directory.ndjson
say $? 'what is saved does not: file times are no evidence'
extract 0 'a saved page is told its address' --url "${base}ledger.html" press/ledger.html
grep -q "\"url\":\"${base}ledger.html\"" out
say $? 'and has it'

{
	echo "${base}ledger.html"
	echo "${base}absent.html"
	echo "${base}_/status/500"
	echo "${base}_/redirect-loop"
	echo "${base}_/redirects/11"
	echo "${base}_/redirect?to=ftp://files.example/x"
	echo "${base}_/huge"
	echo "${base}_/gzip-bomb"
	echo "${base}_/bad-gzip"
	echo "${base}_/cut"
	echo "${base}_/type/image/png"
	echo "http://127.0.0.1:1/"
	echo "ftp://files.example/x"
	echo "absent.html"
	echo "${base}caf.html"
} >mixed
extract 3 'bad URLs are failures, and the rest is read' --delay 0 --retries 0 mixed
records 2
named 'absent.html: the server answers 404 (not found)' 'status/500: the server answers 500' \
    'redirect-loop: redirects in a circle' 'redirects/11: more than 10 redirects' \
    'ftp://files.example/x, which is neither http nor https' '_/huge: body larger than' \
    '_/gzip-bomb: body larger than' '_/bad-gzip: the body is not packed' \
    '_/cut: the connection broke after' '_/type/image/png: not a page: image/png' \
    '127.0.0.1:1/: could not connect: connection refused' \
    'mixed:13: ftp://files.example/x: only http and https' 'mixed:14: absent.html: no such file'
[ "$(wc -l <err)" -eq 13 ]
say $? "one line for each failure ($(wc -l <err))"
extract 4 'a server that is too busy is worth another run' --delay 0 --retries 1 "${base}_/status/503" \
    "http://127.0.0.2:${base##*:}ledger.html"
named '_/status/503: the server answers 503 (service unavailable)'
records 1
extract 3 'patience ends' --delay 0 --retries 0 --timeout 1 "${base}_/slow" "$good"
named '_/slow: too slow'
records 1
extract 3 'a cap on a page is kept' --max-body 1 "${base}_/huge" "$good"
named 'larger than 1048576 bytes'
kill $server
wait $server 2>/dev/null

# --- files that are not what they should be --------------------------------------------------

: >empty
printf ' \n\t\n' >blank
printf 'a\0b\0c' >nul
printf '\211PNG\r\n\032\n' >picture.html
printf '%%PDF-1.4\n' >paper.txt
printf '[{"url":"http://a.example/"}]\n' >array.json
printf '{\n"url":"http://a.example/"\n}\n' >spread.json
printf 'WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n' >archive.warc
gzip -c archive.warc >archive.warc.gz
printf '<?xml version="1.0"?><rss version="2.0"/>' >feed.xml
head -c 40000000 /dev/zero | tr '\0' x >long.txt
gzip -c long.txt >bomb.gz
head -c 300 directory.ndjson.gz >cut.ndjson.gz
(cat directory.ndjson.gz; echo more) >junk.ndjson.gz
extract 3 'bad files are failures, and the rest is read' "$good" empty blank nul picture.html \
    paper.txt array.json spread.json archive.warc archive.warc.gz feed.xml long.txt bomb.gz \
    cut.ndjson.gz absent.html 'ftp://files.example/x' /dev/null "$good"
records 2
named 'empty: empty' 'blank: empty' 'nul: not a page or a text' 'picture.html: not a page.*PNG' \
    'paper.txt: not a page.*PDF' 'array.json: a JSON array; one object a line' \
    'spread.json: a JSON object over several lines' 'archive.warc:0: ' \
    'archive.warc.gz:0: ' 'feed.xml: a feed that names no pages' 'long.txt: larger than' \
    'bomb.gz: larger than' 'cut.ndjson.gz: gzip data ends early' 'absent.html: no such file' \
    'ftp://files.example/x: only http and https' '/dev/null: empty'
extract 3 'records before garbage behind gzip data are read' junk.ndjson.gz
records 3
named 'junk.ndjson.gz: gzip data, then something else'

printf '\377\376"\0W\0e\0 \0s\0t\0a\0y\0,\0"\0 \0s\0a\0i\0d\0 \0A\0n\0a\0 \0M\0o\0r\0o\0.\0' >wide.txt
printf '"Caf\351s stay open," Ana Moro said.\n' >latin.txt
printf '"Broken \300\300 bytes stay," Ana Moro said.\n' >broken.txt
extract 0 'texts in other encodings are read' wide.txt latin.txt broken.txt
records 3
iconv -f utf-8 -t utf-8 out >/dev/null
say $? 'and come out as valid UTF-8'

# --- more than prose can hold ----------------------------------------------------------------

yes '"a" "b"' | head -2000 >dense.txt
extract 0 'a text of nothing but quotations is read' dense.txt
records 1
[ "$(sed 's/.*"passed_over":\([0-9]*\).*/\1/' out)" -gt 1000 ]
say $? 'its record counts those that were passed over'
named '^quotrail: dense.txt: [0-9]* quotations passed over: prose has fewer'

seq 10000 29999 >column.txt
extract 0 'a column of words that name nothing is a text' column.txt
records 1

# --- records, line by line -------------------------------------------------------------------

{
	echo '{"url":"http://a.example/1","text":"\"We stay,\" said Ana Moro.","published":"2022-01-07"}'
	echo '{"url":"http://a.example/2","text":'
	echo 'not json'
	echo
	echo '{"text":"whose?"}'
	echo '{"url":"http://a.example/3"}'
	echo '{"url":"http://a.example/4","text":"x","published":"soonish"}'
	printf '{"url":"http://a.example/5","text":"\377"}\n'
	printf '{"url":"http://a.example/6","text":"'
	head -c 70000000 /dev/zero | tr '\0' y
	echo '"}'
	printf '{"url":"http://a.example/7","html":"<p>\\"We go,\\" said Li Wen.</p>"}'
} >lines.ndjson
extract 3 'bad lines are failures, and the rest is read' lines.ndjson
records 2
named 'lines.ndjson:2: the line ends' 'lines.ndjson:3: the line is not valid JSON' \
    'lines.ndjson:5: the record has neither "url" nor "file"' \
    'lines.ndjson:6: the record has neither "html" nor "text"' \
    'lines.ndjson:7: "published" is no date: soonish' \
    'lines.ndjson:8: the line is not valid UTF-8' 'lines.ndjson:9: line longer than 64 MiB'
grep -q '"date":"2022-01-07"' out && grep -q '"kind":"record"' out
say $? 'the date of a record is its evidence'

# --- lists and directories that misbehave ----------------------------------------------------

printf 'ring\n%s\n' "$good" >loop
printf 'loop\n' >ring
extract 3 'a list that leads back to itself is a failure' loop
named 'loop: named in a circle: loop > ring > loop'
records 1
mkdir -p odd/void bare odd/.hidden
cp "$good" odd/page.html
cp "$good" odd/.hidden/page.html
ln -s . odd/again
ln -s nothing odd/lost
ln -s "$PWD/press" odd/elsewhere
mkfifo odd/pipe
extract 3 'a directory is read around what cannot be' odd bare
records 1
named 'odd/lost: no such file' 'odd/elsewhere: a link to a directory elsewhere is not followed' \
    'odd/pipe: neither a file nor a directory' 'bare: no files in this directory'
mkfifo idle
exec 9<>idle
"$QUOTRAIL" extract - <idle >out 2>err &
reader=$!
sleep 1
kill -TERM $reader
wait $reader
[ $? -eq 130 ]
say $? 'waiting for bytes ends when it is told to'
exec 9>&-
extract 0 'a kind that is named overrules' --as text list
records 1
extract 2 'a kind that is none is misuse' --as poem list

exit $failed
