'use strict';
(() => {
	const make = (tag, text, parent) => {
		const node = document.createElement(tag);
		node.textContent = text;
		if (parent)
			parent.append(node);
		return node;
	};
	const key = (body, column, number) => {
		const cell = body.rows[0].cells[column];
		return number ? Number(cell.dataset.v ?? cell.textContent) : cell.textContent.trim();
	};

	/* A heading becomes a button that sorts by its column; rows that open travel with their row. */
	const sortable = (table) => {
		const heads = [...table.tHead.rows[0].cells];
		table.classList.add('live');
		heads.forEach((head, column) => {
			const number = head.dataset.sort === 'number';
			const button = make('button', head.textContent);
			button.type = 'button';
			head.replaceChildren(button);
			button.addEventListener('click', () => {
				const up = head.ariaSort !== 'ascending';
				const order = new Intl.Collator('en', { numeric: true });
				heads.forEach((other) => other.removeAttribute('aria-sort'));
				head.ariaSort = up ? 'ascending' : 'descending';
				const bodies = [...table.tBodies].sort((a, b) => {
					const x = key(a, column, number), y = key(b, column, number);
					return (number ? x - y : order.compare(x, y)) * (up ? 1 : -1);
				});
				table.append(...bodies);
			});
		});
	};

	/* A control for each filter that a heading names; a row must pass them all, and the count says how many do. */
	const tests = {
		text: (cell, value) => (cell.dataset.f ?? cell.textContent).toLowerCase().includes(value.toLowerCase()),
		choice: (cell, value) => (cell.dataset.f ?? cell.textContent).includes(value),
		least: (cell, value) => Number(cell.dataset.v) >= Number(value),
		since: (cell, value) => cell.dataset.to >= value,
		until: (cell, value) => cell.dataset.from && cell.dataset.from <= value,
	};
	const control = (table, kind, column, name, box) => {
		const label = make('label', `${name} `, box);
		const listed = kind === 'choice' || kind === 'least';
		const input = make(listed ? 'select' : 'input', '', label);
		if (listed) {
			const seen = new Set([...table.tBodies].map((body) => body.rows[0].cells[column])
				.map((cell) => kind === 'least' ? cell.dataset.v : cell.dataset.f ?? cell.textContent.replace(/^\W+/, '').trim()));
			make('option', 'any', input).value = '';
			[...seen].filter((value) => value !== '-1').sort()
				.forEach((value) => { make('option', value, input).value = value; });
		} else
			input.type = /since|until/.test(kind) ? 'date' : 'search';
		return [tests[kind], column, input];
	};
	const filterable = (table) => {
		const box = make('fieldset', '');
		const controls = [];
		if (table.tBodies.length < 4)
			return;
		make('legend', 'Filter', box);
		[...table.tHead.rows[0].cells].forEach((head, column) => {
			for (const kind of (head.dataset.filter ?? '').split(' ').filter(Boolean)) {
				const name = { least: 'at least', since: 'since', until: 'until' }[kind];
				controls.push(control(table, kind, column, kind === 'least' ? `${head.textContent} at least` :
					name ?? head.dataset.name ?? head.textContent, box));
			}
		});
		const count = make('span', '', box);
		box.className = 'filter';
		count.setAttribute('role', 'status');
		box.addEventListener('input', () => {
			const asked = controls.filter(([, , input]) => input.value);
			let shown = 0;
			for (const body of table.tBodies) {
				const cells = body.rows[0].cells;
				body.hidden = !asked.every(([test, column, input]) => test(cells[column], input.value));
				shown += !body.hidden;
			}
			count.textContent = asked.length ? `${shown} of ${table.tBodies.length}` : '';
		});
		if (controls.length > 0)
			table.before(box);
	};

	/* Of the stacks, one for each form that others can be compared with, the chosen one is shown. */
	const switchable = (section) => {
		const turned = [...section.querySelectorAll('.turned')];
		const first = section.querySelector('.wordings');
		const box = make('div', '');
		box.className = 'filter';
		if (turned.length > 0) {
			const select = make('select', '', make('label', 'Compare with ', box));
			make('option', section.querySelector('.note b').textContent, select);
			turned.forEach((one) => make('option', one.firstChild.textContent.replace('Compared with ', ''), select));
			section.classList.add('switched');
			select.addEventListener('input', () => {
				first.hidden = select.selectedIndex > 0;
				turned.forEach((one, i) => { one.open = i + 1 === select.selectedIndex; });
			});
			turned.forEach((one) => { one.open = false; });
		}
		const label = make('label', '', box);
		const only = make('input', '', label);
		only.type = 'checkbox';
		label.append(' only what differs');
		only.addEventListener('input', () => section.classList.toggle('only', only.checked));
		first.before(box);
	};

	/* The clipboard is not always ours; then the text is selected for the reader. */
	const copyable = (figure) => {
		const pre = figure.querySelector('pre');
		const button = make('button', 'Copy', figure.querySelector('figcaption'));
		button.type = 'button';
		button.addEventListener('click', async () => {
			try {
				await navigator.clipboard.writeText(pre.textContent);
				button.textContent = 'Copied';
			} catch {
				getSelection().selectAllChildren(pre);
				button.textContent = 'Selected';
			}
		});
	};

	/* A cell that a spreadsheet would take for a formula is made text. */
	const cell = (value) => {
		const text = String(value ?? '').replace(/^[=+\-@\t\r]/, "'$&");
		return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	};
	const rows = (data) => data.families.flatMap((family) => family.occurrences.map((one) => ({
		family: family.family, id: one.id, earliest: one.published?.earliest,
		latest: one.published?.latest, outlet: one.outlet, lineage: one.lineage,
		speaker: one.speaker, text: one.text, region: one.region, verdict: family.verdict,
		severity: one.drift?.severity, class: one.drift?.class,
		attribution: one.drift?.attribution, setting: one.drift?.setting,
		parent: one.parent, url: one.canonical ?? one.url ?? one.file,
	})));
	const formats = {
		'JSON': ['quotrail.json', 'application/json', (data) => JSON.stringify(data, null, 1)],
		'NDJSON': ['quotrail.ndjson', 'application/x-ndjson', (data) => data.families
			.flatMap((family) => family.occurrences)
			.map((one) => JSON.stringify({ quotrail: 1, ...one }) + '\n').join('')],
		'CSV': ['quotrail.csv', 'text/csv', (data) => {
			const table = rows(data);
			const names = Object.keys(table[0] ?? {});
			return '\ufeff' + [names, ...table.map((row) => names.map((name) => row[name]))]
				.map((row) => row.map(cell).join(',') + '\r\n').join('');
		}],
		'JSON-LD': ['quotrail.jsonld', 'application/ld+json',
			() => document.getElementById('linked').textContent],
	};
	const xml = (value) => String(value ?? '').replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)
		.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd');
	formats['GraphML'] = ['quotrail.graphml', 'application/xml', (data) => {
		const table = rows(data);
		const names = ['outlet', 'lineage', 'earliest', 'severity', 'class', 'text', 'url'];
		const known = new Set(table.map((row) => row.id));
		return '<?xml version="1.0" encoding="UTF-8"?>\n' +
			'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n' +
			names.map((name) => `<key id="${name}" for="node" attr.name="${name}" attr.type="string"/>\n`)
				.join('') + '<graph edgedefault="directed">\n' +
			table.map((row) => `<node id="${xml(row.id)}">` + names.map((name) =>
				`<data key="${name}">${xml(row[name])}</data>`).join('') + '</node>\n').join('') +
			table.filter((row) => known.has(row.parent)).map((row) =>
				`<edge source="${xml(row.parent)}" target="${xml(row.id)}"/>\n`).join('') +
			'</graph>\n</graphml>\n';
	}];

	/* W3C PROV-JSON: printings are entities, quoted from one another, and the earliest the primary source. */
	formats['PROV-JSON'] = ['quotrail.prov.json', 'application/json', (data) => {
		const prov = { prefix: { q: 'urn:quotrail:' }, entity: {}, agent: {}, wasAttributedTo: {},
			wasDerivedFrom: {} };
		const type = (name) => ({ $: `prov:${name}`, type: 'prov:QUALIFIED_NAME' });
		const derive = (id, from, name) => {
			prov.wasDerivedFrom[`_:${name}-${id}`] = { 'prov:generatedEntity': `q:${id}`,
				'prov:usedEntity': `q:${from}`, 'prov:type': type(name) };
		};
		for (const family of data.families) {
			for (const one of family.occurrences) {
				prov.entity[`q:${one.id}`] = { 'prov:value': one.text, 'prov:label': one.outlet ?? '',
					'prov:location': one.canonical ?? one.url ?? one.file ?? '' };
				if (one.parent)
					derive(one.id, one.parent, 'Quotation');
				if (one.source !== one.id && /proven|likely/.test(family.verdict))
					derive(one.id, one.source, 'PrimarySource');
				if (one.speaker) {
					const agent = `q:speaker/${encodeURIComponent(one.speaker)}`;
					prov.agent[agent] = { 'prov:label': one.speaker };
					prov.wasAttributedTo[`_:said-${one.id}`] = { 'prov:entity': `q:${one.id}`,
						'prov:agent': agent };
				}
			}
		}
		return JSON.stringify(prov, null, 1);
	}];

	const downloads = (footer) => {
		for (const [name, [file, type, print]] of Object.entries(formats)) {
			const button = make('button', `Download ${name}`, footer);
			button.type = 'button';
			button.addEventListener('click', () => {
				const data = JSON.parse(document.getElementById('data').textContent);
				const link = make('a', '');
				link.download = file;
				link.href = URL.createObjectURL(new Blob([print(data)], { type }));
				link.click();
				setTimeout(() => URL.revokeObjectURL(link.href), 10000);
			});
		}
	};

	/* A link into a closed row opens it; printing opens all. */
	const reveal = () => {
		const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
		const details = target && target.matches('tbody') && target.querySelector('details');
		if (details)
			details.open = true;
	};

	document.querySelectorAll('table.sortable').forEach((table) => {
		sortable(table);
		filterable(table);
	});
	document.querySelectorAll('.wording').forEach(switchable);
	document.querySelectorAll('.cite figure').forEach(copyable);
	if (document.getElementById('data'))
		downloads(document.getElementById('downloads'));
	addEventListener('hashchange', reveal);
	reveal();
})();
