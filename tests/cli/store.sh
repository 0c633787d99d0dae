#!/bin/sh
# The database: what is refused and how, what stays when something goes wrong.
. "$ROOT/tests/fixture.sh"

# press FROM TO: invented articles as NDJSON, each with a quotation of its own and a shared one.
press() {
	awk -v from="$1" -v to="$2" 'BEGIN {
		for (i = from; i <= to; i++)
			printf "{\"url\":\"https://paper%d.example/story/%d\",\"outlet\":\"Paper %d\"," \
			    "\"captured\":\"2024-03-%02dT08:00:00Z\",\"published\":\"2024-03-%02dT07:00:00Z\"," \
			    "\"text\":\"The harbour master Ada Quill told reporters: \\\"We will close " \
			    "the northern lock until the winter storms have passed completely.\\\" " \
			    "Clerk number %d said: \\\"My ledger of day %d shows %d barges and a ferry " \
			    "that nobody had counted before.\\\"\\n\"}\n",
			    i % 7, i, i % 7, i % 28 + 1, i % 28 + 1, i, i, i * 3
	}'
}

# refused NAME DATABASE WORDS: every reading command leaves with 5 and says so.
refused() {
	bad=0
	for command in status "report --format ndjson" "trace some_words"; do
		# shellcheck disable=SC2086
		"$QUOTRAIL" --db "$2" $command >out 2>err
		status=$?
		if [ "$status" -ne 5 ] || [ -s out ] || ! grep -q "$3" err; then
			echo "$command: exit $status" >&2
			cat out err >&2
			bad=1
		fi
	done
	say $bad "$1 is refused with exit 5: $3"
}

refused "a missing database" missing.db "no database at missing.db; 'quotrail batch' makes one"
[ ! -e missing.db ]
say $? "and none is made by asking"

: >empty.db
refused "an empty file" empty.db "it is empty"

press 1 40 >some.ndjson
"$QUOTRAIL" --db good.db batch -q some.ndjson >/dev/null
say $? "a batch makes a database"
[ ! -e good.db-wal ] && [ ! -e good.db-shm ] && [ ! -e good.db-journal ]
say $? "which is one file when it is at rest"
"$QUOTRAIL" --db good.db report --format ndjson >good.out
"$QUOTRAIL" --db empty.db batch -q some.ndjson >/dev/null
"$QUOTRAIL" --db empty.db report --format ndjson >empty.out
[ -s good.out ] && cmp -s good.out empty.out
say $? "and an empty file becomes one like any other"

# patch FILE OFFSET BYTES: the header of a database begins with its name; user_version is at 60,
# application_id at 68, both big-endian.
patch_bytes() {
	# shellcheck disable=SC2059
	printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

cp good.db foreign.db && patch_bytes foreign.db 68 '\000\000\000\115'
refused "another application's database" foreign.db "application id 77, ours is 1903448625"
cp good.db future.db && patch_bytes future.db 60 '\000\000\022\147'
refused "a database of the future" future.db "its schema is 4711, this one knows 1"
head -c 20000 good.db >cut.db
refused "a database cut short" cut.db "damaged"
echo "Dear reader, this is no database at all." >letter.db
refused "a letter" letter.db "not a quotrail database"
mkdir folder.db
refused "a folder" folder.db "a directory"
for name in foreign future letter; do
	cp $name.db before.db
	"$QUOTRAIL" --db $name.db batch -q some.ndjson >/dev/null 2>err
	[ $? -eq 5 ] && cmp -s $name.db before.db
	say $? "batch leaves $name.db alone, with exit 5"
done
"$QUOTRAIL" --db nowhere/at/all.db batch -q some.ndjson >/dev/null 2>err
[ $? -eq 5 ] && grep -q "nowhere/at/all.db: No such file or directory" err
say $? "a database in no folder is exit 5, with the reason"

# --- a killed writer -----------------------------------------------------------------------------

press 1 400 >many.ndjson
"$QUOTRAIL" --db whole.db batch -q many.ndjson >/dev/null
"$QUOTRAIL" --db whole.db report --format ndjson >whole.out
kills=0 bad=0
for pause in 0.05 0.1 0.2 0.4; do
	"$QUOTRAIL" --db killed.db batch -q many.ndjson >/dev/null 2>&1 &
	sleep $pause
	kill -KILL $! 2>/dev/null && kills=$((kills + 1))
	wait $! 2>/dev/null
	if [ -s killed.db ] && "$QUOTRAIL" --db killed.db status >out 2>err; then
		cp killed.db last.db
	elif [ -s killed.db ] && ! grep -q "it is empty" err; then
		cat err >&2
		bad=1
	fi
done
say $bad "after kill -9 the database opens ($kills kills)"
"$QUOTRAIL" --db killed.db batch -q many.ndjson >/dev/null
"$QUOTRAIL" --db killed.db report --format ndjson >killed.out
cmp -s whole.out killed.out
say $? "and the next batch ends as an undisturbed one does"

# --- media that are full, and media that cannot be written ---------------------------------------

# Only root may mount, and only in a world of its own.
if [ "$(id -u)" -ne 0 ] || ! unshare -m true 2>/dev/null; then
	echo "mounting is not allowed here: full and read-only media are not tried" >&2
	exit $failed
fi
mkdir medium
cat >on-medium.sh <<'EOF'
mount -t tmpfs -o size=1m none medium || { echo "no tmpfs: not tried" >&2; exit 0; }
"$QUOTRAIL" --db medium/full.db batch -q many.ndjson >/dev/null 2>err
[ $? -eq 5 ] && grep -q "disk full" err
say $? "a full disk is exit 5, and said"
"$QUOTRAIL" --db medium/full.db status --format json >out 2>err
say $? "what was filed before can be read on the full disk"
mount -o remount,size=64m medium
"$QUOTRAIL" --db medium/full.db batch -q many.ndjson >/dev/null
say $? "with room again the batch goes on"
"$QUOTRAIL" --db medium/full.db report --format ndjson >full.out
cmp -s whole.out full.out
say $? "and ends as an undisturbed one does"

cp good.db medium/rest.db
cp good.db medium/log.db && patch_bytes medium/log.db 18 '\002\002'
cp medium/log.db medium/open.db && echo "not yet in the file" >medium/open.db-wal
mount -o remount,ro medium
for name in rest log; do
	"$QUOTRAIL" --db medium/$name.db report --format ndjson >out 2>err
	cmp -s good.out out
	say $? "a database on a read-only medium is read ($name.db)"
done
"$QUOTRAIL" --db medium/rest.db batch -q some.ndjson >/dev/null 2>err
[ $? -eq 5 ] && grep -q "cannot be written to" err
say $? "and not written, with exit 5"
"$QUOTRAIL" --db medium/new.db batch -q some.ndjson >/dev/null 2>err
[ $? -eq 5 ] && grep -q "Read-only file system" err
say $? "nor is a new one made there"
"$QUOTRAIL" --db medium/open.db status >out 2>err
status=$?
[ $status -eq 0 ] || { [ $status -eq 5 ] && grep -q "cut off" err; }
say $? "one whose writer was cut off is read whole or not at all"
EOF
unshare -m sh -c ". $ROOT/tests/fixture.sh; $(sed -n '/^patch_bytes()/,/^}/p' "$ROOT/tests/cli/store.sh")
. ./on-medium.sh
exit \$failed" || failed=1
exit $failed
