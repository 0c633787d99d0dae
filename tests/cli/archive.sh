#!/bin/sh
# Archives, feeds and sitemaps: one article whatever the way it comes, and in what order.
. "${ROOT:?}/tests/fixture.sh"
mkdir web
for i in 1 2 3 4 5 6 7 8; do page $i >web/p$i.html; done
cp "$ROOT"/tests/data/press/*/*.html web
serve
host=${base%/}

# --- archives --------------------------------------------------------------------------------

# record TYPE URL CONTENT-TYPE BODY-FILE: one WARC record
record() {
	printf 'WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Date: %s\r\n' \
	    "$1" "$(basename "$4")" "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
	[ -z "$2" ] || printf 'WARC-Target-URI: %s\r\n' "$2"
	[ "$1" != revisit ] || printf 'WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest\r\n'
	printf 'Content-Type: %s\r\nContent-Length: %d\r\n\r\n' "$3" "$(wc -c <"$4")"
	cat "$4"
	printf '\r\n\r\n'
}
# answer STATUS FILE [HEADER]: what a server sent
answer() {
	printf 'HTTP/1.1 %s\r\nContent-Type: text/html\r\n%sContent-Length: %d\r\n\r\n' \
	    "$1" "${3:+$3$(printf '\r\n_')}" "$(wc -c <"$2")" | sed 's/^_//'
	cat "$2"
}
mkdir records
: >nothing
printf 'software: by hand\r\n' >records/info.fields
record warcinfo '' application/warc-fields records/info.fields >records/00
n=0
for file in web/*.html; do
	n=$((n + 1))
	name=${file#web/}
	answer '200 OK' "$file" >answer
	record response "$host/$name" 'application/http; msgtype=response' answer >records/$((n + 10))
	printf 'GET /%s HTTP/1.1\r\nHost: a\r\n\r\n' "$name" >request
	record request "$host/$name" 'application/http; msgtype=request' request >>records/$((n + 10))
	echo "$host/$name"
done >urls
pages=$n
cat records/[0-9]* >plain.warc
for file in records/[0-9]*; do gzip -c "$file"; done >each.warc.gz
gzip -c plain.warc >whole.warc.gz
# timeless FILE: without the time of its captures, and what follows from it; no page is of these years
timeless() {
	sed 's/"20\(2[6-9]\|[3-9][0-9]\)-[0-9TZ:-]*"/"then"/g' "$1"
}
extract --delay 0 urls
left 0 'the pages are fetched'
timeless out >live
[ "$(wc -l <live)" -eq "$pages" ]
say $? "all $pages of them"
for archive in plain.warc each.warc.gz whole.warc.gz; do
	extract $archive
	left 0 "$archive is read"
	timeless out | cmp -s live -
	say $? 'and gives the articles of the live pages'
	cp out archived
done
extract - <each.warc.gz
left 0 'an archive is read from standard input'
cmp -s out archived
say $? 'and is the same'
extract --workers 1 plain.warc
cmp -s out archived
say $? 'one worker and many give the same'
cp each.warc.gz web/pages.warc.gz
extract --delay 0 "$host/pages.warc.gz"
left 0 'an archive is read over the net'
cmp -s out archived
say $? 'and is the same'

# The same pages in records, and saved: what only a capture tells is told to one half of the records.
quoted() { # quoted <TEXT: as what stands between the marks of a JSON string
	LC_ALL=C awk 'BEGIN {
		for (i = 1; i < 32; i++)
			escape[sprintf("%c", i)] = sprintf("\\u%04x", i)
		escape["\""] = "\\\""
		escape["\\"] = "\\\\"
	}
	{
		for (i = 1; i <= length($0); i++) {
			c = substr($0, i, 1)
			printf "%s", c in escape ? escape[c] : c
		}
		printf "\\n"
	}'
}
recoded() { # a page in a record is UTF-8, whatever it was
	sed 's/"charset":"windows-1252"/"charset":"utf-8"/'
}
now=$(sed -n 's/.*"captured":"\([^"]*\)".*/\1/p' archived | head -1)
while read -r url; do
	file=web/${url##*/}
	iconv -f utf-8 -t utf-8 "$file" >utf8 2>err || iconv -f windows-1252 -t utf-8 "$file" >utf8
	html=$(quoted <utf8)
	printf '{"url":"%s","html":"%s"}\n' "$url" "$html" >>bare.ndjson
	printf '{"url":"%s","captured":"%s","html":"%s"}\n' "$url" "$now" "$html" >>captured.ndjson
	extract --url "$url" "$file"
	sed 's/"file":"[^"]*"/"file":null/' out | recoded >>saved
done <urls
[ "$(wc -l <bare.ndjson)" -eq "$pages" ]
say $? "all $pages pages are records too"
extract captured.ndjson
left 0 'records that hold a page and its capture are read'
recoded <live >live.utf8
timeless out | cmp -s live.utf8 -
say $? 'and give the articles of the live pages'
extract bare.ndjson
left 0 'and so are records that hold a page alone'
cmp -s out saved
say $? 'and give the articles of the saved pages'

# A record that is broken, in the middle.
sed 's/^Content-Length: [0-9]*/Content-Length: many/' records/13 >broken
size=$(cat records/00 records/11 records/12 | wc -c)
cat records/00 records/11 records/12 broken records/1[4-9] >broken.warc
extract broken.warc
left 3 'a broken record is a failed source'
named "broken.warc:$size: "
[ "$(wc -l <out)" -eq 8 ]
say $? "and costs itself alone ($(wc -l <out) of 8 others)"
for file in records/00 records/11 records/12; do gzip -c $file; done >broken.warc.gz
size=$(wc -c <broken.warc.gz)
gzip -c records/13 | head -c 200 >>broken.warc.gz
for file in records/1[4-9]; do gzip -c $file; done >>broken.warc.gz
extract broken.warc.gz
left 3 'so is a broken member'
named "broken.warc.gz:$size: "
[ "$(wc -l <out)" -eq 8 ]
say $? "and it costs itself alone ($(wc -l <out) of 8 others)"
head -c $(($(wc -c <plain.warc) - 700)) plain.warc >short.warc
extract short.warc
left 3 'an archive that ends early is a failed source'
named '^quotrail: short.warc:[0-9]*: '
[ "$(wc -l <out)" -ge $((pages - 2)) ]
say $? "and the records before its end are read ($(wc -l <out))"
head -c $(($(wc -c <each.warc.gz) - 100)) each.warc.gz >short.warc.gz
extract short.warc.gz
left 3 'packed or not'
named '^quotrail: short.warc.gz:[0-9]*: '

# What is no page: counted, not failed.
answer '301 Moved Permanently' nothing 'Location: /p1.html' >answer
record response "$host/old" 'application/http; msgtype=response' answer >moved
answer '200 OK' nothing >answer
record revisit "$host/p1.html" 'application/http; msgtype=response' answer >again
printf 'The night ferry will keep running.\n\n"We will not leave the island," board member Ana Moro said.\n' >text
record conversion "$host/p1.html" text/plain text >converted
record resource "$host/p2.html" text/html web/p2.html >resource
cat records/00 records/11 moved again resource >kinds.warc
db=kinds.db
batch kinds.warc
left 0 'redirects and revisits are no failures'
summed ' 2 read ' '1 redirect' '1 revisit'
cat records/00 converted >text.warc.wet
extract text.warc.wet
left 0 'a conversion is read'
grep -q '"text":"We will not leave the island' out && grep -q "\"url\":\"$host/p1.html\"" out
say $? 'as the text of its page'
db=both.db
batch --delay 0 "$host/p1.html"
batch plain.warc
left 0 'an archive is filed beside live pages'
summed ' 1 unchanged'

# --- feeds and sitemaps ----------------------------------------------------------------------

{
	echo '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Ferry news</title>'
	for i in 1 2; do
		echo "<item><title>Part $i</title><link>$host/p$i.html</link><pubDate>Fri, 04 Mar 2022 09:5$i:00 GMT</pubDate></item>"
	done
	echo '</channel></rss>'
} >web/rss.xml
cat >web/atom.xml <<END
<feed xmlns="http://www.w3.org/2005/Atom"><title>Ferry news</title><id>urn:x</id><updated>2022-03-05T10:00:00Z</updated>
<entry><title>Part 3</title><id>urn:3</id><link rel="alternate" href="p3.html"/><published>2022-03-04T09:53:00Z</published>
<updated>2022-03-04T09:59:00Z</updated></entry></feed>
END
cat >web/news.xml <<END
<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>$host/p4.html</loc><news:news><news:publication><news:name>Harbour Ledger</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2022-03-04T09:54:00Z</news:publication_date><news:title>Part 4</news:title></news:news></url></urlset>
END
gzip -c web/news.xml >web/news.xml.gz
cat >web/index.xml <<END
<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>$host/news.xml.gz</loc></sitemap><sitemap><loc>$host/atom.xml</loc></sitemap></sitemapindex>
END
for feed in rss:2 atom:1 news:1 index:2; do
	name=${feed%:*}
	extract --delay 0 "$host/$name.xml"
	left 0 "$name.xml is read from the net"
	[ "$(wc -l <out)" -eq "${feed#*:}" ] && [ "$(grep -c '"kind":"feed"' out)" -eq "${feed#*:}" ]
	say $? 'and its dates are evidence of the pages it names'
	timeless out >from.net
	extract --delay 0 --as feed - <web/$name.xml
	if [ $name = atom ]; then
		left 3 "of $name.xml without its address nothing can be found"
		continue
	fi
	left 0 "$name.xml is read from standard input"
	timeless out | cmp -s from.net -
	say $? 'and names the same'
done
extract --delay 0 --url "$host/atom.xml" web/atom.xml
left 0 'a saved feed is told its address'
[ "$(wc -l <out)" -eq 1 ]
say $? 'and names pages by it'
grep -o '"kind":"feed"[^}]*' out | grep -q '2022-03-04T09:53:00'
say $? 'with the date it gives'
{
	echo '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ferry ferry ferry ferry ferry ferry ferry ferry ferry">'
	for i in b:a c:b d:c e:d f:e g:f h:g i:h j:i; do
		e="&${i#*:};"
		echo "<!ENTITY ${i%:*} \"$e$e$e$e$e$e$e$e$e$e\">"
	done
	echo "]><rss version=\"2.0\"><channel><item><title>&j;</title><link>$host/p5.html</link></item></channel></rss>"
} >bomb.xml
extract bomb.xml
left 3 'a feed full of entities is refused'
named '^quotrail: bomb.xml: .*entit'
: >log
batch --delay 0 "$host/rss.xml" "$host/index.xml"
left 0 'feeds are filed'
summed ' 4 read '

# --- order -----------------------------------------------------------------------------------

cat >mixed <<END
http://127.0.0.9:$port/_/wait/700
http://127.0.0.2:$port/p1.html
web/p2.html
http://127.0.0.3:$port/rss.xml
http://127.0.0.4:$port/absent.html
plain.warc
http://127.0.0.5:$port/p3.html
END
extract --delay 0 mixed
left 3 'a mixed list'
cp out first
cp err first.err
sed 's/^{"quotrail":1,"url":"\{0,1\}\([^",]*\).*"file":"\{0,1\}\([^",]*\).*/\1 \2/; s,http://,,; s,:[0-9]*/,/,' out | head -5 >order
printf '%s\n' '127.0.0.9/_/wait/700 null' '127.0.0.2/p1.html null' 'null web/p2.html' '127.0.0.1/p1.html null' \
    '127.0.0.1/p2.html null' | cmp -s - order
say $? "is printed in its order: $(tr '\n' ' ' <order)"
extract --delay 0 --workers 3 mixed
timeless first >a
timeless out | cmp -s a - && cmp -s err first.err
say $? 'and the same by another run'
exit $failed
