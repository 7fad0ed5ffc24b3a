"""SARIF 2.1.0, for code scanning: results with fingerprints, the line before, and proved repairs.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from derivcheck.checking.fixes import edit_of
from derivcheck.codes import CODES
from derivcheck.diagnostics import Place, Span
from derivcheck.documents.positions import Source
from derivcheck.reporters.clean import inert_json, squeeze
from derivcheck.reporters.findings import BEFORE, REASON, Severity, Told, in_words, of_report
from derivcheck.reporters.fingerprints import fingerprinted
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.paths import is_absolute, uri
from derivcheck.verdicts.report import Report

Data = dict[str, object]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "derivcheck/v1"
SUPPRESSED: dict[Severity, tuple[str, str]] = {
    "allowed":   ("inSource", "allowed by the step"),
    "baselined": ("external", "known, it stands in the baseline"),
}  # fmt: skip
"""Manner -> where it is decided, and why if nobody gave a reason (SARIF 3.35)."""


def render(report: Report, layout: Layout) -> str:
    """The findings as one run of SARIF.

    Arguments:
        report: what was found.
        layout: only `quiet` matters.
    """
    found = list(fingerprinted(of_report(report, quiet=layout.quiet, beside=SUPPRESSED)))
    codes = {code: n for n, code in enumerate(sorted({t.finding.code for t, _ in found}))}
    driver: Data = {"name": "derivcheck", "rules": [_rule(code) for code in codes]}
    if report.version:
        driver["version"] = report.version
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True, "exitCode": report.exit_code}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(told, fingerprint, codes) for told, fingerprint in found],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return inert_json(json.dumps(log, indent=2)) + "\n"


def _rule(code: str) -> Data:
    row = CODES.get(code)
    if row is None:
        return {"id": code}
    help_ = f"{row.explanation} {row.why}\n\nWrong:\n\n{row.bad}\n\nRight:\n\n{row.good}\n"
    return {
        "id": code,
        "shortDescription": {"text": row.title},
        "fullDescription": {"text": f"{row.explanation} {row.why}"},
        "help": {"text": _plain(help_)},
    }


def _result(told: Told, fingerprint: str, codes: Mapping[str, int]) -> Data:
    finding = told.finding
    spoken = replace(finding, details=tuple(d for d in finding.details if d[0] != REASON))
    message = "\n".join(_plain(squeeze(line)) for line in in_words(spoken))
    location = _location(told, told.place)
    if told.about:
        location["logicalLocations"] = [{"name": told.about}]
    result: Data = {
        "ruleId": finding.code,
        "ruleIndex": codes[finding.code],
        "level": finding.level or finding.otherwise,
        "message": {"text": message},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.before:
        before = {"id": 1, **_location(told, finding.before), "message": {"text": BEFORE}}
        result["relatedLocations"] = [before]
    if fix := _fix(told):
        result["fixes"] = [fix]
    if finding.severity in SUPPRESSED:
        kind, why = SUPPRESSED[finding.severity]
        justification = squeeze(dict(finding.details).get(REASON, why))
        told_why = {"kind": kind, "status": "accepted", "justification": justification}
        result["suppressions"] = [told_why]
    return result


def _location(told: Told, place: Place) -> Data:
    return {"physicalLocation": {"artifactLocation": _artifact(told), "region": _region(place)}}


def _artifact(told: Told) -> Data:
    where: Data = {"uri": uri(told.file.path)}
    return where if is_absolute(told.file.path) else where | {"uriBaseId": "%SRCROOT%"}


def _region(place: Place) -> Data:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + place.width,
    }


def _fix(told: Told) -> Data | None:
    """A repair that is proved, if it can be put in the place of what is printed; never cut."""
    step, source = told.step, told.file.source
    edit = edit_of(told.file.path, source, step) if step and told.place == step.place else None
    if edit is None:
        return None
    replacement = {
        "deletedRegion": _span(source, edit.span),
        "insertedContent": {"text": edit.text},
    }
    change = {"artifactLocation": _artifact(told), "replacements": [replacement]}
    text = f"with it {told.about} is proved"
    return {"description": {"text": text}, "artifactChanges": [change]}


def _span(source: str, span: Span) -> Data:
    """The region of a span, on one line or on several."""
    lines = Source.of(source)
    start, stop = lines.place(span.start), lines.place(span.stop)
    ends = {"endLine": stop.line} if stop.line > start.line else {}
    return {
        "startLine": start.line,
        "startColumn": start.column,
        **ends,
        "endColumn": stop.column,
    }


def _plain(text: str) -> str:
    """A text in which nothing is a link to a viewer (SARIF 3.11.6): `[x](1)` as `[x\\](1)`."""
    return text.replace("](", "\\](")
