#!/bin/sh
# What only the network needs is loaded by whoever asks the network.
. "$ROOT/tests/fixture.sh"
if ! command -v ldd >/dev/null; then
	echo "no ldd here: what the program loads is passed over"
	exit $failed
fi
ldd "$QUOTRAIL" >libraries
grep -q 'libc\.' libraries
say $? "the program says what it is linked with"
names=$(sed -n 's/^#define LIBRARY_.*"\(lib[a-z0-9]*\)\..*/\1/p' "$ROOT/fetch/late.h")
test -n "$names"
say $? "libraries that are loaded late are listed"
for library in $names; do
	! grep -q "$library" libraries
	say $? "$library is not loaded with the program"
done
printf 'one line\n' >page.txt
LD_DEBUG=files LD_DEBUG_OUTPUT=trace "$QUOTRAIL" extract page.txt >/dev/null
! cat trace.* | grep -q 'libcurl\|libmicrohttpd'
say $? "nor by who reads a file"
exit $failed
