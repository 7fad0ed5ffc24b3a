r"""The lines of a displayed formula: rows at `\\`, cells at `&`, what says nothing left blank.

A line keeps its length, so that what stands in it stands at the same place in the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from derivcheck.documents.manuscripts.blocks import Block, blanked
from derivcheck.documents.manuscripts.displays import ROWS
from derivcheck.notation.tex.commands import (
    ADDING,
    CONNECTIVES,
    LOGIC,
    PRODUCTS,
    QUOTIENTS,
    RELATIONS,
)
from derivcheck.notation.tex.tokens import EM_SPACE

Range = tuple[int, int]

_TOKEN = re.compile(
    r"""\\begin\s*\{(?P<begin>[A-Za-z]+)\*?\}(?P<colspec>\s*\{[^{}]*\})?
      | \\end\s*\{(?P<end>[A-Za-z]+)\*?\}
      | (?P<row>\\\\\*?(?:\[[^\]\r\n]*\])?)
      | (?P<cell>&)
      | (?P<silent>\\(?:nonumber|notag|displaybreak|allowdisplaybreaks|hline|noindent|pagebreak
                       |qedhere|qed|smallskip|medskip|bigskip|centering)(?![A-Za-z])(?:\[\d\])?)
      | \\(?P<boxed>boxed|fbox|Aboxed|framebox)\s*(?=\{)
      | \\(?P<braced>label|tag|intertext|shortintertext|vspace|hspace)\*?\s*(?=\{)
      | \\. | (?P<brace>[{}])""",
    re.VERBOSE | re.DOTALL,
)
_REMARK = re.compile(
    r"""(?: \s | \\q?quad(?![A-Za-z]) | \\[,;:!\ ] | [()\[\].,] )*
        (?: \\(?:text|mbox|hbox|textrm|textit|textnormal|textbf|textsf|emph)\s*
            \{ [^{}]* (?:\{[^{}]*\}[^{}]*)* \}
            (?: \s | \\q?quad(?![A-Za-z]) | \\[,;:!\ ] | [()\[\].,] )* )+""",
    re.VERBOSE,
)
_RELATED = re.compile(
    r"(?<!_\{)\w\s*[=<>]|[)}\]]\s*[=<>]|\\(?:leq?|geq?|neq?|iff|implies)(?![A-Za-z])"
)
_ARGUMENTS = {"alignat": r"\s*\{\d+\}", "alignedat": r"\s*(?:\[\w\])?\s*\{\d+\}",
              "xalignat": r"\s*\{\d+\}", "array": r"\s*(?:\[\w\])?\s*\{[^{}]*\}"}  # fmt: skip
_SIGNS = frozenset((*RELATIONS, *CONNECTIVES, *ADDING, *PRODUCTS, *QUOTIENTS, *LOGIC))
_SIGN = re.compile(r"\\[A-Za-z]+|.", re.DOTALL)
_JOINING = frozenset(("", *",(=<>+-*/"))
_BLANKS = " \t\r\n&"
_OPTION = re.compile(r"\s*\[[tbc]\]")


@dataclass(slots=True)
class Line:
    """A row of a displayed formula.

    Arguments:
        start, stop: where it stands.
        text: of that, as many characters, all that is no formula left blank.
        labels: where the names stand that it is given by `\\label`.
        indented: whether its first cell is empty.
        cells: where the ampersands stand that divide it.
    """

    start: int
    stop: int
    text: str
    labels: tuple[Range, ...] = ()
    indented: bool = False
    cells: tuple[int, ...] = ()


@dataclass(slots=True)
class _Found:
    """What stands in a formula that is none."""

    rows: list[Range] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)
    silent: list[Range] = field(default_factory=list)
    labels: list[Range] = field(default_factory=list)


def lines_of(block: Block, formulas: str) -> list[Line]:
    """The rows of a displayed formula that hold something.

    Arguments:
        formulas: the document, all that is no LaTeX of a formula left blank.
    """
    found = _found(block, formulas)
    text = blanked(formulas, found.silent, (block.start, block.stop))
    made: list[Line] = []
    start = block.start
    for stop, after in (*found.rows, (block.stop, block.stop)):
        line = _line(text, block.start, (start, stop), found)
        if line.text.strip() or line.labels:
            made.append(line)
        start = after
    return _labelled(made)


def _labelled(lines: list[Line]) -> list[Line]:
    """The lines that hold a formula; the label of an empty one is of the line above."""
    made: list[Line] = []
    for line in lines:
        if line.text.strip():
            made.append(line)
        elif made:
            made[-1].labels += line.labels
    return made


def _line(text: str, base: int, row: Range, found: _Found) -> Line:
    """A row of a formula.

    Arguments:
        text: of the formula, which stands at `base`.
    """
    start, stop = row
    text = text[start - base : stop - base]
    cuts = [c for c in found.cells if start <= c < stop]
    edges = [start, *(c + 1 for c in cuts), stop + 1]
    cells = [(a, b - 1) for a, b in pairwise(edges)]
    remarks = [(a, b) for a, b in cells[1:] if _REMARK.fullmatch(text, a - start, b - start)]
    whole = [row] if _REMARK.fullmatch(text.replace("&", " ")) else []
    hidden = [(a - start, b - start) for a, b in (*remarks, *whole)]
    inside = blanked(_spaced(text, [c - start for c in cuts]), hidden)
    first = text[: cuts[0] - start] if cuts else "."
    labels = tuple(r for r in found.labels if start <= r[0] < stop)
    return Line(start, stop, inside, labels, not first.strip(), tuple(cuts))


def _spaced(text: str, cuts: list[int]) -> str:
    """A row with wide spaces between cells that may be formulas of their own.

    What a sign joins is one formula; what a comma divides is a list.
    """
    pieces = list(text)
    for c in cuts:
        left, right = text[:c].rstrip(_BLANKS), text[c:].lstrip(_BLANKS)
        sign = _SIGN.match(right)
        joined = left[-1:] in _JOINING or not right or (sign and sign[0] in _SIGNS)
        pieces[c] = " " if joined else EM_SPACE
    return "".join(pieces)


def _found(block: Block, text: str) -> _Found:
    """Rows, cells and what says nothing, of a formula and of the rows nested in it."""
    found = _Found()
    at = block.start
    if skipped := _arguments(block.kind, text, at):
        found.silent.append((at, skipped))
        at = skipped
    outer = _sole_array(block, text, at)
    opaque = 0  # environments and braces that are within a formula
    boxes = set[int]()  # where the braces end that stand around statements
    while at < block.stop and (match := _TOKEN.search(text, at, block.stop)):
        at = match.end()
        name = match["begin"] or match["end"]
        if name in ROWS or (name == "array" and match.start() in outer):
            if match["begin"]:
                at -= len(match["colspec"] or "")
                at = _arguments(name, text, at) or at
            found.silent.append((match.start(), at))
        elif name or (match["brace"] and match.start() not in boxes):
            opaque += 1 if match["begin"] or match["brace"] == "{" else -1
        elif match["braced"]:
            stop = group_end(text, at, block.stop)
            if match["braced"] == "label":
                found.labels.append((at + 1, stop - 1))
            found.silent.append((match.start(), stop))
            at = stop
        elif match["boxed"]:
            stop = group_end(text, at, block.stop)
            if match["boxed"] == "Aboxed" or _RELATED.search(text, at, stop):
                found.silent += [(match.start(), at + 1), (stop - 1, stop)]
                boxes.add(stop - 1)
                at += 1
        elif match["silent"]:
            found.silent.append(match.span())
        elif match["row"] and not opaque:
            found.rows.append(match.span())
        elif match["cell"] and not opaque:
            found.cells.append(match.start())
    return found


def _arguments(name: str, text: str, at: int) -> int:
    """Where the arguments of an environment end; 0 if it has none."""
    match = re.compile(_ARGUMENTS[name]).match(text, at) if name in _ARGUMENTS else None
    found = match or _OPTION.match(text, at)
    return found.end() if found else 0


def _sole_array(block: Block, text: str, start: int) -> frozenset[int]:
    """Where an array that is all of a formula begins and ends: it holds rows, and is no matrix."""
    inside = re.compile(r"\s*(\\begin\{array\})(?:(?!\\begin\{array\}).)*(\\end\{array\})[\s.,;]*",
                        re.DOTALL)  # fmt: skip
    match = inside.fullmatch(text, start, block.stop)
    return frozenset((match.start(1), match.start(2))) if match else frozenset()


def group_end(text: str, start: int, stop: int) -> int:
    """Where the group ends that begins at a brace; `stop` if it never does."""
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, start, stop):
        depth += (match[0] == "{") - (match[0] == "}")
        if not depth and match[0] == "}":
            return match.end()
    return stop
