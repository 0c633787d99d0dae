#!/bin/sh
# The HTML report in a real browser: its policy holds, its script works, it fits a phone, it can be read.
. "$ROOT/tests/fixture.sh"
browser=
for name in chromium chromium-browser google-chrome; do
	[ -n "$browser" ] || browser=$(command -v "$name" || :)
done
if [ -z "$browser" ]; then
	echo "no Chromium here: the report is not looked at in a browser"
	exit 0
fi
export QUOTRAIL_DB="$TMPDIR/press.db"
see() { # see WIDTH OPTION...: the page's DOM in out, what the browser complains of in err
	width=$1
	shift
	rm -rf profile
	# A sanitizer's options for our program would reach the browser.
	env -u ASAN_OPTIONS -u LSAN_OPTIONS -u UBSAN_OPTIONS timeout 120 "$browser" --headless \
	    --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
	    --disable-component-update --disable-sync --user-data-dir="$TMPDIR/profile" \
	    --allow-file-access-from-files --enable-logging=stderr --window-size="$width",900 \
	    --virtual-time-budget=5000 --dump-dom "$@" "file://$TMPDIR/look.html" >out 2>err
}

"$QUOTRAIL" batch -q "$ROOT/tests/data/press/paths.txt" --report report.html >/dev/null || exit 1

# A page around the report that uses it as a person would, and writes down what it finds.
cat >look.html <<'END'
<!DOCTYPE html><meta charset="utf-8"><body style="margin:0"><pre id="log"></pre>
<iframe src="report.html" style="width:100vw;height:800px;border:0"></iframe>
<iframe src="report.html" style="width:100vw;height:800px;border:0" sandbox="allow-same-origin"></iframe>
<script>
const log = (name, value) => { document.getElementById('log').textContent += `${name}=${value}\n`; };
const light = (color) => {
	const [r, g, b] = color.match(/[\d.]+/g).map((c) => c / 255)
		.map((c) => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
	return .2126 * r + .7152 * g + .0722 * b;
};
const ground = (view, node) => {
	for (; node; node = node.parentElement) {
		const color = view.getComputedStyle(node).backgroundColor;
		if (!/, 0\)$|transparent/.test(color))
			return color;
	}
	return 'rgb(255, 255, 255)';
};
addEventListener('load', () => {
	const view = document.querySelector('iframe').contentWindow, page = view.document;
	const table = page.querySelector('article table.sortable');
	const button = table.tHead.rows[0].cells[2].querySelector('button');
	log('scheme', view.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
	log('wide', page.scrollingElement.scrollWidth <= view.innerWidth);
	log('button', button !== null);
	button.click();
	const outlets = [...table.tBodies].map((body) => body.rows[0].cells[2].textContent.trim());
	log('sorted', outlets.length > 3 && outlets.every((x, i) => i === 0 ||
		new Intl.Collator('en', { numeric: true }).compare(outlets[i - 1], x) <= 0));
	log('aria', table.querySelector('[aria-sort]').getAttribute('aria-sort'));
	log('whole', [...table.tBodies].every((body) => body.rows.length === 2));
	const input = page.querySelector('article .occurrences .filter input');
	input.value = outlets[0];
	input.dispatchEvent(new view.Event('input', { bubbles: true }));
	const shown = [...table.tBodies].filter((body) => !body.hidden);
	log('filtered', shown.length > 0 && shown.length < table.tBodies.length);
	const ids = [...page.querySelectorAll('[id]')].map((node) => node.id);
	log('ids', new Set(ids).size === ids.length);
	log('links', [...page.querySelectorAll('a[href^="#"]')]
		.every((a) => page.getElementById(decodeURIComponent(a.getAttribute('href').slice(1)))));
	const faint = [...page.querySelectorAll('body *')].filter((node) => !node.closest('svg, script') &&
		[...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
		.filter((node) => {
			const a = light(view.getComputedStyle(node).color), b = light(ground(view, node));
			return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5;
		});
	log('contrast', faint.length === 0 ? 'true' : faint.slice(0, 5).map((n) => n.outerHTML.slice(0, 80)));
	const plain = document.querySelector('iframe[sandbox]').contentDocument;
	log('noscript', plain.querySelector('.finding').textContent.includes('The earliest dated appearance') &&
		plain.querySelector('button, input') === null && plain.querySelector('details') !== null);
	let files = [];
	view.URL.createObjectURL = (blob) => { files.push(blob); return '#'; };
	page.querySelectorAll('#downloads button').forEach((one) => one.click());
	Promise.all(files.map((blob) => blob.text())).then(([json, ndjson, csv, linked, graph, prov]) => {
		const count = JSON.parse(json).families.flatMap((f) => f.occurrences).length;
		log('json', count > 0);
		log('ndjson', ndjson.trim().split('\n').map((line) => JSON.parse(line)).length === count);
		log('csv', csv.startsWith('family,') || csv.startsWith('\ufefffamily,'));
		log('linked', JSON.parse(linked)['@context'] === 'https://schema.org');
		const drawn = new DOMParser().parseFromString(graph, 'application/xml');
		log('graphml', drawn.querySelector('parsererror') === null &&
			drawn.querySelectorAll('node').length === count && drawn.querySelector('edge') !== null);
		log('prov', Object.keys(JSON.parse(prov).entity).length === count);
		log('done', true);
	});
});
</script>
END

look() { # look NAME SCHEME WIDTH OPTION...
	name=$1 scheme=$2
	shift 2
	see "$@"
	grep -q '^done=true' out && grep -q "scheme=$scheme" out
	say $? "$name: the browser went through the report ($scheme)"
	for fact in wide button sorted whole filtered ids links contrast noscript json ndjson csv linked graphml prov; do
		grep -q "^$fact=true\|>$fact=true" out
		say $? "$name: $(grep -o "$fact=.*" out | head -n 1)"
	done
	grep -q 'aria=ascending' out
	say $? "$name: a sorted column says so to a screen reader"
	! grep -iE 'CONSOLE.*(refused|security policy|error)' err
	say $? "$name: nothing is refused and nothing fails"
}
look "a desk, light" light 1280
look "a desk, dark" dark 1280 --blink-settings=preferredColorScheme=0
look "a phone" light 400
exit $failed
