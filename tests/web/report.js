/*
 * The HTML report as a person uses it, in a browser: sort, filter, another form
 * to compare with, open a row, leave by a jump link, download. Nothing is
 * loaded, nothing fails, and axe finds nothing to object to.
 *
 *   node report.js BROWSER PRESS.html PRESS.json MANY.html
 *
 * Prints "ok - ..." and "not ok - ..." lines.
 */
'use strict';
const fs = require('node:fs');
const { say, happens, open, close, objections, run } = require('./browser.js');

const [browserPath, press, pressJson, many] = process.argv.slice(2);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const column = (table, n) => table.evaluate((node, i) => [...node.tBodies].filter((body) => !body.hidden)
	.map((body) => body.rows[0].cells[i].innerText.trim()), n);

const looks = async (browser) => {
	for (const colorScheme of ['light', 'dark']) {
		for (const width of [360, 768, 1280]) {
			const page = await open(browser, `file://${press}`, { colorScheme, viewport: { width, height: 900 } });
			const name = `${width} wide, ${colorScheme}`;
			say(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), `${name}: it fits`);
			await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
			const found = await objections(page);
			say(found.length === 0, `${name}: axe objects to nothing ${found.slice(0, 3).join(' | ')}`);
			await close(page, name);
		}
	}
};

/* A person follows a jump link, to a page that stands in for the outlet's: it has the words far down. */
const follow = async (page, link, address) => {
	const words = address.split(':~:text=')[1].split(',').map(decodeURIComponent).join(' and so on ');
	let referrer = 'never asked';

	await page.context().route(/^https?:/, (route) => {
		referrer = route.request().headers().referer ?? '';
		route.fulfill({ contentType: 'text/html; charset=utf-8',
			body: `<!DOCTYPE html><div style="height:9000px"></div><p>${words.replace(/[&<]/g, '')}</p>` });
	});
	const asked = page.complaints.length;
	await link.click();
	await page.waitForURL(/^https?:/);
	say(referrer === '', `the outlet is not told who sent the reader ${referrer}`);
	say(await happens(page, () => scrollY > 4000), 'a jump link leads to the words');
	await page.goBack();
	page.complaints.splice(asked);
};

const uses = async (browser) => {
	const page = await open(browser, `file://${press}`, { viewport: { width: 1280, height: 900 } });
	const article = page.locator('article').first();
	const table = article.locator('.occurrences > table');

	await table.getByRole('button', { name: 'Outlet' }).click();
	const outlets = await column(table, 2);
	const order = new Intl.Collator('en', { numeric: true });
	say(outlets.length > 10 && same(outlets, [...outlets].sort(order.compare)), 'a click on a heading sorts');
	await table.getByRole('button', { name: 'Wording' }).focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	say((await column(table, 5))[0].startsWith('5'), 'the keyboard sorts too, and the other way');

	const filter = article.locator('.occurrences .filter');
	await filter.getByLabel('Outlet').fill('ninefold');
	say(same(await column(table, 2), ['The Ninefold Review']), 'rows are filtered by outlet');
	say(/^1 of 2\d$/.test(await filter.getByRole('status').innerText()), 'and counted');
	await filter.getByLabel('Outlet').fill('');
	await filter.getByLabel('at least').selectOption('4');
	say((await column(table, 5)).every((cell) => Number(cell[0]) >= 4), 'and by drift');
	await filter.getByLabel('at least').selectOption('');
	await filter.getByLabel('Region').selectOption({ index: 1 });
	const region = await filter.getByLabel('Region').inputValue();
	say((await column(table, 4)).every((cell) => cell.startsWith(region)), `and by region: ${region}`);
	await filter.getByLabel('Region').selectOption('');

	const wording = article.locator('.wording');
	const choice = wording.getByLabel('Compare with');
	const forms = await choice.locator('option').allInnerTexts();
	say(forms.length > 4, `there are ${forms.length} forms to compare with`);
	for (let i = 1; i < forms.length; i++) {
		await choice.selectOption({ index: i });
		const shown = wording.locator('.wordings:visible');
		const number = forms[i].match(/\[\d+\]/)[0];
		say(await shown.count() === 1 && (await shown.locator('li.same .who').innerText()).includes(number) &&
			!/\{\+|\[-/.test(await shown.locator('li.same p').innerText()), `compared with ${forms[i]}`);
	}
	await choice.selectOption({ index: 0 });
	const whole = await wording.locator('.wordings:visible li:visible').count();
	await wording.getByLabel('only what differs').check();
	say(await wording.locator('.wordings:visible li:visible').count() === whole - 1, 'only what differs is shown');

	const bar = article.locator('.timeline a').nth(4);
	const target = await bar.evaluate((link) => link.hash ?? new URL(link.href.baseVal, document.baseURI).hash);
	await bar.focus();
	await page.keyboard.press('Enter');
	await page.waitForURL((address) => address.hash === target);
	const opened = page.locator(`[id="${target.slice(1)}"] details[open]`).first();
	say(await opened.waitFor().then(() => true, () => false), 'a bar of the timeline opens its row');
	const jump = await page.locator(`[id="${target.slice(1)}"] a[rel~=noreferrer]`).first().getAttribute('href');
	say(/^https?:\/\/[^#]+#:~:text=[\w.~%]+(,[\w.~%]+)?$/.test(jump), `a jump link is escaped: ${jump.split('#')[1]}`);
	await follow(page, page.locator(`[id="${target.slice(1)}"] a[rel~=noreferrer]`).first(), jump);

	const [download] = await Promise.all([page.waitForEvent('download'),
		page.getByRole('button', { name: 'Download JSON', exact: true }).click()]);
	const got = JSON.parse(fs.readFileSync(await download.path(), 'utf8'));
	const wanted = JSON.parse(fs.readFileSync(pressJson, 'utf8'));
	say(same(got, wanted), 'the JSON that is downloaded is that of --format json');
	await close(page, 'in use');
};

const bare = async (browser) => {
	const page = await open(browser, `file://${press}`, { javaScriptEnabled: false });
	say(await page.locator('.overview table').isVisible() && await page.locator('button:visible, select:visible').count() === 0,
		'without script there is no control that does nothing');
	await page.locator('.overview a').first().click();
	await page.locator('article .more summary').first().click();
	say(await page.locator('article .more blockquote').first().isVisible(), 'without script a row opens');
	await page.locator('article .turned summary').first().click();
	say(await page.locator('article .turned .wordings').first().isVisible(), 'and another form can be compared with');
	await page.emulateMedia({ media: 'print' });
	say(await page.locator('article .more blockquote').nth(1).isVisible(), 'on paper the evidence is open');
	await close(page, 'without script');
};

const large = async (browser) => {
	const paints = [];
	for (let i = 0; i < 3; i++) {
		const page = await open(browser, `file://${many}`, { viewport: { width: 1280, height: 900 } });
		paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
		if (i < 2) {
			await page.context().close();
			continue;
		}
		const table = page.locator('.overview > table');
		const count = await table.evaluate((node) => node.tBodies.length);
		say(count === 5000, `the overview has ${count} families`);
		const began = Date.now();
		await page.locator('.overview .filter').getByLabel('Speaker').fill('Ana Mfe');
		const shown = await column(table, 2);
		say(shown.length > 0 && shown.length < count && shown.every((name) => name.includes('Ana Mfe')),
			`it filters to ${shown.length} in ${Date.now() - began} ms`);
		await close(page, 'a large report');
	}
	say(Math.min(...paints) < 1000, `the first of ${many.split('/').pop()} is painted after ${Math.round(Math.min(...paints))} ms`);
};

run(browserPath, [looks, uses, bare, large]);
