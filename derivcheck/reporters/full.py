"""The full report: every step on a line, and below it why, as one would tell a colleague."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import StringIO
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from derivcheck.diagnostics import Place
from derivcheck.reporters.block import block, framed, indented, wrapped
from derivcheck.reporters.clean import clean, inert, squeeze
from derivcheck.reporters.excerpt import cut
from derivcheck.reporters.findings import (
    NOTE,
    SYMBOLS,
    Finding,
    of_conclusion,
    of_file,
    of_step,
    steps,
)
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.shorten import LINE, PROSE, shorten
from derivcheck.reporters.summary import STOPPED, UNJUDGED, first_failure, is_unread, summary
from derivcheck.verdicts.reasons import Kind
from derivcheck.verdicts.report import ConclusionReport, FileReport, Report, StepReport

_GIVEN = "given"
_WIDEST_TAG, _WIDEST_ID = 26, 16  # cells; wider ones take a line of their own, or are cut
_NARROWEST, _NARROWEST_TEXT = 40, 30

_STYLES: dict[str | None, str] = {
    "proved":    "green",
    "refuted":   "bold red",
    "undecided": "bold yellow",
    "invalid":   "bold red",
    "expected":  "cyan",
    None:        "dim",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Columns:
    """Widths in cells, the same for all lines of a file."""

    page: int
    word: int
    id: int
    text: int = 0
    tag: int = 0  # the widest tag that stands beside its text

    @property
    def start(self) -> int:
        """Where the text of a step starts."""
        return 2 + 2 + self.word + 2 + self.id + 2


def render(report: Report, layout: Layout) -> str:
    """The report for a person, colours as the layout allows.

    Arguments:
        report: what was found.
        layout: with `quiet`, only the files that failed and in them only what made them fail.
    """
    layout = replace(layout, width=max(layout.width, _NARROWEST))
    lines: list[Text] = []
    explained: set[str] = set()
    for unread, files in groupby(report.files, is_unread):
        for file in files:
            if unread:
                lines.append(_unread(file))
            elif not (layout.quiet and file.passed):
                lines += _file(file, layout, explained)
        lines += [Text()] if unread else []
    if not layout.quiet:
        lines += _ending(report, layout)
    return _printed(lines, layout)


def _printed(lines: Iterable[Text], layout: Layout) -> str:
    out = StringIO()
    console = Console(
        file=out,
        width=layout.width,
        force_terminal=layout.color,
        color_system="standard" if layout.color else None,
        no_color=not layout.color,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    for line in lines:
        line.rstrip()
        if (harmless := inert(line.plain)) != line.plain:
            line = Text(harmless)
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    return out.getvalue()


# ------------------------------------------------------------------------------------------ a file


def _file(file: FileReport, layout: Layout, explained: set[str]) -> Iterator[Text]:
    """Arguments: explained: the codes of which was told where to learn more, in other files too."""
    yield from _header(file, layout.width)
    for finding in of_file(file):
        yield from _block(finding, file, layout, None, explained)
    open_line = False  # whether the line above has no air below it
    for line, findings, own in _rows(file, layout):
        blocks = [t for f in findings for t in _block(f, file, layout, own, explained)]
        airy = bool(blocks) and not blocks[-1].plain
        if airy and open_line:
            yield Text()
        yield from (*line, *blocks)
        open_line = not airy
    if open_line:
        yield Text()


def _unread(file: FileReport) -> Text:
    return Text.assemble((clean(file.path), "bold"), f": {squeeze(file.problems[0].message)}")


def _block(
    finding: Finding, file: FileReport, layout: Layout, own: Place | None, explained: set[str]
) -> Iterator[Text]:
    """A finding; the first one with its code that is no more than a line tells about `explain`."""
    if finding.severity == "ignored":  # only how many there are is told, and which steps pass so
        return
    if finding.code == STOPPED:  # its line says so
        return
    see = finding.severity != "expected" and finding.code not in explained
    if see and framed(finding, own):
        explained.add(finding.code)
    yield from block(finding, file, layout.width, own, see=see)


def _rows(
    file: FileReport, layout: Layout
) -> Iterator[tuple[list[Text], list[Finding], Place | None]]:
    """The steps, then the conclusions: the line, what is to be said, the place of the step."""
    columns = _columns(file, layout)
    for step in file.steps:
        if not (layout.quiet and step.passed):
            findings = list(of_step(step))
            told = any(label == NOTE for f in findings for label, _ in f.details)
            note = [] if told else _note(step, columns)
            yield [*_step(step, columns, layout), *note], findings, step.place
    for conclusion in file.conclusions:
        if not (layout.quiet and conclusion.passed):
            stopped = Kind.STOPPED in conclusion.verdict.kinds  # its line says so
            findings = [] if stopped else list(of_conclusion(conclusion))
            yield _conclusion(conclusion, columns), findings, None


def _header(file: FileReport, width: int) -> Iterator[Text]:
    path, title = clean(file.path), squeeze(file.title)
    yield Text(path, "bold")
    if title:
        yield Text("  " + cut(title, width - 2))
    yield Text()


def _columns(file: FileReport, layout: Layout) -> _Columns:
    words = [_word(s) for s in file.steps] + ["proved"]
    ids = [_id(s) for s in file.steps] + [""]
    columns = _Columns(layout.width, max(map(len, words)), max(map(cell_len, ids)))
    room = layout.width - columns.start
    widest = min(_WIDEST_TAG, room - _NARROWEST_TEXT)
    widths = [cell_len(_tag(s, layout.timings)) for s in file.steps]
    tag = max((w for w in widths if w <= widest), default=0)
    longest = max((cell_len(_text(s)) for s in file.steps), default=0)
    return replace(columns, text=min(longest, room - tag - 2), tag=tag)


# ------------------------------------------------------------------------------------------ a step


def _step(step: StepReport, columns: _Columns, layout: Layout) -> list[Text]:
    name = step.verdict.name if step.verdict else None
    expected = step.passed and step.found.name != "proved"
    style = _STYLES["expected" if expected else name]
    tag = _tag(step, layout.timings)
    beside = 0 < cell_len(tag) <= columns.tag
    text = cut(_text(step), columns.text if beside else columns.page - columns.start)
    line = Text.assemble(
        "  ",
        (f"{SYMBOLS[name]} {_word(step).ljust(columns.word)}", style),
        "  ",
        _padded(_id(step), columns.id),
        "  ",
        text,
    )
    if beside:
        line.append(" " * (columns.text - cell_len(text) + 2))
        line.append(tag, "dim")
        return [line]
    room = columns.page - columns.start
    return [line, *(indented(t, columns.start) for t in wrapped(tag, room, "dim") if tag)]


def _note(step: StepReport, columns: _Columns) -> list[Text]:
    """The remark of the author on a step of which nothing else is to be told."""
    note = f"note: {squeeze(shorten(step.note, PROSE))}" if step.note else ""
    room = columns.page - columns.start
    return [indented(t, columns.start) for t in wrapped(note, room, "dim") if note]


def _word(step: StepReport) -> str:
    return step.verdict.name if step.verdict else _GIVEN


def _id(step: StepReport) -> str:
    return cut(clean(f"{step.id} [{step.label}]" if step.label else step.id), _WIDEST_ID)


def _text(step: StepReport) -> str:
    """The source text after its relation, indented where there is none, so that chains align."""
    return squeeze(f"{step.relation} {step.after}") if step.before else "  " + squeeze(step.after)


def _tag(step: StepReport, timings: bool) -> str:
    """What stands at the end of the line: the rule, what it rests on."""
    failed = step.found.name != "proved"
    parts = [rule.name for rule in step.rules]
    if step.follows_from:
        parts.append(f"follows from {steps((step.follows_from,))}")
    rests = tuple(name for name in step.rests_on if name != step.follows_from)
    if rests and not failed:
        parts.append(f"rests on {steps(rests)}")
    if failed and step.as_expected:
        parts.append("as expected")
    elif failed and step.passed:
        parts += dict.fromkeys(one.manner for one in step.suppressions)
    if step.code == STOPPED:
        parts.append(UNJUDGED)
    if timings and step.verdict:
        parts.append(f"{step.verdict.seconds:.3f} s")
    return squeeze(shorten("; ".join(parts), LINE))


def _conclusion(conclusion: ConclusionReport, columns: _Columns) -> list[Text]:
    name = conclusion.verdict.name
    calm = name == "proved" or not conclusion.passed or conclusion.expect is None
    style = _STYLES[name if calm else "expected"]
    room = columns.page - 2 - 2 - columns.word - 2 - len("conclusion  ") - len("  to  ")
    first = cut(squeeze(conclusion.first), room - min(room // 2, cell_len(conclusion.last)))
    last = cut(squeeze(conclusion.last), room - cell_len(first))
    word = Text(f"{SYMBOLS[name]} {name.ljust(columns.word)}", style)
    line = Text.assemble("  ", word, "  conclusion  ", first, ("  to  ", "dim"), last)
    rests = shorten(steps(conclusion.rests_on), LINE) if conclusion.rests_on else ""
    tag = f"rests on {squeeze(rests)}" if rests else ""
    tag = UNJUDGED if Kind.STOPPED in conclusion.verdict.kinds else tag
    start = 2 + 2 + columns.word + 2
    below = wrapped(tag, columns.page - start, "dim") if tag else []
    return [line, *(indented(t, start) for t in below)]


def _padded(text: str, room: int) -> str:
    return text + " " * (room - cell_len(text))


# ------------------------------------------------------------------------------------- the ending


def _ending(report: Report, layout: Layout) -> Iterator[Text]:
    """The counts, after the list of failed files if there are several files."""
    failed = [f for f in report.files if not f.passed]
    looked_at = [f for f in failed if not is_unread(f)]
    if looked_at and len(report.files) > 1:
        for file in looked_at:
            room = layout.width - 4 - cell_len(clean(file.path)) - 2
            why = Text(cut(first_failure(file), max(room, 10)))
            yield Text.assemble(("  ✗ ", "bold red"), clean(file.path), ": ", why)
        yield Text()
    seconds = f"; {report.seconds:.2f} s" if layout.timings else ""
    style = "bold red" if failed else "bold green"
    yield from wrapped(summary(report) + seconds, layout.width, style)
