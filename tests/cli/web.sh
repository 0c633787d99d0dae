#!/bin/sh
# The HTML report and what serve hands out under a person's hands: tests/web/*.js in Chromium, and
# axe-core's judgement.
. "$ROOT/tests/fixture.sh"
browser=
for name in chromium chromium-browser google-chrome; do
	[ -n "$browser" ] || browser=$(command -v "$name" || :)
done
if [ -z "$browser" ] || ! command -v node >/dev/null || ! command -v npm >/dev/null; then
	echo "skipped: Chromium, node and npm are needed to use the report in a browser"
	exit 0
fi
# What drives the browser is fetched into this folder, which goes with the test.
if ! timeout 120 npm install --silent --no-audit --no-fund --prefix . playwright-core@1 axe-core@4 >npm.log 2>&1; then
	echo "skipped: playwright-core and axe-core cannot be had from npm here"
	exit 0
fi
"$QUOTRAIL" --db press.db batch -q "$ROOT/tests/data/press/paths.txt" --report press.html >/dev/null || exit 1
"$QUOTRAIL" --db press.db report --format json --min-occurrences 2 >press.json || exit 1

# 5,000 quotations in two of a hundred papers each, of words that no two share.
awk 'BEGIN {
	srand(11)
	split("ba co du fe gi ho ka le mi nu po ra se ti vo wa xe yo za", part, " ")
	for (i = 1; i <= 5000; i++) {
		words = "We"
		for (k = 0; k < 9; k++)
			words = words " " part[1 + int(rand() * 19)] part[1 + int(rand() * 19)] part[1 + int(rand() * 19)] part[1 + int(rand() * 19)]
		name = "Ana M" part[1 + i % 10] "r" part[1 + int(i / 10) % 10]
		said[i] = "\\\"" words ",\\\" said " name ", the mayor."
	}
	for (copy = 0; copy < 2; copy++)
		for (i = 1; i <= 5000; i += 50) {
			text = ""
			for (k = i; k < i + 50; k++)
				text = text said[k] "\\n\\n"
			printf "{\"url\":\"https://o%d.example/%d\",\"outlet\":\"Outlet %d\",\"published\":\"2022-01-%02d\",\"text\":\"%s\"}\n", i / 50 + copy * 100, i, i / 50 + copy * 100, 1 + copy * 9 + i % 9, text
		}
}' >many.ndjson
"$QUOTRAIL" --db many.db batch -q many.ndjson >/dev/null || exit 1
"$QUOTRAIL" --db many.db report -o many.html || exit 1
[ "$(wc -c <many.html)" -lt 26000000 ]
say $? "the report of 5,000 families is bounded ($(($(wc -c <many.html) / 1000000)) MB)"
tr '\n' ' ' <many.html | grep -q 'The first [0-9]* of [0-9]* are told in full below'
say $? "and says what it left out"

# What strangers print to do harm, wherever a page of theirs is shown.
cat >hostile.awk <<'END'
function row(n, harm) {
	gsub(/"/, "\\\"", harm)
	printf "{\"url\":\"https://h%d.example/a?%s\",\"outlet\":\"Post %d %s\",\"title\":\"%s\",\"byline\":\"%s\",\"published\":\"2022-03-%02d\",\"text\":\"\\\"The ferry sails at nine %s tomorrow %s,\\\" said Ana %s Moro, the captain of %s.\\n\\nMore of the same stands here.\"}\n",
	    n, harm, n, harm, harm, harm, n, n % 2 ? harm : "", n % 3 ? "" : "not", harm, harm
}
BEGIN {
	row(1, "<script>hit=1;alert(1)</script>")
	row(2, "\"><img src=x onerror=alert(2)>")
	row(3, "javascript:alert(3)")
	row(4, "\342\200\256turned\342\200\254 \342\201\246x")
	row(5, "</script><script>hit=5</script>")
	row(6, "<svg onload=hit=6><a href=javascript:hit=6>x</a>")
	row(7, "\047 onfocus=hit=7 autofocus \047")
	row(8, "<!-- --!><style>*{display:none}</style>")
	row(9, "&lt;img src=x onerror=hit=9&gt;&#x202e;")
	print "{\"url\":\"javascript:alert(10)\",\"outlet\":\"Ten\",\"title\":\"<img src=x onerror=hit=10>\",\"published\":\"2022-03-10\",\"text\":\"\\\"The ferry sails at nine tomorrow,\\\" said Ana Moro, the captain.\"}"
}
END
awk -f hostile.awk >hostile.ndjson
"$QUOTRAIL" --db hostile.db batch -q hostile.ndjson --report hostile.html >/dev/null 2>&1
"$QUOTRAIL" --db hostile.db report --format json >hostile.json
"$QUOTRAIL" --db hostile.db serve --port 0 >where 2>err &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -s where ] || sleep 0.5; done

cp "$ROOT"/tests/web/*.js . && timeout 300 node report.js "$browser" "$PWD/press.html" "$PWD/press.json" "$PWD/many.html"
say $? "tests/web/report.js went to its end"
timeout 200 node served.js "$browser" "$(cat where)" "$PWD/hostile.html" "$PWD/hostile.json"
say $? "tests/web/served.js went to its end"
exit $failed
