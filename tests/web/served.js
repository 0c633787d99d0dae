/*
 * Pages full of what strangers print to do harm, as a browser shows them: the
 * report as a file, and what `serve` hands out. Nothing of it runs, nothing
 * is asked of anybody, and every word can be read. Then the served pages as a
 * person uses them: search, families, a row, documents, JSON.
 *
 *   node served.js BROWSER BASE REPORT.html REPORT.json
 */
'use strict';
const fs = require('node:fs');
const { say, open, close, objections, run } = require('./browser.js');

const [browserPath, base, report, reportJson] = process.argv.slice(2);

/* What must not be there once the page stands: payloads set `hit`. */
const harm = (page) => page.evaluate(() => {
	const found = [];
	const strange = document.querySelectorAll('img, iframe, object, embed, base, link, video, audio, template, meta[http-equiv=refresh]');
	strange.forEach((node) => found.push(node.outerHTML.slice(0, 80)));
	for (const node of document.querySelectorAll('*')) {
		for (const attribute of node.attributes) {
			if (/^on/.test(attribute.name) || (/^(href|src|action|formaction|xlink:href)$/.test(attribute.name) &&
				!/^(https?:\/\/|#|\/(?!\/))/.test(attribute.value)))
				found.push(`${node.localName} ${attribute.name}=${attribute.value.slice(0, 60)}`);
		}
	}
	const shown = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
	while (shown.nextNode()) {
		if (!shown.currentNode.parentElement.closest('script') && /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/.test(shown.currentNode.data))
			found.push(`turns: ${shown.currentNode.data.slice(0, 60)}`);
	}
	if (globalThis.hit !== undefined)
		found.push(`ran: ${globalThis.hit}`);
	return found;
});
const judge = async (page, name) => {
	await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
	const found = await harm(page);
	say(found.length === 0, `${name}: nothing of a stranger's is more than text ${found.slice(0, 3).join(' | ')}`);
};

const inert = async (browser) => {
	const places = [[`file://${report}`, 'the report'], [base, 'the first page'], [`${base}families`, 'families'],
		[`${base}search?q=the+ferry+sails+at+nine`, 'a search'],
		[`${base}search?q=${encodeURIComponent('"><img src=x onerror=hit=1><script>hit=2</script>')}`, 'a hostile search'],
		[`${base}sources`, 'documents']];
	for (const [address, name] of places) {
		const page = await open(browser, address, { viewport: { width: 1280, height: 900 } });
		await judge(page, name);
		if (/report|^a search|documents/.test(name)) {
			const text = await page.evaluate(() => document.body.innerText);
			say(text.includes('<img src=x onerror='), `${name}: its words are shown as they were printed`);
		}
		const found = await objections(page);
		say(found.length === 0, `${name}: axe objects to nothing ${found.slice(0, 3).join(' | ')}`);
		await close(page, name);
	}
};

const used = async (browser) => {
	const page = await open(browser, base, { viewport: { width: 380, height: 800 } });
	say(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), 'the first page fits a phone');
	await page.locator('.ask input').fill('the ferry sails at nine');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/search\?q=the\+ferry/);
	say(await page.locator('article.family').count() > 0, 'a search leads to its families');
	say(await page.locator('.ask input').inputValue() === 'the ferry sails at nine', 'and keeps what was asked');
	await page.getByRole('link', { name: 'Families' }).click();
	await page.waitForURL(/\/families/);
	const all = await page.locator('.overview tbody').count();
	await page.getByLabel('Outlet').fill('no such outlet');
	await page.getByRole('button', { name: 'Choose' }).click();
	await page.waitForURL(/outlet=no\+such\+outlet/);
	say(await page.locator('.overview').count() === 0, 'an outlet that printed nothing has no families');
	say(await page.getByLabel('Outlet').inputValue() === 'no such outlet', 'and the form keeps what was asked');
	await page.getByLabel('Outlet').fill('');
	await page.getByRole('button', { name: 'Choose' }).click();
	await page.waitForURL((address) => !/outlet=no/.test(address));
	say(await page.locator('.overview tbody').count() === all, 'without it all are there again');
	await page.locator('.overview tbody a').first().click();
	await page.waitForURL(/\/family\/q[0-9a-f]{12}/);
	await judge(page, 'a family');
	const id = new URL(page.url()).pathname.split('/').pop();
	const fetched = await page.context().request.get(`${base}family/${id}?format=json`);
	const family = (await fetched.json()).families[0];
	const wanted = JSON.parse(fs.readFileSync(reportJson, 'utf8')).families.find((one) => one.family === id);
	say(JSON.stringify(family) === JSON.stringify(wanted), 'a served family has the JSON of report');
	const last = family.occurrences[family.occurrences.length - 1].id;
	await page.goto(`${base}occurrence/${last}`);
	const row = new URL(page.url()).hash.slice(1);
	say(await page.locator(`[id="${row}"]`).count() === 1, 'an occurrence leads to its row');
	await page.getByRole('link', { name: 'Sources' }).click();
	await page.waitForURL(/\/sources/);
	say(await page.locator('table tbody tr').count() > 0, 'and there is a list of documents');
	await close(page, 'served, in use');
};

/* Another name for this machine, and another method, as a stranger's page would try them. */
const strangers = async (browser) => {
	const context = await browser.newContext();
	const request = context.request;
	const statuses = [];
	for (const method of ['post', 'put', 'patch', 'delete'])
		statuses.push((await request[method](base, { data: 'a=1' })).status());
	say(statuses.every((status) => status === 405), `nothing can be changed: ${statuses}`);
	say((await request.get(base, { headers: { host: 'evil.example' } })).status() === 421, 'a rebound name is not answered');
	const page = await context.newPage();
	await page.goto('about:blank');
	const read = await page.evaluate((address) => fetch(address).then((r) => r.text(), (error) => `refused: ${error.name}`), base);
	say(read.startsWith('refused'), 'a page of another origin cannot read it');
	await page.setContent(`<iframe src="${base}"></iframe>`);
	await page.waitForTimeout(300);
	say(await page.frames()[1].evaluate(() => document.querySelector('.ask') === null).catch(() => true), 'nor frame it');
	await context.close();
};

run(browserPath, [inert, used, strangers]);
