r"""Lines of a displayed formula to chains of sides: which line goes on from the one before.

a &= b \\ &= c            one chain of three sides
a &= b \\ c &= d          two chains
a = b \implies c = d      two chains, the second of which follows from the first
a &= b \\ &+ c            a line that begins with an operation goes on
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from derivcheck.diagnostics import Diagnosis, Diagnostic, Span
from derivcheck.documents.manuscripts.columns import Piece, pieces_of
from derivcheck.documents.manuscripts.inline import beside
from derivcheck.documents.manuscripts.lines import Line
from derivcheck.documents.positions import Located, Source
from derivcheck.notation.tex.macros import Macros
from derivcheck.notation.tex.reading import BESIDE, Joint, sides_of
from derivcheck.notation.tex.reading import Line as Divided

LINKS = {"=>": "implies", "<==": "implied by", "<=>": "iff"}
"""What stands between statements -> the key of a step."""

_GAP = r"(?:\s|~|\\q?quad(?![A-Za-z])|\\[,;:!\ ]|\\[hv]?phantom\{[^{}]*\}|\{\})*"
_ADDED = re.compile(
    rf"{_GAP}(?:\\left\s*\.)?{_GAP}(?:[+/*]|\\(?:cdot|times|pm|mp|otimes|odot|div)(?![A-Za-z]))"
)
_SUBTRACTED = re.compile(rf"{_GAP}-")
_OPENED = re.compile(r"\\left(?![A-Za-z])|\\[Bb]igg?l(?![A-Za-z])")
_CLOSED = re.compile(r"\\right(?![A-Za-z])|\\[Bb]igg?r(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a chain.

    Arguments:
        joint: the relation before it; "" for the first of a chain.
        sign: where that stands.
        span: where the side stands.
        line: the number of the line it begins in.
        connected: whether it is made of statements, with `and` or `or` between.
    """

    joint: Joint
    sign: Span
    span: Span
    line: int
    connected: bool = False


@dataclass(slots=True)
class Chain:
    """Sides with relations between; the first one has a joint if the block before goes on.

    Arguments:
        link: how it follows from the chain above; "" if nothing says so.
        beside: whether a wide space stands between it and another one.
        resumes: whether it goes on with what the chain above defines a name by.
    """

    link: str = ""
    sides: list[Side] = field(default_factory=list)
    beside: bool = False
    resumes: bool = False

    @property
    def relations(self) -> int:
        """How many it states."""
        return sum(1 for side in self.sides if side.joint or side.connected)


@dataclass(slots=True)
class Chains:
    """The chains of a block, the lines of it that cannot be divided, and what lines hold for.

    Arguments:
        conditions: number of a line -> where the formulas stand that it holds for.
    """

    found: list[Chain] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    conditions: dict[int, tuple[Span, ...]] = field(default_factory=dict)


def chains_of(
    lines: list[Line],
    kind: str,
    macros: Macros,
    source: Source,
    known: Container[str] | None = None,
) -> Chains:
    """The chains of a block.

    Arguments:
        kind: of the block; the lines of `multline` are one formula.
        known: the names that are declared, if that is known.
    """
    made = Chains()
    waiting: tuple[Joint, Span] | None = None
    for piece, divided in _divided(pieces_of(lines, macros), macros, made, source, known):
        number, line = piece.number, lines[piece.number]
        sides, held = divided.sides, made.conditions.get(number, ())
        here = tuple(_moved(span, piece.start) for span in divided.conditions)
        made.conditions[number] = (*held, *here)
        for n, side in enumerate(sides):
            span, sign = _moved(side.span, piece.start), _moved(side.sign, piece.start)
            joint = side.joint
            if joint and waiting and waiting[0] in LINKS and joint not in LINKS:
                joint, sign = "", sign  # `\implies =` goes on with another relation
            if not joint and waiting:
                joint, sign = waiting
                waiting = None
            if span.start == span.stop:
                waiting = (joint, sign) if joint else waiting
                continue
            opens = n == 0 and piece.first and not joint
            if opens and _goes_on(line, lines, number, kind, len(sides), made):
                _extend(made, span)
            else:
                _add(made, Side(joint, sign, span, number, side.connected))
            made.found[-1].beside = made.found[-1].beside or piece.beside
            waiting = None
    return made


def _divided(
    pieces: Iterable[Piece],
    macros: Macros,
    made: Chains,
    source: Source,
    known: Container[str] | None,
) -> Iterator[tuple[Piece, Divided]]:
    """The pieces with their sides; what cannot be divided is among the problems."""
    waiting = list(pieces)[::-1]
    while waiting:
        piece = waiting.pop()
        try:
            yield piece, sides_of(piece.text, macros, piece.remarks)
        except Diagnosis as error:
            if parts := _apart(piece, error.diagnostic, made, known):
                waiting += parts[::-1]
                continue
            text = Located(piece.text, source, piece.start, piece.start + len(piece.text))
            made.problems.append(text.error(error.diagnostic).diagnostic)


def _apart(
    piece: Piece, told: Diagnostic, made: Chains, known: Container[str] | None
) -> list[Piece]:
    r"""The formulas of a piece that a wide space divides, if it is clear what they are.

    Of `a = b, \qquad c = d` both are stated, `x > 0` is a condition, `x = 1` could be one, if
    x is declared.
    """
    if told.message != BESIDE or told.span is None:
        return []
    before, behind = piece.text[: told.span.start], piece.text[told.span.start :]
    start, kind = piece.start + told.span.start, beside(behind, known)
    if kind == "stated":
        other = replace(piece, start=start, text=behind, beside=True)
        return [replace(piece, text=before, beside=True), other]
    if kind == "condition" and not piece.beside:  # else it is not clear of which it is
        stop = start + len(behind.rstrip(" \t\r\n.,;"))
        held = made.conditions.get(piece.number, ())
        made.conditions[piece.number] = (*held, Span(start, stop))
        return [replace(piece, text=before)]
    return []


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.stop + by)


def _add(made: Chains, side: Side) -> None:
    if side.joint in LINKS:
        made.found.append(Chain(LINKS[side.joint], [replace(side, joint="")]))
    elif side.joint and made.found:
        made.found[-1].sides.append(side)
    else:
        made.found.append(Chain("", [side]))


def _extend(made: Chains, span: Span) -> None:
    sides = made.found[-1].sides
    sides[-1] = replace(sides[-1], span=Span(sides[-1].span.start, span.stop))


def _goes_on(
    line: Line, lines: list[Line], number: int, kind: str, sides: int, made: Chains
) -> bool:
    """Whether a line without a relation in front goes on with the last side."""
    if not made.found or not number:
        return False
    if kind in ("multline", "multlined") or _ADDED.match(line.text):
        return True
    if _SUBTRACTED.match(line.text) and (sides == 1 or line.indented):
        return True
    above = "".join(other.text for other in lines[:number])
    return len(_OPENED.findall(above)) > len(_CLOSED.findall(above))


def claims(chains: Sequence[Chain], is_claimed: Callable[[Side], bool]) -> list[Chain]:
    r"""The chains; `A \iff B` that is claimed is one statement."""
    made, alone = list[Chain](), True
    for n, chain in enumerate(chains):
        onward = n + 1 < len(chains) and bool(chains[n + 1].link)
        if chain.link and alone and not onward and made and is_claimed(made[-1].sides[0]):
            first, last = made[-1].sides[0], chain.sides[-1]
            whole = Span(first.span.start, last.span.stop)
            made[-1] = Chain("", [replace(first, span=whole, connected=True)])
        else:
            made.append(chain)
        alone = not chain.link
    return made
