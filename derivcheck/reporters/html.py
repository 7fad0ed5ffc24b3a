"""The report as a page: an index with the verdicts, every derivation, each finding at its line.

The page is the one of `derivcheck export --to html`; what is told beside a line is what all reports
tell.  It needs no network and no script to be read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from derivcheck.documents.loading import load
from derivcheck.documents.model import Derivation
from derivcheck.exporters.composing import chapters
from derivcheck.exporters.html import document
from derivcheck.exporters.manuscript import Chapter, Shape
from derivcheck.reporters.clean import clean, inert
from derivcheck.reporters.findings import of_report
from derivcheck.reporters.layout import Layout
from derivcheck.verdicts.report import FileReport, Report


def render(report: Report, layout: Layout) -> str:
    """The page of a report.

    Arguments:
        report: what was found.
        layout: `quiet` leaves out the files that pass.
    """
    wanted = [f for f in report.files if not (layout.quiet and f.passed)]
    made = chapters(zip(_derivations(wanted), wanted, strict=True))
    page = document(made, Shape(marks="margin"), dict(_told(report, made)))
    return "\n".join(inert(clean(line)) for line in page.split("\n"))


def _derivations(files: list[FileReport]) -> Iterator[Derivation]:
    """The derivations again, each from the text that was judged."""
    seen: Counter[str] = Counter()
    loaded: dict[tuple[str, str], tuple[Derivation, ...]] = {}
    for file in files:
        text = file.path, file.source
        if text not in loaded:
            loaded[text] = load(*text)
        found = loaded[text]
        yield found[min(seen[file.path], len(found) - 1)]
        seen[file.path] += 1


def _told(report: Report, made: list[Chapter]) -> Iterator[tuple[str, list[str]]]:
    """What is found of the lines, by their keys."""
    keys = {id(chapter.report): chapter.key for chapter in made}
    told: dict[str, list[str]] = defaultdict(list)
    for each in of_report(report, quiet=False):
        if each.step is None or id(each.file) not in keys:
            continue
        finding = each.finding
        details = [f"{label}: {text}" for label, text in finding.details if label in SAID]
        said = f"{finding.severity} {finding.code}: {finding.message}"
        told[f"{keys[id(each.file)]}:{each.step.id}"] += [clean(s) for s in (said, *details)]
    yield from told.items()


SAID = ("because", "try", "remark", "hint", "note")
"""Details that are sentences; the others stand in the page already."""
