r"""Columns of a displayed formula: statements side by side, and remarks in a column of their own.

x &= 1 & y &= 2            one statement, both: `x = 1 ∧ y = 2`
a &= b & c &= d \\         two chains, a = b = e and c = d = f,
  &= e &   &= f            if one of the later rows goes on with both
y &= x^2 & x &> 0          likewise; `& x > 0` in one cell is a remark
a &= b &+ c, a &=& b       no columns: the same goes on
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.manuscripts.lines import Line
from derivcheck.notation.tex.commands import ADDING, PRODUCTS, QUOTIENTS
from derivcheck.notation.tex.macros import Macros, expand
from derivcheck.notation.tex.relations import LINKS, joint_at, nested
from derivcheck.notation.tex.remarks import first_word
from derivcheck.notation.tex.tokens import Token, tokenize

AND = "∧"
"""What stands in place of an ampersand between statements: as long, and read as `\\land`."""
_OPERATIONS = frozenset((*ADDING, *PRODUCTS, *QUOTIENTS))


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in a column of a line.

    Arguments:
        number: of the line.
        start: where the piece begins in the document.
        text: of it.
        remarks: where columns begin in it that may hold a remark.
        first: whether it is the first of its line.
        beside: whether a wide space stands between it and another one.
    """

    number: int
    start: int
    text: str
    remarks: tuple[int, ...] = ()
    first: bool = True
    beside: bool = False


def pieces_of(lines: list[Line], macros: Macros) -> list[Piece]:
    """What stands in the lines of a block, in the order that it is read.

    Ampersands between statements of a line become `AND` in `lines`.
    """
    found = [tuple(_columns(n, line, macros)) for n, line in enumerate(lines)]
    if _are_parallel(found, macros):
        most = max(map(len, found))
        return [row[n] for n in range(most) for row in found if n < len(row)]
    made: list[Piece] = []
    for number, row in enumerate(found):
        first, *more = row
        told = [*first.remarks, *(r + p.start - first.start for p in more for r in p.remarks)]
        if more and number + 1 < len(found) and _goes_on(found[number + 1][0], macros):
            told = [more[0].start - first.start]  # no statement goes on, so that it is a remark
            more = []
        for piece in more:
            if not _begins(_tokens(piece.text, macros)):
                lines[number] = _joined(lines[number], piece.start - 1)
        made.append(Piece(number, first.start, lines[number].text, tuple(told)))
    return made


def _goes_on(piece: Piece, macros: Macros) -> bool:
    """Whether a line begins with a relation, so that the one above it is part of a calculation."""
    found = joint_at(tokens, 0) if (tokens := _tokens(piece.text, macros)) else None
    return found is not None and found.joint not in LINKS


def _joined(line: Line, at: int) -> Line:
    """The line with `AND` for an ampersand, and blanks for the punctuation before it."""
    at -= line.start
    before = line.text[:at].rstrip(" &.,;")
    return replace(line, text=before + " " * (at - len(before)) + AND + line.text[at + 1 :])


def _are_parallel(found: Sequence[Sequence[Piece]], macros: Macros) -> bool:
    """Whether later rows go on with a column behind the first, which a row above opens."""
    opened = False
    for row in found:
        for piece in row[1:]:
            begins = _begins(_tokens(piece.text, macros))
            if begins and opened:
                return True
            opened = opened or not begins
    return False


def _columns(number: int, line: Line, macros: Macros) -> Iterator[Piece]:
    """The columns of a line that hold statements, or go on with those above."""
    edges = [*(c - line.start for c in line.cells), len(line.text)]
    start, remarks = 0, list[int]()
    for n, (cut, after) in enumerate(pairwise(edges)):
        if not _is_closed(_tokens(line.text[start:cut], macros)):
            continue
        cell = _tokens(line.text[cut + 1 : after], macros)
        if not cell:
            continue
        blank = n > 0 and not line.text[edges[n - 1] + 1 : cut].strip()
        if not _begins(cell) and cell[0].text in _OPERATIONS:
            continue
        behind = line.text[after + 1 : edges[n + 2]] if n + 2 < len(edges) else ""
        aligned = blank if _begins(cell) else _is_stated(cell, _tokens(behind, macros))
        if not aligned:
            remarks += [] if _is_listed(line.text[start:cut], cell) else [cut + 1 - start]
            break
        yield _piece(number, line, (start, cut), remarks)
        start, remarks = cut + 1, []
    yield _piece(number, line, (start, len(line.text)), remarks)


def _is_stated(cell: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Whether a cell is the left side of a statement that the cell behind it goes on with."""
    return not first_word(cell, 0) and (_begins(behind) or _ends(cell))


def _is_listed(before: str, cell: Sequence[Token]) -> bool:
    """Whether an equation stands behind a comma, `x = 1, & y = 2`: both are stated."""
    joints = [found.joint for n in range(len(cell)) if (found := joint_at(cell, n))]
    return before.rstrip(" &").endswith(",") and joints == ["="]


def _piece(number: int, line: Line, at: tuple[int, int], remarks: Sequence[int]) -> Piece:
    start, stop = at
    return Piece(number, line.start + start, line.text[start:stop], tuple(remarks), not start)


def _tokens(text: str, macros: Macros) -> list[Token]:
    """The tokens of a piece; none if it cannot be read apart."""
    try:
        return expand(tokenize(text), macros)
    except Diagnosis:
        return []


def _begins(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and joint_at(tokens, 0) is not None


def _ends(tokens: Sequence[Token]) -> bool:
    """Whether a relation is the last of the tokens."""
    found = joint_at(tokens, len(tokens) - 1)
    return found is not None and found.stop == len(tokens)


def _is_closed(tokens: Sequence[Token]) -> bool:
    """Whether tokens hold a relation, and something behind the last one."""
    depths = nested(tokens)
    if not tokens or depths[-1]:
        return False
    joints = [f for n, d in enumerate(depths) if not d and (f := joint_at(tokens, n))]
    return bool(joints) and joints[-1].joint not in LINKS and joints[-1].stop < len(tokens)
