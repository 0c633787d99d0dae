#!/bin/sh
# The HTML report under a person's hands: tests/web/report.js in Chromium, and axe-core's judgement.
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

cp "$ROOT/tests/web/report.js" . && timeout 300 node report.js "$browser" "$PWD/press.html" "$PWD/press.json" "$PWD/many.html"
say $? "tests/web/report.js went to its end"
exit $failed
