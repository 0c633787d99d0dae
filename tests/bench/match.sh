#!/bin/sh
# Linking beside what Debian has for the same work, in the same minutes: QUOTES invented quotations
# whose families are known, linked by `link`; single lookups by SQLite's FTS5 and by grep, which know
# no families. Each quotation carries its true family through `link`, and the links are scored by it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=${QUOTES:-100000} lookups=${LOOKUPS:-200}

# Lines of made-up words of very unequal frequency, each printed once or several times: as it was,
# cut, elided, bracketed, with a word exchanged or added, or inside a longer passage.
awk -v n="$n" 'BEGIN {
	split("the of to and a in that we is for it on will not be our they with have this", small)
	split("ba de fi go hu ka le mi no pu ra se ti vo zu", syllable)
	srand(20)
	while (made < n) {
		family++
		count = 8 + int(rand() * 20)
		for (k = 1; k <= count; k++)
			line[k] = word()
		size = rand() < .5 ? 1 : int(2 / (1 - rand() * .999) ^ .8)
		day = int(rand() * 300)
		speaker = "Ada Q" word() word()
		for (i = 0; i < size && made < n; i++)
			put(i, i == 0 ? join(1, count) : variant())
	}
}
function word(    r)
{
	if (rand() < .45)
		return small[int(rand() * 20) + 1]
	r = int(20000 ^ rand())
	return syllable[r % 15 + 1] syllable[int(r / 15) % 15 + 1] syllable[int(r / 225) % 15 + 1] \
	    syllable[(r * 7) % 15 + 1]
}
function join(from, to,    k, text)
{
	for (k = from; k <= to; k++)
		text = text (k > from ? " " : "") line[k]
	return text
}
function variant(    kind, at)
{
	kind = int(rand() * 16)
	at = 2 + int(rand() * (count - 3))
	if (kind == 0)
		return join(1, at < 6 ? 6 : at)
	if (kind == 1)
		return join(at > count - 5 ? count - 5 : at, count)
	if (kind == 2 && count > 12)
		return join(1, 5) " ... " join(count - 5, count)
	if (kind == 3)
		return join(1, at - 1) " [" word() "] " join(at + 1, count)
	if (kind == 4)
		return join(1, at - 1) " " word() " " join(at + 1, count)
	if (kind == 5)
		return join(1, at) " indeed " join(at + 1, count)
	if (kind == 6)
		return word() " " word() " " word() " " word() ". " join(1, count) ". " word() " " word() " " word()
	return join(1, count)
}
function put(i, text,    at)
{
	at = day * 24 + int(i ^ 1.2)
	printf "{\"id\":\"q%d\",\"url\":\"https://o%d.example/%d\",\"outlet\":\"O%d\",\"published\":\"%s\",\"speaker\":\"%s\",\"text\":\"%s\",\"kin\":\"f%d\",\"first\":%s}\n",
	    made, made % 500, made, made % 500, moment(at), rand() < .15 ? "" : speaker, text, family,
	    i == 0 ? "true" : "false"
	made++
}
function moment(at)
{
	return sprintf("%04d-%02d-%02dT%02d:%02d:00Z", 2020 + int(at / 8064), int(at / 672) % 12 + 1,
	    int(at / 24) % 28 + 1, at % 24, made % 60)
}' >"$work/quotes.ndjson"

clock() { date +%s%N; }
field() { # field NAME: its strings, one a line
	sed "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/"
}

began=$(clock)
"$QUOTRAIL" link "$work/quotes.ndjson" >"$work/linked.ndjson" &
pid=$! peak=0
while kill -0 "$pid" 2>/dev/null; do
	now=$(awk '/^VmHWM:/ { print $2 }' "/proc/$pid/status" 2>/dev/null) || :
	[ "${now:-0}" -le "$peak" ] || peak=$now
	sleep 0.1
done
wait "$pid"
took=$(($(clock) - began))
awk -v took="$took" -v peak="$peak" -v n="$n" 'BEGIN {
	printf "link of %d quotations: %.2f s, %.0f per second, %.0f MB at its peak\n", n, took / 1e9,
	    n / (took / 1e9), peak / 1024
}'

# The contingency table of true and found families gives pairs and B-cubed in one pass.
field kin <"$work/linked.ndjson" >"$work/kin"
field family <"$work/linked.ndjson" >"$work/found"
sed 's/.*"id":"\([^"]*\)".*"first":\([a-z]*\).*"source":"\([^"]*\)".*/\1 \2 \3/' \
    "$work/linked.ndjson" >"$work/sources"
paste -d ' ' "$work/kin" "$work/found" "$work/sources" | awk '{
	both[$1 " " $2]++; kin[$1]++; found[$2]++; source[NR] = $5; family[NR] = $1
	if ($4 == "true")
		first[$1] = $3
}
END {
	for (k in kin)
		truth += kin[k] * (kin[k] - 1)
	for (k in found)
		said += found[k] * (found[k] - 1)
	for (b in both) {
		split(b, part, " ")
		right += both[b] * (both[b] - 1)
		p += both[b] * both[b] / found[part[2]]
		r += both[b] * both[b] / kin[part[1]]
		inside[part[2]]++
	}
	for (k in inside)
		most = inside[k] > most ? inside[k] : most
	for (i = 1; i <= NR; i++)
		exact += source[i] == first[family[i]]
	p /= NR; r /= NR
	printf "  pairs: precision %.3f, recall %.3f, F1 %.3f; B-cubed F1 %.3f\n", right / said,
	    right / truth, 2 * right / (said + truth), 2 * p * r / (p + r)
	printf "  most families in one: %d; earliest source exact: %.3f\n", most, exact / NR
}'

# Lookups: some lines of the corpus, five words from each.
field text <"$work/quotes.ndjson" >"$work/texts"
awk -v step=$((n / lookups)) 'NR % step == 1 && NF > 6 && !/[].[]/ { print $2, $3, $4, $5, $6 }' \
    "$work/texts" >"$work/phrases"
count=$(wc -l <"$work/phrases")
each() { # each NAME: what the lookups took since $began
	awk -v name="$1" -v took=$(($(clock) - began)) -v count="$count" 'BEGIN {
		printf "  %-28s %8.2f ms each\n", name, took / 1e6 / count
	}'
}
echo "$count lookups of five words"
if command -v sqlite3 >/dev/null; then
	printf '%s\n' 'CREATE VIRTUAL TABLE quote USING fts5(text);' '.mode list' \
	    ".import $work/texts quote" | sqlite3 "$work/fts.db"
	awk '{ printf "SELECT count(*) FROM quote WHERE quote MATCH '\''\"%s\"'\'';\n", $0 }' \
	    "$work/phrases" >"$work/phrases.sql"
	began=$(clock)
	sqlite3 "$work/fts.db" <"$work/phrases.sql" >/dev/null
	each 'FTS5, the phrase'
	awk '{ printf "SELECT count(*) FROM (SELECT rowid FROM quote WHERE quote MATCH '\''%s OR %s OR %s OR %s OR %s'\'' ORDER BY rank LIMIT 20);\n",
	    "\"" $1 "\"", "\"" $2 "\"", "\"" $3 "\"", "\"" $4 "\"", "\"" $5 "\"" }' \
	    "$work/phrases" >"$work/words.sql"
	began=$(clock)
	sqlite3 "$work/fts.db" <"$work/words.sql" >/dev/null
	each 'FTS5, any of the words'
fi
began=$(clock)
while read -r phrase; do grep -cF -- "$phrase" "$work/texts" || :; done <"$work/phrases" >/dev/null
each 'grep -F, a process each'
awk -v took="$took" -v n="$n" 'BEGIN {
	printf "  %-28s %8.2f ms each, families, sources and drift found\n", "link, every quotation", took / 1e6 / n
}'
