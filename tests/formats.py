"""Reports re-read by readers that are not ours, their facts held against the JSON report.

    formats.py DIR

DIR holds report.json and report.* of one database in every other format, and json.schema and
ndjson.schema. A library that is not here is named; what needs it is passed over.
"""
import csv
import html.parser
import importlib
import json
import os
import re
import subprocess
import sys

here = sys.argv[1]
failed = 0


def say(good, sentence, why=""):
    global failed
    failed += not good
    print(("ok - " if good else "not ok - ") + sentence + ("" if good else ": " + str(why)[:300]))


def library(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"no {name} here: what it reads is passed over")
        return None


def path(name):
    return os.path.join(here, name)


def shown(text):
    """As formats for people and programs carry a text: without characters that act."""
    text = re.sub("[\t\v\f\r\x85\u2028\u2029]", " ", text or "")
    return re.sub("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", "", text)


report = json.load(open(path("report.json"), encoding="utf-8"))
families = {family["family"]: family for family in report["families"]}
occurrences = {o["id"]: o for family in report["families"] for o in family["occurrences"]}

def judged(o, name):
    """What the rule that speaks first says, where a house judges."""
    rules = o.get("house", {}).get("rules", [])
    return rules[0][name] if rules else None


# The facts of cmd/fact.h that JSON has under another name or deeper down.
DEEPER = {
    "credits": lambda o: " > ".join(o["credits"]),
    "date": lambda o: (o["published"] or {}).get("date"),
    "earliest": lambda o: o["inferred"]["earliest"] if "inferred" in o else None,
    "latest": lambda o: o["inferred"]["latest"] if "inferred" in o else None,
    "inferred": lambda o: "inferred" in o,
    "superseded": lambda o: "superseded" in o,
    "drift": lambda o: (o["drift"] or {}).get("class"),
    "severity": lambda o: (o["drift"] or {}).get("severity"),
    "drift_all": lambda o: " ".join((o["drift"] or {}).get("all", [])),
    "attribution": lambda o: (o["drift"] or {}).get("attribution"),
    "setting": lambda o: (o["drift"] or {}).get("setting"),
    "similarity": lambda o: (o["drift"] or {}).get("similarity"),
    "house": lambda o: o.get("house", {}).get("name"),
    "house_judgement": lambda o: o.get("house", {}).get("judgement"),
    "house_rule": lambda o: judged(o, "rule"),
    "house_source": lambda o: judged(o, "source"),
    "documents": lambda o: families[o["family"]]["documents"],
    "lineages": lambda o: families[o["family"]]["lineages"],
    "standing": lambda o: report["searched"]["standing"],
}
OF_A_LINE = ("quotrail", "documents", "lineages", "standing")
# Facts that JSON does not have, and bounds that are the page's own unless they are inferred.
ALONE = {"printed_by", "link", "dated_by", "changed"}


def facts_agree(facts, o):
    """facts: name -> str, or a typed value; missing is unknown. The first that differs, or None."""
    for name, value in facts.items():
        if name in ALONE or (name in ("earliest", "latest") and "inferred" not in o):
            continue
        wanted = DEEPER[name](o) if name in DEEPER else o[name]
        if isinstance(value, str) and isinstance(wanted, bool):
            wanted = "true" if wanted else "false"
        elif isinstance(value, str) and isinstance(wanted, float):
            value = float(value)
        elif isinstance(value, str) and isinstance(wanted, int):
            wanted = str(wanted)
        elif isinstance(wanted, str) or wanted is None:
            value, wanted = shown(value), shown(wanted)
        if value != wanted:
            return name, value, wanted
    return None


def compare(found, format):
    """found: id -> facts"""
    say(set(found) == set(occurrences), f"{format}: the occurrences are those of json",
        set(found) ^ set(occurrences))
    wrong = [(i, d) for i, d in ((i, facts_agree(f, occurrences[i])) for i, f in found.items()
             if i in occurrences) if d]
    say(found and not wrong, f"{format}: their facts are those of json", wrong[:2])


def check_schemas():
    jsonschema = library("jsonschema")
    if not jsonschema:
        return
    lines = [json.loads(line) for line in open(path("report.ndjson"), encoding="utf-8")]
    for name, documents in (("json", [report]), ("ndjson", lines)):
        schema = json.load(open(path(name + ".schema"), encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        reader = jsonschema.Draft202012Validator(schema)
        errors = [e.json_path + ": " + e.message for d in documents for e in reader.iter_errors(d)]
        say(documents and not errors, f"{name}: it is as its schema says", errors[:2])
    say({line["id"]: {k: v for k, v in line.items() if k not in OF_A_LINE} for line in lines} == occurrences,
        "ndjson: its records are those of json")
    told = {line["id"]: {k: line[k] for k in OF_A_LINE[1:]} for line in lines}
    compare(told, "ndjson, of the family and the whole")


def check_csv():
    raw = open(path("report.csv"), newline="", encoding="utf-8").read()
    rows = list(csv.reader(raw.splitlines(keepends=True), strict=True))
    say(len({len(row) for row in rows}) == 1, "csv: every row has the columns of the header")
    say(raw.endswith("\r\n") and "\x00" not in raw, "csv: lines end in CRLF")
    bare = [cell for row in rows for cell in row if re.match(r"['\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]", cell)
            and not cell.startswith("'")]
    say(not bare, "csv: no cell is a formula", bare)
    described = open(path("csv.schema"), encoding="utf-8").read()
    say(rows[0] == re.findall(r"^  (\w+) ", described, re.M), "csv: --schema names the columns in their order")
    plain = lambda cell: cell[1:] if re.match(r"'['\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]", cell) else cell
    found = [{k: plain(v) for k, v in zip(rows[0], row) if v != ""} for row in rows[1:]]
    compare({row["id"]: row for row in found}, "csv")


def check_graphml():
    networkx = library("networkx")
    if not networkx:
        return
    graph = networkx.read_graphml(path("report.graphml"))
    kinds = {kind: [n for n, d in graph.nodes(data=True) if d.get("kind") == kind]
             for kind in ("speaker", "occurrence", "outlet")}
    say(sum(map(len, kinds.values())) == len(graph), "graphml: every node has a kind")
    compare({n: {k: v for k, v in graph.nodes[n].items() if k not in ("kind", "label")}
             for n in kinds["occurrence"]}, "graphml")
    say({graph.nodes[n]["family"]: graph.nodes[n].get("label") for n in kinds["speaker"]} ==
        {i: " ".join(shown(f["speaker"] or "speaker not named").split()) for i, f in families.items()},
        "graphml: a speaker for each family")
    wordings = {(a, b) for a, b, d in graph.edges(data=True) if d["kind"] == "wording"}
    say(wordings == {(o["parent"], i) for i, o in occurrences.items() if o["parent"]},
        "graphml: wordings come from their parents")
    ways = sum(1 for a, b, d in graph.edges(data=True) if d["kind"] != "wording" and b in occurrences)
    say(ways == sum(len(f["travel"]) for f in report["families"]), "graphml: a way to each document")


def check_prov():
    model = library("prov.model")
    if not model:
        return
    document = model.ProvDocument.deserialize(path("report.prov"))
    records = document.get_records()
    local = lambda name: name.localpart
    kinds = lambda record: {str(t).split(":")[-1] for t in record.get_asserted_types()}
    found = {}
    for record in records:
        if isinstance(record, model.ProvEntity) and "Occurrence" in kinds(record):
            found[local(record.identifier)] = {
                name.localpart: value.strftime("%Y-%m-%dT%H:%M:%SZ") if hasattr(value, "strftime") else
                value.value if isinstance(value, model.Literal) else value
                for name, value in record.attributes if name.namespace.prefix == "quotrail"}
    compare(found, "prov")
    derived = {"Quotation": set(), "PrimarySource": set()}
    for record in records:
        if isinstance(record, model.ProvDerivation):
            ends = [local(value) for name, value in record.formal_attributes[:2]]
            for kind in kinds(record):
                derived[kind].add(tuple(ends))
    say(derived["Quotation"] == {(i, o["parent"]) for i, o in occurrences.items() if o["parent"]},
        "prov: what an occurrence was quoted from is its parent")
    say(derived["PrimarySource"] == {(i, o["source"]) for i, o in occurrences.items()
        if o["verdict"] in ("proven", "likely") and i != o["source"]},
        "prov: the primary source is the earliest, where the verdict stands by it")
    labels = {r.identifier: r.label for r in records if isinstance(r, model.ProvAgent)}
    spoken = {local(r.args[0]): labels[r.args[1]] for r in records
              if isinstance(r, model.ProvAttribution) and "Speaker" in kinds(r)}
    say(spoken == {i + "-utterance": f["speaker"] for i, f in families.items() if f["speaker"]},
        "prov: an utterance is attributed to its speaker")
    published = {local(r.args[0]): labels[r.args[1]] for r in records
                 if isinstance(r, model.ProvAttribution) and "Publisher" in kinds(r)}
    say(published == {i: o["outlet"] for i, o in occurrences.items() if o["outlet"]},
        "prov: an occurrence is attributed to its outlet")


def check_jsonld():
    graph = json.load(open(path("report.jsonld"), encoding="utf-8"))["@graph"]
    said = {o["@id"][1:]: o for o in graph if o["@type"] == "Quotation" and "identifier" in o}
    say({i: (o["text"], o.get("spokenByCharacter", {}).get("name"), o.get("isBasedOn", {}).get("@id", "#")[1:])
         for i, o in said.items()} ==
        {i: (o["text"], o["speaker"], o["parent"] or "") for i, o in occurrences.items()},
        "jsonld: the quotations are the occurrences of json")
    say(all(o["isPartOf"]["@type"] == "NewsArticle" and o["isPartOf"].get("headline") == occurrences[i]["title"]
            for i, o in said.items()), "jsonld: each is part of its article")
    searched = [o["description"] for o in graph if o["@type"] == "Dataset"]
    say(searched == [report["searched"]["line"]], "jsonld: what was searched, and how far it is linked", searched)
    claims = {o["about"]["@id"]: o for o in graph if o["@type"] == "Claim"}
    say(set(claims) == {f"#{i}-quotation" for i in families}, "jsonld: a claim for each family")
    say(all(("firstAppearance" in claims[f"#{i}-quotation"]) == (f["verdict"] in ("proven", "likely"))
            for i, f in families.items()), "jsonld: a first appearance where the verdict stands by it")


def check_dot():
    try:
        drawn = subprocess.run(["dot", "-Tdot_json", path("report.dot")], capture_output=True, timeout=300)
    except FileNotFoundError:
        print("no dot here: drawings are passed over")
        return
    say(drawn.returncode == 0 and not drawn.stderr, "dot: Graphviz reads it without a word", drawn.stderr)
    graph = json.loads(drawn.stdout)
    nodes = {o["_gvid"]: o for o in graph["objects"] if "class" in o}
    many = {i for f in report["families"] if len(f["occurrences"]) > 1 for i in (o["id"] for o in f["occurrences"])}
    say({o["name"] for o in nodes.values() if o["class"] == "occurrence"} == many,
        "dot: the occurrences of families of two and more are those of json")
    say(report["searched"]["standing"] in graph.get("label", ""), "dot: how far it is linked", graph.get("label"))
    edges = {(nodes[e["tail"]]["name"], nodes[e["head"]]["name"]) for e in graph["edges"] if e["class"] == "wording"}
    say(edges == {(occurrences[i]["parent"], i) for i in many if occurrences[i]["parent"]},
        "dot: wordings come from their parents")
    urls = [o["URL"] for o in nodes.values() if "URL" in o]
    say(all(re.match("https?://", url) for url in urls), "dot: a node leads to the web or nowhere")


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.bad, self.scripts, self.island, self.inside = [], 0, "", False

    def handle_starttag(self, tag, attributes):
        self.scripts += tag == "script"
        self.inside = tag == "script" and ("id", "data") in attributes
        if tag in ("img", "iframe", "object", "embed"):
            self.bad.append(tag)
        for name, value in attributes:
            if name.startswith("on") or (name in ("href", "src", "action")
                                         and not re.match("https?://|#", value or "")):
                self.bad.append((tag, name, value))

    def handle_data(self, data):
        if self.inside:
            self.island += data

    def handle_endtag(self, tag):
        self.inside = False


def check_html():
    if os.path.exists(path("check.html")):
        draft = Page()
        draft.feed(open(path("check.html"), encoding="utf-8").read())
        say(draft.scripts == 1 and not draft.bad, "check.html: nothing in it acts but its own script", draft.bad)
    page = Page()
    page.feed(open(path("report.html"), encoding="utf-8").read())
    say(page.scripts == 3, "html: its own scripts and no other", page.scripts)
    say(not page.bad, "html: nothing in it acts or leads away from the web", page.bad)
    island = {f["family"]: f for f in json.loads(page.island)["families"]}
    say(island and all(families[i] == f for i, f in island.items()), "html: its data are those of json")


def check_md():
    text = open(path("report.md"), encoding="utf-8").read()
    prose = re.sub(r"(`+) .*? \1(?!`)", "", text)
    prose = re.sub(r"```mermaid\n.*?```", "", prose, flags=re.S)
    prose = re.sub(r"\]\(<https?://[^<>\s]*>\)", "]", prose)
    say("<" not in prose, "md: no tag stands outside of code", re.findall(".{20}<.{20}", prose)[:2])
    ids = set(re.findall(r"^- \*\*Family:\*\* `(q[0-9a-f]+)`", text, re.M))
    say(ids == {i for i, f in families.items() if len(f["occurrences"]) > 1},
        "md: a section for each family of two and more")
    say(text.count("```mermaid\n") == len(ids), "md: a graph for each")


def check_inert():
    acts = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069]")
    for name in sorted(os.listdir(here)):
        text = open(path(name), encoding="utf-8", newline="").read()
        found = acts.search(text)
        say(not found, f"{name}: no character steers a terminal or turns the writing", found and text[found.start() - 60:found.end()].encode())


check_schemas()
check_csv()
check_graphml()
check_prov()
check_jsonld()
check_dot()
check_html()
check_md()
check_inert()
sys.exit(failed > 0)
