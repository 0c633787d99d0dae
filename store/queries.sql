-- Every statement of the store. A line "-- name: x" begins the statement SQL_X;
-- columns stand in the order in which the caller takes them.

-- name: set_foreign_keys
PRAGMA foreign_keys = ON;

-- While conclusions are written: they point at what was read under the same lock.
-- name: set_foreign_keys_off
PRAGMA foreign_keys = OFF;

-- Who writes looks at every page before damage can spread; who reads doubts each value instead.
-- name: set_cell_checks
PRAGMA cell_size_check = ON;

-- KiB, negative as SQLite asks for it.
-- name: set_cache
PRAGMA cache_size = -65536;

-- Who only reads has the system's own cache below; a server has several handles.
-- name: set_cache_reading
PRAGMA cache_size = -16384;

-- For one answer the first touch of fresh memory costs more than reading a page again.
-- name: set_cache_glance
PRAGMA cache_size = -256;

-- What is committed outlives a power cut.
-- name: set_synchronous
PRAGMA synchronous = FULL;

-- Conclusions are dropped after every batch; there is no need to blacken them.
-- name: set_deletion
PRAGMA secure_delete = OFF;

-- Pages of the log: what is written again and again goes into the file once in 32 MiB.
-- name: set_checkpoint
PRAGMA wal_autocheckpoint = 8192;

-- name: set_wal
PRAGMA journal_mode = WAL;

-- name: checkpoint
PRAGMA wal_checkpoint(PASSIVE);

-- name: set_rest
PRAGMA journal_mode = DELETE;

-- What a call changed is kept in memory while it may have to be taken back ...
-- name: set_undo_memory
PRAGMA temp_store = MEMORY;

-- ... which would be too much for what is sorted, or for a transaction that changes everything.
-- name: set_undo_file
PRAGMA temp_store = DEFAULT;

-- name: application_get
PRAGMA application_id;

-- name: schema_get
PRAGMA user_version;

-- name: tables_count
SELECT count(*) FROM sqlite_schema;

-- name: begin_writing
BEGIN IMMEDIATE;

-- name: begin_reading
BEGIN;

-- name: commit
COMMIT;

-- name: rollback
ROLLBACK;

-- One call among several that are committed together.
-- name: savepoint
SAVEPOINT call;

-- name: savepoint_release
RELEASE call;

-- name: savepoint_rollback
ROLLBACK TO call;

-- Evidence: adding.

-- Most are new: one that is known is only looked up once it was not added.
-- name: article_add
INSERT INTO article (identity, host) VALUES (:identity, :host) ON CONFLICT (identity) DO NOTHING;

-- name: article_find
SELECT id FROM article WHERE identity = :identity;

-- name: alias_add
INSERT OR IGNORE INTO alias (article, address) VALUES (:article, :address);

-- name: version_find
SELECT id, published_rank, captured, reading FROM version
WHERE article = :article AND sha256 = :sha256;

-- name: version_add
INSERT INTO version (article, ordinal, sha256, reading, seen_first, seen_last,
    url, requested, canonical, file, outlet, title, byline, language, captured,
    published_earliest, published_latest, published_day, published_rank, published_best,
    published_conflict, published_inferred,
    modified_earliest, modified_latest, modified_day, modified_rank, modified_best,
    modified_conflict, modified_inferred,
    weekday, lineage, charset, replaced, text)
VALUES (:article, 1, :sha256, :reading, :captured, :captured,
    :url, :requested, :canonical, :file, :outlet, :title, :byline, :language, :captured,
    :published_earliest, :published_latest, :published_day, :published_rank, :published_best,
    :published_conflict, :published_inferred,
    :modified_earliest, :modified_latest, :modified_day, :modified_rank, :modified_best,
    :modified_conflict, :modified_inferred,
    :weekday, :lineage, :charset, :replaced, ifnull(:text, ''))
ON CONFLICT (article, sha256) DO UPDATE SET
    reading = excluded.reading, url = excluded.url,
    canonical = excluded.canonical, file = excluded.file, outlet = excluded.outlet,
    title = excluded.title, byline = excluded.byline, language = excluded.language,
    captured = excluded.captured,
    published_earliest = excluded.published_earliest,
    published_latest = excluded.published_latest, published_day = excluded.published_day,
    published_rank = excluded.published_rank, published_best = excluded.published_best,
    published_conflict = excluded.published_conflict,
    published_inferred = excluded.published_inferred,
    modified_earliest = excluded.modified_earliest, modified_latest = excluded.modified_latest,
    modified_day = excluded.modified_day, modified_rank = excluded.modified_rank,
    modified_best = excluded.modified_best, modified_conflict = excluded.modified_conflict,
    modified_inferred = excluded.modified_inferred,
    weekday = excluded.weekday, lineage = excluded.lineage, charset = excluded.charset,
    replaced = excluded.replaced;

-- Of several addresses that led to one text the smallest is kept, whichever was asked for first.
-- name: version_asked
UPDATE version SET requested = :asked
WHERE id = :version AND (requested IS NULL OR :asked < requested);

-- name: version_seen
UPDATE version
SET seen_first = min(ifnull(seen_first, :at), :at), seen_last = max(ifnull(seen_last, :at), :at)
WHERE id = :version AND (seen_first IS NULL OR :at < seen_first OR :at > seen_last);

-- name: version_number
UPDATE version SET ordinal = later.ordinal
FROM (SELECT id, row_number() OVER (ORDER BY seen_last, modified_earliest, sha256) AS ordinal
    FROM version WHERE article = :article) AS later
WHERE version.id = later.id AND version.ordinal <> later.ordinal;

-- name: article_renew
UPDATE article
SET newest = (SELECT id FROM version WHERE article = :article ORDER BY ordinal DESC LIMIT 1)
WHERE id = :article AND newest IS NOT
    (SELECT id FROM version WHERE article = :article ORDER BY ordinal DESC LIMIT 1);

-- name: article_first
UPDATE article SET newest = :version WHERE id = :article;

-- name: evidence_changed
UPDATE state SET evidence = evidence + 1, counted = 0 WHERE id = 1;

-- name: blocks_drop
DELETE FROM block WHERE version = :version;

-- name: evidence_drop
DELETE FROM date_evidence WHERE version = :version;

-- name: credits_drop
DELETE FROM credit WHERE version = :version;

-- The index of the others of a pair begins with `late`, so no foreign key can find them there.
-- name: near_lose
DELETE FROM near WHERE late IN (0, 1)
    AND other IN (SELECT id FROM quote WHERE version = :version);

-- name: quotes_drop
DELETE FROM quote WHERE version = :version;

-- name: reread_add
INSERT OR REPLACE INTO reread (version, occurrence, quote, family)
SELECT q.version, q.occurrence, q.id, p.family
FROM quote AS q JOIN placement AS p ON p.quote = q.id WHERE q.version = :version;

-- A page that is read anew counts for nothing until it is linked; whatever was not read anew stays.
-- name: families_lose
UPDATE family SET
    occurrences = occurrences - (SELECT count(*) FROM quote AS q
        JOIN member AS m ON m.quote = q.id AND m.family = family.id WHERE q.version = :version),
    articles = articles - NOT EXISTS (SELECT 1 FROM version AS v
        JOIN version AS w ON w.article = v.article AND w.id <> v.id JOIN quote AS q ON q.version = w.id
        CROSS JOIN member AS m ON m.quote = q.id AND m.family = family.id WHERE v.id = :version)
WHERE id IN (SELECT p.family FROM quote AS q JOIN placement AS p ON p.quote = q.id
    WHERE q.version = :version);

-- A teaser that stands twice on a page is one occurrence: the first of its printings is meant.
-- name: quotes_renumber
UPDATE quote SET id = r.quote FROM reread AS r
WHERE quote.version = :version AND r.version = quote.version AND r.occurrence = quote.occurrence
AND NOT EXISTS (SELECT 1 FROM quote AS p WHERE p.version = quote.version
    AND p.occurrence = quote.occurrence AND p.position < quote.position);

-- name: blocks_add
INSERT INTO block (version, inside, outside) VALUES (:version, :inside, :outside);

-- name: evidence_add
INSERT INTO date_evidence (version, position, kind, says, found, start, length, place,
    earliest, latest, day, zone, weekday, used)
VALUES (:version, :position, :kind, :says, :found, :start, :length, :place,
    :earliest, :latest, :day, :zone, :weekday, :used);

-- name: credit_add
INSERT INTO credit (version, position, role, name, found, start, length)
VALUES (:version, :position, :role, :name, :found, :start, :length);

-- name: quote_add
INSERT INTO quote (version, position, occurrence, outside, block, shown, start, "end", parts,
    whole_at, whole_length, said, folded, region, form, form_rule, speech,
    cue, cue_at, mention, mention_at, speaker, speaker_at, quoted_by, quoted_by_at,
    state, kind, speaker_rule, confidence, venue, venue_at, venue_name, said_on)
VALUES (:version, :position, :occurrence, :outside, :block, :shown, :start, :end, :parts,
    :whole_at, :whole_length, :said, ifnull(:folded, ''), :region, :form, :form_rule, :speech,
    :cue, :cue_at, :mention, :mention_at, :speaker, :speaker_at, :quoted_by, :quoted_by_at,
    :state, :kind, :speaker_rule, :confidence, :venue, :venue_at, :venue_name,
    :said_on);

-- name: article_words_add
INSERT INTO article_words (rowid, folded) VALUES (:row, :folded);

-- The queue.

-- The versions that an address may stand for.
-- name: versions_at
SELECT v.id, v.article, v.seen_last, v.url = :source OR v.url = :found, v.ordinal, v.sha256
FROM article AS a JOIN version AS v ON v.article = a.id WHERE a.identity = :address
UNION ALL
SELECT v.id, v.article, v.seen_last, v.url = :source OR v.url = :found, v.ordinal, v.sha256
FROM alias AS a JOIN version AS v ON v.article = a.article WHERE a.address = :address;

-- name: visit_version
SELECT v.id, v.article FROM visit AS i JOIN version AS v ON v.id = i.version
WHERE i.source = :source;

-- Of three addresses that are one only the source is kept.
-- name: visit_add
INSERT INTO visit (source, named, outcome, reason, at, found, etag, last_modified, version)
VALUES (:source, nullif(:named, :source), :outcome, :reason, :at, nullif(:found, :source), :etag,
    :last_modified, :version)
ON CONFLICT (source) DO UPDATE SET named = excluded.named, outcome = excluded.outcome,
    reason = excluded.reason, at = excluded.at, found = excluded.found, etag = excluded.etag,
    last_modified = excluded.last_modified, version = excluded.version;

-- A visit that gave nothing leaves what the last good one found.
-- name: visit_fail
INSERT INTO visit (source, named, outcome, reason, at, found)
VALUES (:source, nullif(:named, :source), :outcome, :reason, :at, nullif(:found, :source))
ON CONFLICT (source) DO UPDATE SET named = excluded.named, outcome = excluded.outcome,
    reason = excluded.reason, at = excluded.at;

-- A 304 need not repeat what it stands for; validators belong to the place that sent them.
-- name: visit_confirm
INSERT INTO visit (source, named, outcome, reason, at, found, etag, last_modified, version)
VALUES (:source, nullif(:named, :source), :outcome, :reason, :at, nullif(:found, :source), :etag,
    :last_modified, :version)
ON CONFLICT (source) DO UPDATE SET named = excluded.named, outcome = excluded.outcome,
    reason = excluded.reason, at = excluded.at, version = excluded.version,
    found = iif(:found IS NULL, found, excluded.found),
    etag = CASE WHEN :found IS NULL OR excluded.found IS found
        THEN ifnull(excluded.etag, etag) ELSE excluded.etag END,
    last_modified = CASE WHEN :found IS NULL OR excluded.found IS found
        THEN ifnull(excluded.last_modified, last_modified) ELSE excluded.last_modified END;

-- name: visit_get
SELECT named, outcome, reason, at, found, iif(version IS NULL, NULL, etag),
    iif(version IS NULL, NULL, last_modified)
FROM visit WHERE source = :source;

-- A parameter that is NULL asks for nothing.
-- name: visits_each
SELECT source, named, outcome, reason, at, found, iif(version IS NULL, NULL, etag),
    iif(version IS NULL, NULL, last_modified)
FROM visit WHERE outcome IN (:read, :unchanged, :opened, :failed, :blocked, :throttled) ORDER BY source;

-- name: run_begin
INSERT INTO run (sources, began, ended) VALUES (:sources, :now, 0)
ON CONFLICT (sources) DO UPDATE SET began = excluded.began, ended = 0 WHERE ended;

-- name: run_unended
SELECT began FROM run WHERE sources = :sources AND NOT ended;

-- name: run_end
UPDATE run SET ended = 1 WHERE sources = :sources;

-- name: robots_get
SELECT body, fetched FROM robots WHERE origin = :origin;

-- name: robots_add
INSERT INTO robots (origin, body, fetched) VALUES (:origin, :body, :fetched)
ON CONFLICT (origin) DO UPDATE SET body = excluded.body, fetched = excluded.fetched;

-- Evidence: reading.

-- name: state_get
SELECT evidence, concluded FROM state WHERE id = 1;

-- name: corpus_count
SELECT (SELECT count(*) FROM version), (SELECT count(*) FROM quote WHERE speech);

-- A walk: linking looks at every article.
-- name: articles_load
SELECT v.id, a.identity, v.lineage, v.outlet, v.language, v.ordinal, v.id = a.newest,
    v.published_earliest, v.published_latest, v.published_rank, v.published_conflict,
    v.published_inferred, v.weekday
FROM article AS a JOIN version AS v ON v.article = a.id
ORDER BY a.identity, v.ordinal;

-- A walk: linking looks at every quotation. An older version shows what no newer one still has.
-- name: quotes_load
SELECT q.id, q.version, q.occurrence, q.start, q."end", q.said, q.region, q.form,
    q.mention, q.speaker, q.venue, q.venue_name, q.said_on, q.outside, q.shown
FROM quote AS q JOIN version AS v ON v.id = q.version JOIN article AS a ON a.id = v.article
WHERE q.speech AND (v.id = a.newest OR NOT EXISTS (
    SELECT 1 FROM version AS w JOIN quote AS p ON p.version = w.id
    WHERE w.article = v.article AND w.ordinal > v.ordinal AND p.speech AND p.folded = q.folded))
ORDER BY q.occurrence, a.identity, v.ordinal, q.position;

-- name: version_get
SELECT a.identity, v.lineage, v.ordinal, v.id = a.newest, a.id,
    v.url, v.requested, v.canonical, v.file, v.outlet, v.title, v.byline, v.language, v.captured,
    v.published_earliest, v.published_latest, v.published_day, v.published_rank,
    v.published_best, v.published_conflict, v.published_inferred,
    v.modified_earliest, v.modified_latest, v.modified_day, v.modified_rank,
    v.modified_best, v.modified_conflict, v.modified_inferred,
    v.charset, v.replaced, v.text
FROM version AS v JOIN article AS a ON a.id = v.article
WHERE v.id = :version;

-- name: aliases_get
SELECT address FROM alias WHERE article = :article ORDER BY address;

-- name: blocks_get
SELECT inside, outside FROM block WHERE version = :version;

-- name: evidence_get
SELECT kind, says, found, start, length, place, earliest, latest, day, zone, weekday, used
FROM date_evidence WHERE version = :version ORDER BY position;

-- name: credits_get
SELECT role, name, found, start, length FROM credit WHERE version = :version ORDER BY position;

-- name: quoted_of_version
SELECT parts FROM quote WHERE version = :version AND outside IS NULL ORDER BY position;

-- name: quotes_of_version
SELECT id FROM quote WHERE version = :version ORDER BY position;

-- name: quote_get
SELECT q.occurrence, f.name, s.name, q.outside, q.block, q.start, q."end",
    q.said, q.whole_at, q.whole_length, q.region, q.form, q.form_rule,
    q.cue, q.cue_at, q.mention, q.mention_at, q.speaker, q.speaker_at,
    q.quoted_by, q.quoted_by_at, q.state, q.kind, q.speaker_rule, q.confidence,
    q.venue, q.venue_at, q.venue_name, q.said_on, q.shown, q.parts
FROM quote AS q LEFT JOIN placement AS p ON p.quote = q.id
LEFT JOIN family AS f ON f.id = p.family LEFT JOIN family AS s ON s.id = p.second
WHERE q.id = :quote;

-- Conclusions: writing. Whole tables are emptied, children first.

-- name: change_clear
DELETE FROM change;

-- name: near_clear
DELETE FROM near;

-- name: inferred_clear
DELETE FROM inferred;

-- name: drift_clear
DELETE FROM drift;

-- name: member_clear
DELETE FROM member;

-- name: reread_clear
DELETE FROM reread;

-- name: placement_clear
DELETE FROM placement;

-- name: label_clear
DELETE FROM label;

-- name: label_late_clear
DELETE FROM label_late;

-- name: named_clear
DELETE FROM named;

-- name: name_clear
DELETE FROM name;

-- name: stretch_clear
DELETE FROM stretch;

-- name: family_clear
DELETE FROM family;

-- name: family_add
INSERT INTO family (id, late, name, verdict, overlap, earliest, fullest, rival, lineages, speaker,
    severity, occurrences, articles)
VALUES (:family, :late, :name, :verdict, :overlap, :earliest, :fullest, :rival, :lineages, :speaker,
    :severity, :occurrences, :articles);

-- name: member_add
INSERT INTO member (family, at, since, tie, quote, severity)
VALUES (:family, :at, :since, :tie, :quote, :severity);

-- A teaser that stands twice on a page is one occurrence: the first of its printings is meant.
-- name: label_add
INSERT OR IGNORE INTO label (name, quote) VALUES (:name, :quote);

-- name: label_late_add
INSERT OR REPLACE INTO label_late (name, quote) VALUES (:name, :quote);

-- name: placement_add
INSERT INTO placement (quote, family, second, parent, carriers, bits, rule, earliest, latest,
    inferred)
VALUES (:quote, :family, :second, :parent, :carriers, :bits, :rule, :earliest, :latest,
    :inferred);

-- name: drift_add
INSERT INTO drift (quote, reference, "primary", "all", severity, wording_severity, attribution,
    setting, similarity, shared, reference_words, variant_words, edits)
VALUES (:quote, :reference, :primary, :all, :severity, :wording_severity, :attribution,
    :setting, :similarity, :shared, :reference_words, :variant_words, :edits);

-- name: inferred_add
INSERT OR REPLACE INTO inferred (version, earliest, latest) VALUES (:version, :earliest, :latest);

-- name: near_add
INSERT INTO near (quote, other, position, bits, coverage, reason, late)
VALUES (:quote, :other, :position, :bits, :coverage, :reason, :late);

-- name: versions_after
SELECT later.id, v.url, v.requested, later.url, later.requested
FROM version AS v JOIN version AS later ON later.article = v.article
WHERE v.id = :version AND later.ordinal > v.ordinal ORDER BY later.ordinal;

-- The last printing of these words from a version on, as quotes_load chooses it.
-- name: quote_carrier
SELECT q.id
FROM version AS v JOIN version AS w ON w.article = v.article AND w.ordinal >= v.ordinal
JOIN quote AS q ON q.version = w.id
WHERE v.id = :version AND q.speech AND q.folded = :folded
ORDER BY w.ordinal DESC, q.outside IS NOT NULL, abs(q.start - :start), q.position LIMIT 1;

-- name: change_add
INSERT INTO change (quote, later, version, severity) VALUES (:quote, :later, :version, :severity);

-- What an outlet did to its own words is drift as well: of the families of both wordings.
-- name: families_weigh
UPDATE family SET severity = max(
    ifnull((SELECT m.severity FROM member AS m WHERE m.family = family.id AND m.severity > 0
        ORDER BY m.severity DESC LIMIT 1), 0),
    ifnull((SELECT max(c.severity) FROM member AS m CROSS JOIN change AS c
            ON c.quote = m.quote OR c.later = m.quote
        WHERE m.family = family.id), 0))
WHERE id IN (SELECT value FROM json_each(:families));

-- name: concluded
UPDATE state SET concluded = :evidence, linked = :linked, attached = 0,
    known = (SELECT ifnull(max(id), 0) FROM quote), read = (SELECT ifnull(max(id), 0) FROM version)
WHERE id = 1;

-- Attaching: what was filed since is placed among what is linked.

-- name: standing_get
SELECT evidence = concluded, linked, attached,
    (SELECT count(*) FROM quote WHERE id > state.known AND speech)
        + (SELECT count(n.quote) FROM reread AS n)
FROM state WHERE id = 1;

-- Those that linking would look at, see quotes_load.
-- name: news_get
SELECT q.id, q.folded
FROM (SELECT id FROM quote WHERE id > (SELECT known FROM state WHERE id = 1)
    UNION SELECT n.quote FROM reread AS n) AS n
JOIN quote AS q ON q.id = n.id JOIN version AS v ON v.id = q.version JOIN article AS a ON a.id = v.article
WHERE q.speech AND (v.id = a.newest OR NOT EXISTS (
    SELECT 1 FROM version AS w JOIN quote AS p ON p.version = w.id
    WHERE w.article = v.article AND w.ordinal > v.ordinal AND p.speech AND p.folded = q.folded));

-- Articles whose own words have not been looked through: those that are new, or were read anew.
-- name: news_versions
SELECT v.id FROM version AS v JOIN article AS a ON a.id = v.article
WHERE v.id > (SELECT read FROM state WHERE id = 1) AND a.newest = v.id
UNION SELECT v.id FROM quote AS q JOIN version AS v ON v.id = q.version JOIN article AS a ON a.id = v.article
WHERE q.id > (SELECT known FROM state WHERE id = 1) AND a.newest = v.id
UNION SELECT n.version FROM reread AS n JOIN version AS v ON v.id = n.version
JOIN article AS a ON a.id = v.article AND a.newest = v.id;

-- Quotations as linking sees them, of a list as JSON has it, and their families; staying: not those
-- that give way to what a newer version has.
-- name: quotes_pick
SELECT q.id, q.version, q.occurrence, q.start, q."end", q.said, q.region, q.form,
    q.mention, q.speaker, q.venue, q.venue_name, q.said_on, q.outside, q.shown,
    ifnull(p.family, r.family), p.bits, p.family IS NULL, r.family IS NOT NULL
FROM json_each(:quotes) AS one JOIN quote AS q ON q.id = one.value
LEFT JOIN placement AS p ON p.quote = q.id
LEFT JOIN reread AS r ON r.version = q.version AND r.occurrence = q.occurrence AND r.quote = q.id
WHERE (p.family IS NOT NULL OR r.family IS NOT NULL OR q.id > (SELECT known FROM state WHERE id = 1))
AND NOT (:staying AND EXISTS (
    SELECT 1 FROM version AS v JOIN article AS a ON a.id = v.article AND a.newest <> v.id
    WHERE v.id = q.version AND (NOT q.speech OR EXISTS (
        SELECT 1 FROM version AS w JOIN quote AS o ON o.version = w.id
        WHERE w.article = v.article AND w.ordinal > v.ordinal AND o.speech AND o.folded = q.folded))))
ORDER BY q.occurrence, q.version, q.position;

-- Of these versions, and those beside.
-- name: articles_pick
SELECT v.id, a.identity, v.lineage, v.outlet, v.language, v.ordinal, v.id = a.newest,
    v.published_earliest, v.published_latest, v.published_rank, v.published_conflict,
    v.published_inferred, v.weekday
FROM version AS v JOIN article AS a ON a.id = v.article
WHERE v.id IN (SELECT value FROM json_each(:printing) UNION SELECT value FROM json_each(:versions))
ORDER BY a.identity, v.ordinal;

-- name: wording_get
SELECT quote, family, printings FROM wording WHERE number = :number;

-- name: wording_words_get
SELECT folded FROM wording_words WHERE number = :number;

-- The printing it was known by may have given way: then it is known by one that comes.
-- name: wording_gain
UPDATE wording SET printings = printings + :printings,
    quote = iif(EXISTS (SELECT 1 FROM placement AS p WHERE p.quote = wording.quote), quote, :quote)
WHERE number = :number;

-- name: wording_next
SELECT ifnull(max(number), -1) + 1 FROM wording;

-- name: family_next
SELECT ifnull(max(id), -1) + 1 FROM family;

-- Printings in older versions whose words a newer one now has.
-- name: carried_get
SELECT DISTINCT p.id, l.family
FROM json_each(:quotes) AS one JOIN quote AS q ON q.id = one.value
JOIN version AS v ON v.id = q.version
JOIN version AS w ON w.article = v.article AND w.ordinal < v.ordinal
JOIN quote AS p ON p.version = w.id JOIN placement AS l ON l.quote = p.id
WHERE p.speech AND p.folded = q.folded;

-- name: reread_families
SELECT DISTINCT n.family FROM reread AS n;

-- What was found in the prose of versions that are older than the newest, if that is one of these.
-- name: unquoted_outdated
SELECT p.id, l.family
FROM json_each(:versions) AS one JOIN version AS v ON v.id = one.value
JOIN article AS a ON a.id = v.article AND a.newest = v.id
JOIN version AS w ON w.article = a.id AND w.id <> a.newest
JOIN quote AS p ON p.version = w.id AND p.form = 'unquoted' AND NOT p.speech
JOIN placement AS l ON l.quote = p.id;

-- name: near_drop
DELETE FROM near WHERE late IN (0, 1) AND other = :quote;

-- name: unquoted_drop
DELETE FROM quote WHERE id = :quote AND form = 'unquoted' AND NOT speech;

-- What it was changed to, and what was changed to it, is told as linking finds it next.
-- name: change_drop
DELETE FROM change WHERE quote = :quote OR later = :quote;

-- name: member_drop
DELETE FROM member WHERE quote = :quote;

-- name: placement_drop
DELETE FROM placement WHERE quote = :quote;

-- name: drift_drop
DELETE FROM drift WHERE quote = :quote;

-- A printing that is no member any more; its article goes with its last one there.
-- name: family_lose
UPDATE family SET occurrences = occurrences - 1,
    articles = articles - NOT EXISTS (SELECT 1 FROM quote AS p JOIN version AS v ON v.id = p.version
        JOIN version AS w ON w.article = v.article JOIN quote AS q ON q.version = w.id
        CROSS JOIN member AS m ON m.quote = q.id AND m.family = family.id
        WHERE p.id = :quote)
WHERE id = :family;

-- name: family_known
SELECT verdict, earliest, occurrences FROM family WHERE id = :family;

-- Does the article of a version have a member in this family? What was found in prose goes with its version.
-- An article has fewer quotations than a family may have members, so it is asked for each of those.
-- name: article_is_member
SELECT EXISTS (SELECT 1 FROM version AS v JOIN article AS a ON a.id = v.article
    JOIN version AS w ON w.article = v.article
    JOIN quote AS q ON q.version = w.id AND (q.speech OR w.id = a.newest)
    CROSS JOIN member AS m ON m.quote = q.id AND m.family = :family
    WHERE v.id = :version);

-- Of a family that was not read whole some things stand as they were: NULL.
-- name: family_gain
UPDATE family SET late = late OR name <> :name, name = :name, verdict = :verdict, overlap = :overlap, earliest = :earliest,
    fullest = :fullest, rival = :rival, lineages = ifnull(:lineages, lineages),
    speaker = ifnull(:speaker, speaker), severity = max(severity, :severity),
    occurrences = occurrences + :occurrences, articles = articles + :articles
WHERE id = :family;

-- name: member_measured
UPDATE member SET severity = :severity WHERE quote = :quote;

-- The tally stands as it is: it says itself that it leaves these out.
-- name: attached
UPDATE state SET concluded = :evidence, counted = 1, attached = attached + :attached,
    known = (SELECT ifnull(max(id), 0) FROM quote), read = (SELECT ifnull(max(id), 0) FROM version)
WHERE id = 1;

-- A walk: every quotation's words are indexed.
-- name: folded_load
SELECT id, folded FROM quote WHERE speech ORDER BY id;

-- A walk: every article's own words are looked through.
-- name: prose_load
SELECT v.id, v.text, b.inside
FROM article AS a JOIN version AS v ON v.id = a.newest JOIN block AS b ON b.version = v.id;

-- The same of a list of versions as JSON has it, as far as they are the newest.
-- name: prose_pick
SELECT v.id, v.text, b.inside
FROM json_each(:versions) AS one JOIN version AS v ON v.id = one.value
JOIN article AS a ON a.id = v.article AND a.newest = v.id JOIN block AS b ON b.version = v.id;

-- name: prose_parts
SELECT parts FROM quote
WHERE version = :version AND outside IS NULL AND (form <> 'unquoted' OR speech);

-- name: unquoted_clear
DELETE FROM quote WHERE form = 'unquoted' AND NOT speech;

-- name: unquoted_add
INSERT INTO quote (version, position, occurrence, block, shown, start, "end", parts, said, folded,
    region, form, form_rule, speech, state, kind, confidence)
SELECT :version, ifnull(max(position), -1) + 1, :occurrence, :block, :shown, :start, :end, :parts, :said,
    ifnull(:folded, ''), :region, :form, :rule, 0, :state, :kind, 0
FROM quote WHERE version = :version;

-- name: wording_clear
DELETE FROM wording;

-- name: wording_words_clear
DELETE FROM wording_words;

-- name: wording_add
INSERT INTO wording (number, quote, family, printings) VALUES (:number, :quote, :family, :printings);

-- name: wording_words_add
INSERT INTO wording_words (number, folded) VALUES (:number, :folded);

-- name: gram_clear
DELETE FROM gram;

-- name: gram_late_clear
DELETE FROM gram_late;

-- name: gram_add
INSERT INTO gram (id, more) VALUES (:id, :more);

-- name: gram_late_add
INSERT INTO gram_late (id, more) VALUES (:id, :more);

-- Conclusions: reading.

-- name: family_get
SELECT id, verdict, overlap, earliest, fullest, rival, lineages, speaker, severity, occurrences,
    articles
FROM family WHERE late IN (0, 1) AND name = :name;

-- name: family_members
SELECT m.quote, q.version FROM member AS m JOIN quote AS q ON q.id = m.quote
WHERE m.family = :family ORDER BY m.at, m.since, m.tie, m.quote;

-- The first of them, those that drifted furthest, and those that the family's row names.
-- name: family_members_some
SELECT m.quote, q.version
FROM (SELECT quote FROM (SELECT quote FROM member WHERE family = :family
        ORDER BY at, since, tie, quote LIMIT :first)
    UNION SELECT quote FROM (SELECT quote FROM member WHERE family = :family AND severity > 0
        ORDER BY severity DESC, at, since, tie, quote LIMIT :worst)
    UNION SELECT earliest FROM family WHERE id = :family
    UNION SELECT fullest FROM family WHERE id = :family
    UNION SELECT rival FROM family WHERE id = :family) AS hit
JOIN member AS m ON m.quote = hit.quote AND m.family = :family JOIN quote AS q ON q.id = m.quote
ORDER BY m.at, m.since, m.tie, m.quote;

-- The first of them, and those that the family's row names; no look at what they say.
-- name: family_leading
SELECT quote FROM (SELECT quote FROM member WHERE family = :family
    ORDER BY at, since, tie, quote LIMIT :most)
UNION SELECT earliest FROM family WHERE id = :family
UNION SELECT fullest FROM family WHERE id = :family
UNION SELECT rival FROM family WHERE id = :family AND rival IS NOT NULL;

-- Few were changed by their outlet, or are what others were changed to.
-- name: placement_get
SELECT EXISTS (SELECT 1 FROM change WHERE quote = :quote)
        OR EXISTS (SELECT 1 FROM change WHERE later = :quote),
    parent, carriers, bits, rule
FROM placement WHERE quote = :quote;

-- name: drift_get
SELECT reference, "primary", "all", severity, wording_severity, attribution,
    setting, similarity, shared, reference_words, variant_words, edits
FROM drift WHERE quote = :quote;

-- name: said_get
SELECT said FROM quote WHERE id = :quote;

-- name: inferred_get
SELECT earliest, latest FROM inferred WHERE version = :version;

-- Pairs that a quotation was refused in, by the other one of each.
-- name: near_get
SELECT other, bits, coverage, reason FROM near WHERE quote = :quote
UNION ALL SELECT quote, bits, coverage, reason FROM near WHERE late = 0 AND other = :quote
UNION ALL SELECT quote, bits, coverage, reason FROM near WHERE late = 1 AND other = :quote;

-- The other one, unless it has come to the family since.
-- name: near_other
SELECT q.occurrence, q.said, v.outlet, f.name
FROM quote AS q JOIN version AS v ON v.id = q.version
LEFT JOIN placement AS p ON p.quote = q.id LEFT JOIN family AS f ON f.id = p.family
WHERE q.id = :other AND NOT EXISTS (SELECT 1 FROM member WHERE quote = :other AND family = :family);

-- name: changes_get
SELECT o.id, o.occurrence, o.said, of.name, v.ordinal, v.seen_last, v.modified_earliest,
    q.id, q.occurrence, q.said, qf.name, w.ordinal, w.seen_first, w.seen_last, w.modified_earliest,
    iif(w.modified_rank > 0 AND NOT w.modified_conflict AND NOT w.modified_inferred,
        w.modified_latest, NULL)
FROM (SELECT quote, later, version FROM change
        WHERE quote IN (SELECT value FROM json_each(:quotes))
    UNION SELECT quote, later, version FROM change
        WHERE later IN (SELECT value FROM json_each(:quotes))) AS n
JOIN quote AS o ON o.id = n.quote JOIN version AS v ON v.id = o.version
JOIN version AS w ON w.id = n.version LEFT JOIN quote AS q ON q.id = n.later
LEFT JOIN placement AS op ON op.quote = o.id LEFT JOIN family AS of ON of.id = op.family
LEFT JOIN placement AS qp ON qp.quote = q.id LEFT JOIN family AS qf ON qf.id = qp.family
ORDER BY o.occurrence, v.ordinal;

-- name: family_of
SELECT f.name
FROM (SELECT quote FROM label_late WHERE name = :name
    UNION ALL SELECT quote FROM label WHERE name = :name) AS n
JOIN quote AS q ON q.id = n.quote AND q.occurrence = :occurrence
JOIN placement AS p ON p.quote = q.id JOIN family AS f ON f.id = p.family LIMIT 1;

-- What families are chosen by: of each printing of some families, or of some printings alone.
-- name: traits_get
SELECT n.family, q.outside, q.region, q.shown, v.lineage, v.outlet, q.speaker, p.earliest, p.latest
FROM (SELECT m.family, m.quote FROM json_each(:families) AS one
        JOIN member AS m ON m.family = one.value
    UNION ALL SELECT l.family, l.quote FROM json_each(:quotes) AS one
        JOIN placement AS l ON l.quote = one.value) AS n
CROSS JOIN quote AS q ON q.id = n.quote CROSS JOIN version AS v ON v.id = q.version
CROSS JOIN placement AS p ON p.quote = n.quote
ORDER BY n.family;

-- name: name_find
SELECT id FROM name WHERE role = :role AND name = :name;

-- name: name_add
INSERT INTO name (role, name, folded) VALUES (:role, :name, ifnull(:folded, ''));

-- name: named_add
INSERT OR IGNORE INTO named (family, name, late) VALUES (:family, :name, :late);

-- name: named_drop
DELETE FROM named WHERE family = :family;

-- name: named_get
SELECT name FROM named WHERE family = :family;

-- name: stretch_add
INSERT INTO stretch (family, since, until, scale, late)
SELECT :family, :since, :until, :scale, :late WHERE NOT EXISTS (SELECT 1 FROM stretch
    WHERE family = :family AND since <= :since AND until >= :until);

-- name: stretch_drop
DELETE FROM stretch WHERE family = :family;

-- name: stretches_get
SELECT since, until FROM stretch WHERE family = :family;

-- A walk: a part of a name may stand in any of them.
-- name: names_match
SELECT id FROM name WHERE +role = :role AND holds(name, folded, :part) ORDER BY id;

-- name: families_with
SELECT DISTINCT family FROM named
WHERE late IN (0, 1) AND name IN (SELECT value FROM json_each(:names)) LIMIT :most;

-- Stretches of one scale begin no longer before a moment than they are long at most.
-- name: families_within
SELECT family FROM stretch
WHERE late IN (0, 1) AND scale = :scale AND since BETWEEN :low AND :until AND until >= :since LIMIT :most;

-- name: walk_hold
SELECT id FROM state WHERE id = 1;

-- name: family_row
SELECT id FROM family WHERE late IN (0, 1) AND name = :name;

-- name: family_has_members
SELECT EXISTS (SELECT 1 FROM member WHERE family = :family);

-- name: families_among
SELECT f.id, f.name FROM json_each(:families) AS one JOIN family AS f ON f.id = one.value
WHERE f.severity >= :severity AND f.occurrences >= :occurrences
ORDER BY CASE WHEN :worst THEN -f.severity END, CASE WHEN :worst THEN -f.occurrences END, f.name;

-- A walk: a report looks at every family.
-- name: families_each
SELECT f.id, f.name FROM family AS f
WHERE f.severity >= :severity AND f.occurrences >= :occurrences
ORDER BY CASE WHEN :worst THEN -f.severity END, CASE WHEN :worst THEN -f.occurrences END, f.name;

-- All of them have a severity: so they are read from the worst end of its index, and no further than asked.
-- name: families_worst
SELECT id, name, severity, occurrences FROM family
WHERE late = 0 AND severity >= :severity AND occurrences > 1 AND occurrences >= :occurrences
UNION ALL SELECT id, name, severity, occurrences FROM family
WHERE late = 1 AND severity >= :severity AND occurrences > 1 AND occurrences >= :occurrences
ORDER BY severity DESC, occurrences DESC, name LIMIT :most OFFSET :from;

-- A family and its earliest; when that was read anew since the last linking, the first printing stands in for it.
-- name: line_get
SELECT f.id, f.verdict, f.severity, f.occurrences, f.articles, f.lineages, f.speaker,
    q.said, q.outside, q.region, q.shown, v.lineage, v.published_day,
    v.published_rank, v.published_earliest, v.published_latest, i.earliest, i.latest
FROM family AS f JOIN quote AS q ON q.id = ifnull((SELECT id FROM quote WHERE id = f.earliest),
    (SELECT quote FROM member WHERE family = f.id ORDER BY at, since, tie, quote LIMIT 1))
JOIN version AS v ON v.id = q.version LEFT JOIN inferred AS i ON i.version = v.id
WHERE f.late IN (0, 1) AND f.name = :name;

-- name: line_outlets
SELECT n.name FROM family AS f JOIN named AS m ON m.family = f.id JOIN name AS n ON n.id = m.name
WHERE f.late IN (0, 1) AND f.name = :name AND +n.role = :role LIMIT :most;

-- Finding.

-- How much of a list there is, as far as it matters.
-- name: gram_size
SELECT sum(ifnull(length(more), 0) + 1) FROM (SELECT more FROM gram WHERE id BETWEEN :from AND :to
    UNION ALL SELECT more FROM gram_late WHERE id BETWEEN :from AND :to LIMIT :most);

-- name: gram_get
SELECT id, more FROM gram WHERE id BETWEEN :from AND :to
UNION ALL SELECT id, more FROM gram_late WHERE id BETWEEN :from AND :to ORDER BY id;

-- A family that has members, and a printing of it, which may be gone.
-- name: candidate_get
SELECT f.name, q.occurrence, q.said FROM family AS f LEFT JOIN quote AS q ON q.id = :quote
WHERE f.id = :family AND EXISTS (SELECT 1 FROM member AS m WHERE m.family = f.id);

-- name: articles_match
SELECT rowid FROM article_words WHERE article_words MATCH :match LIMIT :most;

-- name: newest_identity
SELECT a.identity FROM version AS v JOIN article AS a ON a.id = v.article
WHERE v.id = :version AND a.newest = v.id;

-- What the database holds, as it was counted last.

-- name: tally_state
SELECT counted, evidence, concluded FROM state WHERE id = 1;

-- name: tally_void
UPDATE state SET counted = 0 WHERE id = 1 AND counted = 1 AND attached = 0;

-- name: tally_counts
SELECT name, count FROM tally WHERE kind = 'count';

-- name: tally_list
SELECT nullif(name, ''), count FROM tally WHERE kind = :kind ORDER BY count DESC, name;

-- name: tally_clear
DELETE FROM tally;

-- name: tally_add
INSERT INTO tally (kind, name, count) VALUES (:kind, ifnull(:name, ''), :count);

-- name: tally_counted
UPDATE state SET counted = 1 WHERE id = 1;

-- What it holds. Walks, all of them: counting looks at everything.

-- name: sources_after
SELECT a.identity, v.outlet, v.title, v.published_day,
    (SELECT count(*) FROM quote AS q WHERE q.version = v.id AND q.speech)
FROM article AS a JOIN version AS v ON v.id = a.newest
WHERE a.identity > coalesce(:after, '') ORDER BY a.identity LIMIT :most;
-- name: pulse
PRAGMA data_version;
-- name: status_articles
SELECT count(*), count(DISTINCT a.host), count(DISTINCT v.lineage),
    sum(v.published_rank = 0 AND i.version IS NULL), sum(i.version IS NOT NULL),
    min(CASE WHEN v.published_rank > 0 THEN v.published_earliest END),
    max(CASE WHEN v.published_rank > 0 THEN v.published_latest END)
FROM article AS a JOIN version AS v ON v.id = a.newest
LEFT JOIN inferred AS i ON i.version = v.id;

-- name: status_versions
SELECT count(*), min(seen_first), max(seen_last) FROM version;

-- name: status_relative
SELECT count(*) FROM article AS a JOIN version AS v ON v.id = a.newest
JOIN date_evidence AS e ON e.version = v.id AND e.position = v.published_best
WHERE v.published_rank > 0 AND e.kind = :relative;

-- name: status_quotes
SELECT q.speech, q.form, q.region FROM article AS a JOIN quote AS q ON q.version = a.newest;

-- name: status_families
SELECT count(*), sum(articles > 1), sum(occurrences > 1) FROM family;

-- name: status_visits
SELECT (SELECT count(*) FROM visit WHERE outcome = :failed),
    (SELECT count(*) FROM visit WHERE outcome = :blocked),
    (SELECT count(*) FROM visit WHERE outcome = :throttled);

-- name: status_languages
SELECT v.language, count(*) AS n FROM article AS a JOIN version AS v ON v.id = a.newest
GROUP BY v.language ORDER BY n DESC, v.language;

-- name: failures_get
SELECT source, reason, outcome FROM visit WHERE outcome IN (:failed, :blocked, :throttled)
ORDER BY at DESC, source LIMIT :most;
