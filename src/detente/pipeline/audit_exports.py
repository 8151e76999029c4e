"""An audit in the formats of others: Web annotations, rows of a table, a graph, one JSON document."""

import base64
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any
from xml.etree import ElementTree

from detente.pipeline.argument import Argument, Claim, Evidence
from detente.pipeline.audit_brief_words import WILL, speaks
from detente.pipeline.causal_graph import Link
from detente.pipeline.judging.verdict import Audit, ClaimVerdict, Observation, Scores, TestVerdict, Under

SCHEMA = "detente/audit-1"
AROUND = 32  # characters of the text kept before and after a quoted span
COLUMNS = (
    *("claim", "start", "end", "speaker", "type", "modality", "role", "paraphrase", "word", "untested"),
    *("reason", "test", "test_word", "mirror_word", "unit", "theory", "expressible", "share"),
    *("share_error", "mean", "error", "median", "low90", "high90", "draws", "standing"),
    *("share_without", "assumed_inputs", "mirror_share", "mirror_mean"),
)
RECORD_COLUMNS = (
    *("claim", "date", "source", "bears", "says", "foretold", "what", "do", "by", "read_at", "document_says"),
    *("came", "not_scored", "forecaster", "chance", "error", "lives", "moves", "brier", "log"),
)


def annotations(audit: Audit, argument: Argument, text: str = "") -> dict[str, Any]:
    """Return the verdicts as a W3C Web Annotation collection (JSON-LD, Recommendation of 2017).

    Positions count Unicode code points of the document's text. The quote selector stands only where the
    text is given.
    """
    verdicts = {verdict.claim: verdict for verdict in audit.claims}
    items = [_annotation(claim, verdicts[claim.name], argument, text) for claim in argument.claims]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:detente:{argument.name}",
        "type": "AnnotationCollection",
        "label": f"Verdicts on “{argument.document.title}”",
        "total": len(items),
        "first": {"id": f"urn:detente:{argument.name}:1", "type": "AnnotationPage", "items": items},
    }


def _annotation(claim: Claim, verdict: ClaimVerdict, argument: Argument, text: str) -> dict[str, Any]:
    start, end = claim.span
    selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": start, "end": end}]
    if text:
        quote = {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
        selectors.append({"type": "TextQuoteSelector", "exact": text[start:end], **quote})
    body = [
        {"type": "TextualBody", "purpose": "classifying", "value": verdict.word, "language": "en"},
        {"type": "TextualBody", "purpose": "describing", "value": claim.paraphrase, "language": "en"},
    ]
    if verdict.reason:
        body.append(
            {"type": "TextualBody", "purpose": "commenting", "value": verdict.reason, "language": "en"}
        )
    return {
        "id": f"urn:detente:{argument.name}:{claim.name}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": body,
        "target": {"source": named_information(argument.document.sha256), "selector": selectors},
    }


def named_information(sha256: str) -> str:
    """Return the address of a text by its hash (RFC 6920), so that no copy of it needs one.

    >>> named_information("00" * 32)
    'ni:///sha-256;AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    """
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def table(audit: Audit, argument: Argument) -> str:
    """Return claims and verdicts as CSV (RFC 4180): a row for each claim, test and theory.

    What is not a number stays empty. Text that a spreadsheet would run as a formula has a ' before it.
    """
    lines = [COLUMNS, *(tuple(row[key] for key in COLUMNS) for row in rows(audit, argument))]
    return "".join(",".join(_cell(value) for value in line) + "\r\n" for line in lines)


def record_table(scores: Scores, argument: Argument) -> str:
    """Return the record as CSV, as `table` writes it: a row for each observation and forecaster.

    An observation of which nothing was asked has one row.
    """
    lines = [RECORD_COLUMNS]
    for one in scores.observations:
        start = {**dict.fromkeys(RECORD_COLUMNS), **_observation_cells(one, argument.record[one.evidence])}
        for row in [start | plain(forecast) for forecast in one.forecasts] or [start]:
            lines.append(tuple(row[key] for key in RECORD_COLUMNS))
    return "".join(",".join(_cell(value) for value in line) + "\r\n" for line in lines)


def _observation_cells(one: Observation, evidence: Evidence) -> dict[str, object]:
    about = {key: getattr(evidence, key) for key in ("date", "source", "bears", "says")}
    told = {"claim": one.claim, **about, "read_at": one.read_at, "not_scored": one.reason}
    if (happened := evidence.happened) is None:
        return told
    seen = {key: getattr(happened, key) for key in ("foretold", "what", "by", "came")}
    return {**told, **seen, "do": "; ".join(happened.do), "document_says": WILL[happened.will]}


def rows(audit: Audit, argument: Argument) -> list[dict[str, object]]:
    """Return one row for each claim, test and theory; a claim without tests has one row."""
    verdicts = {verdict.claim: verdict for verdict in audit.claims}
    found = []
    for claim in argument.claims:
        verdict = verdicts[claim.name]
        start = {**dict.fromkeys(COLUMNS), **_claim_cells(claim, verdict)}
        tested = [
            {**start, **cells} for i, test in enumerate(verdict.tests) for cells in _test_cells(test, i)
        ]
        found += tested or [start]
    return found


def _claim_cells(claim: Claim, verdict: ClaimVerdict) -> dict[str, object]:
    about = {key: getattr(claim, key) for key in ("speaker", "type", "modality", "role", "paraphrase")}
    start, end = claim.span
    said = {"word": verdict.word, "untested": claim.untested, "reason": verdict.reason or claim.reason}
    return {"claim": claim.name, "start": start, "end": end, **about, **said}


def _test_cells(test: TestVerdict, index: int) -> Iterable[dict[str, object]]:
    start = {"test": index + 1, "test_word": test.word, "mirror_word": test.mirror_word, "unit": test.unit}
    for one, other in zip(test.under, test.mirror, strict=True):
        numbers = {f.name: getattr(one, f.name) for f in fields(Under) if f.name in COLUMNS}
        silent = {} if speaks(one) else {"assumed_inputs": None}
        yield {**start, **numbers, **silent, "mirror_share": other.share, "mirror_mean": other.mean}


def _cell(value: object) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    words = str(value)
    words = f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words
    quoted = words.replace('"', '""')
    return f'"{quoted}"' if any(mark in words for mark in ',"\r\n') else words


def graph(links: Iterable[Link]) -> str:
    """Return a causal graph as GraphML: stocks and events as nodes, each influence of a cause as an edge."""
    root = ElementTree.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for key, name in (("cause", "cause"), ("sign", "sign")):
        attributes = {"id": key, "for": "edge", "attr.name": name, "attr.type": "string"}
        ElementTree.SubElement(root, "key", attributes)
    drawn = ElementTree.SubElement(root, "graph", id="causes", edgedefault="directed")
    listed = list(links)
    for path in sorted({path for link in listed for path in (link.source, link.target)}):
        ElementTree.SubElement(drawn, "node", id=path)
    for index, link in enumerate(listed):
        edge = ElementTree.SubElement(drawn, "edge", id=f"e{index}", source=link.source, target=link.target)
        for key, words in (("cause", link.cause), ("sign", link.sign)):
            ElementTree.SubElement(edge, "data", key=key).text = words
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def document(
    audit: Audit, argument: Argument, sentences: Sequence[str], called: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return the whole audit as the JSON document `detente/audit-1`; a number that is not finite is null.

    `called`: how outcomes and deeds are called in the sentences of tests.
    """
    names = called or {}
    verdicts = {verdict.claim: verdict for verdict in audit.claims}
    scored = {} if audit.scores is None else {"scores": plain(audit.scores)}
    return {
        "schema": SCHEMA,
        "argument": argument.name,
        "scenario": audit.scenario,
        "document": plain(argument.document),
        "roles": dict(argument.roles),
        "theories": list(audit.theories),
        "sentences": list(sentences),
        "claims": [_claim(claim, verdicts[claim.name], names) for claim in argument.claims],
        "judgement": plain(audit.judgement),
        "sensitivity": plain(audit.sensitivity),
        "hidden": [
            {"name": one.name, "paraphrase": one.paraphrase, "needed_by": list(one.needed_by)}
            | {"when": one.when, "untested": one.untested}
            for one in argument.hidden
        ],
        "tensions": plain(argument.tensions),
        "record": plain(argument.record),
        **scored,
        "provenance": plain(audit.provenance),
    }


def _claim(claim: Claim, verdict: ClaimVerdict, called: Mapping[str, str]) -> dict[str, Any]:
    keys = ("name", "paraphrase", "speaker", "type", "modality", "role", "untested")
    about = {key: getattr(claim, key) for key in keys}
    tests = [
        {"sentence": asked.form.sentence(called), **plain(test)}
        for asked, test in zip(claim.tests, verdict.tests, strict=True)
    ]
    told = {"word": verdict.word, "reason": verdict.reason or claim.reason, "tests": tests}
    return {**about, "span": list(claim.span), "loaded": list(claim.loaded), **told}


def plain(value: Any) -> Any:
    """Return frozen data as what JSON can hold; a number that is not finite is null.

    >>> plain({"a": (1, float("inf"))})
    {'a': [1, None]}
    """
    if is_dataclass(value) and not isinstance(value, type):
        return plain({f.name: getattr(value, f.name) for f in fields(value)})
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return int(value)
