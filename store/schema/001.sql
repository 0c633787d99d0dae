-- quotrail's database, schema 1.
--
-- Evidence is what was fetched and printed. Conclusions are what was made of
-- it: `quotrail relink` drops and rebuilds them. Times are seconds since
-- 1970-01-01T00:00:00Z. Offsets and lengths are bytes of UTF-8 unless they say
-- otherwise. Words of closed lists ("headline", "byline") are the names that
-- records and reports print.

-- Evidence: documents. One row an identity, whatever was printed there over time.
CREATE TABLE article (
    id        INTEGER PRIMARY KEY,
    identity  TEXT NOT NULL UNIQUE,     -- canonical address, else address, else file
    host      TEXT,                     -- of the identity, lower case; NULL: a file
    newest    INTEGER                   -- version.id of its newest; NULL only inside a transaction
) STRICT;

-- Evidence: other addresses under which an article was asked for or found.
CREATE TABLE alias (
    article   INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    address   TEXT NOT NULL,
    PRIMARY KEY (article, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_by_address ON alias (address);

-- Evidence: one text at one identity. When the same text was read more than
-- once, the reading that stands here is the dated before the undated, then the
-- earliest captured, then the one of smaller digest: the same in any order of
-- arrival. The bounds of its captures are kept of all readings.
CREATE TABLE version (
    id                  INTEGER PRIMARY KEY,
    article             INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    ordinal             INTEGER NOT NULL, -- 1 is the oldest: by seen_last, modified_earliest, sha256
    sha256              BLOB NOT NULL CHECK (length(sha256) = 32),  -- of text
    reading             BLOB NOT NULL CHECK (length(reading) = 32), -- digest of the rest
    seen_first          INTEGER,        -- earliest capture of this text; NULL: never said
    seen_last           INTEGER,        -- latest capture of this text; NULL: never said
    url                 TEXT,           -- after redirects; NULL: a bare file
    requested           TEXT,           -- asked for, the smallest of several; NULL: the identity
    canonical           TEXT,           -- the page's own word; NULL: none
    file                TEXT,           -- as the person named it; NULL: fetched
    outlet              TEXT,           -- NULL: unknown
    title               TEXT,           -- NULL: none
    byline              TEXT,           -- NULL: none
    language            TEXT,           -- "en"; NULL: unknown
    captured            INTEGER,        -- of this reading; NULL: not said
    published_earliest  INTEGER,        -- NULL: open
    published_latest    INTEGER,        -- NULL: open
    published_day       TEXT,           -- "2022-01-07" as printed; NULL: none
    published_rank      INTEGER NOT NULL, -- 1 to 9 of the best evidence; 0: bounds at most
    published_best      INTEGER NOT NULL, -- date_evidence.position of it; without meaning at rank 0
    published_conflict  INTEGER NOT NULL, -- 1: the best evidence lies outside the hard bounds
    published_inferred  INTEGER NOT NULL, -- 1: by rank 9
    modified_earliest   INTEGER,        -- as for published
    modified_latest     INTEGER,
    modified_day        TEXT,
    modified_rank       INTEGER NOT NULL,
    modified_best       INTEGER NOT NULL,
    modified_conflict   INTEGER NOT NULL,
    modified_inferred   INTEGER NOT NULL,
    weekday             INTEGER NOT NULL, -- 1 Monday to 7 Sunday it reports on; 0: none
    lineage             TEXT NOT NULL,  -- origin of its copy: agency, outlet or identity
    charset             TEXT,           -- decoded from; NULL: not said
    replaced            INTEGER NOT NULL, -- ill-formed byte sequences replaced while decoding
    text                TEXT NOT NULL,  -- as printed; last, so that the rest reads fast
    UNIQUE (article, sha256)
) STRICT;

-- Evidence: paragraphs, headings, captions of a version in reading order, and
-- the teasers, comments and furniture that stand outside its text. They are
-- read together and never alone, so each list is one value; a block of it is
--     KIND REGION RULE START LENGTH OUTLET-BYTES, a line, then OUTLET, then TEXT
-- KIND and REGION are names ("paragraph", "teaser"), RULE is what showed the
-- region ("title", "worth"), START and LENGTH count in version.text, and OUTLET
-- is whose words a teaser shows. Only outside does a block bring its TEXT, of
-- LENGTH bytes; START is 0 there.
CREATE TABLE block (
    version   INTEGER PRIMARY KEY REFERENCES version ON DELETE CASCADE,
    inside    TEXT,                     -- in version.text; NULL: none
    outside   TEXT                      -- NULL: none
) STRICT;

-- Evidence: what a version says about its dates, in the order found.
CREATE TABLE date_evidence (
    version   INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    kind      TEXT NOT NULL,            -- "byline", "json-ld", ...
    says      TEXT NOT NULL,            -- "published", "not-before", ...
    found     TEXT,                     -- as printed; NULL: not printed
    start     INTEGER,                  -- of it in version.text; NULL: outside the text
    length    INTEGER,
    place     TEXT,                     -- for people: "masthead"; NULL: none
    earliest  INTEGER,                  -- NULL: open
    latest    INTEGER,                  -- NULL: open
    day       TEXT,                     -- NULL: none printed
    zone      TEXT,                     -- "stated +06:00"; NULL: none
    weekday   INTEGER NOT NULL,         -- 1 to 7; 0: none
    used      INTEGER NOT NULL,         -- 1: it shaped the date of the version
    PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;

-- Evidence: who gathered the words, from the origin to the nearest hand.
CREATE TABLE credit (
    version   INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    role      TEXT NOT NULL,
    name      TEXT,                     -- NULL: nobody is named
    found     TEXT,                     -- the cue as printed; NULL: none
    start     INTEGER,                  -- of it in version.text; NULL: outside the text
    length    INTEGER,
    PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;

-- Evidence: quotations as a version prints them. Their host is version.text,
-- or the block outside it; the columns "*_at" are offsets in the host, NULL
-- when the words beside them stand elsewhere.
CREATE TABLE quote (
    id            INTEGER PRIMARY KEY AUTOINCREMENT, -- never given to other words: conclusions point here
    version       INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
    position      INTEGER NOT NULL,     -- among the version's quotations, in reading order
    occurrence    TEXT NOT NULL,        -- "q" and 12 hex digits, the same in every database
    outside       INTEGER,              -- place of its host in block.outside, from 0; NULL: in version.text
    block         INTEGER NOT NULL,     -- place in its list of the block it begins in, from 0
    shown         TEXT,                 -- whose words that block shows; NULL: not said
    start         INTEGER NOT NULL,     -- code points of the host
    "end"         INTEGER NOT NULL,     -- code points of the host
    parts         TEXT NOT NULL,        -- [[from,to],...] byte offsets in the host
    whole_at      INTEGER,              -- first mark; NULL: not in the host
    whole_length  INTEGER,
    said          TEXT NOT NULL,        -- parts joined, as printed
    folded        TEXT NOT NULL,        -- said as folded words, to find it by
    region        TEXT NOT NULL,
    form          TEXT NOT NULL,
    form_rule     TEXT,                 -- NULL: none
    speech        INTEGER NOT NULL CHECK (speech IN (0, 1)), -- 0: a title, a scare quote, unquoted words found again
    cue           TEXT,                 -- NULL: none
    cue_at        INTEGER,
    mention       TEXT,                 -- the speaker as printed; NULL: unattributed
    mention_at    INTEGER,
    speaker       TEXT,                 -- fullest name in the article; NULL: not resolved
    speaker_at    INTEGER,
    quoted_by     TEXT,                 -- inner speaker; NULL: none
    quoted_by_at  INTEGER,
    state         TEXT NOT NULL,        -- "resolved", ...
    kind          TEXT NOT NULL,        -- "person", ...
    speaker_rule  TEXT,                 -- NULL: none
    confidence    REAL NOT NULL,        -- 0 to 1
    venue         TEXT,                 -- as printed; NULL: unstated
    venue_at      INTEGER,
    venue_name    TEXT,                 -- normalised; NULL: unstated
    said_on       TEXT,                 -- claimed day: "thursday", "01-07", "2022-01-07"; NULL: unstated
    UNIQUE (version, position)
) STRICT;

-- Conclusions among them: unquoted words that are those of a family. Whatever
-- drops the conclusions drops them too.
CREATE INDEX quote_unquoted ON quote (version) WHERE form = 'unquoted' AND NOT speech;

-- Evidence: the last visit of each source, whatever came of it. From `found` on
-- the columns are those of the last visit that gave something.
CREATE TABLE visit (
    source         TEXT PRIMARY KEY,    -- normal form of a URL, else the path as named
    named          TEXT,                -- as the person or the list named it; NULL: the same
    outcome        TEXT NOT NULL,       -- "read", "unchanged", "opened", "failed", "blocked", "throttled"
    reason         TEXT,                -- NULL: all went well
    at             INTEGER,             -- NULL: the time was not told
    found          TEXT,                -- where redirects led; NULL: nowhere else
    etag           BLOB,                -- as sent, any bytes; NULL: not sent
    last_modified  INTEGER,             -- NULL: not sent
    version        INTEGER REFERENCES version ON DELETE SET NULL -- that was read; NULL: none
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_by_outcome ON visit (outcome, at);
CREATE INDEX visit_by_version ON visit (version);

-- Runs over lists of sources, so that one that was cut off goes on where it was.
CREATE TABLE run (
    sources  BLOB PRIMARY KEY,          -- SHA-256 of what stands for all that was named
    began    INTEGER NOT NULL,
    ended    INTEGER NOT NULL CHECK (ended IN (0, 1)) -- 0: under way, or cut off
) STRICT, WITHOUT ROWID;

-- What hosts ask of readers.
CREATE TABLE robots (
    origin   TEXT PRIMARY KEY,          -- "https://example.org"
    body     BLOB,                      -- of its robots.txt, any bytes; NULL: it allows all
    fetched  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Evidence: the words by which articles are found. They come folded with a
-- space between; whatever is no space belongs to a word.
CREATE VIRTUAL TABLE article_words USING fts5 (
    folded, content = '', detail = none, columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
);

-- How often the evidence above changed, and which of these states the
-- conclusions below rest on: all is linked when both are equal.
CREATE TABLE state (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    evidence   INTEGER NOT NULL,
    concluded  INTEGER NOT NULL,
    counted    INTEGER NOT NULL CHECK (counted IN (0, 1)), -- 0: something the tally does not know was written
    linked     INTEGER NOT NULL,        -- occurrences that the last relink knew
    attached   INTEGER NOT NULL,        -- occurrences attached since, which the tally leaves out
    known      INTEGER NOT NULL,        -- quote.id: those behind it are neither linked nor attached
    read       INTEGER NOT NULL         -- version.id: words of those behind it were sought nowhere
) STRICT;
INSERT INTO state VALUES (1, 0, 0, 0, 0, 0, 0, 0);

-- Conclusion: the whole database counted, so that no answer has to walk it for
-- what it says of its ground. In force while state.counted is 1.
CREATE TABLE tally (
    kind   TEXT NOT NULL,               -- "count", "language", "region", "form"
    name   TEXT NOT NULL,               -- of what is counted; '': a language nobody named
    count  INTEGER,                     -- or seconds since 1970; NULL: unknown
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

-- Conclusion: all occurrences of one utterance. The rows of an attached day would
-- lie all over an index by names, times or whatever else has nothing to do with the
-- day. So such an index begins with `late`: 1 for rows written since the last relink,
-- which lie side by side. Who looks something up asks for both.
CREATE TABLE family (
    id           INTEGER PRIMARY KEY,
    late         INTEGER NOT NULL CHECK (late IN (0, 1)),
    name         TEXT NOT NULL,         -- occurrence of its earliest
    verdict      TEXT NOT NULL,
    overlap      INTEGER NOT NULL,      -- seconds shared with the closest rival; 0: none
    earliest     INTEGER NOT NULL,      -- quote.id, which a later reading may have replaced; so the next two
    fullest      INTEGER NOT NULL,      -- quote.id of the most words
    rival        INTEGER,               -- quote.id that overlaps the earliest most; NULL: none
    lineages     INTEGER NOT NULL,      -- distinct origins outside teasers and comments
    speaker      TEXT,                  -- most lineages name; NULL: none
    severity     INTEGER NOT NULL,      -- 0 to 5, the worst of its members, and of what outlets changed afterwards
    occurrences  INTEGER NOT NULL,
    articles     INTEGER NOT NULL
) STRICT;
CREATE INDEX family_by_name ON family (late, name);
CREATE INDEX family_by_severity ON family (late, severity DESC, occurrences DESC, name)
    WHERE occurrences > 1;

-- Conclusion: what was concluded about each occurrence.
CREATE TABLE placement (
    quote        INTEGER PRIMARY KEY REFERENCES quote ON DELETE CASCADE,
    family       INTEGER NOT NULL REFERENCES family,
    second       INTEGER REFERENCES family, -- of a splice; NULL: none
    parent       INTEGER,               -- quote.id; NULL: none
    carriers     INTEGER NOT NULL,      -- earlier occurrences that carry the parent's words
    bits         REAL NOT NULL,         -- information shared with what it was attached by
    rule         TEXT,                  -- NULL: none
    earliest     INTEGER,               -- date that counts for it; both NULL: undated
    latest       INTEGER,
    inferred     INTEGER NOT NULL CHECK (inferred IN (0, 1)) -- 1: the date is that of dated twins
) STRICT;

-- Conclusion: printings of a page that was read anew since it was linked. They are
-- in no family any more, and go back to theirs when that is linked or attached:
-- the same words at the same place keep their quote.id, and what points there.
CREATE TABLE reread (
    version      INTEGER NOT NULL,      -- version.id
    occurrence   TEXT NOT NULL,
    quote        INTEGER NOT NULL,      -- quote.id, of nothing when the new reading does not have it
    family       INTEGER NOT NULL,      -- family.id
    PRIMARY KEY (version, occurrence)
) STRICT, WITHOUT ROWID;

-- Conclusion: which quotation an occurrence's name means. Names are as if drawn by
-- lot, and an index of them would be written all over by a day's few; so those of
-- occurrences attached since the last relink stand in a small table of their own.
CREATE TABLE label (
    name       INTEGER PRIMARY KEY,     -- the number that quote.occurrence is
    quote      INTEGER NOT NULL         -- quote.id, which a later reading may have replaced
) STRICT;
CREATE TABLE label_late (
    name       INTEGER PRIMARY KEY,
    quote      INTEGER NOT NULL
) STRICT;

-- Conclusion: the members of each family in their order, but that the earliest leads.
CREATE TABLE member (
    family       INTEGER NOT NULL REFERENCES family ON DELETE CASCADE,
    at           INTEGER NOT NULL,      -- where its date stands among others; unknown: the last second there is
    since        INTEGER NOT NULL,      -- its date's lower bound; unknown: the first second there is
    tie          INTEGER NOT NULL,      -- the number that its occurrence's name is
    quote        INTEGER NOT NULL REFERENCES quote ON DELETE CASCADE,
    severity     INTEGER NOT NULL,      -- 0 to 5, how far it drifted
    PRIMARY KEY (family, at, since, tie, quote)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_quote ON member (quote);
CREATE INDEX member_by_severity ON member (family, severity DESC, at, since, tie, quote)
    WHERE severity > 0;

-- Conclusion: names by which families are chosen, each once for what it is: of
-- the outlets that print them, and the origins of the copy; of who is quoted.
CREATE TABLE name (
    id       INTEGER PRIMARY KEY,
    role     TEXT NOT NULL,             -- "outlet", "speaker"
    name     TEXT NOT NULL,             -- as printed
    folded   TEXT NOT NULL,             -- as folded words, to find it by
    UNIQUE (role, name)
) STRICT;

-- Conclusion: which names a family has.
CREATE TABLE named (
    family   INTEGER NOT NULL REFERENCES family ON DELETE CASCADE,
    name     INTEGER NOT NULL REFERENCES name,
    late     INTEGER NOT NULL CHECK (late IN (0, 1)), -- as in family
    PRIMARY KEY (family, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX named_by_name ON named (late, name, family);

-- Conclusion: when a family was printed: the dates of its placements, those
-- that overlap as one. What is attached may overlap what was there.
CREATE TABLE stretch (
    family   INTEGER NOT NULL REFERENCES family ON DELETE CASCADE,
    since    INTEGER NOT NULL,          -- open: the first second there is
    until    INTEGER NOT NULL,          -- open: the last second there is
    scale    INTEGER NOT NULL,          -- bits that until - since takes: where to look for those that reach a moment
    late     INTEGER NOT NULL CHECK (late IN (0, 1)), -- as in family
    PRIMARY KEY (family, since, until)
) STRICT, WITHOUT ROWID;
CREATE INDEX stretch_by_time ON stretch (late, scale, since, until, family);

-- Conclusion: how an occurrence differs from its family's earliest, which has no row.
CREATE TABLE drift (
    quote             INTEGER PRIMARY KEY REFERENCES quote ON DELETE CASCADE,
    reference         INTEGER NOT NULL, -- quote.id of the wording it was measured against
    "primary"         TEXT NOT NULL,    -- class
    "all"             TEXT NOT NULL,    -- classes that apply, a space between them
    severity          INTEGER NOT NULL, -- 0 to 5
    wording_severity  INTEGER NOT NULL, -- 0 to 5
    attribution       TEXT NOT NULL,
    setting           TEXT NOT NULL,
    similarity        REAL NOT NULL,    -- 0 to 1
    shared            INTEGER NOT NULL, -- words
    reference_words   INTEGER NOT NULL,
    variant_words     INTEGER NOT NULL,
    edits             TEXT NOT NULL     -- [[op,at,length,variant_at,variant_length,edge,marked,
                                        --   text side,from,to,was side,from,to],...]: words of the
                                        -- two sides, then byte offsets in quote.said, where side
                                        -- 0 is nowhere, 1 this quotation, 2 the reference
) STRICT;

-- Conclusion: dates of undated versions, from dated twins.
CREATE TABLE inferred (
    version      INTEGER PRIMARY KEY REFERENCES version ON DELETE CASCADE,
    earliest     INTEGER,               -- NULL: open
    latest       INTEGER                -- NULL: open
) STRICT;

-- Conclusion: pairs that came close and were refused.
CREATE TABLE near (
    quote        INTEGER NOT NULL REFERENCES quote ON DELETE CASCADE,
    other        INTEGER NOT NULL,      -- quote.id, of nothing once that was read anew
    position     INTEGER NOT NULL,      -- in the order they were refused
    bits         REAL NOT NULL,         -- information they share
    coverage     REAL NOT NULL,         -- 0 to 1
    reason       TEXT NOT NULL,
    late         INTEGER NOT NULL CHECK (late IN (0, 1)), -- as in family
    PRIMARY KEY (quote, other, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX near_by_other ON near (late, other);

-- Conclusion: wordings that an outlet changed, or took off its page.
CREATE TABLE change (
    quote        INTEGER PRIMARY KEY REFERENCES quote ON DELETE CASCADE, -- the older wording
    later        INTEGER REFERENCES quote ON DELETE CASCADE, -- in its place, in the last version that
                                        -- has that; NULL: it was dropped
    version      INTEGER NOT NULL REFERENCES version ON DELETE CASCADE, -- the next one of that page
    severity     INTEGER NOT NULL       -- 0 to 5, how far the later drifted from the older; 0: it was dropped
) STRICT;
CREATE INDEX change_by_later ON change (later);
CREATE INDEX change_by_version ON change (version);

-- Conclusion: the wordings of each family. Equal folded words of one family are
-- one wording, known by its printing with the smallest id. Who looks for words
-- reads many wordings of a family, so they are numbered by family, then by those
-- ids; an attached one stands behind all others. Their words are apart from what
-- an attached printing changes.
CREATE TABLE wording (
    number     INTEGER PRIMARY KEY,
    quote      INTEGER NOT NULL,        -- quote.id of that printing, which a later reading may have replaced
    family     INTEGER NOT NULL,        -- family.id
    printings  INTEGER NOT NULL         -- of these words in the family
) STRICT;
CREATE TABLE wording_words (
    number     INTEGER PRIMARY KEY,
    folded     TEXT NOT NULL
) STRICT;

-- Conclusion: which wordings hold a word, two words side by side, nothing but these
-- words, or a run of words that leads prose to them. A long list stands in several rows, and so does one that was added to.
CREATE TABLE gram (
    id         INTEGER PRIMARY KEY,     -- 35 bits of a hash of the folded words, then 28 of the first wording.number
    more       BLOB                     -- those behind it, rising: differences, 7 bits a byte, low first; NULL: none
) STRICT;

-- Conclusion: the same of wordings attached since the last relink, in a small table
-- of their own: what a day adds costs the same in a large database.
CREATE TABLE gram_late (
    id         INTEGER PRIMARY KEY,
    more       BLOB
) STRICT;
