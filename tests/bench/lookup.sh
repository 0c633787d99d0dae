#!/bin/sh
# One phrase looked up, beside what Debian has for the same work, in the same minutes: `trace` over
# QUOTES filed quotations, SQLite's FTS5, PostgreSQL's pg_trgm and grep, which know no families. Each
# lookup is a process of its own (of pg_trgm a client of a server that runs), and each figure holds
# what it takes to ask the clock, which is told first. match.sh, which runs this, has the quotations in
# the file MADE.
set -eu
work=$(mktemp -d) server=
stop() {
	[ -z "$server" ] || as_owner "$server/pg_ctl" -s -m immediate -D "$work/pg/data" stop || :
	rm -rf "$work"
}
trap stop EXIT
lookups=${LOOKUPS:-200} made=${MADE:-$work/quotes.ndjson}

# Ten quotations are an article, and every fiftieth article is of a day to come: it prints the same
# families. One of the words of each phrase that is looked up is then exchanged.
[ -n "${MADE:-}" ] || awk -v n="${QUOTES:-100000}" -f "$ROOT/tests/bench/quotes.awk" >"$made"
field() { sed "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/" "$made"; }
field text >"$work/texts"
field speaker >"$work/speakers"
field url >"$work/urls"
field published >"$work/days"
paste "$work/urls" "$work/days" "$work/speakers" "$work/texts" | awk -F '\t' '
	NR % 10 == 1 {
		printf "%s{\"url\":\"%s\",\"published\":\"%s\",\"text\":\"", (NR > 1 ? "\"}\n" : ""), $1, $2
	}
	{ printf "\342\200\234%s\342\200\235 %s\\n\\n", $4, ($3 == "" ? "" : $3 " said.") }
	END { print "\"}" }' >"$work/articles.ndjson"
awk 'NR % 50 == 0' "$work/articles.ndjson" >"$work/day.ndjson"
awk 'NR % 50 != 0' "$work/articles.ndjson" >"$work/filed.ndjson"
awk 'NF > 8 && !/[].[]/ { print $2, $3, $4, $5, $6, $7 }' "$work/texts" >"$work/phrases"
awk -v n="$(wc -l <"$work/phrases")" -v most="$lookups" '
	int(NR * most / n) > int((NR - 1) * most / n)' "$work/phrases" >"$work/exact"
sed 's/^\([^ ]* [^ ]*\) [^ ]*/\1 elsewhere/' "$work/exact" >"$work/changed"

now() { date +%s%N; }
# tell NAME PHRASES COMMAND...: how long the command takes with each phrase behind it
tell() {
	name=$1 phrases=$2
	shift 2
	while read -r phrase; do
		began=$(now)
		"$@" "$phrase" >"$work/out" 2>&1 </dev/null || :
		echo $(($(now) - began))
	done <"$phrases" | sort -n | awk -v name="$name" '{ took[NR] = $1 / 1e6 }
	END {
		printf "  %-42s p50 %8.1f ms   p95 %8.1f ms\n", name, took[int(NR / 2) + 1],
		    took[int(NR * .95) + 1]
	}'
}

# batch NAME ARTICLES: how long they take, and what came of it
batch() {
	began=$(now)
	"$QUOTRAIL" --db "$work/quotes.db" batch -q "$2" >/dev/null
	took=$(($(now) - began))
	"$QUOTRAIL" --db "$work/quotes.db" status --format json |
	    sed 's/.*"attached":\([0-9]*\).*/\1/' | awk -v took="$took" -v name="$1" -v articles="$(wc -l <"$2")" \
	        -v bytes="$(wc -c <"$work/quotes.db")" '{
		printf "%s: %d quotations filed and %s in %.1f s, a database of %.0f MB\n", name, articles * 10,
		    ($1 > 0 ? "attached" : "linked"), took / 1e9, bytes / 1e6
	}'
}
# Up to a million quotations a batch links all anew; beyond, it attaches.
batch 'all but a day' "$work/filed.ndjson"
batch 'a day' "$work/day.ndjson"
echo "$(wc -l <"$work/exact") lookups of six words"
by_nothing() { :; }
tell 'nothing, but asking the clock' "$work/exact" by_nothing
by_trace() { "$QUOTRAIL" --db "$work/quotes.db" trace "$1"; }
tell 'trace' "$work/exact" by_trace
tell 'trace, a word exchanged' "$work/changed" by_trace

if command -v sqlite3 >/dev/null; then
	printf '%s\n' 'CREATE VIRTUAL TABLE quote USING fts5(text);' '.mode list' \
	    ".import $work/texts quote" | sqlite3 "$work/fts.db"
	by_fts() { sqlite3 "$work/fts.db" "SELECT text FROM quote WHERE quote MATCH '\"$1\"' LIMIT 100"; }
	any_fts() {
		sqlite3 "$work/fts.db" "SELECT text FROM quote
		    WHERE quote MATCH '$(echo "$1" | sed 's/[^ ]*/"&"/g; s/ / OR /g')' ORDER BY rank LIMIT 20"
	}
	tell 'FTS5, the phrase' "$work/exact" by_fts
	tell 'FTS5, any of its words, ranked' "$work/changed" any_fts
else
	echo '  FTS5: no sqlite3 here'
fi
by_grep() { grep -F -- "$1" "$work/texts"; }
tell 'grep -F' "$work/exact" by_grep

# A server will not be root's: then it is nobody's.
as_owner() {
	if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=nobody --clear-groups "$@"; else "$@"; fi
}
for folder in /usr/lib/postgresql/*/bin; do
	[ ! -x "$folder/initdb" ] || [ ! -e "${folder%/bin}/../../../share/postgresql/$(basename "${folder%/bin}")/extension/pg_trgm.control" ] || server=$folder
done
if [ -n "$server" ]; then
	mkdir "$work/pg"
	chmod 755 "$work"
	[ "$(id -u)" -ne 0 ] || chown nobody "$work/pg"
	as_owner "$server/initdb" -A trust -U bench -D "$work/pg/data" >"$work/out" 2>&1 &&
	    as_owner "$server/pg_ctl" -s -w -D "$work/pg/data" -l "$work/pg/log" \
	        -o "-k $work/pg -c listen_addresses= -c fsync=off" start >"$work/out" 2>&1 || server=
fi
if [ -n "$server" ]; then
	sql() { "$server/psql" -q -A -t -h "$work/pg" -U bench postgres "$@"; }
	{
		echo 'CREATE EXTENSION pg_trgm; CREATE TABLE quote (text text); COPY quote FROM STDIN;'
		cat "$work/texts"
		printf '%s\n' '\.' 'CREATE INDEX ON quote USING gin (text gin_trgm_ops); ANALYZE quote;'
	} | sql >/dev/null
	by_like() { sql -c "SELECT text FROM quote WHERE text LIKE '%$1%' LIMIT 100"; }
	by_likeness() {
		sql -c 'SET pg_trgm.word_similarity_threshold = 0.8' -c "SELECT text FROM quote
		    WHERE '$1' <% text ORDER BY '$1' <<-> text LIMIT 20"
	}
	tell 'pg_trgm, LIKE' "$work/exact" by_like
	tell 'pg_trgm, word similarity' "$work/changed" by_likeness
else
	echo '  pg_trgm: no PostgreSQL server with it could be started here'
fi
