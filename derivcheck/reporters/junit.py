"""JUnit's XML, as Jenkins, GitLab and others read it: a suite for each derivation, a case a step.

Source: `junit-10.xsd` of the xUnit plugin of Jenkins, which has no place for files and lines; they
stand in the text of a failure.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from derivcheck.reporters.clean import clean, inert, squeeze
from derivcheck.reporters.findings import Finding, in_words
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.outcomes import Outcome, outcomes
from derivcheck.reporters.shorten import LINE, shorten
from derivcheck.verdicts.report import FileReport, Report

_ELEMENTS = {"failed": "failure", "unreadable": "error"}


def render(report: Report, layout: Layout) -> str:
    """The report as test suites.

    Arguments:
        report: what was found.
        layout: only `timings` matters.
    """
    root = Element("testsuites", name="derivcheck")
    found = [(file, list(outcomes(file))) for file in report.files]
    _count(root, [o for _, tests in found for o in tests])
    for file, tests in found:
        suite = SubElement(root, "testsuite", name=clean(file.path))
        _count(suite, tests)
        if layout.timings:
            suite.set("time", f"{sum(o.seconds for o in tests):.3f}")
        for outcome in tests:
            _case(suite, file, outcome, layout.timings)
    indent(root)
    text = tostring(root, encoding="unicode").replace("##[", "##&#91;")  # see `clean.inert`
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _count(element: Element, tests: list[Outcome]) -> None:
    element.set("tests", str(len(tests)))
    element.set("failures", str(sum(o.result == "failed" for o in tests)))
    element.set("errors", str(sum(o.result == "unreadable" for o in tests)))


def _case(suite: Element, file: FileReport, outcome: Outcome, timings: bool) -> None:
    text = squeeze(shorten(outcome.text, LINE))
    case = SubElement(suite, "testcase", classname=clean(file.path))
    case.set("name", f"{outcome.about}: {text}")
    if timings:
        case.set("time", f"{outcome.seconds:.3f}")
    first, rest = outcome.findings[:1], outcome.findings
    if outcome.result in _ELEMENTS:
        kind = outcome.verdict or "unreadable"
        message = squeeze(first[0].message) if first else f"{outcome.about} is {kind}"
        told = SubElement(case, _ELEMENTS[outcome.result], type=kind, message=message)
        told.text = _lines(file, outcome.line, first)
        rest = outcome.findings[1:]
    if rest:
        SubElement(case, "system-out").text = _lines(file, outcome.line, rest)


def _lines(file: FileReport, line: int, findings: tuple[Finding, ...]) -> str:
    """What is to be said, each finding with its place, a line a detail."""
    told = []
    for finding in findings:
        place = f"{clean(file.path)}:{finding.place.line if finding.place else line}"
        head, *details = map(squeeze, in_words(finding))
        told.append(f"{place}: {finding.severity} {finding.code}: {head}")
        told += [f"  {detail}" for detail in details]
    return "".join(f"\n{inert(part)}" for part in told) + "\n"
