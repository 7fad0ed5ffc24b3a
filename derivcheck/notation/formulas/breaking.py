"""Formulas that are too long for a line: where a careful author would break them.

A break stands before a relation rather than before a plus, before a plus rather than between
factors, and outside parentheses rather than inside.  Among all ways to break a formula the one with
the fewest lines and the least penalty is taken.

Source: D. Knuth and M. Plass, Breaking paragraphs into lines, 1981 (best breaks by dynamic
programming over their total penalty); D. Knuth, The TeXbook, chapter 18 (where formulas break).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from derivcheck.notation.formulas.boxes import (
    TIMES,
    Box,
    Digits,
    Edge,
    Fence,
    Fraction,
    Root,
    Row,
    Scripts,
    Sign,
    Words,
    row,
)
from derivcheck.notation.formulas.extent import is_tall, width

LINE, DEEPER, RAGGED = 200.0, 45.0, 40.0
"""Penalties: of a line more, of a break inside a fence, of a line that is nearly empty."""
PENALTIES = {"relation": 0.0, "binary": 10.0, "times": 250.0, "comma": 25.0}
JOINTS = (" and ", " or ")
MOST_TOKENS = 600
"""A formula of more parts is not set as one."""


@dataclass(frozen=True, slots=True)
class Token:
    """A part that is not broken, and what a break before it costs; None where none may be."""

    box: Box
    cost: float | None = None


def lines(box: Box, first: float, rest: float) -> tuple[Box, ...] | None:
    """A formula in lines; None if it cannot be broken such that it fits.

    Arguments:
        box: a formula.
        first, rest: the room of the first line, and of the others, in ems.
    """
    if width(box) <= first:
        return (box,)
    tokens = list(_tokens(box, 0, min(first, rest)))
    if len(tokens) > MOST_TOKENS:
        return None
    breaks = _best(tokens, first, rest)
    if breaks is None:
        return None
    ends = [*breaks[1:], len(tokens)]
    return tuple(_line(tokens[i:j], bool(i)) for i, j in zip(breaks, ends, strict=True))


def _tokens(box: Box, depth: int, room: float) -> Iterator[Token]:
    """The parts of a formula, those apart that are too wide for a line."""
    after_comma = False
    last: Box | None = None
    for part in box.parts if isinstance(box, Row) else (box,):
        cost = PENALTIES["comma"] + DEEPER * depth if after_comma else None
        after_comma = isinstance(part, Sign) and part.role == "comma"
        if isinstance(part, Sign) and part.role in ("relation", "binary", "times"):
            last = part
            yield Token(part, PENALTIES[part.role] + DEEPER * depth)
            continue
        if isinstance(part, Words) and part.text in JOINTS:
            yield Token(part, PENALTIES["relation"] + DEEPER * depth)
            continue
        if cost is None and isinstance(part, Fraction) and isinstance(last, Fraction | Scripts):
            cost = PENALTIES["times"] + DEEPER * depth + 20.0  # an author's product, without a sign
        last = part
        apart = list(_opened(part, depth, room)) if width(part) > room / 3 else [Token(part)]
        yield replace(apart[0], cost=cost)
        yield from apart[1:]


def _opened(part: Box, depth: int, room: float) -> Iterator[Token]:
    """The parts of a wide box; one that must be taken apart is written in another way."""
    match part:
        case Fence(body, left, right) if left and right:
            tall = is_tall(body)
            yield Token(Edge(left, True, tall))
            yield from _tokens(body, depth + 1, room)
            yield Token(Edge(right, False, tall))
        case Scripts(Fence(body, left, right), below, above) if left and right:
            *inner, last = _opened(part.base, depth, room)
            yield from inner
            yield Token(Scripts(last.box, below, above))
        case Row():
            yield from _tokens(part, depth, room)
        case Fraction(top, bottom, _, True) if width(part) > room:
            slash = Token(Sign("/", "times"), PENALTIES["times"] + DEEPER * depth)
            yield from _opened(_grouped(top), depth, room)
            yield slash
            yield from _opened(_grouped(bottom), depth, room)
        case Root(body, None) if width(part) > room:
            half = row(Digits("1"), Sign("/", "times"), Digits("2"))
            yield from _opened(Scripts(Fence(body), above=half), depth, room)
        case Scripts(base, Fence() as below, None) if width(part) > room:
            yield Token(base)
            yield from _opened(below, depth, room)
        case _:
            yield Token(part)


def _grouped(box: Box) -> Box:
    return Fence(box, groups=True) if isinstance(box, Row) and len(box.parts) > 1 else box


def _best(tokens: list[Token], first: float, rest: float) -> list[int] | None:
    """Where the lines begin."""
    widths = [width(t.box) for t in tokens]
    starts = [0] + [n for n, t in enumerate(tokens) if n and t.cost is not None]
    best: dict[int, tuple[float, list[int]]] = {}
    for end in [*starts[1:], len(tokens)]:
        for start in reversed([s for s in starts if s < end]):
            room = rest if start else first
            used = sum(widths[start:end])
            if used > room:
                break
            before = best.get(start) if start else (0.0, [])
            if before is None:
                continue
            ragged = 0.0 if end == len(tokens) else RAGGED * (1 - used / room) ** 2
            cost = before[0] + LINE + (tokens[start].cost or 0.0) + ragged
            if end not in best or cost < best[end][0]:
                best[end] = (cost, [*before[1], start])
    return best[len(tokens)][1] if len(tokens) in best else None


def _line(tokens: list[Token], continued: bool) -> Box:
    """The parts of a line, its whole fences put together again."""
    boxes = [t.box for t in tokens]
    if continued and boxes[0] == TIMES:
        boxes[0] = Sign("⋅", "times")
    made: list[Box] = []
    opened: list[int] = []
    for box in boxes:
        edge = box.base if isinstance(box, Scripts) else box
        if isinstance(edge, Edge) and edge.opens:
            opened.append(len(made))
        elif isinstance(edge, Edge) and opened:
            start = opened.pop()
            left = made[start]
            assert isinstance(left, Edge)
            fence = Fence(row(*made[start + 1 :]), left.char, edge.char)
            del made[start:]
            made.append(Scripts(fence, box.below, box.above) if isinstance(box, Scripts) else fence)
            continue
        made.append(box)
    return row(*made)
