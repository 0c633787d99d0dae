#!/bin/sh
# HTML pages to articles with quotations on one core, beside the parser alone and beside the text
# that python3-lxml gets from the same pages; and the memory of `extract`. PAGES names a folder of
# pages; without it the invented ones of tests/data are read. MANY pages make the long run.
set -eu
export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
many=${MANY:-10000}

find "${PAGES:-$ROOT/tests/data}" -name '*.html' -size +0 | sort >"$work/list"
tr '\n' '\0' <"$work/list" | xargs -0 -n 100000 "$BENCH/pages"

python=$(command -v /usr/bin/python3 || command -v python3 || :)
if [ -n "$python" ] && "$python" -c 'import lxml.html' 2>/dev/null; then
	"$python" - "$work/list" <<'END'
import sys, time
import lxml.html
pages = [open(name.rstrip("\n"), "rb").read() for name in open(sys.argv[1])]
began = time.process_time()
for page in pages:
    try:
        lxml.html.document_fromstring(page).text_content()
    except Exception:
        pass
took = time.process_time() - began
print("lxml, text only     %7.0f pages/s %7.1f MB/s" %
      (len(pages) / took, sum(map(len, pages)) / took / 1e6))
END
else
	echo "lxml, text only: python3-lxml is not installed"
fi

# Resident memory of the largest process, libraries and all.
peak() { "$BENCH/pages" --peak "$QUOTRAIL" --quiet extract "$1" 2>/dev/null || :; }
tr '\n' '\0' <"$work/list" | xargs -0 ls -S >"$work/sizes"
median=$(sed -n "$(($(wc -l <"$work/sizes") / 2 + 1))p" "$work/sizes")
awk '{ page = page $0 "\n" } END {
	for (n = 0; n < 1500000; n += length(page) + 1)
		print page
}' "$(sed -n 1p "$work/sizes")" >"$work/large.html"
awk -v many="$many" '
{
	page = ""
	while ((getline line <$0) > 0)
		page = page line "\n"
	close($0)
	pages[NR - 1] = page
}
END {
	for (i = 0; i < many; i++) {
		page = pages[i % NR]
		printf "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://site%d.example/%d\r\n", i % 200, i
		printf "WARC-Date: 2022-02-01T00:00:00Z\r\nContent-Type: text/html\r\n"
		printf "Content-Length: %d\r\n\r\n%s\r\n\r\n", length(page), page
	}
}' "$work/list" >"$work/many.warc"
echo "peak of a page of $(($(wc -c <"$median") / 1000)) KB: $(peak "$median") MB"
echo "peak of a page of 1.5 MB: $(peak "$work/large.html") MB"
echo "peak of $many pages in one run: $(peak "$work/many.warc") MB"
