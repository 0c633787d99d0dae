/*
 * What the tests in a browser share: a page that notes what it asks for and
 * complains of, and axe's judgement. Beside it stand playwright-core and axe-core.
 */
'use strict';
const fs = require('node:fs');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let failed = false;
const say = (good, sentence) => {
	console.log(`${good ? 'ok' : 'not ok'} - ${sentence}`);
	failed = failed || !good;
};

/* Does it become true in the page? A browser does what it is told when it gets to it, so nothing is asked once only. */
const happens = (page, what) => page.waitForFunction(what, undefined, { timeout: 10000 }).then(() => true, () => false);

/* Whatever is asked of anybody but who was named, a dialog, a window and an error are complaints. */
const open = async (browser, address, options) => {
	const context = await browser.newContext({ acceptDownloads: true, ...options });
	const page = await context.newPage();
	const own = address.startsWith('http') ? new URL(address).origin : 'file:';
	page.complaints = [];
	page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
	page.on('pageerror', (error) => page.complaints.push(error.message));
	page.on('dialog', (dialog) => { page.complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
	page.on('popup', (other) => page.complaints.push(`window: ${other.url()}`));
	page.on('request', (request) => request.url().startsWith(own) || /^(data|blob):/.test(request.url()) ||
		page.complaints.push(request.url()));
	await page.goto(address);
	return page;
};
const close = async (page, name) => {
	say(page.complaints.length === 0, `${name}: nothing is asked for and nothing fails ${page.complaints.slice(0, 3)}`);
	await page.context().close();
};

/* The policy keeps strange scripts out, so axe comes by the debugger's way. */
const objections = async (page) => {
	await page.evaluate(axe);
	/* What is not laid out until it is scrolled to has no colours that can be judged. */
	await page.evaluate(() => document.querySelectorAll('.family').forEach((one) => { one.style.contentVisibility = 'visible'; }));
	const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
	return found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 120)} ${one.nodes[0].failureSummary.split('\n')[1] ?? ''}`);
};

/* Run each part to its end, whatever becomes of the others. */
const run = async (executablePath, parts) => {
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	for (const part of parts) {
		try {
			await part(browser);
		} catch (error) {
			say(false, `${part.name}: ${error.message.split('\n')[0]}`);
		}
	}
	await browser.close();
	process.exit(failed ? 1 : 0);
};

module.exports = { say, happens, open, close, objections, run };
